package svgmap

import (
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
)

// beyond is how far outlines are drawn past the frame, so that the line along
// which they are cut is never seen.
const beyond = 8

// A base is the path data of the outlines, in units of the view box.
type base struct {
	land    string // closed
	borders string
}

// A view is what of a world is in a frame. It places each arc once.
type view struct {
	*world
	frame
	seen   orb.Bound // the frame in the plane
	box    orb.Bound // the frame and a little beyond it
	ground orb.Bound // the box in the plane
	placed map[arcAt]line
	made   []corner    // of all lines that are placed
	ring   orb.Ring    // that is being drawn
	cutout []side      // of the ring that is being cut
	cuts   [][]float64 // of the country that is being cut, by row
}

// An arcAt is an arc moved by some degrees.
type arcAt struct {
	arc   int32
	shift float64
}

func (w *world) view(f frame) *view {
	return &view{
		world: w, frame: f, seen: f.ground(0), box: f.bound().Pad(beyond), ground: f.ground(beyond),
		placed: map[arcAt]line{},
	}
}

// drawBase draws the outlines, as fine as a budget of bytes allows: a map of
// a region is not worth more than a photograph of it. Borders get less than
// half, since coasts are what a part of the world is known by.
func (v *view) drawBase() base {
	budget := 2000 + int(v.w*v.h)/52 // 3,500 bytes for 320 by 240, 9,200 for 720 by 520
	land, borders := v.outline()
	p := path{make([]byte, 0, budget)}
	drawn := base{borders: p.within(budget*2/5, func(threshold float64) { v.drawBorders(&p, borders, threshold) })}
	drawn.land = p.within(budget-len(drawn.borders), func(threshold float64) { v.drawLand(&p, land, threshold) })
	return drawn
}

// finest is the least triangle that a map shows, in square units.
const finest = 0.5

// within draws with ever larger thresholds until what is drawn is no longer
// than budget, or as good as nothing would be left.
func (p *path) within(budget int, draw func(threshold float64)) string {
	const coarsest = 100
	for threshold := finest; ; {
		p.d = p.d[:0]
		draw(threshold)
		if len(p.d) <= budget || threshold > coarsest {
			return string(p.d)
		}
		threshold *= max(float64(len(p.d))/float64(budget), 1.2)
	}
}

// A loop is a ring in view.
type loop struct {
	sides  []side // that follow one another
	inside bool   // all of it is in view
}

// A side is a line of a loop.
type side struct {
	line
	reverse bool
}

// outline returns all that is in view.
func (v *view) outline() (land []loop, borders []line) {
	sides := make([]side, 0, 256) // of all loops
	for _, r := range v.land {
		turns(r.bound, v.ground, func(shift float64) {
			from, b := len(sides), shifted(r.bound, shift)
			sides = v.sides(sides, r, shift)
			land = append(land, loop{sides[from:], v.ground.Contains(b.Min) && v.ground.Contains(b.Max)})
		})
	}
	for _, arc := range v.borders {
		turns(v.bounds[arc], v.ground, func(shift float64) { borders = append(borders, v.line(arc, shift)) })
	}
	return land, borders
}

// drawLand leaves out every corner whose triangle is smaller than threshold
// square units, and so every island that is.
func (v *view) drawLand(p *path, land []loop, threshold float64) {
	for _, l := range land {
		ring := v.joined(l.sides, threshold)
		if !l.inside {
			ring = clip.Ring(v.box, ring)
		}
		p.closed(ring)
	}
}

// drawBorders leaves out the same corners, but for the ends of lines, where
// borders meet, and lines no longer than the side of a square of that size.
func (v *view) drawBorders(p *path, borders []line, threshold float64) {
	for _, l := range borders {
		drawn := l.append(v.ring[:0], threshold)
		v.ring = drawn
		b := drawn.Bound()
		if math.Hypot(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]) < math.Sqrt(threshold) {
			continue
		}
		if v.box.Contains(b.Min) && v.box.Contains(b.Max) {
			p.open(drawn)
			continue
		}
		for _, piece := range clip.LineString(v.box, orb.LineString(drawn)) {
			p.open(orb.Ring(piece))
		}
	}
}

