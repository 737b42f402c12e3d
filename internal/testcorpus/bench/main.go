// Command bench times builds of generated content folders, and those of Hugo
// beside them if it is there, and prints the figures as Markdown:
//
//	go run ./internal/testcorpus/bench -n 100,1000,10000 -rounds 3
//
// The tools run in turns, since a machine is not as fast in one minute as in
// another. A turn has three builds: of all into an empty folder, of the same
// once more, and of the same with a sentence added to one article. The first
// turn of each tool is not counted.
//
// Hugo is given the articles with their links to people and places typed (see
// testcorpus.Hugo). Its layouts, in the folder hugo, make of them what Collate
// makes: a page for each name with the words around each mention and who is
// named beside, lists, a timeline, data for a search, a feed and a site map.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are the command line.
type options struct {
	sizes  []int // in articles
	rounds int
	hugo   string // program, or ""
	dir    string // where everything is written
	write  string // folder to write content to, and do nothing else; or ""
	form   string // of that content
}

func parse(args []string, stderr io.Writer) (options, error) {
	o := options{sizes: []int{100, 1000}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Func("n", "how many articles: `NUMBERS` from small to large (default 100,1000)", func(list string) error {
		o.sizes = nil
		for s := range strings.SplitSeq(list, ",") {
			n, err := strconv.Atoi(s)
			if err != nil || n < 1 {
				return fmt.Errorf("%q is no number of articles", s)
			}
			o.sizes = append(o.sizes, n)
		}
		return nil
	})
	flags.IntVar(&o.rounds, "rounds", 5, "turns of each tool that count")
	flags.StringVar(&o.hugo, "hugo", "hugo", "`PROGRAM` to compare with, if it is there")
	flags.StringVar(&o.dir, "dir", os.TempDir(), "`FOLDER` to work in; one in memory keeps the disk out of the figures")
	flags.StringVar(&o.write, "write", "", "only write so many articles to `FOLDER`")
	flags.StringVar(&o.form, "form", plain, "`FORM` of what -write writes: plain or hugo")
	err := flags.Parse(args)
	if err == nil && o.rounds < 1 {
		err = errors.New("-rounds: at least one has to count")
	}
	return o, err
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if o.write != "" {
		return os.CopyFS(o.write, content(o.form, o.sizes[0]))
	}
	work, err := os.MkdirTemp(o.dir, "collate-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	tools, err := install(ctx, o.hugo, work)
	if err != nil {
		return err
	}
	var all []*result
	for _, n := range o.sizes {
		fmt.Fprintf(stderr, "%d articles\n", n)
		results, err := turns(ctx, tools, n, o.rounds, work)
		if err != nil {
			return err
		}
		all = append(all, results...)
	}
	return table(stdout, tools, all)
}
