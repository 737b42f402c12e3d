package link

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// A name is one way in which texts print an entity.
type name struct {
	as       string           // as the entity's page has it
	entities []*corpus.Entity // who have it among their names; several if they share it
	derived  []derived        // people of whose names it is a part
	ignored  bool
}

// A derived name is a part of a person's names that their page need not list.
// It holds in a text that has introduced them.
type derived struct {
	person *corpus.Entity
	given  bool // the first name, else the surname
}

// names finds names in text: a tree of their words and of the signs between
// these, so that to look takes no longer for many names than for few. It is
// not changed once built.
type names struct {
	root   node
	starts [256]bool // the bytes that names begin with
}

// A node of the tree is what some names have in common at their start.
type node struct {
	next map[string]*node // by word or sign
	name *name            // the name that ends here, or nil
}

// compileNames builds the names of all entities and the site's ignored names.
func compileNames(c *corpus.Corpus) (*names, diag.List) {
	var errs diag.List
	ns := &names{}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			for _, a := range e.Names {
				if extract.IsCommonWord(a.Text) {
					errs.Add(a.Pos, "remove it, or use a longer name",
						"%q is a common word, and as a name it would be found everywhere", a.Text)
					continue
				}
				if n := ns.add(a.Text); !slices.Contains(n.entities, e) {
					n.entities = append(n.entities, e)
				}
			}
		}
	}
	for _, e := range c.People {
		ns.derive(e)
	}
	for _, e := range c.Places {
		ns.addDateline(e)
	}
	for _, ig := range c.Site.Ignore {
		n := ns.add(ig.Name)
		known := n.ignored
		n.ignored, n.derived = true, nil
		switch {
		case len(n.entities) > 0:
			errs.Add(ig.Pos, "take it out of one of the two", "%q is ignored, but is a name of %s", ig.Name, n.entities[0].ID)
		case known:
			errs.Add(ig.Pos, "keep one of the two", "the name %q is ignored twice", ig.Name)
		}
	}
	return ns, errs
}

// derive adds the surnames and first names of a person's names: all ends of
// theirs, "Salem" and "bin Salem", with the "Jr." behind them, and the first
// words.
func (ns *names) derive(e *corpus.Entity) {
	for _, a := range e.Names {
		words := strings.Fields(a.Text)
		suffix := ""
		if n := len(words); n > 1 && isSuffix(words[n-1]) {
			suffix = " " + words[n-1]
			words = words[:n-1]
		}
		if len(words) < 2 {
			continue
		}
		for i := 1; i < len(words); i++ {
			part := strings.Join(words[i:], " ")
			if strings.HasSuffix(words[i], ".") {
				continue // an initial
			}
			ns.addPart(part+suffix, derived{person: e})
			if suffix != "" {
				ns.addPart(part, derived{person: e})
			}
			if first, size := utf8.DecodeRuneInString(part); unicode.IsLower(first) {
				ns.addPart(string(unicode.ToUpper(first))+part[size:], derived{person: e}) // opens a sentence
			}
		}
		for _, article := range []string{"al-", "el-", "Al-", "El-"} {
			if bare, ok := strings.CutPrefix(words[len(words)-1], article); ok {
				ns.addPart(bare, derived{person: e})
			}
		}
		ns.addPart(words[0], derived{person: e, given: true})
		for i := 2; i < len(words) && !extract.IsTitle(words[0]); i++ {
			if !extract.IsParticle(words[i-1]) {
				ns.addPart(strings.Join(words[:i], " "), derived{person: e, given: true}) // "Miguel Angel"
			}
		}
	}
}

// addPart adds a part of a name, unless it is too common to be found by it.
func (ns *names) addPart(part string, d derived) {
	const least = 3 // letters
	first, _ := utf8.DecodeRuneInString(part)
	lower := unicode.IsLower(first) && !strings.ContainsAny(part, " -")
	initials := strings.Contains(part, ".") && !isSuffix(part[strings.LastIndexByte(part, ' ')+1:])
	if utf8.RuneCountInString(part) < least || initials || lower || extract.IsCommonWord(part) || extract.IsTitle(part) {
		return
	}
	n := ns.add(part)
	known := slices.ContainsFunc(n.derived, func(x derived) bool { return x.person == d.person })
	if !known && !slices.Contains(n.entities, d.person) {
		n.derived = append(n.derived, d)
	}
}

