package link

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
)

// A name is one way in which texts print an entity.
type name struct {
	text     string           // folded
	as       string           // as the entity's page has it
	entities []*corpus.Entity // more than one if they share the name; none if it is ignored
}

// names finds names in text. It is not changed once built.
type names struct {
	byWord map[string][]*name // by first word; longest name first
}

// compile builds the names of all entities and the site's ignored names.
func compile(c *corpus.Corpus) (*names, diag.List) {
	var errs diag.List
	byText := map[string]*name{}
	add := func(text string, e *corpus.Entity) {
		folded := fold(text)
		n := byText[folded]
		if n == nil {
			n = &name{text: folded, as: text}
			byText[folded] = n
		}
		if e != nil && !slices.Contains(n.entities, e) {
			n.entities = append(n.entities, e)
		}
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			for _, a := range e.Names {
				if isCommonWord(a.Text) {
					errs.Add(a.Pos, "remove it, or use a longer name",
						"%q is a common word, and as a name it would be found everywhere", a.Text)
					continue
				}
				add(a.Text, e)
			}
		}
	}
	for _, ig := range c.Site.Ignore {
		if n := byText[fold(ig.Name)]; n != nil {
			errs.Add(ig.Pos, "take it out of one of the two", "%q is ignored, but is a name of %s", ig.Name, n.entities[0].ID)
			continue
		}
		add(ig.Name, nil)
	}
	ns := &names{byWord: map[string][]*name{}}
	for _, n := range byText {
		if word := n.text[:wordEnd(n.text, 0)]; word != "" {
			ns.byWord[word] = append(ns.byWord[word], n)
		}
	}
	for _, list := range ns.byWord {
		slices.SortFunc(list, func(a, b *name) int {
			return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
		})
	}
	return ns, errs
}

// at returns the longest name that begins at the word text[start:end] and
// where it ends, or nil.
func (ns *names) at(text string, start, end int) (*name, int) {
	for _, n := range ns.byWord[text[start:end]] {
		if stop := matchEnd(text[start:], n.text); stop >= 0 && !wordAt(text, start+stop) {
			return n, start + stop
		}
	}
	return nil, 0
}

// fold returns a name as matchEnd compares it: without what is not part of a
// word before it, apostrophes straight, hyphens plain, spaces single.
func fold(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !isWord(r) })
	return strings.Join(strings.Fields(strings.Map(foldRune, s)), " ")
}

func foldRune(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', 'ʻ':
		return '\''
	case '‐', '‑', '‒', '–':
		return '-'
	case '\u00a0', '\u202f', '\u2009':
		return ' '
	}
	return r
}

// matchEnd returns how many bytes of text the folded name takes at text's
// beginning, or -1 if text does not begin with it.
func matchEnd(text, folded string) int {
	i := 0
	for j := 0; j < len(folded); {
		if i >= len(text) {
			return -1
		}
		if text[i] < utf8.RuneSelf || folded[j] >= utf8.RuneSelf {
			if text[i] != folded[j] {
				return -1
			}
			i, j = i+1, j+1
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if foldRune(r) != rune(folded[j]) {
			return -1
		}
		i, j = i+size, j+1
	}
	return i
}

// isWord reports whether r is part of a word: a letter, a mark on a letter, a
// digit or an underscore.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// wordAt reports whether the rune at text[i:] is part of a word.
func wordAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return isWord(r)
}

// wordEnd returns where the word that begins at text[i] ends; i if none does.
func wordEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !isWord(rune(c)) {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			return i
		}
		i += size
	}
	return i
}

// isCommonWord reports whether a name is one everyday word, written as it
// stands inside a sentence or at its beginning: "will" and "Will", not "WILL".
func isCommonWord(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if s[size:] != strings.ToLower(s[size:]) || size == len(s) && unicode.IsUpper(r) {
		return false
	}
	_, found := slices.BinarySearch(commonWords, strings.ToLower(s))
	return found
}
