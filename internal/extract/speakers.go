package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Ref is where a text names somebody or something that may speak.
type Ref struct {
	Start, End int
	Name       string // how it is called in full: "Ann Lee" for "Lee"
	Person     bool
}

// A Speech is a quotation with who says it.
type Speech struct {
	Paragraph, Start, End int    // the words inside the outermost marks
	Speaker               string // "Ann Lee", "the ministry", "a senior official"; "" if unknown, or if nobody says it
	Cue                   Span   // where the text names the speaker for this quotation: "he", "Lee", "The minister"
	CueParagraph          int    // -1 if nowhere
	RefParagraph, Ref     int    // refs[RefParagraph][Ref] names the speaker, here or before; -1, -1 if none does
}

// Refs returns the names in the paragraphs of one report, a list for each, as
// Speeches finds them by itself. A surname is called by the full name that the
// report gives, letters by the name before their brackets, and what is no
// person as it stands: with "the" where the report says so.
func Refs(paragraphs []string) [][]Ref {
	refs := make([][]Ref, len(paragraphs))
	for i, names := range newRegister(paragraphs, nil).names {
		for _, n := range names {
			refs[i] = append(refs[i], n.Ref)
		}
	}
	return refs
}

// Speeches returns the outermost quotations of a report's paragraphs, in
// order, and the paragraphs that are quoted without marks above “— Name
// (@handle)”. refs are the names in each paragraph; if nil, they are found by
// Refs. Titles of works, nicknames and words between marks that no verb of
// saying governs have no speaker, and neither has a quotation that two may
// have said.
func Speeches(paragraphs []string, refs [][]Ref) []Speech {
	if refs == nil {
		refs = Refs(paragraphs)
	}
	l := listener{register: newRegister(paragraphs, refs), texts: paragraphs}
	for i := range paragraphs {
		l.open(i)
		l.learnRoles()
	}
	for i := range paragraphs {
		l.open(i)
		l.hear(i)
	}
	l.joinRunning()
	return l.speeches
}

// A placedName is a name with its place among the caller's.
type placedName struct {
	Ref
	index int // into the caller's list, or -1
	title string
	voice int
}

// A voice is somebody or something that a report names or lets speak.
type voice struct {
	name      string
	person    bool
	plural    bool
	gender    Gender
	roles     set // words that tell what somebody is
	heads     set // nouns that tell so by themselves
	paragraph int // where a Ref last named it, or -1
	ref       int
	last      int // number of the sentence that last mentioned it
}

// A register holds who is named in a report.
type register struct {
	names  [][]placedName
	voices []voice
	byName map[string]int
	byRole map[string][]int // voices by noun, in the order of their introduction
}

func newRegister(paragraphs []string, refs [][]Ref) *register {
	reg := &register{byName: map[string]int{}, byRole: map[string][]int{}}
	found := ReportNames(paragraphs)
	var c fullNames
	c.learn(paragraphs, found, refs)
	for i, text := range paragraphs {
		var list []placedName
		if i < len(refs) {
			list = callersNames(text, refs[i])
		}
		given := len(list)
		for _, n := range found[i] {
			n = trimRole(text, n)
			end := bodyEnd(text, n)
			if at := overlapping(list[:given], n.Start, end); at >= 0 {
				list[at].title = cmp.Or(list[at].title, n.Title)
				continue
			}
			name, person := c.of(text, n, end)
			list = append(list, placedName{
				Ref: Ref{n.Start, end, name, person}, index: -1, title: n.Title,
			})
		}
		slices.SortStableFunc(list, func(a, b placedName) int { return cmp.Compare(a.Start, b.Start) })
		reg.names = append(reg.names, list)
	}
	reg.enter(paragraphs)
	return reg
}

// callersNames returns the refs that can stand in text, in order and apart.
func callersNames(text string, refs []Ref) []placedName {
	var list []placedName
	for i, ref := range refs {
		if ref.Start < 0 || ref.Start >= ref.End || ref.End > len(text) ||
			!utf8.RuneStart(text[ref.Start]) || ref.End < len(text) && !utf8.RuneStart(text[ref.End]) {
			continue
		}
		list = append(list, placedName{Ref: ref, index: i})
	}
	slices.SortStableFunc(list, func(a, b placedName) int { return cmp.Compare(a.Start, b.Start) })
	end := 0
	return slices.DeleteFunc(list, func(n placedName) bool {
		if n.Start < end {
			return true
		}
		end = n.End
		return false
	})
}

// overlapping returns the index of the name that shares text with a span, or -1.
func overlapping(list []placedName, start, end int) int {
	i, _ := slices.BinarySearchFunc(list, start, func(n placedName, at int) int {
		if n.End <= at {
			return -1
		}
		return 1
	})
	if i < len(list) && list[i].Start < end {
		return i
	}
	return -1
}

// trimRole takes a capitalised noun off a name's beginning: “Coach Ann Lee”.
func trimRole(text string, n Name) Name {
	for {
		word := wordAt(text, n.Start)
		next := n.Start + len(word)
		if !personNouns.has(word) || orgWords.has(word) || next+1 >= n.End || text[next] != ' ' {
			return n
		}
		rest := strings.Fields(text[next:n.End])
		if n.Kind != Person && (len(rest) < 2 || !looksPersonal(rest)) {
			return n
		}
		n.Kind = Person
		n.Title = strings.TrimSpace(n.Title + " " + word)
		n.Start = next + 1
	}
}

// bodyEnd takes “news agency” and the like into the name before it.
func bodyEnd(text string, n Name) int {
	end := n.End
	if n.Kind == Person && n.Title != "" {
		return end
	}
	for end < len(text) && text[end] == ' ' {
		word := wordAt(text, end+1)
		switch word {
		case "news", "agency", "newspaper", "television", "radio", "channel", "newswire":
			end += 1 + len(word)
			continue
		}
		break
	}
	return end
}

// fullNames knows what names of a report are called in full.
type fullNames struct {
	full    map[string][]string // by the last words of a person's name: the names that end so
	article map[string]bool
	acronym map[string]string // what letters stand for
	letters map[string]string // the letters that stand for a name
	given   map[string]Ref    // the caller's names by what is printed
}

