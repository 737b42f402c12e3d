package linkcheck

import "bytes"

// A use says what an attribute of HTML or SVG is to this package.
type use uint8

const (
	noUse    use = iota
	useID        // gives the element an id
	useURL       // one URL
	useURLs      // URLs with a width or a density, between commas
	useIDs       // ids of the same page, between spaces
	usePaint     // of SVG: may be "url(#id)"
)

// An element says what this package makes of an element but for its
// attributes.
type element uint8

const (
	anyElement  element = iota
	awayElement         // <link> or <meta>: its URL may be the site's absolute one
	template            // its ids are none of the page's
	rawElement          // no markup in it until its end tag
)

// What a byte is in a tag.
const (
	space   = 1 << iota
	capital // a letter to be lowered
	endsName
	endsAttribute // its name
)

var classes = classify()

func classify() (t [256]uint8) {
	for c := 'A'; c <= 'Z'; c++ {
		t[c] = capital
	}
	for _, c := range " \n\t\r\f" {
		t[c] = space | endsName | endsAttribute
	}
	t['/'], t['>'], t['='] = endsName|endsAttribute, endsName|endsAttribute, endsAttribute
	return t
}

func isSpace(c byte) bool { return classes[c]&space != 0 }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// scan reads the ids and the references of an HTML or SVG file. It knows as
// much of the syntax as tells markup from text: comments, raw text, quoted
// attributes. SVG files are XML, where titles and styles hold markup as other
// elements do, but nothing hangs on the difference here.
func (s *scanner) scan() {
	for s.i = 0; ; {
		next := bytes.IndexByte(s.src[s.i:], '<')
		if next < 0 {
			return
		}
		s.i += next + 1
		if s.i == len(s.src) {
			return
		}
		switch c := s.src[s.i]; {
		case c == '/':
			s.i++
			if s.inert > 0 && string(s.name(endsName, 0)) == "template" {
				s.inert--
			}
		case isLetter(c):
			s.tag()
		case bytes.HasPrefix(s.src[s.i:], []byte("!--")):
			s.skipComment()
		case c == '!' || c == '?':
			s.skipTag()
		}
	}
}

// tag reads a start tag, after its <.
func (s *scanner) tag() {
	name := s.name(endsName, 0)
	e := elementOf(name)
	closed := false
	for s.i < len(s.src) && !closed {
		switch c := s.src[s.i]; {
		case c == '>':
			closed = true
			s.i++
		case c == '/' || isSpace(c):
			s.i++
		default:
			s.attribute(e == awayElement)
		}
	}
	switch {
	case e == template:
		s.inert++
	case e == rawElement && closed:
		s.skipToEnd(name)
	}
}

// name reads a name of at least so many bytes, up to one of a class, and
// returns it in lower case.
func (s *scanner) name(end uint8, least int) []byte {
	i, seen := s.i, uint8(0)
	for ; i < len(s.src); i++ {
		class := classes[s.src[i]]
		if class&end != 0 && i >= s.i+least {
			break
		}
		seen |= class
	}
	name := s.src[s.i:i]
	s.i = i
	if seen&capital != 0 {
		return bytes.ToLower(name)
	}
	return name
}

// attribute reads an attribute of a tag, of <link> or <meta> if it is away.
func (s *scanner) attribute(away bool) {
	u := useOf(s.name(endsAttribute, 1))
	after := s.pastSpace(s.i)
	if after == len(s.src) || s.src[after] != '=' {
		return // no value
	}
	s.i = s.pastSpace(after + 1)
	from, to := s.value()
	if u != noUse {
		s.use(u, away, from, to)
	}
}

func (s *scanner) pastSpace(i int) int {
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	return i
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

// use adds what stands in an attribute's value.
func (s *scanner) use(u use, away bool, from, to int) {
	value := s.src[from:to]
	switch u {
	case useID:
		if s.inert == 0 {
			s.anchors = append(s.anchors, anchor{target: idTarget(s.file, decode(value)), at: from, end: to})
		}
	case useURL:
		url, skipped := trim(value)
		s.link(url, from+skipped, away)
	case useURLs:
		for at, field := range fields(value, ',') {
			for i, url := range fields(field, ' ') {
				s.link(url, from+at+i, false)
				break // what follows the URL is its width
			}
		}
	case useIDs:
		if s.inert > 0 {
			return
		}
		for at, id := range fields(value, ' ') {
			s.inner = append(s.inner, ref{id: decode(id), at: from + at})
		}
	case usePaint:
		if rest, ok := bytes.CutPrefix(value, []byte("url(")); ok {
			url, skipped := trim(bytes.TrimRight(rest, ") "))
			s.link(url, from+len("url(")+skipped, false)
		}
	case noUse:
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
	from, to := 0, len(b)
	for from < to && isSpace(b[from]) {
		from++
	}
	for to > from && isSpace(b[to-1]) {
		to--
	}
	return b[from:to], from
}

func elementOf(name []byte) element {
	switch string(name) {
	case "link", "meta":
		return awayElement
	case "template":
		return template
	case "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp":
		return rawElement
	}
	return anyElement
}

func useOf(attribute []byte) use {
	switch string(attribute) {
	case "id":
		return useID
	case "href", "xlink:href", "src", "action", "formaction", "poster", "data", "cite", "background", "manifest":
		return useURL
	case "srcset", "imagesrcset":
		return useURLs
	case "for", "headers", "list", "form", "popovertarget", "commandfor",
		"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto",
		"aria-activedescendant", "aria-errormessage":
		return useIDs
	case "fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end":
		return usePaint
	}
	return noUse
}

// skipTag moves behind the next >, or to the file's end.
func (s *scanner) skipTag() {
	n := bytes.IndexByte(s.src[s.i:], '>')
	if n < 0 {
		n = len(s.src) - s.i - 1
	}
	s.i += n + 1
}

// skipComment moves behind the next -->, or to the file's end.
func (s *scanner) skipComment() {
	_, rest, _ := bytes.Cut(s.src[s.i:], []byte("-->"))
	s.i = len(s.src) - len(rest)
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
			(end == len(s.src) || classes[s.src[end]]&endsName != 0) {
			return
		}
		s.i += 2
	}
}
