package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readBody gives a role to each unit of the body: paragraphs, sub-headings,
// captions and repetitions.
func (p *page) readBody() {
	units := p.units[p.bodyStart:p.bodyEnd]
	formless := p.isList || p.isFormless()
	repeated := findRepeats(units)
	names := p.writers()
	inBox := false // below a writer's name at the end
	for i := range units {
		u := &units[i]
		if u.role != undecided {
			continue
		}
		switch {
		case i == 0 && isMarkdownHeading(u) && u.words >= 12 && p.known.Standfirst == "":
			u.role = standfirst
		case inBox:
			u.cutAs("author box")
		case i+authorNotes >= len(units) && i > 0 && slices.Contains(names, u.text):
			u.cutAs("author box")
			inBox = true
		case isMarkdownHeading(u), isNumber(u.text), isTimeLine(u):
			u.role = heading
		case i+authorNotes >= len(units) && isAuthorNote(u, names):
			u.cutAs("author box")
		case isCaption(u), !u.stops() && i+1 < len(units) && creditsAbove(&units[i+1]):
			u.cutAs("photo caption")
		case isCredit(u) && i > 0:
			u.role = credit
		case repeated[i]:
			u.cutAs(repetition(u))
		case p.listed(p.bodyStart + i), u.md != "", u.stops(), u.goesOn(), isListItem(u.text), isCounted(units, i), formless,
			u.words >= 40, i == 0, isSound(u.text):
			u.role = body
			if u.md == "" && isCounted(units, i) {
				u.md = asCounted(u.text)
			}
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

// isFormless reports whether a page writes without stops, in verse or in
// another script; it has no captions that their form could give away.
func (p *page) isFormless() bool {
	units := p.units[p.bodyStart:p.bodyEnd]
	unstopped, inRuns, n, words, all := 0, 0, 0, 0, 0
	above := false // the unit above has no stop
	run := 0
	for i := range units {
		u := &units[i]
		if u.role != undecided {
			continue
		}
		size := u.words + ideographs(u.text)/2
		n++
		all += size
		if u.stops() || isListItem(u.text) || isCounted(units, i) || p.listed(p.bodyStart+i) {
			above, run = false, 0
			continue
		}
		unstopped++
		words += size
		if run++; above {
			inRuns++
			if run == 2 {
				inRuns++ // the first of them
			}
		}
		above = true
	}
	return unstopped >= 4 && inRuns*3 > unstopped*2 && unstopped*100 > n*35 && words*100 > all*30
}

// isCounted reports whether a unit is an item of a numbered list: the one
// above has the number before its own, or the one below the number after.
func isCounted(units []unit, i int) bool {
	n := countOf(units[i].text)
	return n > 0 && (i > 0 && n > 1 && countOf(units[i-1].text) == n-1 ||
		i+1 < len(units) && countOf(units[i+1].text) == n+1)
}

// asCounted writes "3) A bicycle" as an item of a Markdown list.
func asCounted(s string) string {
	_, rest, _ := strings.Cut(s, " ")
	return strconv.Itoa(countOf(s)) + ". " + escape(rest)
}

// countOf returns the number that opens a list's item, "3. " or "3) ", or 0.
func countOf(s string) int {
	digits, _, ok := strings.Cut(s, " ")
	if !ok || len(digits) < 2 || len(digits) > 3 || strings.TrimRight(digits, ".)") != digits[:len(digits)-1] {
		return 0
	}
	n, err := strconv.Atoi(digits[:len(digits)-1])
	if err != nil {
		return 0
	}
	return n
}

// isNumber reports whether a unit is a number alone, which heads a section.
func isNumber(s string) bool {
	return len(s) <= 4 && strings.TrimRight(s, ".") != "" && strings.Trim(strings.TrimRight(s, "."), "0123456789IVX") == ""
}

// isTimeLine reports whether a unit is a time of day, which heads an entry of
// a live report.
func isTimeLine(u *unit) bool {
	return u.words <= 3 && strings.ContainsAny(u.text, "0123456789") && clock().MatchString(u.text) &&
		strings.TrimSpace(zoneName().ReplaceAllString(clock().ReplaceAllString(u.text, ""), "")) == ""
}

// isSound reports whether a unit is a remark in capitals and brackets, as in
// transcripts: "(SOUNDBITE OF MUSIC)".
func isSound(s string) bool {
	return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && strings.ToUpper(s) == s
}

// authorNotes is how many units from the body's end a note about its writer
// may stand; further up, a line that opens with the name is of the story.
const authorNotes = 5

// isAuthorNote reports whether a unit tells of one of the writers: "Ann Lee is
// our harbour correspondent.", "Contact Ann Lee at …".
func isAuthorNote(u *unit, names []string) bool {
	if u.words > 60 {
		return false
	}
	for _, name := range names {
		for _, begin := range []string{"Contact ", "Email ", "Follow ", "Reach ", "You can reach "} {
			if strings.HasPrefix(u.text, begin+name) {
				return true
			}
		}
		rest, ok := strings.CutPrefix(u.text, name+" ")
		verb, _, _ := strings.Cut(rest, " ")
		switch verb {
		case "is", "was", "covers", "writes", "reports", "joined", "has", "can":
			if ok {
				return true
			}
		}
	}
	return false
}

// demoteHeadings cuts sub-headings that no paragraph follows before the next,
// and all of three or more in a row, which are links to other stories. A time
// above a sub-heading stays.
func (p *page) demoteHeadings() {
	var run []*unit
	end := func(followed bool) {
		for i, u := range run {
			last := i+1 == len(run)
			links := len(run) > 2 && !isTimeLine(run[0])
			if links || !followed || !last && !isTimeLine(u) && !isNumber(u.text) {
				u.cutAs("page furniture")
			}
		}
		run = run[:0]
	}
	for i := p.bodyStart; i < p.bodyEnd; i++ {
		switch u := &p.units[i]; u.role {
		case heading:
			run = append(run, u)
		case body:
			end(true)
		}
	}
	end(false)
}

// writers returns the names in the bylines above the body.
func (p *page) writers() []string {
	names := slices.Clone(p.known.Byline)
	for i := range p.units[:p.bodyStart] {
		if u := &p.units[i]; u.role == byline {
			names = append(names, namesIn(u.text)...)
		}
	}
	return names
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
			other := " " + strings.Join(keys[j], " ") + " "
			if longer && (strings.Contains(other, key) || isQuoted(units[i].text) && saysAll(other, units[i].text)) {
				repeated[i] = true
			}
		}
	}
	return repeated
}

func isQuoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("“‘\"'«„", first) && strings.ContainsRune("”’\"'»“", last)
}

