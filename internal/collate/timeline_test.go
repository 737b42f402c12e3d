package collate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"collate/internal/corpus"
	"collate/internal/diag"
)

// happenings returns a corpus in Baghdad's time of events written "fire
// 2019-05-03 after rain before storm".
func happenings(t testing.TB, lines ...string) *corpus.Corpus {
	t.Helper()
	baghdad, err := time.LoadLocation("Asia/Baghdad")
	if err != nil {
		t.Fatal(err)
	}
	c := &corpus.Corpus{Site: corpus.Site{Zones: []corpus.Zone{{Name: "Asia/Baghdad", Location: baghdad}}}}
	for _, line := range lines {
		words := strings.Fields(line)
		e := &corpus.Event{Page: corpus.Page{ID: corpus.ID("events/" + words[0]), Slug: words[0]}, When: parseWhen(t, words[1])}
		for i := 2; i+1 < len(words); i += 2 {
			n := corpus.Neighbour{
				Event: corpus.ID("events/" + words[i+1]), Pos: diag.Pos{File: words[0] + ".md", Line: 4, Col: i},
			}
			if words[i] == "after" {
				e.After = append(e.After, n)
			} else {
				e.Before = append(e.Before, n)
			}
		}
		c.Events = append(c.Events, e)
	}
	slices.SortFunc(c.Events, func(a, b *corpus.Event) int { return strings.Compare(a.Slug, b.Slug) })
	return c
}

func slugs(events []*corpus.Event) string {
	var list []string
	for _, e := range events {
		list = append(list, e.Slug)
	}
	return strings.Join(list, " ")
}

func TestTimeline(t *testing.T) {
	const (
		two   = " 2019-05-03T02:00+03:00"
		three = " 2019-05-03T03:00+03:00"
		four  = " 2019-05-03T04:00+03:00"
		night = " 2019-05-03T00:00+03:00/2019-05-03T06:00+03:00"
	)
	for _, tt := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"none", nil, ""},
		{"by time", []string{"a" + four, "b" + two, "c" + three}, "b c a"},
		{"unknown last", []string{"a unknown", "b" + four, "c unknown", "d" + two}, "d b a c"},
		{"unknown between knowns", []string{"a unknown after b before c", "b" + two, "c" + four}, "b a c"},
		{"unknown, right behind", []string{"a unknown after b", "b" + two, "c" + three, "d" + four}, "b a c d"},
		{"unknown, right before", []string{"a unknown before d", "b" + two, "c" + three, "d" + four}, "b c a d"},
		{"unknown, behind the last of two", []string{"a unknown after b after c", "b" + three, "c" + two, "d" + four}, "c b a d"},
		{"unknown, before the first of two", []string{"a unknown before b before d", "b" + three, "c" + two, "d" + four}, "c a b d"},
		{"unknown, before the first of two that overlaps with others", []string{
			"a unknown before b before d", "b 2019-05-03T03:00+03:00/2019-05-03T04:30+03:00", "c" + two,
			"d 2019-05-03T05:00+03:00", "e 2019-05-03T03:10+03:00/2019-05-03T06:00+03:00",
		}, "c a b e d"},
		{"two unknown behind one", []string{"a unknown after c", "b unknown after c", "c" + two, "d" + four}, "c a b d"},
		{"two relations in a row", []string{"a unknown after b", "b unknown after c", "c" + two, "d" + four}, "c b a d"},
		{"two in a row, before", []string{"a unknown before d", "b unknown before a", "c" + two, "d" + four}, "c b a d"},
		{"placed by one that is placed", []string{"a unknown after b", "b unknown before d", "c" + two, "d" + four}, "c b a d"},
		{"from behind and from before", []string{"a unknown before b", "b unknown after c", "c" + two, "d" + four}, "c a b d"},
		{"three steps there and back", []string{
			"a unknown after b", "b unknown before c", "c unknown after d", "d" + two, "e" + four,
		}, "d b a c e"},
		{"unknown ones alone", []string{"a unknown after b", "b unknown", "c" + two}, "c b a"},
		{"a night is moved behind", []string{"a" + night + " after c", "b" + two, "c" + three, "d" + four}, "b c a d"},
		{"a night stays where it can", []string{"a" + night + " after b", "b" + two, "c" + three}, "b a c"},
		{"a night pulls none before its time", []string{"a" + night + " after c", "b" + two, "c" + four, "d" + three}, "b d c a"},
		{"a night waits, and what follows it", []string{
			"a" + night + " after c", "b 2019-05-03T06:30+03:00", "c" + four, "d unknown after a",
		}, "c a d b"},
		{"an unknown delays a known time", []string{"a unknown after c before b", "b" + three, "c" + night, "d" + four}, "c a b d"},
		// In Baghdad's time the missiles come on the eighth, in Washington's on the seventh.
		{"a day behind a clock time of the next", []string{"a 2020-01-07 after b", "b 2020-01-08T01:30+03:00~", "c 2020-01-08"}, "b a c"},
		{"a day is that of the first zone", []string{"a 2020-01-08", "b 2020-01-07T21:30Z", "c 2020-01-07T20:59Z"}, "c a b"},
		{"touching", []string{"a 2019-05-03T03:00Z/2019-05-03T05:00Z", "b 2019-05-03T01:00Z/2019-05-03T02:59Z"}, "b a"},
		{"a year, a month, a day, an hour", []string{
			"a 2019-01-01T10:00+03:00", "b 2019-01-01", "c 2019-01", "d 2019", "e 2018-12-31T23:59+03:00", "f 2018-07/2020-01",
		}, "f e d c b a"},
		{"half the night is the next day's", []string{"a 2019-05-02T23:50+03:00", "b 2019-05-02T23:30+03:00/2019-05-03T02:00+03:00"}, "a b"},
		{"said on both sides", []string{"a unknown before b", "b" + two + " after a"}, "a b"},
		{"by slug", []string{"b" + two, "a" + two}, "a b"},
	} {
		events, err := Timeline(happenings(t, tt.lines...))
		if got := slugs(events); got != tt.want || err != nil {
			t.Errorf("%s: %s (%v), want %s", tt.name, got, err, tt.want)
		}
	}
}

