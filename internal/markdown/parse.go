package markdown

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"sync"

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
	goldmark.WithParserOptions(
		parser.WithInlineParsers(
			util.Prioritized(markCounter{}, 0),
			util.Prioritized(citeParser{}, 100), // before goldmark's links, 200
			util.Prioritized(wikiLinkParser{}, 101),
		),
		parser.WithParagraphTransformers(util.Prioritized(paragraphCounter{}, 0)),
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(
		util.Prioritized(nodeRenderer{}, 100), // before goldmark's own, 1000
	)),
)

// Parse parses a Markdown text. line is the number of its first line in its
// file: 1, or what follows the front matter. src is valid UTF-8 of less than
// 2 GB. The Doc keeps it, and the texts of its blocks are parts of that where
// they can be.
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

	addresses int // bytes of those of the links so far, and of their titles
}

func (p *docParser) parse(src string, line int) *Doc {
	p.begin(src, line)
	if !p.quick() {
		p.begin(src, line)
		p.tree(0, len(src))
	}
	return p.end()
}

func (p *docParser) begin(src string, line int) {
	p.doc = &Doc{source: source{text: src, line: line}}
	p.addresses = 0
	p.flat.begin(p.doc)
	p.out.buf.Reset()
}

func (p *docParser) end() *Doc {
	doc := p.doc
	doc.Blocks, doc.pieces = slices.Clone(p.flat.blocks), slices.Clone(p.flat.pieces)
	if len(doc.Excess) == 0 {
		doc.html = skeleton(p.out.buf.String())
	}
	clear(p.flat.blocks)
	p.doc, p.flat.doc = nil, nil
	return doc
}

// tree parses text[at:end] of the source, whatever it holds: goldmark makes a
// tree of it, of which two walks make blocks and HTML.
func (p *docParser) tree(at, end int) {
	if p.tooDeep(at, end) {
		return
	}
	p.bytes = append(p.bytes[:0], p.doc.source.text[at:end]...)
	p.flat.bytes, p.flat.base = p.bytes, at
	context := parser.NewContext()
	context.Set(boundsKey, &bounds{p: p})
	before := len(p.doc.Excess)
	root := engine.Parser().Parse(text.NewReader(p.bytes), parser.WithContext(context))
	if len(p.doc.Excess) > before {
		return
	}
	// The walk cannot fail: no visit returns an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			p.note(n)
			if isLeaf(n) {
				p.flat.flatten(n)
			}
		}
		return ast.WalkContinue, nil
	})
	if len(p.doc.Excess) == before {
		p.out.record(root, p.bytes)
	}
}

