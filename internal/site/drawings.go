package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/figure"
)

// A Drawing is a figure, drawn once for wide windows and once for narrow ones.
type Drawing struct {
	Wide, Narrow template.HTML // Narrow is "" if there is no room for it
	Caption      string
}

// The widths at which figures are shown, in CSS pixels: of a window where the
// stylesheet shows the wide ones, and of one of 320, each without its margins.
const (
	wideFigure   = 680
	halfFigure   = 530 // beside a table
	narrowFigure = 296
)

func drawn(svg string) template.HTML { return template.HTML(svg) } //nolint:gosec // package figure escapes

// An AgreementFigure is how each two reports answer the same claims.
type AgreementFigure struct {
	Drawing
	Rows []AgreementRow
}

// An AgreementRow is two reports.
type AgreementRow struct {
	Reports                                 string // "A and B"
	Both, Same, Compatible, Conflict, Apart string
}

// agreement returns nil if no two reports answer the same claim, or if there
// are too many to be shown by two.
func (p *plan) agreement() *AgreementFigure {
	if len(p.articles) > fewReports {
		return nil
	}
	f := &AgreementFigure{}
	all := collate.Agreements(p.articles, p.x.Claims())
	for _, a := range all {
		if a.Both() > 0 {
			f.Rows = append(f.Rows, AgreementRow{
				p.words.Join([]string{a.A.Letter, a.B.Letter}), p.words.Number(a.Both()), p.words.Number(a.Same),
				p.words.Number(a.Compatible), p.words.Number(a.Conflict), p.words.Number(a.Apart),
			})
		}
	}
	if len(f.Rows) == 0 {
		return nil
	}
	matrix := p.agreementFigure(all)
	matrix.ID, matrix.Width = "agreement_wide", halfFigure
	f.Wide = drawn(matrix.SVG())
	matrix.ID, matrix.Width = "agreement_narrow", narrowFigure
	f.Narrow = drawn(matrix.SVG())
	f.Caption = strings.TrimSpace(p.say("figure.agreement-caption") + " " + p.mostConflicts(all))
	return f
}

// mostConflicts names the reports that conflict most, unless many do as often.
func (p *plan) mostConflicts(all []collate.Agreement) string {
	list := slices.Clone(all)
	slices.SortStableFunc(list, func(a, b collate.Agreement) int { return b.Conflict - a.Conflict })
	most := list[0].Conflict
	n := slices.IndexFunc(list, func(a collate.Agreement) bool { return a.Conflict < most })
	if n < 1 || n > 2 {
		return ""
	}
	pair := func(a collate.Agreement) string { return p.labels([]*corpus.Article{a.A, a.B}) }
	if n == 2 {
		return p.say("figure.most-two", "n", most, "pair", pair(list[0]), "other", pair(list[1]))
	}
	return p.say("figure.most", "n", most, "pair", pair(list[0]))
}

func (p *plan) agreementFigure(all []collate.Agreement) figure.Agreement {
	f := figure.Agreement{
		Head: figure.Head{
			Title: p.say("figure.agreement"), Desc: p.say("figure.agreement-shown"),
		},
		Words: []string{p.say("figure.same"), p.say("figure.compatible"), p.say("figure.conflict")},
	}
	index := map[*corpus.Article]int{}
	for i, a := range p.articles {
		index[a] = i
		f.Reports = append(f.Reports, figure.Report{Label: a.Label, Letter: a.Letter})
	}
	for _, a := range all {
		if a.Both() > 0 {
			f.Pairs = append(f.Pairs, figure.Pair{
				A: index[a.A], B: index[a.B], N: [3]int{a.Same, a.Compatible, a.Conflict},
			})
		}
	}
	return f
}

// mostParagraphs is how many squares a page draws; a report or an explainer
// with more has its numbers in the table only.
const mostParagraphs = 400

