package cite

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/markdown"
	"collate/internal/parallel"
)

// Facts is what holding the figures, the times and the names of cited
// sentences against the paragraphs they cite gave.
type Facts struct {
	Sentences int       // with a citation and something to hold
	Held      int       // figures, times and names that stand in a paragraph cited
	Derived   []Derived // in the order of the pages
}

// A Derived is a sentence with figures or names of the explainer's own, which
// no paragraph has, and why.
type Derived struct {
	Page     corpus.ID
	Pos      diag.Pos // of the comment
	Sentence string
	Why      string // "17 + 5 = 22"
}

// CheckFacts holds each number, date, time of day, percentage, distance and
// listed name of every sentence with a citation, on the story, on profiles, on
// events and on claims, against the paragraphs that the sentence cites. Those of titles and
// of the story's standfirst, where no citation can stand, must be in some report.
// Its error is a diag.List of those that stand in none, with what does.
//
// What means the same is the same: "22" and "twenty-two", "1.30am" and "01:30",
// "8 January" and the "Wednesday" of a report of that week. A report without a
// date is read as of the earliest one with a date, and so are the explainer's own
// pages. Quotations are left to Quotations, and how many reports say a thing is the
// explainer's own count. A country stands where its adjective does, and a page may
// name whom it is about.
//
// The comment <!-- derived: why --> in or behind a sentence excuses it. If it
// begins with a sum, "17 + 5 = 22", that excuses the 22 alone, and what is added up
// must stand in the paragraphs.
func CheckFacts(c *corpus.Corpus, cs *Citations, mentions *link.Mentions) (Facts, error) {
	return CheckFactsIn(c, cs, mentions, nil)
}

// CheckFactsIn does what CheckFacts does, but for the reports whose text is
// absent: what may stand there cannot be checked.
func CheckFactsIn(c *corpus.Corpus, cs *Citations, mentions *link.Mentions, absent map[corpus.ID]bool) (Facts, error) {
	g := newFactGate(c, mentions)
	g.absent = absent
	g.pages(cs)
	if c.Story != nil {
		g.anywhere(c.Story.Title, c.Story.Pos)
		g.anywhere(c.Story.Standfirst, c.Story.StandfirstPos)
	}
	for _, p := range c.People {
		g.anywhere(p.Role, p.RolePos)
	}
	for _, e := range c.Events {
		g.anywhere(e.Title, e.Pos)
	}
	for _, claim := range c.Claims {
		g.anywhere(claim.Title, claim.Pos)
		g.answers(claim, cs)
	}
	return g.facts, g.errs.Err()
}

// A factGate holds facts against paragraphs, whose own it looks up once.
type factGate struct {
	c         *corpus.Corpus
	mentions  *link.Mentions
	date      string // that of the earliest report with one; "" if none has
	articles  map[*corpus.Article]func() *articleFacts
	entities  map[corpus.ID]*corpus.Entity
	countries map[string]corpus.ID // by name
	absent    map[corpus.ID]bool   // reports whose text is not there to look into
	facts     Facts
	errs      diag.List
}

// articleFacts are the facts of a report, by paragraph.
type articleFacts struct {
	list  [][]fact
	known []known
}

func newFactGate(c *corpus.Corpus, mentions *link.Mentions) *factGate {
	g := &factGate{
		c: c, mentions: mentions, date: earliest(c), articles: map[*corpus.Article]func() *articleFacts{},
		entities: map[corpus.ID]*corpus.Entity{}, countries: map[string]corpus.ID{},
	}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			g.entities[e.ID] = e
			for _, n := range e.Names {
				if kind == corpus.Places && extract.IsCountry(n.Text) {
					g.countries[n.Text] = e.ID
				}
			}
		}
	}
	for _, a := range c.Articles {
		g.articles[a] = sync.OnceValue(func() *articleFacts { return g.read(a) })
	}
	return g
}

// pages holds what the sentences of all pages but reports say, on all cores.
func (g *factGate) pages(cs *Citations) {
	var pages []*corpus.Page
	for _, p := range g.c.Pages() {
		if p.Kind != corpus.Articles && p.Body != nil && slices.ContainsFunc(p.Body.Blocks, isHeld) {
			pages = append(pages, p)
		}
	}
	gates := make([]factGate, len(pages)) // each with what it finds, in the order of the pages
	parallel.Each(len(pages), func(i int) {
		gates[i] = *g
		gates[i].page(pages[i], cs)
	})
	for i := range gates {
		g.facts.Sentences += gates[i].facts.Sentences
		g.facts.Held += gates[i].facts.Held
		g.facts.Derived = append(g.facts.Derived, gates[i].facts.Derived...)
		g.errs = append(g.errs, gates[i].errs...)
	}
}

