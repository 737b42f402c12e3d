package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"collate/internal/corpus"
	"collate/internal/edition"
	"collate/internal/phrase"
)

// Changes is the data of changes.html: what was corrected, and what differs from
// edition to edition.
type Changes struct {
	Frame
	Lead     string
	Log      []Note // of corrections; on the first page
	Pager    Pager
	Editions []EditionChanges // the newest first
}

// A Note is an entry of the log of corrections.
type Note struct {
	ID        string // its anchor on changes.html
	Date      string // "20 November 2026"
	URL, Page string // the page concerned, and its title; "" on that page itself
	Text      string
}

// An EditionChanges is what an edition has changed.
type EditionChanges struct {
	ID      string
	Heading string // "Edition of 21 November 2026"
	Note    string // what has changed, counted
	Groups  []ChangeGroup
	name    string
	size    int
}

// A ChangeGroup is what has changed of one kind of thing.
type ChangeGroup struct {
	Heading  string
	URL      string          // of the story; else ""
	Passages []template.HTML // of the story
	Lines    []ChangeLine
	More     string // how many there is no room for; "" if all are there
}

// A ChangeLine is one thing that is new, was changed or is gone.
type ChangeLine struct {
	URL   string // "" if there is no such page now
	Title template.HTML
	How   string   // "new"; "" for quotations
	Notes []string // what differs in it, each in a few words
}

// changesMost is how many changes of one kind are listed for an edition, and
// how many entries the feed of changes has.
const changesMost = 200

const (
	changesPath     = "changes.html"
	changesFeedPath = "changes.xml"
)

// A history is what has changed, worked out once.
type history struct {
	since    *edition.Changes   // the last edition, as of now; nil if nothing has
	editions []*edition.Edition // the oldest first
	changes  []*edition.Changes // of each edition since the one before; nil for the first
	now      *edition.Edition
	ids      map[*corpus.Erratum]string
}

// newHistory compares the editions; nil if there is nothing to tell.
func newHistory(p *plan) *history {
	editions, errata := p.options.Editions, p.c.Site.Corrections
	if len(editions)+len(errata) == 0 {
		return nil
	}
	h := &history{editions: editions, ids: map[*corpus.Erratum]string{}}
	for i := range editions {
		var changes *edition.Changes
		if i > 0 {
			changes = edition.Between(editions[i-1], editions[i])
		}
		h.changes = append(h.changes, changes)
	}
	if n := len(editions); n > 0 {
		h.now = edition.Of(p.x)
		if since := edition.Between(editions[n-1], h.now); !since.Empty() {
			h.since = since
		}
	}
	if len(errata) == 0 && len(editions) == 1 && h.since == nil {
		return nil
	}
	taken := map[string]int{}
	for i := range errata {
		of := strings.ReplaceAll(string(errata[i].Page), "/", "-")
		id := "correction-" + errata[i].Date.Start.Format("2006-01-02") + "-" + of
		if taken[id]++; taken[id] > 1 {
			id += "-" + itoa(taken[id])
		}
		h.ids[&errata[i]] = id
	}
	return h
}

// note makes an entry of the log of corrections; named says which page it is of.
func (s *sheet) note(e *corpus.Erratum, named bool) Note {
	n := Note{ID: s.history.ids[e], Date: s.date(e.Date.Start), Text: e.Text}
	if page := s.x.Page(e.Page); named && page != nil {
		n.URL, n.Page = s.page(e.Page), page.Title
	}
	return n
}

// corrections returns those that a page has at its foot: its own, and those of the
// events that stand on it. The page that holds everything has all.
func (s *sheet) corrections(source corpus.ID) []Note {
	var list []Note
	errata := s.c.Site.Corrections
	for i := range errata {
		e := &errata[i]
		path, fragment := s.pagePath(e.Page)
		switch {
		case e.Page == source:
			list = append(list, s.note(e, false))
		case s.path == dossierPath, fragment != "" && path == s.path:
			list = append(list, s.note(e, true))
		}
	}
	return list
}

