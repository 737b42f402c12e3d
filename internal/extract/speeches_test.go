package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The reports are invented. A label [[words]](speaker|cue) stands where a
// report has only the words: who says them, and by which words it tells so.
// Without a speaker nobody is known to have said them, or nobody did.
var labelledReports = []string{
	// A fire in a harbour, as an agency writes.
	`PORT AMBER, Norland (Reuters) - A fire destroyed half of the old harbour of Port Amber on Tuesday, killing two dock workers, officials said.

“[[We lost everything in ten minutes,]](Ada Holm|Ada Holm)” said Ada Holm, who has run the harbour since 2011. “[[I have never seen flames like that.]](Ada Holm|Ada Holm)”

Interior Minister Carl Vale flew in by helicopter at noon. “[[The government will pay for every boat,]](Carl Vale|Vale)” Vale told reporters on the quay. He added: “[[Nobody will be left alone.]](Carl Vale|He)”

The coastguard said in a statement it had pulled 14 people from the water, six of them “[[in a serious condition]](the coastguard|The coastguard)”.

The minister declined to say what caused the blaze, calling it “[[far too early]](Carl Vale|The minister)” to judge.

Locals call the wooden pier the “[[Long Plank]](|)”, and it was there, police said, that the fire began.

“[[It smelled of diesel,]](a fisherman|a fisherman)” a fisherman said. “[[Then the whole shed went up.]](a fisherman|a fisherman)”

According to Holm, the sheds had been inspected in March and found “[[fully compliant]](Ada Holm|Holm)”.`,

	// A broadsheet, single marks.
	`The mayor of Eastport has apologised for a “[[shameful]](|)” delay in opening shelters during last week’s flood.

In a letter to residents, Ruth Okafor wrote: ‘[[I got it wrong. We should have opened the school on Sunday.]](Ruth Okafor|Ruth Okafor)’

‘[[She told us “stay put”, and so we stayed put,]](Tom Brandt|Tom Brandt)’ said Tom Brandt, a baker whose shop was under a metre of water by midnight.

‘[[It was the longest night of my life,]](Tom Brandt|he)’ he added. ‘[[My children were on the roof.]](Tom Brandt|he)’

Okafor, who was elected in May, insisted that she would not resign. ‘[[I was chosen to do a job,]](Ruth Okafor|she)’ she said, ‘[[and I am going to finish it.]](Ruth Okafor|she)’

The opposition leader, Per Lind, described the apology as ‘[[a week late and a pound short]](Per Lind|Per Lind)’ and accused her of ‘[[hiding behind her officials]](Per Lind|Per Lind)’.

Asked whether he would call for a vote of no confidence, Lind replied: ‘[[Ask me on Friday.]](Per Lind|Lind)’`,

	// A coup, as a television station's site tells it.
	`Soldiers have seized the presidential palace in Kessia, state television reported on Monday.

“[[The constitution is suspended until further notice,]](Idris Maro|Idris Maro)” Col Idris Maro said in an address that was read out at dawn. “[[We ask the people to remain calm.]](Idris Maro|Idris Maro)

“[[All borders are closed. Anyone who resists will be met with force.]](Idris Maro|Idris Maro)”

President Samuel Tembo has not been seen since Sunday. His whereabouts were unknown.

The African Union condemned what it called an “[[unconstitutional seizure of power]](the African Union|it)”.

France said it was following the events with “[[the greatest concern]](France|France)” and urged its citizens to stay at home.

One woman in the capital told the BBC: “[[We heard shooting all night. Nobody knows who is in charge.]](one woman|One woman)”

A spokesman for Mr Tembo’s party said the president was “[[in good health and in good spirits]](a spokesman for Mr Tembo’s party|A spokesman for Mr Tembo’s party)”, but gave no details.

The colonel later appeared on the balcony to shouts of “[[Maro! Maro!]](|)”.`,

	// A trade row with tweets.
	`Norland threatens tariffs on Southmark steel as premier warns of ‘[[long fight]](Ellen Roos|premier)’

Premier Ellen Roos on Thursday threatened Southmark with tariffs of 40 per cent on steel, hours after talks between the two countries broke down.

In a tweet, Roos wrote: “[[We will not be bullied. Our workers come first!]](Ellen Roos|Roos)”

Southmark’s trade minister, Anton Beck, said the threat was “[[a bluff]](Anton Beck|Anton Beck)” and that his country had “[[plenty of other customers]](Anton Beck|Anton Beck)”.

“[[If they want to pay more for their own cars, that is up to them,]](Anton Beck|Beck)” Beck said. “[[Good luck to them.]](Anton Beck|Beck)”

[[Southmark had its chance. It chose to walk away from the table. Sad for its people.]](Ellen Roos|Ellen Roos)

— Ellen Roos (@ellenroos) 14 March 2019

The premier’s spokeswoman, Dina Falk, told journalists that talks could resume “[[within days]](Dina Falk|Dina Falk)” if Southmark showed good will.

She rejected Beck’s claim that “[[nobody in Norland wants these tariffs]](Anton Beck|Beck)”.

“[[Ask the steelworkers,]](Dina Falk|she)” she said.

Steel shares fell 3 per cent. Analysts at Harbour Bank said a trade war would be “[[painful but short]](analysts|Analysts)”.`,

	// A court, with quotations of quotations.
	`A former police chief was told by a judge on Friday that he had “[[betrayed every officer who ever trusted him]](a judge|a judge)”.

Martin Kroll, 61, was jailed for nine years for taking bribes from a drugs gang. Judge Helen Strand said he had shown “[[not a flicker of remorse]](Helen Strand|Helen Strand)”.

“[[You told the jury, ‘I am an honest man.’ You are nothing of the kind,]](Helen Strand|she)” she told him.

Prosecutors said Kroll called the money his “[[pension]](Martin Kroll|Kroll)”.

His lawyer, Jonas Weil, said outside the court that his client was “[[devastated]](Jonas Weil|Jonas Weil)” and would appeal. “[[He maintains his innocence,]](Jonas Weil|Weil)” Weil said.

Detective Inspector Sara Nyberg, who led the investigation, said: “[[This was greed, pure and simple. He sold his own people.]](Sara Nyberg|Sara Nyberg)”

“[[For years he thought that he could not be touched,]](Sara Nyberg|Nyberg)” added Nyberg. “[[Today he knows better.]](Sara Nyberg|Nyberg)”

The gang, known as “[[the Ferrymen]](|)”, moved cocaine through the port for a decade.`,

	// A crash, told through an agency.
	`A bus carrying pilgrims plunged into a ravine in northern Tamar on Sunday, killing 19.

The semi-official Sepid news agency quoted a rescue worker as saying the road was “[[like glass]](a rescue worker|a rescue worker)”.

“[[We could hear people calling from below, but we could not reach them,]](Reza Amani|Reza Amani)” Sepid quoted Reza Amani, a paramedic, as saying.

The transport ministry said the driver had “[[lost control on a bend]](the transport ministry|The transport ministry)”. It added that the bus was “[[in excellent technical condition]](the transport ministry|It)”.

Survivors dispute that. “[[The brakes had been screaming since the morning,]](Leila Daneshvar|Leila Daneshvar)” said Leila Daneshvar, 34, a teacher from Ardal who lost her sister in the crash. “[[We begged him to stop.]](Leila Daneshvar|Leila Daneshvar)”

“[[He laughed at us.]](Leila Daneshvar|Leila Daneshvar)”

The provincial governor, Hamid Sohrabi, promised “[[a full and open inquiry]](Hamid Sohrabi|Hamid Sohrabi)”.

But Daneshvar said she had little hope. “[[They always say that,]](Leila Daneshvar|she)” she said.`,

	// A summit in the American style.
	`WESTHAVEN — The leaders of Norland and Tamar emerged from two days of talks here on Saturday with little to show for it, and with sharply different accounts of what had been said.

“It was a good meeting, a very good meeting,” is not something either would say.

“[[We talked past each other,]](Arne Dahl|Dahl)” Mr. Dahl, the Norland prime minister, said at a news conference. “[[That happens.]](Arne Dahl|Dahl)”

Mr. Dahl’s first name, Arne, means eagle. Arne Dahl has led Norland for a decade.

President Nasrin Kavoosi of Tamar was less diplomatic. Norland, she said, had come “[[with empty hands and a full mouth]](Nasrin Kavoosi|she)”.

“[[They want our gas,]](Nasrin Kavoosi|Kavoosi)” Ms. Kavoosi said in an interview. “[[They do not want to pay for it.]](Nasrin Kavoosi|Kavoosi)”

A senior Norland official, speaking on condition of anonymity, called the remark “[[unhelpful]](a senior Norland official|A senior Norland official)”.

“[[We came with a proposal, in writing,]](a senior Norland official|the official)” the official said.

Asked about Ms. Kavoosi’s remarks, Mr. Dahl smiled. “[[I have heard worse,]](Arne Dahl|he)” he said.`,

	// A school and a virus.
	`Schools across the Lake District of Norland will close from Monday, the education ministry announced, as the number of cases of the fever passed 400.

“[[This is a decision that nobody takes lightly,]](Mona Seland|Mona Seland)” the education minister, Mona Seland, told parliament. “[[But it is the right one.]](Mona Seland|Mona Seland)”

Teachers’ unions, which had demanded the step for weeks, were scathing. “[[Too little, too late,]](Olav Berg|Olav Berg)” was the verdict of Olav Berg of the National Teachers’ League.

The minister said she understood their “[[anger and fear]](Mona Seland|The minister)”.

Parents were divided. “[[What am I supposed to do with three of them in a flat?]](Inga Moe|Inga Moe)” asked Inga Moe, a nurse. Her husband was more sanguine: “[[We will manage.]](her husband|Her husband)”

Dr Petra Hahn, an epidemiologist at the University of Westhaven, warned that closures alone “[[would not stop the spread]](Petra Hahn|Petra Hahn)”.

“[[You need tests. You need beds,]](Petra Hahn|she)” she said.

The World Health Organization said it “[[stood ready to help]](the World Health Organization|The World Health Organization)”.`,

	// A strike on a base, with officials and outlets.
	`At least five rockets hit a base that houses foreign troops near the town of Sarrab before dawn on Wednesday, the Tamar army said, in what it described as a “[[cowardly attack]](the Tamar army|it)”.

No group claimed responsibility. The defence secretary, Nigel Ashby, said Britain “[[utterly condemn[s] this act]](Nigel Ashby|Nigel Ashby)”.

“[[Our people are safe and accounted for,]](Nigel Ashby|he)” he told MPs. “[[We will respond at a time of our choosing.]](Nigel Ashby|he)”

Gen. Farid Osman, the commander of the Tamar army, told state TV: “[[We know who did this. They will pay.]](Farid Osman|Farid Osman)”

Ashby spoke to Osman by telephone on Wednesday afternoon, and the two men agreed to meet in London.

Hours before the attack, a channel close to the Sons of the River militia posted a video under the title “[[The Promise]](|)”.

The militia’s spokesman, Abu Hadi, denied any part in it. “[[If we had done it, we would say so,]](Abu Hadi|he)” he said in an audio message.

“[[The occupiers must leave,]](Abu Hadi|Abu Hadi)” Abu Hadi went on, “[[or they will be carried out.]](Abu Hadi|Abu Hadi)”`,

	// A star, a premiere and a row.
	`Actor Lena Sommer has hit back at critics of her new film, “[[The Salt Road]](|)”, which opened in Westhaven on Friday.

“[[People are entitled to hate it,]](Lena Sommer|the 41-year-old)” the 41-year-old told the Westhaven Herald. “[[I just ask them to watch it first.]](Lena Sommer|the 41-year-old)”

The Tribune’s critic, Max Orell, had written that the film was “[[two hours of wet sand]](Max Orell|Max Orell)”.

“[[Max is a dear,]](Lena Sommer|Sommer)” Sommer said, laughing. “[[He has never liked a film with a woman in it.]](Lena Sommer|Sommer)”

Orell could not be reached, but his editor said the paper stood by “[[every word]](his editor|his editor)” of the review.

Director Pavel Novak said that Sommer’s performance was “[[the best of her life]](Pavel Novak|Pavel Novak)”, and that he had no time for the “[[so-called experts]](Pavel Novak|Pavel Novak)”.

The film’s slogan, “[[Every road ends]](|)”, hangs on posters all over town.`,

	// A storm, with a mayor and a governor and a pronoun that fits two.
	`Hurricane Odile tore roofs from hundreds of homes on the Isle of Carrow on Thursday night, leaving the island without power.

Governor Ines Duarte declared a state of emergency. “[[Stay indoors,]](Ines Duarte|she)” she said in a radio address. “[[Help is coming.]](Ines Duarte|she)”

Power will be restored by Saturday, said the island’s electricity company, which described the damage as “[[the worst in living memory]](the island’s electricity company|the island’s electricity company)”.

Rescuers rowed through the streets of Carrow Town. “[[There are cats on every roof,]](one rescuer|one rescuer)” one rescuer said.

Paulo Reis and Hugo Mendes own the bakery on the square. They have known each other since school.

“[[We will bake tomorrow,]](|he)” he said.

Duarte’s rival in next month’s election, Senator Rosa Pires, said the governor had been “[[asleep at the wheel]](Rosa Pires|Rosa Pires)”.

“[[Where were the boats? Where were the pumps?]](Rosa Pires|Pires)” Pires asked in a post on Facebook.

The governor responded within the hour. “[[Now is the time for work, not for talk,]](Ines Duarte|she)” she wrote.`,

	// A match, quotes before and after, in the yellow press's way.
	`Coach Bruno Keller says his team were ‘[[robbed]](Bruno Keller|Bruno Keller)’ after a late penalty handed Westhaven a 2-1 win.

Keller, who was sent to the stands after an hour, fumed: “[[It was never a penalty. My grandmother saw it, and she is blind.]](Bruno Keller|Keller)”

But his opposite number had little sympathy. “[[The rules are the rules,]](Ivo Stan|Ivo Stan)” Ivo Stan shrugged.

Keller’s captain, Dan Priest, said he had told the referee: “[[You will regret this.]](Dan Priest|he)”

“[[It came out wrong,]](Dan Priest|Priest)” Priest admitted later. “[[I have said sorry.]](Dan Priest|Priest)”

The Norland Football Federation said in an email it would “[[look at all the evidence]](the Norland Football Federation|The Norland Football Federation)”. A decision was due, it said, “[[by Tuesday at the latest]](the Norland Football Federation|it)”.

“[[We are calm,]](Bruno Keller|Keller)” said Keller. Calm he was not.`,
}

