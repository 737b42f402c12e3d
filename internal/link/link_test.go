package link

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/markdown"
)

// entity returns a page whose names stand on lines 3, 4, … of its file.
func entity(id corpus.ID, names ...string) *corpus.Entity {
	kind, slug, _ := strings.Cut(string(id), "/")
	e := &corpus.Entity{Page: corpus.Page{
		ID: id, Kind: corpus.Kind(kind), Slug: slug, Title: names[0],
		File: "content/" + string(id) + ".md", Body: markdown.Parse("", 1),
	}}
	for i, n := range names {
		e.Names = append(e.Names, corpus.Alias{Text: n, Pos: diag.Pos{File: e.File, Line: i + 2, Col: 3}})
	}
	return e
}

// harbour is an invented corpus; text is the body of its one article.
func harbour(text string) *corpus.Corpus {
	a := &corpus.Article{Page: corpus.Page{
		ID: "articles/report-a", Kind: corpus.Articles, File: "content/articles/report-a.md",
		Body: markdown.Parse(text, 1),
	}}
	return &corpus.Corpus{
		Articles: []*corpus.Article{a},
		People: []*corpus.Entity{
			entity("people/jane-doe", "Jane Doe", "Doe", "Smith-Doe"),
			entity("people/joan-smith", "Joan Smith", "Smith"),
			entity("people/john-smith", "John Smith", "Smith"),
			entity("people/zoe", "Zoë O’Neil"),
		},
		Places: []*corpus.Entity{
			entity("places/ain", "Ain al-Asad", "al-Asad", "Al Asad"),
			entity("places/erbil", "Erbil", "Эрбиль"),
			entity("places/erbil-airport", "Erbil airport"),
			entity("places/oahu", "O'ahu"),
			entity("places/us", "United States", "US", "U.S."),
			entity("places/washington", "Washington"),
		},
		Site: corpus.Site{Ignore: []corpus.Ignored{{Name: "Washington Post"}}},
	}
}

// linked writes the text of each block with its mentions in brackets.
func linked(c *corpus.Corpus, m *Mentions) string {
	var out []string
	for i, b := range c.Articles[0].Body.Blocks {
		var text strings.Builder
		end := 0
		for _, n := range m.On("articles/report-a") {
			if int(n.Block) != i {
				continue
			}
			_, slug, _ := strings.Cut(string(n.Entity.ID), "/")
			mark := "'"
			if n.First {
				mark = ""
			}
			text.WriteString(b.Text[end:n.Start] + "[" + b.Text[n.Start:n.End] + "=" + slug + mark + "]")
			end = int(n.End)
		}
		text.WriteString(b.Text[end:])
		out = append(out, text.String())
	}
	return strings.Join(out, " / ")
}

// A findCase is a rule of linking, a text, and the text with its mentions.
type findCase struct{ rule, in, want string }

// testFind runs cases on a corpus that is made of each text.
func testFind(t *testing.T, corpusOf func(text string) *corpus.Corpus, cases []findCase) {
	t.Helper()
	for _, tt := range cases {
		c := corpusOf(tt.in)
		m, err := Find(c)
		if err != nil {
			t.Errorf("%s: %v", tt.rule, err)
			continue
		}
		if got := linked(c, m); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.rule, got, tt.want)
		}
	}
}

