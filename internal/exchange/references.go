package exchange

import (
	"bufio"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"collate/internal/jsontext"
)

// A Reference is a report as a list of literature has it.
type Reference struct {
	Key       string // of letters, digits and hyphens
	Title     string
	Authors   []string
	Publisher string
	Date      time.Time // the day as it was written; zero if it is not known
	URL       string
	Note      string
	Language  string // BCP 47, or ""
}

// WriteBibTeX writes references for BibTeX and biblatex. Names are in braces, lest
// a program take "Agence France Presse" for a person of that surname. TeX's own signs
// are escaped, and no brace is left that is not the format's.
func WriteBibTeX(to io.Writer, references iter.Seq[Reference]) error {
	w := bufio.NewWriterSize(to, 32<<10)
	line := func(parts ...string) {
		for _, part := range parts {
			_, _ = w.WriteString(part) // w keeps the error for Flush
		}
	}
	field := func(name, value string) {
		if value != "" {
			line(",\n  ", name, " = {", value, "}")
		}
	}
	first := true
	for r := range references {
		if !first {
			line("\n")
		}
		first = false
		line("@misc{", r.Key)
		authors := make([]string, len(r.Authors))
		for i, name := range r.Authors {
			authors[i] = "{" + InTeX(name) + "}"
		}
		field("author", strings.Join(authors, " and "))
		field("title", "{"+InTeX(r.Title)+"}")
		field("howpublished", InTeX(r.Publisher))
		if !r.Date.IsZero() {
			field("year", r.Date.Format("2006"))
			field("month", strings.ToLower(r.Date.Format("Jan")))
			field("day", strconv.Itoa(r.Date.Day()))
		}
		field("url", InTeXURL(r.URL))
		field("note", InTeX(r.Note))
		field("langid", r.Language)
		line("\n}\n")
	}
	return w.Flush()
}

// InTeX escapes what TeX would not print. Braces are named, since BibTeX counts them
// also behind a backslash.
func InTeX(s string) string { return texEscapes.Replace(oneLine(s)) }

var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"{", `\textbraceleft{}`, "}", `\textbraceright{}`, "$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`,
)

// InTeXURL writes an address as TeX's field for them takes it, which escapes nothing.
func InTeXURL(s string) string { return texAddressEscapes.Replace(s) }

var texAddressEscapes = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C")

// The types below are CSL-JSON, in the order of their schema's prose.
type (
	cslItem struct {
		ID        string    `json:"id"`
		Type      string    `json:"type"`
		Title     string    `json:"title"`
		Authors   []cslName `json:"author,omitempty"`
		Container string    `json:"container-title,omitempty"`
		Issued    *cslDate  `json:"issued,omitempty"`
		URL       string    `json:"URL,omitempty"`
		Note      string    `json:"note,omitempty"`
		Language  string    `json:"language,omitempty"`
	}
	cslName struct {
		Literal string `json:"literal"`
	}
	cslDate struct {
		Parts [1][3]int `json:"date-parts"`
	}
)

// WriteCSL writes references as CSL-JSON, which Zotero, pandoc and citeproc read.
func WriteCSL(to io.Writer, references iter.Seq[Reference]) error {
	return jsontext.WriteIndented(to, iter.Seq[cslItem](func(yield func(cslItem) bool) {
		for r := range references {
			item := cslItem{
				ID: r.Key, Type: "article-newspaper", Title: r.Title, Container: r.Publisher, URL: r.URL, Note: r.Note,
				Language: r.Language,
			}
			for _, name := range r.Authors {
				item.Authors = append(item.Authors, cslName{name})
			}
			if !r.Date.IsZero() {
				item.Issued = &cslDate{[1][3]int{{r.Date.Year(), int(r.Date.Month()), r.Date.Day()}}}
			}
			if !yield(item) {
				return
			}
		}
	}))
}
