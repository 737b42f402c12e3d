package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/byteset"
)

// alwaysGoesOn are the abbreviations that a name or a number follows: no
// sentence ends after them.
var alwaysGoesOn = newSet(
	"mr", "mrs", "ms", "mx", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cpt", "sgt", "cpl", "pvt", "adm", "brig",
	"cmdr", "cdr", "sen", "rep", "gov", "rev", "hon", "pres", "st", "sts", "mt", "ft", "fr", "supt", "insp", "msgr",
	"amb", "atty", "vs", "e.g", "i.e", "cf", "viz", "approx", "fig", "figs", "pp", "ca", "al", "mme", "mlle",
)

// mayGoOn are the abbreviations that also end sentences: one ends only before
// a word that begins sentences. Acronyms with points and single capitals are
// treated so too.
var mayGoOn = newSet(
	"inc", "ltd", "co", "corp", "jr", "sr", "etc", "no", "nos", "a.m", "p.m", "am", "pm", "dept", "univ", "assn", "bros",
	"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
	"thu", "thur", "thurs", "fri", "sat", "sun", "calif", "conn", "ariz", "fla", "mass", "mich", "minn", "pa", "wash",
	"va", "ave", "blvd", "rd", "hwy", "min", "hr", "hrs", "ph.d", "m.d", "d.c", "est",
)

// starters begin sentences and stand in no name.
var starters = newSet(
	"the", "a", "an", "this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "his", "her",
	"their", "our", "my", "there", "here", "in", "on", "at", "by", "for", "from", "with", "after", "before", "but", "and",
	"or", "so", "yet", "as", "if", "when", "while", "although", "though", "because", "since", "until", "what", "who",
	"where", "why", "how", "which", "to", "of", "no", "not", "some", "many", "most", "more", "several", "both", "each",
	"all", "any", "one", "two", "three", "earlier", "later", "meanwhile", "however", "also", "now", "then", "still",
	"only", "even", "during", "despite", "under", "over", "about", "according", "asked", "among", "between", "police",
	"officials", "other", "others", "another", "such", "is", "was", "were", "are", "has", "have", "had", "would", "could",
	"nobody", "everyone", "once", "just", "perhaps", "instead", "yesterday", "today", "tomorrow", "last", "next",
)

// speech are the verbs by which a sentence says whose words were quoted.
var speech = newSet(
	"said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "tweeted", "declared", "asked", "asks",
	"replied", "insisted", "warned", "warns", "claimed", "announced", "shouted", "cried", "called", "continued",
	"explained", "noted", "stated", "argued", "recalled", "remarked", "posted", "vowed", "exclaimed", "answered",
	"responded", "demanded", "boasted", "joked", "commented", "concluded", "stressed", "urged", "chanted", "admitted",
)

// Sentences cuts text into sentences, in order. They cover the text but for
// the spaces between them. A quotation that its own sentence introduces, or
// that is followed by "he said", stays in one piece; one that stands by itself
// is cut like other text, and so is one that nothing closes.
func Sentences(text string) []Span {
	var (
		spans  []Span
		quotes = outermost(Quotations(text))
		start  = firstNonSpace(text)
		i      = start
	)
	for i < len(text) {
		if len(quotes) > 0 && i >= quotes[0].OuterStart {
			q := quotes[0]
			quotes = quotes[1:]
			if i == q.OuterStart && !(q.OuterStart == start && standsAlone(text, q)) {
				i = lastStop(text, q)
			}
			continue
		}
		after, isStop := stopAt(text, i)
		switch {
		case isStop:
			end, next, split := boundary(text, start, i, after)
			if split {
				spans = append(spans, Span{start, end})
				start = next
			}
			i = max(next, after)
			for len(quotes) > 0 && quotes[0].OuterStart < i {
				quotes = quotes[1:]
			}
		case text[i] == '\n':
			next, blank := skipSpace(text, i)
			if blank && next < len(text) {
				spans = append(spans, Span{start, trimEnd(text, start, i)})
				start = next
			}
			i = next
		default:
			i = after
			limit := len(text)
			if len(quotes) > 0 {
				limit = max(i, quotes[0].OuterStart)
			}
			i += mayEnd.Before(text[i:limit])
		}
	}
	if end := trimEnd(text, start, len(text)); end > start {
		spans = append(spans, Span{start, end})
	}
	return spans
}

// mayEnd are the bytes that a sentence may end with, or a stop begin with.
var mayEnd = byteset.Of(func(c byte) bool { return c >= utf8.RuneSelf || strings.IndexByte(".!?\n", c) >= 0 })

func firstNonSpace(text string) int {
	i, _ := skipSpace(text, 0)
	return i
}

func trimEnd(text string, start, end int) int {
	return start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
}

// outermost keeps the closed quotations that stand in no other. Unclosed ones
// hold nothing together.
func outermost(all []Quotation) []Quotation {
	kept := all[:0]
	end := 0
	for _, q := range all {
		if !q.Open && q.OuterStart >= end {
			kept = append(kept, q)
			end = q.OuterEnd
		}
	}
	return kept
}

// standsAlone reports whether the quotation is made of whole sentences that
// nobody is named as saying: what follows it begins a sentence of its own.
func standsAlone(text string, q Quotation) bool {
	if !isStop(runeBefore(text, q.End)) {
		return false
	}
	next, _ := skipSpace(text, q.OuterEnd)
	if next == len(text) {
		return true
	}
	return next > q.OuterEnd && beginsSentence(text, next) && !attributed(text, next)
}

// lastStop returns where to read on when a quotation must stay whole: at the
// stop that ends it, else behind its closing mark.
func lastStop(text string, q Quotation) int {
	i := q.End
	for i > q.Start {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !isStop(r) {
			break
		}
		i -= size
	}
	if i == q.End {
		return q.OuterEnd
	}
	return i
}

