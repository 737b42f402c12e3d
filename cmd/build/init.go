package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"collate/internal/diag"
	"collate/internal/starter"
)

type initCommand struct {
	Dir    string `arg:"" optional:"" default:"." help:"Folder of the explainer (this one)."`
	Title  string `placeholder:"TEXT" help:"The explainer's title; else one is made of the folder's name."`
	DryRun bool   `help:"Say what would be made, and write nothing."`
}

// Help says what is made.
func (initCommand) Help() string {
	return `Makes the folders, settings, a first story with questions to answer, a workflow that publishes the site on
GitHub Pages, and a .gitignore. What is there already is left as it is. Import does the same where there is no content.

    build init harbour
    build init --title 'Fire at the old harbour'`
}

// Run makes what a new explainer begins with.
func (cmd initCommand) Run(s *session) error {
	if name := filepath.FromSlash(s.flags.Content); !filepath.IsLocal(name) || name == "." {
		return diag.Error{
			Pos: diag.Pos{File: "--content"}, Msg: fmt.Sprintf("%q is not below the folder of the explainer", s.flags.Content),
			Hint: "name it by its path from there: content",
		}
	}
	dir := filepath.Clean(cmd.Dir)
	made, err := starter.Make(dir, starter.Options{
		Content: s.flags.Content, Title: cmd.Title, Revision: revision(), DryRun: cmd.DryRun,
	})
	if err != nil {
		return s.refuse(err, "nothing was written")
	}
	if s.flags.Quiet {
		return nil
	}
	s.printMade(dir, made, cmd.DryRun)
	_, err = fmt.Fprintf(s.stdout, "next: %sbuild import FOLDER, with your reports, and then build serve --open\n",
		cdTo(dir))
	return err
}

// refuse prints mistakes that are not of the site, and what became of the work.
func (s *session) refuse(err error, outcome string) error {
	var list diag.List
	list.Join(err)
	for _, e := range list {
		fmt.Fprintln(s.stderr, e.Error())
	}
	fmt.Fprintf(s.stderr, "%s; %s\n", count(len(list), "mistake", "mistakes"), outcome)
	return errReported
}

// cdTo returns the command that goes into a folder.
func cdTo(dir string) string {
	if dir == "." {
		return ""
	}
	return "cd " + filepath.ToSlash(dir) + ", "
}

// printMade says of each file what became of it, and counts.
func (s *session) printMade(dir string, made []starter.File, dry bool) {
	wrote, verb := 0, "made"
	if dry {
		verb = "would be made"
	}
	for _, f := range made {
		if f.There {
			fmt.Fprintf(s.stdout, "%s: is there, and was left as it is\n", path.Join(filepath.ToSlash(dir), f.Path))
			continue
		}
		wrote++
		fmt.Fprintf(s.stdout, "%s: %s\n", path.Join(filepath.ToSlash(dir), f.Path), verb)
	}
	fmt.Fprintf(s.stdout, "%s/: %s %s, %d there already\n", filepath.ToSlash(dir),
		count(wrote, "file or folder", "files and folders"), verb, len(made)-wrote)
}

// revision returns the commit that the program was made of; "" if that is not
// known, or it was made of more.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	setting := func(key string) string {
		i := slices.IndexFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == key })
		if i < 0 {
			return ""
		}
		return info.Settings[i].Value
	}
	if setting("vcs.modified") == "true" {
		return ""
	}
	return setting("vcs.revision")
}

// isNew reports whether there is no content yet, in the usual folder: then
// import makes what init makes, too.
func (s *session) isNew() bool {
	if s.flags.Content != "content" {
		return false
	}
	entries, err := os.ReadDir(s.flags.Content)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	isOurs := func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") }
	return err == nil && !slices.ContainsFunc(entries, isOurs)
}

// begin makes what a new explainer begins with, around what was imported.
func (cmd importCommand) begin(s *session) error {
	made, err := starter.Make(".", starter.Options{Content: s.flags.Content, Revision: revision(), DryRun: cmd.DryRun})
	if err != nil {
		return err
	}
	if s.flags.Quiet || cmd.JSON {
		return nil
	}
	for _, f := range made {
		if !f.There && !strings.HasSuffix(f.Path, "/") {
			fmt.Fprintf(s.stdout, "%s: made, as by build init\n", f.Path)
		}
	}
	_, err = fmt.Fprintln(s.stdout, "next: build serve --open shows the site; build check says what is left to do")
	return err
}
