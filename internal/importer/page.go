package importer

import (
	"regexp"
	"strings"
	"unicode"
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
	used := map[string]bool{} // words of the prose above
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
			inRest = inRest || before*100 >= total*35 && (what != "related stories" || !p.resumes(i, used))
			continue
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
			for _, w := range contentWords(u.text) {
				used[w] = true
			}
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

// resumes reports whether the article, which has used the words in used, goes
// on below the heading of related stories at unit i, as it does when that heads
// a box of links between two paragraphs. Related stories are headlines, each
// with a paragraph or a byline of its own; an article has paragraphs that
// follow another, under one headline at most, or else uses its words again.
func (p *page) resumes(i int, used map[string]bool) bool {
	const ahead = 60 // units; more would make a long page of boxes slow
	follow, underHeadline, words, again := 0, 0, 0, 0
	for k := i + 1; k < min(len(p.units), i+ahead); k++ {
		u, above := &p.units[k], &p.units[k-1]
		if u.role == cut && u.part != nil && u.part.rest && (u.what != "related stories" || follow > 1) || isByline(u) {
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
	if follow > 1 && underHeadline <= 1 {
		return true
	}
	return follow > 0 && underHeadline <= follow && again*8 >= words
}

// restOf names what follows a heading: readers' comments follow their form.
func restOf(what string) string {
	if what == "comment form" {
		return "comments"
	}
	return what
}

// mostLoose is how many short lines may stand between the body and a short
// sentence that still belongs to it; under more of them it is of the footer.
const mostLoose = 3

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
	loose := 0 // short lines without a stop since the body's last unit
	for i := range p.units {
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
	// What announces the first paragraph belongs to it: "ANN LEE, HOST:".
	if above := p.bodyStart - 1; above >= headEnd && p.units[above].role == undecided &&
		strings.HasSuffix(p.units[above].text, ":") {
		p.bodyStart = above
	}
}

// dateline opens the first paragraph of a report: "PORT AMBER, March 4 (AP) —".
var dateline = regexp.MustCompile(`^\p{Lu}[\p{Lu}.'’-]+(?: [\p{Lu}.'’-]+){0,3}` +
	`(?:, [^(—–]{1,30}?)?(?: \([\pL ]{2,20}\))? ?(?:—|–|--| - )`)

// beginAtDateline moves the body's start down to a paragraph that opens with a
// dateline, if that is the second or third: a picture's caption stands above.
func (p *page) beginAtDateline() {
	prose := 0
	for i := p.bodyStart; i < p.bodyEnd && prose < 3; i++ {
		u := &p.units[i]
		switch {
		case u.role != undecided || !u.prose():
		case dateline.MatchString(u.text):
			p.bodyStart = i
			return
		default:
			prose++
		}
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
