package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/extract"
	"collate/internal/link"
	"collate/internal/markdown"
)

// findings are what inspect finds in an article. Paragraphs count from 0, -1 is
// the title; starts and ends count Unicode code points.
type findings struct {
	Mentions []foundMention `json:"mentions"`
	Quotes   []foundQuote   `json:"quotes"`
	Times    []foundTime    `json:"times"`
	Figures  []foundFigure  `json:"figures"`
}

// fill makes empty lists of those that are nil.
func (f *findings) fill() {
	f.Mentions, f.Quotes = orEmpty(f.Mentions), orEmpty(f.Quotes)
	f.Times, f.Figures = orEmpty(f.Times), orEmpty(f.Figures)
}

// A place is where in an article something stands.
type place struct {
	Paragraph int `json:"paragraph"`
	Start     int `json:"start"`
	End       int `json:"end"`
}

type foundMention struct {
	place
	Text   string  `json:"text"`
	Type   string  `json:"type"`   // "person", "place", "organisation"
	Entity *string `json:"entity"` // its slug; null if no page has the name
	Why    string  `json:"why"`
}

type foundQuote struct {
	place
	Text        string  `json:"text"`
	Speaker     string  `json:"speaker"` // "" if unknown
	Entity      *string `json:"entity"`
	SpeakerSpan *place  `json:"speaker_span"`
}

type foundTime struct {
	place
	Text  string `json:"text"`
	Value string `json:"value"` // as TIMEX3 writes it
}

type foundFigure struct {
	place
	Text  string       `json:"text"`
	Min   *json.Number `json:"min"` // null if nothing bounds it on that side
	Max   *json.Number `json:"max"`
	About bool         `json:"about"`
	Unit  string       `json:"unit"`
}

// linker returns what finds mentions: that of a list of entities if the user
// names one, else that of the content; nil if only people read the answer.
func (s *session) linker(cmd inspectCommand) (*link.Linker, error) {
	switch {
	case !cmd.JSON:
		return nil, nil
	case cmd.Entities != "":
		c, err := readEntities(cmd.Entities)
		if err != nil {
			return nil, err
		}
		l, _ := link.New(c) // common words are left out
		return l, nil
	}
	c, _ := corpus.Load(contentFS(s.flags.Content), s.flags.Content)
	if c == nil {
		c = &corpus.Corpus{} // raw files can be read without any content
	}
	l, _ := link.New(c)
	return l, nil
}

// A listed is an entity in a list of the user's.
type listed struct {
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
}

// readEntities reads a list of entities as a corpus without pages.
func readEntities(file string) (*corpus.Corpus, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, diag.Error{
			Pos: diag.Pos{File: file}, Msg: "cannot be read: " + err.Error(), Hint: "name a JSON file of entities",
		}
	}
	var list []listed
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, noList(file, data, err)
	}
	c := &corpus.Corpus{}
	var wrong diag.List
	for n, one := range list {
		kinds := map[string]*[]*corpus.Entity{
			"person": &c.People, "place": &c.Places, "organisation": &c.Organisations, "organization": &c.Organisations,
		}
		to := kinds[one.Type]
		if to == nil || one.ID == "" || one.Name == "" {
			wrong.Add(diag.Pos{File: file}, "each has an id, a name, and the type person, place or organisation",
				"entity %d, %q, is not whole", n+1, cmp.Or(one.ID, one.Name))
			continue
		}
		*to = append(*to, entityOf(one, file))
	}
	return c, wrong.Err()
}

// noList says where JSON is no list of entities.
func noList(file string, data []byte, err error) diag.Error {
	wrong := diag.Error{
		Pos: diag.Pos{File: file}, Msg: "no list of entities: " + err.Error(),
		Hint: `write [{"id": "jane-doe", "type": "person", "name": "Jane Doe", "aliases": ["J. Doe"]}]`,
	}
	offset := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset - 1
	case errors.As(err, &kind):
		offset = kind.Offset - 1
		wrong.Msg = "no list of entities: a " + kind.Value + " stands here"
	}
	if offset >= 0 && offset <= int64(len(data)) {
		wrong.Pos = diag.At(wrong.Pos.File, string(data), int(offset))
	}
	return wrong
}

