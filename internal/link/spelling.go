package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A spelling is a name made ready to be compared.
type spelling struct {
	words    []word
	suffix   string // "jr", "II": names that differ in it are different
	whole    word   // all words with their articles in one
	capital  bool   // it has no small letter
	capitals string // the first letters of the capitalised words, "abc" of "Alpha Beta Company"
	acronym  string // "abc" of "ABC" and "A.B.C."; "" if the name is none
}

// A word is one word of a name, folded.
type word struct {
	text     string
	sounds   []rune
	skeleton string
	initial  bool
	vowels   int
}

func (n *spelling) hasInitial() bool {
	return slices.ContainsFunc(n.words, func(w word) bool { return w.initial })
}

// keys returns what a name is looked up by: names that are alike have one in
// common. They are the skeletons of words that stand next to each other, the
// first of which stands behind the last, or one's skeleton and the other's
// first letter; the skeleton of the whole; and an acronym's letters.
func (n *spelling) keys() []string {
	list := []string{"whole " + n.whole.skeleton}
	if n.acronym != "" {
		list = append(list, "letters "+n.acronym)
	}
	if len(n.words) > 1 && len(n.capitals) > 2 {
		list = append(list, "letters "+n.capitals)
	}
	for i := range n.words {
		a, b := &n.words[i], &n.words[(i+1)%len(n.words)]
		if !a.initial && !b.initial {
			list = append(list, min(a.skeleton, b.skeleton)+" "+max(a.skeleton, b.skeleton))
		}
		if !a.initial {
			list = append(list, a.skeleton+" initial "+string(firstLetter(b.text)))
		}
		if !b.initial {
			list = append(list, b.skeleton+" initial "+string(firstLetter(a.text)))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// parseName folds a name.
func parseName(s string) *spelling {
	n := &spelling{capital: !strings.ContainsFunc(s, unicode.IsLower)}
	chunks := chunksOf(s)
	n.capitals, n.acronym = capitals(chunks), acronym(chunks)
	var words []string
	for i, c := range chunks {
		words = append(words, wordsIn(c, i, len(chunks))...)
	}
	words, n.suffix = cutEnd(joinServant(words))
	var whole strings.Builder
	for i, w := range words {
		if w == article {
			whole.WriteString("al")
			continue
		}
		w = oneForm(w, i == 0, i == len(words)-1)
		whole.WriteString(w)
		n.words = append(n.words, newWord(w))
	}
	n.whole = newWord(whole.String())
	return n
}

// An article stands for "al-", "el-", "ash-" and the like in lists of words.
const article = "-"

// chunksOf cuts a name at what is no letter, digit, point or hyphen. Accents
// and apostrophes are taken away.
func chunksOf(s string) []string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r), strings.ContainsRune("'’‘`´ʼʻʾʿ", r):
			return -1
		case unicode.Is(unicode.Hyphen, r), r == '–':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '.':
			return r
		}
		return ' '
	}, norm.NFKD.String(s))
	return strings.Fields(plainLetters.Replace(plain))
}

