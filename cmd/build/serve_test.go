package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"collate/internal/diag"
)

// build serve shows the site under the path of its address, tells open pages of
// each new one and of mistakes with the line they are in, and ends at once.
func TestServe(t *testing.T) {
	t.Chdir(t.TempDir())
	const report = "---\ntitle: Fire\ndate: 2019-05-03\n---\nIt burned.\n"
	sources := map[string]string{
		"content/site.yaml": "title: A fire\nbase_url: https://example.org/news/fire/\n", "content/articles/report-a.md": report,
	}
	for name, text := range sources {
		save(t, name, text)
	}
	address, out, interrupt := startServing(t)
	if !strings.HasSuffix(address, "/news/fire/") {
		t.Fatalf("served at %s", address)
	}

	page := fetch(t, address+"articles/report-a.html")
	if !regexp.MustCompile(`<script src="/news/fire/_collate/reload\.js\?run=\w+" data-edition="1">`).MatchString(page) {
		t.Errorf("the page has no script of the preview:\n%.300s", page)
	}
	if onDisk := read(t, "public/articles/report-a.html"); strings.Contains(onDisk, "_collate") {
		t.Error("the script is in the file, too")
	}
	for _, name := range []string{"style.css", "feed.xml", "search-index.js", "data/explainer.json"} {
		if got := fetch(t, address+name); got != read(t, "public/"+name) {
			t.Errorf("%s is served as %.100q", name, got)
		}
	}

	events := listen(t, address+"_collate/events")
	events.until(t, `^data: {"edition":1,"mistakes":null}`)
	save(t, "content/articles/report-a.md", report+"\nIt was put out.\n")
	events.until(t, `^data: {"edition":2,"mistakes":null}`)
	if page := fetch(t, address+"articles/report-a.html"); !strings.Contains(page, "It was put out.") {
		t.Error("the page is as it was")
	}
	save(t, "content/articles/report-a.md", strings.Replace(report, "date", "colour: red\ndate", 1))
	events.until(t, `{"edition":2,"mistakes":\[{"text":"content/articles/report-a.md:3:1: .*",`+
		`"excerpt":"colour: red","column":0}\]}`)
	out.until(t, `^content/articles/report-a.md:3:1: .*\n1 mistake; public/ is as it was$`)
	if page := fetch(t, address+"articles/report-a.html"); !strings.Contains(page, "It was put out.") {
		t.Error("the last good page is gone")
	}
	save(t, "content/articles/report-a.md", report+"\nIt was put out.\n") // as in the last good site
	events.until(t, `^data: {"edition":2,"mistakes":null}`)
	save(t, "content/site.yaml", "title: A fire\n")
	events.until(t, `^data: {"edition":3,"mistakes":null}`)
	root := strings.TrimSuffix(address, "news/fire/")
	if page := fetch(t, root+"articles/report-a.html"); !strings.Contains(page, "It was put out.") {
		t.Error("the site is not at the root")
	}

	select {
	case err := <-interrupt():
		if err != nil {
			t.Errorf("interrupted: %v", err)
		}
	case <-time.After(time.Second):
		t.Error("an interrupt did not end it within a second")
	}
	if response, err := http.Get(address); err == nil {
		_ = response.Body.Close()
		t.Error("it still answers")
	}
}

// The address of an editor has the file's own, escaped, and its line.
func TestEditor(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	here = "/" + strings.TrimLeft(filepath.ToSlash(here), "/")
	pos := diag.Pos{File: "content/a b&c#d.md", Line: 3, Col: 7}
	for _, tt := range []struct{ editor, want string }{
		{"", ""},
		{"vscode://file/{file}:{line}:{column}", "vscode://file" + here + "/content/a%20b%26c%23d.md:3:7"},
		{"idea://open?file={file}&line={line}", "idea://open?file=" + here + "/content/a%20b%26c%23d.md&line=3"},
	} {
		if got := editor(tt.editor).address(pos); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.editor, got, tt.want)
		}
	}
	for _, wrong := range []string{"code", "vscode://file/", "javascript:alert('{file}')", "JavaScript:{file}", " data:{file}", "{file}"} {
		if (&serveCommand{Editor: wrong}).Validate() == nil {
			t.Errorf("%q is taken for an editor", wrong)
		}
	}
}

