package main

import (
	"io"
	"path"
	"strings"
	"sync"

	"collate/internal/diag"
	"collate/internal/linkcheck"
	"collate/internal/render"
)

// A receiver takes the site's files one by one as they are made, and keeps
// none: it notes what the checks at the end need and hands each file on.
type receiver struct {
	links  *linkcheck.Checker
	emit   func(render.File) error
	folder string            // of the static files, as the user calls it
	static map[string]string // paths of the static files, by what they are in lower case

	mu      sync.Mutex
	paths   []string  // of all files
	pages   int       // how many of them are
	clashes diag.List // static files in the way of pages
}

func newReceiver(baseURL, folder string, static []render.File, emit func(render.File) error) *receiver {
	r := &receiver{
		links: linkcheck.New(baseURL), emit: emit, folder: folder, static: make(map[string]string, len(static)),
	}
	for _, f := range static {
		r.static[strings.ToLower(f.Path)] = f.Path
	}
	return r
}

// made takes a file that was made from the content. A static file takes the
// place of one that needs no template, never of a page.
func (r *receiver) made(f render.File) error {
	if path.Ext(f.Path) == ".html" {
		r.collide(f.Path)
	} else if r.static[strings.ToLower(f.Path)] == f.Path {
		return f.CopyTo(io.Discard)
	}
	return r.take(f)
}

// take takes a file, static or made. Of one that is not held, the links are not
// checked: it is for programs, and the pages say what it says.
func (r *receiver) take(f render.File) error {
	r.mu.Lock()
	r.paths = append(r.paths, f.Path)
	if path.Ext(f.Path) == ".html" {
		r.pages++
	}
	r.mu.Unlock()
	r.links.Add(f.Path, f.Data)
	return r.emit(f)
}

// collide notes a static file that stands where a page or one of its folders
// is to be. Case makes no difference: it makes none on some disks.
func (r *receiver) collide(page string) {
	for name := page; name != "."; name = path.Dir(name) {
		if file, ok := r.static[strings.ToLower(name)]; ok {
			r.mu.Lock()
			r.clashes.Add(diag.Pos{File: path.Join(r.folder, file)},
				"rename it; what a page looks like is in templates/", "it would take the place of the page %s", page)
			r.mu.Unlock()
		}
	}
}
