package cite

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"collate/internal/corpus"
	"collate/internal/diag"
)

// Resolve finds the paragraphs that every citation of the explainer names.
// Its error is a diag.List: citations of unknown reports or paragraphs, and
// citations that cannot be read.
func Resolve(c *corpus.Corpus) (*Citations, error) {
	r := resolver{articles: map[string]*corpus.Article{}, paragraphs: map[string]map[int]int{}}
	for _, a := range c.Articles {
		r.articles[a.Slug] = a
		r.slugs = append(r.slugs, a.Slug)
	}
	cs := &Citations{
		byPage: map[corpus.ID][][][]Ref{}, accounts: map[corpus.ID][][]Ref{}, answers: map[corpus.ID][][]Ref{},
	}
	for _, p := range c.Pages() {
		if p.Body == nil {
			continue
		}
		if blocks := r.page(p); blocks != nil {
			cs.byPage[p.ID] = blocks
		}
	}
	for _, e := range c.Events {
		for _, a := range e.Accounts {
			cs.accounts[e.ID] = append(cs.accounts[e.ID], r.read(a.Cite, a.CitePos))
		}
	}
	for _, claim := range c.Claims {
		for _, a := range claim.Answers {
			cs.answers[claim.ID] = append(cs.answers[claim.ID], r.read(a.Cite, a.CitePos))
		}
	}
	return cs, r.errs.Err()
}

type resolver struct {
	articles   map[string]*corpus.Article
	slugs      []string
	paragraphs map[string]map[int]int // article slug, number, index; filled when first asked for
	errs       diag.List
}

// page resolves the citations of each block of a page; nil if it has none.
func (r *resolver) page(p *corpus.Page) [][][]Ref {
	var blocks [][][]Ref
	for i, b := range p.Body.Blocks {
		if len(b.Cites) == 0 {
			continue
		}
		if blocks == nil {
			blocks = make([][][]Ref, len(p.Body.Blocks))
		}
		for _, c := range b.Cites {
			pos := diag.Pos{File: p.File, Line: c.Line, Col: c.Col}
			if c.Open {
				r.errs.Add(pos, "close it with ]", "this citation has no end")
				blocks[i] = append(blocks[i], nil)
				continue
			}
			blocks[i] = append(blocks[i], r.read(c.Raw, pos))
		}
	}
	return blocks
}

// maxRefs is how many paragraphs a citation names at most: each figure of a
// sentence is held against each.
const maxRefs = 200

// read reads "@report-d, ¶ 2, ¶ 4–5; @report-e, ¶ 1". A paragraph that is named
// again counts once.
func (r *resolver) read(raw string, pos diag.Pos) []Ref {
	raw = strings.TrimSuffix(strings.TrimPrefix(raw, "["), "]")
	var refs []Ref
	seen := map[Ref]bool{}
	for offset := 0; ; {
		part, rest, more := strings.Cut(raw[offset:], ";")
		at := pos
		if at.Col > 0 {
			at.Col += offset + len(part) - len(strings.TrimLeft(part, " "))
		}
		for _, ref := range r.report(strings.TrimSpace(part), at) {
			if !seen[ref] {
				seen[ref] = true
				refs = append(refs, ref)
			}
		}
		if len(refs) > maxRefs {
			r.errs.Add(pos, "cite those that say so", "this citation names more than %d paragraphs", maxRefs)
			return nil
		}
		if !more {
			return refs
		}
		offset = len(raw) - len(rest)
	}
}

const howTo = "write [@report-d, ¶ 2]"

// report reads one "@report-d, ¶ 2, ¶ 4–5".
func (r *resolver) report(s string, pos diag.Pos) []Ref {
	locators := strings.Split(s, ",")
	slug, ok := strings.CutPrefix(strings.TrimSpace(locators[0]), "@")
	if !ok || slug == "" {
		r.errs.Add(pos, howTo, "the citation %q names no report", s)
		return nil
	}
	a := r.articles[slug]
	if a == nil {
		hint := cmp.Or(diag.DidYouMean(slug, r.slugs), "reports are named as their files in articles/")
		r.errs.Add(pos, hint, "unknown report %q", slug)
		return nil
	}
	if len(locators) == 1 {
		r.errs.Add(pos, fmt.Sprintf("write [@%s, ¶ 2]", slug), "the citation of %q names no paragraph", slug)
		return nil
	}
	var refs []Ref
	for _, l := range locators[1:] {
		refs = append(refs, r.locator(a, strings.TrimSpace(l), pos)...)
	}
	return refs
}

// locator reads "¶ 2", "2" or "¶ 2–4".
func (r *resolver) locator(a *corpus.Article, s string, pos diag.Pos) []Ref {
	numbers := strings.TrimLeft(s, "¶ \u00a0")
	first, last, isRange := strings.Cut(strings.ReplaceAll(numbers, "–", "-"), "-")
	from, err := strconv.Atoi(strings.TrimSpace(first))
	to := from
	if err == nil && isRange {
		to, err = strconv.Atoi(strings.TrimSpace(last))
	}
	if err != nil {
		r.errs.Add(pos, howTo, "%q is not a paragraph's number", s)
		return nil
	}
	if to < from {
		r.errs.Add(pos, "the smaller number comes first", "¶ %d–%d runs backwards", from, to)
		return nil
	}
	numbered := r.numbered(a)
	var refs []Ref
	for n := from; n <= to; n++ {
		i, ok := numbered[n]
		if !ok {
			r.errs.Add(pos, has(a), "%s has no ¶ %d", a.Slug, n)
			return nil // a range of a million paragraphs is one mistake
		}
		refs = append(refs, Ref{a, i})
	}
	return refs
}

func (r *resolver) numbered(a *corpus.Article) map[int]int {
	m := r.paragraphs[a.Slug]
	if m == nil {
		m = make(map[int]int, len(a.Paragraphs))
		for i, p := range a.Paragraphs {
			m[p.N] = i
		}
		r.paragraphs[a.Slug] = m
	}
	return m
}

// has says which paragraphs an article has.
func has(a *corpus.Article) string {
	if len(a.Paragraphs) == 0 {
		return "it has no paragraphs"
	}
	least, most := a.Paragraphs[0].N, a.Paragraphs[0].N
	for _, p := range a.Paragraphs {
		least, most = min(least, p.N), max(most, p.N)
	}
	if most-least+1 != len(a.Paragraphs) {
		return fmt.Sprintf("it has %d paragraphs, between ¶ %d and ¶ %d", len(a.Paragraphs), least, most)
	}
	return fmt.Sprintf("it has ¶ %d to ¶ %d", least, most)
}
