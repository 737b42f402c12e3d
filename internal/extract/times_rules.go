package extract

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// timeOpeners are the words that an expression of time, or one that only looks
// like it, begins with.
var timeOpeners = timeOpenerSet()

func timeOpenerSet() set {
	s := newSet("the", "a", "an", "one", "this", "that", "these", "last", "next", "past", "coming", "recent", "previous",
		"preceding", "following", "same", "first", "final", "early", "late", "mid", "earlier", "later", "small", "wee", "pre",
		"start", "beginning", "end", "middle", "close", "turn", "rest", "half", "quarter", "noon", "midday", "midnight",
		"overnight", "today", "yesterday", "tomorrow", "tonight", "day", "night", "every", "each", "once", "twice", "per",
		"several", "few", "many", "some", "dozens", "hundreds", "thousands", "fortnight", "now", "currently", "presently",
		"nowadays", "right", "at", "recently", "lately", "long", "soon", "q", "h", "’", "aged", "weekends", "intervening",
		"man", "girl", "joe", "bloody", "super", "ruby", "freaky", "casual", "miles", "kilometres", "kilometers", "km",
		"knots", "metres", "meters", "feet", "windows", "boeing", "airbus", "article", "section", "flight", "route",
		"highway", "agenda", "room", "resolution", "channel", "page", "number", "expo", "euro")
	for w := range numerals {
		s[w] = struct{}{}
	}
	for w := range months {
		s[w] = struct{}{}
	}
	for w := range weekdays {
		s[w], s[w+"s"] = struct{}{}, struct{}{}
	}
	for w := range weekdayShort {
		s[w] = struct{}{}
	}
	for w := range timeUnits {
		s[w], s[w+"long"] = struct{}{}, struct{}{}
	}
	for _, words := range []map[string]string{dayParts, seasons, decadeWords, oftenWords} {
		for w := range words {
			s[w] = struct{}{}
		}
	}
	for w := range ordinals {
		s[w] = struct{}{}
	}
	for _, f := range feasts {
		s[f.words[0]] = struct{}{}
	}
	return s
}

// read reads the expression of time at word i, the longest kind first.
func (r *timeReader) read(i int) (timeFound, bool) {
	if !r.isDigit(i) && !timeOpeners.has(r.word(i)) {
		return timeFound{}, false
	}
	for _, rule := range []func(int) (timeFound, bool){
		r.noTime, r.recurrence, r.clockExpr, r.dayExpr, r.duration, r.partAlone, r.period, r.reference,
	} {
		if f, ok := rule(i); ok {
			return f, true
		}
	}
	return timeFound{}, false
}

// noTime passes over words that look like times: ages, names, speeds.
func (r *timeReader) noTime(i int) (timeFound, bool) {
	if next, ok := r.age(i); ok {
		return timeFound{next: next}, true
	}
	w := r.word(i)
	switch {
	case r.is(i, "man", "girl", "joe", "bloody", "super", "ruby", "freaky", "casual") && isWeekday(r.word(i+1)):
		return timeFound{next: i + 2}, true
	case isWeekday(w) && r.isCapital(i+1) && r.is(i+1, "times", "mirror", "mail", "telegraph", "post", "express", "herald",
		"star", "world", "sun", "people", "independent", "politics", "business", "league", "agreement"):
		return timeFound{next: i + 2}, true
	case isWeekday(w) && r.is(i+1, "night") && r.isCapital(i+1):
		return timeFound{next: i + 2}, true
	case w == "one" && r.is(i+1, "day") && (r.opens(i) || r.is(i+2, ",")):
		return timeFound{next: i + 2}, true
	case w == "daily" && r.isCapital(i) && r.isCapital(i+1), w == "weekly" && r.isCapital(i) && r.isCapital(i+1):
		return timeFound{next: i + 2}, true
	case r.is(i, "miles", "kilometres", "kilometers", "km", "knots", "metres", "meters", "feet") &&
		r.is(i+1, "a", "an", "per") && r.is(i+2, "hour", "second", "minute"):
		return timeFound{next: i + 3}, true
	case r.is(i, "windows", "boeing", "airbus", "article", "section", "flight", "route", "highway", "agenda", "room",
		"resolution", "channel", "page", "number", "expo", "euro") && r.isDigit(i+1):
		return timeFound{next: i + 2}, true
	}
	return timeFound{}, false
}

// age returns the word behind "34-year-old", "34 years old", "aged 34".
func (r *timeReader) age(i int) (next int, ok bool) {
	if r.word(i) == "aged" && r.isDigit(i+1) {
		return i + 2, true
	}
	n, ok := r.count(i)
	if !ok {
		return i, false
	}
	j := r.skip(n.next, "-")
	if _, known := timeUnits[r.word(j)]; !known {
		return i, false
	}
	j = r.skip(j+1, "-")
	if r.is(j, "old", "olds") {
		return j + 1, true
	}
	if next, ok := r.seq(j, "of", "age"); ok {
		return next, true
	}
	return i, false
}

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

