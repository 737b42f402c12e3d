package site

import (
	"cmp"
	"html/template"
	"math"
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
	Places  []Mark       // by number
	Rest    []EntityLink // places that reports name less often, which are not drawn
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

// mapMost is how many places a map shows at most; with more of them nothing
// could be made out.
const mapMost = 100

// nearKM is how far apart two places may be to stand on one regional map.
const nearKM = 1000

// isArea says whether a place is too large for a mark, which would say that it
// is at one spot.
func isArea(e *corpus.Entity) bool {
	if strings.EqualFold(e.What, "country") {
		return true
	}
	return e.Coordinates != nil && slices.Contains([]string{"country", "region", "province"}, e.Coordinates.Precision)
}

// numberPlaces gives each place that has a point on the map its number: those
// that most reports mention first.
func (p *plan) numberPlaces() {
	var points []*corpus.Entity
	for _, e := range p.c.Places {
		if e.Coordinates != nil && !isArea(e) {
			points = append(points, e)
		}
	}
	slices.SortStableFunc(points, func(a, b *corpus.Entity) int {
		return cmp.Or(p.x.Reports(b.ID)-p.x.Reports(a.ID), p.x.Count(b.ID)-p.x.Count(a.ID), compare(a.Title, b.Title))
	})
	p.mapped = points[:min(len(points), mapMost)]
	for i, e := range p.mapped {
		p.number[e.ID] = i + 1
	}
	p.byLat = slices.Clone(points)
	slices.SortStableFunc(p.byLat, func(a, b *corpus.Entity) int {
		return cmp.Compare(a.Coordinates.Lat, b.Coordinates.Lat)
	})
}

// kmPerDegree is less than a degree of latitude is long anywhere, so that
// places whose latitudes differ by n are at least n times as far apart.
const kmPerDegree = 110.5

// A far is a place and how far it is from another.
type far struct {
	place *corpus.Entity
	km    float64
}

// nearest returns the places with a point that are nearest to one, at most so
// many, of those that keep wants. It looks at places in the order of how far
// north or south they are, until none can be nearer than those found.
func (p *plan) nearest(e *corpus.Entity, most int, keep func(*corpus.Entity) bool) []far {
	lat := e.Coordinates.Lat
	up, _ := slices.BinarySearchFunc(p.byLat, lat, func(o *corpus.Entity, lat float64) int {
		return cmp.Compare(o.Coordinates.Lat, lat)
	})
	down := up - 1
	var list []far
	for down >= 0 || up < len(p.byLat) {
		north, south := math.Inf(1), math.Inf(1) // degrees to the next place that way
		if up < len(p.byLat) {
			north = p.byLat[up].Coordinates.Lat - lat
		}
		if down >= 0 {
			south = lat - p.byLat[down].Coordinates.Lat
		}
		if len(list) == most && min(north, south)*kmPerDegree > list[most-1].km {
			break
		}
		var o *corpus.Entity
		if north <= south {
			o = p.byLat[up]
			up++
		} else {
			o = p.byLat[down]
			down--
		}
		if o == e {
			continue
		}
		km := collate.Distance(*e.Coordinates, *o.Coordinates)
		if (len(list) < most || km <= list[most-1].km) && keep(o) {
			list = insert(list, far{o, km}, most)
		}
	}
	return list
}

// insert puts a place into a list sorted by distance, then title, and drops
// what is then over the limit.
func insert(list []far, f far, most int) []far {
	at, _ := slices.BinarySearchFunc(list, f, func(a, b far) int {
		return cmp.Or(cmp.Compare(a.km, b.km), compare(a.place.Title, b.place.Title))
	})
	list = slices.Insert(list, at, f)
	return list[:min(len(list), most)]
}

// markID returns the anchor of a place in the map's list.
func markID(id corpus.ID) string {
	return "at-" + strings.TrimPrefix(string(id), string(corpus.Places)+"/")
}

func (p *plan) mapPage() Page {
	s := p.sheet(mapPath)
	d := &Map{Lead: s.say("map.lead")}
	region := p.region()
	if len(region) > 1 && len(region) < len(p.mapped) {
		inside := map[*corpus.Entity]bool{}
		for _, e := range region {
			inside[e] = true
		}
		outside := []*corpus.Entity{region[0]} // for the relation
		for _, e := range p.mapped {
			if !inside[e] {
				outside = append(outside, e)
			}
		}
		d.Figures = append(d.Figures, s.figure("region", s.say("map.around", "place", region[0].Title), region))
		d.Figures = append(d.Figures, s.figure("far", s.say("map.farther"), outside))
	} else {
		heading := s.say("map.all")
		if len(p.byLat) > len(p.mapped) {
			heading = s.say("map.most")
		}
		d.Figures = append(d.Figures, s.figure("all", heading, p.mapped))
	}
	for _, e := range p.mapped {
		link := s.entity(e)
		link.Count = p.known[e].card.Count
		d.Places = append(d.Places, Mark{markID(e.ID), p.number[e.ID], link, p.lies(e)})
	}
	for _, e := range p.c.Places {
		switch {
		case isArea(e):
			d.Areas = append(d.Areas, s.entity(e))
		case e.Coordinates == nil:
			d.Unknown = append(d.Unknown, s.entity(e))
		case p.number[e.ID] == 0:
			d.Rest = append(d.Rest, s.entity(e))
		}
	}
	d.Frame = s.frame(about{
		heading: s.say("menu.map"), description: s.say("map.description", "n", len(p.mapped)),
		kind: p.reportsCompared(), note: s.say("map.note", "n", len(p.mapped)),
		schema: p.placeList(p.mapped),
	})
	return Page{mapPath, "map.html", d}
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
	return p.say("map.in", "places", strings.Join(names, p.say("numbers.comma")))
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
		for _, o := range p.atLatitudes(group[i].Coordinates.Lat, nearKM/kmPerDegree) {
			if !done[o] && p.number[o.ID] > 0 && collate.Distance(*group[i].Coordinates, *o.Coordinates) <= nearKM {
				done[o] = true
				group = append(group, o)
			}
		}
	}
	return group
}

