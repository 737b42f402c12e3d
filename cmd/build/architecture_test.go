package main

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestArchitecture has a row in ARCHITECTURE.md for each folder of internal, and
// none twice.
func TestArchitecture(t *testing.T) {
	entries, err := os.ReadDir("../../internal")
	if err != nil {
		t.Fatal(err)
	}
	var packages, rows []string
	for _, e := range entries {
		packages = append(packages, e.Name())
	}
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `internal/([a-z]+)` \\|").FindAllSubmatch(text, -1) {
		rows = append(rows, string(m[1]))
	}
	slices.Sort(rows)
	if diff := cmp.Diff(packages, rows); diff != "" {
		t.Errorf("packages and rows differ (-packages +rows):\n%s", diff)
	}
}
