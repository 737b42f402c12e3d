package linkcheck

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// A use says what an attribute of HTML or SVG is to this package.
type use uint8

const (
	none    use = iota
	anchor      // gives the element an id
	link        // one URL
	linkSet     // URLs with a width or a density, between commas
	idrefs      // ids of the same page, between spaces
	paint       // of SVG: may be "url(#id)"
)

// A ref is a URL or an id that a page refers to.
type ref struct {
	value []byte // as written, no entity decoded; of a linkSet one URL
	at    int    // where it stands, in bytes from the file's start
	use   use    // link or idrefs
	away  bool   // of <link> or <meta>: may be the site's absolute URL
}

// A scanner reads the ids and the references of one HTML or SVG file.
// It knows as much of the syntax as tells markup from text: comments, raw
// text, quoted attributes.
type scanner struct {
	src   []byte
	i     int
	inert int // depth of <template>, whose ids are none of the page's
	ids   []ref
	refs  []ref
}

// rawText are the elements in which there is no markup until their end tag.
func rawText(name []byte) bool {
	switch string(name) {
	case "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp":
		return true
	}
	return false
}

// scan fills s.ids and s.refs. SVG files are XML, where titles and styles hold
// markup as other elements do, but nothing hangs on the difference here.
func (s *scanner) scan() {
	for {
		next := bytes.IndexByte(s.src[s.i:], '<')
		if next < 0 {
			return
		}
		s.i += next + 1
		switch rest := s.src[s.i:]; {
		case bytes.HasPrefix(rest, []byte("!--")):
			s.skipPast("-->")
		case len(rest) > 0 && (rest[0] == '!' || rest[0] == '?'):
			s.skipPast(">")
		case len(rest) > 0 && rest[0] == '/':
			s.i++
			if string(s.name()) == "template" && s.inert > 0 {
				s.inert--
			}
			s.skipPast(">")
		case len(rest) > 0 && isLetter(rest[0]):
			s.tag()
		}
	}
}

// tag reads a start tag, after its <.
func (s *scanner) tag() {
	name := s.name()
	away := string(name) == "link" || string(name) == "meta"
	closed := false
	for s.i < len(s.src) && !closed {
		switch c := s.src[s.i]; {
		case c == '>':
			closed = true
			s.i++
		case c == '/' || isSpace(c):
			s.i++
		default:
			s.attribute(away)
		}
	}
	switch {
	case string(name) == "template":
		s.inert++
	case closed && rawText(name):
		s.skipToEnd(name)
	}
}

// name reads a tag's name and returns it in lower case.
func (s *scanner) name() []byte {
	from := s.i
	for s.i < len(s.src) && !isSpace(s.src[s.i]) && s.src[s.i] != '>' && s.src[s.i] != '/' {
		s.i++
	}
	return lower(s.src[from:s.i])
}

func (s *scanner) attribute(away bool) {
	from := s.i
	for s.i++; s.i < len(s.src) && !isSpace(s.src[s.i]) && strings.IndexByte("=/>", s.src[s.i]) < 0; {
		s.i++
	}
	u := useOf(lower(s.src[from:s.i]))
	after := s.i
	for after < len(s.src) && isSpace(s.src[after]) {
		after++
	}
	if after == len(s.src) || s.src[after] != '=' {
		return // no value
	}
	for s.i = after + 1; s.i < len(s.src) && isSpace(s.src[s.i]); {
		s.i++
	}
	from, to := s.value()
	s.add(u, away, from, to)
}

// value reads an attribute's value, quoted or not, and returns where it is.
func (s *scanner) value() (from, to int) {
	if s.i == len(s.src) {
		return s.i, s.i
	}
	if quote := s.src[s.i]; quote == '"' || quote == '\'' {
		from = s.i + 1
		n := bytes.IndexByte(s.src[from:], quote)
		if n < 0 {
			s.i = len(s.src)
			return from, from
		}
		s.i = from + n + 1
		return from, from + n
	}
	from = s.i
	for s.i < len(s.src) && !isSpace(s.src[s.i]) && s.src[s.i] != '>' {
		s.i++
	}
	return from, s.i
}

