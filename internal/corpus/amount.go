package corpus

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"collate/internal/diag"
	"collate/internal/extract"
)

// KMPerMile is the length of an international mile: exactly 1.609344 km.
const KMPerMile = 1.609344

// An Amount is a number, or the numbers between two that it may be. It is
// never below 0.
type Amount struct {
	Min, Max         float64   // Max is +Inf if nothing bounds it
	MinOpen, MaxOpen bool      // Min, or Max, is not one of them itself
	About            bool      // "about", "nearly": Min and Max are a tolerance
	Percent          bool      // a share
	Parts            []float64 // of a sum that was written as one, which Min and Max are; nil for others
}

// IsPoint reports whether an amount is one number.
func (a Amount) IsPoint() bool { return a.Min == a.Max }

func quoted(s string) string { return strconv.Quote(s) }

const howToCount = `write 22, "at least 80", "more than a dozen", "about 15", tens, 13-20, ">= 13" or a sum, 17 + 5`

// ParseCount reads how many there are, in digits or words, as reports print
// it: "22", "more than a dozen", "at least 80", "tens", "between 10 and 15",
// "no"; ">= 13", "13-20"; or a sum, "17 + 5". What is counted may stand behind
// it. About 15 is 14 to 16: one of the last digit that is no zero either way,
// and never more than half of the figure.
func ParseCount(s, unit string) (Amount, error) {
	a, mistake := parseCount(s, unit)
	if mistake != nil {
		return Amount{}, *mistake
	}
	return a, nil
}

func parseCount(s, unit string) (Amount, *diag.Error) {
	if strings.Contains(s, "+") {
		return parseSum(s, unit)
	}
	f, ok := readFigures(withoutUnit(s, unit))
	if !ok {
		if falls(withoutUnit(s, unit)) {
			return Amount{}, upsideDown(s)
		}
		return Amount{}, &diag.Error{Msg: quoted(s) + " is no count", Hint: howToCount}
	}
	if f.percent && !isShare(unit) {
		return Amount{}, &diag.Error{Msg: quoted(s) + " is a share", Hint: "write unit: \"%\" if shares are compared"}
	}
	f.percent = f.percent || isShare(unit)
	widen := 0
	if f.about {
		widen = 2
	}
	return f.amount(s, widen)
}

// rangeForm matches what may be a range.
var rangeForm = regexp.MustCompile(`^(?:between (.+) and|(?:from )?(.+?)(?: to|(?: ?[-–])))(.+)$`)

// falls reports whether a text is a range upside down: "20-13", "between 20 and
// 13".
func falls(s string) bool {
	m := rangeForm.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	from, ok1 := readFigures(m[1] + m[2])
	to, ok2 := readFigures(m[3])
	return ok1 && ok2 && from.min != nil && to.max != nil && from.min.Cmp(to.max) > 0
}

func upsideDown(s string) *diag.Error {
	return &diag.Error{Msg: quoted(s) + " ends before it begins", Hint: "write the smaller figure first"}
}

func isShare(unit string) bool { return unit == "%" || unit == "per cent" || unit == "percent" }

// withoutUnit takes what is counted from the end of a count.
func withoutUnit(s, unit string) string {
	if rest, ok := strings.CutSuffix(strings.ToLower(s), " "+strings.ToLower(unit)); ok && unit != "" {
		return rest
	}
	return s
}

func parseSum(s, unit string) (Amount, *diag.Error) {
	sum := new(big.Rat)
	var a Amount
	for part := range strings.SplitSeq(s, "+") {
		f, ok := readFigures(withoutUnit(strings.TrimSpace(part), unit))
		if !ok || f.min == nil || f.max == nil || f.min.Cmp(f.max) != 0 || f.about || f.percent {
			return Amount{}, &diag.Error{Msg: quoted(s) + " is no sum", Hint: "write figures alone, 17 + 5"}
		}
		sum.Add(sum, f.min)
		n, _ := f.min.Float64()
		a.Parts = append(a.Parts, n)
	}
	a.Min, _ = sum.Float64()
	a.Max = a.Min
	a.Percent = isShare(unit)
	if math.IsInf(a.Max, 0) {
		return Amount{}, tooLarge(s)
	}
	return a, nil
}

var lengthForm = regexp.MustCompile(`(?i)^(.*?[^ -])[ -]*(kms?|kilomet(?:re|er)s?|mi|miles?|m|met(?:re|er)s?)$`)

// ParseDistance reads a length in miles, kilometres or metres into km: "37
// miles", "about 20km", "more than 300 metres". It comes with the tolerance of
// what is printed: half of its last digit that is no zero, either way, twice
// that for about, and never more than half of the figure.
func ParseDistance(s string) (Amount, error) {
	a, mistake := parseDistance(s)
	if mistake != nil {
		return Amount{}, *mistake
	}
	return a, nil
}

