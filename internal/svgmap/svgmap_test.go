package svgmap

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// Places, rounded to what a map of a region shows.
var (
	asad       = Point{Lat: 33.79, Lon: 42.44, Label: "Ain al-Asad", Number: "1", Href: "places/asad.html"}
	erbil      = Point{Lat: 36.19, Lon: 44.01, Label: "Erbil", Number: "2", Href: "places/erbil.html"}
	baghdad    = Point{Lat: 33.31, Lon: 44.36, Label: "Baghdad", Number: "3", Href: "places/baghdad.html"}
	kerman     = Point{Lat: 30.28, Lon: 57.07, Label: "Kerman", Number: "4", Href: "places/kerman.html"}
	qom        = Point{Lat: 34.64, Lon: 50.88, Label: "Qom", Number: "5", Href: "places/qom.html"}
	taji       = Point{Lat: 33.52, Lon: 44.26, Label: "Taji", Number: "6", Href: "places/taji.html"}
	washington = Point{Lat: 38.9, Lon: -77.04, Label: "Washington", Number: "7", Href: "places/washington.html"}
	tokyo      = Point{Lat: 35.68, Lon: 139.69, Label: "Tokyo", Number: "8"}
	wellington = Point{Lat: -41.29, Lon: 174.78, Label: "Wellington", Number: "9"}
	santiago   = Point{Lat: -33.45, Lon: -70.67, Label: "Santiago", Number: "10"}
)

func mapOf(w, h int, points ...Point) Map {
	return Map{ID: "m", Title: "Where it happened", Width: w, Height: h, Points: points, Scale: scaleOf}
}

func scaleOf(km, miles float64, latitude int, everywhere bool) (kmText, milesText string) {
	kmText, milesText = fmt.Sprintf("%v km", km), fmt.Sprintf("%v mi", miles)
	if !everywhere {
		kmText += fmt.Sprintf(" at %d", latitude)
	}
	return kmText, milesText
}

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

func TestSVGIsLabelled(t *testing.T) {
	inset := mapOf(320, 240, Point{Lat: 33.79, Lon: 42.44, Label: "Ain al-Asad"})
	inset.ID, inset.Desc = "here", "Ain al-Asad, in the west of Iraq."
	for _, tt := range []struct {
		name string
		m    Map
		want []string
	}{
		{"an inset is an image", inset, []string{
			`<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 320 240" width="320" height="240" role="img"`,
			` aria-labelledby="here-title" aria-describedby="here-desc"`,
			`<title id="here-title">Where it happened</title><desc id="here-desc">Ain al-Asad, in the west of Iraq.</desc>`,
			`>Ain al-Asad</text>`, `>Iraq</text>`, ` km</text>`, ` mi</text>`,
		}},
		{"a map of links is a group", mapOf(0, 0, asad, kerman), []string{
			`viewBox="0 0 720 520"`, `role="group" xmlns:xlink="http://www.w3.org/1999/xlink" aria-labelledby="m-title" fill=`,
			`<a class="map-mark" xlink:href="places/asad.html" aria-label="1 Ain al-Asad"><title>Ain al-Asad</title>`,
			`<circle class="map-target" cx="90" `, `r="14" stroke="none" pointer-events="all"/>`, `>Iran</text>`,
			`>1</text> <text class="map-label"`, // read as "1 Ain al-Asad", as the link is called
		}},
		{"text is escaped", mapOf(0, 0, Point{Label: `<b>&"`, Number: "\x00", Href: `a.html?x="1"&y`, Class: `"`}), []string{
			`xlink:href="a.html?x=&#34;1&#34;&amp;y"`, `<title>&lt;b&gt;&amp;&#34;</title>`, "\uFFFD", `class="map-mark &#34;"`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.m.SVG()
			if err != nil {
				t.Fatal(err)
			}
			wellFormed(t, got)
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %s in\n%s", want, got)
				}
			}
		})
	}
}

func TestSVGRefuses(t *testing.T) {
	at := func(lat, lon float64) Map { return mapOf(0, 0, Point{Lat: lat, Lon: lon, Label: "X"}) }
	with := func(change func(*Map)) Map {
		m := mapOf(0, 0, asad)
		change(&m)
		return m
	}
	for _, tt := range []struct {
		m    Map
		want string
	}{
		{at(90.1, 0), `map "m": point 1 (X): latitude 90.1 is not from -90 to 90`},
		{at(0, -180.5), `map "m": point 1 (X): longitude -180.5 is not from -180 to 180`},
		{at(math.NaN(), 0), `map "m": point 1 (X): latitude NaN is not from -90 to 90`},
		{at(0, math.Inf(1)), `map "m": point 1 (X): longitude +Inf is not from -180 to 180`},
		{mapOf(0, 0), `map "m": no points`},
		{with(func(m *Map) { m.ID = "a b" }), `map "a b": the ID must be a letter, then letters, digits, - or _`},
		{with(func(m *Map) { m.Title = "" }), `map "m": no title`},
		{with(func(m *Map) { m.Width = 5 }), `map "m": 5 by 520 is too small or too large`},
		{with(func(m *Map) { m.Span = math.NaN() }), `map "m": a span of NaN degrees (0 to 360)`},
	} {
		if svg, err := tt.m.SVG(); err == nil || err.Error() != tt.want || svg != "" {
			t.Errorf("got %q, error %v, want error %s", svg, err, tt.want)
		}
	}
}

