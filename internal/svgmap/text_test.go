package svgmap

import (
	"slices"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string // the way on two lines
	}{
		{"Iraq", nil},
		{"Saudi Arabia", []string{"Saudi", "Arabia"}},
		{"United Arab Emirates", []string{"United Arab", "Emirates"}},
	} {
		got := wrap(tt.in)
		if len(got[0]) != 1 || got[0][0] != tt.in {
			t.Errorf("wrap(%q) begins with %q", tt.in, got[0])
		}
		if tt.want == nil && len(got) != 1 || tt.want != nil && !slices.Equal(got[len(got)-1], tt.want) {
			t.Errorf("wrap(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		in   float64
		want string
	}{{0.5, "0.5"}, {200, "200"}, {1000, "1,000"}, {20000, "20,000"}, {1000000, "1,000,000"}} {
		if got := format(tt.in); got != tt.want {
			t.Errorf("format(%v) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestParallel(t *testing.T) {
	for _, tt := range []struct {
		lat  float64
		want string
	}{{33.6, "34° N"}, {-33.6, "34° S"}, {-0.4, "the equator"}} {
		if got := parallel(tt.lat); got != tt.want {
			t.Errorf("parallel(%v) = %q, want %q", tt.lat, got, tt.want)
		}
	}
}
