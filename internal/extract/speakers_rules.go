package extract

import "strings"

// What Speeches knows about English: the words by which news says who spoke,
// and how a clause is read around a verb of saying.

// sayVerbs are forms that are verbs of saying wherever they have a subject.
var sayVerbs = newSet("said", "says", "say", "saying", "told", "tells", "tell", "telling", "added", "adds",
	"adding", "wrote", "writes", "writing", "tweeted", "tweeting", "declared", "declares", "declare", "declaring",
	"asked", "asks", "asking", "replied", "replying", "insisted", "insists", "insisting", "warned", "warns", "warn",
	"claimed", "claiming", "announced", "announces", "announcing", "shouted", "shouting", "cried", "crying", "called",
	"calling", "continued", "continues", "explained", "explains", "explaining", "noted", "noting", "stated", "stating",
	"argued", "argues", "argue", "arguing", "recalled", "recalls", "recalling", "remarked", "remarking", "posted",
	"posting", "vowed", "vowing", "exclaimed", "exclaims", "answered", "answering", "responded", "responding",
	"demanded", "demanding", "boasted", "boasting", "joked", "joking", "commented", "commenting", "concluded",
	"concludes", "stressed", "stresses", "stressing", "urged", "urging", "chanted", "chanting", "admitted", "admits",
	"admitting", "threatened", "threatens", "threatening", "promised", "promising", "pledged", "pledging", "condemned",
	"condemns", "condemn", "condemning", "denounced", "denounces", "denounce", "denouncing", "praised", "praises",
	"praising", "hailed", "hails", "hailing", "described", "describes", "describe", "describing", "characterised",
	"characterises", "characterized", "characterizes", "characterising", "characterizing", "dismissed", "dismisses",
	"dismissing", "accused", "accuses", "accuse", "accusing", "blamed", "blaming", "rejected", "rejects", "rejecting",
	"criticised", "criticises", "criticized", "criticizes", "criticising", "criticizing", "slammed", "slams",
	"slamming", "blasted", "blasting", "mocked", "mocking", "derided", "deriding", "decried", "decrying", "deplored",
	"deploring", "lamented", "laments", "lamenting", "welcomed", "welcomes", "welcoming", "thanked", "thanking",
	"confirmed", "confirms", "confirming", "denied", "denies", "denying", "acknowledged", "acknowledges",
	"acknowledging", "conceded", "concedes", "conceding", "suggested", "suggests", "suggesting", "proposed",
	"proposing", "predicted", "predicts", "predicting", "observed", "observes", "observing", "retorted", "retorts",
	"retorting", "countered", "countering", "repeated", "repeating", "reiterated", "reiterates", "reiterating",
	"emphasised", "emphasises", "emphasized", "emphasizes", "emphasising", "emphasizing", "underlined", "underscored",
	"highlighted", "maintained", "maintains", "maintaining", "contended", "contends", "contending", "asserted",
	"asserts", "asserting", "alleged", "alleges", "allege", "alleging", "swore", "swears", "swearing", "testified",
	"testifies", "testifying", "recounted", "recounts", "recounting", "related", "reported", "reporting", "revealed",
	"reveals", "revealing", "disclosed", "proclaimed", "proclaims", "proclaiming", "clarified", "clarifies",
	"elaborated", "wondered", "wonders", "wondering", "queried", "enquired", "inquired", "questioned", "questioning",
	"cautioned", "cautions", "cautioning", "alerted", "advised", "advises", "advising", "recommended", "recommends",
	"recommending", "complained", "complains", "complaining", "objected", "objects", "quipped", "quips", "quipping",
	"bragged", "gloated", "screamed", "screaming", "yelled", "yelling", "sang", "singing", "refused", "refuses",
	"refusing", "labelled", "labeled", "labelling", "branded", "brands", "branding", "dubbed", "dubbing", "likened",
	"likens", "likening", "compared", "comparing", "lauded", "lauding", "lambasted", "lambasting", "chided", "chiding",
	"scolded", "rebuked", "rebuffed", "vows", "appealed", "appealing", "expressed", "expresses", "expressing",
	"voiced", "voicing", "cited", "citing", "hoped", "hoping", "believes", "believed", "feared", "thinks", "felt",
	"instructed", "ordered", "agreed", "agrees", "emailed", "texted", "messaged", "blogged", "tweets", "reads", "read",
	"reading", "began", "begins", "volunteered", "interjected", "summarised", "summarized", "reasoned", "mused",
	"muses", "confessed", "confesses", "confided", "reassured", "assured", "assures", "assuring", "insinuated",
	"implied", "hinted", "hinting", "signalled", "signaled", "opined", "enthused", "raged", "preached", "pleaded",
	"pleads", "pleading", "begged", "begging", "implored", "beseeched", "invited", "inviting", "congratulated",
	"greeted", "taunted", "teased", "termed", "terms", "deemed", "considers", "considered", "ridiculed", "slated",
	"blames", "accepts", "accepted", "regretted", "regrets", "portrayed", "portrays", "depicted", "protested",
	"protesting", "bemoaned", "stipulated", "hollered", "reckons", "reckoned", "bellowed", "stammered", "declaimed",
	"informed", "informs", "informing", "notified", "advocated", "disputed", "disputes", "mourned", "saluted",
	"recited", "intoned", "written")

// alsoNouns are verbs of saying only behind a subject that can take them.
var alsoNouns = newSet("claims", "claim", "reports", "report", "calls", "call", "demands", "demand", "states",
	"state", "replies", "reply", "answers", "answer", "comments", "comment", "promises", "promise", "pledges",
	"pledge", "vow", "orders", "posts", "post", "notes", "note", "remarks", "tweet", "cries", "cry", "questions",
	"appeals", "address", "praise", "boasts", "jokes", "shouts", "warning", "brand", "labels", "label", "denies",
	"slams", "blasts", "hails", "urges", "urge", "rejects", "insist", "deny", "confirm", "reveal", "tweets", "add",
	"ask", "write", "shrugs", "vows", "threaten", "mocks", "laughs", "term", "suggest", "believe", "think", "hope",
	"fear", "fears", "respond", "responds", "recall", "put", "puts", "explain", "stress", "announce", "refuse",
	"predict", "complain", "dismiss", "blame", "offered", "offers")