func parseDistance(s string) (Amount, *diag.Error) {
	m := lengthForm.FindStringSubmatch(s)
	if m == nil {
		return Amount{}, &diag.Error{Msg: quoted(s) + " is no distance", Hint: `write 37 miles, "about 20 km" or "5-8 km"`}
	}
	f, ok := readFigures(m[1])
	if !ok && falls(m[1]) {
		return Amount{}, upsideDown(s)
	}
	if !ok || f.percent {
		return Amount{}, &diag.Error{Msg: quoted(s) + " is no distance", Hint: `write 37 miles, "about 20 km" or "5-8 km"`}
	}
	widen := 1
	if f.about {
		widen = 2
	}
	a, mistake := f.amount(s, widen)
	scale := 1.0
	switch unit := strings.ToLower(m[2]); {
	case strings.HasPrefix(unit, "mi"):
		scale = KMPerMile
	case strings.HasPrefix(unit, "m"):
		scale = 0.001
	}
	a.Min, a.Max = a.Min*scale, a.Max*scale
	a.MinOpen, a.MaxOpen = false, false // the ends are a tolerance's
	return a, mistake
}

// figures is what a text says of a number: one, or the ends of a range.
type figures struct {
	min, max         *big.Rat // nil if nothing bounds it on that side
	minOpen, maxOpen bool
	about, percent   bool
}

// signs are written in place of words.
var signs = []struct{ sign, words string }{
	{">=", "at least "},
	{"≥", "at least "},
	{">", "more than "},
	{"<=", "no more than "},
	{"≤", "no more than "},
	{"<", "less than "},
	{"~", "about "},
	{"≈", "about "},
}

// readFigures reads a text that is a figure as a whole.
func readFigures(s string) (figures, bool) {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "no", "none", "zero", "nobody":
		return figures{min: new(big.Rat), max: new(big.Rat)}, true
	case "one", "a single":
		return figures{min: big.NewRat(1, 1), max: big.NewRat(1, 1)}, true
	}
	for _, x := range signs {
		if rest, ok := strings.CutPrefix(s, x.sign); ok {
			s = x.words + strings.TrimSpace(rest)
			break
		}
	}
	const counted = " things" // package extract reads amounts of something: 1600 alone may be a year
	amounts := extract.Amounts(s + counted)
	if len(amounts) != 1 {
		return figures{}, false
	}
	a := amounts[0]
	percent := a.Unit == "%" && a.End == len(s)
	if a.Start != 0 || !percent && (a.Unit != counted[1:] || a.End != len(s+counted)) {
		return figures{}, false
	}
	f := figures{about: a.About, percent: percent}
	f.min, _ = new(big.Rat).SetString(a.Min)
	f.max, _ = new(big.Rat).SetString(a.Max)
	f.minOpen, f.maxOpen = a.Exclusive && f.min != nil, a.Exclusive && f.max != nil
	return f, true
}

// amount widens the ends of what was read by so many halves of their last
// digit.
func (f figures) amount(s string, halves int) (Amount, *diag.Error) {
	a := Amount{Max: math.Inf(1), MinOpen: f.minOpen, MaxOpen: f.maxOpen, About: f.about, Percent: f.percent}
	if f.min != nil && f.max != nil && f.min.Cmp(f.max) > 0 {
		return Amount{}, upsideDown(s)
	}
	if f.min != nil {
		a.Min, _ = new(big.Rat).Sub(f.min, tolerance(f.min, halves)).Float64()
	}
	if f.max != nil {
		a.Max, _ = new(big.Rat).Add(f.max, tolerance(f.max, halves)).Float64()
	}
	if a.MaxOpen && a.Max == 0 {
		return Amount{}, &diag.Error{Msg: quoted(s) + " is below nothing", Hint: howToCount}
	}
	if math.IsInf(a.Min, 0) || f.max != nil && math.IsInf(a.Max, 0) {
		return Amount{}, tooLarge(s)
	}
	return a, nil
}

func tooLarge(s string) *diag.Error {
	return &diag.Error{Msg: quoted(s) + " is too large", Hint: howToCount}
}

// tolerance returns so many halves of the unit of a number's last digit that
// is no zero, but not more than half of the number.
func tolerance(n *big.Rat, halves int) *big.Rat {
	if n.Sign() == 0 || halves == 0 {
		return new(big.Rat)
	}
	ten, unit := big.NewRat(10, 1), big.NewRat(1, 1)
	q := new(big.Rat).Set(n) // in units
	for ; !q.IsInt(); q.Mul(q, ten) {
		unit.Quo(unit, ten)
	}
	for q.Quo(q, ten); q.IsInt(); q.Quo(q, ten) {
		unit.Mul(unit, ten)
	}
	unit.Mul(unit, big.NewRat(int64(halves), 2))
	if half := new(big.Rat).Quo(n, big.NewRat(2, 1)); unit.Cmp(half) > 0 {
		return half
	}
	return unit
}
