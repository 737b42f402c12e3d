package publish

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"syscall"

	"github.com/cespare/xxhash/v2"
)

// A folder is one of the site, in the output folder and on the stage.
type folder struct {
	here    handle // none if it is absent or blocked
	absent  bool
	blocked string // the path of what is there instead of it, or of a folder that it is in; or ""

	staged handle // none until a file is staged in it
}

// A handle is a folder that files can be named in, without a walk from the
// root for each. No link leads out of it.
type handle struct {
	root *os.Root // nil if there is none
	dir  string   // in root; "" if it is root itself
}

// name returns what a file of the folder is called in the handle's root.
func (h handle) name(base string) string {
	if h.dir == "" {
		return base
	}
	return path.Join(h.dir, base)
}

// open returns a handle of a folder. Those of the first folders are their own,
// the others the writer's: a program may not have any number of files open.
func (w *Writer) open(dir string) (handle, error) {
	const most = 300
	if w.opened == most {
		return handle{root: w.root, dir: dir}, nil
	}
	root, err := w.root.OpenRoot(dir)
	if err != nil {
		return handle{}, err
	}
	w.opened++
	return handle{root: root}, nil
}

// close makes a handle none.
func (h *handle) close() {
	if h.root != nil && h.dir == "" {
		_ = h.root.Close()
	}
	*h = handle{}
}

// folder returns what is to be known of a folder of the site.
func (w *Writer) folder(dir string) (*folder, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lookup(dir)
}

func (w *Writer) lookup(dir string) (*folder, error) {
	if f, ok := w.folders[dir]; ok {
		return f, nil
	}
	parent, err := w.lookup(path.Dir(dir))
	if err != nil {
		return nil, err
	}
	f := &folder{absent: parent.absent, blocked: parent.blocked}
	if !f.absent && f.blocked == "" {
		if err := w.look(f, dir); err != nil {
			return nil, err
		}
	}
	w.folders[dir] = f
	return f, nil
}

// look fills in what is there of a folder whose parent is there.
func (w *Writer) look(f *folder, dir string) error {
	info, err := w.root.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		f.absent = true
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 { // which may lead to a folder, but not out of the root
		if to, err := w.root.Stat(dir); err == nil {
			info = to
		}
	}
	if !info.IsDir() {
		f.blocked = dir
		return nil
	}
	f.here, err = w.open(dir)
	return err
}

// What is on disk where a file is to be.
const (
	same byte = iota
	differs
	foreign
)

// found is what compare has found.
type found struct {
	state byte
	at    string      // the path of what is foreign
	perm  fs.FileMode // of the file that differs; 0 if there is none
}

// compare holds a file against what is on disk.
func (w *Writer) compare(f *folder, name string, data []byte) (found, error) {
	info, there, err := w.find(f, name)
	if err != nil || info == nil {
		return there, err
	}
	if info.Size() == int64(len(data)) {
		equal, err := w.begins(f.here, f.here.name(path.Base(name)), data)
		if err != nil || equal {
			return there, err
		}
	}
	return w.other(f, name, info)
}

// find returns what is on disk where a file is to be: what is known of it, nil
// if it is no regular file, which then is foreign or nothing.
func (w *Writer) find(f *folder, name string) (fs.FileInfo, found, error) {
	switch {
	case f.absent:
		return nil, found{state: differs}, nil
	case f.blocked != "":
		return nil, found{state: foreign, at: f.blocked}, nil
	}
	info, err := f.here.root.Lstat(f.here.name(path.Base(name)))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, found{state: differs}, nil
	case err != nil:
		return nil, found{}, err
	case !info.Mode().IsRegular():
		return nil, found{state: foreign, at: name}, nil
	}
	return info, found{state: same}, nil
}

// other says what to make of a regular file whose bytes are not those to be
// written.
func (w *Writer) other(f *folder, name string, info fs.FileInfo) (found, error) {
	known := w.old.known(name)
	if w.old.unfinished {
		is, err := sumOf(f.here, f.here.name(path.Base(name)))
		if err != nil {
			return found{}, err
		}
		if !isOne(known, is) {
			known = nil
		}
	}
	if len(known) == 0 {
		return found{state: foreign, at: name}, nil
	}
	return found{state: differs, perm: info.Mode().Perm()}, nil
}

// A buffer is what a file is read into.
type buffer = [64 << 10]byte

// begins reports whether a file begins with data.
func (w *Writer) begins(h handle, name string, data []byte) (bool, error) {
	f, err := h.root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return w.goesOn(f, data)
}

// goesOn reports whether what is read next is data.
func (w *Writer) goesOn(f io.Reader, data []byte) (bool, error) {
	b, ok := w.buffers.Get().(*buffer)
	if !ok {
		b = new(buffer)
	}
	defer w.buffers.Put(b)
	for len(data) > 0 {
		n, err := f.Read(b[:min(len(data), len(b))])
		if err != nil && !errors.Is(err, io.EOF) {
			return false, err
		}
		if n == 0 || !bytes.Equal(b[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
	}
	return true, nil
}

func sumOf(h handle, name string) (uint64, error) {
	f, err := h.root.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	hash := xxhash.New()
	if _, err := io.Copy(hash, f); err != nil {
		return 0, err
	}
	return hash.Sum64(), nil
}

// create writes a new file. A perm of 0 stands for the usual one.
func (w *Writer) create(h handle, name string, data []byte, perm fs.FileMode) error {
	f, err := w.makeFile(h, name)
	if err != nil {
		return err
	}
	if err = w.may("write"); err == nil {
		_, err = f.Write(data)
	}
	if err == nil && perm != 0 {
		err = f.Chmod(perm)
	}
	return cmp.Or(err, w.may("close"), f.Close())
}

// makeFile makes a file that is not there. To write to it never waits for anybody;
// said at once, that saves package os four system calls to try it out.
func (w *Writer) makeFile(h handle, name string) (*os.File, error) {
	if err := w.may("make"); err != nil {
		return nil, err
	}
	return h.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|syscall.O_NONBLOCK, 0o644)
}
