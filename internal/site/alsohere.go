package site

import "collate/internal/xref"

// alsoHere returns who and what else is mentioned in the paragraph of the i-th
// of some sentences of a report, in the order of the text, each once; nil if
// the next sentence is of the same paragraph, where they are named.
func (s *sheet) alsoHere(sentences []xref.Backlink, i int) []*EntityLink {
	b := &sentences[i]
	if i+1 < len(sentences) && sentences[i+1].Paragraph == b.Paragraph {
		return nil
	}
	var list []*EntityLink
	mentions := s.x.MentionedIn(b.Article, b.Paragraph)
	for i := range mentions {
		m := &mentions[i]
		if !m.First || m.Entity == s.self {
			continue
		}
		if list == nil {
			list = make([]*EntityLink, 0, len(mentions)-i)
		}
		list = append(list, &s.meet(m.Entity).EntityLink)
	}
	return list
}
