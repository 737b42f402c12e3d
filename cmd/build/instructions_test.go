package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
)

// TestInstructions holds how many instructions an article takes, and that each
// package's grow as the content does. Valgrind counts them.
func TestInstructions(t *testing.T) {
	t.Parallel()
	needValgrind(t)
	program := filepath.Join(t.TempDir(), "build")
	if msg, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, msg)
	}
	var counts [3]map[string]float64
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, n := range slices.Backward(sizes[:]) { // the longest first
		content, scratch := writeGenerated(t, n), t.TempDir()
		g.Go(func() (err error) {
			counts[i], err = instructions(program, content, scratch)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	var total [3]float64
	for i, c := range counts {
		for _, n := range c {
			total[i] += n
		}
	}
	recorded(t, "instructions per article", total[2]/float64(sizes[2]))
	grows(t, "instructions", total, ofAll)
	for _, name := range slices.Sorted(maps.Keys(counts[2])) {
		w := [3]float64{counts[0][name], counts[1][name], counts[2][name]}
		switch share := (w[2] - w[1]) / (total[2] - total[1]); {
		case name == "runtime": // collects garbage, now and then
		case share > 0.05: // of less, what depends on where places lie is too much
			grows(t, name+": instructions", w, ofOne)
		}
	}
}

// needValgrind skips a test where there is no valgrind, and fails it if
// COLLATE_COUNT is "required". Processors count instructions, too, but many
// virtual ones do not, and no two kinds count alike.
func needValgrind(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("short: builds under valgrind are left out")
	}
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the record is of instructions of amd64, on Linux")
	}
	if _, err := exec.LookPath("valgrind"); err != nil {
		if os.Getenv("COLLATE_COUNT") == "required" {
			t.Fatal(err)
		}
		t.Skipf("nothing here counts instructions: %v", err)
	}
}

// instructions builds a site under valgrind and returns how many instructions
// were spent in the functions of each package, not in what those call.
func instructions(program, content, scratch string) (map[string]float64, error) {
	counts := filepath.Join(scratch, "counts")
	cmd := exec.Command("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file="+counts,
		program, "--quiet", "--jobs", "1", "--content", content, "--out", filepath.Join(scratch, "public"),
		"--cache", filepath.Join(scratch, "cache"))
	if msg, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%v: %w\n%s", cmd, err, msg)
	}
	return readCounts(counts)
}

// goPackage matches the package in the name of a function:
// "collate/internal/link.(*finder).find".
var goPackage = regexp.MustCompile(`^(?:[^/(\[]+/)*[^/.(\[]+`)

// readCounts sums up what cachegrind wrote: a line "fn=name" for each function
// and after it, for each of its source lines, "number count".
func readCounts(name string) (map[string]float64, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	counts := map[string]float64{}
	in := ""
	for line := range strings.Lines(string(data)) {
		if fn, ok := strings.CutPrefix(line, "fn="); ok {
			in = goPackage.FindString(fn)
		} else if line[0] >= '0' && line[0] <= '9' {
			_, count, _ := strings.Cut(strings.TrimSpace(line), " ")
			n, err := strconv.ParseFloat(count, 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			counts[in] += n
		}
	}
	return counts, nil
}
