package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/exchange"
	"collate/internal/importer"
)

type importCommand struct {
	Paths  []string `arg:"" name:"path" help:"Files, or folders of files, or lists of entities (.csv, .json, .xml)."`
	Force  bool     `help:"Write over articles that were edited, too."`
	DryRun bool     `help:"Say what would be done, and write nothing."`
	JSON   bool     `name:"json" help:"Print JSON for other programs."`
	Drafts bool     `negatable:"" default:"true" help:"Draft pages for names that have none yet."`
}

// Help says what becomes of a report.
func (importCommand) Help() string {
	return `Each report becomes a file in content/articles/: cleaned of what is not the report, with an id at the end
of each paragraph, and with what was cut listed in its front matter. A name that two reports or more print, and
that has no page yet, gets a draft of one. An article changes only if its original did and nobody edited it.

    build import reports/
    build import --dry-run page.html        # say what would be done, and write nothing`
}

// Run makes articles of raw reports, and says of each what became of it.
func (cmd importCommand) Run(s *session) error {
	isNew := s.isNew()
	s.at.step("importing")
	var lists []string
	cmd.Paths = slices.DeleteFunc(slices.Clone(cmd.Paths), func(name string) bool {
		if info, err := os.Stat(name); !exchange.IsList(name) || err == nil && info.IsDir() {
			return false
		}
		lists = append(lists, name)
		return true
	})
	if len(lists) > 0 {
		if err := s.importLists(lists, cmd); err != nil || len(cmd.Paths) == 0 {
			return err
		}
	}
	report, err := importer.Import(s, cmd.Paths, filepath.FromSlash(s.flags.Content), importer.Options{
		Force: cmd.Force, NoDrafts: !cmd.Drafts, Known: s.ignored(), DryRun: cmd.DryRun, Progress: s.at.count,
	})
	s.at.stop()
	if err == nil && len(report.Files) == 0 {
		err = diag.Error{
			Pos: diag.Pos{File: strings.Join(cmd.Paths, ", ")}, Msg: "there is nothing to import here",
			Hint: "reports end in .txt, .html, .htm or .md",
		}
	}
	s.warnImport(report)
	if cmd.JSON {
		if printed := printImportJSON(s.stdout, report, err); printed != nil {
			return printed
		}
	} else if !s.flags.Quiet {
		if printed := s.printImport(report, cmd.DryRun); printed != nil {
			return printed
		}
	}
	if isNew && err == nil {
		if err := cmd.begin(s); err != nil {
			return s.refuse(err, "the reports were imported")
		}
	}
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var refused diag.List
	refused.Join(err)
	for _, e := range refused {
		fmt.Fprintln(s.stderr, e.Error())
	}
	fmt.Fprintf(s.stderr, "%s; what is named here was not imported\n", count(len(refused), "mistake", "mistakes"))
	return errReported
}

// importLists makes pages of lists of people, places and organisations.
func (s *session) importLists(files []string, cmd importCommand) error {
	done, err := importer.ImportLists(s, files, filepath.FromSlash(s.flags.Content), importer.Options{DryRun: cmd.DryRun})
	s.at.stop()
	if !s.flags.Quiet {
		for _, w := range done.Warnings {
			fmt.Fprintln(s.stderr, w.Error())
		}
	}
	if err != nil {
		return s.refusedLists(err)
	}
	if cmd.JSON {
		return printListsJSON(s.stdout, done)
	}
	if s.flags.Quiet {
		return nil
	}
	count := map[importer.Status]int{}
	for _, page := range done.Pages {
		count[page.Status]++
		if page.Status == importer.New {
			fmt.Fprintf(s.stdout, "%s: new: %s\n", path.Join(s.flags.Content, page.Target), page.Title)
		}
	}
	suffix := ""
	if cmd.DryRun {
		suffix = "; nothing was written (--dry-run)"
	}
	_, err = fmt.Fprintf(s.stdout, "%s/: %d listed: %d new, %d kept, %d unchanged%s\n", s.flags.Content, len(done.Pages),
		count[importer.New], count[importer.Kept], count[importer.Unchanged], suffix)
	return err
}

// refusedLists prints what is wrong with lists.
func (s *session) refusedLists(err error) error {
	if s.Err() != nil {
		return s.Err()
	}
	var refused diag.List
	refused.Join(err)
	for _, e := range refused {
		fmt.Fprintln(s.stderr, e.Error())
	}
	fmt.Fprintf(s.stderr, "%s; nothing was imported\n", count(len(refused), "mistake", "mistakes"))
	return errReported
}

