package extract

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A TimeKind is what an expression of time tells: when, for how long, or how
// often.
type TimeKind uint8

// The kinds of expressions of time.
const (
	Date       TimeKind = iota // a day, or a longer stretch of the calendar, or "now"
	TimeOfDay                  // a time on the clock or a part of a day
	Duration                   // a length of time
	Recurrence                 // "every Friday", "daily"
)

// A Time is an expression of time in a text: "late on Tuesday", "1:30 a.m. on
// Jan. 8", "three days", but neither the preposition before it nor "about".
type Time struct {
	Start, End int
	// Value is that of TIMEX3, which is ISO 8601 and more: "2020-01-08",
	// "2020-01-08T01:30", "2020-01-08TEV" (MO, AF, EV, NI are parts of a day),
	// "2020-W02-WE", "2019-Q3", "2019-H1", "2019-SU", "197" for a decade, "19"
	// for a century, "P3D", "PXD" for some days, "P1DE" for a decade's length,
	// "XXXX-WXX-5" for every Friday; X is for what is not known. What has no
	// date is "PRESENT_REF", "PAST_REF" or "FUTURE_REF".
	Value string
	Kind  TimeKind
}

// In returns the expression as text prints it.
func (t Time) In(text string) string { return text[t.Start:t.End] }

// Times returns the expressions of time in the paragraphs of one report, a
// list for each, in order. The date of publication, ref, is "2020-01-08" or
// such a date with a time behind a T; without it, "Wednesday" stays unknown.
//
// A weekday or a date without a year lies before ref, or after it where the
// clause speaks of the future. "Two days later" counts from the last date that
// the report mentions, and a time without a day is of that day. To a report of
// an evening the next weekday is tomorrow, which has begun further east. Late on a day
// is its evening and early its morning, so that neither runs into another day.
func Times(paragraphs []string, ref string) [][]Time {
	lists := make([][]Time, len(paragraphs))
	r := timeReader{ref: parseTimeRef(ref), mayIsName: slices.ContainsFunc(paragraphs, namesMay)}
	for i, text := range paragraphs {
		lists[i] = r.paragraph(text)
	}
	return lists
}

// namesMay reports whether text has somebody of the name May.
func namesMay(text string) bool {
	for _, title := range []string{"Theresa", "Mrs", "Ms", "Mr", "Mrs.", "Ms.", "Mr.", "Minister"} {
		if strings.Contains(text, title+" May") {
			return true
		}
	}
	return false
}

// A timeRef is when a report was published.
type timeRef struct {
	day   time.Time // at 00:00; zero if unknown
	hour  int       // -1 if unknown
	clock string    // "15:04"; "" if unknown
}

func (r timeRef) known() bool { return !r.day.IsZero() }

func parseTimeRef(s string) timeRef {
	if len(s) < len("2006-01-02") {
		return timeRef{hour: -1}
	}
	day, err := time.Parse("2006-01-02", s[:len("2006-01-02")])
	if err != nil || day.Year() < 1 {
		return timeRef{hour: -1}
	}
	ref := timeRef{day: day, hour: -1}
	if len(s) >= len("2006-01-02T15:04") {
		if t, err := time.Parse("15:04", s[len("2006-01-02T"):len("2006-01-02T15:04")]); err == nil {
			ref.hour, ref.clock = t.Hour(), t.Format("15:04")
		}
	}
	return ref
}

// A grain is how long a stretch of the calendar a date names.
type grain uint8

const (
	grainNone grain = iota
	grainClock
	grainDay
	grainWeek
	grainMonth
	grainYear
)

// A moment is a date or a time as far as it is known.
type moment struct {
	value string
	at    time.Time // its first instant, in the zone of the place; zero if unknown
	grain grain
}

func dayMoment(t time.Time) moment {
	return moment{value: t.Format("2006-01-02"), at: t, grain: grainDay}
}

func weekMoment(t time.Time) moment {
	t = monday(t)
	return moment{value: weekValue(t), at: t, grain: grainWeek}
}

func monthMoment(t time.Time) moment {
	t = time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return moment{value: t.Format("2006-01"), at: t, grain: grainMonth}
}

