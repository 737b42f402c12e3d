package exchange

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"collate/internal/exchange/rules"
)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// holdCalendar fails the test unless a file follows RFC 5545, and returns its events.
func holdCalendar(t testing.TB, data []byte) []map[string]string {
	t.Helper()
	events, broken := rules.Calendar(data)
	for _, b := range broken {
		t.Error(b)
	}
	return events
}

func TestCalendar(t *testing.T) {
	occasions := []Occasion{
		{
			UID: "1", Summary: "A fire; at the harbour, old", Description: "about nine\nIt \\ burned: \"all\".", Location: "Pier 1, Oslo",
			URL: "https://example.org/fire/timeline.html#fire", Start: at(t, "2019-05-03T21:00:00Z"), End: at(t, "2019-05-03T21:01:00Z"),
			At: &Point{59.9, -10.75},
		},
		{UID: "2", Summary: "A day", Days: true, Start: at(t, "2019-05-03T00:00:00Z"), End: at(t, "2019-05-04T00:00:00Z")},
		{UID: "3", Summary: "Two days", Days: true, Start: at(t, "2019-05-03T00:00:00Z"), End: at(t, "2019-05-05T00:00:00Z")},
		{UID: "4", Summary: "An evening", Start: at(t, "2019-05-03T19:00:00+02:00"), End: at(t, "2019-05-03T21:31:00+02:00")},
		{UID: "5", Summary: strings.Repeat("ü", 60) + "x", Days: true, Start: at(t, "9999-12-30T00:00:00Z"), End: at(t, "9999-12-31T00:00:00Z").AddDate(0, 0, 1)},
	}
	var b bytes.Buffer
	if err := WriteCalendar(&b, Calendar{Name: "The fire", Stamp: at(t, "2019-05-20T00:00:00Z")}, slices.Values(occasions)); err != nil {
		t.Fatal(err)
	}
	const head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Collate//Collate//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\nNAME:The fire\nX-WR-CALNAME:The fire\n"
	event := func(n, lines string) string {
		return "BEGIN:VEVENT\nUID:" + n + "\nDTSTAMP:20190520T000000Z\n" + lines + "CLASS:PUBLIC\nTRANSP:TRANSPARENT\nEND:VEVENT\n"
	}
	want := head +
		event("1", "DTSTART:20190503T210000Z\nSUMMARY:A fire\\; at the harbour\\, old\nDESCRIPTION:about nine\\nIt \\\\ burned: \"all\".\nLOCATION:Pier 1\\, Oslo\n"+
			"GEO:59.9;-10.75\nURL:https://example.org/fire/timeline.html#fire\n") +
		event("2", "DTSTART;VALUE=DATE:20190503\nSUMMARY:A day\n") +
		event("3", "DTSTART;VALUE=DATE:20190503\nDTEND;VALUE=DATE:20190505\nSUMMARY:Two days\n") +
		event("4", "DTSTART:20190503T170000Z\nDTEND:20190503T193100Z\nSUMMARY:An evening\n") +
		// 8 octets of name and 33 letters of two are 74; the next line has 27 and the x.
		event("5", "DTSTART;VALUE=DATE:99991230\nSUMMARY:"+strings.Repeat("ü", 33)+"\n "+strings.Repeat("ü", 27)+"x\n") +
		"END:VCALENDAR\n"
	if got := strings.ReplaceAll(b.String(), "\r\n", "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	holdCalendar(t, b.Bytes())
}

// FuzzCalendar puts a text into every field of an event: it comes back, and
// nothing else does.
func FuzzCalendar(f *testing.F) {
	for _, s := range []string{"", "plain", "x\r\nEND:VEVENT", "a\\nb", "a,b;c:d", strings.Repeat("é", 200), "\x00\x7f", "\u2028", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		o := Occasion{UID: "1" + s, Summary: "2" + s, Description: "3" + s, Location: "4" + s, Start: time.Unix(0, 0), End: time.Unix(60, 0)}
		var b bytes.Buffer
		if err := WriteCalendar(&b, Calendar{Name: "5" + s, Description: "6" + s}, slices.Values([]Occasion{o})); err != nil {
			t.Fatal(err)
		}
		events := holdCalendar(t, b.Bytes())
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		s = strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\ufffd")
		for i, name := range []string{"UID", "SUMMARY", "DESCRIPTION", "LOCATION"} {
			got := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\,`, ",", `\;`, ";").Replace(events[0][name])
			lines := strings.Split(s, "\n")
			for i, line := range lines {
				lines[i] = oneLine(line)
			}
			if want := strconv.Itoa(i+1) + strings.Join(lines, "\n"); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
	})
}

func TestStableID(t *testing.T) {
	id := StableID("https://example.org/", "events/fire")
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(id) {
		t.Errorf("%q is no UUID of version 8", id)
	}
	if id != StableID("https://example.org/", "events/fire") || id == StableID("https://example.org/e", "vents/fire") {
		t.Error("ids are not those of their names")
	}
}
