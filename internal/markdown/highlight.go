package markdown

import (
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// classPrefix begins the class of every highlighted token.
const classPrefix = "c-"

// Highlight returns src as a <pre> element, its tokens in spans with classes
// that static/highlight.css styles. lang is "markdown", for a content file, or "json"; any
// other gives plain text.
func Highlight(src, lang string) string {
	switch lang {
	case "markdown":
		head, body := cutFront(src)
		return writePre(append(frontTokens(head), contentTokens(body)...), src)
	case "json":
		if tokens, err := chroma.Coalesce(jsonLexer()).Tokenise(nil, src); err == nil {
			return writePre(tokens.Tokens(), src)
		}
	}
	return writePre([]chroma.Token{{Type: chroma.Text, Value: src}}, src)
}

// jsonLexer returns a lexer for what static/highlight.css tells apart in JSON. Chroma has one,
// in a package that reads 300 of them before main, 9 ms of each start.
func jsonLexer() chroma.Lexer {
	const text = `"(?:\\.|[^"\\])*"`
	return chroma.MustNewLexer(&chroma.Config{Name: "JSON"}, func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: text + `(?=\s*:)`, Type: chroma.NameTag},
			{Pattern: text + `|[^"{}\[\],:]+|"`, Type: chroma.Text},
			{Pattern: `.`, Type: chroma.Punctuation},
		}}
	})
}

// cutFront cuts a content file behind the line that ends its front matter.
func cutFront(src string) (head, body string) {
	const mark = "---\n" // a line above the front matter, and one below it
	if rest, ok := strings.CutPrefix(src, mark); ok {
		if i := strings.Index(rest, "\n"+mark); i >= 0 {
			end := len(mark) + i + len("\n"+mark)
			return src[:end], src[end:]
		}
	}
	return "", src
}

// writePre writes the tokens of a text as chroma's own formatter does: an
// element for each line of each token of a type that has a class. Of lines
// themselves it writes none: a browser breaks them where the text does.
func writePre(tokens []chroma.Token, src string) string {
	const open, shut = `<pre class="` + classPrefix + `chroma"><code>`, "</code></pre>"
	const aToken = len(`<span class="c-xx"></span>`)
	var b strings.Builder
	b.Grow(len(open) + len(src) + len(src)/50 /* what is escaped */ + len(tokens)*aToken + len(shut))
	b.WriteString(open)
	for _, t := range tokens {
		class := classOf(t.Type)
		if class == "" {
			writeEscaped(&b, t.Value, codeSigns)
			continue
		}
		for part := range strings.Lines(t.Value) {
			writeToken(&b, class, part)
		}
	}
	b.WriteString(shut)
	return b.String()
}

func writeToken(b *strings.Builder, class, text string) {
	b.WriteString(`<span class="` + classPrefix)
	b.WriteString(class)
	b.WriteString(`">`)
	writeEscaped(b, text, codeSigns)
	b.WriteString("</span>")
}

// classOf returns the class of a type of token, or of the nearest type above it
// that chroma has a class for; "" if it needs none, as blanks, whose colour
// nobody sees.
func classOf(t chroma.TokenType) string {
	if t == chroma.TextWhitespace {
		return ""
	}
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return chroma.StandardTypes[t]
}

// codeSigns are those that html.EscapeString replaces.
var codeSigns = append(slices.Clip(textSigns), sign{'\'', "&#39;"}, sign{'"', "&#34;"})