// isZoneWord reports whether what stands at i makes four digits a time.
func (r *timeReader) isZoneWord(i int) bool {
	var c clockTime
	return r.zone(&c, i) > i
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

// zones are the offsets of zones in minutes. Letters that stand for several
// zones (CST, IST, AST) are not among them.
var zones = map[string]int{
	"gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "pkt": 300,
	"jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
	"est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}

// usZones are the offsets in winter of zones whose summer has an hour more.
var usZones = map[string]int{"et": -300, "ct": -360, "mt": -420, "pt": -480, "eastern": -300, "pacific": -480}

// zone reads a zone at i into c, and returns the word behind it; i if there is
// none.
func (r *timeReader) zone(c *clockTime, i int) (next int) {
	w := r.word(i)
	if offset, ok := zones[w]; ok && r.isCapital(i) && r.isAcronym(i) {
		c.offset, c.zoned = offset, true
		if w == "gmt" || w == "utc" {
			return r.zoneShift(c, i+1)
		}
		return i + 1
	}
	if offset, ok := usZones[w]; ok && r.isCapital(i) && (len(w) > 2 || r.isAcronym(i)) {
		c.offset, c.usual = offset, true
		return r.skip(r.skip(i+1, "standard", "daylight"), "time")
	}
	switch {
	case w == "local":
		return r.skip(i+1, "time")
	case w == "hours" && r.isDigit(i-1) && len(r.word(i-1)) == 4:
		return i + 1
	case r.isCapital(i) && r.is(i+1, "time"):
		return i + 2 // "Moscow time"
	case r.isCapital(i) && r.isCapital(i+1) && r.is(i+2, "time"):
		return i + 3
	case r.isAcronym(i) && r.is(i, "ist", "cst", "ast", "wib", "sast", "eat", "wat", "cat"):
		return i + 1
	}
	return i
}

func (r *timeReader) isAcronym(i int) bool {
	if i < 0 || i >= len(r.words) {
		return false
	}
	s := r.text[r.words[i].start:r.words[i].end]
	return len(s) > 1 && strings.ToUpper(s) == s
}

// zoneShift reads what stands behind GMT in "GMT+3", "UTC+03:30".
func (r *timeReader) zoneShift(c *clockTime, i int) (next int) {
	if !r.joined(i) || !r.is(i, "+", "-", "−") || !r.isDigit(i+1) || !r.joined(i+1) || len(r.word(i+1)) > 2 {
		return i
	}
	hours, _ := strconv.Atoi(r.word(i + 1))
	shift := hours * 60
	next = i + 2
	if r.is(next, ":") && r.joined(next) && r.isDigit(next+1) && r.joined(next+1) && len(r.word(next+1)) == 2 {
		minutes, _ := strconv.Atoi(r.word(next + 1))
		shift += minutes
		next += 2
	}
	if shift > 14*60 {
		return i
	}
	if !r.is(i, "+") {
		shift = -shift
	}
	c.offset = shift
	return next
}

// usSummer reports whether summer time is kept in the United States on a day:
// from March’s second Sunday to November’s first.
func usSummer(day time.Time) bool {
	from := nthWeekday(day.Year(), time.March, time.Sunday, 2)
	to := nthWeekday(day.Year(), time.November, time.Sunday, 1)
	return !day.Before(from) && day.Before(to)
}

func nthWeekday(year int, month time.Month, day time.Weekday, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (int(day)-int(first.Weekday())+7)%7+7*(n-1))
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

// twin returns the day of c, which is the same instant as the time p that is
// given for another zone.
func (c *clockTime) twin(p clockTime) moment {
	if p.at.IsZero() {
		return moment{value: "XXXX-XX-XX"}
	}
	day := time.Date(p.at.Year(), p.at.Month(), p.at.Day(), 0, 0, 0, 0, time.UTC)
	if p.minute == 24*60 {
		day = day.AddDate(0, 0, -1)
	}
	if p.zoned && c.zoned {
		t := p.at.Add(time.Duration(c.offset-p.offset) * time.Minute)
		return dayMoment(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC))
	}
	best, least := day, 48*time.Hour
	for _, days := range []int{0, -1, 1} {
		d := day.AddDate(0, 0, days)
		if gap := d.Add(time.Duration(c.minute) * time.Minute).Sub(p.at).Abs(); gap < least {
			best, least = d, gap
		}
	}
	return dayMoment(best)
}

// clockExpr reads a time on the clock with the day behind it: "1:30 a.m. on
// Wednesday", "noon", "3 o’clock in the morning".
func (r *timeReader) clockExpr(i int) (timeFound, bool) {
	c, next, ok := r.clock(i)
	if !ok || c.bare && next < len(r.words) && r.is(next, ":") {
		return timeFound{}, false
	}
	day, part, end, dated := r.dayBehind(next)
	if c.bare && !dated && !r.introduced(i) {
		return timeFound{}, false
	}
	c.settle(part)
	r.settleMidnight(&c, i, dated)
	switch {
	case dated:
	case r.lastEnd == i-1 && r.is(i-1, "(", "/", "or"), r.lastEnd == i-2 && r.is(i-1, "or") && r.is(i-2, ","):
		day = c.twin(r.lastClock)
	case r.lastEnd == i-1 && r.is(i-1, "to", "until", "till", "and", "-") && !r.lastClock.at.IsZero():
		day = r.dayAfter(&c)
	case r.is(next, "("):
		day = r.dayOfTwin(&c, next+1)
	case r.is(next, "to", "until", "till", "and", "-"):
		day = r.dayOfRange(&c, next+1)
	default:
		day = r.dayOfClock(&c)
	}
	m := c.on(day)
	if r.lastEnd == i-1 && r.is(i-1, "(") {
		m.grain = grainNone // nothing counts from the same time in another zone
	}
	return timeFound{m, TimeOfDay, max(next, end), c}, true
}

// introduced reports whether what stands before i makes "9:15" a time.
func (r *timeReader) introduced(i int) bool {
	return r.is(i-1, "at", "by", "until", "till", "from", "about", "around", "before", "after", "since", "between", "just",
		"shortly", "approximately")
}

// settleMidnight takes midnight as the end of its day, unless it is what
// something comes after.
func (r *timeReader) settleMidnight(c *clockTime, i int, dated bool) {
	begins := r.is(i-1, "after", "past", "since", "from")
	if !dated && r.is(i-1, "at") {
		begins = r.clockDay() == r.refDay(0) && r.aim(i, i+1) == tensePast
	} else if !dated {
		begins = !r.is(i-1, "until", "till", "by", "before", "to")
	}
	if c.midnight && !begins {
		c.minute = 24 * 60
	}
}

// dayBehind reads the day that a time on the clock is joined with.
func (r *timeReader) dayBehind(i int) (day moment, part string, next int, ok bool) {
	if next, ok := r.seq(i, "in", "the"); ok && dayParts[r.word(next)] != "" && !r.is(next+1, "of") {
		part := dayParts[r.word(next)]
		if day, _, end, ok := r.dayPhrase(r.skip(next+1, "on")); ok {
			return day, part, end, true
		}
		return moment{}, part, next + 1, false
	}
	if next, ok := r.seq(i, "at", "night"); ok {
		return moment{}, "TNI", next, false
	}
	if r.is(i, "tonight") {
		return r.refDay(0), "TNI", i + 1, true
	}
	j := r.skip(i, ",")
	comma := j > i
	k := r.skip(r.skip(j, "early", "late"), "on")
	if k == j+1 && !r.is(j, "on") && !r.is(k, "on") {
		k = j
	}
	day, part, next, ok = r.dayPhrase(k)
	if !ok || comma && !r.is(j, "on") && r.is(next, "’") && r.is(next+1, "s") ||
		r.startsSentence(k) {
		return moment{}, "", i, false
	}
	if end, ok := r.seq(next, "local", "time"); ok {
		next = end
	}
	return day, part, next, true
}

// startsSentence reports whether a sentence begins with word i.
func (r *timeReader) startsSentence(i int) bool {
	for k := r.sentence; k < len(r.sentences) && k <= r.sentence+1; k++ {
		if i < len(r.words) && r.words[i].start == r.sentences[k].Start {
			return true
		}
	}
	return r.is(i-1, "\u201c", "\"")
}

// dayOfClock returns the day of a time with nothing around it that says.
func (r *timeReader) dayOfClock(c *clockTime) moment {
	if c.minute < 8*60 || c.minute < 12*60 && r.lastClock.minute < 18*60 {
		return r.morningDay()
	}
	return r.clockDay()
}

// dayOfTwin returns the day of c if the same instant follows with its day:
// "10.30pm GMT (1.30am local time on Wednesday)", or the day alone does.
func (r *timeReader) dayOfTwin(c *clockTime, i int) moment {
	p, next, ok := r.clock(i)
	if !ok {
		return r.dayOfClock(c)
	}
	if day, part, _, dated := r.dayBehind(next); dated {
		p.settle(part)
		p.on(day)
		return c.twin(p)
	}
	if day, _, _, dated := r.dayBehind(next + 1); dated && r.is(next, ")") {
		return day
	}
	return r.dayOfClock(c)
}

// dayOfRange returns the day of c if the time that ends the range follows with
// its day: "between 9 a.m. and 11 a.m. on Friday".
func (r *timeReader) dayOfRange(c *clockTime, i int) moment {
	p, next, ok := r.clock(i)
	if !ok {
		return r.dayOfClock(c)
	}
	day, part, _, dated := r.dayBehind(next)
	if !dated || day.at.IsZero() {
		return r.dayOfClock(c)
	}
	p.settle(part)
	if p.minute < c.minute {
		return dayMoment(day.at.AddDate(0, 0, -1))
	}
	return day
}

// dayAfter returns the day of c as the end of a range that the last time
// begins.
func (r *timeReader) dayAfter(c *clockTime) moment {
	t := r.lastClock.at
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if c.minute < r.lastClock.minute {
		day = day.AddDate(0, 0, 1)
	}
	return dayMoment(day)
}

// dayParts are the parts of a day, as values write them.
var dayParts = map[string]string{
	"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "dawn": "TMO", "daybreak": "TMO",
	"sunrise": "TMO", "lunchtime": "TMI", "dusk": "TEV", "sunset": "TEV", "nightfall": "TNI", "teatime": "TAF",
}

// dayExpr reads a day with the part or the time of it: "late on Tuesday",
// "Wednesday morning", "Friday at 9 a.m.".
func (r *timeReader) dayExpr(i int) (timeFound, bool) {
	day, part, next, ok := r.dayPhrase(i)
	if !ok {
		return timeFound{}, false
	}
	if c, j, end, ok := r.clockBehind(next); ok {
		c.settle(part)
		r.settleMidnight(&c, j, true)
		return timeFound{c.on(day), TimeOfDay, end, c}, true
	}
	if part == "" {
		return timeFound{moment: day, kind: Date, next: next}, true
	}
	day.value += part
	return timeFound{moment: day, kind: TimeOfDay, next: next}, true
}

// clockBehind reads the time on the clock that a day is joined with. It begins
// at word start.
func (r *timeReader) clockBehind(i int) (c clockTime, start, next int, ok bool) {
	start = r.skip(i, ",")
	comma, at := start > i, false
	for r.is(start, "at", "around", "about", "just", "shortly", "exactly", "approximately") {
		at = at || r.is(start, "at")
		start++
	}
	c, next, ok = r.clock(start)
	switch {
	case !ok:
	case at, c.zoned, c.usual:
		return c, start, next, true
	case c.bare, comma && start > i+1, !comma && c.midnight:
		return clockTime{}, i, i, false
	}
	return c, start, next, ok
}

// dayPhrase reads a day with the part of it that is meant.
func (r *timeReader) dayPhrase(i int) (day moment, part string, next int, ok bool) {
	part, j := r.partBefore(i)
	part, j, before := r.overnight(i, part, j)
	day, next, ok = r.day(j, part)
	if !ok {
		return moment{}, "", i, false
	}
	if day.grain == grainNone && strings.Contains(day.value, "T") {
		return moment{}, "", i, false
	}
	if before && !day.at.IsZero() {
		day = dayMoment(day.at.AddDate(0, 0, -1))
	}
	if p, end, ok := r.partBehind(next); ok {
		return day, p, end, true
	}
	return day, part, next, true
}

// overnight reads "overnight on Tuesday"; before says that the night began on
// the day before ("overnight into Wednesday").
func (r *timeReader) overnight(i int, part string, j int) (string, int, bool) {
	if !r.is(i, "overnight") {
		return part, j, false
	}
	return "TNI", r.skip(i+1, "on", "into", "from"), r.is(i+1, "into")
}

// partBefore reads what says which part of the day that follows: "late on",
// "the early hours of", "dawn on".
func (r *timeReader) partBefore(i int) (part string, next int) {
	j := r.skip(i, "the")
	the := j > i
	if next, ok := r.seq(j, "pre", "-", "dawn", "hours"); ok {
		return "TMO", r.skip(next, "of", "on")
	}
	if r.is(i, "early", "late") && r.is(i+1, "on", "in") && r.is(i+2, "the") {
		if part, next := r.partBefore(i + 2); next > i+2 {
			return part, next
		}
	}
	early := r.is(j, "early", "small", "wee")
	late := r.is(j, "late", "later", "earlier")
	if early || late {
		j++
	}
	p := dayParts[r.word(j)]
	switch {
	case p != "":
		j = r.skip(j+1, "hours")
		if !r.is(j, "of", "on") && the {
			return "", i
		}
		return p, r.skip(j, "of", "on")
	case early && r.is(j, "hours"):
		return "TMO", r.skip(j+1, "of", "on")
	case the:
		return "", i
	case r.is(i, "early"):
		return "TMO", r.skip(j, "on")
	case r.is(i, "late"):
		return "TEV", r.skip(j, "on")
	case late:
		return "", r.skip(j, "on")
	}
	return "", i
}

// partBehind reads the part of the day behind a day: "Wednesday morning",
// "Wednesday’s early morning", "yesterday evening".
func (r *timeReader) partBehind(i int) (part string, next int, ok bool) {
	j := i
	if r.is(j, "’") && r.is(j+1, "s") && r.joined(j) {
		j += 2
		if !r.is(j, "early", "late") || dayParts[r.word(j+1)] == "" {
			return "", i, false
		}
	}
	j = r.skip(j, "early", "late")
	p := dayParts[r.word(j)]
	if p == "" || r.isCapital(j) || r.is(j+1, "-") && r.joined(j+1) {
		return "", i, false
	}
	return p, j + 1, true
}

// day reads a day of the calendar. The part of it that is meant may decide
// which one is.
func (r *timeReader) day(i int, part string) (day moment, next int, ok bool) {
	if i >= len(r.words) {
		return moment{}, i, false
	}
	for _, rule := range []func(int) (moment, int, bool){
		r.numericDate, r.calendarDate, r.knownDay, r.holiday, r.dayByName, r.dayFromLast,
	} {
		if day, next, ok = rule(i); ok {
			return day, next, true
		}
	}
	return r.weekday(i, part)
}

// numericDate reads "2020-01-08", "13/01/2020", "08.01.2020". Where day and
// month cannot be told apart, they stay unknown.
func (r *timeReader) numericDate(i int) (moment, int, bool) {
	if !r.isDigit(i) || r.joined(i) && r.is(i-1, "-", "/", ".", ",") {
		return moment{}, i, false
	}
	sep := r.word(i + 1)
	for k := i + 1; k < i+5; k++ {
		if !r.joined(k) || k%2 == (i+1)%2 && r.word(k) != sep || k%2 == i%2 && !r.isDigit(k) {
			return moment{}, i, false
		}
	}
	var n [3]int
	for k := range n {
		n[k], _ = strconv.Atoi(r.word(i + 2*k)[:min(4, len(r.word(i+2*k)))])
	}
	digits := [3]int{len(r.word(i)), len(r.word(i + 2)), len(r.word(i + 4))}
	switch {
	case sep == "-" && digits == [3]int{4, 2, 2}:
		return civilDay(n[0], n[1], n[2], i+5, i)
	case digits[0] > 2 || digits[1] > 2 || digits[2] != 4 && digits[2] != 2 || sep == "-" && digits[2] == 2:
		return moment{}, i, false
	case digits[2] == 2:
		n[2] += 2000
	}
	switch {
	case sep == "." && digits[2] == 4:
		return civilDay(n[2], n[1], n[0], i+5, i)
	case sep != "/" && sep != "-":
		return moment{}, i, false
	case n[0] > 12 || n[0] == n[1]:
		return civilDay(n[2], n[1], n[0], i+5, i)
	case n[1] > 12:
		return civilDay(n[2], n[0], n[1], i+5, i)
	case n[0] > 0 && n[1] > 0:
		return moment{value: four(n[2]) + "-XX-XX"}, i + 5, true
	}
	return moment{}, i, false
}

// civilDay returns a day as a rule does, if the calendar has it.
func civilDay(year, month, day, next, i int) (moment, int, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1000 || year > 2999 || month < 1 || month > 12 || t.Day() != day {
		return moment{}, i, false
	}
	return dayMoment(t), next, true
}

// calendarDate reads "January 8, 2020", "the 8th of January", "Wednesday,
// Jan. 8".
func (r *timeReader) calendarDate(i int) (moment, int, bool) {
	j := i
	if isWeekday(r.word(j)) || weekdayShort.has(r.word(j)) && r.isCapital(j) {
		j = r.skip(r.skip(r.skip(j+1, "."), ","), "the")
	} else if r.isDigit(j + 1) {
		j = r.skip(j, "the")
	}
	month, day, next, ok := r.monthDay(j)
	if !ok || r.is(next, "movement", "alliance", "bloc", "brigade", "brigades", "square", "bridge", "street", "avenue") {
		return moment{}, i, false
	}
	if year, end, ok := r.yearBehind(next); ok {
		if m, end, ok := civilDay(year, month, day, end, i); ok {
			return m, end, true
		}
	}
	for _, k := range knownAttacks {
		late := r.ref.known() && r.ref.day.Year() < k.year
		if k.month == month && k.day == day && slices.Contains(k.nouns, r.word(next)) && !late {
			m, next, ok := civilDay(k.year, month, day, next, i)
			return m, next, ok
		}
	}
	return r.nearDay(month, day, i, next), next, true
}

// knownAttacks are called by their day, without the year.
var knownAttacks = []struct {
	month, day, year int
	nouns            []string
}{
	{9, 11, 2001, []string{"attacks", "attack", "hijackings", "hijackers", "terrorist", "terror", "memorial"}},
	{1, 6, 2021, []string{"attack", "riot", "riots", "insurrection", "committee", "rioters", "defendants", "siege"}},
	{10, 7, 2023, []string{"attack", "attacks", "massacre", "assault"}},
}

// monthDay reads a month and a day of it, in either order.
func (r *timeReader) monthDay(i int) (month, day, next int, ok bool) {
	if m, j, ok := r.month(i); ok {
		if d, next, ok := r.dayOfMonth(j); ok && !r.is(next, ":", "%") && !(r.is(next, ",", ".") && r.joined(next) &&
			r.isDigit(next+1) && r.joined(next+1)) && !countNouns.has(r.word(next)) && d <= daysIn(m) {
			return m, d, next, true
		}
		return 0, 0, i, false
	}
	if d, j, ok := r.dayOfMonth(i); ok && !(r.joined(i) && r.is(i-1, ".", ",", ":")) {
		if m, next, ok := r.month(r.skip(j, "of")); ok && d <= daysIn(m) {
			return m, d, next, true
		}
	}
	return 0, 0, i, false
}

func daysIn(month int) int { return [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1] }

// dayOfMonth reads "8" or "8th".
func (r *timeReader) dayOfMonth(i int) (day, next int, ok bool) {
	if !r.isDigit(i) || len(r.word(i)) > 2 {
		return 0, i, false
	}
	day, _ = strconv.Atoi(r.word(i))
	if day < 1 || day > 31 {
		return 0, i, false
	}
	next = i + 1
	if r.is(next, "st", "nd", "rd", "th") && r.joined(next) {
		next++
	} else if r.isLetter(next) && r.joined(next) {
		return 0, i, false
	}
	return day, next, true
}

// months are the months and their abbreviations.
var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
	"dec": 12,
}

