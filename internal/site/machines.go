package site

import (
	"encoding/xml"
	"slices"

	"collate/internal/jsontext"
)

// forMachines makes what search engines and feed readers ask for. Feed and
// sitemap need absolute addresses, so without a base URL there is neither.
func (p *plan) forMachines(listed []string) []File {
	if p.base == "" {
		return []File{p.manifest(), {Path: "robots.txt", Data: []byte("User-agent: *\nAllow: /\n")}}
	}
	files := []File{
		p.manifest(),
		{Path: "robots.txt", Data: []byte("User-agent: *\nAllow: /\n\nSitemap: " + p.base + sitemapPath + "\n")},
		{Path: sitemapPath, Data: p.sitemap(listed)},
		{Path: feedPath, Data: p.feed()},
	}
	if p.history != nil {
		files = append(files, File{Path: changesFeedPath, Data: p.changesFeed()})
	}
	return files
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
func (p *plan) sitemap(listed []string) []byte {
	var set urlSet
	for _, url := range listed {
		u := sitemapURL{Loc: url}
		if t := p.c.Site.Edition; !t.IsZero() {
			u.LastMod = t.Format("2006-01-02")
		}
		set.URLs = append(set.URLs, u)
	}
	return asXML(set)
}

// The types below are an Atom feed (RFC 4287).
type (
	feed struct {
		XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Language string      `xml:"xml:lang,attr"`
		Title    string      `xml:"title"`
		ID       string      `xml:"id"`
		Updated  string      `xml:"updated"`
		Author   feedAuthor  `xml:"author"`
		Icon     string      `xml:"icon"`
		Links    []feedLink  `xml:"link"`
		Entries  []feedEntry `xml:"entry"`
	}
	feedAuthor struct {
		Name string `xml:"name"`
	}
	feedLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	feedEntry struct {
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Link    feedLink `xml:"link"`
		Summary string   `xml:"summary"`
	}
)

// feedMost is how many reports, claims and events each the feed has at most.
const feedMost = 100

// feed lists the edition, what the reports answer, the reports, and the
// timeline's events, latest first. Its dates are the edition's, since that is
// when a page last changed. An entry's id is the address of what it is about;
// that of the edition has its date, so that readers are shown the next.
func (p *plan) feed() []byte {
	updated := p.newest
	if updated == "" {
		updated = "1970-01-01T00:00:00Z" // the format demands one, and a build reads no clock
	}
	f := feed{
		Language: p.c.Site.Language, Title: p.title(), ID: p.base, Updated: updated, Author: feedAuthor{p.title()},
		Icon: p.base + touchIconPath,
		Links: []feedLink{
			{"self", "application/atom+xml", p.base + feedPath}, {"alternate", "text/html", p.base + storyPath},
		},
	}
	entry := func(id, url, title, summary string) {
		f.Entries = append(f.Entries, feedEntry{title, id, updated, feedLink{"alternate", "text/html", url}, summary})
	}
	if story := p.c.Story; story != nil {
		url := p.base + storyPath
		id, title := url, story.Title
		if t := p.c.Site.Edition; !t.IsZero() {
			id, title = url+"?edition="+p.edition(), p.say("feed.edition", "date", p.date(t), "title", title)
		}
		entry(id, url, title, summary(story.Standfirst, p.from("story.compared")))
	}
	claims := p.x.Claims()
	for i := range claims[:min(len(claims), feedMost)] {
		c := &claims[i]
		url := p.absolute(c.ID)
		entry(url, url, p.say("feed.claim", "title", c.Title),
			p.say("feed.answers", "state", p.verdict(c.Verdict), "answers", p.inShort(c)))
	}
	for _, a := range p.articles[max(0, len(p.articles)-feedMost):] {
		url := p.absolute(a.ID)
		entry(url, url, p.say("feed.report", "report", a.Label, "title", headline(a)),
			p.say("feed.sentence", "text", p.reportOf[a].Origin))
	}
	for _, m := range slices.Backward(p.moments[max(0, len(p.moments)-feedMost):]) {
		url := p.absolute(m.Event.ID)
		entry(url, url, p.say("feed.event", "title", m.Event.Title), p.say("feed.sentence", "text", p.first(m.Event.When)))
	}
	return asXML(f)
}

// The types below are manifest.webmanifest (W3C, Web Application Manifest). Its
// addresses are relative to it.
type (
	webManifest struct {
		Name       string         `json:"name"`
		Language   string         `json:"lang"`
		StartURL   string         `json:"start_url"`
		Scope      string         `json:"scope"`
		Display    string         `json:"display"`
		Background string         `json:"background_color"`
		Theme      string         `json:"theme_color"`
		Icons      []manifestIcon `json:"icons"`
	}
	manifestIcon struct {
		Src     string `json:"src"`
		Type    string `json:"type"`
		Sizes   string `json:"sizes"`
		Purpose string `json:"purpose,omitempty"`
	}
)

// manifest says how the site looks on a home screen. The background is that
// of its pictures, the theme the blue of its icon.
func (p *plan) manifest() File {
	return File{Path: manifestPath, Data: jsontext.AppendIndented(nil, webManifest{
		Name: p.title(), Language: p.c.Site.Language, StartURL: storyPath, Scope: ".", Display: "browser",
		Background: "#fffdf9", Theme: "#1d3b5c",
		Icons: []manifestIcon{
			{iconPath, "image/svg+xml", "any", ""},
			{"icon-192.png", "image/png", "192x192", ""},
			{"icon-512.png", "image/png", "512x512", ""},
			{"icon-512.png", "image/png", "512x512", "maskable"},
		},
	})}
}

func asXML(v any) []byte {
	data, err := xml.MarshalIndent(v, "", "  ")
	if err != nil { // only strings stand in it
		panic("site: " + err.Error())
	}
	return append([]byte(xml.Header), append(data, '\n')...)
}
