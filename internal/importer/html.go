package importer

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"collate/internal/spoof"
)

// cleanHTML reads a page of HTML: what it declares about itself first, then
// the part that readability takes for the article, with the obvious furniture
// taken out before, then the same rules as for text.
func cleanHTML(text string, hidden *bool) (Draft, error) {
	if strings.Count(text, "<") > maxTags {
		return Draft{}, fmt.Errorf("%w: it has more than %d tags", ErrTooBig, maxTags)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil { // reading a text fails at nothing else
		return Draft{}, fmt.Errorf("%w: its elements stand more than 512 deep within each other", ErrTooBig)
	}
	for n := range doc.Nodes[0].Descendants() { // where character references may have written them
		if n.Type == html.TextNode {
			n.Data = stripHidden(n.Data, hidden)
		}
	}
	known := metadata(doc)
	doc.Find("script, style, noscript, template, svg, iframe, object, embed, canvas").Remove()
	total := len(strings.Fields(textOf(doc.Find("body").Nodes...)))
	breakParagraphs(doc.Nodes[0])
	headOf(doc, &known)
	strip(doc, known.URL)
	stripBoxes(doc)
	stripOtherArticles(doc)
	root := doc.Find("body").Nodes
	article, err := readability.FromDocument(doc.Nodes[0], nil)
	if err == nil && article.Node != nil {
		root = []*html.Node{article.Node}
		for n := range article.Node.Descendants() { // elements that readability made have no atom
			n.DataAtom = atom.Lookup([]byte(n.Data))
		}
	}
	r := blockReader{converter: newConverter()}
	for _, n := range root {
		r.read(n, "")
	}
	seen := 0
	for _, u := range r.units {
		seen += u.words
	}
	if !markStandfirst(r.units, known.Standfirst) {
		known.Standfirst = ""
	}
	p := page{units: r.units, known: known}
	d, err := p.draft()
	if total > seen {
		d.Cuts = append([]Cut{{What: "page furniture", Words: total - seen}}, d.Cuts...)
	}
	return d, err
}

// markStandfirst gives its role to the unit that is the standfirst which the
// page's mark-up names, and reports whether it may be one: not a paragraph
// further down.
func markStandfirst(units []unit, text string) bool {
	prose := 0
	for i := range units {
		u := &units[i]
		switch {
		case u.role != undecided:
		case u.text == text:
			if prose == 0 {
				u.role = standfirst
			}
			return prose == 0
		case u.prose():
			prose++
		}
	}
	return true
}

func newConverter() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))
}

// textOf returns the text below nodes, with a space wherever an element ends.
func textOf(nodes ...*html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if isBlockElement(n) || n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return b.String()
}

// furnitureNames are words in classes and ids of what is no part of an article.
var furnitureNames = newWords("comment comments respond disqus related newsletter advert " +
	"advertisement sponsored sidebar promo promoted recommend recommended recommendations popular " +
	"trending mostread breadcrumb breadcrumbs cookie cookies consent gdpr signup " +
	"outbrain taboola taglist nav navbar navigation menu footer masthead pagination pager " +
	"login register")

// layoutNames are such words, which sites give to what is around an article as
// well; fewWords are so few of prose that there is none inside.
var layoutNames = newWords("paywall subscribe subscription share sharing social ad ads adslot tags skip modal popup " +
	"widget banner teaser teasers")

const fewWords = 40

