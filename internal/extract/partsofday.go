package extract

// dayParts are the parts of a day, as values write them.
var dayParts = map[string]string{
	"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "dawn": "TMO", "daybreak": "TMO",
	"sunrise": "TMO", "lunchtime": "TMI", "dusk": "TEV", "sunset": "TEV", "nightfall": "TNI", "teatime": "TAF",
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
	if p == "" || r.isCapital(j) || r.hyphened(j+1) {
		return "", i, false
	}
	return p, j + 1, true
}

// partIsNext reports whether "morning" or the like stands at i as a noun.
func (r *timeReader) partIsNext(i int) bool {
	return r.is(i, "morning", "afternoon", "evening", "night") && !r.hyphened(i+1)
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
	tonight := r.skip(i, "late", "early", "earlier", "later")
	switch {
	case r.is(tonight, "tonight") && !r.isCapital(tonight+1):
		return found(r.refDay(0), "TNI", tonight+1)
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
