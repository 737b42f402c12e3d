// Package drafting writes a page for a name, an event or a question, filled in
// from the reports as far as they allow: `build new`. It stands before the flow, as
// package importer does: what it writes is a draft, which a person corrects, and the
// sentences are left to that person. It works on what packages corpus, link and
// candidate find.
package drafting

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/importer"
	"collate/internal/link"
	"collate/internal/tree"
)

// Options say what page is wanted.
type Options struct {
	Kind     corpus.Kind // any but articles
	Name     string      // the title, or a claim's question
	Counting string      // of a claim: the noun that the reports count; "" for one that the question has
	Anyway   bool        // write the page of a name that no report prints
}

// A Draft is a page to write.
type Draft struct {
	Path  string // in the content folder, with slashes
	Data  []byte
	Found []string // what of it the reports gave, a line each
	Left  []string // what is left to the editor, a line each
}

// A maker makes one page of a content folder.
type maker struct {
	fsys     fs.FS
	folder   string // as the user calls it
	opt      Options
	c        *corpus.Corpus
	mentions *link.Mentions
	draft    Draft
}

// Make makes a page of a content folder, and writes nothing. folder is what the
// user calls it. The error is a diag.List: what is wrong with the content, a name
// that has a page, that may be several, or that no report prints, a question that
// the program can answer nothing to. Then the draft has what there is of the page,
// if there is anything.
func Make(fsys fs.FS, folder string, opt Options) (Draft, error) {
	opt.Name = strings.Join(strings.Fields(opt.Name), " ")
	m := &maker{fsys: fsys, folder: folder, opt: opt}
	var err error
	if m.c, m.mentions, err = load(fsys, folder); err != nil {
		return Draft{}, err
	}
	slug := importer.Slug(opt.Name)
	if slug == "" {
		return Draft{}, m.wrong("write a name with letters", "a file cannot be called after %q", opt.Name)
	}
	m.draft.Path = string(opt.Kind) + "/" + slug + ".md"
	if p := m.pageAt(slug); p != nil {
		return Draft{}, diag.List{{
			Pos: diag.Pos{File: p.File}, Msg: "is there already: " + p.Title, Hint: "edit it, or choose another name",
		}}
	}
	switch opt.Kind {
	case corpus.Events:
		err = m.event()
	case corpus.Claims:
		err = m.claim()
	default:
		err = m.entity()
	}
	if err != nil {
		return m.draft, err
	}
	return m.draft, m.check()
}

// load reads a content folder, and finds the names in it.
func load(fsys fs.FS, folder string) (*corpus.Corpus, *link.Mentions, error) {
	c, err := corpus.Load(fsys, folder)
	if err != nil {
		return nil, nil, err
	}
	c.LabelReports(func(letter string) string { return "Report " + letter })
	mentions, err := link.Find(c)
	return c, mentions, err
}

func (m *maker) wrong(hint, format string, args ...any) error {
	return diag.List{{Pos: diag.Pos{File: "new " + one(m.opt.Kind)}, Msg: fmt.Sprintf(format, args...), Hint: hint}}
}

// found notes what the reports gave.
func (m *maker) found(format string, args ...any) {
	m.draft.Found = append(m.draft.Found, fmt.Sprintf(format, args...))
}

// left notes what is left to the editor.
func (m *maker) left(format string, args ...any) {
	m.draft.Left = append(m.draft.Left, fmt.Sprintf(format, args...))
}

// pageAt returns the page of the wanted kind with a slug, nil if there is none.
func (m *maker) pageAt(slug string) *corpus.Page {
	for _, p := range m.c.Pages() {
		if p.Kind == m.opt.Kind && strings.EqualFold(p.Slug, slug) {
			return p
		}
	}
	return nil
}

// with returns the content with the page in it.
func (m *maker) with(data []byte) fs.FS {
	return tree.With(m.fsys, map[string][]byte{m.draft.Path: data})
}

// check returns what a build would say of the page.
func (m *maker) check() error {
	var errs diag.List
	c, mentions, err := load(m.with(m.draft.Data), m.folder)
	errs.Join(err)
	if c != nil && mentions != nil && err == nil {
		citations, err := cite.Resolve(c)
		errs.Join(err)
		_, err = cite.Quotations(c, citations)
		errs.Join(err)
		_, err = cite.CheckFacts(c, citations, mentions)
		errs.Join(err)
	}
	file := path.Join(m.folder, m.draft.Path)
	errs = slices.DeleteFunc(errs, func(e diag.Error) bool { return e.Pos.File != file && err == nil })
	return errs.Sorted().Err()
}

// Write writes a page that is not there. If that fails, nothing is left of it.
func Write(content string, d Draft) error {
	file := filepath.Join(content, filepath.FromSlash(d.Path))
	refuse := func(err error) error {
		if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
			err = pathErr.Err
		}
		return diag.List{{Pos: diag.Pos{File: file}, Msg: "cannot be written: " + err.Error(), Hint: "nothing was written"}}
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		return refuse(err)
	}
	defer root.Close() // what is in it was closed
	if err := root.MkdirAll(path.Dir(d.Path), 0o755); err != nil {
		return refuse(err)
	}
	f, err := root.OpenFile(d.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return refuse(err)
	}
	_, err = f.Write(d.Data)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = root.Remove(d.Path)
		return refuse(err)
	}
	return nil
}

// A page is written line by line.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// toWrite leaves a text to the editor, in a comment that nobody else sees.
func (p *page) toWrite(what string) {
	p.line("\n<!-- to write: %s -->", strings.ReplaceAll(what, "--", "–"))
}

// cites writes paragraphs as a citation has them, of each report the first.
func cites(refs []cite.Ref) string {
	const most = 8
	var list []string
	seen := map[*corpus.Article]bool{}
	for _, r := range refs {
		if !seen[r.Article] && len(list) < most {
			seen[r.Article] = true
			list = append(list, citation(r))
		}
	}
	return "[" + strings.Join(list, "; ") + "]"
}

func citation(r cite.Ref) string {
	return fmt.Sprintf("@%s, ¶ %d", r.Article.Slug, r.Article.Paragraphs[r.Paragraph].N)
}

// names lists paragraphs as readers name them: "A ¶1, C ¶4".
func names(refs []cite.Ref) string {
	var list []string
	for _, r := range refs {
		if !slices.Contains(list, r.Name()) {
			list = append(list, r.Name())
		}
	}
	return strings.Join(list, ", ")
}

func textOf(r cite.Ref) string {
	return r.Article.Body.Blocks[r.Article.Paragraphs[r.Paragraph].Block].Text
}

// one returns the word for one page of a kind.
func one(kind corpus.Kind) string { return cmp.Or(kind.One(), strings.TrimSuffix(string(kind), "s")) }
