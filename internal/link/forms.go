package link

import "strings"

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
