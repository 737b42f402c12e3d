// Package edition notes what an explainer says when an edition of it is
// published, and tells what differs between two. It comes behind package xref;
// package site makes the page of changes from it.
package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/markdown"
	"collate/internal/xref"
)

// An Edition is what readers could cite of an explainer at one time. Its lists
// are sorted by ID, but for the story's sentences and a claim's answers.
//
// Of a report it has no words but its title: that its paragraphs changed can be
// told from sums of them.
type Edition struct {
	Name string    // "2026-11-21": the file's, without .json
	Date time.Time // what the name stands for

	Story      []string // title, standfirst and text, by sentence
	Reports    []Report
	Entities   []Entity
	Events     []Event
	Claims     []Claim
	Quotations []Quotation
}

// A Report is an article.
type Report struct {
	ID         corpus.ID   `json:"id"`
	Letter     string      `json:"letter"`
	Title      string      `json:"title"`
	Paragraphs []Paragraph `json:"paragraphs"`
}

// A Paragraph is one of a report.
type Paragraph struct {
	ID  string `json:"id"`
	Sum string `json:"sum"`
}

// An Entity is a person, a place or an organisation.
type Entity struct {
	ID    corpus.ID `json:"id"`
	Title string    `json:"title"`
	Is    string    `json:"is,omitempty"`   // the role, or what kind of place or organisation it is
	Text  string    `json:"text,omitempty"` // the sum of the profile, "" without one
}

// An Event is a dated happening.
type Event struct {
	ID        corpus.ID `json:"id"`
	Title     string    `json:"title"`
	When      string    `json:"when"` // as typed
	Precision string    `json:"precision,omitempty"`
	Text      string    `json:"text,omitempty"`
}

// A Claim is a question with what the reports answer.
type Claim struct {
	ID       corpus.ID   `json:"id"`
	Question string      `json:"question"`
	Kind     corpus.Form `json:"kind"`
	Verdict  string      `json:"verdict"` // as collate.Verdict has it
	Text     string      `json:"text,omitempty"`
	Answers  []Answer    `json:"answers"` // by report, then in the order of the file
}

// An Answer is what one report answers.
type Answer struct {
	Report corpus.ID `json:"report"`
	Value  string    `json:"value"` // as typed
	Of     string    `json:"of,omitempty"`
	Says   string    `json:"says"` // as typed: a page or words
}

// A Quotation is what somebody is quoted with.
type Quotation struct {
	ID      string      `json:"id"`      // a sum of the speaker and of the words of its longest printing
	Speaker string      `json:"speaker"` // a page or words, "" if no report says who speaks
	Reports []corpus.ID `json:"reports"` // that print it
	Verdict string      `json:"verdict"` // how the printings differ: one of Printings
}

// The verdicts on a quotation.
const (
	Once       = "one report only"
	Same       = "the same"
	Shortened  = "shortened"
	OtherWords = "other words"
)

// Of returns what an explainer says now. Its name is that of the edition in
// site.yaml, "" if there is none.
func Of(x *xref.Index) *Edition {
	c := x.Corpus
	e := &Edition{Story: storyOf(c.Story)}
	if !c.Site.Edition.IsZero() {
		e.Date = c.Site.Edition.UTC()
		e.Name = nameOf(e.Date)
	}
	for _, a := range c.Articles {
		r := Report{ID: a.ID, Letter: a.Letter, Title: a.Title, Paragraphs: []Paragraph{}}
		for i, p := range a.Paragraphs {
			r.Paragraphs = append(r.Paragraphs, Paragraph{p.ID, sum(a.Text(i))})
		}
		slices.SortStableFunc(r.Paragraphs, func(a, b Paragraph) int { return byNumber(a.ID, b.ID) })
		e.Reports = append(e.Reports, r)
	}
	for _, kind := range corpus.EntityKinds() {
		for _, n := range c.Entities(kind) {
			is := n.What
			if kind == corpus.People {
				is = n.Role
			}
			e.Entities = append(e.Entities, Entity{n.ID, n.Title, is, textOf(&n.Page)})
		}
	}
	for _, v := range c.Events {
		e.Events = append(e.Events, Event{v.ID, v.Title, v.When.Raw, v.Precision, textOf(&v.Page)})
	}
	for i := range x.Claims() {
		e.Claims = append(e.Claims, claimOf(&x.Claims()[i]))
	}
	for i := range x.Utterances() {
		e.Quotations = append(e.Quotations, quotationOf(&x.Utterances()[i]))
	}
	e.sort()
	return e
}