// note keeps the addresses and the raw HTML of a document.
func (p *docParser) note(n ast.Node) {
	d := p.doc
	switch n := n.(type) {
	case *ast.Link:
		p.url(n, plain(n.Destination, false), n.Title)
	case *ast.Image:
		p.url(n, plain(n.Destination, false), nil)
	case *ast.AutoLink:
		p.url(n, autoAddress(n, p.bytes), nil)
	case *ast.HTMLBlock, *ast.RawHTML:
		at := p.flat.offset(n)
		line, col := p.flat.positionInTree(at)
		if !bytes.HasPrefix(bytes.TrimLeft(p.bytes[at:], " "), []byte("<!--")) {
			d.Raw = append(d.Raw, Pos{line, col})
			return
		}
		if block, ok := n.(*ast.HTMLBlock); ok {
			text := block.Lines().Value(p.bytes)
			if block.HasClosure() {
				text = append(text, block.ClosureLine.Value(p.bytes)...)
			}
			d.Notes = append(d.Notes, Note{Text: noteText(text), Line: line, Col: col})
			if len(p.flat.blocks) == 0 {
				return
			}
			b := &p.flat.blocks[len(p.flat.blocks)-1]
			marks := *b.Marks // which may be those of other blocks, too
			marks.Notes = append(marks.Notes, Note{At: len(b.Text), Text: noteText(text), Line: line, Col: col})
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

func (p *docParser) url(n ast.Node, address, title []byte) {
	before := p.addresses
	if p.addresses += len(address) + len(title); p.addresses > maxAddresses {
		if before <= maxAddresses {
			p.doc.exceed(p.flat.base+p.flat.offset(n), "write shorter addresses, or cut the page into several",
				"the addresses of the links have more than %d MB", maxAddresses>>20)
		}
		return
	}
	line, col := p.flat.positionInTree(p.flat.offset(n))
	u := URL{Text: string(address), Pos: Pos{line, col}, Drops: !isAddress(string(address))}
	if title != nil {
		u.Title = string(plain(title, false))
	}
	p.doc.URLs = append(p.doc.URLs, u)
}

// autoAddress returns the address of a link that is written as it is.
func autoAddress(n *ast.AutoLink, src []byte) []byte {
	address := n.URL(src)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(address), []byte("mailto:")) {
		address = append([]byte("mailto:"), address...)
	}
	return address
}

// isAddress reports whether an address is of the web, of mail or relative. What
// browsers may read in another way than we do is none, nor is what has a user's
// name before that of its host, which takes readers in.
func isAddress(address string) bool {
	if strings.ContainsFunc(address, func(r rune) bool { return r < ' ' || r == '\\' || r == 0x7f }) ||
		strings.HasPrefix(address, "//") {
		return false
	}
	end := strings.IndexAny(address, ":/?#")
	if end < 0 || address[end] != ':' {
		return true
	}
	return strings.EqualFold(address[:end], "mailto") || IsWeb(address)
}

// IsWeb reports whether an address is of the web, with a host and without a user's name.
func IsWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil &&
		!strings.ContainsAny(address, " \"<>\\")
}

// offset returns where in the tree's bytes a node begins, or the first below or
// around it of which that is known.
func (f *flattener) offset(n ast.Node) int {
	at := -1
	for c := n; c != nil && at < 0; c = c.FirstChild() {
		at = c.Pos()
	}
	for p := n.Parent(); p != nil && at < 0; p = p.Parent() {
		at = p.Pos()
	}
	return f.within(at)
}

// within returns an offset that goldmark tells as one into the tree's bytes: of a
// heading after > and a tab, with nothing in it, that is past the end.
func (f *flattener) within(at int) int { return min(max(0, at), len(f.bytes)) }

// isLeaf reports whether n is a block whose children are text. Each gives one
// entry of Doc.Blocks, in the order of the walk; the renderer counts on it.
func isLeaf(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, east.KindTableCell:
		return true
	}
	return false
}

func isOfBlockID(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' }

// A flattener collects the texts of leaves, one after the other.
type flattener struct {
	doc    *Doc
	bytes  []byte // of the tree, which are the source's from base on
	base   int
	blocks []Block // all leaves so far
	pieces []piece // of all leaves so far
	block  Block   // the leaf that was begun: all but its Text, Marks and nodes
	begun  int     // where in the source
	marks  Marks
	text   []byte

	// How far lines were counted in the source, what the line there is, and
	// where it begins.
	lineAt, line, lineStart int
}

// begin lets the flattener collect the leaves of a document.
func (f *flattener) begin(d *Doc) {
	f.doc, f.blocks, f.pieces = d, f.blocks[:0], f.pieces[:0]
	f.lineAt, f.line, f.lineStart = 0, d.source.line, 0
}

// position returns the line and the column of an offset into the source, as
// source.position does. It goes on counting where it was asked last.
func (f *flattener) position(offset int) (line, col int) {
	text := f.doc.source.text
	if offset < f.lineStart {
		f.line -= strings.Count(text[offset:f.lineStart], "\n")
		f.lineStart = strings.LastIndexByte(text[:offset], '\n') + 1
	} else if passed := text[min(f.lineAt, offset):offset]; strings.Contains(passed, "\n") {
		f.line += strings.Count(passed, "\n")
		f.lineStart = offset - len(passed) + strings.LastIndexByte(passed, '\n') + 1
	}
	f.lineAt = offset
	return f.line, offset - f.lineStart + 1
}

// positionInTree returns the line and the column of an offset into the tree's
// bytes.
func (f *flattener) positionInTree(offset int) (line, col int) { return f.position(f.base + offset) }

// flatten turns a leaf of the tree into a block of plain text.
func (f *flattener) flatten(n ast.Node) {
	f.enter(f.base + f.within(n.Pos()))
	f.block.Cell = n.Kind() == east.KindTableCell
	if h, ok := n.(*ast.Heading); ok {
		f.block.Kind, f.block.Level = Heading, uint8(h.Level)
	}
	f.children(n)
	f.leave()
}

// enter begins the block at an offset into the source.
func (f *flattener) enter(offset int) {
	line, _ := f.position(offset)
	f.begun = offset
	f.block, f.marks, f.text = Block{doc: f.doc, Line: int32(line), first: int32(len(f.pieces))}, Marks{}, f.text[:0]
}

// leave ends the block.
func (f *flattener) leave() {
	f.cutID()
	if len(f.text) > MaxLeaf {
		f.doc.tooLong(f.begun)
	}
	f.block.Text, f.block.Marks, f.block.nodes = f.kept(), f.marks.kept(), int32(len(f.own()))
	f.blocks = append(f.blocks, f.block)
}

// drop takes back what was read of the block that was begun.
func (f *flattener) drop() { f.pieces = f.pieces[:f.block.first] }

// own returns the pieces of the block that was begun.
func (f *flattener) own() []piece { return f.pieces[f.block.first:] }

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
	if own, src := f.own(), f.doc.source.text; len(own) > 0 {
		from := int(own[0].src)
		if to := from + len(f.text); to <= len(src) && src[from:to] == string(f.text) {
			return src[from:to]
		}
	}
	return string(f.text)
}

