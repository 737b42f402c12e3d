package site

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"collate/internal/corpus"
	"collate/internal/figure"
	"collate/internal/link"
	"collate/internal/markdown"
	"collate/internal/phrase"
	"collate/internal/xref"
)

// An Entity is the data of entity.html, the page of a person, a place or an
// organisation.
type Entity struct {
	Frame
	Kind      string // "person", "place" or "organisation"
	Glyph     template.HTML
	Role      string // who or what it is, in a line; may be ""
	Count     string // "12 mentions in 4 of 5 reports"
	Relations []Relation
	Body      template.HTML
	Map       *Inset // places with coordinates
	Names     *Names // nil if no report names it
	Events    []Moment
	Stated    []StatedAnswer // answers to claims
	Said      []SaidLine
	SaidMore  *Link // to all, if Said has not
	Mentions  []ReportMentions
	Pager     Pager // to the pages with the other mentions
	With      []EntityLink
	WithMore  string // how many more there are, in a sentence; "" if With has all
	Silent    string // which reports do not mention it, in a sentence; "" if all do
	Wikidata  string // URL
	Sources   []SourceGroup
	Jump      []Link // the parts of the page; nil if they are few
}

// kindOne is the word for a page of a kind: "person".
func (p *plan) kindOne(k corpus.Kind) string { return p.say("kind.one-" + string(k)) }

// kindCount says how many pages of a kind there are, in words: "two places".
func (p *plan) kindCount(k corpus.Kind, n int) string { return p.say("kind.count-"+string(k), "n", n) }

// withMost is how many of the entities that appear with another are listed.
const withMost = 48

// saidMost is how many utterances are listed on the speaker's page.
const saidMost = 100

// Mentions is the data of mentions.html, a page of mentions of a person, a
// place or an organisation, which has more than its own page holds.
type Mentions struct {
	Frame
	Name     string // of the entity
	Home     string // URL of its page
	Count    string // "3,617 mentions in 1,652 of 10,000 reports"
	Part     string // which stand here: "Reports B–DIK"
	Mentions []ReportMentions
	Pager    Pager
}

// A Relation is a labelled list of other entities: what a place lies in, who
// belongs to an organisation.
type Relation struct {
	Label string
	Links []EntityLink
}

// fewReports is how many reports a page names one by one; of more it gives
// the number.
const fewReports = 12

// Names are an entity's names as each report prints them.
type Names struct {
	Reports []Letter  // those that name it; nil if they are more than fewReports
	Rows    []NameRow // commonest first
}

// A Letter is a link to a report by the letter that stands for it.
type Letter struct {
	URL, Letter, Label string
}

// A NameRow is one spelling.
type NameRow struct {
	Name   template.HTML
	Counts []Tally // by report; nil without Names.Reports
	In     string  // how many reports print it so
	Total  string
}

// A Tally is a number and a bar that shows it.
type Tally struct {
	N   string        // "" for none
	Bar template.HTML // "" for none, and where no number of the table is above one
}

// ReportMentions are the sentences of one report that mention an entity.
type ReportMentions struct {
	ReportLink
	ID        string // anchor of the group
	Count     string // "3 mentions"
	Sentences []Sentence
}

// A Sentence is a sentence of a report that mentions the entity.
type Sentence struct {
	URL  string        // of the first mention in it, on the report's page
	Name string        // "A ¶3"
	HTML template.HTML // the mentions marked
	Also []*EntityLink // who and what else its paragraph mentions; nil but for the last sentence of each
}

