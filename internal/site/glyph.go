package site

import (
	"html/template"
	"strings"
	"unicode"

	"collate/internal/corpus"
)

// glyph draws the sign of a kind of thing, which tells it from others by shape:
// people are round, with their initials; organisations square, with theirs;
// places a pin, claims a question, events a clock. Words beside it say the same,
// so that readers of words alone lose nothing.
func glyph(kind, letters string) template.HTML {
	shapes := map[string]string{
		"person":       `<circle cx="16" cy="16" r="15"/>`,
		"organisation": `<rect x="1.5" y="1.5" width="29" height="29"/>`,
		"place":        `<path d="M16 31C10 22 5 18 5 12a11 11 0 0 1 22 0c0 6-5 10-11 19z"/><circle cx="16" cy="12" r="4"/>`,
		"claim":        `<path d="M1.5 1.5h29v21H14l-7 8v-8H1.5z"/>`,
		"event":        `<circle cx="16" cy="16" r="15"/><path d="M16 7v9l6 4"/>`,
	}
	var b strings.Builder
	b.WriteString(`<svg class="glyph" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">` + shapes[kind])
	if letters != "" {
		y := "21"
		if kind == "claim" {
			y = "18"
		}
		b.WriteString(`<text x="16" y="` + y + `">` + escaped(letters) + `</text>`)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) //nolint:gosec // escaped above
}

// entityGlyph draws the sign of an entity.
func entityGlyph(e *corpus.Entity) template.HTML {
	switch e.Kind {
	case corpus.People:
		return glyph("person", initials(e.Title, e.Sort))
	case corpus.Organisations:
		return glyph("organisation", initials(e.Title, ""))
	}
	return glyph("place", "")
}

// initials returns the first letter of a name and, of a person's, that of the
// surname by which it is sorted, of other names that of the last word with a
// capital.
func initials(name, sort string) string {
	last := ""
	for w := range strings.FieldsSeq(name) {
		if c := firstLetterOf(w); unicode.IsUpper(c) {
			last = string(c)
		}
	}
	if surname, _, ok := strings.Cut(sort, ","); ok {
		if c := firstLetterOf(surname[strings.LastIndexByte(surname, '-')+1:]); c != 0 {
			last = string(unicode.ToUpper(c))
		}
	}
	first := firstLetterOf(name)
	if first == 0 {
		return last
	}
	if !strings.Contains(name, " ") {
		return string(unicode.ToUpper(first))
	}
	return string(unicode.ToUpper(first)) + last
}

// firstLetterOf returns the first letter of a word, 0 if it has none.
func firstLetterOf(w string) rune {
	for _, r := range w {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
}
