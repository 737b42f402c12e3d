// Package fields holds what templates name against the types of their data,
// before anything is rendered: package template says that a field is missing only
// when it comes to it, which for a branch that is seldom taken is never, or late.
package fields

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"collate/internal/diag"
)

// A Set is the templates that can call each other. Their trees must be as they
// were parsed; html/template adds to them when it escapes them.
type Set struct {
	Tree  func(name string) *parse.Tree // nil if there is none
	Names func() []string               // of all trees, for hints
	Text  func(file string) string      // what the file holds that a tree was parsed from
	Funcs template.FuncMap              // besides those that come with html/template
}

// Check returns what the template called name, and those that it calls, get wrong
// of data of a type: fields that are not there, loops over what is no list, and
// calls of templates that nobody defines. Positions are in the files that the
// trees name. What only the data know is not judged.
func (s *Set) Check(name string, of reflect.Type) diag.List {
	c := &checker{Set: s, seen: map[called]bool{}}
	if tree := s.Tree(name); tree != nil {
		c.template(tree, pointed(of))
	}
	return c.wrong.Sorted()
}

// Calls returns, for the template called name and those that it calls with data
// of a known type, the types of their data.
func (s *Set) Calls(name string, of reflect.Type) map[string][]reflect.Type {
	c := &checker{Set: s, seen: map[called]bool{}}
	if tree := s.Tree(name); tree != nil {
		c.template(tree, pointed(of))
	}
	calls := map[string][]reflect.Type{}
	for one := range c.seen {
		if one.of != nil {
			calls[one.tree.Name] = append(calls[one.tree.Name], one.of)
		}
	}
	return calls
}

// A called template is one with the type of its data.
type called struct {
	tree *parse.Tree
	of   reflect.Type
}

// A checker walks the trees. A type that is nil is not known.
type checker struct {
	*Set
	seen  map[called]bool
	wrong diag.List

	file  string // of the tree that is being walked
	scope []variable
}

// A variable has the type of its value.
type variable struct {
	name string
	of   reflect.Type
}

// template walks a tree with data of a type, once.
func (c *checker) template(tree *parse.Tree, of reflect.Type) {
	if tree.Root == nil || c.seen[called{tree, of}] {
		return
	}
	c.seen[called{tree, of}] = true
	file, scope := c.file, c.scope
	c.file, c.scope = tree.ParseName, []variable{{"$", of}}
	c.list(tree.Root, of)
	c.file, c.scope = file, scope
}

func (c *checker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		c.node(n, dot)
	}
}

func (c *checker) node(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ActionNode:
		c.pipe(n.Pipe, dot)
	case *parse.TemplateNode:
		of := dot
		if n.Pipe != nil {
			of = c.pipe(n.Pipe, dot)
		}
		if tree := c.Tree(n.Name); tree != nil {
			if n.Pipe != nil {
				c.template(tree, pointed(of))
			}
			return
		}
		c.wrong.Add(c.pos(n.Pos), diag.DidYouMean(n.Name, c.Names()), "no template defines %q", n.Name)
	case *parse.IfNode:
		c.branch(&n.BranchNode, dot, func(reflect.Type) reflect.Type { return dot })
	case *parse.WithNode:
		c.branch(&n.BranchNode, dot, func(of reflect.Type) reflect.Type { return of })
	case *parse.RangeNode:
		c.branch(&n.BranchNode, dot, func(of reflect.Type) reflect.Type {
			key, elem, ok := loop(of)
			if !ok {
				c.wrong.Add(c.pos(n.Pipe.Cmds[0].Args[0].Position()), "use {{with}} for what is no list",
					"%s is %s, which has nothing to loop over", n.Pipe.Cmds[0], nameOf(of))
			}
			for i, v := range n.Pipe.Decl {
				of := elem
				if i == 0 && len(n.Pipe.Decl) == 2 {
					of = key
				}
				c.set(v.Ident[0], of)
			}
			return elem
		})
	}
}

// branch walks an {{if}}, {{with}} or {{range}}. within returns what dot is inside,
// where the pipeline is of a type.
func (c *checker) branch(n *parse.BranchNode, dot reflect.Type, within func(reflect.Type) reflect.Type) {
	before := len(c.scope)
	of := c.pipe(n.Pipe, dot)
	c.list(n.List, within(of))
	c.list(n.ElseList, dot)
	c.scope = c.scope[:before]
}

// pipe walks a pipeline and returns the type of what comes out of it.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	if p == nil {
		return nil
	}
	var of reflect.Type
	for i, cmd := range p.Cmds {
		of = c.command(cmd, dot, i > 0)
	}
	for _, v := range p.Decl {
		switch {
		case !p.IsAssign:
			c.scope = append(c.scope, variable{v.Ident[0], of})
		case c.variable(v.Ident[0]) != of:
			c.set(v.Ident[0], nil) // one or the other
		}
	}
	return of
}

// set gives a variable another type.
func (c *checker) set(name string, of reflect.Type) {
	for i := range slices.Backward(c.scope) {
		if c.scope[i].name == name {
			c.scope[i].of = of
			return
		}
	}
}

func (c *checker) variable(name string) reflect.Type {
	for _, v := range slices.Backward(c.scope) {
		if v.name == name {
			return v.of
		}
	}
	return nil
}

// command walks a call, or a value by itself.
func (c *checker) command(n *parse.CommandNode, dot reflect.Type, piped bool) reflect.Type {
	args := make([]reflect.Type, len(n.Args))
	for i, a := range n.Args {
		args[i] = c.arg(a, dot)
	}
	id, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok {
		return args[0]
	}
	if f, own := c.Funcs[id.Ident]; own {
		return known(reflect.TypeOf(f).Out(0))
	}
	if piped {
		return nil
	}
	return builtin(id.Ident, args[1:])
}

