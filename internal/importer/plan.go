package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"go.yaml.in/yaml/v4"

	"collate/internal/diag"
	"collate/internal/fingerprint"
	"collate/internal/parallel"
)

// A Source is a raw file.
type Source struct {
	File string // its path as the user typed it, or below a folder that was
	Raw  []byte
	Err  error // why it could not be read; then Raw is nil

	folder fs.FS  // that was named, out of which no link leads; nil if File was
	name   string // of the file in it
	link   bool   // it is one
}

// A Page is a content file: its path in the content folder, with slashes.
type Page struct {
	Path string // "articles/report-a.md"
	Data []byte
}

// Options say how to import.
type Options struct {
	Force    bool     // write over pages that differ
	NoDrafts bool     // draft no pages for names
	Known    []string // names that need no page, besides those that have one
	DryRun   bool     // report, and write nothing

	// Progress, if not nil, is told how many of the files are clean. It is
	// called from several goroutines.
	Progress func(done, all int)
}

// A Status is what became of a file.
type Status string

// What may become of a file or a drafted page.
const (
	New       Status = "new"
	Unchanged Status = "unchanged" // the page is there, byte for byte
	Kept      Status = "kept"      // somebody edited it, and its original is the same
	Updated   Status = "updated"   // nobody had edited it, and its original changed
	Replaced  Status = "replaced"  // it differed, and Force was set
	Refused   Status = "refused"
)

// A Report says what an import did.
type Report struct {
	Files  []Result // one a raw file, by base name
	Drafts []Result // one a drafted page, by path; File is ""
}

// A Result is what became of one file.
type Result struct {
	File     string // the raw file
	Target   string // the page's path in the content folder; "" if there is none
	Status   Status
	Reason   string // why it was refused
	Title    string
	Byline   []string
	Date     string
	Words    int // kept in paragraphs
	CutWords int
	Cuts     []Cut
	Warnings []string
	Diff     []string // of a refused page that is there: what import would change, "- old" and "+ new" paragraphs
}

// Plan lays out the pages that sources give in a content folder that holds
// existing, and touches no disk. Sources are taken by base name, so that the
// order of arguments makes no difference; each gets the next free letter,
// report-a to report-z, then report-aa, unless an article was imported from a
// file of its name before. The pages to write come back by path; what was
// refused is in the report and in the error, a diag.List. When ctx is done,
// nothing is planned.
func Plan(ctx context.Context, sources []Source, existing []Page, opt Options) (Report, []Page, error) {
	sources = slices.Clone(sources)
	slices.SortStableFunc(sources, func(a, b Source) int {
		return cmp.Or(cmp.Compare(filepath.Base(a.File), filepath.Base(b.File)), cmp.Compare(a.File, b.File))
	})
	p := planner{
		opt: opt, have: map[string][]byte{}, taken: map[string]bool{}, digest: map[string]bool{},
		slugOf: map[string]string{}, madeOf: map[string]origin{}, sumOf: map[string]string{}, ledger: ledger{},
		prints: map[string]fingerprint.Print{},
	}
	for _, page := range existing {
		p.learn(page)
	}
	drafts := cleanAll(ctx, sources, opt.Progress)
	if ctx.Err() != nil {
		return Report{}, nil, ctx.Err()
	}
	cutRecurring(drafts)
	p.compareWithPages(existing)
	names := map[string]string{}
	sums := map[string]string{}
	var articles []article
	for i := range sources {
		src := &sources[i]
		base, sum := filepath.Base(src.File), checksum(src.Raw)
		switch {
		case src.Err != nil:
			p.refuse(src, Result{}, "cannot be read: "+src.Err.Error(), "")
		case names[base] != "":
			p.refuse(src, Result{}, "has the name of "+names[base], "rename one: pages are told apart by it")
		case drafts[i].err != nil:
			p.refuse(src, Result{}, drafts[i].err.Error(), hintFor(drafts[i].err))
		case sums[sum] != "":
			p.refuse(src, Result{}, "has the same bytes as "+sums[sum], "take one of them away")
		case p.madeOf[sum].file != "" && p.slugOf[base] == "":
			was := p.madeOf[sum]
			p.refuse(src, Result{}, was.page+" was made of the same bytes, then called "+was.file,
				"give it that name again, or write the new one into the page's original.file")
		default:
			names[base], sums[sum] = src.File, src.File
			d := &drafts[i].draft
			if twin, elsewhere := p.twins.of(d); twin != "" && p.slugOf[base] == "" {
				if !elsewhere {
					p.refuse(src, Result{Title: d.Title}, "has the text of "+twin,
						"take one of them away; if this is the same file, give it its old name")
					continue
				}
				d.Warnings = append(d.Warnings, "has the text of "+twin+", from another site")
			}
			p.twins.add(src.File, d)
			slug := p.slug(base)
			ids := p.add(src, &drafts[i].draft, slug)
			articles = append(articles, article{slug: slug, draft: &drafts[i].draft, ids: ids})
		}
	}
	if !opt.NoDrafts {
		p.draftNames(articles)
	}
	if data := p.ledger.bytes(); string(data) != string(p.have[ledgerPath]) {
		p.pages = append(p.pages, Page{ledgerPath, data})
	}
	if data := p.fingerprints(); string(data) != string(p.have[fingerprint.File]) {
		p.pages = append(p.pages, Page{fingerprint.File, data})
	}
	slices.SortFunc(p.pages, func(a, b Page) int { return cmp.Compare(a.Path, b.Path) })
	return p.report, p.pages, p.errs.Err()
}