// tagVerbs are no verbs of saying, but stand in their place beside a quotation.
var tagVerbs = newSet("shrugged", "smiled", "laughed", "sighed", "fumed", "thundered", "roared", "whispered",
	"muttered", "mumbled", "murmured", "sobbed", "beamed", "grinned", "nodded", "snapped", "barked", "growled",
	"chuckled", "giggled", "grumbled", "groaned", "gasped", "wept", "stormed", "offered", "ventured", "piped",
	"shrugs", "smiles", "laughs", "sighs", "croaked", "drawled", "snorted", "scoffed", "scoffs", "gushed", "winked",
	"wailed", "cheered", "put", "puts", "blurted", "sneered", "crowed", "hissed", "moaned", "corrected", "apologised",
	"apologized", "interrupted", "finished", "went")

// phrasal are verbs of saying in two words: the first, then what follows it.
var phrasal = map[string]set{
	"went": newSet("on"), "goes": newSet("on"), "going": newSet("on"), "hit": newSet("back", "out"),
	"hits": newSet("back", "out"), "shot": newSet("back"), "fired": newSet("back"), "pointed": newSet("out", "to"),
	"points": newSet("out"), "pointing": newSet("out"), "chimed": newSet("in"), "lashed": newSet("out"),
	"spoke": newSet("of"), "speak": newSet("of"), "talk": newSet("of", "about"), "refer": newSet("to"),
	"point": newSet("out"), "speaks": newSet("of"), "speaking": newSet("of"), "talked": newSet("of", "about"),
	"talks": newSet("of", "about"), "talking": newSet("of", "about"), "referred": newSet("to"),
	"refers": newSet("to"), "referring": newSet("to"), "spelled": newSet("out"), "called": newSet("for"),
	"summed": newSet("up"), "cut": newSet("in"), "took": newSet("to"), "made": newSet("clear", "it"),
	"hitting": newSet("back", "out"), "warned": newSet("of"),
}

// naming verbs give something a name, when the quotation follows a noun and
// the verb at once.
var naming = newSet("called", "dubbed", "named", "nicknamed", "titled", "entitled", "known", "branded", "termed",
	"labelled", "labeled", "so-called", "codenamed", "code-named", "christened", "headlined", "baptised", "renamed",
	"marked", "captioned")

// works are nouns whose quotation is a title, a motto or a name.
var works = newSet("film", "movie", "book", "novel", "song", "single", "album", "play", "series", "show",
	"documentary", "podcast", "episode", "musical", "opera", "memoir", "autobiography", "biography", "painting",
	"poem", "exhibition", "slogan", "motto", "title", "nickname", "term", "word", "words", "phrase", "headline",
	"hashtag", "codename", "programme", "program", "sitcom", "drama", "sculpture", "sequel", "essay", "column",
	"magazine", "chant", "chants", "banner", "banners", "placard", "placards", "sign", "signs", "operation",
	"exercise", "game", "track", "ballad", "hit", "trilogy", "anthem", "hymn", "poster")

// writings are what somebody says something in.
var writings = newSet("statement", "statements", "tweet", "tweets", "message", "messages", "letter", "post",
	"posts", "email", "e-mail", "memo", "note", "text", "report", "speech", "video", "recording", "press", "release",
	"communique", "communiqué", "declaration", "interview", "article", "editorial", "bulletin", "blog", "caption",
	"reply", "answer", "resolution", "notice", "order", "ruling", "judgment", "judgement", "verdict", "dispatch",
	"document", "testimony")

// saidNouns are what somebody said, by a noun: “his claim that …”.
var saidNouns = newSet("claim", "claims", "statement", "statements", "remark", "remarks", "comment", "comments",
	"warning", "warnings", "threat", "threats", "promise", "promises", "pledge", "pledges", "vow", "vows", "assertion",
	"assertions", "description", "characterisation", "characterization", "call", "calls", "demand", "demands",
	"appeal", "appeals", "accusation", "accusations", "allegation", "allegations", "insistence", "tweet", "tweets",
	"message", "declaration", "announcement", "admission", "suggestion", "suggestions", "argument", "verdict", "words",
	"question", "answer", "reply", "response", "boast", "boasts", "complaint", "denial", "assurance", "assurances",
	"prediction", "plea", "criticism", "condemnation", "denunciation", "praise", "view", "belief", "contention",
	"observation", "mantra", "quip", "joke", "dismissal")

// prepositions part a noun from what it is of.
var prepositions = newSet("of", "for", "in", "at", "from", "to", "on", "with", "near", "by", "over", "against",
	"inside", "outside", "between", "about", "under", "behind", "across", "around", "through", "during", "within",
	"into", "onto", "upon", "among", "amid", "towards", "toward", "without", "despite", "following", "beside",
	"beyond", "via", "off", "after", "before", "since", "until", "like", "unlike", "regarding", "concerning", "per",
	"throughout", "along", "than", "aboard")

// subordinators open a clause inside a sentence.
var subordinators = newSet("that", "if", "because", "when", "where", "while", "whether", "although", "though", "as",
	"who", "which", "whom", "whose", "what", "how", "why", "unless", "whereas", "so", "but", "and", "or", "nor", "yet",
	"then", "however")

// auxiliaries are verbs that stand before others, or by themselves.
var auxiliaries = newSet("is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having",
	"do", "does", "did", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "cannot", "isn’t",
	"wasn’t", "isn't", "wasn't", "didn’t", "didn't", "won’t", "won't", "wouldn’t", "wouldn't", "hasn’t", "hadn’t",
	"don’t", "don't", "weren’t")

