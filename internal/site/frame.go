package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"collate/internal/card"
	"collate/internal/corpus"
	"collate/internal/search"
)

// A Frame is what every page has around its main part; base.html prints it.
type Frame struct {
	Generator   string // what made the page: "Collate v1.2.0"; may be ""
	Language    string // BCP 47
	Direction   string // in which the language is written, "ltr" or "rtl"
	Site        string // the explainer's title
	Title       string // of the document
	Heading     string // the page's one h1
	Description string
	Canonical   string // absolute; "" without a base URL, as the next three
	Picture     string
	PictureText string // what stands on it
	Feed        string
	OGType      string      // Open Graph's word for the kind of page
	Locale      string      // Open Graph's: "en_GB"
	Published   string      // of articles, the edition's day; may be ""
	Schema      template.JS // JSON-LD
	NoIndex     bool        // keeps search engines out
	Draft       bool        // nobody has read the page through yet
	Home        string      // the story's URL
	Styles      []string
	Scripts     []string
	Icon        string
	TouchIcon   string
	Nav         []NavLink
	Footer      Footer
	Cards       []*Card
	Corrections []Note     // at the foot; nil if there are none
	OwnFeed     string     // of the page of changes; else ""
	drawn       *card.Card // what stands on the page's own picture, nil if it has none
}

// framed is every page's data: all embed a Frame.
type framed interface{ framed() *Frame }

func (f *Frame) framed() *Frame { return f }

// A NavLink is an entry of the navigation.
type NavLink struct {
	Link
	Current string // for aria-current: "page", "true" on a page below it, or ""
}

// A Footer is the end of every page.
type Footer struct {
	Made  string // "Made from five reports."
	Date  string // "Edition of 21 November 2026."; may be ""
	Links []Link
	Cite  *Citation // of the page; nil where nobody would cite it
}

// A Card is the preview of an entity that the page links to.
type Card struct {
	ID, Name, Role, Count string

	n uint32 // of the entity, as all of them are listed
}

// about is what a page says of itself to its frame.
type about struct {
	heading     string
	title       string   // of the document, if the heading is not enough; the explainer's title is added
	description string   // one or several sentences; frame makes it fit
	more        []string // other texts that it may have room for
	kind        string   // the line above the title of the page's own picture; "" lets it show the site's
	note        string   // the line below
	ogType      string   // "website" if ""
	schema      schema
	source      corpus.ID // the page's content file, if it has one
	menu        string    // path of the menu's entry to which the page belongs, if it is not the page itself
	noIndex     bool
	plain       bool     // it has nothing on it that a script would be an aid to
	styles      []string // besides style.css, with ups before each
	scripts     []string // so, too
}

// frame is called when the page's main part is made, since it lists the cards
// of what that links to.
func (s *sheet) frame(a about) Frame {
	f := Frame{
		Generator: s.options.Generator,
		Language:  s.c.Site.Language, Direction: s.direction, Site: s.title(), Heading: a.heading,
		Description: s.describe(a.description, a.more...), OGType: a.ogType, Locale: s.locale, NoIndex: a.noIndex,
		Home: s.file(ups + storyPath), Icon: s.file(ups + iconPath), TouchIcon: s.file(ups + touchIconPath),
		Styles: s.files([]string{ups + "style.css"}, a.styles),
	}
	if s.options.Theme {
		f.Styles = append(f.Styles, s.file(ups+ThemePath))
	}
	if !a.plain {
		f.Scripts = s.files([]string{ups + "preview.js", ups + "reading.js"}, a.scripts)
	}
	if f.OGType == "" {
		f.OGType = "website"
	}
	if f.OGType == "article" {
		f.Published = s.edition()
	}
	f.Title = a.title
	if f.Title == "" {
		f.Title = a.heading
	}
	if f.Title != f.Site {
		f.Title = s.join(f.Title, " – ", f.Site)
	}
	if s.base != "" {
		f.Canonical, f.Feed = s.base+s.path, s.file(ups+feedPath)
		s.illustrate(&f, a)
	}
	if page := s.x.Page(a.source); page != nil && page.Draft {
		f.Draft, f.NoIndex = true, true
	}
	f.Schema = s.json(&a, &f)
	f.Nav, f.Footer, f.Cards = s.nav(a.menu), s.footer(a.source), s.cardList()
	if s.history != nil {
		f.Corrections = s.corrections(a.source)
	}
	if !f.NoIndex {
		f.Footer.Cite = s.citation(cmp.Or(a.title, a.heading), f.Canonical)
	}
	return f
}

// ThemePath is the style sheet that a user may put beside the program's.
const ThemePath = "theme.css"

