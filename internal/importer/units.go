package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A unit is the smallest piece of a page that is kept or cut whole: a
// paragraph, a headline, a menu entry.
type unit struct {
	text        string // plain, one line, single spaces
	md          string // the same as Markdown, if the source had mark-up
	first, last int    // lines, from 1; 0 if unknown
	words       int    // of the source; a word broken at a line's end is two
	wrapped     bool   // joined from several lines

	role role
	what string     // of a cut unit
	part *furniture // the stock phrase that it is, or nil

	asked    string // the text of which dateLine says whether it is one; see isDateLine
	dateLine bool

	joins bool // the unit above has the same role and what
}

// A role is where a unit's words go.
type role uint8

const (
	undecided role = iota
	body
	heading // a sub-heading of the body
	title
	standfirst
	byline
	date
	credit
	cut
)

func newUnit(text string, first, last int) unit {
	fields := strings.Fields(text)
	return unit{text: strings.Join(fields, " "), first: first, last: last, words: len(fields)}
}

func (u *unit) cutAs(what string) { u.role, u.what = cut, what }

// signedOff ends the last paragraph of an agency's report: ". — AFP", ". (ANI)".
var signedOff = pattern(`([.!?”"])\s*(?:[-–—]{1,2}\s?(?:\p{Lu}[\p{L}.]*\s?){1,3}|` +
	`\(\p{Lu}[\p{L}/ .]{1,30}\))$`)

// stops reports whether the unit ends as a sentence does.
func (u *unit) stops() bool {
	s := strings.TrimRightFunc(u.text, func(r rune) bool {
		switch r {
		case '”', '’', '"', '\'', ')', ']', '»', '*', '_':
			return true
		}
		return unicode.IsSpace(r)
	})
	if s == u.text && (strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…")) {
		return false // cut off, as headlines in lists are
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।':
		return true
	}
	return strings.ContainsAny(s[max(0, len(s)-40):], "(-–—") && signedOff().MatchString(u.text)
}

// goesOn reports whether the unit announces what follows it: a colon, a comma.
func (u *unit) goesOn() bool {
	return strings.HasSuffix(u.text, ":") || strings.HasSuffix(u.text, ",") || strings.HasSuffix(u.text, ";")
}

// prose reports whether the unit by its form alone is a paragraph of an
// article: a dozen words that end as a sentence, fewer if mark-up says that it
// is a paragraph, or more words than a headline has.
func (u *unit) prose() bool {
	words := max(u.words, ideographs(u.text)/2)
	return words >= 12 && u.stops() || words >= 40 || u.md != "" && words >= 4 && u.stops()
}

// isBlock reports whether mark-up makes a list's item, a quotation or a table
// of the unit.
func (u *unit) isBlock() bool {
	return u.md != "" && (isListItem(u.md) || u.md[0] == '>' || u.md[0] == '|' || u.md[0] != '#' && opensBlock(u.md))
}

// ideographs counts the letters of scripts without spaces, two of which make
// about a word.
func ideographs(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x3040 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7af || r >= 0x0e00 && r <= 0x0e7f {
			n++
		}
	}
	return n
}

// A line is one line of a text, without spaces around it.
type line struct {
	text string
	n    int // from 1
}

// textUnits cuts a text into units: one a line, but hard-wrapped blocks are
// joined to one each, and so are lines that break in the middle of a sentence
// with a blank line between.
func textUnits(text string) []unit {
	var units []unit
	var known map[string]bool // the file's words, once a wrapped block needs them
	for _, block := range blocks(text) {
		if isWrapped(block) {
			if known == nil {
				known = wordsOf(text)
			}
			units = append(units, join(block, known))
			continue
		}
		for len(block) > 0 {
			if n := tableRows(block); n > 0 {
				units = append(units, tableUnit(block[:n]))
				block = block[n:]
				continue
			}
			units = append(units, newUnit(block[0].text, block[0].n, block[0].n))
			block = block[1:]
		}
	}
	return joinBroken(units)
}

// tableRows returns how many lines at the top of a block are the rows of a
// table, whose cells "copy all" parts by tabs: 0, or three and more.
func tableRows(block []line) int {
	const least = 3
	tabs := strings.Count(block[0].text, "\t")
	n := 0
	for tabs > 0 && n < len(block) && strings.Count(block[n].text, "\t") == tabs {
		n++
	}
	if n < least {
		return 0
	}
	return n
}

