package markdown

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
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
// file: 1, or what follows the front matter. The Doc keeps src, and the texts
// of its blocks are parts of that where they can be.
func Parse(src string, line int) *Doc {
	p := parsers.Get().(*docParser)
	defer parsers.Put(p)
	return p.parse(src, line)
}

// parsers are kept for the memory that they hold.
var parsers = sync.Pool{New: func() any { return &docParser{} }}

// A docParser parses one text after the other. Nothing of a Doc lies in its
// memory.
type docParser struct {
	doc   *Doc
	bytes []byte    // the text, for goldmark
	flat  flattener // of the current leaf
	out   recorder
}

func (p *docParser) parse(src string, line int) *Doc {
	p.bytes = append(p.bytes[:0], src...)
	p.doc = &Doc{src: newSource(src, line)}
	p.flat.source, p.flat.bytes, p.flat.pieces = p.doc.src, p.bytes, p.flat.pieces[:0]
	root := engine.Parser().Parse(text.NewReader(p.bytes))
	p.doc.Blocks = make([]Block, 0, countLeaves(root))
	// The walk cannot fail: no visit returns an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			p.note(n)
			if isLeaf(n) {
				p.doc.Blocks = append(p.doc.Blocks, p.flat.flatten(n))
			}
		}
		return ast.WalkContinue, nil
	})
	p.flat.keepPieces(p.doc.Blocks)
	p.doc.html = p.out.record(root, p.bytes)
	doc := p.doc
	p.doc, p.flat.source = nil, nil
	return doc
}

func countLeaves(n ast.Node) int {
	if isLeaf(n) {
		return 1
	}
	leaves := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		leaves += countLeaves(c)
	}
	return leaves
}

// note keeps the addresses and the raw HTML of a document.
func (p *docParser) note(n ast.Node) {
	d := p.doc
	switch n := n.(type) {
	case *ast.Link:
		d.url(n, string(n.Destination))
	case *ast.Image:
		d.url(n, string(n.Destination))
	case *ast.AutoLink:
		d.url(n, string(n.URL(p.bytes)))
	case *ast.HTMLBlock, *ast.RawHTML:
		at := d.pos(n)
		if !d.src.comment(at) {
			d.Raw = append(d.Raw, at)
			return
		}
		if block, ok := n.(*ast.HTMLBlock); ok && len(d.Blocks) > 0 {
			b := &d.Blocks[len(d.Blocks)-1]
			text := block.Lines().Value(p.bytes)
			if block.HasClosure() {
				text = append(text, block.ClosureLine.Value(p.bytes)...)
			}
			marks := *b.Marks // which may be those of other blocks, too
			marks.Notes = append(marks.Notes, Note{At: len(b.Text), Text: noteText(text), Line: at.Line, Col: at.Col})
			b.Marks = &marks
		}
	}
}

// noteText returns what a comment says.
func noteText(comment []byte) string {
	_, text, _ := bytes.Cut(comment, []byte("<!--"))
	text, _, _ = bytes.Cut(text, []byte("-->"))
	return strings.Join(strings.Fields(string(text)), " ")
}

// comment reports whether an HTML comment begins at a place.
func (s *source) comment(at Pos) bool {
	line := s.text[s.lines[at.Line-s.line]:]
	return strings.HasPrefix(strings.TrimLeft(line[at.Col-1:], " "), "<!--")
}

func (d *Doc) url(n ast.Node, address string) {
	d.URLs = append(d.URLs, URL{Text: address, Pos: d.pos(n), Drops: html.IsDangerousURL([]byte(address))})
}

