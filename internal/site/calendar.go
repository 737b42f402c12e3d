package site

import (
	"io"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/exchange"
	"collate/internal/xref"
)

const calendarPath = "data/events.ics"

// datedMoments are the events of which the day is known, or the days between
// which they were, in the order of the timeline.
func (p *plan) datedMoments() []*xref.Moment {
	var list []*xref.Moment
	for i := range p.moments {
		if w := p.moments[i].Event.When; w.Known() && isFine(w) {
			list = append(list, &p.moments[i])
		}
	}
	return list
}

// isFine reports whether a time is known to the day, at both ends.
func isFine(w corpus.When) bool {
	from, to, both := strings.Cut(w.Raw, "/")
	return clocked(w) || grainOf(from) == days && (!both || grainOf(to) == days)
}

// writeCalendar writes the events of which the day is known as a calendar. Its
// date is the edition's, since a build reads no clock.
func (p *plan) writeCalendar(w io.Writer) error {
	dated := p.datedMoments()
	c := exchange.Calendar{
		Name: p.title(), Description: p.say("data.calendar-about") + p.undated(len(dated)), URL: p.base, Stamp: p.stamp(),
	}
	return exchange.WriteCalendar(w, c, each(len(dated), func(i int) exchange.Occasion {
		return p.occasion(dated[i].Event)
	}))
}

// undated says how many events are left out of a file that has so many.
func (p *plan) undated(dated int) string {
	if n := len(p.moments) - dated; n > 0 {
		return " " + p.say("data.undated", "n", n)
	}
	return ""
}

// stamp is when the explainer last changed, as far as it says so.
func (p *plan) stamp() time.Time {
	t, err := time.Parse(time.RFC3339, p.newest)
	if err != nil {
		return time.Unix(0, 0).UTC()
	}
	return t.UTC()
}

func (p *plan) occasion(e *corpus.Event) exchange.Occasion {
	o := exchange.Occasion{
		UID: p.stableID(e.ID), Summary: e.Title, Start: e.When.Start, End: e.When.End, Days: !clocked(e.When),
		URL: p.absolute(e.ID), Description: p.eventNote(e),
	}
	var names []string
	for _, id := range e.Places {
		place := p.x.Entity(id)
		names = append(names, place.Title)
		if at := place.Coordinates; at != nil && len(e.Places) == 1 {
			o.At = &exchange.Point{Lat: at.Lat, Lon: at.Lon}
		}
	}
	o.Location = strings.Join(names, ", ")
	return o
}

// eventNote says when an event was, as exactly as that is known, and what its
// page says of it.
func (p *plan) eventNote(e *corpus.Event) string {
	note := p.first(e.When)
	if words := precision(e); words != "" {
		note += " (" + words + ")"
	}
	if text := bodyText(&e.Page); text != "" {
		note += "\n" + text
	}
	return note
}

// bodyText returns a page's text without its markup, an empty line between
// paragraphs.
func bodyText(page *corpus.Page) string {
	var text string
	if page.Body != nil {
		for _, b := range page.Body.Blocks {
			text = strings.TrimSpace(text + "\n\n" + b.Text)
		}
	}
	return text
}

// stableID names a content file's page in the whole world, the same in every
// build: by its address, or without a base URL by the explainer's title.
func (p *plan) stableID(id corpus.ID) string {
	if p.base == "" {
		return exchange.StableID(p.title(), string(id))
	}
	return exchange.StableID(p.base, string(id))
}
