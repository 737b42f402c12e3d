package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// patience is how long a step may last before a terminal is told of it.
const patience = 500 * time.Millisecond

// A progress shows on a terminal the step that is being done, once it takes
// long. The nil progress shows nothing.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	timer *time.Timer
	shown bool
	what  string // the step
	told  int    // percent that the line shows
}

// newProgress returns nil unless w is a terminal.
func newProgress(w io.Writer) *progress {
	if f, ok := w.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return &progress{w: w}
}

// step says what is being done from now on.
func (p *progress) step(what string) {
	if p == nil {
		return
	}
	p.stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	var t *time.Timer
	t = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.timer == t { // still the same step
			fmt.Fprintf(p.w, "%s …", what)
			p.shown = true
		}
	})
	p.timer, p.what, p.told = t, what, -1
}

// count says how much of the step is done, once the step is shown.
func (p *progress) count(done, all int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if percent := done * 100 / max(all, 1); p.shown && percent > p.told {
		p.told = percent
		fmt.Fprintf(p.w, "\r\x1b[K%s … %d of %d", p.what, done, all)
	}
}

// stop wipes the line; call it before anything else is printed.
func (p *progress) stop() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
