package extract

import (
	"strconv"
	"strings"
	"time"
)

// dayExpr reads a day with the part or the time of it: "late on Tuesday",
// "Wednesday morning", "Friday at 9 a.m.".
func (r *timeReader) dayExpr(i int) (timeFound, bool) {
	day, part, next, ok := r.dayPhrase(i)
	if !ok {
		return timeFound{}, false
	}
	if c, j, end, ok := r.clockBehind(next); ok {
		c.settle(part)
		r.settleMidnight(&c, j, true)
		return timeFound{c.on(day), TimeOfDay, end, c}, true
	}
	if part == "" {
		return timeFound{moment: day, kind: Date, next: next}, true
	}
	day.value += part
	return timeFound{moment: day, kind: TimeOfDay, next: next}, true
}

// dayPhrase reads a day with the part of it that is meant.
func (r *timeReader) dayPhrase(i int) (day moment, part string, next int, ok bool) {
	part, j := r.partBefore(i)
	into := false
	if r.is(i, "overnight") {
		part, j, into = "TNI", r.skip(i+1, "on", "into", "from"), r.is(i+1, "into")
	}
	day, next, ok = r.day(j, part)
	if !ok {
		return moment{}, "", i, false
	}
	if into && day.dated() {
		day = dayMoment(day.at.AddDate(0, 0, -1)) // the night began on the day before
	}
	if p, end, ok := r.partBehind(next); ok {
		return day, p, end, true
	}
	return day, part, next, true
}

// day reads a day of the calendar. The part of it that is meant may decide
// which one is.
func (r *timeReader) day(i int, part string) (day moment, next int, ok bool) {
	for _, rule := range []func(int) (moment, int, bool){
		r.numericDate, r.calendarDate, r.knownDay, r.holiday, r.dayByName, r.dayFromLast,
	} {
		if day, next, ok = rule(i); ok {
			return day, next, true
		}
	}
	return r.weekday(i, part)
}

// numericDate reads "2020-01-08", "13/01/2020", "08.01.2020". Where day and
// month cannot be told apart, they stay unknown.
func (r *timeReader) numericDate(i int) (moment, int, bool) {
	if !r.isDigit(i) || r.joined(i) && r.is(i-1, "-", "/", ".", ",") {
		return moment{}, i, false
	}
	sep := r.word(i + 1)
	var n, digits [3]int
	for k := range n {
		at := i + 2*k
		if k > 0 && (r.word(at-1) != sep || !r.joined(at-1) || !r.joined(at) || !r.isDigit(at)) {
			return moment{}, i, false
		}
		digits[k] = len(r.word(at))
		n[k], _ = strconv.Atoi(r.word(at)[:min(4, digits[k])])
	}
	switch {
	case sep == "-" && digits == [3]int{4, 2, 2}:
		return realDay(n[0], n[1], n[2], i+5)
	case digits[0] > 2 || digits[1] > 2 || digits[2] != 4 && digits[2] != 2 || sep == "-" && digits[2] == 2:
		return moment{}, i, false
	case digits[2] == 2:
		n[2] += 1900
		if n[2] < 1950 {
			n[2] += 100
		}
	}
	switch {
	case sep == "." && digits[2] == 4:
		return realDay(n[2], n[1], n[0], i+5)
	case sep != "/" && sep != "-":
		return moment{}, i, false
	case n[0] > 12 || n[0] == n[1]:
		return realDay(n[2], n[1], n[0], i+5)
	case n[1] > 12:
		return realDay(n[2], n[0], n[1], i+5)
	case n[0] > 0 && n[1] > 0:
		return moment{value: four(n[2]) + "-XX-XX"}, i + 5, true
	}
	return moment{}, i, false
}

// realDay returns a day as a rule does, if the calendar has it.
func realDay(year, month, day, next int) (moment, int, bool) {
	t := civilDay(year, month, day)
	ok := year >= 1000 && year <= 2999 && month >= 1 && month <= 12 && t.Day() == day
	return dayMoment(t), next, ok
}

// calendarDate reads "January 8, 2020", "the 8th of January", "Wednesday,
// Jan. 8".
func (r *timeReader) calendarDate(i int) (moment, int, bool) {
	j := i
	if isWeekday(r.word(j)) || weekdayShort.has(r.word(j)) && r.isCapital(j) {
		j = r.skip(r.skip(r.skip(j+1, "."), ","), "the")
	} else if r.isDigit(j + 1) {
		j = r.skip(j, "the")
	}
	month, day, next, ok := r.monthDay(j)
	if !ok || r.is(next, "movement", "alliance", "bloc", "brigade", "brigades", "square", "bridge", "street", "avenue") {
		return moment{}, i, false
	}
	if year, end, ok := r.yearBehind(next); ok {
		if m, end, ok := realDay(year, month, day, end); ok {
			return m, end, true
		}
	}
	for _, k := range knownAttacks {
		tooEarly := r.ref.known() && r.ref.day.Year() < k.year
		if k.month == month && k.day == day && r.is(next, k.nouns...) && !tooEarly {
			return realDay(k.year, month, day, next)
		}
	}
	return r.nearDay(month, day, i, next), next, true
}

// knownAttacks are called by their day, without the year.
var knownAttacks = []struct {
	month, day, year int
	nouns            []string
}{
	{9, 11, 2001, []string{"attacks", "attack", "hijackings", "hijackers", "terrorist", "terror", "memorial"}},
	{1, 6, 2021, []string{"attack", "riot", "riots", "insurrection", "committee", "rioters", "defendants", "siege"}},
	{10, 7, 2023, []string{"attack", "attacks", "massacre", "assault"}},
}

