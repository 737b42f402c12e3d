package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// A File is one that a test adds.
type File struct {
	Path string
	Data []byte
}

// Write adds files to the folder dir and commits them.
func Write(ctx context.Context, dir string, files []File) (Result, error) {
	w, err := Open(ctx, dir)
	if err != nil {
		return Result{}, err
	}
	if err := add(w, files); err != nil {
		w.Abort()
		return Result{}, err
	}
	return w.Commit()
}

func add(w *Writer, files []File) error {
	for _, f := range files {
		if err := w.Add(f.Path, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// files makes a site from pairs of path and text.
func files(pairs ...string) []File {
	var fs []File
	for i := 0; i < len(pairs); i += 2 {
		fs = append(fs, File{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return fs
}

// tree returns what a folder holds, but for the manifest; a folder's path
// ends in a slash.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := make(map[string]string)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, p)
		switch {
		case err != nil:
			return err
		case name == "." || name == ManifestName:
		case d.IsDir():
			m[filepath.ToSlash(name)+"/"] = ""
		case d.Type() == fs.ModeSymlink:
			to, err := os.Readlink(p)
			m[filepath.ToSlash(name)] = "-> " + to
			return err
		default:
			data, err := os.ReadFile(p)
			m[filepath.ToSlash(name)] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, dir string, fs []File) Result {
	t.Helper()
	res, err := Write(t.Context(), dir, fs)
	if err != nil {
		t.Fatalf("Write: %v", err)
	}
	return res
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Errorf("folder (-want +got):\n%s", d)
	}
}

func wantResult(t *testing.T, got, want Result) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("result (-want +got):\n%s", d)
	}
}

func TestWriteOnlyWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files("index.html", "one", "people/a.html", "a", "people/b.html", "b")
	wantResult(t, write(t, dir, site), Result{Written: 3})
	before := stamps(t, dir)
	wantResult(t, write(t, dir, site), Result{Unchanged: 3})
	if d := cmp.Diff(before, stamps(t, dir)); d != "" {
		t.Errorf("a second build touched files:\n%s", d)
	}
	site[1].Data = []byte("A") // as long as before
	wantResult(t, write(t, dir, site), Result{Written: 1, Unchanged: 2})
	wantTree(t, dir, map[string]string{"index.html": "one", "people/": "", "people/a.html": "A", "people/b.html": "b"})
}

// stamps returns when each file was last written, the manifest too.
func stamps(t *testing.T, dir string) map[string]int64 {
	t.Helper()
	m := make(map[string]int64)
	for _, name := range append(slices.Collect(maps.Keys(tree(t, dir))), ManifestName) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !info.IsDir() {
			m[name] = info.ModTime().UnixNano()
		}
	}
	return m
}

// A file that is kept needs no bytes, stays in the manifest, and is not touched.
func TestKeep(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("index.html", "old", "people/a.html", "a"))
	before := stamps(t, dir)
	w, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(w.Keep("people/a.html"), add(w, files("index.html", "new")))
	if err != nil {
		t.Fatal(err)
	}
	res, err := w.Commit()
	if err != nil {
		t.Fatal(err)
	}
	wantResult(t, res, Result{Written: 1, Unchanged: 1})
	wantTree(t, dir, map[string]string{"index.html": "new", "people/": "", "people/a.html": "a"})
	if got, want := stamps(t, dir)["people/a.html"], before["people/a.html"]; got != want {
		t.Errorf("a file that is kept was touched: %d, want %d", got, want)
	}
	wantResult(t, write(t, dir, files("index.html", "new", "people/a.html", "a")), Result{Unchanged: 2})
}

// What no earlier build wrote cannot be kept.
func TestKeepUnknown(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("index.html", "old"))
	put(t, dir, "mine.html", "mine")
	for _, name := range []string{"mine.html", "gone/a.html"} {
		w, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Keep(name); err == nil {
			t.Errorf("%s is kept", name)
		}
		w.Abort()
	}
}

