package pipeline

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"collate/scale/archive"
)

func init() {
	register.DoFn3x1[context.Context, int, func(*Row) bool, error](&writeFn{})
	register.DoFn2x0[[]byte, func(int, Row)](&emptyFn{})
	register.Iter1[Row]()
}

// A Row is a line of a file and what it is sorted by.
type Row struct{ Key, Line string }

// rowOf makes a row of one of the types of package archive.
func rowOf(key string, v any) Row {
	line, err := archive.Line(v)
	if err != nil {
		panic("pipeline: " + err.Error()) // they hold nothing that JSON cannot
	}
	return Row{Key: key, Line: line}
}

// write writes rows into the shards that they come with.
func write(s beam.Scope, opt Options, kind string, rows beam.PCollection) {
	s = s.Scope("write " + kind)
	empty := beam.ParDo(s, &emptyFn{opt.Shards}, beam.Impulse(s))
	byShard := beam.GroupByKey(s, beam.Flatten(s, rows, empty))
	beam.ParDo0(s, &writeFn{Prefix: opt.Output, Kind: kind, Shards: opt.Shards}, byShard)
}

// emptyFn emits a row without a line for each shard, so that a shard of nothing
// is an empty file and not that of an earlier job.
type emptyFn struct{ Shards int }

// ProcessElement takes an impulse.
func (f *emptyFn) ProcessElement(_ []byte, emit func(int, Row)) {
	for i := range f.Shards {
		emit(i, Row{})
	}
}

// writeFn writes one file a shard, sorted.
type writeFn struct {
	Prefix, Kind string
	Shards       int
}

// ProcessElement gets the rows of one shard in any order.
func (f *writeFn) ProcessElement(ctx context.Context, shard int, rows func(*Row) bool) error {
	var sorted []Row
	for r := (Row{}); rows(&r); r = (Row{}) {
		if r.Line != "" {
			sorted = append(sorted, r)
		}
	}
	slices.SortFunc(sorted, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Line, b.Line)) })
	return put(ctx, archive.ShardName(f.Prefix, f.Kind, shard, f.Shards), func(w io.Writer) error {
		for _, r := range sorted {
			if _, err := io.WriteString(w, r.Line+"\n"); err != nil {
				return err
			}
		}
		return nil
	})
}

// put writes a file and puts it into its place whole, so that a worker that
// dies, or two at the same shard, leave no half of one. Stores of objects do so
// by themselves.
func put(ctx context.Context, name string, content func(io.Writer) error) error {
	files, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer func() { _ = files.Close() }() // what is written is closed by itself
	disk, isDisk := files.(filesystem.Renamer)
	to := name
	if isDisk = isDisk && !strings.Contains(name, "://"); isDisk {
		dir, base := path.Split(name)
		to = fmt.Sprintf("%s.%s.%08x", dir, base, rand.Uint32())
	}
	out, err := files.OpenWrite(ctx, to)
	if err != nil {
		return err
	}
	buf := bufio.NewWriter(out)
	if err := errors.Join(content(buf), buf.Flush(), out.Close()); err != nil || !isDisk {
		return err
	}
	return disk.Rename(ctx, to, name)
}