// coverageFigure draws which parts of the explainer cite each paragraph of a
// report.
func (s *sheet) coverageFigure(a *corpus.Article) template.HTML {
	if s.paragraphs > mostParagraphs {
		return ""
	}
	parts := s.coverageParts()
	f := figure.Coverage{
		Head: figure.Head{
			ID: "used_" + a.Slug, Title: s.say("figure.used", "report", a.Label),
			Desc: s.say("figure.used-shown", "n", len(parts)),
		},
		Full: len(parts),
	}
	path := s.reportOf[a].path
	for i, p := range a.Paragraphs {
		var by []string
		for _, part := range parts {
			if part.among(s.x.Uses(a, i)) {
				by = append(by, part.heading)
			}
		}
		name := s.say("figure.cited-by-nothing", "paragraph", "¶"+itoa(p.N))
		if by != nil {
			name = s.say("figure.cited-by", "paragraph", "¶"+itoa(p.N), "parts", by)
		}
		f.Paragraphs = append(f.Paragraphs, figure.Paragraph{Name: name, Href: s.to(path, p.ID), N: len(by)})
	}
	return drawn(f.SVG())
}

// A Together is who is named in the same paragraphs.
type Together struct {
	Drawing
	Pairs []TogetherRow
}

// A TogetherRow is two people.
type TogetherRow struct{ Names, N string }

// How much of who is named with whom is drawn, and how little is not.
const (
	togetherPeople = 14
	togetherPairs  = 30
	togetherLeast  = 3
)

// together returns nil if too few people share paragraphs.
func (s *sheet) together() *Together {
	named := slices.DeleteFunc(slices.Clone(s.c.People), func(e *corpus.Entity) bool { return s.x.Count(e.ID) == 0 })
	slices.SortStableFunc(named, func(a, b *corpus.Entity) int {
		return cmp.Or(s.x.Count(b.ID)-s.x.Count(a.ID), compare(a.Title, b.Title))
	})
	all := len(named)
	named = named[:min(all, togetherPeople)]
	edges := s.edges(named)
	left := max(0, len(edges)-togetherPairs)
	edges = edges[:len(edges)-left]
	if len(edges) < togetherLeast {
		return nil
	}
	t := &Together{}
	f := figure.Network{
		Head: figure.Head{
			Title: s.say("figure.together"), Desc: s.say("figure.together-shown"),
		},
		Edges: edges,
	}
	var alone []string
	at := make([]int, len(named)) // of those that are drawn
	for i, e := range named {
		in := func(edge figure.Edge) bool { return edge.A == i || edge.B == i }
		if !slices.ContainsFunc(edges, in) {
			alone = append(alone, e.Title)
			continue
		}
		at[i] = len(f.Nodes)
		f.Nodes = append(f.Nodes, figure.Node{Text: e.Title, Href: s.page(e.ID)})
	}
	for i, e := range edges {
		pair := s.words.Join([]string{named[e.A].Title, named[e.B].Title})
		t.Pairs = append(t.Pairs, TogetherRow{pair, s.words.Number(e.N)})
		f.Edges[i].A, f.Edges[i].B = at[e.A], at[e.B]
	}
	f = f.Untangled()
	f.ID, f.Width = "together_wide", halfFigure
	t.Wide = drawn(f.SVG())
	f.ID, f.Width = "together_narrow", narrowFigure
	t.Narrow = drawn(f.SVG())
	caption := []string{s.say("figure.together-caption")}
	if all > togetherPeople {
		caption = append(caption, s.say("figure.drawn", "n", togetherPeople))
	}
	if left > 0 {
		caption = append(caption, s.say("figure.pairs-not-drawn", "n", left))
	}
	if alone != nil {
		caption = append(caption, s.say("figure.alone", "people", alone))
	}
	t.Caption = strings.Join(caption, " ")
	return t
}

// edges returns which of some people share paragraphs, most first, by index.
func (s *sheet) edges(people []*corpus.Entity) []figure.Edge {
	var edges []figure.Edge
	for i, e := range people {
		for _, with := range s.x.With(e.ID) {
			if k := slices.Index(people, with.Entity); k > i {
				edges = append(edges, figure.Edge{A: i, B: k, N: with.N})
			}
		}
	}
	slices.SortFunc(edges, func(a, b figure.Edge) int { return cmp.Or(b.N-a.N, a.A-b.A, a.B-b.B) })
	return edges
}
