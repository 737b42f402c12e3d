package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // zones are known on machines that have no such files
	"unicode"

	"github.com/gosimple/slug"
	"golang.org/x/text/unicode/norm"

	"collate/internal/diag"
	"collate/internal/markdown"
	"collate/internal/parallel"
	"collate/internal/portable"
)

// Load reads and checks a content folder. name is what its user calls it, and
// begins every position. The error is a diag.List of all that is wrong, and
// then there is no Corpus.
func Load(fsys fs.FS, name string) (*Corpus, error) { return load(fsys, name, nil) }

func load(fsys fs.FS, name string, m *Memo) (*Corpus, error) {
	l := loader{fsys: fsys, name: name, memo: m, c: &Corpus{}, slugs: map[Kind][]string{}, links: map[string]bool{}}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		hint := ""
		if errors.Is(err, fs.ErrNotExist) {
			hint = "create it, name another with --content, or run: build import FOLDER"
		}
		l.errs.Add(diag.Pos{File: name}, hint, "the content folder cannot be read: %v", reason(err))
		return nil, l.errs.Err()
	}
	l.site()
	names := m.list(&l, entries)
	l.pages(names)
	if len(names) == 0 && len(l.errs) == 0 {
		l.errs.Add(diag.Pos{File: name}, "put reports into "+path.Join(name, string(Articles))+
			", or run: build import FOLDER", "there is no content here")
	}
	l.label()
	l.check()
	if err := l.errs.Err(); err != nil {
		return nil, err
	}
	return l.c, nil
}

type loader struct {
	fsys fs.FS
	name string
	memo *Memo // nil if there is none
	c    *Corpus
	errs diag.List
	// buffers hold a file each while it is read.
	buffers sync.Pool
	// slugs lists the pages that exist, sorted, whether they could be read or
	// not: so that a mistake in one is not reported again by all that name it.
	slugs map[Kind][]string
	links map[string]bool // files that are links, or in a folder that is
}

func (l *loader) pos(file string) diag.Pos { return diag.Pos{File: path.Join(l.name, file)} }

// site reads site.yaml.
func (l *loader) site() {
	l.c.Site = Site{Language: "en", Zones: []Zone{{Name: "UTC", Label: "UTC", Location: time.UTC}}}
	source, err := l.read("site.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.errs = append(l.errs, l.unread("site.yaml", err))
		return
	}
	f := file{name: path.Join(l.name, "site.yaml"), source: source, front: strings.TrimPrefix(source, bom)}
	if !f.readable(&l.errs) {
		return
	}
	d := decoder{file: &f, errs: &l.errs}
	d.front(f.front, "site.yaml", siteKeys(&l.c.Site))
	l.c.Site.Odd = f.odd
}

