package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Dates are read from short lines, by regular expressions, which take some ten
// microseconds: long lines, and those without digits, are left out before.
var month = monthPattern()

// monthNames are the months' names, from January, in English, German, French,
// Spanish, Italian, Portuguese and Dutch, and how they are shortened.
var monthNames = [...]string{
	"january jan januar jänner janvier janv enero ene gennaio gen janeiro januari",
	"february feb februar février févr fév febrero febbraio fevereiro fev februari",
	"march mar märz mars marzo março maart mrt",
	"april apr avril avr abril abr aprile",
	"may mai mayo maggio mag maio mei",
	"june jun juni juin junio giugno giu junho",
	"july jul juli juillet juil julio luglio lug julho",
	"august aug août agosto ago augustus",
	"september sept sep septembre septiembre setiembre settembre set setembro",
	"october oct oktober okt octobre octubre ottobre ott outubro out",
	"november nov novembre noviembre novembro",
	"december dec dezember dez décembre déc diciembre dic dicembre dezembro",
}

// monthPattern matches any of them, the longer before those that begin it.
func monthPattern() string {
	var names []string
	for _, list := range monthNames {
		names = append(names, strings.Fields(list)...)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return `(` + strings.Join(slices.Compact(names), "|") + `)\.?`
}

var (
	isoDate = pattern(`\b(\d{4})-(\d\d)-(\d\d)` +
		`(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z\b|[+-]\d\d:?\d\d\b)?)?`)
	dayFirst = pattern(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º)?[ .-]+(?:of |de )?` + month +
		`(?: del?)?[, -]+(\d{4})\b`)
	dotted  = pattern(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`)                           // day first, everywhere
	slashed = pattern(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)                             // either
	eastern = pattern(`\b(\d{4})(?:/|年|\. ?)(\d{1,2})(?:/|月|\. ?)(\d{1,2})(?:\b|日)`) // year first
	dayLast = pattern(`(?i)\b` + month + ` (\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b`)
	clock   = pattern(`(?i)\b(\d{1,2})(?:[:.](\d\d))?(?::\d\d)? ?(a\.m\.|p\.m\.|am\b|pm\b|hrs\b|h\b)|` +
		`\b(\d{1,2})[:.](\d\d)\b|\b(\d\d)(\d\d) ?(?:GMT|UTC|hrs|h)\b|\b(\d{1,2})h(\d\d)\b`)
	zoneName = pattern(`\b(GMT|UTC|Z|BST|IST|WET|WEST|CET|CEST|EET|EEST|MSK|EST|EDT|ET|CST|CDT|CT|` +
		`MST|MDT|MT|PST|PDT|PT|AEST|AEDT|AWST|NZST|NZDT|JST|KST|HKT|SGT|PKT|GST|AST)\b` +
		`(?: ?([+-])(\d{1,2})(?::?(\d\d))?)?|([+-])(\d\d):?(\d\d)\b`)
	datePadding = pattern(`(?i)\b(?:first |last |originally )?` +
		`(?:published|updated|posted|modified|created|revised|date|issued|stand|veröffentlicht|aktualisiert|erstellt|` +
		`publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|` +
		`aggiornato|gepubliceerd|bijgewerkt)(?:\s|\pP|$)|` +
		`\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|` +
		`\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|` +
		`lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|` +
		`(?:segunda|terça|quarta|quinta|sexta)-feira|maandag|dinsdag|woensdag|donderdag|vrijdag|` +
		`zaterdag|zondag)(?:\s|\pP|$)|` +
		`\b(?:on|at|about|ago|local|time|uhr|kl|le|el|il|am|um|den|de|del|em|as|las|alle|ore|op|om|` +
		`\d+ (?:min|minute|hour|day)s?)\b|` +
		`\s[àá]s?\s|[\pP\pS]`)
)

// A stamp is a date found in a line.
type stamp struct {
	iso        string // "" if none
	start, end int    // where in the line
	clock      bool   // it has a time of day
	zone       bool   // and says in which zone
}

// dateIn reads the first date in a line, and the time and zone around it.
func dateIn(s string) stamp {
	if !strings.ContainsAny(s, "0123456789") {
		return stamp{} // before the patterns, which are slow
	}
	if m := isoDate().FindStringSubmatchIndex(s); m != nil {
		return isoStamp(s, m)
	}
	var year, day int
	var mon time.Month
	var at []int
	if m := dayFirst().FindStringSubmatchIndex(s); m != nil {
		at, day, mon, year = m[:2], number(s[m[2]:m[3]]), monthOf(s[m[4]:m[5]]), number(s[m[6]:m[7]])
	} else if m := dayLast().FindStringSubmatchIndex(s); m != nil {
		at, mon, day, year = m[:2], monthOf(s[m[2]:m[3]]), number(s[m[4]:m[5]]), number(s[m[6]:m[7]])
	} else {
		at, year, mon, day = inFigures(s)
	}
	if at == nil || !validDay(year, mon, day) {
		return stamp{}
	}
	st := stamp{start: at[0], end: at[1], iso: fmt.Sprintf("%04d-%02d-%02d", year, mon, day)}
	rest := s[:st.start] + " " + s[st.end:]
	hour, minute, ok := timeOfDay(rest)
	if !ok {
		return st
	}
	st.clock = true
	if offset, known := zoneIn(rest, year, mon, day); known {
		st.zone = true
		st.iso += fmt.Sprintf("T%02d:%02d%s", hour, minute, offset)
	}
	return st
}

