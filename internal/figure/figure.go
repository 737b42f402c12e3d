// Package figure draws diagrams as inline SVG from plain numbers and words: a
// timeline in the clocks of several zones, how reports agree, which of their
// paragraphs are used, and who is named with whom. It stands beside the flow,
// as package svgmap does: the site stage hands it what to draw and puts what it
// returns into a page, beside a table or list of the same.
//
// Sizes are CSS pixels: a figure is drawn for the width at which it is shown,
// and never shrunk. Text is 15 units high, a link's target 24 at least. For a
// page that is read on wide and narrow screens draw a figure twice, under two
// IDs, and let the stylesheet show one of them. Equal figures give equal bytes.
// Where there is nothing to draw the result is "".
//
// # Classes
//
// There are neither style attributes nor style elements. Without a stylesheet
// all is drawn in the colour of the text. Nothing is told by colour alone.
//
//	fig          the svg element
//	fig-strong   text that leads: numbers, zones, the hour that is read off
//	fig-quiet    hours, and lines that guide the eye
//	fig-day      a day in a zone, a rect
//	fig-odd      beside fig-day: every other day
//	fig-halo     text that stands on lines
//	fig-clash    text that says which accounts clash
//	fig-span     a time that lies somewhere in a bar
//	fig-point    a time, about or to the minute
//	fig-at       the line through the instant that is read off in each zone
//	fig-target   in a link, the rect that can be clicked
//	fig-same, fig-compatible, fig-conflict   bars of the matrix
//	fig-hatch    the hatching of conflict
//	fig-cell     a square of it, and of a paragraph
//	fig-fill     how far a paragraph is used
//	fig-arc      who is named with whom
package figure

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
)

// A Head is what a figure says of itself to who cannot see it.
type Head struct {
	ID    string // prefix of the ids inside; letters, digits, - and _; unique in the page
	Title string // the accessible name
	Desc  string // what the figure shows, in words
}

// A canvas collects markup, and where text stands in it.
type canvas struct {
	bytes.Buffer
	labels []box
	links  bool
}

// A box is where a text stands.
type box struct {
	x0, y0, x1, y1 float64
	text           string
}

func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

// An anchor is which part of a text stands at its point.
type anchor int

const (
	start anchor = iota
	middle
	end
)

// boxOf returns where a text would stand whose baseline is at y.
func boxOf(s string, x, y float64, a anchor) box {
	w := textWidth(s)
	x -= w * float64(a) / 2
	return box{x, y - ascent, x + w, y + descent, s}
}

// free reports whether no text stands in a box or right beside it.
func (c *canvas) free(b box) bool {
	const gap = 5
	wide := box{x0: b.x0 - gap, y0: b.y0, x1: b.x1 + gap, y1: b.y1}
	for _, l := range c.labels {
		if l.overlaps(wide) {
			return false
		}
	}
	return true
}

// label writes a text, its first bytes strong if so many are given.
func (c *canvas) label(s string, x, y float64, a anchor, class string, strong int) {
	if s == "" {
		return
	}
	c.labels = append(c.labels, boxOf(s, x, y, a))
	c.add("<text")
	if class != "" {
		c.add(` class="`, class, `"`)
	}
	c.num("x", x)
	c.num("y", y)
	if a != start {
		c.add(` text-anchor="`, [...]string{"start", "middle", "end"}[a], `"`)
	}
	c.add(">")
	if strong > 0 {
		c.add(`<tspan class="fig-strong">`)
		c.text(s[:strong])
		c.add("</tspan>")
	}
	c.text(s[strong:])
	c.add("</text>")
}

// add writes markup as it is.
func (c *canvas) add(parts ...string) {
	for _, s := range parts {
		c.WriteString(s)
	}
}

// attr writes an attribute with text for its value.
func (c *canvas) attr(name, value string) {
	c.add(" ", name, `="`)
	c.text(value)
	c.add(`"`)
}

// num writes an attribute with a number for its value.
func (c *canvas) num(name string, value float64) { c.add(" ", name, `="`, number(value), `"`) }

// text escapes; what XML cannot hold becomes U+FFFD.
func (c *canvas) text(s string) {
	_ = xml.EscapeText(&c.Buffer, []byte(s)) // a Buffer does not fail
}

func (c *canvas) rect(class string, x, y, w, h float64) {
	c.add("<rect")
	if class != "" {
		c.add(` class="`, class, `"`)
	}
	c.num("x", x)
	c.num("y", y)
	c.num("width", w)
	c.num("height", h)
	c.add("/>")
}

// open begins a link with a name, and its target. Its address is xlink:href,
// which browsers follow like href: scripts that go through a[href] expect its
// address to be a string, and that of a link in a drawing is none.
func (c *canvas) open(href, name string, x, y, w, h float64) {
	c.links = true
	c.add("\n<a")
	c.attr("xlink:href", href)
	c.attr("aria-label", name)
	c.add("><title>")
	c.text(name)
	c.add("</title>")
	c.add(`<rect class="fig-target" fill="none" stroke="none" pointer-events="all"`)
	c.num("x", x)
	c.num("y", y)
	c.num("width", w)
	c.num("height", h)
	c.add("/>")
}

// svg puts what was drawn into an svg element: an image, whose content is
// hidden from assistive technology, unless there are links in it.
func (c *canvas) svg(h Head, width, height float64) string {
	var o canvas
	role := `img"`
	if c.links {
		role = `group" xmlns:xlink="http://www.w3.org/1999/xlink"`
	}
	o.add(`<svg xmlns="http://www.w3.org/2000/svg" class="fig" viewBox="0 0 `, number(width), " ", number(height), `"`)
	o.num("width", width)
	o.num("height", height)
	o.add(` role="`, role)
	o.attr("aria-labelledby", h.ID+"-title")
	o.attr("aria-describedby", h.ID+"-desc")
	o.add(` fill="currentColor" font-size="`, number(fontSize), `">`, "<title")
	o.attr("id", h.ID+"-title")
	o.add(">")
	o.text(h.Title)
	o.add("</title><desc")
	o.attr("id", h.ID+"-desc")
	o.add(">")
	o.text(h.Desc)
	o.add("</desc>\n", c.String(), "\n</svg>")
	return o.String()
}

// number writes x with at most one decimal.
func number(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10+0, 'f', -1, 64)
}
