package rules

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

var (
	entryHead = regexp.MustCompile(`^@misc\{[a-z0-9][a-z0-9-]*,?$`)
	entryLine = regexp.MustCompile(`^  (author|title|howpublished|year|month|day|url|note|langid) = \{(.*)\},?$`)
)

// BibTeX holds a file to the grammar of BibTeX as its manual and "Tame the BeaST"
// (section 3) give it: entries of fields in braces that balance, and in them no sign of TeX
// that is not escaped. It returns the fields of each entry.
func BibTeX(data []byte) (entries []map[string]string, broken Broken) {
	for entry := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n\n") {
		lines := strings.Split(entry, "\n")
		if len(lines) < 3 || !entryHead.MatchString(lines[0]) || lines[len(lines)-1] != "}" {
			broken.add("no entry: %.200q", entry)
			continue
		}
		fields := map[string]string{"": strings.Trim(lines[0], "@misc{,")}
		for i, line := range lines[1 : len(lines)-1] {
			m := entryLine.FindStringSubmatch(line)
			if m == nil || fields[m[1]] != "" || strings.HasSuffix(line, ",") != (i < len(lines)-3) {
				broken.add("no field, or twice: %.200q", line)
				continue
			}
			fields[m[1]] = m[2]
			depth := 0
			for j, c := range m[2] {
				switch c {
				case '{':
					depth++
				case '}':
					depth--
				case '$', '&', '#', '_', '%', '~', '^':
					if m[1] != "url" && (j == 0 || m[2][j-1] != '\\' || c == '~' || c == '^') {
						broken.add("%s: a bare %c in %.200q", m[1], c, m[2])
					}
				}
				if depth < 0 {
					break
				}
			}
			if depth != 0 {
				broken.add("%s: braces do not balance in %.200q", m[1], m[2])
			}
		}
		entries = append(entries, fields)
	}
	return entries, broken
}

// A Cited is an item of CSL-JSON, with what the program writes.
type Cited struct {
	ID     string `json:"id"`
	Type   string `json:"type"`
	Title  string `json:"title"`
	Author []struct {
		Literal string `json:"literal"`
	} `json:"author"`
	Container string `json:"container-title"`
	Issued    struct {
		Parts [][]int `json:"date-parts"`
	} `json:"issued"`
	URL      string `json:"URL"`
	Note     string `json:"note"`
	Language string `json:"language"`
}

// CSL holds a file to the JSON Schema csl-data.json of CSL 1.0.2: id and type are
// required, the type is one of its list, names and dates have its forms, and no other key is
// there.
func CSL(data []byte) (items []Cited, broken Broken) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&items); err != nil {
		broken.add("no list of items: %v", err)
	}
	ids := map[string]bool{}
	for _, item := range items {
		if item.ID == "" || ids[item.ID] || item.Type != "article-newspaper" || item.Title == "" {
			broken.add("the item %q of type %q", item.ID, item.Type)
		}
		ids[item.ID] = true
		for _, name := range item.Author {
			if name.Literal == "" {
				broken.add("%s: an empty name", item.ID)
			}
		}
		for _, date := range item.Issued.Parts {
			if len(date) != 3 || date[1] < 1 || date[1] > 12 || date[2] < 1 || date[2] > 31 {
				broken.add("%s: the date %v", item.ID, date)
			}
		}
	}
	return items, broken
}

var beaconLine = regexp.MustCompile(`^(Q[1-9][0-9]*)\|([0-9]+)\|([a-z0-9/-]+\.html)$`)

// Beacon holds a file to the BEACON text format (gbv.github.io/beaconspec): meta lines
// of known fields (section 4), of which FORMAT is the first (3.1), an empty line, and links of
// source, annotation and target (3.1). It returns the pages by item.
func Beacon(data []byte) (links [][2]string, broken Broken) {
	text := string(data)
	head, body, ok := strings.Cut(text, "\n\n")
	if !ok || !strings.HasPrefix(head, "#FORMAT: BEACON\n") || !strings.HasSuffix(text, "\n") {
		broken.add("section 3.1: no head")
		return nil, broken
	}
	known := regexp.MustCompile(`^#(FORMAT|PREFIX|TARGET|RELATION|NAME|DESCRIPTION|TIMESTAMP|UPDATE): [^\x00-\x1f]*\S$`)
	for line := range strings.SplitSeq(head, "\n") {
		if !known.MatchString(line) {
			broken.add("section 4: the meta line %.200q", line)
		}
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(body, "\n"), "\n") {
		m := beaconLine.FindStringSubmatch(line)
		if m == nil {
			broken.add("section 3.1: the link %.200q", line)
			continue
		}
		links = append(links, [2]string{m[1], m[3]})
	}
	return links, broken
}

// A Slide is an event of TimelineJS as a file has it.
type Slide struct {
	ID          string         `json:"unique_id"`
	Start       map[string]int `json:"start_date"`
	End         map[string]int `json:"end_date"`
	DisplayDate string         `json:"display_date"`
	Text        struct {
		Headline string `json:"headline"`
		Text     string `json:"text"`
	} `json:"text"`
}

// timelineText is HTML without an element but a link.
var timelineText = regexp.MustCompile(`^[^<>]*( <a href="https://[^"<>]*">[^<>]*</a>)?$`)

// Timeline holds a file to TimelineJS's description of its JSON (json-format.html):
// each event has a start_date with a year, its parts are in their ranges and none is there without
// the one before, and an end is no earlier. Texts, which are HTML, have no element but a link.
func Timeline(data []byte) ([]Slide, Broken) {
	var broken Broken
	var t struct {
		Title  Slide   `json:"title"`
		Events []Slide `json:"events"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		broken.add("no timeline: %v", err)
	}
	ids := map[string]bool{}
	for _, s := range append(t.Events, t.Title) {
		if ids[s.ID] {
			broken.add("the id %q stands twice", s.ID)
		}
		ids[s.ID] = true
		for _, text := range []string{s.Text.Headline, s.Text.Text, s.DisplayDate} {
			if !timelineText.MatchString(text) {
				broken.add("%s: the text %.200q", s.ID, text)
			}
		}
	}
	for _, s := range t.Events {
		if s.Start == nil || s.ID == "" || s.Text.Headline == "" {
			broken.add("the event %q", s.ID)
		}
		for _, date := range []map[string]int{s.Start, s.End} {
			before := true
			for i, part := range []string{"year", "month", "day", "hour", "minute"} {
				n, ok := date[part]
				if ok && (!before || n < []int{1, 1, 1, 0, 0}[i] || n > []int{9999, 12, 31, 23, 59}[i]) {
					broken.add("%s: %s is %d in %v", s.ID, part, n, date)
				}
				before = ok
			}
		}
		if s.End != nil && s.End["year"] < s.Start["year"] {
			broken.add("%s: ends before it begins", s.ID)
		}
	}
	return t.Events, broken
}
