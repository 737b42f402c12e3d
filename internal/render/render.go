// Package render puts the pages that package site planned through their
// templates and hands each on, as it does the files that need no template.
// Package linkcheck checks them and package publish writes them. Where the data
// came from and where the files go is not known here.
package render

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"collate/internal/diag"
	"collate/internal/parallel"
	"collate/internal/site"
	"collate/internal/tmpl"
)

// A File is a file of the site that is ready to be written.
type File struct {
	Path string // slash-separated, from the site's root
	Data []byte

	// Write takes the place of Data where that would be too much to hold. It
	// is to be called once, before the file is done with.
	Write func(io.Writer) error
}

// CopyTo writes what the file holds. It is to be called once.
func (f File) CopyTo(w io.Writer) error {
	if f.Write != nil {
		return f.Write(w)
	}
	_, err := w.Write(f.Data)
	return err
}

// Site renders the pages of a site on all cores and hands every file of it on.
// emit is called from several goroutines, in no order, and may not keep a
// file's data; its first error ends the work. Mistakes in the templates come
// back together as a diag.List, sorted.
func Site(t *Templates, s *site.Site, emit func(File) error) error {
	r := &renderer{templates: t, emit: emit}
	err := parallel.Workers(len(s.Parts), func() func(int) error {
		var buf []byte // keeps its size from page to page
		return func(i int) (err error) {
			made := s.Parts[i]()
			s.Parts[i] = nil // what it was made from may go
			buf, err = r.made(buf, made)
			return err
		}
	})
	if err != nil {
		return err
	}
	if s.Rest != nil {
		if _, err := r.made(nil, s.Rest()); err != nil {
			return err
		}
	}
	return onceEach(r.mistakes).Err()
}

// A renderer is one call of Site.
type renderer struct {
	templates *Templates
	emit      func(File) error

	mu       sync.Mutex
	mistakes []mistake
}

// A mistake in a template spoils a page.
type mistake struct {
	page string // its path
	err  error
}

// made hands on what a part consists of. Its pages and texts are made in buf,
// which it returns, maybe grown.
func (r *renderer) made(buf []byte, made site.Made) ([]byte, error) {
	if made.Files != nil {
		for f := range made.Files {
			data := f.Data
			if f.Text != "" {
				buf = append(buf[:0], f.Text...)
				data = buf
			}
			if err := r.emit(File{f.Path, data, f.Write}); err != nil {
				return buf, err
			}
		}
	}
	return r.pages(buf, made.Pages)
}

// pages renders pages one after the other into buf, which it returns, maybe
// grown.
func (r *renderer) pages(buf []byte, pages []site.Page) ([]byte, error) {
	for _, p := range pages {
		var err error
		if buf, err = r.templates.execute(buf[:0], p); err != nil {
			r.mu.Lock()
			r.mistakes = append(r.mistakes, mistake{p.Path, err})
			r.mu.Unlock()
			continue
		}
		if err := r.emit(File{Path: p.Path, Data: buf}); err != nil {
			return buf, err
		}
	}
	return buf, nil
}

// onceEach reports each mistake in a template once, with the first page that
// it spoils.
func onceEach(mistakes []mistake) diag.List {
	slices.SortFunc(mistakes, func(a, b mistake) int { return strings.Compare(a.page, b.page) })
	var list diag.List
	times := map[error]int{}
	for _, m := range mistakes {
		times[m.err]++
	}
	for _, m := range mistakes {
		if e, ok := m.err.(diag.Error); ok && times[m.err] > 0 {
			e.Msg += ", in " + m.page
			if others := times[m.err] - 1; others > 0 {
				e.Msg += fmt.Sprintf(" and %d more", others)
			}
			list = append(list, e)
			times[m.err] = 0
		}
	}
	return list
}

// execute appends a page to dst. What package tmpl cannot do, html/template
// does, or says what is wrong.
func (t *Templates) execute(dst []byte, p site.Page) ([]byte, error) {
	set := t.sets[p.Template]
	if set == nil {
		return dst, diag.Error{
			Pos: diag.Pos{File: t.name + "/" + p.Template},
			Msg: "no such template",
		}
	}
	if fast := set.compiled(p.Data); fast != nil {
		if out, err := fast.Execute(dst, p.Data); err == nil {
			return out, nil
		}
	}
	buf := &tmpl.Writer{Page: dst}
	if err := set.whole().ExecuteTemplate(buf, baseName, p.Data); err != nil {
		return dst, t.positioned(err, p.Template)
	}
	return buf.Page, nil
}

// where is how html/template and text/template say where an error is.
var where = regexp.MustCompile(`(?s)^(?:html/template|template): ?([^\s:]+)(?::(\d+))?(?::(\d+))?: (.*)$`)

// positioned turns an error of package template into one with a position in
// the file that it names, file if it names none.
func (t *Templates) positioned(err error, file string) diag.Error {
	msg, pos := err.Error(), diag.Pos{File: t.name + "/" + file}
	if m := where.FindStringSubmatch(msg); m != nil {
		msg = m[4]
		if strings.HasSuffix(m[1], ".html") { // else it is what {{define}} names, of which the file is not told
			pos.File = t.name + "/" + m[1]
			pos.Line, _ = strconv.Atoi(m[2])
			if m[3] != "" {
				pos.Col, _ = strconv.Atoi(m[3])
				pos.Col++ // package template counts columns from 0
			}
		}
	}
	if _, rest, ok := strings.Cut(msg, ">: "); ok && strings.HasPrefix(msg, `executing "`) {
		msg = rest
	}
	return diag.Error{Pos: pos, Msg: fmt.Sprintf("template: %s", msg), Hint: hint(msg)}
}

// hint says what to do about what package template complains of.
func hint(msg string) string {
	switch {
	case strings.Contains(msg, "can't evaluate field"):
		return "docs/templates.md lists the fields"
	case strings.Contains(msg, "unexpected EOF"):
		return "an {{if}}, {{range}}, {{with}} or {{define}} lacks its {{end}}"
	case strings.Contains(msg, "function") && strings.Contains(msg, "not defined"):
		return "templates have say, sayHTML, number and the functions that come with Go's html/template"
	}
	return "mend the template, or delete it to have the one that comes with the program"
}
