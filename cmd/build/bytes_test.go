package main_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"collate/internal/testcorpus"
)

// A surrounding is all that a build should not be moved by.
type surrounding struct {
	name     string
	env      []string
	jobs     string // "" for as many as there are cores
	umask    string
	reversed bool      // in what order the files were made
	saved    time.Time // when they were; zero for now
	parent   string    // of the folder; "" for the usual one
	program  []string  // nil for this one
}

// The same sources come to the same bytes, whatever surrounds them, and none of
// it is to be found in them.
func TestSameBytes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the shell and its umask are wanted")
	}
	t.Parallel()
	memory := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		memory = "/dev/shm"
	}
	past, ahead := time.Unix(86400, 0), time.Now().AddDate(70, 0, 0)
	others := []surrounding{
		{
			name: "east, alone", jobs: "1", umask: "077", reversed: true, saved: past,
			env: []string{"TZ=Asia/Kathmandu", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "SOURCE_DATE_EPOCH=0"},
		},
		{
			name: "west, sixteen", jobs: "16", umask: "000", parent: memory, saved: ahead,
			env: []string{
				"TZ=America/St_Johns", "LC_ALL=fa_IR", "LANGUAGE=fa", "SOURCE_DATE_EPOCH=4102444800", "GOMAXPROCS=3",
				"NO_COLOR=1", "TERM=dumb", "HOME=/nonexistent", "USER=someoneelse",
			},
		},
	}
	files := map[string]*[]byte{}
	for name, f := range testcorpus.FS(8) {
		files["content/"+name] = &f.Data
	}
	if os.Getenv("COLLATE_LONG") != "" {
		others = append(others, apart(t, memory, past, ahead)...)
		clear(files)
		shipped := os.DirFS("../..")
		for _, folder := range []string{"content", "templates", "static"} {
			err := fs.WalkDir(shipped, folder, func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				text, err := fs.ReadFile(shipped, name)
				files[name] = &text
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	reports := map[string]string{
		"raw/fire.txt": "Fire at the old harbour\n\n3 May 2019, 10:30\n\nThe lighthouse burned on Tuesday, Jane Doe told Reuters.\n\n" +
			"“It was İstanbul's oldest,” she said. Two hours later 40 people were safe.\n",
		"raw/flood.html": "<!doctype html><title>Flood</title><article><h1>Flood</h1><p>It rained for two days in March 2020, " +
			"said John Roe of the office.</p><p>“Nobody was hurt,” he said yesterday.</p></article>",
	}
	for name, text := range reports {
		raw := []byte(text)
		files[name] = &raw
	}
	want := bytesIn(t, surrounding{}, files)
	if len(want) < 60 {
		t.Fatalf("only %d files", len(want))
	}
	for _, s := range others {
		got := bytesIn(t, s, files)
		if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
			t.Errorf("%s: %d other files, not %d", s.name, len(got), len(want))
		}
		for name, text := range want {
			if !bytes.Equal(got[name], text) {
				t.Errorf("%s: %s is another", s.name, name)
			}
		}
	}
	t.Logf("%d files in %d surroundings", len(want), len(others))
}

// apart returns surroundings that differ in one thing each, and programs for
// other machines, as far as they can be run here.
func apart(t *testing.T, memory string, past, ahead time.Time) []surrounding {
	t.Helper()
	list := []surrounding{
		{name: "again"},
		{name: "jobs 1", jobs: "1"},
		{name: "jobs 16", jobs: "16"},
		{name: "one core", env: []string{"GOMAXPROCS=1"}},
		{name: "32 cores", env: []string{"GOMAXPROCS=32"}},
		{name: "umask 000", umask: "000"},
		{name: "umask 077", umask: "077"},
		{name: "reversed", reversed: true},
		{name: "saved long ago", saved: past},
		{name: "saved in the future", saved: ahead},
		{name: "memory", parent: memory},
		{name: "collecting always", env: []string{"GOGC=1"}},
		{name: "in 64 MB", env: []string{"GOMEMLIMIT=64MiB"}},
	}
	for _, zone := range []string{"UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Asia/Tehran", "Nowhere/Else"} {
		list = append(list, surrounding{name: zone, env: []string{"TZ=" + zone}})
	}
	for _, language := range []string{"C", "tr_TR.UTF-8", "fa_IR", "de_DE.ISO-8859-1", "ja_JP.SJIS"} {
		list = append(list, surrounding{name: language, env: []string{"LANG=" + language, "LC_ALL=" + language}})
	}
	for _, seconds := range []string{"0", "1", "4102444800", "-1", "yesterday"} {
		list = append(list, surrounding{name: "epoch " + seconds, env: []string{"SOURCE_DATE_EPOCH=" + seconds}})
	}
	emulator, _ := exec.LookPath("qemu-aarch64-static")
	for machine, run := range map[string][]string{
		"GOARCH=386": {}, "GOAMD64=v3": {}, "GOARCH=arm64": {emulator},
	} {
		if runtime.GOARCH != "amd64" || len(run) > 0 && run[0] == "" {
			t.Logf("without %s: it cannot be run here", machine)
			continue
		}
		program := filepath.Join(t.TempDir(), "build")
		cmd := exec.Command("go", "build", "-o", program, ".")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", machine)
		if msg, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", machine, err, msg)
		}
		list = append(list, surrounding{name: machine, program: append(run, program)})
	}
	return list
}

