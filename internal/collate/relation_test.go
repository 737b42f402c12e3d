package collate

import (
	"math"
	"slices"
	"testing"

	"collate/internal/corpus"
)

// answer returns the answer that a content file would give with this value;
// of is what it is about.
func answer(t *testing.T, c *corpus.Claim, value, of string) *corpus.Answer {
	t.Helper()
	a := &corpus.Answer{Value: value, Of: of}
	var err error
	switch c.Form {
	case corpus.CountForm:
		a.Amount, err = corpus.ParseCount(value, c.Unit)
	case corpus.DistanceForm:
		a.Amount, err = corpus.ParseDistance(value)
	case corpus.TimeForm:
		a.When, err = corpus.ParseWhen(value)
	case corpus.YesNoForm:
		a.Yes = value == "yes"
	}
	if err != nil {
		t.Fatalf("%s: %v", value, err)
	}
	return a
}

func TestRelate(t *testing.T) {
	claims := map[string]*corpus.Claim{
		"count":    {Form: corpus.CountForm},
		"share":    {Form: corpus.CountForm, Unit: "%"},
		"distance": {Form: corpus.DistanceForm},
		"time":     {Form: corpus.TimeForm},
		"yes-no":   {Form: corpus.YesNoForm},
		"text":     {Form: corpus.TextForm},
		"several":  {Form: corpus.TextForm, Several: true},
	}
	for _, tt := range []struct {
		claim, a, b string
		want        Relation
	}{
		{"count", "22", "twenty-two", Same},
		{"count", "17 + 5", "22", Same},
		{"count", "22", "23", Conflict},
		{"count", "more than a dozen", "22", Compatible},
		{"count", "more than a dozen", "13", Compatible},
		{"count", "more than a dozen", "12", Conflict},
		{"count", "more than a dozen", ">= 13", Same},
		{"count", "more than a dozen", "fewer than 13", Conflict},
		{"count", "more than a dozen", "fewer than 14", Compatible},
		{"count", "at least 80", "80", Compatible},
		{"count", "at least 80", "79", Conflict},
		{"count", "at least 80", "at least 56", Compatible},
		{"count", "tens", "more than a dozen", Compatible},
		{"count", "tens", "tens of", Same},
		{"count", "tens", "13", Conflict},
		{"count", "about 15", "some 15", Same},
		{"count", "about 15", "15", Compatible},
		{"count", "about 15", "17", Conflict},
		{"count", "13-20", "20-30", Compatible},
		{"count", "13-19", "20-30", Conflict},
		{"count", "no", "0", Same},
		{"count", "no", "some 15", Conflict},
		{"count", "no", "up to 20", Compatible},
		{"count", "more than 2", "2.5", Compatible}, // no whole things
		{"share", "more than 5%", "5.5", Compatible},
		{"share", "more than 5%", "less than 6", Compatible},
		{"share", "more than 5%", "5%", Conflict},
		{"distance", "37 miles", "60km", Compatible},
		{"distance", "37 miles", "37 mi", Same},
		{"distance", "37 miles", "62km", Conflict}, // 58.7 to 60.4 against 61.5 to 62.5
		{"distance", "about 37 miles", "180 km", Conflict},
		{"distance", "more than 20 km", "19 km", Compatible}, // 15 and more, so roughly is 20 printed
		{"time", "2019-05-03T00:00+02:00", "2019-05-03T01:30+02:00", Conflict},
		{"time", "2019-05-03T00:00+02:00", "2019-05-02T22:00Z", Same},
		{"time", "2019-05-03T00:00+02:00/2019-05-03T00:30+02:00", "2019-05-03T01:30+02:00~", Conflict},
		{"time", "2019-05-03T01:30+02:00~", "2019-05-03T01:30+02:00~", Same},
		{"time", "2019-05-03T01:30+02:00~", "2019-05-03T01:40+02:00", Compatible},
		{"time", "2019-05-03T01:30+02:00~", "2019-05-03T01:46+02:00", Conflict},
		{"time", "2019-05-03", "2019-05-03T01:30+02:00", Compatible}, // though it is the second of May in UTC
		{"time", "2019-05-03", "2019-05-03T23:30-07:00", Compatible}, // and here the fourth
		{"time", "2019-05-03", "2019-05-02T09:59Z", Conflict},        // it is nowhere the third yet
		{"time", "2019-05-03", "2019-05-04T12:00Z", Conflict},        // and nowhere any more
		{"time", "2019-05-03", "2019-05-02", Conflict},
		{"time", "2019-05-03", "2019-05", Compatible},
		{"time", "2019-05-03~", "2019-05-04", Compatible},
		{"time", "2019-05-03~", "2019-05-05", Conflict},
		{"time", "2019-05~", "2019-06-30", Compatible},
		{"time", "2019~", "2021", Conflict},
		{"yes-no", "yes", "yes", Same},
		{"yes-no", "yes", "no", Conflict},
		{"text", "The “old” sheds", "the \"Old\"  sheds", Same},
		{"text", "Arson", "a cable", Conflict},
		{"several", "Arson", "a cable", Compatible},
		{"several", "Arson", "arson", Same},
	} {
		c := claims[tt.claim]
		a, b := answer(t, c, tt.a, ""), answer(t, c, tt.b, "")
		if got := Relate(c, a, b); got != tt.want {
			t.Errorf("%s: %s against %s: %s, want %s", tt.claim, tt.a, tt.b, got, tt.want)
		}
	}
	c := claims["count"]
	killed, either := answer(t, c, "80", "killed"), answer(t, c, "at least 80", "killed or injured")
	if got := Relate(c, killed, either); got != DifferentScope {
		t.Errorf("80 killed against at least 80 killed or injured: %s", got)
	}
	if got := Relate(c, killed, answer(t, c, "80", "Killed ")); got != Same {
		t.Errorf("80 killed against 80 Killed: %s", got)
	}
}

