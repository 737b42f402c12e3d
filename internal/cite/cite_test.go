package cite

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/markdown"
)

// article returns a report with paragraphs of these numbers.
func article(slug, letter string, numbers ...int) *corpus.Article {
	a := &corpus.Article{Letter: letter}
	a.Page = corpus.Page{ID: corpus.ID("articles/" + slug), Kind: corpus.Articles, Slug: slug}
	for i, n := range numbers {
		a.Paragraphs = append(a.Paragraphs, corpus.Paragraph{ID: fmt.Sprintf("p%d", n), N: n, Block: i})
	}
	return a
}

// story returns a corpus of two reports and a story. Report B got a paragraph
// 9 after its second.
func story(text string) *corpus.Corpus {
	return &corpus.Corpus{
		Articles: []*corpus.Article{article("report-a", "A", 1, 2, 3, 4, 5), article("report-b", "B", 1, 2, 9, 3)},
		Story:    &corpus.Page{ID: corpus.Story, File: "content/index.md", Body: markdown.Parse(text, 4)},
	}
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"[@report-a, ¶ 2]", "A ¶2"},
		{"[@report-a, ¶2; @report-b, ¶ 9]", "A ¶2, B ¶9"},
		{"[@report-a, ¶ 2, ¶ 4]", "A ¶2, A ¶4"},
		{"[@report-a, ¶¶ 2, 4]", "A ¶2, A ¶4"},
		{"[@report-a, ¶ 2–4]", "A ¶2, A ¶3, A ¶4"},
		{"[@report-a, ¶ 2-3, 5;@report-b,1]", "A ¶2, A ¶3, A ¶5, B ¶1"},
		{"[@report-a, ¶ 2, ¶ 1–3; @report-b, ¶ 2; @report-a, ¶ 1]", "A ¶2, A ¶1, A ¶3, B ¶2"},
		{"[@report-a, ¶ 2;\n@report-b, ¶ 3]", "A ¶2, B ¶3"},
		{"[@report-a, ¶ 1] and [@report-b, ¶ 1]", "A ¶1 | B ¶1"},
	} {
		cs, err := Resolve(story(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		var marks []string
		for i := 0; len(cs.In(corpus.Story, 0, i)) > 0; i++ {
			var names []string
			for _, r := range cs.In(corpus.Story, 0, i) {
				names = append(names, r.Name())
			}
			marks = append(marks, strings.Join(names, ", "))
		}
		if got := strings.Join(marks, " | "); got != tt.want {
			t.Errorf("%s = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestResolveErrors(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"x [@report-a, ¶ 99]", `content/index.md:4:4: report-a has no ¶ 99 (it has ¶ 1 to ¶ 5)`},
		{"x [@report-b, ¶ 4]", `content/index.md:4:4: report-b has no ¶ 4 (it has 4 paragraphs, between ¶ 1 and ¶ 9)`},
		{"x [@report-a, ¶ 1-1000000]", `content/index.md:4:4: report-a has no ¶ 6 (it has ¶ 1 to ¶ 5)`},
		{"x [@repotr-a, ¶ 1]", `content/index.md:4:4: unknown report "repotr-a" (did you mean "report-a"?)`},
		{"x [@harbour, ¶ 1]", `content/index.md:4:4: unknown report "harbour" (reports are named as their files in articles/)`},
		{"x [@report-a]", `content/index.md:4:4: the citation of "report-a" names no paragraph (write [@report-a, ¶ 2])`},
		{"x [@report-a, two]", `content/index.md:4:4: "two" is not a paragraph's number (write [@report-d, ¶ 2])`},
		{"x [@report-a, ¶ 3–2]", `content/index.md:4:4: ¶ 3–2 runs backwards (the smaller number comes first)`},
		{"x [@report-a, ¶ 1; report-b, ¶ 1]", `content/index.md:4:21: the citation "report-b, ¶ 1" names no report (write [@report-d, ¶ 2])`},
		{"x [@report-a, ¶ 1\ny", `content/index.md:4:4: this citation has no end (close it with ])`},
		{"x [@report-a, ¶ 8]\n\ny [@]", "content/index.md:4:4: report-a has no ¶ 8 (it has ¶ 1 to ¶ 5)\n" +
			`content/index.md:6:4: the citation "@" names no report (write [@report-d, ¶ 2])`},
	} {
		_, err := Resolve(story(tt.in))
		var list diag.List
		if !errors.As(err, &list) {
			t.Errorf("%s: no error", tt.in)
			continue
		}
		if diff := cmp.Diff(tt.want, list.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestResolveAccounts(t *testing.T) {
	c := story("")
	e := &corpus.Event{Page: corpus.Page{ID: "events/fire"}}
	for _, s := range []string{"@report-a, ¶ 1", "[@report-b, ¶ 2]"} {
		e.Accounts = append(e.Accounts, corpus.Account{Cite: s})
	}
	c.Events = []*corpus.Event{e}
	cs, err := Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"A ¶1", "B ¶2"} {
		if got := cs.Account(e.ID, i); len(got) != 1 || got[0].Name() != want {
			t.Errorf("account %d = %v, want %s", i, got, want)
		}
	}
	if got := cs.Account(e.ID, 2); got != nil {
		t.Errorf("a third account: %v", got)
	}
}

func TestResolveAnswers(t *testing.T) {
	c := story("")
	claim := &corpus.Claim{Page: corpus.Page{ID: "claims/sheds"}}
	for _, s := range []string{"@report-a, ¶ 1; @report-b, ¶ 9", "@report-b, ¶ 4"} {
		claim.Answers = append(claim.Answers, corpus.Answer{Cite: s, CitePos: diag.Pos{File: "content/claims/sheds.md", Line: 5, Col: 9}})
	}
	c.Claims = []*corpus.Claim{claim}
	cs, err := Resolve(c)
	const want = "content/claims/sheds.md:5:9: report-b has no ¶ 4 (it has 4 paragraphs, between ¶ 1 and ¶ 9)"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if got := cs.Answer(claim.ID, 0); len(got) != 2 || got[0].Name() != "A ¶1" || got[1].Name() != "B ¶9" {
		t.Errorf("the first answer cites %v", got)
	}
	if got := cs.Answer(claim.ID, 2); got != nil {
		t.Errorf("a third answer: %v", got)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"@report-a, ¶ 2–4; @report-b, 9", "@", ";;", "@report-a,,¶", "@report-a, ¶ 99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		c := story("")
		c.Events = []*corpus.Event{{
			Page:     corpus.Page{ID: "events/x"},
			Accounts: []corpus.Account{{Cite: raw, CitePos: diag.Pos{File: "x", Line: 1, Col: 1}}},
		}}
		cs, err := Resolve(c)
		if err == nil && len(cs.Account("events/x", 0)) == 0 {
			t.Errorf("%q cites nothing, and that is no error", raw)
		}
	})
}
