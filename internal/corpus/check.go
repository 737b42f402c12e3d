package corpus

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"collate/internal/diag"
)

// check reports references that lead nowhere, titles and questions that two
// pages share, and places and organisations that contain themselves.
func (l *loader) check() {
	for _, kind := range EntityKinds() {
		for _, e := range l.c.Entities(kind) {
			l.resolve(e.refs)
		}
		var pages []*Page
		for _, e := range l.c.Entities(kind) {
			pages = append(pages, &e.Page)
		}
		l.sameTitles(pages, "title", "make the titles differ, or make one page of the two")
	}
	for _, e := range l.c.Events {
		l.resolve(e.refs)
	}
	var questions []*Page
	for _, c := range l.c.Claims {
		l.resolve(c.refs)
		questions = append(questions, &c.Page)
		for i := range c.Answers {
			l.named(c.Answers[i].Says, c.Answers[i].SaysPos)
		}
	}
	l.sameTitles(questions, "question", "put the answers on one page, or ask something else")
	for _, a := range l.c.Articles {
		l.resolve(a.refs)
		for i := range a.Speakers {
			l.named(a.Speakers[i].Says, a.Speakers[i].SaysPos)
		}
	}
	l.corrections()
	for _, k := range []struct {
		entities []*Entity
		key      string
		parent   func(*Entity) ID
	}{
		{l.c.Places, "within", func(e *Entity) ID { return e.Within }},
		{l.c.Organisations, "part_of", func(e *Entity) ID { return e.PartOf }},
	} {
		byID := make(map[ID]*Entity, len(k.entities))
		for _, e := range k.entities {
			byID[e.ID] = e
		}
		around := func(e *Entity) *Entity { return byID[k.parent(e)] }
		if !l.cycles(k.entities, k.key, around) {
			l.deep(k.entities, k.key, around)
		}
	}
}

// resolve reports references to pages that do not exist. A page that exists
// but could not be read is reported once, there.
func (l *loader) resolve(refs []pending) {
	for _, r := range refs {
		if !l.exists(r.kind, r.slug) {
			l.errs.Add(r.pos, l.meant(r), "unknown %s %q", r.kind.One(), r.slug)
		}
	}
}

// corrections reports those of pages that are not there, and puts the newest
// first.
func (l *loader) corrections() {
	list := l.c.Site.Corrections
	for _, e := range list {
		kind, slug, _ := strings.Cut(string(e.Page), "/")
		switch {
		case e.Page == "": // its key has said so
		case e.Page == Story:
			if l.c.Story == nil {
				l.errs.Add(e.Pos, "create "+path.Join(l.name, "index.md"), "there is no story")
			}
		case !l.exists(Kind(kind), slug):
			near := cmp.Or(diag.DidYouMean(string(e.Page), l.pageNames()), "name the page that now says what is right")
			l.errs.Add(e.Pos, near, "unknown page %q", e.Page)
		}
	}
	slices.SortStableFunc(list, func(a, b Erratum) int { return b.Date.Start.Compare(a.Date.Start) })
}

// pageNames returns the names of all pages but the story.
func (l *loader) pageNames() []string {
	var names []string
	for _, kind := range folders() {
		for _, slug := range l.slugs[kind] {
			names = append(names, string(kind)+"/"+slug)
		}
	}
	return names
}

func (l *loader) exists(kind Kind, slug string) bool {
	_, found := slices.BinarySearch(l.slugs[kind], slug)
	return found
}

// meant returns a hint for a reference to no page: the page whose path, title
// or alias was written in place of the slug, one of another kind, or one
// whose slug is near.
func (l *loader) meant(r pending) string {
	slug := SuggestSlug(path.Base(strings.TrimSuffix(r.slug, ".md")))
	if l.exists(r.kind, slug) {
		return fmt.Sprintf("did you mean %q?", slug)
	}
	for _, e := range l.c.Entities(r.kind) {
		if slices.ContainsFunc(e.Names, func(a Alias) bool { return strings.EqualFold(a.Text, r.slug) }) {
			return fmt.Sprintf("did you mean %q?", e.Slug)
		}
	}
	for _, kind := range EntityKinds() {
		if l.exists(kind, slug) {
			return fmt.Sprintf("%s/%s.md is %s", kind, slug, what[kind])
		}
	}
	return cmp.Or(diag.DidYouMean(r.slug, l.slugs[r.kind]),
		"create "+path.Join(l.name, string(r.kind), slug+".md"))
}

// named reports words for who speaks that are the name or the slug of a page:
// of these the program knows that they are one.
func (l *loader) named(says string, pos diag.Pos) {
	for _, kind := range EntityKinds() {
		for _, e := range l.c.Entities(kind) {
			if says != "" && (says == e.Slug || slices.ContainsFunc(e.Names, func(a Alias) bool { return a.Text == says })) {
				l.errs.Add(pos, fmt.Sprintf("write %s", e.ID), "%q has a page", says)
				return
			}
		}
	}
}

func (l *loader) sameTitles(pages []*Page, key, hint string) {
	first := map[string]*Page{}
	for _, p := range pages {
		name := strings.ToLower(p.Title)
		if f := first[name]; f != nil && name != "" {
			l.errs.Add(p.Pos, hint, "%q is the %s of %s too", p.Title, key, f.File)
			continue
		}
		first[name] = p
	}
}

// deep reports the first entity that lies in too many others, if none is in a
// circle.
func (l *loader) deep(entities []*Entity, key string, around func(*Entity) *Entity) {
	for _, e := range entities {
		n := 0
		for p := around(e); p != nil; p = around(p) {
			if n++; n > maxWithin {
				l.errs.Add(e.refs[0].pos, "take "+key+" out of some of them",
					"%s leads through more than %d others", key, maxWithin)
				return
			}
		}
	}
}

// maxWithin is how many entities lie in each other: each page lists those around.
const maxWithin = 50

// cycles reports each circle of entities once, at the first of them by slug.
// What is around an entity of these kinds is the only reference that it holds.
func (l *loader) cycles(entities []*Entity, key string, around func(*Entity) *Entity) (found bool) {
	reached := map[*Entity]*Entity{} // the entity from which the walk first came by
	for _, e := range entities {
		p := e
		for ; p != nil && reached[p] == nil; p = around(p) {
			reached[p] = e
		}
		if p == nil || reached[p] != e {
			continue // it ended, or ran into an earlier walk
		}
		circle, first := []*Entity{p}, 0
		for q := around(p); q != p; q = around(q) {
			if q.Slug < circle[first].Slug {
				first = len(circle)
			}
			circle = append(circle, q)
		}
		var slugs []string
		for i := range len(circle) + 1 {
			slugs = append(slugs, circle[(first+i)%len(circle)].Slug)
		}
		l.errs.Add(circle[first].refs[0].pos, "take "+key+" out of one of them",
			"%s leads back to itself: %s", key, strings.Join(slugs, ", "))
		found = true
	}
	return found
}
