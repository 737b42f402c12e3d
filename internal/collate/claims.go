package collate

import (
	"slices"

	"collate/internal/cite"
	"collate/internal/corpus"
)

// A Verdict is how the answers of different reports stand to each other.
type Verdict uint8

// The verdicts. The first that applies, from Disagree up, is a claim's.
const (
	OneReport     Verdict = iota // no other report answers
	NotComparable                // no two reports speak about the same
	AllAgree                     // all that can be compared are the same
	AllCompatible                // some differ, none conflict
	Disagree                     // some conflict
)

func (v Verdict) String() string {
	return [...]string{"one report only", "not comparable", "all agree", "compatible", "conflict"}[v]
}

// A Claim is a question with the answers of the reports held against each
// other. Answers are named by their index into the corpus' claim.
type Claim struct {
	*corpus.Claim
	Verdict Verdict
	Cells   []Cell  // one a report, as Corpus.Articles has them
	Pairs   []Pair  // every two answers, once: (0, 1), (0, 2), (1, 2)
	Scopes  []Scope // in the order in which the answers name them first
	Inside  []Inner // conflicts within one report, by report
	Silent  []*corpus.Article
	Reports int // that answer
	Origins int // independent ones, at most as many as answers in Cells
}

// A Cell is what one report answers.
type Cell struct {
	Article *corpus.Article
	Answers []Given // none if it is silent
}

// A Given is an answer with the paragraphs in which one report gives it.
type Given struct {
	Answer int
	Refs   []cite.Ref
}

// A Pair is two answers, A before B, and how they stand to each other.
type Pair struct {
	A, B     int
	Relation Relation
}

// An Inner is two answers of one report that conflict.
type Inner struct {
	Article *corpus.Article
	A, B    int
}

// A Scope is the answers about one thing.
type Scope struct {
	Of      string // as its first answer has it; "" is all that is asked about
	Verdict Verdict
	Answers []int
	Reports int
	Origins int
}

// SharedText reports whether two paragraphs of different reports have one
// text: the one was copied from the other, or both from a third.
type SharedText func(a, b cite.Ref) bool

// Claims holds the answers to every claim against each other, by slug. What a
// report says in its own voice is an origin for itself, unless shared says
// otherwise of the paragraphs; shared may be nil.
func Claims(c *corpus.Corpus, cs *cite.Citations, shared SharedText) []Claim {
	claims := make([]Claim, len(c.Claims))
	for i, claim := range c.Claims {
		claims[i] = collateClaim(c, claim, cs, shared)
	}
	return claims
}

func collateClaim(c *corpus.Corpus, claim *corpus.Claim, cs *cite.Citations, shared SharedText) Claim {
	out := Claim{Claim: claim}
	for _, a := range c.Articles {
		cell := Cell{Article: a}
		for i := range claim.Answers {
			if refs := in(a, cs.Answer(claim.ID, i)); len(refs) > 0 {
				cell.Answers = append(cell.Answers, Given{i, refs})
			}
		}
		if len(cell.Answers) == 0 {
			out.Silent = append(out.Silent, a)
		}
		out.Cells = append(out.Cells, cell)
	}
	for i := range claim.Answers {
		for j := i + 1; j < len(claim.Answers); j++ {
			out.Pairs = append(out.Pairs, Pair{i, j, Relate(claim, &claim.Answers[i], &claim.Answers[j])})
		}
	}
	out.Inside = inside(claim, out.Cells)
	all := Scope{}
	for i := range claim.Answers {
		all.Answers = append(all.Answers, i)
		of := claim.Answers[i].Of
		k := slices.IndexFunc(out.Scopes, func(s Scope) bool { return fold(s.Of) == fold(of) })
		if k < 0 {
			k = len(out.Scopes)
			out.Scopes = append(out.Scopes, Scope{Of: of})
		}
		out.Scopes[k].Answers = append(out.Scopes[k].Answers, i)
	}
	for i := range out.Scopes {
		out.Scopes[i].judge(c, claim, out.Cells, shared)
	}
	all.judge(c, claim, out.Cells, shared)
	out.Verdict, out.Reports, out.Origins = all.Verdict, all.Reports, all.Origins
	return out
}

