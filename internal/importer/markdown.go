package importer

import (
	"html"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"collate/internal/spoof"
)

// escape makes Markdown of plain text: marks that would change its meaning get
// a backslash. Brackets stay as they are in “Daesh [Isis]”, for nothing there
// makes a link of them.
func escape(text string) string {
	if !strings.ContainsAny(text, "\\`*_<[&^|~#") && !opensBlock(text) {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if needsEscape(text, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	if opensBlock(text) {
		return escapeOpening(b.String())
	}
	return b.String()
}

func needsEscape(text string, i int) bool {
	next := byte(0)
	if i+1 < len(text) {
		next = text[i+1]
	}
	switch text[i] {
	case '\\':
		return next > ' ' && next < 0x7f && !isAlnum(next)
	case '`', '*', '<', '|':
		return true
	case '_':
		return i == 0 || i+1 == len(text) || !isAlnum(text[i-1]) || !isAlnum(next)
	case '~':
		return next == '~' || i > 0 && text[i-1] == '~'
	case '[':
		return next == '[' || next == '@' || next == '!' || next == '^' || linkBehind(text[i:])
	case '&':
		end := strings.IndexByte(text[i:min(len(text), i+34)], ';')
		return end > 1 && !strings.ContainsRune(text[i:i+end], ' ')
	case '^': // " ^p7" is a block id at the end, and a mistake elsewhere
		return next == 'p' && i+2 < len(text) && text[i+2] >= '0' && text[i+2] <= '9' ||
			i > 0 && text[i-1] == ' ' && !strings.ContainsRune(text[i:], ' ') || i == 0
	}
	return false
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80
}

// linkBehind reports whether the bracket that text opens with becomes a link:
// "[a](b)", "[a][b]", "[a]: b".
func linkBehind(text string) bool {
	end := strings.IndexByte(text, ']')
	return end > 0 && end+1 < len(text) && (text[end+1] == '(' || text[end+1] == '[' || text[end+1] == ':')
}

// opensBlock reports whether text opens with what would make a heading, a
// quotation, a list, a rule or a code block of it.
func opensBlock(text string) bool {
	if text == "" {
		return false
	}
	switch text[0] {
	case '#', '>', '+', '-', '=', '~', ':':
		return true
	}
	n := 0
	for n < len(text) && n < 10 && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n > 0 && n < len(text) && (text[n] == '.' || text[n] == ')') && (n+1 == len(text) || text[n+1] == ' ')
}

// escapeOpening puts a backslash before the mark that opensBlock saw. A dash
// that opens an item of a list stays one.
func escapeOpening(text string) string {
	if strings.HasPrefix(text, "- ") {
		return text
	}
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return text[:n] + "\\" + text[n:]
}

// plain drops the marks that escape and the conversion of HTML make, roughly:
// enough for a title made of the first words.
func plain(md string) string {
	var b strings.Builder
	for i := 0; i < len(md); i++ {
		switch c := md[i]; {
		case c == '\\' && i+1 < len(md) && md[i+1] < 0x80 && !isAlnum(md[i+1]) && md[i+1] > ' ':
			i++
			b.WriteByte(md[i])
		case c == '*' || c == '`':
		case c == ']' && i+1 < len(md) && md[i+1] == '(':
			if end := strings.IndexByte(md[i:], ')'); end > 0 {
				i += end
			}
		default:
			b.WriteByte(c)
		}
	}
	return strings.TrimLeft(strings.ReplaceAll(b.String(), "[[", ""), "#>- ")
}

// cleanMarkdown reads a Markdown file. One that import wrote comes back as it
// is; any other goes through the same rules as text, with its mark-up kept.
func cleanMarkdown(text string) (Draft, error) {
	head, rest, lines := splitFrontMatter(text)
	var front loose
	var warnings []string
	if head != "" {
		if err := yaml.Load([]byte(head), &front); err != nil {
			warnings = []string{"the front matter cannot be read, and was left out: " + firstLineOf(err.Error())}
		}
	}
	known := front.draft()
	known.Warnings = warnings
	if front.Original.File != "" {
		return ownPage(known, &front, markdownUnits(rest, lines))
	}
	if shown := spoof.Strip(outsideCode(rest, hiddenReference(), unhide)); shown != rest {
		rest = shown
		known.Warnings = append(known.Warnings, leftOutSigns)
	}
	units := markdownUnits(rest, lines)
	for i := range units {
		units[i].md = outsideCode(units[i].md, idInText(), func(id string) string { return "\\" + id })
	}
	p := page{units: units, known: known}
	return p.draft()
}

// unhide returns the signs that a reference stands for, if nobody sees them where
// they stand alone.
func unhide(ref string) string {
	if isHiddenReference(ref) {
		return html.UnescapeString(ref)
	}
	return ref
}

func firstLineOf(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// ownPage takes the blocks of a page that import wrote, as they stand.
func ownPage(d Draft, front *loose, units []unit) (Draft, error) {
	d.Supplied = strings.HasPrefix(d.Title, "[") && strings.HasSuffix(d.Title, "]")
	d.Language, d.Found = front.Original.Language, front.Original.Found
	for _, c := range front.Original.Cut {
		d.Cuts = append(d.Cuts, Cut(c))
	}
	for i := range units {
		d.Paragraphs = append(d.Paragraphs, units[i].md)
		d.Words += units[i].words
	}
	if len(units) == 0 {
		return d, ErrNoBody
	}
	return d, nil
}

// markdownUnits cuts Markdown into blocks, their ids dropped. skipped is how
// many lines stand above text in the file.
func markdownUnits(text string, skipped int) []unit {
	var units []unit
	for _, block := range blocks(text) {
		switch {
		case isTable(block):
			for len(block) > 2 && strings.Trim(block[len(block)-1].text, "| ") == "" {
				block = block[:len(block)-1] // a row without cells holds no id
			}
			units = append(units, blockUnit(block, "\n"))
		case isListItem(block[0].text):
			for _, item := range listItems(block) {
				units = append(units, blockUnit(item, " "))
			}
		default:
			units = append(units, blockUnit(block, " "))
		}
	}
	for i := range units {
		u := &units[i]
		u.first += skipped
		u.last += skipped
		if t, ok := strings.CutPrefix(u.md, "# "); ok {
			u.text, u.md = t, "" // a headline, for the rules to see
		}
	}
	return units
}

func isTable(block []line) bool {
	return len(block) > 1 && strings.Contains(block[0].text, "|") && strings.Contains(block[1].text, "-") &&
		strings.Trim(block[1].text, "|-: ") == ""
}

// listItems cuts a block at the lines that open an item.
func listItems(block []line) [][]line {
	var items [][]line
	for i, l := range block {
		if i == 0 || isListItem(l.text) {
			items = append(items, nil)
		}
		items[len(items)-1] = append(items[len(items)-1], l)
	}
	return items
}

func blockUnit(block []line, sep string) unit {
	var texts []string
	for _, l := range block {
		texts = append(texts, l.text)
	}
	md := cutBlockID(strings.Join(texts, sep))
	u := newUnit(plain(md), block[0].n, block[len(block)-1].n)
	u.md = md
	return u
}

// cutBlockID drops a trailing " ^p7"; in a table, from the last cell.
func cutBlockID(md string) string {
	row, table := strings.CutSuffix(md, " |")
	i := strings.LastIndex(row, " ^p")
	if i < 0 || row[i+3:] == "" || strings.Trim(row[i+3:], "0123456789") != "" {
		return md
	}
	row = strings.TrimRightFunc(row[:i], unicode.IsSpace)
	if table {
		row += " |"
	}
	return row
}
