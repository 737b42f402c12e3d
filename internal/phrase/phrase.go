// Package phrase holds the words of the interface: everything that the pages
// print and that is neither content nor data. Each language is one file,
// templates/languages/de.yaml; what it lacks is said in English.
package phrase

import (
	"fmt"
	"html"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// A Book is every phrase of one language. It is safe for concurrent use.
type Book struct {
	Language string   // of the file: "de"
	Missing  []string // keys whose phrases are English for want of their own, sorted
	File     string   // that the language has, or where the user's would be: "templates/languages/de.yaml"
	tag      language.Tag
	phrases  map[string]phrase
}

// A phrase is what the book has under a key: a text, a text for each plural
// form, or a list.
type phrase struct {
	text   text
	forms  map[plural.Form]text // by the value of n, text for others; nil for most
	list   []string             // nil for a text
	markup bool                 // it is HTML; the letters of others are text, also where a value is HTML
}

// A text is the pieces of a phrase in order.
type text []piece

// A piece is letters as they are, or a place for a value.
type piece struct {
	letters string
	name    string // of the value; "" for letters
	as      string // how it is written: "" for figures, "words", "Words", "list"
}

// Say returns a phrase with its values put in. They come in pairs of name and
// value, as in Say("story.events", "n", 12): ints, strings, and lists of
// strings. The plural form is that of the value n. A key, name or type that is
// wrong shows in the text, in braces; a test of the program looks for it.
func (b *Book) Say(key string, values ...any) string {
	s, err := b.say(key, values, false)
	if err != nil {
		return "{" + err.Error() + "}"
	}
	return s
}

// HTML returns a phrase as HTML. Values are escaped, but for those that are
// template.HTML, which may be in a list, too; and so is the phrase itself, if
// it has no markup in en.yaml.
func (b *Book) HTML(key string, values ...any) template.HTML {
	s, err := b.say(key, values, true)
	if err != nil {
		s = html.EscapeString("{" + err.Error() + "}")
	}
	return template.HTML(s) //nolint:gosec // all is escaped but the site's own markup
}

// List returns a list of words, such as those of the months; nil if the key
// has none.
func (b *Book) List(key string) []string { return b.phrases[key].list }

// Forms returns the phrases whose keys begin with a prefix, for scripts: by the
// rest of the key and the name of the plural form, "one" or "other", with {name}
// where a value goes.
func (b *Book) Forms(prefix string) map[string]map[string]string {
	found := map[string]map[string]string{}
	for key, p := range b.phrases {
		rest, ok := strings.CutPrefix(key, prefix)
		if !ok || p.list != nil {
			continue
		}
		found[rest] = map[string]string{"other": p.text.open()}
		for name, form := range pluralForms {
			if t, ok := p.forms[form]; ok {
				found[rest][name] = t.open()
			}
		}
	}
	return found
}

// Has says whether there is a phrase under a key.
func (b *Book) Has(key string) bool { return has(b.phrases, key) }

// Funcs are the functions of templates: say for text, sayHTML for phrases with
// markup, number for a number in figures. What say returns is HTML if a value
// is, as words are that carry their language. A mistake in their arguments is
// an error of the template.
func (b *Book) Funcs() template.FuncMap {
	return template.FuncMap{
		"say": func(key string, values ...any) (any, error) {
			if slices.ContainsFunc(values, isHTML) {
				s, err := b.say(key, values, true)
				return template.HTML(s), err //nolint:gosec // as in HTML
			}
			return b.say(key, values, false)
		},
		"sayHTML": func(key string, values ...any) (template.HTML, error) {
			s, err := b.say(key, values, true)
			return template.HTML(s), err //nolint:gosec // as in HTML
		},
		"number": b.Number,
	}
}

func isHTML(v any) bool {
	_, ok := v.(template.HTML)
	return ok
}

// say returns a phrase as text, or as HTML.
func (b *Book) say(key string, values []any, asHTML bool) (string, error) {
	p, ok := b.phrases[key]
	switch {
	case !ok:
		return "", fmt.Errorf("no phrase %q in %s", key, fileOf("en"))
	case p.list != nil:
		return "", fmt.Errorf("phrase %q is a list", key)
	}
	t := p.text
	if len(p.forms) > 0 {
		if n, ok := find(values, "n").(int); ok {
			if own, ok := p.forms[b.form(n)]; ok {
				t = own
			}
		}
	}
	escape := asHTML && !p.markup
	if len(t) == 1 && t[0].name == "" {
		return escaped(t[0].letters, escape), nil
	}
	var room [256]byte // has most; nothing below keeps a value, so that callers have theirs on the stack
	out := room[:0]
	for _, piece := range t {
		if piece.name == "" {
			out = appendText(out, piece.letters, escape)
			continue
		}
		v := find(values, piece.name)
		if out, ok = b.appendValue(out, v, piece.as, asHTML); !ok {
			return "", fmt.Errorf("phrase %q cannot write %s as {%s}", key, typeOf(v), piece.name)
		}
	}
	return string(out), nil
}

// appendValue appends a value; ok is false for one of a wrong type.
func (b *Book) appendValue(dst []byte, v any, as string, asHTML bool) (_ []byte, ok bool) {
	switch v := v.(type) {
	case int:
		word := b.Number(v)
		if as != "" {
			word = b.Spelled(v)
		}
		return appendWord(dst, word, as, asHTML), as != "list"
	case string:
		return appendWord(dst, v, as, asHTML), as != "list"
	case template.HTML:
		return appendWord(dst, string(v), as, false), as != "list" && asHTML
	case []string:
		return b.appendJoined(dst, v, asHTML, asHTML), as == "list"
	case []template.HTML:
		words := make([]string, len(v))
		for i, w := range v {
			words[i] = string(w)
		}
		return b.appendJoined(dst, words, false, asHTML), as == "list" && asHTML
	}
	return dst, false
}

// appendWord appends a value that is no list.
func appendWord(dst []byte, word, as string, escape bool) []byte {
	if r, size := utf8.DecodeRuneInString(word); as == "Words" && unicode.ToUpper(r) != r {
		dst, word = utf8.AppendRune(dst, unicode.ToUpper(r)), word[size:]
	}
	return appendText(dst, word, escape)
}

// typeOf names a value's type, as %T does, but keeps nothing of the value.
func typeOf(v any) string {
	if v == nil {
		return "<nil>"
	}
	return reflect.TypeOf(v).String()
}

// appendText appends text, or with escape HTML that shows it, as
// html.EscapeString makes it.
func appendText(dst []byte, s string, escape bool) []byte {
	if !escape {
		return append(dst, s...)
	}
	for i := range len(s) {
		switch s[i] {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '"':
			dst = append(dst, "&#34;"...)
		case '\'':
			dst = append(dst, "&#39;"...)
		default:
			dst = append(dst, s[i])
		}
	}
	return dst
}

func escaped(s string, escape bool) string {
	if escape {
		return html.EscapeString(s)
	}
	return s
}

// find returns the value of a name, nil if it is not there.
func find(values []any, name string) any {
	for i := 0; i+1 < len(values); i += 2 {
		if key, ok := values[i].(string); ok && key == name {
			return values[i+1]
		}
	}
	return nil
}

// form returns the plural form that the language has for a whole number, by
// the rules of Unicode's CLDR.
func (b *Book) form(n int) plural.Form {
	return plural.Cardinal.MatchPlural(b.tag, max(n, -n), 0, 0, 0, 0)
}

// Number prints a number in figures, with what the language puts between
// thousands: "12,345".
func (b *Book) Number(n int) string {
	s := strconv.Itoa(n)
	if len(s) <= 3 {
		return s
	}
	between := b.sign("thousands")
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + between + s[i:]
	}
	return s
}