// changesPages makes the page of what has changed, and others if it would be too
// long.
func (p *plan) changesPages() []Page {
	h := p.history
	first := p.sheet(changesPath)
	var all []EditionChanges
	if h.since != nil {
		last := h.editions[len(h.editions)-1]
		heading := p.say("changes.since", "date", p.date(last.Date))
		all = append(all, first.editionChanges("since", heading, "", h.since, last, h.now))
	}
	for i, e := range slices.Backward(h.editions) {
		id, heading := "edition-"+anchor(e.Name), p.say("changes.edition", "date", p.date(e.Date))
		if i == 0 {
			all = append(all, EditionChanges{ID: id, Heading: heading, Note: p.say("changes.first"), name: e.Name})
			continue
		}
		all = append(all, first.editionChanges(id, heading, e.Name, h.changes[i], h.editions[i-1], e))
	}
	parts := cut(all, func(e EditionChanges) int { return e.size })
	texts := spanned(parts, func(e EditionChanges) string { return cmp.Or(e.name, p.say("changes.now")) })
	pages := make([]Page, len(parts))
	for i, part := range parts {
		s := p.sheet(partPath(changesPath, i+1))
		d := &Changes{Lead: p.changesLead(), Editions: part}
		d.Pager = s.pager(changesPath, p.say("changes.others"), texts, i+1)
		if i == 0 {
			for k := range p.c.Site.Corrections {
				d.Log = append(d.Log, s.note(&p.c.Site.Corrections[k], true))
			}
		} else {
			s.moved(part)
		}
		d.Frame = s.frame(about{
			heading: p.pageOf(p.say("page.changes"), i+1, len(parts)), menu: changesPath, description: d.Lead,
		})
		if p.base != "" {
			d.OwnFeed = s.file(ups + changesFeedPath)
		}
		pages[i] = Page{s.path, "changes.html", d}
	}
	return pages
}

// moved makes links that leave from the site's root leave from this page.
func (s *sheet) moved(editions []EditionChanges) {
	to := func(url *string) {
		if *url != "" {
			path, fragment, _ := strings.Cut(*url, "#")
			*url = s.to(path, fragment)
		}
	}
	for _, e := range editions {
		for i := range e.Groups {
			to(&e.Groups[i].URL)
			for k := range e.Groups[i].Lines {
				to(&e.Groups[i].Lines[k].URL)
			}
		}
	}
}

func (p *plan) changesLead() string {
	if len(p.history.editions) == 0 {
		return p.say("changes.lead-corrections")
	}
	return p.say("changes.lead", "date", p.date(p.history.editions[0].Date))
}

// editionChanges tells what has changed between two editions.
func (s *sheet) editionChanges(
	id, heading, name string, c *edition.Changes, was, is *edition.Edition,
) EditionChanges {
	d := EditionChanges{ID: id, Heading: heading, Note: s.changesNote(c), name: name}
	add := func(g ChangeGroup, n int) {
		if n == 0 {
			return
		}
		if n > changesMost {
			g.More = s.say("changes.more", "n", n-changesMost)
		}
		for _, l := range g.Lines {
			d.size += 100 + len(l.URL) + len(l.Title) + len(strings.Join(l.Notes, ""))
		}
		for _, text := range g.Passages {
			d.size += len(text)
		}
		d.Groups = append(d.Groups, g)
	}
	story := ChangeGroup{Heading: s.say("menu.story"), URL: s.to(storyPath, "")}
	for _, passage := range c.Story[:min(len(c.Story), changesMost)] {
		story.Passages = append(story.Passages, s.passage(passage))
	}
	add(story, len(c.Story))
	t := told{s, was, is}
	add(group(s.say("menu.claims"), c.Claims, t.claim), len(c.Claims))
	add(group(s.say("menu.reports"), c.Reports, t.report), len(c.Reports))
	add(group(s.say("search.events"), c.Events, t.event), len(c.Events))
	for _, kind := range corpus.EntityKinds() {
		list := ofKind(c.Entities, kind)
		add(group(s.kindTitle(kind), list, t.entity), len(list))
	}
	quotations := t.quotations(c.Quotations)
	n := len(quotations)
	add(ChangeGroup{Heading: s.say("menu.quotations"), Lines: quotations[:min(n, changesMost)]}, n)
	return d
}

