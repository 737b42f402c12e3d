package extract

import "time"

// behindLength reads what makes a length of time a date: "ago", "earlier",
// "later", "before" that nothing follows.
func (r *timeReader) behindLength(n timeCount, unit timeUnit, next int) timeFound {
	end, ahead := r.fromNow(next)
	switch {
	case r.is(next, "ago"):
		return r.ago(n, unit, next+1)
	case ahead && n.n > 0 && !unit.clock():
		return timeFound{moment: r.fromRef(n.n, unit), kind: Date, next: end}
	case r.is(next, "earlier", "previously"), r.is(next, "before") && r.endsClause(next+1):
		return r.fromLast(n, -1, unit, next+1)
	case r.is(next, "later", "afterwards"), r.is(next, "after") && r.endsClause(next+1):
		return r.fromLast(n, 1, unit, next+1)
	}
	return undated(Duration, unit.length(n.value), next)
}

// fromNow reads "from now", or the rest of "weeks’ time".
func (r *timeReader) fromNow(i int) (next int, ok bool) {
	if r.is(i, "’") {
		return r.seq(r.skip(i+1, "s"), "time")
	}
	return r.seq(i, "from", "now")
}

// ago returns the date or time that lies n units before publication.
func (r *timeReader) ago(n timeCount, unit timeUnit, next int) timeFound {
	switch {
	case n.n == 0:
		return undated(Date, "PAST_REF", next)
	case !unit.clock():
		return timeFound{moment: r.fromRef(-n.n, unit), kind: Date, next: next}
	case r.ref.minute < 0:
		return undated(TimeOfDay, r.refDay(0).value+"TXX:XX", next)
	}
	t := r.ref.day.Add(time.Duration(r.ref.minute)*time.Minute - unit.times(n.n))
	return timeFound{moment: moment{t.Format("2006-01-02T15:04"), t, grainClock}, kind: TimeOfDay, next: next}
}

// times returns the length of n units of the clock.
func (u timeUnit) times(n int) time.Duration {
	const most = 10_000 // above which no text counts hours
	return time.Duration(min(int64(n), most)*u.seconds) * time.Second
}

// fromLast returns the date or time that lies n units behind the last one
// mentioned, or before it if sign is -1. Where that is not known so exactly, it
// stays a length of time.
func (r *timeReader) fromLast(n timeCount, sign int, unit timeUnit, next int) timeFound {
	length := undated(Duration, unit.length(n.value), next)
	switch {
	case n.n == 0:
	case unit.clock() && r.last.grain == grainClock:
		return r.clockFromLast(time.Duration(sign)*unit.times(n.n), next)
	case !unit.clock() && r.last.tells(unit):
		m := shifted(r.last.at, sign*n.n, unit)
		if r.ref.known() && !r.last.at.After(r.ref.day) && m.at.After(r.ref.day) {
			return length // it would lie ahead of the report: the count is from something else
		}
		return timeFound{moment: m, kind: Date, next: next}
	case !unit.clock() && sign < 0 && !r.last.dated() && r.ref.known():
		return timeFound{moment: shifted(r.ref.day, -n.n, unit), kind: Date, next: next}
	}
	return length
}

// tells reports whether a moment is known so exactly that units of the calendar
// count from it.
func (m moment) tells(unit timeUnit) bool {
	if !m.dated() {
		return false
	}
	switch unit.name {
	case "D":
		return m.grain <= grainDay
	case "W":
		return m.grain <= grainWeek
	case "M":
		return m.grain <= grainMonth && m.grain != grainWeek
	}
	return true
}

// clockFromLast returns the time that lies so far from the last one mentioned,
// in its zone.
func (r *timeReader) clockFromLast(d time.Duration, next int) timeFound {
	t := r.last.at.Add(d)
	c := clockTime{known: true, minute: t.Hour()*60 + t.Minute()}
	if r.lastClock.at.Equal(r.last.at) {
		c.zoned, c.offset = r.lastClock.zoned, r.lastClock.offset
	}
	return timeFound{c.on(dayMoment(t)), TimeOfDay, next, c}
}
