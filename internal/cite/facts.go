package cite

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"collate/internal/extract"
)

// A factKind says what a fact is.
type factKind uint8

const (
	aFigure factKind = iota // also an amount of money, a percentage, a distance
	aTime                   // a date or a time of day
	aName
)

// A fact is a figure, a date, a time of day or a listed name in a text.
type fact struct {
	extract.Span
	kind factKind
	// key is the same for what means the same: "22" of twenty-two, "5%",
	// "60 km", "P3D" of three days, "01:30", "22:30Z" (in UTC), "2020-01-08",
	// "2018-12", "2003", the ID of an entity.
	key string
	// number is the key of the figure in a length of time, "3". It says less than
	// the key, and is not enough to stand for it.
	number string
	// weekday is the one printed, "wednesday". It will do as a key, unless the
	// date is printed beside it.
	weekday string
	isDate  bool
	// implied: no day is printed, it follows from what is ("last night").
	implied bool
}

// factsIn returns the figures, dates and times of day in a text, of which times
// are the expressions of time.
func factsIn(text string, times []extract.Time) []fact {
	var list []fact
	figures := extract.Figures(text)
	for _, t := range times {
		span := extract.Span{Start: t.Start, End: t.End}
		for len(figures) > 0 && figures[0].Start < t.Start {
			list = appendFigure(list, text, figures)
			figures = figures[1:]
		}
		inside := 0
		for inside < len(figures) && figures[inside].Start < t.End {
			inside++
		}
		switch {
		case t.Kind == extract.Date, t.Kind == extract.TimeOfDay:
			read := timeFacts(span, t.In(text), t.Value)
			list = append(list, read...)
			if slices.ContainsFunc(read, func(f fact) bool { return !f.implied }) {
				figures = figures[inside:] // else they say how long: "two days later"
			}
		case t.Kind == extract.Duration && inside == 1:
			list = append(list, fact{Span: span, kind: aFigure, key: t.Value, number: tidyNumber(figures[0].Value)})
			figures = figures[inside:]
		}
	}
	for ; len(figures) > 0; figures = figures[1:] {
		list = appendFigure(list, text, figures)
	}
	return list
}

// timeForm matches the values of expressions of time that are looked into.
var timeForm = regexp.MustCompile(`^(?:(\d{4}-\d\d-\d\d)|\d{4}-\d\d|\d{4}|XXXX-XX-XX|XXXX-WXX-\d)` +
	`(?:T(?:(\d\d:\d\d)(Z|[+-]\d\d:\d\d)?|[A-Z]{2}))?$`)

// timeFacts returns the day, the month or the year, and the time of day, of an
// expression of time.
func timeFacts(span extract.Span, printed, value string) []fact {
	m := timeForm.FindStringSubmatch(value)
	if m == nil {
		return nil
	}
	var list []fact
	weekday, isDate := calendarWords(printed)
	date, _, _ := strings.Cut(value, "T")
	switch f := (fact{Span: span, kind: aTime, key: date}); {
	case strings.HasPrefix(date, "XXXX"): // which day that is nobody knows
		if weekday != "" {
			f.key = weekday
			list = append(list, f)
		}
	case m[1] != "":
		f.weekday, f.isDate, f.implied = weekday, isDate, weekday == "" && !isDate
		if f.implied && m[2] != "" {
			break // the day of a bare time of day is guessed
		}
		list = append(list, f)
	default:
		list = append(list, f)
	}
	if m[2] != "" {
		list = append(list, fact{Span: span, kind: aTime, key: clockKey(m[2] + m[3])})
	}
	return list
}

// clockKey returns a time of day with an offset in UTC: "22:30Z" for
// "17:30-05:00". One without is left as it is.
func clockKey(clock string) string {
	t, err := time.Parse("15:04Z07:00", clock)
	if err != nil {
		return clock
	}
	return t.UTC().Format("15:04Z07:00")
}