// A first build that finds mistakes is no end: the page says what they are.
func TestServeMistakesFirst(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "content/articles/report-a.md", "---\ntitle: [\n---\n")
	address, _, interrupt := startServing(t)
	events := listen(t, address+"_collate/events")
	events.until(t, `"edition":0,"mistakes":\[{"text":"content/articles/report-a.md:2:9: `)
	save(t, "content/articles/report-a.md", "---\ntitle: Fire\n---\nIt burned.\n")
	events.until(t, `"edition":1,"mistakes":null`)
	if page := fetch(t, address); !strings.Contains(page, "Fire") {
		t.Errorf("the site is not there: %.300s", page)
	}
	if err := <-interrupt(); err != nil {
		t.Error(err)
	}
}

// After a mistake the address is told again only if it is another one.
func TestServeTellsOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	const report = "---\ntitle: Fire\n---\nIt burned.\n"
	save(t, "content/site.yaml", "base_url: https://example.org/news/\n")
	save(t, "content/articles/report-a.md", report)
	_, out, interrupt := startServing(t)
	for range 2 {
		save(t, "content/articles/report-a.md", "---\ntitle: [\n---\n")
		out.until(t, "1 mistake")
		save(t, "content/articles/report-a.md", report)
		out.until(t, "^rebuilt ")
	}
	if err := <-interrupt(); err != nil {
		t.Error(err)
	}
	if n := strings.Count(out.text.String(), "serving "); n != 1 {
		t.Errorf("the address is told %d times:\n%s", n, out.text.String())
	}
}

// An interrupt ends it within a second whatever is open and being done, and
// leaves nothing running.
func TestServeInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "content/articles/report-a.md", "---\ntitle: Fire\n---\nIt burned.\n")
	save(t, "static/big.bin", strings.Repeat("x", 16<<20))
	before := runtime.NumGoroutine()
	address, out, interrupt := startServing(t)
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/")
	var clients []net.Conn
	for range 20 {
		for _, name := range []string{"_collate/events", "big.bin", ""} {
			c, err := net.Dial("tcp", host)
			if err == nil && name != "" {
				_, err = fmt.Fprintf(c, "GET /%s HTTP/1.1\r\nHost: %s\r\n\r\n", name, host)
			}
			if err == nil && name != "" {
				_, err = io.ReadFull(c, make([]byte, len("HTTP/1.1 200")))
			}
			if err != nil {
				t.Fatal(err)
			}
			clients = append(clients, c)
		}
	}
	save(t, "content/articles/report-a.md", "---\ntitle: Fire\n---\nIt burned again.\n")
	out.until(t, "^rebuilt ")
	save(t, "content/articles/report-b.md", "---\ntitle: Flood\n---\nIt rained.\n") // is being made, maybe
	start := time.Now()
	if err := <-interrupt(); err != nil {
		t.Errorf("interrupted: %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("an interrupt took %s", took)
	}
	for _, c := range clients {
		_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error("a connection is still open")
		}
		_ = c.Close()
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			trace := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%.4000s", runtime.NumGoroutine(), before, trace[:runtime.Stack(trace, true)])
		}
	}
}

// What others can read over a network is said; on this machine alone, nothing.
func TestServeToOthers(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:80": "", "[::1]:80": "", "127.9.9.9:80": "",
		"192.0.2.1:80": "192.0.2.1:80", "0.0.0.0:80": "0.0.0.0:80", "[::]:80": "[::]:80",
	} {
		var out, warned strings.Builder
		s := &session{stdout: &out, stderr: &warned, flags: &flags{Out: "public"}}
		d := &desk{workshop: newWorkshop(s), address: net.TCPAddrFromAddrPort(netip.MustParseAddrPort(address))}
		d.tell("/")
		d.tell("/news/")
		if want != "" {
			want = "build: --addr: whoever reaches " + want + " over the network can read the site and, where something is " +
				"wrong, lines of its sources; 127.0.0.1:80 keeps it to this machine\n"
		}
		if warned.String() != want {
			t.Errorf("at %s: %q, want %q", address, warned.String(), want)
		}
	}
}

// startServing runs build serve in the current folder. It returns the site's
// address, what is printed, and what interrupts it: that hands on how it ended.
func startServing(t *testing.T) (address string, out *said, interrupt func() <-chan error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out = new(said)
	s := &session{
		Context: ctx, stdout: out, stderr: out, start: time.Now(), kept: &kept{},
		flags: &flags{Content: "content", Out: "public"},
	}
	ended := make(chan error, 1)
	go func() { ended <- serveCommand{Addr: "127.0.0.1:0"}.Run(s) }()
	interrupt = func() <-chan error {
		cancel()
		return ended
	}
	return out.until(t, `serving public/ at (\S+) `), out, interrupt
}

