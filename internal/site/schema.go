package site

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/xref"
)

// A schema is what a page says of itself, or of what it is about, as JSON-LD in
// the terms of schema.org. What nobody typed and nothing shows is left out.
type schema struct {
	Type          string
	Name          string
	Headline      string
	Text          string
	Description   string
	URL           string
	MainPage      string
	Image         string
	Language      string
	Published     string
	Words         int
	AlternateName []string
	JobTitle      string
	SameAs        string
	EncodingType  string
	ContentURL    string
	ContentSize   string
	Covers        string
	Start         string
	Position      int
	Number        int
	Geo           *geo
	Item          *schema
	ItemURL       string // in place of Item
	Items         []schema
	Location      []schema
	Within        *schema
	PartOf        *schema
	MemberOf      []schema
	Publisher     *schema
	Author        []schema
	Speaker       *schema
	Appearance    []schema
	Citation      []schema
	MainEntity    *schema
	IsPartOf      *schema
	IsBasedOn     []schema
	HasPart       []schema
	Mentions      []schema
	Distribution  []schema
}

// A geo is where something is, in degrees.
type geo struct{ Latitude, Longitude float64 }

// listMost is how many things a page lists as JSON-LD; of more it gives the
// number.
const listMost = 100

// json fills in what every page's schema has. With it stand the way to the page
// and, on the first page, the site. The result is safe inside a script element,
// since it has no angle brackets.
func (s *sheet) json(a *about, f *Frame) template.JS {
	d := &a.schema
	d.Description, d.Language, d.URL, d.Image = f.Description, s.c.Site.Language, f.Canonical, f.Picture
	if d.Type == "" {
		d.Type = "WebPage"
	}
	if d.Name == "" && d.Headline == "" {
		d.Name = a.heading
	}
	more := s.trail(a)
	if s.path == storyPath {
		more = s.webSite()
	} else {
		d.IsPartOf = &s.site
	}
	w := append(make(jsonLD, 0, 1024), `{"@context":"https://schema.org",`...) // most have room there
	if more == nil {
		w = w.members(d)
	} else {
		w = append(w, `"@graph":[{`...).members(d)
		for i := range more {
			w = append(w, ",{"...).members(&more[i])
		}
		w = append(w, "]}"...)
	}
	return template.JS(w) //nolint:gosec // see above
}

// trail says by which pages one comes to this one. It needs addresses.
func (s *sheet) trail(a *about) []schema {
	if s.base == "" || a.noIndex {
		return nil
	}
	list := schema{Type: "BreadcrumbList"}
	add := func(name, path string) {
		list.Items = append(list.Items, schema{
			Type: "ListItem", Position: len(list.Items) + 1, Name: name, ItemURL: s.base + path,
		})
	}
	add(s.say("menu.story"), storyPath)
	for _, m := range s.menu {
		if m.path == a.menu && m.path != s.path {
			add(m.text, m.path)
		}
	}
	add(a.heading, s.path)
	return []schema{list}
}

// webSite describes the whole.
func (p *plan) webSite() []schema {
	if p.base == "" {
		return nil
	}
	return []schema{{Type: "WebSite", Name: p.title(), URL: p.base, Language: p.c.Site.Language}}
}

// absolute returns the address of a content file's page, "" without a base URL.
func (p *plan) absolute(id corpus.ID) string {
	if p.base == "" {
		return ""
	}
	path, fragment := p.pagePath(id)
	if fragment != "" {
		fragment = "#" + fragment
	}
	return p.base + path + fragment
}

// edition returns the day of the edition, "" if none is given.
func (p *plan) edition() string {
	if t := p.c.Site.Edition; !t.IsZero() {
		return t.Format("2006-01-02")
	}
	return ""
}

// wikidataURL returns the address of an item, "" for none.
func wikidataURL(id string) string {
	if id == "" {
		return ""
	}
	return "https://www.wikidata.org/wiki/" + id
}

// reportSchema describes a report as it was published. A headline of ours is
// its name only.
func (p *plan) reportSchema(a *corpus.Article) schema {
	d := schema{Type: "NewsArticle", Headline: a.Title, URL: a.URL, Published: isoStart(a.Date)}
	if a.Supplied {
		d.Headline, d.Name = "", headline(a)
	}
	if a.Original != nil {
		d.Language = a.Original.Language
	}
	if a.Publisher != "" {
		d.Publisher = &schema{Type: "Organization", Name: a.Publisher}
	}
	for _, name := range a.Byline {
		d.Author = append(d.Author, schema{Type: "Person", Name: name})
	}
	return d
}