func TestStalePagesGo(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".gitignore", "*\n")
	put(t, dir, "people/portrait.txt", "not ours")
	write(t, dir, files("index.html", "1", "people/a.html", "a", "places/deep/b.html", "b"))
	wantResult(t, write(t, dir, files("index.html", "1")), Result{Unchanged: 1, Removed: 2})
	wantTree(t, dir, map[string]string{
		".gitignore": "*\n", "index.html": "1", "people/": "", "people/portrait.txt": "not ours",
	})
}

func TestFoldersOfOthersStay(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "people"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, dir, files("people/a.html", "a", "places/b.html", "b"))
	write(t, dir, files("index.html", "1"))
	wantTree(t, dir, map[string]string{"people/": "", "index.html": "1"})
}

func TestStalePageThatSomeoneChangedStays(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("index.html", "1", "people/a.html", "a"))
	put(t, dir, "people/a.html", "a, and a note by hand")
	want := Result{Unchanged: 1, Left: []string{"people/a.html"}}
	wantResult(t, write(t, dir, files("index.html", "1")), want)
	// From now on it is somebody else's file.
	wantResult(t, write(t, dir, files("index.html", "1")), Result{Unchanged: 1})
	wantTree(t, dir, map[string]string{"index.html": "1", "people/": "", "people/a.html": "a, and a note by hand"})
}

func TestFilesOfOthersAreNotOverwritten(t *testing.T) {
	for _, tt := range []struct{ name, theirs, page, blocked string }{
		{"a file", "people/a.html", "people/a.html", "people/a.html"},
		{"a file where a folder must be", "people", "people/a.html", "people"},
		{"a folder where a file must be", "people/a.html/x", "people/a.html", "people/a.html"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, tt.theirs, "theirs")
			before := tree(t, dir)
			_, err := Write(t.Context(), dir, files("index.html", "1", tt.page, "ours"))
			want := filepath.Join(dir, tt.blocked) +
				": not written by Collate, and in the way of a page (move it or choose another folder with --out)"
			if err == nil || err.Error() != want {
				t.Errorf("error %v\nwant  %s", err, want)
			}
			wantTree(t, dir, before)
			if _, err := os.Stat(filepath.Join(dir, ManifestName)); err == nil {
				t.Error("a manifest was written")
			}
		})
	}
}

func TestEqualFileIsAdopted(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "index.html", "1")
	wantResult(t, write(t, dir, files("index.html", "1")), Result{Unchanged: 1})
	wantResult(t, write(t, dir, files("index.html", "2")), Result{Written: 1})
}

func TestLinksAreNotFollowedOut(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "a.html", "theirs")
	for _, tt := range []struct{ name, link, to string }{
		{"page", "index.html", filepath.Join(outside, "a.html")},
		{"folder", "people", outside},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Symlink(tt.to, filepath.Join(dir, tt.link)); err != nil {
				t.Skip(err)
			}
			if _, err := Write(t.Context(), dir, files("index.html", "1", "people/a.html", "ours")); err == nil {
				t.Error("no error")
			}
			wantTree(t, outside, map[string]string{"a.html": "theirs"})
		})
	}
}

func TestOutputFolderIsWrong(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "file", "x")
	if err := os.Symlink("file", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("nothing", filepath.Join(dir, "dangling")); err != nil {
		t.Skip(err)
	}
	for _, tt := range []struct{ out, want string }{
		{"file", "the output folder is a file (choose another folder with --out)"},
		{"link", "the output folder is a file (choose another folder with --out)"},
		{"dangling", "the output folder is a link to nothing (choose another folder with --out)"},
		{"file/public", "the output folder cannot be opened: not a directory (choose another folder with --out)"},
		{"no/public", "the output folder's parent " + filepath.Join(dir, "no") +
			" does not exist (make it, or choose another folder with --out)"},
	} {
		out := filepath.Join(dir, filepath.FromSlash(tt.out))
		_, err := Write(t.Context(), out, files("index.html", "1"))
		if want := out + ": " + tt.want; err == nil || err.Error() != want {
			t.Errorf("error %v\nwant  %s", err, want)
		}
	}
	wantTree(t, dir, map[string]string{"file": "x", "link": "-> file", "dangling": "-> nothing"})
}

