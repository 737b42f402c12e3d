// Package diag holds mistakes found in content: where they are, what is wrong
// and what to do about it. Every stage of the build reports through it, and it
// imports none of them.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// A Pos is a place in a file. Line and Col count from 1, Col in bytes; either
// is 0 when unknown, and then what follows it is not printed.
type Pos struct {
	File string
	Line int
	Col  int
}

// String returns "file:line:col", as far as it is known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// At returns the position of an offset into the text of a file.
func At(file, text string, offset int) Pos {
	before := text[:offset]
	return Pos{
		File: file, Line: 1 + strings.Count(before, "\n"), Col: offset - strings.LastIndexByte(before, '\n'),
	}
}

// NotUTF8 returns the first byte of a file's text that is not UTF-8 as a
// mistake, or nil.
func NotUTF8(file, text string) *Error {
	if utf8.ValidString(text) {
		return nil
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			return &Error{Pos: At(file, text, i), Msg: "a byte that is not UTF-8", Hint: "save the file as UTF-8"}
		}
		i += size
	}
	return nil
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// An Error is one mistake.
type Error struct {
	Pos  Pos
	Msg  string // what is wrong, without the position
	Hint string // what to do, without parentheses; may be ""
}

// Error returns "file:line:col: message (hint)" on one line. What terminals take for
// commands stands in it as Go writes it: names of files may hold it, and words of
// reports.
func (e Error) Error() string {
	s := e.Msg
	if p := e.Pos.String(); p != "" {
		s = Name(p) + ": " + s
	}
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return Printable(s)
}

// Name returns the name of a file as it may begin a line: Printable, and no
// command to GitHub Actions (::error::, ##[error]).
func Name(file string) string {
	s := Printable(file)
	start := strings.TrimLeftFunc(s, unicode.IsSpace)
	if strings.HasPrefix(start, "::") || strings.HasPrefix(start, "##") {
		return "./" + s
	}
	return s
}

// Printable returns a text with what terminals take for commands as Go writes it.
func Printable(s string) string {
	if !strings.ContainsFunc(s, isCommand) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case isCommand(r):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isCommand reports whether a sign is a control character or turns the order of
// others.
func isCommand(r rune) bool {
	return unicode.IsControl(r) || '\u2028' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// A List collects mistakes. Its zero value is empty and ready to use.
type List []Error

// Add appends a mistake; the message is formatted as by fmt.Sprintf.
func (l *List) Add(pos Pos, hint, format string, args ...any) {
	*l = append(*l, Error{Pos: pos, Msg: fmt.Sprintf(format, args...), Hint: hint})
}

// Join appends what err holds: a List's errors one by one, anything else as
// an Error without a position. A nil err adds nothing.
func (l *List) Join(err error) {
	switch e := err.(type) {
	case nil:
	case List:
		*l = append(*l, e...)
	case Error:
		*l = append(*l, e)
	default:
		*l = append(*l, Error{Msg: err.Error()})
	}
}

// Sorted returns the list by file, line, column and message, each mistake
// once.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortStableFunc(s, func(a, b Error) int {
		return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Msg, b.Msg), strings.Compare(a.Hint, b.Hint))
	})
	return slices.Compact(s)
}

// Err returns the sorted list as an error, or nil if it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l.Sorted()
}

// Error returns the messages, a line each.
func (l List) Error() string {
	var b strings.Builder
	for i, e := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}

// DidYouMean returns a hint with the candidate nearest to word, or "" if none
// is near: of eight letters at most three may differ. Of candidates that are
// equally near it takes the first of the alphabet.
func DidYouMean(word string, candidates []string) string {
	best, least := "", -1
	letters := utf8.RuneCountInString(word)
	for _, c := range candidates {
		longer, shorter := letters, utf8.RuneCountInString(c)
		if longer < shorter {
			longer, shorter = shorter, longer
		}
		if longer-shorter > (3*longer+7)/8 {
			continue // as many differ at least
		}
		d := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(c))
		if d > (3*longer+7)/8 || word == "" || d == longer {
			continue
		}
		if least < 0 || d < least || d == least && c < best {
			best, least = c, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}
