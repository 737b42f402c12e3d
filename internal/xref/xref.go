// Package xref makes the index of everything that refers to something else:
// backlinks, co-mentions, spellings, coverage, the uses of each paragraph, shared
// text, claims, quotations and the timeline. It joins what packages link, cite,
// fingerprint and collate found; package site plans pages from it.
package xref

import (
	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/fingerprint"
	"collate/internal/link"
)

// An Index answers what refers to what. All its lists are sorted as their
// methods say, and are not changed once made. Methods that take an entity's
// ID panic if there is no such entity.
type Index struct {
	Corpus    *corpus.Corpus
	Mentions  *link.Mentions
	Citations *cite.Citations

	articles []*corpus.Article // by label
	mentions map[*corpus.Article][]link.Mention
	pages    map[corpus.ID]*corpus.Page
	entities map[corpus.ID]*corpus.Entity
	byEntity map[corpus.ID]*entityIndex
	uses     map[paragraph][]Use
	onPage   map[corpus.ID][]Count // entities mentioned on a page
	timeline []Moment
	claims   []collate.Claim
	answers  map[corpus.ID][]Answer // by who gives them
	shared   map[paragraph][]Shared
	shares   []fingerprint.Share
	findings map[*corpus.Article][]collate.Finding
	said     utterances
}

// A Backlink is a sentence of an article that mentions an entity.
type Backlink struct {
	Article   *corpus.Article
	Paragraph int // index into Article.Paragraphs
	Start     int // the sentence, bytes into the paragraph's text
	End       int
	Mentions  []link.Mention // of the entity in the sentence, in reading order
}

// A ByArticle is what one article has of an entity.
type ByArticle struct {
	Article   *corpus.Article
	Backlinks []Backlink // in reading order
	Mentions  int        // how many
	Spellings []Spelling // commonest first, then by text
}

// A Spelling is a name as printed, and how often.
type Spelling struct {
	Text  string
	Count int
	First *link.Mention
}

// A Count is an entity and how often it is mentioned, or in how many
// paragraphs together with another.
type Count struct {
	Entity *corpus.Entity
	N      int
}

// A Use is a citation of a paragraph by a page of the explainer.
type Use struct {
	Page  *corpus.Page // the story, a profile, an event, a claim
	Block int          // index into Page.Body.Blocks; -1 for an event's account or a claim's answer
	Cite  int          // index into the block's Cites, or of the account or answer
}

// An Answer is what somebody answers to a claim.
type Answer struct {
	Claim  *collate.Claim
	Answer int // index into Claim.Answers
}

// A Shared is a run of words that a paragraph shares with one of another
// report.
type Shared struct {
	Paragraph int // index into Article.Paragraphs
	With      cite.Ref
	Words     int
}

// A Moment is an event in the timeline.
type Moment struct {
	Event    *corpus.Event
	Accounts collate.Accounts
}