// reason returns an error without the operation and the path, which a
// position says already.
func reason(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// folders are the kinds in the order in which their pages are read.
func folders() []Kind { return append([]Kind{Articles, Events, Claims}, EntityKinds()...) }

// names lists the Markdown files to read, by folder and slug.
func (l *loader) names(entries []fs.DirEntry) []string {
	var kinds []string
	for _, k := range folders() {
		kinds = append(kinds, string(k))
	}
	var names []string
	for _, e := range entries {
		switch n := e.Name(); {
		case hidden(n):
		case l.isDir(n, e) && slices.Contains(kinds, n):
			names = append(names, l.folder(n, isLink(e))...)
		case slices.Contains(kinds, n):
			l.errs.Add(l.pos(n), "make it a folder of Markdown files", "this is a file")
		case l.isDir(n, e) && (n == "index.md" || n == "site.yaml"):
			l.errs.Add(l.pos(n), "a file is wanted", "this is a folder")
		case l.isDir(n, e):
			if l.holdsPages(n) {
				hint := cmp.Or(diag.DidYouMean(n, kinds), "folders: "+strings.Join(kinds, ", "))
				l.errs.Add(l.pos(n), hint, "unknown folder %q", n)
			}
		case n == "index.md":
			names, l.links[n] = append(names, n), isLink(e)
		case strings.EqualFold(path.Ext(n), ".md"):
			l.errs.Add(l.pos(n), "move it into one of "+strings.Join(kinds, ", "), "only index.md stands at the top")
		case n != "site.yaml" && slices.Contains([]string{"site.yaml", "site.yml"}, strings.ToLower(n)):
			l.errs.Add(l.pos(n), "rename it to site.yaml", "this file is not read")
		}
	}
	return names
}

// hidden reports whether a file or folder is none of ours: an editor's own,
// or one set aside.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

// isDir reports whether an entry is a folder, or a link to one.
func (l *loader) isDir(name string, e fs.DirEntry) bool {
	if !isLink(e) {
		return e.IsDir()
	}
	info, err := fs.Stat(l.fsys, name)
	return err == nil && info.IsDir()
}

func isLink(e fs.DirEntry) bool { return e.Type()&fs.ModeSymlink != 0 }

func (l *loader) holdsPages(dir string) bool {
	entries, _ := fs.ReadDir(l.fsys, dir)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".md") })
}

// folder lists the pages of one kind by slug, and reports names that cannot be
// slugs. linked says that the folder is a link.
func (l *loader) folder(dir string, linked bool) []string {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.errs.Add(l.pos(dir), "", "%v", reason(err))
		return nil
	}
	var slugs []string
	for _, e := range entries {
		ext := path.Ext(e.Name())
		base := strings.TrimSuffix(e.Name(), ext)
		file := dir + "/" + e.Name()
		switch {
		case hidden(e.Name()):
			continue
		case l.isDir(file, e):
			if l.holdsPages(file) {
				l.errs.Add(l.pos(file), "move its files up, or begin its name with _ to set it aside",
					"pages stand in %s itself", path.Join(l.name, dir))
			}
			continue
		case slices.Contains(textFiles, strings.ToLower(ext)):
			l.errs.Add(l.pos(file), "rename it to "+SuggestSlug(base)+".md, or begin its name with _ to set it aside",
				"only .md files are read")
			continue
		case !strings.EqualFold(ext, ".md"):
			continue
		}
		if wrong := wrongSlug(dir, base); wrong != "" || ext != ".md" {
			l.errs.Add(l.pos(file), fmt.Sprintf("rename it to %s.md", SuggestSlug(base)), "%s", cmp.Or(wrong, addressForm))
			continue
		}
		if slugs = append(slugs, base); linked || isLink(e) {
			l.links[file] = true
		}
	}
	slices.Sort(slugs) // files are sorted otherwise: fire-b.md comes before fire.md
	l.slugs[Kind(dir)] = slugs
	names := make([]string, len(slugs))
	for i, s := range slugs {
		names[i] = dir + "/" + s + ".md"
	}
	return names
}

// longestSlug leaves room for two slugs in the name of a page that compares two
// reports: no disk has names longer than 255 bytes.
const longestSlug = 120

const addressForm = "the name is the page's address: small letters a to z, digits and single hyphens"

// wrongSlug says why a page in a folder cannot have a name, "" if it can.
func wrongSlug(dir, base string) string {
	switch {
	case !IsSlug(base):
		return addressForm
	case base == "index":
		return "the list of " + dir + " has this address"
	case len(base) > longestSlug:
		return fmt.Sprintf("the name has %d letters, and addresses have %d at most", len(base), longestSlug)
	}
	return portable.Wrong(base)
}

// textFiles are the endings of files that somebody may take for a page.
var textFiles = []string{".markdown", ".mdown", ".mkd", ".txt", ".text", ".html", ".htm", ".yaml", ".yml"}

// IsSlug reports whether a page may have an address: small letters a to z,
// digits and single hyphens.
func IsSlug(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		!strings.HasPrefix(s, "-") && !strings.HasSuffix(s, "-") && !strings.Contains(s, "--")
}

