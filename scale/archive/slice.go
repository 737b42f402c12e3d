package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"collate/internal/corpus"
)

// A Slice says which reports of an archive are of one event. A report is taken
// if it is one of Slugs, or, where Entities or days are given, if it mentions all
// of these and is dated within those.
type Slice struct {
	Slugs    []string
	Entities []corpus.ID
	From, To time.Time // the first and the last day, in UTC; zero for none
}

// byContent reports whether more is asked than slugs.
func (s *Slice) byContent() bool {
	return len(s.Entities) > 0 || !s.From.IsZero() || !s.To.IsZero()
}

// within reports whether a report's date is within the days. One of which no
// date is known is not, unless all days are.
func (s *Slice) within(w corpus.When) bool {
	if s.From.IsZero() && s.To.IsZero() {
		return true
	}
	return w.Known() && !w.Start.Before(s.From) && (s.To.IsZero() || w.Start.Before(s.To.AddDate(0, 0, 1)))
}

// Cut writes the content folder of a slice: its reports, and of the entities
// those that it mentions, with what their pages refer to. pages and mentions are
// files that the pipeline wrote. The folder must not be there. Cut returns how
// many reports and entities it wrote.
func (s *Slice) Cut(pages, mentions []string, e *Entities, to string) (reports, entities int, err error) {
	named, err := s.mentioning(mentions, e)
	if err != nil {
		return 0, 0, err
	}
	if err := os.Mkdir(to, 0o755); err != nil {
		return 0, 0, err
	}
	taken, err := s.writeReports(pages, named, to)
	if err != nil {
		return 0, 0, err
	}
	seen := map[corpus.ID]bool{}
	err = eachLine(mentions, func(a *Appearance) error {
		if taken[a.Report] {
			e.around(a.Entity, seen)
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return len(taken), len(seen), e.write(seen, to)
}

// mentioning returns the reports that mention all entities of the slice; nil if
// it has none.
func (s *Slice) mentioning(mentions []string, e *Entities) (map[string]bool, error) {
	if len(s.Entities) == 0 {
		return nil, nil
	}
	asked := map[corpus.ID]bool{}
	for _, id := range s.Entities {
		if e.Linker.Entity(id) == nil {
			return nil, fmt.Errorf("the archive has no entity %q", id)
		}
		asked[id] = true
	}
	count := map[string]int{} // entities asked for, by report
	all := map[string]bool{}
	err := eachLine(mentions, func(a *Appearance) error {
		if asked[a.Entity] {
			count[a.Report]++
			all[a.Report] = count[a.Report] == len(asked)
		}
		return nil
	})
	return all, err
}

// writeReports writes the reports of the slice and returns their slugs. named
// are those that mention its entities.
func (s *Slice) writeReports(pages []string, named map[string]bool, to string) (taken map[string]bool, err error) {
	asked := map[string]bool{}
	for _, slug := range s.Slugs {
		asked[slug] = true
	}
	taken = map[string]bool{}
	err = eachLine(pages, func(r *Report) error {
		if !asked[r.Slug] && (!s.byContent() || named != nil && !named[r.Slug]) {
			return nil
		}
		a, err := corpus.ParseArticle(r.Slug, r.Page) // its slug is a file's name, too
		if err != nil || !asked[r.Slug] && !s.within(a.Date) {
			return err
		}
		taken[r.Slug] = true
		return put(to, "articles/"+r.Slug+".md", []byte(r.Page))
	})
	if err != nil {
		return nil, err
	}
	for _, slug := range s.Slugs {
		if !taken[slug] {
			return nil, fmt.Errorf("the archive has no report %q", slug)
		}
	}
	return taken, nil
}

// write writes the pages of entities, and site.yaml.
func (e *Entities) write(ids map[corpus.ID]bool, to string) error {
	for id := range ids {
		page, err := e.page(id)
		if err != nil {
			return err
		}
		if err := put(to, string(id)+".md", page); err != nil {
			return err
		}
	}
	site, err := fs.ReadFile(e.files, siteFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return put(to, siteFile, site)
}

// put writes a file of a folder; name has slashes, and leads nowhere else.
func put(folder, name string, data []byte) error {
	file := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// eachLine calls f with what each line of files holds.
func eachLine[T any](files []string, f func(*T) error) error {
	for _, name := range files {
		in, err := os.Open(name)
		if err != nil {
			return err
		}
		err = Lines(in, func(n int, line []byte, err error) error {
			var v T
			if err == nil {
				err = json.Unmarshal(line, &v)
			}
			if err == nil {
				err = f(&v)
			}
			if err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
			return nil
		})
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
