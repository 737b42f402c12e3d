package fingerprint

import (
	"cmp"
	"slices"
)

// A Run is a stretch of words that stands in two reports, outside quotations:
// as long as it can be, in one paragraph of each, and crossing no quotation.
type Run struct {
	A, B     Paragraph // A.Article is before B.Article
	AtA, AtB int       // its first word, from 0, among the paragraph's words outside quotations
	Words    int       // at least ShortestRun
}

// A Paragraph names a paragraph of a report.
type Paragraph struct {
	Article string // its slug
	N       int    // 7 for ^p7
}

func compareParagraphs(a, b Paragraph) int {
	return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.N, b.N))
}

func compareRuns(a, b Run) int {
	return cmp.Or(compareParagraphs(a.A, b.A), compareParagraphs(a.B, b.B),
		cmp.Compare(a.AtA, b.AtA), cmp.Compare(a.AtB, b.AtB))
}

// Shared returns the runs that any two of the reports have in common, by A,
// then B, then place. The order of reports makes no difference.
//
// Of a run that a paragraph has twice between the same two quotations, the
// first counts; and of two runs of the same paragraphs, of which one lies
// within the other on either side, the longer. So two paragraphs have fewer
// runs than words, whatever they say.
func Shared(reports []Print) []Run {
	c := newComparison(reports)
	var runs []Run
	for p := range c.pieces {
		runs = c.runsFrom(runs, int32(p))
	}
	slices.SortFunc(runs, compareRuns)
	return runs
}

// A comparison is an inverted index of what may begin a run: hashesInRun
// hashes in a row.
type comparison struct {
	pieces []located
	seeds  []seed    // by key, piece and place; of equal ones in a piece the first
	end    []int32   // of each seed, the end of those with its key in seeds
	of     [][]int32 // of each piece, its seeds, by place
}

// A located is a piece of a paragraph.
type located struct {
	Piece
	paragraph Paragraph
	at        int // its first word in the paragraph
}

// A seed is hashesInRun hashes of a piece.
type seed struct {
	key   uint64
	piece int32
	at    int32
}

func newComparison(reports []Print) *comparison {
	reports = slices.Clone(reports)
	slices.SortStableFunc(reports, func(a, b Print) int { return cmp.Compare(a.Article, b.Article) })
	c := &comparison{}
	for _, r := range reports {
		for _, p := range r.Paragraphs {
			at := 0
			for _, piece := range p.Pieces {
				if len(piece.Hashes) > 0 {
					c.add(located{piece, Paragraph{r.Article, p.N}, at})
				}
				at += piece.Words
			}
		}
	}
	slices.SortFunc(c.seeds, func(a, b seed) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.piece, b.piece), cmp.Compare(a.at, b.at))
	})
	c.seeds = slices.CompactFunc(c.seeds, func(a, b seed) bool { return a.key == b.key && a.piece == b.piece })
	c.end = make([]int32, len(c.seeds))
	for i := len(c.seeds) - 1; i >= 0; i-- {
		c.end[i] = int32(i + 1)
		if i+1 < len(c.seeds) && c.seeds[i+1].key == c.seeds[i].key {
			c.end[i] = c.end[i+1]
		}
	}
	c.of = make([][]int32, len(c.pieces))
	for i, s := range c.seeds {
		c.of[s.piece] = append(c.of[s.piece], int32(i))
	}
	for _, list := range c.of {
		slices.SortFunc(list, func(a, b int32) int { return cmp.Compare(c.seeds[a].at, c.seeds[b].at) })
	}
	return c
}

func (c *comparison) add(p located) {
	for i := range len(p.Hashes) - hashesInRun + 1 {
		key := uint64(0)
		for _, h := range p.Hashes[i : i+hashesInRun] {
			key = key<<hashBits | uint64(h)
		}
		c.seeds = append(c.seeds, seed{key, int32(len(c.pieces)), int32(i)})
	}
	c.pieces = append(c.pieces, p)
}

// A match is a run of equal hashes in two pieces.
type match struct{ a, b, n int }

