package importer

import (
	"strings"
	"testing"
	"time"
	"unicode"
)

// lettersOf returns the letters of a text in lower case.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// A byline gives no name that it does not hold.
func FuzzByline(f *testing.F) {
	for _, s := range []string{
		"By Ann Lee and Bo Holm in Oslo", "ANN LEE, BO HOLM | HARBOUR TODAY", "ByAnn LeeThe Associated Press",
		"Ann Lee15:35, Oct 29 2019", "PTI | July 9, 2019 | Updated 08:24 IST", "Von Bo Holm", "By Ann Lee, a deputy editor who sails",
		"by Ann Lee22 Dec 2019651", "Ann Lee (@annlee) 12 minutes ago", ",Bo Holm", "By , and", "By ann@example.org",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u := newUnit(s, 1, 1)
		names := namesIn(u.text)
		for _, name := range names {
			if strings.TrimSpace(name) != name || name == "" || !strings.Contains(lettersOf(s), lettersOf(name)) {
				t.Fatalf("%q names %q", s, name)
			}
		}
		if isByline(&u) && len(names) == 0 {
			t.Fatalf("%q is a byline without a name", s)
		}
	})
}

// What is read as a date is one, stands in the line, and reads as itself.
func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"Tuesday 07 January 2020 20:22 GMT", "Published 3:14 PM EDT, Fri May 3, 2019", "3.5.2019", "13/5/2019 7h", "2019年5月3日",
		"2019-05-03T15:14:00.5+0530", "May 32, 2019", "29 February 2019", "1422 GMT March 14, 2021", "Sept. 8, 2020 at 9:22 a.m. ET",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		st := dateIn(s)
		if st.iso == "" {
			return
		}
		if st.start < 0 || st.end > len(s) || st.start >= st.end {
			t.Fatalf("%q: date at %d to %d", s, st.start, st.end)
		}
		layout := "2006-01-02"
		if strings.Contains(st.iso, "T") {
			layout = "2006-01-02T15:04Z07:00"
		}
		if _, err := time.Parse(layout, st.iso); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if again := dateIn(st.iso); again.iso != st.iso {
			t.Fatalf("%q: %s reads as %s", s, st.iso, again.iso)
		}
		u := newUnit(s, 1, 1)
		isDateLine(&u)
		isByline(&u)
		if iso, _ := bestDate([]string{s}); iso != st.iso {
			t.Fatalf("%q: %s alone is %s", s, st.iso, iso)
		}
	})
}
