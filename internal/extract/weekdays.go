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
	switch {
	case r.last.grain == grainDay || r.last.grain == grainClock:
		day := time.Date(r.last.at.Year(), r.last.at.Month(), r.last.at.Day(), 0, 0, 0, 0, time.UTC)
		return dayMoment(day.AddDate(0, 0, shift)), next, true
	case r.lastDay.grain == grainDay:
		return dayMoment(r.lastDay.at.AddDate(0, 0, shift)), next, true
	}
	return r.refDay(shift), next, true
}

func (r *timeReader) dayShift(i int) (shift, next int, ok bool) {
	if r.is(i, "that") {
		j := r.skip(i+1, "same", "very")
		if r.partIsNext(j) {
			return 0, j, true
		}
		return 0, j + 1, r.is(j, "day")
	}
	j := r.skip(i, "the")
	shift, known := map[string]int{"next": 1, "following": 1, "previous": -1, "preceding": -1, "same": 0}[r.word(j)]
	switch {
	case known && r.partIsNext(j+1) && (j > i || r.is(j, "next")):
		return shift, j + 1, true
	case known && r.is(j+1, "day") && (j > i || r.is(j, "next")) && !(r.is(j+2, "-") && r.joined(j+2)):
		return shift, j + 2, true
	case j == i:
		return 0, i, false
	}
	if next, ok := r.seq(j, "day", "before"); ok && r.endsClause(next) {
		return -1, next, true
	}
	if next, ok := r.seq(j, "day", "after"); ok && r.endsClause(next) {
		return 1, next, true
	}
	return 0, i, false
}

var weekdays = map[string]time.Weekday{
	"sunday": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday,
	"thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday,
}

var weekdayShort = newSet("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")

func isWeekday(w string) bool {
	_, ok := weekdays[w]
	return ok
}

// weekday reads a weekday, with "last", "next" or the week that it is in.
func (r *timeReader) weekday(i int, part string) (moment, int, bool) {
	j := r.skip(i, "the")
	j = r.skip(j, "last", "next", "this", "coming", "previous", "following", "past")
	rel := ""
	if j > i {
		rel = r.word(j - 1)
	}
	j = r.skip(j, "coming", "past")
	if rel == "this" && r.is(j-1, "coming", "past") {
		rel = r.word(j - 1)
	}
	if rel == "the" {
		return moment{}, i, false
	}
	wd, ok := weekdays[r.word(j)]
	if !ok || !r.isCapital(j) || r.is(j+1, "prayers", "sermon") {
		return moment{}, i, false
	}
	next := j + 1
	if !r.ref.known() {
		if rel == "" {
			next = r.weekOf(next, new(int))
		}
		return moment{value: "XXXX-WXX-" + strconv.Itoa(isoWeekday(wd))}, next, true
	}
	weeks := 0
	if end := r.weekOf(next, &weeks); end > next && rel == "" {
		day := monday(r.ref.day).AddDate(0, 0, 7*weeks+isoWeekday(wd)-1)
		return dayMoment(day), end, true
	}
	return dayMoment(r.nearWeekday(wd, rel, part, i, next)), next, true
}

// weekOf reads "last week", "of next week" behind a weekday.
func (r *timeReader) weekOf(i int, weeks *int) (next int) {
	j := r.skip(i, "of")
	if !r.is(j, "last", "next", "this") || r.word(j+1) != "week" {
		return i
	}
	*weeks = map[string]int{"last": -1, "next": 1, "this": 0}[r.word(j)]
	return j + 2
}

// nearWeekday returns the weekday that is meant by what stands before it, else
// by the tense of its clause.
func (r *timeReader) nearWeekday(wd time.Weekday, rel, part string, i, next int) time.Time {
	ahead := (int(wd) - int(r.ref.day.Weekday()) + 7) % 7
	from := r.ref.day
	switch rel {
	case "last", "past":
		return from.AddDate(0, 0, -7+ahead)
	case "next", "coming":
		return from.AddDate(0, 0, (ahead+6)%7+1)
	case "previous", "following":
		if r.lastDay.grain == grainDay {
			gap := (int(wd) - int(r.lastDay.at.Weekday()) + 7) % 7
			if rel == "previous" {
				return r.lastDay.at.AddDate(0, 0, -7+gap)
			}
			return r.lastDay.at.AddDate(0, 0, (gap+6)%7+1)
		}
	}
	const evening = 18 // o'clock: it is the next day already where much news happens
	if ahead == 1 && r.ref.hour >= evening {
		return from.AddDate(0, 0, 1)
	}
	if r.lastDayEnd == i-1 && r.is(i-1, "to", "and", "through", "until", "or", "-") {
		gap := (int(wd) - int(r.lastDay.at.Weekday()) + 7) % 7
		return r.lastDay.at.AddDate(0, 0, gap) // "from Monday to Friday"
	}
	aim := r.aim(i, next)
	switch {
	case ahead == 0:
		return from
	case aim == tenseFuture, aim == tensePresent, rel == "this" && aim != tensePast:
		return from.AddDate(0, 0, ahead)
	case ahead == 1 && r.ref.hour >= 12 && (part == "TMO" || r.opensDay(next)):
		return from.AddDate(0, 0, 1) // it is that morning already, further east
	}
	return from.AddDate(0, 0, ahead-7)
}
