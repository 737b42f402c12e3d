package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var (
	kindCite     = ast.NewNodeKind("Cite")
	kindWikiLink = ast.NewNodeKind("WikiLink")
)

// A cite is the node of "[@key, ¶ 3]".
type cite struct {
	ast.BaseInline
	raw   string
	start int  // of the @ in the source
	open  bool // no bracket closes it
}

func (*cite) Kind() ast.NodeKind              { return kindCite }
func (n *cite) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A wikiLink is the node of "[[target|text]]".
type wikiLink struct {
	ast.BaseInline
	target                 string // "" for "[[!text]]"
	text                   []byte
	targetStart, textStart int // in the source
}

func (*wikiLink) Kind() ast.NodeKind              { return kindWikiLink }
func (n *wikiLink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A citeParser reads citations. One that nothing closes takes the rest of its
// line, so that it is noticed.
type citeParser struct{}

func (citeParser) Trigger() []byte { return []byte{'['} }

func (citeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 2 || line[1] != '@' {
		return nil
	}
	inner, ok := enclosed(block, len("["), "]")
	if !ok {
		inner = bytes.TrimRight(line[1:], "\r\n")
		block.Advance(len("[") + len(inner))
	}
	return &cite{raw: string(inner), start: seg.Start + 1, open: !ok}
}

// enclosed moves the reader behind the next closing mark and returns what
// stands before that, without the opening mark; lines are joined by spaces. It
// looks no further than a few lines. If there is no closing mark it does
// nothing.
func enclosed(block text.Reader, opening int, closing string) (inner []byte, ok bool) {
	const most = 4 // lines
	line, seg := block.Position()
	var lines [][]byte
	for range most {
		rest, _ := block.PeekLine()
		if rest == nil {
			break
		}
		if end := bytes.Index(rest, []byte(closing)); end >= 0 {
			block.Advance(end + len(closing))
			return bytes.Join(append(lines, rest[:end]), []byte(" "))[opening:], true
		}
		lines = append(lines, bytes.TrimRight(rest, "\r\n"))
		block.AdvanceLine()
	}
	block.SetPosition(line, seg)
	return nil, false
}

// A wikiLinkParser reads wikilinks.
type wikiLinkParser struct{}

func (wikiLinkParser) Trigger() []byte { return []byte{'['} }

func (wikiLinkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 2 || line[1] != '[' {
		return nil
	}
	before, position := block.Position()
	inner, _ := enclosed(block, len("[["), "]]")
	n := &wikiLink{targetStart: seg.Start + 2, textStart: seg.Start + 2, text: inner}
	switch bar := bytes.IndexByte(inner, '|'); {
	case bytes.HasPrefix(inner, []byte("!")):
		n.text, n.textStart = inner[1:], n.textStart+1
	case bar >= 0: // in a table it must be written as \|
		n.target = string(bytes.TrimSuffix(inner[:bar], []byte(`\`)))
		n.text, n.textStart = inner[bar+1:], n.textStart+bar+1
	default:
		n.target = string(inner)
	}
	if len(bytes.TrimSpace(plain(n.text, false))) == 0 || bytes.IndexByte(n.text, '[') >= 0 {
		block.SetPosition(before, position)
		return nil
	}
	return n
}
