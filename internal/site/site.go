// Package site plans the explainer: which pages exist, where they stand, and
// everything that each prints, as one typed struct for each template. It reads
// the index of package xref; package render puts the pages through their
// templates. All sorting, counting and linking is done here.
package site

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/phrase"
	"collate/internal/xref"
)

// A Site is every page of the explainer and every file that needs no template.
type Site struct {
	Pages []Page // sorted by path
	Files []File // sorted by path
}

// A Page is one HTML page before its template is applied.
type Page struct {
	Path     string // "people/jane-doe.html", slash-separated, from the site's root
	Template string // "entity.html"
	Data     any    // a pointer to the struct of that template
}

// A File is a file that is ready to be written.
type File struct {
	Path string
	Data []byte
}

// Options are what the pipeline knows and the index does not.
type Options struct {
	Words *phrase.Book // of the language of the pages

	// What the gates found, for the page on method.
	Quotations cite.Quotes
	Facts      cite.Facts
}

// A plan is what the making of all pages shares. It is not changed while pages
// are made, so they are made at once on all cores.
type plan struct {
	words     *phrase.Book
	x         *xref.Index
	c         *corpus.Corpus
	options   Options
	articles  []*corpus.Article // in the order of their labels
	order     map[corpus.ID]int // of articles
	moments   []xref.Moment
	clash     map[corpus.ID]bool // of events: two of its accounts do
	mapped    []*corpus.Entity   // places with a mark on the map, in the order of their numbers
	byLat     []*corpus.Entity   // mapped, from south to north
	number    map[corpus.ID]int
	pictured  map[corpus.ID]bool // content files whose pages have a picture of their own
	menu      []menuItem
	newest    string            // the edition, else the newest date in the content, RFC 3339; "" if there is none
	saidIDs   []string          // anchors of the utterances
	saidPart  []int             // the parts of the list of quotations in which they stand, from 1
	said      [][]int           // the utterances of each part, in order
	dated     [][]xref.Moment   // the moments of each part of the timeline
	eventPart map[corpus.ID]int // in which of them an event stands, from 1
	base      string            // absolute URL of the site's root, or ""
}

// Plan makes the pages of an explainer. It returns the same for the same
// index, and never fails: what could be wrong was found by earlier stages.
func Plan(x *xref.Index, o Options) *Site {
	p := newPlan(x, o)
	files := p.dataFiles()
	files = append(files, p.highlightFile())
	files = append(files, p.rawFiles()...)
	files = append(files, p.searchIndex()...)

	var makers []func() []Page
	one := func(pages ...func() Page) {
		for _, page := range pages {
			makers = append(makers, func() []Page { return []Page{page()} })
		}
	}
	one(p.story, p.method, p.missing)
	makers = append(makers, p.search, p.sourceIndex)
	one(func() Page { return p.data(files) })
	one(p.sourcePages()...)
	one(p.comparisonPages()...)
	if p.hasDossier() {
		one(p.dossier)
	}
	if len(p.articles) > 0 {
		makers = append(makers, p.reports, p.quotations)
	}
	for i := range p.articles {
		one(func() Page { return p.article(i) })
	}
	for _, kind := range corpus.EntityKinds() {
		list := p.c.Entities(kind)
		if len(list) > 0 {
			makers = append(makers, func() []Page { return p.entityIndex(kind) })
		}
		for _, e := range list {
			makers = append(makers, func() []Page { return p.entity(e) })
		}
	}
	if len(p.x.Claims()) > 0 {
		one(p.claims)
	}
	for i := range p.x.Claims() {
		one(func() Page { return p.claim(i) })
	}
	if len(p.moments) > 0 {
		makers = append(makers, p.timeline)
	}
	if len(p.mapped) > 0 {
		one(p.mapPage)
	}

	s := &Site{Pages: inParallel(makers)}
	slices.SortFunc(s.Pages, func(a, b Page) int { return compare(a.Path, b.Path) })
	s.Files = slices.Concat(files, p.forMachines(s.Pages), p.pictureFiles(s.Pages))
	slices.SortFunc(s.Files, func(a, b File) int { return compare(a.Path, b.Path) })
	return s
}

// inParallel calls the functions on all cores and returns their results in
// order.
func inParallel(makers []func() []Page) []Page {
	pages := make([][]Page, len(makers))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(makers)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(makers)); i = next.Add(1) - 1 {
				pages[i] = makers[i]()
			}
		})
	}
	wg.Wait()
	return slices.Concat(pages...)
}
