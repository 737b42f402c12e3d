package site

import (
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/markdown"
)

const (
	marginWords = 20 // of each note
	wordsANote  = 26 // of a paragraph's text, so that its notes are no longer than it is
)

// marginNotes returns the hook that writes beside the story's paragraphs what
// they rest on, for windows with a margin; nil for other pages. The list of
// sources says the same to everybody else.
func (s *sheet) marginNotes(p *corpus.Page) func(block int) string {
	if p.ID != corpus.Story {
		return nil
	}
	return func(block int) string {
		b := &p.Body.Blocks[block]
		if b.Kind != markdown.Paragraph {
			return ""
		}
		var noted []cite.Ref
		var out strings.Builder
		for i, c := range b.Cites {
			for _, r := range s.x.Citations.In(p.ID, block, i) {
				full := len(noted) >= max(1, len(strings.Fields(b.Text))/wordsANote)
				if full || slices.Contains(noted, r) {
					continue
				}
				noted = append(noted, r)
				words := opening(said(r.Article.Text(r.Paragraph), []string{b.Text[:c.At]}), marginWords)
				name := escaped(r.Name())
				out.WriteString("<span><b>" + name + "</b> " + string(s.copied(r.Article, words)) + "</span>")
			}
		}
		if out.Len() == 0 {
			return ""
		}
		return `<span class="margin" aria-hidden="true">` + out.String() + "</span>"
	}
}
