package site

import (
	"io"
	"iter"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/exchange"
)

const (
	bibTeXPath = "data/reports.bib"
	cslPath    = "data/reports.csl.json"
	beaconPath = "data/beacon.txt"
	slidesPath = "data/timeline.json"
)

func (p *plan) writeBibTeX(w io.Writer) error { return exchange.WriteBibTeX(w, p.references()) }
func (p *plan) writeCSL(w io.Writer) error    { return exchange.WriteCSL(w, p.references()) }

// references are the reports as they were published, in the order of their labels.
func (p *plan) references() iter.Seq[exchange.Reference] {
	return each(len(p.articles), func(i int) exchange.Reference {
		a := p.articles[i]
		r := exchange.Reference{
			Key: a.Slug, Title: headline(a), Authors: a.Byline, Publisher: a.Publisher, URL: a.URL, Note: a.Label,
		}
		if a.Date.Known() { // the day where it was written
			r.Date = a.Date.Start.Add(time.Duration(a.Date.Offset) * time.Second)
		}
		return r
	})
}

// hasBeacon reports whether there is a page with an address about an item of Wikidata.
func (p *plan) hasBeacon() bool {
	for range p.beacon() {
		return p.base != ""
	}
	return false
}

// beacon lists what has an item, by kind and slug.
func (p *plan) beacon() iter.Seq[exchange.BeaconLink] {
	return func(yield func(exchange.BeaconLink) bool) {
		for _, kind := range corpus.EntityKinds() {
			for _, e := range p.c.Entities(kind) {
				path, _ := p.pagePath(e.ID)
				if e.Wikidata != "" && !yield(exchange.BeaconLink{Item: e.Wikidata, Page: path, Count: p.x.Count(e.ID)}) {
					return
				}
			}
		}
	}
}

func (p *plan) writeBeacon(w io.Writer) error {
	return exchange.WriteBeacon(w, exchange.Beacon{
		Name: p.title(), Description: p.say("data.beacon-about"), Prefix: "http://www.wikidata.org/entity/", Target: p.base,
		Timestamp: p.edition(),
	}, p.beacon())
}

// writeTimeline writes the events of which the year is known, in the first zone,
// since a time of TimelineJS has none.
func (p *plan) writeTimeline(w io.Writer) error {
	about := ""
	if p.c.Story != nil {
		about = p.c.Story.Standfirst
	}
	return exchange.WriteTimeline(w, p.title(), about, func(yield func(exchange.Slide) bool) {
		for i := range p.moments {
			if e := p.moments[i].Event; e.When.Known() && !yield(p.slide(e)) {
				return
			}
		}
	})
}

func (p *plan) slide(e *corpus.Event) exchange.Slide {
	w := e.When
	s := exchange.Slide{
		ID: e.Slug, Headline: e.Title, Text: bodyText(&e.Page), When: p.first(w), URL: p.absolute(e.ID), Link: p.title(),
		Start: w.Start, Parts: parts(w.Raw), EndParts: parts(w.Raw),
	}
	if words := precision(e); words != "" {
		s.When += " (" + words + ")"
	}
	if w.Precision == corpus.Interval {
		from, to, _ := strings.Cut(w.Raw, "/")
		s.End, s.Parts, s.EndParts = w.End.Add(-time.Minute), parts(from), parts(to)
	}
	if clocked(w) {
		zone := p.c.Site.Zones[0].Location
		s.Start = s.Start.In(zone)
		if !s.End.IsZero() {
			s.End = s.End.In(zone)
		}
	}
	return s
}

// parts is how many parts of a time are written: year, month, day, hour and minute.
func parts(raw string) int {
	if strings.Contains(raw, "T") {
		return 5
	}
	return 3 - int(grainOf(raw))
}

// datedToYear counts the events of which the year is known.
func (p *plan) datedToYear() int {
	n := 0
	for i := range p.moments {
		if p.moments[i].Event.When.Known() {
			n++
		}
	}
	return n
}
