package site

import (
	"html/template"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/markdown"
	"collate/internal/phrase"
	"collate/internal/search"
	"collate/internal/xref"
)

// An Article is the data of article.html, a report's page.
type Article struct {
	Frame
	Label      string // "Report C"
	Supplied   bool   // the headline is ours
	Headline   template.HTML
	Standfirst template.HTML
	Outlet     string // "" if our copy names none, as the next three
	Byline     string
	Credit     string
	Times      []Time
	URL        string   // where the report was published, "" if not known
	Digest     bool     // the text is ours, not the report's
	Method     string   // URL
	Length     string   // "21 paragraphs, 640 words"
	Beside     []Letter // to this report beside each of the others
	Body       template.HTML
	Tongue     template.HTMLAttr // of the body
	OnlyHere   []EntityLink
	Mentioned  []MentionedKind
	Quoted     []Quoted
	Differs    []ClaimInShort // conflicts with other reports
	Alone      []ClaimInShort // what no other report answers
	Shares     []SharedWith
	Slips      []Slip
	Uses       []ParagraphUses
	Original   *Original
	Jump       []Link // the parts of the page
	Previous   *Turn
	Next       *Turn
}

// A MentionedKind is what a report mentions of one kind.
type MentionedKind struct {
	Heading string // "People"
	Links   []EntityLink
}

// ParagraphUses are the places in the explainer that cite one paragraph.
type ParagraphUses struct {
	URL  string // of the paragraph
	Name string // "¶3"
	Uses []Use
}

// A Use is one page that cites a paragraph.
type Use struct {
	Link
	Sentence string // of the story, that ends in the citation; "" for other pages
}

// An Original is the file that a report was imported from.
type Original struct {
	File   string
	SHA256 string
	Found  string // "title: line 8 · date: line 14"; "" if nothing is recorded
	Cuts   []Cut
	Words  string // "246 words left out"; "" if nothing was
}

// A Cut is a passage that import left out.
type Cut struct {
	What  string // "comment form"
	Where string // "lines 56–58, 16 words"; may be ""
}

func (p *plan) article(i int) Page {
	a := p.articles[i]
	path := p.reportOf[a].path
	s := p.sheet(path)
	d := &Article{
		Label: a.Label, Supplied: a.Supplied, Standfirst: p.copied(a, a.Standfirst), Outlet: a.Publisher,
		Byline: p.words.Join(a.Byline), Credit: a.Credit, Times: p.reportOf[a].times, URL: a.URL,
		Digest: a.Digest, Method: s.to(methodPath, ""), Length: p.length(a), Body: s.numbered(a),
		Headline: p.headline(a), Tongue: p.tongue(copyLanguage(a)),
		Beside: s.beside(a), Mentioned: s.mentioned(a.ID), Quoted: s.quotedIn(a), Uses: s.uses(a), Original: p.original(a),
	}
	if len(p.articles) > 1 { // else there is no other report to be silent
		d.OnlyHere = s.counts(p.x.OnlyHere(a))
	}
	d.Shares, d.Slips = s.sharedWith(a), s.slips(a)
	for _, c := range s.x.Claims() {
		answers := c.By(a)
		switch {
		case answers == nil:
		case c.Verdict == collate.OneReport:
			d.Alone = append(d.Alone, s.claimInShort(&c))
		case s.conflicts(&c, answers):
			d.Differs = append(d.Differs, s.claimInShort(&c))
		}
	}
	d.Jump = d.jump(p)
	if i > 0 {
		d.Previous = s.neighbour(p.articles[i-1])
	}
	if i+1 < len(p.articles) {
		d.Next = s.neighbour(p.articles[i+1])
	}
	d.Frame = s.frame(about{
		heading: headline(a), ogType: "article", source: a.ID,
		title:       p.say("article.title", "headline", headline(a), "report", p.reportName(a)),
		menu:        indexPath(corpus.Articles),
		description: p.say("article.described", "report", a.Label, "origin", p.reportOf[a].Origin, "text", p.beginning(a)),
		kind:        a.Label, note: p.published(a), schema: p.articlePage(a),
	})
	return Page{path, "article.html", d}
}

