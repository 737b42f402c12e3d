package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/svgmap"
)

// A Story is the data of story.html, the first page.
type Story struct {
	Frame
	Standfirst string      // the answer in two or three sentences
	Made       string      // from how many reports, and when
	Mark       string      // what a citation looks like, "A ¶1"; "" without reports
	Jump       []Link      // the parts of the page; nil if they are few
	Compared   *Comparison // nil if there is nothing to compare
	Where      *Locator    // nil if nothing has a place on the map
	Body       template.HTML
	Offers     *Offers      // nil unless the story is a draft
	People     []EntityLink // those in most reports
	Places     []EntityLink
	Moments    []Moment     // the events in most reports, in order of time
	Reports    []ReportLink // the first storyReports
	Key        []ReportLink // which report a letter stands for; nil if they are more than fewReports
	More       struct{ People, Places, Moments, Reports *Link }
	Sources    []SourceGroup
}

// How much of each the story's page shows.
const (
	storyEntities = 6
	storyMoments  = 7
	storyReports  = 26
)

// A ReportLink is a link to a report.
type ReportLink struct {
	URL    string
	Label  string        // "Report C"
	Letter string        // "C"
	Title  template.HTML // its headline
	Origin string        // outlet, writers and time in a line; "outlet not named" and the like if need be
}

// A Moment is an event in a short list.
type Moment struct {
	URL   string // on the timeline
	Title string
	Times []Time // in the first zone and the last; nil if it has none
	Clash bool   // two accounts of it do
}

func (p *plan) story() Page {
	s := p.sheet(storyPath)
	d := &Story{Made: strings.TrimSpace(p.from("story.drawn") + " " + p.editionNote)}
	a := about{heading: p.title(), ogType: "article", schema: schema{Type: "Article", Published: p.edition()}}
	if story := p.c.Story; story != nil {
		a.heading, a.source, d.Standfirst = story.Title, corpus.Story, story.Standfirst
		d.Body = s.text(story)
	}
	if len(p.articles) > 0 && len(p.articles[0].Paragraphs) > 0 {
		d.Mark = cite.Ref{Article: p.articles[0]}.Name()
	}
	d.Compared, d.Where = s.comparison(), s.locator()
	d.People, d.Places = s.foremost(p.c.People), s.foremost(p.c.Places)
	d.Moments = s.foremostMoments()
	d.Offers = s.offers()
	d.Jump = d.jump(p, p.c.Story)
	if n := len(p.c.People); n > len(d.People) {
		d.More.People = &Link{s.to(indexPath(corpus.People), ""), p.say("story.all-people", "n", n)}
	}
	if n := len(p.c.Places); n > len(d.Places) {
		d.More.Places = &Link{s.to(indexPath(corpus.Places), ""), p.say("story.all-places", "n", n)}
	}
	if n := len(p.moments); n > len(d.Moments) {
		d.More.Moments = &Link{s.to(timelinePath, ""), p.say("story.moments", "n", n)}
	}
	for _, e := range slices.Concat(d.People, d.Places) {
		a.schema.Mentions = append(a.schema.Mentions, p.entityRefs([]corpus.ID{corpus.ID(e.Entity)})...)
	}
	for _, report := range p.articles[:min(len(p.articles), storyReports)] {
		d.Reports = append(d.Reports, s.report(report))
		a.schema.IsBasedOn = append(a.schema.IsBasedOn, p.reportSchema(report))
	}
	if n := len(p.articles); n <= fewReports {
		d.Key = d.Reports
	} else if n > storyReports {
		d.More.Reports = &Link{s.to(indexPath(corpus.Articles), ""), p.say("story.all-reports", "n", n)}
	}
	d.Sources = s.sources()
	a.description = summary(d.Standfirst, p.from("story.compared"))
	a.schema.Headline = a.heading
	d.Frame = s.frame(a)
	return Page{storyPath, "story.html", d}
}

// A Locator is a small map of where the story's events happened.
type Locator struct {
	SVG    template.HTML
	Places []EntityLink // with a mark on it
	Map    string       // URL of the page of the map
}

// locator draws the places of the foremost events; nil if they have none.
func (s *sheet) locator() *Locator {
	m := svgmap.Map{ID: "locator", Title: s.say("story.locator"), Width: 360, Height: 300}
	l := &Locator{Map: s.to(mapPath, "")}
	seen := map[corpus.ID]bool{}
	for _, moment := range s.foremostEvents() {
		for _, id := range moment.Places {
			e := s.x.Entity(id)
			if s.number[id] == 0 || seen[id] {
				continue
			}
			seen[id] = true
			m.Points = append(m.Points, svgmap.Point{Lat: e.Coordinates.Lat, Lon: e.Coordinates.Lon, Label: e.Title})
			l.Places = append(l.Places, s.entity(e))
		}
	}
	if len(m.Points) == 0 {
		return nil
	}
	l.SVG = s.draw(m)
	return l
}

