package collate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/link"
)

// A pair are the places of one word in two texts.
type pair struct{ a, b int }

// What an alignment gains by a word that both have, and loses by leaving the
// text and by each word that only one has: a word alone is not worth a long
// way.
const (
	gain  = 8
	leave = -4
	skip  = -1
)

// longest is how many words are aligned; of longer texts only the beginning.
const longest = 1000

// align returns the words that two texts have in common in their order, so
// that runs are preferred to scattered words: a local alignment with costs for
// gaps (O. Gotoh, "An improved algorithm for matching biological sequences", J.
// Mol. Biol. 162, 1982). Words that an ellipsis or the reporter stands for in
// one text cost nothing in the other. Of equal alignments it takes the first.
func align(a, b []word) []pair {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	if slices.EqualFunc(a, b, func(v, w word) bool { return v.key == w.key }) {
		pairs := make([]pair, len(a))
		for i := range pairs {
			pairs[i] = pair{i, i}
		}
		return pairs
	}
	width := len(b) + 1
	// For each pair of places, the best alignment that ends there with a common
	// word (on), and with words of one text (off).
	on, off := make([]int, width), make([]int, width)
	above, aboveOff := make([]int, width), make([]int, width)
	from := make([]move, (len(a)+1)*width)
	best, at := 0, 0
	for i := 1; i <= len(a); i++ {
		on, above = above, on
		off, aboveOff = aboveOff, off
		on[0], off[0] = 0, 0
		for j := 1; j <= len(b); j++ {
			n := i*width + j
			on[j] = 0
			if a[i-1].key == b[j-1].key {
				on[j], from[n] = gain, begins
				if v := above[j-1]; v > 0 {
					on[j], from[n] = gain+v, onBefore
				}
				if v := aboveOff[j-1]; v > max(0, above[j-1]) {
					on[j], from[n] = gain+v, offBefore
				}
			}
			if on[j] > best {
				best, at = on[j], n
			}
			var s move
			off[j], s = 0, 0
			consider := func(v int, how move) {
				if v > off[j] {
					off[j], s = v, how
				}
			}
			freeA, freeB := j < len(b) && b[j].gap, i < len(a) && a[i].gap
			consider(above[j]+cost(freeA, leave+skip), offOverA|offFromOn)
			consider(aboveOff[j]+cost(freeA, skip), offOverA)
			consider(on[j-1]+cost(freeB, leave+skip), offOverB|offFromOn)
			consider(off[j-1]+cost(freeB, skip), offOverB)
			from[n] |= s
		}
	}
	return trace(from, at, width)
}

func cost(free bool, otherwise int) int {
	if free {
		return 0
	}
	return otherwise
}

// A move says how the best alignments that end in a place came there.
type move uint8

const (
	begins    move = 1 << iota // with a common word, the first
	onBefore                   // with a common word, after another
	offBefore                  // with a common word, after words of one text
	offOverA                   // with a word of a
	offOverB                   // with a word of b
	offFromOn                  // with the first such word after a common one
)

func trace(from []move, at, width int) []pair {
	var pairs []pair
	onWord := true
	for from[at] != 0 {
		s := from[at]
		switch {
		case onWord:
			pairs = append(pairs, pair{at/width - 1, at%width - 1})
			if s&begins != 0 {
				slices.Reverse(pairs)
				return pairs
			}
			onWord = s&onBefore != 0
			at -= width + 1
		default:
			onWord = s&offFromOn != 0
			if s&offOverA != 0 {
				at -= width
			} else {
				at--
			}
		}
	}
	slices.Reverse(pairs)
	return pairs
}

// A Variant is a word, or two, that a printing writes in another way.
type Variant struct{ Base, Text string }

// A Change is a place in which a printing differs from the utterance's words.
type Change struct {
	Kind   ChangeKind
	Base   string // the words of the utterance that the printing has not; may be ""
	Text   string // the words that it has in their stead; may be ""
	Before string // the words of the printing since the last change
}

// A ChangeKind says of what weight a change is.
type ChangeKind uint8

// The kinds.
const (
	Words     ChangeKind = iota // other words, or words left out or added without a sign of it
	Bracketed                   // the reporter's words in [brackets] stand in one of the two
	LeftOut                     // it begins later or ends earlier, or a sign or words of the reporter stand there
)

// String names a kind in data for other programs.
func (k ChangeKind) String() string {
	return [...]string{"words", "brackets", "shortened"}[k]
}

// A Comparison says what a printing has of an utterance.
type Comparison struct {
	Head, Middle, Tail bool     // it begins later, leaves words out and shows that, ends earlier
	Kept               int      // how many of its words the printing has
	Changes            []Change // in their order
	Rest               string   // its words after the last change
	Spelled            []Variant
	Signs              bool // it differs in capitals or punctuation
}

// Shortened reports whether a printing has only a part of the utterance.
func (v *Comparison) Shortened() bool { return v.Head || v.Middle || v.Tail }

// Differs reports whether words are different, or are left out without a sign.
func (v *Comparison) Differs() bool {
	return slices.ContainsFunc(v.Changes, func(c Change) bool { return c.Kind != LeftOut })
}

// Same reports whether nothing is different, whatever the typography.
func (v *Comparison) Same() bool { return len(v.Changes) == 0 && len(v.Spelled) == 0 && !v.Signs }

