package collate

import (
	"cmp"
	"container/heap"
	"fmt"
	"slices"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/diag"
)

// Timeline returns a corpus' events in order: none stands before one that its
// time or a relation puts first. What these leave open is sorted by day, as
// the site's first zone has it, by beginning and by slug. An event without a
// time stands right behind those that it comes after, else right before those
// that it comes before, else at the end.
//
// The error is a diag.List of relations that times refute, and of circles. The
// order is complete all the same, and leaves those relations out.
func Timeline(c *corpus.Corpus) ([]*corpus.Event, error) {
	zone := time.UTC
	if len(c.Site.Zones) > 0 {
		zone = c.Site.Zones[0].Location
	}
	o := ordering{events: slices.Clone(c.Events)}
	slices.SortStableFunc(o.events, func(a, b *corpus.Event) int { return compareTimes(a.When, b.When, zone) })
	o.relate(c.Events)
	o.time(func(w corpus.When) bool { return !w.Zoned }, stretchOf)
	o.time(corpus.When.Known, func(w corpus.When) stretch {
		if w.Zoned {
			return stretchOf(w)
		}
		return stretchOf(w).anywhere()
	})
	first := make([]int, len(o.events))
	for i := range first {
		first[i] = i
	}
	var sorted []*corpus.Event
	for _, i := range o.sort(o.places(o.sort(first))) {
		sorted = append(sorted, o.events[i])
	}
	return sorted, o.errs.Err()
}

// Day returns the day of a known time, as a midnight in the zone: that on which
// most of it falls, or on which it begins if it is as long as a day. It reports
// false of months, years and intervals of them, which begin on that day.
func Day(w corpus.When, zone *time.Location) (time.Time, bool) {
	at, known := w.Start, true // a date's day is that of UTC
	if w.Zoned {
		if length := w.End.Sub(w.Start); length < 24*time.Hour {
			at = at.Add(length / 2)
		}
		at = at.In(zone)
	} else {
		from, _, interval := strings.Cut(w.Raw, "/")
		known = w.Precision == corpus.Day || interval && len(strings.TrimSuffix(from, "~")) == len(time.DateOnly)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, zone), known
}

// compareTimes sorts by day, then by beginning, the shorter first; on a day,
// what has none first, the longer first; and unknown times last. It puts none
// before one that InOrder puts before it.
func compareTimes(a, b corpus.When, zone *time.Location) int {
	if !a.Known() || !b.Known() {
		return compareTrue(b.Known(), a.Known())
	}
	dayA, dated := Day(a, zone)
	dayB, datedB := Day(b, zone)
	if n := cmp.Or(dayA.Compare(dayB), compareTrue(dated, datedB)); n != 0 {
		return n
	}
	if !dated {
		return b.End.Compare(a.End)
	}
	begin := func(w corpus.When, day time.Time) time.Time {
		if w.Zoned {
			return w.Start
		}
		return day
	}
	return cmp.Or(begin(a, dayA).Compare(begin(b, dayB)), cmp.Compare(a.End.Sub(a.Start), b.End.Sub(b.Start)))
}

// compareTrue sorts false before true.
func compareTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// An ordering is a graph of what comes before what. Its first nodes are the
// events; the others are instants, of which each leads to the next. An instant
// leads to the events that begin then, and an event to the instant when it is
// over, so that the graph has few lines and yet a way between any two events
// of which one is over before the other begins.
type ordering struct {
	events []*corpus.Event // by time
	stated []precedence
	next   [][]step // of each node
	errs   diag.List
}

// A precedence is a relation that content states between two events.
type precedence struct {
	first, then int // events
	dropped     bool
	pos         diag.Pos
}

// A step leads from a node to another.
type step struct {
	to     int
	stated int // index into ordering.stated, or -1 if times say so
}

