package main

import (
	"cmp"
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/markdown"
)

// toWrite begins a comment that stands for a text that is still to be written.
const toWrite = "to write:"

// unwritten returns the comments in which init and new leave to the editor what
// is to stand in their place.
func unwritten(c *corpus.Corpus) diag.List {
	var l diag.List
	for _, p := range c.Pages() {
		if p.Body == nil {
			continue
		}
		var notes []markdown.Note
		for i := range p.Body.Blocks {
			notes = append(notes, p.Body.Blocks[i].Notes...)
		}
		notes = append(notes, p.Body.Notes...)
		slices.SortFunc(notes, func(a, b markdown.Note) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
		for i, n := range notes {
			again := i > 0 && notes[i-1].Line == n.Line && notes[i-1].Col == n.Col
			if what, ok := strings.CutPrefix(n.Text, toWrite); ok && !again {
				l.Add(diag.Pos{File: p.File, Line: n.Line, Col: n.Col}, "write it in the place of the comment, in your own words",
					"to write: %s", strings.TrimSpace(what))
			}
		}
	}
	return l
}
