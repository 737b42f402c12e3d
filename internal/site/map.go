package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/svgmap"
)

// A Map is the data of map.html.
type Map struct {
	Frame
	Lead    string
	Figures []Figure
	Places  []Mark // by number
	Areas   []EntityLink
	Unknown []EntityLink // places without coordinates
}

// A Figure is a map, drawn once for wide windows and once for narrow ones.
type Figure struct {
	ID      string
	Heading string
	Wide    template.HTML
	Narrow  template.HTML
}

// A Mark is a place on the map.
type Mark struct {
	ID     string
	Number int
	Place  EntityLink
	Where  string // "in Anbar province, Iraq"; may be ""
}

// nearKM is how far apart two places may be to stand on one regional map.
const nearKM = 1000

// isArea says whether a place is too large for a mark: maps print a country's
// name where it lies.
func isArea(e *corpus.Entity) bool {
	return strings.EqualFold(e.What, "country") || e.Coordinates != nil && e.Coordinates.Precision == "country"
}

// numberPlaces gives each place that has a point on the map its number: those
// that most reports mention first.
func (p *plan) numberPlaces() {
	for _, e := range p.c.Places {
		if e.Coordinates != nil && !isArea(e) {
			p.mapped = append(p.mapped, e)
		}
	}
	slices.SortStableFunc(p.mapped, func(a, b *corpus.Entity) int {
		return cmp.Or(p.x.Reports(b.ID)-p.x.Reports(a.ID), p.x.Count(b.ID)-p.x.Count(a.ID), compare(a.Title, b.Title))
	})
	for i, e := range p.mapped {
		p.number[e.ID] = i + 1
	}
}

// mapStylePath is the stylesheet of pages with a map, a static file.
const mapStylePath = "map.css"

// markID returns the anchor of a place in the map's list.
func markID(id corpus.ID) string {
	return "at-" + strings.TrimPrefix(string(id), string(corpus.Places)+"/")
}

func (p *plan) mapPage() Page {
	s := p.sheet(mapPath)
	d := &Map{Lead: p.mapLead()}
	region := p.region()
	if len(region) > 1 && len(region) < len(p.mapped) {
		far := []*corpus.Entity{region[0]} // for the relation
		for _, e := range p.mapped {
			if !slices.Contains(region, e) {
				far = append(far, e)
			}
		}
		d.Figures = append(d.Figures, s.figure("region", "Around "+region[0].Title, region))
		d.Figures = append(d.Figures, s.figure("far", "Farther away", far))
	} else {
		d.Figures = append(d.Figures, s.figure("all", "All places", p.mapped))
	}
	for _, e := range p.mapped {
		link := s.entity(e)
		link.Count = p.tally(e.ID)
		d.Places = append(d.Places, Mark{markID(e.ID), p.number[e.ID], link, p.lies(e)})
	}
	for _, e := range p.c.Places {
		switch {
		case isArea(e):
			d.Areas = append(d.Areas, s.entity(e))
		case e.Coordinates == nil:
			d.Unknown = append(d.Unknown, s.entity(e))
		}
	}
	d.Frame = s.frame(about{
		heading: "Map",
		description: capital(counted(len(p.mapped), "place", "places")) +
			" that the reports mention, on a map and in a list, with how often each is named.",
		schema: schema{Type: "WebPage"}, styles: []string{mapStylePath},
	})
	return Page{mapPath, "map.html", d}
}

func (p *plan) mapLead() string {
	return "The numbers on the map are those of the list below it. A mark is a link to the place’s page."
}

// lies says in words what a place lies in.
func (p *plan) lies(e *corpus.Entity) string {
	var names []string
	for _, id := range p.within(e) {
		names = append(names, p.x.Entity(id).Title)
	}
	if len(names) == 0 {
		return ""
	}
	return "in " + strings.Join(names, ", ")
}

// region returns the group of places, each near another of the group, that
// reports mention most; in the order of their numbers.
func (p *plan) region() []*corpus.Entity {
	var best []*corpus.Entity
	most := -1
	grouped := map[*corpus.Entity]bool{}
	for _, e := range p.mapped {
		if grouped[e] {
			continue
		}
		group := p.around(e, grouped)
		mentions := 0
		for _, g := range group {
			mentions += p.x.Count(g.ID)
		}
		if mentions > most {
			best, most = group, mentions
		}
	}
	slices.SortFunc(best, func(a, b *corpus.Entity) int { return p.number[a.ID] - p.number[b.ID] })
	return best
}

// around returns a place and all that a chain of near places joins to it, and
// marks them as done.
func (p *plan) around(e *corpus.Entity, done map[*corpus.Entity]bool) []*corpus.Entity {
	done[e] = true
	group := []*corpus.Entity{e}
	for i := 0; i < len(group); i++ {
		for _, o := range p.mapped {
			if !done[o] && collate.Distance(*group[i].Coordinates, *o.Coordinates) <= nearKM {
				done[o] = true
				group = append(group, o)
			}
		}
	}
	return group
}

// figure draws a map of places.
func (s *sheet) figure(id, heading string, places []*corpus.Entity) Figure {
	m := svgmap.Map{
		ID: id + "-wide", Title: "Map: " + heading,
		Desc: fmt.Sprintf("%s, numbered as in the list below the map.", capital(counted(len(places), "place", "places"))),
	}
	for _, e := range places {
		m.Points = append(m.Points, svgmap.Point{
			Lat: e.Coordinates.Lat, Lon: e.Coordinates.Lon, Label: e.Title, Number: itoa(s.number[e.ID]), Href: s.page(e.ID),
		})
	}
	f := Figure{ID: id, Heading: heading, Wide: draw(m)}
	m.ID, m.Width, m.Height = id+"-narrow", 340, 380
	f.Narrow = draw(m)
	return f
}

// insetMap draws a place and, for orientation, the others.
func (s *sheet) insetMap(e *corpus.Entity) template.HTML {
	m := svgmap.Map{
		ID: "inset", Title: "Map: " + e.Title, Width: 340, Height: 260,
		Points: []svgmap.Point{{Lat: e.Coordinates.Lat, Lon: e.Coordinates.Lon, Label: e.Title}},
	}
	for _, o := range s.mapped {
		if o != e {
			m.Points = append(m.Points, svgmap.Point{
				Lat: o.Coordinates.Lat, Lon: o.Coordinates.Lon, Label: o.Title, Minor: true,
			})
		}
	}
	return draw(m)
}

func draw(m svgmap.Map) template.HTML {
	svg, err := m.SVG()
	if err != nil { // coordinates were checked at loading
		panic("site: " + err.Error())
	}
	return template.HTML(svg) //nolint:gosec // svgmap escapes
}
