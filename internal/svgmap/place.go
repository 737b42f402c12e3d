package svgmap

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Sizes in units of the view box. The package documentation says how they
// relate to pixels.
const (
	fontSize    = 13
	lineHeight  = 16
	baseline    = 4.5 // from the middle of a line down to where its letters stand
	edge        = 3   // what is placed keeps this far from the frame
	dotRadius   = 3.5
	minorRadius = 2.5
	badgeRadius = 11
	targetHalf  = 14 // half of a link's target
	labelGap    = 3
	boldness    = 1.08 // how much wider bold letters are
)

// A mark is a point on the drawing.
type mark struct {
	Point
	at     orb.Point // the place itself
	badge  orb.Point // middle of the disc; at, unless it had to stand aside
	radius float64   // of the disc, or of the dot if there is none
	plain  bool      // no disc: no number, or no room for it
	target orb.Bound // kept free of everything else, for clicking
	slot   int       // of target in placer.taken
	label  text      // not placed if lines is empty
}

// aside tells whether a line leads from the place to the disc.
func (m mark) aside() bool { return !m.plain && m.badge != m.at }

func (m mark) dotRadius() float64 {
	if m.Minor {
		return minorRadius
	}
	return dotRadius
}

// dot returns the square around the place.
func (m mark) dot() orb.Bound { return around(m.at, m.dotRadius(), m.dotRadius()) }

// A text is one or two lines in a box.
type text struct {
	lines  []string
	box    orb.Bound
	anchor anchor
}

// An anchor is the end of a line of text that does not move when a font is
// wider or narrower than was reckoned.
type anchor uint8

const (
	start anchor = iota
	middle
	end
)

func around(p orb.Point, halfW, halfH float64) orb.Bound {
	return orb.Bound{
		Min: orb.Point{p[0] - halfW, p[1] - halfH},
		Max: orb.Point{p[0] + halfW, p[1] + halfH},
	}
}

// A placer keeps account of the room that is taken.
type placer struct {
	frame orb.Bound // where things may stand
	taken []orb.Bound
	lines []segment // leaders

	shared intersection // of the rows that are looked at
}

// free tells whether b is in the frame and overlaps nothing.
func (p *placer) free(b orb.Bound) bool { return p.empty(b) && !p.crossed(b) }

// empty is free, but for leaders.
func (p *placer) empty(b orb.Bound) bool {
	if !p.frame.Contains(b.Min) || !p.frame.Contains(b.Max) {
		return false
	}
	for i := range p.taken { // as orb.Bound.Intersects has it, which copies both
		t := &p.taken[i]
		if t.Min[0] <= b.Max[0] && t.Max[0] >= b.Min[0] && t.Min[1] <= b.Max[1] && t.Max[1] >= b.Min[1] {
			return false
		}
	}
	return true
}

func (p *placer) crossed(b orb.Bound) bool {
	return slices.ContainsFunc(p.lines, func(l segment) bool { return l.crosses(b) })
}

// within returns an account of what is taken within b.
func (p *placer) within(b orb.Bound) placer {
	part := placer{frame: p.frame}
	for _, taken := range p.taken {
		if taken.Intersects(b) {
			part.take(taken)
		}
	}
	for _, line := range p.lines {
		if line.bound().Intersects(b) {
			part.lines = append(part.lines, line)
		}
	}
	return part
}

// take returns the index of b in p.taken.
func (p *placer) take(b orb.Bound) int {
	p.taken = append(p.taken, b)
	return len(p.taken) - 1
}

// marks places the discs of all points: first those that can stand on their
// place without hiding another, then the others, as near to theirs as can be.
func (p *placer) marks(points []Point, f frame) []mark {
	marks := make([]mark, 0, len(points))
	for _, point := range points {
		m := mark{Point: point, at: f.locate(point.Lat, point.Lon), radius: dotRadius}
		m.badge = m.at
		m.plain = point.Minor || point.Number == ""
		if point.Minor {
			m.radius, m.Href, m.Number = minorRadius, "", ""
		} else if !m.plain {
			m.radius = max(badgeRadius, textWidth(point.Number)/2+labelGap)
		}
		if !point.Minor || f.bound().Pad(-2*edge).Contains(m.at) {
			marks = append(marks, m)
		}
	}
	marks = slices.DeleteFunc(marks, func(m mark) bool { return m.Minor && hidden(m, marks) })

	var later []int
	for i := range marks {
		m := &marks[i]
		half := max(targetHalf, m.radius+labelGap)
		m.target = around(m.at, half, half)
		switch {
		case m.Minor || m.plain && m.Href == "":
			m.target = m.dot()
		case m.plain || !hides(marks, i) && p.free(m.target):
		default:
			later = append(later, i)
			m.target = m.dot()
		}
		m.slot = p.take(m.target)
	}
	for _, i := range later {
		p.aside(marks, i)
	}
	return marks
}

