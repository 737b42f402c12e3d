package importer

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"collate/internal/tree"
)

// Each cleans the files and folders at paths, as Import takes them, and calls
// f with each in order, files of a folder by name. It reads and cleans on all
// cores, but no more files ahead of f than there are cores. Err is that of
// reading or cleaning the file. Each stops when ctx is done.
func Each(ctx context.Context, paths []string, f func(file string, d Draft, err error)) error {
	type job struct {
		Source
		draft Draft
		done  chan struct{}
	}
	queue := make(chan *job, runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		for _, src := range list(paths) {
			j := &job{Source: src, done: make(chan struct{})}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			go func() {
				defer close(j.done)
				if j.Err == nil {
					j.read()
				}
				if j.Err == nil {
					c := cleanOne(&j.Source)
					j.draft, j.Err = c.draft, c.err
				}
				j.Raw = nil
			}()
		}
	}()
	for j := range queue {
		select {
		case <-j.done:
			f(j.File, j.draft, j.Err)
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

// list names every file below paths, each once, without reading it.
func list(paths []string) []Source {
	var files []Source
	seen := map[string]bool{}
	add := func(src Source) {
		if clean := filepath.Clean(src.File); !seen[clean] {
			seen[clean] = true
			files = append(files, src)
		}
	}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil || !info.IsDir() {
			add(Source{File: p, Err: reason(err)})
			continue
		}
		folder, err := tree.Open(p)
		if err != nil {
			add(Source{File: p, Err: reason(err)})
			continue
		}
		// The separator makes WalkDir follow a link to a folder.
		_ = filepath.WalkDir(p+string(filepath.Separator), func(file string, d fs.DirEntry, err error) error {
			hidden := strings.HasPrefix(filepath.Base(file), ".") && filepath.Clean(file) != filepath.Clean(p)
			switch {
			case err != nil:
				add(Source{File: file, Err: reason(err)})
			case hidden && d.IsDir():
				return filepath.SkipDir
			case !hidden && !d.IsDir() && IsReport(file):
				name, err := filepath.Rel(p, file)
				add(Source{
					File: file, Err: err, folder: folder, name: filepath.ToSlash(name), link: d.Type()&fs.ModeSymlink != 0,
				})
			}
			return nil
		})
	}
	return files
}
