package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/markdown"
)

// A spot is one place where a name stands.
type spot struct {
	report int // index into Corpus.Articles
	block  int
	start  int
	name   string
	kind   extract.NameKind
	titled bool
	opens  bool
}

func (s spot) compare(t spot) int {
	return cmp.Or(cmp.Compare(s.report, t.report), cmp.Compare(s.block, t.block), cmp.Compare(s.start, t.start))
}

// A printed name is one as the reports spell it.
type printed struct {
	*spelling
	text  string
	spots []spot
}

// gather returns the names that nobody has taken, the commonest first. A word
// that opens sentences only is none.
func gather(c *corpus.Corpus, m *Mentions) []*printed {
	spots, inside := findSpots(c, m)
	byText := map[string]*printed{}
	for _, s := range spots {
		if s.opens && !inside[s.name] {
			continue
		}
		key := foldSigns(s.name)
		if byText[key] == nil {
			byText[key] = &printed{spelling: parseName(s.name), text: s.name}
		}
		byText[key].spots = append(byText[key].spots, s)
	}
	return slices.SortedFunc(maps.Values(byText), byCount)
}

// findSpots returns where names stand that nobody has taken, and the words of
// all names that stand inside sentences.
func findSpots(c *corpus.Corpus, m *Mentions) (spots []spot, inside map[string]bool) {
	ignore := &names{}
	for _, ig := range c.Site.Ignore {
		ignore.add(ig.Name)
	}
	inside = map[string]bool{}
	for i, a := range c.Articles {
		taken := takenIn(m, a.ID)
		for _, p := range a.Paragraphs {
			b := &a.Body.Blocks[p.Block]
			ranges := slices.Concat(taken[p.Block], setAside(b), ignoredIn(ignore, b.Text))
			for _, n := range withInitials(b.Text, extract.Names(b.Text)) {
				s := spot{i, p.Block, n.Start, n.In(b.Text), n.Kind, n.Title != "", n.Opens}
				if !n.Opens {
					for w := range strings.FieldsSeq(s.name) {
						inside[w] = true
					}
				}
				overlaps := func(r markdown.Range) bool { return n.Start < r.End && r.Start < n.End }
				if !slices.ContainsFunc(ranges, overlaps) {
					spots = append(spots, s)
				}
			}
		}
	}
	return spots, inside
}

// byCount orders names, the commonest first.
func byCount(a, b *printed) int {
	return cmp.Or(cmp.Compare(len(b.spots), len(a.spots)), strings.Compare(a.text, b.text))
}

// withInitials takes initials into names, which their points cut: the names in
// "K. Venn" and "Karl Q. Venn" are found as "Venn", and "Karl Q" and "Venn".
func withInitials(text string, found []extract.Name) []extract.Name {
	var list []extract.Name
	for _, n := range found {
		start := initialsBefore(text, n.Start)
		last := len(list) - 1
		switch {
		case n.Opens || start == n.Start:
			list = append(list, n)
		case last >= 0 && list[last].End > start:
			list[last].End, list[last].Opens = n.End, false
			list[last].Kind = cmp.Or(list[last].Kind, n.Kind)
		default:
			n.Start = start
			list = append(list, n)
		}
	}
	return list
}

// initialsBefore returns where the initials begin that stand right before i; i
// if none do.
func initialsBefore(text string, i int) int {
	const size = len("K. ")
	for i >= size && text[i-2:i] == ". " && text[i-size] >= 'A' && text[i-size] <= 'Z' {
		if r, _ := utf8.DecodeLastRuneInString(text[:i-size]); i > size && (isWord(r) || r == '.') {
			break
		}
		i -= size
	}
	return i
}

// takenIn returns where mentions, and names left open, stand in the blocks of a
// page.
func takenIn(m *Mentions, page corpus.ID) map[int][]markdown.Range {
	taken := map[int][]markdown.Range{}
	for _, n := range m.On(page) {
		taken[int(n.Block)] = append(taken[int(n.Block)], n.Range())
	}
	for _, o := range m.Open(page) {
		taken[o.Block] = append(taken[o.Block], markdown.Range{Start: o.Start, End: o.End})
	}
	return taken
}

// setAside returns where no names are looked for in a block.
func setAside(b *markdown.Block) []markdown.Range {
	ranges := slices.Clone(b.Fixed)
	for _, l := range b.Links {
		ranges = append(ranges, l.Range)
	}
	return ranges
}

// ignoredIn returns where names stand in a text that the site ignores.
func ignoredIn(ignore *names, text string) []markdown.Range {
	var ranges []markdown.Range
	for end, word := range words(text) {
		start := end - len(word)
		if n, stop := ignore.at(text, start, len(text)); n != nil {
			ranges = append(ranges, markdown.Range{Start: start, End: stop})
		}
	}
	return ranges
}

// foldSigns writes all apostrophes, hyphens and spaces of a name alike.
func foldSigns(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldSign(string(r)))
	}
	return b.String()
}

// KindOf returns the folder in which a name of a kind has its page; people’s for
// a name of which nothing tells.
func KindOf(k extract.NameKind) corpus.Kind {
	switch k {
	case extract.Place:
		return corpus.Places
	case extract.Organisation:
		return corpus.Organisations
	}
	return corpus.People
}
