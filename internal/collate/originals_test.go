package collate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/importer"
	"collate/internal/link"
	"collate/internal/markdown"
)

// What arithmetic refutes in the five reports, counted by hand: report D puts
// al-Asad a third of the way from Baghdad that it is. Its other distance, of
// Taji, is right, and so are both times that come with GMT.
var slips = []string{
	"D ¶16 distance: about 37 miles (60km) {west} of Baghdad => " +
		"Ain al-Asad and Baghdad lie 189 km (117 miles) apart.",
}

func shipped(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// slipsIn returns what is found in a corpus; west is how it writes the one
// word in which digest and original differ.
func slipsIn(t *testing.T, c *corpus.Corpus, west string) []string {
	t.Helper()
	m, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cs, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range Findings(c, m, cs) {
		line := fmt.Sprintf("%s %s: %s => %s", cite.Ref{Article: f.Article, Paragraph: f.Paragraph}.Name(), f.Check, f.Printed, gives(&f))
		list = append(list, strings.Replace(line, west, "{west}", 1))
	}
	return list
}

func TestFindingsInDigests(t *testing.T) {
	if diff := cmp.Diff(slips, slipsIn(t, shipped(t), "to the west")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFindingsInOriginals(t *testing.T) {
	folder := os.Getenv("COLLATE_ORIGINALS")
	if folder == "" {
		t.Skip("COLLATE_ORIGINALS names no folder with the raw reports")
	}
	c := shipped(t)
	for _, a := range c.Articles {
		raw, err := os.ReadFile(filepath.Join(folder, a.Original.File))
		if err != nil {
			t.Fatal(err)
		}
		d, err := importer.Clean(raw, a.Original.File)
		if err != nil {
			t.Fatal(err)
		}
		a.Speakers = nil // they correct the digest
		a.Body, a.Paragraphs = markdown.Parse(strings.Join(d.Paragraphs, "\n\n"), 1), nil
		for i, b := range a.Body.Blocks {
			if b.Kind == markdown.Paragraph {
				n := len(a.Paragraphs) + 1
				a.Paragraphs = append(a.Paragraphs, corpus.Paragraph{ID: fmt.Sprintf("p%d", n), N: n, Block: i})
			}
		}
	}
	if diff := cmp.Diff(slips, slipsIn(t, c, "west")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
