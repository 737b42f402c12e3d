package link

import (
	"cmp"
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// A Suggestion is a name in the reports that no page has.
type Suggestion struct {
	Name           string // the commonest variant that is written out: "Jane Doe" rather than "Doe"
	Kind           extract.NameKind
	Variants       []Variant // the commonest first
	Count, Reports int       // how often it is printed, and in how many reports
	First          Place
	AliasOf        *corpus.Entity // whose name it likely is; nil if it is like no page's
	Score          float64        // how likely AliasOf is, as by Likeness; 0 if that is nil
}

// A Variant is a spelling of a name, or a surname by itself.
type Variant struct {
	Text  string
	Count int
}

// A Place is where a report prints a name.
type Place struct {
	Article  corpus.ID
	Pos      diag.Pos
	Sentence string
}

// Line returns the line of front matter that makes the variants aliases: of
// AliasOf's page or, if there is none, of a new one with the name as its title.
// It is "" if there is nothing to add.
func (s Suggestion) Line() string {
	var texts []string
	for _, v := range s.Variants {
		if (s.AliasOf != nil || v.Text != s.Name) && !extract.IsCommonWord(v.Text) {
			texts = append(texts, corpus.InList(v.Text))
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return "aliases: [" + strings.Join(texts, ", ") + "]"
}

// Suggest groups the names in the reports that are neither mentions nor ignored:
// the spellings of one name, surnames with the full name that the same report
// prints, and what are likely aliases of one page. The most printed come first,
// those printed as often by name.
func Suggest(c *corpus.Corpus, m *Mentions) []Suggestion {
	pages := indexPages(c, m)
	groups := pages.joinAliases(joinSurnames(groupNames(gather(c, m)), pages))
	list := make([]Suggestion, 0, len(groups))
	for _, g := range groups {
		list = append(list, g.suggestion(c))
	}
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name))
	})
	return list
}

// suggestion sums a group up.
func (g *group) suggestion(c *corpus.Corpus) Suggestion {
	s := Suggestion{Kind: g.kind(), AliasOf: g.page, Score: g.score}
	counts := map[string]int{}
	reports := map[int]bool{}
	first := g.members[0].spots[0]
	for _, p := range slices.Concat(g.members, g.short) {
		counts[p.text] += len(p.spots)
		s.Count += len(p.spots)
		for _, at := range p.spots {
			reports[at.report] = true
			if at.compare(first) < 0 {
				first = at
			}
		}
	}
	s.Reports, s.First, s.Name = len(reports), placeOf(c, first), g.name()
	for text, n := range counts {
		s.Variants = append(s.Variants, Variant{text, n})
	}
	slices.SortFunc(s.Variants, func(a, b Variant) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return s
}

// name returns the commonest member that is neither short for another nor has
// initials; the commonest one if there is none.
func (g *group) name() string {
	for _, p := range g.members {
		if p.acronym == "" && !p.hasInitial() {
			return p.text
		}
	}
	return g.members[0].text
}

func placeOf(c *corpus.Corpus, s spot) Place {
	a := c.Articles[s.report]
	b := &a.Body.Blocks[s.block]
	line, col := b.Pos(s.start)
	p := Place{Article: a.ID, Pos: diag.Pos{File: a.File, Line: line, Col: col}}
	for _, sentence := range extract.Sentences(b.Text) {
		if sentence.Start <= s.start && s.start < sentence.End {
			p.Sentence = sentence.In(b.Text)
		}
	}
	return p
}