// group makes the lines of what has changed of one kind.
func group[T any](
	heading string, list []edition.Changed[T], line func(edition.Changed[T]) ChangeLine,
) ChangeGroup {
	g := ChangeGroup{Heading: heading}
	for _, c := range list[:min(len(list), changesMost)] {
		g.Lines = append(g.Lines, line(c))
	}
	return g
}

// ofKind returns what has changed of people, of places or of organisations.
func ofKind(list []edition.Changed[edition.Entity], kind corpus.Kind) []edition.Changed[edition.Entity] {
	return slices.DeleteFunc(slices.Clone(list), func(c edition.Changed[edition.Entity]) bool {
		return !strings.HasPrefix(string(cmp.Or(c.Is, c.Was).ID), string(kind)+"/")
	})
}

// changesNote counts what has changed: "New: one report, two people. Changed: one
// claim."
func (p *plan) changesNote(c *edition.Changes) string {
	var added, changed, gone []string
	count := func(kind string, n edition.Counts) {
		for _, l := range []struct {
			n    int
			list *[]string
		}{{n.New, &added}, {n.Changed, &changed}, {n.Gone, &gone}} {
			if l.n > 0 {
				*l.list = append(*l.list, p.say("changes.count-"+kind, "n", l.n))
			}
		}
	}
	count("story", edition.Counts{Changed: len(c.Story)})
	count("claims", edition.Count(c.Claims))
	count("articles", edition.Count(c.Reports))
	count("events", edition.Count(c.Events))
	for _, kind := range corpus.EntityKinds() {
		count(string(kind), edition.Count(ofKind(c.Entities, kind)))
	}
	count("quotations", edition.Count(c.Quotations))
	var parts []string
	if added != nil {
		parts = append(parts, p.say("changes.all-new", "what", added))
	}
	if changed != nil {
		parts = append(parts, p.say("changes.all-changed", "what", changed))
	}
	if gone != nil {
		parts = append(parts, p.say("changes.all-gone", "what", gone))
	}
	if parts == nil {
		return p.say("changes.nothing")
	}
	return strings.Join(parts, " ")
}

// passage prints sentences of the story with what was left out and put in.
func (s *sheet) passage(passage edition.Passage) template.HTML {
	unseen := func(text string) string { return `<span class="unseen">` + escaped(text) + `</span>` }
	var list []string
	for _, run := range passage {
		text := escaped(run.Text)
		switch run.Op {
		case edition.Out:
			text = "<del>" + unseen("["+s.say("quotations.left-out")+" ") + text + unseen("]") + "</del>"
		case edition.In:
			text = "<ins>" + unseen("["+s.say("quotations.put-in")+" ") + text + unseen("]") + "</ins>"
		case edition.Kept:
		}
		list = append(list, text)
	}
	return template.HTML(strings.Join(list, " ")) //nolint:gosec // escaped above
}

// told tells what has changed between two editions.
type told struct {
	*sheet
	was, is *edition.Edition
}

// line begins the line of a thing that is of one title, or was.
func line[T any](t told, c edition.Changed[T], id corpus.ID, title string) ChangeLine {
	l := ChangeLine{Title: template.HTML(escaped(title))} //nolint:gosec // escaped
	switch {
	case c.Was == nil:
		l.How = t.say("changes.new")
	case c.Is == nil:
		l.How = t.say("changes.gone")
	default:
		l.How = t.say("changes.changed")
	}
	if c.Is != nil && t.x.Page(id) != nil {
		l.URL = t.page(id)
	}
	return l
}