// strip takes furniture out of a document that readability may leave in, and
// links to where they lead in full. What holds much of the page's prose is no
// furniture, whatever its class: "sidebar-content", "paywall".
func strip(doc *goquery.Document, pageURL string) {
	words := len(strings.Fields(textOf(doc.Find("body").Nodes...)))
	doc.Find("form").Each(func(_ int, s *goquery.Selection) {
		if len(strings.Fields(textOf(s.Nodes...)))*3 < words { // some systems put a form around the page
			s.Remove()
		}
	})
	doc.Find("nav, aside, footer, dialog, button, select, img, picture, video, audio, " +
		"[role=navigation], [role=complementary], [role=dialog], [aria-hidden=true], [hidden]").Remove()
	prose := proseIn(doc.Nodes[0])
	doc.Find("[class], [id]").Each(func(_ int, s *goquery.Selection) {
		switch goquery.NodeName(s) {
		case "html", "body", "main", "article":
			return
		}
		names := s.AttrOr("class", "") + " " + s.AttrOr("id", "")
		here := prose[s.Nodes[0]]
		furniture := here < fewWords && holdsWord(names, layoutNames) ||
			here*4 < prose[doc.Nodes[0]] && holdsWord(names, furnitureNames)
		if furniture && s.Find(articleParts).Length() == 0 {
			s.Remove()
		}
	})
	markCaptions(doc)
	doc.Find("h2, h3, h4, h5, h6").RemoveAttr("class").RemoveAttr("id") // readability drops some for their names
	from, _ := url.Parse(pageURL)
	doc.Find("a").Each(func(_ int, s *goquery.Selection) {
		to, err := url.Parse(s.AttrOr("href", ""))
		if err == nil && from != nil && from.IsAbs() {
			to = from.ResolveReference(to)
		}
		switch {
		case strings.TrimSpace(s.Text()) == "":
			s.ReplaceWithSelection(s.Contents())
			return
		case err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" || to.User != nil:
			s.RemoveAttr("href") // clone makes text of it; until then it shows what is a list of links
			return
		}
		s.SetAttr("href", to.String())
	})
}

// captionNames are words in classes of what is printed under a picture.
var captionNames = newWords("caption captions figcaption credit photocredit imgcaption")

// markCaptions makes captions of what a class calls so.
func markCaptions(doc *goquery.Document) {
	const longest = 80 // words
	doc.Find("p[class], div[class], span[class], small[class]").Each(func(_ int, s *goquery.Selection) {
		n := s.Nodes[0]
		if !holdsWord(s.AttrOr("class", ""), captionNames) || s.Find(articleParts).Length() > 0 {
			return
		}
		if text, whole := shortText(n); whole && len(strings.Fields(text)) <= longest {
			n.Data, n.DataAtom = "figcaption", atom.Figcaption
		}
	})
}

// proseIn returns how many words of prose stand below each element: paragraphs
// by their form, most of which is no link.
func proseIn(root *html.Node) map[*html.Node]int {
	words := map[*html.Node]int{}
	var walk func(*html.Node) int
	walk = func(n *html.Node) int {
		total := 0
		if isBlockElement(n) && !holdsInnerBlocks(n) {
			u := newUnit(textOf(n), 0, 0)
			if u.prose() && linkedWords(n)*3 < u.words {
				total = u.words
			}
		} else {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				total += walk(c)
			}
		}
		words[n] = total
		return total
	}
	walk(root)
	return words
}

// linkedWords counts the words in links below n.
func linkedWords(n *html.Node) int {
	words := 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.A {
			words += len(strings.Fields(textOf(c)))
		}
	}
	return words
}

// articleParts are what furniture never holds.
const articleParts = "h1, main, [itemprop=articleBody]"

// holdsWord reports whether one of some words stands in classes and ids:
// "related" in "related-stories", "comments" in "articleComments".
func holdsWord(names string, words map[string]bool) bool {
	word := []rune{}
	found := false
	end := func() {
		found = found || words[strings.ToLower(string(word))]
		word = word[:0]
	}
	for _, r := range names {
		switch {
		case !unicode.IsLetter(r):
			end()
			continue
		case unicode.IsUpper(r) && len(word) > 0 && unicode.IsLower(word[len(word)-1]):
			end()
		}
		word = append(word, r)
	}
	end()
	return found
}

// A blockReader makes units of the blocks of a document.
type blockReader struct {
	converter *converter.Converter
	units     []unit
}

