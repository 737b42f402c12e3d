package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collate/internal/testcorpus"
)

// TestHistory edits a content folder at random, again and again, and builds
// after each edit: into a folder that has been built into all the while, with
// what is remembered of it, and into a new one. Both must end up with the same
// bytes, or with the same complaints. COLLATE_HISTORY says how many edits a
// folder gets, if not a few.
func TestHistory(t *testing.T) {
	if testing.Short() {
		t.Skip("builds some 60 times")
	}
	edits := historyLength(t)
	for name, content := range map[string]fs.FS{"generated": testcorpus.FS(8), "shipped": os.DirFS("../../content")} {
		t.Run(name, func(t *testing.T) {
			h := newHistory(t, content, uint64(edits))
			h.live(edits, h.compare)
		})
	}
}

// historyLength returns how many edits a history has.
func historyLength(t *testing.T) int {
	edits, err := strconv.Atoi(cmp.Or(os.Getenv("COLLATE_HISTORY"), "8"))
	if err != nil {
		t.Fatalf("COLLATE_HISTORY: %v", err)
	}
	return edits
}

// A history is a content folder with what was done to it.
type history struct {
	*rand.Rand
	t    *testing.T
	dir  string
	n    int      // numbers what is new
	done []string // what was done, for messages
	undo map[string][]byte

	served *served // what makes the site all the while; nil if each build is one of its own
}

func newHistory(t *testing.T, content fs.FS, seed uint64) *history {
	h := &history{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, dir: t.TempDir()}
	if err := os.CopyFS(filepath.Join(h.dir, "content"), content); err != nil {
		t.Fatal(err)
	}
	h.write("content/site.yaml", "title: A history\nbase_url: https://example.org/history/\n")
	return h
}

// live makes so many edits. After each, compare returns what is wrong, or "".
func (h *history) live(edits int, compare func() string) {
	h.t.Helper()
	for range edits {
		what := h.edit()
		if diff := compare(); diff != "" {
			h.t.Fatalf("after %s: %s\nbefore that: %s", what, diff, strings.Join(h.done, ", "))
		}
		h.done = append(h.done, what)
	}
}

func (h *history) path(name string) string { return filepath.Join(h.dir, filepath.FromSlash(name)) }

