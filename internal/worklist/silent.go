package worklist

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// silent adds the reports that answer nothing to a claim although one of their
// paragraphs has a figure of what the claim's answers count, or a time of its
// event. A figure may be about something else, so this is only worth a look.
func (f *finder) silent() {
	for _, c := range f.x.Claims() {
		for _, a := range c.Silent {
			var found []evidence
			switch c.Form {
			case corpus.CountForm, corpus.DistanceForm:
				found = f.amounts(&c, a)
			case corpus.TimeForm:
				found = f.times(&c, a)
			}
			if len(found) == 0 {
				continue
			}
			first, more := found[0], ""
			if n := len(found) - 1; n > 0 {
				more = fmt.Sprintf(", and %d more", n)
			}
			f.add(SilentAnswer, first.pos, string(c.ID),
				fmt.Sprintf("if it answers that, write - {value: %s, says: …, cite: %q} under answers in %s:%d",
					corpus.InList(first.value), typed(a, first.paragraph), c.File, c.Pos.Line),
				"%s answers nothing to “%s”, but has “%s”%s", a.Label, c.Title, first.printed, more)
		}
	}
}

// An evidence is a figure or a time that an answer may be made of.
type evidence struct {
	paragraph      int
	pos            diag.Pos
	value, printed string
}

// amounts returns the amounts in a report that count what the answers do, but for
// those that answer another claim already.
func (f *finder) amounts(c *collate.Claim, a *corpus.Article) []evidence {
	counted := f.counted(c)
	var found []evidence
	for i := range a.Paragraphs {
		text := a.Text(i)
		for _, m := range extract.Amounts(text) {
			if noun := counts(m.Unit); noun == "" || !counted[noun] || f.answers(cite.Ref{Article: a, Paragraph: i}, m) {
				continue
			}
			b := &a.Body.Blocks[a.Paragraphs[i].Block]
			found = append(found, evidence{i, at(a.File, b, m.Start), valueOf(m.In(text), m.Unit, c.Form), m.In(text)})
		}
	}
	return found
}

// valueOf returns an amount as an answer has it: without what it counts, which
// the claim says, unless that is a measure.
func valueOf(printed, unit string, form corpus.Form) string {
	value := printed
	if form == corpus.CountForm {
		value = strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(printed, unit)), " of")
	}
	first, size := utf8.DecodeRuneInString(value)
	return string(unicode.ToLower(first)) + value[size:] // it may have opened a sentence
}

// counted returns what the figures count that the answers to a claim rest on, and
// what the claim says that they do.
func (f *finder) counted(c *collate.Claim) map[string]bool {
	nouns := map[string]bool{}
	if noun := counts(c.Unit); noun != "" && c.Form == corpus.CountForm {
		nouns[noun] = true
	}
	for _, cell := range c.Cells {
		for _, given := range cell.Answers {
			answer := &c.Answers[given.Answer]
			for _, ref := range given.Refs {
				for _, noun := range f.unitsOf(answer, c, ref) {
					nouns[noun] = true
				}
			}
		}
	}
	return nouns
}

// unitsOf returns what the amounts of a paragraph count that come to what an
// answer does.
func (f *finder) unitsOf(answer *corpus.Answer, c *collate.Claim, ref cite.Ref) []string {
	var units []string
	text := ref.Article.Text(ref.Paragraph)
	for _, m := range extract.Amounts(text) {
		if noun := counts(m.Unit); noun != "" && comesTo(m.In(text), m.Unit, answer, c.Form) {
			units = append(units, noun)
		}
	}
	return units
}

// answers reports whether an amount in a paragraph is what an answer to any claim
// says that cites the paragraph.
func (f *finder) answers(ref cite.Ref, m extract.Amount) bool {
	printed := m.In(ref.Article.Text(ref.Paragraph))
	for _, use := range f.x.Uses(ref.Article, ref.Paragraph) {
		if use.Page.Kind != corpus.Claims || use.Block >= 0 {
			continue
		}
		for _, c := range f.x.Corpus.Claims {
			if c.ID == use.Page.ID && comesTo(printed, m.Unit, &c.Answers[use.Cite], c.Form) {
				return true
			}
		}
	}
	return false
}

// comesTo reports whether an amount as printed is that of an answer.
func comesTo(printed, unit string, answer *corpus.Answer, form corpus.Form) bool {
	var amount corpus.Amount
	var err error
	switch form {
	case corpus.CountForm:
		amount, err = corpus.ParseCount(printed, unit)
	case corpus.DistanceForm:
		amount, err = corpus.ParseDistance(printed)
	default:
		return false
	}
	return err == nil && amount.Min == answer.Amount.Min && amount.Max == answer.Amount.Max
}

// counts returns the noun of a unit in the singular: "missile" of "ballistic
// missiles"; "" of none.
func counts(unit string) string {
	words := strings.Fields(strings.ToLower(unit))
	if len(words) == 0 {
		return ""
	}
	noun := words[len(words)-1]
	if !strings.HasSuffix(noun, "ss") {
		noun = strings.TrimSuffix(noun, "s")
	}
	return noun
}

// times returns the times that a report gives the events of a claim.
func (f *finder) times(c *collate.Claim, a *corpus.Article) []evidence {
	var found []evidence
	for _, e := range f.x.Corpus.Events {
		if !slices.Contains(c.Events, e.ID) {
			continue
		}
		for i, account := range e.Accounts {
			if !account.When.Known() {
				continue
			}
			for _, ref := range f.x.Citations.Account(e.ID, i) {
				if ref.Article != a {
					continue
				}
				b := &a.Body.Blocks[a.Paragraphs[ref.Paragraph].Block]
				start := max(0, strings.Index(b.Text, account.Printed))
				found = append(found, evidence{ref.Paragraph, at(a.File, b, start), account.When.Raw, account.Printed})
			}
		}
	}
	return found
}
