package importer

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"collate/internal/tree"
)

// An Original is a raw file, cleaned as Import cleans it.
type Original struct {
	File   string // its path as the user typed it, or below a folder that was
	Size   int    // bytes
	SHA256 string // hex
	Draft  Draft
	Err    error // why it could not be read or cleaned
}

// Originals cleans the files and folders at paths, as Import takes them, files
// of a folder by name. Lines that a site prints in several files are cut if all
// of these are given. When ctx is done, the error is that of ctx.
func Originals(ctx context.Context, paths []string) ([]Original, error) {
	sources := list(paths)
	for i := range sources {
		if s := &sources[i]; s.Err == nil && ctx.Err() == nil {
			s.read()
		}
	}
	drafts := cleanAll(ctx, sources, nil)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	cutRecurring(drafts)
	originals := make([]Original, len(sources))
	for i, s := range sources {
		originals[i] = Original{File: s.File, Size: len(s.Raw), SHA256: checksum(s.Raw), Draft: drafts[i].draft, Err: s.Err}
		if s.Err == nil {
			originals[i].Err = drafts[i].err
		}
	}
	return originals, nil
}

// LastIDs returns the highest paragraph id that Import ever gave in each article
// of a content folder, by slug. An article that it did not write is not in it.
func LastIDs(content string) (map[string]int, error) {
	data, err := tree.ReadPath(filepath.Join(content, filepath.FromSlash(ledgerPath)), mostOf(ledgerPath))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	last := map[string]int{}
	for slug, written := range readLedger(data) {
		last[slug] = written.last
	}
	return last, nil
}