// builtin returns the type of what a function of html/template's returns.
func builtin(name string, args []reflect.Type) reflect.Type {
	switch name {
	case "and", "or":
		for _, of := range args {
			if of != args[0] {
				return nil
			}
		}
		if len(args) > 0 {
			return args[0]
		}
	case "not", "eq", "ne", "lt", "le", "gt", "ge":
		return reflect.TypeFor[bool]()
	case "len":
		return reflect.TypeFor[int]()
	case "print", "printf", "println", "html", "js", "urlquery":
		return reflect.TypeFor[string]()
	case "index":
		if len(args) == 2 {
			if _, elem, ok := loop(args[0]); ok {
				return elem
			}
		}
	case "slice":
		if len(args) > 0 {
			return args[0]
		}
	}
	return nil
}

// arg walks a value.
func (c *checker) arg(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		at := n.Pos
		if len(n.Ident) > 1 { // package parse has the position of the second
			at -= parse.Pos(len(n.Ident[0]) + 1)
		}
		return c.chain(dot, n.Ident, at)
	case *parse.VariableNode:
		return c.chain(c.variable(n.Ident[0]), n.Ident[1:], n.Pos)
	case *parse.ChainNode:
		return c.chain(c.arg(n.Node, dot), n.Field, n.Pos)
	case *parse.PipeNode:
		before := len(c.scope)
		of := c.pipe(n, dot)
		c.scope = c.scope[:before]
		return of
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.NumberNode:
		if n.IsInt {
			return reflect.TypeFor[int]()
		}
	}
	return nil
}

// chain returns the type of .A.B of a value. at is where the first of them has
// its point.
func (c *checker) chain(of reflect.Type, names []string, at parse.Pos) reflect.Type {
	for _, name := range names {
		if of == nil {
			return nil
		}
		next, ok := member(of, name)
		if !ok {
			c.missing(of, name, at)
			return nil
		}
		of = next
		at += parse.Pos(len(name) + 1)
	}
	return of
}

// missing notes that a value of a type lacks a field.
func (c *checker) missing(of reflect.Type, name string, at parse.Pos) {
	names := Names(of)
	pos := c.pos(at)
	switch {
	case len(names) == 0:
		c.wrong.Add(pos, "print it as it is", "%s has no fields, so no %q", nameOf(of), name)
	default:
		hint := diag.DidYouMean(name, names)
		if hint == "" {
			hint = "it has " + strings.Join(names, ", ")
		}
		c.wrong.Add(pos, hint, "%s has no field %q", nameOf(of), name)
	}
}

// member returns the type of a field, or of what a method returns.
func member(of reflect.Type, name string) (reflect.Type, bool) {
	base := pointed(of)
	if base.Kind() == reflect.Interface {
		return nil, true
	}
	if m, ok := reflect.PointerTo(base).MethodByName(name); ok && m.Type.NumOut() > 0 {
		return known(m.Type.Out(0)), true
	}
	switch base.Kind() {
	case reflect.Struct:
		if f, ok := base.FieldByName(name); ok && f.IsExported() {
			return known(f.Type), true
		}
	case reflect.Map:
		return known(base.Elem()), true
	}
	return nil, false
}

// Names returns the fields that a template can read of a type, those of embedded
// structs last, in the order of the type. It has none if it is no struct.
func Names(of reflect.Type) []string {
	of = pointed(of)
	if of == nil || of.Kind() != reflect.Struct {
		return nil
	}
	var own, embedded []string
	for _, f := range reflect.VisibleFields(of) {
		switch {
		case !f.IsExported() || f.Anonymous:
		case len(f.Index) > 1:
			embedded = append(embedded, f.Name)
		default:
			own = append(own, f.Name)
		}
	}
	return append(own, embedded...)
}

// loop returns the types that {{range}} gives its variables, and whether it can
// loop over a type.
func loop(of reflect.Type) (key, elem reflect.Type, ok bool) {
	if of == nil {
		return nil, nil, true
	}
	of = pointed(of)
	switch of.Kind() {
	case reflect.Slice, reflect.Array:
		return reflect.TypeFor[int](), known(of.Elem()), true
	case reflect.Map:
		return known(of.Key()), known(of.Elem()), true
	case reflect.Int:
		return of, of, true
	case reflect.Chan, reflect.Func, reflect.Interface:
		return nil, nil, true
	}
	return nil, nil, false
}

// known returns a type, nil for one that says nothing of a value.
func known(of reflect.Type) reflect.Type {
	if of.Kind() == reflect.Interface {
		return nil
	}
	return of
}

// pointed returns the type to which one may be a pointer.
func pointed(of reflect.Type) reflect.Type {
	if of != nil && of.Kind() == reflect.Pointer {
		return of.Elem()
	}
	return of
}

// nameOf is what a message calls a type.
func nameOf(of reflect.Type) string {
	of = pointed(of)
	switch {
	case of.Kind() == reflect.Struct:
		return of.Name()
	case of.Kind() == reflect.Slice:
		return "a list"
	case of.Kind() == reflect.String:
		return "a text"
	case of.Kind() == reflect.Bool:
		return "yes or no"
	case of.Kind() == reflect.Int:
		return "a number"
	}
	return fmt.Sprintf("a %s", of)
}

// pos is where an offset is in the file that is being walked.
func (c *checker) pos(at parse.Pos) diag.Pos {
	text := c.Text(c.file)
	before := text[:min(max(int(at), 0), len(text))]
	line := strings.Count(before, "\n")
	return diag.Pos{File: c.file, Line: line + 1, Col: len(before) - strings.LastIndexByte(before, '\n')}
}