// A Turn leads to the report before or after another.
type Turn struct {
	URL  string
	Text template.HTML // "Report B: Fire at the harbour"
}

func (s *sheet) neighbour(a *corpus.Article) *Turn {
	return &Turn{s.file(s.reportOf[a].file), s.words.HTML("feed.report", "report", a.Label, "title", s.headline(a))}
}

func (p *plan) length(a *corpus.Article) string {
	words := p.say("article.words", "n", p.reportOf[a].words)
	return p.say("article.length-of", "paragraphs", p.say("article.paragraphs", "n", len(a.Paragraphs)), "words", words)
}

// words counts the words of a report as our copy has it.
func words(a *corpus.Article) int {
	n := 0
	for i := range a.Paragraphs {
		if text := search.OneLine(a.Text(i)); text != "" {
			n += 1 + strings.Count(text, " ")
		}
	}
	return n
}

// beginning returns a report's standfirst, or the first words of its text.
func (p *plan) beginning(a *corpus.Article) string {
	standfirst := strings.TrimSpace(a.Standfirst)
	switch {
	case standfirst != "":
		return standfirst
	case len(a.Paragraphs) == 0:
		return p.say("article.no-text")
	}
	return opening(a.Text(0), 24)
}

// numbered writes a report's text with a number and an anchor at each
// paragraph.
func (s *sheet) numbered(a *corpus.Article) template.HTML {
	const none = -1
	paragraphs := slices.Repeat([]int{none}, len(a.Body.Blocks)) // by block
	for i, para := range a.Paragraphs {
		paragraphs[para.Block] = i
	}
	path, id := s.reportOf[a].path, "" // of the paragraph being written
	return s.relevelled(&a.Page, a.Body.HTML(markdown.Hooks{
		Spans: s.spans(&a.Page),
		Attrs: func(block int) string {
			i := paragraphs[block]
			if i == none {
				return ""
			}
			id = escaped(s.anchored(path, a.Paragraphs[i].ID))
			return s.join(` id="`, id, `"`)
		},
		After: func(block int) string {
			i := paragraphs[block]
			if i == none {
				return ""
			}
			shared := s.inPages(a, s.sharedMarks(s.x.Shared(a, i)))
			return s.join("\u00a0", `<a class="pin" href="#`, id, `">¶`, itoa(a.Paragraphs[i].N), `</a>`, shared)
		},
	}))
}

// mentioned lists what a report mentions, by kind, most first.
func (s *sheet) mentioned(id corpus.ID) []MentionedKind {
	var list []MentionedKind
	for _, kind := range corpus.EntityKinds() {
		counts := s.x.On(id, kind)
		if len(counts) == 0 {
			continue
		}
		list = append(list, MentionedKind{s.kindTitle(kind), s.counts(counts)})
	}
	return list
}

// counts makes links of entities with a number each.
func (s *sheet) counts(list []xref.Count) []EntityLink {
	links := make([]EntityLink, len(list))
	for i, c := range list {
		links[i] = s.entity(c.Entity)
		links[i].N = c.N
	}
	return links
}

// kindTitle is the heading of a list of pages of a kind: "People".
func (p *plan) kindTitle(k corpus.Kind) string {
	return phrase.Capital(p.say("kind.many-" + string(k)))
}

// uses lists by paragraph which pages of the explainer cite a report. A page
// that cites a paragraph twice is listed once, but for the story, whose
// sentences are listed.
func (s *sheet) uses(a *corpus.Article) []ParagraphUses {
	var list []ParagraphUses
	for i, para := range a.Paragraphs {
		found := s.x.Uses(a, i)
		if len(found) == 0 {
			continue
		}
		u := ParagraphUses{URL: "#" + para.ID, Name: "¶" + itoa(para.N)}
		shown := map[corpus.ID]bool{}
		for _, use := range found {
			if shown[use.Page.ID] && use.Page.ID != corpus.Story {
				continue
			}
			shown[use.Page.ID] = true
			u.Uses = append(u.Uses, s.use(use))
		}
		list = append(list, u)
	}
	return list
}

