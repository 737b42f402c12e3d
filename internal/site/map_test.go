package site

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/xref"
)

// TestNearest holds the search by latitude against one through all places, at
// the poles and beside the date line, too.
func TestNearest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	c := &corpus.Corpus{}
	add := func(lat, lon float64) {
		name := fmt.Sprintf("Place %03d", len(c.Places))
		c.Places = append(c.Places, &corpus.Entity{
			Page:        corpus.Page{ID: corpus.ID("places/" + name), Kind: corpus.Places, Title: name},
			Coordinates: &corpus.Coordinates{Lat: lat, Lon: lon},
		})
	}
	for _, lat := range []float64{-90, 0, 90} {
		for _, lon := range []float64{-180, 0, 179.9, 180} {
			add(lat, lon)
		}
	}
	for range 200 {
		add(180*rng.Float64()-90, 360*rng.Float64()-180)
	}
	p := newPlan(xref.Build(c, nil, &link.Mentions{}, nil, nil), Options{Words: english(t)})
	keep := func(o *corpus.Entity) bool { return o.Title[len(o.Title)-1] != '7' }
	for _, e := range c.Places {
		var want []far
		for _, o := range c.Places {
			if o != e && keep(o) {
				want = append(want, far{o, collate.Distance(*e.Coordinates, *o.Coordinates)})
			}
		}
		slices.SortFunc(want, func(a, b far) int {
			return cmp.Or(cmp.Compare(a.km, b.km), compare(a.place.Title, b.place.Title))
		})
		if got := p.nearest(e, 6, keep); !slices.Equal(got, want[:6]) {
			t.Errorf("nearest to %s (%v) = %v, want %v", e.Title, *e.Coordinates, got, want[:6])
		}
	}
	if got := p.nearest(c.Places[0], 500, keep); len(got) != 212-21-1 {
		t.Errorf("%d places are near, want all others but those whose number ends in 7", len(got))
	}
}

func TestIsArea(t *testing.T) {
	at := func(kind, precision string) *corpus.Entity {
		return &corpus.Entity{What: kind, Coordinates: &corpus.Coordinates{Precision: precision}}
	}
	for _, tt := range []struct {
		place *corpus.Entity
		want  bool
	}{
		{at("country", ""), true},
		{at("Country", "city"), true},
		{at("", "country"), true},
		{at("governorate", "province"), true},
		{at("", "region"), true},
		{at("city", "city"), false},
		{at("air base", "site"), false},
		{&corpus.Entity{What: "region"}, false},
	} {
		if got := isArea(tt.place); got != tt.want {
			t.Errorf("isArea(%q, %v) = %v, want %v", tt.place.What, tt.place.Coordinates, got, tt.want)
		}
	}
}

func TestScale(t *testing.T) {
	p := timesOf(t)
	for _, tt := range []struct {
		km, miles   float64
		latitude    int
		everywhere  bool
		want, wantM string
	}{
		{0.5, 0.2, 34, true, "0.5 km", "0.2 mi"},
		{200, 100, -34, true, "200 km", "100 mi"},
		{2000, 1000, 34, false, "2,000 km at 34° N", "1,000 mi"},
		{2000, 1000, -34, false, "2,000 km at 34° S", "1,000 mi"},
		{10000, 5000, 0, false, "10,000 km at the equator", "5,000 mi"},
	} {
		if km, miles := p.scale(tt.km, tt.miles, tt.latitude, tt.everywhere); km != tt.want || miles != tt.wantM {
			t.Errorf("%v km: %q, %q, want %q, %q", tt.km, km, miles, tt.want, tt.wantM)
		}
	}
}
