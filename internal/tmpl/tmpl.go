// Package tmpl executes the templates of package html/template several times
// faster than html/template does, and to the same bytes. It takes the parse
// trees that html/template has escaped for their contexts and turns each node
// into a function once; what is the same on every page, such as a phrase
// without values, becomes text then.
//
// It knows the part of the template language that our pages need, and gives up
// on the rest: on any error, at compile time or later, the caller has
// html/template execute the template, which does it or says what is wrong.
package tmpl

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"sync"
	"text/template/parse"
)

// A Template is compiled and safe for concurrent use.
type Template struct {
	main  *block
	inner *block // nil if it has none
}

// Compile compiles the template called name and what it calls. The functions
// in funcs must give the same result for the same arguments. t, which was not
// executed, is of no use after this.
func Compile(t *template.Template, name string, funcs template.FuncMap) (*Template, error) {
	main, err := newCompiler(t, funcs).named(name)
	if err != nil {
		return nil, err
	}
	return &Template{main: main}, nil
}

// An Outer is a template around others. It and what it calls are compiled once
// for all of them. It is safe for concurrent use.
type Outer struct {
	mu   sync.Mutex
	c    *compiler
	main *block
}

// Around compiles the template called name as Compile does, but for what it
// calls under the name of inner, which t lacks.
func Around(t *template.Template, name, inner string, funcs template.FuncMap) (*Outer, error) {
	c := newCompiler(t, funcs)
	c.inner = inner
	if c.trees[inner] != nil {
		return nil, fmt.Errorf("tmpl: %q stands outside", inner)
	}
	main, err := c.named(name)
	if err != nil {
		return nil, err
	}
	return &Outer{c: c, main: main}, nil
}

// With returns the outer template with the inner one of t, which was not
// executed and is of no use after this. What t defines can only be called in t.
func (o *Outer) With(t *template.Template) (*Template, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := newCompiler(t, o.c.funcs)
	c.outer = o.c
	for name := range c.trees {
		if o.c.trees[name] != nil {
			return nil, fmt.Errorf("tmpl: %q stands outside, too", name)
		}
	}
	inner, err := c.named(o.c.inner)
	if err != nil {
		return nil, err
	}
	return &Template{o.main, inner}, nil
}

// Execute appends to dst what the template makes of data. With an error, what
// was appended is to be thrown away.
func (t *Template) Execute(dst []byte, data any) ([]byte, error) {
	const most = 32 // variables at once of most pages
	s := &state{out: dst, vars: make([]reflect.Value, 0, most), inner: t.inner}
	err := s.call(t.main, reflect.ValueOf(data))
	return s.out, err
}

// A node appends what a part of a template makes of dot.
type node func(s *state, dot reflect.Value) error

// An expr evaluates an argument or a pipeline.
type expr func(s *state, dot reflect.Value) (reflect.Value, error)

// A block is a template by itself, with variables of its own.
type block struct {
	body node
	vars int // how many variables it has; the first is $
	err  error
}

// A state is one execution.
type state struct {
	out   []byte
	vars  []reflect.Value // of all blocks being executed, the innermost's last
	frame int             // where in vars the innermost's begin
	depth int
	inner *block // of the template that is executed
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
	trees  map[string]*parse.Tree
	funcs  template.FuncMap
	inner  string    // the name of what differs; "" if nothing does
	outer  *compiler // of other templates that can be called; may be nil
	blocks map[string]*block

	// Of the block that is being compiled:
	scope []string // names of the variables in scope, at their places in the frame
	most  int      // the most there were at once
}

// unknown says that the compiler gives up on a node.
func unknown(n parse.Node) error { return fmt.Errorf("tmpl: cannot compile %s", n) }

func newCompiler(t *template.Template, funcs template.FuncMap) *compiler {
	c := &compiler{trees: map[string]*parse.Tree{}, funcs: funcs, blocks: map[string]*block{}}
	for _, t := range t.Templates() {
		if t.Tree != nil {
			c.trees[t.Name()] = t.Tree
		}
	}
	return c
}

// named returns the block of the template called name. It may not be complete
// yet, if the template calls itself.
func (c *compiler) named(name string) (*block, error) {
	if b, ok := c.blocks[name]; ok {
		return b, b.err
	}
	tree := c.trees[name]
	if tree == nil {
		if c.outer != nil {
			return c.outer.named(name)
		}
		return nil, fmt.Errorf("tmpl: no template %q", name)
	}
	b := new(block)
	c.blocks[name] = b
	if b.err = c.block(b, name, tree); b.err != nil {
		b.body = func(*state, reflect.Value) error { return b.err } // for those that it calls, and that call it
	}
	return b, b.err
}