// SuggestSlug returns the slug that is nearest to a name.
func SuggestSlug(s string) string {
	made := slug.Make(strings.NewReplacer("ʿ", "", "ʾ", "", "’", "", "'", "", "_", " ").Replace(s))
	if len(made) > longestSlug {
		made = strings.TrimRight(made[:longestSlug], "-")
	}
	switch {
	case made == "", made == "index":
		return "page"
	case portable.Wrong(made) != "":
		return made + "-page"
	}
	return made
}

// A page is one file read: one of the pointers is set, or none after mistakes.
type page struct {
	source  string
	known   bool // it could be read
	article *Article
	entity  *Entity
	event   *Event
	claim   *Claim
	story   *Page
	errs    diag.List
}

// pages reads the files on all cores and sorts them into the corpus.
func (l *loader) pages(names []string) {
	read := make([]page, len(names))
	parallel.Each(len(names), func(i int) { read[i] = l.page(names[i]) })
	l.memo.keep(names, read, l.links)
	entities := map[Kind]*[]*Entity{People: &l.c.People, Places: &l.c.Places, Organisations: &l.c.Organisations}
	for _, p := range read {
		l.errs = append(l.errs, p.errs...)
		switch {
		case p.article != nil:
			p.article.forgetLabel()
			l.c.Articles = append(l.c.Articles, p.article)
		case p.event != nil:
			l.c.Events = append(l.c.Events, p.event)
		case p.claim != nil:
			l.c.Claims = append(l.c.Claims, p.claim)
		case p.story != nil:
			l.c.Story = p.story
		case p.entity != nil:
			list := entities[p.entity.Kind]
			*list = append(*list, p.entity)
		}
	}
}

// MaxFile is how many bytes a page has at most, and site.yaml: a novel's worth
// and more, so that what takes longer than in proportion still ends.
const MaxFile = 2 << 20

// errTooLarge says that a file has more.
var errTooLarge = fmt.Errorf("the file has more than %d MB", MaxFile>>20)

// unread returns why a file could not be read as a mistake.
func (l *loader) unread(name string, err error) diag.Error {
	e := diag.Error{Pos: l.pos(name), Msg: reason(err).Error()}
	switch {
	case errors.Is(err, errTooLarge):
		e.Hint = "cut it into several"
	case l.links[name]:
		e.Hint = "a link must lead to a file in the content folder"
	}
	return e
}

// read returns the text of a file, its accents composed: papers and keyboards
// differ in whether an accent is a letter's part or a sign behind it, and to all
// that compares texts they shall be the same.
func (l *loader) read(name string) (string, error) {
	file, err := l.fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // it was only read
	b, _ := l.buffers.Get().(*bytes.Buffer)
	if b == nil {
		b = &bytes.Buffer{}
	}
	defer l.buffers.Put(b)
	b.Reset()
	if _, err := b.ReadFrom(io.LimitReader(file, MaxFile+1)); err != nil {
		return "", err
	}
	if b.Len() > MaxFile {
		return "", errTooLarge
	}
	return string(norm.NFC.Bytes(b.Bytes())), nil
}

// page reads one file.
func (l *loader) page(name string) page {
	if p, ok := l.memo.sure(name); ok {
		return p
	}
	source, err := l.read(name)
	if err != nil {
		return page{errs: diag.List{l.unread(name, err)}}
	}
	if p, ok := l.memo.same(name, source); ok {
		return p
	}
	return parse(l.name, name, source)
}

// ParseArticle reads one article by itself, for who has no folder: what a file
// "articles/"+slug+".md" holds. What it says of other pages is not checked. The
// error is a diag.List, and then there is no Article.
func ParseArticle(slug, source string) (*Article, error) {
	name := string(Articles) + "/" + slug + ".md"
	if wrong := wrongSlug(string(Articles), slug); wrong != "" {
		return nil, diag.List{{
			Pos: diag.Pos{File: name}, Msg: wrong,
			Hint: fmt.Sprintf("rename it to %s", SuggestSlug(slug)),
		}}
	}
	p := parse("", name, norm.NFC.String(source))
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	return p.article, nil
}

