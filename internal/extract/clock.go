package extract

import (
	"strconv"
	"time"
)

// A clockTime is a time on the clock.
type clockTime struct {
	known    bool
	minute   int  // of the day, 0 to 1440
	halfOpen bool // morning or evening is not said
	bare     bool // "9:15": only what stands around it says that it is a time
	midnight bool
	offset   int       // minutes east of GMT
	zoned    bool      // the offset is known
	usual    bool      // the offset is that of winter in the United States; summer has an hour more
	at       time.Time // on its day, in its own zone; zero if the day is unknown
}

// on returns the time on the clock as a moment of a day.
func (c *clockTime) on(day moment) moment {
	if c.usual && !day.at.IsZero() {
		if usSummer(day.at) {
			c.offset += 60
		}
		c.usual, c.zoned = false, true
	}
	m := moment{value: day.value + "T" + two(c.minute/60) + ":" + two(c.minute%60), grain: grainClock}
	if !day.at.IsZero() {
		m.at = day.at.Add(time.Duration(c.minute) * time.Minute)
		c.at = m.at
	} else {
		m.grain = grainNone
	}
	if !c.zoned {
		return m
	}
	if c.offset == 0 {
		m.value += "Z"
		return m
	}
	sign, offset := "+", c.offset
	if offset < 0 {
		sign, offset = "-", -offset
	}
	m.value += sign + two(offset/60) + ":" + two(offset%60)
	return m
}

// settle decides which half of the day a time belongs to that does not say,
// by the part of the day that stands with it.
func (c *clockTime) settle(part string) {
	if !c.halfOpen {
		return
	}
	if part == "TAF" || part == "TEV" || part == "TNI" && c.minute >= 5*60 {
		c.minute += 12 * 60
	}
	c.halfOpen = c.halfOpen && part == ""
}

// clock reads a time on the clock, with its zone.
func (r *timeReader) clock(i int) (c clockTime, next int, ok bool) {
	if i >= len(r.words) {
		return c, i, false
	}
	switch {
	case r.isDigit(i):
		c, next, ok = r.clockDigits(i)
	case r.is(i, "noon", "midday"):
		c, next, ok = clockTime{minute: 12 * 60}, i+1, true
	case r.is(i, "midnight"):
		c, next, ok = clockTime{midnight: true}, i+1, true
	default:
		c, next, ok = r.clockWords(i)
	}
	if !ok {
		return c, i, false
	}
	c.known = true
	next = r.zone(&c, next)
	return c, next, true
}

func (r *timeReader) clockDigits(i int) (c clockTime, next int, ok bool) {
	if r.joined(i) && r.is(i-1, ".", ",", "/", ":", "$", "£", "€", "-") && !r.is(i-1, "-") {
		return c, i, false
	}
	w := r.words[i]
	if f, found := clockAt(r.text, w.start); found {
		hour, _ := strconv.Atoi(f.Value[:2])
		minute, _ := strconv.Atoi(f.Value[3:])
		next = r.behind(i, f.End)
		last := r.text[f.End-1]
		bare := last >= '0' && last <= '9' && len(w.word) < 4
		return clockTime{minute: hour*60 + minute, bare: bare}, next, true
	}
	n, _ := strconv.Atoi(w.word[:min(len(w.word), 4)])
	if n == 12 && r.is(i+1, "noon", "midnight") {
		return clockTime{minute: 12 * 60, midnight: r.is(i+1, "midnight")}, i + 2, true
	}
	switch {
	case len(w.word) == 4 && n/100 < 24 && n%100 < 60 && r.isZoneWord(i+1):
		return clockTime{minute: n/100*60 + n%100}, i + 1, true
	case len(w.word) == 4 && n/100 < 24 && n%100 < 60 && r.introduced(i) && r.is(i+1, "on") && isWeekday(r.word(i+2)):
		return clockTime{minute: n/100*60 + n%100}, i + 1, true
	case len(w.word) > 2 || n > 23:
		return c, i, false
	case r.is(i+1, ".") && r.joined(i+1) && r.joined(i+2) && len(r.word(i+2)) == 2 && r.isDigit(i+2) && r.isZoneWord(i+3):
		minute, _ := strconv.Atoi(r.word(i + 2))
		return clockTime{minute: n*60 + minute%60}, i + 3, true
	case r.is(i+1, "gmt", "utc") && r.isCapital(i+1):
		return clockTime{minute: n * 60}, i + 1, true
	}
	if n > 0 && n <= 12 && r.introduced(i) && r.leadsToPart(i+1) {
		return clockTime{minute: n % 12 * 60, halfOpen: true}, i + 1, true
	}
	if next, ok := r.oClock(i + 1); ok && n > 0 && n <= 12 {
		return clockTime{minute: n % 12 * 60, halfOpen: true}, next, true
	}
	return c, i, false
}

