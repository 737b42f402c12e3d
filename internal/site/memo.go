package site

import (
	"slices"

	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/parallel"
)

// A Memo keeps what one plan after the other finds out about the same articles
// and pages, by pointer: corpus.Memo and link.Memo say which are the same. The
// zero value is empty. Only one Plan at a time may use it.
type Memo struct {
	words   map[*corpus.Article]int
	sources map[*corpus.Page]sum // of them
	reports map[*corpus.Article]reportSum
	places  []*corpus.Entity         // of which these are
	near    map[*corpus.Entity][]far // the places that are nearest to one
}

// A reportSum is a sum of an article's text and of what was found in it.
type reportSum struct {
	sum      sum
	mentions []link.Mention
	quotes   []link.Quote
}

// holds reports whether the same was found again, in the same place in memory.
func (r reportSum) holds(mentions []link.Mention, quotes []link.Quote) bool {
	return r.sum != sum{} && link.IsSame(r.mentions, mentions) && link.IsSame(r.quotes, quotes)
}

// again returns what find finds for each of a list: what is known of it, if that
// holds.
func again[K comparable, V any](known map[K]V, list []K, find func(k K, before V, ok bool) V) map[K]V {
	values := make([]V, len(list))
	parallel.Each(len(list), func(i int) {
		before, ok := known[list[i]]
		values[i] = find(list[i], before, ok)
	})
	found := make(map[K]V, len(list))
	for i, k := range list {
		found[k] = values[i]
	}
	return found
}

// countWords counts those of all articles.
func (m *Memo) countWords(articles []*corpus.Article) map[*corpus.Article]int {
	m.words = again(m.words, articles, func(a *corpus.Article, n int, ok bool) int {
		if ok {
			return n
		}
		return words(a)
	})
	return m.words
}

// sumSources sums up the content files.
func (m *Memo) sumSources(pages []*corpus.Page) map[*corpus.Page]sum {
	m.sources = again(m.sources, pages, func(page *corpus.Page, before sum, ok bool) sum {
		if ok {
			return before
		}
		l := newListing()
		defer l.done()
		l.texts(string(page.ID), page.Source)
		return l.sum()
	})
	return m.sources
}

// sumReports sums up what the pages of others show of each article.
func (m *Memo) sumReports(k *keys) map[*corpus.Article]reportSum {
	m.reports = again(m.reports, k.articles, func(a *corpus.Article, before reportSum, ok bool) reportSum {
		mentions, quotes := k.x.Mentions.On(a.ID), k.x.Mentions.Quotes(a.ID)
		if ok && before.holds(mentions, quotes) {
			return before
		}
		return reportSum{k.ofReport(a), mentions, quotes}
	})
	return m.reports
}

// findNearest finds the places near each one with coordinates.
func (m *Memo) findNearest(p *plan) map[*corpus.Entity][]far {
	if !slices.Equal(m.places, p.c.Places) {
		m.near = nil
	}
	m.places = slices.Clone(p.c.Places)
	var list []*corpus.Entity
	for _, e := range p.c.Places {
		if e.Coordinates != nil {
			list = append(list, e)
		}
	}
	m.near = again(m.near, list, func(e *corpus.Entity, before []far, ok bool) []far {
		if ok {
			return before
		}
		return p.nearest(e, insetPlaces, func(*corpus.Entity) bool { return true })
	})
	return m.near
}
