// Package publish writes a site's files into the output folder. It is the last
// stage of the build and the only writer of that folder: it replaces what has
// changed, removes pages of its own that are no longer made, and leaves alone
// whatever it did not write. It is handed each file as it is made and keeps
// none; package linkcheck passes them before they are committed.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"

	"collate/internal/diag"
	"collate/internal/lock"
)

// A Result counts what Commit did.
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

// A Writer makes the files that it is handed the content of a folder, in two
// steps: Add puts what differs into a folder of its own, the stage, and Commit
// moves it into place. Until then nothing that was there is touched. A file
// whose bytes are right is never touched; any other is replaced in one step.
//
// Which files are its own, a Writer knows from a manifest that it keeps in the
// folder. A file that it did not write is adopted if its bytes are those to be
// written.
type Writer struct {
	ctx   context.Context
	of    *Folder
	alone bool // of was taken for this writer
	root  *os.Root
	dir   string // as the user calls it
	old   manifest

	// before, if not nil, is called before each change of the disk: "make",
	// "write", "close", "move", "remove". If it returns an error, that takes the
	// place of the change. Tests end the program's life there, or have the disk
	// fail.
	before func(change string) error

	buffers sync.Pool // of *buffer

	mu      sync.Mutex
	folders map[string]*folder // by path: those that pages are in, and theirs
	opened  int                // folders with a handle of their own
	files   []file             // those that were added; when Commit has begun, all
	kept    []bool             // of old.files, those that are to stay; nil if none are
	foreign diag.List          // what is in the way
	staging bool               // the stage is there
	usual   fs.FileMode
	pending bool // the manifest is that of a build that is moving files
	closed  bool
}

// A file is what is kept of one that was added.
type file struct {
	entry
	differs bool // from what is on disk; then it is on the stage
}

// Open returns a writer for the folder dir, which it makes if only its last
// element is missing, and keeps other builds out of it. What a build that was
// killed has left on its stage, it removes. Either Commit or Abort must follow.
// The end of ctx ends Add and, as long as no file has been replaced, Commit.
func Open(ctx context.Context, dir string) (*Writer, error) {
	f, err := Take(dir)
	if err != nil {
		return nil, err
	}
	w, err := f.Open(ctx)
	if err != nil {
		f.Close()
		return nil, err
	}
	w.alone = true
	return w, nil
}

// A Folder is an output folder that other builds are kept out of, so that what
// is in it is known from one Writer to the next.
type Folder struct {
	root  *os.Root
	dir   string // as the user calls it
	made  bool   // by Take, and nothing was committed
	lock  *os.File
	known bool // old is what the manifest says
	old   manifest
}

// Take keeps other builds out of the folder dir until Close. It makes the folder
// if only its last element is missing.
func Take(dir string) (*Folder, error) {
	made, err := ensure(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the output folder: %w", err)
	}
	f := &Folder{root: root, dir: dir, made: made}
	f.lock, err = lock.Take(root)
	if err == nil {
		return f, nil
	}
	f.Close()
	if other, ok := errors.AsType[lock.Held](err); ok {
		return nil, diag.Error{
			Pos: diag.Pos{File: dir}, Msg: other.Message("build"),
			Hint: "wait until it has ended, or choose another folder with --out",
		}
	}
	return nil, fmt.Errorf("open the output folder: %w", err)
}

// Open is the function Open for a folder that was taken. Only one writer may be
// open.
func (f *Folder) Open(ctx context.Context) (*Writer, error) {
	w := &Writer{ctx: ctx, of: f, root: f.root, dir: f.dir}
	w.folders = map[string]*folder{".": {here: handle{root: f.root}}}
	if !f.known {
		var err error
		if f.old, err = readManifest(f.root, f.dir); err != nil {
			return nil, err
		}
	}
	w.old, f.known = f.old, true
	return w, w.clean()
}

// Close lets other builds in. If the folder was made by Take and nothing is in
// it, it goes again.
func (f *Folder) Close() {
	_ = f.lock.Close() // it was only locked; nil if not even that
	_ = f.root.Close()
	if f.made {
		_ = os.Remove(f.dir)
	}
}

// Add takes a file of the site: its path from the site's root, with slashes,
// and its bytes, which it does not keep. It may be called by several
// goroutines at once. After an error Abort must follow.
func (w *Writer) Add(name string, data []byte) error {
	f, err := w.begin(name)
	if err != nil {
		return err
	}
	there, err := w.compare(f, name, data)
	if err != nil {
		return fmt.Errorf("compare with %s: %w", w.dir, err)
	}
	added := file{entry{name, xxhash.Sum64(data)}, there.state == differs}
	if !w.note(added, there) {
		return nil
	}
	if err := w.stage(f, name, data, there.perm); err != nil {
		return w.notStaged(err)
	}
	return nil
}

