package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"collate/internal/usage"
)

func testParser(t *testing.T) *kong.Kong {
	t.Helper()
	var f flags
	parser, err := newParser(&f, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return parser
}

// TestCommandsDoc holds docs/commands.md to the program; -update rewrites it.
func TestCommandsDoc(t *testing.T) {
	const name = "../../docs/commands.md"
	const intro = "# Commands\n\nWhat `build help` and `build man` say, too. " +
		"This file is made by `go test ./cmd/build -run TestCommandsDoc -update`.\n\n"
	want := intro + usage.Reference(described(testParser(t)), exitStatuses())
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil { //nolint:gosec // as all of the tree
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/commands.md differs from the program (-program +docs):\n%s", diff)
	}
}

// TestCommandsHelp has each command say more than a line of itself, unless there
// is no more to say.
func TestCommandsHelp(t *testing.T) {
	short := map[string]bool{"build": true, "version": true, "help": true}
	for _, c := range described(testParser(t)).Commands {
		if c.Help == "" || !strings.HasSuffix(c.Help, ".") {
			t.Errorf("%s: %q is no sentence", c.Name, c.Help)
		}
		if (c.Detail == "" || !strings.Contains(c.Detail, "    build "+c.Name)) && !short[c.Name] && c.Name != "completion" {
			t.Errorf("%s: no example", c.Name)
		}
	}
}

// shown is a call of the program in a manual, from its first word on.
var shown = regexp.MustCompile(`(?:^\s*|[|&;] |<\()(?:\./|go run \./cmd/)?build((?: +[^ #|>)]+)*)`)

// TestCommandsShown parses each call of the program that help, the README or a
// page of docs shows in a block of code.
func TestCommandsShown(t *testing.T) {
	blocks := map[string]string{"build help": indented(about)}
	for _, c := range described(testParser(t)).Commands {
		blocks["build help "+c.Name] = indented(c.Detail)
	}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "../../README.md", "../../SECURITY.md", "../../ARCHITECTURE.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		blocks[page] = fenced(string(text))
	}
	n := 0
	for where, text := range blocks {
		for line := range strings.Lines(text) {
			for _, call := range shown.FindAllStringSubmatch(line, -1) {
				n++
				if _, err := testParser(t).Parse(words(call[1])); err != nil {
					t.Errorf("%s: %s: %v", where, strings.TrimSpace(line), err)
				}
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d calls are shown", n)
	}
}

// words returns the words of a shell's line, of which some are in quotation marks.
func words(line string) []string {
	var list []string
	for _, word := range regexp.MustCompile(`'[^']*'|"[^"]*"|\S+`).FindAllString(line, -1) {
		list = append(list, strings.Trim(word, `'"`))
	}
	return list
}

// indented returns the indented lines of a text.
func indented(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "    ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// fenced returns what stands between fences of a shell in Markdown.
func fenced(text string) string {
	var lines []string
	within := false
	for line := range strings.Lines(text) {
		switch fence := strings.TrimSpace(line); {
		case within && strings.HasPrefix(fence, "```"):
			within = false
		case fence == "```sh" || fence == "```console":
			within = true
		case within:
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}
