//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"collate/internal/publish"
	"collate/internal/testcorpus"
)

// kills returns how many runs of each sort are killed: few, or 200 if
// COLLATE_LONG is set.
func kills(few int) int {
	if os.Getenv("COLLATE_LONG") != "" {
		return 200
	}
	return few
}

// A victim is a command that is killed at random moments, in a folder of its own.
type victim struct {
	*rand.Rand
	t      *testing.T
	dir    string
	length time.Duration // of a run that nobody kills, the last
	stage  string        // of what it writes; while it is there, a kill does most

	killed, staged, mixed int
}

func newVictim(t *testing.T, stage string) *victim {
	v := &victim{Rand: rand.New(rand.NewPCG(8, 200)), t: t, dir: t.TempDir()}
	v.stage = v.path(stage)
	return v
}

func (v *victim) path(name string) string { return filepath.Join(v.dir, filepath.FromSlash(name)) }

// command returns this program as `build`.
func (v *victim) command(args ...string) *exec.Cmd {
	v.t.Helper()
	program, err := os.Executable()
	if err != nil {
		v.t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Args[0], cmd.Dir = "build", v.dir
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+v.path("cache"))
	return cmd
}

// run lets the command end, and returns what it said if it failed.
func (v *victim) run(args ...string) string {
	v.t.Helper()
	start := time.Now()
	said, err := v.command(args...).CombinedOutput()
	v.length = time.Since(start)
	if err != nil {
		return fmt.Sprintf("%v\n%s", err, said)
	}
	return ""
}

// stop ends the command at a random moment, every second time not before it is
// staging files. It returns how it ended.
func (v *victim) stop(signal os.Signal, args ...string) *os.ProcessState {
	v.t.Helper()
	cmd := v.command(args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = cmd.Wait() }() // its state tells
	if v.killed++; v.killed%2 == 0 {
		v.untilStaged(ended)
		v.wait(ended, v.length>>(4+v.IntN(8))) // files are moved fast
	} else {
		v.wait(ended, v.length)
	}
	_ = cmd.Process.Signal(signal) // it may have ended
	<-ended
	if strings.Contains(said.String(), "internal error") || strings.Contains(said.String(), "goroutine") {
		v.t.Errorf("it said\n%s", said.String())
	}
	if _, err := os.Lstat(v.stage); err == nil {
		v.staged++
	}
	return cmd.ProcessState
}

// wait waits for a random part of a time, no longer than until ended.
func (v *victim) wait(ended <-chan struct{}, most time.Duration) {
	select {
	case <-ended:
	case <-time.After(time.Duration(v.Int64N(int64(most)))):
	}
}

func (v *victim) untilStaged(ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		case <-time.After(50 * time.Microsecond):
			if _, err := os.Lstat(v.stage); err == nil {
				return
			}
		}
	}
}

// hold reports files that are neither as before nor as after, and strays. What is
// on the stage, and the list of what was written, may be anything.
func (v *victim) hold(got, before, after map[string]string) {
	v.t.Helper()
	old, young := false, false
	for name, text := range got {
		base, _, _ := strings.Cut(name, "/")
		if base == filepath.Base(v.stage) || name == publish.ManifestName || strings.HasSuffix(name, ".collate-probe") {
			continue
		}
		was, isOld := before[name]
		is, isNew := after[name]
		isOld, isNew = isOld && was == text, isNew && is == text
		if !isOld && !isNew && !strings.HasSuffix(name, "/") {
			v.t.Errorf("%s is neither as it was nor as it is to be: %.300q", name, text)
		}
		old, young = old || isOld && !isNew, young || isNew && !isOld
	}
	if old && young {
		v.mixed++
	}
}

func differ(got, want map[string]string) string {
	for name := range want {
		if text, ok := got[name]; !ok || text != want[name] {
			return fmt.Sprintf("%s is not as in a folder that was never disturbed", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			return name + " is left"
		}
	}
	return ""
}

// A build is killed, into no folder and, with what is remembered of the last
// build, into that of another site. Each page is the old or the new one; the next
// build leaves what it leaves in a folder that was never disturbed.
func TestStoppedBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program a dozen times")
	}
	v, sites := newBuilds(t)
	t.Run("told to end", func(t *testing.T) { v.toldToEnd(t, sites) })
	for name, few := range map[string]int{"from nothing": 1, "after an edit": 2} {
		v.killed, v.staged, v.mixed = 0, 0, 0
		before := everything(t, v.path("public"))
		for i := range kills(few) {
			if name == "from nothing" {
				v.remove("public", "cache")
				before = nil
			}
			after := v.edit(i, sites)
			v.stop(syscall.SIGKILL)
			v.hold(everything(t, v.path("public")), before, after)
			if said := v.run(); said != "" {
				t.Fatalf("%s: the next build: %s", name, said)
			}
			if diff := differ(everything(t, v.path("public")), after); diff != "" {
				t.Fatalf("%s, killed, then built again: %s", name, diff)
			}
			before = after
		}
		t.Logf("%s: %d builds of %s killed, %d on the stage, %d between two pages", name, v.killed, v.length, v.staged, v.mixed)
	}
}

