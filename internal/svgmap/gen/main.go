// Command gen turns world-atlas' countries-50m.json into data/outlines.bin,
// which package svgmap embeds. It is run by hand when the source changes:
//
//	go run ./internal/svgmap/gen path/to/countries-50m.json internal/svgmap/data/outlines.bin
//
// Equal input gives equal bytes. data/README.md describes the format.
package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
)

// A topology is the part of a TopoJSON file that is used here.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int
	Objects   struct {
		Countries, Land struct{ Geometries []geometry }
	}
}

// A geometry is a Polygon or a MultiPolygon; Arcs is nested accordingly.
type geometry struct {
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

// names gives today's name, or the name in full, where the source has an
// older or a shortened one. Those that are not listed stay as they are.
var names = map[string]string{
	"Antigua and Barb.":        "Antigua and Barbuda",
	"Bosnia and Herz.":         "Bosnia and Herzegovina",
	"Br. Indian Ocean Ter.":    "British Indian Ocean Territory",
	"Central African Rep.":     "Central African Republic",
	"Congo":                    "Republic of the Congo",
	"Cook Is.":                 "Cook Islands",
	"Côte d'Ivoire":            "Côte d’Ivoire",
	"Cayman Is.":               "Cayman Islands",
	"Dem. Rep. Congo":          "DR Congo",
	"Dominican Rep.":           "Dominican Republic",
	"Eq. Guinea":               "Equatorial Guinea",
	"Faeroe Is.":               "Faroe Islands",
	"Falkland Is.":             "Falkland Islands",
	"Fr. Polynesia":            "French Polynesia",
	"Fr. S. Antarctic Lands":   "French Southern Lands",
	"Macedonia":                "North Macedonia",
	"Marshall Is.":             "Marshall Islands",
	"N. Cyprus":                "Northern Cyprus",
	"N. Mariana Is.":           "Northern Mariana Islands",
	"Pitcairn Is.":             "Pitcairn Islands",
	"S. Geo. and the Is.":      "South Georgia",
	"S. Sudan":                 "South Sudan",
	"Solomon Is.":              "Solomon Islands",
	"St-Barthélemy":            "Saint Barthélemy",
	"St-Martin":                "Saint Martin",
	"St. Kitts and Nevis":      "Saint Kitts and Nevis",
	"St. Pierre and Miquelon":  "Saint Pierre and Miquelon",
	"St. Vin. and Gren.":       "Saint Vincent and the Grenadines",
	"Turks and Caicos Is.":     "Turks and Caicos Islands",
	"U.S. Virgin Is.":          "U.S. Virgin Islands",
	"United States of America": "United States",
	"W. Sahara":                "Western Sahara",
	"Wallis and Futuna Is.":    "Wallis and Futuna",
	"eSwatini":                 "Eswatini",
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen countries-50m.json outlines.bin")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(raw, &t); err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	out, err := encode(t)
	if err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	return os.WriteFile(to, out, 0o644)
}

// encode writes the transform, where the arcs lie, the rings of all land, each
// country's name and rings, by name, then the arcs themselves.
func encode(t topology) ([]byte, error) {
	if len(t.Arcs) == 0 || len(t.Objects.Land.Geometries) != 1 {
		return nil, errors.New("not the countries file of world-atlas 2 (no arcs, or no single land object)")
	}
	var out []byte
	for _, v := range [3]float64{t.Transform.Scale[0], t.Transform.Scale[1], t.Transform.Translate[0]} {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
	}
	var steps []byte
	out = binary.AppendUvarint(out, uint64(len(t.Arcs)))
	for i := range t.Arcs {
		arc := t.plane(t.Arcs[i])
		from := len(steps)
		steps = appendSteps(steps, arc, t.weights(arc))
		out = binary.AppendUvarint(out, uint64(len(arc)))
		out = binary.AppendUvarint(out, uint64(len(steps)-from))
		out = appendPlace(out, arc)
	}
	land, err := t.rings(t.Objects.Land.Geometries[0])
	if err != nil {
		return nil, err
	}
	out = appendRings(out, land)

	countries := slices.Clone(t.Objects.Countries.Geometries)
	for i, c := range countries {
		if name, ok := names[c.Properties.Name]; ok {
			countries[i].Properties.Name = name
		}
	}
	slices.SortStableFunc(countries, func(a, b geometry) int {
		return strings.Compare(a.Properties.Name, b.Properties.Name)
	})
	out = binary.AppendUvarint(out, uint64(len(countries)))
	for _, c := range countries {
		rings, err := t.rings(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Properties.Name, err)
		}
		out = binary.AppendUvarint(out, uint64(len(c.Properties.Name)))
		out = append(out, c.Properties.Name...)
		out = appendRings(out, rings)
	}
	return append(out, steps...), nil
}