// unseenReports were labelled after the rules were done, and scored once
// before anything was changed for them.
var unseenReports = []string{
	// An agency, on a mine.
	`KORVA, Tamar (AP) — Rescuers working by hand pulled three miners alive from a collapsed shaft on Sunday, four days after a blast trapped them half a mile underground.

“[[It’s a miracle, there’s no other word for it,]](Yusuf Karimi|Yusuf Karimi)” said Yusuf Karimi, the head of the rescue team, his face still black with dust. “[[We heard knocking at 3 in the morning and we started to dig.]](Yusuf Karimi|Yusuf Karimi)”

Eleven others remain missing. Officials cautioned that the chances of finding them were “[[slim, but not zero]](officials|Officials)”.

Mining company Tamar Coal said in an emailed statement that safety was its “[[first and last priority]](Tamar Coal|Tamar Coal)” and that it was cooperating with the authorities.

That was rejected by the miners’ union. “[[They were warned in writing, three times,]](Farah Aziz|Farah Aziz)” its president, Farah Aziz, told The Associated Press. “[[I have the letters here in my bag.]](Farah Aziz|Farah Aziz)”

Aziz said the shaft had no second exit, which she called “[[criminal]](Farah Aziz|she)”.

President Nasrin Kavoosi visited two of the survivors in hospital. “[[You are the heroes of this nation,]](Nasrin Kavoosi|she)” she told them, according to a video released by her office.

“[[I only want to see my daughter,]](one of the men|one of the men)” one of the men replied.`,

	// A broadcaster, on a minister who goes.
	`Norland’s health secretary Piers Langdon has resigned after it emerged that he had broken his own travel rules.

In his resignation letter, Mr Langdon said he had made “[[an honest mistake]](Piers Langdon|Langdon)”.

Prime Minister Arne Dahl said he was “[[sorry to see him go]](Arne Dahl|Arne Dahl)” but that it was “[[the right decision]](Arne Dahl|Arne Dahl)”.

But Labour’s Joan Birch said it was “[[one rule for them and another for the rest of us]](Joan Birch|Joan Birch)”.

Speaking to reporters outside his home, Mr Langdon said: “[[I have let people down. I have let my family down.]](Piers Langdon|Langdon)

“[[For that I am truly sorry.]](Piers Langdon|Langdon)”

Asked if he had offered to pay the fine, he replied: “[[Of course.]](Piers Langdon|he)”

A source close to the prime minister told the BBC that Mr Langdon “[[jumped before he was pushed]](a source|A source)”.

Dr Edith Crane, who advises the government on infectious diseases, described his departure as “[[a great pity]](Edith Crane|Edith Crane)”.

“[[He listened to the science,]](Edith Crane|she)” she said. “[[Not all of them do.]](Edith Crane|she)”

The row has been dubbed “[[Beachgate]](|)” by newspapers.`,

	// A broadsheet, single marks, on a river.
	`‘[[It smells like death]](|)’: the village that lost its river

For three weeks nobody in Lower Sallow has opened a window. ‘[[You can’t sit in the garden, you can’t hang out the washing,]](Margaret Pole|Margaret Pole)’ says Margaret Pole, 71, who has lived on the bank all her life. ‘[[You can’t breathe.]](Margaret Pole|Margaret Pole)’

The fish went first. Then, says her neighbour, Colin Drew, it was the herons. ‘[[I used to count nine of a morning,]](Colin Drew|he)’ he says. ‘[[Now there’s none.]](Colin Drew|he)’

The Sallow Water Company insists that it has acted ‘[[within the terms of its licence]](the Sallow Water Company|The Sallow Water Company)’. In a statement, it said a ‘[[temporary discharge]](the Sallow Water Company|it)’ had followed heavy rain.

Residents are not impressed. ‘[[Temporary!]](Margaret Pole|Pole)’ snorts Pole. ‘[[I’ve been temporary longer than that.]](Margaret Pole|Pole)’

The local MP, Sir Gerald Finch, has written to the regulator demanding ‘[[swift and visible action]](Gerald Finch|Gerald Finch)’.

A spokesperson for the regulator said: ‘[[We take all reports of pollution seriously and are investigating.]](a spokesperson for the regulator|A spokesperson for the regulator)’`,

	// An American daily, on a trial.
	`The jury in the trial of Raymond Teller, the founder of the failed bank Northstar, heard on Tuesday from the woman who once ran his office.

Ms. Alvarez, who worked for Mr. Teller for 11 years, testified that he had ordered her to shred papers. “[[He said, ‘Nobody will ever know,’]](Carmen Alvarez|she)” she told the court.

Carmen Alvarez, 48, wept as she spoke. “[[I believed in him,]](Carmen Alvarez|she)” she said. “[[We all did.]](Carmen Alvarez|she)”

Under cross-examination, she conceded that she had never seen the contents of the papers. “[[But I knew,]](Carmen Alvarez|she)” she added.

Mr. Teller’s lead lawyer, David Orme, suggested that Ms. Alvarez was “[[a woman scorned]](David Orme|David Orme)”. The judge, Patricia Lowell, rebuked him.

“[[That is enough, counselor,]](Patricia Lowell|Lowell)” Judge Lowell said. “[[Move on.]](Patricia Lowell|Lowell)”

Outside, a crowd of former customers chanted “[[Thief! Thief!]](a crowd of former customers|a crowd of former customers)” as Mr. Teller was led to a car.

“[[I want my house back,]](Louise Hart|Louise Hart)” said Louise Hart, a retired teacher, who lost $200,000. She said she would come “[[every day until they lock him up]](Louise Hart|She)”.

Mr. Teller has pleaded not guilty. In an interview last year, he called the case against him a “[[witch hunt]](Raymond Teller|he)”.`,

	// An agency, on a border.
	`Southmark on Friday accused neighbouring Kessia of “[[a blatant act of aggression]](Southmark|Southmark)” after shells landed in the border town of Mirel, wounding nine.

Kessia denied that it had fired first. “[[Our forces responded to repeated provocations,]](its foreign ministry|its foreign ministry)” its foreign ministry said in a statement carried by state media.

The UN secretary-general, Tomas Reyes, urged both sides to show “[[maximum restraint]](Tomas Reyes|Tomas Reyes)”.

“[[There is no military solution to this dispute,]](Tomas Reyes|Reyes)” Reyes told reporters in New York. “[[There never was.]](Tomas Reyes|Reyes)”

In Mirel, people swept up glass. “[[The children are under the table and will not come out,]](Anna Sorin|Anna Sorin)” Anna Sorin, a mother of two, told AFP by telephone.

“[[Where should we go?]](Anna Sorin|she)” she asked.

Southmark’s defence minister Lev Baran warned that his country’s patience was “[[not endless]](Lev Baran|Lev Baran)”. But a Western diplomat in the capital said the minister’s words were “[[for the gallery]](a Western diplomat|a Western diplomat)”.

“[[Neither of them wants a war,]](a Western diplomat|the diplomat)” the diplomat said. “[[Neither of them knows how to stop one.]](a Western diplomat|the diplomat)”`,
}

