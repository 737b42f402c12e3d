// Package linkcheck holds the links of a finished site against its files:
// every URL and every fragment must lead somewhere, from disk and under any
// sub-path. It reads what package render returns; package publish writes what
// has passed. It knows no template.
package linkcheck

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"runtime"
	"slices"
	"sort"
	"strings"

	"golang.org/x/sync/errgroup"

	"collate/internal/diag"
)

// indexName is the search index, a script whose lists hold URLs.
const indexName = "search-index.js"

// indexPart begins the names of the blocks of documents of a large index.
const indexPart = "search/d"

// Check returns a diag.List of the links in files that lead nowhere, or nil.
// A position is the path of the file made, not of its source.
//
// In HTML and SVG it checks each URL an element has, each fragment, each
// reference to an id of the same page, and that no id is given twice; in
// style sheets each url(); in search-index.js and search/d*.js each document's address. Links
// within the site must be relative and name a file, but those of 404.html,
// which is shown for any address, and of <link> and <meta>.
//
// Base is the site's own absolute URL, ending in a slash, or "". Wherever it
// occurs in a text file, what it leads to must exist.
func Check(files []File, base string) error {
	s := newSite(files, base)
	lists := make([]diag.List, len(files))
	s.parallel(func(i int) { s.pages[i] = scanFile(files[i]) })
	for i, p := range s.pages {
		s.byPath[p.path] = &s.pages[i]
		for dir := path.Dir(p.path); !s.folders[dir]; dir = path.Dir(dir) {
			s.folders[dir] = true
		}
	}
	s.parallel(func(i int) { lists[i] = s.check(&s.pages[i]) })
	return slices.Concat(lists...).Err()
}

// A site is what the checks of all files share. It is not changed while they
// run.
type site struct {
	base    string
	root    string // the path of base, "/" without one: how absolute links begin
	pages   []page // as the files
	byPath  map[string]*page
	folders map[string]bool
}

// A page is a file and what stands in it.
type page struct {
	path string
	data []byte
	ids  []ref // sorted by value, then by position
	refs []ref // by position
	// marked says that the file has ids, so that a fragment can be checked.
	marked bool
}

func newSite(files []File, base string) *site {
	s := &site{
		base: base, root: "/", pages: make([]page, len(files)),
		byPath: make(map[string]*page, len(files)), folders: map[string]bool{".": true},
	}
	if u, err := url.Parse(base); err == nil && u.Path != "" {
		s.root = u.EscapedPath()
	}
	return s
}

// parallel calls f with the index of each file, on all cores.
func (s *site) parallel(f func(i int)) {
	const batch = 32
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(s.pages); from += batch {
		g.Go(func() error {
			for i := from; i < min(len(s.pages), from+batch); i++ {
				f(i)
			}
			return nil
		})
	}
	_ = g.Wait() // no function returns an error
}

func scanFile(f File) page {
	p := page{path: f.Path, data: f.Data}
	switch path.Ext(f.Path) {
	case ".html", ".svg":
		s := scanner{src: f.Data}
		s.scan()
		p.ids, p.refs, p.marked = s.ids, s.refs, true
		slices.SortStableFunc(p.ids, func(a, b ref) int { return bytes.Compare(a.value, b.value) })
	case ".css":
		p.refs = styleURLs(f.Data)
	case ".js":
		if f.Path == indexName || strings.HasPrefix(f.Path, indexPart) {
			p.refs = indexURLs(f.Data)
		}
	}
	return p
}

// styleURLs returns what stands in url() in a style sheet.
func styleURLs(data []byte) []ref {
	var refs []ref
	for from := 0; ; {
		n := bytes.Index(data[from:], []byte("url("))
		if n < 0 {
			return refs
		}
		from += n + len("url(")
		n = bytes.IndexByte(data[from:], ')')
		if n < 0 {
			return refs
		}
		value, skipped := trim(data[from : from+n])
		if len(value) > 1 && (value[0] == '"' || value[0] == '\'') {
			value, skipped = value[1:len(value)-1], skipped+1
		}
		refs = append(refs, ref{value: value, at: from + skipped, use: link})
		from += n
	}
}

// indexURLs returns the addresses in a search index, the third field of each
// document. What it cannot read it leaves to the tests of package search.
func indexURLs(data []byte) []ref {
	from, to := bytes.IndexByte(data, '('), bytes.LastIndexByte(data, ')')
	if from < 0 || to < from {
		return nil
	}
	var index struct {
		Docs [][]json.RawMessage `json:"docs"`
	}
	if json.Unmarshal(data[from+1:to], &index) != nil {
		return nil
	}
	var refs []ref
	at := from
	for _, d := range index.Docs {
		var address string
		if len(d) > 2 && json.Unmarshal(d[2], &address) == nil {
			at += max(0, bytes.Index(data[at:], d[2])) // the documents are in the order of the file
			refs = append(refs, ref{value: []byte(address), at: at, use: link})
			at = min(at+len(d[2]), to)
		}
	}
	return refs
}

// has reports whether the page has an id.
func (p *page) has(id string) bool {
	_, ok := slices.BinarySearchFunc(p.ids, []byte(id), func(r ref, id []byte) int {
		return bytes.Compare(r.value, id)
	})
	return ok
}

// A locator turns offsets into positions in a page.
type locator struct {
	page  *page
	lines []int // where lines begin; nil until a position is wanted
}

func (l *locator) pos(at int) diag.Pos {
	if l.lines == nil {
		start := 0
		for line := range bytes.Lines(l.page.data) {
			l.lines = append(l.lines, start)
			start += len(line)
		}
	}
	line := sort.SearchInts(l.lines, at+1) // lines that begin at or before the offset
	return diag.Pos{File: l.page.path, Line: line, Col: at - l.lines[line-1] + 1}
}

