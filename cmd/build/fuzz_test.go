package main

import (
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// FuzzBaseURL gives any address on the command line: what is taken is one on the
// web, stays the same when it is given again, and is safe in an attribute.
func FuzzBaseURL(f *testing.F) {
	for _, s := range []string{
		"https://example.org/news", "http://example.org", "HTTPS://example.org//", "https://a@b/", "https://[::1]:80/", "https:///x",
		"javascript:alert(1)", "https://a/?b", "https://a/#b", "https://a/%zz", "https://ä/ö", "https://a/\"><b>", " https://a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got, err := cleanBaseURL(raw)
		if err != nil || got == "" {
			return
		}
		if again, err := cleanBaseURL(got); err != nil || again != got {
			t.Errorf("%q is %q, and that %q, %v", raw, got, again, err)
		}
		if u, err := url.Parse(got); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || !strings.HasSuffix(got, "/") ||
			u.User != nil || strings.ContainsAny(got, "?# \"<>\n") {
			t.Errorf("%q is %q", raw, got)
		}
	})
}

// FuzzArguments gives any command line, a word a line. It is read, or said to be
// wrong.
func FuzzArguments(f *testing.F) {
	for _, s := range []string{
		"", "build", "import\nraw", "--content\nx\n--out=y\ncheck", "-j\n-1", "--jobs=99999999999999999999", "serve\n--port\n0", "-q\nverify\n--json\nx",
		"inspect\n--", "help\nimport", "--base-url\nhttps://a", "--no-drafts\nimport\nx", "version\nversion", "--content=\n--cache\n/dev/null",
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
		if _, err := parser.Parse(strings.Split(lines, "\n")); err == nil && flags.Jobs < 0 {
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
