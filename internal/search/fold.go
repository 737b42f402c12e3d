package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Apostrophes, the marks of ayn and hamza, primes and the Arabic tatweel: signs
// inside a word that one paper prints and another leaves out.
const silent = "'’‘‛`´ʹʺʻʼʽʾʿˈ′ـ"

// foldLetter spells letters that stay whole under NFKD with the letters that
// people type for them, and makes one of Persian and Arabic letters and
// digits that differ by keyboard only; "" stands for the letter itself.
// static/search.js has the same table.
func foldLetter(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	case 'ı':
		return "i"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ی', 'ى':
		return "ي"
	case 'ک':
		return "ك"
	case 'ة', 'ە':
		return "ه"
	}
	switch {
	case '٠' <= r && r <= '٩':
		return string('0' + r - '٠')
	case '۰' <= r && r <= '۹':
		return string('0' + r - '۰')
	}
	return ""
}

// Fold reduces s to the words that a search compares: lower case, without
// accents, one space between words and none at the ends. Apostrophes and the
// marks of ayn and hamza vanish (Kata’ib = Kataib), so do full stops between
// single letters (U.S. = US); hyphens and all other signs part words
// (al-Asad = Al Asad). Folding twice changes nothing.
func Fold(s string) string {
	var out strings.Builder
	run := 0     // letters since the word began or since a full stop that vanished; 2 after a digit
	gap := false // a word has ended: the next letter needs a space before it
	out.Grow(len(s))
	add := func(after int, d rune) { // after: where the next letter of s begins
		switch {
		case isLetter(d), unicode.IsNumber(d):
			if gap && out.Len() > 0 {
				out.WriteByte(' ')
			}
			gap = false
			if d < utf8.RuneSelf {
				out.WriteByte(byte(d))
			} else if spelled := foldLetter(d); spelled != "" {
				out.WriteString(spelled)
			} else {
				out.WriteRune(d)
			}
			run++
			if unicode.IsNumber(d) {
				run = 2
			}
		case unicode.IsMark(d), isSilent(d):
		case d == '.' && run == 1 && beginsWithLetter(s[after:]):
			run = 0
		default:
			gap, run = true, 0
		}
	}
	for after := 0; after < len(s); {
		r, size := utf8.DecodeRuneInString(s[after:])
		after += size
		switch {
		case r < utf8.RuneSelf && r != '\'' && r != '`':
			add(after, unicode.ToLower(r))
		case !isSilent(r): // before NFKD, which makes of ´ a space and an accent
			for _, d := range norm.NFKD.String(string(r)) {
				add(after, unicode.ToLower(d))
			}
		}
	}
	return out.String()
}

func beginsWithLetter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && unicode.IsLetter(r)
}

// isLetter reports whether r is a letter that is written: the tatweel is one to
// Unicode.
func isLetter(r rune) bool { return unicode.IsLetter(r) && (r < utf8.RuneSelf || !isSilent(r)) }

func isSilent(r rune) bool { return strings.ContainsRune(silent, r) || unicode.Is(unicode.Cf, r) }