// relate adds the relations that content states, but for those that times
// refute.
func (o *ordering) relate(events []*corpus.Event) {
	o.next = make([][]step, len(o.events))
	at := map[corpus.ID]int{}
	for i, e := range o.events {
		at[e.ID] = i
	}
	add := func(first, then int, pos diag.Pos) {
		o.next[first] = append(o.next[first], step{then, len(o.stated)})
		o.stated = append(o.stated, precedence{first: first, then: then, pos: pos})
	}
	for _, e := range events {
		for _, n := range e.After {
			if f := o.events[at[n.Event]]; !o.refuted(f, e) {
				add(at[n.Event], at[e.ID], n.Pos)
			} else {
				o.errs.Add(n.Pos, mend, "%q cannot come after %q: its time, %s, is over before %s begins",
					e.Slug, f.Slug, e.When.Raw, f.When.Raw)
			}
		}
		for _, n := range e.Before {
			if f := o.events[at[n.Event]]; !o.refuted(e, f) {
				add(at[e.ID], at[n.Event], n.Pos)
			} else {
				o.errs.Add(n.Pos, mend, "%q cannot come before %q: its time, %s, begins after %s is over",
					e.Slug, f.Slug, e.When.Raw, f.When.Raw)
			}
		}
	}
}

const mend = "correct one of the times, or take the relation out"

// refuted reports whether times say that one event does not come before
// another, but after it.
func (o *ordering) refuted(first, then *corpus.Event) bool {
	return first.When.Known() && then.When.Known() && InOrder(first.When, then.When) == After
}

// time adds the instants at which some events begin or are over.
func (o *ordering) time(of func(corpus.When) bool, instantsOf func(corpus.When) stretch) {
	var instants []time.Time
	var timed []int
	for i, e := range o.events {
		if e.When.Known() && of(e.When) {
			s := instantsOf(e.When)
			timed, instants = append(timed, i), append(instants, s.start, s.end)
		}
	}
	slices.SortFunc(instants, time.Time.Compare)
	instants = slices.CompactFunc(instants, time.Time.Equal)
	base := len(o.next)
	o.next = append(o.next, make([][]step, len(instants))...)
	add := func(from, to int) { o.next[from] = append(o.next[from], step{to, -1}) }
	for i := 1; i < len(instants); i++ {
		add(base+i-1, base+i)
	}
	for _, i := range timed {
		s := instantsOf(o.events[i].When)
		start, _ := slices.BinarySearchFunc(instants, s.start, time.Time.Compare)
		end, _ := slices.BinarySearchFunc(instants, s.end, time.Time.Compare)
		add(base+start, i)
		add(i, base+end)
	}
}

// sort returns the events in an order that the graph allows: of those that
// could come next, always the one with the lowest rank. It drops a relation of
// each circle that it comes upon, and reports it.
func (o *ordering) sort(rank []int) []int {
	waits := make([]int, len(o.next)) // for how many steps each node does
	for _, steps := range o.next {
		for _, s := range steps {
			if !o.dropped(s) {
				waits[s.to]++
			}
		}
	}
	var instants []int
	events := queue{rank: rank}
	ready := func(node int) {
		if node < len(o.events) {
			heap.Push(&events, node)
		} else {
			instants = append(instants, node)
		}
	}
	for node, n := range waits {
		if n == 0 {
			ready(node)
		}
	}
	var sorted []int
	for {
		var node int
		switch {
		case len(instants) > 0:
			node = instants[len(instants)-1]
			instants = instants[:len(instants)-1]
		case events.Len() > 0:
			node = heap.Pop(&events).(int) //nolint:forcetypeassert // a queue has nothing else
			sorted = append(sorted, node)
		case len(sorted) == len(o.events):
			return sorted
		default: // all that is left waits for itself
			to := o.breakCircle(waits)
			if waits[to]--; waits[to] == 0 {
				ready(to)
			}
			continue
		}
		waits[node] = -1
		for _, s := range o.next[node] {
			if o.dropped(s) {
				continue
			}
			if waits[s.to]--; waits[s.to] == 0 {
				ready(s.to)
			}
		}
	}
}

func (o *ordering) dropped(s step) bool { return s.stated >= 0 && o.stated[s.stated].dropped }

