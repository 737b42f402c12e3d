package collate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is one word of a quotation or a paragraph.
type word struct {
	key     string // what is compared: folded
	text    string // the word alone, as printed
	raw     string // with the signs around it and the space behind
	start   int    // bytes into the text: of raw
	after   string // signs behind the word, folded: "," or "-"
	bracket bool   // of the reporter: the word or a part stands in [brackets]
	gap     bool   // an ellipsis stands before it, or it begins a piece
	piece   bool   // the reporter's own words stand before it
}

// wordsOf cuts a text into words. Hyphens and dashes part words, points inside
// abbreviations and figures do not; "&" is a word.
func wordsOf(text string) []word {
	var words []word
	depth, last := 0, 0 // open square brackets; the end of the last word
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		end, brackets := i, 0
		if isWordRune(r) || r == '[' && strings.ContainsRune(text[i:], ']') {
			end, brackets = wordEnd(text, i)
		}
		if printed := strings.Trim(text[i:end], "[]"); printed != "" {
			gap := false
			if n := len(words); n > 0 {
				words[n-1].finish(text, last, i)
				gap = strings.Contains(text[last:i], "…") || strings.Contains(text[last:i], "...")
				last = beforeOpening(text, last, i)
				words[n-1].raw = text[words[n-1].start:last]
			}
			words = append(words, word{
				key: foldWord(printed), text: text[i:end], start: last, gap: gap,
				bracket: depth > 0 || strings.ContainsAny(text[i:end], "[]"),
			})
			depth, last, i = max(0, depth+brackets), end, end
			continue
		}
		switch r {
		case '[':
			depth++
		case ']':
			depth = max(0, depth-1)
		}
		i += size
	}
	if n := len(words); n > 0 {
		words[n-1].finish(text, last, len(text))
		words[n-1].raw = text[words[n-1].start:]
	}
	return words
}

// finish notes the signs between the end of the word and the next one.
func (w *word) finish(text string, from, to int) {
	var b strings.Builder
	for _, r := range text[from:to] {
		switch {
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		case strings.ContainsRune("“”„«»\"‘’'`[]…", r) || unicode.IsSpace(r):
		default:
			b.WriteRune(r)
		}
	}
	w.after = b.String()
	if strings.HasSuffix(w.after, "...") {
		w.after = strings.TrimRight(w.after, ".")
	}
}

// beforeOpening returns where the signs begin that belong to the word at i:
// opening brackets and marks.
func beforeOpening(text string, from, i int) int {
	for i > from {
		r, size := utf8.DecodeLastRuneInString(text[from:i])
		if !unicode.Is(unicode.Ps, r) && !unicode.Is(unicode.Pi, r) {
			break
		}
		i -= size
	}
	return i
}

// wordEnd returns where the word that begins at i ends, and how many more
// square brackets it opens than it closes: "condemn[s]", "[T]he", "U.S.".
func wordEnd(text string, i int) (end, brackets int) {
	letters, points := 0, 0 // letters since the word began or its last point
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case isWordRune(r):
			letters++
			if unicode.IsDigit(r) {
				letters = 2
			}
		case r == '[' && (unicode.IsLetter(next) || unicode.IsDigit(next)):
			brackets++
		case r == ']' && brackets > 0:
			brackets--
		case isApostrophe(r) && letters > 0 && unicode.IsLetter(next):
		case r == '.' && letters == 1 && unicode.IsLetter(next):
			letters, points = 0, points+1
		case r == '.' && letters == 1 && points > 0:
			return i + size, brackets
		case (r == '.' || r == ',') && letters == 2 && isDigitBefore(text, i) && unicode.IsDigit(next):
		default:
			return i, brackets
		}
		i += size
	}
	return i, brackets
}

func isDigitBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsDigit(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

func isWordRune(r rune) bool {
	return unicode.In(r, unicode.L, unicode.Nd, unicode.M, unicode.Sc) || r == '&' || r == '%'
}

// foldWord returns what is compared of a word: no accents, capitals, points or
// brackets, American spelling, "and" for "&". US is not us.
func foldWord(printed string) string {
	if isLower(printed) {
		return american(printed)
	}
	var b strings.Builder
	last := ' '
	for _, r := range norm.NFKD.String(printed) {
		switch {
		case unicode.IsMark(r) || r == '.' && !unicode.IsDigit(last) || r == '[' || r == ']':
		case isApostrophe(r):
			b.WriteByte('\'')
		default:
			b.WriteRune(r)
		}
		last = r
	}
	s := b.String()
	switch s {
	case "US", "US's":
		return s
	case "&":
		return "and"
	}
	s = strings.ToLower(s)
	if !contracted(s) {
		s = strings.ReplaceAll(s, "'", "")
	}
	return american(s)
}

// isLower reports whether a word is of the letters a to z alone.
func isLower(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || 'z' < s[i] {
			return false
		}
	}
	return true
}

// contracted reports whether the apostrophe of a word tells it from another:
// we're from were, Iran's from Irans. Kata'ib is Kataib.
func contracted(s string) bool {
	_, end, _ := strings.Cut(s, "'")
	switch end {
	case "s", "re", "ve", "ll", "d", "m", "t":
		return true
	}
	return false
}

// american returns a folded word as American newspapers spell it.
func american(s string) string {
	stem, end := s, ""
	for _, e := range [...]string{"'s", "s", "ed", "ing", "er", "ers", "ly", "able", "hood", "hoods"} {
		if cut, ok := strings.CutSuffix(s, e); ok && len(e) > len(end) {
			stem, end = cut, e
		}
	}
	for _, try := range [...]struct{ stem, end string }{{s, ""}, {stem, end}} {
		if us, ok := americanStems[try.stem]; ok {
			return us + try.end
		}
	}
	for _, e := range [...]string{"e", "ed", "es", "er", "ers", "ing", "ation", "ations"} {
		if cut, ok := strings.CutSuffix(s, "is"+e); ok && len(cut) > 3 {
			return cut + "iz" + e
		}
	}
	return s
}

// americanStems are words that Britain spells another way.
var americanStems = pairs(`
defence defense
offence offense
licence license
pretence pretense
practise practice
centre center
centred centered
theatre theater
metre meter
kilometre kilometer
litre liter
fibre fiber
calibre caliber
sombre somber
manoeuvre maneuver
colour color
labour labor
honour honor
favour favor
favourite favorite
harbour harbor
neighbour neighbor
neighbouring neighboring
rumour rumor
armour armor
armoured armored
humour humor
behaviour behavior
endeavour endeavor
flavour flavor
odour odor
rigour rigor
saviour savior
splendour splendor
vigour vigor
valour valor
travell travel
cancell cancel
labell label
modell model
signall signal
fuell fuel
counsell counsel
grey gray
programme program
cheque check
tyre tire
plough plow
sceptical skeptical
sceptic skeptic
analyse analyze
analysed analyzed
judgement judgment
ageing aging
aluminium aluminum
towards toward
whilst while
amongst among
`)

func pairs(list string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(list) {
		if from, to, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			m[from] = to
		}
	}
	return m
}

// replaces reports whether the whole word is the reporter's, not only letters
// of it as in "condemn[s]" and "[T]he".
func (w word) replaces() bool {
	opens, closes := strings.IndexByte(w.text, '['), strings.IndexByte(w.text, ']')
	return w.bracket && opens <= 0 && (closes < 0 || closes == len(w.text)-1)
}

// keysOf joins the keys of words.
func keysOf(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.key)
	}
	return b.String()
}
