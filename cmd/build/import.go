package main

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/importer"
)

type importCommand struct {
	Paths  []string `arg:"" name:"path" help:"Files, or folders of files."`
	Force  bool     `help:"Write over articles that were edited, too."`
	Drafts bool     `negatable:"" default:"true" help:"Draft pages for names that have none yet."`
}

// Run makes articles of raw reports, and says of each what became of it.
func (cmd importCommand) Run(s *session) error {
	s.at.step("importing")
	report, err := importer.Import(cmd.Paths, filepath.FromSlash(s.flags.Content), importer.Options{
		Force: cmd.Force, NoDrafts: !cmd.Drafts, Known: s.ignored(),
	})
	s.at.stop()
	if err == nil && len(report.Files) == 0 {
		err = diag.Error{
			Pos: diag.Pos{File: strings.Join(cmd.Paths, ", ")}, Msg: "there is nothing to import here",
			Hint: "reports end in .txt, .html, .htm or .md",
		}
	}
	s.printImport(report)
	if err == nil {
		return nil
	}
	var refused diag.List
	refused.Join(err)
	if list := (diag.List{}); errors.As(err, &list) && err.Error() == list.Error() {
		refused = list
	}
	for _, e := range refused {
		fmt.Fprintln(s.stderr, e.Error())
	}
	fmt.Fprintf(s.stderr, "%s; what is named here was not imported\n", count(len(refused), "mistake", "mistakes"))
	return errReported
}

// ignored returns the names that site.yaml says are no entity. What is wrong
// with the content is for the build to say.
func (s *session) ignored() []string {
	c, _ := corpus.Load(contentFS(s.flags.Content), s.flags.Content)
	if c == nil {
		return nil
	}
	var names []string
	for _, ig := range c.Site.Ignore {
		names = append(names, ig.Name)
	}
	return names
}

// printImport prints a line for each page, and one that counts them; what a
// person should look at goes to stderr.
func (s *session) printImport(r importer.Report) {
	done := map[importer.Status]int{}
	for _, f := range r.Files {
		done[f.Status]++
		for _, w := range f.Warnings {
			fmt.Fprintf(s.stderr, "%s: warning: %s\n", f.File, w)
		}
		if f.Status != importer.Refused && !s.flags.Quiet {
			fmt.Fprintf(s.stdout, "%s: %s from %s, %d words kept, %d cut: %s\n",
				path.Join(s.flags.Content, f.Target), f.Status, f.File, f.Words, f.CutWords, f.Title)
		}
	}
	drafts := 0
	for _, d := range r.Drafts {
		if d.Status != importer.New && d.Status != importer.Replaced {
			continue
		}
		drafts++
		if !s.flags.Quiet {
			fmt.Fprintf(s.stdout, "%s: drafted, to be read and completed: %s\n", path.Join(s.flags.Content, d.Target), d.Title)
		}
	}
	if len(r.Files) == 0 || s.flags.Quiet {
		return
	}
	fmt.Fprintf(s.stdout, "%s/: %s: %d new, %d replaced, %d unchanged, %d refused; %s, in %d ms\n", s.flags.Content,
		count(len(r.Files), "report", "reports"), done[importer.New], done[importer.Replaced], done[importer.Unchanged],
		done[importer.Refused], count(drafts, "draft", "drafts"), time.Since(s.start).Milliseconds())
}
