package usage

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program is made up.
func program() *Command {
	return &Command{
		Name: "kiln", Help: "Kiln burns clay.",
		Detail: "\nIt has two\nways.\n\n    kiln fire -t 9   # hot\n      kiln 'x'\n\n.end\n",
		Flags: []Flag{
			{Name: "shelf", Value: "FOLDER", Help: "Where pots stand."},
			{Name: "timer", Short: "t", Value: "N", Help: "How long."},
			{Name: "glaze", Value: "KIND", Help: "What kind.", Choices: []string{"matt", "gloss"}},
		},
		Commands: []Command{
			{
				Name: "fire", Help: "Burn pots.", Args: []Arg{{Name: "path", Help: "Pots.", Many: true}},
				Flags: []Flag{{Name: "slow", Help: "Take | care.", Negatable: true}},
			},
			{
				Name: "find", Help: "Find one.",
				Args: []Arg{{Name: "kind", Help: "What.", Choices: []string{"jug", "jar", "cup"}}, {Name: "name", Optional: true}},
			},
			{Name: "help", Help: "Say more.", Args: []Arg{{Name: "command", Optional: true}}},
		},
	}
}

func TestComplete(t *testing.T) {
	for _, tt := range []struct{ words, want string }{
		{"", "fire find help"},
		{"fi", "fire find"},
		{"x", ""},
		{"-", "--help --shelf --timer --glaze"},
		{"fire ", ":files"},
		{"fire a.txt b", ":files"},
		{"fire --", "--slow --no-slow --help --shelf --timer --glaze"},
		{"fire --no", "--no-slow"},
		{"fire -- --", ":files"},
		{"--shelf ", ":folders"},
		{"--shelf = ", ":folders"},
		{"--shelf =", ":folders"},
		{"--shelf=a", ":folders"},
		{"--shelf a fi", "fire find"},
		{"--shelf=a fi", "fire find"},
		{"-t ", ""},
		{"-t 3 fi", "fire find"},
		{"--glaze ", "matt gloss"},
		{"--glaze=g", "gloss"},
		{"--slow=", ""},
		{"fire --glaze m", "matt"},
		{"fire --slow ", ":files"},
		{"find ", "jug jar cup"},
		{"find j", "jug jar"},
		{"find jug ", ""},
		{"find jug a ", ""},
		{"help f", "fire find"},
	} {
		p := program()
		p.Flags = append([]Flag{{Name: "help", Help: "Say more."}}, p.Flags...)
		var words []string
		if tt.words != "" {
			words = strings.Split(tt.words, " ")
		}
		var got []string
		for _, c := range Complete(p, words) {
			got = append(got, c.Word)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.words, got, tt.want)
		}
	}
	if got, want := Print(Complete(program(), []string{"fir"})), "fire\tBurn pots.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A fake program prints candidates, and each shell that is here is asked what
// it makes of them.
func TestScript(t *testing.T) {
	dir := t.TempDir()
	fake := "#!/bin/sh\nif [ \"$4\" = a ]; then printf ':files\\t\\n'; else printf 'fire\\tBurn pots.\\nfind\\tFind one.\\n'; fi\n"
	if err := os.WriteFile(filepath.Join(dir, "kiln"), []byte(fake), 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "apple pie"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ shell, ask, want string }{
		{"bash", `compopt() { :; }; COMP_WORDS=(./kiln fi); COMP_CWORD=1; _kiln_complete; printf '%s|' "${COMPREPLY[@]}"
			COMP_WORDS=(./kiln fire a); COMP_CWORD=2; _kiln_complete; printf '%s|' "${COMPREPLY[@]}"`, "fire|find|apple pie|"},
		{"fish", "complete -C './kiln fi'\ncomplete -C './kiln fire a'", "find\tFind one.\nfire\tBurn pots.\napple pie\n"}, // which fish sorts
		{
			"zsh", `_describe() { printf '%s|' "${(@P)4}"; }; _files() { printf 'files|'; }
			words=(./kiln fi); CURRENT=2; _kiln_complete; words=(./kiln fire a); CURRENT=3; _kiln_complete`,
			"fire:Burn pots.|find:Find one.|files|",
		},
	} {
		t.Run(tt.shell, func(t *testing.T) {
			if _, err := exec.LookPath(tt.shell); err != nil {
				t.Skipf("there is no %s here", tt.shell)
			}
			script := Script(tt.shell, "kiln")
			if tt.shell == "zsh" {
				script = "compdef() { :; }\n" + script
			}
			c := exec.Command(tt.shell, "-c", script+tt.ask)
			c.Dir = dir
			c.Env = append(os.Environ(), "HOME="+dir)
			out, err := c.CombinedOutput()
			if err != nil || string(out) != tt.want {
				t.Errorf("%v\n%q, want\n%q", err, out, tt.want)
			}
		})
	}
	if got := Script("csh", "kiln"); got != "" {
		t.Errorf("csh: %q", got)
	}
}

func TestMan(t *testing.T) {
	const want = `.TH KILN 1
.SH NAME
kiln \- Kiln burns clay
.SH SYNOPSIS
kiln [command] [flags]
.SH DESCRIPTION
Kiln burns clay.
.PP
It has two ways.
.PP
.RS 4
.nf
kiln fire \-t 9   # hot
kiln \[u0027]x\[u0027]
.fi
.RE
.PP
\&.end
.SH OPTIONS
.TP
\fB\-\-shelf=FOLDER\fR
Where pots stand.
.TP
\fB\-t, \-\-timer=N\fR
How long.
.TP
\fB\-\-glaze=KIND\fR
What kind.
.SH COMMANDS
.SS kiln fire <path> ... [flags]
Burn pots.
.TP
\fB<path> ...\fR
Pots.
.TP
\fB\-\-[no\-]slow\fR
Take | care.
`
	got := Man(program(), [][2]string{{"0", `Done \ “well”.`}})
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant it to begin with\n%s", got, want)
	}
	if want := ".SH EXIT STATUS\n.TP\n\\fB0\\fR\nDone \\e \\[u201C]well\\[u201D].\n"; !strings.HasSuffix(got, want) {
		t.Errorf("%s\nwant it to end with\n%s", got, want)
	}
	if _, err := exec.LookPath("mandoc"); err != nil {
		t.Skip("there is no mandoc here")
	}
	c := exec.Command("mandoc", "-Tlint", "-Wwarning")
	c.Stdin = strings.NewReader(strings.Replace(got, " 1\n", " 1 2020-01-08\n", 1)) // a date would be the only one in what the program prints
	if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestReference(t *testing.T) {
	const want = `## Flags of all commands

| flag | |
|---|---|
| ` + "`--shelf=FOLDER`" + ` | Where pots stand. |
| ` + "`-t, --timer=N`" + ` | How long. |
| ` + "`--glaze=KIND`" + ` | What kind. |

## ` + "`fire`" + `

Burn pots.

    kiln fire <path> ... [flags]

| argument | |
|---|---|
| ` + "`<path> ...`" + ` | Pots. |

| flag | |
|---|---|
| ` + "`--[no-]slow`" + ` | Take \| care. |

## ` + "`find`" + `
`
	if got := Reference(program(), nil); !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant it to begin with\n%s", got, want)
	}
}
