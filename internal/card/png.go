package card

import (
	"encoding/binary"
	"hash/crc32"
)

// A tone is a colour of the palette, of which there is a ramp of shades.
type tone uint8

// The palette: paper, shades of ink, the rule, shades of the accent.
const (
	ink    tone = 0
	accent tone = 8
	rule   tone = 8 - shades + 1 // whose darkest shade is colour 8

	shades = 8 // from paper, which is 0, up to the full colour
)

// of returns the colour of a shade from 1 to shades-1.
func (t tone) of(shade uint8) uint8 { return uint8(t) + shade }

// palette returns the 16 colours as PNG has them: paper and ink near those of
// static/style.css by day, and for the accent the blue of static/icon.svg.
func palette() []byte {
	paper := [3]int{0xff, 0xfd, 0xf9}
	full := map[int][3]int{0: {0x1b, 0x1b, 0x1b}, 8: {0x1d, 0x3b, 0x5c}}
	p := make([]byte, 0, 3*16)
	for i := range 16 {
		for k := range 3 {
			p = append(p, uint8(paper[k]+(full[i&8][k]-paper[k])*(i&7)/(shades-1)))
		}
	}
	copy(p[3*8:], []byte{0xbd, 0xb8, 0xad})
	return p
}

// stride is the length of a row: a byte that names the filter, then two pixels a
// byte.
const stride = 1 + Width/2

// rows are some rows of a picture before they are packed.
type rows struct {
	n   int
	pix []byte // n times stride
}

// fill makes a rectangle of one colour; left and right are even.
func (r *rows) fill(top, bottom, left, right int, t tone) {
	both := t.of(shades-1) * 0x11
	for y := top; y < bottom; y++ {
		row := r.pix[y*stride+1:][:stride-1]
		for x := left / 2; x < right/2; x++ {
			row[x] = both
		}
	}
}

// print lays a letter over what is there, as far as it is within the rows.
// Where letters touch, the bits of both shades remain, which is never lighter.
func (r *rows) print(g *glyph, left, top int) {
	left = max(0, left)
	d := g.drawn[left%2]
	for y := max(0, -top); y < min(g.height, r.n-top); y++ {
		row := r.pix[(top+y)*stride+1:][:stride-1]
		if left/2 >= len(row) {
			return
		}
		lay(row[left/2:], d.bytes[y*d.width:][:d.width])
	}
}

// lay adds the bits of a letter's row to those of a row, which may end sooner.
func lay(row, drawn []byte) {
	drawn = drawn[:min(len(row), len(drawn))]
	for len(drawn) >= 8 {
		binary.LittleEndian.PutUint64(row, binary.LittleEndian.Uint64(row)|binary.LittleEndian.Uint64(drawn))
		row, drawn = row[8:], drawn[8:]
	}
	for i, b := range drawn {
		row[i] |= b
	}
}

// A band is rows packed, to be put above and below others.
type band struct {
	packed stream
	sum    uint32 // Adler-32 of the rows
	rows   int
}

// A packer packs bands.
type packer struct {
	*code
	tokens []token // of the band that is being packed
}

func (p *packer) band(r *rows) band {
	p.tokens = tokenise(p.tokens[:0], r.pix)
	b := band{sum: checksum(p.tokens, r.pix), rows: r.n}
	b.packed.data = make([]byte, 0, len(p.tokens)*3/2) // a byte each, if they are as usual
	for _, t := range p.tokens {
		b.packed.add(p.words[t])
	}
	return b
}

// usual is how large most files are, at most.
const usual = 20 << 10

// encode puts bands over each other into a PNG file.
func (c *code) encode(bands []band) []byte {
	packed := stream{data: make([]byte, 0, usual)}
	sum := uint32(1)
	packed.addAll(c.head)
	for _, b := range bands {
		packed.addAll(b.packed)
		sum = adler(sum, b.sum, b.rows*stride)
	}
	packed.add(c.end)
	data := append([]byte{0x78, 0x01}, packed.bytes()...) // behind zlib's header: deflate, 32 KB, fast
	data = binary.BigEndian.AppendUint32(data, sum)

	head := binary.BigEndian.AppendUint32(nil, Width)
	head = binary.BigEndian.AppendUint32(head, Height)
	head = append(head, 4, 3, 0, 0, 0) // bits a pixel, by palette
	png := make([]byte, 0, len(data)+200)
	png = append(png, "\x89PNG\r\n\x1a\n"...)
	png = chunk(png, "IHDR", head)
	png = chunk(png, "PLTE", palette())
	png = chunk(png, "IDAT", data)
	return chunk(png, "IEND", nil)
}

func chunk(png []byte, name string, data []byte) []byte {
	png = binary.BigEndian.AppendUint32(png, uint32(len(data))) //nolint:gosec // a picture is far smaller
	from := len(png)
	png = append(png, name...)
	png = append(png, data...)
	return binary.BigEndian.AppendUint32(png, crc32.ChecksumIEEE(png[from:]))
}

// checksum returns the Adler-32 (RFC 1950) of rows, of which it looks only at
// what is not a run.
func checksum(list []token, pix []byte) uint32 {
	const base = 65521
	a, b := uint64(1), uint64(0) // which a picture is too small to overflow
	at := 0
	for _, t := range list {
		switch {
		case t < run:
			a += uint64(t)
			b += a
			at++
		case t <= copied: // the longest run ends where copies begin
			n, again := uint64(t-run), uint64(pix[at])
			b += n*a + again*(n*(n+1)/2)
			a += n * again
			at += int(t - run)
		default:
			for _, above := range pix[at:][:t-copied] {
				a += uint64(above)
				b += a
			}
			at += int(t - copied)
		}
	}
	return uint32(b%base<<16 | a%base) //nolint:gosec // both below base
}

// adler returns the Adler-32 of some bytes with others behind them, of which
// the sums and the second's length are known.
func adler(first, second uint32, length int) uint32 {
	const base = 65521
	n := uint64(length) % base //nolint:gosec // a length
	a1, b1 := uint64(first&0xffff), uint64(first>>16)
	a2, b2 := uint64(second&0xffff), uint64(second>>16)
	a := (a1 + a2 + base - 1) % base
	b := (b1 + b2 + n*(a1+base-1)) % base
	return uint32(b<<16 | a) //nolint:gosec // both below base
}
