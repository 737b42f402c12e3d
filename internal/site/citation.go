package site

import (
	"cmp"
	"strings"
	"time"
	"unicode/utf8"

	"collate/internal/exchange"
	"collate/internal/jsontext"
)

// A Citation is how a page is cited, in three formats.
type Citation struct {
	Text   string // in the manner of the APA
	BibTeX string
	CSL    string // CSL-JSON
}

// citation returns how to cite a page under a title of its own; url may be "".
func (p *plan) citation(title, url string) *Citation {
	w := work{title: title, site: p.title(), url: url, key: anchor(title), edition: p.c.Site.Edition}
	if w.site == title {
		w.site = ""
	}
	var room [1024]byte
	var c Citation
	c.Text = string(p.appendText(room[:0], &w))
	c.BibTeX = string(p.appendBibTeX(room[:0], &w))
	c.CSL = string(appendCSL(room[:0], &w, p.c.Site.Language))
	return &c
}

// A work is a page as what is cited.
type work struct {
	title   string
	site    string // in which it stands; "" if the page is all of it
	url     string // may be ""
	key     string
	edition time.Time
}

func (p *plan) appendText(dst []byte, w *work) []byte {
	text := strings.TrimRight(w.title, ".")
	dst = append(dst, text...)
	if last, _ := utf8.DecodeLastRuneInString(text); !strings.ContainsRune("?!؟？！", last) {
		dst = append(dst, '.')
	}
	dst = append(dst, ' ')
	dst = append(dst, p.citedDate...)
	if w.site != "" {
		dst = append(dst, ' ')
		dst = append(dst, p.say("citation.in", "title", strings.TrimRight(w.site, "."))...)
	}
	if w.url != "" {
		dst = append(dst, ' ')
		dst = append(dst, w.url...)
	}
	return dst
}

// citationDate is the edition's day in a citation.
func (p *plan) citationDate() string {
	t := p.c.Site.Edition
	if t.IsZero() {
		return p.say("citation.no-date")
	}
	return p.say("citation.date", "day", itoa(t.Day()), "month", p.month(t), "year", itoa(t.Year()))
}

// A BibTeX entry of the widest known kind, since not all styles have one for
// pages.
func (p *plan) appendBibTeX(dst []byte, w *work) []byte {
	field := func(name string, values ...string) {
		dst = append(dst, ",\n  "...)
		dst = append(dst, name...)
		dst = append(dst, " = {"...)
		for _, v := range values {
			dst = append(dst, v...)
		}
		dst = append(dst, '}')
	}
	key := w.key
	if !w.edition.IsZero() {
		key += w.edition.Format("-2006")
	}
	dst = append(dst, "@misc{"...)
	dst = append(dst, cmp.Or(asciiOnly(key), "page")...)
	field("title", "{", exchange.InTeX(w.title), "}")
	if w.site != "" {
		field("howpublished", exchange.InTeX(w.site))
	}
	if !w.edition.IsZero() {
		field("year", w.edition.Format("2006"))
		field("month", strings.ToLower(w.edition.Format("Jan")))
		field("note", strings.TrimSuffix(p.editionNote, "."))
	}
	if w.url != "" {
		field("url", exchange.InTeXURL(w.url))
	}
	return append(dst, "\n}"...)
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

func appendCSL(dst []byte, w *work, language string) []byte {
	field := func(name, value string) {
		dst = append(dst, name...)
		dst = jsontext.AppendString(dst, value)
	}
	field(`[{"id":`, w.key)
	field(`,"type":"webpage","title":`, w.title)
	if w.site != "" {
		field(`,"container-title":`, w.site)
	}
	if language != "" {
		field(`,"language":`, language)
	}
	if !w.edition.IsZero() {
		dst = append(dst, `,"issued":{"date-parts":[`...)
		dst = w.edition.AppendFormat(dst, "[2006,1,2]")
		dst = append(dst, "]}"...)
	}
	if w.url != "" {
		field(`,"URL":`, w.url)
	}
	return append(dst, "}]"...)
}
