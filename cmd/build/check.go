package main

import (
	"fmt"
	"slices"
	"strings"

	"collate/internal/card"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/markdown"
	"collate/internal/site"
	"collate/internal/xref"
)

type checkCommand struct {
	Strict bool `help:"Take warnings for mistakes."`
}

// Run does all that a build does but write, and prints what is only worth a
// look.
func (cmd checkCommand) Run(s *session) error {
	x, files, err := s.build()
	if err != nil {
		return err
	}
	s.at.stop()
	uncited, unused, unlinked := uncitedSentences(x.Corpus), unusedParagraphs(x), unlinkedNames(x)
	all := slices.Concat(uncited, unused, unlinked, unnamed(x), drafts(x.Corpus),
		missingLetters(x, s.flags.Content+"/site.yaml"))
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
		count(len(files), "file", "files"), count(len(uncited), "uncited sentence", "uncited sentences"),
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
			l.Add(diag.Pos{File: a.File, Line: b.Line}, "", "warning: nothing cites %s ¶ %d", a.Label, p.N)
		}
	}
	return l
}

// unlinkedNames returns the names in the reports that no page has and site.yaml
// does not ignore, each where it stands first.
func unlinkedNames(x *xref.Index) diag.List {
	type found struct {
		name  string
		at    diag.Pos
		times int
	}
	var names []*found
	byName := map[string]*found{}
	for _, a := range x.Articles() {
		for _, p := range a.Paragraphs {
			b := &a.Body.Blocks[p.Block]
			taken := slices.Concat(mentioned(x, a, p.Block), ignored(x.Corpus, b))
			for _, n := range extract.Names(b.Text) {
				overlaps := func(r markdown.Range) bool { return n.Start < r.End && r.Start < n.End }
				if n.Opens || slices.ContainsFunc(taken, overlaps) {
					continue
				}
				name := n.In(b.Text)
				if byName[name] == nil {
					line, col := b.Pos(n.Start)
					byName[name] = &found{name: name, at: diag.Pos{File: a.File, Line: line, Col: col}}
					names = append(names, byName[name])
				}
				byName[name].times++
			}
		}
	}
	var l diag.List
	for _, n := range names {
		l.Add(n.at, "write a page for it, make it an alias of one, or ignore it in site.yaml",
			"warning: no page has the name “%s”, printed %s", n.name, count(n.times, "time", "times"))
	}
	return l
}

// mentioned returns where mentions stand in a block of an article.
func mentioned(x *xref.Index, a *corpus.Article, block int) []markdown.Range {
	var ranges []markdown.Range
	for _, m := range x.Mentions.On(a.ID) {
		if m.Block == block {
			ranges = append(ranges, markdown.Range{Start: m.Start, End: m.End})
		}
	}
	return ranges
}

// ignored returns where names stand in a block that the editor said are none.
func ignored(c *corpus.Corpus, b *markdown.Block) []markdown.Range {
	var ranges []markdown.Range
	for _, l := range b.Links {
		if l.Target == "" {
			ranges = append(ranges, l.Range)
		}
	}
	for _, ig := range c.Site.Ignore {
		for i := 0; ; {
			n := strings.Index(b.Text[i:], ig.Name)
			if n < 0 {
				break
			}
			i += n + len(ig.Name)
			ranges = append(ranges, markdown.Range{Start: i - len(ig.Name), End: i})
		}
	}
	return ranges
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

// missingLetters returns what the site's picture cannot show of its title.
func missingLetters(x *xref.Index, file string) diag.List {
	var l diag.List
	missing, err := card.Missing(site.Picture(x))
	if err == nil && len(missing) > 0 {
		l.Add(diag.Pos{File: file}, "links to the site show the picture beside its address",
			"warning: the fonts of the site's picture have no letter for %q", string(missing))
	}
	return l
}
