package extract

import (
	"strconv"
	"strings"
)

// recurrence reads how often: "every Friday", "daily", "twice a week",
// "Tuesdays", "a day" behind what is counted.
func (r *timeReader) recurrence(i int) (timeFound, bool) {
	found := func(value string, next int) (timeFound, bool) {
		return timeFound{moment: moment{value: value}, kind: Recurrence, next: next}, true
	}
	w := r.word(i)
	if value := oftenWords[w]; value != "" && !r.isCapital(i+1) && !(r.is(i+1, "-") && r.joined(i+1)) {
		return found(value, i+1)
	}
	if day, ok := weekdays[strings.TrimSuffix(w, "s")]; ok && strings.HasSuffix(w, "s") && r.isCapital(i) {
		value := "XXXX-WXX-" + strconv.Itoa(isoWeekday(day))
		return found(value, i+1)
	}
	if day, ok := weekdays[w]; ok && r.isCapital(i) && dayParts[strings.TrimSuffix(r.word(i+1), "s")] != "" &&
		strings.HasSuffix(r.word(i+1), "s") {
		return found("XXXX-WXX-"+strconv.Itoa(isoWeekday(day))+dayParts[strings.TrimSuffix(r.word(i+1), "s")], i+2)
	}
	switch w {
	case "weekends":
		return found("XXXX-WXX-WE", i+1)
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
	found := func(value string, next int) (timeFound, bool) {
		return timeFound{moment: moment{value: value}, kind: Recurrence, next: next}, true
	}
	single := r.skip(i, "single")
	if day, ok := weekdays[r.word(single)]; ok {
		value := "XXXX-WXX-" + strconv.Itoa(isoWeekday(day))
		if p := dayParts[r.word(single+1)]; p != "" {
			return found(value+p, single+2)
		}
		return found(value, single+1)
	}
	if month, next, ok := r.month(single); ok {
		return found("XXXX-"+two(month), next)
	}
	if p := dayParts[r.word(single)]; p != "" {
		return found("XXXX-XX-XX"+p, single+1)
	}
	if season := seasons[r.word(single)]; season != "" {
		return found("XXXX-"+season, single+1)
	}
	if r.is(single, "weekend") {
		return found("XXXX-WXX-WE", single+1)
	}
	if unit, ok := timeUnits[r.word(single)]; ok && unit.one && unit.name != "S" && !r.is(single+1, "-") {
		return found(unit.length("1"), single+1)
	}
	if unit, ok := timeUnits[r.word(i+1)]; ok && r.is(i, "other") && unit.one {
		return found(unit.length("2"), i+2)
	}
	if n, ok := r.count(i); ok && n.value != "X" {
		if unit, ok := timeUnits[r.word(n.next)]; ok {
			return found(unit.length(n.value), n.next+1)
		}
	}
	return timeFound{}, false
}

// times reads "twice a week", "three times a day", "a day" behind what is
// counted ("2,000 lorries a day").
func (r *timeReader) times(i int) (timeFound, bool) {
	j := i
	if r.is(i, "once", "twice") {
		j++
	} else if n, ok := r.count(i); ok && r.is(n.next, "times") {
		j = n.next + 1
	}
	if !r.is(j, "a", "an", "per", "every", "each") || j == i && (!r.is(i, "a", "an", "per") || !r.isTally(i)) {
		return timeFound{}, false
	}
	unit, ok := timeUnits[r.word(j+1)]
	if !ok || !unit.one || unit.name == "S" || r.is(j+2, "-", "ago", "later", "earlier", "before", "after", "and") {
		return timeFound{}, false
	}
	return timeFound{moment: moment{value: unit.length("1")}, kind: Recurrence, next: j + 2}, true
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
