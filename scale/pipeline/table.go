package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"collate/scale/archive"
)

// A table names the entities that a job links. It is sent to the workers; the
// entities are not.
type table struct {
	File string
	Sum  string // of the file, so that no two workers link other names

	loaded *archive.Entities
}

// tables are those that this process has read: a worker runs many instances of
// a DoFn, and a table of an archive is too big for each to have its own.
var tables = struct {
	sync.Mutex
	bySum map[string]*archive.Entities
}{bySum: map[string]*archive.Entities{}}

// Setup reads the entities, unless this process has.
func (t *table) Setup(ctx context.Context) error {
	tables.Lock()
	defer tables.Unlock()
	if t.loaded = tables.bySum[t.Sum]; t.loaded != nil {
		return nil
	}
	data, err := readFile(ctx, t.File)
	if err != nil {
		return fmt.Errorf("read the entities: %w", err)
	}
	if checksum(data) != t.Sum {
		return fmt.Errorf("%s has changed since the job began", t.File)
	}
	if t.loaded, err = archive.ReadEntities(data); err != nil {
		return err
	}
	tables.bySum[t.Sum] = t.loaded
	return nil
}

// entities returns what Setup read.
func (t *table) entities() *archive.Entities { return t.loaded }

func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// readFile reads a file of any file system.
func readFile(ctx context.Context, name string) ([]byte, error) {
	files, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = files.Close() }()
	in, err := files.OpenRead(ctx, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }() // it was only read
	return io.ReadAll(in)
}
