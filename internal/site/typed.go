package site

import (
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/markdown"
)

// retyped turns the links that somebody typed in a text, which lead from the
// text's own page, into links from the page that holds everything.
func (s *sheet) retyped(p *corpus.Page, text string) string {
	const begins, ends = `="`, `"`
	var b strings.Builder
	for {
		before, rest, more := strings.Cut(text, begins)
		b.WriteString(before)
		if !more {
			return b.String()
		}
		b.WriteString(begins)
		if strings.HasSuffix(before, " href") || strings.HasSuffix(before, " src") {
			var attr string
			attr, rest, _ = strings.Cut(rest, ends)
			b.WriteString(s.retypedAddress(p, attr))
			b.WriteString(ends)
		}
		text = rest
	}
}

// retypedAddress returns what becomes of an address that stands in an attribute.
func (s *sheet) retypedAddress(p *corpus.Page, attr string) string {
	to := html.UnescapeString(attr)
	typed := func(u markdown.URL) bool { return u.Text == to }
	if strings.HasPrefix(to, "#") && !slices.ContainsFunc(p.Body.URLs, typed) {
		return attr // a name or a citation
	}
	return escaped(s.fromWhole(PathOf(p.ID), to))
}

// fromWhole returns a link of a page as the page that holds everything has it.
// What leads out of the site or nowhere stays as it is.
func (s *sheet) fromWhole(page, to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		return to
	}
	target := page
	if u.Path != "" {
		target = path.Join(path.Dir(page), u.Path)
	}
	if id := wholeID(target, s.fragmentOf(target, u.Fragment)); id != "" {
		return "#" + id
	}
	u.Path = target
	return u.String()
}

// fragmentOf returns a fragment if the page that holds everything has its like, else
// "".
func (p *plan) fragmentOf(target, fragment string) string {
	has := false
	switch target {
	case timelinePath:
		has = slices.ContainsFunc(p.c.Events, func(e *corpus.Event) bool { return eventID(e.Slug) == fragment })
	case quotationsPath:
		has = slices.Contains(p.saidIDs, fragment)
	default:
		for _, a := range p.articles {
			has = has || PathOf(a.ID) == target && slices.ContainsFunc(a.Paragraphs, func(para corpus.Paragraph) bool {
				return para.ID == fragment
			})
		}
	}
	if !has {
		return ""
	}
	return fragment
}
