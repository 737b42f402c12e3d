package main

import (
	"io"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// FuzzArguments gives any command line, a word a line. It is read, or said to be
// wrong.
func FuzzArguments(f *testing.F) {
	for _, s := range []string{
		"", "build", "import\nraw", "--content\nx\n--out=y\ncheck", "-j\n-1", "--jobs=99999999999999999999", "serve\n--port\n0", "-q\nverify\n--json\nx",
		"inspect\n--", "help\nimport", "--base-url\nhttps://a", "--no-drafts\nimport\nx", "version\nversion", "-j\n--version", "-j", "--jobs=1025", "--content=\n--cache\n/dev/null",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		var flags flags
		parser, err := newParser(&flags, io.Discard, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		parser.Exit = func(int) { panic(kong.ParseError{}) } // as --help does
		defer func() {
			if r := recover(); r != nil {
				if _, ok := r.(kong.ParseError); !ok {
					panic(r)
				}
			}
		}()
		if _, err := parser.Parse(strings.Split(lines, "\n")); err == nil && (flags.Jobs < 0 || flags.Jobs > 1024) {
			t.Errorf("%q: %d jobs", lines, flags.Jobs)
		}
	})
}

// FuzzUnpack reads what the cache keeps of the site's parts. What is no such
// thing is an error.
func FuzzUnpack(f *testing.F) {
	packed, err := (&madeParts{}).pack()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Add([]byte{})
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		made, err := unpack(packed)
		if err != nil {
			return
		}
		if _, err := made.pack(); err != nil {
			t.Error(err)
		}
	})
}
