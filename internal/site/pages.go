package site

import (
	"cmp"
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/markdown"
	"collate/internal/search"
)

// A Search is the data of search.html.
type Search struct {
	Frame
	Lead    string
	Field   bool   // on the first page
	Words   string // what the field's script says, as JSON
	Pager   Pager
	Letters []NameGroup
}

// A NameGroup is the part of the A to Z under one letter.
type NameGroup struct {
	ID     string // "a-z-b"
	Letter string
	Names  []NameEntry
}

// A NameEntry is a name or a title and what it leads to.
type NameEntry struct {
	Link
	Class string // "person" and so on, "report" or "event"
	Also  string // the entity's own name, if this is another; else what it is
	key   string // sorts
}

// search makes the page with the field, and pages for the names from A to Z
// that have no room on it.
func (p *plan) search() []Page {
	all := p.names(p.sheet(searchPath))
	parts := cut(all, func(e NameEntry) int { return 100 + len(e.URL) + len(e.Text) + len(e.Also) })
	texts := spanned(parts, func(e NameEntry) string { return firstWord(e.key) })
	pages := make([]Page, len(parts))
	for i, part := range parts {
		s := p.sheet(partPath(searchPath, i+1))
		d := &Search{Field: i == 0, Pager: s.pager(searchPath, p.say("search.other-names"), texts, i+1)}
		d.Lead = p.say("search.lead")
		for k := range part {
			path, fragment, _ := strings.Cut(part[k].URL, "#") // as seen from the root, where the first page is
			part[k].URL = s.to(path, fragment)
		}
		d.Letters = byLetter(part)
		a := about{
			heading: p.say("menu.search"), menu: searchPath, noIndex: true, description: p.say("search.description"),
		}
		if d.Field {
			d.Words = p.searchWords()
			a.scripts = []string{ups + "search.js"}
		} else {
			a.heading = p.pageOf(p.say("search.a-z"), i+1, len(parts))
		}
		d.Frame = s.frame(a)
		d.Cards = nil
		pages[i] = Page{s.path, "search.html", d}
	}
	return pages
}

// searchWords returns what search.js says, as package search describes it.
func (p *plan) searchWords() string {
	groups := []string{
		p.say("menu.people"), p.say("menu.places"), p.say("menu.organisations"), p.say("menu.reports"), p.say("menu.claims"),
		p.say("search.events"), p.say("menu.quotations"), p.say("search.paragraphs"), p.say("search.nearest"),
	}
	phrases := p.words.Forms("search.script.")
	for key, text := range map[string]string{
		"quote": p.say("quote", "text", "{text}"), "comma": p.say("numbers.comma"), "semicolon": p.say("numbers.semicolon"),
	} {
		phrases[key] = map[string]string{"other": text}
	}
	data, err := json.Marshal(map[string]any{"groups": groups, "phrases": phrases})
	if err != nil { // only strings stand in it
		panic("site: " + err.Error())
	}
	return string(data)
}

// names returns every name and title of the site, sorted.
func (p *plan) names(s *sheet) []NameEntry {
	var list []NameEntry
	add := func(url, text, class, also string) {
		list = append(list, NameEntry{Link{url, text}, class, also, nameKey(text)})
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range p.c.Entities(kind) {
			url := s.page(e.ID)
			own := cmp.Or(e.Sort, e.Title)
			add(url, own, kind.One(), roleOf(e))
			shown := map[string]bool{nameKey(own): true, nameKey(e.Title): true}
			for _, n := range e.Names { // "al-Asad" once, not "Al Asad" too
				if key := nameKey(n.Text); !shown[key] {
					shown[key] = true
					add(url, n.Text, kind.One(), e.Title)
				}
			}
		}
	}
	for _, a := range p.articles {
		add(s.page(a.ID), headline(a), "report", a.Label)
	}
	for _, e := range p.c.Events {
		add(s.page(e.ID), e.Title, "event", p.first(e.When))
	}
	slices.SortFunc(list, func(a, b NameEntry) int {
		return cmp.Or(compare(a.key, b.key), compare(a.Text, b.Text), compare(a.URL, b.URL))
	})
	return list
}

