// Package publish writes a site's files into the output folder. It is the last
// stage of the build and the only writer of that folder: it replaces what has
// changed, removes pages of its own that are no longer made, and leaves alone
// whatever it did not write. Package linkcheck passes what it is given.
package publish

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"collate/internal/diag"
)

// A Result counts what Write did.
type Result struct {
	Written   int // new or changed
	Unchanged int
	Removed   int // written by an earlier build, and no longer made
	// Left are pages that are no longer made, but that someone has changed
	// since Collate wrote them: sorted, with slashes, relative to the folder.
	Left []string
}

// An UnfinishedError says that writing stopped between two files: each page
// is whole, but some are of the earlier build. The next build puts it right.
type UnfinishedError struct{ Err error }

func (e *UnfinishedError) Error() string {
	return e.Err.Error() + " (some pages are new and some are not: run the build again)"
}

func (e *UnfinishedError) Unwrap() error { return e.Err }

// Write makes files the content of the folder dir, which it creates if only
// its last element is missing. A file whose bytes are right is not touched;
// any other is replaced in one step.
//
// Which files are its own, Write knows from a manifest that it keeps in dir.
// A file that it did not write is adopted if its bytes are those to be
// written; otherwise Write returns a diag.List naming it before anything is
// changed. Short of an UnfinishedError, an error means that dir is as it was.
// So does the end of ctx, which Write heeds until the first file is replaced.
func Write(ctx context.Context, dir string, files []File) (Result, error) {
	if err := checkPaths(files); err != nil {
		return Result{}, err
	}
	made, err := ensure(dir)
	if err != nil {
		return Result{}, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Result{}, fmt.Errorf("open the output folder: %w", err)
	}
	defer root.Close()
	w := &writer{root: root, dir: dir, files: files}
	res, err := w.write(ctx)
	if unfinished := new(UnfinishedError); err != nil && made && !errors.As(err, &unfinished) {
		_ = os.Remove(dir) // it was not there before, and is empty again
	}
	return res, err
}

