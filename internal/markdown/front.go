package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// A frontLexer cuts the YAML of front matter as chroma's lexer for YAML does,
// but in one pass instead of by twenty expressions at each place. It knows what
// front matter usually has: keys, texts with and without quotes, numbers, days,
// lists and mappings; of the rest it knows that it does not know it.
type frontLexer struct {
	cutter
	line string // the rest of the line at at, without its end
}

// frontTokens returns the tokens of front matter. It reports false if there is
// something in it that is left to chroma.
func frontTokens(src string) ([]chroma.Token, bool) {
	const most = 8192 // bytes of which chroma makes one token
	if len(src) > most || !utf8.ValidString(src) || strings.ContainsAny(src, "\r\v\f") {
		return nil, false
	}
	l := frontLexer{cutter: cutter{src: src, tokens: make([]chroma.Token, 0, 64)}}
	for line := range strings.Lines(src) {
		body := strings.TrimSuffix(line, "\n")
		l.line = body
		if strings.HasPrefix(body, "---") {
			l.skip(chroma.NameNamespace, len("---"))
		}
		for l.line != "" {
			if !l.next() {
				return nil, false
			}
		}
		l.take(chroma.TextWhitespace, len(line)-len(body))
	}
	return l.tokens, true
}

// skip takes the next n bytes of the line.
func (l *frontLexer) skip(t chroma.TokenType, n int) {
	l.take(t, n)
	l.line = l.line[n:]
}

// next takes what stands at the start of the line's rest, as the first of
// chroma's expressions that fits there does. It reports false for what is left
// to chroma.
func (l *frontLexer) next() bool {
	switch c := l.line[0]; {
	case c == ' ' || c == '\t':
		l.skip(chroma.TextWhitespace, len(l.line)-len(strings.TrimLeft(l.line, " \t")))
	case strings.HasPrefix(l.line, "- "):
		l.skip(chroma.Text, len("- "))
	case strings.IndexByte("?#!&*%|>+.", c) >= 0, strings.HasPrefix(l.line, "//"):
		return false
	case c == '"' || c == '\'':
		return l.quoted(c)
	case l.key():
	case strings.IndexByte(":,[]", c) >= 0:
		l.skip(chroma.Punctuation, 1)
	case c == '{' || c == '}' || c == '@':
		l.skip(chroma.Text, 1)
	case c == '-':
		if l.inWord() && (hasForm(l.line, "-d") || hasForm(l.line, "-.")) {
			return false // "2018-12" is a number to chroma, and no day
		}
		l.skip(chroma.Text, 1)
	default:
		return l.plain()
	}
	return true
}

// key takes a key: all up to the first colon with a space or nothing behind
// it. What is in front may be a value and a comma, since to chroma that is no
// less a key.
func (l *frontLexer) key() bool {
	end := strings.IndexAny(l.line, "\"{#")
	if end < 0 {
		end = len(l.line)
	}
	if n := strings.Index(l.line[:end], "//"); n >= 0 {
		end = n
	}
	n := strings.Index(l.line[:end], ": ")
	switch {
	case n >= 0:
		l.skip(chroma.NameTag, n)
		l.skip(chroma.Punctuation, 1)
		l.skip(chroma.TextWhitespace, 1)
	case end == len(l.line) && l.line[end-1] == ':':
		l.skip(chroma.NameTag, end-1)
		l.skip(chroma.Punctuation, 1)
	default:
		return false
	}
	return true
}

// quoted takes a text in quotation marks.
func (l *frontLexer) quoted(mark byte) bool {
	t := chroma.LiteralStringDouble
	switch {
	case mark == '\'' && l.key():
		return true
	case mark == '\'':
		t = chroma.LiteralStringSingle
	case strings.Contains(l.line, `": `):
		return false // chroma may take it for a key
	}
	n := strings.IndexByte(l.line[1:], mark)
	if n < 0 || strings.IndexByte(l.line[1:1+n], '\\') >= 0 {
		return false
	}
	l.skip(t, n+len(`""`))
	return true
}

// plain takes a word that YAML takes for a constant, a day, a number, or else
// the rest of the line.
func (l *frontLexer) plain() bool {
	first, _ := utf8.DecodeRuneInString(l.line)
	if first >= utf8.RuneSelf && (unicode.IsSpace(first) || unicode.IsDigit(first)) {
		return false
	}
	word := len(l.line) - len(strings.TrimLeftFunc(l.line, isASCIIWord))
	cut := l.line[word:] != "" && l.line[word] >= utf8.RuneSelf // within a word, perhaps
	switch {
	case cut && first < utf8.RuneSelf:
		return l.cutWord(l.line[:word])
	case isConstant(l.line[:word]):
		l.skip(chroma.KeywordConstant, word)
		return true
	case '0' <= first && first <= '9':
		return l.number(word)
	}
	return l.rest()
}

// cutWord takes the rest of a line that begins with letters of ASCII and goes
// on with others, unless chroma may see another end of the word.
func (l *frontLexer) cutWord(word string) bool {
	return !isConstant(word) && (word == "" || word[0] < '0' || word[0] > '9') && l.rest()
}

// number takes a day or a number; word is the length of the letters and digits
// here.
func (l *frontLexer) number(word int) bool {
	const day = "dddd-dd-dd"
	if hasForm(l.line, day) {
		if rest := l.line[len(day):]; hasForm(rest, " dd:dd:dd") || hasForm(rest, "Tdd:dd:dd") {
			return false
		}
		l.skip(chroma.LiteralDate, len(day))
		return true
	}
	if l.inWord() {
		return false
	}
	digits := len(l.line) - len(strings.TrimLeft(l.line, "0123456789"))
	after := l.line[word:]
	switch {
	case digits < word && strings.ContainsAny(l.line[digits:digits+1], "exo"):
		return false
	case digits < word:
		return l.rest() // "2nd"
	case !strings.HasPrefix(after, "."):
		l.skip(chroma.LiteralNumber, digits)
		return true
	}
	fraction := len(after) - 1 - len(strings.TrimLeft(after[1:], "0123456789"))
	behind := after[1+fraction:]
	if fraction == 0 || behind != "" && (behind[0] >= utf8.RuneSelf || isASCIIWord(rune(behind[0]))) {
		return false
	}
	l.skip(chroma.LiteralNumber, digits+1+fraction)
	return true
}

// inWord reports whether a letter or a digit stands before what is next.
func (l *frontLexer) inWord() bool { return l.at > 0 && isASCIIWord(rune(l.src[l.at-1])) }

// rest takes the rest of the line, unless a comment ends it.
func (l *frontLexer) rest() bool {
	if strings.Contains(l.line, " #") || strings.Contains(l.line, " //") {
		return false
	}
	l.skip(chroma.Literal, len(l.line))
	return true
}

func isASCIIWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

// hasForm reports whether a text begins as a form does, whose letters d are
// digits.
func hasForm(s, form string) bool {
	if len(s) < len(form) {
		return false
	}
	for i := range len(form) {
		if isDigit := '0' <= s[i] && s[i] <= '9'; isDigit != (form[i] == 'd') || !isDigit && s[i] != form[i] {
			return false
		}
	}
	return true
}

func isConstant(word string) bool {
	switch word {
	case "false", "False", "FALSE", "true", "True", "TRUE", "null", "Off", "off", "OFF", "On", "ON", "on",
		"yes", "Yes", "YES", "no", "No", "NO", "n", "N", "Y", "y":
		return true
	}
	return false
}