// month reads the name of a month, with the point of an abbreviation.
func (r *timeReader) month(i int) (month, next int, ok bool) {
	month = months[r.word(i)]
	if month == 0 || !r.isCapital(i) {
		return 0, i, false
	}
	next = i + 1
	if len(r.word(i)) <= 4 && !r.is(i, "may", "june", "july") && r.is(next, ".") && r.joined(next) {
		next++
	}
	return month, next, true
}

// year reads the number of a year: four digits and no other sign of a figure.
func (r *timeReader) year(i int) (year, next int, ok bool) {
	if !r.isDigit(i) || len(r.word(i)) != 4 {
		return 0, i, false
	}
	year, _ = strconv.Atoi(r.word(i))
	switch {
	case year < 1000 || year > 2199, countNouns.has(r.word(i + 1)):
	case r.joined(i) && r.is(i-1, ".", ",", "$", "£", "€", "#", ":", "+", "_", "/", "@"):
	case r.joined(i+1) && (r.isLetter(i+1) || r.is(i+1, "%", "°", "£", "€", "_")), r.is(i-1, "at"):
	case r.is(i+1, "-") && r.joined(i+1) && r.joined(i+2) && r.isLetter(i+2) && !r.is(i-1, "the"):
	case r.joined(i+1) && r.is(i+1, ".", ",", ":") && r.joined(i+2) && r.isDigit(i+2):
	default:
		return year, i + 1, true
	}
	return 0, i, false
}

// yearBehind reads the year of the date before i, with the comma or "of".
func (r *timeReader) yearBehind(i int) (year, next int, ok bool) {
	return r.year(r.skip(r.skip(i, ","), "of"))
}

// nearDay returns the day of a month in the year that the clause means.
func (r *timeReader) nearDay(month, day, i, next int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-" + two(month) + "-" + two(day)}
	}
	on := func(year int) time.Time { return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
	return dayMoment(nearest(r.ref.day, r.aim(i, next), on))
}

// nearest returns the day that comes every year next to ref: not after it,
// or not before it for the future. What would lie the most of a year back lies
// ahead if nothing says that it is past.
func nearest(ref time.Time, aim tense, on func(year int) time.Time) time.Time {
	const soon = 120 * 24 * time.Hour
	t := on(ref.Year())
	switch {
	case aim == tenseFuture && t.Before(ref), aim == tensePresent && t.Before(ref) && on(ref.Year()+1).Sub(ref) < soon:
		return on(ref.Year() + 1)
	case aim == tensePast && t.After(ref), aim != tenseFuture && t.Sub(ref) > soon:
		return on(ref.Year() - 1)
	}
	return t
}

// knownDay reads the dates of attacks that are called by them.
func (r *timeReader) knownDay(i int) (moment, int, bool) {
	if next, ok := r.seq(i, "9", "/", "11"); ok && r.joined(i+1) && r.joined(i+2) && !r.is(next, "/") {
		return civilDay(2001, 9, 11, next, i)
	}
	return moment{}, i, false
}

// A feast is a day that is called by a name.
type feast struct {
	words []string
	on    func(year int) time.Time
}

func fixedDay(month time.Month, day int) func(int) time.Time {
	return func(year int) time.Time { return time.Date(year, month, day, 0, 0, 0, 0, time.UTC) }
}

func fromEaster(days int) func(int) time.Time {
	return func(year int) time.Time { return easter(year).AddDate(0, 0, days) }
}

func floating(month time.Month, day time.Weekday, n, more int) func(int) time.Time {
	return func(year int) time.Time { return nthWeekday(year, month, day, n).AddDate(0, 0, more) }
}

// feasts are named days, the longer names first.
var feasts = []feast{
	{[]string{"new", "year", "’", "s", "eve"}, fixedDay(time.December, 31)},
	{[]string{"new", "year", "’", "s", "day"}, fixedDay(time.January, 1)},
	{[]string{"new", "year", "’", "s"}, fixedDay(time.January, 1)},
	{[]string{"christmas", "eve"}, fixedDay(time.December, 24)},
	{[]string{"christmas", "day"}, fixedDay(time.December, 25)},
	{[]string{"christmas"}, fixedDay(time.December, 25)},
	{[]string{"boxing", "day"}, fixedDay(time.December, 26)},
	{[]string{"valentine", "’", "s", "day"}, fixedDay(time.February, 14)},
	{[]string{"st", "patrick", "’", "s", "day"}, fixedDay(time.March, 17)},
	{[]string{"may", "day"}, fixedDay(time.May, 1)},
	{[]string{"bastille", "day"}, fixedDay(time.July, 14)},
	{[]string{"fourth", "of", "july"}, fixedDay(time.July, 4)},
	{[]string{"halloween"}, fixedDay(time.October, 31)},
	{[]string{"armistice", "day"}, fixedDay(time.November, 11)},
	{[]string{"veterans", "day"}, fixedDay(time.November, 11)},
	{[]string{"ash", "wednesday"}, fromEaster(-46)},
	{[]string{"palm", "sunday"}, fromEaster(-7)},
	{[]string{"maundy", "thursday"}, fromEaster(-3)},
	{[]string{"good", "friday"}, fromEaster(-2)},
	{[]string{"easter", "sunday"}, fromEaster(0)},
	{[]string{"easter", "monday"}, fromEaster(1)},
	{[]string{"easter"}, fromEaster(0)},
	{[]string{"labor", "day"}, floating(time.September, time.Monday, 1, 0)},
	{[]string{"memorial", "day"}, floating(time.June, time.Monday, 1, -7)},
	{[]string{"thanksgiving", "day"}, floating(time.November, time.Thursday, 4, 0)},
	{[]string{"thanksgiving"}, floating(time.November, time.Thursday, 4, 0)},
	{[]string{"black", "friday"}, floating(time.November, time.Thursday, 4, 1)},
	{[]string{"cyber", "monday"}, floating(time.November, time.Thursday, 4, 4)},
}

