package worklist

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"collate/internal/corpus"
	"collate/internal/link"
)

// owners are the entities that have a name, by its signless form.
type owners map[string][]*corpus.Entity

func ownersOf(c *corpus.Corpus) owners {
	known := owners{}
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			for _, name := range e.Names {
				key := signless(name.Text)
				if !slices.Contains(known[key], e) {
					known[key] = append(known[key], e)
				}
			}
		}
	}
	return known
}

// sure returns those variants of a name that are the page's that it is likely an
// alias of, and can be nobody else's: they differ from a name of that page by
// signs alone, and no other page has one so like them. One word by itself may be
// somebody's who is only called the same; a place's or an organisation's is sure.
func (o owners) sure(s link.Suggestion, variants []string) []string {
	e := s.AliasOf
	if s.Kind != 0 && link.KindOf(s.Kind) != e.Kind {
		return nil
	}
	var names []string
	for _, v := range variants {
		owners := o[signless(v)]
		single := e.Kind == corpus.People && len(strings.Fields(v)) < 2
		if len(owners) == 1 && owners[0] == e && !single {
			names = append(names, v)
		}
	}
	return names
}

// signless returns a name without accents, without a possessive, and with plain
// quotation marks and hyphens. Capitals and letters are as they were.
func signless(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("‘’ʼʻ´`", r):
			b.WriteByte('\'')
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	plain := strings.Join(strings.Fields(b.String()), " ")
	return strings.TrimSuffix(strings.TrimSuffix(plain, "'s"), "'")
}
