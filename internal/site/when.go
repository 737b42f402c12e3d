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
	To        string // what stands between the two ends: " to "; "" unless the time has two
	Until     string // the Datetime of the other end
	UntilText string
	Zone      string // "Baghdad"; "" where none matters, as with a day
}

// times prints a time in each zone, or once if it is no finer than a day and
// so the same in all. A zero time gives nil.
func (p *plan) times(w corpus.When) []Time {
	switch {
	case w.Precision == corpus.NoTime:
		return nil
	case !w.Known():
		return []Time{{Text: p.say("time.unknown")}}
	case !clocked(w):
		return []Time{p.dates(w)}
	}
	list := make([]Time, len(p.c.Site.Zones))
	for i, z := range p.c.Site.Zones {
		list[i] = p.clock(w, z, p.date)
	}
	return list
}

// twoZones prints a time as times does, but of the zones only in the first and, there
// without the year, in the last.
func (p *plan) twoZones(w corpus.When) []Time {
	list, zones := p.times(w), p.c.Site.Zones
	if len(list) < 2 {
		return list
	}
	return append(list[:1:1], p.readingsIn(w, w, zones[len(zones)-1:])...)
}

// underDay prints a time as times does, but in short if it is one of day, which
// stands under a heading with its year.
func (p *plan) underDay(w corpus.When) []Time {
	if w.Known() && clocked(w) {
		return p.readings(w, w)
	}
	return p.times(w)
}

// readings prints what a report's words come to, as times does, but in short: a
// clock time goes without the year if it is that of the event, and without the
// date if it is that of the zone before. An unknown time gives nil.
func (p *plan) readings(w, event corpus.When) []Time {
	return p.readingsIn(w, event, p.c.Site.Zones)
}

func (p *plan) readingsIn(w, event corpus.When, zones []corpus.Zone) []Time {
	if !w.Known() {
		return nil
	}
	if !clocked(w) {
		return p.times(w)
	}
	write := p.date
	if year := w.Start.Year(); event.Known() && event.Start.Year() == year && w.End.Year() == year {
		write = p.dateBut(year)
	}
	list := make([]Time, len(zones))
	shown := "" // the date of the zone before
	for i, z := range zones {
		list[i] = p.clock(w, z, write)
		from, to := bounds(w, z)
		on := p.date(from)
		switch {
		case on != p.date(to):
			on = ""
		case on == shown:
			list[i] = p.clock(w, z, nil)
		}
		shown = on
	}
	return list
}

// about puts before an approximate time that it is one.
func (p *plan) about(w corpus.When, t string) string {
	if w.Approx {
		return p.say("time.about", "time", t)
	}
	return t
}

// bounds returns a clock time's two ends in a zone; the later is the last minute,
// and the earlier itself if the time is no interval.
func bounds(w corpus.When, z corpus.Zone) (from, to time.Time) {
	from = w.Start.In(z.Location)
	if w.Precision != corpus.Interval {
		return from, from
	}
	return from, w.End.Add(-time.Minute).In(z.Location)
}

const hourLayout = "15:04"

// clock prints a time of day, or two, in a zone. Without a way to write the
// date there is none, and the two must be of one day.
func (p *plan) clock(w corpus.When, z corpus.Zone, date func(time.Time) string) Time {
	const machine = "2006-01-02T15:04Z07:00"
	at := func(t time.Time, date func(time.Time) string, hour string) string {
		if date == nil {
			return hour
		}
		return p.say("time.clock", "date", date(t), "hour", hour)
	}
	from, to := bounds(w, z)
	hour := p.about(w, from.Format(hourLayout))
	t := Time{Zone: z.Label, Datetime: from.Format(machine), Text: at(from, date, hour)}
	if to.Equal(from) {
		return t
	}
	t.To, t.Until, t.UntilText = p.say("time.to"), to.Format(machine), to.Format(hourLayout)
	switch {
	case from.Year() != to.Year():
		t.UntilText = at(to, date, t.UntilText)
	case from.YearDay() != to.YearDay():
		t.Text, t.UntilText = at(from, p.dayMonth, hour), at(to, date, t.UntilText)
	}
	return t
}

