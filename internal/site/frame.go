package site

import (
	"cmp"
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"collate/internal/corpus"
)

// A Frame is what every page has around its main part; base.html prints it.
type Frame struct {
	Language    string
	Site        string // the explainer's title
	Title       string // of the document
	Heading     string // the page's one h1
	Description string
	Canonical   string // absolute; "" without a base URL, as the next two
	Picture     string
	Feed        string
	OGType      string      // Open Graph's word for the kind of page
	Schema      template.JS // JSON-LD
	NoIndex     bool        // keeps search engines out
	Draft       bool        // nobody has read the page through yet
	Home        string      // the story's URL
	Styles      []string
	Scripts     []string
	Icon        string
	Nav         []NavLink
	Footer      Footer
	Cards       []Card
}

// framed is every page's data: all embed a Frame.
type framed interface{ listed() (url string, ok bool) }

// listed returns the page's address if search engines are to know it.
func (f *Frame) listed() (url string, ok bool) { return f.Canonical, f.Canonical != "" && !f.NoIndex }

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
}

// about is what a page says of itself to its frame.
type about struct {
	heading     string
	title       string // of the document, if the heading is not enough; the explainer's title is added
	description string
	ogType      string // "website" if ""
	schema      schema
	source      corpus.ID // the page's content file, if it has one
	menu        string    // path of the menu's entry to which the page belongs, if it is not the page itself
	noIndex     bool
	styles      []string // besides style.css
	scripts     []string
}

// frame is called when the page's main part is made, since it lists the cards
// of what that links to.
func (s *sheet) frame(a about) Frame {
	f := Frame{
		Language: s.c.Site.Language, Site: s.title(), Heading: a.heading,
		Description: a.description, OGType: a.ogType, NoIndex: a.noIndex,
		Home: s.to(storyPath, ""), Icon: s.to("icon.svg", ""), Styles: []string{s.to("style.css", "")},
	}
	if f.OGType == "" {
		f.OGType = "website"
	}
	f.Title = a.title
	if f.Title == "" {
		f.Title = a.heading
	}
	if f.Title != f.Site {
		f.Title += " – " + f.Site
	}
	if s.base != "" {
		f.Canonical, f.Picture, f.Feed = s.base+s.path, s.base+picturePath, s.to(feedPath, "")
	}
	for _, name := range a.styles {
		f.Styles = append(f.Styles, s.to(name, ""))
	}
	for _, name := range append([]string{"preview.js", "reading.js"}, a.scripts...) {
		f.Scripts = append(f.Scripts, s.to(name, ""))
	}
	if page := s.x.Page(a.source); page != nil && page.Draft {
		f.Draft, f.NoIndex = true, true
	}
	f.Schema = s.json(a)
	f.Nav, f.Footer, f.Cards = s.nav(a.menu), s.footer(a.source), s.cardList()
	if !f.NoIndex {
		f.Footer.Cite = citation(cmp.Or(a.title, a.heading), f.Site, f.Language, s.c.Site.Edition, f.Canonical)
	}
	return f
}

func (s *sheet) nav(under string) []NavLink {
	links := make([]NavLink, len(s.menu))
	for i, m := range s.menu {
		links[i].Link = Link{s.to(m.path, ""), m.text}
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
	f := Footer{Made: "Made " + s.drawn()}
	if t := s.c.Site.Edition; !t.IsZero() {
		f.Date = "Edition of " + t.Format("2 January 2006") + "."
	}
	if source != "" {
		f.Links = append(f.Links, Link{s.to(sourcePath(source), ""), "This page’s Markdown"})
	}
	f.Links = append(f.Links, Link{s.to(methodPath, ""), "Method"}, Link{s.to(dataPath, ""), "Data"})
	if s.hasDossier() {
		f.Links = append(f.Links, Link{s.to(dossierPath, ""), "All on one page"})
	}
	if s.base != "" {
		f.Links = append(f.Links, Link{s.to(feedPath, ""), "Feed"})
	}
	return f
}

func (s *sheet) cardList() []Card {
	list := make([]Card, len(s.cards))
	for i, e := range s.cards {
		list[i] = Card{cardID(e.ID), e.Title, roleOf(e), s.tally(e.ID)}
	}
	slices.SortFunc(list, func(a, b Card) int { return compare(a.ID, b.ID) })
	return list
}

// tally says how often reports mention an entity: "12 mentions in 4 of 5
// reports".
func (p *plan) tally(id corpus.ID) string {
	n := p.x.Count(id)
	if n == 0 {
		return "not named in the reports"
	}
	return count(n, "mention", "mentions") + " in " + itoa(p.x.Reports(id)) + " of " +
		count(len(p.articles), "report", "reports")
}

// A schema is what a page says of itself as JSON-LD in the terms of
// schema.org.
type schema struct {
	Context       string   `json:"@context,omitempty"`
	Type          string   `json:"@type"`
	Name          string   `json:"name,omitempty"`
	Headline      string   `json:"headline,omitempty"`
	Description   string   `json:"description,omitempty"`
	URL           string   `json:"url,omitempty"`
	Image         string   `json:"image,omitempty"`
	Language      string   `json:"inLanguage,omitempty"`
	Published     string   `json:"datePublished,omitempty"`
	AlternateName []string `json:"alternateName,omitempty"`
	JobTitle      string   `json:"jobTitle,omitempty"`
	SameAs        string   `json:"sameAs,omitempty"`
	EncodingType  string   `json:"encodingFormat,omitempty"`
	ContentURL    string   `json:"contentUrl,omitempty"`
	Geo           *geo     `json:"geo,omitempty"`
	Publisher     *schema  `json:"publisher,omitempty"`
	Author        []schema `json:"author,omitempty"`
	MainEntity    *schema  `json:"mainEntity,omitempty"`
	IsPartOf      *schema  `json:"isPartOf,omitempty"`
	IsBasedOn     []schema `json:"isBasedOn,omitempty"`
	Distribution  []schema `json:"distribution,omitempty"`
}

type geo struct {
	Type      string  `json:"@type"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// json fills in what every page's schema has. The result is safe inside a
// script element, since package json escapes angle brackets.
func (s *sheet) json(a about) template.JS {
	d := a.schema
	d.Context, d.Description, d.Language = "https://schema.org", a.description, s.c.Site.Language
	if d.Type == "" {
		d.Type = "WebPage"
	}
	if d.Name == "" && d.Headline == "" {
		d.Name = a.heading
	}
	if s.base != "" {
		d.URL, d.Image = s.base+s.path, s.base+picturePath
	}
	if s.path != storyPath {
		d.IsPartOf = &schema{Type: "WebSite", Name: s.title(), URL: s.base}
	}
	data, err := json.Marshal(d)
	if err != nil { // only strings and finite numbers stand in it
		panic("site: " + err.Error())
	}
	return template.JS(data) //nolint:gosec // see above
}

// wikidataURL returns the address of an item, "" for none.
func wikidataURL(id string) string {
	if id == "" {
		return ""
	}
	return "https://www.wikidata.org/wiki/" + id
}

// summary returns a description for a page's head: the first of its texts that
// is not empty, cut to some 30 words.
func summary(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return opening(t, 30)
		}
	}
	return ""
}
