package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Import imports the files and folders at paths into the content folder, and
// writes what Plan says. Of a folder it takes what ends in .txt, .html, .htm
// or .md, at any depth, hidden names aside; a file that is named is read
// whatever it ends in. One bad file never stops the others: the error, a
// diag.List, names each.
func Import(paths []string, content string, opt Options) (Report, error) {
	existing, err := readContent(content)
	if err != nil {
		return Report{}, err
	}
	report, pages, refused := Plan(readSources(paths), existing, opt)
	if opt.DryRun {
		return report, refused
	}
	for _, page := range pages {
		if err := write(filepath.Join(content, filepath.FromSlash(page.Path)), page.Data); err != nil {
			return report, errors.Join(refused, err)
		}
	}
	return report, refused
}

// readSources reads every file below paths, each once.
func readSources(paths []string) []Source {
	var files []Source
	seen := map[string]bool{}
	add := func(file string, err error) {
		if clean := filepath.Clean(file); !seen[clean] {
			seen[clean] = true
			files = append(files, Source{File: file, Err: err})
		}
	}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil || !info.IsDir() {
			add(p, reason(err))
			continue
		}
		_ = filepath.WalkDir(p, func(file string, d fs.DirEntry, err error) error {
			hidden := strings.HasPrefix(d.Name(), ".") && file != p
			switch {
			case err != nil:
				add(file, reason(err))
			case hidden && d.IsDir():
				return filepath.SkipDir
			case !hidden && d.Type().IsRegular() && isReport(file):
				add(file, nil)
			}
			return nil
		})
	}
	for i := range files {
		if f := &files[i]; f.Err == nil {
			raw, err := os.ReadFile(f.File)
			f.Raw, f.Err = raw, reason(err)
		}
	}
	return files
}

// reason drops the path from a file error; messages open with it.
func reason(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

func isReport(file string) bool {
	return slices.Contains([]string{".txt", ".html", ".htm", ".md"}, strings.ToLower(filepath.Ext(file)))
}

// readContent reads the pages that an import must know of. A content folder
// that does not exist is an empty one.
func readContent(content string) ([]Page, error) {
	var pages []Page
	for _, kind := range []string{"articles", "people", "places", "organisations"} {
		entries, err := os.ReadDir(filepath.Join(content, kind))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read content: %w", err)
		}
		for _, e := range entries {
			if e.IsDir() || filepath.Ext(e.Name()) != ".md" {
				continue
			}
			data, err := os.ReadFile(filepath.Join(content, kind, e.Name()))
			if err != nil {
				return nil, fmt.Errorf("read content: %w", err)
			}
			pages = append(pages, Page{kind + "/" + e.Name(), data})
		}
	}
	return pages, nil
}

// write puts data at file in one step: a reader sees the old bytes or the new.
func write(file string, data []byte) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	tmp, err := os.CreateTemp(dir, ".import-*")
	if err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write page: %w", err), os.Remove(tmp.Name()))
	}
	return nil
}
