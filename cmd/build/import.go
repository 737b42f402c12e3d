package main

import "errors"

type importCommand struct {
	Paths  []string `arg:"" name:"path" help:"Files, or folders of files."`
	Force  bool     `help:"Replace articles that were edited, too."`
	Drafts bool     `negatable:"" default:"true" help:"Draft pages for names that have none yet."`
}

// Run imports raw reports.
func (importCommand) Run(*session) error {
	return errors.New("import: package importer is not finished")
}
