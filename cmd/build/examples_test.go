package main

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const example = "../../examples/hathersby-flood/"

// The invented example builds, stands up to its reports, and says of each
// disagreement that was planted in them what PLANTED.md, which was written by
// hand, says that it must.
func TestExample(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	for _, args := range [][]string{
		{"build", "--out", out},
		{"verify", "--strict", example + "reports"},
	} {
		var stdout, stderr strings.Builder
		args = append(args, "--content", example+"content", "--cache", t.TempDir())
		if status := run(args, &stdout, &stderr); status != done || stderr.Len() > 0 {
			t.Fatalf("%v ends with %d:\n%s%s", args, status, &stdout, &stderr)
		}
	}
	planted, err := os.ReadFile(example + "PLANTED.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	reports, pages := 0, 0
	for line := range strings.Lines(string(planted)) {
		line, isPlanted := strings.CutPrefix(strings.TrimSpace(line), "- ")
		if !isPlanted {
			continue
		}
		name, says, _ := strings.Cut(line, ": ")
		file := filepath.Join(out, name)
		if strings.HasPrefix(name, "reports/") {
			file = example + name
			reports++
		} else {
			pages++
		}
		text, read := texts[file]
		if !read {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Error(err)
				continue
			}
			text = textOf(string(raw))
			texts[file] = text
		}
		for words := range strings.SplitSeq(says, " … ") {
			_, after, found := strings.Cut(text, words)
			if !found {
				t.Errorf("%s does not say, or not in this order: %s\nbut then: %.300q", name, words, text)
				break
			}
			text = after
		}
	}
	if reports < 20 || pages < 20 {
		t.Errorf("only %d lines of PLANTED.md on reports and %d on pages", reports, pages)
	}
}

var (
	unseen  = regexp.MustCompile(`(?s)<(script|style|template|svg)\b.*?</(script|style|template|svg)>`)
	tag     = regexp.MustCompile(`<[^>]*>`)
	spaces  = regexp.MustCompile(`[\s\x{a0}]+`)
	outside = regexp.MustCompile(` ([,.:;\])])`)
)

// textOf returns what can be read of a page, with single spaces between words
// and none before a comma or after a bracket.
func textOf(page string) string {
	text := html.UnescapeString(tag.ReplaceAllString(unseen.ReplaceAllString(page, " "), " "))
	text = outside.ReplaceAllString(spaces.ReplaceAllString(text, " "), "$1")
	return strings.ReplaceAll(strings.ReplaceAll(text, "[ ", "["), "( ", "(")
}
