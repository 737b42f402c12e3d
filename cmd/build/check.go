package main

import (
	"fmt"
	"strings"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/markdown"
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
	uncited, unused := uncitedSentences(x.Corpus), unusedParagraphs(x)
	var all diag.List
	all.Join(uncited)
	all.Join(unused)
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
	_, err = fmt.Fprintf(s.stdout, "%s/: %s; %s in order; %s, %s\n", s.flags.Content, contents(x.Corpus),
		count(len(files), "file", "files"), count(len(uncited), "uncited sentence", "uncited sentences"),
		count(len(unused), "unused paragraph", "unused paragraphs"))
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