func entityOf(one listed, file string) *corpus.Entity {
	kind := map[string]corpus.Kind{"person": corpus.People, "place": corpus.Places}[one.Type]
	if kind == "" {
		kind = corpus.Organisations
	}
	e := &corpus.Entity{Page: corpus.Page{
		ID: corpus.ID(string(kind) + "/" + one.ID), Kind: kind, Slug: one.ID, Title: one.Name, File: file,
	}}
	for _, name := range append([]string{one.Name}, one.Aliases...) {
		e.Names = append(e.Names, corpus.Alias{Text: name, Pos: diag.Pos{File: file}})
	}
	return e
}

// findIn finds what the title and the paragraphs of an article have. The title
// is read by itself, after the text that introduces the people in it.
func findIn(i *inspected, doc *markdown.Doc, blocks []int, l *link.Linker) findings {
	title := finding{first: link.Title, linker: l}
	if !strings.HasPrefix(i.Title, "[") { // else it is ours
		title.texts = []string{i.Title}
	}
	text := finding{texts: i.Paragraphs, linker: l}
	mentions, open := l.In(strings.Join(title.texts, ""), doc)
	for _, m := range mentions {
		if m.Block == link.Title {
			m.Block = 0
			title.mentions = append(title.mentions, m)
			continue
		}
		m.Block = blocks[m.Block]
		text.mentions = append(text.mentions, m)
	}
	for _, o := range open {
		if o.Block != link.Title {
			o.Block = blocks[o.Block]
			text.open = append(text.open, o)
		}
	}
	f, more := title.find(i.published), text.find(i.published)
	return findings{
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

func (w *finding) find(published string) findings {
	f := findings{Mentions: w.listed(), Quotes: w.quotes()}
	if w.first != link.Title { // the capitals of a headline tell no names
		f.Mentions = append(f.Mentions, w.unlisted()...)
	}
	slices.SortStableFunc(f.Mentions, func(a, b foundMention) int {
		return cmp.Or(cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start))
	})
	for n, times := range extract.Times(w.texts, published) {
		for _, t := range times {
			f.Times = append(f.Times, foundTime{place: w.place(n, t.Start, t.End), Text: t.In(w.texts[n]), Value: t.Value})
		}
	}
	for n, text := range w.texts {
		for _, a := range extract.Amounts(text) {
			f.Figures = append(f.Figures, foundFigure{
				place: w.place(n, a.Start, a.End), Text: a.In(text), Min: number(a.Min), Max: number(a.Max),
				About: a.About, Unit: a.Unit,
			})
		}
	}
	return f
}

// listed returns the mentions of entities.
func (w *finding) listed() []foundMention {
	var list []foundMention
	for _, m := range w.mentions {
		e := w.linker.Entity(m.Entity)
		list = append(list, foundMention{
			place: w.place(m.Block, m.Start, m.End), Text: w.texts[m.Block][m.Start:m.End],
			Type: e.Kind.One(), Entity: &e.Slug, Why: m.Why(),
		})
	}
	return list
}

// unlisted returns the names that are no mentions.
func (w *finding) unlisted() []foundMention {
	taken := map[int][]extract.Span{}
	for _, m := range w.mentions {
		taken[m.Block] = append(taken[m.Block], extract.Span{Start: m.Start, End: m.End})
	}
	var list []foundMention
	for n, names := range extract.ReportNames(w.texts) {
		for _, name := range names {
			overlaps := func(s extract.Span) bool { return name.Start < s.End && s.Start < name.End }
			if slices.ContainsFunc(taken[n], overlaps) {
				continue
			}
			list = append(list, foundMention{
				place: w.place(n, name.Start, name.End), Text: name.In(w.texts[n]),
				Type: folderOf(name.Kind).One(), Why: w.whyUnlisted(n, name),
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
func (w *finding) quotes() []foundQuote {
	var list []foundQuote
	for _, q := range w.linker.Quotes(w.texts, w.mentions) {
		e := w.linker.Entity(q.Entity)
		if e == nil && w.first == link.Title {
			continue
		}
		one := foundQuote{
			place: w.place(q.Paragraph, q.Start, q.End), Text: q.In(w.texts[q.Paragraph]), Speaker: q.Speaker,
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
func (w *finding) place(n, start, end int) place {
	from := utf8.RuneCountInString(w.texts[n][:start])
	return place{w.first + n, from, from + utf8.RuneCountInString(w.texts[n][start:end])}
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
