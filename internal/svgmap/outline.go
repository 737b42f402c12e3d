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

// A world is the outlines of all countries. A border is one arc, named by
// the rings on its two sides, so that what is done to arcs cannot part them.
type world struct {
	arcs      []arc
	land      []ring    // the coasts of everything, islands and inland seas alike
	countries []country // by name
}

// An arc is a line in the plane; it may run beyond 180 degrees.
type arc struct {
	line   orb.LineString
	bound  orb.Bound
	border bool // between two countries, else a coast
}

type country struct {
	name  string
	rings []ring
}

// A ring is a closed line made of arcs.
type ring struct {
	parts  []part
	bound  orb.Bound
	around bool // goes around the pole: its ends are 360 degrees apart
}

// A part is an arc on a ring.
type part struct {
	arc     int
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

// count reads the number of things that follow, each at least a byte long.
func (r *reader) count() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > uint64(len(r.data)-n) {
		r.take(-1)
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *reader) float() float64 {
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// decode reads what gen wrote.
func decode(data []byte) (*world, error) {
	r := &reader{data: data}
	scale := orb.Point{r.float(), r.float()}
	translate := orb.Point{r.float(), r.float()}
	w := &world{arcs: make([]arc, r.count())}
	for i := range w.arcs {
		w.arcs[i] = r.arc(scale, translate)
		if len(w.arcs[i].line) < 2 {
			return nil, errDamaged
		}
	}
	var err error
	if w.land, err = r.rings(w.arcs); err != nil {
		return nil, err
	}
	uses := make([]int, len(w.arcs))
	w.countries = make([]country, r.count())
	for i := range w.countries {
		c := &w.countries[i]
		c.name = string(r.take(r.count()))
		if c.rings, err = r.rings(w.arcs); err != nil {
			return nil, err
		}
		for _, ring := range c.rings {
			for _, p := range ring.parts {
				uses[p.arc]++
			}
		}
	}
	for i, n := range uses {
		w.arcs[i].border = n > 1
	}
	if r.failed || len(r.data) > 0 {
		return nil, errDamaged
	}
	return w, nil
}

func (r *reader) arc(scale, translate orb.Point) arc {
	a := arc{line: make(orb.LineString, r.count())}
	x, y := 0, 0
	for i := range a.line {
		x, y = x+r.varint(), y+r.varint()
		p := orb.Point{
			float64(x)*scale[0] + translate[0],
			mercator(float64(y)*scale[1] + translate[1]),
		}
		if i == 0 {
			a.bound = orb.Bound{Min: p, Max: p}
		}
		a.bound.Min = orb.Point{min(a.bound.Min[0], p[0]), min(a.bound.Min[1], p[1])}
		a.bound.Max = orb.Point{max(a.bound.Max[0], p[0]), max(a.bound.Max[1], p[1])}
		a.line[i] = p
	}
	return a
}

// rings reads rings and joins their parts: each is shifted by full turns to
// where the one before it ends.
func (r *reader) rings(arcs []arc) ([]ring, error) {
	rings := make([]ring, r.count())
	for i := range rings {
		ring := &rings[i]
		ring.parts = make([]part, r.count())
		var start, end float64
		for j := range ring.parts {
			n := r.varint()
			p := part{arc: n}
			if n < 0 {
				p = part{arc: ^n, reverse: true}
			}
			if p.arc >= len(arcs) {
				return nil, errDamaged
			}
			line := arcs[p.arc].line
			from, to := line[0][0], line[len(line)-1][0]
			if p.reverse {
				from, to = to, from
			}
			if j == 0 {
				start, ring.bound = from, arcs[p.arc].bound
			} else {
				p.shift = 360 * math.Round((end-from)/360)
				ring.bound = ring.bound.Union(shifted(arcs[p.arc].bound, p.shift))
			}
			end = to + p.shift
			ring.parts[j] = p
		}
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

// turns calls do with each full turn, in degrees, that brings b into view.
// The plane repeats every 360 degrees; a frame lies within -180 to 540, and
// a ring no further than a turn outside of -180 to 180.
func turns(b, view orb.Bound, do func(shift float64)) {
	if b.Max[1] < view.Min[1] || b.Min[1] > view.Max[1] {
		return // north or south of it, as most of a world is
	}
	for shift := -720.0; shift <= 720; shift += 360 {
		if b.Max[0]+shift >= view.Min[0] && b.Min[0]+shift <= view.Max[0] {
			do(shift)
		}
	}
}

// shows tells whether coasts and borders as long as so many units of the view
// box are in the frame, roughly: a segment counts if it begins in the frame.
func (w *world) shows(f frame, length float64) bool {
	ground := f.ground(0)
	for i := range w.arcs {
		a := &w.arcs[i]
		turns(a.bound, ground, func(shift float64) {
			for i, p := range a.line[1:] {
				q := a.line[i]
				if ground.Contains(orb.Point{q[0] + shift, q[1]}) {
					length -= math.Hypot(p[0]-q[0], p[1]-q[1]) * f.k
				}
			}
		})
		if length <= 0 {
			return true
		}
	}
	return false
}
