package publish

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"collate/internal/diag"
)

// The manifest is a list that xxhsum -c understands, a line for each file in
// the order of the paths. Lines after a # hold the rest.
const (
	ManifestName   = ".collate-manifest" // in the output folder
	manifestTitle  = "# The files here that Collate wrote, and may replace or remove."
	unfinishedMark = "# unfinished"
	madeMark       = "# made " // and a folder

	sumDigits = 16
)

// An entry says what a file of the output folder is, or was.
type entry struct {
	path string
	sum  uint64 // XXH64 of the file
}

// A manifest says which files and folders of the output folder are Collate's.
type manifest struct {
	raw        []byte   // as read; nil if there is none
	unfinished bool     // a build is replacing files, or was killed when it did
	made       []string // folders that Collate made, sorted
	files      []entry  // sorted by path; several of one only while unfinished
}

// readManifest returns the manifest in root, or an empty one if there is none.
func readManifest(root *os.Root, dir string) (manifest, error) {
	const most = 256 << 20 // bytes; a file of the site takes about 60
	at := diag.Pos{File: path.Join(dir, ManifestName)}
	info, err := root.Lstat(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil
	}
	if err == nil && !info.Mode().IsRegular() { // a pipe would be waited for
		return manifest{}, diag.Error{
			Pos: at, Msg: "the list of what Collate wrote is no file",
			Hint: "move it; files that are as Collate would write them are then adopted",
		}
	}
	if err == nil && info.Size() > most {
		return manifest{}, diag.Error{
			Pos: at, Msg: fmt.Sprintf("the list of what Collate wrote has more than %d MB", most>>20),
			Hint: "delete it; files that are as Collate would write them are then adopted",
		}
	}
	var raw []byte
	if err == nil {
		raw, err = root.ReadFile(ManifestName)
	}
	if err != nil {
		return manifest{}, diag.Error{
			Pos: at, Msg: "the list of what Collate wrote cannot be read: " + reason(err),
			Hint: "permit it, or choose another folder with --out",
		}
	}
	m, wrong := parseManifest(string(raw))
	if wrong > 0 {
		return m, diag.Error{
			Pos:  diag.Pos{File: at.File, Line: wrong},
			Msg:  "not a line of Collate's manifest",
			Hint: "delete the manifest; files that are as Collate would write them are then adopted",
		}
	}
	m.raw = raw
	return m, nil
}

// parseManifest returns the number of the first line that is wrong, from 1, or
// 0 if none is.
func parseManifest(text string) (m manifest, wrong int) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if !m.parse(strings.TrimRight(line, "\r\n")) {
			return m, n
		}
	}
	slices.SortStableFunc(m.files, comparePaths)
	slices.Sort(m.made)
	return m, 0
}

func comparePaths(a, b entry) int { return strings.Compare(a.path, b.path) }

// parse adds a line of a manifest, and reports whether it is one.
func (m *manifest) parse(line string) bool {
	if dir, ok := strings.CutPrefix(line, madeMark); ok {
		m.made = append(m.made, dir)
		return fs.ValidPath(dir)
	}
	if strings.HasPrefix(line, "#") {
		m.unfinished = m.unfinished || line == unfinishedMark
		return true
	}
	digits, name, ok := strings.Cut(line, "  ")
	sum, err := strconv.ParseUint(digits, 16, 64)
	if !ok || err != nil || len(digits) != sumDigits || !fs.ValidPath(name) {
		return false
	}
	m.files = append(m.files, entry{name, sum})
	return true
}

// marshal returns the manifest as it is kept on disk.
func (m manifest) marshal() []byte { return append(m.marshalRest(), marshalEntries(m.files)...) }

// marshalRest returns all lines but those of files.
func (m manifest) marshalRest() []byte {
	b := []byte(manifestTitle + "\n")
	if m.unfinished {
		b = append(b, unfinishedMark+"\n"...)
	}
	for _, dir := range m.made {
		b = append(append(append(b, madeMark...), dir...), '\n')
	}
	return b
}

// marshalEntries returns the lines of files.
func marshalEntries(files []entry) []byte {
	const path = 48 // is seldom longer
	b := make([]byte, 0, (sumDigits+path)*len(files))
	var sum [sumDigits / 2]byte
	for _, e := range files {
		binary.BigEndian.PutUint64(sum[:], e.sum)
		b = hex.AppendEncode(b, sum[:])
		b = append(append(append(b, "  "...), e.path...), '\n')
	}
	return b
}

// known returns what a file is or was.
func (m manifest) known(name string) []entry {
	from, n := m.find(name)
	return m.files[from : from+n]
}

// find returns where the entries of a file begin, and how many there are.
func (m manifest) find(name string) (from, n int) {
	from, _ = slices.BinarySearchFunc(m.files, name, func(e entry, name string) int {
		return cmp.Compare(e.path, name)
	})
	for from+n < len(m.files) && m.files[from+n].path == name {
		n++
	}
	return from, n
}

// isOne reports whether one of the entries has a sum.
func isOne(entries []entry, sum uint64) bool {
	return slices.ContainsFunc(entries, func(e entry) bool { return e.sum == sum })
}

// merge returns the entries of two lists, which are sorted by path, in one:
// what is in both once.
func merge(old, next []entry) []entry {
	all := make([]entry, 0, max(len(old), len(next)))
	for len(old)+len(next) > 0 {
		if len(next) == 0 || len(old) > 0 && old[0].path <= next[0].path {
			all, old = append(all, old[0]), old[1:]
			continue
		}
		from := len(all)
		for from > 0 && all[from-1].path == next[0].path {
			from--
		}
		if !isOne(all[from:], next[0].sum) {
			all = append(all, next[0])
		}
		next = next[1:]
	}
	return all
}
