package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// Each way in which a file can change is one change that names the file.
func TestWait(t *testing.T) {
	const page, aside = "content/people/a.md", "content/people/a.md~"
	const writing, emptying = "written in place", "emptied, then written"
	for _, tt := range []struct {
		name string
		do   func(t *testing.T)
		want []string
	}{
		{writing, func(t *testing.T) { write(t, page, "b") }, []string{page}},
		{emptying, func(t *testing.T) {
			f, err := os.OpenFile(page, os.O_WRONLY|os.O_TRUNC, 0o644)
			check(t, err)
			time.Sleep(2 * time.Millisecond)
			_, err = f.WriteString("b")
			check(t, err)
			check(t, f.Close())
		}, []string{page}},
		{"replaced", func(t *testing.T) {
			write(t, aside, "b")
			check(t, os.Rename(aside, page))
		}, []string{page, aside}},
		{"moved aside, then written", func(t *testing.T) {
			check(t, os.Rename(page, aside))
			time.Sleep(30 * time.Millisecond)
			write(t, page, "b")
		}, []string{page, aside}},
		{"deleted", func(t *testing.T) { check(t, os.Remove(page)) }, []string{page}},
		{"in a new folder", func(t *testing.T) {
			write(t, "content/events/deep/b.md", "b")
			time.Sleep(4 * time.Millisecond)
			write(t, "content/events/deep/b.md", "c")
		}, []string{"content/events"}},
		{"a folder that was not there", func(t *testing.T) { write(t, "templates/base.html", "b") }, []string{"templates"}},
		{"a folder replaced", func(t *testing.T) {
			check(t, os.Rename("content/people", "old"))
			write(t, page, "b")
			time.Sleep(4 * time.Millisecond)
			write(t, page, "c")
		}, []string{"content/people"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, page, "a")
			w, err := New("content", "templates")
			check(t, err)
			defer func() { check(t, w.Close()) }()
			write(t, "elsewhere", "x") // is nobody's
			tt.do(t)
			ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
			defer stop()
			got, err := w.Wait(ctx)
			check(t, err)
			for _, name := range tt.want {
				if !slices.Contains(got.Paths, filepath.FromSlash(name)) || got.Unsure {
					t.Errorf("changed %v, unsure %v; want %s", got.Paths, got.Unsure, name)
				}
			}
			if inPlace := tt.name == writing || tt.name == emptying; got.Moved == inPlace {
				t.Errorf("moved: %v", got.Moved)
			}
			// What comes later is seen, too, also where the folder is new.
			for _, name := range []string{page, "templates/later.html"} {
				write(t, name, "later")
				got, err = w.Wait(ctx)
				check(t, err)
				if !slices.ContainsFunc(got.Paths, func(changed string) bool { return holds(changed, filepath.FromSlash(name)) }) {
					t.Errorf("later: changed %v, want %s", got.Paths, name)
				}
			}
		})
	}
}

// The mode of a file is nothing that a site is made of, and the end of the
// context ends the wait.
func TestNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "content/a.md", "a")
	w, err := New("content", "nowhere/templates")
	check(t, err)
	defer func() { check(t, w.Close()) }()
	write(t, "public/a.html", "a")
	check(t, os.Chmod("content/a.md", 0o600))
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	if c, err := w.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("changed %v, %v", c.Paths, err)
	}
}

func TestHolds(t *testing.T) {
	for _, tt := range []struct {
		folder, name string
		want         bool
	}{
		{"content", "content", true},
		{"content", filepath.Join("content", "a.md"), true},
		{"content", "contents", false},
		{"content", "a", false},
		{".", "a", true},
		{".", filepath.Join("..", "a"), false},
		{string(filepath.Separator), filepath.Join(string(filepath.Separator), "a"), true},
	} {
		if got := holds(tt.folder, tt.name); got != tt.want {
			t.Errorf("holds(%q, %q) = %v", tt.folder, tt.name, got)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(name), 0o755))
	check(t, os.WriteFile(name, []byte(text), 0o644))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Many files at once cost no more each than one: were each looked at for each
// other one, the context would end.
func TestMany(t *testing.T) {
	t.Chdir(t.TempDir())
	const files = 4000
	name := func(i int) string { return fmt.Sprintf("content/%d.md", i) }
	for i := range files {
		write(t, name(i), "a")
	}
	w, err := New("content")
	check(t, err)
	defer func() { check(t, w.Close()) }()
	for i := range files {
		write(t, name(i), "b")
	}
	ctx, stop := context.WithTimeout(t.Context(), 8*time.Second)
	defer stop()
	for seen := map[string]bool{}; len(seen) < files; {
		got, err := w.Wait(ctx)
		check(t, err)
		for _, p := range got.Paths {
			seen[p] = true
		}
		if got.Unsure {
			return // the system has kept no more events, and that is known
		}
	}
}
