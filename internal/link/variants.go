package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Same is the Likeness from which two names are taken for spellings of one.
const Same = 0.7

// Likeness says how likely two names are spellings of one, 0 to 1. It does not
// depend on their order. A part of a name, as a surname, is no spelling of it.
//
// Names are folded first: accents, apostrophes, points, articles ("al-") and
// "of" are taken away, and the words that are spelled in many ways, shortened
// or nicknames, replaced by one form. Each word is then read as sounds: one for
// each consonant, "sh" and "kh" among them, and each vowel, whether it is
// written "ou", "oo" or "u". Names differ by their consonants, and a
// transliteration moves the vowels: so words are compared by an edit distance
// in which a vowel costs little, a consonant of the same place in the mouth
// that is spelled both ways ("q", "k") as little, and any other consonant more
// than the bound allows. What is left of a word without vowels, "h" and "y" is
// its skeleton; words alike have the same one, by which names are looked up
// without comparing all pairs. Two names are as alike as the least alike of
// their words; initials, middle names, the family name's place and the joining
// of words are allowed for.
func Likeness(a, b string) float64 { return likeness(parseName(a), parseName(b)) }

// What a difference of form leaves of the likeness of two names.
const (
	formInitial = 0.85 // "J. Doe", "Jane Doe"
	formAcronym = 0.85
	formMiddle  = 0.98 // "Jane Ann Doe", "Jane Doe"
	formTurned  = 0.98 // "Doe Jane", "Jane Doe"
	formJoined  = 0.98 // "Abu Mahdi", "Abumahdi"
)

