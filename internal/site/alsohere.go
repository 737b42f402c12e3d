package site

import (
	"collate/internal/corpus"
	"collate/internal/xref"
)

// alsoHere returns who and what else is mentioned in the paragraph of the i-th
// of some sentences of a report, in the order of the text, each once; nil if
// the next sentence is of the same paragraph, where they are named.
func (s *sheet) alsoHere(sentences []xref.Backlink, i int) []EntityLink {
	b := sentences[i]
	if i+1 < len(sentences) && sentences[i+1].Paragraph == b.Paragraph {
		return nil
	}
	var list []EntityLink
	seen := map[corpus.ID]bool{s.self: true}
	for _, m := range s.x.MentionedIn(b.Article, b.Paragraph) {
		if !seen[m.Entity.ID] {
			seen[m.Entity.ID] = true
			list = append(list, s.entity(m.Entity))
		}
	}
	return list
}
