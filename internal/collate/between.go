package collate

import (
	"slices"

	"collate/internal/cite"
	"collate/internal/corpus"
)

// Between returns how the answers of two reports stand to each other:
// OneReport if not both answer.
func (c *Claim) Between(a, b *corpus.Article) Verdict {
	v := OneReport
	for _, g := range c.By(a) {
		for _, h := range c.By(b) {
			v = max(v, verdictOf(c.Claim, g.Answer, h.Answer))
		}
	}
	return v
}

// By returns what a report answers, nil if it is silent.
func (c *Claim) By(a *corpus.Article) []Given {
	for _, cell := range c.Cells {
		if cell.Article == a {
			return cell.Answers
		}
	}
	return nil
}

// AccountsBetween returns how the times stand to each other that two reports
// give an event: OneReport if not both give one.
func AccountsBetween(e *corpus.Event, cs *cite.Citations, a, b *corpus.Article) Verdict {
	v := OneReport
	for _, i := range datedBy(e, cs, a) {
		for _, j := range datedBy(e, cs, b) {
			switch relateTimes(e.Accounts[i].When, e.Accounts[j].When) {
			case Conflict:
				v = Disagree
			case Same:
				v = max(v, AllAgree)
			default:
				v = max(v, AllCompatible)
			}
		}
	}
	return v
}

// datedBy returns the accounts of a report that give a known time.
func datedBy(e *corpus.Event, cs *cite.Citations, a *corpus.Article) []int {
	var list []int
	for i, account := range e.Accounts {
		from := func(r cite.Ref) bool { return r.Article == a }
		if account.When.Known() && slices.ContainsFunc(cs.Account(e.ID, i), from) {
			list = append(list, i)
		}
	}
	return list
}

// CompareTexts says how words differ from others, as those of two printings of
// an utterance.
func CompareTexts(base, words string) Comparison { return compare(wordsOf(base), wordsOf(words)) }