// nameKey is what a name is sorted by: without marks, case and accents, unless
// it is nothing else.
func nameKey(s string) string { return cmp.Or(search.Fold(s), s) }

func byLetter(entries []NameEntry) []NameGroup {
	var groups []NameGroup
	for _, e := range entries {
		letter := firstLetter(e.key)
		if "0" <= letter && letter <= "9" {
			letter = "0–9"
		}
		if n := len(groups); n == 0 || groups[n-1].Letter != letter {
			groups = append(groups, NameGroup{ID: "a-z-" + strings.ToLower(letter), Letter: letter})
		}
		g := &groups[len(groups)-1]
		g.Names = append(g.Names, e)
	}
	return groups
}

// A SourcePage is the data of source.html: a content file as it was written.
type SourcePage struct {
	Frame
	File string // "content/people/jane-doe.md"
	Page string // URL of the page made from it
	Raw  string // URL of the file itself
	Text template.HTML
}

// sourcePage shows a content file as it was written.
func (p *plan) sourcePage(page *corpus.Page) Page {
	s := p.sheet(sourcePath(page.ID))
	path, fragment := p.pagePath(page.ID)
	d := &SourcePage{
		File: contentPath(page.ID), Page: s.to(path, fragment), Raw: s.to(rawPath(page.ID), ""),
		Text: template.HTML(markdown.Highlight(page.Source, "markdown")), //nolint:gosec // escaped
	}
	d.Frame = s.frame(about{
		heading: page.Title, title: p.say("source.title", "title", page.Title),
		description: p.say("source.description", "file", contentPath(page.ID), "title", page.Title),
		noIndex:     true, plain: true, styles: []string{ups + highlightPath},
	})
	return Page{s.path, "source.html", d}
}

// highlightPath is the style sheet of highlighted text.
const highlightPath = "highlight.css"

// A Missing is the data of 404.html. Its links are absolute, since the page is
// shown at addresses of any depth.
type Missing struct {
	Frame
	Links []Link
}

func (p *plan) missing() Page {
	s := p.sheet(missingPath)
	s.root = rootOf(p.base)
	d := &Missing{}
	for _, m := range s.menu {
		d.Links = append(d.Links, Link{s.file(m.file), m.text})
	}
	d.Frame = s.frame(about{
		heading: p.say("missing.title"), description: p.say("missing.description"), noIndex: true,
	})
	return Page{missingPath, "404.html", d}
}

// rootOf returns the path of the site's root on its host, "/" if the address
// is not known.
func rootOf(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	_, path, _ := strings.Cut(rest, "/")
	return "/" + path
}

// A Method is the data of method.html.
type Method struct {
	Frame
	Original bool   // the raw file of some report is recorded
	Digests  string // whose text is re-told; "" if no report's is
	Checks   []Check
	Derived  []OwnFigure
	Ignored  []corpus.Ignored
	DataPage string // URL
	Sources  string // URL of the list of reports; "" if there are none
	Dossier  string // URL of the page that holds everything; "" if there are too many reports
	Most     int    // as many reports as that page has at most
}

// A Check is what was held against what, or counted, and what came of it.
type Check struct{ Name, Result string }

// An OwnFigure is a sentence with a figure of the explainer's own.
type OwnFigure struct {
	URL, Sentence, Why string
}