// amounts are all kinds of amounts with ends from 0 to 4.
func amounts() []corpus.Amount {
	var list []corpus.Amount
	ends := []float64{0, 1, 2, 3, 4, math.Inf(1)}
	for _, lo := range ends[:5] {
		for _, hi := range ends {
			for _, open := range []struct{ lo, hi bool }{{}, {lo: true}, {hi: true}} {
				if lo > hi || (open.lo || open.hi) && lo == hi || open.hi && math.IsInf(hi, 1) {
					continue
				}
				list = append(list, corpus.Amount{Min: lo, Max: hi, MinOpen: open.lo, MaxOpen: open.hi})
			}
		}
	}
	return list
}

// has reports whether a number is one of an amount's.
func has(a corpus.Amount, n float64) bool {
	return n > a.Min-1e-9 && n < a.Max+1e-9 && !(a.MinOpen && n == a.Min) && !(a.MaxOpen && n == a.Max)
}

// Relations are those of the sets of numbers that the answers stand for,
// whichever of the two comes first: of whole things, and of shares, of which
// halves show those between.
func TestRelationsAreThoseOfSets(t *testing.T) {
	for _, step := range []float64{1, 0.5} {
		c := &corpus.Claim{Form: corpus.CountForm}
		var sets [][]float64
		var list []corpus.Answer
		for _, a := range amounts() {
			a.Percent = step < 1
			var set []float64
			for n := 0.0; n < 8; n += step {
				if has(a, n) {
					set = append(set, n)
				}
			}
			list, sets = append(list, corpus.Answer{Amount: a}), append(sets, set)
		}
		for i := range list {
			for j := range list {
				want := Conflict
				if slices.Equal(sets[i], sets[j]) {
					want = Same
				} else if slices.ContainsFunc(sets[i], func(n float64) bool { return slices.Contains(sets[j], n) }) {
					want = Compatible
				}
				if got := Relate(c, &list[i], &list[j]); got != want && len(sets[i]) > 0 && len(sets[j]) > 0 {
					t.Fatalf("%+v against %+v: %s, want %s", list[i].Amount, list[j].Amount, got, want)
				}
			}
		}
	}
}

