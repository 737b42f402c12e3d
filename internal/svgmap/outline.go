package svgmap

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/paulmach/orb"
)

// The format of the file is in data/README.md.
//
//go:embed data/outlines.bin
var outlineData []byte

// A world is the outlines of all countries, in the plane. A border is one arc,
// named by the rings on its two sides, so that what is done to arcs cannot part
// them.
type world struct {
	grid
	weights   [256]float64 // that a byte of the file stands for, in doubled square degrees
	arcs      []arc
	bounds    []orb.Bound // of the arcs
	borders   []int32     // the arcs between two countries; others are coasts
	land      []ring      // the coasts of everything, islands and inland seas alike
	countries []country   // by name
}

// A grid is what the file counts in: degrees and Mercator degrees over a scale.
type grid struct {
	scale orb.Point
	west  float64 // where x is 0
}

// plane returns the point of the plane for a point of the grid.
func (g grid) plane(at [2]int) orb.Point {
	return orb.Point{float64(at[0])*g.scale[0] + g.west, float64(at[1]) * g.scale[1]}
}

// An arc is a line that may run beyond 180 degrees. Most maps show few of
// them, so the corners of one are decoded when they are first asked for.
type arc struct {
	start, end [2]int // in the grid
	n          int    // how many corners there are
	steps      []byte // from each to the next, in the grid, and what that weighs

	decoded sync.Once
	line    line // once it is decoded
}

// A line is corners in their order.
type line []corner

// A corner is a point of a line and how much it matters: twice the area of the
// triangle with the neighbours that are left when all lighter corners are taken
// out, by the method of Visvalingam and Whyatt. It is infinite at the ends.
type corner struct {
	at     orb.Point
	weight float64
}

type country struct {
	name  string
	rings []ring
	bound orb.Bound
}

// A ring is a closed line made of arcs.
type ring struct {
	parts  []part
	bound  orb.Bound
	around bool // goes around the pole: its ends are 360 degrees apart
}

// A part is an arc on a ring.
type part struct {
	arc     int32
	reverse bool
	shift   float64 // degrees to add to the arc's longitudes so that it joins the part before it
}

// outlines decodes the embedded file, once. It panics if that is damaged.
var outlines = sync.OnceValue(func() *world {
	w, err := decode(outlineData)
	if err != nil {
		panic(fmt.Sprintf("svgmap: data/outlines.bin: %v", err))
	}
	return w
})

var errDamaged = errors.New("the outlines are damaged")

