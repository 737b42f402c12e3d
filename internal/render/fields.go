package render

import (
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"text/template/parse"

	"collate/internal/diag"
	"collate/internal/fields"
	"collate/internal/site"
)

// hasOwn reports whether a user has templates. Those that come with the program
// are known to be right.
func hasOwn(folders []fs.FS) bool {
	if len(folders) < 2 {
		return false
	}
	pages, _ := listTemplates(folders[:1], ".")
	partials, _ := listTemplates(folders[:1], "partials")
	return len(pages)+len(partials) > 0
}

// unknownFields holds the templates of all pages, none of which has been executed,
// against the types of their data. What is wrong in one place is reported once,
// for the first of the pages.
func (t *Templates) unknownFields(
	s *shared, pages map[string]*template.Template, texts map[string]string,
) diag.List {
	var list diag.List
	found := map[diag.Pos]bool{}
	types := site.DataTypes()
	for _, file := range slices.Sorted(maps.Keys(pages)) {
		if types[file] == nil {
			continue // no page has it
		}
		sets := []*template.Template{pages[file], s.set}
		check := fields.Set{
			Tree:  func(name string) *parse.Tree { return treeOf(name, sets) },
			Names: func() []string { return namesOf(sets) },
			Text:  func(file string) string { return texts[file] },
			Funcs: s.funcs,
		}
		for _, e := range check.Check(baseName, types[file]) {
			e.Pos.File = t.name + "/" + e.Pos.File
			if !found[e.Pos] {
				found[e.Pos] = true
				list = append(list, e)
			}
		}
	}
	return list
}

// treeOf returns the tree of a template in the first of the sets that has it.
func treeOf(name string, sets []*template.Template) *parse.Tree {
	for _, set := range sets {
		if one := set.Lookup(name); one != nil && one.Tree != nil {
			return one.Tree
		}
	}
	return nil
}

// namesOf returns what the templates of sets are called.
func namesOf(sets []*template.Template) (list []string) {
	for _, set := range sets {
		for _, one := range set.Templates() {
			list = append(list, one.Name())
		}
	}
	return list
}