func (p *plan) method() Page {
	s := p.sheet(methodPath)
	d := &Method{
		Digests: p.digests(), Checks: slices.Concat(p.figures(), p.comparisons(), p.gates()),
		Ignored: p.c.Site.Ignore, DataPage: s.to(dataPath, ""), Most: dossierReports,
	}
	if p.hasDossier() {
		d.Dossier = s.to(dossierPath, "")
	}
	for _, own := range p.options.Facts.Derived {
		path, fragment := p.pagePath(own.Page)
		d.Derived = append(d.Derived, OwnFigure{s.to(path, fragment), own.Sentence, own.Why})
	}
	for _, a := range p.articles {
		d.Original = d.Original || a.Original != nil
		d.Sources = s.to(indexPath(corpus.Articles), "")
	}
	d.Frame = s.frame(about{
		heading: p.say("page.method"), description: p.say("method.description"),
		kind: p.reportsCompared(), note: p.say("method.note"), schema: schema{Type: "AboutPage"},
	})
	return Page{methodPath, "method.html", d}
}

// digests says whose text is not reprinted.
func (p *plan) digests() string {
	n := 0
	for _, a := range p.articles {
		if a.Digest {
			n++
		}
	}
	switch {
	case n == 0:
		return ""
	case n < len(p.articles):
		return p.say("method.digests-some")
	}
	return p.say("method.digests", "n", n)
}

// figures counts what the checks of any explainer rest on.
func (p *plan) figures() []Check {
	paragraphs, used, mentions := 0, 0, 0
	for _, a := range p.articles {
		for i := range a.Paragraphs {
			paragraphs++
			if len(p.x.Uses(a, i)) > 0 {
				used++
			}
		}
		mentions += len(p.x.Mentions.On(a.ID))
	}
	cites := 0
	for _, page := range p.c.Pages() {
		if page.Kind == corpus.Articles || page.Body == nil {
			continue
		}
		for _, b := range page.Body.Blocks {
			cites += len(b.Cites)
		}
	}
	for _, e := range p.c.Events {
		cites += len(e.Accounts)
	}
	for _, c := range p.c.Claims {
		cites += len(c.Answers)
	}
	return []Check{
		{p.say("method.citations"), p.say("method.citations-found", "n", cites)},
		{p.say("method.paragraphs"), p.say("method.paragraphs-found", "n", paragraphs, "cited", used)},
		{p.say("method.mentions"), p.words.Number(mentions)},
	}
}

// gates says what the gates found that stop the build.
func (p *plan) gates() []Check {
	quotations := p.say("method.quotations-found", "n", p.options.Quotations.Count(cite.Exact))
	if n := p.options.Quotations.Count(cite.NotCheckable); n > 0 {
		quotations = p.say("method.quotations-unchecked", "found", quotations, "n", n)
	}
	sentences := p.say("method.in-sentences", "n", p.options.Facts.Sentences)
	return []Check{
		{p.say("method.quotations"), quotations},
		{p.say("method.facts"), p.say("method.facts-found", "n", p.options.Facts.Held, "sentences", sentences)},
	}
}

// comparisons counts what was held against each other.
func (p *plan) comparisons() []Check {
	var list []Check
	if len(p.x.Claims()) > 0 {
		relations := map[collate.Relation]int{}
		pairs := 0
		for _, c := range p.x.Claims() {
			pairs += len(c.Pairs)
			for _, pair := range c.Pairs {
				relations[pair.Relation]++
			}
		}
		list = append(list, Check{p.say("method.answers"), p.say("method.answers-found", "n", pairs,
			"same", relations[collate.Same], "compatible", relations[collate.Compatible],
			"conflict", relations[collate.Conflict], "apart", relations[collate.DifferentScope])})
	}
	if len(p.x.Shares()) > 1 {
		shared := 0
		for _, s := range p.x.Shares() {
			shared += s.Shared
		}
		list = append(list, Check{
			p.say("method.shared"), p.say("method.shared-found", "words", shared, "n", len(p.x.Shares())),
		})
	}
	slips := 0
	for _, a := range p.articles {
		slips += len(p.x.Findings(a))
	}
	result := p.say("method.sums-right")
	if slips > 0 {
		result = p.say("method.sums-wrong", "n", slips)
	}
	return append(list, Check{p.say("method.sums"), result})
}
