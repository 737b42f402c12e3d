package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
	"collate/internal/extract"
	"collate/internal/importer"
	"collate/internal/link"
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

// Each paragraph of a digest re-tells the paragraph of the same number: what
// it quotes stands there letter for letter, and it has the same figures.
func TestDigestsAgainstOriginals(t *testing.T) {
	folder := originalsFolder(t)
	for _, a := range loadShipped(t).Articles {
		raw, err := os.ReadFile(filepath.Join(folder, a.Original.File))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != a.Original.SHA256 {
			t.Errorf("%s: original.sha256 is not that of %s", a.File, a.Original.File)
		}
		draft, err := importer.Clean(raw, a.Original.File)
		if err != nil {
			t.Fatal(err)
		}
		if len(draft.Paragraphs) != len(a.Paragraphs) {
			t.Errorf("%s has %d paragraphs, the original %d", a.File, len(a.Paragraphs), len(draft.Paragraphs))
			continue
		}
		for i := range a.Paragraphs {
			at := fmt.Sprintf("%s ¶ %d", a.Label, i+1)
			compareParagraphs(t, at, a.Text(i), straighten.Replace(draft.Paragraphs[i]))
		}
	}
}

// straighten gives a text the marks and dashes that digests and originals are
// compared by.
var straighten = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", `\`, "")

func compareParagraphs(t *testing.T, at, digest, original string) {
	t.Helper()
	for _, q := range extract.Quotations(digest) {
		quoted := straighten.Replace(digest[q.Start:q.End])
		if !strings.Contains(original, strings.TrimRight(quoted, ".,")) {
			t.Errorf("%s: no %q in the original", at, quoted)
		}
	}
	if got, want := figures(digest), figures(original); !slices.Equal(got, want) {
		t.Errorf("%s: figures %q, in the original %q", at, got, want)
	}
}

// figures returns the values of the figures in a text, sorted, each once.
func figures(text string) []string {
	var values []string
	for _, f := range extract.Figures(text) {
		values = append(values, f.Value)
	}
	slices.Sort(values)
	return slices.Compact(values)
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
		stdout: &stdout, stderr: &stderr, start: time.Now(),
	}
	x, files, err := s.build()
	if err != nil {
		t.Fatal(err)
	}
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
	if len(files) < 150 {
		t.Errorf("only %d files", len(files))
	}

	// The digests print every name as often, and as, the reports do.
	s.flags.Content = "../../content"
	shipped, _, err := s.build()
	if err != nil {
		t.Fatal(err)
	}
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
