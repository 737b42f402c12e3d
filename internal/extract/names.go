package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A NameKind is what a name seems to name, by the words around it.
type NameKind uint8

// The kinds of name. Unsure is one that nothing around it gives away.
const (
	Unsure NameKind = iota
	Person
	Place
	Organisation
)

// A Name is a run of capitalised words that seems to name somebody or
// something. Titles, nationalities, weekdays and ’s are not part of it.
type Name struct {
	Start, End int
	Title      string   // the title before it, "Foreign Minister"; "" if none
	Kind       NameKind // by the cues at this place
	Opens      bool     // one word that opens a sentence: its capital says nothing
}

// In returns the name as text prints it.
func (n Name) In(text string) string { return text[n.Start:n.End] }

// Names returns the names in text, in order. It knows no names but those of
// countries: what it finds is for a person to confirm.
func Names(text string) []Name { return read(text).names() }

// A reading is a text with what more than one rule reads of it.
type reading struct {
	text      string
	tokens    []token
	sentences []Span
}

func read(text string) reading { return reading{text, tokens(text), Sentences(text)} }

func readAll(paragraphs []string) []reading {
	list := make([]reading, len(paragraphs))
	for i, text := range paragraphs {
		list[i] = read(text)
	}
	return list
}

func (r reading) names() []Name {
	return (&nameReader{text: r.text, tokens: r.tokens}).all(r.sentences)
}

// all returns the names in a text of those sentences.
func (r *nameReader) all(spans []Span) []Name {
	text, sentence := r.text, 0
	for i := 0; i < len(r.tokens); {
		t := &r.tokens[i]
		for sentence < len(spans) && spans[sentence].End <= t.start {
			sentence++
		}
		if !t.capital {
			i++
			continue
		}
		j := r.runEnd(i)
		first := runeBefore(text, t.start)
		opens := sentence < len(spans) && strings.TrimFunc(text[spans[sentence].Start:t.start], notWord) == "" ||
			first == '“' || first == '"' || first == '‘' || r.afterStop(i) || r.afterDateline(i)
		r.read(i, j, opens)
		i = j
	}
	return r.names
}

// afterStop reports whether a sentence inside a quotation ends before a token.
func (r *nameReader) afterStop(i int) bool {
	if i == 0 {
		return false
	}
	last := r.tokens[i-1]
	gap := strings.TrimRight(r.text[last.full:r.tokens[i].start], " ")
	switch runeBefore(gap, len(gap)) {
	case '!', '?':
		return true
	case '.':
		return !alwaysGoesOn.has(last.in(r.text)) && len(last.in(r.text)) > 1
	}
	return false
}

// afterDateline reports whether a token is the first behind the place and the
// dash that open a report.
func (r *nameReader) afterDateline(i int) bool {
	if i == 0 || r.tokens[0].start > 0 {
		return false
	}
	switch strings.TrimLeft(r.text[r.tokens[i-1].full:r.tokens[i].start], ").") {
	case " — ", " – ", " - ", " -- ":
		return isDateline(r.text[:r.tokens[i].start], r.word(0)) && strings.Count(r.text[:r.tokens[i].start], " ") < 12
	}
	return false
}

// afterColon reports whether a colon or a semicolon parts a token from the one
// before it.
func (r *nameReader) afterColon(i int) bool {
	if i == 0 {
		return false
	}
	gap := r.text[r.tokens[i-1].full:r.tokens[i].start]
	return strings.HasPrefix(gap, ":") || strings.HasPrefix(gap, ";")
}

func notWord(r rune) bool { return !isWordRune(r) }

// A token is a word with the hyphens, points and apostrophes inside it.
type token struct {
	start, end int  // end is before ’s
	full       int  // behind ’s
	capital    bool // it may stand in a name
	breaks     bool // no name goes on behind it: ’s, "-led"
	adjoins    bool // one space or the like parts it from the token before
}

func tokens(text string) []token {
	const wordLength = 6 // bytes of most words and what parts them
	list := make([]token, 0, len(text)/wordLength+1)
	last := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			i += size
			continue
		}
		end := wordEnd(text, i)
		t := token{start: i, end: end, full: end}
		t.adjoins = last >= 0 && (text[last:i] == " " || text[last:i] == " & " || text[last:i] == ". " &&
			alwaysGoesOn.has(list[len(list)-1].in(text)))
		t.cutTail(text, t.adjoins && list[len(list)-1].capital)
		list = append(list, t)
		last, i = t.full, t.full
		if t.end > end {
			last, i = t.end, t.end
		}
	}
	return list
}

