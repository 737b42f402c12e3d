package site

import (
	"strings"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/xref"
)

func compare(a, b string) int { return strings.Compare(a, b) }

func newPlan(x *xref.Index, o Options) *plan {
	c := x.Corpus
	p := &plan{
		x: x, c: c, options: o, base: c.Site.BaseURL, articles: x.Articles(),
		order: map[corpus.ID]int{}, number: map[corpus.ID]int{}, moments: x.Timeline(), clash: map[corpus.ID]bool{},
	}
	for _, m := range p.moments {
		p.clash[m.Event.ID] = m.Accounts.Verdict == collate.Disagree
	}
	for i, a := range p.articles {
		p.order[a.ID] = i
	}
	p.numberPlaces()
	p.newest = newest(c)
	p.saidIDs = utteranceIDs(x.Utterances())
	p.cutQuotations()
	p.cutTimeline()
	p.menu = p.menuItems()
	p.choosePictures()
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
	return "An explainer"
}

// A menuItem is an entry of the navigation.
type menuItem struct{ path, text string }

// menuItems lists the pages that there are, in the order of the navigation.
func (p *plan) menuItems() []menuItem {
	menu := []menuItem{{storyPath, "Story"}}
	add := func(there bool, path, text string) {
		if there {
			menu = append(menu, menuItem{path, text})
		}
	}
	add(len(p.c.Claims) > 0, indexPath(corpus.Claims), "Claims")
	add(len(p.moments) > 0, timelinePath, "Timeline")
	add(len(p.c.People) > 0, indexPath(corpus.People), "People")
	add(len(p.c.Places) > 0, indexPath(corpus.Places), "Places")
	add(len(p.c.Organisations) > 0, indexPath(corpus.Organisations), "Organisations")
	add(len(p.articles) > 0, quotationsPath, "Quotations")
	add(len(p.mapped) > 0, mapPath, "Map")
	add(len(p.articles) > 0, indexPath(corpus.Articles), "Reports")
	add(true, searchPath, "Search")
	return menu
}

// drawn says what the explainer was made from, after "Drawn" or "Made".
func (p *plan) drawn() string {
	if len(p.articles) == 0 {
		return "without a report so far."
	}
	return "from " + p.reportsInWords() + "."
}

// compared describes the explainer where it has no standfirst of its own.
func (p *plan) compared() string {
	switch len(p.articles) {
	case 0:
		return "An explainer that no report has been added to yet."
	case 1:
		return "What one report says."
	}
	return "What " + p.reportsInWords() + " say, set side by side."
}

// reportsInWords says how many reports there are: "five reports".
func (p *plan) reportsInWords() string { return counted(len(p.articles), "report", "reports") }