// parse reads the page that a file of a content folder holds; its accents are
// composed.
func parse(folder, name, source string) page {
	p := page{source: source, known: true}
	f, ok := split(path.Join(folder, name), source, &p.errs)
	if !ok {
		return p
	}
	id := strings.TrimSuffix(name, ".md")
	dir, base := path.Split(id)
	common := Page{
		ID: ID(id), Kind: Kind(strings.TrimSuffix(dir, "/")), Slug: base,
		File: f.name, Source: f.source, Front: f.front, Pos: f.start(), Body: markdown.Parse(f.body, f.bodyLine),
	}
	tooMuch(&common, &p.errs)
	leftOut(&common, &p.errs)
	f.inBody(&common, &p.errs)
	d := decoder{file: &f, errs: &p.errs}
	switch common.Kind {
	case "":
		common.Slug = ""
		p.story = &common
		d.front(f.front, "index.md", storyKeys(p.story))
	case Articles:
		p.article = &Article{Page: common}
		d.front(f.front, "an article", articleKeys(p.article))
		p.article.finish(&p.errs)
		for i := range p.article.Speakers {
			c := &p.article.Speakers[i]
			c.Speaker = speaker(c.Says, c.SaysPos, &p.article.refs, &p.errs)
		}
	case Events:
		p.event = &Event{Page: common}
		d.front(f.front, "an event", eventKeys(p.event))
	case Claims:
		p.claim = &Claim{Page: common}
		d.front(f.front, "a claim", claimKeys(p.claim))
		p.claim.finish(&p.errs)
	default:
		p.entity = &Entity{Page: common}
		d.front(f.front, what[common.Kind], entityKeys(p.entity))
		p.entity.finish(&p.errs)
	}
	p.own().Odd = f.odd
	return p
}

// own returns what all kinds of page have.
func (p *page) own() *Page {
	switch {
	case p.article != nil:
		return &p.article.Page
	case p.entity != nil:
		return &p.entity.Page
	case p.event != nil:
		return &p.event.Page
	case p.claim != nil:
		return &p.claim.Page
	}
	return p.story
}

// inBody looks for signs that nobody sees, and for words that look like others, in
// what readers get of a body, where character references may have written them.
func (f *file) inBody(p *Page, errs *diag.List) {
	for i := range p.Body.Blocks {
		b := &p.Body.Blocks[i]
		f.escaped(b.Text, func(offset int) diag.Pos {
			line, col := b.Pos(offset)
			return diag.Pos{File: f.name, Line: line, Col: col}
		}, errs)
	}
	for _, u := range p.Body.URLs {
		at := func(int) diag.Pos { return diag.Pos{File: f.name, Line: u.Line, Col: u.Col} }
		f.escaped(u.Text, at, errs)
		f.escaped(u.Title, at, errs)
	}
}

// tooMuch reports what a page has too much of, and then leaves its body out.
func tooMuch(p *Page, errs *diag.List) {
	for _, e := range p.Body.Excess {
		errs.Add(diag.Pos{File: p.File, Line: e.Line, Col: e.Col}, e.Hint, "%s", e.Msg)
	}
	if len(p.Body.Excess) > 0 {
		p.Body = &markdown.Doc{}
	}
}

// leftOut reports what stands in a page and would not be on the site.
func leftOut(p *Page, errs *diag.List) {
	for _, u := range p.Body.URLs {
		if u.Drops {
			errs.Add(diag.Pos{File: p.File, Line: u.Line, Col: u.Col},
				"write https://… without a user's name, mailto:…, or the way to a page of this site",
				"the address %q is no page's", u.Text)
		}
	}
	for i := range p.Body.Blocks {
		p.noLinks(&p.Body.Blocks[i], errs)
	}
	for _, h := range p.Body.Raw {
		errs.Add(diag.Pos{File: p.File, Line: h.Line, Col: h.Col}, `write it in Markdown, or \< for the sign itself`,
			"HTML is left out of the site")
	}
}

