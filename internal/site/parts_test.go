package site

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestCut(t *testing.T) {
	size := func(n int) int { return n }
	for _, tt := range []struct {
		name string
		list []int
		want []int // entries in each part
	}{
		{"none", nil, []int{0}},
		{"just one page", []int{40_000, 50_000}, []int{2}},
		{"a byte more", []int{40_000, 50_001}, []int{1, 1}},
		{"the first is shorter", []int{25_000, 25_000, 40_000, 40_000, 1}, []int{2, 2, 1}},
		{"one that is too long", []int{200_000, 1}, []int{1, 1}},
	} {
		var got []int
		for _, part := range cut(tt.list, size) {
			got = append(got, len(part))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: parts of %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestCutKeepsAll holds for lists of any length: nothing is lost, moved or
// doubled, and no part is longer than a page holds.
func TestCutKeepsAll(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		list := make([]int, r.IntN(2000))
		for i := range list {
			list[i] = 1 + r.IntN(2000)
		}
		parts := cut(list, func(n int) int { return n })
		if got := slices.Concat(parts...); !slices.Equal(got, list) {
			t.Fatalf("%d entries became %d", len(list), len(got))
		}
		for i, part := range parts {
			sum := 0
			for _, n := range part {
				sum += n
			}
			switch {
			case len(parts) == 1 && sum <= wholeList:
			case i == 0 && sum <= firstPart, i > 0 && sum <= nextPart && len(part) > 0:
			default:
				t.Errorf("part %d of %d has %d bytes", i+1, len(parts), sum)
			}
		}
	}
}

func TestPartPath(t *testing.T) {
	for _, tt := range []struct {
		path string
		n    int
		want string
	}{
		{"people/jane-doe.html", 1, "people/jane-doe.html"},
		{"people/jane-doe.html", 2, "people/jane-doe/2.html"},
		{"people/index.html", 11, "people/index/11.html"},
		{"timeline.html", 3, "timeline/3.html"},
	} {
		if got := partPath(tt.path, tt.n); got != tt.want {
			t.Errorf("partPath(%q, %d) = %q, want %q", tt.path, tt.n, got, tt.want)
		}
	}
}

func TestPager(t *testing.T) {
	s := &sheet{address: address{path: "people/jane-doe/2.html"}}
	got := s.pager("people/jane-doe.html", "Mentions", []string{"A–C", "D", "E–F"}, 2)
	want := []PartLink{
		{Link{"../jane-doe.html", "A–C"}, false, "prev"},
		{Link{"2.html", "D"}, true, ""},
		{Link{"3.html", "E–F"}, false, "next"},
	}
	if !slices.Equal(got.Parts, want) {
		t.Errorf("got %+v\nwant %+v", got.Parts, want)
	}
	if got := s.pager("people/jane-doe.html", "Mentions", []string{"A–F"}, 1); got.Parts != nil {
		t.Errorf("a list on one page has links to %+v", got.Parts)
	}
}
