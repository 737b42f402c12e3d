package markdown

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// A frontLexer cuts front matter, which is YAML, into chroma's tokens: the
// lines around it, keys, punctuation and comments. Values are text, whatever
// their type. The time is linear.
type frontLexer struct {
	cutter
	start   int // of the line
	end     int // of the line, or of that on which a quotation ended
	column  int // of the last key or dash
	flow    int // brackets that are open
	literal int // the column under which lines are a text of their own, or -1
}

// frontTokens returns the tokens of src, which joined are src; two of one type
// never follow each other.
func frontTokens(src string) []chroma.Token {
	l := frontLexer{cutter: cutter{src: src, tokens: make([]chroma.Token, 0, 64)}, literal: -1}
	for l.at < len(src) {
		l.line()
	}
	return l.tokens
}

// line takes a line, and more if a quotation goes on.
func (l *frontLexer) line() {
	l.start = l.at
	line := l.rest()
	switch indent := blanks(line); {
	case l.literal >= 0 && (indent > l.literal || indent == len(line)):
		l.take(chroma.Text, len(line))
	case line == "---":
		l.take(chroma.NameNamespace, len(line))
	default:
		l.literal = -1
		for rest := line; rest != ""; rest = l.rest() {
			l.next(rest)
		}
	}
	l.take(chroma.Text, min(l.end+1, len(l.src))-l.at)
}

// rest returns what is left of the line, without its end.
func (l *frontLexer) rest() string {
	if l.at >= l.end {
		l.end = len(l.src)
		if n := strings.IndexByte(l.src[l.at:], '\n'); n >= 0 {
			l.end = l.at + n
		}
	}
	return strings.TrimSuffix(l.src[l.at:l.end], "\r")
}

// next takes what stands at the start of a line's rest.
func (l *frontLexer) next(rest string) {
	switch c := rest[0]; {
	case isBlank(c):
		l.take(chroma.Text, blanks(rest))
	case c == '#':
		l.take(chroma.Comment, len(rest))
	case c == '"' || c == '\'':
		l.quoted(rest)
	case c == '{' || c == '[':
		l.flow++
		l.take(chroma.Punctuation, 1)
	case l.flow > 0 && (c == '}' || c == ']'):
		l.flow--
		l.take(chroma.Punctuation, 1)
	case l.flow > 0 && c == ',':
		l.take(chroma.Punctuation, 1)
	case l.flow == 0 && (c == '|' || c == '>'):
		l.literal = l.column
		l.take(chroma.Punctuation, 1)
	case strings.HasPrefix(rest, "- "):
		l.column = l.at - l.start
		l.take(chroma.Text, len("- "))
	default:
		l.plain(rest)
	}
}

// quoted takes a text in quotation marks, which may go over lines.
func (l *frontLexer) quoted(rest string) {
	mark, n := rest[0], 1
	for text := l.src[l.at:]; ; n++ {
		if n >= len(text) {
			l.take(chroma.Text, len(rest)) // nothing closes it
			return
		}
		if text[n] == mark {
			break
		}
		if text[n] == '\\' && mark == '"' {
			n++
		}
	}
	n++
	if l.colonAt(l.at + n) {
		l.key(n)
	} else {
		l.take(chroma.Text, n)
	}
}

// plain takes words without quotation marks: a key, if a colon ends them.
func (l *frontLexer) plain(rest string) {
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == ':' && l.colonAt(l.at+i):
			l.key(i)
			return
		case c == '#' && i > 0 && isBlank(rest[i-1]), l.flow > 0 && endsWord(c):
			l.take(chroma.Text, i)
			return
		}
	}
	l.take(chroma.Text, len(rest))
}

// key takes the next n bytes and the colon behind them.
func (l *frontLexer) key(n int) {
	l.column = l.at - l.start
	l.take(chroma.NameTag, n)
	l.take(chroma.Punctuation, len(":"))
}

// colonAt reports whether a colon stands there that ends a key.
func (l *frontLexer) colonAt(i int) bool {
	rest, ok := strings.CutPrefix(l.src[i:], ":")
	return ok && (rest == "" || isBlank(rest[0]) || rest[0] == '\r' || rest[0] == '\n' || l.flow > 0 && endsWord(rest[0]))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// endsWord reports whether a word within brackets ends at c.
func endsWord(c byte) bool { return strings.IndexByte("[]{},", c) >= 0 }

// blanks counts those that s begins with.
func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }
