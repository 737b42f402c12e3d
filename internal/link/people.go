package link

import (
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/extract"
)

// people keeps whom a page has introduced so far, and decides by that whose a
// part of a name is: the surname of the one who was introduced, of several the
// one that a title's gender fits, or the one who was named in full last. What
// stays open is left alone.
type people struct {
	known  map[*corpus.Entity]int32 // index into told
	told   []person
	others map[string]other    // the last full name of somebody without a page, by surname
	nicks  map[string]*name    // first names that the page has given together with full names
	owners map[firstName]owner // found on any page
}

// A person is what a page has told of somebody.
type person struct {
	full   introduction   // the last full name, if there is one
	early  []introduction // the first full names, beside which a page says who somebody is
	gender extract.Gender
	unread []introduction // full names behind what told the gender, beside which it may be told anew
	titles []string       // how the page has called them
}

// is notes a gender, if it is told.
func (a *person) is(g extract.Gender) {
	if g != extract.UnknownGender {
		a.gender, a.unread = g, a.unread[:0]
	}
}

func newPeople() people {
	return people{
		known: map[*corpus.Entity]int32{}, others: map[string]other{}, nicks: map[string]*name{},
		owners: map[firstName]owner{},
	}
}

// forget begins another page. The memory of the last one is taken over.
func (p *people) forget() {
	clear(p.known)
	clear(p.others)
	clear(p.nicks)
	p.told = p.told[:0]
}

// of returns what the page has told of somebody, nil if nothing.
func (p *people) of(e *corpus.Entity) *person {
	if i, ok := p.known[e]; ok {
		return &p.told[i]
	}
	return nil
}

// meet returns what the page has told of somebody, to add to it. It holds until
// the next one is met.
func (p *people) meet(e *corpus.Entity) *person {
	if known := p.of(e); known != nil {
		return known
	}
	n := len(p.told)
	p.known[e] = int32(n)
	p.told = slices.Grow(p.told, 1)[:n+1]
	a := &p.told[n] // which may have been somebody's on another page
	*a = person{early: a.early[:0], unread: a.unread[:0], titles: a.titles[:0]}
	return a
}

// introduced returns where the page names somebody in full the last time. It is
// not ok if it does not.
func (p *people) introduced(e *corpus.Entity) (last introduction, ok bool) {
	if a := p.of(e); a != nil && len(a.early) > 0 {
		return a.full, true
	}
	return introduction{}, false
}

// An introduction is where a page names somebody in full.
type introduction struct {
	block, start, end int
	text              string // of the block
}

// after reports whether a page names somebody in a later sentence than
// somebody else: of two in one sentence nobody is the last.
func (a introduction) after(b introduction) bool {
	const far = 1000 // bytes that are more than a sentence
	if a.block != b.block {
		return a.block > b.block
	}
	return b.start < a.start && (a.start-b.start > far || len(extract.Sentences(a.text[b.start:a.end])) > 1)
}

// An other is somebody without a page.
type other struct {
	introduction
	dead bool // so that what follows in other paragraphs is not theirs
}

// introduce notes that a page names somebody in full.
func (p *people) introduce(e *corpus.Entity, at introduction, g extract.Gender) {
	const enough = 8
	a := p.meet(e)
	a.full = at
	if len(a.early) < enough {
		a.early = append(a.early, at)
	}
	a.is(g)
}

// nickname notes by what word a page goes on with somebody, if with one.
func (p *people) nickname(e *corpus.Entity, word string) {
	const least = 3 // letters
	if utf8.RuneCountInString(word) < least || extract.IsCommonWord(word) || !extract.MayBeGiven(word) {
		return
	}
	if p.nicks[word] == nil {
		p.nicks[word] = &name{as: word}
	}
	n := p.nicks[word]
	if !slices.Contains(n.people(), e) {
		n.derived = append(n.derived, derived{person: e, given: true})
	}
}

// A verdict is whose a name is: an entity, or those who it may be, or neither.
type verdict struct {
	entity *corpus.Entity
	start  int // of the mention, which may take in a first name before it
	reason Reason
	open   []*corpus.Entity
	why    string
}