// differs adds a note of a text that differs.
func (t told) differs(l *ChangeLine, key, was, is string) {
	switch {
	case was == is:
	case was == "":
		l.Notes = append(l.Notes, t.say("changes.put", "what", t.say("changes."+key), "new", is))
	case is == "":
		l.Notes = append(l.Notes, t.say("changes.dropped", "what", t.say("changes."+key), "old", was))
	default:
		l.Notes = append(l.Notes, t.say("changes.was", "what", t.say("changes."+key), "old", was, "new", is))
	}
}

// words quotes a text that is there.
func (t told) words(text string) string {
	if text == "" {
		return ""
	}
	return t.quoted(text)
}

// rewritten adds a note of a text of which only sums are known.
func (t told) rewritten(l *ChangeLine, was, is string) {
	if was != is {
		l.Notes = append(l.Notes, t.say("changes.text"))
	}
}

func (t told) report(c edition.Changed[edition.Report]) ChangeLine {
	r := cmp.Or(c.Is, c.Was)
	l := line(t, c, r.ID, r.Title)
	label := t.say("report.label", "letter", r.Letter)
	for _, a := range t.articles {
		if a.ID == r.ID && a.Title == r.Title {
			l.Title = t.headline(a)
		}
	}
	l.Title = template.HTML(escaped(label)) + ": " + l.Title //nolint:gosec // escaped
	if c.Was == nil || c.Is == nil {
		return l
	}
	t.differs(&l, "title", t.words(c.Was.Title), t.words(c.Is.Title))
	t.differs(&l, "letter", c.Was.Letter, c.Is.Letter)
	was := map[string]string{}
	for _, p := range c.Was.Paragraphs {
		was[p.ID] = p.Sum
	}
	var added, changed, gone []string
	for _, p := range c.Is.Paragraphs {
		switch sum, ok := was[p.ID]; {
		case !ok:
			added = append(added, p.ID)
		case sum != p.Sum:
			changed = append(changed, p.ID)
		}
		delete(was, p.ID)
	}
	for _, p := range c.Was.Paragraphs {
		if _, left := was[p.ID]; left {
			gone = append(gone, p.ID)
		}
	}
	for _, n := range []struct {
		how  string
		list []string
	}{{t.say("changes.new"), added}, {t.say("changes.changed"), changed}, {t.say("changes.gone"), gone}} {
		if n.list != nil {
			l.Notes = append(l.Notes,
				t.say("changes.paragraphs", "how", n.how, "n", len(n.list), "which", t.paragraphNames(n.list)))
		}
	}
	return l
}

// paragraphNames writes ids of paragraphs as citations do: "¶3, ¶5", at most a
// dozen.
func (t told) paragraphNames(ids []string) string {
	const most = 12
	var names []string
	for _, id := range ids[:min(len(ids), most)] {
		names = append(names, "¶"+strings.TrimPrefix(id, "p"))
	}
	if len(ids) > most {
		names = append(names, "…")
	}
	return strings.Join(names, t.say("numbers.comma"))
}

func (t told) entity(c edition.Changed[edition.Entity]) ChangeLine {
	e := cmp.Or(c.Is, c.Was)
	l := line(t, c, e.ID, e.Title)
	if c.Was == nil || c.Is == nil {
		if e.Is != "" {
			l.Notes = append(l.Notes, e.Is)
		}
		return l
	}
	t.differs(&l, "title", t.words(c.Was.Title), t.words(c.Is.Title))
	t.differs(&l, "role", t.words(c.Was.Is), t.words(c.Is.Is))
	t.rewritten(&l, c.Was.Text, c.Is.Text)
	return l
}

func (t told) event(c edition.Changed[edition.Event]) ChangeLine {
	e := cmp.Or(c.Is, c.Was)
	l := line(t, c, e.ID, e.Title)
	if c.Was == nil || c.Is == nil {
		l.Notes = append(l.Notes, t.time(e.When))
		return l
	}
	t.differs(&l, "title", t.words(c.Was.Title), t.words(c.Is.Title))
	t.differs(&l, "time", t.time(c.Was.When), t.time(c.Is.When))
	t.differs(&l, "precision", t.words(c.Was.Precision), t.words(c.Is.Precision))
	t.rewritten(&l, c.Was.Text, c.Is.Text)
	return l
}

