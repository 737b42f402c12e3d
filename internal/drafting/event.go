package drafting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"collate/internal/candidate"
	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/extract"
)

// event makes the page of an event: of each report the time in the sentence that
// is likest its title.
func (m *maker) event() error {
	times := m.timesLike(m.opt.Name)
	if len(times) == 0 {
		hint := "name it in words that the reports have, or write the page by hand"
		if all := candidate.Moments(m.c); len(all) > 0 {
			hint += fmt.Sprintf("; times are given in %s", names(refsOfTimes(all)))
		}
		return m.wrong(hint, "no report gives a time in a sentence with the words of %q", m.opt.Name)
	}
	var p page
	p.line("---")
	p.line("title: %s", corpus.Scalar(m.opt.Name))
	when, known := m.span(times)
	p.line("when: %s # %s", when, map[bool]string{
		true:  "as the accounts below have it; make it what you take it for",
		false: "no account says it so that the program can read it",
	}[known])
	if ids := m.placesIn(times); len(ids) > 0 {
		p.line("# places: [%s]", strings.Join(ids, ", "))
		m.draft.Left = append(m.draft.Left, "the places; in the same sentences stand "+strings.Join(ids, ", "))
	}
	p.line("accounts:")
	for _, t := range times {
		cited := corpus.Scalar(citation(t.Ref))
		w := t.When(m.c)
		if w == "" {
			p.line("  - {printed: %s, cite: %s}", corpus.Scalar(t.Text), cited)
			m.left("when “%s” is, in %s", t.Text, t.Ref.Name())
		} else {
			p.line("  - {printed: %s, when: %s, cite: %s}", corpus.Scalar(t.Text), w, cited)
		}
		m.found("%s: “%s” %s", t.Ref.Name(), t.Text, cmp.Or(w, "(left open)"))
	}
	p.line("draft: true")
	p.line("---")
	p.toWrite("what happened, in a sentence or two of your own: " + cites(refsOfAccounts(times)))
	m.draft.Left = append(m.draft.Left, "whether each account is of this event, and the offset of its clock",
		"the text, then take out draft: true")
	m.draft.Data = []byte(p.String())
	return nil
}

func refsOfTimes(moments []candidate.Moment) []cite.Ref {
	const most = 12
	var refs []cite.Ref
	for _, m := range moments {
		for _, t := range m.Times {
			if len(refs) < most {
				refs = append(refs, t.Ref)
			}
		}
	}
	return refs
}

func refsOfAccounts(times []candidate.Time) []cite.Ref {
	refs := make([]cite.Ref, len(times))
	for i, t := range times {
		refs[i] = t.Ref
	}
	return refs
}

// timesLike returns of each report the time in the sentence that has most of the
// words, and at least half of them; of several, one with a clock time, else the
// first.
func (m *maker) timesLike(words string) []candidate.Time {
	type best struct {
		candidate.Time
		score int
	}
	var list []best
	want := stems(words)
	for _, t := range candidate.Times(m.c) {
		b := best{t, 4 * overlap(want, t.Sentence)}
		if b.score < 2*len(want) || b.score == 0 {
			continue
		}
		if strings.Contains(t.Value, "T") {
			b.score += 5 // as much as a word and a little
		}
		switch last := len(list) - 1; {
		case last < 0 || list[last].Ref.Article != t.Ref.Article:
			list = append(list, b)
		case b.score > list[last].score:
			list[last] = b
		}
	}
	times := make([]candidate.Time, len(list))
	for i, b := range list {
		times[i] = b.Time
	}
	return times
}

// stems returns the words of a text that say what it is about, by their beginnings:
// "hits", "hit" and "hitting" are one.
func stems(text string) []string {
	var list []string
	between := func(r rune) bool { return strings.ContainsRune(` .,;:?!“”"'’‘()`, r) }
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), between) {
		if len(w) < 3 || extract.IsCommonWord(w) || slices.Contains(empty, w) {
			continue
		}
		if s := stem(w); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// empty are words of questions and titles that say nothing of what they are about.
var empty = []string{
	"how", "many", "much", "when", "what", "who", "where", "why", "which", "did", "does", "was", "were", "far", "time",
	"the", "and",
}

func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) > 2 {
			w = rest
			break
		}
	}
	const enough = 6 // letters
	return w[:min(len(w), enough)]
}

