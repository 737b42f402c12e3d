package svgmap

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// An out collects markup.
type out struct{ bytes.Buffer }

// add writes markup as it is.
func (o *out) add(parts ...string) {
	for _, s := range parts {
		o.WriteString(s)
	}
}

// attr writes an attribute with text for its value.
func (o *out) attr(name, value string) {
	o.add(" ", name, `="`)
	o.text(value)
	o.add(`"`)
}

// num writes an attribute with a number for its value.
func (o *out) num(name string, value float64) { o.add(" ", name, `="`, number(value), `"`) }

// text escapes; what XML cannot hold becomes U+FFFD.
func (o *out) text(s string) {
	_ = xml.EscapeText(&o.Buffer, []byte(s)) // a Buffer does not fail
}

// number writes x to the nearest half.
func number(x float64) string {
	return strconv.FormatFloat(float64(halves(x))/2, 'f', -1, 64)
}

// svg writes the drawing, from the ground up. The lines without a stylesheet
// come from the attributes of the root, which any rule of CSS overrides.
func (d drawing) svg() string {
	var o out
	w, h := number(d.w), number(d.h)
	role := `img"` // whose content is hidden from assistive technology
	if d.links() {
		role = `group" xmlns:xlink="http://www.w3.org/1999/xlink"`
	}
	o.add(`<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 `, w, " ", h,
		`" width="`, w, `" height="`, h, `" role="`, role, ` aria-labelledby="`, d.ID, `-title"`)
	if d.Desc != "" {
		o.add(` aria-describedby="`, d.ID, `-desc"`)
	}
	o.add(` fill="none" stroke="currentColor" font-size="`, strconv.Itoa(fontSize), `">`)
	o.add(`<title id="`, d.ID, `-title">`)
	o.text(d.Title)
	o.add("</title>")
	if d.Desc != "" {
		o.add(`<desc id="`, d.ID, `-desc">`)
		o.text(d.Desc)
		o.add("</desc>")
	}
	o.add("\n", `<rect class="map-sea" width="`, w, `" height="`, h, `" stroke="none"/>`)
	if d.base.land != "" {
		o.add("\n", `<path class="map-land" fill-rule="evenodd" d="`, d.base.land, `"/>`)
	}
	if d.base.borders != "" {
		o.add("\n", `<path class="map-border" d="`, d.base.borders, `"/>`)
	}
	d.leaders(&o)
	d.countryNames(&o)
	d.scaleBar(&o)
	for _, m := range d.marks {
		o.add("\n")
		o.mark(m)
	}
	o.add("\n</svg>")
	return o.String()
}

// links says whether there are links in the drawing.
func (d drawing) links() bool {
	return slices.ContainsFunc(d.marks, func(m mark) bool { return m.Href != "" })
}

// leaders writes a line from each place to the disc that stands aside.
func (d drawing) leaders(o *out) {
	for _, m := range d.marks {
		if !m.aside() {
			continue
		}
		dx, dy := m.badge[0]-m.at[0], m.badge[1]-m.at[1]
		toDisc := 1 - m.radius/math.Hypot(dx, dy)
		o.add("\n", `<path class="map-leader" d="M`, number(m.at[0]), " ", number(m.at[1]),
			"l", number(dx*toDisc), " ", number(dy*toDisc), `"/>`)
	}
}

func (d drawing) countryNames(o *out) {
	if len(d.countries) == 0 {
		return
	}
	o.add("\n", `<g class="map-country" text-anchor="middle"`, textPaint, ">")
	for _, t := range d.countries {
		for i, line := range t.lines {
			o.add("<text")
			o.num("x", t.box.Center()[0])
			o.num("y", t.box.Min[1]+lineHeight*(float64(i)+0.5)+baseline)
			o.add(">")
			o.text(line)
			o.add("</text>")
		}
	}
	o.add("</g>")
}

// scaleBar writes two bars on one line: kilometres above it, miles below.
func (d drawing) scaleBar(o *out) {
	s := d.scale
	if !s.shown {
		return
	}
	const tick = 5
	x, y := s.box.Min[0]+1, s.box.Center()[1]
	o.add("\n", `<g class="map-scale"><path d="M`, number(x), " ", number(y-tick), "v", number(2*tick),
		"M", number(x+s.kmW), " ", number(y-tick), "v", number(tick),
		"M", number(x+s.miW), " ", number(y), "v", number(tick),
		"M", number(x), " ", number(y), "h", number(max(s.kmW, s.miW)), `"/>`)
	o.line(s.kmText, orb.Point{x + labelGap, y - labelGap - lineHeight/2}, start, "")
	o.line(s.milesText, orb.Point{x + labelGap, y + labelGap + lineHeight/2}, start, "")
	o.add("</g>")
}

// mark writes a point: its target first, so that all else is seen above it.
// Its address is xlink:href, which browsers follow like href: scripts that go
// through a[href] expect its address to be a string, and here it is none.
func (o *out) mark(m mark) {
	element := "g"
	if m.Href != "" {
		element = "a"
	}
	class := "map-mark"
	if m.Minor {
		class += " map-minor"
	}
	if m.Class != "" {
		class += " " + m.Class
	}
	o.add("<", element)
	o.attr("class", class)
	if name := m.name(); element == "a" {
		o.attr("xlink:href", m.Href)
		if name != "" {
			o.attr("aria-label", name)
		}
	}
	o.add(">")
	if m.Label != "" && !m.Minor {
		o.add("<title>")
		o.text(m.Label)
		o.add("</title>")
	}
	if m.Href != "" {
		o.circle("map-target", m.badge, max(targetHalf, m.radius+labelGap))
	}
	if m.plain || m.aside() {
		o.circle("map-dot", m.at, m.dotRadius())
	}
	if !m.plain {
		o.circle("map-badge", m.badge, m.radius)
		o.line(m.Number, m.badge, middle, "map-number")
	}
	if len(m.label.lines) > 0 {
		if !m.plain {
			o.add(" ") // what is seen, as one text, is the link's name
		}
		o.label("map-label", m.label)
	}
	o.add("</", element, ">")
}

// name is what a link is called: what is seen of it, number first.
func (m mark) name() string {
	if m.Number == "" || m.Label == "" {
		return cmp.Or(m.Label, m.Number)
	}
	return m.Number + " " + m.Label
}

func (o *out) circle(class string, at orb.Point, r float64) {
	o.add("<circle")
	o.attr("class", class)
	o.num("cx", at[0])
	o.num("cy", at[1])
	o.num("r", r)
	if class == "map-target" { // caught by the pointer though it is not seen
		o.add(` stroke="none" pointer-events="all"`)
	}
	o.add("/>")
}

// label writes a text of one line into its box.
func (o *out) label(class string, t text) {
	at := t.box.Center()
	switch t.anchor {
	case start:
		at[0] = t.box.Min[0]
	case end:
		at[0] = t.box.Max[0]
	}
	o.line(t.lines[0], at, t.anchor, class)
}

// textPaint undoes the root's painting of lines, for text.
const textPaint = ` fill="currentColor" stroke="none"`

// line writes one line of text, its middle at the height of at.
func (o *out) line(s string, at orb.Point, a anchor, class string) {
	o.add("<text")
	if class != "" {
		o.attr("class", class)
	}
	o.num("x", at[0])
	o.num("y", at[1]+baseline)
	switch a {
	case middle:
		o.add(` text-anchor="middle"`)
	case end:
		o.add(` text-anchor="end"`)
	}
	o.add(textPaint, ">")
	o.text(s)
	o.add("</text>")
}
