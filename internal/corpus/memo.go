package corpus

import (
	"io/fs"
	"path"
)

// A Memo keeps what the files of a content folder came to, for who loads the
// same folder again: a file whose text is the same comes to the same Article,
// Entity, Event, Claim or Page as before, by pointer. The zero value is empty. Of
// a Memo the last Corpus alone may be in use, and only one Load at a time.
type Memo struct {
	pages map[string]memory // by path in the folder
	there *listing          // nil if the folders are to be read
}

// A listing is which files there are.
type listing struct {
	names []string
	slugs map[Kind][]string
	links map[string]bool
}

// A memory is what a file came to.
type memory struct {
	page page
	sure bool // the file is as it was, and need not be read
}

// Changed says that files, or all those in a folder, may be others than when
// they were loaded. The names are paths in the content folder, "." for all of
// it. A file that nobody speaks of is not read again.
func (m *Memo) Changed(names ...string) {
	folders := map[string]bool{} // or files that are new
	for _, name := range names {
		if known, ok := m.pages[name]; ok {
			known.sure = false
			m.pages[name] = known
		} else {
			folders[name] = true
		}
	}
	if len(folders) == 0 {
		return
	}
	m.there = nil
	for file, known := range m.pages {
		for dir := path.Dir(file); ; dir = path.Dir(dir) {
			if folders[dir] {
				known.sure = false
				m.pages[file] = known
			}
			if dir == "." {
				break
			}
		}
	}
}

// Moved says that files may have come or gone, or that one is in the place of
// another, besides what Changed is told.
func (m *Memo) Moved() { m.there = nil }

// Load is Load, but reads and parses only what may have changed.
func (m *Memo) Load(fsys fs.FS, name string) (*Corpus, error) {
	if m.pages == nil {
		m.pages = map[string]memory{}
	}
	return load(fsys, name, m)
}

// sure returns what a file came to that is known to be as it was.
func (m *Memo) sure(name string) (page, bool) {
	if m == nil {
		return page{}, false
	}
	known := m.pages[name]
	return known.page, known.sure
}

// same returns what a text came to that a file had before, too.
func (m *Memo) same(name, source string) (page, bool) {
	if m == nil {
		return page{}, false
	}
	known, ok := m.pages[name]
	return known.page, ok && known.page.source == source
}

// keep notes what the files came to, and forgets all others. What a link leads
// to may change without the link, so of those nothing is sure.
func (m *Memo) keep(names []string, read []page, links map[string]bool) {
	if m == nil {
		return
	}
	there := make(map[string]memory, len(names))
	for i, name := range names {
		if p := read[i]; p.known {
			there[name] = memory{p, !links[name]}
		}
	}
	m.pages = there
}

// list returns the files that there are; entries are those of the folder.
func (m *Memo) list(l *loader, entries []fs.DirEntry) []string {
	if m != nil && m.there != nil {
		l.slugs, l.links = m.there.slugs, m.there.links
		return m.there.names
	}
	mistakes := len(l.errs)
	names := l.names(entries)
	if m != nil && len(l.errs) == mistakes {
		m.there = &listing{names, l.slugs, l.links}
	}
	return names
}

// forgetLabel makes an article what it was before reports were labelled.
func (a *Article) forgetLabel() {
	if a.unlabelled {
		a.Label, a.Letter = "", ""
	}
}
