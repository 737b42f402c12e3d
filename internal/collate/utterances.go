package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/link"
)

// An Utterance is what somebody said once, with all its printings.
type Utterance struct {
	Speaker   string      // "Ann Lee", "a senior official"; "" if no report says who speaks
	Entity    corpus.ID   // of the speaker, "" if there is no page
	Text      string      // the longest printing, without its marks
	Base      int         // index of the printing that has it
	Printings []Printing  // one a report, in the reports' order
	Embedded  []Embedding // reports that have words of it without marks, in their order
	Rivals    []int       // indices of utterances with the same words that reports give to others
}

// A Printing is what one report quotes of an utterance.
type Printing struct {
	Article    *corpus.Article
	Quotes     []link.Quote // all quotations of it, in reading order
	Text       string       // its words, each once, in the order in which they were said
	Comparison              // against the utterance's Text
}

// An Embedding is a run of an utterance's words that a report prints without
// quotation marks.
type Embedding struct {
	Article    *corpus.Article
	Paragraph  int // index into Article.Paragraphs
	Start, End int // bytes into its text
}

// How many words two quotations must share to be of one utterance. Fewer than
// named words must be a part of something longer that a named speaker said; up
// to few of them must stand in one piece, unchanged.
const (
	gram    = 3 // words by which quotations find each other
	named   = 3
	few     = 5
	unnamed = 5 // where one of the two does not name the speaker
	// Of longer ones so many hundredths must be there, and so many in a row.
	most = 70
	row  = 4
)

// How many places of a few words are looked at, and how many of the utterances
// found by them. What is said more often than that is a phrase.
const (
	commonest = 64
	promising = 8
)

// Utterances finds what was said once in the quotations of different reports.
// articles are in the reports' order, quotes gives the quotations of each.
//
// Quotations belong together if they have the same words of the same speaker,
// or of one whom not all of them name; a part belongs to the longest quotation
// that holds it. What fits several utterances stays by itself.
// Speakers who are no page and begin with a small letter, as "an official", are
// not named. The result is in the order of the first printings.
func Utterances(articles []*corpus.Article, quotes func(article corpus.ID) []link.Quote) []Utterance {
	g := newGrouping(articles, quotes)
	for _, w := range g.wordings {
		g.place(w)
	}
	list := make([]Utterance, len(g.groups))
	order := make([]int, len(g.groups))
	for i, gr := range g.groups {
		order[i] = i
		list[i] = g.utterance(gr)
	}
	g.embed(list)
	firsts := func(i int) item { return g.items[slices.Min(g.groups[i].items)] }
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(firsts(i).index, firsts(j).index) })
	return reordered(list, order)
}

// reordered puts utterances into a new order.
func reordered(list []Utterance, order []int) []Utterance {
	sorted, at := make([]Utterance, len(list)), make([]int, len(list))
	for to, from := range order {
		sorted[to], at[from] = list[from], to
	}
	for i := range sorted {
		for k, r := range sorted[i].Rivals {
			sorted[i].Rivals[k] = at[r]
		}
		slices.Sort(sorted[i].Rivals)
	}
	return sorted
}

// An item is a quotation of an article.
type item struct {
	index   int // in grouping.items
	article int
	quote   link.Quote
	words   []word
}

// A wording are quotations of the same words by the same speaker.
type wording struct {
	words []word
	who   speaker
	items []int
}

// A group is an utterance in the making. Its first wording is the longest.
type group struct {
	index  int
	words  []word // of the longest wording
	base   int    // the first item that has it
	who    speaker
	items  []int
	rivals []int
}

// A speaker is as a report names one.
type speaker struct {
	entity corpus.ID
	name   string
}

