package extract

import "strings"

// A cue is a verb of saying, or a noun of what was said, with its subject.
type cue struct {
	at      int    // the verb
	until   int    // behind the verb, and its subject if that follows it
	opens   int    // the item that its clause begins with
	subject phrase // to is 0 if nobody is told
	inverse bool   // the subject follows the verb
	blocked bool   // a passive without “by”: nobody is told who speaks
	tag     bool   // it counts only beside its quotation
	noun    bool   // a noun: its owner spoke at another time
}

func (c cue) hasSubject() bool { return c.subject.to > 0 }

// read finds the cues of the sentence, in order.
func (r *clauseReader) read() {
	r.readMain()
	for i := r.from; i < r.to; i++ {
		if r.at(i).kind != wordItem {
			continue
		}
		if c, ok := r.cueAt(i); ok {
			r.cues = append(r.cues, c)
		}
	}
}

func (r *clauseReader) cueAt(i int) (cue, bool) {
	w := r.word(i)
	switch {
	case w == "according" && r.word(i+1) == "to":
		return r.subjectAfter(cue{at: i, opens: i}, i+2)
	case w == "words" && r.word(i-1) == "the" && r.word(i-2) == "in" && r.word(i+1) == "of":
		return r.subjectAfter(cue{at: i, opens: i - 2}, i+2)
	case w == "verdict" && r.word(i+1) == "of" && r.is(i-2, beForm):
		return r.subjectAfter(cue{at: i, opens: i - 2}, i+2)
	}
	if c, ok := r.nounCue(i); ok {
		return c, true
	}
	if r.isTag(i) {
		return r.withSubject(cue{at: i, until: i + 1, opens: i, tag: true})
	}
	next, ok := phrasal[w]
	two := ok && next.has(r.word(i+1))
	switch {
	case two, r.is(i, sayVerb):
	case r.is(i, tagVerb|alsoNoun):
		if r.is(i, alsoNoun) && r.is(i+1, sayVerb) { // "his post read"
			return cue{}, false
		}
		if !r.followsSubject(i) && !(!r.is(i, alsoNoun) && r.at(r.skipBack(i, ",")).kind == quoteItem) {
			return cue{}, false
		}
	default:
		return cue{}, false
	}
	c := cue{at: i, until: i + 1, opens: i}
	c.tag = !two && !r.is(i, sayVerb) && r.is(i, tagVerb)
	return r.withSubject(c)
}

// isTag reports whether an unknown verb stands between a quotation and a
// person, or behind the two: “…” snorts Vale; “…” Vale huffed.
func (r *clauseReader) isTag(i int) bool {
	w := r.word(i)
	if r.is(i, sayVerb|alsoNoun|auxiliary|preposition) ||
		!strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ed") {
		return false
	}
	n := r.skipBack(i, ",")
	if r.isOneself(i+1) && r.at(n).kind == quoteItem {
		return i+2 >= r.to || r.at(i+2).kind != wordItem || r.is(i+2, preposition)
	}
	return r.isOneself(i-1) && !r.at(i-1).owns && r.at(r.skipBack(i-1, ",")).kind == quoteItem &&
		(i+1 >= r.to || r.at(i+1).kind == markItem || r.is(i+1, adverb) || r.is(i+1, preposition))
}

// isOneself reports whether item i is a person's name, or he or she.
func (r *clauseReader) isOneself(i int) bool {
	t := r.at(i)
	return t.kind == nameItem && r.isPerson(t.index) || t.lower == "he" || t.lower == "she"
}

func (r *clauseReader) skipBack(i int, marks string) int {
	if r.isMark(i-1, marks) {
		return i - 2
	}
	return i - 1
}

// followsSubject reports whether item i can be the verb of what stands before
// it, and is no noun.
func (r *clauseReader) followsSubject(i int) bool {
	n := i - 1
	for r.is(n, adverb) {
		n--
	}
	t := r.at(n)
	if t.owns {
		return false
	}
	switch t.kind {
	case nameItem:
		return true
	case wordItem:
		return r.isSubjectPronoun(n) || t.class.is(speakerNoun) || t.lower == "who" ||
			t.lower == "to" && !strings.HasSuffix(r.word(i), "s") ||
			t.class.is(auxiliary) && !t.class.is(beForm)
	case markItem:
		return t.mark == ',' && i-n == 1 && r.isMark(r.lastComma(n), ",")
	}
	return false
}