// sign returns what the language puts between the parts of a number or of a
// list.
func (b *Book) sign(name string) string { return b.phrases["numbers."+name].text.open() }

// Spelled prints a number as prose does: in words as far as the language's
// list of them goes, from nought.
func (b *Book) Spelled(n int) string {
	if words := b.List("numbers.words"); n >= 0 && n < len(words) {
		return words[n]
	}
	return b.Number(n)
}

// Join joins words as a sentence does: "A", "A and B", "A, B and C".
func (b *Book) Join(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return string(b.appendJoined(nil, words, false, false))
}

// appendJoined appends words as Join joins them. What stands between them is
// escaped in HTML, the words themselves unless they are HTML.
func (b *Book) appendJoined(dst []byte, words []string, escape, asHTML bool) []byte {
	for i, word := range words {
		switch i {
		case 0:
		case len(words) - 1:
			dst = appendText(dst, b.sign("and"), asHTML)
		default:
			dst = appendText(dst, b.sign("comma"), asHTML)
		}
		dst = appendText(dst, word, escape)
	}
	return dst
}

// Direction is the writing direction of a language, as HTML's dir attribute
// has it: "rtl" if its script runs from right to left, else "ltr". The tag is
// BCP 47; one that cannot be read is "ltr".
func Direction(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	script, _ := t.Script()
	switch script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}

// SameLanguage says whether two tags are of one language in one script, as en
// and en-GB are. One that cannot be read is like no other.
func SameLanguage(a, b string) bool {
	x, errX := language.Parse(a)
	y, errY := language.Parse(b)
	if errX != nil || errY != nil {
		return false
	}
	baseX, _ := x.Base()
	baseY, _ := y.Base()
	scriptX, _ := x.Script()
	scriptY, _ := y.Script()
	return baseX == baseY && scriptX == scriptY
}

// DirectionOf is the writing direction of a text, which is that of its first
// letter that has one: "rtl", "ltr" or "" if none has.
func DirectionOf(text string) string {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.R, bidi.AL:
			return "rtl"
		case bidi.L:
			return "ltr"
		}
	}
	return ""
}

// Capital returns s with its first letter in upper case.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	upper := unicode.ToUpper(r)
	if size == 0 || upper == r {
		return s
	}
	return string(upper) + s[size:]
}

// open writes a text with {name} where values go.
func (t text) open() string {
	if len(t) == 1 && t[0].name == "" {
		return t[0].letters
	}
	var s strings.Builder
	for _, p := range t {
		s.WriteString(p.letters)
		if p.name != "" {
			s.WriteString("{" + p.name + "}")
		}
	}
	return s.String()
}
