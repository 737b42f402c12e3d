package site

import (
	"io"
	"strconv"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/exchange"
)

const thingsPath = "data/entities.ftm.json"

// thingID is a content file's id among the entities of FollowTheMoney, which have
// no slash: "people.jane-doe".
func thingID(id corpus.ID) string { return strings.Replace(string(id), "/", ".", 1) }

func thingIDs(list []corpus.ID) []string {
	ids := make([]string, len(list))
	for i, id := range list {
		ids[i] = thingID(id)
	}
	return ids
}

// thingSchema is what an entity is in FollowTheMoney.
func thingSchema(e *corpus.Entity) string {
	switch e.Kind {
	case corpus.People:
		return "Person"
	case corpus.Places:
		return "Address"
	}
	return "Organization"
}

// writeThings writes reports, people, places, organisations and events as entities
// of FollowTheMoney, and which is a part or a member of which. What a report mentions
// is a Mention, and a Documentation for a place, since a Mention knows none.
func (p *plan) writeThings(w io.Writer) error {
	t := exchange.NewThings(w)
	for _, a := range p.articles {
		t.Begin(thingID(a.ID), "Article")
		t.Property("title", headline(a))
		t.Property("name", headline(a))
		t.Property("fileName", a.Slug+".md")
		t.Property("author", a.Byline...)
		t.Property("publisher", a.Publisher)
		t.Property("publishedAt", thingDate(a.Date.Start, a.Date))
		t.Property("sourceUrl", a.URL, p.absolute(a.ID))
		t.Property("summary", a.Label)
		t.End()
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			p.writeThing(t, e)
		}
	}
	for i := range p.moments {
		p.writeHappening(t, p.moments[i].Event)
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			id := thingID(e.ID)
			tie(t, "Membership", id, e.Organisations, "member", "organization", "")
			tie(t, "UnknownLink", id, oneID(e.Within), "subject", "object", "within")
			tie(t, "UnknownLink", id, oneID(e.PartOf), "subject", "object", "part of")
			for a := range p.x.Mentioning(e.ID) {
				p.writeMentioned(t, e, a)
			}
		}
	}
	return t.Flush()
}

func (p *plan) writeThing(t *exchange.Things, e *corpus.Entity) {
	t.Begin(thingID(e.ID), thingSchema(e))
	t.Property("name", e.Title)
	aliases := make([]string, 0, len(e.Names))
	for _, n := range e.Names[1:] {
		aliases = append(aliases, n.Text)
	}
	t.Property("alias", aliases...)
	switch e.Kind {
	case corpus.People:
		t.Property("position", e.Role)
	case corpus.Places:
		t.Property("full", e.Title)
		t.Property("summary", e.What)
		if at := e.Coordinates; at != nil {
			t.Property("latitude", strconv.FormatFloat(at.Lat, 'f', -1, 64))
			t.Property("longitude", strconv.FormatFloat(at.Lon, 'f', -1, 64))
			t.Property("publisher", at.Source)
			t.Property("remarks", at.Precision)
		}
	case corpus.Organisations:
		t.Property("classification", e.What)
	}
	t.Property("wikidataId", e.Wikidata)
	t.Property("sourceUrl", p.absolute(e.ID))
	t.End()
}

func (p *plan) writeHappening(t *exchange.Things, e *corpus.Event) {
	t.Begin(thingID(e.ID), "Event")
	t.Property("name", e.Title)
	switch {
	case e.When.Precision == corpus.Interval:
		t.Property("startDate", thingDate(e.When.Start, e.When))
		t.Property("endDate", thingDate(e.When.End.Add(-time.Minute), e.When))
	case e.When.Known():
		t.Property("date", thingDate(e.When.Start, e.When))
	}
	t.Property("summary", p.first(e.When))
	t.Property("description", bodyText(&e.Page))
	var names []string
	for _, id := range e.Places {
		names = append(names, p.x.Entity(id).Title)
	}
	t.Property("location", names...)
	t.Property("addressEntity", thingIDs(e.Places)...)
	t.Property("involved", append(thingIDs(e.People), thingIDs(e.Organisations)...)...)
	var proofs []string
	seen := map[corpus.ID]bool{}
	for _, r := range p.eventRefs(e) {
		if !seen[r.Article.ID] {
			seen[r.Article.ID] = true
			proofs = append(proofs, thingID(r.Article.ID))
		}
	}
	t.Property("proof", proofs...)
	t.Property("sourceUrl", p.absolute(e.ID))
	t.End()
}

func (p *plan) writeMentioned(t *exchange.Things, e *corpus.Entity, a *corpus.Article) {
	id := "in." + a.Slug + "." + thingID(e.ID)
	if e.Kind == corpus.Places {
		t.Begin(id, "Documentation")
		t.Property("document", thingID(a.ID))
		t.Property("entity", thingID(e.ID))
		t.Property("role", "mention")
		t.End()
		return
	}
	t.Begin(id, "Mention")
	t.Property("document", thingID(a.ID))
	t.Property("name", e.Title)
	t.Property("resolved", thingID(e.ID))
	t.Property("detectedSchema", thingSchema(e))
	t.End()
}

// tie writes a link from an entity to each of others.
func tie(t *exchange.Things, schema, id string, others []corpus.ID, from, to, role string) {
	for _, other := range others {
		t.Begin(id+"."+thingID(other), schema)
		t.Property(from, id)
		t.Property(to, thingID(other))
		t.Property("role", role)
		t.End()
	}
}

// oneID is a list of an ID, unless there is none.
func oneID(id corpus.ID) []corpus.ID {
	if id == "" {
		return nil
	}
	return []corpus.ID{id}
}

// thingDate writes one end of a time as FollowTheMoney does, in UTC and as finely as it is known.
// Years of other than four digits, or before 1000, it does not take.
func thingDate(t time.Time, w corpus.When) string {
	if !w.Known() || t.Year() < 1000 || t.Year() > 2999 {
		return ""
	}
	switch {
	case clocked(w):
		return t.UTC().Format("2006-01-02T15:04:05")
	case w.Precision == corpus.Interval:
		from, to, _ := strings.Cut(w.Raw, "/")
		if t.Equal(w.Start) {
			to = from
		}
		return t.Format(grainOf(to).layout())
	}
	return t.Format(grainOf(w.Raw).layout())
}