// cutID moves a trailing block id from the text into the block's ID.
func (f *flattener) cutID() {
	from := len(f.text)
	for from > 0 && isOfBlockID(f.text[from-1]) {
		from--
	}
	mark := from - len("^")
	if from == len(f.text) || mark < 0 || f.text[mark] != '^' || mark > 0 && f.text[mark-1] != ' ' {
		return
	}
	f.block.ID = string(f.text[from:])
	f.text = f.text[:mark]
	f.trimSpace()
}

// trimSpace takes back the spaces at the end of the text.
func (f *flattener) trimSpace() {
	f.text = bytes.TrimRight(f.text, " ")
	n, b := len(f.text), &f.marks
	// All of these are in the order of their ends.
	own := f.own()
	for i := len(own) - 1; i >= 0 && int(own[i].end) > n; i-- {
		own[i].start, own[i].end = min(own[i].start, int32(n)), int32(n)
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
		line, col := f.positionInTree(n.start)
		f.marks.Cites = append(f.marks.Cites, Cite{At: len(f.text), Raw: n.raw, Line: line, Col: col, Open: n.open})
	case *wikiLink:
		start := len(f.text)
		f.piece(n.text, false, n.textStart)
		line, col := f.positionInTree(n.targetStart)
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
		line, col := f.positionInTree(n.Segments.At(0).Start)
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

// piece adds what a reader sees of a text node; src is where that begins in the
// tree's bytes.
func (f *flattener) piece(text []byte, raw bool, src int) {
	start := len(f.text)
	f.text = append(f.text, plain(text, raw)...)
	for i := start; i < len(f.text); i++ {
		if f.text[i] == '\n' {
			f.text[i] = ' '
		}
	}
	f.pieces = append(f.pieces, piece{int32(start), int32(len(f.text)), int32(f.base + src)})
}

// verbatim adds a part of the source that a reader sees as it stands.
func (f *flattener) verbatim(from, to int) {
	start := len(f.text)
	f.text = append(f.text, f.doc.source.text[from:to]...)
	f.pieces = append(f.pieces, piece{int32(start), int32(len(f.text)), int32(from)})
}

// fix notes that the text from start on is an ordinary link's or code.
func (f *flattener) fix(start int) {
	f.marks.Fixed = append(f.marks.Fixed, Range{start, len(f.text)})
}

// plain returns what a reader sees of a text node's source: backslash escapes
// and character references read, each once, unless it is raw, as code is.
func plain(src []byte, raw bool) []byte {
	if raw || bytes.IndexByte(src, '\\') < 0 && bytes.IndexByte(src, '&') < 0 {
		return src
	}
	var out []byte
	for {
		n := bytes.IndexAny(src, `\&`)
		if n < 0 || n+1 == len(src) {
			return append(out, src...)
		}
		out = append(out, src[:n]...)
		src = src[n:]
		size := 1
		switch {
		case src[0] == '&':
			const longest = 40 // bytes; the longest name has fewer
			if end := bytes.IndexByte(src[:min(len(src), longest)], ';'); end > 0 {
				size = end + 1
			}
			if next := bytes.IndexByte(src[1:size], '&'); next >= 0 {
				size = 1 + next
			}
			out = append(out, reference(src[:size])...)
		case util.IsPunct(src[1]):
			size = 2
			out = append(out, src[1])
		default:
			out = append(out, src[0])
		}
		src = src[size:]
	}
}

// reference returns what a character reference stands for, and other text as it is.
func reference(text []byte) []byte {
	if bytes.HasPrefix(text, []byte("&#")) {
		return util.ResolveNumericReferences(text)
	}
	return util.ResolveEntityNames(text)
}