func (c *fullNames) learn(paragraphs []string, found [][]Name, refs [][]Ref) {
	c.full, c.acronym = map[string][]string{}, map[string]string{}
	c.letters = map[string]string{}
	c.article, c.given = map[string]bool{}, map[string]Ref{}
	for i, list := range refs[:min(len(refs), len(paragraphs))] {
		for _, n := range callersNames(paragraphs[i], list) {
			c.given[paragraphs[i][n.Start:n.End]] = n.Ref
			if n.Person {
				c.addEnds(n.Name)
			}
		}
	}
	for i, text := range paragraphs {
		for k, n := range found[i] {
			n = trimRole(text, n)
			word := n.In(text)
			if n.Kind == Person {
				c.addEnds(word)
			}
			end := bodyEnd(text, n)
			if before := strings.TrimRight(text[:n.Start], " "); n.Title == "" && isThe(before) {
				c.article[text[n.Start:end]] = true
			}
			if k > 0 && isAcronym(word) && text[found[i][k-1].End:n.Start] == " (" {
				c.acronym[word] = found[i][k-1].In(text)
				c.letters[c.acronym[word]] = word
			}
		}
	}
}

func isThe(before string) bool {
	n := len(before) - len("the")
	return n >= 0 && strings.EqualFold(before[n:], "the") && !isWordRune(runeBefore(before, n))
}

// addEnds enters a person's name under its last words.
func (c *fullNames) addEnds(name string) {
	words := strings.Fields(name)
	for i := 1; i < len(words); i++ {
		end := strings.Join(words[i:], " ")
		if !slices.Contains(c.full[end], name) && len(c.full[end]) < 8 {
			c.full[end] = append(c.full[end], name)
		}
	}
}

// of returns what a name is called in full, and whether it is a person's.
func (c *fullNames) of(text string, n Name, end int) (name string, person bool) {
	word := text[n.Start:end]
	if ref, ok := c.given[word]; ok {
		return ref.Name, ref.Person
	}
	if n.Kind == Person || len(c.full[word]) > 0 && !IsCountry(word) {
		if full := longest(c.full[word]); full != "" {
			return full, true
		}
		if end == n.End && (strings.Contains(word, " ") || n.Title != "" || len(c.full[word]) > 0) {
			return word, true
		}
	}
	if full, ok := c.acronym[word]; ok {
		word = full
	}
	if c.article[word] || c.article[c.letters[word]] {
		return "the " + word, false
	}
	return word, false
}

// longest returns the name that all others are ends of, or "".
func longest(names []string) string {
	best := ""
	for _, n := range names {
		if len(n) > len(best) {
			best = n
		}
	}
	for _, n := range names {
		if n != best && !strings.HasSuffix(best, " "+n) {
			return ""
		}
	}
	return best
}

// enter makes a voice of each name, and learns genders from titles.
func (reg *register) enter(paragraphs []string) {
	for i := range reg.names {
		for k := range reg.names[i] {
			n := &reg.names[i][k]
			n.voice = reg.voiceOf(n.Name, n.Person)
			v := &reg.voices[n.voice]
			for w := range strings.FieldsSeq(n.title) {
				if g := GenderOf(w); g != UnknownGender && v.gender == UnknownGender {
					v.gender = g
				}
			}
			if w := lastWordOf(paragraphs[i][:n.Start]); v.gender == UnknownGender && n.Person {
				v.gender = GenderOf(w)
			}
		}
	}
}

func (reg *register) voiceOf(name string, person bool) int {
	v, ok := reg.byName[name]
	if !ok {
		v = len(reg.voices)
		reg.byName[name] = v
		reg.voices = append(reg.voices, voice{
			name: name, person: person, paragraph: -1, ref: -1, last: -1, roles: set{}, heads: set{},
		})
	}
	return v
}

// addRole notes what a person is called: "defence secretary".
func (reg *register) addRole(v int, words []string, head string) {
	person := &reg.voices[v]
	for _, w := range words {
		person.roles[w] = struct{}{}
		if g := GenderOf(w); g != UnknownGender && person.gender == UnknownGender && w == head {
			person.gender = g
		}
	}
	if head == "" {
		return
	}
	if _, known := person.heads[head]; !known {
		person.heads[head] = struct{}{}
		reg.byRole[head] = append(reg.byRole[head], v)
	}
}

// A sentenceTrace is what later sentences may speak of as "he" or "it".
type sentenceTrace struct {
	paragraph int
	speaker   int   // the last who spoke in it, or -1
	subject   int   // or -1
	others    []int // whoever else it names
	quoted    bool  // it holds a quotation
	told      bool  // its subject says something
	cue       Span  // where it names its subject
}

// A listener goes through a report and hears who speaks.
type listener struct {
	*register
	texts    []string
	speeches []Speech
	traces   []sentenceTrace
	items    []item
	quotes   []Quotation // the outermost of the present paragraph
	number   int         // the present paragraph
	reader   clauseReader
	now      sentenceTrace
}

// open cuts a paragraph into items.
func (l *listener) open(i int) {
	text := l.texts[i]
	l.number = i
	l.quotes = l.quotes[:0]
	for _, q := range Quotations(text) {
		if q.Depth == 0 {
			l.quotes = append(l.quotes, q)
		}
	}
	l.items = l.readItems(text)
}

// hear finds who speaks in the open paragraph.
func (l *listener) hear(i int) {
	text := l.texts[i]
	if l.signed(text) {
		return
	}
	from := 0
	for _, end := range l.sentenceEnds(text) {
		to := from
		for to < len(l.items) && l.items[to].start < end {
			to++
		}
		if to > from {
			l.sentence(from, to)
		}
		from = to
	}
}

