package importer

import (
	"strings"
	"unicode"

	"collate/internal/spoof"
)

// roleWords give away that a line says what a writer is.
var roleWords = []string{
	"correspondent", "editor", "reporter", "writer", "staff", "bureau", "chief", "columnist", "journalist", "producer",
	"contributor",
}

// particles stand in names in lower case.
var particles = newWords("al el bin ibn bint abu de del della der den di da dos du la le van von " +
	"zu zum ter ten y e ben st")

// noName are capitalised words that no byline's name has. April, June and August
// are missing: people are called so.
var noName = newWords("the a an this that monday tuesday wednesday thursday friday saturday sunday january february " +
	"march may july september october november december published updated posted iran world news " +
	"breaking live video photo analysis opinion exclusive update watch read sign log leave about home")

// alsoSurname are those of them that people are called, behind a first name.
var alsoSurname = newWords("march may read live home world")

// readBylines finds the lines above the body that name its writers, and those
// beside them that say what they are.
func readBylines(head []unit) {
	for i := range head {
		if u := &head[i]; u.role == undecided && isByline(u) {
			u.role = byline
		}
	}
	// Names may stand one a line: "Ann Lee", "Harbour Correspondent",
	// ", Bo Holm". What is beside a date, a role or another name's comma is
	// one of them; the rest might be a headline.
	const near = 25 // units above the text
	from := max(0, len(head)-near)
	for i := from; i+1 < len(head); i++ {
		if one := strings.TrimRight(head[i].text, ":"); strings.EqualFold(one, "by") && isNames(trimComma(head[i+1].text)) {
			head[i].role, head[i+1].role = byline, byline
		}
	}
	said := false // by a line that begins with "By"
	for i := from; i < len(head); i++ {
		said = said || head[i].role == byline
	}
	for changed := true; changed; {
		changed = false
		for i := from; i < len(head); i++ {
			u := &head[i]
			line := trimComma(unglue(u.text))
			names := (isNames(line) && !isMedium(line) || isOffice(line)) && (!said || line != u.text)
			beside := (names || isRole(u)) && besideByline(head, i)
			if u.role == undecided && (beside || !said && namesItself(u)) {
				u.role, changed = byline, true
			}
		}
	}
}

// namesItself reports whether a line names writers and says so by what stands
// behind them: an account, an agency, what they are.
func namesItself(u *unit) bool {
	if u.words > 14 || u.stops() || strings.HasPrefix(u.text, "@") {
		return false
	}
	parts := bylineParts(u.text)
	if len(parts) == 0 || !isWriter(parts[0]) || !onlyNames(u.text) {
		return false
	}
	if address().MatchString(u.text) {
		return true
	}
	for _, part := range parts[1:] {
		one := newUnit(part, 0, 0)
		if isOffice(part) || isRole(&one) || isMedium(part) {
			return true
		}
	}
	return false
}

// besideByline reports whether the line above or below unit i is a byline's.
func besideByline(head []unit, i int) bool {
	return i > 0 && bylineLike(&head[i-1], false) || i+1 < len(head) && bylineLike(&head[i+1], true)
}

func bylineLike(u *unit, below bool) bool {
	if u.role != undecided {
		return u.role == byline || u.role == date
	}
	return isDateLine(u) || isRole(u) || isWeekday(u.text) ||
		below && strings.HasPrefix(u.text, ",") && isName(trimComma(u.text))
}