func TestFind(t *testing.T) {
	testFind(t, harbour, []findCase{
		{"title", "Jane Doe spoke.", "[Jane Doe=jane-doe] spoke."},
		{"every occurrence, the first marked", "Doe and Doe.", "[Doe=jane-doe] and [Doe=jane-doe']."},
		{"first again in the next paragraph", "Doe.\n\nDoe.", "[Doe=jane-doe]. / [Doe=jane-doe]."},
		{"case-sensitive", "DOE, doe and us", "DOE, doe and us"},
		{"no part of a longer word", "Doegate, McDoe, Doe1, Doe_x", "Doegate, McDoe, Doe1, Doe_x"},
		{"no part of a word with an accent", "Doeé éDoe", "Doeé éDoe"},
		{"possessive", "Doe’s and Doe's", "[Doe=jane-doe]’s and [Doe=jane-doe']'s"},
		{"hyphenated", "US-led, anti-US", "[US=us]-led, anti-[US=us']"},
		{"hyphen in a name", "Smith-Doe", "[Smith-Doe=jane-doe]"},
		{"points in a name", "in the U.S. and U.S.-led", "in the [U.S.=us] and [U.S.=us']-led"},
		{"longest", "Erbil airport, Erbil", "[Erbil airport=erbil-airport], [Erbil=erbil]"},
		{"shorter name when the longer does not end", "Erbil airports", "[Erbil=erbil] airports"},
		{"longest with a particle", "Ain al-Asad and al-Asad", "[Ain al-Asad=ain] and [al-Asad=ain']"},
		{"ignored name hides the shorter", "Washington Post of Washington", "Washington Post of [Washington=washington]"},
		{"accents and apostrophes", "Zoë O'Neil, Zoe O’Neil", "[Zoë O'Neil=zoe], [Zoe O’Neil=zoe']"},
		{"line break in a name", "Jane\nDoe", "[Jane Doe=jane-doe]"},
		{"no-break space", "Jane\u00a0Doe", "[Jane\u00a0Doe=jane-doe]"},
		{"emphasis", "*Jane* Doe", "[Jane Doe=jane-doe]"},
		{"not in headings", "## Doe\n\nDoe", "Doe / [Doe=jane-doe]"},
		{"not in links and code", "[Doe](x.html) `Doe` Doe", "Doe Doe [Doe=jane-doe]"},
		{"shorter name before a link", "Erbil [airport](x.html)", "[Erbil=erbil] airport"},
		{"no name is cut by a link", "Erb[il](x.html), Doe[gate](x.html)", "Erbil, Doegate"},
		{"an apostrophe that is a letter", "Zoë OʼNeil, Doeʼs", "[Zoë OʼNeil=zoe], [Doe=jane-doe]ʼs"},
		{"a name that begins with such a word", "Oʼahu, O’ahu", "[Oʼahu=oahu], [O’ahu=oahu']"},
		{"two spaces are no name's", "Jane  Doe", "Jane  [Doe=jane-doe]"},
		{"other script", "Эрбиль-Эрбиль и ЭрбильЭрбиль", "[Эрбиль=erbil]-[Эрбиль=erbil'] и ЭрбильЭрбиль"},
		{"block quote", "> said Doe", "said [Doe=jane-doe]"},
		{"explicit", "the [[people/jane-doe|minister]] and Doe", "the [minister=jane-doe] and [Doe=jane-doe']"},
		{"explicit, before and after", "Doe, [[people/zoe|she]], US, [[places/us|there]]", "[Doe=jane-doe], [she=zoe], [US=us], [there=us']"},
		{"explicit, spaces around it", "so [[people/zoe| she ]] came", "so  [she=zoe]  came"},
		{"no mention", "[[!Washington]] and Washington", "Washington and [Washington=washington]"},
		{"shared surname, one introduced", "John Smith came. Smith left.", "[John Smith=john-smith] came. [Smith=john-smith'] left."},
		{"shared surname, introduced by the editor", "[[people/joan-smith|She]] came. Smith left.", "[She=joan-smith] came. [Smith=joan-smith'] left."},
		{"at the very end", "Doe", "[Doe=jane-doe]"},
		{"invalid UTF-8", "Doe \xff Doe\xff", "[Doe=jane-doe] \xff [Doe=jane-doe']\xff"},
	})
}

