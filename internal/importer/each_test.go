package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestEach(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for i := range 50 {
		name := fmt.Sprintf("%02d.txt", i)
		text := fmt.Sprintf("Fire number %d at the harbour\n\n", i) + fireOne
		if i == 7 {
			text = "\x00\x01\x02"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		want = append(want, name)
	}
	want = append(want, "no-such-file")
	var got []string
	err := Each(t.Context(), []string{dir, filepath.Join(dir, "03.txt"), filepath.Join(dir, "no-such-file")},
		func(file string, d Draft, err error) {
			got = append(got, filepath.Base(file))
			if bad := len(got) == 8 || len(got) == 51; bad != (err != nil) || bad != (len(d.Paragraphs) == 0) {
				t.Errorf("%s: %d paragraphs, error %v", file, len(d.Paragraphs), err)
			}
		})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Each called f with %q, and returned %v", got, err)
	}
}

func TestEachStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Each(ctx, []string{t.TempDir()}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Each returned %v", err)
	}
}
