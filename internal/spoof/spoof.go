// Package spoof finds in texts what would deceive those who read them: signs
// that nobody sees or that turn the order of others, and words with letters of
// another alphabet that look like those beside them. It knows neither files nor
// Markdown.
package spoof

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/byteset"
)

// A Sign is one that a text does not need where it stands.
type Sign struct {
	At   int    // where it stands, in bytes
	What string // "a control character", or "U+200B, which nobody sees"
}

// Hidden returns the first signs of a text, so many at most, that nobody sees
// or that turn the order of others. What scripts need is none of them where
// they need it: marks of direction and isolates that end, in a line with letters
// that run from right to left; joiners beside letters that join, and in pictures
// of several; the signs that choose between the ways of a picture.
func Hidden(text string, most int) []Sign {
	var found []Sign
	var l line
	for i := suspect.Before(text); i < len(text) && len(found) < most; i += suspect.Before(text[i:]) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isOdd(r) {
			if i >= l.end {
				l = lineAround(text, i)
			}
			if what := l.wrong(r, text, i); what != "" {
				found = append(found, Sign{i, what})
			}
		}
		i += size
	}
	return found
}

// Strip returns a text without the signs that Hidden finds.
func Strip(text string) string {
	for {
		found := Hidden(text, len(text))
		if found == nil {
			return text
		}
		var b strings.Builder
		from := 0
		for _, s := range found {
			b.WriteString(text[from:s.At])
			_, size := utf8.DecodeRuneInString(text[s.At:])
			from = s.At + size
		}
		b.WriteString(text[from:])
		text = b.String() // in which others may have lost what they stood by
	}
}

// suspect has the bytes with which an odd sign may begin.
var suspect = byteset.Of(func(c byte) bool {
	switch c {
	case '\t', '\n', '\r':
		return false
	case 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef:
		return true
	}
	return c < ' ' || c == 0x7f || c >= 0xf0
})

// isOdd reports whether a sign is a control character but a tab or the end of a
// line, a mark of format but one that is seen, a separator of lines, no
// character, or one of those that Unicode has programs ignore.
func isOdd(r rune) bool {
	switch {
	case r < 0xa0:
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f
	case r < 0x200b:
		switch r {
		case 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5:
			return true
		}
		return 0x180b <= r && r <= 0x180f
	case r < 0x3164:
		return r <= 0x200f || 0x2028 <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f
	case r&0xfffe == 0xfffe:
		return true
	case r < 0x10000:
		return r == 0x3164 || 0xfdd0 <= r && r <= 0xfdef || 0xfe00 <= r && r <= 0xfe0f || r == 0xfeff || r == 0xffa0 ||
			0xfff0 <= r && r <= 0xfffb
	}
	return r>>12 == 0xe0 || 0x1bca0 <= r && r <= 0x1bca3 || 0x1d173 <= r && r <= 0x1d17a
}

const (
	zeroWidthSpace  = 0x200b
	joiner          = 0x200d
	firstIsolate    = 0x2066
	isolateEnd      = 0x2069
	pictureSelector = 0xfe0f
	blackFlag       = 0x1f3f4
	tags            = 0xe0000 >> 7 // with the seven bits of ASCII behind them
)

// A line is what is known of one line of a text.
type line struct {
	end       int // in bytes of the text
	runsLeft  bool
	partnered []int // where isolates that end stand, and their ends; sorted
}

func lineAround(text string, at int) line {
	start, end := strings.LastIndexByte(text[:at], '\n')+1, len(text)
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		end = at + n
	}
	l := line{end: end}
	var open []int
	for i, r := range text[start:end] {
		switch {
		case r < 0x590:
		case firstIsolate <= r && r < isolateEnd:
			open = append(open, start+i)
		case r == isolateEnd && len(open) > 0:
			l.partnered = append(l.partnered, open[len(open)-1], start+i)
			open = open[:len(open)-1]
		case !l.runsLeft:
			l.runsLeft = unicode.IsLetter(r) && unicode.In(r, rightToLeft...)
		}
	}
	slices.Sort(l.partnered)
	return l
}

var rightToLeft = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam, unicode.Samaritan,
	unicode.Mandaic, unicode.Hanifi_Rohingya,
}

// wrong says what is wrong with the odd sign r = text[at:], "" if it is needed there.
func (l *line) wrong(r rune, text string, at int) string {
	last, before := utf8.DecodeLastRuneInString(text[:at]) // U+FFFD, a symbol, where there is none
	next, behind := utf8.DecodeRuneInString(text[at+utf8.RuneLen(r):])
	what := "which nobody sees"
	switch {
	case unicode.IsControl(r):
		return "a control character"
	case r == '\u034f' && unicode.Is(unicode.Mn, last): // package norm has put it in
		return "more than 30 accents on one letter"
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		what = "which is no character"
	case r == '\u2028' || r == '\u2029':
		what = "which breaks the line"
	case unicode.Is(unicode.Bidi_Control, r):
		_, partnered := slices.BinarySearch(l.partnered, at)
		isMark := r == '\u061c' || r == '\u200e' || r == '\u200f'
		if l.runsLeft && (isMark || partnered) {
			return ""
		}
		what = "which turns the order of signs"
	case zeroWidthSpace <= r && r <= joiner:
		inPicture := before > 1 && (last == pictureSelector || unicode.Is(unicode.S, last)) &&
			behind > 1 && unicode.Is(unicode.S, next)
		if joins(last) || joins(next) || r == joiner && inPicture {
			return ""
		}
	case unicode.Is(unicode.Variation_Selector, r):
		if before > 0 && hasWays(last) {
			return ""
		}
	case r>>7 == tags:
		if isOfFlag(text[:at]) {
			return ""
		}
	}
	return fmt.Sprintf("U+%04X, %s", r, what)
}

// joins reports whether a letter is of a script whose letters join, or whose words
// stand side by side.
func joins(r rune) bool {
	return r == 'ـ' || unicode.In(r, unicode.L, unicode.M) &&
		!unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common, unicode.Inherited)
}

// hasWays reports whether a sign may be one of several looks.
func hasWays(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !isOdd(r) &&
		!unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Inherited)
}

// isOfFlag reports whether a tag behind a text is one of the few of a region's flag.
func isOfFlag(before string) bool {
	const most = 7
	for range most {
		r, size := utf8.DecodeLastRuneInString(before)
		if r>>7 != tags {
			return r == blackFlag
		}
		before = before[:len(before)-size]
	}
	return false
}
