package render

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/diag"
	"collate/internal/site"
)

// FuzzTemplate parses and executes any template of a user's. What is wrong with
// it is a mistake in its file; what is right gives the same page twice.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{
		`{{define "main"}}<p title="{{.Title}}">{{.Title}}</p>{{end}}`,
		`{{define "main"}}{{range .List}}{{.}}, {{else}}none{{end}}{{template "a" .}}{{end}}{{define "a"}}<a href="{{.Title}}">{{end}}`,
		`{{define "main"}}{{template "main" .}}{{end}}`,
		`{{define "main"}}<script>{{.Title}}</script>{{end}}`,
		`{{define "main"}}{{with $x := .Title}}{{$x}}{{end}}{{printf "%q" .List}}{{index .List 9}}{{end}}`,
		`{{define "main"}}{{if}}{{end}}`, `{{define "main"}}{{.None}}{{end}}`, `{{`, `{{define "base"}}{{end}}`, `{{say "none"}}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "range") && !strings.Contains(text, "range .List}}") {
			return // a loop over a number may take long
		}
		templates, err := Parse("templates", english(t), fstest.MapFS{
			"base.html": {Data: []byte(`{{define "base"}}<html>{{template "main" .}}</html>{{end}}`)},
			"page.html": {Data: []byte(text)},
		})
		mistakes(t, err)
		if err != nil {
			return
		}
		data := struct {
			Title string
			List  []string
		}{`<"'&`, []string{"a", "<b>"}}
		page := site.Page{Path: "page.html", Template: "page.html", Data: data}
		once, err := templates.execute(nil, page)
		mistakes(t, err)
		twice, again := templates.execute(nil, page)
		if string(once) != string(twice) || (err == nil) != (again == nil) {
			t.Errorf("%q, %v; then %q, %v", once, err, twice, again)
		}
	})
}

// mistakes holds an error against what an editor is told: where it is.
func mistakes(t *testing.T, err error) {
	t.Helper()
	var list diag.List
	if e, ok := errors.AsType[diag.Error](err); ok {
		list = diag.List{e}
	} else if err != nil && !errors.As(err, &list) {
		t.Fatalf("%T: %v", err, err)
	}
	for _, e := range list {
		if !strings.HasPrefix(e.Pos.File, "templates/") || e.Hint == "" {
			t.Errorf("%v", e)
		}
	}
}
