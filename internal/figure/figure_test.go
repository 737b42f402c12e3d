package figure

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// wellFormed reads markup as strict XML.
func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
	}
}

// laidOut holds that no two texts overlap and that each is inside the figure.
func laidOut(t *testing.T, c *canvas, width, height float64) {
	t.Helper()
	const rounding = .1
	for i, l := range c.labels {
		if l.x0 < -rounding || l.x1 > width+rounding || l.y0 < -rounding || l.y1 > height+rounding {
			t.Errorf("%q at %.1f–%.1f, %.1f–%.1f is not inside %v by %v", l.text, l.x0, l.x1, l.y0, l.y1, width, height)
		}
		for _, o := range c.labels[:i] {
			if l.overlaps(o) {
				t.Errorf("%q at %.1f–%.1f, %.1f–%.1f overlaps %q at %.1f–%.1f, %.1f–%.1f",
					l.text, l.x0, l.x1, l.y0, l.y1, o.text, o.x0, o.x1, o.y0, o.y1)
			}
		}
	}
}

func texts(c *canvas) []string {
	var list []string
	for _, l := range c.labels {
		list = append(list, l.text)
	}
	return list
}

func utc(day, hour, minute int) time.Time {
	return time.Date(2019, 5, day, hour, minute, 0, 0, time.UTC)
}

// clock returns a zone some minutes east of UTC.
func clock(label string, minutes int) Zone { return Zone{label, time.FixedZone(label, minutes*60)} }

func days() []func(time.Time) string {
	var ways []func(time.Time) string
	for _, layout := range []string{"2", "Mon 2", "Monday 2 January"} {
		ways = append(ways, func(t time.Time) string { return t.Format(layout) })
	}
	return ways
}

func harbour(width int) Timeline {
	bar := func(from, till time.Time) []Bar { return []Bar{{Start: from, End: till}} }
	return Timeline{
		Head: Head{"h", "The night of the fire", "Bars"}, Width: width, Start: utc(3, 12, 0), End: utc(4, 18, 0),
		Zones: []Zone{clock("Harbour", 180), clock("Ilha Nova", 210), clock("GMT", 0), clock("Far away town", -300)},
		Days:  days(),
		At:    utc(3, 22, 30),
		Rows: []Row{
			{"1", "A boat leaves", "noon", "#boat", bar(utc(3, 12, 0), utc(3, 13, 0))},
			{
				"2", "All day long, and longer than there is room for in one line of a narrow drawing", "", "#long",
				bar(utc(3, 12, 0), utc(4, 18, 0)),
			},
			{"3", "The alarm is raised", "", "#alarm", []Bar{
				{Start: utc(3, 22, 15), End: utc(3, 22, 46), Kind: About, Text: "Reports A and C: clash with B", Clash: true},
				{Start: utc(3, 21, 0), End: utc(3, 21, 30), Text: "Report B: clashes with A and C", Clash: true},
			}},
			{"4", "A minute", "", "", []Bar{{Start: utc(4, 18, 0), End: utc(4, 18, 1), Kind: Exact}}},
		},
	}
}

func TestTimelineLayout(t *testing.T) {
	for _, width := range []int{296, 481, 680} {
		figure := harbour(width)
		c, height := figure.draw()
		laidOut(t, c, float64(width), height)
		all := texts(c)
		// Half past ten by UTC, as each zone has it.
		for _, want := range []string{"01:30", "02:00", "22:30", "17:30", "Harbour", "Far away town", "1 A boat leaves"} {
			if !slices.Contains(all, want) {
				t.Errorf("%d wide: no %q among %q", width, want, all)
			}
		}
		wellFormed(t, figure.SVG())
		if got := strings.Count(figure.SVG(), `<rect class="fig-target"`); got != 3 {
			t.Errorf("%d wide: %d targets, want 3", width, got)
		}
	}
	wide := harbour(680)
	c, _ := wide.draw()
	// Each zone has some of both days.
	for text, want := range map[string]int{"Friday 3 May": 4, "Saturday 4 May": 4} {
		got := 0
		for _, s := range texts(c) {
			if s == text {
				got++
			}
		}
		if got != want {
			t.Errorf("%q stands %d times, want %d", text, got, want)
		}
	}
}

