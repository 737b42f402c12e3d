package tmpl

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"text/template/parse"
)

// errType says that a value is not of a kind that this package handles. The
// text does not matter: html/template has the last word.
var errType = errors.New("tmpl: value of a type that is not handled")

// pipe compiles a pipeline that declares nothing.
func (c *compiler) pipe(p *parse.PipeNode) (value, error) {
	if len(p.Decl) > 0 {
		return value{}, unknown(p)
	}
	return c.commands(p)
}

// commands compiles the only command of a pipeline. Escapers, the others that
// our pipelines have, are for action.
func (c *compiler) commands(p *parse.PipeNode) (value, error) {
	if len(p.Cmds) != 1 {
		return value{}, unknown(p)
	}
	return c.command(p.Cmds[0])
}

// command compiles a call, or a value by itself.
func (c *compiler) command(n *parse.CommandNode) (value, error) {
	if id, ok := n.Args[0].(*parse.IdentifierNode); ok {
		return c.call(id.Ident, n)
	}
	if len(n.Args) > 1 {
		return value{}, unknown(n) // a method with arguments
	}
	return c.arg(n.Args[0])
}

// arg compiles a value.
func (c *compiler) arg(n parse.Node) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return value{dot, c.dot}, nil
	case *parse.FieldNode:
		return chain(value{dot, c.dot}, n, n.Ident)
	case *parse.VariableNode:
		slot := len(c.scope) - 1
		for slot >= 0 && c.scope[slot].name != n.Ident[0] {
			slot--
		}
		if slot < 0 {
			return value{}, unknown(n)
		}
		return chain(value{variable(slot), c.scope[slot].of}, n, n.Ident[1:])
	case *parse.ChainNode:
		v, err := c.arg(n.Node)
		if err != nil {
			return v, err
		}
		return chain(v, n, n.Field)
	case *parse.PipeNode:
		return c.pipe(n)
	}
	if v, ok := literal(n); ok {
		return always(v), nil
	}
	return value{}, unknown(n)
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

func always(v reflect.Value) value {
	return value{func(*state, reflect.Value) (reflect.Value, error) { return v, nil }, v.Type()}
}

// static returns the type that a value is known to have if that of the place
// where it stands is known.
func static(of reflect.Type) reflect.Type {
	if of.Kind() == reflect.Interface {
		return nil
	}
	return of
}

// chain compiles .A.B of a value, as a node has it.
func chain(v value, n parse.Node, names []string) (value, error) {
	for _, name := range names {
		if v.of == nil {
			return v, unknown(n)
		}
		path := find(pointed(v.of), name)
		if path == nil {
			return v, unknown(n)
		}
		for _, i := range path {
			if pointed(v.of).Kind() != reflect.Struct {
				return v, unknown(n)
			}
			v = field(v, i)
		}
	}
	return v, nil
}

// field compiles the access to a field of a struct, or of one behind a pointer.
func field(v value, i int) value {
	of, get := static(pointed(v.of).Field(i).Type), v.expr
	if v.of.Kind() == reflect.Pointer {
		return value{func(s *state, dot reflect.Value) (reflect.Value, error) {
			v, err := get(s, dot)
			if err != nil {
				return v, err
			}
			if v = v.Elem(); !v.IsValid() {
				return v, errType
			}
			return v.Field(i), nil
		}, of}
	}
	return value{func(s *state, dot reflect.Value) (reflect.Value, error) {
		v, err := get(s, dot)
		if err != nil {
			return v, err
		}
		return v.Field(i), nil
	}, of}
}

