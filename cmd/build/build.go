package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"collate"
	"collate/internal/cache"
	"collate/internal/cite"
	compare "collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/edition"
	"collate/internal/fingerprint"
	"collate/internal/link"
	"collate/internal/linkcheck"
	"collate/internal/mend"
	"collate/internal/phrase"
	"collate/internal/publish"
	"collate/internal/render"
	"collate/internal/site"
	"collate/internal/tree"
	"collate/internal/xref"
)

type buildCommand struct{}

// Run makes the site and writes it.
func (buildCommand) Run(s *session) error {
	s.collectLater()
	if line, ok := s.remembered(); ok {
		return s.close(line)
	}
	var out *publish.Writer // nil as long as there is nothing to write
	open := sync.OnceValue(func() (err error) {
		if out, err = publish.Open(s, filepath.FromSlash(s.flags.Out)); err == nil {
			err = s.asRemembered()
		}
		return err
	})
	add := func(f render.File) error {
		if err := open(); err != nil {
			return err
		}
		return put(out, f)
	}
	keep := func(name string) error {
		if err := open(); err != nil {
			return err
		}
		return out.Keep(name)
	}
	b, err := s.build(add, keep)
	if err != nil {
		if out != nil {
			out.Abort()
		}
		return err
	}
	s.at.step("writing " + s.flags.Out)
	packed := begin(b.made.pack)
	res, err := out.Commit()
	s.at.stop()
	for _, name := range res.Left {
		fmt.Fprintf(s.stderr, "%s/%s: no longer part of the site, but changed since it was written; left where it is\n",
			diag.Name(s.flags.Out), diag.Printable(name))
	}
	if err != nil {
		return err
	}
	if len(res.Left) == 0 {
		s.remember(b, packed, s.closing(b, publish.Result{Unchanged: len(b.paths)}))
	}
	return s.close(s.closing(b, res))
}

// put adds a file to those that are to be in the output folder.
func put(out *publish.Writer, f render.File) error {
	if f.Write != nil {
		return out.AddFrom(f.Path, f.Write)
	}
	return out.Add(f.Path, f.Data)
}

// close prints the closing line.
func (s *session) close(line string) error {
	if s.flags.Quiet {
		return nil
	}
	_, err := fmt.Fprintf(s.stdout, "%s, in %d ms\n", line, time.Since(s.start).Milliseconds())
	return err
}

// A built is a site that was made and checked.
type built struct {
	index     *xref.Index
	made      madeParts
	words     *phrase.Book
	paths     []string  // of all files
	pages     int       // how many of them are
	unprinted diag.List // reports whose fingerprint is missing or not theirs
}

// build turns the content, the templates and the static files into the site's
// files, checks them and hands each to emit, which is called from several
// goroutines and may not keep a file's data. The paths of files that the last
// build has made, and that are to be the same, it hands to keep; if that is
// nil, it makes all. Mistakes in the content come back together as a diag.List,
// sorted by position.
func (s *session) build(emit func(render.File) error, keep func(name string) error) (*built, error) {
	m, err := s.prepare()
	if err != nil {
		return nil, err
	}
	r := s.receiver(m, emit)
	kept := s.keep(m, r, keep)
	err = r.site(m.templates, m.plan, m.static)
	if err := cmp.Or(kept(), err); err != nil {
		return nil, err
	}
	if err := s.check(m); err != nil {
		return nil, err
	}
	return &built{m.index, madeParts{m.plan.Traces(), m.links.Files()}, m.words, r.paths, r.pages, m.unprinted}, s.Err()
}

// A making is a site whose content was read, compared and found right, and whose
// pages are to be made.
type making struct {
	index     *xref.Index
	options   site.Options
	words     *phrase.Book
	templates *render.Templates
	static    []render.File
	unprinted diag.List

	plan  *site.Site
	links *linkcheck.Checker
}

