package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"collate/internal/diag"
)

// checkPath returns an error for a path that leaves the folder or is one of
// publish's own.
func checkPath(name string) error {
	switch base := path.Base(name); {
	case !fs.ValidPath(name), name == ".", !filepath.IsLocal(filepath.FromSlash(name)):
		return fmt.Errorf("page %q would be written outside the output folder", name)
	case strings.ContainsAny(name, "\n\r"):
		return fmt.Errorf("page %q has a line break in its name", name)
	case base == ManifestName, base == probeName, name == stageName, strings.HasPrefix(name, stageName+"/"):
		return fmt.Errorf("page %q has a name that Collate keeps for itself", name)
	}
	return nil
}

// checkPaths sorts what was added in among what is kept, and returns an error for
// a path that stands for the same file as another. What is kept was found right
// by the build that wrote it.
func (w *Writer) checkPaths() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	added := make(map[string]bool, len(w.files)) // in lower case
	for _, f := range w.files {
		added[strings.ToLower(f.path)] = true
	}
	w.join()
	seen := make(map[string]string, len(added))
	for _, f := range w.files {
		folded := strings.ToLower(f.path)
		if !added[folded] {
			continue
		}
		switch first, twice := seen[folded]; {
		case twice && first == f.path:
			return fmt.Errorf("two pages would be written to %q", f.path)
		case twice:
			return fmt.Errorf("pages %q and %q differ in nothing but case; some disks cannot hold both", first, f.path)
		}
		seen[folded] = f.path
	}
	return w.checkFolders(seen)
}

// checkFolders returns an error for a page that is to be where a folder is. pages
// are the paths of those that were added, by what they are in lower case.
func (w *Writer) checkFolders(pages map[string]string) error {
	for _, dir := range slices.Sorted(maps.Keys(w.folders)) {
		page, taken := pages[strings.ToLower(dir)]
		if !taken {
			continue
		}
		i := slices.IndexFunc(w.files, func(f file) bool { return strings.HasPrefix(f.path, dir+"/") })
		if i >= 0 { // else another goroutine has looked up the folder and not added the page yet
			return fmt.Errorf("page %q would be written into %q, which is a page itself", w.files[i].path, page)
		}
	}
	return nil
}

// ensure makes the output folder if it is not there, and reports whether it
// did.
func ensure(dir string) (made bool, err error) {
	at := diag.Pos{File: dir}
	hint := "choose another folder with --out"
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return false, nil
	case err == nil:
		return false, diag.Error{Pos: at, Msg: "the output folder is a file", Hint: hint}
	case !errors.Is(err, fs.ErrNotExist):
		return false, diag.Error{Pos: at, Msg: "the output folder cannot be opened: " + reason(err), Hint: hint}
	}
	if _, err := os.Lstat(dir); err == nil {
		return false, diag.Error{Pos: at, Msg: "the output folder is a link to nothing", Hint: hint}
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if _, err := os.Stat(parent); err != nil {
		return false, diag.Error{
			Pos: at, Msg: fmt.Sprintf("the output folder's parent %s does not exist", parent),
			Hint: "make it, or " + hint,
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return false, diag.Error{Pos: at, Msg: "the output folder cannot be made: " + reason(err), Hint: hint}
	}
	return true, nil
}
