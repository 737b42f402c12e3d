package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// governor returns who is told to say the quotation at item i of a sentence
// that holds more than quotations.
func (l *listener) governor(i int) (cue, bool) {
	r := &l.reader
	left, near := l.cueBefore(i)
	colon := r.isMark(i-1, ":")
	right, beside := l.cueBeside(i)
	switch {
	case l.isName(i, near || colon || beside):
		return cue{}, false
	case near && left.hasSubject():
		return left, !left.blocked
	case colon && left.at >= 0 && !left.tag && !left.blocked && left.hasSubject() && l.reaches(left.until, i):
		return left, true
	case beside && l.endsClause(i):
		return right, !right.blocked
	case left.at >= 0 && !left.tag && l.reaches(left.until, i):
		return left, left.hasSubject() && !left.blocked
	case colon:
		p, ok := l.announcer(i)
		return cue{subject: p}, ok
	case r.isMark(i-1, ",") && l.isSentence(i) && r.main.to > 0 && r.main.to < i && r.isSpeaker(r.main):
		return r.named(cue{at: r.to, subject: r.main}), true
	}
	return l.cueBehind(i)
}

// cueBefore returns the last cue before a quotation, and whether nothing but
// marks parts them; its at is -1 if there is none.
func (l *listener) cueBefore(i int) (left cue, near bool) {
	r := &l.reader
	behind, _ := slices.BinarySearchFunc(r.cues, i, byPlace)
	for _, c := range slices.Backward(r.cues[max(0, behind-8):behind]) {
		if c.until > i {
			continue
		}
		n := c.until
		for r.isMark(n, ",:") || c.noun && n == c.until && r.is(n, preposition) || r.word(n) == "that" {
			n++
		}
		if c.tag && n < i || c.blocked && l.leaves(c.until, i) || l.governsOther(c, i) {
			continue
		}
		return c, n == i
	}
	return cue{at: -1}, false
}

// governsOther reports whether a cue has a quotation of its own before a colon,
// behind which somebody else's follows: “Vale told crowds, who chanted “Out!”:
// “Go home.””
func (l *listener) governsOther(c cue, i int) bool {
	r := &l.reader
	return r.isMark(i-1, ":") && len(r.cues) > 1 && c.at > r.cues[0].at && r.cues[0].hasSubject() &&
		slices.ContainsFunc(l.items[c.until:i], func(t item) bool { return t.kind == quoteItem })
}

// cuesBehind returns the next few cues behind item i.
func (r *clauseReader) cuesBehind(i int) []cue {
	n, _ := slices.BinarySearchFunc(r.cues, i, byPlace)
	return r.cues[n:min(len(r.cues), n+8)]
}

func byPlace(c cue, i int) int { return cmp.Compare(c.at, i) }

// leaves reports whether the clause of a passive at item from ends before the
// quotation at i.
func (l *listener) leaves(from, i int) bool {
	r := &l.reader
	for n := from; n < i && n < from+farthest; n++ {
		w := r.word(n)
		if r.isMark(n, ",;") || w == "and" || n > from && r.is(n, subordinator) && w != "as" {
			return true
		}
	}
	return false
}

// cueBeside returns the cue whose clause begins right behind a quotation.
func (l *listener) cueBeside(i int) (cue, bool) {
	r := &l.reader
	n := i + 1
	for r.isMark(n, ",") || r.is(n, adverb) {
		n++
	}
	how := r.is(n, beForm) && (r.word(n+1) == "how" || r.word(n+1) == "what")
	for _, c := range r.cuesBehind(i) {
		if c.hasSubject() && (c.opens == n || how) {
			return c, true
		}
	}
	return cue{}, false
}

// endsClause reports whether a comma or a stop ends a quotation, inside its
// marks or behind them.
func (l *listener) endsClause(i int) bool {
	r := &l.reader
	q := l.quotes[l.items[i].index]
	last := runeBefore(l.texts[l.number], q.End)
	return isStop(last) || last == ',' || last == '—' || last == '–' || r.isMark(i+1, ",") || i == r.from
}

// reaches reports whether the clause at item from goes on to the quotation at
// i.
func (l *listener) reaches(from, i int) bool {
	r := &l.reader
	if i-from > 2*farthest {
		return false
	}
	for n := from; n < i; n++ {
		if r.isMark(n, ";") {
			return false
		}
		if !r.isMark(n, ",") {
			continue
		}
		switch r.word(n + 1) {
		case "but", "while", "although", "though", "as", "whereas", "after", "before":
			return false
		}
	}
	return true
}

