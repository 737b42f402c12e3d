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

// Claims is the data of claims.html: every question, and what each report
// answers.
type Claims struct {
	Frame
	Lead   string
	Agree  *AgreementFigure // nil if no two reports answer the same claim
	Groups []ClaimGroup
}

// A ClaimGroup is the claims of one verdict.
type ClaimGroup struct {
	ID      string
	Heading string // "Conflict"
	Lead    string // what the verdict means
	Reports []Letter
	Rows    []ClaimRow
	List    bool // there are too many reports for columns
}

// A ClaimRow is one question with what each report answers.
type ClaimRow struct {
	Link         // to the claim's page; Text is the question
	Note  string // "4 of 5 reports, 3 independent origins"; may be ""
	Cells []ClaimCell
}

// A ClaimCell is what one report answers.
type ClaimCell struct {
	Label   string        // "Report A"
	Answers []GivenAnswer // none if it is silent
}

// A GivenAnswer is an answer in a few words.
type GivenAnswer struct {
	Value string // "22", "8 January 2020, about 01:30 Baghdad"
	Of    string // the narrower scope it is about; may be ""
	Says  string // "Pentagon"; "" if it is the report itself
	URL   string // of the first paragraph that gives it
	Name  string // "¶5"
}

// verdict is the word for a verdict, meaning what it means in a sentence.
func (p *plan) verdict(v collate.Verdict) string { return p.say("claims.state-" + verdictKey(v)) }

func (p *plan) meaning(v collate.Verdict) string { return p.say("claims.meaning-" + verdictKey(v)) }

// verdictKey names a verdict in keys of phrases and in ids: "one-report-only".
func verdictKey(v collate.Verdict) string { return strings.ReplaceAll(v.String(), " ", "-") }

// verdicts lists them as pages do: what readers look for first.
var verdicts = []collate.Verdict{
	collate.Disagree, collate.AllCompatible, collate.AllAgree, collate.NotComparable, collate.OneReport,
}

func (p *plan) claims() Page {
	path := indexPath(corpus.Claims)
	s := p.sheet(path)
	const columns = 8
	d := &Claims{Lead: p.claimsLead(), Agree: p.agreement()}
	for _, v := range verdicts {
		g := ClaimGroup{
			ID: verdictKey(v), Heading: p.verdict(v), Lead: p.meaning(v), List: len(p.articles) > columns,
		}
		for _, c := range p.x.Claims() {
			if c.Verdict == v {
				g.Rows = append(g.Rows, s.claimRow(&c, p.articles...))
			}
		}
		if len(g.Rows) == 0 {
			continue
		}
		for _, a := range p.articles {
			g.Reports = append(g.Reports, Letter{s.page(a.ID), a.Letter, a.Label})
		}
		d.Groups = append(d.Groups, g)
	}
	d.Frame = s.frame(about{
		heading: p.say("menu.claims"), description: d.Lead, schema: p.claimList(), kind: p.reportsCompared(),
		note: p.say("claims.questions", "n", len(p.x.Claims())),
	})
	return Page{path, "claims.html", d}
}

// claimsLead counts the verdicts.
func (p *plan) claimsLead() string {
	questions, zone := p.say("claims.questions", "n", len(p.x.Claims())), p.claimsZone()
	if len(p.articles) == 1 {
		if zone == "" {
			return p.say("claims.lead-alone", "questions", questions)
		}
		return p.say("claims.lead-alone-zone", "questions", questions, "zone", zone)
	}
	n := map[collate.Verdict]int{}
	for _, c := range p.x.Claims() {
		n[c.Verdict]++
	}
	var parts []string
	for _, v := range []collate.Verdict{
		collate.Disagree, collate.AllCompatible, collate.AllAgree, collate.OneReport, collate.NotComparable,
	} {
		if n[v] > 0 {
			parts = append(parts, p.say("claims.on-"+verdictKey(v), "n", n[v]))
		}
	}
	lead := p.say("claims.lead", "n", len(p.articles), "questions", questions, "verdicts", parts) + " "
	if zone == "" {
		return lead + p.say("claims.computed")
	}
	return lead + p.say("claims.computed-zone", "zone", zone)
}

