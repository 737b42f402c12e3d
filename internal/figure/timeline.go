package figure

import (
	"strings"
	"time"
)

// A Timeline is a stretch of time as the clocks of several zones show it, one
// band below another, and what happened in it, one event a row.
type Timeline struct {
	Head
	Width      int
	Start, End time.Time // what is drawn; all bars lie in it
	Zones      []Zone
	Days       []func(time.Time) string // ways to write a day, shortest first
	At         time.Time                // an instant to read off in each zone; zero for none
	Rows       []Row                    // in the order drawn
}

// A Zone is whose clock a band shows.
type Zone struct {
	Label    string
	Location *time.Location
}

// A Row is one event. If it has several bars each is one account of it, with a
// text of its own.
type Row struct {
	Number, Text string
	When         string // the time in words, for who cannot see the bars
	Href         string
	Bars         []Bar // at least one
}

// A Bar is a time.
type Bar struct {
	Start, End time.Time
	Kind       Kind
	Text       string // of one of several bars
	Clash      bool   // the text says so, and stands out
}

// A Kind says how exact a time is.
type Kind int

// The kinds.
const (
	Span  Kind = iota // at some time, or all the time, from Start to End
	About             // near the middle
	Exact             // at Start, to the minute
)

const (
	bandText  = 19 // of a band, above the days
	bandDays  = 22
	bandGap   = 9
	rowGap    = 8
	rowLine   = 20 // at least, of a row's line with a bar in it
	barHeight = 10
	aside     = 7   // between a bar and its text
	narrow    = 480 // a figure that is no wider has texts above their bars, in one column
)

// SVG returns the figure, or "" if there is nothing to draw.
func (t Timeline) SVG() string {
	if len(t.Rows) == 0 || len(t.Zones) == 0 || len(t.Days) == 0 || !t.End.After(t.Start) {
		return ""
	}
	c, height := t.draw()
	return c.svg(t.Head, float64(t.Width), height)
}

// x returns where an instant stands; a bar at either end is seen whole.
func (t Timeline) x(at time.Time) float64 {
	const margin = 1
	part := float64(at.Sub(t.Start)) / float64(t.End.Sub(t.Start))
	return margin + max(0, min(1, part))*(float64(t.Width)-2*margin)
}

func (t Timeline) draw() (*canvas, float64) {
	var above canvas // the bands and rows, drawn over the lines
	y, name := 0.0, t.dayName()
	for _, z := range t.Zones {
		t.band(&above, z, name, y)
		y += bandText + bandDays + bandGap
	}
	top := y
	for _, r := range t.Rows {
		y = t.row(&above, r, y)
	}
	var c canvas
	t.guides(&c, top, y)
	c.Write(above.Bytes())
	c.labels, c.links = above.labels, above.links
	return &c, y
}

// guides draws lines behind the rows, at the hours of the first zone, and
// through everything at the instant that is read off.
func (t Timeline) guides(c *canvas, top, bottom float64) {
	c.add(`<path class="fig-quiet" fill="none" stroke="currentColor" stroke-opacity=".35" stroke-width=".7" d="`)
	for _, at := range t.hours(t.Zones[0].Location) {
		if x := t.x(at); x > 1 && x < float64(t.Width)-1 {
			c.add("M", number(x), " ", number(top), "V", number(bottom))
		}
	}
	c.add(`"/>`, "\n")
	if !t.At.IsZero() {
		c.add(`<path class="fig-at" fill="none" stroke="currentColor" stroke-width="2" d="M`, number(t.x(t.At)), " 0V",
			number(bottom), `"/>`, "\n")
	}
}

// hours returns the full hours of a zone that are marked: as many as there is
// room for their names.
func (t Timeline) hours(zone *time.Location) []time.Time {
	const room = 90
	step := 24
	for _, h := range []int{12, 6, 3, 2, 1} {
		if t.x(t.Start.Add(time.Duration(h)*time.Hour)) >= room {
			step = h
		}
	}
	var list []time.Time
	y, m, d := t.Start.In(zone).Date()
	for h := 0; ; h += step {
		at := time.Date(y, m, d, h, 0, 0, 0, zone)
		if at.After(t.End) {
			return list
		}
		if !at.Before(t.Start) {
			list = append(list, at)
		}
	}
}

