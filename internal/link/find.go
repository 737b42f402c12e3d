package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/markdown"
	"collate/internal/parallel"
)

// Find finds the mentions in every article and in every page of the explainer,
// and who is quoted in the articles. Its error is a diag.List: names that are
// common words, names that more than one entity may have meant, wikilinks to no
// page, speakers of quotations that no article has.
//
// Names are case-sensitive and end at word boundaries; possessives count. The
// leftmost name wins, of those that begin together the longest. Headings,
// ordinary links and code hold no mentions. Once a page has named a person in
// full, their surname and first name are found on it as well; see people.
func Find(c *corpus.Corpus) (*Mentions, error) { return new(Memo).Find(c) }

// Find is the function Find, but looks only at pages that it has not seen.
func (memo *Memo) Find(c *corpus.Corpus) (*Mentions, error) {
	l, errs := compile(c)
	pages := c.Pages()
	found := memo.onPages(l, c, pages)
	m := &Mentions{
		byPage: make(map[corpus.ID][]Mention, len(pages)), open: map[corpus.ID][]Open{}, quotes: map[corpus.ID][]Quote{},
	}
	for i, p := range pages {
		errs = append(errs, found[i].errs...)
		if len(found[i].mentions) > 0 {
			m.byPage[p.ID] = found[i].mentions
		}
		if len(found[i].open) > 0 {
			m.open[p.ID] = found[i].open
		}
		if len(found[i].quotes) > 0 {
			m.quotes[p.ID] = found[i].quotes
		}
	}
	return m, errs.Err()
}

// onPage is what was found on a page.
type onPage struct {
	mentions []Mention
	open     []Open
	quotes   []Quote
	errs     diag.List
}

// onPages reads pages on all cores.
func (l *Linker) onPages(pages []*corpus.Page, list []*corpus.Article) []onPage {
	articles := make(map[*corpus.Page]*corpus.Article, len(list))
	for _, a := range list {
		articles[&a.Page] = a
	}
	found := make([]onPage, len(pages))
	_ = parallel.Workers(len(pages), func() func(int) error { // no page is an error
		f := l.finder()
		return func(i int) error {
			f.run(pages[i])
			on := onPage{mentions: slices.Clone(f.mentions), open: f.open, errs: f.errs}
			if a := articles[pages[i]]; a != nil {
				var wrong diag.List
				on.quotes, wrong = l.quotesOf(a, on.mentions)
				on.errs = append(on.errs, wrong...)
			}
			found[i] = on
			return nil
		}
	})
	return found
}

// A Linker finds the mentions in texts that are no pages of a corpus, one by
// one. It is safe for concurrent use.
type Linker struct {
	names    *names
	entities map[string]*corpus.Entity // by ID
}

// New makes a Linker of the entities of a corpus. The error is as that of Find.
func New(c *corpus.Corpus) (*Linker, error) {
	l, errs := compile(c)
	return l, errs.Err()
}

func compile(c *corpus.Corpus) (*Linker, diag.List) {
	names, errs := compileNames(c)
	l := &Linker{names: names, entities: map[string]*corpus.Entity{}}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			l.entities[string(e.ID)] = e
		}
	}
	return l, errs
}

// Entity returns the entity of an ID, or nil.
func (l *Linker) Entity(id corpus.ID) *corpus.Entity { return l.entities[string(id)] }

// Title is the block of the mentions in a title.
const Title = -1

// In returns the mentions in a report: those in its title first, which is read
// after the text that introduces the people in it. open are the parts of names
// that were left alone, in any order.
func (l *Linker) In(title string, body *markdown.Doc) (mentions []Mention, open []Open) {
	f := l.finder()
	f.run(&corpus.Page{Body: body})
	text := len(f.mentions)
	f.block(Title, &markdown.Block{Text: title, Marks: &markdown.Marks{}})
	return slices.Concat(f.mentions[text:], f.mentions[:text]), f.open
}

func (l *Linker) finder() *finder {
	return &finder{names: l.names, entities: l.entities, counts: map[*corpus.Entity]count{}, people: newPeople()}
}

// A finder finds the mentions in one page after the other. The memory of one is
// the next one's, but for open and errs.
type finder struct {
	names    *names
	entities map[string]*corpus.Entity // by ID

	page     *corpus.Page
	mentions []Mention
	open     []Open
	counts   map[*corpus.Entity]count
	people   people
	errs     diag.List
}

// A count is what a page has of an entity so far.
type count struct{ mentions, block int32 } // block: of the last one

// run finds the mentions in a page.
func (f *finder) run(p *corpus.Page) {
	f.page, f.mentions, f.open, f.errs = p, f.mentions[:0], nil, nil
	clear(f.counts)
	f.people.forget()
	if p.Body == nil {
		return
	}
	for i := range p.Body.Blocks {
		if b := &p.Body.Blocks[i]; b.Kind != markdown.Heading {
			f.block(i, b)
		}
	}
}

