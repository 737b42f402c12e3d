package usage

import (
	"fmt"
	"slices"
	"strings"
)

// A Candidate is what may stand where a user asks for completion.
type Candidate struct {
	Word string
	Help string
}

// These stand in place of a word where the shell knows better.
const (
	Files   = ":files"
	Folders = ":folders"
)

// Complete returns what the last of some words may become: candidates that
// begin with it, in the order of the help. The program's name is none of the words. A
// single candidate Files or Folders leaves it to the shell.
func Complete(program *Command, words []string) []Candidate {
	if len(words) == 0 {
		words = []string{""}
	}
	at, args, waiting := program, 0, (*Flag)(nil)
	only := false // after --, where there are no flags
	for _, word := range words[:len(words)-1] {
		switch next := at.command(word); {
		case word == "=": // bash takes a flag and its value apart
		case waiting != nil:
			waiting = nil
		case word == "--" && !only:
			only = true
		case strings.HasPrefix(word, "-") && !only:
			waiting = flagOf(program, at, word)
		case next != nil && args == 0:
			at = next
		default:
			args++
		}
	}
	last := words[len(words)-1]
	if last == "=" && waiting != nil {
		last = ""
	}
	name, value, cut := strings.Cut(last, "=")
	switch {
	case waiting != nil:
		return beginning(ofValue(waiting.Value, waiting.Choices), last)
	case only:
	case cut && strings.HasPrefix(last, "--"):
		if f := flagOf(program, at, name); f != nil {
			return beginning(ofValue(f.Value, f.Choices), value)
		}
		return nil
	case strings.HasPrefix(last, "-"):
		return beginning(ofFlags(program, at), last)
	case args == 0 && len(at.Commands) > 0:
		return beginning(ofCommands(at), last)
	}
	if len(at.Args) == 0 {
		return nil
	}
	a := at.Args[min(args, len(at.Args)-1)]
	if args >= len(at.Args) && !a.Many {
		return nil
	}
	if a.Name == "command" {
		return beginning(ofCommands(program), last)
	}
	return beginning(ofValue(a.Name, a.Choices), last)
}

// flagOf returns the flag of a word that is to have its value in the next; nil
// if it has none, or has it already.
func flagOf(program, at *Command, word string) *Flag {
	for _, c := range []*Command{at, program} {
		for i := range c.Flags {
			f := &c.Flags[i]
			if f.Value != "" && (word == "--"+f.Name || f.Short != "" && word == "-"+f.Short) {
				return f
			}
		}
	}
	return nil
}

// ofValue returns what a value may be, by what it is called.
func ofValue(name string, choices []string) []Candidate {
	var list []Candidate
	for _, c := range choices {
		list = append(list, Candidate{Word: c})
	}
	switch strings.ToLower(name) {
	case "path", "file":
		return []Candidate{{Word: Files}}
	case "folder", "dir":
		return []Candidate{{Word: Folders}}
	}
	return list
}

func ofCommands(at *Command) []Candidate {
	var list []Candidate
	for _, c := range at.Commands {
		list = append(list, Candidate{c.Name, c.Help})
	}
	return list
}

func ofFlags(program, at *Command) []Candidate {
	var list []Candidate
	for _, c := range []*Command{at, program} {
		for _, f := range c.Flags {
			list = append(list, Candidate{"--" + f.Name, f.Help})
			if f.Negatable {
				list = append(list, Candidate{"--no-" + f.Name, f.Help})
			}
		}
		if at == program {
			break
		}
	}
	return list
}

// beginning returns the candidates that begin with a word, or stand for files.
func beginning(list []Candidate, word string) []Candidate {
	return slices.DeleteFunc(list, func(c Candidate) bool {
		return c.Word != Files && c.Word != Folders && !strings.HasPrefix(c.Word, word)
	})
}

// Print returns candidates a line each, as the scripts read them: the word, a
// tab, its help.
func Print(list []Candidate) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%s\t%s\n", c.Word, c.Help)
	}
	return b.String()
}

// Shells are those for which there is a script, sorted.
func Shells() []string { return []string{"bash", "fish", "zsh"} }

// Script returns what makes a shell complete the words of a program: it asks
// the program itself, with the command complete, a --, and the words. "" if it is none
// of Shells.
func Script(shell, program string) string {
	return strings.NewReplacer("NAME", program, "FUNCTION", function(program)).Replace(map[string]string{
		"bash": bash, "fish": fish, "zsh": zsh,
	}[shell])
}

// function returns a name that shells take for a function.
func function(program string) string {
	return "_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, program) + "_complete"
}

const bash = `FUNCTION() {
	local word help current=${COMP_WORDS[COMP_CWORD]}
	[ "$current" = "=" ] && current=
	COMPREPLY=()
	while IFS=$'\t' read -r word help; do
		case $word in
		:files) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
		:folders) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
		*) COMPREPLY+=("$word") ;;
		esac
	done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F FUNCTION NAME ./NAME
`

const zsh = `#compdef NAME
FUNCTION() {
	local word help
	local -a found
	while IFS=$'\t' read -r word help; do
		case $word in
		:files) _files; return ;;
		:folders) _files -/; return ;;
		*) found+=("$word:$help") ;;
		esac
	done < <("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
	_describe -t words word found
}
compdef FUNCTION NAME
`

//nolint:dupword // fish ends each block so
const fish = `function FUNCTION
	set -l words (commandline -opc)
	set -l current (commandline -ct)
	for line in ($words[1] complete -- $words[2..] $current 2>/dev/null)
		switch $line
			case ':files*'
				__fish_complete_path $current
			case ':folders*'
				__fish_complete_directories $current
			case '*'
				echo $line
		end
	end
end
complete -c NAME -f -a '(FUNCTION)'
`
