// Package card draws the picture that other sites show beside a link to this
// one (Open Graph): package site says what stands on it, the build writes it
// into the site's root. It knows neither the corpus nor URLs.
package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavuserifbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Width and Height are the size of every card in pixels.
const (
	Width  = 1200
	Height = 630
)

// A Card is what the picture says. An empty field leaves its line out.
type Card struct {
	Kicker string // a line above the title: the kind of page, the date
	Title  string // wrapped; set smaller when long, cut with an ellipsis when very long
	Site   string // the line at the foot
}

const (
	margin    = 84
	kickerTop = 118 // baseline of the kicker
	titleTop  = 150 // upper edge of the title's box
	titleEnd  = 510 // lower edge of it
	siteBase  = 572 // baseline of the foot
	lineWidth = Width - 2*margin
)

// titleSizes are tried from large to small until the title fits its box.
var titleSizes = []float64{76, 64, 54, 46, 40}

// Draw returns the card as a PNG. The same card gives the same bytes. Letters
// that the fonts lack are drawn as empty boxes; Missing names them.
func Draw(c Card) ([]byte, error) {
	serif, sans, err := fonts()
	if err != nil {
		return nil, err
	}
	p := newPicture()
	p.rect(image.Rect(0, 0, Width, 14), accent)
	p.rect(image.Rect(margin, siteBase-52, Width-margin, siteBase-50), rule)
	if err := p.line(sans, 30, kickerTop, accent, c.Kicker); err != nil {
		return nil, err
	}
	if err := p.line(sans, 30, siteBase, ink, c.Site); err != nil {
		return nil, err
	}
	if err := p.title(serif, clean(c.Title)); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&out, p.paletted); err != nil {
		return nil, fmt.Errorf("encode the card: %w", err)
	}
	return out.Bytes(), nil
}

// Missing returns the characters of c that the fonts have no letter for,
// sorted, each once; nil if there are none.
func Missing(c Card) ([]rune, error) {
	serif, sans, err := fonts()
	if err != nil {
		return nil, err
	}
	var missing []rune
	for _, part := range []struct {
		font *sfnt.Font
		text string
	}{{sans, c.Kicker}, {serif, c.Title}, {sans, c.Site}} {
		var buf sfnt.Buffer
		for _, r := range clean(part.text) {
			glyph, err := part.font.GlyphIndex(&buf, r)
			if err != nil {
				return nil, fmt.Errorf("look up %U: %w", r, err)
			}
			if glyph == 0 {
				missing = append(missing, r)
			}
		}
	}
	slices.Sort(missing)
	return slices.Compact(missing), nil
}

func fonts() (serif, sans *sfnt.Font, err error) {
	if serif, err = opentype.Parse(dejavuserifbold.TTF); err != nil {
		return nil, nil, fmt.Errorf("read the font DejaVu Serif Bold: %w", err)
	}
	if sans, err = opentype.Parse(dejavusans.TTF); err != nil {
		return nil, nil, fmt.Errorf("read the font DejaVu Sans: %w", err)
	}
	return serif, sans, nil
}

// clean composes letters and accents, which the drawer cannot stack, and makes
// one space of white space and nothing of marks that have no shape.
func clean(s string) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// A tone is a colour of which the palette holds a ramp of shades, from paper
// up to the full colour.
type tone uint8

const (
	ink tone = iota
	accent
	rule
)

const shades = 16 // of each tone

// paper is the ground; the tones are in the order of their constants. The
// colours are those of static/style.css by day, as far as a picture has to match.
func palette() color.Palette {
	paper := [3]int{0xff, 0xfd, 0xf9}
	var p color.Palette
	for _, full := range [][3]int{{0x1b, 0x1b, 0x1b}, {0x1d, 0x3b, 0x5c}, {0xbd, 0xb8, 0xad}} {
		for i := range shades {
			mix := func(k int) uint8 { return uint8(paper[k] + (full[k]-paper[k])*i/(shades-1)) }
			p = append(p, color.RGBA{mix(0), mix(1), mix(2), 0xff})
		}
	}
	return p
}

// A picture is a paletted image that text is set on; every pixel starts as paper.
type picture struct{ paletted *image.Paletted }

func newPicture() picture {
	return picture{image.NewPaletted(image.Rect(0, 0, Width, Height), palette())}
}

