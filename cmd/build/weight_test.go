package main_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// TestWeight holds what readers load first to what ten TCP segments hold, which
// is what a server sends before it waits for the reader's word: one round trip
// more is 150 ms on a phone (docs/decisions/0021). 300 bytes are left for the
// header. No other page is near that or needs to be: 100 KB are the most. The
// style sheet and the previews, which every page loads, have limits of their own.
func TestWeight(t *testing.T) {
	dir := buildSite(t)
	const segments = 10 * 1460
	for name, most := range map[string]int{
		"index.html": segments - 300, "timeline.html": 100_000, "dossier.html": 100_000,
		"style.css": 8 << 10, "preview.js": 4 << 10,
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		var sent bytes.Buffer
		w := gzip.NewWriter(&sent)
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if sent.Len() > most {
			t.Errorf("%s has %d bytes as sent, want %d at most", name, sent.Len(), most)
		}
	}
}