func TestTimelineMistakes(t *testing.T) {
	const hint = " (correct one of the times, or take the relation out)"
	const circle = " (take one of these relations out, or correct a time)"
	for _, tt := range []struct {
		name  string
		lines []string
		want  string
	}{
		{
			"against the times",
			[]string{"a 2019-05-02 after b", "b 2019-05-03", "c 2019-05-03T02:00Z before d", "d 2019-05-03T01:00Z"},
			`a.md:4:2: "a" cannot come after "b": its time, 2019-05-02, is over before 2019-05-03 begins` + hint + "\n" +
				`c.md:4:2: "c" cannot come before "d": its time, 2019-05-03T02:00Z, begins after 2019-05-03T01:00Z is over` + hint,
		},
		{
			"touching",
			[]string{"a 2019-05-03T01:59Z after b", "b 2019-05-03T02:00Z"},
			`a.md:4:2: "a" cannot come after "b": its time, 2019-05-03T01:59Z, is over before 2019-05-03T02:00Z begins` + hint,
		},
		{"no contradiction: about", []string{"a 2019-05-03T01:59Z~ after b", "b 2019-05-03T02:00Z"}, ""},
		{"no contradiction: a day of another zone", []string{"a 2019-05-02 after b", "b 2019-05-03T01:30+03:00"}, ""},
		{
			"circle of two",
			[]string{"a unknown after b", "b unknown after a"},
			`a.md:4:2: "b" comes before itself: b before a, a before b` + circle,
		},
		{
			"circle of three, with others around it",
			[]string{"a unknown after c", "b unknown after a before d", "c unknown after b", "d unknown", "e unknown before a"},
			`a.md:4:2: "c" comes before itself: c before a, a before b, b before c` + circle,
		},
		{
			"two circles",
			[]string{"a unknown after b", "b unknown after a", "c unknown before d", "d unknown before c"},
			`a.md:4:2: "b" comes before itself: b before a, a before b` + circle + "\n" +
				`c.md:4:2: "c" comes before itself: c before d, d before c` + circle,
		},
		{
			"both before and after",
			[]string{"a unknown after b before b", "b unknown"},
			`a.md:4:2: "b" comes before itself: b before a, a before b` + circle,
		},
		{
			"against the times, through an unknown one",
			[]string{"a 2019-05-03", "b unknown after a before c", "c 2019-05-02"},
			`b.md:4:2: "a" comes before itself: a before b, b before c, c before a by their times` + circle,
		},
		{
			"a clock time against a day, through an unknown one",
			[]string{"a 2019-05-04T12:00Z", "b unknown after a before c", "c 2019-05-03"},
			`b.md:4:2: "a" comes before itself: a before b, b before c, c before a by their times` + circle,
		},
		{
			"overlapping, so no circle", []string{"a 2019-05-04T11:59Z", "b unknown after a before c", "c 2019-05-03"}, "",
		},
	} {
		c := happenings(t, tt.lines...)
		events, err := Timeline(c)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
		if len(events) != len(c.Events) {
			t.Errorf("%s: the order is %s", tt.name, slugs(events))
		}
	}
}

