package site

import (
	"iter"
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
	index, err := search.New(p.documents(), p.paragraphDocuments(), oneIndex)
	if err != nil { // titles and addresses were checked at loading
		panic("site: " + err.Error())
	}
	return index
}

// searchFiles makes a part of the search index.
func searchFiles(index *search.Index, part int) iter.Seq[File] {
	return func(yield func(File) bool) {
		for f := range index.Files(part, searchParts) {
			if !yield(File{Path: f.Path, Data: f.Data}) {
				return
			}
		}
	}
}

// documents lists what can be searched for but for paragraphs.
func (p *plan) documents() []search.Document {
	docs := make([]search.Document, 0, len(p.c.People)+len(p.c.Places)+len(p.c.Organisations)+len(p.articles)+
		len(p.x.Claims())+len(p.moments)+len(p.x.Utterances()))
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

// paragraphDocuments makes those of paragraphs.
func (p *plan) paragraphDocuments() search.Paragraphs {
	ends := make([]int, len(p.articles)) // of each article: after its last paragraph
	n := 0
	for i, a := range p.articles {
		n += len(a.Paragraphs)
		ends[i] = n
	}
	return search.Paragraphs{N: n, From: func(from, to int) iter.Seq[search.Document] {
		return func(yield func(search.Document) bool) {
			var titles joiner
			i, _ := slices.BinarySearch(ends, from+1)
			for ; from < to; i++ {
				a := p.articles[i]
				first := ends[i] - len(a.Paragraphs)
				d := search.Document{Kind: search.Paragraph, Language: p.foreign(copyLanguage(a))}
				d.Page, _ = p.pagePath(a.ID)
				for ; from < min(to, ends[i]); from++ {
					para := a.Paragraphs[from-first]
					d.Title, d.Fragment, d.Text = titles.join(a.Label, " ¶", itoa(para.N)), para.ID, a.Text(from-first)
					if !yield(d) {
						return
					}
				}
			}
		}
	}}
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