// checkPaths returns an error for a path that leaves the folder, is one of
// publish's own or stands for the same file as another.
func checkPaths(files []File) error {
	seen := make(map[string]string, len(files))
	for _, f := range files {
		folded := strings.ToLower(f.Path)
		switch first, twice := seen[folded]; {
		case !fs.ValidPath(f.Path), f.Path == ".", !filepath.IsLocal(filepath.FromSlash(f.Path)):
			return fmt.Errorf("page %q would be written outside the output folder", f.Path)
		case strings.ContainsAny(f.Path, "\n\r"):
			return fmt.Errorf("page %q has a line break in its name", f.Path)
		case path.Base(f.Path) == manifestName, isTemp(path.Base(f.Path)):
			return fmt.Errorf("page %q has a name that Collate keeps for itself", f.Path)
		case twice && first == f.Path:
			return fmt.Errorf("two pages would be written to %q", f.Path)
		case twice:
			return fmt.Errorf("pages %q and %q differ in nothing but case; some disks cannot hold both", first, f.Path)
		}
		seen[folded] = f.Path
	}
	for _, f := range files {
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			if page, taken := seen[strings.ToLower(dir)]; taken {
				return fmt.Errorf("page %q would be written into %q, which is a page itself", f.Path, page)
			}
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

// reason returns an error's innermost message: "permission denied".
func reason(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// A writer is one call of Write.
type writer struct {
	root  *os.Root
	dir   string // as the user calls it
	files []File

	old   manifest
	sums  []sum         // of files
	perms []fs.FileMode // of what is there; 0 where nothing is
	todo  []int         // indexes of the files to write
	stale []string      // to be removed, sorted
	made  []string      // folders made by this call, parents first
}

func (w *writer) write(ctx context.Context) (Result, error) {
	var err error
	if w.old, err = readManifest(w.root, w.dir); err != nil {
		return Result{}, err
	}
	if err := w.compare(); err != nil {
		return Result{}, err
	}
	res := Result{Written: len(w.todo), Unchanged: len(w.files) - len(w.todo)}
	if res.Left, err = w.findStale(); err != nil {
		return Result{}, err
	}
	if w.old.unfinished {
		w.clean()
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	if len(w.todo)+len(w.stale) > 0 {
		if err := w.replace(ctx); err != nil {
			return Result{}, err
		}
		res.Removed = len(w.stale)
	}
	next := w.next().marshal()
	if !bytes.Equal(next, w.old.raw) {
		if err := w.writeManifest(next); err != nil {
			return res, &UnfinishedError{err}
		}
	}
	return res, nil
}

// compare finds the files that differ from what is on disk, and those that
// would overwrite what is not Collate's.
func (w *writer) compare() error {
	const (
		same byte = iota
		differs
		foreign
	)
	w.sums = make([]sum, len(w.files))
	w.perms = make([]fs.FileMode, len(w.files))
	state := make([]byte, len(w.files))
	blocked := make([]string, len(w.files)) // what stands in the way
	err := parallel(len(w.files), func(i int) error {
		f := w.files[i]
		w.sums[i] = sha256.Sum256(f.Data)
		at, info, err := w.lookup(f.Path)
		switch {
		case err != nil:
			return err
		case info == nil:
			state[i] = differs
			return nil
		case !info.Mode().IsRegular():
			state[i], blocked[i] = foreign, at
			return nil
		}
		w.perms[i] = info.Mode().Perm()
		equal := false
		var was []byte
		if info.Size() == int64(len(f.Data)) || w.old.unfinished {
			if was, err = w.root.ReadFile(f.Path); err != nil {
				return err
			}
			equal = bytes.Equal(was, f.Data)
		}
		switch known := w.old.sums[f.Path]; {
		case equal:
			state[i] = same
		case known == nil, w.old.unfinished && !slices.Contains(known, sha256.Sum256(was)):
			state[i], blocked[i] = foreign, at
		default:
			state[i] = differs
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("compare with %s: %w", w.dir, err)
	}
	var l diag.List
	for i, s := range state {
		switch s {
		case differs:
			w.todo = append(w.todo, i)
		case foreign:
			l.Add(diag.Pos{File: w.name(blocked[i])}, "move it or choose another folder with --out",
				"not written by Collate, and in the way of a page")
		}
	}
	return l.Err()
}

// lookup returns what is at a path or, where a folder of the path is none,
// what is there instead; nil if there is nothing. Links are not followed at
// the path's end.
func (w *writer) lookup(name string) (at string, info fs.FileInfo, err error) {
	info, err = w.root.Lstat(name)
	if err == nil {
		return name, info, nil
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		over, e := w.root.Stat(dir)
		if e == nil && over.IsDir() {
			break
		}
		if l, e := w.root.Lstat(dir); e == nil {
			return dir, notFolder{l}, nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return name, nil, nil
	}
	return name, nil, err
}

// notFolder is what stands where a page's folder should be: never a file to
// be replaced.
type notFolder struct{ fs.FileInfo }

func (notFolder) Mode() fs.FileMode { return fs.ModeIrregular }

// findStale fills w.stale and returns the pages that are stale too, but were
// changed since.
func (w *writer) findStale() (left []string, err error) {
	now := make(map[string]bool, len(w.files))
	for _, f := range w.files {
		now[f.Path] = true
	}
	for _, name := range w.old.paths() {
		if now[name] {
			continue
		}
		info, err := w.root.Lstat(name)
		if err != nil {
			continue // gone already, or its folder is no longer a folder
		}
		if info.Mode().IsRegular() {
			data, err := w.root.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("compare with %s: %w", w.dir, err)
			}
			if slices.Contains(w.old.sums[name], sha256.Sum256(data)) {
				w.stale = append(w.stale, name)
				continue
			}
		}
		left = append(left, name)
	}
	return left, nil
}

// replace writes what differs beside the old files, and once all of it is on
// disk puts it in their place and removes what is stale.
func (w *writer) replace(ctx context.Context) error {
	if err := w.writeManifest(w.pending().marshal()); err != nil {
		return w.notWritable(err)
	}
	temps, err := w.stage(ctx)
	if err != nil {
		w.undo(temps)
		return err
	}
	err = parallel(len(temps), func(i int) error {
		return w.root.Rename(temps[i], w.files[w.todo[i]].Path)
	})
	if err != nil {
		return &UnfinishedError{err}
	}
	for _, name := range w.stale {
		if err := w.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &UnfinishedError{err}
		}
	}
	return nil
}

// stage writes each file of w.todo under a temporary name in the folder that
// it is meant for, and returns the names, as far as it came.
func (w *writer) stage(ctx context.Context) (temps []string, err error) {
	done := make(map[string]bool)
	for _, i := range w.todo {
		dir := path.Dir(w.files[i].Path)
		if done[dir] {
			continue
		}
		if err := w.mkdirAll(dir); err != nil {
			return nil, w.notWritable(err)
		}
		done[dir] = true
	}
	temps = make([]string, len(w.todo))
	err = parallel(len(w.todo), func(i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := w.files[w.todo[i]]
		temps[i] = tempName(path.Dir(f.Path), i)
		return w.create(temps[i], f.Data, w.perms[w.todo[i]])
	})
	if err != nil && ctx.Err() == nil {
		err = w.notWritable(err)
	}
	return temps, err
}

// undo takes back what stage and its preparation wrote.
func (w *writer) undo(temps []string) {
	for _, t := range temps {
		if t != "" {
			_ = w.root.Remove(t)
		}
	}
	for _, dir := range slices.Backward(w.made) {
		_ = w.root.Remove(dir)
	}
	if w.old.raw == nil {
		_ = w.root.Remove(manifestName)
		return
	}
	_ = w.writeManifest(w.old.raw)
}

// create writes a new file. A perm of 0 stands for the usual 0644.
func (w *writer) create(name string, data []byte, perm fs.FileMode) error {
	f, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && perm != 0 {
		err = f.Chmod(perm)
	}
	return cmp.Or(err, f.Close())
}

// mkdirAll makes a folder and its parents, noting those it made.
func (w *writer) mkdirAll(dir string) error {
	if info, err := w.root.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if err := w.mkdirAll(path.Dir(dir)); err != nil {
		return err
	}
	if err := w.root.Mkdir(dir, 0o755); err != nil {
		return err
	}
	w.made = append(w.made, dir)
	return nil
}

// clean removes the temporary files of a build that was killed.
func (w *writer) clean() {
	dirs := map[string]bool{".": true}
	for name := range w.old.sums {
		dirs[path.Dir(name)] = true
	}
	for dir := range dirs {
		entries, _ := fs.ReadDir(w.root.FS(), dir) // none if it is gone
		for _, e := range entries {
			if isTemp(e.Name()) && e.Type().IsRegular() {
				_ = w.root.Remove(path.Join(dir, e.Name()))
			}
		}
	}
}

// pending returns the manifest that holds while files are being replaced: of
// each path both what was and what will be.
func (w *writer) pending() manifest {
	m := manifest{unfinished: true, sums: make(map[string][]sum), made: make(map[string]bool)}
	for name, sums := range w.old.sums {
		m.sums[name] = slices.Clone(sums)
	}
	for i, f := range w.files {
		if !slices.Contains(m.sums[f.Path], w.sums[i]) {
			m.sums[f.Path] = append(m.sums[f.Path], w.sums[i])
		}
	}
	for dir := range w.old.made {
		m.made[dir] = true
	}
	for _, i := range w.todo { // made by stage, unless they are there
		for dir := path.Dir(w.files[i].Path); dir != "."; dir = path.Dir(dir) {
			if _, err := w.root.Lstat(dir); err != nil {
				m.made[dir] = true
			}
		}
	}
	return m
}

// next returns the manifest of the folder as it is now, having removed the
// folders of Collate's that have become empty.
func (w *writer) next() manifest {
	m := manifest{sums: make(map[string][]sum, len(w.files)), made: make(map[string]bool)}
	for i, f := range w.files {
		m.sums[f.Path] = []sum{w.sums[i]}
	}
	for _, dir := range w.made {
		m.made[dir] = true
	}
	for dir := range w.old.made {
		m.made[dir] = true
	}
	for _, dir := range slices.Backward(m.folders()) {
		info, err := w.root.Lstat(dir)
		if err != nil || !info.IsDir() || !w.holds(dir) && w.root.Remove(dir) == nil {
			delete(m.made, dir)
		}
	}
	return m
}

// holds reports whether a page of the site is in a folder.
func (w *writer) holds(dir string) bool {
	return slices.ContainsFunc(w.files, func(f File) bool { return strings.HasPrefix(f.Path, dir+"/") })
}

// writeManifest replaces the manifest in one step.
func (w *writer) writeManifest(data []byte) error {
	temp := tempName(".", 0)
	if err := w.create(temp, data, 0); err != nil {
		_ = w.root.Remove(temp)
		return err
	}
	return w.root.Rename(temp, manifestName)
}

func (w *writer) notWritable(err error) error {
	name := w.dir
	if e := new(fs.PathError); errors.As(err, &e) && path.Dir(e.Path) != "." {
		name = w.name(path.Dir(e.Path))
	}
	return diag.Error{
		Pos: diag.Pos{File: name}, Msg: "cannot write in this folder: " + reason(err),
		Hint: "nothing was changed; make room or permit it, or choose another folder with --out",
	}
}

// name returns a path of the site as the user would type it.
func (w *writer) name(p string) string { return filepath.Join(w.dir, filepath.FromSlash(p)) }

// parallel calls f with 0 to n-1 on all cores, and returns the first error.
func parallel(n int, f func(i int) error) error {
	const batch = 16
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < n; from += batch {
		g.Go(func() error {
			for i := from; i < min(n, from+batch); i++ {
				if err := f(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
