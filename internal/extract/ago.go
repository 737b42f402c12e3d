package extract

import "time"

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