func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।':
		return true
	}
	return false
}

// stopAt returns the index behind the rune at i, and whether it is a stop.
func stopAt(text string, i int) (after int, stop bool) {
	if c := text[i]; c < utf8.RuneSelf {
		return i + 1, c == '.' || c == '!' || c == '?'
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	return i + size, isStop(r)
}

// boundary decides whether the stop at i, which ends at after, ends the
// sentence that began at start. It returns the end of the sentence with its
// closing marks, and where the next one begins; without a split, next is
// where to read on.
func boundary(text string, start, i, after int) (end, next int, split bool) {
	end = after
	closed := false
	last := runeAt(text, i)
	ideographic := last > 0x3000
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if isStop(r) {
			last = r
		} else if !isCloser(r) || r == '“' && !germanClose(text, end) {
			break
		} else {
			closed = true
		}
		end += size
	}
	next, blank := skipSpace(text, end)
	switch {
	case blank, next == len(text):
		return end, next, true
	case next == end && !ideographic:
		return end, end, false // "1.30", "U.S", "example.com"
	case !beginsSentence(text, next):
		return end, end, false
	case last == '.' && !closed && goesOn(text, start, i, next):
		return end, end, false
	case closed && last != '.' && attributed(text, next):
		return end, end, false
	}
	return end, next, true
}

// germanClose reports whether the mark “ at i can only close: a space or
// nothing follows it.
func germanClose(text string, i int) bool {
	r := runeAt(text, i+len("\u201c"))
	return r == 0 || unicode.IsSpace(r)
}

// beginsSentence reports whether a sentence can begin at i: an opening mark, a
// digit, or a letter that is not lower-case.
func beginsSentence(text string, i int) bool {
	r := runeAt(text, i)
	if isOpener(r) {
		for i < len(text) && isOpener(r) {
			i += utf8.RuneLen(r)
			r = runeAt(text, i)
			if unicode.IsSpace(r) {
				return false // a dash
			}
		}
	}
	return unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r) || r == '@' || r == '#' || r == '$' ||
		r == '£' || r == '€' || r == '…' || r == '.'
}

// goesOn reports whether the point at i belongs to an abbreviation in the
// middle of a sentence. The next word begins at next.
func goesOn(text string, start, i, next int) bool {
	from := i
	for from > start && i-from < 24 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if !isWordRune(r) && r != '.' {
			break
		}
		from -= size
	}
	token := text[from:i]
	switch {
	case token == "":
		return false
	case alwaysGoesOn.has(token):
		return !(token == "al" || token == "no") || !startsWithStarter(text, next)
	case from == start && len(token) < 3 && isNumber(token):
		return true // "1. The first point"
	case token == "No" || token == "no" || token == "Nos":
		return unicode.IsDigit(runeAt(text, next))
	case isInitials(token):
		return !startsWithStarter(text, next) || token == "U.S" && runeAt(text, next) == 0
	case mayGoOn.has(token):
		// Words like "sun" and "mass" are abbreviations with a capital only.
		if unicode.IsLower(runeAt(token, 0)) && wordToo(token) {
			return false
		}
		r := runeAt(text, next)
		return unicode.IsDigit(r) || r == '(' || unicode.IsLetter(r) && !startsWithStarter(text, next)
	}
	return false
}

// wordToo reports whether an abbreviation in lower case is an English word.
func wordToo(token string) bool {
	switch token {
	case "sun", "sat", "wed", "mar", "mass", "wash", "no", "min", "co", "am", "conn", "est", "pa", "dec", "oct", "mon":
		return true
	}
	return false
}

// isInitials reports whether token is "J" or "U.S" or "Ph.D": letters one by
// one with points between them.
func isInitials(token string) bool {
	letters := 0
	for _, r := range token {
		if r == '.' {
			letters = 0
			continue
		}
		if letters++; letters > 1 || !unicode.IsLetter(r) {
			return false
		}
	}
	return letters == 1 && (strings.Contains(token, ".") || unicode.IsUpper(runeAt(token, 0)) && token != "I")
}

func isNumber(token string) bool {
	for i := range len(token) {
		if token[i] < '0' || token[i] > '9' {
			return false
		}
	}
	return true
}

// startsWithStarter reports whether the word at i is one that begins
// sentences, or a quotation begins there.
func startsWithStarter(text string, i int) bool {
	r := runeAt(text, i)
	if r == '“' || r == '‘' || r == '"' || r == '«' || r == '„' {
		return true
	}
	return starters.has(wordAt(text, i))
}

func wordAt(text string, i int) string {
	end := i
	for end < len(text) && end-i < 24 {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isWordRune(r) {
			break
		}
		end += size
	}
	return text[i:end]
}

// attributed reports whether the words at i say who spoke: up to five words
// of which the last is a verb of speech (`Trump said`, `the Rev. Ann Lee told`),
// or a capitalised name, a clause between commas, and the verb (`Trump, who
// visited the base, said`).
func attributed(text string, i int) bool {
	const far = 160 // bytes; a sentence's subject is shorter
	limit := min(len(text), i+far)
	inClause := false
	for n := 0; i < limit; {
		word := wordAt(text, i)
		if word == "" {
			return false
		}
		if speech.has(word) {
			return n > 0
		}
		if n++; !inClause && n > 5 {
			return false
		}
		i += len(word)
		switch r := runeAt(text, i); {
		case r == ',':
			inClause = !inClause
			i++
		case r == '-' || r == '’' || r == '\'':
			i += utf8.RuneLen(r)
			n--
			continue
		case r == '.' && alwaysGoesOn.has(word):
			i++
		case !unicode.IsSpace(r):
			return false
		}
		i, _ = skipSpace(text, i)
	}
	return false
}
