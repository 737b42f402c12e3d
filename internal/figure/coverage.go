package figure

import "strconv"

// A Coverage is which paragraphs of one report are used: a square each, ten a
// line, filled as far as it is used.
type Coverage struct {
	Head
	Full       int // how much fills a square
	Paragraphs []Paragraph
}

// A Paragraph is a square.
type Paragraph struct {
	Name string // "¶3: story, claims"
	Href string
	N    int // 0 to Full
}

const (
	squaresALine = 10
	square       = 24
	pitch        = 26
	lineNumbers  = 30 // for the number of a line's first paragraph
)

// CoverageWidth is how wide a Coverage is.
const CoverageWidth = lineNumbers + squaresALine*pitch

// SVG returns the figure, or "" without paragraphs.
func (v Coverage) SVG() string {
	if len(v.Paragraphs) == 0 || v.Full < 1 {
		return ""
	}
	c, height := v.draw()
	return c.svg(v.Head, CoverageWidth, height)
}

func (v Coverage) draw() (*canvas, float64) {
	var c, cells canvas
	for i, p := range v.Paragraphs {
		x, y := lineNumbers+pitch*float64(i%squaresALine), pitch*float64(i/squaresALine)
		if i%squaresALine == 0 {
			c.label(fit(strconv.Itoa(i+1), lineNumbers-4), lineNumbers-7, y+17, end, "fig-quiet", 0)
		}
		c.open(p.Href, p.Name, x, y, square, square)
		outline := number(square - 1)
		cells.add("M", number(x+.5), " ", number(y+.5), "h", outline, "v", outline, "h-", outline, "z")
		if n := max(0, min(p.N, v.Full)); n > 0 {
			h := square * float64(n) / float64(v.Full)
			c.rect("fig-fill", x, y+square-h, square, h)
		}
		c.add("</a>")
	}
	c.add("\n", `<path class="fig-cell" fill="none" stroke="currentColor" pointer-events="none" d="`)
	c.add(cells.String(), `"/>`)
	lines := (len(v.Paragraphs) + squaresALine - 1) / squaresALine
	return &c, float64(lines)*pitch - (pitch - square)
}

const tallyWidth, tallyHeight = 30, 5

// Tally returns a bar as long as n is of most, to stand beside n itself; "" for
// none.
func Tally(n, most int) string {
	if n < 1 || most < 1 {
		return ""
	}
	w := max(1.5, tallyWidth*min(1, float64(n)/float64(most)))
	var c canvas
	c.add(`<svg xmlns="http://www.w3.org/2000/svg" class="tally" aria-hidden="true" fill="currentColor"`)
	c.num("width", tallyWidth)
	c.num("height", tallyHeight)
	c.add(">")
	c.rect("", tallyWidth-w, 0, w, tallyHeight)
	c.add("</svg>")
	return c.String()
}