// isNamed tells "Ann Lee" from "an official" and from nobody.
func (s speaker) isNamed() bool {
	r, _ := utf8.DecodeRuneInString(s.name)
	return s.entity != "" || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// same reports whether both are known to be one.
func (s speaker) same(o speaker) bool {
	if s.entity != "" || o.entity != "" {
		return s.entity == o.entity
	}
	return s.name != "" && strings.EqualFold(s.name, o.name)
}

func (s speaker) key() string { return cmp.Or(string(s.entity), strings.ToLower(s.name)) }

type grouping struct {
	articles []*corpus.Article
	items    []item
	wordings []*wording // longest first, then by first item
	groups   []*group
	byGram   map[string][]int // groups
	byWord   map[string][]int // groups, by speaker and word
}

func newGrouping(articles []*corpus.Article, quotes func(corpus.ID) []link.Quote) *grouping {
	g := &grouping{articles: articles, byGram: map[string][]int{}, byWord: map[string][]int{}}
	byKey := map[string]*wording{}
	for n, a := range articles {
		for _, q := range quotes(a.ID) {
			words := wordsOf(q.In(a.Text(q.Paragraph)))
			if len(words) == 0 {
				continue
			}
			last := &words[len(words)-1]
			last.raw = strings.TrimRight(last.raw, " ,") // the comma before "he said"
			who := speaker{q.Entity, q.Speaker}
			key := who.key() + "\x00" + keysOf(words)
			if len(words) < named || len(words) < unnamed && !who.isNamed() {
				key = a.Slug + "\x00" + key // not evidence enough, but in one report
			}
			w := byKey[key]
			if w == nil {
				w = &wording{words: words, who: who}
				byKey[key] = w
				g.wordings = append(g.wordings, w)
			}
			w.items = append(w.items, len(g.items))
			g.items = append(g.items, item{len(g.items), n, q, words})
		}
	}
	slices.SortStableFunc(g.wordings, func(a, b *wording) int { return cmp.Compare(len(b.words), len(a.words)) })
	return g
}

// place puts a wording into the group to which it belongs, or into a new one.
func (g *grouping) place(w *wording) {
	var fit, rivals []int
	best := 0
	for _, n := range g.candidates(w) {
		score := evidence(g.groups[n].words, w.words)
		switch {
		case score == 0:
		case !compatible(g.groups[n].who, w.who, score):
			if w.who.isNamed() && g.groups[n].who.isNamed() && score >= named {
				rivals = append(rivals, n)
			}
		case score > best:
			best, fit = score, []int{n}
		case score == best:
			fit = append(fit, n)
		}
	}
	if len(fit) == 1 {
		gr := g.groups[fit[0]]
		gr.items = append(gr.items, w.items...)
		if !gr.who.isNamed() && (w.who.isNamed() || gr.who.name == "") {
			gr.who = w.who
		}
		g.rival(gr.index, rivals)
		return
	}
	gr := &group{index: len(g.groups), words: w.words, base: w.items[0], who: w.who, items: slices.Clone(w.items)}
	g.groups = append(g.groups, gr)
	g.rival(gr.index, rivals)
	for key := range gramsOf(w.words) {
		g.byGram[key] = append(g.byGram[key], gr.index)
	}
	for _, word := range w.words {
		key := w.who.key() + "\x00" + word.key
		if list := g.byWord[key]; len(list) == 0 || list[len(list)-1] != gr.index {
			g.byWord[key] = append(list, gr.index)
		}
	}
}

// rival notes that groups have the same words by different speakers.
func (g *grouping) rival(n int, rivals []int) {
	for _, r := range rivals {
		if !slices.Contains(g.groups[n].rivals, r) {
			g.groups[n].rivals = append(g.groups[n].rivals, r)
			g.groups[r].rivals = append(g.groups[r].rivals, n)
		}
	}
}

// gramsOf yields each run of a few words, as often as it stands there.
func gramsOf(words []word) func(func(string) bool) {
	return func(yield func(string) bool) {
		seen := map[string]bool{}
		for i := range len(words) - gram + 1 {
			key := keysOf(words[i : i+gram])
			if !seen[key] && !yield(key) {
				return
			}
			seen[key] = true
		}
	}
}

// candidates returns the groups that share most runs of words with a wording,
// or, of a wording that is too short for one, those of its speaker that have
// its longest word.
func (g *grouping) candidates(w *wording) []int {
	if len(w.words) < gram {
		if !w.who.isNamed() {
			return nil
		}
		rarest := slices.MaxFunc(w.words, func(a, b word) int { return cmp.Compare(len(a.key), len(b.key)) })
		list := g.byWord[w.who.key()+"\x00"+rarest.key]
		if len(rarest.key) < 4 || len(list) > commonest {
			return nil
		}
		return list
	}
	votes := map[int]int{}
	for key := range gramsOf(w.words) {
		if list := g.byGram[key]; len(list) <= commonest {
			for _, n := range list {
				votes[n]++
			}
		}
	}
	list := make([]int, 0, len(votes))
	for n := range votes {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b int) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b)) })
	return list[:min(len(list), promising)]
}

