package extract

import (
	"strings"
	"unicode/utf8"
)

// An itemKind tells the items of a sentence apart.
type itemKind uint8

const (
	wordItem  itemKind = iota
	nameItem           // a whole name
	quoteItem          // a whole quotation
	markItem           // a mark that parts clauses
)

// An item is a word, a name, a quotation or a mark of a paragraph.
type item struct {
	kind       itemKind
	start, end int
	lower      string // a word's lower-case form
	class      class  // a word's
	owns       bool   // ’s follows
	index      int    // into the paragraph's names or quotations
	mark       rune   // ',' also for dashes and brackets
}

// readItems returns the items of a paragraph of those names and quotations.
func readItems(p reading, names []placedName, quotes []Quotation) []item {
	var (
		text   = p.text
		items  = make([]item, 0, len(p.tokens)+len(p.tokens)/8)
		n, q   int
		behind int // where the last item ends
	)
	add := func(t item) {
		items = appendMarks(items, text, behind, t.start)
		items = append(items, t)
		behind = t.end
	}
	for _, w := range p.tokens {
		for q < len(quotes) && quotes[q].OuterEnd <= w.start {
			add(item{kind: quoteItem, start: quotes[q].OuterStart, end: quotes[q].OuterEnd, index: q})
			q++
		}
		if w.start < behind || q < len(quotes) && w.start >= quotes[q].OuterStart {
			continue
		}
		for n < len(names) && names[n].End <= w.start {
			n++
		}
		if n < len(names) && names[n].Start <= w.start {
			add(item{kind: nameItem, start: w.start, end: names[n].End, index: n})
		} else {
			lower := strings.ToLower(w.in(text))
			add(item{
				kind: wordItem, start: w.start, end: w.end, lower: lower, class: classOf(lower), owns: w.breaks && w.full > w.end,
			})
		}
		last := &items[len(items)-1]
		last.owns = last.owns || possessiveAt(text, last.end)
		if last.owns {
			behind = max(behind, w.full)
		}
	}
	for ; q < len(quotes); q++ {
		add(item{kind: quoteItem, start: quotes[q].OuterStart, end: quotes[q].OuterEnd, index: q})
	}
	return appendMarks(items, text, behind, len(text))
}

// possessiveAt reports whether ’s, or the ’ of a plural, stands at i.
func possessiveAt(text string, i int) bool {
	for _, mark := range []string{"’", "'"} {
		if rest, ok := strings.CutPrefix(text[i:], mark); ok {
			return rest != "" && (rest[0] == 's' || rest[0] == ' ' && runeBefore(text, i) == 's') &&
				!isWordRune(runeAt(rest, 1))
		}
	}
	return false
}

// appendMarks adds the marks between two items that part clauses.
func appendMarks(items []item, text string, from, to int) []item {
	if from >= to {
		return items
	}
	for i, r := range text[from:to] {
		mark := r
		switch r {
		case '–', '—':
			mark = ','
		case ',', ':', ';', '(', ')':
		case '-':
			if to-from < 3 {
				continue
			}
			mark = ','
		default:
			continue
		}
		items = append(items, item{kind: markItem, start: from + i, end: from + i + utf8.RuneLen(r), mark: mark})
	}
	return items
}
