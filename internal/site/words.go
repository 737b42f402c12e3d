package site

import (
	"html"
	"strconv"
	"strings"
	"unicode"

	"collate/internal/byteset"
)

func itoa(n int) string { return strconv.Itoa(n) }

// escaped is html.EscapeString, faster where there is nothing to escape, as
// nearly everywhere.
func escaped(s string) string {
	if inMarkup.Before(s) == len(s) {
		return s
	}
	return html.EscapeString(s)
}

// inMarkup has what html.EscapeString replaces.
var inMarkup = byteset.Of(func(c byte) bool { return strings.IndexByte(`"&'<>`, c) >= 0 })

// opening returns text whole if it has no more than so many words, else
// its first words and an ellipsis.
func opening(text string, most int) string {
	words := make([]string, 0, most)
	for word := range strings.FieldsSeq(text) {
		if len(words) == most {
			return strings.TrimRight(strings.Join(words, " "), ",;:.–—") + " …"
		}
		words = append(words, word)
	}
	return text
}

// anchor makes an id of a heading's text: letters and digits in lower case,
// everything else one hyphen, but apostrophes, which leave nothing.
func anchor(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	gap := false
	for _, r := range text {
		r = unicode.ToLower(r)
		switch {
		case r == '’' || r == '\'':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}