// hidden tells whether a minor point lies under the mark of another point.
func hidden(m mark, marks []mark) bool {
	return slices.ContainsFunc(marks, func(o mark) bool {
		return !o.Minor && around(o.at, targetHalf, targetHalf).Intersects(m.dot())
	})
}

// hides tells whether the disc of mark i, on its place, would lie on the dot
// of another point.
func hides(marks []mark, i int) bool {
	box := marks[i].target.Pad(1)
	for j, o := range marks {
		if j != i && !o.Minor && box.Intersects(o.dot()) {
			return true
		}
	}
	return false
}

// aside finds the disc of mark i a place beside its dot, on ever wider
// circles, in the direction away from its neighbours if it can. If there is no
// room as far as an eye follows a line, the mark stays a dot.
func (p *placer) aside(marks []mark, i int) {
	const directions, reach, ring, farthest = 24, 80, 7.0, 240
	const trunk = 2 * dotRadius // of a line may touch what it likes: dots may be as near as that to each other
	m := &marks[i]
	half := max(targetHalf, m.radius+labelGap)
	var away orb.Point
	for j, o := range marks {
		if dx, dy := m.at[0]-o.at[0], m.at[1]-o.at[1]; j != i && !o.Minor && math.Hypot(dx, dy) < reach {
			away[0], away[1] = away[0]+dx, away[1]+dy
		}
	}
	if away == (orb.Point{}) {
		away = orb.Point{1, -1}
	}
	towards := math.Atan2(away[1], away[0])
	var near placer
	looked := 0.0 // how far near goes
	for distance := half + 2*dotRadius + 2; distance < farthest; distance += ring {
		if distance > looked {
			looked = 1.5 * distance
			near = p.within(around(m.at, looked+half, looked+half))
		}
		for n := range directions { // 0, +1, -1, +2, -2 … steps from the direction wanted
			turn := float64((n+1)/2) * 2 * math.Pi / directions
			if n%2 == 0 {
				turn = -turn
			}
			sin, cos := math.Sincos(towards + turn)
			c := orb.Point{m.at[0] + distance*cos, m.at[1] + distance*sin}
			target := around(c, half, half)
			leader := segment{{m.at[0] + trunk*cos, m.at[1] + trunk*sin}, c}
			disc := target.Pad(badgeRadius - targetHalf)
			if near.empty(target) && !near.crossed(disc) && near.clear(leader) {
				m.badge, m.target = c, target
				m.slot = p.take(target)
				p.lines = append(p.lines, leader)
				return
			}
		}
	}
	m.plain, m.radius = true, dotRadius
}

// clear tells whether a line crosses neither a line, nor a dot, nor a disc.
// The rest of a disc's target it may cross: nobody clicks on a line.
func (p *placer) clear(l segment) bool {
	for _, b := range p.taken {
		if b.Max[0]-b.Min[0] >= 2*targetHalf {
			b = b.Pad(badgeRadius - targetHalf)
		}
		if l.crosses(b) {
			return false
		}
	}
	return !slices.ContainsFunc(p.lines, l.meets)
}

// A segment is a straight line between two points.
type segment [2]orb.Point

func (l segment) bound() orb.Bound {
	return orb.Bound{
		Min: orb.Point{min(l[0][0], l[1][0]), min(l[0][1], l[1][1])},
		Max: orb.Point{max(l[0][0], l[1][0]), max(l[0][1], l[1][1])},
	}
}

// side is negative on one side of the segment, positive on the other.
func (l segment) side(p orb.Point) float64 {
	return (l[1][0]-l[0][0])*(p[1]-l[0][1]) - (l[1][1]-l[0][1])*(p[0]-l[0][0])
}

// crosses tells whether the segment runs through b: then not all corners of b
// lie on one side of it.
func (l segment) crosses(b orb.Bound) bool {
	if !l.bound().Intersects(b) {
		return false
	}
	first := l.side(b.Min)
	return first*l.side(b.Max) <= 0 || first*l.side(orb.Point{b.Min[0], b.Max[1]}) <= 0 ||
		first*l.side(orb.Point{b.Max[0], b.Min[1]}) <= 0
}

// meets tells whether two segments have a point in common.
func (l segment) meets(o segment) bool {
	return l.bound().Intersects(o.bound()) && l.side(o[0])*l.side(o[1]) <= 0 && o.side(l[0])*o.side(l[1]) <= 0
}

// labels gives names to the marks that have room for one, minor ones last.
func (p *placer) labels(marks []mark) {
	for _, minor := range []bool{false, true} {
		for i := range marks {
			if m := &marks[i]; m.Minor == minor && m.Label != "" {
				p.label(m)
			}
		}
	}
}

// label tries around the mark, then a little farther off. As near as its disc,
// not its target, since name and number are one link: so the target does not
// count meanwhile.
func (p *placer) label(m *mark) {
	p.taken[m.slot] = around(m.badge, m.radius, m.radius)
	for _, gap := range []float64{labelGap, 2 * labelGap} {
		for _, t := range beside(m, gap) {
			if p.free(t.box) {
				m.label = t
				p.take(t.box)
				p.taken[m.slot] = m.target
				return
			}
		}
	}
	p.taken[m.slot] = m.target
}

