package usage

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Man returns the manual page of a program in section 1, in the macros of
// man(7). exits are its exit statuses with what they mean, in order.
func Man(program *Command, exits [][2]string) string {
	m := &manual{program: program.Name}
	m.line(".TH %s 1", strings.ToUpper(roff(program.Name)))
	m.line(".SH NAME")
	m.line("%s \\- %s", roff(program.Name), roff(strings.TrimSuffix(program.Help, ".")))
	m.line(".SH SYNOPSIS")
	m.line("%s", roff(program.Name+" [command] [flags]"))
	m.line(".SH DESCRIPTION")
	m.line("%s", roff(program.Help))
	m.detail(program.Detail)
	m.flags("OPTIONS", program.Flags)
	m.line(".SH COMMANDS")
	for i := range program.Commands {
		m.command(&program.Commands[i])
	}
	m.line(".SH EXIT STATUS")
	for _, e := range exits {
		m.item(e[0], e[1])
	}
	return m.b.String()
}

type manual struct {
	b       strings.Builder
	program string
}

func (m *manual) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

func (m *manual) command(c *Command) {
	m.line(".SS %s", roff(c.synopsis(m.program)))
	m.line("%s", roff(c.Help))
	m.detail(c.Detail)
	for _, a := range c.Args {
		m.item(a.String(), a.Help)
	}
	for _, f := range c.Flags {
		m.item(f.String(), f.Help)
	}
}

func (m *manual) flags(heading string, flags []Flag) {
	m.line(".SH %s", heading)
	for _, f := range flags {
		m.item(f.String(), f.Help)
	}
}

// item is a term, in bold, and what it means.
func (m *manual) item(term, help string) {
	m.line(".TP")
	m.line("\\fB%s\\fR", roff(term))
	m.line("%s", roff(help))
}

func (m *manual) detail(detail string) {
	for _, p := range paragraphs(detail) {
		m.line(".PP")
		if !p.verbatim {
			m.line("%s", roff(p.text))
			continue
		}
		m.line(".RS 4\n.nf")
		for line := range strings.SplitSeq(p.text, "\n") {
			m.line("%s", roff(line))
		}
		m.line(".fi\n.RE")
	}
}

// roff returns a text as a line of a manual page: nothing in it is a request, and
// all of it is ASCII.
func roff(text string) string {
	var b strings.Builder
	if strings.HasPrefix(text, ".") {
		b.WriteString(`\&`)
	}
	for _, r := range text {
		switch {
		case r == '\n':
			b.WriteByte(' ')
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case strings.ContainsRune("'^~`", r) || r >= utf8.RuneSelf:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Reference returns a page in Markdown about all commands of a program, from a
// heading of the second order on.
func Reference(program *Command, exits [][2]string) string {
	var b strings.Builder
	table := func(head string, rows [][2]string) {
		if len(rows) == 0 {
			return
		}
		fmt.Fprintf(&b, "| %s | |\n|---|---|\n", head)
		for _, row := range rows {
			fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(row[0], "|", `\|`), strings.ReplaceAll(row[1], "|", `\|`))
		}
		b.WriteString("\n")
	}
	b.WriteString("## Flags of all commands\n\n")
	table("flag", ofFlagRows(program.Flags))
	for i := range program.Commands {
		c := &program.Commands[i]
		fmt.Fprintf(&b, "## `%s`\n\n%s\n\n", c.Name, c.Help)
		fmt.Fprintf(&b, "    %s\n\n", c.synopsis(program.Name))
		for _, p := range paragraphs(c.Detail) {
			text := p.text
			if p.verbatim {
				text = "    " + strings.ReplaceAll(text, "\n", "\n    ")
			}
			b.WriteString(text + "\n\n")
		}
		var args [][2]string
		for _, a := range c.Args {
			args = append(args, [2]string{a.String(), a.Help})
		}
		table("argument", args)
		table("flag", ofFlagRows(c.Flags))
	}
	b.WriteString("## Exit status\n\n")
	table("status", exits)
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func ofFlagRows(flags []Flag) [][2]string {
	var rows [][2]string
	for _, f := range flags {
		rows = append(rows, [2]string{f.String(), f.Help})
	}
	return rows
}