func (r *clauseReader) lastComma(before int) int {
	for n := before - 1; n >= r.from && before-n < farthest; n-- {
		if r.isMark(n, ",") {
			return n
		}
		if r.at(n).kind == quoteItem || r.isMark(n, ":;") {
			break
		}
	}
	return -1
}

func (r *clauseReader) subjectAfter(c cue, i int) (cue, bool) {
	p, ok := r.after(i)
	if !ok {
		return cue{}, false
	}
	c.subject, c.until = p, p.to
	return c, true
}

// nounCue reads “Vale’s claim that”, “a statement from the ministry:”.
func (r *clauseReader) nounCue(i int) (cue, bool) {
	if !r.is(i, saidNoun) {
		return cue{}, false
	}
	c := cue{at: i, until: i + 1, opens: i, noun: true}
	next := r.word(i + 1)
	if (next == "by" || next == "from") && !r.isSubjectPronoun(i+2) {
		if p, ok := r.after(i + 2); ok && r.leadsOn(p.to) {
			c.subject, c.until = p, p.to
			return c, true
		}
		return cue{}, false
	}
	if !r.leadsOn(i + 1) {
		return cue{}, false
	}
	from := r.baseStart(i)
	for n := i - 1; n >= from; n-- {
		if r.at(n).owns {
			c.subject = phrase{from, n + 1, n}
			return c, true
		}
	}
	switch r.word(from) {
	case "his", "her", "their", "its":
		c.subject = phrase{from, from + 1, from}
		return c, true
	}
	return cue{}, false
}

// leadsOn reports whether what was said follows at item i.
func (r *clauseReader) leadsOn(i int) bool {
	switch r.word(i) {
	case "that", "to", "of", "about", "as", "against", "for":
		return true
	}
	return r.at(i).kind == quoteItem || r.isMark(i, ":") || r.isMark(i, ",") && r.at(i+1).kind == quoteItem
}

// withSubject finds who the verb of a cue belongs to.
func (r *clauseReader) withSubject(c cue) (cue, bool) {
	i := c.at
	if r.isInverse(i) {
		if p, ok := r.after(i + 1); ok {
			c.subject, c.until, c.inverse = p, p.to, true
			return r.named(c), true
		}
	}
	n := i - 1
	for n >= r.from && (r.is(n, adverb) || r.is(n, auxiliary) && !r.is(n, beForm)) {
		n--
	}
	w := r.word(n)
	participle := strings.HasSuffix(r.word(i), "ing")
	switch {
	case r.is(n, beForm) && !participle, r.word(i+1) == "by" && !participle && !r.isMark(n, ","):
		return r.passive(c)
	case r.is(n, beForm):
		n--
		for r.is(n, adverb) || r.is(n, auxiliary) {
			n--
		}
	case w == "as" && participle:
		return r.quotedAs(c, n)
	case r.is(n, joining), (w == "in" || w == "for") && participle:
		if !participle && (w == "when" || w == "while" || w == "after" || w == "before") {
			c.blocked = true // "when asked"
			return c, true
		}
		return r.sameSubject(c, n)
	case (w == "if" || w == "though" || w == "although" || w == "once") && n >= r.from:
		c.blocked = true
		return c, true
	}
	return r.subjectBefore(c, n, participle)
}

