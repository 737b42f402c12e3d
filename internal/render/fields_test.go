package render

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"collate/internal/diag"
	"collate/internal/site"
)

// Every field that one of our templates names exists, also where no page of the
// tests takes the branch.
func TestTemplatesNameFieldsThatExist(t *testing.T) {
	own := os.DirFS("../../templates")
	if _, err := Parse("templates", english(t), own, own); err != nil { // the user has the same
		t.Error(err)
	}
	pages, err := fs.Glob(own, "*.html")
	if err != nil || len(pages) != len(site.DataTypes())+1 {
		t.Errorf("%d templates and base.html, %d types of data", len(pages)-1, len(site.DataTypes()))
	}
}

// Each page has data of the type that its template is held against.
func TestDataTypes(t *testing.T) {
	types := site.DataTypes()
	seen := map[string]bool{}
	s := plan(t, invented(t), gates)
	look := func(made site.Made) {
		if made.Files != nil {
			for f := range made.Files {
				if f.Write == nil {
					continue
				}
				if err := f.Write(io.Discard); err != nil { // its size and its sum are on a page
					t.Fatal(err)
				}
			}
		}
		for _, p := range made.Pages {
			seen[p.Template] = true
			if got := reflect.TypeOf(p.Data).Elem(); got != types[p.Template] {
				t.Errorf("%s: the data of %s are of type %v, want %v", p.Path, p.Template, got, types[p.Template])
			}
		}
	}
	for _, part := range s.Parts {
		look(part())
	}
	look(s.Rest())
	for template := range types {
		if !seen[template] && template != "mentions.html" && template != "changes.html" { // long lists, later editions
			t.Errorf("no page has %s", template)
		}
	}
}

// A user's template is held against the types before anything is rendered, also
// where no page would come to the field. The columns were counted by hand.
func TestUsersTemplates(t *testing.T) {
	own := os.DirFS("../../templates")
	users := fstest.MapFS{
		"entity.html": {Data: []byte("{{define \"main\"}}\n{{if .Role}}<b>{{.Hedding}}</b>{{end}}\n{{template \"tmie\" .}}{{end}}")},
		"partials/time.html": {Data: []byte(
			`{{define "time"}}{{.Text}}{{range .Clocks}}{{.}}{{end}}{{end}}`)},
		"claims.html": {Data: []byte(`{{define "main"}}{{range .Groups}}{{.Heading}}{{.Frame}}{{end}}{{end}}`)},
		"unused.html": {Data: []byte(`{{define "main"}}{{.Anything}}{{end}}`)},
	}
	_, err := Parse("templates", english(t), users, own)
	list, _ := errors.AsType[diag.List](err)
	var got []string
	for _, e := range list {
		got = append(got, e.Error())
	}
	want := []string{
		`templates/claims.html:1:49: ClaimGroup has no field "Frame" (it has ID, Heading, Lead, Reports, Rows, List)`,
		`templates/entity.html:2:18: Entity has no field "Hedding" (did you mean "Heading"?)`,
		`templates/entity.html:3:12: no template defines "tmie" (did you mean "time"?)`,
		`templates/partials/time.html:1:35: Time has no field "Clocks" (it has Datetime, Text, To, Until, UntilText, Zone)`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
