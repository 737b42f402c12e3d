package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// builds is a site that is built in this program, with what is remembered.
func builds(t *testing.T) func() string {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"content/articles/report-a.md": "---\ntitle: Fire\n---\nA warehouse burned down, Jane Doe said. ^p1\n",
		"content/people/jane-doe.md":   "---\ntitle: Jane Doe\n---\nShe saw it.\n",
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return func() string {
		t.Helper()
		var b strings.Builder
		if status := run([]string{"--cache", "cache"}, &b, &b); status != done {
			t.Fatal(b.String())
		}
		return b.String()
	}
}

// Clocks jump, and tools set times: what a page says never depends on when a file
// was written, and neither does whether it is made again.
func TestClockJumps(t *testing.T) {
	build := builds(t)
	build()
	const page, file = "public/people/jane-doe.html", "content/people/jane-doe.md"
	for i, at := range []time.Time{
		time.Unix(0, 0), time.Date(2106, 2, 8, 0, 0, 0, 0, time.UTC), time.Unix(-1, 0), time.Now().Add(24 * time.Hour),
	} {
		for _, name := range []string{file, "content/people", page, "public/.collate-manifest"} {
			if err := os.Chtimes(name, at, at); err != nil {
				t.Fatal(err)
			}
		}
		if said := build(); !strings.Contains(said, " 0 written, ") {
			t.Errorf("%s: %s", at, said)
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		seen := []string{"She saw it.", "He saw all.", "We saw her.", "I saw them.", "You saw us."}[i+1] // of one length
		text := "---\ntitle: Jane Doe\n---\n" + seen + "\n"
		err = errors.Join(os.WriteFile(file, []byte(text), 0o644), os.Chtimes(file, at, at))
		if now, statErr := os.Stat(file); errors.Join(err, statErr) != nil || !now.ModTime().Equal(info.ModTime()) || now.Size() != info.Size() {
			t.Fatalf("the file is not as long and as old as before: %v", err)
		}
		build()
		if data, err := os.ReadFile(page); err != nil || !strings.Contains(string(data), seen) {
			t.Errorf("%s: the page does not say %q: %v", at, seen, err)
		}
	}
}

// A build that another has overtaken does not take for known what is in the
// output folder.
func TestOvertaken(t *testing.T) {
	build := builds(t)
	build()
	reword := func(text string) {
		t.Helper()
		if err := os.WriteFile("content/people/jane-doe.md", []byte("---\ntitle: Jane Doe\n---\n"+text+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	slow := func() *session {
		s := &session{Context: t.Context(), flags: &flags{Content: "content", Out: "public", Cache: "cache"}, kept: &kept{}}
		if _, ok := s.remembered(); ok || s.last == nil {
			t.Fatal("there is nothing to do, or nothing is remembered")
		}
		return s
	}
	reword("She saw all.")
	if err := slow().asRemembered(); err != nil {
		t.Errorf("nobody has overtaken it: %v", err)
	}
	s := slow()
	build()
	const want = "public: another build has written in this folder since this one began (run the build again)"
	if err := s.asRemembered(); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
