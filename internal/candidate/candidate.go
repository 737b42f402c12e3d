// Package candidate collects what reports offer for pages that nobody has
// written yet: figures that count the same, and times. It stands beside package
// xref. None is sure: the same noun may be counted of different things, and a time
// may be that of a statement. So they are listed for the editor, on the first page
// as long as its story is a draft, and `build new` fills pages in with those that
// are asked for.
package candidate

import (
	"cmp"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/extract"
)

// A Figure is a number of things, as a report prints it.
type Figure struct {
	Ref      cite.Ref
	Text     string // "More than a dozen people"
	Value    string // the number, as an answer to a claim has it: "more than a dozen"
	Sentence string

	amount corpus.Amount
}

// A Counted is the figures of one noun in several reports.
type Counted struct {
	Noun    string // in lower case, as most reports print it: "people", "km"
	Form    corpus.Form
	Figures []Figure // in the order of the reports
	Reports int      // that have one
	Differ  bool     // no figure of one of the reports fits any of another's
}

// Figures returns the nouns that two reports or more count and that no claim
// asks about, the most reported first, of those the ones that differ, and then by
// noun.
func Figures(c *corpus.Corpus) []Counted {
	by := map[string]*Counted{}
	nouns := map[string]map[string]int{} // how often each is printed, by its key
	for _, a := range c.Articles {
		for i := range a.Paragraphs {
			for _, f := range figuresIn(cite.Ref{Article: a, Paragraph: i}) {
				key := keyOf(f.noun)
				if by[key] == nil {
					by[key], nouns[key] = &Counted{Form: f.form}, map[string]int{}
				}
				by[key].Figures = append(by[key].Figures, f.Figure)
				nouns[key][f.noun]++
			}
		}
	}
	var list []Counted
	for key, one := range by {
		one.Noun = commonest(nouns[key])
		one.Reports, one.Differ = one.compare()
		if one.Reports > 1 && !isAsked(c, key) {
			list = append(list, *one)
		}
	}
	slices.SortFunc(list, func(a, b Counted) int {
		return cmp.Or(b.Reports-a.Reports, compareBools(b.Differ, a.Differ), cmp.Compare(a.Noun, b.Noun))
	})
	return list
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// FiguresOf returns all figures of a noun, "boats" or "boat", in the order of the
// reports.
func FiguresOf(c *corpus.Corpus, noun string) []Figure {
	var list []Figure
	for _, a := range c.Articles {
		for i := range a.Paragraphs {
			for _, f := range figuresIn(cite.Ref{Article: a, Paragraph: i}) {
				if keyOf(f.noun) == keyOf(noun) {
					list = append(list, f.Figure)
				}
			}
		}
	}
	return list
}

// Nouns returns what the reports count, sorted.
func Nouns(c *corpus.Corpus) []string {
	seen := map[string]bool{}
	for _, a := range c.Articles {
		for i := range a.Paragraphs {
			for _, f := range figuresIn(cite.Ref{Article: a, Paragraph: i}) {
				seen[f.noun] = true
			}
		}
	}
	var list []string
	for noun := range seen {
		list = append(list, noun)
	}
	slices.Sort(list)
	return list
}

type nounFigure struct {
	Figure
	noun string
	form corpus.Form
}

// figuresIn returns the figures of a paragraph that an answer may be made of.
func figuresIn(r cite.Ref) []nounFigure {
	text := textOf(r)
	var list []nounFigure
	for _, a := range extract.Amounts(text) {
		words := strings.Fields(strings.ToLower(a.Unit))
		if len(words) == 0 {
			continue
		}
		noun, form := words[len(words)-1], corpus.CountForm
		printed := a.In(text)
		if isLength(words[0]) {
			noun, form = "km", corpus.DistanceForm
			printed = strings.TrimSpace(printed[:strings.LastIndex(strings.ToLower(printed), words[0])+len(words[0])])
		} else if !isNoun(noun) {
			continue
		}
		f := nounFigure{
			Figure{Ref: r, Text: printed, Value: lowered(printed), Sentence: sentenceAt(text, a.Start)}, noun, form,
		}
		var err error
		if form == corpus.DistanceForm {
			f.amount, err = corpus.ParseDistance(f.Value)
		} else {
			f.Value = strings.TrimSuffix(strings.TrimRight(strings.TrimSuffix(f.Value, a.Unit), " -"), " of")
			f.amount, err = corpus.ParseCount(f.Value, "")
		}
		if err != nil {
			continue
		}
		list = append(list, f)
	}
	return list
}

// isLength reports whether a word is a unit of length that distances have.
func isLength(word string) bool {
	switch word {
	case "km", "kms", "m", "mile", "miles", "metre", "metres", "meter", "meters",
		"kilometre", "kilometres", "kilometer", "kilometers":
		return true
	}
	return false
}

// isNoun reports whether a word in lower case behind a figure is what it counts: a
// plural, but of no length of time.
func isNoun(word string) bool {
	switch word {
	case "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries", "times",
		"others", "yards":
		return false
	case "people", "men", "women", "children", "police", "personnel", "aircraft", "crew", "staff", "dead",
		"injured", "wounded", "killed", "missing":
		return true
	}
	const least = 4 // letters
	plural := strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us")
	return len(word) >= least && plural
}

// lowered writes a word that opens a sentence as inside of one.
func lowered(s string) string {
	if s == "" || strings.ToUpper(s) == s {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// keyOf makes the forms of a noun one: "boat", "boats".
func keyOf(noun string) string {
	noun = strings.ToLower(noun)
	const least = 4 // letters, or it is no plural: "gas"
	if len(noun) >= least && !strings.HasSuffix(noun, "ss") {
		return strings.TrimSuffix(noun, "s")
	}
	return noun
}

func commonest(forms map[string]int) string {
	best := ""
	for form, n := range forms {
		if best == "" || n > forms[best] || n == forms[best] && form < best {
			best = form
		}
	}
	return best
}

// compare counts the reports, and reports whether two of them have no figures
// that fit.
func (c *Counted) compare() (reports int, differ bool) {
	by := map[*corpus.Article][]*Figure{}
	var order []*corpus.Article
	for i := range c.Figures {
		f := &c.Figures[i]
		if by[f.Ref.Article] == nil {
			order = append(order, f.Ref.Article)
		}
		by[f.Ref.Article] = append(by[f.Ref.Article], f)
	}
	claim := &corpus.Claim{Form: c.Form}
	fit := func(a, b *Figure) bool {
		return collate.Relate(claim, &corpus.Answer{Amount: a.amount}, &corpus.Answer{Amount: b.amount}) != collate.Conflict
	}
	for i, a := range order {
		for _, b := range order[i+1:] {
			differ = differ || !slices.ContainsFunc(by[a], func(f *Figure) bool {
				return slices.ContainsFunc(by[b], func(g *Figure) bool { return fit(f, g) })
			})
		}
	}
	return len(order), differ
}

// isAsked reports whether a claim asks about a noun already.
func isAsked(c *corpus.Corpus, key string) bool {
	return slices.ContainsFunc(c.Claims, func(claim *corpus.Claim) bool {
		return slices.ContainsFunc(strings.Fields(claim.Unit+" "+strings.Trim(claim.Title, "?")), func(w string) bool {
			return keyOf(w) == key
		})
	})
}

func textOf(r cite.Ref) string {
	return r.Article.Body.Blocks[r.Article.Paragraphs[r.Paragraph].Block].Text
}

// sentenceAt returns the sentence of a text that an offset is in.
func sentenceAt(text string, at int) string {
	for _, s := range extract.Sentences(text) {
		if s.Start <= at && at < s.End {
			return s.In(text)
		}
	}
	return text
}