// prepare does all that comes before the first page is made.
func (s *session) prepare() (*making, error) {
	s.at.step("reading " + s.flags.Content)
	var mistakes diag.List
	c, err := s.load()
	mistakes.Join(err)
	words, parsed, err := s.templates(c)
	mistakes.Join(err)
	static, err := s.static()
	mistakes.Join(err)
	prints, err := fingerprint.Read(s.content(), s.flags.Content)
	mistakes.Join(err)
	editions, err := edition.Read(s.content(), s.flags.Content)
	mistakes.Join(err)
	if words == nil {
		return nil, mistakes.Err()
	}
	if c == nil {
		_, err := parsed()
		mistakes.Join(err)
		return nil, mistakes.Err()
	}
	c.LabelReports(func(letter string) string { return words.Say("report.label", "letter", letter) })

	s.at.step("linking names")
	mentions, err := s.kept.mentions.Find(c)
	mistakes.Join(err)
	citations, err := cite.Resolve(c)
	mistakes.Join(err)
	quotations, err := cite.Quotations(c, citations)
	mistakes.Join(err)
	facts, err := cite.CheckFacts(c, citations, mentions)
	mistakes.Join(err)
	events, err := compare.Timeline(c)
	mistakes.Join(err)
	templates, err := parsed()
	mistakes.Join(err)
	if err := mistakes.Err(); err != nil {
		return nil, err
	}
	current, unprinted := fingerprint.Current(c, prints)
	index := s.kept.index.Build(c, events, mentions, citations, current)
	if err := s.Err(); err != nil {
		return nil, err
	}

	if !s.serving {
		s.kept.corpus, s.kept.mentions, s.kept.index = corpus.Memo{}, link.Memo{}, xref.Memo{}
	}
	if !s.serving || s.last == nil {
		s.collectSooner()
	}
	s.at.step("making pages")
	m := &making{
		index: index, words: words, templates: templates, static: static, unprinted: unprinted,
		options: site.Options{
			Words: words, Generator: generator(), Quotations: quotations, Facts: facts, Editions: editions,
			Before: s.before(), Memo: &s.kept.site,
			Theme: slices.ContainsFunc(static, func(f render.File) bool { return f.Path == site.ThemePath }),
		},
	}
	m.begin()
	return m, nil
}

// begin plans the pages, and forgets those that were made.
func (m *making) begin() {
	m.plan, m.links = site.Plan(m.index, m.options), linkcheck.New(m.index.Corpus.Site.BaseURL)
}

// check holds the links against the files that were made. To say which are wrong,
// it makes all once more.
func (s *session) check(m *making) error {
	s.at.step("checking links")
	err := m.links.Err(func(look func(path string, data []byte)) error {
		r := newReceiver(orDefault(s.flags.Static, "static"), m.static, func(f render.File) error {
			look(f.Path, f.Data)
			return cmp.Or(s.Err(), f.CopyTo(io.Discard))
		})
		return r.site(m.templates, site.Plan(m.index, m.options), m.static)
	})
	if err != nil {
		return atSource(err, m.index.Corpus, orDefault(s.flags.Static, "static"), m.static)
	}
	return nil
}

// receiver returns one that has the links of each file checked and hands it to
// emit.
func (s *session) receiver(m *making, emit func(render.File) error) *receiver {
	return newReceiver(orDefault(s.flags.Static, "static"), m.static, func(f render.File) error {
		if err := s.Err(); err != nil {
			return err
		}
		m.links.Add(f.Path, f.Data)
		return emit(f)
	})
}

// atSource turns the positions of mistakes in pages into those of the links in
// the content that they come from, and gives static files the folder that they are
// in. A link that nobody typed keeps its place in the page.
func atSource(err error, c *corpus.Corpus, folder string, static []render.File) error {
	var list diag.List
	list.Join(err)
	onWhole := func(e diag.Error) bool { return site.IsWhole(e.Pos.File) }
	if others := slices.DeleteFunc(slices.Clone(list), onWhole); len(others) > 0 {
		list = others
	}
	for i := range list {
		at := &list[i].Pos
		if slices.ContainsFunc(static, func(f render.File) bool { return f.Path == at.File }) {
			at.File = path.Join(folder, at.File)
			continue
		}
		for _, p := range c.Pages() {
			if site.PathOf(p.ID) != at.File || p.Body == nil {
				continue
			}
			for _, u := range p.Body.URLs {
				if isAbout(list[i].Msg, u.Text) {
					*at = diag.Pos{File: p.File, Line: u.Line, Col: u.Col}
				}
			}
		}
	}
	return list.Sorted().Err()
}