// readItems returns the items of the open paragraph.
func (l *listener) readItems(text string) []item {
	var (
		items  []item
		names  = l.names[l.number]
		n, q   int
		behind int // where the last item ends
	)
	add := func(t item) {
		items = appendMarks(items, text, behind, t.start)
		items = append(items, t)
		behind = t.end
	}
	for _, w := range tokens(text) {
		for q < len(l.quotes) && l.quotes[q].OuterEnd <= w.start {
			add(item{kind: quoteItem, start: l.quotes[q].OuterStart, end: l.quotes[q].OuterEnd, index: q})
			q++
		}
		if w.start < behind || q < len(l.quotes) && w.start >= l.quotes[q].OuterStart {
			continue
		}
		for n < len(names) && names[n].End <= w.start {
			n++
		}
		if n < len(names) && names[n].Start <= w.start {
			add(item{kind: nameItem, start: w.start, end: names[n].End, index: n})
		} else {
			lower := strings.ToLower(w.in(text))
			add(item{kind: wordItem, start: w.start, end: w.end, lower: lower, owns: w.breaks && w.full > w.end})
		}
		last := &items[len(items)-1]
		last.owns = last.owns || possessiveAt(text, last.end)
		if last.owns {
			behind = max(behind, w.full)
		}
	}
	for ; q < len(l.quotes); q++ {
		add(item{kind: quoteItem, start: l.quotes[q].OuterStart, end: l.quotes[q].OuterEnd, index: q})
	}
	return appendMarks(items, text, behind, len(text))
}

// possessiveAt reports whether ’s, or the ’ of a plural, stands at i.
func possessiveAt(text string, i int) bool {
	for _, mark := range []string{"’", "'"} {
		if rest, ok := strings.CutPrefix(text[i:], mark); ok {
			return rest != "" && (rest[0] == 's' || rest[0] == ' ' && runeBefore(text, i) == 's') &&
				!isWordRune(runeAt(rest, 1))
		}
	}
	return false
}

// appendMarks adds the marks between two items that part clauses.
func appendMarks(items []item, text string, from, to int) []item {
	if from >= to {
		return items
	}
	for i, r := range text[from:to] {
		mark := r
		switch r {
		case '–', '—':
			mark = ','
		case ',', ':', ';', '(', ')':
		case '-':
			if to-from < 3 {
				continue
			}
			mark = ','
		default:
			continue
		}
		items = append(items, item{kind: markItem, start: from + i, end: from + i + utf8.RuneLen(r), mark: mark})
	}
	return items
}

// sentenceEnds returns where sentences end, none inside a quotation, and none
// between “Run!” and who cried it.
func (l *listener) sentenceEnds(text string) []int {
	var ends []int
	q := 0
	for _, s := range Sentences(text) {
		for q < len(l.quotes) && l.quotes[q].OuterEnd < s.End {
			q++
		}
		if q < len(l.quotes) && l.quotes[q].OuterStart < s.End && s.End < l.quotes[q].OuterEnd {
			continue
		}
		if q < len(l.quotes) && l.quotes[q].OuterEnd == s.End && l.tagFollows(s.End) {
			continue
		}
		ends = append(ends, s.End)
	}
	return append(ends, len(text))
}

// tagFollows reports whether “Vale shouted.” stands behind a quotation.
func (l *listener) tagFollows(at int) bool {
	i, _ := slices.BinarySearchFunc(l.items, at, func(t item, at int) int { return cmp.Compare(t.start, at) })
	r := l.clauses(i, min(i+8, len(l.items)))
	p, ok := r.after(i)
	if !ok {
		return false
	}
	n := p.to
	for isAdverb(r.word(n)) {
		n++
	}
	if !sayVerbs.has(r.word(n)) && !tagVerbs.has(r.word(n)) && !(isPlainVerb(r.word(n)) && r.isOneself(p.head)) {
		return false
	}
	next := r.at(n + 1)
	if c := runeAt(l.texts[l.number], r.at(n).end); c == '.' || c == ',' {
		return true
	}
	return next.kind == markItem || prepositions.has(next.lower) || isAdverb(next.lower) || r.word(n) == "asked"
}

func (l *listener) clauses(from, to int) clauseReader {
	return clauseReader{items: l.items, from: from, to: to, isPerson: l.isPerson}
}

func (l *listener) isPerson(index int) bool { return l.names[l.number][index].Person }

// learnRoles notes what the paragraph calls the people that it names: “the
// mayor, Ann Lee”, “Ann Lee, the mayor”, “Mayor Ann Lee”.
func (l *listener) learnRoles() {
	r := l.clauses(0, len(l.items))
	for i, t := range l.items {
		if t.kind != nameItem || !l.isPerson(t.index) {
			continue
		}
		n := l.names[l.number][t.index]
		if words := strings.Fields(strings.ToLower(n.title)); len(words) > 0 && !isCourtesy(words[len(words)-1]) {
			l.addRole(n.voice, words, roleHead(words))
		}
		if !t.owns {
			l.roleBefore(&r, i, n.voice)
			l.roleBehind(&r, i, n.voice)
		}
	}
}

func isCourtesy(word string) bool {
	switch strings.TrimSuffix(word, ".") {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame":
		return true
	}
	return false
}

// roleHead returns the noun of a title: "secretary" of "secretary of state".
func roleHead(words []string) string {
	if i := slices.Index(words, "of"); i > 0 {
		return words[i-1]
	}
	head := words[len(words)-1]
	switch head {
	case "gen", "gen.":
		return "general"
	case "col", "col.":
		return "colonel"
	case "capt", "capt.":
		return "captain"
	case "sen", "sen.":
		return "senator"
	case "gov", "gov.":
		return "governor"
	case "lt", "lt.":
		return "lieutenant"
	case "sgt", "sgt.":
		return "sergeant"
	}
	return head
}

func (l *listener) roleBefore(r *clauseReader, i, v int) {
	from, to := r.baseStart(i), i
	if from == i && r.isMark(i-1, ",") {
		p, ok := r.before(i - 2)
		if !ok || !isSpeakerNoun(r.word(i-2)) && r.word(p.head) == "" {
			return
		}
		from, to = p.from, i-1
		if !r.isDeterminer(from) && !r.at(from).owns && !r.at(p.head).owns && !l.hasOwner(from, to) {
			return
		}
	}
	l.addWords(r, from, to, v)
}

func (l *listener) hasOwner(from, to int) bool {
	return slices.ContainsFunc(l.items[from:to], func(t item) bool { return t.owns })
}

