package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
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
	Draft     bool            // nobody has read it through yet
	Times     []Time          // in each zone, without the year, which stands over it
	Precision string          // in words, "early hours"; may be ""
	Order     []template.HTML // which events it comes after and before
	Body      template.HTML
	State     string // "Accounts clash"; "" if fewer than two can be compared
	Clash     bool
	Accounts  []Account
	Claims    []ClaimInShort // about it
	Entities  []EntityLink   // places first
	Source    string         // URL of its Markdown
}

// An Account is how one report dates an event.
type Account struct {
	Printed template.HTML
	Times   []Time // what the words come to: in each zone, in short
	Clashes string // with whose accounts it does: "clashes with B and C"; may be ""
	Cites   template.HTML
}

// accountState is what the timeline calls a verdict on an event's accounts.
func (p *plan) accountState(v collate.Verdict) string {
	switch v {
	case collate.AllAgree:
		return p.say("timeline.agree")
	case collate.AllCompatible:
		return p.say("timeline.overlap")
	case collate.Disagree:
		return p.say("timeline.clash")
	}
	return ""
}

// timeline makes the page of all events, or several.
func (p *plan) timeline() []Page {
	zone := p.c.Site.Zones[0].Location
	texts := spanned(p.dated, func(m xref.Moment) string {
		if on, ok := collate.Day(m.Event.When, zone); ok {
			return p.say("time.date", "day", itoa(on.Day()), "month", p.shortMonth(on), "year", itoa(on.Year()))
		}
		return p.say("time.unknown")
	})
	pages := make([]Page, len(p.dated))
	from := 0
	for i, part := range p.dated {
		s := p.sheet(partPath(timelinePath, i+1))
		d := &Timeline{Lead: p.timelineLead(), Pager: s.pager(timelinePath, p.say("timeline.other-days"), texts, i+1)}
		var numbers map[corpus.ID]int
		if i == 0 {
			d.Hours, numbers = s.hoursFigure()
		}
		d.Days = s.days(from, from+len(part), numbers)
		from += len(part)
		d.Sources = s.sources()
		d.Jump = d.jump(p)
		a := about{
			heading: p.pageOf(p.say("menu.timeline"), i+1, len(texts)), menu: timelinePath,
			description: p.say("timeline.description", "n", len(p.moments)), schema: schema{Type: "CollectionPage"},
		}
		if i == 0 {
			a.kind, a.note = p.reportsCompared(), p.say("timeline.note", "n", len(p.moments))
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
	var above Day         // the heading
	ids := map[string]int{}
	for i, m := range s.moments[:to] {
		on, _ := collate.Day(m.Event.When, zone)
		var day Day
		day.Heading, day.Datetime = s.day(m.Event.When)
		switch {
		case !m.Event.When.Known():
			on = time.Time{}
			if s.sameDay(i, current) {
				on, day = current, above
			}
		case on.Before(current):
			on, day = current, above
		}
		current, above = on, day
		if i < from {
			continue
		}
		if n := len(days); n == 0 || days[n-1].Heading != day.Heading {
			day.ID = "on-" + cmp.Or(day.Datetime, "unknown")
			if ids[day.ID]++; ids[day.ID] > 1 {
				day.ID += "-" + itoa(ids[day.ID])
			}
			days = append(days, day)
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
	lead := []string{p.say("timeline.lead", "n", len(p.moments), "zone", labels[0])}
	if len(zones) > 1 {
		lead[0] = p.say("timeline.lead-zones", "n", len(p.moments), "zone", labels[0], "zones", labels)
	}
	placed, clashes := false, 0
	for _, m := range p.moments {
		placed = placed || !m.Event.When.Known() && len(m.Event.After)+len(m.Event.Before) > 0
		if m.Accounts.Verdict == collate.Disagree {
			clashes++
		}
	}
	if placed {
		lead = append(lead, p.say("timeline.placed"))
	}
	if clashes == 0 {
		lead = append(lead, p.say("timeline.no-clash"))
	} else {
		lead = append(lead, p.say("timeline.clashes", "n", clashes))
	}
	return strings.Join(lead, " ")
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
		Times: s.underDay(e.When), Precision: precision(e),
		Body: s.text(&e.Page), Source: s.to(sourcePath(e.ID), ""),
		State: s.accountState(m.Accounts.Verdict), Clash: m.Accounts.Verdict == collate.Disagree,
	}
	for _, n := range e.After {
		event.Order = append(event.Order, s.words.HTML("timeline.after", "event", s.linkTo(n.Event)))
	}
	for _, n := range e.Before {
		event.Order = append(event.Order, s.words.HTML("timeline.before", "event", s.linkTo(n.Event)))
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
	if a := event.Accounts; len(a) == 1 && slices.Equal(a[0].Times, event.Times) {
		a[0].Times = nil // which stand over it
	}
	for i := range s.x.Claims() {
		if c := &s.x.Claims()[i]; slices.Contains(c.Events, e.ID) {
			event.Claims = append(event.Claims, ClaimInShort{Link: Link{s.page(c.ID), c.Title}, State: s.verdict(c.Verdict)})
		}
	}
	for _, ids := range [][]corpus.ID{e.Places, e.People, e.Organisations} {
		event.Entities = append(event.Entities, s.byID(ids...)...)
	}
	return event
}

// linkTo makes a link to a page, for phrases.
func (s *sheet) linkTo(id corpus.ID) template.HTML {
	url, title := escaped(s.page(id)), escaped(s.x.Page(id).Title)
	return template.HTML(`<a href="` + url + `">` + title + "</a>") //nolint:gosec // both are escaped
}

// clashes says with whose accounts one of an event clashes: "clashes with B and
// C"; "" if with none. A report that gives two may clash with itself, which
// comes last.
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
		names = []string{s.say("timeline.other-reports", "n", len(names))}
	}
	if itself {
		names = append(names, s.say("timeline.itself"))
	}
	if names == nil {
		return ""
	}
	return s.say("timeline.clashes-with", "who", names)
}
