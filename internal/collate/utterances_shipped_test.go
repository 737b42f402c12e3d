package collate_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
)

// Which quotations of the shipped reports are of one utterance was read in the
// reports and written down by hand: the words that an utterance begins with, and
// the paragraphs of each report that quotes it. All others stand in one report
// alone.
func TestUtterancesOfTheReports(t *testing.T) {
	c, err := corpus.Load(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	m, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Mohammad Javad Zarif, Iran took & concluded: A 3 4 shortened, B 6 6 7 shortened, C 10, D 5 5 6 7, E 5 6 shortened other",
		"Donald Trump, All is well! Missiles: A 9 shortened, C 3 13, D 4 4 shortened, E 1 2 shortened",
		"Jonathan Hoffman, We are working on: A 12, C 18",
		"Jonathan Hoffman, As we evaluate the: A 12 shortened other, C 20, E 4",
		"Ali Khamenei, We just gave [the: C 11 shortened, D 12",
		"Dominic Raab, We condemn this attack: C 14 shortened other, D 25",
		"Dominic Raab, We are concerned by: C 15 15, D 26",
		"Dominic Raab, A war in the: C 16 other, D 27",
		"Mark Esper, I think we should: C 28, E 5",
	}
	var got []string
	places, alone := 0, 0
	for _, u := range collate.Utterances(c.Articles, m.Quotes) {
		var in []string
		for _, p := range u.Printings {
			places += len(p.Quotes)
			s := []string{p.Article.Letter}
			for _, q := range p.Quotes {
				s = append(s, strconv.Itoa(p.Article.Paragraphs[q.Paragraph].N))
			}
			if p.Shortened() {
				s = append(s, "shortened")
			}
			if p.Differs() {
				s = append(s, "other")
			}
			in = append(in, strings.Join(s, " "))
		}
		if len(in) == 1 {
			alone++
			continue
		}
		first := strings.Fields(u.Text)[:4]
		got = append(got, u.Speaker+", "+strings.Join(first, " ")+": "+strings.Join(in, ", "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	quotes := 0
	for _, a := range c.Articles {
		quotes += len(m.Quotes(a.ID))
	}
	if places != quotes || alone != 35 {
		t.Errorf("%d of %d quotations are in an utterance, %d utterances in one report; want all, and 35", places, quotes, alone)
	}
}
