package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A Ref is where a text names somebody or something that may speak.
type Ref struct {
	Start, End int
	Name       string // how it is called in full: "Ann Lee" for "Lee"
	Person     bool
}

// A Speech is a quotation with who says it.
type Speech struct {
	Paragraph, Start, End int    // the words inside the outermost marks
	Speaker               string // "Ann Lee", "the ministry", "a senior official"; "" if unknown, or if nobody says it
	Cue                   Span   // where the text names the speaker for this quotation: "he", "Lee", "The minister"
	CueParagraph          int    // -1 if nowhere
	RefParagraph, Ref     int    // which of the caller's refs names the speaker, here or before; -1, -1 if none
}

// Speeches returns the outermost quotations of a report's paragraphs, in
// order, and the paragraphs that are quoted without marks above “— Name
// (@handle)”. refs are names that the caller knows, a list for each paragraph
// or none; others are found here. A surname is called by the full name that the
// report gives, letters by the name before their brackets, and what is no
// person as it stands: with "the" where the report says so. Titles of works,
// nicknames and words between marks that no verb of saying governs have no
// speaker, and neither has a quotation that two may have said.
func Speeches(paragraphs []string, refs [][]Ref) []Speech {
	if !slices.ContainsFunc(paragraphs, MayQuote) {
		return nil
	}
	read := readAll(paragraphs)
	l := listener{
		register: newRegister(read, reportNames(read), refs),
		texts:    paragraphs, paragraphs: make([]paragraph, len(paragraphs)),
	}
	for i := range paragraphs {
		l.paragraphs[i] = l.prepare(i, read[i])
	}
	for i := range paragraphs {
		l.open(i)
		l.learnRoles()
	}
	for i := range paragraphs {
		l.open(i)
		l.hear(i)
	}
	l.joinRunning()
	return l.speeches
}