// band draws a zone: its name, hours, and days.
func (t Timeline) band(c *canvas, z Zone, name func(time.Time) string, y float64) {
	base, strip := y+bandText-6, y+bandText
	if x0, x1 := t.zoneNames(); x0 == 0 {
		c.label(fit(z.Label, x1), 0, base, start, "fig-strong", 0)
	} else {
		c.label(fit(z.Label, x1-x0), x1, base, end, "fig-strong", 0)
	}
	if !t.At.IsZero() {
		b := t.clock(z, base)
		c.label(b.text, b.x0, base, start, "fig-strong", 0)
	}
	var ticks canvas
	for _, at := range t.hours(z.Location) {
		b := boxOf(at.Format("15:04"), t.x(at), base, middle)
		if b.x0 < 0 || b.x1 > float64(t.Width) || !c.free(b) {
			continue
		}
		c.label(b.text, t.x(at), base, middle, "fig-quiet", 0)
		ticks.add("M", number(t.x(at)), " ", number(strip), "v-4")
	}
	for _, d := range t.days(z.Location) {
		t.day(c, d, name(d.date), strip)
	}
	if ticks.Len() > 0 {
		c.add(`<path class="fig-quiet" stroke="currentColor" d="`, ticks.String(), `"/>`)
	}
	c.add("\n")
}

const besideLine = 4 // between the line that is read off and its hours

// clock returns where the hour stands that is read off in a zone: behind the
// line or, at the figure's end, before it.
func (t Timeline) clock(z Zone, base float64) box {
	s, x := t.At.In(z.Location).Format("15:04"), t.x(t.At)
	b := boxOf(s, x+besideLine, base, start)
	if b.x1 > float64(t.Width) {
		b = boxOf(s, x-besideLine, base, end)
	}
	return b
}

// zoneNames returns between what the names of all zones stand: left of the
// hours that are read off, or else right of them, wherever more room is.
func (t Timeline) zoneNames() (x0, x1 float64) {
	x0, x1 = 0, float64(t.Width)
	if t.At.IsZero() {
		return x0, x1 / 2
	}
	before, after := t.x(t.At), t.x(t.At)
	longest := 0.0
	for _, z := range t.Zones {
		b := t.clock(z, 0)
		before, after = min(before, b.x0), max(after, b.x1)
		longest = max(longest, textWidth(z.Label))
	}
	if before -= besideLine; longest <= before || before > x1-after {
		return x0, before
	}
	return after + 2*besideLine, x1
}

// days cuts the figure's time at the midnights of a zone.
func (t Timeline) days(zone *time.Location) []day {
	var list []day
	for from := t.Start.In(zone); from.Before(t.End); {
		till := time.Date(from.Year(), from.Month(), from.Day()+1, 0, 0, 0, 0, zone)
		if till.After(t.End) {
			till = t.End
		}
		list = append(list, day{from, t.x(from), t.x(till)})
		from = till.In(zone)
	}
	return list
}

// A day is one of a zone, and where it stands.
type day struct {
	date   time.Time // some instant of it
	x0, x1 float64
}

const dayPad = 5 // beside a day's name

// nameAt returns where a day's name begins, to one side of the line that is read
// off; it reports false if there is no room.
func (t Timeline) nameAt(d day, name string) (float64, bool) {
	parts := [][2]float64{{d.x0, d.x1}}
	if at := t.x(t.At); !t.At.IsZero() && d.x0 < at && at < d.x1 {
		parts = [][2]float64{{d.x0, at}, {at, d.x1}}
		if d.x1-at > at-d.x0 {
			parts[0], parts[1] = parts[1], parts[0]
		}
	}
	for _, p := range parts {
		if p[0]+textWidth(name)+2*dayPad <= p[1] {
			return p[0] + dayPad, true
		}
	}
	return 0, false
}

// dayName returns the longest way of writing days in which as many of them find
// room as in the shortest.
func (t Timeline) dayName() func(time.Time) string {
	var best func(time.Time) string
	most := -1
	for _, name := range t.Days {
		n := 0
		for _, z := range t.Zones {
			for _, d := range t.days(z.Location) {
				if _, room := t.nameAt(d, name(d.date)); room {
					n++
				}
			}
		}
		if n >= most {
			best, most = name, n
		}
	}
	return best
}

