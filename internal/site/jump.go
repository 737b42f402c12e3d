package site

import (
	"collate/internal/corpus"
	"collate/internal/markdown"
)

// A jumpList collects the parts of a page for the list at its top.
type jumpList []Link

// fewParts is how many parts a page has at most that has no list of them.
const fewParts = 3

// add lists a part if the page has it.
func (l *jumpList) add(there bool, id, text string) {
	if there {
		*l = append(*l, Link{"#" + id, text})
	}
}

// unlessShort returns the list, nil if it has no more than fewParts.
func (l jumpList) unlessShort() []Link {
	if len(l) <= fewParts {
		return nil
	}
	return l
}

// jump lists when, where, and the sections of the text.
func (d *Story) jump(p *plan, text *corpus.Page) []Link {
	var l jumpList
	l.add(len(d.Moments) > 0, "when", p.say("story.when"))
	l.add(d.Where != nil, "where", p.say("story.where"))
	l.add(len(d.People) > 0, "people", p.say("story.people"))
	l.add(len(d.Places) > 0, "places", p.say("story.places"))
	if text != nil && text.Body != nil {
		id := headingIDs(text)
		for i, b := range text.Body.Blocks {
			l.add(b.Kind == markdown.Heading && b.Level <= 2, id(i), b.Text)
		}
	}
	if o := d.Offers; o != nil {
		l.add(len(o.Figures) > 0, "figures", p.say("offers.figures"))
		l.add(len(o.Days) > 0, "times", p.say("offers.times"))
		l.add(len(o.Shares) > 0, "same-words", p.say("offers.shares"))
	}
	return l.unlessShort()
}

func (d *Entity) jump(p *plan) []Link {
	l := make(jumpList, 0, 9)
	l.add(d.Body != "", "profile", p.say("entity.body"))
	l.add(len(d.Events) > 0, "events", p.say("entity.events"))
	l.add(len(d.Stated) > 0, "stated", p.say("entity.stated"))
	l.add(len(d.Said) > 0, "said", p.say("entity.said"))
	l.add(true, "mentions", p.say("entity.mentions"))
	l.add(len(d.With) > 0, "with", p.say("entity.with"))
	l.add(len(d.Sources) > 0, "sources", p.say("said.sources"))
	return l.unlessShort()
}

func (d *Article) jump(p *plan) []Link {
	l := make(jumpList, 0, 9)
	l.add(true, "text", p.say("article.text"))
	l.add(len(d.Differs) > 0, "differs", p.say("jump.differs"))
	l.add(len(d.OnlyHere) > 0 || len(d.Alone) > 0, "only", p.say("article.only"))
	l.add(len(d.Shares) > 0, "shares", p.say("article.shares"))
	l.add(len(d.Slips) > 0, "slips", p.say("article.slips"))
	l.add(len(d.Mentioned) > 0, "names", p.say("article.mentions"))
	l.add(len(d.Quoted) > 0, "quoted", p.say("article.quotes"))
	l.add(true, "used", p.say("article.used"))
	l.add(true, "original", p.say("article.original"))
	return l.unlessShort()
}

func (d *Timeline) jump(p *plan) []Link {
	var l jumpList
	for _, day := range d.Days {
		l.add(true, day.ID, day.Heading)
	}
	l.add(len(d.Sources) > 0, "sources", p.say("said.sources"))
	return l.unlessShort()
}

func (d *Compare) jump(p *plan) []Link {
	var l jumpList
	l.add(true, "read", p.say("story.reports"))
	for _, g := range d.Groups {
		l.add(true, g.ID, p.say("jump.claims", "verdict", g.Heading))
	}
	l.add(len(d.Alone) > 0, "alone", p.say("jump.alone"))
	l.add(true, "quotations", p.say("menu.quotations"))
	l.add(true, "shared", p.say("jump.shared"))
	l.add(len(d.Names) > 0, "names", p.say("jump.names"))
	l.add(len(d.Events) > 0 || len(d.Dated) > 0, "times", p.say("jump.times"))
	return l
}

func (d *Dossier) jump(p *plan) []Link {
	var l jumpList
	l.add(d.Story != "", "story", p.say("menu.story"))
	l.add(len(d.Claims) > 0, "claims", p.say("menu.claims"))
	l.add(len(d.Events) > 0, "timeline", p.say("menu.timeline"))
	for _, k := range d.Kinds {
		l.add(true, k.ID, k.Heading)
	}
	l.add(len(d.Speakers) > 0, "quotations", p.say("menu.quotations"))
	l.add(len(d.Reports) > 0, "articles", p.say("menu.reports"))
	return l
}
