package link

import (
	"slices"

	"collate/internal/corpus"
)

// A Memo keeps what was found on the pages of a corpus, for who looks again when
// some have changed: those that were loaded by a corpus.Memo and are the same, by
// pointer. What is on a page hangs on its text, its front matter and all names;
// if any entity is another, all pages are looked at again. The zero value is
// empty.
type Memo struct {
	entities []*corpus.Entity
	ignored  []corpus.Ignored
	found    map[*corpus.Page]onPage
}

// onPages returns what is on the pages of a corpus.
func (memo *Memo) onPages(l *Linker, c *corpus.Corpus, pages []*corpus.Page) []onPage {
	var entities []*corpus.Entity
	for _, kind := range corpus.EntityKinds() {
		entities = append(entities, c.Entities(kind)...)
	}
	if !slices.Equal(entities, memo.entities) || !slices.Equal(c.Site.Ignore, memo.ignored) {
		memo.found = nil
	}
	found := make([]onPage, len(pages))
	var others []*corpus.Page
	var at []int // index into pages
	for i, p := range pages {
		known, ok := memo.found[p]
		if found[i] = known; !ok {
			others, at = append(others, p), append(at, i)
		}
	}
	for k, on := range l.onPages(others, c.Articles) {
		found[at[k]] = on
	}
	memo.entities, memo.ignored = entities, slices.Clone(c.Site.Ignore)
	memo.found = make(map[*corpus.Page]onPage, len(pages))
	for i, p := range pages {
		memo.found[p] = found[i]
	}
	return found
}

// IsSame reports whether two lists are the same in memory, as what a Memo gives
// again is. Those on one page are all found at once, so none are the same as none
// only there.
func IsSame[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
