package site

import (
	"io"
	"iter"
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/exchange"
)

const (
	entitiesPath = "data/entities.csv"
	teiPath      = "data/register.xml"
)

// listed are all people, places and organisations, by slug.
func (p *plan) listed() iter.Seq[exchange.Listed] {
	return func(yield func(exchange.Listed) bool) {
		for _, kind := range corpus.EntityKinds() {
			for _, e := range p.c.Entities(kind) {
				if !yield(p.listing(e)) {
					return
				}
			}
		}
	}
}

// hasEntities reports whether there is anybody or anything to list.
func (p *plan) hasEntities() bool {
	return slices.ContainsFunc(corpus.EntityKinds(), func(k corpus.Kind) bool { return len(p.c.Entities(k)) > 0 })
}

func (p *plan) listing(e *corpus.Entity) exchange.Listed {
	l := exchange.Listed{
		Folder: string(e.Kind), Slug: e.Slug, Title: e.Title, Sort: e.Sort, Role: e.Role, Kind: e.What,
		Within: slugOf(e.Within), PartOf: slugOf(e.PartOf), Wikidata: e.Wikidata, URL: p.absolute(e.ID),
		Mentions: p.x.Count(e.ID),
	}
	if e.Sort == e.Title {
		l.Sort = ""
	}
	for _, n := range e.Names[1:] {
		l.Aliases = append(l.Aliases, n.Text)
	}
	for _, id := range e.Organisations {
		l.Organisations = append(l.Organisations, slugOf(id))
	}
	if at := e.Coordinates; at != nil {
		l.At, l.Source, l.Precision = &exchange.Point{Lat: at.Lat, Lon: at.Lon}, at.Source, at.Precision
	}
	return l
}

func slugOf(id corpus.ID) string {
	_, slug, _ := strings.Cut(string(id), "/")
	return slug
}

// writeEntities writes the table of people, places and organisations.
func (p *plan) writeEntities(w io.Writer) error {
	t := newTable(w)
	t.add(exchange.Columns()...)
	for l := range p.listed() {
		t.add(l.Cells()...)
	}
	return t.Flush()
}

func (p *plan) writeTEI(w io.Writer) error {
	return exchange.WriteTEI(w, exchange.RegisterTEI{
		Title: p.title(), Language: p.c.Site.Language, About: p.say("data.tei-about"), Source: p.made,
	}, p.listed())
}
