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
		if !slices.Equal(got[0].lines, []string{tt.in}) {
			t.Errorf("wrap(%q) begins with %q", tt.in, got[0].lines)
		}
		if tt.want == nil && len(got) != 1 || tt.want != nil && !slices.Equal(got[len(got)-1].lines, tt.want) {
			t.Errorf("wrap(%q) = %v, want %q", tt.in, got, tt.want)
		}
	}
	if got := wrap(""); got != nil {
		t.Errorf("wrap of nothing is %v", got)
	}
}
