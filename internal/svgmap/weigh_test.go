package svgmap

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

func TestWeigh(t *testing.T) {
	inf := math.Inf(1)
	var w weigher
	for _, tt := range []struct {
		name   string
		points []orb.Point
		want   []float64
	}{
		{"two ends", []orb.Point{{0, 0}, {9, 9}}, []float64{inf, inf}},
		{"on a straight line", []orb.Point{{0, 0}, {5, 5}, {9, 9}}, []float64{inf, 0, inf}},
		// The triangles are of 20, 110 and 300. Without the first of them the second is of 200; without that, the third of 500.
		{"a hill", []orb.Point{{0, 0}, {10, 1}, {20, 0}, {30, 10}, {50, 0}}, []float64{inf, 20, 200, 500, inf}},
		// Without the tip, of 10, its foot, of 40, is on a straight line, and yet not lighter than the tip.
		{"a thorn", []orb.Point{{0, 0}, {1, 5}, {2, 0}, {10, 0}}, []float64{inf, 10, 10, inf}},
	} {
		var got []float64
		for _, c := range w.weigh(tt.points) {
			got = append(got, c.weight)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