func yearMoment(year int) moment {
	t := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	return moment{value: t.Format("2006"), at: t, grain: grainYear}
}

func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

func weekValue(t time.Time) string {
	year, week := t.ISOWeek()
	return four(year) + "-W" + two(week)
}

func two(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

func four(n int) string { return two(n/100) + two(n) }

// A timeWord is a run of letters, a run of digits, or one other rune.
type timeWord struct {
	start, end int
	word       string // in lower case
	capital    bool
	digit      bool
	letter     bool
}

// timeWords cuts text into words; spaces are left out.
func timeWords(text string) []timeWord {
	var list []timeWord
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		w := timeWord{start: i, capital: unicode.IsUpper(r), digit: r >= '0' && r <= '9'}
		w.letter = !w.digit && isWordRune(r)
		i += size
		for i < len(text) && (w.digit && isDigitAt(text, i) || w.letter && isTimeLetter(text, i)) {
			_, size = utf8.DecodeRuneInString(text[i:])
			i += size
		}
		w.end = i
		w.word = strings.ToLower(text[w.start:w.end])
		switch w.word {
		case "\u2018", "'":
			w.word = "’"
		case "–", "\u2011", "\u2010":
			w.word = "-"
		}
		list = append(list, w)
	}
	return list
}

func isTimeLetter(text string, i int) bool {
	r := runeAt(text, i)
	return isWordRune(r) && (r < '0' || r > '9')
}

// A timeReader reads the paragraphs of one report, one after the other.
type timeReader struct {
	ref       timeRef
	mayIsName bool

	text      string
	words     []timeWord
	sentences []Span
	sentence  int // the one that the present word stands in
	list      []Time

	last      moment // what "two days later" counts from
	lastDay   moment // what "at 9 a.m." is of
	lastNight bool   // lastDay was mentioned for its night, which runs into the next day
	dayIsHere bool   // lastDay stands in the present paragraph
	lastClock clockTime

	// The words behind the last expressions with a clock time and with a day.
	lastEnd, lastDayEnd int
}

// A timeFound is what a rule read. With an empty value it is no expression of
// time, and the words up to next are passed over.
type timeFound struct {
	moment
	kind  TimeKind
	next  int       // the word behind it
	clock clockTime // if it has one
}

func (r *timeReader) paragraph(text string) []Time {
	r.text, r.words, r.sentences = text, timeWords(text), Sentences(text)
	r.sentence, r.list, r.dayIsHere, r.lastEnd, r.lastDayEnd = 0, nil, false, -1, -1
	for i := 0; i < len(r.words); {
		for r.sentence+1 < len(r.sentences) && r.sentences[r.sentence].End <= r.words[i].start {
			r.sentence++
		}
		f, ok := r.read(i)
		if !ok {
			i++
			continue
		}
		if f.value != "" {
			r.keep(i, f)
		}
		i = f.next
	}
	return r.list
}

// keep adds an expression that begins at word i, and remembers its date.
func (r *timeReader) keep(i int, f timeFound) {
	r.list = append(r.list, Time{r.words[i].start, r.words[f.next-1].end, f.value, f.kind})
	if f.clock.known {
		r.lastClock, r.lastEnd = f.clock, f.next
	}
	if f.grain == grainNone || r.isReport(i) && r.last.grain != grainNone {
		return
	}
	r.last = f.moment
	if f.grain <= grainDay && f.at.Year() > 1 {
		day := time.Date(f.at.Year(), f.at.Month(), f.at.Day(), 0, 0, 0, 0, time.UTC)
		r.lastDay, r.dayIsHere = dayMoment(day), true
		r.lastNight = strings.HasSuffix(f.value, "TNI") || f.clock.known && f.clock.minute >= 18*60 && f.clock.minute < 24*60
		r.lastDayEnd = f.next
	}
}

// isReport reports whether the date at word i is when something was said
// ("police said on Friday"): what comes next did not happen then.
func (r *timeReader) isReport(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if !r.is(k, "on", "in", "a", "statement", "reporters") {
			return speech.has(r.word(k))
		}
	}
	return false
}