// hintFor says what to do about a file that Clean refused.
func hintFor(err error) string {
	switch {
	case errors.Is(err, ErrEmpty):
		return "save the page again, or take the file away"
	case errors.Is(err, ErrBinary):
		return "save it as text or as a web page"
	case errors.Is(err, ErrNoBody):
		return "save the page again, signed in and without overlays, or paste the text into the file"
	case errors.Is(err, ErrTooBig):
		return "cut the file into several, or paste the text of the report alone into a file"
	}
	return ""
}

// An article is a report of this import.
type article struct {
	slug  string
	draft *Draft
	ids   []int // of the draft's paragraphs, 0 for a sub-heading
}

// An origin says of which file a page was made.
type origin struct {
	page, file string
}

type planner struct {
	opt    Options
	have   map[string][]byte // pages by path
	slugOf map[string]string // article's slug by its original's file name
	madeOf map[string]origin // articles by their originals' checksums
	sumOf  map[string]string // originals' checksums by article's path
	taken  map[string]bool   // slugs of articles
	digest map[string]bool   // articles by path that are digests
	known  []string          // names with a page
	ledger ledger
	prints map[string]fingerprint.Print // of articles' originals, by slug
	twins  twins

	report Report
	pages  []Page
	errs   diag.List
}

// learn reads what import needs to know of a page that is there.
func (p *planner) learn(page Page) {
	p.have[page.Path] = page.Data
	switch page.Path {
	case ledgerPath:
		p.ledger = readLedger(page.Data)
		return
	case fingerprint.File:
		p.learnFingerprints(page.Data)
		return
	}
	kind, file := path.Split(page.Path)
	slug := strings.TrimSuffix(file, ".md")
	var front loose
	head, _, _ := splitFrontMatter(tidyRunes.Replace(string(page.Data)))
	if err := yaml.Load([]byte(head), &front); err != nil { // the build says what is wrong with it
		front.Original.File = cmp.Or(front.Original.File, fileLine(head))
	}
	switch kind {
	case "articles/":
		p.taken[strings.ToLower(slug)] = true
		p.digest[page.Path] = front.Text == "digest"
		if front.Original.File != "" {
			p.slugOf[front.Original.File] = slug
			p.madeOf[front.Original.SHA256] = origin{page.Path, front.Original.File}
			p.sumOf[page.Path] = front.Original.SHA256
		}
	case "people/", "places/", "organisations/":
		p.known = append(p.known, front.Title)
		p.known = append(p.known, front.Aliases...)
	}
}

// compareWithPages makes the articles that are there known to p.twins.
func (p *planner) compareWithPages(existing []Page) {
	for _, page := range existing {
		if !strings.HasPrefix(page.Path, "articles/") || path.Ext(page.Path) != ".md" {
			continue
		}
		d, err := cleanMarkdown(tidyRunes.Replace(string(page.Data)))
		if err == nil {
			p.twins.add(page.Path, &d)
		}
	}
}

// fileLine finds the original's file name in front matter that is no YAML any
// more, so that a slip of an editor does not make a second page of the report.
func fileLine(head string) string {
	for l := range strings.SplitSeq(head, "\n") {
		if name, ok := strings.CutPrefix(l, "  file:"); ok {
			return strings.Trim(name, ` "'`)
		}
	}
	return ""
}

// slug returns the slug of the article of a raw file.
func (p *planner) slug(base string) string {
	if slug, ok := p.slugOf[base]; ok {
		return slug
	}
	for n := 0; ; n++ {
		slug := "report-" + letters(n)
		if !p.taken[slug] {
			p.taken[slug] = true
			return slug
		}
	}
}

