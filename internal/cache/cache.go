// Package cache remembers what a build read and what it wrote, so that the
// next can tell at once that there is nothing to do. It knows no content: a
// build is taken for a function of the program, the command line and the bytes
// read through the file systems that Reads wraps.
//
// What it keeps is a file outside the site, which may be deleted at any time;
// one that is damaged, or of another version, counts as none.
package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"collate/internal/parallel"
	"collate/internal/tree"
)

// A Record is what is remembered of a build.
type Record struct {
	Program string // what made it: the program and the settings that it was given
	Summary string // a line for the user
	Reads   []Read // sorted
	Writes  []Write
	More    []byte // what else the caller remembers
}

// A Read is something that was asked of a file system, and the answer.
type Read struct {
	Root   string // which file system: a name of the caller's
	Op     byte   // opFile, opFolder or opStat
	Path   string
	Answer Answer
}

// IsFolder reports whether the names in a folder were asked for.
func (r *Read) IsFolder() bool { return r.Op == opFolder }

// An Answer is the first half of the SHA-256 of what was read; zero if nothing
// was there.
type Answer [16]byte

// A Write is a file of the site, with what changes when somebody else writes
// it.
type Write struct {
	Path string // slash-separated, from the output folder
	Size int64
	Time int64 // of modification, nanoseconds since 1970
}

const title = "collate cache 3\n"

// Save puts a record into a file in one step, and makes its folder if need be.
func Save(file string, r *Record) error {
	var b bytes.Buffer
	b.WriteString(title)
	_ = binary.Write(&b, binary.LittleEndian, uint64(len(r.More))) // a Buffer takes everything
	b.Write(r.More)
	rest := *r
	rest.More = nil
	if err := gob.NewEncoder(&b).Encode(rest); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(b.Bytes())
	err = cmp.Or(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
	}
	return err
}

// Load returns the record in a file, nil if there is no whole one.
func Load(file string) *Record {
	const (
		start = len(title) + 8 // of More
		most  = 1 << 30        // bytes; a million pages have some hundred MB
	)
	data, err := tree.ReadPath(file, most)
	if err != nil || len(data) < start+sha256.Size || string(data[:len(title)]) != title {
		return nil
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if want := sha256.Sum256(body); string(want[:]) != string(sum) {
		return nil
	}
	more, rest := binary.LittleEndian.Uint64(body[len(title):]), body[start:]
	if more > uint64(len(rest)) {
		return nil
	}
	r := &Record{}
	if gob.NewDecoder(bytes.NewReader(rest[more:])).Decode(r) != nil {
		return nil
	}
	r.More = rest[:more:more]
	return r
}

// Written reports whether the files that the build wrote are as they were then.
func (r *Record) Written(out string) bool {
	return parallel.Try(len(r.Writes), func(i int) error {
		if w, err := Look(out, r.Writes[i].Path); err != nil || w != r.Writes[i] {
			return errChanged
		}
		return nil
	}) == nil
}

// Holds reports whether a build would read what it read then. roots are the
// file systems by the names that Reads knew them by. What has changed since the
// build wrote is asked first, since it most likely is what does not hold.
func (r *Record) Holds(roots map[string]fs.FS) bool {
	var written time.Time
	for _, w := range r.Writes {
		if t := time.Unix(0, w.Time); t.After(written) {
			written = t
		}
	}
	late := make([]bool, len(r.Reads))
	parallel.Each(len(r.Reads), func(i int) {
		if fsys := roots[r.Reads[i].Root]; fsys != nil {
			info, err := fs.Stat(fsys, r.Reads[i].Path)
			late[i] = err == nil && info.ModTime().After(written)
		}
	})
	return r.hold(roots, func(i int) bool { return late[i] }) && r.hold(roots, func(i int) bool { return !late[i] })
}

// hold is Holds for some of the reads.
func (r *Record) hold(roots map[string]fs.FS, wanted func(i int) bool) bool {
	return parallel.Try(len(r.Reads), func(i int) error {
		read := &r.Reads[i]
		if !wanted(i) {
			return nil
		}
		fsys, ok := roots[read.Root]
		if !ok {
			return errChanged
		}
		if a, known := ask(fsys, read.Op, read.Path); !known || a != read.Answer {
			return errChanged
		}
		return nil
	}) == nil
}

var errChanged = errors.New("changed")

// Look returns a file of the output folder as a Write.
func Look(out, path string) (Write, error) {
	info, err := os.Lstat(filepath.Join(out, filepath.FromSlash(path)))
	if err != nil {
		return Write{}, err
	}
	if !info.Mode().IsRegular() {
		return Write{}, fmt.Errorf("%s is not a file", path)
	}
	return Write{path, info.Size(), info.ModTime().UnixNano()}, nil
}

// LookAll returns the files at the paths, sorted; known are those that need no
// look.
func LookAll(out string, paths []string, known map[string]Write) ([]Write, error) {
	paths = slices.Sorted(slices.Values(paths))
	writes := make([]Write, len(paths))
	err := parallel.Try(len(paths), func(i int) (err error) {
		var ok bool
		if writes[i], ok = known[paths[i]]; !ok {
			writes[i], err = Look(out, paths[i])
		}
		return err
	})
	return writes, err
}