// compare says how a printing differs from the base.
func compare(base, words []word) Comparison {
	base, words = base[:min(len(base), longest)], words[:min(len(words), longest)]
	pairs := slices.DeleteFunc(align(base, words), func(p pair) bool {
		return base[p.a].replaces() != words[p.b].replaces()
	})
	var v Comparison
	if len(pairs) == 0 {
		if c, ok := v.change(base, words, pair{}, pair{len(base), len(words)}); ok {
			v.Changes = []Change{c}
		}
		return v
	}
	first, last := pairs[0], pairs[len(pairs)-1]
	// Of the words before the first common one, as many stand for each other as
	// both have; the base has more only where the printing is cut. At the end
	// likewise.
	from := pair{first.a - min(first.a, first.b), 0}
	to := pair{last.a + 1 + min(len(base)-last.a-1, len(words)-last.b-1), len(words)}
	v.Kept = len(pairs)
	if v.Head = from.a > 0; v.Head {
		v.Changes = append(v.Changes, Change{Kind: LeftOut, Base: rawOf(base[:from.a])})
	}
	at, shown := from, 0 // shown: words of the printing
	for _, p := range append(pairs, to) {
		if c, ok := v.change(base, words, at, p); ok {
			c.Before = rawOf(words[shown:at.b])
			v.Changes = append(v.Changes, c)
			shown = p.b
		}
		if p == to {
			break
		}
		v.sameWord(base, words, p, p.b == 0 || words[p.b].gap)
		at = pair{p.a + 1, p.b + 1}
	}
	if v.Tail = to.a < len(base); v.Tail {
		v.Changes = append(v.Changes, Change{Kind: LeftOut, Base: rawOf(base[to.a:]), Before: rawOf(words[shown:])})
		shown = len(words)
	}
	v.Rest = rawOf(words[shown:])
	return v
}

// change returns what stands between two common words, if that is a change.
func (v *Comparison) change(base, words []word, from, to pair) (Change, bool) {
	missing, instead := base[from.a:to.a], words[from.b:to.b]
	c := Change{Base: rawOf(missing), Text: rawOf(instead)}
	bracket := slices.ContainsFunc(slices.Concat(missing, instead), func(w word) bool { return w.bracket }) ||
		from.b > 0 && words[from.b-1].bracket || to.b < len(words) && words[to.b].bracket
	switch {
	case len(missing) == 0 && len(instead) == 0:
		return c, false
	case len(instead) == 0 && to.b < len(words) && words[to.b].gap:
		c.Kind, v.Middle = LeftOut, true
	case !slices.ContainsFunc(slices.Concat(missing, instead), word.replaces) && sameSpelled(missing, instead):
		v.Spelled = append(v.Spelled, Variant{flat(c.Base), flat(c.Text)})
		return c, false
	case bracket:
		c.Kind = Bracketed
	}
	return c, true
}

// sameWord notes how a common word is written and what follows it. That a
// fragment begins without a capital, or ends without a point, says nothing.
func (v *Comparison) sameWord(base, words []word, p pair, opens bool) {
	a, b := base[p.a], words[p.b]
	if a.text != b.text {
		a.text, b.text = flat(unbracket.Replace(a.text)), flat(unbracket.Replace(b.text))
	}
	switch {
	case a.text == b.text:
	case strings.EqualFold(a.text, b.text):
		v.Signs = v.Signs || !opens && !opensSentence(base, p.a)
	default:
		v.Spelled = append(v.Spelled, Variant{a.text, b.text})
	}
	ends := p.b == len(words)-1 || p.a == len(base)-1 || words[p.b+1].gap || base[p.a+1].gap ||
		base[p.a+1].key != words[p.b+1].key || strings.HasSuffix(a.text, ".") || strings.HasSuffix(b.text, ".")
	v.Signs = v.Signs || !ends && a.after != b.after
}

var unbracket = strings.NewReplacer("[", "", "]", "")

func opensSentence(words []word, i int) bool {
	return i == 0 || strings.ContainsAny(words[i-1].after, ".!?")
}

// Holds says how much of some words a printing has: most of them, or a part
// that is long enough to tell.
func Holds(printing, words string) (mostOf, part bool) {
	b := wordsOf(words)
	n := len(align(wordsOf(printing), b))
	return n > 0 && n*100 >= most*min(len(b), longest), n >= named
}

// sameSpelled reports whether words are the same but for blanks and hyphens,
// or for the way a name is transliterated.
func sameSpelled(a, b []word) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if strings.ReplaceAll(keysOf(a), " ", "") == strings.ReplaceAll(keysOf(b), " ", "") {
		return true
	}
	return isName(a) && isName(b) && link.Likeness(flat(rawOf(a)), flat(rawOf(b))) >= link.Same
}

// isName reports whether all words begin with a capital.
func isName(words []word) bool {
	return !slices.ContainsFunc(words, func(w word) bool {
		r, _ := utf8.DecodeRuneInString(w.text)
		return !unicode.IsUpper(r) || len(w.key) < 4
	})
}

// flat returns a text with one kind of apostrophe.
func flat(s string) string { return apostrophes.Replace(s) }

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'")

// Apart stands in the text of a printing where the reporter's own words stand
// between its pieces.
const Apart = "” … “"

// rawOf returns words as printed, with Apart between their pieces.
func rawOf(words []word) string {
	var b strings.Builder
	for i, w := range words {
		raw := w.raw
		if i+1 < len(words) && words[i+1].piece {
			raw = strings.TrimRight(raw, " ") + Apart
		}
		b.WriteString(raw)
	}
	return strings.TrimSpace(b.String())
}
