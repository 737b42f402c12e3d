package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// resolve returns the voice that a phrase names, or -1, and where it does so.
func (l *listener) resolve(p phrase) (v int, where Span) {
	r := &l.reader
	t := l.items[p.head]
	where = Span{l.items[p.from].start, l.items[p.to-1].end}
	switch {
	case r.isSubjectPronoun(p.head) || p.from == p.head && p.to == p.head+1 && isPossessive(t.lower):
		return l.antecedent(p, t.lower), where
	case l.isJoint(p):
		return l.described(p, where), where
	case t.kind == nameItem:
		n := l.names[l.number][t.index]
		if n.Person {
			where = Span{n.Start, n.End}
		}
		return n.voice, where
	case r.agency(p.head) >= 0:
		return l.names[l.number][l.items[r.agency(p.head)].index].voice, where
	case t.class.is(writing) && !t.class.is(speakerNoun):
		return l.writer(p, where)
	case r.word(p.from) == "the" && (strings.HasSuffix(t.lower, "-old") || t.class.is(generic)):
		if v := l.byRoleOf(p); v >= 0 {
			return v, where
		}
		if v := l.antecedent(p, pronounFor(t.lower)); v >= 0 {
			return v, where
		}
	}
	if v := l.byRoleOf(p); v >= 0 {
		return v, where
	}
	return l.described(p, where), where
}

func isPossessive(w string) bool { return w == "his" || w == "her" || w == "their" || w == "its" }

// agency returns the item of the name that the words up to i say is one of
// those that spread news, as in “Tidal news agency”, or -1.
func (r *clauseReader) agency(i int) int {
	n := i
	for isNewsWord(r.word(n)) {
		n--
	}
	if t := r.at(n); n == i || t.kind != nameItem || t.owns || r.isPerson(t.index) {
		return -1
	}
	return n
}

// pronounFor returns the pronoun that a noun for a person could be replaced
// with.
func pronounFor(noun string) string {
	switch GenderOf(noun) {
	case Male:
		return "he"
	case Female:
		return "she"
	}
	return "somebody"
}

// isJoint reports whether a phrase names two who speak together.
func (l *listener) isJoint(p phrase) bool {
	return slices.ContainsFunc(l.items[p.from:min(p.head, p.to)], func(t item) bool { return t.lower == "and" })
}

// writer returns who speaks in a statement or a letter.
func (l *listener) writer(p phrase, where Span) (int, Span) {
	r := &l.reader
	if owner, ok := r.owner(p); ok && !(owner.from == p.from && owner.to == p.to) && owner.head != p.head {
		if !l.items[owner.head].class.is(writing) {
			return l.resolve(owner)
		}
	}
	if l.now.subject >= 0 && r.main.to <= p.from {
		return l.now.subject, where
	}
	if r.word(p.from) != "the" || len(l.traces) == 0 {
		return -1, where
	}
	t := l.traces[len(l.traces)-1]
	return cmp.Or(t.speaker+1, t.subject+1) - 1, where
}

// byRoleOf returns the voice that the report calls what a definite phrase
// says, or -1.
func (l *listener) byRoleOf(p phrase) int {
	r := &l.reader
	head := r.word(p.head)
	if head == "" || !isSpeakerNoun(head) {
		return -1
	}
	definite := r.word(p.from) == "the" || l.hasOwner(p.from, p.head)
	heading := !definite && !r.isDeterminer(p.from) && l.isHeading(l.number)
	if !definite && !heading {
		return -1
	}
	list := l.byRole[head]
	best := -1
	for _, v := range list[max(0, len(list)-16):] {
		voice := &l.voices[v]
		if voice.last < 0 && !(heading && voice.person) || !l.fits(p, voice) {
			continue
		}
		switch {
		case best < 0 || voice.last > l.voices[best].last:
			best = v
		case voice.last == l.voices[best].last:
			return -1
		}
	}
	return best
}

// fits reports whether all that a phrase calls somebody was said of the voice.
func (l *listener) fits(p phrase, v *voice) bool {
	for i := p.from; i < p.head; i++ {
		t := l.items[i]
		switch {
		case t.kind == nameItem:
			name := l.names[l.number][t.index].Name
			if _, ok := v.roles[name]; !ok && len(v.roles) > 0 && !v.person {
				return false
			}
		case t.kind != wordItem, t.class.is(determiner), t.class.is(nationality):
		default:
			if _, ok := v.roles[t.lower]; !ok {
				return false
			}
		}
	}
	return true
}

