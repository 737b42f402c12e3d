package extract

import (
	"strconv"
	"time"
)

// quarter reads "the third quarter of 2019", "third-quarter", "Q3".
func (r *timeReader) quarter(i int, _ bool) (moment, int, bool) {
	j := r.skip(i, "the")
	if r.is(j, "this", "last", "next") && r.is(j+1, "quarter") {
		return r.nearQuarter(relShifts[r.word(j)]), j + 2, true
	}
	n, next, ok := r.quarterNumber(i, r.skip(j, "this", "last", "next"))
	if !ok || n < 1 || n > 4 {
		return moment{}, i, false
	}
	quarter := "-Q" + strconv.Itoa(n)
	if year, end, ok := r.yearNamed(next); ok {
		return moment{value: year + quarter}, end, true
	}
	return moment{value: r.quarterYear(n, i, next) + quarter}, next, true
}

// quarterNumber reads "Q3" at i, "third quarter" or "final quarter" at j.
func (r *timeReader) quarterNumber(i, j int) (n, next int, ok bool) {
	if r.is(i, "q") && r.isCapital(i) && r.joined(i+1) && r.isDigit(i+1) && len(r.word(i+1)) == 1 {
		return int(r.word(i + 1)[0] - '0'), i + 2, true
	}
	n, next, ok = r.ordinal(j)
	if r.is(j, "final") {
		n, next, ok = 4, j+1, true
	}
	next = r.skip(next, "-")
	return n, next + 1, ok && r.is(next, "quarter")
}

// nearQuarter returns the quarter of publication, or one so many away from it.
func (r *timeReader) nearQuarter(shift int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-QX"}
	}
	first := monthMoment(r.ref.day).at.AddDate(0, 3*shift, 0)
	return moment{value: first.Format("2006") + "-Q" + strconv.Itoa((int(first.Month())+2)/3)}
}

// yearNamed reads the year behind a part of one: "of 2019", "of last year".
func (r *timeReader) yearNamed(i int) (year string, next int, ok bool) {
	if y, next, ok := r.yearBehind(i); ok {
		return four(y), next, true
	}
	j := r.skip(i, "of", "in")
	if !r.ref.known() || !r.is(j, "last", "this", "next") && !(r.is(j, "the") && r.is(i, "of")) || !r.is(j+1, "year") {
		return "", i, false
	}
	return four(r.ref.day.Year() + relShifts[r.word(j)]), j + 2, true
}

// quarterYear returns the year of the last nth quarter that has ended, or of
// the next one for the future.
func (r *timeReader) quarterYear(n, i, next int) string {
	if !r.ref.known() {
		return "XXXX"
	}
	ends := func(year int) time.Time { return civilDay(year, 3*n+1, 1) }
	year := r.ref.day.Year()
	future := r.aim(i, next) == tenseFuture
	switch ended := !ends(year).After(r.ref.day); {
	case future && ended:
		year++
	case !future && !ended && r.ref.day.Sub(ends(year-1)) < 200*24*time.Hour:
		year--
	}
	return four(year)
}

// halfYear reads "the first half of 2019", "H1 2019".
func (r *timeReader) halfYear(i int, _ bool) (moment, int, bool) {
	if r.word(i) == "h" && r.isCapital(i) && r.is(i+1, "1", "2") && r.joined(i+1) {
		if year, next, ok := r.yearBehind(i + 2); ok {
			return moment{value: four(year) + "-H" + r.word(i+1)}, next, true
		}
	}
	j := r.skip(i, "the")
	if !r.is(j, "first", "second", "latter") || !r.is(j+1, "half") || !r.is(j+2, "of") {
		return moment{}, i, false
	}
	half := "2"
	if r.is(j, "first") {
		half = "1"
	}
	year, next, ok := r.yearNamed(j + 2)
	return moment{value: year + "-H" + half}, next, ok
}

var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

// season reads "last summer", "the summer of 1976", "summer 2019".
func (r *timeReader) season(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the", "last", "this", "next", "that")
	code := seasons[r.word(j)]
	if code == "" || r.isCapital(j) && (!r.opens(i) || r.isCapital(j+1)) || r.hyphened(j+1) {
		return moment{}, i, false
	}
	next := j + 1
	if year, end, ok := r.yearBehind(next); ok {
		return moment{value: four(year) + "-" + code}, end, true
	}
	led := r.is(i-1, "in", "by", "since", "until", "during", "through", "over", "before", "after", "throughout")
	switch {
	case r.is(j, "fall") && r.is(i, "the") && !r.is(i-1, "in"), r.is(j+1, "of"):
		return moment{}, i, false
	case modified, i < j && !r.is(i, "the"):
	case !led, r.is(j, "fall", "spring") && i == j:
		return moment{}, i, false
	}
	if !r.ref.known() {
		return moment{value: "XXXX-" + code}, next, true
	}
	return moment{value: four(r.seasonYear(code, i, next)) + "-" + code}, next, true
}

// seasonYear returns the year of the season that is meant. A winter is of the
// year that it begins in.
func (r *timeReader) seasonYear(code string, i, next int) int {
	ends := map[string]time.Month{"SP": time.June, "SU": time.September, "FA": time.December, "WI": time.March}[code]
	now := r.ref.day
	end := func(year int) time.Time {
		if code == "WI" {
			year++
		}
		return civilDay(year, int(ends), 1)
	}
	year := now.Year()
	if code == "WI" && now.Month() < time.July {
		year-- // the winter that is or was
	}
	ended := !end(year).After(now)
	begun := !end(year).AddDate(0, -3, 0).After(now)
	aim := r.aim(i, next)
	switch {
	case r.is(i, "this"):
	case r.is(i, "next") && begun, aim == tenseFuture && ended:
		year++
	case r.is(i, "last") && !ended, aim == tensePast && !begun:
		year--
	}
	return year
}
