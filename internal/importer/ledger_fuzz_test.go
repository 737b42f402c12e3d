package importer

import (
	"strings"
	"testing"
)

// FuzzLedger reads any text as what import remembers: what it takes of it, it
// writes and reads the same.
func FuzzLedger(f *testing.F) {
	f.Add(strings.Repeat("0a", 32) + " p7 report-a\n")
	f.Add("x p-1 a\nx p99999999999999999999 b\n\n c d\n")
	f.Fuzz(func(t *testing.T, text string) {
		once := readLedger([]byte(text))
		twice := readLedger(once.bytes())
		if len(once) != len(twice) {
			t.Fatalf("%v, then %v", once, twice)
		}
		for slug, i := range once {
			if twice[slug] != i {
				t.Errorf("%s: %v, then %v", slug, i, twice[slug])
			}
		}
	})
}

// FuzzParagraphs reads any page that stands in the content folder: the ids that
// import finds there are numbers from 1, and no paragraph is without words.
func FuzzParagraphs(f *testing.F) {
	f.Add("---\ntitle: A\n---\n\nOne. ^p1\n\n| a |\n| - |\n| b ^p2 |\n")
	f.Add("One.\nTwo. ^p999999999\n ^p0\n^p3\n")
	f.Fuzz(func(t *testing.T, page string) {
		before := paragraphsOf([]byte(page))
		var blocks []string
		for _, p := range before {
			if p.id < 1 {
				t.Errorf("%q has the id %d", p.md, p.id)
			}
			blocks = append(blocks, p.md)
		}
		ids, last := keepIDs(before, blocks, 0)
		given := map[int]bool{}
		for _, id := range ids {
			if id > last && id < lastID {
				t.Errorf("the id %d is past the last, %d", id, last)
			}
			given[id] = true
		}
		for _, p := range before { // the same paragraphs keep their ids
			if !given[p.id] && !isHeading(p.md) {
				t.Errorf("%d of %q is lost", p.id, p.md)
			}
		}
	})
}
