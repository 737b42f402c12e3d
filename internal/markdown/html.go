package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// HTML writes the document as HTML, with what the hooks add. Raw HTML in the
// source is left out, and so are addresses that URL.Drops.
func (d *Doc) HTML(h Hooks) string {
	w := writer{doc: d, hooks: h, block: -1}
	w.buf.Grow(len(d.source.text) * 2)
	from := 0
	for i := range len(d.html) {
		if c := d.html[i]; c >= firstHole {
			w.buf.WriteString(string(d.html[from:i]))
			from = i + 1
			w.fill(c)
		}
	}
	w.buf.WriteString(string(d.html[from:]))
	return w.buf.String()
}

// A skeleton is a document's HTML with a hole in place of each text, and where
// something is to be put in.
type skeleton string

// The holes are bytes that no UTF-8 holds.
const (
	attrsHole = firstHole + iota // the attributes of the leaf that begins
	spanHole                     // its start tag, if it has any: a list's item
	pieceHole                    // its next piece
	citeHole                     // its next citation
	afterHole                    // what comes before its end tag
	spanEnd                      // its end tag, if it has a start tag

	firstHole = 0xf8
)

// A recorder is where goldmark writes a skeleton.
type recorder struct{ buf bytes.Buffer }

// record writes the skeleton of a tree.
func (r *recorder) record(root ast.Node, src []byte) {
	// Rendering into memory fails only on an unknown node kind, and the
	// renderer knows all kinds that the parser makes.
	if err := engine.Renderer().Render(r, src, root); err != nil {
		panic("markdown: " + err.Error())
	}
}

func (r *recorder) hole(hole byte) { r.buf.WriteByte(hole) }

func (r *recorder) Write(p []byte) (int, error)       { return r.buf.Write(p) }
func (r *recorder) WriteByte(c byte) error            { return r.buf.WriteByte(c) }
func (r *recorder) WriteRune(c rune) (int, error)     { return r.buf.WriteRune(c) }
func (r *recorder) WriteString(s string) (int, error) { return r.buf.WriteString(s) }
func (r *recorder) Available() int                    { return r.buf.Available() }
func (r *recorder) Buffered() int                     { return r.buf.Len() }
func (r *recorder) Flush() error                      { return nil }

// A writer writes one document.
type writer struct {
	buf   strings.Builder
	doc   *Doc
	hooks Hooks

	block int    // index of the current leaf
	piece int    // index of the leaf's next piece
	cite  int    // index of the leaf's next citation
	spans []Span // of the leaf, those that do not end before the next piece
	cut   bool   // the first of spans was begun in an earlier piece
}

// fill writes what belongs into the next hole.
func (w *writer) fill(hole byte) {
	switch hole {
	case attrsHole:
		w.buf.WriteString(w.enter())
	case spanHole:
		if attrs := w.enter(); w.hooks.Attrs != nil {
			w.buf.WriteString("<span" + attrs + ">")
		}
	case pieceHole:
		w.next()
	case citeHole:
		if w.hooks.Cite != nil {
			w.buf.WriteString(w.hooks.Cite(w.block, w.cite))
		}
		w.cite++
	case afterHole:
		if w.hooks.After != nil {
			w.buf.WriteString(w.hooks.After(w.block))
		}
	case spanEnd:
		if w.hooks.Attrs != nil {
			w.buf.WriteString("</span>")
		}
	}
}

// enter begins the next leaf and returns its attributes.
func (w *writer) enter() string {
	w.block++
	w.piece, w.cite, w.spans, w.cut = 0, 0, nil, false
	if w.hooks.Spans != nil {
		w.spans = w.hooks.Spans(w.block)
	}
	if w.hooks.Attrs != nil {
		return w.hooks.Attrs(w.block)
	}
	return ""
}

// next writes the leaf's next piece of text, its spans marked.
func (w *writer) next() {
	b := &w.doc.Blocks[w.block]
	p := w.doc.pieces[int(b.first)+w.piece]
	w.piece++
	if p.start == p.end { // a space that a citation took
		return
	}
	from, to := int(p.start), int(p.end)
	at := from
	for len(w.spans) > 0 && w.spans[0].Start < to {
		s := w.spans[0]
		if s.End <= from { // it ended at a line break
			w.spans, w.cut = w.spans[1:], false
			continue
		}
		start, end := max(s.Start, from), min(s.End, to)
		w.text(b, at, start)
		if w.cut || s.ID == "" {
			w.buf.WriteString(s.Open)
		} else {
			end := len(s.Open) - 1
			w.buf.WriteString(s.Open[:end])
			w.buf.WriteString(s.ID)
			w.buf.WriteString(s.Open[end:])
		}
		w.text(b, start, end)
		w.buf.WriteString(s.Close)
		at = end
		if w.cut = s.End > to; w.cut {
			break
		}
		w.spans = w.spans[1:]
	}
	w.text(b, at, to)
}

// text writes a part of a block's text.
func (w *writer) text(b *Block, from, to int) {
	if b.plain {
		w.buf.WriteString(b.Text[from:to])
	} else {
		writeEscaped(&w.buf, b.Text[from:to], textSigns)
	}
}

