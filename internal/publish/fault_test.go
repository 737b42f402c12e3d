package publish

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The disk fails at each change of a build in turn (without COLLATE_LONG at each
// seventh): at this one alone, at all
// that take room from then on, as a full disk does, or at all from then on.
// After an UnfinishedError each page is the old or the new one; after another
// error the folder is byte for byte as it was, and without an error it is new.
// The next build leaves what it leaves in a folder that was never disturbed.
func TestDiskFails(t *testing.T) {
	first := files("index.html", "1", "people/a.html", "a", "people/gone/b.html", "b", "places/c.html", "c", "z.json", "z")
	second := files("index.html", "2", "people/a.html", "a2", "places/c.html", "c", "new/d.html", "d", "new/e/f.html", "f")
	const large, largeText = "z.json", "something else, and longer"
	build := func(dir string, before func(string) error) error {
		w, err := Open(t.Context(), dir)
		if err != nil {
			return err
		}
		w.before = before
		err = add(w, second)
		if err == nil {
			err = w.AddFrom(large, func(to io.Writer) error { _, err := io.WriteString(to, largeText); return err })
		}
		if err != nil {
			w.Abort()
			return err
		}
		_, err = w.Commit()
		return err
	}
	undisturbed := t.TempDir()
	put(t, undisturbed, "theirs/x.html", "theirs")
	write(t, undisturbed, append(slices.Clone(second), files(large, largeText)...))
	after := all(t, undisturbed)
	stride := 7
	if os.Getenv("COLLATE_LONG") != "" {
		stride = 1
	}
	takesRoom := []string{"make", "write", "close"}
	faults, unfinished := 0, 0
	for name, old := range map[string][]File{"fresh": nil, "rebuilt": first} {
		for _, mode := range []string{"once", "full", "all"} {
			for n, hit := 0, true; hit; n += stride {
				what := fmt.Sprintf("%s, %s, from change %d", name, mode, n)
				dir := t.TempDir()
				put(t, dir, "theirs/x.html", "theirs")
				if old != nil {
					write(t, dir, old)
				}
				want := all(t, dir)
				fault := []error{syscall.ENOSPC, syscall.EIO, syscall.EDQUOT, syscall.EACCES, syscall.EROFS}[n%5]
				changes := 0
				hit = false
				err := build(dir, func(change string) error {
					changes++
					if mode == "full" && !slices.Contains(takesRoom, change) || changes <= n || mode == "once" && hit {
						return nil
					}
					hit = true
					return fault
				})
				if hit {
					faults++
				}
				got := all(t, dir)
				var stopped *UnfinishedError
				switch {
				case errors.As(err, &stopped):
					unfinished++
					for page, text := range pages(got) {
						if text != want[page] && text != after[page] {
							t.Errorf("%s: %s holds %q", what, page, text)
						}
					}
				case err == nil && hit: // an empty folder could not be removed, or the stage of a build without changes
					got, want = pages(got), pages(after)
				case err == nil:
					want = after
				case !errors.Is(err, fault) && !strings.Contains(err.Error(), fault.Error()):
					t.Errorf("%s: error %v, want %v", what, err, fault)
				}
				if err != nil && stopped == nil && mode == "all" {
					got, want = pages(got), pages(want) // the stage cannot be removed
				}
				if d := cmp.Diff(want, got); d != "" && stopped == nil {
					t.Errorf("%s: %v, and the folder (-want +got):\n%s", what, err, d)
				}
				if err := build(dir, nil); err != nil {
					t.Errorf("%s: the next build: %v", what, err)
				}
				if d := cmp.Diff(after, all(t, dir)); d != "" {
					t.Errorf("%s, then built again (-want +got):\n%s", what, d)
				}
			}
		}
	}
	t.Logf("%d faults, of which %d stopped a build half-way", faults, unfinished)
	if faults < 30 || unfinished < 8 {
		t.Errorf("only %d faults and %d builds stopped half-way", faults, unfinished)
	}
}

// all returns what a folder holds, the manifest too if there is one.
func all(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := tree(t, dir)
	if manifest, err := os.ReadFile(filepath.Join(dir, ManifestName)); err == nil {
		m[ManifestName] = string(manifest)
	}
	return m
}

// pages returns of a folder what is no list or stage of Collate's.
func pages(all map[string]string) map[string]string {
	m := maps.Clone(all)
	maps.DeleteFunc(m, func(name, text string) bool { return strings.HasPrefix(name, ".collate") || text == "" })
	return m
}