// toldToEnd sends signals to builds. One that is told to end says so, and leaves
// all as it was; or all is new.
func (v *victim) toldToEnd(t *testing.T, sites [2]map[string]string) {
	before, ended := v.edit(1, sites), 0
	if said := v.run(); said != "" {
		t.Fatal(said)
	}
	for i := range kills(2) {
		signal, status := syscall.SIGINT, 130
		if i%2 == 1 {
			signal, status = syscall.SIGTERM, 143
		}
		after := v.edit(i, sites)
		state, want := v.stop(signal), before
		waited, _ := state.Sys().(syscall.WaitStatus)
		switch {
		case waited.Signaled() && waited.Signal() == signal: // it had only begun
		case state.ExitCode() == status:
			ended++
		case state.ExitCode() == done:
			want = after
		default:
			t.Errorf("%v: %v", signal, state)
		}
		if diff := differ(everything(t, v.path("public")), want); diff != "" {
			t.Fatalf("%v, %v: %s", signal, state, diff)
		}
		if said := v.run(); said != "" {
			t.Fatal(said)
		}
		before = after
	}
	t.Logf("%d builds told to end, %d did with a word", v.killed, ended)
	if ended == 0 && v.killed > 100 {
		t.Error("none ended with a word")
	}
}

// newBuilds returns what builds one of two sites, and what the two are.
func newBuilds(t *testing.T) (*victim, [2]map[string]string) {
	t.Helper()
	v := newVictim(t, "public/.collate-stage")
	if err := os.CopyFS(v.path("content"), testcorpus.FS(2)); err != nil {
		t.Fatal(err)
	}
	var sites [2]map[string]string
	for i := range sites {
		v.edit(i, sites)
		if said := v.run(); said != "" {
			t.Fatal(said)
		}
		sites[i] = everything(t, v.path("public"))
		v.remove("public", "cache")
	}
	return v, sites
}

// edit makes the content that of the first or of the second site, by turns, and
// returns that site. They differ in texts, and each has pages that the other has
// not.
func (v *victim) edit(n int, sites [2]map[string]string) map[string]string {
	v.t.Helper()
	v.remove("content/people/one.md", "content/people/two.md", "content/site.yaml")
	name, title := "one", "A first site"
	if n%2 == 1 {
		name, title = "two", "A second site"
	}
	for file, text := range map[string]string{
		"content/people/" + name + ".md": "---\ntitle: Nobody Else\n---\nNamed " + name + ".\n",
		"content/site.yaml":              "title: " + title + "\n",
	} {
		if err := os.WriteFile(v.path(file), []byte(text), 0o644); err != nil {
			v.t.Fatal(err)
		}
	}
	return sites[n%2]
}

func (v *victim) remove(names ...string) {
	for _, name := range names {
		if err := os.RemoveAll(v.path(name)); err != nil {
			v.t.Fatal(err)
		}
	}
}

// An import is killed: with COLLATE_LONG into no folder, and into one with articles that somebody
// has edited, that have another original now, and that are new. Each file is the
// old or the new one, and the next import leaves what one that was never
// disturbed leaves.
func TestStoppedImport(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program a dozen times")
	}
	v := newVictim(t, "content/.collate-import")
	report := func(n, version int) {
		var text strings.Builder
		fmt.Fprintf(&text, "Fire number %d at the harbour\n\nBy Jane Doe\n\nWarehouse %d burned down on Friday, "+
			"said Carl Vale, the harbour master of Port Ellery, and nobody was hurt in it.\n\n", n, n)
		for i := range 6 + version {
			fmt.Fprintf(&text, "In paragraph %d of report %d, Nora Quill of the Harbour Board counted %d boats and %d engines.\n\n",
				i, n, n*i+version, 7*n+i)
		}
		v.write(fmt.Sprintf("raw/%d.txt", n), text.String())
	}
	for n := range 4 {
		report(n, 0)
	}
	if said := v.run("import", "raw"); said != "" {
		t.Fatal(said)
	}
	edited := v.path("content/articles/report-b.md")
	text, err := os.ReadFile(edited)
	if err != nil {
		t.Fatal(err)
	}
	v.write("content/articles/report-b.md", strings.Replace(string(text), "Friday", "Saturday", 1))
	v.remove("content/people/carl-vale.md")
	before := everything(t, v.path("content"))
	for n := range 6 {
		if n != 1 && n != 3 {
			report(n, 1)
		}
	}
	for name, old := range map[string]map[string]string{"into nothing": {}, "into articles": before} {
		if name == "into nothing" && kills(1) == 1 {
			continue
		}
		v.killed, v.staged, v.mixed = 0, 0, 0
		v.restore(old)
		if said := v.run("import", "raw"); said != "" {
			t.Fatal(said)
		}
		after := everything(t, v.path("content"))
		for range kills(1) {
			v.restore(old)
			v.stop(syscall.SIGKILL, "import", "raw")
			v.hold(everything(t, v.path("content")), old, after)
			length := v.length
			if said := v.run("import", "raw"); said != "" {
				t.Fatalf("%s: the next import: %s", name, said)
			}
			v.length = length
			if diff := differ(everything(t, v.path("content")), after); diff != "" {
				t.Fatalf("%s, killed, then imported again: %s", name, diff)
			}
		}
		t.Logf("%s: %d imports of %s killed, %d on the stage, %d between two pages", name, v.killed, v.length, v.staged, v.mixed)
	}
}

func (v *victim) write(name, text string) {
	v.t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(v.path(name)), 0o755), os.WriteFile(v.path(name), []byte(text), 0o644))
	if err != nil {
		v.t.Fatal(err)
	}
}

// restore makes the content folder what it was.
func (v *victim) restore(content map[string]string) {
	v.t.Helper()
	v.remove("content")
	for name, text := range maps.All(content) {
		if !strings.HasSuffix(name, "/") {
			v.write("content/"+name, text)
		}
	}
}
