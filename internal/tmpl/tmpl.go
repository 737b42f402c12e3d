// Package tmpl executes the templates of package html/template several times
// faster than html/template does, and to the same bytes. It takes the parse
// trees that html/template has escaped for their contexts and turns each node
// into a function once for each type of data; what is the same on every page,
// such as a phrase without values, becomes text then.
//
// It knows the part of the template language that our pages need, and gives up
// on the rest: on any error, at compile time or later, the caller has
// html/template execute the template, which does it or says what is wrong.
package tmpl

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"sync"
	"text/template/parse"
)

// A Template is compiled and safe for concurrent use.
type Template struct {
	main *block
	of   reflect.Type // of the data
	own  *compiler    // of what stands within an Outer; nil if it has none
}

// Compile compiles the template called name and what it calls for data of a
// type. The functions in funcs must give the same result for the same arguments.
// t, which was not executed, is of no use after this.
func Compile(t *template.Template, name string, of reflect.Type, funcs template.FuncMap) (*Template, error) {
	of = pointed(of)
	main, err := newCompiler(t, funcs).named(name, of)
	if err != nil {
		return nil, err
	}
	return &Template{main: main, of: of}, nil
}

// An Outer is a template around others. What it calls with data of one type is
// compiled once for all of them. It is safe for concurrent use.
type Outer struct {
	name string
	c    *compiler
}

// Around returns the template called name, which calls what t lacks under the
// name of inner. As of Compile, t is of no use after this.
func Around(t *template.Template, name, inner string, funcs template.FuncMap) (*Outer, error) {
	c := newCompiler(t, funcs)
	c.inner = inner
	if c.trees[inner] != nil {
		return nil, fmt.Errorf("tmpl: %q stands outside", inner)
	}
	return &Outer{name: name, c: c}, nil
}

// With compiles the outer template with the inner one of t for data of a type. t
// was not executed and is of no use after this. What it defines can only be
// called in t.
func (o *Outer) With(t *template.Template, of reflect.Type) (*Template, error) {
	o.c.mu.Lock()
	defer o.c.mu.Unlock()
	of = pointed(of)
	main, err := o.c.named(o.name, of)
	if err != nil {
		return nil, err
	}
	c := newCompiler(t, o.c.funcs)
	c.outer = o.c
	for name := range c.trees {
		if o.c.trees[name] != nil {
			return nil, fmt.Errorf("tmpl: %q stands outside, too", name)
		}
	}
	if _, err := c.named(o.c.inner, of); err != nil {
		return nil, err
	}
	return &Template{main, of, c}, nil
}

// pointed returns the type to which one may be a pointer.
func pointed(of reflect.Type) reflect.Type {
	if of != nil && of.Kind() == reflect.Pointer {
		return of.Elem()
	}
	return of
}

// Execute appends to dst what the template makes of data, which is of the type
// that it was compiled for, or a pointer to that. With an error, what was
// appended is to be thrown away.
func (t *Template) Execute(dst []byte, data any) ([]byte, error) {
	v := reflect.ValueOf(data)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() || v.Type() != t.of {
		return dst, errType
	}
	const most = 12 // variables at once of most pages
	s := &state{out: dst, begun: len(dst), vars: make([]reflect.Value, 0, most), own: t.own}
	err := s.call(t.main, v)
	return s.out, err
}

// MaxPage is how many bytes loops make of a page at most: one in another can make
// any number.
const MaxPage = 512 << 20

var errTooLong = fmt.Errorf("the page has more than %d MB", MaxPage>>20)

// A Writer takes as much as a page may have, for html/template to write to.
type Writer struct{ Page []byte }

// Write appends to the page.
func (w *Writer) Write(p []byte) (int, error) {
	if len(w.Page)+len(p) > MaxPage {
		return 0, errTooLong
	}
	w.Page = append(w.Page, p...)
	return len(p), nil
}

// A node appends what a part of a template makes of dot.
type node func(s *state, dot reflect.Value) error

// An expr evaluates an argument or a pipeline.
type expr func(s *state, dot reflect.Value) (reflect.Value, error)

// A value is an expression, and the type of what it evaluates to.
type value struct {
	expr
	of reflect.Type // nil for what an interface holds, and if it hangs on other values
}

// A block is a template by itself, with variables of its own. It is for data of
// one type.
type block struct {
	body node
	vars int // how many variables it has; the first is $
	err  error
}

// A state is one execution.
type state struct {
	out   []byte
	begun int             // where in out the execution began
	vars  []reflect.Value // of all blocks being executed, the innermost's last
	frame int             // where in vars the innermost's begin
	depth int
	own   *compiler // as the template has it that is executed
}

// maxDepth bounds templates that call each other in a circle, as html/template
// does.
const maxDepth = 1000