// entity makes the page of an entity, and pages for the mentions that have no
// room on it.
func (p *plan) entity(e *corpus.Entity) []Page {
	path, _ := p.pagePath(e.ID)
	s := p.sheet(path)
	s.self = e
	byArticle := p.x.ByArticle(e.ID)
	parts := cut(inPieces(byArticle), p.mentionsSize)
	texts := spanned(parts, func(a xref.ByArticle) string { return a.Article.Letter })
	d := &Entity{
		Kind: p.kindOne(e.Kind), Glyph: entityGlyph(e), Role: roleOf(e), Count: phrase.Capital(p.known[e].card.Count),
		Relations: s.relations(e),
		Body:      s.text(&e.Page), Map: s.inset(e), Names: s.names(byArticle), Mentions: s.mentions(parts[0]),
		Said: s.said(e.ID), Pager: s.pager(path, p.say("mentions.pages"), texts, 1), Stated: s.stated(e.ID),
		Silent: p.silent(e), Wikidata: wikidataURL(e.Wikidata),
	}
	if n := len(d.Said); n > saidMost {
		d.SaidMore = &Link{s.to(p.speakerAt(e.ID)), p.say("entity.all-said", "n", n)}
		d.Said = d.Said[:saidMost]
	}
	for _, event := range p.x.EventsOf(e.ID) {
		d.Events = append(d.Events, s.moment(event))
	}
	with := p.x.With(e.ID)
	if more := len(with) - withMost; more > 0 {
		with = with[:withMost]
		d.WithMore = p.say("entity.with-more", "n", more)
	}
	d.With = s.counts(with)
	d.Sources = s.sources()
	d.Jump = d.jump(p)
	a := about{
		heading: e.Title, source: e.ID, menu: indexPath(e.Kind), ogType: ogType(e.Kind),
		schema: p.entityPage(e),
		kind:   phrase.Capital(p.kindOne(e.Kind)), note: roleOf(e),
	}
	a.description, a.more = p.described(e, byArticle)
	d.Frame = s.frame(a)
	pages := []Page{{path, "entity.html", d}}
	for i := 1; i < len(parts); i++ {
		pages = append(pages, p.mentionsPage(e, parts[i], texts, i+1))
	}
	return pages
}

// mentionsPage makes page n, from 2, of an entity's mentions.
func (p *plan) mentionsPage(e *corpus.Entity, part []xref.ByArticle, texts []string, n int) Page {
	path, _ := p.pagePath(e.ID)
	s := p.sheet(partPath(path, n))
	s.self = e
	d := &Mentions{
		Name: e.Title, Home: s.page(e.ID), Count: phrase.Capital(p.known[e].card.Count),
		Part:     p.say("mentions.reports", "span", texts[n-1]),
		Mentions: s.mentions(part), Pager: s.pager(path, p.say("mentions.pages"), texts, n),
	}
	d.Frame = s.frame(about{
		heading: p.say("mentions.heading", "page", n, "of", len(texts)), source: e.ID, menu: indexPath(e.Kind),
		title:       p.say("mentions.title", "name", e.Title, "page", n, "of", len(texts)),
		description: p.say("mentions.description", "name", e.Title, "span", texts[n-1]),
		schema:      schema{Type: "CollectionPage"},
	})
	return Page{s.path, "mentions.html", d}
}

// inPieces cuts reports with more sentences than a page holds, so that cut
// need not.
func inPieces(by []xref.ByArticle) []xref.ByArticle {
	const most = 100 // sentences
	if !slices.ContainsFunc(by, func(a xref.ByArticle) bool { return len(a.Backlinks) > most }) {
		return by
	}
	var list []xref.ByArticle
	for _, a := range by {
		if len(a.Backlinks) == 0 {
			list = append(list, a)
		}
		for piece := range slices.Chunk(a.Backlinks, most) {
			a.Backlinks = piece
			list = append(list, a)
		}
	}
	return list
}

// joined puts pieces of a report together again that have come to one page, which
// has one heading for each.
func joined(by []xref.ByArticle) []xref.ByArticle {
	list := by[:0:0]
	for _, a := range by {
		if n := len(list); n > 0 && list[n-1].Article == a.Article {
			list[n-1].Backlinks = slices.Concat(list[n-1].Backlinks, a.Backlinks)
			continue
		}
		list = append(list, a)
	}
	return list
}

