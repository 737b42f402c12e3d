package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/locate"
	"collate/internal/preview"
	"collate/internal/publish"
	"collate/internal/render"
	"collate/internal/tree"
	"collate/internal/watch"
)

type serveCommand struct {
	Addr string `default:"127.0.0.1:8000" placeholder:"HOST:PORT" help:"Where to listen (127.0.0.1:8000)."`
	Open bool   `help:"Open the site in the browser."`

	Editor string `placeholder:"ADDRESS" help:"Address that opens your editor: vscode://file/{file}:{line}:{column}."`
}

// Validate refuses an address that opens no file.
func (cmd *serveCommand) Validate() error {
	if cmd.Editor == "" {
		return nil
	}
	scheme, _, ok := strings.Cut(cmd.Editor, ":")
	known := regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*$`).MatchString(scheme)
	runs := slices.Contains([]string{"javascript", "data", "vbscript", "blob"}, strings.ToLower(scheme))
	if !ok || !known || runs || !strings.Contains(cmd.Editor, "{file}") {
		return fmt.Errorf("--editor: %q is no address such as vscode://file/{file}:{line}:{column}", cmd.Editor)
	}
	return nil
}

// Help says what the command does.
func (serveCommand) Help() string {
	return `Makes the site, shows it at the address that it prints, under the path that base_url has, and makes it again
whenever a file in the folders of content, templates or static files is saved. Open pages load again. Mistakes are
shown in the page, above the last site without any. A click on a text with the Alt key held, or after “Find a line”,
says which line of which file it comes from, and opens it if --editor says how. Only this machine reaches it, unless
--addr says so. Ctrl-C ends it.

    build serve --open
    build serve --editor 'vscode://file/{file}:{line}'
    build serve --addr :9000        # for other machines, too`
}

// grace is how long what is being done may take to end after an interrupt.
const grace = 700 * time.Millisecond

// Run builds and serves until it is interrupted.
func (cmd serveCommand) Run(s *session) error {
	if err := s.apart(); err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(s, "tcp", cmd.Addr)
	if err != nil {
		return fmt.Errorf("--addr: %w", err)
	}
	watcher, err := watch.New(s.aside, s.folders()...)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	site := preview.New(filepath.FromSlash(s.flags.Out), cmd.Addr, s.Done())
	web := site.Web()
	served := make(chan error, 1)
	go func() { served <- web.Serve(listener) }() // until it is closed

	d := &desk{workshop: newWorkshop(s), site: site, address: listener.Addr(), open: cmd.Open, editor: editor(cmd.Editor)}
	ended := make(chan error, 1)
	go func() { ended <- d.run(watcher) }()
	select {
	case err = <-ended:
	case err = <-served:
	case <-s.Done():
		select {
		case err = <-ended:
		case <-time.After(grace): // the program ends in the midst of a build, which the next one puts right
		}
	}
	err = errors.Join(err, watcher.Close(), web.Close())
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// folders returns those that the site is made from, as the user calls them.
func (s *session) folders() []string {
	return []string{
		filepath.FromSlash(s.flags.Content), filepath.FromSlash(orDefault(s.flags.Templates, "templates")),
		filepath.FromSlash(orDefault(s.flags.Static, "static")),
	}
}

// aside reports whether nothing that is in a folder becomes part of the site.
func (s *session) aside(folder string) bool {
	switch name := filepath.Base(folder); name[0] {
	case '.':
		return name != render.WellKnown
	case '_':
		return !slices.ContainsFunc(s.folders()[1:], func(around string) bool {
			in, err := filepath.Rel(around, folder)
			return err == nil && filepath.IsLocal(in)
		})
	}
	return false
}

// A desk is where an editor works on a site: it is made again after each save,
// and shown.
type desk struct {
	*workshop
	site    *preview.Server
	address net.Addr
	open    bool // the browser is to be opened
	editor  editor
	told    string // the path that the address was printed with
}

// run makes the site, and makes it again after each change, until the session
// ends.
func (d *desk) run(watcher *watch.Watcher) error {
	defer d.close()
	changes := make(chan watch.Change)
	failed := make(chan error, 1)
	go func() {
		for {
			change, err := watcher.Wait(d)
			if err != nil {
				failed <- err
				return
			}
			select {
			case changes <- change:
			case <-d.Done():
			}
		}
	}()
	since := time.Now()
	for {
		next, err := d.round(since, changes)
		if err != nil {
			return err
		}
		if next == nil {
			select {
			case change := <-changes:
				next = &change
			case err := <-failed:
				return err
			}
		}
		d.changed(*next)
		since = next.Since
	}
}

// round makes the site once. If there was a change while it made what follows the
// pages, it leaves that for the next round and returns the change.
func (d *desk) round(since time.Time, changes <-chan watch.Change) (*watch.Change, error) {
	b, err := d.make(since)
	if b == nil || b.later == nil {
		d.rest()
		return nil, err
	}
	ctx, stop := context.WithCancel(d)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- d.makeLater(ctx, b) }()
	select {
	case err = <-ended:
		d.rest()
		return nil, err
	case change := <-changes:
		stop()
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			return nil, err
		}
		return &change, nil
	}
}

