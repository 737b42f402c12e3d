//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"errors"
	"os"
	"syscall"

	"collate/internal/diag"
)

// lock keeps other builds out of a folder until the file that it returns is
// closed or the program ends, however that may be. On a disk that knows no
// locks it keeps nobody out.
func lock(root *os.Root, dir string) (*os.File, error) {
	f, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		_ = f.Close() // it was only locked
		return nil, diag.Error{
			Pos: diag.Pos{File: dir}, Msg: "another build is writing in this folder",
			Hint: "wait until it has ended, or choose another folder with --out",
		}
	}
	return f, nil
}
