package importer

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"collate/internal/diag"
	"collate/internal/fingerprint"
	"collate/internal/lock"
)

// stageName is a folder in the content folder. Pages are written there before
// they take their places. It is gone when an import has ended, and the next
// removes what one that was killed has left of it.
const stageName = ".collate-import"

// A writer writes pages into a content folder, out of which no link leads.
type writer struct {
	root *os.Root
	name string            // of the folder, as the user types it
	had  map[string][]byte // what the pages are made for: those that were there

	// step is called before each change of the disk, which is not made if it
	// returns an error. Tests have disks fail there; it may be nil.
	step func() error
}

// writeAll writes pages into the content folder that held existing: first all
// of them onto the stage, then each into its place in one step. A reader sees a
// page's old bytes or its new ones. A full disk, a folder that is closed, and a
// page that somebody else has written in the meantime leave every page as it was.
func writeAll(content string, pages, existing []Page) error {
	if _, err := os.Lstat(filepath.Join(content, stageName)); err != nil && len(pages) == 0 {
		return nil
	}
	if err := os.MkdirAll(content, 0o755); err != nil {
		return cannotWrite(content, err, unwritten)
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		return cannotWrite(content, err, unwritten)
	}
	defer root.Close() // what is in it was closed
	held, err := lock.Take(root)
	if other, ok := errors.AsType[lock.Held](err); ok {
		return diag.Error{
			Pos: diag.Pos{File: content}, Msg: other.Message("import"), Hint: "nothing was written: wait until it has ended",
		}
	}
	if err != nil {
		return cannotWrite(content, err, unwritten)
	}
	defer held.Close() // it was only locked; nil if not even that
	w := writer{root: root, name: content, had: map[string][]byte{}}
	for _, page := range existing {
		w.had[page.Path] = page.Data
	}
	return w.write(pages)
}

const unwritten = "nothing was written: look at the folder's permissions and the disk's space"

func (w *writer) write(pages []Page) error {
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b Page) int { return cmp.Compare(isRecord(a), isRecord(b)) })
	unstage := func() error { return w.root.RemoveAll(stageName) }
	if err := w.do(unstage); err != nil {
		return cannotWrite(w.file(stageName), err, unwritten)
	}
	defer w.do(unstage) //nolint:errcheck // else the next import does
	for _, page := range pages {
		if err := w.stage(page); err != nil {
			return cannotWrite(w.file(page.Path), err, unwritten)
		}
	}
	for _, page := range pages {
		if err := w.asPlanned(page); err != nil {
			return cannotWrite(w.file(page.Path), err, "nothing was written: import again")
		}
	}
	hint := unwritten
	for _, page := range pages {
		if err := w.do(func() error { return w.root.Rename(path.Join(stageName, page.Path), page.Path) }); err != nil {
			return cannotWrite(w.file(page.Path), err, hint)
		}
		hint = "other pages were written: import again"
	}
	return nil
}

// isRecord returns 1 for what says of the pages how they came to be, 0 for a
// page. That is moved last: without it a page counts as edited at worst, and the
// next import sees that it is not.
func isRecord(p Page) int {
	if p.Path == ledgerPath || p.Path == fingerprint.File {
		return 1
	}
	return 0
}

// stage writes a page to the stage, and makes the folder that it is to be in. One
// that takes the place of another is on the disk before it does so: after a
// power cut there shall be one of the two.
func (w *writer) stage(p Page) error {
	staged := path.Join(stageName, p.Path)
	write := func() error {
		f, err := w.root.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return err
		}
		_, err = f.Write(p.Data)
		if _, replaces := w.had[p.Path]; err == nil && replaces {
			err = f.Sync()
		}
		return errors.Join(err, f.Close())
	}
	for _, change := range []func() error{
		func() error { return w.root.MkdirAll(path.Dir(staged), 0o755) },
		func() error { return w.root.MkdirAll(path.Dir(p.Path), 0o755) },
		write,
	} {
		if err := w.do(change); err != nil {
			return err
		}
	}
	return nil
}

// asPlanned returns an error unless what is in a page's place is what was there
// when the import began.
func (w *writer) asPlanned(p Page) error {
	now, err := w.root.ReadFile(p.Path)
	had, there := w.had[p.Path]
	switch {
	case err == nil && there && bytes.Equal(now, had), errors.Is(err, fs.ErrNotExist) && !there:
		return nil
	case err == nil || errors.Is(err, fs.ErrNotExist):
		return errors.New("somebody else has written to it since this import began")
	}
	return err
}

// do makes a change of the disk.
func (w *writer) do(change func() error) error {
	if w.step != nil {
		if err := w.step(); err != nil {
			return err
		}
	}
	return change()
}

// file returns a page's path as the user would type it.
func (w *writer) file(page string) string { return filepath.Join(w.name, filepath.FromSlash(page)) }

func cannotWrite(file string, err error, hint string) error {
	return diag.Error{Pos: diag.Pos{File: file}, Msg: "cannot be written: " + reason(err).Error(), Hint: hint}
}
