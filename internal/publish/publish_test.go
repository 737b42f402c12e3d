package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
		case name == "." || name == manifestName:
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
	for _, name := range append(slices.Collect(maps.Keys(tree(t, dir))), manifestName) {
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
			if _, err := os.Stat(filepath.Join(dir, manifestName)); err == nil {
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
	dir := t.TempDir()
	write(t, dir, files("index.html", "1", "people/a.html", "a"))
	before := tree(t, dir)
	people := filepath.Join(dir, "people")
	if err := os.Chmod(people, 0o555); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(people, 0o755) }()
	_, err := Write(t.Context(), dir, files("index.html", "2", "people/a.html", "b"))
	if err == nil || !strings.HasPrefix(err.Error(), people+": cannot write in this folder: permission denied") {
		t.Errorf("error %v", err)
	}
	wantTree(t, dir, before)
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
		{files("x.html", "", "X.html", ""), `pages "x.html" and "X.html" differ in nothing but case; some disks cannot hold both`},
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

// A failure after the first bytes are on disk is undone.
func TestUndo(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("index.html", "1", "people/a.html", "a"))
	want, wantManifest := tree(t, dir), read(t, filepath.Join(dir, manifestName))
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	ctx, cancel := context.WithCancel(t.Context())
	w := &writer{root: root, dir: dir, files: files("index.html", "2", "places/b.html", "b")}
	if w.old, err = readManifest(root, dir); err != nil {
		t.Fatal(err)
	}
	if err := w.compare(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.findStale(); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := w.replace(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	wantTree(t, dir, want)
	if got := read(t, filepath.Join(dir, manifestName)); got != wantManifest {
		t.Errorf("manifest\n%s\nwant\n%s", got, wantManifest)
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

// A build is killed when half of its pages are in place; the next one has
// other pages still.
func TestKilledBuildIsPutRight(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("index.html", "1", "people/a.html", "a"))
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	w := &writer{root: root, dir: dir, files: files("index.html", "2", "people/a.html", "a2", "places/b.html", "b")}
	if w.old, err = readManifest(root, dir); err != nil {
		t.Fatal(err)
	}
	if err := w.compare(); err != nil {
		t.Fatal(err)
	}
	if err := w.writeManifest(w.pending().marshal()); err != nil {
		t.Fatal(err)
	}
	temps, err := w.stage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := root.Rename(temps[1], "people/a.html"); err != nil {
		t.Fatal(err)
	} // and here it is killed

	res := write(t, dir, files("index.html", "3"))
	wantResult(t, res, Result{Written: 1, Removed: 1})
	wantTree(t, dir, map[string]string{"index.html": "3"})
}

func TestManifestIsForSha256sum(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files("people/a.html", "abc", "index.html", ""))
	// The sums of "" and "abc" are those printed in FIPS 180-4's examples.
	want := `# The files here that Collate wrote, and may replace or remove.
# made people
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  index.html
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  people/a.html
`
	if got := read(t, filepath.Join(dir, manifestName)); got != want {
		t.Errorf("manifest\n%s\nwant\n%s", got, want)
	}
	program, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(program, "--check", "--strict", manifestName)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestDamagedManifest(t *testing.T) {
	dir := t.TempDir()
	for _, line := range []string{
		"x", "abc  index.html", strings.Repeat("g", 64) + "  index.html", strings.Repeat("0", 64) + "  ../x",
		madeMark + "..",
	} {
		put(t, dir, manifestName, manifestTitle+"\n"+line+"\n")
		_, err := Write(t.Context(), dir, files("index.html", "1"))
		want := filepath.Join(dir, manifestName) + ":2: not a line of Collate's manifest"
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v", line, err)
		}
	}
	wantTree(t, dir, map[string]string{})
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
		m := manifest{sums: make(map[string][]sum), made: make(map[string]bool)}
		for line := range strings.Lines(raw) {
			if !m.parse(strings.TrimSuffix(line, "\n")) {
				return
			}
		}
		again := manifest{sums: make(map[string][]sum), made: make(map[string]bool)}
		for line := range strings.Lines(string(m.marshal())) {
			if !again.parse(strings.TrimSuffix(line, "\n")) {
				t.Fatalf("%q is written, but not read", line)
			}
		}
		for name := range m.sums {
			if !fs.ValidPath(name) {
				t.Errorf("path %q", name)
			}
		}
		if !cmp.Equal(m.sums, again.sums) || !cmp.Equal(m.made, again.made) || m.unfinished != again.unfinished {
			t.Errorf("%v became %v", m, again)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	var site []File
	for i := range 13000 {
		site = append(site, File{Path: fmt.Sprintf("people/%d.html", i), Data: make([]byte, 11<<10)})
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			if _, err := Write(b.Context(), filepath.Join(b.TempDir(), "public"), site); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		for b.Loop() {
			if _, err := Write(b.Context(), dir, site); err != nil {
				b.Fatal(err)
			}
		}
	})
}
