package importer

import (
	"encoding/json"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// metadata reads what a page of HTML says of itself: in JSON-LD first, then in
// Open Graph and other meta elements, then in what readers see.
func metadata(doc *goquery.Document) Draft {
	d := linkedData(doc)
	meta := func(names ...string) string {
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
	text := func(selector string) string { return squeeze(textOf(doc.Find(selector).First().Nodes...)) }

	d.Title = first(d.Title, text("article h1"), text("h1"), meta("og:title", "twitter:title"), siteless(text("title")))
	d.Standfirst = first(text(".standfirst, .subtitle, .dek, .deck, .article-subtitle, .sub-headline, " +
		".subheadline, [itemprop=alternativeHeadline]"))
	d.Publisher = first(d.Publisher, meta("og:site_name", "publisher", "application-name"))
	d.URL = first(d.URL, doc.Find("link[rel=canonical]").AttrOr("href", ""), meta("og:url"))
	if !strings.HasPrefix(d.URL, "http://") && !strings.HasPrefix(d.URL, "https://") {
		d.URL = ""
	}
	if d.Byline == nil {
		for _, s := range []string{
			meta("author", "article:author", "dc.creator", "parsely-author", "byl"),
			text("[rel=author]"), text("[itemprop=author]"),
			text(".byline"), text(".author-name"), text(".author"),
		} {
			if names := namesIn(s); names != nil && !strings.Contains(s, "://") {
				d.Byline = unique(names)
				break
			}
		}
	}
	if d.Date == "" {
		d.Date = firstDate(meta("article:published_time"), meta("datePublished"),
			meta("pubdate", "publishdate", "date", "dc.date",
				"dcterms.created", "parsely-pub-date", "sailthru.date"), doc.Find("time[pubdate]").AttrOr("datetime", ""),
			doc.Find("article time[datetime]").AttrOr("datetime", ""),
			doc.Find("time[datetime]").AttrOr("datetime", ""), text("time"))
	}
	return d
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

func firstDate(list ...string) string {
	for _, s := range list {
		if iso := dateIn(s).iso; iso != "" {
			return iso
		}
	}
	return ""
}

// siteless drops a site's name behind a page's title.
func siteless(s string) string {
	for _, sep := range []string{" | ", " — ", " – ", " - ", " :: "} {
		if i := strings.LastIndex(s, sep); i > len(s)/2 {
			return s[:i]
		}
	}
	return s
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
		d.Publisher = first(namesOf(l.Publisher)...)
		d.Date = dateIn(l.Published).iso
		if u, ok := l.URL.(string); ok {
			d.URL = u
		}
		return false
	})
	return d
}

// findArticle looks for a thing whose type says that it is an article.
func findArticle(v any, depth int) (linked, bool) {
	const deepest = 4
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
