package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"collate/internal/watch"
)

// BenchmarkSave measures what an editor waits for under build serve: from a save of
// a report of this repository's explainer being noticed to its pages being in place.
// The least of all rounds is the figure to go by where others share the machine:
//
//	go test ./cmd/build -run none -bench Save -benchtime 20x
func BenchmarkSave(b *testing.B) {
	dir := b.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		b.Fatal(err)
	}
	b.Chdir(dir)
	report := filepath.Join("content", "articles", "report-a.md")
	text, err := os.ReadFile(report)
	if err != nil {
		b.Fatal(err)
	}
	var said strings.Builder
	w := newWorkshop(&session{
		Context: b.Context(), stdout: &said, stderr: &said,
		flags: &flags{Content: "content", Out: "public", Quiet: true},
	})
	defer w.close()
	if _, err := w.build(b.Context()); err != nil {
		b.Fatal(err)
	}
	const id = " ^p1\n"
	more, least := "", time.Hour
	for b.Loop() {
		b.StopTimer()
		more += " It went on."
		if err := os.WriteFile(report, []byte(strings.Replace(string(text), id, more+id, 1)), 0o600); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		start := time.Now()
		w.changed(watch.Change{Paths: []string{report}})
		made, err := w.build(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		least = min(least, time.Since(start))
		if made.result.Written == 0 {
			b.Fatal("the save changed nothing")
		}
		b.StopTimer()
		if made.later != nil {
			if _, err := w.follow(b.Context(), made); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(least.Microseconds())/1000, "least-ms")
}
