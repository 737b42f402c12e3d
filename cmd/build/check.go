package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"collate"
	"collate/internal/card"
	"collate/internal/diag"
	"collate/internal/phrase"
	"collate/internal/render"
	"collate/internal/site"
	"collate/internal/worklist"
)

type checkCommand struct {
	Strict bool `help:"Take warnings for mistakes."`
	JSON   bool `name:"json" xor:"form" help:"Print JSON for other programs."`
	SARIF  bool `name:"sarif" xor:"form" help:"Print SARIF 2.1.0, which code scanning reads."`
	GitHub bool `name:"github" xor:"form" help:"Print commands that a workflow on GitHub turns into annotations."`
	Fix    bool `xor:"form" help:"Do what is safe, then say what is left."`
	DryRun bool `name:"dry-run" help:"With --fix: print what would change, and change nothing."`
}

// Help says what the command does.
func (checkCommand) Help() string {
	return `Does all that build does but write, and prints what is left to do, in the order in which an editor would do
it: each with its file, line and column, and with the command or the line that mends it. docs/check.md lists all that
it looks for.

    build check
    build check --fix --dry-run        # what is safe, shown
    build check --strict               # before it is published`
}

// Validate refuses flags that say nothing together.
func (cmd *checkCommand) Validate() error {
	if cmd.DryRun && !cmd.Fix {
		return errors.New("--dry-run: it goes with --fix")
	}
	return nil
}

// Run prints what is left to do.
func (cmd checkCommand) Run(s *session) error {
	if cmd.Fix {
		return cmd.fix(s)
	}
	c, err := s.checked()
	if err != nil {
		return err
	}
	return cmd.print(s, c)
}

// A checked is a content folder with what is left to do in it.
type checked struct {
	list  worklist.List
	built *built // nil if there are mistakes, which then are all that is known
	wrong error  // those mistakes
}

// checked checks the content. The error is one that is no mistake in it.
func (s *session) checked() (*checked, error) {
	b, err := s.build(func(f render.File) error { return f.CopyTo(io.Discard) }, nil)
	s.at.stop()
	if err != nil {
		mistakes, ok := mistakesOf(err)
		if !ok {
			return nil, err
		}
		return &checked{list: worklist.FromDiag(worklist.Mistake, mistakes).Sorted(), wrong: err}, nil
	}
	siteFile := s.flags.Content + "/site.yaml"
	list := worklist.Find(b.index, siteFile)
	list = append(list, worklist.FromDiag(worklist.Unwritten, unwritten(b.index.Corpus))...)
	list = append(list, worklist.FromDiag(worklist.Fingerprint, b.unprinted)...)
	list = append(list, worklist.FromDiag(worklist.MissingLetter, missingLetters(b, siteFile))...)
	list = append(list, worklist.FromDiag(worklist.MissingPhrase, missingPhrases(b.words))...)
	return &checked{list: list.Sorted(), built: b}, nil
}

// mistakesOf returns the mistakes in content that an error is, if it is that.
func mistakesOf(err error) (diag.List, bool) {
	if list, ok := errors.AsType[diag.List](err); ok {
		return list, true
	}
	if one, ok := errors.AsType[diag.Error](err); ok {
		return diag.List{one}, true
	}
	return nil, false
}

// print prints a list in the form that was asked for. The error says that it is
// not empty of what is wrong.
func (cmd checkCommand) print(s *session, c *checked) error {
	var err error
	switch {
	case cmd.JSON:
		err = printJSON(s.stdout, c.list)
	case cmd.SARIF:
		err = printSARIF(s.stdout, c.list, s.folders())
	case cmd.GitHub:
		err = printAnnotations(s.stdout, c.list, s.folders())
	default:
		return cmd.printText(s, c)
	}
	if err == nil && cmd.isWrong(c) {
		err = errReported
	}
	return err
}

