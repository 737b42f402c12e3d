package link

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/extract"
)

// A context is what stands around a name in its sentence.
type context struct {
	before      string // the word right before it, with a capital, that is no title; or ""
	beforeStart int
	title       string // the title before it, "Mr"; or ""
	gender      extract.Gender
	goesOn      bool // a capitalised word follows, with which it is another name: "Trump Tower"
	family      bool // "family" or the like follows
	power       bool // "administration" or the like follows
	suffix      bool // "Jr." or the like follows
	another     bool // "the other" stands before it
	called      bool // "called" stands before it
	anyone      bool // "one" or the like stands before it
	age         age  // "the elder" stands before it
	inPlace     bool // a word that stands before places does: "in"
}

// surroundings reads the words before and behind text[start:end].
func surroundings(text string, start, end int) context {
	c := context{beforeStart: start}
	if word, at := wordBefore(text, start); word != "" {
		switch {
		case extract.IsTitle(word):
			c.title, c.gender = word, extract.GenderOf(word)
		case startsUpper(word):
			c.before, c.beforeStart = word, at
		default:
			c.another, c.inPlace = isAnother(word), isBeforePlaces(word)
			if the, _ := wordBefore(text, at); the == "the" || the == "The" {
				c.age = ageOf(word) // else "senior Gomes aides"
			}
			c.called, c.anyone = word == "called" || word == "named", isAnyone(word)
		}
	} else if at := initialsAt(text, start); at < start {
		c.beforeStart = at
		c.before = strings.TrimSpace(text[at:start])
	}
	word := wordBehind(text, end)
	switch {
	case isSuffix(word):
		c.suffix, c.goesOn = true, true
	case startsUpper(word):
		c.goesOn = extract.MayBeGiven(word) || extract.IsOfName(word)
	case isFamily(word):
		c.family = true
	default:
		c.power = isPower(word)
	}
	rest, isFirm := strings.CutPrefix(text[end:], " & ")
	c.goesOn = c.goesOn || isFirm && startsUpper(rest) || strings.HasSuffix(text[:start], " & ") // "Quist & Holm"
	return c
}

// knownAs returns the one name that a text behind a full name gives its
// bearer: ", known to friends as Bo,"; or "".
func knownAs(behind string) string {
	const far = 80 // bytes
	if !strings.HasPrefix(behind, ", ") && !strings.HasPrefix(behind, " (") {
		return ""
	}
	m := alsoKnown.FindStringSubmatch(behind[2:min(len(behind), far)])
	if m == nil {
		return ""
	}
	return m[1]
}

var alsoKnown = regexp.MustCompile(`^(?:who (?:is|was) )?(?:also |better |widely )?` +
	`(?:nicknamed|known(?: (?:to|in|at|by) [\p{Ll} ]+)? as) ` +
	`[“"‘']?(\p{Lu}\p{L}+)(?:[”"’',;:.)]| \p{Ll}|$)`)

// insideName reads a nickname between a first name and a surname, with marks
// around it: “Bo” in "Boris “Bo” Quist". It returns its length with these and
// the spaces, 0 if there is none.
func insideName(behind string) (nick string, length int) {
	const far = 40 // bytes
	if len(behind) < 2 || behind[0] != ' ' || behind[1] < utf8.RuneSelf && isWord(rune(behind[1])) {
		return "", 0
	}
	m := betweenMarks.FindStringSubmatch(behind[:min(len(behind), far)])
	if m == nil {
		return "", 0
	}
	return m[1], len(m[0])
}

var betweenMarks = regexp.MustCompile(`^ [“"‘'(](\p{Lu}\p{L}+)[”"’')] `)

// clause returns what stands up to far bytes before and behind text[start:end]
// in its sentence.
func clause(text string, start, end, far int) (before, behind string) {
	before, behind = text[max(0, start-far):start], text[end:min(len(text), end+far)]
	for {
		i := strings.IndexAny(before, ".!?;“”\"\n")
		if i < 0 || before[i] == '.' && extract.IsTitle(lastWord(before[:i])) && strings.TrimSpace(before[i+1:]) == "" {
			break
		}
		before = before[i+1:]
	}
	if i := strings.IndexAny(behind, ".!?;“”\"\n"); i >= 0 {
		behind = behind[:i]
	}
	return before, behind
}