// compatible reports whether two quotations that share so many words can be of
// one speaker.
func compatible(a, b speaker, shared int) bool {
	if a.same(b) {
		return a.isNamed() || shared >= unnamed
	}
	return (!a.isNamed() || !b.isNamed()) && shared >= unnamed
}

// evidence returns how many words show that b is a part of a, 0 if they are
// too few.
func evidence(a, b []word) int {
	pairs := align(a, b)
	longestRow, inRow := 0, 0
	for i, p := range pairs {
		if i > 0 && p == (pair{pairs[i-1].a + 1, pairs[i-1].b + 1}) {
			inRow++
		} else {
			inRow = 1
		}
		longestRow = max(longestRow, inRow)
	}
	switch {
	case len(b) < named:
		if longestRow < len(b) || len(a) <= len(b) {
			return 0
		}
	case len(b) <= few:
		if longestRow < len(b) {
			return 0
		}
	case longestRow < row || len(pairs)*100 < most*min(len(b), longest):
		return 0
	}
	return len(pairs)
}

// utterance makes the printings of a group.
func (g *grouping) utterance(gr *group) Utterance {
	slices.Sort(gr.items)
	u := Utterance{Speaker: gr.who.name, Entity: gr.who.entity, Rivals: gr.rivals}
	for from := 0; from < len(gr.items); {
		to := from
		for to < len(gr.items) && g.items[gr.items[to]].article == g.items[gr.items[from]].article {
			to++
		}
		u.Printings = append(u.Printings, g.printing(gr.words, gr.items[from:to]))
		from = to
	}
	from := g.articles[g.items[gr.base].article]
	u.Base = slices.IndexFunc(u.Printings, func(p Printing) bool { return p.Article == from })
	u.Text = u.Printings[u.Base].Text
	return u
}

