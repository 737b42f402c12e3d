package xref

import (
	"cmp"
	"slices"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/link"
)

// A Pair is two entities, sorted by ID, and how many paragraphs mention both.
type Pair struct {
	A, B       corpus.ID
	Paragraphs int
}

// OfArticle returns what the index has of one article alone: the sentences that
// mention each entity, by ID and then in reading order, and the pairs of
// entities that its paragraphs mention. mentions are those in its text, in
// reading order.
func OfArticle(a *corpus.Article, mentions []link.Mention) (backlinks [][]Backlink, pairs []Pair) {
	ids := make([]corpus.ID, len(mentions))
	for i, m := range mentions {
		ids[i] = m.Entity
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	all := make([]entityIndex, len(ids))
	byID := make(map[corpus.ID]*entityIndex, len(ids))
	for i, id := range ids {
		all[i].number = int32(i)
		byID[id] = &all[i]
	}
	together := map[pair]int{}
	for i, p := range a.Paragraphs {
		here := mentionsIn(mentions, p.Block)
		in := make([]*entityIndex, len(here))
		for k, m := range here {
			in[k] = byID[m.Entity]
		}
		if len(here) > 0 {
			addSentences(a, i, extract.Sentences(a.Text(i)), here, in)
		}
		addPairs(together, in)
	}
	for i := range all {
		if len(all[i].backlinks) > 0 { // else it is mentioned in a heading
			backlinks = append(backlinks, all[i].backlinks)
		}
	}
	for p, n := range together {
		pairs = append(pairs, Pair{ids[p.a], ids[p.b], n})
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return backlinks, pairs
}