// claimsZone says whose clock the times in claims are of; "" if there are none.
func (p *plan) claimsZone() string {
	if slices.ContainsFunc(p.c.Claims, func(c *corpus.Claim) bool { return c.Form == corpus.TimeForm }) {
		return p.c.Site.Zones[0].Label
	}
	return ""
}

// claimRow makes a row with a cell for each of some reports.
func (s *sheet) claimRow(c *collate.Claim, reports ...*corpus.Article) ClaimRow {
	row := ClaimRow{Link: Link{s.page(c.ID), c.Title}, Note: s.answered(c.Reports, c.Origins)}
	for _, a := range reports {
		cell := ClaimCell{Label: a.Label}
		for _, g := range c.By(a) {
			cell.Answers = append(cell.Answers, s.givenAnswer(c, g))
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// answered says how many reports and independent origins give answers.
func (p *plan) answered(reports, origins int) string {
	answered := p.say("claims.answered", "reports", reports, "n", len(p.articles))
	if reports < 2 {
		return answered
	}
	return p.say("claims.answered-origins", "answered", answered, "n", origins)
}

func (s *sheet) givenAnswer(c *collate.Claim, g collate.Given) GivenAnswer {
	a := &c.Answers[g.Answer]
	r := g.Refs[0]
	given := GivenAnswer{
		Value: s.value(c.Claim, a), Of: a.Of, URL: s.place(r), Name: "¶" + itoa(r.Article.Paragraphs[r.Paragraph].N),
	}
	if a.Says != corpus.OwnVoice {
		given.Says = s.speaker(a)
	}
	return given
}

// value prints what an answer comes to.
func (p *plan) value(c *corpus.Claim, a *corpus.Answer) string {
	switch c.Form {
	case corpus.TimeForm:
		return p.brief(a.When)
	case corpus.YesNoForm:
		if a.Yes {
			return p.say("claims.yes")
		}
		return p.say("claims.no")
	}
	return a.Value
}

func (p *plan) quoted(s string) string { return p.say("quote", "text", s) }

// speaker names who gives an answer, as the content file does.
func (p *plan) speaker(a *corpus.Answer) string {
	if e := p.x.Entity(a.Speaker); e != nil {
		return e.Title
	}
	return a.Says
}

// voice is speaker as pages say it.
func (p *plan) voice(a *corpus.Answer) string {
	if a.Says == corpus.OwnVoice {
		return p.say("claim.own-voice")
	}
	return p.speaker(a)
}

// A Claim is the data of claim.html, the page of one question.
type Claim struct {
	Frame
	Glyph    template.HTML
	State    string // "Conflict"
	Meaning  string // what that means, in a sentence
	Conflict bool
	Answered string // "4 of 5 reports, 3 independent origins"
	Silent   string // which reports do not answer, in a sentence; "" if all do
	Scopes   []ClaimScope
	Inside   []string // what one report says that excludes what it says elsewhere, in a sentence each
	Slips    []Slip   // what arithmetic refutes of the answers
	Body     template.HTML
	Events   []Link
	Sources  []SourceGroup
	Previous *Link
	Next     *Link
}

// A ClaimScope is the answers about one thing.
type ClaimScope struct {
	Of     string // "" is all that the question is about
	State  string // the verdict on it; "" if there is only one scope
	Groups []AnswerGroup
}

// An AnswerGroup is the answers that say the same.
type AnswerGroup struct {
	Value string
	Lines []AnswerLine
	Not   string // what excludes it: "Conflicts with nine (B)"; may be ""
}

// An AnswerLine is one answer.
type AnswerLine struct {
	Speaker *EntityLink   // nil if there is no page
	Says    string        // then: "an unnamed source"
	Own     string        // then: "Report D itself"; Says is ""
	Value   string        // as this answer has it, where that is another wording than the group's: "17 + 5"
	Printed template.HTML // the report's words; "" if the value is them
	Cites   template.HTML // the paragraphs
	Note    string
}

func (p *plan) claim(i int) Page {
	all := p.x.Claims()
	c := &all[i]
	path, _ := p.pagePath(c.ID)
	s := p.sheet(path)
	d := &Claim{
		Glyph: glyph("claim", "?"),
		State: p.verdict(c.Verdict), Meaning: p.meaning(c.Verdict), Conflict: c.Verdict == collate.Disagree,
		Answered: p.answered(c.Reports, c.Origins), Silent: p.silentOn(c), Scopes: s.scopes(c), Inside: p.inside(c),
		Slips: s.slipsOf(c), Body: s.text(&c.Page),
	}
	for _, id := range c.Events {
		if e := p.x.Page(id); e != nil {
			d.Events = append(d.Events, Link{s.page(id), e.Title})
		}
	}
	if i > 0 {
		d.Previous = &Link{s.page(all[i-1].ID), all[i-1].Title}
	}
	if i+1 < len(all) {
		d.Next = &Link{s.page(all[i+1].ID), all[i+1].Title}
	}
	d.Sources = s.sources()
	d.Frame = s.frame(about{
		heading: c.Title, source: c.ID, menu: indexPath(corpus.Claims),
		description: p.say("claim.described", "question", c.Title, "state", d.State, "answers", p.inShort(c)),
		kind:        phrase.Capital(p.kindOne(corpus.Claims)),
		note:        p.say("claim.note", "state", d.State, "answered", d.Answered), schema: p.claimPage(c),
	})
	return Page{path, "claim.html", d}
}

// slipsOf lists what arithmetic refutes in the words that answer a claim about
// a distance or a time.
func (s *sheet) slipsOf(c *collate.Claim) []Slip {
	if c.Form != corpus.DistanceForm && c.Form != corpus.TimeForm {
		return nil
	}
	var list []Slip
	for _, cell := range c.Cells {
		for _, f := range s.x.Findings(cell.Article) {
			answers := func(g collate.Given) bool {
				a := &c.Answers[g.Answer]
				return slices.Contains(g.Refs, cite.Ref{Article: cell.Article, Paragraph: f.Paragraph}) &&
					strings.Contains(f.Printed, cmp.Or(a.Printed, a.Value))
			}
			if slices.ContainsFunc(cell.Answers, answers) {
				r := cite.Ref{Article: cell.Article, Paragraph: f.Paragraph}
				list = append(list, Slip{s.link(r), s.copied(r.Article, f.Printed), s.arithmetic(&f)})
			}
		}
	}
	return list
}

// silentOn says which reports do not answer a claim; "" if all do, or too many
// to name.
func (p *plan) silentOn(c *collate.Claim) string {
	n := len(c.Silent)
	if n == 0 || n > fewReports {
		return ""
	}
	return p.say("claim.silent", "n", n, "reports", p.labels(c.Silent))
}

// inShort lists the answers of a claim, each once.
func (p *plan) inShort(c *collate.Claim) string {
	var list []string
	for _, scope := range c.Scopes {
		of := scope.Of
		if of != "" {
			of += ": "
		}
		for _, g := range sameAnswers(c, scope.Answers) {
			value := p.value(c.Claim, &c.Answers[g[0]])
			list = append(list, of+p.say("claim.answer-of", "answer", value, "reports", p.reportsOf(c, g)))
		}
	}
	return strings.Join(list, p.say("numbers.semicolon"))
}

// scopes lists the answers by what they are about, and then those that say the
// same together.
func (s *sheet) scopes(c *collate.Claim) []ClaimScope {
	var list []ClaimScope
	for _, scope := range widestFirst(c) {
		d := ClaimScope{Of: phrase.Capital(scope.Of)}
		if len(c.Scopes) > 1 {
			d.State = s.verdict(scope.Verdict)
		}
		groups := sameAnswers(c, scope.Answers)
		for _, g := range groups {
			a := AnswerGroup{Value: s.value(c.Claim, &c.Answers[g[0]]), Not: s.excluded(c, g, groups)}
			for _, i := range g {
				line := s.answerLine(c, i)
				if v := s.value(c.Claim, &c.Answers[i]); v != a.Value {
					line.Value = v
				}
				a.Lines = append(a.Lines, line)
			}
			d.Groups = append(d.Groups, a)
		}
		list = append(list, d)
	}
	return list
}

// widestFirst returns the scopes of a claim, that of the whole question first.
func widestFirst(c *collate.Claim) []collate.Scope {
	scopes := slices.Clone(c.Scopes)
	slices.SortStableFunc(scopes, func(a, b collate.Scope) int {
		return cmp.Compare(min(1, len(a.Of)), min(1, len(b.Of)))
	})
	return scopes
}

// sameAnswers puts answers that say the same together, in the order of the
// first of each.
func sameAnswers(c *collate.Claim, answers []int) [][]int {
	var groups [][]int
	for _, i := range answers {
		k := slices.IndexFunc(groups, func(g []int) bool {
			return collate.Relate(c.Claim, &c.Answers[g[0]], &c.Answers[i]) == collate.Same
		})
		if k < 0 {
			groups = append(groups, []int{i})
			continue
		}
		groups[k] = append(groups[k], i)
	}
	return groups
}

// excluded says with which of the groups the answers of one conflict.
func (p *plan) excluded(c *collate.Claim, group []int, groups [][]int) string {
	var list []string
	for _, g := range groups {
		if collate.Relate(c.Claim, &c.Answers[g[0]], &c.Answers[group[0]]) == collate.Conflict {
			answer := p.quoted(p.value(c.Claim, &c.Answers[g[0]]))
			list = append(list, p.say("claim.answer-of", "answer", answer, "reports", p.reportsOf(c, g)))
		}
	}
	if list == nil {
		return ""
	}
	return p.say("claim.conflicts", "answers", list)
}

// reportsOf names the reports that give some of a claim's answers: "B, D".
func (p *plan) reportsOf(c *collate.Claim, answers []int) string {
	return strings.Join(p.giving(c, answers), p.say("numbers.comma"))
}

// giving returns the letters of the reports that give some of a claim's
// answers.
func (p *plan) giving(c *collate.Claim, answers []int) []string {
	var list []string
	for _, a := range p.articles {
		given := func(g collate.Given) bool { return slices.Contains(answers, g.Answer) }
		if slices.ContainsFunc(c.By(a), given) {
			list = append(list, a.Letter)
		}
	}
	return list
}

func (s *sheet) answerLine(c *collate.Claim, i int) AnswerLine {
	a := &c.Answers[i]
	refs := s.x.Citations.Answer(c.ID, i)
	line := AnswerLine{
		Note: a.Note,
		//nolint:gosec // cite escapes
		Cites: template.HTML(s.cite(refs, c.Title+" "+a.Value+" "+a.Printed, func(ref int) string {
			return citeID(&c.Page, -1, i, ref)
		})),
	}
	if len(refs) > 0 {
		line.Printed = s.own(refs[0].Article, a.Printed)
	}
	switch e := s.x.Entity(a.Speaker); {
	case e != nil:
		l := s.entity(e)
		line.Speaker = &l
	case a.Says == corpus.OwnVoice:
		reports := articlesOf(refs)
		line.Own = s.say("claim.own", "n", len(reports), "reports", s.labels(reports))
	default:
		line.Says = a.Says
	}
	return line
}

// articlesOf returns the reports of some paragraphs, each once.
func articlesOf(refs []cite.Ref) []*corpus.Article {
	var list []*corpus.Article
	for _, r := range refs {
		if !slices.Contains(list, r.Article) {
			list = append(list, r.Article)
		}
	}
	return list
}

// inside says where one report excludes what it says itself.
func (p *plan) inside(c *collate.Claim) []string {
	var list []string
	for _, in := range c.Inside {
		a, b := &c.Answers[in.A], &c.Answers[in.B]
		list = append(list, p.say("claim.inside-both", "report", in.Article.Label,
			"a", p.quoted(p.value(c.Claim, a)), "speaker-a", p.voice(a),
			"b", p.quoted(p.value(c.Claim, b)), "speaker-b", p.voice(b)))
	}
	return list
}

// A ClaimInShort is a claim in a short list: a question and its answers.
type ClaimInShort struct {
	Link
	Of       string // the narrower scope that Sides are about; may be ""
	State    string // the verdict
	Conflict bool
	Sides    []Side
	Answered string // "3 of 5 reports, 2 independent origins"
}

// A Side is one of the answers and who gives it.
type Side struct {
	Value   string
	Reports string // "B, D", "all"
}

// deciding returns the scope that gives a claim its verdict: of several the one
// that most reports answer from as many origins, the whole question first.
func deciding(c *collate.Claim) collate.Scope {
	scopes := slices.DeleteFunc(widestFirst(c), func(s collate.Scope) bool { return s.Verdict != c.Verdict })
	if len(scopes) == 0 {
		return widestFirst(c)[0]
	}
	return slices.MinFunc(scopes, best)
}

// best orders scopes, those first that most reports answer from as many
// origins, then those that most reports answer.
func best(a, b collate.Scope) int {
	return cmp.Or(min(b.Reports, b.Origins)-min(a.Reports, a.Origins), b.Reports-a.Reports, b.Origins-a.Origins)
}

// claimInShort makes a short entry of a claim, of the scope that decides its
// verdict.
func (s *sheet) claimInShort(c *collate.Claim) ClaimInShort {
	d := ClaimInShort{
		Link: Link{s.page(c.ID), c.Title}, State: s.verdict(c.Verdict), Conflict: c.Verdict == collate.Disagree,
	}
	scope := deciding(c)
	d.Of, d.Answered = scope.Of, s.answered(scope.Reports, scope.Origins)
	for _, g := range sameAnswers(c, scope.Answers) {
		reports := s.reportsOf(c, g)
		if len(s.giving(c, g)) == len(s.articles) {
			reports = s.say("claims.every-report")
		}
		d.Sides = append(d.Sides, Side{s.value(c.Claim, &c.Answers[g[0]]), reports})
	}
	return d
}

// ofVerdict returns the claims of a verdict, in the order of what best says of
// the scopes that decide them, then those that most reports answer at all.
func (p *plan) ofVerdict(v collate.Verdict) []*collate.Claim {
	var list []*collate.Claim
	for i := range p.x.Claims() {
		if c := &p.x.Claims()[i]; c.Verdict == v {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *collate.Claim) int {
		return cmp.Or(best(deciding(a), deciding(b)), b.Reports-a.Reports, b.Origins-a.Origins)
	})
	return list
}

// conflicts reports whether a report's answers conflict with those of others.
func (p *plan) conflicts(c *collate.Claim, answers []collate.Given) bool {
	return slices.ContainsFunc(c.Pairs, func(pair collate.Pair) bool {
		return pair.Relation == collate.Conflict && gives(answers, pair.A) != gives(answers, pair.B)
	})
}

func gives(answers []collate.Given, answer int) bool {
	return slices.ContainsFunc(answers, func(g collate.Given) bool { return g.Answer == answer })
}

// A Comparison is how the reports differ, as the story's page shows it.
type Comparison struct {
	Agree   []ClaimInShort // what all that answer agree on
	Differ  []ClaimInShort // the first conflicts
	Summary string         // how many of each verdict there are
	All     string         // URL of the claims
}

// How much of the comparison the story's page shows.
const (
	storyConflicts  = 3
	storyAgreements = 3
)

// comparison returns nil if there are no claims, or no two reports to compare.
func (s *sheet) comparison() *Comparison {
	if len(s.x.Claims()) == 0 || len(s.articles) < 2 {
		return nil
	}
	c := &Comparison{Summary: s.claimsLead(), All: s.to(indexPath(corpus.Claims), "")}
	for _, claim := range atMost(s.ofVerdict(collate.Disagree), storyConflicts) {
		c.Differ = append(c.Differ, s.claimInShort(claim))
	}
	for _, claim := range atMost(s.ofVerdict(collate.AllAgree), storyAgreements) {
		c.Agree = append(c.Agree, s.claimInShort(claim))
	}
	return c
}

func atMost(list []*collate.Claim, most int) []*collate.Claim { return list[:min(len(list), most)] }

// A StatedAnswer is an answer on the page of who gives it.
type StatedAnswer struct {
	Link         // to the claim; Text is the question
	Value string // with its scope
	Cites []Link // the paragraphs: "A ¶10"
}

// stated lists what somebody answers to the claims.
func (s *sheet) stated(id corpus.ID) []StatedAnswer {
	var list []StatedAnswer
	for _, x := range s.x.Answers(id) {
		a := &x.Claim.Answers[x.Answer]
		d := StatedAnswer{Link: Link{s.page(x.Claim.ID), x.Claim.Title}, Value: s.value(x.Claim.Claim, a)}
		if a.Of != "" {
			d.Value += " (" + a.Of + ")"
		}
		for _, r := range s.x.Citations.Answer(x.Claim.ID, x.Answer) {
			d.Cites = append(d.Cites, s.link(r))
		}
		list = append(list, d)
	}
	return list
}
