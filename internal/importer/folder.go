package importer

import (
	"cmp"
	"hash/fnv"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// lineOfSite is what a line is that a site prints in several of its articles.
const lineOfSite = "line of the site"

// A known says whether two things are so, are not, or cannot be told.
type known uint8

const (
	unknown known = iota
	yes
	no
)

// sameSite reports whether two articles come from one site, by their
// addresses, by their publishers, and else by the furniture around their text:
// a site's menu is on all of its pages.
func sameSite(a, b *Draft) known {
	hostA, hostB := hostOf(a.URL), hostOf(b.URL)
	const least = 8 // lines that a menu has
	switch {
	case hostA != "" && hostB != "":
		return isSo(hostA == hostB)
	case a.Publisher != "" && b.Publisher != "":
		return isSo(strings.EqualFold(a.Publisher, b.Publisher))
	case len(a.around) < least || len(b.around) < least:
		return unknown
	}
	shared := sharedHashes(a.around, b.around)
	return isSo(shared >= least && shared*2 >= min(len(a.around), len(b.around)))
}

func isSo(b bool) known {
	if b {
		return yes
	}
	return no
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// sharedHashes counts what two sorted lists have in common.
func sharedHashes(a, b []uint64) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// hashOf returns the FNV-1a hash of a text: the same in every run.
func hashOf(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // it never fails
	return h.Sum64()
}

// aroundOf returns the sorted hashes of the short lines around an article that
// are no stock phrases, which many sites share.
func aroundOf(units []unit) []uint64 {
	var list []uint64
	for i := range units {
		if u := &units[i]; u.role == cut && u.part == nil && u.words <= 8 {
			list = append(list, hashOf(headlineKey(u.text)))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// cutRecurring cuts the lines at the top and at the end of articles that a
// site prints in several of them. Prose must stand in three, and so must all
// if nothing tells which site it is; nothing is cut from the middle of an
// article: reports of one event share sentences.
func cutRecurring(drafts []cleaned) {
	const longest = 40 // words
	articles := map[string][]int{}
	keys := make([][]string, len(drafts))
	for i := range drafts {
		seen := map[string]bool{}
		for _, md := range drafts[i].draft.Paragraphs {
			key := ""
			if len(strings.Fields(md)) <= longest {
				key = headlineKey(plain(md))
			}
			keys[i] = append(keys[i], key)
			if key != "" && !seen[key] {
				seen[key] = true
				articles[key] = append(articles[key], i)
			}
		}
	}
	recurs := make([][]bool, len(drafts)) // before any is cut
	for i := range drafts {
		for _, key := range keys[i] {
			recurs[i] = append(recurs[i], recurring(drafts, i, key, articles[key]))
		}
	}
	for i := range drafts {
		drafts[i].draft.cutEdges(recurs[i])
	}
}

// recurring reports whether enough of the articles that hold a paragraph are
// of the site of article i.
func recurring(drafts []cleaned, i int, key string, articles []int) bool {
	const most = 50 // articles to look at
	need := 1
	if len(strings.Fields(key)) >= 12 {
		need = 2
	}
	at, _ := slices.BinarySearch(articles, i)
	from := max(0, min(at-most/2, len(articles)-most))
	sure, perhaps := 0, 0
	for _, k := range articles[from:min(len(articles), from+most)] {
		a, b := &drafts[i].draft, &drafts[k].draft
		if k == i || sameText(a.shingles(), b.shingles()) {
			continue
		}
		switch sameSite(a, b) {
		case yes:
			sure++
		case unknown:
			perhaps++
		}
		if sure >= need || sure+perhaps > 1 {
			return true
		}
	}
	return false
}

// cutEdges cuts the first and last paragraphs that recur, unless little would
// be left.
func (d *Draft) cutEdges(recurs []bool) {
	from, to := 0, len(d.Paragraphs)
	for from < to && recurs[from] {
		from++
	}
	for from < to && recurs[to-1] {
		to--
	}
	words := 0
	for _, md := range slices.Concat(d.Paragraphs[:from], d.Paragraphs[to:]) {
		words += len(strings.Fields(plain(md)))
	}
	if words == 0 || words*2 > d.Words {
		return
	}
	for i, md := range d.Paragraphs {
		if i >= from && i < to {
			continue
		}
		c := Cut{What: lineOfSite, Words: len(strings.Fields(plain(md)))}
		if i < len(d.lines) && d.lines[i].first > 0 {
			c.Lines = span(strconv.Itoa(d.lines[i].first), d.lines[i].last)
		}
		d.Cuts = append(d.Cuts, c)
	}
	slices.SortStableFunc(d.Cuts, func(a, b Cut) int { return cmp.Compare(firstLine(a), firstLine(b)) })
	d.Words -= words
	d.sample = nil
	d.Paragraphs = slices.Clone(d.Paragraphs[from:to])
	d.lines = d.lines[min(from, len(d.lines)):min(to, len(d.lines))]
	if d.Supplied {
		d.Title = "[" + firstWords(plain(d.Paragraphs[0])) + "]"
	}
}

// firstLine returns the line that a cut begins with, 0 if it has none.
func firstLine(c Cut) int {
	first, _, _ := strings.Cut(c.Lines, "-")
	n, _ := strconv.Atoi(first) // "" is none
	return n
}

// shingles returns the sorted hashes of a quarter of the article's runs of
// five words, always the same quarter of a text.
func (d *Draft) shingles() []uint64 {
	const run, part = 5, 4
	if d.sample != nil {
		return d.sample
	}
	d.sample = []uint64{}
	var words []string
	for _, md := range d.Paragraphs {
		words = append(words, strings.Fields(headlineKey(plain(md)))...)
	}
	for i := 0; i+run <= len(words); i++ {
		if h := hashOf(strings.Join(words[i:i+run], " ")); h%part == 0 {
			d.sample = append(d.sample, h)
		}
	}
	slices.Sort(d.sample)
	d.sample = slices.Compact(d.sample)
	return d.sample
}

// sameText reports whether nine in ten of an article's shingles stand in
// another, which is not twice as long.
func sameText(a, b []uint64) bool {
	const least = 5 // of so few words one cannot tell
	short, long := min(len(a), len(b)), max(len(a), len(b))
	return short >= least && short*2 > long && sharedHashes(a, b)*10 >= short*9
}

// A twins finds articles with the text of an earlier one.
type twins struct {
	drafts []*Draft
	names  []string
	with   map[uint64][]int // articles by shingle
}

// add puts an article among those that later ones are compared with.
func (t *twins) add(name string, d *Draft) {
	const most = 100 // articles with one shingle; more of them share furniture
	if t.with == nil {
		t.with = map[uint64][]int{}
	}
	t.drafts, t.names = append(t.drafts, d), append(t.names, name)
	for _, h := range d.shingles() {
		if len(t.with[h]) < most {
			t.with[h] = append(t.with[h], len(t.drafts)-1)
		}
	}
}

// of returns the name of the first article with the text of d, "" if there is
// none, and whether it may be another site's, which printed it as well.
func (t *twins) of(d *Draft) (name string, elsewhere bool) {
	count := map[int]int{}
	for _, h := range d.shingles() {
		for _, i := range t.with[h] {
			count[i]++
		}
	}
	for _, i := range slices.Sorted(maps.Keys(count)) {
		if !sameText(d.shingles(), t.drafts[i].shingles()) {
			continue
		}
		if sameSite(d, t.drafts[i]) != no {
			return t.names[i], false
		}
		if name == "" {
			name, elsewhere = t.names[i], true
		}
	}
	return name, elsewhere
}
