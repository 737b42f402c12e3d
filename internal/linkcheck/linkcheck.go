// Package linkcheck holds the links of a finished site against its files:
// every URL and every fragment must lead somewhere, from disk and under any
// sub-path. It is handed each file as it is made and keeps none; package
// publish writes what has passed. It knows no template.
package linkcheck

import (
	"hash/maphash"
	"iter"
	"maps"
	"net/url"
	"path"
	"strings"
	"sync"

	"collate/internal/diag"
	"collate/internal/parallel"
)

// indexName is the search index, a script whose lists hold URLs.
const indexName = "search-index.js"

// indexPart begins the names of the blocks of documents of a large index.
const indexPart = "search/d"

// everywhere is the page that is shown for any address, and so knows no
// folder that it is in.
const everywhere = "404.html"

// A Checker is handed the files of a site one by one, in any order, and knows
// at the end whether their links lead somewhere.
//
// In HTML and SVG it checks each URL an element has, each fragment, each
// reference to an id of the same page, and that no id is given twice; in
// style sheets each url(); in search-index.js and search/d*.js each document's address. Links
// within the site must be relative and name a file, but those of 404.html,
// which is shown for any address, and of <link> and <meta>.
//
// Of a link nothing is kept but that its target is wanted. If one of those is
// missing in the end, which is rare, the files are looked at a second time.
type Checker struct {
	base string
	seed maphash.Seed
	root string // the path of base, "/" without one: how absolute links begin

	mu    sync.Mutex
	idle  []*scanner          // those that no call is using
	files map[string][]Target // those added or kept, and their ids
	wrong bool                // there is a mistake that hangs on no other file
	kept  map[string]bool     // paths of those that were kept and not added since
}

// New returns a checker of a site without files. Base is the site's own
// absolute URL, ending in a slash, or "". Wherever it occurs in a text file,
// what it leads to must exist.
func New(base string) *Checker {
	c := &Checker{base: base, seed: maphash.MakeSeed(), root: "/", files: map[string][]Target{}, kept: map[string]bool{}}
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
	s.give(s.ids)
	c.mu.Lock()
	c.files[path] = s.ids
	delete(c.kept, path)
	c.mu.Unlock()
	c.done(s)
}

// Reads reports whether a checker looks into a file of this path: else Add needs
// no bytes of it.
func Reads(name string) bool {
	ext := path.Ext(name)
	return isMarked([]byte(ext)) || isText(ext) || ext == ".css" || name == indexName || strings.HasPrefix(name, indexPart)
}

// Keep takes a file that is as it was when it was added to an earlier checker,
// which had these ids of it. Of its links only those that are given are looked
// at again; the others were right, and what a page is made of says where they
// lead. It may be called as Add is.
//
// A file of the same path that is added later takes its place.
func (c *Checker) Keep(path string, ids []Target, links []string) {
	if len(links) > 0 {
		s := c.scanner()
		s.read(path, nil)
		for _, l := range links {
			s.link([]byte(l), 0, false)
		}
		c.done(s)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files[path], c.kept[path] = ids, true
}

// Drop takes out a file that was kept, since it is no longer part of the site.
// No other call may be running.
func (c *Checker) Drop(path string) {
	delete(c.kept, path)
	delete(c.files, path)
}

// Files returns the paths of the files that were added or kept, with their ids,
// for Keep.
func (c *Checker) Files() map[string][]Target { return c.files }

// done notes what a scanner has read, which is idle again.
func (c *Checker) done(s *scanner) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wrong = c.wrong || len(s.mistakes) > 0
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
	return &scanner{c: c}
}

// Wrong reports whether anything is wrong with the links of the files that have
// been added so far.
func (c *Checker) Wrong() bool { return c.wrong || c.missing() }

