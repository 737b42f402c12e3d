package site

import (
	"slices"
	"strings"

	"collate/internal/corpus"
)

// An address is where a page stands in the site, from which its links leave.
type address struct {
	path string // "people/jane-doe.html"
	root string // what goes before a path from the site's root; "" makes relative links
	joiner
}

// to returns the URL of a file of the site as a link on the page writes it,
// with a fragment if that is not "". A page's link to its own fragment is the
// fragment alone.
func (a *address) to(path, fragment string) string {
	mark := ""
	if fragment != "" {
		mark = "#"
	}
	switch {
	case a.root != "":
		return a.join(a.root, path, mark, fragment)
	case fragment != "" && path == a.path:
		return a.join(mark, fragment)
	}
	up, rest := relative(a.path, path)
	if up == "" && fragment == "" {
		return rest
	}
	return a.join(up, rest, mark, fragment)
}

// ups leads from a folder to the site's root, or past it.
const ups = "../../../../"

// file is to for a whole file, of which the path is given behind ups. The URL is
// nearly always a part of that, which takes no memory.
func (a *address) file(upsAndPath string) string {
	path := upsAndPath[len(ups):]
	if a.root == "" {
		switch up, rest := relative(a.path, path); {
		case up == "":
			return rest
		case len(rest) == len(path) && len(up) <= len(ups):
			return upsAndPath[len(ups)-len(up):]
		}
	}
	return a.to(path, "")
}

// relative returns the URL of the file to as seen from the page from, in two
// parts; both are slash-separated paths from the site's root. The result names a
// file, so it works from disk and under any sub-path.
func relative(from, to string) (up, rest string) {
	shared := 0 // length of the folders that both have
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			shared = i + 1
		}
	}
	n := len("../") * strings.Count(from[shared:], "/")
	if n > len(ups) {
		return strings.Repeat(ups, n)[:n], to[shared:]
	}
	return ups[:n], to[shared:]
}

// A joiner joins short texts, such as the links of a page, which share some
// memory then.
type joiner struct{ room strings.Builder }

func (j *joiner) join(parts ...string) string {
	const least, most = 256, 4096
	n := 0
	for _, part := range parts {
		n += len(part)
	}
	if have := j.room.Cap(); n > have-j.room.Len() {
		j.room = strings.Builder{} // the texts keep the old
		j.room.Grow(max(n, min(max(least, 2*have), most)))
	}
	from := j.room.Len()
	for _, part := range parts {
		j.room.WriteString(part)
	}
	return j.room.String()[from:]
}

// The pages that are one of a kind.
const (
	storyPath    = "index.html"
	timelinePath = "timeline.html"
	mapPath      = "map.html"
	searchPath   = "search.html"
	methodPath   = "method.html"
	dataPath     = "data.html"
	missingPath  = "404.html"
	feedPath     = "feed.xml"
	sitemapPath  = "sitemap.xml"
	picturePath  = "og.png"
	manifestPath = "manifest.webmanifest"

	iconPath      = "icon.svg"
	touchIconPath = "icon-180.png"
)

// pagePath returns where the page of a content file stands. Events share the
// timeline, where the fragment is their slug.
func pagePath(id corpus.ID) (path, fragment string) {
	switch kind, slug, _ := strings.Cut(string(id), "/"); {
	case id == corpus.Story:
		return storyPath, ""
	case corpus.Kind(kind) == corpus.Events:
		return timelinePath, eventID(slug)
	}
	return string(id) + ".html", ""
}

// pagePath returns where the page of a content file stands, of the pages that
// the timeline takes.
func (p *plan) pagePath(id corpus.ID) (path, fragment string) {
	at, known := p.places[id]
	if !known {
		at.path, at.fragment = pagePath(id)
	}
	return at.path, at.fragment
}

// A place is where the page of a content file stands.
type place struct{ path, fragment string }

// makePlaces notes where the pages of all content files stand.
func (p *plan) makePlaces() {
	p.places = map[corpus.ID]place{}
	for _, page := range p.c.Pages() {
		path, fragment := pagePath(page.ID)
		p.places[page.ID] = place{partPath(path, max(1, p.eventPart[page.ID])), fragment}
	}
}

// PathOf returns the file in which the page of a content file stands.
func PathOf(id corpus.ID) string {
	path, _ := pagePath(id)
	return path
}

// IsWhole says whether a page holds only what other pages hold, too, so that
// what is wrong with it is wrong there.
func IsWhole(path string) bool { return path == dossierPath }

// eventID returns the anchor of an event, which is its slug, but for a slug
// that is the id of a part of the page.
func eventID(slug string) string {
	if reserved(slug) {
		return slug + "_" // which no slug has
	}
	return slug
}

// reserved says whether a template or script gives the id to a part of a page
// that texts with ids of their own stand on, too.
func reserved(id string) bool {
	return slices.Contains([]string{
		"card", "cards", "corrections", "events", "hours", "letters", "main", "mentions", "names", "people", "places",
		"profile", "reports", "compared", "said", "sources", "stated", "spellings", "when", "where", "with",
	}, id)
}

// indexPath returns where the list of a kind's pages stands.
func indexPath(k corpus.Kind) string { return string(k) + "/index.html" }

// sourcePath returns where a content file is shown as it was written.
func sourcePath(id corpus.ID) string { return "source/" + string(id) + ".html" }

// rawPath returns where the content file itself stands.
func rawPath(id corpus.ID) string { return "source/" + string(id) + ".md" }

// mentionIDs returns what the anchors of an entity's mentions on articles' pages
// begin with, "m-people-jane-doe-". The number of the mention follows.
func mentionIDs(e *corpus.Entity) string { return "m-" + string(e.Kind) + "-" + e.Slug + "-" }

// citeID returns the anchor of a citation: the ref-th paragraph of the i-th
// citation of a block of a page's text, all from 0, or of an event's account
// where block is -1. Events share a page, so theirs begin with the slug.
func citeID(p *corpus.Page, block, i, ref int) string {
	var id string
	if p.Kind == corpus.Events {
		id = p.Slug + "-"
	}
	if block < 0 {
		id += "a" + itoa(i+1)
	} else {
		id += "c" + itoa(block+1) + "-" + itoa(i+1)
	}
	if ref > 0 {
		id += "-" + itoa(ref+1)
	}
	return id
}

// sourceID returns the anchor of a paragraph in a page's list of sources,
// "s-report-d-p2".
func sourceID(a *corpus.Article, paragraph int) string {
	return "s-" + a.Slug + "-" + a.Paragraphs[paragraph].ID
}

// contentPath names a content file as readers know it, wherever the content
// folder lay when the site was built: "content/people/jane-doe.md".
func contentPath(id corpus.ID) string { return "content/" + string(id) + ".md" }
