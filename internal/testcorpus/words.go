package testcorpus

import "strings"

var (
	firstNames = strings.Fields(`Agnes Bastian Cosima Detlev Eirik Fiona Gregor Hanne Ilse Jorun Kasimir Ludmila
		Marek Nerys Oda Piet Quirin Ragna Sören Thekla Ursel Valeska Wim Xenia Yngve Zdenka`)
	titles = strings.Fields("Mr Mrs Dr Professor Judge Captain")
	roles  = strings.Fields("pilot chemist harbourmaster painter farmer lecturer bookseller auditor")
	onsets = strings.Fields(`Ab Bel Cran Dral Eld Fro Gwen Hask Ib Jol Kest Lom Mür Nath Orv Prel Quil Resk Stav Torm Ulb
		Vask Wen Yst Zel`)
	middles     = strings.Fields("a ena i ola u era imo ata opi élo")
	surnameEnds = strings.Fields("rsen kov dahl ngren vitz sson meyer poulos nescu tti wright ckett")
	placeEnds   = strings.Fields("borough sund hausen grad fell combe")

	papers     = []string{"The Morning Lamp", "Coast Dispatch", "The Weekly Anvil", "Upland Mercury", "Radio Meridian"}
	adjectives = strings.Fields("belated modest secret yearly solemn hasty shared costly vague printed")
	nouns      = strings.Fields("treaty survey pension harvest tender charter lawsuit census concert levy bridge archive")
	verbs      = strings.Fields("praised mislaid defended shortened refused rewrote announced withheld measured")
	crowds     = []string{
		"Passers-by", "The shareholders", "A dozen teachers", "Spokesmen of the port", "The night shift", "Both choirs",
		"Old neighbours",
	}
	tails = []string{
		"while the rain went on until well past midnight", "as the minutes of that evening show",
		"though few of those present could say why", "for the third time since the old mill was sold",
		"and nobody in the hall thought much of it",
	}
	// In the sentences below @ is a name, # a thing.
	ofPeople = []string{
		"@ spoke of the # at some length and then left by the side door.", "Nothing was heard from @ about the # that week.",
		"The # was carried out of the town hall by @ and two clerks.",
		"It was @'s # that the council feared most of all that year.",
		"Friends of @ had known of the # since the early spring.",
	}
	ofPlaces = []string{
		"In @ the # was read aloud on the market square.", "The road to @ stayed shut because of the # and the snow.",
		"Every shop in @ sold out of the # before noon came.",
		"@'s own # had been forgotten by most of those who lived there.",
	}
)
