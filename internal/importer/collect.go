package importer

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"collate/internal/extract"
)

// collect makes the Draft of the units' roles.
func (p *page) collect() (Draft, error) {
	d := p.known
	var names []string
	var dates []string
	for i := range p.units {
		u := &p.units[i]
		u.joins = i > 0 && p.units[i-1].role == u.role && p.units[i-1].what == u.what
		switch u.role {
		case body:
			d.Words += len(strings.Fields(u.text))
			for _, md := range paragraphs(u) {
				d.addParagraph(md, u)
			}
		case heading:
			d.Words += u.words
			d.addParagraph(subHeading(u), u)
		case title:
			d.Title = cmp.Or(d.Title, u.text)
			d.moved("title", u)
		case standfirst:
			d.Standfirst = cmp.Or(d.Standfirst, u.text)
			d.moved("standfirst", u)
		case byline:
			names = append(names, namesIn(u.text)...)
			if line := unglue(u.text); dateIn(line).iso != "" {
				dates = append(dates, line)
			}
			d.moved("byline", u)
		case date:
			dates = append(dates, unglue(u.text))
			d.moved("date", u)
		case credit:
			d.Credit = strings.TrimSpace(d.Credit + " " + u.text)
			d.moved("credit", u)
		case cut:
			d.cut(u)
			if name, ok := strings.CutPrefix(u.text, "About "); ok && u.what == "author box" && isName(name) {
				names = append(names, name)
			}
		}
	}
	d.around = aroundOf(p.units)
	if d.Byline == nil {
		d.Byline = unique(names)
	}
	if d.Date == "" {
		var warning string
		if d.Date, warning = bestDate(dates); warning != "" {
			d.Warnings = append(d.Warnings, warning)
		}
	}
	if len(d.Paragraphs) == 0 {
		return d, noBody(&d)
	}
	if p.onlyHeadline() {
		return d, fmt.Errorf("%w: only a headline", ErrNoBody)
	}
	if d.Title == "" {
		d.Title, d.Supplied = "["+firstWords(plain(d.Paragraphs[0]))+"]", true
		d.Warnings = append(d.Warnings, "no headline: the title is made of the first words")
	}
	d.completeFound()
	return d, nil
}

func (d *Draft) addParagraph(md string, u *unit) {
	d.Paragraphs = append(d.Paragraphs, md)
	d.lines = append(d.lines, lineRange{u.first, u.last})
}

// completeFound says of the fields that no mark-up told where in the text they
// stand, and puts all in the order of the front matter.
func (d *Draft) completeFound() {
	has := map[string]string{}
	for _, f := range d.Found {
		has[f.Field] = f.Where
	}
	for _, m := range d.Moved {
		if has[m.What] != "" {
			continue
		}
		switch {
		case m.Lines == "":
			has[m.What] = "the page"
		case strings.Contains(m.Lines, "-"):
			has[m.What] = "lines " + m.Lines
		default:
			has[m.What] = "line " + m.Lines
		}
	}
	d.Found = nil
	for _, f := range []struct {
		field string
		set   bool
	}{
		{"title", d.Title != "" && !d.Supplied},
		{"standfirst", d.Standfirst != ""},
		{"publisher", d.Publisher != ""},
		{"byline", d.Byline != nil},
		{"credit", d.Credit != ""},
		{"date", d.Date != ""},
		{"url", d.URL != ""},
		{"language", d.Language != ""},
	} {
		if f.set && has[f.field] != "" {
			d.Found = append(d.Found, Found{f.field, has[f.field]})
		}
	}
}

// onlyHeadline reports whether nothing of a page is left but one short line
// that does not end as a sentence does.
func (p *page) onlyHeadline() bool {
	left := 0
	for i := range p.units {
		switch u := &p.units[i]; u.role {
		case body:
			left++
			if u.md != "" || u.stops() || u.words >= 40 || ideographs(u.text) > 0 {
				return false
			}
		case heading, title:
			left++
		}
	}
	return left == 1
}

