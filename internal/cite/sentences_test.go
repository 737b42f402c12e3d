package cite

import (
	"fmt"
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/link"
	"collate/internal/markdown"
)

// stated returns a corpus of two reports, the second of them without a date, a
// few names and a story. Report A is of Friday, 3 May 2019.
func stated(t *testing.T, text string) *corpus.Corpus {
	t.Helper()
	a, b := article("report-a", "A", 1, 2, 3, 4, 5, 6, 7), article("report-b", "B", 1, 2, 3)
	a.Body = markdown.Parse("The military counted 22 rockets: 17 on the old harbour and five on Oslo, at about 1.30am. ^p1\n\n"+
		"A dozen boats, some 60km of rope and 5% of the sheds were lost, Jane Doe told Norwegian radio. ^p2\n\n"+
		"The masters came at 2230 GMT on Thursday; Doe was there. ^p3\n\n"+
		"It burned for three days, 1,500 people saw it, and it cost 2.5 million crowns. ^p4\n\n"+
		"In December 2018 the pier had burned too. Two sheds were lost. ^p5\n\n"+
		"The harbour is 15 to 20 miles off. ^p6\n\nShe had seen it last night. ^p7\n", 1)
	b.Body = markdown.Parse("It began on Friday, shortly after midnight. ^p1\n\n"+
		"On Friday night she said: “It took 99 men.” ^p2\n\nShe had seen it last night. ^p3\n", 1)
	var err error
	if a.Date, err = corpus.ParseWhen("2019-05-04"); err != nil {
		t.Fatal(err)
	}
	c := &corpus.Corpus{
		Articles: []*corpus.Article{a, b},
		Story:    &corpus.Page{ID: corpus.Story, File: "content/index.md", Body: markdown.Parse(text, 1)},
		People:   []*corpus.Entity{named("people", "jane-doe", "Jane Doe", "Doe"), named("people", "kim-poe", "Kim Poe", "Poe")},
		Places:   []*corpus.Entity{named("places", "norway", "Norway"), named("places", "old-harbour", "Old Harbour", "old harbour")},
	}
	return c
}

func named(kind corpus.Kind, slug string, names ...string) *corpus.Entity {
	e := &corpus.Entity{Page: corpus.Page{
		ID: corpus.ID(string(kind) + "/" + slug), Kind: kind, Slug: slug, Title: names[0],
		File: fmt.Sprintf("content/%s/%s.md", kind, slug), Body: markdown.Parse("", 1),
	}}
	for _, n := range names {
		e.Names = append(e.Names, corpus.Alias{Text: n})
	}
	return e
}

func checkFacts(t *testing.T, c *corpus.Corpus) (Facts, string) {
	t.Helper()
	cs, err := Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	mentions, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := CheckFacts(c, cs, mentions)
	if err == nil {
		return facts, ""
	}
	return facts, err.Error()
}

// miss returns the message about a figure or a time on the first line.
func miss(col int, words, has string) string {
	return fmt.Sprintf("content/index.md:1:%d: “%s” stands in no paragraph that this sentence cites "+
		"(%s; if it is your own, say why: <!-- derived: why -->)", col, words, has)
}

