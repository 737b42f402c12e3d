package corpus

import (
	"strings"
	"testing"
	"time"
)

func TestParseWhen(t *testing.T) {
	for _, tt := range []struct {
		in, start, end string
		precision      Precision
		approx         bool
	}{
		{"2020-01-08T01:30+03:00", "2020-01-07T22:30", "2020-01-07T22:31", Minute, false},
		{"2020-01-07T20:22Z", "2020-01-07T20:22", "2020-01-07T20:23", Minute, false},
		{"2020-01-07T20:22:30Z", "2020-01-07T20:22", "2020-01-07T20:23", Minute, false},
		{"2020-01-07T17:30:00-05:00~", "2020-01-07T22:30", "2020-01-07T22:31", Minute, true},
		{"2020-02-29", "2020-02-29T00:00", "2020-03-01T00:00", Day, false},
		{"2018-12", "2018-12-01T00:00", "2019-01-01T00:00", Month, false},
		{"2003~", "2003-01-01T00:00", "2004-01-01T00:00", Year, true},
		{"2020-01-03/2020-01-05", "2020-01-03T00:00", "2020-01-06T00:00", Interval, false},
		{"2020-01-07T18:00-05:00/2020-01-07T23:59-05:00", "2020-01-07T23:00", "2020-01-08T05:00", Interval, false},
		{"2020-01-03~/2020-01-05", "2020-01-03T00:00", "2020-01-06T00:00", Interval, true},
		{"2019-11/2020-01", "2019-11-01T00:00", "2020-02-01T00:00", Interval, false},
	} {
		w, err := ParseWhen(tt.in)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		const minute = "2006-01-02T15:04"
		if s, e := w.Start.Format(minute), w.End.Format(minute); s != tt.start || e != tt.end || w.Precision != tt.precision || w.Approx != tt.approx {
			t.Errorf("%s = %s to %s, precision %d, approx %v", tt.in, s, e, w.Precision, w.Approx)
		}
	}
	if w, err := ParseWhen("unknown"); err != nil || w.Known() || w.IsZero() {
		t.Errorf("unknown = %+v, %v", w, err)
	}
}

func TestParseWhenErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                             `"" is no time`,
		"2020-13":                      `"2020-13" is no time`,
		"2020-02-30":                   `"2020-02-30" is no time`,
		"2020-01-08T25:00Z":            `"2020-01-08T25:00Z" is no time`,
		"2020-01-08T01:30":             `"2020-01-08T01:30" has no time zone; add its offset`,
		"2020-01-08 01:30":             `"2020-01-08 01:30" is no time`,
		"8 January 2020":               `"8 January 2020" is no time`,
		"2020-01-05/2020-01-03":        `"2020-01-05/2020-01-03" ends before it begins`,
		"2020-01-05/":                  `"" is no time`,
		"2020-01-05/2020-01-06T10:00Z": `"2020-01-05/2020-01-06T10:00Z" has a clock time at one end only`,
		"0000":                         `"0000" is no time`,
		"2020~~":                       `"2020~" is no time`,
		"2020-01-08T01:30:45.1234Z":    `"2020-01-08T01:30:45.1234Z" is no time`,
		"Tuesday; late":                `"Tuesday; late" is no time; write 2020-01-08T01:30+03:00, 2020-01-08, `,
		"2020-01-03/2020-01-04/05":     `"2020-01-04/05" is no time`,
		"2020-01-05/unknown":           `"unknown" is no time`,
	} {
		_, err := ParseWhen(in)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s…", in, err, want)
		}
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"2020-01-08T01:30+03:00", "2018-12/2019", "2003~", "unknown", "9999-12-31", "2020-01-08T01:30+99:99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err == nil && w.Known() && (!w.End.After(w.Start) || w.Start.Location() != time.UTC) {
			t.Errorf("%q = %v to %v", s, w.Start, w.End)
		}
	})
}
