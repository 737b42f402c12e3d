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
			return undated(Duration, unit.length(n.value), n.next+1), true // "the two years to May"
		}
	}
	return r.uncounted(i)
}

// A timeUnit is a unit of durations.
type timeUnit struct {
	name    string // as values write it
	one     bool   // singular
	seconds int64  // about how long it is
}

var timeUnits = func() map[string]timeUnit {
	const hour, day = 3600, 24 * 3600
	units := map[string]timeUnit{}
	for _, u := range []struct {
		one, more, name string
		seconds         int64
	}{
		{"second", "seconds", "S", 1},
		{"minute", "minutes", "M", 60},
		{"hour", "hours", "H", hour},
		{"day", "days", "D", day},
		{"week", "weeks", "W", 7 * day},
		{"month", "months", "M", 30 * day},
		{"year", "years", "Y", 365 * day},
		{"decade", "decades", "DE", 3650 * day},
		{"century", "centuries", "CE", 36500 * day},
	} {
		units[u.one] = timeUnit{u.name, true, u.seconds}
		units[u.more] = timeUnit{u.name, false, u.seconds}
	}
	return units
}()

// clock reports whether a clock counts the unit, which stands behind a T.
func (u timeUnit) clock() bool { return u.seconds < 24*3600 }

func (u timeUnit) aboveDay() bool { return u.seconds > 24*3600 }

// length returns a duration as values write it.
func (u timeUnit) length(n string) string {
	if u.clock() {
		return "PT" + n + u.name
	}
	return "P" + n + u.name
}

// some returns a duration without a number as values write it: "weeklong",
// "weeks".
func (u timeUnit) some() string {
	if u.one {
		return u.length("1")
	}
	return u.length("X")
}

// A timeCount is how many units there are.
type timeCount struct {
	value string // "X" for some
	n     int    // 0 if it is no whole number
	next  int
}

// count reads how many: "three", "24", "a", "several", "a few", "two and a half".
func (r *timeReader) count(i int) (timeCount, bool) {
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
	_, isNumeral := numerals[r.word(i)]
	one := r.is(i, "a", "an", "one")
	switch {
	case r.isDigit(i):
		if r.joined(i) && r.is(i-1, ".", ",", ":", "/", "$", "£", "€") {
			return timeCount{}, false
		}
		f = digits(r.text, r.words[i].start)
	case isNumeral || one:
		f = inWords(r.text, r.words[i].start)
	}
	switch {
	case f.End == 0:
		return timeCount{value: "1", n: 1, next: i + 1}, one
	case f.Percent || f.Clock || len(f.Value) > 6:
		return timeCount{}, false
	}
	c := timeCount{value: f.Value, next: r.behind(i, f.End)}
	c.n, _ = strconv.Atoi(f.Value)
	next, ok := r.seq(c.next, "and", "a", "half")
	if !ok {
		next, ok = r.seq(c.next, "-", "and", "-", "a", "-", "half")
	}
	if ok && !strings.Contains(c.value, ".") {
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
	case !ok || r.hyphened(n.next+1):
		return timeFound{}, false
	case !counted && unit.one && (!the || rel != "past" && rel != "last" && rel != "coming" && rel != "next"):
		return timeFound{}, false // "last week", "the following month"
	case !counted && unit.one && (unit.name == "D" || unit.clock()) && (rel == "next" || rel == "last"):
		return timeFound{}, false
	case !counted && unit.one:
		n.value = "1"
	case !counted && (rel == "first" || rel == "final"):
		return timeFound{}, false
	}
	return undated(Duration, unit.length(n.value), n.next+1), true
}

