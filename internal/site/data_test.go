package site

import (
	"bytes"
	"encoding/csv"
	"testing"
)

func TestInert(t *testing.T) {
	for _, tt := range []struct{ field, want string }{
		{"Jane Doe", "Jane Doe"},
		{"", ""},
		{"about -3", "about -3"},
		{"-3", "-3"},
		{"+1.5e3", "+1.5e3"},
		{"=1+1", "'=1+1"},
		{"=HYPERLINK(\"http://example.org\",\"x\")", "'=HYPERLINK(\"http://example.org\",\"x\")"},
		{"@SUM(1)", "'@SUM(1)"},
		{"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"-2+3", "'-2+3"},
		{"-3 to 5", "'-3 to 5"},
		{"  =1", "'  =1"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{"＝1", "'＝1"},
		{"x;=1;y; @z;-3;", "x;'=1;y;' @z;-3;"},
		{"'=1", "'=1"},
	} {
		if got := inert(tt.field); got != tt.want {
			t.Errorf("inert(%q) = %q, want %q", tt.field, got, tt.want)
		}
	}
}

// FuzzTable holds a table to what encoding/csv writes.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"", "plain", "a,b", `say "no"`, "two\nlines", "\r", " blank", "\u00a0blank", `\.`, "\xff"} {
		f.Add(s, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var got, want bytes.Buffer
		table := newTable(&got)
		table.add(a, b)
		table.add(b)
		if err := table.Flush(); err != nil {
			t.Fatal(err)
		}
		w := csv.NewWriter(&want)
		if err := w.WriteAll([][]string{{inert(a), inert(b)}, {inert(b)}}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%q, %q: got %q, want %q", a, b, got.Bytes(), want.Bytes())
		}
	})
}