// time prints a time that was typed.
func (t told) time(raw string) string {
	w, err := corpus.ParseWhen(raw)
	if err != nil {
		return raw
	}
	return t.first(w)
}

func (t told) claim(c edition.Changed[edition.Claim]) ChangeLine {
	n := cmp.Or(c.Is, c.Was)
	l := line(t, c, n.ID, n.Question)
	if c.Was == nil || c.Is == nil {
		l.Notes = append(l.Notes, t.say("changes.of", "what", t.say("changes.verdict"), "is", t.state(n.Verdict)))
		return l
	}
	t.differs(&l, "question", t.words(c.Was.Question), t.words(c.Is.Question))
	t.differs(&l, "verdict", t.state(c.Was.Verdict), t.state(c.Is.Verdict))
	was, is := slices.Clone(c.Was.Answers), slices.Clone(c.Is.Answers)
	was = slices.DeleteFunc(was, func(a edition.Answer) bool { return slices.Contains(c.Is.Answers, a) })
	is = slices.DeleteFunc(is, func(a edition.Answer) bool { return slices.Contains(c.Was.Answers, a) })
	for _, report := range reportsIn(was, is) {
		before, now := t.answers(c.Was, was, report, t.was), t.answers(c.Is, is, report, t.is)
		switch label := t.label(report); {
		case before == "":
			l.Notes = append(l.Notes, t.say("changes.put", "what", label, "new", now))
		case now == "":
			l.Notes = append(l.Notes, t.say("changes.dropped", "what", label, "old", before))
		default:
			l.Notes = append(l.Notes, t.say("changes.was", "what", label, "old", before, "new", now))
		}
	}
	t.rewritten(&l, c.Was.Text, c.Is.Text)
	return l
}

// state is the word for a verdict in the middle of a sentence.
func (p *plan) state(verdict string) string {
	return p.quoted(p.say("claims.state-" + strings.ReplaceAll(verdict, " ", "-")))
}

