package collate

import "collate/internal/corpus"

// An Agreement is how two reports answer the claims that both answer, by the
// worst relation between an answer of the one and one of the other.
type Agreement struct {
	A, B       *corpus.Article
	Same       int
	Compatible int
	Conflict   int
	Apart      int // they answer about different things
}

// Both returns how many claims both answer.
func (a Agreement) Both() int { return a.Same + a.Compatible + a.Conflict + a.Apart }

// Agreements holds every two articles against each other: the first with the
// second, then both with the third, and so on.
func Agreements(articles []*corpus.Article, claims []Claim) []Agreement {
	var list []Agreement
	for j, b := range articles {
		for _, a := range articles[:j] {
			between := Agreement{A: a, B: b}
			for i := range claims {
				between.count(&claims[i])
			}
			list = append(list, between)
		}
	}
	return list
}

func (a *Agreement) count(c *Claim) {
	switch c.Between(a.A, a.B) {
	case AllAgree:
		a.Same++
	case AllCompatible:
		a.Compatible++
	case Disagree:
		a.Conflict++
	case NotComparable:
		a.Apart++
	}
}
