package svgmap

import "testing"

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := decode(outlineData); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	point := func(lat, lon float64) Point { return Point{Lat: lat, Lon: lon, Label: "Place", Number: "1"} }
	for _, bb := range []struct {
		name string
		m    Map
	}{
		{"inset", Map{Width: 320, Height: 240, Points: []Point{point(33.79, 42.44)}}},
		{"region", Map{Points: []Point{point(33.79, 42.44), point(36.19, 44.01), point(30.28, 57.07)}}},
		{"world", Map{Points: []Point{point(33.79, 42.44), point(38.9, -77.04), point(35.68, 139.69)}}},
	} {
		bb.m.ID, bb.m.Title = "m", bb.name
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := bb.m.SVG(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
