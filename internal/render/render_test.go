package render

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"text/template/parse"

	"collate/internal/diag"
	"collate/internal/site"
	"collate/internal/tmpl"
)

// with is a folder of templates of one partial and one page over a base.
func with(page, partial string) fs.FS {
	return fstest.MapFS{
		"base.html":          {Data: []byte(`{{define "base"}}<h1>{{.}}</h1>{{template "main" .}}{{end}}`)},
		"partials/part.html": {Data: []byte(partial)},
		"page.html":          {Data: []byte(page)},
	}
}

func TestParseErrors(t *testing.T) {
	const part = `{{define "part"}}.{{end}}`
	for _, tt := range []struct {
		name, page, partial string
		want                string // beginning of the message
	}{
		{"no end", "{{define \"main\"}}\n{{if .}}x\n", part, "templates/page.html:3: template: unexpected EOF"},
		{
			"unknown function", "{{define \"main\"}}\n{{shout .}}{{end}}", part,
			`templates/page.html:2: template: function "shout" not defined`,
		},
		{"partial", `{{define "main"}}{{end}}`, "\n\n{{define}}", "templates/partials/part.html:3: template: "},
		{"no main", "<p>", part, `templates/page.html: the template defines no "main"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("templates", english(t), with(tt.page, tt.partial))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("err = %v, want %s…", err, tt.want)
			}
			if list, ok := err.(diag.List); !ok || len(list) != 1 || list[0].Hint == "" {
				t.Errorf("err = %#v, want a diag.List of one error with a hint", err)
			}
		})
	}
}

// siteOf is a site of one page.
func siteOf(template string, data any) *site.Site {
	return &site.Site{
		Parts: []func() site.Made{func() site.Made {
			return site.Made{Pages: []site.Page{{Path: "a.html", Template: template, Data: data}}}
		}},
		Rest: func() site.Made { return site.Made{} },
	}
}

// pagesIn returns the pages of a site as they are before their templates.
func pagesIn(s *site.Site) []site.Page {
	var pages []site.Page
	for _, part := range s.Parts {
		pages = append(pages, part().Pages...)
	}
	return append(pages, s.Rest().Pages...)
}

func TestExecuteErrors(t *testing.T) {
	for _, tt := range []struct{ name, page, template, want string }{
		{
			"unknown field", "{{define \"main\"}}\n {{.Name}}{{end}}", "page.html",
			"templates/page.html:2:4: template: can't evaluate field Name in type string, in a.html",
		},
		{
			"missing template", `{{define "main"}}{{end}}`, "other.html",
			"templates/other.html: no such template, in a.html",
		},
		{"bad HTML", `{{define "main"}}<a href="{{.}}{{end}}`, "page.html", "templates/page.html: template: "},
		{
			"missing partial", "{{define \"main\"}}\n{{template \"gone\"}}{{end}}", "page.html",
			"templates/page.html:2:12: template: no such template \"gone\", in a.html",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			parsed, err := Parse("templates", english(t), with(tt.page, ""))
			if err != nil {
				t.Fatal(err)
			}
			_, err = everything(parsed, siteOf(tt.template, "x"))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("err = %v, want %s…", err, tt.want)
			}
		})
	}
}

// Each of our templates is one that package tmpl can do, and it makes of every
// page what html/template does.
func TestFast(t *testing.T) {
	ts := templates(t)
	for _, page := range pagesIn(plan(t, invented(t), gates)) {
		set := ts.sets[page.Template]
		if set.compiled(page.Data) == nil {
			_, err := tmpl.Compile(set.whole(), baseName, reflect.TypeOf(page.Data), english(t).Funcs())
			t.Fatalf("%s: %v", page.Template, err)
		}
		var want bytes.Buffer
		if err := set.whole().ExecuteTemplate(&want, baseName, page.Data); err != nil {
			t.Fatal(err)
		}
		got, err := set.compiled(page.Data).Execute(nil, page.Data)
		if err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s: not as html/template makes it, or %v", page.Path, err)
		}
	}
}

