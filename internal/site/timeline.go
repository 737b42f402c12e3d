package site

import (
	"cmp"
	"html/template"
	"slices"

	"collate/internal/corpus"
	"collate/internal/xref"
)

// A Timeline is the data of timeline.html.
type Timeline struct {
	Frame
	Lead    string
	Days    []Day
	Sources []SourceGroup
}

// A Day is what happened on one day, or in a month or year of which no day is
// known.
type Day struct {
	ID       string
	Heading  string // "Wednesday 8 January 2020"; "Time unknown" for the last
	Datetime string // of a time element; "" if unknown
	Events   []Event
}

// An Event is one happening in the timeline.
type Event struct {
	ID        string
	Title     string
	Draft     bool   // nobody has read it through yet
	Times     []Time // in each zone
	Precision string // in words, "early hours"; may be ""
	Body      template.HTML
	State     string // "Accounts differ"; "" if they do not
	Accounts  []Account
	Claims    []ClaimInShort // about it
	Entities  []EntityLink   // places first
	Source    string         // URL of its Markdown
}

// An Account is how one report dates an event.
type Account struct {
	Printed string
	Reading string // the time that the words come to, in the first zone, if it is not the event's; else ""
	Cites   template.HTML
}

func (p *plan) timeline() Page {
	s := p.sheet(timelinePath)
	d := &Timeline{Lead: p.timelineLead()}
	at := map[string]int{} // of a heading in d.Days
	for _, m := range p.moments {
		heading, datetime := day(m.Event.When, p.c.Site.Zones)
		i, ok := at[heading]
		if !ok {
			i = len(d.Days)
			at[heading] = i
			d.Days = append(d.Days, Day{ID: "on-" + anchor(heading), Heading: heading, Datetime: datetime})
		}
		d.Days[i].Events = append(d.Days[i].Events, s.event(m))
	}
	// Events without a time of day begin at midnight UTC, so days of another
	// zone may come out of order.
	slices.SortStableFunc(d.Days, func(a, b Day) int {
		const last = "~" // after any date: the unknown
		return compare(cmp.Or(a.Datetime, last), cmp.Or(b.Datetime, last))
	})
	d.Sources = s.sources()
	d.Frame = s.frame(about{
		heading: "Timeline",
		description: capital(counted(len(p.moments), "event", "events")) +
			" in order of time, with the reports that tell of each; where accounts clash, all are given.",
		schema: schema{Type: "CollectionPage"},
	})
	return Page{timelinePath, "timeline.html", d}
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
	clashes := 0
	for _, m := range p.moments {
		if m.Clash {
			clashes++
		}
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
		ID: eventID(e.Slug), Title: e.Title, Draft: e.Draft, Times: times(e.When, s.c.Site.Zones), Precision: precision(e),
		Body: s.text(&e.Page), Source: s.to(sourcePath(e.ID), ""),
	}
	if m.Clash {
		event.State = "Accounts differ"
	}
	for i, a := range e.Accounts {
		reading := "" // what the words come to, where that is not the event's own time
		if a.When.Known() && a.When.Raw != e.When.Raw {
			reading = first(a.When, s.c.Site.Zones)
		}
		event.Accounts = append(event.Accounts, Account{
			Printed: a.Printed, Reading: reading,
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
