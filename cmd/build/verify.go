package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/importer"
	"collate/internal/link"
	"collate/internal/markdown"
)

type verifyCommand struct {
	Paths  []string `arg:"" name:"path" help:"Raw files that the articles were imported from, or folders of them."`
	Strict bool     `help:"Take warnings for mistakes."`
	JSON   bool     `name:"json" help:"Print JSON for other programs."`
}

// Help says what is held against what.
func (verifyCommand) Help() string {
	return `Each article is held against the file it was imported from, which is known by its SHA-256: every
quotation, figure, time and name of each paragraph must stand in the same paragraph there (else it is a
mistake), and what stands there should be in the article (else it is a warning). A digest must not have 9
words in a row from its original outside quotations. Then the quotations, figures, times and names of the
story, the profiles, the events and the claims are held against the originals too.

In the table, +1 stands in the article alone and −1 in the original alone; CLOSEST is the longest run of words
that a digest shares with its original. An article whose original is not given cannot be checked; one whose
original is another file by now is refused.

    build verify reports/
    build verify --json reports/ | jq '.reports[].quotations'`
}

// A verified is an article and what holding it against its original gave.
type verified struct {
	article *corpus.Article
	raw     *importer.Original // nil if it is not given
	status  string             // "right", "wrong", "refused", "not checkable"
	cite.Comparison
}

// A verification is what `build verify` found.
type verification struct {
	articles []verified
	pages    cite.Quotes // of the story, the profiles, the events and the claims
	held     int         // figures, times and names of these
	mistakes diag.List
	warnings diag.List
}

// Run holds the content against the original files.
func (cmd verifyCommand) Run(s *session) error {
	c, err := s.load()
	if err != nil {
		return err
	}
	s.at.step("reading originals")
	raw, err := importer.Originals(s, cmd.Paths)
	if err != nil {
		return err
	}
	if len(raw) == 0 {
		return diag.Error{
			Pos: diag.Pos{File: strings.Join(cmd.Paths, ", ")}, Msg: "there is nothing to read here",
			Hint: "reports end in .txt, .html, .htm or .md",
		}
	}
	s.at.step("comparing")
	last, err := importer.LastIDs(filepath.FromSlash(s.flags.Content))
	if err != nil {
		return err
	}
	v := verify(c, raw, last)
	s.at.stop()
	for _, e := range slices.Concat(v.mistakes.Sorted(), v.warnings.Sorted()) {
		fmt.Fprintln(s.stderr, e.Error())
	}
	switch {
	case cmd.JSON:
		err = v.printJSON(s.stdout)
	case !s.flags.Quiet:
		err = v.print(s)
	}
	if err == nil && (len(v.mistakes) > 0 || cmd.Strict && len(v.warnings) > 0) {
		err = errReported
	}
	return err
}

// verify holds a corpus against raw files. Last are the highest ids that import
// gave in its articles.
func verify(c *corpus.Corpus, raw []importer.Original, last map[string]int) *verification {
	v := &verification{}
	v.match(c, raw)
	originals := *c
	originals.Articles = slices.Clone(c.Articles)
	absent := map[corpus.ID]bool{}
	for i := range v.articles {
		if a := &v.articles[i]; a.raw != nil {
			originals.Articles[i] = original(a.article, &a.raw.Draft, last[a.article.Slug])
		}
	}
	mentions, err := link.Find(c)
	v.mistakes.Join(err)
	// What is ambiguous in an original, the article's editor has resolved.
	inOriginals, _ := link.Find(&originals)
	comparer := cite.NewComparer(c, &originals, mentions, inOriginals)
	for i := range v.articles {
		a := &v.articles[i]
		if a.raw == nil {
			absent[a.article.ID] = true
			continue
		}
		compared := comparer.Compare(a.article, originals.Articles[i])
		if a.status == "refused" {
			absent[a.article.ID] = true
			v.refuse(a, compared)
			continue
		}
		a.Comparison, a.status = compared, "right"
		if len(compared.Mistakes) > 0 {
			a.status = "wrong"
		}
		v.mistakes = append(v.mistakes, compared.Mistakes...)
		v.warnings = append(v.warnings, compared.Warnings...)
	}
	for i, a := range c.Articles {
		if absent[a.ID] {
			originals.Articles[i] = a // that it has other paragraphs refutes nothing
		}
	}
	v.holdPages(c, &originals, inOriginals, absent)
	if len(absent) == len(c.Articles) && len(v.mistakes) == 0 {
		v.mistakes.Add(diag.Pos{File: raw[0].File}, "name the files that build import read",
			"no article of the content was imported from what is here")
	}
	return v
}

// match finds the raw file of each article: that of its checksum, else, to be
// refused, that of its name.
func (v *verification) match(c *corpus.Corpus, raw []importer.Original) {
	used := make([]bool, len(raw))
	find := func(is func(r *importer.Original) bool) *importer.Original {
		for i := range raw {
			if raw[i].Err == nil && is(&raw[i]) {
				used[i] = true
				return &raw[i]
			}
		}
		return nil
	}
	for _, a := range c.Articles {
		one := verified{article: a, status: "not checkable"}
		if a.Original == nil {
			v.warnings.Add(a.Pos, "", "warning: it names no original to hold it against")
			v.articles = append(v.articles, one)
			continue
		}
		one.raw = find(func(r *importer.Original) bool { return strings.EqualFold(r.SHA256, a.Original.SHA256) })
		if one.raw == nil {
			one.raw = find(func(r *importer.Original) bool { return filepath.Base(r.File) == a.Original.File })
			one.status = "refused"
		}
		if one.raw == nil {
			one.status = "not checkable"
			v.warnings.Add(a.Original.Pos, "", "warning: its original %s is not here to hold it against", a.Original.File)
		}
		v.articles = append(v.articles, one)
	}
	for i, r := range raw {
		pos := diag.Pos{File: filepath.ToSlash(r.File)}
		switch {
		case r.Err != nil:
			v.mistakes.Add(pos, "", "%v", r.Err)
		case !used[i]:
			v.warnings.Add(pos, "", "warning: no article was imported from it")
		}
	}
}

