package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync/atomic"

	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/linkcheck"
	"collate/internal/publish"
	"collate/internal/render"
	"collate/internal/site"
	"collate/internal/watch"
	"collate/internal/xref"
)

// kept is what is kept of a build for the next in the same program. Each part of
// it holds only as long as what it was made of is the same.
type kept struct {
	corpus   corpus.Memo
	mentions link.Memo
	index    xref.Memo
	site     site.Memo
	shell    shell
}

// A workshop makes the same site again and again, and is the only one to write
// into the output folder.
type workshop struct {
	*session
	kept kept
	out  *publish.Folder // nil until the first build
	last *madeParts      // of what is in it; nil if that is not known
	late map[string][]linkcheck.Target

	failed atomic.Bool // to write into it
}

// newWorkshop returns one that has made nothing.
func newWorkshop(s *session) *workshop {
	return &workshop{session: s}
}

// close lets other builds into the output folder.
func (w *workshop) close() {
	if w.out != nil {
		w.out.Close()
		w.out = nil
	}
}

// changed notes what is to be read again.
func (w *workshop) changed(c watch.Change) {
	around := c.Unsure
	if c.Unsure {
		w.kept.corpus.Changed(".")
	}
	if c.Unsure || c.Moved {
		w.kept.corpus.Moved()
	}
	content := filepath.FromSlash(w.flags.Content)
	for _, name := range c.Paths {
		if rel, err := filepath.Rel(content, name); err == nil && filepath.IsLocal(rel) {
			w.kept.corpus.Changed(filepath.ToSlash(rel))
		} else {
			around = true
		}
	}
	if around {
		w.kept.shell = shell{}
	}
}

// A batch is the pages of a site that are in place, with what follows them.
type batch struct {
	*making
	result publish.Result
	later  *site.Site // nil if all is in place
	pages  []string   // paths of the files in place, but for what later makes
}

// errAgain says that a site cannot be made in two steps.
var errAgain = errors.New("to be made in one step")

// build makes the site as it is to be. What is made of all pages at once may be
// left to follow.
func (w *workshop) build(ctx context.Context) (*batch, error) {
	s := &session{
		Context: ctx, flags: w.flags, stdout: w.stdout, stderr: w.stderr, at: w.at,
		kept: &w.kept, serving: true,
	}
	if w.last != nil {
		s.last = func() (*madeParts, error) { return w.last, nil }
	}
	m, err := s.prepare()
	if err != nil {
		return nil, err
	}
	known := w.out != nil
	b, err := w.place(s, m)
	if err != nil && known && w.out == nil { // the folder may be another one of that name
		m.begin()
		s.last = nil
		b, err = w.place(s, m)
	}
	return b, err
}

// place makes the files and puts them into place.
func (w *workshop) place(s *session, m *making) (b *batch, err error) {
	if w.out == nil {
		if w.out, err = publish.Take(filepath.FromSlash(w.flags.Out)); err != nil {
			return nil, err
		}
	}
	b, err = w.pages(s, m)
	if errors.Is(err, errAgain) {
		m.begin()
		b, err = w.whole(s, m)
	}
	return b, err
}

// into returns what hands files to a writer. Where that fails, what is in the
// output folder is no longer known.
func (w *workshop) into(out *publish.Writer) func(render.File) error {
	return func(f render.File) error {
		err := put(out, f)
		if err != nil && !errors.Is(err, context.Canceled) {
			w.failed.Store(true)
		}
		return err
	}
}

// stage makes what is planned, and keeps what is as it was, for a commit of the
// writer. Both are nil if that fails.
func (w *workshop) stage(s *session, m *making) (*publish.Writer, *receiver, error) {
	out, err := w.out.Open(s)
	if err != nil {
		return nil, nil, w.lost(err)
	}
	r := s.receiver(m, w.into(out))
	kept := s.keep(m, r, out.Keep)
	err = r.site(m.templates, m.plan, m.static)
	switch lost := kept(); {
	case lost != nil:
		err = w.lost(lost)
	case err != nil:
		err = w.notMade(err)
	default:
		return out, r, nil
	}
	out.Abort()
	return nil, nil, err
}

