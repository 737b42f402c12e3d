package extract

import "strings"

// recurrence reads how often: "every Friday", "daily", "twice a week",
// "Tuesdays", "a day" behind what is counted.
func (r *timeReader) recurrence(i int) (timeFound, bool) {
	w := r.word(i)
	if value := oftenWords[w]; value != "" && !r.isCapital(i+1) && !r.hyphened(i+1) {
		return undated(Recurrence, value, i+1), true
	}
	single, plural := strings.CutSuffix(w, "s")
	if day, ok := weekdays[single]; ok && r.isCapital(i) {
		part, parts := strings.CutSuffix(r.word(i+1), "s")
		switch {
		case plural:
			return undated(Recurrence, everyWeekday(day), i+1), true
		case parts && dayParts[part] != "": // "Friday nights"
			return undated(Recurrence, everyWeekday(day)+dayParts[part], i+2), true
		}
	}
	switch w {
	case "weekends":
		return undated(Recurrence, "XXXX-WXX-WE", i+1), true
	case "every", "each":
		return r.every(i + 1)
	}
	return r.times(i)
}

// oftenWords say how often.
var oftenWords = map[string]string{
	"hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
	"quarterly": "P3M", "annually": "P1Y", "yearly": "P1Y", "annual": "P1Y",
}

// every reads what stands behind "every".
func (r *timeReader) every(i int) (timeFound, bool) {
	value, next := r.everyOne(r.skip(i, "single"))
	if unit, ok := timeUnits[r.word(i+1)]; ok && r.is(i, "other") && unit.one {
		value, next = unit.length("2"), i+2
	} else if n, ok := r.count(i); ok && n.value != "X" && value == "" {
		if unit, ok := timeUnits[r.word(n.next)]; ok {
			value, next = unit.length(n.value), n.next+1
		}
	}
	return undated(Recurrence, value, next), value != ""
}

// everyOne reads a day, a part of it, a month, … behind "every"; the value is
// "" if there is none.
func (r *timeReader) everyOne(i int) (value string, next int) {
	w := r.word(i)
	if day, ok := weekdays[w]; ok {
		if part := dayParts[r.word(i+1)]; part != "" {
			return everyWeekday(day) + part, i + 2
		}
		return everyWeekday(day), i + 1
	}
	if month, next, ok := r.month(i); ok {
		return "XXXX-" + two(month), next
	}
	unit, ok := timeUnits[w]
	switch {
	case dayParts[w] != "":
		return "XXXX-XX-XX" + dayParts[w], i + 1
	case seasons[w] != "":
		return "XXXX-" + seasons[w], i + 1
	case w == "weekend":
		return "XXXX-WXX-WE", i + 1
	case ok && unit.one && unit.name != "S" && !r.is(i+1, "-"):
		return unit.length("1"), i + 1
	}
	return "", i
}

// times reads "twice a week", "three times a day", "a day" behind what is
// counted ("2,000 lorries a day").
func (r *timeReader) times(i int) (timeFound, bool) {
	j := i
	switch {
	case r.is(i, "once", "twice"):
		j = i + 1
	case r.is(i, "a", "an", "per") && r.isTally(i):
	default:
		n, ok := r.count(i)
		if !ok || !r.is(n.next, "times") {
			return timeFound{}, false
		}
		j = n.next + 1
	}
	unit, ok := timeUnits[r.word(j+1)]
	if !r.is(j, "a", "an", "per", "every", "each") || !ok || !unit.one || unit.name == "S" ||
		r.is(j+2, "-", "ago", "later", "earlier", "before", "after", "and") {
		return timeFound{}, false
	}
	return undated(Recurrence, unit.length("1"), j+2), true
}

// isTally reports whether a counted noun or money stands before i.
func (r *timeReader) isTally(i int) bool {
	if r.isDigit(i-1) || r.is(i-1, "%") {
		return true
	}
	w := r.word(i - 1)
	noun := r.isLetter(i-1) && !timeFunctionWords.has(w) && !looksPast(w) && !timePastVerbs.has(w)
	if !noun || !strings.HasSuffix(w, "s") && !r.is(i-1, "people", "million", "billion", "thousand", "hundred", "tonne") {
		return false
	}
	for k := i - 2; k >= 0 && k >= i-5; k-- {
		if _, ok := numerals[r.word(k)]; ok || r.isDigit(k) || r.is(k, "hundreds", "thousands", "million", "dozens") {
			return true
		}
	}
	return false
}
