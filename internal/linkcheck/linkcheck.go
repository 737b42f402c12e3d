// Package linkcheck holds the links of a finished site against its files:
// every URL and every fragment must lead somewhere, from disk and under any
// sub-path. It is handed each file as it is made and keeps none; package
// publish writes what has passed. It knows no template.
package linkcheck

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"collate/internal/diag"
)

// indexName is the search index, a script whose lists hold URLs.
const indexName = "search-index.js"

// indexPart begins the names of the blocks of documents of a large index.
const indexPart = "search/d"

// everywhere is the page that is shown for any address, and so knows no
// folder that it is in.
const everywhere = "404.html"

// A Checker is handed the files of a site one by one, in any order, and knows
// at the end which of their links lead nowhere.
//
// In HTML and SVG it checks each URL an element has, each fragment, each
// reference to an id of the same page, and that no id is given twice; in
// style sheets each url(); in search-index.js and search/d*.js each document's address. Links
// within the site must be relative and name a file, but those of 404.html,
// which is shown for any address, and of <link> and <meta>.
type Checker struct {
	base  string
	root  string // the path of base, "/" without one: how absolute links begin
	texts texts

	mu       sync.Mutex
	idle     []*scanner // those that no call of Add is using
	pages    []page
	mistakes diag.List
}

// A page is what is kept of a file.
type page struct {
	path  string
	links []link   // to other files
	ids   []uint32 // as texts, sorted
	// marked says that the file has ids, so that a fragment can be checked.
	marked bool
}

// A link is one whose target may come after it: relative, or absolute and
// within the site.
type link struct {
	file     uint32 // what stands before the first #, as a text
	fragment uint32 // what stands after it, as a text; noText if there is no #
	line     uint32 // both from 1
	col      uint32
}

// New returns a checker of a site without files. Base is the site's own
// absolute URL, ending in a slash, or "". Wherever it occurs in a text file,
// what it leads to must exist.
func New(base string) *Checker {
	c := &Checker{base: base, root: "/"}
	if u, err := url.Parse(base); err == nil && u.Path != "" {
		c.root = u.EscapedPath()
	}
	return c
}

// Add reads a file of the site: its path from the site's root, with slashes,
// and its bytes, which it does not keep. It may be called by several
// goroutines at once, with each path once.
func (c *Checker) Add(path string, data []byte) {
	s := c.scanner()
	s.read(path, data)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages = append(c.pages, s.page())
	c.mistakes = append(c.mistakes, s.mistakes...)
	c.idle = append(c.idle, s)
}

func (c *Checker) scanner() *scanner {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.idle); n > 0 {
		s := c.idle[n-1]
		c.idle = c.idle[:n-1]
		return s
	}
	return &scanner{c: c, texts: cache{shared: &c.texts, known: make(map[string]uint32)}}
}

// Err returns a diag.List of the links that lead nowhere, or nil, once all
// files have been added. A position is the path of the file made, not of its
// source.
func (c *Checker) Err() error {
	s := newSite(c)
	mistakes := slices.Clone(c.mistakes)
	for dir, pages := range s.byFolder() {
		s.check(dir, pages, &mistakes)
	}
	return mistakes.Err()
}

// A site is all that was added.
type site struct {
	*Checker
	byPath  map[string]*page
	folders map[string]bool
	// targets are the pages that texts of links lead to from the folder that
	// is being checked: nil where it was not looked up, nowhere where that is
	// to be decided link by link.
	targets []*page
}

var nowhere = new(page)

func newSite(c *Checker) *site {
	s := &site{
		Checker: c, byPath: make(map[string]*page, len(c.pages)), folders: map[string]bool{".": true},
		targets: make([]*page, len(c.texts.all)),
	}
	for i := range c.pages {
		p := &c.pages[i]
		s.byPath[p.path] = p
		for dir := path.Dir(p.path); !s.folders[dir]; dir = path.Dir(dir) {
			s.folders[dir] = true
		}
	}
	return s
}

// byFolder returns the pages that have links, by the folder that their links
// begin in.
func (s *site) byFolder() map[string][]*page {
	folders := make(map[string][]*page)
	for i := range s.pages {
		if p := &s.pages[i]; len(p.links) > 0 {
			dir := path.Dir(p.from())
			folders[dir] = append(folders[dir], p)
		}
	}
	return folders
}

// from returns the page whose links those of p are.
func (p *page) from() string {
	if strings.HasPrefix(p.path, indexPart) {
		return indexName // whose page the addresses are written for
	}
	return p.path
}