// announcer returns who speaks behind a colon without a verb of saying: “Vale
// was blunt:”, “Vale’s verdict:”.
func (l *listener) announcer(i int) (phrase, bool) {
	r := &l.reader
	p := r.main
	if p.to == 0 || p.to >= i {
		return phrase{}, false
	}
	if owner, ok := r.owner(p); ok && r.is(p.head, saidNoun) {
		return owner, true
	}
	return p, r.isSpeaker(p)
}

// owner returns who a phrase says its head belongs to.
func (r *clauseReader) owner(p phrase) (phrase, bool) {
	for n := p.head - 1; n >= p.from; n-- {
		if r.at(n).owns {
			return phrase{p.from, n + 1, n}, true
		}
		switch r.word(n) {
		case "his", "her", "their", "its":
			return phrase{n, n + 1, n}, true
		}
	}
	switch r.word(p.head + 1) {
	case "of", "from", "by":
		return r.after(p.head + 2)
	}
	if t := r.at(p.head - 1); p.head > p.from && t.kind == nameItem {
		return phrase{p.from, p.head, p.head - 1}, true // "a Pentagon statement"
	}
	return phrase{}, false
}

// cueBehind returns who is named at the end of a sentence for all of it: “…,
// Vale said.”
func (l *listener) cueBehind(i int) (cue, bool) {
	r := &l.reader
	for _, c := range r.cuesBehind(i) {
		if !c.hasSubject() || c.blocked {
			continue
		}
		if !r.isMark(c.opens-1, ",") && r.word(c.at) != "according" || !l.reaches(i+1, c.opens) {
			return cue{}, false
		}
		if l.closes(c) {
			return c, true
		}
		return cue{}, false
	}
	return cue{}, false
}

// closes reports whether a cue's clause says nothing more.
func (l *listener) closes(c cue) bool {
	r := &l.reader
	w := r.word(c.until)
	if c.until < r.to && !c.inverse && w != "" && r.word(c.at) != "told" && r.word(c.at) != "according" &&
		!r.is(c.until, preposition|adverb|calendarWord|subordinator) {
		return false
	}
	return w != "that" && !r.hasVerb(c.until)
}

// isSentence reports whether a quotation begins like one of several words.
func (l *listener) isSentence(i int) bool {
	q := l.quotes[l.items[i].index]
	words := l.texts[l.number][q.Start:q.End]
	return unicode.IsUpper(runeAt(words, 0)) && strings.Count(words, " ") > 1
}

// isName reports whether a quotation is a title, a name or a motto. One that a
// cue stands right beside is not by its capitals alone.
func (l *listener) isName(i int, cued bool) bool {
	r := &l.reader
	q := l.quotes[l.items[i].index]
	capitals := hasTitleCase(l.texts[l.number][q.Start:q.End])
	n := i - 1
	if r.isMark(n, ":") {
		return false
	}
	comma := r.isMark(n, ",")
	if comma {
		n--
	}
	switch w := r.word(n); {
	case r.is(n, work) && r.word(n-1) != "to" && !r.is(n-1, auxiliary):
		return !comma || capitals || w == "slogan" || w == "motto" || w == "nickname"
	case r.is(n, namingVerb) && !comma:
		return !l.isWhat(n)
	case w == "as" && r.word(n-1) == "known":
		return true
	}
	return capitals && !cued
}

// isWhat reports whether “what he”, “which Vale” or the like stands before a
// verb.
func (l *listener) isWhat(verb int) bool {
	r := &l.reader
	p, ok := r.before(verb - 1)
	if !ok {
		return false
	}
	switch r.word(p.from - 1) {
	case "what", "which", "that", "who", "whom":
		return true
	}
	return false
}

// hasTitleCase reports whether each longer word has a capital, as in titles.
func hasTitleCase(words string) bool {
	capitals, n := 0, 0
	for w := range strings.FieldsSeq(strings.TrimRight(words, ",")) {
		r := runeAt(w, 0)
		if n++; unicode.IsUpper(r) || unicode.IsDigit(r) {
			capitals++
		} else if len(w) > 3 || n == 1 {
			return false
		}
	}
	return capitals > 1 && n < 10 && !isStop(runeBefore(words, len(words)))
}