// A spelling is a name made ready to be compared.
type spelling struct {
	words    []word
	suffix   string // "jr", "II": names that differ in it are different
	whole    word   // all words with their articles in one
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

func likeness(a, b *spelling) float64 {
	switch {
	case len(a.words) == 0 || len(b.words) == 0 || a.suffix != b.suffix:
		return 0
	case a.whole.text == b.whole.text:
		return 1
	case a.acronym != "" && b.acronym != "":
		return 0
	case a.acronym != "" && a.acronym == b.capitals && len(b.words) > 1,
		b.acronym != "" && b.acronym == a.capitals && len(a.words) > 1:
		return formAcronym
	}
	if len(a.words) < len(b.words) {
		a, b = b, a
	}
	best := inOrder(a.words, b.words)
	if n := len(a.words); n > 1 && len(b.words) > 1 {
		left := slices.Concat(a.words[1:], a.words[:1])
		right := slices.Concat(a.words[n-1:], a.words[:n-1])
		best = max(best, formTurned*inOrder(left, b.words), formTurned*inOrder(right, b.words))
	}
	if len(a.words) != len(b.words) && !a.hasInitial() && !b.hasInitial() {
		best = max(best, formJoined*wordLikeness(&a.whole, &b.whole))
	}
	return best
}

func (n *spelling) hasInitial() bool {
	return slices.ContainsFunc(n.words, func(w word) bool { return w.initial })
}

// inOrder compares names word by word. The longer one may have middle names
// that the shorter one leaves out, or a Mohammed before another first name.
func inOrder(long, short []word) float64 {
	if len(long) == len(short) {
		return eachWord(long, short)
	}
	if len(long) == len(short)+1 && len(short) > 1 && long[0].text == "mohammed" {
		if l := eachWord(long[1:], short); l >= Same {
			return formMiddle * l
		}
	}
	if len(short) != 2 || slices.ContainsFunc(long, func(w word) bool { return telling[w.text] }) {
		return 0
	}
	return formMiddle * eachWord([]word{long[0], long[len(long)-1]}, short)
}

// eachWord returns the likeness of the least alike of the words. Names of
// which no word is written out are not alike.
func eachWord(a, b []word) float64 {
	least, full := 1.0, false
	for i := range a {
		x, y := &a[i], &b[i]
		switch {
		case x.initial && y.initial && x.text == y.text:
		case x.initial || y.initial:
			if x.initial == y.initial || len(a) == 1 || firstLetter(x.text) != firstLetter(y.text) {
				return 0
			}
			least = min(least, formInitial)
		default:
			full = true
			least = min(least, wordLikeness(x, y))
		}
	}
	if !full {
		return 0
	}
	return least
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
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

// wordLikeness compares two words by their sounds. The costs are weighed
// against the length, but no more than longest: a long word may not differ in
// more places than one of that length. A word of more than most sounds is like
// none.
func wordLikeness(a, b *word) float64 {
	const steep, longest, most = 4, 8, 64
	length := max(len(a.sounds), len(b.sounds))
	switch {
	case a.text == b.text:
		return 1
	case a.skeleton != b.skeleton || keptApart(a.text, b.text) || length > most:
		return 0
	}
	return max(0, 1-steep*distance(a, b)/float64(min(length, longest)))
}

// Costs of what is left out or put in between. Consonants that are neither
// near each other nor left out cost more than any name may.
const (
	costVowel     = 0.31 // "Fatima", "Fatma"
	costRound     = 0.5  // an o or u
	costLastVowel = 0.8  // "Paul", "Paula"
	costFaint     = 0.2  // h and y
	costFar       = 0.8  // vowels that are not near each other
	costConsonant = 9
)

// near holds the costs of sounds that stand for each other, in either order.
// Vowels are a, e, i, o, u, E (ai, ei) and O (au); G is gh, x is kh, c is a soft
// or last c, C ch, S sh, Z zh, T th, D dh.
var near = map[[2]rune]float64{
	{'a', 'e'}: 0.31, {'e', 'i'}: 0.16, {'o', 'u'}: 0.16, {'a', 'o'}: 0.4, {'E', 'e'}: 0.2, {'E', 'i'}: 0.2,
	{'E', 'a'}: 0.3, {'O', 'o'}: 0.2, {'O', 'u'}: 0.2, {'i', 'y'}: 0.1,
	{'q', 'k'}: 0.1, {'q', 'G'}: 0.1, {'q', 'g'}: 0.2, {'G', 'g'}: 0.15, {'G', 'k'}: 0.3, {'g', 'k'}: 0.4,
	{'x', 'k'}: 0.25, {'x', 'G'}: 0.25, {'s', 'z'}: 0.25, {'c', 's'}: 0.2, {'c', 'z'}: 0.3, {'c', 'C'}: 0.2,
	{'c', 'k'}: 0.2, {'C', 'S'}: 0.25, {'j', 'g'}: 0.3, {'j', 'Z'}: 0.15, {'T', 't'}: 0.2, {'D', 'd'}: 0.15,
	{'D', 'z'}: 0.2, {'v', 'w'}: 0.15, {'f', 'v'}: 0.3,
}

// costs holds near by both sounds, 0 where two are not near.
var costs = func() (table [utf8.RuneSelf][utf8.RuneSelf]float64) {
	for pair, cost := range near {
		table[pair[0]][pair[1]], table[pair[1]][pair[0]] = cost, cost
	}
	return table
}()

// distance returns what it costs to turn the sounds of a into those of b.
func distance(a, b *word) float64 {
	row := make([]float64, len(b.sounds)+1)
	for j := range b.sounds {
		row[j+1] = row[j] + b.dropped(j)
	}
	for i := range a.sounds {
		diagonal := row[0]
		row[0] += a.dropped(i)
		for j := range b.sounds {
			least := min(row[j]+b.dropped(j), row[j+1]+a.dropped(i), diagonal+replaced(a, b, i, j))
			diagonal, row[j+1] = row[j+1], least
		}
	}
	return row[len(b.sounds)]
}

// dropped returns what it costs to leave out the sound at i.
func (w *word) dropped(i int) float64 {
	switch s := w.sounds[i]; {
	case s == 'y', s == 'h' && i > 0:
		return costFaint
	case !isVowel(s):
		return costConsonant
	case i == 0 || i == len(w.sounds)-1:
		return costLastVowel
	case s == 'o' || s == 'u':
		return costRound
	}
	return costVowel
}

// replaced returns what it costs to put the sound of b at j for that of a at i.
// The first vowel of a word and the only one of a short one tell names apart
// ("Allen", "Ellen"; "Bill", "Bell"), and so does the last ("Julia", "Julie").
func replaced(a, b *word, i, j int) float64 {
	x, y := a.sounds[i], b.sounds[j]
	if x == y {
		return 0
	}
	cost := 0.0
	if x < utf8.RuneSelf && y < utf8.RuneSelf {
		cost = costs[x][y]
	}
	switch vowels := isVowel(x) && isVowel(y); {
	case !vowels && cost == 0:
		return costConsonant
	case !vowels:
		return cost
	case cost == 0:
		cost = costFar
	}
	last := i == len(a.sounds)-1 && j == len(b.sounds)-1 && (x == 'a' || y == 'a')
	if i == 0 || j == 0 || last || a.vowels == 1 && b.vowels == 1 {
		return 2 * cost
	}
	return cost
}

func isVowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'E', 'O':
		return true
	}
	return false
}

