package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/phrase"
)

// A Quotations is the data of quotations.html.
type Quotations struct {
	Frame
	Lead     string
	Compared bool   // there are several reports
	Variants string // spellings that count as the same, as far as they occur: "“a” and “b”; “c” and “d”"
	Speakers []SaidBy
	Jump     []SaidBy // the same; nil if there is one
	Pager    Pager
}

// A SaidBy is what one speaker said.
type SaidBy struct {
	ID         string
	Speaker    *EntityLink // nil if there is no page
	Name       string      // in that case: "a senior official"; "" if no report says who speaks
	Utterances []Utterance
}

// An Utterance is something said once, with what reports make of it.
type Utterance struct {
	ID       string
	Text     template.HTML // without its marks
	Printed  []PrintedIn
	Same     string        // "The same in both", or in what it differs; "" if one report alone has it
	Differ   []Difference  // a report each, those that differ in more than the writing
	Speakers []string      // how reports name the speaker where they differ: "A does not say who speaks."
	Rivals   template.HTML // to whom else the same words are given, in a sentence; "" if to nobody
	Unmarked []Unmarked
}

// A PrintedIn is where one report quotes an utterance.
type PrintedIn struct {
	Label  string // "Report A"
	Places []Link // "A ¶3", then "¶6–7"
}

// A Difference is what one report has of an utterance.
type Difference struct {
	URL, Letter, Label string        // of the report's first quotation of it
	Only               template.HTML // the words, where they are less than half of it; else ""
	Words              template.HTML // else all of them, as runs prints them
}

// An Unmarked is a report that has words of an utterance without marks.
type Unmarked struct {
	Link  // to the paragraph: "B ¶12"
	Words template.HTML
}

// A SaidLine is an utterance in the list on its speaker's page.
type SaidLine struct {
	URL     string // on the page of all quotations
	Text    template.HTML
	Printed []PrintedIn // nil if they are more than fewReports
	Same    string
}

const quotationsPath = "quotations.html"

// quotations makes the page of all utterances, or several.
func (p *plan) quotations() []Page {
	texts := spanned(p.said, func(i int) string { return p.speakerName(&p.x.Utterances()[i]) })
	pages := make([]Page, len(p.said))
	for i, part := range p.said {
		s := p.sheet(partPath(quotationsPath, i+1))
		d := &Quotations{
			Lead: p.quotationsLead(), Compared: len(p.articles) > 1, Variants: p.sameSpellings(),
			Pager: s.pager(quotationsPath, p.say("quotations.other-pages"), texts, i+1),
		}
		if d.Speakers = s.bySpeaker(part); len(d.Speakers) > 1 {
			d.Jump = d.Speakers
		}
		a := about{
			heading: p.pageOf(p.say("menu.quotations"), i+1, len(texts)), menu: quotationsPath,
			description: p.quotationsLead(), schema: schema{Type: "CollectionPage"},
		}
		if i == 0 {
			a.kind, a.note = p.reportsCompared(), p.say("quotations.utterances", "n", len(p.x.Utterances()))
			a.schema = p.quotationsPage()
		}
		d.Frame = s.frame(a)
		pages[i] = Page{s.path, "quotations.html", d}
	}
	return pages
}

// cutQuotations sorts the utterances, by speaker: entities in their
// alphabetical order, then speakers without a page, then nobody known; what
// more reports have comes first.
func (p *plan) cutQuotations() {
	all := p.x.Utterances()
	order, keys := make([]int, len(all)), make([]string, len(all))
	for i := range order {
		order[i], keys[i] = i, p.speakerSort(&all[i])
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(compare(keys[a], keys[b]), len(all[b].Printings)-len(all[a].Printings))
	})
	p.said, p.saidPart = cut(order, func(i int) int { return utteranceSize(&all[i]) }), make([]int, len(all))
	for n, part := range p.said {
		for _, i := range part {
			p.saidPart[i] = n + 1
		}
	}
}

