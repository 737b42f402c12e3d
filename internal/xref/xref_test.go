package xref

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/markdown"
)

// The invented fire at the old harbour, in two reports.
func harbour(t *testing.T) *Index {
	t.Helper()
	body := func(s string) *markdown.Doc { return markdown.Parse(s, 1) }
	article := func(letter, text string) *corpus.Article {
		a := &corpus.Article{Label: "Report " + letter, Letter: letter}
		a.Page = corpus.Page{
			ID: corpus.ID("articles/report-" + strings.ToLower(letter)), Kind: corpus.Articles,
			Slug: "report-" + strings.ToLower(letter), Body: body(text),
		}
		for i, b := range a.Body.Blocks {
			if b.Kind == markdown.Paragraph {
				n := len(a.Paragraphs) + 1
				a.Paragraphs = append(a.Paragraphs, corpus.Paragraph{ID: fmt.Sprintf("p%d", n), N: n, Block: i})
			}
		}
		return a
	}
	entity := func(id corpus.ID, text string, names ...string) *corpus.Entity {
		kind, slug, _ := strings.Cut(string(id), "/")
		e := &corpus.Entity{Page: corpus.Page{ID: id, Kind: corpus.Kind(kind), Slug: slug, Title: names[0], Body: body(text)}}
		for _, n := range names {
			e.Names = append(e.Names, corpus.Alias{Text: n})
		}
		return e
	}
	c := &corpus.Corpus{
		// Deliberately not in the order of their labels.
		Articles: []*corpus.Article{
			article("B", "The Old Harbour was calm.\n\n## Doe\n\nNobody spoke."),
			article("A", "Jane Doe saw the Old Harbour burn. Doe and Mr Doe ran; Kim Poe stayed.\n\nKim Poe met Doe at the harbour."),
		},
		People: []*corpus.Entity{
			entity("people/jane-doe", "She ran. [@report-a, ¶ 1]", "Jane Doe", "Doe"),
			entity("people/kim-poe", "", "Kim Poe"),
			entity("people/lee-roe", "", "Lee Roe"),
		},
		Places: []*corpus.Entity{entity("places/old-harbour", "", "Old Harbour"), entity("places/pier", "", "Pier")},
		Story:  &corpus.Page{ID: corpus.Story, Body: body("It burned. [@report-a, ¶ 1; @report-b, ¶ 1]")},
	}
	c.Places[1].Within = "places/old-harbour"
	day := func(d int) corpus.When {
		at := time.Date(2019, 5, d, 0, 0, 0, 0, time.UTC)
		return corpus.When{Start: at, End: at.AddDate(0, 0, 1), Precision: corpus.Day}
	}
	event := func(slug string, w corpus.When, accounts ...corpus.Account) *corpus.Event {
		return &corpus.Event{
			Page: corpus.Page{ID: corpus.ID("events/" + slug), Kind: corpus.Events, Slug: slug}, When: w,
			People: []corpus.ID{"people/kim-poe"}, Accounts: accounts,
		}
	}
	c.Events = []*corpus.Event{
		event("calm", corpus.When{Precision: corpus.Unknown}),
		event("fire", day(3), corpus.Account{Cite: "@report-a, ¶ 2", When: day(3)}, corpus.Account{Cite: "@report-b, ¶ 1", When: day(4)}),
		event("storm", day(1)),
	}
	m, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	events, err := collate.Timeline(c)
	if err != nil {
		t.Fatal(err)
	}
	return Build(c, events, m, cs, nil)
}

func counts(cs []Count) string {
	var out []string
	for _, c := range cs {
		out = append(out, fmt.Sprintf("%s %d", c.Entity.Slug, c.N))
	}
	return strings.Join(out, ", ")
}

