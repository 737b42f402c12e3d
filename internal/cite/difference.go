package cite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// difference says in which words a paragraph differs from a quotation, given in
// its folded pieces: “pier” for “peer”. The score is greater the more words
// they share, and 0 if the paragraph has nothing like it.
func difference(pieces []string, paragraph string) (words string, score int) {
	want := strings.Fields(strings.Join(pieces, " "))
	got := strings.Fields(foldText(paragraph))
	const most = 1 << 20 // comparisons
	if len(want) == 0 || len(want)*len(got) > most {
		return "", 0
	}
	pairs, score := align(want, got)
	if score < len(want) {
		return "", 0
	}
	const shown = 3
	var parts []string
	hunks := differing(want, got, pairs)
	for _, h := range hunks[:min(shown, len(hunks))] {
		parts = append(parts, fmt.Sprintf("“%s” for “%s”", h.got, h.want))
	}
	if more := len(hunks) - shown; more > 0 {
		parts = append(parts, fmt.Sprintf("and differs at %d more", more))
	}
	if parts == nil {
		return "", 0
	}
	return strings.Join(parts, ", "), score
}

// A pair is a word of a quotation and the word of the paragraph that stands in
// its place; -1 where one has none.
type pair struct{ want, got int }

// align lays a quotation along the stretch of a paragraph that is most like
// it.
func align(want, got []string) (pairs []pair, score int) {
	// table[i][j] is the score of the first i words against a stretch that ends
	// before word j, wherever it begins.
	table := make([][]int, len(want)+1)
	for i := range table {
		table[i] = make([]int, len(got)+1)
		if i > 0 {
			table[i][0] = -i
		}
	}
	for i := range want {
		for j := range got {
			table[i+1][j+1] = max(table[i][j]+alike(want, i, got[j]), table[i][j+1]-1, table[i+1][j]-1)
		}
	}
	last := table[len(want)]
	j := 0
	for k := range last {
		if last[k] > last[j] {
			j = k
		}
	}
	score = last[j]
	for i := len(want); i > 0; {
		switch here := table[i][j]; {
		case j > 0 && here == table[i-1][j-1]+alike(want, i-1, got[j-1]):
			i, j = i-1, j-1
			pairs = append(pairs, pair{i, j})
		case j > 0 && here == table[i][j-1]-1:
			j--
			pairs = append(pairs, pair{-1, j})
		default:
			i--
			pairs = append(pairs, pair{i, -1})
		}
	}
	slices.Reverse(pairs)
	return pairs, score
}

// alike returns 2 for a word that is the same, 1 for one that is nearly so, and
// 0. The mark behind the quotation's last word is no difference.
func alike(want []string, i int, got string) int {
	w := want[i]
	switch {
	case w == got, i == len(want)-1 && w == trim(got):
		return 2
	case 3*levenshtein.ComputeDistance(w, trim(got)) <= max(3, len(w)):
		return 1
	}
	return 0
}

// A hunk is a stretch of words that differs.
type hunk struct{ want, got string }

// differing returns the stretches in which what was aligned differs. Where one
// side has no word, both get the word beside.
func differing(want, got []string, pairs []pair) []hunk {
	same := func(p pair) bool { return p.want >= 0 && p.got >= 0 && alike(want, p.want, got[p.got]) == 2 }
	var hunks []hunk
	for k := 0; k < len(pairs); {
		if same(pairs[k]) {
			k++
			continue
		}
		from := k
		for k < len(pairs) && !same(pairs[k]) {
			k++
		}
		to := k
		w, g := wordsOf(want, got, pairs[from:to])
		if len(w) == 0 || len(g) == 0 {
			if from > 0 {
				from--
			} else if to < len(pairs) {
				to++
				k = to
			}
			w, g = wordsOf(want, got, pairs[from:to])
		}
		hunks = append(hunks, hunk{trim(strings.Join(w, " ")), trim(strings.Join(g, " "))})
	}
	return hunks
}

func wordsOf(want, got []string, pairs []pair) (w, g []string) {
	for _, p := range pairs {
		if p.want >= 0 {
			w = append(w, want[p.want])
		}
		if p.got >= 0 {
			g = append(g, got[p.got])
		}
	}
	return w, g
}
