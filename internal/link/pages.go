package link

import (
	"slices"

	"collate/internal/corpus"
	"collate/internal/extract"
)

// A pageIndex finds entities by what their pages are called.
type pageIndex struct {
	byKey     map[string][]pageName
	byLast    map[string][]pageName     // people, by the skeleton of the last of several words
	mentioned []map[*corpus.Entity]bool // by report
}

type pageName struct {
	*spelling
	entity *corpus.Entity
}

func indexPages(c *corpus.Corpus, m *Mentions) *pageIndex {
	x := &pageIndex{byKey: map[string][]pageName{}, byLast: map[string][]pageName{}}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			for _, a := range e.Names {
				x.add(pageName{parseName(a.Text), e})
			}
		}
	}
	for _, a := range c.Articles {
		entities := map[*corpus.Entity]bool{}
		for _, n := range m.On(a.ID) {
			entities[n.Entity] = true
		}
		x.mentioned = append(x.mentioned, entities)
	}
	return x
}

func (x *pageIndex) add(n pageName) {
	for _, k := range n.keys() {
		x.byKey[k] = append(x.byKey[k], n)
	}
	if last := len(n.words) - 1; last > 0 && n.entity.Kind == corpus.People {
		x.byLast[n.words[last].skeleton] = append(x.byLast[n.words[last].skeleton], n)
	}
}

// withSurname returns the people whose names end with that of short, which has
// words.
func (x *pageIndex) withSurname(short *printed) []*corpus.Entity {
	var list []*corpus.Entity
	if !ownerOf(extract.Person, extract.Unsure, short) {
		return nil
	}
	for _, full := range x.byLast[short.words[len(short.words)-1].skeleton] {
		if short.ends(full.spelling) && !slices.Contains(list, full.entity) {
			list = append(list, full.entity)
		}
	}
	return list
}

// joinAliases finds the pages whose aliases the groups likely are, and puts
// those of one page together.
func (x *pageIndex) joinAliases(groups []*group) []*group {
	var joined []*group
	byPage := map[*corpus.Entity]*group{}
	for _, g := range groups {
		if page, score := x.like(g); page != nil {
			g.page, g.score = page, score
		}
		if first := byPage[g.page]; first != nil {
			first.members = append(first.members, g.members...)
			slices.SortFunc(first.members, byCount)
			first.short = append(first.short, g.short...)
			first.score = max(first.score, g.score)
			continue
		}
		if g.page != nil {
			byPage[g.page] = g
		}
		joined = append(joined, g)
	}
	return joined
}

// like returns the entity that has the name most like one of the group's, and
// how like it is; nil if none has one, or two have.
func (x *pageIndex) like(g *group) (best *corpus.Entity, most float64) {
	kind := g.kind()
	for _, p := range g.members {
		for _, k := range p.keys() {
			for _, n := range x.byKey[k] {
				l := likeness(p.spelling, n.spelling)
				switch {
				case l < Same || l < most || !agrees(kind, n.entity.Kind):
				case l > most:
					best, most = n.entity, l
				case best != n.entity:
					best = nil
				}
			}
		}
	}
	if best == nil {
		return nil, 0
	}
	return best, most
}

// agrees reports whether a name of a kind may be that of a page of another.
func agrees(kind extract.NameKind, page corpus.Kind) bool {
	switch kind {
	case extract.Person:
		return page == corpus.People
	case extract.Place:
		return page == corpus.Places
	case extract.Organisation:
		return page == corpus.Organisations
	}
	return true
}
