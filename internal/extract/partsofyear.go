package extract

import (
	"strconv"
	"time"
)

// quarter reads "the third quarter of 2019", "third-quarter", "Q3".
func (r *timeReader) quarter(i int, _ bool) (moment, int, bool) {
	n, next := 0, i
	if w := r.word(i); w == "q" && r.isCapital(i) && r.joined(i+1) && r.isDigit(i+1) && len(r.word(i+1)) == 1 {
		n, next = int(r.word(i + 1)[0]-'0'), i+2
	} else {
		j := r.skip(i, "the", "this", "last", "next")
		if m, end, ok := r.ordinal(j); ok {
			end = r.skip(end, "-")
			if !r.is(end, "quarter") {
				return moment{}, i, false
			}
			n, next = m, end+1
		} else if r.is(j, "quarter") && r.is(i, "this", "last", "next") {
			return r.nearQuarter(i), j + 1, true
		}
	}
	if n == -1 {
		return r.nearQuarter(i), next, true
	}
	if n < 1 || n > 4 {
		return moment{}, i, false
	}
	year, next := r.yearOf(next, func(year int) time.Time {
		return time.Date(year, time.Month(3*n+1), 1, 0, 0, 0, 0, time.UTC)
	}, i)
	return moment{value: year + "-Q" + strconv.Itoa(n)}, next, true
}

// nearQuarter returns the quarter of publication, the last or the next one.
func (r *timeReader) nearQuarter(i int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-QX"}
	}
	months := map[string]int{"last": -3, "the": -3, "next": 3}[r.word(i)]
	first := monthMoment(r.ref.day).at.AddDate(0, months, 0)
	return moment{value: first.Format("2006") + "-Q" + strconv.Itoa((int(first.Month())+2)/3)}
}

// yearOf reads the year behind a part of a year. Without one it is that of
// the last such part that has ended, or of the next for the future.
func (r *timeReader) yearOf(i int, ends func(year int) time.Time, from int) (year string, next int) {
	if y, next, ok := r.yearBehind(i); ok {
		return four(y), next
	}
	for _, of := range []int{i, i + 1} {
		if of == i+1 && !r.is(i, "of", "in") {
			break
		}
		if r.is(of, "last", "this", "next") && r.is(of+1, "year") && r.ref.known() {
			return four(r.ref.day.Year() + map[string]int{"last": -1, "next": 1}[r.word(of)]), of + 2
		}
	}
	if next, ok := r.seq(i, "of", "the", "year"); ok && r.ref.known() {
		return four(r.ref.day.Year()), next
	}
	if !r.ref.known() {
		return "XXXX", i
	}
	y := r.ref.day.Year()
	future := r.aim(from, i) == tenseFuture
	switch ended := !ends(y).After(r.ref.day); {
	case future && ended:
		y++
	case !future && !ended && r.ref.day.Sub(ends(y-1)) < 200*24*time.Hour:
		y--
	}
	return four(y), i
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
	if year, next, ok := r.yearBehind(j + 2); ok {
		return moment{value: four(year) + "-H" + half}, next, true
	}
	year, next := r.yearOf(j+2, func(int) time.Time { return r.ref.day }, i)
	if next == j+2 {
		return moment{}, i, false
	}
	return moment{value: year + "-H" + half}, next, true
}

var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

// season reads "last summer", "the summer of 1976", "summer 2019".
func (r *timeReader) season(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the", "last", "this", "next", "that")
	code := seasons[r.word(j)]
	if code == "" || r.isCapital(j) && (!r.opens(i) || r.isCapital(j+1)) || r.is(j+1, "-") && r.joined(j+1) {
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
		return time.Date(year, ends, 1, 0, 0, 0, 0, time.UTC)
	}
	year := now.Year()
	if code == "WI" && now.Month() < time.July {
		year-- // the winter that is or was
	}
	ended := !end(year).After(now)
	begun := !end(year).AddDate(0, -3, 0).After(now)
	switch {
	case r.is(i, "last"):
		if !ended {
			year--
		}
	case r.is(i, "next"):
		if begun {
			year++
		}
	case r.is(i, "this"):
	case r.aim(i, next) == tenseFuture:
		if ended {
			year++
		}
	case r.aim(i, next) == tensePast:
		if !begun {
			year--
		}
	}
	return year
}