// block finds the mentions in one block, the editor's own links first.
func (f *finder) block(i int, b *markdown.Block) {
	taken := slices.Clone(b.Fixed)
	for _, l := range b.Links {
		taken = append(taken, l.Range)
	}
	slices.SortFunc(taken, func(a, b markdown.Range) int { return cmp.Compare(a.Start, b.Start) })
	links := b.Links
	emitLinks := func(before int) {
		for len(links) > 0 && links[0].Start < before {
			f.explicit(i, b, links[0])
			links = links[1:]
		}
	}
	for at := 0; at < len(b.Text); {
		if len(f.people.nicks) == 0 {
			if at = f.names.next(b.Text, at); at == len(b.Text) {
				break
			}
		}
		end := wordEnd(b.Text, at)
		if end == at { // not a word
			at++
			for at < len(b.Text) && !utf8.RuneStart(b.Text[at]) {
				at++
			}
			continue
		}
		for len(taken) > 0 && taken[0].End <= at {
			taken = taken[1:]
		}
		if len(taken) > 0 && taken[0].Start <= at {
			at = max(taken[0].End, end)
			continue
		}
		limit := len(b.Text)
		if len(taken) > 0 {
			limit = taken[0].Start
		}
		n, stop := f.names.at(b.Text, at, limit)
		if n == nil {
			if len(f.people.nicks) > 0 {
				n, stop = f.people.nicks[b.Text[at:end]], end
			}
			if n == nil {
				at = end
				continue
			}
		}
		emitLinks(at)
		at = f.name(i, b, n, at, stop, limit)
	}
	emitLinks(len(b.Text) + 1)
}

// name records the mention that a name at Text[start:end] is, if it is one, and
// returns where to read on. Text[limit:] holds no part of it.
func (f *finder) name(block int, b *markdown.Block, n *name, start, end, limit int) int {
	if n.ignored {
		return end
	}
	if stop := f.withNickname(block, b, n, start, end, limit); stop > end {
		return stop
	}
	v := f.people.whose(n, block, b.Text, start, end)
	switch {
	case v.entity != nil:
		f.add(block, v.start, end, Mention{Entity: v.entity, Name: n.as, Reason: v.reason})
	case len(v.open) == 0:
	case len(n.entities) > 1:
		f.ambiguous(b, n, start, end)
	default:
		o := Open{Block: block, Start: start, End: end, Why: v.why}
		for _, e := range v.open {
			o.Entities = append(o.Entities, e.ID)
		}
		slices.Sort(o.Entities)
		f.open = append(f.open, o)
	}
	return end
}

// withNickname records a full name with a nickname inside it, "Boris “Bo”
// Quist", and returns where it ends; 0 if there is none.
func (f *finder) withNickname(block int, b *markdown.Block, n *name, start, end, limit int) int {
	nick, length := insideName(b.Text[end:limit])
	if length == 0 {
		return 0
	}
	surname, stop := f.names.at(b.Text, end+length, limit)
	if surname == nil {
		return 0
	}
	var own []*corpus.Entity
	for _, d := range n.derived {
		if d.given && slices.Contains(surname.people(), d.person) {
			own = append(own, d.person)
		}
	}
	if len(own) != 1 {
		return 0
	}
	at := introduction{block, start, stop, b.Text}
	f.people.introduce(own[0], at, surroundings(b.Text, start, stop).gender)
	f.people.nickname(own[0], nick)
	f.add(block, start, stop, Mention{Entity: own[0], Name: own[0].Title, Reason: ByName})
	return stop
}

func (f *finder) ambiguous(b *markdown.Block, n *name, start, end int) {
	var ids []string
	for _, e := range n.entities {
		ids = append(ids, string(e.ID))
	}
	slices.Sort(ids)
	line, col := b.Pos(start)
	text := b.Text[start:end]
	f.errs.Add(diag.Pos{File: f.page.File, Line: line, Col: col},
		fmt.Sprintf("use a fuller name before it, or write [[%s|%s]] or [[!%s]]", ids[0], text, text),
		"%q may be %s", text, strings.Join(ids, " or "))
}

// explicit records a wikilink. One with an exclamation mark is no mention.
func (f *finder) explicit(block int, b *markdown.Block, l markdown.WikiLink) {
	if l.Target == "" {
		return
	}
	pos := diag.Pos{File: f.page.File, Line: l.Line, Col: l.Col}
	e := f.entities[l.Target]
	if e == nil {
		ids := slices.Sorted(maps.Keys(f.entities))
		hint := "write people/…, places/… or organisations/… and the file's name"
		f.errs.Add(pos, cmp.Or(diag.DidYouMean(l.Target, ids), hint), "no person, place or organisation %q", l.Target)
		return
	}
	if slices.ContainsFunc(b.Fixed, func(r markdown.Range) bool { return r.Start <= l.Start && l.End <= r.End }) {
		f.errs.Add(pos, "take one of the two links away", "a link to %s stands inside another link", l.Target)
		return
	}
	text := b.Text[l.Start:l.End]
	if text == l.Target {
		f.errs.Add(pos, fmt.Sprintf("write [[%s|%s]]", l.Target, e.Title),
			"the link has no words, and readers would see %q", text)
		return
	}
	start := l.End - len(strings.TrimLeft(text, " "))
	end := l.Start + len(strings.TrimRight(text, " "))
	f.people.introduce(e, introduction{block, l.Start, l.End, b.Text}, extract.UnknownGender)
	f.add(block, start, end, Mention{Entity: e, Reason: ByEditor})
}

// add records a mention, Text[start:end] of a block.
func (f *finder) add(block, start, end int, m Mention) {
	m.Block, m.Start, m.End = int32(block), int32(start), int32(end)
	before := f.counts[m.Entity]
	m.N = before.mentions + 1
	m.First = before.mentions == 0 || before.block != m.Block
	f.counts[m.Entity] = count{m.N, m.Block}
	f.mentions = append(f.mentions, m)
}