// described returns the voice of a phrase that names nobody: "a senior
// official". Its name is the phrase with a small letter at its beginning.
func (l *listener) described(p phrase, where Span) int {
	r := &l.reader
	name := strings.Join(strings.Fields(where.In(l.texts[l.number])), " ")
	first := l.items[p.from]
	if first.kind == wordItem && !first.class.is(nationality) && (p.to-p.from > 1 || isCommonNoun(first.lower)) {
		name = lowerFirst(name)
	}
	head := r.word(p.head)
	v := l.voiceOf(name, !bodies.has(head) && !writings.has(head))
	voice := &l.voices[v]
	voice.last = len(l.traces)
	voice.plural = isPluralNoun(head) || l.isJoint(p)
	if voice.gender == UnknownGender {
		voice.gender = GenderOf(head)
	}
	if len(voice.heads) == 0 && head != "" && isSpeakerNoun(head) {
		words := []string{}
		for _, t := range l.items[p.from:p.head] {
			if t.kind == nameItem {
				words = append(words, l.names[l.number][t.index].Name)
			} else if !t.class.is(determiner) {
				words = append(words, t.lower)
			}
		}
		l.addRole(v, append(words, head), head)
	}
	return v
}

// isCommonNoun reports whether a word that opens a sentence needs no capital.
func isCommonNoun(w string) bool {
	return isSpeakerNoun(w) || writings.has(w) || someOf.has(w) || strings.HasSuffix(w, "s")
}

// lowerFirst gives a phrase a small letter at its beginning unless its first
// word has other capitals.
func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	word, _, _ := strings.Cut(name[size:], " ")
	if word != strings.ToLower(word) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// plurals are plural, or stand for several, without an "s" at their end.
var plurals = newSet("police", "people", "men", "women", "many", "some", "several", "staff", "family", "couple",
	"media", "few", "two", "both", "all", "most", "crowd", "team", "pair", "crew")

func isPluralNoun(w string) bool {
	if strings.HasSuffix(w, "ss") {
		return false
	}
	return plurals.has(w) || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "men")
}

// antecedent returns the voice that a pronoun stands for, or -1 if two fit.
func (l *listener) antecedent(p phrase, pronoun string) int {
	v, stop := l.inSentence(p, pronoun)
	for k := len(l.traces) - 1; v < 0 && !stop && k >= 0 && len(l.traces)-k <= 8; k-- {
		if l.number-l.traces[k].paragraph > 3 {
			break
		}
		v, stop = l.inTrace(&l.traces[k], pronoun)
	}
	if v >= 0 && l.voices[v].person && l.voices[v].gender == UnknownGender && !l.voices[v].plural {
		switch pronoun {
		case "he", "his":
			l.voices[v].gender = Male
		case "she", "her":
			l.voices[v].gender = Female
		}
	}
	return v
}

// agrees reports whether a pronoun may stand for a voice.
func (l *listener) agrees(v int, pronoun string) bool {
	if v < 0 {
		return false
	}
	voice := &l.voices[v]
	switch pronoun {
	case "he", "his":
		return voice.person && !voice.plural && voice.gender != Female
	case "she", "her":
		return voice.person && !voice.plural && voice.gender != Male
	case "somebody":
		return voice.person && !voice.plural
	case "it", "its":
		return !voice.person
	case "they", "their":
		anybody := voice.gender == UnknownGender && startsLower(voice.name) // "a spokesperson"
		return voice.plural || !voice.person || anybody
	}
	return false
}

func startsLower(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(first)
}

// inSentence looks for whom a pronoun stands for before it in its sentence.
// stop is true if more than one fits.
func (l *listener) inSentence(p phrase, pronoun string) (v int, stop bool) {
	r := &l.reader
	if l.now.writer >= 0 && r.main.to <= p.from && (pronoun == "it" || pronoun == "its") {
		return l.now.writer, false
	}
	if r.main.to > 0 && r.main.to <= p.from && l.agrees(l.now.subject, pronoun) {
		return l.now.subject, false
	}
	for _, c := range slices.Backward(r.cues[max(0, len(r.cues)-16):]) {
		if !c.hasSubject() || c.blocked || c.subject.to > p.from || r.is(c.subject.head, anyPronoun) ||
			isPossessive(r.word(c.subject.head)) {
			continue
		}
		if v, _ := l.resolve(c.subject); l.agrees(v, pronoun) {
			return v, false
		}
		break
	}
	v = -1
	for i := max(r.from, p.from-2*farthest); i < p.from; i++ {
		t := l.items[i]
		if t.kind != nameItem || t.owns || !l.isPerson(t.index) {
			continue
		}
		if n := l.names[l.number][t.index].voice; l.agrees(n, pronoun) && n != v {
			if v >= 0 {
				return -1, true
			}
			v = n
		}
	}
	return v, false
}

// inTrace looks for whom a pronoun stands for in an earlier sentence.
func (l *listener) inTrace(t *sentenceTrace, pronoun string) (v int, stop bool) {
	if t.writer >= 0 && (pronoun == "it" || pronoun == "its") {
		return t.writer, false // what a statement goes on with is said in it
	}
	if l.agrees(t.speaker, pronoun) {
		return t.speaker, false
	}
	if l.agrees(t.subject, pronoun) {
		return t.subject, false
	}
	v = -1
	for _, n := range t.others {
		if n != v && l.voices[n].person && l.agrees(n, pronoun) {
			if v >= 0 {
				return -1, true
			}
			v = n
		}
	}
	return v, false
}