// original returns an article with the text of its original. Its paragraphs
// have the ids that import gives; those of the article, in their order, if
// import gave more of them because the original had changed before.
func original(a *corpus.Article, d *importer.Draft, last int) *corpus.Article {
	o := *a
	o.Title, o.Standfirst = d.Title, d.Standfirst
	o.Body = markdown.Parse(string(d.Body()), 1)
	o.Paragraphs = nil
	for i, b := range o.Body.Blocks {
		if b.ID != "" {
			n := len(o.Paragraphs) + 1
			o.Paragraphs = append(o.Paragraphs, corpus.Paragraph{ID: b.ID, N: n, Block: i})
		}
	}
	if last > len(o.Paragraphs) && len(a.Paragraphs) == len(o.Paragraphs) {
		for i, p := range a.Paragraphs {
			o.Paragraphs[i].ID, o.Paragraphs[i].N = p.ID, p.N
		}
	}
	return &o
}

// refuse says of an article whose original has other bytes now what changed.
func (v *verification) refuse(a *verified, c cite.Comparison) {
	changed := "what the article says stands in it all the same"
	if all := slices.Concat(c.Mistakes, c.Warnings).Sorted(); len(all) > 0 {
		first := all[0]
		changed = fmt.Sprintf("first, line %d: %s", first.Pos.Line, strings.TrimPrefix(first.Msg, "warning: "))
	}
	v.mistakes.Add(a.article.Original.Pos, "find the file that was imported, or import this one again",
		"%s is another file: it has %d bytes and sha256 %s…; %s",
		filepath.ToSlash(a.raw.File), a.raw.Size, a.raw.SHA256[:12], changed)
}

// holdPages holds the explainer's own pages against the originals.
func (v *verification) holdPages(c, originals *corpus.Corpus, mentions *link.Mentions, absent map[corpus.ID]bool) {
	if _, err := cite.Resolve(c); err != nil {
		v.mistakes.Join(err)
		return
	}
	citations, err := cite.Resolve(originals)
	var found diag.List
	found.Join(err)
	if err == nil {
		v.pages, err = cite.QuotationsIn(originals, citations, absent)
		found.Join(err)
		facts, err := cite.CheckFactsIn(originals, citations, mentions, absent)
		found.Join(err)
		v.held = facts.Held
	}
	for _, e := range found {
		e.Msg = "by the originals, " + e.Msg
		v.mistakes = append(v.mistakes, e)
	}
}

// print prints a row for each article, one for the other pages, and a line that
// counts them.
func (v *verification) print(s *session) error {
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "REPORT\tSTATUS\tPARAGRAPHS\tQUOTATIONS\tFIGURES\tTIMES\tNAMES\tCLOSEST")
	checked := 0
	for _, a := range v.articles {
		if a.Paragraphs == 0 {
			fmt.Fprintf(w, "%s\t%s\t%d\t\t\t\t\t\n", diag.Name(a.article.Label), a.status, len(a.article.Paragraphs))
			continue
		}
		checked++
		closest := ""
		if a.article.Digest {
			closest = count(a.Closest, "word", "words")
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\n", diag.Name(a.article.Label), a.status, a.Paragraphs,
			quotesCell(a.Quotes), tallyCell(a.Figures), tallyCell(a.Times), tallyCell(a.Names), closest)
	}
	_ = w.Flush() // into memory
	for line := range strings.Lines(table.String()) {
		fmt.Fprintln(s.stdout, strings.TrimRight(line, " \n"))
	}
	fmt.Fprintf(s.stdout, "story, profiles, events and claims: quotations %s; figures, times and names %d\n",
		quotesCell(v.pages), v.held)
	_, err := fmt.Fprintf(s.stdout, "%s/: %d of %s checked: %s, %s, in %d ms\n", diag.Name(s.flags.Content), checked,
		count(len(v.articles), "report", "reports"), count(len(v.mistakes.Sorted()), "mistake", "mistakes"),
		count(len(v.warnings.Sorted()), "warning", "warnings"), time.Since(s.start).Milliseconds())
	return err
}

// quotesCell counts quotations: "12 exact, 1 altered".
func quotesCell(q cite.Quotes) string {
	cell := fmt.Sprintf("%d exact", q.Count(cite.Exact))
	if n := q.Count(cite.Altered); n > 0 {
		cell += fmt.Sprintf(", %d altered", n)
	}
	if n := q.Count(cite.NotCheckable); n > 0 {
		cell += fmt.Sprintf(", %d not checkable", n)
	}
	return cell
}

// tallyCell counts what an article and its original share: "12 +1 −2".
func tallyCell(t cite.Tally) string {
	cell := strconv.Itoa(t.Same)
	if t.Added > 0 {
		cell += fmt.Sprintf(" +%d", t.Added)
	}
	if t.LeftOut > 0 {
		cell += fmt.Sprintf(" −%d", t.LeftOut)
	}
	return cell
}
