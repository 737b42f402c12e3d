package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"

	"collate/internal/testcorpus"
)

// What a build costs is held without a clock, so that it holds on a busy
// machine: what it allocates, and how many instructions it takes (see
// instructions_test.go). The content is generated, in three sizes, each twice
// the one before; the smallest is large enough for lists on several pages and
// for a search index in shards.
var sizes = [3]int{75, 150, 300}

const (
	most  = 0.10 // by which work may differ from what is recorded, either way
	ofAll = 0.10 // by which it may grow faster than the content
	ofOne = 0.25 // the same for a part of it, in which a slice that doubles is seen
)

// A work is what some code allocated.
type work struct{ objects, bytes float64 }

// counted returns what a call allocates on one processor.
func counted(f func() error) (work, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := f()
	runtime.ReadMemStats(&after)
	return work{float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)}, err
}

// needCounts skips a test where counts of allocations are not those of the
// program alone.
func needCounts(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("short: builds of 525 generated articles are left out")
	}
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		t.Skip("the race detector allocates, and drops what is pooled")
	}
}

// grows fails if work that was done on the three sizes grows faster than they
// do, by more than some part of it. What is needed once, whatever the size, falls
// out of the differences.
func grows(t *testing.T, what string, w [3]float64, by float64) {
	t.Helper()
	first, second := w[1]-w[0], w[2]-w[1]
	times := second / first / 2 // 1 if an article costs what it did before, 2 for a square
	t.Logf("%s: growth %.2f", what, times)
	if second > 2*(1+by)*max(first, 0) {
		t.Errorf("%s: %.0f, %.0f and %.0f for %d, %d and %d articles: the last %d cost %.2f times as much each as the %d "+
			"before them, so something is not linear",
			what, w[0], w[1], w[2], sizes[0], sizes[1], sizes[2], sizes[2]-sizes[1], times, sizes[1]-sizes[0])
	}
}

// TestWork holds what a whole build allocates.
func TestWork(t *testing.T) {
	needCounts(t)
	buildGenerated(t, 10) // makes what is made once
	var objects, bytes [3]float64
	for i, n := range sizes {
		w, pages := buildGenerated(t, n)
		objects[i], bytes[i] = w.objects, w.bytes
		if i == len(sizes)-1 {
			recorded(t, "objects allocated per page", w.objects/float64(pages))
			recorded(t, "bytes allocated per page", w.bytes/float64(pages))
		}
	}
	grows(t, "objects allocated", objects, ofAll)
	grows(t, "bytes allocated", bytes, ofAll)
}

// buildGenerated builds a generated folder and returns what that allocates, and
// how many pages it makes.
func buildGenerated(t testing.TB, n int) (w work, pages int) {
	t.Helper()
	content, dir := writeGenerated(t, n), filepath.Join(t.TempDir(), "build")
	w, err := counted(func() error { return buildInto(dir, content) })
	if err != nil {
		t.Fatal(err)
	}
	return w, countPages(t, dir)
}

// buildInto builds a site into an empty folder, with nothing kept from before.
func buildInto(dir, content string) error {
	if err := errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)); err != nil {
		return err
	}
	args := []string{
		"--quiet", "--content", content, "--out", filepath.Join(dir, "public"), "--cache", filepath.Join(dir, "cache"),
	}
	if status := run(args, io.Discard, os.Stderr); status != done {
		return fmt.Errorf("status %d", status)
	}
	return nil
}

// writeGenerated writes a generated content folder and returns its name.
func writeGenerated(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, testcorpus.FS(n)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func countPages(t testing.TB, folder string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(folder, func(name string, _ fs.DirEntry, err error) error {
		if filepath.Ext(name) == ".html" {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// recorded holds a figure against testdata/work.json, which -update rewrites.
// One that is too low fails, too: under a record that is too high, work could
// grow unseen.
func recorded(t *testing.T, what string, got float64) {
	t.Helper()
	const name = "testdata/work.json"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	record := map[string]float64{}
	if err := json.Unmarshal(data, &record); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if *update {
		record[what] = math.Round(got)
		if data, err = json.MarshalIndent(record, "", "\t"); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	off := got/record[what] - 1
	t.Logf("%s: %.0f, %+.1f %% from the record", what, got, 100*off)
	if math.Abs(off) > most {
		t.Errorf("%s: %.0f, and %s has %.0f; if that is meant, say so in docs/performance.md and run "+
			"go test ./cmd/build -run 'TestWork|TestInstructions' -update", what, got, name, record[what])
	}
}

// BenchmarkBuild builds generated folders, each time into an empty one.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			content, dir := writeGenerated(b, n), filepath.Join(b.TempDir(), "build")
			b.ReportAllocs()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				if err := buildInto(dir, content); err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			pages := float64(countPages(b, dir))
			b.ReportMetric(pages, "pages/op")
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(b.N)/pages, "allocs/page")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/pages, "B/page")
		})
	}
}
