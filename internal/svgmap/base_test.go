package svgmap

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestPath(t *testing.T) {
	for _, tt := range []struct {
		name   string
		points []orb.Point
		closed bool
		want   string
	}{
		{"a square", []orb.Point{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, true, "M0 0l10 0 0 10-10 0z"},
		{"halves", []orb.Point{{1.26, -0.5}, {1.04, 3.9}}, false, "M1.5-.5l-.5 4.5"},
		{"what rounds to the same point is left out", []orb.Point{{1, 1}, {1.01, 1}, {2, 1}}, false, "M1 1l1 0"},
		{"rounding does not add up", []orb.Point{{0, 0}, {0.7, 0}, {1.4, 0}, {2.1, 0}}, false, "M0 0l.5 0 1 0 .5 0"},
		{"nothing to see", []orb.Point{{1, 1}, {1.01, 1}}, false, ""},
		{"too small a ring", []orb.Point{{1, 1}, {1.1, 1}, {1, 1}}, true, ""},
	} {
		var p path
		if tt.closed {
			p.closed(tt.points)
		} else {
			p.open(tt.points)
		}
		if got := string(p.d); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestOutlines(t *testing.T) {
	w := outlines()
	if len(w.arcs) != 1959 || len(w.countries) != 241 {
		t.Errorf("%d arcs, %d countries; world-atlas 2.0.2 has 1959 and 241", len(w.arcs), len(w.countries))
	}
	// Rings close, also those that cross the antimeridian; only Antarctica's goes around the world.
	aroundWorld := 0
	for _, r := range w.land {
		var at, first orb.Point
		for i, p := range r.parts {
			line := w.corners(&w.arcs[p.arc])
			from, to := line[0].at, line[len(line)-1].at
			if p.reverse {
				from, to = to, from
			}
			from[0], to[0] = from[0]+p.shift, to[0]+p.shift
			if i == 0 {
				first = from
			} else if !near(from[0], at[0], 1e-6) || !near(from[1], at[1], 1e-6) {
				t.Fatalf("part %d of a ring begins at %v, the one before ends at %v", i, from, at)
			}
			at = to
		}
		if r.around {
			aroundWorld++
		} else if !near(at[0], first[0], 0.01) || !near(at[1], first[1], 1e-6) {
			t.Errorf("a ring from %v ends at %v", first, at)
		}
	}
	if aroundWorld != 1 {
		t.Errorf("%d rings around the world, want 1", aroundWorld)
	}
}

// What is known of an arc before its corners are is what they say.
func TestArcs(t *testing.T) {
	w := outlines()
	for i := range w.arcs {
		a := &w.arcs[i]
		line := w.corners(a)
		first, last := line[0], line[a.n-1]
		if start, end := w.plane(a.start), w.plane(a.end); first.at != start || last.at != end {
			t.Errorf("arc %d is from %v to %v, not from %v to %v", i, first.at, last.at, start, end)
		}
		if !math.IsInf(first.weight, 1) || !math.IsInf(last.weight, 1) {
			t.Errorf("the ends of arc %d weigh %v and %v", i, first.weight, last.weight)
		}
		bound := orb.Bound{Min: first.at, Max: first.at}
		for _, c := range line {
			bound = bound.Extend(c.at)
		}
		if bound != w.bounds[i] {
			t.Errorf("arc %d lies in %v, not in %v", i, bound, w.bounds[i])
		}
	}
}

// A corner weighs at least as much as the triangle of its neighbours, if those
// are heavier, to what a byte can say: steps of a sixth of an octave.
func TestWeights(t *testing.T) {
	w := outlines()
	weighed := 0
	for i := range w.arcs {
		line := w.corners(&w.arcs[i])
		for j := 1; j < len(line)-1; j++ {
			a, b, c := line[j-1], line[j], line[j+1]
			if a.weight <= b.weight || c.weight <= b.weight {
				continue // it was weighed against others
			}
			weighed++
			area := math.Abs((b.at[0]-a.at[0])*(c.at[1]-a.at[1]) - (b.at[1]-a.at[1])*(c.at[0]-a.at[0]))
			if low := area*math.Exp2(-1.0/11) - 1e-12; b.weight < low {
				t.Errorf("corner %d of arc %d weighs %v, its triangle is %v", j, i, b.weight, area)
			}
		}
	}
	if weighed < 10_000 {
		t.Errorf("%d corners were held against their neighbours", weighed)
	}
}

func TestDecodeRefusesDamage(t *testing.T) {
	for _, n := range []int{0, 1, 31, 32, 40, 5000, 50_000, 100_000, len(outlineData) - 1} {
		if _, err := decode(outlineData[:n]); !errors.Is(err, errDamaged) {
			t.Errorf("the first %d bytes: %v", n, err)
		}
	}
	if _, err := decode(append(append([]byte{}, outlineData...), 0)); !errors.Is(err, errDamaged) {
		t.Errorf("a byte too many: %v", err)
	}
}

// The names that are seen around a place: they stand inside their borders.
func TestCountryNames(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    Map
		want []string
	}{
		{"the Gulf", mapOf(720, 520, asad, kerman), []string{"Iran", "Iraq", "Saudi Arabia"}},
		{"the Alps", mapOf(720, 520, Point{Lat: 46.9, Lon: 7.4}, Point{Lat: 46.6, Lon: 14.3}), []string{
			"Switzerland", "Austria", "Italy",
		}},
		{"over the date line", mapOf(720, 520, wellington, santiago), []string{"Brazil"}},
	} {
		d := tt.m.drawing()
		placed := map[string]orb.Bound{}
		for _, c := range d.countries {
			name := c.lines[0]
			var nameSb99 strings.Builder
			for _, line := range c.lines[1:] {
				nameSb99.WriteString(" " + line)
			}
			name += nameSb99.String()
			placed[name] = c.box
		}
		for _, name := range tt.want {
			if _, ok := placed[name]; !ok {
				t.Errorf("%s: no %s", tt.name, name)
			}
		}
		for _, c := range outlines().countries {
			box, ok := placed[c.name]
			if !ok {
				continue
			}
			a := outlines().view(d.frame).area(&c)
			for y := box.Min[1] + 2; y < box.Max[1]; y += rowHeight {
				if !covers(a.rows[int(y/rowHeight)], box.Min[0], box.Max[0]) {
					t.Errorf("%s: %s leaves its land", tt.name, c.name)
				}
			}
		}
	}
}

func covers(row []span, from, to float64) bool {
	for _, s := range row {
		if s.from <= from && to <= s.to {
			return true
		}
	}
	return false
}

// A square of 40 with a square hole of 20 in its middle, as rows of 4.
func TestCut(t *testing.T) {
	rows := make([][]float64, 10)
	for _, r := range [][]orb.Point{
		{{0, 0}, {40, 0}, {40, 40}, {0, 40}, {0, 0}},
		{{10, 10}, {30, 10}, {30, 30}, {10, 30}, {10, 10}},
	} {
		for i, p := range r[1:] {
			cut(rows, r[i], p)
		}
	}
	// The middles of rows are at 2, 6, 10, …: the hole begins with row 2, at 10, and ends before row 7, at 30.
	for i, xs := range rows {
		want := 2
		if i >= 2 && i < 7 {
			want = 4
		}
		if len(xs) != want {
			t.Errorf("row %d is cut %d times, want %d", i, len(xs), want)
		}
	}
}

func TestIntersection(t *testing.T) {
	var n intersection
	n.of([][]span{{{0, 40}}, {{1, 2}, {3, 4}}}) // whose memory is used again
	got := n.of([][]span{{{0, 10}, {20, 30}}, {{5, 25}}, {{0, 6}, {8, 22}}})
	want := []span{{5, 6}, {8, 10}, {20, 22}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func TestRoundBelow(t *testing.T) {
	for _, tt := range []struct{ in, want float64 }{
		{1, 1}, {1.9, 1}, {2, 2}, {4.99, 2}, {417, 200}, {999, 500}, {0.3, 0.2},
	} {
		if got := roundBelow(tt.in); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("roundBelow(%v) = %v, want %v", tt.in, got, tt.want)
		}
	}
}
