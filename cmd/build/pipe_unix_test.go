//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"
)

// What never ends is a mistake, and build serve goes on.
func TestServePipe(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "content/articles/report-a.md", "---\ntitle: Fire\n---\nIt burned.\n")
	save(t, "content/people/jane-doe.md", "---\ntitle: Jane Doe\n---\n")
	if err := syscall.Mkfifo("content/people/pipe.md", 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", "content/people/zero.md"); err != nil {
		t.Fatal(err)
	}
	address, _, interrupt := startServing(t)
	events := listen(t, address+"_collate/events")
	events.until(t, `"mistakes":\[{"text":"content/people/pipe.md: .*"text":"content/people/zero.md: `)
	if err := os.Remove("content/people/pipe.md"); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove("content/people/zero.md"); err != nil {
		t.Fatal(err)
	}
	events.until(t, `"edition":1,"mistakes":null`)
	if err := <-interrupt(); err != nil {
		t.Error(err)
	}
}
