package supply

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the list of licences")

const heading = `# Licences of what is linked into the program

Collate itself is under the MIT licence ([LICENSE](../LICENSE)), its Go runtime and standard library under BSD-3-Clause. Written by
` + "`go test ./internal/supply -update`" + `; a test compares. What [scale/](../scale) takes besides is in [scale/licences.md](../scale/licences.md). Releases carry the
texts in full.

`

// The list of licences is that of what is linked.
func TestLicences(t *testing.T) {
	modules, err := Modules("../..", "./cmd/build")
	if err != nil {
		t.Fatal(err)
	}
	const file = "../../docs/licences.md"
	want := heading + Table(modules)
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil { //nolint:gosec // for all
			t.Fatal(err)
		}
	}
	if got, _ := os.ReadFile(file); string(got) != want {
		t.Errorf("%s is not what is linked: go test ./internal/supply -update writes it", file)
	}
	if texts := Texts(modules); strings.Count(texts, "\n==== ")+1 < len(modules) {
		t.Error("a licence has no text")
	}
}

// A licence is known by its words; what is not known is not taken to be free.
func TestIdentify(t *testing.T) {
	own, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, want string }{
		{string(own), "MIT"},
		{strings.ReplaceAll(string(own), " ", "\n  * "), "MIT"},
		{"Permission is hereby granted, free of charge, to any person obtaining a copy", ""},
		{"Redistribution and use in source and binary forms ... this list of conditions", "BSD-2-Clause"},
		{"Redistribution and use in source and binary forms: conditions. Neither the name", "BSD-3-Clause"},
		{"GNU GENERAL PUBLIC LICENSE Version 3", ""},
		{"All rights reserved.", ""},
		{"", ""},
	} {
		if got := identify(tt.text); got != tt.want {
			t.Errorf("identify(%.40q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	dir := t.TempDir()
	if l, err := licencesIn(dir); err == nil {
		t.Errorf("without a licence: %v", l)
	}
	if err := os.WriteFile(filepath.Join(dir, "LICENSE.md"), []byte("Ask me."), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := licencesIn(dir); err == nil {
		t.Errorf("with an unknown one: %v", l)
	}
}

// A program's bill names what is in it, with licences, and no time.
func TestBill(t *testing.T) {
	const name, version, sum = "example.org/x", "v1.2.3", "h1:AAAA="
	info := &debug.BuildInfo{
		GoVersion: "go1.99.1",
		Main:      debug.Module{Version: "v0.1.0"},
		Deps:      []*debug.Module{{Path: name, Version: version, Sum: sum}},
		Settings:  []debug.BuildSetting{{Key: "GOOS", Value: "plan9"}, {Key: "-ldflags", Value: "-X a=/home/jane"}},
	}
	got, err := billOf(info, []Module{{Path: name, Version: version, Licences: []Licence{{ID: "MIT"}, {ID: "ICU"}}}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {
    "component": {
      "type": "application",
      "bom-ref": "collate",
      "name": "collate",
      "version": "v0.1.0",
      "licenses": [{"license": {"id": "MIT"}}],
      "properties": [{"name": "GOOS", "value": "plan9"}]
    }
  },
  "components": [
    {
      "type": "library",
      "bom-ref": "pkg:golang/stdlib@1.99.1",
      "name": "stdlib",
      "version": "1.99.1",
      "licenses": [{"license": {"id": "BSD-3-Clause"}}],
      "purl": "pkg:golang/stdlib@1.99.1"
    },
    {
      "type": "library",
      "bom-ref": "pkg:golang/example.org/x@v1.2.3",
      "name": "example.org/x",
      "version": "v1.2.3",
      "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "ICU"}}],
      "purl": "pkg:golang/example.org/x@v1.2.3",
      "properties": [{"name": "go.sum", "value": "h1:AAAA="}]
    }
  ]
}`
	var compact [2]bytes.Buffer
	for i, text := range []string{string(got), want} {
		if err := json.Compact(&compact[i], []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if compact[0].String() != compact[1].String() {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