func (t token) in(text string) string { return text[t.start:t.end] }

// wordEnd returns where the word at i ends. Marks between letters belong to it.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			switch r {
			case '\'', '’', '‘', '-', '.', 'ʿ', 'ʾ', '\u2011':
			default:
				return i
			}
			next := runeAt(text, i+size)
			if !unicode.IsLetter(next) || r == '.' && !unicode.IsUpper(next) && !unicode.IsUpper(runeBefore(text, i)) {
				return i
			}
		}
		i += size
	}
	return i
}

// particlePrefixes are written with a hyphen before a name's capital.
var particlePrefixes = []string{"al-", "el-", "as-", "ad-", "ash-", "an-", "ar-", "at-", "ath-", "d’", "d'"}

// cutTail takes ’s, "-led" and the like off a token, takes the last point of
// "U.S." in, and decides whether it may stand in a name. Behind a surname a
// tail is a syllable, "Kwon Hye-rin", if it is no English one.
func (t *token) cutTail(text string, behindName bool) {
	word := t.in(text)
	if n := possessiveLength(word); n > 0 {
		t.end -= n
		t.breaks = true
		word = t.in(text)
	}
	if r := runeAt(text, t.full); !t.breaks && (r == '’' || r == '\'') && strings.HasSuffix(word, "s") {
		t.breaks = true // the troops’
	}
	if strings.Contains(word, ".") && isInitials(word) && runeAt(text, t.end) == '.' {
		t.end++
		t.full = t.end
	}
	if hasParticle(word) {
		t.capital = true
		return
	}
	t.capital = (unicode.IsUpper(runeAt(word, 0)) || hasUpperInside(word)) && !isShortened(word)
	i := strings.LastIndexByte(word, '-')
	if !t.capital || i <= 0 || !unicode.IsLower(runeAt(word, i+1)) {
		return
	}
	syllables := behindName && isSyllable(word[:i]) && isSyllable(word[i+1:])
	if !syllables && !ezafe.has(word[i+1:]) {
		t.end = t.start + i // "US-led", "Iran-backed", but "Al-asad" is not seen in print
		t.breaks = true
	}
}

// possessiveLength returns the length of a word's ’s, 0 if it has none.
func possessiveLength(word string) int {
	last := len(word) - 1
	if last < 1 || word[last] != 's' && word[last] != 'S' {
		return 0
	}
	for _, mark := range []string{"’", "'"} {
		if before, ok := strings.CutSuffix(word[:last], mark); ok && before != "" {
			return len(word) - len(before)
		}
	}
	return 0
}

// hasParticle reports whether a word is written like "al-Asad".
func hasParticle(word string) bool {
	if first := runeAt(word, 0); first != 'a' && first != 'e' && first != 'd' {
		return false
	}
	for _, p := range particlePrefixes {
		if rest, ok := strings.CutPrefix(word, p); ok && unicode.IsUpper(runeAt(rest, 0)) {
			return true
		}
	}
	return false
}

// ezafe joins Persian names: "Deh-e Sabz".
var ezafe = newSet("e", "ye", "i", "yi")

// isSyllable reports whether a part of a word with a hyphen may be a syllable of
// a given name.
func isSyllable(part string) bool {
	const most = 5 // letters
	return len(part) <= most && !strings.HasSuffix(part, "ed") && !englishTails.has(part)
}

// englishTails end adjectives: "Texas-born".
var englishTails = newSet("led", "run", "born", "built", "made", "style", "era", "wide", "area", "bound", "type",
	"like", "level", "free", "rich", "year", "old", "day", "held", "owned", "only", "based", "size", "on", "in", "up",
	"to", "for", "class", "out", "bred", "grown", "aid", "paid", "heavy", "hit", "torn", "prone", "front")

// isShortened reports whether word is "I’ll", "I'm" or the like.
func isShortened(word string) bool {
	rest, ok := strings.CutPrefix(word, "I")
	return ok && (strings.HasPrefix(rest, "’") || strings.HasPrefix(rest, "'")) && strings.ToLower(rest) == rest
}

// hasUpperInside reports whether word is written like "eBay".
func hasUpperInside(word string) bool {
	return len(word) > 2 && word[0] >= 'a' && word[0] <= 'z' && word[1] >= 'A' && word[1] <= 'Z'
}

