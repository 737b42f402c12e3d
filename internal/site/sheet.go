package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/markdown"
)

// A sheet is a page while it is being made. It notes what the page links to,
// for the previews and for the list of sources at its end.
type sheet struct {
	*plan
	address
	self  *corpus.Entity // whose page this is, nil otherwise
	whole bool           // it is the page that holds everything, and links stay on it
	links map[*corpus.Entity]*linked
	cited map[paragraph]*citedAt
}

// A linked is an entity that a page links to.
type linked struct {
	EntityLink
	known *known
	a     string // the tag of a link to it in a text; "" until one is needed
}

// A paragraph is one paragraph of a report.
type paragraph struct {
	article *corpus.Article
	index   int
}

// A citedAt says where on a page a paragraph is cited.
type citedAt struct {
	anchors []string // of the citations, in the order made
	near    []string // the texts that cite it, to choose the sentence that is shown
}

func (p *plan) sheet(path string) *sheet {
	return &sheet{plan: p, address: address{path: path}}
}

// to is address.to, but for what stands on the page itself because that holds
// everything.
func (s *sheet) to(path, fragment string) string {
	if s.whole {
		if id := wholeID(path, fragment); id != "" {
			return "#" + id
		}
	}
	return s.address.to(path, fragment)
}

// file is address.file, but as to.
func (s *sheet) file(upsAndPath string) string {
	if s.whole {
		return s.to(upsAndPath[len(ups):], "")
	}
	return s.address.file(upsAndPath)
}

// anchored returns the id that what a page has under an id gets on this sheet.
func (s *sheet) anchored(path, id string) string {
	if s.whole {
		return wholeID(path, id)
	}
	return id
}

// A Link is a link as a template prints it.
type Link struct{ URL, Text string }

// An EntityLink is a link to the page of a person, place or organisation.
type EntityLink struct {
	URL    string
	Name   string
	Class  string        // "person", "place" or "organisation"
	Entity string        // "people/jane-doe", for previews
	Role   string        // who or what it is, in a line; may be ""
	N      int           // what the list counts: mentions, or shared paragraphs
	Count  string        // N in words, "12 mentions in 4 of 5 reports"; may be ""
	Glyph  template.HTML // the sign of the kind, in lists that show it
}

// roleOf returns who or what an entity is, in a few words.
func roleOf(e *corpus.Entity) string {
	if e.Kind == corpus.People {
		return e.Role
	}
	return e.What
}

// entity makes a link to an entity's page and notes that the page needs its
// card.
func (s *sheet) entity(e *corpus.Entity) EntityLink { return s.meet(e).EntityLink }

// meet is entity for what only reads it.
func (s *sheet) meet(e *corpus.Entity) *linked {
	l := s.links[e]
	if l != nil {
		return l
	}
	if s.links == nil {
		s.links = map[*corpus.Entity]*linked{}
	}
	known := s.known[e]
	l = &linked{EntityLink: known.link, known: known}
	l.URL = s.file(known.file)
	s.links[e] = l
	return l
}

func (s *sheet) entities(list []*corpus.Entity) []EntityLink {
	links := make([]EntityLink, len(list))
	for i, e := range list {
		links[i] = s.entity(e)
	}
	return links
}

// byID is entities for references in front matter, all of which resolve.
func (s *sheet) byID(ids ...corpus.ID) []EntityLink {
	links := make([]EntityLink, 0, len(ids))
	for _, id := range ids {
		if e := s.x.Entity(id); e != nil {
			links = append(links, s.entity(e))
		}
	}
	return links
}

// page returns the URL of a content file's page.
func (s *sheet) page(id corpus.ID) string { return s.to(s.pagePath(id)) }

// place returns the URL of a paragraph of a report.
func (s *sheet) place(r cite.Ref) string {
	return s.to(s.reportOf[r.Article].path, r.Article.Paragraphs[r.Paragraph].ID)
}

// link leads to a paragraph of a report by its name, "D ¶2".
func (s *sheet) link(r cite.Ref) Link { return Link{s.place(r), r.Name()} }

