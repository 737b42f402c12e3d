package tmpl

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"collate/internal/byteset"
)

// An escaper is what html/template does to a value in one context.
type escaper struct {
	// plain returns what appends a value of a type if that needs no look at the
	// whole of html/template's rules; nil if it always does.
	plain func(of reflect.Type) writer

	// A template of the context by itself, and what stands before and after
	// the value in what it makes.
	src, before, after string
	tree               *template.Template
}

// A writer appends a value if it can, and reports whether it did.
type writer func(dst []byte, v reflect.Value) ([]byte, bool)

// escapers returns the escapers by the pipeline that html/template adds in
// their contexts.
var escapers = sync.OnceValue(func() map[string]*escaper {
	m := map[string]*escaper{}
	for _, e := range []*escaper{
		{plain: plainText, src: `{{.}}`},
		{plain: plainValue, src: `<p title="{{.}}">`, before: `<p title="`, after: `">`},
		{plain: plainValue, src: `<title>{{.}}</title>`, before: `<title>`, after: `</title>`},
		{plain: plainURL, src: `<a href="{{.}}">`, before: `<a href="`, after: `">`},
		{plain: plainQuery, src: `<a href="?{{.}}">`, before: `<a href="?`, after: `">`},
		{plain: plainOf[template.HTMLAttr], src: `<p {{.}}>`, before: `<p `, after: `>`},
		{
			plain: plainOf[template.JS], src: `<script type="application/ld+json">{{.}}</script>`,
			before: `<script type="application/ld+json">`, after: `</script>`,
		},
	} {
		e.tree = template.Must(template.New("").Parse(e.src))
		_ = e.tree.Execute(new(strings.Builder), "") // escapes the tree
		for _, n := range e.tree.Tree.Root.Nodes {
			if a, ok := n.(*parse.ActionNode); ok {
				m[pipeline(a.Pipe.Cmds[1:])] = e
			}
		}
	}
	return m
})

// pipeline is how the commands that escape a value are written.
func pipeline(cmds []*parse.CommandNode) string {
	names := make([]string, len(cmds))
	for i, c := range cmds {
		names[i] = c.String()
	}
	return strings.Join(names, " | ")
}

// shut is written to in vain.
type shut struct{}

func (shut) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// nothing takes the place of templates that are called.
var nothing = &parse.Tree{Root: &parse.ListNode{NodeType: parse.NodeList}}

// escape has html/template escape one template, without those that it calls.
// That is right if each begins and ends in text, between tags, as html/template
// has it: it refuses one that does not end there, and calls one elsewhere by
// another name, which is unknown here.
func escape(name string, tree *parse.Tree) error {
	t, err := template.New(name).AddParseTree(name, tree)
	if err != nil {
		return err
	}
	for _, called := range calls(nil, tree.Root) {
		if called == name {
			continue
		}
		if _, err := t.AddParseTree(called, nothing); err != nil {
			return err
		}
	}
	// Templates are escaped when they are first executed, which stops at the first text at the latest.
	err = t.Execute(shut{}, nil)
	if e := new(template.Error); errors.As(err, &e) {
		return err
	}
	return nil
}

// calls appends the names of the templates that are called in a list.
func calls(names []string, l *parse.ListNode) []string {
	if l == nil {
		return names
	}
	for _, n := range l.Nodes {
		var b *parse.BranchNode
		switch n := n.(type) {
		case *parse.TemplateNode:
			names = append(names, n.Name)
			continue
		case *parse.IfNode:
			b = &n.BranchNode
		case *parse.WithNode:
			b = &n.BranchNode
		case *parse.RangeNode:
			b = &n.BranchNode
		default:
			continue
		}
		names = calls(calls(names, b.List), b.ElseList)
	}
	return names
}

// action compiles {{value}}, escaped for its context.
func (c *compiler) action(p *parse.PipeNode) (node, error) {
	value, esc, err := c.inContext(p)
	if err != nil {
		return nil, err
	}
	get, plain := value.expr, writer(never)
	if value.of != nil {
		if known := esc.plain(value.of); known != nil {
			plain = known
		}
	}
	return func(s *state, dot reflect.Value) error {
		v, err := get(s, dot)
		if err != nil {
			return err
		}
		out, ok := plain(s.out, v)
		if !ok {
			out, err = esc.append(s.out, v)
		}
		s.out = out
		return err
	}, nil
}

