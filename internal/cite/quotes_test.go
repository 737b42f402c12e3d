package cite

import (
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/markdown"
)

// quoted returns a corpus of one report with two paragraphs, and a story.
func quoted(text string) *corpus.Corpus {
	a := article("report-a", "A", 1, 2)
	a.Body = markdown.Parse([]byte("Doe said: “We don't know – not yet – who lit it, and I urge [the council] to act.” Rain came. ^p1\n\n"+
		"“The pier is gone”, she added. “It will be rebuilt ... in time.” ^p2\n"), 1)
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
		{"typography", "\"We don’t know - not yet — who lit it\". [@report-a, ¶ 1]", 1, 0, ""},
		{"the comma is the writer's", "“The pier is gone,” she said. [@report-a, ¶ 2]", 1, 0, ""},
		{"ellipsis", "“We don't know … who lit it”. [@report-a, ¶ 1]", 1, 0, ""},
		{"ellipsis in three points", "“We ... who lit it”. [@report-a, ¶ 1]", 1, 0, ""},
		{"ellipsis that is the report's", "“It will be rebuilt ... in time”. [@report-a, ¶ 2]", 1, 0, ""},
		{
			"ellipsis, wrong order", "“who lit it … We don't know”. [@report-a, ¶ 1]", 0, 0,
			notIn + "who lit it … We don't know” is not in A ¶1 (A ¶1 has “and I urge” where this has “We dont know”)",
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
