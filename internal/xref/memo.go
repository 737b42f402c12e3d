package xref

import (
	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/parallel"
)

// A Memo keeps what one index after the other reads in the same articles, by
// pointer, if the same mentions were found there: corpus.Memo and link.Memo say
// so. The zero value is empty. Only one Build at a time may use it.
type Memo struct {
	articles map[*corpus.Article]reading
}

// A reading is what an article has, whatever stands in the others.
type reading struct {
	mentions  []link.Mention
	counts    []Count
	sentences [][]extract.Span // of each paragraph; nil of one without mentions
}

// read reads all articles of an index.
func (memo *Memo) read(x *Index) {
	read := make([]reading, len(x.articles))
	_ = parallel.Workers(len(read), func() func(int) error { // which never fails
		at := map[*corpus.Entity]int{}
		return func(i int) error {
			a := x.articles[i]
			mentions := x.Mentions.On(a.ID)
			known, ok := memo.articles[a]
			if !ok || !link.IsSame(known.mentions, mentions) {
				known = readArticle(a, mentions, at)
			}
			read[i] = known
			return nil
		}
	})
	memo.articles = make(map[*corpus.Article]reading, len(read))
	for i, a := range x.articles {
		memo.articles[a] = read[i]
	}
}

func readArticle(a *corpus.Article, mentions []link.Mention, at map[*corpus.Entity]int) reading {
	r := reading{mentions, countsIn(mentions, at), make([][]extract.Span, len(a.Paragraphs))}
	var here []link.Mention
	for i := range a.Paragraphs {
		if here, mentions = nextMentions(mentions, a.Paragraphs[i].Block); len(here) > 0 {
			r.sentences[i] = extract.Sentences(a.Text(i))
		}
	}
	return r
}