// overlap counts the stems that a text has.
func overlap(want []string, text string) int {
	have := stems(text)
	n := 0
	for _, s := range want {
		if slices.Contains(have, s) {
			n++
		}
	}
	return n
}

// span returns the time from the first to the last that accounts give, "unknown" if
// none gives any. If all say the same, it is that.
func (m *maker) span(times []candidate.Time) (when string, known bool) {
	var first, last corpus.When
	clock := false
	for _, t := range times {
		clock = clock || strings.Contains(t.When(m.c), "T")
	}
	for _, t := range times {
		w, err := corpus.ParseWhen(t.When(m.c))
		if err != nil || !w.Known() || clock && !w.Zoned {
			continue
		}
		if first.IsZero() || w.Start.Before(first.Start) {
			first = w
		}
		if last.IsZero() || w.Start.After(last.Start) {
			last = w
		}
	}
	switch {
	case first.IsZero():
		return "unknown", false
	case first.Start.Equal(last.Start):
		return first.Raw, true
	}
	return strings.TrimSuffix(first.Raw, "~") + "/" + strings.TrimSuffix(last.Raw, "~"), true
}

// placesIn returns the slugs of the places that two or more of the sentences name.
// The event may have happened in none of them.
func (m *maker) placesIn(times []candidate.Time) []string {
	count := map[string]int{}
	for _, t := range times {
		seen := map[string]bool{}
		block := t.Ref.Article.Paragraphs[t.Ref.Paragraph].Block
		for _, n := range m.mentions.On(t.Ref.Article.ID) {
			inside := int(n.Block) == block && strings.Contains(t.Sentence, textOf(t.Ref)[n.Start:n.End])
			if n.Entity.Kind == corpus.Places && inside && !seen[n.Entity.Slug] {
				seen[n.Entity.Slug] = true
				count[n.Entity.Slug]++
			}
		}
	}
	var list []string
	for slug, n := range count {
		if n > 1 {
			list = append(list, slug)
		}
	}
	slices.Sort(list)
	return list
}

// claim makes the page of a question: the figures of what it asks to count, or the
// times of what it asks about.
func (m *maker) claim() error {
	for _, c := range m.c.Claims {
		if asked(c.Title) == asked(m.opt.Name) {
			return m.wrong("edit "+c.File, "%s asks this already", c.ID)
		}
	}
	question := strings.ToLower(m.opt.Name)
	if m.opt.Counting == "" && (strings.HasPrefix(question, "when ") || strings.HasPrefix(question, "at what time ")) {
		return m.timeClaim()
	}
	noun := m.opt.Counting
	nouns := candidate.Nouns(m.c)
	if noun == "" {
		for _, w := range strings.FieldsFunc(question, func(r rune) bool { return strings.ContainsRune(" ,;:?!", r) }) {
			if len(candidate.FiguresOf(m.c, w)) > 0 {
				noun = w
				break
			}
		}
	}
	if strings.HasPrefix(question, "how far ") && noun == "" {
		noun = "km"
	}
	figures := m.figuresLike(candidate.FiguresOf(m.c, noun))
	if len(figures) == 0 {
		if len(nouns) == 0 {
			return m.wrong("write the page by hand: docs/content.md has the form", "no report counts anything")
		}
		const most = 20
		return m.wrong("name with --counting what they count: "+strings.Join(nouns[:min(len(nouns), most)], ", ")+
			"; a question of another kind is written by hand", "no report has a figure that answers %q", m.opt.Name)
	}
	var p page
	p.line("---")
	p.line("question: %s", corpus.Scalar(m.opt.Name))
	if strings.HasPrefix(question, "how far ") || noun == "km" {
		p.line("kind: distance")
	} else {
		p.line("kind: count")
		p.line("unit: %s", corpus.Scalar(noun))
	}
	p.line("answers:")
	for _, f := range figures {
		m.answer(&p, f.Value, "", f.Ref, f.Sentence)
	}
	m.endOfClaim(&p)
	return nil
}

// asked makes ways to type a question one.
func asked(question string) string {
	return strings.Join(strings.Fields(strings.TrimRight(strings.ToLower(question), "? ")), " ")
}

