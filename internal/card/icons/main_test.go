package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"
)

// TestIcons: the files in static/ are those that the command makes.
func TestIcons(t *testing.T) {
	files, err := icons()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		kept, err := os.ReadFile("../../../static/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, data) {
			t.Errorf("static/%s differs: go run ./internal/card/icons static", name)
		}
	}
}

func TestDrawing(t *testing.T) {
	files, err := icons()
	if err != nil {
		t.Fatal(err)
	}
	none := color.RGBA{}
	for _, tt := range []struct {
		name   string
		size   int
		corner color.RGBA
	}{{"icon-180.png", 180, ground}, {"icon-192.png", 192, none}, {"icon-512.png", 512, ground}} {
		img, err := png.Decode(bytes.NewReader(files[tt.name]))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds(); got != image.Rect(0, 0, tt.size, tt.size) {
			t.Errorf("%s is %v", tt.name, got)
		}
		for _, at := range []struct {
			x, y float64 // of 32
			want color.RGBA
		}{
			{0.2, 0.2, tt.corner},
			{16, 2, ground},
			{25, 9, grey},
			{8, 16, white},
			{12, 9, gold},
			{18, 13.67, gold}, // on the thread
			{21, 16, gold},
			{9, 23, gold},
		} {
			got := color.RGBAModel.Convert(img.At(int(at.x*float64(tt.size)/32), int(at.y*float64(tt.size)/32)))
			if got != at.want {
				t.Errorf("%s: %v at %g, %g, want %v", tt.name, got, at.x, at.y, at.want)
			}
		}
	}
}