func (l *listener) roleBehind(r *clauseReader, i, v int) {
	if !r.isMark(i+1, ",") {
		return
	}
	n := i + 2
	if w := r.word(n); w != "" && w[0] >= '0' && w[0] <= '9' && r.isMark(n+1, ",") {
		n += 2 // the age
	}
	if p, ok := r.after(n); ok && !r.isSubjectPronoun(n) && isSpeakerNoun(r.word(p.head)) {
		if end := p.to; r.isMark(end, ",.)") || end >= r.to || prepositions.has(r.word(end)) || r.word(end) == "who" {
			l.addWords(r, p.from, p.to, v)
		}
	}
}

// addWords makes the items of a description roles of a person.
func (l *listener) addWords(r *clauseReader, from, to, v int) {
	var words []string
	head := ""
	for i := from; i < to; i++ {
		w := r.word(i)
		if w == "of" || w == "for" {
			break
		}
		if w != "" && !determiners.has(w) {
			words = append(words, w)
			if isSpeakerNoun(w) && !r.at(i).owns {
				head = w
			}
		}
	}
	if head != "" {
		l.addRole(v, words, head)
	}
}

// signed reads “— Name (@handle)” and gives what stands before it to that name:
// the words before it in the paragraph, or the paragraph above.
func (l *listener) signed(text string) bool {
	handle := strings.Index(text, "(@")
	end := handle
	if handle < 0 {
		end = len(text)
	}
	dash := strings.LastIndexAny(text[:end], "—–")
	if dash < 0 && strings.HasPrefix(strings.TrimSpace(text), "-") {
		dash = strings.Index(text, "-")
	}
	if dash < 0 || dash > end {
		return false
	}
	before := trimEnd(text, 0, dash)
	v, cue, ok := l.signature(text, dash, end, handle >= 0)
	switch {
	case !ok:
		return false
	case before == 0:
		return l.number > 0 && l.giveAbove(l.number-1, v, cue, handle >= 0)
	case handle < 0 || len(l.quotes) > 0:
		return false
	}
	s := Speech{Paragraph: l.number, Start: firstNonSpace(text), End: before, CueParagraph: -1, RefParagraph: -1, Ref: -1}
	l.give(&s, v, cue, l.number)
	l.speeches = append(l.speeches, s)
	return true
}

// signature returns the voice that is named between a dash and end, where a
// handle may follow. Without one only a person signs.
func (l *listener) signature(text string, dash, end int, handle bool) (v int, where Span, ok bool) {
	const longest = 100 // bytes
	_, size := utf8.DecodeRuneInString(text[dash:])
	start, _ := skipSpace(text, dash+size)
	if end = trimEnd(text, min(start, end), end); end <= start || end-start > longest {
		return -1, Span{}, false
	}
	for _, n := range l.names[l.number] {
		opens := n.Start == start
		if n.Start >= start && n.End <= end && (n.Person && (handle || opens) || opens && n.End == end) {
			l.meet(n)
			return n.voice, Span{n.Start, n.End}, handle || n.Person
		}
	}
	if !handle {
		return -1, Span{}, false
	}
	return l.voiceOf(text[start:end], true), Span{start, end}, true
}

// giveAbove gives the quotations of a paragraph that nobody speaks to v; one
// without marks becomes a speech as a whole.
func (l *listener) giveAbove(above, v int, cue Span, whole bool) bool {
	given := false
	for i := len(l.speeches) - 1; i >= 0 && l.speeches[i].Paragraph == above; i-- {
		s := &l.speeches[i]
		if s.Speaker == "" && l.isBare(s) {
			l.give(s, v, cue, l.number)
			given = true
		}
	}
	text := strings.TrimSpace(l.texts[above])
	if given || !whole || text == "" || len(l.speeches) > 0 && l.speeches[len(l.speeches)-1].Paragraph == above &&
		l.speeches[len(l.speeches)-1].Speaker != "" {
		return given
	}
	for len(l.speeches) > 0 && l.speeches[len(l.speeches)-1].Paragraph == above {
		l.speeches = l.speeches[:len(l.speeches)-1]
	}
	start := strings.Index(l.texts[above], text)
	s := Speech{Paragraph: above, Start: start, End: start + len(text), CueParagraph: -1, RefParagraph: -1, Ref: -1}
	l.give(&s, v, cue, l.number)
	l.speeches = append(l.speeches, s)
	return true
}

// isBare reports whether a quotation is all there is in its paragraph.
func (l *listener) isBare(s *Speech) bool {
	text := l.texts[s.Paragraph]
	return strings.TrimFunc(text[:s.Start], notWord) == "" && strings.TrimFunc(text[s.End:], notWord) == ""
}

func (l *listener) give(s *Speech, v int, cue Span, paragraph int) {
	s.Cue, s.CueParagraph = cue, paragraph
	if v >= 0 {
		s.Speaker = l.voices[v].name
		s.RefParagraph, s.Ref = l.voices[v].paragraph, l.voices[v].ref
	}
}

// meet notes that a name stands here.
func (l *listener) meet(n placedName) {
	v := &l.voices[n.voice]
	v.last = len(l.traces)
	if n.index >= 0 {
		v.paragraph, v.ref = l.number, n.index
	}
}

// sentence gives each quotation of a sentence its speaker, and notes whom it
// speaks of.
func (l *listener) sentence(from, to int) {
	l.reader = l.clauses(from, to)
	r := &l.reader
	r.read()
	l.now = sentenceTrace{paragraph: l.number, speaker: -1, subject: -1}
	l.meetAll()
	if r.main.to > 0 && r.isSpeaker(r.main) {
		l.now.subject, l.now.cue = l.resolve(r.named(cue{at: r.to, subject: r.main}).subject)
	}
	if !l.hasQuote() {
		l.noteTelling()
	}
	for i := from; i < to; i++ {
		if l.items[i].kind == quoteItem {
			l.attribute(i)
			l.now.quoted = true
		}
	}
	l.traces = append(l.traces, l.now)
}

func (l *listener) hasQuote() bool {
	r := &l.reader
	return slices.ContainsFunc(l.items[r.from:r.to], func(t item) bool { return t.kind == quoteItem })
}

// meetAll notes the names of the sentence.
func (l *listener) meetAll() {
	r := &l.reader
	for i := r.from; i < r.to; i++ {
		if t := l.items[i]; t.kind == nameItem {
			n := l.names[l.number][t.index]
			l.meet(n)
			if !t.owns {
				l.now.others = append(l.now.others, n.voice)
			}
		}
	}
	l.learnGender()
}