func (s *site) check(p *page) diag.List {
	var l diag.List
	in := locator{page: p}
	for i, id := range p.ids {
		if i > 0 && bytes.Equal(id.value, p.ids[i-1].value) {
			l.Add(in.pos(id.at), "", "the id %q is given twice", id.value)
		}
	}
	for _, r := range p.refs {
		var hint, msg string
		if r.use == idrefs {
			if !p.has(string(r.value)) {
				msg = "refers to the id " + quote(r.value) + ", which the page does not have"
			}
		} else {
			msg, hint = s.checkLink(p, r)
		}
		if msg != "" {
			l.Add(in.pos(r.at), hint, "%s", msg)
		}
	}
	s.checkBase(&in, &l)
	return l
}

func quote(b []byte) string { return `"` + string(b) + `"` }

// checkLink returns what is wrong with a link, or "".
func (s *site) checkLink(p *page, r ref) (msg, hint string) {
	const relative = "links within the site are relative and name a file"
	address := r.value
	if path.Ext(p.path) == ".html" || path.Ext(p.path) == ".svg" {
		address = decode(address)
	}
	text := string(address)
	everywhere := p.path == "404.html"
	switch scheme := schemeOf(text); {
	case scheme == "javascript":
		return "links to a script: " + text, ""
	case s.base != "" && strings.HasPrefix(text, s.base):
		if r.away || everywhere {
			return "", "" // checkBase sees to it
		}
		return "links to " + text + " by its absolute address", relative
	case scheme != "":
		return "", ""
	case strings.HasPrefix(text, "//"):
		return "links to " + text + ", which has no scheme", "begin it with https:"
	case strings.HasPrefix(text, "/"):
		rest, ok := strings.CutPrefix(text, s.root)
		if !everywhere || !ok {
			return "links to " + text + " by its absolute path", relative
		}
		return s.resolve(text, ".", rest)
	case everywhere && strings.HasPrefix(text, "#"):
		return s.resolve(text, p.path, text)
	case everywhere && s.base != "":
		return "links to " + text + ", which leads nowhere when 404.html is shown for an address in a folder",
			"only its links are absolute"
	}
	return s.resolve(text, p.path, text)
}

// schemeOf returns the scheme of a URL in lower case, "" if it is relative.
func schemeOf(address string) string {
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || scheme == "" || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	return strings.ToLower(scheme)
}

// resolve returns what is wrong with a link to address, seen from the file
// from; shown is how the message calls it.
func (s *site) resolve(shown, from, address string) (msg, hint string) {
	file, fragment, _ := strings.Cut(address, "#")
	file, _, _ = strings.Cut(file, "?")
	fragment, _, _ = strings.Cut(fragment, ":~:")
	if strings.Contains(file, "%") {
		if plain, err := url.PathUnescape(file); err == nil {
			file = plain
		}
	}
	if strings.HasPrefix(from, indexPart) {
		from = indexName // whose page the addresses are written for
	}
	name := from
	if file != "" {
		name = path.Join(path.Dir(from), file)
		if name == ".." || strings.HasPrefix(name, "../") {
			return "links to " + shown + ", which is outside the site", ""
		}
	} else if shown == "" {
		return "has an empty link", ""
	}
	target := s.byPath[name]
	switch {
	case s.folders[name] && target == nil:
		return "links to " + shown + ", a folder", "name its index.html"
	case target == nil, strings.HasSuffix(file, "/"):
		return "links to " + shown + ", which does not exist", s.near(name)
	}
	return target.checkFragment(fragment)
}

// checkFragment returns what is wrong with a fragment that leads into the
// page, or "".
func (p *page) checkFragment(fragment string) (msg, hint string) {
	if fragment == "" || !p.marked || p.has(fragment) || strings.EqualFold(fragment, "top") {
		return "", ""
	}
	if plain, err := url.PathUnescape(fragment); err == nil && p.has(plain) {
		return "", ""
	}
	return "links to #" + fragment + ", an id that " + p.path + " does not have", ""
}

// near returns a hint with the name of a file in the same folder.
func (s *site) near(name string) string {
	const most = 2000 // beyond that a guess is not worth the time
	if len(s.pages) > most {
		return ""
	}
	var names []string
	for _, p := range s.pages {
		if path.Dir(p.path) == path.Dir(name) {
			names = append(names, p.path)
		}
	}
	return diag.DidYouMean(name, names)
}

// checkBase checks the site's absolute URL wherever it occurs in a text file:
// in canonical links, structured data, feeds, the sitemap.
func (s *site) checkBase(in *locator, l *diag.List) {
	const afterURL = "\"'<>()[]{}`,;\\| \t\r\n"
	p := in.page
	if s.base == "" || !isText(p.path) {
		return
	}
	for from := 0; ; {
		n := bytes.Index(p.data[from:], []byte(s.base))
		if n < 0 {
			return
		}
		at := from + n
		from = at + len(s.base)
		end := from
		for end < len(p.data) && strings.IndexByte(afterURL, p.data[end]) < 0 {
			end++
		}
		// A quotation mark may be written as an entity.
		address, _, _ := strings.Cut(string(decode(p.data[from:end])), `"`)
		address = strings.TrimRight(address, ".")
		if address == "" {
			continue // the site itself
		}
		if msg, hint := s.resolve(s.base+address, "index.html", address); msg != "" {
			l.Add(in.pos(at), hint, "%s", msg)
		}
	}
}

func isText(name string) bool {
	switch path.Ext(name) {
	case ".html", ".xml", ".txt", ".json", ".svg", ".webmanifest", ".ics", ".geojson", ".jsonld", ".ndjson":
		return true
	}
	return false
}