// MayQuote reports whether a paragraph has a mark that may open a quotation, or
// the handle that signs a tweet. An apostrophe behind a letter opens none.
// Speeches finds nothing where no paragraph may quote.
func MayQuote(text string) bool {
	for _, mark := range []string{`"`, "“", "”", "„", "«", "‘", "(@"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	for i := strings.IndexByte(text, '\''); i >= 0; {
		if !isWordRune(runeBefore(text, i)) {
			return true
		}
		n := strings.IndexByte(text[i+1:], '\'')
		if n < 0 {
			break
		}
		i += 1 + n
	}
	return false
}

// A sentenceTrace is what later sentences may speak of as "he" or "it".
type sentenceTrace struct {
	paragraph int
	speaker   int   // the last who spoke in it, or -1
	subject   int   // or -1
	others    []int // whoever else it names
	writer    int   // who says something in its subject, a statement or the like, or -1
	quoted    bool  // it holds a quotation
	told      bool  // its subject says something
	cue       Span  // where it names its subject
}

// A listener goes through a report and hears who speaks.
type listener struct {
	*register
	paragraph  // the present one
	texts      []string
	paragraphs []paragraph
	speeches   []Speech
	traces     []sentenceTrace
	number     int // the present paragraph
	reader     clauseReader
	now        sentenceTrace
}

// A paragraph is one that is cut into items.
type paragraph struct {
	sentences []Span
	quotes    []Quotation // the outermost
	items     []item
}

// prepare cuts paragraph i into items.
func (l *listener) prepare(i int, r reading) paragraph {
	p := paragraph{sentences: r.sentences}
	for _, q := range Quotations(r.text) {
		if q.Depth == 0 {
			p.quotes = append(p.quotes, q)
		}
	}
	p.items = readItems(r, l.names[i], p.quotes)
	return p
}

func (l *listener) open(i int) { l.number, l.paragraph = i, l.paragraphs[i] }

// hear finds who speaks in the open paragraph.
func (l *listener) hear(i int) {
	text := l.texts[i]
	if l.signed(text) {
		return
	}
	from := 0
	for _, end := range l.sentenceEnds(text) {
		to := from
		for to < len(l.items) && l.items[to].start < end {
			to++
		}
		if to > from {
			l.sentence(from, to)
		}
		from = to
	}
}

// sentenceEnds returns where sentences end, none inside a quotation, and none
// between “Run!” and who cried it.
func (l *listener) sentenceEnds(text string) []int {
	var ends []int
	q := 0
	for _, s := range l.sentences {
		for q < len(l.quotes) && l.quotes[q].OuterEnd < s.End {
			q++
		}
		if q < len(l.quotes) && l.quotes[q].OuterStart < s.End && s.End < l.quotes[q].OuterEnd {
			continue
		}
		if q < len(l.quotes) && l.quotes[q].OuterEnd == s.End && l.tagFollows(s.End) {
			continue
		}
		ends = append(ends, s.End)
	}
	return append(ends, len(text))
}

// tagFollows reports whether “Vale shouted.” stands behind a quotation.
func (l *listener) tagFollows(at int) bool {
	i, _ := slices.BinarySearchFunc(l.items, at, func(t item, at int) int { return cmp.Compare(t.start, at) })
	r := l.clauses(i, min(i+8, len(l.items)))
	p, ok := r.after(i)
	if !ok || r.isSubjectPronoun(i) && unicode.IsUpper(runeAt(l.texts[l.number], r.at(i).start)) { // "He" opens another
		return false
	}
	n := p.to
	for r.is(n, adverb) {
		n++
	}
	if !r.is(n, sayVerb) && !r.is(n, tagVerb) && !(r.is(n, plainVerb) && r.isOneself(p.head)) {
		return false
	}
	next := r.at(n + 1)
	if c := runeAt(l.texts[l.number], r.at(n).end); c == '.' || c == ',' {
		return true
	}
	return next.kind == markItem || next.class.is(preposition) || next.class.is(adverb) || r.word(n) == "asked"
}

func (l *listener) clauses(from, to int) clauseReader {
	return clauseReader{items: l.items, from: from, to: to, isPerson: l.isPerson}
}

func (l *listener) isPerson(index int) bool { return l.names[l.number][index].Person }

// sentence gives each quotation of a sentence its speaker, and notes whom it
// speaks of.
func (l *listener) sentence(from, to int) {
	l.reader = l.clauses(from, to)
	r := &l.reader
	r.read()
	l.now = sentenceTrace{paragraph: l.number, speaker: -1, subject: -1, writer: -1}
	l.meetAll()
	if r.main.to > 0 && r.isSpeaker(r.main) {
		l.now.subject, l.now.cue = l.resolve(r.named(cue{at: r.to, subject: r.main}).subject)
	}
	if r.main.to > 0 && r.is(r.main.head, writing) {
		l.now.writer, _ = l.writer(r.main, Span{})
	}
	if !l.hasQuote() {
		l.noteTelling()
	}
	for i := from; i < to; i++ {
		if l.items[i].kind == quoteItem {
			l.attribute(i)
			l.now.quoted = true
		}
	}
	l.traces = append(l.traces, l.now)
}

func (l *listener) hasQuote() bool {
	r := &l.reader
	return slices.ContainsFunc(l.items[r.from:r.to], func(t item) bool { return t.kind == quoteItem })
}

// meetAll notes the names of the sentence.
func (l *listener) meetAll() {
	r := &l.reader
	for i := r.from; i < r.to; i++ {
		if t := l.items[i]; t.kind == nameItem {
			n := l.names[l.number][t.index]
			l.meet(n)
			if !t.owns {
				l.now.others = append(l.now.others, n.voice)
			}
		}
	}
	l.learnGender()
}

// learnGender learns from “his” and “her” behind the only person of a
// sentence.
func (l *listener) learnGender() {
	only, at := -1, 0
	r := &l.reader
	for i := r.from; i < r.to; i++ {
		if t := l.items[i]; t.kind == nameItem && l.isPerson(t.index) {
			v := l.names[l.number][t.index].voice
			if only >= 0 && only != v {
				return
			}
			only, at = v, i
		}
	}
	if only < 0 || l.voices[only].gender != UnknownGender {
		return
	}
	for i := at + 1; i < r.to; i++ {
		if r.word(i) == "who" && i < r.to-1 && (r.word(i+1) == "his" || r.word(i+1) == "her") {
			return
		}
		switch r.word(i) {
		case "his", "he", "himself":
			l.voices[only].gender = Male
			return
		case "her", "she", "herself":
			l.voices[only].gender = Female
			return
		}
		if r.is(i, sayVerb) || r.word(i) == "with" || r.word(i) == "by" {
			return
		}
	}
}

// noteTelling notes who says something in a sentence without a quotation.
func (l *listener) noteTelling() {
	for _, c := range l.reader.cues {
		if c.hasSubject() && !c.blocked && l.items[c.at].class.is(sayVerb) {
			if v, span := l.resolve(c.subject); v >= 0 {
				l.now.speaker, l.now.cue, l.now.told = v, span, true
			}
			return
		}
	}
}

// attribute finds who says the quotation at item i.
func (l *listener) attribute(i int) {
	q := l.quotes[l.items[i].index]
	s := Speech{Paragraph: l.number, Start: q.Start, End: q.End, CueParagraph: -1, RefParagraph: -1, Ref: -1}
	if l.reader.to-l.reader.from == 1 || l.isAlone(i) {
		if !l.signedHere(&s, i) {
			l.goOn(&s)
		}
	} else if c, ok := l.governor(i); ok {
		v, span := l.resolve(c.subject)
		l.give(&s, v, span, l.number)
		if v >= 0 && !c.noun {
			l.now.speaker = v
		}
	}
	l.speeches = append(l.speeches, s)
}

// isAlone reports whether the sentence is quotations and marks only.
func (l *listener) isAlone(i int) bool {
	r := &l.reader
	for n := r.from; n < r.to; n++ {
		if k := l.items[n].kind; k == wordItem || k == nameItem {
			return l.isDashed(i, n) || l.isGoingOn(n)
		}
	}
	return true
}

// isGoingOn reports whether “And:” or “And further:” is all that stands before
// the quotation that ends the sentence.
func (l *listener) isGoingOn(n int) bool {
	r := &l.reader
	if n != r.from || r.word(n) != "and" && r.word(n) != "then" && r.word(n) != "further" {
		return false
	}
	for n++; r.is(n, adverb); n++ {
	}
	return r.isMark(n, ":") && r.at(n+1).kind == quoteItem && n+2 >= r.to
}

// isDashed reports whether the sentence is “…” — Ann Lee, the mayor.
func (l *listener) isDashed(i, n int) bool {
	r := &l.reader
	return n == i+2 && r.isMark(i+1, ",") && isDash(runeAt(l.texts[l.number], l.items[i+1].start)) && len(r.cues) == 0 &&
		l.items[n].kind == nameItem && l.isPerson(l.items[n].index) && !r.hasVerb(n+1)
}

func isDash(r rune) bool { return r == '—' || r == '–' || r == '-' }

func (l *listener) signedHere(s *Speech, i int) bool {
	r := &l.reader
	if i+2 >= r.to || l.items[i+2].kind != nameItem {
		return false
	}
	v, span := l.resolve(phrase{i + 2, i + 3, i + 2})
	l.give(s, v, span, l.number)
	l.now.speaker = v
	return v >= 0
}

func (l *listener) give(s *Speech, v int, cue Span, paragraph int) {
	s.Cue, s.CueParagraph = cue, paragraph
	if v >= 0 {
		s.Speaker = l.voices[v].name
		s.RefParagraph, s.Ref = l.voices[v].paragraph, l.voices[v].ref
	}
}

// meet notes that a name stands here.
func (l *listener) meet(n placedName) {
	v := &l.voices[n.voice]
	v.last = len(l.traces)
	if n.index >= 0 {
		v.paragraph, v.ref = l.number, n.index
	}
}
