package main

import "math"

// A point is in degrees east and Mercator degrees north.
type point [2]float64

// weigh returns how much each point of a line matters, in doubled square
// degrees, by the method of Visvalingam and Whyatt: the point whose triangle
// with its neighbours is the smallest is taken out, again and again, and weighs
// as much as that triangle, but never less than what was taken out before it.
// The ends weigh infinitely much.
func weigh(line []point) []float64 {
	weights := make([]float64, len(line))
	left := make([]int, len(line)) // the points that are still there
	for i := range line {
		left[i] = i
	}
	for least := 0.0; len(left) > 2; {
		lightest, area := 1, math.Inf(1)
		for i := 1; i < len(left)-1; i++ {
			if a := triangle(line[left[i-1]], line[left[i]], line[left[i+1]]); a < area {
				lightest, area = i, a
			}
		}
		least = max(least, area)
		weights[left[lightest]] = least
		left = append(left[:lightest], left[lightest+1:]...)
	}
	weights[0], weights[len(line)-1] = math.Inf(1), math.Inf(1)
	return weights
}

// triangle returns twice the area of a triangle.
func triangle(a, b, c point) float64 {
	return math.Abs((b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0]))
}