// isAbout reports whether a message of package linkcheck is about a link, which
// it may call by its fragment.
func isAbout(msg, link string) bool {
	_, fragment, _ := strings.Cut(link, "#")
	return link != "" && strings.HasPrefix(msg+",", "links to "+link+",") ||
		fragment != "" && strings.HasPrefix(msg, "links to #"+fragment+", ")
}

// load reads the content; the address given on the command line takes the
// place of the one in site.yaml.
func (s *session) load() (*corpus.Corpus, error) {
	if err := s.apart(); err != nil {
		return nil, err
	}
	c, err := s.kept.corpus.Load(s.content(), s.flags.Content)
	if err != nil {
		return nil, err
	}
	if s.flags.BaseURL != "" {
		c.Site.BaseURL = s.flags.BaseURL
	}
	return c, nil
}

// content returns the content folder, and notes what is read of it.
func (s *session) content() fs.FS {
	folder := folderFS(s.flags.Content)
	if len(s.mended) > 0 {
		folder = mend.Over(folder, s.mended)
	}
	return s.reads.FS("content", folder)
}

// folderFS returns a folder that the site is made from; if there is none, a file
// system that says so.
func folderFS(name string) fs.FS {
	folder, err := tree.Open(filepath.FromSlash(name))
	if err != nil {
		return os.DirFS(filepath.FromSlash(name))
	}
	return folder
}

// apart returns an error if the site, or what is remembered of it, would be
// written among its sources.
func (s *session) apart() error {
	sources := []string{
		s.flags.Content, orDefault(s.flags.Templates, "templates"), orDefault(s.flags.Static, "static"),
	}
	out, cache := s.flags.Out, s.flags.Cache
	for _, name := range sources {
		switch {
		case within(out, name):
			return diag.Error{
				Pos: diag.Pos{File: out}, Msg: "the output folder is in " + name + ", which the site is made from",
				Hint: "choose another folder with --out",
			}
		case within(name, out):
			return diag.Error{
				Pos: diag.Pos{File: out}, Msg: "the output folder holds " + name + ", which the site is made from",
				Hint: "choose a folder for the site alone with --out",
			}
		}
	}
	for _, name := range append(sources, out) {
		if cache != "" && within(cache, name) {
			return diag.Error{
				Pos: diag.Pos{File: cache}, Msg: "the folder for what is remembered is in " + name,
				Hint: "choose a folder outside with --cache",
			}
		}
	}
	return nil
}

// within reports whether a path is that of a folder or of something in it,
// whatever the two are called.
func within(name, folder string) bool {
	name, folder = realPath(name), realPath(folder)
	is, err := os.Stat(folder)
	for ; ; name = filepath.Dir(name) {
		at, atErr := os.Stat(name)
		if name == folder || err == nil && atErr == nil && os.SameFile(at, is) {
			return true
		}
		if name == filepath.Dir(name) {
			return false
		}
	}
}

// realPath returns a path with links resolved, as far as it exists.
func realPath(name string) string {
	abs, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return name
	}
	if resolved, err := filepath.EvalSymlinks(abs); err == nil {
		return resolved
	}
	if parent := filepath.Dir(abs); parent != abs {
		return filepath.Join(realPath(parent), filepath.Base(abs))
	}
	return abs
}

// templates reads the words of the explainer's language, of English if c is
// nil, and begins to parse the templates: the user's before those that come
// with the program. The function waits for them; it is nil without words.
func (s *session) templates(c *corpus.Corpus) (*phrase.Book, func() (*render.Templates, error), error) {
	language, pos := "en", diag.Pos{}
	if c != nil {
		language, pos = c.Site.Language, c.Site.LanguagePos
	}
	if s.kept.shell.words != nil && s.kept.shell.language == language {
		return s.kept.shell.words, s.kept.shell.parsed, nil
	}
	name, folders, err := s.layers(s.flags.Templates, "templates", collate.Templates())
	if err != nil {
		return nil, nil, err
	}
	var mistakes diag.List
	words, err := phrase.Read(language, name, folders...)
	if unknown, ok := errors.AsType[*phrase.Unknown](err); ok {
		mistakes.Add(pos, unknown.Hint(), "%s", unknown)
		words, err = phrase.Read("en", name, folders...)
	}
	mistakes.Join(err)
	if words == nil {
		return nil, nil, mistakes.Err()
	}
	parsed := begin(func() (*render.Templates, error) { return render.Parse(name, words, folders...) })
	if len(mistakes) == 0 {
		s.kept.shell.language, s.kept.shell.words, s.kept.shell.parsed = language, words, parsed
	}
	return words, parsed, mistakes.Err()
}

