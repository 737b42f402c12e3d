package archive

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
)

// ShardOf returns the shard, from 0, of what has a key. Everything that is made
// of a report has the report's slug for a key, and so its shard.
func ShardOf(key string, shards int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key)) // it never fails
	return int(h.Sum32() % uint32(shards))
}

// ShardName returns the name of a shard's file:
// "out/archive-lines-00003-of-00016.jsonl".
func ShardName(prefix, kind string, shard, shards int) string {
	return fmt.Sprintf("%s-%s-%05d-of-%05d.jsonl", prefix, kind, shard, shards)
}

// Shards is a set of files into which lines are written by key.
type Shards struct {
	files []*os.File
	bufs  []*bufio.Writer
}

// Find returns the files of a kind, all of them and of one job alone.
func Find(prefix, kind string) ([]string, error) {
	files, err := filepath.Glob(prefix + "-" + kind + "-*-of-*.jsonl")
	switch {
	case err != nil:
		return nil, err
	case len(files) == 0:
		return nil, fmt.Errorf("no file %s is there", ShardName(prefix, kind, 0, 1))
	}
	for i, name := range files {
		if want := ShardName(prefix, kind, i, len(files)); filepath.Clean(name) != filepath.Clean(want) {
			return nil, fmt.Errorf("%s is there, where %s should be: are these files of several jobs?", name, want)
		}
	}
	return files, nil
}

// Create makes the files of a kind, empty. Their folder is made if need be.
// Files of another number of shards must not be there: they would be read, too.
func Create(prefix, kind string, shards int) (*Shards, error) {
	if err := os.MkdirAll(filepath.Dir(prefix), 0o755); err != nil {
		return nil, err
	}
	there, err := filepath.Glob(prefix + "-" + kind + "-*-of-*.jsonl")
	if err != nil {
		return nil, err
	}
	for _, name := range there {
		if !strings.HasSuffix(name, fmt.Sprintf("-of-%05d.jsonl", shards)) {
			return nil, fmt.Errorf("%s is there, of another number of files: take it away", name)
		}
	}
	s := &Shards{}
	for i := range shards {
		f, err := os.Create(ShardName(prefix, kind, i, shards))
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.files, s.bufs = append(s.files, f), append(s.bufs, bufio.NewWriter(f))
	}
	return s, nil
}

// Write writes a value into the shard of a key.
func (s *Shards) Write(key string, v any) error {
	line, err := marshal(v)
	if err != nil {
		return err
	}
	_, err = s.bufs[ShardOf(key, len(s.bufs))].Write(append(line, '\n'))
	return err
}

// Close writes what is left.
func (s *Shards) Close() error {
	var all error
	for i, f := range s.files {
		all = errors.Join(all, s.bufs[i].Flush(), f.Close())
	}
	return all
}