// files returns the URLs of files, of those of all pages first.
func (s *sheet) files(all, more []string) []string {
	urls := make([]string, 0, len(all)+len(more))
	for _, name := range all {
		urls = append(urls, s.file(name))
	}
	for _, name := range more {
		urls = append(urls, s.file(name))
	}
	return urls
}

// locale returns a language as Open Graph names it, which wants a country: the
// one that it is likeliest of if it does not name one.
func locale(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	base, _ := t.Base()
	region, _ := t.Region()
	return base.String() + "_" + region.String()
}

func (s *sheet) nav(under string) []NavLink {
	links := make([]NavLink, len(s.menu))
	for i, m := range s.menu {
		links[i].Link = Link{s.file(m.file), m.text}
		switch m.path {
		case s.path:
			links[i].Current = "page"
		case under:
			links[i].Current = "true"
		}
	}
	return links
}

func (s *sheet) footer(source corpus.ID) Footer {
	f := Footer{Made: s.made, Date: s.editionNote, Links: make([]Link, 0, 5)}
	if source != "" {
		f.Links = append(f.Links, Link{s.to(sourcePath(source), ""), s.say("page.markdown")})
	}
	f.Links = append(f.Links,
		Link{s.file(ups + methodPath), s.say("page.method")}, Link{s.file(ups + dataPath), s.say("page.data")})
	if s.history != nil {
		f.Links = append(f.Links, Link{s.file(ups + changesPath), s.say("page.changes")})
	}
	if s.hasDossier() {
		f.Links = append(f.Links, Link{s.file(ups + dossierPath), s.say("page.dossier")})
	}
	if s.base != "" {
		f.Links = append(f.Links, Link{s.file(ups + feedPath), s.say("page.feed")})
	}
	return f
}

// cardList returns the previews of what the page links to. That of its own
// entity it needs not.
func (s *sheet) cardList() []*Card {
	list := make([]*Card, 0, len(s.links))
	for e, l := range s.links {
		if e != s.self {
			list = append(list, &l.known.card)
		}
	}
	slices.SortFunc(list, func(a, b *Card) int { return compare(a.ID, b.ID) })
	return list
}

// A known is what many pages say of an entity.
type known struct {
	card     Card
	link     EntityLink // without a URL
	file     string     // its page, as address.file takes it
	span     string     // the tag of its name in a text where that is no link
	mentions string     // what the anchors of its mentions begin with
}

// makeKnown makes what many pages say of each entity.
func (p *plan) makeKnown() {
	p.known = map[*corpus.Entity]*known{}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			role := roleOf(e)
			p.known[e] = &known{
				Card{string(e.ID), e.Title, role, p.tally(e.ID), uint32(len(p.known))},
				EntityLink{Name: e.Title, Class: kind.One(), Entity: string(e.ID), Role: role},
				ups + PathOf(e.ID),
				`<span data-entity="` + string(e.ID) + `">`,
				mentionIDs(e),
			}
		}
	}
}

// tally says how often reports mention an entity: "12 mentions in 4 of 5
// reports".
func (p *plan) tally(id corpus.ID) string {
	n := p.x.Count(id)
	if n == 0 {
		return p.say("tally.none")
	}
	return p.say("tally.reports", "mentions", p.say("tally.mentions", "n", n), "of", p.x.Reports(id), "n", len(p.articles))
}

// describe returns a description for a page's head: the texts, as many as there
// is room for, cut between words if the first is too long. What would say too
// little goes on with the explainer's title.
func (p *plan) describe(text string, more ...string) string {
	const least, most = 50, 160 // letters, of what search engines show
	d := strings.TrimSpace(text)
	for _, t := range more {
		t = strings.TrimSpace(t)
		if d == "" {
			d = t
		} else if longer := d + " " + t; t != "" && utf8.RuneCountInString(longer) <= most {
			d = longer
		}
	}
	if utf8.RuneCountInString(d) < least {
		d = strings.TrimSpace(d + " " + p.from("page.part-of", "title", p.title()))
	}
	d = search.OneLine(d)
	if utf8.RuneCountInString(d) <= most {
		return d
	}
	end := most - 2 // for the ellipsis and its blank
	if cut := strings.LastIndexByte(firstLetters(d, end+1), ' '); cut > 0 {
		return strings.TrimRight(d[:cut], ",;:.–—- ") + " …"
	}
	return firstLetters(d, end) + " …"
}

// firstLetters returns the first n letters of a text.
func firstLetters(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// noteEdition says of what day the edition is: "Edition of 21 November 2026.";
// "" if it has none.
func (p *plan) noteEdition() string {
	t := p.c.Site.Edition
	if t.IsZero() {
		return ""
	}
	return p.say("page.edition", "date", p.date(t))
}

// summary returns the first of its texts that is not empty, cut to some 30
// words.
func summary(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return opening(t, 30)
		}
	}
	return ""
}