// text writes the Markdown of a content file as HTML, with its names linked
// and its citations leading to the page's sources.
func (s *sheet) text(p *corpus.Page) template.HTML {
	if p.Body == nil || len(p.Body.Blocks) == 0 {
		return ""
	}
	hooks := markdown.Hooks{
		Spans: s.spans(p),
		After: s.marginNotes(p),
		Cite: func(block, i int) string {
			b := p.Body.Blocks[block]
			at := b.Cites[i].At
			return s.cite(s.x.Citations.In(p.ID, block, i), b.Text[:at], func(ref int) string {
				return citeID(p, block, i, ref)
			})
		},
	}
	if p.Kind != corpus.Events && !s.whole { // which share a page, where their headings would clash
		hooks.Attrs = headings(p)
	}
	return s.relevelled(p, p.Body.HTML(hooks))
}

// relevelled fits a text's headings, however deep they were written, under the
// heading of the page that the text stands on, with no level skipped.
func (s *sheet) relevelled(p *corpus.Page, text string) template.HTML {
	top := 2
	switch p.Kind {
	case corpus.People, corpus.Places, corpus.Organisations:
		top = 3 // under "What the reports say"
	case corpus.Events:
		top = 4 // under the event, which is under its day
	}
	if s.whole {
		top = 4 // under what has a page of its own elsewhere, which is under its kind
		if p.ID == corpus.Story {
			top = 3
		}
		text = s.retyped(p, text)
	}
	levels := outline(p.Body.Blocks, top)
	if asWritten(p.Body.Blocks, levels) {
		return template.HTML(text) //nolint:gosec // package markdown escapes
	}
	return template.HTML(renumbered(text, levels)) //nolint:gosec // see above
}

// renumbered gives the headings of a text their levels. Package markdown
// escapes what is no tag, and writes two for each heading.
func renumbered(text string, levels []int) []byte {
	out, tags := []byte(text), 0
	for i, c := range out {
		if '1' <= c && c <= '6' && (strings.HasSuffix(text[:i], "<h") || strings.HasSuffix(text[:i], "</h")) {
			out[i] = '0' + byte(levels[tags/2])
			tags++
		}
	}
	return out
}

// asWritten reports whether a text's headings have the levels that they are to
// have.
func asWritten(blocks []markdown.Block, levels []int) bool {
	n := 0
	for _, b := range blocks {
		if b.Kind == markdown.Heading {
			if int(b.Level) != levels[n] {
				return false
			}
			n++
		}
	}
	return true
}

// outline returns the level of each heading if the highest have level top.
func outline(blocks []markdown.Block, top int) []int {
	var levels, above []int // above: as written, of the heading and those it is under
	for _, b := range blocks {
		if b.Kind != markdown.Heading {
			continue
		}
		for len(above) > 0 && above[len(above)-1] >= int(b.Level) {
			above = above[:len(above)-1]
		}
		above = append(above, int(b.Level))
		levels = append(levels, min(6, top+len(above)-1))
	}
	return levels
}

// headings gives each heading of a page an id made of its words.
func headings(p *corpus.Page) func(block int) string {
	id := headingIDs(p)
	return func(block int) string {
		if p.Body.Blocks[block].Kind != markdown.Heading {
			return ""
		}
		return ` id="` + escaped(id(block)) + `"`
	}
}

// headingIDs returns what gives each heading of a page, asked for in their
// order, its id; "" for other blocks.
func headingIDs(p *corpus.Page) func(block int) string {
	taken := map[string]bool{}
	return func(block int) string {
		b := &p.Body.Blocks[block]
		if b.Kind != markdown.Heading {
			return ""
		}
		words := cmp.Or(anchor(b.Text), "part")
		id := words
		for n := 2; taken[id] || reserved(id); n++ {
			id = words + "-" + itoa(n)
		}
		taken[id] = true
		return id
	}
}

// spans returns the hook that marks the mentions in a page's text. In articles
// all are marked and have an id, to which backlinks lead; elsewhere, where two
// texts may share a page, only the first of a paragraph is, as a link.
func (s *sheet) spans(p *corpus.Page) func(block int) []markdown.Span {
	mentions := s.x.Mentions.On(p.ID) // of the block that comes, and those behind it
	direction := s.directionOf(s.textLanguage(p))
	quotation := s.quotationTag(p)
	var spans []markdown.Span // of one block after the other
	return func(block int) []markdown.Span {
		spans = spans[:0]
		for ; len(mentions) > 0 && int(mentions[0].Block) <= block; mentions = mentions[1:] {
			m := &mentions[0]
			if int(m.Block) == block && m.Entity != s.self && (m.First || p.Kind == corpus.Articles) {
				spans = append(spans, s.span(p, m, direction))
			}
		}
		if quotation != "" {
			spans = withQuotations(spans, p.Body.Blocks[block].Text, quotation)
		}
		return spans
	}
}

