package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"collate/internal/usage"
)

// described returns what the command line takes.
func described(parser *kong.Kong) *usage.Command {
	c := describe(parser.Model.Node)
	c.Help = parser.Model.Help
	return &c
}

func describe(n *kong.Node) usage.Command {
	c := usage.Command{Name: n.Name, Help: n.Help, Detail: n.Detail}
	for _, f := range n.Flags {
		if f.Hidden {
			continue
		}
		one := usage.Flag{Name: f.Name, Help: f.Help, Negatable: f.Tag.Negatable != "", Choices: choices(f.Value)}
		if f.Short != 0 {
			one.Short = string(f.Short)
		}
		if !f.IsBool() {
			one.Value = f.FormatPlaceHolder()
		}
		c.Flags = append(c.Flags, one)
	}
	for _, p := range n.Positional {
		c.Args = append(c.Args, usage.Arg{
			Name: p.Name, Help: p.Help, Optional: !p.Required, Many: p.IsCumulative(), Choices: choices(p),
		})
	}
	for _, child := range n.Children {
		if !child.Hidden {
			c.Commands = append(c.Commands, describe(child))
		}
	}
	return c
}

// choices returns what a value may be, if its enum says.
func choices(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return slices.DeleteFunc(v.EnumSlice(), func(choice string) bool { return choice == "" }) // that it may be left out
}

// exitStatuses are as report returns them.
func exitStatuses() [][2]string {
	return [][2]string{
		{"0", "What was asked for is done."},
		{"1", "The content or a folder is wrong; what is wrong was printed, and the site is as it was."},
		{"2", "The command line is wrong."},
		{"130", "It was interrupted."},
		{"143", "It was asked to end by SIGTERM."},
	}
}

type completionCommand struct {
	Shell string `arg:"" enum:"bash,fish,zsh" help:"bash, fish or zsh."`
}

// Help says how the shell gets it.
func (completionCommand) Help() string {
	return `Prints a script that has a shell complete commands, flags and files. It asks the program itself, so that it
knows every version.

    source <(build completion bash)                                     # in ~/.bashrc
    source <(build completion zsh)                                      # in ~/.zshrc, after compinit
    build completion fish > ~/.config/fish/completions/build.fish       # once

The script is for the name under which the program was called.`
}

// Run prints the script for a shell.
func (cmd completionCommand) Run(s *session) error {
	_, err := io.WriteString(s.stdout, usage.Script(cmd.Shell, calledAs()))
	return err
}

// calledAs returns the name by which the user called the program.
func calledAs() string { return strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") }

type completeCommand struct {
	Words []string `arg:"" optional:"" help:"The words after the program's name, the last of them unfinished."`
}

// Run prints what the last word may become.
func (cmd completeCommand) Run(s *session, parser *kong.Kong) error {
	_, err := io.WriteString(s.stdout, usage.Print(usage.Complete(described(parser), cmd.Words)))
	return err
}

type manCommand struct{}

// Help says how to read it.
func (manCommand) Help() string {
	return `Prints a manual page.

    build man | man -l -                                    # to read it
    build man > ~/.local/share/man/man1/build.1             # to keep it`
}

// Run prints the manual page.
func (manCommand) Run(s *session, parser *kong.Kong) error {
	_, err := io.WriteString(s.stdout, usage.Man(described(parser), exitStatuses()))
	return err
}