// report makes a link to a report.
func (s *sheet) report(a *corpus.Article) ReportLink {
	r := s.reportOf[a]
	link := r.ReportLink
	link.URL = s.file(r.file)
	return link
}

// A report is what many pages say of one.
type report struct {
	ReportLink        // without a URL
	path       string // of its page
	file       string // as address.file takes it
	words      int
	times      []Time // when it was published
}

// makeReports makes what the links to a report say, which many pages have.
func (p *plan) makeReports() {
	p.reportOf = make(map[*corpus.Article]*report, len(p.articles))
	words := p.options.Memo.countWords(p.articles)
	for _, a := range p.articles {
		p.paragraphs += len(a.Paragraphs)
		path, _ := p.pagePath(a.ID)
		times := p.times(a.Date)
		p.reportOf[a] = &report{
			ReportLink{Label: a.Label, Letter: a.Letter, Title: p.headline(a), Origin: p.origin(a, first(times))},
			path, ups + path, words[a], times,
		}
	}
}

// headline returns a report's headline, in brackets if it is ours.
func headline(a *corpus.Article) string {
	if a.Supplied {
		return "[" + a.Title + "]"
	}
	return a.Title
}

// origin says in a line where a report comes from and when it was published, as
// far as our copy tells.
func (p *plan) origin(a *corpus.Article, time string) string {
	line := cmp.Or(a.Publisher, p.say("report.no-outlet"))
	if len(a.Byline) > 0 {
		line = p.say("report.outlet-by", "outlet", line, "writers", a.Byline)
	}
	if time != "" {
		line = p.say("report.at", "who", line, "time", time)
	}
	return line
}

// published says in short by whom and when a report was published; "" if our
// copy names neither.
func (p *plan) published(a *corpus.Article) string {
	by := a.Publisher
	if by == "" && len(a.Byline) > 0 {
		by = p.say("report.by", "writers", a.Byline)
	}
	parts := []string{by, first(p.reportOf[a].times)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), p.say("numbers.comma"))
}

// foremost returns the entities that most reports mention, at most
// storyEntities.
func (s *sheet) foremost(list []*corpus.Entity) []EntityLink {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *corpus.Entity) int {
		return cmp.Or(s.x.Reports(b.ID)-s.x.Reports(a.ID), s.x.Count(b.ID)-s.x.Count(a.ID), compare(a.Title, b.Title))
	})
	list = list[:min(len(list), storyEntities)]
	links := s.entities(list)
	for i, e := range list {
		links[i].Count, links[i].Glyph = s.known[e].card.Count, entityGlyph(e)
	}
	return links
}

// foremostMoments returns the events that most reports tell of, at most
// storyMoments, in the timeline's order. Those without a known time are left
// to the timeline.
func (s *sheet) foremostMoments() []Moment {
	var moments []Moment
	for _, e := range s.foremostEvents() {
		moments = append(moments, s.moment(e))
	}
	return moments
}

func (s *sheet) foremostEvents() []*corpus.Event {
	type ranked struct{ at, reports, cites int }
	var list []ranked
	for i, m := range s.moments {
		if m.Event.When.Precision == corpus.Unknown {
			continue
		}
		reports, cites := s.told(m.Event)
		list = append(list, ranked{i, reports, cites})
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(b.reports-a.reports, b.cites-a.cites, a.at-b.at)
	})
	list = list[:min(len(list), storyMoments)]
	slices.SortFunc(list, func(a, b ranked) int { return a.at - b.at })
	events := make([]*corpus.Event, len(list))
	for i, r := range list {
		events[i] = s.moments[r.at].Event
	}
	return events
}

// told counts the reports that an event cites, and its citations.
func (p *plan) told(e *corpus.Event) (reports, cites int) {
	seen := map[corpus.ID]bool{}
	for _, r := range p.eventRefs(e) {
		seen[r.Article.ID] = true
		cites++
	}
	return len(seen), cites
}

// moment makes a short entry of an event.
func (s *sheet) moment(e *corpus.Event) Moment {
	return Moment{URL: s.page(e.ID), Title: e.Title, Times: s.twoZones(e.When), Clash: s.clash[e.ID]}
}
