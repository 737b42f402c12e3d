package main

import (
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"build": main})
}

// TestScripts runs what testdata/script says of the command, each script in a
// folder of its own that holds an invented site.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Values[snapshotsKey{}] = make(map[string]string)
			e.Setenv("XDG_CACHE_HOME", os.DevNull) // nothing is remembered, or a second build would not build
			return nil
		},
		Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"snapshot": snapshot,
			"asbefore": asBefore,
			"bytes":    writeBytes,
			"until":    until,
		},
	})
}