// beside returns where a mark's name may stand, best first: to the right,
// left, above, below; below and above but flush with the mark; at its corners.
func beside(m *mark, gap float64) []text {
	w, h := boldness*textWidth(m.Label)/2, lineHeight/2.0
	r := m.radius + gap
	right, left, above, below := r+w, -r-w, -r-h, r+h
	flush, corner := w-m.radius, r*math.Sqrt2/2
	places := [...]struct {
		x, y   float64 // from the middle of the mark to that of the name
		anchor anchor
	}{
		{right, 0, start},
		{left, 0, end},
		{0, above, middle},
		{0, below, middle},
		{flush, below, start},
		{-flush, below, end},
		{flush, above, start},
		{-flush, above, end},
		{corner + w, -corner - h, start},
		{corner + w, corner + h, start},
		{-corner - w, -corner - h, end},
		{-corner - w, corner + h, end},
	}
	texts, lines := make([]text, len(places)), []string{m.Label}
	for i, at := range places {
		box := around(orb.Point{m.badge[0] + at.x, m.badge[1] + at.y}, w, h)
		texts[i] = text{lines: lines, box: box, anchor: at.anchor}
	}
	return texts
}

// A scale is the scale bar; the zero scale is none.
type scale struct {
	box       orb.Bound
	km, miles float64 // what the two bars stand for
	kmW, miW  float64 // how long they are
	kmText    string
	milesText string
	shown     bool
}

// scaleBar puts the scale bar into the first free corner from the lower left.
func (p *placer) scaleBar(f frame, say Scale) scale {
	const height = 2*lineHeight + 6
	longest := min(f.w*0.3, 150)
	lat := latitude(f.north - f.h/f.k/2)
	kmUnits := f.k / (kmPerDegree * math.Cos(lat*math.Pi/180))
	s := scale{km: roundBelow(longest / kmUnits), miles: roundBelow(longest / kmUnits / kmPerMile)}
	s.kmW, s.miW = s.km*kmUnits, s.miles*kmPerMile*kmUnits
	top, bottom := latitude(f.north), latitude(f.north-f.h/f.k)
	cosines := []float64{math.Cos(top * math.Pi / 180), math.Cos(lat * math.Pi / 180), math.Cos(bottom * math.Pi / 180)}
	everywhere := slices.Max(cosines) <= 1.25*slices.Min(cosines)
	s.kmText, s.milesText = say(s.km, s.miles, int(math.Round(lat)), everywhere)
	w := max(s.kmW, s.miW, textWidth(s.kmText), textWidth(s.milesText)) + 2
	low, high := p.frame.Max[1]-height-2*edge, p.frame.Min[1]+2*edge
	left, right := p.frame.Min[0]+3*edge, p.frame.Max[0]-w-3*edge
	for _, corner := range []orb.Point{{left, low}, {right, low}, {left, high}, {right, high}} {
		s.box = orb.Bound{Min: corner, Max: orb.Point{corner[0] + w, corner[1] + height}}
		if p.free(s.box) {
			p.take(s.box)
			s.shown = true
			return s
		}
	}
	return scale{}
}

const (
	kmPerDegree = 111.195 // of a great circle on a sphere of 6371.0 km
	kmPerMile   = 1.609344
)

// roundBelow returns the largest 1, 2 or 5 times a power of ten up to x.
func roundBelow(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	switch {
	case x >= 5*power:
		return 5 * power
	case x >= 2*power:
		return 2 * power
	}
	return power
}

// countryNames places the names of countries, the largest first, where they
// fit between their borders and cover nothing.
func (p *placer) countryNames(v *view, name func(string) string) []text {
	type candidate struct {
		ways []way
		in   area
	}
	var candidates []candidate
	for i := range v.countries {
		c := &v.countries[i]
		w, h := v.extent(c)
		if w < fontSize { // as of most countries of a world, whose areas need not be known
			continue
		}
		ways := slices.DeleteFunc(wrap(name(c.name)), func(way way) bool { return way.w > w || way.h > h+rowHeight })
		if len(ways) == 0 {
			continue
		}
		if in := v.area(c); in.size > 0 {
			candidates = append(candidates, candidate{ways, in})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.in.size, a.in.size) })
	var names []text
	for _, c := range candidates {
		if t, ok := p.countryName(c.ways, c.in); ok {
			p.take(t.box)
			names = append(names, t)
		}
	}
	return names
}

// countryName tries one line, then two; well apart from marks, so that it is
// not taken for the name of one, then closer.
func (p *placer) countryName(ways []way, in area) (text, bool) {
	for _, apart := range []float64{16, 5} {
		for _, way := range ways {
			if box, ok := p.inside(in, way.w, way.h, apart); ok {
				return text{lines: way.lines, box: box, anchor: middle}, true
			}
		}
	}
	return text{}, false
}
