package site

import (
	"html/template"
	"slices"
	"strings"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/phrase"
)

// A Dossier is the data of dossier.html: the whole explainer on one page, to
// print it or to read it where there is no network. Its links stay on it as
// far as it holds what they lead to.
type Dossier struct {
	Frame
	Lead       string
	Standfirst string
	Jump       []Link
	Story      template.HTML
	Draft      bool // nobody has read the story through yet
	Claims     []DossierClaim
	Timeline   string // its lead; "" without events
	Events     []Event
	Kinds      []DossierKind
	Quotations string // their lead; "" without any
	Speakers   []SaidBy
	Reports    []DossierReport
	Method     string
}

// A DossierClaim is a claim with all its answers.
type DossierClaim struct {
	ID, Title, State, Answered, Silent string
	Conflict, Draft                    bool
	Scopes                             []ClaimScope
	Inside                             []string
	Body                               template.HTML
}

// A DossierKind is the entities of one kind.
type DossierKind struct {
	ID, Heading string
	Entities    []DossierEntity
}

// A DossierEntity is an entity without the list of its mentions, which the
// reports on the same page are.
type DossierEntity struct {
	ID, Name, Role, Count string
	Draft                 bool
	Printed               template.HTML // "Soleimani (12), Suleimani (3)"
	Where                 string        // "33.7856° N, 42.4412° E (site)"
	Relations             []Relation
	Body                  template.HTML
	Events                []Moment
}

// A DossierReport is a report with where it is from.
type DossierReport struct {
	ID, Label, Origin, URL, Length string
	Title, Standfirst              template.HTML
	Tongue                         template.HTMLAttr // of the body
	Digest, Draft                  bool
	Original                       *Original
	Body                           template.HTML
}

const (
	dossierPath    = "dossier.html"
	dossierReports = 40 // of more there is no dossier: it would be too long to load and to print
)

func (p *plan) hasDossier() bool { return len(p.articles) <= dossierReports }

func (p *plan) dossier() Page {
	s := p.sheet(dossierPath)
	s.whole = true
	d := &Dossier{Method: methodPath}
	d.Lead = strings.TrimSpace(p.say("dossier.lead") + " " + p.made + " " + p.editionNote)
	if story := p.c.Story; story != nil {
		d.Standfirst, d.Story, d.Draft = story.Standfirst, s.text(story), story.Draft
	}
	for i := range p.x.Claims() {
		d.Claims = append(d.Claims, s.dossierClaim(i))
	}
	if len(p.moments) > 0 {
		d.Timeline = p.timelineLead()
	}
	for _, m := range p.moments {
		d.Events = append(d.Events, s.event(m))
	}
	for _, kind := range corpus.EntityKinds() {
		if list := p.sorted(p.c.Entities(kind)); len(list) > 0 {
			k := DossierKind{ID: string(kind), Heading: s.kindTitle(kind)}
			for _, e := range list {
				k.Entities = append(k.Entities, s.dossierEntity(e.Entity))
			}
			d.Kinds = append(d.Kinds, k)
		}
	}
	if len(p.x.Utterances()) > 0 {
		d.Quotations, d.Speakers = p.quotationsLead(), s.bySpeaker(slices.Concat(p.said...))
	}
	for _, a := range p.articles {
		d.Reports = append(d.Reports, s.dossierReport(a))
	}
	d.Jump = d.jump(p)
	s.whole = false // the frame leads to other pages
	d.Frame = s.frame(about{
		heading: p.title(), title: p.say("dossier.title"), description: summary(d.Lead),
		noIndex: true, // nothing stands here alone
	})
	return Page{dossierPath, "dossier.html", d}
}

func (s *sheet) dossierClaim(i int) DossierClaim {
	c := &s.x.Claims()[i]
	path, _ := s.pagePath(c.ID)
	return DossierClaim{
		ID: wholeID(path, ""), Title: c.Title, State: s.verdict(c.Verdict), Conflict: c.Verdict == collate.Disagree,
		Answered: s.answered(c.Reports, c.Origins), Silent: s.silentOn(c), Scopes: s.scopes(c), Inside: s.inside(c),
		Body: s.text(&c.Page), Draft: c.Draft,
	}
}

func (s *sheet) dossierEntity(e *corpus.Entity) DossierEntity {
	s.self = e
	defer func() { s.self = nil }()
	path, _ := s.pagePath(e.ID)
	d := DossierEntity{
		ID: wholeID(path, ""), Name: e.Title, Role: phrase.Capital(roleOf(e)), Draft: e.Draft,
		Count:   phrase.Capital(s.known[e].card.Count),
		Printed: s.printedAs(e.ID), Relations: s.relations(e), Body: s.text(&e.Page),
	}
	if at := e.Coordinates; at != nil {
		d.Where = s.point(at)
	}
	for _, event := range s.x.EventsOf(e.ID) {
		d.Events = append(d.Events, s.moment(event))
	}
	return d
}

// printedAs lists the forms of a name in the reports, commonest first.
func (s *sheet) printedAs(id corpus.ID) template.HTML {
	names := s.names(s.x.ByArticle(id))
	if names == nil {
		return ""
	}
	list := make([]string, len(names.Rows))
	for i, row := range names.Rows {
		list[i] = string(row.Name) + " (" + row.Total + ")"
	}
	return template.HTML(strings.Join(list, s.say("numbers.comma"))) //nolint:gosec // names escapes
}

func (s *sheet) dossierReport(a *corpus.Article) DossierReport {
	path := s.reportOf[a].path
	return DossierReport{
		ID: wholeID(path, ""), Label: a.Label, Title: s.headline(a), Standfirst: s.copied(a, a.Standfirst),
		Origin: phrase.Capital(s.reportOf[a].Origin), URL: a.URL, Length: s.length(a), Digest: a.Digest, Draft: a.Draft,
		Original: s.original(a), Body: s.numbered(a), Tongue: s.tongue(copyLanguage(a)),
	}
}

// wholeID returns the anchor, on the page that holds everything, of what
// another page has under a path and a fragment; "" if that is not on it.
// Slugs have no underscore, and only the first part of a path is a kind.
func wholeID(path, fragment string) string {
	for _, list := range []string{timelinePath, quotationsPath} { // it may be spread over pages
		if strings.HasPrefix(path, strings.TrimSuffix(list, ".html")+"/") {
			path = list
		}
	}
	switch path {
	case dossierPath:
		return fragment
	case storyPath:
		return "story"
	case timelinePath:
		if fragment == "" {
			return "timeline"
		}
		return string(corpus.Events) + "-" + fragment
	case quotationsPath:
		if fragment == "" {
			return "quotations"
		}
		return "said-" + fragment
	}
	kind, page, _ := strings.Cut(path, "/")
	slug, isPage := strings.CutSuffix(page, ".html")
	kinds := append(corpus.EntityKinds(), corpus.Articles, corpus.Claims)
	switch {
	case !isPage || !slices.Contains(kinds, corpus.Kind(kind)):
		return ""
	case slug == "index":
		return kind
	case fragment == "":
		return kind + "-" + slug
	}
	return kind + "-" + slug + "_" + fragment
}
