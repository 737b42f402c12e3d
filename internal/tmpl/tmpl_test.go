package tmpl

import (
	"html/template"
	"reflect"
	"strings"
	"testing"
)

type name struct {
	First, Last string
	N           int
	HTML        template.HTML
	Next        *name
	Some        []string
	Names       []name
	Any         any
	Attr        template.HTMLAttr
	Schema      template.JS
	embedded
	*Pointed
}

type embedded struct{ Deep string }

type Pointed struct{ Far string }

func (name) Called() string { return "called" }

var funcs = template.FuncMap{
	"say": func(key string, values ...any) (any, error) {
		if len(values) == 0 {
			return "<" + key + ">", nil
		}
		if h, ok := values[0].(template.HTML); ok {
			return h + "!", nil
		}
		return key + " " + values[0].(string), nil
	},
	"sayHTML": func(key string, values ...any) (template.HTML, error) {
		return template.HTML("<b>" + key + "</b>"), nil
	},
	"number": func(n int) string { return strings.Repeat("|", n) },
}

// hostile holds what each context treats in its own way.
const hostile = "\x00a'b\"<c>&amp;+d javascript:x\u2028\xffé—%2f%zz{}()"

func people() name {
	return name{
		First: "Jane", Last: hostile, N: 3, HTML: "<em>so</em>", Any: template.HTML("<i>any</i>"),
		Some: []string{"one", hostile}, Attr: ` lang="fa"`, Schema: `{"a":"</b>"}`, embedded: embedded{"deep"}, Pointed: &Pointed{"far"},
		Names: []name{{First: "A", Next: &name{First: "B"}}, {First: "C", N: 1}},
		Next:  &name{First: "Next", Any: "text & more"},
	}
}

// compiled and interpreted execute the template "base" of a source.
func both(t *testing.T, src string, data any) (compiled, interpreted string, err error) {
	t.Helper()
	var b strings.Builder
	if err := template.Must(template.New("").Funcs(funcs).Parse(src)).ExecuteTemplate(&b, "base", data); err != nil {
		t.Fatal(err)
	}
	c, err := Compile(template.Must(template.New("").Funcs(funcs).Parse(src)), "base", reflect.TypeOf(data), funcs)
	if err != nil {
		return "", b.String(), err
	}
	out, err := c.Execute([]byte("before "), data)
	return strings.TrimPrefix(string(out), "before "), b.String(), err
}

const partials = `{{define "part"}}[{{.First}}{{with $.Next}}{{template "part" .}}{{end}}]{{end}}
{{define "two"}}{{range $j, $s := .Some}}{{$j}}{{end}}{{.First}}{{end}}`