func TestBacklinks(t *testing.T) {
	x := harbour(t)
	var got []string
	for _, r := range x.ByArticle("people/jane-doe") {
		for _, b := range r.Backlinks {
			text := r.Article.Text(b.Paragraph)
			var marked strings.Builder
			end := b.Start
			for _, m := range b.Mentions {
				marked.WriteString(text[end:m.Start] + "[" + text[m.Start:m.End] + "]")
				end = int(m.End)
			}
			marked.WriteString(text[end:b.End])
			got = append(got, fmt.Sprintf("%s ¶%d %s", r.Article.Letter, b.Paragraph+1, marked.String()))
		}
	}
	want := []string{
		"A ¶1 [Jane Doe] saw the Old Harbour burn.",
		"A ¶1 [Doe] and Mr [Doe] ran; Kim Poe stayed.",
		"A ¶2 Kim Poe met [Doe] at the harbour.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("backlinks (-want +got):\n%s", diff)
	}
}

func TestCounts(t *testing.T) {
	x := harbour(t)
	for _, tt := range []struct {
		id                        corpus.ID
		mentions, reports, silent int
		spellings, with           string
	}{
		{"people/jane-doe", 4, 1, 1, "Doe 3, Jane Doe 1", "kim-poe 2, old-harbour 1"},
		{"people/kim-poe", 2, 1, 1, "Kim Poe 2", "jane-doe 2, old-harbour 1"},
		{"people/lee-roe", 0, 0, 2, "", ""},
		{"places/old-harbour", 2, 2, 0, "Old Harbour 1; Old Harbour 1", "jane-doe 1, kim-poe 1"},
	} {
		if got := x.Count(tt.id); got != tt.mentions {
			t.Errorf("%s: %d mentions, want %d", tt.id, got, tt.mentions)
		}
		if got := x.Reports(tt.id); got != tt.reports {
			t.Errorf("%s: %d reports, want %d", tt.id, got, tt.reports)
		}
		if got := len(x.Silent(tt.id)); got != tt.silent {
			t.Errorf("%s: %d silent reports, want %d", tt.id, got, tt.silent)
		}
		var spellings []string
		for _, r := range x.ByArticle(tt.id) {
			var s []string
			for _, sp := range r.Spellings {
				s = append(s, fmt.Sprintf("%s %d", sp.Text, sp.Count))
			}
			spellings = append(spellings, strings.Join(s, ", "))
		}
		if got := strings.Join(spellings, "; "); got != tt.spellings {
			t.Errorf("%s: spellings %s, want %s", tt.id, got, tt.spellings)
		}
		if got := counts(x.With(tt.id)); got != tt.with {
			t.Errorf("%s: with %s, want %s", tt.id, got, tt.with)
		}
	}
}

func TestReports(t *testing.T) {
	x := harbour(t)
	a := x.Articles()[0]
	if a.Letter != "A" {
		t.Fatalf("the first report is %s", a.Label)
	}
	if got, want := counts(x.OnlyHere(a)), "jane-doe 4, kim-poe 2"; got != want {
		t.Errorf("only here: %s, want %s", got, want)
	}
	if got, want := counts(x.On(a.ID, corpus.Places)), "old-harbour 1"; got != want {
		t.Errorf("places: %s, want %s", got, want)
	}
}

func TestUses(t *testing.T) {
	x := harbour(t)
	var got []string
	for _, a := range x.Articles() {
		for i := range a.Paragraphs {
			for _, u := range x.Uses(a, i) {
				got = append(got, fmt.Sprintf("%s ¶%d by %s %d.%d", a.Letter, i+1, u.Page.ID, u.Block, u.Cite))
			}
		}
	}
	want := []string{
		"A ¶1 by index 0.0", "A ¶1 by people/jane-doe 0.0", "A ¶2 by events/fire -1.0",
		"B ¶1 by index 0.0", "B ¶1 by events/fire -1.1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("uses (-want +got):\n%s", diff)
	}
}

func TestTimeline(t *testing.T) {
	x := harbour(t)
	var got []string
	for _, m := range x.Timeline() {
		got = append(got, fmt.Sprint(m.Event.Slug, ": ", m.Accounts.Verdict, m.Accounts.Clashes))
	}
	if diff := cmp.Diff([]string{"storm: one report only []", "fire: conflict [[1] [0]]", "calm: one report only []"}, got); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	if got := len(x.EventsOf("people/kim-poe")); got != 3 {
		t.Errorf("%d events of Kim Poe, want 3", got)
	}
	if got := x.Children("places/old-harbour"); len(got) != 1 || got[0].Slug != "pier" {
		t.Errorf("children of the harbour: %v", got)
	}
}
