package main

import (
	"math"
	"slices"
	"testing"
)

func TestWeigh(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		name   string
		points []point
		want   []float64
	}{
		{"two ends", []point{{0, 0}, {9, 9}}, []float64{inf, inf}},
		{"on a straight line", []point{{0, 0}, {5, 5}, {9, 9}}, []float64{inf, 0, inf}},
		// The triangles are of 20, 110 and 300. Without the first of them the second is of 200; without that, the third of 500.
		{"a hill", []point{{0, 0}, {10, 1}, {20, 0}, {30, 10}, {50, 0}}, []float64{inf, 20, 200, 500, inf}},
		// Without the tip, of 10, its foot, of 40, is on a straight line, and yet not lighter than the tip.
		{"a thorn", []point{{0, 0}, {1, 5}, {2, 0}, {10, 0}}, []float64{inf, 10, 10, inf}},
	} {
		got := weigh(tt.points)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
