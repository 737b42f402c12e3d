package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones are known on machines that have no such files

	"github.com/gosimple/slug"
	"golang.org/x/sync/errgroup"

	"collate/internal/diag"
	"collate/internal/markdown"
)

// Load reads and checks a content folder. name is what its user calls it, and
// begins every position. The error is a diag.List of all that is wrong.
func Load(fsys fs.FS, name string) (*Corpus, error) {
	l := loader{fsys: fsys, name: name, c: &Corpus{}}
	l.site()
	names := l.names()
	l.pages(names)
	if len(names) == 0 && len(l.errs) == 0 {
		l.errs.Add(diag.Pos{File: name}, "put reports into "+path.Join(name, "articles")+", or run: build import FOLDER", "there is no content here")
	}
	l.label()
	l.check()
	return l.c, l.errs.Err()
}

type loader struct {
	fsys fs.FS
	name string
	c    *Corpus
	errs diag.List
}

func (l *loader) pos(file string) diag.Pos { return diag.Pos{File: path.Join(l.name, file)} }

// site reads site.yaml.
func (l *loader) site() {
	l.c.Site = Site{Language: "en", Zones: []Zone{{Name: "UTC", Label: "UTC", Location: time.UTC}}}
	source, err := fs.ReadFile(l.fsys, "site.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	f := file{name: path.Join(l.name, "site.yaml"), source: source}
	if err != nil {
		l.errs.Add(l.pos("site.yaml"), "", "%v", reason(err))
		return
	}
	if bad := invalidUTF8(source); bad >= 0 {
		l.errs.Add(f.at(bad), "save the file as UTF-8", "a byte that is not UTF-8")
		return
	}
	d := decoder{file: &f, errs: &l.errs}
	d.front(bytes.TrimPrefix(source, []byte("\ufeff")), "site.yaml", siteKeys(&l.c.Site))
}

// reason returns an error without the operation and the path, which a
// position says already.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// folders are the kinds in the order in which their pages are read.
func folders() []Kind { return append([]Kind{Articles, Events}, EntityKinds()...) }

// names lists the Markdown files to read, sorted.
func (l *loader) names() []string {
	entries, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		hint := ""
		if errors.Is(err, fs.ErrNotExist) {
			hint = "create it, name another with --content, or run: build import FOLDER"
		}
		l.errs.Add(diag.Pos{File: l.name}, hint, "the content folder cannot be read: %v", reason(err))
		return nil
	}
	var kinds []string
	for _, k := range folders() {
		kinds = append(kinds, string(k))
	}
	var names []string
	for _, e := range entries {
		switch n := e.Name(); {
		case hidden(n):
		case e.IsDir() && slices.Contains(kinds, n):
			names = append(names, l.folder(n)...)
		case e.IsDir():
			if l.holdsPages(n) {
				l.errs.Add(l.pos(n), cmp.Or(diag.DidYouMean(n, kinds), "folders: "+strings.Join(kinds, ", ")), "unknown folder %q", n)
			}
		case n == "index.md":
			names = append(names, n)
		case strings.HasSuffix(n, ".md"):
			l.errs.Add(l.pos(n), "move it into one of "+strings.Join(kinds, ", "), "only index.md stands at the top")
		}
	}
	return names
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

func (l *loader) holdsPages(dir string) bool {
	found, _ := fs.Glob(l.fsys, dir+"/*.md")
	return len(found) > 0
}

// folder lists the pages of one kind, and reports names that cannot be slugs.
func (l *loader) folder(dir string) []string {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.errs.Add(l.pos(dir), "", "%v", reason(err))
		return nil
	}
	var names []string
	for _, e := range entries {
		base, isPage := strings.CutSuffix(e.Name(), ".md")
		if e.IsDir() || !isPage || hidden(e.Name()) {
			continue
		}
		file := dir + "/" + e.Name()
		if !isSlug(base) || base == "index" {
			l.errs.Add(l.pos(file), fmt.Sprintf("rename it to %s.md", suggestSlug(base)),
				"the file's name is the page's address: small letters a to z, digits and single hyphens")
			continue
		}
		names = append(names, file)
	}
	return names
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func isSlug(s string) bool { return slugForm.MatchString(s) }

func suggestSlug(s string) string {
	switch made := slug.Make(strings.NewReplacer("ʿ", "", "ʾ", "", "’", "", "'", "").Replace(s)); made {
	case "", "index":
		return "page"
	default:
		return made
	}
}

// A page is one file read: one of the pointers is set, or none after mistakes.
type page struct {
	article *Article
	entity  *Entity
	event   *Event
	story   *Page
	errs    diag.List
}

// pages reads the files on all cores and sorts them into the corpus.
func (l *loader) pages(names []string) {
	read := make([]page, len(names))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, n := range names {
		group.Go(func() error {
			read[i] = l.page(n)
			return nil
		})
	}
	_ = group.Wait() // no job returns an error
	for _, p := range read {
		l.errs = append(l.errs, p.errs...)
		switch {
		case p.article != nil:
			l.c.Articles = append(l.c.Articles, p.article)
		case p.event != nil:
			l.c.Events = append(l.c.Events, p.event)
		case p.story != nil:
			l.c.Story = p.story
		case p.entity != nil:
			list := map[Kind]*[]*Entity{People: &l.c.People, Places: &l.c.Places, Organisations: &l.c.Organisations}[p.entity.Kind]
			*list = append(*list, p.entity)
		}
	}
}

// page reads one file.
func (l *loader) page(name string) page {
	var p page
	source, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		p.errs.Add(l.pos(name), "", "%v", reason(err))
		return p
	}
	f, mistake := split(path.Join(l.name, name), source)
	if mistake != nil {
		p.errs = append(p.errs, *mistake)
		return p
	}
	dir, base := path.Split(strings.TrimSuffix(name, ".md"))
	base1 := Page{
		ID: ID(strings.TrimSuffix(name, ".md")), Kind: Kind(strings.TrimSuffix(dir, "/")), Slug: base,
		File: f.name, Source: source, Pos: f.line(1), Body: markdown.Parse(f.body, f.bodyLine),
	}
	d := decoder{file: &f, errs: &p.errs}
	switch base1.Kind {
	case "":
		base1.Slug = ""
		p.story = &base1
		d.front(f.front, "index.md", storyKeys(p.story))
	case Articles:
		p.article = &Article{Page: base1}
		d.front(f.front, "an article", articleKeys(p.article))
		p.article.finish(&p.errs)
	case Events:
		p.event = &Event{Page: base1}
		d.front(f.front, "an event", eventKeys(p.event))
	default:
		p.entity = &Entity{Page: base1}
		d.front(f.front, what[base1.Kind], entityKeys(p.entity))
		p.entity.finish(&p.errs)
	}
	return p
}

