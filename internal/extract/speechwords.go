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
	"star", "lawmaker", "singer", "actor", "actress", "dane", "swede", "finn", "norwegian", "spaniard", "frenchman",
	"frenchwoman", "dutchman", "dutchwoman", "englishman", "irishman", "scot", "scotsman", "welshman", "briton",
	"german", "italian", "american", "australian", "canadian", "brazilian", "argentine", "russian", "ukrainian")

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
	if w == "" || strings.IndexByte("nstr", w[len(w)-1]) < 0 {
		return false
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
