package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"collate/internal/card"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/markdown"
	"collate/internal/phrase"
	"collate/internal/render"
	"collate/internal/site"
	"collate/internal/xref"
)

type checkCommand struct {
	Strict bool `help:"Take warnings for mistakes."`
}

// Help says what is worth a look.
func (checkCommand) Help() string {
	return `Reports what a build would refuse, and then sentences without a citation, paragraphs that nothing cites, names
without a page with their spellings, pages without a mention, and drafts.

    build check
    build check --strict        # before it is published`
}

// Run does all that a build does but write, and prints what is only worth a
// look.
func (cmd checkCommand) Run(s *session) error {
	b, err := s.build(func(f render.File) error { return f.CopyTo(io.Discard) }, nil)
	if err != nil {
		return err
	}
	s.at.stop()
	x := b.index
	uncited, unused, unlinked := uncitedSentences(x.Corpus), unusedParagraphs(x), unlinkedNames(x)
	all := slices.Concat(uncited, unused, unlinked, unnamed(x), drafts(x.Corpus), lookalikes(x.Corpus),
		missingLetters(b, s.flags.Content+"/site.yaml"), missingPhrases(b.words), b.unprinted)
	for _, w := range all.Sorted() {
		fmt.Fprintln(s.stderr, w.Error())
	}
	if cmd.Strict && len(all) > 0 {
		fmt.Fprintf(s.stderr, "%s, which --strict takes for mistakes\n", count(len(all), "warning", "warnings"))
		return errReported
	}
	if s.flags.Quiet {
		return nil
	}
	_, err = fmt.Fprintf(s.stdout, "%s/: %s; %s in order; %s, %s, %s\n", s.flags.Content, contents(x.Corpus),
		count(len(b.paths), "file", "files"), count(len(uncited), "uncited sentence", "uncited sentences"),
		count(len(unused), "unused paragraph", "unused paragraphs"),
		count(len(unlinked), "unlinked name", "unlinked names"))
	return err
}

// uncitedSentences returns the sentences of the story, the profiles and the
// events that no citation follows.
func uncitedSentences(c *corpus.Corpus) diag.List {
	var l diag.List
	for _, p := range c.Pages() {
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
				line, col := b.Pos(sentence.Start)
				l.Add(diag.Pos{File: p.File, Line: line, Col: col}, "",
					"warning: no citation for “%s”", shorten(sentence.In(b.Text)))
			}
		}
	}
	return l
}

// cited reports whether a citation stands in a sentence or right after it.
func cited(b *markdown.Block, sentence extract.Span) bool {
	for _, c := range b.Cites {
		if c.At > sentence.Start && c.At <= sentence.End {
			return true
		}
	}
	return false
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

// unusedParagraphs returns the paragraphs of reports that no page cites.
func unusedParagraphs(x *xref.Index) diag.List {
	var l diag.List
	for _, a := range x.Articles() {
		for i, p := range a.Paragraphs {
			if len(x.Uses(a, i)) > 0 {
				continue
			}
			b := a.Body.Blocks[p.Block]
			l.Add(diag.Pos{File: a.File, Line: int(b.Line)}, "", "warning: nothing cites %s ¶ %d", a.Label, p.N)
		}
	}
	return l
}

// unlinkedNames returns the names in the reports that no page has and site.yaml
// does not ignore, each where it stands first, and parts of names that were left
// alone because they may be several people's.
func unlinkedNames(x *xref.Index) diag.List {
	var l diag.List
	for _, s := range link.Suggest(x.Corpus, x.Mentions) {
		hint := fmt.Sprintf("write content/%s/….md for it%s, or ignore it in site.yaml", link.KindOf(s.Kind), withLine(s))
		if s.AliasOf != nil {
			hint = fmt.Sprintf("if it is %s, put into its page “%s”, else write a page for it or ignore it in site.yaml",
				s.AliasOf.ID, s.Line())
		}
		l.Add(s.First.Pos, hint, "warning: no page has the name “%s” (%s), printed %s in %s: “%s”", s.Name,
			link.KindOf(s.Kind).One(), count(s.Count, "time", "times"), count(s.Reports, "report", "reports"),
			shorten(s.First.Sentence))
	}
	for _, a := range x.Articles() {
		for _, o := range x.Mentions.Open(a.ID) {
			b := &a.Body.Blocks[o.Block]
			line, col := b.Pos(o.Start)
			text := b.Text[o.Start:o.End]
			hint := fmt.Sprintf("write [[%s|%s]] or [[!%s]]", o.Entities[0], text, text)
			l.Add(diag.Pos{File: a.File, Line: line, Col: col}, hint, "warning: %q was left alone: %s", text, o.Why)
		}
	}
	return l
}

// withLine names the line of front matter that a new page should have.
func withLine(s link.Suggestion) string {
	if line := s.Line(); line != "" {
		return " with “" + line + "”"
	}
	return ""
}

// unnamed returns the pages of people, places and organisations that no report
// names.
func unnamed(x *xref.Index) diag.List {
	var l diag.List
	for _, kind := range corpus.EntityKinds() {
		for _, e := range x.Corpus.Entities(kind) {
			if x.Count(e.ID) == 0 {
				l.Add(e.Pos, "add the form of the name that they print to its aliases, or delete the page",
					"warning: no report has this name")
			}
		}
	}
	return l
}

// drafts returns the pages that nobody has read through.
func drafts(c *corpus.Corpus) diag.List {
	var l diag.List
	for _, p := range c.Pages() {
		if p.Draft {
			l.Add(p.Pos, "read it through, then take draft out of the front matter", "warning: a draft, and published as one")
		}
	}
	return l
}

// lookalikes returns the words of all files that look like others.
func lookalikes(c *corpus.Corpus) diag.List {
	l := slices.Clone(c.Site.Odd)
	for _, p := range c.Pages() {
		l = append(l, p.Odd...)
	}
	return l
}

// missingPhrases returns what the language of the pages says in English.
func missingPhrases(words *phrase.Book) diag.List {
	const shown = 3
	var l diag.List
	if n := len(words.Missing); n > 0 {
		first := strings.Join(words.Missing[:min(n, shown)], ", ")
		if n > shown {
			first += fmt.Sprintf(" and %d more", n-shown)
		}
		l.Add(diag.Pos{File: words.File}, "write them as en.yaml has them",
			"warning: %s missing here and said in English: %s", count(n, "phrase is", "phrases are"), first)
	}
	return l
}

// missingLetters returns what the pictures of the site and of its pages cannot
// show of their titles.
func missingLetters(b *built, file string) diag.List {
	var l diag.List
	missing, err := card.Missing(site.Pictures(b.index, b.words))
	if err == nil && len(missing) > 0 {
		l.Add(diag.Pos{File: file}, "links to the site show the pictures beside its addresses",
			"warning: the fonts of the site's pictures have no letter for %q", string(missing))
	}
	return l
}
