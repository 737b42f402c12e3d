// Package site plans the explainer: which pages exist, where they stand, and
// everything that each prints, as one typed struct for each template. It reads
// the index of package xref; package render puts the pages through their
// templates. All sorting, counting and linking is done here.
package site

import (
	"slices"
	"sync"

	"collate/internal/card"
	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/phrase"
	"collate/internal/xref"
)

// A Site is the explainer in parts, so that not all of it has to be held at
// once.
type Site struct {
	// Parts make every page and most of the files. Each is to be called once,
	// in any order or all at once. Those that take longest come first.
	Parts []func() Made

	// Rest makes what lists or pictures the pages and files of the parts. It is
	// to be called when all of them have been.
	Rest func() Made
}

// A Made is what a part of the site consists of.
type Made struct {
	Pages []Page
	Files []File
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
	words      *phrase.Book
	direction  string // of the language of the pages, as HTML names it
	locale     string // the language as Open Graph names it
	x          *xref.Index
	c          *corpus.Corpus
	options    Options
	articles   []*corpus.Article // in the order of their labels
	order      map[corpus.ID]int // of articles
	moments    []xref.Moment
	clash      map[corpus.ID]bool // of events: two of its accounts do
	mapped     []*corpus.Entity   // places with a mark on the map, in the order of their numbers
	byLat      []*corpus.Entity   // mapped, from south to north
	number     map[corpus.ID]int
	pictured   map[corpus.ID]bool // content files whose pages have a picture of their own
	menu       []menuItem
	newest     string               // the edition, else the newest date in the content, RFC 3339; "" if there is none
	saidIDs    []string             // anchors of the utterances
	saidPart   []int                // the parts of the list of quotations in which they stand, from 1
	said       [][]int              // the utterances of each part, in order
	dated      [][]xref.Moment      // the moments of each part of the timeline
	eventPart  map[corpus.ID]int    // in which of them an event stands, from 1
	known      map[corpus.ID]*known // of every entity
	reportOf   map[*corpus.Article]*report
	paragraphs int                 // of all reports
	places     map[corpus.ID]place // of every content file, where its page stands
	base       string              // absolute URL of the site's root, or ""

	// What all pages say: from how many reports they are made, and of what day
	// the edition is, the latter also as a citation says it.
	made, editionNote, citedDate string
	site                         schema // the explainer, of which a page is part
}

// Plan returns the parts of an explainer. They make the same for the same
// index, and never fail: what could be wrong was found by earlier stages.
func Plan(x *xref.Index, o Options) *Site {
	p := newPlan(x, o)
	var made register
	var s Site
	pages := func(maker func() []Page) {
		s.Parts = append(s.Parts, func() Made {
			pages := maker()
			made.add(pages)
			return Made{Pages: pages}
		})
	}
	files := func(maker func() []File) {
		s.Parts = append(s.Parts, func() Made { return Made{Files: maker()} })
	}
	one := func(page func() Page) { pages(func() []Page { return []Page{page()} }) }

	index := sync.OnceValue(p.searchIndex)
	for i := range searchParts {
		files(func() []File { return searchFiles(index(), i) })
	}
	if len(p.mapped) > 0 {
		one(p.mapPage)
	}
	if len(p.moments) > 0 {
		pages(p.timeline)
	}
	if p.hasDossier() {
		one(p.dossier)
	}
	if len(p.articles) > 0 {
		pages(p.reports)
		pages(p.quotations)
	}
	for _, kind := range corpus.EntityKinds() {
		list := p.c.Entities(kind)
		if len(list) > 0 {
			pages(func() []Page { return p.entityIndex(kind) })
		}
		for _, e := range list {
			pages(func() []Page { return p.entity(e) })
		}
	}
	for i := range p.articles {
		one(func() Page { return p.article(i) })
	}
	for _, page := range p.comparisonPages() {
		one(page)
	}
	if len(p.x.Claims()) > 0 {
		one(p.claims)
	}
	for i := range p.x.Claims() {
		one(func() Page { return p.claim(i) })
	}
	one(p.story)
	one(p.method)
	one(p.missing)
	pages(p.search)
	pages(p.sourceIndex)
	for _, page := range p.c.Pages() {
		one(func() Page { return p.sourcePage(page) })
		files(func() []File { return []File{{rawPath(page.ID), []byte(page.Source)}} })
	}
	files(func() []File { return []File{p.highlightFile()} })
	data := p.dataFiles() // large: last, so that no two are there beside the search index
	downloads := make([]download, len(data))
	for i, file := range data {
		files(func() []File {
			f := file()
			downloads[i] = p.aDownload(f)
			return []File{f}
		})
	}
	s.Rest = func() Made {
		page := p.data(downloads)
		made.add([]Page{page})
		made.sort()
		return Made{[]Page{page}, slices.Concat(p.forMachines(made.listed), p.pictureFiles(made.pictured))}
	}
	return &s
}

// A register notes what the files that list or picture the pages need.
type register struct {
	sync.Mutex
	listed   []string // addresses of the pages that search engines are to know
	pictured []pictured
}

// A pictured is a page with a picture of its own.
type pictured struct {
	path string // of the picture
	card card.Card
}

func (r *register) add(pages []Page) {
	r.Lock()
	defer r.Unlock()
	for _, page := range pages {
		f := page.Data.(framed).framed()
		if f.Canonical != "" && !f.NoIndex {
			r.listed = append(r.listed, f.Canonical)
		}
		if f.drawn != nil {
			r.pictured = append(r.pictured, pictured{ownPicturePath(page.Path), *f.drawn})
		}
	}
}

// sort makes the order one that does not depend on which page was ready first.
func (r *register) sort() {
	slices.Sort(r.listed)
	slices.SortFunc(r.pictured, func(a, b pictured) int { return compare(a.path, b.path) })
}
