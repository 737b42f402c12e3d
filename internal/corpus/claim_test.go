package corpus

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/diag"
)

// claim returns a page for harbour: a front matter, to which answers may belong.
func claim(front string) []string {
	return []string{"claims/sheds.md", "---\nquestion: How many sheds burned?\n" + front + "\n---\n\nTwo. [@report-a, ¶ 1]\n"}
}

func TestLoadClaim(t *testing.T) {
	c, err := Load(harbour(claim("kind: count\nunit: sheds\nevents: [fire]\nanswers:\n"+
		`  - {value: 1 + 1, printed: one and another, says: people/jane-doe, of: the quay, cite: "@report-a, ¶ 1", note: Hers.}`+"\n"+
		`  - {value: more than a dozen sheds, says: an official, cite: "@report-b, ¶ 1; @report-a, ¶ 2"}`)...), "content")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Pages()[len(c.Pages())-1]; got != &c.Claims[0].Page || got.Title != "How many sheds burned?" {
		t.Errorf("the last page is %s, %q", got.ID, got.Title)
	}
	got := *c.Claims[0]
	pos := func(line, col int) diag.Pos { return diag.Pos{File: "content/claims/sheds.md", Line: line, Col: col} }
	want := []Answer{
		{
			Value: "1 + 1", Amount: Amount{Min: 2, Max: 2, Parts: []float64{1, 1}}, Printed: "one and another",
			Says: "people/jane-doe", Speaker: "people/jane-doe", Of: "the quay", Cite: "@report-a, ¶ 1", Note: "Hers.",
			Pos: pos(7, 5), ValuePos: pos(7, 13), PrintedPos: pos(7, 29), SaysPos: pos(7, 52), OfPos: pos(7, 73),
			CitePos: pos(7, 89), NotePos: pos(7, 114),
		},
		{
			Value: "more than a dozen sheds", Amount: Amount{Min: 12, Max: math.Inf(1), MinOpen: true},
			Says: "an official", Cite: "@report-b, ¶ 1; @report-a, ¶ 2",
			Pos: pos(8, 5), ValuePos: pos(8, 13), SaysPos: pos(8, 44), CitePos: pos(8, 63),
		},
	}
	if diff := cmp.Diff(want, got.Answers); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	if got.Form != CountForm || got.Unit != "sheds" || fmt.Sprint(got.Events) != "[events/fire]" {
		t.Errorf("%s, %s, %v", got.Form, got.Unit, got.Events)
	}
}