// Keep takes a file of the site that an earlier build wrote, and that is as it
// was then: the caller knows that it would be written again with the same
// bytes. It may be called as Add is.
func (w *Writer) Keep(name string) error {
	f, err := w.folder(path.Dir(name))
	if err != nil {
		return fmt.Errorf("compare with %s: %w", w.dir, err)
	}
	at, known := w.old.find(name)
	if f.absent || f.blocked != "" || known != 1 {
		return fmt.Errorf("%s: changed while the site was built; build it again", w.name(name))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.kept == nil {
		w.kept = make([]bool, len(w.old.files))
	}
	w.kept[at] = true
	return nil
}

// begin returns the folder of a file that is to be added.
func (w *Writer) begin(name string) (*folder, error) {
	if err := w.ctx.Err(); err != nil {
		return nil, err
	}
	if err := checkPath(name); err != nil {
		return nil, err
	}
	f, err := w.folder(path.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("compare with %s: %w", w.dir, err)
	}
	return f, nil
}

// notStaged returns the error of a file that could not be staged.
func (w *Writer) notStaged(err error) error {
	if err := w.checkPaths(); err != nil {
		return err // two files cannot be staged in one place
	}
	return w.notWritable(".", err)
}

// join puts what is kept among what was added, both sorted.
func (w *Writer) join() {
	slices.SortFunc(w.files, func(a, b file) int { return comparePaths(a.entry, b.entry) })
	added := w.files
	w.files = make([]file, 0, len(added)+len(w.kept))
	for i, stays := range w.kept {
		if !stays {
			continue
		}
		kept := w.old.files[i]
		for len(added) > 0 && added[0].path < kept.path {
			w.files, added = append(w.files, added[0]), added[1:]
		}
		w.files = append(w.files, file{entry: kept})
	}
	w.files, w.kept = append(w.files, added...), nil
}

// note keeps what is to be known of a file, and reports whether it is to be
// staged.
func (w *Writer) note(f file, there found) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files = append(w.files, f)
	if there.state == foreign {
		w.foreign.Add(diag.Pos{File: w.name(there.at)}, "move it or choose another folder with --out",
			"not written by Collate, and in the way of a page")
	}
	return f.differs && len(w.foreign) == 0
}

// Commit makes the files that were added the content of the folder. No call of
// Add may be running. If files of others are in the way, it returns a diag.List
// naming them. Short of an UnfinishedError, an error means that the folder is
// as it was before Open.
func (w *Writer) Commit() (Result, error) {
	res, err := w.commit()
	if unfinished := new(UnfinishedError); err != nil && !errors.As(err, &unfinished) {
		w.Abort()
		return Result{}, err
	}
	w.close()
	return res, err
}

// Abort leaves the folder as it was before Open. No call of Add may be
// running. After Commit it does nothing.
func (w *Writer) Abort() {
	if w.closed {
		return
	}
	if w.pending {
		w.of.known = false
		w.restoreManifest()
	}
	w.closeStage()
	_ = w.removeStage() // else the next build does
	w.close()
}

func (w *Writer) close() {
	w.closeStage()
	delete(w.folders, ".") // which is the Folder's
	for _, f := range w.folders {
		f.here.close()
	}
	if w.alone {
		w.of.Close()
	}
	w.closed = true
}

func (w *Writer) commit() (Result, error) {
	if err := w.checkPaths(); err != nil {
		return Result{}, err
	}
	if err := w.foreign.Err(); err != nil {
		return Result{}, err
	}
	stale, left, err := w.findStale()
	if err != nil {
		return Result{}, fmt.Errorf("compare with %s: %w", w.dir, err)
	}
	if err := w.ctx.Err(); err != nil {
		return Result{}, err
	}
	res := Result{Removed: len(stale), Left: left}
	for _, f := range w.files {
		if f.differs {
			res.Written++
		}
	}
	res.Unchanged = len(w.files) - res.Written
	entries := make(chan []byte, 1)
	go func() { entries <- marshalEntries(w.entries()) }() // while files are moved
	if res.Written+res.Removed > 0 {
		if err := w.replace(stale); err != nil {
			return Result{}, err
		}
	}
	return res, w.finish(<-entries)
}

// findStale returns the files of earlier builds that are no longer made, and
// apart those of them that were changed since; both sorted.
func (w *Writer) findStale() (stale, left []string, err error) {
	next := w.files
	for i, e := range w.old.files {
		for len(next) > 0 && next[0].path < e.path {
			next = next[1:]
		}
		if len(next) > 0 && next[0].path == e.path || i > 0 && w.old.files[i-1].path == e.path {
			continue
		}
		info, err := w.root.Lstat(e.path)
		if err != nil {
			continue // gone already, or its folder is no longer a folder
		}
		if info.Mode().IsRegular() {
			is, err := sumOf(handle{root: w.root}, e.path)
			if err != nil {
				return nil, nil, err
			}
			if isOne(w.old.known(e.path), is) {
				stale = append(stale, e.path)
				continue
			}
		}
		left = append(left, e.path)
	}
	return stale, left, nil
}

