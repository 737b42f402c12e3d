package extract

import (
	"slices"
	"strings"
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
// an evening the next weekday is tomorrow, which has begun further east. Late on
// a day is its evening and early its morning, so that neither runs into another
// day.
func Times(paragraphs []string, ref string) [][]Time {
	lists := make([][]Time, len(paragraphs))
	r := timeReader{ref: parseTimeRef(ref), mayIsName: slices.ContainsFunc(paragraphs, namesMay)}
	for i, text := range paragraphs {
		lists[i] = r.paragraph(text)
	}
	return lists
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
	pastDay   moment // lastDay, if that is not to come; else the one before it that was not
	pastNight bool   // lastNight of pastDay
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

// undated is an expression that has no place in the calendar.
func undated(kind TimeKind, value string, next int) timeFound {
	return timeFound{moment: moment{value: value}, kind: kind, next: next}
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

// read reads the expression of time at word i, the longest kind first.
func (r *timeReader) read(i int) (timeFound, bool) {
	for _, rule := range []func(int) (timeFound, bool){
		r.noTime, r.recurrence, r.clockExpr, r.dayExpr, r.duration, r.partAlone, r.period, r.reference,
	} {
		if f, ok := rule(i); ok {
			return f, true
		}
	}
	return timeFound{}, false
}

// keep adds an expression that begins at word i, and remembers its date.
func (r *timeReader) keep(i int, f timeFound) {
	r.list = append(r.list, Time{r.words[i].start, r.words[f.next-1].end, f.value, f.kind})
	if f.clock.known {
		r.lastClock, r.lastEnd = f.clock, f.next
	}
	if !f.dated() || r.isReport(i) && r.last.dated() {
		return
	}
	r.last = f.moment
	if f.grain <= grainDay && f.at.Year() > 1 {
		r.lastDay, r.dayIsHere = dayMoment(f.at), true
		r.lastNight = strings.HasSuffix(f.value, "TNI") || f.clock.known && f.clock.minute >= 18*60 && f.clock.minute < 24*60
		r.lastDayEnd = f.next
		if !f.at.After(r.ref.day.AddDate(0, 0, 1)) || !r.ref.known() {
			r.pastDay, r.pastNight = r.lastDay, r.lastNight
		}
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

// reference reads what has no date: "now", "recently", "soon".
func (r *timeReader) reference(i int) (timeFound, bool) {
	found := func(value string, next int) (timeFound, bool) { return undated(Date, value, next), true }
	hyphen := r.is(i+1, "-") && r.joined(i+1) || r.is(i-1, "-") && r.joined(i)
	switch w := r.word(i); {
	case hyphen, r.isCapital(i) && !r.opens(i):
	case w == "now" && !r.is(i+1, "that"), w == "currently", w == "presently", w == "nowadays":
		return found("PRESENT_REF", i+1)
	case w == "right" && r.is(i+1, "now"), w == "these" && r.is(i+1, "days"), w == "at" && r.is(i+1, "present"):
		return found("PRESENT_REF", i+2)
	case w == "recently", w == "lately":
		return found("PAST_REF", i+1)
	case w == "long" && r.is(i+1, "ago"):
		return found("PAST_REF", i+2)
	case w == "the" && r.is(i-1, "in") && r.is(i+1, "past") && !r.goesOn(i+2) && !r.isDigit(i+2):
		return found("PAST_REF", i+2)
	case w == "soon" && !r.is(i+1, "after", "as", "enough", "afterwards") && !r.is(i-1, "as", "how", "too", "so", "very"):
		return found("FUTURE_REF", i+1)
	case w == "the" && r.is(i-1, "in"):
		next := r.skip(i+1, "near", "immediate", "foreseeable", "distant")
		if r.is(next, "future") && !r.goesOn(next+1) {
			return found("FUTURE_REF", next+1)
		}
	}
	return timeFound{}, false
}
