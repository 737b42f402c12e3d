package render

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	gocmp "github.com/google/go-cmp/cmp"

	"collate/internal/fields"
	"collate/internal/site"
)

const templatesPage = "../../docs/templates.md"

// What docs/templates.md says of each template's data below its mark is what the
// types of package site, with their comments, say. Rewrite it with -update.
func TestTemplatesAreDocumented(t *testing.T) {
	const mark = "<!-- What follows is made of the types in internal/site: go test ./internal/render -update -->\n"
	text, err := os.ReadFile(templatesPage)
	if err != nil {
		t.Fatal(err)
	}
	head, got, ok := strings.Cut(string(text), mark)
	if !ok {
		t.Fatalf("%s lacks its mark", templatesPage)
	}
	want := documentTypes(t)
	if *update {
		if err := os.WriteFile(templatesPage, []byte(head+mark+want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s is not what the types say: go test ./internal/render -update (-want +got):\n%s", templatesPage, diff)
	}
}

// A typeDocs holds what comments say of types and of their fields.
type typeDocs struct {
	types  map[string]string
	fields map[string]string // by "Type.Field"
}

// readTypeDocs reads the comments of package site.
func readTypeDocs(t *testing.T) typeDocs {
	t.Helper()
	docs := typeDocs{map[string]string{}, map[string]string{}}
	files, err := filepath.Glob("../site/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			decl, ok := n.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				return true
			}
			for _, spec := range decl.Specs {
				spec := spec.(*ast.TypeSpec)
				docs.types[spec.Name.Name] = inLine(cmp.Or(spec.Doc, decl.Doc))
				if one, ok := spec.Type.(*ast.StructType); ok {
					docs.addFields(spec.Name.Name, one)
				}
			}
			return false
		})
	}
	return docs
}

func (d *typeDocs) addFields(of string, s *ast.StructType) {
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			d.fields[of+"."+name.Name] = inLine(cmp.Or(f.Comment, f.Doc))
		}
		if name, ok := f.Type.(*ast.Ident); ok && len(f.Names) == 0 {
			d.fields[of+"."+name.Name] = inLine(cmp.Or(f.Comment, f.Doc))
		}
	}
}

// inLine returns a comment as it stands in a table.
func inLine(c *ast.CommentGroup) string {
	if c == nil {
		return ""
	}
	return strings.NewReplacer("|", `\|`, "<", "&lt;").Replace(strings.Join(strings.Fields(c.Text()), " "))
}

// documentTypes writes down the data of every template, the types that they are
// made of, and what partials are called with.
func documentTypes(t *testing.T) string {
	docs, types := readTypeDocs(t), site.DataTypes()
	var out strings.Builder
	frame := reflect.TypeFor[site.Frame]()
	used, said := map[reflect.Type]bool{}, map[string]bool{}
	var queue []reflect.Type
	write := func(heading string, of reflect.Type) {
		fmt.Fprintf(&out, "\n%s\n\n%s\n\n| field | is | holds |\n| --- | --- | --- |\n", heading, docs.types[of.Name()])
		for _, f := range reflect.VisibleFields(of) {
			if !f.IsExported() || f.Anonymous || of != frame && inFrame(of, f, frame) {
				continue
			}
			owner := of
			for _, i := range f.Index[:len(f.Index)-1] {
				owner = owner.Field(i).Type
			}
			note := docs.fields[owner.Name()+"."+f.Name]
			if owner != of { // what the embedded is for
				note = strings.TrimPrefix(strings.Join([]string{docs.fields[of.Name()+"."+owner.Name()], note}, "; "), "; ")
				note = strings.TrimSuffix(note, "; ")
			}
			key := owner.Name() + "." + f.Name
			if glossary[key] == "" {
				key = f.Name
			}
			if note == "" {
				note = glossary[key]
				said[key] = true
			}
			if note == "" {
				t.Errorf("neither a comment nor the glossary says what the field %s of %s holds", f.Name, owner.Name())
			}
			fmt.Fprintf(&out, "| `.%s` | %s | %s |\n", f.Name, typeName(f.Type), note)
			if one := inner(f.Type); one.Kind() == reflect.Struct && one.Name() != "" && !used[one] {
				used[one] = true
				queue = append(queue, one)
			}
		}
	}
	fmt.Fprint(&out, "\n## Pages\n")
	write("### base.html and every page", frame)
	for _, file := range slices.Sorted(maps.Keys(types)) {
		write("### "+file, types[file])
	}
	start := out.Len()
	sections := map[string]string{}
	for len(queue) > 0 {
		one := queue[0]
		queue = queue[1:]
		before := out.Len()
		write("### "+one.Name(), one)
		sections[one.Name()] = out.String()[before:]
	}
	for key := range glossary {
		if !said[key] {
			t.Errorf("no field needs what the glossary says of %q", key)
		}
	}
	pages := out.String()[:start]
	out.Reset()
	out.WriteString(pages + "\n## Types\n")
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		out.WriteString(sections[name])
	}
	out.WriteString("\n## Partials\n\n| template | is called with |\n| --- | --- |\n")
	calls := partialCalls(t)
	for _, name := range slices.Sorted(maps.Keys(calls)) {
		fmt.Fprintf(&out, "| `{{template %q …}}` | %s |\n", name, strings.Join(calls[name], ", "))
	}
	return out.String()
}

