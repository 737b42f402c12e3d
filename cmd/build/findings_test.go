package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"collate/internal/importer"
	"collate/internal/inspect"
	"collate/internal/link"
)

// Who says the quotations of the five reports, and how many expressions of time
// there are, as read in the reports. One pair of marks is no quotation of
// anybody: a nickname in report B.
func TestFindingsInOriginals(t *testing.T) {
	folder := originalsFolder(t)
	linker, err := link.New(loadShipped(t))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"000": "Donald Trump 1, Jonathan Hoffman 2, Mohammad Javad Zarif 2, a senior official 1; 7 times",
		"001": "Ali Khamenei 1, Iran 1, Iranian state television 2, Islamic Revolutionary Guard Corps 1, Mark Esper 2, " +
			"Mohammad Javad Zarif 3, Pentagon 1, Stephanie Grisham 2, pro-Tehran factions 1; 8 times",
		"002": "Ali Khamenei 2, Dominic Raab 4, Donald Trump 3, Hossein Salami 1, Iranian state television 1, " +
			"Iraqi prime minister’s office 3, Islamic Revolutionary Guard Corps 2, Jonathan Hoffman 4, Mark Esper 2, " +
			"Mohammad Javad Zarif 1, crowds 1; 11 times",
		"003": "Ali Khamenei 1, Ali Shamkhani 3, Dominic Raab 3, Donald Trump 3, Germany 1, Islamic Revolutionary Guard Corps 1, " +
			"Mohammad Javad Zarif 2, a Nato spokesperson 2, one man 2; 12 times",
		"004": "Donald Trump 2, Jonathan Hoffman 1, Mark Esper 2, Mohammad Javad Zarif 2; 10 times",
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) != len(want) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := importer.Clean(raw, file)
		if err != nil {
			t.Fatal(err)
		}
		i := inspect.OfDraft(file, &d, linker)
		counts := map[string]int{}
		for _, q := range i.Quotes {
			counts[q.Speaker]++
		}
		var got []string
		for _, speaker := range slices.Sorted(maps.Keys(counts)) {
			got = append(got, fmt.Sprint(speaker, " ", counts[speaker]))
		}
		line := fmt.Sprintf("%s; %d times", strings.Join(got, ", "), len(i.Times))
		if id := filepath.Base(file)[:3]; line != want[id] {
			t.Errorf("%s:\n got %s\nwant %s", id, line, want[id])
		}
	}
}
