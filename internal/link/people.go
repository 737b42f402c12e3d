package link

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/extract"
)

// people keeps whom a page has introduced so far, and decides by that whose a
// part of a name is: the surname of the one who was introduced, of several the
// one that a title's gender fits, or the one who was named in full last. What
// stays open is left alone.
type people struct {
	full   map[corpus.ID]int            // block of the last full name
	gender map[corpus.ID]extract.Gender // as the page has told it
	about  map[corpus.ID]string         // what stands around their full names, in lower case
	titles map[string]bool              // by ID and title, how the page has called them
	others map[string]int               // block of the last full name of somebody without a page, by surname
}

func newPeople() people {
	return people{
		full: map[corpus.ID]int{}, gender: map[corpus.ID]extract.Gender{}, about: map[corpus.ID]string{},
		titles: map[string]bool{}, others: map[string]int{},
	}
}

// introduce notes that a page names somebody in full.
func (p *people) introduce(e *corpus.Entity, block int, g extract.Gender) {
	p.full[e.ID] = block
	if g != extract.UnknownGender {
		p.gender[e.ID] = g
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
	around := surroundings(text, start, end)
	if around.suffix && !isSuffix(lastWord(n.as)) { // "Bo Quist Sr.", who has another page or none
		p.others[lastWord(n.as)] = block
		return verdict{}
	}
	if len(n.entities) > 0 && strings.ContainsAny(text[start:end], " \n\u00a0") { // a full name, of one or of several
		return p.fullName(n, block, text, around, start, end)
	}
	if n.hasPerson() {
		if first, ok := p.otherPerson(n, around); ok {
			p.others[n.as] = block
			return verdict{}
		} else if first {
			v := p.part(n, block, around, start)
			v.start = around.beforeStart
			if v.entity != nil {
				p.introduce(v.entity, block, around.gender)
			}
			return v
		}
		if around.goesOn || around.another {
			return verdict{}
		}
	}
	return p.part(n, block, around, start)
}

// nearby is how far from a full name its bearer's office may stand, in bytes.
const nearby = 60

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// fullName decides about a name of several words.
func (p *people) fullName(n *name, block int, text string, around context, start, end int) verdict {
	v := verdict{start: start, reason: ByName}
	if len(n.entities) > 1 {
		return p.choose(n.entities, around, start, BySharedName)
	}
	v.entity = n.entities[0]
	g := around.gender
	if g == extract.UnknownGender {
		g = genderNear(text, start, end)
	}
	p.introduce(v.entity, block, g)
	p.about[v.entity.ID] += " " + strings.ToLower(text[max(0, start-nearby):min(len(text), end+nearby)])
	return v
}

// part decides about a surname, a first name, or a name of one word.
func (p *people) part(n *name, block int, around context, start int) verdict {
	var introduced, all []*corpus.Entity
	given := false
	for _, d := range n.derived {
		_, known := p.full[d.person.ID]
		if known {
			introduced = append(introduced, d.person)
			given = given || d.given
		}
		if !d.given {
			all = append(all, d.person)
		}
	}
	titled := around.title != ""
	if len(n.entities) == 1 && (n.entities[0].Kind == corpus.People || !titled || len(all) == 0) {
		e := n.entities[0]
		if e.Kind == corpus.People && len(introduced) > 0 && p.full[introduced[0].ID] > p.lastOf(e) {
			return p.choose(append(introduced, e), around, start, BySharedName)
		}
		if e.Kind != corpus.People && len(introduced) > 0 && !around.inPlace {
			return p.choose(introduced, around, start, BySurname)
		}
		if e.Kind != corpus.People || !p.newerOther(n, block, e) {
			p.note(e, around)
			if _, known := p.full[e.ID]; !known && e.Kind == corpus.People {
				p.introduce(e, block, around.gender)
			}
			return verdict{entity: e, start: start, reason: ByName}
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
		p.introduce(all[0], block, around.gender)
		return verdict{entity: all[0], start: start, reason: ByTitle}
	case len(candidates) == 0:
		return verdict{}
	case around.family && len(n.derived) > 0:
		return verdict{open: candidates, why: "a family"}
	case titled && len(p.ofOffice(candidates, around.title)) == 1:
		return p.choose(p.ofOffice(candidates, around.title), around, start, BySurname)
	case p.newerOther(n, block, candidates...):
		return verdict{open: candidates, why: "somebody else of that name was named last"}
	}
	reason := BySurname
	switch {
	case len(n.entities) > 0:
		reason = BySharedName
	case given:
		reason = ByGiven
	}
	return p.choose(candidates, around, start, reason)
}

// lastOf returns the block of an entity's last full name, -1 if it has none.
func (p *people) lastOf(e *corpus.Entity) int {
	if block, ok := p.full[e.ID]; ok {
		return block
	}
	return -1
}

// newerOther reports whether somebody without a page, who has the same surname,
// was named in full after each of the entities, and not long ago.
func (p *people) newerOther(n *name, block int, entities ...*corpus.Entity) bool {
	const long = 2 // blocks
	other, ok := p.others[n.as]
	if !ok || block-other >= long {
		return false
	}
	for _, e := range entities {
		if p.lastOf(e) > other {
			return false
		}
	}
	return true
}

// note remembers the gender that a title tells.
func (p *people) note(e *corpus.Entity, around context) {
	if around.gender != extract.UnknownGender {
		p.gender[e.ID] = around.gender
	}
	if around.title != "" {
		p.titles[string(e.ID)+" "+around.title] = true
	}
}

// calledBefore returns those of some people whom the page has given a title.
func (p *people) calledBefore(list []*corpus.Entity, title string) []*corpus.Entity {
	var fit []*corpus.Entity
	for _, e := range list {
		if p.titles[string(e.ID)+" "+title] {
			fit = append(fit, e)
		}
	}
	return fit
}

// choose decides between those who share a name: whom the page introduced, whom
// the title fits, who was named in full last, if nobody else was in the same
// block.
func (p *people) choose(candidates []*corpus.Entity, around context, start int, reason Reason) verdict {
	var known []*corpus.Entity
	for _, e := range candidates {
		if _, ok := p.full[e.ID]; ok {
			known = append(known, e)
		}
	}
	if around.gender != extract.UnknownGender && len(known) > 1 {
		known = p.ofGender(known, around.gender)
	}
	for _, one := range [][]*corpus.Entity{p.ofOffice(known, around.title), p.calledBefore(known, around.title)} {
		if len(one) == 1 {
			known = one
		}
	}
	switch len(known) {
	case 0:
		return verdict{open: candidates, why: "nobody of that name was introduced before"}
	case 1:
		p.note(known[0], around)
		return verdict{entity: known[0], start: start, reason: reason}
	}
	last, again := known[0], false
	for _, e := range known[1:] {
		switch {
		case p.full[e.ID] > p.full[last.ID]:
			last, again = e, false
		case p.full[e.ID] == p.full[last.ID]:
			again = true
		}
	}
	if again {
		return verdict{open: known, why: "several of that name were introduced in one paragraph"}
	}
	p.note(last, around)
	return verdict{entity: last, start: start, reason: reason}
}

// ofGender returns those of some people whom the page has not told to be of
// another gender; those whom it has told to be of this one, if any.
func (p *people) ofGender(list []*corpus.Entity, g extract.Gender) []*corpus.Entity {
	var told, open []*corpus.Entity
	for _, e := range list {
		switch p.gender[e.ID] {
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
		if strings.Contains(p.about[e.ID], strings.ToLower(title)) {
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

// otherPerson looks at the word before a surname. It reports whether that is
// the first name of one of those whose name it is, spelled another way
// perhaps, and else whether it makes another person's name: "Pedro Gomes".
func (p *people) otherPerson(n *name, around context) (own, other bool) {
	if strings.HasSuffix(around.before, ".") {
		return n.hasInitials(around.before), !n.hasInitials(around.before)
	}
	if around.before == "" || !extract.MayBeGiven(around.before) {
		return false, false
	}
	for _, e := range n.people() {
		for _, a := range e.Names {
			first, rest, several := strings.Cut(a.Text, " ")
			switch {
			case several && sameGiven(first, around.before):
				return true, false
			case first == around.before, strings.HasSuffix(rest, around.before):
				return false, false
			}
		}
	}
	return false, true
}

// hasInitials reports whether initials are those of one whose name it is.
func (n *name) hasInitials(initials string) bool {
	letters := strings.NewReplacer(".", "", " ", "").Replace(initials)
	for _, e := range n.people() {
		for _, a := range e.Names {
			var firsts []rune
			words := strings.Fields(a.Text)
			for _, w := range words[:len(words)-1] {
				first, _ := utf8.DecodeRuneInString(w)
				firsts = append(firsts, first)
			}
			own := string(firsts)
			if own != "" && (strings.HasPrefix(own, letters) || strings.HasPrefix(letters, own)) {
				return true
			}
		}
	}
	return false
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

// A context is what stands around a name in its sentence.
type context struct {
	before      string // the word right before it, with a capital, that is no title; or ""
	beforeStart int
	title       string // the title before it, "Mr"; or ""
	gender      extract.Gender
	goesOn      bool // a capitalised word follows, with which it is another name: "Trump Tower"
	family      bool // "family" or the like follows
	suffix      bool // "Jr." or the like follows
	another     bool // "the elder", "the other" stands before it
	inPlace     bool // a word that stands before places does: "in"
}

// surroundings reads the words before and behind text[start:end].
func surroundings(text string, start, end int) context {
	c := context{beforeStart: start}
	if word, at := wordBefore(text, start); word != "" {
		switch {
		case extract.IsTitle(word):
			c.title, c.gender = word, extract.GenderOf(word)
		case startsUpper(word):
			c.before, c.beforeStart = word, at
		default:
			c.another, c.inPlace = isAnother(word), isBeforePlaces(word)
		}
	} else if initials := initialsEnd.FindStringIndex(text[max(0, start-20):start]); initials != nil {
		c.beforeStart = max(0, start-20) + initials[0]
		c.before = strings.TrimSpace(text[c.beforeStart:start])
	}
	word := wordBehind(text, end)
	switch {
	case isSuffix(word):
		c.suffix, c.goesOn = true, true
	case startsUpper(word):
		c.goesOn = extract.MayBeGiven(word) || extract.IsOfName(word)
	case isFamily(word):
		c.family = true
	}
	return c
}

// initialsEnd ends a text before a surname: "J. R. ".
var initialsEnd = regexp.MustCompile(`(?:\p{Lu}\. ?)+ $|(?:\p{Lu}\.)+ $`)

// isAnother reports whether a word tells somebody from the one who was named.
func isAnother(word string) bool {
	switch word {
	case "elder", "younger", "other", "another", "third", "second", "senior", "junior":
		return true
	}
	return false
}

func isBeforePlaces(word string) bool {
	switch word {
	case "in", "at", "to", "from", "near", "of", "outside", "into", "through", "around", "across", "downtown",
		"central", "leave",
		"left", "toward", "towards", "via", "reach", "reached":
		return true
	}
	return false
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// wordBefore returns the word that one space parts from text[at:], or a title's
// point and one, and where it begins.
func wordBefore(text string, at int) (word string, start int) {
	end := at
	switch {
	case strings.HasSuffix(text[:at], ". "):
		end -= 2
	case at > 0 && (text[at-1] == ' ' || text[at-1] == '\n'):
		end--
	default:
		return "", at
	}
	start = end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !isWord(r) && r != '-' {
			break
		}
		start -= size
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:start]); start > 0 && (r == '’' || r == '\'') {
		return "", at // "Iran’s Zarif"
	}
	word = text[start:end]
	if end == at-2 && !extract.IsTitle(word) {
		return "", at // the end of a sentence
	}
	return word, start
}

// wordBehind returns the word that one space parts from text[:at].
func wordBehind(text string, at int) string {
	if at >= len(text) || text[at] != ' ' {
		return ""
	}
	return text[at+1 : wordEnd(text, at+1)]
}

// isFamily reports whether a word behind a surname speaks of several people.
func isFamily(word string) bool {
	switch word {
	case "family", "families", "brothers", "sisters", "siblings", "twins", "couple", "dynasty", "clan", "household",
		"children", "parents":
		return true
	}
	return false
}

// genderNear looks around a full name for what tells a gender: what the person
// is, with a comma ("Maria Gomes, his mother", "his mother, Maria Gomes") or
// right before it, or "he" in the sentence behind it.
func genderNear(text string, start, end int) extract.Gender {
	const far, near = 80, 5 // bytes behind the name, words
	before := strings.TrimRight(text[:start], ", ")
	if word := before[strings.LastIndexAny(before, " \n—(“\"")+1:]; !startsUpper(word) {
		if g := extract.GenderOf(word); g != extract.UnknownGender {
			return g
		}
	}
	behind := text[end:min(len(text), end+far)]
	if i := strings.IndexAny(behind, ".!?;"); i >= 0 {
		behind = behind[:i]
	}
	apposed := strings.HasPrefix(behind, ",")
	n := 0
	for word := range strings.FieldsFuncSeq(behind, func(r rune) bool { return !isWord(r) }) {
		n++
		g := extract.GenderOf(word)
		switch {
		case apposed && n <= near && g != extract.UnknownGender && !startsUpper(word):
			return g
		case word == "he", word == "himself":
			return extract.Male
		case word == "she", word == "herself":
			return extract.Female
		}
	}
	return extract.UnknownGender
}
