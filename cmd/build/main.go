// Command build makes a cross-referenced explainer: it reads the Markdown in
// content/ and writes a static site to public/. It holds the flags and the
// pipeline; what the stages do is in the internal packages.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"collate/internal/cache"
	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/mend"
	"collate/internal/schema"
)

// The exit statuses.
const (
	done        = 0
	wrong       = 1 // the content, or the folders
	usageError  = 2 // the command line
	interrupted = 130
	terminated  = 143
)

const seeHelp = "build help says what can be given."

func main() {
	// A bug in a goroutine is a message too. GOTRACEBACK=all shows the rest.
	debug.SetTraceback("none")
	if !ownCollector() {
		debug.SetGCPercent(collectAt)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// collectAt lets the heap grow to five times what is in use before the
// collector runs: little is in use as long as the site is small.
const collectAt = 400

// collectLater is for a build, which soon knows how much it takes: until then
// the collector does not run, unless the heap passes a gigabyte. From there on it
// runs at twice what is in use, lest content that is all mistakes fills the
// machine.
func (s *session) collectLater() {
	if ownCollector() {
		return
	}
	const most, least = 1 << 30, 4 << 20 // bytes; least is Go's own mark at 100 %
	debug.SetGCPercent(100 * most / least)
	var known atomic.Bool
	runtime.AddCleanup(new([64]byte), func(known *atomic.Bool) {
		if !known.Load() {
			debug.SetGCPercent(100)
		}
	}, &known)
	s.known = func() {
		known.Store(true)
		debug.SetGCPercent(-1)
	}
}

// ownCollector reports whether the user has said when the collector is to run.
func ownCollector() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }

// collectSooner sets a mark that the heap passes only if it must, so that a
// large site does not take several times as much: twice what was allocated
// before pages are made, about half of which is in use to the end.
func (s *session) collectSooner() {
	if ownCollector() {
		return
	}
	if s.known != nil {
		s.known()
	}
	const least, times = 530 << 20, 2
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(least, times*int64(m.HeapAlloc)))
}

// flags are the command line.
type flags struct {
	Content   string `default:"content" placeholder:"FOLDER" help:"Folder of the Markdown files (content)."`
	Templates string `placeholder:"FOLDER" help:"Folder of templates to use before the program's (templates, if there)."`
	Static    string `placeholder:"FOLDER" help:"Folder of files to copy before the program's (static, if there)."`
	Out       string `default:"public" placeholder:"FOLDER" help:"Folder to write the site to (public)."`
	BaseURL   string `name:"base-url" placeholder:"URL" help:"The site's address, in place of site.yaml's base_url."`
	Jobs      jobs   `short:"j" placeholder:"N" help:"How many files to work on at once (as many as there are cores)."`
	Cache     string `placeholder:"FOLDER" help:"Folder in which to note what was built (the user's own for caches)."`
	Quiet     bool   `short:"q" help:"Print nothing but mistakes."`

	PrintVersion kong.VersionFlag `name:"version" help:"Print the version."`

	Build   buildCommand   `cmd:"" default:"1" help:"Check the content and make the site; done without a command, too."`
	Serve   serveCommand   `cmd:"" help:"Make the site, show it in the browser, and make it again on each save."`
	Init    initCommand    `cmd:"" help:"Make what a new explainer needs: folders, settings, a first story, a workflow."`
	Import  importCommand  `cmd:"" help:"Make articles from raw reports: .txt, .html and .md files, or folders of them."`
	New     newCommand     `cmd:"" help:"Write a page for a name, an event or a question, filled in from the reports."`
	Check   checkCommand   `cmd:"" help:"Do all that build does but write, and say what is worth a look."`
	Verify  verifyCommand  `cmd:"" help:"Hold the content against the original files: quotations, figures, times, names."`
	Edition editionCommand `cmd:"" help:"Note what this edition says, so that later ones tell what has changed."`
	Diff    diffCommand    `cmd:"" help:"Compare two output folders by what readers see."`
	Inspect inspectCommand `cmd:"" help:"Print what was found in the articles, or in raw files."`
	Version versionCommand `cmd:"" help:"Print the version."`
	Help    helpCommand    `cmd:"" help:"Print this, or more on a command."`

	Schema     schemaCommand     `cmd:"" help:"Print JSON Schemas of front matter, for editors."`
	Completion completionCommand `cmd:"" help:"Print a script that completes commands in a shell."`
	Man        manCommand        `cmd:"" help:"Print a manual page."`
	Complete   completeCommand   `cmd:"" hidden:"" help:"Print what the last of some words may become."`
}