// append adds the points of a line that matter.
func (l line) append(ring orb.Ring, threshold float64) orb.Ring {
	for i := range l {
		if l[i].weight > 2*threshold {
			ring = append(ring, l[i].at)
		}
	}
	return ring
}

// joined returns the ring that sides make, without points that do not matter.
// It lasts until the next is asked for.
func (v *view) joined(sides []side, threshold float64) orb.Ring {
	ring := v.ring[:0]
	for i, s := range sides {
		from := len(ring)
		ring = s.append(ring, threshold)
		if s.reverse {
			slices.Reverse(ring[from:])
		}
		if i > 0 { // it begins where the one before it ends
			ring = slices.Delete(ring, from, from+1)
		}
	}
	v.ring = ring
	return ring
}

// sides appends the parts of a ring, moved by shift degrees, in its direction.
func (v *view) sides(sides []side, r ring, shift float64) []side {
	from := len(sides)
	for _, p := range r.parts {
		sides = append(sides, side{v.line(p.arc, shift+p.shift), p.reverse})
	}
	if r.around {
		first, last := sides[from].ends()[0], sides[len(sides)-1].ends()[1]
		pole := v.place(orb.Point{0, -maxY})[1]
		along := make(line, 4)
		for i, p := range [4]orb.Point{last, {last[0], pole}, {first[0], pole}, first} {
			along[i] = corner{p, math.Inf(1)}
		}
		sides = append(sides, side{line: along})
	}
	return sides
}

// ends returns the first point and the last.
func (s side) ends() [2]orb.Point {
	first, last := s.line[0].at, s.line[len(s.line)-1].at
	if s.reverse {
		return [2]orb.Point{last, first}
	}
	return [2]orb.Point{first, last}
}

// line returns an arc in units of the view box, moved by shift degrees, without
// corners that cannot matter. Its ends are kept, so that rings stay closed.
func (v *view) line(arc int32, shift float64) line {
	l, ok := v.placed[arcAt{arc, shift}]
	if !ok {
		from := len(v.made)
		v.lay(arc, shift)
		l = v.made[from:len(v.made):len(v.made)]
		if len(l) > 2 { // else it is made again as soon as found
			v.placed[arcAt{arc, shift}] = l
		}
	}
	return l
}

// lay adds an arc to v.made.
func (v *view) lay(arc int32, shift float64) {
	put := func(p orb.Point, weight float64) {
		v.made = append(v.made, corner{v.place(orb.Point{p[0] + shift, p[1]}), weight})
	}
	a, inf := &v.arcs[arc], math.Inf(1)
	bound := shifted(v.bounds[arc], shift)
	if outside(bound.Min, v.ground)&outside(bound.Max, v.ground) != 0 { // as most arcs of a continent are
		put(v.plane(a.start), inf)
		put(v.plane(a.end), inf)
		return
	}
	// Of a run of corners that are all beyond the same side of the frame, only the ends matter, and these much.
	scale := v.k * v.k
	least := 2 * finest / scale
	side, skipped := uint8(0), -1
	line := v.corners(a)
	for i, c := range line {
		if c.weight <= least {
			continue
		}
		at := outside(orb.Point{c.at[0] + shift, c.at[1]}, v.ground)
		if at&side != 0 && i < len(line)-1 {
			side, skipped = at&side, i
			continue
		}
		if skipped >= 0 && at&side == 0 {
			put(line[skipped].at, inf)
		}
		skipped, side = -1, at
		if at != 0 {
			put(c.at, inf)
		} else {
			put(c.at, c.weight*scale)
		}
	}
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

func (p *path) open(line []orb.Point) { p.add(line, 2) }

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
