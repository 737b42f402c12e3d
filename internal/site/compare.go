package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/phrase"
)

// A Compare is the data of compare.html: two reports side by side.
type Compare struct {
	Frame
	Lead    string
	Reports []Letter // the two, in their order; headings of all columns
	Jump    []Link
	Facts   []FactRow
	Groups  []ClaimGroup // claims that both answer, by verdict on the two
	Alone   []LinksAlone // claims that one of them answers
	Quotes  []QuotedTwice
	Words   string // "33 of 316 words of Report A are words of Report B, too."; "" if an original is not known
	Runs    []SharedRun
	Names   []NamedBy
	Events  []DatedTwice
	Dated   []LinksAlone // events of which one gives a time
}

// A FactRow is what is known of both reports under one name.
type FactRow struct {
	Name string
	A, B template.HTML
}

// LinksAlone are what one report of two has alone.
type LinksAlone struct {
	Label string // "Report A"
	Links []Link
}

// A QuotedTwice is an utterance that both reports print.
type QuotedTwice struct {
	Link    // to the utterance; Text is the speaker
	Same    string
	Differs bool
	Sides   []QuotedSide // of the first report, of the second
}

// A QuotedSide is what one report prints of an utterance.
type QuotedSide struct {
	Label    string
	Places   []Link
	Text     template.HTML // the words; "" if Runs has them
	words    string        // the same without markup
	language string        // theirs, "" for that of the pages
	Runs     template.HTML // the words, where they differ from those of the other report, which are more
	Unmarked bool          // they stand without quotation marks
	Digest   bool          // in that case: in our digest
}

// A NamedBy is what two reports name of one kind.
type NamedBy struct {
	Heading           string // "People"
	First, Both, Then []NamedHere
}

// A NamedHere is an entity with how often it is named.
type NamedHere struct {
	EntityLink
	Times string // "3" or, by both, "3 and 5"
}

// A DatedTwice is an event of which both reports give a time.
type DatedTwice struct {
	Link
	State string // "Accounts clash"
	Clash bool
	Sides []DatedSide
}

// A DatedSide are the accounts of an event in one report.
type DatedSide struct {
	Label    string
	Accounts []DatedBy
}

// A DatedBy is an account of an event.
type DatedBy struct {
	Printed template.HTML
	Time    *Time // in the first zone; nil if the words give none
	Places  []Link
}

// comparePath returns where two reports stand side by side. No slug has two
// hyphens in a row.
func comparePath(a, b *corpus.Article) string { return "compare/" + a.Slug + "--" + b.Slug + ".html" }

// compares says whether there is a page for each two reports: of more than
// fewReports there would be too many.
func (p *plan) compares() bool { return len(p.articles) <= fewReports }

// comparisonPages makes a page of each two reports.
func (p *plan) comparisonPages() []func() Page {
	if !p.compares() {
		return nil
	}
	var makers []func() Page
	for i, a := range p.articles {
		for _, b := range p.articles[i+1:] {
			makers = append(makers, func() Page { return p.compare(a, b) })
		}
	}
	return makers
}

func (p *plan) compare(a, b *corpus.Article) Page {
	path := comparePath(a, b)
	s := p.sheet(path)
	d := &Compare{
		Reports: []Letter{{s.page(a.ID), a.Letter, a.Label}, {s.page(b.ID), b.Letter, b.Label}},
		Facts:   p.factRows(a, b), Quotes: s.quotedTwice(a, b), Names: s.namedByTwo(a, b),
	}
	d.Groups, d.Alone = s.claimsOfTwo(a, b)
	d.Events, d.Dated = s.datedTwice(a, b)
	for _, with := range s.sharedWith(a) {
		if with.Label == b.Label {
			d.Runs = with.Runs
			for i := range d.Runs {
				d.Runs[i].Here.Text = a.Letter + " " + d.Runs[i].Here.Text
			}
		}
	}
	switch share := p.shareOf(a, b); {
	case share == "":
	case d.Runs == nil:
		d.Words = p.say("compare.share-none", "a", a.Label, "b", b.Label)
	default:
		d.Words = p.say("compare.share", "words", share, "a", a.Label, "b", b.Label)
	}
	lead, pair := d.lead(p), p.pairName(a, b)
	d.Lead = phrase.Capital(lead)
	d.Jump = d.jump(p)
	d.Frame = s.frame(about{
		heading: pair, title: p.say("compare.title", "pair", pair),
		description: summary(p.say("compare.description", "pair", pair, "lead", lead)),
		menu:        indexPath(corpus.Articles), schema: schema{Type: "WebPage"},
		kind: p.say("compare.kind"), note: d.Lead,
	})
	return Page{path, "compare.html", d}
}

