package site

import (
	"os"
	"testing"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/phrase"
)

// german is timesOf in German.
func german(t *testing.T) *plan {
	t.Helper()
	p := timesOf(t)
	words, err := phrase.Read("de", "templates", os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	p.words = words
	return p
}

func TestArithmetic(t *testing.T) {
	place := func(title string) *corpus.Entity { return &corpus.Entity{Page: corpus.Page{Title: title}} }
	for _, tt := range []struct {
		found  collate.Finding
		en, de string
	}{
		{
			collate.Finding{Check: collate.ZoneCheck, Given: "23:30", Clocks: []collate.Clock{{Time: "01:30", Zone: "Oslo"}, {Time: "04:00", Zone: "Kabul"}}},
			"23:30 GMT is 01:30 in Oslo and 04:00 in Kabul.", "23:30 GMT entspricht 01:30 in Oslo und 04:00 in Kabul.",
		},
		{
			collate.Finding{Check: collate.WeekdayCheck, Date: time.Date(2019, 5, 3, 0, 0, 0, 0, time.UTC)},
			"3 May 2019 is a Friday.", "Der 3. Mai 2019 ist ein Freitag.",
		},
		{
			collate.Finding{Check: collate.ConversionCheck, Given: "37 miles", KM: 59.546},
			"37 miles are 60 km.", "37 miles sind 60 km.",
		},
		{
			collate.Finding{Check: collate.ConversionCheck, Given: "2.5 km", KM: 2.5, Miles: true},
			"2.5 km are 1.6 miles.", "2.5 km sind 1,6 Meilen.",
		},
		{
			collate.Finding{Check: collate.DistanceCheck, Places: [2]*corpus.Entity{place("Westport"), place("Easthaven")}, KM: 8.04},
			"By their coordinates, Westport and Easthaven lie 8 km (5 miles) apart.",
			"Nach ihren Koordinaten liegen Westport und Easthaven 8 km (5 Meilen) auseinander.",
		},
		{
			collate.Finding{Check: collate.SumCheck, Given: "17 + 5.5", Sum: 22.5, Total: 23},
			"17 + 5.5 is 22.5, not 23.", "17 + 5.5 ist 22,5, nicht 23.",
		},
	} {
		if got := timesOf(t).arithmetic(&tt.found); got != tt.en {
			t.Errorf("%q, want %q", got, tt.en)
		}
		if got := german(t).arithmetic(&tt.found); got != tt.de {
			t.Errorf("%q, want %q", got, tt.de)
		}
	}
}

func TestPieces(t *testing.T) {
	const text = "all is well” … “for now"
	if got, want := timesOf(t).quoted(timesOf(t).pieces(text)), "“all is well” … “for now”"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := german(t).quoted(german(t).pieces(text)), "„all is well“ … „for now“"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLabels(t *testing.T) {
	a, c := &corpus.Article{Label: "Bericht A", Letter: "A"}, &corpus.Article{Label: "Bericht C", Letter: "C"}
	typed := &corpus.Article{Label: "Der Bote", Letter: "B"}
	for _, tt := range []struct {
		reports []*corpus.Article
		want    string
	}{
		{[]*corpus.Article{a}, "Bericht A"},
		{[]*corpus.Article{a, c}, "Berichte A und C"},
		{[]*corpus.Article{a, typed, c}, "Bericht A, Der Bote und Bericht C"},
	} {
		if got := german(t).labels(tt.reports); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestDegrees(t *testing.T) {
	at := &corpus.Coordinates{Lat: -33.5, Lon: 151.25, Precision: "city"}
	if got, want := german(t).point(at), "33,5000° S, 151,2500° O (Stadt)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	at.Precision = "the pier"
	if got, want := timesOf(t).point(at), "33.5000° S, 151.2500° E (the pier)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
