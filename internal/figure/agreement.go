package figure

import (
	"math"
	"strconv"
)

// An Agreement is how each two of some reports answer the claims that both
// answer: half a matrix with the reports' names on its diagonal.
type Agreement struct {
	Head
	Width   int // at least 56 for each report, or nothing is drawn
	Reports []Report
	Pairs   []Pair   // by B, then A
	Words   []string // for each kind, as Pair.N has them
}

// A Report is one of a matrix.
type Report struct {
	Label, Letter string // the letter stands where the label does not fit
}

// A Pair is two reports, by index, A before B, and how many claims they answer
// the same way, compatibly, and in conflict.
type Pair struct {
	A, B int
	N    [3]int
}

func agreementClasses() [3]string { return [3]string{"fig-same", "fig-compatible", "fig-conflict"} }

const (
	cellLine  = 19 // of a cell: a bar and its number
	cellPad   = 6
	cellLeast = 56 // wide
)

// SVG returns the figure, or "" if there is nothing to draw or no room to.
func (a Agreement) SVG() string {
	if len(a.Reports) < 2 || len(a.Pairs) == 0 || a.Width < cellLeast*len(a.Reports) || len(a.Words) != 3 {
		return ""
	}
	c, height := a.draw()
	return c.svg(a.Head, float64(a.Width), height)
}

func (a Agreement) draw() (*canvas, float64) {
	var c canvas
	// Hatching, so that conflict is told from the others without its colour.
	c.add("<defs><pattern")
	c.attr("id", a.ID+"-hatch")
	c.add(` width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
		`<path class="fig-hatch" stroke="currentColor" stroke-width="2.5" d="M1.5 0v5"/></pattern></defs>`, "\n")
	top := a.legend(&c) + 2
	most := 1
	for _, p := range a.Pairs {
		most = max(most, p.N[0], p.N[1], p.N[2])
	}
	wide, high := math.Floor(float64(a.Width)/float64(len(a.Reports))), float64(3*cellLine+2*cellPad)
	room := wide - 2*cellPad - aside - textWidth(strconv.Itoa(most)) // for the longest bar
	const first = lineHeight + 8                                     // the first row holds a name only
	y := func(row int) float64 {
		if row == 0 {
			return top
		}
		return top + first + high*float64(row-1)
	}
	for i, r := range a.Reports {
		s := r.Label
		if textWidth(s) > wide-cellPad-2 {
			s = fit(r.Letter, wide-cellPad-2)
		}
		c.label(s, wide*float64(i)+cellPad, y(i+1)-8, start, "fig-strong", 0)
	}
	for _, p := range a.Pairs {
		x, y := wide*float64(p.A), y(p.B)
		c.add(`<rect class="fig-cell" fill="none" stroke="currentColor"`)
		c.num("x", x+.5)
		c.num("y", y+.5)
		c.num("width", wide)
		c.num("height", high)
		c.add("/>")
		for k, n := range p.N {
			at := y + cellPad + cellLine*float64(k)
			w := room * float64(n) / float64(most)
			if n > 0 {
				a.mark(&c, k, x+cellPad, at+4, w)
				w += aside
			}
			class := ""
			if n == 0 {
				class = "fig-quiet"
			}
			c.label(strconv.Itoa(n), x+cellPad+w, at+14.5, start, class, 0)
		}
		c.add("\n")
	}
	return &c, y(len(a.Reports)) + 1
}

// mark draws the bar of a kind.
func (a Agreement) mark(c *canvas, kind int, x, y, w float64) {
	c.add(`<rect class="`, agreementClasses()[kind], `"`)
	switch kind {
	case 1:
		c.add(` fill="none"`)
	case 2:
		c.attr("fill", "url(#"+a.ID+"-hatch)")
	}
	c.add(` stroke="currentColor"`)
	c.num("x", x+.5)
	c.num("y", y+.5)
	c.num("width", max(1, w-1))
	c.num("height", cellLine-8)
	c.add("/>")
}

// legend names the kinds, in a line or, where that would not fit, in one each.
func (a Agreement) legend(c *canvas) float64 {
	const swatch, gap = 18, 22
	total := 0.0
	for _, w := range a.Words {
		total += swatch + aside + textWidth(w) + gap
	}
	inLine := total-gap <= float64(a.Width)
	x, y := 0.0, 0.0
	for k, w := range a.Words {
		a.mark(c, k, x, y+3, swatch)
		s := fit(w, float64(a.Width)-swatch-aside)
		c.label(s, x+swatch+aside, y+14, start, "", 0)
		if inLine {
			x += swatch + aside + textWidth(w) + gap
		} else {
			y += lineHeight + 2
		}
	}
	c.add("\n")
	if inLine {
		y += lineHeight + 2
	}
	return y
}