func TestNotWritable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	for _, locked := range []string{".", "people"} {
		dir := t.TempDir()
		write(t, dir, files("index.html", "1", "people/a.html", "a"))
		before := withManifest(t, dir)
		folder := filepath.Join(dir, locked)
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
		_, err := Write(t.Context(), dir, files("index.html", "2", "people/a.html", "b"))
		if err == nil || !strings.HasPrefix(err.Error(), folder+": cannot write in this folder: permission denied") {
			t.Errorf("error %v", err)
		}
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, withManifest(t, dir)); d != "" {
			t.Errorf("folder (-want +got):\n%s", d)
		}
	}
}

func TestPathsThatAreRefused(t *testing.T) {
	for _, tt := range []struct {
		files []File
		want  string
	}{
		{files("../x.html", ""), `page "../x.html" would be written outside the output folder`},
		{files("a/../../x.html", ""), `page "a/../../x.html" would be written outside the output folder`},
		{files("/x.html", ""), `page "/x.html" would be written outside the output folder`},
		{files("", ""), `page "" would be written outside the output folder`},
		{files(".", ""), `page "." would be written outside the output folder`},
		{files("a\nb", ""), `page "a\nb" has a line break in its name`},
		{files("a/.collate-manifest", ""), `page "a/.collate-manifest" has a name that Collate keeps for itself`},
		{files("x.html", "", "x.html", ""), `two pages would be written to "x.html"`},
		{files("a/b/c.html", "", "A", ""), `page "a/b/c.html" would be written into "A", which is a page itself`},
		{files("x.html", "", "X.html", ""), `pages "X.html" and "x.html" differ in nothing but case; some disks cannot hold both`},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		if _, err := Write(t.Context(), dir, tt.files); err == nil || err.Error() != tt.want {
			t.Errorf("error %v\nwant  %s", err, tt.want)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: the folder was made all the same", tt.want)
		}
	}
}

func TestCancelledLeavesEverythingAsItWas(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fresh := filepath.Join(t.TempDir(), "public")
	if _, err := Write(ctx, fresh, files("index.html", "1")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(fresh); err == nil {
		t.Error("the output folder was made")
	}
}

// What ends before the first file is replaced is undone: by Abort, by the end
// of ctx, by a file of others that was found last.
func TestUndo(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(w *Writer, cancel func()) error
	}{
		{"abort", func(w *Writer, _ func()) error { w.Abort(); return nil }},
		{"cancelled", func(w *Writer, cancel func()) error {
			cancel()
			_, err := w.Commit()
			return err
		}},
		{"cancelled once the manifest is written", func(w *Writer, cancel func()) error {
			w.before = func(string) error {
				if w.pending {
					cancel()
				}
				return nil
			}
			_, err := w.Commit()
			return err
		}},
		{"foreign file", func(w *Writer, _ func()) error {
			if err := w.Add("notes/mine.html", []byte("ours")); err != nil {
				return err
			}
			_, err := w.Commit()
			return err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, files("index.html", "1", "people/a.html", "a"))
			put(t, dir, "notes/mine.html", "theirs")
			want, wantManifest := tree(t, dir), read(t, filepath.Join(dir, ManifestName))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			w, err := Open(ctx, dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := add(w, files("index.html", "2", "people/c.html", "c", "places/b.html", "b")); err != nil {
				t.Fatal(err)
			}
			if err := tt.end(w, cancel); err == nil && tt.name != "abort" {
				t.Error("no error")
			}
			wantTree(t, dir, want)
			if got := read(t, filepath.Join(dir, ManifestName)); got != wantManifest {
				t.Errorf("manifest\n%s\nwant\n%s", got, wantManifest)
			}
		})
	}
}

func TestFolderThatWasMadeIsRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	w, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := add(w, files("index.html", "1", "people/a.html", "a")); err != nil {
		t.Fatal(err)
	}
	w.Abort()
	if _, err := os.Stat(dir); err == nil {
		t.Error("the output folder is still there")
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A build is killed before each of its steps in turn. Each page is then the old
// or the new one, and the next build, of a third site or of the first, leaves
// what it leaves in a folder that was never disturbed.
func TestKilledBuildIsPutRight(t *testing.T) {
	first := files("index.html", "1", "people/a.html", "a", "people/gone/b.html", "b", "places/c.html", "c")
	second := files("index.html", "2", "people/a.html", "a2", "places/c.html", "c", "new/d.html", "d", "new/e/f.html", "f")
	allowed := map[string][]string{
		"index.html": {"1", "2"}, "people/a.html": {"a", "a2"}, "people/gone/b.html": {"b"}, "places/c.html": {"c"},
		"new/d.html": {"d"}, "new/e/f.html": {"f"}, "theirs/x.html": {"theirs"},
	}
	for name, before := range map[string][]File{"fresh": nil, "rebuilt": first} {
		for _, next := range [][]File{first, second, files("index.html", "3")} {
			want := func() map[string]string {
				dir := t.TempDir()
				put(t, dir, "theirs/x.html", "theirs")
				write(t, dir, next)
				return withManifest(t, dir)
			}()
			steps := 0
			for killed := true; killed; steps++ {
				dir := t.TempDir()
				put(t, dir, "theirs/x.html", "theirs")
				if before != nil {
					write(t, dir, before)
				}
				killed = writeUntil(t, dir, second, steps)
				for name, text := range tree(t, dir) {
					if text != "" && !strings.HasPrefix(name, stageName) && !slices.Contains(allowed[name], text) {
						t.Errorf("%s, killed before step %d: %s holds %q", name, steps, name, text)
					}
				}
				write(t, dir, next)
				if d := cmp.Diff(want, withManifest(t, dir)); d != "" {
					t.Errorf("%s, killed before step %d, then built again (-want +got):\n%s", name, steps, d)
				}
			}
			if steps < 10 {
				t.Errorf("only %d steps", steps)
			}
		}
	}
}

// writeUntil writes a site until so many steps are done, and reports whether
// it was killed by that.
func writeUntil(t *testing.T, dir string, site []File, steps int) (killed bool) {
	t.Helper()
	defer func() { killed = recover() != nil }()
	w, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close() // as the end of a program does
	w.before = func(string) error {
		if steps--; steps < 0 {
			panic("killed")
		}
		return nil
	}
	if err := add(w, site); err != nil {
		t.Error(err)
	}
	if _, err := w.Commit(); err != nil {
		t.Error(err)
	}
	return false
}

func withManifest(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := tree(t, dir)
	m[ManifestName] = read(t, filepath.Join(dir, ManifestName))
	return m
}

// A page that was edited by hand is replaced; the manifest, which had the
// right sum all the time, is again that of a build that has ended.
func TestEditedPageIsReplaced(t *testing.T) {
	dir := t.TempDir()
	site := files("index.html", "1", "people/a.html", "a")
	write(t, dir, site)
	want := withManifest(t, dir)
	put(t, dir, "people/a.html", "a, and a note by hand")
	wantResult(t, write(t, dir, site), Result{Written: 1, Unchanged: 1})
	if d := cmp.Diff(want, withManifest(t, dir)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Files may come several at once, from any goroutine.
func TestAddAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for round := range 3 {
		w, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		var g sync.WaitGroup
		for i := range 400 { // a third of them changes, in more folders than have a handle
			name, text := fmt.Sprintf("d%d/%d.html", i, i), strconv.Itoa((i+round)/3)
			want[fmt.Sprintf("d%d/", i)], want[name] = "", text
			g.Go(func() {
				if err := w.Add(name, []byte(text)); err != nil {
					t.Error(err)
				}
			})
		}
		g.Wait()
		if _, err := w.Commit(); err != nil {
			t.Fatal(err)
		}
		wantTree(t, dir, want)
	}
}

// TestAddFrom holds AddFrom to what Add does, whatever is on disk.
func TestAddFrom(t *testing.T) {
	const path, text = "data/all.json", "0123456789"
	for _, tt := range []struct {
		name, before, text string // what the build before wrote and what this one writes, "" for no file
		theirs             bool   // what was there is of others
		perm               fs.FileMode
	}{
		{name: "new", text: text},
		{name: "unchanged", before: text, text: text},
		{name: "another beginning", before: "x" + text[1:], text: text},
		{name: "another end", before: text[:9] + "x", text: text},
		{name: "longer", before: text[:4], text: text},
		{name: "shorter", before: text, text: text[:4]},
		{name: "empty now", before: text},
		{name: "mode", before: "x", text: text, perm: 0o600},
		{name: "equal to that of others", before: text, text: text, theirs: true},
		{name: "in the way of that of others", before: text[:4], text: text, theirs: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			build := func(add func(*Writer) error) (Result, map[string]string, error) {
				dir := t.TempDir()
				if tt.before != "" && tt.theirs {
					put(t, dir, path, tt.before)
				} else if tt.before != "" {
					write(t, dir, files(path, tt.before))
				}
				if tt.perm != 0 {
					if err := os.Chmod(filepath.Join(dir, path), tt.perm); err != nil {
						t.Fatal(err)
					}
				}
				w, err := Open(t.Context(), dir)
				if err != nil {
					t.Fatal(err)
				}
				err = add(w)
				res, commitErr := w.Commit()
				if info, err := os.Stat(filepath.Join(dir, path)); err != nil || tt.perm != 0 && info.Mode().Perm() != tt.perm {
					t.Errorf("%v, mode %v", err, info.Mode())
				}
				all := tree(t, dir)
				manifest, _ := os.ReadFile(filepath.Join(dir, ManifestName)) // there is none if nothing was written
				all[ManifestName] = string(manifest)
				return res, all, errors.Join(err, commitErr)
			}
			want, wantFiles, wantErr := build(func(w *Writer) error { return w.Add(path, []byte(tt.text)) })
			got, gotFiles, err := build(func(w *Writer) error {
				return w.AddFrom(path, func(to io.Writer) error {
					_, err := io.Copy(to, iotest.OneByteReader(strings.NewReader(tt.text)))
					return err
				})
			})
			wantResult(t, got, want)
			if d := cmp.Diff(wantFiles, gotFiles); d != "" {
				t.Errorf("folder (-want +got):\n%s", d)
			}
			if (err == nil) != (wantErr == nil) {
				t.Errorf("error %v, want %v", err, wantErr)
			}
		})
	}
}

// TestAddFromFails holds that the error of what writes a file comes back, and
// that nothing is left of it.
func TestAddFromFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("all.json", "before"))
	before := withManifest(t, dir)
	w, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err = w.AddFrom("all.json", func(to io.Writer) error {
		_, err := io.WriteString(to, "after")
		return errors.Join(broken, err)
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	w.Abort()
	if d := cmp.Diff(before, withManifest(t, dir)); d != "" {
		t.Errorf("folder (-want +got):\n%s", d)
	}
}

func TestManifestIsForXxhsum(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("people/a.html", "abc", "index.html", ""))
	// The sums of "" and "abc" are those of xxhsum.
	want := `# The files here that Collate wrote, and may replace or remove.
# made people
ef46db3751d8e999  index.html
44bc2cf5ad770999  people/a.html
`
	if got := read(t, filepath.Join(dir, ManifestName)); got != want {
		t.Errorf("manifest\n%s\nwant\n%s", got, want)
	}
	program, err := exec.LookPath("xxhsum")
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(program, "--check", ManifestName)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestDamagedManifest(t *testing.T) {
	dir := t.TempDir()
	for _, line := range []string{
		"x", "abc  index.html", strings.Repeat("g", 16) + "  index.html", strings.Repeat("0", 16) + "  ../x",
		madeMark + "..",
	} {
		put(t, dir, ManifestName, manifestTitle+"\n"+line+"\n")
		_, err := Write(t.Context(), dir, files("index.html", "1"))
		want := filepath.Join(dir, ManifestName) + ":2: not a line of Collate's manifest"
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v", line, err)
		}
	}
	wantTree(t, dir, map[string]string{})
}

