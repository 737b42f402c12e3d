package importer

import (
	"slices"
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

// findTitle chooses the headline among the lines above the body: of those
// whose words the body uses about as much as it does any other's, the first
// that is longer than a site's name or a section's; else the last. It stands
// close above the first byline or date, if there is one. findTitle returns -1
// if there is no headline.
func (p *page) findTitle(head []unit) int {
	for i := range head {
		if head[i].role == title {
			return i
		}
	}
	if p.known.Title != "" {
		return 0
	}
	const above = 3 // headline, standfirst and one more line above a byline
	scores, best := p.titleScores(head)
	for i := range head {
		if u := &head[i]; u.role == byline || isDateLine(u) {
			from := max(0, i-above)
			if near := slices.Max(append(scores[from:i:i], 0)); near > 0 {
				clear(scores[:from])
				clear(scores[i:])
				best = near
			}
			break
		}
	}
	chosen := -1
	for i, s := range scores {
		if s == 0 || s < best*0.7 {
			continue
		}
		chosen = i
		if head[i].words >= 5 || ideographs(head[i].text) >= 8 {
			break
		}
	}
	if chosen >= 0 {
		head[chosen].role = title
	}
	return chosen
}

// titleScores says how much of each line the body's first paragraphs use, 0
// for lines that are no headline, and the highest of them.
func (p *page) titleScores(head []unit) (scores []float64, best float64) {
	used := map[string]bool{}
	for _, u := range p.units[p.bodyStart:min(p.bodyEnd, p.bodyStart+12)] {
		for _, w := range contentWords(u.text) {
			used[w] = true
		}
	}
	scores = make([]float64, len(head))
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
		scores[i] = 0.1 + float64(shared)/float64(len(words)+4) // 4: few words prove little
		best = max(best, scores[i])
	}
	return scores, best
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
