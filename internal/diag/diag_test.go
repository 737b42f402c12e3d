package diag

import (
	"errors"
	"fmt"
	"testing"
)

func ExampleList() {
	var errs List
	errs.Add(Pos{File: "content/events/fire.md", Line: 4, Col: 10}, DidYouMean("j-doe", []string{"jane-doe", "kim-poe-lee"}), "unknown person %q", "j-doe")
	errs.Add(Pos{File: "content/events/fire.md", Line: 3}, "", "no date")
	errs.Add(Pos{File: "content"}, "create it", "no such folder")
	errs.Join(errors.New("open public: permission denied"))
	fmt.Println(errs.Err())
	// Output:
	// open public: permission denied
	// content: no such folder (create it)
	// content/events/fire.md:3: no date
	// content/events/fire.md:4:10: unknown person "j-doe" (did you mean "jane-doe"?)
}

func TestDidYouMean(t *testing.T) {
	names := []string{"title", "byline", "aliases", "report-a", "report-b"}
	for _, tt := range []struct{ word, want string }{
		{"tile", "title"},    // one of four
		{"Byline", "byline"}, // case does not count
		{"aliasses", "aliases"},
		{"report-c", "report-a"}, // both are one letter off: the first of the alphabet
		{"zzz", ""},
		{"", ""},
	} {
		want := ""
		if tt.want != "" {
			want = fmt.Sprintf("did you mean %q?", tt.want)
		}
		if got := DidYouMean(tt.word, names); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", tt.word, got, want)
		}
	}
}

// TestErrorIsOneLine keeps commands for a terminal, and lines that a log would
// take for commands, out of messages.
func TestErrorIsOneLine(t *testing.T) {
	e := Error{
		Pos: Pos{File: "content/a\x1b]0;x\a\n::error::b.md", Line: 1, Col: 2},
		Msg: "“می\u200cخواهم \u202egpj.exe\u2066” \u009b31m\u2028 \ufffd", Hint: "\xff \\ “it’s”\r",
	}
	const want = `content/a\x1b]0;x\a\n::error::b.md:1:2: “` + "می\u200cخواهم" + ` \u202egpj.exe\u2066” \u009b31m\u2028 ` + "\ufffd" + ` (\xff \ “it’s”\r)`
	if got := e.Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestName(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"raw/a.txt", "raw/a.txt"},
		{"::add-mask::e.txt", "./::add-mask::e.txt"},
		{"##[error]e.txt", "./##[error]e.txt"},
		{"\u2003 ::error::e.txt", "./\u2003 ::error::e.txt"}, // blanks in front count for nothing
		{"a::b##[c", "a::b##[c"},
		{"a\x1b[31m\nb\xff.txt", `a\x1b[31m\nb\xff.txt`},
		{"", ""},
	} {
		if got := Name(tt.in); got != tt.want {
			t.Errorf("Name(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if got := (Error{Pos: Pos{File: tt.in, Line: 7}, Msg: "x"}).Error(); got != tt.want+":7: x" {
			t.Errorf("of %q: %q", tt.in, got)
		}
	}
}

func TestErrIsNilWhenEmpty(t *testing.T) {
	var errs List
	if err := errs.Err(); err != nil {
		t.Errorf("Err() = %v", err)
	}
	errs.Join(nil)
	if len(errs) != 0 {
		t.Error("a nil error was added")
	}
}

func TestSortedDropsRepeats(t *testing.T) {
	var errs List
	for range 2 {
		errs.Add(Pos{File: "b", Line: 2}, "", "x")
		errs.Add(Pos{File: "b", Line: 1}, "", "y")
	}
	if got, want := errs.Sorted().Error(), "b:1: y\nb:2: x"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
