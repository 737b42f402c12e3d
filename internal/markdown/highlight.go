package markdown

import (
	"html"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// classPrefix begins the class of every highlighted token.
const classPrefix = "c-"

// Highlight returns src as a <pre> element, its tokens in spans with classes
// that HighlightCSS styles. lang is a name that chroma knows, "markdown" or
// "json"; any other gives plain text.
func Highlight(src, lang string) string {
	lexer := lexers.Get(lang)
	if lexer == nil {
		return plainPre(src)
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, src)
	if err != nil {
		return plainPre(src)
	}
	var b strings.Builder
	f := chtml.New(chtml.WithClasses(true), chtml.ClassPrefix(classPrefix), chtml.TabWidth(4))
	if err := f.Format(&b, styles.Get("github"), tokens); err != nil {
		return plainPre(src)
	}
	return b.String()
}

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