// learnGender learns from “his” and “her” behind the only person of a
// sentence.
func (l *listener) learnGender() {
	only, at := -1, 0
	r := &l.reader
	for i := r.from; i < r.to; i++ {
		if t := l.items[i]; t.kind == nameItem && l.isPerson(t.index) {
			v := l.names[l.number][t.index].voice
			if only >= 0 && only != v {
				return
			}
			only, at = v, i
		}
	}
	if only < 0 || l.voices[only].gender != UnknownGender {
		return
	}
	for i := at + 1; i < r.to; i++ {
		if r.word(i) == "who" && i < r.to-1 && (r.word(i+1) == "his" || r.word(i+1) == "her") {
			return
		}
		switch r.word(i) {
		case "his", "he", "himself":
			l.voices[only].gender = Male
			return
		case "her", "she", "herself":
			l.voices[only].gender = Female
			return
		}
		if sayVerbs.has(r.word(i)) || r.word(i) == "with" || r.word(i) == "by" {
			return
		}
	}
}

// noteTelling notes who says something in a sentence without a quotation.
func (l *listener) noteTelling() {
	for _, c := range l.reader.cues {
		if c.hasSubject() && !c.blocked && l.items[c.at].kind == wordItem && sayVerbs.has(l.items[c.at].lower) {
			if v, span := l.resolve(c.subject); v >= 0 {
				l.now.speaker, l.now.cue, l.now.told = v, span, true
			}
			return
		}
	}
}

// attribute finds who says the quotation at item i.
func (l *listener) attribute(i int) {
	q := l.quotes[l.items[i].index]
	s := Speech{Paragraph: l.number, Start: q.Start, End: q.End, CueParagraph: -1, RefParagraph: -1, Ref: -1}
	if l.reader.to-l.reader.from == 1 || l.isAlone(i) {
		if !l.signedHere(&s, i) {
			l.goOn(&s)
		}
	} else if c, ok := l.governor(i); ok {
		v, span := l.resolve(c.subject)
		l.give(&s, v, span, l.number)
		if v >= 0 && !c.noun {
			l.now.speaker = v
		}
	}
	l.speeches = append(l.speeches, s)
}

// isAlone reports whether the sentence is quotations and marks only.
func (l *listener) isAlone(i int) bool {
	r := &l.reader
	for n := r.from; n < r.to; n++ {
		if k := l.items[n].kind; k == wordItem || k == nameItem {
			return l.isDashed(i, n)
		}
	}
	return true
}

// isDashed reports whether the sentence is “…” — Ann Lee, the mayor.
func (l *listener) isDashed(i, n int) bool {
	r := &l.reader
	return n == i+2 && r.isMark(i+1, ",") && isDash(runeAt(l.texts[l.number], l.items[i+1].start)) && len(r.cues) == 0 &&
		l.items[n].kind == nameItem && l.isPerson(l.items[n].index) && !r.hasVerb(n+1)
}

func isDash(r rune) bool { return r == '—' || r == '–' || r == '-' }

func (l *listener) signedHere(s *Speech, i int) bool {
	r := &l.reader
	if i+2 >= r.to || l.items[i+2].kind != nameItem {
		return false
	}
	v, span := l.resolve(phrase{i + 2, i + 3, i + 2})
	l.give(s, v, span, l.number)
	l.now.speaker = v
	return v >= 0
}

// goOn gives a quotation that stands by itself to who spoke just before, or was
// just spoken of.
func (l *listener) goOn(s *Speech) {
	if n := len(l.speeches); n > 0 && l.speeches[n-1].Paragraph == s.Paragraph && l.now.quoted {
		l.follow(s, &l.speeches[n-1])
		return
	}
	for k := len(l.traces) - 1; k >= 0 && len(l.traces)-k < 4; k-- {
		t := &l.traces[k]
		if t.paragraph < s.Paragraph && l.isHeading(t.paragraph) {
			continue
		}
		switch {
		case t.paragraph < s.Paragraph-1 && !l.onlyHeadings(t.paragraph, s.Paragraph):
			return
		case t.quoted:
			l.follow(s, l.lastSpeech(t.paragraph))
		case t.subject >= 0 && (l.voices[t.subject].person || t.told):
			l.take(s, t, t.subject)
		case t.speaker >= 0:
			l.take(s, t, t.speaker)
		case t.paragraph < s.Paragraph && l.mentionsPerson(t): // it may be hers or his
		case t.paragraph < s.Paragraph:
			l.follow(s, l.lastSpeech(t.paragraph))
		}
		return
	}
}

func (l *listener) take(s *Speech, t *sentenceTrace, v int) {
	l.give(s, v, t.cue, t.paragraph)
	l.now.speaker = v
}

func (l *listener) mentionsPerson(t *sentenceTrace) bool {
	return slices.ContainsFunc(t.others, func(v int) bool { return l.voices[v].person })
}

// isHeading reports whether a paragraph is a heading or a caption: short, and
// without a stop.
func (l *listener) isHeading(i int) bool {
	const short = 100 // bytes
	text := strings.TrimRightFunc(strings.TrimSpace(l.texts[i]), isCloser)
	last := runeBefore(text, len(text))
	return len(text) < short && !isStop(last) && last != ':' && last != ','
}

func (l *listener) onlyHeadings(from, to int) bool {
	const most = 3
	for i := from + 1; i < to; i++ {
		if i-from > most || !l.isHeading(i) {
			return false
		}
	}
	return true
}

// lastSpeech returns the last quotation of a paragraph, or nil.
func (l *listener) lastSpeech(paragraph int) *Speech {
	for i := len(l.speeches) - 1; i >= 0 && l.speeches[i].Paragraph >= paragraph; i-- {
		if l.speeches[i].Paragraph == paragraph {
			return &l.speeches[i]
		}
	}
	return nil
}

// follow gives a quotation the speaker of another.
func (l *listener) follow(s, other *Speech) {
	if other == nil || other.Speaker == "" {
		return
	}
	s.Speaker, s.Cue, s.CueParagraph = other.Speaker, other.Cue, other.CueParagraph
	s.RefParagraph, s.Ref = other.RefParagraph, other.Ref
	if v, ok := l.byName[s.Speaker]; ok {
		l.now.speaker = v
	}
}