// check adds what is wrong with the links of pages whose links begin in one
// folder. Most are right, and known to be by their numbers alone; of the
// others the texts are read.
func (s *site) check(dir string, pages []*page, mistakes *diag.List) {
	clear(s.targets)
	for _, p := range pages {
		for _, l := range p.links {
			target := s.targets[l.file]
			if target == nil {
				target = s.target(dir, s.texts.all[l.file])
				s.targets[l.file] = target
			}
			if target != nowhere && s.leadsInto(target, l.fragment) {
				continue
			}
			if msg, hint := s.read(p, l); msg != "" {
				mistakes.Add(diag.Pos{File: p.path, Line: int(l.line), Col: int(l.col)}, hint, "%s", msg)
			}
		}
	}
}

// target returns the page that a link leads to from anywhere in a folder, or
// nowhere if that cannot be said.
func (s *site) target(dir, file string) *page {
	if file == "" || strings.ContainsAny(file, "?%:") || file[0] == '/' {
		return nowhere
	}
	for dir != "." && strings.HasPrefix(file, "../") {
		dir, file = path.Dir(dir), file[len("../"):]
	}
	if dir != "." {
		file = dir + "/" + file
	}
	if target := s.byPath[file]; target != nil { // not, if it has more dots
		return target
	}
	return nowhere
}

// leadsInto reports whether a fragment is, as it is written, an id of a page;
// any is that of a file without ids.
func (s *site) leadsInto(p *page, fragment uint32) bool {
	return fragment == noText || !p.marked || p.has(fragment) && !strings.Contains(s.texts.all[fragment], directive)
}

// read returns what is wrong with a link, or "".
func (s *site) read(p *page, l link) (msg, hint string) {
	shown := s.texts.all[l.file]
	if l.fragment != noText {
		shown += "#" + s.texts.all[l.fragment]
	}
	address, from := s.cutRoot(shown, p.from())
	return s.resolve(shown, from, address)
}

// cutRoot returns an address without what absolute links begin with, and the
// page that the rest is seen from: from, or one at the root.
func (s *site) cutRoot(address, from string) (rest, seenFrom string) {
	if rest, ok := strings.CutPrefix(address, s.base); ok && s.base != "" {
		return rest, "index.html"
	}
	if strings.HasPrefix(address, "/") {
		return strings.TrimPrefix(address, s.root), "."
	}
	return address, from
}

// follow returns the path that an address leads to from a page, and false if
// that is outside the site. The address has no fragment.
func follow(from, address string) (name string, inside bool) {
	address, _, _ = strings.Cut(address, "?")
	if strings.Contains(address, "%") {
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
	}
	if address == "" {
		return from, true
	}
	name = path.Join(path.Dir(from), address)
	return name, name != ".." && !strings.HasPrefix(name, "../")
}

// resolve returns what is wrong with a link to address, seen from the file
// from; shown is how the message calls it.
func (s *site) resolve(shown, from, address string) (msg, hint string) {
	file, fragment, _ := strings.Cut(address, "#")
	name, inside := follow(from, file)
	if !inside {
		return "links to " + shown + ", which is outside the site", ""
	}
	target := s.byPath[name]
	switch {
	case s.folders[name] && target == nil:
		return "links to " + shown + ", a folder", "name its index.html"
	case target == nil, strings.HasSuffix(file, "/"):
		return "links to " + shown + ", which does not exist", s.near(name)
	}
	return s.checkFragment(target, fragment), ""
}

// checkFragment returns what is wrong with a fragment that leads into a page,
// or "".
func (s *site) checkFragment(p *page, fragment string) string {
	fragment, _, _ = strings.Cut(fragment, directive)
	if !p.marked || fragmentIsFine(fragment, func(id string) bool { return p.has(s.texts.numbers[id]) }) {
		return ""
	}
	return noSuchID(fragment, p.path)
}

// has reports whether the page has an id.
func (p *page) has(id uint32) bool {
	_, ok := slices.BinarySearch(p.ids, id)
	return ok
}

// directive parts a fragment from what only browsers read of it.
const directive = ":~:"

// fragmentIsFine reports whether a fragment, its directive cut, leads to one
// of the ids that has knows, or to the top of the page.
func fragmentIsFine(fragment string, has func(id string) bool) bool {
	if fragment == "" || has(fragment) || strings.EqualFold(fragment, "top") {
		return true
	}
	plain, err := url.PathUnescape(fragment)
	return err == nil && has(plain)
}

func noSuchID(fragment, page string) string {
	return "links to #" + fragment + ", an id that " + page + " does not have"
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