// A list that is no file is neither waited for nor replaced.
func TestManifestIsNoFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, ManifestName)
	if out, err := exec.Command("mkfifo", name).CombinedOutput(); err != nil {
		t.Skip(err, string(out))
	}
	for range 2 {
		_, err := Write(t.Context(), dir, files("index.html", "1"))
		if err == nil || !strings.HasPrefix(err.Error(), name+": the list of what Collate wrote is no file") {
			t.Errorf("error %v", err)
		}
		wantTree(t, dir, map[string]string{})
		if err := errors.Join(os.Remove(name), os.Symlink("index.html", name)); err != nil {
			t.Skip(err)
		}
	}
}

func TestModeIsKept(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("index.html", "1"))
	name := filepath.Join(dir, "index.html")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	write(t, dir, files("index.html", "2"))
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, want 0640", info.Mode())
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(manifestTitle + "\n" + madeMark + "people\n" + strings.Repeat("0", 64) + "  people/a.html\n")
	f.Fuzz(func(t *testing.T, raw string) {
		m, wrong := parseManifest(raw)
		if wrong > 0 {
			return
		}
		again, wrong := parseManifest(string(m.marshal()))
		if wrong > 0 {
			t.Fatalf("line %d is written, but not read:\n%s", wrong, m.marshal())
		}
		for _, e := range m.files {
			if !fs.ValidPath(e.path) {
				t.Errorf("path %q", e.path)
			}
		}
		if !reflect.DeepEqual(m, again) {
			t.Errorf("%v became %v", m, again)
		}
	})
}

