package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"

	"collate/internal/byteset"
)

// A cutter cuts a text into tokens, which joined are the text.
type cutter struct {
	src    string
	at     int // what is before it is cut
	tokens []chroma.Token
}

// take makes a token of the next n bytes, or makes the last longer.
func (c *cutter) take(t chroma.TokenType, n int) {
	from := c.at
	c.at += n
	if last := len(c.tokens) - 1; last >= 0 && c.tokens[last].Type == t {
		c.tokens[last].Value = c.src[from-len(c.tokens[last].Value) : c.at]
		return
	}
	if n > 0 {
		c.tokens = append(c.tokens, chroma.Token{Type: t, Value: c.src[from:c.at]})
	}
}

// A lexer cuts the Markdown of a content file, without its front matter, into
// chroma's tokens. Chroma's own for Markdown knows neither citations nor
// wikilinks nor block ids, and takes text letter by letter. The time is linear:
// what is sought and not there is sought once.
type lexer struct {
	cutter
	ahead [ways]int       // where each of the ends was found when last sought; see next
	gone  map[string]bool // ends that do not come any more
}

// The ends that are sought far ahead.
const (
	bracketEnd = iota // the ] of a bracket
	wikiLine          // the end of the line that a wikilink begins on
	addressEnd        // the ) of a link
	addressLine
	ways
)

// next returns where c stands first at or after from, len(src) if nowhere. Of
// one way no from may be before an earlier one: what was found is kept.
func (l *lexer) next(way int, c byte, from int) int {
	if l.ahead[way] < from || from == 0 {
		l.ahead[way] = len(l.src)
		if n := strings.IndexByte(l.src[from:], c); n >= 0 {
			l.ahead[way] = from + n
		}
	}
	return l.ahead[way]
}

// contentTokens returns the tokens of src, which joined are src; two of one type
// never follow each other.
func contentTokens(src string) []chroma.Token {
	l := lexer{cutter: cutter{src: src}, gone: map[string]bool{}}
	for l.at < len(src) {
		if l.at == 0 || src[l.at-1] == '\n' {
			if l.line() {
				continue
			}
		}
		if !l.inline() {
			l.text()
		}
	}
	return l.tokens
}

// special has the letters with which something other than text may begin.
var special = byteset.Of(func(c byte) bool { return strings.IndexByte("\n*_`[\\<^~!", c) >= 0 })

// text takes what is no mark: the letter here, and all up to the next that may
// begin one.
func (l *lexer) text() {
	n := special.Before(l.src[l.at:])
	if n == 0 {
		_, n = utf8.DecodeRuneInString(l.src[l.at:])
	}
	l.take(chroma.Text, n)
}

// line takes what only stands where a line begins.
func (l *lexer) line() bool {
	rest := l.src[l.at:]
	if l.comment(rest) {
		return true
	}
	end := strings.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	line := rest[:end]
	hashes := len(line) - len(strings.TrimLeft(line, "#"))
	switch {
	case hashes == 1 && len(line) > 1:
		l.take(chroma.GenericHeading, end)
		return true
	case hashes > 1 && strings.HasPrefix(line[hashes:], " "):
		l.take(chroma.GenericSubheading, end)
		return true
	case strings.HasPrefix(line, "```") && l.fence(rest, "```"), strings.HasPrefix(line, "~~~") && l.fence(rest, "~~~"):
		return true
	}
	if n := marker(line); n > 0 {
		l.take(chroma.Keyword, n)
		return true
	}
	return false
}

// marker returns the length of the mark of a quotation or of a list's item
// that a line begins with, and of the spaces before it; 0 if there is none.
func marker(line string) int {
	at := len(line) - len(strings.TrimLeft(line, " \t"))
	mark := line[at:]
	if strings.HasPrefix(mark, ">") {
		return at + 1
	}
	n := strings.IndexFunc(mark, func(r rune) bool { return !unicode.IsDigit(r) })
	if n < 0 || n > 0 && strings.IndexByte(".)", mark[n]) < 0 || n == 0 && strings.IndexByte("*+-", mark[n]) < 0 {
		return 0
	}
	if n++; n == len(mark) || mark[n] != ' ' && mark[n] != '\t' {
		return 0
	}
	return at + n
}

