package corpus

import (
	"fmt"
	"strings"
	"time"
)

// A Precision says how exactly a time is known.
type Precision uint8

// The precisions, finest first. The zero value belongs to the zero When.
const (
	NoTime Precision = iota
	Minute
	Day
	Month
	Year
	Interval // the ends were given one by one
	Unknown  // "unknown": it happened, nobody says when
)

// A When is a time as content files write it: a subset of EDTF and ISO 8601.
// The zero value means that none was written.
type When struct {
	Raw       string
	Start     time.Time // UTC; the first instant it may be
	End       time.Time // UTC; the first instant after it, Start plus a minute for Minute
	Offset    int       // seconds east of UTC as written; 0 for a date, too
	Zoned     bool      // an offset or Z was written
	Precision Precision
	Approx    bool // a trailing ~
}

// IsZero reports whether nothing was written.
func (w When) IsZero() bool { return w.Precision == NoTime }

// Known reports whether a time was given.
func (w When) Known() bool { return w.Precision != NoTime && w.Precision != Unknown }

// A whenError says what is wrong with a time, and what to write.
type whenError struct{ msg, hint string }

func (e *whenError) Error() string { return e.msg + "; " + e.hint }

// noTime is the error of a text that has none of the forms.
func noTime(s string) error {
	return &whenError{
		fmt.Sprintf("%q is no time", s),
		"write 2020-01-08T01:30+03:00, 2020-01-08, 2020-01, 2020, " +
			"two of them with a slash between, or unknown; ~ at the end for about",
	}
}

// ParseWhen reads a time: "2020-01-08T01:30+03:00" (a Z for the offset, and
// seconds, are accepted), "2020-01-08", "2018-12", "2003", an interval of two
// of them with a slash between, or "unknown". A tilde at the end means about.
// The error says what is wrong and what to write.
func ParseWhen(s string) (When, error) {
	if s == "unknown" {
		return When{Raw: s, Precision: Unknown}, nil
	}
	w := When{Raw: s}
	text, approx := strings.CutSuffix(s, "~")
	w.Approx = approx
	first, last, isInterval := strings.Cut(text, "/")
	if !isInterval {
		if err := w.parse(text); err != nil {
			return When{}, err
		}
		return w, nil
	}
	first, approx = strings.CutSuffix(first, "~")
	w.Approx = w.Approx || approx
	if err := w.parse(first); err != nil {
		return When{}, err
	}
	var end When
	if err := end.parse(last); err != nil {
		return When{}, err
	}
	if !end.End.After(w.Start) {
		return When{}, &whenError{fmt.Sprintf("%q ends before it begins", s), "write the earlier time first"}
	}
	if w.Zoned != end.Zoned {
		return When{}, &whenError{fmt.Sprintf("%q has a clock time at one end only", s), "write both, or two dates"}
	}
	w.End, w.Precision = end.End, Interval
	return w, nil
}

// layouts are the forms of one time, by length.
var layouts = map[int]struct {
	layout    string
	precision Precision
}{
	4: {"2006", Year}, 7: {"2006-01", Month}, 10: {"2006-01-02", Day},
	17: {"2006-01-02T15:04Z07:00", Minute}, 22: {"2006-01-02T15:04Z07:00", Minute},
	20: {"2006-01-02T15:04:05Z07:00", Minute}, 25: {"2006-01-02T15:04:05Z07:00", Minute},
}

// parse reads one time into w.
func (w *When) parse(s string) error {
	form, ok := layouts[len(s)]
	if !ok {
		if len(s) == 16 || len(s) == 19 {
			if _, err := time.Parse("2006-01-02T15:04", s[:16]); err == nil {
				return &whenError{fmt.Sprintf("%q has no time zone", s), "add its offset, such as +03:00 or Z"}
			}
		}
		return noTime(s)
	}
	t, err := time.Parse(form.layout, s)
	if err != nil || t.Year() == 0 || t.Nanosecond() != 0 {
		return noTime(s)
	}
	w.Start, w.Precision = t.UTC(), form.precision
	switch form.precision {
	case Year:
		w.End = w.Start.AddDate(1, 0, 0)
	case Month:
		w.End = w.Start.AddDate(0, 1, 0)
	case Day:
		w.End = w.Start.AddDate(0, 0, 1)
	default:
		_, w.Offset = t.Zone()
		w.Zoned = true
		w.End = w.Start.Add(time.Minute)
	}
	return nil
}