var what = map[Kind]string{People: "a person", Places: "a place", Organisations: "an organisation"}

// finish fills in what follows from the front matter and the body.
func (a *Article) finish(errs *diag.List) {
	if t := a.Title; strings.HasPrefix(t, "[") && strings.HasSuffix(t, "]") {
		a.Title, a.Supplied = strings.TrimSpace(t[1:len(t)-1]), true
	}
	ids := map[string]int{}
	var without []int // blocks
	for i, b := range a.Body.Blocks {
		if b.Kind != markdown.Paragraph || b.Text == "" {
			continue
		}
		pos := diag.Pos{File: a.File, Line: b.Line, Col: 1}
		p := Paragraph{ID: b.ID, Block: i}
		switch _, err := fmt.Sscanf(b.ID, "p%d", &p.N); {
		case b.ID == "":
			without = append(without, i)
		case err != nil || p.ID != fmt.Sprintf("p%d", p.N) || p.N < 1:
			errs.Add(pos, "write ^p and a number from 1", "%q is no paragraph's id", "^"+b.ID)
		case ids[b.ID] > 0:
			errs.Add(pos, fmt.Sprintf("give this one ^p%d", a.nextID()), "the id ^%s stands on line %d too", b.ID, ids[b.ID])
		default:
			ids[b.ID] = b.Line
		}
		a.Paragraphs = append(a.Paragraphs, p)
	}
	if len(without) == len(a.Paragraphs) {
		for i := range a.Paragraphs {
			a.Paragraphs[i].N, a.Paragraphs[i].ID = i+1, fmt.Sprintf("p%d", i+1)
		}
		return
	}
	next := a.nextID()
	for i, block := range without {
		errs.Add(diag.Pos{File: a.File, Line: a.Body.Blocks[block].Line, Col: 1},
			fmt.Sprintf("end it with ^p%d", next+i), "this paragraph has no id, while others have")
	}
}

// nextID returns a number that no paragraph has.
func (a *Article) nextID() int {
	next := 1
	for _, b := range a.Body.Blocks {
		var n int
		if _, err := fmt.Sscanf(b.ID, "p%d", &n); err == nil {
			next = max(next, n+1)
		}
	}
	return next
}

// finish puts the title in front of the aliases and sets the sort key.
func (e *Entity) finish(errs *diag.List) {
	aliases := e.Names
	e.Names = []Alias{{Text: e.Title, Pos: e.Pos}}
	for _, a := range aliases {
		if strings.IndexFunc(a.Text, func(r rune) bool { return r > ' ' && !strings.ContainsRune("-–—.,;:!?'\"’‘“”()[]/&", r) }) < 0 {
			errs.Add(a.Pos, "remove it", "the alias %q has no letter", a.Text)
			continue
		}
		i := slices.IndexFunc(e.Names, func(b Alias) bool { return b.Text == a.Text })
		switch {
		case i > 0:
			errs.Add(a.Pos, "keep one", "the alias %q stands on line %d already", a.Text, e.Names[i].Pos.Line)
		case i < 0:
			e.Names = append(e.Names, a)
		}
	}
	if e.Sort == "" {
		e.Sort = e.Title
		if i := strings.LastIndexByte(e.Title, ' '); e.Kind == People && i > 0 {
			e.Sort = e.Title[i+1:] + ", " + e.Title[:i]
		}
	}
}

// label letters the articles that name no label: by date, then by file.
func (l *loader) label() {
	order := slices.Clone(l.c.Articles)
	slices.SortStableFunc(order, func(a, b *Article) int {
		if a.Date.Known() != b.Date.Known() {
			if a.Date.Known() {
				return -1
			}
			return 1
		}
		return a.Date.Start.Compare(b.Date.Start)
	})
	taken := map[string]*Article{}
	for _, a := range order {
		if a.Label == "" {
			continue
		}
		if b := taken[strings.ToLower(a.Label)]; b != nil {
			l.errs.Add(a.Pos, "give one of the two another label", "the label %q is that of %s too", a.Label, b.File)
		}
		taken[strings.ToLower(a.Label)] = a
	}
	n := 0
	for _, a := range order {
		for a.Label == "" {
			n++
			if label := "Report " + letters(n); taken[strings.ToLower(label)] == nil {
				a.Label = label
			}
		}
		a.Letter = a.Label[strings.LastIndexByte(a.Label, ' ')+1:]
	}
}

// letters counts A, B, … Z, AA, AB, … from 1.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
