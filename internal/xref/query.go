package xref

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/fingerprint"
	"collate/internal/link"
)

// Articles returns the reports in the order of their labels.
func (x *Index) Articles() []*corpus.Article { return x.articles }

// Entity returns an entity, or nil.
func (x *Index) Entity(id corpus.ID) *corpus.Entity { return x.entities[id] }

// Page returns a page that was written by hand, or nil.
func (x *Index) Page(id corpus.ID) *corpus.Page { return x.pages[id] }

// Count returns how often the reports mention an entity.
func (x *Index) Count(id corpus.ID) int { return x.byEntity[id].mentions }

// Reports returns how many reports mention an entity.
func (x *Index) Reports(id corpus.ID) int { return x.byEntity[id].reports }

// Backlinks returns the sentences that mention an entity, by report, then in
// reading order. It returns nil if nothing mentions it.
func (x *Index) Backlinks(id corpus.ID) []Backlink { return x.byEntity[id].backlinks }

// With returns the entities that share paragraphs with an entity, and how
// many: most first, then by title.
func (x *Index) With(id corpus.ID) []Count { return x.byEntity[id].with }

// Children returns what lies within a place, and an organisation's parts and
// members: people first, then by slug.
func (x *Index) Children(id corpus.ID) []*corpus.Entity { return x.byEntity[id].children }

// EventsOf returns the events that name an entity, in order of time.
func (x *Index) EventsOf(id corpus.ID) []*corpus.Event { return x.byEntity[id].events }

// Timeline returns all events in the order of collate.Timeline.
func (x *Index) Timeline() []Moment { return x.timeline }

// Claims returns the claims by slug.
func (x *Index) Claims() []collate.Claim { return x.claims }

// Answers returns what somebody or something answers to the claims, by claim.
func (x *Index) Answers(id corpus.ID) []Answer { return x.answers[id] }

// Shared returns the runs of words that an article's paragraph shares with those
// of other reports.
func (x *Index) Shared(a *corpus.Article, index int) []Shared { return x.shared[paragraph{a, index}] }

// Shares returns how much of each report stands in others, of those whose
// original is known.
func (x *Index) Shares() []fingerprint.Share { return x.shares }

// Findings returns what arithmetic refutes in an article, in reading order.
func (x *Index) Findings(a *corpus.Article) []collate.Finding { return x.findings[a] }

// Uses returns the citations of an article's paragraph: the story's first,
// then by page as corpus.Pages lists them, then accounts of events, then answers.
func (x *Index) Uses(a *corpus.Article, index int) []Use { return x.uses[paragraph{a, index}] }

// On returns the entities of a kind that a page mentions, and how often: most
// first, then by title.
func (x *Index) On(page corpus.ID, kind corpus.Kind) []Count {
	var counts []Count
	for _, c := range x.onPage[page] {
		if c.Entity.Kind == kind {
			counts = append(counts, c)
		}
	}
	return counts
}

// OnlyHere returns the entities that this report alone mentions, as On sorts
// them.
func (x *Index) OnlyHere(a *corpus.Article) []Count {
	var only []Count
	for _, c := range x.onPage[a.ID] {
		if x.byEntity[c.Entity.ID].reports == 1 {
			only = append(only, c)
		}
	}
	return only
}

// ByArticle returns what each report that mentions an entity has of it, in the
// order of the reports. The list is the index's own.
func (x *Index) ByArticle(id corpus.ID) []ByArticle { return x.byEntity[id].byArticle() }

// Mentioning returns the reports of which ByArticle speaks, without making that.
func (x *Index) Mentioning(id corpus.ID) iter.Seq[*corpus.Article] {
	return func(yield func(*corpus.Article) bool) {
		backlinks := x.byEntity[id].backlinks
		for i := range backlinks {
			if a := backlinks[i].Article; (i == 0 || a != backlinks[i-1].Article) && !yield(a) {
				return
			}
		}
	}
}

// inArticles parts the backlinks of an entity by their articles.
func (e *entityIndex) inArticles() []ByArticle {
	backlinks := e.backlinks
	all := make([]ByArticle, 0, e.reports)
	spellings := make([]Spelling, 0, len(backlinks)) // of one article after the other
	for len(backlinks) > 0 {
		n := 1
		for n < len(backlinks) && backlinks[n].Article == backlinks[0].Article {
			n++
		}
		r := ByArticle{Article: backlinks[0].Article, Backlinks: backlinks[:n:n]}
		spellings = r.count(spellings)
		all = append(all, r)
		backlinks = backlinks[n:]
	}
	return all
}

// MentionedIn returns the mentions in an article's paragraph, in reading order.
func (x *Index) MentionedIn(a *corpus.Article, index int) []link.Mention {
	return mentionsIn(x.mentions[a], a.Paragraphs[index].Block)
}

// Silent returns the reports that do not mention an entity, in their order.
func (x *Index) Silent(id corpus.ID) []*corpus.Article {
	backlinks := x.byEntity[id].backlinks
	var silent []*corpus.Article
	for _, a := range x.articles {
		if len(backlinks) == 0 || backlinks[0].Article != a {
			silent = append(silent, a)
			continue
		}
		for len(backlinks) > 0 && backlinks[0].Article == a {
			backlinks = backlinks[1:]
		}
	}
	return silent
}

// count counts the mentions and the spellings, which it appends to those of
// other articles.
func (r *ByArticle) count(spellings []Spelling) []Spelling {
	from := len(spellings)
	for i := range r.Backlinks {
		text := r.Article.Text(r.Backlinks[i].Paragraph)
		for j := range r.Backlinks[i].Mentions {
			m := &r.Backlinks[i].Mentions[j]
			r.Mentions++
			printed := text[m.Start:m.End]
			k := slices.IndexFunc(spellings[from:], func(s Spelling) bool { return s.Text == printed })
			if k < 0 {
				k = len(spellings) - from
				spellings = append(spellings, Spelling{Text: printed, First: m})
			}
			spellings[from+k].Count++
		}
	}
	r.Spellings = slices.Clip(spellings[from:])
	slices.SortFunc(r.Spellings, func(a, b Spelling) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return spellings
}
