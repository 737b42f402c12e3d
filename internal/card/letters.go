package card

import (
	"fmt"
	"image"
	"slices"
	"sort"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// letters are those of one font in one size and colour. Each is drawn once.
type letters struct {
	font   *sfnt.Font
	face   font.Face
	buf    sfnt.Buffer
	ppem   fixed.Int26_6
	tone   tone
	glyphs map[rune]*glyph
	kerns  map[[2]rune]fixed.Int26_6
}

// A glyph is a letter as it is printed, two pixels a byte, for a left edge on an
// even pixel and on an odd one.
type glyph struct {
	advance   fixed.Int26_6
	left, top int // of the drawing's first pixel, from the pen; top is negative above the baseline
	height    int
	drawn     [2]drawing
}

type drawing struct {
	bytes []byte
	width int // in bytes, a multiple of 8, as they are printed
}

func newLetters(f *sfnt.Font, size int, t tone) (*letters, error) {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("set the font to %d px: %w", size, err)
	}
	return &letters{
		font: f, face: face, ppem: fixed.I(size), tone: t,
		glyphs: map[rune]*glyph{}, kerns: map[[2]rune]fixed.Int26_6{},
	}, nil
}

func (l *letters) glyph(r rune) *glyph {
	g := l.glyphs[r]
	if g == nil {
		g = l.draw(r)
		l.glyphs[r] = g
	}
	return g
}

func (l *letters) draw(r rune) *glyph {
	at, mask, from, advance, _ := l.face.Glyph(fixed.Point26_6{}, r)
	g := &glyph{advance: advance, left: at.Min.X, top: at.Min.Y, height: at.Dy()}
	if at.Empty() {
		g.height = 0
		return g
	}
	alpha, ok := mask.(*image.Alpha)
	if !ok {
		panic(fmt.Sprintf("card: the font's mask is a %T", mask)) // x/image/font/opentype makes *image.Alpha
	}
	for odd := range 2 {
		d := &g.drawn[odd]
		d.width = ((at.Dx()+odd)/2 + 8) &^ 7
		d.bytes = make([]byte, d.width*g.height)
		for y := range g.height {
			row := alpha.Pix[alpha.PixOffset(from.X, from.Y+y):][:at.Dx()]
			for x, full := range row {
				if shade := full / (256 / shades); shade > 0 {
					d.bytes[y*d.width+(x+odd)/2] |= l.tone.of(shade) << (4 * (1 - (x+odd)%2))
				}
			}
		}
	}
	return g
}

// kern returns by how much b is moved towards a, which stands before it.
func (l *letters) kern(a, b rune) fixed.Int26_6 {
	pair := [2]rune{a, b}
	k, ok := l.kerns[pair]
	if !ok {
		x, errX := l.font.GlyphIndex(&l.buf, a)
		y, errY := l.font.GlyphIndex(&l.buf, b)
		if errX == nil && errY == nil {
			k, _ = l.font.Kern(&l.buf, x, y, l.ppem, font.HintingNone) // an error is no kerning
		}
		l.kerns[pair] = k
	}
	return k
}

// set prints s with its left end at the margin.
func (l *letters) set(r *rows, baseline int, s string) {
	pen, prev := fixed.I(margin), rune(-1)
	for _, c := range s {
		if prev >= 0 {
			pen += l.kern(prev, c)
		}
		g := l.glyph(c)
		r.print(g, pen.Round()+g.left, baseline+g.top)
		pen += g.advance
		prev = c
	}
}

// width returns how wide s is in pixels.
func (l *letters) width(s string) int {
	var w fixed.Int26_6
	prev := rune(-1)
	for _, c := range s {
		if prev >= 0 {
			w += l.kern(prev, c)
		}
		w += l.glyph(c).advance
		prev = c
	}
	return w.Ceil()
}

// balance wraps s into as few lines as a line's width allows, and makes these as
// even as they can be, so that no last word stands alone.
func (l *letters) balance(s string) []string {
	words, widths := l.words(s)
	if words == nil {
		return nil
	}
	space, widest := l.width(" "), slices.Max(widths)
	fewest := len(wrap(widths, space, lineWidth))
	narrowest := widest + sort.Search(lineWidth-widest, func(more int) bool {
		return len(wrap(widths, space, widest+more)) <= fewest
	})
	return joined(words, wrap(widths, space, narrowest))
}

// fill wraps s into full lines, and cuts it between words if they are more than
// most.
func (l *letters) fill(s string, most int) []string {
	words, widths := l.words(s)
	lines := joined(words, wrap(widths, l.width(" "), lineWidth))
	if len(lines) <= most {
		return lines
	}
	last := lines[most-1]
	for l.width(last+" …") > lineWidth && strings.Contains(last, " ") {
		last = last[:strings.LastIndex(last, " ")]
	}
	return append(lines[:most-1], l.shorten(strings.TrimRight(last, ",;:.–—-"), " …"))
}

// words returns the words of s and how wide they are; none is wider than a line.
func (l *letters) words(s string) (words []string, widths []int) {
	for word := range strings.FieldsSeq(s) {
		width := l.width(word)
		if width > lineWidth {
			word = l.shorten(word, "")
			width = l.width(word)
		}
		words, widths = append(words, word), append(widths, width)
	}
	return words, widths
}

// joined makes lines of words, of which ends says where they end.
func joined(words []string, ends []int) []string {
	lines := make([]string, len(ends))
	from := 0
	for i, to := range ends {
		lines[i] = strings.Join(words[from:to], " ")
		from = to
	}
	return lines
}

// wrap returns where lines of at most width end, as indices into the words.
func wrap(widths []int, space, width int) []int {
	var ends []int
	used := 0
	for i, w := range widths {
		switch {
		case i == 0:
			used = w
		case used+space+w > width:
			ends = append(ends, i)
			used = w
		default:
			used += space + w
		}
	}
	if len(widths) > 0 {
		ends = append(ends, len(widths))
	}
	return ends
}

// shorten returns s with end behind it; letters of s give way to an ellipsis
// until both fit on a line.
func (l *letters) shorten(s, end string) string {
	if l.width(s+end) <= lineWidth {
		return s + end
	}
	letters := []rune(s)
	short := func(n int) string { return strings.TrimRight(string(letters[:n]), " ,;:.–—-") + "…" }
	tooLong := sort.Search(len(letters), func(n int) bool { return l.width(short(n)) > lineWidth })
	return short(max(0, tooLong-1))
}
