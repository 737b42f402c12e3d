// Command scale runs the pipeline over an archive: on this machine, or where
// Beam's flags say, such as --runner flink. See docs/scale.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"collate/scale/pipeline"
)

func main() {
	var opt pipeline.Options
	flag.StringVar(&opt.Input, "input", "", "pattern of the files of reports: archive/reports-*.jsonl")
	flag.StringVar(&opt.Entities, "entities", "", "file of the entities, as cmd/shard writes it")
	flag.StringVar(&opt.Output, "output", "", "how the names of all files written begin: out/archive")
	flag.IntVar(&opt.Shards, "shards", 16, "files of a kind; each is sorted in the memory of one worker")
	flag.IntVar(&opt.With, "with", 50, "entities that share paragraphs with one, at most, that are kept")
	flag.Parse()
	beam.Init() // a worker goes on in here, and ends
	if opt.Input == "" || opt.Entities == "" || opt.Output == "" {
		fmt.Fprintln(os.Stderr, "scale: --input, --entities and --output are needed; --help says what they are")
		os.Exit(2)
	}
	if err := run(context.Background(), opt, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "scale: %v\n", err)
		os.Exit(1)
	}
}

// run runs the pipeline and prints what it counted, if the runner says so.
func run(ctx context.Context, opt pipeline.Options, out io.Writer) error {
	p, s := beam.NewPipelineWithRoot()
	if err := pipeline.Build(ctx, s, opt); err != nil {
		return err
	}
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil || result == nil {
		return err
	}
	for _, c := range pipeline.Counts(result) {
		fmt.Fprintln(out, c)
	}
	return nil
}
