package main

import (
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// fingerprint describes everything in a folder: names, kinds, bytes and when
// they were written. A folder that does not exist has "".
func contentHash(ts *testscript.TestScript, dir string) string {
	var b strings.Builder
	root := ts.MkAbs(dir)
	if _, err := os.Lstat(root); err != nil {
		return ""
	}
	ts.Check(filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		fmt.Fprintf(&b, "%s %s", rel, info.Mode())
		if d.Type().IsRegular() {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, " %s %x", info.ModTime(), data)
		}
		b.WriteByte('\n')
		return err
	}))
	return b.String()
}

// snapshotsKey is where a script keeps its snapshots.
type snapshotsKey struct{}

// snapshots returns a script's snapshots by folder.
func snapshots(ts *testscript.TestScript) map[string]string {
	return ts.Value(snapshotsKey{}).(map[string]string)
}

// snapshot DIR remembers what is in a folder.
func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: snapshot dir")
	}
	snapshots(ts)[args[0]] = contentHash(ts, args[0])
}

// asBefore DIR fails unless the folder is as it was when snapshot saw it.
func asBefore(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: asbefore dir")
	}
	before, ok := snapshots(ts)[args[0]]
	if !ok {
		ts.Fatalf("no snapshot of %s was taken", args[0])
	}
	after := contentHash(ts, args[0])
	if same := before == after; same == neg {
		ts.Fatalf("%s, before:\n%.2000s\nafter:\n%.2000s", args[0], before, after)
	}
}

// writeBytes FILE HEX… appends bytes to a file, for what txtar cannot hold.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bytes file hex...")
	}
	data, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.Write(data)
	ts.Check(err)
	ts.Check(f.Close())
}

// until FILE REGEXP waits until a file has what the expression finds; ! until,
// until it has not, or is gone.
func until(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: until file regexp")
	}
	const most = 20 * time.Second
	wanted := regexp.MustCompile(args[1])
	for end := time.Now().Add(most); ; time.Sleep(10 * time.Millisecond) {
		data, err := os.ReadFile(ts.MkAbs(args[0]))
		if (err == nil && wanted.Match(data)) != neg {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("%s: after %s: %v\n%.2000s", args[0], most, err, data)
		}
	}
}

// condition knows [root]: whether permissions mean nothing.
func condition(name string) (bool, error) {
	if name == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}
