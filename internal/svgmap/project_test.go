package svgmap

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }

// By hand: y = ln(tan 45° + φ/2) in degrees. For 60°: tan 75° = 3.732051, whose
// logarithm is 1.316958, times 57.295780 is 75.4561. For 45°: 1+√2, .881374.
func TestMercator(t *testing.T) {
	for _, tt := range []struct{ lat, want float64 }{
		{0, 0},
		{45, 50.4990},
		{-45, -50.4990},
		{60, 75.4561},
		{85.051129, 180},
		{89, 180},
		{90, 180},
		{-90, -180},
	} {
		if got := mercator(tt.lat); !near(got, tt.want, 0.0001) {
			t.Errorf("mercator(%v) = %v, want %v", tt.lat, got, tt.want)
		}
		if back := latitude(mercator(tt.lat)); math.Abs(tt.lat) < 85 && !near(back, tt.lat, 1e-9) {
			t.Errorf("latitude(mercator(%v)) = %v", tt.lat, back)
		}
	}
}

func TestShortestArc(t *testing.T) {
	for _, tt := range []struct {
		name       string
		lons       []float64
		west, east float64
	}{
		{"one", []float64{42}, 42, 42},
		{"all the same", []float64{42, 42, 42}, 42, 42},
		{"Iraq to Iran", []float64{57, 42, 44}, 42, 57},
		{"Washington to Kerman", []float64{57, -77}, -77, 57},
		{"New Zealand to Chile, over the date line", []float64{-71, 175}, 175, 289},
		{"Japan, New Zealand, Chile", []float64{-71, 175, 140}, 140, 289},
		{"both names of the date line", []float64{-180, 180}, 180, 180},
		{"opposite sides: the first", []float64{-90, 90}, -90, 90},
	} {
		if west, east := shortestArc(tt.lons); west != tt.west || east != tt.east {
			t.Errorf("%s: %v to %v, want %v to %v", tt.name, west, east, tt.west, tt.east)
		}
	}
}

func TestFrame(t *testing.T) {
	t.Run("a point stands in the middle of the span asked for", func(t *testing.T) {
		m := mapOf(320, 240, Point{Lat: 0, Lon: 10})
		m.Span = 8
		f := m.frame()
		// 320 units for 8 degrees; 240 units are 6 degrees, and near the equator those are degrees of latitude.
		if f.k != 40 || f.west != 6 || f.north != 3 {
			t.Errorf("got %+v", f)
		}
		if p := f.locate(0, 10); p != (orb.Point{160, 120}) {
			t.Errorf("the point is at %v", p)
		}
	})
	t.Run("two points stand an eighth of the map from its sides", func(t *testing.T) {
		f := mapOf(720, 520, Point{Lat: 0, Lon: 0}, Point{Lat: 0, Lon: 18}).frame()
		// 720 - 2 × 90 = 540 units for 18 degrees.
		if a, b := f.locate(0, 0), f.locate(0, 18); f.k != 30 || a != (orb.Point{90, 260}) || b != (orb.Point{630, 260}) {
			t.Errorf("at %v and %v with %v", a, b, f.k)
		}
	})
	t.Run("a point without outlines around it is shown wider, within reason", func(t *testing.T) {
		pacific := mapOf(320, 240, Point{Lat: -48, Lon: -125}).frame()
		if span := pacific.w / pacific.k; span < 19 || span > 24 {
			t.Errorf("%v degrees of empty ocean", span)
		}
		bay := mapOf(320, 240, tokyo).frame()
		if span := bay.w / bay.k; span != defaultSpan {
			t.Errorf("%v degrees around a coast, want 4", span)
		}
	})
	t.Run("places of one town stand apart, wherever it is", func(t *testing.T) {
		// An eighth of 4 degrees is .5: .4 are a town's surroundings, and 540 units of 720 are for them.
		f := mapOf(720, 520, Point{Lat: 0, Lon: -25}, Point{Lat: 0, Lon: -24.6}).frame()
		if a, b := f.locate(0, -25), f.locate(0, -24.6); !near(a[0], 90, 1e-6) || !near(b[0], 630, 1e-6) {
			t.Errorf("at %v and %v", a, b)
		}
		// Not nearer than .05 degrees: 720 units for that are 14,400 to a degree.
		if f := mapOf(720, 520, Point{Lat: 0, Lon: -25}, Point{Lat: 0, Lon: -24.9999}).frame(); !near(f.k, 14400, 1e-6) {
			t.Errorf("two houses: %v units to a degree", f.k)
		}
		// .6 degrees are a region, which is shown with what is around it.
		if f := mapOf(720, 520, Point{Lat: 0, Lon: -25}, Point{Lat: 0, Lon: -24.4}).frame(); f.w/f.k < defaultSpan {
			t.Errorf("a region: %v degrees", f.w/f.k)
		}
	})
	t.Run("the world is seen once", func(t *testing.T) {
		for _, m := range []Map{
			mapOf(720, 520, Point{Lat: 90}, Point{Lat: -90}),
			mapOf(340, 900, Point{Lon: -170}, Point{Lon: -50}, Point{Lon: 60}, Point{Lon: 140}),
			mapOf(4000, 120, Point{Lon: -170}, Point{Lon: -50}, Point{Lon: 60}, Point{Lon: 140}),
		} {
			f := m.frame()
			if f.w > 360*f.k || f.h > 2*maxY*f.k || f.north > maxY {
				t.Errorf("%+v", f)
			}
			for _, p := range m.Points {
				if q := f.locate(p.Lat, p.Lon); !f.bound().Contains(q) {
					t.Errorf("%v is at %v", p, q)
				}
			}
		}
	})
}

