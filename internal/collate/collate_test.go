package collate

import (
	"math"
	"testing"

	"collate/internal/corpus"
)

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		name                   string
		lat1, lon1, lat2, lon2 float64
		want                   float64 // km
	}{
		{"nowhere", 33.3, 44.4, 33.3, 44.4, 0},
		// A degree of the equator is a 360th of 2π × 6378.137 km.
		{"a degree of the equator", 0, 10, 0, 11, 111.3195},
		{"the same, over the date line", 0, 179.5, 0, -179.5, 111.3195},
		// The quarter of a meridian of WGS 84 (Moritz, Geodetic Reference System 1980, gives 10 001 965.7293 m).
		{"equator to pole", 0, 0, 90, 0, 10001.966},
		// The worked example of Geoscience Australia's Vincenty tables: Flinders Peak to Buninyong, 54 972.271 m.
		{"Flinders Peak to Buninyong", -37.951033417, 144.424867889, -37.652821139, 143.926495528, 54.972},
	} {
		a, b := corpus.Coordinates{Lat: tt.lat1, Lon: tt.lon1}, corpus.Coordinates{Lat: tt.lat2, Lon: tt.lon2}
		for _, got := range []float64{Distance(a, b), Distance(b, a)} {
			if math.Abs(got-tt.want) > 0.015 {
				t.Errorf("%s: %.4f km, want %.4f", tt.name, got, tt.want)
			}
		}
	}
}

func FuzzDistance(f *testing.F) {
	f.Add(0.0, 0.0, 0.0, 180.0)
	f.Add(90.0, 0.0, -90.0, 0.0)
	f.Add(33.3, 44.4, 33.3, 44.4000001)
	f.Fuzz(func(t *testing.T, lat1, lon1, lat2, lon2 float64) {
		for _, lat := range []float64{lat1, lat2} {
			if math.IsNaN(lat) || math.Abs(lat) > 90 {
				return
			}
		}
		for _, lon := range []float64{lon1, lon2} {
			if math.IsNaN(lon) || math.Abs(lon) > 180 {
				return
			}
		}
		// Half the earth's girth at the equator is 20 037.5 km; no two places are further apart.
		d := Distance(corpus.Coordinates{Lat: lat1, Lon: lon1}, corpus.Coordinates{Lat: lat2, Lon: lon2})
		if math.IsNaN(d) || d < 0 || d > 20038 {
			t.Errorf("%v km", d)
		}
	})
}