// letters counts a, b, …, z, aa, ab, ….
func letters(n int) string {
	s := ""
	for n++; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// label returns "Report A" for the slug "report-a", and "" for one that a
// person chose, which the build letters by itself.
func label(slug string) string {
	letter, ok := strings.CutPrefix(slug, "report-")
	if !ok || letter == "" || strings.Trim(letter, "abcdefghijklmnopqrstuvwxyz") != "" || len(letter) > 2 {
		return ""
	}
	return "Report " + strings.ToUpper(letter)
}

// add decides about an article's page, and returns its paragraphs' ids. A page
// is untouched while it has the checksum that the ledger keeps of it.
func (p *planner) add(src *Source, d *Draft, slug string) []int {
	r := Result{
		Target: "articles/" + slug + ".md", Title: d.Title, Byline: d.Byline, Date: d.Date, Words: d.Words,
		Cuts: d.Cuts, Warnings: d.Warnings,
	}
	for _, c := range d.Cuts {
		r.CutWords += c.Words
	}
	old, there := p.have[r.Target]
	entry := p.ledger[slug]
	before := paragraphsOf(old)
	if there && !p.opt.Force && p.sumOf[r.Target] == checksum(src.Raw) {
		return p.leave(src, d, r, slug, before)
	}
	ids, last := keepIDs(before, d.Paragraphs, entry.last)
	data, err := render(d, ids, label(slug), src)
	if err != nil {
		p.refuse(src, r, err.Error(), "")
		return ids
	}
	switch {
	case !there:
		r.Status = New
	case string(old) == string(data):
		r.Status = Unchanged
	case p.opt.Force:
		r.Status = Replaced
	case entry.sum == checksum(old):
		r.Status = Updated
	case p.digest[r.Target]:
		p.refuse(src, r, "has changed since "+r.Target+", a digest of it, was made",
			"bring the digest up to it by hand, or use --force to put the full text in its place")
		return ids
	default:
		r.Diff = append(diffOfFields(old, d), diffOf(before, d.Paragraphs, ids)...)
		p.refuse(src, r, "has changed since "+r.Target+" was made of it, and so has that page",
			"use --force to make the page anew; edits in it are lost")
		return ids
	}
	p.ledger[slug] = imported{sum: checksum(data), last: last}
	p.fingerprint(slug, src, d, ids)
	r.File = src.File
	p.report.Files = append(p.report.Files, r)
	if r.Status != Unchanged {
		p.pages = append(p.pages, Page{r.Target, data})
	}
	return ids
}

// leave keeps a page whose original is the same as when the page was made, even
// if these rules would make another of it today. The draft becomes that of the
// page.
func (p *planner) leave(src *Source, d *Draft, r Result, slug string, before []numberedText) []int {
	old := p.have[r.Target]
	if p.prints[slug].SHA256 != p.sumOf[r.Target] {
		p.fingerprint(slug, src, d, p.idsOf(d, slug, before))
	}
	r.File, r.Status = src.File, Kept
	sum := checksum(old)
	if p.ledger[slug].sum != sum {
		p.remember(src, d, slug, before)
	}
	if p.ledger[slug].sum == sum {
		r.Status = Unchanged
	}
	if page, err := cleanMarkdown(tidyRunes.Replace(string(old))); err == nil {
		*d = page
		r.Title, r.Byline, r.Date, r.Words = d.Title, d.Byline, d.Date, d.Words
	}
	p.report.Files = append(p.report.Files, r)
	ids, _ := keepIDs(before, d.Paragraphs, p.ledger[slug].last)
	return ids
}

// remember puts a page into the ledger that is what an import would write: one
// that was killed wrote it, and the ledger not any more.
func (p *planner) remember(src *Source, d *Draft, slug string, before []numberedText) {
	ids, last := keepIDs(before, d.Paragraphs, p.ledger[slug].last)
	data, err := render(d, ids, label(slug), src)
	if err == nil && string(data) == string(p.have["articles/"+slug+".md"]) {
		p.ledger[slug] = imported{sum: checksum(data), last: last}
	}
}

func (p *planner) refuse(src *Source, r Result, reason, hint string) {
	r.File, r.Status, r.Reason = src.File, Refused, reason
	p.report.Files = append(p.report.Files, r)
	p.errs = append(p.errs, diag.Error{Pos: diag.Pos{File: src.File}, Msg: reason, Hint: hint})
}

// A cleaned is what Clean said of a source.
type cleaned struct {
	draft Draft
	err   error
}

// cleanAll cleans sources on all cores; the answers stand in their order. They
// are none when ctx is done, which no source is waited for.
func cleanAll(ctx context.Context, sources []Source, progress func(done, all int)) []cleaned {
	all := make(chan []cleaned, 1)
	go func() {
		out := make([]cleaned, len(sources))
		var done atomic.Int64
		_ = parallel.Try(len(sources), func(i int) error {
			if s := &sources[i]; s.Err == nil && ctx.Err() == nil {
				out[i] = cleanOne(s)
			}
			if n := done.Add(1); progress != nil && ctx.Err() == nil {
				progress(int(n), len(sources))
			}
			return ctx.Err() // which the caller asks for
		})
		all <- out
	}()
	select {
	case out := <-all:
		return out
	case <-ctx.Done():
		return nil
	}
}

// cleanOne keeps one file on which a library panics from stopping the others.
func cleanOne(s *Source) (c cleaned) {
	defer func() {
		if r := recover(); r != nil {
			c = cleaned{err: fmt.Errorf("cannot be read as a page: %v", r)}
		}
	}()
	c.draft, c.err = Clean(s.Raw, s.File)
	return c
}
