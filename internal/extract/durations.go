package extract

import (
	"strconv"
	"strings"
)

// duration reads a length of time, or a date that is told by one: "three
// days", "the past 24 hours", "a week ago", "two years later".
func (r *timeReader) duration(i int) (timeFound, bool) {
	if f, ok := r.recentSpan(i); ok {
		return f, true
	}
	if f, ok := r.halves(i); ok {
		return f, true
	}
	if n, ok := r.count(i); ok {
		return r.counted(i, n)
	}
	if n, ok := r.count(i + 1); ok && r.is(i, "the") && n.n > 1 {
		if unit, ok := timeUnits[r.word(n.next)]; ok && !unit.one {
			length := moment{value: unit.length(n.value)}
			return timeFound{moment: length, kind: Duration, next: n.next + 1}, true // "the two years to May"
		}
	}
	return r.uncounted(i)
}

// A timeUnit is a unit of durations.
type timeUnit struct {
	name  string // as values write it
	clock bool   // behind the T
	one   bool   // singular
	days  int    // about how long it is; 0 below a day
}

var timeUnits = map[string]timeUnit{
	"second": {"S", true, true, 0}, "seconds": {"S", true, false, 0},
	"minute": {"M", true, true, 0}, "minutes": {"M", true, false, 0},
	"hour": {"H", true, true, 0}, "hours": {"H", true, false, 0},
	"day": {"D", false, true, 1}, "days": {"D", false, false, 1},
	"week": {"W", false, true, 7}, "weeks": {"W", false, false, 7},
	"month": {"M", false, true, 30}, "months": {"M", false, false, 30},
	"year": {"Y", false, true, 365}, "years": {"Y", false, false, 365},
	"decade": {"DE", false, true, 3650}, "decades": {"DE", false, false, 3650},
	"century": {"CE", false, true, 36500}, "centuries": {"CE", false, false, 36500},
}

// length returns a duration as values write it.
func (u timeUnit) length(n string) string {
	if u.clock {
		return "PT" + n + u.name
	}
	return "P" + n + u.name
}

// A timeCount is how many units there are.
type timeCount struct {
	value string // "X" for some
	n     int    // 0 if it is no whole number
	next  int
}

// count reads how many: "three", "24", "a", "several", "a few", "half an".
func (r *timeReader) count(i int) (timeCount, bool) {
	if !r.isDigit(i) && !r.isLetter(i) {
		return timeCount{}, false
	}
	for _, some := range someWords {
		if next, ok := r.seq(i, some...); ok {
			return timeCount{value: "X", next: next}, true
		}
	}
	if next, ok := r.seq(i, "a", "couple", "of"); ok {
		return timeCount{value: "2", n: 2, next: next}, true
	}
	if next, ok := r.seq(i, "one", "and", "a", "half"); ok {
		return timeCount{value: "1.5", next: next}, true
	}
	var f Figure
	if r.isDigit(i) {
		if r.joined(i) && r.is(i-1, ".", ",", ":", "/", "$", "£", "€") {
			return timeCount{}, false
		}
		f = digits(r.text, r.words[i].start)
	} else if f = inWords(r.text, r.words[i].start); f.End == 0 {
		if r.is(i, "a", "an", "one") {
			return timeCount{value: "1", n: 1, next: i + 1}, true
		}
		return timeCount{}, false
	}
	if f.Percent || f.Clock || len(f.Value) > 6 {
		return timeCount{}, false
	}
	c := timeCount{value: f.Value, next: r.behind(i, f.End)}
	c.n, _ = strconv.Atoi(f.Value)
	if next, ok := r.seq(c.next, "and", "a", "half"); ok && !strings.Contains(c.value, ".") {
		return timeCount{value: c.value + ".5", next: next}, true
	}
	return c, true
}

// someWords count without a number.
var someWords = [][]string{
	{"several"},
	{"a", "few"},
	{"a", "number", "of"},
	{"many"},
	{"some"},
	{"few"},
	{"dozens", "of"},
	{"hundreds", "of"},
	{"thousands", "of"},
	{"a", "handful", "of"},
}

// recentSpan reads "the past year", "recent days", "the next few weeks".
func (r *timeReader) recentSpan(i int) (timeFound, bool) {
	j := r.skip(i, "the", "these")
	the := j > i
	if !r.is(j, "past", "last", "next", "coming", "recent", "previous", "preceding", "following", "first", "final",
		"intervening") {
		return timeFound{}, false
	}
	rel := r.word(j)
	n, counted := r.count(j + 1)
	if !counted {
		n = timeCount{value: "X", next: j + 1}
	}
	unit, ok := timeUnits[r.word(n.next)]
	switch {
	case !ok || r.is(n.next+1, "-") && r.joined(n.next+1):
		return timeFound{}, false
	case !counted && unit.one && (!the || rel != "past" && rel != "last" && rel != "coming" && rel != "next"):
		return timeFound{}, false // "last week", "the following month"
	case !counted && unit.one && (unit.name == "D" || unit.clock) && (rel == "next" || rel == "last"):
		return timeFound{}, false
	case !counted && unit.one:
		n.value = "1"
	case !counted && (rel == "first" || rel == "final"):
		return timeFound{}, false
	}
	return timeFound{moment: moment{value: unit.length(n.value)}, kind: Duration, next: n.next + 1}, true
}

