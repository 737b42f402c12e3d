package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"collate/internal/cache"
	"collate/internal/publish"
)

// remembered returns the closing line of the last build if this one would read
// and write the same. Whatever is in doubt counts as changed.
func (s *session) remembered() (line string, ok bool) {
	file, err := s.cacheFile()
	if err != nil {
		return "", false
	}
	last := cache.Load(file)
	if last == nil || last.Program != s.program() {
		return "", false
	}
	roots := map[string]fs.FS{
		"content":   contentFS(s.flags.Content),
		"templates": os.DirFS(filepath.FromSlash(orDefault(s.flags.Templates, "templates"))),
		"static":    os.DirFS(filepath.FromSlash(orDefault(s.flags.Static, "static"))),
	}
	out := filepath.FromSlash(s.flags.Out)
	if s.apart() != nil || publish.Staged(out) || !last.Holds(roots, out) {
		return "", false
	}
	return last.Summary, true
}

// remember notes what this build read and wrote, for the next. Without a
// folder to do so the next is only slower.
func (s *session) remember(b *built, summary string) {
	file, err := s.cacheFile()
	reads, ok := s.reads.List()
	program := s.program()
	if err != nil || !ok || program == "" {
		return
	}
	writes, err := cache.LookAll(filepath.FromSlash(s.flags.Out), append(b.paths, publish.ManifestName))
	if err != nil {
		return
	}
	_ = cache.Save(file, &cache.Record{Program: program, Summary: summary, Reads: reads, Writes: writes})
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