// sort puts the lists into their order. Of quotations of one speaker in the same
// words, which are rivals of each other, the first stays.
func (e *Edition) sort() {
	slices.SortFunc(e.Reports, func(a, b Report) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(e.Entities, func(a, b Entity) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(e.Events, func(a, b Event) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(e.Claims, func(a, b Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortStableFunc(e.Quotations, func(a, b Quotation) int { return strings.Compare(a.ID, b.ID) })
	e.Quotations = slices.CompactFunc(e.Quotations, func(a, b Quotation) bool { return a.ID == b.ID })
}

// Layouts of an edition's name: a day, or where site.yaml gives a time, that.
const (
	dayName  = "2006-01-02"
	timeName = "2006-01-02T1504Z"
)

func nameOf(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(dayName)
	}
	return t.Format(timeName)
}

// dateOf returns what a name stands for, and whether it is one.
func dateOf(name string) (time.Time, bool) {
	for _, layout := range []string{dayName, timeName} {
		if t, err := time.Parse(layout, name); err == nil && nameOf(t) == name && t.Year() > 0 {
			return t, true
		}
	}
	return time.Time{}, false
}

func claimOf(c *collate.Claim) Claim {
	n := Claim{
		ID: c.ID, Question: c.Title, Kind: c.Form, Verdict: c.Verdict.String(), Text: textOf(&c.Page), Answers: []Answer{},
	}
	for _, cell := range c.Cells {
		for _, g := range cell.Answers {
			a := &c.Answers[g.Answer]
			n.Answers = append(n.Answers, Answer{cell.Article.ID, a.Value, a.Of, a.Says})
		}
	}
	slices.SortStableFunc(n.Answers, func(a, b Answer) int {
		return strings.Compare(string(a.Report), string(b.Report))
	})
	return n
}

func quotationOf(u *collate.Utterance) Quotation {
	q := Quotation{Speaker: u.Speaker, Verdict: Once}
	if u.Entity != "" {
		q.Speaker = string(u.Entity)
	}
	q.ID = sum(q.Speaker + "\n" + u.Text)
	if len(u.Printings) > 1 {
		q.Verdict = Same
	}
	for i := range u.Printings {
		p := &u.Printings[i]
		q.Reports = append(q.Reports, p.Article.ID)
		switch {
		case i == u.Base:
		case p.Differs():
			q.Verdict = OtherWords
		case p.Shortened() && q.Verdict == Same:
			q.Verdict = Shortened
		}
	}
	slices.Sort(q.Reports)
	return q
}

// storyOf returns the story's sentences; a heading is one.
func storyOf(p *corpus.Page) []string {
	if p == nil {
		return nil
	}
	list := append([]string{p.Title}, sentences(p.Standfirst)...)
	for i := range p.Body.Blocks {
		b := &p.Body.Blocks[i]
		if b.Kind == markdown.Heading {
			list = append(list, oneLine(b.Text))
			continue
		}
		list = append(list, sentences(b.Text)...)
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

func sentences(text string) []string {
	var list []string
	for _, s := range extract.Sentences(text) {
		list = append(list, oneLine(s.In(text)))
	}
	return list
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// textOf returns the sum of a page's text, "" if it has none.
func textOf(p *corpus.Page) string {
	var b strings.Builder
	for i := range p.Body.Blocks {
		b.WriteString(p.Body.Blocks[i].Text)
		b.WriteByte('\n')
	}
	text := strings.TrimSpace(b.String())
	if text == "" {
		return ""
	}
	return sum(text)
}

// sumDigits is how long a sum is, in hexadecimal digits.
const sumDigits = 12

// sum returns the beginning of the SHA-256 of a text's words: how lines are
// broken is no difference.
func sum(text string) string {
	whole := sha256.Sum256([]byte(oneLine(text)))
	return hex.EncodeToString(whole[:sumDigits/2])
}

// byNumber orders paragraphs' ids: p2 comes before p10.
func byNumber(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}