// An age tells two people of one name from each other.
type age uint8

const (
	noAge age = iota
	elder
	younger
)

func (a age) String() string {
	if a == younger {
		return "younger"
	}
	return "elder"
}

// ageOf returns what a word before a name says: "the elder Quist".
func ageOf(word string) age {
	switch word {
	case "elder", "older", "senior":
		return elder
	case "younger", "junior":
		return younger
	}
	return noAge
}

// relationAge returns which of the two a relation makes the one who is called so:
// a father is the elder. A brother is it only by the word before.
func relationAge(word, before string) age {
	switch word {
	case "father", "mother", "grandfather", "grandmother", "uncle", "aunt":
		return elder
	case "son", "daughter", "grandson", "granddaughter", "nephew", "niece":
		return younger
	case "brother", "sister":
		return ageOf(before)
	}
	return noAge
}

// ageNear looks around a full name for what tells an age: "his son, Rui Gomes",
// "Rui Gomes, her younger brother", "Rui Gomes Jr.".
func ageNear(text string, start, end int) age {
	const far = 50 // bytes
	switch strings.Trim(lastWord(text[start:end]), ".") {
	case "Jr", "Junior", "III", "IV":
		return younger
	case "Sr", "Senior":
		return elder
	}
	before, behind := clause(text, start, end, far)
	if told, rest := relation(before); told != noAge {
		if leadsToName(rest) {
			return told
		}
		return noAge
	}
	if apposed, ok := strings.CutPrefix(behind, ", "); ok {
		apposed, _, _ = strings.Cut(apposed, ",")
		told, _ := relation(apposed)
		return told
	}
	return noAge
}

// relation returns what the first relation in a text tells, if words before it
// say whose it is, and what follows it: "his elder brother and agent".
func relation(text string) (told age, rest string) {
	const near = 3 // words
	last, owner := "", near+1
	for end, word := range words(text) {
		owner++
		switch word {
		case "his", "her", "their", "whose", "His", "Her", "Their", "s":
			owner = 0
		}
		if told := relationAge(word, last); told != noAge && owner <= near {
			return told, text[end:]
		}
		last = word
	}
	return noAge, ""
}

// leadsToName reports whether what stands between a relation and a name lets
// them be one: ", the former senator ", " and agent, ", no verb.
func leadsToName(between string) bool {
	between = strings.TrimSpace(between)
	return between == "" || between == "," || strings.HasPrefix(between, ", the ") || strings.HasPrefix(between, ", a ") ||
		strings.HasPrefix(between, "and ") && strings.HasSuffix(between, ",")
}

// isPower reports whether a word behind a name speaks of those whom the person
// governs with.
func isPower(word string) bool {
	return word == "administration" || word == "government" || word == "cabinet" || word == "presidency"
}

// isDead reports whether what stands behind a full name says that its bearer
// died long ago: "who drowned off the cape in 1993".
func isDead(behind string) bool { return death.MatchString(behind[:min(len(behind), 100)]) }

var death = regexp.MustCompile(`^,? [^.;]*\bwho (?:died|drowned|perished|was (?:killed|murdered|shot))\b` +
	`[^.;]* (?:1[89]|20)\d\d\b`)

// isQuoted reports whether text[at:] stands in a quotation that began before.
func isQuoted(text string, at int) bool {
	const far = 1000 // bytes
	text = text[max(0, at-far):at]
	i := strings.LastIndexAny(text, "“”\"")
	if i < 0 {
		return false
	}
	if text[i] == '"' { // an opening one stands behind a space or the like
		r, _ := utf8.DecodeLastRuneInString(text[:i])
		return i == 0 || unicode.IsSpace(r) || r == '(' || r == '—'
	}
	return strings.HasPrefix(text[i:], "“")
}

// isCited reports whether text[start:end] is a quotation's only word, as a word
// is quoted and not somebody.
func isCited(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	return strings.ContainsRune("“‘\"", before) && strings.ContainsRune("”’\"", behind)
}

// isOtherPlace reports whether a word before a place's name makes it another's:
// "South Sudan", "New Mexico", "Fort Worth".
func isOtherPlace(before, name string) bool {
	switch before {
	case "New", "Fort", "Port", "Camp", "Mount", "Lake", "Cape", "San", "Santa":
		return true
	case "North", "South", "East", "West", "Equatorial":
		return extract.IsPlace(before + " " + name)
	}
	return false
}