// earliest returns when the first of the reports with a date was published.
func earliest(c *corpus.Corpus) string {
	var first corpus.When
	for _, a := range c.Articles {
		if a.Date.Known() && (!first.Known() || a.Date.Start.Before(first.Start)) {
			first = a.Date
		}
	}
	return first.Raw
}

// of returns the facts of a report.
func (g *factGate) of(a *corpus.Article) *articleFacts { return g.articles[a]() }

// read looks up the facts of a report.
func (g *factGate) read(a *corpus.Article) *articleFacts {
	f := &articleFacts{list: make([][]fact, len(a.Paragraphs)), known: make([]known, len(a.Paragraphs))}
	texts := make([]string, len(a.Paragraphs))
	paragraphs := map[int32]int{} // by block
	for i, p := range a.Paragraphs {
		texts[i], paragraphs[int32(p.Block)] = a.Text(i), i
	}
	date := g.date
	if a.Date.Known() {
		date = a.Date.Raw
	}
	for i, times := range extract.Times(texts, date) {
		f.list[i] = factsIn(texts[i], times)
		if !a.Date.Known() { // what day its "last night" was nobody knows
			f.list[i] = slices.DeleteFunc(f.list[i], func(f fact) bool { return f.implied })
		}
	}
	for _, m := range g.mentions.On(a.ID) {
		if i, ok := paragraphs[m.Block]; ok {
			f.list[i] = append(f.list[i], nameFact(m))
		}
	}
	for i, facts := range f.list {
		f.known[i] = known{}
		f.known[i].learn(facts)
		g.learnCountries(f.known[i], texts[i])
	}
	return f
}

func nameFact(m link.Mention) fact {
	return fact{Span: extract.Span(m.Range()), kind: aName, key: string(m.Entity.ID)}
}

// learnCountries takes in the countries whose adjectives stand in a paragraph.
func (g *factGate) learnCountries(k known, text string) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, name := range extract.CountriesOf(word) {
			if id, ok := g.countries[name]; ok {
				k[string(id)] = true
			}
		}
	}
}

// page holds what the sentences of a page say.
func (g *factGate) page(p *corpus.Page, cs *Citations) {
	texts := make([]string, len(p.Body.Blocks))
	for i, b := range p.Body.Blocks {
		texts[i] = b.Text
	}
	times := extract.Times(texts, g.date)
	names := g.mentions.On(p.ID)
	for i := range p.Body.Blocks {
		b := &p.Body.Blocks[i]
		facts := factsIn(b.Text, times[i])
		for ; len(names) > 0 && int(names[0].Block) <= i; names = names[1:] {
			if int(names[0].Block) == i && names[0].Entity.ID != p.ID {
				facts = append(facts, nameFact(names[0]))
			}
		}
		if !isHeld(*b) {
			continue
		}
		facts = g.checkable(b.Text, facts)
		for _, s := range extract.Sentences(b.Text) {
			end := 0
			for end < len(facts) && facts[end].Start < s.End {
				end++
			}
			g.sentence(p, i, s, facts[:end], cs)
			facts = facts[end:]
		}
	}
}

// isHeld reports whether the sentences of a block are held against anything.
func isHeld(b markdown.Block) bool {
	return b.Kind != markdown.Heading && (len(b.Cites) > 0 || len(b.Notes) > 0)
}

// checkable returns the facts that are held against what is cited: those
// outside quotation marks, in their order, but for counts of reports.
func (g *factGate) checkable(text string, facts []fact) []fact {
	quotations := quotedIn(text)
	facts = slices.DeleteFunc(facts, func(f fact) bool {
		return f.implied || f.kind == aFigure && ownCount.MatchString(text[f.End:]) ||
			slices.ContainsFunc(quotations, func(q extract.Quotation) bool { return q.Start <= f.Start && f.End <= q.End })
	})
	slices.SortStableFunc(facts, func(a, b fact) int { return cmp.Compare(a.Start, b.Start) })
	return facts
}

