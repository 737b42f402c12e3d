package exchange

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"collate/internal/diag"
)

// A Listed is a person, a place or an organisation in a list that is given out or
// read in.
type Listed struct {
	Folder  string // "people", "places" or "organisations"
	Slug    string
	Title   string
	Sort    string // people
	Aliases []string
	Role    string // people
	Kind    string // places and organisations

	// These are slugs.
	Organisations  []string // people
	Within, PartOf string   // places; organisations

	At                *Point // places
	Source, Precision string // of At
	Wikidata          string // "Q…"

	URL      string // of its page; not read in
	Mentions int    // not read in

	Pos diag.Pos // of the title, where it was read in
}

// Columns are those of a table of entities, as keys of front matter are called.
func Columns() []string {
	return []string{
		"folder", "slug", "title", "sort", "aliases", "role", "kind", "organisations", "within", "part_of", "lat", "lon",
		"source", "precision", "wikidata", "mentions",
	}
}

// between stands between the items of a list in a cell.
const between = " | "

// Cells returns the values of Columns.
func (l *Listed) Cells() []string {
	lat, lon := "", ""
	if l.At != nil {
		lat, lon = decimal(l.At.Lat), decimal(l.At.Lon)
	}
	return []string{
		l.Folder, l.Slug, l.Title, l.Sort, strings.Join(l.Aliases, between), l.Role, l.Kind,
		strings.Join(l.Organisations, between),
		l.Within, l.PartOf, lat, lon, l.Source, l.Precision, l.Wikidata, strconv.Itoa(l.Mentions),
	}
}

// Inert returns a field of a table with an apostrophe in front of what a spreadsheet would take
// for a formula: text that begins with one of its signs and is no number. Where
// lists have commas in numbers, semicolons part the cells.
func Inert(field string) string { return eachCell(field, inertCell) }

// Uninert takes off what Inert puts in front.
func Uninert(field string) string {
	return eachCell(field, func(cell string) string {
		if rest, ok := strings.CutPrefix(cell, "'"); ok && inertCell(rest) != rest {
			return rest
		}
		return cell
	})
}

func eachCell(field string, do func(string) string) string {
	const cells = ";"
	if !strings.Contains(field, cells) {
		return do(field)
	}
	parts := strings.Split(field, cells)
	for i, part := range parts {
		parts[i] = do(part)
	}
	return strings.Join(parts, cells)
}

func inertCell(cell string) string {
	text := strings.TrimLeft(cell, " ")
	if text == "" || !isFormula(text) {
		return cell
	}
	return "'" + cell
}

func isFormula(text string) bool {
	switch r, _ := utf8.DecodeRuneInString(text); r {
	case '=', '@', '\t', '\r', '\n', '＝', '＠', '＋', '－':
		return true
	case '+', '-':
		_, err := strconv.ParseFloat(text, 64)
		return err != nil
	}
	return false
}
