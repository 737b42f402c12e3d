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
	american bool      // the offset is that of winter, and summer has an hour more
	at       time.Time // on its day, in its own zone; zero if the day is unknown
}

// on sets the day of a time, and returns that time of it.
func (c *clockTime) on(day moment) moment {
	m := moment{value: day.value + "T" + two(c.minute/60) + ":" + two(c.minute%60)}
	if !day.at.IsZero() {
		if c.american && usSummer(day.at) {
			c.offset += 60
		}
		c.zoned, c.american = c.zoned || c.american, false
		c.at = day.at.Add(time.Duration(c.minute) * time.Minute)
		m.at, m.grain = c.at, grainClock
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
	if c.halfOpen && (part == "TAF" || part == "TEV" || part == "TNI" && c.minute >= 5*60) {
		c.minute += 12 * 60
	}
}

// clock reads a time on the clock, with its zone.
func (r *timeReader) clock(i int) (c clockTime, next int, ok bool) {
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

// clockDigits reads "1:30 a.m.", "2230 GMT", "12 noon", "9 o’clock".
func (r *timeReader) clockDigits(i int) (c clockTime, next int, ok bool) {
	if r.joined(i) && r.is(i-1, ".", ",", "/", ":", "$", "£", "€") {
		return c, i, false
	}
	w := r.words[i]
	if f, found := clockAt(r.text, w.start); found {
		hour, _ := strconv.Atoi(f.Value[:2])
		minute, _ := strconv.Atoi(f.Value[3:])
		last := r.text[f.End-1]
		bare := last >= '0' && last <= '9' && len(w.word) < 4 && !hasZone(r.text[f.End:])
		return clockTime{minute: hour*60 + minute, bare: bare}, r.behind(i, f.End), true
	}
	n, _ := strconv.Atoi(w.word[:min(len(w.word), 4)])
	military := len(w.word) == 4 && n/100 < 24 && n%100 < 60
	switch {
	case military && (r.isZoneWord(i+1) || r.introduced(i) && r.is(i+1, "on") && isWeekday(r.word(i+2))):
		return clockTime{minute: n/100*60 + n%100}, i + 1, true
	case len(w.word) > 2 || n > 23:
		return c, i, false
	case n == 12 && r.is(i+1, "noon", "midnight"):
		return clockTime{minute: 12 * 60, midnight: r.is(i+1, "midnight")}, i + 2, true
	case r.is(i+1, ".") && r.joined(i+1) && r.joined(i+2) && len(r.word(i+2)) == 2 && r.isDigit(i+2) && r.isZoneWord(i+3):
		minute, _ := strconv.Atoi(r.word(i + 2))
		return clockTime{minute: n*60 + minute%60}, i + 3, true
	case r.is(i+1, "gmt", "utc") && r.isCapital(i+1):
		return clockTime{minute: n * 60}, i + 1, true
	case n == 0 || n > 12:
		return c, i, false
	case r.introduced(i) && r.leadsToPart(i+1):
		return clockTime{minute: n % 12 * 60, halfOpen: true}, i + 1, true
	}
	next, ok = r.oClock(i + 1)
	return clockTime{minute: n % 12 * 60, halfOpen: true}, next, ok
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

func (r *timeReader) oClock(i int) (next int, ok bool) { return r.seq(i, "o", "’", "clock") }

// clockWords reads "three o’clock", "five a.m.", "half past six".
func (r *timeReader) clockWords(i int) (c clockTime, next int, ok bool) {
	hour := hourInWords(r.word(i))
	if hour == 0 {
		return r.clockPast(i)
	}
	c = clockTime{minute: hour % 12 * 60, halfOpen: true}
	if next, ok := r.oClock(i + 1); ok {
		return c, next, true
	}
	if end, half := halfDay(r.text, r.words[i].end); half != 0 {
		if half == 'p' {
			c.minute += 12 * 60
		}
		c.halfOpen = false
		return c, r.behind(i, end), true
	}
	if next, ok := r.seq(i+1, "in", "the"); ok && r.partIsNext(next) {
		return c, i + 1, true
	}
	return r.clockPast(i)
}

// partsOfHour are the minutes that stand before "past" and "to".
var partsOfHour = map[string]int{"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}

// clockPast reads "half past six", "a quarter to nine", "ten past three".
func (r *timeReader) clockPast(i int) (c clockTime, next int, ok bool) {
	j := r.skip(i, "a")
	minutes := partsOfHour[r.word(j)]
	if minutes == 0 {
		return c, i, false
	}
	to := j + 1
	if minutes == 30 {
		to = r.skip(to, "-")
	}
	hour := hourInWords(r.word(to + 1))
	if hour == 0 && r.isDigit(to+1) {
		hour, _ = strconv.Atoi(r.word(to + 1))
	}
	exact := minutes == 5 || minutes == 10 || minutes == 20
	switch {
	case hour < 1, hour > 12, !r.is(to, "past", "to"), minutes == 30 && r.is(to, "to"):
		return c, i, false
	case exact && (!r.introduced(i) || r.isDigit(to+1)): // "five to six weeks", "about five to 10 people"
		return c, i, false
	case minutes == 15 && r.is(j-1, "the"): // "the quarter to 5 April"
		return c, i, false
	case r.is(to, "to"):
		minutes = -minutes
	}
	return clockTime{minute: (hour*60 + minutes) % (12 * 60), halfOpen: true}, to + 2, true
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
