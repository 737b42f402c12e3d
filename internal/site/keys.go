package site

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/parallel"
)

// keys sum up what the parts of a site are made of, so that a part with the key
// that it had in an earlier build need not be made again.
//
// Two things are cut out of what any page may show, and left to the pages that
// do show them: the texts of reports and of entities, with what was found in
// them, and the previews of entities, which count their mentions. A part's Made
// names the previews that it has, so they are no part of its key. All else goes
// into each key: it is changed seldom, or changes much.
type keys struct {
	*plan
	rest   sum                  // of what any page may show
	source map[*corpus.Page]sum // of each content file
	report map[*corpus.Article]reportSum
	said   []sum                   // of each utterance
	card   []string                // of each entity's preview, by its number
	page   map[*corpus.Article]sum // keys of the reports' pages
}

// newKeys sums up what parts share. before is a sum of what the pages are made
// of besides the content files.
func newKeys(p *plan, before string) *keys {
	k := &keys{plan: p}
	k.source = p.options.Memo.sumSources(p.c.Pages())
	k.report = p.options.Memo.sumReports(k)
	k.said = make([]sum, len(p.x.Utterances()))
	parallel.Each(len(k.said), func(i int) { k.said[i] = k.ofUtterance(i) })
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			var n listing
			n.numbers(p.x.Count(e.ID), p.x.Reports(e.ID))
			k.card = append(k.card, string(n))
		}
	}
	k.rest = k.ofRest(before)
	k.page = again(nil, p.articles, func(a *corpus.Article, _ sum, _ bool) sum { return k.ofArticle(a) })
	return k
}

// hasOwnText says whether a content file's text is left to the keys of the
// pages that show it.
func hasOwnText(k corpus.Kind) bool {
	return k == corpus.Articles || k == corpus.People || k == corpus.Places || k == corpus.Organisations
}

// frontOf returns what of a content file any page may show.
func frontOf(page *corpus.Page) string {
	if hasOwnText(page.Kind) {
		return page.Front
	}
	return page.Source
}

func (k *keys) ofRest(before string) sum {
	l := newListing()
	defer l.done()
	l.texts(before)
	if k.history != nil {
		l.texts(changesPath)
	}
	for _, page := range k.c.Pages() {
		l.texts(string(page.ID), page.Title, frontOf(page))
		if !hasOwnText(page.Kind) {
			l.citations(k.plan, page)
		}
	}
	for _, e := range k.c.Events {
		for i := range e.Accounts {
			l.refs(k.x.Citations.Account(e.ID, i))
		}
	}
	for _, c := range k.c.Claims {
		for i := range c.Answers {
			l.refs(k.x.Citations.Answer(c.ID, i))
		}
	}
	for _, a := range k.articles {
		for i := range a.Paragraphs {
			for _, shared := range k.x.Shared(a, i) {
				l.refs([]cite.Ref{{Article: a, Paragraph: i}, shared.With})
				l.numbers(shared.Words)
			}
		}
	}
	return l.sum()
}

func (k *keys) ofReport(a *corpus.Article) sum {
	l := newListing()
	defer l.done()
	l.sums(k.source[&a.Page])
	l.mentions(k.plan, a.ID)
	for _, q := range k.x.Mentions.Quotes(a.ID) {
		l.texts(q.Speaker, string(q.Entity))
		l.numbers(q.Paragraph, q.Start, q.End, q.Cue.Start, q.Cue.End, q.CueAt)
	}
	return l.sum()
}

// ofUtterance sums up what other pages than that of all quotations show of an
// utterance.
func (k *keys) ofUtterance(i int) sum {
	l := newListing()
	defer l.done()
	u := &k.x.Utterances()[i]
	path, fragment := k.saidAt(i)
	l.texts(path, fragment, speakerID(u), u.Text, k.sameIn(u))
	l.numbers(u.Base)
	for _, p := range u.Printings {
		l.texts(p.Text)
		for _, q := range p.Quotes {
			l.refs([]cite.Ref{{Article: p.Article, Paragraph: q.Paragraph}})
		}
	}
	return l.sum()
}

// ofArticle is the key of a report's page.
func (k *keys) ofArticle(a *corpus.Article) sum {
	l := newListing()
	defer l.done()
	l.texts("article")
	l.sums(k.rest, k.report[a].sum)
	l.pictured(k.plan, a.ID)
	for i := range a.Paragraphs {
		for _, use := range k.x.Uses(a, i) {
			l.texts(string(use.Page.ID))
			l.numbers(i, use.Block, use.Cite)
		}
	}
	for _, q := range k.x.Mentions.Quotes(a.ID) {
		if i := k.x.UtteranceOf(a.ID, q); i >= 0 {
			l.sums(k.said[i])
		}
	}
	return l.sum()
}

