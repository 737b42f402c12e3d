package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/fingerprint"
	"collate/internal/importer"
)

// The fingerprints beside the digests are those of the originals. What the
// five reports share was read off them by hand, with the words counted: two
// passages in A and in E. Next to them come runs of eight words, who spoke
// where, which are too short to count. The words were counted by another
// program, from the raw files.
func TestSharedTextOfOriginals(t *testing.T) {
	folder, content := originalsFolder(t), filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(content, filepath.FromSlash(fingerprint.File))
	shipped, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if _, err := importer.Import(t.Context(), []string{folder}, content, importer.Options{NoDrafts: true}); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, shipped) {
		t.Errorf("the shipped fingerprints are not those of the originals: run build import %s", folder)
	}
	prints, err := fingerprint.Parse(made, file)
	if err != nil {
		t.Fatal(err)
	}
	want := []fingerprint.Run{
		{A: paragraph("report-a", 8), B: paragraph("report-e", 2), AtA: 2, AtB: 0, Words: 24},
		{A: paragraph("report-a", 9), B: paragraph("report-e", 2), AtA: 7, AtB: 25, Words: 9},
	}
	runs := fingerprint.Shared(prints)
	if diff := cmp.Diff(want, runs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	shares := fingerprint.Shares(prints, runs)
	for i, want := range []fingerprint.Share{
		{Article: "report-a", Words: 316, Shared: 33, With: []fingerprint.Common{{Article: "report-e", Words: 33}}},
		{Article: "report-b", Words: 438},
		{Article: "report-c", Words: 702},
		{Article: "report-d", Words: 816},
		{Article: "report-e", Words: 396, Shared: 33, With: []fingerprint.Common{{Article: "report-a", Words: 33}}},
	} {
		if diff := cmp.Diff(want, shares[i]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func paragraph(article string, n int) fingerprint.Paragraph {
	return fingerprint.Paragraph{Article: article, N: n}
}

// What is shipped can be used: each digest has the fingerprint of the original
// that it names, paragraph by paragraph.
func TestShippedFingerprints(t *testing.T) {
	c := loadShipped(t)
	prints, err := fingerprint.Read(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	current, warnings := fingerprint.Current(c, prints)
	if len(current) != len(c.Articles) || len(warnings) > 0 {
		t.Fatalf("%d of %d are current: %v", len(current), len(c.Articles), warnings)
	}
	for i, a := range c.Articles {
		var want, got []int
		for _, p := range a.Paragraphs {
			want = append(want, p.N)
		}
		for _, p := range current[i].Paragraphs {
			got = append(got, p.N)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: paragraphs (-page +fingerprint):\n%s", a.File, diff)
		}
	}
}
