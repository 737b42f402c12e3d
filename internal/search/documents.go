package search

import (
	"errors"
	"fmt"
	"iter"
)

// Paragraphs are documents of that kind, each made when it is looked at: they
// are most of a large index, and too many to be held.
type Paragraphs struct {
	N    int
	From func(from, to int) iter.Seq[Document] // those from one to before another, from 0, the same each time
}

// documents are a run of those of an index, which are sorted by kind.
type documents struct {
	given    []*Document
	more     func(from, to int) iter.Seq[Document] // paragraphs that come after the given
	from, to int                                   // in the index
}

// part returns a run of them, by their numbers in the index.
func (d documents) part(from, to int) documents {
	d.from, d.to = from, to
	return d
}

// all returns the documents, each good until the next, by their numbers in the
// index.
func (d documents) all() iter.Seq2[int, *Document] {
	return func(yield func(int, *Document) bool) {
		i := d.from
		for ; i < min(d.to, len(d.given)); i++ {
			if !yield(i, d.given[i]) {
				return
			}
		}
		if i == d.to {
			return
		}
		var held Document
		for held = range d.more(i-len(d.given), d.to-len(d.given)) {
			if !yield(i, &held) {
				return
			}
			i++
		}
	}
}

// sizes returns about how many bytes the documents of each kind have in the
// index, rather more than fewer, and how many they are. Its error names each
// paragraph that cannot be found or shown.
func (d documents) sizes() (bytes, n [kinds]int, err error) {
	const around = 25 // brackets, commas and quotation marks
	var errs []error
	page, kind := "", Person
	for i, one := range d.all() {
		if err := check(one, page); err != nil {
			errs = append(errs, fmt.Errorf("search document %d (%q): %w", i, one.Title, err))
			continue
		}
		n[one.Kind]++
		size := around + len(one.Title) + len(one.Fragment) + len(one.Note) + len(one.Text)
		for _, name := range one.Names {
			size += len(name) + 3
		}
		if one.Page != page || one.Kind != kind {
			page, kind = one.Page, one.Kind
			size += len(page)
		}
		bytes[one.Kind] += size
	}
	return bytes, n, errors.Join(errs...)
}
