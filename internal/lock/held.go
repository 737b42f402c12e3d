// Package lock keeps two runs of the program from writing into one folder.
package lock

import "fmt"

// A Held is the error of a folder that somebody else is writing in.
type Held struct {
	By int // the process, 0 if that is not known
}

func (h Held) Error() string { return h.Message("run of the program") }

// Message is Error with what the other does: "another build (process 4711) is
// writing in this folder".
func (h Held) Message(what string) string {
	if h.By > 0 {
		what += fmt.Sprintf(" (process %d)", h.By)
	}
	return "another " + what + " is writing in this folder"
}