// runsFrom appends the runs between a piece and those of later reports.
func (c *comparison) runsFrom(runs []Run, p int32) []Run {
	a := &c.pieces[p]
	found := map[int32][]match{} // by the other piece
	for _, i := range c.of[p] {
		s := c.seeds[i]
		for _, other := range c.seeds[i+1 : c.end[i]] {
			b := &c.pieces[other.piece]
			known := found[other.piece]
			if a.paragraph.Article == b.paragraph.Article || covered(known, int(s.at), int(other.at)) {
				continue
			}
			found[other.piece] = append(known, extend(a.Hashes, b.Hashes, int(s.at), int(other.at)))
		}
	}
	for other, matches := range found {
		b := &c.pieces[other]
		for _, m := range outermost(matches) {
			runs = append(runs, Run{a.paragraph, b.paragraph, a.at + m.a, b.at + m.b, m.n + shingle - 1})
		}
	}
	return runs
}

// covered reports whether two places are those of a match that is known.
func covered(known []match, a, b int) bool {
	for _, m := range slices.Backward(known) {
		if a-b == m.a-m.b && m.a <= a && a < m.a+m.n {
			return true
		}
	}
	return false
}

// extend returns the longest match around two equal places.
func extend(a, b []uint16, i, j int) match {
	from := 0
	for from < i && from < j && a[i-from-1] == b[j-from-1] {
		from++
	}
	to := 0
	for i+to < len(a) && j+to < len(b) && a[i+to] == b[j+to] {
		to++
	}
	return match{i - from, j - from, from + to}
}

// outermost drops the matches that lie within a longer one on either side.
func outermost(matches []match) []match {
	slices.SortFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	var kept []match
	for _, m := range matches {
		within := func(k match) bool {
			return k.a <= m.a && m.a+m.n <= k.a+k.n || k.b <= m.b && m.b+m.n <= k.b+k.n
		}
		if !slices.ContainsFunc(kept, within) {
			kept = append(kept, m)
		}
	}
	return kept
}

// A Share says how much of a report stands in others too.
type Share struct {
	Article string
	Words   int      // of the report, outside quotations
	Shared  int      // of these, those in a run with any other report, each counted once
	With    []Common // by article; without those that share nothing with it
}

// A Common counts the words of a report that it shares with another: those in
// a run of the two, each counted once. The other may have more or fewer of
// them, if a run stands twice in either.
type Common struct {
	Article string // the other
	Words   int
}

// Shares returns the share of each report, in the order of reports. Runs are
// what Shared returned for them.
func Shares(reports []Print, runs []Run) []Share {
	shares := make([]Share, len(reports))
	number := map[string]int{}
	for i, r := range reports {
		shares[i] = Share{Article: r.Article, Words: r.Words()}
		number[r.Article] = i
	}
	sides := make([]side, 0, 2*len(runs))
	for _, r := range runs {
		sides = append(sides, side{r.A, r.B.Article, r.AtA, r.AtA + r.Words}, side{r.B, r.A.Article, r.AtB, r.AtB + r.Words})
	}
	slices.SortFunc(sides, func(a, b side) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.N, b.N), cmp.Compare(a.from, b.from))
	})
	for _, list := range groups(sides, func(a, b side) bool { return a.Article == b.Article }) {
		shares[number[list[0].Article]].Shared = union(list)
	}
	slices.SortStableFunc(sides, func(a, b side) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.with, b.with))
	})
	for _, list := range groups(sides, func(a, b side) bool { return a.Article == b.Article && a.with == b.with }) {
		s := &shares[number[list[0].Article]]
		s.With = append(s.With, Common{list[0].with, union(list)})
	}
	return shares
}

// A side is a run as one of its two reports has it.
type side struct {
	Paragraph
	with     string // the other report
	from, to int
}

// groups cuts a sorted list where what is next to each other is not the same.
func groups(sides []side, same func(a, b side) bool) [][]side {
	var list [][]side
	for from, i := 0, 1; i <= len(sides); i++ {
		if i == len(sides) || !same(sides[from], sides[i]) {
			list = append(list, sides[from:i])
			from = i
		}
	}
	return list
}

// union counts the words that sides cover, by paragraph and place.
func union(sides []side) int {
	words, end := 0, 0
	for i, s := range sides {
		if i == 0 || s.Paragraph != sides[i-1].Paragraph {
			end = 0
		}
		words += max(0, s.to-max(s.from, end))
		end = max(end, s.to)
	}
	return words
}
