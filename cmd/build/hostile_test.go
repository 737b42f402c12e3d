//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A hostile case is a folder that nobody in their senses writes.
type hostile struct {
	name  string
	files map[string]string // by path
	holes map[string]int64  // files of so many bytes, of which none is on the disk
	args  []string
	says  string // on stderr; "" if the site is made
}

const hostileArticle = "---\ntitle: Fire\ndate: 2019-05-03\n---\n\n"

// TestHostile builds and imports what fills machines, with the command itself: it
// ends in bounded time and memory, and says what is too much or makes the site.
//
//	COLLATE_LONG=1 go test -run TestHostile -timeout 30m ./cmd/build
func TestHostile(t *testing.T) {
	if os.Getenv("COLLATE_LONG") == "" {
		t.Skip("folders of up to a million names take minutes; COLLATE_LONG=1 builds them")
	}
	const (
		mostMemory = 3 << 20         // KB in RAM
		mostTime   = 5 * time.Minute // of processors; each takes a fraction
	)
	build := filepath.Join(t.TempDir(), "build")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", build, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, tt := range hostiles() {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.files {
				writeHostile(t, filepath.Join(dir, name), text, 0)
			}
			for name, size := range tt.holes {
				writeHostile(t, filepath.Join(dir, name), "", size)
			}
			cmd := exec.CommandContext(t.Context(), build, append([]string{"--cache", os.DevNull}, tt.args...)...)
			var stderr strings.Builder
			cmd.Dir, cmd.Stderr = dir, &stderr
			err := cmd.Run()
			status, want := cmd.ProcessState.ExitCode(), done
			if tt.says != "" {
				want = wrong
			}
			if status != want || !strings.Contains(stderr.String(), tt.says) {
				t.Errorf("%v, want status %d and %q; stderr %.1000s", err, want, tt.says, stderr.String())
			}
			used, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
			memory, spent := used.Maxrss, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
			t.Logf("%d MB, %.1f s", memory>>10, spent.Seconds())
			if memory > mostMemory || spent > mostTime {
				t.Errorf("it took %d MB and %v", memory>>10, spent)
			}
		})
	}
}

func writeHostile(t *testing.T, name, text string, size int64) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if size > 0 {
		if err := os.Truncate(name, size); err != nil {
			t.Fatal(err)
		}
	}
}