// printing puts together what one report quotes.
func (g *grouping) printing(base []word, items []int) Printing {
	p := Printing{Article: g.articles[g.items[items[0]].article]}
	type piece struct {
		words    []word
		from, to int // of the base
	}
	var pieces []piece
	for _, n := range items {
		p.Quotes = append(p.Quotes, g.items[n].quote)
		pairs := align(base, g.items[n].words)
		pieces = append(pieces, piece{g.items[n].words, pairs[0].a, pairs[len(pairs)-1].a + 1})
	}
	// What stands within a longer piece is a repetition.
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	var kept []piece
	for _, c := range pieces {
		covered := 0
		for _, k := range kept {
			covered += max(0, min(c.to, k.to)-max(c.from, k.from))
		}
		if covered*2 < c.to-c.from {
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, func(a, b piece) int { return cmp.Compare(a.from, b.from) })
	var words []word
	for i, k := range kept {
		piece := slices.Clone(k.words)
		if i > 0 {
			piece[0].gap, piece[0].piece = true, true
		}
		words = append(words, piece...)
	}
	p.Text, p.Comparison = rawOf(words), compare(base, words)
	return p
}

// How many words in a row, and how many of them of some length, show that a
// report has an utterance's words without marks.
const (
	inARow  = 5
	telling = 2 // of six letters and more
)

// A window is a few words by their numbers in a vocabulary.
type window [inARow]int32

// A phrases finds utterances by runs of their words.
type phrases struct {
	number map[string]int32 // of words that utterances have, from 1
	groups map[window][]int
}

// numbers returns the numbers of words, 0 for those that no utterance has.
func (p *phrases) numbers(words []word) []int32 {
	list := make([]int32, len(words))
	for i, w := range words {
		list[i] = p.number[w.key]
	}
	return list
}

// embed finds the reports that have words of an utterance without marks, which
// they do not quote.
func (g *grouping) embed(list []Utterance) {
	p := &phrases{number: map[string]int32{}, groups: map[window][]int{}}
	for _, gr := range g.groups {
		if len(gr.words) < inARow {
			continue
		}
		for _, w := range gr.words {
			if p.number[w.key] == 0 {
				p.number[w.key] = int32(len(p.number) + 1) //nolint:gosec // words of a text in memory
			}
		}
		for _, r := range windows(p.numbers(gr.words)) {
			if l := p.groups[r]; len(l) == 0 || l[len(l)-1] != gr.index {
				p.groups[r] = append(l, gr.index)
			}
		}
	}
	if len(p.groups) == 0 {
		return
	}
	for _, a := range g.articles {
		if a.Digest { // whose words outside marks are not the report's
			continue
		}
		for i := range a.Paragraphs {
			for _, words := range unmarked(a.Text(i)) {
				g.embedded(list, p, Embedding{Article: a, Paragraph: i}, words)
			}
		}
	}
}

func windows(numbers []int32) []window {
	var list []window
	for i := range len(numbers) - inARow + 1 {
		list = append(list, window(numbers[i:i+inARow]))
	}
	return list
}

// embedded notes the runs of words between two quotations of a paragraph that
// are an utterance's.
func (g *grouping) embedded(list []Utterance, p *phrases, at Embedding, words []word) {
	end := 0
	for i, r := range windows(p.numbers(words)) {
		groups := p.groups[r]
		if i < end || len(groups) > promising {
			continue
		}
		for _, n := range groups {
			to := i + commonRun(g.groups[n].words, words[i:])
			end = max(end, to-inARow+1) // where another run may begin
			u := &list[n]
			if isTelling(words[i:to]) && !u.has(at.Article, words[i:to]) {
				at.Start, at.End = words[i].start, words[to-1].start+len(strings.TrimRight(words[to-1].raw, " ,.;:–—-"))
				u.Embedded = append(u.Embedded, at)
			}
		}
	}
}

// has reports whether a report quotes a run of the utterance's words, or such a
// run was found there already.
func (u *Utterance) has(a *corpus.Article, run []word) bool {
	for i := len(u.Embedded) - 1; i >= 0 && u.Embedded[i].Article == a; i-- {
		e := u.Embedded[i]
		if commonRun(wordsOf(a.Text(e.Paragraph)[e.Start:e.End]), run) == len(run) {
			return true
		}
	}
	n := slices.IndexFunc(u.Printings, func(p Printing) bool { return p.Article == a })
	return n >= 0 && !slices.ContainsFunc(u.Printings[n].Changes, func(c Change) bool {
		return c.Kind == LeftOut && commonRun(wordsOf(c.Base), run) >= inARow
	})
}

// commonRun returns the length of the longest beginning of b that stands in a;
// of long texts, in the words that are aligned.
func commonRun(a, b []word) int {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	length := 0
	for i := range a {
		n := 0
		for i+n < len(a) && n < len(b) && a[i+n].key == b[n].key {
			n++
		}
		length = max(length, n)
	}
	return length
}

func isTelling(words []word) bool {
	n := 0
	for _, w := range words {
		if utf8.RuneCountInString(w.key) >= 6 {
			n++
		}
	}
	return n >= telling
}

// unmarked returns the words of a paragraph that stand in no quotation, by the
// stretches that quotations leave.
func unmarked(text string) [][]word {
	var stretches [][]word
	at := 0
	add := func(to int) {
		words := wordsOf(text[at:to])
		for i := range words {
			words[i].start += at
		}
		stretches = append(stretches, words)
	}
	for _, q := range extract.Quotations(text) {
		if q.OuterStart >= at {
			add(q.OuterStart)
			at = q.OuterEnd
		}
	}
	add(len(text))
	return stretches
}
