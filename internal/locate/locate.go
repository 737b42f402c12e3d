// Package locate says which line of which content file a piece of a page comes
// from, so that an editor who reads the page gets to it. It goes by what stands on
// the page: its ids, its links and its words; no page is made another for it. It
// knows what package corpus loaded and the paths of package site, and serves
// package preview.
package locate

import (
	"strings"
	"sync"
	"unicode"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/markdown"
	"collate/internal/site"
)

// An Element is a piece of a page: a paragraph, a row, an item of a list.
type Element struct {
	Page string   // its path in the site: "people/jane-doe.html"
	IDs  []string // its own, of what it is in, of what is in it
	Text string   // its words, without citations
	To   []string // where its links lead, as Page with a fragment
}

// A Locator answers for a corpus. It is safe for concurrent use.
type Locator struct {
	corpus *corpus.Corpus
	byPath func() map[string]*corpus.Page // the pages that have one of their own
	byText func() map[string]diag.Pos     // of all texts, by their letters; the first of those alike
}

// New returns a Locator. What it needs it works out when it is first asked.
func New(c *corpus.Corpus) *Locator {
	return &Locator{
		corpus: c,
		byPath: sync.OnceValue(func() map[string]*corpus.Page {
			pages := map[string]*corpus.Page{}
			for _, p := range c.Pages() {
				if p.Kind != corpus.Events {
					pages[site.PathOf(p.ID)] = p
				}
			}
			return pages
		}),
		byText: sync.OnceValue(func() map[string]diag.Pos {
			texts := map[string]diag.Pos{}
			for _, p := range c.Pages() {
				for _, t := range textsOf(c, p) {
					if _, ok := texts[letters(t.text)]; !ok {
						texts[letters(t.text)] = t.pos
					}
				}
			}
			return texts
		}),
	}
}

// Find returns where an element comes from: what its ids name; else the text of
// its page, or of another, that has its words; else the paragraph or the page that
// it links to; else its page. It reports false if nothing tells.
func (l *Locator) Find(e Element) (diag.Pos, bool) {
	own := l.byPath()[e.Page]
	for _, id := range e.IDs {
		if pos, ok := l.byID(own, e.Page, id); ok {
			return pos, true
		}
	}
	words := letters(e.Text)
	if own != nil && words != "" {
		if pos, ok := nearest(textsOf(l.corpus, own), words); ok {
			return pos, true
		}
	}
	if pos, ok := l.byText()[words]; ok && words != "" {
		return pos, true
	}
	for _, to := range e.To {
		path, fragment, _ := strings.Cut(to, "#")
		page := l.byPath()[path]
		if pos, ok := l.byID(page, path, fragment); ok {
			return pos, true
		}
		if page != nil && page != own && page.Kind != corpus.Articles && fragment == "" {
			return page.Pos, true
		}
	}
	if own != nil {
		return own.Pos, true
	}
	return diag.Pos{}, false
}

// byID returns what an id names on a page, of which own is the file, if it has one:
// a report's paragraph, a claim's answer, an event or its account; on any page a
// paragraph in a list of sources.
func (l *Locator) byID(own *corpus.Page, path, id string) (diag.Pos, bool) {
	if rest, ok := strings.CutPrefix(id, "s-"); ok {
		if at := strings.LastIndexByte(rest, '-'); at > 0 {
			return l.paragraph(corpus.ID("articles/"+rest[:at]), rest[at+1:])
		}
	}
	switch {
	case id == "":
	case own != nil && own.Kind == corpus.Articles:
		return l.paragraph(own.ID, id)
	case own != nil && own.Kind == corpus.Claims:
		for _, c := range l.corpus.Claims {
			if n, ok := ordinal(id, "a"); c.ID == own.ID && ok && n <= len(c.Answers) {
				return c.Answers[n-1].Pos, true
			}
		}
	case strings.HasPrefix(path, "timeline"):
		return l.event(id)
	}
	return diag.Pos{}, false
}

func (l *Locator) paragraph(article corpus.ID, id string) (diag.Pos, bool) {
	for _, a := range l.corpus.Articles {
		if a.ID != article {
			continue
		}
		for _, p := range a.Paragraphs {
			if p.ID == id {
				return begin(&a.Page, p.Block), true
			}
		}
	}
	return diag.Pos{}, false
}

// event returns where an event stands, or one of its accounts: "fire", "fire-a2".
func (l *Locator) event(id string) (diag.Pos, bool) {
	for _, e := range l.corpus.Events {
		rest, ok := strings.CutPrefix(id, e.Slug)
		if !ok {
			continue
		}
		if rest == "" || rest == "_" {
			return e.Pos, true
		}
		if n, ok := ordinal(rest, "-a"); ok && n <= len(e.Accounts) {
			return e.Accounts[n-1].CitePos, true
		}
	}
	return diag.Pos{}, false
}

// ordinal reads a number from 1 behind a prefix.
func ordinal(id, prefix string) (n int, ok bool) {
	digits, ok := strings.CutPrefix(id, prefix)
	if !ok || digits == "" || len(digits) > 6 {
		return 0, false
	}
	for _, d := range []byte(digits) {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = 10*n + int(d-'0')
	}
	return n, n > 0
}

// A text is what a content file has typed, and where.
type text struct {
	text string
	pos  diag.Pos
}

// textsOf returns the texts of a page: those of its front matter that readers see,
// and its blocks.
func textsOf(c *corpus.Corpus, p *corpus.Page) []text {
	texts := []text{{p.Title, p.Pos}, {p.Standfirst, p.StandfirstPos}}
	for _, e := range c.People {
		if e.ID == p.ID {
			texts = append(texts, text{e.Role, e.RolePos})
		}
	}
	if p.Body == nil {
		return texts
	}
	for i := range p.Body.Blocks {
		texts = append(texts, text{p.Body.Blocks[i].Text, begin(p, i)})
	}
	return texts
}

func begin(p *corpus.Page, block int) diag.Pos {
	b := &p.Body.Blocks[block]
	line, col := b.Pos(0)
	if b.Kind == markdown.Heading && line == 0 {
		line = int(b.Line)
	}
	return diag.Pos{File: p.File, Line: line, Col: col}
}

// nearest returns the text that has the words, or of which they are a part, or that
// is a part of them, in this order.
func nearest(texts []text, words string) (diag.Pos, bool) {
	const enough = 12 // letters that do not stand in another text by chance
	ways := []func(have string) bool{
		func(have string) bool { return have == words },
		func(have string) bool { return len(words) >= enough && strings.Contains(have, words) },
		func(have string) bool { return len(have) >= enough && strings.Contains(words, have) },
	}
	for _, is := range ways {
		for _, t := range texts {
			if have := letters(t.text); have != "" && t.pos.File != "" && is(have) {
				return t.pos, true
			}
		}
	}
	return diag.Pos{}, false
}

// letters returns the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