// What a mistake is about is shown from the folders that the site is made from, and
// from nowhere else.
func TestExcerpt(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "content/a.md", "one\nzwölf Boote\n"+strings.Repeat("x", 1000)+"y\n")
	save(t, "theme/a.html", "a page's")
	save(t, "own.html", "a secret")
	save(t, "static/own.html", "own")
	if err := errors.Join(
		os.Symlink("../own.html", "content/out.md"), os.Symlink("a.md", "content/in.md"), os.Symlink("/dev/zero", "content/zero.md"),
	); err != nil {
		t.Skip(err)
	}
	s := &session{flags: &flags{Content: "content", Templates: "theme"}}
	for _, tt := range []struct {
		pos    diag.Pos
		line   string
		column int
	}{
		{diag.Pos{File: "content/a.md", Line: 2, Col: 8}, "zwölf Boote", 6},
		{diag.Pos{File: "content/a.md", Line: 1, Col: 0}, "one", 0},
		{diag.Pos{File: "content/a.md", Line: 1, Col: 90}, "one", 3},
		{diag.Pos{File: "content/a.md", Line: 3, Col: 1001}, strings.Repeat("x", 200) + "y", 200},
		{diag.Pos{File: "content/a.md"}, "", 0},
		{diag.Pos{File: "content/a.md", Line: 9, Col: 1}, "", 0},
		{diag.Pos{File: "content/none.md", Line: 1, Col: 1}, "", 0},
		{diag.Pos{File: "content", Line: 1, Col: 1}, "", 0},
		{diag.Pos{File: "content/in.md", Line: 1, Col: 1}, "one", 0},
		{diag.Pos{File: "content/out.md", Line: 1, Col: 1}, "", 0},
		{diag.Pos{File: "content/zero.md", Line: 1, Col: 1}, "", 0},
		{diag.Pos{File: "content/../own.html", Line: 1, Col: 1}, "", 0},
		{diag.Pos{File: "theme/a.html", Line: 1, Col: 3}, "a page's", 2},
		{diag.Pos{File: "static/own.html", Line: 1, Col: 1}, "own", 0},
		{diag.Pos{File: "own.html", Line: 1, Col: 1}, "", 0},
	} {
		if line, column := sources(s.folders()).excerpt(tt.pos); line != tt.line || column != tt.column {
			t.Errorf("excerpt(%v) = %q, %d; want %q, %d", tt.pos, line, column, tt.line, tt.column)
		}
	}
}

// A mistake in a static file is shown with its line, not with that of a file that
// the working folder has under the path in the site.
func TestServeMistakeInStaticFile(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "content/articles/report-a.md", "---\ntitle: Fire\n---\nIt burned.\n")
	save(t, "static/own.html", `<!doctype html><title>x</title><a href="nowhere.html">y</a>`)
	save(t, "own.html", "a secret")
	address, _, interrupt := startServing(t)
	listen(t, address+"_collate/events").until(t, `"text":"static/own.html:1:\d+: links to nowhere.html.*"excerpt":"[^s]+doctype`)
	if err := <-interrupt(); err != nil {
		t.Error(err)
	}
}

// A said is what has been written to it, for who waits for something.
type said struct {
	mu   sync.Mutex
	text strings.Builder
	read int // what is before it, a call of until has seen
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

// until waits until the expression finds something behind what was found before,
// and returns its first group.
func (s *said) until(t *testing.T, wanted string) string {
	t.Helper()
	expression := regexp.MustCompile("(?m)" + wanted)
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		rest := s.text.String()[s.read:]
		at := expression.FindStringSubmatchIndex(rest)
		if at != nil {
			s.read += at[1]
		}
		s.mu.Unlock()
		switch {
		case len(at) > 2:
			return rest[at[2]:at[3]]
		case at != nil:
			return ""
		}
	}
	t.Fatalf("no %s in:\n%s", wanted, s.text.String())
	return ""
}

// listen reads what the server tells open pages.
func listen(t *testing.T, address string) *said {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	var events said
	go func() { _, _ = io.Copy(&events, response.Body) }() // until the server ends
	return &events
}

func fetch(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, response.Status, err)
	}
	return string(body)
}

func save(t *testing.T, name, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