// knownDay reads the dates of attacks that are called by them.
func (r *timeReader) knownDay(i int) (moment, int, bool) {
	if next, ok := r.seq(i, "9", "/", "11"); ok && r.joined(i+1) && r.joined(i+2) && !r.is(next, "/") {
		return realDay(2001, 9, 11, next)
	}
	return moment{}, i, false
}

// nearDay returns the day of a month in the year that the clause means.
func (r *timeReader) nearDay(month, day, i, next int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-" + two(month) + "-" + two(day)}
	}
	on := func(year int) time.Time { return civilDay(year, month, day) }
	t := nearest(r.ref.day, r.aim(i, next), on)
	if t.Day() != day {
		return moment{value: "XXXX-02-29"} // no leap year is meant as surely
	}
	return dayMoment(t)
}

// monthDay reads a month and a day of it, in either order.
func (r *timeReader) monthDay(i int) (month, day, next int, ok bool) {
	if m, j, ok := r.month(i); ok {
		if d, next, ok := r.dayOfMonth(j); ok && !r.is(next, ":", "%") && !(r.is(next, ",", ".") && r.joined(next) &&
			r.isDigit(next+1) && r.joined(next+1)) && !countNouns.has(r.word(next)) && d <= daysIn(m) {
			return m, d, next, true
		}
		return 0, 0, i, false
	}
	if d, j, ok := r.dayOfMonth(i); ok && !(r.joined(i) && r.is(i-1, ".", ",", ":")) {
		if m, next, ok := r.month(r.skip(j, "of")); ok && d <= daysIn(m) {
			return m, d, next, true
		}
	}
	return 0, 0, i, false
}

// dayOfMonth reads "8" or "8th".
func (r *timeReader) dayOfMonth(i int) (day, next int, ok bool) {
	if !r.isDigit(i) || len(r.word(i)) > 2 {
		return 0, i, false
	}
	day, _ = strconv.Atoi(r.word(i))
	if day < 1 || day > 31 {
		return 0, i, false
	}
	next = i + 1
	if r.is(next, "st", "nd", "rd", "th") && r.joined(next) {
		next++
	} else if r.isLetter(next) && r.joined(next) {
		return 0, i, false
	}
	return day, next, true
}

// months are the months and their abbreviations.
var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
	"dec": 12,
}

// month reads the name of a month, with the point of an abbreviation.
func (r *timeReader) month(i int) (month, next int, ok bool) {
	month = months[r.word(i)]
	if month == 0 || !r.isCapital(i) {
		return 0, i, false
	}
	next = i + 1
	if len(r.word(i)) <= 4 && !r.is(i, "may", "june", "july") && r.is(next, ".") && r.joined(next) {
		next++
	}
	return month, next, true
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

// year reads the number of a year: four digits and no other sign of a figure.
func (r *timeReader) year(i int) (year, next int, ok bool) {
	if !r.isDigit(i) || len(r.word(i)) != 4 {
		return 0, i, false
	}
	year, _ = strconv.Atoi(r.word(i))
	switch {
	case year < 1000 || year > 2199, countNouns.has(r.word(i + 1)):
	case r.joined(i) && r.is(i-1, ".", ",", "$", "£", "€", "#", ":", "+", "_", "/", "@"):
	case r.joined(i+1) && (r.isLetter(i+1) || r.is(i+1, "%", "°", "£", "€", "_")), r.is(i-1, "at"):
	case r.is(i+1, "-") && r.joined(i+1) && r.joined(i+2) && r.isLetter(i+2) && !r.is(i-1, "the"):
	case r.joined(i+1) && r.is(i+1, ".", ",", ":") && r.joined(i+2) && r.isDigit(i+2):
	default:
		return year, i + 1, true
	}
	return 0, i, false
}

// yearBehind reads the year of the date before i, with the comma or "of".
func (r *timeReader) yearBehind(i int) (year, next int, ok bool) {
	if j := r.skip(i, "of"); r.ref.known() && r.is(j, "next", "last", "this") && r.is(j+1, "year") && !r.hyphened(j+2) {
		return r.ref.day.Year() + relShifts[r.word(j)], j + 2, true
	}
	return r.year(r.skip(r.skip(i, ","), "of"))
}

// countNouns are what a number before them counts: it is no year.
var countNouns = newSet("people", "troops", "soldiers", "men", "women", "children", "civilians", "fighters", "police",
	"officers", "workers", "residents", "students", "houses", "homes", "buildings", "miles", "km", "kilometres",
	"kilometers", "metres", "meters", "feet", "tonnes", "tons", "barrels", "dollars", "euros", "pounds", "times",
	"cases", "deaths", "passengers", "families", "firefighters", "refugees", "migrants", "protesters", "demonstrators",
	"hectares", "acres", "jobs", "staff", "employees", "members", "voters", "votes", "points", "seats", "vehicles",
	"cars", "boats", "ships", "aircraft", "missiles", "rockets", "rounds", "shells", "tanks", "kg", "hours", "days",
	"weeks", "months", "years", "minutes", "others", "more", "personnel", "percent", "per", "million", "billion",
	"guests", "patients", "schools", "villages", "companies", "customers", "flights", "pages", "dead", "injured",
	"wounded", "strong", "square", "cubic", "megawatts", "calories", "words", "copies", "units", "items",
	"gmt", "utc", "bst", "hrs", "supporters", "marchers", "animals", "birds", "trees", "prisoners", "hostages",
	"detainees", "delegates", "volunteers", "crates", "lorries", "trucks")