// printListsJSON prints what became of each entry of lists, as one document.
func printListsJSON(w io.Writer, done importer.Lists) error {
	type entry struct {
		File   string `json:"file"`
		Target string `json:"target"`
		Status string `json:"status"`
		Title  string `json:"title"`
	}
	doc := struct {
		Listed []entry `json:"listed"`
	}{[]entry{}}
	for _, r := range done.Pages {
		doc.Listed = append(doc.Listed, entry{filepath.ToSlash(r.File), r.Target, string(r.Status), r.Title})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// ignored returns the names that site.yaml says are no entity. What is wrong
// with the content is for the build to say.
func (s *session) ignored() []string {
	c, _ := corpus.Load(folderFS(s.flags.Content), s.flags.Content)
	if c == nil {
		return nil
	}
	var names []string
	for _, ig := range c.Site.Ignore {
		names = append(names, ig.Name)
	}
	return names
}

// warnImport says on stderr what a person should look at.
func (s *session) warnImport(r importer.Report) {
	for _, f := range r.Files {
		for _, w := range f.Warnings {
			if s.flags.Quiet {
				break
			}
			fmt.Fprintln(s.stderr, diag.Error{Pos: diag.Pos{File: f.File}, Msg: "warning: " + w})
		}
		if len(f.Diff) > 0 {
			target := diag.Printable(path.Join(s.flags.Content, f.Target))
			fmt.Fprintf(s.stderr, "--- %s\n+++ %s, as import would write it\n", target, target)
			for _, d := range f.Diff {
				for line := range strings.SplitSeq(d, "\n") { // of a table
					fmt.Fprintln(s.stderr, diag.Name(line))
				}
			}
		}
	}
}

// An importTable is a table that fits into 80 columns.
const importTable = "%-9s %-15s %-9s %-17s %-10s %5s %5s %4s"

// printImport prints a row for each file, a line for each draft, and one that
// counts them.
func (s *session) printImport(r importer.Report, dry bool) error {
	out := bufio.NewWriter(s.stdout)
	done := map[importer.Status]int{}
	if len(r.Files) > 0 {
		fmt.Fprintf(out, importTable+"\n", "STATUS", "FILE", "ARTICLE", "TITLE", "DATE", "KEPT", "CUT", "WARN")
	}
	for _, f := range r.Files {
		done[f.Status]++
		warnings := ""
		if len(f.Warnings) > 0 {
			warnings = strconv.Itoa(len(f.Warnings))
		}
		slug := strings.TrimSuffix(path.Base(f.Target), ".md")
		row := fmt.Sprintf(importTable, string(f.Status), clip(diag.Printable(filepath.Base(f.File)), 15),
			clip(diag.Printable(slug), 9), clip(diag.Printable(f.Title), 17), diag.Printable(f.Date[:min(len(f.Date), 10)]),
			strconv.Itoa(f.Words), strconv.Itoa(f.CutWords), warnings)
		fmt.Fprintln(out, strings.TrimRight(row, " "))
	}
	for _, d := range r.Drafts {
		fmt.Fprintf(out, "%s: drafted, to be read and completed: %s\n", diag.Name(path.Join(s.flags.Content, d.Target)),
			diag.Printable(d.Title))
	}
	if len(r.Files) == 0 {
		return nil
	}
	suffix := ""
	if dry {
		suffix = "; nothing was written (--dry-run)"
	}
	fmt.Fprintf(out, "%s/: %s: %d new, %d updated, %d replaced, %d kept, %d unchanged, %d refused; %s, in %d ms%s\n",
		diag.Name(s.flags.Content), count(len(r.Files), "report", "reports"), done[importer.New], done[importer.Updated],
		done[importer.Replaced], done[importer.Kept], done[importer.Unchanged], done[importer.Refused],
		count(len(r.Drafts), "draft", "drafts"), time.Since(s.start).Milliseconds(), suffix)
	return out.Flush()
}

// clip shortens text to a number of letters.
func clip(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// An importedFile is a Result as JSON.
type importedFile struct {
	File     string        `json:"file"`
	Target   string        `json:"target"`
	Status   string        `json:"status"`
	Title    string        `json:"title"`
	Byline   []string      `json:"byline"`
	Date     string        `json:"date"`
	Words    int           `json:"words"`
	Cuts     []importedCut `json:"cuts"`
	Warnings []string      `json:"warnings"`
	Diff     []string      `json:"diff,omitempty"`
	Error    string        `json:"error,omitempty"`
}

type importedCut struct {
	What  string `json:"what"`
	Lines string `json:"lines"`
	Words int    `json:"words"`
}

type importedDraft struct {
	Target string `json:"target"`
	Title  string `json:"title"`
}

// printImportJSON prints a report as one document.
// The error, if it is not of the files in it, stands beside them.
func printImportJSON(w io.Writer, r importer.Report, err error) error {
	doc := struct {
		Files  []importedFile  `json:"files"`
		Drafts []importedDraft `json:"drafts"`
		Error  string          `json:"error,omitempty"`
	}{Files: []importedFile{}, Drafts: []importedDraft{}}
	if err != nil && len(r.Files) == 0 {
		doc.Error = err.Error()
	}
	for _, f := range r.Files {
		one := importedFile{
			File: filepath.ToSlash(f.File), Target: f.Target, Status: string(f.Status), Title: f.Title,
			Byline: orEmpty(f.Byline), Date: f.Date, Words: f.Words, Cuts: []importedCut{},
			Warnings: orEmpty(f.Warnings), Diff: f.Diff, Error: f.Reason,
		}
		for _, c := range f.Cuts {
			one.Cuts = append(one.Cuts, importedCut{What: c.What, Lines: c.Lines, Words: c.Words})
		}
		doc.Files = append(doc.Files, one)
	}
	for _, d := range r.Drafts {
		doc.Drafts = append(doc.Drafts, importedDraft{Target: d.Target, Title: d.Title})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// orEmpty makes an empty list of none, which JSON would call null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
