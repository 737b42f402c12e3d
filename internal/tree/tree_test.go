//go:build unix

package tree

import (
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.md", "people/b.md"} {
		put(t, filepath.Join(dir, name), name)
	}
	link(t, "people", filepath.Join(dir, "linked"))
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(f, "a.md", "people/b.md"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"people/b.md", "linked/b.md"} {
		if data, err := ReadFile(f, name, 1<<20); err != nil || string(data) != "people/b.md" {
			t.Errorf("%s holds %q, %v", name, data, err)
		}
	}
	big := strings.Repeat("0123456789abcdef", 17<<16)
	put(t, filepath.Join(dir, "big"), big)
	if data, err := ReadFile(f, "big", int64(len(big))); err != nil || string(data) != big {
		t.Errorf("%d bytes, %v, want %d", len(data), err, len(big))
	}
}

// No more is read than is taken.
func TestTooLarge(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.md"), strings.Repeat("x", 2048))
	put(t, filepath.Join(dir, "large"), "")
	if err := os.Truncate(filepath.Join(dir, "large"), 1<<40); err != nil {
		t.Skip(err)
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		most int64
		want string // the error; "" if there is none
	}{
		{"a.md", 2048, ""},
		{"a.md", 2047, "the file has more than 1 KB"},
		{"large", 2 << 20, "the file has more than 2 MB"},
	} {
		ofFolder, errFolder := ReadFile(f, tt.name, tt.most)
		ofPath, errPath := ReadPath(filepath.Join(dir, tt.name), tt.most)
		for _, got := range []struct {
			data []byte
			err  error
		}{{ofFolder, errFolder}, {ofPath, errPath}} {
			msg := ""
			if p, ok := errors.AsType[*fs.PathError](got.err); ok {
				msg = p.Err.Error()
			}
			if msg != tt.want || (len(got.data) == 2048) != (tt.want == "") {
				t.Errorf("%s, %d: %d bytes, error %q, want %q", tt.name, tt.most, len(got.data), msg, tt.want)
			}
		}
	}
}

// What is no file is refused at once, by whatever name; no link leads out.
func TestRefused(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	put(t, filepath.Join(outside, "a.md"), "theirs")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644); err != nil {
		t.Skip(err)
	}
	socket, err := net.Listen("unix", filepath.Join(dir, "socket"))
	if err != nil {
		t.Skip(err)
	}
	defer socket.Close() //nolint:errcheck // nobody calls
	link(t, "pipe", filepath.Join(dir, "to-pipe"))
	link(t, "/dev/zero", filepath.Join(dir, "device"))
	link(t, outside, filepath.Join(dir, "out"))
	link(t, "loop", filepath.Join(dir, "loop"))
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, want string }{
		{"pipe", errNoFile.Error()},
		{"to-pipe", errNoFile.Error()},
		{"socket", errNoFile.Error()},
		{"device", "escapes"},
		{"out/a.md", "escapes"},
		{"loop", "too many"},
		{"../a.md", "invalid"},
		{"/etc/passwd", "invalid"},
		{"a\x00b", "invalid"},
	} {
		soon(t, tt.name, func() {
			if _, err := ReadFile(f, tt.name, 1<<20); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
			}
		})
	}
	for _, name := range []string{"pipe", "socket", "device"} {
		soon(t, name, func() {
			if _, err := ReadPath(filepath.Join(dir, name), 1<<20); !errors.Is(err, errNoFile) {
				t.Errorf("%s: error %v, want %v", name, err, errNoFile)
			}
			if _, err := Open(filepath.Join(dir, name)); !errors.Is(err, syscall.ENOTDIR) {
				t.Errorf("%s as a folder: error %v", name, err)
			}
		})
	}
}

// A file that is written to while it is read is not taken for what it was
// before, nor for what it is after.
func TestChangedWhileRead(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(name string) error
		want   error
	}{
		{"nothing", func(string) error { return nil }, nil},
		{"longer", func(name string) error { return os.WriteFile(name, []byte("longer than before"), 0o644) }, errChanged},
		{"shorter", func(name string) error { return os.Truncate(name, 3) }, errChanged},
		{"as long", func(name string) error {
			err := os.WriteFile(name, []byte("after!"), 0o644)
			return errors.Join(err, os.Chtimes(name, time.Time{}, time.Unix(1, 0))) // on a coarse clock, it might have the time it had
		}, errChanged},
		{"another in its place", func(name string) error {
			return errors.Join(os.WriteFile(name+"~", []byte("after!"), 0o644), os.Rename(name+"~", name))
		}, nil},
		{"gone", os.Remove, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "a.md")
			put(t, name, "before")
			f, err := Open(filepath.Dir(name))
			if err != nil {
				t.Fatal(err)
			}
			file, err := f.Open("a.md")
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close() //nolint:errcheck // it was only read
			first := make([]byte, 2)
			if _, err := io.ReadFull(file, first); err != nil {
				t.Fatal(err)
			}
			if err := tt.change(name); err != nil {
				t.Fatal(err)
			}
			rest, err := io.ReadAll(file)
			if !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if text := string(first) + string(rest); err == nil && text != "before" {
				t.Errorf("read %q, want what it was", text)
			}
		})
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644))
	if err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skip(err)
	}
}

// soon fails unless a function ends at once.
func soon(t *testing.T, name string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s is waited for", name)
	}
}

var _ fs.ReadDirFS = Folder{}
