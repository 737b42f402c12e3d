// Package svgmap draws locator maps as inline SVG, from points in degrees
// and the outlines of the world's countries. It stands beside the flow: the
// site stage hands it points and puts what it returns into a page. It knows
// nothing of the corpus.
//
// # What is drawn
//
// A web Mercator map that fits its points, with coasts, borders, the names of
// countries where there is room, and a scale bar that is true at the middle
// latitude. A numbered point whose number would hide another point is moved
// aside and tied to its place by a thin line. Names stand right, left, above
// or below their mark, wherever nothing is covered; where there is no such
// place only the number stays, so a page lists the points beside the map.
//
// Sizes are meant as CSS pixels: a map is drawn for the width at which it is
// shown. Text is 13 units high and a link's target 28, so that a map of 340
// units shown 290 pixels wide still has text of 11 pixels and targets of 24.
// For a page that is read on wide and narrow screens draw the map twice, say
// 720 and 340 wide, under two IDs, and let the stylesheet show one of them.
//
// # Classes
//
// There are neither style attributes nor style elements. Without a stylesheet
// the map is a line drawing in the colour of the text. The classes:
//
//	map          the svg element
//	map-sea      the background, a rect
//	map-land     land and coast, one path
//	map-border   borders between countries, one path without area
//	map-country  the names of countries, a g of texts
//	map-scale    the scale bar: a path and two texts
//	map-leader   lines from places to numbers that had to stand aside
//	map-mark     one point: an a element if it has an Href, else a g
//	map-target   in a mark, the unseen circle that can be clicked
//	map-dot      in a mark, the place itself if no number stands on it
//	map-badge    in a mark, the disc under the number
//	map-number   in a mark, the number
//	map-label    in a mark, the name
//	map-minor    on a mark, beside map-mark: a minor point
//
// A [Point]'s own Class is added to its mark's. data/style.css is an example.
package svgmap

import (
	"errors"
	"fmt"
	"math"
	"regexp"
)

// A Map is what to draw. The zero Width, Height and Span stand for defaults.
type Map struct {
	ID     string  // prefix of the ids inside; a letter, then letters, digits, - and _; unique in the page
	Title  string  // the accessible name; required
	Desc   string  // the accessible description: what the map shows, in words; may be empty
	Width  int     // of the view box, 160 to 4000; 0 means 720
	Height int     // of the view box, 120 to 4000; 0 means 520
	Span   float64 // least width in degrees of longitude, up to 360; 0 means 4, or as much more as shows an outline
	Points []Point // in the order of their links; at least one

	Language string // BCP 47, of the countries' names; English if it is ""
	Scale    Scale  // what the scale bar says; nil for none
}

// A Scale writes what the two bars stand for: "200 km", "100 mi". The latitude,
// whole degrees north, is that at which they are true; everywhere is whether that
// is all over the map.
type Scale func(km, miles float64, latitude int, everywhere bool) (kmText, milesText string)

// A Point is a place on a map. A point that is not Minor is always seen: the
// map is made to fit it.
type Point struct {
	Lat    float64 // degrees north, WGS 84, -90 to 90; beyond 85 it is drawn at the map's edge
	Lon    float64 // degrees east, WGS 84, -180 to 180
	Label  string  // the name beside the mark, and the link's; may be empty
	Number string  // what the disc says, best one or two digits; empty for a plain dot
	Href   string  // where the mark leads; empty for none
	Class  string  // further classes for the mark
	Minor  bool    // only for orientation: a small dot, neither number nor link, drawn if it happens to be in view
}

const (
	defaultWidth, defaultHeight = 720, 520
	defaultSpan                 = 4
)

var idPattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// SVG returns the map as one svg element, well-formed both as XML and inside
// HTML. Equal maps give equal bytes. If no point has an Href the element is
// an image, else a group of links. It returns an error, and no drawing, if
// the map lacks an ID, a title or points, or if a coordinate is out of range.
func (m Map) SVG() (string, error) {
	m = m.withDefaults()
	if err := m.check(); err != nil {
		return "", err
	}
	return m.drawing().svg(), nil
}

// A drawing is everything that is seen, placed, in units of the view box.
type drawing struct {
	Map
	frame
	base      base
	marks     []mark // in the order of Map.Points, without minor points that are not drawn
	scale     scale
	countries []text
}

// drawing lays out a map that passed check. What matters most is placed
// first: marks, the scale bar, the points' names, the countries'.
func (m Map) drawing() drawing {
	d := drawing{Map: m, frame: m.frame()}
	seen := outlines().view(d.frame)
	d.base = seen.drawBase()
	var p placer
	p.frame = d.frame.bound().Pad(-edge)
	d.marks = p.marks(m.Points, d.frame)
	if m.Scale != nil {
		d.scale = p.scaleBar(d.frame, m.Scale)
	}
	p.labels(d.marks)
	d.countries = p.countryNames(seen, countryNamer(m.Language))
	return d
}

func (m Map) withDefaults() Map {
	if m.Width == 0 {
		m.Width = defaultWidth
	}
	if m.Height == 0 {
		m.Height = defaultHeight
	}
	return m
}

func (m Map) check() error {
	switch {
	case !idPattern.MatchString(m.ID):
		return fmt.Errorf("map %q: the ID must be a letter, then letters, digits, - or _", m.ID)
	case m.Title == "":
		return fmt.Errorf("map %q: no title", m.ID)
	case m.Width < 160 || m.Width > 4000 || m.Height < 120 || m.Height > 4000:
		return fmt.Errorf("map %q: %d by %d is too small or too large", m.ID, m.Width, m.Height)
	case !(m.Span >= 0 && m.Span <= 360):
		return fmt.Errorf("map %q: a span of %v degrees (0 to 360)", m.ID, m.Span)
	case len(m.Points) == 0:
		return fmt.Errorf("map %q: no points", m.ID)
	}
	var errs []error
	for i, p := range m.Points {
		// Written so that NaN, which compares false with everything, is caught too.
		if !(math.Abs(p.Lat) <= 90) {
			errs = append(errs, fmt.Errorf("map %q: point %d (%s): latitude %v is not from -90 to 90",
				m.ID, i+1, p.Label, p.Lat))
		}
		if !(math.Abs(p.Lon) <= 180) {
			errs = append(errs, fmt.Errorf("map %q: point %d (%s): longitude %v is not from -180 to 180",
				m.ID, i+1, p.Label, p.Lon))
		}
	}
	return errors.Join(errs...)
}