func TestCheckFacts(t *testing.T) {
	const at = "content/index.md:1:"
	for _, tt := range []struct {
		name, in string
		held     int
		err      string // up to the first line's end
	}{
		{"digits for words", "There were 5 of 22 rockets. [@report-a, ¶ 1]", 2, ""},
		{"words for digits", "There were twenty-two rockets, seventeen of them at the Old Harbour. [@report-a, ¶ 1]", 3, ""},
		{"a dozen", "Twelve boats were lost. [@report-a, ¶ 2]", 1, ""},
		{"thousands and millions", "It cost 2,500,000 crowns; 1500 saw it. [@report-a, ¶ 4]", 2, ""},
		{"the citation stands inside the sentence", "There were 22 rockets [@report-a, ¶ 1], it says.", 1, ""},
		{"another number", "There were 23 rockets. [@report-a, ¶ 1]", 0, miss(12, "23", "A ¶1 has 22, 17 and five")},
		{
			"the wrong paragraph", "There were 22 rockets. [@report-a, ¶ 2]", 0,
			miss(12, "22", "A ¶2 has A dozen, 60 and 5%; A ¶1 has it: cite [@report-a, ¶ 1]"),
		},
		{"the sentence after is not cited", "Rain. [@report-a, ¶ 1] There were 23 rockets.", 0, ""},
		{"one of two paragraphs", "22 rockets, a dozen boats. [@report-a, ¶ 1, ¶ 2]", 2, ""},
		{"no figure there", "Nine men came. [@report-b, ¶ 1]", 0, miss(1, "Nine", "B ¶1 has no figure")},
		{"what counts reports", "Two reports and all five of the reports say so, in 2 short reports. [@report-b, ¶ 1]", 0, ""},
		{"one is a pronoun", "One of them saw it. [@report-b, ¶ 1]", 0, ""},
		{"inside a quotation", "“It took 98 men”, she said. [@report-b, ¶ 2]", 0, ""},
		{"what the report quotes", "It took 99 men. [@report-b, ¶ 2]", 1, ""},

		{"percent", "It was five per cent. [@report-a, ¶ 2]", 1, ""},
		{"percent for a number", "It was 22%. [@report-a, ¶ 1]", 0, miss(8, "22%", "A ¶1 has 22, 17 and five")},
		{"a number for percent", "Some 5 boats. [@report-a, ¶ 2]", 0, miss(6, "5", "A ¶2 has A dozen, 60 and 5%; A ¶1 has it: cite [@report-a, ¶ 1]")},
		{"distance", "60 kilometres of rope. [@report-a, ¶ 2]", 1, ""},
		{"another unit", "60 miles of rope. [@report-a, ¶ 2]", 0, miss(1, "60", "A ¶2 has A dozen, 60 and 5%")},
		{"both ends of a range", "It is 15–20 miles off. [@report-a, ¶ 6]", 2, ""},
		{"a length of time", "A three-day fire. [@report-a, ¶ 4]", 1, ""},
		{
			"another length of time", "It burned for three hours. [@report-a, ¶ 4]", 0,
			miss(15, "three hours", "A ¶4 has three days, 1,500 and 2.5 million"),
		},
		{"a figure in a length of time", "Two hours. [@report-a, ¶ 5]", 0, miss(1, "Two hours", "A ¶5 has Two")},

		{"clock", "It was 01:30. [@report-a, ¶ 1]", 1, ""},
		{"clock in other words", "It was 1:30 a.m. [@report-a, ¶ 1]", 1, ""},
		{"another minute", "It was 1.31am. [@report-a, ¶ 1]", 0, miss(8, "1.31am", "A ¶1 has 1.30am")},
		{"a zone", "They came at 10.30pm GMT. [@report-a, ¶ 3]", 1, ""},
		{"another zone", "They came at 6.30pm EDT. [@report-a, ¶ 3]", 1, ""},
		{"another time of another zone", "They came at 6.30pm EST. [@report-a, ¶ 3]", 0, miss(14, "6.30pm EST", "A ¶3 has 2230 GMT on Thursday")},
		{"no zone", "They came at 10.30pm. [@report-a, ¶ 3]", 0, miss(14, "10.30pm", "A ¶3 has 2230 GMT on Thursday")},
		{"midnight", "It was soon after midnight. [@report-b, ¶ 1]", 1, ""},
		{"midnight that is not there", "It was midnight. [@report-a, ¶ 1]", 0, miss(8, "midnight", "A ¶1 has 1.30am; B ¶1 has it: cite [@report-b, ¶ 1]")},

		{"date for a weekday", "They came on 2 May 2019. [@report-a, ¶ 3]", 1, ""},
		{"date and weekday", "They came on Thursday, 2 May. [@report-a, ¶ 3]", 1, ""},
		{"date for a weekday of a report without one", "It began on 3 May. [@report-b, ¶ 1]", 1, ""},
		{"weekday", "It began on Friday. [@report-b, ¶ 1]", 1, ""},
		{
			"another weekday", "It began on Thursday. [@report-b, ¶ 1]", 0,
			miss(13, "Thursday", "B ¶1 has Friday and midnight; A ¶3 has it: cite [@report-a, ¶ 3]"),
		},
		{
			"another day", "It began on 4 May. [@report-b, ¶ 1]", 0,
			miss(13, "4 May", "B ¶1 has Friday and midnight"), // A ¶1 prints a time, and no day
		},
		{
			"the weekday is right, the date is not", "It began on Friday, 10 May 2019. [@report-b, ¶ 1]", 0,
			miss(13, "Friday, 10 May 2019", "B ¶1 has Friday and midnight"),
		},
		{"last night, of a report with a date", "She saw it on 3 May. [@report-a, ¶ 7]", 1, ""},
		{
			"last night, of a report without", "She saw it on 3 May. [@report-b, ¶ 3]", 0,
			miss(15, "3 May", "B ¶3 has no date or time; B ¶1 has it: cite [@report-b, ¶ 1]"),
		},
		{"the month of a weekday", "They came in May 2019. [@report-a, ¶ 3]", 1, ""},
		{"a month", "A fire of December 2018. [@report-a, ¶ 5]", 1, ""},
		{"the year of a month", "A fire of 2018. [@report-a, ¶ 5]", 1, ""},
		{"another month", "A fire of November 2018. [@report-a, ¶ 5]", 0, miss(11, "November 2018", "A ¶5 has December 2018")},

		{"a name", "Jane Doe was there. [@report-a, ¶ 3]", 1, ""},
		{"a country by its adjective", "Norway has a radio. [@report-a, ¶ 2]", 1, ""},
		{
			"another name", "Kim Poe was there. [@report-a, ¶ 3]", 0,
			at + "1: “Kim Poe” is named in no paragraph that this sentence cites (A ¶3 has Doe)",
		},
		{
			"a name of another paragraph", "Norway counted 22. [@report-a, ¶ 1]", 1,
			at + "1: “Norway” is named in no paragraph that this sentence cites (A ¶1 has old harbour; A ¶2 has it: cite [@report-a, ¶ 2])",
		},
		{"a name in a heading", "## Kim Poe and 12 men\n\nRain. [@report-a, ¶ 3]", 0, ""},
		{"an explicit link", "[[!Norway]] and [[people/jane-doe|the master]]. [@report-a, ¶ 3]", 1, ""},

		{"derived", "Some 40 rockets came to Norway. [@report-a, ¶ 1] <!-- derived: guessed -->", 0, ""},
		{"derived, inside", "Some 40 <!-- derived: guessed --> rockets. [@report-a, ¶ 1]", 0, ""},
		{"derived, on the next line", "Some 40 rockets. [@report-a, ¶ 1]\n<!-- derived: guessed -->", 0, ""},
		{
			"of another sentence", "Rain. [@report-a, ¶ 1] <!-- derived: guessed --> Some 40 rockets. [@report-a, ¶ 1]", 0,
			at + "25: the sentence needs no excuse: all that it says stands in what it cites (take the comment out)",
		},
		{
			"of a sentence that cites nothing", "Some 40 rockets. <!-- derived: guessed -->", 0,
			at + "18: nothing in this sentence is held against anything, for it cites nothing (cite what it rests on, or take the comment out)",
		},
		{"no reason", "Some 40. [@report-a, ¶ 1] <!-- derived: -->", 0, miss(6, "40", "A ¶1 has 22, 17 and five")},
		{"another comment", "22 rockets. [@report-a, ¶ 1] <!-- check this -->", 1, ""},
		{"a sum", "In all 34 things. [@report-a, ¶ 1, ¶ 2] <!-- derived: 17 + 5 + 12 = 34, three kinds -->", 0, ""},
		{
			"a sum excuses no other figure", "In all 34 of 40 things. [@report-a, ¶ 1, ¶ 2] <!-- derived: 22 + 12 = 34 -->", 0,
			miss(14, "40", "A ¶1 has 22, 17 and five; A ¶2 has A dozen, 60 and 5%"),
		},
		{
			"a wrong sum", "In all 34. [@report-a, ¶ 1] <!-- derived: 17 + 5 = 34 -->", 0,
			miss(8, "34", "A ¶1 has 22, 17 and five") + "\n" +
				at + "30: 17 + 5 is 22 (correct the sum)",
		},
		{
			"a sum of what is not there", "In all 27. [@report-a, ¶ 1] <!-- derived: 17 + 10 = 27 -->", 0,
			miss(8, "27", "A ¶1 has 22, 17 and five") + "\n" +
				at + "30: no paragraph that this sentence cites has 10 (correct the sum)",
		},
	} {
		facts, err := checkFacts(t, stated(t, tt.in))
		if facts.Held != tt.held {
			t.Errorf("%s: %d held, want %d", tt.name, facts.Held, tt.held)
		}
		if first := err[:min(len(err), len(tt.err))]; first != tt.err || tt.err == "" && err != "" {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, err, tt.err)
		}
	}
}

