package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A timeWord is a run of letters, a run of digits, or one other rune.
type timeWord struct {
	start, end int
	word       string // in lower case; all apostrophes are ’ and all hyphens -
	capital    bool
	digit      bool
	letter     bool
}

// timeWords cuts text into words; spaces are left out.
func timeWords(text string) []timeWord {
	var list []timeWord
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		w := timeWord{start: i, capital: unicode.IsUpper(r), digit: r >= '0' && r <= '9'}
		w.letter = !w.digit && isWordRune(r)
		i += size
		for i < len(text) && (w.digit && isDigitAt(text, i) || w.letter && isTimeLetter(text, i)) {
			_, size = utf8.DecodeRuneInString(text[i:])
			i += size
		}
		w.end = i
		w.word = strings.ToLower(text[w.start:w.end])
		switch w.word {
		case "\u2018", "'":
			w.word = "’"
		case "–", "\u2011", "\u2010":
			w.word = "-"
		}
		list = append(list, w)
	}
	return list
}

// isTimeLetter reports whether the rune at i goes on with a run of letters.
func isTimeLetter(text string, i int) bool {
	r := runeAt(text, i)
	return isWordRune(r) && (r < '0' || r > '9')
}

// word returns the word at i in lower case; "" outside the paragraph.
func (r *timeReader) word(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].word
}

// is reports whether the word at i is one of those given.
func (r *timeReader) is(i int, oneOf ...string) bool { return slices.Contains(oneOf, r.word(i)) }

func (r *timeReader) isCapital(i int) bool { return i >= 0 && i < len(r.words) && r.words[i].capital }

func (r *timeReader) isDigit(i int) bool { return i >= 0 && i < len(r.words) && r.words[i].digit }

func (r *timeReader) isLetter(i int) bool { return i >= 0 && i < len(r.words) && r.words[i].letter }

// isAcronym reports whether the word at i is all capitals.
func (r *timeReader) isAcronym(i int) bool {
	if len(r.word(i)) < 2 {
		return false
	}
	s := r.text[r.words[i].start:r.words[i].end]
	return strings.ToUpper(s) == s
}

// goesOn reports whether the word at i may be a noun, or its hyphen, to which
// the one before belongs: "Christmas tree", "1985 miners".
func (r *timeReader) goesOn(i int) bool {
	return r.isLetter(i) && !timeFunctionWords.has(r.word(i)) || r.is(i, "-")
}

// hyphened reports whether a hyphen is joined to the end of the word before i.
func (r *timeReader) hyphened(i int) bool { return r.is(i, "-") && r.joined(i) }

// joined reports whether nothing stands between word i and the one before it.
func (r *timeReader) joined(i int) bool {
	return i > 0 && i < len(r.words) && r.words[i].start == r.words[i-1].end
}

// seq returns the word behind the given words if they stand at i.
func (r *timeReader) seq(i int, words ...string) (next int, ok bool) {
	for k, w := range words {
		if r.word(i+k) != w {
			return i, false
		}
	}
	return i + len(words), true
}

// skip returns the word behind i if one of the words stands there, else i.
func (r *timeReader) skip(i int, oneOf ...string) int {
	if r.is(i, oneOf...) {
		return i + 1
	}
	return i
}

// behind returns the first word that begins at or behind a byte offset.
func (r *timeReader) behind(i, offset int) int {
	for i < len(r.words) && r.words[i].start < offset {
		i++
	}
	return i
}

// opens reports whether word i is the first of its sentence or quotation.
func (r *timeReader) opens(i int) bool {
	return i == 0 || r.is(i-1, "\u201c", "\"", ".", "!", "?", ":") ||
		r.sentence < len(r.sentences) && r.words[i].start == r.sentences[r.sentence].Start
}

// startsSentence reports whether a sentence begins with word i.
func (r *timeReader) startsSentence(i int) bool {
	for k := r.sentence; k < len(r.sentences) && k <= r.sentence+1; k++ {
		if i < len(r.words) && r.words[i].start == r.sentences[k].Start {
			return true
		}
	}
	return r.is(i-1, "\u201c", "\"")
}

// endsClause reports whether nothing at i goes on with a preposition’s object.
func (r *timeReader) endsClause(i int) bool {
	if r.isLetter(i) {
		return r.is(i, "and", "but", "that", "when", "said", "by", "in", "at")
	}
	return !r.isDigit(i) && !r.is(i, "\u201c", "\"")
}

var timePrepositions = newSet("at", "by", "before", "after", "since", "until", "till", "around", "on", "over", "for",
	"in", "during", "from", "through", "near", "of", "between", "to")

var timeFunctionWords = newSet("the", "a", "an", "and", "or", "but", "of", "in", "on", "at", "by", "to", "for", "from",
	"with", "as", "that", "which", "who", "when", "where", "while", "if", "because", "before", "after", "since",
	"until", "than", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "should",
	"may", "might", "must", "can", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our",
	"this", "these", "those", "there", "not", "no", "so", "said", "says", "about", "over", "under", "into", "during",
	"through", "between", "against", "amid", "also", "only", "still", "just", "last", "next", "did", "do", "does",
	"without", "despite", "unless", "yet", "though", "although", "along", "near", "around",
	"according")