// whose decides whose the name n at text[start:end] is.
func (p *people) whose(n *name, block int, text string, start, end int) verdict {
	around, at := surroundings(text, start, end), introduction{block, start, end, text}
	if around.suffix && !isSuffix(lastWord(n.as)) { // "Bo Quist Sr.", who has another page or none
		p.others[lastWord(n.as)] = other{introduction: at}
		return verdict{}
	}
	if n.isPlace() && isOtherPlace(around.before, text[start:end]) {
		return verdict{}
	}
	if len(n.entities) > 0 && strings.ContainsFunc(text[start:end], isBlank) { // a full name, of one or of several
		return p.fullName(n, at, around)
	}
	if n.hasPerson() {
		switch own, somebody := p.ownFirst(n, around.before); {
		case somebody:
			p.others[n.as] = other{introduction: at, dead: isDead(text[end:])}
			return verdict{}
		case len(own) > 0:
			v := verdict{entity: own[0], reason: BySpelling}
			if len(own) > 1 || strings.HasSuffix(around.before, ".") {
				v = p.part(n, around, at)
			}
			v.start = around.beforeStart
			if v.entity != nil {
				p.introduce(v.entity, at, around.gender)
				p.nickname(v.entity, around.before)
			}
			return v
		case around.goesOn:
			return verdict{}
		case around.age != noAge:
			return p.ofAge(n, around, at)
		case around.another, around.called:
			if e := n.ahead(text[end:]); e != nil {
				return verdict{entity: e, start: start, reason: ByFullNameBehind}
			}
		}
		if around.another && !around.power {
			return verdict{}
		}
	}
	return p.part(n, around, at)
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\u00a0' }

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// fullName decides about a name of several words.
func (p *people) fullName(n *name, at introduction, around context) verdict {
	v := verdict{start: at.start, reason: ByName}
	if len(n.entities) > 1 {
		return p.choose(n.entities, around, at, BySharedName)
	}
	v.entity = n.entities[0]
	if v.entity.Kind != corpus.People {
		return v
	}
	p.introduce(v.entity, at, around.gender)
	if around.gender == extract.UnknownGender {
		a := p.of(v.entity)
		a.unread = append(a.unread, at)
	}
	p.note(v.entity, around)
	p.nickname(v.entity, knownAs(at.text[at.end:]))
	return v
}

// early returns the first full names that the page has of somebody.
func (p *people) early(e *corpus.Entity) []introduction {
	if a := p.of(e); a != nil {
		return a.early
	}
	return nil
}

// age returns what the page has told of somebody's age beside somebody else's:
// nothing of one who is both, son and father.
func (p *people) age(e *corpus.Entity) age {
	told := noAge
	for _, at := range p.early(e) {
		switch next := ageNear(at.text, at.start, at.end); {
		case told == noAge:
			told = next
		case next != noAge && next != told:
			return noAge
		}
	}
	return told
}

// isCalled reports whether the page has a word beside somebody's full name,
// with nobody else of the surname between.
func (p *people) isCalled(e *corpus.Entity, words ...string) bool {
	const nearby = 60 // bytes
	for _, at := range p.early(e) {
		before, behind := clause(at.text, at.start, at.end, nearby)
		surname := lastWord(at.text[at.start:at.end])
		before = before[strings.LastIndex(before, surname)+1:]
		behind, _, _ = strings.Cut(behind, surname)
		for _, word := range words {
			if strings.Contains(strings.ToLower(before), word) || strings.Contains(strings.ToLower(behind), word) {
				return true
			}
		}
	}
	return false
}

// ofAge decides about "the elder Quist": the one who is told to be the elder,
// or beside whom the only other one is told to be the younger.
func (p *people) ofAge(n *name, around context, at introduction) verdict {
	var known, fit, opposite []*corpus.Entity
	for _, e := range n.people() {
		if _, ok := p.introduced(e); !ok {
			continue
		}
		known = append(known, e)
		switch p.age(e) {
		case around.age:
			fit = append(fit, e)
		case noAge:
		default:
			opposite = append(opposite, e)
		}
	}
	_, somebody := p.others[n.as]
	switch {
	case len(fit) == 1:
		return verdict{entity: fit[0], start: at.start, reason: ByAge}
	case len(fit) == 0 && len(known) == 2 && len(opposite) == 1 && !somebody:
		if known[0] == opposite[0] {
			known = known[1:]
		}
		return verdict{entity: known[0], start: at.start, reason: ByAge}
	case len(fit) == 0 && len(known) == 1:
		delete(p.others, n.as) // is told from the one who goes by the surname alone
		return verdict{}
	}
	return verdict{open: known, why: "nothing says who is the " + around.age.String()}
}

// part decides about a surname, a first name, or a name of one word.
func (p *people) part(n *name, around context, at introduction) verdict {
	var introduced, all []*corpus.Entity
	given := false
	for _, d := range n.derived {
		_, known := p.introduced(d.person)
		if known {
			introduced = append(introduced, d.person)
			given = given || d.given
		}
		if !d.given {
			all = append(all, d.person)
		}
	}
	titled := around.title != ""
	if len(introduced) > 0 && around.family {
		return verdict{open: introduced, why: "a family"}
	}
	if len(n.entities) == 1 && (n.entities[0].Kind == corpus.People || !titled || len(all) == 0) {
		e := n.entities[0]
		if v, ok := p.listed(n, e, introduced, around, at); ok {
			return v
		}
	}
	candidates := introduced
	for _, e := range n.entities {
		if e.Kind == corpus.People || !titled || len(all) == 0 {
			candidates = append(candidates, e)
		}
	}
	switch {
	case len(candidates) == 0 && titled && len(all) == 1:
		p.introduce(all[0], at, around.gender)
		return verdict{entity: all[0], start: at.start, reason: ByTitle}
	case len(candidates) == 0:
		return verdict{}
	case titled && len(p.ofOffice(candidates, around.title)) == 1:
		return p.choose(p.ofOffice(candidates, around.title), around, at, BySurname)
	case p.newerOther(n, at, candidates...):
		return verdict{open: candidates, why: "somebody else of that name was named last"}
	}
	reason := BySurname
	switch {
	case len(n.entities) > 0:
		reason = BySharedName
	case given:
		reason = ByGiven
	}
	return p.choose(candidates, around, at, reason)
}

// listed decides about a name of one word that one page lists, beside those
// who have it as a part of theirs. It reports false if nothing is decided.
func (p *people) listed(
	n *name, e *corpus.Entity, introduced []*corpus.Entity, around context, at introduction,
) (verdict, bool) {
	own := verdict{entity: e, start: at.start, reason: ByName}
	if e.Kind != corpus.People {
		switch {
		case len(introduced) == 0 || around.inPlace:
			return own, true
		case isCited(at.text, at.start, at.end):
			return verdict{open: append(introduced, e), why: "a word that is quoted alone"}, true
		}
		return p.choose(introduced, around, at, BySurname), true
	}
	sharers := slices.Concat(introduced, []*corpus.Entity{e})
	if p.newerOther(n, at, sharers...) {
		return verdict{}, false
	}
	last, known := p.introduced(e)
	if len(introduced) > 0 {
		v := p.choose(sharers, around, at, BySharedName)
		newer := func(o *corpus.Entity) bool { return !known || p.of(o).full.after(last) }
		if v.entity != nil || slices.ContainsFunc(introduced, newer) {
			return v, true
		}
	}
	p.note(e, around)
	if !known {
		p.introduce(e, at, around.gender)
	}
	return own, true
}

// newerOther reports whether somebody without a page, who has the same surname,
// was named in full after each of the entities, and not long ago.
func (p *people) newerOther(n *name, at introduction, entities ...*corpus.Entity) bool {
	long := 2 // blocks
	somebody, ok := p.others[n.as]
	if somebody.dead {
		long = 1
	}
	if !ok || at.block-somebody.block >= long {
		return false
	}
	for _, e := range entities {
		if last, known := p.introduced(e); known && last.after(somebody.introduction) {
			return false
		}
	}
	return true
}

// note remembers a title, and the gender that it tells.
func (p *people) note(e *corpus.Entity, around context) {
	if around.gender != extract.UnknownGender {
		p.meet(e).is(around.gender)
	}
	if around.title == "" {
		return
	}
	if a := p.meet(e); !slices.Contains(a.titles, around.title) {
		a.titles = append(a.titles, around.title)
	}
}

// calledBefore returns those of some people whom the page has given a title.
func (p *people) calledBefore(list []*corpus.Entity, title string) []*corpus.Entity {
	var fit []*corpus.Entity
	for _, e := range list {
		if a := p.of(e); a != nil && slices.Contains(a.titles, title) {
			fit = append(fit, e)
		}
	}
	return fit
}

// choose decides between those who share a name: whom the page introduced, whom
// the title fits, who was named in full last, if nobody else was in the same
// sentence. Whom a quotation means by the name its speaker knows.
func (p *people) choose(candidates []*corpus.Entity, around context, at introduction, reason Reason) verdict {
	var known []*corpus.Entity
	for _, e := range candidates {
		if _, ok := p.introduced(e); ok {
			known = append(known, e)
		}
	}
	if around.gender != extract.UnknownGender && len(known) > 1 {
		known = p.ofGender(known, around.gender)
	}
	for _, one := range [][]*corpus.Entity{
		p.ofOffice(known, around.title), p.calledBefore(known, around.title), p.inPower(known, around),
	} {
		if len(one) == 1 {
			known = one
		}
	}
	switch len(known) {
	case 0:
		return verdict{open: candidates, why: "nobody of that name was introduced before"}
	case 1:
		p.note(known[0], around)
		return verdict{entity: known[0], start: at.start, reason: reason}
	}
	if around.anyone {
		return verdict{open: known, why: "nobody in particular of several"}
	}
	if around.title == "" && isQuoted(at.text, at.start) {
		return verdict{open: known, why: "a quotation names one of several"}
	}
	last := known[0]
	for _, e := range known[1:] {
		if p.of(e).full.after(p.of(last).full) {
			last = e
		}
	}
	for _, e := range known {
		if e != last && !p.of(last).full.after(p.of(e).full) {
			return verdict{open: known, why: "several of that name were introduced in one sentence"}
		}
	}
	p.note(last, around)
	return verdict{entity: last, start: at.start, reason: reason}
}

// inPower returns those of some people who govern, by what stands beside their
// full names, if the name is that of an administration.
func (p *people) inPower(list []*corpus.Entity, around context) []*corpus.Entity {
	if !around.power {
		return nil
	}
	var fit []*corpus.Entity
	for _, e := range list {
		if p.isCalled(e, "president", "governor", "prime minister", "premier", "chancellor", "mayor") {
			fit = append(fit, e)
		}
	}
	return fit
}

// gender returns what the page has told of somebody's gender.
func (p *people) gender(e *corpus.Entity) extract.Gender {
	if a := p.of(e); a != nil {
		for n := len(a.unread) - 1; n >= 0; n = len(a.unread) - 1 { // the last first
			at := a.unread[n]
			a.unread = a.unread[:n]
			a.is(genderNear(at.text, at.start, at.end))
		}
		return a.gender
	}
	return extract.UnknownGender
}

// ofGender returns those of some people whom the page has not told to be of
// another gender; those whom it has told to be of this one, if any.
func (p *people) ofGender(list []*corpus.Entity, g extract.Gender) []*corpus.Entity {
	var told, open []*corpus.Entity
	for _, e := range list {
		switch p.gender(e) {
		case g:
			told = append(told, e)
		case extract.UnknownGender:
			open = append(open, e)
		}
	}
	if len(told) > 0 {
		return told
	}
	return open
}

// ofOffice returns those of some people beside whose full names the page has a
// title in other words: "Minister Gomes" is "Maria Gomes, the minister".
func (p *people) ofOffice(list []*corpus.Entity, title string) []*corpus.Entity {
	if title == "" || extract.GenderOf(title) != extract.UnknownGender || strings.EqualFold(title, "Dr") {
		return nil
	}
	var fit []*corpus.Entity
	for _, e := range list {
		if p.isCalled(e, strings.ToLower(title)) {
			fit = append(fit, e)
		}
	}
	return fit
}

// hasPerson reports whether a name may be a person's.
func (n *name) hasPerson() bool {
	if len(n.derived) > 0 {
		return true
	}
	for _, e := range n.entities {
		if e.Kind == corpus.People {
			return true
		}
	}
	return false
}

// A firstName is a word before a name.
type firstName struct {
	n    *name
	word string
}

// An owner is what ownFirst found.
type owner struct {
	own      []*corpus.Entity
	somebody bool
}

// ownFirst is that of the name. Many may bear it, and it may stand behind the
// same word often, so what was found is kept, but of a page's own nicknames.
func (p *people) ownFirst(n *name, word string) (own []*corpus.Entity, somebody bool) {
	const many, most = 16, 100_000
	if len(n.derived) < many || p.nicks[n.as] == n {
		return n.ownFirst(word)
	}
	key := firstName{n, word}
	found, ok := p.owners[key]
	if !ok {
		if len(p.owners) == most {
			clear(p.owners)
		}
		found.own, found.somebody = n.ownFirst(word)
		p.owners[key] = found
	}
	return found.own, found.somebody
}

// ownFirst looks at the word before a surname: whose first name it is, spelled
// another way perhaps, or whose initials; and if nobody's, whether it makes
// another person's name: "Pedro Gomes".
func (n *name) ownFirst(word string) (own []*corpus.Entity, somebody bool) {
	initials := strings.HasSuffix(word, ".")
	if word == "" || !initials && !extract.MayBeGiven(word) {
		return nil, false
	}
	for _, e := range n.people() {
		for _, a := range e.Names {
			first, rest, several := strings.Cut(a.Text, " ")
			switch {
			case initials && hasInitials(a.Text, word), !initials && several && sameGiven(first, word):
				if !slices.Contains(own, e) {
					own = append(own, e)
				}
			case !initials && (first == word || strings.HasSuffix(rest, word)):
				return nil, false
			}
		}
	}
	return own, len(own) == 0
}

// hasInitials reports whether initials are those of a name.
func hasInitials(name, initials string) bool {
	letters := lettersAlone.Replace(initials)
	var firsts []rune
	words := strings.Fields(name)
	for _, w := range words[:len(words)-1] {
		first, _ := utf8.DecodeRuneInString(w)
		firsts = append(firsts, first)
	}
	own := string(firsts)
	return own != "" && (strings.HasPrefix(own, letters) || strings.HasPrefix(letters, own))
}

var lettersAlone = strings.NewReplacer(".", "", " ", "")

// isPlace reports whether a name is a place's.
func (n *name) isPlace() bool {
	return slices.ContainsFunc(n.entities, func(e *corpus.Entity) bool { return e.Kind == corpus.Places })
}

// ahead returns the one of those whose name it is whom the text that follows
// names in full at once: "the other Gomes, Rui Gomes"; or nil.
func (n *name) ahead(text string) *corpus.Entity {
	const far = 60 // bytes
	text = text[:min(len(text), far)]
	var found *corpus.Entity
	for _, e := range n.people() {
		full := func(a corpus.Alias) bool { return strings.Contains(a.Text, " ") && strings.Contains(text, a.Text) }
		switch {
		case !slices.ContainsFunc(e.Names, full):
		case found != nil && found != e:
			return nil
		default:
			found = e
		}
	}
	return found
}

// people returns all whose name a name may be.
func (n *name) people() []*corpus.Entity {
	var list []*corpus.Entity
	for _, e := range n.entities {
		if e.Kind == corpus.People {
			list = append(list, e)
		}
	}
	for _, d := range n.derived {
		list = append(list, d.person)
	}
	return list
}

// sameGiven reports whether two first names are spellings of one.
func sameGiven(a, b string) bool {
	return strings.EqualFold(a, b) || Likeness(a, b) >= Same
}
