package extract

import (
	"cmp"
	"strings"
)

// A tense says whether a clause speaks of what was or of what is to come.
type tense uint8

const (
	tenseUnknown tense = iota
	tensePast
	tenseFuture
	tensePresent
)

// tense returns the tense of the clause around the words from i to next: that
// of the nearest verb before them in the clause, else behind them, else in the
// rest of the sentence.
func (r *timeReader) tense(i, next int) tense {
	const far = 40 // words; it keeps the scan linear
	first, end := max(0, i-far), min(len(r.words), next+far)
	if r.sentence < len(r.sentences) {
		s := r.sentences[r.sentence]
		for first < i && r.words[first].start < s.Start {
			first++
		}
		for end > next && r.words[end-1].start >= s.End {
			end--
		}
	}
	from, to := i, next
	for from > first && !r.bounds(from-1) {
		from--
	}
	for to < end && !r.bounds(to) {
		to++
	}
	return cmp.Or(r.tenseBack(from, i), r.tenseAhead(next, to), r.tenseBack(first, from), r.tenseAhead(to, end))
}

// bounds reports whether a clause ends at a word.
func (r *timeReader) bounds(i int) bool {
	return clauseBounds.has(r.word(i)) || r.is(i, "\u201c", "\u201d", "—", ";", ":")
}

var clauseBounds = newSet("that", "which", "who", "whom", "whose", "when", "where", "while", "because", "although",
	"though", "but", "and", "if", "as", "than", "after", "before")

// tenseBack returns the tense of the last verb among the words from to i.
func (r *timeReader) tenseBack(from, i int) tense {
	for k := i - 1; k >= from; k-- {
		if t := r.verb(k, from); t != tenseUnknown {
			return t
		}
	}
	return tenseUnknown
}

// tenseAhead returns the tense of the first verb among the words i to to.
func (r *timeReader) tenseAhead(i, to int) tense {
	for k := i; k < to; k++ {
		if t := r.verb(k, i); t != tenseUnknown {
			return t
		}
	}
	return tenseUnknown
}

// verb returns the tense of word i if it looks like a verb. What makes it a
// part of the future ("will be held") stands at most four words before it.
func (r *timeReader) verb(i, from int) tense {
	w := r.word(i)
	switch {
	case !r.isLetter(i) || r.is(i-1, "-") && r.joined(i):
		return tenseUnknown
	case r.isFuture(i):
		return tenseFuture
	case w == "said" || w == "told":
		return tensePast
	case r.is(i, "closed", "shut", "cancelled", "canceled", "suspended", "banned") &&
		r.is(i-1, "is", "are", "remain", "remains"):
		return tensePresent
	case timePastVerbs.has(w), looksPast(w):
		for k := i - 1; k >= from && k >= i-4 && !r.is(k, ",", "and"); k-- {
			if r.isFuture(k) {
				return tenseFuture
			}
		}
		return tensePast
	case timePresentVerbs.has(w) && !r.isCapital(i):
		if t := r.tenseBack(max(from, i-3), i); t == tenseFuture {
			return t
		}
		return tensePresent
	}
	return tenseUnknown
}

// looksPast reports whether a word is a past form in -ed.
func looksPast(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") && !notPast.has(w)
}

// isFuture reports whether the word at i puts its clause into the future.
func (r *timeReader) isFuture(i int) bool {
	switch r.word(i) {
	case "will", "shall", "ll", "must", "might":
		return !r.isCapital(i) || r.opens(i)
	case "won":
		return r.is(i+1, "’") && r.is(i+2, "t")
	case "may", "should", "could", "would":
		return !r.isCapital(i) && !r.is(i+1, "have") && !r.is(i+2, "have")
	case "due", "slated", "poised", "scheduled", "upcoming", "expected", "planned", "plans", "planning", "hopes", "hoping":
		return !r.is(i-1, "originally", "initially", "previously")
	case "set", "going", "about":
		return r.is(i+1, "to", "for") && r.is(i-1, "is", "are", "was", "were", "be", "been", "s", "re", "m", "am")
	case "to":
		return intentions.has(r.word(i-1)) && r.isLetter(i+1) && !r.isCapital(i+1) && !timeDeterminers.has(r.word(i+1))
	}
	return false
}