// atLatitudes returns the places with a point that are no more degrees north or
// south of a latitude.
func (p *plan) atLatitudes(lat, degrees float64) []*corpus.Entity {
	at := func(lat float64) int {
		i, _ := slices.BinarySearchFunc(p.byLat, lat, func(o *corpus.Entity, lat float64) int {
			return cmp.Compare(o.Coordinates.Lat, lat)
		})
		return i
	}
	return p.byLat[at(lat-degrees):at(math.Nextafter(lat+degrees, 91))]
}

// figure draws a map of places.
func (s *sheet) figure(id, heading string, places []*corpus.Entity) Figure {
	m := svgmap.Map{
		ID: id + "-wide", Title: s.say("map.of", "what", heading), Desc: s.say("map.numbered", "n", len(places)),
	}
	for _, e := range places {
		m.Points = append(m.Points, svgmap.Point{
			Lat: e.Coordinates.Lat, Lon: e.Coordinates.Lon, Label: e.Title, Number: itoa(s.number[e.ID]), Href: s.page(e.ID),
		})
	}
	f := Figure{ID: id, Heading: heading, Wide: s.draw(m)}
	m.ID, m.Width, m.Height = id+"-narrow", 340, 380
	f.Narrow = s.draw(m)
	return f
}

// insetPlaces is how many other places an inset shows, the nearest ones.
const insetPlaces = 24

// insetMap draws a place and, for orientation, others.
func (s *sheet) insetMap(e *corpus.Entity) template.HTML {
	m := svgmap.Map{
		ID: "inset", Title: s.say("map.of", "what", e.Title), Width: 340, Height: 260,
		Points: []svgmap.Point{{Lat: e.Coordinates.Lat, Lon: e.Coordinates.Lon, Label: e.Title}},
	}
	for _, o := range s.neighbours(e) {
		at := o.place.Coordinates
		m.Points = append(m.Points, svgmap.Point{Lat: at.Lat, Lon: at.Lon, Label: o.place.Title, Minor: true})
	}
	return s.draw(m)
}

// neighbours returns the places that an inset shows beside another, in the
// order of their numbers.
func (p *plan) neighbours(e *corpus.Entity) []far {
	list := slices.Clone(p.near[e])
	slices.SortFunc(list, func(a, b far) int { return p.number[a.place.ID] - p.number[b.place.ID] })
	return list
}

// draw draws a map in the language of the page.
func (p *plan) draw(m svgmap.Map) template.HTML {
	m.Language, m.Scale = p.words.Language, p.scale
	svg, err := m.SVG()
	if err != nil { // coordinates were checked at loading
		panic("site: " + err.Error())
	}
	return template.HTML(svg) //nolint:gosec // svgmap escapes
}

// scale writes what a map's scale bar stands for.
func (p *plan) scale(km, miles float64, latitude int, everywhere bool) (kmText, milesText string) {
	length, at := p.bar(km), itoa(max(latitude, -latitude))
	milesText = p.say("map.miles", "length", p.bar(miles))
	switch {
	case everywhere:
		return p.say("map.km", "length", length), milesText
	case latitude == 0:
		return p.say("map.km-equator", "length", length), milesText
	case latitude < 0:
		return p.say("map.km-south", "length", length, "degrees", at), milesText
	}
	return p.say("map.km-north", "length", length, "degrees", at), milesText
}

// bar prints the length of a bar, which may be less than one.
func (p *plan) bar(v float64) string {
	if v != math.Trunc(v) {
		return p.decimal(v, -1)
	}
	return p.words.Number(int(v))
}