// make makes the site and shows it, or what is wrong. The error is one that ends
// the program.
func (d *desk) make(since time.Time) (*batch, error) {
	first := d.last == nil
	b, err := d.build(d)
	d.at.stop()
	if d.Err() != nil {
		return nil, d.Err()
	}
	if err != nil {
		d.report(err)
		d.site.Show(d.editor.mistakes(err, d.folders()))
		if d.told == "" {
			d.tell("/")
		}
		return nil, nil
	}
	under := rootOf(b.index.Corpus.Site.BaseURL)
	d.site.Locate(d.editor.locator(b.index.Corpus))
	if first || b.result.Written+b.result.Removed > 0 {
		d.site.Reload(under)
	} else {
		d.site.Show(nil)
	}
	if !d.flags.Quiet {
		fmt.Fprintf(d.stdout, "%s in %d ms: %s\n", map[bool]string{true: "built", false: "rebuilt"}[first],
			time.Since(since).Milliseconds(), counts(b.result))
	}
	d.tell(under)
	return b, nil
}

// makeLater makes what follows the pages. If that cannot be done on its own, it
// makes the site in one step.
func (d *desk) makeLater(ctx context.Context, b *batch) error {
	if !ownCollector() {
		debug.SetGCPercent(leastGC) // which takes longer, but nobody waits for it
	}
	start := time.Now()
	res, err := d.follow(ctx, b)
	switch {
	case errors.Is(err, errAgain):
		_, err = d.make(start)
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		d.report(err)
		d.site.Show(d.editor.mistakes(err, d.folders()))
	case !d.flags.Quiet && res.Written+res.Removed > 0:
		fmt.Fprintf(d.stdout, "search and data %d ms later: %s\n", time.Since(start).Milliseconds(), counts(res))
	}
	return nil
}

// leastGC is the least percentage by which the heap may grow before the collector
// runs.
const leastGC = 60

// rest has the collector run while nothing else does, and lets the next build
// take so much memory that it need not run then.
func (d *desk) rest() {
	if ownCollector() {
		return
	}
	const spare = 600 << 20
	debug.SetMemoryLimit(math.MaxInt64)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(int(min(collectAt, max(leastGC, 100*spare/(m.HeapAlloc+1)))))
}

// tell prints the address of the site, once for each path that it has, and opens
// the browser at the first if that is wanted.
func (d *desk) tell(under string) {
	if d.told == under {
		return
	}
	first := d.told == ""
	d.told = under
	address := "http://" + d.address.String() + under
	if !d.flags.Quiet {
		fmt.Fprintf(d.stdout, "serving %s/ at %s (Ctrl-C ends it)\n", diag.Printable(d.flags.Out), address)
	}
	if at, ok := d.address.(*net.TCPAddr); first && ok && !at.IP.IsLoopback() {
		fmt.Fprintf(d.stderr, "build: --addr: whoever reaches %s over the network can read the site and, where something is "+
			"wrong, lines of its sources; 127.0.0.1:%d keeps it to this machine\n", d.address, at.Port)
	}
	if d.open && first {
		if err := openBrowser(address); err != nil {
			fmt.Fprintf(d.stderr, "build: --open: %v; open %s yourself\n", err, address)
		}
	}
}

// openBrowser opens an address in the user's browser, which outlives the server.
func openBrowser(address string) error {
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	//nolint:gosec,noctx // the address is our own
	browser := exec.Command(command[0], append(command[1:], address)...)
	if err := browser.Start(); err != nil {
		return err
	}
	go func() { _ = browser.Wait() }()
	return nil
}