// aim returns the tense that a date at words i to next has: its clause's, but
// for "last" and "next", and the prepositions and possessives that say more.
func (r *timeReader) aim(i, next int) tense {
	switch {
	case r.is(i-1, "since"), r.is(i, "last"):
		return tensePast
	case r.is(i-1, "until", "till", "through"), r.is(i-1, "of") && r.is(i-2, "ahead"), r.is(i, "next"):
		return tenseFuture
	case r.is(next, "’") && r.is(next+1, "s"):
		return r.possessiveTense(i)
	case r.is(i-1, "by") && r.tense(i, next) != tensePast:
		return tenseFuture
	}
	return r.tense(i, next)
}

// possessiveTense returns the tense of "Friday’s": past, unless its verb
// stands close to it and looks ahead ("will attend Friday’s funeral").
func (r *timeReader) possessiveTense(i int) tense {
	if r.is(i-1, "before", "for") {
		return r.tense(i, i+1)
	}
	if r.opens(i) && r.tenseAhead(i+3, min(i+6, len(r.words))) == tenseFuture {
		return tenseFuture
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if r.is(k, "over", "after", "in", "from", "of", "by", "to", ".") {
			break
		}
		if r.isFuture(k) {
			return tenseFuture
		}
	}
	return tensePast
}

// intentions are words whose "to" leads to what is not done yet.
var intentions = newSet("agreed", "plan", "plans", "planned", "planning", "vowed", "vow", "pledged", "promised", "due",
	"set", "scheduled", "expected", "hopes", "hoped", "hope", "intends", "intend", "wants", "want", "urged", "ordered",
	"likely", "prepare", "prepares", "preparing", "prepared", "is", "are", "ready", "going", "about", "decided",
	"threatened", "threatens", "invited", "asked", "called", "needs", "need", "has", "have", "seeks", "seek", "time",
	"deadline", "deal", "bid", "aims", "aim", "wished", "offered", "offers", "voted", "poised", "slated", "calls",
	"meeting", "how")

var timeDeterminers = newSet("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our",
	"my")

// notPast end in -ed and are no past forms.
var notPast = newSet("united", "hundred", "armed", "sacred", "naked", "wicked", "alleged", "masked", "crowded",
	"unarmed", "biased", "beloved", "rugged", "injured", "wounded", "limited", "supposed", "aged",
	"retired", "advanced", "combined", "troubled", "embattled", "detailed", "embed", "infrared", "unmanned",
	"interested", "complicated")

var timePastVerbs = newSet("said", "told", "was", "were", "had", "did", "went", "came", "took", "gave", "made", "fell",
	"rose", "hit", "met", "began", "left", "held", "struck", "shot", "got", "found", "won", "lost", "led", "sent",
	"saw", "flew", "broke", "spoke", "wrote", "ran", "drove", "fought", "brought", "bought", "sold", "kept", "became",
	"blew", "sank", "burnt", "burst", "built", "felt", "heard", "grew", "knew", "paid", "read", "stood", "swept",
	"tore", "threw", "withdrew", "woke", "wore", "fled", "forced", "died", "has", "have", "been", "gone",
	"taken", "seen", "given", "fallen", "risen", "begun", "shown", "known", "written", "driven", "stolen", "chosen",
	"spoken", "spent", "stuck", "dealt", "lay", "laid", "sat", "slept", "shook", "sang", "hung", "dug", "bound",
	"caught", "taught", "thought", "sought", "shut", "cut", "put", "quit", "split", "spread", "hurt", "cost", "crept",
	"leapt", "lit", "rode", "cried", "tried", "denied", "used", "says")

var timePresentVerbs = newSet("is", "are", "opens", "open", "begins", "begin", "starts", "start", "meets", "meet",
	"ends", "closes", "close", "expires", "resumes", "resume", "returns", "return", "goes", "go", "faces", "votes", "vote",
	"arrives", "arrive", "leaves", "leave", "travels", "travel", "visits", "visit", "hosts", "host", "takes", "take",
	"kicks", "plays", "play", "runs", "marks", "comes", "come", "falls", "attends", "attend", "flies", "fly", "heads",
	"prepares", "prepare", "elect", "chooses", "choose", "remains", "remain", "stays", "stay", "reopens", "wants",
	"gathers", "gather", "hear", "hears", "rules", "launches", "celebrates", "celebrate")
