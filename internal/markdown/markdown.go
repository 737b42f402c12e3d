// Package markdown parses the Markdown of content files into blocks of plain
// text, for the stages that read, and writes it as HTML, for the stage that
// renders. It is the only importer of goldmark and chroma, and knows neither
// entities nor URLs.
package markdown

import (
	"slices"
	"strings"
	"sync"
)

// A Kind says what a block of text is.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota // also a list item's or a table cell's text
	Heading
)

// A Doc is a parsed Markdown text. It is safe for concurrent reading.
type Doc struct {
	Blocks []Block  // the leaf blocks that hold text, in reading order; code blocks are none
	URLs   []URL    // of links and pictures, in the order of the text
	Notes  []Note   // comments on lines of their own, At 0
	Raw    []Pos    // where HTML stands, but for comments, which is left out
	Excess []Excess // what it has too much of; then the rest of a Doc is not whole
	html   skeleton
	source source
	pieces []piece // of all blocks, in reading order
}

// A URL is the address of a link or a picture.
type URL struct {
	Text  string // as a browser gets it
	Title string // what is shown beside it, mostly ""
	Pos          // of the link's text
	Drops bool   // it is neither of the web nor of mail nor relative, or names a user, and is left out
}

// A Pos is a place in the file.
type Pos struct{ Line, Col int } // from 1, the column in bytes

// A Block is a paragraph or a heading: a run of text without breaks.
type Block struct {
	Kind  Kind
	Cell  bool   // it is a table's cell
	Level uint8  // headings: 1 to 6
	plain bool   // Text surely has no sign that HTML writes otherwise
	Line  int32  // on which the block begins, in the file
	ID    string // the block id without its mark: "p7" of " ^p7"; "" if it has none
	// Text is what a reader sees: no markup, line breaks as spaces, citations
	// left out together with the spaces before them. All offsets below are
	// bytes into Text.
	Text   string
	*Marks      // not nil
	doc    *Doc // nil in a block that stands in no text
	// The block's text nodes are doc.pieces[first:][:nodes].
	first, nodes int32
}

// Marks are what stands in a block's text or behind it. Blocks without any, as
// most are, share one.
type Marks struct {
	Cites []Cite
	Notes []Note // its HTML comments, and those on the lines behind it
	Links []WikiLink
	Fixed []Range // text of ordinary links and code, where names are not looked for
}

// pieces returns the block's text nodes, in reading order.
func (b *Block) pieces() []piece {
	if b.doc == nil {
		return nil
	}
	return b.doc.pieces[b.first : b.first+b.nodes]
}

// A source is the text that was parsed.
type source struct {
	text string
	line int // of its first byte, in the file

	once   sync.Once
	begins []int // where the lines begin; of long texts only, once a position was asked for
}

// position returns the line and the column, both from 1, of an offset.
func (s *source) position(offset int) (line, col int) {
	const long = 1 << 16 // bytes
	before := s.text[:offset]
	if len(s.text) < long {
		return s.line + strings.Count(before, "\n"), offset - strings.LastIndexByte(before, '\n')
	}
	s.once.Do(func() {
		s.begins = []int{0}
		for at := range len(s.text) {
			if s.text[at] == '\n' {
				s.begins = append(s.begins, at+1)
			}
		}
	})
	n, ok := slices.BinarySearch(s.begins, offset)
	if !ok {
		n--
	}
	return s.line + n, offset - s.begins[n] + 1
}

// A piece is the part of a block's text that one node of the tree gave:
// Text[start:end], which begins at src in the source.
type piece struct{ start, end, src int32 }

// Pos returns the line and the column, both from 1 and the latter in bytes,
// at which Text[offset] stands in the file. A column inside a piece of text
// that holds an escape or an entity is approximate.
func (b *Block) Pos(offset int) (line, col int) {
	if at := b.offset(offset); at >= 0 {
		return b.doc.source.position(at)
	}
	return int(b.Line), 0
}

// Typed reports whether a text stands in the file where Text[offset] does: what
// a block has there may have been typed with a backslash.
func (b *Block) Typed(offset int, text string) bool {
	at := b.offset(offset)
	return at >= 0 && strings.HasPrefix(b.doc.source.text[at:], text)
}

// offset returns where in the source Text[offset] stands, -1 if that is not
// known.
func (b *Block) offset(offset int) int {
	pieces := b.pieces()
	for i, p := range pieces {
		if offset < int(p.end) || i == len(pieces)-1 {
			return int(p.src) + max(0, offset-int(p.start))
		}
	}
	return -1
}

// A Range is Text[Start:End].
type Range struct{ Start, End int }

// A Cite is a citation mark, "[@report-d, ¶ 2; @report-e, ¶ 5]".
type Cite struct {
	At        int    // where it stands: just before Text[At:]
	Raw       string // what is between the brackets
	Line, Col int    // of the @, in the file
	Open      bool   // no bracket closes it; Raw is then the rest of its line
}

// A Note is an HTML comment, which readers do not see. It takes the spaces
// before it, as a citation does.
type Note struct {
	At        int    // where it stands: just before Text[At:]
	Text      string // between the marks, without the spaces around it
	Line, Col int    // of the mark that opens it, in the file
}

// A WikiLink is "[[people/jane-doe|Jane]]", or "[[!Washington]]".
type WikiLink struct {
	Range
	Target    string // "people/jane-doe", or "" after an exclamation mark
	Line, Col int    // of the target, in the file
}

// A Span is a stretch of a block's text to be put between two pieces of HTML.
type Span struct {
	Range
	Open, Close string // HTML, already escaped
	// ID is what Open has before its last sign for the first piece only when
	// markup inside the span cuts it, so that an id is not given twice: ` id="m-1"`.
	ID string
}

// Hooks fill in what a Doc does not know when it is written as HTML. A nil
// function adds nothing. block is an index into Doc.Blocks.
type Hooks struct {
	Spans func(block int) []Span           // sorted, not overlapping; used until it is called again
	Cite  func(block, i int) (html string) // for Blocks[block].Cites[i]
	Attrs func(block int) (attrs string)   // ` id="p7"` of a block's element; starts with a space
	After func(block int) (html string)    // just before the element's end tag
}