// calendarWords returns the weekday that an expression of time prints, in small
// letters, and whether it prints a date: a month, or digits that may be one.
func calendarWords(printed string) (weekday string, isDate bool) {
	for word := range strings.FieldsFuncSeq(printed, func(r rune) bool { return !isLetterOrDigit(r) }) {
		switch lower := strings.ToLower(word); lower {
		case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
			weekday = lower
		default:
			isDate = isDate || months[lower[:min(3, len(lower))]] && word != lower
		}
	}
	return weekday, isDate || dateForm.MatchString(printed)
}

var dateForm = regexp.MustCompile(`\d{4}-\d\d|\d[/.]\d+[/.]\d`)

// months are how the names of the months begin.
var months = map[string]bool{
	"jan": true, "feb": true, "mar": true, "apr": true, "may": true, "jun": true, "jul": true, "aug": true,
	"sep": true, "oct": true, "nov": true, "dec": true,
}

// appendFigure appends the first of the figures as a fact.
func appendFigure(list []fact, text string, figures []extract.Figure) []fact {
	f := figures[0]
	key := tidyNumber(f.Value)
	switch {
	case f.Clock:
		key = f.Value
		if zone := strings.TrimPrefix(text[f.End:], " "); strings.HasPrefix(zone, "GMT") || strings.HasPrefix(zone, "UTC") {
			key += "Z"
		}
	case f.Percent:
		key += "%"
	default:
		key += unit(text, figures)
	}
	kind := aFigure
	if f.Clock {
		kind = aTime
	}
	return append(list, fact{Span: extract.Span{Start: f.Start, End: f.End}, kind: kind, key: key})
}

// tidyNumber takes off the zeros that make no difference.
func tidyNumber(value string) string {
	if strings.Contains(value, ".") {
		value = strings.TrimSuffix(strings.TrimRight(value, "0"), ".")
	}
	if value = strings.TrimLeft(value, "0"); value == "" || value[0] == '.' {
		value = "0" + value
	}
	return value
}

// units are the words for units of measurement that figures are told apart by,
// with how they begin a key.
var units = map[string]string{
	"km": " km", "kms": " km", "kilometre": " km", "kilometres": " km", "kilometer": " km", "kilometers": " km",
	"mile": " miles", "miles": " miles", "metre": " m", "metres": " m", "meter": " m", "meters": " m",
	"foot": " ft", "feet": " ft", "ft": " ft", "mph": " mph", "kph": " km/h", "kg": " kg", "tonne": " t", "tonnes": " t",
	"ton": " t", "tons": " t",
}

// unit returns the unit in which the first of the figures is given: that behind
// it, or behind the second if they are the ends of one amount ("15 to 20 km").
func unit(text string, figures []extract.Figure) string {
	f := figures[0]
	for _, sign := range []string{"$", "£", "€"} {
		if strings.HasSuffix(text[:f.Start], sign) {
			return " " + sign
		}
	}
	rest := text[f.End:]
	if rest != "" && (rest[0] == ' ' || rest[0] == '-') {
		rest = rest[1:]
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !isLetterOrDigit(r) })
	if end < 0 {
		end = len(rest)
	}
	if u := units[strings.ToLower(rest[:end])]; u != "" {
		return u
	}
	if len(figures) > 1 {
		switch text[f.End:figures[1].Start] {
		case " to ", "-", "–", " and ", " or ":
			if figures[1].Percent {
				return "%"
			}
			return unit(text, figures[1:])
		}
	}
	return ""
}

// A known is what a paragraph contains, by the keys of its facts.
type known map[string]bool

// learn takes in the facts of a paragraph. A day makes its month and its year
// known.
func (k known) learn(facts []fact) {
	for _, f := range facts {
		k[f.key] = true
		if f.weekday != "" {
			k[f.weekday] = true
		}
		if f.number != "" {
			k[f.number] = true
		}
		if f.kind == aTime && len(f.key) >= len("2020-01") && f.key[4] == '-' {
			k[f.key[:len("2020-01")]], k[f.key[:len("2020")]] = true, true
		}
	}
}

// has reports whether a fact of a sentence stands in the paragraph.
func (k known) has(f fact) bool { return k[f.key] || !f.isDate && k[f.weekday] }
