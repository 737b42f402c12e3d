// Package scale_test holds what the pipeline for archives is made of against the
// list of it.
package scale_test

import (
	"flag"
	"os"
	"testing"

	"collate/internal/supply"
)

var update = flag.Bool("update", false, "rewrite the list of licences")

const heading = `# Licences of what is linked into the pipeline for archives

Written by ` + "`go test . -update`" + ` in scale/; a test compares. What is linked into build is in [docs/licences.md](../docs/licences.md).

`

func TestLicences(t *testing.T) {
	modules, err := supply.Modules(".", "./...")
	if err != nil {
		t.Fatal(err)
	}
	want := heading + supply.Table(modules)
	if *update {
		if err := os.WriteFile("licences.md", []byte(want), 0o644); err != nil { //nolint:gosec // for all
			t.Fatal(err)
		}
	}
	if got, _ := os.ReadFile("licences.md"); string(got) != want {
		t.Error("licences.md is not what is linked: go test . -update writes it")
	}
}
