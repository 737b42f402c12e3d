package collate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/extract"
)

// daysOf returns when to ask for the offset of a zone: when a report was
// published, or, if that is not known, the times of all reports and events.
func daysOf(c *corpus.Corpus, a *corpus.Article) []time.Time {
	if a.Date.Known() {
		return []time.Time{a.Date.Start}
	}
	var days []time.Time
	for _, e := range c.Events {
		if e.When.Known() {
			days = append(days, e.When.Start)
		}
	}
	for _, b := range c.Articles {
		if b.Date.Known() {
			days = append(days, b.Date.Start)
		}
	}
	return days
}

var (
	isGMT     = regexp.MustCompile(`^(?: [A-Z][a-z]+day)? ?(?:GMT|UTC)\b`)
	thenGMT   = regexp.MustCompile(`^(?: local(?: time)?)?(?: (?:on )?[A-Z][a-z]+day)?,? \((?:about |around )?$`)
	thenLocal = regexp.MustCompile(`^ ?(?:GMT|UTC)(?: on [A-Z][a-z]+day)?,? \((?:about |around )?$`)
	isLocal   = regexp.MustCompile(`^(?: local(?: time)?)?\)`)
	halfOfDay = regexp.MustCompile(`(?i)[ap]\.?m`)
)

// hasZone reports whether a time may stand with its GMT in a text.
func hasZone(text string) bool { return strings.Contains(text, "GMT") || strings.Contains(text, "UTC") }

// zones checks times with their GMT in brackets, "1.30am local time on Friday
// (10.30pm GMT)", or the other way round.
func (f *finder) zones(s extract.Span, zones []corpus.Zone) {
	text := s.In(f.text)
	clocks := clocksIn(text)
	for i := 1; i < len(clocks); i++ {
		a, b := clocks[i-1], clocks[i]
		between, behind := text[a.End:b.Start], text[b.End:]
		switch {
		case thenGMT.MatchString(between) && isGMT.MatchString(behind):
			f.zone(s.Start, text, a, b, b.End+len(isGMT.FindString(behind)), zones)
		case thenLocal.MatchString(between) && isLocal.MatchString(behind):
			f.zone(s.Start, text, b, a, b.End, zones)
		}
	}
}

func clocksIn(text string) []extract.Figure {
	var clocks []extract.Figure
	for _, f := range extract.Figures(text) {
		if f.Clock {
			clocks = append(clocks, f)
		}
	}
	return clocks
}

// zone reports a local time that no listed zone has at the time of GMT.
func (f *finder) zone(offset int, text string, local, gmt extract.Figure, end int, zones []corpus.Zone) {
	const halfDay, fullDay = 12 * 60, 24 * 60
	shift := minutes(local) - minutes(gmt) // of the zone, or a day more or less
	noHalf := !halfOfDay.MatchString(local.In(text)) && minutes(local) < 13*60
	var there []Clock
	for _, z := range zones {
		if z.Location == time.UTC {
			continue
		}
		for n, d := range f.days {
			_, seconds := d.In(z.Location).Zone()
			off := seconds/60 - shift
			if off%fullDay == 0 || noHalf && off%halfDay == 0 {
				return
			}
			if n == 0 {
				at := (minutes(gmt) + seconds/60 + fullDay) % fullDay
				there = append(there, Clock{fmt.Sprintf("%02d:%02d", at/60, at%60), z.Label})
			}
		}
	}
	if len(there) > 0 {
		start := min(local.Start, gmt.Start)
		f.add(Finding{Check: ZoneCheck, Given: gmt.Value, Clocks: there}, offset+start, offset+end)
	}
}

// minutes returns a time of day in minutes.
func minutes(f extract.Figure) int {
	hour, minute, _ := strings.Cut(f.Value, ":")
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	return 60*h + m
}

const (
	weekdayWord = `\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
	monthWord   = `(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|` +
		`Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
	dayNumber  = `(\d{1,2})(?:st|nd|rd|th)?`
	yearNumber = `(?:,? ((?:19|20)\d\d))?`
)

// goesOn is what makes another figure of a day: "Friday, May 3,000 people".
var goesOn = regexp.MustCompile(`^,?\d`)

// datesWithWeekdays are the forms of a date with its weekday, and which of
// their groups are what.
var datesWithWeekdays = []struct {
	form                      *regexp.Regexp
	weekday, day, month, year int
}{
	{regexp.MustCompile(weekdayWord + `,? (?:the )?` + dayNumber + `(?: of)? ` + monthWord + yearNumber), 1, 2, 3, 4},
	{regexp.MustCompile(weekdayWord + `,? ` + monthWord + ` ` + dayNumber + `\b` + yearNumber), 1, 3, 2, 4},
	{regexp.MustCompile(`\b` + dayNumber + ` ` + monthWord + yearNumber + `(?:, | \()a ` + weekdayWord), 4, 1, 2, 3},
	{regexp.MustCompile(`\b` + monthWord + ` ` + dayNumber + yearNumber + `(?:, | \()a ` + weekdayWord), 4, 2, 1, 3},
}

// hasWeekday reports whether a date may stand with its weekday in a text.
func hasWeekday(text string) bool {
	return strings.Contains(text, "day") && strings.ContainsAny(text, "0123456789")
}

// weekdays checks dates that stand beside their weekdays. Without a year, a
// date is that within two months of publication.
func (f *finder) weekdays(s extract.Span) {
	text := s.In(f.text)
	for _, w := range datesWithWeekdays {
		for _, m := range w.form.FindAllStringSubmatchIndex(text, -1) {
			group := func(n int) string {
				if m[2*n] < 0 {
					return ""
				}
				return text[m[2*n]:m[2*n+1]]
			}
			date, ok := f.date(group(w.day), group(w.month), group(w.year))
			if ok && !goesOn.MatchString(text[m[1]:]) && !strings.HasPrefix(date.Weekday().String(), group(w.weekday)) {
				f.add(Finding{Check: WeekdayCheck, Date: date}, s.Start+m[0], s.Start+m[1])
			}
		}
	}
}

func (f *finder) date(dayWord, monthName, year string) (time.Time, bool) {
	if year != "" {
		return dateOf(dayWord, monthName, year)
	}
	if !f.article.Date.Known() {
		return time.Time{}, false
	}
	const near = 60 * 24 * time.Hour
	published := f.article.Date.Start
	for y := published.Year() - 1; y <= published.Year()+1; y++ {
		if d, ok := dateOf(dayWord, monthName, strconv.Itoa(y)); ok && d.Sub(published).Abs() < near {
			return d, true
		}
	}
	return time.Time{}, false
}

func dateOf(dayWord, monthName, year string) (time.Time, bool) {
	d, err := time.Parse("2 Jan 2006", dayWord+" "+monthName[:3]+" "+year)
	return d, err == nil
}
