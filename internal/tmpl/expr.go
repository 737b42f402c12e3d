package tmpl

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"sync/atomic"
	"text/template/parse"
)

// errType says that a value is not of a kind that this package handles. The
// text does not matter: html/template has the last word.
var errType = errors.New("tmpl: value of a type that is not handled")

// pipe compiles a pipeline that declares nothing.
func (c *compiler) pipe(p *parse.PipeNode) (expr, error) {
	if len(p.Decl) > 0 {
		return nil, unknown(p)
	}
	return c.commands(p)
}

// commands compiles the only command of a pipeline. Escapers, the others that
// our pipelines have, are for action.
func (c *compiler) commands(p *parse.PipeNode) (expr, error) {
	if len(p.Cmds) != 1 {
		return nil, unknown(p)
	}
	return c.command(p.Cmds[0])
}

// command compiles a call, or a value by itself.
func (c *compiler) command(n *parse.CommandNode) (expr, error) {
	if id, ok := n.Args[0].(*parse.IdentifierNode); ok {
		return c.call(id.Ident, n)
	}
	if len(n.Args) > 1 {
		return nil, unknown(n) // a method with arguments
	}
	return c.arg(n.Args[0])
}

// arg compiles a value.
func (c *compiler) arg(n parse.Node) (expr, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot, nil
	case *parse.FieldNode:
		return chain(dot, n.Ident), nil
	case *parse.VariableNode:
		slot := len(c.scope) - 1
		for slot >= 0 && c.scope[slot] != n.Ident[0] {
			slot--
		}
		if slot < 0 {
			return nil, unknown(n)
		}
		return chain(variable(slot), n.Ident[1:]), nil
	case *parse.ChainNode:
		e, err := c.arg(n.Node)
		if err != nil {
			return nil, err
		}
		return chain(e, n.Field), nil
	case *parse.PipeNode:
		return c.pipe(n)
	}
	if v, ok := literal(n); ok {
		return always(v), nil
	}
	return nil, unknown(n)
}

func dot(_ *state, dot reflect.Value) (reflect.Value, error) { return dot, nil }

func variable(slot int) expr {
	return func(s *state, _ reflect.Value) (reflect.Value, error) { return s.vars[s.frame+slot], nil }
}

// literal returns the value of a constant.
func literal(n parse.Node) (reflect.Value, bool) {
	switch n := n.(type) {
	case *parse.StringNode:
		return reflect.ValueOf(n.Text), true
	case *parse.BoolNode:
		return reflect.ValueOf(n.True), true
	case *parse.NumberNode:
		i, err := strconv.Atoi(n.Text) // 1.0 is not an int, 010 not ten
		return reflect.ValueOf(i), err == nil && int64(i) == n.Int64
	}
	return reflect.Value{}, false
}

func always(v reflect.Value) expr {
	return func(*state, reflect.Value) (reflect.Value, error) { return v, nil }
}

// chain compiles .A.B of a value.
func chain(e expr, names []string) expr {
	for _, name := range names {
		e = field(e, name)
	}
	return e
}

// A member is where a type has a field.
type member struct {
	of    reflect.Type // a struct
	index []int
}

// field compiles the access to a field of a struct. Where the last struct had
// it is remembered: a place in a template hardly ever meets two types.
func field(e expr, name string) expr {
	var last atomic.Pointer[member]
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		v, err := e(s, dot)
		if err != nil {
			return v, err
		}
		if v = indirect(v); v.Kind() != reflect.Struct {
			return v, errType
		}
		m := last.Load()
		if m == nil || m.of != v.Type() {
			if m = find(v.Type(), name); m == nil {
				return v, errType
			}
			last.Store(m)
		}
		if len(m.index) == 1 {
			return v.Field(m.index[0]), nil
		}
		return v.FieldByIndexErr(m.index)
	}
}

// find returns where a struct has a field, nil if it has none that templates
// may read or if it is a method's name.
func find(t reflect.Type, name string) *member {
	f, ok := t.FieldByName(name)
	if _, method := reflect.PointerTo(t).MethodByName(name); !ok || method || !f.IsExported() {
		return nil
	}
	return &member{t, f.Index}
}

// indirect follows pointers and interfaces to a value; a nil one leads to the
// zero Value.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// truth reports whether a value is neither empty nor zero, and whether it is
// of a kind for which that is known here.
func truth(v reflect.Value) (yes, ok bool) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false, true
	case reflect.Bool:
		return v.Bool(), true
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() > 0, true
	case reflect.Int:
		return v.Int() != 0, true
	case reflect.Pointer:
		return !v.IsNil(), true
	case reflect.Struct:
		return true, true
	}
	return false, false
}

