package main

import (
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The examples of docs/content.md are together an explainer that is made: what
// their pages say is in their reports, and no link is dead.
func TestExamplesBuild(t *testing.T) {
	text := read(t, "../../docs/content.md")
	t.Chdir(t.TempDir())
	// Named in the text, without an example of their own.
	save(t, "content/places/oslo.md", "---\ntitle: Oslo\n---\n")
	save(t, "content/organisations/harbour-office.md", "---\ntitle: Harbour Office\n---\n")
	example := regexp.MustCompile("(?ms)^`(content/[^`]+)`[^\n]*:\n\n```[a-z]+\n(.*?)^```$")
	for _, m := range example.FindAllStringSubmatch(text, -1) {
		save(t, path.Clean(m[1]), m[2])
	}
	var out, wrong strings.Builder
	if status := run([]string{"--cache", os.DevNull}, &out, &wrong); status != done || wrong.Len() > 0 {
		t.Errorf("status %d, %s", status, wrong.String())
	}
	if !strings.Contains(out.String(), "public/: 2 reports, ") {
		t.Errorf("made %q", out.String())
	}
}
