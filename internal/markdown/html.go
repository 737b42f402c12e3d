package markdown

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// HTML writes the document as HTML, with what the hooks add. Raw HTML in the
// source is left out, and so are links to anything but http, https, mailto
// and relative addresses.
func (d *Doc) HTML(h Hooks) string {
	w := &writer{doc: d, hooks: h, block: -1}
	w.buf.Grow(len(d.src.text) * 2)
	// Rendering into memory fails only on an unknown node kind, and the
	// renderer knows all kinds that the parser makes.
	if err := engine.Renderer().Render(w, d.src.text, d.root); err != nil {
		panic("markdown: " + err.Error())
	}
	return w.buf.String()
}

// A writer is where goldmark writes one document. It carries the state of the
// rendering, since goldmark's renderers are shared between documents.
type writer struct {
	buf   bytes.Buffer
	doc   *Doc
	hooks Hooks

	block int    // index of the current leaf
	piece int    // index of the leaf's next piece
	cite  int    // index of the leaf's next citation
	spans []Span // of the leaf, those that do not end before the next piece
	cut   bool   // the first of spans was begun in an earlier piece
}

func (w *writer) Write(p []byte) (int, error)       { return w.buf.Write(p) }
func (w *writer) WriteByte(c byte) error            { return w.buf.WriteByte(c) }
func (w *writer) WriteRune(r rune) (int, error)     { return w.buf.WriteRune(r) }
func (w *writer) WriteString(s string) (int, error) { return w.buf.WriteString(s) }
func (w *writer) Available() int                    { return w.buf.Available() }
func (w *writer) Buffered() int                     { return w.buf.Len() }
func (w *writer) Flush() error                      { return nil }

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

func (w *writer) leave() {
	if w.hooks.After != nil {
		w.WriteString(w.hooks.After(w.block))
	}
}

// next writes the leaf's next piece of text, its spans marked.
func (w *writer) next() {
	b := &w.doc.Blocks[w.block]
	p := b.pieces[w.piece]
	w.piece++
	if p.Start == p.End { // a space that a citation took
		return
	}
	at := p.Start
	for len(w.spans) > 0 && w.spans[0].Start < p.End {
		s := w.spans[0]
		if s.End <= p.Start { // it ended at a line break
			w.spans, w.cut = w.spans[1:], false
			continue
		}
		start, end := max(s.Start, p.Start), min(s.End, p.End)
		w.escape(b.Text[at:start])
		if w.cut {
			w.WriteString(s.Again)
		} else {
			w.WriteString(s.Open)
		}
		w.escape(b.Text[start:end])
		w.WriteString(s.Close)
		at = end
		if w.cut = s.End > p.End; w.cut {
			break
		}
		w.spans = w.spans[1:]
	}
	w.escape(b.Text[at:p.End])
}

// escape writes text outside of tags.
func (w *writer) escape(s string) {
	for i := strings.IndexAny(s, "<>&"); i >= 0; i = strings.IndexAny(s, "<>&") {
		w.buf.WriteString(s[:i])
		w.buf.WriteString(html.EscapeString(s[i : i+1]))
		s = s[i+1:]
	}
	w.buf.WriteString(s)
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
		w, tag := bw.(*writer), name
		if h, ok := n.(*ast.Heading); ok {
			tag += strconv.Itoa(h.Level)
		}
		if n.Parent() != nil && n.Parent().Kind() == east.KindTableHeader {
			tag = "th"
		}
		if !entering {
			w.leave()
			if tag != "span" || w.hooks.Attrs != nil {
				w.WriteString("</" + tag + ">")
			}
			if n.NextSibling() != nil || tag == "p" {
				w.WriteByte('\n')
			}
			return ast.WalkContinue, nil
		}
		attrs := w.enter()
		if tag != "span" || w.hooks.Attrs != nil {
			w.WriteString("<" + tag + attrs + ">")
		}
		return ast.WalkContinue, nil
	}
}

func renderText(bw util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, t := bw.(*writer), n.(*ast.Text)
	w.next()
	switch {
	case t.HardLineBreak():
		w.WriteString("<br>\n")
	case t.SoftLineBreak():
		w.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

func renderPiece(bw util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		bw.(*writer).next()
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

func renderAutoLink(bw util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, link := bw.(*writer), n.(*ast.AutoLink)
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink { // no link stands in another
			w.next()
			return ast.WalkContinue, nil
		}
	}
	href := link.URL(src)
	if link.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(href), []byte("mailto:")) {
		href = append([]byte("mailto:"), href...)
	}
	w.WriteString(`<a href="`)
	w.Write(util.EscapeHTML(util.URLEscape(href, false)))
	w.WriteString(`">`)
	w.next()
	w.WriteString("</a>")
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
	if w := bw.(*writer); entering {
		if w.hooks.Cite != nil {
			w.WriteString(w.hooks.Cite(w.block, w.cite))
		}
		w.cite++
	}
	return ast.WalkContinue, nil
}
