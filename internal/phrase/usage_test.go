package phrase

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
)

// A use is a place in the program or in a template that says a phrase.
type use struct {
	where  string
	key    string
	prefix bool     // the key only begins so, the rest is known when it runs
	names  []string // of the values given; nil with spread if they are not known
	spread bool
}

// TestUsage holds the phrases that come with the program to where they are
// said: each key that is said exists and gets the values that it has, each
// phrase is said somewhere, and no language lacks one.
func TestUsage(t *testing.T) {
	files := os.DirFS("../../templates")
	english := read(t, source, files)
	uses := slices.Concat(usesInGo(t), usesInTemplates(t, files))
	if len(uses) < 20 {
		t.Fatalf("only %d uses found", len(uses))
	}
	said := map[string]bool{"numbers.thousands": true, "numbers.comma": true, "numbers.semicolon": true, "numbers.and": true, "numbers.words": true}
	for _, u := range uses {
		if u.prefix {
			for key := range english.phrases {
				said[key] = said[key] || strings.HasPrefix(key, u.key)
			}
			continue
		}
		said[u.key] = true
		p, ok := english.phrases[u.key]
		if !ok {
			t.Errorf("%s says %q, which is no phrase", u.where, u.key)
			continue
		}
		for _, name := range p.names() {
			if !u.spread && !slices.Contains(u.names, name) {
				t.Errorf("%s says %q without its value %q", u.where, u.key, name)
			}
		}
		for _, name := range u.names {
			if !slices.Contains(p.names(), name) && name != "n" {
				t.Errorf("%s gives %q a value %q, which it has not", u.where, u.key, name)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(english.phrases)) {
		if !said[key] {
			t.Errorf("nobody says %q", key)
		}
	}
}

// TestLanguages holds every language that comes with the program to English:
// it has all phrases, with the same values, and says something else.
func TestLanguages(t *testing.T) {
	files := os.DirFS("../../templates")
	english := read(t, source, files)
	names, err := fs.Glob(files, folder+"/*.yaml")
	if err != nil || len(names) < 2 {
		t.Fatalf("languages: %v, %v", names, err)
	}
	for _, file := range names {
		tag := strings.TrimSuffix(filepath.Base(file), ".yaml")
		b := read(t, tag, files)
		if len(b.Missing) > 0 {
			t.Errorf("%s lacks %d phrases: %s", tag, len(b.Missing), strings.Join(b.Missing, ", "))
		}
		for _, key := range slices.Sorted(maps.Keys(english.phrases)) {
			if got, want := b.phrases[key].names(), english.phrases[key].names(); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the values %v, in English %v", tag, key, got, want)
			}
		}
	}
}

// TestTemplatesHaveNoWords: what templates print in any language are names that
// are the same in all.
func TestTemplatesHaveNoWords(t *testing.T) {
	action := regexp.MustCompile(`(?s){{.*?}}`)
	tag := regexp.MustCompile(`<[^>]*>`)
	attribute := regexp.MustCompile(`(?:title|alt|placeholder|aria-\w+)="([^"]*)"`)
	word := regexp.MustCompile(`\pL[\pL-]+|[,;]`) // or a sign that other scripts have another for
	names := []string{"Markdown", "BibTeX", "CSL-JSON", "SHA-", "Wikidata"}
	aria := []string{"true", "page"} // values that are no text
	files := os.DirFS("../../templates")
	err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		src, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		markup := action.ReplaceAllString(string(src), "")
		texts := []string{tag.ReplaceAllString(markup, " ")}
		for _, a := range attribute.FindAllStringSubmatch(markup, -1) {
			if !strings.HasPrefix(a[0], "aria-labelledby") && !slices.Contains(aria, a[1]) {
				texts = append(texts, a[1])
			}
		}
		for _, w := range word.FindAllString(strings.Join(texts, " "), -1) {
			if !slices.Contains(names, w) {
				t.Errorf("%s has %q, which is no phrase", name, w)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// usesInGo finds the calls of the sayers with a key.
func usesInGo(t *testing.T) []use {
	var uses []use
	for _, folder := range []string{"../site", "../../cmd/build"} {
		names, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", folder, names, err)
		}
		set := token.NewFileSet()
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := goparser.ParseFile(set, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					uses = append(uses, goUses(set, call)...)
				}
				return true
			})
		}
	}
	return uses
}

