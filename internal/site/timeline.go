package site

import (
	"html/template"
	"slices"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/xref"
)

// A Timeline is the data of timeline.html.
type Timeline struct {
	Frame
	Lead    string
	Jump    []Link   // the days; nil if they are few
	Hours   *Drawing // nil if too few events have clock times
	Days    []Day
	Pager   Pager
	Sources []SourceGroup
}

// A Day is what happened on one day, or in a month or year of which no day is
// known, or what stands in between without a time.
type Day struct {
	ID       string
	Heading  string // "Wednesday 8 January 2020", "Time unknown"
	Datetime string // of a time element; "" if unknown
	Events   []Event
}

// An Event is one happening in the timeline.
type Event struct {
	ID        string
	Number    int // in the drawing; 0 if it is not drawn
	Title     string
	Draft     bool   // nobody has read it through yet
	Times     []Time // in each zone
	Precision string // in words, "early hours"; may be ""
	Order     []Neighbour
	Body      template.HTML
	State     string // "Accounts clash"; "" if fewer than two can be compared
	Clash     bool
	Accounts  []Account
	Claims    []ClaimInShort // about it
	Entities  []EntityLink   // places first
	Source    string         // URL of its Markdown
}

// A Neighbour is an event that another is said to come after or before.
type Neighbour struct {
	Word string // "after" or "before"
	Link
}

// An Account is how one report dates an event.
type Account struct {
	Printed template.HTML
	Times   []Time // what the words come to: in each zone, in short
	Clashes string // with whose accounts it does: "B and C"
	Cites   template.HTML
}

// accountState is what the timeline calls a verdict on an event's accounts.
func accountState(v collate.Verdict) string {
	switch v {
	case collate.AllAgree:
		return "Accounts agree"
	case collate.AllCompatible:
		return "Accounts overlap"
	case collate.Disagree:
		return "Accounts clash"
	}
	return ""
}

// timeline makes the page of all events, or several.
func (p *plan) timeline() []Page {
	zone := p.c.Site.Zones[0].Location
	texts := spanned(p.dated, func(m xref.Moment) string {
		if on, ok := collate.Day(m.Event.When, zone); ok {
			return on.Format("2 Jan 2006")
		}
		return "time unknown"
	})
	pages := make([]Page, len(p.dated))
	from := 0
	for i, part := range p.dated {
		s := p.sheet(partPath(timelinePath, i+1))
		d := &Timeline{Lead: p.timelineLead(), Pager: s.pager(timelinePath, "Days on other pages", texts, i+1)}
		var numbers map[corpus.ID]int
		if i == 0 {
			d.Hours, numbers = s.hoursFigure()
		}
		d.Days = s.days(from, from+len(part), numbers)
		from += len(part)
		d.Sources = s.sources()
		d.Jump = d.jump()
		a := about{
			heading: "Timeline" + pageOf(i+1, len(texts)), menu: timelinePath,
			description: capital(counted(len(p.moments), "event", "events")) +
				" in order of time, with the reports that tell of each; where accounts clash, all are given.",
			schema: schema{Type: "CollectionPage"},
		}
		if i == 0 {
			a.kind, a.note = p.reportsCompared(), counted(len(p.moments), "event", "events")
			a.schema = p.eventList(p.moments)
		}
		d.Frame = s.frame(a)
		pages[i] = Page{s.path, "timeline.html", d}
	}
	return pages
}

// wholeTimeline is the size of a timeline, without its drawing, up to which it
// stands on one page.
const wholeTimeline = 120_000

// cutTimeline says which events stand on which page.
func (p *plan) cutTimeline() {
	p.dated, p.eventPart = cutOver(wholeTimeline, p.moments, p.eventSize), map[corpus.ID]int{}
	for n, part := range p.dated {
		for _, m := range part {
			p.eventPart[m.Event.ID] = n + 1
		}
	}
}

// eventSize estimates how many bytes of HTML an event takes, with its sources.
func (p *plan) eventSize(m xref.Moment) int {
	e := m.Event
	n := 600 + len(e.Source) + 150*(len(e.Places)+len(e.People)+len(e.Organisations)) + 200*len(e.Accounts)
	return n + 350*len(p.eventRefs(e))
}

// days puts the events from one to before another of the timeline under
// headings, in its order. An event that stands behind those of a later day,
// since a report says so, is put under that day; one without a time is, if both
// its neighbours stand there. numbers are those of the drawing, if the page has
// it.
func (s *sheet) days(from, to int, numbers map[corpus.ID]int) []Day {
	zone := s.c.Site.Zones[0].Location
	var days []Day
	var current time.Time // the day of the heading; zero if the time is unknown
	above := ""           // the heading
	ids := map[string]int{}
	for i, m := range s.moments[:to] {
		on, _ := collate.Day(m.Event.When, zone)
		heading, datetime := s.day(m.Event.When)
		switch {
		case !m.Event.When.Known():
			on = time.Time{}
			if s.sameDay(i, current) {
				on, heading = current, above
			}
		case on.Before(current):
			on, heading = current, above
		}
		current, above = on, heading
		if i < from {
			continue
		}
		if n := len(days); n == 0 || days[n-1].Heading != heading {
			id := "on-" + anchor(heading)
			if ids[id]++; ids[id] > 1 {
				id += "-" + itoa(ids[id])
			}
			days = append(days, Day{ID: id, Heading: heading, Datetime: datetime})
		}
		last := &days[len(days)-1]
		event := s.event(m)
		event.Number = numbers[m.Event.ID]
		last.Events = append(last.Events, event)
	}
	return days
}

