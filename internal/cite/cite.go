// Package cite resolves citations to paragraphs of articles; holds quotations,
// figures, times and names against what they cite; and articles against their
// originals. It works on what packages corpus and link found; package xref
// indexes what it resolves.
package cite

import (
	"slices"
	"strconv"

	"collate/internal/corpus"
)

// A Ref is one paragraph that a citation names.
type Ref struct {
	Article   *corpus.Article
	Paragraph int // index into Article.Paragraphs
}

// Name returns the readable name of a reference, "D ¶2".
func (r Ref) Name() string {
	return r.Article.Letter + " ¶" + strconv.Itoa(r.Article.Paragraphs[r.Paragraph].N)
}

// byReport parts paragraphs by their reports, in the order in which these are
// first named.
func byReport(refs []Ref) [][]Ref {
	var parts [][]Ref
	for _, r := range refs {
		i := slices.IndexFunc(parts, func(part []Ref) bool { return part[0].Article == r.Article })
		if i < 0 {
			i, parts = len(parts), append(parts, nil)
		}
		parts[i] = append(parts[i], r)
	}
	return parts
}

// Citations are all citations of a corpus, resolved. They are not changed
// once made.
type Citations struct {
	byPage   map[corpus.ID][][][]Ref // page, block, citation
	accounts map[corpus.ID][][]Ref   // event, account
	answers  map[corpus.ID][][]Ref   // claim, answer
}

// In returns the paragraphs that the i-th citation of a block names, in the
// order written.
func (c *Citations) In(page corpus.ID, block, i int) []Ref {
	b := c.byPage[page]
	if block >= len(b) || i >= len(b[block]) {
		return nil
	}
	return b[block][i]
}

// Account returns the paragraphs that the i-th account of an event cites.
func (c *Citations) Account(event corpus.ID, i int) []Ref {
	a := c.accounts[event]
	if i >= len(a) {
		return nil
	}
	return a[i]
}

// Answer returns the paragraphs that the i-th answer of a claim cites.
func (c *Citations) Answer(claim corpus.ID, i int) []Ref {
	a := c.answers[claim]
	if i >= len(a) {
		return nil
	}
	return a[i]
}
