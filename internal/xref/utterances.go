package xref

import (
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
)

// utterances are what was said, and where.
type utterances struct {
	all       []collate.Utterance
	bySpeaker map[corpus.ID][]int
	byQuote   map[quotation]int
}

// A quotation is where in an article one begins.
type quotation struct {
	article          corpus.ID
	paragraph, start int
}

func (x *Index) addUtterances() {
	u := &x.said
	u.all = collate.Utterances(x.articles, x.Mentions.Quotes)
	u.bySpeaker, u.byQuote = map[corpus.ID][]int{}, map[quotation]int{}
	for i := range u.all {
		if e := u.all[i].Entity; e != "" {
			u.bySpeaker[e] = append(u.bySpeaker[e], i)
		}
		for _, p := range u.all[i].Printings {
			for _, q := range p.Quotes {
				u.byQuote[quotation{p.Article.ID, q.Paragraph, q.Start}] = i
			}
		}
	}
}

// Utterances returns what was said in all reports, in the order of the first
// printings.
func (x *Index) Utterances() []collate.Utterance { return x.said.all }

// Said returns the utterances of an entity, as indices into Utterances, in
// their order.
func (x *Index) Said(id corpus.ID) []int { return x.said.bySpeaker[id] }

// UtteranceOf returns the index of the utterance of which a quotation of an
// article is a printing, -1 if it has no word.
func (x *Index) UtteranceOf(article corpus.ID, q link.Quote) int {
	if i, ok := x.said.byQuote[quotation{article, q.Paragraph, q.Start}]; ok {
		return i
	}
	return -1
}
