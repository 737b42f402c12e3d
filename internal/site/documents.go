package site

import (
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/search"
)

// oneIndex is the size, in bytes, up to which the search index is one script.
const oneIndex = 300_000

// searchParts is in how many parts the search index is made.
const searchParts = 9

// searchIndex returns the index that search.html's script reads.
func (p *plan) searchIndex() *search.Index {
	index, err := search.New(p.documents(), oneIndex)
	if err != nil { // titles and addresses were checked at loading
		panic("site: " + err.Error())
	}
	return index
}

// searchFiles makes a part of the search index.
func searchFiles(index *search.Index, part int) []File {
	scripts := index.Files(part, searchParts)
	files := make([]File, len(scripts))
	for i, s := range scripts {
		files[i] = File(s)
	}
	return files
}

// documents lists everything that can be searched for.
func (p *plan) documents() []search.Document {
	docs := make([]search.Document, 0, p.documentCount())
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			docs = append(docs, p.entityDocument(e))
		}
	}
	for _, a := range p.articles {
		path, _ := p.pagePath(a.ID)
		docs = append(docs, search.Document{
			Kind: search.Report, Title: a.Title, Names: slices.Concat([]string{a.Label}, a.Byline), Page: path,
			Language: p.foreign(headlineLanguage(a)),
			Note:     p.say("document.report", "report", a.Label, "origin", p.reportOf[a].Origin),
		})
		language := p.foreign(copyLanguage(a))
		for i, para := range a.Paragraphs {
			docs = append(docs, search.Document{
				Kind: search.Paragraph, Title: a.Label + " ¶" + itoa(para.N), Page: path, Fragment: para.ID, Text: a.Text(i),
				Language: language,
			})
		}
	}
	for i := range p.x.Claims() {
		c := &p.x.Claims()[i]
		path, _ := p.pagePath(c.ID)
		docs = append(docs, search.Document{
			Kind: search.Claim, Title: c.Title, Page: path, Note: p.verdict(c.Verdict),
			Text: p.inShort(c) + " " + plain(&c.Page),
		})
	}
	for _, m := range p.moments {
		path, fragment := p.pagePath(m.Event.ID)
		docs = append(docs, search.Document{
			Kind: search.Event, Title: m.Event.Title, Page: path, Fragment: fragment,
			Note: p.first(m.Event.When), Text: plain(&m.Event.Page),
		})
	}
	for i := range p.x.Utterances() {
		u := &p.x.Utterances()[i]
		path, fragment := p.saidAt(i)
		docs = append(docs, search.Document{
			Kind: search.Quotation, Title: p.speakerName(u), Page: path, Fragment: fragment, Text: u.Text,
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
	d := search.Document{Kind: kinds[e.Kind], Title: e.Title, Page: path, Note: roleOf(e)}
	for _, n := range e.Names {
		d.Names = append(d.Names, n.Text)
	}
	for _, a := range p.x.ByArticle(e.ID) { // as printed, which may differ in case or accents
		for _, s := range a.Spellings {
			if !slices.Contains(d.Names, s.Text) {
				d.Names = append(d.Names, s.Text)
			}
		}
	}
	return d
}

// documentCount returns how many documents there are.
func (p *plan) documentCount() int {
	n := len(p.c.People) + len(p.c.Places) + len(p.c.Organisations) + len(p.articles) + len(p.x.Claims()) +
		len(p.moments) + len(p.x.Utterances())
	for _, a := range p.articles {
		n += len(a.Paragraphs)
	}
	return n
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
