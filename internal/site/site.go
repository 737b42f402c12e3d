// Package site plans the explainer: which pages exist, where they stand, and
// everything that each prints, as one typed struct for each template. It reads
// the index of package xref; package render puts the pages through their
// templates. All sorting, counting and linking is done here.
package site

import (
	"io"
	"iter"
	"slices"
	"sync"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/edition"
	"collate/internal/parallel"
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
	// to be called when all of them have been, unless it is nil.
	Rest func() Made

	keys  *keys // nil without Options.Before
	named []named
	late  []int // indices into Parts
	made  *register
}

// A Made is what a part of the site consists of.
type Made struct {
	Pages []Page
	Files iter.Seq[File] // nil if there are none; those before are done with when the next is made
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
	Text string // takes the place of Data; no download has it

	// Write takes the place of Data where that would be too much to hold. It
	// is to be called once, before [Site.Rest] is.
	Write func(io.Writer) error
}

// Options are what the pipeline knows and the index does not.
type Options struct {
	Words *phrase.Book // of the language of the pages

	// Generator is the program with its version, for each page's meta element of
	// that name; "" leaves it out.
	Generator string

	// What the gates found, for the page on method.
	Quotations cite.Quotes
	Facts      cite.Facts

	// Theme says that there is a style sheet of the user's to be linked behind
	// the program's.
	Theme bool

	// Editions are those that are noted, the oldest first.
	Editions []*edition.Edition

	// Memo is that of an earlier plan of the same explainer, or nil.
	Memo *Memo

	// Before is a sum of what the pages are made of besides the content files.
	// Without it every part is made, and there are no traces.
	Before string
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
	byLat      []*corpus.Entity   // places with a point, from south to north
	near       map[*corpus.Entity][]far
	number     map[corpus.ID]int
	pictured   map[corpus.ID]bool // content files whose pages have a picture of their own
	menu       []menuItem
	history    *history                  // nil if there is nothing to tell of it
	newest     string                    // the edition, else the newest date in the content, RFC 3339; "" if there is none
	saidIDs    []string                  // anchors of the utterances
	saidPart   []int                     // the parts of the list of quotations in which they stand, from 1
	said       [][]int                   // the utterances of each part, in order
	dated      [][]xref.Moment           // the moments of each part of the timeline
	eventPart  map[corpus.ID]int         // in which of them an event stands, from 1
	known      map[*corpus.Entity]*known // of every entity
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
	s := &Site{made: &register{}}
	if o.Before != "" {
		s.keys = newKeys(p, o.Before)
	}
	add := func(maker func() Made) {
		s.Parts = append(s.Parts, func() Made {
			made := maker()
			s.made.add(Trace{}, made.Pages)
			return made
		})
	}
	pages := func(maker func() []Page) { add(func() Made { return Made{Pages: maker()} }) }
	files := func(files iter.Seq[File]) { add(func() Made { return Made{Files: files} }) }
	one := func(page func() Page) { pages(func() []Page { return []Page{page()} }) }
	late := func(made iter.Seq[File]) {
		s.late = append(s.late, len(s.Parts))
		files(made)
	}

	index := sync.OnceValue(p.searchIndex)
	for i := range searchParts {
		late(func(yield func(File) bool) { searchFiles(index(), i)(yield) })
	}
	data := p.dataFiles()
	downloads := make([]download, len(data))
	for i, file := range data {
		late(oneFile(func() File { return downloads[i].noting(file()) }))
	}
	if len(p.mapped) > 0 {
		s.keyed(mapPath, func() sum { return s.keys.ofMap() }, func() Made { return Made{Pages: []Page{p.mapPage()}} })
	}
	if len(p.moments) > 0 {
		pages(p.timeline)
	}
	if p.hasDossier() {
		one(p.dossier)
	}
	if len(p.articles) > 0 {
		for i, page := range p.reports() {
			if i == 0 { // it compares them
				one(page.make)
				continue
			}
			s.keyed(page.path, func() sum { return s.keys.ofReports(page) }, func() Made {
				return Made{Pages: []Page{page.make()}}
			})
		}
		pages(p.quotations)
	}
	for _, kind := range corpus.EntityKinds() {
		if len(p.c.Entities(kind)) > 0 {
			pages(func() []Page { return p.entityIndex(kind) })
		}
	}
	s.ofContent(p)
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
	if p.history != nil {
		pages(p.changesPages)
	}
	s.keyed(searchPath, func() sum { return s.keys.ofNames() }, func() Made { return Made{Pages: p.search()} })
	pages(p.sourceIndex)
	if s.keys != nil {
		parallel.Each(len(s.named), func(i int) { s.named[i].key = s.named[i].sumUp() })
	}
	s.Rest = func() Made {
		about := make([]download, 1)
		described := about[0].noting(p.packaged(downloads))
		page := p.data(append(downloads, about...))
		s.made.add(Trace{}, []Page{page})
		s.made.sort()
		return Made{[]Page{page}, slices.Values(slices.Concat(
			[]File{described}, p.forMachines(s.made.listed), p.pictureFiles(s.made.pictured)))}
	}
	return s
}

// Later takes out of the site what is made of all pages at once, the search
// index, the data and what lists or pictures the pages, and returns it as a Site
// of its own, to be made when this one has been. It comes before Keep.
func (s *Site) Later() *Site {
	later := &Site{Rest: s.Rest, made: s.made}
	for _, i := range s.late {
		later.Parts = append(later.Parts, s.Parts[i])
		s.Parts[i] = func() Made { return Made{} }
	}
	s.Rest, s.late = nil, nil
	return later
}

// keyed adds a part that can be kept from build to build. The key sums up what
// the part is made of, but for the previews.
func (s *Site) keyed(name string, key func() sum, maker func() Made) {
	i, at := len(s.named), len(s.Parts)
	s.named = append(s.named, named{name: name, part: at, sumUp: key})
	s.Parts = append(s.Parts, func() Made {
		made := maker()
		s.made.add(s.trace(i, made), made.Pages)
		return made
	})
}

// ofContent adds the parts that are made of one content file each, with what
// others say of it.
func (s *Site) ofContent(p *plan) {
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			s.keyed(string(e.ID), func() sum { return s.keys.ofEntity(e) }, func() Made {
				return Made{Pages: p.entity(e)}
			})
		}
	}
	for i, a := range p.articles {
		s.keyed(string(a.ID), func() sum { return s.keys.page[a] }, func() Made {
			return Made{Pages: []Page{p.article(i)}}
		})
	}
	for _, page := range p.c.Pages() {
		s.keyed(sourcePath(page.ID), func() sum { return s.keys.ofSource(page) }, func() Made {
			raw := File{Path: rawPath(page.ID), Text: page.Source}
			return Made{[]Page{p.sourcePage(page)}, slices.Values([]File{raw})}
		})
	}
}

// oneFile is a file that is made when it is asked for.
func oneFile(f func() File) iter.Seq[File] {
	return func(yield func(File) bool) { yield(f()) }
}
