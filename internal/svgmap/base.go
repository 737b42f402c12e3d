package svgmap

import (
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/simplify"
)

// beyond is how far outlines are drawn past the frame, so that the line along
// which they are cut is never seen.
const beyond = 8

// A base is the path data of the outlines, in units of the view box.
type base struct {
	land    string // closed
	borders string
}

// drawBase draws the outlines, as fine as a budget of bytes allows: a map of
// a region is not worth more than a photograph of it. Borders get less than
// half, since coasts are what a part of the world is known by.
func drawBase(w *world, f frame) base {
	budget := 2000 + int(f.w*f.h)/52 // 3,500 bytes for 320 by 240, 9,200 for 720 by 520
	o := w.outline(f)
	borders := within(budget*2/5, func(threshold float64) string { return o.drawBorders(f, threshold) })
	land := within(budget-len(borders), func(threshold float64) string { return o.drawLand(f, threshold) })
	return base{land: land, borders: borders}
}

// within draws with ever larger thresholds until what is drawn is no longer
// than budget, or as good as nothing would be left.
func within(budget int, draw func(threshold float64) string) string {
	const finest, coarsest = 0.5, 100
	for threshold := finest; ; {
		d := draw(threshold)
		if len(d) <= budget || threshold > coarsest {
			return d
		}
		threshold *= max(float64(len(d))/float64(budget), 1.2)
	}
}

// An outline is all of a world that is in view, in units of the view box and
// not simplified yet.
type outline struct {
	land    [][]orb.LineString // each ring as lines that follow one another
	borders []orb.LineString
}

func (w *world) outline(f frame) outline {
	var o outline
	view := f.ground(beyond)
	for _, r := range w.land {
		turns(r.bound, view, func(shift float64) {
			o.land = append(o.land, w.lines(r, f, shift))
		})
	}
	for _, a := range w.arcs {
		if a.border {
			turns(a.bound, view, func(shift float64) {
				o.borders = append(o.borders, a.in(f, shift))
			})
		}
	}
	return o
}

// drawLand leaves out every corner whose triangle is smaller than threshold
// square units, and so every island that is.
func (o outline) drawLand(f frame, threshold float64) string {
	var p path
	box := f.bound().Pad(beyond)
	for _, lines := range o.land {
		simplifyAll(lines, threshold)
		p.closed(clip.Ring(box, joined(lines)))
	}
	return string(p.d)
}

// drawBorders leaves out the same corners, but for the ends of lines, where
// borders meet, and lines no longer than the side of a square of that size.
func (o outline) drawBorders(f frame, threshold float64) string {
	var p path
	box := f.bound().Pad(beyond)
	simplifyAll(o.borders, threshold)
	for _, line := range o.borders {
		if b := line.Bound(); math.Hypot(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]) < math.Sqrt(threshold) {
			continue
		}
		for _, piece := range clip.LineString(box, line) {
			p.open(piece)
		}
	}
	return string(p.d)
}

// lines returns the parts of a ring, moved by shift degrees, in its direction.
func (w *world) lines(r ring, f frame, shift float64) []orb.LineString {
	lines := make([]orb.LineString, 0, len(r.parts)+1)
	for _, p := range r.parts {
		line := w.arcs[p.arc].in(f, shift+p.shift)
		if p.reverse {
			slices.Reverse(line)
		}
		lines = append(lines, line)
	}
	if r.around {
		first, last := lines[0][0], lines[len(lines)-1]
		pole := f.place(orb.Point{0, -maxY})[1]
		lines = append(lines, orb.LineString{last[len(last)-1], {last[len(last)-1][0], pole}, {first[0], pole}, first})
	}
	return lines
}

