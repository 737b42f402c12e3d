package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What a text may hold, so that reading it takes time and memory in proportion
// to its length. No text that people wrote comes near.
const (
	MaxLeaf  = 64 << 10 // bytes of a paragraph, a heading, a list's item or a table's cell
	maxMarks = 1000     // signs that may begin markup in one of them
	maxDepth = 100      // quotations and lists within each other
	maxCells = 20_000   // cells of all tables, those that are left out counted too
	maxNamed = 1000     // addresses of links without an empty line between

	// The addresses and titles of all links, in bytes: each time a link gives
	// one by its name, it counts again.
	maxAddresses = 4 << 20
)

// An Excess is where a text has too much of something to be read.
type Excess struct {
	Pos
	Msg, Hint string
}

// exceed notes an excess at an offset into the source.
func (d *Doc) exceed(offset int, hint, format string, args ...any) {
	line, col := d.source.position(min(offset, len(d.source.text)))
	d.Excess = append(d.Excess, Excess{Pos{line, col}, fmt.Sprintf(format, args...), hint})
}

// tooLong notes a leaf that is too long.
func (d *Doc) tooLong(offset int) {
	d.exceed(offset, "cut it in two with an empty line", "a paragraph has more than %d KB", MaxLeaf>>10)
}

// tooDeep reports whether text[at:end] of the source has quotations and lists too
// deep within each other to be parsed at all, and notes where.
func (p *docParser) tooDeep(at, end int) bool {
	for line := range strings.Lines(p.doc.source.text[at:end]) {
		if depth := depthOf(line); depth > maxDepth {
			p.doc.exceed(at, "take out the marks and blanks that it begins with",
				"quotations and lists stand more than %d deep within each other here", maxDepth)
			return true
		}
		at += len(line)
	}
	return false
}

// depthOf returns an upper bound of the number of quotations and lists that a
// line stands in: its marks, and the blanks before each, two to a level.
func depthOf(line string) int {
	depth, blanks := 0, 0
	for {
		text := strings.TrimLeft(line, " \t")
		blank := line[:len(line)-len(text)]
		blanks += len(blank) + 3*strings.Count(blank, "\t")
		n := marker(text)
		if n == 0 {
			return depth + blanks/2
		}
		depth++
		line = text[n:]
	}
}

// bounds counts, of one tree, what is bounded. It is in the parser's context.
type bounds struct {
	p      *docParser
	leaf   ast.Node
	marks  int
	size   int // bytes of the leaf
	cells  int
	stated bool // that there are too many cells
}

var boundsKey = parser.NewContextKey()

// A markCounter stands before all that reads markup within a leaf, and reads
// the rest of one that has too many marks.
type markCounter struct{}

func (markCounter) Trigger() []byte { return []byte("*_~`[]!<") }

func (markCounter) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := pc.Get(boundsKey).(*bounds)
	if b.leaf != parent {
		b.leaf, b.marks, b.size = parent, 0, sizeOf(parent)
	}
	_, at := block.PeekLine()
	switch b.marks++; {
	case b.size > MaxLeaf:
		b.p.doc.tooLong(b.p.flat.base + parent.Lines().At(0).Start)
	case b.marks > maxMarks:
		b.p.doc.exceed(b.p.flat.base+at.Start,
			"cut it in two with an empty line, or write \\ before signs that stand for themselves",
			"more than %d signs of markup stand in one paragraph", maxMarks)
	default:
		return nil
	}
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return ast.NewString(nil)
}

func sizeOf(leaf ast.Node) int {
	size, lines := 0, leaf.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		size += seg.Len()
	}
	return size
}

// A paragraphCounter stands before what makes tables and addresses of links of
// paragraphs: each row of a table gets as many cells as the first has, so that a
// short text can make many.
type paragraphCounter struct{}

func (paragraphCounter) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	b, lines := pc.Get(boundsKey).(*bounds), node.Lines()
	named := 0
	for i := range lines.Len() {
		seg := lines.At(i)
		row := seg.Value(reader.Source())
		if bytes.Contains(row, []byte("]:")) {
			if named++; named > maxNamed {
				b.p.doc.exceed(b.p.flat.base+seg.Start, "put empty lines between",
					"more than %d addresses of links stand here in a row", maxNamed)
				lines.SetSliced(0, 1)
				return
			}
		}
		if i == 0 {
			continue
		}
		if len(bytes.Trim(row, "-|: \t\r\n")) > 0 || bytes.IndexByte(row, '-') < 0 {
			continue
		}
		b.cells += (bytes.Count(bytes.Trim(row, "| \t\r\n"), []byte("|")) + 1) * (lines.Len() - i + 1)
		if b.cells > maxCells {
			if !b.stated {
				b.p.doc.exceed(b.p.flat.base+seg.Start, "cut the table into several pages",
					"the tables have more than %d cells", maxCells)
			}
			b.stated = true
			lines.SetSliced(0, 1) // a line alone is no table
		}
		return
	}
}
