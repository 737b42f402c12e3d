package candidate

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/extract"
)

// A Time is a time as a report prints it.
type Time struct {
	Ref      cite.Ref
	Text     string // "about 6.40am on Tuesday"
	Value    string // a day, "2024-03-12", or with a clock time, "2024-03-12T06:40", as the report's clock shows it
	Sentence string

	about  bool // "about" stands before it
	beside bool // "before", "after" or the like does: it happened at another time
	zoned  bool // it names a zone
}

// A Moment is one time that reports print.
type Moment struct {
	Value   string
	Times   []Time // in the order of the reports
	Reports int
}

// Clock reports whether a moment has an hour.
func (m Moment) Clock() bool { return strings.Contains(m.Value, "T") }

// Moments returns the times of day that reports give, and the days that two or
// more of them name, in order; what an event has as an account already is left
// out.
func Moments(c *corpus.Corpus) []Moment {
	by := map[string]*Moment{}
	for _, t := range Times(c) {
		if isTaken(c, t) {
			continue
		}
		if by[t.Value] == nil {
			by[t.Value] = &Moment{Value: t.Value}
		}
		m := by[t.Value]
		if len(m.Times) == 0 || m.Times[len(m.Times)-1].Ref.Article != t.Ref.Article {
			m.Reports++
		}
		m.Times = append(m.Times, t)
	}
	var list []Moment
	for _, m := range by {
		if m.Clock() || m.Reports > 1 {
			list = append(list, *m)
		}
	}
	slices.SortFunc(list, func(a, b Moment) int { return cmp.Compare(a.Value, b.Value) })
	return list
}

// Times returns the times with a day that the reports print, in their order, but
// not the days on which somebody said something.
func Times(c *corpus.Corpus) []Time {
	var list []Time
	for _, a := range c.Articles {
		texts := make([]string, len(a.Paragraphs))
		for i := range a.Paragraphs {
			texts[i] = textOf(cite.Ref{Article: a, Paragraph: i})
		}
		published := ""
		if a.Date.Known() {
			published = a.Date.Raw
		}
		for i, found := range extract.Times(texts, published) {
			for _, t := range found {
				value := dayForm.FindString(t.Value)
				if value == "" || t.Kind != extract.Date && t.Kind != extract.TimeOfDay {
					continue
				}
				one := Time{Ref: cite.Ref{Article: a, Paragraph: i}, Value: value, Sentence: sentenceAt(texts[i], t.Start)}
				if len(value) == len("2024-03-12") && whenSaid.MatchString(texts[i][:t.Start]) {
					continue
				}
				start := t.Start
				if m := modifier.FindStringSubmatchIndex(texts[i][:t.Start]); m != nil {
					start = m[0]
					one.about = m[2] >= 0
					one.beside = m[4] >= 0
				}
				one.Text = texts[i][start:t.End]
				one.zoned = zoneForm.MatchString(t.In(texts[i]))
				list = append(list, one)
			}
		}
	}
	return list
}

var (
	// dayForm is a value with a day, and with the time if it has one. Of a part
	// of the day, the day is left.
	dayForm = regexp.MustCompile(`^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?`)
	// modifier is what before a time belongs to it.
	modifier = regexp.MustCompile(`(?i)\b(?:(about|around|approximately|roughly|some time around) ` +
		`|((?:(?:shortly|just|soon|long|hours|minutes) )?(?:before|after|by|until|since) ))$`)
	// whenSaid stands before a day on which something was only said.
	whenSaid = regexp.MustCompile(`(?i)\b(?:said|says|told [\p{L} ]{2,30}|announced|reported|wrote|added|confirmed) ` +
		`(?:in a statement )?(?:late |early )?(?:on )?$`)
	zoneForm = regexp.MustCompile(`\b(?:[A-Z]{2,4}|time)\b`)
)

// When returns what an account of the time may say; "" where the words do not
// tell, or nothing tells the zone of the clock: neither the explainer's first zone
// nor the reports that were published on a clock.
func (t Time) When(c *corpus.Corpus) string {
	if t.beside || t.zoned {
		return ""
	}
	if !strings.Contains(t.Value, "T") {
		return t.Value
	}
	offset := offsetOf(c, t.Value)
	if offset == "" {
		return ""
	}
	if t.about {
		offset += "~"
	}
	return t.Value + offset
}

// offsetOf returns the offset of a clock in the reports: that of the explainer's
// first zone on the day or, if that is UTC, which is so if nobody has chosen one,
// that of the times of publication if they have one in common.
func offsetOf(c *corpus.Corpus, value string) string {
	if zone := c.Site.Zones[0]; zone.Name != "UTC" {
		if t, err := time.ParseInLocation("2006-01-02T15:04", value, zone.Location); err == nil {
			return t.Format("Z07:00")
		}
	}
	offset := ""
	for _, a := range c.Articles {
		if m := offsetForm.FindString(a.Date.Raw); a.Date.Zoned && m != "" {
			if offset != "" && m != offset {
				return ""
			}
			offset = m
		}
	}
	return offset
}

var offsetForm = regexp.MustCompile(`(?:Z|[+-]\d\d:\d\d)$`)

// isTaken reports whether an event has a time as an account already.
func isTaken(c *corpus.Corpus, t Time) bool {
	return slices.ContainsFunc(c.Events, func(e *corpus.Event) bool {
		return slices.ContainsFunc(e.Accounts, func(a corpus.Account) bool {
			same := strings.Contains(t.Text, a.Printed) || strings.Contains(a.Printed, t.Text)
			return same && strings.Contains(a.Cite, "@"+t.Ref.Article.Slug)
		})
	})
}
