package xref

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/fingerprint"
	"collate/internal/link"
	"collate/internal/parallel"
)

// A paragraph is an article's and its index there.
type paragraph struct {
	article *corpus.Article
	index   int
}

// An entityIndex is what refers to one entity.
type entityIndex struct {
	entity    *corpus.Entity
	number    int32      // from 0, as the corpus lists the entities
	backlinks []Backlink // by article, then in reading order
	found     int        // how often articles mention it
	mentions  int        // of these, in paragraphs
	reports   int
	with      []Count
	events    []*corpus.Event
	children  []*corpus.Entity
	byArticle func() []ByArticle // made when it is first asked for
}

// Build makes the index. events are the corpus', in the order of
// collate.Timeline. prints are the fingerprints of the reports' originals, of
// which some or all may be missing.
func Build(
	c *corpus.Corpus, events []*corpus.Event, m *link.Mentions, cs *cite.Citations, prints []fingerprint.Print,
) *Index {
	return new(Memo).Build(c, events, m, cs, prints)
}

// Build is the function Build, but reads only articles that are not the same.
func (memo *Memo) Build(
	c *corpus.Corpus, events []*corpus.Event, m *link.Mentions, cs *cite.Citations, prints []fingerprint.Print,
) *Index {
	findings := make(chan []collate.Finding, 1)
	go func() { findings <- collate.Findings(c, m, cs) }()
	x := &Index{
		Corpus: c, Mentions: m, Citations: cs,
		pages:    map[corpus.ID]*corpus.Page{},
		entities: map[corpus.ID]*corpus.Entity{},
		byEntity: map[corpus.ID]*entityIndex{},
		uses:     map[paragraph][]Use{},
		onPage:   map[corpus.ID][]Count{},
		articles: slices.Clone(c.Articles),
	}
	slices.SortStableFunc(x.articles, compareLabels)
	for _, p := range c.Pages() {
		x.pages[p.ID] = p
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			x.entities[e.ID] = e
			index := &entityIndex{entity: e, number: int32(len(x.byEntity))}
			index.byArticle = sync.OnceValue(index.inArticles)
			x.byEntity[e.ID] = index
		}
	}
	x.addChildren()
	x.addBacklinks(memo)
	x.addEvents(events)
	x.addUses()
	x.addShared(prints)
	x.addClaims()
	x.findings = map[*corpus.Article][]collate.Finding{}
	for _, f := range <-findings {
		x.findings[f.Article] = append(x.findings[f.Article], f)
	}
	x.addUtterances()
	return x
}

// addClaims compares the answers to each claim.
func (x *Index) addClaims() {
	x.claims = collate.Claims(x.Corpus, x.Citations, x.sharesText)
	x.answers = map[corpus.ID][]Answer{}
	for i := range x.claims {
		for k, a := range x.claims[i].Answers {
			if a.Speaker != "" {
				x.answers[a.Speaker] = append(x.answers[a.Speaker], Answer{&x.claims[i], k})
			}
		}
	}
}

// compareLabels sorts Report B before Report AA.
func compareLabels(a, b *corpus.Article) int {
	return cmp.Or(cmp.Compare(len(a.Label), len(b.Label)), strings.Compare(a.Label, b.Label))
}

// addChildren records what lies within a place, belongs to an organisation,
// or is its member.
func (x *Index) addChildren() {
	add := func(parent corpus.ID, e *corpus.Entity) {
		if p := x.byEntity[parent]; p != nil {
			p.children = append(p.children, e)
		}
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range x.Corpus.Entities(kind) {
			add(e.Within, e)
			add(e.PartOf, e)
			for _, o := range e.Organisations {
				add(o, e)
			}
		}
	}
}

