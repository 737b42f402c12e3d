package cite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// A Verdict is what holding a quotation against its sources gave.
type Verdict uint8

// The verdicts.
const (
	Exact        Verdict = iota // stands letter for letter in what it cites
	Altered                     // does not
	NotCheckable                // cites nothing, or what it cites is not there to look into
)

// String returns "exact", "altered" or "not checkable".
func (v Verdict) String() string { return [...]string{"exact", "altered", "not checkable"}[v] }

// A Quote is a quotation of the explainer's own pages, held against the
// paragraphs it cites.
type Quote struct {
	Pos     diag.Pos
	Words   string // as printed, without the marks
	Verdict Verdict
	Places  []Place // where it stands, one for each paragraph that it runs over; nil if not exact
}

// A Place is a stretch of a paragraph's text as printed: bytes Start to End.
type Place struct {
	Ref
	extract.Span
}

// Quotes are the quotations of a corpus, in the order of its pages, each
// page's text first.
type Quotes []Quote

// Count returns how many have a verdict.
func (q Quotes) Count(v Verdict) int {
	n := 0
	for i := range q {
		if q[i].Verdict == v {
			n++
		}
	}
	return n
}

// Quotations holds every quotation in double marks on the story, on profiles, on
// events and on claims against the paragraphs that the next citation after it
// names, and the words of accounts and answers against what these cite. A quotation in a title, in the
// story's standfirst, in a role or in the precision of an event, where no
// citation can stand, must be in some report. Its error is a diag.List of those
// that do not stand there, with the words that differ, and of those that stand
// twice in a paragraph.
//
// Typography is no difference: kinds of quotation mark, apostrophe, dash,
// space, and the point or comma that ends the quotation. An ellipsis stands
// for any words left out, and so does what is in [brackets]. A quotation that
// the report interrupts to say who speaks may be given in one.
func Quotations(c *corpus.Corpus, cs *Citations) (Quotes, error) {
	return QuotationsIn(c, cs, nil)
}

// QuotationsIn does what Quotations does, but for the reports whose text is
// absent: a quotation that may stand there cannot be checked.
func QuotationsIn(c *corpus.Corpus, cs *Citations, absent map[corpus.ID]bool) (Quotes, error) {
	g := newGate(c)
	g.absent = absent
	for _, p := range c.Pages() {
		if p.Kind == corpus.Articles || p.Body == nil {
			continue
		}
		for i := range p.Body.Blocks {
			b := &p.Body.Blocks[i]
			for _, q := range quotedIn(b.Text) {
				line, col := b.Pos(q.Start)
				g.hold(b.Text[q.Start:q.End], covering(cs, p, i, q.OuterEnd), diag.Pos{File: p.File, Line: line, Col: col})
			}
		}
	}
	if c.Story != nil {
		g.holdAnywhere(c.Story.Title, c.Story.Pos)
		g.holdAnywhere(c.Story.Standfirst, c.Story.StandfirstPos)
	}
	for _, p := range c.People {
		g.holdAnywhere(p.Role, p.RolePos)
	}
	for _, e := range c.Events {
		g.holdAnywhere(e.Title, e.Pos)
		g.holdAnywhere(e.Precision, e.PrecisionPos)
		for i, a := range e.Accounts {
			g.holdPrinted(a.Printed, cs.Account(e.ID, i), a.PrintedPos)
		}
	}
	for _, claim := range c.Claims {
		g.claim(claim, cs)
	}
	return g.quotes, g.errs.Err()
}

// A gate holds quotations against paragraphs, which it folds once each.
type gate struct {
	c        *corpus.Corpus
	texts    map[*corpus.Article][]string         // of the paragraphs, folded
	speeches map[*corpus.Article][]extract.Speech // of those that were asked for
	absent   map[corpus.ID]bool                   // reports whose text is not there to look into
	quotes   Quotes
	errs     diag.List
}

func newGate(c *corpus.Corpus) *gate {
	return &gate{c: c, texts: map[*corpus.Article][]string{}, speeches: map[*corpus.Article][]extract.Speech{}}
}

