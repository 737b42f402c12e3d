package jsontext_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"slices"
	"testing"

	"collate/internal/jsontext"
)

// encoded is what encoding/json makes of v.
func encoded(t *testing.T, v any, indent string, escapeHTML bool) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(escapeHTML)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{
		"", "plain", "<a href=\"x\">&\\</a>", "\x00\b\f\n\r\t\x1f\x7f", "Zoë ¶ \u2028\u2029\u202a", "\xff\xe2\x80", "\ufffd", "👍",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, want := string(jsontext.AppendString([]byte("x"), s))+"\n", "x"+encoded(t, s, "", false)
		if got != want {
			t.Errorf("AppendString(%q) = %s, want %s", s, got, want)
		}
		got, want = string(jsontext.AppendInScript([]byte("x"), s))+"\n", "x"+encoded(t, s, "", true)
		if got != want {
			t.Errorf("AppendInScript(%q) = %s, want %s", s, got, want)
		}
	})
}

type leaf struct {
	Lat   float64  `json:"lat"`
	Least *float64 `json:"min,omitempty"`
	Open  bool     `json:"open,omitempty"`
	N     int      `json:"n,omitempty"`
}

type tree struct {
	Name    string       `json:"name"`
	Note    string       `json:"note,omitempty"`
	Leaf    *leaf        `json:"leaf"`
	Other   *leaf        `json:"other,omitempty"`
	Leaves  []leaf       `json:"leaves"`
	Strings []string     `json:"strings,omitempty"`
	Pairs   [][2]string  `json:"pairs"`
	Points  [2]float64   `json:"points"`
	Deep    [][][][]tree `json:"deep,omitempty"`
}

func TestAppendIndented(t *testing.T) {
	least := -0.25
	for name, v := range map[string]any{
		"nothing":  tree{},
		"empty":    tree{Leaves: []leaf{}, Strings: []string{}, Pairs: [][2]string{}},
		"list":     []string{"a", "b"},
		"text":     "a",
		"nil list": []string(nil),
		"full": &tree{
			Name: "Zoë \"<b>\"\n", Note: "n", Leaf: &leaf{Lat: 33.786},
			Other:  &leaf{Lat: -42, Least: &least, Open: true, N: -7},
			Leaves: []leaf{{}, {Lat: 0.0000015, Open: true}, {Lat: 123456789012}}, Strings: []string{""},
			Pairs: [][2]string{{"a", "b"}, {}}, Points: [2]float64{1e20, 0.1},
			Deep: [][][][]tree{{{}, {{{}, {Deep: [][][][]tree{{{{{}}}}}}}}}}, // beyond ten levels
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, want := string(jsontext.AppendIndented(nil, v)), encoded(t, v, "  ", false)
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestWriteIndented holds what is written in pieces, of lists that are made as
// they are written, to what encoding/json makes of the whole.
func TestWriteIndented(t *testing.T) {
	leaves := make([]leaf, 2000)
	for i := range leaves {
		leaves[i].N = i
	}
	trees := []tree{{Name: "a", Leaves: leaves}, {Name: "b", Leaves: leaves[:1], Deep: [][][][]tree{{{{{Leaves: leaves}}}}}}}
	var got pieces
	err := jsontext.WriteIndented(&got, struct {
		Trees iter.Seq[tree] `json:"trees"`
		None  iter.Seq[leaf] `json:"none"`
		Left  iter.Seq[leaf] `json:"left,omitempty"`
		Last  []leaf         `json:"last"`
	}{Trees: slices.Values(trees), None: slices.Values([]leaf{}), Last: leaves})
	want := encoded(t, struct {
		Trees []tree `json:"trees"`
		None  []leaf `json:"none"`
		Last  []leaf `json:"last"`
	}{trees, []leaf{}, leaves}, "  ", false)
	if text := string(slices.Concat(got...)); err != nil || text != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, text, want)
	}
	if len(got) < 2 {
		t.Errorf("%d bytes in one piece", len(want))
	}
}

// TestWriteIndentedFails holds the error to the writer's, and the writing to an end.
func TestWriteIndentedFails(t *testing.T) {
	full := errors.New("disk full")
	r, w := io.Pipe()
	r.CloseWithError(full)
	if err := jsontext.WriteIndented(w, make([]leaf, 2000)); !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
}

// pieces are what was written at once each.
type pieces [][]byte

func (p *pieces) Write(data []byte) (int, error) {
	*p = append(*p, slices.Clone(data))
	return len(data), nil
}

func TestAppendIndentedRefuses(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a map is written, in an order that is not sorted")
		}
	}()
	jsontext.AppendIndented(nil, struct {
		Map map[string]int `json:"map"`
	}{map[string]int{}})
}
