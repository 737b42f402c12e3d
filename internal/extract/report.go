package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReportNames returns the names in the paragraphs of one report, a list for
// each, with kinds that hold for the whole report: what a name is at one place
// tells what it is at others, and whose surname a single word is. A word that
// opens a sentence is a name if it is one elsewhere. No kind is Unsure.
func ReportNames(paragraphs []string) [][]Name { return reportNames(readAll(paragraphs)) }

func reportNames(paragraphs []reading) [][]Name {
	t := kindTally{
		votes: map[string]*[4]int{}, surnames: map[string]bool{}, firstNames: map[string]bool{}, inside: map[string]bool{},
	}
	all := make([][]Name, len(paragraphs))
	for i, p := range paragraphs {
		all[i] = p.names()
		for _, n := range all[i] {
			t.count(p.text, n)
		}
	}
	t.learnSurnames()
	for i, p := range paragraphs {
		text := p.text
		kept := all[i][:0]
		for _, n := range all[i] {
			form := n.In(text)
			if n.Opens && !t.inside[form] && !t.surnames[form] && !t.firstNames[form] && !IsPlace(form) && n.Kind != Place {
				continue
			}
			n.Kind = t.kind(form)
			kept = append(kept, n)
		}
		all[i] = kept
	}
	return all
}

// A kindTally counts what the names of a report seem to name.
type kindTally struct {
	votes      map[string]*[4]int // by form and NameKind
	surnames   map[string]bool    // last words of people's names
	firstNames map[string]bool    // first words of people's names
	inside     map[string]bool    // forms that stand inside a sentence
}

func (t *kindTally) count(text string, n Name) {
	form := n.In(text)
	if t.votes[form] == nil {
		t.votes[form] = new([4]int)
	}
	if !n.Opens {
		t.inside[form] = true
	}
	kind := n.Kind
	if kind == Unsure {
		kind = cueAround(text, n)
	}
	t.votes[form][kind]++
}

// cueAround weighs words around a name that say less than those that Names
// goes by.
func cueAround(text string, n Name) NameKind {
	before := strings.ToLower(lastWordOf(text[:n.Start]))
	switch before {
	case "in", "at", "near", "from", "to", "outside", "across", "around", "towards", "toward":
		return Place
	case "through":
		if !strings.Contains(n.In(text), " ") { // "a goal through Ann Lee"
			return Place
		}
	case "by", "with", "told", "who":
		return Unsure
	}
	rest := strings.TrimPrefix(text[n.End:], " ")
	if after := wordAt(rest, 0); len(rest) < len(text[n.End:]) && speech.has(after) {
		return Person
	}
	if strings.HasPrefix(text[n.End:], ", ") && isDigitAt(text, n.End+2) {
		return Person // "Ann Lee, 45, a nurse"
	}
	return Unsure
}

func lastWordOf(s string) string {
	s = strings.TrimRight(s, " ")
	start := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || isOpener(r) && r != '\'' })
	_, size := utf8.DecodeRuneInString(s[max(start, 0):])
	if start < 0 {
		return s
	}
	return s[start+size:]
}

// learnSurnames collects the first and the last words of what are people's names.
func (t *kindTally) learnSurnames() {
	for form := range t.votes {
		if i := strings.LastIndexByte(form, ' '); i >= 0 && t.alone(form) == Person {
			t.surnames[form[i+1:]] = true
			if first, _, _ := strings.Cut(form, " "); MayBeGiven(first) {
				t.firstNames[first] = true
			}
		}
	}
}

// kind returns what a form names.
func (t *kindTally) kind(form string) NameKind {
	v := t.votes[form]
	isPart := t.surnames[form] || t.firstNames[form] && v[Organisation] == 0
	if !strings.Contains(form, " ") && isPart && v[Place] == 0 {
		return Person
	}
	return t.alone(form)
}

// alone returns what a form names by its own places and words.
func (t *kindTally) alone(form string) NameKind {
	v := t.votes[form]
	best := Unsure
	for kind := Person; kind <= Organisation; kind++ {
		if v[kind] > 0 && (best == Unsure || v[kind] > v[best]) {
			best = kind
		}
	}
	words := strings.Fields(form)
	switch {
	case best == Place && len(words) > 1 && v[Person] > 0:
		return Person // "from Ann Lee", who said something elsewhere
	case best != Unsure:
		return best
	case len(words) > 1 && len(words) <= 4 && !strings.ContainsAny(form, "&") && looksPersonal(words):
		return Person
	case len(words) == 1 && utf8.RuneCountInString(form) > 3:
		return Person
	}
	return Organisation
}

// looksPersonal reports whether each word may stand in a person's name.
func looksPersonal(words []string) bool {
	for _, w := range words {
		if links.has(w) || len(w) == 2 && w[1] == '.' {
			continue
		}
		if !MayBeGiven(w) || IsOfName(w) {
			return false
		}
	}
	return true
}
