// Package archive is what a newsroom's archive is on disk: reports, and what is
// found in them, as JSON lines in sharded files. It knows nothing of Beam;
// package pipeline turns one kind of line into the others.
package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"collate/internal/corpus"
)

// A Report is a line of the archive. It has one of Page, Text and Data.
type Report struct {
	Slug string `json:"slug"`           // names the report in everything made of it
	Page string `json:"page,omitempty"` // a whole file of content/articles
	File string `json:"file,omitempty"` // the raw file's name, whose ending says how it is read
	Text string `json:"text,omitempty"` // the raw file, if it is UTF-8
	Data []byte `json:"data,omitempty"` // the raw file, if it is not; base64 in JSON
}

// Raw makes a line of a raw file.
func Raw(slug, file string, raw []byte) Report {
	r := Report{Slug: slug, File: file}
	if utf8.Valid(raw) {
		r.Text = string(raw)
	} else {
		r.Data = raw
	}
	return r
}

// Parse reads a line. Unknown keys are left alone: archives have their own.
func Parse(line []byte) (Report, error) {
	if !utf8.Valid(line) { // package json would put other signs in place of it
		return Report{}, errors.New("the line is not UTF-8: put what is in another encoding into “data”, in base64")
	}
	var r Report
	if err := json.Unmarshal(line, &r); err != nil {
		return Report{}, fmt.Errorf("the line is no report: %w", err)
	}
	kinds := 0
	for _, there := range []bool{r.Page != "", r.Text != "", len(r.Data) > 0} {
		if there {
			kinds++
		}
	}
	switch {
	case !corpus.IsSlug(r.Slug) || r.Slug == "index":
		return r, fmt.Errorf("%q is no slug; %q would be one", r.Slug, corpus.SuggestSlug(r.Slug))
	case kinds != 1:
		return r, fmt.Errorf("a report has one of “page”, “text” and “data”, and this has %d", kinds)
	case r.Page == "" && r.File == "":
		return r, errors.New("a raw report needs “file”, whose ending says how it is read")
	}
	return r, nil
}

// Bytes returns the raw file; nil if the report is a page.
func (r *Report) Bytes() []byte {
	if r.Page != "" {
		return nil
	}
	if len(r.Data) > 0 {
		return r.Data
	}
	return []byte(r.Text)
}

// A Rejected is a line of which nothing was made, and why.
type Rejected struct {
	At     string `json:"at"` // "reports-00001-of-00016.jsonl:17"
	Slug   string `json:"slug,omitempty"`
	Reason string `json:"reason"`
}

// Line returns a value as a line of JSON, without the line's end.
func Line(v any) (string, error) {
	b, err := marshal(v)
	return string(b), err
}