var beForms = newSet("is", "are", "was", "were", "be", "been", "being", "am", "got", "get", "gets")

// adverbs are those without “-ly” that stand beside a verb of saying.
var adverbs = newSet("also", "later", "then", "earlier", "meanwhile", "once", "again", "too", "not", "never",
	"still", "even", "already", "often", "soon", "now", "just", "further", "twice", "first", "always", "ever", "here",
	"there", "today", "yesterday", "tonight", "tomorrow", "afterwards", "afterward", "instead", "though", "simply",
	"rather", "back", "only", "previously", "however", "therefore", "thus", "moreover", "nevertheless", "nonetheless",
	"indeed", "last", "next", "ago", "out", "up", "down", "away", "online", "early", "late", "overnight", "almost",
	"merely", "far", "long", "more", "n’t", "n't")

var pronouns = newSet("he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "us", "me", "himself",
	"herself", "itself", "themselves", "this", "these", "those", "everyone", "nobody", "everybody", "someone",
	"somebody", "anyone")

var determiners = newSet("the", "a", "an", "his", "her", "its", "their", "our", "my", "one", "another", "some",
	"many", "most", "several", "two", "three", "four", "five", "other", "no", "each", "every", "both", "any", "all",
	"few", "this", "that", "these", "those")

// personNouns are what somebody may be called.
var personNouns = newSet("official", "officials", "minister", "ministers", "spokesman", "spokeswoman",
	"spokesperson", "spokespeople", "president", "premier", "chief", "chiefs", "head", "heads", "leader", "leaders",
	"commander", "commanders", "general", "colonel", "captain", "major", "lieutenant", "sergeant", "admiral",
	"officer", "officers", "director", "secretary", "mayor", "governor", "senator", "senators", "lawmaker",
	"lawmakers", "mp", "mps", "deputy", "ambassador", "envoy", "diplomat", "diplomats", "judge", "prosecutor",
	"prosecutors", "lawyer", "lawyers", "attorney", "solicitor", "barrister", "analyst", "analysts", "expert",
	"experts", "economist", "economists", "scientist", "scientists", "researcher", "researchers", "professor",
	"teacher", "teachers", "doctor", "doctors", "nurse", "nurses", "medic", "medics", "paramedic", "paramedics",
	"worker", "workers", "farmer", "farmers", "fisherman", "fishermen", "resident", "residents", "witness",
	"witnesses", "survivor", "survivors", "victim", "victims", "relative", "relatives", "neighbour", "neighbours",
	"neighbor", "neighbors", "man", "men", "woman", "women", "boy", "girl", "father", "mother", "son", "daughter",
	"brother", "sister", "husband", "wife", "uncle", "aunt", "cousin", "widow", "friend", "friends", "colleague",
	"colleagues", "boss", "owner", "owners", "manager", "managers", "coach", "striker", "player", "players", "driver",
	"pilot", "soldier", "soldiers", "fighter", "fighters", "rescuer", "rescuers", "firefighter", "firefighters",
	"campaigner", "campaigners", "activist", "activists", "protester", "protesters", "demonstrators", "critic",
	"critics", "supporter", "supporters", "fan", "fans", "voter", "voters", "student", "students", "pupil", "pupils",
	"parent", "parents", "adviser", "advisers", "advisor", "advisors", "aide", "aides", "insider", "source", "sources",
	"passenger", "passengers", "tourist", "tourists", "chairman", "chairwoman", "chair", "chancellor", "king", "queen",
	"prince", "princess", "pope", "bishop", "archbishop", "priest", "imam", "cleric", "clerics", "author", "writer",
	"actor", "actress", "singer", "artist", "filmmaker", "editor", "reporter", "reporters", "journalist",
	"journalists", "correspondent", "columnist", "historian", "engineer", "engineers", "scholar", "trader", "traders",
	"investor", "investors", "executive", "executives", "founder", "ceo", "inspector", "superintendent", "detective",
	"detectives", "investigator", "investigators", "inspectors", "coroner", "epidemiologist", "geologist",
	"meteorologist", "forecaster", "forecasters", "psychologist", "veteran", "veterans", "politician", "politicians",
	"congressman", "congresswoman", "representative", "representatives", "counterpart", "opponent", "opponents",
	"rival", "rivals", "ally", "allies", "predecessor", "successor", "republican", "republicans", "democrat",
	"democrats", "conservative", "conservatives", "labour", "master", "guard", "guards", "members", "member", "crowd",
	"crowds", "people", "locals", "villagers", "shopkeeper", "baker", "chef", "cook", "waiter", "butcher", "sailor",
	"sailors", "skipper", "organiser", "organisers", "organizer", "organizers", "authorities", "rebels", "rebel",
	"militants", "militant", "insurgents", "gunman", "defendant", "plaintiff", "suspect", "suspects", "client",
	"teenager", "pensioner", "grandmother", "grandfather", "migrant", "migrants", "refugee", "refugees", "patient",
	"patients", "customer", "customers", "staff", "team", "family", "couple", "pair", "speaker", "sheriff", "marshal",
	"constable", "policeman", "policewoman", "goalkeeper", "defender", "midfielder", "referee", "teammate", "trainer",
	"umpire", "physicist", "biologist", "chemist", "astronomer", "astronaut", "ecologist", "climatologist", "planner",
	"strategist", "pollster", "lobbyist", "unionist", "negotiator", "negotiators", "mediator", "mediators", "delegate",
	"delegates", "translator", "user", "users", "operator", "operators", "watchdog", "regulator", "regulators",
	"producer", "dancer", "composer", "musician", "curator")

