package site

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"
)

// A Citation is how a page is cited, in three formats.
type Citation struct {
	Text   string // in the manner of the APA
	BibTeX string
	CSL    string // CSL-JSON
}

// citation returns how to cite a page under a title of its own; url may be "".
func (p *plan) citation(title, url string) *Citation {
	site, edition := p.title(), p.c.Site.Edition
	return &Citation{
		Text:   p.citedAsText(title, site, edition, url),
		BibTeX: p.citedAsBibTeX(title, site, edition, url),
		CSL:    citedAsCSL(title, site, p.c.Site.Language, edition, url),
	}
}

func (p *plan) citedAsText(title, site string, edition time.Time, url string) string {
	text := strings.TrimRight(title, ".")
	if last, _ := utf8.DecodeLastRuneInString(text); strings.ContainsRune("?!؟？！", last) {
		text += " "
	} else {
		text += ". "
	}
	if edition.IsZero() {
		text += p.say("citation.no-date")
	} else {
		text += p.say("citation.date", "day", itoa(edition.Day()), "month", p.month(edition), "year", itoa(edition.Year()))
	}
	if site != title {
		text += " " + p.say("citation.in", "title", strings.TrimRight(site, "."))
	}
	if url != "" {
		text += " " + url
	}
	return text
}

// A BibTeX entry of the widest known kind, since not all styles have one for
// pages.
func (p *plan) citedAsBibTeX(title, site string, edition time.Time, url string) string {
	var b strings.Builder
	field := func(name, value string) { b.WriteString(",\n  " + name + " = {" + value + "}") }
	key := anchor(title)
	if !edition.IsZero() {
		key += edition.Format("-2006")
	}
	b.WriteString("@misc{" + cmp.Or(asciiOnly(key), "page"))
	field("title", "{"+inTeX(title)+"}")
	if site != title {
		field("howpublished", inTeX(site))
	}
	if !edition.IsZero() {
		field("year", edition.Format("2006"))
		field("month", strings.ToLower(edition.Format("Jan")))
		field("note", strings.TrimSuffix(p.editionNote(), "."))
	}
	if url != "" {
		field("url", urlEscapes.Replace(url))
	}
	b.WriteString("\n}")
	return b.String()
}

// inTeX escapes what TeX would not print.
func inTeX(s string) string { return texEscapes.Replace(s) }

var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`,
)

// urlEscapes are for what TeX's field for addresses, which escapes nothing, does not take.
var urlEscapes = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C")

// asciiOnly leaves out of a key what old programs do not read.
func asciiOnly(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r > '~' {
			return -1
		}
		return r
	}, s), "-")
}

func citedAsCSL(title, site, language string, edition time.Time, url string) string {
	type date struct {
		Parts [][3]int `json:"date-parts"`
	}
	item := struct {
		ID        string `json:"id"`
		Type      string `json:"type"`
		Title     string `json:"title"`
		Container string `json:"container-title,omitempty"`
		Language  string `json:"language,omitempty"`
		Issued    *date  `json:"issued,omitempty"`
		URL       string `json:"URL,omitempty"`
	}{ID: anchor(title), Type: "webpage", Title: title, Language: language, URL: url}
	if site != title {
		item.Container = site
	}
	if !edition.IsZero() {
		item.Issued = &date{[][3]int{{edition.Year(), int(edition.Month()), edition.Day()}}}
	}
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)                        // a template does
	if err := enc.Encode([]any{item}); err != nil { // only strings and numbers stand in it
		panic("site: " + err.Error())
	}
	return strings.TrimSpace(out.String())
}
