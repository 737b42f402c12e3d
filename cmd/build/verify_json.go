package main

import (
	"encoding/json"
	"io"
	"path/filepath"

	"collate/internal/cite"
	"collate/internal/diag"
)

// The JSON of `build verify`; docs/verify.md says what the keys mean.
type (
	verifiedJSON struct {
		Reports  []verifiedReport `json:"reports"`
		Pages    verifiedPages    `json:"pages"`
		Mistakes []verifiedError  `json:"mistakes"`
		Warnings []verifiedError  `json:"warnings"`
	}
	verifiedReport struct {
		Article    string          `json:"article"`
		Label      string          `json:"label"`
		Status     string          `json:"status"`
		Original   string          `json:"original"`
		SHA256     string          `json:"sha256"`
		Paragraphs int             `json:"paragraphs"`
		Quotations []verifiedQuote `json:"quotations"`
		Figures    verifiedTally   `json:"figures"`
		Times      verifiedTally   `json:"times"`
		Names      verifiedTally   `json:"names"`
		Closest    int             `json:"closest"`
	}
	verifiedPages struct {
		Quotations []verifiedQuote `json:"quotations"`
		Facts      int             `json:"facts"`
	}
	verifiedTally struct {
		Same    int `json:"same"`
		Added   int `json:"added"`
		LeftOut int `json:"left_out"`
	}
	verifiedQuote struct {
		File    string          `json:"file"`
		Line    int             `json:"line"`
		Column  int             `json:"column"`
		Words   string          `json:"words"`
		Verdict string          `json:"verdict"`
		Places  []verifiedPlace `json:"places"`
	}
	verifiedPlace struct {
		Article   string `json:"article"`
		Paragraph int    `json:"paragraph"`
		Start     int    `json:"start"`
		End       int    `json:"end"`
	}
	verifiedError struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
		Hint    string `json:"hint"`
	}
)

func (v *verification) printJSON(w io.Writer) error {
	doc := verifiedJSON{
		Reports: []verifiedReport{}, Pages: verifiedPages{Quotations: quotesJSON(v.pages), Facts: v.held},
		Mistakes: errorsJSON(v.mistakes), Warnings: errorsJSON(v.warnings),
	}
	for _, a := range v.articles {
		r := verifiedReport{
			Article: a.article.Slug, Label: a.article.Label, Status: a.status, Paragraphs: len(a.article.Paragraphs),
			Quotations: quotesJSON(a.Quotes), Figures: verifiedTally(a.Figures), Times: verifiedTally(a.Times),
			Names: verifiedTally(a.Names), Closest: a.Closest,
		}
		if a.raw != nil {
			r.Original, r.SHA256 = filepath.ToSlash(a.raw.File), a.raw.SHA256
		}
		doc.Reports = append(doc.Reports, r)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func quotesJSON(quotes cite.Quotes) []verifiedQuote {
	list := []verifiedQuote{}
	for _, q := range quotes {
		one := verifiedQuote{
			File: q.Pos.File, Line: q.Pos.Line, Column: q.Pos.Col, Words: q.Words, Verdict: q.Verdict.String(),
			Places: []verifiedPlace{},
		}
		for _, p := range q.Places {
			one.Places = append(one.Places,
				verifiedPlace{p.Article.Slug, p.Article.Paragraphs[p.Paragraph].N, p.Start, p.End})
		}
		list = append(list, one)
	}
	return list
}

func errorsJSON(errs diag.List) []verifiedError {
	list := []verifiedError{}
	for _, e := range errs.Sorted() {
		list = append(list, verifiedError{e.Pos.File, e.Pos.Line, e.Pos.Col, e.Msg, e.Hint})
	}
	return list
}
