package worklist

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/markdown"
	"collate/internal/xref"
)

// Find returns what an index leaves to do, sorted. siteFile is the path of
// site.yaml, as the user would type it.
func Find(x *xref.Index, siteFile string) List {
	f := finder{x: x, siteFile: siteFile}
	f.names()
	f.openNames()
	f.uncited()
	f.unused()
	f.speakers()
	f.silent()
	f.drafts()
	f.unnamed()
	f.lookalikes()
	return f.list.Sorted()
}

// A finder collects what there is to do.
type finder struct {
	x        *xref.Index
	siteFile string
	list     List
}

func (f *finder) add(rule string, pos diag.Pos, about, mend, format string, args ...any) {
	f.list = append(f.list, Item{Rule: rule, Pos: pos, Text: fmt.Sprintf(format, args...), Mend: mend, About: about})
}

// names adds the names in the reports that no page has, each where it stands
// first.
func (f *finder) names() {
	known := ownersOf(f.x.Corpus)
	for _, s := range link.Suggest(f.x.Corpus, f.x.Mentions) {
		kind := link.KindOf(s.Kind).One()
		rule, mend := UnlinkedName, f.newPage(s, kind)
		var safe *Aliases
		if s.AliasOf != nil {
			names := aliasesOf(s)
			rule = SuggestedAlias
			mend = fmt.Sprintf("if it is %s, %s; else %s", s.AliasOf.ID, AddAliases(s.AliasOf, names), f.newPage(s, kind))
			if sure := known.sure(s, names); len(sure) > 0 {
				safe = &Aliases{s.AliasOf.File, sure}
				if len(sure) == len(names) {
					mend = AddAliases(s.AliasOf, names) + ", or run: build check --fix"
				}
			}
		}
		f.add(rule, s.First.Pos, s.Name, mend, "no page has the name “%s” (%s), printed %s in %s: “%s”", s.Name, kind,
			count(s.Count, "time"), count(s.Reports, "report"), shorten(s.First.Sentence))
		f.list[len(f.list)-1].Aliases = safe
	}
}

// newPage says how to write a page for a name, or to ignore it.
func (f *finder) newPage(s link.Suggestion, kind string) string {
	with := ""
	if s.AliasOf == nil {
		if line := s.Line(); line != "" {
			with = " (with “" + line + "”)"
		}
	}
	return fmt.Sprintf("run: build new %s %s%s, or write - {name: %s, why: …} under ignore in %s",
		kind, shellQuote(s.Name), with, corpus.InList(s.Name), f.siteFile)
}

// aliasesOf returns the variants of a name that its page can be given.
func aliasesOf(s link.Suggestion) []string {
	var names []string
	for _, v := range s.Variants {
		if !extract.IsCommonWord(v.Text) {
			names = append(names, v.Text)
		}
	}
	return names
}

// AddAliases says how to give a page further names, with the line to write them
// on: that of its aliases, or the one below its title.
func AddAliases(e *corpus.Entity, names []string) string {
	line := 0
	for text := range strings.Lines(e.Front) {
		if line++; strings.HasPrefix(text, "aliases:") {
			quoted := make([]string, len(names))
			for i, name := range names {
				quoted[i] = strconv.Quote(name)
			}
			return fmt.Sprintf("add %s to aliases in %s:%d", strings.Join(quoted, " and "), e.File, line)
		}
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = corpus.InList(name)
	}
	return fmt.Sprintf("write “aliases: [%s]” below %s:%d", strings.Join(quoted, ", "), e.File, e.Pos.Line)
}

// openNames adds the parts of names that may be several people's.
func (f *finder) openNames() {
	for _, a := range f.x.Articles() {
		for _, o := range f.x.Mentions.Open(a.ID) {
			b := &a.Body.Blocks[o.Block]
			text := b.Text[o.Start:o.End]
			mend := fmt.Sprintf("write [[%s|%s]] or [[!%s]]", o.Entities[0], text, text)
			f.add(AmbiguousName, at(a.File, b, o.Start), b.Text[:o.Start]+"|"+text, mend, "%q was left alone: %s", text, o.Why)
		}
	}
}

