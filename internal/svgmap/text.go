package svgmap

import (
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

// A way is one to write a name, and how much room it takes.
type way struct {
	lines []string
	w, h  float64
}

func wayOf(lines ...string) way {
	w := way{lines: lines, h: float64(len(lines)) * lineHeight}
	for _, line := range lines {
		w.w = max(w.w, textWidth(line))
	}
	return w
}

// wrap returns the ways to write a name: on one line and, if it has spaces,
// on two of lengths as equal as can be; none if it is "".
func wrap(name string) []way {
	if name == "" {
		return nil
	}
	ways := []way{wayOf(name)}
	for i, r := range name {
		if r != ' ' {
			continue
		}
		if two := wayOf(name[:i], name[i+1:]); len(ways) == 1 {
			ways = append(ways, two)
		} else if two.w < ways[1].w {
			ways[1] = two
		}
	}
	return ways
}
