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
	start int // of the @ in the source
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

// A citeParser reads citations. They end on the line on which they begin.
type citeParser struct{}

func (citeParser) Trigger() []byte { return []byte{'['} }

func (citeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 2 || line[1] != '@' {
		return nil
	}
	end := bytes.IndexByte(line, ']')
	if end < 0 {
		return nil
	}
	block.Advance(end + 1)
	return &cite{raw: string(line[1:end]), start: seg.Start + 1}
}

// A wikiLinkParser reads wikilinks. They end on the line on which they begin.
type wikiLinkParser struct{}

func (wikiLinkParser) Trigger() []byte { return []byte{'['} }

func (wikiLinkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 2 || line[1] != '[' {
		return nil
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 3 {
		return nil
	}
	inner := line[2:end]
	n := &wikiLink{targetStart: seg.Start + 2, textStart: seg.Start + 2, text: inner}
	switch bar := bytes.IndexByte(inner, '|'); {
	case inner[0] == '!':
		n.text, n.textStart = inner[1:], n.textStart+1
	case bar >= 0:
		n.target, n.text, n.textStart = string(inner[:bar]), inner[bar+1:], n.textStart+bar+1
	default:
		n.target = string(inner)
	}
	if len(bytes.TrimSpace(n.text)) == 0 || bytes.IndexByte(n.text, '[') >= 0 {
		return nil
	}
	block.Advance(end + 2)
	return n
}
