package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/byteset"
)

// quick parses a text in chunks, as most texts can be: paragraphs, headings and
// block quotations, each of which is the same wherever it stands. Chunks of the
// usual form, without markup but *emphasis* and plain links, need no tree. It
// reports false for anything else, having read a part of it.
func (p *docParser) quick() bool {
	text := p.doc.source.text
	if strings.Contains(text, "]:") { // by which links elsewhere may find their addresses
		return false
	}
	for at := 0; at < len(text); at++ {
		if text[at] == '\n' {
			continue
		}
		end, heading := headingEnd(text, at), true
		if end == at {
			end, heading = paragraphEnd(text, at), false
		}
		if end == at {
			return false
		}
		p.chunk(at, end)
		if heading && strings.Trim(text[end:], "\n") != "" {
			p.out.buf.WriteByte('\n')
		}
		at = end
	}
	return true
}

// chunk parses the chunk text[at:end] of the source.
func (p *docParser) chunk(at, end int) {
	before, urls := p.out.buf.Len(), len(p.doc.URLs)
	if !p.simple(at, end) {
		p.out.buf.Truncate(before)
		p.doc.URLs = p.doc.URLs[:urls]
		p.flat.drop()
		p.tree(at, end)
	}
}

// headingEnd returns where the heading at an offset ends, or the offset.
func headingEnd(text string, at int) int {
	if level := headingLevel(text[at:]); level == 0 {
		return at
	}
	return lineEnd(text, at)
}

// headingLevel returns the level of the heading that a text begins with, or 0.
func headingLevel(text string) int {
	level := len(text) - len(strings.TrimLeft(text, "#"))
	if level > 6 || !strings.HasPrefix(text[level:], " ") {
		return 0
	}
	return level
}

// paragraphEnd returns where the paragraphs and block quotations at an offset
// end: before an empty line or a heading. It returns the offset if there may be
// anything else, which may go on behind an empty line.
func paragraphEnd(text string, at int) int {
	for line := at; ; {
		if !beginsPlainly(text[line:]) {
			return at
		}
		end := lineEnd(text, line)
		line = end + len("\n")
		if line >= len(text) || text[line] == '\n' || headingLevel(text[line:]) > 0 {
			return end
		}
	}
}

// beginsPlainly reports whether a line surely is a paragraph's or a block
// quotation's by how it begins.
func beginsPlainly(line string) bool {
	switch c := line[0]; {
	case '0' <= c && c <= '9':
		behind := strings.TrimLeft(line, "0123456789")
		return behind == "" || behind[0] != '.' && behind[0] != ')'
	case c == '*':
		return opensEmphasis(line, 0)
	default:
		return isASCIIWord(rune(c)) || c >= utf8.RuneSelf || strings.IndexByte(`"'($>[`, c) >= 0
	}
}

// simple parses a chunk that is one leaf of the usual form, or a block quotation
// of one line that is. It reports false for any other, having written a part of it.
func (p *docParser) simple(at, end int) bool {
	const mark = "> "
	line, quoted := strings.CutPrefix(p.doc.source.text[at:end], mark)
	if !quoted || line == "" || strings.Contains(line, "\n") || !beginsPlainly(line) {
		return p.leaf(at, end)
	}
	p.out.buf.WriteString("<blockquote>\n")
	ok := p.leaf(at+len(mark), end)
	p.out.buf.WriteString("</blockquote>\n")
	return ok
}

// leaf parses a leaf of the usual form. It reports false for any other, having
// written a part of it.
func (p *docParser) leaf(at, end int) bool {
	text := p.doc.source.text
	p.flat.enter(at)
	p.flat.block.plain = true // else line says no
	tag := "p"
	if level := headingLevel(text[at:]); level > 0 {
		if text[end-1] == '#' { // which may be no part of it
			return false
		}
		tag = headings[level]
		p.flat.block.Kind, p.flat.block.Level = Heading, uint8(level)
		at += level + len(" ")
	}
	p.out.enter(tag)
	for {
		stop := min(end, lineEnd(text, at))
		if !p.line(at, stop) {
			return false
		}
		if stop == end {
			break
		}
		if c := text[stop-1]; c == '*' || c == ')' { // where the tree may have an empty text
			return false
		}
		p.flat.text = append(p.flat.text, ' ')
		p.out.buf.WriteByte('\n')
		at = stop + len("\n")
	}
	p.flat.leave()
	p.out.leave(tag, false)
	return true
}

