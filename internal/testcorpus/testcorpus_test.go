package testcorpus

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"
)

func TestFS(t *testing.T) {
	const n = 200
	fsys, again := FS(n), FS(n)
	count := map[string]int{}
	words := 0
	for name, f := range fsys {
		count[path.Dir(name)]++
		if path.Dir(name) == "articles" {
			words += len(strings.Fields(string(f.Data)))
		}
		if !bytes.Equal(f.Data, again[name].Data) {
			t.Errorf("%s differs from call to call", name)
		}
	}
	want := map[string]int{".": 1, "articles": n, "people": n / 5, "places": n / 10}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("files: %v, want %v", count, want)
	}
	if mean := words / n; mean < 550 || mean > 750 {
		t.Errorf("an article has %d words in the mean, want some 650", mean)
	}
}
