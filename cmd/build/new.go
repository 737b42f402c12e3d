package main

import (
	"fmt"
	"path"
	"path/filepath"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/drafting"
)

type newCommand struct {
	Kind     string `arg:"" enum:"person,place,organisation,event,claim" help:"What it is a page of."`
	Name     string `arg:"" help:"The name as reports print it, what happened, or the question; in quotation marks."`
	Counting string `placeholder:"NOUN" help:"Of a claim: what the reports count, if the question does not say it: boats."`
	Anyway   bool   `help:"Write the page of a name that no report prints, too."`
	DryRun   bool   `help:"Print the page, and write nothing."`
}

// kinds are the kinds of pages by the words for one.
var kinds = map[string]corpus.Kind{
	"person": corpus.People, "place": corpus.Places, "organisation": corpus.Organisations,
	"event": corpus.Events, "claim": corpus.Claims,
}

// Help says what a page is filled in with.
func (newCommand) Help() string {
	return `Writes a page with what the reports have for it: spellings, roles, coordinates of known cities, hours, figures
by report. What is yours to write stands in comments that begin with "to write:". No page is written over.

    build new person 'Jane Doe'
    build new claim 'How many boats burned?' --counting boats
    build new event 'The boats burn' --dry-run`
}

// Run writes a page, filled in from the reports, and says what is left to do.
func (cmd newCommand) Run(s *session) error {
	s.at.step("reading " + s.flags.Content)
	if cmd.Counting != "" && cmd.Kind != "claim" {
		fmt.Fprintf(s.stderr, "build: --counting is for claims\n%s\n", seeHelp)
		return errUsage
	}
	d, err := drafting.Make(folderFS(s.flags.Content), s.flags.Content, drafting.Options{
		Kind: kinds[cmd.Kind], Name: cmd.Name, Counting: cmd.Counting, Anyway: cmd.Anyway,
	})
	s.at.stop()
	if err == nil && !cmd.DryRun {
		err = drafting.Write(filepath.FromSlash(s.flags.Content), d)
	}
	if err != nil {
		return s.refuse(err, "nothing was written")
	}
	file := path.Join(s.flags.Content, d.Path)
	if cmd.DryRun {
		_, err := s.stdout.Write(d.Data)
		return err
	}
	if s.flags.Quiet {
		return nil
	}
	fmt.Fprintf(s.stdout, "%s: written, a draft\n", file)
	for _, f := range d.Found {
		fmt.Fprintf(s.stdout, "  found: %s\n", diag.Printable(f))
	}
	for _, l := range d.Left {
		fmt.Fprintf(s.stdout, "  left to you: %s\n", diag.Printable(l))
	}
	return nil
}