// addDateline adds a place's title in capitals, as datelines print it.
func (ns *names) addDateline(e *corpus.Entity) {
	const least = 4 // letters; fewer are an acronym
	if utf8.RuneCountInString(e.Title) < least {
		return
	}
	if n := ns.add(strings.ToUpper(e.Title)); len(n.entities) == 0 {
		n.entities = append(n.entities, e)
	}
}

func isSuffix(word string) bool {
	switch strings.Trim(word, ".,") {
	case "Jr", "Sr", "Junior", "Senior", "II", "III", "IV":
		return true
	}
	return false
}

// add returns the name that a text is.
func (ns *names) add(text string) *name {
	folded := fold(text)
	if folded != "" {
		ns.starts[folded[0]] = true
	}
	n := &ns.root
	for i := 0; i < len(folded); {
		part, end := nextPart(folded, i)
		if n.next == nil {
			n.next = map[string]*node{}
		}
		if n.next[part] == nil {
			n.next[part] = &node{}
		}
		n, i = n.next[part], end
	}
	if n.name == nil {
		n.name = &name{as: text}
	}
	return n.name
}

// at returns the longest name that begins with the word at text[start:] and
// ends by limit, and where it ends; or nil.
func (ns *names) at(text string, start, limit int) (found *name, end int) {
	n := &ns.root
	if start < len(text) && !ns.starts[text[start]] {
		return nil, 0
	}
	for i := start; i < limit; {
		part, after := nextPart(text, i)
		if n = n.next[part]; n == nil || after > limit {
			break
		}
		if n.name != nil && !wordAt(text, after) {
			found, end = n.name, after
		}
		i = after
	}
	return found, end
}

// next returns the first offset from at on at which a name may begin. A word may
// begin at that offset itself, whatever is before it.
func (ns *names) next(text string, at int) int {
	starts := &ns.starts
	for i := at; i < len(text); {
		switch {
		case !starts[text[i]]:
			i++
		case i > at && endsInWord(text[:i]):
			i = max(i+1, wordEnd(text, i)) // a sign may begin as a letter does
		default:
			return i
		}
	}
	return len(text)
}

// endsInWord reports whether the last rune of a text is part of a word.
func endsInWord(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return isWord(r)
}

// nextPart returns the word or the folded sign that begins at text[i], and
// where it ends.
func nextPart(text string, i int) (part string, end int) {
	if end = wordEnd(text, i); end > i {
		return text[i:end], end
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return foldSign(text[i : i+size]), i + size
}

// fold returns a name as texts are compared with it: without what is not part
// of a word before it, signs folded, spaces single.
func fold(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !isWord(r) })
	return strings.Join(strings.Fields(s), " ")
}

// foldSign makes apostrophes straight, hyphens plain and spaces ordinary.
func foldSign(s string) string {
	switch s {
	case "’", "‘", "ʼ", "`", "ʻ":
		return "'"
	case "‐", "‑", "‒", "–":
		return "-"
	case "\u00a0", "\u202f", "\u2009":
		return " "
	}
	return s
}

// isWord reports whether r is part of a word: a letter, a mark on a letter, a
// digit or an underscore. Apostrophes are not, though Unicode counts two of
// them as letters.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isWordByte[byte(r)]
	}
	return unicode.IsLetter(r) && r != 'ʼ' && r != 'ʻ' || unicode.IsMark(r) || unicode.IsDigit(r)
}

// isWordByte has what isWord says of each byte of ASCII, and false for others.
var isWordByte = func() (is [256]bool) {
	for c := range is {
		is[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
	}
	return is
}()

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
	for {
		for i < len(text) && isWordByte[text[i]] {
			i++
		}
		if i == len(text) || text[i] < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			return i
		}
		i += size
	}
}

// words yields the words of a text, each with where it ends.
func words(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := 0; i < len(text); {
			end := wordEnd(text, i)
			if end == i {
				_, size := utf8.DecodeRuneInString(text[i:])
				i += size
				continue
			}
			if !yield(end, text[i:end]) {
				return
			}
			i = end
		}
	}
}
