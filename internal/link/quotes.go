package link

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
)

// A Quote is a quotation in an article, with who says it.
type Quote struct {
	Paragraph  int          // index into the article's paragraphs
	Start, End int          // bytes into its text: the words inside the marks
	Speaker    string       // "Ann Lee", "a senior official"; "" if nobody is known to say it
	Entity     corpus.ID    // of the speaker, "" if there is no page
	Cue        extract.Span // where the text names the speaker: "he", "the minister"
	CueAt      int          // index of the paragraph of Cue, -1 if the text names nobody or the editor does
	ByEditor   bool         // a correction in the article's front matter names the speaker
}

// In returns the words of the quotation in the text of its paragraph.
func (q Quote) In(text string) string { return text[q.Start:q.End] }

// Quotes returns the quotations in an article, in reading order. A few words
// between marks that nobody says are a name, or mockery, and left out.
func (m *Mentions) Quotes(article corpus.ID) []Quote { return m.quotes[article] }

// Quotes returns the quotations in a text of several paragraphs, as
// Mentions.Quotes does. The blocks of the mentions count the paragraphs.
func (l *Linker) Quotes(texts []string, mentions []Mention) []Quote {
	return withoutNames(texts, l.speeches(texts, mentions))
}

func (l *Linker) speeches(texts []string, mentions []Mention) []Quote {
	refs := make([][]extract.Ref, len(texts))
	ids := make([][]corpus.ID, len(texts))
	for _, m := range mentions {
		e, n := m.Entity, m.Block
		refs[n] = append(refs[n], extract.Ref{
			Start: int(m.Start), End: int(m.End), Name: e.Title, Person: e.Kind == corpus.People,
		})
		ids[n] = append(ids[n], e.ID)
	}
	var quotes []Quote
	for _, s := range extract.Speeches(texts, refs) {
		q := Quote{
			Paragraph: s.Paragraph, Start: s.Start, End: s.End, Speaker: s.Speaker, Cue: s.Cue, CueAt: s.CueParagraph,
		}
		if s.RefParagraph >= 0 {
			q.Entity = ids[s.RefParagraph][s.Ref]
		}
		quotes = append(quotes, q)
	}
	return quotes
}

// withoutNames returns those quotations that somebody says, and long ones.
func withoutNames(texts []string, quotes []Quote) []Quote {
	const long = 5 // words
	return slices.DeleteFunc(quotes, func(q Quote) bool {
		return q.Speaker == "" && len(strings.Fields(q.In(texts[q.Paragraph]))) < long
	})
}

// quotesOf returns the quotations of an article, corrected by its editor. The
// mistakes are corrections of no quotation.
func (l *Linker) quotesOf(a *corpus.Article, mentions []Mention) ([]Quote, diag.List) {
	if len(a.Speakers) == 0 && !mayQuote(a) {
		return nil, nil
	}
	texts := make([]string, len(a.Paragraphs))
	paragraph := make([]int32, len(a.Body.Blocks)) // of a block, from 1; 0 if it is none
	for i, p := range a.Paragraphs {
		texts[i], paragraph[p.Block] = a.Text(i), int32(i+1)
	}
	var inText []Mention
	for _, m := range mentions {
		if n := paragraph[m.Block]; n > 0 {
			m.Block = n - 1
			inText = append(inText, m)
		}
	}
	quotes := l.speeches(texts, inText)
	var errs diag.List
	for i := range a.Speakers {
		c := &a.Speakers[i]
		corrected := false
		for k := range quotes {
			n := quotes[k].Paragraph
			if (c.Paragraph == "" || c.Paragraph == a.Paragraphs[n].ID) && begins(quotes[k].In(texts[n]), c.Quote) {
				corrected = true
				quotes[k] = l.correct(quotes[k], c)
			}
		}
		if !corrected {
			errs.Add(c.Pos, nearestQuote(a, texts, quotes, c.Quote), "no quotation in %s begins “%s”",
				cmp.Or(c.Paragraph, "this report"), c.Quote)
		}
	}
	quotes = slices.DeleteFunc(quotes, func(q Quote) bool { return q.ByEditor && q.Speaker == corpus.Nobody })
	return withoutNames(texts, quotes), errs
}

func mayQuote(a *corpus.Article) bool {
	for i := range a.Paragraphs {
		if extract.MayQuote(a.Text(i)) {
			return true
		}
	}
	return false
}

// correct gives a quotation the speaker that the editor names.
func (l *Linker) correct(q Quote, c *corpus.Correction) Quote {
	q = Quote{Paragraph: q.Paragraph, Start: q.Start, End: q.End, Speaker: c.Says, CueAt: -1, ByEditor: true}
	if e := l.Entity(c.Speaker); e != nil {
		q.Speaker, q.Entity = e.Title, e.ID
	}
	return q
}

// begins reports whether a quotation begins with some words, whatever marks and
// spaces are typed.
func begins(quotation, words string) bool {
	rest, ok := strings.CutPrefix(plain(quotation), plain(words))
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !isWord(next))
}

// plain returns a text without the differences that keyboards make.
func plain(s string) string {
	return strings.Trim(strings.Join(strings.Fields(asTyped.Replace(s)), " "), " ,.")
}

var asTyped = strings.NewReplacer("’", "'", "‘", "'", "“", "", "”", "", `"`, "", "–", "-", "—", "-", "…", "...")

// nearestQuote says which quotation an editor may have meant.
func nearestQuote(a *corpus.Article, texts []string, quotes []Quote, words string) string {
	const most = 6 // words
	var all []string
	for _, q := range quotes {
		if begins(q.In(texts[q.Paragraph]), words) {
			return "one in " + a.Paragraphs[q.Paragraph].ID + " does"
		}
		f := strings.Fields(q.In(texts[q.Paragraph]))
		all = append(all, strings.Join(f[:min(len(f), most)], " "))
	}
	return cmp.Or(diag.DidYouMean(words, all), "write the first words of a quotation as the report has them")
}