// inFigures reads a date of figures alone: 3.5.2019, 2019/5/3, 2019年5月3日. Of
// 3/5/2019 nobody can say whether it is in March or in May; 13/5/2019 is May.
func inFigures(s string) (at []int, year int, mon time.Month, day int) {
	if m := eastern().FindStringSubmatchIndex(s); m != nil {
		return m[:2], number(s[m[2]:m[3]]), time.Month(number(s[m[4]:m[5]])), number(s[m[6]:m[7]])
	}
	m := dotted().FindStringSubmatchIndex(s)
	if m == nil {
		if m = slashed().FindStringSubmatchIndex(s); m == nil {
			return nil, 0, 0, 0
		}
		a, b := number(s[m[2]:m[3]]), number(s[m[4]:m[5]])
		switch {
		case a <= 12 && b > 12:
			return m[:2], number(s[m[6]:m[7]]), time.Month(a), b
		case a <= 12 && a != b:
			return nil, 0, 0, 0
		}
	}
	return m[:2], number(s[m[6]:m[7]]), time.Month(number(s[m[4]:m[5]])), number(s[m[2]:m[3]])
}

// slashedIn reads the date in figures that dateIn leaves open, as the readers of
// a language do: "" for one that does not say.
func slashedIn(s, language string) string {
	m := slashed().FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	day, mon := number(m[1]), number(m[2])
	switch language {
	case "", "en", "en-CA":
		return ""
	case "en-US":
		day, mon = mon, day
	}
	if !validDay(number(m[3]), time.Month(mon), day) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", number(m[3]), mon, day)
}

func isoStamp(s string, m []int) stamp {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	if !validDay(number(group(1)), time.Month(number(group(2))), number(group(3))) {
		return stamp{}
	}
	st := stamp{start: m[0], end: m[1], iso: group(1) + "-" + group(2) + "-" + group(3), clock: group(4) != ""}
	zone := group(6)
	if len(zone) == 5 {
		zone = zone[:3] + ":" + zone[3:]
	}
	if zone == "+00:00" || zone == "-00:00" {
		zone = "Z"
	}
	if st.clock && zone != "" && validOffset(zone) && number(group(4)) < 24 && number(group(5)) < 60 {
		st.zone = true
		st.iso += "T" + group(4) + ":" + group(5) + zone
	}
	return st
}

// validOffset reports whether "Z" or "+03:00" is one that clocks have: 14 hours
// at most, in the Line Islands.
func validOffset(zone string) bool {
	return zone == "Z" || number(zone[1:3]) <= 14 && number(zone[4:]) < 60
}

