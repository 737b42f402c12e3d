package svgmap

import (
	"slices"
	"strings"
	"testing"
)

// Every country of the outlines has a name in other languages, but for areas
// that have no code of their own.
func TestCountryNamer(t *testing.T) {
	german, english := countryNamer("de-AT"), countryNamer("en-GB")
	var without []string
	for _, c := range outlines().countries {
		if german(c.name) == "" {
			without = append(without, c.name)
		}
		if got := english(c.name); got != c.name {
			t.Errorf("%s is called %s in English", c.name, got)
		}
	}
	want := []string{"Ashmore and Cartier Is.", "Indian Ocean Ter.", "Northern Cyprus", "Siachen Glacier", "Somaliland"}
	if !slices.Equal(without, want) {
		t.Errorf("without a name: %q, want %q", without, want)
	}
	for name, want := range map[string]string{
		"Iraq": "Irak", "Germany": "Deutschland", "Palestine": "Palästinensische Autonomiegebiete", "Niger": "Niger",
		"Republic of the Congo": "Kongo-Brazzaville", "DR Congo": "Kongo-Kinshasa", "Åland": "Ålandinseln",
	} {
		if got := german(name); got != want {
			t.Errorf("%s is called %q in German, want %q", name, got, want)
		}
	}
	for _, tag := range []string{"", "xx-private", "tlh"} {
		if got := countryNamer(tag)("Iraq"); got != "Iraq" {
			t.Errorf("Iraq is called %q in %q", got, tag)
		}
	}
}

func TestCountriesOfALanguage(t *testing.T) {
	m := mapOf(0, 0, asad, kerman)
	m.Language = "fr"
	svg, err := m.SVG()
	if err != nil || !strings.Contains(svg, ">Irak</text>") || strings.Contains(svg, ">Iraq</text>") {
		t.Errorf("no Irak: %v\n%s", err, svg)
	}
}

// A map has a scale bar only if somebody says what it stands for.
func TestNoScale(t *testing.T) {
	m := mapOf(0, 0, asad, kerman)
	m.Scale = nil
	if svg, err := m.SVG(); err != nil || strings.Contains(svg, "map-scale") {
		t.Errorf("a scale bar: %v\n%s", err, svg)
	}
}
