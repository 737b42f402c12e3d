package render

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestTooMuch holds templates that would overflow the stack or take minutes
// against those that are just small enough.
func TestTooMuch(t *testing.T) {
	re := strings.Repeat
	var many strings.Builder
	for i := range maxDefined + 1 {
		fmt.Fprintf(&many, `{{define "a%d"}}{{template "a%d" .}}{{end}}`, i, i+1)
	}
	for _, tt := range []struct{ name, page, want string }{
		{"nested", re("{{if true}}", 50_000) + "a" + re("{{end}}", 50_000), ""},
		{"nested deeper", re("{{if true}}", 1e6) + re("{{end}}", 1e6), "templates/page.html: the template has more than 1 MB (cut it into several)"},
		{"parentheses", "{{" + re("(", 1e5) + "1" + re(")", 1e5) + "}}", "templates/page.html:1: template: max expression depth exceeded (mend the template, or delete it to have the one that comes with the program)"},
		{"templates", many.String(), "templates/page.html: more than 1000 templates are defined up to here (define fewer)"},
	} {
		_, err := Parse("templates", english(t), fstest.MapFS{
			"base.html": {Data: []byte(`{{define "base"}}{{template "main" .}}{{end}}`)},
			"page.html": {Data: []byte(tt.page + `{{define "main"}}a{{end}}`)},
		})
		if got := fmt.Sprint(err); tt.want == "" && err != nil || tt.want != "" && got != tt.want {
			t.Errorf("%s: %.300s, want %s", tt.name, got, tt.want)
		}
	}
}