// morningDay returns the day that the small hours or a morning without one are
// of: that behind the evening or the night that was mentioned last.
func (r *timeReader) morningDay() moment {
	day := r.clockDay()
	if r.lastNight && day == r.lastDay {
		return dayMoment(day.at.AddDate(0, 0, 1))
	}
	return day
}

// clockDay returns the day that a time without one is of: the last one
// mentioned, if the report still speaks of it, else that of publication.
func (r *timeReader) clockDay() moment {
	const near = 8 * 24 * time.Hour
	if r.lastDay.grain != grainNone {
		if gap := r.ref.day.Sub(r.lastDay.at).Abs(); r.dayIsHere || r.ref.known() && gap <= near {
			return r.lastDay
		}
	}
	if r.ref.known() {
		return dayMoment(r.ref.day)
	}
	return moment{value: "XXXX-XX-XX"}
}

// refDay returns the day so many days from that of publication.
func (r *timeReader) refDay(days int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-XX-XX"}
	}
	return dayMoment(r.ref.day.AddDate(0, 0, days))
}

// word returns the word at i in lower case; "" outside the paragraph.
func (r *timeReader) word(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].word
}

func (r *timeReader) is(i int, oneOf ...string) bool { return slices.Contains(oneOf, r.word(i)) }

func (r *timeReader) isCapital(i int) bool { return i >= 0 && i < len(r.words) && r.words[i].capital }

func (r *timeReader) isDigit(i int) bool { return i >= 0 && i < len(r.words) && r.words[i].digit }

func (r *timeReader) isLetter(i int) bool { return i >= 0 && i < len(r.words) && r.words[i].letter }

// joined reports whether nothing stands between word i and the one before it.
func (r *timeReader) joined(i int) bool {
	return i > 0 && i < len(r.words) && r.words[i].start == r.words[i-1].end
}

// seq returns the word behind the given words if they stand at i.
func (r *timeReader) seq(i int, words ...string) (next int, ok bool) {
	for k, w := range words {
		if r.word(i+k) != w {
			return i, false
		}
	}
	return i + len(words), true
}

// skip returns the word behind i if one of the words stands there, else i.
func (r *timeReader) skip(i int, oneOf ...string) int {
	if r.is(i, oneOf...) {
		return i + 1
	}
	return i
}

// behind returns the first word that begins at or behind a byte offset.
func (r *timeReader) behind(i, offset int) int {
	for i < len(r.words) && r.words[i].start < offset {
		i++
	}
	return i
}

// opens reports whether word i is the first of its sentence or quotation.
func (r *timeReader) opens(i int) bool {
	return i == 0 || r.is(i-1, "\u201c", "\"", ".", "!", "?", ":") ||
		r.sentence < len(r.sentences) && r.words[i].start == r.sentences[r.sentence].Start
}

// A tense says whether a clause speaks of what was or of what is to come.
type tense uint8

const (
	tenseUnknown tense = iota
	tensePast
	tenseFuture
	tensePresent
)

// tense returns the tense of the clause around the words from i to next: that
// of the nearest verb before them in the clause, else behind them, else in the
// rest of the sentence.
func (r *timeReader) tense(i, next int) tense {
	const far = 40 // words; it keeps the scan linear
	first, end := max(0, i-far), min(len(r.words), next+far)
	if r.sentence < len(r.sentences) {
		s := r.sentences[r.sentence]
		for first < i && r.words[first].start < s.Start {
			first++
		}
		for end > next && r.words[end-1].start >= s.End {
			end--
		}
	}
	from, to := i, next
	for from > first && !r.bounds(from-1) {
		from--
	}
	for to < end && !r.bounds(to) {
		to++
	}
	for _, scan := range []func() tense{
		func() tense { return r.tenseBack(from, i) },
		func() tense { return r.tenseAhead(next, to) },
		func() tense { return r.tenseBack(first, from) },
		func() tense { return r.tenseAhead(to, end) },
	} {
		if t := scan(); t != tenseUnknown {
			return t
		}
	}
	return tenseUnknown
}

