package site

import (
	"slices"
	"sync"

	"collate/internal/card"
	"collate/internal/parallel"
)

// A Trace is what a later build has to know of a part, to tell whether it would
// make the same, and if so, to do without.
type Trace struct {
	Name     string   // of the part, unique
	Key      sum      // of what it was made of, but for the previews
	Previews sum      // of these
	Entities []uint32 // whose previews they are, by number
	Files    []string // the paths of its pages and files
	Listed   []string // addresses of the pages that search engines are to know
	Pictured []Picture
}

// A Picture is that of a page that has one of its own.
type Picture struct {
	Path string
	Card card.Card
}

// A named is a part that can be kept from build to build.
type named struct {
	name  string
	part  int        // index into Site.Parts
	sumUp func() sum // makes the key
	key   sum
}

// Keep takes out of the parts those that would make the same as in an earlier
// build, of which last are the traces, and returns their traces. It comes before
// any part is made.
func (s *Site) Keep(last []Trace) []*Trace {
	if s.keys == nil {
		return nil
	}
	byName := make(map[string]*Trace, len(last))
	for i := range last {
		byName[last[i].Name] = &last[i]
	}
	same := make([]*Trace, len(s.named))
	parallel.Each(len(same), func(i int) {
		t := byName[s.named[i].name]
		if t != nil && t.Key == s.named[i].key && t.Previews == s.keys.previews(t.Entities) {
			same[i] = t
		}
	})
	var kept []*Trace
	for i, t := range same {
		if t != nil {
			kept = append(kept, t)
			s.made.keep(t)
			s.Parts[s.named[i].part] = nil
		}
	}
	s.Parts = slices.DeleteFunc(s.Parts, func(part func() Made) bool { return part == nil })
	return kept
}

// trace returns that of a part.
func (s *Site) trace(i int, made Made) Trace {
	if s.keys == nil {
		return Trace{}
	}
	t := Trace{Name: s.named[i].name, Key: s.named[i].key, Entities: s.keys.shown(made.Pages)}
	t.Previews = s.keys.previews(t.Entities)
	for _, page := range made.Pages {
		t.Files = append(t.Files, page.Path)
	}
	if made.Files != nil {
		for f := range made.Files {
			t.Files = append(t.Files, f.Path)
		}
	}
	return t
}

// Traces returns those of the parts that have been made or kept, in no order.
func (s *Site) Traces() []Trace { return s.made.traces }

// A register notes what the files that list or picture the pages need, and what
// later builds do.
type register struct {
	sync.Mutex
	traces   []Trace
	listed   []string
	pictured []Picture
}

// add notes what a part has made.
func (r *register) add(t Trace, pages []Page) {
	for _, page := range pages {
		f := page.Data.(framed).framed()
		if f.Canonical != "" && !f.NoIndex {
			t.Listed = append(t.Listed, f.Canonical)
		}
		if f.drawn != nil {
			t.Pictured = append(t.Pictured, Picture{ownPicturePath(page.Path), *f.drawn})
		}
	}
	r.Lock()
	defer r.Unlock()
	r.keep(&t)
}

// keep notes a part that is as it was.
func (r *register) keep(t *Trace) {
	if t.Name != "" {
		r.traces = append(r.traces, *t)
	}
	r.listed = append(r.listed, t.Listed...)
	r.pictured = append(r.pictured, t.Pictured...)
}

// sort makes the order one that does not depend on which page was ready first.
func (r *register) sort() {
	slices.Sort(r.listed)
	slices.SortFunc(r.pictured, func(a, b Picture) int { return compare(a.Path, b.Path) })
}