// mentionsSize estimates how many bytes of HTML the sentences of a report take,
// with who and what else their paragraphs mention.
func (p *plan) mentionsSize(a xref.ByArticle) int {
	n := 200 + 3*len(a.Article.Slug)
	for i := range a.Backlinks {
		b := &a.Backlinks[i]
		n += 110 + len(a.Article.Slug) + b.End - b.Start + len(b.Mentions)*(13+len(b.Mentions[0].Entity.ID))
		if i+1 == len(a.Backlinks) || a.Backlinks[i+1].Paragraph != b.Paragraph {
			n += 130 * len(p.x.MentionedIn(a.Article, b.Paragraph))
		}
	}
	return n
}

func ogType(k corpus.Kind) string {
	if k == corpus.People {
		return "profile"
	}
	return "website"
}

// described says who or what an entity is, how often it is named and with whom.
func (p *plan) described(e *corpus.Entity, by []xref.ByArticle) (who string, more []string) {
	what := cmp.Or(roleOf(e), p.kindOne(e.Kind))
	who = p.say("entity.described", "name", e.Title, "what", what, "tally", p.known[e].card.Count)
	if n := spellings(by); n > 1 {
		more = append(more, p.say("entity.spellings", "n", n))
	}
	var with []string
	for _, c := range p.x.With(e.ID) {
		if len(with) < 3 {
			with = append(with, c.Entity.Title)
		}
	}
	if with != nil {
		more = append(more, p.say("entity.named-with", "names", with))
	}
	return who, more
}

func spellings(by []xref.ByArticle) int {
	seen := map[string]bool{}
	for _, a := range by {
		for _, sp := range a.Spellings {
			seen[sp.Text] = true
		}
	}
	return len(seen)
}

// relations lists what an entity is part of and what is part of it.
func (s *sheet) relations(e *corpus.Entity) []Relation {
	var list []Relation
	add := func(label string, links []EntityLink) {
		if len(links) > 0 {
			list = append(list, Relation{label, links})
		}
	}
	add(s.say("entity.belongs-to"), s.byID(e.Organisations...))
	if e.Within != "" {
		add(s.say("entity.within"), s.byID(s.within(e)...))
	}
	if e.PartOf != "" {
		add(s.say("entity.part-of"), s.byID(e.PartOf))
	}
	var members, parts []*corpus.Entity
	for _, c := range s.x.Children(e.ID) {
		if c.Kind == corpus.People {
			members = append(members, c)
		} else {
			parts = append(parts, c)
		}
	}
	add(s.say("entity.members"), s.entities(members))
	if e.Kind == corpus.Places {
		add(s.say("entity.places-within"), s.entities(parts))
	} else {
		add(s.say("entity.parts"), s.entities(parts))
	}
	return list
}

// within returns what a place lies in, the nearest first. That it is no circle
// was checked at loading.
func (p *plan) within(e *corpus.Entity) []corpus.ID {
	var ids []corpus.ID
	for e != nil && e.Within != "" {
		ids = append(ids, e.Within)
		e = p.x.Entity(e.Within)
	}
	return ids
}

