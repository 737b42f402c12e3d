package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"collate/internal/publish"
)

// A disk is one of its own, in memory, that holds little.
type disk struct {
	t   *testing.T
	dir string
}

func newDisk(t *testing.T, dir string, size int) *disk {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("collate", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skipf("mounts a disk, which takes root: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return &disk{t, dir}
}

func (d *disk) remount(flags uintptr, size int) {
	d.t.Helper()
	err := syscall.Mount("collate", d.dir, "tmpfs", syscall.MS_REMOUNT|flags, fmt.Sprintf("size=%d", size))
	if err != nil {
		d.t.Fatal(err)
	}
}

// quietly runs a command in this process and returns its status and what it printed.
func quietly(args ...string) (int, string) {
	var b bytes.Buffer
	return run(append([]string{"--quiet"}, args...), &b, &b), b.String()
}

// inSite makes a folder with some content, and goes there.
func inSite(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	report(t, "content/articles/report-a.md", "---\ntitle: Fire\n---\nA warehouse burned down, Jane Doe said. ^p1\n")
	report(t, "content/people/jane-doe.md", "---\ntitle: Jane Doe\n---\n")
}

func report(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A disk on which the site has no room keeps what it holds, and is written to
// when there is room.
func TestFullDisk(t *testing.T) {
	const room = 32 << 20
	inSite(t)
	if status, text := quietly("--out", "clean"); status != done {
		t.Fatal(text)
	}
	first := everything(t, "clean")
	d := newDisk(t, "public", room)
	failed := 0
	build := func(before, after map[string]string, size int) {
		t.Helper()
		d.remount(0, size)
		status, text := quietly()
		switch {
		case status == done:
			if diff := differ(everything(t, "public"), after); diff != "" {
				t.Errorf("%d bytes: %s", size, diff)
			}
			return
		case status != wrong || !strings.Contains(text, "public: cannot write in this folder: no space left on device (nothing was changed; make room"):
			t.Errorf("%d bytes: status %d, %s", size, status, text)
		}
		failed++
		if diff := differ(everything(t, "public"), before); diff != "" {
			t.Errorf("%d bytes, no room: %s", size, diff)
		}
	}
	page := os.Getpagesize()
	step := 8 * page
	if os.Getenv("COLLATE_LONG") != "" {
		step = page
	}
	for size := page; size < 16*page; size += step {
		build(map[string]string{}, first, size)
	}
	build(nil, first, room)

	report(t, "content/site.yaml", "title: Another\n")
	report(t, "content/people/jane-doe.md", "---\ntitle: Jane Doe\n---\nShe saw it.\n")
	if status, text := quietly("--out", "clean"); status != done {
		t.Fatal(text)
	}
	second := everything(t, "clean")
	var used syscall.Statfs_t
	if err := syscall.Statfs("public", &used); err != nil {
		t.Fatal(err)
	}
	full := int(used.Blocks-used.Bfree) * page
	for size := full; size < full+16*page; size += step {
		build(first, second, size)
	}
	build(nil, second, room)
	if failed < 4 {
		t.Errorf("only %d builds had no room", failed)
	}

	d.remount(syscall.MS_RDONLY, room)
	report(t, "content/site.yaml", "title: A third\n")
	if status, text := quietly(); status != wrong || !strings.HasPrefix(text, "public: cannot write in this folder: read-only file system") {
		t.Errorf("status %d, %s", status, text)
	}
	if diff := differ(everything(t, "public"), second); diff != "" {
		t.Errorf("read-only: %s", diff)
	}
}

// An import for which there is no room leaves every page as it was, and so does
// one into a folder that may only be read. What is remembered of a build needs no
// room: the next is slower.
func TestFullDiskOfContent(t *testing.T) {
	inSite(t)
	var story strings.Builder
	for i := range 200 {
		fmt.Fprintf(&story, "In part %d of its report the Harbour Board counted %d boats and %d engines at the gate.\n\n", i, i*i, 7*i)
	}
	report(t, "raw/1.txt", "A short report\n\nA warehouse at the old harbour burned down on Friday, Jane Doe said in a statement.\n")
	report(t, "raw/2.txt", "A long report\n\n"+story.String())
	size := 6 * os.Getpagesize()
	d := newDisk(t, "full/content", 4<<20)
	if err := os.CopyFS("full/content", os.DirFS("content")); err != nil {
		t.Fatal(err)
	}
	before := everything(t, "full/content")
	d.remount(0, size)
	for _, reason := range []string{"no space left on device", "read-only file system"} {
		status, text := quietly("--content", "full/content", "import", "raw")
		if status != wrong || !strings.Contains(text, reason) || !strings.Contains(text, "nothing was written: look at the folder's permissions") {
			t.Errorf("status %d, %s", status, text)
		}
		if diff := differ(everything(t, "full/content"), before); diff != "" {
			t.Errorf("%s: %s", reason, diff)
		}
		d.remount(syscall.MS_RDONLY, size)
	}
	for range 2 {
		if status, text := quietly("--cache", "full/content", "--content", "content"); status != done {
			t.Errorf("status %d, %s", status, text)
		}
	}
}

// What may not be written to is left, and said: by who is not root.
func TestNoPermission(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("becomes another user, which takes root")
	}
	inSite(t)
	if status, text := quietly(); status != done {
		t.Fatal(text)
	}
	before := everything(t, "public")
	report(t, "content/people/jane-doe.md", "---\ntitle: Jane Doe\n---\nShe saw it.\n")
	report(t, "raw/1.txt", "A report\n\nA warehouse at the old harbour burned down on Friday, Jane Doe said in a statement.\n")
	content := everything(t, "content")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "build")
	if err := os.Link(program, link); err != nil {
		t.Skip(err) // on another disk
	}
	for dir := filepath.Dir(link); strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ args, want string }{
		{"build", "public: cannot write in this folder: permission denied (nothing was changed; "},
		{"build --out new", "new: the output folder cannot be made: permission denied (choose another folder with --out)"},
		{"build import raw", "cannot be written: permission denied (nothing was written: "},
	} {
		cmd := exec.Command(link, strings.Fields(tt.args)[1:]...)
		cmd.Args[0] = "build"
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if text, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(text), tt.want) {
			t.Errorf("%s: %v, %s, want %s", tt.args, err, text, tt.want)
		}
	}
	if !maps.Equal(everything(t, "public"), before) || !maps.Equal(everything(t, "content"), content) {
		t.Error("something was changed")
	}
	if _, err := os.Stat("public/" + publish.ManifestName); err != nil {
		t.Error(err)
	}
}

// A folder is known by whatever name: of one that is mounted in two places, the
// other place is no place for the site.
func TestMountedTwice(t *testing.T) {
	inSite(t)
	if err := os.Mkdir("other", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("content", "other", "", syscall.MS_BIND, ""); err != nil {
		t.Skipf("mounts a folder, which takes root: %v", err)
	}
	defer func() {
		if err := syscall.Unmount("other", syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	before := everything(t, "content")
	for _, out := range []string{"other", "other/people", "other/new"} {
		status, text := quietly("--out", out)
		if want := out + ": the output folder is in content, which the site is made from"; status != wrong || !strings.HasPrefix(text, want) {
			t.Errorf("status %d, %s, want %s", status, text, want)
		}
	}
	if diff := differ(everything(t, "content"), before); diff != "" {
		t.Error(diff)
	}
}