// breakCircle drops the first relation of a circle among the nodes that wait,
// reports it, and returns the event that waits no longer for it.
func (o *ordering) breakCircle(waits []int) int {
	from := map[int]step{} // a step that each of them waits for, and where it comes from
	for node, steps := range o.next {
		for _, s := range steps {
			if _, known := from[s.to]; waits[node] > 0 && !known && !o.dropped(s) {
				from[s.to] = step{node, s.stated}
			}
		}
	}
	node := slices.IndexFunc(waits, func(n int) bool { return n > 0 })
	for seen := map[int]bool{}; !seen[node]; node = from[node].to {
		seen[node] = true
	}
	first := -1 // the relation to drop
	var circle []int
	for at := node; len(circle) == 0 || at != node; at = from[at].to {
		circle = append(circle, at)
		if r := from[at].stated; r >= 0 && (first < 0 || r < first) {
			first = r
		}
	}
	slices.Reverse(circle)
	r := &o.stated[first]
	r.dropped = true
	o.errs.Add(r.pos, "take one of these relations out, or correct a time", "%q comes before itself: %s",
		o.events[r.first].Slug, o.words(circle, r.first))
	return r.then
}

// words says how a circle leads from an event back to it.
func (o *ordering) words(circle []int, begin int) string {
	i := slices.Index(circle, begin)
	circle = slices.Concat(circle[i:], circle[:i], circle[i:i+1])
	var said []string
	last, byTime := begin, false
	for _, node := range circle[1:] {
		if node >= len(o.events) {
			byTime = true
			continue
		}
		text := fmt.Sprintf("%s before %s", o.events[last].Slug, o.events[node].Slug)
		if byTime {
			text += " by their times"
		}
		said = append(said, text)
		last, byTime = node, false
	}
	return strings.Join(said, ", ")
}

// A place is where an event stands: at an event whose time is known, right
// before (-1) or right behind (1) it. Of what is placed by nothing it is last.
type place struct{ at, side int }

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.at, q.at), cmp.Compare(p.side, q.side))
}

// places ranks the events by where they would stand. sorted is an order that
// the graph allows.
func (o *ordering) places(sorted []int) []int {
	first, then := make([][]int, len(o.events)), make([][]int, len(o.events)) // of each event, those before and behind it
	for _, p := range o.stated {
		if !p.dropped {
			first[p.then] = append(first[p.then], p.first)
			then[p.first] = append(then[p.first], p.then)
		}
	}
	placed := make([]*place, len(o.events))
	for i, e := range o.events {
		if e.When.Known() {
			placed[i] = &place{at: i}
		}
	}
	// An event is placed by what it comes after, or else by what it comes
	// before; once it is, it may place others.
	for more := true; more; {
		more = false
		for _, i := range sorted {
			more = putBeside(placed, i, first[i], 1) || more
		}
		for _, i := range slices.Backward(sorted) {
			more = putBeside(placed, i, then[i], -1) || more
		}
	}
	slices.SortFunc(sorted, func(i, j int) int {
		a, b := placed[i], placed[j]
		if a == nil || b == nil {
			return cmp.Or(compareTrue(a == nil, b == nil), cmp.Compare(i, j))
		}
		return cmp.Or(a.compare(*b), cmp.Compare(i, j))
	})
	rank := make([]int, len(sorted))
	for n, i := range sorted {
		rank[i] = n
	}
	return rank
}

// putBeside places an event that has no place yet behind the last of others
// (side 1) or before the first of them (-1), and reports whether it could.
func putBeside(placed []*place, event int, others []int, side int) bool {
	if placed[event] != nil {
		return false
	}
	for _, i := range others {
		if placed[i] == nil {
			continue
		}
		p := *placed[i]
		if p.side == 0 {
			p.side = side
		}
		if best := placed[event]; best == nil || p.compare(*best) == side {
			placed[event] = &p
		}
	}
	return placed[event] != nil
}

// A queue holds events; heap.Pop takes the one with the lowest rank.
type queue struct{ events, rank []int }

func (q *queue) Len() int           { return len(q.events) }
func (q *queue) Less(i, j int) bool { return q.rank[q.events[i]] < q.rank[q.events[j]] }
func (q *queue) Swap(i, j int)      { q.events[i], q.events[j] = q.events[j], q.events[i] }
func (q *queue) Push(event any)     { q.events = append(q.events, event.(int)) } //nolint:forcetypeassert // as Pop
func (q *queue) Pop() any {
	last := q.events[len(q.events)-1]
	q.events = q.events[:len(q.events)-1]
	return last
}
