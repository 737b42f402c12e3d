package site

import (
	"bytes"
	"encoding/csv"
	"testing"
)

// FuzzTable holds a table to what encoding/csv writes.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"", "plain", "a,b", `say "no"`, "two\nlines", "\r", " blank", "\u00a0blank", `\.`, "\xff"} {
		f.Add(s, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var got table
		got.add(a, b)
		got.add(b)
		var want bytes.Buffer
		w := csv.NewWriter(&want)
		if err := w.WriteAll([][]string{{a, b}, {b}}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.out, want.Bytes()) {
			t.Errorf("%q, %q: got %q, want %q", a, b, got.out, want.Bytes())
		}
	})
}