// uncited adds the sentences of the explainer's own pages that no citation
// follows.
func (f *finder) uncited() {
	example := "report-a"
	if articles := f.x.Articles(); len(articles) > 0 {
		example = articles[0].Slug
	}
	for _, p := range f.x.Corpus.Pages() {
		if p.Kind == corpus.Articles {
			continue
		}
		for i := range p.Body.Blocks {
			b := &p.Body.Blocks[i]
			if b.Kind == markdown.Heading {
				continue
			}
			for _, sentence := range extract.Sentences(b.Text) {
				if cited(b, sentence) {
					continue
				}
				text := sentence.In(b.Text)
				f.add(UncitedSentence, at(p.File, b, sentence.Start), text,
					"write behind it which paragraphs say so, as in [@"+example+", ¶ 1]", "no citation for “%s”", shorten(text))
			}
		}
	}
}

// cited reports whether a citation stands in a sentence or right after it.
func cited(b *markdown.Block, sentence extract.Span) bool {
	within := func(c markdown.Cite) bool { return c.At > sentence.Start && c.At <= sentence.End }
	return slices.ContainsFunc(b.Cites, within)
}

// unused adds the paragraphs of reports that no page cites.
func (f *finder) unused() {
	for _, a := range f.x.Articles() {
		for i, p := range a.Paragraphs {
			if len(f.x.Uses(a, i)) > 0 {
				continue
			}
			pos := diag.Pos{File: a.File, Line: int(a.Body.Blocks[p.Block].Line)}
			f.add(UnusedParagraph, pos, p.ID, "cite it where it fits: "+citation(a, i), "nothing cites %s ¶ %d", a.Label, p.N)
		}
	}
}

// citation returns what cites a paragraph: "[@report-a, ¶ 2]".
func citation(a *corpus.Article, paragraph int) string {
	return "[" + typed(a, paragraph) + "]"
}

// typed returns a citation without its brackets.
func typed(a *corpus.Article, paragraph int) string {
	return fmt.Sprintf("@%s, ¶ %d", a.Slug, a.Paragraphs[paragraph].N)
}

// speakers adds the quotations in the reports that nobody is known to say.
func (f *finder) speakers() {
	const most = 4 // words that tell a quotation
	for _, a := range f.x.Articles() {
		for _, q := range f.x.Mentions.Quotes(a.ID) {
			if q.Speaker != "" {
				continue
			}
			p := a.Paragraphs[q.Paragraph]
			b := &a.Body.Blocks[p.Block]
			words := strings.Fields(q.In(b.Text))
			first := strings.TrimRight(strings.Join(words[:min(most, len(words))], " "), ",.;:!?")
			mend := fmt.Sprintf("write - {quote: %s, paragraph: %s, says: …} under speakers: in %s; "+
				"says: nobody if the marks quote nobody", corpus.InList(first), p.ID, a.File)
			f.add(UnknownSpeaker, at(a.File, b, q.Start), q.In(b.Text), mend,
				"nobody is known to say “%s”", shorten(q.In(b.Text)))
		}
	}
}

// drafts adds the pages that nobody has read through.
func (f *finder) drafts() {
	for _, p := range f.x.Corpus.Pages() {
		if p.Draft {
			f.add(Draft, p.Pos, p.Title, "read it through, then take draft out of the front matter",
				"a draft, and published as one")
		}
	}
}

// unnamed adds the pages of people, places and organisations that no report
// names.
func (f *finder) unnamed() {
	for _, kind := range corpus.EntityKinds() {
		for _, e := range f.x.Corpus.Entities(kind) {
			if f.x.Count(e.ID) == 0 {
				f.add(UnnamedPage, e.Pos, e.Title, "add the form of the name that they print to its aliases, or delete the page",
					"no report has this name")
			}
		}
	}
}

// lookalikes adds the words of all files that look like others.
func (f *finder) lookalikes() {
	f.list = append(f.list, FromDiag(Lookalike, f.x.Corpus.Site.Odd)...)
	for _, p := range f.x.Corpus.Pages() {
		f.list = append(f.list, FromDiag(Lookalike, p.Odd)...)
	}
}

// at returns the position of an offset into a block's text.
func at(file string, b *markdown.Block, offset int) diag.Pos {
	line, col := b.Pos(offset)
	return diag.Pos{File: file, Line: line, Col: col}
}

// shorten returns the first words of a sentence.
func shorten(sentence string) string {
	const most = 10
	words := strings.Fields(sentence)
	if len(words) <= most {
		return sentence
	}
	return strings.Join(words[:most], " ") + " …"
}

// count returns a number with its noun: "1 time", "2 times".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// shellQuote writes a text as one word of a command line.
func shellQuote(s string) string {
	if strings.ContainsAny(s, "\"$`\\!") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return `"` + s + `"`
}
