package link

import (
	"cmp"
	"slices"

	"collate/internal/corpus"
	"collate/internal/extract"
)

// joinSurnames gives a surname's places to the full name that the same report
// prints, if it prints one such name only. Where no report prints another, the
// other places go with them. So do the ends of organisations' names.
func joinSurnames(groups []*group, pages *pageIndex) []*group {
	ends := indexEnds(groups)
	longest := slices.Clone(groups)
	slices.SortStableFunc(longest, func(a, b *group) int {
		return cmp.Compare(len(b.members[0].words), len(a.members[0].words))
	})
	for _, g := range longest {
		if short := g.members[0]; len(short.words) == 0 || extract.IsCountry(short.text) {
			continue
		}
		owners, people := ends.owners(g), pages.withSurname(g.members[0])
		if len(owners)+len(people) > 0 {
			g.join(owners, people, pages)
		}
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return len(g.members) == 0 })
}

// join decides for each report whose surname the group is.
func (g *group) join(owners []*group, people []*corpus.Entity, pages *pageIndex) {
	byReport := map[int]*group{}
	groups, persons := map[*group]bool{}, map[*corpus.Entity]bool{}
	for _, report := range g.printedIn() {
		fit := 0
		for _, o := range owners {
			if slices.Contains(o.reports, report) {
				groups[o] = true
				byReport[report] = o
				fit++
			}
		}
		for _, e := range people {
			if pages.mentioned[report][e] {
				persons[e] = true
				fit++
			}
		}
		if fit > 1 {
			delete(byReport, report)
		}
	}
	switch {
	case len(groups) == 1 && len(persons) == 0:
		for o := range groups {
			g.give(func(spot) *group { return o })
		}
	case len(groups) == 0 && len(persons) == 1:
		for e := range persons {
			g.page, g.score = e, Same
		}
	default:
		g.give(func(s spot) *group { return byReport[s.report] })
	}
}

// give moves each place of a group to the group that owner names, if any.
func (g *group) give(owner func(spot) *group) {
	var left []*printed
	for _, p := range g.members {
		given := map[*group]*printed{}
		kept := &printed{spelling: p.spelling, text: p.text}
		for _, s := range p.spots {
			o := owner(s)
			switch {
			case o == nil:
				kept.spots = append(kept.spots, s)
				continue
			case given[o] == nil:
				given[o] = &printed{spelling: p.spelling, text: p.text}
				o.short = append(o.short, given[o])
			}
			given[o].spots = append(given[o].spots, s)
		}
		if len(kept.spots) > 0 {
			left = append(left, kept)
		}
	}
	g.members = left
}

// ends finds groups by the words with which their names end and begin.
type ends struct {
	last, first map[string][]*group // by skeleton
}

func indexEnds(groups []*group) ends {
	e := ends{last: map[string][]*group{}, first: map[string][]*group{}}
	for _, g := range groups {
		g.reports = g.printedIn()
		for _, p := range g.members {
			if n := len(p.words); n > 1 {
				e.last[p.words[n-1].skeleton] = append(e.last[p.words[n-1].skeleton], g)
				e.first[p.words[0].skeleton] = append(e.first[p.words[0].skeleton], g)
			}
		}
	}
	return e
}

// owners returns the groups whose names end with that of g or, if that bears a
// title, begin with it: "President Xi", "Xi Jinping".
func (e ends) owners(g *group) []*group {
	short, kind := g.members[0], g.kind()
	n := len(short.words)
	if g.isPlace() {
		return nil
	}
	if kind == extract.Place {
		kind = extract.Unsure
	}
	var list []*group
	add := func(candidates []*group, fits func(*spelling) bool) {
		for _, o := range candidates {
			if o != g && !slices.Contains(list, o) && ownerOf(o.kind(), kind, short) &&
				slices.ContainsFunc(o.members, func(p *printed) bool { return fits(p.spelling) }) {
				list = append(list, o)
			}
		}
	}
	add(e.last[short.words[n-1].skeleton], short.ends)
	if n == 1 && slices.ContainsFunc(short.spots, func(s spot) bool { return s.titled }) {
		add(e.first[short.words[0].skeleton], short.begins)
	}
	return list
}

// ownerOf reports whether a name of a kind may be shortened to one of another.
// That of a person is to a single word, or to one with a particle.
func ownerOf(full, kind extract.NameKind, short *printed) bool {
	if full == extract.Place || full != extract.Unsure && kind != extract.Unsure && full != kind {
		return false
	}
	return full == extract.Organisation || len(short.words) == 1 || extract.IsParticle(short.words[0].text)
}

// ends reports whether full ends with the words of n and is longer.
func (n *spelling) ends(full *spelling) bool {
	more := len(full.words) - len(n.words)
	return more > 0 && eachWord(full.words[more:], n.words) >= Same
}

// begins reports whether full begins with the words of n and is longer.
func (n *spelling) begins(full *spelling) bool {
	return len(full.words) > len(n.words) && eachWord(full.words[:len(n.words)], n.words) >= Same
}