// call compiles a function call.
func (c *compiler) call(name string, n *parse.CommandNode) (expr, error) {
	args := make([]expr, len(n.Args)-1)
	for i, a := range n.Args[1:] {
		var err error
		if args[i], err = c.arg(a); err != nil {
			return nil, err
		}
	}
	if f, ok := c.funcs[name]; ok {
		return own(f, args, n)
	}
	switch {
	case name == "not" && len(args) == 1:
		return not(args[0]), nil
	case name == "and" && len(args) > 0:
		return decide(args, false), nil
	case name == "or" && len(args) > 0:
		return decide(args, true), nil
	case name == "eq" && len(args) == 2:
		return equal(args, true), nil
	case name == "ne" && len(args) == 2:
		return equal(args, false), nil
	case name == "len" && len(args) == 1:
		return length(args[0]), nil
	case name == "index" && len(args) == 2:
		return index(args), nil
	}
	return nil, unknown(n)
}

// own compiles the call of a function of the program's.
func own(f any, args []expr, n *parse.CommandNode) (expr, error) {
	switch f := f.(type) {
	case func(string, ...any) (any, error):
		return phrase(f, args, n)
	case func(string, ...any) (template.HTML, error):
		return phrase(f, args, n)
	case func(int) string:
		if len(args) != 1 {
			return nil, unknown(n)
		}
		return func(s *state, dot reflect.Value) (reflect.Value, error) {
			v, err := args[0](s, dot)
			if v = indirect(v); err != nil || v.Kind() != reflect.Int {
				return v, cmp.Or(err, errType)
			}
			return reflect.ValueOf(f(int(v.Int()))), nil
		}, nil
	}
	return nil, unknown(n)
}

// phrase compiles the call of a function of a name and values.
func phrase[T any](f func(string, ...any) (T, error), args []expr, n *parse.CommandNode) (expr, error) {
	if len(args) == 0 {
		return nil, unknown(n)
	}
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		name, err := args[0](s, dot)
		if name = indirect(name); err != nil || name.Kind() != reflect.String {
			return name, cmp.Or(err, errType)
		}
		values := make([]any, len(args)-1)
		for i, a := range args[1:] {
			v, err := a(s, dot)
			if err != nil || !v.IsValid() {
				return v, cmp.Or(err, errType)
			}
			values[i] = v.Interface()
		}
		result, err := f(name.String(), values...)
		return reflect.ValueOf(result), err
	}, nil
}

func not(arg expr) expr {
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		v, err := arg(s, dot)
		if err != nil {
			return v, err
		}
		yes, ok := truth(v)
		if !ok {
			return v, errType
		}
		return reflect.ValueOf(!yes), nil
	}
}

// decide returns the first argument that is true, or that is not, and else
// the last.
func decide(args []expr, onTrue bool) expr {
	return func(s *state, dot reflect.Value) (v reflect.Value, err error) {
		for _, a := range args {
			if v, err = a(s, dot); err != nil {
				return v, err
			}
			if yes, ok := truth(v); !ok {
				return v, errType
			} else if yes == onTrue {
				return v, nil
			}
		}
		return v, nil
	}
}

// equal compares two values of one basic type.
func equal(args []expr, want bool) expr {
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		a, err := args[0](s, dot)
		if err != nil {
			return a, err
		}
		b, err := args[1](s, dot)
		if err != nil {
			return b, err
		}
		switch {
		case a.Kind() == reflect.String && b.Kind() == reflect.String:
			return reflect.ValueOf((a.String() == b.String()) == want), nil
		case a.Kind() == reflect.Int && b.Kind() == reflect.Int:
			return reflect.ValueOf((a.Int() == b.Int()) == want), nil
		}
		return a, errType
	}
}

func length(arg expr) expr {
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		v, err := arg(s, dot)
		if v = indirect(v); err != nil || v.Kind() != reflect.Slice && v.Kind() != reflect.String {
			return v, cmp.Or(err, errType)
		}
		return reflect.ValueOf(v.Len()), nil
	}
}

func index(args []expr) expr {
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		v, err := args[0](s, dot)
		if v = indirect(v); err != nil || v.Kind() != reflect.Slice {
			return v, cmp.Or(err, errType)
		}
		i, err := args[1](s, dot)
		if err != nil || i.Kind() != reflect.Int || i.Int() < 0 || i.Int() >= int64(v.Len()) {
			return i, cmp.Or(err, fmt.Errorf("index: %w", errType))
		}
		return v.Index(int(i.Int())), nil
	}
}
