package site

import (
	"encoding/xml"
	"slices"
)

// forMachines makes what search engines and feed readers ask for. Feed and
// sitemap need absolute addresses, so without a base URL there is neither.
func (p *plan) forMachines(pages []Page) []File {
	if p.base == "" {
		return []File{{"robots.txt", []byte("User-agent: *\nAllow: /\n")}}
	}
	return []File{
		{"robots.txt", []byte("User-agent: *\nAllow: /\n\nSitemap: " + p.base + sitemapPath + "\n")},
		{sitemapPath, p.sitemap(pages)},
		{feedPath, p.feed()},
	}
}

type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// sitemap lists the pages that search engines are to know.
func (p *plan) sitemap(pages []Page) []byte {
	var set urlSet
	for _, page := range pages {
		if url, ok := page.Data.(framed).listed(); ok {
			u := sitemapURL{Loc: url}
			if t := p.c.Site.Edition; !t.IsZero() {
				u.LastMod = t.Format("2006-01-02")
			}
			set.URLs = append(set.URLs, u)
		}
	}
	return asXML(set)
}

type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  feedAuthor  `xml:"author"`
	Links   []feedLink  `xml:"link"`
	Entries []feedEntry `xml:"entry"`
}

type feedAuthor struct {
	Name string `xml:"name"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type feedEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Link    feedLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feed lists the story and the timeline's events, latest first. Its dates are
// the edition's, since that is when a page last changed.
func (p *plan) feed() []byte {
	updated := p.newest
	if updated == "" {
		updated = "1970-01-01T00:00:00Z" // the format demands one, and a build reads no clock
	}
	f := feed{
		Title: p.title(), ID: p.base, Updated: updated, Author: feedAuthor{p.title()},
		Links: []feedLink{{"self", p.base + feedPath}, {"", p.base}},
	}
	entry := func(url, title, summary string) {
		f.Entries = append(f.Entries, feedEntry{title, url, updated, feedLink{Href: url}, summary})
	}
	if story := p.c.Story; story != nil {
		entry(p.base+storyPath, story.Title, summary(story.Standfirst, p.compared()))
	}
	for _, a := range p.articles {
		path, _ := p.pagePath(a.ID)
		entry(p.base+path, a.Label+": "+headline(a), capital(p.origin(a))+".")
	}
	for _, m := range slices.Backward(p.moments) {
		e := m.Event
		path, fragment := p.pagePath(e.ID)
		entry(p.base+path+"#"+fragment, "Timeline: "+e.Title, capital(first(e.When, p.c.Site.Zones))+".")
	}
	return asXML(f)
}

func asXML(v any) []byte {
	data, err := xml.MarshalIndent(v, "", "  ")
	if err != nil { // only strings stand in it
		panic("site: " + err.Error())
	}
	return append([]byte(xml.Header), append(data, '\n')...)
}