// counts says what was done to the files: "21 written, 3 removed".
func counts(res publish.Result) string {
	if res.Removed > 0 {
		return fmt.Sprintf("%d written, %d removed", res.Written, res.Removed)
	}
	return fmt.Sprintf("%d written", res.Written)
}

// rootOf returns the path that a site with an address has on its host.
func rootOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return strings.TrimRight(u.Path, "/") + "/"
}

// An editor is the address by which the user's editor opens a file, "" if there is
// none: {file}, {line} and {column} stand in it for those.
type editor string

// address returns the address that opens a position.
func (e editor) address(pos diag.Pos) string {
	file, err := filepath.Abs(filepath.FromSlash(pos.File))
	if e == "" || err != nil {
		return ""
	}
	path := (&url.URL{Path: "/" + strings.TrimLeft(filepath.ToSlash(file), "/")}).EscapedPath()
	path = strings.NewReplacer("&", "%26", "+", "%2B").Replace(path)
	return strings.NewReplacer("/{file}", path, "{file}", path, "{line}", strconv.Itoa(max(1, pos.Line)),
		"{column}", strconv.Itoa(max(1, pos.Col))).Replace(string(e))
}

// locator returns what says where pieces of a site's pages come from.
func (e editor) locator(c *corpus.Corpus) func(preview.Element) (preview.Place, bool) {
	l := locate.New(c)
	return func(piece preview.Element) (preview.Place, bool) {
		pos, ok := l.Find(locate.Element(piece))
		name := diag.Pos{File: pos.File, Line: pos.Line}.String()
		return preview.Place{Name: diag.Printable(name), Open: e.address(pos)}, ok
	}
}

// mistakes returns what is wrong with the sources, each with the line that it is
// about.
func (e editor) mistakes(err error, from sources) []preview.Mistake {
	var list diag.List
	if one := (diag.Error{}); errors.As(err, &one) {
		list = diag.List{one}
	} else if !errors.As(err, &list) {
		return []preview.Mistake{{Text: err.Error()}}
	}
	const most = 50
	var shown []preview.Mistake
	for _, m := range list[:min(len(list), most)] {
		line, column := from.excerpt(m.Pos)
		one := preview.Mistake{Text: m.Error(), Excerpt: line, Column: column}
		if m.Pos.Line > 0 {
			one.Open = e.address(m.Pos)
		}
		shown = append(shown, one)
	}
	if more := len(list) - most; more > 0 {
		shown = append(shown, preview.Mistake{Text: fmt.Sprintf("and %d more", more)})
	}
	return shown
}

// excerpt returns the line of a position, and in it the column in characters
// from 0; "" if it cannot be read.
func (s sources) excerpt(pos diag.Pos) (line string, column int) {
	const longest = 400 // bytes
	b, at := s.line(pos)
	from := max(0, at-longest/2)
	b, at = b[from:min(len(b), from+longest)], at-from
	return strings.ToValidUTF8(string(b), "�"), utf8.RuneCount(b[:at])
}

// line returns the line of a position and, in bytes from 0, the column in
// it; nothing if it cannot be read.
func (s sources) line(pos diag.Pos) (line []byte, at int) {
	if pos.Line == 0 {
		return nil, 0
	}
	lines := bytes.Split(s.read(pos.File), []byte("\n"))
	if pos.Line > len(lines) {
		return nil, 0
	}
	line = lines[pos.Line-1]
	return line, min(max(pos.Col-1, 0), len(line))
}

// sources are the folders that the site is made from.
type sources []string

// read returns how a file of theirs begins; nil if it is in none, or cannot be
// read.
func (s sources) read(name string) []byte {
	for _, folder := range s {
		in, err := filepath.Rel(folder, filepath.FromSlash(name))
		if err != nil || !filepath.IsLocal(in) {
			continue
		}
		opened, err := tree.Open(folder)
		if err != nil {
			continue
		}
		if text, err := readStart(opened, filepath.ToSlash(in)); err == nil {
			return text
		}
	}
	return nil
}

// readStart returns how a file begins: a static one may be of any size.
func readStart(folder tree.Folder, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return io.ReadAll(io.LimitReader(f, corpus.MaxFile))
}
