package cite

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// A Tally counts the quotations of the explainer's own pages by what holding
// them against the paragraphs they cite has given. None is altered: that is
// an error.
type Tally struct {
	Exact        int // stand letter for letter in a paragraph cited
	NotCheckable int // have no citation after them
}

// Quotations holds every quotation in double marks on the story, on profiles
// and on events against the paragraphs that the next citation after it names,
// and an account's words against what it cites. A quotation in the story's
// standfirst or in a role, where no citation can stand, must be in some report.
// Its error is a diag.List of those that do not stand there.
//
// Typography is no difference: kinds of quotation mark, apostrophe, dash,
// space, and the point or comma that ends the quotation. An ellipsis stands
// for any words left out, and so does what is in [brackets].
func Quotations(c *corpus.Corpus, cs *Citations) (Tally, error) {
	g := gate{c: c, texts: map[*corpus.Article][]string{}}
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
	for _, e := range c.Events {
		for i, a := range e.Accounts {
			words, refs := a.Printed, cs.Account(e.ID, i)
			if turned := turnFirst(words); stands(turned, folded(refs, g.texts)) {
				words = turned // it opens the report's sentence, or does so here
			}
			g.hold(words, refs, a.Pos)
		}
	}
	if c.Story != nil {
		g.holdAnywhere(c.Story.Standfirst, c.Story.StandfirstPos)
	}
	for _, p := range c.People {
		g.holdAnywhere(p.Role, p.RolePos)
	}
	return g.tally, g.errs.Err()
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

// A gate holds quotations against paragraphs, which it folds once each.
type gate struct {
	c     *corpus.Corpus
	texts map[*corpus.Article][]string
	tally Tally
	errs  diag.List
}

func (g *gate) hold(words string, refs []Ref, at diag.Pos) {
	switch {
	case len(refs) == 0:
		g.tally.NotCheckable++
	case stands(words, folded(refs, g.texts)):
		g.tally.Exact++
	default:
		g.errs.Add(at, whereElse(g.c, words, refs, g.texts), "the quotation “%s” is not in %s", words, names(refs))
	}
}

// holdAnywhere holds the quotations in a text without citations against all
// paragraphs.
func (g *gate) holdAnywhere(text string, at diag.Pos) {
	for _, q := range quotedIn(text) {
		words := text[q.Start:q.End]
		inSome := slices.ContainsFunc(g.c.Articles, func(a *corpus.Article) bool {
			return slices.ContainsFunc(foldedParagraphs(a, g.texts), func(t string) bool { return stands(words, []string{t}) })
		})
		if inSome {
			g.tally.Exact++
			continue
		}
		g.errs.Add(at, whereElse(g.c, words, nil, g.texts), "the quotation “%s” is in no report", words)
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

// folded returns the texts in which a quotation may stand: each paragraph, and
// where there are several, all of them in a row.
func folded(refs []Ref, cache map[*corpus.Article][]string) []string {
	var texts []string
	for _, r := range refs {
		texts = append(texts, foldedParagraphs(r.Article, cache)[r.Paragraph])
	}
	if len(texts) > 1 {
		texts = append(texts, strings.Join(texts, " "))
	}
	return texts
}

func foldedParagraphs(a *corpus.Article, cache map[*corpus.Article][]string) []string {
	if cache[a] == nil {
		cache[a] = make([]string, len(a.Paragraphs))
		for i := range a.Paragraphs {
			cache[a][i] = foldText(a.Text(i))
		}
	}
	return cache[a]
}

// stands reports whether a quotation stands in one of the texts: as it is, its
// ellipses and brackets being the report's own, or its pieces in their order.
func stands(words string, texts []string) bool {
	whole, pieces := []string{trim(foldText(words))}, pieces(words)
	for _, t := range texts {
		if inOrder(whole, t) || inOrder(pieces, t) {
			return true
		}
	}
	return false
}

// trim takes off the point or comma that belongs to the writer's sentence.
func trim(s string) string { return strings.Trim(s, " .,;:") }

func inOrder(pieces []string, text string) bool {
	for _, p := range pieces {
		i := indexWords(text, p)
		if i < 0 {
			return false
		}
		text = text[i+len(p):]
	}
	return len(pieces) > 0
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

// pieces returns the stretches of a quotation between ellipses and brackets,
// folded. A bracket that nothing closes hides nothing.
func pieces(words string) []string {
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

// foldText returns a text without quotation marks, with one kind of apostrophe,
// plain hyphens and single spaces.
func foldText(s string) string {
	var b strings.Builder
	s = strings.ReplaceAll(s, "...", "…")
	last := ' '
	for i, r := range s {
		switch r {
		case '“', '”', '„', '«', '»', '"', '`':
		case '‘', '’', '\'', 'ʼ':
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if isLetterOrDigit(last) && isLetterOrDigit(next) {
				b.WriteByte('\'')
			}
		case '‐', '‑', '‒', '–', '—':
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func names(refs []Ref) string {
	list := make([]string, len(refs))
	for i, r := range refs {
		list[i] = r.Name()
	}
	return strings.Join(list, ", ")
}

// whereElse says where a quotation does stand, or how far a cited paragraph
// agrees with it.
func whereElse(c *corpus.Corpus, words string, refs []Ref, cache map[*corpus.Article][]string) string {
	for _, a := range c.Articles {
		for i, t := range foldedParagraphs(a, cache) {
			if stands(words, []string{t}) {
				return fmt.Sprintf("it is in %s: cite [@%s, ¶ %d]", Ref{a, i}.Name(), a.Slug, a.Paragraphs[i].N)
			}
		}
	}
	if hint := otherCase(c, words, cache); hint != "" {
		return hint
	}
	want := strings.Fields(strings.Join(pieces(words), " "))
	for n := len(want) - 1; n > 0; n-- {
		begin := strings.Join(want[:n], " ")
		for i, t := range folded(refs, cache) {
			if at := indexWords(t, begin); at >= 0 && i < len(refs) {
				next := strings.Fields(strings.TrimLeft(t[at+len(begin):], " .,;:"))
				return fmt.Sprintf("%s has “%s” where this has “%s”", refs[i].Name(),
					strings.Join(next[:min(3, len(next))], " "), strings.Join(want[n:min(n+3, len(want))], " "))
			}
		}
	}
	return "no report has it: quote a paragraph letter for letter"
}

// otherCase says where a quotation stands but for its capitals.
func otherCase(c *corpus.Corpus, words string, cache map[*corpus.Article][]string) string {
	for _, a := range c.Articles {
		for i, t := range foldedParagraphs(a, cache) {
			if stands(strings.ToLower(words), []string{strings.ToLower(t)}) {
				return Ref{a, i}.Name() + " has it with other capitals; a letter of your own goes into brackets: “[t]he”"
			}
		}
	}
	return ""
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