// Whatever the times and relations, the order has each event once, none before
// one that its time puts first, and, if no mistake was found, none before one
// that a relation does; and it does not hang on the order of files.
func TestTimelineHoldsWhatIsKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test wants the same each time
	times := []string{
		"unknown", "unknown", "2019", "2019-05", "2019-05-02", "2019-05-03", "2019-05-03~", "2019-05-02/2019-05-04",
		"2019-05-02T23:30Z", "2019-05-03T00:00+14:00", "2019-05-03T12:00-12:00", "2019-05-03T01:00+03:00~",
		"2019-05-02T20:00Z/2019-05-03T06:00Z", "2019-05-03T02:00Z/2019-05-03T02:30Z", "2019-05-04T12:00Z",
	}
	circles := 0
	for range 3000 {
		var lines []string
		n := 2 + r.IntN(9)
		for i := range n {
			line := []string{fmt.Sprintf("e%d %s", i, times[r.IntN(len(times))])}
			for range r.IntN(3) {
				if j := r.IntN(n); j != i {
					line = append(line, fmt.Sprintf("%s e%d", []string{"after", "before"}[r.IntN(2)], j))
				}
			}
			lines = append(lines, strings.Join(line, " "))
		}
		c := happenings(t, lines...)
		events, err := Timeline(c)
		if err != nil {
			circles++
		}
		at := map[corpus.ID]int{}
		for i, e := range events {
			at[e.ID] = i
		}
		if len(at) != n || len(events) != n {
			t.Fatalf("%q: %s", lines, slugs(events))
		}
		for i, e := range events {
			for _, f := range events[i+1:] {
				if e.When.Known() && f.When.Known() && InOrder(e.When, f.When) == After {
					t.Fatalf("%q: %s: %s is before %s", lines, slugs(events), e.Slug, f.Slug)
				}
			}
			for _, b := range e.After {
				if err == nil && at[b.Event] > i {
					t.Fatalf("%q: %s: %s is not after %s", lines, slugs(events), e.Slug, b.Event)
				}
			}
			for _, b := range e.Before {
				if err == nil && at[b.Event] < i {
					t.Fatalf("%q: %s: %s is not before %s", lines, slugs(events), e.Slug, b.Event)
				}
			}
		}
		if again, _ := Timeline(c); slugs(again) != slugs(events) {
			t.Fatalf("%q: %s, then %s", lines, slugs(events), slugs(again))
		}
	}
	if circles == 0 || circles == 3000 {
		t.Errorf("%d of 3000 had mistakes: the other kind was not tried", circles)
	}
}

// A long row of relations, last things first, is no slower than it is long.
func BenchmarkTimeline(b *testing.B) {
	var lines []string
	for i := range 5000 {
		lines = append(lines, fmt.Sprintf("e%05d unknown after e%05d", i, i+1), fmt.Sprintf("k%05d 2019-05-03T01:00Z", i))
	}
	c := happenings(b, append(lines, "e05000 2019-05-03")...)
	for b.Loop() {
		if _, err := Timeline(c); err != nil {
			b.Fatal(err)
		}
	}
}
