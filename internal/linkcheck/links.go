package linkcheck

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"html"
	"path"
	"slices"
	"strings"

	"collate/internal/diag"
)

// A scanner reads one file at a time: its ids, and its links, of which it
// judges those that other files have no say in. Of the others it keeps what
// they want; at the second look it judges them, too.
type scanner struct {
	c    *Checker
	site *site // nil at the first look

	path     string
	file     Target // that it is
	from     string // the page that the file's links are seen from
	folder   string // of that page, with a slash behind it; "" is the root
	seenFrom uint64 // hash of folder
	src      []byte
	inert    int  // depth of <template>, whose ids are none of the page's
	marked   bool // HTML or SVG
	anchors  []anchor
	ids      []Target // of the anchors, sorted once the file is read
	inner    []ref    // to ids of the same file
	before   []byte   // where the last link of the search index leads, without its fragment
	mistakes diag.List
	joined   []byte // before and a fragment

	// Where the last link leads, without its fragment.
	address []byte // as the link has it; empty if it leads to from
	leads   Target
	hasIDs  bool
	buf     []byte

	// Of all files that were read.
	given  targets
	wanted targets
	recent [1024]uint64 // links of those that were judged last, by hash
}

// An anchor is an id that an element has.
type anchor struct {
	target Target
	at     int // where it stands, in bytes from the file's start
	end    int
}

// A ref is a reference to an id of the same file.
type ref struct {
	id []byte // without a #
	at int
	// fragment says that it is a link, which may be to the top of the page.
	fragment bool
}

// read takes the place of what the scanner has read before.
func (s *scanner) read(name string, data []byte) {
	s.path, s.file, s.src = name, fileTarget([]byte(name)), data
	s.anchors, s.ids, s.inner, s.before, s.mistakes = s.anchors[:0], nil, s.inner[:0], nil, s.mistakes[:0]
	s.from = name
	if strings.HasPrefix(name, indexPart) {
		s.from = indexName // whose page the addresses are written for
	}
	s.folder = s.from[:strings.LastIndexByte(s.from, '/')+1]
	s.seenFrom = maphash.String(s.c.seed, s.folder)
	s.address, s.leads, s.hasIDs = s.address[:0], fileTarget([]byte(s.from)), isMarked([]byte(s.from))
	ext := path.Ext(name)
	s.marked = isMarked([]byte(ext))
	switch {
	case s.marked:
		s.inert = 0
		s.scan()
		s.checkIDs()
	case ext == ".css":
		s.styleURLs()
	case ext == ".js" && (name == indexName || strings.HasPrefix(name, indexPart)):
		s.indexURLs()
	}
	if s.c.base != "" && isText(ext) {
		s.absolute()
	}
	s.src = nil
}

func (s *scanner) mistake(at int, hint, msg string) {
	s.mistakes.Add(diag.At(s.path, string(s.src[:at]), at), hint, "%s", msg)
}

// styleURLs reads what stands in url() in a style sheet.
func (s *scanner) styleURLs() {
	for from := 0; ; {
		n := bytes.Index(s.src[from:], []byte("url("))
		if n < 0 {
			return
		}
		from += n + len("url(")
		n = bytes.IndexByte(s.src[from:], ')')
		if n < 0 {
			return
		}
		value, skipped := trim(s.src[from : from+n])
		if len(value) > 1 && (value[0] == '"' || value[0] == '\'') {
			value, skipped = value[1:len(value)-1], skipped+1
		}
		s.link(value, from+skipped, false)
		from += n
	}
}

// indexURLs reads the addresses in a search index, the third field of each
// document. What it cannot read it leaves to the tests of package search.
func (s *scanner) indexURLs() {
	const list = `"docs":[`
	i := bytes.Index(s.src, []byte(list))
	if i < 0 {
		return
	}
	field, depth := 0, 0 // 1 in a document
	for i += len(list); i < len(s.src) && depth >= 0; i++ {
		switch s.src[i] {
		case '[', '{':
			if depth++; depth == 1 {
				field = 0
			}
		case ']', '}':
			depth--
		case ',':
			if depth == 1 {
				field++
			}
		case '"':
			from := i
			i = stringEnd(s.src, i)
			if depth == 1 && field == 2 {
				s.quoted(s.src[from:min(i+1, len(s.src))], from)
			}
		}
	}
}

// stringEnd returns where the string of JSON that begins at from has its
// closing quotation mark.
func stringEnd(src []byte, from int) int {
	for i := from + 1; i < len(src); i++ {
		n := bytes.IndexByte(src[i:], '"')
		if n < 0 {
			break
		}
		if bytes.IndexByte(src[i:i+n], '\\') < 0 {
			return i + n
		}
		i += bytes.IndexByte(src[i:], '\\') + 1 // the loop skips what is escaped
	}
	return len(src)
}

// quoted adds a link that is written as a string of JSON. One that begins with
// # leads to the page to which the link before leads.
func (s *scanner) quoted(value []byte, at int) {
	address := bytes.Trim(value, `"`)
	if bytes.IndexByte(value, '\\') >= 0 {
		var decoded string
		if json.Unmarshal(value, &decoded) != nil {
			return
		}
		address = []byte(decoded)
	}
	if bytes.HasPrefix(address, []byte("#")) && s.before != nil {
		s.joined = append(append(s.joined[:0], s.before...), address...)
		s.later(s.joined, at)
		return
	}
	s.before, _, _ = bytes.Cut(address, []byte("#"))
	s.link(address, at, false)
}

// isText reports whether the site's absolute URL is looked for in files whose
// names end so.
func isText(ext string) bool {
	switch ext {
	case ".html", ".xml", ".txt", ".json", ".svg", ".webmanifest", ".ics", ".geojson", ".jsonld", ".ndjson":
		return true
	}
	return false
}

