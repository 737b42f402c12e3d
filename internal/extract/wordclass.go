package extract

// A class is what a word may do in a clause: bits, since most words may do
// several things.
type class uint32

const (
	sayVerb class = 1 << iota
	alsoNoun
	tagVerb
	phrasalVerb
	namingVerb
	saidNoun
	work
	writing
	personNoun
	body
	generic
	someOfThem
	speakerNoun // a person, a body, or what ends like a person
	preposition
	attaching
	behindANoun
	subordinator
	joining
	auxiliary
	beForm
	adverb
	anyPronoun
	determiner
	calendarWord
	nationality
	plainVerb
)

// is reports whether c has one of the classes.
func (c class) is(oneOf class) bool { return c&oneOf != 0 }

// listed are the classes of the words in the lists, so that a word is looked
// up once.
var listed = listClasses()

func listClasses() map[string]class {
	all := map[string]class{}
	for _, l := range []struct {
		class class
		words set
	}{
		{sayVerb, sayVerbs},
		{alsoNoun, alsoNouns},
		{tagVerb, tagVerbs},
		{namingVerb, naming},
		{saidNoun, saidNouns},
		{work, works},
		{writing, writings},
		{personNoun, personNouns},
		{body, bodies},
		{generic, generics},
		{someOfThem, someOf},
		{preposition, prepositions},
		{attaching, attach},
		{behindANoun, behindNoun},
		{subordinator, subordinators},
		{joining, joins},
		{auxiliary, auxiliaries},
		{beForm, beForms},
		{anyPronoun, pronouns},
		{determiner, determiners},
		{calendarWord, calendar},
		{nationality, nationalities},
	} {
		for w := range l.words {
			all[w] |= l.class
		}
	}
	for w := range phrasal {
		all[w] |= phrasalVerb
	}
	return all
}

// classOf returns the classes of a word in lower case.
func classOf(word string) class {
	c := listed[word]
	if isAdverb(word) {
		c |= adverb
	}
	if c.is(personNoun|body) || isPersonEnding(word) {
		c |= speakerNoun
	}
	if isPlainVerb(word) {
		c |= plainVerb
	}
	return c
}
