package extract

import (
	"strconv"
	"time"
)

// period reads a stretch of the calendar longer than a day, with "early",
// "mid-", "the end of" before it.
func (r *timeReader) period(i int) (timeFound, bool) {
	if f, ok := r.laterIn(i); ok {
		return f, true
	}
	j, modified := r.partOf(i)
	for _, rule := range []func(int, bool) (moment, int, bool){
		r.decadeOrCentury, r.weekend, r.quarter, r.halfYear, r.season, r.monthAlone, r.unitByName, r.yearAlone,
	} {
		if m, next, ok := rule(j, modified); ok {
			return timeFound{moment: m, kind: Date, next: next}, true
		}
	}
	return timeFound{}, false
}

// laterIn reads "earlier in the day", "later in the year".
func (r *timeReader) laterIn(i int) (timeFound, bool) {
	if !r.is(i, "earlier", "later", "early", "late") {
		return timeFound{}, false
	}
	next, ok := r.seq(i+1, "in", "the")
	if !ok || !r.is(next, "day", "week", "month", "year") {
		return timeFound{}, false
	}
	unit := timeUnits[r.word(next)]
	f := timeFound{moment: r.fromRef(0, unit), kind: Date, next: next + 1}
	if unit.name == "D" {
		f.moment = r.clockDay()
	} else if r.last.dated() {
		f.moment = shifted(r.last.at, 0, unit)
	}
	return f, true
}

// partOf reads what says which part of the period that follows; modified says
// that there was something.
func (r *timeReader) partOf(i int) (next int, modified bool) {
	j := r.skip(i, "the")
	switch {
	case r.is(j, "early", "late", "mid", "earlier", "later"):
		return r.skip(r.skip(j+1, "-"), "in", "on"), true
	case r.is(j, "start", "beginning", "end", "middle", "close", "turn", "rest", "dawn") && r.is(j+1, "of"):
		return j + 2, true
	}
	return i, false
}

// decadeOrCentury reads "the 1980s", "the ’90s", "the 21st century".
func (r *timeReader) decadeOrCentury(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the")
	j = r.skip(r.skip(j, "early", "late", "mid"), "-")
	if n, end, ok := r.ordinal(j); ok && n > 0 && n < 30 {
		if end = r.skip(end, "-"); r.is(end, "century") {
			return moment{value: two(n - 1)}, end + 1, true
		}
	}
	if decade, ok := decadeWords[r.word(j)]; ok && (j > i || modified) {
		return moment{value: decade}, j + 1, true
	}
	k := r.skip(j, "’")
	if !r.isDigit(k) || !r.is(k+1, "s") || !r.joined(k+1) {
		return moment{}, i, false
	}
	switch w := r.word(k); {
	case len(w) == 4 && w[3] == '0' && (w[0] == '1' || w[0] == '2'):
		if w[2:] == "00" && w[0] == '1' {
			return moment{value: w[:2]}, k + 2, true // "the 1800s"
		}
		return moment{value: w[:3]}, k + 2, true
	case len(w) == 2 && w[1] == '0' && w[0] > '1' && k > i:
		return moment{value: "19" + w[:1]}, k + 2, true
	}
	return moment{}, i, false
}

var decadeWords = map[string]string{
	"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197",
	"eighties": "198", "nineties": "199", "noughties": "200",
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// ordinal reads "21st", "third", "twenty-first".
func (r *timeReader) ordinal(i int) (n, next int, ok bool) {
	if r.isDigit(i) && len(r.word(i)) <= 2 && r.is(i+1, "st", "nd", "rd", "th") && r.joined(i+1) {
		n, _ = strconv.Atoi(r.word(i))
		return n, i + 2, true
	}
	if r.is(i, "twenty") && r.is(i+1, "-") && r.is(i+2, "first") {
		return 21, i + 3, true
	}
	n, ok = ordinals[r.word(i)]
	return n, i + 1, ok
}

// weekend reads "the weekend", "last weekend".
func (r *timeReader) weekend(i int, _ bool) (moment, int, bool) {
	if !r.is(i+1, "weekend") || !r.is(i, "the", "last", "this", "next", "that", "previous") {
		return moment{}, i, false
	}
	next := i + 2
	if !r.ref.known() {
		return moment{value: "XXXX-WXX-WE"}, next, true
	}
	week := monday(r.ref.day)
	begun := isoWeekday(r.ref.day.Weekday()) >= 6
	switch {
	case r.is(i, "next"):
		week = week.AddDate(0, 0, 7)
	case r.is(i, "last"), r.aim(i, next) == tensePast && !begun:
		week = week.AddDate(0, 0, -7)
	}
	return moment{value: weekValue(week) + "-WE"}, next, true
}

// monthAlone reads "December 2018", "in December", "last December".
func (r *timeReader) monthAlone(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "last", "this", "next", "the", "that")
	month, next, ok := r.month(j)
	if !ok {
		return moment{}, i, false
	}
	if year, end, ok := r.yearBehind(next); ok {
		return monthMoment(civilDay(year, month, 1)), end, true
	}
	if r.is(i, "the") || !r.isMonth(i, j, next, modified) {
		return moment{}, i, false
	}
	if !r.ref.known() {
		return moment{value: "XXXX-" + two(month)}, next, true
	}
	on := func(year int) time.Time { return civilDay(year, month, 1) }
	from := monthMoment(r.ref.day).at
	if month == int(from.Month()) {
		from = from.AddDate(0, relShifts[r.word(i)], 0) // "last June" is not of this June
	}
	return monthMoment(nearest(from, r.aim(i, next), on)), next, true
}

