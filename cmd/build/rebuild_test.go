package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"collate/internal/testcorpus"
	"collate/internal/watch"
)

// TestServed edits a content folder at random, again and again, and makes the
// site after each edit as build serve does, in one program all the while. Its
// bytes, or its complaints, must be those of a build from nothing.
// COLLATE_HISTORY says how many edits a folder gets, if not a few.
func TestServed(t *testing.T) {
	if testing.Short() {
		t.Skip("builds some 50 times")
	}
	const large = "lists on several pages"
	edits := historyLength(t)
	for name, content := range map[string]fs.FS{
		"generated": testcorpus.FS(8), large: testcorpus.FS(100), "shipped": os.DirFS("../../content"),
	} {
		t.Run(name, func(t *testing.T) {
			h := newHistory(t, content, uint64(edits)+1)
			h.served = newServed(h)
			defer h.served.close()
			h.live(edits, h.compareServed)
			if _, err := os.Stat(h.path("kept/articles/index/2.html")); (err == nil) != (name == large) {
				t.Errorf("the second page of the list of reports: %v", err)
			}
		})
	}
}

// A served is a workshop that makes the site of a history.
type served struct {
	*workshop
	said    strings.Builder
	sources map[string]string // as the workshop knows them
}

func newServed(h *history) *served {
	h.t.Chdir(h.dir)
	v := &served{}
	v.workshop = newWorkshop(&session{
		Context: h.t.Context(), stdout: &v.said, stderr: &v.said,
		flags: &flags{Content: "content", Out: "kept", Quiet: true},
	})
	return v
}

// compareServed has the workshop make the site and returns in what it differs
// from one that was made from nothing.
func (h *history) compareServed() string {
	h.t.Helper()
	h.t.Chdir(h.dir)
	h.served.changed(h.change())
	h.served.said.Reset()
	followed, err := h.make()
	status := h.served.report(err)
	said := strings.ReplaceAll(h.served.said.String(), "kept", "OUT")

	fresh := h.t.TempDir()
	wantStatus, want := h.build(filepath.Join(fresh, "out"), filepath.Join(fresh, "cache"))
	switch {
	case status != wantStatus || status != done && said != want:
		return fmt.Sprintf("status %d, %s\nwant %d, %s", status, said, wantStatus, want)
	case status != done:
		h.restore()
		return ""
	}
	h.keep()
	if !followed {
		return "" // what follows the pages is that of an earlier site
	}
	got, made := files(h.t, h.path("kept")), files(h.t, filepath.Join(fresh, "out"))
	for name := range made {
		if got[name] != made[name] {
			return name + " is not as in a build from nothing"
		}
	}
	if len(got) != len(made) {
		return fmt.Sprintf("%d files, want %d", len(got), len(made))
	}
	return ""
}

// make makes the site, and most often what follows its pages.
func (h *history) make() (followed bool, err error) {
	b, err := h.served.build(h.t.Context())
	if err != nil || b.later == nil {
		return true, err
	}
	ctx, stop := context.WithCancel(h.t.Context())
	defer stop()
	switch h.IntN(6) {
	case 0:
		return false, nil // it did not come to it
	case 1:
		time.AfterFunc(time.Duration(h.IntN(30))*time.Millisecond, stop) // nor to its end, maybe
	}
	_, err = h.served.follow(ctx, b)
	switch {
	case errors.Is(err, errAgain):
		_, err = h.served.build(h.t.Context())
		return true, err
	case errors.Is(err, context.Canceled):
		return false, nil
	}
	return true, err
}

// change returns what has changed since it was last called, as a watch would:
// now and then it says less than it knows.
func (h *history) change() watch.Change {
	now := map[string]string{}
	for _, folder := range []string{"content", "templates", "static"} {
		for name, text := range files(h.t, h.path(folder)) {
			now[folder+"/"+name] = text
		}
	}
	var c watch.Change
	note := func(name string) {
		if h.IntN(4) == 0 {
			name = filepath.Dir(name)
		}
		c.Paths = append(c.Paths, filepath.FromSlash(name))
	}
	for name := range now {
		if before, ok := h.served.sources[name]; !ok || before != now[name] {
			note(name)
			c.Moved = c.Moved || !ok
		}
	}
	for name := range h.served.sources {
		if _, ok := now[name]; !ok {
			note(name)
			c.Moved = true
		}
	}
	c.Unsure = h.IntN(8) == 0
	h.served.sources = maps.Clone(now)
	return c
}