// joinRunning gives the parts of a quotation that runs on over paragraphs one
// speaker: the first that any part names.
func (l *listener) joinRunning() {
	for i := 0; i < len(l.speeches); {
		end := i + 1
		for end < len(l.speeches) && l.runsOn(&l.speeches[end-1], &l.speeches[end]) {
			end++
		}
		if end-i > 1 {
			l.joinParts(l.speeches[i:end])
		}
		i = end
	}
}

func (l *listener) joinParts(parts []Speech) {
	k := slices.IndexFunc(parts, func(s Speech) bool { return s.Speaker != "" })
	if k < 0 {
		return
	}
	for i := range parts {
		l.follow(&parts[i], &parts[k])
	}
}

// runsOn reports whether nothing closes a, and b opens the next paragraph.
func (l *listener) runsOn(a, b *Speech) bool {
	if b.Paragraph != a.Paragraph+1 {
		return false
	}
	before, after := l.texts[a.Paragraph], l.texts[b.Paragraph]
	return strings.TrimSpace(before[a.End:]) == "" && a.Start > 0 && b.Start > 0 &&
		strings.TrimFunc(after[:b.Start], func(r rune) bool { return unicode.IsSpace(r) || isOpener(r) }) == ""
}

// governor returns who is told to say the quotation at item i of a sentence
// that holds more than quotations.
func (l *listener) governor(i int) (cue, bool) {
	r := &l.reader
	left, near := l.cueBefore(i)
	colon := r.isMark(i-1, ":")
	right, beside := l.cueBeside(i)
	switch {
	case l.isName(i, near || colon || beside):
		return cue{}, false
	case near && left.hasSubject():
		return left, !left.blocked
	case colon && left.at >= 0 && !left.tag && !left.blocked && left.hasSubject() && l.reaches(left.until, i):
		return left, true
	case beside && l.endsClause(i):
		return right, !right.blocked
	case left.at >= 0 && !left.tag && l.reaches(left.until, i):
		return left, left.hasSubject() && !left.blocked
	case colon:
		p, ok := l.announcer(i)
		return cue{subject: p}, ok
	case r.isMark(i-1, ",") && l.isSentence(i) && r.main.to > 0 && r.main.to < i && r.isSpeaker(r.main):
		return r.named(cue{at: r.to, subject: r.main}), true
	}
	return l.cueBehind(i)
}

// cueBefore returns the last cue before a quotation, and whether nothing but
// marks parts them; its at is -1 if there is none.
func (l *listener) cueBefore(i int) (left cue, near bool) {
	r := &l.reader
	behind, _ := slices.BinarySearchFunc(r.cues, i, byPlace)
	for _, c := range slices.Backward(r.cues[max(0, behind-8):behind]) {
		if c.until > i {
			continue
		}
		n := c.until
		for r.isMark(n, ",:") || c.noun && n == c.until && prepositions.has(r.word(n)) || r.word(n) == "that" {
			n++
		}
		if c.tag && n < i || c.blocked && l.leaves(c.until, i) {
			continue
		}
		return c, n == i
	}
	return cue{at: -1}, false
}

// cuesBehind returns the next few cues behind item i.
func (r *clauseReader) cuesBehind(i int) []cue {
	n, _ := slices.BinarySearchFunc(r.cues, i, byPlace)
	return r.cues[n:min(len(r.cues), n+8)]
}

func byPlace(c cue, i int) int { return cmp.Compare(c.at, i) }

// leaves reports whether the clause of a passive at item from ends before the
// quotation at i.
func (l *listener) leaves(from, i int) bool {
	r := &l.reader
	for n := from; n < i && n < from+farthest; n++ {
		w := r.word(n)
		if r.isMark(n, ",;") || w == "and" || n > from && subordinators.has(w) && w != "as" {
			return true
		}
	}
	return false
}

// cueBeside returns the cue whose clause begins right behind a quotation.
func (l *listener) cueBeside(i int) (cue, bool) {
	r := &l.reader
	n := i + 1
	for r.isMark(n, ",") || isAdverb(r.word(n)) {
		n++
	}
	how := beForms.has(r.word(n)) && (r.word(n+1) == "how" || r.word(n+1) == "what")
	for _, c := range r.cuesBehind(i) {
		if c.hasSubject() && (c.opens == n || how) {
			return c, true
		}
	}
	return cue{}, false
}

// endsClause reports whether a comma or a stop ends a quotation, inside its
// marks or behind them.
func (l *listener) endsClause(i int) bool {
	r := &l.reader
	q := l.quotes[l.items[i].index]
	last := runeBefore(l.texts[l.number], q.End)
	return isStop(last) || last == ',' || last == '—' || last == '–' || r.isMark(i+1, ",") || i == r.from
}

// reaches reports whether the clause at item from goes on to the quotation at
// i.
func (l *listener) reaches(from, i int) bool {
	r := &l.reader
	if i-from > 2*farthest {
		return false
	}
	for n := from; n < i; n++ {
		if r.isMark(n, ";") {
			return false
		}
		if !r.isMark(n, ",") {
			continue
		}
		switch r.word(n + 1) {
		case "but", "while", "although", "though", "as", "whereas", "after", "before":
			return false
		}
	}
	return true
}

// announcer returns who speaks behind a colon without a verb of saying: “Vale
// was blunt:”, “Vale’s verdict:”.
func (l *listener) announcer(i int) (phrase, bool) {
	r := &l.reader
	p := r.main
	if p.to == 0 || p.to >= i {
		return phrase{}, false
	}
	if owner, ok := r.owner(p); ok && saidNouns.has(r.word(p.head)) {
		return owner, true
	}
	return p, r.isSpeaker(p)
}

// owner returns who a phrase says its head belongs to.
func (r *clauseReader) owner(p phrase) (phrase, bool) {
	for n := p.head - 1; n >= p.from; n-- {
		if r.at(n).owns {
			return phrase{p.from, n + 1, n}, true
		}
		switch r.word(n) {
		case "his", "her", "their", "its":
			return phrase{n, n + 1, n}, true
		}
	}
	switch r.word(p.head + 1) {
	case "of", "from", "by":
		return r.after(p.head + 2)
	}
	if t := r.at(p.head - 1); p.head > p.from && t.kind == nameItem {
		return phrase{p.from, p.head, p.head - 1}, true // "a Pentagon statement"
	}
	return phrase{}, false
}

