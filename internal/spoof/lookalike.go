package spoof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/byteset"
)

// Lookalikes returns the words of a text that have letters of two alphabets which
// look alike, such as a Latin name with a Cyrillic letter, and those of another
// alphabet that have the look of Latin words in a text of those.
func Lookalikes(text string) []Sign {
	var found []Sign
	others := map[alphabet]bool{} // of which the text has letters that look like no Latin one, or it has no Latin one
	for i := foreign.Before(text); i < len(text); i += foreign.Before(text[i:]) {
		r, size := utf8.DecodeRuneInString(text[i:])
		of := alphabetOf(r)
		if of == none || of == latin {
			i += size
			continue
		}
		start := len(strings.TrimRightFunc(text[:i], isOfWord))
		end := len(text) - len(strings.TrimLeftFunc(text[i:], isOfWord))
		switch word := text[start:end]; {
		case mixes(word, of):
			found = append(found, Sign{start, fmt.Sprintf("“%s” mixes alphabets: the letter U+%04X is %s", word, r, of)})
		case utf8.RuneCountInString(word) > 1 && looksLatin(word):
			if _, known := others[of]; !known {
				others[of] = !isLatinBut(text, of)
			}
			if others[of] {
				break
			}
			found = append(found, Sign{start, fmt.Sprintf("“%s” only looks Latin: its letters are %s", word, of)})
		}
		i = end
	}
	return found
}

// An alphabet is one whose letters look like those of others.
type alphabet string

const (
	none     alphabet = ""
	latin    alphabet = "Latin"
	greek    alphabet = "Greek"
	cyrillic alphabet = "Cyrillic"
	armenian alphabet = "Armenian"
	cherokee alphabet = "Cherokee"
	lisu     alphabet = "Lisu"
)

// foreign has the bytes with which letters of the alphabets but Latin begin.
var foreign = byteset.Of(func(c byte) bool { return 0xcd <= c && c <= 0xd6 || c == 0xe1 || c == 0xe2 || c == 0xea })

// alphabetOf returns the alphabet of a letter, none if it looks like no other. A
// Greek letter that does not stands in words of physics.
func alphabetOf(r rune) alphabet {
	switch {
	case !unicode.IsLetter(r):
		return none
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	case strings.ContainsRune(greekLikeLatin, r):
		return greek
	case unicode.Is(unicode.Armenian, r):
		return armenian
	case unicode.Is(unicode.Cherokee, r):
		return cherokee
	case unicode.Is(unicode.Lisu, r):
		return lisu
	}
	return none
}

const (
	greekLikeLatin    = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳϲονικυ"
	cyrillicLikeLatin = "АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјкорсухүһӏԁԛԝѵ"
)

func looksLatin(word string) bool {
	return strings.Trim(word, greekLikeLatin) == "" || strings.Trim(word, cyrillicLikeLatin) == ""
}

func isOfWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M) }

// mixes reports whether a word has letters of another alphabet, too.
func mixes(word string, than alphabet) bool {
	for _, r := range word {
		if of := alphabetOf(r); of != none && of != than {
			return true
		}
	}
	return false
}

// isLatinBut reports whether a text has Latin letters, and of an alphabet only
// letters that look like them.
func isLatinBut(text string, other alphabet) bool {
	hasLatin := false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			hasLatin = true
		case other == greek && unicode.Is(unicode.Greek, r) && !strings.ContainsRune(greekLikeLatin, r),
			other == cyrillic && unicode.Is(unicode.Cyrillic, r) && !strings.ContainsRune(cyrillicLikeLatin, r):
			return false
		}
	}
	return hasLatin
}
