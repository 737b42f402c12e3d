package site

import (
	"strings"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/phrase"
	"collate/internal/xref"
)

// say returns a phrase of the interface; see phrase.Book.
func (p *plan) say(key string, values ...any) string { return p.words.Say(key, values...) }

// sayOr says a phrase if there is one, else the word that somebody typed.
func (p *plan) sayOr(key, word string) string {
	if p.words.Has(key) {
		return p.say(key)
	}
	return word
}

func compare(a, b string) int { return strings.Compare(a, b) }

func newPlan(x *xref.Index, o Options) *plan {
	if o.Memo == nil {
		o.Memo = &Memo{}
	}
	c := x.Corpus
	p := &plan{
		x: x, c: c, words: o.Words, options: o, base: c.Site.BaseURL, articles: x.Articles(),
		order: map[corpus.ID]int{}, number: map[corpus.ID]int{}, moments: x.Timeline(), clash: map[corpus.ID]bool{},
		direction: phrase.Direction(c.Site.Language), locale: locale(c.Site.Language),
	}
	for _, m := range p.moments {
		p.clash[m.Event.ID] = m.Accounts.Verdict == collate.Disagree
	}
	for i, a := range p.articles {
		p.order[a.ID] = i
	}
	p.numberPlaces()
	p.near = o.Memo.findNearest(p)
	p.newest = newest(c)
	p.saidIDs = utteranceIDs(x.Utterances())
	p.cutQuotations()
	p.cutTimeline()
	p.makePlaces()
	p.menu = p.menuItems()
	p.history = newHistory(p)
	p.choosePictures()
	p.makeKnown()
	p.makeReports()
	p.site = schema{Type: "WebSite", Name: p.title(), URL: p.base}
	p.made, p.editionNote, p.citedDate = p.from("page.made"), p.noteEdition(), p.citationDate()
	return p
}

// newest returns the date that stands for the whole explainer's.
func newest(c *corpus.Corpus) string {
	latest := c.Site.Edition
	if latest.IsZero() {
		for _, a := range c.Articles {
			if a.Date.Start.After(latest) {
				latest = a.Date.Start
			}
		}
	}
	if latest.IsZero() {
		return ""
	}
	return latest.UTC().Format(time.RFC3339)
}

// title returns the explainer's title.
func (p *plan) title() string {
	switch {
	case p.c.Site.Title != "":
		return p.c.Site.Title
	case p.c.Story != nil:
		return p.c.Story.Title
	}
	return p.say("page.untitled")
}

// A menuItem is an entry of the navigation.
type menuItem struct {
	path, text string
	file       string // the path, as address.file takes it
}

// menuItems lists the pages that there are, in the order of the navigation.
func (p *plan) menuItems() []menuItem {
	var menu []menuItem
	add := func(there bool, path, key string) {
		if there {
			menu = append(menu, menuItem{path, p.say("menu." + key), ups + path})
		}
	}
	add(true, storyPath, "story")
	add(len(p.c.Claims) > 0, indexPath(corpus.Claims), "claims")
	add(len(p.moments) > 0, timelinePath, "timeline")
	add(len(p.c.People) > 0, indexPath(corpus.People), "people")
	add(len(p.c.Places) > 0, indexPath(corpus.Places), "places")
	add(len(p.c.Organisations) > 0, indexPath(corpus.Organisations), "organisations")
	add(len(p.articles) > 0, quotationsPath, "quotations")
	add(len(p.mapped) > 0, mapPath, "map")
	add(len(p.articles) > 0, indexPath(corpus.Articles), "reports")
	add(true, searchPath, "search")
	return menu
}

// from says from how many reports the explainer was made: it returns the
// phrase of the key, or of key-without if there is none.
func (p *plan) from(key string, values ...any) string {
	n := len(p.articles)
	if n == 0 {
		return p.say(key+"-without", values...)
	}
	return p.say(key, append(values, "n", n)...)
}
