package collate

import (
	"regexp"
	"strings"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/link"
)

const lengthUnit = `(km|kms|kilomet(?:re|er)s?|mi|miles?)`

var (
	unitThenBracket = regexp.MustCompile(`^[ -]?` + lengthUnit +
		`(?:,? \(|, or )(?:about |around |some |nearly |almost |roughly )?$`)
	unitBehind = regexp.MustCompile(`^[ -]?` + lengthUnit + `(?:[),.;]|$)`)
	endOfRange = regexp.MustCompile(`(?:-|–| to | and | or )$`)
)

// hasConversion reports whether miles may stand beside kilometres in a text.
func hasConversion(text string) bool {
	return (strings.Contains(text, "km") || strings.Contains(text, "kilomet")) && strings.Contains(text, "mi")
}

// conversions checks miles beside kilometres: "37 miles (60km)".
func (f *finder) conversions(s extract.Span) {
	text := s.In(f.text)
	figures := extract.Figures(text)
	for i := 1; i < len(figures); i++ {
		a, b := figures[i-1], figures[i]
		first := unitThenBracket.FindStringSubmatch(text[a.End:b.Start])
		second := unitBehind.FindStringSubmatch(text[b.End:])
		if first == nil || second == nil || isMiles(first[1]) == isMiles(second[1]) ||
			i > 1 && endOfRange.MatchString(text[figures[i-2].End:a.Start]) {
			continue
		}
		x, errX := corpus.ParseDistance(a.In(text) + " " + first[1])
		y, errY := corpus.ParseDistance(b.In(text) + " " + second[1])
		if errX != nil || errY != nil || relateAmounts(x, y) != Conflict {
			continue
		}
		end := b.End + strings.Index(text[b.End:], second[1]) + len(second[1])
		f.add(Finding{
			Check: ConversionCheck, Given: a.In(text) + " " + first[1], KM: (x.Min + x.Max) / 2, Miles: isMiles(second[1]),
		}, s.Start+a.Start, s.Start+end)
	}
}

func isMiles(unit string) bool { return strings.HasPrefix(unit, "mi") }

// sizes are how far, in km, the parts of a place may lie from its point, by what
// the point stands for. Of others, countries above all, no distance is held
// against the point.
var sizes = map[string]float64{"building": 1, "site": 5, "district": 5, "town": 5, "city": 20}

// isMeasured reports whether an entity is a place whose distance to others can be
// told.
func isMeasured(e *corpus.Entity) bool {
	return e.Coordinates != nil && sizes[e.Coordinates.Precision] > 0
}

// measured returns the mentions of such places.
func measured(mentions []link.Mention) []link.Mention {
	var list []link.Mention
	for i := range mentions {
		if isMeasured(mentions[i].Entity) {
			list = append(list, mentions[i])
		}
	}
	return list
}

func inBlock(mentions []link.Mention, block int) []link.Mention {
	var list []link.Mention
	for i := range mentions {
		if int(mentions[i].Block) == block {
			list = append(list, mentions[i])
		}
	}
	return list
}

const compass = `(?:north|south|east|west)(?:[- ]?(?:north|south|east|west)){0,2}`

var (
	// between a place and how far it is
	placeThenLength = regexp.MustCompile(
		`^(?: (?:air|military|base|airbase|camp|airport|city|town|village|facility|compound)){0,3}` +
			`(, | \(|,? which (?:is|lies|stands) |,? (?:is|lies|stands|sits) (?:located |situated )?|` +
			`,? (?:located|situated|lying) )` +
			`(?:just |only |roughly )?$`)
	// before a place that is not meant itself
	nearby = regexp.MustCompile(`(?:` + compass + ` of|outside|near|close to|beyond|around)(?: the)? $`)
	// between how far and from where
	lengthThenPlace = regexp.MustCompile(`^(?: \([^()]{1,40}\))?` +
		`(?: (?:to the |due )?` + compass + ` of| from| away from| outside(?: of)?)` +
		` (?:the )?(?:(?:city|town|capital|village)(?: of|,)? )?$`)
	itLies     = regexp.MustCompile(`^It (?:lies|is|stands|sits) (?:located |situated )?(?:just |only |roughly )?$`)
	endsClause = regexp.MustCompile(`^(?:[,.;:)]| –|$)`)
)

// distances checks how far from a place another one is said to be: "X, about
// 20 miles (30km) north of Y,", "X lies 20km from Y", or "It lies" where the
// sentence before names one place alone.
func (f *finder) distances(mentions []link.Mention) {
	for _, a := range extract.Amounts(f.text) {
		stated, err := corpus.ParseDistance(a.In(f.text))
		if err != nil {
			continue
		}
		from := f.behind(mentions, a.End)
		if from == nil {
			continue
		}
		to := f.before(mentions, a.Start, int(from.End))
		if to == nil || to.Entity == from.Entity {
			continue
		}
		x, y := to.Entity, from.Entity
		if km, wrong := refutes(x, y, stated); wrong {
			f.add(Finding{Check: DistanceCheck, Places: [2]*corpus.Entity{x, y}, KM: km}, a.Start, int(from.End))
		}
	}
}

// behind returns the place that a distance which ends at an offset is from.
func (f *finder) behind(mentions []link.Mention, at int) *link.Mention {
	for i := range mentions {
		if m := &mentions[i]; int(m.Start) > at {
			if lengthThenPlace.MatchString(f.text[at:m.Start]) {
				return m
			}
			return nil
		}
	}
	return nil
}

// before returns the place that is so far away, whose distance begins at an
// offset; what it is far from ends at end.
func (f *finder) before(mentions []link.Mention, at, end int) *link.Mention {
	for i := len(mentions) - 1; i >= 0; i-- {
		m := &mentions[i]
		if int(m.End) > at {
			continue
		}
		between := placeThenLength.FindStringSubmatch(f.text[m.End:at])
		if between == nil || nearby.MatchString(f.text[:m.Start]) {
			break
		}
		if isVerb := strings.Trim(between[1], " ,(") != ""; isVerb || endsClause.MatchString(f.text[end:]) {
			return m
		}
		break
	}
	for i, s := range f.sentences {
		if i > 0 && s.Start < at && at < s.End && itLies.MatchString(f.text[s.Start:at]) {
			return only(mentions, f.sentences[i-1])
		}
	}
	return nil
}

// only returns a mention of the one place that a sentence names, or nil.
func only(mentions []link.Mention, s extract.Span) *link.Mention {
	var found *link.Mention
	for i := range mentions {
		switch m := &mentions[i]; {
		case int(m.Start) < s.Start || int(m.End) > s.End:
		case found != nil && found.Entity != m.Entity:
			return nil
		default:
			found = m
		}
	}
	return found
}

// refutes returns how far two places are from each other, and whether that
// excludes what is stated: there is no way shorter than the straight one, and a
// road is hardly twice as long.
func refutes(x, y *corpus.Entity, stated corpus.Amount) (km float64, wrong bool) {
	km = Distance(*x.Coordinates, *y.Coordinates)
	size := sizes[x.Coordinates.Precision] + sizes[y.Coordinates.Precision]
	return km, stated.Max < km-size || stated.Min > 2*(km+size)
}
