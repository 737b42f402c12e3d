package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/importer"
	"collate/internal/inspect"
	"collate/internal/link"
	"collate/internal/tree"
)

type inspectCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Raw files or folders to look at, in place of the content."`
	JSON  bool     `name:"json" help:"Print JSON for other programs."`

	Entities string `placeholder:"FILE" help:"JSON list of {id, type, name, aliases} in place of the content's pages."`
}

// Help says what is printed.
func (inspectCommand) Help() string {
	return `Prints for each report its paragraphs, the names in it and why they are linked, quotations with their speakers,
times and figures.

    build inspect
    build inspect --json reports/ | jq '.articles[].title'`
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
		p.print(inspect.OfDraft(file, &d, l))
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
		p.print(inspect.OfArticle(a, l))
	}
	return nil
}

// A printer prints articles, one after the other.
type printer interface {
	print(a inspect.Article)
	close() error
}

// A document is {"articles": [...]}, an article a line.
type document struct {
	w       *bufio.Writer
	started bool
}

func (d *document) print(a inspect.Article) {
	d.open()
	if d.started {
		_, _ = d.w.WriteString(",\n")
	}
	d.started = true
	_, _ = d.w.Write(a.JSON()) // Flush has its error
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

// A table is a line an article, for people.
type table struct{ w *tabwriter.Writer }

func (t *table) print(a inspect.Article) {
	fmt.Fprintf(t.w, "%s\t%s\t%s\t%s\n", diag.Name(a.ID), cmp.Or(diag.Printable(a.Date), "no date"),
		count(len(a.Paragraphs), "paragraph", "paragraphs"), cmp.Or(diag.Printable(a.Title), "no title"))
}

func (t *table) close() error { return t.w.Flush() }

// linker returns what finds mentions: that of a list of entities if the user
// names one, else that of the content; nil if only people read the answer.
func (s *session) linker(cmd inspectCommand) (*link.Linker, error) {
	switch {
	case cmd.Entities != "":
		c, err := readEntities(cmd.Entities)
		if err != nil || !cmd.JSON {
			return nil, err
		}
		l, _ := link.New(c) // common words are left out
		return l, nil
	case !cmd.JSON:
		return nil, nil
	}
	c, _ := corpus.Load(folderFS(s.flags.Content), s.flags.Content)
	if c == nil {
		c = &corpus.Corpus{} // raw files can be read without any content
	}
	l, _ := link.New(c)
	return l, nil
}

// A listed is an entity in a list of the user's.
type listed struct {
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
}

// maxEntities is how many bytes such a list has at most.
const maxEntities = 256 << 20

// readEntities reads a list of entities as a corpus without pages.
func readEntities(file string) (*corpus.Corpus, error) {
	data, err := tree.ReadPath(file, maxEntities)
	if err != nil {
		return nil, diag.Error{
			Pos: diag.Pos{File: file}, Msg: "cannot be read: " + err.Error(), Hint: "name a JSON file of entities",
		}
	}
	var list []listed
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, noList(file, data, err)
	}
	c := &corpus.Corpus{}
	var wrong diag.List
	for n, one := range list {
		kinds := map[string]*[]*corpus.Entity{
			"person": &c.People, "place": &c.Places, "organisation": &c.Organisations, "organization": &c.Organisations,
		}
		to := kinds[one.Type]
		if to == nil || one.ID == "" || one.Name == "" {
			wrong.Add(diag.Pos{File: file}, "each has an id, a name, and the type person, place or organisation",
				"entity %d, %q, is not whole", n+1, cmp.Or(one.ID, one.Name))
			continue
		}
		*to = append(*to, entityOf(one, file))
	}
	return c, wrong.Err()
}

// noList says where JSON is no list of entities.
func noList(file string, data []byte, err error) diag.Error {
	wrong := diag.Error{
		Pos: diag.Pos{File: file}, Msg: "no list of entities: " + err.Error(),
		Hint: `write [{"id": "jane-doe", "type": "person", "name": "Jane Doe", "aliases": ["J. Doe"]}]`,
	}
	offset := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset - 1
	case errors.As(err, &kind):
		offset = kind.Offset - 1
		wrong.Msg = "no list of entities: a " + kind.Value + " stands here"
	}
	if offset >= 0 && offset <= int64(len(data)) {
		wrong.Pos = diag.At(wrong.Pos.File, string(data), int(offset))
	}
	return wrong
}

func entityOf(one listed, file string) *corpus.Entity {
	kind := map[string]corpus.Kind{"person": corpus.People, "place": corpus.Places}[one.Type]
	if kind == "" {
		kind = corpus.Organisations
	}
	e := &corpus.Entity{Page: corpus.Page{
		ID: corpus.ID(string(kind) + "/" + one.ID), Kind: kind, Slug: one.ID, Title: one.Name, File: file,
	}}
	for _, name := range append([]string{one.Name}, one.Aliases...) {
		e.Names = append(e.Names, corpus.Alias{Text: name, Pos: diag.Pos{File: file}})
	}
	return e
}