// utteranceSize estimates how many bytes of HTML an utterance takes.
func utteranceSize(u *collate.Utterance) int {
	n := 400 + len(u.Text) + 300*len(u.Rivals)
	for i := range u.Printings {
		n += 120
		if i != u.Base {
			n += 300 + 2*len(u.Printings[i].Text)
		}
	}
	for _, e := range u.Embedded {
		n += 200 + e.End - e.Start
	}
	return n
}

// saidAt returns where an utterance stands.
func (p *plan) saidAt(i int) (path, fragment string) {
	return partPath(quotationsPath, p.saidPart[i]), p.saidIDs[i]
}

// saidURL is saidAt as an address from the site's root.
func (p *plan) saidURL(i int) string {
	path, fragment := p.saidAt(i)
	return path + "#" + fragment
}

func (p *plan) quotationsLead() string {
	all := p.x.Utterances()
	if len(all) == 0 {
		return p.say("quotations.none", "n", len(p.articles))
	}
	shared := 0
	for i := range all {
		if len(all[i].Printings) > 1 {
			shared++
		}
	}
	lead := p.say("quotations.lead-one", "n", len(p.articles))
	if len(all) > 1 {
		lead = p.say("quotations.lead", "n", len(p.articles), "utterances", p.say("quotations.utterances", "n", len(all)))
	}
	switch {
	case len(p.articles) == 1:
		return lead
	case shared == 0:
		return lead + " " + p.say("quotations.in-several-none")
	case len(all) == 1:
		return lead + " " + p.say("quotations.in-several-one")
	}
	return lead + " " + p.say("quotations.in-several", "n", shared)
}

// speakerKey tells speakers from each other.
func speakerKey(u *collate.Utterance) string {
	return cmp.Or(string(u.Entity), strings.ToLower(u.Speaker))
}

// sameSpellings lists the spellings that count as the same in some utterance.
func (p *plan) sameSpellings() string {
	var list []string
	for _, v := range p.spelledVariants() {
		list = append(list, p.words.Join([]string{p.quoted(v.Base), p.quoted(v.Text)}))
	}
	return strings.Join(list, p.say("numbers.semicolon"))
}

