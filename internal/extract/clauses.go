package extract

import "strings"

// A phrase is what may be a subject: a run of items.
type phrase struct {
	from, to int // items[from:to]
	head     int // the item that says what it is
}

// A clauseReader reads the cues of one sentence: items[from:to].
type clauseReader struct {
	items    []item
	from, to int
	main     phrase // the sentence's subject; to is 0 if there is none
	cues     []cue
	isPerson func(index int) bool // whether a name of the paragraph is a person's
}

const farthest = 60 // items; how far clauses are read, which keeps all linear

func (r *clauseReader) at(i int) item {
	if i < r.from || i >= r.to {
		return item{kind: markItem, mark: '.'}
	}
	return r.items[i]
}

func (r *clauseReader) word(i int) string {
	if t := r.at(i); t.kind == wordItem {
		return t.lower
	}
	return ""
}

// is reports whether item i is a word of one of the classes.
func (r *clauseReader) is(i int, of class) bool { return r.at(i).class.is(of) }

func (r *clauseReader) isMark(i int, marks string) bool {
	t := r.at(i)
	return t.kind == markItem && strings.ContainsRune(marks, t.mark)
}

// isNoun reports whether the item may stand in a noun phrase.
func (r *clauseReader) isNoun(i int) bool {
	t := r.at(i)
	switch t.kind {
	case nameItem:
		return true
	case wordItem:
		const other = preposition | subordinator | auxiliary | anyPronoun | determiner | calendarWord | adverb
		return !t.class.is(other) && (!t.class.is(sayVerb) || t.class.is(writing|body))
	}
	return false
}

func (r *clauseReader) isDeterminer(i int) bool {
	return r.is(i, determiner)
}

func (r *clauseReader) isSubjectPronoun(i int) bool {
	switch r.word(i) {
	case "he", "she", "it", "they", "i", "we", "you", "everyone", "nobody", "someone", "everybody":
		return true
	}
	return false
}

// before reads the noun phrase that ends with item i, and what it is of.
func (r *clauseReader) before(i int) (phrase, bool) {
	if r.isSubjectPronoun(i) {
		return phrase{i, i + 1, i}, true
	}
	end := i + 1
	for range 6 {
		for r.isMark(i, ")") {
			i = r.openBracket(i) - 1
		}
		for r.is(i, behindANoun) && r.is(i-1, speakerNoun) {
			i--
		}
		if r.is(i, someOfThem) {
			return phrase{i, r.attached(i+1, end), i}, true
		}
		if !r.isNoun(i) {
			return phrase{}, false
		}
		from := r.baseStart(i)
		p := phrase{from, r.attached(i+1, end), i}
		for r.is(from-1, adverb) && r.is(from-2, preposition) {
			from-- // "in next month’s election"
		}
		switch w := r.word(from - 1); {
		case !r.is(from-1, preposition), w == "after", w == "before", w == "since", w == "until", w == "than":
			return r.withPartner(p), true
		case w == "by" && r.is(from-2, sayVerb) && (r.isNoun(from-3) || r.isMark(from-3, ")")):
			i = from - 3 // "sources quoted by AFP said"
		default:
			i = from - 2
			for r.is(i, adverb) {
				i--
			}
			if r.isSubjectPronoun(i) {
				return phrase{i, i + 1, i}, true
			}
			if r.isPlainTime(i) { // "on Thursday in Geneva"
				i -= 2
			}
		}
	}
	return phrase{}, false
}

// isPlainTime reports whether item i is a weekday behind "on".
func (r *clauseReader) isPlainTime(i int) bool {
	return r.is(i, calendarWord) && r.word(i-1) == "on"
}

func (r *clauseReader) openBracket(i int) int {
	for n := i; n > r.from && i-n < farthest; n-- {
		if r.isMark(n, "(") {
			return n
		}
	}
	return i
}

// baseStart returns where the noun phrase without “of …” begins that ends
// with item i.
func (r *clauseReader) baseStart(i int) int {
	for i-1 >= r.from && !r.isBoundaryBefore(i) {
		i--
	}
	return i
}

// isBoundaryBefore reports whether item i is the first of its noun phrase.
func (r *clauseReader) isBoundaryBefore(i int) bool {
	if r.isDeterminer(i) && !(r.isDeterminer(i-1) && r.word(i) != "the") {
		return true
	}
	return !r.isNoun(i-1) && !r.isDeterminer(i-1)
}

// attached returns the end of a description that begins behind a noun at i:
// “of”, “for” and “from” go into it, up to end.
func (r *clauseReader) attached(i, end int) int {
	for i < end && r.is(i, attaching) {
		n := i + 1
		for n < end && (r.isNoun(n) || r.isDeterminer(n)) {
			n++
		}
		if n == i+1 {
			break
		}
		i = n
	}
	return i
}

