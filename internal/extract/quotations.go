package extract

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"collate/internal/byteset"
)

// A Quotation is text between quotation marks.
type Quotation struct {
	Start, End           int  // the words inside the marks
	OuterStart, OuterEnd int  // with the marks; OuterEnd is End if Open
	Depth                int  // 0, or how many quotations it stands in
	Single               bool // single marks
	Open                 bool // nothing closes it: it runs on into the next paragraph
}

// A style is a pair of marks that belong together.
type style uint8

const (
	double     style = iota // “ ”
	single                  // ‘ ’
	straight                // " "
	apostrophe              // ' '
	guillemet               // « »
	low                     // „ “ or „ ”
	styles                  // how many there are
)

// Quotations returns the quotations in text, by their start; one inside
// another follows it. Apostrophes are told from single marks: one between
// letters is never a mark, and a straight one counts only in a pair. A double
// mark that nothing closes opens a quotation to the paragraph's end, or to the
// next mark of its kind.
func Quotations(text string) []Quotation {
	s := quoteScanner{text: text}
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			switch c {
			case '"':
				s.straight(i)
			case '\'':
				s.apostrophe(i)
			case '\n':
				if next, blank := skipSpace(text, i); blank {
					s.endParagraph(i)
					i = next
					continue
				}
			}
			i++
			i += mayMark.Before(text[i:])
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '“':
			s.leftDouble(i)
		case '”':
			s.close(i, size, double, low)
		case '„':
			s.open(i, size, low)
		case '«':
			s.open(i, size, guillemet)
		case '»':
			s.close(i, size, guillemet)
		case '‘':
			s.leftSingle(i)
		case '’':
			s.rightSingle(i, size, single)
		}
		i += size
	}
	s.endParagraph(len(text))
	return s.nested()
}

// mayMark are the bytes that Quotations looks at: marks and breaks, or the first
// of them.
var mayMark = byteset.Of(func(c byte) bool { return c >= utf8.RuneSelf || c == '"' || c == '\'' || c == '\n' })

// A found is a quotation whose end may not be known yet.
type found struct {
	Quotation
	style  style
	state  foundState
	number int // the paragraph it stands in
}

type foundState uint8

const (
	pending foundState = iota
	closed
	unclosed
	dropped
)

type quoteScanner struct {
	text      string
	found     []found
	stack     []int // indices into found, innermost last
	paragraph int
}

func (s *quoteScanner) open(i, size int, st style) {
	const deepest = 32 // no writer nests so deep; it keeps the scan linear
	if len(s.stack) == deepest {
		return
	}
	s.stack = append(s.stack, len(s.found))
	s.found = append(s.found, found{
		Quotation: Quotation{
			Start: i + size, OuterStart: i, Single: st == single || st == apostrophe,
		},
		style: st, number: s.paragraph,
	})
}

// isOpen reports whether a quotation of the style is open.
func (s *quoteScanner) isOpen(st style) bool {
	for _, f := range s.stack {
		if s.found[f].style == st {
			return true
		}
	}
	return false
}

// close ends the innermost quotation of one of the styles with the mark at i.
// Single marks inside it that nothing closed were apostrophes.
func (s *quoteScanner) close(i, size int, oneOf ...style) {
	for n, v := range slices.Backward(s.stack) {
		if !slices.Contains(oneOf, s.found[v].style) {
			continue
		}
		for _, inner := range s.stack[n+1:] {
			s.found[inner].state = dropped
		}
		f := &s.found[v]
		f.End, f.OuterEnd, f.state = i, i+size, closed
		s.stack = s.stack[:n]
		return
	}
}

// endParagraph settles what the paragraph that ends at i leaves open.
func (s *quoteScanner) endParagraph(i int) {
	for _, n := range s.stack {
		f := &s.found[n]
		f.state = unclosed
		if f.style == apostrophe {
			f.state = dropped
		}
		f.End = i
	}
	s.stack = s.stack[:0]
	s.paragraph++
}

func (s *quoteScanner) leftDouble(i int) {
	const size = len("\u201c")
	prev, next := runeBefore(s.text, i), runeAt(s.text, i+size)
	ends := prev != 0 && !unicode.IsSpace(prev) && !isOpener(prev) && !isWordRune(next)
	switch {
	case ends && s.isOpen(low):
		s.close(i, size, low)
	case ends && s.isOpen(double): // the wrong mark, as some keyboards give it
		s.close(i, size, double)
	default:
		s.open(i, size, double)
	}
}