// hold holds a quotation against the paragraphs cited.
func (g *gate) hold(words string, refs []Ref, at diag.Pos) {
	q := Quote{Pos: at, Words: words}
	var twice *Ref
	q.Places, twice = g.find(words, slices.DeleteFunc(slices.Clone(refs), g.isAbsent))
	switch {
	case twice != nil:
		q.Verdict = Altered
		g.errs.Add(at, "quote a word or two more, so that one place alone fits",
			"the quotation “%s” stands more than once in %s", words, twice.Name())
	case q.Places != nil:
	case len(refs) == 0, slices.ContainsFunc(refs, g.isAbsent):
		q.Verdict = NotCheckable
	default:
		q.Verdict = Altered
		g.errs.Add(at, g.whereElse(words, refs), "the quotation “%s” is not in %s", words, names(refs))
	}
	g.quotes = append(g.quotes, q)
}

func (g *gate) isAbsent(r Ref) bool { return g.absent[r.Article.ID] }

// holdPrinted holds a report's own words that a key of the front matter has,
// without marks, against the paragraphs cited of each report. They may open the
// report's sentence, or do so here.
func (g *gate) holdPrinted(words string, refs []Ref, at diag.Pos) {
	turned := turnFirst(words)
	for _, part := range byReport(refs) {
		in := func(words string) bool {
			alt := alternatives(words)
			return slices.ContainsFunc(part, func(r Ref) bool { return len(alt.in(g.paragraphs(r.Article)[r.Paragraph])) > 0 })
		}
		if !in(words) && in(turned) {
			g.hold(turned, part, at)
			continue
		}
		g.hold(words, part, at)
	}
}

// claim holds the words in which reports answer: those printed, or the value
// where it is their own. The figures of counts and distances are CheckFacts'.
func (g *gate) claim(c *corpus.Claim, cs *Citations) {
	g.holdAnywhere(c.Title, c.Pos)
	for i, a := range c.Answers {
		switch {
		case a.Printed != "":
			g.holdPrinted(a.Printed, cs.Answer(c.ID, i), a.PrintedPos)
		case c.Form == corpus.TimeForm || c.Form == corpus.YesNoForm:
			g.errs.Add(a.Pos, "add printed: the report's own words", "nothing says in which words the report answers")
		case c.Form == corpus.TextForm:
			g.holdPrinted(a.Value, cs.Answer(c.ID, i), a.ValuePos)
		}
		g.holdAnywhere(a.Note, a.NotePos)
	}
}

