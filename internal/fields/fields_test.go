package fields

import (
	"html/template"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
)

type page struct {
	Frame
	Name   string
	Count  int
	Sure   bool
	Links  []link
	First  *link
	ByWord map[string]link
	What   any
	hidden string //nolint:unused // it is not to be seen
}

type Frame struct{ Title string }

type link struct{ URL, Text string }

func (link) Whole() string { return "" }

// set parses a file of templates.
func set(t testing.TB, text string) *Set {
	t.Helper()
	funcs := template.FuncMap{
		"say":    func(string, ...any) (any, error) { return "", nil },
		"number": func(int) string { return "" },
	}
	all, err := template.New("x.html").Funcs(funcs).Parse(text)
	if err != nil {
		t.Skip(err)
	}
	return &Set{
		Tree: func(name string) *parse.Tree {
			if one := all.Lookup(name); one != nil {
				return one.Tree
			}
			return nil
		},
		Names: func() (names []string) {
			for _, one := range all.Templates() {
				names = append(names, one.Name())
			}
			return names
		},
		Text:  func(string) string { return text },
		Funcs: funcs,
	}
}

// The columns were counted by hand.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{`{{.Name}} {{.Title}} {{.Frame.Title}} {{$.Count}} {{.First.URL}} {{.ByWord.any.URL}} {{.What.Ever}}`, nil},
		{`{{.Nome}}`, []string{`x.html:1:3: page has no field "Nome" (did you mean "Name"?)`}},
		{
			"<p>\n  {{if .Sure}}{{.First.Txet}}{{end}}", // also where the branch is not taken, and of a nil pointer
			[]string{`x.html:2:23: link has no field "Txet" (did you mean "Text"?)`},
		},
		{`{{.hidden}}`, []string{`x.html:1:3: page has no field "hidden" (it has Name, Count, Sure, Links, First, ByWord, What, Title)`}},
		{`{{.Name.First}}`, []string{`x.html:1:8: a text has no fields, so no "First" (print it as it is)`}},
		{`{{.Links.URL}}`, []string{`x.html:1:9: a list has no fields, so no "URL" (print it as it is)`}},
		{
			`{{range .Links}}{{.URL}}{{.Name}}{{$.Name}}{{else}}{{.Name}}{{.URL}}{{end}}`,
			[]string{
				`x.html:1:27: link has no field "Name" (it has URL, Text)`,
				`x.html:1:63: page has no field "URL" (did you mean "Sure"?)`,
			},
		},
		{
			`{{range $i, $l := .Links}}{{$l.Text}}{{$i.Text}}{{$l.Txt}}{{end}}`,
			[]string{
				`x.html:1:42: a number has no fields, so no "Text" (print it as it is)`,
				`x.html:1:53: link has no field "Txt" (did you mean "Text"?)`,
			},
		},
		{`{{with .First}}{{.URL}}{{.Name}}{{else}}{{.Name}}{{end}}`, []string{`x.html:1:26: link has no field "Name" (it has URL, Text)`}},
		{`{{range .Name}}{{.}}{{end}}`, []string{`x.html:1:9: .Name is a text, which has nothing to loop over (use {{with}} for what is no list)`}},
		{`{{range .What}}{{.Any}}{{end}}{{range .Count}}{{.}}{{end}}`, nil},
		{`{{(index .Links 0).Url}}`, []string{`x.html:1:19: link has no field "Url" (did you mean "URL"?)`}},
		{`{{(say "x").Any}}{{(number .Cuont)}}`, []string{`x.html:1:28: page has no field "Cuont" (did you mean "Count"?)`}},
		{`{{$x := .First}}{{$x.Txt}}{{$x = .What}}{{$x.Txt}}`, []string{`x.html:1:21: link has no field "Txt" (did you mean "Text"?)`}},
		{`{{if eq .Name (or .Titel "x")}}{{end}}`, []string{`x.html:1:19: page has no field "Titel" (did you mean "Title"?)`}},
		{`{{.Name | printf "%s" | len}}{{(.Name | number).X}}`, []string{`x.html:1:48: a text has no fields, so no "X" (print it as it is)`}},
		{
			`{{define "one"}}{{.URL}}{{.Nome}}{{template "one" .}}{{end}}{{template "one" .First}}{{template "on" .}}`,
			[]string{
				`x.html:1:27: link has no field "Nome" (it has URL, Text)`,
				`x.html:1:97: no template defines "on" (did you mean "one"?)`,
			},
		},
		{`{{range .Links}}{{.Whole}}{{/* .Nobody */}}{{break}}{{end}}`, nil},
	} {
		var got []string
		for _, e := range set(t, tt.text).Check("x.html", reflect.TypeFor[*page]()) {
			got = append(got, e.Error())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\n\t%q, want\n\t%q", tt.text, got, tt.want)
		}
	}
}

// What Check lets pass, html/template finds no field of a struct missing in, but
// behind brackets and assignments, of which Check does not always know what they
// come to. What it finds missing has its place in the text.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		`{{.Name}}{{.Nome}}`, `{{range $i, $l := .Links}}{{$l.Text}}{{else}}{{.X}}{{end}}`, `{{with $x := .First}}{{$x.URL.Y}}{{end}}`,
		`{{define "a"}}{{template "a" .Frame}}{{end}}{{template "a" .}}`, `{{(index .Links 0).Text}}{{and .Sure .Name}}`, "{{.\n}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		one := link{"u", "t"}
		data := &page{Links: []link{one}, First: &one, ByWord: map[string]link{"a": one}}
		s := set(t, text)
		wrong := s.Check("x.html", reflect.TypeFor[*page]())
		for _, e := range wrong {
			if e.Pos.Line > strings.Count(text, "\n")+1 || e.Pos.Col < 1 {
				t.Errorf("%v is not in %q", e, text)
			}
		}
		if strings.Contains(text, "{{template") || // may call themselves without end
			strings.ContainsAny(strings.ReplaceAll(text, ":=", ""), "(=") {
			return
		}
		all, err := template.New("x.html").Funcs(s.Funcs).Parse(text)
		if err != nil {
			return
		}
		if err := all.Execute(new(strings.Builder), data); err != nil &&
			strings.Contains(err.Error(), "can't evaluate field") && strings.Contains(err.Error(), "type fields.") && len(wrong) == 0 {
			t.Errorf("%q: %v", text, err)
		}
	})
}
