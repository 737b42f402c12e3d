package testcorpus

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
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

// Hugo's articles say the same as ours, but for the marks of links, and list
// whom the links lead to.
func TestHugo(t *testing.T) {
	const n = 20
	ours, theirs := FS(n), Hugo(n)
	link := regexp.MustCompile(`\[([^]]*)\]\((/[a-z]+/[^)]*)/\)`)
	for name, f := range theirs {
		if path.Dir(name) != "articles" {
			continue
		}
		front, body, _ := strings.Cut(string(f.Data), "\n---\n")
		_, want, _ := strings.Cut(string(ours[name].Data), "\n---\n")
		if got := link.ReplaceAllString(body, "$1"); got != want {
			t.Errorf("%s: without links it reads\n%s\nwant\n%s", name, got, want)
		}
		links := link.FindAllStringSubmatch(body, -1)
		if len(links) == 0 {
			t.Errorf("%s has no links", name)
		}
		for _, l := range links {
			if theirs[l[2][1:]+"/_index.md"] == nil || !strings.Contains(front, path.Base(l[2])) {
				t.Errorf("%s: %s leads to no page, or is not in the front matter\n%s", name, l[2], front)
			}
		}
	}
}