// absolute reads the site's absolute URL wherever it occurs in a text file: in
// canonical links, structured data, feeds, the sitemap.
func (s *scanner) absolute() {
	const afterURL = "\"'<>()[]{}`,;\\| \t\r\n"
	base := []byte(s.c.base)
	for from := 0; ; {
		n := bytes.Index(s.src[from:], base)
		if n < 0 {
			return
		}
		at := from + n
		from = at + len(base)
		end := from
		for end < len(s.src) && strings.IndexByte(afterURL, s.src[end]) < 0 {
			end++
		}
		address := decode(s.src[at:end])
		rest := address[len(base):]
		if i := bytes.IndexAny(rest, "\"<"); i >= 0 { // they may be written as entities
			rest = rest[:i]
		}
		rest = bytes.TrimRight(rest, ".")
		if len(rest) > 0 { // else it is the site itself
			s.later(address[:len(base)+len(rest)], at)
		}
	}
}

// link judges a link, or keeps it until all files are known. Those of <link>
// and <meta> are away: they may be the site's absolute URL.
func (s *scanner) link(address []byte, at int, away bool) {
	const relative = "links within the site are relative and name a file"
	if s.marked {
		address = decode(address)
	}
	if !away && s.isRecent(address) {
		return
	}
	scheme := schemeOf(address)
	switch ownURL := s.c.base != "" && bytes.HasPrefix(address, []byte(s.c.base)); {
	case bytes.EqualFold(scheme, []byte("javascript")):
		s.mistake(at, "", "links to a script: "+string(address))
	case ownURL && !away && s.path != everywhere:
		s.mistake(at, relative, "links to "+string(address)+" by its absolute address")
	case ownURL, len(scheme) > 0:
		// of the site: absolute sees to it; of others: nothing to check
	case bytes.HasPrefix(address, []byte("//")):
		s.mistake(at, "begin it with https:", "links to "+string(address)+", which has no scheme")
	case bytes.HasPrefix(address, []byte("/")):
		if s.path != everywhere || !bytes.HasPrefix(address, []byte(s.c.root)) {
			s.mistake(at, relative, "links to "+string(address)+" by its absolute path")
			return
		}
		s.later(address, at)
	case s.marked && bytes.HasPrefix(address, []byte("#")):
		s.inner = append(s.inner, ref{id: address[1:], at: at, fragment: true})
	case s.path == everywhere && s.c.base != "":
		s.mistake(at, "only its links are absolute",
			"links to "+string(address)+", which leads nowhere when 404.html is shown for an address in a folder")
	case len(address) == 0:
		s.mistake(at, "", "has an empty link")
	default:
		s.later(address, at)
	}
}

// isRecent reports whether a link was judged lately from a page that links lead to
// the same from, so that there is nothing new to be found: many pages of a folder
// have the same links, and a page has the same link again and again. If there is
// a mistake, the second look finds it wherever it is.
func (s *scanner) isRecent(address []byte) bool {
	if s.site != nil || s.path == everywhere || len(address) == 0 || address[0] == '#' || address[0] == '?' {
		return false
	}
	h := maphash.Bytes(s.c.seed, address) ^ s.seenFrom
	last := &s.recent[h%uint64(len(s.recent))]
	if *last == h {
		return true
	}
	*last = h
	return false
}

// schemeOf returns the scheme of a URL, nothing if it is relative.
func schemeOf(address []byte) []byte {
	n := bytes.IndexByte(address, ':')
	if n < 0 || bytes.ContainsAny(address[:n], "/?#") {
		return nil
	}
	return address[:n]
}

// later takes a link whose target may be a file that has not been read yet.
func (s *scanner) later(link []byte, at int) {
	if s.site == nil {
		s.want(link)
	} else if msg, hint := s.site.judge(link, s.from); msg != "" {
		s.mistake(at, hint, msg)
	}
}

// checkIDs checks the ids of the file, and what refers to them.
func (s *scanner) checkIDs() {
	s.ids = make([]Target, len(s.anchors))
	for i, a := range s.anchors {
		s.ids[i] = a.target
	}
	slices.Sort(s.ids)
	if s.ids = slices.Compact(s.ids); len(s.ids) < len(s.anchors) {
		s.checkTwice()
	}
	for _, r := range s.inner {
		if msg := s.checkInner(r); msg != "" {
			s.mistake(r.at, "", msg)
		}
	}
}

// checkTwice adds each id that was given before.
func (s *scanner) checkTwice() {
	given := make(map[Target]bool, len(s.ids))
	for _, a := range s.anchors {
		if given[a.target] {
			s.mistake(a.at, "", fmt.Sprintf("the id %q is given twice", decode(s.src[a.at:a.end])))
		}
		given[a.target] = true
	}
}

// checkInner returns what is wrong with a reference within the file, or "".
func (s *scanner) checkInner(r ref) string {
	if !r.fragment {
		if s.has(r.id) {
			return ""
		}
		return `refers to the id "` + string(r.id) + `", which the page does not have`
	}
	fragment, _, _ := bytes.Cut(r.id, []byte(directive))
	if s.has(fragment) || fragmentIsFine(string(fragment), func(id string) bool { return s.has([]byte(id)) }) {
		return ""
	}
	return noSuchID(string(fragment), s.path)
}

// has reports whether the file has an id.
func (s *scanner) has(id []byte) bool {
	_, ok := slices.BinarySearch(s.ids, idTarget(s.file, id))
	return ok
}

// decode returns b with its character references as characters.
func decode(b []byte) []byte {
	if bytes.IndexByte(b, '&') < 0 {
		return b
	}
	return []byte(html.UnescapeString(string(b)))
}
