package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/extract"
)

// foldText returns a text in which typography makes no difference: without
// quotation marks, with one kind of apostrophe and of ellipsis, plain hyphens
// and single spaces.
func foldText(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	eachFolded(text, func(s string, _, _ int) { b.WriteString(s) })
	return b.String()
}

// unfold returns where a stretch of foldText(text) stands in text.
func unfold(text string, folded extract.Span) extract.Span {
	at, place := 0, extract.Span{Start: -1}
	eachFolded(text, func(s string, from, to int) {
		if at >= folded.Start && at < folded.End {
			if place.Start < 0 {
				place.Start = from
			}
			place.End = to
		}
		at += len(s)
	})
	return place
}

// eachFolded calls f with what stands for each piece of a text when it is
// folded, and where that piece is.
func eachFolded(text string, f func(s string, from, to int)) {
	last, space, end := ' ', false, -1 // the rune before; spaces since the last piece; where that ended
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		s := text[i : i+size]
		switch r {
		case '.':
			if strings.HasPrefix(text[i:], "...") {
				s, size = "…", len("...")
			}
		case '“', '”', '„', '«', '»', '"', '`':
			s = ""
		case '‘', '’', '\'', 'ʼ':
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			s = ""
			if isLetterOrDigit(last) && isLetterOrDigit(next) {
				s = "'"
			}
		case '‐', '‑', '‒', '–', '—':
			s = "-"
		default:
			if unicode.IsSpace(r) {
				space, s = true, ""
			}
		}
		if s != "" {
			if space && end >= 0 {
				f(" ", end, i)
			}
			f(s, i, i+size)
			space, end = false, i+size
		}
		last = r
		i += size
	}
}
