package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestEach(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for i := range 50 {
		name := fmt.Sprintf("%02d.txt", i)
		text := fmt.Sprintf("Fire number %d at the harbour\n\n", i) + fireOne
		if i == 7 {
			text = "\x00\x01\x02"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		want = append(want, name)
	}
	want = append(want, "no-such-file")
	var got []string
	err := Each(t.Context(), []string{dir, filepath.Join(dir, "03.txt"), filepath.Join(dir, "no-such-file")},
		func(file string, d Draft, err error) {
			got = append(got, filepath.Base(file))
			if bad := len(got) == 8 || len(got) == 51; bad != (err != nil) || bad != (len(d.Paragraphs) == 0) {
				t.Errorf("%s: %d paragraphs, error %v", file, len(d.Paragraphs), err)
			}
		})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Each called f with %q, and returned %v", got, err)
	}
}

func TestEachStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Each(ctx, []string{t.TempDir()}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Each returned %v", err)
	}
}

// No link leads out of a folder that is named; one that is named itself is
// followed.
func TestNoLinkOutOfRaw(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.txt")
	for _, name := range []string{secret, filepath.Join(dir, "a.txt"), filepath.Join(dir, "b\xff.txt")} {
		if err := os.WriteFile(name, []byte("Fire at the harbour\n\n"+fireOne), 0o644); err != nil {
			t.Skip(err)
		}
	}
	for name, target := range map[string]string{"in.txt": "a.txt", "out.txt": secret, "passwd.txt": "/etc/passwd", "sub": outside} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	link := filepath.Join(outside, "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	const no = "path escapes from parent: a link must lead to a file in the folder"
	for _, folder := range []string{dir, dir + "/.", link} {
		got := map[string]string{}
		err := Each(t.Context(), []string{folder}, func(file string, _ Draft, err error) {
			got[filepath.Base(file)] = fmt.Sprint(err)
		})
		want := map[string]string{"a.txt": "<nil>", "b\xff.txt": "<nil>", "in.txt": "<nil>", "out.txt": no, "passwd.txt": no}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", folder, err, d)
		}
	}
	err := Each(t.Context(), []string{filepath.Join(dir, "out.txt")}, func(file string, _ Draft, err error) {
		if err != nil {
			t.Errorf("%s, which was named: %v", file, err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// A page of the content folder is known by whatever way it is reached.
func TestContentIsNoReport(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	put(t, content, []Page{{"articles/report-a.md", []byte("Fire at the harbour\n\n" + fireOne)}})
	for name, target := range map[string]string{"c2": "content", "a.md": "content/articles/report-a.md", "up": "."} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	for _, path := range []string{"content", "c2", "a.md", "up/c2/articles"} {
		report, err := Import(t.Context(), []string{filepath.Join(dir, path)}, content, Options{DryRun: true})
		if len(report.Files) != 1 || err == nil || !strings.Contains(err.Error(), "it is a page of the content folder already") {
			t.Errorf("%s: %d files, error %v", path, len(report.Files), err)
		}
	}
}

// An import that is interrupted waits for no file.
func TestCleanAllStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	slow := Source{File: "a.txt", Raw: []byte(strings.Repeat("Published: 3 January 2020 10:02 am EST\n", 20_000))}
	time.AfterFunc(time.Millisecond, cancel)
	start := time.Now()
	if got := cleanAll(ctx, []Source{slow}, nil); got != nil && time.Since(start) > time.Second {
		t.Errorf("it took %v", time.Since(start))
	}
}
