package site

import (
	"html/template"
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/link"
)

// A Quoted is somebody whom a report quotes.
type Quoted struct {
	Speaker *EntityLink // nil if there is no page
	Name    string      // in that case: "a senior official"; "" if the report does not say who speaks
	Quotes  []QuoteLine
}

// A QuoteLine is a quotation in a list.
type QuoteLine struct {
	URL  string        // of its paragraph
	Name string        // "¶3"
	Text template.HTML // without its marks
	As   template.HTML // what the report calls the speaker there, if that is no listed name: "he"; may be ""
	Ours bool          // the editor names the speaker
	Also *Link         // "also in B, in part in E", to the utterance; nil if no other report has its words
}

// quotedIn lists whom a report quotes, in the order in which they speak; what
// nobody is known to say comes last.
func (s *sheet) quotedIn(a *corpus.Article) []Quoted {
	var list []Quoted
	at := map[string]int{}
	for _, q := range s.x.Mentions.Quotes(a.ID) {
		key := q.Speaker
		if q.Entity != "" {
			key = string(q.Entity)
		}
		n, seen := at[key]
		if !seen {
			n = len(list)
			at[key] = n
			one := Quoted{Name: q.Speaker}
			if e := s.x.Entity(q.Entity); e != nil {
				l := s.entity(e)
				one.Speaker = &l
			}
			list = append(list, one)
		}
		list[n].Quotes = append(list[n].Quotes, s.quoteLine(a, q))
	}
	if n, ok := at[""]; ok {
		unknown := list[n]
		list = append(slices.Delete(list, n, n+1), unknown)
	}
	return list
}

func (s *sheet) quoteLine(a *corpus.Article, q link.Quote) QuoteLine {
	path := s.reportOf[a].path
	p := a.Paragraphs[q.Paragraph]
	return QuoteLine{
		URL: s.to(path, p.ID), Name: "¶" + itoa(p.N), Ours: q.ByEditor,
		Text: s.own(a, strings.TrimRight(q.In(a.Text(q.Paragraph)), ",،")), Also: s.alsoIn(a, q),
		As: s.copied(a, s.calledIn(a, q)),
	}
}

// calledIn returns what a report calls a speaker who has a page, "" if that is
// a listed name or if it is the editor who names the speaker.
func (p *plan) calledIn(a *corpus.Article, q link.Quote) string {
	e := p.x.Entity(q.Entity)
	if e == nil || q.CueAt < 0 {
		return ""
	}
	as := q.Cue.In(a.Text(q.CueAt))
	if slices.ContainsFunc(e.Names, func(n corpus.Alias) bool { return n.Text == as }) {
		return ""
	}
	return as
}