// parseName folds a name.
func parseName(s string) *spelling {
	n := &spelling{}
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

// classOf returns the letter of a skeleton that a consonant is: the same for
// all that are near each other, and for those that are near these.
func classOf(s rune) string {
	switch s {
	case 'h', 'y':
		return ""
	case 'q', 'G', 'x', 'g', 'c', 'C', 'S', 's', 'z', 'j', 'Z', 't', 'T', 'd', 'D':
		return "k"
	case 'f', 'w':
		return "v"
	}
	return string(s)
}

// soundsOf reads a word's letters. Doubled ones are one sound.
func soundsOf(w string) []rune {
	var list []rune
	for i := 0; i < len(w); {
		sounds, size := soundAt(w, i)
		for _, s := range sounds {
			if len(list) == 0 || list[len(list)-1] != s {
				list = append(list, s)
			}
		}
		i += size
	}
	return list
}

// soundAt reads the letters at i.
func soundAt(w string, i int) (sounds string, size int) {
	const longest = 4
	for size = min(longest, len(w)-i); size > 1; size-- {
		letters := w[i : i+size]
		glides := strings.HasSuffix(letters, "y") || strings.HasSuffix(letters, "w")
		if s := digraphs[letters]; s != "" && !(glides && vowelAt(w, i+size)) {
			return s, size
		}
	}
	switch w[i] {
	case 'c':
		if i+1 == len(w) || softens(w[i+1]) {
			return "c", 1
		}
		return "k", 1
	case 'g':
		if i+1 < len(w) && softens(w[i+1]) {
			return "j", 1
		}
	case 'j':
		if i+1 == len(w) && i > 0 {
			return "i", 1 // "Sergej"
		}
	case 'x':
		return "ks", 1
	case 'y':
		if !vowelAt(w, i+1) {
			return "i", 1
		}
	}
	_, size = utf8.DecodeRuneInString(w[i:])
	return w[i : i+size], size
}

func softens(c byte) bool { return c == 'e' || c == 'i' || c == 'y' }

func vowelAt(w string, i int) bool { return i < len(w) && strings.IndexByte("aeiou", w[i]) >= 0 }

// digraphs are the sounds that several letters stand for.
var digraphs = map[string]string{
	"shch": "S", "sch": "S", "tch": "C", "aee": "E", "eyi": "E", "aou": "awu",
	"ch": "C", "ck": "k", "cz": "C", "dh": "D", "dj": "j", "gh": "G", "kh": "x", "ph": "f", "sh": "S", "th": "T",
	"tz": "z", "zh": "Z", "aa": "a", "ae": "E", "ai": "E", "ay": "E", "ei": "E", "ey": "E", "ej": "E", "au": "O",
	"aw": "O", "ee": "i", "ie": "i", "ii": "i", "iy": "i", "yi": "i", "yy": "i", "oe": "o", "oo": "u", "ou": "u",
	"ue": "u", "uu": "u",
}

// keptApart reports whether two words are names of their own that sound like
// spellings of one.
func keptApart(a, b string) bool { return apart[a] != "" && apart[a] == apart[b] }

// wordSet and firstOf read the lists below. firstOf maps the words of each
// line to its first one.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

func firstOf(lines string) map[string]string {
	first := map[string]string{}
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		for _, w := range words {
			first[w] = words[0]
		}
	}
	return first
}

var (
	articles   = wordSet("al el ul ad ed ar er as es ash esh at et ath az ez an en")
	smallWords = wordSet("the of and for")
	legalForms = wordSet("inc ltd limited plc llc corp corporation co company gmbh")

	// telling words make another name of one, even where they stand in its
	// middle: "South West Africa" is not "South Africa".
	telling = wordSet(`new old north south east west northern southern eastern western central republic state states
		union party council ministry department committee commission court bank university institute force army navy
		air police national international people city islands island sea river street airport house times news`)
)

// forms are spellings that sound too different, and abbreviations.
var forms = firstOf(`
arbil erbil irbil hawler
fatima fatemeh fatma fatimah
gaddafi qaddafi kadafi kaddafi gadhafi qadhafi kadhafi khadafy gadafi qadafi
kadhimi kazemi kadhemi kazimi
mohammed mohd mohammad mohamed mohamad muhammad muhammed
quds qods kuds
qom qum
ramadan ramazan ramadhan
reza rida ridha redha riza
said saeed sayeed saied saiid
sayyid sayed seyyed syed sayyed seyed
bin ben ibn
yusuf yousef youssef yousuf yusef yousif youssouf yousaf
zor zour zawr
association assn
brothers bros
center centre ctr
defense defence
department dept
fort ft
force forces
government govt
guard guards
international intl
mount mt
national natl
organization organisation org
program programme
road rd
avenue ave
theater theatre
university univ
`)

// nicknames stand before a surname for the first name of their line.
var nicknames = firstOf(`
andrew andy
anthony tony
charles charlie chuck
christopher chris
daniel dan danny
david dave
donald don
edward ed eddie
elizabeth liz beth
gregory greg
james jim jimmy
jeffrey jeff geoffrey
joseph joe
katherine kathryn catherine kate
kenneth ken
lawrence larry
matthew matt
michael mike mick
nicholas nick
patrick pat
peter pete
richard rick dick
robert bob rob bobby
ronald ron
samuel sam
stephen steven steve
thomas tom tommy
timothy tim
william bill will billy
`)

// apart are names, a line each, that only sound like spellings of one.
var apart = firstOf(`
kyiv kiev
shanxi shaanxi
ramallah ramla
mary marie maria
michael michel
francis frances
salah saleh
salam salem
hamad hamed
lee li
wu woo
`)