// joined returns the ring that lines make.
func joined(lines []orb.LineString) orb.Ring {
	var out orb.Ring
	for i, line := range lines {
		if i > 0 {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}

// simplifyAll simplifies lines in place, each for itself. To do so again with
// a larger threshold is as good as having begun with that, and quicker.
func simplifyAll(lines []orb.LineString, threshold float64) {
	for i, line := range lines {
		lines[i] = simplify.VisvalingamThreshold(threshold).LineString(line)
	}
}

// in returns the arc in units of the view box, moved by shift degrees, without
// points that cannot matter. Its ends are kept, so that rings stay closed.
func (a arc) in(f frame, shift float64) orb.LineString {
	box := f.bound().Pad(beyond)
	put := func(p orb.Point) orb.Point { return f.place(orb.Point{p[0] + shift, p[1]}) }

	first, last := put(a.line[0]), put(a.line[len(a.line)-1])
	out := append(make(orb.LineString, 0, 16), first)
	// Of a run of points that are all beyond the same side of the frame, only
	// the ends matter. Inside it, points closer than a third of a unit are one.
	const near = 0.33
	side, skipped := outside(first, box), orb.Point{}
	skipping := false
	for _, p := range a.line[1 : len(a.line)-1] {
		q := put(p)
		if s := outside(q, box) & side; s != 0 {
			side, skipped, skipping = s, q, true
			continue
		}
		if skipping {
			out, skipping = append(out, skipped), false
		}
		side = outside(q, box)
		if end := out[len(out)-1]; abs(q[0]-end[0]) >= near || abs(q[1]-end[1]) >= near {
			out = append(out, q)
		}
	}
	if skipping && outside(last, box)&side == 0 {
		out = append(out, skipped)
	}
	return append(out, last)
}

// outside returns on which sides of b a point lies, as bits; 0 is inside.
func outside(p orb.Point, b orb.Bound) (sides uint8) {
	if p[0] < b.Min[0] {
		sides = 1
	} else if p[0] > b.Max[0] {
		sides = 2
	}
	if p[1] < b.Min[1] {
		sides |= 4
	} else if p[1] > b.Max[1] {
		sides |= 8
	}
	return sides
}

func abs(x float64) float64 { return max(x, -x) }

// A path is path data in the making: relative steps in half units, which are
// counted in integers so that rounding does not add up. What is finer is not
// seen, and took half as many bytes again.
type path struct{ d []byte }

// closed adds a ring, if it is anything to see.
func (p *path) closed(r orb.Ring) {
	if len(r) > 1 && r[0] == r[len(r)-1] {
		r = r[:len(r)-1] // z draws this step
	}
	if p.add(r, 3) {
		p.d = append(p.d, 'z')
	}
}

func (p *path) open(line orb.LineString) { p.add(orb.Ring(line), 2) }

// add writes points, unless after rounding fewer than atLeast are left.
func (p *path) add(points []orb.Point, atLeast int) bool {
	start, n := len(p.d), 0
	var x, y int
	for _, q := range points {
		qx, qy := halves(q[0]), halves(q[1])
		switch {
		case n == 0:
			p.d = append(p.d, 'M')
			p.pair(qx, qy)
		case qx == x && qy == y:
			continue
		default:
			if n == 1 {
				p.d = append(p.d, 'l')
			}
			p.pair(qx-x, qy-y)
		}
		x, y, n = qx, qy, n+1
	}
	if n < atLeast {
		p.d = p.d[:start]
		return false
	}
	return true
}

// pair writes two numbers; a minus sign needs no space before it.
func (p *path) pair(x, y int) {
	if c := p.d[len(p.d)-1]; x >= 0 && c >= '0' && c <= '9' {
		p.d = append(p.d, ' ')
	}
	p.d = appendHalves(p.d, x)
	if y >= 0 {
		p.d = append(p.d, ' ')
	}
	p.d = appendHalves(p.d, y)
}

// halves counts the half units in x, rounded away from zero.
func halves(x float64) int {
	if x < 0 {
		return -int(-x*2 + 0.5)
	}
	return int(x*2 + 0.5)
}

// appendHalves writes 3 as 1.5, 1 as .5 and -8 as -4.
func appendHalves(d []byte, n int) []byte {
	if n < 0 {
		d, n = append(d, '-'), -n
	}
	if n >= 2 || n == 0 {
		d = strconv.AppendInt(d, int64(n/2), 10)
	}
	if n%2 != 0 {
		d = append(d, ".5"...)
	}
	return d
}
