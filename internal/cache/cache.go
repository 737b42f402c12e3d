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
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"collate/internal/parallel"
)

// A Record is what is remembered of a build.
type Record struct {
	Program string // what made it: the program and the settings that it was given
	Summary string // a line for the user
	Reads   []Read // sorted
	Writes  []Write
}

// A Read is something that was asked of a file system, and the answer.
type Read struct {
	Root   string // which file system: a name of the caller's
	Op     byte   // opFile, opFolder or opStat
	Path   string
	Answer answer
}

// An answer is the first half of the SHA-256 of what was read; zero if nothing
// was there.
type answer [16]byte

// A Write is a file of the site, with what changes when somebody else writes
// it.
type Write struct {
	Path string // slash-separated, from the output folder
	Size int64
	Time int64 // of modification, nanoseconds since 1970
}

const title = "collate cache 1\n"

// Save puts a record into a file in one step, and makes its folder if need be.
func Save(file string, r *Record) error {
	var b bytes.Buffer
	b.WriteString(title)
	fmt.Fprintf(&b, "%q %q %d %d\n", r.Program, r.Summary, len(r.Reads), len(r.Writes))
	for _, read := range r.Reads {
		fmt.Fprintf(&b, "%c %x %s/%s\n", read.Op, read.Answer, read.Root, read.Path)
	}
	for _, w := range r.Writes {
		fmt.Fprintf(&b, "%d %d %s\n", w.Size, w.Time, w.Path)
	}
	fmt.Fprintf(&b, "%x\n", sha256.Sum256(b.Bytes()))
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
	data, err := os.ReadFile(file)
	const end = 2*sha256.Size + 1
	if err != nil || len(data) < end || !strings.HasPrefix(string(data), title) {
		return nil
	}
	body, sum := data[:len(data)-end], data[len(data)-end:]
	if want := sha256.Sum256(body); hex.EncodeToString(want[:])+"\n" != string(sum) {
		return nil
	}
	return parse(string(body[len(title):]))
}

// parse reads what Save wrote.
func parse(text string) *Record {
	var r Record
	var reads, writes int
	first, rest, _ := strings.Cut(text, "\n")
	if _, err := fmt.Sscanf(first, "%q %q %d %d", &r.Program, &r.Summary, &reads, &writes); err != nil {
		return nil
	}
	if lines := strings.Count(rest, "\n"); min(reads, writes) < 0 || reads > lines || writes != lines-reads {
		return nil
	}
	r.Reads, r.Writes = make([]Read, 0, reads), make([]Write, 0, writes)
	for line := range strings.Lines(rest) {
		parse := r.parseWrite
		if len(r.Reads) < reads {
			parse = r.parseRead
		}
		if !parse(strings.TrimSuffix(line, "\n")) {
			return nil
		}
	}
	return &r
}

func (r *Record) parseRead(line string) bool {
	op, rest, _ := strings.Cut(line, " ")
	sum, rest, _ := strings.Cut(rest, " ")
	root, path, ok := strings.Cut(rest, "/")
	if !ok || len(op) != 1 || len(sum) != hex.EncodedLen(len(answer{})) {
		return false
	}
	read := Read{Op: op[0], Root: root, Path: path}
	_, err := hex.Decode(read.Answer[:], []byte(sum))
	r.Reads = append(r.Reads, read)
	return err == nil
}

func (r *Record) parseWrite(line string) bool {
	size, rest, _ := strings.Cut(line, " ")
	time, path, ok := strings.Cut(rest, " ")
	w := Write{Path: path}
	var err, err2 error
	w.Size, err = strconv.ParseInt(size, 10, 64)
	w.Time, err2 = strconv.ParseInt(time, 10, 64)
	r.Writes = append(r.Writes, w)
	return ok && cmp.Or(err, err2) == nil
}

// Holds reports whether a build would read what it read then and find what it
// wrote then. roots are the file systems by the names that Reads knew them by.
func (r *Record) Holds(roots map[string]fs.FS, out string) bool {
	return parallel.Try(len(r.Writes), func(i int) error {
		if w, err := Look(out, r.Writes[i].Path); err != nil || w != r.Writes[i] {
			return errChanged
		}
		return nil
	}) == nil && parallel.Try(len(r.Reads), func(i int) error {
		read := &r.Reads[i]
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

// LookAll returns the files at the paths, sorted.
func LookAll(out string, paths []string) ([]Write, error) {
	paths = slices.Sorted(slices.Values(paths))
	writes := make([]Write, len(paths))
	err := parallel.Try(len(paths), func(i int) (err error) {
		writes[i], err = Look(out, paths[i])
		return err
	})
	return writes, err
}
