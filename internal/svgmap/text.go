package svgmap

import (
	"math"
	"strings"
	"unicode"
)

// textWidth reckons how wide a line is at fontSize in the usual sans-serif
// fonts, rather too wide than too narrow: what font a reader has is not known.
func textWidth(s string) float64 {
	em := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("ijlIftr.,:;'’|!()[] -·", r):
			em += 0.37
		case strings.ContainsRune("mwMW@%—", r):
			em += 0.93
		case unicode.Is(unicode.Mn, r):
		case unicode.IsUpper(r):
			em += 0.72
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			em += 1.05
		default:
			em += 0.6
		}
	}
	return em * fontSize
}

// wrap returns the ways to write a name: on one line and, if it has spaces,
// on two of lengths as equal as can be.
func wrap(name string) [][]string {
	ways := [][]string{{name}}
	var best []string
	longer := math.Inf(1)
	for i, r := range name {
		if r != ' ' {
			continue
		}
		first, second := name[:i], name[i+1:]
		if w := max(textWidth(first), textWidth(second)); w < longer {
			best, longer = []string{first, second}, w
		}
	}
	if best != nil {
		ways = append(ways, best)
	}
	return ways
}