// bytesIn writes files and returns all that is made of them, by name: the site,
// what is imported, and what is printed as JSON.
func bytesIn(t *testing.T, s surrounding, files map[string]*[]byte) map[string][]byte {
	t.Helper()
	dir, err := os.MkdirTemp(s.parent, "where-they-stand-") //nolint:usetesting // on a disk of its own
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	}()
	names := slices.Sorted(maps.Keys(files))
	if s.reversed {
		slices.Reverse(names)
	}
	for _, name := range names {
		file := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(file), 0o750)
		if err == nil {
			err = os.WriteFile(file, *files[name], 0o600)
		}
		if err == nil && !s.saved.IsZero() {
			err = os.Chtimes(file, s.saved, s.saved)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if s.program == nil {
		s.program = []string{"build"}
	}
	made := map[string][]byte{}
	for _, args := range []string{
		"--cache /dev/null -q", "import --content imported raw", "inspect --json raw/fire.txt",
		"verify --content imported --json raw",
	} {
		command := "umask " + s.umask + "\nexec " + strings.Join(s.program, " ") + " " + args
		if s.jobs != "" {
			command += " --jobs " + s.jobs
		}
		cmd := exec.Command("sh", "-c", strings.TrimPrefix(command, "umask \n"))
		cmd.Dir, cmd.Env = dir, append(os.Environ(), s.env...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %s: %v\n%s%s", s.name, args, err, stdout.String(), stderr.String())
		}
		if strings.Contains(args, "--json") {
			made[args] = stdout.Bytes()
		}
	}
	for _, folder := range []string{"public", "imported"} {
		err := filepath.WalkDir(filepath.Join(dir, folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(name)
			rel, _ := filepath.Rel(dir, name)
			made[rel] = text
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range made {
		for what, secret := range around(dir) {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%s: %s has %s, %s", s.name, name, what, secret)
			}
		}
	}
	return made
}

// around returns what is of this machine alone.
func around(dir string) map[string]string {
	secrets := map[string]string{"the folder's path": filepath.Base(dir), "today's date": time.Now().Format("2006-01-02T")}
	if host, err := os.Hostname(); err == nil && len(host) > 5 {
		secrets["the machine's name"] = host
	}
	if u, err := user.Current(); err == nil && len(u.Username) > 5 {
		secrets["the user's name"] = u.Username
	}
	return secrets
}
