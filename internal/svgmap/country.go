package svgmap

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// unlike are the countries whose names in the outlines are not those that the
// Unicode Consortium has in English.
var unlike = map[string]string{
	"Antigua and Barbuda":              "AG",
	"Bosnia and Herzegovina":           "BA",
	"British Virgin Is.":               "VG",
	"Cabo Verde":                       "CV",
	"DR Congo":                         "CD",
	"Eswatini":                         "SZ",
	"French Southern Lands":            "TF",
	"Heard I. and McDonald Is.":        "HM",
	"Hong Kong":                        "HK",
	"Macao":                            "MO",
	"Myanmar":                          "MM",
	"North Macedonia":                  "MK",
	"Palestine":                        "PS",
	"Republic of the Congo":            "CG",
	"Saint Barthélemy":                 "BL",
	"Saint Helena":                     "SH",
	"Saint Kitts and Nevis":            "KN",
	"Saint Lucia":                      "LC",
	"Saint Martin":                     "MF",
	"Saint Pierre and Miquelon":        "PM",
	"Saint Vincent and the Grenadines": "VC",
	"South Georgia":                    "GS",
	"São Tomé and Principe":            "ST",
	"Trinidad and Tobago":              "TT",
	"Turks and Caicos Islands":         "TC",
	"Vatican":                          "VA",
	"Wallis and Futuna":                "WF",
	"Åland":                            "AX",
}

// regions returns the codes of countries by their names in the outlines.
var regions = sync.OnceValue(func() map[string]language.Region {
	english, codes := display.English.Regions(), map[string]language.Region{}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r, err := language.ParseRegion(string([]rune{a, b})); err == nil && r.IsCountry() {
				codes[english.Name(r.Canonicalize())] = r.Canonicalize()
			}
		}
	}
	for name, code := range unlike {
		codes[name] = language.MustParseRegion(code)
	}
	return codes
})

// countryNamer returns what says how a country of the outlines is called in a
// language, by Unicode's CLDR; "" for areas that have no name there. English, and
// languages that CLDR does not know, have the outlines' own names.
func countryNamer(tag string) func(string) string {
	own := func(name string) string { return name }
	t, err := language.Parse(tag)
	if base, _ := t.Base(); err != nil || base.String() == "en" {
		return own
	}
	names := display.Regions(t)
	if names == nil {
		return own
	}
	return func(name string) string {
		r, known := regions()[name]
		if !known {
			return ""
		}
		return names.Name(r)
	}
}
