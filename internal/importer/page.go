package importer

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/extract"
)

// A page is a raw report cut into units, in order, with what its mark-up has
// already told: fields of known that are set win over what the text says.
type page struct {
	units []unit
	known Draft

	bodyStart, bodyEnd int // units[bodyStart:bodyEnd] is the article's text
}

// draft decides the role of each unit and collects the result. The steps go
// from sure to unsure, and each looks at the whole page: stock phrases, where
// the text begins and ends, the lines above it, then what stands inside it.
func (p *page) draft() (Draft, error) {
	p.cutStock()
	p.cutRepeatedTitle()
	p.cutTail()
	p.findBody()
	p.readHead()
	p.readBody()
	p.readTail()
	return p.collect()
}

// cutStock cuts units that are stock phrases of page furniture. Those that
// head a list of something are left for cutTail.
func (p *page) cutStock() {
	for i := range p.units {
		u := &p.units[i]
		u.part = stockPart(u)
		if part := u.part; part != nil && !(part.rest && u.stops() && u.words > 3) {
			u.cutAs(part.what)
		}
		if publisher := namedInNag(u); publisher != "" && p.known.Publisher == "" {
			p.known.Publisher = publisher
		}
	}
}

// namedInNag returns the publisher that a request to join in names: "other
// Harbour Herald readers".
func namedInNag(u *unit) string {
	if u.what != "sign-in form" && u.what != "newsletter" {
		return ""
	}
	_, after, ok := strings.Cut(u.text, "other ")
	name, _, ok2 := strings.Cut(after, " readers")
	if !ok || !ok2 || name == "" || len(strings.Fields(name)) > 4 || !isUpper(name) {
		return ""
	}
	if commonTitles[strings.ToLower(lastWord(name))] && !strings.HasPrefix(name, "The ") {
		return "The " + name
	}
	return name
}

// commonTitles are the common words that papers are named after; with them a
// paper's name has an article.
var commonTitles = newWords("independent guardian times telegraph sun mirror economist observer herald post star age " +
	"atlantic nation hill scotsman australian national conversation standard globe citizen chronicle tribune express " +
	"journal gazette courier argus echo examiner inquirer register sentinel spectator messenger monitor record press")

// cutRepeatedTitle takes a headline that stands twice as the title, and cuts
// the second and later ones wherever they stand.
func (p *page) cutRepeatedTitle() {
	const near = 25 // units from the top in which a headline stands first
	seen := map[string]int{}
	want := headlineKey(p.known.Title)
	first := want != ""
	for i := range p.units {
		u := &p.units[i]
		if u.role != undecided || u.words < 3 || u.words > 40 {
			continue
		}
		key := headlineKey(u.text)
		switch above, again := seen[key]; {
		case key == want && first:
			u.role, first = title, false
		case key == want:
			u.cutAs("repeated headline")
		case again && want == "" && p.units[above].role == undecided:
			p.units[above].role = title
			u.cutAs("repeated headline")
			want = key
		case i < near && !strings.HasSuffix(u.text, ".") && want == "":
			seen[key] = i
		}
	}
}

