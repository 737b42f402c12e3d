package extract

import (
	"strconv"
	"time"
)

// dayByName reads "today", "yesterday", "the day after tomorrow".
func (r *timeReader) dayByName(i int) (moment, int, bool) {
	j := r.skip(i, "the")
	if next, ok := r.seq(j, "day", "before", "yesterday"); ok {
		return r.refDay(-2), next, true
	}
	if next, ok := r.seq(j, "day", "after", "tomorrow"); ok {
		return r.refDay(2), next, true
	}
	switch r.word(i) {
	case "this": // "this morning": the part is read behind it
		return r.refDay(0), i + 1, r.partIsNext(i + 1)
	case "last":
		return r.refDay(-1), i + 1, r.is(i+1, "night", "evening")
	case "today":
		if r.isCapital(i) && !r.opens(i) {
			break // USA Today
		}
		return r.refDay(0), i + 1, true
	case "yesterday":
		return r.refDay(-1), i + 1, true
	case "tomorrow":
		return r.refDay(1), i + 1, true
	}
	return moment{}, i, false
}

// dayFromLast reads a day that is told by the last one mentioned: "the next
// day", "that day", "the day before".
func (r *timeReader) dayFromLast(i int) (moment, int, bool) {
	shift, next, ok := r.dayShift(i)
	if !ok {
		return moment{}, i, false
	}
	from := r.ref.day
	switch {
	case r.last.grain == grainDay || r.last.grain == grainClock:
		from = r.last.at
	case r.lastDay.dated():
		from = r.lastDay.at
	case !r.ref.known():
		return unknownDay(), next, true
	}
	return dayMoment(from.AddDate(0, 0, shift)), next, true
}

// dayShifts are the days from the last one mentioned to that which a word means.
var dayShifts = map[string]int{"next": 1, "following": 1, "previous": -1, "preceding": -1, "same": 0}

func (r *timeReader) dayShift(i int) (shift, next int, ok bool) {
	if r.is(i, "that") {
		j := r.skip(i+1, "same", "very")
		if r.partIsNext(j) {
			return 0, j, true
		}
		return 0, j + 1, r.is(j, "day")
	}
	j := r.skip(i, "the")
	if shift, ok := dayShifts[r.word(j)]; ok && (j > i || r.is(j, "next")) {
		if r.partIsNext(j + 1) {
			return shift, j + 1, true
		}
		return shift, j + 2, r.is(j+1, "day") && !r.hyphened(j+2)
	}
	if j > i && r.is(j, "day") && r.is(j+1, "before", "after") && r.endsClause(j+2) {
		if r.is(j+1, "before") {
			return -1, j + 2, true
		}
		return 1, j + 2, true
	}
	return 0, i, false
}

var weekdays = map[string]time.Weekday{
	"sunday": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday,
	"thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday,
}

var weekdayShort = newSet("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")

// everyWeekday returns the value of a day of any week.
func everyWeekday(day time.Weekday) string { return "XXXX-WXX-" + strconv.Itoa(isoWeekday(day)) }

func isWeekday(w string) bool {
	_, ok := weekdays[w]
	return ok
}

// weekday reads a weekday, with "last", "next" or the week that it is in.
func (r *timeReader) weekday(i int, part string) (moment, int, bool) {
	j := r.skip(i, "the")
	rel := ""
	if r.is(j, "last", "next", "this", "coming", "previous", "following", "past") {
		rel = r.word(j)
		j++
	}
	if rel == "this" && r.is(j, "coming", "past") {
		rel = r.word(j)
		j++
	}
	day, ok := weekdays[r.word(j)]
	if !ok || !r.isCapital(j) || rel == "" && j > i || r.is(j+1, "prayers", "sermon") {
		return moment{}, i, false
	}
	weeks, next, inWeek := r.weekOf(j + 1)
	if rel != "" || !inWeek {
		next, inWeek = j+1, false
	}
	switch {
	case !r.ref.known():
		return moment{value: everyWeekday(day)}, next, true
	case rel == "" && r.is(j+1, "week") && r.endsClause(j+2) && !r.hyphened(j+2): // “on Tuesday week”
		return dayMoment(onOrAfter(r.ref.day, day).AddDate(0, 0, 7)), j + 2, true
	case inWeek:
		return dayMoment(monday(r.ref.day).AddDate(0, 0, 7*weeks+isoWeekday(day)-1)), next, true
	}
	return dayMoment(r.nearWeekday(day, rel, part, i, next)), next, true
}

// weekOf reads "last week", "of next week" behind a weekday.
func (r *timeReader) weekOf(i int) (weeks, next int, ok bool) {
	j := r.skip(i, "of")
	if r.is(j, "last", "next", "this") && r.is(j+1, "week") {
		return relShifts[r.word(j)], j + 2, true
	}
	return 0, i, false
}

// relShifts are the weeks, months, … from the present one to that which a word
// means. That of "this" is 0.
var relShifts = map[string]int{"last": -1, "next": 1}

// nearWeekday returns the weekday that is meant by what stands before it, else
// by the tense of its clause.
func (r *timeReader) nearWeekday(day time.Weekday, rel, part string, i, next int) time.Time {
	from := r.ref.day
	if (rel == "previous" || rel == "following") && r.lastDay.dated() {
		from = r.lastDay.at
	}
	before, after := onOrAfter(from.AddDate(0, 0, -7), day), onOrAfter(from.AddDate(0, 0, 1), day)
	switch rel {
	case "last", "past", "previous":
		return before
	case "next", "coming", "following":
		return after
	}
	const noon, evening = 12 * 60, 18 * 60
	isTomorrow := after.Equal(from.AddDate(0, 0, 1))
	aim := r.aim(i, next)
	switch {
	case isTomorrow && r.ref.minute >= evening: // it is that day already where much news happens
		return after
	case r.lastDayEnd == i-1 && r.is(i-1, "to", "and", "through", "until", "or", "-"):
		return onOrAfter(r.lastDay.at, day) // "from Monday to Friday"
	case from.Weekday() == day:
		return from
	case aim == tenseFuture, aim == tensePresent, rel == "this" && aim != tensePast:
		return after
	case isTomorrow && r.ref.minute >= noon && (part == "TMO" || r.opensDay(next)):
		return after // it is that morning already, further east
	}
	return before
}