// headings are the tags of headings, by level.
var headings = [...]string{1: "h1", "h2", "h3", "h4", "h5", "h6"}

// line reads a line of a leaf. It reports false if it may hold other markup
// than emphasis and links within it.
func (p *docParser) line(at, end int) bool {
	line := p.doc.source.text[at:end]
	if line == "" || line[0] == ' ' || line[0] == '>' || line[len(line)-1] == ' ' {
		return false
	}
	from, cut, emphasis := 0, 0, false
	for i := mayMarkUp.Before(line); i < len(line); i += 1 + mayMarkUp.Before(line[i+1:]) {
		switch {
		case line[i] == '!':
			cut = i
		case line[i] == '*' && !emphasis && opensEmphasis(line, i):
			p.piece(at+from, at+i)
			p.out.buf.WriteString("<em>")
			from, emphasis = i+1, true
		case line[i] == '*' && emphasis && closesEmphasis(line, i):
			p.piece(at+from, at+i)
			p.out.buf.WriteString("</em>")
			from, emphasis = i+1, false
		case line[i] == '[' && !emphasis && cut <= from && !strings.HasSuffix(line[:i], "!"):
			label, address, ok := plainLink(line[i:])
			if !ok {
				return false
			}
			p.piece(at+from, at+i)
			p.link(at+i, label, address)
			i += len("[](") + len(label) + len(address)
			from = i + 1
		default:
			return false
		}
	}
	// At an exclamation mark goldmark looks for a picture, and cuts the text.
	if cut > from {
		p.piece(at+from, at+cut)
		from = cut
	}
	p.piece(at+from, end)
	return !emphasis
}

// piece adds a part of the source to the leaf, unless it is empty.
func (p *docParser) piece(from, to int) {
	if from < to {
		p.flat.verbatim(from, to)
		p.out.hole(pieceHole)
	}
}

// link adds a link that begins at an offset.
func (p *docParser) link(at int, label, address string) {
	line, col := p.flat.position(at)
	at += len("[")
	p.doc.URLs = append(p.doc.URLs, URL{Text: address, Pos: Pos{line, col}})
	start := len(p.flat.text)
	p.out.buf.WriteString(`<a href="`)
	p.out.buf.WriteString(address)
	p.out.buf.WriteString(`">`)
	p.piece(at, at+len(label))
	p.out.buf.WriteString("</a>")
	p.flat.fix(start)
}

// plainLink returns the parts of the link that a text begins with, if both are
// surely to be taken as they are: "[See here](https://example.org/a)".
func plainLink(text string) (label, address string, ok bool) {
	text = text[len("["):]
	n := mayMarkUp.Before(text)
	rest, isLink := strings.CutPrefix(text[n:], "](")
	address, _, closed := strings.Cut(rest, ")")
	if n == 0 || !isLink || !closed || text[0] == '@' || text[0] == ' ' || text[n-1] == ' ' ||
		!strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") ||
		strings.Trim(address, ofAddresses) != "" || !isAddress(address) {
		return "", "", false
	}
	return text[:n], address, true
}

// ofAddresses are the letters of an address that stand for themselves
// everywhere.
const ofAddresses = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/.-_~?=#+,;@"

// mayMarkUp are the bytes that may stand for something else than themselves
// within a line, control characters, and the exclamation mark.
var mayMarkUp = byteset.Of(func(c byte) bool {
	return c < ' ' || c == 0x7f || strings.IndexByte("*_`~\\[]<>&|!", c) >= 0
})

// opensEmphasis reports whether the asterisk line[i] surely does.
func opensEmphasis(line string, i int) bool {
	behind, _ := utf8.DecodeRuneInString(line[i+1:])
	return isLetterOrDigit(behind) && (i == 0 || isAroundEmphasis(line[i-1]))
}

// closesEmphasis reports whether the asterisk line[i], behind one that opened
// it, surely does.
func closesEmphasis(line string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	return isLetterOrDigit(before) && (i+1 == len(line) || isAroundEmphasis(line[i+1]))
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isAroundEmphasis(c byte) bool { return strings.IndexByte(" .,;:!?\"'()-/", c) >= 0 }

// lineEnd returns where the line ends in which an offset lies.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

func isASCIIWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}
