package cache

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// What can be asked of a file system.
const (
	opFile   = 'f' // the bytes of a file
	opFolder = 'd' // the names in a folder
	opStat   = 's' // whether something is there, and of which kind
)

// Reads notes what is read through the file systems that it wraps. The zero
// value is ready for use; it is safe for concurrent use.
type Reads struct {
	mu      sync.Mutex
	list    []Read
	unknown bool // something was read that cannot be asked again
}

// FS returns a file system that notes under a name what is read of fsys.
func (r *Reads) FS(root string, fsys fs.FS) fs.FS { return noted{r, root, fsys} }

// List returns what was read, sorted, each once. It is not ok if that is not
// all, and then nothing can be concluded from it.
func (r *Reads) List() (list []Read, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortFunc(r.list, func(a, b Read) int {
		if c := strings.Compare(a.Root, b.Root); c != 0 {
			return c
		}
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return int(a.Op) - int(b.Op)
	})
	r.list = slices.Compact(r.list) // what it leaves behind is no read
	list = slices.Clone(r.list)
	for i := 1; i < len(list); i++ { // the same question, and another answer: it changed in the meantime
		a, b := list[i-1], list[i]
		if a.Root == b.Root && a.Path == b.Path && a.Op == b.Op {
			return nil, false
		}
	}
	return list, !r.unknown
}

func (r *Reads) note(root string, op byte, path string, a Answer, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, Read{root, op, path, a})
	r.unknown = r.unknown || !known || strings.ContainsAny(path, "\n\r")
}

// noted is a file system that notes what is read of it.
type noted struct {
	reads *Reads
	root  string
	fs.FS
}

func (n noted) Open(name string) (fs.File, error) {
	f, err := n.FS.Open(name)
	if err != nil {
		a, known := nothing(err)
		n.reads.note(n.root, opFile, name, a, known)
		return nil, err
	}
	return &notedFile{f, n, name, sha256.New(), false}, nil
}

// notedFile is an open file that notes what is read of it.
type notedFile struct {
	fs.File
	fsys  noted
	name  string
	sum   hash.Hash
	whole bool // it was read to its end
}

func (f *notedFile) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.sum.Write(b[:n])
	f.whole = f.whole || errors.Is(err, io.EOF)
	return n, err
}

func (f *notedFile) Close() error {
	f.fsys.reads.note(f.fsys.root, opFile, f.name, Answer(f.sum.Sum(nil)[:len(Answer{})]), f.whole)
	return f.File.Close()
}

func (n noted) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(n.FS, name)
	a, known := ofFile(data, err)
	n.reads.note(n.root, opFile, name, a, known)
	return data, err
}

func (n noted) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(n.FS, name)
	a, known := ofFolder(entries, err)
	n.reads.note(n.root, opFolder, name, a, known)
	return entries, err
}

func (n noted) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(n.FS, name)
	a, known := ofStat(info, err)
	n.reads.note(n.root, opStat, name, a, known)
	return info, err
}

// ask asks a file system again. It is not known what an error means that says
// anything but that nothing is there.
func ask(fsys fs.FS, op byte, path string) (a Answer, known bool) {
	switch op {
	case opFile:
		f, err := fsys.Open(path)
		if err != nil {
			return nothing(err)
		}
		defer f.Close() //nolint:errcheck // it was only read
		sum := sha256.New()
		if _, err := io.Copy(sum, f); err != nil {
			return nothing(err)
		}
		return Answer(sum.Sum(nil)[:len(Answer{})]), true
	case opFolder:
		return ofFolder(fs.ReadDir(fsys, path))
	case opStat:
		return ofStat(fs.Stat(fsys, path))
	}
	return a, false
}

func ofFile(data []byte, err error) (a Answer, known bool) {
	if err != nil {
		return nothing(err)
	}
	return beginning(data), true
}

func ofFolder(entries []fs.DirEntry, err error) (a Answer, known bool) {
	if err != nil {
		return nothing(err)
	}
	var b []byte
	for _, e := range entries {
		b = append(b, e.Name()...)
		b = append(b, 0)
		b = append(b, e.Type().String()...)
		b = append(b, 0)
	}
	return beginning(b), true
}

func ofStat(info fs.FileInfo, err error) (a Answer, known bool) {
	if err != nil {
		return nothing(err)
	}
	return beginning([]byte(info.Mode().Type().String())), true
}

// nothing is the answer that nothing is there.
func nothing(err error) (a Answer, known bool) {
	return a, errors.Is(err, fs.ErrNotExist)
}

func beginning(data []byte) Answer {
	sum := sha256.Sum256(data)
	return Answer(sum[:len(Answer{})])
}
