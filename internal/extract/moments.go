package extract

import "time"

// A timeRef is when a report was published.
type timeRef struct {
	day   time.Time // at 00:00; zero if unknown
	hour  int       // -1 if unknown
	clock string    // "15:04"; "" if unknown
}

func (r timeRef) known() bool { return !r.day.IsZero() }

func parseTimeRef(s string) timeRef {
	if len(s) < len("2006-01-02") {
		return timeRef{hour: -1}
	}
	day, err := time.Parse("2006-01-02", s[:len("2006-01-02")])
	if err != nil || day.Year() < 1 {
		return timeRef{hour: -1}
	}
	ref := timeRef{day: day, hour: -1}
	if len(s) >= len("2006-01-02T15:04") {
		if t, err := time.Parse("15:04", s[len("2006-01-02T"):len("2006-01-02T15:04")]); err == nil {
			ref.hour, ref.clock = t.Hour(), t.Format("15:04")
		}
	}
	return ref
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

func dayMoment(t time.Time) moment {
	return moment{value: t.Format("2006-01-02"), at: t, grain: grainDay}
}

func weekMoment(t time.Time) moment {
	t = monday(t)
	return moment{value: weekValue(t), at: t, grain: grainWeek}
}

func monthMoment(t time.Time) moment {
	t = time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	return moment{value: t.Format("2006-01"), at: t, grain: grainMonth}
}

func yearMoment(year int) moment {
	t := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	return moment{value: t.Format("2006"), at: t, grain: grainYear}
}

// civilDay returns a day as a rule does, if the calendar has it.
func civilDay(year, month, day, next, i int) (moment, int, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1000 || year > 2999 || month < 1 || month > 12 || t.Day() != day {
		return moment{}, i, false
	}
	return dayMoment(t), next, true
}

func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

func weekValue(t time.Time) string {
	year, week := t.ISOWeek()
	return four(year) + "-W" + two(week)
}

func isoWeekday(d time.Weekday) int { return (int(d)+6)%7 + 1 }

func nthWeekday(year int, month time.Month, day time.Weekday, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (int(day)-int(first.Weekday())+7)%7+7*(n-1))
}

func daysIn(month int) int { return [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1] }

func two(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

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
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	var m moment
	switch unit.name {
	case "D":
		m = dayMoment(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).AddDate(0, 0, n))
	case "W":
		m = weekMoment(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*n))
	case "M":
		m = monthMoment(first.AddDate(0, n, 0))
	case "Y":
		m = yearMoment(t.Year() + n)
	case "DE":
		m = yearMoment(t.Year() + 10*n)
		m.value, m.grain = m.value[:min(3, len(m.value))], grainNone
	case "CE":
		m = yearMoment(t.Year() + 100*n)
		m.value, m.grain = m.value[:min(2, len(m.value))], grainNone
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

// refDay returns the day so many days from that of publication.
func (r *timeReader) refDay(days int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-XX-XX"}
	}
	return dayMoment(r.ref.day.AddDate(0, 0, days))
}

// clockDay returns the day that a time without one is of: the last one
// mentioned, if the report still speaks of it, else that of publication.
func (r *timeReader) clockDay() moment {
	const near = 8 * 24 * time.Hour
	if r.lastDay.grain != grainNone {
		if gap := r.ref.day.Sub(r.lastDay.at).Abs(); r.dayIsHere || r.ref.known() && gap <= near {
			return r.lastDay
		}
	}
	if r.ref.known() {
		return dayMoment(r.ref.day)
	}
	return moment{value: "XXXX-XX-XX"}
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
