package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A page is a raw report cut into units, in order, with what its mark-up has
// already told: fields of known that are set win over what the text says.
type page struct {
	units []unit
	known Draft

	from, to           int    // units[from:to] is the densest region of text
	isList             bool   // the region is a list, whose lines need no stops
	announced          []bool // see listed
	bodyStart, bodyEnd int    // units[bodyStart:bodyEnd] is the article's text
}

// draft decides the role of each unit and collects the result. The steps go
// from sure to unsure, and each looks at the whole page: stock phrases, where
// the text begins and ends, the lines above it, then what stands inside it.
func (p *page) draft() (Draft, error) {
	if len(p.units) > maxUnits {
		return Draft{}, fmt.Errorf("%w: it has more than %d paragraphs and lines", ErrTooBig, maxUnits)
	}
	p.cutStock()
	p.cutTail()
	p.findRegion()
	p.takeList()
	p.cutRepeatedTitle()
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

// cutRepeatedTitle takes a headline that stands twice as the title, and cuts
// the second and later ones wherever they stand.
func (p *page) cutRepeatedTitle() {
	const (
		least = 0.35 // of its words, as shareOf counts, that the text uses
		near  = 6    // units under the region's start, in which the second one stands
	)
	region := p.units[p.from:p.to]
	used := vocabularyOf(region)
	hasProse := slices.ContainsFunc(region, func(u unit) bool { return u.prose() })
	seen := map[string]int{}
	want := headlineKey(p.known.Title)
	first := want != ""
	for i := range p.units {
		u := &p.units[i]
		if u.role != undecided || u.words < 3 || u.words > 40 || isCaption(u) || isDateLine(u) || isByline(u) {
			continue
		}
		key := headlineKey(u.text)
		switch above, again := seen[key]; {
		case key == want && first:
			u.role, first = title, false
		case key == want:
			u.cutAs("repeated headline")
		case again && want == "" && p.units[above].role == undecided &&
			(!hasProse || i < p.from+near && shareOf(u.text, used) >= least):
			p.units[above].role = title
			u.cutAs("repeated headline")
			want = key
		case !again && i < p.to && !strings.HasSuffix(u.text, ".") && want == "":
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
	const few = 40 // words that an article has at least
	inRest, what := false, ""
	used := vocabulary{} // of the prose above
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
		case part != nil && !part.rest && part.what == "related stories" && !inRest:
			what = part.what
		case part != nil && part.rest && u.role == cut && before > 0:
			what = part.what
			early := before*100 < total*35
			if before >= few && before*8 >= total || !early {
				inRest = inRest || what != "related stories" && !early || p.endsAt(i, used, early)
			}
		case inRest && u.role != cut && isAuthorBox(u):
			continue
		case inRest && u.role != cut:
			u.cutAs(restOf(what))
		case !inRest && what == "related stories" && u.role == undecided && p.isLink(i):
			u.cutAs(what)
		case u.role == undecided:
			what = ""
		}
		if !inRest && u.role == undecided && u.prose() {
			before += u.words
			used.add(u.text)
		}
	}
}

// isLink reports whether unit i, in a box of related stories, is one of their
// headlines. They may be questions.
func (p *page) isLink(i int) bool {
	u := &p.units[i]
	asks := strings.HasSuffix(u.text, "?") && i+1 < len(p.units) && !p.units[i+1].stops()
	return !u.prose() && (!u.stops() || asks)
}

// endsAt reports whether the article, which has used the words in used, is over
// at the heading of related stories at unit i. It is not when that heads a box
// of links between two paragraphs. Related stories are headlines, each with a
// paragraph or a byline of its own; an article has paragraphs that follow
// another, under one headline at most, or else uses its words again. Early in
// the page, more must speak for its end.
func (p *page) endsAt(i int, used vocabulary, early bool) bool {
	if below := i + 1; below < len(p.units) {
		u := &p.units[below]
		if u.role == undecided && u.prose() && shareOf(u.text, used) >= 0.25 {
			return false
		}
	}
	if p.runsOn(i, used) {
		return false
	}
	const many = 60 // content words that tell whether a text goes on
	follow, underHeadline, words, again := p.proseAhead(i, used)
	switch {
	case follow > 1 && underHeadline <= 1 && (words < many || again*10 >= words), follow > 0 && again*10 >= words*3:
		return false
	case early:
		return follow == 0 || follow < underHeadline || words >= many && again*10 < words
	}
	return follow == 0 || underHeadline > follow || again*8 < words
}

// runsOn reports whether two paragraphs in a row below unit i, with nothing but
// furniture between them, use the words in used again, before another story or
// readers' comments begin.
func (p *page) runsOn(i int, used vocabulary) bool {
	const ahead = 40 // units
	run, shared, all := 0, 0, 0
	for k := i + 1; k < min(len(p.units), i+ahead); k++ {
		switch u := &p.units[k]; {
		case u.part != nil && u.part.rest && u.what != "related stories", isByline(u):
			return false
		case u.role != undecided:
		case !u.prose():
			run, shared, all = 0, 0, 0
		default:
			s, n := sharedWords(u.text, used)
			if s*5 < n {
				run, shared, all = 0, 0, 0
				continue
			}
			run, shared, all = run+1, shared+s, all+n
			if run > 1 && shared*10 >= all*3 {
				return true
			}
		}
	}
	return false
}

// proseAhead counts the paragraphs below unit i that follow another and those
// that stand under a headline, up to what ends the article for sure, their
// content words and those of them that are used.
func (p *page) proseAhead(i int, used vocabulary) (follow, underHeadline, words, again int) {
	const ahead = 60 // units; more would make a long page of boxes slow
	for k := i + 1; k < min(len(p.units), i+ahead); k++ {
		u, above := &p.units[k], &p.units[k-1]
		if u.role == cut && u.part != nil && u.part.rest && (u.what != "related stories" || follow > 1) ||
			isByline(u) || !u.stops() && dateIn(u.text).iso != "" &&
			(follow+underHeadline > 0 || strings.HasPrefix(strings.ToLower(u.text), "by ")) {
			break // readers' comments, the next box, another story
		}
		if u.role != undecided || !u.prose() && (u.words < 6 || !strings.HasSuffix(u.text, ".")) {
			continue
		}
		if above.role == undecided && !above.stops() || above.what == "related stories" {
			underHeadline++
		} else {
			follow++
		}
		for _, w := range contentWords(u.text) {
			words++
			if used[w] {
				again++
			}
		}
	}
	return follow, underHeadline, words, again
}

// restOf names what follows a heading: readers' comments follow their form.
func restOf(what string) string {
	if what == "comment form" {
		return "comments"
	}
	return what
}

// findRegion finds the run of units that speaks most for being one text: each
// has a weight, and the sum is the greatest there is (Kadane's algorithm). What
// stands far from it, such as teasers of other stories with their headlines and
// dates between them, does not outweigh what lies between.
func (p *page) findRegion() {
	best, sum, start := 0, 0, 0
	for i := range p.units {
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += p.weight(i)
		if sum > best {
			best, p.from, p.to = sum, start, i+1
		}
	}
	if best == 0 {
		p.from, p.to = 0, len(p.units)
	}
}

// takeList moves the region to a list that a headline and a date, or a byline
// and a date, announce and that has far more words than the densest text: the
// winners of a prize, the results of an election.
func (p *page) takeList() {
	const lines, perLine = 15, 2.5 // the least that such a list has, so that no menu is taken for one
	if p.extendList() {
		return
	}
	dense := p.regionWords()
	for i := 1; i < len(p.units); i++ {
		above, u := &p.units[i-1], &p.units[i]
		announced := isByline(above) || above.words >= 4 && !above.stops() && !isDateLine(above)
		if above.role != undecided || u.role != undecided || !isDateLine(u) || !announced {
			continue
		}
		end, n, words := i+1, 0, 0
		for ; end < len(p.units); end++ {
			u := &p.units[end]
			if u.part != nil && u.part.rest || u.what == "site notice" || isByline(u) || isDateLine(u) {
				break
			}
			if u.role == undecided {
				n++
				words += u.words
			}
		}
		around := p.from > i && p.from < end
		if !around && n >= lines && words > 2*dense && float64(words) >= perLine*float64(n) {
			p.from, p.to, p.isList = i+1, end, true
			return
		}
	}
}

// regionWords counts the undecided words of the region.
func (p *page) regionWords() int {
	n := 0
	for i := p.from; i < p.to; i++ {
		if u := &p.units[i]; u.role == undecided {
			n += u.words
		}
	}
	return n
}

// extendList moves the region's end down over a list that follows a short text
// and has more words than that. It has more words in a line than a menu, and
// fewer than headlines.
func (p *page) extendList() bool {
	const lines, least, most = 20, 2.2, 5.5 // in the list, words in a line
	dense := p.regionWords()
	end, n, words := p.to, 0, 0
	for ; end < len(p.units); end++ {
		u := &p.units[end]
		if u.role == cut || isByline(u) || isDateLine(u) || u.prose() {
			break
		}
		n++
		words += u.words
	}
	perLine := float64(words) / float64(max(n, 1))
	if n < lines || words < dense || perLine < least || perLine > most || !isOneList(p.units[p.to:end]) {
		return false
	}
	p.to, p.isList = end, true
	return true
}

// listMarks part what stands in one line of a list of results.
var listMarks = pattern(` [–—-] |: |, |[“"\d]`)

// isOneList reports whether lines look like parts of one list, as those of a
// footer do not: many open with one word, or are parted alike.
func isOneList(units []unit) bool {
	first := map[string]int{}
	marked, most := 0, 0
	for i := range units {
		word := firstWord(units[i].text)
		first[word]++
		most = max(most, first[word])
		if listMarks().MatchString(units[i].text) {
			marked++
		}
	}
	return most*4 > len(units) || marked*5 > len(units)*2
}

// weight says how much unit i speaks for the text around it, in words of
// prose, and less than 0 for what stands between texts. A paragraph alone under
// a headline or a date may be a teaser.
func (p *page) weight(i int) int {
	const most = 120 // words that count of a paragraph
	u := &p.units[i]
	switch {
	case u.role == cut:
		return -2
	case u.prose():
		words := min(u.words+ideographs(u.text)/2, most)
		if p.isTeaser(i) {
			words /= 3
		}
		return words
	case strings.HasPrefix(u.md, "|"):
		return min(u.words/2, most)
	case isTimeLine(u), u.isBlock(), isMarkdownHeading(u):
		return 0
	case p.listed(i):
		return 0
	case isDateLine(u), isByline(u):
		return -40
	case u.words <= 10 && !u.stops() && dateIn(u.text).iso != "": // a reader's name and the time of a comment
		return -40
	case u.stops():
		return u.words
	case isListItem(u.text), u.goesOn():
		return 0
	case isCaption(u), u.md != "":
		return -2
	case u.words < 5:
		return -3
	}
	return -6
}

// listed reports whether unit i is one of several lines that a colon above
// them announces.
func (p *page) listed(i int) bool {
	const most, longest = 20, 30 // lines, and words in each
	if p.announced == nil {
		p.announced = make([]bool, len(p.units))
		for k := 0; k < len(p.units); k++ {
			if u := &p.units[k]; u.role != undecided || u.words < 3 || !strings.HasSuffix(u.text, ":") {
				continue
			}
			end := k + 1
			for end < min(len(p.units), k+most) && p.units[end].role == undecided && !p.units[end].stops() &&
				p.units[end].words <= longest {
				end++
			}
			if end < k+3 || end == len(p.units) || p.units[end].role != undecided || !p.units[end].stops() {
				continue // it is no list, or it does not stand in a text
			}
			for ; k+1 < end; k++ {
				p.announced[k+1] = true
			}
		}
	}
	return p.announced[i]
}

// isTeaser reports whether a paragraph stands alone under a headline or a date.
func (p *page) isTeaser(i int) bool {
	const headline = 5 // words
	if i == 0 || i+1 == len(p.units) {
		return false
	}
	above, below := &p.units[i-1], &p.units[i+1]
	heads := above.role == undecided && above.md == "" && !above.stops() && !above.goesOn() && !isCaption(above) &&
		!isTimeLine(above) && (above.words >= headline || isDateLine(above) || isByline(above))
	return heads && below.role == undecided && !below.stops() && !isCaption(below) && !isCredit(below)
}

// mostLoose is how many short lines may stand between the body and a short
// sentence that still belongs to it; under more of them it is of the footer.
const mostLoose = 3

// findBody sets where the article's text begins and ends: the first and last
// paragraph of prose, but that a standfirst may be prose too when a byline, a
// date or the headline's repetition follows it.
func (p *page) findBody() {
	p.bodyStart, p.bodyEnd = len(p.units), 0
	headEnd := p.headEnd()
	if p.isList {
		p.bodyStart, p.bodyEnd = max(p.from, headEnd), p.to
		return
	}
	loose := 0 // short lines without a stop since the body's last unit
	for i := p.from; i < p.to; i++ {
		u := &p.units[i]
		switch {
		case u.role != undecided || isCredit(u) || isCaption(u):
			continue
		case u.prose():
			if p.captionOnTop(i) {
				continue
			}
			if i >= headEnd {
				p.bodyStart = min(p.bodyStart, i)
			}
			p.bodyEnd, loose = i+1, 0
		case i < p.bodyStart:
		case (u.stops() || u.isBlock()) && loose <= mostLoose:
			p.bodyEnd, loose = i+1, 0
		default:
			loose++
		}
	}
	if p.bodyStart >= p.bodyEnd {
		p.withoutProse(headEnd)
		return
	}
	p.beginAtDateline()
	p.takeTimesAbove(headEnd)
	p.takeShortAbove(headEnd)
	// What announces the first paragraph belongs to it: "ANN LEE, HOST:".
	if above := p.bodyStart - 1; above >= headEnd && p.units[above].role == undecided &&
		strings.HasSuffix(p.units[above].text, ":") {
		p.bodyStart = above
	}
}

// headEnd returns the index of the first unit below the headline's repetition
// and the bylines and dates that stand above the text, or in its first quarter
// if a gallery's captions or a summary stand above them.
func (p *page) headEnd() int {
	total := 0
	for i := p.from; i < p.to; i++ {
		if u := &p.units[i]; u.role == undecided && u.prose() {
			total += u.words
		}
	}
	end, above, paragraphs := 0, 0, 0
	for i := range p.to {
		u := &p.units[i]
		isHead := u.role == undecided && (isDateLine(u) || isByline(u)) && !isTimeLine(u)
		switch {
		case paragraphs > 1 && above*4 > total:
			return end
		case u.what == "repeated headline" && paragraphs < 2, isHead:
			end = i + 1
		case i >= p.from && u.role == undecided && u.prose() && !isCredit(u) && !isCaption(u):
			above += u.words
			paragraphs++
		}
	}
	return end
}

// dateline opens the first paragraph of a report: "PORT AMBER, March 4 (AP) —".
var dateline = pattern(`^\p{Lu}[\p{Lu}.'’-]+(?: [\p{Lu}.'’-]+){0,3}` +
	`(?:, [^(—–]{1,30}?)?(?: \([\pL ]{2,20}\))? ?(?:—|–|--| - )`)

// beginAtDateline moves the body's start down to a paragraph that opens with a
// dateline, if that is the second or third: a picture's caption stands above.
func (p *page) beginAtDateline() {
	prose := 0
	for i := p.bodyStart; i < p.bodyEnd && prose < 3; i++ {
		u := &p.units[i]
		switch {
		case u.role != undecided || !u.prose():
		case dateline().MatchString(u.text):
			p.bodyStart = i
			return
		default:
			prose++
		}
	}
}

// shoutedOpening opens the first paragraph of some papers: "A PEDESTRIAN was hit".
var shoutedOpening = pattern(`^(?:A |AN |THE )?\p{Lu}{4,} `)

// takeShortAbove moves the body's start up to a short sentence right above it
// that opens in capitals, as a first paragraph does and no caption.
func (p *page) takeShortAbove(headEnd int) {
	if p.bodyStart <= headEnd {
		return
	}
	u, first := &p.units[p.bodyStart-1], &p.units[p.bodyStart]
	if shouted := shoutedOpening(); u.role == undecided && u.stops() &&
		shouted.MatchString(u.text) && !shouted.MatchString(first.text) {
		p.bodyStart--
	}
}

// takeTimesAbove moves the body's start up to the time, and the sub-heading
// below it, that head the first entry of a live report.
func (p *page) takeTimesAbove(headEnd int) {
	times := 0
	for i := range p.units {
		if isTimeLine(&p.units[i]) {
			times++
		}
	}
	for above := p.bodyStart - 1; times > 1 && above >= max(headEnd, p.bodyStart-2); above-- {
		if u := &p.units[above]; u.role == undecided && isTimeLine(u) {
			p.bodyStart = above
			return
		}
	}
}

// captionOnTop reports whether unit i is the caption of a picture on top of
// the article: above the body, below furniture, with a credit under it.
func (p *page) captionOnTop(i int) bool {
	return p.bodyStart == len(p.units) && i > 0 && p.units[i-1].role == cut && i+1 < len(p.units) &&
		p.units[i].words <= 40 && isCaption(&p.units[i+1])
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