// headlineKey is what two copies of a headline share: letters and digits.
func headlineKey(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// cutTail finds the first heading of a comment form, of comments or of related
// stories that stands under the article and cuts all that follows, however
// good its prose. Above the article's middle such a heading is cut alone, with
// the short lines behind it.
func (p *page) cutTail() {
	total, before := 0, 0
	for i := range p.units {
		if u := &p.units[i]; u.role == undecided && u.prose() {
			total += u.words
		}
	}
	inRest, what := false, ""
	box := false
	for i := range p.units {
		u := &p.units[i]
		part := u.part
		// A note about the author is short and stands at the end; "About
		// Amber Harbour" above more of the article is a sub-heading.
		left := total - before
		box = u.role == undecided && (box || isAuthorBox(u) && before > 0 && left <= 80 && left*3 <= total)
		switch {
		case box:
			u.cutAs("author box")
			continue
		case part != nil && part.rest && u.role == cut && before > 0:
			what = part.what
			if before*100 >= total*35 {
				inRest = true
			}
			continue
		case inRest && u.role != cut && isAuthorBox(u):
			continue
		case inRest && u.role != cut:
			u.cutAs(restOf(what))
		case !inRest && what == "related stories" && u.role == undecided && !u.prose() && !u.stops():
			u.cutAs(what)
		case u.role == undecided:
			what = ""
		}
		if !inRest && u.role == undecided && u.prose() {
			before += u.words
		}
	}
}

// restOf names what follows a heading: readers' comments follow their form.
func restOf(what string) string {
	if what == "comment form" {
		return "comments"
	}
	return what
}

// findBody sets where the article's text begins and ends: the first and last
// paragraph of prose, but that a standfirst may be prose too when a byline, a
// date or the headline's repetition follows it.
func (p *page) findBody() {
	p.bodyStart, p.bodyEnd = len(p.units), 0
	proseAbove, headEnd := 0, 0
	for i := range p.units {
		u := &p.units[i]
		if u.role == undecided && u.prose() && !isCredit(u) && !isCaption(u) {
			proseAbove++
		}
		if proseAbove > 1 {
			break
		}
		if u.what == "repeated headline" || u.role == undecided && (isDateLine(u) || isByline(u)) {
			headEnd = i + 1
		}
	}
	for i := range p.units {
		u := &p.units[i]
		if u.role != undecided || isCredit(u) || isCaption(u) {
			continue
		}
		if u.prose() {
			if i >= headEnd {
				p.bodyStart = min(p.bodyStart, i)
			}
			p.bodyEnd = i + 1
		} else if i >= p.bodyStart && (u.stops() || u.isBlock()) {
			p.bodyEnd = i + 1
		}
	}
	if p.bodyStart >= p.bodyEnd {
		p.withoutProse(headEnd)
	}
}

// withoutProse takes all that is left as the body, for pages that have no
// paragraph of a dozen words: a brief, a poem, a table.
func (p *page) withoutProse(headEnd int) {
	p.bodyStart, p.bodyEnd = len(p.units), len(p.units)
	hasTitle := p.known.Title != ""
	for i := range p.units {
		u := &p.units[i]
		hasTitle = hasTitle || u.role == title
		if u.role != undecided || i < headEnd {
			continue
		}
		if !hasTitle && !u.stops() && u.words >= 3 && i+1 < len(p.units) {
			hasTitle = true // readHead takes it
			continue
		}
		p.bodyStart = i
		return
	}
}

// readHead gives a role to each unit above the body.
func (p *page) readHead() {
	head := p.units[:p.bodyStart]
	readBylines(head)
	titleAt := p.findTitle(head)
	hasStandfirst := false
	for i := range head {
		u := &head[i]
		switch {
		case u.role != undecided:
		case isDateLine(u):
			u.role = date
		case isCredit(u):
			u.role = credit
		case isCaption(u):
			u.cutAs("photo caption")
		case i > titleAt && titleAt >= 0 && !hasStandfirst && u.words >= 5 && !p.afterByline(i):
			u.role, hasStandfirst = standfirst, true
		case i > titleAt && u.words >= 5:
			u.cutAs("photo caption")
		default:
			u.cutAs("page header")
		}
	}
}

// afterByline reports whether a byline or a date stands between the title and
// unit i; what follows those above the body is a caption.
func (p *page) afterByline(i int) bool {
	for ; i >= 0; i-- {
		switch p.units[i].role {
		case byline, date:
			return true
		case title:
			return false
		}
	}
	return false
}

// findTitle chooses the headline among the lines above the body: the first
// one whose words the body uses nearly as much as it does any other's. It
// returns -1 if there is none.
func (p *page) findTitle(head []unit) int {
	for i := range head {
		if head[i].role == title {
			return i
		}
	}
	if p.known.Title != "" {
		return 0
	}
	used := map[string]bool{}
	for _, u := range p.units[p.bodyStart:min(p.bodyEnd, p.bodyStart+12)] {
		for _, w := range contentWords(u.text) {
			used[w] = true
		}
	}
	scores := make([]float64, len(head))
	best := 0.0
	for i := range head {
		u := &head[i]
		if u.role != undecided || u.words < 3 && ideographs(u.text) < 5 || u.words > 30 || strings.HasSuffix(u.text, ".") ||
			isDateLine(u) || isCaption(u) || isCredit(u) {
			continue
		}
		words, shared := contentWords(u.text), 0
		for _, w := range words {
			if used[w] {
				shared++
			}
		}
		scores[i] = 0.1 + float64(shared)/float64(len(words)+2)
		best = max(best, scores[i])
	}
	for i, s := range scores {
		if s > 0 && s >= best*0.5 {
			head[i].role = title
			return i
		}
	}
	return -1
}

// contentWords returns the words of four letters and more, and the figures, in
// lower case.
func contentWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	kept := words[:0]
	for _, w := range words {
		if len(w) > 3 || isDigits(w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// readBody gives a role to each unit of the body: paragraphs, sub-headings,
// captions and repetitions.
func (p *page) readBody() {
	units := p.units[p.bodyStart:p.bodyEnd]
	unstopped, open := 0, 0
	for i := range units {
		if u := &units[i]; u.role == undecided {
			open++
			if !u.stops() && !isListItem(u.text) {
				unstopped++
			}
		}
	}
	// A page that writes without stops, in verse or in another script, has
	// no captions that their form could give away.
	formless := unstopped >= 4 && unstopped*100 > open*35
	repeated := findRepeats(units)
	for i := range units {
		u := &units[i]
		if u.role != undecided {
			continue
		}
		switch {
		case isMarkdownHeading(u):
			u.role = heading
		case isCaption(u):
			u.cutAs("photo caption")
		case isCredit(u) && i > 0:
			u.role = credit
		case repeated[i]:
			u.cutAs(repetition(u))
		case u.md != "", u.stops(), u.goesOn(), isListItem(u.text), formless, u.words >= 40, i == 0:
			u.role = body
		case i+1 < len(units) && isDateLine(u):
			u.cutAs("date line")
		case u.words >= 8:
			u.cutAs("photo caption")
		default:
			u.role = heading
		}
	}
	p.demoteHeadings()
}

// demoteHeadings cuts sub-headings that no paragraph follows before the next.
func (p *page) demoteHeadings() {
	last := -1
	for i := p.bodyStart; i < p.bodyEnd; i++ {
		switch p.units[i].role {
		case heading:
			if last >= 0 {
				p.units[last].cutAs("page furniture")
			}
			last = i
		case body:
			last = -1
		}
	}
	if last >= 0 {
		p.units[last].cutAs("page furniture")
	}
}

func isMarkdownHeading(u *unit) bool { return strings.HasPrefix(u.md, "#") }

// opening is how many words of a short unit must stand elsewhere before the
// rest is compared.
const opening = 6

// findRepeats returns which of the body's units say again what a longer one,
// or one above, says: pull quotes, and captions made of a sentence.
func findRepeats(units []unit) []bool {
	keys := make([][]string, len(units))
	short := map[string]bool{} // the first words of units that may repeat
	for i := range units {
		if u := &units[i]; u.role == undecided {
			keys[i] = strings.Fields(headlineKey(u.text))
			if n := len(keys[i]); n >= opening && n <= 60 {
				short[strings.Join(keys[i][:opening], " ")] = true
			}
		}
	}
	places := map[string][]int{} // of those first words, where they stand
	for i, words := range keys {
		for k := 0; k+opening <= len(words); k++ {
			if s := strings.Join(words[k:k+opening], " "); short[s] && len(places[s]) < 8 {
				places[s] = append(places[s], i)
			}
		}
	}
	repeated := make([]bool, len(units))
	for i, words := range keys {
		if len(words) < opening || len(words) > 60 {
			continue
		}
		key := " " + strings.Join(words, " ") + " "
		for _, j := range places[strings.Join(words[:opening], " ")] {
			longer := len(keys[j]) > len(words) && len(words) >= 8 || len(keys[j]) == len(words) && j < i
			if longer && strings.Contains(" "+strings.Join(keys[j], " ")+" ", key) {
				repeated[i] = true
			}
		}
	}
	return repeated
}

func repetition(u *unit) string {
	if strings.ContainsAny(u.text, "“”\"") || !u.stops() {
		return "pull quote"
	}
	return "repeated paragraph"
}

// readTail gives a role to each unit under the body.
func (p *page) readTail() {
	inBox := false
	for i := p.bodyEnd; i < len(p.units); i++ {
		u := &p.units[i]
		switch {
		case u.role == cut:
			inBox = false
		case u.role != undecided:
		case isAuthorBox(u):
			u.cutAs("author box")
			inBox = true
		case isCredit(u):
			u.role = credit
		case inBox:
			u.cutAs("author box")
		case isByline(u):
			u.role = byline
		case isDateLine(u):
			u.role = date
		case isCaption(u):
			u.cutAs("photo caption")
		default:
			u.cutAs("page footer")
		}
	}
}

// captionMarks stand in captions and in nothing else.
var captionMarks = []string{
	"(photo:", "(photo by", "(photo/", "(image:", "(picture:", "(credit:", "(ap photo", "(getty", "(reuters/", "(afp/",
	"(file photo", "(file)", "(photograph:", "(courtesy", "photo:", "photograph:", "image:", "picture:", "photo credit:",
	"image credit", "image copyright", "image caption", "file photo", "photo by", "picture by", "getty images", "ap photo",
	"via getty", "via reuters", "via ap)", "/ afp", "/afp", "afp/",
	"/getty", "/reuters", "epa-efe", "shutterstock", "handout",
}

// isCaption reports whether a unit says of itself that it belongs to a picture.
func isCaption(u *unit) bool {
	if u.words > 60 {
		return false
	}
	s := strings.ToLower(u.text)
	for _, mark := range captionMarks {
		i := strings.Index(s, mark)
		switch {
		case i < 0:
		case mark[0] == '(': // a bracket at the end, or all of it
			if i == 0 || strings.IndexByte(s[i:], ')') >= len(s[i:])-2 {
				return true
			}
		case i == 0 && !u.stops(), i == 0 && strings.HasSuffix(mark, ":"):
			return true
		case i > 0 && !u.stops() && len(s)-i < 40:
			return true
		}
	}
	return false
}

// isCredit reports whether a unit thanks others for their work on the report.
func isCredit(u *unit) bool {
	if u.words > 40 {
		return false
	}
	s := strings.TrimLeft(strings.ToLower(u.text), "(*_—– ")
	for _, begin := range []string{
		"additional reporting", "reporting by", "editing by", "writing by", "with additional reporting", "with reporting",
		"with agencies", "with inputs from", "with input from", "contributed reporting", "this report was", "source: ",
		"the associated press contributed", "reuters contributed", "agencies contributed", "additional research",
	} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	return strings.Contains(s, "contributed to this report") || strings.Contains(s, "contributed to this story")
}

// isAuthorBox reports whether a unit heads a note about the author.
func isAuthorBox(u *unit) bool {
	rest, ok := strings.CutPrefix(u.text, "About ")
	if !ok {
		return false
	}
	return strings.EqualFold(rest, "the author") || strings.EqualFold(rest, "the authors") || isName(rest)
}

func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// collect makes the Draft of the units' roles.
func (p *page) collect() (Draft, error) {
	d := p.known
	var names []string
	var dates []string
	for i := range p.units {
		u := &p.units[i]
		u.joins = i > 0 && p.units[i-1].role == u.role && p.units[i-1].what == u.what
		switch u.role {
		case body:
			d.Words += u.words
			d.Paragraphs = append(d.Paragraphs, paragraphs(u)...)
		case heading:
			d.Words += u.words
			d.Paragraphs = append(d.Paragraphs, subHeading(u))
		case title:
			d.Title = cmp.Or(d.Title, u.text)
			d.moved("title", u)
		case standfirst:
			d.Standfirst = cmp.Or(d.Standfirst, u.text)
			d.moved("standfirst", u)
		case byline:
			names = append(names, namesIn(u.text)...)
			if dateIn(u.text).iso != "" {
				dates = append(dates, u.text)
			}
			d.moved("byline", u)
		case date:
			dates = append(dates, u.text)
			d.moved("date", u)
		case credit:
			d.Credit = strings.TrimSpace(d.Credit + " " + u.text)
			d.moved("credit", u)
		case cut:
			d.cut(u)
			if name, ok := strings.CutPrefix(u.text, "About "); ok && u.what == "author box" && isName(name) {
				names = append(names, name)
			}
		}
	}
	if d.Byline == nil {
		d.Byline = unique(names)
	}
	if d.Date == "" {
		var warning string
		if d.Date, warning = bestDate(dates); warning != "" {
			d.Warnings = append(d.Warnings, warning)
		}
	}
	if len(d.Paragraphs) == 0 {
		return d, noBody(&d)
	}
	if d.Title == "" {
		d.Title, d.Supplied = "["+firstWords(plain(d.Paragraphs[0]))+"]", true
		d.Warnings = append(d.Warnings, "no headline: the title is made of the first words")
	}
	return d, nil
}

// noBody says what a page without an article is, as far as its parts tell.
func noBody(d *Draft) error {
	words := map[string]int{}
	most := ""
	for _, c := range d.Cuts {
		if words[c.What] += c.Words; words[c.What] > words[most] {
			most = c.What
		}
	}
	switch most {
	case "":
		return ErrNoBody
	case "sign-in form":
		return fmt.Errorf("%w: the page asks to sign in", ErrNoBody)
	case "site notice":
		return fmt.Errorf("%w: the page is a cookie or copyright notice", ErrNoBody)
	}
	return fmt.Errorf("%w: only %s", ErrNoBody, most)
}

func (d *Draft) cut(u *unit)                { d.Cuts = appendCut(d.Cuts, u.what, u) }
func (d *Draft) moved(what string, u *unit) { d.Moved = appendCut(d.Moved, what, u) }

// appendCut adds a unit's lines to a list of cuts, to the last one if that is
// of the same sort and stands right above, but for blank lines.
func appendCut(list []Cut, what string, u *unit) []Cut {
	if n := len(list); n > 0 && list[n-1].What == what && u.joins {
		list[n-1].Lines = span(list[n-1].Lines, u.last)
		list[n-1].Words += u.words
		return list
	}
	c := Cut{What: what, Words: u.words}
	if u.first > 0 {
		c.Lines = span(strconv.Itoa(u.first), u.last)
	}
	return append(list, c)
}

// span extends "14" or "14-17" to the line last.
func span(lines string, last int) string {
	if lines == "" {
		return ""
	}
	first, _, _ := strings.Cut(lines, "-")
	if first == strconv.Itoa(last) {
		return first
	}
	return fmt.Sprintf("%s-%d", first, last)
}

// paragraphs returns the Markdown of a body unit. A wall of more than 150
// words, as transcripts are, is split where sentences end.
func paragraphs(u *unit) []string {
	const wall = 150 // words
	if u.md != "" {
		return []string{u.md}
	}
	if u.words <= wall {
		return []string{escape(u.text)}
	}
	var list []string
	for _, s := range splitWall(u.text) {
		list = append(list, escape(s))
	}
	return list
}

// splitWall cuts text at sentence ends, never inside a quotation: a paragraph
// takes sentences until it has 60 words; a last one under 25 words joins the
// one before.
func splitWall(text string) []string {
	const full, least = 60, 25 // words
	var list []string
	quotes := extract.Quotations(text)
	start := 0
	for _, s := range extract.Sentences(text) {
		end := s.End
		for len(quotes) > 0 && (quotes[0].OuterEnd <= end || quotes[0].Open) {
			quotes = quotes[1:]
		}
		inQuote := len(quotes) > 0 && quotes[0].OuterStart < end
		if !inQuote && len(strings.Fields(text[start:end])) >= full {
			list = append(list, strings.TrimSpace(text[start:end]))
			start = end
		}
	}
	rest := strings.TrimSpace(text[start:])
	switch {
	case rest == "":
	case len(list) > 0 && len(strings.Fields(rest)) < least:
		list[len(list)-1] += " " + rest
	default:
		list = append(list, rest)
	}
	return list
}

func subHeading(u *unit) string {
	if u.md != "" {
		return u.md
	}
	return "## " + strings.TrimLeft(escape(u.text), "\\# ")
}

// firstWords returns about ten words that open a text, for a title.
func firstWords(text string) string {
	words := strings.Fields(text)
	if s := extract.Sentences(text); len(s) > 0 {
		words = strings.Fields(s[0].In(text))
	}
	const most = 10
	if len(words) <= most {
		return strings.TrimRight(strings.Join(words, " "), ".,:;")
	}
	return strings.TrimRight(strings.Join(words[:most], " "), ".,:;") + "…"
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