// pos returns where a node begins, or the first below or around it of which
// that is known.
func (d *Doc) pos(n ast.Node) Pos {
	at := -1
	for c := n; c != nil && at < 0; c = c.FirstChild() {
		at = c.Pos()
	}
	for p := n.Parent(); p != nil && at < 0; p = p.Parent() {
		at = p.Pos()
	}
	line, col := d.src.position(max(0, at))
	return Pos{line, col}
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

func isBlockID(s []byte) bool {
	return len(s) > 0 && len(bytes.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-")) == 0
}

// A flattener collects the texts of leaves, one after the other.
type flattener struct {
	*source
	bytes  []byte  // of the source
	pieces []piece // of all leaves so far
	first  int     // of pieces, the first of this leaf
	block  Block   // all but its Text, Marks and pieces
	marks  Marks
	text   []byte
}

// flatten turns a leaf of the tree into a block of plain text.
func (f *flattener) flatten(n ast.Node) Block {
	f.block, f.marks, f.text, f.first = Block{src: f.source}, Marks{}, f.text[:0], len(f.pieces)
	f.block.Line, _ = f.position(max(0, n.Pos()))
	f.block.Cell = n.Kind() == east.KindTableCell
	if h, ok := n.(*ast.Heading); ok {
		f.block.Kind, f.block.Level = Heading, h.Level
	}
	f.children(n)
	f.cutID()
	f.block.Text, f.block.Marks = f.kept(), f.marks.kept()
	f.block.pieces = f.pieces[f.first:] // until keepPieces
	return f.block
}

// noMarks are those of all blocks without any.
var noMarks Marks

// kept returns a copy that stays, or noMarks.
func (m *Marks) kept() *Marks {
	if len(m.Cites)+len(m.Notes)+len(m.Links)+len(m.Fixed) == 0 {
		return &noMarks
	}
	kept := *m
	return &kept
}

// kept returns the text of the leaf: the part of the source that it is, if
// nothing in it had to be changed.
func (f *flattener) kept() string {
	if len(f.pieces) > f.first {
		from := f.pieces[f.first].src
		if to := from + len(f.text); to <= len(f.source.text) && f.source.text[from:to] == string(f.text) {
			return f.source.text[from:to]
		}
	}
	return string(f.text)
}

// keepPieces gives the blocks their pieces for good, in one list.
func (f *flattener) keepPieces(blocks []Block) {
	all := slices.Clone(f.pieces)
	for i := range blocks {
		n := len(blocks[i].pieces)
		blocks[i].pieces, all = all[:n:n], all[n:]
	}
}

// cutID moves a trailing block id from the text into the block's ID.
func (f *flattener) cutID() {
	i := bytes.LastIndexByte(f.text, '^')
	if i < 0 || i > 0 && f.text[i-1] != ' ' || !isBlockID(f.text[i+1:]) {
		return
	}
	f.block.ID = string(f.text[i+1:])
	f.text = f.text[:i]
	f.trimSpace()
}

// trimSpace takes back the spaces at the end of the text.
func (f *flattener) trimSpace() {
	f.text = bytes.TrimRight(f.text, " ")
	n, b := len(f.text), &f.marks
	// All of these are in the order of their ends.
	for i := len(f.pieces) - 1; i >= f.first && f.pieces[i].End > n; i-- {
		f.pieces[i].clamp(n)
	}
	for i := len(b.Cites) - 1; i >= 0 && b.Cites[i].At > n; i-- {
		b.Cites[i].At = n
	}
	for i := len(b.Notes) - 1; i >= 0 && b.Notes[i].At > n; i-- {
		b.Notes[i].At = n
	}
	for i := len(b.Links) - 1; i >= 0 && b.Links[i].End > n; i-- {
		b.Links[i].clamp(n)
	}
	for i := len(b.Fixed) - 1; i >= 0 && b.Fixed[i].End > n; i-- {
		b.Fixed[i].clamp(n)
	}
}

func (r *Range) clamp(n int) { r.Start, r.End = min(r.Start, n), min(r.End, n) }

func (f *flattener) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		f.piece(n.Segment.Value(f.bytes), n.IsRaw(), n.Segment.Start)
		if n.SoftLineBreak() || n.HardLineBreak() {
			f.text = append(f.text, ' ')
		}
	case *ast.String:
		f.piece(n.Value, true, n.Pos())
	case *cite:
		f.trimSpace()
		line, col := f.position(n.start)
		f.marks.Cites = append(f.marks.Cites, Cite{At: len(f.text), Raw: n.raw, Line: line, Col: col, Open: n.open})
	case *wikiLink:
		start := len(f.text)
		f.piece(n.text, false, n.textStart)
		line, col := f.position(n.targetStart)
		f.marks.Links = append(f.marks.Links,
			WikiLink{Range: Range{start, len(f.text)}, Target: n.target, Line: line, Col: col})
	case *ast.AutoLink:
		start := len(f.text)
		f.piece(n.Label(f.bytes), true, n.Pos()+len("<"))
		f.fix(start)
	case *ast.RawHTML:
		text := n.Segments.Value(f.bytes)
		if !bytes.HasPrefix(text, []byte("<!--")) {
			return
		}
		f.trimSpace()
		line, col := f.position(n.Segments.At(0).Start)
		f.marks.Notes = append(f.marks.Notes, Note{At: len(f.text), Text: noteText(text), Line: line, Col: col})
	case *ast.Link:
		takeOutCites(n)
		start := len(f.text)
		f.children(n)
		f.fix(start)
	case *ast.Image, *ast.CodeSpan:
		start := len(f.text)
		f.children(n)
		f.fix(start)
	default:
		f.children(n)
	}
}

// takeOutCites moves the citations inside a link behind it: they become links
// themselves, and no link stands in another.
func takeOutCites(link *ast.Link) {
	var cites []ast.Node
	// The walk cannot fail: no visit returns an error.
	_ = ast.Walk(link, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() == kindCite {
			cites = append(cites, n)
		}
		return ast.WalkContinue, nil
	})
	for _, c := range slices.Backward(cites) {
		link.Parent().InsertAfter(link.Parent(), link, c)
	}
}

func (f *flattener) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.node(c)
	}
}

// piece adds what a reader sees of a text node; src is where that begins.
func (f *flattener) piece(text []byte, raw bool, src int) {
	start := len(f.text)
	f.text = append(f.text, plain(text, raw)...)
	for i := start; i < len(f.text); i++ {
		if f.text[i] == '\n' {
			f.text[i] = ' '
		}
	}
	f.pieces = append(f.pieces, piece{Range{start, len(f.text)}, src})
}

// fix notes that the text from start on is an ordinary link's or code.
func (f *flattener) fix(start int) {
	f.marks.Fixed = append(f.marks.Fixed, Range{start, len(f.text)})
}

// plain returns what a reader sees of a text node's source: backslash escapes
// and entities resolved, unless it is raw, as code is.
func plain(src []byte, raw bool) []byte {
	if !raw && bytes.IndexByte(src, '\\') >= 0 {
		src = util.UnescapePunctuations(src)
	}
	if !raw && bytes.IndexByte(src, '&') >= 0 {
		src = util.ResolveEntityNames(util.ResolveNumericReferences(src))
	}
	return src
}
