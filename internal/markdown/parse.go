package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// engine is goldmark with our marks: CommonMark, tables and strike-through,
// citations and wikilinks. Raw HTML is left out of the output. It holds no
// state between calls, and may be used from many goroutines.
var engine = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		extension.Strikethrough,
	),
	goldmark.WithParserOptions(parser.WithInlineParsers(
		util.Prioritized(citeParser{}, 100), // before goldmark's links, 200
		util.Prioritized(wikiLinkParser{}, 101),
	)),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(
		util.Prioritized(nodeRenderer{}, 100), // before goldmark's own, 1000
	)),
)

// Parse parses a Markdown text. line is the number of its first line in its
// file: 1, or what follows the front matter. The Doc keeps src.
func Parse(src []byte, line int) *Doc {
	s := &source{text: src, line: line}
	doc := &Doc{root: engine.Parser().Parse(text.NewReader(src)), src: s}
	quotes := 0
	// The walk cannot fail: no visit returns an error.
	_ = ast.Walk(doc.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case n.Kind() == ast.KindBlockquote && entering:
			quotes++
		case n.Kind() == ast.KindBlockquote:
			quotes--
		case isLeaf(n) && entering:
			doc.Blocks = append(doc.Blocks, flatten(n, s, quotes > 0))
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return doc
}

// isLeaf reports whether n is a block whose children are text. Each gives one
// entry of Doc.Blocks, in the order of the walk; the renderer counts on it.
func isLeaf(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, east.KindTableCell:
		return true
	}
	return false
}

// flatten turns a leaf of the tree into a block of plain text.
func flatten(n ast.Node, s *source, quote bool) Block {
	f := flattener{source: s}
	b := Block{Quote: quote, src: s, Line: s.line}
	if h, ok := n.(*ast.Heading); ok {
		b.Kind, b.Level = Heading, h.Level
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.node(c)
	}
	b.Text, b.Cites, b.Links, b.Fixed, b.pieces = f.text.String(), f.cites, f.links, f.fixed, f.pieces
	if len(b.pieces) > 0 {
		b.Line, _ = s.position(b.pieces[0].src)
	}
	b.cutID()
	return b
}

// cutID moves a trailing block id from the text into b.ID.
func (b *Block) cutID() {
	i := strings.LastIndex(b.Text, "^")
	if i < 0 || i > 0 && b.Text[i-1] != ' ' || !isBlockID(b.Text[i+1:]) {
		return
	}
	b.ID = b.Text[i+1:]
	b.truncate(len(strings.TrimRight(b.Text[:i], " ")))
}

func isBlockID(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// truncate cuts the text and all offsets into it to n bytes.
func (b *Block) truncate(n int) {
	b.Text = b.Text[:n]
	for i := range b.pieces {
		b.pieces[i].clamp(n)
	}
	for i := range b.Cites {
		b.Cites[i].At = min(b.Cites[i].At, n)
	}
	for i := range b.Links {
		b.Links[i].clamp(n)
	}
	for i := range b.Fixed {
		b.Fixed[i].clamp(n)
	}
}

func (r *Range) clamp(n int) { r.Start, r.End = min(r.Start, n), min(r.End, n) }

// A flattener collects the text of one leaf.
type flattener struct {
	*source
	text   strings.Builder
	pieces []piece
	cites  []Cite
	links  []WikiLink
	fixed  []Range
}

func (f *flattener) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		f.piece(plain(n.Segment.Value(f.source.text), n.IsRaw()), n.Segment.Start)
		if n.SoftLineBreak() || n.HardLineBreak() {
			f.text.WriteByte(' ')
		}
	case *ast.String:
		f.piece(string(n.Value), 0)
	case *cite:
		f.trimSpace()
		line, col := f.position(n.start)
		f.cites = append(f.cites, Cite{At: f.text.Len(), Raw: n.raw, Line: line, Col: col})
	case *wikiLink:
		start := f.text.Len()
		f.piece(plain(n.text, false), n.textStart)
		line, col := f.position(n.targetStart)
		f.links = append(f.links, WikiLink{Range: Range{start, f.text.Len()}, Target: n.target, Line: line, Col: col})
	case *ast.AutoLink:
		start := f.text.Len()
		f.piece(string(n.Label(f.source.text)), 0)
		f.fixed = append(f.fixed, Range{start, f.text.Len()})
	case *ast.RawHTML:
	case *ast.Link, *ast.Image, *ast.CodeSpan:
		start := f.text.Len()
		f.children(n)
		f.fixed = append(f.fixed, Range{start, f.text.Len()})
	default:
		f.children(n)
	}
}

func (f *flattener) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.node(c)
	}
}

func (f *flattener) piece(s string, src int) {
	start := f.text.Len()
	f.text.WriteString(s)
	f.pieces = append(f.pieces, piece{Range{start, f.text.Len()}, src})
}

// trimSpace takes back the spaces at the end of the text.
func (f *flattener) trimSpace() {
	s := f.text.String()
	t := strings.TrimRight(s, " ")
	if len(t) == len(s) {
		return
	}
	f.text.Reset()
	f.text.WriteString(t)
	for i := range f.pieces {
		f.pieces[i].clamp(len(t))
	}
	for i := range f.links {
		f.links[i].clamp(len(t))
	}
	for i := range f.fixed {
		f.fixed[i].clamp(len(t))
	}
}

// plain returns what a reader sees of a text node's source: backslash escapes
// and entities resolved, unless it is raw, as code is.
func plain(src []byte, raw bool) string {
	if !raw && bytes.IndexByte(src, '\\') >= 0 {
		src = util.UnescapePunctuations(src)
	}
	if !raw && bytes.IndexByte(src, '&') >= 0 {
		src = util.ResolveEntityNames(util.ResolveNumericReferences(src))
	}
	return strings.ReplaceAll(string(src), "\n", " ")
}
