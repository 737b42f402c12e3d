package corpus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entities returns the entities of a kind, by slug; nil for a kind that has
// none, such as articles.
func (c *Corpus) Entities(kind Kind) []*Entity {
	switch kind {
	case People:
		return c.People
	case Places:
		return c.Places
	case Organisations:
		return c.Organisations
	}
	return nil
}

// Pages returns every page that was written by hand: the story if there is
// one, then articles, people, places, organisations, events and claims, each by slug.
func (c *Corpus) Pages() []*Page {
	var pages []*Page
	if c.Story != nil {
		pages = append(pages, c.Story)
	}
	for _, a := range c.Articles {
		pages = append(pages, &a.Page)
	}
	for _, kind := range EntityKinds() {
		for _, e := range c.Entities(kind) {
			pages = append(pages, &e.Page)
		}
	}
	for _, e := range c.Events {
		pages = append(pages, &e.Page)
	}
	for _, c := range c.Claims {
		pages = append(pages, &c.Page)
	}
	return pages
}

// Text returns the text of a paragraph of the article.
func (a *Article) Text(paragraph int) string {
	return a.Body.Blocks[a.Paragraphs[paragraph].Block].Text
}

// InList writes a text as an item of a YAML list or mapping in brackets, with
// quotation marks where it needs them.
func InList(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	plain := unicode.IsLetter(first) && !strings.ContainsAny(s, ",:#[]{}\"\\") && strings.TrimSpace(s) == s
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return strconv.Quote(s)
}
