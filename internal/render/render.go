// Package render puts the pages that package site planned through their
// templates, in memory, and adds the static files. Package linkcheck checks
// what it returns and package publish writes it. Where the data came from and
// where the files go is not known here.
package render

import (
	"bytes"
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"collate/internal/diag"
	"collate/internal/site"
)

// A File is a file of the site that is ready to be written.
type File struct {
	Path string // slash-separated, from the site's root
	Data []byte
}

// Site renders every page and returns them with the site's ready files and the
// static files, sorted by path. A static file takes the place of a ready one of
// its name, never of a page. Errors come as a diag.List.
func Site(t *Templates, s *site.Site, static []File) ([]File, error) {
	files, err := Pages(t, s.Pages)
	if err != nil {
		return nil, err
	}
	files = append(files, static...)
	for _, f := range s.Files {
		files = append(files, File(f))
	}
	return sorted(files), nil
}

// Pages renders pages on all cores and returns them in the same order.
func Pages(t *Templates, pages []site.Page) ([]File, error) {
	files := make([]File, len(pages))
	errs := make([]error, len(pages))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			var buf []byte // keeps its size from page to page
			for i := next.Add(1) - 1; i < int64(len(pages)); i = next.Add(1) - 1 {
				buf, errs[i] = t.execute(buf[:0], pages[i])
				files[i] = File{pages[i].Path, bytes.Clone(buf)}
			}
		})
	}
	wg.Wait()
	if err := onceEach(pages, errs).Err(); err != nil {
		return nil, err
	}
	return files, nil
}

// onceEach reports each mistake in a template once, with the first page that
// it spoils.
func onceEach(pages []site.Page, errs []error) diag.List {
	var list diag.List
	times := map[error]int{}
	for _, err := range errs {
		times[err]++
	}
	for i, err := range errs {
		if e, ok := err.(diag.Error); ok && times[err] > 0 {
			e.Msg += ", in " + pages[i].Path
			if others := times[err] - 1; others > 0 {
				e.Msg += fmt.Sprintf(" and %d more", others)
			}
			list = append(list, e)
			times[err] = 0
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
	if fast := set.fast(); fast != nil {
		if out, err := fast.Execute(dst, p.Data); err == nil {
			return out, nil
		}
	}
	buf := bytes.NewBuffer(dst)
	if err := set.ExecuteTemplate(buf, baseName, p.Data); err != nil {
		return dst, t.positioned(err, p.Template)
	}
	return buf.Bytes(), nil
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
		return "the fields are those of the page's struct in internal/site"
	case strings.Contains(msg, "unexpected EOF"):
		return "an {{if}}, {{range}}, {{with}} or {{define}} lacks its {{end}}"
	case strings.Contains(msg, "function") && strings.Contains(msg, "not defined"):
		return "templates have say, sayHTML, number and the functions that come with Go's html/template"
	}
	return "mend the template, or delete it to have the one that comes with the program"
}
