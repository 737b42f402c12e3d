package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"collate/internal/corpus"
	"collate/internal/link"
)

// siteFile is of a content folder what else linking needs: the ignored names.
const siteFile = "site.yaml"

// PackEntities writes the people, places and organisations of a content folder,
// and its site.yaml, as one ZIP file, which a worker anywhere can read. The same
// pages give the same bytes.
func PackEntities(w io.Writer, content fs.FS) error {
	z := zip.NewWriter(w)
	var names []string
	for _, kind := range corpus.EntityKinds() {
		pages, err := fs.Glob(content, string(kind)+"/*.md") // sorted
		if err != nil {
			return err
		}
		names = append(names, pages...)
	}
	if len(names) == 0 {
		return errors.New("the content folder has no people, places or organisations")
	}
	for _, name := range append(names, siteFile) {
		data, err := fs.ReadFile(content, name)
		if name == siteFile && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := f.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}

// Entities are the table of entities of an archive. It is safe for concurrent
// use.
type Entities struct {
	Linker *link.Linker
	corpus *corpus.Corpus
	files  fs.FS
}

// ReadEntities reads what PackEntities wrote. Names that are common words are
// left out, as `build inspect` does.
func ReadEntities(data []byte) (*Entities, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the entities are no ZIP file: %w", err)
	}
	c, err := corpus.Load(z, "entities")
	if err != nil {
		return nil, err
	}
	l, _ := link.New(c)
	return &Entities{Linker: l, corpus: c, files: z}, nil
}

// IDs returns all entities: people, places, organisations, each by slug.
func (e *Entities) IDs() []corpus.ID {
	var ids []corpus.ID
	for _, kind := range corpus.EntityKinds() {
		for _, one := range e.corpus.Entities(kind) {
			ids = append(ids, one.ID)
		}
	}
	return ids
}

// Name returns the name that an entity's page has for a title.
func (e *Entities) Name(id corpus.ID) string { return e.Linker.Entity(id).Title }

// around returns an entity and all that its page refers to, with what their
// pages do.
func (e *Entities) around(id corpus.ID, seen map[corpus.ID]bool) {
	one := e.Linker.Entity(id)
	if one == nil || seen[id] {
		return
	}
	seen[id] = true
	for _, other := range append([]corpus.ID{one.Within, one.PartOf}, one.Organisations...) {
		e.around(other, seen)
	}
}

// page returns the file of an entity's page. One that cites reports is cut to
// its front matter: most of those reports are elsewhere.
func (e *Entities) page(id corpus.ID) ([]byte, error) {
	data, err := fs.ReadFile(e.files, string(id)+".md")
	if err != nil {
		return nil, err
	}
	for _, b := range e.Linker.Entity(id).Body.Blocks {
		if len(b.Cites) > 0 {
			head, _, _ := strings.Cut(string(data), "\n---")
			return []byte(head + "\n---\n"), nil
		}
	}
	return data, nil
}
