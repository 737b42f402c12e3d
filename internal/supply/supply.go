// Package supply says what the program is made of: the modules that are linked
// into it, under which licences they are, and the same as a bill of materials. No
// stage imports it.
package supply

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Module is one that is linked into a program.
type Module struct {
	Path, Version string
	Licences      []Licence // sorted by file
}

// A Licence is the text of a file and what it is.
type Licence struct {
	File string // "LICENSE"
	ID   string // as SPDX calls it: "BSD-3-Clause"; "" for a notice that goes with one
	Text string
}

// platforms are the systems that the program is released for.
var platforms = []string{"linux", "darwin", "windows"}

// Modules returns the modules that the packages of a folder's module are linked
// with, on any of the systems that the program is released for, sorted by path.
// A licence that is missing, or that is not known to be free, is an error.
func Modules(dir string, packages ...string) ([]Module, error) {
	folders := map[string]string{} // by path and version
	for _, system := range platforms {
		const format = `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}`
		args := append([]string{"list", "-deps", "-f", format}, packages...)
		cmd := exec.Command("go", args...) //nolint:gosec,noctx // the arguments are our own
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list: %w\n%s", err, stderr.String())
		}
		for line := range strings.Lines(string(out)) {
			fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
			if len(fields) == 3 && fields[0] != "collate" {
				folders[fields[0]+" "+fields[1]] = fields[2]
			}
		}
	}
	var modules []Module
	var wrong []error
	for name, folder := range folders {
		path, version, _ := strings.Cut(name, " ")
		licences, err := licencesIn(folder)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", path, err))
		}
		modules = append(modules, Module{path, version, licences})
	}
	slices.SortFunc(modules, func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	return modules, errors.Join(wrong...)
}

// licencesIn reads the licences in a module's folder.
func licencesIn(folder string) ([]Licence, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var found []Licence
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		notice := strings.HasPrefix(name, "notice")
		if e.IsDir() || !notice && !strings.Contains(name, "license") && !strings.HasPrefix(name, "copying") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		id := identify(string(text))
		switch {
		case notice:
			id = ""
		case id == "":
			return nil, fmt.Errorf("%s: not known to be a free licence", e.Name())
		}
		found = append(found, Licence{e.Name(), id, string(text)})
	}
	if !slices.ContainsFunc(found, func(l Licence) bool { return l.ID != "" }) {
		return nil, errors.New("no licence")
	}
	return found, nil
}

// known says by which words a licence is known, in lower case with single
// spaces; the first of which the text has all.
var known = []struct {
	id    string
	words []string
}{
	{"Apache-2.0", []string{"apache license version 2.0, january 2004", "grant of patent license"}},
	{"MPL-2.0", []string{"mozilla public license version 2.0", "exhibit a - source code form license notice"}},
	{"Bitstream-Vera", []string{"bitstream vera fonts copyright", "permission is hereby granted, free of charge"}},
	{"ICU", []string{"icu license", "permission is hereby granted, free of charge", "except as contained in this notice"}},
	{"CC-BY-SA-4.0", []string{"creative commons", "attribution-sharealike 4.0 international public license"}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "neither the name"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms", "this list of conditions"}},
	{"MIT", []string{"permission is hereby granted, free of charge, to any person obtaining a copy", `provided "as is"`}},
}

var between = regexp.MustCompile(`(?:<[^>]*>|[\s*])+`)

// identify returns what SPDX calls a licence, "" if it is none of those known.
func identify(text string) string {
	text = between.ReplaceAllString(strings.ToLower(text), " ")
	text = strings.NewReplacer("“", `"`, "”", `"`, "''", `"`, "``", `"`).Replace(text)
	for _, k := range known {
		if !slices.ContainsFunc(k.words, func(w string) bool { return !strings.Contains(text, w) }) {
			return k.id
		}
	}
	return ""
}

// IDs returns the licences of a module as SPDX writes several: "MIT AND ICU".
func (m Module) IDs() string {
	var ids []string
	for _, l := range m.Licences {
		if l.ID != "" {
			ids = append(ids, l.ID)
		}
	}
	return strings.Join(slices.Compact(ids), " AND ")
}

// Table returns modules as a table of Markdown.
func Table(modules []Module) string {
	var b strings.Builder
	b.WriteString("| module | version | licence | file |\n|---|---|---|---|\n")
	for _, m := range modules {
		var files []string
		for _, l := range m.Licences {
			files = append(files, l.File)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", m.Path, m.Version, m.IDs(), strings.Join(files, ", "))
	}
	return b.String()
}

// Texts returns the licences of modules in full, which copies of the program
// carry along.
func Texts(modules []Module) string {
	var b strings.Builder
	for _, m := range modules {
		for _, l := range m.Licences {
			fmt.Fprintf(&b, "==== %s %s: %s\n\n%s\n\n", m.Path, m.Version, l.File, strings.TrimSpace(l.Text))
		}
	}
	return b.String()
}
