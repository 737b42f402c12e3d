package site

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
)

// A Citation is how a page is cited, in three formats.
type Citation struct {
	Text   string // in the manner of the APA
	BibTeX string
	CSL    string // CSL-JSON
}

// citation returns how to cite a page under a title of its own. The date is
// the edition's, zero for none; url may be "".
func citation(title, site, language string, edition time.Time, url string) *Citation {
	return &Citation{
		Text:   citedAsText(title, site, edition, url),
		BibTeX: citedAsBibTeX(title, site, edition, url),
		CSL:    citedAsCSL(title, site, language, edition, url),
	}
}

func citedAsText(title, site string, edition time.Time, url string) string {
	text := strings.TrimRight(title, ".")
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		text += " "
	} else {
		text += ". "
	}
	if edition.IsZero() {
		text += "(n.d.)."
	} else {
		text += edition.Format("(2006, January 2).")
	}
	if site != title {
		text += " In " + strings.TrimRight(site, ".") + "."
	}
	if url != "" {
		text += " " + url
	}
	return text
}

// A BibTeX entry of the widest known kind, since not all styles have one for
// pages.
func citedAsBibTeX(title, site string, edition time.Time, url string) string {
	var b strings.Builder
	field := func(name, value string) { b.WriteString(",\n  " + name + " = {" + value + "}") }
	key := anchor(title)
	if !edition.IsZero() {
		key += edition.Format("-2006")
	}
	b.WriteString("@misc{" + asciiOnly(key))
	field("title", "{"+inTeX(title)+"}")
	if site != title {
		field("howpublished", inTeX(site))
	}
	if !edition.IsZero() {
		field("year", edition.Format("2006"))
		field("month", strings.ToLower(edition.Format("Jan")))
		field("note", "Edition of "+edition.Format("2 January 2006"))
	}
	if url != "" {
		field("url", strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(url))
	}
	b.WriteString("\n}")
	return b.String()
}

// inTeX escapes what TeX would not print.
func inTeX(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
		"{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`,
	).Replace(s)
}

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
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)                        // the template escapes
	if err := enc.Encode([]any{item}); err != nil { // only strings and numbers stand in it
		panic("site: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}