func (s *scanner) add(u use, away bool, from, to int) {
	switch u {
	case anchor:
		if s.inert == 0 {
			s.ids = append(s.ids, ref{value: decode(s.src[from:to]), at: from})
		}
	case link:
		value, skipped := trim(s.src[from:to])
		s.refs = append(s.refs, ref{value, from + skipped, link, away})
	case linkSet:
		for at, field := range fields(s.src[from:to], ',') {
			for i, url := range fields(field, ' ') {
				s.refs = append(s.refs, ref{url, from + at + i, link, false})
				break // what follows the URL is its width
			}
		}
	case idrefs:
		if s.inert > 0 {
			return
		}
		for at, id := range fields(s.src[from:to], ' ') {
			s.refs = append(s.refs, ref{decode(id), from + at, idrefs, false})
		}
	case paint:
		if rest, ok := bytes.CutPrefix(s.src[from:to], []byte("url(")); ok {
			value, skipped := trim(bytes.TrimRight(rest, ") "))
			s.refs = append(s.refs, ref{value, from + len("url(") + skipped, link, false})
		}
	case none:
	}
}

// fields yields the parts of b between separators that are not blank, without
// the white space around them, and where each begins. A space as the
// separator stands for any white space.
func fields(b []byte, separator byte) func(yield func(int, []byte) bool) {
	return func(yield func(int, []byte) bool) {
		for from := 0; from < len(b); {
			to := from
			for to < len(b) && b[to] != separator && (separator != ' ' || !isSpace(b[to])) {
				to++
			}
			field, skipped := trim(b[from:to])
			if len(field) > 0 && !yield(from+skipped, field) {
				return
			}
			from = to + 1
		}
	}
}

// trim returns b without white space around it, and how much was before it.
func trim(b []byte) (trimmed []byte, skipped int) {
	left := bytes.TrimLeftFunc(b, isSpaceRune)
	return bytes.TrimRightFunc(left, isSpaceRune), len(b) - len(left)
}

func useOf(attribute []byte) use {
	switch string(attribute) {
	case "id":
		return anchor
	case "href", "xlink:href", "src", "action", "formaction", "poster", "data", "cite", "background", "manifest":
		return link
	case "srcset", "imagesrcset":
		return linkSet
	case "for", "headers", "list", "form", "popovertarget", "commandfor",
		"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto",
		"aria-activedescendant", "aria-errormessage":
		return idrefs
	case "fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end":
		return paint
	}
	return none
}

// skipPast moves behind the next occurrence of end, or to the file's end.
func (s *scanner) skipPast(end string) {
	n := bytes.Index(s.src[s.i:], []byte(end))
	if n < 0 {
		s.i = len(s.src)
		return
	}
	s.i += n + len(end)
}

// skipToEnd moves to the end tag of a raw text element.
func (s *scanner) skipToEnd(name []byte) {
	for {
		n := bytes.Index(s.src[s.i:], []byte("</"))
		if n < 0 {
			s.i = len(s.src)
			return
		}
		s.i += n
		end := s.i + 2 + len(name)
		if end <= len(s.src) && bytes.EqualFold(s.src[s.i+2:end], name) &&
			(end == len(s.src) || isSpace(s.src[end]) || s.src[end] == '>' || s.src[end] == '/') {
			return
		}
		s.i += 2
	}
}

// decode returns b with its character references as characters.
func decode(b []byte) []byte {
	if bytes.IndexByte(b, '&') < 0 {
		return b
	}
	return []byte(html.UnescapeString(string(b)))
}

func lower(b []byte) []byte {
	if slices.ContainsFunc(b, func(c byte) bool { return 'A' <= c && c <= 'Z' }) {
		return bytes.ToLower(b)
	}
	return b
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func isSpaceRune(r rune) bool { return r < 0x80 && isSpace(byte(r)) }