func (r *clauseReader) subjectBefore(c cue, n int, participle bool) (cue, bool) {
	i := c.at
	switch w := r.word(n); {
	case n < r.from:
		if participle || r.main.to > 0 && r.is(i, plainVerb) {
			c.blocked = !participle // "Asked about it, he …"
			c.subject = r.main
			return c, participle || c.blocked
		}
		return c, false
	case w == "who" || w == "which" || w == "that":
		m := n - 1
		if r.isMark(m, ",") {
			m--
		}
		if p, ok := r.before(m); ok {
			c.subject, c.opens = p, n
			return c, true
		}
		return c, false
	case r.isMark(n, ",") && participle:
		return r.sameSubject(c, n)
	case r.isMark(n, ","), r.isMark(n, ")"):
		return r.behindAside(c, n)
	case r.at(n).kind == quoteItem:
		return r.sameSubject(c, n)
	}
	if participle && r.isNoun(n) {
		from := r.baseStart(n)
		if r.word(from-1) == "with" || r.word(from-1) == "among" || inChorus.has(r.word(i)) {
			c.subject, c.opens = phrase{from, n + 1, n}, from
			return c, true
		}
	}
	p, ok := r.before(n)
	if ok && participle && !r.isSpeaker(p) {
		return r.sameSubject(c, n)
	}
	if !ok {
		return r.sameSubject(c, n)
	}
	c.subject, c.opens = p, p.from
	return r.named(c), true
}

// inChorus are what those do who stand right before: “to crowds chanting”.
var inChorus = newSet("chanting", "shouting", "yelling", "screaming", "singing", "crying")

// isSpeaker reports whether a phrase says that it can speak.
func (r *clauseReader) isSpeaker(p phrase) bool {
	t := r.at(p.head)
	return t.kind == nameItem || r.isSubjectPronoun(p.head) || t.class.is(speakerNoun)
}

// joins stand between a verb and another of the same subject.
var joins = newSet("to", "and", "but", "then", "or", "before", "after", "by", "while", "without", "when")

// isInverse reports whether the subject of the verb at i follows it: “…,”
// said Vale; “…, said Vale” at the end.
func (r *clauseReader) isInverse(i int) bool {
	n := i - 1
	for r.is(n, adverb) {
		n--
	}
	comma := r.isMark(n, ",")
	if comma {
		n--
	}
	next := i + 1
	if r.word(next) == "that" || r.isSubjectPronoun(next) && r.word(next) == "it" || r.is(next, preposition) {
		return false
	}
	p, ok := r.after(next)
	if !ok || r.word(i) == "told" || r.isDeterminer(next) && r.is(next, determiner) && !r.isSpeakerish(p) {
		return false
	}
	if r.at(n).kind == quoteItem {
		return !r.hasVerb(p.to)
	}
	if !comma || !invertible.has(r.word(i)) || !r.isSpeaker(p) || r.at(p.to).kind == quoteItem {
		return false
	}
	return !r.hasVerb(p.to)
}

// invertible verbs may stand before their subject behind a clause that is no
// quotation.
var invertible = newSet("said", "says", "wrote", "writes", "added", "adds", "reported", "reports", "warned",
	"warns")

// isSpeakerish reports whether a phrase may be a subject behind its verb.
func (r *clauseReader) isSpeakerish(p phrase) bool {
	w := r.at(p.head).lower
	return r.isSpeaker(p) || writings.has(w) || someOf.has(w)
}

// hasVerb reports whether a verb follows item i before the clause ends.
func (r *clauseReader) hasVerb(i int) bool {
	for n := i; n < r.to && n-i < farthest; n++ {
		t := r.at(n)
		switch {
		case t.kind == markItem, t.kind == quoteItem:
			return false
		case t.class.is(auxiliary):
			return true
		case t.class.is(subordinator) && t.lower != "that", t.lower == "after", t.lower == "before":
			return false
		case n > i && (t.class.is(sayVerb) && !strings.HasSuffix(t.lower, "ing")), n == i && t.class.is(plainVerb):
			return true
		}
	}
	return false
}

// passive reads “was told by Vale that”: the one behind “by” speaks, if any.
func (r *clauseReader) passive(c cue) (cue, bool) {
	if r.word(c.at) == "quoted" || r.word(c.at) == "reported" {
		return cue{}, false
	}
	for n := c.at + 1; n < r.to && n-c.at < 10; n++ {
		if r.at(n).kind != nameItem && r.at(n).kind != wordItem {
			break
		}
		if r.word(n) == "by" {
			if p, ok := r.after(n + 1); ok {
				c.subject = p
				return r.named(c), true
			}
		}
	}
	c.blocked = true
	return c, true
}