// links stand in lower case between the capitals of a name.
var links = newSet("al", "el", "los", "las", "bin", "ibn", "bint", "abu", "de", "del", "della", "der",
	"den", "di", "da",
	"dos", "du", "la", "le", "van", "von", "zu", "ter", "ten", "y")

type nameReader struct {
	text   string
	tokens []token
	names  []Name
}

func (r *nameReader) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].in(r.text)
}

// follows reports whether token i stands right behind the one before it.
func (r *nameReader) follows(i int) bool {
	return i < len(r.tokens) && i > 0 && r.tokens[i].adjoins && !r.tokens[i-1].breaks
}

// runEnd returns the end of the run of capitals that begins at token i. "of"
// links only behind a word that organisations, places or offices are called.
func (r *nameReader) runEnd(i int) int {
	j := i + 1
	for r.follows(j) {
		switch w := r.word(j); {
		case r.tokens[j].capital:
			j++
		case links.has(w) && r.follows(j+1) && r.tokens[j+1].capital:
			j += 2
		case links.has(w) && r.follows(j+1) && links.has(r.word(j+1)) && r.follows(j+2) && r.tokens[j+2].capital:
			j += 3 // "de la Vega"
		case (w == "of" || w == "for") && r.follows(j+1) && takesOf(r.word(j-1)):
			switch {
			case r.tokens[j+1].capital:
				j += 2
			case r.word(j+1) == "the" && r.follows(j+2) && r.tokens[j+2].capital:
				j += 3
			default:
				return j
			}
		default:
			return j
		}
	}
	return j
}

func takesOf(word string) bool {
	return orgWords.has(word) || placeWords.has(word) || titleHeads.has(word) || word == "Republic" ||
		word == "Kingdom" || word == "Board" || word == "House" || word == "Church" || word == "Chamber" ||
		word == "Chiefs" || word == "Isle"
}

// read cuts the run of tokens from i to j at titles and at words that are no
// part of names, and keeps what is left.
func (r *nameReader) read(i, j int, opens bool) {
	title, start := "", i
	flush := func(end int) {
		if start < end {
			r.keep(start, end, title, opens && start == i)
			title = ""
		}
	}
	for k := i; k < j; {
		if n := r.titleLength(k, j); n > 0 {
			flush(k)
			title = r.text[r.tokens[k].start:r.tokens[k+n-1].end]
			k += n
			start = k
			continue
		}
		if n := r.countryLength(k, j); n > 1 {
			if k+n == j || !orgWords.has(r.word(k+n)) { // else "Northern Ireland Office"
				flush(k)
				r.keep(k, k+n, "", false)
				title, start = "", k+n
			}
			k += n
			continue
		}
		w := r.word(k)
		ofContinent := continents.has(w) && orgWords.has(r.word(j-1))
		adjective := nationalities.has(w) && !(k+1 < j && (belongs(w, r.word(k+1)) || ofContinent))
		alone := isStateAcronym(w) && k == start && k+1 < j && !orgWords.has(r.word(k+1))
		switch {
		case adjective, calendar.has(w), k == i && (opens || r.afterColon(i)) && openers.has(w) && strings.ToUpper(w) != w,
			k == start && starters.has(w) && (w == "A" || strings.ToUpper(w) != w):
			flush(k)
			title, start = "", k+1
		case alone:
			flush(k)
			start = k
			flush(k + 1)
			start = k + 1
		}
		k++
	}
	flush(j)
}

// countryLength returns how many tokens from k on are a country's name, 0 if
// none are.
func (r *nameReader) countryLength(k, j int) int {
	for n := min(j-k, 5); n > 0; n-- {
		if IsCountry(r.text[r.tokens[k].start:r.tokens[k+n-1].end]) {
			return n
		}
	}
	return 0
}

// compass words begin names of places and organisations, too; before a country
// they say which part of it.
var compass = newSet("northern", "southern", "eastern", "western")

// belongs reports whether an adjective is part of the name that the next word
// goes on with: "Iraqi Army", "Northern Coastguard".
func belongs(adjective, next string) bool {
	return orgWords.has(next) || placeWords.has(next) || compass.has(adjective) && !IsCountry(next)
}

// continents begin names of organisations, whatever goes between.
var continents = newSet("african", "asian", "european", "american")

func isStateAcronym(w string) bool {
	switch w {
	case "US", "UK", "U.S.", "U.K.", "EU", "UN", "U.N.", "UAE":
		return true
	}
	return false
}

