package corpus

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

func TestScalar(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Jane Doe", "Jane Doe"},
		{"Fire: what we know", `"Fire: what we know"`},
		{"Doe, Jane", `"Doe, Jane"`},
		{"@report-a, ¶ 1", `"@report-a, ¶ 1"`},
		{"22", `"22"`},
		{"no", `"no"`},
		{"", `""`},
		{"Kata’ib Hezbollah", "Kata’ib Hezbollah"},
		{"[Fire]", `"[Fire]"`},
	} {
		if got := Scalar(tt.in); got != tt.want {
			t.Errorf("Scalar(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func FuzzScalar(f *testing.F) {
	for _, s := range []string{"Jane Doe", "a: b", "- x", "#", "line\nline", "\u2028", "~", "2019-05-03", "l: [", "]\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Skip() // the build takes no such value
		}
		var out struct {
			Beside string              `yaml:"beside"`
			List   []string            `yaml:"list"`
			Map    map[string]string   `yaml:"map"`
			Items  []map[string]string `yaml:"items"`
		}
		s := Scalar(text)
		page := "beside: " + s + "\nlist: [" + s + ", " + s + "]\nmap: {key: " + s + "}\nitems:\n  - {a: " + s + ", b: x}\n"
		if err := yaml.Load([]byte(page), &out); err != nil {
			t.Fatalf("%q is written %s: %v", text, s, err)
		}
		if out.Beside != text || !slices.Equal(out.List, []string{text, text}) || out.Map["key"] != text ||
			len(out.Items) != 1 || out.Items[0]["a"] != text || out.Items[0]["b"] != "x" {
			t.Errorf("%q is written %s, which is read as %+v", text, s, out)
		}
	})
}