func TestScaleBar(t *testing.T) {
	for _, tt := range []struct {
		name      string
		f         frame
		km, miles string
		kmW       float64
	}{
		// At most .3 × 720, but no more than 150 units: at the equator 150/40 degrees are 417 km, so 200;
		// 200/111.195 × 40 = 71.9 units. 417 km are 259 miles, so 200.
		{"equator", frame{west: 0, north: 6.5, k: 40, w: 720, h: 520}, "200 km", "200 mi", 71.9},
		// At 60° a degree is half as long: 208 km, 200 of which take 143.9 units; 130 miles, so 100. From the
		// lower edge at 56.6° to the upper at 63.1° the scale grows by a fifth: not worth a word.
		{"60 north", frame{west: 0, north: 75.4561 + 6.5, k: 40, w: 720, h: 520}, "200 km", "100 mi", 143.9},
		// The world: 96 units (.3 × 320) of 1 to a degree are 10,674 km, so 10,000: 89.9 units.
		{"world", frame{west: -160, north: 120, k: 1, w: 320, h: 240}, "10000 km at 0", "5000 mi", 89.9},
	} {
		p := placer{frame: tt.f.bound().Pad(-edge)}
		s := p.scaleBar(tt.f, scaleOf)
		if s.kmText != tt.km || s.milesText != tt.miles || !near(s.kmW, tt.kmW, 0.1) {
			t.Errorf("%s: %q %q %.1f, want %q %q %.1f", tt.name, s.kmText, s.milesText, s.kmW, tt.km, tt.miles, tt.kmW)
		}
	}
}

func TestScaleBarTakesAFreeCorner(t *testing.T) {
	f := frame{north: 6.5, k: 40, w: 720, h: 520}
	p := placer{frame: f.bound().Pad(-edge)}
	p.take(around(orb.Point{20, 500}, 10, 10))
	if s := p.scaleBar(f, scaleOf); !s.shown || s.box.Max[0] < 700 || s.box.Min[1] < 460 {
		t.Errorf("not in the lower right corner: %+v", s)
	}
	p = placer{frame: f.bound().Pad(-edge)}
	p.take(f.bound())
	if s := p.scaleBar(f, scaleOf); s.shown {
		t.Errorf("shown where there is no room: %+v", s)
	}
}