// A shell is what stands around the content, as it was read: templates with their
// words, and static files.
type shell struct {
	reads    cache.Reads
	language string
	words    *phrase.Book // nil if they are to be read, as parsed is
	parsed   func() (*render.Templates, error)
	static   []render.File // nil if they are to be read
}

// begin calls f in the background. What it returns waits for the result.
func begin[T any](f func() (T, error)) (wait func() (T, error)) {
	wait = sync.OnceValues(f)
	go func() { _, _ = wait() }()
	return wait
}

// static returns the files to copy, the user's before those that come with the
// program.
func (s *session) static() ([]render.File, error) {
	if s.kept.shell.static != nil {
		return s.kept.shell.static, nil
	}
	name, folders, err := s.layers(s.flags.Static, "static", collate.Static())
	if err != nil {
		return nil, err
	}
	files, err := render.Static(name, linkcheck.Reads, folders...)
	if err == nil {
		s.kept.shell.static = files
	}
	return files, err
}

// layers returns a folder of the user's in front of the program's own. Only a
// folder that was asked for must exist. No link leads out of it.
func (s *session) layers(asked, usual string, own fs.FS) (name string, folders []fs.FS, err error) {
	name = orDefault(asked, usual)
	_, _ = fs.Stat(s.kept.shell.reads.FS(usual, os.DirFS(filepath.FromSlash(name))), ".") // notes whether it is there
	info, err := os.Stat(filepath.FromSlash(name))
	switch {
	case err == nil && info.IsDir():
		folder, err := tree.Open(filepath.FromSlash(name))
		if err != nil {
			return name, nil, err
		}
		return name, []fs.FS{s.kept.shell.reads.FS(usual, folder), own}, nil
	case asked == "" && errors.Is(err, fs.ErrNotExist):
		return name, []fs.FS{own}, nil
	case err == nil:
		err = errors.New("is a file, not a folder")
	case errors.Is(err, fs.ErrNotExist):
		err = errors.New("no such folder")
	}
	return name, nil, diag.Error{Pos: diag.Pos{File: name}, Msg: err.Error(), Hint: "see --" + usual}
}

func orDefault(s, usual string) string {
	if s == "" {
		return usual
	}
	return s
}

// closing returns the line that says what was made, but how long it took:
//
//	public/: 5 reports, 15 people, 22 events; 142 pages, 160 files: 3 written, 157 unchanged
func (s *session) closing(b *built, res publish.Result) string {
	line := fmt.Sprintf("%s/: %s; %s, %s: %d written, %d unchanged", diag.Name(s.flags.Out), contents(b.index.Corpus),
		count(b.pages, "page", "pages"), count(len(b.paths), "file", "files"), res.Written, res.Unchanged)
	if res.Removed > 0 {
		line += fmt.Sprintf(", %d removed", res.Removed)
	}
	return line
}

// contents counts what the content folder holds.
func contents(c *corpus.Corpus) string {
	var parts []string
	for _, k := range []struct {
		n         int
		one, many string
	}{
		{len(c.Articles), "report", "reports"},
		{len(c.People), "person", "people"},
		{len(c.Places), "place", "places"},
		{len(c.Organisations), "organisation", "organisations"},
		{len(c.Events), "event", "events"},
		{len(c.Claims), "claim", "claims"},
	} {
		if k.n > 0 {
			parts = append(parts, count(k.n, k.one, k.many))
		}
	}
	if len(parts) == 0 {
		return "the story"
	}
	return strings.Join(parts, ", ")
}
