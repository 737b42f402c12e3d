package extract

import "time"

// A feast is a day that is called by a name.
type feast struct {
	words []string
	on    func(year int) time.Time
}

func fixedDay(month time.Month, day int) func(int) time.Time {
	return func(year int) time.Time { return civilDay(year, int(month), day) }
}

func fromEaster(days int) func(int) time.Time {
	return func(year int) time.Time { return easter(year).AddDate(0, 0, days) }
}

func floating(month time.Month, day time.Weekday, n, more int) func(int) time.Time {
	return func(year int) time.Time { return nthWeekday(year, month, day, n).AddDate(0, 0, more) }
}

// feasts are named days, the longer names first.
var feasts = []feast{
	{[]string{"new", "year", "’", "s", "eve"}, fixedDay(time.December, 31)},
	{[]string{"new", "year", "’", "s", "day"}, fixedDay(time.January, 1)},
	{[]string{"new", "year", "’", "s"}, fixedDay(time.January, 1)},
	{[]string{"christmas", "eve"}, fixedDay(time.December, 24)},
	{[]string{"christmas", "day"}, fixedDay(time.December, 25)},
	{[]string{"christmas"}, fixedDay(time.December, 25)},
	{[]string{"boxing", "day"}, fixedDay(time.December, 26)},
	{[]string{"valentine", "’", "s", "day"}, fixedDay(time.February, 14)},
	{[]string{"st", "patrick", "’", "s", "day"}, fixedDay(time.March, 17)},
	{[]string{"may", "day"}, fixedDay(time.May, 1)},
	{[]string{"bastille", "day"}, fixedDay(time.July, 14)},
	{[]string{"fourth", "of", "july"}, fixedDay(time.July, 4)},
	{[]string{"halloween"}, fixedDay(time.October, 31)},
	{[]string{"armistice", "day"}, fixedDay(time.November, 11)},
	{[]string{"veterans", "day"}, fixedDay(time.November, 11)},
	{[]string{"ash", "wednesday"}, fromEaster(-46)},
	{[]string{"palm", "sunday"}, fromEaster(-7)},
	{[]string{"maundy", "thursday"}, fromEaster(-3)},
	{[]string{"good", "friday"}, fromEaster(-2)},
	{[]string{"easter", "sunday"}, fromEaster(0)},
	{[]string{"easter", "monday"}, fromEaster(1)},
	{[]string{"easter"}, fromEaster(0)},
	{[]string{"labor", "day"}, floating(time.September, time.Monday, 1, 0)},
	{[]string{"memorial", "day"}, floating(time.June, time.Monday, 1, -7)},
	{[]string{"thanksgiving", "day"}, floating(time.November, time.Thursday, 4, 0)},
	{[]string{"thanksgiving"}, floating(time.November, time.Thursday, 4, 0)},
	{[]string{"black", "friday"}, floating(time.November, time.Thursday, 4, 1)},
	{[]string{"cyber", "monday"}, floating(time.November, time.Thursday, 4, 4)},
}

// easter returns Easter Sunday of the Gregorian calendar (the method that
// Nature printed in 1876).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return civilDay(year, month, day)
}

// holiday reads a named day, with "last", "next" or its year.
func (r *timeReader) holiday(i int) (moment, int, bool) {
	j := r.skip(i, "last", "next", "this")
	if !r.isCapital(j) {
		return moment{}, i, false
	}
	for _, f := range feasts {
		if f.words[0] != r.word(j) {
			continue
		}
		next, ok := r.seq(j, f.words...)
		if !ok || len(f.words) == 1 && !r.standsFree(j) {
			continue
		}
		if year, end, ok := r.yearBehind(next); ok {
			return dayMoment(f.on(year)), end, true
		}
		if !r.ref.known() {
			if date := f.on(2019).Format("01-02"); date == f.on(2020).Format("01-02") {
				return moment{value: "XXXX-" + date}, next, true
			}
			return unknownDay(), next, true
		}
		return dayMoment(nearest(r.ref.day, r.aim(i, next), f.on)), next, true
	}
	return moment{}, i, false
}

// standsFree reports whether the word at i is no part of a longer name or
// compound ("Christmas tree"): a preposition leads to it and no noun follows.
func (r *timeReader) standsFree(i int) bool {
	before := timePrepositions.has(r.word(i-1)) || r.is(i-1, "last", "next", "this", "every", "the")
	return before && (!r.isLetter(i+1) || timeFunctionWords.has(r.word(i+1))) && !r.hyphened(i+1)
}
