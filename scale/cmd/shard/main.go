// Command shard turns a content folder, or a folder of raw reports, into what
// the pipeline reads: files of JSON lines, and the table of entities.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"collate/scale/archive"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "shard: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("shard", flag.ExitOnError)
	content := flags.String("content", "", "content folder: its entities make the table, its articles are taken")
	raw := flags.String("raw", "", "folder of raw reports, which are taken instead of the articles")
	output := flags.String("output", "", "how the names of all files written begin: archive/all")
	shards := flags.Int("shards", 16, "files of reports")
	_ = flags.Parse(args) // it exits
	if *content == "" || *output == "" || *shards < 1 {
		return errors.New("--content, --output and at least one shard are needed; --help says what they are")
	}
	if err := os.MkdirAll(filepath.Dir(*output), 0o755); err != nil {
		return err
	}
	table, err := os.Create(*output + "-entities.zip")
	if err != nil {
		return err
	}
	if err := errors.Join(archive.PackEntities(table, os.DirFS(*content)), table.Close()); err != nil {
		return err
	}
	to, err := archive.Create(*output, "reports", *shards)
	if err != nil {
		return err
	}
	take, from := archive.FromContent, *content
	if *raw != "" {
		take, from = archive.FromRaw, *raw
	}
	n, err := take(os.DirFS(from), to)
	if err := errors.Join(err, to.Close()); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d reports in %d files, and %s\n", n, *shards, table.Name())
	return nil
}
