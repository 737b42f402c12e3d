package cite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/link"
)

// A Comparison is what holding an article against its original gave.
type Comparison struct {
	Paragraphs            int
	Quotes                Quotes // of the article; their places are in the original
	Figures, Times, Names Tally
	Closest               int       // words in the longest run outside quotations that a digest shares with its original
	Mistakes              diag.List // in the article but not in the original, or too close to it
	Warnings              diag.List // in the original but not in the article
}

// A Tally counts what stands in the paragraphs of an article and of its
// original, once a paragraph.
type Tally struct {
	Same    int
	Added   int // in the article alone
	LeftOut int // in the original alone
}

// TooClose is the least number of words in a row that make a sentence of a
// digest the report's own.
const TooClose = 9

// A Comparer holds articles against their originals.
type Comparer struct {
	articles, originals *factGate
}

// NewComparer makes a Comparer of a corpus and one that has the originals in
// place of its articles, each with its mentions.
func NewComparer(c, originals *corpus.Corpus, inC, inOriginals *link.Mentions) *Comparer {
	return &Comparer{newFactGate(c, inC), newFactGate(originals, inOriginals)}
}

// Compare holds an article against its original, paragraph by paragraph of the
// same number.
func (cr *Comparer) Compare(a, original *corpus.Article) Comparison {
	c := comparison{Comparer: cr, a: a, o: original, gate: newGate(cr.originals.c)}
	c.Paragraphs = len(a.Paragraphs)
	numbered := map[int]int{}
	for i, p := range original.Paragraphs {
		numbered[p.N] = i
	}
	texts := make([]string, len(a.Paragraphs))
	for i := range a.Paragraphs {
		texts[i] = a.Text(i)
	}
	names := extract.ReportNames(texts)
	for i, p := range a.Paragraphs {
		j, ok := numbered[p.N]
		if !ok {
			c.Mistakes.Add(c.at(i, 0), "give each paragraph the id that import gave it",
				"the original has no ¶ %d: it has %d paragraphs", p.N, len(original.Paragraphs))
			continue
		}
		delete(numbered, p.N)
		c.quotations(i, j)
		c.facts(i, j)
		c.unlisted(i, j, names[i])
		if !a.Digest && foldText(a.Text(i)) != foldText(original.Text(j)) {
			d, _ := difference([]string{foldText(original.Text(j))}, a.Text(i))
			c.Warnings.Add(c.at(i, 0), "", "warning: ¶ %d was edited: it has %s", p.N, cmp.Or(d, "another text"))
		}
	}
	for _, p := range original.Paragraphs {
		if j, ok := numbered[p.N]; ok {
			c.Warnings.Add(diag.Pos{File: a.File}, "", "warning: it has no ¶ %d, which in the original begins “%s”",
				p.N, beginning(original.Text(j)))
		}
	}
	c.standfirst()
	if a.Digest {
		c.closeness()
	}
	return c.Comparison
}

// A comparison is that of one article.
type comparison struct {
	*Comparer
	Comparison
	a, o *corpus.Article
	gate *gate
}

// at returns where an offset of a paragraph stands in the article's file.
func (c *comparison) at(paragraph, offset int) diag.Pos {
	line, col := c.a.Body.Blocks[c.a.Paragraphs[paragraph].Block].Pos(offset)
	return diag.Pos{File: c.a.File, Line: line, Col: col}
}

// quotations holds those of paragraph i against paragraph j of the original, and
// the other way round.
func (c *comparison) quotations(i, j int) {
	text, original := c.a.Text(i), c.o.Text(j)
	g := c.gate
	g.quotes, g.errs = nil, nil
	for _, q := range quotedIn(text) {
		g.hold(text[q.Start:q.End], []Ref{{c.o, j}}, c.at(i, q.Start))
	}
	for _, e := range g.errs {
		e.Msg = strings.TrimSuffix(e.Msg, Ref{c.o, j}.Name()) + fmt.Sprintf("the original’s ¶ %d", c.o.Paragraphs[j].N)
		c.Mistakes = append(c.Mistakes, e)
	}
	c.Quotes = append(c.Quotes, g.quotes...)
	if len(g.errs) > 0 {
		return // what seems to be left out may be what was altered
	}
	folded := foldText(text)
	var left []string
	for _, q := range quotedIn(original) {
		words := original[q.Start:q.End]
		kept := len(alternatives(words).in(folded)) > 0 || slices.ContainsFunc(g.quotes, func(held Quote) bool {
			return slices.ContainsFunc(held.Places, func(p Place) bool { return p.Start < q.End && q.Start < p.End })
		})
		if !kept {
			left = append(left, "“"+beginning(words)+"”")
		}
	}
	c.leftOut(i, "quotes", left)
}

// leftOut warns of what the original has and the article has not.
func (c *comparison) leftOut(i int, has string, words []string) {
	if len(words) > 0 {
		c.Warnings.Add(c.at(i, 0), "", "warning: ¶ %d leaves out what the original %s: %s",
			c.a.Paragraphs[i].N, has, strings.Join(words, ", "))
	}
}

// beginning returns the first words of a text.
func beginning(text string) string {
	const most = 8
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.Join(words[:most], " ") + " …"
}