// in returns the references to one article.
func in(a *corpus.Article, refs []cite.Ref) []cite.Ref {
	var list []cite.Ref
	for _, r := range refs {
		if r.Article == a {
			list = append(list, r)
		}
	}
	return list
}

func inside(claim *corpus.Claim, cells []Cell) []Inner {
	var list []Inner
	for _, cell := range cells {
		for i, g := range cell.Answers {
			for _, h := range cell.Answers[i+1:] {
				if Relate(claim, &claim.Answers[g.Answer], &claim.Answers[h.Answer]) == Conflict {
					list = append(list, Inner{cell.Article, g.Answer, h.Answer})
				}
			}
		}
	}
	return list
}

// judge counts who gives the scope's answers and compares those of different
// reports. An answer that two reports give is the same in both.
func (s *Scope) judge(c *corpus.Corpus, claim *corpus.Claim, cells []Cell, shared SharedText) {
	var voices []voice
	var before []Given // of the reports before
	for _, cell := range cells {
		given := slices.DeleteFunc(slices.Clone(cell.Answers), func(g Given) bool {
			return !slices.Contains(s.Answers, g.Answer)
		})
		if len(given) == 0 {
			continue
		}
		if s.Reports++; s.Reports == 2 {
			s.Verdict = NotComparable
		}
		for _, g := range given {
			voices = append(voices, voiceOf(c, claim, g))
			for _, h := range before {
				s.Verdict = max(s.Verdict, verdictOf(claim, g.Answer, h.Answer))
			}
		}
		before = append(before, given...)
	}
	s.Origins = origins(voices, shared)
}

// verdictOf returns the verdict on two answers of different reports.
func verdictOf(claim *corpus.Claim, a, b int) Verdict {
	switch Relate(claim, &claim.Answers[a], &claim.Answers[b]) {
	case Same:
		return AllAgree
	case Compatible:
		return AllCompatible
	case Conflict:
		return Disagree
	}
	return NotComparable
}

// A voice is who gives an answer in one report.
type voice struct {
	name string // the ID of a page, or words; "" for the report itself
	refs []cite.Ref
}

// voiceOf returns whom an answer comes from: whom the editor names; else who
// says it, or the one organisation that a person speaks for.
func voiceOf(c *corpus.Corpus, claim *corpus.Claim, g Given) voice {
	a := &claim.Answers[g.Answer]
	switch {
	case a.Origin != "":
		return voice{name: fold(a.Origin), refs: g.Refs}
	case a.Speaker != "":
		return voice{name: string(speaksFor(c, a.Speaker)), refs: g.Refs}
	case fold(a.Says) == corpus.OwnVoice:
		return voice{refs: g.Refs}
	}
	return voice{name: fold(a.Says), refs: g.Refs}
}

// origins counts the voices of which no two are one: the same speaker, the
// same report, or reports whose paragraphs share their text.
// speaksFor returns the organisation of a person who has one alone, and the
// entity itself else.
func speaksFor(c *corpus.Corpus, id corpus.ID) corpus.ID {
	for _, p := range c.People {
		if p.ID == id && len(p.Organisations) == 1 {
			return p.Organisations[0]
		}
	}
	return id
}

func origins(voices []voice, shared SharedText) int {
	group := make([]int, len(voices)) // of each voice: the first one of its origin
	count := 0
	for i := range voices {
		group[i] = i
		count++
		for j := range i {
			if group[i] == group[j] || !oneOrigin(voices[i], voices[j], shared) {
				continue
			}
			from, to := max(group[i], group[j]), min(group[i], group[j])
			for k := range i + 1 {
				if group[k] == from {
					group[k] = to
				}
			}
			count--
		}
	}
	return count
}

func oneOrigin(a, b voice, shared SharedText) bool {
	if a.name != b.name {
		return false
	}
	if a.name != "" || a.refs[0].Article == b.refs[0].Article {
		return true
	}
	return shared != nil && slices.ContainsFunc(a.refs, func(r cite.Ref) bool {
		return slices.ContainsFunc(b.refs, func(q cite.Ref) bool { return shared(r, q) })
	})
}