func (p picture) rect(r image.Rectangle, t tone) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.shade(x, y, t, shades-1)
		}
	}
}

// shade darkens a pixel to shade n of t; it never makes one lighter, so that
// letters that touch do not wipe each other's edges.
func (p picture) shade(x, y int, t tone, n uint8) {
	i := p.paletted.PixOffset(x, y)
	if p.paletted.Pix[i]%shades < n {
		p.paletted.Pix[i] = uint8(t)*shades + n
	}
}

// line sets s on one line from the left margin, cut where the right one begins.
func (p picture) line(f *sfnt.Font, size float64, baseline int, t tone, s string) error {
	face, err := newFace(f, size)
	if err != nil {
		return err
	}
	defer face.Close()
	p.set(face, baseline, t, shorten(face, clean(s), "", lineWidth))
	return nil
}

// title sets s in the largest size in which it fits the title's box.
func (p picture) title(f *sfnt.Font, s string) error {
	for i, size := range titleSizes {
		face, err := newFace(f, size)
		if err != nil {
			return err
		}
		defer face.Close()
		leading := int(size * 1.22)
		room := (titleEnd - titleTop) / leading
		lines := balance(face, s)
		if len(lines) > room {
			if i < len(titleSizes)-1 {
				continue
			}
			lines = append(lines[:room-1], shorten(face, lines[room-1], " …", lineWidth))
		}
		for n, line := range lines {
			p.set(face, titleTop+leading*(n+1)-int(size*0.22), ink, line)
		}
		return nil
	}
	return nil
}

// set draws s with its left end at the margin.
func (p picture) set(face font.Face, baseline int, t tone, s string) {
	dot := fixed.P(margin, baseline)
	prev := rune(-1)
	for _, r := range s {
		if prev >= 0 {
			dot.X += face.Kern(prev, r)
		}
		dr, mask, at, advance, _ := face.Glyph(dot, r)
		p.glyph(dr.Intersect(p.paletted.Bounds()), mask, at.Sub(dr.Min), t)
		dot.X += advance
		prev = r
	}
}

// glyph prints a letter's mask on r; offset leads from r to the mask.
func (p picture) glyph(r image.Rectangle, mask image.Image, offset image.Point, t tone) {
	alpha, ok := mask.(*image.Alpha)
	if !ok {
		panic(fmt.Sprintf("card: the font's mask is a %T", mask)) // x/image/font/opentype makes *image.Alpha
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.shade(x, y, t, alpha.AlphaAt(x+offset.X, y+offset.Y).A/(256/shades))
		}
	}
}

func newFace(f *sfnt.Font, size float64) (font.Face, error) {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("set the font to %g px: %w", size, err)
	}
	return face, nil
}

// balance wraps s into as few lines as a line's width allows, and makes these as
// even as they can be, so that no last word stands alone.
func balance(face font.Face, s string) []string {
	lines := wrap(face, s, lineWidth)
	narrower := sort.Search(lineWidth, func(by int) bool {
		return len(wrap(face, s, lineWidth-by)) > len(lines)
	}) - 1
	even := wrap(face, s, lineWidth-narrower)
	if slices.ContainsFunc(even, func(line string) bool { return strings.HasSuffix(line, cut) }) {
		return lines // a word is wider than the narrower line
	}
	return even
}

// wrap cuts s into lines of at most width pixels, between words. A word that is
// wider than a line is cut short. It returns nil for an empty s.
func wrap(face font.Face, s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && !fits(face, longer, width) {
			lines = append(lines, line)
			longer = word
		}
		line = shorten(face, longer, "", width)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cut stands where letters were left out.
const cut = "…"

// shorten returns s with end behind it; letters of s give way to an ellipsis
// until both are at most width pixels wide.
func shorten(face font.Face, s, end string, width int) string {
	if fits(face, s+end, width) {
		return s + end
	}
	letters := []rune(s)
	short := func(n int) string { return strings.TrimRight(string(letters[:n]), " ,;:.–—-") + cut }
	tooLong := sort.Search(len(letters), func(n int) bool { return !fits(face, short(n), width) })
	return short(max(0, tooLong-1))
}

func fits(face font.Face, s string, width int) bool {
	return font.MeasureString(face, s).Ceil() <= width
}