func TestOverlay(t *testing.T) {
	user := fstest.MapFS{"page.html": {Data: []byte(`{{define "main"}}mine{{end}}`)}}
	parsed, err := Parse("templates", english(t), user, with(`{{define "main"}}ours{{end}}`, ""))
	if err != nil {
		t.Fatal(err)
	}
	files, err := everything(parsed, siteOf("page.html", "<x>"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(files[0].Data), "<h1>&lt;x&gt;</h1>mine"; got != want {
		t.Errorf("page is %q, want %q", got, want)
	}
}

func noneWhole(string) bool { return false }

// What is large is not held, but for what is looked into.
func TestLargeStatic(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789abcdef"), 1<<16+1)
	files, err := Static("static", func(file string) bool { return file == "a.html" }, fstest.MapFS{
		"a.html": {Data: large}, "b.mp4": {Data: large}, "c.mp4": {Data: large[:1<<20]},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, held := range []bool{true, false, true} {
		if f := files[i]; (len(f.Data) > 0) != held || (f.Write == nil) != held {
			t.Errorf("%s: %d bytes are held", f.Path, len(f.Data))
		}
		var b bytes.Buffer
		if err := files[i].CopyTo(&b); err != nil || !bytes.Equal(b.Bytes(), large[:min(len(large), b.Len())]) || b.Len() < 1<<20 {
			t.Errorf("%s: %d bytes, %v", files[i].Path, b.Len(), err)
		}
	}
}

// A large file that is gone by the time it is to be written is named.
func TestLargeStaticGone(t *testing.T) {
	root := fstest.MapFS{"b.mp4": {Data: make([]byte, 1<<20+1)}}
	files, err := Static("mine", noneWhole, root)
	if err != nil {
		t.Fatal(err)
	}
	delete(root, "b.mp4")
	const want = "mine/b.mp4: cannot be read: file does not exist (static files are copied as they are; a link must lead to a file in the folder)"
	if err := files[0].CopyTo(io.Discard); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestStatic(t *testing.T) {
	files, err := Static("static", noneWhole,
		fstest.MapFS{
			"style.css": {Data: []byte("mine")}, ".hidden": {}, ".git/config": {},
			".well-known/security.txt": {}, ".well-known/.cache": {}, ".well-known/old/.well-known/a": {}, "a/.well-known/b": {},
			".nojekyll": {}, "a/.nojekyll": {}, ".htaccess": {},
			"style.css~": {}, "#style.css#": {}, ".#style.css": {}, ".style.css.swp": {}, "img~/b.png": {},
		},
		fstest.MapFS{"style.css": {Data: []byte("ours")}, "img/a.png": {Data: []byte{0, 0xff}}},
		os.DirFS("testdata/no-such-folder"),
	)
	if err != nil {
		t.Fatal(err)
	}
	want := []File{{Path: ".nojekyll", Data: []byte{}}, {Path: ".well-known/security.txt", Data: []byte{}}, {Path: "img/a.png", Data: []byte{0, 0xff}}, {Path: "style.css", Data: []byte("mine")}}
	if !reflect.DeepEqual(files, want) {
		t.Errorf("Static = %v, want %v", files, want)
	}
}

func TestLeftOut(t *testing.T) {
	for _, tt := range []struct{ there, want string }{
		{".well-known/security.txt .nojekyll style.css img/a.png", ""},
		{".well-known/.git/config .git/config .git/HEAD a/.nojekyll", ".git/ .well-known/.git/ a/.nojekyll"},
		{".htaccess x~ #a# img~/b.png", "#a# .htaccess img~/ x~"},
		{".well-known .nojekyll/a", ".nojekyll/ .well-known"},
	} {
		folder := fstest.MapFS{}
		for file := range strings.FieldsSeq(tt.there) {
			folder[file] = &fstest.MapFile{}
		}
		if got := strings.Join(LeftOut(folder), " "); got != tt.want {
			t.Errorf("of %s: %s, want %s", tt.there, got, tt.want)
		}
	}
}

// A name that is not what it looks like is a mistake, as such a word is.
func TestHiddenSignsInNames(t *testing.T) {
	_, err := Static("static", noneWhole, fstest.MapFS{"a\u202etxt.js": {}, "b\u200b/c.txt": {}, "\u05d0\u200f.txt": {}, "❤️.png": {}})
	const hint = " (take it out of the name)"
	want := "static/a\\u202etxt.js: U+202E, which turns the order of signs" + hint +
		"\nstatic/b\u200b: U+200B, which nobody sees" + hint
	if err == nil || err.Error() != want {
		t.Errorf("Static: %v, want\n%s", err, want)
	}
}

// An editor's lock, a link that leads nowhere, is no template.
func TestEditorsFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("jane@desk.example:1", filepath.Join(dir, ".#base.html")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"#base.html#", "base.html~", ".base.html.swp"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("{{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Parse("mine", english(t), os.DirFS(dir), os.DirFS("../../templates")); err != nil {
		t.Error(err)
	}
}

func TestStaticUnreadable(t *testing.T) {
	dir := t.TempDir()
	for name, target := range map[string]string{"a.css": "/etc/hostname", "b.css": "nowhere", "c.css": "d.css"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "d.css"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	_, err = Static("mine", noneWhole, root.FS())
	const hint = " (static files are copied as they are; a link must lead to a file in the folder)"
	want := "mine/a.css: cannot be read: path escapes from parent" + hint +
		"\nmine/b.css: cannot be read: no such file or directory" + hint
	if err == nil || err.Error() != want {
		t.Errorf("Static: %v, want\n%s", err, want)
	}
}

// TestSides holds style.css to the sides of lines, which change with the
// direction of the writing, in place of left and right.
func TestSides(t *testing.T) {
	data, err := os.ReadFile("../../static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	side := regexp.MustCompile(`(margin|padding|border)-(left|right)|\b(left|right):|(align|float|clear): (left|right)`)
	for i, line := range strings.Split(string(data), "\n") {
		if found := side.FindString(line); found != "" {
			t.Errorf("style.css:%d: %s", i+1, found)
		}
	}
}

// TestFields walks every template, also the branches that no page takes, and
// holds each field it names against the struct that it is given.
func TestFields(t *testing.T) {
	parsed := templates(t)
	data := map[string]any{"mentions.html": &site.Mentions{}} // which only a large site has
	fsys, editions := history(t)
	options := gates
	options.Editions = editions
	for _, p := range pagesIn(plan(t, fsys, options)) {
		data[p.Template] = p.Data
	}
	for name, set := range parsed.sets {
		if data[name] == nil {
			t.Errorf("%s: no page of the invented site uses it", name)
			continue
		}
		w := walker{t: t, trees: map[string]*parse.Tree{}, seen: map[string]bool{}}
		for _, sub := range set.whole().Templates() {
			w.trees[sub.Name()] = sub.Tree
		}
		w.call("base", reflect.TypeOf(data[name]))
	}
}

// A walker follows a template's actions with the types of their values.
type walker struct {
	t     *testing.T
	trees map[string]*parse.Tree
	seen  map[string]bool // calls made, by template and type
	vars  []variable
}

type variable struct {
	name string
	typ  reflect.Type
}

func (w *walker) call(name string, dot reflect.Type) {
	tree := w.trees[name]
	key := name + " " + dot.String()
	switch {
	case tree == nil:
		w.t.Errorf("no template %q", name)
		return
	case w.seen[key]:
		return
	}
	w.seen[key] = true
	outer := w.vars
	w.vars = []variable{{"$", dot}}
	w.list(tree.Root, dot)
	w.vars = outer
}

func (w *walker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			w.pipe(n.Pipe, dot)
		case *parse.IfNode:
			w.branch(&n.BranchNode, dot, dot)
		case *parse.WithNode:
			w.branch(&n.BranchNode, w.pipe(n.Pipe, dot), dot)
		case *parse.RangeNode:
			w.rangeOver(n, dot)
		case *parse.TemplateNode:
			w.call(n.Name, w.pipe(n.Pipe, dot))
		}
	}
}

func (w *walker) branch(n *parse.BranchNode, inside, outside reflect.Type) {
	w.pipe(n.Pipe, outside)
	depth := len(w.vars)
	w.list(n.List, inside)
	w.vars = w.vars[:depth]
	w.list(n.ElseList, outside)
}

func (w *walker) rangeOver(n *parse.RangeNode, dot reflect.Type) {
	over := w.pipe(n.Pipe, dot)
	if over == nil || over.Kind() != reflect.Slice {
		w.t.Errorf("%s: range over %v", n, over)
		return
	}
	depth := len(w.vars)
	if d := n.Pipe.Decl; len(d) == 2 {
		w.vars = append(w.vars, variable{d[0].Ident[0], reflect.TypeFor[int]()}, variable{d[1].Ident[0], over.Elem()})
	}
	w.list(n.List, over.Elem())
	w.vars = w.vars[:depth]
	w.list(n.ElseList, dot)
}

// pipe returns the type of a pipeline of one command; that of a function's
// result is not needed.
func (w *walker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	if p == nil {
		return nil
	}
	var last reflect.Type
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			last = w.arg(arg, dot)
		}
	}
	return last
}

func (w *walker) arg(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return w.fields(n, dot, n.Ident)
	case *parse.VariableNode:
		i := len(w.vars) - 1
		for i >= 0 && w.vars[i].name != n.Ident[0] {
			i--
		}
		if i < 0 {
			w.t.Errorf("%s is not declared", n)
			return nil
		}
		return w.fields(n, w.vars[i].typ, n.Ident[1:])
	}
	return nil
}

func (w *walker) fields(n parse.Node, typ reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		for typ != nil && typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ == nil || typ.Kind() != reflect.Struct {
			w.t.Errorf("%s: %v has no fields", n, typ)
			return nil
		}
		f, ok := typ.FieldByName(name)
		if !ok {
			w.t.Errorf("%s: %v has no field %s", n, typ, name)
			return nil
		}
		typ = f.Type
	}
	return typ
}

// TestDocument holds every page against the rules of every page that do not
// need a browser.
func TestDocument(t *testing.T) {
	files, err := everything(templates(t), plan(t, invented(t), gates))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range onlyPages(files) {
		page := string(without(f.Data, "<svg"))
		for _, once := range []string{
			"<html lang=\"en\">", "<title>", `<meta name="description" content="`, "Content-Security-Policy", "<h1>", "</h1>",
			`<main id="main"`, "<header>", "<footer>", `<link rel="icon"`, `<script type="application/ld+json">`, `class="skip"`,
			`type="application/atom+xml"`, `<link rel="apple-touch-icon"`, "manifest-src 'self'",
			`<meta property="og:title" content="`, `<meta property="og:type" content="`, `<meta property="og:url" content="`,
			`<meta property="og:description" content="`, `<meta property="og:site_name" content="`,
			`<meta property="og:locale" content="en_US">`, `<meta property="og:image" content="https://example.org/fire/og`,
			`<meta property="og:image:type" content="image/png">`, `<meta property="og:image:width" content="1200">`,
			`<meta property="og:image:height" content="630">`, `<meta property="og:image:alt" content="`,
			`<meta name="twitter:card" content="summary_large_image">`,
		} {
			if n := strings.Count(page, once); n != 1 {
				t.Errorf("%s: %d of %q, want 1", f.Path, n, once)
			}
		}
		for _, never := range []string{" style=", "<no value>", "ZgotmplZ", "&amp;amp;", "&amp;lt;", "onclick", `href=""`} {
			if strings.Contains(page, never) {
				t.Errorf("%s holds %q", f.Path, never)
			}
		}
		level := 0
		for i := range page {
			if strings.HasPrefix(page[i:], "<h") && page[i+2] >= '1' && page[i+2] <= '6' {
				if l := int(page[i+2] - '0'); l > level+1 {
					t.Errorf("%s: h%d after h%d", f.Path, l, level)
				} else {
					level = l
				}
			}
		}
		for _, id := range repeated(f.Data) {
			t.Errorf("%s: id %q twice", f.Path, id)
		}
	}
}