func TestSame(t *testing.T) {
	for _, tt := range []struct{ name, src string }{
		{"text", "a {{/* never printed */}}b"},
		{"field", "{{.First}} {{.Last}}"},
		{"HTML", "{{.HTML}} {{.Any}} {{.Next.Any}}"},
		{"HTML in an attribute", `<p title="{{.HTML}} {{.Any}}">`},
		{"RCDATA", "<title>{{.Last}} {{.HTML}}</title>"},
		{"attribute", `<p title="{{.Last}}" data-n="{{.N}}">`},
		{"attributes of their own", `<p {{.Attr}}>`},
		{"address", `<a href="{{.Last}}">{{range .Some}}<a href="{{.}}">{{end}}<img src="{{.First}}">`},
		{"query", `<a href="/?q={{.Last}}&amp;p={{.First}}">`},
		{"number", "{{.N}} {{number .N}} {{len .Some}} {{len .First}}"},
		{"constants", `{{12}} {{-3}} {{true}} {{"a<b"}} {{number 2}}`},
		{"else with", "{{with .Next.Some}}x{{else with .Last}}{{.}}{{end}}"},
		{"variable in place of another", "{{range $s := .Some}}{{with $s := $.First}}{{$s}}{{end}}{{$s}}{{end}}"},
		{"variables where there is nothing", "{{range $s := .Some}}{{end}}{{range $i, $s := .Next.Some}}{{else}}{{$s}}{{$i}}{{end}}"},
		{"HTML comment", "a <!-- never printed -->{{.First}}"},
		{"script", `<script type="application/ld+json">{{.Schema}}</script><script>var a = {{.N}}, b = {{.Last}}</script>`},
		{"embedded", "{{.Deep}} {{.Far}}"},
		{"of one type or another", `{{or .N .First}}{{or .Next.N .First}}<p title="{{and .First .HTML}}">`},
		{"pointer", "{{.Next.First}}{{with .Next}}{{.First}}{{end}}{{if .Next.Next}}x{{else}}none{{end}}"},
		{"with", "{{with .Last}}{{.}}{{$.First}}{{end}}{{with .Next.Some}}x{{else}}{{.First}}{{end}}"},
		{"with and a variable", "{{with $n := .Next}}{{$n.First}}{{.First}}{{end}}"},
		{"else if", "{{if .Next.Some}}a{{else if eq .N 3}}b{{else}}c{{end}}"},
		{"range", "{{range .Names}}{{.First}}{{range $.Some}}{{.}}{{end}}{{else}}none{{end}}{{range .Next.Some}}x{{else}}none{{end}}"},
		{"range with variables", "{{range $i, $n := .Names}}{{if $i}}, {{end}}{{$n.First}}{{$.First}}{{range $j, $s := $.Some}}{{$i}}{{$j}}{{$s}}{{end}}{{end}}"},
		{"range with one variable", "{{range $n := .Names}}{{$n.First}}{{end}}"},
		{"comparisons", `{{if eq .First "Jane"}}a{{end}}{{if ne .First .Last}}b{{end}}{{if eq .N 4}}c{{end}}{{if ne .N 4}}d{{end}}`},
		{"logic", `{{if and .First .Last}}a{{end}}{{if or .Next.Some .N}}b{{end}}{{if not .Next.Some}}c{{end}}{{if and .First .Next.Next}}d{{end}}`},
		{"choice", `{{or .Next.Last .First}}{{and .First .Last}}`},
		{"index", "{{index .Some 1}}{{(index .Names 0).Next.First}}"},
		{"phrase", `{{say "key"}} <p title="{{say "key"}}">{{say "key" .Last}} {{say "key" .HTML}} {{say .First}}`},
		{"phrase in a phrase", `{{say "outer" (say "inner" .Last)}}`},
		{"phrase as HTML", `{{sayHTML "key"}} {{sayHTML "key" "x" .Last}}`},
		{"template", `{{template "part" .}}{{range .Names}}{{template "part" .}}{{end}}`},
		{"template of a variable", `{{range $i, $n := .Names}}{{template "two" $n}}{{$i}}{{end}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, want, err := both(t, partials+`{{define "base"}}`+tt.src+`{{end}}`, people())
			if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("compiled    %q\ninterpreted %q", got, want)
			}
		})
	}
}

// A template is for data of one type, or pointers to that.
func TestOtherData(t *testing.T) {
	c, err := Compile(template.Must(template.New("").Parse(`{{define "base"}}{{.First}}{{end}}`)), "base", reflect.TypeFor[*name](), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []any{people(), new(people())} {
		if out, err := c.Execute(nil, data); string(out) != "Jane" || err != nil {
			t.Errorf("%T: %q, %v", data, out, err)
		}
	}
	for _, data := range []any{nil, (*name)(nil), "", struct{ First string }{"Joan"}} {
		if out, err := c.Execute(nil, data); err == nil {
			t.Errorf("%T: %q", data, out)
		}
	}
}

// What is not handled is left to html/template.
func TestGivesUp(t *testing.T) {
	for _, tt := range []struct{ name, src string }{
		{"method", "{{.Called}}"},
		{"function", `{{printf "%d" .N}}`},
		{"pipeline", "{{.First | len}}"},
		{"assignment", "{{$x := 1}}{{$x = 2}}{{$x}}"},
		{"style", "<p style=\"color: {{.First}}\">"},
		{"attribute without quotes", "<p title={{.First}}>"},
		{"break", "{{range .Some}}{{break}}{{end}}"},
		{"range over a number", "{{range .N}}x{{end}}"},
		{"number that is not an int", "{{1.0}}{{1e6}}"},
		{"number of another base", "{{010}}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want, err := both(t, `{{define "base"}}`+tt.src+`{{end}}`, people()); err == nil {
				t.Errorf("compiled to %q, which is new (interpreted %q): test it above", got, want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ name, src string }{
		{"no such field", "{{.None}}"},
		{"nil pointer", "{{.Next.Next.Next.First}}"},
		{"index past the end", "{{index .Some 9}}"},
		{"without end", `{{template "base" .}}`},
		{"no such template", `{{template "none" .}}`},
		{"no context", `<a href="{{.First}}`},
		{"argument too few", "{{number}}"},
		{"argument too many", "{{number 1 2}}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Compile(template.Must(template.New("").Funcs(funcs).Parse(`{{define "base"}}`+tt.src+`{{end}}`)), "base", reflect.TypeFor[name](), funcs)
			if err == nil {
				_, err = c.Execute(nil, people())
			}
			if err == nil {
				t.Error("no error")
			}
		})
	}
}

