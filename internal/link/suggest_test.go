package link

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/markdown"
)

// told is the invented corpus with a report for each text.
func told(texts ...string) *corpus.Corpus {
	c := harbour("")
	c.Articles = nil
	for i, text := range texts {
		letter := string(rune('a' + i))
		a := &corpus.Article{Page: corpus.Page{
			ID: corpus.ID("articles/report-" + letter), Kind: corpus.Articles,
			File: "content/articles/report-" + letter + ".md", Body: markdown.Parse(text, 1),
		}}
		for n, b := range a.Body.Blocks {
			if b.Kind != markdown.Heading {
				a.Paragraphs = append(a.Paragraphs, corpus.Paragraph{N: n + 1, Block: n})
			}
		}
		c.Articles = append(c.Articles, a)
	}
	return c
}

// suggested writes each suggestion in a line.
func suggested(t *testing.T, c *corpus.Corpus) []string {
	t.Helper()
	m, err := Find(c)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range Suggest(c, m) {
		kind := []string{"?", "person", "place", "organisation"}[s.Kind]
		var variants []string
		for _, v := range s.Variants {
			variants = append(variants, fmt.Sprintf("%s %d", v.Text, v.Count))
		}
		line := fmt.Sprintf("%s, %s, %d in %d: %s", s.Name, kind, s.Count, s.Reports, strings.Join(variants, ", "))
		if s.AliasOf != nil {
			line += " = " + string(s.AliasOf.ID)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestSuggest(t *testing.T) {
	for _, tt := range []struct {
		rule    string
		reports []string
		want    []string
	}{
		{"none", []string{"The harbour burnt."}, nil},
		{"pages and ignored names are left out", []string{"It was Jane Doe of the Washington Post who came to Erbil."}, nil},
		{"names in links and what the editor unlinks are left out", []string{"See [Karl Venn](x.html) and [[!Lena Brix]] there."}, nil},
		{
			"the most printed first, then by name",
			[]string{"It was Lena Brix, then Karl Venn, then Lena Brix, then Amy Orr."},
			[]string{"Lena Brix, ?, 2 in 1: Lena Brix 2", "Amy Orr, ?, 1 in 1: Amy Orr 1", "Karl Venn, ?, 1 in 1: Karl Venn 1"},
		},
		{
			"spellings are one",
			[]string{"It was Qasim Holmi, then Ghassem Holmi.", "It was Qasim Holmi."},
			[]string{"Qasim Holmi, ?, 3 in 2: Qasim Holmi 2, Ghassem Holmi 1"},
		},
		{
			"apostrophes are one spelling",
			[]string{"It was Una O’Bree, then Una O'Bree."},
			[]string{"Una O’Bree, ?, 2 in 1: Una O’Bree 2"},
		},
		{
			"a surname follows the full name",
			[]string{"“Go,” Karl Venn said. Then Venn left, and so did Venn."},
			[]string{"Karl Venn, person, 3 in 1: Venn 2, Karl Venn 1"},
		},
		{
			"a surname that opens the sentence",
			[]string{"It was Karl Venn. Venn left. Smoke rose."},
			[]string{"Karl Venn, ?, 2 in 1: Karl Venn 1, Venn 1"},
		},
		{
			"a word that opens sentences only",
			[]string{"Gulls screamed. Gulls left. Brix left.", "They saw Brix there."},
			[]string{"Brix, ?, 2 in 2: Brix 2"},
		},
		{
			"a surname of two people of one report stays by itself",
			[]string{"It was Karl Venn, then Rosa Venn, then Venn."},
			[]string{"Karl Venn, ?, 1 in 1: Karl Venn 1", "Rosa Venn, ?, 1 in 1: Rosa Venn 1", "Venn, ?, 1 in 1: Venn 1"},
		},
		{
			"a surname goes with its own report's name",
			[]string{"It was Karl Venn, then Venn.", "It was Rosa Venn, then Venn and Venn.", "It was Venn."},
			[]string{
				"Rosa Venn, ?, 3 in 1: Venn 2, Rosa Venn 1",
				"Karl Venn, ?, 2 in 1: Karl Venn 1, Venn 1",
				"Venn, ?, 1 in 1: Venn 1",
			},
		},
		{
			"a surname goes with the one name that a report prints with it",
			[]string{"It was Karl Venn, then Venn.", "It was Venn."},
			[]string{"Karl Venn, ?, 3 in 2: Venn 2, Karl Venn 1"},
		},
		{
			"a surname and a full name in different reports",
			[]string{"It was Karl Venn.", "It was Venn."},
			[]string{"Karl Venn, ?, 1 in 1: Karl Venn 1", "Venn, ?, 1 in 1: Venn 1"},
		},
		{
			"a surname spelled another way, with its article or particle",
			[]string{"It was Nuri al-Brixi, then al-Brixi, then Brixy. It was Ada de la Vega, then de la Vega, then Vega."},
			[]string{
				"Ada de la Vega, ?, 3 in 1: Vega 2, Ada de la Vega 1",
				"Nuri al-Brixi, ?, 3 in 1: Brixy 1, Nuri al-Brixi 1, al-Brixi 1",
			},
		},
		{
			"a title stands before the family name, though that is printed first",
			[]string{"It was Vo Brixping, and then President Vo."},
			[]string{"Vo Brixping, person, 2 in 1: Vo 1, Vo Brixping 1"},
		},
		{
			"no surname is that of a place",
			[]string{"They sailed to Port Ansel, and they saw Ansel."},
			[]string{"Ansel, ?, 1 in 1: Ansel 1", "Port Ansel, place, 1 in 1: Port Ansel 1"},
		},
		{
			"a surname stays one where a cue takes it for a place's name",
			[]string{"It was Karl Venn. There was an interest in Venn, and it was Venn that left."},
			[]string{"Karl Venn, ?, 3 in 1: Venn 2, Karl Venn 1"},
		},
		{
			"the end of an organisation's name",
			[]string{"It was the Tidal Guard, and then the Guard."},
			[]string{"Tidal Guard, organisation, 2 in 1: Guard 1, Tidal Guard 1"},
		},
		{
			"initials and middle names",
			[]string{"It was K. Venn, then Karl Venn, then Karl Q. Venn."},
			[]string{"Karl Venn, ?, 3 in 1: K. Venn 1, Karl Q. Venn 1, Karl Venn 1"},
		},
		{
			"an initial that fits two people",
			[]string{"It was K. Venn, then Karl Venn, then Kristin Venn."},
			[]string{"K. Venn, ?, 1 in 1: K. Venn 1", "Karl Venn, ?, 1 in 1: Karl Venn 1", "Kristin Venn, ?, 1 in 1: Kristin Venn 1"},
		},
		{
			"middle names that differ",
			[]string{"It was Karl A. Venn, then Karl B. Venn."},
			[]string{"Karl A. Venn, ?, 1 in 1: Karl A. Venn 1", "Karl B. Venn, ?, 1 in 1: Karl B. Venn 1"},
		},
		{
			"an acronym",
			[]string{"the North Harbour Board, then the NHB and the NHB"},
			[]string{"North Harbour Board, organisation, 3 in 1: NHB 2, North Harbour Board 1"},
		},
		{
			"the kind is that of most places that tell",
			[]string{"They live in Brix.", "They live near Brix.", "It was Mr Brix. It was Brix."},
			[]string{"Brix, place, 4 in 3: Brix 4"},
		},
		{
			"of two minds about the kind",
			[]string{"They live in Brix. It was Mr Brix."},
			[]string{"Brix, ?, 2 in 1: Brix 2"},
		},
		{
			"spellings of what a page is called",
			[]string{"They came from Irbil to a base near Ayn Assad. It was Zoe ONeil."},
			[]string{"Ayn Assad, place, 1 in 1: Ayn Assad 1 = places/ain", "Irbil, ?, 1 in 1: Irbil 1 = places/erbil", "Zoe ONeil, ?, 1 in 1: Zoe ONeil 1 = people/zoe"},
		},
		{
			"all aliases of a page",
			[]string{"They saw Ayn Assad.", "They saw the Ain al Assad and Ain Assad."},
			[]string{"Ain Assad, ?, 3 in 2: Ain Assad 1, Ain al Assad 1, Ayn Assad 1 = places/ain"},
		},
		{
			"the surname of a page's person",
			[]string{"It was Karl Oman. They saw Oneil there.", "It was Zoë O’Neil, and then Oneil."},
			[]string{"Oneil, ?, 2 in 2: Oneil 2 = people/zoe", "Karl Oman, ?, 1 in 1: Karl Oman 1"},
		},
		{
			"no person is an alias of a place",
			[]string{"It was Mr Irbil."},
			[]string{"Irbil, person, 1 in 1: Irbil 1"},
		},
		{
			"an initial that fits two pages",
			[]string{"It was J. Smitt."},
			[]string{"J. Smitt, ?, 1 in 1: J. Smitt 1"},
		},
	} {
		if diff := cmp.Diff(tt.want, suggested(t, told(tt.reports...))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.rule, diff)
		}
	}
}

// A page gathers all names that are likely its own, though they are not like
// each other; a name that two pages may have is of neither.
func TestSuggestAliases(t *testing.T) {
	c := told("It was Mohamed Wenn, then Kareem Wenn, then Ann Brix.")
	c.People = append(c.People, entity("people/venn", "Mohammed Karim Venn"), entity("people/jane", "Ann Jane Brix"),
		entity("people/rose", "Ann Rose Brix"))
	want := []string{
		"Kareem Wenn, ?, 2 in 1: Kareem Wenn 1, Mohamed Wenn 1 = people/venn",
		"Ann Brix, ?, 1 in 1: Ann Brix 1",
	}
	if diff := cmp.Diff(want, suggested(t, c)); diff != "" {
		t.Error(diff)
	}
}

func TestInitialsBefore(t *testing.T) {
	for _, tt := range []struct{ before, want string }{
		{"It was K. ", "It was "},
		{"It was K. Q. ", "It was "},
		{"the U.S. ", "the U.S. "},
		{"the USA. ", "the USA. "},
		{"K. ", ""},
	} {
		if got := initialsBefore(tt.before+"Venn", len(tt.before)); got != len(tt.want) {
			t.Errorf("%q: %d, want %d", tt.before, got, len(tt.want))
		}
	}
}

func TestSuggestWhere(t *testing.T) {
	c := told("Smoke rose.\n\nIt was still. Then Karl Venn came.", "It was Karl Venn.")
	m, err := Find(c)
	if err != nil {
		t.Fatal(err)
	}
	want := Place{Article: "articles/report-a", Sentence: "Then Karl Venn came."}
	want.Pos.File, want.Pos.Line, want.Pos.Col = "content/articles/report-a.md", 3, 20
	if diff := cmp.Diff(want, Suggest(c, m)[0].First); diff != "" {
		t.Error(diff)
	}
}

func TestLine(t *testing.T) {
	page := entity("people/karl-venn", "Karl Venn")
	for _, tt := range []struct {
		s    Suggestion
		want string
	}{
		{Suggestion{Name: "Venn", Variants: []Variant{{"Venn", 2}}}, ""},
		{Suggestion{Name: "Venn", Variants: []Variant{{"Venn", 2}}, AliasOf: page}, "aliases: [Venn]"},
		{Suggestion{Name: "Karl Venn", Variants: []Variant{{"Venn", 2}, {"Karl Venn", 1}}}, "aliases: [Venn]"},
		{Suggestion{Name: "Karl May", Variants: []Variant{{"May", 2}, {"K. May", 1}}}, "aliases: [K. May]"},
		{
			Suggestion{Name: "x", Variants: []Variant{{"NO", 2}, {"Venn, K.", 1}, {"'Ali", 1}, {"7 Up", 1}, {"Kata’ib", 1}, {"", 1}}},
			`aliases: ["NO", "Venn, K.", "'Ali", "7 Up", Kata’ib, ""]`,
		},
	} {
		if got := tt.s.Line(); got != tt.want {
			t.Errorf("Line of %q = %s, want %s", tt.s.Name, got, tt.want)
		}
	}
}

func ExampleSuggest() {
	c := told("It was Qasim Brix, then Mr Brix.", "They saw Ghassem Brix and Qasim Brix.")
	m, _ := Find(c)
	for _, s := range Suggest(c, m) {
		fmt.Println(s.Name, s.Kind == extract.Person, s.Count, s.Variants, s.First.Pos)
		fmt.Println(s.Line())
	}
	// Output:
	// Qasim Brix true 4 [{Qasim Brix 2} {Brix 1} {Ghassem Brix 1}] content/articles/report-a.md:1:8
	// aliases: [Brix, Ghassem Brix]
}

// FuzzSuggest checks that every name is counted once, and where it stands.
func FuzzSuggest(f *testing.F) {
	f.Add("It was Karl Venn. Venn left.", "K. Venn met the NHB in Port Ansel; [[!Orr]] Mr Brix’s.")
	f.Add("al-Brixi and Abd al-Brixi\xff", "Ada de la Vega, “Vega!” President Vo of U.S. Brix II")
	f.Fuzz(func(t *testing.T, a, b string) {
		c := told(a, b)
		m, _ := Find(c)
		for _, s := range Suggest(c, m) {
			count := 0
			for _, v := range s.Variants {
				count += v.Count
			}
			if count != s.Count || s.Reports < 1 || s.Reports > 2 || s.First.Pos.Line < 1 || s.First.Sentence == "" {
				t.Fatalf("%+v", s)
			}
			if (s.AliasOf == nil) != (s.Score == 0) || s.Score < 0 || s.Score > 1 {
				t.Fatalf("score %v of %+v", s.Score, s)
			}
		}
	})
}

// BenchmarkSuggest groups 5,000 invented names, each printed twice in full and
// twice by the surname, spelled another way.
func BenchmarkSuggest(b *testing.B) {
	parts := []string{"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "da", "fe", "gu", "pi", "zo", "ha", "sha"}
	word := func(n int) string {
		w := parts[n%16] + parts[n/16%16] + parts[n/256%16]
		return strings.ToUpper(w[:1]) + w[1:]
	}
	var text strings.Builder
	for i := range 10000 {
		n := i % 5000 * 7919
		last := word(n/5) + strings.ToLower(word(n/16)) + "n"
		fmt.Fprintf(&text, "It was %s %si, and then %sy.\n\n", word(n), last, last)
	}
	c := told(text.String())
	m, err := Find(c)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		b.ReportMetric(float64(len(Suggest(c, m))), "names")
	}
}
