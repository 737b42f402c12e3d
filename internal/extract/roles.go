package extract

import (
	"slices"
	"strings"
)

// learnRoles notes what the paragraph calls the people that it names: “the
// mayor, Ann Lee”, “Ann Lee, the mayor”, “Mayor Ann Lee”.
func (l *listener) learnRoles() {
	r := l.clauses(0, len(l.items))
	for i, t := range l.items {
		if t.kind != nameItem || !l.isPerson(t.index) {
			continue
		}
		n := l.names[l.number][t.index]
		if words := strings.Fields(strings.ToLower(n.title)); len(words) > 0 && !isCourtesy(words[len(words)-1]) {
			l.addRole(n.voice, words, roleHead(words))
		}
		if !t.owns {
			l.roleBefore(&r, i, n.voice)
			l.roleBehind(&r, i, n.voice)
		}
	}
}

func isCourtesy(word string) bool {
	switch strings.TrimSuffix(word, ".") {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame":
		return true
	}
	return false
}

// roleHead returns the noun of a title: "secretary" of "secretary of state".
func roleHead(words []string) string {
	if i := slices.Index(words, "of"); i > 0 {
		return words[i-1]
	}
	head := words[len(words)-1]
	switch head {
	case "gen", "gen.":
		return "general"
	case "col", "col.":
		return "colonel"
	case "capt", "capt.":
		return "captain"
	case "sen", "sen.":
		return "senator"
	case "gov", "gov.":
		return "governor"
	case "lt", "lt.":
		return "lieutenant"
	case "sgt", "sgt.":
		return "sergeant"
	}
	return head
}

func (l *listener) roleBefore(r *clauseReader, i, v int) {
	from, to := r.baseStart(i), i
	if from == i && r.isMark(i-1, ",") {
		p, ok := r.before(i - 2)
		if !ok || !r.is(i-2, speakerNoun) && r.word(p.head) == "" {
			return
		}
		from, to = p.from, i-1
		if !r.isDeterminer(from) && !r.at(from).owns && !r.at(p.head).owns && !l.hasOwner(from, to) {
			return
		}
	}
	l.addWords(r, from, to, v)
}

func (l *listener) hasOwner(from, to int) bool {
	return slices.ContainsFunc(l.items[from:to], func(t item) bool { return t.owns })
}

func (l *listener) roleBehind(r *clauseReader, i, v int) {
	if !r.isMark(i+1, ",") {
		return
	}
	n := i + 2
	if w := r.word(n); w != "" && w[0] >= '0' && w[0] <= '9' && r.isMark(n+1, ",") {
		n += 2 // the age
	}
	if p, ok := r.after(n); ok && !r.isSubjectPronoun(n) && r.is(p.head, speakerNoun) {
		if end := p.to; r.isMark(end, ",.)") || end >= r.to || r.is(end, preposition) || r.word(end) == "who" {
			l.addWords(r, p.from, p.to, v)
		}
	}
}

// addWords makes the items of a description roles of a person.
func (l *listener) addWords(r *clauseReader, from, to, v int) {
	var words []string
	head := ""
	for i := from; i < to; i++ {
		w := r.word(i)
		if w == "of" || w == "for" {
			break
		}
		if w != "" && !r.is(i, determiner) {
			words = append(words, w)
			if isSpeakerNoun(w) && !r.at(i).owns {
				head = w
			}
		}
	}
	if head != "" {
		l.addRole(v, words, head)
	}
}
