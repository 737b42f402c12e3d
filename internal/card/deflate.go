package card

import (
	"encoding/binary"
	"math/bits"
)

// A picture is packed as one block of DEFLATE (RFC 1951). Letters are upright
// strokes and empty space, so that two kinds of repetition are all that is
// looked for: of the byte before, and of the bytes right above. All pictures
// have one Huffman code, which a specimen of letters gives.

// A token is a byte or a repetition.
type token uint16

const (
	longest       = 258           // bytes that a repetition stands for
	run     token = 256           // and how often the byte before comes again
	copied  token = run + longest // and how many bytes are those above
	tokens        = copied + longest + 1
)

// tokenise appends the tokens of rows.
func tokenise(list []token, pix []byte) []token {
	for i := 0; i < len(pix); {
		again, above := 0, 0
		if i > 0 {
			again = same(pix[i:], pix[i-1:])
		}
		if i >= stride && again < longest {
			above = same(pix[i:], pix[i-stride:])
		}
		switch {
		case again >= 3 && again >= above:
			list = append(list, run+token(again))
			i += again
		case above > 3: // three bytes take less room than where they stand
			list = append(list, copied+token(above))
			i += above
		default:
			list = append(list, token(pix[i]))
			i++
		}
	}
	return list
}

// same returns how many bytes a begins with that b, which is longer, begins
// with too, as far as a token can say.
func same(a, b []byte) int {
	a = a[:min(len(a), longest)]
	b = b[:len(a)]
	n := 0
	for ; n+8 <= len(a); n += 8 {
		if differ := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); differ != 0 {
			return n + bits.TrailingZeros64(differ)/8
		}
	}
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}

// A word is n bits, the first of which is the lowest.
type word struct {
	bits uint32
	n    uint8
}

// then returns a word with another behind it.
func (w word) then(o word) word { return word{w.bits | o.bits<<w.n, w.n + o.n} }

// A stream is words one behind the other.
type stream struct {
	data []byte
	held uint64 // what is not in data yet, fewer than 32 bits
	n    uint8  // how many these are
}

func (s *stream) add(w word) {
	s.held |= uint64(w.bits) << s.n
	if s.n += w.n; s.n >= 32 {
		s.data = binary.LittleEndian.AppendUint32(s.data, uint32(s.held))
		s.held >>= 32
		s.n -= 32
	}
}

func (s *stream) addAll(o stream) {
	for data := o.data; len(data) > 0; data = data[4:] {
		s.add(word{binary.LittleEndian.Uint32(data), 32})
	}
	s.add(word{uint32(o.held), o.n})
}

// bytes returns the stream, filled up with zeros to a whole byte.
func (s *stream) bytes() []byte {
	whole := binary.LittleEndian.AppendUint32(s.data, uint32(s.held))
	return whole[:len(s.data)+int(s.n+7)/8]
}

// The symbols of a block: bytes, its end, lengths.
const (
	endOfBlock  = 256
	firstLength = 257
	lastLength  = 285
	symbols     = lastLength + 1
)

// A spelling is the symbol of a token and what stands behind that symbol's word.
type spelling struct {
	symbol int
	rest   word
}

// spellings returns those of all tokens. A length is a symbol and some bits, and
// so is a distance, of which there are two: 1 and a row.
func spellings() (list [tokens]spelling) {
	const aboveBits, aboveFrom = 8, 513 // of the symbol for distances from 513 to 768
	spell := func(length int, symbol int, more word) {
		list[run+token(length)] = spelling{symbol, more.then(word{0, 1})}
		list[copied+token(length)] = spelling{symbol, more.then(word{1, 1}).then(word{stride - aboveFrom, aboveBits})}
	}
	for i := range endOfBlock {
		list[i].symbol = i
	}
	length := 3
	for symbol := firstLength; symbol < lastLength; symbol++ {
		more := max(0, (symbol-261)/4) // bits: none for eight symbols, then one more every four
		for i := range uint32(1) << more {
			spell(length, symbol, word{i, uint8(more)})
			length++
		}
	}
	spell(longest, lastLength, word{})
	return list
}

// A code is the Huffman code of pictures.
type code struct {
	head  stream // of a block with this code
	words [tokens]word
	end   word
}

// newCode returns a code in which such tokens are short.
func newCode(specimen []token) *code {
	spellings := spellings()
	counts := make([]int, symbols)
	for _, t := range specimen {
		counts[spellings[t].symbol]++
	}
	lengths := lengthsFor(counts)
	words := canonical(lengths)
	c := &code{end: words[endOfBlock]}
	for t, s := range spellings {
		c.words[t] = words[s.symbol].then(s.rest)
	}
	c.head.add(word{1, 1}) // the last block
	c.head.add(word{2, 2}) // its code stands here
	const distances, kinds, fourBits = 19, 19, 4
	c.head.add(word{symbols - firstLength, 5})
	c.head.add(word{distances - 1, 5})
	c.head.add(word{kinds - 4, 4})
	for i := range kinds { // a length of four bits for each length but 16 to 18, which come first and are not used
		c.head.add(word{fourBits * uint32(min(1, i/3)), 3})
	}
	lengths = append(lengths, make([]uint8, distances)...)
	lengths[symbols], lengths[symbols+distances-1] = 1, 1
	for _, n := range lengths {
		c.head.add(word{uint32(bits.Reverse8(n << fourBits)), fourBits})
	}
	return c
}

// lengthsFor returns how long the words of symbols are: the shorter the more
// often a symbol counts, and such that together they leave no bits unused.
func lengthsFor(counts []int) []uint8 {
	const most = 15
	total := 0
	for _, n := range counts {
		total += n
	}
	least := total>>12 + 1 // or a symbol that the specimen lacks is too long
	total += least * len(counts)
	lengths := make([]uint8, len(counts))
	free := 1 << most // of all words of the greatest length
	for i, n := range counts {
		for lengths[i] = 1; (n+least)<<lengths[i] < total; {
			lengths[i]++
		}
		free -= 1 << (most - lengths[i])
	}
	for free > 0 {
		for i := range lengths {
			if room := 1 << (most - lengths[i]); room <= free {
				lengths[i]--
				free -= room
			}
		}
	}
	return lengths
}

// canonical returns the words that lengths stand for in DEFLATE.
func canonical(lengths []uint8) []word {
	words := make([]word, len(lengths))
	next := uint16(0)
	for n := uint8(1); n <= 15; n++ {
		for i, length := range lengths {
			if length == n {
				words[i] = word{uint32(bits.Reverse16(next << (16 - n))), n}
				next++
			}
		}
		next <<= 1
	}
	return words
}