// reportRef names a report in short, with our page on it.
func (p *plan) reportRef(a *corpus.Article) schema {
	return schema{Type: "NewsArticle", Name: p.reportName(a), URL: a.URL, MainPage: p.absolute(a.ID)}
}

func (p *plan) reportRefs(list []*corpus.Article) []schema {
	refs := make([]schema, len(list))
	for i, a := range list {
		refs[i] = p.reportRef(a)
	}
	return refs
}

// entityRef names an entity in short.
func (p *plan) entityRef(e *corpus.Entity) schema {
	return schema{Type: entityType(e), Name: e.Title, URL: p.absolute(e.ID)}
}

func (p *plan) entityRefs(ids []corpus.ID) []schema {
	var refs []schema
	for _, id := range ids {
		if e := p.x.Entity(id); e != nil {
			refs = append(refs, p.entityRef(e))
		}
	}
	return refs
}

// entityType is schema.org's word for what an entity is. Of places only cities
// and countries are told apart, since these are words that everybody means the
// same by.
func entityType(e *corpus.Entity) string {
	switch {
	case e.Kind == corpus.People:
		return "Person"
	case e.Kind == corpus.Organisations:
		return "Organization"
	case strings.EqualFold(e.What, "city"):
		return "City"
	case strings.EqualFold(e.What, "country"):
		return "Country"
	}
	return "Place"
}

// entitySchema describes an entity as its page does. A role begins with a job
// where the person belongs to an organisation; else it may be anything.
func (p *plan) entitySchema(e *corpus.Entity) schema {
	d := p.entityRef(e)
	d.SameAs, d.Description = wikidataURL(e.Wikidata), roleOf(e)
	for _, n := range e.Names[min(1, len(e.Names)):] {
		d.AlternateName = append(d.AlternateName, n.Text)
	}
	if d.MemberOf = p.entityRefs(e.Organisations); d.MemberOf != nil {
		d.JobTitle, _, _ = strings.Cut(e.Role, ",")
	}
	if at := e.Coordinates; at != nil {
		d.Geo = &geo{at.Lat, at.Lon}
	}
	if in := p.x.Entity(e.Within); in != nil {
		ref := p.entityRef(in)
		d.Within = &ref
	}
	if of := p.x.Entity(e.PartOf); of != nil {
		ref := p.entityRef(of)
		d.PartOf = &ref
	}
	return d
}

// entityPage is the schema of an entity's page.
func (p *plan) entityPage(e *corpus.Entity) schema {
	about := p.entitySchema(e)
	if e.Kind == corpus.People {
		return schema{Type: "ProfilePage", MainEntity: &about}
	}
	return schema{Type: "WebPage", MainEntity: &about}
}

// articlePage is the schema of a report's page: an article of ours where the
// text is re-told, else the report itself.
func (p *plan) articlePage(a *corpus.Article) schema {
	report := p.reportSchema(a)
	report.MainPage = p.absolute(a.ID)
	if !a.Digest {
		return schema{Type: "WebPage", MainEntity: &report}
	}
	return schema{
		Type: "Article", Headline: p.say("feed.report", "report", a.Label, "title", headline(a)), Published: p.edition(),
		Words: p.reportOf[a].words, IsBasedOn: []schema{report},
	}
}

// listPage is the schema of a page that is a list of so many things.
func listPage(items []schema) schema {
	list := schema{Type: "ItemList", Number: len(items)}
	if len(items) <= listMost {
		for i := range items {
			list.Items = append(list.Items, schema{Type: "ListItem", Position: i + 1, Item: &items[i]})
		}
	}
	return schema{Type: "CollectionPage", MainEntity: &list}
}

func (p *plan) entityList(list []keyed) schema {
	items := make([]schema, len(list))
	for i, e := range list {
		items[i] = p.entityRef(e.Entity)
	}
	return listPage(items)
}

func (p *plan) placeList(list []*corpus.Entity) schema {
	items := make([]schema, len(list))
	for i, e := range list {
		items[i] = p.entityRef(e)
		items[i].Geo = &geo{e.Coordinates.Lat, e.Coordinates.Lon}
	}
	return listPage(items)
}

func (p *plan) reportList() schema {
	items := make([]schema, len(p.articles))
	for i, a := range p.articles {
		items[i] = p.reportRef(a)
	}
	return listPage(items)
}