// ownCount matches what stands behind a figure that counts reports.
var ownCount = regexp.MustCompile(`^ (?:of (?:the|these) )?(?:\pL+ )?reports?\b`)

// sentence holds the facts of a sentence.
func (g *factGate) sentence(p *corpus.Page, block int, s extract.Span, facts []fact, cs *Citations) {
	b := &p.Body.Blocks[block]
	var refs []Ref
	for i, c := range b.Cites {
		if c.At > s.Start && c.At <= s.End {
			refs = append(refs, cs.In(p.ID, block, i)...)
		}
	}
	at := func(offset int) diag.Pos {
		line, col := b.Pos(offset)
		return diag.Pos{File: p.File, Line: line, Col: col}
	}
	if len(refs) > 0 && len(facts) > 0 {
		g.facts.Sentences++
	}
	excuses := excusesIn(b, s)
	unsure := slices.ContainsFunc(refs, g.isAbsent)
	for _, f := range facts {
		if len(refs) == 0 {
			break // that it cites nothing is a warning of check
		}
		switch {
		case g.standsIn(f, refs):
			g.facts.Held++
		case unsure:
		case !g.excused(f, excuses, refs):
			g.errs.Add(at(f.Start), g.contains(f, refs, "if it is your own, say why: <!-- derived: why -->"),
				"“%s” %s", f.In(b.Text), missing(f.kind))
		}
	}
	for _, e := range excuses {
		pos := diag.Pos{File: p.File, Line: e.note.Line, Col: e.note.Col}
		switch {
		case e.why == "":
			g.errs.Add(pos, "write <!-- derived: why -->", "the comment does not say why")
		case len(refs) == 0:
			g.errs.Add(pos, "cite what it rests on, or take the comment out",
				"nothing in this sentence is held against anything, for it cites nothing")
		case unsure:
		case e.bad != "":
			g.errs.Add(pos, "correct the sum", "%s", e.bad)
		case !e.used:
			g.errs.Add(pos, "take the comment out", "the sentence needs no excuse: all that it says stands in what it cites")
		default:
			g.facts.Derived = append(g.facts.Derived, Derived{p.ID, pos, s.In(b.Text), e.why})
		}
	}
}

// answers holds the figures of counts and distances against the paragraphs of
// each report that give them, all the parts of a sum. An editor who counts what
// is printed in other words, "a second wave", gives these and says so in a note.
func (g *factGate) answers(c *corpus.Claim, cs *Citations) {
	if c.Form != corpus.CountForm && c.Form != corpus.DistanceForm {
		return
	}
	for i := range c.Answers {
		for _, refs := range byReport(cs.Answer(c.ID, i)) {
			g.answer(&c.Answers[i], refs)
		}
	}
}

// answer holds an answer's figures against the paragraphs of one report.
func (g *factGate) answer(a *corpus.Answer, refs []Ref) {
	for _, f := range factsIn(a.Value, nil) {
		switch {
		case g.standsIn(f, refs):
			g.facts.Held++
		case slices.ContainsFunc(refs, g.isAbsent):
		case a.Printed == "" || a.Note == "":
			g.errs.Add(a.ValuePos, g.contains(f, refs, "if it is your reading, add printed and a note"),
				"“%s” stands in no paragraph of %s that this answer cites", f.In(a.Value), refs[0].Article.Label)
		}
	}
}

// stands reports whether a fact stands in a paragraph, and that is there to look
// into.
func (g *factGate) stands(f fact, r Ref) bool {
	return !g.isAbsent(r) && g.of(r.Article).known[r.Paragraph].has(f)
}

func (g *factGate) standsIn(f fact, refs []Ref) bool {
	return slices.ContainsFunc(refs, func(r Ref) bool { return g.stands(f, r) })
}

func (g *factGate) isAbsent(r Ref) bool { return g.absent[r.Article.ID] }

// An excuse is the comment that a sentence's figures are the explainer's own.
type excuse struct {
	note markdown.Note
	why  string
	sum  string   // the key of what is excused; "" for all
	of   []string // the keys of what is added up
	used bool
	bad  string // what is wrong with the sum
}

var sumForm = regexp.MustCompile(`^([\d.,]+(?:\s*\+\s*[\d.,]+)+)\s*=\s*([\d.,]*\d)`)