// A reader reads varints; after the first that is not there it has failed,
// and returns zeros.
type reader struct {
	data   []byte
	failed bool
	parts  []part // of all rings so far
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.data, r.failed = nil, true
		return nil
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

func (r *reader) varint() int {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.take(-1)
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *reader) uvarint() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.take(-1)
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// count reads the number of things that follow, each at least a byte long.
func (r *reader) count() int {
	n := r.uvarint()
	if n < 0 || n > len(r.data) {
		r.take(-1)
		return 0
	}
	return n
}

func (r *reader) float() float64 {
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// decode reads what gen wrote, but for the corners of the arcs.
func decode(data []byte) (*world, error) {
	r := &reader{data: data}
	w := &world{grid: grid{scale: orb.Point{r.float(), r.float()}, west: r.float()}}
	for i := 1; i < len(w.weights); i++ {
		w.weights[i] = math.Exp2(float64(i-150) / 6)
	}
	w.arcs = make([]arc, r.count())
	w.bounds = make([]orb.Bound, len(w.arcs))
	lengths := make([]int, len(w.arcs))
	for i := range w.arcs {
		if lengths[i], w.bounds[i] = r.arc(&w.arcs[i], w.grid); w.arcs[i].n < 2 {
			return nil, errDamaged
		}
	}
	r.parts = make([]part, 0, 3*len(w.arcs)) // a coast is on two rings, a border on two or three
	var err error
	if w.land, err = r.rings(w); err != nil {
		return nil, err
	}
	uses := make([]int, len(w.arcs))
	if w.countries, err = r.countries(w, uses); err != nil {
		return nil, err
	}
	for i, n := range lengths {
		w.arcs[i].steps = r.take(n)
		if uses[i] > 1 {
			w.borders = append(w.borders, int32(i))
		}
	}
	if r.failed || len(r.data) > 0 {
		return nil, errDamaged
	}
	return w, nil
}

// countries reads countries and counts how often each arc is on a ring of one.
func (r *reader) countries(w *world, uses []int) ([]country, error) {
	countries := make([]country, r.count())
	for i := range countries {
		c := &countries[i]
		c.name = string(r.take(r.count()))
		var err error
		if c.rings, err = r.rings(w); err != nil || len(c.rings) == 0 {
			return nil, errDamaged
		}
		c.bound = c.rings[0].bound
		for _, ring := range c.rings {
			c.bound = c.bound.Union(ring.bound)
			for _, p := range ring.parts {
				uses[p.arc]++
			}
		}
	}
	return countries, nil
}

// arc reads where an arc lies and how many bytes its steps are.
func (r *reader) arc(a *arc, g grid) (length int, bound orb.Bound) {
	a.n, length = r.count(), r.count()
	var low, high [2]int
	for axis := range 2 {
		start := r.varint()
		a.start[axis], a.end[axis] = start, start+r.varint()
		low[axis], high[axis] = start-r.uvarint(), start+r.uvarint()
	}
	return length, orb.Bound{Min: g.plane(low), Max: g.plane(high)}
}

// corners returns those of an arc. It panics if they are damaged.
func (w *world) corners(a *arc) line {
	a.decoded.Do(func() {
		r := &reader{data: a.steps}
		a.line = make(line, a.n)
		a.line[0] = corner{w.plane(a.start), math.Inf(1)}
		for i, at := 1, a.start; i < a.n; i++ {
			at = [2]int{at[0] + r.varint(), at[1] + r.varint()}
			a.line[i] = corner{w.plane(at), w.weights[r.byte()]}
		}
		a.line[a.n-1].weight = math.Inf(1)
		if r.failed || len(r.data) > 0 {
			panic(fmt.Sprintf("svgmap: data/outlines.bin: %v", errDamaged))
		}
	})
	return a.line
}

// rings reads rings and joins their parts: each is shifted by full turns to
// where the one before it ends.
func (r *reader) rings(w *world) ([]ring, error) {
	rings := make([]ring, r.count())
	for i := range rings {
		ring := &rings[i]
		var start, end float64
		begin := len(r.parts)
		for j := range r.count() {
			n := r.varint()
			p := part{arc: int32(n)}
			if n < 0 {
				p = part{arc: int32(^n), reverse: true}
			}
			if int(p.arc) >= len(w.arcs) {
				return nil, errDamaged
			}
			a, bound := &w.arcs[p.arc], w.bounds[p.arc]
			from, to := w.plane(a.start)[0], w.plane(a.end)[0]
			if p.reverse {
				from, to = to, from
			}
			if j == 0 {
				start, ring.bound = from, bound
			} else {
				p.shift = 360 * math.Round((end-from)/360)
				ring.bound = ring.bound.Union(shifted(bound, p.shift))
			}
			end = to + p.shift
			r.parts = append(r.parts, p)
		}
		ring.parts = r.parts[begin:len(r.parts):len(r.parts)]
		ring.around = math.Abs(end-start) > 180
		if ring.around {
			ring.bound.Min[1] = -maxY // the only pole with land is the south pole
		}
	}
	return rings, nil
}

func shifted(b orb.Bound, x float64) orb.Bound {
	b.Min[0] += x
	b.Max[0] += x
	return b
}

// turns calls do with each full turn, in degrees, that brings b into view: the
// plane repeats every 360 degrees.
func turns(b, view orb.Bound, do func(shift float64)) {
	if b.Max[1] < view.Min[1] || b.Min[1] > view.Max[1] {
		return // north or south of it, as most of a world is
	}
	for shift := 360 * math.Ceil((view.Min[0]-b.Max[0])/360); shift <= view.Max[0]-b.Min[0]; shift += 360 {
		do(shift)
	}
}

// shows tells whether coasts and borders as long as so many units of the view
// box are in the frame, roughly: a segment counts if it begins in the frame.
func (w *world) shows(f frame, length float64) bool {
	ground := f.ground(0)
	for i, bound := range w.bounds {
		turns(bound, ground, func(shift float64) {
			line := w.corners(&w.arcs[i])
			for i, p := range line[1:] {
				q := line[i].at
				if ground.Contains(orb.Point{q[0] + shift, q[1]}) {
					length -= math.Hypot(p.at[0]-q[0], p.at[1]-q[1]) * f.k
				}
			}
		})
		if length <= 0 {
			return true
		}
	}
	return false
}
