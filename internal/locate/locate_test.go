package locate

import (
	"testing"
	"testing/fstest"

	"collate/internal/corpus"
)

// TestFind asks for pieces of the pages of an invented site, as they stand there.
func TestFind(t *testing.T) {
	c, err := corpus.Load(fstest.MapFS{
		"index.md": {Data: []byte("---\ntitle: The fire\nstandfirst: Two sheds burned.\n---\n\n## What happened\n\n" +
			"It burned. [@report-a, ¶ 1] *Jane Doe* saw\nit. [@report-a, ¶ 1]\n\n- One shed\n- Two sheds\n")},
		"articles/report-a.md": {Data: []byte("---\ntitle: Blaze\n---\n\nIt burned, Doe said. ^p1\n\nIt is gone. ^p4\n")},
		"people/jane-doe.md":   {Data: []byte("---\ntitle: Jane Doe\nrole: harbour master\n---\nShe ran. [@report-a, ¶ 1]\n")},
		"events/fire.md": {Data: []byte("---\ntitle: The sheds burn\nwhen: 2019-05-03\naccounts:\n  - printed: It burned\n" +
			"    cite: \"@report-a, ¶ 1\"\n---\nTwo sheds burned down.\n")},
		"claims/sheds.md": {Data: []byte("---\nquestion: How many?\nkind: count\nanswers:\n" +
			"  - {value: two, says: people/jane-doe, cite: \"@report-a, ¶ 1\"}\n  - {value: three, says: the report itself, cite: \"@report-a, ¶ 4\"}\n---\n")},
	}, "content")
	if err != nil {
		t.Fatal(err)
	}
	l := New(c)
	for _, tt := range []struct {
		name string
		e    Element
		want string
	}{
		{"a report's paragraph", Element{Page: "articles/report-a.html", IDs: []string{"m-people-jane-doe-1", "p4"}}, "content/articles/report-a.md:7:1"},
		{"the story's", Element{Page: "index.html", Text: "It burned.  Jane Doe saw it."}, "content/index.md:8:1"},
		{"a part of it", Element{Page: "index.html", Text: "Jane Doe saw it"}, "content/index.md:8:1"},
		{"a heading", Element{Page: "index.html", Text: "What happened", IDs: []string{"what-happened"}}, "content/index.md:6:4"},
		{"an item", Element{Page: "index.html", Text: "Two sheds"}, "content/index.md:12:3"},
		{"the standfirst", Element{Page: "index.html", Text: "Two sheds burned."}, "content/index.md:3:13"},
		{"a profile", Element{Page: "people/jane-doe.html", Text: "She ran."}, "content/people/jane-doe.md:5:1"},
		{"a role", Element{Page: "people/jane-doe.html", Text: "harbour master"}, "content/people/jane-doe.md:3:7"},
		{"an event", Element{Page: "timeline.html", IDs: []string{"fire"}, Text: "The sheds burn"}, "content/events/fire.md:2:8"},
		{"its text", Element{Page: "timeline.html", Text: "Two sheds burned down."}, "content/events/fire.md:8:1"},
		{"its account", Element{Page: "timeline.html", IDs: []string{"fire-a1"}}, "content/events/fire.md:6:11"},
		{"an answer", Element{Page: "claims/sheds.html", IDs: []string{"a2"}, Text: "three"}, "content/claims/sheds.md:6:5"},
		{"one that is not there", Element{Page: "claims/sheds.html", IDs: []string{"a3"}}, "content/claims/sheds.md:2:11"},
		{"a source", Element{Page: "claims/sheds.html", IDs: []string{"s-report-a-p4"}}, "content/articles/report-a.md:7:1"},
		{"a quotation", Element{Page: "quotations.html", Text: "Doe, A ¶1", To: []string{"articles/report-a.html#p1"}}, "content/articles/report-a.md:5:1"},
		{"a row on a claim", Element{Page: "claims/index.html", Text: "How many? two", To: []string{"claims/sheds.html"}}, "content/claims/sheds.md:2:11"},
		{"everything on one page", Element{Page: "dossier.html", Text: "She ran."}, "content/people/jane-doe.md:5:1"},
		{"nothing of its own", Element{Page: "people/jane-doe.html", Text: "2 mentions"}, "content/people/jane-doe.md:2:8"},
		{"nothing at all", Element{Page: "method.html", Text: "How it was made"}, ""},
		{"no page", Element{Page: "../secret", IDs: []string{"p1", "s-", "s-x", "a0", "a99999999"}, To: []string{"#", "//"}}, ""},
	} {
		pos, ok := l.Find(tt.e)
		if got := pos.String(); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: got %s, %v, want %s", tt.name, got, ok, tt.want)
		}
	}
}