func (s *sheet) use(u xref.Use) Use {
	path, _ := s.pagePath(u.Page.ID)
	use := Use{Link: Link{s.to(path, citeID(u.Page, u.Block, u.Cite, 0)), u.Page.Title}}
	switch {
	case u.Page.ID == corpus.Story:
		use.Text = s.say("menu.story")
		use.Sentence = citing(&u.Page.Body.Blocks[u.Block], u.Cite)
	case u.Page.Kind == corpus.Events:
		use.Text = s.say("article.use-event", "title", u.Page.Title)
	case u.Page.Kind == corpus.Claims:
		use.Text = s.say("article.use-claim", "title", u.Page.Title)
	}
	return use
}

// citing returns the sentence that ends in, or just before, a citation.
func citing(b *markdown.Block, i int) string {
	all := sentences(strings.TrimSpace(b.Text[:b.Cites[i].At]))
	return strings.TrimSpace(all[len(all)-1])
}

func (p *plan) original(a *corpus.Article) *Original {
	o := a.Original
	if o == nil {
		return nil
	}
	out := &Original{File: o.File, SHA256: o.SHA256}
	var found []string
	for _, f := range o.Found {
		field := p.sayOr("article.field-"+f.Field, f.Field)
		found = append(found, p.say("article.found-field", "field", field, "where", p.foundAt(f.Where)))
	}
	out.Found = strings.Join(found, " · ")
	total := 0
	for _, c := range o.Cut {
		total += c.Words
		out.Cuts = append(out.Cuts, Cut{p.sayOr("article.cut-"+anchor(c.What), c.What), p.extent(c)})
	}
	if total > 0 {
		out.Words = p.say("article.cut-words", "n", total)
	}
	return out
}

// foundAt says where import found something: a line, or "JSON-LD" and the like.
func (p *plan) foundAt(where string) string {
	if where == "the page" {
		return p.say("article.the-page")
	}
	if kind, lines, _ := strings.Cut(where, " "); kind == "line" || kind == "lines" {
		return p.lines(lines)
	}
	return where
}

// lines names a line of a file, or several: "14", "14-17".
func (p *plan) lines(s string) string {
	if from, to, both := strings.Cut(s, "-"); both {
		return p.say("article.lines", "from", from, "to", to)
	}
	return p.say("article.line", "line", s)
}

// extent says where a cut was and how long, as far as that is recorded.
func (p *plan) extent(c corpus.Cut) string {
	var parts []string
	if c.Lines != "" {
		parts = append(parts, p.lines(c.Lines))
	}
	if c.Words > 0 {
		parts = append(parts, p.say("article.words", "n", c.Words))
	}
	return strings.Join(parts, p.say("numbers.comma"))
}

// Reports is the data of reports.html, the list of reports.
type Reports struct {
	Frame
	Lead     string
	Rows     []ReportRow
	Parts    []string // headings of Coverage.By
	Pager    Pager
	Coverage []Coverage
	Squares  string   // what the squares of Coverage mean; "" if none are drawn
	Letters  []Letter // headings of Share.With
	Shares   []Share
	Pairs    []PairRow
}

// A ReportRow is one report in the list.
type ReportRow struct {
	ReportLink
	Outlet, Byline string
	Time           *Time
	Words          string   // with digits grouped, as all counts here
	Cited          string   // paragraphs that the explainer cites
	Mentions       []string // of people, places, organisations, in the order of the kinds
	OnlyHere       string
	Original       *Original
}

