package link

import (
	"slices"
	"unicode/utf8"
)

// Same is the Likeness from which two names are taken for spellings of one.
const Same = 0.7

// Likeness says how likely two names are spellings of one, 0 to 1. It does not
// depend on their order. A part of a name, as a surname, is no spelling of it.
//
// Names are folded first: accents, apostrophes, points, articles ("al-") and
// "of" are taken away, and the words that are spelled in many ways, shortened
// or nicknames, replaced by one form. Each word is then read as sounds: one for
// each consonant, "sh" and "kh" among them, and each vowel, whether it is
// written "ou", "oo" or "u". Names differ by their consonants, and a
// transliteration moves the vowels: so words are compared by an edit distance
// in which a vowel costs little, a consonant of the same place in the mouth
// that is spelled both ways ("q", "k") as little, and any other consonant more
// than the bound allows. What is left of a word without vowels, "h" and "y" is
// its skeleton; words alike have the same one, by which names are looked up
// without comparing all pairs. Two names are as alike as the least alike of
// their words; initials, middle names, the family name's place and the joining
// of words are allowed for.
func Likeness(a, b string) float64 { return likeness(parseName(a), parseName(b)) }

// What a difference of form leaves of the likeness of two names.
const (
	formInitial = 0.85 // "J. Doe", "Jane Doe"
	formAcronym = 0.85
	formMiddle  = 0.98 // "Jane Ann Doe", "Jane Doe"
	formTurned  = 0.98 // "Doe Jane", "Jane Doe"
	formJoined  = 0.98 // "Abu Mahdi", "Abumahdi"
)

func likeness(a, b *spelling) float64 {
	switch {
	case len(a.words) == 0 || len(b.words) == 0 || a.suffix != b.suffix:
		return 0
	case a.whole.text == b.whole.text && a.capital != b.capital && len(a.whole.text) == 2:
		return 0 // "UN", "Un"; "L.A.", "La": so short, only capitals tell
	case a.whole.text == b.whole.text:
		return 1
	case a.acronym != "" && b.acronym != "":
		return 0
	case a.acronym != "" && a.acronym == b.capitals && len(b.words) > 1,
		b.acronym != "" && b.acronym == a.capitals && len(a.words) > 1:
		return formAcronym
	}
	if len(a.words) < len(b.words) {
		a, b = b, a
	}
	best := inOrder(a.words, b.words)
	if n := len(a.words); n > 1 && len(b.words) > 1 {
		left := slices.Concat(a.words[1:], a.words[:1])
		right := slices.Concat(a.words[n-1:], a.words[:n-1])
		best = max(best, formTurned*inOrder(left, b.words), formTurned*inOrder(right, b.words))
	}
	if len(a.words) != len(b.words) && !a.hasInitial() && !b.hasInitial() {
		best = max(best, formJoined*wordLikeness(&a.whole, &b.whole))
	}
	return best
}

// inOrder compares names word by word. The longer one may have middle names
// that the shorter one leaves out, or a Mohammed before another first name.
func inOrder(long, short []word) float64 {
	if len(long) == len(short) {
		return eachWord(long, short)
	}
	if len(long) == len(short)+1 && len(short) > 1 && long[0].text == "mohammed" {
		if l := eachWord(long[1:], short); l >= Same {
			return formMiddle * l
		}
	}
	if len(short) != 2 || slices.ContainsFunc(long, func(w word) bool { return telling[w.text] }) {
		return 0
	}
	return formMiddle * eachWord([]word{long[0], long[len(long)-1]}, short)
}

// eachWord returns the likeness of the least alike of the words. Names of
// which no word is written out are not alike.
func eachWord(a, b []word) float64 {
	least, full := 1.0, false
	for i := range a {
		x, y := &a[i], &b[i]
		switch {
		case x.initial && y.initial && x.text == y.text:
		case x.initial || y.initial:
			if x.initial == y.initial || len(a) == 1 || firstLetter(x.text) != firstLetter(y.text) {
				return 0
			}
			least = min(least, formInitial)
		default:
			full = true
			least = min(least, wordLikeness(x, y))
		}
	}
	if !full {
		return 0
	}
	return least
}

// wordLikeness compares two words by their sounds. The costs are weighed
// against the length, but no more than longest: a long word may not differ in
// more places than one of that length. A word of more than most sounds is like
// none.
func wordLikeness(a, b *word) float64 {
	const steep, longest, most = 4, 8, 64
	length := max(len(a.sounds), len(b.sounds))
	switch {
	case a.text == b.text:
		return 1
	case a.skeleton != b.skeleton || keptApart(a.text, b.text) || length > most:
		return 0
	}
	return max(0, 1-steep*distance(a, b)/float64(min(length, longest)))
}