// addBacklinks reads each article: how often it mentions each entity, then its
// mentions by sentence and by paragraph.
func (x *Index) addBacklinks(memo *Memo) {
	of := make(map[*corpus.Entity]*entityIndex, len(x.byEntity))
	for _, e := range x.byEntity {
		of[e.entity] = e
	}
	memo.read(x)
	x.mentions = make(map[*corpus.Article][]link.Mention, len(x.articles))
	all := 0
	for _, a := range x.articles {
		read := memo.articles[a]
		x.mentions[a], x.onPage[a.ID] = read.mentions, read.counts
		for _, n := range read.counts {
			e := of[n.Entity]
			e.reports++
			e.found += n.N
		}
		all += len(read.mentions)
	}
	at := map[*corpus.Entity]int{}
	for _, p := range x.pages {
		if p.Kind != corpus.Articles {
			x.onPage[p.ID] = countsIn(x.Mentions.On(p.ID), at)
		}
	}
	backlinks := make([]Backlink, all) // of all entities
	for _, e := range of {
		e.backlinks, backlinks = backlinks[:0:e.found], backlinks[e.found:]
	}
	together := make(chan map[pair]int, 1)
	go func() { together <- x.pairs(of) }()
	x.eachParagraph(of, func(a *corpus.Article, i int, here []link.Mention, in []*entityIndex) {
		addSentences(a, i, memo.articles[a].sentences[i], here, in)
	})
	x.addTogether(<-together)
}

// pairs counts in how many paragraphs each two entities are mentioned.
func (x *Index) pairs(of map[*corpus.Entity]*entityIndex) map[pair]int {
	together := map[pair]int{}
	x.eachParagraph(of, func(_ *corpus.Article, _ int, _ []link.Mention, in []*entityIndex) { addPairs(together, in) })
	return together
}

// eachParagraph calls f with each paragraph that mentions somebody, its mentions
// and the entities that they are of, which f may put into another order.
func (x *Index) eachParagraph(
	of map[*corpus.Entity]*entityIndex, f func(a *corpus.Article, i int, here []link.Mention, in []*entityIndex),
) {
	var in []*entityIndex
	for _, a := range x.articles {
		var here []link.Mention
		behind := x.mentions[a]
		for i := range a.Paragraphs {
			if here, behind = nextMentions(behind, a.Paragraphs[i].Block); len(here) == 0 {
				continue
			}
			in = in[:0]
			for k := range here {
				in = append(in, of[here[k].Entity])
			}
			f(a, i, here, in)
		}
	}
}

// nextMentions returns those of a page's mentions that stand in a block, and
// those behind it, of all that stand in it or behind the block before.
func nextMentions(mentions []link.Mention, block int) (here, behind []link.Mention) {
	from := 0
	for from < len(mentions) && int(mentions[from].Block) < block {
		from++
	}
	to := from
	for to < len(mentions) && int(mentions[to].Block) == block {
		to++
	}
	return mentions[from:to], mentions[to:]
}

// mentionsIn returns those of a page's mentions that stand in a block.
func mentionsIn(mentions []link.Mention, block int) []link.Mention {
	from := sort.Search(len(mentions), func(i int) bool { return int(mentions[i].Block) >= block })
	to := from
	for to < len(mentions) && int(mentions[to].Block) == block {
		to++
	}
	return mentions[from:to]
}

// addSentences records a backlink for each entity that a sentence of a
// paragraph mentions; in are those that the mentions are of.
func addSentences(
	a *corpus.Article, index int, sentences []extract.Span, mentions []link.Mention, in []*entityIndex,
) {
	at := 0
	for _, s := range sentences {
		for ; at < len(mentions) && int(mentions[at].Start) < s.End; at++ {
			e := in[at]
			e.mentions++
			if n := len(e.backlinks); n > 0 && e.backlinks[n-1].is(a, index, s.Start) {
				e.backlinks[n-1].Mentions = append(e.backlinks[n-1].Mentions, mentions[at])
				continue
			}
			// A name that runs over a sentence's end takes the next one along.
			e.backlinks = append(e.backlinks, Backlink{
				Article: a, Paragraph: index, Start: s.Start, End: max(s.End, int(mentions[at].End)),
				Mentions: mentions[at : at+1 : at+1], // to append to it makes a copy
			})
		}
	}
}

func (b *Backlink) is(a *corpus.Article, paragraph, start int) bool {
	return b.Article == a && b.Paragraph == paragraph && b.Start == start
}

// A pair is the numbers of two entities, the smaller first.
type pair struct{ a, b int32 }

// addPairs counts each two entities of a paragraph once. It sorts them.
func addPairs(together map[pair]int, in []*entityIndex) {
	slices.SortFunc(in, func(a, b *entityIndex) int { return cmp.Compare(a.number, b.number) })
	in = slices.Compact(in)
	for i, a := range in {
		for _, b := range in[i+1:] {
			together[pair{a.number, b.number}]++
		}
	}
}