// sameDay reports whether the next event with a time, from the one at i, is of
// the day.
func (s *sheet) sameDay(i int, of time.Time) bool {
	for _, m := range s.moments[i:] {
		if m.Event.When.Known() {
			on, _ := collate.Day(m.Event.When, s.c.Site.Zones[0].Location)
			return !on.After(of)
		}
	}
	return false
}

// timelineLead says what the list holds and whose days it goes by.
func (p *plan) timelineLead() string {
	zones := p.c.Site.Zones
	labels := make([]string, len(zones))
	for i, z := range zones {
		labels[i] = z.Label
	}
	lead := capital(counted(len(p.moments), "event", "events")) + ", in order of time. Days are those of " + labels[0]
	if len(zones) > 1 {
		lead += ", and times are given for " + listed(labels)
	}
	lead += ". "
	placed, clashes := false, 0
	for _, m := range p.moments {
		placed = placed || !m.Event.When.Known() && len(m.Event.After)+len(m.Event.Before) > 0
		if m.Accounts.Verdict == collate.Disagree {
			clashes++
		}
	}
	if placed {
		lead += "What has no time stands where reports put it, after or before another event. "
	}
	if clashes == 0 {
		return lead + "No two accounts of an event give times that clash."
	}
	return lead + "Accounts of " + counted(clashes, "event", "events") + " give times that clash; each account is shown."
}

// precision says in words how exactly an event's time is known, where the time
// itself does not show it.
func precision(e *corpus.Event) string {
	switch e.Precision {
	case "minute", "day", "month", "year":
		return ""
	}
	return e.Precision
}

func (s *sheet) event(m xref.Moment) Event {
	e := m.Event
	event := Event{
		ID: s.anchored(timelinePath, eventID(e.Slug)), Title: e.Title, Draft: e.Draft,
		Times: s.times(e.When), Precision: precision(e),
		Body: s.text(&e.Page), Source: s.to(sourcePath(e.ID), ""),
		State: accountState(m.Accounts.Verdict), Clash: m.Accounts.Verdict == collate.Disagree,
	}
	for _, n := range e.After {
		event.Order = append(event.Order, s.ordered("after", n.Event))
	}
	for _, n := range e.Before {
		event.Order = append(event.Order, s.ordered("before", n.Event))
	}
	for i, a := range e.Accounts {
		event.Accounts = append(event.Accounts, Account{
			Printed: s.accountOf(e, i), Times: s.readings(a.When, e.When), Clashes: s.clashes(m, i),
			//nolint:gosec // cite escapes
			Cites: template.HTML(s.cite(s.x.Citations.Account(e.ID, i), e.Title+" "+a.Printed, func(ref int) string {
				return citeID(&e.Page, -1, i, ref)
			})),
		})
	}
	for i := range s.x.Claims() {
		if c := &s.x.Claims()[i]; slices.Contains(c.Events, e.ID) {
			event.Claims = append(event.Claims, ClaimInShort{Link: Link{s.page(c.ID), c.Title}, State: claimed[c.Verdict].state})
		}
	}
	for _, ids := range [][]corpus.ID{e.Places, e.People, e.Organisations} {
		event.Entities = append(event.Entities, s.byID(ids...)...)
	}
	return event
}

func (s *sheet) ordered(word string, id corpus.ID) Neighbour {
	return Neighbour{word, Link{s.page(id), s.x.Page(id).Title}}
}

// clashes says with whose accounts one of an event clashes: "B and C". A report
// that gives two may clash with itself, which comes last.
func (s *sheet) clashes(m xref.Moment, account int) string {
	own := articlesOf(s.x.Citations.Account(m.Event.ID, account))
	var others []*corpus.Article
	for _, other := range m.Accounts.Clashes[account] {
		others = append(others, articlesOf(s.x.Citations.Account(m.Event.ID, other))...)
	}
	var names []string
	itself := false
	for _, a := range s.articles {
		switch {
		case !slices.Contains(others, a):
		case slices.Contains(own, a):
			itself = true
		default:
			names = append(names, a.Letter)
		}
	}
	if len(names) > fewReports {
		names = []string{grouped(len(names)) + " other reports"}
	}
	if itself {
		names = append(names, "itself")
	}
	return listed(names)
}
