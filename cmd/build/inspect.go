package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/importer"
	"collate/internal/link"
	"collate/internal/markdown"
)

type inspectCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Raw files or folders to look at, in place of the content."`
	JSON  bool     `name:"json" help:"Print JSON for other programs."`

	Entities string `placeholder:"FILE" help:"JSON list of {id, type, name, aliases} in place of the content's pages."`
}

// An inspected is what is printed of an article.
type inspected struct {
	ID         string   `json:"id"`    // the imported file's name without its ending
	Title      string   `json:"title"` // in [brackets] if the copy has none
	Byline     []string `json:"byline"`
	Date       string   `json:"date"`       // "2020-01-07"; "" if none is known
	Paragraphs []string `json:"paragraphs"` // plain text, sub-headings too, in order
	findings

	published string // the date with the time, if it is known
}

// Run prints what was found in the articles of the content, or in raw files,
// which it need not import for that.
func (cmd inspectCommand) Run(s *session) error {
	out := bufio.NewWriter(s.stdout)
	var p printer = &table{w: tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)}
	if cmd.JSON {
		p = &document{w: out}
	}
	linker, err := s.linker(cmd)
	if err != nil {
		return err
	}
	if len(cmd.Paths) > 0 {
		err = s.inspectRaw(cmd.Paths, p, linker)
	} else {
		err = s.inspectContent(p, linker)
	}
	if closing := p.close(); err == nil {
		err = closing
	}
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	return err
}

// inspectRaw prints each file as soon as it is read and those before it are.
// What cannot be read stops no other.
func (s *session) inspectRaw(paths []string, p printer, l *link.Linker) error {
	files, bad := 0, 0
	err := importer.Each(s, paths, func(file string, d importer.Draft, err error) {
		files++
		if err != nil {
			bad++
			fmt.Fprintln(s.stderr, diag.Error{Pos: diag.Pos{File: filepath.ToSlash(file)}, Msg: err.Error()}.Error())
			return
		}
		p.print(ofDraft(file, &d, l))
	})
	switch {
	case err != nil:
		return err
	case files == 0:
		return diag.Error{
			Pos: diag.Pos{File: strings.Join(paths, ", ")}, Msg: "there is nothing to read here",
			Hint: "reports end in .txt, .html, .htm or .md",
		}
	case bad > 0:
		fmt.Fprintf(s.stderr, "%s of %d could not be read\n", count(bad, "file", "files"), files)
		return errReported
	}
	return nil
}

func (s *session) inspectContent(p printer, l *link.Linker) error {
	c, err := s.load()
	if err != nil {
		return err
	}
	for _, a := range c.Articles {
		p.print(ofArticle(a, l))
	}
	return nil
}

func ofDraft(file string, d *importer.Draft, l *link.Linker) inspected {
	i := inspected{
		ID: idOf(filepath.ToSlash(file)), Title: bracketed(d.Title, d.Supplied), Byline: d.Byline,
		Date: d.Date[:min(len(d.Date), len("2020-01-07"))], published: d.Date,
	}
	i.add(markdown.Parse(strings.Join(d.Paragraphs, "\n\n"), 1), l)
	return i
}

func ofArticle(a *corpus.Article, l *link.Linker) inspected {
	i := inspected{ID: a.Slug, Title: bracketed(a.Title, a.Supplied), Byline: a.Byline}
	if a.Original != nil {
		i.ID = idOf(a.Original.File)
	}
	if a.Date.Known() {
		i.published = a.Date.Raw
		i.Date = a.Date.Raw[:min(len(a.Date.Raw), len("2020-01-07"))]
	}
	i.add(a.Body, l)
	return i
}

// add takes in the text of an article and what is found in it; nothing is, if
// there is no linker.
func (i *inspected) add(doc *markdown.Doc, l *link.Linker) {
	blocks := make([]int, len(doc.Blocks)) // the paragraph of each
	for n, b := range doc.Blocks {
		blocks[n] = len(i.Paragraphs)
		if b.Text != "" {
			i.Paragraphs = append(i.Paragraphs, b.Text)
		}
	}
	if l != nil {
		i.findings = findIn(i, doc, blocks, l)
	}
}

// idOf returns a file's name without its ending.
func idOf(file string) string {
	name := path.Base(file)
	return strings.TrimSuffix(name, path.Ext(name))
}

func bracketed(title string, supplied bool) string {
	if supplied && !strings.HasPrefix(title, "[") {
		return "[" + title + "]"
	}
	return title
}

// A printer prints articles, one after the other.
type printer interface {
	print(i inspected)
	close() error
}

// A document is {"articles": [...]}, an article a line.
type document struct {
	w       *bufio.Writer
	started bool
}

func (d *document) print(i inspected) {
	i.Byline, i.Paragraphs = orEmpty(i.Byline), orEmpty(i.Paragraphs)
	i.fill()
	d.open()
	var line strings.Builder
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(i); err != nil {
		panic("inspect: " + err.Error()) // only strings stand in it
	}
	if d.started {
		_, _ = d.w.WriteString(",\n")
	}
	d.started = true
	_, _ = d.w.WriteString(strings.TrimSuffix(line.String(), "\n")) // Flush has its error
}

// open begins the document, unless it was begun.
func (d *document) open() {
	if !d.started {
		_, _ = d.w.WriteString("{\"articles\": [\n")
	}
}

func (d *document) close() error {
	d.open()
	_, err := d.w.WriteString("\n]}\n")
	return err
}

// orEmpty makes an empty list of none, which JSON would call null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// A table is a line an article, for people.
type table struct{ w *tabwriter.Writer }

func (t *table) print(i inspected) {
	fmt.Fprintf(t.w, "%s\t%s\t%s\t%s\n", i.ID, cmp.Or(i.Date, "no date"),
		count(len(i.Paragraphs), "paragraph", "paragraphs"), cmp.Or(i.Title, "no title"))
}

func (t *table) close() error { return t.w.Flush() }
