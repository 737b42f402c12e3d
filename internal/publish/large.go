package publish

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"github.com/cespare/xxhash/v2"
)

// AddFrom is Add for a file that is too large to be held: write is called once,
// and writes it piece by piece.
func (w *Writer) AddFrom(name string, write func(io.Writer) error) error {
	f, err := w.begin(name)
	if err != nil {
		return err
	}
	l := large{w: w, f: f, name: name, sum: xxhash.New()}
	defer l.close()
	if err = l.open(); err == nil {
		err = write(&l)
	}
	if err == nil {
		err = l.end()
	}
	switch {
	case l.unwritable != nil:
		return w.notStaged(l.unwritable)
	case err != nil:
		return fmt.Errorf("compare with %s: %w", w.dir, err)
	}
	w.note(file{entry{name, l.sum.Sum64()}, l.there.state == differs}, l.there)
	return nil
}

// A large is a file while it is written. As long as it is what is on disk, it is
// only compared; from where it differs, it is written to the stage.
type large struct {
	w    *Writer
	f    *folder
	name string
	size int64 // so far
	sum  *xxhash.Digest

	there found
	info  fs.FileInfo // of what is on disk
	old   *os.File    // that, if there is a regular file
	new   *os.File    // on the stage, if it differs and may be replaced

	unwritable error // the stage is
}

func (l *large) open() (err error) {
	if l.info, l.there, err = l.w.find(l.f, l.name); err != nil {
		return err
	}
	if l.info == nil {
		return l.stage()
	}
	l.old, err = l.f.here.root.Open(l.f.here.name(path.Base(l.name)))
	return err
}

// Write takes the next piece.
func (l *large) Write(piece []byte) (int, error) {
	if err := l.w.ctx.Err(); err != nil {
		return 0, err
	}
	if l.there.state == same {
		equal, err := l.w.goesOn(l.old, piece)
		if err == nil && !equal {
			err = l.depart()
		}
		if err != nil {
			return 0, err
		}
	}
	_, _ = l.sum.Write(piece) // which never fails
	l.size += int64(len(piece))
	if l.new != nil {
		if l.unwritable = l.w.may("write"); l.unwritable == nil {
			_, l.unwritable = l.new.Write(piece)
		}
	}
	return len(piece), l.unwritable
}

// end is called when all was written.
func (l *large) end() error {
	if l.there.state == same && l.size < l.info.Size() {
		if err := l.depart(); err != nil {
			return err
		}
	}
	if l.new == nil {
		return nil
	}
	if l.there.perm != 0 && l.there.perm != l.w.usual {
		l.unwritable = l.new.Chmod(l.there.perm)
	}
	l.unwritable = cmp.Or(l.unwritable, l.w.may("close"), l.new.Close())
	l.new = nil
	return l.unwritable
}

// depart is called where the file begins to differ from what is on disk.
func (l *large) depart() (err error) {
	if l.there, err = l.w.other(l.f, l.name, l.info); err != nil {
		return err
	}
	if err := l.stage(); err != nil || l.new == nil {
		return err
	}
	if _, err := l.old.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, l.unwritable = io.CopyN(l.new, l.old, l.size)
	return l.unwritable
}

// stage makes the file on the stage, unless it is not to be replaced.
func (l *large) stage() error {
	if l.there.state == foreign {
		return nil
	}
	h, err := l.w.openStaged(l.f, path.Dir(l.name))
	if err == nil {
		l.new, err = l.w.makeFile(h, h.name(path.Base(l.name)))
	}
	l.unwritable = err
	return err
}

func (l *large) close() {
	for _, f := range []*os.File{l.old, l.new} {
		if f != nil {
			_ = f.Close() // only read, or given up
		}
	}
}