func TestFindErrors(t *testing.T) {
	common := harbour("text")
	common.People = append(common.People, entity("people/will-may", "Will May", "May", "Will", "WILL", "will"))
	ignored := harbour("text")
	ignored.Site.Ignore = []corpus.Ignored{{Name: "Erbil", Pos: diag.Pos{File: "content/site.yaml", Line: 4, Col: 5}}}
	twice := harbour("text")
	twice.Site.Ignore = append(twice.Site.Ignore, corpus.Ignored{
		Name: "Washington  Post", Pos: diag.Pos{File: "content/site.yaml", Line: 5, Col: 5},
	})
	for _, tt := range []struct {
		name string
		c    *corpus.Corpus
		want []string
	}{
		{"nobody introduced", harbour("A line.\nOn it, Smith left."), []string{
			`content/articles/report-a.md:2:8: "Smith" may be people/joan-smith or people/john-smith ` +
				`(use a fuller name before it, or write [[people/joan-smith|Smith]] or [[!Smith]])`,
		}},
		{"both introduced", harbour("Joan Smith, John Smith: Smith left."), []string{
			`content/articles/report-a.md:1:25: "Smith" may be people/joan-smith or people/john-smith ` +
				`(use a fuller name before it, or write [[people/joan-smith|Smith]] or [[!Smith]])`,
		}},
		{"link to nobody", harbour("It was [[people/jane-do|her]] and [[x|y]]."), []string{
			`content/articles/report-a.md:1:10: no person, place or organisation "people/jane-do" (did you mean "people/jane-doe"?)`,
			`content/articles/report-a.md:1:37: no person, place or organisation "x" (write people/…, places/… or organisations/… and the file's name)`,
		}},
		{"link without words", harbour("It was [[people/jane-doe]]."), []string{
			`content/articles/report-a.md:1:10: the link has no words, and readers would see "people/jane-doe" (write [[people/jane-doe|Jane Doe]])`,
		}},
		{"link in a link", harbour("It was [her, [[people/jane-doe|the minister]]](x.html)."), []string{
			`content/articles/report-a.md:1:16: a link to people/jane-doe stands inside another link (take one of the two links away)`,
		}},
		{"common words", common, []string{
			`content/people/will-may.md:3:3: "May" is a common word, and as a name it would be found everywhere (remove it, or use a longer name)`,
			`content/people/will-may.md:4:3: "Will" is a common word, and as a name it would be found everywhere (remove it, or use a longer name)`,
			`content/people/will-may.md:6:3: "will" is a common word, and as a name it would be found everywhere (remove it, or use a longer name)`,
		}},
		{"ignored and listed", ignored, []string{
			`content/site.yaml:4:5: "Erbil" is ignored, but is a name of places/erbil (take it out of one of the two)`,
		}},
		{"ignored twice", twice, []string{
			`content/site.yaml:5:5: the name "Washington  Post" is ignored twice (keep one of the two)`,
		}},
	} {
		_, err := Find(tt.c)
		var list diag.List
		errors.As(err, &list)
		var got []string
		for _, e := range list {
			got = append(got, e.Error())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Jane Doe's US-led [[people/zoe|x]]", "[[!Smith]] Doe `Doe`", "Zoë O’Neil\xff", "Erbil\nairport *al*-Asad",
		"Joan (Jo) Smith and John “Jé” Smith’s son: the elder Smith, Jo. Jé", "Zoe O’Neil, known as Zozo, and é the other Smith, John Smith.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		c := harbour(in)
		m, _ := Find(c) // an ambiguous name is no finding
		block, end := 0, 0
		for _, n := range m.On("articles/report-a") {
			if int(n.Block) != block {
				block, end = int(n.Block), 0
			}
			text, at := c.Articles[0].Body.Blocks[block].Text, n.Range()
			if at.Start < end || at.End < at.Start || at.End > len(text) {
				t.Fatalf("mention %+v after %d", n, end)
			}
			end = at.End
			inside(t, text, at.Start, at.End)
		}
		for _, o := range m.Open("articles/report-a") {
			inside(t, c.Articles[0].Body.Blocks[o.Block].Text, o.Start, o.End)
		}
	})
}

// inside fails if a span is not in a text, or cuts a rune.
func inside(t *testing.T, text string, start, end int) {
	t.Helper()
	if start < 0 || end < start || end > len(text) {
		t.Fatalf("%d–%d in %q", start, end, text)
	}
	for _, i := range []int{start, end} {
		if i < len(text) && !utf8.RuneStart(text[i]) && utf8.ValidString(text) {
			t.Fatalf("%d cuts a rune of %q", i, text)
		}
	}
}

// BenchmarkFind links text of the shape of a large explainer: 5,000 names that
// share 70 first words.
func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	c := &corpus.Corpus{}
	for i := range 5000 {
		c.People = append(c.People, entity(corpus.ID(fmt.Sprintf("people/p%d", i)), fmt.Sprintf("Given%d Sur%d", i%70, i)))
	}
	for i := text.Len(); text.Len() < 1<<20; i++ {
		fmt.Fprintf(&text, "Officials described the quiet annual budget after Given%d Sur%d's session that lasted most of the night. ", i%70, i%9000)
	}
	c.Articles = []*corpus.Article{{Page: corpus.Page{ID: "articles/a", Body: markdown.Parse(text.String(), 1)}}}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Find(c); err != nil {
			b.Fatal(err)
		}
	}
}

func TestNext(t *testing.T) {
	var ns names
	ns.add("Écu")
	ns.add("Rui")
	for _, tt := range []struct {
		text     string
		at, want int
	}{
		{"the Rui", 0, 4},
		{"McRui Rui", 0, 6},
		{"McRui", 2, 2}, // a link may end there
		{"a×b Écu", 0, 5},
		{"a×", 0, 3},
		{"", 0, 0},
	} {
		if got := ns.next(tt.text, tt.at); got != tt.want {
			t.Errorf("next(%q, %d) = %d, want %d", tt.text, tt.at, got, tt.want)
		}
	}
}