// read adds the blocks below n. prefix stands before each one's Markdown:
// "> " in a quotation.
func (r *blockReader) read(n *html.Node, prefix string) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		level := max(2, int(n.Data[1]-'0'))
		r.add([]*html.Node{n}, strings.Repeat("#", level)+" ", "")
		return
	case atom.Figure:
		if !holdsContent(n) {
			r.add([]*html.Node{n}, "", "photo caption")
			return
		}
	case atom.Figcaption:
		r.add([]*html.Node{n}, "", "photo caption")
		return
	case atom.Blockquote:
		prefix = "> "
	case atom.Ul, atom.Ol:
		r.list(n, prefix)
		return
	case atom.Table:
		if r.table(n) {
			return
		}
	}
	var run []*html.Node // inline nodes in a row
	flush := func() {
		r.add(run, prefix, "")
		run = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.CommentNode:
		case c.Type == html.ElementNode && holdsBlocks(c):
			flush()
			r.read(c, prefix)
		case c.DataAtom == atom.Br && (nextIsBr(c) || isHeadLine(run) || isHeadLine(lineBelow(c))):
			flush()
		default:
			run = append(run, c)
		}
	}
	flush()
}

// holdsContent reports whether a figure shows what can be read: a table, a
// quotation, a listing. All text of others belongs to their picture.
func holdsContent(figure *html.Node) bool {
	for n := range figure.Descendants() {
		switch n.DataAtom {
		case atom.Table, atom.Blockquote, atom.Pre, atom.Ul, atom.Ol:
			return true
		}
	}
	return false
}

// isHeadLine reports whether inline nodes are a byline or a date, which end
// with their line.
func isHeadLine(nodes []*html.Node) bool {
	if len(nodes) > 8 {
		return false
	}
	u := newUnit(textOf(nodes...), 0, 0)
	return u.words > 0 && (isDateLine(&u) || isByline(&u))
}

// lineBelow returns the inline nodes from a line break to the next.
func lineBelow(br *html.Node) []*html.Node {
	var nodes []*html.Node
	for n := br.NextSibling; n != nil && n.DataAtom != atom.Br && len(nodes) <= 8; n = n.NextSibling {
		nodes = append(nodes, n)
	}
	return nodes
}

func nextIsBr(n *html.Node) bool {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	return next != nil && next.DataAtom == atom.Br
}

func isBlockElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Blockquote,
		atom.Table, atom.Tr, atom.Td, atom.Th,
		atom.Tbody, atom.Thead, atom.Figure, atom.Figcaption, atom.Pre, atom.Hr, atom.Dl,
		atom.Dt, atom.Dd, atom.Form, atom.Body, atom.Html, atom.Address, atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}

// holdsBlocks reports whether n is a block, or an inline element around one.
func holdsBlocks(n *html.Node) bool {
	if isBlockElement(n) {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holdsBlocks(c) {
			return true
		}
	}
	return false
}

// list adds one unit an item; the lists inside items follow them.
func (r *blockReader) list(n *html.Node, prefix string) {
	what := ""
	if isLinkList(n) {
		what = "related stories"
	}
	number := 0
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if li.Type != html.ElementNode {
			continue
		}
		number++
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = fmt.Sprintf("%d. ", number)
		}
		var inline, inner []*html.Node
		for c := li.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Ul || c.DataAtom == atom.Ol {
				inner = append(inner, c)
			} else {
				inline = append(inline, c)
			}
		}
		r.add(inline, prefix+mark, what)
		for _, c := range inner {
			r.list(c, prefix)
		}
	}
}

// table adds a table of data as one unit, and reports whether n is one; a
// table that lays out paragraphs is not.
func (r *blockReader) table(n *html.Node) bool {
	rows, cells := 0, 0
	layout := false
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Tr:
			rows++
		case atom.Td, atom.Th:
			cells++
		case atom.P, atom.Table, atom.H1, atom.H2, atom.H3, atom.Ul, atom.Div:
			layout = true
		}
	}
	if layout || rows < 2 || cells < 2*rows {
		return false
	}
	md, err := r.converter.ConvertNode(clone(n))
	if err != nil {
		return false
	}
	u := newUnit(textOf(n), 0, 0)
	u.md = strings.TrimSpace(string(md))
	r.units = append(r.units, u)
	return true
}

