package extract

// noTime passes over words that look like times: ages, names, speeds.
func (r *timeReader) noTime(i int) (timeFound, bool) {
	if next, ok := r.age(i); ok {
		return timeFound{next: next}, true
	}
	switch {
	case r.is(i, "man", "girl", "joe", "bloody", "super", "ruby", "freaky", "casual") && isWeekday(r.word(i+1)):
		return timeFound{next: i + 2}, true
	case isWeekday(r.word(i)) && r.isCapital(i+1) && r.is(i+1, "night", "times", "mirror", "mail", "telegraph", "post",
		"express", "herald", "star", "world", "sun", "people", "independent", "politics", "business", "league", "agreement"):
		return timeFound{next: i + 2}, true
	case r.is(i, "one") && r.is(i+1, "day") && (r.opens(i) || r.is(i+2, ",")):
		return timeFound{next: i + 2}, true
	case r.is(i, "daily", "weekly") && r.isCapital(i) && r.isCapital(i+1):
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
