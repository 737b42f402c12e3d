// Package fingerprint finds the words that reports share without keeping the
// words: import makes a fingerprint of each original, and the build compares
// them, from whatever text the content has. It stands beside the flow, after
// package corpus; packages importer and xref use it.
package fingerprint

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// ShortestRun is how many words two reports must have in common, one after
// the other, for them to count as shared. docs/decisions/0016 says why.
const ShortestRun = 9

const (
	shingle     = 6                         // words that are hashed together
	hashBits    = 12                        // of each hash
	hashesInRun = ShortestRun - shingle + 1 // 4, so 48 bits
)

// A Print stands for a report's text: enough to find the runs of words
// that it shares with another, and nothing that can be read.
type Print struct {
	Article    string     // slug
	SHA256     string     // of the original it was taken from, in hex
	Paragraphs []Shingled // in the report's order
	Pos        diag.Pos   // where it was read; zero if it was made
}

// Words counts the report's words outside quotations.
func (f *Print) Words() int {
	n := 0
	for i := range f.Paragraphs {
		n += f.Paragraphs[i].Words()
	}
	return n
}

// A Shingled is the fingerprint of a paragraph.
type Shingled struct {
	N      int     // 7 for ^p7
	Pieces []Piece // what stands between quotations, without empty ones
}

// Words counts the paragraph's words outside quotations.
func (s *Shingled) Words() int {
	n := 0
	for _, p := range s.Pieces {
		n += p.Words
	}
	return n
}

// A Piece is text that no quotation interrupts.
type Piece struct {
	Words  int
	Hashes []uint16 // of each six words in a row, 12 bits; nil of fewer words than ShortestRun
}

// Shingle returns the fingerprint of paragraph n, whose plain text is given.
func Shingle(n int, text string) Shingled {
	text = norm.NFC.String(text)
	s := Shingled{N: n}
	end := 0
	for _, q := range extract.Quotations(text) {
		if q.OuterStart >= end { // else it stands inside the one before
			s.add(text[end:q.OuterStart])
			end = q.OuterEnd
		}
	}
	s.add(text[end:])
	return s
}

func (s *Shingled) add(text string) {
	words := folded(text)
	if len(words) == 0 {
		return
	}
	p := Piece{Words: len(words)}
	if len(words) >= ShortestRun {
		p.Hashes = make([]uint16, len(words)-shingle+1)
		for i := range p.Hashes {
			sum := sha256.Sum256([]byte(strings.Join(words[i:i+shingle], " ")))
			p.Hashes[i] = binary.BigEndian.Uint16(sum[:]) >> (16 - hashBits)
		}
	}
	s.Pieces = append(s.Pieces, p)
}

// folded returns the words of a text as they are compared: letters in lower
// case, marks and digits. Points and apostrophes inside a word are left out
// (U.S. is us), but for the point in a number; anything else ends a word. The
// sign & is the word and. What it returns must never change: the fingerprints
// of texts that nobody has any more hang on it.
func folded(text string) []string {
	var words []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	before := rune(0)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		after, _ := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.Is(unicode.Cf, r): // a soft hyphen
			continue
		case inWord(r):
			word.WriteRune(unicode.ToLower(r))
		case r == '&':
			end()
			words = append(words, "and")
		case r == '.' && unicode.IsDigit(before) && unicode.IsDigit(after):
			word.WriteRune(r)
		case inWord(before) && inWord(after) && joins(r):
		default:
			end()
		}
		before = r
	}
	end()
	return words
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// joins reports whether a sign between two letters or digits parts no words.
func joins(r rune) bool {
	switch r {
	case '.', ',', '\'', '’', '‘', 'ʼ', '`':
		return true
	}
	return false
}

// Current returns the fingerprints that are of the reports' originals, and
// warnings about the others and about reports that have none. A report that
// names no original needs none.
func Current(c *corpus.Corpus, prints []Print) ([]Print, diag.List) {
	var warnings diag.List
	var current []Print
	articles := map[string]*corpus.Article{}
	for _, a := range c.Articles {
		articles[a.Slug] = a
	}
	for _, f := range prints {
		switch a := articles[f.Article]; {
		case a == nil:
			warnings.Add(f.Pos, "take it out, or import any report: that does",
				"warning: a fingerprint of %q, which is no report", f.Article)
		case a.Original == nil || a.Original.SHA256 != f.SHA256:
			warnings.Add(f.Pos, "import its original again",
				"warning: the fingerprint of %s is not of the original that the page names; shared text is not looked for", a.Label)
		default:
			current = append(current, f)
		}
		delete(articles, f.Article)
	}
	for _, a := range c.Articles {
		if articles[a.Slug] != nil && a.Original != nil {
			warnings.Add(a.Pos, "run: build import "+a.Original.File,
				"warning: no fingerprint of %s; shared text is not looked for", a.Label)
		}
	}
	return slices.Clip(current), warnings
}
