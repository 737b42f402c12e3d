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
			w, err := New(none, "content", "templates")
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

// However an editor saves, a change is told when the file is whole, and not while
// it is gone or empty.
func TestSaves(t *testing.T) {
	const page, aside = "content/people/a.md", "content/people/a.md~"
	slow := false
	pause := func() { // a slow editor's, or a slow disk's
		const long = 25 * time.Millisecond
		start := time.Now()
		time.Sleep(long)
		slow = slow || time.Since(start) > 2*long
	}
	for _, tt := range []struct {
		name string
		do   func(t *testing.T, text string)
	}{
		{"emptied, later written", func(t *testing.T, text string) {
			check(t, os.Truncate(page, 0))
			pause()
			write(t, page, text)
		}},
		{"deleted, later written", func(t *testing.T, text string) {
			check(t, os.Remove(page))
			pause()
			write(t, page, text)
		}},
		{"deleted, later made, later written", func(t *testing.T, text string) {
			check(t, os.Remove(page))
			pause()
			write(t, page, "")
			pause()
			write(t, page, text)
		}},
		{"moved aside, later written, the old one deleted", func(t *testing.T, text string) {
			write(t, "content/people/4913", "") // vim tries the folder out
			check(t, os.Remove("content/people/4913"))
			check(t, os.Rename(page, aside))
			pause()
			write(t, page, text)
			check(t, os.Remove(aside))
		}},
		{"written aside, moved into place", func(t *testing.T, text string) {
			write(t, aside, text)
			pause()
			check(t, os.Rename(aside, page))
		}},
		{"a copy taken, emptied, later written", func(t *testing.T, text string) {
			check(t, os.Link(page, aside))
			check(t, os.Remove(page))
			write(t, page, "")
			pause()
			write(t, page, text)
			check(t, os.Remove(aside))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, page, "old")
			w, err := New(none, "content")
			check(t, err)
			defer func() { check(t, w.Close()) }()
			ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
			defer stop()
			for _, text := range []string{"new", "newer", "newest"} {
				before, err := os.ReadFile(page)
				check(t, err)
				told := make(chan string)
				go func() {
					for {
						if _, err := w.Wait(ctx); err != nil {
							told <- err.Error()
							return
						}
						got, err := os.ReadFile(page)
						if whole := string(got) == text; whole || err != nil || string(got) != string(before) {
							told <- string(got)
							return
						}
					}
				}()
				tt.do(t, text)
				switch got := <-told; {
				case got != text && slow:
					t.Skip("the machine is too slow to tell a pause from an end")
				case got != text:
					t.Errorf("told when there is %q, want %q", got, text)
				}
			}
		})
	}
}

// What a link leads to outside, and what is set aside, is not watched.
func TestPassedOver(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"content/people/a.md", "content/_old/a.md", "content/people/deep/a.md", "usr/lib/a", "usr/bin/a", "away/a.md"} {
		write(t, name, "a")
	}
	link := func(to, name string) {
		if err := os.Symlink(to, name); err != nil {
			t.Skip(err)
		}
	}
	link("../../usr", "content/people/_root")
	link("../usr", "content/root")
	link("people", "content/persons")
	link("..", "content/people/up")
	link("away", "templates") // itself a link
	w, err := New(func(folder string) bool { return filepath.Base(folder) == "_old" }, "content", "templates")
	check(t, err)
	defer func() { check(t, w.Close()) }()
	watched := func(want ...string) {
		t.Helper()
		got := w.notify.WatchList()
		for i, name := range got {
			got[i], err = filepath.EvalSymlinks(name)
			check(t, err)
			got[i] = filepath.ToSlash(got[i])
		}
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("watched: %q, want %q", got, want)
		}
	}
	watched(".", "away", "content", "content/people", "content/people/deep")

	link("../../usr", "content/people/later") // while it runs
	write(t, "content/people/last.md", "a")
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	for last := filepath.FromSlash("content/people/last.md"); ; {
		got, err := w.Wait(ctx)
		check(t, err)
		if slices.Contains(got.Paths, last) {
			break
		}
	}
	watched(".", "away", "content", "content/people", "content/people/deep")
}

// A file that is meant to be empty is a change, too.
func TestEmptied(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "content/a.md", "a")
	w, err := New(none, "content")
	check(t, err)
	defer func() { check(t, w.Close()) }()
	write(t, "content/a.md", "")
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	if c, err := w.Wait(ctx); err != nil || !slices.Equal(c.Paths, []string{filepath.FromSlash("content/a.md")}) {
		t.Errorf("changed %v, %v", c.Paths, err)
	}
}

// The mode of a file is nothing that a site is made of, and the end of the
// context ends the wait.
func TestNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "content/a.md", "a")
	w, err := New(none, "content", "nowhere/templates")
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

func none(string) bool { return false }

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
	w, err := New(none, "content")
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
