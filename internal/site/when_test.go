package site

import (
	"slices"
	"strings"
	"testing"
	"time"

	"collate/internal/corpus"
)

func zones(t *testing.T) []corpus.Zone {
	t.Helper()
	var list []corpus.Zone
	for _, z := range []struct{ name, label string }{
		{"Asia/Baghdad", "Baghdad"}, {"UTC", "UTC"}, {"America/New_York", "Washington"},
	} {
		at, err := time.LoadLocation(z.name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, corpus.Zone{Name: z.name, Label: z.label, Location: at})
	}
	return list
}

// timesOf is a plan that prints times in English in those zones.
func timesOf(t *testing.T) *plan {
	return &plan{words: english(t), c: &corpus.Corpus{Site: corpus.Site{Zones: zones(t)}}}
}

func when(raw, start, end string, p corpus.Precision, about bool) corpus.When {
	parse := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return time.Time{}
		}
		return v
	}
	return corpus.When{Raw: raw, Start: parse(start), End: parse(end), Zoned: strings.Contains(raw, "T"), Precision: p, Approx: about}
}

func TestTimes(t *testing.T) {
	p := timesOf(t)
	for _, tt := range []struct {
		w             corpus.When
		want          []string
		day, datetime string // of the timeline
	}{
		{
			when("2020-01-08T01:30+03:00~", "2020-01-07T22:30:00Z", "2020-01-07T22:31:00Z", corpus.Minute, true),
			[]string{
				"8 January 2020, about 01:30 Baghdad", "7 January 2020, about 22:30 UTC",
				"7 January 2020, about 17:30 Washington",
			},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{
			when("2020-01-08", "2020-01-08T00:00:00Z", "2020-01-09T00:00:00Z", corpus.Day, false),
			[]string{"8 January 2020"},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{
			when("2018-12", "2018-12-01T00:00:00Z", "2019-01-01T00:00:00Z", corpus.Month, false),
			[]string{"December 2018"},
			"December 2018", "2018-12",
		},
		{
			when("2003~", "2003-01-01T00:00:00Z", "2004-01-01T00:00:00Z", corpus.Year, true),
			[]string{"about 2003"},
			"2003", "2003",
		},
		{
			when("2020-01-03/2020-01-05", "2020-01-03T00:00:00Z", "2020-01-06T00:00:00Z", corpus.Interval, false),
			[]string{"3 to 5 January 2020"},
			"Friday 3 January 2020", "2020-01-03",
		},
		{
			when("2020-01-07T18:00-05:00/2020-01-07T23:59-05:00", "2020-01-07T23:00:00Z", "2020-01-08T05:00:00Z",
				corpus.Interval, false),
			[]string{
				"8 January 2020, 02:00 to 07:59 Baghdad", "7 January, 23:00 to 8 January 2020, 04:59 UTC",
				"7 January 2020, 18:00 to 23:59 Washington",
			},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{
			when("2018-07/2019", "2018-07-01T00:00:00Z", "2020-01-01T00:00:00Z", corpus.Interval, false),
			[]string{"July 2018 to 2019"},
			"July 2018 to 2019", "2018-07",
		},
		{
			when("2018-07/2018-09", "2018-07-01T00:00:00Z", "2018-10-01T00:00:00Z", corpus.Interval, false),
			[]string{"July to September 2018"},
			"July to September 2018", "2018-07",
		},
		{
			when("2020-01-07T18:00-05:00~/2020-01-07T23:59-05:00", "2020-01-07T23:00:00Z", "2020-01-08T05:00:00Z",
				corpus.Interval, true),
			[]string{
				"8 January 2020, about 02:00 to 07:59 Baghdad", "7 January, about 23:00 to 8 January 2020, 04:59 UTC",
				"7 January 2020, about 18:00 to 23:59 Washington",
			},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{ // a night of another zone, most of which falls on the day after
			when("2020-01-08T00:00+03:30/2020-01-08T06:00+03:30", "2020-01-07T20:30:00Z", "2020-01-08T02:31:00Z",
				corpus.Interval, false),
			[]string{
				"7 January, 23:30 to 8 January 2020, 05:30 Baghdad", "7 January, 20:30 to 8 January 2020, 02:30 UTC",
				"7 January 2020, 15:30 to 21:30 Washington",
			},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{ // an interval of one minute
			when("2020-01-08T01:30Z/2020-01-08T01:30Z", "2020-01-08T01:30:00Z", "2020-01-08T01:31:00Z", corpus.Interval, false),
			[]string{"8 January 2020, 04:30 Baghdad", "8 January 2020, 01:30 UTC", "7 January 2020, 20:30 Washington"},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{ // and of one day
			when("2020-01-08/2020-01-08", "2020-01-08T00:00:00Z", "2020-01-09T00:00:00Z", corpus.Interval, false),
			[]string{"8 January 2020"},
			"Wednesday 8 January 2020", "2020-01-08",
		},
		{ // before the year 1000
			when("0476-09", "0476-09-01T00:00:00Z", "0476-10-01T00:00:00Z", corpus.Month, false),
			[]string{"September 476"},
			"September 476", "0476-09",
		},
		{ // the night on which clocks go back in Washington
			when("2020-11-01T01:30-04:00/2020-11-01T01:30-05:00", "2020-11-01T05:30:00Z", "2020-11-01T06:31:00Z",
				corpus.Interval, false),
			[]string{
				"1 November 2020, 08:30 to 09:30 Baghdad", "1 November 2020, 05:30 to 06:30 UTC",
				"1 November 2020, 01:30 to 01:30 Washington",
			},
			"Sunday 1 November 2020", "2020-11-01",
		},
		{when("unknown", "", "", corpus.Unknown, false), []string{"time unknown"}, "Time unknown", ""},
		{corpus.When{}, nil, "Time unknown", ""},
	} {
		var got []string
		for _, v := range p.times(tt.w) {
			got = append(got, v.String())
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("times(%s) = %q, want %q", tt.w.Raw, got, tt.want)
		}
		if heading, datetime := p.day(tt.w); heading != tt.day || datetime != tt.datetime {
			t.Errorf("day(%s) = %q, %q, want %q, %q", tt.w.Raw, heading, datetime, tt.day, tt.datetime)
		}
	}
}

func TestTimeDatetime(t *testing.T) {
	p := timesOf(t)
	w := when("2020-01-08T01:30+03:00", "2020-01-07T22:30:00Z", "2020-01-07T22:31:00Z", corpus.Minute, false)
	want := []string{"2020-01-08T01:30+03:00", "2020-01-07T22:30Z", "2020-01-07T17:30-05:00"}
	for i, v := range p.times(w) {
		if v.Datetime != want[i] {
			t.Errorf("Datetime = %q, want %q", v.Datetime, want[i])
		}
	}
}

func TestShortTimes(t *testing.T) {
	for _, tt := range []struct {
		when           string
		inShort, under string
	}{
		{"2018-12", "December 2018", "December 2018"},
		{"unknown", "time unknown", "time unknown"},
		{
			"2020-01-08T01:30+03:00~",
			"8 January 2020, about 01:30 Baghdad|7 January, about 17:30 Washington",
			"8 January, about 01:30 Baghdad|7 January, about 22:30 UTC|about 17:30 Washington",
		},
		{
			"2020-01-08T14:00+03:00/2020-01-08T20:00+03:00",
			"8 January 2020, 14:00 to 20:00 Baghdad|8 January, 06:00 to 12:00 Washington",
			"8 January, 14:00 to 20:00 Baghdad|11:00 to 17:00 UTC|06:00 to 12:00 Washington",
		},
	} {
		w, err := corpus.ParseWhen(tt.when)
		if err != nil {
			t.Fatal(err)
		}
		p := timesOf(t)
		if got := inLines(p.twoZones(w)); got != tt.inShort {
			t.Errorf("twoZones(%s) = %q, want %q", tt.when, got, tt.inShort)
		}
		if got := inLines(p.underDay(w)); got != tt.under {
			t.Errorf("underDay(%s) = %q, want %q", tt.when, got, tt.under)
		}
		p.c.Site.Zones = p.c.Site.Zones[:1]
		if got, want := inLines(p.twoZones(w)), strings.Split(tt.inShort, "|")[0]; got != want {
			t.Errorf("twoZones(%s) in one zone = %q, want %q", tt.when, got, want)
		}
	}
}

func inLines(list []Time) string {
	var lines []string
	for _, v := range list {
		lines = append(lines, v.String())
	}
	return strings.Join(lines, "|")
}

func TestReadings(t *testing.T) {
	p := timesOf(t)
	parse := func(s string) corpus.When {
		w, err := corpus.ParseWhen(s)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	for _, tt := range []struct {
		when, event string
		want        []string
	}{
		{"unknown", "2020", nil},
		{"2020-01-07", "2020-01-08", []string{"7 January 2020"}},
		{
			"2020-01-08T01:30+03:00~", "2020-01-08T01:30+03:00",
			[]string{"8 January, about 01:30 Baghdad", "7 January, about 22:30 UTC", "about 17:30 Washington"},
		},
		{
			"2020-01-08T12:00+03:00", "unknown",
			[]string{"8 January 2020, 12:00 Baghdad", "09:00 UTC", "04:00 Washington"},
		},
		{
			"2020-01-08T12:00+03:00", "2019-12-31",
			[]string{"8 January 2020, 12:00 Baghdad", "09:00 UTC", "04:00 Washington"},
		},
		{
			"2020-01-08T00:00+03:00/2020-01-08T06:00+03:00", "2020",
			[]string{"8 January, 00:00 to 06:00 Baghdad", "7 January, 21:00 to 8 January, 03:00 UTC", "7 January, 16:00 to 22:00 Washington"},
		},
		{ // it is another year in Baghdad, the same in UTC
			"2019-12-31T22:30Z", "2019-12-31", []string{"1 January 2020, 01:30 Baghdad", "31 December, 22:30 UTC", "17:30 Washington"},
		},
		{
			"2019-12-31T22:00Z/2020-01-01T06:00Z", "2019-12-31",
			[]string{
				"1 January 2020, 01:00 to 09:00 Baghdad", "31 December 2019, 22:00 to 1 January 2020, 06:00 UTC",
				"31 December 2019, 17:00 to 1 January 2020, 01:00 Washington",
			},
		},
	} {
		var got []string
		for _, r := range p.readings(parse(tt.when), parse(tt.event)) {
			got = append(got, r.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s of an event of %s: %q, want %q", tt.when, tt.event, got, tt.want)
		}
	}
}