func TestDerived(t *testing.T) {
	c := stated(t, "Rain. Some 40 rockets. [@report-a, ¶ 1] <!-- derived: guessed\nby us -->")
	facts, err := checkFacts(t, c)
	want := []Derived{{corpus.Story, diag.Pos{File: "content/index.md", Line: 1, Col: 42}, "Some 40 rockets.", "guessed by us"}}
	if err != "" || fmt.Sprint(facts.Derived) != fmt.Sprint(want) {
		t.Errorf("%v %s, want %v", facts.Derived, err, want)
	}
}

// A profile may name whom it is about where the report says "she"; titles, roles
// and the standfirst, which cite nothing, have their figures in some report.
func TestFactsOfPages(t *testing.T) {
	c := stated(t, "")
	c.People[0].Body = markdown.Parse("Doe spoke on Friday night. [@report-b, ¶ 2] Poe did not. [@report-b, ¶ 2]", 4)
	c.People[0].Role, c.People[0].RolePos = "saw 22 rockets, or 21", diag.Pos{File: "content/people/jane-doe.md", Line: 3, Col: 7}
	c.Story.Title, c.Story.Pos = "The fire of 3 May 2019", diag.Pos{File: "content/index.md", Line: 2, Col: 8}
	c.Story.Standfirst, c.Story.StandfirstPos = "17 of 18 rockets. “98 men”", diag.Pos{File: "content/index.md", Line: 3, Col: 13}
	facts, err := checkFacts(t, c)
	want := []string{
		"content/index.md:3:13: “18” stands in no report",
		"content/people/jane-doe.md:3:7: “21” stands in no report",
		"content/people/jane-doe.md:4:46: “Poe” is named in no paragraph that this sentence cites (B ¶2 has no listed name)",
	}
	if facts.Held != 4 || err != strings.Join(want, "\n") {
		t.Errorf("%d held, want 4\n%s\nwant\n%s", facts.Held, err, strings.Join(want, "\n"))
	}
}

// Without any date a weekday is held by its name.
func TestFactsWithoutDates(t *testing.T) {
	for in, want := range map[string]string{
		"It began on Friday. [@report-b, ¶ 1]": "",
		"It began on Monday. [@report-b, ¶ 1]": miss(13, "Monday", "B ¶1 has Friday and midnight"),
	} {
		c := stated(t, in)
		c.Articles[0].Date = corpus.When{}
		if _, err := checkFacts(t, c); err != want {
			t.Errorf("%s: %s, want %s", in, err, want)
		}
	}
}

func FuzzCheckFacts(f *testing.F) {
	for _, s := range []string{
		"In all 34. [@report-a, ¶ 1] <!-- derived: 17 + 5 = 34 -->", "8 May, 1.30am, 5% of $2.5m to 3km",
		"<!-- derived: 1+=2 -->", "Ma\xff 2019",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := stated(t, text)
		cs, err := Resolve(c)
		if err != nil {
			return
		}
		mentions, err := link.Find(c)
		if err != nil {
			return
		}
		facts, _ := CheckFacts(c, cs, mentions)
		for _, d := range facts.Derived {
			if d.Why == "" || d.Pos.Line == 0 {
				t.Errorf("%q: %+v", text, d)
			}
		}
	})
}