// bodies are common nouns of organisations that speak.
var bodies = newSet("ministry", "government", "governments", "police", "army", "navy", "military", "coastguard",
	"company", "firm", "agency", "television", "tv", "radio", "court", "union", "unions", "party", "group", "groups",
	"militia", "office", "council", "department", "authority", "committee", "commission", "board", "bank",
	"university", "hospital", "school", "club", "federation", "association", "force", "forces", "coalition",
	"alliance", "administration", "parliament", "cabinet", "embassy", "mission", "media", "newspaper", "paper",
	"outlet", "outlets", "channel", "broadcaster", "website", "charity", "charities", "foundation", "institute",
	"prosecution", "defence", "defense", "opposition", "state", "palace", "church", "airline", "airport", "operator",
	"regulator", "watchdog", "body", "organisation", "organization", "organizations", "organisations", "service",
	"services", "bureau", "guards", "corps", "regime", "monarchy", "junta", "network", "site", "daily", "weekly",
	"magazine", "tabloid", "campaign", "giant", "maker", "brigade")

// generics stand for whoever was last spoken of.
var generics = newSet("man", "woman", "boy", "girl", "teenager", "pensioner", "politician", "veteran", "republican",
	"democrat", "businessman", "businesswoman", "father-of-two", "mother-of-two", "father-of-three", "mother-of-three",
	"star", "lawmaker", "singer", "actor", "actress")

// someOf stand for nouns by themselves: “one of the men”.
var someOf = newSet("one", "another", "many", "some", "several", "two", "three", "others", "most", "both")

// behindNoun are adjectives behind their noun: “a source close to”.
var behindNoun = newSet("close", "familiar", "loyal", "opposed", "allied", "linked", "involved", "present",
	"responsible", "critical", "based", "sympathetic", "aligned", "fighting", "working", "living", "speaking")

// attach are the prepositions that go into a speaker's description.
var attach = newSet("of", "for", "from")

func isSpeakerNoun(w string) bool {
	return personNouns.has(w) || bodies.has(w) || isPersonEnding(w)
}

