package site

import (
	"html/template"
	"slices"
	"strings"

	"collate/internal/candidate"
	"collate/internal/cite"
	"collate/internal/corpus"
)

// Offers are what the reports offer for pages that nobody has written yet: what
// a first page shows as long as its story is a draft.
type Offers struct {
	Figures []OfferedFigures
	Days    []OfferedDay
	Shares  []OfferedShare
}

// OfferedFigures are the figures of one noun.
type OfferedFigures struct {
	Noun   template.HTML // what is counted
	Differ bool          // no figure of one report fits any of another
	Given  []Given       // by report
}

// A Given is what a report prints, with the paragraph.
type Given struct {
	Text template.HTML
	At   Link // to the paragraph
}

// An OfferedDay is a day of which reports give times.
type OfferedDay struct {
	Day   string // "Tuesday 12 March 2019"
	Times []OfferedTime
}

// An OfferedTime is a time that reports give; without an hour, it is the whole
// day.
type OfferedTime struct {
	Clock string  // "06:40", or ""
	Given []Given // by report
}

// An OfferedShare is text that two reports have in common.
type OfferedShare struct {
	Here, There Link   // the paragraphs
	Words       string // "24 words"
}

// How much of each is offered.
const (
	offeredFigures = 12
	offeredTimes   = 16
	offeredShares  = 8
	offeredGiven   = 12 // of one noun or time
)

// offers returns what the reports offer, nil if there is nothing, the story is no
// draft, or the reports are more than one can look through.
func (s *sheet) offers() *Offers {
	if s.c.Story == nil || !s.c.Story.Draft || len(s.articles) > fewReports {
		return nil
	}
	o := &Offers{Figures: s.offeredFigures(), Days: s.offeredDays(), Shares: s.offeredShares()}
	if len(o.Figures)+len(o.Days)+len(o.Shares) == 0 {
		return nil
	}
	return o
}

func (s *sheet) offeredFigures() []OfferedFigures {
	var list []OfferedFigures
	for _, counted := range candidate.Figures(s.c) {
		one := OfferedFigures{Noun: s.own(counted.Figures[0].Ref.Article, counted.Noun), Differ: counted.Differ}
		for _, f := range counted.Figures[:min(len(counted.Figures), offeredGiven)] {
			one.Given = append(one.Given, s.given(f.Ref, f.Text))
		}
		list = append(list, one)
	}
	return list[:min(len(list), offeredFigures)]
}

func (s *sheet) given(r cite.Ref, text string) Given {
	return Given{s.copied(r.Article, text), s.link(r)}
}

// offeredDays returns the times that most reports give, by day.
func (s *sheet) offeredDays() []OfferedDay {
	moments := candidate.Moments(s.c)
	if len(moments) > offeredTimes {
		most := slices.Clone(moments)
		slices.SortStableFunc(most, func(a, b candidate.Moment) int { return b.Reports - a.Reports })
		least := most[offeredTimes-1].Reports
		moments = slices.DeleteFunc(moments, func(m candidate.Moment) bool { return m.Reports < least })
		moments = moments[:min(len(moments), offeredTimes)]
	}
	var days []OfferedDay
	for _, m := range moments {
		date, clock, _ := strings.Cut(m.Value, "T")
		day := date
		if w, err := corpus.ParseWhen(date); err == nil {
			day, _ = s.day(w)
		}
		if len(days) == 0 || days[len(days)-1].Day != day {
			days = append(days, OfferedDay{Day: day})
		}
		one := OfferedTime{Clock: clock}
		for _, t := range m.Times[:min(len(m.Times), offeredGiven)] {
			one.Given = append(one.Given, s.given(t.Ref, t.Text))
		}
		last := &days[len(days)-1]
		last.Times = append(last.Times, one)
	}
	return days
}

func (s *sheet) offeredShares() []OfferedShare {
	var list []OfferedShare
	for _, a := range s.articles {
		for i := range a.Paragraphs {
			for _, run := range s.x.Shared(a, i) {
				here := cite.Ref{Article: a, Paragraph: i}
				if slices.Index(s.articles, a) < slices.Index(s.articles, run.With.Article) {
					list = append(list, OfferedShare{s.link(here), s.link(run.With), s.say("article.words", "n", run.Words)})
				}
			}
		}
	}
	return list[:min(len(list), offeredShares)]
}