// Pages are parsed by themselves and come to the bytes that they would in one
// set with what is outside, or are left to Compile.
func TestWithin(t *testing.T) {
	const outside = partials + `{{define "base"}}<h1>{{.First}}</h1>{{template "main" .}}{{template "around" .Next}}{{end}}
{{define "around"}}{{with .}}({{template "main" .}}){{end}}{{end}}
{{define "value"}}{{.Last}}{{end}}
{{define "opens"}}<p title="{{end}}
{{define "asks"}}{{template "answers" .}}{{template "part" .}}{{end}}
{{define "circle"}}{{template "around" .}}{{printf "%d" .N}}{{end}}`
	parse := func(files ...string) *template.Template {
		all := template.New("").Funcs(funcs)
		for _, src := range files {
			template.Must(all.New("file of " + src).Parse(src))
		}
		return all
	}
	base, err := Around(parse(outside), "base", "main", funcs)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, page string
		left       bool
	}{
		{"text", `{{define "main"}}a{{end}}`, false},
		{"what is outside", `{{define "main"}}{{template "part" .}}<a href="{{.Last}}">{{template "value" .}}</a>{{end}}`, false},
		{"its own templates", `{{define "main"}}{{template "own" .Last}}{{end}}{{define "own"}}<title>{{.}}</title>{{end}}`, false},
		{"another's of the same name", `{{define "main"}}{{template "own" .Last}}{{end}}{{define "own"}}<b>{{.}}</b>{{end}}`, false},
		{"calls itself", `{{define "main"}}{{.First}}{{with .Next}}{{template "main" .}}{{end}}{{end}}`, false},
		{"in an attribute", `{{define "main"}}<p title="{{template "value" .}}">{{end}}`, true},
		{"over an end", `{{define "main"}}{{template "opens" .}}{{.First}}">{{end}}`, true},
		{"what others call", `{{define "main"}}{{template "asks" .}}{{end}}{{define "answers"}}a{{end}}`, true},
		{"in place of another", `{{define "main"}}{{template "part" .}}{{end}}{{define "part"}}mine{{end}}`, true},
		{"what cannot be compiled", `{{define "main"}}{{template "circle" .Next}}{{end}}`, true},
		{"after that", `{{define "main"}}{{template "around" .Next}}{{end}}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			within, err := base.With(parse(tt.page), reflect.TypeFor[name]())
			if (err != nil) != tt.left {
				t.Errorf("left is %v: %v", !tt.left, err)
			}
			if err != nil {
				return
			}
			var want strings.Builder
			if err := parse(outside, tt.page).ExecuteTemplate(&want, "base", people()); err != nil {
				t.Fatal(err)
			}
			if got, err := within.Execute(nil, people()); err != nil || string(got) != want.String() {
				t.Errorf("compiled    %q, %v\ninterpreted %q", got, err, want.String())
			}
		})
	}
	if _, err := Around(parse(outside, `{{define "main"}}{{end}}`), "base", "main", funcs); err == nil {
		t.Error("what is to be inside stands outside")
	}
}

func FuzzSame(f *testing.F) {
	f.Add(hostile)
	f.Add("https://example.org/a_b~c?d=e,f#g")
	f.Add("HTTP://x")
	f.Add("a:b")
	f.Add("mailto:a@b")
	f.Add("%41%4")
	const src = `{{define "base"}}{{.}}<title>{{.}}</title><a href="{{.}}" title="{{.}}">{{.}}</a><a href="?{{.}}">{{end}}`
	want := template.Must(template.New("").Parse(src))
	got, err := Compile(template.Must(template.New("").Parse(src)), "base", reflect.TypeFor[string](), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b strings.Builder
		if err := want.ExecuteTemplate(&b, "base", s); err != nil {
			t.Fatal(err)
		}
		out, err := got.Execute(nil, s)
		if err != nil || string(out) != b.String() {
			t.Errorf("%q: compiled %q, %v\ninterpreted %q", s, out, err, b.String())
		}
	})
}

func TestWriterIsBounded(t *testing.T) {
	w := Writer{Page: make([]byte, MaxPage-1, MaxPage)}
	if n, err := w.Write([]byte("a")); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := w.Write([]byte("a")); err == nil || len(w.Page) != MaxPage {
		t.Errorf("%v: the page has %d bytes", err, len(w.Page))
	}
}
