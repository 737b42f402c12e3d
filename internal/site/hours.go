package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/figure"
	"collate/internal/xref"
)

// hours are the events of the timeline's drawing: those with clock times, of
// the stretch in which most of them lie.
type hours struct {
	start, end time.Time // full hours
	moments    []timed   // in the timeline's order
	left       int       // events with clock times that are not drawn
}

// A timed is an event and when its bars begin and end.
type timed struct {
	xref.Moment
	start, end time.Time
}

// What is drawn: events of two days at most, as many as a page can show, and
// not one alone.
const (
	longest    = 48 * time.Hour
	mostRows   = 40
	fewestRows = 2
)

// hours returns the events to draw, which may be too few.
func (p *plan) hours() hours {
	var all []timed
	for _, m := range p.moments {
		if m.Event.When.Known() && m.Event.When.Zoned {
			start, end := extentOf(m)
			all = append(all, timed{m, start, end})
		}
	}
	h := hours{moments: shortest(densest(all), mostRows)}
	h.left = len(all) - len(h.moments)
	for i, m := range h.moments {
		if i == 0 || m.start.Before(h.start) {
			h.start = m.start
		}
		if i == 0 || m.end.After(h.end) {
			h.end = m.end
		}
	}
	h.start, h.end = h.start.Truncate(time.Hour), h.end.Add(time.Hour-1).Truncate(time.Hour)
	return h
}

// densest returns the events within a stretch of the longest length, as many
// as any such stretch has, of the first of these stretches.
func densest(all []timed) []timed {
	var starts, ends []time.Time // of what is in one at all, sorted
	for _, m := range all {
		if m.end.Sub(m.start) <= longest {
			starts, ends = append(starts, m.start), append(ends, m.end)
		}
	}
	slices.SortFunc(starts, time.Time.Compare)
	slices.SortFunc(ends, time.Time.Compare)
	most, from := 0, time.Time{}
	for _, first := range all {
		// Whatever begins before it ends before its stretch does, too.
		before, _ := slices.BinarySearchFunc(starts, first.start, time.Time.Compare)
		behind, _ := slices.BinarySearchFunc(ends, first.start.Add(longest+1), time.Time.Compare)
		if n := behind - before; n > most || n == most && first.start.Before(from) {
			most, from = n, first.start
		}
	}
	var inside []timed
	for _, m := range all {
		if most > 0 && !m.start.Before(from) && !m.end.After(from.Add(longest)) {
			inside = append(inside, m)
		}
	}
	return inside
}

// shortest returns so many events at most, those whose times are known best,
// in the order of the list.
func shortest(list []timed, most int) []timed {
	if len(list) <= most {
		return list
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(list[i].end.Sub(list[i].start), list[j].end.Sub(list[j].start))
	})
	order = order[:most]
	slices.Sort(order)
	kept := make([]timed, most)
	for i, at := range order {
		kept[i] = list[at]
	}
	return kept
}

// extentOf returns when an event's bars begin and end.
func extentOf(m xref.Moment) (start, end time.Time) {
	start, end = collate.Stretch(m.Event.When)
	if m.Accounts.Verdict != collate.Disagree {
		return start, end
	}
	for _, a := range m.Event.Accounts {
		if !a.When.Known() || !a.When.Zoned {
			continue
		}
		from, till := collate.Stretch(a.When)
		if from.Before(start) {
			start = from
		}
		if till.After(end) {
			end = till
		}
	}
	return start, end
}

// hoursFigure draws the hours in which most events lie, and numbers these. It
// returns nil if there are too few.
func (s *sheet) hoursFigure() (*Drawing, map[corpus.ID]int) {
	h := s.hours()
	if len(h.moments) < fewestRows {
		return nil, nil
	}
	f := figure.Timeline{
		Head: figure.Head{
			Title: s.say("figure.hours", "from", s.instant(h.start), "to", s.instant(h.end), "zone", s.c.Site.Zones[0].Label),
			Desc:  s.say("figure.hours-shown"),
		},
		Start: h.start, End: h.end, Days: s.dayNames(),
	}
	for _, z := range s.c.Site.Zones {
		f.Zones = append(f.Zones, figure.Zone{Label: z.Label, Location: z.Location})
	}
	numbers := map[corpus.ID]int{}
	kinds := map[figure.Kind]bool{}
	for i, m := range h.moments {
		numbers[m.Event.ID] = i + 1
		row := figure.Row{
			Number: itoa(i + 1), Text: m.Event.Title, When: s.first(m.Event.When),
			Href: s.page(m.Event.ID), Bars: s.bars(m.Moment),
		}
		for _, b := range row.Bars {
			kinds[b.Kind] = true
		}
		f.Rows = append(f.Rows, row)
	}
	read := readOff(h.moments)
	if read != nil {
		f.At = read.When.Start
	}
	d := &Drawing{Caption: s.hoursCaption(h, kinds, read)}
	f.ID, f.Width = "hours_wide", wideFigure
	d.Wide = drawn(f.SVG())
	f.ID, f.Width = "hours_narrow", narrowFigure
	d.Narrow = drawn(f.SVG())
	return d, numbers
}

// dayNames are the ways to write a day, shortest first: "7", "Tue 7",
// "Tue 7 Jan", "Tuesday 7 January".
func (p *plan) dayNames() []func(time.Time) string {
	number := func(t time.Time) string { return p.say("time.day", "day", itoa(t.Day())) }
	short := func(t time.Time) string { return p.words.List("time.short-weekdays")[t.Weekday()] }
	return []func(time.Time) string{
		number,
		func(t time.Time) string { return p.say("time.weekday", "weekday", short(t), "date", number(t)) },
		func(t time.Time) string {
			date := p.say("time.day-month", "day", itoa(t.Day()), "month", p.shortMonth(t))
			return p.say("time.weekday", "weekday", short(t), "date", date)
		},
		func(t time.Time) string {
			return p.say("time.weekday", "weekday", p.words.List("time.weekdays")[t.Weekday()], "date", p.dayMonth(t))
		},
	}
}