// What is read off stands beside its line at the edges, too.
func TestTimelineReadOff(t *testing.T) {
	for _, at := range []time.Time{utc(3, 12, 0), utc(3, 14, 0), utc(4, 3, 0), utc(4, 17, 30), utc(4, 18, 0)} {
		for _, width := range []int{296, 680} {
			figure := harbour(width)
			figure.At = at
			c, height := figure.draw()
			laidOut(t, c, float64(width), height)
			for _, z := range figure.Zones {
				if want := at.In(z.Location).Format("15:04"); !slices.Contains(texts(c), want) {
					t.Errorf("%v, %d wide: no %s of %s", at, width, want, z.Label)
				}
			}
		}
	}
}

// A link's name has the words that are seen, in their order.
func TestTimelineNames(t *testing.T) {
	svg := harbour(296).SVG()
	seen := "3 The alarm is raised; Reports A and C: clash with B; Report B: clashes with A and C"
	for _, want := range []string{` aria-label="1 A boat leaves; noon"`, ` aria-label="` + seen + `"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %s", want, svg)
		}
	}
	if strings.Contains(svg, "</text><text class=\"fig-halo") {
		t.Error("words of two lines run together")
	}
}

func TestTimelineTargets(t *testing.T) {
	height := regexp.MustCompile(`class="fig-target"[^>]* width="([0-9.]+)" height="([0-9.]+)"`)
	svg := harbour(296).SVG()
	for _, m := range height.FindAllStringSubmatch(svg, -1) {
		for _, size := range m[1:] {
			if len(size) < 2 || len(size) == 2 && size < "24" {
				t.Errorf("a target is %s by %s", m[1], m[2])
			}
		}
	}
}

// The clocks of Lisbon went forward at 01:00 of 31 March 2019.
func TestTimelineSummerTime(t *testing.T) {
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Date(2019, 3, 31, 0, 0, 0, 0, lisbon)
	figure := Timeline{Width: 1000, Start: begin, End: begin.Add(23 * time.Hour)}
	days := figure.days(lisbon)
	if len(days) != 1 || days[0].x0 != 1 || days[0].x1 != 999 {
		t.Errorf("the day of 23 hours is %v", days)
	}
	hours := figure.hours(lisbon)
	var got []string
	for _, h := range hours {
		got = append(got, h.Format("15:04"))
	}
	if want := []string{"00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "00:00"}; !slices.Equal(got, want) {
		t.Errorf("hours %q, want %q", got, want)
	}
}

func matrix(width, reports int) Agreement {
	a := Agreement{
		Head: Head{"a", "Reports", "Bars"}, Width: width, Words: []string{"the same", "compatible", "in conflict"},
	}
	for i := range reports {
		a.Reports = append(a.Reports, Report{"Report " + string(rune('A'+i)), string(rune('A' + i))})
		for k := range i {
			a.Pairs = append(a.Pairs, Pair{k, i, [3]int{i * 3, k, 12 - i}})
		}
	}
	return a
}

func TestAgreementLayout(t *testing.T) {
	for _, tt := range []struct{ width, reports int }{{680, 2}, {680, 5}, {530, 9}, {296, 5}, {296, 2}} {
		a := matrix(tt.width, tt.reports)
		c, height := a.draw()
		laidOut(t, c, float64(tt.width), height)
		wellFormed(t, a.SVG())
		cells := tt.reports * (tt.reports - 1) / 2
		if want := tt.reports + 3 + 3*cells; len(c.labels) != want {
			t.Errorf("%d reports: %d texts, want %d", tt.reports, len(c.labels), want)
		}
	}
	if got := texts(first(matrix(296, 5).draw())); !slices.Contains(got, "E") {
		t.Errorf("no letters where labels have no room: %q", got)
	}
	// 12 of 12 is as long as there is room for, 6 half of that, 0 nothing.
	a := Agreement{Width: 296, Reports: make([]Report, 2), Pairs: []Pair{{0, 1, [3]int{12, 6, 0}}}, Words: make([]string, 3)}
	c, _ := a.draw()
	if got := strings.Count(c.String(), `class="fig-conflict"`); got != 1 { // that of the legend
		t.Errorf("%d bars of conflict, want 1", got)
	}
	widths := regexp.MustCompile(`class="fig-(?:same|compatible)"[^>]* width="([0-9.]+)"`).FindAllStringSubmatch(c.String(), -1)
	room := 148 - 2*6 - 7 - 2*.62*15 // of a cell, without padding and the number
	if want := []string{"17", "17", number(room - 1), number(room/2 - 1)}; len(widths) != 4 ||
		!slices.Equal([]string{widths[0][1], widths[1][1], widths[2][1], widths[3][1]}, want) {
		t.Errorf("widths %q, want %q", widths, want)
	}
}

func first(c *canvas, _ float64) *canvas { return c }

func TestCoverage(t *testing.T) {
	v := Coverage{Head: Head{"c", "Report A", "Squares"}, Full: 4}
	for i := range 12 {
		v.Paragraphs = append(v.Paragraphs, Paragraph{"¶", "a.html#p", i - 3})
	}
	c, height := v.draw()
	laidOut(t, c, CoverageWidth, height)
	if got := texts(c); !slices.Equal(got, []string{"1", "11"}) {
		t.Errorf("lines begin with %q", got)
	}
	svg := v.SVG()
	wellFormed(t, svg)
	heights := regexp.MustCompile(`class="fig-fill"[^>]* height="([0-9.]+)"`).FindAllStringSubmatch(svg, -1)
	var got []string
	for _, h := range heights {
		got = append(got, h[1])
	}
	// N runs from -3 to 8; none up to 0, then quarters of 24, and no more than all.
	if want := []string{"6", "12", "18", "24", "24", "24", "24", "24"}; !slices.Equal(got, want) {
		t.Errorf("filled %q, want %q", got, want)
	}
	if strings.Count(svg, "<a ") != 12 {
		t.Error("not every square is a link")
	}
}

func TestTally(t *testing.T) {
	for _, tt := range []struct {
		n, most int
		want    string // x and width of the bar
	}{{7, 7, `x="0" y="0" width="30"`}, {1, 2, `x="15" y="0" width="15"`}, {1, 900, `x="28.5" y="0" width="1.5"`}, {0, 3, ""}} {
		got := Tally(tt.n, tt.most)
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("Tally(%d, %d) = %s, want %s", tt.n, tt.most, got, tt.want)
		}
		wellFormed(t, got)
	}
}

func network(width int, names []string, edges ...Edge) Network {
	n := Network{Head: Head{"n", "Who", "Arcs"}, Width: width, Edges: edges}
	for _, s := range names {
		n.Nodes = append(n.Nodes, Node{s, "#" + s})
	}
	return n
}

func TestNetworkLayout(t *testing.T) {
	names := []string{"Jane Doe", "Rui Faro", "Maria Alexandrina da Costa Vasconcelos", "Bo", "Ana Lume", "The harbour master"}
	var all []Edge
	for i := range names {
		for k := range i {
			all = append(all, Edge{k, i, i + k})
		}
	}
	for _, width := range []int{296, 530} {
		for _, edges := range [][]Edge{all, all[:3], {{0, 5, 9}}} {
			n := network(width, names, edges...).Untangled()
			c, height := n.draw()
			laidOut(t, c, float64(width), height)
			wellFormed(t, n.SVG())
			if got := strings.Count(n.SVG(), "fig-arc"); got != len(edges) {
				t.Errorf("%d arcs, want %d", got, len(edges))
			}
		}
	}
}

func TestNetworkOrder(t *testing.T) {
	names := []string{"a", "b", "c", "d"}
	for _, tt := range []struct {
		name      string
		edges     []Edge
		crossings int
	}{
		{"a path, scrambled", []Edge{{0, 2, 1}, {2, 1, 1}, {1, 3, 1}}, 0},
		{"two pairs", []Edge{{0, 2, 1}, {1, 3, 1}}, 0},
		{"a star", []Edge{{0, 1, 1}, {0, 2, 1}, {0, 3, 1}}, 0},
		{"all with all, which cross once at least", []Edge{{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {1, 2, 1}, {1, 3, 1}, {2, 3, 1}}, 1},
	} {
		n := network(296, names, tt.edges...)
		got := n.Untangled()
		if c := got.cost([]int{0, 1, 2, 3}, make([]int, 4)); c.crossings != tt.crossings {
			t.Errorf("%s: %d crossings in %v, want %d", tt.name, c.crossings, got.Nodes, tt.crossings)
		}
		for i, e := range got.Edges { // which are between the same nodes as before
			was := tt.edges[i]
			if got.Nodes[e.A] != n.Nodes[was.A] || got.Nodes[e.B] != n.Nodes[was.B] || e.N != was.N {
				t.Errorf("%s: edge %d is %v of %v, was %v of %v", tt.name, i, e, got.Nodes, was, n.Nodes)
			}
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	noEnd := harbour(296)
	noEnd.End = noEnd.Start
	noZone := harbour(296)
	noZone.Zones = nil
	noDays := harbour(296)
	noDays.Days = nil
	for name, got := range map[string]string{
		"no rows": Timeline{Width: 296, Zones: harbour(1).Zones, Days: days(), End: utc(1, 1, 1)}.SVG(), "no time": noEnd.SVG(),
		"no zone": noZone.SVG(), "no days": noDays.SVG(), "one report": matrix(296, 1).SVG(), "no room": matrix(296, 6).SVG(),
		"no paragraph": Coverage{Full: 4}.SVG(), "no edge": network(296, []string{"a"}).SVG(),
	} {
		if got != "" {
			t.Errorf("%s: drew %s", name, got)
		}
	}
}

// A page's stylesheet is the only one: the site's security policy allows no other.
func TestClassesAndNames(t *testing.T) {
	source, err := os.ReadFile("figure.go")
	if err != nil {
		t.Fatal(err)
	}
	doc, _, _ := strings.Cut(string(source), "\npackage figure")
	for _, svg := range []string{
		harbour(680).SVG(), matrix(680, 5).SVG(), network(296, []string{"a", "b"}, Edge{0, 1, 2}).SVG(),
		Coverage{Head{"c", "Report A", "Squares"}, 4, []Paragraph{{"¶1", "#p1", 1}}}.SVG(),
	} {
		if strings.Contains(svg, "style") || strings.Contains(svg, "<script") {
			t.Error("the figure has a style or a script of its own")
		}
		for _, want := range []string{"<title id=", "<desc id=", "aria-labelledby=", "aria-describedby="} {
			if !strings.Contains(svg, want) {
				t.Errorf("no %s in %s", want, svg)
			}
		}
		role := `role="img"`
		if strings.Contains(svg, "<a ") {
			role = `role="group"`
		}
		if !strings.Contains(svg, role) {
			t.Errorf("no %s", role)
		}
		for _, list := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
			for class := range strings.FieldsSeq(list[1]) {
				if !regexp.MustCompile(`\b` + class + `\b`).MatchString(doc) {
					t.Errorf("class %q is not documented", class)
				}
			}
		}
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		in    string
		width float64
		want  string
	}{
		{"Jane Doe", 100, "Jane Doe"},
		{"Jane Doe", 60, "Jane…"},
		{"Jane Doe", 1, ""},
		{"", 1, ""},
	} {
		if got := fit(tt.in, tt.width); got != tt.want {
			t.Errorf("fit(%q, %v) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string // no wider than 64 units
	}{
		{"one two", []string{"one two"}},
		{"one two three", []string{"one two", "three"}},
		{"one two three four five six", []string{"one two", "three", "four fi…"}},
		{"incomprehensible", []string{"incom…"}},
	} {
		if got := wrap(tt.in, 64); !slices.Equal(got, tt.want) {
			t.Errorf("wrap(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// FuzzNames draws every figure with odd names: the markup stays well-formed,
// and no text leaves its figure or covers another.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"Jane Doe", "", " ", "<b>&\"'", "\x00\xff", "…", strings.Repeat("W", 300), "العربية", "漢字 漢字", "a\n\tb", "🚀🚀"} {
		f.Add(s, 61)
	}
	f.Fuzz(func(t *testing.T, name string, at int) {
		if !utf8.ValidString(name) {
			name = strings.ToValidUTF8(name, "\uFFFD") // as content is when it was loaded
		}
		for _, width := range []int{296, 680} {
			line := harbour(width)
			line.At = line.Start.Add(time.Duration(at%1800) * time.Minute)
			line.Zones[1].Label, line.Zones[3].Label = name, name
			for i := range line.Rows {
				line.Rows[i].Text = name
				line.Rows[i].Bars[0].Text = name
			}
			matrix := matrix(width, 5)
			for i := range matrix.Reports {
				matrix.Reports[i].Label, matrix.Reports[i].Letter = name, name
			}
			matrix.Words[1] = name
			net := network(width, []string{name, "b", name + name}, Edge{0, 1, 2}, Edge{1, 2, 3}, Edge{0, 2, 4})
			draw := func(c *canvas, height float64) { laidOut(t, c, float64(width), height) }
			draw(line.draw())
			draw(matrix.draw())
			draw(net.draw())
			for _, svg := range []string{
				line.SVG(), matrix.SVG(), net.SVG(), Coverage{Head{"c", name, name}, 1, []Paragraph{{name, name, 1}}}.SVG(),
			} {
				wellFormed(t, svg)
			}
		}
	})
}