// add makes a unit of inline nodes. what is not "" if the unit is to be cut.
func (r *blockReader) add(nodes []*html.Node, prefix, what string) {
	u := newUnit(textOf(nodes...), 0, 0)
	if u.words == 0 {
		return
	}
	switch {
	case what != "":
		u.cutAs(what)
	case isLinkOnly(nodes):
		u.cutAs("related link")
	case prefix == "" && isBold(nodes) && u.words <= 12 && !u.stops() && !u.goesOn() && stockPart(&u) == nil:
		prefix = "## "
		nodes = []*html.Node{{Type: html.TextNode, Data: u.text}}
	}
	if md := r.inline(nodes); md != "" {
		u.md = prefix + md
	} else {
		u.md = prefix + escape(u.text)
	}
	r.units = append(r.units, u)
}

// inline converts nodes to Markdown on one line.
func (r *blockReader) inline(nodes []*html.Node) string {
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	for _, n := range nodes {
		if isBlockElement(n) { // a heading, a paragraph in a list's item: what it holds
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				p.AppendChild(clone(c))
			}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
			continue
		}
		p.AppendChild(clone(n))
	}
	md, err := r.converter.ConvertNode(p)
	if err != nil {
		return ""
	}
	s := strings.ReplaceAll(string(md), "\\\n", " ")
	return guardMarks(strings.Join(strings.Fields(s), " "))
}

// guardMarks escapes what only our Markdown gives a meaning to: [[, [@ and block
// ids; and references to signs that nobody sees, which were text.
func guardMarks(md string) string {
	for _, mark := range []string{"[[", "[@"} {
		if strings.Contains(md, mark) {
			md = strings.ReplaceAll(md, mark, "\\"+mark)
			md = strings.ReplaceAll(md, "\\\\"+mark, "\\"+mark)
		}
	}
	md = outsideCode(md, idInText(), func(id string) string { return "\\" + id })
	return outsideCode(md, hiddenReference(), func(ref string) string {
		if isHiddenReference(ref) {
			return "\\" + ref
		}
		return ref
	})
}

var (
	idInText        = pattern(`\^p[0-9]`)
	hiddenReference = pattern(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)
)

// isHiddenReference reports whether a reference of HTML stands for signs that
// nobody sees, as long as they stand alone.
func isHiddenReference(ref string) bool {
	sign := html.UnescapeString(ref)
	return sign != ref && spoof.Strip(sign) == ""
}

// outsideCode replaces what matches in Markdown but in code and behind a backslash.
func outsideCode(md string, pattern *regexp.Regexp, with func(match string) string) string {
	matches := pattern.FindAllStringIndex(md, -1)
	if matches == nil {
		return md
	}
	var b strings.Builder
	from, counted, ticks := 0, 0, 0
	for _, m := range matches {
		between := md[counted:m[0]]
		counted = m[0]
		if i := strings.LastIndex(between, "\n\n"); i >= 0 { // no code goes on there
			between, ticks = between[i:], 0
		}
		ticks += strings.Count(between, "`") - strings.Count(between, "\\`")
		before := md[:m[0]]
		backslashes := len(before) - len(strings.TrimRight(before, `\`))
		if backslashes%2 == 1 || ticks%2 == 1 {
			continue
		}
		b.WriteString(md[from:m[0]])
		b.WriteString(with(md[m[0]:m[1]]))
		from = m[1]
	}
	return b.String() + md[from:]
}

// clone copies n. A link that leads nowhere becomes text, and so does a heading
// that stands inside of something.
func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	if n.DataAtom == atom.A && !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "href" }) {
		c.DataAtom, c.Data = atom.Span, "span"
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6: // inside a link, or a list's item
		c.DataAtom, c.Data = atom.Span, "span"
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.AppendChild(clone(child))
	}
	return c
}