func isWeekday(s string) bool {
	switch s {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	return false
}

// isNames reports whether a line without "By" is nothing but names and what
// their bearers are.
func isNames(s string) bool {
	parts := bylineParts(s)
	if len(parts) == 0 || saysPublished(s) || len(strings.Fields(s)) > 12 {
		return false
	}
	return isName(beforePlace(parts[0])) && onlyNames(s) &&
		!commonTitles[strings.ToLower(lastWord(s))] // "Highland Press"
}

// beforePlace returns "Ann Lee" of "Ann Lee in Oslo".
func beforePlace(part string) string {
	for _, sep := range []string{" in ", " at ", " for ", " For "} {
		if before, place, ok := strings.Cut(part, sep); ok && isUpper(place) {
			return before
		}
	}
	return part
}

func trimComma(s string) string { return strings.TrimSpace(strings.Trim(s, ",;| ")) }

// isRole reports whether a short line says what a writer is.
func isRole(u *unit) bool {
	if u.words > 12 || u.stops() || !isUpper(trimComma(u.text)) {
		return false
	}
	s := strings.ToLower(u.text)
	for _, w := range roleWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return strings.HasPrefix(u.text, "@") && u.words == 1
}

// bylinePrefixes open a line that names its writers.
var bylinePrefixes = []string{
	"by ", "by: ", "words by ", "written by ", "written by: ", "story by ", "report by ", "reported by ", "text by ",
	"author: ", "authors: ", "posted by ", "published by ", "article by ", "from ",
	"von ", "par ", "por ", "di ", "av ", "af ", "door ",
}

// describedWriter opens a byline that goes on as a sentence: "By Ann Lee, a
// deputy editor who covers ships."
var describedWriter = pattern(`^By \p{Lu}[\p{L}.'’-]+ (?:\p{Lu}[\p{L}.'’-]* )?\p{Lu}[\p{L}.'’-]+, an? `)

// isByline reports whether a unit names writers behind a word that says so:
// "By Ann Lee and Bo Holm in Oslo".
func isByline(u *unit) bool {
	if describedWriter().MatchString(u.text) {
		return u.words <= 60 && len(namesIn(u.text)) > 0
	}
	if u.words > 30 {
		return false
	}
	rest, ok := cutBylinePrefix(behindDate(unglue(u.text)))
	if !ok {
		return isNameAndDate(u)
	}
	from := strings.HasPrefix(strings.ToLower(u.text), "from ")
	if from && !strings.Contains(u.text, " in ") || len(namesIn(rest)) == 0 {
		return false
	}
	// Behind a name may stand anything that is no sentence: "7 News WSVN".
	says := strings.HasPrefix(strings.ToLower(u.text), "by")
	return onlyNames(rest) || says && u.words <= 20 && !u.stops() && isWriter(bylineParts(rest)[0])
}

// isNameAndDate reports whether a unit is a writer's name with a date or a time
// behind it: "PTI | July 9, 2020", "Ann Lee 15:35, Oct 29 2020".
func isNameAndDate(u *unit) bool {
	if u.words > 16 || !strings.ContainsAny(u.text, "0123456789") || u.stops() ||
		saysPublished(u.text) || dateIn(unglue(u.text)).iso == "" {
		return false
	}
	parts := bylineParts(u.text)
	if len(parts) == 0 || len(parts) > 3 {
		return false
	}
	name := withoutOffice(parts[0])
	return (isOffice(name) || isName(name)) && onlyNames(u.text)
}

// isWriter reports whether a byline's first part is a person or an agency.
func isWriter(part string) bool {
	part = withoutOffice(part)
	return isOffice(part) || isName(beforePlace(part))
}

// withoutOffice returns "Ann Lee" of "Ann Lee The Associated Press".
func withoutOffice(part string) string {
	if isOffice(part) {
		return part
	}
	words := strings.Fields(part)
	for n := min(3, len(words)-2); n > 0; n-- {
		if isOffice(strings.Join(words[len(words)-n:], " ")) {
			return strings.Join(words[:len(words)-n], " ")
		}
	}
	return part
}

// address is an e-mail address or an account, as papers print behind a name.
var address = pattern(`\(?(?:[\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+|@\w+)\)?`)

// glued is what stands in elements of its own beside a name, and what "copy
// all" puts right behind it: "ByAnn Lee", "Ann Lee15:35", "2019timer".
var glued = pattern(`^(By)(\p{Lu}\p{Ll})|(\p{Ll})(\d)|(\b(?:19|20)\d\d)(\p{L})`)

// gluedRole is such a word that says for whom, or as what, a writer works.
var gluedRole = pattern(`(\p{Ll})(The Associated Press|Associated Press|Reuters|Contributor|Senior |` +
	`Staff |Reporter|Editor|Correspondent|Columnist)`)

// unglue puts spaces and commas back.
func unglue(s string) string {
	if !looksGlued(s) {
		return s
	}
	return gluedRole().ReplaceAllString(glued().ReplaceAllString(s, "$1$3$5 $2$4$6"), "$1, $2")
}

// looksGlued reports whether a capital or a figure stands right behind a letter,
// or a letter behind a figure: a look before the patterns, which are slow.
func looksGlued(s string) bool {
	var last rune
	for _, r := range s {
		switch {
		case unicode.IsLower(last) && (unicode.IsUpper(r) || unicode.IsDigit(r)),
			unicode.IsDigit(last) && unicode.IsLetter(r):
			return true
		}
		last = r
	}
	return strings.HasPrefix(s, "By")
}

// behindName is what is no part of a name, and what follows it: "16 hours
// ago", "March 18 at 12:22 PM", "Follow @annlee", "1.30pm".
var behindName = pattern(`(?i)[ (|•·]*(?:\b\d+ (?:minute|hour|day)s? ago\b|\b` + month + ` \d|` +
	`\bfollow @|\b\d\d?[:.]\d\d\b).*$`)

// behindDate returns "by Ann Lee" of "Posted on 3 May 2019 by Ann Lee", and
// any other text as it is.
func behindDate(s string) string {
	st := dateIn(s)
	if st.iso == "" {
		return s
	}
	rest := strings.TrimLeft(s[st.end:], " ,|•·–—-")
	before := newUnit(s[:st.end], 0, 0)
	if len(rest) > 3 && strings.EqualFold(rest[:3], "by ") && isDateLine(&before) {
		return rest
	}
	return s
}

func cutBylinePrefix(s string) (rest string, ok bool) {
	lower := strings.ToLower(s)
	for _, prefix := range bylinePrefixes {
		if strings.HasPrefix(lower, prefix) {
			return strings.TrimSpace(s[len(prefix):]), true
		}
	}
	return s, false
}

// bylineParts cuts a byline into names, roles and places, and drops a date
// behind them.
func bylineParts(s string) []string {
	s, _ = cutBylinePrefix(behindDate(unglue(s)))
	s = behindName().ReplaceAllString(cutAtDate(s), "")
	s = address().ReplaceAllString(s, ", ") + " " // "By Ann Lee and": the next line goes on
	for _, sep := range []string{
		" | ", " • ", " · ", " – ", " — ", " - ", " / ", "/ ", ";", " and ", " And ", " AND ", " & ", " with ",
	} {
		s = strings.ReplaceAll(s, sep, ",")
	}
	var parts []string
	for part := range strings.SplitSeq(s, ",") {
		if digit := strings.IndexAny(part, "0123456789"); digit > 0 {
			part = part[:digit]
		}
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// namesIn returns the writers that a byline names, in order.
func namesIn(s string) []string {
	s = spoof.Strip(s)
	var names []string
	for i, part := range bylineParts(s) {
		for _, sep := range []string{" in ", " for ", " For ", " at ", " of "} {
			if before, _, ok := strings.Cut(part, sep); ok {
				part = before
			}
		}
		part = withoutOffice(part)
		one := newUnit(part, 0, 0)
		switch {
		case isOffice(part): // behind a person it is who they work for
			if len(names) == 0 {
				names = append(names, part)
			}
		case isRole(&one), i > 0 && isMedium(part), !isName(part), i > 0 && len(strings.Fields(part)) == 1:
		default:
			names = append(names, unshout(part))
		}
	}
	return names
}

// isOffice reports whether a byline's part is an agency or a desk.
func isOffice(s string) bool {
	switch strings.ToLower(s) {
	case "reuters", "ap", "associated press", "the associated press", "afp", "agence france-presse", "pa",
		"pa media", "dpa",
		"upi", "efe", "xinhua", "tass", "bloomberg", "pti", "ani", "ians", "aap", "the canadian press", "canadian press",
		"cnn", "ap news", "anadolu agency", "kyodo", "kyodo news", "yonhap", "interfax", "sputnik", "bernama", "aptn",
		"news24", "reuters staff", "staff", "staff writer", "staff reporter", "agencies",
		"news desk", "web desk", "newsroom", "editorial board", "our correspondent", "our foreign staff":
		return true
	}
	for _, end := range []string{" News Service", " News Agency", " Staff", " Newsroom", " News Desk", " Press Agency"} {
		if strings.HasSuffix(s, end) && isUpper(s) {
			return true
		}
	}
	return false
}

// onlyNames reports whether nothing but names, roles and places stands in a
// byline.
func onlyNames(s string) bool {
	for i, part := range bylineParts(s) {
		if i > 0 && isMedium(part) {
			continue
		}
		one := newUnit(part, 0, 0)
		part = strings.ReplaceAll(part, " For ", " for ")
		before, place, in := strings.Cut(part, " in ")
		if !in {
			before, place, in = strings.Cut(part, " for ")
		}
		if !in {
			before, place, in = strings.Cut(part, " at ")
		}
		if in && (isName(before) || isOffice(before)) && isUpper(place) {
			continue
		}
		if !isOffice(part) && !isRole(&one) && !isName(part) {
			return false
		}
	}
	return true
}

// isMedium reports whether a byline's part behind a name is who the writer
// works for: "WKLD News".
func isMedium(s string) bool {
	last := strings.ToLower(lastWord(s))
	switch last {
	case "news", "radio", "tv", "media", "group", "today":
		return isUpper(s) && len(strings.Fields(s)) <= 5
	}
	known := commonTitles[last] || isOffice(s) || len(s) >= 2 && len(s) <= 6 && isAcronym(s)
	return known && isUpper(s) && len(strings.Fields(s)) <= 5
}

// isName reports whether s looks like a person's name as bylines print it: one
// to five words with capitals, initials and particles among them.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || len(words) == 1 && len(s) < 3 {
		return false
	}
	capitals := 0
	shouted := strings.ToUpper(s) == s
	for i, w := range words {
		lower := strings.ToLower(strings.Trim(w, ".,"))
		switch {
		case noName[lower] && !(i > 0 && i+1 == len(words) && alsoSurname[lower]):
			return false
		case !shouted && len(w) >= 3 && isAcronym(w): // "BBN Islands"
			return false
		case isUpper(w) && !strings.ContainsFunc(w, notInName):
			capitals++
		case particles[lower] || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "d’") || strings.HasPrefix(w, "d'"):
		default:
			return false
		}
	}
	return capitals > 0 && (len(words) > 1 || isOffice(s))
}

// isAcronym reports whether a word is three or more capitals.
func isAcronym(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return r < 'A' || r > 'Z' })
}

func notInName(r rune) bool {
	switch r {
	case '.', '-', '’', '\'', '‘', 'ʿ', 'ʾ':
		return false
	}
	return !unicode.IsLetter(r) && !unicode.IsMark(r)
}

// unshout writes ANN LEE as Ann Lee; initials and mixed names stay.
func unshout(name string) string {
	if strings.ToUpper(name) != name || strings.ToLower(name) == name || len([]rune(name)) < 5 {
		return name
	}
	runes := []rune(strings.ToLower(name))
	for i := range runes {
		if i == 0 || !unicode.IsLetter(runes[i-1]) && runes[i-1] != '’' && runes[i-1] != '\'' {
			runes[i] = unicode.ToUpper(runes[i])
		}
	}
	return string(runes)
}
