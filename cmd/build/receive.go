package main

import (
	"io"
	"path"
	"strings"
	"sync"

	"collate/internal/diag"
	"collate/internal/portable"
	"collate/internal/render"
	"collate/internal/site"
)

// A receiver takes the site's files one by one as they are made, and keeps
// none: it notes what the checks at the end need and hands each file on.
type receiver struct {
	emit   func(render.File) error
	folder string // of the static files, as the user calls it
	// static are the paths of the static files, and with a slash of their folders,
	// by what they are on disks that see no case.
	static map[string]string

	mu      sync.Mutex
	paths   []string  // of all files
	pages   int       // how many of them are
	clashes diag.List // static files in the way of others
	clashed map[string]bool
}

func newReceiver(folder string, static []render.File, emit func(render.File) error) *receiver {
	r := &receiver{emit: emit, folder: folder, static: make(map[string]string, len(static)), clashed: map[string]bool{}}
	for _, f := range static {
		folded := portable.Fold(f.Path)
		r.static[folded] = f.Path
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			folded = path.Dir(folded)
			r.static[folded] = dir + "/"
		}
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
	if r.replaced(f.Path) {
		return f.CopyTo(io.Discard)
	}
	return r.take(f)
}

// kept takes a file that is as an earlier build has made it. It reports whether
// that is one of the site's: a static file may stand in its place.
func (r *receiver) kept(name string) bool {
	if r.replaced(name) {
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

// replaced reports whether a static file takes the place of one that was made,
// which may be no page. It notes what it may not take the place of, or what would
// on some disks: a static file or folder in the way of what was made, or of a
// folder around it.
func (r *receiver) replaced(made string) bool {
	folded := portable.Fold(made)
	if path.Ext(made) != ".html" && r.static[folded] == made {
		return true
	}
	for name := made; name != "."; name, folded = path.Dir(name), path.Dir(folded) {
		static, ok := r.static[folded]
		dir, isDir := strings.CutSuffix(static, "/")
		if !ok || isDir && name != made && dir == name {
			continue
		}
		r.mu.Lock()
		if !r.clashed[static] || !isDir {
			r.clashed[static] = true
			r.clashes.Add(diag.Pos{File: path.Join(r.folder, static)},
				"rename it; what a page looks like is in templates/", "it would take the place of %s", placeOf(made, name, isDir))
		}
		r.mu.Unlock()
	}
	return false
}

// placeOf says what a static file or folder is in the way of: of a file that was
// made, or of a folder that such a file is in.
func placeOf(made, name string, isDir bool) string {
	switch {
	case isDir && name != made:
		return "the folder " + name + " on some disks"
	case path.Ext(made) == ".html":
		return "the page " + made
	}
	return made + " on some disks"
}
