// Command icons draws static/icon.svg and the same as PNGs, for systems that do
// not read SVG. Run it from the repository's root:
//
//	go run ./internal/card/icons static
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/image/vector"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: icons FOLDER")
		os.Exit(2)
	}
	files, err := icons()
	for name, data := range files {
		if err == nil {
			err = os.WriteFile(filepath.Join(os.Args[1], name), data, 0o644) //nolint:gosec // a folder the user names
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// side is the length of the drawing's edges, in the units of what follows.
const side = 32

var (
	ground = color.RGBA{0x1d, 0x3b, 0x5c, 0xff}
	grey   = color.RGBA{0x9f, 0xb6, 0xcc, 0xff}
	white  = color.RGBA{0xff, 0xff, 0xff, 0xff}
	gold   = color.RGBA{0xf2, 0xc1, 0x4e, 0xff}
)

type point struct{ x, y float64 }

// A report is a line of the drawing and what it says, a dot.
type report struct {
	line   color.RGBA
	y, dot float64
}

// The icon: three reports, and what is the same in them, which a thread joins.
var reports = []report{{grey, 9, 12}, {white, 16, 21}, {grey, 23, 9}}

const (
	left, right = 6, 26 // ends of the lines
	lineWidth   = 3
	dotRadius   = 3.5
	threadWidth = 1.5
	corner      = 5
)

// icons returns the files by name.
func icons() (map[string][]byte, error) {
	files := map[string][]byte{"icon.svg": []byte(svg())}
	for _, f := range []struct {
		name   string
		pixels int
		corner float64
	}{
		{"icon-180.png", 180, 0}, // systems cut these two to their own shapes
		{"icon-512.png", 512, 0},
		{"icon-192.png", 192, corner},
	} {
		var out bytes.Buffer
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		if err := enc.Encode(&out, drawing(f.pixels, f.corner)); err != nil {
			return nil, fmt.Errorf("encode %s: %w", f.name, err)
		}
		files[f.name] = out.Bytes()
	}
	return files, nil
}

func svg() string {
	var b, thread strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><title>Collate</title>`, side, side)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="%d" fill="%s"/>`, side, side, corner, hex(ground))
	for _, r := range reports {
		fmt.Fprintf(&b, `<path d="M%d %gH%d" stroke="%s" stroke-width="%d"/>`, left, r.y, right, hex(r.line), lineWidth)
	}
	for i, r := range reports {
		fmt.Fprintf(&b, `<circle cx="%g" cy="%g" r="%g" fill="%s"/>`, r.dot, r.y, dotRadius, hex(gold))
		fmt.Fprintf(&thread, "%c%g %g", "ML"[min(i, 1)], r.dot, r.y)
	}
	fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" stroke-width="%g"/></svg>`+"\n",
		thread.String(), hex(gold), threadWidth)
	return b.String()
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// drawing is the icon in so many pixels.
func drawing(pixels int, corner float64) *image.RGBA {
	c := canvas{image.NewRGBA(image.Rect(0, 0, pixels, pixels)), float64(pixels) / side}
	c.polygon(ground, rounded(corner))
	for _, r := range reports {
		c.polygon(r.line, stroke(point{left, r.y}, point{right, r.y}, lineWidth))
	}
	for i, r := range reports {
		c.polygon(gold, arc(nil, point{r.dot, r.y}, dotRadius, 0, 2*math.Pi))
		if i > 0 {
			c.polygon(gold, stroke(point{reports[i-1].dot, reports[i-1].y}, point{r.dot, r.y}, threadWidth))
		}
	}
	return c.img
}

// rounded is the whole square with rounded corners.
func rounded(radius float64) []point {
	const quarter = math.Pi / 2
	var p []point
	near, far := radius, side-radius
	for i, at := range []point{{near, near}, {far, near}, {far, far}, {near, far}} {
		from := math.Pi + float64(i)*quarter
		p = arc(p, at, radius, from, from+quarter)
	}
	return p
}

// arc adds points of a circle to p, in radians clockwise from the right.
func arc(p []point, middle point, radius, from, to float64) []point {
	const steps = 64
	for i := range steps + 1 {
		a := from + (to-from)*float64(i)/steps
		p = append(p, point{middle.x + radius*math.Cos(a), middle.y + radius*math.Sin(a)})
	}
	return p
}

// stroke is a straight line of some width.
func stroke(a, b point, width float64) []point {
	l := math.Hypot(b.x-a.x, b.y-a.y)
	dx, dy := (b.y-a.y)/l*width/2, (a.x-b.x)/l*width/2
	return []point{{a.x + dx, a.y + dy}, {b.x + dx, b.y + dy}, {b.x - dx, b.y - dy}, {a.x - dx, a.y - dy}}
}

type canvas struct {
	img   *image.RGBA
	scale float64 // pixels a unit
}

func (c canvas) polygon(fill color.RGBA, points []point) {
	z := vector.NewRasterizer(c.img.Rect.Dx(), c.img.Rect.Dy())
	for i, p := range points {
		x, y := float32(p.x*c.scale), float32(p.y*c.scale)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
	z.DrawOp = draw.Over
	z.Draw(c.img, c.img.Rect, image.NewUniform(fill), image.Point{})
}
