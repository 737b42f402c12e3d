// Package link finds the mentions of people, places and organisations in the
// articles and in the explainer's own pages: names and aliases become mentions
// with spans. It tells whose words the quotations in articles are, and suggests
// pages and aliases for names that have none. It works on what package corpus
// loads; package xref indexes what it finds.
package link

import (
	"fmt"

	"collate/internal/corpus"
	"collate/internal/markdown"
)

// A Mention is one occurrence of an entity's name in a page's text.
type Mention struct {
	Entity *corpus.Entity
	Name   string // as the entity's page writes it; "" if linked by the editor
	Block  int32  // index into the page's Body.Blocks
	Start  int32  // bytes into the block's Text
	End    int32
	N      int32 // counts the entity's mentions on the page from 1
	Reason Reason
	First  bool // the first of its entity in its block
}

// Range returns where the mention stands in its block's Text.
func (m *Mention) Range() markdown.Range { return markdown.Range{Start: int(m.Start), End: int(m.End)} }

// Mentions are all mentions in a corpus, with the names left alone and the
// quotations. They are not changed once found.
type Mentions struct {
	byPage map[corpus.ID][]Mention
	open   map[corpus.ID][]Open
	quotes map[corpus.ID][]Quote
}

// An Open is a part of a name that may be a mention, and was left alone.
type Open struct {
	Block, Start, End int
	Entities          []corpus.ID // whose it may be, sorted
	Why               string      // "several of that name were introduced in one sentence"
}

// Open returns what was left alone in a page, in reading order.
func (m *Mentions) Open(page corpus.ID) []Open { return m.open[page] }

// On returns the mentions in a page, in reading order. It returns nil if
// there are none.
func (m *Mentions) On(page corpus.ID) []Mention { return m.byPage[page] }

// A Reason says why a text is taken for a mention.
type Reason uint8

// The reasons.
const (
	ByName           Reason = iota // no other entity has the name
	BySharedName                   // of those who share the name, the page introduced this one alone before
	ByEditor                       // an explicit link
	ByTitle                        // a title stands before the surname, which no other person has
	BySurname                      // the page introduced the person in full before
	ByGiven                        // likewise, and the text goes on with the first name
	BySpelling                     // a name of theirs with the first name spelled another way
	ByAge                          // "the elder" or the like stands before the surname
	ByFullNameBehind               // "the other" or the like does, and the text names the person in full at once
)

// Why says in English why the mention is linked; pages say it in their own
// language.
func (m Mention) Why() string {
	switch m.Reason {
	case BySharedName:
		return fmt.Sprintf("named %q; of those who share the name, the one introduced before", m.Name)
	case ByEditor:
		return "linked by the editor"
	case ByTitle:
		return fmt.Sprintf("a title before %q, the surname of one person alone", m.Name)
	case BySurname:
		return fmt.Sprintf("%q, the surname of a person introduced before", m.Name)
	case BySpelling:
		return fmt.Sprintf("%q with the first name spelled another way", m.Name)
	case ByAge:
		return fmt.Sprintf("%q with a word that tells the elder from the younger", m.Name)
	case ByFullNameBehind:
		return fmt.Sprintf("%q, whose full name follows", m.Name)
	case ByGiven:
		return fmt.Sprintf("%q, the first name of a person introduced before", m.Name)
	}
	return fmt.Sprintf("named %q", m.Name)
}
