package importer

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// A told is a value with the place in the page that it was read from.
type told struct{ value, where string }

// metadata reads what a page of HTML says of itself, the most trusted first:
// JSON-LD, Open Graph, other meta elements, then what readers see.
func metadata(doc *goquery.Document) Draft {
	d := linkedData(doc)
	visible := func(selector string) told {
		return told{squeeze(textOf(doc.Find(selector).First().Nodes...)), "the page"}
	}
	attr := func(selector, name, where string) told {
		return told{squeeze(doc.Find(selector).First().AttrOr(name, "")), where}
	}
	og := func(names ...string) told { return told{meta(doc, names...), "Open Graph"} }
	other := func(names ...string) told { return told{meta(doc, names...), "meta"} }

	title := visible("title")
	d.tell("title", &d.Title, siteless(doc, og("og:title")), siteless(doc, other("twitter:title")),
		visible("article h1"), visible("h1"), siteless(doc, title))
	d.tell("standfirst", &d.Standfirst, visible(".standfirst, [data-gu-name=standfirst], .subtitle, .dek, .deck, "+
		".article-subtitle, .chapo, .chapeau, "+
		".sub-headline, .subheadline, .sub-title, [class*=subhead], [class*=standfirst], "+
		"[itemprop=alternativeHeadline], h1 ~ [id*=summary]"))
	if strings.EqualFold(d.Standfirst, d.Title) {
		d.Standfirst = ""
	}
	d.tell("publisher", &d.Publisher, og("og:site_name"), other("publisher", "application-name"))
	d.tell("url", &d.URL, attr("link[rel=canonical]", "href", "link"), og("og:url"))
	if !isWeb(d.URL) {
		d.URL = ""
	}
	d.tell("language", &d.Language, attr("html", "lang", "the page"), og("og:locale"), other("language"))
	d.Language = strings.ReplaceAll(d.Language, "_", "-")
	d.tellByline(doc)
	d.tellDate([]told{
		og("article:published_time", "og:article:published_time"), other("datePublished", "pubdate", "publishdate",
			"date", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date"),
		attr("time[pubdate], time[itemprop=datePublished]", "datetime", "time"),
		attr("article time[datetime]", "datetime", "time"), attr("time[datetime]", "datetime", "time"), visible("time"),
	})
	return d
}

// meta returns the first of the named meta elements that has content.
func meta(doc *goquery.Document, names ...string) string {
	for _, name := range names {
		for _, attr := range []string{"property", "name", "itemprop"} {
			s := doc.Find("meta[" + attr + "=" + quoted(name) + "]").First()
			if v := squeeze(s.AttrOr("content", "")); v != "" {
				return v
			}
		}
	}
	return ""
}

func isWeb(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }

func (d *Draft) found(field, where string) {
	d.Found = append(d.Found, Found{field, where})
}

// tell sets a field that is not set yet to the first value that there is.
func (d *Draft) tell(name string, field *string, list ...told) {
	if *field != "" {
		return
	}
	for _, t := range list {
		if t.value != "" {
			*field = t.value
			d.found(name, t.where)
			return
		}
	}
}

// tellByline looks for the writers in meta elements, then in what is marked as
// their names. The publisher is no writer.
func (d *Draft) tellByline(doc *goquery.Document) {
	d.Byline = d.withoutPublisher(d.Byline)
	list := []told{{meta(doc, "author", "article:author", "dc.creator", "parsely-author", "byl"), "meta"}}
	for _, selector := range []string{
		"[rel=author]", "[itemprop=author]", ".byline", ".author-name", ".author", ".byline a, [class*=author] a",
		"[class*=author]",
	} {
		list = append(list, told{squeeze(textOf(doc.Find(selector).First().Nodes...)), "the page"})
	}
	for _, t := range list {
		if d.Byline == nil && !strings.Contains(t.value, "://") {
			if d.Byline = d.withoutPublisher(unique(namesIn(t.value))); d.Byline != nil {
				d.found("byline", t.where)
			}
		}
	}
}

func (d *Draft) withoutPublisher(names []string) []string {
	var kept []string
	for _, name := range names {
		if !strings.EqualFold(name, d.Publisher) {
			kept = append(kept, name)
		}
	}
	return kept
}

// tellDate takes the first date of a list, or a later one of the same day that
// tells the time as well.
func (d *Draft) tellDate(list []told) {
	for _, t := range list {
		iso := dateIn(t.value).iso
		if iso != "" && (d.Date == "" || len(iso) > len(d.Date) && strings.HasPrefix(iso, d.Date)) {
			d.Date = iso
			d.Found = slices.DeleteFunc(d.Found, func(f Found) bool { return f.Field == "date" })
			d.found("date", t.where)
		}
	}
}

// headOf fills what metadata did not find from what readers see above the
// article, by the rules for text.
func headOf(doc *goquery.Document, d *Draft) {
	if d.Byline != nil && d.Date != "" {
		return
	}
	r := blockReader{converter: newConverter()}
	for _, n := range doc.Find("body").Nodes {
		r.read(n, "")
	}
	p := page{units: r.units, known: Draft{Title: d.Title}}
	seen, err := p.draft()
	if err != nil {
		return
	}
	if d.Byline == nil && seen.Byline != nil {
		d.Byline = seen.Byline
		d.found("byline", "the text")
	}
	for i := range p.units {
		if u := &p.units[i]; seen.Date == "" && u.role == date {
			seen.Date = slashedIn(u.text, d.Language)
		}
	}
	if d.Date == "" && seen.Date != "" {
		d.Date = seen.Date
		d.found("date", "the text")
	}
}

func quoted(s string) string { return `"` + s + `"` }

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func first(list ...string) string {
	for _, s := range list {
		if s = squeeze(s); s != "" {
			return s
		}
	}
	return ""
}

// siteless drops a site's name before or behind a page's title: of what
// separators part, it takes what stands in the page by itself, else the part
// before the last of them.
func siteless(doc *goquery.Document, title told) told {
	for _, n := range doc.Find("h1, h2").Nodes {
		if squeeze(textOf(n)) == title.value {
			return title
		}
	}
	separators := []string{" | ", " — ", " – ", " - ", " :: ", " « ", ": "}
	best := ""
	for _, sep := range separators {
		parts := strings.Split(title.value, sep)
		for i := 1; i < len(parts); i++ {
			for _, s := range []string{strings.Join(parts[:i], sep), strings.Join(parts[i:], sep)} {
				if len(s) > len(best) && len(strings.Fields(s)) > 2 && standsAlone(doc, s) {
					best = s
				}
			}
		}
	}
	if best != "" && !standsAlone(doc, title.value) {
		return told{best, title.where}
	}
	for _, sep := range separators[:6] {
		if i := strings.LastIndex(title.value, sep); i > len(title.value)/2 {
			return told{title.value[:i], title.where}
		}
	}
	return title
}

// standsAlone reports whether an element of the page's body has no other text.
func standsAlone(doc *goquery.Document, text string) bool {
	found := false
	doc.Find("h1, h2, h3, b, strong, font, .headline, .title").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		found = strings.EqualFold(squeeze(textOf(s.Nodes...)), text)
		return !found
	})
	return found
}