func (cmd checkCommand) isWrong(c *checked) bool {
	return c.wrong != nil || cmd.Strict && c.list.Count(worklist.Warning) > 0
}

// printText prints a list for people: what is wrong with the content where
// mistakes are printed, what is worth a look as the command's answer.
func (cmd checkCommand) printText(s *session, c *checked) error {
	if c.wrong != nil {
		return c.wrong
	}
	if cmd.isWrong(c) {
		printGroups(s.stderr, c.list)
		fmt.Fprintf(s.stderr, "\n%s, which --strict takes for mistakes\n",
			count(c.list.Count(worklist.Warning), "warning", "warnings"))
		return errReported
	}
	if s.flags.Quiet {
		return nil
	}
	printGroups(s.stdout, c.list)
	if len(c.list) > 0 {
		fmt.Fprintln(s.stdout)
	}
	if left := s.leftOut(); len(left) > 0 {
		fmt.Fprintf(s.stdout, "%s/: not copied: %s\n", diag.Name(orDefault(s.flags.Static, "static")), shownOf(left))
	}
	_, err := fmt.Fprintf(s.stdout, "%s/: %s; %s in order. %s.\n", diag.Name(s.flags.Content),
		contents(c.built.index.Corpus), count(len(c.built.paths), "file", "files"), toDo(c.list))
	return err
}

// leftOut lists the user's static files that are hidden, or that editors lay aside.
func (s *session) leftOut() []string {
	_, folders, _ := s.layers(s.flags.Static, "static", collate.Static()) // the build has had none to report
	var list []string
	for _, folder := range folders {
		list = append(list, render.LeftOut(folder)...)
	}
	return list
}

// shownOf lists the first of some names.
func shownOf(names []string) string {
	const shown = 10
	list := diag.Printable(strings.Join(names[:min(len(names), shown)], ", "))
	if more := len(names) - shown; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}

// toDo says in a few words how much there is to do.
func toDo(l worklist.List) string {
	warnings, notes := l.Count(worklist.Warning), l.Count(worklist.Note)
	switch {
	case warnings == 0 && notes == 0:
		return "Nothing is left to do"
	case notes == 0:
		return count(warnings, "thing", "things") + " to do"
	case warnings == 0:
		return "Nothing is left to do, " + count(notes, "thing is", "things are") + " worth a look"
	}
	return fmt.Sprintf("%s to do, %d worth a look", count(warnings, "thing", "things"), notes)
}

// printGroups prints the items of a sorted list under the heading of their rule, a
// line each.
func printGroups(w io.Writer, l worklist.List) {
	between := ""
	for _, r := range worklist.Rules() {
		items := l.Of(r.ID)
		if len(items) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s%s%s: %d\n", between, strings.ToUpper(r.Heading[:1]), r.Heading[1:], len(items))
		between = "\n"
		for _, i := range items {
			fmt.Fprintln(w, i.Diag().Error())
		}
	}
}

// missingPhrases returns what the language of the pages says in English.
func missingPhrases(words *phrase.Book) diag.List {
	const shown = 3
	var l diag.List
	if n := len(words.Missing); n > 0 {
		first := strings.Join(words.Missing[:min(n, shown)], ", ")
		if n > shown {
			first += fmt.Sprintf(" and %d more", n-shown)
		}
		l.Add(diag.Pos{File: words.File}, "write them as en.yaml has them",
			"%s missing here and said in English: %s", count(n, "phrase is", "phrases are"), first)
	}
	return l
}

// missingLetters returns what the pictures of the site and of its pages cannot
// show of their titles.
func missingLetters(b *built, file string) diag.List {
	var l diag.List
	missing, err := card.Missing(site.Pictures(b.index, b.words))
	if err == nil && len(missing) > 0 {
		l.Add(diag.Pos{File: file}, "links to the site show the pictures beside its addresses",
			"the fonts of the site's pictures have no letter for %q", string(missing))
	}
	return l
}
