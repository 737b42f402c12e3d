package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"collate/internal/diag"
	"collate/internal/schema"
)

type schemaCommand struct {
	Kind string `arg:"" optional:"" default:"" enum:"${schemas}" help:"A kind of page."`
	Dir  string `placeholder:"FOLDER" help:"Write all of them into this folder."`
}

// Help says how editors use a schema.
func (schemaCommand) Help() string {
	return `Prints a JSON Schema of the front matter of a kind of page, or of site.yaml, with which editors complete keys
and show what they mean.

    build schema person
    build schema --dir .schema

An editor whose YAML server reads front matter takes the schema that a comment in its first line names:

    # yaml-language-server: $schema=../../.schema/person.json

See docs/editors.md for others.`
}

// Run prints a schema, or writes them all.
func (cmd schemaCommand) Run(s *session) error {
	switch {
	case cmd.Dir != "" && cmd.Kind == "":
		return s.writeSchemas(filepath.FromSlash(path.Clean(filepath.ToSlash(cmd.Dir))))
	case cmd.Dir == "" && cmd.Kind != "":
		_, err := s.stdout.Write(schema.Of(cmd.Kind))
		return err
	}
	fmt.Fprintf(s.stderr, "build: name a kind, or a folder with --dir; the kinds are %s\n",
		strings.Join(schema.Kinds(), ", "))
	return errUsage
}

// writeSchemas writes all schemas into a folder, over older ones of this program
// and nothing else.
func (s *session) writeSchemas(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // as content is
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var mistakes diag.List
	for _, kind := range schema.Kinds() {
		old, err := root.ReadFile(kind + ".json")
		if errors.Is(err, fs.ErrNotExist) || err == nil && bytes.Contains(old, []byte(`"title": "Collate: `)) {
			continue
		}
		mistakes.Add(diag.Pos{File: filepath.ToSlash(filepath.Join(dir, kind+".json"))}, "name another folder with --dir",
			"it is there, and no schema of this program")
	}
	if err := mistakes.Err(); err != nil {
		return err
	}
	for _, kind := range schema.Kinds() {
		const temp = ".new-schema"
		err := root.WriteFile(temp, schema.Of(kind), 0o644) //nolint:gosec // as content is
		if err == nil {
			err = root.Rename(temp, kind+".json")
		}
		if err != nil {
			_ = root.Remove(temp)
			return err
		}
	}
	if s.flags.Quiet {
		return nil
	}
	_, err = fmt.Fprintf(s.stdout, "%s/: %s\n", diag.Name(filepath.ToSlash(dir)),
		count(len(schema.Kinds()), "schema", "schemas"))
	return err
}
