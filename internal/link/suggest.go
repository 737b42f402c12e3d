package link

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/markdown"
)

// A Suggestion is a name in the reports that no page has.
type Suggestion struct {
	Name           string // the commonest variant that is written out: "Jane Doe" rather than "Doe"
	Kind           extract.NameKind
	Variants       []Variant // the commonest first
	Count, Reports int       // how often it is printed, and in how many reports
	First          Place
	AliasOf        *corpus.Entity // whose name it likely is; nil if it is like no page's
	Score          float64        // how likely AliasOf is, as by Likeness; 0 if that is nil
}

// A Variant is a spelling of a name, or a surname by itself.
type Variant struct {
	Text  string
	Count int
}

// A Place is where a report prints a name.
type Place struct {
	Article  corpus.ID
	Pos      diag.Pos
	Sentence string
}

// Line returns the line of front matter that makes the variants aliases: of
// AliasOf's page or, if there is none, of a new one with the name as its title.
// It is "" if there is nothing to add.
func (s Suggestion) Line() string {
	var texts []string
	for _, v := range s.Variants {
		if (s.AliasOf != nil || v.Text != s.Name) && !extract.IsCommonWord(v.Text) {
			texts = append(texts, inYAML(v.Text))
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return "aliases: [" + strings.Join(texts, ", ") + "]"
}

// inYAML writes a name as an item of a list in brackets.
func inYAML(s string) string {
	plain := unicode.IsLetter(firstLetter(s)) && !strings.ContainsAny(s, `,:#[]{}"\`)
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return strconv.Quote(s)
}

// Suggest groups the names in the reports that are neither mentions nor ignored:
// the spellings of one name, surnames with the full name that the same report
// prints, and what are likely aliases of one page. The most printed come first,
// those printed as often by name.
func Suggest(c *corpus.Corpus, m *Mentions) []Suggestion {
	pages := indexPages(c, m)
	groups := pages.joinAliases(joinSurnames(groupNames(gather(c, m)), pages))
	list := make([]Suggestion, 0, len(groups))
	for _, g := range groups {
		list = append(list, g.suggestion(c))
	}
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name))
	})
	return list
}

// A spot is one place where a name stands.
type spot struct {
	report int // index into Corpus.Articles
	block  int
	start  int
	name   string
	kind   extract.NameKind
	titled bool
	opens  bool
}

func (s spot) compare(t spot) int {
	return cmp.Or(cmp.Compare(s.report, t.report), cmp.Compare(s.block, t.block), cmp.Compare(s.start, t.start))
}

// A printed name is one as the reports spell it.
type printed struct {
	*spelling
	text  string
	spots []spot
}

// gather returns the names that nobody has taken, the commonest first. A word
// that opens sentences only is none.
func gather(c *corpus.Corpus, m *Mentions) []*printed {
	spots, inside := findSpots(c, m)
	byText := map[string]*printed{}
	for _, s := range spots {
		if s.opens && !inside[s.name] {
			continue
		}
		key := foldSigns(s.name)
		if byText[key] == nil {
			byText[key] = &printed{spelling: parseName(s.name), text: s.name}
		}
		byText[key].spots = append(byText[key].spots, s)
	}
	return slices.SortedFunc(maps.Values(byText), byCount)
}

// findSpots returns where names stand that nobody has taken, and the words of
// all names that stand inside sentences.
func findSpots(c *corpus.Corpus, m *Mentions) (spots []spot, inside map[string]bool) {
	ignore := &names{}
	for _, ig := range c.Site.Ignore {
		ignore.add(ig.Name)
	}
	inside = map[string]bool{}
	for i, a := range c.Articles {
		taken := takenIn(m, a.ID)
		for _, p := range a.Paragraphs {
			b := &a.Body.Blocks[p.Block]
			ranges := slices.Concat(taken[p.Block], setAside(b), ignoredIn(ignore, b.Text))
			for _, n := range withInitials(b.Text, extract.Names(b.Text)) {
				s := spot{i, p.Block, n.Start, n.In(b.Text), n.Kind, n.Title != "", n.Opens}
				if !n.Opens {
					for w := range strings.FieldsSeq(s.name) {
						inside[w] = true
					}
				}
				overlaps := func(r markdown.Range) bool { return n.Start < r.End && r.Start < n.End }
				if !slices.ContainsFunc(ranges, overlaps) {
					spots = append(spots, s)
				}
			}
		}
	}
	return spots, inside
}

// byCount orders names, the commonest first.
func byCount(a, b *printed) int {
	return cmp.Or(cmp.Compare(len(b.spots), len(a.spots)), strings.Compare(a.text, b.text))
}

// withInitials takes initials into names, which their points cut: the names in
// "K. Venn" and "Karl Q. Venn" are found as "Venn", and "Karl Q" and "Venn".
func withInitials(text string, found []extract.Name) []extract.Name {
	var list []extract.Name
	for _, n := range found {
		start := initialsBefore(text, n.Start)
		last := len(list) - 1
		switch {
		case n.Opens || start == n.Start:
			list = append(list, n)
		case last >= 0 && list[last].End > start:
			list[last].End, list[last].Opens = n.End, false
			list[last].Kind = cmp.Or(list[last].Kind, n.Kind)
		default:
			n.Start = start
			list = append(list, n)
		}
	}
	return list
}

// initialsBefore returns where the initials begin that stand right before i; i
// if none do.
func initialsBefore(text string, i int) int {
	const size = len("K. ")
	for i >= size && text[i-2:i] == ". " && text[i-size] >= 'A' && text[i-size] <= 'Z' {
		if r, _ := utf8.DecodeLastRuneInString(text[:i-size]); i > size && (isWord(r) || r == '.') {
			break
		}
		i -= size
	}
	return i
}

// takenIn returns where mentions, and names left open, stand in the blocks of a
// page.
func takenIn(m *Mentions, page corpus.ID) map[int][]markdown.Range {
	taken := map[int][]markdown.Range{}
	for _, n := range m.On(page) {
		taken[n.Block] = append(taken[n.Block], markdown.Range{Start: n.Start, End: n.End})
	}
	for _, o := range m.Open(page) {
		taken[o.Block] = append(taken[o.Block], markdown.Range{Start: o.Start, End: o.End})
	}
	return taken
}

// setAside returns where no names are looked for in a block.
func setAside(b *markdown.Block) []markdown.Range {
	ranges := slices.Clone(b.Fixed)
	for _, l := range b.Links {
		ranges = append(ranges, l.Range)
	}
	return ranges
}

// ignoredIn returns where names stand in a text that the site ignores.
func ignoredIn(ignore *names, text string) []markdown.Range {
	var ranges []markdown.Range
	for i := 0; i < len(text); {
		end := wordEnd(text, i)
		if n, stop := ignore.at(text, i, len(text)); n != nil && end > i {
			ranges = append(ranges, markdown.Range{Start: i, End: stop})
		}
		i = max(end, i+1)
	}
	return ranges
}

func foldSigns(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldSign(string(r)))
	}
	return b.String()
}

// A group is the names that seem to be one.
type group struct {
	members []*printed // the first stands for the group
	short   []*printed // surnames by themselves
	reports []int      // that print a member
	asked   *printed   // for which the group was weighed last

	page  *corpus.Entity // whose alias the name likely is, or nil
	score float64
}

// groupNames puts the spellings of a name together. Names with initials come
// last, and stay by themselves if they fit several.
func groupNames(list []*printed) []*group {
	var groups []*group
	byKey := map[string][]*group{}
	full, initials := partition(list, func(p *printed) bool { return !p.hasInitial() })
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

func partition[T any](list []T, first func(T) bool) (yes, no []T) {
	for _, x := range list {
		if first(x) {
			yes = append(yes, x)
		} else {
			no = append(no, x)
		}
	}
	return yes, no
}

// fitting returns the group whose name is most like p, or nil.
func fitting(p *printed, keys []string, byKey map[string][]*group) *group {
	var best *group
	most, fit := 0.0, 0
	for _, k := range keys {
		for _, g := range byKey[k] {
			if g.asked == p {
				continue
			}
			g.asked = p
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
		if extract.IsCountry(g.members[0].text) {
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
			if pages.mentioned[report][e.ID] {
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
	if n == 0 || g.isPlace() {
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

// A pageIndex finds entities by what their pages are called.
type pageIndex struct {
	byKey     map[string][]pageName
	byLast    map[string][]pageName // people, by the skeleton of the last of several words
	mentioned []map[corpus.ID]bool  // by report
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
		ids := map[corpus.ID]bool{}
		for _, n := range m.On(a.ID) {
			ids[n.Entity] = true
		}
		x.mentioned = append(x.mentioned, ids)
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

// withSurname returns the people whose names end with a name.
func (x *pageIndex) withSurname(short *printed) []*corpus.Entity {
	var list []*corpus.Entity
	n := len(short.words)
	if n == 0 {
		return nil
	}
	for _, full := range x.byLast[short.words[n-1].skeleton] {
		fits := short.ends(full.spelling) && ownerOf(extract.Person, extract.Unsure, short)
		if fits && !slices.Contains(list, full.entity) {
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

// suggestion sums a group up.
func (g *group) suggestion(c *corpus.Corpus) Suggestion {
	s := Suggestion{Kind: g.kind(), AliasOf: g.page, Score: g.score}
	counts := map[string]int{}
	reports := map[int]bool{}
	first := g.members[0].spots[0]
	for _, p := range slices.Concat(g.members, g.short) {
		counts[p.text] += len(p.spots)
		s.Count += len(p.spots)
		for _, at := range p.spots {
			reports[at.report] = true
			if at.compare(first) < 0 {
				first = at
			}
		}
	}
	s.Reports, s.First, s.Name = len(reports), placeOf(c, first), g.name()
	for text, n := range counts {
		s.Variants = append(s.Variants, Variant{text, n})
	}
	slices.SortFunc(s.Variants, func(a, b Variant) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return s
}

// name returns the commonest member that is neither short for another nor has
// initials; the commonest one if there is none.
func (g *group) name() string {
	for _, p := range g.members {
		if p.acronym == "" && !p.hasInitial() {
			return p.text
		}
	}
	return g.members[0].text
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

func placeOf(c *corpus.Corpus, s spot) Place {
	a := c.Articles[s.report]
	b := &a.Body.Blocks[s.block]
	line, col := b.Pos(s.start)
	p := Place{Article: a.ID, Pos: diag.Pos{File: a.File, Line: line, Col: col}}
	for _, sentence := range extract.Sentences(b.Text) {
		if sentence.Start <= s.start && s.start < sentence.End {
			p.Sentence = sentence.In(b.Text)
		}
	}
	return p
}