// excusesIn returns the excuses in or right behind a sentence.
func excusesIn(b *markdown.Block, s extract.Span) []*excuse {
	var list []*excuse
	for _, n := range b.Notes {
		why, ok := strings.CutPrefix(n.Text, "derived:")
		if !ok || n.At <= s.Start || n.At > s.End {
			continue
		}
		e := &excuse{note: n, why: strings.TrimSpace(why)}
		if m := sumForm.FindStringSubmatch(e.why); m != nil {
			e.read(m[1], m[2])
		}
		list = append(list, e)
	}
	return list
}

// read reads the sum that an excuse begins with.
func (e *excuse) read(sum, result string) {
	total := 0
	for _, f := range extract.Figures(sum) {
		n, _ := strconv.Atoi(f.Value)
		total += n
		e.of = append(e.of, tidyNumber(f.Value))
	}
	e.sum = tidyNumber(strings.ReplaceAll(result, ",", ""))
	if e.sum != strconv.Itoa(total) {
		e.bad = fmt.Sprintf("%s is %d", sum, total)
	}
}

// excused reports whether one of the excuses is for a fact.
func (g *factGate) excused(f fact, excuses []*excuse, refs []Ref) bool {
	for _, e := range excuses {
		switch {
		case e.why == "" || e.bad != "" || e.sum != "" && (f.kind != aFigure || e.sum != f.key):
			continue
		case e.sum != "":
			for _, term := range e.of {
				if !g.standsIn(fact{key: term}, refs) {
					e.bad = "no paragraph that this sentence cites has " + term
				}
			}
		}
		if e.bad == "" {
			e.used = true
			return true
		}
	}
	return false
}

// missing says of a fact of a kind that it stands nowhere.
func missing(kind factKind) string {
	if kind == aName {
		return "is named in no paragraph that this sentence cites"
	}
	return "stands in no paragraph that this sentence cites"
}

// contains says what the paragraphs cited have in place of a fact, and which
// other has it.
// If it may be the explainer's own, own says how to say so.
func (g *factGate) contains(f fact, refs []Ref, own string) string {
	const shown = 3
	var parts []string
	for _, r := range refs[:min(shown, len(refs))] {
		parts = append(parts, r.Name()+" has "+g.printed(f.kind, r))
	}
	if r, ok := g.elsewhere(f, refs); ok {
		n := r.Article.Paragraphs[r.Paragraph].N
		parts = append(parts, fmt.Sprintf("%s has it: cite [@%s, ¶ %d]", r.Name(), r.Article.Slug, n))
	}
	if f.kind != aName {
		parts = append(parts, own)
	}
	return strings.Join(parts, "; ")
}

// printed lists the facts of a kind in a paragraph as it prints them.
func (g *factGate) printed(kind factKind, r Ref) string {
	const shown = 6
	var words []string
	text := r.Article.Text(r.Paragraph)
	for _, f := range g.of(r.Article).list[r.Paragraph] {
		if w := f.In(text); f.kind == kind && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	switch {
	case words == nil:
		return map[factKind]string{aFigure: "no figure", aTime: "no date or time", aName: "no listed name"}[kind]
	case len(words) > shown:
		return strings.Join(words[:shown], ", ") + " and more"
	case len(words) == 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// elsewhere returns the first paragraph that a fact does stand in, one of the
// reports cited if possible.
func (g *factGate) elsewhere(f fact, refs []Ref) (Ref, bool) {
	var articles []*corpus.Article
	for _, r := range refs {
		articles = append(articles, r.Article)
	}
	for _, a := range slices.Concat(articles, g.c.Articles) {
		for i := range a.Paragraphs {
			if r := (Ref{a, i}); g.stands(f, r) {
				return r, true
			}
		}
	}
	return Ref{}, false
}

// anywhere holds the figures and times of a text without citations against all
// paragraphs.
func (g *factGate) anywhere(text string, at diag.Pos) {
	for _, f := range g.checkable(text, factsIn(text, extract.Times([]string{text}, g.date)[0])) {
		if _, ok := g.elsewhere(f, nil); ok {
			g.facts.Held++
			continue
		}
		if len(g.absent) == 0 {
			g.errs.Add(at, "", "“%s” stands in no report", f.In(text))
		}
	}
}
