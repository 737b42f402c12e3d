package site

import (
	"cmp"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/exchange"
)

const annotationsPath = "data/annotations.jsonld"

// annotatedMost is as many reports as there are annotations for: they are four
// times as long as explainer.json, and programs read them whole.
const annotatedMost = 500

// writeAnnotations writes every mention, quotation and answer as a W3C Web
// Annotation of the report's page.
func (p *plan) writeAnnotations(w io.Writer) error {
	id := "annotations.jsonld"
	if p.base != "" {
		id = p.base + annotationsPath
	}
	claims := p.claimsOn()
	total := 0
	p.eachAnnotation(claims, func(*exchange.Annotation) { total++ })
	out := exchange.NewAnnotations(w, id, p.title(), total)
	p.eachAnnotation(claims, out.Add)
	return out.Close()
}

// A claimPlace is an answer that a paragraph of a report is cited for.
type claimPlace struct {
	claim     *collate.Claim
	answer    *corpus.Answer
	paragraph int
}

// claimsOn returns what each report is cited for, by claim.
func (p *plan) claimsOn() map[*corpus.Article][]claimPlace {
	on := map[*corpus.Article][]claimPlace{}
	for i := range p.x.Claims() {
		c := &p.x.Claims()[i]
		for j := range c.Answers {
			for _, r := range p.x.Citations.Answer(c.ID, j) {
				on[r.Article] = append(on[r.Article], claimPlace{c, &c.Answers[j], r.Paragraph})
			}
		}
	}
	return on
}

// toPage returns the address of a place in the site: absolute, or without a base
// URL as seen from the folder of the data.
func (p *plan) toPage(place string) string {
	if p.base == "" {
		return "../" + place
	}
	return p.base + place
}

// eachAnnotation makes the annotations of every report, in their order: mentions,
// quotations, answers. What add is given it may not keep.
func (p *plan) eachAnnotation(claims map[*corpus.Article][]claimPlace, add func(*exchange.Annotation)) {
	var a exchange.Annotation
	for _, report := range p.articles {
		source, n := p.toPage(p.reportOf[report].path), 0
		passage := func(paragraph, start, end int) {
			n++
			a = exchange.Annotation{
				ID: "#" + report.Slug + "-" + itoa(n),
				Passage: exchange.Passage{
					Source: source, Paragraph: report.Paragraphs[paragraph].ID, Text: report.Text(paragraph), Start: start, End: end,
				},
			}
		}
		for i := range report.Paragraphs {
			mentions := p.x.MentionedIn(report, i)
			for j := range mentions {
				m := &mentions[j]
				path, _ := p.pagePath(m.Entity.ID)
				passage(i, int(m.Start), int(m.End))
				a.Motivation, a.Purpose, a.Body, a.Says = "identifying", "identifying", p.toPage(path), m.Entity.Title
				add(&a)
			}
		}
		for _, q := range p.x.Mentions.Quotes(report.ID) {
			i := p.x.UtteranceOf(report.ID, q)
			if i < 0 {
				continue
			}
			passage(q.Paragraph, q.Start, q.End)
			a.Motivation, a.Purpose, a.Body, a.Says = "linking", "linking", p.toPage(p.saidURL(i)), q.Speaker
			add(&a)
		}
		for _, c := range claims[report] {
			start, end := printedIn(report.Text(c.paragraph), c.claim, c.answer)
			path, _ := p.pagePath(c.claim.ID)
			passage(c.paragraph, start, end)
			a.Motivation, a.Purpose, a.Body = "assessing", "linking", p.toPage(path)
			a.Says = c.claim.Title + " " + c.answer.Value + " (" + p.speaker(c.answer) + ")"
			add(&a)
		}
	}
}

// printedIn returns where a paragraph has the words of an answer; if it has them
// not, or more than once, the answer is the whole paragraph's.
func printedIn(text string, c *collate.Claim, a *corpus.Answer) (start, end int) {
	words := cmp.Or(a.Printed, a.Value)
	if a.Printed == "" && c.Form == corpus.YesNoForm || strings.Count(text, words) != 1 {
		return 0, 0
	}
	start = strings.Index(text, words)
	end = start + len(words)
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	if isInWord(before) || isInWord(behind) { // "2" in "22"
		return 0, 0
	}
	return start, end
}

func isInWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
