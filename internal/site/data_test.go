package site

import (
	"bytes"
	"encoding/csv"
	"testing"

	"collate/internal/exchange"
)

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
		if err := w.WriteAll([][]string{{exchange.Inert(a), exchange.Inert(b)}, {exchange.Inert(b)}}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%q, %q: got %q, want %q", a, b, got.Bytes(), want.Bytes())
		}
	})
}
