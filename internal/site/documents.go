package site

import (
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/search"
)

// oneIndex is the size, in bytes, up to which the search index is one script.
const oneIndex = 300_000

// searchIndex makes the index that search.html's script reads.
func (p *plan) searchIndex() []File {
	scripts, err := search.Files(p.documents(), oneIndex)
	if err != nil { // titles and addresses were checked at loading
		panic("site: " + err.Error())
	}
	files := make([]File, len(scripts))
	for i, s := range scripts {
		files[i] = File(s)
	}
	return files
}

// documents lists everything that can be searched for.
func (p *plan) documents() []search.Document {
	var docs []search.Document
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			docs = append(docs, p.entityDocument(e))
		}
	}
	for _, a := range p.articles {
		path, _ := p.pagePath(a.ID)
		docs = append(docs, search.Document{
			Kind: search.Report, Title: a.Title, Names: slices.Concat([]string{a.Label}, a.Byline), URL: path,
			Language: p.foreign(headlineLanguage(a)),
			Note:     p.say("document.report", "report", a.Label, "origin", p.origin(a)),
		})
		for i, para := range a.Paragraphs {
			docs = append(docs, search.Document{
				Kind: search.Paragraph, Title: a.Label + " ¶" + itoa(para.N), URL: path + "#" + para.ID, Text: a.Text(i),
				Language: p.foreign(copyLanguage(a)),
			})
		}
	}
	for i := range p.x.Claims() {
		c := &p.x.Claims()[i]
		path, _ := p.pagePath(c.ID)
		docs = append(docs, search.Document{
			Kind: search.Claim, Title: c.Title, URL: path, Note: p.verdict(c.Verdict),
			Text: p.inShort(c) + " " + plain(&c.Page),
		})
	}
	for _, m := range p.moments {
		path, fragment := p.pagePath(m.Event.ID)
		docs = append(docs, search.Document{
			Kind: search.Event, Title: m.Event.Title, URL: path + "#" + fragment,
			Note: p.first(m.Event.When), Text: plain(&m.Event.Page),
		})
	}
	for i, u := range p.x.Utterances() {
		docs = append(docs, search.Document{
			Kind: search.Quotation, Title: p.speakerName(&u), URL: p.saidURL(i), Text: u.Text,
			Language: p.foreign(ownLanguage(u.Printings[u.Base].Article)),
		})
	}
	return docs
}

func (p *plan) entityDocument(e *corpus.Entity) search.Document {
	kinds := map[corpus.Kind]search.Kind{
		corpus.People: search.Person, corpus.Places: search.Place, corpus.Organisations: search.Organisation,
	}
	path, _ := p.pagePath(e.ID)
	d := search.Document{Kind: kinds[e.Kind], Title: e.Title, URL: path, Note: roleOf(e)}
	for _, n := range e.Names {
		d.Names = append(d.Names, n.Text)
	}
	for _, a := range p.x.ByArticle(e.ID) { // as printed, which may differ in case or accents
		for _, s := range a.Spellings {
			d.Names = append(d.Names, s.Text)
		}
	}
	return d
}

// plain returns the text of a page without markup, a blank between blocks.
func plain(p *corpus.Page) string {
	if p.Body == nil {
		return ""
	}
	texts := make([]string, len(p.Body.Blocks))
	for i, b := range p.Body.Blocks {
		texts[i] = b.Text
	}
	return strings.Join(texts, " ")
}