// day draws one day of a band, and its name if there is room.
func (t Timeline) day(c *canvas, d day, name string, y float64) {
	class := "fig-day"
	year, month, date := d.date.Date()
	if time.Date(year, month, date, 0, 0, 0, 0, time.UTC).Unix()/86400%2 == 1 {
		class += " fig-odd"
	}
	c.add(`<rect class="`, class, `" fill="none" stroke="currentColor"`)
	c.num("x", d.x0)
	c.num("y", y)
	c.num("width", d.x1-d.x0)
	c.num("height", bandDays)
	c.add("/>")
	if x, room := t.nameAt(d, name); room {
		c.label(name, x, y+bandDays-6, start, "", 0)
	}
}

// row draws an event below y and returns where it ends.
func (t Timeline) row(c *canvas, r Row, y float64) float64 {
	title := r.Text
	if r.Number != "" {
		title = r.Number + " " + title
	}
	inside := canvas{labels: c.labels}
	bottom := y + rowGap/2
	if len(r.Bars) == 1 {
		bottom = t.bar(&inside, r.Bars[0], title, len(r.Number), bottom)
	} else {
		bottom = t.text(&inside, title, "fig-halo", len(r.Number), t.x(r.Bars[0].Start), bottom) + 5
		for _, b := range r.Bars {
			bottom = t.bar(&inside, b, b.Text, 0, bottom)
		}
	}
	bottom += rowGap / 2
	c.labels = inside.labels
	if r.Href == "" {
		c.Write(inside.Bytes())
		return bottom
	}
	c.open(r.Href, r.name(title), 0, y, float64(t.Width), bottom-y)
	c.Write(inside.Bytes())
	c.add("</a>")
	return bottom
}

// name is what a row's link is called: all that is seen of it, as it is seen,
// so that it can be spoken to a computer, and its time.
func (r Row) name(title string) string {
	parts := []string{title}
	if len(r.Bars) > 1 {
		for _, b := range r.Bars {
			parts = append(parts, b.Text)
		}
	}
	if r.When != "" {
		parts = append(parts, r.When)
	}
	return strings.Join(parts, "; ")
}

// bar draws a time with a text beside it, or above it where it would not fit.
func (t Timeline) bar(c *canvas, b Bar, s string, strong int, y float64) float64 {
	x0, x1 := t.ends(b)
	w := textWidth(s)
	base, class := y+rowLine/2+5, "fig-halo"
	if b.Clash {
		class += " fig-clash"
	}
	switch {
	case s == "":
	case t.Width <= narrow:
		y = t.text(c, s, class, strong, x0, y) - 2
	case x1+aside+w <= float64(t.Width):
		c.label(s, x1+aside, base, start, class, strong)
	case x0-aside-w >= 0:
		c.label(s, x0-aside-w, base, start, class, strong)
	default:
		y = t.text(c, s, class, strong, x0, y) - 2
	}
	c.add(" ")
	mid := y + rowLine/2
	switch b.Kind {
	case Span:
		c.add(`<rect class="fig-span" fill="none" stroke="currentColor"`)
	case About:
		c.add(`<rect class="fig-point"`)
	case Exact:
		c.add(`<path class="fig-point" d="M`, number((x0+x1)/2), " ", number(mid-6), `l6 6l-6 6l-6 -6z"/>`)
		return y + rowLine
	}
	c.num("x", x0)
	c.num("y", mid-barHeight/2)
	c.num("width", x1-x0)
	c.num("height", barHeight)
	c.add(` rx="2"/>`)
	return y + rowLine
}

// text writes lines above a bar, beginning where it does if there is room.
func (t Timeline) text(c *canvas, s, class string, strong int, x, y float64) float64 {
	lines := wrap(s, float64(t.Width))
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, textWidth(l))
	}
	x = max(0, min(x, float64(t.Width)-widest))
	if t.Width <= narrow {
		x = 0
	}
	for _, l := range lines {
		c.label(l, x, y+ascent+2, start, class, min(strong, len(l)))
		c.add(" ") // or words of two lines are one
		y, strong = y+lineHeight, 0
	}
	return y
}

// ends returns where a bar begins and ends; a short one is widened until it
// can be seen.
func (t Timeline) ends(b Bar) (x0, x1 float64) {
	x0, x1 = t.x(b.Start), t.x(b.End)
	least := 5.0
	if b.Kind == Exact {
		x1, least = x0, 12
	}
	if d := least - (x1 - x0); d > 0 {
		x0, x1 = x0-d/2, x1+d/2
		if over := x1 - float64(t.Width); over > 0 {
			x0, x1 = x0-over, x1-over
		}
		if x0 < 0 {
			x0, x1 = 0, x1-x0
		}
	}
	return x0, x1
}
