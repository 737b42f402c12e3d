package importer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"collate/internal/diag"
	"collate/internal/fingerprint"
	"collate/internal/tree"
)

// Import imports the files and folders at paths into the content folder, and writes
// what Plan says. Of a folder it takes what ends in .txt, .html, .htm or .md, at
// any depth, hidden names aside; a file that is named is read whatever it ends in.
// No link leads out of a folder; one that is named is followed. One bad file never
// stops the others: the error, a diag.List, names each. If a page cannot be written
// none is, the report is empty, and the error is a diag.Error of the page. When ctx
// is done before the first page is written, nothing is, and the error is that of
// ctx.
func Import(ctx context.Context, paths []string, content string, opt Options) (Report, error) {
	existing, err := readContent(content)
	if err != nil {
		return Report{}, err
	}
	report, pages, refused := Plan(ctx, readSources(ctx, paths, content), existing, opt)
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	if opt.DryRun {
		return report, refused
	}
	if err := writeAll(content, pages, existing); err != nil {
		return Report{}, err
	}
	return report, refused
}

// readSources reads every file below paths, each once. A page of the content
// folder is no raw file.
func readSources(ctx context.Context, paths []string, content string) []Source {
	files := list(paths)
	folder, none := os.Stat(content)
	for i := range files {
		f := &files[i]
		switch {
		case f.Err != nil, ctx.Err() != nil:
		case none == nil && isBelow(f.File, folder):
			f.Err = errors.New("it is a page of the content folder already")
		default:
			f.read()
		}
	}
	return files
}

// isBelow reports whether a file is below a folder that is there, by whatever links.
func isBelow(file string, folder fs.FileInfo) bool {
	name, err := filepath.EvalSymlinks(file)
	if err == nil {
		name, err = filepath.Abs(name)
	}
	if err != nil {
		return false // it cannot be read either
	}
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		if at, err := os.Stat(dir); err == nil && os.SameFile(at, folder) {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}

// read reads a raw file. It opens no pipe or device, which might never end.
func (s *Source) read() {
	const most = 20 << 20 // bytes; pages have a few thousand, dumps of books some million
	if s.folder == nil {
		s.Raw, s.Err = tree.ReadPath(s.File, most)
	} else {
		s.Raw, s.Err = tree.ReadFile(s.folder, s.name, most)
	}
	if s.Err = reason(s.Err); s.Err != nil && s.link {
		s.Err = fmt.Errorf("%w: a link must lead to a file in the folder", s.Err)
	}
}

// reason drops the path from a file error; messages open with it.
func reason(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

// IsReport reports whether import takes a file of a folder, by its ending.
func IsReport(file string) bool {
	return slices.Contains([]string{".txt", ".html", ".htm", ".xhtml", ".md"}, strings.ToLower(filepath.Ext(file)))
}

// readContent reads the pages that an import must know of. A content folder
// that does not exist is an empty one; no link leads out of it.
func readContent(content string) ([]Page, error) {
	folder, err := tree.Open(content)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cannotRead(content, err)
	}
	var pages []Page
	for _, kind := range []string{"articles", "people", "places", "organisations"} {
		entries, err := folder.ReadDir(kind)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, cannotRead(filepath.Join(content, kind), err)
		}
		for _, e := range entries {
			name := kind + "/" + e.Name()
			if e.IsDir() || filepath.Ext(e.Name()) != ".md" && name != ledgerPath && name != fingerprint.File {
				continue
			}
			data, err := tree.ReadFile(folder, name, mostOf(name))
			if err != nil {
				return nil, cannotRead(filepath.Join(content, kind, e.Name()), err)
			}
			pages = append(pages, Page{name, data})
		}
	}
	return pages, nil
}

// mostOf returns how many bytes a file of the content folder has at most.
func mostOf(name string) int64 {
	if name == ledgerPath || name == fingerprint.File {
		return fingerprint.MaxFile
	}
	return maxPage // which the build takes
}

func cannotRead(file string, err error) error {
	return diag.Error{
		Pos: diag.Pos{File: file}, Msg: "cannot be read: " + reason(err).Error(), Hint: "nothing was imported",
	}
}
