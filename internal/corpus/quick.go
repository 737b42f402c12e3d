package corpus

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// quickFront reads front matter of the usual form, from its opening line on: a
// key a line, with a text, a list in brackets or a mapping in braces behind it.
// It returns the node that the YAML parser makes, as far as a decoder looks at
// it, without that parser's machinery, which takes longer than the whole body.
// It returns nil for anything else, mistakes above all: they are the parser's.
func quickFront(front string) *yaml.Node {
	rest, ok := strings.CutPrefix(front, "---\n")
	if !ok || strings.ContainsFunc(front, isBreakOrMark) {
		return nil
	}
	root := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: 2, Column: 1}
	lines := strings.Count(rest, "\n") + 1
	root.Content = make([]*yaml.Node, 0, 2*lines)
	q := quickLine{number: 1, nodes: make([]yaml.Node, 0, 2*lines)}
	for line := range strings.Lines(rest) {
		q.text, q.number, q.at, q.counted, q.column = strings.TrimSuffix(line, "\n"), q.number+1, 0, 0, 1
		key := q.key()
		if key == nil {
			return nil
		}
		value := q.value()
		if value == nil || q.at < len(q.text) {
			return nil
		}
		root.Content = append(root.Content, key, value)
	}
	if len(root.Content) == 0 {
		return nil
	}
	return root
}

// isBreakOrMark reports whether a sign is a tab, what ends a line to YAML other
// than a line feed, or a mark of the order of bytes.
func isBreakOrMark(r rune) bool {
	switch r {
	case '\t', '\r', '\u0085', '\u2028', '\u2029', '\ufeff':
		return true
	}
	return false
}

// A quickLine is a line of front matter that is read from the left.
type quickLine struct {
	text            string
	number          int
	at              int         // what is before it is read
	counted, column int         // how far characters were counted, and how many there are
	nodes           []yaml.Node // with room for the nodes of most lines
}

func (q *quickLine) node(kind yaml.Kind, tag string) *yaml.Node {
	if len(q.nodes) == cap(q.nodes) {
		q.nodes = make([]yaml.Node, 0, 8)
	}
	q.column += utf8.RuneCountInString(q.text[q.counted:q.at])
	q.counted = q.at
	q.nodes = append(q.nodes, yaml.Node{Kind: kind, Tag: tag, Line: q.number, Column: q.column})
	return &q.nodes[len(q.nodes)-1]
}

// next reports what the next byte is, 0 at the end of the line.
func (q *quickLine) next() byte {
	if q.at < len(q.text) {
		return q.text[q.at]
	}
	return 0
}

// sign reads the sign that is next and the spaces behind it.
func (q *quickLine) sign() {
	q.at++
	q.spaces()
}

func (q *quickLine) spaces() { q.at = len(q.text) - len(strings.TrimLeft(q.text[q.at:], " ")) }

// key reads a key of small letters, the colon and the spaces.
func (q *quickLine) key() *yaml.Node {
	const longest = 100 // bytes; YAML has a limit, too
	n := len(q.text[q.at:]) - len(strings.TrimLeft(q.text[q.at:], "abcdefghijklmnopqrstuvwxyz0123456789_"))
	if n == 0 || n > longest || !strings.HasPrefix(q.text[q.at+n:], ": ") {
		return nil
	}
	key := q.node(yaml.ScalarNode, "!!str")
	key.Value = q.text[q.at : q.at+n]
	q.at += n
	q.sign()
	return key
}

// value reads what stands behind a key: the rest of the line.
func (q *quickLine) value() *yaml.Node {
	switch q.next() {
	case '[':
		return q.list()
	case '{':
		return q.mapping()
	}
	return q.scalar("")
}

func (q *quickLine) list() *yaml.Node {
	list := q.node(yaml.SequenceNode, "!!seq")
	list.Style = yaml.FlowStyle
	for q.sign(); ; q.sign() {
		item := q.scalar(",]")
		if item == nil {
			return nil
		}
		list.Content = append(list.Content, item)
		if q.next() == ']' {
			q.at++
			return list
		}
	}
}

func (q *quickLine) mapping() *yaml.Node {
	m := q.node(yaml.MappingNode, "!!map")
	m.Style = yaml.FlowStyle
	for q.sign(); ; q.sign() {
		key := q.key()
		if key == nil {
			return nil
		}
		value := q.scalar(",}")
		if value == nil {
			return nil
		}
		m.Content = append(m.Content, key, value)
		if q.next() == '}' {
			q.at++
			return m
		}
	}
}

// scalar reads a text up to one of the signs in ends, or to the end of the line
// if there are none.
func (q *quickLine) scalar(ends string) *yaml.Node {
	n := q.node(yaml.ScalarNode, "!!str")
	rest := q.text[q.at:]
	if quoted, ok := strings.CutPrefix(rest, `"`); ok {
		end := strings.IndexByte(quoted, '"')
		if end < 0 || strings.IndexByte(quoted[:end], '\\') >= 0 {
			return nil
		}
		n.Value, n.Style = quoted[:end], yaml.DoubleQuotedStyle
		q.at += end + len(`""`)
		q.spaces()
	} else {
		end := len(rest)
		if ends != "" {
			end = strings.IndexAny(rest, ",[]{}?:\"'&*!|>%@`")
		}
		if end < 0 {
			return nil
		}
		if n.Value = strings.TrimRight(rest[:end], " "); !isPlain(n.Value) {
			return nil
		}
		q.at += end
	}
	if ends != "" && (q.at == len(q.text) || strings.IndexByte(ends, q.next()) < 0) {
		return nil
	}
	return n
}

// isPlain reports whether a text without quotation marks is surely one to YAML:
// no null, and without signs that mean something.
func isPlain(s string) bool {
	if s == "" || s == "null" || s == "Null" || s == "NULL" ||
		strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") {
		return false
	}
	first := s[0]
	if first == '-' && len(s) > 1 {
		return '0' <= s[1] && s[1] <= '9'
	}
	return 'a' <= first && first <= 'z' || 'A' <= first && first <= 'Z' || '0' <= first && first <= '9' ||
		first >= utf8.RuneSelf
}
