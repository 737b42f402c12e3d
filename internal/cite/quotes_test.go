package cite

import (
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/markdown"
)

// quoted returns a corpus of one report with two paragraphs, and a story.
func quoted(text string) *corpus.Corpus {
	a := article("report-a", "A", 1, 2)
	a.Body = markdown.Parse([]byte("Doe said: “We don't know – not yet – who lit it, and I urge [the council] to act.” Rain came. ^p1\n\n"+
		"“The pier is gone”, she added after Monday’s fire. “It will be rebuilt ... in time.” ^p2\n"), 1)
	return &corpus.Corpus{
		Articles: []*corpus.Article{a},
		Story:    &corpus.Page{ID: corpus.Story, File: "content/index.md", Body: markdown.Parse([]byte(text), 1)},
	}
}

func TestQuotations(t *testing.T) {
	const notIn = "content/index.md:1:4: the quotation “"
	for _, tt := range []struct {
		name, in     string
		exact, other int
		err          string
	}{
		{"exact", "“The pier is gone”. [@report-a, ¶ 2]", 1, 0, ""},
		{"exact, citation before the stop", "“The pier is gone” [@report-a, ¶ 2].", 1, 0, ""},
		{"before ’s", "It was “after Monday”. [@report-a, ¶ 2]", 1, 0, ""},
		{
			"before another apostrophe", "“We don”. [@report-a, ¶ 1]", 0, 0,
			notIn + "We don” is not in A ¶1 (A ¶1 has “don't know -” where this has “don”)",
		},
		{"typography", "\"We don’t know - not yet — who lit it\". [@report-a, ¶ 1]", 1, 0, ""},
		{"the comma is the writer's", "“The pier is gone,” she said. [@report-a, ¶ 2]", 1, 0, ""},
		{"ellipsis", "“We don't know … who lit it”. [@report-a, ¶ 1]", 1, 0, ""},
		{"ellipsis in three points", "“We ... who lit it”. [@report-a, ¶ 1]", 1, 0, ""},
		{"ellipsis that is the report's", "“It will be rebuilt ... in time”. [@report-a, ¶ 2]", 1, 0, ""},
		{
			"ellipsis, wrong order", "“who lit it … We don't know”. [@report-a, ¶ 1]", 0, 0,
			notIn + "who lit it … We don't know” is not in A ¶1 (A ¶1 has “and I urge” where this has “We don't know”)",
		},
		{
			"brackets", "“I [Doe] urge the council to act”. [@report-a, ¶ 1]", 0, 0,
			notIn + "I [Doe] urge the council to act” is not in A ¶1 (A ¶1 has “[the council] to” where this has “the council to”)",
		},
		{"brackets of the report", "“I urge [the council] to act”. [@report-a, ¶ 1]", 1, 0, ""},
		{"nothing but the report's brackets", "“[the council]”. [@report-a, ¶ 1]", 1, 0, ""},
		{"nothing but an ellipsis", "“…”. [@report-a, ¶ 1]", 0, 0, notIn + "…” is not in A ¶1 (it is in A ¶2: cite [@report-a, ¶ 2])"},
		{"brackets in a word", "“urge[s the council] to act”. [@report-a, ¶ 1]", 1, 0, ""},
		{
			"a bracket that nothing closes", "“I urge [zebras”. [@report-a, ¶ 1]", 0, 0,
			notIn + "I urge [zebras” is not in A ¶1 (A ¶1 has “[the council] to” where this has “zebras”)",
		},
		{"two quotations, one citation", "“Rain came” and “I urge”. [@report-a, ¶ 1]", 2, 0, ""},
		{"two citations without a word between", "“The pier is gone”. [@report-a, ¶ 1] [@report-a, ¶ 2]", 1, 0, ""},
		{"over two paragraphs cited in a row", "“Rain came. The pier is gone”. [@report-a, ¶ 1, ¶ 2]", 1, 0, ""},
		{"no citation", "“Nothing like it”.", 0, 1, ""},
		{"a citation before it does not count", "Rain. [@report-a, ¶ 1] “Rain came”.", 0, 1, ""},
		{"single marks are no quotation", "A ‘scare’ quote. [@report-a, ¶ 1]", 0, 0, ""},
		{
			"one letter", "“The peer is gone”. [@report-a, ¶ 2]", 0, 0,
			notIn + "The peer is gone” is not in A ¶2 (A ¶2 has “pier is gone,” where this has “peer is gone”)",
		},
		{
			"part of a word", "“he pier”. [@report-a, ¶ 2]", 0, 0,
			notIn + "he pier” is not in A ¶2 (no report has it: quote a paragraph letter for letter)",
		},
		{
			"wrong paragraph", "“The pier is gone”. [@report-a, ¶ 1]", 0, 0,
			notIn + "The pier is gone” is not in A ¶1 (it is in A ¶2: cite [@report-a, ¶ 2])",
		},
		{
			"nobody's", "“Zebras danced”. [@report-a, ¶ 1]", 0, 0,
			notIn + "Zebras danced” is not in A ¶1 (no report has it: quote a paragraph letter for letter)",
		},
	} {
		c := quoted(tt.in)
		cs, err := Resolve(c)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		tally, err := Quotations(c, cs)
		if want := (Tally{tt.exact, tt.other}); tally != want {
			t.Errorf("%s: %+v, want %+v", tt.name, tally, want)
		}
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != tt.err {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.err)
		}
	}
}

// What an account prints is held against what it cites; a standfirst and a
// role cite nothing, so some report must have what they quote.
func TestQuotationsInFrontMatter(t *testing.T) {
	c := quoted("")
	c.Story.Standfirst = "She said “the pier is gone”; “zebras danced”."
	c.Story.StandfirstPos = diag.Pos{File: "content/index.md", Line: 3, Col: 13}
	c.People = []*corpus.Entity{{
		Page: corpus.Page{ID: "people/doe", Kind: corpus.People, File: "content/people/doe.md"},
		Role: "“It will be rebuilt”", RolePos: diag.Pos{File: "content/people/doe.md", Line: 3, Col: 7},
	}}
	event := &corpus.Event{Page: corpus.Page{ID: "events/fire", Kind: corpus.Events, File: "content/events/fire.md"}}
	for i, printed := range []string{"rain came", "After Monday", "at noon"} {
		event.Accounts = append(event.Accounts, corpus.Account{
			Printed: printed, Cite: "@report-a, ¶ 1", Pos: diag.Pos{File: "content/events/fire.md", Line: 5 + i, Col: 5},
		})
	}
	event.Accounts[1].Cite = "@report-a, ¶ 2"
	c.Events = []*corpus.Event{event}
	cs, err := Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	tally, err := Quotations(c, cs)
	if want := (Tally{Exact: 3}); tally != want {
		t.Errorf("%+v, want %+v", tally, want)
	}
	const nowhere = " (no report has it: quote a paragraph letter for letter)"
	want := "content/events/fire.md:7:5: the quotation “at noon” is not in A ¶1" + nowhere +
		"\ncontent/index.md:3:13: the quotation “the pier is gone” is in no report" +
		" (A ¶2 has it with other capitals; a letter of your own goes into brackets: “[t]he”)" +
		"\ncontent/index.md:3:13: the quotation “zebras danced” is in no report" + nowhere
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func FuzzPieces(f *testing.F) {
	for _, s := range []string{"a … b [c]d e...f", "[", "]…[", "…", "“'’"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range pieces(s) {
			if p == "" || strings.Contains(p, "[") {
				t.Errorf("pieces(%q) has %q", s, p)
			}
		}
	})
}