// A page's stylesheet is the only one: the site's security policy allows no other.
func TestSVGCarriesNoStyle(t *testing.T) {
	got, err := mapOf(0, 0, asad, baghdad, taji, washington).SVG()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(got, "style") || strings.Contains(got, "<script") {
		t.Error("the map has a style or a script of its own")
	}
	documented := []string{
		"map", "map-sea", "map-land", "map-border", "map-country", "map-scale", "map-leader",
		"map-mark", "map-target", "map-dot", "map-badge", "map-number", "map-label",
	}
	for _, class := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		if !slices.Contains(documented, class[1]) {
			t.Errorf("class %q is not documented", class[1])
		}
	}
}

func TestSVGIsSmallAndFinite(t *testing.T) {
	six := []Point{asad, erbil, baghdad, kerman, qom, taji}
	for _, tt := range []struct {
		name string
		m    Map
		most int
	}{
		{"region", mapOf(720, 520, six...), 20_000},
		{"region, narrow", mapOf(340, 380, six...), 12_000},
		{"half the world", mapOf(720, 520, append(six, washington)...), 20_000},
		{"over the Pacific", mapOf(720, 520, tokyo, wellington, santiago), 20_000},
		{"inset", mapOf(320, 240, kerman), 8_000},
		{"inset with fjords", mapOf(320, 240, Point{Lat: 60.39, Lon: 5.32}), 8_000},
		{"inset with a thousand islands", mapOf(320, 240, Point{Lat: 60.18, Lon: 22}), 8_000},
	} {
		got, err := tt.m.SVG()
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > tt.most {
			t.Errorf("%s: %d bytes, more than %d", tt.name, len(got), tt.most)
		}
		again, _ := tt.m.SVG()
		if got != again {
			t.Errorf("%s: drawn twice, differs", tt.name)
		}
	}
}

func TestMinorPoints(t *testing.T) {
	near, far, under := baghdad, washington, asad
	near.Minor, far.Minor, under.Minor = true, true, true
	under.Lat += 0.01
	d := mapOf(320, 240, asad, near, far, under).drawing()
	alone := mapOf(320, 240, asad).drawing()
	if d.frame != alone.frame {
		t.Errorf("a minor point moved the frame from %v to %v", alone.frame, d.frame)
	}
	var labels []string
	for _, m := range d.marks {
		labels = append(labels, m.Label)
		if m.Minor && (m.Href != "" || !m.plain) {
			t.Errorf("minor point %s has a link or a disc", m.Label)
		}
	}
	if got, want := strings.Join(labels, ", "), "Ain al-Asad, Baghdad"; got != want {
		t.Errorf("drawn: %s, want %s", got, want)
	}
}

// Baghdad and Taji are 25 km apart, on this map 9 units: both numbers must
// stand aside, joined to places that stay where they are.
func TestNumbersStandAside(t *testing.T) {
	d := mapOf(720, 520, asad, erbil, baghdad, kerman, qom, taji).drawing()
	for _, m := range d.marks {
		want := m.Label == "Baghdad" || m.Label == "Taji"
		if m.aside() != want {
			t.Errorf("%s stands aside: %v, want %v", m.Label, m.aside(), want)
		}
		if len(m.label.lines) == 0 {
			t.Errorf("%s has no name", m.Label)
		}
	}
	svg := d.svg()
	if got := strings.Count(svg, `class="map-leader"`); got != 2 {
		t.Errorf("%d leaders, want 2", got)
	}
	if got := strings.Count(svg, `class="map-dot"`); got != 2 {
		t.Errorf("%d dots, want 2", got)
	}
}

// What holds for every map: whatever is placed overlaps nothing else, stays in
// the frame, and is not crossed by a leader.
func TestNothingOverlaps(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 150 {
		var points []Point
		spread := math.Pow(10, 2*random.Float64()-1) // 0.1 to 10 degrees
		lat, lon := 120*random.Float64()-60, 340*random.Float64()-170
		for i := range 1 + random.IntN(30) {
			points = append(points, Point{
				Lat:    lat + spread*random.NormFloat64()/2,
				Lon:    min(max(lon+spread*random.NormFloat64(), -180), 180),
				Label:  strings.Repeat("Wadi ", random.IntN(3)) + "Mesa",
				Number: strconv.Itoa(i + 1),
				Href:   "#",
				Minor:  random.IntN(5) == 0,
			})
		}
		size := []int{320, 340, 720}[n%3]
		checkLayout(t, mapOf(size, size*3/4, points...).drawing())
		if t.Failed() {
			t.Fatalf("with %+v", points)
		}
	}
}

