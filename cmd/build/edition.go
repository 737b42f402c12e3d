package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"collate/internal/diag"
	"collate/internal/edition"
	"collate/internal/lock"
	"collate/internal/render"
)

type editionCommand struct {
	DryRun bool `help:"Write nothing; say what would be noted."`
}

// Help says when an edition is noted.
func (editionCommand) Help() string {
	return `Notes what the explainer says now in content/editions/, under the edition's date in site.yaml. Later builds
tell readers what has changed since, on a page and in a feed. Run it when an edition is ready, and commit the file.

    build edition --dry-run     # what has changed since the edition before
    build edition`
}

// Run notes the edition of site.yaml, if the site is in order.
func (cmd editionCommand) Run(s *session) error {
	noted, err := edition.Read(s.content(), s.flags.Content)
	if err != nil {
		return err
	}
	b, err := s.build(func(f render.File) error { return f.CopyTo(io.Discard) }, nil)
	if err != nil {
		return err
	}
	s.at.stop()
	now := edition.Of(b.index)
	site := &b.index.Corpus.Site
	name := path.Join(edition.Folder, now.Name+edition.Ending)
	file := path.Join(s.flags.Content, name)
	if now.Name == "" {
		return diag.Error{
			Pos: diag.Pos{File: path.Join(s.flags.Content, "site.yaml")}, Msg: "the explainer has no edition",
			Hint: "add the day of this one: edition: 2026-11-21",
		}
	}
	since := "the first edition that is noted"
	for _, e := range noted {
		switch changes := edition.Between(e, now); {
		case e.Name == now.Name && changes.Empty():
			return s.tell("%s: noted already, and as it is\n", file)
		case e.Name == now.Name:
			return diag.Error{
				Pos: site.EditionPos, Msg: fmt.Sprintf("the edition %s is noted already, and said otherwise", e.Name),
				Hint: "give this one another date; or, if that one was never published, delete " + file,
			}
		case e.Date.After(now.Date):
			return diag.Error{
				Pos: site.EditionPos, Msg: fmt.Sprintf("the edition %s is older than %s, which is noted", now.Name, e.Name),
				Hint: "give it a later date",
			}
		default:
			since = "since " + e.Name + ": " + changesInShort(changes)
		}
	}
	text := edition.Format(now)
	if _, err := edition.Parse(text, file); err != nil {
		return err
	}
	if cmd.DryRun {
		return s.tell("%s would be noted; %s\n", file, since)
	}
	if err := s.note(name, text); err != nil {
		return err
	}
	return s.tell("%s: noted; %s\n", file, since)
}

// tell prints a line, unless nothing but mistakes is wanted.
func (s *session) tell(format string, args ...any) error {
	if s.flags.Quiet {
		return nil
	}
	_, err := fmt.Fprintf(s.stdout, format, args...)
	return err
}

// note writes a new file into the content folder, in one step and over none.
func (s *session) note(name string, text []byte) error {
	failed := func(err error) error {
		if p, ok := errors.AsType[*fs.PathError](err); ok {
			err = p.Err
		}
		return diag.Error{
			Pos: diag.Pos{File: path.Join(s.flags.Content, name)}, Msg: err.Error(),
			Hint: "nothing was written: look at the folder's permissions and the disk's space",
		}
	}
	root, err := os.OpenRoot(filepath.FromSlash(s.flags.Content))
	if err != nil {
		return failed(err)
	}
	defer root.Close() // what is in it was closed
	held, err := lock.Take(root)
	if other, ok := errors.AsType[lock.Held](err); ok {
		return diag.Error{
			Pos: diag.Pos{File: s.flags.Content}, Msg: other.Message("run of the program"),
			Hint: "nothing was written: wait until it has ended",
		}
	}
	if err != nil {
		return failed(err)
	}
	defer held.Close() // it was only locked; nil if not even that
	name = filepath.FromSlash(name)
	if err := root.Mkdir(filepath.Dir(name), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return failed(err)
	}
	if _, err := root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return failed(fs.ErrExist)
	}
	temp := filepath.Join(filepath.Dir(name), ".new-edition") // which no build reads
	_ = root.Remove(temp)
	defer root.Remove(temp) //nolint:errcheck // it is gone if all went well
	if err := writeNew(root, temp, text); err != nil {
		return failed(err)
	}
	if err := root.Rename(temp, name); err != nil {
		return failed(err)
	}
	return nil
}

// writeNew writes a file that is not there, and waits until it is on the disk.
func writeNew(root *os.Root, name string, text []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // as content is
	if err != nil {
		return err
	}
	_, err = io.Copy(f, bytes.NewReader(text))
	return errors.Join(err, f.Sync(), f.Close())
}

// changesInShort counts what differs: "1 report new, 2 claims changed".
func changesInShort(c *edition.Changes) string {
	var parts []string
	add := func(n edition.Counts, one, many string) {
		for _, p := range []struct {
			n   int
			how string
		}{{n.New, "new"}, {n.Changed, "changed"}, {n.Gone, "taken out"}} {
			if p.n > 0 {
				parts = append(parts, count(p.n, one, many)+" "+p.how)
			}
		}
	}
	add(edition.Counts{Changed: len(c.Story)}, "passage of the story", "passages of the story")
	add(edition.Count(c.Reports), "report", "reports")
	add(edition.Count(c.Claims), "claim", "claims")
	add(edition.Count(c.Events), "event", "events")
	add(edition.Count(c.Entities), "person, place or organisation", "people, places and organisations")
	add(edition.Count(c.Quotations), "quotation", "quotations")
	if len(parts) == 0 {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}
