package site

import (
	"slices"
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/markdown"
	"collate/internal/xref"
)

// TestMarked: a name that runs over a sentence's end is written whole.
func TestMarked(t *testing.T) {
	const text = "He met J. Doe & St. Roe. He left."
	b := xref.Backlink{Start: 0, End: 19, Mentions: []link.Mention{{Start: 7, End: 13}, {Start: 16, End: 23}}}
	if got, want := timesOf(t).sheet("").marked(text, &b), "He met <mark>J. Doe</mark> &amp; <mark>St. Roe</mark>"; string(got) != want {
		t.Errorf("marked = %q, want %q", got, want)
	}
	b.Mentions = b.Mentions[:1]
	if got, want := timesOf(t).sheet("").marked(text, &b), "He met <mark>J. Doe</mark> &amp; St."; string(got) != want {
		t.Errorf("marked = %q, want %q", got, want)
	}
	b.Mentions[0].Reason, b.Mentions[0].Name = link.BySurname, "Doe"
	why := "He met <mark title=\"“Doe”, the surname of a person introduced before\">J. Doe</mark> &amp; St."
	if got := timesOf(t).sheet("").marked(text, &b); string(got) != why {
		t.Errorf("marked = %q, want %q", got, why)
	}
}

// TestHeadings: ids are made of words, once each, and none is a template's.
func TestHeadings(t *testing.T) {
	body := markdown.Parse("# Now\n\ntext\n\n## Now\n\n## Now 2\n\n## Sources\n\n## ?\n\n## ?\n", 1)
	id := headings(&corpus.Page{Body: body})
	var got []string
	for i := range body.Blocks {
		got = append(got, id(i))
	}
	want := []string{
		` id="now"`, "", ` id="now-2"`, ` id="now-2-2"`, ` id="sources-2"`, ` id="part"`, ` id="part-2"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("headings have %q, want %q", got, want)
	}
}

func TestRelevelled(t *testing.T) {
	for _, tt := range []struct {
		kind   corpus.Kind
		source string
		want   string // levels of the headings
	}{
		{"", "## A\n\n## B\n\n### C\n\n## D", "2 2 3 2"},
		{"", "# A\n\n## B\n\n# C", "2 3 2"},
		{"", "##\n\nA\n=\n\n## B", "2 2 3"},
		{"", "### A\n\n## B\n\n##### C\n\n#### D\n\n## E", "2 2 3 3 2"},
		{corpus.Articles, "#### A\n\ntext <h1> &lt;h1\n\n    <h1>\n", "2"},
		{corpus.People, "## A\n\n- x\n\n### B", "3 4"},
		{corpus.Events, "# A\n\n## B\n\n### C\n\n#### D", "4 5 6 6"},
	} {
		body := markdown.Parse(tt.source, 1)
		text := string((&sheet{}).relevelled(&corpus.Page{Kind: tt.kind, Body: body}, body.HTML(markdown.Hooks{})))
		var got []string
		for _, tag := range strings.Split(text, "</h")[1:] {
			got = append(got, tag[:1])
		}
		if strings.Join(got, " ") != tt.want || strings.Count(text, "<h") != len(got) {
			t.Errorf("%q has headings of levels %q, want %s\n%s", tt.source, got, tt.want, text)
		}
	}
}
