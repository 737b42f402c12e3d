// Command slice takes the reports of one event out of an archive, as a content
// folder that `build` makes a site of.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/scale/archive"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "slice: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	var s archive.Slice
	flags := flag.NewFlagSet("slice", flag.ExitOnError)
	input := flags.String("input", "", "how the names of the files that the pipeline wrote begin: out/archive")
	table := flags.String("entities", "", "file of the entities, as cmd/shard writes it")
	content := flags.String("content", "", "folder to write, which must not be there")
	slugs := flags.String("slugs", "", "file of slugs, one a line")
	flags.Func("entity", "entity that a report must mention: people/jane-doe; may be given more than once",
		func(id string) error {
			s.Entities = append(s.Entities, corpus.ID(id))
			return nil
		})
	flags.Func("from", "first day: 2020-01-03", day(&s.From))
	flags.Func("to", "last day", day(&s.To))
	_ = flags.Parse(args) // it exits
	if *input == "" || *table == "" || *content == "" {
		return errors.New("--input, --entities and --content are needed; --help says what they are")
	}
	if *slugs != "" {
		text, err := os.ReadFile(*slugs)
		if err != nil {
			return err
		}
		s.Slugs = strings.Fields(string(text))
	}
	data, err := os.ReadFile(*table)
	if err != nil {
		return err
	}
	entities, err := archive.ReadEntities(data)
	if err != nil {
		return err
	}
	pages, err := archive.Find(*input, "pages")
	if err != nil {
		return err
	}
	mentions, err := archive.Find(*input, "mentions")
	if err != nil {
		return err
	}
	reports, named, err := s.Cut(pages, mentions, entities, *content)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d reports and %d entities; build --content %s makes a site of them\n", reports, named, *content)
	return nil
}

// day reads a day into t.
func day(t *time.Time) func(string) error {
	return func(text string) (err error) {
		*t, err = time.Parse(time.DateOnly, text)
		return err
	}
}