// isMonth reports whether the name of a month at j is one, and no verb, no
// name of a person and no abbreviation.
func (r *timeReader) isMonth(i, j, next int, modified bool) bool {
	w := r.word(j)
	led := i < j || modified || r.is(j-1, "in", "since", "until", "till", "during", "through", "throughout")
	loose := r.is(j-1, "of", "by", "from", "before", "after", "to", "and", "between", "or", "for", "around")
	switch {
	case len(w) <= 4 && !r.is(j, "may", "june", "july"):
		return led && next > j+1 || led && !r.isCapital(next)
	case w == "may" && r.mayIsName:
		return led && !r.is(j-1, "since") && (!r.isLetter(next) || timeFunctionWords.has(r.word(next)))
	case r.is(j, "may", "march", "august", "april", "june"):
		return led || loose && !r.isCapital(next) && !(w == "march" && r.is(next, "on", "of", "for")) ||
			r.is(next, "and", "-", "to") && months[r.word(next+1)] != 0 || w == "august" && !r.isCapital(next)
	}
	return true
}

// unitByName reads "last week", "this month", "next year", "the following
// week", and "the year" behind "the end of".
func (r *timeReader) unitByName(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the")
	rel := r.word(j)
	unit, ok := timeUnits[r.word(j+1)]
	if modified && r.is(i, "the") {
		if u, ok := timeUnits[rel]; ok && u.one && u.aboveDay() && !r.is(j+1, "of") {
			return r.fromRef(0, u), j + 1, true
		}
	}
	if !ok || !unit.one || !unit.aboveDay() || r.isCapital(j+1) || r.hyphened(j+2) {
		return moment{}, i, false
	}
	the := j > i
	switch rel {
	case "last", "next", "this", "current":
		return r.fromRef(relShifts[rel], unit), j + 2, true
	case "previous", "preceding", "following", "same":
		ok = the
	case "that":
		ok = !the
	default:
		ok = false
	}
	if !ok {
		return moment{}, i, false
	}
	if r.last.dated() {
		return shifted(r.last.at, dayShifts[rel], unit), j + 2, true
	}
	return r.fromRef(dayShifts[rel], unit), j + 2, true
}

// yearAlone reads a year that what stands around it tells from a number.
func (r *timeReader) yearAlone(i int, modified bool) (moment, int, bool) {
	j := i
	if next, ok := r.seq(i, "the", "year"); ok {
		j = next
		modified = true
	}
	year, next, ok := r.year(j)
	if !ok || r.joined(j) && !modified && r.is(j-1, "-", "’") && !r.is(j-2, "post", "pre") && !r.isDigit(j-2) {
		return moment{}, i, false
	}
	before := r.word(j - 1)
	likely := year >= 1500 && year < 2100
	switch {
	case modified:
	case r.is(j-1, "to") && !r.is(j-2, "back", "up", "prior") && !r.isDigit(j-2):
		return moment{}, i, false
	case yearLeads.has(before) && (likely || !r.goesOn(next)):
	case !likely, r.is(j-1, "least", "most", "than", "nearly", "almost", "over", "some", "roughly", "approximately", "no"):
		return moment{}, i, false
	case r.is(j-1, "about", "around") && (year%100 == 0 || r.goesOn(next)):
		return moment{}, i, false
	case r.isCapital(j-1) && !r.opens(j-1) && !yearLeads.has(before) && !nationalities.has(before):
		return moment{}, i, false
	case year%100 == 0 && r.goesOn(next) && !r.is(j-1, "the"):
		return moment{}, i, false
	}
	return yearMoment(year), next, true
}

// yearLeads stand before years.
var yearLeads = newSet("in", "since", "by", "until", "till", "before", "after", "from", "during", "of", "the", "for",
	"between", "and", "to", "through", "late", "early", "mid", "(", "its", "their", "his", "her", "fiscal",
	"circa", "s", "a", "an", "spring", "summer", "autumn", "fall", "winter")