// easter returns Easter Sunday of the Gregorian calendar (the method that
// Nature printed in 1876).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// holiday reads a named day, with "last", "next" or its year.
func (r *timeReader) holiday(i int) (moment, int, bool) {
	j := r.skip(i, "last", "next", "this")
	if !r.isCapital(j) {
		return moment{}, i, false
	}
	for _, f := range feasts {
		if f.words[0] != r.word(j) {
			continue
		}
		next, ok := r.seq(j, f.words...)
		if !ok || len(f.words) == 1 && !r.standsFree(j) {
			continue
		}
		if year, end, ok := r.yearBehind(next); ok {
			return dayMoment(f.on(year)), end, true
		}
		if !r.ref.known() {
			if date := f.on(2019).Format("01-02"); date == f.on(2020).Format("01-02") {
				return moment{value: "XXXX-" + date}, next, true
			}
			return moment{value: "XXXX-XX-XX"}, next, true
		}
		aim := r.aim(j, next)
		switch r.word(i) {
		case "last":
			aim = tensePast
		case "next":
			aim = tenseFuture
		}
		return dayMoment(nearest(r.ref.day, aim, f.on)), next, true
	}
	return moment{}, i, false
}

// standsFree reports whether the word at i is no part of a longer name or
// compound ("Christmas tree"): a preposition leads to it and no noun follows.
func (r *timeReader) standsFree(i int) bool {
	before := timePrepositions.has(r.word(i-1)) || r.is(i-1, "last", "next", "this", "every", "the")
	return before && (!r.isLetter(i+1) || timeFunctionWords.has(r.word(i+1))) && !(r.is(i+1, "-") && r.joined(i+1))
}

// dayByName reads "today", "yesterday", "the day after tomorrow".
func (r *timeReader) dayByName(i int) (moment, int, bool) {
	j := r.skip(i, "the")
	if next, ok := r.seq(j, "day", "before", "yesterday"); ok {
		return r.refDay(-2), next, true
	}
	if next, ok := r.seq(j, "day", "after", "tomorrow"); ok {
		return r.refDay(2), next, true
	}
	switch r.word(i) {
	case "this": // "this morning": the part is read behind it
		return r.refDay(0), i + 1, r.partIsNext(i + 1)
	case "last":
		return r.refDay(-1), i + 1, r.is(i+1, "night", "evening")
	case "today":
		if r.isCapital(i) && !r.opens(i) {
			break // USA Today
		}
		return r.refDay(0), i + 1, true
	case "yesterday":
		return r.refDay(-1), i + 1, true
	case "tomorrow":
		return r.refDay(1), i + 1, true
	}
	return moment{}, i, false
}

// dayFromLast reads a day that is told by the last one mentioned: "the next
// day", "that day", "the day before".
func (r *timeReader) dayFromLast(i int) (moment, int, bool) {
	shift, next, ok := r.dayShift(i)
	if !ok {
		return moment{}, i, false
	}
	switch {
	case r.last.grain == grainDay || r.last.grain == grainClock:
		day := time.Date(r.last.at.Year(), r.last.at.Month(), r.last.at.Day(), 0, 0, 0, 0, time.UTC)
		return dayMoment(day.AddDate(0, 0, shift)), next, true
	case r.lastDay.grain == grainDay:
		return dayMoment(r.lastDay.at.AddDate(0, 0, shift)), next, true
	}
	return r.refDay(shift), next, true
}

func (r *timeReader) dayShift(i int) (shift, next int, ok bool) {
	if r.is(i, "that") {
		j := r.skip(i+1, "same", "very")
		if r.partIsNext(j) {
			return 0, j, true
		}
		return 0, j + 1, r.is(j, "day")
	}
	j := r.skip(i, "the")
	shift, known := map[string]int{"next": 1, "following": 1, "previous": -1, "preceding": -1, "same": 0}[r.word(j)]
	switch {
	case known && r.partIsNext(j+1) && (j > i || r.is(j, "next")):
		return shift, j + 1, true
	case known && r.is(j+1, "day") && (j > i || r.is(j, "next")) && !(r.is(j+2, "-") && r.joined(j+2)):
		return shift, j + 2, true
	case j == i:
		return 0, i, false
	}
	if next, ok := r.seq(j, "day", "before"); ok && r.endsClause(next) {
		return -1, next, true
	}
	if next, ok := r.seq(j, "day", "after"); ok && r.endsClause(next) {
		return 1, next, true
	}
	return 0, i, false
}

// partIsNext reports whether "morning" or the like stands at i as a noun.
func (r *timeReader) partIsNext(i int) bool {
	return r.is(i, "morning", "afternoon", "evening", "night") && !(r.is(i+1, "-") && r.joined(i+1))
}

// endsClause reports whether nothing at i goes on with a preposition’s object.
func (r *timeReader) endsClause(i int) bool {
	if r.isLetter(i) {
		return r.is(i, "and", "but", "that", "when", "said", "by", "in", "at")
	}
	return !r.isDigit(i) && !r.is(i, "\u201c", "\"")
}

var weekdays = map[string]time.Weekday{
	"sunday": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday,
	"thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday,
}

var weekdayShort = newSet("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")

func isWeekday(w string) bool {
	_, ok := weekdays[w]
	return ok
}

// weekday reads a weekday, with "last", "next" or the week that it is in.
func (r *timeReader) weekday(i int, part string) (moment, int, bool) {
	j := r.skip(i, "the")
	j = r.skip(j, "last", "next", "this", "coming", "previous", "following", "past")
	rel := ""
	if j > i {
		rel = r.word(j - 1)
	}
	j = r.skip(j, "coming", "past")
	if rel == "this" && r.is(j-1, "coming", "past") {
		rel = r.word(j - 1)
	}
	if rel == "the" {
		return moment{}, i, false
	}
	wd, ok := weekdays[r.word(j)]
	if !ok || !r.isCapital(j) || r.is(j+1, "prayers", "sermon") {
		return moment{}, i, false
	}
	next := j + 1
	if !r.ref.known() {
		if rel == "" {
			next = r.weekOf(next, new(int))
		}
		return moment{value: "XXXX-WXX-" + strconv.Itoa(isoWeekday(wd))}, next, true
	}
	weeks := 0
	if end := r.weekOf(next, &weeks); end > next && rel == "" {
		day := monday(r.ref.day).AddDate(0, 0, 7*weeks+isoWeekday(wd)-1)
		return dayMoment(day), end, true
	}
	return dayMoment(r.nearWeekday(wd, rel, part, i, next)), next, true
}

func isoWeekday(d time.Weekday) int { return (int(d)+6)%7 + 1 }

// weekOf reads "last week", "of next week" behind a weekday.
func (r *timeReader) weekOf(i int, weeks *int) (next int) {
	j := r.skip(i, "of")
	if !r.is(j, "last", "next", "this") || r.word(j+1) != "week" {
		return i
	}
	*weeks = map[string]int{"last": -1, "next": 1, "this": 0}[r.word(j)]
	return j + 2
}

// nearWeekday returns the weekday that is meant by what stands before it, else
// by the tense of its clause.
func (r *timeReader) nearWeekday(wd time.Weekday, rel, part string, i, next int) time.Time {
	ahead := (int(wd) - int(r.ref.day.Weekday()) + 7) % 7
	from := r.ref.day
	switch rel {
	case "last", "past":
		return from.AddDate(0, 0, -7+ahead)
	case "next", "coming":
		return from.AddDate(0, 0, (ahead+6)%7+1)
	case "previous", "following":
		if r.lastDay.grain == grainDay {
			gap := (int(wd) - int(r.lastDay.at.Weekday()) + 7) % 7
			if rel == "previous" {
				return r.lastDay.at.AddDate(0, 0, -7+gap)
			}
			return r.lastDay.at.AddDate(0, 0, (gap+6)%7+1)
		}
	}
	const evening = 18 // o'clock: it is the next day already where much news happens
	if ahead == 1 && r.ref.hour >= evening {
		return from.AddDate(0, 0, 1)
	}
	if r.lastDayEnd == i-1 && r.is(i-1, "to", "and", "through", "until", "or", "-") {
		gap := (int(wd) - int(r.lastDay.at.Weekday()) + 7) % 7
		return r.lastDay.at.AddDate(0, 0, gap) // "from Monday to Friday"
	}
	aim := r.aim(i, next)
	switch {
	case ahead == 0:
		return from
	case aim == tenseFuture, aim == tensePresent, rel == "this" && aim != tensePast:
		return from.AddDate(0, 0, ahead)
	case ahead == 1 && r.ref.hour >= 12 && (part == "TMO" || r.opensDay(next)):
		return from.AddDate(0, 0, 1) // it is that morning already, further east
	}
	return from.AddDate(0, 0, ahead-7)
}

// opensDay reports whether the first hours of a day are spoken of behind i.
func (r *timeReader) opensDay(i int) bool {
	p, _, ok := r.partBehind(i)
	return ok && p == "TMO"
}