func TestMerge(t *testing.T) {
	list := func(s string) (l []entry) {
		for f := range strings.FieldsSeq(s) {
			l = append(l, entry{f[:1], uint64(f[1])})
		}
		return l
	}
	for _, tt := range []struct{ old, next, want string }{
		{"", "", ""},
		{"", "a1 b1", "a1 b1"},
		{"a1 b1", "", "a1 b1"},
		{"a1 c1", "b1 d1", "a1 b1 c1 d1"},
		{"a1 b1 c1", "a1 b2 c1", "a1 b1 b2 c1"},
		{"b1 b2 b3", "a1 b2 b4 c1", "a1 b1 b2 b3 b4 c1"},
	} {
		if got := merge(list(tt.old), list(tt.next)); !slices.Equal(got, list(tt.want)) {
			t.Errorf("merge(%s; %s) = %v, want %s", tt.old, tt.next, got, tt.want)
		}
	}
}

// A site of 6,000 files of some 11 kB in 45 folders, as 1,000 reports make.
func BenchmarkWrite(b *testing.B) {
	site := func(text string) (fs []File) {
		data := []byte(strings.Repeat(text, 11<<10/len(text)))
		for i := range 6000 {
			fs = append(fs, File{Path: fmt.Sprintf("people/%d/%d.html", i%45, i), Data: data})
		}
		return fs
	}
	run := func(b *testing.B, dir string, fs []File) {
		if _, err := Write(b.Context(), dir, fs); err != nil {
			b.Fatal(err)
		}
	}
	first, second := site("one "), site("two ")
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			run(b, filepath.Join(b.TempDir(), "public"), first)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		b.ReportAllocs()
		dir := b.TempDir()
		run(b, dir, first)
		for b.Loop() {
			run(b, dir, first)
		}
	})
	b.Run("changed", func(b *testing.B) {
		b.ReportAllocs()
		dir := b.TempDir()
		run(b, dir, first)
		for b.Loop() {
			run(b, dir, second)
			first, second = second, first
		}
	})
}