// noLinks reports double brackets that are no link: readers would see them.
func (p *Page) noLinks(b *markdown.Block, errs *diag.List) {
	const mark = "[["
	for at := 0; ; at += len(mark) {
		n := strings.Index(b.Text[at:], mark)
		if n < 0 {
			return
		}
		at += n
		line, col := b.Pos(at)
		inCode := slices.ContainsFunc(b.Fixed, func(r markdown.Range) bool { return r.Start <= at && at < r.End })
		if !inCode && b.Typed(at, mark) {
			errs.Add(diag.Pos{File: p.File, Line: line, Col: col},
				`write [[people/jane-doe|Jane]], or \[\[ for the signs themselves`, "this is no link to a page")
		}
	}
}

var what = map[Kind]string{People: "a person", Places: "a place", Organisations: "an organisation"}

// finish fills in what follows from the front matter and the body.
func (a *Article) finish(errs *diag.List) {
	if t := a.Title; strings.HasPrefix(t, "[") && strings.HasSuffix(t, "]") {
		a.Title, a.Supplied = strings.TrimSpace(t[1:len(t)-1]), true
	}
	lines := map[string]int{} // on which ids stand
	next := a.nextID()
	without := 0
	hasIDs := a.hasIDs()
	a.Paragraphs = make([]Paragraph, 0, len(a.Body.Blocks))
	for i := range a.Body.Blocks {
		b := &a.Body.Blocks[i]
		if b.Cell && b.ID == "" && hasIDs {
			continue // the id in the table's last cell names the table
		}
		if b.Kind != markdown.Paragraph || b.Text == "" {
			if b.Kind == markdown.Paragraph && b.ID != "" {
				errs.Add(a.begin(i), "put it at the end of its paragraph, after a space", "the id ^%s stands alone", b.ID)
			}
			continue
		}
		if strings.Contains(b.Text, "^p") {
			a.idInside(b, errs)
		}
		p := Paragraph{ID: b.ID, N: paragraphNumber(b.ID), Block: i}
		switch {
		case b.ID == "":
			without++
		case p.N == 0:
			errs.Add(a.begin(i), "write ^p and a number from 1, of nine digits at most", "%q is no paragraph's id", "^"+b.ID)
		case lines[b.ID] > 0:
			errs.Add(a.begin(i), fmt.Sprintf("give this one ^p%d", next), "the id ^%s stands on line %d too", b.ID, lines[b.ID])
			next++
		default:
			lines[b.ID] = int(b.Line)
		}
		a.Paragraphs = append(a.Paragraphs, p)
	}
	if without == len(a.Paragraphs) {
		for i := range a.Paragraphs {
			a.Paragraphs[i].N, a.Paragraphs[i].ID = i+1, paragraphID(i+1)
		}
		return
	}
	for _, p := range a.Paragraphs {
		if p.ID == "" {
			errs.Add(a.begin(p.Block), fmt.Sprintf("end it with ^p%d", next), "this paragraph has no id, while others have")
			next++
		}
	}
}

// paragraphID returns "p7" for 7, the same text to all reports.
func paragraphID(n int) string {
	if n < len(usualIDs) {
		return usualIDs[n]
	}
	return "p" + strconv.Itoa(n)
}

var usualIDs = func() (ids [200]string) {
	for n := range ids {
		ids[n] = "p" + strconv.Itoa(n)
	}
	return ids
}()

var idForm = regexp.MustCompile(`\^p[0-9]+\b`)