// Validate makes relative and absolute ways of writing a flag the same.
func (f *flags) Validate() error {
	if f.Content == "" || f.Out == "" {
		return errors.New("--content and --out: name a folder; . is the one that you are in")
	}
	for _, name := range []*string{&f.Content, &f.Templates, &f.Static, &f.Out} {
		if *name != "" {
			*name = filepath.ToSlash(filepath.Clean(*name))
		}
	}
	if raw := f.BaseURL; raw != "" {
		if f.BaseURL = corpus.BaseURL(raw); f.BaseURL == "" {
			return fmt.Errorf("--base-url: %q is not an address such as https://example.org/news/", raw)
		}
	}
	return nil
}

// jobs is how many files are worked on at once; 0 stands for as many as there are
// cores.
type jobs int

// Decode reads a number, which may look like a flag: -1.
func (j *jobs) Decode(ctx *kong.DecodeContext) error {
	const most = 1024 // each takes memory
	word := ctx.Scan.Pop()
	n, err := strconv.Atoi(word.String())
	if word.IsEOL() || err != nil || n < 0 || n > most {
		return fmt.Errorf("wants a number from 1 to %d, or 0 for as many as there are cores", most)
	}
	*j = jobs(n)
	return nil
}

// A session is what a command needs besides its flags.
type session struct {
	context.Context
	flags          *flags
	command        string // its name
	stdout, stderr io.Writer
	start          time.Time
	at             *progress
	reads          cache.Reads                // of the content
	last           func() (*madeParts, error) // of the last build into the folder, if its files are as they were; else nil
	lastWrites     []cache.Write              // those files, sorted
	unwritten      map[string]cache.Write     // which of them this build leaves as they are
	kept           *kept                      // of the builds before in the same program
	serving        bool                       // there are to be more of them
	mended         []mend.File                // of the content, to be taken for what is on the disk
	known          func()                     // ends what collectLater began; nil if it did not
}

// run does what a command line says and returns the exit status.
func run(args []string, stdout, stderr io.Writer) (status int) {
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprintf(stderr, "build: internal error, please report: %v\n", bug)
			status = wrong
		}
	}()
	var f flags
	parser, err := newParser(&f, stdout, stderr)
	if err != nil {
		panic(err)
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(stderr, "build: %s\n%s\n", diag.Printable(err.Error()), seeHelp)
		return usageError
	}
	if f.Jobs > 0 {
		runtime.GOMAXPROCS(int(f.Jobs)) // every stage takes its number of workers from this
	}
	ctx, stop := untilSignal()
	defer stop()
	s := &session{
		Context: ctx, flags: &f, command: command.Selected().Name, stdout: stdout, stderr: stderr,
		start: time.Now(), at: newProgress(stderr), kept: &kept{},
	}
	err = command.Run(s, parser)
	s.at.stop()
	return s.report(err)
}

// untilSignal returns a context that the first signal to end cancels. A second
// one kills.
func untilSignal() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case first := <-signals:
			signal.Stop(signals)
			cancel(signalled{first})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
	}
}

// signalled is why a context was cancelled.
type signalled struct{ os.Signal }

func (s signalled) Error() string { return s.String() }

