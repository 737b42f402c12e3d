package collate

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	"collate/internal/corpus"
)

// reports returns a corpus of reports A, B, C and so on with two paragraphs
// each, and one claim. An answer is written "value | who says so | of | cites",
// where the cites are letters: "AB" is the first paragraphs of two reports.
func reports(t *testing.T, n int, form corpus.Form, answers ...string) (*corpus.Corpus, *cite.Citations) {
	t.Helper()
	c := &corpus.Corpus{}
	for i := range n {
		slug := "report-" + string(rune('a'+i))
		c.Articles = append(c.Articles, &corpus.Article{
			Page: corpus.Page{ID: corpus.ID("articles/" + slug), Slug: slug}, Letter: string(rune('A' + i)),
			Paragraphs: []corpus.Paragraph{{ID: "p1", N: 1}, {ID: "p2", N: 2, Block: 1}},
		})
	}
	claim := &corpus.Claim{Page: corpus.Page{ID: "claims/x", Slug: "x"}, Form: form}
	for _, s := range answers {
		f := strings.Split(s, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		a := answer(t, claim, f[0], f[2])
		a.Says = f[1]
		if strings.Contains(a.Says, "/") {
			a.Speaker = corpus.ID(a.Says)
		}
		var cites []string
		for _, letter := range strings.ToLower(f[3]) {
			cites = append(cites, fmt.Sprintf("@report-%c, ¶ 1", letter))
		}
		a.Cite = strings.Join(cites, "; ")
		claim.Answers = append(claim.Answers, *a)
	}
	c.Claims = []*corpus.Claim{claim}
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	return c, cs
}

func TestVerdicts(t *testing.T) {
	const itself = corpus.OwnVoice
	for _, tt := range []struct {
		name    string
		form    corpus.Form
		answers []string
		want    string // verdict, reports, origins; silent; scopes; conflicts inside
	}{
		{
			"two say the same", corpus.CountForm,
			[]string{"22|army||A", "17 + 5|office||B"},
			"all agree, 2 reports, 2 origins; silent C; all: all agree 2/2",
		},
		{
			"one answer of two reports", corpus.CountForm,
			[]string{"22|army||AB"},
			"all agree, 2 reports, 1 origins; silent C; all: all agree 2/1",
		},
		{
			"more than a dozen", corpus.CountForm,
			[]string{"more than a dozen|organisations/pentagon||A", "22|army||B", "22|army||C"},
			"compatible, 3 reports, 2 origins; silent ; all: compatible 3/2",
		},
		{
			"any conflict", corpus.CountForm,
			[]string{"more than a dozen|organisations/pentagon||A", "22|army||B", "12|" + itself + "||C"},
			"conflict, 3 reports, 3 origins; silent ; all: conflict 3/3",
		},
		{
			"one report", corpus.CountForm,
			[]string{"22|army||B"},
			"one report only, 1 reports, 1 origins; silent A C; all: one report only 1/1",
		},
		{
			"one report with two answers that are compatible", corpus.CountForm,
			[]string{"22|army||B", "tens|state television||B"},
			"one report only, 1 reports, 2 origins; silent A C; all: one report only 1/2",
		},
		{
			"one report that contradicts itself, and another that agrees with its first answer", corpus.CountForm,
			[]string{"22|army||A", "12|office||A", "22|army||B"},
			"conflict, 2 reports, 2 origins; silent C; all: conflict 2/2; in A 0-1",
		},
		{
			"one report that contradicts itself", corpus.YesNoForm,
			[]string{"yes|army||A", "no|office||A"},
			"one report only, 1 reports, 2 origins; silent B C; all: one report only 1/2; in A 0-1",
		},
		{
			"nothing to compare", corpus.CountForm,
			[]string{"80|state television|killed|A", "at least 80|officials|killed or injured|B"},
			"not comparable, 2 reports, 2 origins; silent C; killed: one report only 1/1; killed or injured: one report only 1/1",
		},
		{
			"two scopes of which one agrees and one conflicts", corpus.CountForm,
			[]string{"17|army|west|A", "17|office|west|B", "5|army|north|A", "6|office|north|C"},
			"conflict, 3 reports, 2 origins; silent ; west: all agree 2/2; north: conflict 2/2",
		},
		{
			"two scopes of which one agrees and one is of one report", corpus.CountForm,
			[]string{"17|army|west|A", "17|office|west|B", "5|army|north|A"},
			"all agree, 2 reports, 2 origins; silent C; west: all agree 2/2; north: one report only 1/1",
		},
		{
			"midnight and half past one", corpus.TimeForm,
			[]string{
				"2019-05-03T00:00+02:00/2019-05-03T00:30+02:00|sources|| A", "2019-05-03T01:30+02:00~|" + itself + "||B",
				"2019-05-02T23:30Z~|army||C",
			},
			"conflict, 3 reports, 3 origins; silent ; all: conflict 3/3",
		},
		{
			"three reports of one statement", corpus.YesNoForm,
			[]string{"yes|organisations/pentagon||A", "yes|organisations/pentagon||B", "yes|organisations/pentagon||C"},
			"all agree, 3 reports, 1 origins; silent ; all: all agree 3/1",
		},
		{
			"reports in their own voice", corpus.YesNoForm,
			[]string{"yes|" + itself + "||A", "yes|The Report Itself||B", "yes|An official||C", "yes|an  official||A"},
			"all agree, 3 reports, 3 origins; silent ; all: all agree 3/3",
		},
	} {
		c, cs := reports(t, 3, tt.form, tt.answers...)
		if got := shown(&Claims(c, cs, nil)[0]); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// shown writes what was made of a claim on a line.
func shown(c *Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d reports, %d origins; silent", c.Verdict, c.Reports, c.Origins)
	for _, a := range c.Silent {
		b.WriteString(" " + a.Letter)
	}
	if len(c.Silent) == 0 {
		b.WriteByte(' ')
	}
	for _, s := range c.Scopes {
		of := s.Of
		if of == "" {
			of = "all"
		}
		fmt.Fprintf(&b, "; %s: %s %d/%d", of, s.Verdict, s.Reports, s.Origins)
	}
	for _, i := range c.Inside {
		fmt.Fprintf(&b, "; in %s %d-%d", i.Article.Letter, i.A, i.B)
	}
	return b.String()
}

// What reports say in their own voices counts once where their paragraphs
// share a text, and so it does over a third; who is named is not touched.
func TestSharedText(t *testing.T) {
	c, cs := reports(t, 5, corpus.CountForm,
		"22|the report itself||A", "22|the report itself||B", "22|the report itself||C", "22|the report itself||D", "22|army||E")
	for _, tt := range []struct {
		name   string
		shared string // pairs of letters
		want   int
	}{
		{"none", "", 5},
		{"two", "AB", 4},
		{"two, the other way round", "DC", 4},
		{"a chain", "AC CD", 3},
		{"two pairs", "AB CD", 3},
		{"two pairs that a third joins", "AC BD AB", 2},
		{"not with who is named", "AE", 5},
	} {
		both := func(a, b cite.Ref) bool {
			return strings.Contains(tt.shared, a.Article.Letter+b.Article.Letter) ||
				strings.Contains(tt.shared, b.Article.Letter+a.Article.Letter)
		}
		if got := Claims(c, cs, both)[0].Origins; got != tt.want {
			t.Errorf("%s: %d origins, want %d", tt.name, got, tt.want)
		}
	}
}

// Whoever speaks for an organisation is no origin of its own, and the editor may
// name whom an answer comes from.
func TestOrigins(t *testing.T) {
	c, cs := reports(t, 4, corpus.CountForm,
		"22|people/doe||A", "22|organisations/army||B", "22|people/poe||C", "22|the troops||D")
	c.People = []*corpus.Entity{
		{Page: corpus.Page{ID: "people/doe"}, Organisations: []corpus.ID{"organisations/army"}},
		{Page: corpus.Page{ID: "people/poe"}, Organisations: []corpus.ID{"organisations/army", "organisations/club"}},
	}
	if got := Claims(c, cs, nil)[0].Origins; got != 3 {
		t.Errorf("%d origins, want 3: the army, Poe, who has two organisations, and the troops", got)
	}
	c.Claims[0].Answers[3].Origin = "organisations/army"
	if got := Claims(c, cs, nil)[0].Origins; got != 2 {
		t.Errorf("%d origins, want 2: the army and Poe", got)
	}
}

func TestClaimsCellsAndPairs(t *testing.T) {
	c, cs := reports(t, 3, corpus.CountForm, "22|army||C", "more than a dozen|office||AC", "17|army|west|C")
	got := Claims(c, cs, nil)[0]
	var cells []string
	for _, cell := range got.Cells {
		words := []string{cell.Article.Letter}
		for _, g := range cell.Answers {
			words = append(words, strconv.Itoa(g.Answer))
			for _, r := range g.Refs {
				words = append(words, r.Name())
			}
		}
		cells = append(cells, strings.Join(words, " "))
	}
	if diff := cmp.Diff([]string{"A 1 A ¶1", "B", "C 0 C ¶1 1 C ¶1 2 C ¶1"}, cells); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	want := []Pair{{0, 1, Compatible}, {0, 2, DifferentScope}, {1, 2, DifferentScope}}
	if diff := cmp.Diff(want, got.Pairs); diff != "" {
		t.Errorf("pairs (-want +got):\n%s", diff)
	}
}
