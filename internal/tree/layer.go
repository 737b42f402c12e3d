package tree

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// With returns fsys as it would be with some more files in it, by path; fsys may
// be nil for one that has nothing. It answers the questions that the loader of
// the content asks.
func With(fsys fs.FS, files map[string][]byte) fs.FS { return layer{fsys, files} }

type layer struct {
	under fs.FS
	files map[string][]byte
}

func (l layer) Open(name string) (fs.File, error) {
	if data, ok := l.files[name]; ok {
		return &opened{entry{path.Base(name), int64(len(data)), false}, bytes.NewReader(data)}, nil
	}
	if l.under == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return l.under.Open(name)
}

// Stat describes a file or a folder.
func (l layer) Stat(name string) (fs.FileInfo, error) {
	if data, ok := l.files[name]; ok {
		return entry{path.Base(name), int64(len(data)), false}, nil
	}
	err := error(&fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist})
	if l.under != nil {
		info, statErr := fs.Stat(l.under, name)
		if statErr == nil {
			return info, nil
		}
		err = statErr
	}
	if len(l.in(name)) > 0 {
		return entry{path.Base(name), 0, true}, nil
	}
	return nil, err
}

// ReadDir lists a folder, sorted.
func (l layer) ReadDir(name string) ([]fs.DirEntry, error) {
	mine := l.in(name)
	var list []fs.DirEntry
	if l.under != nil {
		under, err := fs.ReadDir(l.under, name)
		if err != nil && (len(mine) == 0 || !errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
		list = under
	}
	for _, e := range mine {
		same := func(o fs.DirEntry) bool { return o.Name() == e.Name() }
		if !e.dir {
			list = slices.DeleteFunc(slices.Clone(list), same)
		}
		if !slices.ContainsFunc(list, same) {
			list = append(list, fs.FileInfoToDirEntry(e))
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list, nil
}

// in returns the files and folders of the layer that stand right in a folder.
func (l layer) in(folder string) []entry {
	var list []entry
	for name, data := range l.files {
		if folder != "." {
			rest, ok := strings.CutPrefix(name, folder+"/")
			if !ok {
				continue
			}
			name = rest
		}
		first, _, deeper := strings.Cut(name, "/")
		e := entry{first, int64(len(data)), deeper}
		if deeper {
			e.size = 0
		}
		if !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// An entry describes a file or a folder of the layer.
type entry struct {
	name string
	size int64
	dir  bool
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) IsDir() bool        { return e.dir }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) Sys() any           { return nil }

func (e entry) Mode() fs.FileMode {
	if e.dir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

// An opened is a file of the layer that is read.
type opened struct {
	info entry
	*bytes.Reader
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o *opened) Close() error               { return nil }