func TestRelationsAreSymmetric(t *testing.T) {
	values := map[corpus.Form][]string{
		corpus.CountForm: {
			"22", "17 + 5", "more than a dozen", "at least 80", "tens", "about 15", "13-20", "no", "up to 20", "2.5", "fewer than 13",
		},
		corpus.DistanceForm: {"37 miles", "60km", "about 20 km", "5-8 km", "more than 300 metres", "up to 20 miles"},
		corpus.TimeForm: {
			"2019", "2019~", "2019-05", "2019-05-03", "2019-05-03~", "2019-05-03T01:30+02:00", "2019-05-03T01:30+02:00~",
			"2019-05-03T00:00+02:00/2019-05-03T01:00+02:00", "2019-05-02T22:00Z/2019-05-02T23:00Z", "2019-05-02/2019-05-04~",
		},
		corpus.YesNoForm: {"yes", "no"},
		corpus.TextForm:  {"arson", "Arson", "a cable"},
	}
	for form, list := range values {
		for _, several := range []bool{false, true} {
			c := &corpus.Claim{Form: form, Several: several}
			var answers []*corpus.Answer
			for _, v := range list {
				answers = append(answers, answer(t, c, v, ""), answer(t, c, v, "the quay"))
			}
			for _, a := range answers {
				for _, b := range answers {
					ab, ba := Relate(c, a, b), Relate(c, b, a)
					if ab != ba {
						t.Errorf("%s: %s against %s: %s; the other way round: %s", form, a.Value, b.Value, ab, ba)
					}
					if a == b && ab != Same {
						t.Errorf("%s: %s against itself: %s", form, a.Value, ab)
					}
				}
			}
		}
	}
}

func TestInOrder(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want Order
	}{
		{"2019-05-03T00:00Z", "2019-05-03T00:01Z", Before}, // they touch
		{"2019-05-03T00:00Z", "2019-05-03T00:00Z", Overlap},
		{"2019-05-03T00:00Z~", "2019-05-03T00:01Z", Overlap},
		{"2019-05-02", "2019-05-03", Before},
		{"2019-05-02~", "2019-05-03", Overlap},
		{"2019-05", "2019-05-03T00:00Z/2019-05-03T04:00Z", Overlap},
		{"2019-05-02", "2019-05-03T12:00Z", Before},
		{"2019-06", "2019-05-03T00:00Z/2019-05-03T04:00Z", After},
		{"2019-05-03T01:00+02:00", "2019-05-02T23:30Z", Before}, // 23:00 of the second of May
		// Just after midnight, and about half past one.
		{"2019-05-03T00:00+03:00/2019-05-03T00:30+03:00", "2019-05-03T01:30+03:00~", Before},
		{"2019-05-03T00:00+03:00/2019-05-03T01:00+03:00", "2019-05-03T01:15+03:00~", Overlap}, // until 01:01, from 01:00
		// A day is that of any place.
		{"2019-05-02", "2019-05-03T01:30+03:00", Overlap},            // in Lisbon it is half past eleven on the second
		{"2019-05-03", "2019-05-03T02:00Z", Overlap},                 // in New York the second, in London the third
		{"2019-05-03", "2019-05-04T11:59Z", Overlap},                 // the third still, 12 hours behind
		{"2019-05-03", "2019-05-04T12:00Z", Before},                  // nowhere any more
		{"2019-05-03", "2019-05-02T09:59Z", After},                   // nowhere yet: the third begins 14 hours ahead
		{"2019-05-03~", "2019-05-05T11:59Z", Overlap},                // a day more either way
		{"2019-05-02/2019-05-03", "2019-05-04", Before},              // they touch
		{"2019-05-02/2019-05-03", "2019-05-03/2019-05-04", Overlap},  // both have the third
		{"2019-03-31T01:59+01:00", "2019-03-31T03:00+02:00", Before}, // a minute later: summer time begins
		{"2019-10-27T02:30+02:00", "2019-10-27T02:30+01:00", Before}, // the same hour again: it ends
		{"2018-12", "2019", Before},
		{"2018-12~", "2019", Overlap},
	} {
		a, err := corpus.ParseWhen(tt.a)
		if err != nil {
			t.Fatal(err)
		}
		b, err := corpus.ParseWhen(tt.b)
		if err != nil {
			t.Fatal(err)
		}
		if got, back := InOrder(a, b), InOrder(b, a); got != tt.want || back != -tt.want {
			t.Errorf("%s to %s: %d, back %d; want %d", tt.a, tt.b, got, back, tt.want)
		}
	}
}