// idInside reports the id of a paragraph that stands inside one, and neither in
// code nor behind a backslash.
func (a *Article) idInside(b *markdown.Block, errs *diag.List) {
	for _, at := range idForm.FindAllStringIndex(b.Text, -1) {
		id := b.Text[at[0]:at[1]]
		inCode := slices.ContainsFunc(b.Fixed, func(r markdown.Range) bool { return r.Start <= at[0] && at[0] < r.End })
		if !inCode && b.Typed(at[0], id) {
			line, col := b.Pos(at[0])
			errs.Add(diag.Pos{File: a.File, Line: line, Col: col},
				`put a blank line behind it, or take it out; \^ is the sign itself`, "the id %s stands inside a paragraph", id)
			return
		}
	}
}

// longestID is how many digits the number of a paragraph has at most, as import
// knows them.
const longestID = 9

// paragraphNumber returns 7 for "p7", and 0 for what is no paragraph's id.
func paragraphNumber(id string) int {
	digits, ok := strings.CutPrefix(id, "p")
	if !ok || digits == "" || digits[0] < '1' || digits[0] > '9' || len(digits) > longestID {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// begin returns where a block begins.
func (a *Article) begin(block int) diag.Pos {
	line, col := a.Body.Blocks[block].Pos(0)
	return diag.Pos{File: a.File, Line: line, Col: col}
}

// hasIDs reports whether any block has an id.
func (a *Article) hasIDs() bool {
	for i := range a.Body.Blocks {
		if a.Body.Blocks[i].ID != "" {
			return true
		}
	}
	return false
}

// nextID returns a number above those of all paragraphs, but for those behind which
// none would be left.
func (a *Article) nextID() int {
	last := 0
	for i := range a.Body.Blocks {
		if n := paragraphNumber(a.Body.Blocks[i].ID); n < 100_000_000 {
			last = max(last, n)
		}
	}
	return last + 1
}

// finish puts the title in front of the aliases and sets the sort key.
func (e *Entity) finish(errs *diag.List) {
	aliases := e.Names
	e.Names = []Alias{{Text: e.Title, Pos: e.Pos}}
	if e.Title != "" && !isName(e.Title) {
		errs.Add(e.Pos, "write the name as reports print it", "the title %q has no letter", e.Title)
	}
	lines := map[string]int{} // on which aliases stand
	for _, a := range aliases {
		switch {
		case !isName(a.Text):
			errs.Add(a.Pos, "remove it", "the alias %q has no letter", a.Text)
		case lines[a.Text] > 0:
			errs.Add(a.Pos, "keep one", "the alias %q stands on line %d already", a.Text, lines[a.Text])
		case a.Text != e.Title: // which may be repeated
			lines[a.Text] = a.Pos.Line
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

// isName reports whether a text can be looked for: it has a letter or a digit.
func isName(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// label letters the articles that name no label: by date, then by file.
// Citations name an article by its label's last word, so no two may share it.
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
	taken := map[string]*Article{} // by letter
	for _, a := range l.c.Articles {
		if a.unlabelled = a.Label == ""; a.unlabelled {
			continue
		}
		words := strings.Fields(a.Label)
		a.Letter = words[len(words)-1]
		if b := taken[strings.ToLower(a.Letter)]; b != nil {
			l.errs.Add(a.labelPos, "citations show the last word of a label: give one of the two another",
				"the label %q ends as that of %s does", a.Label, b.File)
			continue
		}
		taken[strings.ToLower(a.Letter)] = a
	}
	n := 0
	for _, a := range order {
		for a.Label == "" {
			n++
			if letter := letters(n); taken[strings.ToLower(letter)] == nil {
				a.Letter, a.Label = letter, "Report "+letter
			}
		}
	}
}

// LabelReports gives the reports whose label was not typed the one that write
// makes of their letter.
func (c *Corpus) LabelReports(write func(letter string) string) {
	for _, a := range c.Articles {
		if a.unlabelled {
			a.Label = write(a.Letter)
		}
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