// block compiles a tree, which html/template escapes.
func (c *compiler) block(b *block, name string, tree *parse.Tree) error {
	if err := escape(name, tree); err != nil {
		return err
	}
	scope, most := c.scope, c.most
	c.scope, c.most = []string{"$"}, 1
	body, err := c.list(tree.Root)
	b.body, b.vars = body, c.most
	c.scope, c.most = scope, most
	return err
}

// list compiles nodes that follow each other. Text that meets text is joined.
func (c *compiler) list(l *parse.ListNode) (node, error) {
	if l == nil {
		return func(*state, reflect.Value) error { return nil }, nil
	}
	var nodes []node
	var text []byte
	flush := func() {
		if len(text) > 0 {
			nodes = append(nodes, fixed(text))
			text = nil
		}
	}
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		if a, ok := n.(*parse.ActionNode); ok && len(a.Pipe.Decl) == 0 {
			always, yes, err := c.constant(a.Pipe)
			if err != nil {
				return nil, err
			}
			if yes {
				text = append(text, always...)
				continue
			}
		}
		flush()
		compiled, err := c.node(n)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, compiled)
	}
	flush()
	return sequence(nodes), nil
}

func fixed(text []byte) node {
	return func(s *state, _ reflect.Value) error {
		s.out = append(s.out, text...)
		return nil
	}
}

func sequence(nodes []node) node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return func(s *state, dot reflect.Value) error {
		for _, n := range nodes {
			if err := n(s, dot); err != nil {
				return err
			}
		}
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
		return func(*state, reflect.Value) error { return nil }, nil
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
	var b *block // nil for what differs
	if c.inner == "" || n.Name != c.inner {
		if b, err = c.named(n.Name); err != nil {
			return nil, err
		}
	}
	return func(s *state, dot reflect.Value) error {
		v, err := arg(s, dot)
		if err != nil {
			return err
		}
		return s.call(cmp.Or(b, s.inner), v)
	}, nil
}

// branch compiles {{if}} and, with rebind, {{with}}.
func (c *compiler) branch(n *parse.BranchNode, rebind bool) (node, error) {
	defer c.leave(len(c.scope))
	cond, slot, err := c.declaring(n.Pipe)
	if err != nil {
		return nil, err
	}
	then, otherwise, err := c.lists(n)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value) error {
		v, err := cond(s, dot)
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

// lists compiles what stands before {{else}} and what behind it.
func (c *compiler) lists(n *parse.BranchNode) (body, otherwise node, err error) {
	if body, err = c.list(n.List); err != nil {
		return nil, nil, err
	}
	otherwise, err = c.list(n.ElseList)
	return body, otherwise, err
}

// loop compiles {{range}} over a slice.
func (c *compiler) loop(n *parse.BranchNode) (node, error) {
	defer c.leave(len(c.scope))
	over, err := c.commands(n.Pipe)
	if err != nil {
		return nil, err
	}
	var key, elem int // places of the variables in the frame, 0 if there are none
	switch len(n.Pipe.Decl) {
	case 2:
		key = c.declare(n.Pipe.Decl[0])
		elem = c.declare(n.Pipe.Decl[1])
	case 1:
		elem = c.declare(n.Pipe.Decl[0])
	}
	if n.Pipe.IsAssign {
		return nil, unknown(n)
	}
	body, otherwise, err := c.lists(n)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value) error {
		v, err := over(s, dot)
		if err != nil {
			return err
		}
		list := indirect(v)
		if list.Kind() != reflect.Slice {
			return errType
		}
		if list.Len() == 0 {
			s.set(key, v) // as html/template has them
			s.set(elem, v)
			return otherwise(s, dot)
		}
		for i := range list.Len() {
			if key > 0 {
				s.set(key, reflect.ValueOf(i))
			}
			s.set(elem, list.Index(i))
			if err := body(s, list.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// declare gives a variable a place in the frame.
func (c *compiler) declare(v *parse.VariableNode) int {
	c.scope = append(c.scope, v.Ident[0])
	c.most = max(c.most, len(c.scope))
	return len(c.scope) - 1
}

// leave ends the scope of the variables declared since there were n.
func (c *compiler) leave(n int) { c.scope = c.scope[:n] }

// declaring compiles the pipeline of an {{if}} or {{with}}, and returns the
// place of the variable that it declares; 0 if there is none.
func (c *compiler) declaring(p *parse.PipeNode) (expr, int, error) {
	e, err := c.commands(p)
	switch {
	case err != nil:
		return nil, 0, err
	case len(p.Decl) == 0:
		return e, 0, nil
	case len(p.Decl) > 1 || p.IsAssign:
		return nil, 0, unknown(p)
	}
	return e, c.declare(p.Decl[0]), nil
}
