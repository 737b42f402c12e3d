package importer

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// stripBoxes takes out the boxes of a page that open with a stock phrase, such
// as "Related stories" or "Sign up for our newsletter": mark-up tells where
// they end, which in text has to be guessed.
func stripBoxes(doc *goquery.Document) {
	all := doc.Find("body")
	if len(all.Nodes) == 0 {
		return
	}
	total := len(strings.Fields(textOf(all.Nodes...)))
	var boxes []*html.Node
	doc.Find("h2, h3, h4, h5, h6, p, div, span, strong, b, li, a, label").Each(func(_ int, s *goquery.Selection) {
		text, whole := shortText(s.Nodes[0])
		label := newUnit(text, 0, 0)
		if !whole || label.words == 0 || label.words > 40 {
			return
		}
		part := stockPart(&label)
		if part == nil || part.what == "navigation" || part.rest && label.stops() && label.words > 3 {
			return
		}
		box := boxOf(s.Nodes[0])
		most := 40 // words
		switch {
		case part.what == "related stories":
			most = total / 2
		case part.rest:
			most = total
		}
		b := goquery.NewDocumentFromNode(box)
		if box != s.Nodes[0] && len(strings.Fields(textOf(box))) <= most && box.DataAtom != atom.Body &&
			b.Find(articleParts).Length() == 0 {
			boxes = append(boxes, box)
		}
	})
	for _, n := range boxes {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// boxOf returns the outermost element around n in which no text stands
// before n.
func boxOf(n *html.Node) *html.Node {
	for p := n.Parent; p != nil && p.Type == html.ElementNode && p.DataAtom != atom.Body; p = p.Parent {
		for c := p.FirstChild; c != nil && c != n; c = c.NextSibling {
			if text, whole := shortText(c); !whole || strings.TrimSpace(text) != "" {
				return n
			}
		}
		n = p
	}
	return n
}

// shortText returns the text below n, and whether that is all of it; a long one
// is not read to its end.
func shortText(n *html.Node) (text string, whole bool) {
	const longest = 600 // bytes
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
		if b.Len() > longest {
			return b.String(), false
		}
	}
	if n.Type == html.TextNode {
		return n.Data, true
	}
	return b.String(), true
}

// stripOtherArticles takes out further articles of a page that scrolls on: of
// several that have a headline each, the first stays, and so do the entries of
// a live report, which stand under one headline.
func stripOtherArticles(doc *goquery.Document) {
	first := doc.Find("article:has(h1)").First()
	if first.Length() == 0 {
		return
	}
	doc.Find("article").Each(func(_ int, s *goquery.Selection) {
		n := s.Nodes[0]
		if n != first.Nodes[0] && !isInside(n, first.Nodes[0]) && !isInside(first.Nodes[0], n) {
			s.Remove()
		}
	})
}

func isInside(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// breakParagraphs makes paragraphs of what stands between double line breaks,
// as pages of the days of font tags have them, and of what divisions hold
// prose and no other block.
func breakParagraphs(n *html.Node) {
	if n.DataAtom == atom.Div && !holdsInnerBlocks(n) {
		if u := newUnit(textOf(n), 0, 0); u.prose() {
			n.Data, n.DataAtom = "p", atom.P
		}
	}
	double := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br && nextIsBr(c) {
			double = true
		} else if c.DataAtom != atom.Br {
			breakParagraphs(c)
		}
	}
	if !double || n.DataAtom == atom.P || n.DataAtom == atom.Pre {
		return
	}
	var children []*html.Node
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		children = append(children, c)
	}
	var p *html.Node
	for i, c := range children {
		isBreak := c.DataAtom == atom.Br && (followedByBr(children[i+1:]) || p == nil)
		switch {
		case isBreak, c.Type == html.ElementNode && c.DataAtom != atom.Br && holdsBlocks(c):
			p = nil
			if !isBreak {
				n.AppendChild(c)
			}
		case p == nil && c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		default:
			if p == nil {
				p = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
				n.AppendChild(p)
			}
			p.AppendChild(c)
		}
	}
}

func holdsInnerBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holdsBlocks(c) {
			return true
		}
	}
	return false
}

func followedByBr(nodes []*html.Node) bool {
	for _, n := range nodes {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
			continue
		}
		return n.DataAtom == atom.Br
	}
	return false
}

// isLinkOnly reports whether inline nodes are a link to another story and
// nothing else, but perhaps a label: "Read also: …". A link that is a sentence
// is text.
func isLinkOnly(nodes []*html.Node) bool {
	all := newUnit(textOf(nodes...), 0, 0)
	links, inLinks := 0, 0
	rest := ""
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.DataAtom == atom.A:
			links++
			inLinks += len(strings.Fields(textOf(n)))
		case n.Type == html.TextNode:
			rest += n.Data
		}
		for c := n.FirstChild; c != nil && n.DataAtom != atom.A; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	label := strings.TrimSpace(rest)
	switch {
	case links != 1 || inLinks < 3:
		return false
	case label == "":
		return !all.stops() || strings.HasSuffix(all.text, "?")
	}
	return len(strings.Fields(label)) <= 4 && strings.HasPrefix(all.text, label) &&
		strings.ContainsAny(label[len(label)-1:], ":|>-")
}

// isLinkList reports whether each item of a list is a link alone.
func isLinkList(list *html.Node) bool {
	items := 0
	for li := list.FirstChild; li != nil; li = li.NextSibling {
		if li.DataAtom != atom.Li {
			continue
		}
		if !isLinkOnly([]*html.Node{li}) {
			return false
		}
		items++
	}
	return items > 0
}

// isBold reports whether all of the text in inline nodes is bold.
func isBold(nodes []*html.Node) bool {
	for _, n := range nodes {
		if strings.TrimSpace(textOf(n)) != "" && n.DataAtom != atom.B && n.DataAtom != atom.Strong {
			return false
		}
	}
	return len(nodes) > 0
}