// withPartner takes “Ann Lee and” in before “Carl Vale” where both are the
// subject.
func (r *clauseReader) withPartner(p phrase) phrase {
	if r.word(p.from-1) != "and" || !r.isNoun(p.from-2) {
		return p
	}
	from := r.baseStart(p.from - 2)
	if from == r.from || r.isMark(from-1, ",.;:") || r.at(from-1).kind == quoteItem {
		p.from = from
	}
	return p
}

// after reads the noun phrase that begins with item i.
func (r *clauseReader) after(i int) (phrase, bool) {
	if r.isSubjectPronoun(i) {
		return phrase{i, i + 1, i}, true
	}
	from := i
	for r.isDeterminer(i) {
		i++
	}
	n := i
	for n < r.to && n-i < 12 && r.isNoun(n) && !r.endsAfter(i, n) {
		n++
	}
	if n == i {
		if r.is(from, someOfThem) {
			return phrase{from, r.descriptionEnd(max(i, from+1)), from}, true
		}
		return phrase{}, false
	}
	p := phrase{from, n, n - 1}
	if r.at(p.head).kind != nameItem {
		p.to = r.descriptionEnd(n)
	}
	if r.word(n) == "and" && r.at(n-1).kind == nameItem && r.at(n+1).kind == nameItem {
		p.to, p.head = n+2, n+1
	}
	return p, true
}

// descriptionEnd takes in “of the harbour” behind a noun that ends at n.
func (r *clauseReader) descriptionEnd(n int) int {
	for r.is(n, attaching) {
		i := n + 1
		for r.isDeterminer(i) {
			i++
		}
		first := i
		for r.isNoun(i) && !r.endsAfter(first, i) {
			i++
		}
		if i == first {
			break
		}
		n = i
	}
	return n
}

// endsAfter reports whether a noun phrase that began at first ends before
// item n: what was read says who it is, and n does not go on.
func (r *clauseReader) endsAfter(first, n int) bool {
	if n == first {
		return false
	}
	last, next := r.at(n-1), r.at(n)
	switch {
	case last.owns:
		return false
	case next.kind == nameItem:
		return last.kind == nameItem
	case last.kind == nameItem && r.isPerson(last.index):
		return !r.isDeterminer(first - 1)
	case next.class.is(plainVerb):
		return true
	case next.class.is(alsoNoun) || next.class.is(tagVerb):
		return last.kind == nameItem || last.class.is(speakerNoun)
	case last.kind == nameItem:
		return !next.class.is(speakerNoun) && !r.is(n+1, speakerNoun)
	case last.class.is(speakerNoun):
		return !next.class.is(speakerNoun) && !r.is(n+1, speakerNoun) && r.at(n+1).kind != nameItem
	}
	return false
}

// readMain finds the sentence's subject: the first noun phrase that no
// preposition governs, behind what stands before the first comma.
func (r *clauseReader) readMain() {
	i := r.from
	for range 4 {
		for r.at(i).kind == quoteItem || r.isMark(i, ",") || r.is(i, adverb) || r.isMark(i, ".") && i < r.to {
			i++
		}
		w := r.word(i)
		if w == "but" || w == "and" || w == "so" || w == "yet" {
			i++
			continue
		}
		opensAside := r.is(i, preposition|subordinator) || r.is(i, sayVerb) && !r.isSubjectPronoun(i) ||
			strings.HasSuffix(w, "ing") && len(w) > 5 || isPlainVerb(w) || r.isTimeNoun(i)
		if !opensAside {
			break
		}
		comma := r.nextMark(i, ",:")
		if comma < 0 || r.isMark(comma, ":") {
			if r.is(i, preposition) && r.is(i+1, calendarWord) {
				i += 2
				continue
			}
			return
		}
		i = comma + 1
	}
	if p, ok := r.after(i); ok {
		r.main = p
	}
}

// isTimeNoun reports whether “hours earlier” or the like opens a sentence.
func (r *clauseReader) isTimeNoun(i int) bool {
	switch r.word(i + 1) {
	case "earlier", "later", "before", "after", "ago":
		return !r.at(i).owns && r.at(i).kind == wordItem && !r.is(i, speakerNoun)
	}
	return r.is(i, calendarWord)
}

func (r *clauseReader) nextMark(i int, marks string) int {
	for n := i; n < r.to && n-i < farthest; n++ {
		if r.isMark(n, marks) {
			return n
		}
		if r.at(n).kind == quoteItem {
			return -1
		}
	}
	return -1
}