func newParser(f *flags, stdout, stderr io.Writer) (*kong.Kong, error) {
	parser, err := kong.New(f,
		kong.Name("build"),
		kong.Description("Collate makes a cross-referenced explainer from a handful of reports of one event."),
		kong.Writers(stdout, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"schemas": "," + strings.Join(schema.Kinds(), ","), "version": version()}, // "" is none of the kinds
	)
	if err == nil {
		parser.Model.Detail = about
	}
	return parser, err
}

// about is what help says before it lists flags and commands.
const about = `It reads the Markdown files in content/ and writes a static site to public/: the story, each report,
person, place and organisation, a timeline, what reports claim, quotations, a map and a search. Without a command
it makes the site once.

    build import reports/        # make articles of raw reports, and drafts of pages
    build                        # make the site
    build serve --open           # make it again on each save, in the browser
    build check                  # what is worth a look

All mistakes are reported at once, with file, line and column, and leave the last site as it was.`

// report prints an error and returns the exit status for it. Mistakes in
// content stand on a line each, and a count of them comes last.
func (s *session) report(err error) int {
	var list diag.List
	switch one := (diag.Error{}); {
	case err == nil:
		return done
	case errors.Is(err, errReported):
		return wrong
	case errors.Is(err, errUsage):
		return usageError
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(s.stderr, "build: interrupted%s\n", s.asItWas())
		if by, ok := errors.AsType[signalled](context.Cause(s)); ok && by.Signal == syscall.SIGTERM {
			return terminated
		}
		return interrupted
	case errors.As(err, &list):
	case errors.As(err, &one):
		list = diag.List{one}
	default:
		fmt.Fprintf(s.stderr, "build: %s\n", diag.Printable(err.Error()))
		return wrong
	}
	for _, e := range list {
		fmt.Fprintln(s.stderr, e.Error())
	}
	fmt.Fprintf(s.stderr, "%s%s\n", count(len(list), "mistake", "mistakes"), s.asItWas())
	return wrong
}

// These say that a command has itself printed what is wrong.
var (
	errReported = errors.New("reported")
	errUsage    = errors.New("usage")
)

// asItWas ends a line with what the command would have written and did not, if it
// writes anything.
func (s *session) asItWas() string {
	folder := s.flags.Out
	switch s.command {
	case "import":
		folder = s.flags.Content
	case "inspect", "verify":
		return ""
	}
	return "; " + diag.Printable(folder) + "/ is as it was"
}

// count returns a number with its noun: "1 page", "2 pages".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

type versionCommand struct{}

// Run prints the version, as --version does.
func (versionCommand) Run(s *session) error {
	_, err := fmt.Fprintln(s.stdout, version())
	return err
}

// version returns the module's version, the commit and what it was built with.
func version() string {
	of := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok {
		of = cmp.Or(info.Main.Version, of)
		commit := slices.IndexFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == "vcs.revision" })
		if commit >= 0 {
			of += " " + info.Settings[commit].Value
		}
	}
	return fmt.Sprintf("collate %s %s %s/%s", of, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// generator returns the program's name, with its version if it is a release:
// pages that nobody edited stay the same from commit to commit.
func generator() string {
	info, ok := debug.ReadBuildInfo()
	if ok && released.MatchString(info.Main.Version) {
		return "Collate " + info.Main.Version
	}
	return "Collate"
}

// released is the form of a release's version: a tag's, and not one that Go made
// up of a commit.
var released = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[a-z]+\.?\d*)?$`)

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"The command to print more on."`
}

// Run prints what --help prints.
func (h helpCommand) Run(s *session, parser *kong.Kong) error {
	help, err := kong.Trace(parser, h.Command)
	if err == nil {
		err = help.Error
	}
	if err != nil {
		fmt.Fprintf(s.stderr, "build: %s\n%s\n", diag.Printable(err.Error()), seeHelp)
		return errUsage
	}
	if len(h.Command) == 0 {
		help.Path = help.Path[:1] // not the default command's
	}
	return help.PrintUsage(false)
}
