package importer

import (
	"strings"
	"unicode"
)

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

// readHead gives a role to each unit above the body.
func (p *page) readHead() {
	head := p.units[:p.bodyStart]
	readBylines(head)
	titleAt := p.findTitle(head)
	if titleAt >= 0 && titleAt < len(head) && head[titleAt].role == title {
		p.cutCopies(head[titleAt].text)
		keepNear(head, titleAt)
	}
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
	dateBeside(head, titleAt)
}

// keepNear cuts the dates and names that stand far above the headline: today's
// date, columnists in a menu. A date is kept if there is no other.
func keepNear(head []unit, titleAt int) {
	const near = 4 // units
	from := max(0, titleAt-near)
	hasDate := false
	for i := from; i < len(head); i++ {
		hasDate = hasDate || head[i].role == date || head[i].role == undecided && isDateLine(&head[i])
	}
	for i := range from {
		if u := &head[i]; u.role == byline || hasDate && u.role == undecided && isDateLine(u) {
			u.cutAs("page header")
		}
	}
}

// dateBeside finds a date that stands in a line with something else, if no line
// is a date alone: "CBS News February 24, 2020", "World / March 1, 2020".
func dateBeside(head []unit, titleAt int) {
	const longest = 20 // words
	for i := range head {
		if u := &head[i]; u.role == date || u.role == byline && dateIn(unglue(u.text)).iso != "" {
			return
		}
	}
	for i := max(0, titleAt-2); i < len(head); i++ {
		u := &head[i]
		isHead := u.what == "page header" || u.what == "photo caption" || u.role == standfirst
		if isHead && u.words <= longest && !u.stops() && dateIn(unglue(u.text)).iso != "" && !isCaption(u) {
			u.role, u.what = date, ""
			return
		}
	}
}

// cutCopies cuts the headline wherever it stands again.
func (p *page) cutCopies(headline string) {
	key := headlineKey(headline)
	for i := range p.units {
		if u := &p.units[i]; u.role == undecided && u.words <= 40 && headlineKey(u.text) == key {
			u.cutAs("repeated headline")
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

// findTitle chooses the headline among the lines above the body. It shares
// words with the body, stands near it or near the first byline or date, and may
// stand elsewhere on the page again; a standfirst, which is longer and right
// below it, shares words too. findTitle returns -1 if there is no headline.
func (p *page) findTitle(head []unit) int {
	for i := range head {
		if head[i].role == title {
			return i
		}
	}
	if p.known.Title != "" {
		return 0
	}
	scores := p.titleScores(head)
	chosen := -1
	for i, score := range scores {
		if score > 0 && (chosen < 0 || score > scores[chosen]) {
			chosen = i
		}
	}
	if chosen < 0 {
		return -1
	}
	if up := chosen - 1; up >= 0 && head[up].words >= 5 && scores[up]*3 > scores[chosen] {
		if shared, _ := sharedWords(head[up].text, p.vocabulary()); shared > 1 {
			chosen = up
		}
	}
	for i := range head { // "Home / Politics / Ferry runs aground"
		short := head[i].text
		if scores[i] > 0 && len(short) < len(head[chosen].text) && strings.HasSuffix(head[chosen].text, short) {
			chosen = i
		}
	}
	head[chosen].role = title
	return chosen
}

// titleScores says of each line how likely it is the headline, 0 for lines
// that are none.
func (p *page) titleScores(head []unit) []float64 {
	used := p.vocabulary()
	anchor := anchorOf(head)
	copies := p.shortCopies()
	scores := make([]float64, len(head))
	lines := 0 // between here and the anchor
	for i := len(head) - 1; i >= 0; i-- {
		u := &head[i]
		between := lines
		if i < anchor && u.role == undecided {
			lines++
		}
		if u.role != undecided || u.words < 3 && ideographs(u.text) < 5 || u.words > 30 ||
			isDateLine(u) || isCaption(u) || isCredit(u) {
			continue
		}
		scores[i] = (0.1 + shareOf(u.text, used)) / (1 + float64(between)/6)
		if copies[headlineKey(u.text)] || copies[keyStart(u.text)] {
			scores[i] *= 4 // it heads the comments, or a link to share it, too
		}
		if i == anchor-1 && anchor < len(head) {
			scores[i] *= 1.5 // right above a byline or a date
		}
		if strings.HasSuffix(u.text, ".") || i > anchor {
			scores[i] /= 3 // a standfirst, or a picture's caption
		}
		if strings.ContainsAny(u.text, ">»›|") {
			scores[i] /= 3 // where the page stands in its site
		}
		if ideographs(u.text) == 0 {
			scores[i] *= min(1, float64(u.words)/5)
		}
	}
	return scores
}

// keyWords is how many words of a long headline stand for it.
const keyWords = 6

// keyStart returns what the first words of two copies of a headline share.
func keyStart(s string) string {
	words := strings.Fields(headlineKey(s))
	return strings.Join(words[:min(len(words), keyWords)], " ")
}

// shortCopies returns the keys of the lines below the text, and of their
// beginnings.
func (p *page) shortCopies() map[string]bool {
	const least = 4 // words
	keys := map[string]bool{}
	for i := p.bodyEnd; i < len(p.units); i++ {
		if u := &p.units[i]; u.words >= least && u.words <= 40 && !u.prose() {
			keys[headlineKey(u.text)], keys[keyStart(u.text)] = true, true
		}
	}
	return keys
}

// anchorOf returns the index of the byline or date nearest above the body, or
// the first of several in a row: the headline stands close above it.
func anchorOf(head []unit) int {
	const near = 40 // units above the body
	anchor := len(head)
	for i := len(head) - 1; i >= max(0, len(head)-near); i-- {
		if u := &head[i]; u.role == byline || u.role == undecided && isDateLine(u) {
			anchor = i
		} else if anchor < len(head) {
			break
		}
	}
	return anchor
}

// vocabulary returns the content words of the body's first paragraphs.
func (p *page) vocabulary() vocabulary {
	const paragraphs = 12
	return vocabularyOf(p.units[p.bodyStart:min(p.bodyEnd, p.bodyStart+paragraphs)])
}

// A vocabulary is the content words that a text uses.
type vocabulary map[string]bool

func vocabularyOf(units []unit) vocabulary {
	v := vocabulary{}
	for i := range units {
		v.add(units[i].text)
	}
	return v
}

func (v vocabulary) add(text string) {
	for _, w := range contentWords(text) {
		v[w] = true
	}
}

// shareOf says how much of a line's content words are used, 0 to 1; few words
// prove little.
func shareOf(line string, used vocabulary) float64 {
	shared, all := sharedWords(line, used)
	return float64(shared) / float64(all+4)
}

// sharedWords counts a line's content words that are used, and all of them.
func sharedWords(line string, used vocabulary) (shared, all int) {
	words := contentWords(line)
	for _, w := range words {
		if used[w] {
			shared++
		}
	}
	return shared, len(words)
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