// A labelled quotation, as the labels of a report give it.
type labelled struct {
	paragraph, start, end int
	speaker, cue          string
}

var label = regexp.MustCompile(`\[\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\]\(([^|]*)\|([^)]*)\)`)

// readLabels cuts a labelled report into paragraphs without the labels.
func readLabels(report string) (paragraphs []string, want []labelled) {
	for i, p := range strings.Split(report, "\n\n") {
		var text strings.Builder
		rest := 0
		for _, m := range label.FindAllStringSubmatchIndex(p, -1) {
			text.WriteString(p[rest:m[0]])
			l := labelled{paragraph: i, start: text.Len(), speaker: p[m[4]:m[5]], cue: p[m[6]:m[7]]}
			text.WriteString(p[m[2]:m[3]])
			l.end, rest = text.Len(), m[1]
			want = append(want, l)
		}
		text.WriteString(p[rest:])
		paragraphs = append(paragraphs, text.String())
	}
	return paragraphs, want
}

// covers reports whether two spans share 80 % of the longer one.
func (l labelled) covers(s Speech) bool {
	shared := min(l.end, s.End) - max(l.start, s.Start)
	return l.paragraph == s.Paragraph && 5*shared >= 4*max(l.end-l.start, s.End-s.Start)
}

// score holds what Speeches finds against the labels. A quotation without a
// speaker counts in neither.
func score(t *testing.T, reports []string) (f1 float64) {
	t.Helper()
	var right, found, labels, cues int
	for n, report := range reports {
		paragraphs, want := readLabels(report)
		got := Speeches(paragraphs, nil)
		for _, s := range got {
			if s.Speaker != "" {
				found++
			}
		}
		for _, l := range want {
			if l.speaker != "" {
				labels++
			}
			s, ok := speechAt(got, l)
			cue := ""
			if ok && s.CueParagraph >= 0 {
				cue = s.Cue.In(paragraphs[s.CueParagraph])
			}
			switch {
			case !ok && l.speaker != "", ok && s.Speaker != l.speaker:
				t.Logf("report %d, %q: %q by %q, want %q", n, paragraphs[l.paragraph][l.start:l.end], s.Speaker, cue, l.speaker)
			case cue != l.cue:
				t.Logf("report %d, %q: cue %q, want %q", n, paragraphs[l.paragraph][l.start:l.end], cue, l.cue)
				fallthrough
			default:
				if cue == l.cue && l.speaker != "" {
					cues++
				}
				if l.speaker != "" {
					right++
				}
			}
		}
	}
	precision, recall := float64(right)/float64(max(found, 1)), float64(right)/float64(max(labels, 1))
	f1 = 2 * precision * recall / max(precision+recall, 1e-9)
	t.Logf("%d labels, %d found: precision %.3f, recall %.3f, F1 %.3f; cues right %.3f",
		labels, found, precision, recall, f1, float64(cues)/float64(max(labels, 1)))
	return f1
}