// plainLetters writes letters that hold no accent to take away as English does.
var plainLetters = strings.NewReplacer("ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ð", "d", "Ð", "D",
	"ı", "i", "ə", "e", "ß", "ss", "æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "þ", "th", "Þ", "Th")

func isHyphenOrPoint(r rune) bool { return r == '-' || r == '.' }

func isNoCapital(r rune) bool { return !unicode.IsUpper(r) }

// capitals returns the first letters of the words that begin with a capital,
// those behind hyphens too, in lower case.
func capitals(chunks []string) string {
	var b strings.Builder
	for _, c := range chunks {
		for part := range strings.FieldsFuncSeq(c, isHyphenOrPoint) {
			if r := firstLetter(part); unicode.IsUpper(r) {
				b.WriteRune(unicode.ToLower(r))
			}
		}
	}
	return b.String()
}

// acronym returns the letters of a name that is one word of three to six
// capitals.
func acronym(chunks []string) string {
	const least, most = 3, 6
	if len(chunks) != 1 {
		return ""
	}
	letters := strings.ReplaceAll(chunks[0], ".", "")
	if n := utf8.RuneCountInString(letters); n < least || n > most || strings.ContainsFunc(letters, isNoCapital) {
		return ""
	}
	return strings.ToLower(letters)
}

// wordsIn returns the words that the chunk at i of n is, in lower case but for
// a numeral at the end.
func wordsIn(chunk string, i, n int) []string {
	parts := strings.FieldsFunc(chunk, isHyphenOrPoint)
	switch {
	case isInitials(parts):
		return strings.FieldsFunc(strings.ToLower(chunk), isHyphenOrPoint)
	case i > 0 && i == n-1 && strings.Trim(chunk, "IVX") == "":
		return []string{chunk}
	}
	var words []string
	for len(parts) > 1 && articles[strings.ToLower(parts[0])] {
		words, parts = append(words, article), parts[1:]
	}
	joined := strings.Join(parts, "")
	lower := strings.ToLower(joined)
	switch {
	case smallWords[lower]:
	case i < n-1 && (lower == "al" || lower == "el" || lower == joined && articles[lower]):
		words = append(words, article)
	case beginsWithArticle(joined):
		words = append(words, article, lower[2:])
	default:
		words = append(words, lower)
	}
	return words
}

func isInitials(parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool {
		return utf8.RuneCountInString(p) > 1 || !unicode.IsLetter(firstLetter(p))
	})
}

// beginsWithArticle reports whether a word is written like "ElBaradei".
func beginsWithArticle(s string) bool {
	return (strings.HasPrefix(s, "Al") || strings.HasPrefix(s, "El")) && len(s) > 3 && !isNoCapital(firstLetter(s[2:])) &&
		strings.ContainsFunc(s[3:], isNoCapital)
}

// joinServant joins "abd al-", "abdul" and the like with the word behind, of
// which they make one name.
func joinServant(words []string) []string {
	var joined []string
	for i := 0; i < len(words); i++ {
		w, rest := words[i], words[i+1:]
		switch {
		case w == "abd" && len(rest) > 1 && rest[0] == article:
			w = servant + rest[1]
			i += 2
		case isServant(w) && len(rest) > 0 && rest[0] != article:
			w = servant + rest[0]
			i++
		case len(w) >= len(servant) && isServant(w[:len(servant)]):
			w = servant + w[len(servant):]
		}
		joined = append(joined, w)
	}
	return joined
}

const servant = "abdal"

func isServant(w string) bool { return w == servant || w == "abdul" || w == "abdel" || w == "abdol" }

// cutEnd takes what a company is by law off the end of a name, and a suffix
// that tells a person from another of the same name.
func cutEnd(words []string) (rest []string, suffix string) {
	for n := len(words); n > 1 && legalForms[words[n-1]]; n = len(words) {
		words = words[:n-1]
	}
	if n := len(words); n > 1 {
		if last := words[n-1]; last == "jr" || last == "sr" || strings.Trim(last, "IVX") == "" {
			return words[:n-1], last
		}
	}
	return words, ""
}

// oneForm returns the form by which a word goes that is written in several.
func oneForm(w string, first, last bool) string {
	if form := forms[w]; form != "" {
		w = form
	}
	if form := nicknames[w]; form != "" && first && !last {
		w = form
	}
	if w == "st" {
		if last {
			return "street"
		}
		return "saint"
	}
	for _, god := range []string{"allah", "ollah", "ullah", "alla", "olla", "ulla"} {
		if rest, ok := strings.CutSuffix(w, god); ok {
			return rest + "alah"
		}
	}
	return w
}

// newWord reads a folded word.
func newWord(w string) word {
	n := word{text: w, initial: utf8.RuneCountInString(w) == 1 && unicode.IsLetter(firstLetter(w)), sounds: soundsOf(w)}
	var skeleton strings.Builder
	for _, s := range n.sounds {
		if isVowel(s) {
			n.vowels++
			continue
		}
		skeleton.WriteString(classOf(s))
	}
	n.skeleton = skeleton.String()
	return n
}
