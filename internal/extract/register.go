package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A placedName is a name with its place among the caller's.
type placedName struct {
	Ref
	index int // into the caller's list, or -1
	title string
	voice int
}

// A voice is somebody or something that a report names or lets speak.
type voice struct {
	name      string
	person    bool
	plural    bool
	gender    Gender
	roles     set // words that tell what somebody is
	heads     set // nouns that tell so by themselves
	paragraph int // where a Ref last named it, or -1
	ref       int
	last      int // number of the sentence that last mentioned it
}

// A register holds who is named in a report.
type register struct {
	names  [][]placedName
	voices []voice
	byName map[string]int
	byRole map[string][]int // voices by noun, in the order of their introduction
}

// newRegister enters the names found in each paragraph, and the caller's.
func newRegister(paragraphs []reading, found [][]Name, refs [][]Ref) *register {
	reg := &register{byName: map[string]int{}, byRole: map[string][]int{}}
	var c fullNames
	c.learn(paragraphs, found, refs)
	for i, p := range paragraphs {
		text := p.text
		var list []placedName
		if i < len(refs) {
			list = callersNames(text, refs[i])
		}
		given := len(list)
		for _, n := range found[i] {
			n = trimRole(text, n)
			end := bodyEnd(text, n)
			if at := overlapping(list[:given], n.Start, end); at >= 0 {
				list[at].title = cmp.Or(list[at].title, n.Title)
				continue
			}
			name, person := c.of(text, n, end)
			list = append(list, placedName{
				Ref: Ref{n.Start, end, name, person}, index: -1, title: n.Title,
			})
		}
		slices.SortStableFunc(list, func(a, b placedName) int { return cmp.Compare(a.Start, b.Start) })
		reg.names = append(reg.names, list)
	}
	reg.enter(paragraphs)
	return reg
}

// callersNames returns the refs that can stand in text, in order and apart.
func callersNames(text string, refs []Ref) []placedName {
	var list []placedName
	for i, ref := range refs {
		if ref.Start < 0 || ref.Start >= ref.End || ref.End > len(text) ||
			!utf8.RuneStart(text[ref.Start]) || ref.End < len(text) && !utf8.RuneStart(text[ref.End]) {
			continue
		}
		list = append(list, placedName{Ref: ref, index: i})
	}
	slices.SortStableFunc(list, func(a, b placedName) int { return cmp.Compare(a.Start, b.Start) })
	end := 0
	return slices.DeleteFunc(list, func(n placedName) bool {
		if n.Start < end {
			return true
		}
		end = n.End
		return false
	})
}

// overlapping returns the index of the name that shares text with a span, or -1.
func overlapping(list []placedName, start, end int) int {
	i, _ := slices.BinarySearchFunc(list, start, func(n placedName, at int) int {
		if n.End <= at {
			return -1
		}
		return 1
	})
	if i < len(list) && list[i].Start < end {
		return i
	}
	return -1
}

// trimRole takes a capitalised noun off a name's beginning: “Coach Ann Lee”.
func trimRole(text string, n Name) Name {
	for {
		word := wordAt(text, n.Start)
		next := n.Start + len(word)
		if !personNouns.has(word) || orgWords.has(word) || next+1 >= n.End || text[next] != ' ' {
			return n
		}
		rest := strings.Fields(text[next:n.End])
		if n.Kind != Person && (len(rest) < 2 || !looksPersonal(rest)) {
			return n
		}
		n.Kind = Person
		n.Title = strings.TrimSpace(n.Title + " " + word)
		n.Start = next + 1
	}
}

// bodyEnd takes “news agency” and the like into the name before it.
func bodyEnd(text string, n Name) int {
	end := n.End
	if n.Kind == Person && n.Title != "" {
		return end
	}
	for end < len(text) && text[end] == ' ' {
		word := wordAt(text, end+1)
		if !isNewsWord(word) {
			break
		}
		end += 1 + len(word)
	}
	return end
}

// isNewsWord reports whether a word behind a name says that it spreads news.
func isNewsWord(word string) bool {
	switch word {
	case "news", "agency", "newspaper", "television", "radio", "channel", "newswire":
		return true
	}
	return false
}

// enter makes a voice of each name, and learns genders from titles.
func (reg *register) enter(paragraphs []reading) {
	for i := range reg.names {
		for k := range reg.names[i] {
			n := &reg.names[i][k]
			n.voice = reg.voiceOf(n.Name, n.Person)
			v := &reg.voices[n.voice]
			for w := range strings.FieldsSeq(n.title) {
				if g := GenderOf(w); g != UnknownGender && v.gender == UnknownGender {
					v.gender = g
				}
			}
			if w := lastWordOf(paragraphs[i].text[:n.Start]); v.gender == UnknownGender && n.Person {
				v.gender = GenderOf(w)
			}
		}
	}
}

func (reg *register) voiceOf(name string, person bool) int {
	v, ok := reg.byName[name]
	if !ok {
		v = len(reg.voices)
		reg.byName[name] = v
		reg.voices = append(reg.voices, voice{
			name: name, person: person, paragraph: -1, ref: -1, last: -1, roles: set{}, heads: set{},
		})
	}
	return v
}

// addRole notes what a person is called: "defence secretary".
func (reg *register) addRole(v int, words []string, head string) {
	person := &reg.voices[v]
	for _, w := range words {
		person.roles[w] = struct{}{}
		if g := GenderOf(w); g != UnknownGender && person.gender == UnknownGender && w == head {
			person.gender = g
		}
	}
	if head == "" {
		return
	}
	if _, known := person.heads[head]; !known {
		person.heads[head] = struct{}{}
		reg.byRole[head] = append(reg.byRole[head], v)
	}
}
