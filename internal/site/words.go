package site

import (
	"strconv"
	"strings"
	"unicode"
)

func itoa(n int) string { return strconv.Itoa(n) }

// grouped prints a number with a comma between thousands: "12,345".
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// spelled prints a number as prose does: in words up to nine.
func spelled(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return grouped(n)
}

// count prints how many there are of something, in figures: "1 report",
// "5 reports".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// counted is count in prose: "one report", "five reports", "no reports".
func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return spelled(n) + " " + many
}

// listed joins words as a sentence does: "A", "A and B", "A, B and C".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// capital returns s with its first letter in upper case; only the letters of
// English are known.
func capital(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// opening returns text whole if it has no more than so many words, else
// its first words and an ellipsis.
func opening(text string, most int) string {
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.TrimRight(strings.Join(words[:most], " "), ",;:.–—") + " …"
}

// anchor makes an id of a heading's text: letters and digits in lower case,
// everything else one hyphen, but apostrophes, which leave nothing.
func anchor(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(text) {
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
