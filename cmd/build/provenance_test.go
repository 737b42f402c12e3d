package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/fingerprint"
	"collate/internal/link"
	"collate/internal/xref"
)

// indexShipped makes the index of the content that we ship.
func indexShipped(t *testing.T) *xref.Index {
	t.Helper()
	c := loadShipped(t)
	m, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	prints, err := fingerprint.Read(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	events, err := collate.Timeline(c)
	if err != nil {
		t.Fatal(err)
	}
	current, _ := fingerprint.Current(c, prints)
	return xref.Build(c, events, m, cs, current)
}

// What a page cites is what the paragraphs say that they are used by.
func TestBothSidesOfProvenance(t *testing.T) {
	x := indexShipped(t)
	type end struct {
		page    corpus.ID
		block   int
		cite    int
		article corpus.ID
		n       int
	}
	cited, used := map[end]int{}, map[end]int{}
	add := func(page corpus.ID, block, i int, refs []cite.Ref) {
		for _, r := range refs {
			cited[end{page, block, i, r.Article.ID, r.Paragraph}]++
		}
	}
	for _, p := range x.Corpus.Pages() {
		if p.Kind == corpus.Articles {
			continue
		}
		for b := range p.Body.Blocks {
			for i := range p.Body.Blocks[b].Cites {
				add(p.ID, b, i, x.Citations.In(p.ID, b, i))
			}
		}
	}
	for _, e := range x.Corpus.Events {
		for i := range e.Accounts {
			add(e.ID, -1, i, x.Citations.Account(e.ID, i))
		}
	}
	for _, c := range x.Corpus.Claims {
		for i := range c.Answers {
			add(c.ID, -1, i, x.Citations.Answer(c.ID, i))
		}
	}
	for _, a := range x.Articles() {
		for i := range a.Paragraphs {
			for _, u := range x.Uses(a, i) {
				used[end{u.Page.ID, u.Block, u.Cite, a.ID, i}]++
			}
		}
	}
	if len(cited) < 500 {
		t.Errorf("%d citations, which is too few to be all", len(cited))
	}
	for e, n := range cited {
		if used[e] != n {
			t.Errorf("%+v is cited %d times, and used %d times", e, n, used[e])
		}
	}
	if len(used) != len(cited) {
		t.Errorf("%d uses, %d citations", len(used), len(cited))
	}
}

// Each answer in the matrix leads to paragraphs of the report in whose column it
// stands, one of which has the words or the figures that it comes to.
func TestCellsLeadToTheirValues(t *testing.T) {
	plain := func(s string) string {
		s = strings.NewReplacer("’", "'", "‘", "'", "“", "", "”", "", `"`, "").Replace(s)
		return strings.ToLower(strings.Join(strings.Fields(s), " "))
	}
	x := indexShipped(t)
	cells := 0
	for _, claim := range x.Claims() {
		if len(claim.Cells) != len(x.Corpus.Articles) || len(claim.Silent)+claim.Reports != len(x.Corpus.Articles) {
			t.Errorf("%s has %d cells, %d reports that answer and %d silent ones", claim.ID, len(claim.Cells), claim.Reports,
				len(claim.Silent))
		}
		for _, cell := range claim.Cells {
			if silent := slices.Contains(claim.Silent, cell.Article); silent != (len(cell.Answers) == 0) {
				t.Errorf("%s: %s is silent: %v, and has %d answers", claim.ID, cell.Article.Label, silent, len(cell.Answers))
			}
			for _, g := range cell.Answers {
				cells++
				a := claim.Answers[g.Answer]
				words := plain(a.Printed)
				if words == "" {
					words = plain(a.Value)
				}
				has := slices.ContainsFunc(g.Refs, func(r cite.Ref) bool {
					return r.Article == cell.Article && strings.Contains(plain(r.Article.Text(r.Paragraph)), words)
				})
				none := words == "no" // which a paragraph may say as "nobody", "neither"
				if !has && !none {
					t.Errorf("%s: %s has no “%s” where the answer leads", claim.ID, cell.Article.Label, words)
				}
			}
		}
	}
	if cells < 100 {
		t.Errorf("%d answers, which is too few to be all", cells)
	}
}

// The verdicts as somebody read them who compared the reports by hand.
func TestVerdictsOfTheReports(t *testing.T) {
	want := map[collate.Verdict][]string{
		collate.Disagree: {
			"missiles-that-hit-ain-al-asad", "reports-of-casualties", "us-personnel-killed", "when-the-attack-began",
			"when-the-second-wave-came", "zarif-on-what-was-targeted",
		},
		collate.AllCompatible: {
			"from-where-us-troops-should-withdraw", "how-iran-rated-the-attack", "how-many-bases", "how-many-missiles",
			"how-many-scenarios", "how-many-waves", "kind-of-weapon", "reason-for-the-attack", "target-in-erbil", "what-nato-suspended", "what-was-damaged",
			"what-withdrawal-would-prevent", "what-would-make-israel-a-target", "when-soleimani-was-killed",
			"when-trump-visited-al-asad", "where-soleimani-was-killed", "which-bases-were-on-alert", "which-unit", "whose-bases",
		},
		collate.AllAgree: {
			"casualties-of-iraq-and-us-allies", "did-either-side-want-war", "missiles-fired-at-erbil", "was-the-attack-concluded",
			"who-attacked",
		},
		collate.NotComparable: {"who-was-behind-earlier-attacks"},
		collate.OneReport: {
			"deaths-in-the-stampede", "distance-of-al-asad-from-baghdad", "when-iraq-was-notified", "when-soleimani-was-buried",
		},
	}
	got := map[collate.Verdict][]string{}
	for _, c := range indexShipped(t).Claims() {
		got[c.Verdict] = append(got[c.Verdict], c.Slug)
	}
	for v, slugs := range want {
		if !slices.Equal(got[v], slugs) {
			t.Errorf("%v: got %q, want %q", v, got[v], slugs)
		}
	}
}
