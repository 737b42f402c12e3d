package site

import (
	"strings"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
)

// A Time is an event's or a report's time as one zone shows it.
type Time struct {
	Datetime  string // of a time element; "" if the time is unknown
	Text      string // "8 January 2020, about 01:30"
	Until     string // the Datetime of the other end; "" unless the time has two
	UntilText string
	Zone      string // "Baghdad"; "" where none matters, as with a day
}

// times prints a time in each zone, or once if it is no finer than a day and
// so the same in all. A zero time gives nil.
func times(w corpus.When, zones []corpus.Zone) []Time {
	switch {
	case w.Precision == corpus.NoTime:
		return nil
	case !w.Known():
		return []Time{{Text: "time unknown"}}
	case !clocked(w):
		return []Time{dates(w)}
	}
	list := make([]Time, len(zones))
	for i, z := range zones {
		list[i] = clock(w, z)
	}
	return list
}

// inShort prints a time as times does, but of the zones only in the first and, there
// without the year, in the last.
func inShort(w corpus.When, zones []corpus.Zone) []Time {
	list := times(w, zones)
	if len(list) < 2 {
		return list
	}
	return append(list[:1:1], readings(w, w, zones[len(zones)-1:])...)
}

// underDay prints a time as times does, but in short if it is one of day, which
// stands under a heading with its year.
func underDay(w corpus.When, zones []corpus.Zone) []Time {
	if w.Known() && clocked(w) {
		return readings(w, w, zones)
	}
	return times(w, zones)
}

// readings prints what a report's words come to, as times does, but in short: a
// clock time goes without the year if it is that of the event, and without the
// date if it is that of the zone before. An unknown time gives nil.
func readings(w, event corpus.When, zones []corpus.Zone) []Time {
	if !w.Known() {
		return nil
	}
	list := times(w, zones)
	if !clocked(w) {
		return list
	}
	shown := "" // the date of the zone before
	for i := range list {
		t := &list[i]
		if year := w.Start.Year(); event.Known() && event.Start.Year() == year && w.End.Year() == year {
			t.Text = strings.Replace(t.Text, " "+itoa(year), "", 1)
			t.UntilText = strings.Replace(t.UntilText, " "+itoa(year), "", 1)
		}
		date, _, _ := strings.Cut(t.Text, ", ")
		switch {
		case strings.Contains(t.UntilText, ", "): // two dates
			shown = ""
		case date == shown:
			t.Text = strings.TrimPrefix(t.Text, date+", ")
		default:
			shown = date
		}
	}
	return list
}

// circa is what stands before an approximate time.
func circa(w corpus.When) string {
	if w.Approx {
		return "about "
	}
	return ""
}

// clock prints a time of day, or two, in a zone.
func clock(w corpus.When, z corpus.Zone) Time {
	const date, hour, machine = "2 January 2006", "15:04", "2006-01-02T15:04Z07:00"
	from := w.Start.In(z.Location)
	t := Time{
		Zone: z.Label, Datetime: from.Format(machine),
		Text: printed(from, date) + ", " + circa(w) + from.Format(hour),
	}
	if w.Precision != corpus.Interval {
		return t
	}
	to := w.End.Add(-time.Minute).In(z.Location)
	if to.Equal(from) {
		return t
	}
	t.Until, t.UntilText = to.Format(machine), to.Format(hour)
	switch {
	case from.YearDay() == to.YearDay() && from.Year() == to.Year():
	case from.Year() == to.Year():
		t.Text = from.Format("2 January") + ", " + circa(w) + from.Format(hour)
		fallthrough
	default:
		t.UntilText = printed(to, date+", "+hour)
	}
	return t
}

// dates prints a day, month or year, or two.
func dates(w corpus.When) Time {
	from, to, both := strings.Cut(w.Raw, "/")
	layout, machine := layouts(from)
	t := Time{Datetime: w.Start.Format(machine), Text: circa(w) + printed(w.Start, layout)}
	if both && strings.TrimSuffix(from, "~") != strings.TrimSuffix(to, "~") {
		layout, machine := layouts(to)
		last := w.End.Add(-time.Minute)
		t.Until, t.UntilText = last.Format(machine), printed(last, layout)
		t.Text = shorten(t.Text, t.UntilText)
	}
	return t
}

// printed formats a time for people, who write years without leading zeros.
func printed(t time.Time, layout string) string {
	s := t.Format(layout)
	if t.Year() < 1000 {
		s = strings.Replace(s, t.Format("2006"), itoa(t.Year()), 1)
	}
	return s
}

// shorten leaves out of the first of two dates what it has in common with the
// second at its end: the year, or month and year.
func shorten(from, to string) string {
	a, b := strings.Split(from, " "), strings.Split(to, " ")
	for len(a) > 1 && len(b) > 1 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return strings.Join(a, " ")
}

// clocked says whether a time has hours and minutes, or an interval's ends
// have.
func clocked(w corpus.When) bool { return strings.Contains(w.Raw, "T") }

// layouts returns how a date is printed that was written as raw: "2003",
// "2018-12" or "2020-01-08", each perhaps with a ~.
func layouts(raw string) (people, machine string) {
	switch len(strings.TrimSuffix(raw, "~")) {
	case len("2006"):
		return "2006", "2006"
	case len("2006-01"):
		return "January 2006", "2006-01"
	}
	return "2 January 2006", "2006-01-02"
}

// first prints a time in the first zone only, as one string with its zone:
// "8 January 2020, 01:30 Baghdad". A zero time gives "".
func first(w corpus.When, zones []corpus.Zone) string {
	list := times(w, zones)
	if len(list) == 0 {
		return ""
	}
	return list[0].String()
}

// String prints the time in one line.
func (t Time) String() string {
	s := t.Text
	if t.UntilText != "" {
		s += " to " + t.UntilText
	}
	if t.Zone != "" {
		s += " " + t.Zone
	}
	return s
}

// day returns the heading under which the timeline puts a time, and its
// machine form: its day in the first zone, or the month, year or interval of
// them where no day is known.
func day(w corpus.When, zones []corpus.Zone) (heading, datetime string) {
	if !w.Known() {
		return "Time unknown", ""
	}
	if at, known := collate.Day(w, zones[0].Location); known {
		return printed(at, "Monday 2 January 2006"), at.Format("2006-01-02")
	}
	t := dates(w)
	return strings.TrimPrefix(t.String(), "about "), t.Datetime
}