// cueBehind returns who is named at the end of a sentence for all of it: “…,
// Vale said.”
func (l *listener) cueBehind(i int) (cue, bool) {
	r := &l.reader
	for _, c := range r.cuesBehind(i) {
		if !c.hasSubject() || c.blocked {
			continue
		}
		if !r.isMark(c.opens-1, ",") && r.word(c.at) != "according" || !l.reaches(i+1, c.opens) {
			return cue{}, false
		}
		if l.closes(c) {
			return c, true
		}
		return cue{}, false
	}
	return cue{}, false
}

// closes reports whether a cue's clause says nothing more.
func (l *listener) closes(c cue) bool {
	r := &l.reader
	w := r.word(c.until)
	if c.until < r.to && !c.inverse && w != "" && r.word(c.at) != "told" && r.word(c.at) != "according" &&
		!prepositions.has(w) && !isAdverb(w) && !calendar.has(w) && !subordinators.has(w) {
		return false
	}
	return w != "that" && !r.hasVerb(c.until)
}

// isSentence reports whether a quotation begins like one of several words.
func (l *listener) isSentence(i int) bool {
	q := l.quotes[l.items[i].index]
	words := l.texts[l.number][q.Start:q.End]
	return unicode.IsUpper(runeAt(words, 0)) && strings.Count(words, " ") > 1
}

// isName reports whether a quotation is a title, a name or a motto. One that a
// cue stands right beside is not by its capitals alone.
func (l *listener) isName(i int, cued bool) bool {
	r := &l.reader
	q := l.quotes[l.items[i].index]
	capitals := hasTitleCase(l.texts[l.number][q.Start:q.End])
	n := i - 1
	if r.isMark(n, ":") {
		return false
	}
	comma := r.isMark(n, ",")
	if comma {
		n--
	}
	switch w := r.word(n); {
	case works.has(w) && r.word(n-1) != "to" && !auxiliaries.has(r.word(n-1)):
		return !comma || capitals || w == "slogan" || w == "motto" || w == "nickname"
	case naming.has(w) && !comma:
		return !l.isWhat(n)
	case w == "as" && r.word(n-1) == "known":
		return true
	}
	return capitals && !cued
}

// isWhat reports whether “what he”, “which Vale” or the like stands before a
// verb.
func (l *listener) isWhat(verb int) bool {
	r := &l.reader
	p, ok := r.before(verb - 1)
	if !ok {
		return false
	}
	switch r.word(p.from - 1) {
	case "what", "which", "that", "who", "whom":
		return true
	}
	return false
}

// hasTitleCase reports whether each longer word has a capital, as in titles.
func hasTitleCase(words string) bool {
	capitals, n := 0, 0
	for w := range strings.FieldsSeq(strings.TrimRight(words, ",")) {
		r := runeAt(w, 0)
		if n++; unicode.IsUpper(r) || unicode.IsDigit(r) {
			capitals++
		} else if len(w) > 3 || n == 1 {
			return false
		}
	}
	return capitals > 1 && n < 10 && !isStop(runeBefore(words, len(words)))
}

// resolve returns the voice that a phrase names, or -1, and where it does so.
func (l *listener) resolve(p phrase) (v int, where Span) {
	r := &l.reader
	t := l.items[p.head]
	where = Span{l.items[p.from].start, l.items[p.to-1].end}
	switch {
	case r.isSubjectPronoun(p.head) || p.from == p.head && p.to == p.head+1 && isPossessive(t.lower):
		return l.antecedent(p, t.lower), where
	case l.isJoint(p):
		return l.described(p, where), where
	case t.kind == nameItem:
		n := l.names[l.number][t.index]
		if n.Person {
			where = Span{n.Start, n.End}
		}
		return n.voice, where
	case writings.has(t.lower) && !isSpeakerNoun(t.lower):
		return l.writer(p, where)
	case r.word(p.from) == "the" && (strings.HasSuffix(t.lower, "-old") || generics.has(t.lower)):
		if v := l.byRoleOf(p); v >= 0 {
			return v, where
		}
		if v := l.antecedent(p, pronounFor(t.lower)); v >= 0 {
			return v, where
		}
	}
	if v := l.byRoleOf(p); v >= 0 {
		return v, where
	}
	return l.described(p, where), where
}

func isPossessive(w string) bool { return w == "his" || w == "her" || w == "their" || w == "its" }

// pronounFor returns the pronoun that a noun for a person could be replaced
// with.
func pronounFor(noun string) string {
	switch GenderOf(noun) {
	case Male:
		return "he"
	case Female:
		return "she"
	}
	return "somebody"
}

// isJoint reports whether a phrase names two who speak together.
func (l *listener) isJoint(p phrase) bool {
	return slices.ContainsFunc(l.items[p.from:min(p.head, p.to)], func(t item) bool { return t.lower == "and" })
}

// writer returns who speaks in a statement or a letter.
func (l *listener) writer(p phrase, where Span) (int, Span) {
	r := &l.reader
	if owner, ok := r.owner(p); ok && !(owner.from == p.from && owner.to == p.to) && owner.head != p.head {
		if !writings.has(l.items[owner.head].lower) {
			return l.resolve(owner)
		}
	}
	if l.now.subject >= 0 && r.main.to <= p.from {
		return l.now.subject, where
	}
	if r.word(p.from) != "the" || len(l.traces) == 0 {
		return -1, where
	}
	t := l.traces[len(l.traces)-1]
	return cmp.Or(t.speaker+1, t.subject+1) - 1, where
}

