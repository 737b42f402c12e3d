package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"collate/internal/diag"
	"collate/internal/sitediff"
	"collate/internal/tree"
)

type diffCommand struct {
	Old      string `arg:"" placeholder:"FOLDER" help:"Output folder of an earlier build."`
	New      string `arg:"" placeholder:"FOLDER" help:"Output folder of a later build."`
	Markdown bool   `help:"Print Markdown, for a comment on GitHub."`
}

// Help says what is compared.
func (diffCommand) Help() string {
	return `Compares two output folders by what readers see: which pages are new, gone or changed, and how the text of each
changed page differs. What stands around it on every page, the Markdown of pages and the page that holds all others are
left out.

    build --out /tmp/new
    build diff public /tmp/new`
}

// Run prints the difference.
func (cmd diffCommand) Run(s *session) error {
	before, err := siteFolder(cmd.Old)
	if err != nil {
		return err
	}
	now, err := siteFolder(cmd.New)
	if err != nil {
		return err
	}
	pages, err := sitediff.Compare(before, now)
	if err != nil {
		return err
	}
	text := sitediff.Plain(pages)
	if cmd.Markdown {
		text = sitediff.Markdown(pages)
	}
	_, err = io.WriteString(s.stdout, text)
	return err
}

// siteFolder opens an output folder.
func siteFolder(name string) (fs.FS, error) {
	folder, err := tree.Open(name)
	if err == nil {
		return folder, nil
	}
	hint := "name the folder that a build has written"
	if errors.Is(err, os.ErrNotExist) {
		hint = "build the site into it first: build --out " + name
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return nil, diag.Error{Pos: diag.Pos{File: name}, Msg: err.Error(), Hint: hint}
}
