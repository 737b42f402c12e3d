// Package tree opens the user's folders as file systems for the stages that
// read them. No link leads out of one, and what is read is a file, to its end,
// as it was at one time: no pipe or device, which might never end, and no more
// than the reader takes.
package tree

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// These are why something is not read.
var (
	errNoFile  = errors.New("this is no file, but a pipe, a socket or a device")
	errChanged = errors.New("it was written to while it was read: run the command again")
)

// TooLarge says that a file has more bytes than this.
type TooLarge int64

func (most TooLarge) Error() string {
	if most < 1<<20 {
		return fmt.Sprintf("the file has more than %d KB", most>>10)
	}
	return fmt.Sprintf("the file has more than %d MB", most>>20)
}

// A Folder is a file system.
type Folder struct{ root *os.Root }

// Open returns the folder at a path, which may be a link to it. It is closed
// when the program ends.
func Open(name string) (Folder, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return Folder{}, &fs.PathError{Op: "open", Path: name, Err: syscall.ENOTDIR} // a pipe would be waited for
	}
	root, err := os.OpenRoot(name)
	return Folder{root}, err
}

// Open opens a file or a folder.
func (f Folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(strings.ToValidUTF8(name, "?")) { // disks have names that are no text
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	opened, err := f.root.OpenFile(name, readOnly, 0)
	return whole(opened, name, err)
}

// ReadDir lists a folder, sorted.
func (f Folder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.root.FS(), name) }

// Stat describes a file, or what a link leads to.
func (f Folder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.root.FS(), name) }

// ReadFile reads a file of a file system. If it has more than most
// bytes, of which no more are read, the error is that of TooLarge.
func ReadFile(fsys fs.FS, name string, most int64) ([]byte, error) {
	opened, err := fsys.Open(name)
	return readAll(opened, name, most, err)
}

// ReadPath reads the file at a path, which may be a link, as ReadFile does.
func ReadPath(name string, most int64) ([]byte, error) {
	opened, err := os.OpenFile(name, readOnly, 0)
	checked, err := whole(opened, name, err)
	return readAll(checked, name, most, err)
}

// readOnly opens a pipe at once, whether somebody writes to it or not.
const readOnly = os.O_RDONLY | syscall.O_NONBLOCK

// whole returns an open file that is no pipe or device as one that is read
// whole.
func whole(opened *os.File, name string, err error) (fs.File, error) {
	if errors.Is(err, syscall.ENXIO) { // what a socket says
		err = errNoFile
	}
	if err == nil {
		var info fs.FileInfo
		if info, err = opened.Stat(); err == nil && (info.Mode().IsRegular() || info.IsDir()) {
			return &file{opened, info}, nil
		}
		if err == nil {
			err = errNoFile
		}
		_ = opened.Close() // nothing was read
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, p
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: err}
}

// A file is one that is read whole, or a folder.
type file struct {
	fs.ReadDirFile             // which, unlike an os.File, is read by Read alone
	info           fs.FileInfo // when it was opened
}

// Read reads what comes next. At the end it fails if the file has been written to.
func (f *file) Read(b []byte) (int, error) {
	n, err := f.ReadDirFile.Read(b)
	if errors.Is(err, io.EOF) {
		now, statErr := f.Stat()
		if statErr == nil && (now.Size() != f.info.Size() || !now.ModTime().Equal(f.info.ModTime())) {
			statErr = &fs.PathError{Op: "read", Path: f.info.Name(), Err: errChanged}
		}
		if statErr != nil {
			err = statErr
		}
	}
	return n, err
}

func readAll(opened fs.File, name string, most int64, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer opened.Close() //nolint:errcheck // it was only read
	info, err := opened.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.Size() > most:
		return nil, &fs.PathError{Op: "read", Path: name, Err: TooLarge(most)}
	}
	const atOnce = 16 << 20 // of a larger file, as much as there is
	var b bytes.Buffer
	b.Grow(int(min(info.Size(), atOnce)) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(opened, most+1)) // it may be growing
	if int64(b.Len()) > most {
		return nil, &fs.PathError{Op: "read", Path: name, Err: TooLarge(most)}
	}
	return b.Bytes(), err
}