func speechAt(speeches []Speech, l labelled) (Speech, bool) {
	for _, s := range speeches {
		if l.covers(s) {
			return s, true
		}
	}
	return Speech{CueParagraph: -1}, false
}

func TestSpeechesOfReports(t *testing.T) {
	if f1 := score(t, labelledReports); f1 < 0.92 {
		t.Errorf("F1 %.3f, want 0.92", f1)
	}
}

func TestSpeechesOfUnseenReports(t *testing.T) {
	if f1 := score(t, unseenReports); f1 < 0.95 {
		t.Errorf("F1 %.3f, want 0.95", f1)
	}
}

// The forms are single sentences, labelled like the reports.
var labelledForms = []string{
	"“[[It is over,]](Ada Holm|Ada Holm)” Ada Holm said.",
	"“[[It is over]](Ada Holm|Ada Holm)”, said Ada Holm.",
	"“[[It is over!]](Ada Holm|Ada Holm)” yelled Ada Holm, a sailor.",
	"“[[It is over,]](Ada Holm|Ada Holm)” the harbour master, Ada Holm, said on Friday.",
	"“[[It is over,]](Ada Holm|Ada Holm)” said the harbour master, Ada Holm.",
	"“[[It is over,]](Ada Holm|Ada Holm)” said harbour master Ada Holm, 53.",
	"“[[It is over,]](Ada Holm|Ada Holm)” Ada Holm, who had come from Eastport, told reporters.",
	"“[[It is over,]](Ada Holm|Ada Holm)” Ada Holm, 53, a sailor from Eastport, told reporters.",
	"Ada Holm told reporters on Friday: “[[It is over.]](Ada Holm|Ada Holm)”",
	"Ada Holm said that “[[it is over]](Ada Holm|Ada Holm)” for the ferry.",
	"Ada Holm, the harbour master, said, “[[It is over.]](Ada Holm|Ada Holm)”",
	"According to Ada Holm, the ferry is “[[finished]](Ada Holm|Ada Holm)”.",
	"The ferry is “[[finished]](Ada Holm|Ada Holm)”, according to harbour master Ada Holm.",
	"The ferry is “[[finished]](Ada Holm|Ada Holm)”, Ada Holm said on Friday.",
	"In a tweet, Ada Holm wrote: “[[It is over.]](Ada Holm|Ada Holm)”",
	"Ada Holm’s statement read: “[[It is over.]](Ada Holm|Ada Holm)”",
	"A statement from the ferry company said: “[[It is over.]](the ferry company|the ferry company)”",
	"“[[It is over,]](the ferry company|the ferry company)” the ferry company said in a statement.",
	"“[[It is over,]](a sign|a sign)” a sign on the gate read.",
	"Ada Holm called the delay a “[[slap in the face]](Ada Holm|Ada Holm)”.",
	"The ferry, which Ada Holm called “[[a floating coffin]](Ada Holm|Ada Holm)”, sank.",
	"In response to Ada Holm’s claim that “[[it is over]](Ada Holm|Ada Holm)”, the minister laughed.",
	"Carl Vale, who Ada Holm said was “[[dangerous]](Ada Holm|Ada Holm)”, left on Friday.",
	"Tidal news agency quoted a commander as saying: “[[It is over.]](a commander|a commander)”",
	"“[[It is over,]](a commander|a commander)” Tidal news agency quoted a commander as saying.",
	"Ada Holm was quoted by Tidal news agency as saying that it was “[[over]](Ada Holm|Ada Holm)”.",
	"“[[It is over,]](Ada Holm|Ada Holm)” Ada Holm was quoted as saying by state television.",
	"Carl Vale was told by Ada Holm that it was “[[over]](Ada Holm|Ada Holm)”.",
	"Carl Vale was told it was “[[over]](|)”.",
	"“[[He is a good man,]](Ada Holm|Ada Holm)” said Ada Holm of Carl Vale.",
	"The boat is known as the “[[Grey Lady]](|)”.",
	"Ada Holm said her book “[[The Grey Lady]](|)” would be out in May.",
	"He starred in “[[The Grey Lady]](|)”.",
	"Ada Holm accused Carl Vale of “[[sheer cowardice]](Ada Holm|Ada Holm)”.",
	"Asked about the fire, Ada Holm shrugged: “[[It is over.]](Ada Holm|Ada Holm)”",
	"Ada Holm was defiant: “[[We will be back.]](Ada Holm|Ada Holm)”",
	"Ada Holm’s verdict: “[[It is over.]](Ada Holm|Ada Holm)”",
	"Ada Holm and Carl Vale said: “[[It is over.]](Ada Holm and Carl Vale|Ada Holm and Carl Vale)”",
	"“[[It is over,]](Ada Holm|Ada Holm)” Ada Holm said, adding: “[[We did what we could.]](Ada Holm|Ada Holm)”",
	"“[[It is]](Ada Holm|Ada Holm)”, said Ada Holm, “[[over]](Ada Holm|Ada Holm)”.",
	"“[[It is over.]](Ada Holm|Ada Holm)” — Ada Holm, harbour master",
	"Ada Holm took to Facebook to say that it was “[[over]](Ada Holm|Ada Holm)”.",
	"Ada Holm, chief of the ferry company (AFC), said it was “[[over]](Ada Holm|Ada Holm)”.",
	"The Amber Ferry Company (AFC) said it was “[[over]](the Amber Ferry Company|The Amber Ferry Company)”.",
	"“[[It is over,]](one of the men|one of the men)” said one of the men.",
	"A friend close to Ada Holm said it was “[[over]](a friend|A friend)”.",
	"“[[Over!]](Ada Holm|Ada Holm)” snorts Ada Holm.",
	"“[[Over!]](Ada Holm|Ada Holm)” Ada Holm huffed.",
	"Southmark accused Ada Holm of “[[theft]](Southmark|Southmark)”.",
	"The UN secretary-general, Ada Holm, urged both sides to show “[[restraint]](Ada Holm|Ada Holm)”.",
	"He said to crowds chanting “[[down with the ferry]](crowds|crowds)” that it was late.",
	"The strike goes on, with state television saying it was “[[over]](state television|state television)”.",
	"Police described the fire as “[[suspicious]](police|Police)”.",
	"Neighbours speak of a “[[quiet man]](neighbours|Neighbours)”.",
	"‘[[It is over]](Ada Holm|Holm)’, says Holm\n\nAda Holm has given up the ferry.",
	"“[[It is over.\u00a0Go home,]](Ada Holm|Holm)” Holm said. Ada Holm left.",
	"Critics fear a “[[lost decade]](critics|Critics)”.",
	"“[[Is it over?]](Ada Holm|Ada Holm)” wondered Ada Holm.",
	"“[[It is over,]](a woman|a woman)” said a woman who gave her name only as Rosa.",
	"“[[It is over,]](Ada Holm|Ada Holm)” Ada Holm said. “[[Go home.]](Ada Holm|Ada Holm)” The crowd left. “[[Thank you,]](Ada Holm|she)” she said.",
	"“[[It is over,]](Ada Holm|Holm)” Holm said.\n\n“[[Go home.]](Ada Holm|Holm)”\n\nAda Holm left.",
	"Ada Holm spoke to the crew.\n\n“[[Go home.]](Ada Holm|Ada Holm)”",
	"The president, Carl Vale, met the foreign minister, Ada Holm.\n\n“[[It is over,]](Ada Holm|the minister)” the minister said. “[[It is not,]](Carl Vale|the president)” the president said.",
	"Queen Ada and King Carl walked by. “[[Lovely,]](Ada|she)” she said.",
	"Ada Holm told crowds, who chanted “[[down with it]](crowds|crowds)”: “[[It is over.]](Ada Holm|Ada Holm)”",
	"Ada Holm said: “[[It is over.]](Ada Holm|Ada Holm)” And further: “[[Go home.]](Ada Holm|Ada Holm)”",
	"Carl Vale said it was late. And: “[[Go home.]](Carl Vale|Carl Vale)”",
	"A statement by Ada Holm read: “[[It is over.]](Ada Holm|Ada Holm)” It went on: “[[Go home.]](Ada Holm|It)”",
	"Carl Vale left at noon. “[[It is over]](Carl Vale|his)”, his Facebook post read.",
	"“[[It is over]](|)” stood in the post, in which Ada Holm also announced a sale.",
	"Ada Holm came. “[[Go,]](Bea Vale|Bea Vale)” said Bea Vale. Ada went to bed. “[[Go home,]](Ada Holm|she)” she said.",
	"Her son Carl, 26, who has a boat, tweeted: “[[It is over.]](Carl|Carl)”",
	"The sailor, 26, who has a boat, tweeted: “[[It is over.]](the sailor|The sailor)”",
	"A spokesperson for Eastport council said it was late. “[[Go home,]](a spokesperson for Eastport council|they)” they said.",
	"Ada Holm was less amused. “[[It is over,]](Ada Holm|the Dane)” the Dane said.",
	"Her rival, Professor Carl Vale of Heidelberg, called the boat “[[a bath]](Carl Vale|Carl Vale)”.",
}

