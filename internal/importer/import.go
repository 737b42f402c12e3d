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
	if err := writeAll(content, pages); err != nil {
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
	const most = 100 << 20 // bytes; pages have a few thousand, dumps of books some million
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, reason(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no file")
	case info.Size() > most:
		return nil, fmt.Errorf("it has %d MB, and %d are the most", info.Size()>>20, most>>20)
	}
	raw, err := os.ReadFile(file)
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
// that does not exist is an empty one.
func readContent(content string) ([]Page, error) {
	var pages []Page
	for _, kind := range []string{"articles", "people", "places", "organisations"} {
		entries, err := os.ReadDir(filepath.Join(content, kind))
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
			file := filepath.Join(content, kind, e.Name())
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, cannotRead(file, err)
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

// writeAll writes pages into the content folder: first all of them beside
// their places, then each into its place in one step. A reader sees a page's
// old bytes or its new ones, and a full disk or a folder that is closed leaves
// every page as it was.
func writeAll(content string, pages []Page) error {
	staged := make([]string, 0, len(pages))
	defer func() {
		for _, tmp := range staged {
			_ = os.Remove(tmp) // what was renamed is not there any more
		}
	}()
	for _, page := range pages {
		file := filepath.Join(content, filepath.FromSlash(page.Path))
		tmp, err := stage(file, page.Data)
		if tmp != "" {
			staged = append(staged, tmp)
		}
		if err != nil {
			return cannotWrite(file, err, "nothing was written: look at the folder's permissions and the disk's space")
		}
	}
	for i, page := range pages {
		file := filepath.Join(content, filepath.FromSlash(page.Path))
		if err := os.Rename(staged[i], file); err != nil {
			return cannotWrite(file, err, "pages before it by name were written: import again")
		}
	}
	return nil
}

// stage writes data to a hidden file beside file and returns its name, "" if
// there is none.
func stage(file string, data []byte) (string, error) {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	tmp, err := os.CreateTemp(dir, ".import-*")
	if err != nil {
		return "", err
	}
	_, err = tmp.Write(data)
	return tmp.Name(), errors.Join(err, tmp.Chmod(0o644), tmp.Close())
}

func cannotWrite(file string, err error, hint string) error {
	return diag.Error{Pos: diag.Pos{File: file}, Msg: "cannot be written: " + reason(err).Error(), Hint: hint}
}
