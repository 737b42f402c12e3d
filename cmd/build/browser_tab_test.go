package main_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A browser is a running Chromium.
type browser struct{ ctx context.Context }

func startBrowser(t *testing.T) *browser {
	t.Helper()
	path := chromium()
	if path == "" {
		const none = "no chromium, chromium-browser or google-chrome in the PATH"
		if os.Getenv("COLLATE_BROWSER") == "required" {
			t.Fatal(none + ", and COLLATE_BROWSER=required")
		}
		t.Skip(none + ": the tests in a browser are left out")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		// The last two, which nobody sees, would follow each page and each key in a process of their own.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.WindowSize(1280, 800),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &browser{ctx}
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// A tab is one page of a browser. Whatever goes wrong in it, be it an error on
// the console, an exception, a request that fails or one that leaves the site,
// fails the test at its end.
type tab struct {
	t    *testing.T
	ctx  context.Context
	root string // of the site, with a slash at its end

	mu       sync.Mutex
	problems []string
	urls     map[network.RequestID]string
}

func (b *browser) tab(t *testing.T, root string) *tab {
	t.Helper()
	// A window of its own would cost as much as many pages. In one for all, a tab is shown nevertheless: see below.
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewWindow(false))
	t.Cleanup(cancel)
	most := 4 * time.Minute
	if long() {
		most = time.Hour // for all pages of a site
	}
	ctx, cancelTimeout := context.WithTimeout(ctx, most)
	t.Cleanup(cancelTimeout)
	p := &tab{t: t, ctx: ctx, root: root, urls: map[network.RequestID]string{}}
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	// Beside other tabs, each takes itself for the one in front, and is drawn.
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		on := emulation.SetFocusEmulationEnabledParams{Enabled: true}
		_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, on)
		return err
	}))
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			t.Error(problem)
		}
	})
	return p
}

func (p *tab) listen(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	note := func(format string, args ...any) { p.problems = append(p.problems, fmt.Sprintf(format, args...)) }
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		p.urls[ev.RequestID] = ev.Request.URL
		if u := ev.Request.URL; !strings.HasPrefix(u, p.root) && !strings.HasPrefix(u, "data:") && u != "about:blank" {
			note("asked for %s, which is not of the site", u)
		}
	case *network.EventLoadingFailed:
		if !ev.Canceled {
			note("%s: %s", p.urls[ev.RequestID], ev.ErrorText)
		}
	case *network.EventResponseReceived:
		if ev.Response.Status >= 400 {
			note("%s: status %d", ev.Response.URL, ev.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		note("exception at %s:%d: %s", ev.ExceptionDetails.URL, ev.ExceptionDetails.LineNumber+1, ev.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		note("console: %s", ev.Type)
	case *log.EventEntryAdded:
		note("%s: %s (%s)", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL)
	}
}

// forgive forgets what went wrong so far.
func (p *tab) forgive() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = nil
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// open loads a page of the site.
func (p *tab) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.root + path))
}

// evaluate returns the value of a JavaScript expression.
func evaluate[T any](p *tab, js string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		p.t.Fatalf("%v\nin %.200s", err, js)
	}
	return v
}

// run executes JavaScript statements.
func (p *tab) run(js string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](js + "\n;undefined"))
}

// want fails the test unless the JavaScript expression has the value want.
func (p *tab) want(js, want string) {
	p.t.Helper()
	if got := evaluate[string](p, js); got != want {
		p.t.Errorf("%s\n got %q\nwant %q", js, got, want)
	}
}

// wait waits until the JavaScript expression is true, for thirty seconds at most: others may keep the machine busy.
func (p *tab) wait(js string) {
	p.t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+js+")"))
		if err == nil && ok {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("%s does not come true (%v)", js, err)
		}
	}
}

// stays fails the test if the JavaScript expression becomes false within d.
func (p *tab) stays(js string, d time.Duration) {
	p.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !evaluate[bool](p, js) {
			p.t.Errorf("%s did not stay true", js)
			return
		}
	}
}

// follow clicks the link that the JavaScript expression names and waits until
// the browser is where it leads.
func (p *tab) follow(js string) {
	p.t.Helper()
	href := evaluate[string](p, fmt.Sprintf(`(() => { const a = %s; setTimeout(() => a.click()); return a.href; })()`, js))
	p.wait(fmt.Sprintf(`location.href === %q && document.readyState === 'complete'`, href))
}

// middle scrolls the element that js names into view and returns where it is.
func (p *tab) middle(js string) []float64 {
	p.t.Helper()
	return evaluate[[]float64](p, fmt.Sprintf(`(() => { const e = %s; e.scrollIntoView({block: 'center'});
		const r = e.getClientRects()[0];
		return [r.left + Math.min(r.width, 60) / 2, r.top + r.height / 2]; })()`, js))
}

// hover moves the mouse onto the element that js names, and returns where that is.
func (p *tab) hover(js string) []float64 {
	p.t.Helper()
	at := p.middle(js)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	return at
}

// A look is how a page is shown. What is left out is as the browser has it.
type look struct {
	Media  string // "print" or "screen"
	Scheme string // "light" or "dark"
	Forced bool   // in the reader's own few colours
	Width  int64  // of the window, in CSS pixels
}

func (l look) String() string {
	s := fmt.Sprintf("%d px %s", l.Width, l.Scheme)
	if l.Forced {
		s += " forced"
	}
	return strings.TrimSpace(s + " " + l.Media)
}

// show has the tab show its page, and those that it opens later, with a look.
func (p *tab) show(l look) {
	p.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.Scheme}}
	if l.Forced {
		features = append(features, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	}
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia,
			emulation.SetEmulatedMediaParams{Media: l.Media, Features: features})
		return err
	}))
	if l.Width > 0 {
		p.do(chromedp.EmulateViewport(l.Width, 800))
	}
}

// load evaluates a script of testdata/browser in the tab's page. It comes by
// the debugger, so that the page's policy for scripts stays as it is.
func (p *tab) load(name string) {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "browser", name))
	if err != nil {
		p.t.Fatal(err)
	}
	p.run(string(data))
}

// requests counts what the tab has asked for so far, but for the icon, which a
// browser fetches when it finds the time.
func (p *tab) requests() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, url := range p.urls {
		if !strings.HasSuffix(url, "/icon.svg") {
			n++
		}
	}
	return n
}
