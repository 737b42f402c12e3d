package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readBody gives a role to each unit of the body: paragraphs, sub-headings,
// captions and repetitions.
func (p *page) readBody() {
	units := p.units[p.bodyStart:p.bodyEnd]
	formless := isFormless(units)
	repeated := findRepeats(units)
	names := p.writers()
	for i := range units {
		u := &units[i]
		if u.role != undecided {
			continue
		}
		switch {
		case isMarkdownHeading(u), isNumber(u.text), isTimeLine(u):
			u.role = heading
		case i+authorNotes >= len(units) && isAuthorNote(u, names):
			u.cutAs("author box")
		case isCaption(u), !u.stops() && i+1 < len(units) && units[i+1].role == undecided && isCaption(&units[i+1]):
			u.cutAs("photo caption")
		case isCredit(u) && i > 0:
			u.role = credit
		case repeated[i]:
			u.cutAs(repetition(u))
		case u.md != "", u.stops(), u.goesOn(), isListItem(u.text), formless, u.words >= 40, i == 0, isSound(u.text):
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

// isFormless reports whether a page writes without stops, in verse or in
// another script; it has no captions that their form could give away.
func isFormless(units []unit) bool {
	unstopped, n, words, all := 0, 0, 0, 0
	for i := range units {
		u := &units[i]
		if u.role != undecided {
			continue
		}
		size := u.words + ideographs(u.text)/2
		n++
		all += size
		if !u.stops() && !isListItem(u.text) {
			unstopped++
			words += size
		}
	}
	return unstopped >= 4 && unstopped*100 > n*35 && words*100 > all*30
}

// isNumber reports whether a unit is a number alone, which heads a section.
func isNumber(s string) bool {
	return len(s) <= 4 && strings.TrimRight(s, ".") != "" && strings.Trim(strings.TrimRight(s, "."), "0123456789IVX") == ""
}

// isTimeLine reports whether a unit is a time of day, which heads an entry of
// a live report.
func isTimeLine(u *unit) bool {
	return u.words <= 3 && clock.MatchString(u.text) &&
		strings.TrimSpace(zoneName.ReplaceAllString(clock.ReplaceAllString(u.text, ""), "")) == ""
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
	names := p.known.Byline
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
	"image credit", "image copyright", "image source", "credit:", "image caption",
	"file photo", "photo by", "picture by", "getty images", "ap photo",
	"via getty", "via reuters", "via ap)", "/ afp", "/afp", "afp/",
	"/getty", "/reuters", "epa-efe", "shutterstock", "handout",
}

// isCaption reports whether a unit says of itself that it belongs to a picture.
func isCaption(u *unit) bool {
	if u.words > 60 {
		return false
	}
	s := strings.ToLower(u.text)
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