// find returns where a struct has a field, nil if it is none or has none that
// templates may read or if it is a method's name.
func find(t reflect.Type, name string) []int {
	if t.Kind() != reflect.Struct {
		return nil
	}
	f, ok := t.FieldByName(name)
	if _, method := reflect.PointerTo(t).MethodByName(name); !ok || method || !f.IsExported() {
		return nil
	}
	return f.Index
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
func (c *compiler) call(name string, n *parse.CommandNode) (value, error) {
	args := make([]value, len(n.Args)-1)
	for i, a := range n.Args[1:] {
		var err error
		if args[i], err = c.arg(a); err != nil {
			return value{}, err
		}
	}
	if f, ok := c.funcs[name]; ok {
		return own(f, args, n)
	}
	switch {
	case name == "not" && len(args) == 1:
		return value{not(args[0].expr), boolType}, nil
	case name == "and" && len(args) > 0:
		return value{decide(args, false), common(args)}, nil
	case name == "or" && len(args) > 0:
		return value{decide(args, true), common(args)}, nil
	case name == "eq" && len(args) == 2:
		return value{equal(args[0].expr, args[1].expr, true), boolType}, nil
	case name == "ne" && len(args) == 2:
		return value{equal(args[0].expr, args[1].expr, false), boolType}, nil
	case name == "len" && len(args) == 1:
		return value{length(args[0].expr), intType}, nil
	case name == "index" && len(args) == 2:
		return index(args[0], args[1], n)
	}
	return value{}, unknown(n)
}

// common returns the type that all values have, nil if they differ.
func common(values []value) reflect.Type {
	for _, v := range values {
		if v.of != values[0].of {
			return nil
		}
	}
	return values[0].of
}

// own compiles the call of a function of the program's.
func own(f any, args []value, n *parse.CommandNode) (value, error) {
	switch f := f.(type) {
	case func(string, ...any) (any, error):
		return phrase(f, args, n)
	case func(string, ...any) (template.HTML, error):
		return phrase(f, args, n)
	case func(int) string:
		if len(args) != 1 {
			return value{}, unknown(n)
		}
		arg := args[0].expr
		return value{func(s *state, dot reflect.Value) (reflect.Value, error) {
			v, err := arg(s, dot)
			if v = indirect(v); err != nil || v.Kind() != reflect.Int {
				return v, cmp.Or(err, errType)
			}
			return reflect.ValueOf(f(int(v.Int()))), nil
		}, stringType}, nil
	}
	return value{}, unknown(n)
}

// phrase compiles the call of a function of a name and values.
func phrase[T any](f func(string, ...any) (T, error), args []value, n *parse.CommandNode) (value, error) {
	if len(args) == 0 {
		return value{}, unknown(n)
	}
	return value{func(s *state, dot reflect.Value) (reflect.Value, error) {
		name, err := args[0].expr(s, dot)
		if name = indirect(name); err != nil || name.Kind() != reflect.String {
			return name, cmp.Or(err, errType)
		}
		values := make([]any, len(args)-1)
		for i, a := range args[1:] {
			v, err := a.expr(s, dot)
			if err != nil || !v.IsValid() {
				return v, cmp.Or(err, errType)
			}
			values[i] = v.Interface()
		}
		result, err := f(name.String(), values...)
		return reflect.ValueOf(result), err
	}, static(reflect.TypeFor[T]())}, nil
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
func decide(args []value, onTrue bool) expr {
	return func(s *state, dot reflect.Value) (v reflect.Value, err error) {
		for _, a := range args {
			if v, err = a.expr(s, dot); err != nil {
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
func equal(x, y expr, want bool) expr {
	return func(s *state, dot reflect.Value) (reflect.Value, error) {
		a, err := x(s, dot)
		if err != nil {
			return a, err
		}
		b, err := y(s, dot)
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

func index(list, at value, n *parse.CommandNode) (value, error) {
	if list.of == nil || pointed(list.of).Kind() != reflect.Slice {
		return value{}, unknown(n)
	}
	return value{func(s *state, dot reflect.Value) (reflect.Value, error) {
		v, err := list.expr(s, dot)
		if v = indirect(v); err != nil || !v.IsValid() {
			return v, cmp.Or(err, errType)
		}
		i, err := at.expr(s, dot)
		if err != nil || i.Kind() != reflect.Int || i.Int() < 0 || i.Int() >= int64(v.Len()) {
			return i, cmp.Or(err, fmt.Errorf("index: %w", errType))
		}
		return v.Index(int(i.Int())), nil
	}, static(pointed(list.of).Elem())}, nil
}