// turnFirst returns a text with a small first letter for a capital, and the
// other way round.
func turnFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(r) {
		return string(unicode.ToLower(r)) + s[size:]
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// holdAnywhere holds the quotations in a text without citations against all
// paragraphs.
func (g *gate) holdAnywhere(text string, at diag.Pos) {
	for _, q := range quotedIn(text) {
		held := Quote{Pos: at, Words: text[q.Start:q.End]}
		pieces := alternatives(held.Words)
		for _, a := range g.c.Articles {
			for i, t := range g.paragraphs(a) {
				if spans := pieces.in(t); len(spans) > 0 && held.Places == nil && !g.absent[a.ID] {
					held.Places = []Place{{Ref{a, i}, unfold(a.Text(i), spans[0])}}
				}
			}
		}
		switch {
		case held.Places != nil:
		case len(g.absent) > 0:
			held.Verdict = NotCheckable
		default:
			held.Verdict = Altered
			g.errs.Add(at, g.whereElse(held.Words, nil), "the quotation “%s” is in no report", held.Words)
		}
		g.quotes = append(g.quotes, held)
	}
}

// quotedIn returns the quotations in double marks that stand in no other.
func quotedIn(text string) []extract.Quotation {
	var outer []extract.Quotation
	for _, q := range extract.Quotations(text) {
		if q.Depth == 0 && !q.Single {
			outer = append(outer, q)
		}
	}
	return outer
}

// covering returns what the first citation at or after an offset of a block
// names, and the citations that follow it without a word between.
func covering(cs *Citations, p *corpus.Page, block, offset int) []Ref {
	b := &p.Body.Blocks[block]
	var refs []Ref
	at := -1
	for i, c := range b.Cites {
		if c.At < offset || at >= 0 && strings.IndexFunc(b.Text[at:c.At], isLetterOrDigit) >= 0 {
			continue
		}
		at = c.At
		refs = append(refs, cs.In(p.ID, block, i)...)
	}
	return refs
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// paragraphs returns the paragraphs of a report, folded.
func (g *gate) paragraphs(a *corpus.Article) []string {
	if g.texts[a] == nil {
		g.texts[a] = make([]string, len(a.Paragraphs))
		for i := range a.Paragraphs {
			g.texts[a][i] = foldText(a.Text(i))
		}
	}
	return g.texts[a]
}

// find returns where a quotation stands: in one of the paragraphs, in all of
// them in a row, or in what one speaker says in them. If it stands at several
// places of a paragraph, and not at one alone in quotation marks, it returns
// that paragraph.
func (g *gate) find(words string, refs []Ref) (places []Place, twice *Ref) {
	alt := alternatives(words)
	for _, r := range refs {
		text := r.Article.Text(r.Paragraph)
		spans := alt.in(g.paragraphs(r.Article)[r.Paragraph])
		for i := range spans {
			spans[i] = unfold(text, spans[i])
		}
		if len(spans) > 1 {
			spans = inMarks(text, spans)
		}
		switch {
		case len(spans) == 0:
		case places != nil: // the first paragraph cited that has it is enough
		case len(spans) == 1:
			places = []Place{{r, spans[0]}}
		case twice == nil:
			twice = &r
		}
	}
	if places != nil {
		return places, nil
	}
	if twice != nil || len(refs) == 0 {
		return nil, twice
	}
	if len(refs) > 1 {
		var row passage
		for _, r := range refs {
			row.add(r, extract.Span{End: len(r.Article.Text(r.Paragraph))})
		}
		if places := row.find(alt); places != nil {
			return places, nil
		}
	}
	for _, speech := range g.spoken(refs) {
		if places := speech.find(alt); places != nil {
			return places, nil
		}
	}
	return nil, nil
}

// inMarks returns the spans inside quotation marks if that is one alone, else
// all.
func inMarks(text string, spans []extract.Span) []extract.Span {
	var marked []extract.Span
	quotations := quotedIn(text)
	for _, s := range spans {
		if slices.ContainsFunc(quotations, func(q extract.Quotation) bool { return q.Start <= s.Start && s.End <= q.End }) {
			marked = append(marked, s)
		}
	}
	if len(marked) == 1 {
		return marked
	}
	return spans
}

// A passage is text that is put together from stretches of paragraphs, with a
// space between them.
type passage struct {
	text  string
	parts []Place
	at    []int // where the parts begin in the text
}

func (p *passage) add(r Ref, s extract.Span) {
	if p.text != "" {
		p.text += " "
	}
	p.parts, p.at = append(p.parts, Place{r, s}), append(p.at, len(p.text))
	p.text += s.In(r.Article.Text(r.Paragraph))
}

// find returns the parts of a passage in which a quotation stands first; nil if
// it does not.
func (p *passage) find(alt pieces) []Place {
	spans := alt.in(foldText(p.text))
	if len(spans) == 0 {
		return nil
	}
	var places []Place
	at := unfold(p.text, spans[0])
	for i, part := range p.parts {
		from, to := max(at.Start-p.at[i], 0), min(at.End-p.at[i], part.End-part.Start)
		if from >= to {
			continue
		}
		words := p.text[p.at[i]+from : p.at[i]+to]
		bare := unfold(words, extract.Span{End: len(foldText(words))}) // without a mark at its ends
		if bare.Start >= 0 {
			from += part.Start
			places = append(places, Place{part.Ref, extract.Span{Start: from + bare.Start, End: from + bare.End}})
		}
	}
	return places
}

// spoken returns what each speaker says in the paragraphs without a break but
// for words that say who speaks, where that is more than one quotation.
func (g *gate) spoken(refs []Ref) []passage {
	var list []passage
	last := extract.Speech{Paragraph: -1}
	for _, r := range refs {
		speeches, known := g.speeches[r.Article]
		if !known {
			texts := make([]string, len(r.Article.Paragraphs))
			for i := range texts {
				texts[i] = r.Article.Text(i)
			}
			speeches = extract.Speeches(texts, nil)
			g.speeches[r.Article] = speeches
		}
		for _, s := range speeches {
			if s.Paragraph != r.Paragraph {
				continue
			}
			if last.Paragraph < 0 || s.Speaker != last.Speaker {
				list = append(list, passage{})
			}
			list[len(list)-1].add(r, extract.Span{Start: s.Start, End: s.End})
			last = s
		}
	}
	return slices.DeleteFunc(list, func(p passage) bool { return len(p.parts) < 2 })
}

// The pieces of a quotation are what must stand in a text in this order: its
// ellipses and brackets may be the report's own, so there are two ways.
type pieces [2][]string

func alternatives(words string) pieces {
	return pieces{{trim(foldText(words))}, cutPieces(words)}
}

// in returns where a quotation stands in a folded text, no place inside
// another.
func (p pieces) in(text string) []extract.Span {
	for _, way := range p {
		var spans []extract.Span
		for from := 0; ; {
			s, ok := inOrder(way, text, from)
			if !ok {
				break
			}
			spans, from = append(spans, s), s.End
		}
		if spans != nil {
			return spans
		}
	}
	return nil
}

// trim takes off the point or comma that belongs to the writer's sentence.
func trim(s string) string { return strings.Trim(s, " .,;:") }

// inOrder returns the first stretch of a text from an offset on in which the
// pieces stand.
func inOrder(pieces []string, text string, from int) (extract.Span, bool) {
	s := extract.Span{Start: -1}
	for _, p := range pieces {
		i := indexWords(text[from:], p)
		if i < 0 {
			return s, false
		}
		if s.Start < 0 {
			s.Start = from + i
		}
		from += i + len(p)
		s.End = from
	}
	return s, len(pieces) > 0
}

// indexWords returns where whole words stand in a text, or -1.
func indexWords(text, words string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 || words == "" {
			return -1
		}
		i += from
		if !insideWord(text, i) && !insideWord(text, i+len(words)) {
			return i
		}
		from = i + 1
	}
}

// cutPieces returns the stretches of a quotation between ellipses and brackets,
// folded. A bracket that nothing closes hides nothing.
func cutPieces(words string) []string {
	words = strings.ReplaceAll(words, "...", "…")
	var list []string
	for words != "" {
		piece, rest := words, ""
		if i := strings.IndexAny(words, "…["); i >= 0 {
			piece, rest = words[:i], words[i:]
		}
		switch _, after, closed := strings.Cut(rest, "]"); {
		case !strings.HasPrefix(rest, "["):
			rest = strings.TrimPrefix(rest, "…")
		case closed: // of "condemn[s]" and "[T]he" nothing is compared
			piece = strings.TrimRightFunc(piece, isLetterOrDigit)
			rest = strings.TrimLeftFunc(after, isLetterOrDigit)
		default:
			rest = rest[len("["):]
		}
		if f := trim(foldText(piece)); f != "" {
			list = append(list, f)
		}
		words = rest
	}
	return list
}

func names(refs []Ref) string {
	list := make([]string, len(refs))
	for i, r := range refs {
		list[i] = r.Name()
	}
	return strings.Join(list, ", ")
}

// whereElse says where a quotation does stand, or how what is cited differs
// from it.
func (g *gate) whereElse(words string, refs []Ref) string {
	alt := alternatives(words)
	for _, a := range g.c.Articles {
		for i, t := range g.paragraphs(a) {
			if len(alt.in(t)) > 0 {
				return fmt.Sprintf("it is in %s: cite [@%s, ¶ %d]", Ref{a, i}.Name(), a.Slug, a.Paragraphs[i].N)
			}
		}
	}
	lower := alternatives(strings.ToLower(words))
	for _, a := range g.c.Articles {
		for i, t := range g.paragraphs(a) {
			if len(lower.in(strings.ToLower(t))) > 0 {
				return Ref{a, i}.Name() + " has it with other capitals; a letter of your own goes into brackets: “[t]he”"
			}
		}
	}
	best, score := "", 0
	for _, r := range refs {
		text := g.paragraphs(r.Article)[r.Paragraph]
		if !slices.ContainsFunc(alt[1], func(piece string) bool { return indexWords(text, piece) < 0 }) && len(alt[1]) > 1 {
			return r.Name() + " has its pieces in another order"
		}
		if d, s := difference(alt[1], r.Article.Text(r.Paragraph)); s > score {
			best, score = r.Name()+" has "+d, s
		}
	}
	return cmp.Or(best, "no report has it: quote a paragraph letter for letter")
}

// insideWord reports whether letters, digits or apostrophes stand on both
// sides of an offset. The ’s of “Monday’s” is no part of the word.
func insideWord(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	if rest, ok := strings.CutPrefix(text[i:], "'s"); ok {
		next, _ := utf8.DecodeRuneInString(rest)
		return isLetterOrDigit(next)
	}
	return inWord(before) && inWord(after)
}

func inWord(r rune) bool { return isLetterOrDigit(r) || r == '\'' }
