package svgmap

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// rowHeight is how finely an area is known, in units of the view box.
const rowHeight = 4

// A span is a stretch of a row.
type span struct{ from, to float64 }

// An area is the visible part of a country as rows of spans, from the top of
// the frame, each sorted and apart.
type area struct {
	rows   [][]span
	size   float64   // square units
	centre orb.Point // of gravity
}

// area cuts a country into rows. A point is inside if a line from it leaves
// through an odd number of edges, so holes need no care.
func (w *world) area(c country, f frame) area {
	var a area
	var cuts [][]float64
	view := f.ground(0)
	for _, r := range c.rings {
		turns(r.bound, view, func(shift float64) {
			if cuts == nil {
				cuts = make([][]float64, int(f.h/rowHeight))
			}
			lines := w.lines(r, f, shift)
			simplifyAll(lines, 1)
			ring := joined(lines)
			for i, p := range ring[1:] {
				cut(cuts, ring[i], p)
			}
		})
	}
	a.rows = make([][]span, len(cuts))
	for i, xs := range cuts {
		slices.Sort(xs)
		y := rowHeight * (float64(i) + 0.5)
		for j := 0; j+1 < len(xs); j += 2 {
			s := span{max(xs[j], 0), min(xs[j+1], f.w)}
			if s.from >= s.to {
				continue
			}
			a.rows[i] = append(a.rows[i], s)
			size := (s.to - s.from) * rowHeight
			a.size += size
			a.centre[0] += size * (s.from + s.to) / 2
			a.centre[1] += size * y
		}
	}
	if a.size > 0 {
		a.centre[0] /= a.size
		a.centre[1] /= a.size
	}
	return a
}

// cut adds to each row where the edge from p to q crosses its middle.
func cut(rows [][]float64, p, q orb.Point) {
	if p[1] > q[1] {
		p, q = q, p
	}
	first := max(math.Ceil(p[1]/rowHeight-0.5), 0)
	for i := int(first); i < len(rows); i++ {
		y := rowHeight * (float64(i) + 0.5)
		if y >= q[1] {
			return
		}
		rows[i] = append(rows[i], p[0]+(q[0]-p[0])*(y-p[1])/(q[1]-p[1]))
	}
}

// inside finds a place for a box of w by h within an area and apart from all
// that is placed, as near to the area's centre as there is one.
func (p *placer) inside(a area, w, h, apart float64) (orb.Bound, bool) {
	const step = 6
	high := int(math.Ceil(h / rowHeight))
	best, nearest := orb.Bound{}, math.Inf(1)
	try := func(x, y float64) {
		far := math.Hypot(x-a.centre[0], y-a.centre[1])
		if far >= nearest {
			return
		}
		if box := around(orb.Point{x, y}, w/2, h/2); p.free(box.Pad(apart)) {
			best, nearest = box, far
		}
	}
	for top := 0; top+high <= len(a.rows); top++ {
		y := rowHeight * (float64(top) + float64(high)/2)
		for _, s := range common(a.rows[top : top+high]) {
			from, to := s.from+edge+w/2, s.to-edge-w/2
			if from > to {
				continue
			}
			try(min(max(a.centre[0], from), to), y)
			for x := from; x <= to; x += step {
				try(x, y)
			}
		}
	}
	return best, !math.IsInf(nearest, 1)
}

// common returns what is in every one of rows.
func common(rows [][]span) []span {
	in := rows[0]
	for _, row := range rows[1:] {
		var both []span
		for i, j := 0, 0; i < len(in) && j < len(row); {
			if s := (span{max(in[i].from, row[j].from), min(in[i].to, row[j].to)}); s.from < s.to {
				both = append(both, s)
			}
			if in[i].to < row[j].to {
				i++
			} else {
				j++
			}
		}
		in = both
	}
	return in
}
