package extract

import (
	"slices"
	"strings"
)

// fullNames knows what names of a report are called in full.
type fullNames struct {
	full    map[string][]string // by the last words of a person's name: the names that end so
	first   map[string][]string // by the first: the names that begin so
	article map[string]bool
	acronym map[string]string // what letters stand for
	letters map[string]string // the letters that stand for a name
	given   map[string]Ref    // the caller's names by what is printed
}

func (c *fullNames) learn(paragraphs []reading, found [][]Name, refs [][]Ref) {
	c.full, c.first, c.acronym = map[string][]string{}, map[string][]string{}, map[string]string{}
	c.letters = map[string]string{}
	c.article, c.given = map[string]bool{}, map[string]Ref{}
	for i, list := range refs[:min(len(refs), len(paragraphs))] {
		text := paragraphs[i].text
		for _, n := range callersNames(text, list) {
			c.given[text[n.Start:n.End]] = n.Ref
			if n.Person {
				c.addEnds(n.Name)
			}
		}
	}
	for i, p := range paragraphs {
		text := p.text
		for k, n := range found[i] {
			n = trimRole(text, n)
			word := n.In(text)
			if n.Kind == Person {
				c.addEnds(word)
			}
			end := bodyEnd(text, n)
			if before := strings.TrimRight(text[:n.Start], " "); n.Title == "" && isThe(before) {
				c.article[text[n.Start:end]] = true
			}
			if k > 0 && isAcronym(word) && text[found[i][k-1].End:n.Start] == " (" {
				c.acronym[word] = found[i][k-1].In(text)
				c.letters[c.acronym[word]] = word
			}
		}
	}
}

func isThe(before string) bool {
	n := len(before) - len("the")
	return n >= 0 && strings.EqualFold(before[n:], "the") && !isWordRune(runeBefore(before, n))
}

// addEnds enters a person's name under its last words, and its first.
func (c *fullNames) addEnds(name string) {
	const enough = 8
	add := func(list map[string][]string, part string) {
		if !slices.Contains(list[part], name) && len(list[part]) < enough {
			list[part] = append(list[part], name)
		}
	}
	words := strings.Fields(name)
	for i := 1; i < len(words); i++ {
		add(c.full, strings.Join(words[i:], " "))
	}
	if len(words) > 1 && MayBeGiven(words[0]) {
		add(c.first, words[0])
	}
}

// of returns what a name is called in full, and whether it is a person's. A
// surname that several have is nobody's, even if the caller gave one of them
// elsewhere.
func (c *fullNames) of(text string, n Name, end int) (name string, person bool) {
	word := text[n.Start:end]
	if ref, ok := c.given[word]; ok && (len(c.full[word]) < 2 || longest(c.full[word]) != "") {
		return ref.Name, ref.Person
	}
	if n.Kind == Person || len(c.full[word]) > 0 && !IsCountry(word) {
		if full := longest(c.full[word]); full != "" {
			return full, true
		}
		if full := longest(c.first[word]); full != "" && len(c.full[word]) == 0 {
			return full, true
		}
		if hasAge(text[end:]) {
			return word, true
		}
		if end == n.End && (strings.Contains(word, " ") || n.Title != "" || len(c.full[word]) > 0) {
			return word, true
		}
	}
	if full, ok := c.acronym[word]; ok {
		word = full
	}
	if c.article[word] || c.article[c.letters[word]] {
		return "the " + word, false
	}
	return word, false
}

// hasAge reports whether an age stands behind a name: “Ann, 26, who”.
func hasAge(behind string) bool {
	age, ok := strings.CutPrefix(behind, ", ")
	return ok && isDigitAt(age, 0) && isDigitAt(age, 1) && strings.HasPrefix(age[2:], ",")
}

// longest returns the name that all others are ends of, or "".
func longest(names []string) string {
	best := ""
	for _, n := range names {
		if len(n) > len(best) {
			best = n
		}
	}
	for _, n := range names {
		if n != best && !strings.HasSuffix(best, " "+n) {
			return ""
		}
	}
	return best
}