// TestSpeechesOfForms holds each form alone.
func TestSpeechesOfForms(t *testing.T) {
	for _, form := range labelledForms {
		paragraphs, want := readLabels(form)
		got := Speeches(paragraphs, nil)
		for _, l := range want {
			s, ok := speechAt(got, l)
			cue := ""
			if ok && s.CueParagraph >= 0 && s.Speaker != "" {
				cue = s.Cue.In(paragraphs[s.CueParagraph])
			}
			if !ok || s.Speaker != l.speaker || cue != l.cue {
				t.Errorf("%s: %q by %q, want %q by %q", strings.Join(paragraphs, " / "), s.Speaker, cue, l.speaker, l.cue)
			}
		}
	}
}

func TestSpeechesOfRefs(t *testing.T) {
	paragraphs := []string{
		"Harbour master Holm met the AFC on Monday. “It is over,” she said.",
		"“Not yet,” the AFC said. The minister was “sad”, said Carl Vale.",
	}
	refs := [][]Ref{
		{{Start: 15, End: 19, Name: "Ada Holm", Person: true}, {Start: 28, End: 31, Name: "Amber Ferry Company"}},
		{{Start: 19, End: 22, Name: "Amber Ferry Company"}},
	}
	var got []string
	for _, s := range Speeches(paragraphs, refs) {
		got = append(got, fmt.Sprintf("%s %d.%d", s.Speaker, s.RefParagraph, s.Ref))
	}
	want := []string{"Ada Holm 0.0", "Amber Ferry Company 1.0", "Carl Vale -1.-1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A surname that the caller leaves out may be of either who has it.
func TestSpeechesOfSharedSurname(t *testing.T) {
	paragraphs := []string{"Senator Ada Holm and Gov. Carl Holm came. Senator Holm left.", "“It is over,” Holm said."}
	refs := [][]Ref{{
		{Start: 8, End: 16, Name: "Ada Holm", Person: true},
		{Start: 26, End: 35, Name: "Carl Holm", Person: true},
		{Start: 50, End: 54, Name: "Ada Holm", Person: true},
	}}
	for _, s := range Speeches(paragraphs, refs) {
		if s.Speaker != "Holm" || s.Ref != -1 {
			t.Errorf("said by %q, ref %d, want Holm and none", s.Speaker, s.Ref)
		}
	}
	if n := len(Speeches(paragraphs, refs)); n != 1 {
		t.Errorf("%d quotations, want 1", n)
	}
}

func TestSpeechesOfTweets(t *testing.T) {
	for _, tt := range []struct{ paragraphs, want []string }{
		{[]string{"We sail at dawn. Be there!", "— Ada Holm (@adaholm) 3 May 2019"}, []string{"Ada Holm: We sail at dawn. Be there!"}},
		{[]string{"We sail at dawn.— Ada Holm (@adaholm) 3 May 2019"}, []string{"Ada Holm: We sail at dawn."}},
		{[]string{"“We sail at dawn.”", "— Ada Holm, harbour master"}, []string{"Ada Holm: We sail at dawn."}},
		{[]string{"The ferry sailed at dawn.", "— It was late."}, nil},
		{[]string{"She wrote to the port (@amberport) at dawn."}, nil},
	} {
		var got []string
		for _, s := range Speeches(tt.paragraphs, nil) {
			got = append(got, s.Speaker+": "+tt.paragraphs[s.Paragraph][s.Start:s.End])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.paragraphs, got, tt.want)
		}
	}
}

func ExampleSpeeches() {
	paragraphs := []string{
		"The harbour master, Ada Holm, said the fire was “a disaster”.",
		"“We lost everything,” she said. “Every boat.”",
	}
	for _, s := range Speeches(paragraphs, nil) {
		fmt.Printf("%s: %s\n", s.Speaker, paragraphs[s.Paragraph][s.Start:s.End])
	}
	// Output:
	// Ada Holm: a disaster
	// Ada Holm: We lost everything,
	// Ada Holm: Every boat.
}

func FuzzSpeeches(f *testing.F) {
	for _, report := range labelledReports {
		paragraphs, _ := readLabels(report)
		f.Add(strings.Join(paragraphs, "\n\n"), 3, 9)
	}
	f.Add("— (@\n\n—A (@b) \xff“’s", 0, 1)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		paragraphs := strings.Split(text, "\n\n")
		refs := [][]Ref{{{Start: start, End: end, Name: "X", Person: true}}}
		for _, given := range [][][]Ref{nil, {}, refs} {
			checkSpeeches(t, paragraphs, given, Speeches(paragraphs, given))
		}
	})
}