// noBody says what a page without an article is, as far as its parts tell.
func noBody(d *Draft) error {
	words := map[string]int{}
	most := ""
	for _, c := range d.Cuts {
		if words[c.What] += c.Words; words[c.What] > words[most] {
			most = c.What
		}
	}
	switch most {
	case "":
		return ErrNoBody
	case "sign-in form":
		return fmt.Errorf("%w: the page asks to sign in", ErrNoBody)
	case "site notice":
		return fmt.Errorf("%w: the page is a cookie or copyright notice", ErrNoBody)
	}
	return fmt.Errorf("%w: only %s", ErrNoBody, most)
}

func (d *Draft) cut(u *unit)                { d.Cuts = appendCut(d.Cuts, u.what, u) }
func (d *Draft) moved(what string, u *unit) { d.Moved = appendCut(d.Moved, what, u) }

// appendCut adds a unit's lines to a list of cuts, to the last one if that is
// of the same sort and stands right above, but for blank lines.
func appendCut(list []Cut, what string, u *unit) []Cut {
	if n := len(list); n > 0 && list[n-1].What == what && u.joins {
		list[n-1].Lines = span(list[n-1].Lines, u.last)
		list[n-1].Words += u.words
		return list
	}
	c := Cut{What: what, Words: u.words}
	if u.first > 0 {
		c.Lines = span(strconv.Itoa(u.first), u.last)
	}
	return append(list, c)
}

// span extends "14" or "14-17" to the line last.
func span(lines string, last int) string {
	if lines == "" {
		return ""
	}
	first, _, _ := strings.Cut(lines, "-")
	if first == strconv.Itoa(last) {
		return first
	}
	return fmt.Sprintf("%s-%d", first, last)
}

// paragraphs returns the Markdown of a body unit. A wall of more than 150
// words, as transcripts are, is split where sentences end.
func paragraphs(u *unit) []string {
	const wall = 150 // words
	if u.md != "" {
		return []string{u.md}
	}
	if u.words <= wall {
		return []string{escape(u.text)}
	}
	var list []string
	for _, s := range splitWall(u.text) {
		list = append(list, escape(s))
	}
	return list
}

// splitWall cuts text at sentence ends, never inside a quotation: a paragraph
// takes sentences until it has 60 words; a last one under 25 words joins the
// one before.
func splitWall(text string) []string {
	const full, least = 60, 25 // words
	var list []string
	quotes := extract.Quotations(text)
	start := 0
	for _, s := range extract.Sentences(text) {
		end := s.End
		for len(quotes) > 0 && (quotes[0].OuterEnd <= end || quotes[0].Open) {
			quotes = quotes[1:]
		}
		inQuote := len(quotes) > 0 && quotes[0].OuterStart < end
		if !inQuote && len(strings.Fields(text[start:end])) >= full {
			list = append(list, strings.TrimSpace(text[start:end]))
			start = end
		}
	}
	rest := strings.TrimSpace(text[start:])
	switch {
	case rest == "":
	case len(list) > 0 && len(strings.Fields(rest)) < least:
		list[len(list)-1] += " " + rest
	default:
		list = append(list, rest)
	}
	return list
}

func subHeading(u *unit) string {
	if u.md != "" {
		return u.md
	}
	text := strings.TrimLeft(u.text, "# ")
	if text == "" {
		text = u.text
	}
	return "## " + escape(text)
}

// firstWords returns about ten words that open a text, for a title.
func firstWords(text string) string {
	words := strings.Fields(text)
	if s := extract.Sentences(text); len(s) > 0 {
		words = strings.Fields(s[0].In(text))
	}
	const most = 10
	if len(words) <= most {
		return strings.TrimRight(strings.Join(words, " "), ".,:;")
	}
	return strings.TrimRight(strings.Join(words[:most], " "), ".,:;") + "…"
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
