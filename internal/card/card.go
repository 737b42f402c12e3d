// Package card draws the pictures that other sites show beside a link to a
// page of this one (Open Graph): package site says what stands on them, the
// build writes them. It knows neither the corpus nor URLs.
package card

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/parallel"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavuserifbold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// Width and Height are the size of every card in pixels.
const (
	Width  = 1200
	Height = 630
)

// A Card is what the picture says. An empty field leaves its line out.
type Card struct {
	Kicker string // a line above the title: the kind of page
	Title  string // wrapped; set smaller when long, cut with an ellipsis when very long
	Note   string // a line below the title: a verdict, a role; cut when it is too long
	Site   string // the line at the foot
}

// Where things stand, in pixels from the top.
const (
	margin    = 84
	barEnd    = 14  // of the bar along the upper edge
	kickerTop = 118 // baseline of the kicker
	titleTop  = 150 // upper edge of the title's lines
	ruleTop   = 520
	ruleEnd   = 522
	siteBase  = 572 // baseline of the foot
	noteBelow = 50  // from the title's lower edge to the note's first baseline
	lineWidth = Width - 2*margin

	noteLeading = 42
)

// titleSizes are tried from large to small until the title fits; with them
// goes the greatest number of lines.
var titleSizes = []struct{ size, lines int }{{76, 3}, {64, 3}, {54, 4}, {46, 4}}

// Draw returns the cards as PNGs, in their order. The same card gives the same
// bytes. Letters that the fonts lack are drawn as empty boxes; Missing names
// them.
func Draw(cards []Card) ([][]byte, error) {
	code, err := specimen()
	if err != nil {
		return nil, err
	}
	pngs := make([][]byte, len(cards))
	err = parallel.Workers(len(cards), func() func(int) error {
		p, err := newPress(code)
		return func(i int) error {
			if err == nil {
				pngs[i] = p.print(cards[i])
			}
			return err
		}
	})
	if err != nil {
		return nil, err
	}
	return pngs, nil
}

// specimen returns a code for letters as they stand on cards.
func specimen() (*code, error) {
	p, err := newPress(nil)
	if err != nil {
		return nil, err
	}
	const pangram = "The quick brown fox jumps over the lazy dog"
	title := tokenise(nil, p.title(pangram).pix)
	return newCode(tokenise(title, p.lines(pangram, 2).pix)), nil
}

// Missing returns the characters of cards that the fonts have no letter for,
// sorted, each once; nil if there are none.
func Missing(cards []Card) ([]rune, error) {
	serif, sans, err := fonts()
	if err != nil {
		return nil, err
	}
	var missing []rune
	var buf sfnt.Buffer
	look := func(f *sfnt.Font, text string) error {
		for _, r := range clean(text) {
			glyph, err := f.GlyphIndex(&buf, r)
			if err != nil {
				return fmt.Errorf("look up %U: %w", r, err)
			}
			if glyph == 0 {
				missing = append(missing, r)
			}
		}
		return nil
	}
	for _, c := range cards {
		if err := look(serif, c.Title); err != nil {
			return nil, err
		}
		if err := look(sans, c.Kicker+c.Note+c.Site); err != nil {
			return nil, err
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

// A press prints cards one after the other and keeps what they have in common:
// letters, and the bands of rows that say the same.
type press struct {
	kicker, note, site *letters
	titles             []*letters // by titleSizes
	pack               packer
	pix                []byte       // of the rows being set
	blanks             map[int]band // by number of rows
	heads, feet        map[string]band
}

func newPress(c *code) (*press, error) {
	serif, sans, err := fonts()
	if err != nil {
		return nil, err
	}
	p := &press{
		pack: packer{code: c}, blanks: map[int]band{}, heads: map[string]band{}, feet: map[string]band{},
	}
	set := func(f *sfnt.Font, size int, t tone) *letters {
		l, failed := newLetters(f, size, t)
		if failed != nil {
			err = failed
		}
		return l
	}
	p.kicker, p.note, p.site = set(sans, 30, accent), set(sans, 32, ink), set(sans, 30, ink)
	for _, t := range titleSizes {
		p.titles = append(p.titles, set(serif, t.size, ink))
	}
	return p, err
}

// print lays a card's bands over each other.
func (p *press) print(c Card) []byte {
	bands := []band{p.head(c.Kicker)}
	at := titleTop
	add := func(r *rows) {
		bands = append(bands, p.pack.band(r))
		at += r.n
	}
	if title := clean(c.Title); title != "" {
		add(p.title(title))
	}
	if note := clean(c.Note); note != "" {
		add(p.lines(note, (ruleTop-at-noteBelow/2)/noteLeading))
	}
	return p.pack.encode(append(bands, p.blank(ruleTop-at), p.foot(c.Site)))
}

// head is everything above the title.
func (p *press) head(kicker string) band {
	b, ok := p.heads[kicker]
	if !ok {
		r := p.line(p.kicker, titleTop, kickerTop, clean(kicker))
		r.fill(0, barEnd, 0, Width, accent)
		b = p.pack.band(r)
		p.heads[kicker] = b
	}
	return b
}

// foot is the rule and everything below it.
func (p *press) foot(site string) band {
	b, ok := p.feet[site]
	if !ok {
		r := p.line(p.site, Height-ruleTop, siteBase-ruleTop, clean(site))
		r.fill(0, ruleEnd-ruleTop, margin, Width-margin, rule)
		b = p.pack.band(r)
		p.feet[site] = b
	}
	return b
}

// rows returns blank rows, which last until the next are asked for.
func (p *press) rows(n int) *rows {
	p.pix = slices.Grow(p.pix[:0], n*stride)[:n*stride]
	clear(p.pix)
	return &rows{n, p.pix}
}

func (p *press) blank(n int) band {
	b, ok := p.blanks[n]
	if !ok {
		b = p.pack.band(p.rows(n))
		p.blanks[n] = b
	}
	return b
}

// line sets s on one line from the left margin, cut where the right one begins.
func (p *press) line(l *letters, height, baseline int, s string) *rows {
	r := p.rows(height)
	l.set(r, baseline, l.shorten(s, ""))
	return r
}

// lines sets a note on as many lines as there is room for, but two at most.
func (p *press) lines(s string, room int) *rows {
	lines := p.note.fill(s, min(room, 2))
	r := p.rows(noteBelow + noteLeading*(len(lines)-1) + noteBelow/4)
	for i, line := range lines {
		p.note.set(r, noteBelow+noteLeading*i, line)
	}
	return r
}

// title sets s in the largest size in which it fits.
func (p *press) title(s string) *rows {
	for i, t := range titleSizes {
		l := p.titles[i]
		lines := l.balance(s)
		if len(lines) > t.lines {
			if i < len(titleSizes)-1 {
				continue
			}
			lines = append(lines[:t.lines-1], l.shorten(lines[t.lines-1], " …"))
		}
		leading := t.size * 122 / 100
		r := p.rows(leading*len(lines) + t.size/10)
		for n, line := range lines {
			l.set(r, leading*(n+1)-t.size*22/100, line)
		}
		return r
	}
	panic("card: no size for a title") // the last size takes any
}