// partAlone reads a part of a day whose day is known from elsewhere: "this
// morning", "last night", "overnight", "the early hours".
func (r *timeReader) partAlone(i int) (timeFound, bool) {
	found := func(day moment, part string, next int) (timeFound, bool) {
		day.value += part
		return timeFound{moment: day, kind: TimeOfDay, next: next}, true
	}
	j := i
	if r.is(i, "late", "early", "earlier", "later") && r.is(i+1, "tonight") {
		j++
	}
	switch {
	case r.is(j, "tonight") && !r.isCapital(j+1):
		return found(r.refDay(0), "TNI", j+1)
	case r.is(i, "overnight") && !r.is(i-1, "an", "a", "-") && !r.is(i+1, "-"):
		if r.aim(i, i+1) == tenseFuture {
			return found(r.refDay(0), "TNI", i+1)
		}
		return found(r.refDay(-1), "TNI", i+1)
	}
	the := r.skip(i, "the")
	if the > i && r.is(the, "early", "small", "wee") && r.is(the+1, "hours") {
		return found(r.morningDay(), "TMO", the+2)
	}
	if next, ok := r.seq(i, "the", "night", "before"); ok && r.endsClause(next) && r.last.grain == grainDay {
		return found(dayMoment(r.last.at.AddDate(0, 0, -1)), "TNI", next)
	}
	if the > i && r.is(the, "early") && r.partIsNext(the+1) && timePrepositions.has(r.word(i-1)) {
		return found(r.clockDay(), dayParts[r.word(the+1)], r.skip(the+2, "hours"))
	}
	if the > i && r.partIsNext(the) && r.is(i-1, "in", "during", "through", "until", "into", "by", "throughout") &&
		!r.is(the+1, "of") {
		return found(r.clockDay(), dayParts[r.word(the)], the+1)
	}
	led := r.is(i-1, "at", "by", "before", "after", "since", "until", "till", "around", "from", "between")
	compound := r.is(i+1, "raid", "raids", "attack", "attacks", "patrol", "prayers", "-")
	if part := dayParts[r.word(i)]; part != "" && !r.partIsNext(i) && led && !compound {
		if part == "TMO" {
			return found(r.morningDay(), part, i+1)
		}
		return found(r.clockDay(), part, i+1)
	}
	return timeFound{}, false
}

// isLetterNoun reports whether a word at i may be a noun that the one before
// it belongs to.
func (r *timeReader) isLetterNoun(i int) bool {
	return r.isLetter(i) && !timeFunctionWords.has(r.word(i)) || r.is(i, "-")
}

// A timeUnit is a unit of durations.
type timeUnit struct {
	name  string // as values write it
	clock bool   // behind the T
	one   bool   // singular
	days  int    // about how long it is; 0 below a day
}

var timeUnits = map[string]timeUnit{
	"second": {"S", true, true, 0}, "seconds": {"S", true, false, 0},
	"minute": {"M", true, true, 0}, "minutes": {"M", true, false, 0},
	"hour": {"H", true, true, 0}, "hours": {"H", true, false, 0},
	"day": {"D", false, true, 1}, "days": {"D", false, false, 1},
	"week": {"W", false, true, 7}, "weeks": {"W", false, false, 7},
	"month": {"M", false, true, 30}, "months": {"M", false, false, 30},
	"year": {"Y", false, true, 365}, "years": {"Y", false, false, 365},
	"decade": {"DE", false, true, 3650}, "decades": {"DE", false, false, 3650},
	"century": {"CE", false, true, 36500}, "centuries": {"CE", false, false, 36500},
}

// length returns a duration as values write it.
func (u timeUnit) length(n string) string {
	if u.clock {
		return "PT" + n + u.name
	}
	return "P" + n + u.name
}

// A timeCount is how many units there are.
type timeCount struct {
	value string // "X" for some
	n     int    // 0 if it is no whole number
	next  int
}

// count reads how many: "three", "24", "a", "several", "a few", "half an".
func (r *timeReader) count(i int) (timeCount, bool) {
	if !r.isDigit(i) && !r.isLetter(i) {
		return timeCount{}, false
	}
	for _, some := range someWords {
		if next, ok := r.seq(i, some...); ok {
			return timeCount{value: "X", next: next}, true
		}
	}
	if next, ok := r.seq(i, "a", "couple", "of"); ok {
		return timeCount{value: "2", n: 2, next: next}, true
	}
	if next, ok := r.seq(i, "one", "and", "a", "half"); ok {
		return timeCount{value: "1.5", next: next}, true
	}
	var f Figure
	if r.isDigit(i) {
		if r.joined(i) && r.is(i-1, ".", ",", ":", "/", "$", "£", "€") {
			return timeCount{}, false
		}
		f = digits(r.text, r.words[i].start)
	} else if f = inWords(r.text, r.words[i].start); f.End == 0 {
		if r.is(i, "a", "an", "one") {
			return timeCount{value: "1", n: 1, next: i + 1}, true
		}
		return timeCount{}, false
	}
	if f.Percent || f.Clock || len(f.Value) > 6 {
		return timeCount{}, false
	}
	c := timeCount{value: f.Value, next: r.behind(i, f.End)}
	c.n, _ = strconv.Atoi(f.Value)
	if next, ok := r.seq(c.next, "and", "a", "half"); ok && !strings.Contains(c.value, ".") {
		return timeCount{value: c.value + ".5", next: next}, true
	}
	return c, true
}

// someWords count without a number.
var someWords = [][]string{
	{"several"},
	{"a", "few"},
	{"a", "number", "of"},
	{"many"},
	{"some"},
	{"few"},
	{"dozens", "of"},
	{"hundreds", "of"},
	{"thousands", "of"},
	{"a", "handful", "of"},
}

// duration reads a length of time, or a date that is told by one: "three
// days", "the past 24 hours", "a week ago", "two years later".
func (r *timeReader) duration(i int) (timeFound, bool) {
	if f, ok := r.recentSpan(i); ok {
		return f, true
	}
	if f, ok := r.halves(i); ok {
		return f, true
	}
	if n, ok := r.count(i); ok {
		return r.counted(i, n)
	}
	if n, ok := r.count(i + 1); ok && r.is(i, "the") && n.n > 1 {
		if unit, ok := timeUnits[r.word(n.next)]; ok && !unit.one {
			length := moment{value: unit.length(n.value)}
			return timeFound{moment: length, kind: Duration, next: n.next + 1}, true // "the two years to May"
		}
	}
	return r.uncounted(i)
}

// recentSpan reads "the past year", "recent days", "the next few weeks".
func (r *timeReader) recentSpan(i int) (timeFound, bool) {
	j := r.skip(i, "the", "these")
	the := j > i
	if !r.is(j, "past", "last", "next", "coming", "recent", "previous", "preceding", "following", "first", "final",
		"intervening") {
		return timeFound{}, false
	}
	rel := r.word(j)
	n, counted := r.count(j + 1)
	if !counted {
		n = timeCount{value: "X", next: j + 1}
	}
	unit, ok := timeUnits[r.word(n.next)]
	switch {
	case !ok || r.is(n.next+1, "-") && r.joined(n.next+1):
		return timeFound{}, false
	case !counted && unit.one && (!the || rel != "past" && rel != "last" && rel != "coming" && rel != "next"):
		return timeFound{}, false // "last week", "the following month"
	case !counted && unit.one && (unit.name == "D" || unit.clock) && (rel == "next" || rel == "last"):
		return timeFound{}, false
	case !counted && unit.one:
		n.value = "1"
	case !counted && (rel == "first" || rel == "final"):
		return timeFound{}, false
	}
	return timeFound{moment: moment{value: unit.length(n.value)}, kind: Duration, next: n.next + 1}, true
}

// halves reads "half an hour", "half a century", "a day and a half".
func (r *timeReader) halves(i int) (timeFound, bool) {
	if r.is(i, "half") && (r.is(i+1, "a", "an") || r.is(i+1, "-")) {
		value := map[string]string{
			"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y", "minute": "PT30S",
		}[r.word(i+2)]
		if value != "" && !r.is(i+3, "-") {
			next := r.skip(i+3, "later", "earlier", "ago")
			return timeFound{moment: moment{value: value}, kind: Duration, next: next}, true
		}
	}
	if r.is(i, "a", "an", "one") {
		if unit, ok := timeUnits[r.word(i+1)]; ok && unit.one {
			if next, ok := r.seq(i+2, "and", "a", "half"); ok {
				return r.behindLength(i, timeCount{value: "1.5"}, unit, next)
			}
		}
	}
	return timeFound{}, false
}

// counted reads the unit behind a number, and what it is counted from.
func (r *timeReader) counted(i int, n timeCount) (timeFound, bool) {
	j := n.next
	hyphen := r.is(j, "-") && r.joined(j) && r.joined(j+1)
	if hyphen {
		j++
	}
	if r.is(j, "fortnight") && n.n == 1 {
		return r.behindLength(i, timeCount{value: "2", n: 2}, timeUnits["weeks"], j+1)
	}
	j = r.skip(j, "more", "full", "long", "whole", "straight", "consecutive", "short")
	unit, ok := timeUnits[r.word(j)]
	if !ok || r.isCapital(j) || n.value == "1" && !unit.one || r.is(i, "a", "an", "one") && unit.name == "S" {
		return timeFound{}, false
	}
	next := j + 1
	switch {
	case hyphen && r.is(next, "-") && r.is(next+1, "long"):
		next += 2
	case r.is(next, "-") && r.is(next+1, "long"):
		return timeFound{}, false // "an hour-long"
	case r.is(next, "-") && r.joined(next) && r.joined(next+1) && !hyphen:
		return timeFound{next: next + 2}, true // "a day-old", "one year-on-year"
	case hyphen:
	case n.value == "X" && r.is(i, "some") && unit.one:
		return timeFound{}, false
	default:
		if f, ok := r.added(n, unit, next); ok {
			return f, true
		}
		return r.behindLength(i, n, unit, next)
	}
	return timeFound{moment: moment{value: unit.length(n.value)}, kind: Duration, next: next}, true
}

// added reads the second half of "two hours and 30 minutes".
func (r *timeReader) added(n timeCount, unit timeUnit, i int) (timeFound, bool) {
	more, ok := r.count(r.skip(i, "and", ","))
	if !ok || n.value == "X" || more.value == "X" || n.n == 0 || more.n == 0 {
		return timeFound{}, false
	}
	small, ok := timeUnits[r.word(more.next)]
	rank := strings.Index("SMH", unit.name)
	smaller := unit.clock && small.clock && strings.Index("SMH", small.name) < rank ||
		!unit.clock && (small.clock || small.days < unit.days)
	if !ok || !smaller {
		return timeFound{}, false
	}
	value := unit.length(n.value)
	if small.clock && !unit.clock {
		value += "T"
	}
	return timeFound{moment: moment{value: value + more.value + small.name}, kind: Duration, next: more.next + 1}, true
}

