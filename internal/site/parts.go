package site

import "strings"

// A Pager leads through the pages of a list that is too long for one; it is
// empty where one page holds all.
type Pager struct {
	Label string // what the list holds, as the name of the navigation
	Parts []PartLink
}

// A PartLink leads to one page of a list.
type PartLink struct {
	Link           // Text says what stands there: "A–F"
	Current bool   // it is this page
	Rel     string // "prev" or "next" of this page, else ""
}

// The sizes, in bytes of HTML as estimated, that keep each page under 150 kB:
// a list up to wholeList stands on one page; of a longer one the first page has
// firstPart, beside what else stands there, and each other one nextPart.
const (
	wholeList = 90_000
	firstPart = 50_000
	nextPart  = 80_000
)

// cut cuts a list whose entries have these sizes into the parts that stand on
// a page each, in order. No part is empty, unless the list is.
func cut[T any](list []T, size func(T) int) [][]T { return cutOver(wholeList, list, size) }

// cutOver is cut for a page on which a list of whole bytes has room.
func cutOver[T any](whole int, list []T, size func(T) int) [][]T {
	all, sizes := 0, make([]int, len(list))
	for i, e := range list {
		sizes[i] = size(e)
		all += sizes[i]
	}
	if all <= whole {
		return [][]T{list}
	}
	var parts [][]T
	from, have, most := 0, 0, firstPart
	for i, n := range sizes {
		if i > from && have+n > most {
			parts = append(parts, list[from:i:i])
			from, have, most = i, 0, nextPart
		}
		have += n
	}
	return append(parts, list[from:])
}

// partPath returns where the n-th page of a list stands, from 1: the first at
// path, the others in a folder of its name, where nothing else can be, since no
// slug has a slash and none is "index": "people/jane-doe/2.html".
func partPath(path string, n int) string {
	if n == 1 {
		return path
	}
	return strings.TrimSuffix(path, ".html") + "/" + itoa(n) + ".html"
}

// pager makes the links of the page that holds part n, from 1, of the list
// that begins at path. Texts say what stands on each.
func (s *sheet) pager(path, label string, texts []string, n int) Pager {
	if len(texts) < 2 {
		return Pager{}
	}
	p := Pager{Label: label}
	for i, text := range texts {
		l := PartLink{Link: Link{s.to(partPath(path, i+1), ""), text}, Current: i+1 == n}
		switch i + 1 {
		case n - 1:
			l.Rel = "prev"
		case n + 1:
			l.Rel = "next"
		}
		p.Parts = append(p.Parts, l)
	}
	return p
}

// spanned names parts by their first and last entries: "A–F". A part of entries
// of one name has that alone.
func spanned[T any](parts [][]T, name func(T) string) []string {
	texts := make([]string, len(parts))
	for i, part := range parts {
		if len(part) == 0 {
			continue
		}
		texts[i] = name(part[0])
		if last := name(part[len(part)-1]); last != texts[i] {
			texts[i] += "–" + last
		}
	}
	return texts
}

// numbered names parts by the numbers of their entries: "1–312".
func numbered[T any](p *plan, parts [][]T) []string {
	texts, at := make([]string, len(parts)), 0
	for i, part := range parts {
		texts[i] = p.words.Number(at+1) + "–" + p.words.Number(at+len(part))
		at += len(part)
	}
	return texts
}

// pageOf is the heading of the n-th of several pages; the first has the whole
// list's.
func (p *plan) pageOf(heading string, n, of int) string {
	if n == 1 {
		return heading
	}
	return p.say("page.part", "heading", heading, "n", n, "of", of)
}