func checkSpeeches(t *testing.T, paragraphs []string, refs [][]Ref, speeches []Speech) {
	t.Helper()
	paragraph, last := 0, 0
	for _, s := range speeches {
		if s.Paragraph > paragraph {
			paragraph, last = s.Paragraph, 0
		}
		if s.Paragraph < paragraph || s.Start < last || s.End <= s.Start {
			t.Fatalf("%+v is out of order", s)
		}
		last = s.End
		checkSpan(t, paragraphs[s.Paragraph], s.Start, s.End)
		if s.CueParagraph >= 0 {
			checkSpan(t, paragraphs[s.CueParagraph], s.Cue.Start, s.Cue.End)
		}
		if s.RefParagraph >= 0 && refs[s.RefParagraph][s.Ref].Name != s.Speaker {
			t.Fatalf("%+v does not name %+v", refs[s.RefParagraph][s.Ref], s)
		}
	}
}

// BenchmarkSpeeches reads the labelled reports, which hold more quotations than
// most.
func BenchmarkSpeeches(b *testing.B) {
	var reports [][]string
	size := 0
	for _, report := range labelledReports {
		paragraphs, _ := readLabels(report)
		reports = append(reports, paragraphs)
		for _, p := range paragraphs {
			size += len(p)
		}
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, paragraphs := range reports {
			Speeches(paragraphs, nil)
		}
	}
}
