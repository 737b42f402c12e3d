package search

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"

// codeOfNone is the code of no document.
const codeOfNone = "A"

// A rice codes lists of documents.
type rice struct {
	of   int     // how many documents there are
	rest []int32 // reused
}

// append appends the code of a sorted list of documents, in six bits a letter.
// The first letter is k, or k+32 if the list is of those that are not meant.
// The others hold, for each document, how many were left out before it: that
// number without its last k bits as so many ones and a zero, then its last k
// bits, highest first. Ones fill the last letter.
func (r *rice) append(dst []byte, list []int32) []byte {
	head := 0
	if len(list)*2 > r.of {
		r.leaveOut(list)
		list, head = r.rest, 32
	}
	k := 0
	if len(list) > 0 { // the best k is near the logarithm of 0.69 of the mean gap
		k = max(0, bits.Len64(uint64(r.of)*69/100/uint64(len(list)))-1) //nolint:gosec // not negative
	}
	out := append(slices.Grow(dst, 3+(len(list)*(k+1)+r.of>>k)/6), digits[head+k])
	bits, n := uint64(0), 0 // those to be written, last, and how many these are
	low, two := uint64(1)<<k-1, uint64(2)<<k
	next := int32(0) // after the document before
	for _, d := range list {
		gap := uint64(d - next) //nolint:gosec // the list is sorted
		next = d + 1
		ones := gap >> k
		for ; ones > 7; ones -= 7 {
			bits = bits<<7 | (1<<7 - 1)
			out, n = letters(out, bits, n+7)
		}
		// The ones and the zero, before k bits, are 1<<size less two; that size is
		// less than 64, the compiler is told.
		size := ones + 1 + uint64(k)                           //nolint:gosec // not negative
		bits, n = (bits+1)<<(size&63)-two+gap&low, n+int(size) //nolint:gosec // 61 at most
		if n >= 24 {
			out, n = letters(out, bits, n)
		}
	}
	out, n = letters(out, bits, n)
	return filled(out, bits, n)
}

// letters appends the last n of some bits, six to a letter, but for the last
// of them, up to eleven, the number of which it returns.
func letters(out []byte, bits uint64, n int) ([]byte, int) {
	for n >= 12 {
		n -= 12
		two := &twoDigits[bits>>n&(1<<12-1)]
		out = append(out, two[0], two[1])
	}
	return out, n
}

// filled appends the last n of some bits, up to eleven, filled with ones to
// whole letters.
func filled(out []byte, bits uint64, n int) []byte {
	for ; n > 0; n -= 6 {
		if n < 6 {
			bits, n = bits<<(6-n)|(1<<(6-n)-1), 6
		}
		out = append(out, digits[bits>>(n-6)&63])
	}
	return out
}

// twoDigits has the letters of each twelve bits.
var twoDigits = func() (table [1 << 12][2]byte) {
	for i := range table {
		table[i] = [2]byte{digits[i>>6], digits[i&63]}
	}
	return table
}()

// leaveOut makes rest the documents that a sorted list does not have.
func (r *rice) leaveOut(list []int32) {
	r.rest = r.rest[:0]
	next := int32(0)
	for _, d := range list {
		for ; next < d; next++ {
			r.rest = append(r.rest, next)
		}
		next = d + 1
	}
	for ; int(next) < r.of; next++ {
		r.rest = append(r.rest, next)
	}
}

// A set is a set of documents, a bit for each.
type set []uint64

func newSet(docs int) set { return make(set, (docs+63)/64) }

func (s set) add(doc int32) { s[doc>>6] |= 1 << (doc & 63) }

// join adds the documents of another set.
func (s set) join(other set) {
	for i := range s {
		s[i] |= other[i]
	}
}

// appendTo appends the documents in order.
func (s set) appendTo(list []int32) []int32 {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			list = append(list, int32(i<<6+bits.TrailingZeros64(w))) //nolint:gosec // fewer than 2³¹ documents
		}
	}
	return list
}

// decode adds the documents, of so many, that a code of rice stands for.
func (s set) decode(code string, of int) {
	head := int(numbers[code[0]])
	k, left := head&31, head > 31
	code = code[1:]
	unread, n := uint64(0), 0 // bits that are not used yet, first, and how many these are
	ones, next := 0, int32(0) // before a zero; after the document before
	for {
		if n < 32 {
			code, unread, n = bitsOf(code, unread, n)
		}
		run := bits.LeadingZeros64(^unread)
		ones += run
		if run == n {
			if code == "" {
				break
			}
			unread, n = 0, 0
			continue
		}
		unread, n = unread<<(run+1), n-run-1
		if n < k {
			code, unread, n = bitsOf(code, unread, n)
		}
		doc := next + int32(ones<<k|int(unread>>1>>(63-k))) //nolint:gosec // less than the number of documents
		unread, n, ones = unread<<k, n-k, 0
		if left {
			s.fill(next, doc)
		} else {
			s.add(doc)
		}
		next = doc + 1
	}
	if left {
		s.fill(next, int32(of)) //nolint:gosec // fewer than 2³¹ documents
	}
}

// bitsOf adds those of the next five letters of a code, or of as many as there
// are, and returns what is left of it.
func bitsOf(code string, unread uint64, n int) (string, uint64, int) {
	five := code[:min(5, len(code))]
	for i := range len(five) {
		n += 6
		unread |= uint64(numbers[five[i]]) << (64 - n)
	}
	return code[len(five):], unread, n
}

// fill adds the documents from one to before another.
func (s set) fill(from, to int32) {
	for ; from < to; from++ {
		s.add(from)
	}
}

// numbers has the number of each letter of digits.
var numbers = func() (table [utf8.RuneSelf]byte) {
	for i, c := range []byte(digits) {
		table[c] = byte(i) //nolint:gosec // less than 64
	}
	return table
}()
