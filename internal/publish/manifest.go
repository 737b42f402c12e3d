package publish

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"collate/internal/diag"
)

// The manifest is a list that sha256sum -c understands, a line for each file
// in the order of the paths. Lines after a # hold the rest.
const (
	manifestName     = ".collate-manifest"
	manifestTitle    = "# The files here that Collate wrote, and may replace or remove."
	unfinishedMark   = "# unfinished"
	madeMark         = "# made " // and a folder
	tempPrefix       = ".collate-"
	tempSuffix       = ".tmp"
	tempRandomLength = 8
)

// A sum is the SHA-256 of a file.
type sum = [sha256.Size]byte

// A manifest says which files and folders of the output folder are Collate's.
type manifest struct {
	raw        []byte           // as read; nil if there is none
	unfinished bool             // a build is replacing files, or was killed when it did
	sums       map[string][]sum // by path; several only while unfinished
	made       map[string]bool  // folders that Collate made
}

// readManifest returns the manifest in root, or an empty one if there is none.
func readManifest(root *os.Root, dir string) (manifest, error) {
	m := manifest{sums: make(map[string][]sum), made: make(map[string]bool)}
	raw, err := root.ReadFile(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("read the manifest of %s: %w", dir, err)
	}
	m.raw = raw
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; lines.Scan(); n++ {
		if !m.parse(lines.Text()) {
			return m, diag.Error{
				Pos:  diag.Pos{File: path.Join(dir, manifestName), Line: n},
				Msg:  "not a line of Collate's manifest",
				Hint: "delete the manifest; files that are as Collate would write them are then adopted",
			}
		}
	}
	return m, lines.Err()
}

// parse adds a line of a manifest, and reports whether it is one.
func (m *manifest) parse(line string) bool {
	if dir, ok := strings.CutPrefix(line, madeMark); ok {
		m.made[dir] = true
		return fs.ValidPath(dir)
	}
	if strings.HasPrefix(line, "#") {
		m.unfinished = m.unfinished || line == unfinishedMark
		return true
	}
	digits, name, ok := strings.Cut(line, "  ")
	var s sum
	if !ok || len(digits) != 2*len(s) || !fs.ValidPath(name) {
		return false
	}
	if _, err := hex.Decode(s[:], []byte(digits)); err != nil {
		return false
	}
	m.sums[name] = append(m.sums[name], s)
	return true
}

// marshal returns the manifest as it is kept on disk.
func (m manifest) marshal() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, manifestTitle)
	if m.unfinished {
		fmt.Fprintln(&b, unfinishedMark)
	}
	for _, dir := range m.folders() {
		fmt.Fprintf(&b, "%s%s\n", madeMark, dir)
	}
	for _, name := range m.paths() {
		for _, s := range m.sums[name] {
			fmt.Fprintf(&b, "%x  %s\n", s, name)
		}
	}
	return b.Bytes()
}

// paths returns the files, sorted.
func (m manifest) paths() []string { return slices.Sorted(maps.Keys(m.sums)) }

// folders returns the folders that Collate made, sorted: a parent comes
// before what is in it.
func (m manifest) folders() []string { return slices.Sorted(maps.Keys(m.made)) }

// tempName returns a name in dir that no other file has.
func tempName(dir string, i int) string {
	return path.Join(dir, fmt.Sprintf("%s%s-%d%s", tempPrefix, rand.Text()[:tempRandomLength], i, tempSuffix))
}

// isTemp reports whether a file's name is one that tempName gives.
func isTemp(base string) bool {
	return strings.HasPrefix(base, tempPrefix) && strings.HasSuffix(base, tempSuffix)
}
