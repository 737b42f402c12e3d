package site

import (
	"io"
	"math"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
)

const claimsPath = "data/claims.csv"

// The types below are the claims in explainer.json.
type (
	claimJSON struct {
		ID        corpus.ID      `json:"id"`
		Question  string         `json:"question"`
		Kind      corpus.Form    `json:"kind"`
		Unit      string         `json:"unit,omitempty"`
		Verdict   string         `json:"verdict"`
		Reports   int            `json:"reports"`
		Origins   int            `json:"origins"`
		Silent    []corpus.ID    `json:"silent"`
		Events    []corpus.ID    `json:"events,omitempty"`
		Answers   []answerJSON   `json:"answers"`
		Relations []relationJSON `json:"relations"` // of every two answers, but those of different scope
	}
	answerJSON struct {
		Value   string    `json:"value"`
		Min     *float64  `json:"min,omitempty"` // of a count, or of a distance in km
		Max     *float64  `json:"max,omitempty"` // without one there is no upper limit
		Start   string    `json:"start,omitempty"`
		End     string    `json:"end,omitempty"`
		Printed string    `json:"printed,omitempty"`
		Says    string    `json:"says"`
		Entity  corpus.ID `json:"entity,omitempty"`
		Of      string    `json:"of,omitempty"`
		Cites   []string  `json:"cites"`
		Note    string    `json:"note,omitempty"`
	}
	relationJSON struct {
		A        int    `json:"a"` // indices into answers
		B        int    `json:"b"`
		Relation string `json:"relation"`
	}
)

func (p *plan) claimData(c *collate.Claim) claimJSON {
	d := claimJSON{
		ID: c.ID, Question: c.Title, Kind: c.Form, Unit: c.Unit, Verdict: c.Verdict.String(), Reports: c.Reports,
		Origins: c.Origins, Silent: []corpus.ID{}, Events: c.Events, Relations: []relationJSON{},
	}
	for _, a := range c.Silent {
		d.Silent = append(d.Silent, a.ID)
	}
	for i := range c.Answers {
		d.Answers = append(d.Answers, p.answerData(c, i))
	}
	for _, pair := range c.Pairs {
		if pair.Relation != collate.DifferentScope {
			d.Relations = append(d.Relations, relationJSON{pair.A, pair.B, pair.Relation.String()})
		}
	}
	return d
}

func (p *plan) answerData(c *collate.Claim, i int) answerJSON {
	a := &c.Answers[i]
	d := answerJSON{
		Value: a.Value, Printed: a.Printed, Says: p.speaker(a), Entity: a.Speaker, Of: a.Of, Note: a.Note,
		Cites: p.answerCites(c, i),
	}
	switch c.Form {
	case corpus.CountForm, corpus.DistanceForm:
		d.Min = &a.Amount.Min
		if !math.IsInf(a.Amount.Max, 1) {
			d.Max = &a.Amount.Max
		}
	case corpus.TimeForm:
		d.Start, d.End = a.When.Start.Format(time.RFC3339), a.When.End.Format(time.RFC3339)
	}
	return d
}

// answerCites lists the paragraphs that an answer cites.
func (p *plan) answerCites(c *collate.Claim, i int) []string {
	list := []string{}
	for _, r := range p.x.Citations.Answer(c.ID, i) {
		list = append(list, paragraphKey(r.Article, r.Paragraph))
	}
	return list
}

func claimColumns() []string {
	return []string{"claim", "question", "verdict", "report", "paragraph", "value", "printed", "says", "of", "note"}
}

// writeClaims lists every answer of every report, a row each.
func (p *plan) writeClaims(w io.Writer) error {
	t := newTable(w)
	t.add(claimColumns()...)
	for i := range p.x.Claims() {
		c := &p.x.Claims()[i]
		for _, cell := range c.Cells {
			for _, g := range cell.Answers {
				a := &c.Answers[g.Answer]
				for _, r := range g.Refs {
					t.add(c.Slug, c.Title, c.Verdict.String(), r.Article.Slug, r.Article.Paragraphs[r.Paragraph].ID, a.Value,
						a.Printed, p.speaker(a), a.Of, a.Note)
				}
			}
		}
	}
	return t.Flush()
}
