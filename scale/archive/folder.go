package archive

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"collate/internal/corpus"
	"collate/internal/importer"
)

// FromContent writes the articles of a content folder as pages, by slug.
func FromContent(content fs.FS, to *Shards) (n int, err error) {
	names, err := fs.Glob(content, string(corpus.Articles)+"/*.md")
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		page, err := fs.ReadFile(content, name)
		if err != nil {
			return n, err
		}
		slug := strings.TrimSuffix(path.Base(name), ".md")
		if err := to.Write(slug, Report{Slug: slug, Page: string(page)}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// FromRaw writes the raw reports of a folder, at any depth, hidden names aside.
// A report's slug is made of its path.
func FromRaw(folder fs.FS, to *Shards) (n int, err error) {
	taken := map[string]string{} // files by slug
	err = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(path.Base(name), ".") && name != "."
		switch {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir() || !importer.IsReport(name):
			return nil
		}
		slug := corpus.SuggestSlug(strings.TrimSuffix(name, path.Ext(name)))
		if other, ok := taken[slug]; ok {
			return fmt.Errorf("%s and %s would both be %q: rename one", other, name, slug)
		}
		taken[slug] = name
		raw, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		n++
		return to.Write(slug, Raw(slug, path.Base(name), raw))
	})
	return n, err
}