// span marks a mention in a page's text, which is written in a direction.
func (s *sheet) span(p *corpus.Page, m *link.Mention, direction string) markdown.Span {
	e := s.meet(m.Entity)
	if e.a == "" {
		e.a = s.join(`<a class="`, e.Class, `" href="`, escaped(e.URL), `" data-entity="`, e.Entity, `">`)
	}
	span := markdown.Span{Range: m.Range(), Open: e.known.span, Close: "</span>"}
	if m.First {
		span.Open, span.Close = e.a, "</a>"
	}
	if turned := turned(p.Body.Blocks[m.Block].Text[m.Start:m.End], direction); turned != "" {
		span.Open = s.join(span.Open[:len(span.Open)-1], turned, `>`)
	}
	if p.Kind == corpus.Articles && !s.whole {
		span.ID = s.join(` id="`, e.known.mentions, itoa(int(m.N)), `"`)
	}
	return span
}

// cite writes a citation: one link for each paragraph that it names, to the
// paragraph's entry in the page's sources. near is the text before it.
func (s *sheet) cite(refs []cite.Ref, near string, id func(ref int) string) string {
	var b strings.Builder
	for i, r := range refs {
		key := paragraph{r.Article, r.Paragraph}
		at := s.cited[key]
		if at == nil {
			if s.cited == nil {
				s.cited = map[paragraph]*citedAt{}
			}
			at = &citedAt{}
			s.cited[key] = at
		}
		at.anchors = append(at.anchors, id(i))
		at.near = append(at.near, near)
		if i > 0 {
			b.WriteString(escaped(s.say("numbers.comma")))
		}
		if s.whole { // which has the paragraphs themselves
			b.WriteString(`<a class="cite" href="` + escaped(s.place(r)) + `">` + escaped(r.Name()) + `</a>`)
			continue
		}
		b.WriteString(`<a class="cite" id="` + escaped(id(i)) + `" href="#` +
			sourceID(r.Article, r.Paragraph) + `">` + escaped(r.Name()) + `</a>`)
	}
	if b.Len() == 0 {
		return ""
	}
	return "\u00a0<span class=\"cites\">[" + b.String() + "]</span>" // on a line with the word before it
}

// A SourceGroup is what a page cites of one report.
type SourceGroup struct {
	Heading string   // "Report D, The Independent"
	URL     string   // of the report
	Sources []Source // in the report's order
}

// A Source is one paragraph that a page cites.
type Source struct {
	ID    string        // its anchor on this page
	URL   string        // of the paragraph on the report's page
	Name  string        // "D ¶2"
	Said  template.HTML // the sentence that the citation seems to rest on, from our copy of the report
	Backs []Link        // to the citations; Text is an accessible name
}

// sources lists what the page cites, by report. It is called last, when all
// citations of the page have been made.
func (s *sheet) sources() []SourceGroup {
	keys := make([]paragraph, 0, len(s.cited))
	for k := range s.cited {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b paragraph) int {
		if a.article != b.article {
			return s.order[a.article.ID] - s.order[b.article.ID]
		}
		return a.index - b.index
	})
	var groups []SourceGroup
	for i, k := range keys {
		if i == 0 || keys[i-1].article != k.article {
			groups = append(groups, SourceGroup{
				Heading: s.reportName(k.article), URL: s.page(k.article.ID),
			})
		}
		g := &groups[len(groups)-1]
		g.Sources = append(g.Sources, s.source(k))
	}
	return groups
}

func (s *sheet) source(k paragraph) Source {
	r := cite.Ref{Article: k.article, Paragraph: k.index}
	at := s.cited[k]
	src := Source{
		ID: sourceID(k.article, k.index), URL: s.place(r), Name: r.Name(),
		Said: s.copied(k.article, said(k.article.Text(k.index), at.near)),
	}
	for i, a := range at.anchors {
		name := s.say("said.back", "source", src.Name)
		if n := len(at.anchors); n > 1 {
			name = s.say("said.back-nth", "source", src.Name, "i", i+1, "of", n)
		}
		src.Backs = append(src.Backs, Link{"#" + a, name})
	}
	return src
}

// reportName names a report and its outlet: "Report C, The Independent".
func (p *plan) reportName(a *corpus.Article) string {
	if a.Publisher == "" {
		return a.Label
	}
	return a.Label + p.say("numbers.comma") + a.Publisher
}