// reports makes the list of all reports, on a page or several.
func (p *plan) reports() []reportsPage {
	path := indexPath(corpus.Articles)
	parts := cut(p.articles, p.reportSize)
	texts := spanned(parts, func(a *corpus.Article) string { return a.Letter })
	pages := make([]reportsPage, len(parts))
	for i, part := range parts {
		pages[i] = reportsPage{partPath(path, i+1), part, texts, func() Page { return p.reportsPage(parts, texts, i) }}
	}
	return pages
}

// A reportsPage is one of the list of reports.
type reportsPage struct {
	path    string
	reports []*corpus.Article
	texts   []string // that say what stands on each page
	make    func() Page
}

// reportsPage makes the page of the list that holds part i.
func (p *plan) reportsPage(parts [][]*corpus.Article, texts []string, i int) Page {
	path := indexPath(corpus.Articles)
	s := p.sheet(partPath(path, i+1))
	d := &Reports{
		Lead:  p.say("reports.lead", "n", len(p.articles)),
		Pager: s.pager(path, p.say("reports.other-pages"), texts, i+1),
	}
	covering := p.coverageParts()
	for _, a := range parts[i] {
		d.Rows = append(d.Rows, s.reportRow(a))
		d.Coverage = append(d.Coverage, s.coverage(a, covering))
	}
	for _, part := range covering {
		d.Parts = append(d.Parts, part.heading)
	}
	d.Shares = s.shares()
	if i == 0 {
		d.Pairs = s.pairs()
	}
	if d.Shares != nil || d.Pairs != nil {
		for _, a := range p.articles {
			d.Letters = append(d.Letters, Letter{s.page(a.ID), a.Letter, a.Label})
		}
	}
	if slices.ContainsFunc(d.Coverage, func(c Coverage) bool { return c.Squares != "" }) {
		d.Squares = p.say("reports.squares")
	}
	a := about{
		heading: p.pageOf(p.say("menu.reports"), i+1, len(parts)), menu: path,
		description: p.say("reports.description", "n", len(p.articles)),
		schema:      schema{Type: "CollectionPage"},
	}
	if i == 0 {
		a.kind, a.note, a.schema = p.reportsCompared(), d.Lead, p.reportList()
	}
	d.Frame = s.frame(a)
	return Page{s.path, "reports.html", d}
}

// reportSize estimates how many bytes of HTML a report takes in the list.
func (p *plan) reportSize(a *corpus.Article) int {
	n := 950 + 2*len(a.Slug) + len(a.Title)
	if len(p.articles) <= manyReports {
		n += len(a.Paragraphs) * (45 + len(a.Slug))
	}
	if a.Original != nil {
		n += 300 + 150*len(a.Original.Cut)
	}
	return n
}

func (s *sheet) reportRow(a *corpus.Article) ReportRow {
	r := ReportRow{
		ReportLink: s.report(a), Outlet: a.Publisher, Byline: s.words.Join(a.Byline),
		Words:    s.words.Number(s.reportOf[a].words),
		OnlyHere: s.words.Number(len(s.x.OnlyHere(a))), Original: s.original(a),
	}
	if list := s.reportOf[a].times; len(list) > 0 {
		r.Time = &list[0]
	}
	cited := 0
	for i := range a.Paragraphs {
		if len(s.x.Uses(a, i)) > 0 {
			cited++
		}
	}
	r.Cited = s.say("reports.cited-of", "n", cited, "of", len(a.Paragraphs))
	for _, kind := range corpus.EntityKinds() {
		r.Mentions = append(r.Mentions, s.words.Number(len(s.x.On(a.ID, kind))))
	}
	return r
}

// eventRefs are all paragraphs that an event cites, in its text and accounts.
func (p *plan) eventRefs(e *corpus.Event) []cite.Ref {
	var refs []cite.Ref
	if e.Body != nil {
		for b := range e.Body.Blocks {
			for i := range e.Body.Blocks[b].Cites {
				refs = slices.Concat(refs, p.x.Citations.In(e.ID, b, i))
			}
		}
	}
	for i := range e.Accounts {
		refs = slices.Concat(refs, p.x.Citations.Account(e.ID, i))
	}
	return refs
}
