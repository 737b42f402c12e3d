package rules

import (
	"strings"
	"testing"
)

// TestRules breaks one rule after the other.
func TestRules(t *testing.T) {
	calendar := func(lines ...string) string {
		return strings.Join(append(append([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"}, lines...), "END:VCALENDAR", ""), "\r\n")
	}
	event := func(lines ...string) string {
		return calendar(append(append([]string{"BEGIN:VEVENT", "UID:1", "DTSTAMP:20190503T210000Z", "DTSTART:20190503T210000Z"}, lines...), "END:VEVENT")...)
	}
	const notes = `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"a","type":"AnnotationCollection","label":"x","total":1,` +
		`"first":{"id":"b","type":"AnnotationPage","startIndex":0,"items":[{"id":"c","type":"Annotation","motivation":"linking",` +
		`"body":[{"type":"TextualBody","purpose":"describing","format":"text/plain","value":"y"}],` +
		`"target":{"source":"d","selector":[{"type":"TextQuoteSelector","exact":"e"}]}}]}}`
	const doe = `{"id":"a","schema":"Person","properties":{"name":["Doe"]}}` + "\n"
	checks := map[string]func(string) Broken{
		"ics":   func(s string) Broken { _, b := Calendar([]byte(s)); return b },
		"notes": func(s string) Broken { _, b := Annotations([]byte(s)); return b },
		"ftm":   func(s string) Broken { _, b := FollowTheMoney([]byte(s)); return b },
	}
	for _, tt := range []struct{ format, text, want string }{
		{"ics", event(), ""},
		{"ics", event("SUMMARY:a\\, b"), ""},
		{"ics", event("SUMMARY:a, b"), "3.3"},
		{"ics", event("SUMMARY:" + strings.Repeat("a", 70)), "of 78 octets"},
		{"ics", event("ATTACH:x"), "3.3"},
		{"ics", event("DTSTAMP:20190503T210000Z"), "twice"},
		{"ics", calendar("BEGIN:VEVENT", "UID:1", "DTSTAMP:20190503T210000Z", "END:VEVENT"), "no DTSTART"},
		{"ics", strings.ReplaceAll(event(), "\r\n", "\n"), "CRLF"},
		{"ics", "BEGIN:VCARD\r\n", "3.4"},
		{"notes", notes, ""},
		{"notes", strings.Replace(notes, "linking", "liking", 1), "3.3.5"},
		{"notes", strings.Replace(notes, "TextQuoteSelector", "TextSelector", 1), "4.2.1"},
		{"notes", strings.Replace(notes, `"total":1`, `"total":2`, 1), "5.1"},
		{"notes", strings.Replace(notes, `"value":"y"`, `"value":""`, 1), "3.2.4"},
		{"notes", strings.Replace(notes, `"id":"c"`, `"id":"javascript:c"`, 1), "3.1"},
		{"notes", strings.Replace(notes, `"label"`, `"lable"`, 1), "no annotations"},
		{"ftm", doe, ""},
		{"ftm", doe + doe, "twice"},
		{"ftm", strings.ReplaceAll(doe, "Doe", " "), "not of type name"},
		{"ftm", strings.ReplaceAll(doe, "name", "nam"), "has no nam"},
		{"ftm", strings.ReplaceAll(doe, "Person", "Human"), "no schema"},
		{"ftm", `{"id":"a/b","schema":"Article","properties":{}}` + "\n", "signs"},
		{"ftm", `{"id":"b","schema":"Mention","properties":{"document":["a"],"name":["x"]}}` + "\n" + doe, "not a Document"},
		{"ftm", `{"id":"b","schema":"Mention","properties":{"name":["x"]}}` + "\n", "needs document"},
		{"ftm", `{"id":"b","schema":"Event","properties":{"name":["x"],"date":["1 May"]}}` + "\n", "not of type date"},
		{"ftm", "{}x\n", "no entity"},
	} {
		got := strings.Join(checks[tt.format](tt.text), "; ")
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s %q: %q, want %q", tt.format, tt.text, got, tt.want)
		}
	}
}
