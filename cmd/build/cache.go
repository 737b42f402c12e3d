package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"collate/internal/cache"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/linkcheck"
	"collate/internal/publish"
	"collate/internal/site"
)

// madeParts are what a build has made, part by part.
type madeParts struct {
	Parts []site.Trace
	IDs   map[string][]linkcheck.Target // of all files
}

// pack returns m as bytes.
func (m *madeParts) pack() ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(m)
	return b.Bytes(), err
}

// unpack returns what pack has packed.
func unpack(packed []byte) (*madeParts, error) {
	m := new(madeParts)
	return m, gob.NewDecoder(bytes.NewReader(packed)).Decode(m)
}

// remembered returns the closing line of the last build if this one would read
// and write the same. Whatever is in doubt counts as changed. If only what it
// would read is another, s.last is set.
func (s *session) remembered() (line string, ok bool) {
	out := filepath.FromSlash(s.flags.Out)
	if _, err := os.Lstat(filepath.Join(out, publish.ManifestName)); err != nil {
		return "", false // before all that is remembered is read
	}
	file, err := s.cacheFile()
	if err != nil {
		return "", false
	}
	last := cache.Load(file)
	if last == nil || last.Program != s.program() {
		return "", false
	}
	if s.apart() != nil || publish.Staged(out) || !last.Written(out) {
		return "", false
	}
	holds := last.Holds(map[string]fs.FS{
		"content":   folderFS(s.flags.Content),
		"templates": folderFS(orDefault(s.flags.Templates, "templates")),
		"static":    folderFS(orDefault(s.flags.Static, "static")),
	})
	if !holds {
		s.last = begin(func() (*madeParts, error) { return unpack(last.More) })
		s.lastWrites = last.Writes
	}
	return last.Summary, holds
}

// asRemembered returns an error if another build has written into the output
// folder since what is remembered of the last one was read: what that says of
// files to keep no longer holds.
func (s *session) asRemembered() error {
	if s.last == nil {
		return nil
	}
	last, ok := slices.BinarySearchFunc(s.lastWrites, publish.ManifestName, byPath)
	now, err := cache.Look(filepath.FromSlash(s.flags.Out), publish.ManifestName)
	if !ok || err != nil || now != s.lastWrites[last] {
		return diag.Error{
			Pos: diag.Pos{File: s.flags.Out}, Msg: "another build has written in this folder since this one began",
			Hint: "run the build again",
		}
	}
	return nil
}

func byPath(w cache.Write, name string) int { return strings.Compare(w.Path, name) }

// keep takes out of the plan what would be made as in the last build, and hands
// the paths of its files to take; if that is nil, it does nothing. It goes on in
// the background: what it returns waits for the end.
func (s *session) keep(m *making, r *receiver, take func(name string) error) (wait func() error) {
	var g errgroup.Group
	if s.last == nil || take == nil {
		return g.Wait
	}
	last, err := s.last()
	if err != nil {
		return g.Wait // all is made
	}
	kept, ids := m.plan.Keep(last.Parts), last.IDs
	typed := typedLinks(m.index.Corpus)
	s.unwritten = map[string]cache.Write{}
	g.Go(func() error {
		for _, t := range kept {
			for _, name := range t.Files {
				if !r.kept(name) {
					continue
				}
				m.links.Keep(name, ids[name], typed[name])
				if err := take(name); err != nil {
					return err
				}
				s.leave(name)
			}
		}
		return nil
	})
	return g.Wait
}

// leave notes a file that stays as the last build has written it.
func (s *session) leave(name string) {
	if i, ok := slices.BinarySearchFunc(s.lastWrites, name, byPath); ok {
		s.unwritten[name] = s.lastWrites[i]
	}
}

// typedLinks returns the links that an editor has typed, by the path of the
// page on which they stand.
func typedLinks(c *corpus.Corpus) map[string][]string {
	typed := map[string][]string{}
	for _, p := range c.Pages() {
		if p.Body == nil {
			continue
		}
		page := site.PathOf(p.ID)
		for _, u := range p.Body.URLs {
			typed[page] = append(typed[page], u.Text)
		}
	}
	return typed
}

// asked returns what was asked of the folders that the site is made from.
func (s *session) asked() (list []cache.Read, ok bool) {
	content, whole := s.reads.List()
	around, ok := s.kept.shell.reads.List()
	return slices.Concat(content, around), ok && whole
}

// before sums up what the pages are made of besides the content files, which
// package site asks for itself, with their names; "" if that cannot be told.
func (s *session) before() string {
	reads, ok := s.asked()
	program := s.program()
	if !ok || program == "" {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n", program)
	for _, r := range reads {
		if r.Root != "content" || path.Ext(r.Path) != ".md" && !r.IsFolder() {
			fmt.Fprintf(sum, "%c %x %s/%s\n", r.Op, r.Answer, r.Root, r.Path)
		}
	}
	return string(sum.Sum(nil))
}

// remember notes what this build read and wrote, for the next. Without a
// folder to do so the next is only slower.
func (s *session) remember(b *built, packed func() ([]byte, error), summary string) {
	file, err := s.cacheFile()
	reads, ok := s.asked()
	program := s.program()
	if err != nil || !ok || program == "" {
		return
	}
	made, err := packed()
	if err != nil {
		return
	}
	writes, err := cache.LookAll(filepath.FromSlash(s.flags.Out), append(b.paths, publish.ManifestName), s.unwritten)
	if err != nil {
		return
	}
	_ = cache.Save(file, &cache.Record{Program: program, Summary: summary, Reads: reads, Writes: writes, More: made})
}

// cacheFile returns the file about the output folder: each has its own.
func (s *session) cacheFile() (string, error) {
	folder := s.flags.Cache
	if folder == "" {
		usual, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		folder = filepath.Join(usual, "collate")
	}
	out, err := filepath.Abs(filepath.FromSlash(s.flags.Out))
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.FromSlash(folder), fmt.Sprintf("%x", sha256.Sum256([]byte(out)))), nil
}

// program says by what a build is made, and with what settings; "" if that
// cannot be told. The program's own 30 MB are not read for it, which would be a
// tenth of a small build: another program has another time, or was made from
// something else.
func (s *session) program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Stat(name)
	if err != nil {
		return ""
	}
	folder, err := filepath.Abs(".") // what relative names are relative to
	if err != nil {
		return ""
	}
	made, _ := debug.ReadBuildInfo() // nil without modules
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%q %d %d %v %q",
		name, file.Size(), file.ModTime().UnixNano(), made, []string{
			folder, s.flags.Content, s.flags.Templates, s.flags.Static, s.flags.Out, s.flags.BaseURL,
		})))
}