// hostiles lists the cases. Those of pages fill the 2 MB that one may have with
// what takes longest.
func hostiles() []hostile {
	re := strings.Repeat
	const page, gigabyte = "content/articles/report-a.md", 1 << 30
	ofText := func(name, body, says string) hostile {
		return hostile{name: name, files: map[string]string{page: hostileArticle + body}, says: says}
	}
	full := func(leaf string) string { return re(leaf, (2<<20-1000)/len(leaf)) }
	list := []hostile{
		{name: "a page of 1 GB", holes: map[string]int64{page: gigabyte}, says: "more than 2 MB"},
		{name: "a site.yaml of 1 GB", holes: map[string]int64{"content/site.yaml": gigabyte}, says: "more than 2 MB"},
		{name: "a raw file of 1 GB", holes: map[string]int64{"raw/a.html": gigabyte}, args: []string{"import", "raw"}, says: "the file has more than 20 MB"},
		{name: "front matter of 100 MB", files: map[string]string{page: "---\n" + re("title: a\n", 1<<24)}, says: "more than 2 MB"},
		ofText("a paragraph of 50 MB", re("word ", 10<<20), "more than 2 MB"),
		ofText("open addresses", full(re("[a](", 490)+re("x", 60_000)+"\n\n"), ""),
		ofText("emphasis", full("a**b"+re("c* ", 990)+"\n\n"), ""),
		ofText("code", full(re("`", 1)+re("``a", 980)+re("x ", 20_000)+"\n\n"), ""),
		ofText("lists in lists", full(re("  - a\n", 1)+re(" ", 190)+"- b\n\n"), ""),
		ofText("quotations in quotations", full(re(">", 99)+"a\n\n> a\n\n"), ""),
		ofText("a table of cells", "|"+re("a|", 200)+"\n|"+re("-|", 200)+"\n"+re("|"+re("`a\\|b`|", 200)+"\n", 90), ""),
		ofText("short paragraphs", full("a\n\n"), ""),
		ofText("one word a paragraph", full(re("a", 60_000)+"\n\n"), ""),
		ofText("long quotations", full("“"+re("a b ", 15_000)+"”\n\n"+re("a b ", 15_000)+"\n\n"), ""),
		ofText("what is no link", full(re("[[a ", 300)+"\n\n"), "this is no link"),
		ofText("digits", full("There were "+re("9", 60_000)+" people.\n\n"), ""),
		{
			name: "citations of everything", files: map[string]string{
				page:               hostileArticle + re("There were 22 people.\n\n", 20_000),
				"content/index.md": "---\ntitle: Fire\n---\n\n" + re("There were 22 people. [@report-a, ¶ 1–200]\n\n", 1000),
			},
		},
		{name: "a citation of 10⁹ paragraphs", files: map[string]string{page: hostileArticle + "It burned. [@report-a, ¶ 1–999999999]\n"}, says: "has no ¶ 2"},
		{name: "unknown phrases", files: map[string]string{
			page: hostileArticle + "It burned.\n", "content/site.yaml": "language: fr\n", "templates/languages/fr.yaml": re("k: x\n", 1<<20/5),
		}, says: "there is no phrase"},
		{name: "a template that loops", files: map[string]string{
			page: hostileArticle + "It burned.\n", "templates/article.html": `{{define "main"}}{{range 1000000000000}}abc{{end}}{{end}}`,
		}, says: "more than 512 MB"},
		{name: "a template that calls itself", files: map[string]string{
			page: hostileArticle + "It burned.\n", "templates/article.html": `{{define "main"}}{{template "main" .}}{{end}}`,
		}, says: "exceeded maximum template depth"},
		{name: "short lines of a raw file", files: map[string]string{"raw/a.txt": re("By Jane Doe\n\n", 40_000)}, args: []string{"import", "raw"}, says: "no article text"},
		{name: "tags of a raw file", files: map[string]string{
			"raw/a.html": "<html>" + re("<p>The army said on Tuesday that more people were hurt in the old harbour.</p>", 20_000),
		}, args: []string{"import", "raw"}},
	}
	aliases := hostile{name: "10⁶ aliases with one first word", files: map[string]string{page: hostileArticle + re("Jane Abq met Jane. ", 2000) + "\n"}}
	for i := range 1000 {
		var names strings.Builder
		for k := range 999 {
			fmt.Fprintf(&names, ", Jane %sq", letters(i*999+k))
		}
		aliases.files[fmt.Sprintf("content/people/p%d.md", i)] = fmt.Sprintf("---\ntitle: Zz %sq\naliases: [Jane%sx%s]\n---\n", letters(i), letters(i), names.String())
	}
	answers := hostile{name: "answers to one claim", files: map[string]string{page: hostileArticle + "There were 22 people. ^p1\n"}}
	var given strings.Builder
	for i := range 500 {
		fmt.Fprintf(&given, "  - {value: %d people, printed: There were 22, says: the %s, cite: \"@report-a, ¶ 1\"}\n", i, letters(i))
	}
	answers.files["content/claims/a.md"] = "---\nquestion: How many?\nkind: text\nanswers:\n" + given.String() + "---\n"
	mentions := hostile{name: "mentions of one name in one report", files: map[string]string{
		page: hostileArticle + re(re("Kim Poe spoke. ", 20)+"\n\n", 5000), "content/people/kim-poe.md": "---\ntitle: Kim Poe\n---\n",
	}}
	events := hostile{name: "events of one time", files: map[string]string{page: hostileArticle + "There were 22 people. ^p1\n"}}
	for i := range 20_000 {
		events.files[fmt.Sprintf("content/events/e%d.md", i)] = fmt.Sprintf("---\ntitle: Sinking of the %sq\nwhen: 2019-05-03T10:00Z\n---\n\nIt burned. [@report-a, ¶ 1]\n", letters(i))
	}
	files := hostile{name: "10⁵ files", files: map[string]string{}}
	for i := range 100_000 {
		files.files[fmt.Sprintf("content/articles/r%d.md", i)] = fmt.Sprintf("---\ntitle: Fire %d\n---\n\nIt burned. ^p1\n", i)
	}
	return append(list, aliases, answers, mentions, events, files)
}

// letters writes a number in letters, the first a capital.
func letters(n int) string {
	s := ""
	for ; n > 0 || s == ""; n /= 26 {
		s += string(rune('a' + n%26))
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
