package figure

import (
	"strings"
	"unicode"
)

// The height of text, and how far it reaches above and below its baseline.
const (
	fontSize   = 15
	ascent     = 13
	descent    = 4
	lineHeight = 18
)

// textWidth reckons how wide a line is in the usual sans-serif fonts, in bold:
// rather too wide than too narrow, since what font a reader has is not known.
func textWidth(s string) float64 {
	em := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("ijlIftr.,:;'’|!()[] -·", r):
			em += 0.38
		case strings.ContainsRune("mwMW@%—…", r):
			em += 0.98
		case unicode.Is(unicode.Mn, r):
		case unicode.IsUpper(r):
			em += 0.74
		case r > 0x2e7f: // Chinese, Japanese, Korean, pictures
			em += 1.3
		default:
			em += 0.62
		}
	}
	return em * fontSize
}

// fit returns a text that is no wider than so many units, shortened if need be.
func fit(s string, width float64) string {
	if textWidth(s) <= width {
		return s
	}
	short := ""
	for i := range s {
		next := strings.TrimRight(s[:i], " ,;:–—") + "…"
		if textWidth(next) > width {
			break
		}
		short = next
	}
	return short
}

// mostLines is how many lines a text is broken into; the rest of it is left
// out.
const mostLines = 3

// wrap breaks a text into lines that are no wider than so many units.
func wrap(s string, width float64) []string {
	var lines []string
	line := ""
	words := strings.Fields(s)
	for i, w := range words {
		switch longer := line + " " + w; {
		case line == "":
			line = w
		case textWidth(longer) <= width:
			line = longer
		case len(lines) == mostLines-1:
			return append(lines, fit(line+" "+strings.Join(words[i:], " "), width))
		default:
			lines, line = append(lines, fit(line, width)), w
		}
	}
	return append(lines, fit(line, width))
}