// pairName names two reports: "Report A and Report B".
func (p *plan) pairName(a, b *corpus.Article) string { return p.words.Join([]string{a.Label, b.Label}) }

// lead counts what the page holds.
func (d *Compare) lead(p *plan) string {
	both, conflicts := 0, 0
	for _, g := range d.Groups {
		both += len(g.Rows)
		if g.ID == between[collate.Disagree] {
			conflicts = len(g.Rows)
		}
	}
	questions := p.say("compare.questions", "n", both)
	if both > 0 {
		questions = p.say("compare.conflicts", "questions", questions, "n", conflicts)
	}
	named := 0
	for _, n := range d.Names {
		named += len(n.Both)
	}
	return p.say("compare.lead", "questions", questions,
		"quotations", p.say("compare.printed", "n", len(d.Quotes)), "names", p.say("compare.named", "n", named))
}

// factRows lists where two reports are from, and how long they are.
func (p *plan) factRows(a, b *corpus.Article) []FactRow {
	var rows []FactRow
	text := func(of func(*corpus.Article) string) func(*corpus.Article) template.HTML {
		return func(a *corpus.Article) template.HTML { return p.inTongue("", of(a)) }
	}
	outlet := func(a *corpus.Article) string { return a.Publisher }
	writers := func(a *corpus.Article) string { return p.words.Join(a.Byline) }
	date := func(a *corpus.Article) string { return first(p.reportOf[a].times) }
	for _, row := range []struct {
		name, none string
		what       func(*corpus.Article) template.HTML
	}{
		{p.say("compare.headline"), "", p.headline},
		{p.say("compare.outlet"), p.say("compare.no-outlet"), text(outlet)},
		{p.say("compare.by"), p.say("compare.no-byline"), text(writers)},
		{p.say("compare.time"), p.say("compare.no-time"), text(date)},
		{p.say("compare.length"), "", text(p.length)},
	} {
		none := p.inTongue("", row.none)
		rows = append(rows, FactRow{row.name, cmp.Or(row.what(a), none), cmp.Or(row.what(b), none)})
	}
	return rows
}

// between has the anchor of each group of claims, by how two reports answer
// them.
var between = map[collate.Verdict]string{
	collate.Disagree:      "conflict",
	collate.AllCompatible: "compatible",
	collate.AllAgree:      "the-same",
	collate.NotComparable: "not-comparable",
}