func inFrame(of reflect.Type, f reflect.StructField, frame reflect.Type) bool {
	for i := range f.Index[:len(f.Index)-1] {
		if of.FieldByIndex(f.Index[:i+1]).Type == frame {
			return true
		}
	}
	return false
}

// inner returns what a list or a pointer is of.
func inner(of reflect.Type) reflect.Type {
	for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	return of
}

// typeName says what a type is to somebody who writes templates.
func typeName(of reflect.Type) string {
	switch {
	case of.Kind() == reflect.Slice:
		return "list of " + strings.TrimSuffix(typeName(of.Elem()), " or nothing")
	case of.Kind() == reflect.Pointer:
		return typeName(of.Elem()) + " or nothing"
	case of.Kind() == reflect.Struct && of.Name() == "":
		return fmt.Sprintf("`.%s`: each a %s", strings.Join(fields.Names(of), "`, `."), typeName(of.Field(0).Type))
	case of.Kind() == reflect.Struct:
		return fmt.Sprintf("[%s](#%s)", of.Name(), strings.ToLower(of.Name()))
	case of == reflect.TypeFor[string]():
		return "text"
	case of == reflect.TypeFor[bool]():
		return "yes or no"
	case of == reflect.TypeFor[int]():
		return "number"
	case of == reflect.TypeFor[template.HTML]():
		return "HTML"
	case of == reflect.TypeFor[template.HTMLAttr]():
		return "attributes"
	case of == reflect.TypeFor[template.JS]():
		return "JSON"
	}
	return of.String()
}

// partialCalls returns the types of data with which the templates call others.
func partialCalls(t *testing.T) map[string][]string {
	t.Helper()
	calls := map[string][]string{}
	for file, of := range site.DataTypes() {
		all := template.Must(template.New("").Funcs(english(t).Funcs()).
			ParseFiles("../../templates/base.html", "../../templates/"+file))
		template.Must(all.ParseGlob("../../templates/partials/*.html"))
		set := fields.Set{
			Tree:  func(name string) *parse.Tree { return treeOf(name, []*template.Template{all}) },
			Names: func() []string { return nil },
			Text:  func(string) string { return "" },
			Funcs: english(t).Funcs(),
		}
		for name, with := range set.Calls(baseName, of) {
			if name == baseName || name == mainName {
				continue
			}
			for _, of := range with {
				calls[name] = append(calls[name], typeName(of))
			}
		}
	}
	for name := range calls {
		slices.Sort(calls[name])
		calls[name] = slices.Compact(calls[name])
	}
	return calls
}
