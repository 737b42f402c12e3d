package archive

import (
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/xref"
)

// The types below are the lines of the entity index. Offsets are bytes into the
// paragraph's plain text, as in data/mentions.csv of a site.

// An Appearance is what one report has of one entity.
type Appearance struct {
	Entity    corpus.ID  `json:"entity"` // "people/jane-doe"
	Report    string     `json:"report"` // its slug
	Mentions  int        `json:"mentions"`
	Sentences []Sentence `json:"sentences"` // those that mention it, in reading order
}

// A Sentence mentions an entity.
type Sentence struct {
	Paragraph string   `json:"paragraph"` // "p7"
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Mentions  [][2]int `json:"mentions"` // where each begins and ends
}

// An Entity is how often all reports mention an entity, and what else the
// paragraphs mention that do.
type Entity struct {
	ID       corpus.ID `json:"entity"`
	Name     string    `json:"name"`
	Mentions int       `json:"mentions"`
	Reports  int       `json:"reports"`
	With     []With    `json:"with"` // most paragraphs first, then by name, then by ID
}

// A With is an entity that shares paragraphs with another.
type With struct {
	Entity     corpus.ID `json:"entity"`
	Name       string    `json:"name"`
	Paragraphs int       `json:"paragraphs"`
}

// Index returns what a report has of each entity that its text mentions, by ID,
// and which two of them its paragraphs mention. mentions are those in its text,
// in reading order.
func Index(a *corpus.Article, mentions []link.Mention) ([]Appearance, []xref.Pair) {
	entities, pairs := xref.OfArticle(a, mentions)
	all := make([]Appearance, len(entities))
	for i, backlinks := range entities {
		all[i] = Appearance{Entity: backlinks[0].Mentions[0].Entity.ID, Report: a.Slug}
		for _, b := range backlinks {
			s := Sentence{Paragraph: a.Paragraphs[b.Paragraph].ID, Start: b.Start, End: b.End}
			for _, m := range b.Mentions {
				s.Mentions = append(s.Mentions, [2]int{int(m.Start), int(m.End)})
			}
			all[i].Mentions += len(s.Mentions)
			all[i].Sentences = append(all[i].Sentences, s)
		}
	}
	return all, pairs
}