// figuresLike returns of each report the figures in the sentences that are
// likest the question.
func (m *maker) figuresLike(all []candidate.Figure) []candidate.Figure {
	want := stems(m.opt.Name)
	most := map[*corpus.Article]int{}
	for _, f := range all {
		most[f.Ref.Article] = max(most[f.Ref.Article], overlap(want, f.Sentence))
	}
	return slices.DeleteFunc(slices.Clone(all), func(f candidate.Figure) bool {
		return overlap(want, f.Sentence) < most[f.Ref.Article]
	})
}

// timeClaim makes the page of a question about a time.
func (m *maker) timeClaim() error {
	var p page
	p.line("---")
	p.line("question: %s", corpus.Scalar(m.opt.Name))
	p.line("kind: time")
	p.line("answers:")
	n := 0
	for _, t := range m.timesLike(m.opt.Name) {
		w := t.When(m.c)
		if w == "" {
			m.left("an answer for “%s”, in %s", t.Text, t.Ref.Name())
			continue
		}
		n++
		m.answer(&p, w, t.Text, t.Ref, t.Sentence)
	}
	if n == 0 {
		return m.wrong("ask in words that the reports have, or write the page by hand",
			"no report gives a time in a sentence with the words of %q", m.opt.Name)
	}
	m.endOfClaim(&p)
	return nil
}

// answer writes an answer, with who gives it as far as the sentence says so.
func (m *maker) answer(p *page, value, printed string, r cite.Ref, sentence string) {
	says, sure := m.speaker(r, sentence)
	line := "{value: " + corpus.Scalar(value)
	if printed != "" && printed != value {
		line += ", printed: " + corpus.Scalar(printed)
	}
	line += ", says: " + corpus.Scalar(says) + ", cite: " + corpus.Scalar(citation(r)) + "}"
	p.line("  - %s", line)
	note := ""
	if !sure {
		note = " (or whom it names)"
	}
	m.found("%s: %s, says %s%s", r.Name(), cmp.Or(printed, value), says, note)
}

// speaker returns who says a sentence, if it names one entity beside a verb of
// speech; else it is the report itself.
func (m *maker) speaker(r cite.Ref, sentence string) (says string, sure bool) {
	text := textOf(r)
	from := strings.Index(text, sentence)
	to := from + len(sentence)
	found := map[corpus.ID]bool{}
	block := r.Article.Paragraphs[r.Paragraph].Block
	for _, n := range m.mentions.On(r.Article.ID) {
		if int(n.Block) != block || int(n.Start) < from || int(n.End) > to || n.Entity.Kind == corpus.Places {
			continue
		}
		behind := strings.Fields(text[n.End:to])
		before := strings.Fields(text[from:n.Start])
		if len(before) > 0 && before[len(before)-1] == "the" {
			before = before[:len(before)-1]
		}
		if len(before) > 0 && slices.Contains([]string{"of", "for", "at", "from"}, before[len(before)-1]) {
			continue // "Ann Lee of the board said"
		}
		saidBehind := len(behind) > 0 && saying(behind[0])
		by := strings.ToLower(strings.Join(before, " "))
		saidBefore := len(before) > 0 && saying(before[len(before)-1]) || strings.HasSuffix(by, "according to")
		if saidBehind || saidBefore {
			found[n.Entity.ID] = true
		}
	}
	if len(found) == 1 {
		for id := range found {
			return string(id), true
		}
	}
	return corpus.OwnVoice, false
}

func saying(word string) bool {
	word = strings.Trim(word, `.,;”“"`)
	return slices.Contains([]string{"said", "says", "told", "announced", "reported", "added"}, word)
}

// endOfClaim writes how the page ends, and holds the answers against each other.
func (m *maker) endOfClaim(p *page) {
	p.line("draft: true")
	p.line("---")
	m.draft.Data = []byte(p.String())
	m.draft.Left = append(m.draft.Left, "whether each answer is to this question; if it is about less, say so with of: …",
		"who says each: people/…, organisations/… or words", "then take out draft: true")
	c, _, err := load(m.with(m.draft.Data), m.folder)
	if err != nil {
		return // check says what is wrong
	}
	if citations, err := cite.Resolve(c); err == nil {
		for _, claim := range collate.Claims(c, citations, nil) {
			if string(claim.ID)+".md" == m.draft.Path {
				m.found("the answers of %d reports: %s", claim.Reports, claim.Verdict)
			}
		}
	}
}
