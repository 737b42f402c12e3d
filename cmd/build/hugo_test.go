package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"collate/internal/corpus"
)

// hugoConfig is what docs/editors.md shows.
func hugoConfig(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/editors.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```toml\n")
	config, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("docs/editors.md shows no hugo.toml")
	}
	return config
}

// TestHugo has Hugo read the content folder as it is, with three lines of
// templates: each page is one of Hugo's, and there is nothing it complains about.
func TestHugo(t *testing.T) {
	hugo, err := exec.LookPath("hugo")
	if err != nil {
		t.Skip("there is no hugo here")
	}
	content, dir := os.DirFS("../../content"), t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), content); err != nil { // Hugo follows no links
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"hugo.toml":                    hugoConfig(t),
		"layouts/index.html":           "<h1>{{ .Title }}</h1>{{ .Content }}",
		"layouts/_default/single.html": "<h1>{{ .Title }}</h1>{{ .Content }}",
		"layouts/_default/list.html":   "{{ range .Pages }}<h2>{{ .Title }}</h2>{{ end }}",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(hugo, "--destination", "out", "--noBuildLock")
	c.Dir = dir
	said, err := c.CombinedOutput()
	if err != nil || strings.Contains(string(said), "WARN") || strings.Contains(string(said), "ERROR") {
		t.Fatalf("%v\n%s", err, said)
	}
	explainer, err := corpus.Load(content, "content")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, p := range explainer.Pages() {
		name := string(p.ID) + "/index.html"
		if p.ID == corpus.Story {
			name = "index.html"
		}
		text, err := os.ReadFile(filepath.Join(dir, "out", filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%s is none of Hugo's pages: %v", p.File, err)
			continue
		}
		if !strings.Contains(string(text), "<h1>") {
			t.Errorf("%s: %.100s", name, text)
		}
		n++
	}
	if n < 100 {
		t.Errorf("only %d pages", n)
	}
}
