package site

import (
	"html/template"
	"math"
	"slices"
	"strings"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/fingerprint"
	"collate/internal/xref"
)

// A SharedWith is the text that a report shares with another.
type SharedWith struct {
	ReportLink
	Words string // "33 of 316 words"
	Runs  []SharedRun
}

// A SharedRun is a run of words that stands in two paragraphs.
type SharedRun struct {
	Here, There Link   // "¶8", "E ¶2"
	Words       string // "24 words"
}

// sharedWith lists what a report shares with others, by report.
func (s *sheet) sharedWith(a *corpus.Article) []SharedWith {
	var list []SharedWith
	at := map[*corpus.Article]int{}
	path := s.reportOf[a].path
	for i, p := range a.Paragraphs {
		for _, run := range s.x.Shared(a, i) {
			other := run.With.Article
			k, seen := at[other]
			if !seen {
				k = len(list)
				at[other] = k
				list = append(list, SharedWith{ReportLink: s.report(other), Words: s.shareOf(a, other)})
			}
			list[k].Runs = append(list[k].Runs, SharedRun{
				Link{s.to(path, p.ID), "¶" + itoa(p.N)},
				s.link(run.With),
				s.say("article.words", "n", run.Words),
			})
		}
	}
	slices.SortStableFunc(list, func(a, b SharedWith) int { return compare(a.Label, b.Label) })
	return list
}

// shareOf says how many words of a report stand in another, too.
func (p *plan) shareOf(a, other *corpus.Article) string {
	for _, share := range p.x.Shares() {
		if share.Article == a.Slug {
			return p.say("shared.of", "shared", commonWith(share, other), "n", share.Words)
		}
	}
	return ""
}

func commonWith(share fingerprint.Share, other *corpus.Article) int {
	for _, c := range share.With {
		if c.Article == other.Slug {
			return c.Words
		}
	}
	return 0
}

// sharedMarks writes, for the end of a paragraph, links to the paragraphs of
// other reports that share words with it.
func (s *sheet) sharedMarks(runs []xref.Shared) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(` <a class="pin" href="` + escaped(s.place(r.With)) + `">` +
			escaped(s.say("shared.as-in", "n", r.Words, "place", r.With.Name())) + `</a>`)
	}
	return b.String()
}

// A Share is a row of the table of shared text.
type Share struct {
	ReportLink
	Words string   // of the report, outside quotations
	With  []string // shared with each report, "" with itself
	All   string   // "33 (10 %)"
}

