package site

import (
	"html/template"
	"slices"

	"golang.org/x/text/language"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/markdown"
	"collate/internal/phrase"
)

// own writes words that are a report's own, such as its headline and its
// quotations, also where our copy re-tells the rest of it.
func (p *plan) own(a *corpus.Article, words string) template.HTML {
	return p.inTongue(ownLanguage(a), words)
}

// copied writes words of our copy of a report.
func (p *plan) copied(a *corpus.Article, words string) template.HTML {
	return p.inTongue(copyLanguage(a), words)
}

// ownLanguage is that of a report's original, "" if none is recorded.
func ownLanguage(a *corpus.Article) string {
	if a.Original == nil {
		return ""
	}
	return a.Original.Language
}

// copyLanguage is that of our copy of a report: a digest is in the language of
// the pages, which is "" here.
func copyLanguage(a *corpus.Article) string {
	if a.Digest {
		return ""
	}
	return ownLanguage(a)
}

// headline writes a report's headline, in brackets if it is ours.
func (p *plan) headline(a *corpus.Article) template.HTML {
	return p.inTongue(headlineLanguage(a), headline(a))
}

// headlineLanguage is that of a report's headline, "" if that is ours.
func headlineLanguage(a *corpus.Article) string {
	if a.Supplied {
		return ""
	}
	return ownLanguage(a)
}

// accountOf writes the words with which a report dates an event.
func (p *plan) accountOf(e *corpus.Event, i int) template.HTML {
	tag := ""
	if refs := p.x.Citations.Account(e.ID, i); len(refs) > 0 {
		tag = ownLanguage(refs[0].Article)
	}
	return p.inTongue(tag, e.Accounts[i].Printed)
}

// spelling writes a form of a name that some reports print. Where they are of
// several languages it is of none.
func (p *plan) spelling(name string, in []*corpus.Article) template.HTML {
	tag := ownLanguage(in[0])
	for _, a := range in {
		if ownLanguage(a) != tag {
			tag = ""
		}
	}
	if tag == "" && phrase.DirectionOf(name) != p.direction {
		return template.HTML("<bdi>" + escaped(name) + "</bdi>") //nolint:gosec // escaped
	}
	return p.inTongue(tag, name)
}

// inPages marks HTML in a report's text that is not of it, but of the pages.
func (p *plan) inPages(a *corpus.Article, html string) string {
	if html == "" || p.tongue(copyLanguage(a)) == "" {
		return html
	}
	pages := p.c.Site.Language
	return `<span lang="` + pages + `" dir="` + p.direction + `">` + html + `</span>`
}

// textLanguage is that of a page's text, "" for that of the pages.
func (p *plan) textLanguage(page *corpus.Page) string {
	if i, ok := p.order[page.ID]; ok {
		return copyLanguage(p.articles[i])
	}
	return ""
}

// turned returns the attribute of a name that is written in the other direction
// than the text in which it stands, so that neither puts the other in disorder.
func turned(name, direction string) string {
	d := phrase.DirectionOf(name)
	if d == "" || d == direction {
		return ""
	}
	return ` dir="` + d + `"`
}

// quotationTag returns the tag that marks the quotations of a digest as words of
// the report; "" if that is of the language of the pages, and for other pages.
func (p *plan) quotationTag(page *corpus.Page) string {
	i, ok := p.order[page.ID]
	if !ok || !p.articles[i].Digest {
		return ""
	}
	attrs := p.tongue(ownLanguage(p.articles[i]))
	if attrs == "" {
		return ""
	}
	return "<bdi" + string(attrs) + ">"
}

// withQuotations adds to the spans of a block what puts its quotations behind a
// tag.
func withQuotations(spans []markdown.Span, text, open string) []markdown.Span {
	for _, q := range extract.Quotations(text) {
		if q.Depth == 0 && !q.Open { // the marks themselves stand outside
			spans = append(spans,
				markdown.Span{Range: markdown.Range{Start: q.OuterStart, End: q.Start}, Close: open},
				markdown.Span{Range: markdown.Range{Start: q.End, End: q.OuterEnd}, Open: "</bdi>"})
		}
	}
	slices.SortFunc(spans, func(a, b markdown.Span) int { return a.Start - b.Start })
	return spans
}

func (p *plan) inTongue(tag, words string) template.HTML {
	return p.marking(tag, template.HTML(escaped(words))) //nolint:gosec // escaped
}

// marking puts text of a language between tags that say so, unless it is that
// of the pages.
func (p *plan) marking(tag string, text template.HTML) template.HTML {
	attrs := p.tongue(tag)
	if attrs == "" || text == "" {
		return text
	}
	return "<bdi" + template.HTML(attrs) + ">" + text + "</bdi>" //nolint:gosec // see tongue
}

// tongue returns the attributes of an element whose text is in a language: ""
// if that is the language of the pages, or none, else ` lang="fa" dir="rtl"`,
// without the direction if that is the pages' own.
func (p *plan) tongue(tag string) template.HTMLAttr {
	tag = p.foreign(tag)
	if tag == "" {
		return ""
	}
	attrs := ` lang="` + tag + `"`
	if d := p.directionOf(tag); d != p.direction {
		attrs += ` dir="` + d + `"`
	}
	return template.HTMLAttr(attrs) //nolint:gosec // a tag has letters, digits and hyphens only
}

// foreign returns a language's tag as it is written in HTML, "" if it is the
// language of the pages, or no tag.
func (p *plan) foreign(tag string) string {
	if tag == "" {
		return ""
	}
	t, err := language.Parse(tag)
	if err != nil || phrase.SameLanguage(tag, p.c.Site.Language) {
		return ""
	}
	return t.String()
}

// directionOf returns the direction in which a language is written, that of
// the pages for "".
func (p *plan) directionOf(tag string) string {
	if tag == "" || tag == p.c.Site.Language {
		return p.direction
	}
	return phrase.Direction(tag)
}
