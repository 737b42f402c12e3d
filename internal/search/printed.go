package search

import (
	"encoding/binary"
	"math/bits"
)

// printed is what stands between two blanks of texts, and its words: a table in
// which a sum of a text, which is made while its end is sought, says where it
// stands. A map would read the text again.
type printed struct {
	slots []slot // 2ⁿ
	taken int    // how many of these, half at most
}

// A slot holds a text, or is free.
type slot struct {
	text     string // "" if it is free
	sum      uint64 // of nextBlank
	from, to uint32 // its words: those of reading.folded from one to before another
}

func newPrinted() printed { return printed{slots: make([]slot, 1<<10)} }

// find returns the slot that holds a text, or else a free one for it.
func (p *printed) find(text string, sum uint64) *slot {
	for i := int(sum >> 32); ; i++ {
		at := &p.slots[i&(len(p.slots)-1)]
		if at.text == "" || at.sum == sum && len(at.text) == len(text) && (len(text) <= 8 || at.text == text) {
			return at
		}
	}
}

// add fills a free slot, which holds until the next text is added.
func (p *printed) add(free *slot, with slot) {
	*free = with
	if p.taken++; p.taken <= len(p.slots)/2 {
		return
	}
	before := p.slots
	p.slots = make([]slot, 2*len(before))
	for _, s := range before {
		if s.text != "" {
			*p.find(s.text, s.sum) = s
		}
	}
}

// To look at eight bytes at once, as one number.
const (
	inEach  = 0x01_01_01_01_01_01_01_01 // times a byte: eight of it
	highest = 0x80_80_80_80_80_80_80_80 // the highest bit of each
)

// nextBlank returns where a text has the next blank, or its end, and a sum of
// what stands before that: another for each text of the same length, if that is
// eight bytes at most.
func nextBlank(text string, from int) (to int, sum uint64) {
	for to = from; ; to += 8 {
		eight := eightOf(text[to:])
		other := eight ^ ' '*inEach // 0 where a blank is: the first byte from which 1 cannot be taken
		if blanks := (other - inEach) &^ other & highest; blanks != 0 {
			before := bits.TrailingZeros64(blanks) &^ 7 // bits
			return to + before/8, mixed(sum, eight&(1<<before-1))
		}
		sum = mixed(sum, eight)
	}
}

// mixed returns a sum of another and of eight bytes, from which either one can
// be reckoned back if the other is known.
func mixed(sum, eight uint64) uint64 {
	sum = (sum ^ eight) * 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio
	return sum ^ sum>>32
}

// eightOf returns the first eight bytes of a text, and blanks where it has fewer.
func eightOf(text string) uint64 {
	if len(text) >= 8 {
		return binary.LittleEndian.Uint64([]byte(text[:8]))
	}
	eight := uint64(' ' * inEach)
	for i := range len(text) {
		eight ^= uint64(text[i]^' ') << (8 * i)
	}
	return eight
}