func (h *history) write(name, text string) {
	h.t.Helper()
	err := os.MkdirAll(filepath.Dir(h.path(name)), 0o755)
	if err == nil {
		err = os.WriteFile(h.path(name), []byte(text), 0o644)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *history) read(name string) string {
	h.t.Helper()
	data, err := os.ReadFile(h.path(name))
	if err != nil {
		h.t.Fatal(err)
	}
	return string(data)
}

// one returns a file of a folder, or of one of several.
func (h *history) one(folders ...string) string {
	h.t.Helper()
	folder := folders[h.IntN(len(folders))]
	entries, err := os.ReadDir(h.path(folder))
	if err != nil || len(entries) == 0 {
		h.t.Fatalf("%s: no files, %v", folder, err)
	}
	return folder + "/" + entries[h.IntN(len(entries))].Name()
}

// edit makes one change and returns what it was.
func (h *history) edit() string {
	h.n++
	const articles, people, places = "content/articles", "content/people", "content/places"
	edits := []func() string{
		func() string {
			name := h.one(articles)
			h.write(name, h.read(name)+fmt.Sprintf("\nA paragraph more, the %dth.\n", h.n))
			return "a paragraph in " + name
		},
		func() string {
			name, who := h.one(articles), h.one(people)
			h.write(name, h.read(name)+"\n"+h.title(who)+" was there too.\n")
			return who + " in " + name
		},
		func() string {
			name := h.one(articles, people, places)
			text := h.read(name)
			h.write(name, strings.Replace(text, "title: ", fmt.Sprintf("title: N%d ", h.n), 1))
			return "the title of " + name
		},
		func() string {
			name := h.one(articles, people, places)
			h.write(name, strings.Replace(h.read(name), "---\n", fmt.Sprintf("---\naliases: [Alias%d]\n", h.n), 1))
			return "an alias of " + name // reports have none, and some entities have some already: mistakes
		},
		func() string {
			name := h.one(articles, people, places)
			if err := os.Remove(h.path(name)); err != nil {
				h.t.Fatal(err)
			}
			return name + " deleted"
		},
		func() string {
			name := h.one(articles, people, places)
			to := fmt.Sprintf("%s-%d.md", strings.TrimSuffix(name, ".md"), h.n)
			if err := os.Rename(h.path(name), h.path(to)); err != nil {
				h.t.Fatal(err)
			}
			return name + " renamed"
		},
		func() string {
			name := fmt.Sprintf("%s/new-%d.md", articles, h.n)
			h.write(name, fmt.Sprintf("---\ntitle: New %d\n---\n\n%s spoke.\n", h.n, h.title(h.one(people))))
			return name + " new"
		},
		func() string {
			h.write("content/site.yaml", fmt.Sprintf("title: A history, part %d\nbase_url: https://example.org/history/\n", h.n))
			return "site.yaml"
		},
		func() string {
			h.write("templates/404.html", fmt.Sprintf(`{{define "main"}}<h1>Gone %d</h1>{{end}}`, h.n))
			return "a template"
		},
		func() string {
			h.write(fmt.Sprintf("static/file-%d.txt", h.IntN(3)), strconv.Itoa(h.n))
			return "a static file"
		},
		func() string {
			_ = os.RemoveAll(h.path([]string{"templates", "static"}[h.IntN(2)]))
			return "a folder deleted"
		},
		func() string {
			if h.served != nil {
				return "nothing" // whoever serves is the only one to write there
			}
			name := h.one("kept/articles", "kept/people", "kept")
			if info, err := os.Stat(h.path(name)); err == nil && !info.IsDir() {
				h.write(name, strings.ToUpper(h.read(name)))
			}
			return name + " changed by hand"
		},
		func() string { return "nothing" },
	}
	if len(h.done) == 0 {
		return "nothing" // there is nothing to spoil yet
	}
	if h.IntN(2) == 0 {
		return h.reword(h.one(articles, articles, people, places))
	}
	return edits[h.IntN(len(edits))]()
}

// reword changes the text of a content file, and leaves its front matter.
func (h *history) reword(name string) string {
	h.t.Helper()
	front, body, _ := strings.Cut(strings.TrimPrefix(h.read(name), "---\n"), "\n---\n")
	paragraphs := strings.Split(strings.TrimSpace(body), "\n\n")
	i, j := h.IntN(len(paragraphs)), h.IntN(len(paragraphs))
	words := strings.Fields(paragraphs[i])
	what := ""
	switch at := h.IntN(len(words) + 1); h.IntN(7) {
	case 0:
		what, words = "a word less", slices.Delete(words, min(at, max(0, len(words)-1)), min(at+1, len(words)))
	case 1:
		what, words = "a word more", slices.Insert(words, at, fmt.Sprintf("word%d", h.n))
	case 2:
		what, words = "a name more", slices.Insert(words, at, h.title(h.one("content/people", "content/places")))
	case 3:
		what, words = "a quotation", append(words, "“This must not", "happen to us again,”", h.title(h.one("content/people")), "said.")
	case 4:
		what, words = "a paragraph less", nil
	case 5:
		what, words = "a paragraph twice", append(append(words, "\n\n"), words...)
	case 6:
		what, words = "a paragraph moved", nil
		paragraphs[j] += "\n\n" + paragraphs[i]
	}
	paragraphs[i] = strings.Join(words, " ")
	h.write(name, "---\n"+front+"\n---\n\n"+strings.Join(paragraphs, "\n\n")+"\n")
	return what + " in " + name
}

func (h *history) title(name string) string {
	_, rest, _ := strings.Cut(h.read(name), "title: ")
	title, _, _ := strings.Cut(rest, "\n")
	return strings.Trim(title, `"`)
}

// compare builds twice and returns in what the results differ. A change that
// leaves mistakes behind is taken back when they have been compared.
func (h *history) compare() string {
	h.t.Helper()
	fresh := h.t.TempDir()
	status, said := h.build("kept", h.path("cache"))
	wantStatus, want := h.build(filepath.Join(fresh, "out"), filepath.Join(fresh, "cache"))
	switch {
	case status != wantStatus || status != done && said != want:
		return fmt.Sprintf("status %d, %s\nwant %d, %s", status, said, wantStatus, want)
	case status != done:
		h.restore()
		return ""
	}
	h.keep()
	if got, want := files(h.t, h.path("kept")), files(h.t, filepath.Join(fresh, "out")); !maps.Equal(got, want) {
		for name := range want {
			if got[name] != want[name] {
				return name + " is not as in a build from nothing"
			}
		}
		return fmt.Sprintf("%d files, want %d", len(got), len(want))
	}
	return ""
}

func (h *history) build(out, cache string) (status int, said string) {
	h.t.Chdir(h.dir)
	var b bytes.Buffer
	status = run([]string{"--quiet", "--out", out, "--cache", cache}, &b, &b)
	return status, strings.ReplaceAll(b.String(), out, "OUT")
}

// keep notes the sources, of which the last build has made a site.
func (h *history) keep() {
	h.undo = map[string][]byte{}
	for _, folder := range []string{"content", "templates", "static"} {
		for name, text := range files(h.t, h.path(folder)) {
			h.undo[folder+"/"+name] = []byte(text)
		}
	}
}

// restore makes the sources what they were when keep was called.
func (h *history) restore() {
	for _, folder := range []string{"content", "templates", "static"} {
		_ = os.RemoveAll(h.path(folder))
	}
	for _, name := range slices.Sorted(maps.Keys(h.undo)) {
		h.write(name, string(h.undo[name]))
	}
}

// files returns the files in a folder by path, the manifest and what it does
// not list left out.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := everything(t, dir)
	maps.DeleteFunc(m, func(name, _ string) bool {
		return strings.HasSuffix(name, "/") || strings.HasPrefix(path.Base(name), ".collate")
	})
	return m
}

// everything returns what is in a folder: files by path, folders with a slash.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist), name == ".":
			return nil
		case err != nil:
			return err
		case d.IsDir():
			m[name+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		m[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