// fence takes a block of code up to the line that closes it.
func (l *lexer) fence(rest, mark string) bool {
	if l.gone[mark] {
		return false
	}
	for at := strings.IndexByte(rest, '\n'); at >= 0; {
		line, _, more := strings.Cut(rest[at+1:], "\n")
		if closing, ok := strings.CutPrefix(line, mark); ok && strings.Trim(closing, " ") == "" {
			l.take(chroma.LiteralStringBacktick, at+1+len(line))
			return true
		}
		if !more {
			break
		}
		at += 1 + len(line)
	}
	l.gone[mark] = true
	return false
}

func (l *lexer) comment(rest string) bool {
	const open, shut = "<!--", "-->"
	if !strings.HasPrefix(rest, open) || l.gone[shut] {
		return false
	}
	n := strings.Index(rest[len(open):], shut)
	if n < 0 {
		l.gone[shut] = true
		return false
	}
	l.take(chroma.CommentMultiline, len(open)+n+len(shut))
	return true
}

// inline takes a mark that may stand anywhere.
func (l *lexer) inline() bool {
	rest := l.src[l.at:]
	switch rest[0] {
	case '<':
		return l.comment(rest)
	case '[', '!':
		return l.bracket(rest)
	case '*':
		return l.between(rest, "**", chroma.GenericStrong) || l.between(rest, "*", chroma.GenericEmph)
	case '_':
		return l.between(rest, "__", chroma.GenericStrong) || l.apart(rest) && l.between(rest, "_", chroma.GenericEmph)
	case '~':
		return l.between(rest, "~~", chroma.GenericDeleted)
	case '`':
		return l.between(rest, "`", chroma.LiteralStringBacktick)
	case '^':
		return l.blockID(rest)
	case '\\':
		if _, n := utf8.DecodeRuneInString(rest[1:]); n > 0 && rest[1] != '\n' {
			l.take(chroma.Text, 1+n)
			return true
		}
	}
	return false
}

// between takes words of one line between two marks, none of whose letters is
// among them.
func (l *lexer) between(rest, mark string, t chroma.TokenType) bool {
	inside, ok := strings.CutPrefix(rest, mark)
	if !ok {
		return false
	}
	n := strings.IndexAny(inside, mark[:1]+"\n")
	if n < 1 || !strings.HasPrefix(inside[n:], mark) {
		return false
	}
	l.take(t, n+2*len(mark))
	return true
}

// apart says whether neither the underscore here nor the next has a letter or
// digit on its outer side.
func (l *lexer) apart(rest string) bool {
	before, _ := utf8.DecodeLastRuneInString(l.src[:l.at])
	n := strings.IndexByte(rest[1:], '_')
	if n < 0 || inWord(before) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[n+2:])
	return !inWord(after)
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// bracket takes a citation, a wikilink, a link or a picture.
func (l *lexer) bracket(rest string) bool {
	open := strings.TrimPrefix(rest, "!")
	if !strings.HasPrefix(open, "[") {
		return false
	}
	closed := l.next(bracketEnd, ']', l.at)
	if closed == len(l.src) {
		return false
	}
	n := closed - l.at // of the bytes before the ]
	switch {
	case strings.HasPrefix(rest, "[@"):
		l.take(chroma.NameEntity, n+1)
		return true
	case strings.HasPrefix(rest, "[[") && strings.HasPrefix(rest[n:], "]]") && l.next(wikiLine, '\n', l.at) > closed:
		l.take(chroma.NameTag, n+2)
		return true
	}
	mark := len(rest) - len(open) + 1
	if !strings.HasPrefix(rest[n:], "](") || n == mark {
		return false
	}
	from := closed + len("](")
	end := l.next(addressEnd, ')', from)
	if end == from || end == len(l.src) || l.next(addressLine, '\n', from) < end {
		return false
	}
	l.take(chroma.Text, mark)
	l.take(chroma.NameTag, n-mark)
	l.take(chroma.Text, len("]("))
	l.take(chroma.NameAttribute, end-from)
	l.take(chroma.Text, len(")"))
	return true
}

// blockID takes the id of a paragraph, at the end of a line.
func (l *lexer) blockID(rest string) bool {
	id := strings.TrimLeft(rest[1:], "abcdefghijklmnopqrstuvwxyz0123456789-")
	n := len(rest) - len(id)
	if n < 2 || id != "" && id[0] != '\n' {
		return false
	}
	l.take(chroma.Comment, n)
	return true
}
