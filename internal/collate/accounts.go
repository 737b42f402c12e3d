package collate

import (
	"slices"

	"collate/internal/cite"
	"collate/internal/corpus"
)

// Accounts are how the accounts of one event stand to each other. Only those
// with a time are held against any.
type Accounts struct {
	// Verdict is Disagree if two accounts give times that share no instant,
	// be they of one report. That accounts agree or overlap takes two reports.
	Verdict Verdict
	Clashes [][]int // of each account, the accounts that its time excludes, in order
}

// CompareAccounts holds an event's accounts against each other.
func CompareAccounts(e *corpus.Event, cs *cite.Citations) Accounts {
	out := Accounts{Clashes: make([][]int, len(e.Accounts))}
	for i, a := range e.Accounts {
		for j, b := range e.Accounts[i:] {
			j += i
			if !a.When.Known() || !b.When.Known() {
				continue
			}
			relation := relateTimes(a.When, b.When)
			switch {
			case relation == Conflict:
				out.Verdict = Disagree
				out.Clashes[i] = append(out.Clashes[i], j)
				out.Clashes[j] = append(out.Clashes[j], i)
			case !ofTwoReports(cs.Account(e.ID, i), cs.Account(e.ID, j)):
			case relation == Same:
				out.Verdict = max(out.Verdict, AllAgree)
			default:
				out.Verdict = max(out.Verdict, AllCompatible)
			}
		}
	}
	return out
}

// ofTwoReports reports whether two accounts, which may be one that two reports
// give, are cited from different reports.
func ofTwoReports(a, b []cite.Ref) bool {
	return slices.ContainsFunc(a, func(r cite.Ref) bool {
		return slices.ContainsFunc(b, func(s cite.Ref) bool { return r.Article != s.Article })
	})
}
