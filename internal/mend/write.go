package mend

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"collate/internal/diag"
	"collate/internal/lock"
)

// A File is a content file that was mended.
type File struct {
	Path          string // in the content folder, with slashes
	Before, After []byte
}

// stageEnd ends the names of files that are to take the places of others. They
// begin with a point, so that no build reads them.
const stageEnd = ".collate-fix"

// Write writes the files into a content folder: first all of them beside those
// that are there, then each into its place in one step. If one is no longer what
// it was, or cannot be written, all stay as they were.
func Write(content string, files []File) (err error) {
	const hint = "nothing was written: look at the folder's permissions and the disk's space"
	if len(files) == 0 {
		return nil
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		return unwritten(content, err, hint)
	}
	defer root.Close() // what is in it was closed
	held, err := lock.Take(root)
	if other, ok := errors.AsType[lock.Held](err); ok {
		return diag.Error{
			Pos: diag.Pos{File: content}, Msg: other.Message("run"), Hint: "nothing was written: wait until it has ended",
		}
	}
	if err != nil {
		return unwritten(content, err, hint)
	}
	defer held.Close() // it was only locked; nil if not even that
	defer func() {
		for _, f := range files {
			_ = root.Remove(staged(f.Path)) // it is mostly gone
		}
	}()
	for _, f := range files {
		if err := stage(root, f); err != nil {
			return unwritten(filepath.Join(content, filepath.FromSlash(f.Path)), err, hint)
		}
	}
	what := hint
	for _, f := range files {
		if err := root.Rename(staged(f.Path), f.Path); err != nil {
			return unwritten(filepath.Join(content, filepath.FromSlash(f.Path)), err, what)
		}
		what = "other files were written: run it again"
	}
	return nil
}

func unwritten(file string, err error, hint string) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return diag.Error{Pos: diag.Pos{File: file}, Msg: "cannot be written: " + err.Error(), Hint: hint}
}

func staged(name string) string { return path.Join(path.Dir(name), "."+path.Base(name)+stageEnd) }

// stage writes a file beside the one whose place it is to take, and has it reach
// the disk.
func stage(root *os.Root, f File) error {
	info, err := root.Lstat(f.Path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is no plain file, but maybe a link to one")
	}
	now, err := root.ReadFile(f.Path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.Before) {
		return errors.New("somebody else has written to it in the meantime")
	}
	if err := root.Remove(staged(f.Path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	out, err := root.OpenFile(staged(f.Path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = out.Write(f.After)
	return errors.Join(err, out.Sync(), out.Close())
}

// Over returns a content folder in which files are as they would be when written.
func Over(folder fs.FS, files []File) fs.FS {
	o := over{folder, map[string][]byte{}}
	for _, f := range files {
		o.files[f.Path] = f.After
	}
	return o
}

type over struct {
	fs.FS
	files map[string][]byte
}

func (o over) Open(name string) (fs.File, error) {
	data, ok := o.files[name]
	if !ok {
		return o.FS.Open(name)
	}
	info, err := fs.Stat(o.FS, name)
	if err != nil {
		return nil, err
	}
	return &mended{bytes.NewReader(data), mendedInfo{info, int64(len(data))}}, nil
}

func (o over) ReadFile(name string) ([]byte, error) {
	if data, ok := o.files[name]; ok {
		return bytes.Clone(data), nil
	}
	return fs.ReadFile(o.FS, name)
}

func (o over) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }

func (o over) Stat(name string) (fs.FileInfo, error) { return fs.Stat(o.FS, name) }

// A mended file is open for reading.
type mended struct {
	io.Reader
	info fs.FileInfo
}

func (m *mended) Stat() (fs.FileInfo, error) { return m.info, nil }
func (m *mended) Close() error               { return nil }

type mendedInfo struct {
	fs.FileInfo
	size int64
}

func (i mendedInfo) Size() int64        { return i.size }
func (i mendedInfo) ModTime() time.Time { return time.Time{} }