func validDay(year int, mon time.Month, day int) bool {
	if year < 1600 || year > 2200 || mon < 1 || mon > 12 || day < 1 {
		return false
	}
	return day <= time.Date(year, mon+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the patterns let only digits through
	return n
}

func monthOf(s string) time.Month {
	s = strings.ToLower(s)
	for i, list := range monthNames {
		if slices.Contains(strings.Fields(list), s) {
			return time.Month(i + 1)
		}
	}
	return 0
}

// timeOfDay reads "20:22", "3.14pm", "3 p.m.", "1422 GMT".
func timeOfDay(s string) (hour, minute int, ok bool) {
	m := clock().FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	switch {
	case m[1] != "":
		hour, minute = number(m[1]), number(m[2])
		switch half := strings.ToLower(m[3][:1]); {
		case half == "p" && hour < 12:
			hour += 12
		case half == "a" && hour == 12:
			hour = 0
		}
	case m[4] != "":
		hour, minute = number(m[4]), number(m[5])
	case m[8] != "":
		hour, minute = number(m[8]), number(m[9])
	default:
		hour, minute = number(m[6]), number(m[7])
	}
	return hour, minute, hour < 24 && minute < 60
}

// zoneIn reads a zone's name or offset, and returns it as "Z" or "+03:00".
// IST, CST, AST and GST stand for several zones and are not guessed.
func zoneIn(s string, year int, mon time.Month, day int) (offset string, ok bool) {
	m := zoneName().FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	if at := strings.Index(s, m[0]); m[5] == "-" && at > 0 && s[at-1] >= '0' && s[at-1] <= '9' {
		return "", false // "10:00-11:30"
	}
	if m[5] != "" {
		zone := m[5] + m[6] + ":" + m[7]
		return zone, validOffset(zone)
	}
	if m[2] != "" && (m[1] == "GMT" || m[1] == "UTC") {
		minutes := m[4]
		if minutes == "" {
			minutes = "00"
		}
		zone := fmt.Sprintf("%s%02d:%s", m[2], number(m[3]), minutes)
		return zone, validOffset(zone)
	}
	summer := 0
	if americanSummer(year, mon, day) {
		summer = 1
	}
	var hours int
	switch m[1] {
	case "GMT", "UTC", "Z", "WET":
		return "Z", true
	case "BST", "CET", "WEST":
		hours = 1
	case "CEST", "EET":
		hours = 2
	case "EEST", "MSK":
		hours = 3
	case "PKT":
		hours = 5
	case "HKT", "SGT", "AWST":
		hours = 8
	case "JST", "KST":
		hours = 9
	case "AEST":
		hours = 10
	case "AEDT":
		hours = 11
	case "NZST":
		hours = 12
	case "NZDT":
		hours = 13
	case "EST", "CDT":
		hours = -5
	case "EDT":
		hours = -4
	case "MDT":
		hours = -6
	case "MST", "PDT":
		hours = -7
	case "PST":
		hours = -8
	case "ET":
		hours = -5 + summer
	case "CT":
		hours = -6 + summer
	case "MT":
		hours = -7 + summer
	case "PT":
		hours = -8 + summer
	default:
		return "", false
	}
	return fmt.Sprintf("%+03d:00", hours), true
}

// americanSummer reports whether clocks in the United States show summer time
// on a day: from the second Sunday of March to the first of November (the rule
// since 2007).
func americanSummer(year int, mon time.Month, day int) bool {
	sunday := func(m time.Month, nth int) int {
		first := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC).Weekday()
		return 1 + (7-int(first))%7 + 7*(nth-1)
	}
	switch mon {
	case time.March:
		return day >= sunday(time.March, 2)
	case time.November:
		return day < sunday(time.November, 1)
	}
	return mon > time.March && mon < time.November
}

// isDateLine reports whether a unit is a date and nothing else, or a time
// behind "Published".
func isDateLine(u *unit) bool {
	const longest = 300 // bytes
	if u.words > 20 || len(u.text) > longest {
		return false
	}
	if u.asked != u.text { // many rules ask
		u.asked, u.dateLine = u.text, saysDate(u)
	}
	return u.dateLine
}

func saysDate(u *unit) bool {
	st := dateIn(u.text)
	open := st.iso == "" && slashed().MatchString(u.text) // 3/5/2019: a date, whichever it is
	if st.iso == "" && !open && !saysPublished(u.text) {
		return false
	}
	rest := u.text
	for more := st; more.iso != ""; more = dateIn(rest) { // a second one: "Updated …"
		rest = rest[:more.start] + " " + rest[more.end:]
	}
	if open {
		rest = slashed().ReplaceAllString(rest, " ")
	}
	rest = clock().ReplaceAllString(rest, " ")
	rest = zoneName().ReplaceAllString(rest, " ")
	rest = datePadding().ReplaceAllString(rest, " ")
	return len(strings.Fields(rest)) == 0
}

func saysPublished(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{
		"published", "updated", "posted", "last modified", "first published", "publié", "mis à jour", "veröffentlicht",
		"aktualisiert", "publicado", "actualizado", "pubblicato", "gepubliceerd",
	} {
		if strings.HasPrefix(s, w) && len(s) > len(w) {
			return true
		}
	}
	return false
}

// cutAtDate returns what stands before a date or "Published" in a line.
func cutAtDate(s string) string {
	if st := dateIn(s); st.iso != "" {
		s = s[:st.start]
	}
	lower := strings.ToLower(s)
	for _, w := range []string{
		"published", "updated", "posted on", "last modified", "publié", "mis à jour", "publicado", "pubblicato",
	} {
		if i := strings.Index(lower, w); i > 0 && len(lower) == len(s) {
			s, lower = s[:i], lower[:i]
		}
	}
	for _, day := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		s = strings.TrimSuffix(strings.TrimRight(s, ", |•·–—-"), day)
	}
	return strings.TrimRight(s, ", |•·–—-")
}

// bestDate chooses the date of publication among lines with dates: the first
// that does not speak of an update.
func bestDate(lines []string) (iso, warning string) {
	var chosen stamp
	for _, l := range lines {
		st := dateIn(l)
		if st.iso == "" && slashed().MatchString(l) {
			warning = "the date " + slashed().FindString(l) + " may be either of two days"
		}
		update := strings.Contains(strings.ToLower(l[:st.start]), "updated") ||
			strings.Contains(strings.ToLower(l[:st.start]), "modified")
		if st.iso != "" && (chosen.iso == "" || !update && len(st.iso) > len(chosen.iso)) {
			chosen = st
		}
	}
	switch {
	case chosen.iso == "":
	case !chosen.clock || chosen.zone:
		warning = ""
	default:
		warning = "the time of day names no zone that is known: only the date was kept"
	}
	return chosen.iso, warning
}
