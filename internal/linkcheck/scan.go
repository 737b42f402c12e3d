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
//
// Here and below, i is how far the file has been read, and so is what is returned.
func (s *scanner) scan() {
	for i := 0; ; {
		next := bytes.IndexByte(s.src[i:], '<')
		if next < 0 {
			return
		}
		i += next + 1
		if i == len(s.src) {
			return
		}
		switch c := s.src[i]; {
		case c == '/':
			i++
			if s.inert > 0 {
				var name []byte
				if name, i = s.name(i, endsName); string(name) == "template" {
					s.inert--
				}
			}
		case isLetter(c):
			i = s.tag(i)
		case bytes.HasPrefix(s.src[i:], []byte("!--")):
			i = s.past(i, "-->")
		case c == '!' || c == '?':
			i = s.past(i, ">")
		}
	}
}

// tag reads a start tag, after its <.
func (s *scanner) tag(i int) int {
	const class = `class="` // as a third of the attributes begin
	name, i := s.name(i, endsName)
	e := elementOf(name)
	for i < len(s.src) && s.src[i] != '>' {
		if c := s.src[i]; c == '/' || isSpace(c) {
			i++
			continue
		}
		if bytes.HasPrefix(s.src[i:], []byte(class)) {
			_, _, i = s.value(i + len(class) - 1)
			continue
		}
		var attribute []byte
		if attribute, i = s.name(i, endsAttribute); len(attribute) == 0 {
			_, i = s.name(i+1, endsAttribute) // a name that begins with = is none that is looked for
		}
		if i = s.pastSpace(i); i == len(s.src) || s.src[i] != '=' {
			continue // no value
		}
		var from, to int
		from, to, i = s.value(s.pastSpace(i + 1))
		if u := useOf(attribute); u != noUse {
			s.use(u, e == awayElement, from, to)
		}
	}
	if e == template {
		s.inert++
	}
	if i == len(s.src) {
		return i
	}
	if e == rawElement {
		return s.pastText(i+1, name)
	}
	return i + 1
}

// name reads a name up to a byte of a class, and returns it in lower case.
func (s *scanner) name(i int, end uint8) (name []byte, after int) {
	name = s.src[i:]
	seen := uint8(0)
	for n, c := range name {
		class := classes[c]
		if class&end != 0 {
			name = name[:n]
			break
		}
		seen |= class
	}
	i += len(name)
	if seen&capital != 0 {
		name = bytes.ToLower(name)
	}
	return name, i
}

func (s *scanner) pastSpace(i int) int {
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	return i
}

// value reads an attribute's value, quoted or not, and returns where it is.
func (s *scanner) value(i int) (from, to, after int) {
	if i == len(s.src) {
		return i, i, i
	}
	if quote := s.src[i]; quote == '"' || quote == '\'' {
		i++
		n := bytes.IndexByte(s.src[i:], quote)
		if n < 0 {
			return i, i, len(s.src)
		}
		return i, i + n, i + n + 1
	}
	from = i
	for i < len(s.src) && !isSpace(s.src[i]) && s.src[i] != '>' {
		i++
	}
	return from, i, i
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

// past moves behind the next end, or to the file's end.
func (s *scanner) past(i int, end string) int {
	n := bytes.Index(s.src[i:], []byte(end))
	if n < 0 {
		return len(s.src)
	}
	return i + n + len(end)
}

// pastText moves to the end tag of a raw text element.
func (s *scanner) pastText(i int, name []byte) int {
	for {
		n := bytes.Index(s.src[i:], []byte("</"))
		if n < 0 {
			return len(s.src)
		}
		i += n
		end := i + 2 + len(name)
		if end <= len(s.src) && bytes.EqualFold(s.src[i+2:end], name) &&
			(end == len(s.src) || classes[s.src[end]]&endsName != 0) {
			return i
		}
		i += 2
	}
}
