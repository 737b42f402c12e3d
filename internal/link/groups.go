package link

import (
	"slices"

	"collate/internal/corpus"
	"collate/internal/extract"
)

// A group is the names that seem to be one.
type group struct {
	members []*printed // the first stands for the group
	short   []*printed // surnames by themselves
	reports []int      // that print a member
	weighed *printed   // the last name that was held against the group

	page  *corpus.Entity // whose alias the name likely is, or nil
	score float64
}

// groupNames puts the spellings of a name together. Names with initials come
// last, and stay by themselves if they fit several.
func groupNames(list []*printed) []*group {
	var groups []*group
	byKey := map[string][]*group{}
	var full, initials []*printed
	for _, p := range list {
		if p.hasInitial() {
			initials = append(initials, p)
		} else {
			full = append(full, p)
		}
	}
	for _, p := range slices.Concat(full, initials) {
		keys := p.keys()
		if g := fitting(p, keys, byKey); g != nil {
			g.members = append(g.members, p)
			continue
		}
		g := &group{members: []*printed{p}}
		groups = append(groups, g)
		for _, k := range keys {
			byKey[k] = append(byKey[k], g)
		}
	}
	return groups
}

// fitting returns the group whose name is most like p, or nil.
func fitting(p *printed, keys []string, byKey map[string][]*group) *group {
	var best *group
	most, fit := 0.0, 0
	for _, k := range keys {
		for _, g := range byKey[k] {
			if g.weighed == p {
				continue // under another key
			}
			g.weighed = p
			l := likeness(p.spelling, g.members[0].spelling)
			if l < Same || !g.admits(p) {
				continue
			}
			fit++
			if l > most {
				best, most = g, l
			}
		}
	}
	if fit > 1 && p.hasInitial() {
		return nil
	}
	return best
}

// admits reports whether p may be one with all names of a group: "John B. Doe"
// is not where "John A. Doe" is, though both are like "John Doe".
func (g *group) admits(p *printed) bool {
	const atLeast = 0.4
	return !slices.ContainsFunc(g.members, func(m *printed) bool { return likeness(p.spelling, m.spelling) < atLeast })
}

// printedIn returns the reports that print a member of the group, sorted.
func (g *group) printedIn() []int {
	var reports []int
	for _, p := range g.members {
		for _, s := range p.spots {
			reports = append(reports, s.report)
		}
	}
	slices.Sort(reports)
	return slices.Compact(reports)
}

// kind returns what a group names: what its full names tell or, if they do not,
// what the surnames do, of which no cue makes a place.
func (g *group) kind() extract.NameKind {
	if k := kindOf(g.members); k != extract.Unsure {
		return k
	}
	if k := kindOf(g.short); k != extract.Place {
		return k
	}
	return extract.Unsure
}

// kindOf returns what most places that tell say some names name; Unsure if they
// are of two minds.
func kindOf(list []*printed) extract.NameKind {
	var votes [extract.Organisation + 1]int
	for _, p := range list {
		for _, s := range p.spots {
			votes[s.kind]++
		}
	}
	best, tie := extract.Unsure, false
	for k := extract.Person; k <= extract.Organisation; k++ {
		switch {
		case votes[k] == 0:
		case best == extract.Unsure || votes[k] > votes[best]:
			best, tie = k, false
		case votes[k] == votes[best]:
			tie = true
		}
	}
	if tie {
		return extract.Unsure
	}
	return best
}

// isPlace reports whether the group stands for a place in more than half of its
// spots: one "in Doe" does not make a surname a place's name.
func (g *group) isPlace() bool {
	places, all := 0, 0
	for _, p := range g.members {
		for _, s := range p.spots {
			all++
			if s.kind == extract.Place {
				places++
			}
		}
	}
	return 2*places > all
}
