// Package byteset tells how far a text goes before the first of some bytes. It
// is for bytes that are seldom met, in what is looked through again and again.
package byteset

// A Set has 1 for each byte that is in it.
type Set [256]uint8

// Of returns the set of the bytes for which in reports true.
func Of(in func(c byte) bool) *Set {
	var s Set
	for c := range s {
		if in(byte(c)) {
			s[c] = 1
		}
	}
	return &s
}

// Before returns how many bytes text has before the first that is in the set;
// all, if none is. It looks at four at once.
func (s *Set) Before(text string) int {
	n := 0
	for ; n < len(text)-3; n += 4 {
		if s[text[n]]|s[text[n+1]]|s[text[n+2]]|s[text[n+3]] != 0 {
			break
		}
	}
	for n < len(text) && s[text[n]] == 0 {
		n++
	}
	return n
}
