package extract

import "time"

// clockExpr reads a time on the clock with the day behind it: "1:30 a.m. on
// Wednesday", "noon", "3 o’clock in the morning".
func (r *timeReader) clockExpr(i int) (timeFound, bool) {
	c, next, ok := r.clock(i)
	if !ok || c.bare && r.is(next, ":") {
		return timeFound{}, false
	}
	day, part, end, dated := r.dayBehind(next)
	if c.bare && !dated && !r.introduced(i) {
		return timeFound{}, false
	}
	c.settle(part)
	r.leaveFuture(i, next)
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

// leaveFuture goes back to the last day that is not to come, if the clause
// around the words from i to next does not speak of what is.
func (r *timeReader) leaveFuture(i, next int) {
	if r.lastDay == r.pastDay {
		return
	}
	if t := r.aim(i, next); t == tensePast || t == tenseUnknown && !r.dayIsHere {
		r.lastDay, r.lastNight, r.dayIsHere = r.pastDay, r.pastNight, false
	}
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
	k := r.skip(j, "on")
	day, part, next, ok = r.dayPhrase(k)
	if !ok || comma && k == j && r.is(next, "’") && r.is(next+1, "s") || r.startsSentence(j) {
		return moment{}, "", i, false
	}
	if end, ok := r.seq(next, "local", "time"); ok {
		next = end
	}
	return day, part, next, true
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

// twin returns the day of c, which is the same instant as the time p that is
// given for another zone.
func (c *clockTime) twin(p clockTime) moment {
	if p.at.IsZero() {
		return unknownDay()
	}
	if p.zoned && c.zoned {
		return dayMoment(p.at.Add(time.Duration(c.offset-p.offset) * time.Minute))
	}
	day := startOfDay(p.at)
	best, least := day, 48*time.Hour
	for _, days := range []int{0, -1, 1} {
		d := day.AddDate(0, 0, days)
		if gap := d.Add(time.Duration(c.minute) * time.Minute).Sub(p.at).Abs(); gap < least {
			best, least = d, gap
		}
	}
	return dayMoment(best)
}

// dayOfRange returns the day of c if the time that ends the range follows with
// its day: "between 9 a.m. and 11 a.m. on Friday".
func (r *timeReader) dayOfRange(c *clockTime, i int) moment {
	if p, next, ok := r.clock(i); ok {
		if day, part, _, dated := r.dayBehind(next); dated && !day.at.IsZero() {
			p.settle(part)
			if p.minute < c.minute {
				return dayMoment(day.at.AddDate(0, 0, -1))
			}
			return day
		}
	}
	return r.dayOfClock(c)
}

// dayAfter returns the day of c as the end of a range that the last time
// begins.
func (r *timeReader) dayAfter(c *clockTime) moment {
	day := startOfDay(r.lastClock.at)
	if c.minute < r.lastClock.minute {
		day = day.AddDate(0, 0, 1)
	}
	return dayMoment(day)
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
	loose := c.bare || comma && start > i+1 || !comma && c.midnight
	return c, start, next, ok && (at || c.zoned || c.american || !loose)
}
