// Package usage tells shells, man and readers what the command line takes. It
// gets that as plain data, so that none of them can say anything else than the
// program's own help does.
package usage

import "strings"

// A Command is a command, or the program itself.
type Command struct {
	Name     string
	Help     string // a sentence
	Detail   string // as comments in Go are written: paragraphs, and indented lines as they are; or ""
	Flags    []Flag // its own; those of the program hold for all of its commands
	Args     []Arg
	Commands []Command
}

// A Flag is written --name.
type Flag struct {
	Name      string
	Short     string // its letter; or ""
	Value     string // what follows it, in capitals: "FOLDER"; "" for a switch
	Help      string
	Negatable bool     // there is --no-name, too
	Choices   []string // what may follow it, if that is one of a few
}

// Arg is what stands without a flag.
type Arg struct {
	Name     string
	Help     string
	Optional bool
	Many     bool     // it may stand several times
	Choices  []string // what it may be, if that is one of a few
}

// String returns a flag as help shows it: "-j, --jobs=N".
func (f Flag) String() string {
	s := "--" + f.Name
	if f.Negatable {
		s = "--[no-]" + f.Name
	}
	if f.Value != "" {
		s += "=" + f.Value
	}
	if f.Short != "" {
		s = "-" + f.Short + ", " + s
	}
	return s
}

// String returns an argument as help shows it: "[<path> ...]".
func (a Arg) String() string {
	s := "<" + a.Name + ">"
	if a.Many {
		s += " ..."
	}
	if a.Optional {
		s = "[" + s + "]"
	}
	return s
}

// command returns a command of that name; nil if there is none.
func (c *Command) command(name string) *Command {
	for i := range c.Commands {
		if c.Commands[i].Name == name {
			return &c.Commands[i]
		}
	}
	return nil
}

// synopsis returns how a command is called.
func (c *Command) synopsis(program string) string {
	words := []string{program, c.Name}
	if c.Name == program {
		words = words[:1]
	}
	for _, a := range c.Args {
		words = append(words, a.String())
	}
	return strings.Join(append(words, "[flags]"), " ")
}

// A paragraph is lines of a Detail.
type paragraph struct {
	text     string
	verbatim bool // it is shown as it is
}

// paragraphs cuts a Detail at its empty lines; indented lines stay as they are,
// but for what all of them are indented by.
func paragraphs(detail string) []paragraph {
	var all []paragraph
	for part := range strings.SplitSeq(strings.Trim(detail, "\n"), "\n\n") {
		lines := strings.Split(part, "\n")
		p := paragraph{verbatim: strings.HasPrefix(lines[0], " ") || strings.HasPrefix(lines[0], "\t")}
		for i, line := range lines {
			lines[i] = strings.TrimSpace(line)
		}
		if p.verbatim {
			p.text = strings.Join(lines, "\n")
		} else {
			p.text = strings.Join(lines, " ")
		}
		if p.text != "" {
			all = append(all, p)
		}
	}
	return all
}