// ofEntity is the key of an entity's pages.
func (k *keys) ofEntity(e *corpus.Entity) sum {
	l := newListing()
	defer l.done()
	l.texts("entity", k.card[k.known[e].card.n])
	l.sums(k.rest, k.source[&e.Page])
	l.pictured(k.plan, e.ID)
	l.mentions(k.plan, e.ID)
	for _, r := range l.citations(k.plan, &e.Page) {
		l.sums(k.report[r.Article].sum)
	}
	for a := range k.x.Mentioning(e.ID) {
		l.sums(k.report[a].sum)
	}
	for _, i := range k.x.Said(e.ID) {
		l.sums(k.said[i])
	}
	if e.Coordinates != nil {
		l.numbers(k.number[e.ID])
		for _, o := range k.neighbours(e) {
			l.texts(string(o.place.ID))
		}
	}
	return l.sum()
}

// ofReports is the key of a page of the list of reports that is not the first.
func (k *keys) ofReports(page reportsPage) sum {
	l := newListing()
	defer l.done()
	l.texts("reports", page.path)
	l.sums(k.rest)
	l.texts(page.texts...)
	l.numbers(k.paragraphs)
	for _, a := range page.reports {
		l.sums(k.page[a])
		l.numbers(len(k.x.OnlyHere(a)))
	}
	return l.sum()
}

// ofMap is the key of the map: what is on it, and with which number, hangs on
// how often each place is mentioned.
func (k *keys) ofMap() sum {
	l := newListing()
	defer l.done()
	l.texts("map")
	l.sums(k.rest)
	for _, e := range k.c.Places {
		l.texts(k.card[k.known[e].card.n])
	}
	return l.sum()
}

// ofNames is the key of the list of names beside the search.
func (k *keys) ofNames() sum {
	l := newListing()
	defer l.done()
	l.texts("names")
	l.sums(k.rest)
	return l.sum()
}

// ofSource is the key of a content file as it was written.
func (k *keys) ofSource(page *corpus.Page) sum {
	l := newListing()
	defer l.done()
	path, fragment := k.pagePath(page.ID)
	l.texts("source", path, fragment)
	l.sums(k.rest, k.source[page])
	return l.sum()
}

// shown returns the numbers of the entities whose previews pages have, sorted.
func (k *keys) shown(pages []Page) []uint32 {
	var list []uint32
	for _, page := range pages {
		for _, c := range page.Data.(framed).framed().Cards {
			list = append(list, c.n)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// previews sums up the previews of some entities.
func (k *keys) previews(entities []uint32) sum {
	l := newListing()
	defer l.done()
	for _, n := range entities {
		if int(n) >= len(k.card) {
			return sum{}
		}
		l.texts(k.card[n])
	}
	return l.sum()
}

var listings = sync.Pool{New: func() any { return new(listing) }}

// newListing returns an empty one, in the memory of one that is done.
func newListing() *listing {
	l, _ := listings.Get().(*listing)
	*l = (*l)[:0]
	return l
}

// done gives up a listing.
func (l *listing) done() { listings.Put(l) }

// A sum is the first half of the SHA-256 of a listing. Package gob takes long
// for each element of an array.
type sum = [2]uint64

// A listing is what a sum is made of. No two lists of texts and numbers make
// the same.
type listing []byte

func (l *listing) texts(texts ...string) {
	for _, t := range texts {
		*l = append(binary.AppendUvarint(*l, uint64(len(t))), t...)
	}
}

// sums lists sums, each as a text of 16 bytes.
func (l *listing) sums(sums ...sum) {
	for _, s := range sums {
		*l = binary.BigEndian.AppendUint64(append(*l, 16), s[0])
		*l = binary.BigEndian.AppendUint64(*l, s[1])
	}
}

func (l *listing) numbers(numbers ...int) {
	for _, n := range numbers {
		*l = binary.AppendVarint(*l, int64(n))
	}
}

// refs lists paragraphs that are cited, as citations name them and lead to them.
func (l *listing) refs(refs []cite.Ref) {
	l.numbers(len(refs))
	for _, r := range refs {
		p := r.Article.Paragraphs[r.Paragraph]
		l.texts(string(r.Article.ID), p.ID)
		l.numbers(r.Paragraph, p.N)
	}
}

// citations lists what a page's text cites, and returns it.
func (l *listing) citations(p *plan, page *corpus.Page) []cite.Ref {
	var all []cite.Ref
	if page.Body == nil {
		return nil
	}
	for b := range page.Body.Blocks {
		for i := range page.Body.Blocks[b].Cites {
			refs := p.x.Citations.In(page.ID, b, i)
			l.refs(refs)
			all = append(all, refs...)
		}
	}
	return all
}

// mentions lists what a page's text mentions.
func (l *listing) mentions(p *plan, id corpus.ID) {
	for _, m := range p.x.Mentions.On(id) {
		l.texts(string(m.Entity.ID), m.Name)
		l.numbers(int(m.Block), int(m.Start), int(m.End), int(m.Reason), int(m.N))
	}
}

// pictured lists whether a page has a picture of its own.
func (l *listing) pictured(p *plan, id corpus.ID) {
	if p.pictured[id] {
		l.texts("pictured")
	}
}

func (l *listing) sum() sum {
	whole := sha256.Sum256(*l)
	return sum{binary.BigEndian.Uint64(whole[:]), binary.BigEndian.Uint64(whole[8:])}
}