// A sign is a letter in place of which HTML has some others.
type sign struct {
	letter byte
	as     string
}

// textSigns are those that stand for something else outside of tags.
var textSigns = []sign{{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}}

// writeEscaped writes a text, which seldom has any of the signs: it is sought for
// one after the other, which is done many letters at once.
func writeEscaped(b *strings.Builder, text string, signs []sign) {
	for i, s := range signs {
		for n := strings.IndexByte(text, s.letter); n >= 0; n = strings.IndexByte(text, s.letter) {
			writeEscaped(b, text[:n], signs[i+1:])
			b.WriteString(s.as)
			text = text[n+1:]
		}
	}
	b.WriteString(text)
}

// A nodeRenderer renders leaves and their text in place of goldmark's own.
type nodeRenderer struct{}

func (nodeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindParagraph, leaf("p"))
	r.Register(ast.KindTextBlock, leaf("span"))
	r.Register(ast.KindHeading, leaf("h"))
	r.Register(east.KindTableCell, leaf("td"))
	r.Register(ast.KindText, renderText)
	r.Register(ast.KindString, renderPiece)
	r.Register(ast.KindLink, renderLink)
	r.Register(ast.KindAutoLink, renderAutoLink)
	r.Register(ast.KindImage, renderImage)
	r.Register(ast.KindRawHTML, renderNothing)
	r.Register(ast.KindHTMLBlock, renderNothing)
	r.Register(ast.KindCodeSpan, renderCode)
	r.Register(kindWikiLink, renderPiece)
	r.Register(kindCite, renderCite)
}

// leaf returns the renderer of a block of text. A text block, which is what
// the item of a tight list holds, has an element only to carry attributes.
func leaf(name string) renderer.NodeRendererFunc {
	return func(bw util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		r, tag := bw.(*recorder), name
		if h, ok := n.(*ast.Heading); ok {
			tag += strconv.Itoa(h.Level)
		}
		if n.Parent() != nil && n.Parent().Kind() == east.KindTableHeader {
			tag = "th"
		}
		if entering {
			r.enter(tag)
		} else {
			r.leave(tag, n.NextSibling() != nil)
		}
		return ast.WalkContinue, nil
	}
}

// enter writes the start of a leaf.
func (r *recorder) enter(tag string) {
	if tag == "span" {
		r.hole(spanHole)
		return
	}
	r.buf.WriteByte('<')
	r.buf.WriteString(tag)
	r.hole(attrsHole)
	r.buf.WriteByte('>')
}

// leave writes the end of a leaf.
func (r *recorder) leave(tag string, more bool) {
	r.hole(afterHole)
	if tag == "span" {
		r.hole(spanEnd)
	} else {
		r.buf.WriteString("</")
		r.buf.WriteString(tag)
		r.buf.WriteByte('>')
	}
	if more || tag == "p" {
		r.buf.WriteByte('\n')
	}
}

func renderText(bw util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	r, t := bw.(*recorder), n.(*ast.Text)
	r.hole(pieceHole)
	switch {
	case t.HardLineBreak():
		r.buf.WriteString("<br>\n")
	case t.SoftLineBreak():
		r.buf.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

func renderPiece(bw util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		bw.(*recorder).hole(pieceHole)
	}
	return ast.WalkContinue, nil
}

func renderCode(bw util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := bw.WriteString("<code>")
		return ast.WalkContinue, err
	}
	_, err := bw.WriteString("</code>")
	return ast.WalkContinue, err
}

// renderLink reads escapes and references of the address as note does.
func renderLink(bw util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	r, link := bw.(*recorder), n.(*ast.Link)
	if !entering {
		r.buf.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	address := plain(link.Destination, false)
	if !isAddress(string(address)) {
		address = nil
	}
	r.buf.WriteString(`<a href="`)
	r.buf.Write(util.EscapeHTML(util.URLEscape(address, false)))
	if link.Title != nil {
		r.buf.WriteString(`" title="`)
		r.buf.Write(util.EscapeHTML(plain(link.Title, false)))
	}
	r.buf.WriteString(`">`)
	return ast.WalkContinue, nil
}

func renderAutoLink(bw util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	r, link := bw.(*recorder), n.(*ast.AutoLink)
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink { // no link stands in another
			r.hole(pieceHole)
			return ast.WalkContinue, nil
		}
	}
	href := autoAddress(link, src)
	if !isAddress(string(href)) {
		r.hole(pieceHole)
		return ast.WalkContinue, nil
	}
	r.buf.WriteString(`<a href="`)
	r.buf.Write(util.EscapeHTML(util.URLEscape(href, false)))
	r.buf.WriteString(`">`)
	r.hole(pieceHole)
	r.buf.WriteString("</a>")
	return ast.WalkContinue, nil
}

// renderImage writes a picture as its description: pages make no request that
// an article asks for.
func renderImage(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func renderCite(bw util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		bw.(*recorder).hole(citeHole)
	}
	return ast.WalkContinue, nil
}
