// Package inspect says of one report what is found in it: its text, the names,
// quotations, times and figures. It is the line of `build inspect --json`, and
// needs no other report; package xref joins reports.
package inspect

import (
	"bytes"
	"encoding/json"
	"path"
	"path/filepath"
	"strings"

	"collate/internal/corpus"
	"collate/internal/importer"
	"collate/internal/link"
	"collate/internal/markdown"
)

// An Article is what is printed of a report.
type Article struct {
	ID         string   `json:"id"`    // the imported file's name without its ending
	Title      string   `json:"title"` // in [brackets] if the copy has none
	Byline     []string `json:"byline"`
	Date       string   `json:"date"`       // "2020-01-07"; "" if none is known
	Paragraphs []string `json:"paragraphs"` // plain text, sub-headings too, in order
	Findings

	published string // the date with the time, if it is known
	linked    []link.Mention
}

// OfDraft returns what is found in a raw report that was cleaned. Without a
// linker nothing is.
func OfDraft(file string, d *importer.Draft, l *link.Linker) Article {
	a := Article{
		ID: idOf(filepath.ToSlash(file)), Title: bracketed(d.Title, d.Supplied), Byline: d.Byline,
		Date: d.Date[:min(len(d.Date), len("2020-01-07"))], published: d.Date,
	}
	a.add(markdown.Parse(strings.Join(d.Paragraphs, "\n\n"), 1), l)
	return a
}

// OfArticle returns what is found in an article of the content. Without a
// linker nothing is.
func OfArticle(a *corpus.Article, l *link.Linker) Article {
	i := Article{ID: a.Slug, Title: bracketed(a.Title, a.Supplied), Byline: a.Byline}
	if a.Original != nil {
		i.ID = idOf(a.Original.File)
	}
	if a.Date.Known() {
		i.published = a.Date.Raw
		i.Date = a.Date.Raw[:min(len(a.Date.Raw), len("2020-01-07"))]
	}
	i.add(a.Body, l)
	return i
}

// Linked returns the mentions in the article's text as package link has them,
// in reading order: Block counts the blocks of the body. Those in the title are
// not among them.
func (a *Article) Linked() []link.Mention { return a.linked }

// JSON returns the article as one line of JSON, without the line's end.
func (a *Article) JSON() []byte {
	whole := *a
	whole.Byline, whole.Paragraphs = orEmpty(a.Byline), orEmpty(a.Paragraphs)
	whole.fill()
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(whole); err != nil {
		panic("inspect: " + err.Error()) // only strings stand in it
	}
	return bytes.TrimSuffix(line.Bytes(), []byte("\n"))
}

// add takes in the text of an article and what is found in it; nothing is, if
// there is no linker.
func (a *Article) add(doc *markdown.Doc, l *link.Linker) {
	blocks := make([]int, len(doc.Blocks)) // the paragraph of each
	for n, b := range doc.Blocks {
		blocks[n] = len(a.Paragraphs)
		if b.Text != "" {
			a.Paragraphs = append(a.Paragraphs, b.Text)
		}
	}
	if l != nil {
		a.find(doc, blocks, l)
	}
}

// idOf returns a file's name without its ending.
func idOf(file string) string {
	name := path.Base(file)
	return strings.TrimSuffix(name, path.Ext(name))
}

func bracketed(title string, supplied bool) string {
	if supplied && !strings.HasPrefix(title, "[") {
		return "[" + title + "]"
	}
	return title
}

// orEmpty makes an empty list of none, which JSON would call null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
