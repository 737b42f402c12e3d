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

// extent returns how wide and how high what is seen of a country is at most.
func (v *view) extent(c *country) (w, h float64) {
	nothing := orb.Bound{Min: v.seen.Max, Max: v.seen.Min}
	b := nothing
	turns(c.bound, v.seen, func(float64) {
		for _, r := range c.rings {
			turns(r.bound, v.seen, func(shift float64) { b = b.Union(shifted(r.bound, shift)) })
		}
	})
	if b == nothing {
		return 0, 0
	}
	west, south := max(b.Min[0], v.seen.Min[0]), max(b.Min[1], v.seen.Min[1])
	east, north := min(b.Max[0], v.seen.Max[0]), min(b.Max[1], v.seen.Max[1])
	return (east - west) * v.k, (north - south) * v.k
}

// area cuts a country into rows. A point is inside if a line from it leaves
// through an odd number of edges, so holes need no care.
func (v *view) area(c *country) area {
	if v.cuts == nil {
		const usual = 4 // of most countries, in a row
		v.cuts = make([][]float64, int(v.h/rowHeight))
		room := make([]float64, usual*len(v.cuts))
		for i := range v.cuts {
			v.cuts[i] = room[usual*i:][:0:usual]
		}
	}
	for i := range v.cuts {
		v.cuts[i] = v.cuts[i][:0]
	}
	for _, r := range c.rings {
		turns(r.bound, v.seen, func(shift float64) {
			v.cutout = v.sides(v.cutout[:0], r, shift)
			ring := v.joined(v.cutout, 1)
			for i, p := range ring[1:] {
				cut(v.cuts, ring[i], p)
			}
		})
	}
	a := area{rows: make([][]span, len(v.cuts))}
	spans := make([]span, 0, len(v.cuts))
	for i, xs := range v.cuts {
		slices.Sort(xs)
		y := rowHeight * (float64(i) + 0.5)
		first := len(spans)
		for j := 0; j+1 < len(xs); j += 2 {
			s := span{max(xs[j], 0), min(xs[j+1], v.w)}
			if s.from >= s.to {
				continue
			}
			spans = append(spans, s)
			size := (s.to - s.from) * rowHeight
			a.size += size
			a.centre[0] += size * (s.from + s.to) / 2
			a.centre[1] += size * y
		}
		a.rows[i] = spans[first:]
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
		if math.Abs(y-a.centre[1]) >= nearest {
			continue
		}
		for _, s := range p.shared.of(a.rows[top : top+high]) {
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

// An intersection is what is in every one of some rows. Its memory serves the
// next rows.
type intersection struct{ in, out []span }

// of returns the spans that rows share. They last until the next are asked for.
func (n *intersection) of(rows [][]span) []span {
	n.in = append(n.in[:0], rows[0]...)
	for _, row := range rows[1:] {
		n.out = n.out[:0]
		for i, j := 0, 0; i < len(n.in) && j < len(row); {
			if s := (span{max(n.in[i].from, row[j].from), min(n.in[i].to, row[j].to)}); s.from < s.to {
				n.out = append(n.out, s)
			}
			if n.in[i].to < row[j].to {
				i++
			} else {
				j++
			}
		}
		n.in, n.out = n.out, n.in
	}
	return n.in
}
