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