// behindLength reads what makes a length of time a date: "ago", "earlier",
// "later", "before" that nothing follows.
func (r *timeReader) behindLength(i int, n timeCount, unit timeUnit, next int) (timeFound, bool) {
	length := timeFound{moment: moment{value: unit.length(n.value)}, kind: Duration, next: next}
	switch {
	case r.is(next, "ago"):
		return r.ago(n, unit, next+1), true
	case r.fromNow(next) > next && n.n > 0 && !unit.clock:
		return timeFound{moment: r.ahead(n.n, unit), kind: Date, next: r.fromNow(next)}, true
	case r.is(next, "earlier", "previously"), r.is(next, "before") && r.endsClause(next+1):
		return r.fromLast(length, n.n, -1, unit), true
	case r.is(next, "later"), r.is(next, "afterwards"), r.is(next, "after") && r.endsClause(next+1) && !r.isDigit(next+1):
		return r.fromLast(length, n.n, 1, unit), true
	case r.is(i, "a", "an") && unit.clock && n.value == "1" && r.is(next, "’"):
		return length, true
	}
	return length, true
}

// fromNow returns the word behind "from now" or the rest of "weeks’ time" at i,
// else i.
func (r *timeReader) fromNow(i int) int {
	if next, ok := r.seq(i, "from", "now"); ok {
		return next
	}
	if next, ok := r.seq(r.skip(i+1, "s"), "time"); ok && r.is(i, "’") {
		return next
	}
	return i
}

// ahead returns the date that lies n units behind publication.
func (r *timeReader) ahead(n int, unit timeUnit) moment {
	if !r.ref.known() {
		return moment{value: unknownDate(unit)}
	}
	return shifted(r.ref.day, n, unit)
}

// ago returns the date that lies n units before publication.
func (r *timeReader) ago(n timeCount, unit timeUnit, next int) timeFound {
	f := timeFound{next: next}
	switch {
	case n.n == 0 && n.value == "X":
		f.value = "PAST_REF"
		return f
	case unit.clock:
		f.kind = TimeOfDay
		f.value = r.refDay(0).value + "TXX:XX"
		if clock, err := time.Parse("15:04", r.ref.clock); err == nil && r.ref.known() {
			t := r.ref.day.Add(clock.Sub(clock.Truncate(24 * time.Hour)))
			t = t.Add(-time.Duration(min(n.n, 1000)) * clockUnits[unit.name])
			f.moment = moment{t.Format("2006-01-02T15:04"), t, grainClock}
		}
		return f
	}
	if !r.ref.known() {
		f.value = unknownDate(unit)
		return f
	}
	f.moment = shifted(r.ref.day, -n.n, unit)
	return f
}

// unknownDate returns the value of a date whose length alone is known.
func unknownDate(unit timeUnit) string {
	switch unit.name {
	case "D":
		return "XXXX-XX-XX"
	case "W":
		return "XXXX-WXX"
	case "M":
		return "XXXX-XX"
	case "DE":
		return "XXX"
	case "CE":
		return "XX"
	}
	return "XXXX"
}

// shifted returns the day, week, month, year, … that lies n of them from t.
func shifted(t time.Time, n int, unit timeUnit) moment {
	n = max(min(n, 4000), -4000)
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	var m moment
	switch unit.name {
	case "D":
		m = dayMoment(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).AddDate(0, 0, n))
	case "W":
		m = weekMoment(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*n))
	case "M":
		m = monthMoment(first.AddDate(0, n, 0))
	case "Y":
		m = yearMoment(t.Year() + n)
	case "DE":
		m = yearMoment(t.Year() + 10*n)
		m.value, m.grain = m.value[:min(3, len(m.value))], grainNone
	case "CE":
		m = yearMoment(t.Year() + 100*n)
		m.value, m.grain = m.value[:min(2, len(m.value))], grainNone
	}
	if m.at.Year() < 1 || m.at.Year() > 9999 {
		return moment{value: unknownDate(unit)}
	}
	return m
}

// fromLast returns the date or time that lies n units from the last one
// mentioned. Where that is not known so exactly, it stays a length of time.
func (r *timeReader) fromLast(length timeFound, n, sign int, unit timeUnit) timeFound {
	length.next++
	last := r.last
	exact := last.grain != grainNone && (unit.clock && last.grain == grainClock ||
		unit.name == "D" && last.grain <= grainDay || unit.name == "W" && last.grain <= grainWeek ||
		unit.name == "M" && last.grain <= grainMonth && last.grain != grainWeek || unit.days > 100)
	switch {
	case n == 0:
		return length
	case exact && unit.clock:
		return r.clockFromLast(sign*min(n, 10_000), unit, length.next)
	case exact:
		m := shifted(last.at, sign*n, unit)
		if r.ref.known() && !last.at.After(r.ref.day) && m.at.After(r.ref.day) {
			return length // it would lie ahead of the report: the count is from something else
		}
		return timeFound{moment: m, kind: Date, next: length.next}
	case sign < 0 && last.grain == grainNone && r.ref.known() && !unit.clock:
		return timeFound{moment: shifted(r.ref.day, -n, unit), kind: Date, next: length.next}
	}
	return length
}

var clockUnits = map[string]time.Duration{"H": time.Hour, "M": time.Minute, "S": time.Second}

// clockFromLast returns the time that lies n units from the last one mentioned,
// in its zone.
func (r *timeReader) clockFromLast(n int, unit timeUnit, next int) timeFound {
	t := r.last.at.Add(time.Duration(n) * clockUnits[unit.name])
	c := clockTime{known: true, minute: t.Hour()*60 + t.Minute()}
	if r.lastClock.at.Equal(r.last.at) {
		c.zoned, c.offset = r.lastClock.zoned, r.lastClock.offset
	}
	m := c.on(dayMoment(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)))
	return timeFound{m, TimeOfDay, next, c}
}

// uncounted reads "hours", "years ago", "weeks of", "weeklong", "fortnight".
func (r *timeReader) uncounted(i int) (timeFound, bool) {
	w := r.word(i)
	if base, ok := strings.CutSuffix(w, "long"); ok {
		if unit, ok := timeUnits[base]; ok && unit.name != "S" {
			n := "X"
			if unit.one {
				n = "1"
			}
			return timeFound{moment: moment{value: unit.length(n)}, kind: Duration, next: i + 1}, true
		}
	}
	unit, ok := timeUnits[w]
	if !ok || r.isCapital(i) && !r.opens(i) {
		return timeFound{}, false
	}
	if r.is(i+1, "-") && r.joined(i+1) && r.is(i+2, "long") {
		n := "X"
		if unit.one {
			n = "1"
		}
		return timeFound{moment: moment{value: unit.length(n)}, kind: Duration, next: i + 3}, true
	}
	compound := r.is(i-1, "opening", "working", "business", "office", "visiting", "school", "early", "teenage", "-", "’",
		"these", "those", "his", "her", "their", "our") || r.is(i+1, "-") && r.joined(i+1)
	if unit.one || unit.name == "S" || compound || r.isCapital(i-1) && !r.opens(i-1) {
		return timeFound{}, false
	}
	return r.behindLength(i, timeCount{value: "X"}, unit, i+1)
}

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

// period reads a stretch of the calendar longer than a day, with "early",
// "mid-", "the end of" before it.
func (r *timeReader) period(i int) (timeFound, bool) {
	if f, ok := r.spanOf(i); ok {
		return f, true
	}
	j, modified := r.partOf(i)
	for _, rule := range []func(int, bool) (moment, int, bool){
		r.decadeOrCentury, r.weekend, r.quarter, r.halfYear, r.season, r.monthAlone, r.unitByName, r.yearAlone,
	} {
		if m, next, ok := rule(j, modified); ok {
			return timeFound{moment: m, kind: Date, next: next}, true
		}
	}
	return timeFound{}, false
}

// spanOf reads "earlier in the day", "later in the year".
func (r *timeReader) spanOf(i int) (timeFound, bool) {
	if !r.is(i, "earlier", "later", "early", "late") {
		return timeFound{}, false
	}
	next, ok := r.seq(i+1, "in", "the")
	if !ok || !r.is(next, "day", "week", "month", "year") {
		return timeFound{}, false
	}
	unit := timeUnits[r.word(next)]
	switch {
	case unit.name == "D":
		return timeFound{moment: r.clockDay(), kind: Date, next: next + 1}, true
	case r.last.grain != grainNone:
		return timeFound{moment: shifted(r.last.at, 0, unit), kind: Date, next: next + 1}, true
	case r.ref.known():
		return timeFound{moment: shifted(r.ref.day, 0, unit), kind: Date, next: next + 1}, true
	}
	return timeFound{moment: moment{value: unknownDate(unit)}, kind: Date, next: next + 1}, true
}

// partOf reads what says which part of the period that follows; modified says
// that there was something.
func (r *timeReader) partOf(i int) (next int, modified bool) {
	j := r.skip(i, "the")
	switch {
	case r.is(j, "early", "late", "mid", "earlier", "later"):
		return r.skip(r.skip(j+1, "-"), "in", "on"), true
	case r.is(j, "start", "beginning", "end", "middle", "close", "turn", "rest", "dawn") && r.is(j+1, "of"):
		return j + 2, true
	}
	return i, false
}

// decadeOrCentury reads "the 1980s", "the ’90s", "the 21st century".
func (r *timeReader) decadeOrCentury(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the")
	j = r.skip(r.skip(j, "early", "late", "mid"), "-")
	if n, end, ok := r.ordinal(j); ok && n > 0 && n < 30 {
		if end = r.skip(end, "-"); r.is(end, "century") {
			return moment{value: two(n - 1)}, end + 1, true
		}
	}
	if decade, ok := decadeWords[r.word(j)]; ok && (j > i || modified) {
		return moment{value: decade}, j + 1, true
	}
	k := r.skip(j, "’")
	if !r.isDigit(k) || !r.is(k+1, "s") || !r.joined(k+1) {
		return moment{}, i, false
	}
	switch w := r.word(k); {
	case len(w) == 4 && w[3] == '0' && (w[0] == '1' || w[0] == '2'):
		if w[2:] == "00" && w[0] == '1' {
			return moment{value: w[:2]}, k + 2, true // "the 1800s"
		}
		return moment{value: w[:3]}, k + 2, true
	case len(w) == 2 && w[1] == '0' && (k > j || j > i && !r.is(i-1, "in") || j > i && w[0] >= '2') && w[0] > '1' &&
		!r.is(k-1, "her", "his", "their", "mid"):
		return moment{value: "19" + w[:1]}, k + 2, true
	}
	return moment{}, i, false
}

