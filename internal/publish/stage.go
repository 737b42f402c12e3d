package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

const (
	// stageName is a folder in the output folder. What differs is written
	// there, at the path that it is to have in the site, until all of it can
	// be moved. It is gone when a build has ended.
	stageName = ".collate-stage"
	// probeName is a file that is moved into each folder in which files are to
	// be replaced, and out again.
	probeName = ".collate-probe"
)

// Staged reports whether there is a stage in a folder: a build is writing there,
// or was killed when it did.
func Staged(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, stageName))
	return !errors.Is(err, fs.ErrNotExist)
}

// stage writes a file to the stage. A perm of 0 stands for the usual one.
func (w *Writer) stage(f *folder, name string, data []byte, perm fs.FileMode) error {
	h, err := w.openStaged(f, path.Dir(name))
	if err != nil {
		return err
	}
	if perm == w.usual {
		perm = 0
	}
	return w.create(h, h.name(path.Base(name)), data, perm)
}

// openStaged returns a folder's handle on the stage, making the folder if that
// is needed.
func (w *Writer) openStaged(f *folder, dir string) (handle, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if f.staged.root != nil {
		return f.staged, nil
	}
	if err := w.openStage(); err != nil {
		return handle{}, err
	}
	dir = path.Join(stageName, dir)
	err := w.mkdir(dir)
	if err == nil {
		f.staged, err = w.open(dir)
	}
	return f.staged, err
}

// mkdir makes a folder and those around it.
func (w *Writer) mkdir(dir string) error {
	if err := w.may("make"); err != nil {
		return err
	}
	return w.root.MkdirAll(dir, 0o755)
}

// openStage makes the stage, unless it is there, and the probe on it.
func (w *Writer) openStage() error {
	if w.staging {
		return nil
	}
	w.staging = true
	if err := w.mkdir(stageName); err != nil {
		return err
	}
	probe := path.Join(stageName, probeName)
	if err := w.create(handle{root: w.root}, probe, nil, 0); err != nil {
		return err
	}
	info, err := w.root.Lstat(probe)
	if err == nil {
		w.usual = info.Mode().Perm()
	}
	return err
}

func (w *Writer) removeStage() error {
	if err := w.may("remove"); err != nil {
		return err
	}
	return w.root.RemoveAll(stageName)
}

// closeStage gives up the handles of folders on the stage: there are systems
// on which an open folder can be neither moved nor removed.
func (w *Writer) closeStage() {
	for _, f := range w.folders {
		f.staged.close()
	}
}

// probe returns an error if files cannot be replaced in a folder, for lack of
// permission or because it is on another disk.
func (w *Writer) probe(stale []string) error {
	dirs := make(map[string]bool)
	for _, f := range w.files {
		if dir := path.Dir(f.path); f.differs && !w.folders[dir].absent {
			dirs[dir] = true
		}
	}
	for _, name := range stale {
		dirs[path.Dir(name)] = true
	}
	onStage := path.Join(stageName, probeName)
	for dir := range dirs {
		there := path.Join(dir, probeName)
		if err := w.rename(onStage, there); err != nil {
			return w.notWritable(dir, err)
		}
		if err := w.rename(there, onStage); err != nil {
			_ = w.root.Remove(there)
			return w.notWritable(dir, err)
		}
	}
	return nil
}

// clean removes what a build that was killed has left.
func (w *Writer) clean() error {
	if err := w.root.RemoveAll(stageName); err != nil {
		return w.notWritable(".", err)
	}
	if !w.old.unfinished {
		return nil
	}
	done := make(map[string]bool)
	for _, e := range w.old.files {
		dir := path.Dir(e.path)
		if !done[dir] {
			_ = w.root.Remove(path.Join(dir, probeName)) // most often it is not there
		}
		done[dir] = true
	}
	return nil
}