// facts holds the figures, times and names of paragraph i against paragraph j of
// the original, and the other way round.
func (c *comparison) facts(i, j int) {
	here, there := c.articles.of(c.a), c.originals.of(c.o)
	text, original := c.a.Text(i), c.o.Text(j)
	folded := foldText(original)
	tallies := map[factKind]*Tally{aFigure: &c.Figures, aTime: &c.Times, aName: &c.Names}
	seen := known{}
	for _, f := range here.list[i] {
		words := f.In(text)
		in := there.known[j].has(f)
		if f.kind == aName { // in the report's own spelling
			in = in && indexWords(folded, foldText(words)) >= 0
		}
		if f.implied || seen[f.key] && in {
			continue
		}
		seen[f.key] = true
		if in {
			tallies[f.kind].Same++
			continue
		}
		tallies[f.kind].Added++
		c.Mistakes.Add(c.at(i, f.Start), "it has "+c.originals.printed(f.kind, Ref{c.o, j}),
			"“%s” is not in the original’s ¶ %d", words, c.a.Paragraphs[i].N)
	}
	left := map[factKind][]string{}
	for _, f := range there.list[j] {
		if !f.implied && !seen[f.key] && !here.known[i].has(f) {
			seen[f.key] = true
			tallies[f.kind].LeftOut++
			left[f.kind] = append(left[f.kind], f.In(original))
		}
	}
	c.leftOut(i, "says", slices.Concat(left[aFigure], left[aTime]))
	c.leftOut(i, "names", left[aName])
}

// unlisted reports the names in paragraph i that no page has and that do not
// stand in paragraph j of the original.
func (c *comparison) unlisted(i, j int, names []extract.Name) {
	text, original := c.a.Text(i), foldText(c.o.Text(j))
	for _, n := range names {
		words := n.In(text)
		listed := slices.ContainsFunc(c.articles.of(c.a).list[i], func(f fact) bool {
			return f.kind == aName && f.Start < n.End && n.Start < f.End
		})
		if !listed && indexWords(original, foldText(words)) < 0 {
			c.Names.Added++
			c.Mistakes.Add(c.at(i, n.Start), "write names as the report spells them",
				"the name “%s” is not in the original’s ¶ %d", words, c.a.Paragraphs[i].N)
		}
	}
}

// standfirst holds the quotations of the article's standfirst against all of the
// original.
func (c *comparison) standfirst() {
	texts := []string{foldText(c.o.Title), foldText(c.o.Standfirst)}
	for j := range c.o.Paragraphs {
		texts = append(texts, foldText(c.o.Text(j)))
	}
	for _, q := range quotedIn(c.a.Standfirst) {
		held := Quote{Pos: c.a.StandfirstPos, Words: c.a.Standfirst[q.Start:q.End]}
		alt := alternatives(held.Words)
		if !slices.ContainsFunc(texts, func(t string) bool { return len(alt.in(t)) > 0 }) {
			held.Verdict = Altered
			c.Mistakes.Add(held.Pos, "quote it letter for letter", "the quotation “%s” is not in the original", held.Words)
		}
		c.Quotes = append(c.Quotes, held)
	}
}

// An ownWord is a word of a paragraph outside quotations, in small letters.
type ownWord struct {
	text             string
	paragraph, start int
}

// ownWords returns the words of an article that stand in no quotation.
func ownWords(a *corpus.Article) []ownWord {
	var list []ownWord
	for i := range a.Paragraphs {
		text := a.Text(i)
		quotations := extract.Quotations(text)
		for at := 0; at < len(text); {
			if len(quotations) > 0 && quotations[0].OuterStart <= at {
				at = max(at, quotations[0].OuterEnd)
				quotations = quotations[1:]
				continue
			}
			end := at
			for _, r := range text[at:] {
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '\'' {
					break
				}
				end += len(string(r))
			}
			if end == at {
				for _, r := range text[at:] {
					end += len(string(r))
					break
				}
			} else if word := strings.Trim(strings.ToLower(strings.ReplaceAll(text[at:end], "’", "'")), "'"); word != "" {
				list = append(list, ownWord{word, i, at})
			}
			at = end
		}
	}
	return list
}

// closeness reports the runs of words that a digest shares with its original
// outside quotations, if they are so long that they are the report's sentences.
func (c *comparison) closeness() {
	words, original := ownWords(c.a), ownWords(c.o)
	c.Closest = longestRun(words, original)
	runs := runsOf(original)
	for i := 0; i+TooClose <= len(words); {
		if !runs[join(words[i:i+TooClose])] {
			i++
			continue
		}
		end := i + TooClose
		for end < len(words) && runs[join(words[end+1-TooClose:end+1])] {
			end++
		}
		c.Mistakes.Add(c.at(words[i].paragraph, words[i].start), "put it into words of your own",
			"%d words in a row are the original’s: “%s”", end-i, shortened(words[i:end]))
		i = end
	}
}

func join(words []ownWord) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.text
	}
	return strings.Join(list, " ")
}

// shortened returns the words of a run, or the first of them.
func shortened(words []ownWord) string {
	const most = 2 * TooClose
	if len(words) <= most {
		return join(words)
	}
	return join(words[:TooClose]) + " …"
}

// runsOf returns the runs of TooClose words in a text.
func runsOf(words []ownWord) map[string]bool {
	runs := make(map[string]bool, len(words))
	for i := 0; i+TooClose <= len(words); i++ {
		runs[join(words[i:i+TooClose])] = true
	}
	return runs
}

// longestRun returns how many words the longest run that both texts have has.
func longestRun(a, b []ownWord) int {
	longest := 0
	before := make([]int, len(b)+1) // the runs that end with a word of a and the n-th of b
	for _, w := range a {
		here := make([]int, len(b)+1)
		for j := range b {
			if w.text == b[j].text {
				here[j+1] = before[j] + 1
				longest = max(longest, here[j+1])
			}
		}
		before = here
	}
	return longest
}
