// Package gazetteer knows where some large cities are. It stands beside the flow:
// `build new place` takes coordinates from it, with their source. README.md says
// where they are from.
package gazetteer

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed cities.tsv
var table string

// Source is where the coordinates were read, as a page of a place says it.
const Source = "Natural Earth, populated places 1:110m"

// A City is a place of the list.
type City struct {
	Name     string
	Lat, Lon float64 // degrees north and east, WGS 84
}

func (c City) String() string { return c.Name }

var cities = sync.OnceValue(func() map[string]City {
	m := map[string]City{}
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		lat, errLat := strconv.ParseFloat(fields[1], 64)
		lon, errLon := strconv.ParseFloat(fields[2], 64)
		if errLat != nil || errLon != nil {
			panic("gazetteer: " + line) // it is embedded
		}
		m[fold(fields[0])] = City{fields[0], lat, lon}
	}
	return m
})

// shared are names of the list that well-known places elsewhere have, too.
var shared = []string{
	"Alexandria", "Georgetown", "Kingston", "Kingstown", "La Paz", "Melbourne", "Panama City", "Saint George's",
	"Saint John's", "San Francisco", "San José", "San Salvador", "Santiago", "Santo Domingo", "Victoria", "Wellington",
}

// IsShared reports whether other well-known places have the city's name.
func (c City) IsShared() bool { return slices.Contains(shared, c.Name) }

// Find returns the cities that have one of the names, each once, in the order of
// the names. Capitals and accents make no difference.
func Find(names ...string) []City {
	var list []City
	seen := map[string]bool{}
	for _, name := range names {
		if c, ok := cities()[fold(name)]; ok && !seen[c.Name] {
			seen[c.Name] = true
			list = append(list, c)
		}
	}
	return list
}

// fold makes ways to write a name one.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’':
			return -1
		case r == '-':
			return ' '
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}
