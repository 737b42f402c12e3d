//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

// Of two builds at once the second does not touch the stage of the first.
func TestTwoWriters(t *testing.T) {
	dir := t.TempDir()
	want := "another build is writing in this folder (wait "
	if runtime.GOOS == "linux" {
		want = fmt.Sprintf("another build (process %d) is writing in this folder (wait ", os.Getpid())
	}
	for _, end := range []func(w *Writer){
		func(w *Writer) { w.Abort() },
		func(w *Writer) {
			if _, err := w.Commit(); err != nil {
				t.Error(err)
			}
		},
	} {
		w, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Add("people/a.html", []byte("a")); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a second writer: %v", err)
		}
		end(w)
	}
	if got := read(t, dir+"/people/a.html"); got != "a" {
		t.Errorf("the first wrote %q", got)
	}
}