var decadeWords = map[string]string{
	"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197",
	"eighties": "198", "nineties": "199", "noughties": "200",
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth":    10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "last": -1, "final": 4,
}

// ordinal reads "21st", "third", "twenty-first".
func (r *timeReader) ordinal(i int) (n, next int, ok bool) {
	if r.isDigit(i) && len(r.word(i)) <= 2 && r.is(i+1, "st", "nd", "rd", "th") && r.joined(i+1) {
		n, _ = strconv.Atoi(r.word(i))
		return n, i + 2, true
	}
	if r.is(i, "twenty") && r.is(i+1, "-") && r.is(i+2, "first") {
		return 21, i + 3, true
	}
	n, ok = ordinals[r.word(i)]
	return n, i + 1, ok
}

// weekend reads "the weekend", "last weekend".
func (r *timeReader) weekend(i int, _ bool) (moment, int, bool) {
	if !r.is(i+1, "weekend") || !r.is(i, "the", "last", "this", "next", "that", "previous") {
		return moment{}, i, false
	}
	next := i + 2
	if !r.ref.known() {
		return moment{value: "XXXX-WXX-WE"}, next, true
	}
	week := monday(r.ref.day)
	begun := isoWeekday(r.ref.day.Weekday()) >= 6
	past := r.aim(i, next) == tensePast
	switch {
	case r.is(i, "last"), r.is(i, "the", "this", "that", "previous") && past && !begun:
		week = week.AddDate(0, 0, -7)
	case r.is(i, "next"):
		week = week.AddDate(0, 0, 7)
	}
	return moment{value: weekValue(week) + "-WE"}, next, true
}

// quarter reads "the third quarter of 2019", "third-quarter", "Q3".
func (r *timeReader) quarter(i int, _ bool) (moment, int, bool) {
	n, next := 0, i
	if w := r.word(i); w == "q" && r.isCapital(i) && r.joined(i+1) && r.isDigit(i+1) && len(r.word(i+1)) == 1 {
		n, next = int(r.word(i + 1)[0]-'0'), i+2
	} else {
		j := r.skip(i, "the", "this", "last", "next")
		if m, end, ok := r.ordinal(j); ok {
			end = r.skip(end, "-")
			if !r.is(end, "quarter") {
				return moment{}, i, false
			}
			n, next = m, end+1
		} else if r.is(j, "quarter") && r.is(i, "this", "last", "next") {
			return r.nearQuarter(i), j + 1, true
		}
	}
	if n == -1 {
		return r.nearQuarter(i), next, true
	}
	if n < 1 || n > 4 {
		return moment{}, i, false
	}
	year, next := r.yearOf(next, func(year int) time.Time {
		return time.Date(year, time.Month(3*n+1), 1, 0, 0, 0, 0, time.UTC)
	}, i)
	return moment{value: year + "-Q" + strconv.Itoa(n)}, next, true
}

// nearQuarter returns the quarter of publication, the last or the next one.
func (r *timeReader) nearQuarter(i int) moment {
	if !r.ref.known() {
		return moment{value: "XXXX-QX"}
	}
	months := map[string]int{"last": -3, "the": -3, "next": 3}[r.word(i)]
	first := monthMoment(r.ref.day).at.AddDate(0, months, 0)
	return moment{value: first.Format("2006") + "-Q" + strconv.Itoa((int(first.Month())+2)/3)}
}

// yearOf reads the year behind a part of a year. Without one it is that of
// the last such part that has ended, or of the next for the future.
func (r *timeReader) yearOf(i int, ends func(year int) time.Time, from int) (year string, next int) {
	if y, next, ok := r.yearBehind(i); ok {
		return four(y), next
	}
	for _, of := range []int{i, i + 1} {
		if of == i+1 && !r.is(i, "of", "in") {
			break
		}
		if r.is(of, "last", "this", "next") && r.is(of+1, "year") && r.ref.known() {
			return four(r.ref.day.Year() + map[string]int{"last": -1, "next": 1}[r.word(of)]), of + 2
		}
	}
	if next, ok := r.seq(i, "of", "the", "year"); ok && r.ref.known() {
		return four(r.ref.day.Year()), next
	}
	if !r.ref.known() {
		return "XXXX", i
	}
	y := r.ref.day.Year()
	future := r.aim(from, i) == tenseFuture
	switch ended := !ends(y).After(r.ref.day); {
	case future && ended:
		y++
	case !future && !ended && r.ref.day.Sub(ends(y-1)) < 200*24*time.Hour:
		y--
	}
	return four(y), i
}

// halfYear reads "the first half of 2019", "H1 2019".
func (r *timeReader) halfYear(i int, _ bool) (moment, int, bool) {
	if r.word(i) == "h" && r.isCapital(i) && r.is(i+1, "1", "2") && r.joined(i+1) {
		if year, next, ok := r.yearBehind(i + 2); ok {
			return moment{value: four(year) + "-H" + r.word(i+1)}, next, true
		}
	}
	j := r.skip(i, "the")
	if !r.is(j, "first", "second", "latter") || !r.is(j+1, "half") || !r.is(j+2, "of") {
		return moment{}, i, false
	}
	half := "2"
	if r.is(j, "first") {
		half = "1"
	}
	if year, next, ok := r.yearBehind(j + 2); ok {
		return moment{value: four(year) + "-H" + half}, next, true
	}
	year, next := r.yearOf(j+2, func(int) time.Time { return r.ref.day }, i)
	if next == j+2 {
		return moment{}, i, false
	}
	return moment{value: year + "-H" + half}, next, true
}

var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

// season reads "last summer", "the summer of 1976", "summer 2019".
func (r *timeReader) season(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the", "last", "this", "next", "that")
	code := seasons[r.word(j)]
	if code == "" || r.isCapital(j) && (!r.opens(i) || r.isCapital(j+1)) || r.is(j+1, "-") && r.joined(j+1) {
		return moment{}, i, false
	}
	next := j + 1
	if year, end, ok := r.yearBehind(next); ok {
		return moment{value: four(year) + "-" + code}, end, true
	}
	led := r.is(i-1, "in", "by", "since", "until", "during", "through", "over", "before", "after", "throughout")
	switch {
	case r.is(j, "fall") && r.is(i, "the") && !r.is(i-1, "in"), r.is(j+1, "of"):
		return moment{}, i, false
	case modified, i < j && !r.is(i, "the"):
	case !led, r.is(j, "fall", "spring") && i == j:
		return moment{}, i, false
	}
	if !r.ref.known() {
		return moment{value: "XXXX-" + code}, next, true
	}
	return moment{value: four(r.seasonYear(code, i, next)) + "-" + code}, next, true
}

// seasonYear returns the year of the season that is meant. A winter is of the
// year that it begins in.
func (r *timeReader) seasonYear(code string, i, next int) int {
	ends := map[string]time.Month{"SP": time.June, "SU": time.September, "FA": time.December, "WI": time.March}[code]
	now := r.ref.day
	end := func(year int) time.Time {
		if code == "WI" {
			year++
		}
		return time.Date(year, ends, 1, 0, 0, 0, 0, time.UTC)
	}
	year := now.Year()
	if code == "WI" && now.Month() < time.July {
		year-- // the winter that is or was
	}
	ended := !end(year).After(now)
	begun := !end(year).AddDate(0, -3, 0).After(now)
	switch {
	case r.is(i, "last"):
		if !ended {
			year--
		}
	case r.is(i, "next"):
		if begun {
			year++
		}
	case r.is(i, "this"):
	case r.aim(i, next) == tenseFuture:
		if ended {
			year++
		}
	case r.aim(i, next) == tensePast:
		if !begun {
			year--
		}
	}
	return year
}

// monthAlone reads "December 2018", "in December", "last December".
func (r *timeReader) monthAlone(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "last", "this", "next", "the", "that")
	month, next, ok := r.month(j)
	if !ok || r.is(i, "the") && !modified && months[r.word(j)] == 0 {
		return moment{}, i, false
	}
	if year, end, ok := r.yearBehind(next); ok {
		return monthMoment(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)), end, true
	}
	if r.is(i, "the") {
		return moment{}, i, false
	}
	if !r.isMonth(i, j, next, modified) {
		return moment{}, i, false
	}
	if !r.ref.known() {
		return moment{value: "XXXX-" + two(month)}, next, true
	}
	aim := r.aim(i, next)
	switch r.word(i) {
	case "last":
		aim = tensePast
	case "next":
		aim = tenseFuture
	}
	this := monthMoment(r.ref.day).at
	on := func(year int) time.Time { return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC) }
	if this.Equal(on(this.Year())) && (r.is(i, "last") || r.is(i, "next")) {
		years := map[string]int{"last": -1, "next": 1}[r.word(i)]
		return monthMoment(on(this.Year() + years)), next, true
	}
	return monthMoment(nearest(this, aim, on)), next, true
}

// isMonth reports whether the name of a month at j is one, and no verb, no
// name of a person and no abbreviation.
func (r *timeReader) isMonth(i, j, next int, modified bool) bool {
	w := r.word(j)
	led := i < j || modified || r.is(j-1, "in", "since", "until", "till", "during", "through", "throughout")
	loose := r.is(j-1, "of", "by", "from", "before", "after", "to", "and", "between", "or", "for", "around")
	switch {
	case len(w) <= 4 && !r.is(j, "may", "june", "july"):
		return led && next > j+1 || led && !r.isCapital(next)
	case w == "may" && r.mayIsName:
		return led && !r.is(j-1, "since") && (!r.isLetter(next) || timeFunctionWords.has(r.word(next)))
	case r.is(j, "may", "march", "august", "april", "june"):
		return led || loose && !r.isCapital(next) && !(w == "march" && r.is(next, "on", "of", "for")) ||
			r.is(next, "and", "-", "to") && months[r.word(next+1)] != 0 || w == "august" && !r.isCapital(next)
	}
	return true
}

