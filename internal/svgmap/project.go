package svgmap

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// The plane of the map has x in degrees east and y in Mercator degrees north:
// both as long as a degree of longitude, so that shapes are kept. Web maps
// end at maxY, where the world is as high as it is wide.
const maxY = 180

// polarLat is where a frame ends; above it a map is nothing but stretched ice.
const polarLat = 84

// mercator returns y for a latitude in degrees, at most maxY in size.
func mercator(lat float64) float64 {
	y := math.Asinh(math.Tan(lat*math.Pi/180)) * 180 / math.Pi
	return min(max(y, -maxY), maxY)
}

// latitude is the inverse of mercator.
func latitude(y float64) float64 {
	return math.Atan(math.Sinh(y*math.Pi/180)) * 180 / math.Pi
}

// A frame is the part of the plane that is seen.
type frame struct {
	west, north float64 // of the upper left corner, in the plane
	k           float64 // units of the view box for a degree of longitude
	w, h        float64 // of the view box
}

// place turns a point of the plane into one of the view box, y downwards.
func (f frame) place(p orb.Point) orb.Point {
	return orb.Point{(p[0] - f.west) * f.k, (f.north - p[1]) * f.k}
}

// locate places a latitude and a longitude, at whichever turn around the
// world it is seen, and inside the map where that ends short of a pole.
func (f frame) locate(lat, lon float64) orb.Point {
	turns := math.Floor((lon - f.west) / 360)
	p := f.place(orb.Point{lon - 360*turns, mercator(lat)})
	p[1] = min(max(p[1], 0), f.h)
	return p
}

// bound is the view box.
func (f frame) bound() orb.Bound { return orb.Bound{Max: orb.Point{f.w, f.h}} }

// ground is the part of the plane that is seen, pad units wider on each side.
func (f frame) ground(pad float64) orb.Bound {
	pad /= f.k
	return orb.Bound{
		Min: orb.Point{f.west - pad, f.north - f.h/f.k - pad},
		Max: orb.Point{f.west + f.w/f.k + pad, f.north + pad},
	}
}

// centred returns the frame of w by h units around a point of the plane that
// shows neither the world twice nor what lies beyond the poles: it is made
// narrower or lower, or moved, if need be.
func centred(x, y, k, w, h float64) frame {
	top := mercator(polarLat)
	w, h = min(w, math.Floor(360*k)), min(h, math.Floor(2*top*k))
	half := h / k / 2
	y = min(max(y, half-top), top-half)
	return frame{west: x - w/k/2, north: y + half, k: k, w: w, h: h}
}

// frame chooses what is seen: all points that are not minor, a margin for
// their marks, no less than the span. If the map leaves the span open and
// hardly any coast or border would be seen, it widens until they are; but not if
// several points would then stand on one spot, which are shown as they lie to each
// other.
func (m Map) frame() frame {
	w, h := float64(m.Width), float64(m.Height)
	b := m.extent()
	x, y := b.Center()[0], b.Center()[1]
	dx, dy := b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]

	padX, padY := max(w/8, 30), max(h/8, 30)
	k := min((w-2*padX)/dx, (h-2*padY)/dy) // +Inf for a single point
	k = max(k, min(w/360, (h-40)/dy))      // the margin goes before the world is seen twice
	if m.Span > 0 {
		return centred(x, y, min(k, w/m.Span), w, h)
	}
	const local, apart = 0.05, defaultSpan / 8.0 // degrees
	if d := max(dx, dy*w/h); d > 0 && d < apart {
		return centred(x, y, min(k, w/local), w, h)
	}
	const widest, step = 24, 1.25
	f := centred(x, y, min(k, w/defaultSpan), w, h)
	for w/f.k*step <= widest && !outlines().shows(f, 1.6*w) {
		f = centred(x, y, f.k/step, w, h)
	}
	return f
}

// extent returns the least part of the plane that holds all points that are
// not minor, or all if all are. East of the antimeridian it goes on beyond 180.
func (m Map) extent() orb.Bound {
	var lons []float64
	b := orb.Bound{Min: orb.Point{0, math.Inf(1)}, Max: orb.Point{0, math.Inf(-1)}}
	allMinor := !slices.ContainsFunc(m.Points, func(p Point) bool { return !p.Minor })
	top := mercator(polarLat)
	for _, p := range m.Points {
		if p.Minor && !allMinor {
			continue
		}
		lons = append(lons, p.Lon)
		y := min(max(mercator(p.Lat), -top), top)
		b.Min[1], b.Max[1] = min(b.Min[1], y), max(b.Max[1], y)
	}
	b.Min[0], b.Max[0] = shortestArc(lons)
	return b
}

// shortestArc returns the ends of the shortest stretch of longitude with all
// of lons on it: west from -180 to 180, east from west to less than west+360.
func shortestArc(lons []float64) (west, east float64) {
	lons = slices.Sorted(slices.Values(lons))
	last := len(lons) - 1
	west, east = lons[0], lons[last]
	for i := range last { // the arc that leaves out the gap after i
		if w, e := lons[i+1], lons[i]+360; e-w < east-west {
			west, east = w, e
		}
	}
	return west, east
}
