package markdown

import (
	"errors"
	"html"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// classPrefix begins the class of every highlighted token.
const classPrefix = "c-"

// formatter keeps the classes of a style from page to page; it is safe for
// concurrent use.
var formatter = chtml.New(chtml.WithClasses(true), chtml.ClassPrefix(classPrefix), chtml.TabWidth(4))

// Highlight returns src as a <pre> element, its tokens in spans with classes
// that HighlightCSS styles. lang is a name that chroma knows, "markdown" or
// "json"; any other gives plain text.
func Highlight(src, lang string) string {
	tokens, err := tokenise(src, lang)
	if err != nil {
		return plainPre(src)
	}
	var b strings.Builder
	if err := formatter.Format(&b, styles.Get("github"), tokens); err != nil {
		return plainPre(src)
	}
	return b.String()
}

var errUnknown = errors.New("chroma does not know the language")

func tokenise(src, lang string) (chroma.Iterator, error) {
	if lang != "markdown" {
		lexer := lexers.Get(lang)
		if lexer == nil {
			return nil, errUnknown
		}
		return chroma.Coalesce(lexer).Tokenise(nil, src)
	}
	head, body := "", src
	if rest, ok := strings.CutPrefix(src, frontMark); ok {
		if i := strings.Index(rest, "\n"+frontMark); i >= 0 {
			end := len(frontMark) + i + len("\n"+frontMark)
			head, body = src[:end], src[end:]
		}
	}
	above, err := chroma.Coalesce(lexers.Get("yaml")).Tokenise(nil, head)
	if err != nil {
		return nil, err
	}
	return chroma.Concaterator(above, chroma.Literator(contentTokens(body)...)), nil
}

const frontMark = "---\n" // a line above the front matter, and one below it

func plainPre(src string) string {
	return `<pre class="` + classPrefix + `chroma"><code>` + html.EscapeString(src) + "</code></pre>"
}

// HighlightCSS returns the rules for the classes of Highlight: for a light
// scheme, and for a dark one.
func HighlightCSS() (light, dark string) { return styleCSS("github"), styleCSS("github-dark") }

func styleCSS(name string) string {
	style, ok := styles.Registry[name]
	if !ok {
		panic("markdown: chroma has no style " + name)
	}
	var b strings.Builder
	f := chtml.New(chtml.WithClasses(true), chtml.ClassPrefix(classPrefix))
	if err := f.WriteCSS(&b, style); err != nil {
		panic("markdown: " + err.Error()) // writing into memory does not fail
	}
	return b.String()
}
