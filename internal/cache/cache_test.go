package cache

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func record() *Record {
	return &Record{
		Program: "a program \"1\"\n", Summary: "public/: 2 reports",
		Reads: []Read{
			{"content", opFolder, ".", Answer{1}},
			{"content", opFile, "articles/a b.md", Answer{2, 255}},
			{"static", opStat, ".", Answer{}},
		},
		Writes: []Write{{"index.html", 12, 1574340000123456789}, {"people/a b.html", 0, -1}},
		More:   []byte("more\n\x00"),
	}
}

func TestSaveAndLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "folder", "record")
	for _, want := range []*Record{record(), {More: []byte{}}} {
		if err := Save(file, want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, Load(file)); diff != "" {
			t.Errorf("record (-saved +loaded):\n%s", diff)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(file)); len(entries) != 1 {
		t.Errorf("%d files, want the record alone", len(entries))
	}
}

// A record with any byte changed, or cut anywhere, counts as none.
func TestDamaged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "record")
	if err := Save(file, record()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	damaged := func(data []byte, what string, at int) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if r := Load(file); r != nil {
			t.Errorf("%s at byte %d: %+v, want none", what, at, r)
		}
	}
	for i := range whole {
		other := bytes.Clone(whole)
		other[i] ^= 1
		damaged(other, "changed", i)
		damaged(whole[:i], "cut", i)
	}
	if Load(filepath.Join(t.TempDir(), "none")) != nil {
		t.Error("there is a record without a file")
	}
}

func TestHolds(t *testing.T) {
	content := func() fstest.MapFS {
		return fstest.MapFS{"a.md": {Data: []byte("A")}, "people/b.md": {Data: []byte("B")}}
	}
	var reads Reads
	fsys := reads.FS("content", content())
	readAll(t, fsys)
	list, ok := reads.List()
	if !ok || len(list) != 6 {
		t.Fatalf("%d reads, %v, want 6", len(list), ok)
	}
	r := &Record{Reads: list}
	for _, tt := range []struct {
		name   string
		change func(fstest.MapFS)
		want   bool
	}{
		{"nothing", func(fstest.MapFS) {}, true},
		{"a file that nobody read", func(m fstest.MapFS) { m["people/x/y.md"] = &fstest.MapFile{} }, false}, // a folder has one name more
		{"a file", func(m fstest.MapFS) { m["a.md"] = &fstest.MapFile{Data: []byte("a")} }, false},
		{"a file read by Open", func(m fstest.MapFS) { m["people/b.md"] = &fstest.MapFile{Data: []byte("BB")} }, false},
		{"a file less", func(m fstest.MapFS) { delete(m, "a.md") }, false},
		{"a file that was missing", func(m fstest.MapFS) { m["site.yaml"] = &fstest.MapFile{} }, false},
		{"a folder in place of a file", func(m fstest.MapFS) {
			delete(m, "a.md")
			m["a.md/b"] = &fstest.MapFile{}
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := content()
			tt.change(m)
			if got := r.Holds(map[string]fs.FS{"content": m}); got != tt.want {
				t.Errorf("Holds = %v, want %v", got, tt.want)
			}
		})
	}
	if r.Holds(map[string]fs.FS{"static": content()}) {
		t.Error("it holds without the file system that was read")
	}
}

func TestWritten(t *testing.T) {
	out := t.TempDir()
	page := filepath.Join(out, "a.html")
	if err := os.WriteFile(page, []byte("page"), 0o600); err != nil {
		t.Fatal(err)
	}
	writes, err := LookAll(out, []string{"a.html"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &Record{Writes: writes}
	if !r.Written(out) {
		t.Error("a page that nobody has touched counts as changed")
	}
	if err := os.WriteFile(page, []byte("pages"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r.Written(out) {
		t.Error("a page that was changed counts as it was")
	}
}

// readAll asks each kind of question: 6 in all.
func readAll(t *testing.T, fsys fs.FS) {
	t.Helper()
	for _, name := range []string{"a.md", "site.yaml"} {
		_, _ = fs.ReadFile(fsys, name)
	}
	_, _ = fs.Stat(fsys, "people")
	for _, name := range []string{".", "people"} {
		if _, err := fs.ReadDir(fsys, name); err != nil {
			t.Fatal(err)
		}
	}
	f, err := fsys.Open("people/b.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is asked twice is listed once, however often the list is wanted.
func TestListTwice(t *testing.T) {
	var reads Reads
	fsys := reads.FS("static", fstest.MapFS{"a.css": {Data: []byte("A")}})
	for range 2 {
		_, _ = fs.Stat(fsys, ".")
	}
	_, _ = fs.ReadFile(fsys, "a.css")
	first, _ := reads.List()
	second, ok := reads.List()
	if diff := cmp.Diff(first, second); diff != "" || !ok || len(first) != 2 {
		t.Errorf("%d reads, then (-first +second):\n%s", len(first), diff)
	}
}

// From what was read in part, or changed while it was read, nothing follows.
func TestUnknownReads(t *testing.T) {
	m := fstest.MapFS{"a.md": {Data: []byte("A")}}
	var partly Reads
	f, err := partly.FS("content", m).Open("a.md")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := partly.List(); ok {
		t.Error("a file that was not read to its end is taken for known")
	}
	var twice Reads
	fsys := twice.FS("content", m)
	for range 2 {
		if _, err := fs.ReadFile(fsys, "a.md"); err != nil {
			t.Fatal(err)
		}
		m["a.md"].Data = []byte("B")
	}
	if _, ok := twice.List(); ok {
		t.Error("a file that changed between two reads is taken for known")
	}
}

// A record that is no file counts as none, and is not waited for.
func TestNoFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "record")
	for _, make := range []func() error{
		func() error { return os.Mkdir(file, 0o755) },
		func() error { return os.Symlink("/dev/zero", file) },
		func() error { return os.Symlink(file, file) },
		func() error { return exec.Command("mkfifo", file).Run() },
	} {
		if err := make(); err != nil {
			t.Skip(err)
		}
		if r := Load(file); r != nil {
			t.Errorf("%+v, want none", r)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}

// What was made up to look whole must not make Load panic.
func FuzzLoad(f *testing.F) {
	file := filepath.Join(f.TempDir(), "record")
	if err := Save(file, record()); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[len(title) : len(data)-sha256.Size])
	f.Fuzz(func(t *testing.T, body []byte) {
		data := append([]byte(title), body...)
		sum := sha256.Sum256(data)
		file := filepath.Join(t.TempDir(), "record")
		if err := os.WriteFile(file, append(data, sum[:]...), 0o600); err != nil {
			t.Fatal(err)
		}
		Load(file)
	})
}
