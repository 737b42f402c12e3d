// Package pipeline is the same work as `build inspect --json` and as package
// xref, for archives that one machine does not hold: cleaning, linking and the
// entity index as a pipeline of Apache Beam, which runs on one machine or many.
// How one report is read is in the packages of the build; here is how many are.
//
//	read ─► once ─► clean ─► link ─► pages, lines, mentions
//	                           └───► count ─► entities
//
// Each stage may be run again by the runner for the same input. None depends on
// more than its input, and the files are put in their places whole.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/top"
)

// Options say what a pipeline reads and writes. Paths are those of any file
// system that Beam knows and every worker reaches: gs://bucket/reports-*.jsonl.
type Options struct {
	Input    string // pattern of the files of reports
	Entities string // the file that archive.PackEntities wrote
	Output   string // how the names of all files written begin
	Shards   int    // files of a kind; one is sorted in the memory of one worker
	With     int    // how many of the entities that share paragraphs with one are kept
}

// The kinds of file that are written: see archive.ShardName.
const (
	Pages    = "pages"    // archive.Report, cleaned, by slug
	Lines    = "lines"    // an article of `build inspect --json`, by slug
	Mentions = "mentions" // archive.Appearance, by entity, then by report; in the report's shard
	Entities = "entities" // archive.Entity, by ID
	Rejected = "rejected" // archive.Rejected, by place
)

// Build lays out the pipeline. It reads the entities, so that all workers can
// be held to the same ones.
func Build(ctx context.Context, s beam.Scope, opt Options) error {
	if opt.Shards < 1 || opt.With < 1 {
		return errors.New("at least one shard, and one entity beside another, are needed")
	}
	for _, name := range []string{opt.Input, opt.Entities, opt.Output} {
		if name == "" {
			return errors.New("an input, the entities and an output are needed")
		}
		files, err := filesystem.New(ctx, name) // whether the scheme is known
		if err != nil {
			return err
		}
		_ = files.Close()
	}
	data, err := readFile(ctx, opt.Entities)
	if err != nil {
		return fmt.Errorf("read the entities: %w", err)
	}
	t := table{File: opt.Entities, Sum: checksum(data)}
	if err := t.Setup(ctx); err != nil {
		return err
	}

	files := fileio.ReadMatches(s, fileio.MatchFiles(s, opt.Input, fileio.MatchEmptyDisallow()))
	entries, unread := beam.ParDo2(s, &readFn{opt.Shards}, files)
	reports, twice := beam.ParDo2(s, &onceFn{opt.Shards}, beam.GroupByKey(s, entries))
	cleaned, unclean := beam.ParDo2(s, &cleanFn{opt.Shards}, reports)
	pages, lines, mentions, counts, pairs, unlinked := beam.ParDo6(s, &linkFn{Shards: opt.Shards, Table: t}, cleaned)

	all := beam.ParDo(s, &listFn{Table: t}, beam.Impulse(s))
	totals := beam.CombinePerKey(s, addCounts, beam.Flatten(s, counts, all))
	shared := beam.CombinePerKey(s, addNumbers, pairs)
	with := top.LargestPerKey(s, beam.ParDo(s, &bothFn{Table: t}, shared), opt.With, less)
	entities := beam.ParDo(s, &entityFn{Shards: opt.Shards, Table: t}, beam.CoGroupByKey(s, totals, with))

	write(s, opt, Pages, pages)
	write(s, opt, Lines, lines)
	write(s, opt, Mentions, mentions)
	write(s, opt, Entities, entities)
	write(s, opt, Rejected, beam.Flatten(s, unread, twice, unclean, unlinked))
	return nil
}

// Counts returns what a job counted, "lines read: 1000", by name. A line may be
// counted more than once where a runner tried again.
func Counts(result beam.PipelineResult) []string {
	sums := map[string]int64{}
	for _, c := range result.Metrics().AllMetrics().Counters() {
		if c.Namespace() == counters {
			sums[c.Name()] += c.Result()
		}
	}
	var list []string
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, fmt.Sprintf("%s: %d", name, sums[name]))
	}
	return list
}

// counters is the namespace of what is counted.
const counters = "collate"