func (x *Index) addTogether(together map[pair]int) {
	all := make([]*entityIndex, len(x.byEntity)) // by number
	for _, e := range x.byEntity {
		all[e.number] = e
	}
	for p, n := range together {
		a, b := all[p.a], all[p.b]
		a.with = append(a.with, Count{b.entity, n})
		b.with = append(b.with, Count{a.entity, n})
	}
	parallel.Each(len(all), func(i int) { sortCounts(all[i].with) })
}

// sortCounts sorts the highest count first, then by title, then by ID.
func sortCounts(counts []Count) {
	slices.SortFunc(counts, func(a, b Count) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return cmp.Or(cmp.Compare(a.Entity.Title, b.Entity.Title), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
}

// countsIn returns how often each entity is among the mentions on a page. at is
// for its own use.
func countsIn(mentions []link.Mention, at map[*corpus.Entity]int) []Count {
	clear(at)
	different := 0
	for i := range mentions {
		if mentions[i].N == 1 {
			different++
		}
	}
	counts := make([]Count, 0, different)
	for i := range mentions {
		m := &mentions[i]
		if m.N == 1 {
			at[m.Entity] = len(counts)
			counts = append(counts, Count{Entity: m.Entity})
		}
		counts[at[m.Entity]].N++
	}
	sortCounts(counts)
	return counts
}

func (x *Index) addEvents(events []*corpus.Event) {
	x.timeline = make([]Moment, len(events))
	for i, e := range events {
		x.timeline[i] = Moment{Event: e, Accounts: collate.CompareAccounts(e, x.Citations)}
	}
	for _, m := range x.timeline {
		for _, ids := range [][]corpus.ID{m.Event.Places, m.Event.People, m.Event.Organisations} {
			for _, id := range ids {
				if e := x.byEntity[id]; e != nil {
					e.events = append(e.events, m.Event)
				}
			}
		}
	}
}

// addUses records which pages of the explainer cite each paragraph.
func (x *Index) addUses() {
	for _, p := range x.Corpus.Pages() {
		if p.Kind == corpus.Articles || p.Body == nil {
			continue
		}
		for i, b := range p.Body.Blocks {
			for j := range b.Cites {
				x.use(x.Citations.In(p.ID, i, j), Use{Page: p, Block: i, Cite: j})
			}
		}
	}
	for _, e := range x.Corpus.Events {
		for i := range e.Accounts {
			x.use(x.Citations.Account(e.ID, i), Use{Page: &e.Page, Block: -1, Cite: i})
		}
	}
	for _, c := range x.Corpus.Claims {
		for i := range c.Answers {
			x.use(x.Citations.Answer(c.ID, i), Use{Page: &c.Page, Block: -1, Cite: i})
		}
	}
}

func (x *Index) use(refs []cite.Ref, u Use) {
	for _, r := range refs {
		p := paragraph{r.Article, r.Paragraph}
		x.uses[p] = append(x.uses[p], u)
	}
}

// addShared finds the text that reports share.
func (x *Index) addShared(prints []fingerprint.Print) {
	articles := map[string]*corpus.Article{}
	for _, a := range x.articles {
		articles[a.Slug] = a
	}
	find := func(p fingerprint.Paragraph) (paragraph, bool) {
		a := articles[p.Article]
		i := slices.IndexFunc(a.Paragraphs, func(para corpus.Paragraph) bool { return para.N == p.N })
		return paragraph{a, i}, i >= 0
	}
	runs := fingerprint.Shared(prints)
	x.shares = fingerprint.Shares(prints, runs)
	x.shared = map[paragraph][]Shared{}
	for _, r := range runs {
		a, hasA := find(r.A)
		b, hasB := find(r.B)
		if hasA && hasB { // else an editor has taken one out
			x.shared[a] = append(x.shared[a], Shared{a.index, cite.Ref{Article: b.article, Paragraph: b.index}, r.Words})
			x.shared[b] = append(x.shared[b], Shared{b.index, cite.Ref{Article: a.article, Paragraph: a.index}, r.Words})
		}
	}
}

// sharesText reports whether two paragraphs share a run of words.
func (x *Index) sharesText(a, b cite.Ref) bool {
	return slices.ContainsFunc(x.shared[paragraph{a.Article, a.Paragraph}], func(s Shared) bool { return s.With == b })
}
