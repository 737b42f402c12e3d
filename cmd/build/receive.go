package main

import (
	"io"
	"path"
	"strings"
	"sync"

	"collate/internal/diag"
	"collate/internal/render"
	"collate/internal/site"
)

// A receiver takes the site's files one by one as they are made, and keeps
// none: it notes what the checks at the end need and hands each file on.
type receiver struct {
	emit   func(render.File) error
	folder string            // of the static files, as the user calls it
	static map[string]string // paths of the static files, by what they are in lower case

	mu      sync.Mutex
	paths   []string  // of all files
	pages   int       // how many of them are
	clashes diag.List // static files in the way of pages
}

func newReceiver(folder string, static []render.File, emit func(render.File) error) *receiver {
	r := &receiver{emit: emit, folder: folder, static: make(map[string]string, len(static))}
	for _, f := range static {
		r.static[strings.ToLower(f.Path)] = f.Path
	}
	return r
}

// site takes all files of a site: those that are made as planned, then the
// static ones.
func (r *receiver) site(t *render.Templates, plan *site.Site, static []render.File) error {
	if err := render.Site(t, plan, r.made); err != nil {
		return err
	}
	r.mu.Lock()
	err := r.clashes.Err()
	r.mu.Unlock()
	if err != nil {
		return err // before two files are handed on for one place
	}
	for _, f := range static {
		if err := r.take(f); err != nil {
			return err
		}
	}
	return nil
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

// kept takes a file that is as an earlier build has made it. It reports whether
// that is one of the site's: a static file may stand in its place.
func (r *receiver) kept(name string) bool {
	if path.Ext(name) == ".html" {
		r.collide(name)
	} else if r.static[strings.ToLower(name)] == name {
		return false
	}
	r.note(name)
	return true
}

// note counts a file.
func (r *receiver) note(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.paths = append(r.paths, name)
	if path.Ext(name) == ".html" {
		r.pages++
	}
}

// take takes a file, static or made.
func (r *receiver) take(f render.File) error {
	r.note(f.Path)
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