// sayers are the methods that take a key: what each adds to it, and whether
// it gives n itself.
var sayers = map[string]struct {
	ends []string
	n    bool
}{
	"say": {ends: []string{""}}, "Say": {ends: []string{""}}, "HTML": {ends: []string{""}}, "List": {ends: []string{""}},
	"sayOr": {ends: []string{""}}, "sayHTML": {ends: []string{""}}, "Forms": {ends: []string{""}},
	"from": {ends: []string{"", "-without"}, n: true},
}

func goUses(set *token.FileSet, call *ast.CallExpr) []use {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return nil
	}
	sayer, ok := sayers[method.Sel.Name]
	if !ok {
		return nil
	}
	key, prefix := literal(call.Args[0])
	if key == "" {
		return nil
	}
	u := use{where: set.Position(call.Pos()).String(), key: key, prefix: prefix, spread: call.Ellipsis.IsValid()}
	for i := 1; i < len(call.Args); i += 2 {
		name, _ := literal(call.Args[i])
		u.names = append(u.names, name)
	}
	if sayer.n {
		u.names = append(u.names, "n")
	}
	if method.Sel.Name == "List" {
		u.spread = true
	}
	u.prefix = u.prefix || method.Sel.Name == "Forms"
	var uses []use
	for _, end := range sayer.ends {
		u.key = key + end
		uses = append(uses, u)
	}
	return uses
}

// literal returns a string constant, or the one that a sum begins with.
func literal(e ast.Expr) (s string, prefix bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			return "", false
		}
		return s, false
	case *ast.BinaryExpr:
		s, _ := literal(e.X)
		return s, true
	}
	return "", false
}

// usesInTemplates finds the calls of say and sayHTML with a key.
func usesInTemplates(t *testing.T, files fs.FS) []use {
	var uses []use
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		src, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		trees := map[string]*parse.Tree{}
		if _, err := tree.Parse(string(src), "{{", "}}", trees); err != nil {
			return err
		}
		for _, tree := range trees {
			walk(tree.Root, func(c *parse.CommandNode) {
				if u, ok := templateUse(tree, c); ok {
					uses = append(uses, u)
				}
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return uses
}

func templateUse(tree *parse.Tree, c *parse.CommandNode) (u use, ok bool) {
	f, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || f.Ident != "say" && f.Ident != "sayHTML" || len(c.Args) < 2 {
		return u, false
	}
	u.where, _ = tree.ErrorContext(c)
	switch key := c.Args[1].(type) {
	case *parse.StringNode:
		u.key = key.Text
	case *parse.PipeNode: // (print "menu." .Key)
		first := key.Cmds[0]
		if s, ok := first.Args[len(first.Args)-1].(*parse.StringNode); ok && len(first.Args) == 2 {
			u.key = s.Text
		} else if s, ok := first.Args[1].(*parse.StringNode); ok {
			u.key, u.prefix = s.Text, true
		}
	}
	for i := 2; i < len(c.Args); i += 2 {
		if name, ok := c.Args[i].(*parse.StringNode); ok {
			u.names = append(u.names, name.Text)
		}
	}
	return u, u.key != ""
}

// walk visits the commands of a template.
func walk(n parse.Node, visit func(*parse.CommandNode)) {
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, visit)
		walk(b.List, visit)
		if b.ElseList != nil {
			walk(b.ElseList, visit)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			visit(c)
			for _, a := range c.Args {
				walk(a, visit)
			}
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	}
}