// shares makes the table of shared text; nil if fewer than two originals are
// known.
func (s *sheet) shares() []Share {
	known := s.x.Shares()
	if len(known) < 2 || len(s.articles) > fewReports {
		return nil
	}
	var rows []Share
	for _, a := range s.articles {
		i := slices.IndexFunc(known, func(share fingerprint.Share) bool { return share.Article == a.Slug })
		if i < 0 {
			continue
		}
		share := known[i]
		row := Share{ReportLink: s.report(a), Words: s.words.Number(share.Words), All: s.words.Number(share.Shared)}
		if share.Words > 0 {
			row.All = s.say("shared.percent", "n", share.Shared, "percent", (share.Shared*100+share.Words/2)/share.Words)
		}
		for _, other := range s.articles {
			cell := ""
			if other != a {
				cell = s.words.Number(commonWith(share, other))
			}
			row.With = append(row.With, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// A Slip is something in a report that arithmetic refutes.
type Slip struct {
	Link                  // to the paragraph: "¶16"
	Printed template.HTML // the report's words
	Says    string        // what the arithmetic gives
}

func (s *sheet) slips(a *corpus.Article) []Slip {
	var list []Slip
	for _, f := range s.x.Findings(a) {
		p := a.Paragraphs[f.Paragraph]
		list = append(list, Slip{Link{"#" + p.ID, "¶" + itoa(p.N)}, s.copied(a, f.Printed), s.arithmetic(&f)})
	}
	return list
}

// arithmetic says what the arithmetic of a finding gives.
func (p *plan) arithmetic(f *collate.Finding) string {
	switch f.Check {
	case collate.ZoneCheck:
		var times []string
		for _, c := range f.Clocks {
			times = append(times, p.say("article.slip-zone-time", "time", c.Time, "zone", c.Zone))
		}
		return p.say("article.slip-zone", "time", f.Given, "times", times)
	case collate.WeekdayCheck:
		weekday := p.words.List("time.weekdays")[f.Date.Weekday()]
		return p.say("article.slip-weekday", "date", p.date(f.Date), "weekday", weekday)
	case collate.ConversionCheck:
		length := p.kilometres(f.KM)
		if f.Miles {
			length = p.miles(f.KM)
		}
		return p.say("article.slip-conversion", "printed", f.Given, "length", length)
	case collate.DistanceCheck:
		return p.say("article.slip-distance",
			"a", f.Places[0].Title, "b", f.Places[1].Title, "km", p.kilometres(f.KM), "miles", p.miles(f.KM))
	}
	return p.say("article.slip-sum", "sum", f.Given, "right", p.decimal(f.Sum, -1), "total", p.decimal(f.Total, -1))
}

func (p *plan) kilometres(km float64) string {
	return p.say("article.kilometres", "distance", p.lengthOf(km))
}

func (p *plan) miles(km float64) string {
	return p.say("article.miles", "distance", p.lengthOf(km/corpus.KMPerMile))
}

// lengthOf prints a length as readers know it: 2.4, 60.
func (p *plan) lengthOf(n float64) string {
	if n < 10 {
		return p.decimal(math.Round(n*10)/10, -1)
	}
	return p.decimal(math.Round(n), 0)
}

// A Coverage is how much of a report each part of the explainer rests on.
type Coverage struct {
	ReportLink
	Paragraphs string
	By         []string // paragraphs used by each of coverageParts
	Unused     []Link   // the paragraphs that nothing rests on
	UnusedIn   string   // their number, where Unused has not room; else ""
	Squares    template.HTML
}

// A coveragePart is a part of an explainer that may rest on a report.
type coveragePart struct {
	heading string
	kinds   []corpus.Kind
}

// coverageParts are the parts of an explainer, in the order of the table.
func (p *plan) coverageParts() []coveragePart {
	return []coveragePart{
		{p.say("menu.story"), []corpus.Kind{""}},
		{p.say("shared.profiles"), corpus.EntityKinds()},
		{p.say("menu.timeline"), []corpus.Kind{corpus.Events}},
		{p.say("menu.claims"), []corpus.Kind{corpus.Claims}},
	}
}

// among reports whether the part is among the uses.
func (part coveragePart) among(uses []xref.Use) bool {
	return slices.ContainsFunc(uses, func(u xref.Use) bool { return slices.Contains(part.kinds, u.Page.Kind) })
}

// manyReports is how many reports have their unused paragraphs listed; of more
// their number is given.
const manyReports = 40

// coverage counts the paragraphs of a report that the explainer's parts use.
func (s *sheet) coverage(a *corpus.Article, parts []coveragePart) Coverage {
	row := Coverage{
		ReportLink: s.report(a), Paragraphs: s.words.Number(len(a.Paragraphs)), Squares: s.coverageFigure(a),
	}
	many := len(s.articles) > manyReports
	path := s.reportOf[a].path
	unused := 0
	for i, p := range a.Paragraphs {
		if len(s.x.Uses(a, i)) > 0 {
			continue
		}
		unused++
		if !many {
			row.Unused = append(row.Unused, Link{s.to(path, p.ID), "¶" + itoa(p.N)})
		}
	}
	if many && unused > 0 {
		row.UnusedIn = s.words.Number(unused)
	}
	for _, part := range parts {
		n := 0
		for i := range a.Paragraphs {
			if part.among(s.x.Uses(a, i)) {
				n++
			}
		}
		row.By = append(row.By, s.words.Number(n))
	}
	return row
}