// bounds reports whether a clause ends at a word.
func (r *timeReader) bounds(i int) bool {
	return clauseBounds.has(r.word(i)) || r.is(i, "\u201c", "\u201d", "—", ";", ":")
}

func (r *timeReader) tenseBack(from, i int) tense {
	for k := i - 1; k >= from; k-- {
		if t := r.verb(k, from); t != tenseUnknown {
			return t
		}
	}
	return tenseUnknown
}

func (r *timeReader) tenseAhead(i, to int) tense {
	for k := i; k < to; k++ {
		if t := r.verb(k, i); t != tenseUnknown {
			return t
		}
	}
	return tenseUnknown
}

// verb returns the tense of word i if it looks like a verb. What makes it a
// part of the future ("will be held") stands at most four words before it.
func (r *timeReader) verb(i, from int) tense {
	w := r.word(i)
	switch {
	case !r.isLetter(i) || r.is(i-1, "-") && r.joined(i):
		return tenseUnknown
	case r.isFuture(i):
		return tenseFuture
	case w == "said" || w == "told":
		return tensePast
	case r.is(i, "closed", "shut", "cancelled", "canceled", "suspended", "banned") &&
		r.is(i-1, "is", "are", "remain", "remains"):
		return tensePresent
	case timePastVerbs.has(w), looksPast(w):
		for k := i - 1; k >= from && k >= i-4 && !r.is(k, ",", "and"); k-- {
			if r.isFuture(k) {
				return tenseFuture
			}
		}
		return tensePast
	case timePresentVerbs.has(w) && !r.isCapital(i):
		if t := r.tenseBack(max(from, i-3), i); t == tenseFuture {
			return t
		}
		return tensePresent
	}
	return tenseUnknown
}

// looksPast reports whether a word is a past form in -ed.
func looksPast(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") && !notPast.has(w)
}

// isFuture reports whether the word at i puts its clause into the future.
func (r *timeReader) isFuture(i int) bool {
	switch w := r.word(i); w {
	case "will", "shall", "ll", "must", "might":
		return !r.isCapital(i) || r.opens(i)
	case "won":
		return r.is(i+1, "’") && r.is(i+2, "t")
	case "may", "should", "could", "would":
		return !r.isCapital(i) && !r.is(i+1, "have") && !r.is(i+2, "have")
	case "due", "slated", "poised", "scheduled", "upcoming", "expected", "planned", "plans", "planning", "hopes", "hoping":
		return !r.is(i-1, "originally", "initially", "previously")
	case "set", "going", "about":
		return r.is(i+1, "to", "for") && r.is(i-1, "is", "are", "was", "were", "be", "been", "s", "re", "m", "am")
	case "to":
		return intentions.has(r.word(i-1)) && r.isLetter(i+1) && !r.isCapital(i+1) && !timeDeterminers.has(r.word(i+1))
	}
	return false
}

// aim returns the tense that a date at words i to next has: its clause's, but
// for the prepositions and possessives that say more.
func (r *timeReader) aim(i, next int) tense {
	switch {
	case r.is(i-1, "since"):
		return tensePast
	case r.is(i-1, "until", "till", "through"), r.is(i-1, "of") && r.is(i-2, "ahead"):
		return tenseFuture
	case r.is(next, "’") && r.is(next+1, "s"):
		return r.possessiveTense(i)
	case r.is(i-1, "by") && r.tense(i, next) != tensePast:
		return tenseFuture
	}
	return r.tense(i, next)
}

// possessiveTense returns the tense of "Friday’s": past, unless its verb
// stands close to it and looks ahead ("will attend Friday’s funeral").
func (r *timeReader) possessiveTense(i int) tense {
	if r.is(i-1, "before", "for") {
		return r.tense(i, i+1)
	}
	if r.opens(i) && r.tenseAhead(i+3, min(i+6, len(r.words))) == tenseFuture {
		return tenseFuture
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if r.is(k, "over", "after", "in", "from", "of", "by", "to", ".") {
			break
		}
		if r.isFuture(k) {
			return tenseFuture
		}
	}
	return tensePast
}
