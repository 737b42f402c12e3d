package jsontext_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"collate/internal/jsontext"
)

// encoded is what encoding/json makes of v.
func encoded(t *testing.T, v any, indent string) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
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
		got, want := string(jsontext.AppendString([]byte("x"), s))+"\n", "x"+encoded(t, s, "")
		if got != want {
			t.Errorf("AppendString(%q) = %s, want %s", s, got, want)
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
			got, want := string(jsontext.AppendIndented(nil, v)), encoded(t, v, "  ")
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
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