// tableUnit makes a unit of a table's rows.
func tableUnit(rows []line) unit {
	var md strings.Builder
	var text []string
	for i, row := range rows {
		cells := strings.Split(row.text, "\t")
		for k := range cells {
			cells[k] = escape(strings.Join(strings.Fields(cells[k]), " "))
		}
		if i > 0 {
			md.WriteByte('\n')
		}
		md.WriteString("| " + strings.Join(cells, " | ") + " |")
		if i == 0 {
			md.WriteString("\n|" + strings.Repeat(" --- |", len(cells)))
		}
		text = append(text, row.text)
	}
	u := newUnit(strings.Join(text, " "), rows[0].n, rows[len(rows)-1].n)
	u.md = md.String()
	return u
}

// blocks returns the runs of lines between blank lines.
func blocks(text string) [][]line {
	var list [][]line
	var block []line
	n := 0
	for l := range strings.SplitSeq(text, "\n") {
		n++
		l = strings.TrimSpace(l)
		if l != "" {
			block = append(block, line{l, n})
			continue
		}
		if block != nil {
			list = append(list, block)
			block = nil
		}
	}
	if block != nil {
		list = append(list, block)
	}
	return list
}

// isWrapped reports whether a block's lines are one paragraph that an editor
// or a subtitle broke: most of its lines go on in lower case after a line that
// ends in no stop, and none is short but the last.
func isWrapped(block []line) bool {
	if len(block) < 2 {
		return false
	}
	goOn, length := 0, 0
	for i, l := range block[1:] {
		if isListItem(l.text) {
			return false
		}
		u := unit{text: block[i].text}
		r, _ := utf8.DecodeRuneInString(l.text)
		if !u.stops() && (unicode.IsLower(r) || strings.HasSuffix(u.text, "-") && unicode.IsLetter(r)) {
			goOn++
		}
		length += utf8.RuneCountInString(u.text)
	}
	breaks := len(block) - 1
	return goOn*5 >= breaks*2 && length/breaks >= 30
}

func isListItem(s string) bool {
	for _, mark := range []string{"- ", "* ", "• ", "· ", "– ", "— "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a text in lower case, hyphens inside them.
func wordsOf(text string) map[string]bool {
	set := make(map[string]bool)
	between := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), between) {
		set[w] = true
	}
	return set
}

// join makes one unit of a block's lines. known are the words of the whole
// file, which decide about hyphens at line ends.
func join(block []line, known map[string]bool) unit {
	var b strings.Builder
	words := 0
	for i, l := range block {
		words += len(strings.Fields(l.text))
		text, sep := l.text, " "
		if i+1 == len(block) {
			sep = ""
		} else if head, tail := lastWord(text), firstWord(block[i+1].text); strings.HasSuffix(head, "-") && len(head) > 2 &&
			startsLower(tail) {
			sep = ""
			if dropsHyphen(strings.TrimSuffix(head, "-"), tail, known) {
				text = strings.TrimSuffix(text, "-")
			}
		}
		b.WriteString(text)
		b.WriteString(sep)
	}
	u := newUnit(b.String(), block[0].n, block[len(block)-1].n)
	u.wrapped, u.words = true, words
	return u
}

// hyphenated are first parts that English writes with a hyphen.
var hyphenated = newWords("self non semi anti ex well half mid multi pre post pro co re un cross counter quasi all " +
	"north south east west long short high low first second third one two three four five six seven eight nine ten " +
	"us uk eu year day so")

// dropsHyphen reports whether a hyphen at a line's end only breaks a word.
func dropsHyphen(head, tail string, known map[string]bool) bool {
	head, tail = strings.ToLower(head), strings.ToLower(tail)
	switch {
	case known[head+tail]:
		return true
	case known[head+"-"+tail], hyphenated[head], strings.Contains(head, "-"):
		return false
	}
	return true
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// firstWord returns the letters that s begins with.
func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return s
	}
	return s[:end]
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// joinBroken joins units that a blank line parts in the middle of a sentence:
// a line of a wrapped text's length without a stop, then lower case. It does
// so only if the page does it often; a single one is a caption before a
// paragraph that begins with a small letter.
func joinBroken(units []unit) []unit {
	broken := func(a, b unit) bool {
		return !a.wrapped && !b.wrapped && !a.stops() && !a.goesOn() && utf8.RuneCountInString(a.text) >= 40 &&
			utf8.RuneCountInString(a.text) <= 120 && startsLower(b.text)
	}
	n := 0
	for i := 1; i < len(units); i++ {
		if broken(units[i-1], units[i]) {
			n++
		}
	}
	if n < 3 || n*3 < len(units) {
		return units
	}
	joined := units[:1]
	for i, u := range units[1:] {
		if !broken(units[i], u) {
			joined = append(joined, u)
			continue
		}
		last := &joined[len(joined)-1]
		last.text += " " + u.text
		last.last, last.words = u.last, last.words+u.words
	}
	return joined
}

// newWords makes a set of the words in a string.
func newWords(s string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}