// halves reads "half an hour", "half a century", "a day and a half".
func (r *timeReader) halves(i int) (timeFound, bool) {
	if r.is(i, "half") && (r.is(i+1, "a", "an") || r.is(i+1, "-")) {
		value := map[string]string{
			"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y", "minute": "PT30S",
		}[r.word(i+2)]
		if value != "" && !r.is(i+3, "-") {
			next := r.skip(i+3, "later", "earlier", "ago")
			return timeFound{moment: moment{value: value}, kind: Duration, next: next}, true
		}
	}
	if r.is(i, "a", "an", "one") {
		if unit, ok := timeUnits[r.word(i+1)]; ok && unit.one {
			if next, ok := r.seq(i+2, "and", "a", "half"); ok {
				return r.behindLength(i, timeCount{value: "1.5"}, unit, next)
			}
		}
	}
	return timeFound{}, false
}

// counted reads the unit behind a number, and what it is counted from.
func (r *timeReader) counted(i int, n timeCount) (timeFound, bool) {
	j := n.next
	hyphen := r.is(j, "-") && r.joined(j) && r.joined(j+1)
	if hyphen {
		j++
	}
	if r.is(j, "fortnight") && n.n == 1 {
		return r.behindLength(i, timeCount{value: "2", n: 2}, timeUnits["weeks"], j+1)
	}
	j = r.skip(j, "more", "full", "long", "whole", "straight", "consecutive", "short")
	unit, ok := timeUnits[r.word(j)]
	if !ok || r.isCapital(j) || n.value == "1" && !unit.one || r.is(i, "a", "an", "one") && unit.name == "S" {
		return timeFound{}, false
	}
	next := j + 1
	switch {
	case hyphen && r.is(next, "-") && r.is(next+1, "long"):
		next += 2
	case r.is(next, "-") && r.is(next+1, "long"):
		return timeFound{}, false // "an hour-long"
	case r.is(next, "-") && r.joined(next) && r.joined(next+1) && !hyphen:
		return timeFound{next: next + 2}, true // "a day-old", "one year-on-year"
	case hyphen:
	case n.value == "X" && r.is(i, "some") && unit.one:
		return timeFound{}, false
	default:
		if f, ok := r.added(n, unit, next); ok {
			return f, true
		}
		return r.behindLength(i, n, unit, next)
	}
	return timeFound{moment: moment{value: unit.length(n.value)}, kind: Duration, next: next}, true
}

// added reads the second half of "two hours and 30 minutes".
func (r *timeReader) added(n timeCount, unit timeUnit, i int) (timeFound, bool) {
	more, ok := r.count(r.skip(i, "and", ","))
	if !ok || n.value == "X" || more.value == "X" || n.n == 0 || more.n == 0 {
		return timeFound{}, false
	}
	small, ok := timeUnits[r.word(more.next)]
	rank := strings.Index("SMH", unit.name)
	smaller := unit.clock && small.clock && strings.Index("SMH", small.name) < rank ||
		!unit.clock && (small.clock || small.days < unit.days)
	if !ok || !smaller {
		return timeFound{}, false
	}
	value := unit.length(n.value)
	if small.clock && !unit.clock {
		value += "T"
	}
	return timeFound{moment: moment{value: value + more.value + small.name}, kind: Duration, next: more.next + 1}, true
}

// uncounted reads "hours", "years ago", "weeks of", "weeklong", "fortnight".
func (r *timeReader) uncounted(i int) (timeFound, bool) {
	w := r.word(i)
	if base, ok := strings.CutSuffix(w, "long"); ok {
		if unit, ok := timeUnits[base]; ok && unit.name != "S" {
			n := "X"
			if unit.one {
				n = "1"
			}
			return timeFound{moment: moment{value: unit.length(n)}, kind: Duration, next: i + 1}, true
		}
	}
	unit, ok := timeUnits[w]
	if !ok || r.isCapital(i) && !r.opens(i) {
		return timeFound{}, false
	}
	if r.is(i+1, "-") && r.joined(i+1) && r.is(i+2, "long") {
		n := "X"
		if unit.one {
			n = "1"
		}
		return timeFound{moment: moment{value: unit.length(n)}, kind: Duration, next: i + 3}, true
	}
	compound := r.is(i-1, "opening", "working", "business", "office", "visiting", "school", "early", "teenage", "-", "’",
		"these", "those", "his", "her", "their", "our") || r.is(i+1, "-") && r.joined(i+1)
	if unit.one || unit.name == "S" || compound || r.isCapital(i-1) && !r.opens(i-1) {
		return timeFound{}, false
	}
	return r.behindLength(i, timeCount{value: "X"}, unit, i+1)
}
