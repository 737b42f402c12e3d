package extract

import (
	"strconv"
	"time"
)

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
		c.offset, c.american = offset, true
		return r.skip(r.skip(i+1, "standard", "daylight"), "time")
	}
	switch {
	case w == "local" && (r.is(i+1, "time") || !r.isLetter(i+1)):
		return r.skip(i+1, "time")
	case w == "hours" && r.is(i-2, "at", "by", "from", "until", "till") && r.isDigit(i-1) && len(r.word(i-1)) == 4:
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

// isZoneWord reports whether what stands at i makes four digits a time.
func (r *timeReader) isZoneWord(i int) bool {
	var c clockTime
	return r.zone(&c, i) > i
}

// zoneShift reads what stands behind GMT in "GMT+3", "UTC+03:30".
func (r *timeReader) zoneShift(c *clockTime, i int) (next int) {
	joinedDigits := func(i int) bool { return r.joined(i) && r.isDigit(i) && len(r.word(i)) <= 2 }
	if !r.joined(i) || !r.is(i, "+", "-", "−") || !joinedDigits(i+1) {
		return i
	}
	hours, _ := strconv.Atoi(r.word(i + 1))
	minutes := 0
	next = i + 2
	if r.is(next, ":") && r.joined(next) && joinedDigits(next+1) {
		minutes, _ = strconv.Atoi(r.word(next + 1))
		next += 2
	}
	const most = 14 // hours that a zone is ahead
	if hours*60+minutes > most*60 {
		return i
	}
	c.offset = hours*60 + minutes
	if !r.is(i, "+") {
		c.offset = -c.offset
	}
	return next
}

// usSummer reports whether summer time is kept in the United States on a day:
// from March’s second Sunday to November’s first.
func usSummer(day time.Time) bool {
	from := nthWeekday(day.Year(), time.March, time.Sunday, 2)
	to := nthWeekday(day.Year(), time.November, time.Sunday, 1)
	return !day.Before(from) && day.Before(to)
}