// replace moves what is on the stage into its place, and removes what is
// stale.
func (w *Writer) replace(stale []string) error {
	if err := w.openStage(); err != nil {
		return w.notWritable(".", err)
	}
	if err := w.writeManifest(w.during().marshal()); err != nil {
		return w.notWritable(".", err)
	}
	w.pending, w.of.known = true, false
	if err := w.probe(stale); err != nil {
		return err
	}
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.closeStage()
	if err := w.move(); err != nil {
		return &UnfinishedError{err}
	}
	for _, name := range stale {
		if err := w.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &UnfinishedError{err}
		}
	}
	return nil
}

// move moves what is on the stage into its place: a folder that was not there
// with all that is in it, in the others file by file.
func (w *Writer) move() error {
	for _, dir := range w.absent() {
		if !w.folders[path.Dir(dir)].absent {
			if err := w.rename(path.Join(stageName, dir), dir); err != nil {
				return err
			}
		}
	}
	for _, f := range w.files {
		if f.differs && !w.folders[path.Dir(f.path)].absent {
			if err := w.rename(path.Join(stageName, f.path), f.path); err != nil {
				return err
			}
		}
	}
	return nil
}

// absent returns the folders of the site that were not there, sorted.
func (w *Writer) absent() []string {
	var dirs []string
	for dir, f := range w.folders {
		if f.absent {
			dirs = append(dirs, dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}

// finish removes what is left of the stage, writes the manifest, if it is
// another than before, and removes folders that have become empty. entries are
// the lines of the files.
func (w *Writer) finish(entries []byte) error {
	next := w.after()
	next.raw = append(next.marshalRest(), entries...)
	w.of.made = false
	if w.pending || string(next.raw) != string(w.old.raw) {
		w.of.known = false
		if err := w.openStage(); err != nil {
			return &UnfinishedError{err}
		}
		if err := w.writeManifest(next.raw); err != nil {
			return &UnfinishedError{err}
		}
	}
	w.of.old, w.of.known = next, true
	if !w.staging {
		return nil
	}
	if err := w.removeStage(); err != nil {
		return &UnfinishedError{err}
	}
	return nil
}

// during returns the manifest that holds while files are being moved: of each
// path both what was and what will be.
func (w *Writer) during() manifest {
	return manifest{
		unfinished: true,
		made:       sortedUnion(w.old.made, w.absent()),
		files:      merge(w.old.files, w.entries()),
	}
}

// after returns the manifest of the folder as it is now, having removed the
// folders of Collate's that have become empty.
func (w *Writer) after() manifest {
	m := manifest{files: w.entries()}
	for _, dir := range slices.Backward(sortedUnion(w.old.made, w.absent())) {
		info, err := w.root.Lstat(dir)
		if err != nil || !info.IsDir() {
			continue
		}
		if _, holds := w.folders[dir]; holds || w.remove(dir) != nil {
			m.made = append(m.made, dir)
		}
	}
	slices.Reverse(m.made)
	return m
}

func (w *Writer) entries() []entry {
	entries := make([]entry, len(w.files))
	for i, f := range w.files {
		entries[i] = f.entry
	}
	return entries
}

func sortedUnion(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// writeManifest replaces the manifest in one step. The stage must be open.
func (w *Writer) writeManifest(data []byte) error {
	temp := path.Join(stageName, ManifestName)
	if err := w.create(handle{root: w.root}, temp, data, 0); err != nil {
		return err
	}
	return w.rename(temp, ManifestName)
}

// restoreManifest makes the manifest what it was, as far as that is possible.
func (w *Writer) restoreManifest() {
	if w.old.raw == nil {
		_ = w.remove(ManifestName)
		return
	}
	_ = w.writeManifest(w.old.raw)
}

func (w *Writer) rename(from, to string) error {
	if err := w.may("move"); err != nil {
		return err
	}
	return w.root.Rename(from, to)
}

func (w *Writer) remove(name string) error {
	if err := w.may("remove"); err != nil {
		return err
	}
	return w.root.Remove(name)
}

// may returns an error if a change of the disk is not to be made.
func (w *Writer) may(change string) error {
	if w.before == nil {
		return nil
	}
	return w.before(change)
}

func (w *Writer) notWritable(dir string, err error) error {
	return diag.Error{
		Pos: diag.Pos{File: w.name(dir)}, Msg: "cannot write in this folder: " + reason(err),
		Hint: "nothing was changed; make room or permit it, or choose another folder with --out",
	}
}

// name returns a path of the site as the user would type it.
func (w *Writer) name(p string) string { return filepath.Join(w.dir, filepath.FromSlash(p)) }

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