// plane returns the points of an arc, which TopoJSON has as steps, in the grid of
// the file: x as it is, y in Mercator degrees over the scale of latitudes.
// Each step over the antimeridian is taken the short way round, so that an arc
// never jumps.
func (t topology) plane(steps [][2]int) [][2]int {
	const maxY = 180 // where svgmap's plane ends
	turn := int(math.Round(360 / t.Transform.Scale[0]))
	points := make([][2]int, len(steps))
	x, y := 0, 0
	for i, step := range steps {
		if i > 0 && step[0] > turn/2 {
			step[0] -= turn
		} else if i > 0 && step[0] < -turn/2 {
			step[0] += turn
		}
		x, y = x+step[0], y+step[1]
		lat := float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]
		mercator := math.Asinh(math.Tan(lat*math.Pi/180)) * 180 / math.Pi
		points[i] = [2]int{x, int(math.Round(min(max(mercator, -maxY), maxY) / t.Transform.Scale[1]))}
	}
	return points
}

// weights returns how much each point of an arc matters, a byte each.
func (t topology) weights(arc [][2]int) []byte {
	points := make([]point, len(arc))
	for i, p := range arc {
		points[i] = point{float64(p[0]) * t.Transform.Scale[0], float64(p[1]) * t.Transform.Scale[1]}
	}
	var levels []byte
	for _, w := range weigh(points) {
		level := 0.0
		if w > 0 {
			level = min(max(math.Round(6*math.Log2(w))+150, 1), 255)
		}
		levels = append(levels, byte(level))
	}
	return levels
}

// appendSteps writes the step to each point, and what the point weighs.
func appendSteps(out []byte, arc [][2]int, weights []byte) []byte {
	for i, p := range arc[1:] {
		out = binary.AppendVarint(out, int64(p[0]-arc[i][0]))
		out = binary.AppendVarint(out, int64(p[1]-arc[i][1]))
		out = append(out, weights[i+1])
	}
	return out
}

// appendPlace writes, of x and then of y, where an arc begins, how far from
// there it ends, and how far it goes below and above.
func appendPlace(out []byte, arc [][2]int) []byte {
	start, end := arc[0], arc[len(arc)-1]
	for axis := range 2 {
		low, high := start[axis], start[axis]
		for _, p := range arc {
			low, high = min(low, p[axis]), max(high, p[axis])
		}
		out = binary.AppendVarint(out, int64(start[axis]))
		out = binary.AppendVarint(out, int64(end[axis]-start[axis]))
		out = binary.AppendUvarint(out, uint64(start[axis]-low))
		out = binary.AppendUvarint(out, uint64(high-start[axis]))
	}
	return out
}

// appendRings writes the arcs of each ring; an arc that is walked backwards
// has its number's bits inverted, as in TopoJSON.
func appendRings(out []byte, rings [][]int) []byte {
	out = binary.AppendUvarint(out, uint64(len(rings)))
	for _, ring := range rings {
		out = binary.AppendUvarint(out, uint64(len(ring)))
		for _, arc := range ring {
			out = binary.AppendVarint(out, int64(arc))
		}
	}
	return out
}

// rings returns the rings of a geometry, outer ones and holes alike, without
// those that lie at a pole: the source closes Antarctica with such a ring.
func (t topology) rings(g geometry) ([][]int, error) {
	var polygons [][][]int
	switch g.Type {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("unexpected geometry %q", g.Type)
	}
	var rings [][]int
	for _, polygon := range polygons {
		for _, ring := range polygon {
			if !t.atPole(ring) {
				rings = append(rings, ring)
			}
		}
	}
	return rings, nil
}

func (t topology) atPole(ring []int) bool {
	for _, i := range ring {
		if i < 0 {
			i = ^i
		}
		y := 0
		for _, step := range t.Arcs[i] {
			y += step[1]
			if lat := float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]; lat > -89.9 {
				return false
			}
		}
	}
	return true
}