// inContext compiles the value of a pipeline, and finds the escaper of its
// context.
func (c *compiler) inContext(p *parse.PipeNode) (value, *escaper, error) {
	esc := escapers()[pipeline(p.Cmds[1:])]
	if esc == nil || len(p.Decl) > 0 {
		return value{}, nil, unknown(p)
	}
	v, err := c.command(p.Cmds[0])
	return v, esc, err
}

// constant returns what an action always appends, if that is known already.
func (c *compiler) constant(p *parse.PipeNode) (text []byte, yes bool, err error) {
	for _, a := range p.Cmds[0].Args {
		id, call := a.(*parse.IdentifierNode)
		if _, ok := literal(a); !ok && (!call || c.funcs[id.Ident] == nil) {
			return nil, false, nil
		}
	}
	value, esc, err := c.inContext(p)
	if err != nil {
		return nil, false, err
	}
	v, err := value.expr(nil, reflect.Value{})
	if err != nil {
		return nil, false, err
	}
	text, err = esc.append(nil, v)
	return text, true, err
}

// append appends a value as it is to be in the escaper's context.
func (e *escaper) append(dst []byte, v reflect.Value) ([]byte, error) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		return dst, errType
	}
	if plain := e.plain(v.Type()); plain != nil {
		if dst, ok := plain(dst, v); ok {
			return dst, nil
		}
	}
	var b strings.Builder
	if err := e.tree.Execute(&b, v.Interface()); err != nil {
		return dst, err
	}
	text, ok := strings.CutPrefix(b.String(), e.before)
	text, ended := strings.CutSuffix(text, e.after)
	if !ok || !ended {
		return dst, fmt.Errorf("tmpl: %q has become %q", e.src, b.String())
	}
	return append(dst, text...), nil
}

var (
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
)

// plainText is for strings and HTML between tags.
func plainText(of reflect.Type) writer {
	if of == htmlType {
		return asItIs
	}
	return plainValue(of)
}

// plainValue is for strings in attributes in quotes.
func plainValue(of reflect.Type) writer {
	switch of {
	case stringType:
		return func(dst []byte, v reflect.Value) ([]byte, bool) { return appendEscaped(dst, v.String()), true }
	case intType:
		return func(dst []byte, v reflect.Value) ([]byte, bool) { return strconv.AppendInt(dst, v.Int(), 10), true }
	}
	return nil
}

// never appends nothing.
func never(dst []byte, _ reflect.Value) ([]byte, bool) { return dst, false }

func asItIs(dst []byte, v reflect.Value) ([]byte, bool) { return append(dst, v.String()...), true }

// appendEscaped replaces the characters that html/template does, in text and
// in attributes in quotes.
func appendEscaped(dst []byte, s string) []byte {
	for {
		n := replaced.Before(s)
		dst = append(dst, s[:n]...)
		if n == len(s) {
			return dst
		}
		dst = append(dst, replacements[s[n]]...)
		s = s[n+1:]
	}
}

var replacements = ['>' + 1]string{
	0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
}

// replaced has the bytes that have replacements.
var replaced = byteset.Of(func(c byte) bool { return int(c) < len(replacements) && replacements[c] != "" })

// plainURL is for addresses that are the same escaped: those of our own pages,
// and most others.
func plainURL(of reflect.Type) writer {
	if of != stringType {
		return nil
	}
	return func(dst []byte, v reflect.Value) ([]byte, bool) {
		s := v.String()
		rest := strings.TrimPrefix(strings.TrimPrefix(s, "https:"), "http:")
		if notInURL.Before(rest) < len(rest) {
			return dst, false
		}
		return append(dst, s...), true
	}
}

// plainQuery is for values that are the same escaped.
func plainQuery(of reflect.Type) writer {
	if of != stringType {
		return nil
	}
	return func(dst []byte, v reflect.Value) ([]byte, bool) {
		s := v.String()
		if reserved.Before(s) < len(s) {
			return dst, false
		}
		return append(dst, s...), true
	}
}

// reserved has the bytes that are ever escaped in an address (RFC 3986,
// section 2.3), notInURL those that are in a whole one, too.
var reserved, notInURL = allBut("-._~"), allBut("-._~/#?=,")

// allBut has what is neither letter nor digit, but for some bytes.
func allBut(some string) *byteset.Set {
	return byteset.Of(func(c byte) bool {
		letter := 'a' <= c|' ' && c|' ' <= 'z'
		return !letter && (c < '0' || c > '9') && strings.IndexByte(some, c) < 0
	})
}

// plainOf is for strings of a type that says that they are safe.
func plainOf[T ~string](of reflect.Type) writer {
	if of != reflect.TypeFor[T]() {
		return nil
	}
	return asItIs
}