// quotedAs reads “quoted Vale as saying” and “Vale was quoted as saying”; as
// is the item "as".
func (r *clauseReader) quotedAs(c cue, as int) (cue, bool) {
	for n := as - 1; n >= r.from && as-n < 25; n-- {
		switch r.word(n) {
		case "quoted", "cited", "quotes", "cites", "quoting", "citing", "reported":
		default:
			continue
		}
		m := n - 1
		for r.is(m, adverb) {
			m--
		}
		if r.is(m, beForm) {
			m--
			for r.is(m, auxiliary) || r.is(m, adverb) {
				m--
			}
			return r.subjectBefore(c, m, false)
		}
		p, ok := r.after(n + 1)
		if !ok {
			return cue{}, false
		}
		c.subject, c.opens = p, n
		if outlet, ok := r.before(m); ok {
			c.opens = outlet.from
		}
		return r.named(c), true
	}
	return cue{}, false
}

// sameSubject gives a verb the subject of the cue before it, or the
// sentence's.
func (r *clauseReader) sameSubject(c cue, n int) (cue, bool) {
	for k := len(r.cues) - 1; k >= max(0, len(r.cues)-16); k-- {
		if last := r.cues[k]; last.hasSubject() && !last.blocked && last.at < c.at && last.at != last.subject.from {
			c.subject = last.subject
			return c, true
		}
	}
	if r.main.to > 0 && r.main.to <= c.at {
		c.subject = r.main
		return r.named(c), true
	}
	if p, ok := r.before(n - 1); ok && r.isMark(n, ",") && r.isSpeaker(p) {
		c.subject = p
		return c, true
	}
	c.blocked = true
	return c, true
}

// behindAside finds the subject before what stands between commas: “Vale, who
// was there, said”.
func (r *clauseReader) behindAside(c cue, comma int) (cue, bool) {
	if r.isMark(comma, ")") {
		open := r.openBracket(comma)
		return r.subjectBefore(c, open-1, false)
	}
	end := comma
	for range 6 {
		k := r.lastComma(end)
		if k < 0 {
			break
		}
		end = k
		p, ok := r.before(k - 1)
		if !ok || isDigitAt(r.word(p.head), 0) { // an age
			continue
		}
		if first, ok := r.earlierName(p); ok {
			p = first
		}
		c.subject, c.opens = p, p.from
		return r.named(c), true
	}
	if p, ok := r.before(comma - 1); ok && r.isSpeaker(p) {
		c.subject, c.opens = p, p.from
		return r.named(c), true
	}
	return r.sameSubject(c, comma)
}

// earlierName returns the person whom a phrase between commas describes: “Ann
// Lee, 34, a teacher”.
func (r *clauseReader) earlierName(p phrase) (phrase, bool) {
	n := p.from - 1
	for range 3 {
		if !r.isMark(n, ",") {
			break
		}
		if t := r.at(n - 1); t.kind == nameItem && r.isPerson(t.index) && !t.owns {
			if r.is(n-2, preposition) {
				return phrase{}, false
			}
			return phrase{n - 1, n, n - 1}, true
		}
		n = r.lastComma(n)
	}
	return phrase{}, false
}

// named takes the name behind a description for the subject: “the foreign
// minister, Ann Lee, said”.
func (r *clauseReader) named(c cue) cue {
	p := c.subject
	if r.at(p.head).kind == nameItem && r.isPerson(r.at(p.head).index) || r.isSubjectPronoun(p.head) {
		return c
	}
	n := p.to
	for n < r.to && n-p.to < 12 && !r.isMark(n, ",:;.") && r.at(n).kind != quoteItem && n < c.at {
		n++
	}
	if !r.isMark(n, ",") {
		return c
	}
	name := n + 1
	for titleHeads.has(r.word(name)) || titleModifiers.has(r.word(name)) || r.is(name, personNoun) {
		name++
	}
	if r.at(name).kind != nameItem || !r.isPerson(r.at(name).index) || r.at(name).owns {
		return c
	}
	behind := name + 1
	if r.word(behind) == "of" && r.at(behind+1).kind == nameItem { // "Ann Lee of Oslo"
		behind += 2
	}
	if w := r.word(behind); r.isMark(behind, ",.)") || behind == c.at || auxiliaries.has(w) || isAdverb(w) {
		c.subject = phrase{name, name + 1, name}
		if c.inverse {
			c.until = name + 1
		}
	}
	return c
}
