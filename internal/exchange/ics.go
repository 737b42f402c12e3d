package exchange

import (
	"bufio"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A Calendar is what a calendar file says of itself.
type Calendar struct {
	Name, Description string
	URL               string    // "" if it is not known
	Stamp             time.Time // when it was made
}

// An Occasion is an entry of a calendar.
type Occasion struct {
	UID, Summary, Description, Location, URL string

	// Start and End are the first instant and the first after it. Whole days
	// are those of Start and End in UTC.
	Start, End time.Time
	Days       bool
	At         *Point // nil if it is not known
}

// A Point is a place on the Earth.
type Point struct{ Lat, Lon float64 } // degrees north and east, WGS 84

// WriteCalendar writes a calendar as iCalendar (RFC 5545, and NAME and the
// calendar's own DESCRIPTION and URL of RFC 7986).
func WriteCalendar(to io.Writer, c Calendar, occasions iter.Seq[Occasion]) error {
	w := &calendarWriter{bufio.NewWriterSize(to, 32<<10)}
	const stampForm, dayForm = "20060102T150405Z", "20060102"
	stamp := c.Stamp.UTC().Format(stampForm)
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Collate//Collate//EN")
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", "PUBLISH")
	w.text("NAME", c.Name)
	w.text("X-WR-CALNAME", c.Name)
	w.text("DESCRIPTION", c.Description)
	w.text("X-WR-CALDESC", c.Description)
	w.address("URL", c.URL)
	for o := range occasions {
		w.line("BEGIN", "VEVENT")
		w.text("UID", o.UID)
		w.line("DTSTAMP", stamp)
		form, property, least := stampForm, "", time.Minute // which needs no end
		if o.Days {
			form, property, least = dayForm, ";VALUE=DATE", 24*time.Hour
		}
		w.line("DTSTART"+property, o.Start.UTC().Format(form))
		if o.End.Sub(o.Start) > least && o.End.Year() <= 9999 {
			w.line("DTEND"+property, o.End.UTC().Format(form))
		}
		w.text("SUMMARY", o.Summary)
		w.text("DESCRIPTION", o.Description)
		w.text("LOCATION", o.Location)
		if o.At != nil {
			w.line("GEO", decimal(o.At.Lat)+";"+decimal(o.At.Lon))
		}
		w.address("URL", o.URL)
		w.line("CLASS", "PUBLIC")
		w.line("TRANSP", "TRANSPARENT") // nobody is busy because of it
		w.line("END", "VEVENT")
	}
	w.line("END", "VCALENDAR")
	return w.Flush()
}

// decimal writes a number without an exponent, which a format may not know.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

type calendarWriter struct{ *bufio.Writer } // keeps its error for Flush

// text writes a property whose value is a text, unless that is empty.
func (w *calendarWriter) text(name, value string) {
	if value == "" {
		return
	}
	value = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(value)
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		lines[i] = calendarEscapes.Replace(oneLine(line))
	}
	w.line(name, strings.Join(lines, `\n`))
}

// calendarEscapes are those of section 3.3.11.
var calendarEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`)

// address writes a property whose value is a URI, unless that is empty.
func (w *calendarWriter) address(name, value string) {
	if value != "" {
		w.line(name, oneLine(value))
	}
}

// line writes a content line, folded so that no line has more than 75 octets
// and no letter is cut (section 3.1).
func (w *calendarWriter) line(name, value string) {
	const most = 75
	text := name + ":" + value
	for room := most; len(text) > room; room = most - 1 { // the blank counts
		n := room
		for !utf8.RuneStart(text[n]) {
			n--
		}
		_, _ = w.WriteString(text[:n])
		_, _ = w.WriteString("\r\n ")
		text = text[n:]
	}
	_, _ = w.WriteString(text)
	_, _ = w.WriteString("\r\n")
}
