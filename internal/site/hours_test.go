package site

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/xref"
)

// spans makes events of hours after a beginning: "0-2" begins then and is two
// hours long.
func spans(t *testing.T, list ...string) []timed {
	t.Helper()
	begin := time.Date(2019, 5, 3, 0, 0, 0, 0, time.UTC)
	var all []timed
	for _, s := range list {
		var from, till int
		if _, err := fmt.Sscanf(s, "%d-%d", &from, &till); err != nil {
			t.Fatal(err)
		}
		e := &corpus.Event{Page: corpus.Page{Slug: s}}
		all = append(all, timed{
			xref.Moment{Event: e}, begin.Add(time.Duration(from) * time.Hour), begin.Add(time.Duration(till) * time.Hour),
		})
	}
	return all
}

func slugs(list []timed) string {
	var all []string
	for _, m := range list {
		all = append(all, m.Event.Slug)
	}
	return strings.Join(all, " ")
}

func TestDensest(t *testing.T) {
	for _, tt := range []struct{ all, want string }{
		{"0-1 10-12 47-48", "0-1 10-12 47-48"}, // two days, to the end
		{"0-1 10-12 47-49", "0-1 10-12"},       // an hour more; the first of two as dense
		{"0-1 100-101 110-120 140-147", "100-101 110-120 140-147"},
		{"0-100 90-91", "90-91"},     // longer than any stretch
		{"5-6 0-1 50-51", "5-6 0-1"}, // not in order of time
		{"", ""},
	} {
		if got := slugs(densest(spans(t, strings.Fields(tt.all)...))); got != tt.want {
			t.Errorf("densest of %s is %s, want %s", tt.all, got, tt.want)
		}
	}
}

// By definition: each stretch is tried with each event, and of too many the last of the
// longest is left out until they are few enough.
func TestDensestOfMany(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 48))
	for range 300 {
		var ranges []string
		for range r.IntN(12) {
			from := r.IntN(150)
			ranges = append(ranges, fmt.Sprintf("%d-%d", from, from+r.IntN(1+r.IntN(70))))
		}
		all := spans(t, ranges...)
		var want []timed
		var since time.Time
		for _, first := range all {
			var inside []timed
			for _, m := range all {
				if !m.start.Before(first.start) && !m.end.After(first.start.Add(longest)) {
					inside = append(inside, m)
				}
			}
			if len(inside) > len(want) || len(inside) > 0 && len(inside) == len(want) && first.start.Before(since) {
				want, since = inside, first.start
			}
		}
		if got := slugs(densest(all)); got != slugs(want) {
			t.Fatalf("densest of %s is %s, want %s", ranges, got, slugs(want))
		}
		few := slices.Clone(all)
		for len(few) > 4 {
			worst := 0
			for i, m := range few {
				if m.end.Sub(m.start) >= few[worst].end.Sub(few[worst].start) {
					worst = i
				}
			}
			few = slices.Delete(few, worst, worst+1)
		}
		if got := slugs(shortest(all, 4)); got != slugs(few) {
			t.Fatalf("the shortest 4 of %s are %s, want %s", ranges, got, slugs(few))
		}
	}
}

func TestShortest(t *testing.T) {
	all := spans(t, "0-9", "1-3", "2-20", "3-4", "4-6")
	for most, want := range map[int]string{5: "0-9 1-3 2-20 3-4 4-6", 3: "1-3 3-4 4-6", 2: "1-3 3-4"} {
		if got := slugs(shortest(all, most)); got != want {
			t.Errorf("the shortest %d are %s, want %s", most, got, want)
		}
	}
}

func TestElsewhere(t *testing.T) {
	p, list := timesOf(t), zones(t) // Baghdad, UTC, Washington
	for _, tt := range []struct {
		at   string
		z    corpus.Zone
		from corpus.Zone
		want string
	}{
		{"2020-01-07T22:30:00Z", list[2], list[0], "Washington has 17:30 the day before"},
		{"2020-01-07T22:30:00Z", list[0], list[2], "Baghdad has 01:30 the day after"},
		{"2020-01-08T12:00:00Z", list[2], list[0], "Washington has 07:00"},
		{"2019-12-31T22:30:00Z", list[1], list[0], "UTC has 22:30 the day before"}, // over the year's end
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.elsewhere(at, tt.z, tt.from); got != tt.want {
			t.Errorf("%s in %s: %q, want %q", tt.at, tt.z.Label, got, tt.want)
		}
	}
}

func TestMostConflicts(t *testing.T) {
	report := func(letter string) *corpus.Article { return &corpus.Article{Label: "Report " + letter, Letter: letter} }
	a, b, c := report("A"), report("B"), report("C")
	pairs := func(ab, ac, bc int) []collate.Agreement {
		return []collate.Agreement{{A: a, B: b, Conflict: ab}, {A: a, B: c, Conflict: ac}, {A: b, B: c, Conflict: bc}}
	}
	for _, tt := range []struct {
		all  []collate.Agreement
		want string
	}{
		{pairs(1, 3, 2), "Reports A and C conflict most: on three claims."},
		{pairs(1, 3, 3), "Reports A and C, and Reports B and C, conflict most: on three claims each."},
		{pairs(2, 2, 2), ""},
		{pairs(0, 0, 0), ""},
		{pairs(0, 0, 1), "Reports B and C conflict most: on one claim."},
		{[]collate.Agreement{{A: a, B: b, Conflict: 4}}, ""}, // there is no other pair to compare with
	} {
		if got := timesOf(t).mostConflicts(tt.all); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
