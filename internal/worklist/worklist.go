// Package worklist says what is left for an editor to do, in the order in which
// one would do it: what is wrong, what has no page, what has no citation, what is
// only worth a look; each with its place and what mends it. It reads the index
// that package xref made, and prints nothing: cmd/build does.
package worklist

import (
	"cmp"
	"slices"
	"strings"

	"collate/internal/diag"
)

// A Level says how much a rule weighs.
type Level string

// The levels, which are those of SARIF too.
const (
	Error   Level = "error"   // the site is not made
	Warning Level = "warning" // an error with --strict
	Note    Level = "note"    // never one: it may be right as it is
)

// A Rule is a kind of thing to do.
type Rule struct {
	ID      string
	Level   Level
	Heading string // above the items of the rule, a plural
	Means   string // a sentence
}

// The rules' IDs, which do not change.
const (
	Mistake         = "mistake"
	Unwritten       = "unwritten"
	UnlinkedName    = "unlinked-name"
	SuggestedAlias  = "suggested-alias"
	AmbiguousName   = "ambiguous-name"
	UncitedSentence = "uncited-sentence"
	UnusedParagraph = "unused-paragraph"
	UnknownSpeaker  = "unknown-speaker"
	SilentAnswer    = "silent-answer"
	Draft           = "draft"
	UnnamedPage     = "unnamed-page"
	Lookalike       = "lookalike"
	Fingerprint     = "fingerprint"
	MissingLetter   = "missing-letter"
	MissingPhrase   = "missing-phrase"
)

// Rules returns the rules in the order in which an editor would go by them.
func Rules() []Rule {
	return []Rule{
		{Mistake, Error, "mistakes", "What stops the build."},
		{Unwritten, Warning, "texts to write", "A comment of init or new stands where a text is to be."},
		{
			UnlinkedName, Warning, "names without a page",
			"Reports print a name that no page has and that site.yaml does not ignore.",
		},
		{
			SuggestedAlias, Warning, "names that are likely aliases",
			"Reports print a name that is likely another spelling of a page's.",
		},
		{AmbiguousName, Warning, "names left alone", "A part of a name may be that of several people."},
		{
			UncitedSentence, Warning, "sentences without a citation",
			"No citation stands behind a sentence of the explainer.",
		},
		{UnusedParagraph, Warning, "paragraphs that nothing cites", "No page cites a paragraph of a report."},
		{UnknownSpeaker, Warning, "quotations without a speaker", "Nobody is known to say a quotation of a report."},
		{
			SilentAnswer, Note, "figures that a claim may miss",
			"A claim has no answer of a report that has a figure of the same kind, or a time of its event.",
		},
		{Draft, Warning, "drafts", "Nobody has read a page through."},
		{UnnamedPage, Warning, "pages that no report names", "No report has any name of a page."},
		{Lookalike, Warning, "words that look like others", "A word mixes alphabets, or only looks Latin."},
		{Fingerprint, Warning, "fingerprints", "Text that a report shares with others cannot be looked for."},
		{MissingLetter, Warning, "letters that pictures lack", "The pictures for links cannot show a title."},
		{MissingPhrase, Warning, "phrases in English", "The language of the pages lacks phrases."},
	}
}

// RuleOf returns the rule of an ID, which must be one.
func RuleOf(id string) Rule { return Rules()[order(id)] }

func order(id string) int {
	return slices.IndexFunc(Rules(), func(r Rule) bool { return r.ID == id })
}

// An Item is one thing to do.
type Item struct {
	Rule string // its ID
	Pos  diag.Pos
	Text string // what there is to do, without the place
	Mend string // the command or the line that does it, or where to begin; may be ""
	// About tells the item from others of its rule in its file, whatever line it
	// stands on.
	About   string
	Aliases *Aliases // what can be done for the editor; nil if nothing can
}

// Aliases are names that a page can be given without a doubt: they differ from one
// of its own by signs alone.
type Aliases struct {
	File  string
	Names []string
}

// Diag returns an item as a message.
func (i Item) Diag() diag.Error {
	e := diag.Error{Pos: i.Pos, Msg: i.Text, Hint: i.Mend}
	if level := RuleOf(i.Rule).Level; level != Error {
		e.Msg = string(level) + ": " + e.Msg
	}
	return e
}

// A List is what there is to do. The zero value is empty.
type List []Item

// FromDiag returns messages of other stages as items of a rule.
func FromDiag(rule string, messages diag.List) List {
	var l List
	for _, e := range messages {
		text := strings.TrimPrefix(e.Msg, "warning: ")
		l = append(l, Item{Rule: rule, Pos: e.Pos, Text: text, Mend: e.Hint, About: text})
	}
	return l
}

// Sorted returns the items by rule, then by place and text, each once.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortStableFunc(s, func(a, b Item) int {
		return cmp.Or(cmp.Compare(order(a.Rule), order(b.Rule)), a.Pos.Compare(b.Pos),
			strings.Compare(a.Text, b.Text), strings.Compare(a.Mend, b.Mend))
	})
	return slices.CompactFunc(s, func(a, b Item) bool {
		return a.Rule == b.Rule && a.Pos == b.Pos && a.Text == b.Text && a.Mend == b.Mend
	})
}

// Of returns the items of a rule, in their order.
func (l List) Of(rule string) List {
	var of List
	for _, i := range l {
		if i.Rule == rule {
			of = append(of, i)
		}
	}
	return of
}

// Count returns how many items have a level.
func (l List) Count(level Level) int {
	n := 0
	for _, i := range l {
		if RuleOf(i.Rule).Level == level {
			n++
		}
	}
	return n
}
