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
func Fold(s string) string { return string(appendFold(make([]byte, 0, len(s)), s)) }

// appendFold appends Fold(s).
func appendFold(dst []byte, s string) []byte {
	f := folder{out: dst, start: len(dst)}
	for at := 0; at < len(s); {
		if n := f.ascii(s[at:]); n > 0 {
			at += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		at += size
		if isSilent(r) { // before NFKD, which makes of ´ a space and an accent
			continue
		}
		for _, d := range norm.NFKD.String(s[at-size : at]) {
			f.add(unicode.ToLower(d), s[at:])
		}
	}
	return f.out
}

// foldASCII has the lower case of each letter of ASCII, each digit, and 0 for
// all other bytes.
var foldASCII = func() (table [256]byte) {
	for c := range utf8.RuneSelf {
		if r := rune(c); unicode.IsLetter(r) || unicode.IsNumber(r) {
			table[c] = byte(unicode.ToLower(r)) //nolint:gosec // ASCII
		}
	}
	return table
}()

// A folder appends one folded text.
type folder struct {
	out   []byte
	start int  // where the text begins in out
	run   int  // letters since the word began or since a full stop that vanished; 2 or more after a digit
	gap   bool // a word has ended: the next letter needs a space before it
}

// ascii appends the letters and digits with which s begins, or passes over one
// sign, and returns how many bytes that were: 0 before what is not ASCII.
func (f *folder) ascii(s string) int {
	switch {
	case foldASCII[s[0]] != 0:
		f.begin()
		out, n := f.out, 0
		for ; n < len(s) && foldASCII[s[n]] != 0; n++ {
			out = append(out, foldASCII[s[n]])
		}
		f.out = out
		f.count(n, s[0] <= '9')
		return n
	case s[0] >= utf8.RuneSelf:
		return 0
	case s[0] != '\'' && s[0] != '`':
		f.sign(s[0] == '.', s[1:])
	}
	return 1
}

// add appends a letter of what NFKD makes of one; rest follows it in the text.
func (f *folder) add(d rune, rest string) {
	switch number := unicode.IsNumber(d); {
	case number, isLetter(d):
		f.begin()
		if spelled := foldLetter(d); spelled != "" {
			f.out = append(f.out, spelled...)
		} else {
			f.out = utf8.AppendRune(f.out, d)
		}
		f.count(1, number)
	case unicode.IsMark(d), isSilent(d):
	default:
		f.sign(d == '.', rest)
	}
}

// begin parts a letter from the word before, if it begins one.
func (f *folder) begin() {
	if f.gap && len(f.out) > f.start {
		f.out = append(f.out, ' ')
	}
	f.gap = false
}

// count counts letters and digits, the first of which is a digit or not.
func (f *folder) count(n int, number bool) {
	f.run += n
	if number {
		f.run = 2
	}
}

// sign ends a word, unless it is a full stop between single letters.
func (f *folder) sign(stop bool, rest string) {
	f.gap = f.gap || !stop || f.run != 1 || !beginsWithLetter(rest)
	f.run = 0
}

func beginsWithLetter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && unicode.IsLetter(r)
}

// isLetter reports whether r is a letter that is written: the tatweel is one to
// Unicode.
func isLetter(r rune) bool { return unicode.IsLetter(r) && (r < utf8.RuneSelf || !isSilent(r)) }

func isSilent(r rune) bool { return strings.ContainsRune(silent, r) || unicode.Is(unicode.Cf, r) }