func TestLoadClaimErrors(t *testing.T) {
	answer := func(value string) string {
		return "answers: [{value: " + value + `, says: Kim, cite: "@report-a, ¶ 1"}]`
	}
	for _, tt := range []struct{ name, front, want string }{
		{
			"a count that is text", "kind: count\n" + answer("a great many"),
			`4:19: "a great many" is no count (` + howToCount + ")",
		},
		{
			"upside down", "kind: count\n" + answer("15-10"),
			`4:19: "15-10" ends before it begins (write the smaller figure first)`,
		},
		{
			"a distance upside down", "kind: distance\n" + answer("8 to 5 km"),
			`4:19: "8 to 5 km" ends before it begins (write the smaller figure first)`,
		},
		{
			"the name of a page", "kind: text\nanswers:\n  - {value: arson, says: Jane Doe, cite: x}\n  - {value: arson, says: jane-doe, cite: x}",
			"5:26: \"Jane Doe\" has a page (write people/jane-doe)\n6:26: \"jane-doe\" has a page (write people/jane-doe)",
		},
		{
			"a sum of what is no figure", "kind: count\n" + answer("17 + some"),
			`4:19: "17 + some" is no sum (write figures alone, 17 + 5)`,
		},
		{"a share of what is counted", "kind: count\nunit: sheds\n" + answer("5%"), `5:19: "5%" is a share (write unit: "%" if shares are compared)`},
		{
			"no unit", "kind: distance\n" + answer("37"),
			`4:19: "37" is no distance (write 37 miles, "about 20 km" or "5-8 km")`,
		},
		{
			"another unit", "kind: distance\nunit: feet\n" + answer("37 miles"),
			`4:7: distances are not compared in "feet" (write km or mi; a value may have any of the two)`,
		},
		{
			"no zone", "kind: time\n" + answer("2019-05-03T01:30"),
			`4:19: "2019-05-03T01:30" has no time zone (add its offset, such as +03:00 or Z)`,
		},
		{
			"an interval upside down", "kind: time\n" + answer("2019-05-03/2019-05-02"),
			`4:19: "2019-05-03/2019-05-02" ends before it begins (write the earlier time first)`,
		},
		{"an unknown time", "kind: time\n" + answer("unknown"), `4:19: "unknown" answers nothing (leave this answer out)`},
		{"neither", "kind: yes-no\n" + answer("maybe"), `4:19: "maybe" is neither yes nor no (write yes or no)`},
		{"a unit of no number", "kind: yes-no\nunit: sheds\n" + answer("yes"), `4:7: an answer that is a yes-no has no unit (take it out)`},
		{
			"several of one", "kind: count\nseveral: true\n" + answer("2"),
			`4:10: of answers that are a count one holds (take it out, or write kind: text)`,
		},
		{"a kind that is none", "kind: number\n" + answer("2"), `3:7: "number" is not known here (write count or time or distance or yes-no or text)`},
		{
			"no answer", "kind: count\nanswers: []",
			`4:10: a claim needs an answer (write ` + answerExample + ")",
		},
		{
			"nothing but a value", "kind: text\nanswers: [{value: arson}]",
			"4:11: an answer needs the key \"cite\" (add cite: …)\n4:11: an answer needs the key \"says\" (add says: …)",
		},
		{
			"an unknown key, an unknown event", "kind: text\nevents: [fir]\n" + `answers: [{value: arson, said: Kim, says: Kim, cite: x}]`,
			"4:10: unknown event \"fir\" (did you mean \"fire\"?)\n" +
				`5:26: an answer has no key "said" (did you mean "says"?)`,
		},
		{
			"unknown entities", "kind: text\nanswers:\n  - {value: arson, says: people/jane-do, cite: x}\n  - {value: arson, says: person/jane-doe, cite: x}\n" +
				"  - {value: arson, says: places/nowhere, cite: x}",
			"5:26: unknown person \"jane-do\" (did you mean \"jane-doe\"?)\n" +
				"6:26: \"person/jane-doe\" is no page (write people/…, places/… or organisations/…, or words such as an official)\n" +
				"7:26: unknown place \"nowhere\" (create content/places/nowhere.md)",
		},
	} {
		_, err := Load(harbour(claim(tt.front)...), "content")
		var list diag.List
		if !errors.As(err, &list) {
			t.Errorf("%s: no error", tt.name)
			continue
		}
		got := strings.ReplaceAll(list.Error(), "content/claims/sheds.md:", "")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestParseCount(t *testing.T) {
	inf := math.Inf(1)
	point := func(n float64) Amount { return Amount{Min: n, Max: n} }
	for _, tt := range []struct {
		in, unit string
		want     Amount
	}{
		{"22", "", point(22)},
		{"1,500", "troops", point(1500)},
		{"1600", "", point(1600)}, // no year
		{"twenty-two", "", point(22)},
		{"no", "", point(0)},
		{"None", "", point(0)},
		{"one", "", point(1)},
		{"2.5 million", "", point(2500000)},
		{"22 missiles", "missiles", point(22)},
		{"22 Ballistic Missiles", "ballistic missiles", point(22)},
		{"more than a dozen", "", Amount{Min: 12, Max: inf, MinOpen: true}},
		{"> 12", "", Amount{Min: 12, Max: inf, MinOpen: true}},
		{"at least 80", "", Amount{Min: 80, Max: inf}},
		{">= 80", "", Amount{Min: 80, Max: inf}},
		{"≥80", "", Amount{Min: 80, Max: inf}},
		{"up to 20", "", Amount{Max: 20}},
		{"fewer than 20", "", Amount{Max: 20, MaxOpen: true}},
		{"<= 20", "", Amount{Max: 20}},
		{"<20", "", Amount{Max: 20, MaxOpen: true}},
		{"tens", "", Amount{Min: 20, Max: inf}},
		{"tens of missiles", "missiles", Amount{Min: 20, Max: inf}},
		{"dozens", "", Amount{Min: 24, Max: inf}},
		{"13-20", "", Amount{Min: 13, Max: 20}},
		{"between 10 and 15", "", Amount{Min: 10, Max: 15}},
		{"10 to 15", "", Amount{Min: 10, Max: 15}},
		{"about 15", "", Amount{Min: 14, Max: 16, About: true}},
		{"~15", "", Amount{Min: 14, Max: 16, About: true}},
		{"some 1,500", "", Amount{Min: 1400, Max: 1600, About: true}},
		{"about 2.5", "", Amount{Min: 2.4, Max: 2.6, About: true}},
		{"about 10", "", Amount{Min: 5, Max: 15, About: true}}, // half of it, not 10
		{"about two million", "", Amount{Min: 1000000, Max: 3000000, About: true}},
		{"17 + 5", "", Amount{Min: 22, Max: 22, Parts: []float64{17, 5}}},
		{"0.1 + 0.2", "", Amount{Min: 0.3, Max: 0.3, Parts: []float64{0.1, 0.2}}},
		{"almost 5%", "%", Amount{Min: 4, Max: 6, About: true, Percent: true}},
		{"5", "%", Amount{Min: 5, Max: 5, Percent: true}},
	} {
		got, err := ParseCount(tt.in, tt.unit)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.in, diff)
		}
	}
	for _, in := range []string{"20-13", "20–13", "20 to 13", "from 20 to 13", "between 20 and 13", "twenty-two to thirteen"} {
		if _, err := ParseCount(in, "missiles"); err == nil || !strings.Contains(err.Error(), "ends before it begins") {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, in := range []string{
		"", "many", "22 men", "-5", "1.30am", "10:30", "5 + ", "+", "5 + about 3", "5%", "22 and 23", "the 22",
		strings.Repeat("9", 400), "20th", "1/2", "<0", "twenty-two or so",
	} {
		if got, err := ParseCount(in, "missiles"); err == nil {
			t.Errorf("%q is %+v", in, got)
		}
	}
}

func TestParseDistance(t *testing.T) {
	for _, tt := range []struct {
		in       string
		min, max float64 // km
	}{
		{"60km", 55, 65},
		{"60 KM", 55, 65},
		{"61 kilometres", 60.5, 61.5},
		{"about 61-kilometer", 60, 62},
		{"37 miles", 36.5 * 1.609344, 37.5 * 1.609344},
		{"about 37 miles", 36 * 1.609344, 38 * 1.609344},
		{"1.5 mi", 1.45 * 1.609344, 1.55 * 1.609344},
		{"one mile", 0.5 * 1.609344, 1.5 * 1.609344},
		{"300 metres", 0.25, 0.35},
		{"5-8 km", 4.5, 8.5},
		{"between five and eight kilometers", 4.5, 8.5},
		{"more than 20 km", 15, math.Inf(1)},
		{"up to 20 km", 0, 25},
		{"100 km", 50, 150},
	} {
		got, err := ParseDistance(tt.in)
		if err != nil || math.Abs(got.Min-tt.min) > 1e-9 || got.Max != tt.max && math.Abs(got.Max-tt.max) > 1e-9 {
			t.Errorf("%s = %v to %v, %v; want %v to %v", tt.in, got.Min, got.Max, err, tt.min, tt.max)
		}
	}
	for _, in := range []string{"", "km", "37", "far", "5% km", "8-5 km", "37 miles (60km)", "37 yards", "37 + 5 km"} {
		if got, err := ParseDistance(in); err == nil {
			t.Errorf("%q is %+v", in, got)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{
		"22", "more than a dozen", "17 + 5", "13-20", ">= 13", "about 37 miles", "60km", "tens of", "5%", "~0.001", "1e9", "0 + 0",
		"between 15 and 10", "<", "99999999999999999999999", "half a dozen",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		count, countErr := ParseCount(s, "missiles")
		distance, distanceErr := ParseDistance(s)
		for _, r := range []struct {
			a   Amount
			err error
		}{{count, countErr}, {distance, distanceErr}} {
			switch a := r.a; {
			case r.err != nil:
				if diff := cmp.Diff(Amount{}, a); diff != "" {
					t.Errorf("%q is a mistake and %+v", s, a)
				}
			case !(a.Min >= 0 && a.Min <= a.Max) || math.IsInf(a.Min, 1) || a.IsPoint() && (a.MinOpen || a.MaxOpen):
				t.Errorf("%q is %+v", s, a)
			}
		}
	})
}
