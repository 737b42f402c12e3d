package site

import (
	"html"
	"html/template"
	"slices"
	"strings"

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
	path, _ := s.pagePath(a.ID)
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
				Link{s.place(run.With), run.With.Name()},
				count(run.Words, "word", "words"),
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
			return grouped(commonWith(share, other)) + " of " + count(share.Words, "word", "words")
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
		b.WriteString(` <a class="pin" href="` + html.EscapeString(s.place(r.With)) + `">` +
			count(r.Words, "word", "words") + ` as in ` + html.EscapeString(r.With.Name()) + `</a>`)
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
		row := Share{ReportLink: s.report(a), Words: grouped(share.Words), All: grouped(share.Shared)}
		if share.Words > 0 {
			row.All += " (" + itoa((share.Shared*100+share.Words/2)/share.Words) + " %)"
		}
		for _, other := range s.articles {
			cell := ""
			if other != a {
				cell = grouped(commonWith(share, other))
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
		list = append(list, Slip{Link{"#" + p.ID, "¶" + itoa(p.N)}, s.copied(a, f.Printed), f.Says})
	}
	return list
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

// coverageParts are the parts of an explainer, in the order of the table.
func coverageParts() []struct {
	heading string
	kinds   []corpus.Kind
} {
	return []struct {
		heading string
		kinds   []corpus.Kind
	}{
		{"Story", []corpus.Kind{""}},
		{"Profiles", corpus.EntityKinds()},
		{"Timeline", []corpus.Kind{corpus.Events}},
		{"Claims", []corpus.Kind{corpus.Claims}},
	}
}

// usedBy says of each of coverageParts whether it is among the uses.
func usedBy(uses []xref.Use) []bool {
	var by []bool
	for _, part := range coverageParts() {
		by = append(by, slices.ContainsFunc(uses, func(u xref.Use) bool { return slices.Contains(part.kinds, u.Page.Kind) }))
	}
	return by
}

// manyReports is how many reports have their unused paragraphs listed; of more
// their number is given.
const manyReports = 40

// coverage counts the paragraphs of a report that the explainer's parts use.
func (s *sheet) coverage(a *corpus.Article) Coverage {
	row := Coverage{
		ReportLink: s.report(a), Paragraphs: grouped(len(a.Paragraphs)), Squares: s.coverageFigure(a),
	}
	used := make([]int, len(coverageParts()))
	path, _ := s.pagePath(a.ID)
	for i, p := range a.Paragraphs {
		uses := s.x.Uses(a, i)
		for k, by := range usedBy(uses) {
			if by {
				used[k]++
			}
		}
		if len(uses) == 0 {
			row.Unused = append(row.Unused, Link{s.to(path, p.ID), "¶" + itoa(p.N)})
		}
	}
	if len(s.articles) > manyReports && len(row.Unused) > 0 {
		row.UnusedIn, row.Unused = grouped(len(row.Unused)), nil
	}
	for _, n := range used {
		row.By = append(row.By, grouped(n))
	}
	return row
}