// Err returns a diag.List of what is wrong with the links, or nil, once all
// files have been added. To tell what it is, it has the same files made again:
// again hands each to look, which may be called by several goroutines at once,
// and its error is returned. A position is the path of the file made, not of
// its source.
func (c *Checker) Err(again func(look func(path string, data []byte)) error) error {
	if !c.Wrong() {
		return nil
	}
	s := newSite(c)
	if err := again(s.look); err != nil {
		return err
	}
	return s.mistakes.Err()
}

// missing reports whether something is wanted that is not there. It goes part
// by part, since what it looks up in a large map is in no cache of the
// processor. What was kept, which is most or nothing, is looked at last, and
// holds what few links are left.
func (c *Checker) missing() bool {
	var left [parts]map[Target]struct{}
	parallel.Each(parts, func(part int) {
		wanted := make(map[Target]struct{})
		for _, s := range c.idle {
			for t := range s.wanted.part(part) {
				wanted[t] = struct{}{}
			}
		}
		for _, s := range c.idle {
			for t := range s.given.part(part) {
				delete(wanted, t)
			}
		}
		left[part] = wanted
	})
	wanted := make(map[Target]struct{})
	for _, part := range left {
		maps.Copy(wanted, part)
	}
	if len(wanted) > 0 {
		for t := range c.keptTargets() {
			delete(wanted, t)
		}
	}
	return len(wanted) > 0
}

// keptTargets yields the files that were kept, and their ids.
func (c *Checker) keptTargets() iter.Seq[Target] {
	return func(yield func(Target) bool) {
		for path := range c.kept {
			if !yield(fileTarget([]byte(path))) {
				return
			}
			for _, id := range c.files[path] {
				if !yield(id) {
					return
				}
			}
		}
	}
}

// A site is all that was added. It knows the targets of its links, and so can
// say what is wrong with one.
type site struct {
	*Checker
	given   map[Target]bool
	folders map[string]bool

	mu       sync.Mutex
	mistakes diag.List
}

func newSite(c *Checker) *site {
	s := &site{
		Checker: c, given: make(map[Target]bool), folders: map[string]bool{".": true},
	}
	for _, scanner := range c.idle {
		for i := range parts {
			for t := range scanner.given.part(i) {
				s.given[t] = true
			}
		}
	}
	for t := range c.keptTargets() {
		s.given[t] = true
	}
	for name := range c.files {
		for dir := path.Dir(name); !s.folders[dir]; dir = path.Dir(dir) {
			s.folders[dir] = true
		}
	}
	return s
}

// look adds what is wrong with the links of a file.
func (s *site) look(path string, data []byte) {
	scanner := &scanner{c: s.Checker, site: s}
	scanner.read(path, data)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mistakes = append(s.mistakes, scanner.mistakes...)
}

// judge returns what is wrong with a link that stands in the file from, or "".
func (s *site) judge(link []byte, from string) (msg, hint string) {
	address, from := s.cutRoot(link, from)
	return s.resolve(string(link), from, string(address))
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
	_, there := s.files[name]
	switch {
	case s.folders[name] && !there:
		return "links to " + shown + ", a folder", "name its index.html"
	case !there, strings.HasSuffix(file, "/"):
		return "links to " + shown + ", which does not exist", s.near(name)
	}
	return s.checkFragment(name, fragment), ""
}

// checkFragment returns what is wrong with a fragment that leads into a file,
// or "". Any is right that leads into one without ids.
func (s *site) checkFragment(name, fragment string) string {
	fragment, _, _ = strings.Cut(fragment, directive)
	has := func(id string) bool { return s.given[idTarget(fileTarget([]byte(name)), []byte(id))] }
	if !isMarked([]byte(name)) || fragmentIsFine(fragment, has) {
		return ""
	}
	return noSuchID(fragment, name)
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
	if len(s.files) > most {
		return ""
	}
	var names []string
	for p := range s.files {
		if path.Dir(p) == path.Dir(name) {
			names = append(names, p)
		}
	}
	return diag.DidYouMean(name, names)
}