// pages makes the pages and puts them into place, if there is a site with what
// follows them.
func (w *workshop) pages(s *session, m *making) (*batch, error) {
	if w.last == nil || w.late == nil {
		return nil, errAgain
	}
	later := m.plan.Later()
	out, r, err := w.stage(s, m)
	if err != nil {
		return nil, err
	}
	defer out.Abort()
	pages := slices.Clone(r.paths)
	for name, ids := range w.late {
		if !r.kept(name) {
			continue
		}
		m.links.Keep(name, ids, nil)
		if err := out.Keep(name); err != nil {
			return nil, w.lost(err)
		}
	}
	if err := r.clashes.Err(); err != nil {
		return nil, err
	}
	if m.links.Wrong() {
		return nil, errAgain // maybe it leads to what is to follow
	}
	b := &batch{making: m, later: later, pages: pages}
	return b, w.commit(s, out, b)
}

// whole makes the site in one step.
func (w *workshop) whole(s *session, m *making) (*batch, error) {
	later := m.plan.Later()
	out, r, err := w.stage(s, m)
	if err != nil {
		return nil, err
	}
	defer out.Abort()
	following := s.receiver(m, w.into(out))
	if err := following.site(m.templates, later, nil); err != nil {
		return nil, w.notMade(err)
	}
	if err := s.check(m); err != nil {
		return nil, err
	}
	b := &batch{making: m, pages: r.paths}
	if err := w.commit(s, out, b); err != nil {
		return nil, err
	}
	w.noteLate(m, following.paths)
	return b, nil
}

// follow makes what is to follow the pages of a batch, and puts it into place. It
// returns errAgain if that is not possible; the site is then to be built again.
func (w *workshop) follow(ctx context.Context, b *batch) (publish.Result, error) {
	s := &session{Context: ctx, flags: w.flags}
	out, err := w.out.Open(ctx)
	if err != nil {
		return publish.Result{}, w.lost(err)
	}
	defer out.Abort()
	for _, name := range b.pages {
		if err := out.Keep(name); err != nil {
			return publish.Result{}, w.lost(err)
		}
	}
	r := s.receiver(b.making, w.into(out))
	if err := r.site(b.templates, b.later, nil); err != nil {
		return publish.Result{}, w.notMade(err)
	}
	made := make(map[string]bool, len(r.paths))
	for _, name := range r.paths {
		made[name] = true
	}
	for name := range w.late {
		if !made[name] {
			b.links.Drop(name)
		}
	}
	if b.links.Wrong() {
		w.late = nil // which has the next build make all in one step
		return publish.Result{}, errAgain
	}
	res, err := out.Commit()
	if err != nil {
		return res, w.lost(err)
	}
	w.noteLate(b.making, r.paths)
	return res, nil
}

// commit puts what was made into place, and remembers it.
func (w *workshop) commit(s *session, out *publish.Writer, b *batch) error {
	if err := s.Err(); err != nil {
		return err
	}
	res, err := out.Commit()
	if err != nil {
		return w.lost(err)
	}
	b.result = res
	w.last = &madeParts{b.plan.Traces(), b.links.Files()}
	return nil
}

// noteLate remembers the files that follow the pages.
func (w *workshop) noteLate(m *making, paths []string) {
	w.late = make(map[string][]linkcheck.Target, len(paths))
	ids := m.links.Files()
	for _, name := range paths {
		w.late[name] = ids[name]
	}
}

// notMade passes on why files were not made; if it is that they could not be
// written, as lost does.
func (w *workshop) notMade(err error) error {
	if w.failed.Swap(false) {
		return w.lost(err)
	}
	return err
}

// lost forgets what is in the output folder, where writing into it has failed:
// somebody else may have changed it.
func (w *workshop) lost(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	w.close()
	w.last, w.late = nil, nil
	return err
}