// keptApart reports whether two words are names of their own that sound like
// spellings of one.
func keptApart(a, b string) bool { return apart[a] != "" && apart[a] == apart[b] }

// Costs of what is left out or put in between. Consonants that are neither
// near each other nor left out cost more than any name may.
const (
	costVowel     = 0.31 // "Fatima", "Fatma"
	costRound     = 0.5  // an o or u
	costLastVowel = 0.8  // "Paul", "Paula"
	costFaint     = 0.2  // h and y
	costFar       = 0.8  // vowels that are not near each other
	costConsonant = 9
)

// near holds the costs of sounds that stand for each other, in either order.
// Vowels are a, e, i, o, u, E (ai, ei) and O (au); G is gh, x is kh, c is a soft
// or last c, C ch, S sh, Z zh, T th, D dh.
var near = map[[2]rune]float64{
	{'a', 'e'}: 0.31, {'e', 'i'}: 0.16, {'o', 'u'}: 0.16, {'a', 'o'}: 0.4, {'E', 'e'}: 0.2, {'E', 'i'}: 0.2,
	{'E', 'a'}: 0.3, {'O', 'o'}: 0.2, {'O', 'u'}: 0.2, {'i', 'y'}: 0.1,
	{'q', 'k'}: 0.1, {'q', 'G'}: 0.1, {'q', 'g'}: 0.2, {'G', 'g'}: 0.15, {'G', 'k'}: 0.3, {'g', 'k'}: 0.4,
	{'x', 'k'}: 0.25, {'x', 'G'}: 0.25, {'s', 'z'}: 0.25, {'c', 's'}: 0.2, {'c', 'z'}: 0.3, {'c', 'C'}: 0.2,
	{'c', 'k'}: 0.2, {'C', 'S'}: 0.25, {'j', 'g'}: 0.3, {'j', 'Z'}: 0.15, {'T', 't'}: 0.2, {'D', 'd'}: 0.15,
	{'D', 'z'}: 0.2, {'v', 'w'}: 0.15, {'f', 'v'}: 0.3,
}

// costs holds near by both sounds, 0 where two are not near.
var costs = func() (table [utf8.RuneSelf][utf8.RuneSelf]float64) {
	for pair, cost := range near {
		table[pair[0]][pair[1]], table[pair[1]][pair[0]] = cost, cost
	}
	return table
}()

// distance returns what it costs to turn the sounds of a into those of b.
func distance(a, b *word) float64 {
	row := make([]float64, len(b.sounds)+1)
	for j := range b.sounds {
		row[j+1] = row[j] + b.dropped(j)
	}
	for i := range a.sounds {
		diagonal := row[0]
		row[0] += a.dropped(i)
		for j := range b.sounds {
			least := min(row[j]+b.dropped(j), row[j+1]+a.dropped(i), diagonal+replaced(a, b, i, j))
			diagonal, row[j+1] = row[j+1], least
		}
	}
	return row[len(b.sounds)]
}

// dropped returns what it costs to leave out the sound at i.
func (w *word) dropped(i int) float64 {
	switch s := w.sounds[i]; {
	case s == 'y', s == 'h' && i > 0:
		return costFaint
	case !isVowel(s):
		return costConsonant
	case i == 0 || i == len(w.sounds)-1:
		return costLastVowel
	case s == 'o' || s == 'u':
		return costRound
	}
	return costVowel
}

// replaced returns what it costs to put the sound of b at j for that of a at i.
// The first vowel of a word and the only one of a short one tell names apart
// ("Allen", "Ellen"; "Bill", "Bell"), and so does the last ("Julia", "Julie").
func replaced(a, b *word, i, j int) float64 {
	x, y := a.sounds[i], b.sounds[j]
	if x == y {
		return 0
	}
	cost := 0.0
	if x < utf8.RuneSelf && y < utf8.RuneSelf {
		cost = costs[x][y]
	}
	switch vowels := isVowel(x) && isVowel(y); {
	case !vowels && cost == 0:
		return costConsonant
	case !vowels:
		return cost
	case cost == 0:
		cost = costFar
	}
	last := i == len(a.sounds)-1 && j == len(b.sounds)-1 && (x == 'a' || y == 'a')
	if i == 0 || j == 0 || last || a.vowels == 1 && b.vowels == 1 {
		return 2 * cost
	}
	return cost
}
