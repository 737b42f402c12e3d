package card

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

// unpacked packs rows, and has the standard library unpack them.
func unpacked(t *testing.T, c *code, pix []byte) []byte {
	t.Helper()
	var s stream
	s.addAll(c.head)
	p := packer{code: c}
	s.addAll(p.band(&rows{pix: pix}).packed)
	s.add(c.end)
	got, err := io.ReadAll(flate.NewReader(bytes.NewReader(s.bytes())))
	if err != nil {
		t.Errorf("%d bytes: %v", len(pix), err)
	}
	return got
}

func TestTokenise(t *testing.T) {
	above := append(bytes.Repeat([]byte{1, 2, 3}, 200), 1) // a row
	for _, tt := range []struct {
		name string
		pix  []byte
		want []token
	}{
		{"nothing", nil, nil},
		{"bytes", []byte{7, 8, 7}, []token{7, 8, 7}},
		{"too few of a kind", []byte{7, 7, 7}, []token{7, 7, 7}},
		{"a run", []byte{7, 7, 7, 7}, []token{7, run + 3}},
		{"a row of a kind", make([]byte, stride), []token{0, run + 258, run + 258, run + 84}},
	} {
		if got := tokenise(nil, tt.pix); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	// What is above is copied from four bytes on; the first row has none above it.
	got := tokenise(nil, slices.Concat(above, above[:4], []byte{9}, above[5:8], []byte{9}))[stride:]
	if want := []token{copied + 4, 9, 3, 1, 2, 9}; !slices.Equal(got, want) {
		t.Errorf("below a row: %v, want %v", got, want)
	}
}

// Whatever the code was made from, each token is read back as what it stands for.
func TestCode(t *testing.T) {
	usual, err := specimen()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*code{
		"usual": usual, "from nothing": newCode(nil), "from one token": newCode(slices.Repeat([]token{0}, 1<<20)),
	} {
		for n := range longest + 2 {
			row := make([]byte, stride)
			_, _ = rand.NewChaCha8([32]byte{byte(n)}).Read(row)
			pix := slices.Concat(row, row[:n], bytes.Repeat([]byte{byte(n)}, 1+n), row)
			if got := unpacked(t, c, pix); !bytes.Equal(got, pix) {
				t.Fatalf("%s: %d bytes of what is above, then a run: not what was packed", name, n)
			}
		}
	}
}

func FuzzPack(f *testing.F) {
	c, err := specimen()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{}, 0)
	f.Add([]byte("aaaaaaaaaab"), 61)
	f.Fuzz(func(t *testing.T, part []byte, times int) {
		pix := bytes.Repeat(part, max(0, min(times, 500)))
		if got := unpacked(t, c, pix); !bytes.Equal(got, pix) {
			t.Errorf("not what was packed")
		}
	})
}
