package cite

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/markdown"
)

// quoted returns a corpus of one report with four paragraphs, and a story.
func quoted(text string) *corpus.Corpus {
	a := article("report-a", "A", 1, 2, 3, 4)
	a.Body = markdown.Parse("Doe said: “We don't know – not yet – who lit it, and I urge [the council] to act.” Rain came. ^p1\n\n"+
		"“The pier is gone”, she added after Monday’s fire. “It will be rebuilt ... in time.” ^p2\n\n"+
		"The wind turned, said Doe. The wind turned, said Roe: “So the wind did it.” It was the wind. ^p3\n\n"+
		"The wind turned. “Thanks to the wind”, said Jane Doe, “it went out.” But “by itself”, said Ann Roe. ^p4\n", 1)
	return &corpus.Corpus{
		Articles: []*corpus.Article{a},
		Story:    &corpus.Page{ID: corpus.Story, File: "content/index.md", Body: markdown.Parse(text, 1)},
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
			notIn + "We don” is not in A ¶1 (A ¶1 has “don't” for “don”)",
		},
		{"typography", "\"We don’t know - not yet — who lit it\". [@report-a, ¶ 1]", 1, 0, ""},
		{"the comma is the writer's", "“The pier is gone,” she said. [@report-a, ¶ 2]", 1, 0, ""},
		{"ellipsis", "“We don't know … who lit it”. [@report-a, ¶ 1]", 1, 0, ""},
		{"ellipsis in three points", "“We ... who lit it”. [@report-a, ¶ 1]", 1, 0, ""},
		{"ellipsis that is the report's", "“It will be rebuilt ... in time”. [@report-a, ¶ 2]", 1, 0, ""},
		{
			"ellipsis, wrong order", "“who lit it … We don't know”. [@report-a, ¶ 1]", 0, 0,
			notIn + "who lit it … We don't know” is not in A ¶1 (A ¶1 has its pieces in another order)",
		},
		{
			"brackets", "“I [Doe] urge the council to act”. [@report-a, ¶ 1]", 0, 0,
			notIn + "I [Doe] urge the council to act” is not in A ¶1 (A ¶1 has “[the council]” for “the council”)",
		},
		{"brackets of the report", "“I urge [the council] to act”. [@report-a, ¶ 1]", 1, 0, ""},
		{"nothing but the report's brackets", "“[the council]”. [@report-a, ¶ 1]", 1, 0, ""},
		{"nothing but an ellipsis", "“…”. [@report-a, ¶ 1]", 0, 0, notIn + "…” is not in A ¶1 (it is in A ¶2: cite [@report-a, ¶ 2])"},
		{"brackets in a word", "“urge[s the council] to act”. [@report-a, ¶ 1]", 1, 0, ""},
		{
			"a bracket that nothing closes", "“I urge [zebras”. [@report-a, ¶ 1]", 0, 0,
			notIn + "I urge [zebras” is not in A ¶1 (A ¶1 has “[the” for “zebras”)",
		},
		{"two quotations, one citation", "“Rain came” and “I urge”. [@report-a, ¶ 1]", 2, 0, ""},
		{"two citations without a word between", "“The pier is gone”. [@report-a, ¶ 1] [@report-a, ¶ 2]", 1, 0, ""},
		{"over two paragraphs cited in a row", "“Rain came. The pier is gone”. [@report-a, ¶ 1, ¶ 2]", 1, 0, ""},
		{"no citation", "“Nothing like it”.", 0, 1, ""},
		{"a citation before it does not count", "Rain. [@report-a, ¶ 1] “Rain came”.", 0, 1, ""},
		{"single marks are no quotation", "A ‘scare’ quote. [@report-a, ¶ 1]", 0, 0, ""},
		{
			"one letter", "“The peer is gone”. [@report-a, ¶ 2]", 0, 0,
			notIn + "The peer is gone” is not in A ¶2 (A ¶2 has “pier” for “peer”)",
		},
		{
			"part of a word", "“he pier”. [@report-a, ¶ 2]", 0, 0,
			notIn + "he pier” is not in A ¶2 (A ¶2 has “The” for “he”)",
		},
		{
			"wrong paragraph", "“The pier is gone”. [@report-a, ¶ 1]", 0, 0,
			notIn + "The pier is gone” is not in A ¶1 (it is in A ¶2: cite [@report-a, ¶ 2])",
		},
		{
			"a word more", "“The old pier is gone”. [@report-a, ¶ 2]", 0, 0,
			notIn + "The old pier is gone” is not in A ¶2 (A ¶2 has “The” for “The old”)",
		},
		{
			"a word less", "“I the council to act”. [@report-a, ¶ 1]", 0, 0,
			notIn + "I the council to act” is not in A ¶1 (A ¶1 has “urge [the council]” for “the council”)",
		},
		{
			"four differences", "“Oh don't know – nor yet – who lid it, so I urge”. [@report-a, ¶ 1]", 0, 0,
			notIn + "Oh don't know – nor yet – who lid it, so I urge” is not in A ¶1 " +
				"(A ¶1 has “We” for “Oh”, “not” for “nor”, “lit” for “lid”, and differs at 1 more)",
		},
		{
			"at two places of a paragraph", "“The wind turned”. [@report-a, ¶ 3]", 0, 0,
			notIn + "The wind turned” stands more than once in A ¶3 (quote a word or two more, so that one place alone fits)",
		},
		{"the same, with a word more", "“The wind turned, said Roe”. [@report-a, ¶ 3]", 1, 0, ""},
		{"at two places, one of them in marks", "“the wind”. [@report-a, ¶ 3]", 1, 0, ""},
		{"at two places of two paragraphs", "“The wind turned”. [@report-a, ¶ 3, ¶ 4]", 1, 0, ""},
		{"what the report interrupts, in one", "“Thanks to the wind it went out”. [@report-a, ¶ 4]", 1, 0, ""},
		{
			"what two people said, in one", "“it went out by itself”. [@report-a, ¶ 4]", 0, 0,
			notIn + "it went out by itself” is not in A ¶4 (A ¶4 has “out. But” for “out”)",
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
		quotes, err := Quotations(c, cs)
		if exact, other := quotes.Count(Exact), quotes.Count(NotCheckable); exact != tt.exact || other != tt.other {
			t.Errorf("%s: %d exact, %d not checkable, want %d, %d", tt.name, exact, other, tt.exact, tt.other)
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
			Printed: printed, Cite: "@report-a, ¶ 1", PrintedPos: diag.Pos{File: "content/events/fire.md", Line: 5 + i, Col: 5},
		})
	}
	event.Accounts[1].Cite = "@report-a, ¶ 2"
	c.Events = []*corpus.Event{event}
	cs, err := Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	quotes, err := Quotations(c, cs)
	if exact := quotes.Count(Exact); exact != 3 {
		t.Errorf("%d exact, want 3: %+v", exact, quotes)
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

// Where a quotation stands is told in bytes of the paragraph as printed.
func TestPlaces(t *testing.T) {
	for _, tt := range []struct{ words, cite, want string }{
		{"We don’t know - not yet — who", "¶ 1", "1: We don't know – not yet – who"},
		{"we”, “don’t", "¶ 1", ""},
		{"I urge … to act", "¶ 1", "1: I urge [the council] to act"},
		{"in time", "¶ 1, ¶ 2", "2: in time"},
		{"Rain came. “The pier is gone”", "¶ 1–2", "1: Rain came.|2: The pier is gone"},
		{"to the wind it went", "¶ 4", "4: to the wind|4: it went"},
		{"the wind", "¶ 3", "3: the wind"},
	} {
		c := quoted("“" + tt.words + "” [@report-a, " + tt.cite + "]")
		cs, err := Resolve(c)
		if err != nil {
			t.Fatal(err)
		}
		quotes, _ := Quotations(c, cs)
		var got []string
		for _, p := range quotes[0].Places {
			text := p.Article.Text(p.Paragraph)
			got = append(got, fmt.Sprintf("%d: %s", p.Article.Paragraphs[p.Paragraph].N, p.In(text)))
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%s: %q, want %q", tt.words, got, tt.want)
		}
	}
}

func FuzzUnfold(f *testing.F) {
	for _, s := range []string{"“a ... b” – c’d", " \u00a0x", "'’'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // no content file
		}
		folded := foldText(s)
		if again := foldText(folded); again != folded {
			t.Errorf("%q is %q folded, and folded again %q", s, folded, again)
		}
		if whole := unfold(s, extract.Span{End: len(folded)}); folded != "" && foldText(whole.In(s)) != folded {
			t.Errorf("%q is %q folded, and unfolded %q", s, folded, whole.In(s))
		}
	})
}

func FuzzQuotations(f *testing.F) {
	for _, s := range []string{"we don't know … who lit it", "to the wind it went", "he [was] … ", "The old pier is gone", "…"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if !utf8.ValidString(words) {
			return // no content file
		}
		c := quoted("x")
		g := newGate(c)
		a := c.Articles[0]
		g.hold(words, []Ref{{a, 0}, {a, 1}, {a, 3}}, diag.Pos{})
		q := g.quotes[0]
		if len(g.errs) > 0 != (q.Verdict == Altered) || (q.Places != nil) != (q.Verdict == Exact) {
			t.Errorf("%q: %+v, %v", words, q, g.errs)
		}
		for _, p := range q.Places {
			if text := p.Article.Text(p.Paragraph); p.Start < 0 || p.End > len(text) || p.Start >= p.End {
				t.Errorf("%q: no place %+v", words, p.Span)
			}
		}
	})
}

func FuzzPieces(f *testing.F) {
	for _, s := range []string{"a … b [c]d e...f", "[", "]…[", "…", "“'’"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range cutPieces(s) {
			if p == "" || strings.Contains(p, "[") {
				t.Errorf("pieces(%q) has %q", s, p)
			}
		}
	})
}
