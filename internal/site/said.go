package site

import (
	"strings"
	"unicode"

	"collate/internal/extract"
)

// saidWords is how many words of a paragraph a list of sources shows.
const saidWords = 34

// said returns what a list of sources shows of a cited paragraph: the whole of
// a short one, else the sentence that shares most words with the texts that
// cite it, the first of equals.
func said(text string, near []string) string {
	if len(strings.Fields(text)) <= saidWords {
		return text
	}
	wanted := map[string]bool{}
	for _, n := range near {
		all := sentences(n)
		for _, w := range keywords(all[len(all)-1]) {
			wanted[w] = true
		}
	}
	best, most := "", -1
	for _, s := range sentences(text) {
		shared := 0
		for _, w := range keywords(s) {
			if wanted[w] {
				shared++
			}
		}
		if shared > most {
			best, most = s, shared
		}
	}
	return opening(best, saidWords)
}

// keywords returns the words that carry meaning: figures, and words of more
// than three letters, in lower case.
func keywords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	kept := words[:0]
	for _, w := range words {
		if len(w) > 3 || w[0] <= '9' {
			kept = append(kept, w)
		}
	}
	return kept
}

// sentences cuts text into sentences. It always returns at least one.
func sentences(text string) []string {
	var list []string
	for _, s := range extract.Sentences(text) {
		list = append(list, text[s.Start:s.End])
	}
	if list == nil {
		list = []string{text}
	}
	return list
}