// dataset describes the downloads; who reads on adds them.
func (p *plan) dataset() schema {
	return schema{
		Type: "Dataset", Name: p.title(), Published: p.edition(), Covers: p.covers(),
		IsBasedOn: p.reportRefs(p.articles[:min(len(p.articles), listMost)]),
	}
}

func (p *plan) claimList() schema {
	all := p.x.Claims()
	items := make([]schema, len(all))
	for i := range all {
		items[i] = schema{Type: "WebPage", Name: all[i].Title, URL: p.absolute(all[i].ID)}
	}
	return listPage(items)
}

// eventList is the schema of the timeline.
func (p *plan) eventList(moments []xref.Moment) schema {
	items := make([]schema, len(moments))
	for i, m := range moments {
		e := m.Event
		items[i] = schema{
			Type: "Event", Name: e.Title, URL: p.absolute(e.ID), Start: isoStart(e.When),
			Location: p.entityRefs(e.Places),
		}
	}
	return listPage(items)
}

// claimPage is the schema of a question's page: each answer is a claim that
// somebody makes in some reports. Which of them is true nobody here rates.
func (p *plan) claimPage(c *collate.Claim) schema {
	d := schema{Type: "WebPage"}
	for _, scope := range c.Scopes {
		for _, group := range sameAnswers(c, scope.Answers) {
			d.HasPart = append(d.HasPart, p.claimSchema(c, group))
		}
	}
	if len(d.HasPart) > listMost {
		d.HasPart = nil
	}
	return d
}

// claimSchema describes answers that say the same.
func (p *plan) claimSchema(c *collate.Claim, answers []int) schema {
	first := &c.Answers[answers[0]]
	d := schema{Type: "Claim", Name: c.Title, Text: p.value(c.Claim, first)}
	if first.Of != "" {
		d.Text += " (" + first.Of + ")"
	}
	var in []*corpus.Article
	var speakers []corpus.ID
	for _, i := range answers {
		for _, a := range articlesOf(p.x.Citations.Answer(c.ID, i)) {
			if !slices.Contains(in, a) {
				in = append(in, a)
			}
		}
		// An author is a person or an organisation; that a country says
		// something means its government.
		id := c.Answers[i].Speaker
		if e := p.x.Entity(id); e != nil && e.Kind != corpus.Places && !slices.Contains(speakers, id) {
			speakers = append(speakers, id)
		}
	}
	d.Author, d.Appearance = p.entityRefs(speakers), p.reportRefs(in)
	return d
}

// quotationsPage is the schema of the page of all quotations.
func (p *plan) quotationsPage() schema {
	d := schema{Type: "CollectionPage"}
	all := p.x.Utterances()
	if len(all) > listMost {
		return d
	}
	for i := range all {
		u := &all[i]
		q := schema{Type: "Quotation", Text: u.Text}
		if p.base != "" {
			q.URL = p.base + p.saidURL(i)
		}
		if e := p.x.Entity(u.Entity); e != nil && e.Kind != corpus.Places {
			ref := p.entityRef(e)
			q.Speaker = &ref
		}
		for k := range u.Printings {
			q.Citation = append(q.Citation, p.reportRef(u.Printings[k].Article))
		}
		d.HasPart = append(d.HasPart, q)
	}
	return d
}

// covers returns the days between which the events lie, in the form of ISO
// 8601; "" if none is known.
func (p *plan) covers() string {
	var from, to time.Time
	for _, m := range p.moments {
		if w := m.Event.When; w.Known() {
			if from.IsZero() || w.Start.Before(from) {
				from = w.Start
			}
			if w.End.After(to) {
				to = w.End
			}
		}
	}
	if from.IsZero() {
		return ""
	}
	zone := p.c.Site.Zones[0].Location
	return from.In(zone).Format("2006-01-02") + "/" + to.Add(-time.Minute).In(zone).Format("2006-01-02")
}

// isoStart returns when something happened in the form of ISO 8601, a clock time
// with the offset that it was written with. It is no more exact than what is
// known: where that is an interval, or about, the day, month or year in which
// all of it lies; "" if there is none.
func isoStart(w corpus.When) string {
	zone := time.FixedZone("", w.Offset)
	from, to := w.Start.In(zone), w.End.Add(-time.Minute).In(zone)
	switch {
	case !w.Known():
		return ""
	case w.Precision == corpus.Minute && !w.Approx:
		return from.Format("2006-01-02T15:04-07:00")
	case w.Approx && !clocked(w):
		return ""
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if day := from.Format(layout); day == to.Format(layout) {
			return day
		}
	}
	return ""
}
