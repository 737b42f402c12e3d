package collate

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/link"
)

// findings returns what is found in a report of one paragraph: "zone: words =>
// sentence" each. Westport and Easthaven lie a degree of longitude apart at 60
// degrees north: 55.8 km, half of what it is at the equator.
func findings(t *testing.T, text string, more ...string) []string {
	t.Helper()
	place := func(title, coordinates string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ncoordinates: {" + coordinates + "}\n---\n")}
	}
	files := fstest.MapFS{
		"site.yaml": {Data: []byte("zones: [Europe/Oslo, {name: UTC, label: GMT}, Asia/Kabul]\n")},
		"articles/report-a.md": {Data: []byte(
			"---\ntitle: Fire\ndate: 2019-05-03T08:00+02:00\n---\n" + text + "\n")},
		"places/westport.md":  place("Westport", "lat: 60, lon: 10, precision: town"),
		"places/easthaven.md": place("Easthaven", "lat: 60, lon: 11, precision: town"),
		"places/bigtown.md":   place("Bigtown", "lat: 60, lon: 11, precision: city"),
		"places/inland.md":    place("Inland", "lat: 65, lon: 20, precision: country"),
	}
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	c, err := corpus.Load(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	m, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range Findings(c, m, cs) {
		if got := f.Article.Text(f.Paragraph)[f.Start:f.End]; got != f.Printed && f.End > 0 {
			t.Errorf("%q at %d to %d is %q", f.Printed, f.Start, f.End, got)
		}
		list = append(list, fmt.Sprintf("%s: %s => %s", f.Check, f.Printed, gives(&f)))
	}
	return list
}

// gives writes what the arithmetic gives.
func gives(f *Finding) string {
	miles := f.KM / corpus.KMPerMile
	switch f.Check {
	case ZoneCheck:
		var times []string
		for _, c := range f.Clocks {
			times = append(times, c.Time+" in "+c.Zone)
		}
		return f.Given + " GMT is " + strings.Join(times, ", ") + "."
	case WeekdayCheck:
		return f.Date.Format("2 January 2006 is a Monday.")
	case ConversionCheck:
		if f.Miles {
			return fmt.Sprintf("%s are %.1f miles.", f.Given, miles)
		}
		return fmt.Sprintf("%s are %.0f km.", f.Given, f.KM)
	case DistanceCheck:
		return fmt.Sprintf("%s and %s lie %.0f km (%.0f miles) apart.", f.Places[0].Title, f.Places[1].Title, f.KM, miles)
	}
	return fmt.Sprintf("%s is %g, not %g.", f.Given, f.Sum, f.Total)
}

func TestFindings(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// Oslo is two hours ahead of GMT in May, Kabul four and a half.
		{"It began at about 1.30am local time on Friday (11.30pm GMT).", ""},
		{"It began at about 1:30 a.m. (2330 GMT).", ""},
		{"It began at 4am (2330 GMT).", ""},
		{"It began at 1.30am (11.30pm Thursday GMT).", ""},
		{"It began at 2330 GMT (1:30 a.m. local time).", ""},
		{"It began at 1:30 (1130 GMT), after lunch.", ""},
		{"It began at 13:30 (2330 GMT).", "zone: 13:30 (2330 GMT) => 23:30 GMT is 01:30 in Oslo, 04:00 in Kabul."},
		{
			"Rain came. It began at 1.30am local time on Friday (10.30pm GMT), they say.",
			"zone: 1.30am local time on Friday (10.30pm GMT) => 22:30 GMT is 00:30 in Oslo, 03:00 in Kabul.",
		},
		{"It began at 22:30 GMT (1:30 a.m.).", "zone: 22:30 GMT (1:30 a.m.) => 22:30 GMT is 00:30 in Oslo, 03:00 in Kabul."},
		{"It began at 1.30am in Lima (10.30pm GMT).", ""},
		{"It began at 1.30am EST (10.30pm GMT).", ""},
		{"It began at 1.30am. Later (10.30pm GMT) it ended.", ""},
		{"It began between 1am and 2am (2230 and 2330 GMT).", ""},

		{"It began on Friday 3 May 2019.", ""},
		{"It began on Friday, May 3, 2019, at dawn.", ""},
		{"It began on Thursday 3 May 2019.", "weekday: Thursday 3 May 2019 => 3 May 2019 is a Friday."},
		{"It began on Thursday, May 3rd.", "weekday: Thursday, May 3rd => 3 May 2019 is a Friday."},
		{"It began on Wednesday the 8th of January, 2020.", ""},
		{"It began on Friday, Jan. 8, 2020.", "weekday: Friday, Jan. 8, 2020 => 8 January 2020 is a Wednesday."},
		{"It began on 8 January 2020, a Friday.", "weekday: 8 January 2020, a Friday => 8 January 2020 is a Wednesday."},
		{"It began on January 8, 2020 (a Wednesday).", ""},
		{"It began on Thursday, 3 November.", ""}, // of which year?
		{"It began on Friday 31 April 2019.", ""}, // no such day, so no weekday
		{"On Thursday, May 3,000 people came.", ""},
		{"It began on Thursday. 3 May 2019 was warm.", ""},

		{"It is 37 miles (60km) off.", ""},
		{"It is 60 kilometres (37 miles) off.", ""},
		{"It is 37 miles (80km) off.", "conversion: 37 miles (80km) => 37 miles are 60 km."},
		{"It is 37 miles, or about 62 km, off.", "conversion: 37 miles, or about 62 km => 37 miles are 60 km."},
		{"A 2.5-km (4 mile) walk.", "conversion: 2.5-km (4 mile) => 2.5 km are 1.6 miles."},
		{"It is five miles (8km) off, or 10 to 12 miles (26km) by sea.", ""},
		{"It drove at 60km/h (20 miles) and 20 nautical miles (37km).", ""},
		{"It is 300 miles (500km) off.", ""},

		{"Westport, about 35 miles (56km) west of Easthaven, burned.", ""},
		{
			"Rain. Westport, about 11 miles (18km) west of Easthaven, burned.",
			"distance: about 11 miles (18km) west of Easthaven => Westport and Easthaven lie 56 km (35 miles) apart.",
		},
		{
			"Westport town lies 2km from Easthaven and burned.",
			"distance: 2km from Easthaven => Westport and Easthaven lie 56 km (35 miles) apart.",
		},
		{
			"Rain fell on Westport in Inland. It lies about 11 miles to the west of Easthaven.",
			"distance: about 11 miles to the west of Easthaven => Westport and Easthaven lie 56 km (35 miles) apart.",
		},
		{"Rain fell on Westport and Bigtown. It lies 2km from Easthaven.", ""}, // which of them?
		{"Rain fell on Westport. He stopped 2km from Easthaven.", ""},          // not Westport
		{"A farm north of Westport, 2km from Easthaven, burned.", ""},          // not even here
		{"Outside of it, near the Westport, 2km from Easthaven, it burned.", ""},
		{"They went to Westport 2km from Easthaven.", ""},
		{"Westport, about 20 miles from Easthaven he was stopped.", ""}, // nor here
		{"Westport, about 20 miles from Easthaven, burned.", ""},        // 10 to 30, and five for each town
		{"Westport, 35km west of the city of Bigtown, burned.", ""},     // which may reach so far
		{"Westport, 100 km from Easthaven, burned.", ""},                // by road, perhaps
		{"Westport, up to 80 km from Easthaven, burned.", ""},           //
		{"Westport, more than 20 miles from Easthaven, burned.", ""},    //
		{"Westport, more than 200 miles (320km) from Easthaven, burned.", "distance: more than 200 miles (320km) from Easthaven => Westport and Easthaven lie 56 km (35 miles) apart."},
		{"Westport, 3 km from Inland, burned.", ""},
		{"Inland, 3 km from Westport, burned.", ""},
	} {
		if got := strings.Join(findings(t, tt.text), "; "); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// A report without a date may speak of any day of the explainer.
func TestFindingsWithoutADate(t *testing.T) {
	undated := "---\ntitle: Fire\n---\nIt began at 1.30am (11.30pm GMT), or 12.30am (11.30pm GMT), or 1.30am (10.30pm GMT), on Friday 3 May.\n"
	got := findings(t, "One.", "articles/report-a.md", undated, "events/summer.md", "---\ntitle: S\nwhen: 2018-07\n---\n",
		"events/winter.md", "---\ntitle: W\nwhen: 2019-01-05\n---\n")
	want := []string{"zone: 1.30am (10.30pm GMT) => 22:30 GMT is 00:30 in Oslo, 03:00 in Kabul."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := findings(t, "One.", "articles/report-a.md", undated); got != nil {
		t.Errorf("without any day: %v", got)
	}
}

func TestSumFindings(t *testing.T) {
	const claim = "---\nquestion: How many?\nkind: count\nanswers:\n"
	const two = "---\ntitle: Fire\n---\nThe army counted 22 boats. ^p1\n\nSeventeen lay at the quay, it said, and five at sea. ^p2\n"
	for _, tt := range []struct{ name, answers, want string }{
		{
			"right", "  - {value: \"22\", says: the army, cite: \"@report-a, ¶ 1\"}\n  - {value: 17 + 5, says: The army, cite: \"@report-a, ¶ 2\"}\n", "",
		},
		{
			"wrong", "  - {value: \"22\", printed: 22 boats, says: the army, cite: \"@report-a, ¶ 1\"}\n  - {value: 17 + 6, says: The army, cite: \"@report-a, ¶ 2\"}\n",
			"sum: 22 boats => 17 + 6 is 23, not 22.",
		},
		{
			"of others", "  - {value: \"22\", says: the police, cite: \"@report-a, ¶ 1\"}\n  - {value: 17 + 6, says: The army, cite: \"@report-a, ¶ 2\"}\n", "",
		},
		{
			"no total", "  - {value: at least 22, says: the army, cite: \"@report-a, ¶ 1\"}\n  - {value: 17 + 6, says: The army, cite: \"@report-a, ¶ 2\"}\n", "",
		},
		{
			"of another scope", "  - {value: \"22\", says: the army, of: boats, cite: \"@report-a, ¶ 1\"}\n  - {value: 17 + 6, says: The army, cite: \"@report-a, ¶ 2\"}\n", "",
		},
		{
			"words that stand there otherwise", "  - {value: twenty-two, says: the army, cite: \"@report-a, ¶ 1\"}\n  - {value: 17 + 6, says: The army, cite: \"@report-a, ¶ 2\"}\n",
			"sum: twenty-two => 17 + 6 is 23, not 22.",
		},
	} {
		got := findings(t, "", "articles/report-a.md", two, "claims/boats.md", claim+tt.answers+"---\n")
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, s, tt.want)
		}
	}
}

func FuzzFindings(f *testing.F) {
	for _, s := range []string{
		"at 1.30am local time on Friday (10.30pm GMT)", "Thursday 3 May 2019", "37 miles (80km)", "Westport, 2km from Easthaven.",
		"It lies 2km from Westport. It lies 3 km", "a 5 (5) miles km (", "1 mile (", "0 miles (0km)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\n", " ")
		x := finder{article: &corpus.Article{}, text: text}
		x.days = []time.Time{time.Unix(0, 0)}
		whole := []link.Mention{}
		for _, name := range []string{"Westport", "Easthaven"} {
			place := &corpus.Entity{Coordinates: &corpus.Coordinates{Lat: float64(len(name)), Precision: "town"}}
			if i := strings.Index(text, name); i >= 0 {
				whole = append(whole, link.Mention{Entity: place, Start: int32(i), End: int32(i + len(name))})
			}
		}
		if len(whole) == 2 && whole[0].Start > whole[1].Start {
			whole[0], whole[1] = whole[1], whole[0]
		}
		x.check(whole, []corpus.Zone{{Label: "Oslo", Location: time.FixedZone("", 7200)}})
		for _, g := range x.found {
			if g.Start < 0 || g.End <= g.Start || g.End > len(text) || g.Printed == "" {
				t.Errorf("%q: %+v", text, g)
			}
		}
	})
}