// initialsAt returns where the initials begin that stand before a surname
// at text[start:]; start if there are none.
func initialsAt(text string, start int) int {
	const far = 20 // bytes
	initial, ok := strings.CutSuffix(strings.TrimRight(text[:start], " "), ".")
	if last, _ := utf8.DecodeLastRuneInString(initial); !ok || !unicode.IsUpper(last) {
		return start // in most texts, and quickly
	}
	from := max(0, start-far)
	if at := initialsEnd.FindStringIndex(text[from:start]); at != nil {
		return from + at[0]
	}
	return start
}

// initialsEnd ends a text before a surname: "J. R. ".
var initialsEnd = regexp.MustCompile(`(?:\p{Lu}\. ?)+ $|(?:\p{Lu}\.)+ $`)

// isAnother reports whether a word tells somebody from the one who was named.
func isAnother(word string) bool {
	switch word {
	case "other", "another", "third", "second":
		return true
	}
	return false
}

// isAnyone reports whether a word makes a name that of nobody in particular:
// "which Gomes", "one Gomes is enough".
func isAnyone(word string) bool {
	switch word {
	case "one", "which", "any", "every", "no", "a", "an", "each", "either", "neither", "two", "both":
		return true
	}
	return false
}

func isBeforePlaces(word string) bool {
	switch word {
	case "in", "at", "to", "from", "near", "of", "outside", "into", "through", "around", "across", "downtown",
		"central", "leave",
		"left", "toward", "towards", "via", "reach", "reached":
		return true
	}
	return false
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// wordBefore returns the word that one space parts from text[at:], or a title's
// point and one, and where it begins.
func wordBefore(text string, at int) (word string, start int) {
	end := at
	switch {
	case strings.HasSuffix(text[:at], ". "):
		end -= 2
	case at > 0 && (text[at-1] == ' ' || text[at-1] == '\n'):
		end--
	default:
		return "", at
	}
	start = end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !isWord(r) && r != '-' {
			break
		}
		start -= size
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:start]); start > 0 && (r == '’' || r == '\'') {
		return "", at // "Iran’s Zarif"
	}
	word = text[start:end]
	if end == at-2 && !extract.IsTitle(word) {
		return "", at // the end of a sentence
	}
	return word, start
}

// wordBehind returns the word that one space parts from text[:at].
func wordBehind(text string, at int) string {
	if at >= len(text) || text[at] != ' ' {
		return ""
	}
	return text[at+1 : wordEnd(text, at+1)]
}

// isFamily reports whether a word behind a surname speaks of several people.
func isFamily(word string) bool {
	switch word {
	case "family", "families", "brothers", "sisters", "siblings", "twins", "couple", "dynasty", "clan", "household",
		"children", "parents":
		return true
	}
	return false
}

// genderNear looks around a full name for what tells a gender: what the person
// is, with a comma ("Maria Gomes, his mother", "his mother, Maria Gomes") or
// right before it, or "he" in the sentence behind it.
func genderNear(text string, start, end int) extract.Gender {
	const far = 80 // bytes behind the name
	before := strings.TrimRight(text[:start], ", ")
	if word := before[strings.LastIndexAny(before, " \n—(“\"")+1:]; !startsUpper(word) {
		if g := extract.GenderOf(word); g != extract.UnknownGender {
			return g
		}
	}
	behind := text[end:min(len(text), end+far)]
	if i := strings.IndexAny(behind, ".!?;"); i >= 0 {
		behind = behind[:i]
	}
	if apposed, ok := strings.CutPrefix(behind, ", "); ok {
		apposed, _, _ = strings.Cut(apposed, ",")
		for _, word := range words(apposed) {
			if word == "whose" || word == "who" || word == "with" {
				break // "the minister whose son"
			}
			if g := extract.GenderOf(word); g != extract.UnknownGender && !startsUpper(word) {
				return g
			}
		}
	}
	for _, word := range words(behind) {
		switch word {
		case "he", "himself":
			return extract.Male
		case "she", "herself":
			return extract.Female
		}
	}
	return extract.UnknownGender
}