func (s *quoteScanner) straight(i int) {
	prev, next := runeBefore(s.text, i), runeAt(s.text, i+1)
	opens := (prev == 0 || unicode.IsSpace(prev) || isOpener(prev)) && next != 0 && !unicode.IsSpace(next)
	switch {
	case s.isOpen(straight) && !(opens && unicode.IsSpace(prev)):
		s.close(i, 1, straight)
	case opens:
		s.open(i, 1, straight)
	case s.isOpen(double):
		s.close(i, 1, double)
	}
}

func (s *quoteScanner) leftSingle(i int) {
	const size = len("‘")
	prev, next := runeBefore(s.text, i), runeAt(s.text, i+size)
	if isWordRune(prev) || next == 0 || unicode.IsSpace(next) || isDecade(s.text, i+size) {
		return // Kata‘ib, ‘90s
	}
	s.open(i, size, single)
}

func (s *quoteScanner) apostrophe(i int) {
	prev, next := runeBefore(s.text, i), runeAt(s.text, i+1)
	if s.isOpen(apostrophe) && prev != 0 && !unicode.IsSpace(prev) && !isOpener(prev) {
		s.rightSingle(i, 1, apostrophe)
		return
	}
	if (prev == 0 || unicode.IsSpace(prev) || isOpener(prev)) && isWordRune(next) && !isDecade(s.text, i+1) &&
		!isElision(wordAt(s.text, i+1)) {
		s.open(i, 1, apostrophe)
	}
}

// rightSingle closes a single quotation with the mark at i unless that is an
// apostrophe: between letters, or a plural's (the troops’ base) with another
// closing mark to come.
func (s *quoteScanner) rightSingle(i, size int, st style) {
	prev, next := runeBefore(s.text, i), runeAt(s.text, i+size)
	if !s.isOpen(st) || isWordRune(next) || unicode.IsSpace(prev) {
		return
	}
	if (prev == 's' || prev == 'S') && next == ' ' && unicode.IsLower(runeAt(s.text, i+size+1)) &&
		s.closesLater(i+size, st) {
		return
	}
	s.close(i, size, st)
}

// closesLater looks a sentence's length ahead for another mark that closes a
// single quotation, before anything that opens or closes one of another kind.
func (s *quoteScanner) closesLater(i int, st style) bool {
	const far = 200 // bytes
	mark := '’'
	if st == apostrophe {
		mark = '\''
	}
	for j, r := range s.text[i:min(len(s.text), i+far)] {
		switch r {
		case '‘', '“', '”', '"', '\n':
			return false
		case mark:
			j += i
			prev, next := runeBefore(s.text, j), runeAt(s.text, j+utf8.RuneLen(mark))
			if !isWordRune(next) {
				return !unicode.IsSpace(prev)
			}
			if unicode.IsSpace(prev) {
				return false // it opens
			}
		}
	}
	return false
}

// isDecade reports whether "90s" stands at i.
func isDecade(text string, i int) bool {
	return i+2 < len(text) && text[i] >= '0' && text[i] <= '9' && text[i+1] >= '0' && text[i+1] <= '9' &&
		(text[i+2] == 's' || !isWordRune(runeAt(text, i+2)))
}

// isElision reports whether a word is one that is written with a leading
// apostrophe.
func isElision(word string) bool {
	switch word {
	case "n", "em", "til", "tis", "twas", "cause", "Tis", "Twas", "Til", "bout", "round":
		return true
	}
	return false
}

// nested returns what was found with ends and depths settled, so that any two
// quotations either lie apart or one in the other.
func (s *quoteScanner) nested() []Quotation {
	s.cutUnclosed()
	var list []Quotation
	var around []int // ends of the quotations that surround the present one
	for _, f := range s.found {
		if f.state != closed && f.state != unclosed || f.End <= f.Start {
			continue
		}
		for len(around) > 0 && around[len(around)-1] <= f.OuterStart {
			around = around[:len(around)-1]
		}
		if len(around) > 0 && f.OuterEnd > around[len(around)-1] {
			continue // it crosses the end of another
		}
		f.Depth = len(around)
		list = append(list, f.Quotation)
		around = append(around, f.OuterEnd)
	}
	return list
}

// cutUnclosed ends each unclosed quotation before the next one of its style
// in the same paragraph, and drops spaces from its end.
func (s *quoteScanner) cutUnclosed() {
	var next [styles]int // 1 + index of the next quotation of a style
	for n := len(s.found) - 1; n >= 0; n-- {
		f := &s.found[n]
		if f.state == unclosed {
			if j := next[f.style]; j > 0 && s.found[j-1].number == f.number {
				f.End = s.found[j-1].OuterStart
			}
			f.End = trimEnd(s.text, f.Start, f.End)
			f.OuterEnd, f.Open = f.End, true
		}
		if f.state != dropped {
			next[f.style] = n + 1
		}
	}
}
