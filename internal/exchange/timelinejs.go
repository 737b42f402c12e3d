package exchange

import (
	"html"
	"io"
	"iter"
	"time"

	"collate/internal/jsontext"
)

// A Slide is an event of a timeline that is shown slide by slide.
type Slide struct {
	ID, Headline, Text, When, URL, Link string // plain text; Link is what the link to URL says

	// Start and End are in the zone that the timeline has. Parts says how much
	// of them is known: 1 the year, 2 the month too, 3 the day, 5 the minute. No end
	// is a zero End.
	Start, End time.Time
	Parts      int
	EndParts   int
}

// The types below are TimelineJS's (timeline.knightlab.com/docs/json-format.html).
type (
	timelineJSON struct {
		Title  slideJSON           `json:"title"`
		Events iter.Seq[slideJSON] `json:"events"`
	}
	slideJSON struct {
		ID    string    `json:"unique_id,omitempty"`
		Start *momentJS `json:"start_date,omitempty"`
		End   *momentJS `json:"end_date,omitempty"`
		When  string    `json:"display_date,omitempty"`
		Text  textJSON  `json:"text"`
	}
	momentJS struct {
		Year   int  `json:"year"`
		Month  int  `json:"month,omitempty"`
		Day    int  `json:"day,omitempty"`
		Hour   *int `json:"hour,omitempty"`
		Minute *int `json:"minute,omitempty"`
	}
	textJSON struct {
		Headline string `json:"headline"`
		Text     string `json:"text"`
	}
)

// WriteTimeline writes slides for TimelineJS, which takes headlines and texts for
// HTML: they are escaped.
func WriteTimeline(to io.Writer, title, about string, slides iter.Seq[Slide]) error {
	return jsontext.WriteIndented(to, timelineJSON{
		Title: slideJSON{Text: textJSON{inHTML(title), inHTML(about)}},
		Events: func(yield func(slideJSON) bool) {
			for s := range slides {
				text := inHTML(s.Text)
				if s.URL != "" {
					text += ` <a href="` + inHTML(s.URL) + `">` + inHTML(s.Link) + `</a>`
				}
				one := slideJSON{
					ID: s.ID, Start: momentOf(s.Start, s.Parts), When: inHTML(s.When), Text: textJSON{inHTML(s.Headline), text},
				}
				if !s.End.IsZero() {
					one.End = momentOf(s.End, s.EndParts)
				}
				if !yield(one) {
					return
				}
			}
		},
	})
}

func inHTML(s string) string { return html.EscapeString(oneLine(s)) }

func momentOf(t time.Time, parts int) *momentJS {
	m := &momentJS{Year: t.Year()}
	if parts > 1 {
		m.Month = int(t.Month())
	}
	if parts > 2 {
		m.Day = t.Day()
	}
	if parts > 3 {
		hour, minute := t.Hour(), t.Minute()
		m.Hour, m.Minute = &hour, &minute
	}
	return m
}
