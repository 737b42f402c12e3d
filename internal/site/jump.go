package site

import (
	"strings"

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
	return l.unlessShort()
}

func (d *Entity) jump() []Link {
	var l jumpList
	l.add(d.Body != "", "profile", "What the reports say")
	l.add(len(d.Events) > 0, "events", "In the timeline")
	l.add(len(d.Stated) > 0, "stated", "In the claims")
	l.add(len(d.Said) > 0, "said", "Said")
	l.add(true, "mentions", "Every mention")
	l.add(len(d.With) > 0, "with", "Appears with")
	l.add(len(d.Sources) > 0, "sources", "Sources")
	return l.unlessShort()
}

func (d *Article) jump() []Link {
	var l jumpList
	l.add(true, "text", "The report")
	l.add(len(d.Differs) > 0, "differs", "Where it differs")
	l.add(len(d.OnlyHere) > 0 || len(d.Alone) > 0, "only", "Only here")
	l.add(len(d.Shares) > 0, "shares", "Text it shares")
	l.add(len(d.Slips) > 0, "slips", "What does not add up")
	l.add(len(d.Mentioned) > 0, "names", "Who and what it mentions")
	l.add(len(d.Quoted) > 0, "quoted", "Whom it quotes")
	l.add(true, "used", "What rests on it")
	l.add(true, "original", "The original")
	return l.unlessShort()
}

func (d *Timeline) jump() []Link {
	var l jumpList
	for _, day := range d.Days {
		l.add(true, day.ID, day.Heading)
	}
	l.add(len(d.Sources) > 0, "sources", "Sources")
	return l.unlessShort()
}

func (d *Compare) jump() []Link {
	var l jumpList
	l.add(true, "read", "The reports")
	for _, g := range d.Groups {
		l.add(true, g.ID, "Claims: "+strings.ToLower(g.Heading))
	}
	l.add(len(d.Alone) > 0, "alone", "Claims of one")
	l.add(true, "quotations", "Quotations")
	l.add(true, "shared", "Shared text")
	l.add(len(d.Names) > 0, "names", "Names")
	l.add(len(d.Events) > 0 || len(d.Dated) > 0, "times", "Times")
	return l
}

func (d *Dossier) jump() []Link {
	var l jumpList
	l.add(d.Story != "", "story", "Story")
	l.add(len(d.Claims) > 0, "claims", "Claims")
	l.add(len(d.Events) > 0, "timeline", "Timeline")
	for _, k := range d.Kinds {
		l.add(true, k.ID, k.Heading)
	}
	l.add(len(d.Speakers) > 0, "quotations", "Quotations")
	l.add(len(d.Reports) > 0, "articles", "Reports")
	return l
}