// dates prints a day, month or year, or two.
func (p *plan) dates(w corpus.When) Time {
	from, to, both := strings.Cut(w.Raw, "/")
	grain := grainOf(from)
	t := Time{Datetime: w.Start.Format(grain.layout()), Text: p.about(w, p.printed(w.Start, grain))}
	if both && strings.TrimSuffix(from, "~") != strings.TrimSuffix(to, "~") {
		last, end := w.End.Add(-time.Minute), grainOf(to)
		t.To, t.Until, t.UntilText = p.say("time.to"), last.Format(end.layout()), p.printed(last, end)
		if grain == end {
			t.Text = p.about(w, p.before(w.Start, last, grain))
		}
	}
	return t
}

// before prints the first of two dates without what it has in common with the
// second: the year, or month and year.
func (p *plan) before(from, to time.Time, g grain) string {
	switch {
	case from.Year() != to.Year() || g == years:
		return p.printed(from, g)
	case g == months:
		return p.month(from)
	case from.Month() == to.Month():
		return p.say("time.day", "day", itoa(from.Day()))
	}
	return p.dayMonth(from)
}

// clocked says whether a time has hours and minutes, or an interval's ends
// have.
func clocked(w corpus.When) bool { return strings.Contains(w.Raw, "T") }

// A grain is how fine a date is.
type grain int

const (
	days grain = iota
	months
	years
)

// layout returns how machines write a date, as package time has it.
func (g grain) layout() string { return [...]string{"2006-01-02", "2006-01", "2006"}[g] }

// grainOf returns how fine a date is that was written as raw: "2003",
// "2018-12" or "2020-01-08", each perhaps with a ~.
func grainOf(raw string) grain {
	switch len(strings.TrimSuffix(raw, "~")) {
	case len("2006"):
		return years
	case len("2006-01"):
		return months
	}
	return days
}

// printed prints a date as fine as it is.
func (p *plan) printed(t time.Time, g grain) string {
	switch g {
	case years:
		return itoa(t.Year())
	case months:
		return p.say("time.month", "month", p.month(t), "year", itoa(t.Year()))
	}
	return p.date(t)
}

// date prints a day: "8 January 2020".
func (p *plan) date(t time.Time) string {
	return p.say("time.date", "day", itoa(t.Day()), "month", p.month(t), "year", itoa(t.Year()))
}

// dateBut prints days without their year if it is the one that goes without
// saying.
func (p *plan) dateBut(year int) func(time.Time) string {
	return func(t time.Time) string {
		if t.Year() == year {
			return p.dayMonth(t)
		}
		return p.date(t)
	}
}

// dayMonth prints a day without its year: "8 January".
func (p *plan) dayMonth(t time.Time) string {
	return p.say("time.day-month", "day", itoa(t.Day()), "month", p.month(t))
}

func (p *plan) month(t time.Time) string { return p.words.List("time.months")[t.Month()-1] }

func (p *plan) shortMonth(t time.Time) string { return p.words.List("time.short-months")[t.Month()-1] }

// first prints a time in the first zone only, as one string with its zone:
// "8 January 2020, 01:30 Baghdad". A zero time gives "".
func (p *plan) first(w corpus.When) string { return first(p.times(w)) }

// first is plan.first of what times returned.
func first(list []Time) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].String()
}

// brief prints a time in the first zone, without the zone's name and without
// the year where there is a time of day.
func (p *plan) brief(w corpus.When) string {
	list := p.times(w)
	if len(list) == 0 {
		return ""
	}
	t := list[0]
	if clocked(w) {
		zone := p.c.Site.Zones[0]
		t = p.clock(w, zone, p.dateBut(w.Start.In(zone.Location).Year()))
	}
	return t.Text + t.To + t.UntilText
}

// String prints the time in one line.
func (t Time) String() string {
	s := t.Text + t.To + t.UntilText
	if t.Zone != "" {
		s += " " + t.Zone
	}
	return s
}

// day returns the heading under which the timeline puts a time, and its
// machine form: its day in the first zone, or the month, year or interval of
// them where no day is known.
func (p *plan) day(w corpus.When) (heading, datetime string) {
	if !w.Known() {
		return p.say("time.unknown-day"), ""
	}
	if at, known := collate.Day(w, p.c.Site.Zones[0].Location); known {
		weekday := p.words.List("time.weekdays")[at.Weekday()]
		return p.say("time.weekday", "weekday", weekday, "date", p.date(at)), at.Format("2006-01-02")
	}
	w.Approx = false
	t := p.dates(w)
	return t.String(), t.Datetime
}