// introduced reports whether what stands before i makes "9:15" a time.
func (r *timeReader) introduced(i int) bool {
	return r.is(i-1, "at", "by", "until", "till", "from", "about", "around", "before", "after", "since", "between", "just",
		"shortly", "approximately")
}

// leadsToPart reports whether what stands at i makes a number an hour: "in the
// morning", "this afternoon", "the next morning".
func (r *timeReader) leadsToPart(i int) bool {
	if next, ok := r.seq(i, "in", "the"); ok {
		return r.partIsNext(next)
	}
	if next, ok := r.seq(i, "the", "next"); ok {
		return r.partIsNext(next)
	}
	return r.is(i, "this", "that", "yesterday", "tomorrow") && r.partIsNext(i+1)
}

func (r *timeReader) oClock(i int) (next int, ok bool) {
	if r.word(i) == "o" && r.is(i+1, "’") && r.word(i+2) == "clock" {
		return i + 3, true
	}
	return i, false
}

// clockWords reads "half past six", "quarter to nine", "three o’clock",
// "five a.m.".
func (r *timeReader) clockWords(i int) (c clockTime, next int, ok bool) {
	if hour := hourInWords(r.word(i)); hour > 0 {
		if next, ok := r.oClock(i + 1); ok {
			return clockTime{minute: hour % 12 * 60, halfOpen: true}, next, true
		}
		if end, half := halfDay(r.text, r.words[i].end); half != 0 {
			minute := hour % 12 * 60
			if half == 'p' {
				minute += 12 * 60
			}
			return clockTime{minute: minute}, r.behind(i, end), true
		}
		if next, ok := r.seq(i+1, "in", "the"); ok && r.partIsNext(next) {
			return clockTime{minute: hour % 12 * 60, halfOpen: true}, i + 1, true
		}
	}
	j := r.skip(i, "a")
	past := 0
	switch r.word(j) {
	case "half":
		past = 30
	case "quarter":
		past = 15
	case "ten", "twenty", "five":
		past = numerals[r.word(j)]
	}
	if past < 30 && r.is(j, "ten", "twenty", "five") && !r.introduced(i) {
		return c, i, false // "five to six weeks"
	}
	if past == 30 && r.is(j+1, "-") {
		j++
	}
	if past == 0 || !r.is(j+1, "past", "to") || r.is(j+1, "to") && past == 30 {
		return c, i, false
	}
	hour := hourInWords(r.word(j + 2))
	if hour == 0 && r.isDigit(j+2) {
		hour, _ = strconv.Atoi(r.word(j + 2))
	}
	if hour < 1 || hour > 12 {
		return c, i, false
	}
	if past < 15 && r.isDigit(j+2) || past == 15 && r.is(j-1, "the") {
		return c, i, false // "five to 10 people", "the quarter to"
	}
	minute := hour%12*60 + past
	if r.is(j+1, "to") {
		minute = (hour*60 - past) % (12 * 60)
	}
	return clockTime{minute: minute, halfOpen: true}, j + 3, true
}

// hourInWords returns the hour that a word names, 0 if none.
func hourInWords(w string) int {
	if w == "one" {
		return 1
	}
	if n := numerals[w]; n <= 12 && w != "dozen" {
		return n
	}
	return 0
}