// halves reads "half an hour", "half a century", "a day and a half".
func (r *timeReader) halves(i int) (timeFound, bool) {
	if r.is(i, "half") && (r.is(i+1, "a", "an") || r.is(i+1, "-")) && !r.is(i+3, "-") {
		if half, ok := halfUnits[r.word(i+2)]; ok {
			n := timeCount{value: strconv.Itoa(half.n), n: half.n}
			return r.behindLength(n, timeUnits[half.unit], i+3), true
		}
	}
	if r.is(i, "a", "an", "one") {
		if unit, ok := timeUnits[r.word(i+1)]; ok && unit.one {
			if next, ok := r.seq(i+2, "and", "a", "half"); ok {
				return r.behindLength(timeCount{value: "1.5"}, unit, next), true
			}
		}
	}
	return timeFound{}, false
}

// halfUnits are what the half of a unit is.
var halfUnits = map[string]struct {
	n    int
	unit string
}{
	"minute": {30, "seconds"}, "hour": {30, "minutes"}, "day": {12, "hours"}, "year": {6, "months"},
	"decade": {5, "years"}, "century": {50, "years"},
}

// counted reads the unit behind a number, and what it is counted from.
func (r *timeReader) counted(i int, n timeCount) (timeFound, bool) {
	j := n.next
	hyphen := r.is(j, "-") && r.joined(j) && r.joined(j+1)
	if hyphen {
		j++
	}
	if r.is(j, "fortnight") && n.n == 1 {
		return r.behindLength(timeCount{value: "2", n: 2}, timeUnits["weeks"], j+1), true
	}
	j = r.skip(j, "more", "full", "long", "whole", "straight", "consecutive", "short")
	unit, ok := timeUnits[r.word(j)]
	if !ok || r.isCapital(j) || n.value == "1" && !unit.one || r.is(i, "a", "an", "one") && unit.name == "S" {
		return timeFound{}, false
	}
	next := j + 1
	long := r.is(next, "-") && r.is(next+1, "long")
	switch {
	case hyphen && long: // "a three-hour-long"
		return undated(Duration, unit.length(n.value), next+2), true
	case hyphen:
		return undated(Duration, unit.length(n.value), next), true
	case long, r.is(i, "some") && unit.one: // "an hour-long", "some day"
		return timeFound{}, false
	case r.hyphened(next) && r.joined(next+1):
		return timeFound{next: next + 2}, true // "a day-old", "one year-on-year"
	}
	if f, ok := r.added(n, unit, next); ok {
		return f, true
	}
	return r.behindLength(n, unit, next), true
}

// added reads the second half of "two hours and 30 minutes".
func (r *timeReader) added(n timeCount, unit timeUnit, i int) (timeFound, bool) {
	more, ok := r.count(r.skip(i, "and", ","))
	if !ok || n.n == 0 || more.n == 0 {
		return timeFound{}, false
	}
	small, ok := timeUnits[r.word(more.next)]
	if !ok || small.seconds >= unit.seconds {
		return timeFound{}, false
	}
	value := unit.length(n.value)
	if small.clock() && !unit.clock() {
		value += "T"
	}
	return undated(Duration, value+more.value+small.name, more.next+1), true
}

// uncounted reads "hours", "years ago", "weeks of", "weeklong".
func (r *timeReader) uncounted(i int) (timeFound, bool) {
	if base, ok := strings.CutSuffix(r.word(i), "long"); ok {
		if unit, ok := timeUnits[base]; ok {
			return undated(Duration, unit.some(), i+1), true
		}
	}
	unit, ok := timeUnits[r.word(i)]
	if !ok || r.isCapital(i) && !r.opens(i) {
		return timeFound{}, false
	}
	if r.hyphened(i+1) && r.is(i+2, "long") {
		return undated(Duration, unit.some(), i+3), true
	}
	compound := r.is(i-1, "opening", "working", "business", "office", "visiting", "school", "early", "teenage", "-", "’",
		"these", "those", "his", "her", "their", "our") || r.hyphened(i+1)
	if unit.one || unit.name == "S" || compound || r.isCapital(i-1) && !r.opens(i-1) {
		return timeFound{}, false
	}
	return r.behindLength(timeCount{value: "X"}, unit, i+1), true
}