// call executes a block with data for both dot and $.
func (s *state) call(b *block, data reflect.Value) error {
	if s.depth++; s.depth > maxDepth {
		return errors.New("templates call each other without end")
	}
	outer, end := s.frame, len(s.vars)
	s.frame = end
	s.vars = append(s.vars, data)
	for range b.vars - 1 {
		s.vars = append(s.vars, reflect.Value{})
	}
	err := b.body(s, data)
	s.vars = s.vars[:end]
	s.frame = outer
	s.depth--
	return err
}

// set gives a variable a value; there is none at place 0, which is $.
func (s *state) set(slot int, v reflect.Value) {
	if slot > 0 {
		s.vars[s.frame+slot] = v
	}
}

// A compiler turns parse trees into functions.
type compiler struct {
	mu      sync.Mutex // of what stands outside, for all that stands within
	trees   map[string]*parse.Tree
	escaped map[string]error // of the trees that html/template has escaped, what it said
	funcs   template.FuncMap
	inner   string    // the name of what differs; "" if nothing does
	outer   *compiler // of other templates that can be called; may be nil
	blocks  map[called]*block

	// Of the block that is being compiled:
	dot   reflect.Type // as of a value
	scope []declared   // the variables in scope, at their places in the frame
	most  int          // the most there were at once
}

// A called template is one with the type of its data.
type called struct {
	name string
	of   reflect.Type
}

// A declared variable has the type of a value.
type declared struct {
	name string
	of   reflect.Type
}

// unknown says that the compiler gives up on a node.
func unknown(n parse.Node) error { return fmt.Errorf("tmpl: cannot compile %s", n) }

func newCompiler(t *template.Template, funcs template.FuncMap) *compiler {
	c := &compiler{
		trees: map[string]*parse.Tree{}, escaped: map[string]error{}, funcs: funcs, blocks: map[called]*block{},
	}
	for _, t := range t.Templates() {
		if t.Tree != nil {
			c.trees[t.Name()] = t.Tree
		}
	}
	return c
}

// named returns the block of the template called name for data of a type. It
// may not be complete yet, if the template calls itself.
func (c *compiler) named(name string, of reflect.Type) (*block, error) {
	call := called{name, of}
	if b, ok := c.blocks[call]; ok {
		return b, b.err
	}
	tree := c.trees[name]
	if tree == nil {
		if c.outer != nil {
			return c.outer.named(name, of)
		}
		return nil, fmt.Errorf("tmpl: no template %q", name)
	}
	b := new(block)
	c.blocks[call] = b
	if b.err = c.block(b, call, tree); b.err != nil {
		b.body = func(*state, reflect.Value) error { return b.err } // for those that it calls, and that call it
	}
	return b, b.err
}

// block compiles a tree, which html/template escapes.
func (c *compiler) block(b *block, call called, tree *parse.Tree) error {
	err, done := c.escaped[call.name]
	if !done {
		err = escape(call.name, tree)
		c.escaped[call.name] = err
	}
	if err != nil {
		return err
	}
	dot, scope, most := c.dot, c.scope, c.most
	c.dot, c.scope, c.most = call.of, []declared{{"$", call.of}}, 1
	body, err := c.list(tree.Root)
	b.body, b.vars = body, c.most
	c.dot, c.scope, c.most = dot, scope, most
	return err
}

// within returns the block of what stands within the outer template, which
// calls it with data of a type.
func (c *compiler) within(of reflect.Type) (*block, error) {
	c.outer.mu.Lock()
	defer c.outer.mu.Unlock()
	return c.named(c.outer.inner, of)
}

// A part is a node with the text before it.
type part struct {
	text string
	node node
}

// list compiles nodes that follow each other. Text that meets text is joined.
func (c *compiler) list(l *parse.ListNode) (node, error) {
	if l == nil {
		return nothingToDo, nil
	}
	var parts []part
	text := ""
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text += string(t.Text)
			continue
		}
		if a, ok := n.(*parse.ActionNode); ok && len(a.Pipe.Decl) == 0 {
			always, yes, err := c.constant(a.Pipe)
			if err != nil {
				return nil, err
			}
			if yes {
				text += string(always)
				continue
			}
		}
		compiled, err := c.node(n)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{text, compiled})
		text = ""
	}
	return sequence(parts, text), nil
}

func nothingToDo(*state, reflect.Value) error { return nil }

// sequence executes parts and appends a text.
func sequence(parts []part, end string) node {
	switch {
	case len(parts) == 0 && end == "":
		return nothingToDo
	case len(parts) == 1 && parts[0].text == "" && end == "":
		return parts[0].node
	}
	return func(s *state, dot reflect.Value) error {
		for i := range parts {
			p := &parts[i]
			s.out = append(s.out, p.text...)
			if err := p.node(s, dot); err != nil {
				return err
			}
		}
		s.out = append(s.out, end...)
		return nil
	}
}

