package importer

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/lock"
)

// contentOf returns the files of a content folder by path.
func contentOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
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

// pagesOf returns of what is in a content folder what is not on the stage.
func pagesOf(all map[string]string) map[string]string {
	m := maps.Clone(all)
	maps.DeleteFunc(m, func(name, _ string) bool { return strings.HasPrefix(name, stageName) })
	return m
}

func put(t *testing.T, dir string, pages []Page) {
	t.Helper()
	for _, p := range pages {
		file := filepath.Join(dir, filepath.FromSlash(p.Path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, p.Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

// The disk fails at each change of an import in turn (without COLLATE_LONG at
// each fifth), or nothing is changed any
// more, as when the program is killed. A page is whole, the old one or the new; all are as they were if
// the error says so. The next import leaves what it leaves in a folder that was
// never disturbed.
func TestImportStopsAnywhere(t *testing.T) {
	plan := func(existing []Page, sources ...Source) []Page {
		t.Helper()
		_, pages, err := Plan(t.Context(), sources, existing, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return pages
	}
	one, two := Source{File: "1.txt", Raw: []byte(fireOne)}, Source{File: "2.txt", Raw: []byte(fireTwo)}
	old := plan(nil, one)
	one.Raw = []byte(fireOne + "\n\nThe fire was put out by forty men and women from three towns on Saturday morning.\n")
	all := func(existing []Page) []Page { return plan(existing, one, two) }
	undisturbed := t.TempDir()
	put(t, undisturbed, old)
	before := contentOf(t, undisturbed)
	put(t, undisturbed, all(old))
	after := contentOf(t, undisturbed)

	killed := errors.New("killed")
	stops, stride := 0, 5
	if os.Getenv("COLLATE_LONG") != "" {
		stride = 1
	}
	for _, fault := range []error{syscall.ENOSPC, killed} {
		for n, hit := 0, true; hit; n += stride {
			dir := t.TempDir()
			put(t, dir, old)
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			w := writer{root: root, name: "content", had: map[string][]byte{}}
			for _, p := range old {
				w.had[p.Path] = p.Data
			}
			hit = false
			w.step = func() error {
				if n--; n >= 0 || hit && !errors.Is(fault, killed) {
					return nil
				}
				hit = true
				return fault
			}
			at := n
			err = w.write(all(old))
			n = at
			got := contentOf(t, dir)
			switch {
			case errors.Is(fault, killed):
			case hit && err == nil && !cmp.Equal(pagesOf(got), after), !hit && err != nil:
				t.Errorf("change %d: error %v", at, err)
			case err != nil && strings.Contains(err.Error(), "nothing was written"):
				if d := cmp.Diff(before, pagesOf(got)); d != "" {
					t.Errorf("change %d: %v (-want +got):\n%s", at, err, d)
				}
			}
			for name, text := range got {
				if text != before[name] && text != after[name] && !strings.HasPrefix(name, stageName) {
					t.Errorf("change %d: %s holds %q", at, name, text)
				}
			}
			if hit {
				stops++
			}
			existing, err := readContent(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := writeAll(dir, all(existing), existing); err != nil {
				t.Errorf("change %d: the next import: %v", at, err)
			}
			if _, err := os.Lstat(filepath.Join(dir, stageName)); err == nil {
				t.Errorf("change %d: the stage is left", at)
			}
			if d := cmp.Diff(after, contentOf(t, dir)); d != "" {
				t.Errorf("change %d, then imported again (-want +got):\n%s", at, d)
			}
			_ = root.Close()
		}
	}
	t.Logf("%d imports were stopped", stops)
	if stops < 8 {
		t.Errorf("only %d imports were stopped", stops)
	}
}

// What somebody else has written since an import began is not written over, and
// while another import writes, none is.
func TestImportBesideOthers(t *testing.T) {
	had := []Page{{"articles/report-a.md", []byte("before")}}
	next := []Page{{"articles/report-a.md", []byte("after")}, {"articles/report-b.md", []byte("new")}}
	for name, change := range map[string]func(dir string) error{
		"edited": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "articles", "report-a.md"), []byte("edited"), 0o644)
		},
		"deleted": func(dir string) error { return os.Remove(filepath.Join(dir, "articles", "report-a.md")) },
		"the letter taken": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "articles", "report-b.md"), []byte("theirs"), 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, had)
			if err := change(dir); err != nil {
				t.Fatal(err)
			}
			want := contentOf(t, dir)
			err := writeAll(dir, next, had)
			if err == nil || !strings.Contains(err.Error(), "somebody else has written to it since this import began (nothing was written: import again)") {
				t.Errorf("error %v", err)
			}
			if d := cmp.Diff(want, contentOf(t, dir)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}

	dir := t.TempDir()
	put(t, dir, had)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	held, err := lock.Take(root)
	if err != nil || held == nil {
		t.Skip("a system without locks: ", err)
	}
	if err := writeAll(dir, next, had); err == nil || !strings.Contains(err.Error(), ": another import") {
		t.Errorf("error %v", err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	if err := writeAll(dir, next, had); err != nil {
		t.Error(err)
	}
}

// No link leads an import out of the content folder, and no pipe is waited for.
func TestImportStaysInside(t *testing.T) {
	for _, to := range []string{"articles", "articles/report-z.md"} {
		dir, outside := t.TempDir(), t.TempDir()
		put(t, outside, []Page{{"report-a.md", []byte("theirs")}})
		link := filepath.Join(dir, filepath.FromSlash(to))
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			t.Fatal(err)
		}
		target := outside
		if strings.HasSuffix(to, ".md") {
			target = filepath.Join(outside, "report-a.md")
		}
		if err := os.Symlink(target, link); err != nil {
			t.Skip(err)
		}
		_, err := Import(t.Context(), []string{"testdata/front-page.txt"}, dir, Options{})
		if err == nil || !strings.Contains(err.Error(), "escapes") || !strings.Contains(err.Error(), "nothing was imported") {
			t.Errorf("%s: error %v", to, err)
		}
		if err := writeAll(dir, []Page{{"articles/report-a.md", []byte("ours")}}, nil); (err == nil) == (to == "articles") {
			t.Errorf("%s: written: %v", to, err)
		}
		if d := cmp.Diff(map[string]string{"report-a.md": "theirs"}, contentOf(t, outside)); d != "" {
			t.Errorf("%s: outside (-want +got):\n%s", to, d)
		}
	}
}
