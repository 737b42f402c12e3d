package extract

import "time"

// A timeRef is when a report was published.
type timeRef struct {
	day    time.Time // at 00:00; zero if unknown
	minute int       // of the day; -1 if unknown
}

func (r timeRef) known() bool { return !r.day.IsZero() }

// parseTimeRef reads "2020-01-08" and "2020-01-08T20:22", with anything behind.
func parseTimeRef(s string) timeRef {
	const day, minute = "2006-01-02", "2006-01-02T15:04"
	if t, err := time.Parse(minute, s[:min(len(s), len(minute))]); err == nil && t.Year() > 0 {
		return timeRef{day: startOfDay(t), minute: t.Hour()*60 + t.Minute()}
	}
	if t, err := time.Parse(day, s[:min(len(s), len(day))]); err == nil && t.Year() > 0 {
		return timeRef{day: t, minute: -1}
	}
	return timeRef{minute: -1}
}

// A grain is how long a stretch of the calendar a date names.
type grain uint8

const (
	grainNone grain = iota
	grainClock
	grainDay
	grainWeek
	grainMonth
	grainYear
)

// A moment is a date or a time as far as it is known.
type moment struct {
	value string
	at    time.Time // its first instant, in the zone of the place; zero if unknown
	grain grain
}

// dated reports whether the moment has a place in the calendar.
func (m moment) dated() bool { return m.grain != grainNone }

// unknownDay is a day of which nothing is known.
func unknownDay() moment { return moment{value: "XXXX-XX-XX"} }

// dayMoment returns the day that t is in.
func dayMoment(t time.Time) moment {
	t = startOfDay(t)
	return moment{value: t.Format("2006-01-02"), at: t, grain: grainDay}
}

func weekMoment(t time.Time) moment {
	t = monday(t)
	return moment{value: weekValue(t), at: t, grain: grainWeek}
}

func monthMoment(t time.Time) moment {
	t = civilDay(t.Year(), int(t.Month()), 1)
	return moment{value: t.Format("2006-01"), at: t, grain: grainMonth}
}

func yearMoment(year int) moment {
	t := civilDay(year, 1, 1)
	return moment{value: t.Format("2006"), at: t, grain: grainYear}
}

func startOfDay(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

func civilDay(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// onOrAfter returns the first day of a name that is not before t.
func onOrAfter(t time.Time, day time.Weekday) time.Time {
	return t.AddDate(0, 0, (int(day)-int(t.Weekday())+7)%7)
}

// nthWeekday returns a month's nth day of a name.
func nthWeekday(year int, month time.Month, day time.Weekday, n int) time.Time {
	return onOrAfter(civilDay(year, int(month), 1), day).AddDate(0, 0, 7*(n-1))
}

func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

func weekValue(t time.Time) string {
	year, week := t.ISOWeek()
	return four(year) + "-W" + two(week)
}

func isoWeekday(d time.Weekday) int { return (int(d)+6)%7 + 1 }

func daysIn(month int) int { return [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1] }

// two writes a number of two digits.
func two(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

// four writes a number of four digits.
func four(n int) string { return two(n/100) + two(n) }

// nearest returns the day that comes every year next to ref: not after it,
// or not before it for the future. What would lie the most of a year back lies
// ahead if nothing says that it is past.
func nearest(ref time.Time, aim tense, on func(year int) time.Time) time.Time {
	const soon = 120 * 24 * time.Hour
	t := on(ref.Year())
	switch {
	case aim == tenseFuture && t.Before(ref), aim == tensePresent && t.Before(ref) && on(ref.Year()+1).Sub(ref) < soon:
		return on(ref.Year() + 1)
	case aim == tensePast && t.After(ref), aim != tenseFuture && t.Sub(ref) > soon:
		return on(ref.Year() - 1)
	}
	return t
}

// shifted returns the day, week, month, year, … that lies n of them from t.
func shifted(t time.Time, n int, unit timeUnit) moment {
	n = max(min(n, 4000), -4000)
	var m moment
	switch unit.name {
	case "D":
		m = dayMoment(t.AddDate(0, 0, n))
	case "W":
		m = weekMoment(startOfDay(t).AddDate(0, 0, 7*n))
	case "M":
		m = monthMoment(civilDay(t.Year(), int(t.Month())+n, 1))
	case "Y":
		m = yearMoment(t.Year() + n)
	case "DE":
		m = yearMoment(t.Year() + 10*n)
		m.value, m.grain = m.value[:3], grainNone
	case "CE":
		m = yearMoment(t.Year() + 100*n)
		m.value, m.grain = m.value[:2], grainNone
	}
	if m.at.Year() < 1 || m.at.Year() > 9999 {
		return moment{value: unknownDate(unit)}
	}
	return m
}

// unknownDate returns the value of a date whose length alone is known.
func unknownDate(unit timeUnit) string {
	switch unit.name {
	case "D":
		return "XXXX-XX-XX"
	case "W":
		return "XXXX-WXX"
	case "M":
		return "XXXX-XX"
	case "DE":
		return "XXX"
	case "CE":
		return "XX"
	}
	return "XXXX"
}

// fromRef returns the date that lies n units behind publication.
func (r *timeReader) fromRef(n int, unit timeUnit) moment {
	if !r.ref.known() {
		return moment{value: unknownDate(unit)}
	}
	return shifted(r.ref.day, n, unit)
}

// refDay returns the day so many days behind that of publication.
func (r *timeReader) refDay(days int) moment { return r.fromRef(days, timeUnits["day"]) }

// clockDay returns the day that a time without one is of: the last one
// mentioned, if the report still speaks of it, else that of publication.
func (r *timeReader) clockDay() moment {
	const near = 8 * 24 * time.Hour
	if r.lastDay.dated() {
		if gap := r.ref.day.Sub(r.lastDay.at).Abs(); r.dayIsHere || r.ref.known() && gap <= near {
			return r.lastDay
		}
	}
	return r.refDay(0)
}

// morningDay returns the day that the small hours or a morning without one are
// of: that behind the evening or the night that was mentioned last.
func (r *timeReader) morningDay() moment {
	day := r.clockDay()
	if r.lastNight && day == r.lastDay {
		return dayMoment(day.at.AddDate(0, 0, 1))
	}
	return day
}
