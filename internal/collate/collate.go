// Package collate compares what reports say: answers to claims, accounts of
// events, printings of quotations; puts events in order; and does the arithmetic
// of times and distances that this needs. It works on what packages corpus, link
// and cite found; package xref indexes what it finds.
package collate

import (
	"math"

	"collate/internal/corpus"
)

// The WGS 84 ellipsoid: NIMA TR8350.2, third edition, table 3.1.
const (
	equatorialRadius = 6378.137 // km
	flattening       = 1 / 298.257223563
)

// Distance returns the length in km of the shortest way between two places
// over the WGS 84 ellipsoid, right to about 10 m. It is Lambert's formula for
// long lines (W. D. Lambert, "The distance between two widely separated points
// on the surface of the earth", J. Washington Acad. Sci. 32, 1942), which
// corrects the great circle through the reduced latitudes. Between opposite
// points of the earth it is right to a few km only.
func Distance(a, b corpus.Coordinates) float64 {
	lat1, lat2 := reduced(a.Lat), reduced(b.Lat)
	dLon := radians(b.Lon - a.Lon)
	sin1, cos1 := math.Sincos(lat1)
	sin2, cos2 := math.Sincos(lat2)
	sinLat, sinLon := math.Sin((lat2-lat1)/2), math.Sin(dLon/2)
	h := min(1, sinLat*sinLat+cos1*cos2*sinLon*sinLon)
	sigma := 2 * math.Asin(math.Sqrt(h)) // the central angle
	if sigma == 0 {
		return 0
	}
	sum, half := sin1+sin2, sin2-sin1 // of the sines: (sin P cos Q) and (cos P sin Q), doubled
	x := (sigma - math.Sin(sigma)) * sum * sum / 4 / (1 - h)
	y := (sigma + math.Sin(sigma)) * half * half / 4 / h
	if h == 1 {
		x = 0
	}
	return equatorialRadius * (sigma - flattening/2*(x+y))
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// reduced returns the reduced latitude in radians of a latitude in degrees.
func reduced(lat float64) float64 {
	return math.Atan((1 - flattening) * math.Tan(radians(lat)))
}
