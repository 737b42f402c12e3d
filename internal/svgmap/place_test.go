package svgmap

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestSegments(t *testing.T) {
	box := orb.Bound{Min: orb.Point{10, 10}, Max: orb.Point{20, 20}}
	diagonal := segment{{10, 20}, {20, 10}} // of the box
	for _, tt := range []struct {
		name            string
		l               segment
		crosses, across bool // the box, the diagonal
	}{
		{"through", segment{{0, 0}, {30, 30}}, true, true},
		{"ends inside", segment{{0, 12}, {12, 12}}, true, false},
		{"wholly inside", segment{{16, 16}, {18, 17}}, true, false},
		{"past a corner", segment{{0, 12}, {12, 0}}, false, false},
		{"over a corner", segment{{8, 14}, {14, 8}}, true, false},
		{"beside", segment{{0, 30}, {30, 30}}, false, false},
		{"ends before", segment{{0, 15}, {9, 15}}, false, false},
		{"touches an edge", segment{{0, 15}, {10, 15}}, true, false},
	} {
		back := segment{tt.l[1], tt.l[0]}
		if tt.l.crosses(box) != tt.crosses || back.crosses(box) != tt.crosses {
			t.Errorf("%s: does not say %v of the box", tt.name, tt.crosses)
		}
		if tt.l.meets(diagonal) != tt.across || diagonal.meets(back) != tt.across {
			t.Errorf("%s: does not say %v of its diagonal", tt.name, tt.across)
		}
	}
}
