// Package watch tells which files below some folders have changed, once it has
// been quiet for a moment: editors save by writing in place, in two steps, or by
// putting another file into the place of the old one. It knows no content.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long nothing may have happened before a change counts as
	// whole: the two steps of a save are less than a millisecond apart.
	quiet = 8 * time.Millisecond
	// missing is how long a file that went away, or that is empty now, may take to
	// come back: some editors move the old one aside or empty it, and write it anew.
	missing = 60 * time.Millisecond
)

// A Change is what has happened since the last one.
type Change struct {
	// Paths are the files and folders that are new, gone or written to, sorted,
	// as filepath.Join makes them of a folder's name and what is below it. What
	// is said of a folder holds for all that is in it.
	Paths []string
	// Moved says that some of them came or went, or took another's place: not
	// all were only written to.
	Moved bool
	// Unsure says that more may have changed than Paths tell.
	Unsure bool
	// Since is when the first of it was seen.
	Since time.Time

	made map[string]bool // files that came, whether they have gone again or not
	gone map[string]bool // files that were there before, and are not
}

// A Watcher watches folders with all that is in them, but for folders that links
// lead to out of them, and those set aside. A folder need not be there yet, if the
// one that it will be in is.
type Watcher struct {
	notify  *fsnotify.Watcher
	aside   func(string) bool
	folders []string
	added   map[string]bool // folders that are watched, by their real paths
}

// New begins to watch. What is in a folder for which aside is true, by its path as
// a Change has it, is not watched.
func New(aside func(folder string) bool, folders ...string) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	w := &Watcher{notify: notify, aside: aside, added: map[string]bool{}}
	for _, folder := range folders {
		w.folders = append(w.folders, filepath.Clean(folder))
	}
	for _, folder := range w.folders {
		parent := filepath.Dir(folder)
		if err := notify.Add(parent); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, errors.Join(fmt.Errorf("watch %s: %w", parent, err), notify.Close())
		}
		if err := w.add(folder, folder); err != nil {
			return nil, errors.Join(err, notify.Close())
		}
	}
	return w, nil
}

// Close ends the watch.
func (w *Watcher) Close() error { return w.notify.Close() }

// add watches a folder in one of those that New was given, and those below it. What
// is no folder, or is gone again, it passes over.
func (w *Watcher) add(in, folder string) error {
	if folder != in && w.aside(folder) {
		return nil
	}
	info, _ := os.Stat(folder) // of what a link leads to
	to, _ := filepath.EvalSymlinks(folder)
	if info == nil || !info.IsDir() || to == "" || w.added[to] { // a link may lead back to where it stands
		return nil
	}
	if top, _ := filepath.EvalSymlinks(in); top == "" || !holds(top, to) {
		return nil
	}
	if err := w.notify.Add(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("watch %s: %w", folder, err)
	}
	w.added[to] = true
	entries, _ := os.ReadDir(folder) // if it cannot be read, the build says so
	for _, e := range entries {
		if e.IsDir() || e.Type()&fs.ModeSymlink != 0 {
			if err := w.add(in, filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Wait returns what has changed since it was last called, once something has.
// The error is that of ctx, or says that there is nothing to wait for any more.
func (w *Watcher) Wait(ctx context.Context) (Change, error) {
	c := Change{made: map[string]bool{}, gone: map[string]bool{}}
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	waited := false // for those that are empty
	for {
		select {
		case <-ctx.Done():
			return Change{}, ctx.Err()
		case err, ok := <-w.notify.Errors:
			if !ok {
				return Change{}, fs.ErrClosed
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return Change{}, fmt.Errorf("watch files: %w", err)
			}
			c.Unsure = true
			c.begin()
			timer.Reset(quiet)
		case event, ok := <-w.notify.Events:
			if !ok {
				return Change{}, fs.ErrClosed
			}
			if w.note(&c, event) {
				c.begin()
				timer.Reset(c.patience())
				waited = false
			}
		case <-timer.C:
			slices.Sort(c.Paths)
			c.Paths = slices.Compact(c.Paths)
			if waited || !slices.ContainsFunc(c.Paths, isEmpty) {
				return c, nil
			}
			waited = true
			timer.Reset(missing)
		}
	}
}

// begin notes the time, if nothing has been seen before.
func (c *Change) begin() {
	if c.Since.IsZero() {
		c.Since = time.Now()
	}
}

// note adds what an event says, and reports whether it is about a folder that
// is watched.
func (w *Watcher) note(c *Change, event fsnotify.Event) bool {
	name := filepath.Clean(event.Name)
	in := slices.IndexFunc(w.folders, func(f string) bool { return holds(f, name) })
	if event.Op == fsnotify.Chmod || in < 0 {
		return false
	}
	c.Paths = append(c.Paths, name)
	c.Moved = c.Moved || event.Op != fsnotify.Write
	if event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename) {
		w.forget(name)
		if !c.made[name] {
			c.gone[name] = true
		}
	}
	if event.Has(fsnotify.Create) {
		c.made[name] = true
		delete(c.gone, name)
		if err := w.add(w.folders[in], name); err != nil {
			c.Unsure = true
		}
	}
	return true
}

// forget notes that a folder may be gone, with those below it: if one comes in
// its place, it is to be watched anew.
func (w *Watcher) forget(name string) {
	gone, err := filepath.Abs(name)
	if err != nil {
		return
	}
	if parent, err := filepath.EvalSymlinks(filepath.Dir(gone)); err == nil {
		gone = filepath.Join(parent, filepath.Base(gone))
	}
	for folder := range w.added {
		abs, err := filepath.Abs(folder)
		if err != nil || holds(gone, abs) {
			delete(w.added, folder)
		}
	}
}

// holds reports whether a path is a folder's or that of something in it.
func holds(folder, name string) bool {
	if folder == "." {
		return filepath.IsLocal(name)
	}
	rest, ok := strings.CutPrefix(name, folder)
	return ok && (rest == "" || os.IsPathSeparator(rest[0]) || os.IsPathSeparator(folder[len(folder)-1]))
}

// isEmpty reports whether a file is there with nothing in it.
func isEmpty(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// patience returns how long to wait for what belongs to the same change: longer
// if a file is gone that was there before.
func (c *Change) patience() time.Duration {
	if len(c.gone) > 0 {
		return missing
	}
	return quiet
}
