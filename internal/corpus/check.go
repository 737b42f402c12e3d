package corpus

import (
	"cmp"
	"path"
	"strings"

	"collate/internal/diag"
)

// check reports references that lead nowhere, names that two pages share, and
// places that contain themselves.
func (l *loader) check() {
	known := map[ID]bool{}
	slugs := map[Kind][]string{}
	for _, p := range l.c.Pages() {
		known[p.ID] = true
		slugs[p.Kind] = append(slugs[p.Kind], p.Slug)
	}
	resolve := func(refs []pending) {
		for _, r := range refs {
			if !known[r.id] {
				kind, slug, _ := strings.Cut(string(r.id), "/")
				l.errs.Add(r.pos, cmp.Or(diag.DidYouMean(slug, slugs[Kind(kind)]), "create "+path.Join(l.name, kind)+"/"+slug+".md"),
					"unknown %s %q", one[Kind(kind)], slug)
			}
		}
	}
	for _, kind := range EntityKinds() {
		for _, e := range l.c.Entities(kind) {
			resolve(e.refs)
		}
		l.sameTitles(l.c.Entities(kind))
	}
	for _, e := range l.c.Events {
		resolve(e.refs)
	}
	l.cycles(l.c.Places, "within", func(e *Entity) ID { return e.Within })
	l.cycles(l.c.Organisations, "part_of", func(e *Entity) ID { return e.PartOf })
}

var one = map[Kind]string{People: "person", Places: "place", Organisations: "organisation"}

func (l *loader) sameTitles(entities []*Entity) {
	first := map[string]*Entity{}
	for _, e := range entities {
		name := strings.ToLower(e.Title)
		if f := first[name]; f != nil && name != "" {
			l.errs.Add(e.Pos, "make the titles differ, or make one page of the two", "%q is the title of %s too", e.Title, f.File)
			continue
		}
		first[name] = e
	}
}

// cycles reports each entity from which parent leads back to itself.
func (l *loader) cycles(entities []*Entity, key string, parent func(*Entity) ID) {
	byID := map[ID]*Entity{}
	for _, e := range entities {
		byID[e.ID] = e
	}
	for _, e := range entities {
		chain := []string{e.Slug}
		for p := byID[parent(e)]; p != nil && len(chain) <= len(entities); p = byID[parent(p)] {
			chain = append(chain, p.Slug)
			if p == e {
				l.errs.Add(e.Pos, "take "+key+" out of one of them", "%s leads back to itself: %s", key, strings.Join(chain, ", "))
				break
			}
		}
	}
}
