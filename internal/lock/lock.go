//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"errors"
	"os"
	"syscall"
)

// Take keeps others out of a folder until the file that it returns is closed or
// the program ends, however that may be. The error is a Held. On a disk that
// knows no locks it keeps nobody out.
func Take(folder *os.Root) (*os.File, error) {
	f, err := folder.Open(".")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		by := holder(f)
		_ = f.Close() // it was only locked
		return nil, Held{by}
	}
	return f, nil
}
