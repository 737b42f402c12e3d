package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/importer"
	"collate/internal/link"
	"collate/internal/render"
	"collate/internal/xref"
)

func originalsFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("COLLATE_ORIGINALS")
	if folder == "" {
		t.Skip("COLLATE_ORIGINALS names no folder with the raw reports")
	}
	return folder
}

func loadShipped(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// verifyOriginals holds a content folder against the original reports.
func verifyOriginals(t *testing.T, content string) *verification {
	t.Helper()
	raw, err := importer.Originals(t.Context(), []string{originalsFolder(t)})
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(os.DirFS(content), "content")
	if err != nil {
		t.Fatal(err)
	}
	return verify(c, raw, nil)
}

// Each paragraph of a digest re-tells the paragraph of the same number. The
// quotations of reports A and E were counted by hand.
func TestVerifyOriginals(t *testing.T) {
	v := verifyOriginals(t, "../../content")
	for _, e := range slices.Concat(v.mistakes, v.warnings) {
		t.Error(e)
	}
	quotations := map[string]int{"report-a": 6, "report-e": 7}
	for _, a := range v.articles {
		want, counted := quotations[a.article.Slug]
		if got := a.Quotes.Count(cite.Exact); a.status != "right" || got != len(a.Quotes) || counted && got != want {
			t.Errorf("%s is %s, with %d of %d quotations exact, want %d", a.article.Slug, a.status, got, len(a.Quotes), want)
		}
	}
	if len(v.articles) != 5 || len(v.pages) < 100 || v.pages.Count(cite.Exact) != len(v.pages) {
		t.Errorf("%d articles, %d of %d quotations exact", len(v.articles), v.pages.Count(cite.Exact), len(v.pages))
	}
}

// One letter, number, name, time, date or id that is changed is named where it
// stands, with what the original has.
func TestVerifyChanges(t *testing.T) {
	for _, tt := range []struct{ file, old, new, want string }{
		{
			"articles/report-a.md", "“proportionate measures", "“proportionale measures",
			"content/articles/report-a.md:LINE:130: the quotation “proportionale measures in self-defence” is not in the original’s ¶ 3 " +
				"(A ¶3 has “proportionate” for “proportionale”)",
		},
		{
			"articles/report-c.md", "17 missiles came", "18 missiles came",
			"content/articles/report-c.md:LINE:36: “18” is not in the original’s ¶ 5 (it has 17 and five)",
		},
		{
			"articles/report-d.md", "at about 1.30am", "at about 1.31am",
			"content/articles/report-d.md:LINE:259: “Wednesday, at about 1.31am local time” is not in the original’s ¶ 2 " +
				"(it has 1.30am local time on Wednesday and 10.30pm GMT)",
		},
		{
			"articles/report-c.md", "In December 2018 the", "In December 2017 the",
			"content/articles/report-c.md:LINE:4: “December 2017” is not in the original’s ¶ 21 (it has December 2018)",
		},
		{
			"articles/report-d.md", "Ben Wallace", "Mark Esper",
			"content/articles/report-d.md:LINE:135: “Mark Esper” is not in the original’s ¶ 24 (it has US-led coalition, Isis, Britain, Ben Wallace, Baghdad and Taji)",
		},
		{
			"articles/report-e.md", "Erbil, Iraq", "Erbill, Iraq",
			"content/articles/report-e.md:LINE:113: the name “Erbill” is not in the original’s ¶ 4 (write names as the report spells them)",
		},
		{
			"articles/report-e.md", "^p7", "^p8",
			"content/articles/report-e.md:LINE:1: the original has no ¶ 8: it has 7 paragraphs (give each paragraph the id that import gave it)",
		},
		{
			"index.md", "“revenge scenarios”, said", "“revenge scenario”, said",
			"content/index.md:LINE:28: by the originals, the quotation “revenge scenario” is not in D ¶19 (D ¶19 has “scenarios” for “scenario”)",
		},
		{
			"people/mike-pompeo.md", "[@report-a, ¶ 13]", "[@report-a, ¶ 12]",
			"content/people/mike-pompeo.md:LINE:53: by the originals, “White House” is named in no paragraph that this sentence cites " +
				"(A ¶12 has Pentagon, Jonathan Hoffman and US; A ¶13 has it: cite [@report-a, ¶ 13])",
		},
	} {
		content := filepath.Join(t.TempDir(), "content")
		if err := os.CopyFS(content, os.DirFS("../../content")); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(content, filepath.FromSlash(tt.file))
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(page), tt.old); n != 1 {
			t.Fatalf("%s has %q %d times", tt.file, tt.old, n)
		}
		changed := strings.Replace(string(page), tt.old, tt.new, 1)
		if err := os.WriteFile(name, []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
		v := verifyOriginals(t, content)
		before, _, _ := strings.Cut(string(page), tt.old)
		want := strings.Replace(tt.want, "LINE", strconv.Itoa(1+strings.Count(before, "\n")), 1)
		if !slices.ContainsFunc(v.mistakes, func(e diag.Error) bool { return e.Error() == want }) {
			t.Errorf("%s for %s:\n%v\nwant\n%s", tt.new, tt.old, v.mistakes, want)
		}
	}
}

// The whole reports in place of the digests: every page comes out, with the
// mentions of the original text. The counts were taken from the raw files by
// hand: names in the paragraphs, without headlines, captions and what is cut.
func TestBuildOfOriginals(t *testing.T) {
	folder, content := originalsFolder(t), filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(content, "articles")); err != nil {
		t.Fatal(err)
	}
	if _, err := importer.Import(t.Context(), []string{folder}, content, importer.Options{NoDrafts: true}); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr strings.Builder
	s := &session{
		Context: t.Context(), flags: &flags{Content: content, Out: filepath.Join(t.TempDir(), "public")},
		stdout: &stdout, stderr: &stderr, start: time.Now(), kept: &kept{},
	}
	discard := func(render.File) error { return nil }
	whole, err := s.build(discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	x := whole.index
	for _, tt := range []struct {
		id   corpus.ID
		want map[string]int // by the letter of the report
	}{
		{"people/qassem-soleimani", map[string]int{"A": 3, "B": 4, "C": 8, "D": 5, "E": 3}},
		{"people/donald-trump", map[string]int{"A": 3, "B": 1, "C": 6, "D": 5, "E": 4}},
		{"people/mohammad-javad-zarif", map[string]int{"A": 1, "B": 1, "C": 1, "D": 2, "E": 3}},
		{"people/mark-esper", map[string]int{"A": 1, "B": 1, "C": 1, "E": 1}},
		{"people/ali-shamkhani", map[string]int{"D": 2}},
		{"people/abu-mahdi-al-muhandis", map[string]int{"A": 1, "B": 2}},
		{"people/ali-khamenei", map[string]int{"B": 1, "C": 2, "D": 1}},
		{"places/ain-al-asad", map[string]int{"A": 1, "B": 1, "C": 4, "D": 5, "E": 2}},
		{"places/erbil", map[string]int{"C": 3, "D": 1, "E": 1}}, // A has the airport alone
		{"places/erbil-airport", map[string]int{"A": 1}},
		{"places/kerman", map[string]int{"A": 1, "C": 1}},
		{"places/taji", map[string]int{"D": 1}},
		{"places/qom", map[string]int{"D": 1}},
		{"places/green-zone", map[string]int{"D": 1}},
	} {
		got := map[string]int{}
		for _, r := range x.ByArticle(tt.id) {
			got[r.Article.Letter] = r.Mentions
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: mentions %v, want %v", tt.id, got, tt.want)
		}
	}
	if len(whole.paths) < 150 {
		t.Errorf("only %d files", len(whole.paths))
	}

	// The digests print every name as often, and as, the reports do.
	s.flags.Content = "../../content"
	digests, err := s.build(discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	shipped := digests.index
	for _, kind := range corpus.EntityKinds() {
		for _, e := range shipped.Corpus.Entities(kind) {
			if diff := cmp.Diff(printed(x, e.ID), printed(shipped, e.ID)); diff != "" {
				t.Errorf("%s: mentions in the digests (-originals +digests):\n%s", e.ID, diff)
			}
		}
	}
}

// printed returns the forms of an entity's name by paragraph, "A ¶3", in order.
func printed(x *xref.Index, id corpus.ID) map[string][]string {
	forms := map[string][]string{}
	for _, b := range x.Backlinks(id) {
		at := fmt.Sprintf("%s ¶%d", b.Article.Letter, b.Paragraph+1)
		for _, m := range b.Mentions {
			forms[at] = append(forms[at], b.Article.Text(b.Paragraph)[m.Start:m.End])
		}
	}
	for _, list := range forms {
		slices.Sort(list)
	}
	return forms
}

// Who says each quotation of the shipped reports was read in the originals: by
// paragraph, in order.
func TestSpeakersOfTheReports(t *testing.T) {
	c := loadShipped(t)
	m, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"A": "3 Zarif, 4 Zarif, 7 a senior official in the office of the Iranian supreme leader, 9 Trump, 12 Hoffman, 12 Hoffman",
		"B": "2 Iran, 5 television, 5 television, 6 Zarif, 6 Zarif, 7 Zarif, 9 Corps, 11 Pentagon, 14 Grisham, 15 Grisham, " +
			"16 pro-Tehran factions in Iraq, 17 Khamenei, 21 Esper, 21 Esper",
		"C": "3 Trump, 4 television, 6 office, 9 Corps, 9 Corps, 10 Zarif, 11 Khamenei, 12 crowds, 12 Khamenei, 13 Trump, 14 Raab, " +
			"15 Raab, 15 Raab, 16 Raab, 18 Hoffman, 18 Hoffman, 19 Hoffman, 20 Hoffman, 22 office, 23 office, 25 Trump, " +
			"28 Esper, 28 Esper, 30 Salami",
		"D": "4 Trump, 4 Trump, 5 Zarif, 5 Zarif, 6 Zarif, 7 Zarif, 9 one man, 9 one man, 12 Khamenei, 13 Corps, 19 Shamkhani, " +
			"19 Shamkhani, 20 Shamkhani, 21 Trump, 22 Germany, 23 a Nato spokesperson, 23 a Nato spokesperson, 25 Raab, 26 Raab, 27 Raab",
		"E": "1 Trump, 2 Trump, 4 Hoffman, 5 Esper, 5 Esper, 5 Zarif, 6 Zarif",
	}
	for _, a := range c.Articles {
		var got []string
		for _, q := range m.Quotes(a.ID) {
			name := q.Speaker
			if q.Entity != "" {
				name = name[strings.LastIndexByte(name, ' ')+1:]
			}
			got = append(got, fmt.Sprintf("%d %s", a.Paragraphs[q.Paragraph].N, name))
		}
		if diff := cmp.Diff(strings.Split(want[a.Letter], ", "), got); diff != "" {
			t.Errorf("report %s (-want +got):\n%s", a.Letter, diff)
		}
	}
}