// byRoleOf returns the voice that the report calls what a definite phrase
// says, or -1.
func (l *listener) byRoleOf(p phrase) int {
	r := &l.reader
	head := r.word(p.head)
	if head == "" || !isSpeakerNoun(head) {
		return -1
	}
	definite := r.word(p.from) == "the" || l.hasOwner(p.from, p.head)
	heading := !definite && !r.isDeterminer(p.from) && l.isHeading(l.number)
	if !definite && !heading {
		return -1
	}
	list := l.byRole[head]
	best := -1
	for _, v := range list[max(0, len(list)-16):] {
		voice := &l.voices[v]
		if voice.last < 0 && !(heading && voice.person) || !l.fits(p, voice) {
			continue
		}
		switch {
		case best < 0 || voice.last > l.voices[best].last:
			best = v
		case voice.last == l.voices[best].last:
			return -1
		}
	}
	return best
}

// fits reports whether all that a phrase calls somebody was said of the voice.
func (l *listener) fits(p phrase, v *voice) bool {
	for i := p.from; i < p.head; i++ {
		t := l.items[i]
		switch {
		case t.kind == nameItem:
			name := l.names[l.number][t.index].Name
			if _, ok := v.roles[name]; !ok && len(v.roles) > 0 && !v.person {
				return false
			}
		case t.kind != wordItem, determiners.has(t.lower), nationalities.has(t.lower):
		default:
			if _, ok := v.roles[t.lower]; !ok {
				return false
			}
		}
	}
	return true
}

// described returns the voice of a phrase that names nobody: "a senior
// official". Its name is the phrase with a small letter at its beginning.
func (l *listener) described(p phrase, where Span) int {
	r := &l.reader
	name := strings.Join(strings.Fields(where.In(l.texts[l.number])), " ")
	first := l.items[p.from]
	if first.kind == wordItem && !nationalities.has(first.lower) && (p.to-p.from > 1 || isCommonNoun(first.lower)) {
		name = lowerFirst(name)
	}
	head := r.word(p.head)
	v := l.voiceOf(name, !bodies.has(head) && !writings.has(head))
	voice := &l.voices[v]
	voice.last = len(l.traces)
	voice.plural = isPluralNoun(head) || l.isJoint(p)
	if voice.gender == UnknownGender {
		voice.gender = GenderOf(head)
	}
	if len(voice.heads) == 0 && head != "" && isSpeakerNoun(head) {
		words := []string{}
		for _, t := range l.items[p.from:p.head] {
			if t.kind == nameItem {
				words = append(words, l.names[l.number][t.index].Name)
			} else if !determiners.has(t.lower) {
				words = append(words, t.lower)
			}
		}
		l.addRole(v, append(words, head), head)
	}
	return v
}

// isCommonNoun reports whether a word that opens a sentence needs no capital.
func isCommonNoun(w string) bool {
	return isSpeakerNoun(w) || writings.has(w) || someOf.has(w) || strings.HasSuffix(w, "s")
}

// lowerFirst gives a phrase a small letter at its beginning unless its first
// word has other capitals.
func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	word, _, _ := strings.Cut(name[size:], " ")
	if word != strings.ToLower(word) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// plurals are plural, or stand for several, without an "s" at their end.
var plurals = newSet("police", "people", "men", "women", "many", "some", "several", "staff", "family", "couple",
	"media", "few", "two", "both", "all", "most", "crowd", "team", "pair", "crew")

func isPluralNoun(w string) bool {
	if strings.HasSuffix(w, "ss") {
		return false
	}
	return plurals.has(w) || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "men")
}

// antecedent returns the voice that a pronoun stands for, or -1 if two fit.
func (l *listener) antecedent(p phrase, pronoun string) int {
	v, stop := l.inSentence(p, pronoun)
	for k := len(l.traces) - 1; v < 0 && !stop && k >= 0 && len(l.traces)-k <= 8; k-- {
		if l.number-l.traces[k].paragraph > 3 {
			break
		}
		v, stop = l.inTrace(&l.traces[k], pronoun)
	}
	if v >= 0 && l.voices[v].person && l.voices[v].gender == UnknownGender && !l.voices[v].plural {
		switch pronoun {
		case "he", "his":
			l.voices[v].gender = Male
		case "she", "her":
			l.voices[v].gender = Female
		}
	}
	return v
}

// agrees reports whether a pronoun may stand for a voice.
func (l *listener) agrees(v int, pronoun string) bool {
	if v < 0 {
		return false
	}
	voice := &l.voices[v]
	switch pronoun {
	case "he", "his":
		return voice.person && !voice.plural && voice.gender != Female
	case "she", "her":
		return voice.person && !voice.plural && voice.gender != Male
	case "somebody":
		return voice.person && !voice.plural
	case "it", "its":
		return !voice.person
	case "they", "their":
		return voice.plural || !voice.person
	}
	return false
}

// inSentence looks for whom a pronoun stands for before it in its sentence.
// stop is true if more than one fits.
func (l *listener) inSentence(p phrase, pronoun string) (v int, stop bool) {
	r := &l.reader
	if r.main.to > 0 && r.main.to <= p.from && l.agrees(l.now.subject, pronoun) {
		return l.now.subject, false
	}
	for _, c := range slices.Backward(r.cues[max(0, len(r.cues)-16):]) {
		if !c.hasSubject() || c.blocked || c.subject.to > p.from || pronouns.has(r.word(c.subject.head)) ||
			isPossessive(r.word(c.subject.head)) {
			continue
		}
		if v, _ := l.resolve(c.subject); l.agrees(v, pronoun) {
			return v, false
		}
		break
	}
	v = -1
	for i := max(r.from, p.from-2*farthest); i < p.from; i++ {
		t := l.items[i]
		if t.kind != nameItem || t.owns || !l.isPerson(t.index) {
			continue
		}
		if n := l.names[l.number][t.index].voice; l.agrees(n, pronoun) && n != v {
			if v >= 0 {
				return -1, true
			}
			v = n
		}
	}
	return v, false
}

// inTrace looks for whom a pronoun stands for in an earlier sentence.
func (l *listener) inTrace(t *sentenceTrace, pronoun string) (v int, stop bool) {
	if l.agrees(t.speaker, pronoun) {
		return t.speaker, false
	}
	if l.agrees(t.subject, pronoun) {
		return t.subject, false
	}
	v = -1
	for _, n := range t.others {
		if n != v && l.voices[n].person && l.agrees(n, pronoun) {
			if v >= 0 {
				return -1, true
			}
			v = n
		}
	}
	return v, false
}
