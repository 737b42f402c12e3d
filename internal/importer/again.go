package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ledgerPath is the file beside the articles in which import remembers what
// it wrote. Only so can it tell an article that somebody edited from one whose
// original has changed. It is committed with the articles.
const ledgerPath = "articles/.imported"

// A ledger says what import last wrote of each article, by slug.
type ledger map[string]imported

// An imported is an article as import wrote it.
type imported struct {
	sum  string // the page's SHA-256
	last int    // the highest block id that was ever given in it
}

// readLedger reads lines of checksum, highest id and slug, and skips others.
func readLedger(data []byte) ledger {
	l := ledger{}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		if last, err := strconv.Atoi(strings.TrimPrefix(f[1], "p")); err == nil && last <= lastID {
			l[f[2]] = imported{sum: f[0], last: last}
		}
	}
	return l
}

// bytes returns the ledger as its file, nil if there is nothing in it.
func (l ledger) bytes() []byte {
	var b []byte
	for _, slug := range slices.Sorted(maps.Keys(l)) {
		b = fmt.Appendf(b, "%s p%d %s\n", l[slug].sum, l[slug].last, slug)
	}
	return b
}

// lastID is the highest id behind which others are given: the build takes those of
// nine digits.
const lastID = 100_000_000

// A numberedText is a paragraph of a page that is there, without its id.
type numberedText struct {
	id int
	md string
}

// blockID ends a paragraph, or the last cell of a table.
var blockID = pattern(` \^p(\d{1,9})( \|)?$`)

// paragraphsOf returns the paragraphs of an article's page that have ids.
func paragraphsOf(page []byte) []numberedText {
	_, text, _ := splitFrontMatter(strings.ReplaceAll(string(page), "\r\n", "\n"))
	var list []numberedText
	block := ""
	for line := range strings.Lines(text) {
		if block += line; strings.TrimSpace(line) == "" {
			block = ""
			continue
		}
		block = strings.TrimSpace(block)
		m := blockID().FindStringSubmatch(block)
		if m == nil {
			block += "\n"
			continue
		}
		if id, err := strconv.Atoi(m[1]); err == nil && id > 0 {
			list = append(list, numberedText{id, strings.TrimSuffix(block, m[0]) + m[2]})
		}
		block = "" // whatever stands right below has an id of its own
	}
	return list
}

// keepIDs gives each block an id, 0 for a sub-heading: that of the equal
// paragraph before, else that of the likest one, else the next that was never
// given. Last is the highest id that was given before, and then since.
func keepIDs(before []numberedText, blocks []string, last int) (ids []int, newLast int) {
	for _, b := range before {
		if b.id < lastID {
			last = max(last, b.id)
		}
	}
	ids = make([]int, len(blocks))
	used := make([]bool, len(before))
	places := map[string][]int{} // of equal paragraphs before
	for k, b := range before {
		places[b.md] = append(places[b.md], k)
	}
	for i, md := range blocks {
		if list := places[md]; len(list) > 0 && !isHeading(md) {
			ids[i], used[list[0]] = before[list[0]].id, true
			places[md] = list[1:]
		}
	}
	for _, p := range likest(before, blocks, used, ids) {
		if ids[p.block] == 0 && !used[p.old] {
			ids[p.block], used[p.old] = before[p.old].id, true
		}
	}
	for i, md := range blocks {
		if ids[i] == 0 && !isHeading(md) {
			last++
			ids[i] = last
		}
	}
	return ids, last
}

func isHeading(md string) bool { return strings.HasPrefix(md, "#") }

// A pair is a paragraph before and a block now that may be the same.
type pair struct {
	old, block int
	likeness   float64
}

// likest pairs what is left, the likest first. Of long pages it compares only
// what stands at about the same place among that.
func likest(before []numberedText, blocks []string, used []bool, ids []int) []pair {
	const (
		least = 0.5 // of the words; below it is another paragraph
		far   = 40  // paragraphs
	)
	var old, now []int
	for k := range before {
		if !used[k] {
			old = append(old, k)
		}
	}
	for i, md := range blocks {
		if ids[i] == 0 && !isHeading(md) {
			now = append(now, i)
		}
	}
	var pairs []pair
	for n, k := range old {
		middle := n * len(now) / len(old)
		for _, i := range now[max(0, middle-far):min(len(now), middle+far)] {
			if l := likeness(before[k].md, blocks[i]); l >= least {
				pairs = append(pairs, pair{k, i, l})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.likeness, a.likeness) })
	return pairs
}

// likeness is how much of their words two paragraphs share, 0 to 1.
func likeness(a, b string) float64 {
	count := map[string]int{}
	wordsA, wordsB := strings.Fields(a), strings.Fields(b)
	for _, w := range wordsA {
		count[w]++
	}
	shared := 0
	for _, w := range wordsB {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(max(1, len(wordsA)+len(wordsB)))
}

// diffOfFields shows the fields of the front matter and the sub-headings that
// import would change.
func diffOfFields(page []byte, d *Draft) []string {
	old, err := cleanMarkdown(tidyRunes.Replace(string(page)))
	if err != nil {
		return nil // no text in it: all is new
	}
	var diff []string
	change := func(key, was, is string) {
		if was == is {
			return
		}
		if was != "" {
			diff = append(diff, "- "+key+was)
		}
		if is != "" {
			diff = append(diff, "+ "+key+is)
		}
	}
	change("title: ", old.Title, d.Title)
	change("standfirst: ", old.Standfirst, d.Standfirst)
	change("publisher: ", old.Publisher, d.Publisher)
	change("byline: ", strings.Join(old.Byline, ", "), strings.Join(d.Byline, ", "))
	change("credit: ", old.Credit, d.Credit)
	change("date: ", old.Date, d.Date)
	change("url: ", old.URL, d.URL)
	for _, md := range old.Paragraphs {
		if isHeading(md) && !slices.Contains(d.Paragraphs, md) {
			diff = append(diff, "- "+md)
		}
	}
	for _, md := range d.Paragraphs {
		if isHeading(md) && !slices.Contains(old.Paragraphs, md) {
			diff = append(diff, "+ "+md)
		}
	}
	return diff
}

// diffOf shows the paragraphs that import would take away and put in, by id.
func diffOf(before []numberedText, blocks []string, ids []int) []string {
	now := map[int]string{}
	for i, md := range blocks {
		now[ids[i]] = md
	}
	delete(now, 0)
	var diff []string
	for _, b := range before {
		md, stands := now[b.id]
		delete(now, b.id)
		if stands && md == b.md {
			continue
		}
		diff = append(diff, "- "+withID(b.md, b.id))
		if stands {
			diff = append(diff, "+ "+withID(md, b.id))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(now)) {
		diff = append(diff, "+ "+withID(now[id], id))
	}
	return diff
}
