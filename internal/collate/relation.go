package collate

import (
	"math"
	"strings"
	"time"

	"collate/internal/corpus"
)

// A Relation is how two answers to one claim stand to each other. It is the
// same both ways.
type Relation uint8

// The relations.
const (
	Same           Relation = iota // they say the same
	Compatible                     // they differ, and something would make both true
	Conflict                       // not both are true
	DifferentScope                 // they are about different things
)

func (r Relation) String() string {
	return [...]string{"same", "compatible", "conflict", "different scope"}[r]
}

// Relate compares two answers to a claim.
func Relate(c *corpus.Claim, a, b *corpus.Answer) Relation {
	if fold(a.Of) != fold(b.Of) {
		return DifferentScope
	}
	switch c.Form {
	case corpus.CountForm:
		x, y := a.Amount, b.Amount
		if isWhole(x) && isWhole(y) {
			x, y = closed(x), closed(y)
		}
		return relateAmounts(x, y)
	case corpus.DistanceForm:
		return relateAmounts(a.Amount, b.Amount)
	case corpus.TimeForm:
		return relateTimes(a.When, b.When)
	case corpus.YesNoForm:
		return sameOr(Conflict, a.Yes == b.Yes)
	}
	if c.Several {
		return sameOr(Compatible, fold(a.Value) == fold(b.Value))
	}
	return sameOr(Conflict, fold(a.Value) == fold(b.Value))
}

func sameOr(other Relation, same bool) Relation {
	if same {
		return Same
	}
	return other
}

// isWhole reports whether an amount is of things that are counted one by one,
// as far as its figures tell.
func isWhole(a corpus.Amount) bool {
	whole := func(n float64) bool { return n == math.Trunc(n) } // an infinite one, too
	return !a.Percent && whole(a.Min) && whole(a.Max)
}

// closed returns an amount of whole things with both its ends: more than 12
// are at least 13.
func closed(a corpus.Amount) corpus.Amount {
	if a.MinOpen {
		a.Min, a.MinOpen = a.Min+1, false
	}
	if a.MaxOpen {
		a.Max, a.MaxOpen = a.Max-1, false
	}
	return a
}

func relateAmounts(a, b corpus.Amount) Relation {
	if a.Min == b.Min && a.Max == b.Max && a.MinOpen == b.MinOpen && a.MaxOpen == b.MaxOpen {
		return Same
	}
	if exceeds(a, b) || exceeds(b, a) {
		return Conflict
	}
	return Compatible
}

// exceeds reports whether all numbers that a may be are greater than b's.
func exceeds(a, b corpus.Amount) bool {
	return a.Min > b.Max || a.Min == b.Max && (a.MinOpen || b.MaxOpen)
}

func relateTimes(a, b corpus.When) Relation {
	switch x, y := stretches(a, b); {
	case x.order(y) != Overlap:
		return Conflict
	case x.start.Equal(y.start) && x.end.Equal(y.end):
		return Same
	}
	return Compatible
}

// An Order is how two times lie to each other.
type Order int8

// The orders. Times overlap if they share an instant.
const (
	Before  Order = -1
	Overlap Order = 0
	After   Order = 1
)

// InOrder returns how a lies to b: Before if it is over when b begins. Both
// must be known.
func InOrder(a, b corpus.When) Order {
	x, y := stretches(a, b)
	return x.order(y)
}

// A stretch is the instants that a time may be.
type stretch struct{ start, end time.Time } // end is none of them

func (s stretch) order(t stretch) Order {
	switch {
	case !s.end.After(t.start):
		return Before
	case !t.end.After(s.start):
		return After
	}
	return Overlap
}

// Stretch returns the first instant that a known time may be, and the first
// after it. About is a quarter of an hour either way, of a date its day, month
// or year.
func Stretch(w corpus.When) (start, end time.Time) {
	s := stretchOf(w)
	return s.start, s.end
}

// stretches returns the instants of two times. The zone of a date is not
// known: against a clock time it may be that of any place.
func stretches(a, b corpus.When) (stretch, stretch) {
	x, y := stretchOf(a), stretchOf(b)
	switch {
	case a.Zoned && !b.Zoned:
		y = y.anywhere()
	case b.Zoned && !a.Zoned:
		x = x.anywhere()
	}
	return x, y
}

// anywhere widens a date of UTC to that of all zones, which lie between 12
// hours behind it and 14 ahead.
func (s stretch) anywhere() stretch {
	return stretch{s.start.Add(-14 * time.Hour), s.end.Add(12 * time.Hour)}
}

// stretchOf returns the instants of a time. About is a quarter of an hour
// either way, of a date its day, month or year.
func stretchOf(w corpus.When) stretch {
	s := stretch{w.Start, w.End}
	if !w.Approx {
		return s
	}
	const quarter = 15 * time.Minute
	years, months, days := 0, 0, 1
	switch {
	case w.Zoned:
		return stretch{s.start.Add(-quarter), s.end.Add(quarter)}
	case w.Precision == corpus.Year:
		years, days = 1, 0
	case w.Precision == corpus.Month:
		months, days = 1, 0
	}
	return stretch{s.start.AddDate(-years, -months, -days), s.end.AddDate(years, months, days)}
}

// fold makes texts equal that differ in capitals, quotation marks, dashes and
// spaces only.
func fold(s string) string {
	return strings.Join(strings.Fields(plainMarks.Replace(strings.ToLower(s))), " ")
}

var plainMarks = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'",
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-",
)