// unitByName reads "last week", "this month", "next year", "the following
// week", and "the year" behind "the end of".
func (r *timeReader) unitByName(i int, modified bool) (moment, int, bool) {
	j := r.skip(i, "the")
	rel := r.word(j)
	unit, ok := timeUnits[r.word(j+1)]
	if modified && r.is(i, "the") {
		if u, ok := timeUnits[rel]; ok && u.one && u.days >= 7 && !r.is(j+1, "of") {
			return r.fromRef(0, u), j + 1, true
		}
	}
	if !ok || !unit.one || unit.days < 7 || r.isCapital(j+1) || r.is(j+2, "-") && r.joined(j+2) {
		return moment{}, i, false
	}
	shift := 0
	switch rel {
	case "last":
		shift = -1
	case "next":
		shift = 1
	case "this", "current":
	case "previous", "preceding", "following", "same", "that":
		if rel == "that" && j > i || rel != "that" && j == i {
			return moment{}, i, false
		}
		shift = map[string]int{"previous": -1, "preceding": -1, "following": 1}[rel]
		if r.last.grain != grainNone {
			return shifted(r.last.at, shift, unit), j + 2, true
		}
	default:
		return moment{}, i, false
	}
	return r.fromRef(shift, unit), j + 2, true
}

func (r *timeReader) fromRef(shift int, unit timeUnit) moment {
	if !r.ref.known() {
		return moment{value: unknownDate(unit)}
	}
	return shifted(r.ref.day, shift, unit)
}

// yearAlone reads a year that what stands around it tells from a number.
func (r *timeReader) yearAlone(i int, modified bool) (moment, int, bool) {
	j := i
	if next, ok := r.seq(i, "the", "year"); ok {
		j = next
		modified = true
	}
	year, next, ok := r.year(j)
	if !ok || r.joined(j) && !modified && r.is(j-1, "-", "’") && !r.is(j-2, "post", "pre") && !r.isDigit(j-2) {
		return moment{}, i, false
	}
	before := r.word(j - 1)
	likely := year >= 1500 && year < 2100
	switch {
	case modified:
	case r.is(j-1, "to") && !r.is(j-2, "back", "up", "prior") && !r.isDigit(j-2):
		return moment{}, i, false
	case yearLeads.has(before) && (likely || !r.isLetterNoun(next)):
	case !likely, r.is(j-1, "least", "most", "than", "nearly", "almost", "over", "some", "roughly", "approximately", "no"):
		return moment{}, i, false
	case r.is(j-1, "about", "around") && (year%100 == 0 || r.isLetterNoun(next)):
		return moment{}, i, false
	case r.isCapital(j-1) && !r.opens(j-1) && !yearLeads.has(before) && !nationalities.has(before):
		return moment{}, i, false
	case year%100 == 0 && r.isLetterNoun(next) && !r.is(j-1, "the"):
		return moment{}, i, false
	}
	return yearMoment(year), next, true
}

// reference reads what has no date: "now", "recently", "soon".
func (r *timeReader) reference(i int) (timeFound, bool) {
	found := func(value string, next int) (timeFound, bool) {
		return timeFound{moment: moment{value: value}, kind: Date, next: next}, true
	}
	hyphen := r.is(i+1, "-") && r.joined(i+1) || r.is(i-1, "-") && r.joined(i)
	switch w := r.word(i); {
	case hyphen, r.isCapital(i) && !r.opens(i):
	case w == "now" && !r.is(i+1, "that"), w == "currently", w == "presently", w == "nowadays":
		return found("PRESENT_REF", i+1)
	case w == "right" && r.is(i+1, "now"), w == "these" && r.is(i+1, "days"), w == "at" && r.is(i+1, "present"):
		return found("PRESENT_REF", i+2)
	case w == "recently", w == "lately":
		return found("PAST_REF", i+1)
	case w == "long" && r.is(i+1, "ago"):
		return found("PAST_REF", i+2)
	case w == "the" && r.is(i-1, "in") && r.is(i+1, "past") && !r.isLetterNoun(i+2) && !r.isDigit(i+2):
		return found("PAST_REF", i+2)
	case w == "soon" && !r.is(i+1, "after", "as", "enough", "afterwards") && !r.is(i-1, "as", "how", "too", "so", "very"):
		return found("FUTURE_REF", i+1)
	case w == "the" && r.is(i-1, "in"):
		next := r.skip(i+1, "near", "immediate", "foreseeable", "distant")
		if r.is(next, "future") && !r.isLetterNoun(next+1) {
			return found("FUTURE_REF", next+1)
		}
	}
	return timeFound{}, false
}

// Words that the rules look up.
var (
	clauseBounds = newSet("that", "which", "who", "whom", "whose", "when", "where", "while", "because", "although",
		"though", "but", "and", "if", "as", "than", "after", "before")
	timePrepositions = newSet("at", "by", "before", "after", "since", "until", "till", "around", "on", "over", "for", "in",
		"during", "from", "through", "near", "of", "between", "to")
	yearLeads = newSet("in", "since", "by", "until", "till", "before", "after", "from", "during", "of", "the", "for",
		"between", "and", "to", "through", "late", "early", "mid", "(", "its", "their", "his", "her", "fiscal",
		"circa", "s", "a", "an",
		"spring", "summer", "autumn", "fall", "winter")
	timeFunctionWords = newSet("the", "a", "an", "and", "or", "but", "of", "in", "on", "at", "by", "to", "for", "from",
		"with", "as", "that", "which", "who", "when", "where", "while", "if", "because", "before", "after", "since",
		"until", "than", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "should",
		"may", "might", "must", "can", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our",
		"this", "these", "those", "there", "not", "no", "so", "said", "says", "about", "over", "under", "into", "during",
		"through", "between", "against", "amid", "also", "only", "still", "just", "last", "next", "did", "do", "does",
		"without", "despite", "despite", "when", "unless", "yet", "though", "although", "along", "near", "around",
		"according")
	timeDeterminers = newSet("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my")
	// countNouns are what a number before them counts: it is no year.
	countNouns = newSet("people", "troops", "soldiers", "men", "women", "children", "civilians", "fighters", "police",
		"officers", "workers", "residents", "students", "houses", "homes", "buildings", "miles", "km", "kilometres",
		"kilometers", "metres", "meters", "feet", "tonnes", "tons", "barrels", "dollars", "euros", "pounds", "times",
		"cases", "deaths", "passengers", "families", "firefighters", "refugees", "migrants", "protesters", "demonstrators",
		"hectares", "acres", "jobs", "staff", "employees", "members", "voters", "votes", "points", "seats", "vehicles",
		"cars", "boats", "ships", "aircraft", "missiles", "rockets", "rounds", "shells", "tanks", "kg", "hours", "days",
		"weeks", "months", "years", "minutes", "others", "more", "personnel", "percent", "per", "million", "billion",
		"guests", "patients", "schools", "villages", "companies", "customers", "flights", "pages", "dead", "injured",
		"wounded", "strong", "square", "cubic", "megawatts", "calories", "words", "copies", "units", "items", "local",
		"gmt", "utc", "bst", "hrs", "supporters", "marchers", "animals", "birds", "trees", "prisoners", "hostages",
		"detainees", "delegates", "volunteers", "crates", "lorries", "trucks")
	timePastVerbs = newSet("said", "told", "was", "were", "had", "did", "went", "came", "took", "gave", "made", "fell",
		"rose", "hit", "met", "began", "left", "held", "struck", "shot", "got", "found", "won", "lost", "led", "sent",
		"saw", "flew", "broke", "spoke", "wrote", "ran", "drove", "fought", "brought", "bought", "sold", "kept", "became",
		"blew", "sank", "burnt", "burst", "built", "felt", "heard", "grew", "knew", "paid", "read", "stood", "swept",
		"tore", "threw", "won", "withdrew", "woke", "wore", "fled", "forced", "died", "has", "have", "been", "gone",
		"taken", "seen", "given", "fallen", "risen", "begun", "shown", "known", "written", "driven", "stolen", "chosen",
		"spoken", "spent", "stuck", "dealt", "lay", "laid", "sat", "slept", "shook", "sang", "hung", "dug", "bound",
		"caught", "taught", "thought", "sought", "shut", "cut", "put", "quit", "split", "spread", "hurt", "cost", "crept",
		"leapt", "lit", "rode", "cried", "tried", "denied", "used", "says")
	timePresentVerbs = newSet("is", "are", "opens", "open", "begins", "begin", "starts", "start", "meets", "meet", "ends",
		"closes", "close", "expires", "resumes", "resume", "returns", "return", "goes", "go", "faces", "votes", "vote",
		"arrives", "arrive", "leaves", "leave", "travels", "travel", "visits", "visit", "hosts", "host", "takes", "take",
		"kicks", "plays", "play", "runs", "marks", "comes", "come", "falls", "attends", "attend", "flies", "fly", "heads",
		"prepares", "prepare", "elect", "chooses", "choose", "remains", "remain", "stays", "stay", "reopens", "wants",
		"gathers", "gather", "hear", "hears", "rules", "launches", "celebrates", "celebrate")
	// notPast end in -ed and are no past forms.
	notPast = newSet("united", "hundred", "armed", "sacred", "naked", "wicked", "alleged", "masked", "crowded",
		"unarmed", "biased", "beloved", "rugged", "injured", "wounded", "limited", "supposed", "so-called", "aged",
		"retired", "advanced", "combined", "troubled", "embattled", "detailed", "embed", "infrared", "unmanned",
		"interested", "complicated")
	// intentions are words whose "to" leads to what is not done yet.
	intentions = newSet("agreed", "plan", "plans", "planned", "planning", "vowed", "vow", "pledged", "promised", "due",
		"set", "scheduled", "expected", "hopes", "hoped", "hope", "intends", "intend", "wants", "want", "urged", "ordered",
		"likely", "prepare", "prepares", "preparing", "prepared", "is", "are", "ready", "going", "about", "decided",
		"threatened", "threatens", "invited", "asked", "called", "needs", "need", "has", "have", "seeks", "seek", "time",
		"deadline", "deal", "bid", "aims", "aim", "wished", "offered", "offers", "voted", "poised", "slated", "calls",
		"meeting", "how")
)