func isPersonEnding(w string) bool {
	if i := strings.LastIndexByte(w, '-'); i > 0 {
		return strings.HasSuffix(w, "-old") || isSpeakerNoun(w[i+1:])
	}
	for _, end := range []string{"man", "men", "woman", "women", "person", "ologist", "ologists", "maker", "keeper"} {
		if len(w) > len(end) && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

func isAdverb(w string) bool {
	if adverbs.has(w) {
		return true
	}
	if len(w) < 5 || !strings.HasSuffix(w, "ly") {
		return false
	}
	return !endInLy.has(w)
}

// endInLy are no adverbs.
var endInLy = newSet("elderly", "family", "assembly", "ally", "daily", "weekly", "monthly", "reply", "supply", "rally")

// isPlainVerb reports whether w is likely the verb behind a subject.
func isPlainVerb(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ed") && !personNouns.has(w)
}

// An itemKind tells the items of a sentence apart.
type itemKind uint8

const (
	wordItem  itemKind = iota
	nameItem           // a whole name
	quoteItem          // a whole quotation
	markItem           // a mark that parts clauses
)

// An item is a word, a name, a quotation or a mark of a paragraph.
type item struct {
	kind       itemKind
	start, end int
	lower      string // a word's lower-case form
	owns       bool   // ’s follows
	index      int    // into the paragraph's names or quotations
	mark       rune   // ',' also for dashes and brackets
}

// A phrase is what may be a subject: a run of items.
type phrase struct {
	from, to int // items[from:to]
	head     int // the item that says what it is
}

// A cue is a verb of saying, or a noun of what was said, with its subject.
type cue struct {
	at      int    // the verb
	until   int    // behind the verb, and its subject if that follows it
	opens   int    // the item that its clause begins with
	subject phrase // to is 0 if nobody is told
	inverse bool   // the subject follows the verb
	blocked bool   // a passive without “by”: nobody is told who speaks
	tag     bool   // it counts only beside its quotation
	noun    bool   // a noun: its owner spoke at another time
}

func (c cue) hasSubject() bool { return c.subject.to > 0 }

// A clauseReader reads the cues of one sentence: items[from:to].
type clauseReader struct {
	items    []item
	from, to int
	main     phrase // the sentence's subject; to is 0 if there is none
	cues     []cue
	isPerson func(index int) bool // whether a name of the paragraph is a person's
}

const farthest = 60 // items; how far clauses are read, which keeps all linear

func (r *clauseReader) at(i int) item {
	if i < r.from || i >= r.to {
		return item{kind: markItem, mark: '.'}
	}
	return r.items[i]
}

func (r *clauseReader) word(i int) string {
	if t := r.at(i); t.kind == wordItem {
		return t.lower
	}
	return ""
}

func (r *clauseReader) isMark(i int, marks string) bool {
	t := r.at(i)
	return t.kind == markItem && strings.ContainsRune(marks, t.mark)
}

// isNoun reports whether the item may stand in a noun phrase.
func (r *clauseReader) isNoun(i int) bool {
	t := r.at(i)
	switch t.kind {
	case nameItem:
		return true
	case wordItem:
		w := t.lower
		return !prepositions.has(w) && !subordinators.has(w) && !auxiliaries.has(w) && !pronouns.has(w) &&
			!determiners.has(w) && !calendar.has(w) && !isAdverb(w) && !(sayVerbs.has(w) && !writings.has(w) && !bodies.has(w))
	}
	return false
}

func (r *clauseReader) isDeterminer(i int) bool {
	w := r.word(i)
	return determiners.has(w)
}

func (r *clauseReader) isSubjectPronoun(i int) bool {
	switch r.word(i) {
	case "he", "she", "it", "they", "i", "we", "you", "everyone", "nobody", "someone", "everybody":
		return true
	}
	return false
}

// before reads the noun phrase that ends with item i, and what it is of.
func (r *clauseReader) before(i int) (phrase, bool) {
	if r.isSubjectPronoun(i) {
		return phrase{i, i + 1, i}, true
	}
	end := i + 1
	for range 6 {
		for r.isMark(i, ")") {
			i = r.openBracket(i) - 1
		}
		for behindNoun.has(r.word(i)) && isSpeakerNoun(r.word(i-1)) {
			i--
		}
		if someOf.has(r.word(i)) {
			return phrase{i, r.attached(i+1, end), i}, true
		}
		if !r.isNoun(i) {
			return phrase{}, false
		}
		from := r.baseStart(i)
		p := phrase{from, r.attached(i+1, end), i}
		for isAdverb(r.word(from-1)) && prepositions.has(r.word(from-2)) {
			from-- // "in next month’s election"
		}
		switch w := r.word(from - 1); {
		case !prepositions.has(w), w == "after", w == "before", w == "since", w == "until", w == "than":
			return r.withPartner(p), true
		case w == "by" && sayVerbs.has(r.word(from-2)) && (r.isNoun(from-3) || r.isMark(from-3, ")")):
			i = from - 3 // "sources quoted by AFP said"
		default:
			i = from - 2
			for isAdverb(r.word(i)) {
				i--
			}
			if r.isSubjectPronoun(i) {
				return phrase{i, i + 1, i}, true
			}
			if r.isPlainTime(i) { // "on Thursday in Geneva"
				i -= 2
			}
		}
	}
	return phrase{}, false
}

// isPlainTime reports whether item i is a weekday behind "on".
func (r *clauseReader) isPlainTime(i int) bool {
	return calendar.has(r.word(i)) && r.word(i-1) == "on"
}

func (r *clauseReader) openBracket(i int) int {
	for n := i; n > r.from && i-n < farthest; n-- {
		if r.isMark(n, "(") {
			return n
		}
	}
	return i
}

// baseStart returns where the noun phrase without “of …” begins that ends
// with item i.
func (r *clauseReader) baseStart(i int) int {
	for i-1 >= r.from && !r.isBoundaryBefore(i) {
		i--
	}
	return i
}

// isBoundaryBefore reports whether item i is the first of its noun phrase.
func (r *clauseReader) isBoundaryBefore(i int) bool {
	if r.isDeterminer(i) && !(r.isDeterminer(i-1) && r.word(i) != "the") {
		return true
	}
	return !r.isNoun(i-1) && !r.isDeterminer(i-1)
}

// attached returns the end of a description that begins behind a noun at i:
// “of”, “for” and “from” go into it, up to end.
func (r *clauseReader) attached(i, end int) int {
	for i < end && attach.has(r.word(i)) {
		n := i + 1
		for n < end && (r.isNoun(n) || r.isDeterminer(n)) {
			n++
		}
		if n == i+1 {
			break
		}
		i = n
	}
	return i
}

// withPartner takes “Ann Lee and” in before “Carl Vale” where both are the
// subject.
func (r *clauseReader) withPartner(p phrase) phrase {
	if r.word(p.from-1) != "and" || !r.isNoun(p.from-2) {
		return p
	}
	from := r.baseStart(p.from - 2)
	if from == r.from || r.isMark(from-1, ",.;:") || r.at(from-1).kind == quoteItem {
		p.from = from
	}
	return p
}

// after reads the noun phrase that begins with item i.
func (r *clauseReader) after(i int) (phrase, bool) {
	if r.isSubjectPronoun(i) {
		return phrase{i, i + 1, i}, true
	}
	from := i
	for r.isDeterminer(i) {
		i++
	}
	n := i
	for n < r.to && n-i < 12 && r.isNoun(n) && !r.endsAfter(i, n) {
		n++
	}
	if n == i {
		if someOf.has(r.word(from)) {
			return phrase{from, r.descriptionEnd(max(i, from+1)), from}, true
		}
		return phrase{}, false
	}
	p := phrase{from, n, n - 1}
	if r.at(p.head).kind != nameItem {
		p.to = r.descriptionEnd(n)
	}
	if r.word(n) == "and" && r.at(n-1).kind == nameItem && r.at(n+1).kind == nameItem {
		p.to, p.head = n+2, n+1
	}
	return p, true
}

// descriptionEnd takes in “of the harbour” behind a noun that ends at n.
func (r *clauseReader) descriptionEnd(n int) int {
	for attach.has(r.word(n)) {
		i := n + 1
		for r.isDeterminer(i) {
			i++
		}
		first := i
		for r.isNoun(i) && !r.endsAfter(first, i) {
			i++
		}
		if i == first {
			break
		}
		n = i
	}
	return n
}

// endsAfter reports whether a noun phrase that began at first ends before
// item n: what was read says who it is, and n does not go on.
func (r *clauseReader) endsAfter(first, n int) bool {
	if n == first {
		return false
	}
	last, next := r.at(n-1), r.at(n)
	switch {
	case last.owns:
		return false
	case next.kind == nameItem:
		return last.kind == nameItem
	case last.kind == nameItem && r.isPerson(last.index):
		return !r.isDeterminer(first - 1)
	case isPlainVerb(next.lower):
		return true
	case alsoNouns.has(next.lower) || tagVerbs.has(next.lower):
		return last.kind == nameItem || isSpeakerNoun(last.lower)
	case last.kind == nameItem:
		return !isSpeakerNoun(next.lower) && !isSpeakerNoun(r.word(n+1))
	case isSpeakerNoun(last.lower):
		return !isSpeakerNoun(next.lower) && !isSpeakerNoun(r.word(n+1)) && r.at(n+1).kind != nameItem
	}
	return false
}

// readMain finds the sentence's subject: the first noun phrase that no
// preposition governs, behind what stands before the first comma.
func (r *clauseReader) readMain() {
	i := r.from
	for range 4 {
		for r.at(i).kind == quoteItem || r.isMark(i, ",") || isAdverb(r.word(i)) || r.isMark(i, ".") && i < r.to {
			i++
		}
		w := r.word(i)
		if w == "but" || w == "and" || w == "so" || w == "yet" {
			i++
			continue
		}
		opensAside := prepositions.has(w) || subordinators.has(w) || sayVerbs.has(w) && !r.isSubjectPronoun(i) ||
			strings.HasSuffix(w, "ing") && len(w) > 5 || isPlainVerb(w) || r.isTimeNoun(i)
		if !opensAside {
			break
		}
		comma := r.nextMark(i, ",:")
		if comma < 0 || r.isMark(comma, ":") {
			if prepositions.has(w) && calendar.has(r.word(i+1)) {
				i += 2
				continue
			}
			return
		}
		i = comma + 1
	}
	if p, ok := r.after(i); ok {
		r.main = p
	}
}

// isTimeNoun reports whether “hours earlier” or the like opens a sentence.
func (r *clauseReader) isTimeNoun(i int) bool {
	switch r.word(i + 1) {
	case "earlier", "later", "before", "after", "ago":
		return !r.at(i).owns && r.at(i).kind == wordItem && !isSpeakerNoun(r.word(i))
	}
	return calendar.has(r.word(i))
}

func (r *clauseReader) nextMark(i int, marks string) int {
	for n := i; n < r.to && n-i < farthest; n++ {
		if r.isMark(n, marks) {
			return n
		}
		if r.at(n).kind == quoteItem {
			return -1
		}
	}
	return -1
}

// read finds the cues of the sentence, in order.
func (r *clauseReader) read() {
	r.readMain()
	for i := r.from; i < r.to; i++ {
		if r.at(i).kind != wordItem {
			continue
		}
		if c, ok := r.cueAt(i); ok {
			r.cues = append(r.cues, c)
		}
	}
}

func (r *clauseReader) cueAt(i int) (cue, bool) {
	w := r.word(i)
	switch {
	case w == "according" && r.word(i+1) == "to":
		return r.subjectAfter(cue{at: i, opens: i}, i+2)
	case w == "words" && r.word(i-1) == "the" && r.word(i-2) == "in" && r.word(i+1) == "of":
		return r.subjectAfter(cue{at: i, opens: i - 2}, i+2)
	case w == "verdict" && r.word(i+1) == "of" && beForms.has(r.word(i-2)):
		return r.subjectAfter(cue{at: i, opens: i - 2}, i+2)
	}
	if c, ok := r.nounCue(i); ok {
		return c, true
	}
	if r.isTag(i) {
		return r.withSubject(cue{at: i, until: i + 1, opens: i, tag: true})
	}
	next, ok := phrasal[w]
	two := ok && next.has(r.word(i+1))
	switch {
	case two, sayVerbs.has(w):
	case tagVerbs.has(w), alsoNouns.has(w):
		if !r.followsSubject(i) && !(tagVerbs.has(w) && !alsoNouns.has(w) && r.at(r.skipBack(i, ",")).kind == quoteItem) {
			return cue{}, false
		}
	default:
		return cue{}, false
	}
	c := cue{at: i, until: i + 1, opens: i}
	c.tag = !two && !sayVerbs.has(w) && tagVerbs.has(w)
	return r.withSubject(c)
}

// isTag reports whether an unknown verb stands between a quotation and a
// person, or behind the two: “…” snorts Vale; “…” Vale huffed.
func (r *clauseReader) isTag(i int) bool {
	w := r.word(i)
	if sayVerbs.has(w) || alsoNouns.has(w) || auxiliaries.has(w) || prepositions.has(w) ||
		!strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ed") {
		return false
	}
	n := r.skipBack(i, ",")
	if r.isOneself(i+1) && r.at(n).kind == quoteItem {
		return i+2 >= r.to || r.at(i+2).kind != wordItem || prepositions.has(r.word(i+2))
	}
	return r.isOneself(i-1) && !r.at(i-1).owns && r.at(r.skipBack(i-1, ",")).kind == quoteItem &&
		(i+1 >= r.to || r.at(i+1).kind == markItem || isAdverb(r.word(i+1)) || prepositions.has(r.word(i+1)))
}

// isOneself reports whether item i is a person's name, or he or she.
func (r *clauseReader) isOneself(i int) bool {
	t := r.at(i)
	return t.kind == nameItem && r.isPerson(t.index) || t.lower == "he" || t.lower == "she"
}

func (r *clauseReader) skipBack(i int, marks string) int {
	if r.isMark(i-1, marks) {
		return i - 2
	}
	return i - 1
}

// followsSubject reports whether item i can be the verb of what stands before
// it, and is no noun.
func (r *clauseReader) followsSubject(i int) bool {
	n := i - 1
	for isAdverb(r.word(n)) {
		n--
	}
	t := r.at(n)
	if t.owns {
		return false
	}
	switch t.kind {
	case nameItem:
		return true
	case wordItem:
		return r.isSubjectPronoun(n) || isSpeakerNoun(t.lower) || t.lower == "who" ||
			t.lower == "to" && !strings.HasSuffix(r.word(i), "s") ||
			auxiliaries.has(t.lower) && !beForms.has(t.lower)
	case markItem:
		return t.mark == ',' && i-n == 1 && r.isMark(r.lastComma(n), ",")
	}
	return false
}

func (r *clauseReader) lastComma(before int) int {
	for n := before - 1; n >= r.from && before-n < farthest; n-- {
		if r.isMark(n, ",") {
			return n
		}
		if r.at(n).kind == quoteItem || r.isMark(n, ":;") {
			break
		}
	}
	return -1
}

func (r *clauseReader) subjectAfter(c cue, i int) (cue, bool) {
	p, ok := r.after(i)
	if !ok {
		return cue{}, false
	}
	c.subject, c.until = p, p.to
	return c, true
}

// nounCue reads “Vale’s claim that”, “a statement from the ministry:”.
func (r *clauseReader) nounCue(i int) (cue, bool) {
	if !saidNouns.has(r.word(i)) {
		return cue{}, false
	}
	c := cue{at: i, until: i + 1, opens: i, noun: true}
	next := r.word(i + 1)
	if (next == "by" || next == "from") && !r.isSubjectPronoun(i+2) {
		if p, ok := r.after(i + 2); ok && r.leadsOn(p.to) {
			c.subject, c.until = p, p.to
			return c, true
		}
		return cue{}, false
	}
	if !r.leadsOn(i + 1) {
		return cue{}, false
	}
	from := r.baseStart(i)
	for n := i - 1; n >= from; n-- {
		if r.at(n).owns {
			c.subject = phrase{from, n + 1, n}
			return c, true
		}
	}
	switch r.word(from) {
	case "his", "her", "their", "its":
		c.subject = phrase{from, from + 1, from}
		return c, true
	}
	return cue{}, false
}

// leadsOn reports whether what was said follows at item i.
func (r *clauseReader) leadsOn(i int) bool {
	switch r.word(i) {
	case "that", "to", "of", "about", "as", "against", "for":
		return true
	}
	return r.at(i).kind == quoteItem || r.isMark(i, ":") || r.isMark(i, ",") && r.at(i+1).kind == quoteItem
}

// withSubject finds who the verb of a cue belongs to.
func (r *clauseReader) withSubject(c cue) (cue, bool) {
	i := c.at
	if r.isInverse(i) {
		if p, ok := r.after(i + 1); ok {
			c.subject, c.until, c.inverse = p, p.to, true
			return r.named(c), true
		}
	}
	n := i - 1
	for n >= r.from && (isAdverb(r.word(n)) || auxiliaries.has(r.word(n)) && !beForms.has(r.word(n))) {
		n--
	}
	w := r.word(n)
	participle := strings.HasSuffix(r.word(i), "ing")
	switch {
	case beForms.has(w) && !participle, r.word(i+1) == "by" && !participle && !r.isMark(n, ","):
		return r.passive(c)
	case beForms.has(w):
		n--
		for isAdverb(r.word(n)) || auxiliaries.has(r.word(n)) {
			n--
		}
	case w == "as" && participle:
		return r.quotedAs(c, n)
	case joins.has(w), (w == "in" || w == "for") && participle:
		if !participle && (w == "when" || w == "while" || w == "after" || w == "before") {
			c.blocked = true // "when asked"
			return c, true
		}
		return r.sameSubject(c, n)
	case (w == "if" || w == "though" || w == "although" || w == "once") && n >= r.from:
		c.blocked = true
		return c, true
	}
	return r.subjectBefore(c, n, participle)
}

func (r *clauseReader) subjectBefore(c cue, n int, participle bool) (cue, bool) {
	i := c.at
	switch w := r.word(n); {
	case n < r.from:
		if participle || r.main.to > 0 && isPlainVerb(r.word(i)) {
			c.blocked = !participle // "Asked about it, he …"
			c.subject = r.main
			return c, participle || c.blocked
		}
		return c, false
	case w == "who" || w == "which" || w == "that":
		m := n - 1
		if r.isMark(m, ",") {
			m--
		}
		if p, ok := r.before(m); ok {
			c.subject, c.opens = p, n
			return c, true
		}
		return c, false
	case r.isMark(n, ",") && participle:
		return r.sameSubject(c, n)
	case r.isMark(n, ","), r.isMark(n, ")"):
		return r.behindAside(c, n)
	case r.at(n).kind == quoteItem:
		return r.sameSubject(c, n)
	}
	if participle && r.isNoun(n) {
		from := r.baseStart(n)
		if r.word(from-1) == "with" || r.word(from-1) == "among" || inChorus.has(r.word(i)) {
			c.subject, c.opens = phrase{from, n + 1, n}, from
			return c, true
		}
	}
	p, ok := r.before(n)
	if ok && participle && !r.isSpeaker(p) {
		return r.sameSubject(c, n)
	}
	if !ok {
		return r.sameSubject(c, n)
	}
	c.subject, c.opens = p, p.from
	return r.named(c), true
}

// inChorus are what those do who stand right before: “to crowds chanting”.
var inChorus = newSet("chanting", "shouting", "yelling", "screaming", "singing", "crying")

// isSpeaker reports whether a phrase says that it can speak.
func (r *clauseReader) isSpeaker(p phrase) bool {
	t := r.at(p.head)
	return t.kind == nameItem || r.isSubjectPronoun(p.head) || isSpeakerNoun(t.lower)
}

// joins stand between a verb and another of the same subject.
var joins = newSet("to", "and", "but", "then", "or", "before", "after", "by", "while", "without", "when")

// isInverse reports whether the subject of the verb at i follows it: “…,”
// said Vale; “…, said Vale” at the end.
func (r *clauseReader) isInverse(i int) bool {
	n := i - 1
	for isAdverb(r.word(n)) {
		n--
	}
	comma := r.isMark(n, ",")
	if comma {
		n--
	}
	next := i + 1
	if r.word(next) == "that" || r.isSubjectPronoun(next) && r.word(next) == "it" || prepositions.has(r.word(next)) {
		return false
	}
	p, ok := r.after(next)
	if !ok || r.word(i) == "told" || r.isDeterminer(next) && determiners.has(r.word(next)) && !r.isSpeakerish(p) {
		return false
	}
	if r.at(n).kind == quoteItem {
		return !r.hasVerb(p.to)
	}
	if !comma || !invertible.has(r.word(i)) || !r.isSpeaker(p) || r.at(p.to).kind == quoteItem {
		return false
	}
	return !r.hasVerb(p.to)
}

// invertible verbs may stand before their subject behind a clause that is no
// quotation.
var invertible = newSet("said", "says", "wrote", "writes", "added", "adds", "reported", "reports", "warned",
	"warns")

// isSpeakerish reports whether a phrase may be a subject behind its verb.
func (r *clauseReader) isSpeakerish(p phrase) bool {
	w := r.at(p.head).lower
	return r.isSpeaker(p) || writings.has(w) || someOf.has(w)
}

// hasVerb reports whether a verb follows item i before the clause ends.
func (r *clauseReader) hasVerb(i int) bool {
	for n := i; n < r.to && n-i < farthest; n++ {
		t := r.at(n)
		switch {
		case t.kind == markItem, t.kind == quoteItem:
			return false
		case auxiliaries.has(t.lower):
			return true
		case subordinators.has(t.lower) && t.lower != "that", t.lower == "after", t.lower == "before":
			return false
		case n > i && (sayVerbs.has(t.lower) && !strings.HasSuffix(t.lower, "ing")), n == i && isPlainVerb(t.lower):
			return true
		}
	}
	return false
}

// passive reads “was told by Vale that”: the one behind “by” speaks, if any.
func (r *clauseReader) passive(c cue) (cue, bool) {
	if r.word(c.at) == "quoted" || r.word(c.at) == "reported" {
		return cue{}, false
	}
	for n := c.at + 1; n < r.to && n-c.at < 10; n++ {
		if r.at(n).kind != nameItem && r.at(n).kind != wordItem {
			break
		}
		if r.word(n) == "by" {
			if p, ok := r.after(n + 1); ok {
				c.subject = p
				return r.named(c), true
			}
		}
	}
	c.blocked = true
	return c, true
}

// quotedAs reads “quoted Vale as saying” and “Vale was quoted as saying”; as
// is the item "as".
func (r *clauseReader) quotedAs(c cue, as int) (cue, bool) {
	for n := as - 1; n >= r.from && as-n < 25; n-- {
		switch r.word(n) {
		case "quoted", "cited", "quotes", "cites", "quoting", "citing", "reported":
		default:
			continue
		}
		m := n - 1
		for isAdverb(r.word(m)) {
			m--
		}
		if beForms.has(r.word(m)) {
			m--
			for auxiliaries.has(r.word(m)) || isAdverb(r.word(m)) {
				m--
			}
			return r.subjectBefore(c, m, false)
		}
		p, ok := r.after(n + 1)
		if !ok {
			return cue{}, false
		}
		c.subject, c.opens = p, n
		if outlet, ok := r.before(m); ok {
			c.opens = outlet.from
		}
		return r.named(c), true
	}
	return cue{}, false
}

// sameSubject gives a verb the subject of the cue before it, or the
// sentence's.
func (r *clauseReader) sameSubject(c cue, n int) (cue, bool) {
	for k := len(r.cues) - 1; k >= max(0, len(r.cues)-16); k-- {
		if last := r.cues[k]; last.hasSubject() && !last.blocked && last.at < c.at && last.at != last.subject.from {
			c.subject = last.subject
			return c, true
		}
	}
	if r.main.to > 0 && r.main.to <= c.at {
		c.subject = r.main
		return r.named(c), true
	}
	if p, ok := r.before(n - 1); ok && r.isMark(n, ",") && r.isSpeaker(p) {
		c.subject = p
		return c, true
	}
	c.blocked = true
	return c, true
}

// behindAside finds the subject before what stands between commas: “Vale, who
// was there, said”.
func (r *clauseReader) behindAside(c cue, comma int) (cue, bool) {
	if r.isMark(comma, ")") {
		open := r.openBracket(comma)
		return r.subjectBefore(c, open-1, false)
	}
	end := comma
	for range 6 {
		k := r.lastComma(end)
		if k < 0 {
			break
		}
		end = k
		p, ok := r.before(k - 1)
		if !ok {
			continue
		}
		if first, ok := r.earlierName(p); ok {
			p = first
		}
		c.subject, c.opens = p, p.from
		return r.named(c), true
	}
	if p, ok := r.before(comma - 1); ok && r.isSpeaker(p) {
		c.subject, c.opens = p, p.from
		return r.named(c), true
	}
	return r.sameSubject(c, comma)
}

// earlierName returns the person whom a phrase between commas describes: “Ann
// Lee, 34, a teacher”.
func (r *clauseReader) earlierName(p phrase) (phrase, bool) {
	n := p.from - 1
	for range 3 {
		if !r.isMark(n, ",") {
			break
		}
		if t := r.at(n - 1); t.kind == nameItem && r.isPerson(t.index) && !t.owns {
			if prepositions.has(r.word(n - 2)) {
				return phrase{}, false
			}
			return phrase{n - 1, n, n - 1}, true
		}
		n = r.lastComma(n)
	}
	return phrase{}, false
}

// named takes the name behind a description for the subject: “the foreign
// minister, Ann Lee, said”.
func (r *clauseReader) named(c cue) cue {
	p := c.subject
	if r.at(p.head).kind == nameItem && r.isPerson(r.at(p.head).index) || r.isSubjectPronoun(p.head) {
		return c
	}
	n := p.to
	for n < r.to && n-p.to < 12 && !r.isMark(n, ",:;.") && r.at(n).kind != quoteItem && n < c.at {
		n++
	}
	if !r.isMark(n, ",") {
		return c
	}
	name := n + 1
	for titleHeads.has(r.word(name)) || titleModifiers.has(r.word(name)) || personNouns.has(r.word(name)) {
		name++
	}
	if r.at(name).kind != nameItem || !r.isPerson(r.at(name).index) || r.at(name).owns {
		return c
	}
	behind := name + 1
	if w := r.word(behind); r.isMark(behind, ",.)") || behind == c.at || auxiliaries.has(w) || isAdverb(w) {
		c.subject = phrase{name, name + 1, name}
		if c.inverse {
			c.until = name + 1
		}
	}
	return c
}