// spelledVariants lists what counts as the same word in some utterance, each
// two spellings once.
func (p *plan) spelledVariants() []collate.Variant {
	var list []collate.Variant
	for _, u := range p.x.Utterances() {
		for _, printing := range u.Printings {
			for _, v := range printing.Spelled {
				if isLower(v.Base) {
					v.Base, v.Text = strings.ToLower(v.Base), strings.ToLower(v.Text)
				}
				if !slices.Contains(list, v) && !slices.Contains(list, collate.Variant{Base: v.Text, Text: v.Base}) {
					list = append(list, v)
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b collate.Variant) int {
		return cmp.Or(compare(a.Base, b.Base), compare(a.Text, b.Text))
	})
	return list
}

// isLower reports whether a word has at most its first letter in upper case.
func isLower(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return s != "" && strings.ToLower(s[size:]) == s[size:]
}

// bySpeaker puts sorted utterances under their speakers.
func (s *sheet) bySpeaker(sorted []int) []SaidBy {
	var list []SaidBy
	last := ""
	for _, i := range sorted {
		u := &s.x.Utterances()[i]
		if key := speakerKey(u); len(list) == 0 || key != last {
			list = append(list, s.saidBy(u))
			last = key
		}
		by := &list[len(list)-1]
		by.Utterances = append(by.Utterances, s.utterance(i))
	}
	return list
}

// speakerSort is what utterances are sorted by, in three parts.
func (p *plan) speakerSort(u *collate.Utterance) string {
	if e := p.x.Entity(u.Entity); e != nil {
		return "1" + nameKey(cmp.Or(e.Sort, e.Title)) + " " + string(e.ID)
	}
	if u.Speaker != "" {
		return "2" + nameKey(u.Speaker) + " " + speakerKey(u)
	}
	return "3"
}

func (s *sheet) saidBy(u *collate.Utterance) SaidBy {
	if e := s.x.Entity(u.Entity); e != nil {
		l := s.entity(e)
		return SaidBy{ID: speakerID(u), Speaker: &l}
	}
	return SaidBy{ID: speakerID(u), Name: phrase.Capital(u.Speaker)}
}

// speakerAt returns where what an entity said begins, if it said anything.
func (p *plan) speakerAt(id corpus.ID) (path, fragment string) {
	first := slices.MinFunc(p.x.Said(id), func(a, b int) int { return p.saidPart[a] - p.saidPart[b] })
	return partPath(quotationsPath, p.saidPart[first]), speakerID(&p.x.Utterances()[first])
}

// speakerID returns the anchor of what somebody said, which no utterance has:
// theirs have no underscore.
func speakerID(u *collate.Utterance) string { return "by_" + cmp.Or(anchor(speakerKey(u)), "unknown") }

// utteranceIDs gives each utterance an anchor, made of its speaker and its
// first words, so that it stays when others are added.
func utteranceIDs(all []collate.Utterance) []string {
	const words = 5
	ids, taken := make([]string, len(all)), map[string]bool{}
	for i := range all {
		_, slug, _ := strings.Cut(string(all[i].Entity), "/")
		f := strings.Fields(all[i].Text)
		base := anchor(cmp.Or(slug, all[i].Speaker, "unknown") + " " + strings.Join(f[:min(len(f), words)], " "))
		ids[i] = base
		for n := 2; taken[ids[i]] || reserved(ids[i]); n++ {
			ids[i] = base + "-" + itoa(n)
		}
		taken[ids[i]] = true
	}
	return ids
}

func (s *sheet) utterance(i int) Utterance {
	all := s.x.Utterances()
	u := &all[i]
	d := Utterance{
		ID: s.anchored(quotationsPath, s.saidIDs[i]), Text: s.wordsOf(u),
		Printed: s.printedIn(u), Same: s.sameIn(u), Rivals: s.rivals(u),
	}
	for k := range u.Printings {
		if k != u.Base {
			d.Differ = append(d.Differ, s.difference(u, &u.Printings[k])...)
		}
		d.Speakers = append(d.Speakers, s.namedBy(u, &u.Printings[k])...)
	}
	for _, e := range u.Embedded {
		d.Unmarked = append(d.Unmarked, Unmarked{
			s.link(cite.Ref{Article: e.Article, Paragraph: e.Paragraph}),
			s.copied(e.Article, e.Article.Text(e.Paragraph)[e.Start:e.End]),
		})
	}
	return d
}

// rivals says to whom else reports give the words of an utterance; "" if to
// nobody.
func (s *sheet) rivals(u *collate.Utterance) template.HTML {
	if len(u.Rivals) == 0 {
		return ""
	}
	var speakers []template.HTML
	for _, r := range u.Rivals {
		other := &s.x.Utterances()[r]
		in := letters(other.Printings, func(*collate.Printing) bool { return true })
		speakers = append(speakers, s.words.HTML("quotations.speaker-in",
			"url", s.to(s.saidAt(r)), "speaker", s.speakerName(other), "reports", s.inReports(in)))
	}
	return s.words.HTML("quotations.rivals", "speakers", speakers)
}

func (p *plan) speakerName(u *collate.Utterance) string {
	if e := p.x.Entity(u.Entity); e != nil {
		return e.Title
	}
	return cmp.Or(u.Speaker, p.say("quotations.no-speaker"))
}

// printedIn lists where the reports have an utterance.
func (s *sheet) printedIn(u *collate.Utterance) []PrintedIn {
	var list []PrintedIn
	for _, p := range u.Printings {
		path, _ := s.pagePath(p.Article.ID)
		in := PrintedIn{Label: p.Article.Label}
		for i := 0; i < len(p.Quotes); {
			first := p.Quotes[i].Paragraph
			last := first
			for i < len(p.Quotes) && p.Quotes[i].Paragraph <= last+1 {
				last = p.Quotes[i].Paragraph
				i++
			}
			name := "¶" + itoa(p.Article.Paragraphs[first].N)
			if last > first {
				name += "–" + itoa(p.Article.Paragraphs[last].N)
			}
			if in.Places == nil {
				name = p.Article.Letter + " " + name
			}
			in.Places = append(in.Places, Link{s.to(path, p.Article.Paragraphs[first].ID), name})
		}
		list = append(list, in)
	}
	return list
}

// letters returns the letters of the reports whose printings are so.
func letters(printings []collate.Printing, so func(*collate.Printing) bool) []string {
	var list []string
	for i := range printings {
		if so(&printings[i]) {
			list = append(list, printings[i].Article.Letter)
		}
	}
	return list
}

// inReports lists reports by their letters, or gives their number, for behind
// "in".
func (p *plan) inReports(letters []string) string {
	if n := len(letters); n > fewReports {
		return p.say("quotations.many-reports", "n", n)
	}
	return p.words.Join(letters)
}

// sameIn says in how far the reports have the same words.
func (p *plan) sameIn(u *collate.Utterance) string {
	if len(u.Printings) == 1 {
		return ""
	}
	has := func(kind collate.ChangeKind) func(*collate.Printing) bool {
		return func(p *collate.Printing) bool {
			return slices.ContainsFunc(p.Changes, func(c collate.Change) bool { return c.Kind == kind })
		}
	}
	var parts []string
	for _, part := range []struct {
		key string
		so  func(*collate.Printing) bool
	}{
		{"other-words", has(collate.Words)},
		{"shortened", func(p *collate.Printing) bool { return p.Shortened() }},
		{"brackets", has(collate.Bracketed)},
	} {
		if in := letters(u.Printings, part.so); len(in) > 0 {
			parts = append(parts, p.say("quotations.has-"+part.key, "reports", p.inReports(in)))
		}
	}
	if len(parts) > 0 {
		return phrase.Capital(strings.Join(parts, p.say("numbers.semicolon")))
	}
	but := ""
	spelling := len(letters(u.Printings, func(p *collate.Printing) bool { return len(p.Spelled) > 0 })) > 0
	signs := len(letters(u.Printings, func(p *collate.Printing) bool { return p.Signs })) > 0
	switch {
	case spelling && signs:
		but = "-writing"
	case spelling:
		but = "-spelling"
	case signs:
		but = "-signs"
	}
	if len(u.Printings) == 2 {
		return p.say("quotations.both" + but)
	}
	return p.say("quotations.all"+but, "n", len(u.Printings))
}

// difference lists in what a printing differs, if not only in its writing.
func (s *sheet) difference(u *collate.Utterance, p *collate.Printing) []Difference {
	if !p.Shortened() && !p.Differs() {
		return nil
	}
	path, _ := s.pagePath(p.Article.ID)
	d := Difference{
		URL:    s.to(path, p.Article.Paragraphs[p.Quotes[0].Paragraph].ID),
		Letter: p.Article.Letter, Label: p.Article.Label,
	}
	if !p.Differs() && p.Kept*2 < len(strings.Fields(u.Text)) {
		d.Only = s.own(p.Article, s.pieces(p.Text))
		return []Difference{d}
	}
	d.Words = s.marking(ownLanguage(p.Article), s.runs(&p.Comparison))
	return []Difference{d}
}

// wordsOf writes the words of an utterance, as the report has them that has most.
func (p *plan) wordsOf(u *collate.Utterance) template.HTML {
	return p.own(u.Printings[u.Base].Article, p.pieces(u.Text))
}

// pieces puts the language's own quotation marks between the pieces of a
// printing.
func (p *plan) pieces(text string) string {
	open, end, _ := strings.Cut(p.quoted("\x00"), "\x00")
	return strings.ReplaceAll(text, collate.Apart, end+" … "+open)
}

// runs quotes words, with marks for in what they differ from others.
func (p *plan) runs(c *collate.Comparison) template.HTML {
	var list []string
	add := func(before, words, after string) {
		if words != "" {
			list = append(list, before+escaped(p.pieces(words))+after)
		}
	}
	unseen := func(text string) string { return `<span class="unseen">` + text + `</span>` }
	open := func(what string) string { return unseen("[" + escaped(what) + " ") }
	for i, change := range c.Changes {
		add("", abridged(change.Before, i > 0, true), "")
		add("<del>"+open(p.say("quotations.left-out")), change.Base, unseen("]")+"</del>")
		add("<ins>"+open(p.say("quotations.put-in")), change.Text, unseen("]")+"</ins>")
	}
	if c.Rest != "" {
		add("", abridged(c.Rest, true, false), "")
	}
	return p.words.HTML("quote", "text", template.HTML(strings.Join(list, " "))) //nolint:gosec // escaped above
}

// abridged shortens words that are no difference to those beside one: before
// the words, after them, or both.
func abridged(s string, before, after bool) string {
	const beside = 4 // words
	words := strings.Fields(s)
	first, last := 0, len(words)
	if before {
		first = beside
	}
	if after {
		last -= beside
	}
	if last-first < 3 {
		return s
	}
	return strings.TrimSpace(strings.Join(words[:first], " ") + " … " + strings.Join(words[last:], " "))
}

// namedBy says how a report names the speaker, if that is not the one under
// whom the utterance stands.
func (s *sheet) namedBy(u *collate.Utterance, p *collate.Printing) []string {
	var list []string
	for _, q := range p.Quotes {
		named := ""
		switch as := s.calledIn(p.Article, q); {
		case q.Speaker == "" && u.Speaker != "":
			named = s.say("quotations.speaker-unsaid", "report", p.Article.Letter)
		case q.Entity != u.Entity || q.Entity == "" && !strings.EqualFold(q.Speaker, u.Speaker):
			named = s.say("quotations.speaker-other", "report", p.Article.Letter, "name", s.quoted(q.Speaker))
		case as != "" && !isPronoun(as) && !s.hasName(u.Entity, as):
			named = s.say("quotations.speaker-called", "report", p.Article.Letter, "name", s.quoted(lowerArticle(as)))
		}
		if named != "" && !slices.Contains(list, named) {
			list = append(list, named)
		}
	}
	return list
}

// hasName reports whether an entity has a name, but for its article.
func (p *plan) hasName(id corpus.ID, as string) bool {
	e := p.x.Entity(id)
	return e != nil && slices.ContainsFunc(e.Names, func(n corpus.Alias) bool {
		return strings.TrimPrefix(nameKey(n.Text), "the ") == strings.TrimPrefix(nameKey(as), "the ")
	})
}

// lowerArticle returns a name that opens its sentence as it stands within one.
func lowerArticle(s string) string {
	for _, article := range []string{"The ", "A ", "An "} {
		if strings.HasPrefix(s, article) {
			return strings.ToLower(article) + s[len(article):]
		}
	}
	return s
}

func isPronoun(s string) bool {
	pronouns := []string{"he", "she", "they", "it", "who", "we", "i", "his", "her", "their"}
	return slices.Contains(pronouns, strings.ToLower(s))
}

// said lists what an entity said.
func (s *sheet) said(id corpus.ID) []SaidLine {
	var list []SaidLine
	for _, i := range s.x.Said(id) {
		u := &s.x.Utterances()[i]
		line := SaidLine{URL: s.to(s.saidAt(i)), Text: s.wordsOf(u), Same: s.sameIn(u)}
		if len(u.Printings) <= fewReports {
			line.Printed = s.printedIn(u)
		}
		list = append(list, line)
	}
	return list
}

// alsoIn says which other reports carry the words of a quotation, whole or in
// part; nil if none does.
func (s *sheet) alsoIn(a *corpus.Article, q link.Quote) *Link {
	i := s.x.UtteranceOf(a.ID, q)
	if i < 0 {
		return nil
	}
	url := s.to(s.saidAt(i))
	printings := s.x.Utterances()[i].Printings
	if len(printings) > fewReports {
		return &Link{url, s.say("quotations.also-many", "n", len(printings)-1)}
	}
	var whole, part []string
	for _, p := range printings {
		if p.Article == a {
			continue
		}
		switch mostOf, some := collate.Holds(p.Text, q.In(a.Text(q.Paragraph))); {
		case mostOf:
			whole = append(whole, p.Article.Letter)
		case some:
			part = append(part, p.Article.Letter)
		}
	}
	switch {
	case whole == nil && part == nil:
		return nil
	case part == nil:
		return &Link{url, s.say("quotations.also", "reports", whole)}
	case whole == nil:
		return &Link{url, s.say("quotations.also-part", "reports", part)}
	}
	return &Link{url, s.say("quotations.also-both", "reports", whole, "part", part)}
}