// reportsIn returns the reports of some answers, sorted.
func reportsIn(lists ...[]edition.Answer) []corpus.ID {
	var ids []corpus.ID
	for _, list := range lists {
		for _, a := range list {
			ids = append(ids, a.Report)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// label names a report as the later edition does, else as the earlier.
func (t told) label(id corpus.ID) string {
	for _, e := range []*edition.Edition{t.is, t.was} {
		for _, r := range e.Reports {
			if r.ID == id {
				return t.say("report.label", "letter", r.Letter)
			}
		}
	}
	return string(id)
}

// answers prints what a report answers: "22 (the army); 30 (the report itself)".
func (t told) answers(c *edition.Claim, list []edition.Answer, report corpus.ID, in *edition.Edition) string {
	var texts []string
	for _, a := range list {
		if a.Report != report {
			continue
		}
		text := t.say("claim.answer-of", "answer", t.answered(c.Kind, a.Value), "reports", t.who(a.Says, in))
		if a.Of != "" {
			text = a.Of + ": " + text
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, t.say("numbers.semicolon"))
}

// answered prints what an answer comes to.
func (t told) answered(form corpus.Form, value string) string {
	switch form {
	case corpus.TimeForm:
		if w, err := corpus.ParseWhen(value); err == nil {
			return t.brief(w)
		}
	case corpus.YesNoForm:
		return t.sayOr("claims."+value, value)
	}
	return value
}

// who names who says something, which was typed as a page or in words.
func (t told) who(says string, in *edition.Edition) string {
	if says == corpus.OwnVoice {
		return t.say("claim.own-voice")
	}
	for _, e := range in.Entities {
		if string(e.ID) == says {
			return e.Title
		}
	}
	return says
}

// quotations counts by speaker what has changed.
func (t told) quotations(list []edition.Changed[edition.Quotation]) []ChangeLine {
	by := map[string][]edition.Changed[edition.Quotation]{}
	var speakers []string
	for _, c := range list {
		s := cmp.Or(c.Is, c.Was).Speaker
		if by[s] == nil {
			speakers = append(speakers, s)
		}
		by[s] = append(by[s], c)
	}
	slices.Sort(speakers)
	var lines []ChangeLine
	for _, speaker := range speakers {
		name := cmp.Or(speaker, t.say("quotations.no-speaker"))
		name = t.who(name, t.was)
		name = t.who(name, t.is)
		l := ChangeLine{Title: template.HTML(escaped(phrase.Capital(name)))} //nolint:gosec // escaped
		if t.x.Entity(corpus.ID(speaker)) != nil {
			l.URL = t.page(corpus.ID(speaker))
		}
		n := edition.Count(by[speaker])
		verdicts := 0
		for _, c := range by[speaker] {
			if c.Was != nil && c.Is != nil && c.Was.Verdict != c.Is.Verdict {
				verdicts++
			}
		}
		for _, note := range []struct {
			n   int
			key string
		}{{n.New, "new"}, {n.Changed - verdicts, "printed"}, {verdicts, "verdict"}, {n.Gone, "gone"}} {
			if note.n > 0 {
				l.Notes = append(l.Notes, t.say("changes.quotations-"+note.key, "n", note.n))
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// changesFeed lists the editions and the corrections, the newest first. An entry
// is dated as what it tells of.
func (p *plan) changesFeed() []byte {
	type dated struct {
		at    string
		entry feedEntry
	}
	const layout = "2006-01-02T15:04:05Z"
	var all []dated
	add := func(at, id, url, title, summary string) {
		link := feedLink{"alternate", "text/html", url}
		all = append(all, dated{at, feedEntry{title, p.base + changesPath + "#" + id, at, link, summary}})
	}
	s := p.sheet(changesPath)
	for i := range p.c.Site.Corrections {
		e := &p.c.Site.Corrections[i]
		n := s.note(e, true)
		title := p.say("changes.correction-of", "page", n.Page)
		add(e.Date.Start.Format(layout), n.ID, p.absolute(e.Page), title, e.Text)
	}
	h := p.history
	for i, e := range slices.Backward(h.editions) {
		summary := p.say("changes.first")
		if i > 0 {
			summary = p.changesNote(h.changes[i]) + p.verdictsChanged(h.changes[i].Claims)
		}
		title := p.say("changes.edition", "date", p.date(e.Date))
		add(e.Date.Format(layout), "edition-"+anchor(e.Name), p.base+changesPath, title, summary)
	}
	slices.SortStableFunc(all, func(a, b dated) int { return compare(b.at, a.at) })
	f := feed{
		Language: p.c.Site.Language, Title: p.say("changes.feed", "title", p.title()), ID: p.base + changesPath,
		Updated: all[0].at, Author: feedAuthor{p.title()}, Icon: p.base + touchIconPath,
		Links: []feedLink{
			{"self", "application/atom+xml", p.base + changesFeedPath}, {"alternate", "text/html", p.base + changesPath},
		},
	}
	for _, d := range all[:min(len(all), changesMost)] {
		f.Entries = append(f.Entries, d.entry)
	}
	return asXML(f)
}

// verdictsChanged says of which claims the verdict has changed; "" if of none.
func (p *plan) verdictsChanged(claims []edition.Changed[edition.Claim]) string {
	var text strings.Builder
	for _, c := range claims {
		if c.Was != nil && c.Is != nil && c.Was.Verdict != c.Is.Verdict {
			text.WriteString(" " + p.say("changes.verdict-of", "question", c.Is.Question,
				"old", p.state(c.Was.Verdict), "new", p.state(c.Is.Verdict)))
		}
	}
	return text.String()
}