// titleLength returns how many tokens from k on are a title: "Foreign
// Minister", "Secretary of State", "Supreme Leader Ayatollah".
func (r *nameReader) titleLength(k, j int) int {
	n := k
	for n < j && titleModifiers.has(r.word(n)) && !titleHeads.has(r.word(n)) {
		n++
	}
	heads := 0
	for n < j {
		more := heads > 0 && titleModifiers.has(r.word(n)) && titleHeads.has(r.word(n+1))
		constable := heads > 0 && r.word(n) == "Con" && r.word(n-1) == "Det"
		if !more && !constable && !titleHeads.has(r.word(n)) {
			break
		}
		n++
		heads++
	}
	if heads == 0 {
		return 0
	}
	for n+1 < j && r.word(n) == "of" {
		n += 2
		if r.word(n-1) == "the" && n < j {
			n++
		}
	}
	return n - k
}

// keep adds the tokens from i to j as a name if they look like one.
func (r *nameReader) keep(i, j int, title string, opens bool) {
	start, end := r.tokens[i].start, r.tokens[j-1].end
	word := r.text[start:end]
	letters := 0
	for _, c := range word {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < 2 || j-i == 1 && (noName.has(word) || starters.has(word) && strings.ToUpper(word) != word) {
		return
	}
	n := Name{Start: start, End: end, Title: title, Opens: opens && j-i == 1 && title == ""}
	n.Kind = r.kind(i, j, title)
	r.names = append(r.names, n)
}

// kind weighs the words in and around the tokens from i to j.
func (r *nameReader) kind(i, j int, title string) NameKind {
	end := r.tokens[j-1].end
	word := r.text[r.tokens[i].start:end]
	last := r.word(j - 1)
	before, after := "", ""
	if i > 0 && r.gap(i) {
		before = r.word(i - 1)
	}
	if j < len(r.tokens) && r.tokens[j].adjoins {
		after = r.word(j)
	}
	switch {
	case IsCountry(word), i == 0 && isDateline(r.text, word):
		return Place
	case title != "":
		return Person
	case shipPrefixes.has(r.word(i)):
		return Unsure
	case hasOrgWord(r, i, j):
		return Organisation
	case j-i > 1 && placePrefixes.has(r.word(i)):
		return Place
	case placeWords.has(last):
		return Place
	case knownOrganisations.has(word):
		return Organisation
	case knownPlaces.has(word):
		return Place
	case isAcronym(word):
		return Organisation
	case titleHeads.has(before) || lowerTitles.has(before):
		return Person
	case orgAfter.has(after) && unicode.IsLower(runeAt(after, 0)):
		return Organisation
	case placeWords.has(after) && unicode.IsLower(runeAt(after, 0)):
		return Place
	case placeBefore.has(before), before == "of" && placesOf.has(r.word(i-2)),
		strings.HasPrefix(r.text[end:], "-based"):
		return Place
	case j-i > 1 && j-i < 5 && speech.has(after):
		return Person
	}
	return Unsure
}

// isDateline reports whether a name in capitals that opens a paragraph is where
// the report comes from: "PORT AMBER (AP) —".
func isDateline(text, word string) bool {
	const far = 60 // bytes
	if len(word) < 4 || strings.ToUpper(word) != word {
		return false
	}
	head := text[:min(len(text), len(word)+far)]
	return strings.Contains(head, "—") || strings.Contains(head, " – ") || strings.Contains(head, " - ") ||
		strings.Contains(head, " -- ")
}

// gap reports whether nothing but a space, or a comma and a space, stands
// before token i.
func (r *nameReader) gap(i int) bool {
	g := r.text[r.tokens[i-1].full:r.tokens[i].start]
	return g == " " || g == ", "
}

func hasOrgWord(r *nameReader, i, j int) bool {
	for ; i < j; i++ {
		if orgWords.has(r.word(i)) {
			return true
		}
	}
	return false
}

// isAcronym reports whether word is three capitals or more.
func isAcronym(word string) bool {
	n := 0
	for _, c := range word {
		switch {
		case unicode.IsUpper(c):
			n++
		case c != '.' && !unicode.IsDigit(c):
			return false
		}
	}
	return n >= 3 && n <= 6
}

// placeBefore stand before the name of a place.
var placeBefore = newSet("in", "near", "outside", "city", "town", "province")

// titleHeads are titles by themselves; titleModifiers stand before them.
var titleHeads = newSet("mr", "mrs", "ms", "mx", "dr", "prof", "professor", "president", "vice-president",
	"minister", "secretary", "general", "gen", "lieutenant", "lt", "colonel", "col", "major", "maj", "captain",
	"capt", "sergeant", "sgt", "admiral", "adm", "commander", "cmdr", "chief", "senator", "sen",
	"representative", "rep", "governor", "gov", "mayor", "ambassador", "ayatollah", "sheikh", "imam", "king",
	"queen", "prince", "princess", "pope", "bishop", "archbishop", "sir", "lord", "lady", "dame", "leader",
	"speaker", "chancellor", "premier", "chairman", "chairwoman", "judge", "justice", "director", "spokesman",
	"spokeswoman", "inspector", "superintendent", "constable", "sheriff", "reverend", "rev", "brigadier",
	"brig", "martyr", "envoy", "commissioner", "councillor", "congressman", "congresswoman",
	"miss", "det", "insp", "supt", "pc", "cllr",
	"coach", "detective", "officer", "pastor", "rabbi", "trooper", "corporal", "principal", "marshal",
	"sultan", "emir", "shah",
	"baroness", "cardinal", "mullah")

var titleModifiers = newSet("foreign", "prime", "defence", "defense", "supreme", "vice", "deputy", "interior",
	"finance", "first", "home", "acting", "rear", "press", "senior", "former", "health", "education", "energy",
	"trade", "fisheries", "agriculture", "labour", "labor", "forestry", "culture", "sports", "tourism",
	"fire", "police", "attorney", "assistant", "interim", "lead", "transport", "environment", "grand",
	"chief", "ch", "air")

// lowerTitles stand in lower case before a person's name.
var lowerTitles = newSet("secretary", "minister", "spokesman", "spokeswoman", "spokesperson", "president",
	"leader", "commander", "director", "head", "chief", "officer", "adviser", "advisor", "analyst", "premier",
	"lawyer", "actor", "professor", "resident", "neighbour", "neighbor", "witness", "fisherman", "general",
	"martyr", "firefighter", "mayor", "judge")

// orgWords stand in names of organisations.
var orgWords = newSet("force", "forces", "corps", "guard", "guards", "ministry", "department", "council",
	"agency", "army", "navy", "party", "union", "nations", "coalition", "hezbollah", "congress", "parliament",
	"senate", "committee", "company", "bank", "university", "institute", "association", "organisation",
	"organization", "commission", "court", "police", "brigade", "brigades", "service", "office", "group",
	"club", "trust", "foundation", "fund", "times", "herald", "news", "media", "press", "network", "authority",
	"administration", "bureau", "federation", "league", "movement", "militia", "inc", "ltd", "plc", "airlines",
	"airways", "broadcasting", "society", "college", "cabinet", "command", "watch", "society", "hospital",
	"taliban", "brotherhood", "coastguard", "lines", "ferries", "railways", "airline",
	"alliance", "courier", "gazette", "globe", "tribune", "telegraph", "railway", "energy", "television", "church",
	"museum")

// orgAfter follow an organisation's name in lower case.
var orgAfter = newSet("agency", "news", "militia", "newspaper", "group", "movement", "party", "network",
	"company", "spokesman", "spokeswoman", "spokesperson", "fighters", "website", "ministry", "channel",
	"broadcaster")

// shipPrefixes stand before the name of a ship, which is none of the kinds.
var shipPrefixes = newSet("mv", "hms", "uss", "rms", "ss", "mt", "usns", "rv")

// placePrefixes begin names of places.
var placePrefixes = newSet("port", "mount", "river", "lake", "cape", "fort", "camp", "point", "gulf", "isle",
	"north", "south", "east", "west")

// placeWords end names of places, or follow them in lower case.
var placeWords = newSet("airport", "province", "base", "airbase", "city", "zone", "sea", "gulf", "river",
	"island", "islands", "east", "west", "north", "south", "bay", "harbour", "harbor", "port", "street", "road",
	"avenue", "square", "bridge", "valley", "mountain", "mountains", "lake", "coast", "peninsula", "district",
	"county", "strait", "ocean", "desert", "region", "village", "town", "house", "palace", "castle", "park",
	"beach", "border", "peak", "forest", "field", "station", "quay", "pier", "gardens")

// placesOf stand before "of" and the name of a place.
var placesOf = newSet("port", "city", "town", "village", "island", "province", "district", "region", "county", "coast",
	"suburb", "outskirts", "north", "south", "east", "west")

// calendar words are capitalised and no names.
var calendar = newSet("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
	"february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
	"december", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "gmt", "utc", "bst", "est", "edt", "cet",
	"christmas", "easter", "ramadan", "thanksgiving")

// noName are single words with capitals that name nothing by themselves.
var noName = newSet("article", "chapter", "section", "operation", "charter", "god", "islam", "muslim",
	"muslims", "shia", "sunni", "christian", "christians", "jewish", "jews", "arab", "arabs", "kurdish",
	"kurds", "tv", "ok", "ceo", "mp", "mps", "north", "south", "east", "west", "western", "eastern", "northern",
	"southern", "state", "street", "covid", "no", "supreme", "foreign", "prime", "former", "first", "home",
	"council", "ministry", "parliament", "army", "coalition", "administration", "republic", "am", "pm", "photo",
	"islamic", "sir", "pa", "road", "house", "city", "fire", "police", "harbour", "air", "press", "mid", "non",
	"iranian-backed", "republican", "republicans", "democrat", "democrats", "dane", "danes", "finn", "swede", "swedes",
	"finns",
	"scots", "spaniard", "spaniards", "briton", "frenchman", "frenchwoman", "irishman", "scotsman", "welshman")

// openers begin sentences more often than names: with starters, what a capital
// there says nothing about.
var openers = newSet("will", "do", "does", "did", "can", "should", "might", "must", "shall", "told", "ask",
	"editing", "writing", "reporting", "television", "analysts", "experts", "witnesses", "residents",
	"responding", "following",
	"speaking", "asian", "military", "government", "reports", "troops", "huge", "people", "thousands",
	"hundreds", "dozens", "much", "mere", "foreign", "hours", "days", "weeks", "months", "years", "minutes",
	"senior", "state", "local", "national", "crude", "oil", "additional", "above", "against", "along", "amid",
	"around", "because", "beyond", "earlier", "early", "every", "few", "given", "having", "nor", "none",
	"nothing", "often", "once", "out", "overall", "people", "rather", "responsibility", "retaliation", "soon",
	"sources", "sometimes", "thus", "together", "tonight", "toward", "towards", "unlike", "up", "upon", "us",
	"very", "well", "without", "within", "yes", "please", "join", "read", "let", "see", "men", "women",
	"children", "firefighters", "nobody", "neither", "either", "survivor", "survivors")

// nationalities are adjectives of countries and peoples: what they are put
// before is named, not the country.
var nationalities = newSet("iranian", "iraqi", "american", "british", "english", "scottish", "welsh", "irish",
	"french", "german", "italian", "spanish", "portuguese", "dutch", "belgian", "swiss", "austrian", "swedish",
	"norwegian", "danish", "finnish", "polish", "czech", "hungarian", "romanian", "bulgarian", "greek",
	"turkish", "russian", "ukrainian", "israeli", "palestinian", "syrian", "lebanese", "jordanian", "egyptian",
	"libyan", "tunisian", "algerian", "moroccan", "saudi", "yemeni", "qatari", "kuwaiti", "emirati", "omani",
	"afghan", "pakistani", "indian", "bangladeshi", "chinese", "japanese", "korean", "vietnamese", "thai",
	"indonesian", "malaysian", "filipino", "australian", "canadian", "mexican", "brazilian", "argentine",
	"chilean", "colombian", "venezuelan", "cuban", "nigerian", "kenyan", "ethiopian", "somali", "sudanese",
	"georgian", "armenian", "azerbaijani", "kazakh", "uzbek", "ghanaian", "ugandan", "tanzanian", "zimbabwean",
	"zambian", "rwandan", "congolese", "senegalese", "ivorian", "liberian", "angolan", "namibian", "icelandic",
	"estonian", "latvian", "lithuanian", "slovak", "slovenian", "croatian", "serbian", "bosnian", "albanian",
	"macedonian", "moldovan", "belarusian", "cypriot", "maltese", "peruvian", "bolivian", "ecuadorian", "uruguayan",
	"paraguayan", "panamanian", "guatemalan", "honduran", "nicaraguan", "salvadoran", "dominican", "jamaican",
	"haitian", "nepali", "nepalese", "burmese", "cambodian", "laotian", "mongolian", "taiwanese",
	"singaporean", "bahraini", "javanese",

	"african", "european", "asian", "arab", "kurdish", "iranians", "iraqis", "americans", "britons", "israelis",
	"russians", "germans", "italians", "canadians", "australians", "ukrainians", "syrians", "turks", "afghans",
	"palestinians", "egyptians", "lebanese", "soviet", "persian", "western", "eastern", "northern", "southern",
	"muslim", "christian", "jewish", "shia", "shiite", "sunni", "islamist", "islamist-backed")