func (c *compiler) node(n parse.Node) (node, error) {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n.Pipe)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return c.loop(&n.BranchNode)
	case *parse.TemplateNode:
		return c.template(n)
	case *parse.CommentNode:
		return nothingToDo, nil
	}
	return nil, unknown(n)
}

// template compiles {{template "name" arg}}.
func (c *compiler) template(n *parse.TemplateNode) (node, error) {
	if n.Pipe == nil {
		return nil, unknown(n)
	}
	arg, err := c.pipe(n.Pipe)
	if err != nil {
		return nil, err
	}
	if c.inner != "" && n.Name == c.inner {
		return func(s *state, dot reflect.Value) error {
			b, err := s.own.within(arg.of)
			if err != nil {
				return err
			}
			return s.callWith(b, arg, dot)
		}, nil
	}
	b, err := c.named(n.Name, arg.of)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value) error { return s.callWith(b, arg, dot) }, nil
}

// callWith executes a block with what an expression evaluates to.
func (s *state) callWith(b *block, arg value, dot reflect.Value) error {
	v, err := arg.expr(s, dot)
	if err != nil {
		return err
	}
	return s.call(b, v)
}

// branch compiles {{if}} and, with rebind, {{with}}.
func (c *compiler) branch(n *parse.BranchNode, rebind bool) (node, error) {
	defer c.leave(len(c.scope))
	cond, slot, err := c.declaring(n.Pipe)
	if err != nil {
		return nil, err
	}
	of := c.dot
	if rebind {
		of = cond.of
	}
	then, err := c.listOf(of, n.List)
	if err != nil {
		return nil, err
	}
	otherwise, err := c.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value) error {
		v, err := cond.expr(s, dot)
		if err != nil {
			return err
		}
		yes, ok := truth(v)
		if !ok {
			return errType
		}
		s.set(slot, v)
		switch {
		case !yes:
			return otherwise(s, dot)
		case rebind:
			return then(s, v)
		}
		return then(s, dot)
	}, nil
}

// listOf compiles nodes that follow each other where dot is of a type.
func (c *compiler) listOf(of reflect.Type, l *parse.ListNode) (node, error) {
	outside := c.dot
	c.dot = of
	body, err := c.list(l)
	c.dot = outside
	return body, err
}

// loop compiles {{range}} over a slice.
func (c *compiler) loop(n *parse.BranchNode) (node, error) {
	defer c.leave(len(c.scope))
	over, err := c.commands(n.Pipe)
	if err != nil {
		return nil, err
	}
	if over.of == nil || pointed(over.of).Kind() != reflect.Slice || n.Pipe.IsAssign {
		return nil, unknown(n)
	}
	one := pointed(over.of).Elem()
	known := len(c.scope)
	var key, elem int // places of the variables in the frame, 0 if there are none
	switch len(n.Pipe.Decl) {
	case 2:
		key = c.declare(n.Pipe.Decl[0], intType)
		elem = c.declare(n.Pipe.Decl[1], static(one))
	case 1:
		elem = c.declare(n.Pipe.Decl[0], static(one))
	}
	body, err := c.listOf(static(one), n.List)
	if err != nil {
		return nil, err
	}
	for i := range c.scope[known:] {
		c.scope[known+i].of = over.of // as html/template has them, see below
	}
	otherwise, err := c.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value) error {
		v, err := over.expr(s, dot)
		if err != nil {
			return err
		}
		list := indirect(v)
		if !list.IsValid() {
			return errType
		}
		if list.Len() == 0 {
			s.set(key, v)
			s.set(elem, v)
			return otherwise(s, dot)
		}
		for i := range list.Len() {
			if key > 0 {
				s.set(key, reflect.ValueOf(i))
			}
			v := list.Index(i)
			s.set(elem, v)
			if err := body(s, v); err != nil {
				return err
			}
			if len(s.out)-s.begun > MaxPage {
				return errTooLong
			}
		}
		return nil
	}, nil
}

// declare gives a variable a place in the frame.
func (c *compiler) declare(v *parse.VariableNode, of reflect.Type) int {
	c.scope = append(c.scope, declared{v.Ident[0], of})
	c.most = max(c.most, len(c.scope))
	return len(c.scope) - 1
}

// leave ends the scope of the variables declared since there were n.
func (c *compiler) leave(n int) { c.scope = c.scope[:n] }

// declaring compiles the pipeline of an {{if}} or {{with}}, and returns the
// place of the variable that it declares; 0 if there is none.
func (c *compiler) declaring(p *parse.PipeNode) (value, int, error) {
	v, err := c.commands(p)
	switch {
	case err != nil:
		return v, 0, err
	case len(p.Decl) == 0:
		return v, 0, nil
	case len(p.Decl) > 1 || p.IsAssign:
		return v, 0, unknown(p)
	}
	return v, c.declare(p.Decl[0], v.of), nil
}