// instant names an instant in the first zone: "Tuesday 7 January, 17:00".
func (p *plan) instant(t time.Time) string {
	t = t.In(p.c.Site.Zones[0].Location)
	names := p.dayNames()
	return p.say("time.clock", "date", names[len(names)-1](t), "hour", t.Format(hourLayout))
}

// readOff returns the event whose time is shown in every zone: of those known
// to the minute, or about, that of which most accounts are given. It returns
// nil if there is none.
func readOff(moments []timed) *corpus.Event {
	var best *corpus.Event
	for _, m := range moments {
		e := m.Event
		if kindOf(e.When) != figure.Span && (best == nil || len(e.Accounts) > len(best.Accounts)) {
			best = e
		}
	}
	return best
}

func (p *plan) hoursCaption(h hours, kinds map[figure.Kind]bool, read *corpus.Event) string {
	var caption []string
	if read != nil {
		caption = append(caption, p.readOffCaption(read))
	}
	if kinds[figure.Span] {
		caption = append(caption, p.say("figure.outlined"))
	}
	if kinds[figure.About] {
		caption = append(caption, p.say("figure.filled"))
	}
	if kinds[figure.Exact] {
		caption = append(caption, p.say("figure.diamond"))
	}
	if slices.ContainsFunc(h.moments, func(m timed) bool {
		return m.Accounts.Verdict == collate.Disagree
	}) {
		caption = append(caption, p.say("figure.clashes"))
	}
	if h.left > 0 {
		caption = append(caption, p.say("figure.not-drawn", "n", h.left))
	}
	return strings.Join(caption, " ")
}

// readOffCaption says what an event's time is in each zone.
func (p *plan) readOffCaption(e *corpus.Event) string {
	at, zones := e.When.Start, p.c.Site.Zones
	hour := p.about(e.When, at.In(zones[0].Location).Format(hourLayout))
	if len(zones) == 1 {
		return p.say("figure.line", "event", p.quoted(e.Title), "time", hour, "zone", zones[0].Label)
	}
	var others []string
	for _, z := range zones[1:] {
		others = append(others, p.elsewhere(at, z, zones[0]))
	}
	return p.say("figure.line-zones", "event", p.quoted(e.Title), "time", hour, "zone", zones[0].Label, "others", others)
}

// elsewhere says what time an instant is in a zone, and of what day, if not
// that of another.
func (p *plan) elsewhere(at time.Time, z, from corpus.Zone) string {
	here, there := at.In(z.Location), at.In(from.Location)
	hour := here.Format(hourLayout)
	switch a, b := here.Format(time.DateOnly), there.Format(time.DateOnly); {
	case a < b:
		return p.say("figure.zone-before", "zone", z.Label, "hour", hour)
	case a > b:
		return p.say("figure.zone-after", "zone", z.Label, "hour", hour)
	}
	return p.say("figure.zone", "zone", z.Label, "hour", hour)
}

func kindOf(w corpus.When) figure.Kind {
	switch {
	case w.Precision == corpus.Interval:
		return figure.Span
	case w.Approx:
		return figure.About
	}
	return figure.Exact
}

func barOf(w corpus.When) figure.Bar {
	start, end := collate.Stretch(w)
	return figure.Bar{Start: start, End: end, Kind: kindOf(w)}
}

// bars returns an event's time, or if its accounts clash theirs, one for those
// that give the same.
func (s *sheet) bars(m xref.Moment) []figure.Bar {
	if m.Accounts.Verdict != collate.Disagree {
		return []figure.Bar{barOf(m.Event.When)}
	}
	type group struct {
		bar             figure.Bar
		reports, others []*corpus.Article
	}
	var groups []group
	for i, a := range m.Event.Accounts {
		if !a.When.Known() || !a.When.Zoned {
			continue
		}
		bar := barOf(a.When)
		k := slices.IndexFunc(groups, func(g group) bool {
			return g.bar.Kind == bar.Kind && g.bar.Start.Equal(bar.Start) && g.bar.End.Equal(bar.End)
		})
		if k < 0 {
			k = len(groups)
			groups = append(groups, group{bar: bar})
		}
		g := &groups[k]
		g.reports = join(g.reports, articlesOf(s.x.Citations.Account(m.Event.ID, i)))
		for _, other := range m.Accounts.Clashes[i] {
			g.others = join(g.others, articlesOf(s.x.Citations.Account(m.Event.ID, other)))
		}
	}
	if len(groups) < 2 {
		return []figure.Bar{barOf(m.Event.When)}
	}
	var bars []figure.Bar
	for _, g := range groups {
		g.bar.Text = s.labels(g.reports)
		if g.others != nil {
			g.bar.Clash = true
			g.bar.Text = s.say("figure.clash", "n", len(g.reports), "reports", g.bar.Text, "others", lettersOf(g.others))
		}
		bars = append(bars, g.bar)
	}
	return bars
}

// join adds reports that are not in the list yet.
func join(list, more []*corpus.Article) []*corpus.Article {
	for _, a := range more {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

func lettersOf(reports []*corpus.Article) []string {
	list := make([]string, len(reports))
	for i, a := range reports {
		list[i] = a.Letter
	}
	return list
}
