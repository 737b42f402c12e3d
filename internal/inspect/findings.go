package inspect

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/markdown"
)

// Findings are what is found in an article. Paragraphs count from 0, -1 is the
// title; starts and ends count Unicode code points.
type Findings struct {
	Mentions []Mention `json:"mentions"`
	Quotes   []Quote   `json:"quotes"`
	Times    []Time    `json:"times"`
	Figures  []Figure  `json:"figures"`
}

// fill makes empty lists of those that are nil.
func (f *Findings) fill() {
	f.Mentions, f.Quotes = orEmpty(f.Mentions), orEmpty(f.Quotes)
	f.Times, f.Figures = orEmpty(f.Times), orEmpty(f.Figures)
}

// A Place is where in an article something stands.
type Place struct {
	Paragraph int `json:"paragraph"`
	Start     int `json:"start"`
	End       int `json:"end"`
}

// A Mention is a name, whether a page has it or not.
type Mention struct {
	Place
	Text   string  `json:"text"`
	Type   string  `json:"type"`   // "person", "place", "organisation"
	Entity *string `json:"entity"` // its slug; null if no page has the name
	Why    string  `json:"why"`
}

// A Quote is a quotation.
type Quote struct {
	Place
	Text        string  `json:"text"`
	Speaker     string  `json:"speaker"` // "" if unknown
	Entity      *string `json:"entity"`
	SpeakerSpan *Place  `json:"speaker_span"`
}

// A Time is an expression of time.
type Time struct {
	Place
	Text  string `json:"text"`
	Value string `json:"value"` // as TIMEX3 writes it
}

// A Figure is a number with what it counts.
type Figure struct {
	Place
	Text  string       `json:"text"`
	Min   *json.Number `json:"min"` // null if nothing bounds it on that side
	Max   *json.Number `json:"max"`
	About bool         `json:"about"`
	Unit  string       `json:"unit"`
}

// find finds what the title and the paragraphs have. The title is read by
// itself, after the text that introduces the people in it.
func (a *Article) find(doc *markdown.Doc, blocks []int, l *link.Linker) {
	title := finding{first: link.Title, linker: l}
	if !strings.HasPrefix(a.Title, "[") { // else it is ours
		title.texts = []string{a.Title}
	}
	text := finding{texts: a.Paragraphs, linker: l}
	mentions, open := l.In(strings.Join(title.texts, ""), doc)
	for _, m := range mentions {
		if m.Block == link.Title {
			m.Block = 0
			title.mentions = append(title.mentions, m)
			continue
		}
		a.linked = append(a.linked, m)
		m.Block = int32(blocks[m.Block])
		text.mentions = append(text.mentions, m)
	}
	for _, o := range open {
		if o.Block != link.Title {
			o.Block = blocks[o.Block]
			text.open = append(text.open, o)
		}
	}
	f, more := title.find(a.published), text.find(a.published)
	a.Findings = Findings{
		Mentions: append(f.Mentions, more.Mentions...), Quotes: append(f.Quotes, more.Quotes...),
		Times: append(f.Times, more.Times...), Figures: append(f.Figures, more.Figures...),
	}
}

// A finding works on the title of an article, or on its paragraphs.
type finding struct {
	texts    []string
	first    int            // the number of the first of them
	mentions []link.Mention // Block counts texts
	open     []link.Open    // likewise
	linker   *link.Linker
}

func (w *finding) find(published string) Findings {
	f := Findings{Mentions: w.listed(), Quotes: w.quotes()}
	if w.first != link.Title { // the capitals of a headline tell no names
		f.Mentions = append(f.Mentions, w.unlisted()...)
	}
	slices.SortStableFunc(f.Mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start))
	})
	for n, times := range extract.Times(w.texts, published) {
		for _, t := range times {
			f.Times = append(f.Times, Time{Place: w.place(n, t.Start, t.End), Text: t.In(w.texts[n]), Value: t.Value})
		}
	}
	for n, text := range w.texts {
		for _, a := range extract.Amounts(text) {
			f.Figures = append(f.Figures, Figure{
				Place: w.place(n, a.Start, a.End), Text: a.In(text), Min: number(a.Min), Max: number(a.Max),
				About: a.About, Unit: a.Unit,
			})
		}
	}
	return f
}

// listed returns the mentions of entities.
func (w *finding) listed() []Mention {
	var list []Mention
	for _, m := range w.mentions {
		list = append(list, Mention{
			Place: w.place(int(m.Block), int(m.Start), int(m.End)), Text: w.texts[m.Block][m.Start:m.End],
			Type: m.Entity.Kind.One(), Entity: &m.Entity.Slug, Why: m.Why(),
		})
	}
	return list
}

// unlisted returns the names that are no mentions.
func (w *finding) unlisted() []Mention {
	taken := map[int][]extract.Span{}
	for _, m := range w.mentions {
		taken[int(m.Block)] = append(taken[int(m.Block)], extract.Span(m.Range()))
	}
	var list []Mention
	for n, names := range extract.ReportNames(w.texts) {
		for _, name := range names {
			overlaps := func(s extract.Span) bool { return name.Start < s.End && s.Start < name.End }
			if slices.ContainsFunc(taken[n], overlaps) {
				continue
			}
			list = append(list, Mention{
				Place: w.place(n, name.Start, name.End), Text: name.In(w.texts[n]),
				Type: link.KindOf(name.Kind).One(), Why: w.whyUnlisted(n, name),
			})
		}
	}
	return list
}

// whyUnlisted says why a name in text n is no mention.
func (w *finding) whyUnlisted(n int, name extract.Name) string {
	for _, o := range w.open {
		if o.Block == n && name.Start < o.End && o.Start < name.End {
			return "left alone: " + o.Why
		}
	}
	return "a name by the words in and around it; no page has it"
}

// quotes returns the quotations, in a title those that an entity says: the
// capitals of a headline tell no other names.
func (w *finding) quotes() []Quote {
	var list []Quote
	for _, q := range w.linker.Quotes(w.texts, w.mentions) {
		e := w.linker.Entity(q.Entity)
		if e == nil && w.first == link.Title {
			continue
		}
		one := Quote{
			Place: w.place(q.Paragraph, q.Start, q.End), Text: q.In(w.texts[q.Paragraph]), Speaker: q.Speaker,
		}
		if q.CueAt >= 0 {
			cue := w.place(q.CueAt, q.Cue.Start, q.Cue.End)
			one.SpeakerSpan = &cue
		}
		if e != nil {
			one.Entity = &e.Slug
		}
		list = append(list, one)
	}
	return list
}

// place turns bytes into code points.
func (w *finding) place(n, start, end int) Place {
	from := utf8.RuneCountInString(w.texts[n][:start])
	return Place{w.first + n, from, from + utf8.RuneCountInString(w.texts[n][start:end])}
}

// number returns a figure's value for JSON, nil for none.
func number(digits string) *json.Number {
	if digits == "" {
		return nil
	}
	digits = strings.TrimLeft(digits, "0") // JSON has no 007
	if digits == "" || digits[0] == '.' {
		digits = "0" + digits
	}
	n := json.Number(digits)
	return &n
}