// saysAll reports whether each sentence of a text stands in a longer one, given
// as a headlineKey: a pull quote leaves out "she said".
func saysAll(key, text string) bool {
	for sentence := range strings.SplitSeq(text, ". ") {
		if !strings.Contains(key, " "+headlineKey(sentence)+" ") {
			return false
		}
	}
	return true
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
	named := len(p.writers()) > 0
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
		case isByline(u) && !named:
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
	"(file photo", "(file)", "(video grab", "video grab)", "screengrab)", "(photograph:", "(courtesy", "(provided by",
	"photo:", "photograph:", "image:", "picture:", "photo credit:",
	"image credit", "image copyright", "image source", "credit:", "image caption",
	"file photo", "photo by", "picture by", "getty images", "ap photo",
	"via getty", "via reuters", "via ap)", "/ afp", "/afp", "afp/",
	"© ", "/getty", "/reuters", "epa-efe", "shutterstock", "handout",
}

// creditInBrackets ends captions: "(Ann Lee/Herald)", "[Ann Lee for The Herald]".
var creditInBrackets = pattern(`[\[(](?:[^\[\]()]{2,40}/[^\[\]()]{2,40}|` +
	`(?:\p{Lu}\S+ ){2,3}for \p{Lu}[^\[\]()]{2,40}|` +
	`(?:AP|Reuters|AFP|Getty Images|EPA|(?:Provided by|Courtesy) [^\[\]()]{2,50}|` +
	`[^\[\]()]{0,40}(?:video grab|screengrab|file photo|photo)|[^\[\]()]{2,40} via AP))[\])]\.?$`)

// isCaption reports whether a unit says of itself that it belongs to a picture.
func isCaption(u *unit) bool {
	if strings.HasPrefix(u.text, "FILE ") || strings.HasPrefix(u.text, "FILE: ") {
		return true // so agencies open captions of old pictures
	}
	if u.words > 60 {
		return false
	}
	s := strings.ToLower(u.text)
	if endsInCredit(s) || creditInBrackets().MatchString(u.text) {
		return true
	}
	inBrackets := strings.HasPrefix(s, "(") && strings.IndexByte(s, ')') == len(s)-1
	photographer, _, slash := strings.Cut(u.text, "/")
	switch {
	case u.stops():
	case inBrackets && u.words <= 12 && !isSound(u.text): // "(Ann Lee for The Herald)"
		return true
	case slash && u.words <= 8 && isName(photographer): // "Ann Lee/Herald"
		return true
	}
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

// endsInCredit reports whether the last sentence of a text in lower case names
// a photographer: "The quay at night. Photo by the author."
func endsInCredit(s string) bool {
	if i := strings.LastIndex(strings.TrimRight(s, "."), ". "); i >= 0 {
		s = s[i+2:]
	}
	if len(s) > 60 {
		return false
	}
	for _, begin := range []string{
		"photo by ", "photos by ", "photograph by ", "photographs by ", "picture by ",
		"image by ", "images by ", "illustration by ", "photo courtesy of ",
	} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	return false
}

// creditsAbove reports whether a unit is a picture's credit under its caption.
// "Image source" opens the lines of a picture, and stands under something else.
func creditsAbove(u *unit) bool {
	return u.role == undecided && isCaption(u) && !strings.HasPrefix(u.text, "Image ")
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