// names makes the table of spellings by report.
func (s *sheet) names(by []xref.ByArticle) *Names {
	type row struct {
		name   string
		in     []*corpus.Article // that print it
		counts []int
		total  int
	}
	var rows []row
	t := &Names{}
	for i, a := range by {
		if len(by) <= fewReports {
			t.Reports = append(t.Reports, Letter{s.page(a.Article.ID), a.Article.Letter, a.Article.Label})
		}
		for _, sp := range a.Spellings {
			k := slices.IndexFunc(rows, func(r row) bool { return r.name == sp.Text })
			if k < 0 {
				k = len(rows)
				rows = append(rows, row{name: sp.Text, counts: make([]int, len(by))})
			}
			rows[k].in = append(rows[k].in, a.Article)
			rows[k].counts[i] += sp.Count
			rows[k].total += sp.Count
		}
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(b.total-a.total, compare(a.name, b.name)) })
	most := 0
	for _, r := range rows {
		most = max(most, slices.Max(r.counts))
	}
	for _, r := range rows {
		row := NameRow{Name: s.spelling(r.name, r.in), In: s.words.Number(positive(r.counts)), Total: s.words.Number(r.total)}
		if t.Reports != nil {
			row.Counts = s.tallies(r.counts, most)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func positive(counts []int) int {
	n := 0
	for _, c := range counts {
		if c > 0 {
			n++
		}
	}
	return n
}

// tallies prints how often a name stands in each report, with bars if any has
// it more than once.
func (s *sheet) tallies(counts []int, most int) []Tally {
	cells := make([]Tally, len(counts))
	for i, n := range counts {
		if n > 0 {
			cells[i].N = s.words.Number(n)
			if most > 1 {
				cells[i].Bar = drawn(figure.Tally(n, most))
			}
		}
	}
	return cells
}

// mentions lists the sentences that mention the page's own entity by report.
func (s *sheet) mentions(by []xref.ByArticle) []ReportMentions {
	by = joined(by)
	list := make([]ReportMentions, len(by))
	n := 0
	for _, a := range by {
		n += len(a.Backlinks)
	}
	sentences := make([]Sentence, 0, n)
	anchors := s.known[s.self].mentions
	for k, a := range by {
		report, language, from := s.report(a.Article), copyLanguage(a.Article), len(sentences)
		for i := range a.Backlinks {
			b := &a.Backlinks[i]
			sentences = append(sentences, Sentence{
				URL:  s.join(report.URL, "#", anchors, itoa(int(b.Mentions[0].N))),
				Name: s.join(a.Article.Letter, " ¶", itoa(a.Article.Paragraphs[b.Paragraph].N)),
				HTML: s.marking(language, s.marked(a.Article.Text(b.Paragraph), b)),
				Also: s.alsoHere(a.Backlinks, i),
			})
		}
		list[k] = ReportMentions{
			ReportLink: report, ID: s.join("mentions-in-", a.Article.Slug),
			Count: s.say("tally.mentions", "n", a.Mentions), Sentences: sentences[from:],
		}
	}
	return list
}

// marked writes a sentence with its mentions in mark elements, which say why
// they are linked where that is no listed name.
func (s *sheet) marked(text string, b *xref.Backlink) template.HTML {
	var few [16]string
	out, at := few[:0], b.Start
	for i := range b.Mentions {
		m := &b.Mentions[i]
		out = append(out, escaped(text[at:m.Start]), "<mark")
		if m.Reason != link.ByName { // the name says by itself whose it is
			out = append(out, ` title="`, escaped(s.why(m)), `"`)
		}
		out = append(out, ">", escaped(text[m.Start:m.End]), "</mark>")
		at = int(m.End)
	}
	if at < b.End { // else a name runs over the sentence's end
		out = append(out, escaped(text[at:b.End]))
	}
	return template.HTML(strings.TrimSpace(s.join(out...))) //nolint:gosec // escaped above
}

// why says why a text that is no listed name of one entity alone is linked.
func (p *plan) why(m *link.Mention) string {
	key := map[link.Reason]string{
		link.BySharedName: "shared-name", link.ByEditor: "editor", link.ByTitle: "title", link.BySurname: "surname",
		link.ByGiven: "given", link.BySpelling: "spelling", link.ByAge: "age", link.ByFullNameBehind: "full-name-behind",
	}[m.Reason]
	return p.say("mentions.by-"+key, "name", p.quoted(m.Name))
}

// silent says which reports do not mention an entity.
func (p *plan) silent(e *corpus.Entity) string {
	n := len(p.articles) - p.x.Reports(e.ID)
	switch {
	case n == len(p.articles):
		return p.say("entity.unnamed-" + string(e.Kind))
	case n == 0:
		return ""
	case n > fewReports:
		return p.say("entity.many-silent-"+string(e.Kind), "n", n)
	}
	return p.say("entity.silent-"+string(e.Kind), "n", n, "reports", p.labels(p.x.Silent(e.ID)))
}

// labels names some reports: "Report A", "Reports A and C", or by whole labels
// where these are not letters.
func (p *plan) labels(reports []*corpus.Article) string {
	var whole, letters []string
	lettered := len(reports) > 1
	for _, a := range reports {
		whole, letters = append(whole, a.Label), append(letters, a.Letter)
		lettered = lettered && a.Label == p.say("report.label", "letter", a.Letter)
	}
	if lettered {
		return p.say("reports.some", "letters", letters)
	}
	return p.words.Join(whole)
}

// An Inset is what a place's page says of where it is.
type Inset struct {
	SVG       template.HTML
	Where     string // "33.7856° N, 42.4412° E (site)"
	Source    string // where the coordinates were read
	SourceURL string // Source if it is an address
	Number    int    // on the map; 0 if it has no mark there, as a country
	Map       string // URL of its entry on the map's page; "" without a number
	Distances []Distance
}

// A Distance is how far another place is.
type Distance struct {
	To        EntityLink
	KM, Miles string // "182 km", "113 mi"
}

// insetDistances is how many other places a place's page gives the distance
// to.
const insetDistances = 6

func (s *sheet) inset(e *corpus.Entity) *Inset {
	at := e.Coordinates
	if at == nil {
		return nil
	}
	in := &Inset{
		SVG: s.insetMap(e), Where: s.point(at), Source: at.Source,
	}
	if n := s.number[e.ID]; n > 0 {
		in.Number, in.Map = n, s.to(mapPath, markID(e.ID))
	}
	if !isArea(e) {
		in.Distances = s.distances(e)
	}
	if markdown.IsWeb(at.Source) {
		in.SourceURL = at.Source
	}
	return in
}

// point says where a point lies, and what it stands for.
func (p *plan) point(at *corpus.Coordinates) string {
	point := p.say("entity.coordinates",
		"latitude", p.degrees(at.Lat, "north", "south"), "longitude", p.degrees(at.Lon, "east", "west"))
	if at.Precision == "" {
		return point
	}
	return p.say("entity.precise", "coordinates", point, "precision", p.precision(at.Precision))
}

// precision is the word for what a point stands for, which is the editor's
// own if it is none of those that the program knows.
func (p *plan) precision(word string) string { return p.sayOr("entity.precision-"+word, word) }

func (p *plan) degrees(v float64, positive, negative string) string {
	direction := positive
	if v < 0 {
		v, direction = -v, negative
	}
	return p.say("entity."+direction, "degrees", p.decimal(v, 4))
}

// decimal prints a number with so many digits behind the decimal mark; -1 is as
// many as it has.
func (p *plan) decimal(v float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", p.say("numbers.decimal"), 1)
}

// distances returns the nearest of the other places on the map.
func (s *sheet) distances(e *corpus.Entity) []Distance {
	apart := func(o *corpus.Entity) bool { return !s.contains(o, e) && !s.contains(e, o) }
	list := s.nearest(e, insetDistances, apart)
	out := make([]Distance, len(list))
	for i, f := range list {
		out[i] = Distance{
			s.entity(f.place), s.say("entity.km", "distance", s.rounded(f.km)),
			s.say("entity.miles", "distance", s.rounded(f.km/corpus.KMPerMile)),
		}
	}
	return out
}

// contains says whether a place lies within another, which makes the distance
// between their points one of nothing.
func (p *plan) contains(outer, inner *corpus.Entity) bool {
	return slices.Contains(p.within(inner), outer.ID)
}

// rounded prints a distance no more exactly than points on a map are known:
// to a tenth below ten, to a whole below a thousand, else to ten.
func (p *plan) rounded(v float64) string {
	switch {
	case v < 9.95:
		return p.decimal(v, 1)
	case v < 999.5:
		return p.decimal(v, 0)
	}
	return p.words.Number(int(v/10+0.5) * 10)
}

// Entities is the data of entities.html, the list of all entities of a kind.
type Entities struct {
	Frame
	Lead     string
	Pager    Pager
	Letters  []LetterGroup // for people and organisations by first letter; one group for a short list
	Together *Together     // of people; nil if too few share paragraphs
}

// A LetterGroup is the part of a list under one letter.
type LetterGroup struct {
	Letter string // "" for a list in one piece
	Links  []EntityLink
}

// shortList is how many entries a list has at most without headings.
const shortList = 40

// entityIndex makes the list of the entities of a kind, on a page or several.
func (p *plan) entityIndex(kind corpus.Kind) []Page {
	path := indexPath(kind)
	all := p.sorted(p.c.Entities(kind))
	parts := cut(all, func(e keyed) int { return 210 + 2*len(e.ID) + len(e.Title) + len(roleOf(e.Entity)) })
	texts := spanned(parts, func(e keyed) string { return firstWord(e.key) })
	pages := make([]Page, len(parts))
	for i, part := range parts {
		s := p.sheet(partPath(path, i+1))
		d := &Entities{
			Lead: p.lead(kind, len(all)), Letters: s.letters(part),
			Pager: s.pager(path, p.say("entity.other-pages"), texts, i+1),
		}
		a := about{
			heading: p.pageOf(p.kindTitle(kind), i+1, len(parts)), menu: path,
			description: d.Lead,
			schema:      schema{Type: "CollectionPage"},
		}
		if i == 0 {
			a.kind, a.note = p.reportsCompared(), p.kindCount(kind, len(all))
			a.schema = p.entityList(all)
			if kind == corpus.People {
				d.Together = s.together()
			}
		}
		d.Frame = s.frame(a)
		d.Cards = nil // the list says what the cards would
		pages[i] = Page{s.path, "entities.html", d}
	}
	return pages
}

// firstWord is the beginning of a folded name, for a span of names.
func firstWord(key string) string {
	word, _, _ := strings.Cut(key, " ")
	return phrase.Capital(word)
}

func (p *plan) lead(kind corpus.Kind, n int) string {
	if len(p.articles) == 0 {
		return p.say("entity.lead-unnamed", "what", p.kindCount(kind, n))
	}
	return p.say("entity.lead", "what", p.kindCount(kind, n))
}

// A keyed is an entity with what it is sorted by.
type keyed struct {
	*corpus.Entity
	key string
}

// sorted returns the entities in the order of an alphabetical list.
func (p *plan) sorted(entities []*corpus.Entity) []keyed {
	list := make([]keyed, len(entities))
	for i, e := range entities {
		list[i] = keyed{e, nameKey(cmp.Or(e.Sort, e.Title))}
	}
	slices.SortFunc(list, func(a, b keyed) int { return cmp.Or(compare(a.key, b.key), compare(a.Slug, b.Slug)) })
	return list
}

// letters cuts a list by the first letters of what it is sorted by.
func (s *sheet) letters(list []keyed) []LetterGroup {
	var groups []LetterGroup
	for i, e := range list {
		letter := ""
		if len(list) > shortList {
			letter = firstLetter(e.key)
		}
		if i == 0 || groups[len(groups)-1].Letter != letter {
			groups = append(groups, LetterGroup{Letter: letter})
		}
		link := s.entity(e.Entity)
		link.Count, link.Glyph = s.known[e.Entity].card.Count, entityGlyph(e.Entity)
		g := &groups[len(groups)-1]
		g.Links = append(g.Links, link)
	}
	return groups
}

func firstLetter(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r))
	}
	return ""
}
