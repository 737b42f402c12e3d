// Package rules holds files to the published rules of their formats, for tests: each
// check says what is broken and by which section. It reads them by its own means, and not
// by those of package exchange.
package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Broken are the rules that a file breaks; none if it is right.
type Broken []string

func (b *Broken) add(format string, args ...any) { *b = append(*b, fmt.Sprintf(format, args...)) }

// calendarForms are the values of the properties that are no text, by RFC 5545, section 3.3.
var calendarForms = map[string]*regexp.Regexp{
	"VERSION": regexp.MustCompile(`^2\.0$`), "PRODID": regexp.MustCompile(`^[ -~]+$`),
	"CALSCALE": regexp.MustCompile(`^GREGORIAN$`), "METHOD": regexp.MustCompile(`^PUBLISH$`),
	"DTSTAMP": calendarTime, "DTSTART": calendarTime, "DTEND": calendarTime,
	"DTSTART;VALUE=DATE": calendarDay, "DTEND;VALUE=DATE": calendarDay,
	"GEO": regexp.MustCompile(`^-?\d{1,2}(\.\d+)?;-?\d{1,3}(\.\d+)?$`), "URL": regexp.MustCompile(`^https?://[!-~]+$`),
	"CLASS": regexp.MustCompile(`^PUBLIC$`), "TRANSP": regexp.MustCompile(`^TRANSPARENT$`),
	"UID": calendarText, "SUMMARY": calendarText, "DESCRIPTION": calendarText, "LOCATION": calendarText,
	"NAME": calendarText, "X-WR-CALNAME": calendarText, "X-WR-CALDESC": calendarText,
}

var (
	calendarTime = regexp.MustCompile(`^\d{4}(0[1-9]|1[0-2])([0-2]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ$`)
	calendarDay  = regexp.MustCompile(`^\d{4}(0[1-9]|1[0-2])([0-2]\d|3[01])$`)

	// Section 3.3.11: escapes of four kinds, and no bare comma, semicolon or control sign.
	calendarText = regexp.MustCompile(`^([^\\,;\x00-\x08\x0a-\x1f\x7f]|\\[\\,;nN])*$`)
)

// Calendar holds a file to RFC 5545, as far as what the program writes goes, and
// returns its events.
func Calendar(data []byte) (events []map[string]string, broken Broken) {
	text := string(data)
	rest := strings.ReplaceAll(text, "\r\n", "")
	if !strings.HasSuffix(text, "\r\n") || strings.ContainsAny(rest, "\r\n") {
		broken.add("section 3.1: lines do not end in CRLF")
		return nil, broken
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			broken.add("section 3.1: a line of %d octets, or with a letter that is cut: %q", len(line), line)
		}
	}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n")
	if lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" {
		broken.add("section 3.4: the stream is no calendar object: %q … %q", lines[0], lines[len(lines)-1])
		return nil, broken
	}
	seen, uids, calendar := map[string]string{}, map[string]bool{}, map[string]string(nil)
	needed := func(names ...string) {
		for _, name := range names {
			if seen[name] == "" {
				broken.add("sections 3.6 and 3.6.1: no %s in %v", name, seen)
			}
		}
	}
	for _, line := range lines[1 : len(lines)-1] {
		switch name, value, ok := strings.Cut(line, ":"); {
		case !ok:
			broken.add("section 3.1: a line without a name: %q", line)
		case line == "BEGIN:VEVENT" && calendar == nil:
			calendar, seen = seen, map[string]string{}
		case line == "END:VEVENT" && calendar != nil:
			seen["DTSTART"] += seen["DTSTART;VALUE=DATE"]
			needed("UID", "DTSTAMP", "DTSTART")
			if uids[seen["UID"]] {
				broken.add("section 3.8.4.7: the UID %s stands twice", seen["UID"])
			}
			uids[seen["UID"]] = true
			events, seen, calendar = append(events, seen), calendar, nil
		case seen[name] != "":
			broken.add("section 3.6.1: %s stands twice", name)
		case calendarForms[name] == nil || !calendarForms[name].MatchString(value):
			broken.add("section 3.3: %s is %q", name, value)
		default:
			seen[name] = value
		}
	}
	needed("VERSION", "PRODID")
	return events, slices.Clip(broken)
}
