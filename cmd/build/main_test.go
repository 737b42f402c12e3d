package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"collate/internal/diag"
)

// An interrupt ends a build with status 130, and before anything is written.
func TestInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("content/articles", 0o755); err != nil {
		t.Fatal(err)
	}
	article := []byte("---\ntitle: Fire\n---\nIt burned. ^p1\n")
	if err := os.WriteFile(filepath.FromSlash("content/articles/report-a.md"), article, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr strings.Builder
	s := &session{
		Context: ctx, flags: &flags{Content: "content", Out: "public"},
		stdout: &stdout, stderr: &stderr, start: time.Now(), kept: &kept{},
	}
	if status := s.report(buildCommand{}.Run(s)); status != interrupted {
		t.Errorf("status %d, want %d", status, interrupted)
	}
	if want := "build: interrupted; public/ is as it was\n"; stderr.String() != want || stdout.String() != "" {
		t.Errorf("stderr %q, want %q; stdout %q", stderr.String(), want, stdout.String())
	}
	if _, err := os.Stat("public"); err == nil {
		t.Error("public/ was made")
	}
}

// A command that was to write elsewhere, or nothing, says nothing of the site.
func TestReportSaysWhatIsAsItWas(t *testing.T) {
	for command, want := range map[string]string{
		"build": "; out/ is as it was\n", "import": `; a\nb/ is as it was` + "\n", "inspect": "\n", "verify": "\n",
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var stderr strings.Builder
		s := &session{Context: ctx, flags: &flags{Content: "a\nb", Out: "out"}, command: command, stderr: &stderr}
		s.report(context.Canceled)
		s.report(diag.Error{Msg: "x"})
		if got := stderr.String(); got != "build: interrupted"+want+"x\n1 mistake"+want {
			t.Errorf("%s: %q", command, got)
		}
	}
}

func TestReport(t *testing.T) {
	at := diag.Pos{File: "content/a.md", Line: 3, Col: 1}
	for _, tt := range []struct {
		err    error
		status int
		want   string
	}{
		{nil, 0, ""},
		{diag.List{{Pos: at, Msg: "x", Hint: "y"}}, 1, "content/a.md:3:1: x (y)\n1 mistake; out/ is as it was\n"},
		{
			diag.List{{Pos: at, Msg: "x"}, {Pos: at, Msg: "y"}},
			1,
			"content/a.md:3:1: x\ncontent/a.md:3:1: y\n2 mistakes; out/ is as it was\n",
		},
		{diag.Error{Pos: at, Msg: "x"}, 1, "content/a.md:3:1: x\n1 mistake; out/ is as it was\n"},
		{fmt.Errorf("import: %w", diag.Error{Pos: at, Msg: "x"}), 1, "content/a.md:3:1: x\n1 mistake; out/ is as it was\n"},
		{errors.New("read x: no"), 1, "build: read x: no\n"},
		{errReported, 1, ""},
		{errUsage, 2, ""},
	} {
		var stderr strings.Builder
		s := &session{flags: &flags{Out: "out"}, stderr: &stderr}
		if status := s.report(tt.err); status != tt.status || stderr.String() != tt.want {
			t.Errorf("%v: status %d, stderr %q; want %d, %q", tt.err, status, stderr.String(), tt.status, tt.want)
		}
	}
}

// TestReleased tells tags from versions that Go makes up of commits.
func TestReleased(t *testing.T) {
	for version, want := range map[string]bool{
		"v1.2.3": true, "v0.1.0-rc.1": true, "v1.0.0-beta2": true, "": false, "(devel)": false,
		"v0.0.0-20261122134512-2d1a2b1f7c3e": false, "v1.2.4-0.20261122134512-2d1a2b1f7c3e": false, "v1.2.3+dirty": false,
	} {
		if got := released.MatchString(version); got != want {
			t.Errorf("%q: %v", version, got)
		}
	}
}