// A linked is a thing in JSON-LD, as far as articles need it. Most keys may
// hold one value or several, so they stay open.
type linked struct {
	Type      any    `json:"@type"`
	Headline  string `json:"headline"`
	Author    any    `json:"author"`
	Published string `json:"datePublished"`
	Publisher any    `json:"publisher"`
	URL       any    `json:"url"`
	Page      any    `json:"mainEntityOfPage"`
	Language  any    `json:"inLanguage"`
	Graph     []any  `json:"@graph"`
}

// linkedData reads the first article in the page's JSON-LD.
func linkedData(doc *goquery.Document) Draft {
	var d Draft
	doc.Find(`script[type="application/ld+json"]`).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		var v any
		if json.Unmarshal([]byte(s.Text()), &v) != nil {
			return true // a broken block is common, and no reason to stop
		}
		l, ok := findArticle(v, 0)
		if !ok {
			return true
		}
		d.Title = squeeze(unescapeEntities(l.Headline))
		for _, name := range namesOf(l.Author) {
			d.Byline = append(d.Byline, namesIn(name)...)
		}
		d.Byline = unique(d.Byline)
		d.Publisher = first(append(namesOf(l.Publisher), nameByID(v, idOf(l.Publisher), 0))...)
		d.Date = dateIn(l.Published).iso
		for _, u := range []any{l.URL, l.Page} {
			if id := idOf(u); d.URL == "" && isWeb(id) {
				d.URL = id
			}
		}
		d.Language = first(namesOf(l.Language)...)
		for _, f := range []struct {
			field string
			is    bool
		}{
			{"title", d.Title != ""},
			{"byline", d.Byline != nil},
			{"publisher", d.Publisher != ""},
			{"date", d.Date != ""},
			{"url", d.URL != ""},
			{"language", d.Language != ""},
		} {
			if f.is {
				d.found(f.field, "JSON-LD")
			}
		}
		return false
	})
	return d
}

// idOf returns an address, or the @id of a thing.
func idOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		id, _ := v["@id"].(string)
		return id
	}
	return ""
}

// nameByID returns the name of the thing in v whose @id is id.
func nameByID(v any, id string, depth int) string {
	if id == "" || depth > deepest {
		return ""
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			if name := nameByID(one, id, depth+1); name != "" {
				return name
			}
		}
	case map[string]any:
		if name, ok := v["name"].(string); ok && idOf(v) == id {
			return name
		}
		return nameByID(v["@graph"], id, depth+1)
	}
	return ""
}

// deepest is how far JSON-LD is looked into.
const deepest = 4

// findArticle looks for a thing whose type says that it is an article.
func findArticle(v any, depth int) (linked, bool) {
	if depth > deepest {
		return linked{}, false
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			if l, ok := findArticle(one, depth+1); ok {
				return l, true
			}
		}
	case map[string]any:
		var l linked
		raw, _ := json.Marshal(v) // it came from JSON
		_ = json.Unmarshal(raw, &l)
		for _, t := range namesOf(l.Type) {
			if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" {
				return l, true
			}
		}
		return findArticle(l.Graph, depth+1)
	}
	return linked{}, false
}

// namesOf returns the names in a value that may be a string, a thing with a
// name, or a list of such.
func namesOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return namesOf(v["name"])
	case []any:
		var list []string
		for _, one := range v {
			list = append(list, namesOf(one)...)
		}
		return list
	}
	return nil
}