// claimsOfTwo sorts the claims by how two reports answer them.
func (s *sheet) claimsOfTwo(a, b *corpus.Article) ([]ClaimGroup, []LinksAlone) {
	var groups []ClaimGroup
	for _, v := range verdicts {
		id, both := between[v]
		if !both {
			continue
		}
		g := ClaimGroup{
			ID: id, Heading: s.say("compare.state-" + id), Lead: s.say("compare.meaning-" + id),
			Reports: []Letter{{s.page(a.ID), a.Letter, a.Label}, {s.page(b.ID), b.Letter, b.Label}},
		}
		for i := range s.x.Claims() {
			if c := &s.x.Claims()[i]; c.Between(a, b) == v {
				row := s.claimRow(c, a, b)
				row.Note = "" // which is on all reports
				g.Rows = append(g.Rows, row)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	var alone []LinksAlone
	for _, pair := range [][2]*corpus.Article{{a, b}, {b, a}} {
		only := LinksAlone{Label: pair[0].Label}
		for i := range s.x.Claims() {
			c := &s.x.Claims()[i]
			if c.By(pair[0]) != nil && c.By(pair[1]) == nil {
				only.Links = append(only.Links, Link{s.page(c.ID), c.Title})
			}
		}
		if only.Links != nil {
			alone = append(alone, only)
		}
	}
	return groups, alone
}

// quotedTwice lists the utterances that both reports print, those first whose
// words differ.
func (s *sheet) quotedTwice(a, b *corpus.Article) []QuotedTwice {
	var list []QuotedTwice
	for i := range s.x.Utterances() {
		u := &s.x.Utterances()[i]
		x, y := s.printedBy(u, a), s.printedBy(u, b)
		if x == nil || y == nil || x.Unmarked && y.Unmarked {
			continue
		}
		list = append(list, s.heldAgainst(i, *x, *y))
	}
	slices.SortStableFunc(list, func(x, y QuotedTwice) int {
		switch {
		case x.Differs == y.Differs:
			return 0
		case x.Differs:
			return -1
		}
		return 1
	})
	return list
}

// printedBy returns what a report prints of an utterance, nil if nothing.
func (s *sheet) printedBy(u *collate.Utterance, a *corpus.Article) *QuotedSide {
	for i, in := range s.printedIn(u) {
		if u.Printings[i].Article == a {
			return &QuotedSide{Label: a.Label, Places: in.Places, words: u.Printings[i].Text, language: ownLanguage(a)}
		}
	}
	for _, e := range u.Embedded {
		if e.Article == a {
			return &QuotedSide{
				Label: a.Label, Places: []Link{s.link(cite.Ref{Article: a, Paragraph: e.Paragraph})},
				words: a.Text(e.Paragraph)[e.Start:e.End], language: copyLanguage(a), Unmarked: true, Digest: a.Digest,
			}
		}
	}
	return nil
}

// heldAgainst compares the shorter printing of an utterance with the longer.
func (s *sheet) heldAgainst(i int, x, y QuotedSide) QuotedTwice {
	d := QuotedTwice{Link: Link{s.to(s.saidAt(i)), s.speakerName(&s.x.Utterances()[i])}}
	longer, shorter := &x, &y
	if len(strings.Fields(y.words)) > len(strings.Fields(x.words)) {
		longer, shorter = &y, &x
	}
	c := collate.CompareTexts(longer.words, shorter.words)
	switch {
	case c.Differs():
		d.Same, d.Differs = s.say("compare.other-words"), true
	case c.Shortened():
		d.Same, d.Differs = s.say("compare.shortened"), true
	case c.Same():
		d.Same = s.say("compare.same")
	default:
		d.Same = s.say("compare.signs")
	}
	if c.Differs() || c.Shortened() && c.Kept*2 >= len(strings.Fields(longer.words)) {
		shorter.Runs = s.marking(shorter.language, s.runs(&c))
	}
	d.Sides = []QuotedSide{x, y}
	for i := range d.Sides {
		if side := &d.Sides[i]; side.Runs == "" {
			side.Text = s.inTongue(side.language, s.pieces(side.words))
		}
	}
	return d
}

// namedByTwo lists what two reports name, by kind: the first alone, both, the
// second alone; most first.
func (s *sheet) namedByTwo(a, b *corpus.Article) []NamedBy {
	var list []NamedBy
	for _, kind := range corpus.EntityKinds() {
		here, there := s.x.On(a.ID, kind), s.x.On(b.ID, kind)
		d := NamedBy{Heading: s.kindTitle(kind)}
		n := map[corpus.ID]int{}
		for _, c := range there {
			n[c.Entity.ID] = c.N
		}
		in := map[corpus.ID]bool{}
		for _, c := range here {
			in[c.Entity.ID] = true
			if other := n[c.Entity.ID]; other > 0 {
				times := s.words.Join([]string{s.words.Number(c.N), s.words.Number(other)})
				d.Both = append(d.Both, NamedHere{s.entity(c.Entity), times})
			} else {
				d.First = append(d.First, NamedHere{s.entity(c.Entity), s.words.Number(c.N)})
			}
		}
		for _, c := range there {
			if !in[c.Entity.ID] {
				d.Then = append(d.Then, NamedHere{s.entity(c.Entity), s.words.Number(c.N)})
			}
		}
		if len(here)+len(there) > 0 {
			list = append(list, d)
		}
	}
	return list
}

// datedTwice lists the events of which both reports give a time, in order of
// time, and those of which one of them does.
func (s *sheet) datedTwice(a, b *corpus.Article) ([]DatedTwice, []LinksAlone) {
	var both []DatedTwice
	alone := []LinksAlone{{Label: a.Label}, {Label: b.Label}}
	for _, m := range s.moments {
		x, y := s.datedSide(m.Event, a), s.datedSide(m.Event, b)
		link := Link{s.page(m.Event.ID), m.Event.Title}
		switch {
		case x.Accounts != nil && y.Accounts != nil:
			v := collate.AccountsBetween(m.Event, s.x.Citations, a, b)
			both = append(both, DatedTwice{link, s.accountState(v), v == collate.Disagree, []DatedSide{x, y}})
		case x.Accounts != nil:
			alone[0].Links = append(alone[0].Links, link)
		case y.Accounts != nil:
			alone[1].Links = append(alone[1].Links, link)
		}
	}
	return both, slices.DeleteFunc(alone, func(l LinksAlone) bool { return l.Links == nil })
}

func (s *sheet) datedSide(e *corpus.Event, a *corpus.Article) DatedSide {
	side := DatedSide{Label: a.Label}
	path := s.reportOf[a].path
	for i, account := range e.Accounts {
		d := DatedBy{Printed: s.own(a, account.Printed)}
		for _, r := range s.x.Citations.Account(e.ID, i) {
			if r.Article == a {
				p := a.Paragraphs[r.Paragraph]
				d.Places = append(d.Places, Link{s.to(path, p.ID), "¶" + itoa(p.N)})
			}
		}
		if d.Places == nil {
			continue
		}
		if list := s.readings(account.When, e.When); len(list) > 0 {
			d.Time = &list[0]
		}
		side.Accounts = append(side.Accounts, d)
	}
	return side
}

// beside links to a report beside each of the others; nil if there is no such
// page.
func (s *sheet) beside(a *corpus.Article) []Letter {
	if !s.compares() {
		return nil
	}
	var list []Letter
	for _, other := range s.articles {
		if other != a {
			list = append(list, Letter{s.to(s.pairPath(a, other), ""), other.Letter, other.Label})
		}
	}
	return list
}

// pairPath is comparePath of two reports in any order.
func (p *plan) pairPath(a, b *corpus.Article) string {
	if p.order[a.ID] > p.order[b.ID] {
		a, b = b, a
	}
	return comparePath(a, b)
}

// A PairRow is a report in the table of all pairs.
type PairRow struct {
	ReportLink
	Cells []PairCell
}

// A PairCell is a report beside another: how many claims they conflict on.
type PairCell struct {
	URL       string // "" for the report beside itself
	Name      string // "Report A and Report B"
	Conflicts string
}

// pairs makes the table of all pairs; nil if there are no such pages.
func (s *sheet) pairs() []PairRow {
	if !s.compares() || len(s.articles) < 2 {
		return nil
	}
	conflicts := map[[2]*corpus.Article]int{}
	for _, pair := range collate.Agreements(s.articles, s.x.Claims()) {
		conflicts[[2]*corpus.Article{pair.A, pair.B}] = pair.Conflict
		conflicts[[2]*corpus.Article{pair.B, pair.A}] = pair.Conflict
	}
	var rows []PairRow
	for _, a := range s.articles {
		row := PairRow{ReportLink: s.report(a)}
		for _, b := range s.articles {
			cell := PairCell{}
			if a != b {
				n := conflicts[[2]*corpus.Article{a, b}]
				cell = PairCell{s.to(s.pairPath(a, b), ""), s.pairName(a, b), s.words.Number(n)}
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}