// checkLayout reports everything that overlaps something.
func checkLayout(t *testing.T, d drawing) {
	t.Helper()
	type thing struct {
		name string
		box  orb.Bound
		mark int // whose part it is, or -1
	}
	var things []thing
	for i, m := range d.marks {
		if m.plain {
			continue // dots are where places are
		}
		things = append(things, thing{"target of " + m.Number, m.target, i})
		for j, o := range d.marks {
			if (i != j || m.aside()) && !o.Minor && m.target.Contains(o.at) && (i == j || o.aside() || o.plain) {
				t.Errorf("number %s hides the dot of %s", m.Number, o.Number)
			}
		}
	}
	for i, m := range d.marks {
		if len(m.label.lines) > 0 {
			things = append(things, thing{"name of " + m.Number, m.label.box, i})
		}
	}
	for _, c := range d.countries {
		things = append(things, thing{c.lines[0], c.box, -1})
	}
	if d.scale.shown {
		things = append(things, thing{"scale", d.scale.box, -1})
	}
	for i, a := range things {
		if !d.bound().Contains(a.box.Min) || !d.bound().Contains(a.box.Max) {
			t.Errorf("%s leaves the frame", a.name)
		}
		for _, b := range things[:i] {
			if a.box.Intersects(b.box) && (a.mark != b.mark || a.mark < 0) {
				t.Errorf("%s overlaps %s", a.name, b.name)
			}
		}
	}
	for i, m := range d.marks {
		if !m.aside() {
			continue
		}
		leader := segment{m.at, m.badge}
		for _, a := range things {
			if !strings.HasPrefix(a.name, "target") && a.mark != i && leader.crosses(a.box) {
				t.Errorf("the leader of %s crosses %s", m.Number, a.name)
			}
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add(33.79, 42.44, 36.19, 44.01, "Erbil", 320, 240)
	f.Add(-90.0, -180.0, 90.0, 180.0, "<&>", 720, 520)
	f.Add(0.0, 180.0, 0.0, -180.0, "\x00\xff", 340, 4000)
	f.Add(51.5, 0.0, -51.5, 179.99, "", 4000, 120)
	f.Add(math.NaN(), math.Inf(1), 5e-324, -1e-300, "x", 0, 0)
	f.Add(84.9, 12.0, 84.9, 12.0, "x", 160, 120)
	numbers := regexp.MustCompile(`(NaN|Inf|[0-9]e[+-]?[0-9])`)
	f.Fuzz(func(t *testing.T, lat1, lon1, lat2, lon2 float64, label string, w, h int) {
		m := mapOf(w, h,
			Point{Lat: lat1, Lon: lon1, Label: label, Number: "1", Href: label},
			Point{Lat: lat2, Lon: lon2, Label: label, Number: label},
			Point{Lat: lat2, Lon: lon2, Label: label, Minor: true})
		svg, err := m.SVG()
		inRange := math.Abs(lat1) <= 90 && math.Abs(lat2) <= 90 && math.Abs(lon1) <= 180 && math.Abs(lon2) <= 180
		if !inRange && err == nil {
			t.Fatal("coordinates out of range were drawn")
		}
		if err != nil {
			return
		}
		wellFormed(t, svg)
		for _, attribute := range regexp.MustCompile(` (?:d|x|y|cx|cy|r|viewBox)="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
			if numbers.MatchString(attribute[1]) {
				t.Fatalf("not a finite number in plain digits: %s", attribute[0])
			}
		}
		d := m.withDefaults().drawing()
		for _, mark := range d.marks {
			if !d.bound().Contains(mark.at) {
				t.Errorf("%v, %v is drawn at %v, outside of %v", mark.Lat, mark.Lon, mark.at, d.bound())
			}
		}
	})
}

func ExampleMap_SVG() {
	svg, err := Map{
		ID: "south", Title: "Bouvet Island", Width: 320, Height: 240, Span: 20,
		Points: []Point{{Lat: -54.42, Lon: 3.38, Label: "Bouvet Island"}},
	}.SVG()
	if err != nil {
		fmt.Println(err)
	}
	opening, _, _ := strings.Cut(svg, "><title")
	fmt.Println(strings.ReplaceAll(opening, `" `, "\"\n"))
	// Output:
	// <svg xmlns="http://www.w3.org/2000/svg"
	// class="map"
	// viewBox="0 0 320 240"
	// width="320"
	// height="240"
	// role="img"
	// aria-labelledby="south-title"
	// fill="none"
	// stroke="currentColor"
	// font-size="13"
}
