package extract

import (
	"strings"
	"unicode"
)

// A Gender is what a title or a word near a name says of a person.
type Gender uint8

// The genders that texts tell.
const (
	UnknownGender Gender = iota
	Male
	Female
)

var (
	maleWords = newSet("mr", "sir", "lord", "king", "prince", "father", "son", "brother", "husband", "uncle", "nephew",
		"grandfather", "grandson", "widower", "man", "boy", "actor", "businessman", "chairman", "spokesman", "congressman",
		"policeman", "gentleman", "duke", "baron", "monk", "waiter")
	femaleWords = newSet("mrs", "ms", "miss", "lady", "dame", "queen", "princess", "mother", "daughter", "sister", "wife",
		"aunt", "niece", "grandmother", "granddaughter", "widow", "woman", "girl", "actress", "businesswoman", "chairwoman",
		"spokeswoman", "congresswoman", "policewoman", "duchess", "baroness", "nun", "waitress")
)

// GenderOf returns the gender that a word tells by itself: a title, a relation.
func GenderOf(word string) Gender {
	switch word = strings.TrimSuffix(word, "."); {
	case maleWords.has(word):
		return Male
	case femaleWords.has(word):
		return Female
	}
	return UnknownGender
}

// IsTitle reports whether a word with a capital stands before names as a
// title: "President", "Gen".
func IsTitle(word string) bool {
	return unicode.IsUpper(runeAt(word, 0)) && (titleHeads.has(word) || GenderOf(word) != UnknownGender)
}

// IsParticle reports whether a word in lower case stands inside names: "bin".
func IsParticle(word string) bool { return links.has(word) && strings.ToLower(word) == word }

// IsOfName reports whether a word with a capital goes on with the name before
// it, as the name of something else: "Trump Tower", "Smith County".
func IsOfName(word string) bool {
	return orgWords.has(word) || placeWords.has(word) || nameEnds.has(word)
}

// nameEnds end names of what is called after people.
var nameEnds = newSet("tower", "towers", "building", "center", "centre", "jr", "sr", "junior", "senior", "hall",
	"stadium", "prize", "award", "act", "law", "doctrine", "memorial", "museum", "library", "school", "hotel",
	"organization", "organisation", "campaign", "airport", "hills", "heights", "brothers")

// MayBeGiven reports whether a word may be a given name that stands before a
// surname: it has a capital, and is no title, nationality, country, day, word
// of an organisation or word that opens sentences.
func MayBeGiven(word string) bool {
	shouted := len(word) > 1 && strings.ToUpper(word) == word
	if !unicode.IsUpper(runeAt(word, 0)) || shouted || strings.HasSuffix(word, "s’") {
		return false
	}
	for _, known := range []set{
		titleHeads, titleModifiers, nationalities, calendar, noName, openers, starters, orgWords, placeWords, speech,
	} {
		if known.has(word) {
			return false
		}
	}
	return !IsCountry(word) && GenderOf(word) == UnknownGender
}
