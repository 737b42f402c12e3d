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

// Import imports the files and folders at paths into the content folder, and
// writes what Plan says. Of a folder it takes what ends in .txt, .html, .htm
// or .md, at any depth, hidden names aside; a file that is named is read
// whatever it ends in. One bad file never stops the others: the error, a
// diag.List, names each. If a page cannot be written none is, the report is
// empty, and the error is a diag.Error of the page. When ctx is done before the
// first page is written, nothing is, and the error is that of ctx.
func Import(ctx context.Context, paths []string, content string, opt Options) (Report, error) {
	existing, err := readContent(content)
	if err != nil {
		return Report{}, err
	}
	report, pages, refused := Plan(ctx, readSources(ctx, paths, content), existing, opt)
	if opt.DryRun || ctx.Err() != nil {
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
	for i := range files {
		f := &files[i]
		switch {
		case f.Err != nil, ctx.Err() != nil:
		case isBelow(f.File, content):
			f.Err = errors.New("it is a page of the content folder already")
		default:
			f.Raw, f.Err = readRaw(f.File)
		}
	}
	return files
}

// isBelow reports whether a file is in a folder, or below it.
func isBelow(file, folder string) bool {
	file, errFile := filepath.Abs(file)
	folder, errFolder := filepath.Abs(folder)
	return errFile == nil && errFolder == nil && strings.HasPrefix(file, folder+string(filepath.Separator))
}

// readRaw reads a raw file. It opens no pipe or device, which might never end.
func readRaw(file string) ([]byte, error) {
	const most = 20 << 20 // bytes; pages have a few thousand, dumps of books some million
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, reason(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no file")
	case info.Size() > most:
		return nil, fmt.Errorf("it has %d MB, and %d are the most", info.Size()>>20, most>>20)
	}
	raw, err := tree.ReadFile(file)
	return raw, reason(err)
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
			data, err := folder.ReadFile(name)
			if err != nil {
				return nil, cannotRead(filepath.Join(content, kind, e.Name()), err)
			}
			pages = append(pages, Page{name, data})
		}
	}
	return pages, nil
}

func cannotRead(file string, err error) error {
	return diag.Error{
		Pos: diag.Pos{File: file}, Msg: "cannot be read: " + reason(err).Error(), Hint: "nothing was imported",
	}
}
