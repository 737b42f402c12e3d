// Package mend writes into content files what can be added without a doubt: names
// to aliases, ids to paragraphs. All else in a file stays as it is, byte for byte;
// where that cannot be promised, the file is left alone. It knows texts and files,
// and not what they are about: package worklist does.
package mend

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"collate/internal/corpus"
)

// errForm is why a front matter is left alone.
var errForm = errors.New("its front matter is written in a way that is left to you")

const bom = "\ufeff"

// Aliases returns the text of a page with further names at the end of its aliases,
// which are written below the title if it has none. Names that are there are not
// added again. It returns an error, and no text, if anything else could change.
func Aliases(text string, names []string) (string, error) {
	front, ok := frontOf(text)
	if !ok {
		return "", errForm
	}
	was, err := keysOf(front.in(text))
	if err != nil {
		return "", errForm
	}
	key, value := was.find("aliases")
	before := was.names()
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(before, name) })
	if len(names) == 0 {
		return text, nil
	}
	at, insert := -1, ""
	switch {
	case key == nil:
		at, insert = front.belowTitle(text, was, names)
	case value.Kind == yaml.SequenceNode && value.Style&yaml.FlowStyle != 0:
		at, insert = front.inBrackets(text, value, names)
	case value.Kind == yaml.SequenceNode && len(value.Content) > 0:
		at, insert = front.inLines(text, value, names)
	}
	if at < 0 {
		return "", errForm
	}
	mended := text[:at] + insert + text[at:]
	if !isMended(was, mended, slices.Concat(before, names)) {
		return "", errForm
	}
	return mended, nil
}

// isMended reports whether a text has those aliases and for the rest the keys that
// there were.
func isMended(was keys, text string, aliases []string) bool {
	front, ok := frontOf(text)
	if !ok {
		return false
	}
	is, err := keysOf(front.in(text))
	if err != nil || !slices.Equal(is.names(), aliases) {
		return false
	}
	return reflect.DeepEqual(was.others(), is.others())
}

// A front is where front matter stands in a text: what is between its lines ---.
type front struct {
	start, end int
	newline    string
}

func (f front) in(text string) string { return text[f.start:f.end] }

func frontOf(text string) (front, bool) {
	opening, rest, _ := strings.Cut(strings.TrimPrefix(text, bom), "\n")
	if strings.TrimRight(opening, " \r") != "---" {
		return front{}, false
	}
	f := front{start: len(text) - len(rest), newline: "\n"}
	if strings.HasSuffix(opening, "\r") {
		f.newline = "\r\n"
	}
	f.end = f.start
	for line := range strings.Lines(rest) {
		if strings.TrimRight(line, " \r\n") == "---" {
			return f, true
		}
		f.end += len(line)
	}
	return front{}, false
}

// offset returns the offset in the text of a line and a column of the front matter,
// both from 1, the column in characters.
func (f front) offset(text string, line, column int) int {
	at := f.start
	for ; line > 1; line-- {
		n := strings.IndexByte(text[at:f.end], '\n')
		if n < 0 {
			return -1
		}
		at += n + 1
	}
	for i := range text[at:f.end] {
		if column--; column == 0 {
			return at + i
		}
	}
	return -1
}

// lineEnd returns where the line ends on which an offset is, behind its break.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}

// belowTitle returns what is to be inserted into front matter without aliases.
func (f front) belowTitle(text string, k keys, names []string) (at int, insert string) {
	_, title := k.find("title")
	if title == nil {
		return -1, ""
	}
	start := f.offset(text, title.Line, title.Column)
	if start < 0 {
		return -1, ""
	}
	return lineEnd(text, start), "aliases: [" + inList(names) + "]" + f.newline
}

// inBrackets returns what is to be inserted into a list in brackets, behind its
// last item.
func (f front) inBrackets(text string, list *yaml.Node, names []string) (at int, insert string) {
	if len(list.Content) == 0 {
		at = f.offset(text, list.Line, list.Column)
		if at < 0 || text[at] != '[' {
			return -1, ""
		}
		return at + 1, inList(names)
	}
	last := list.Content[len(list.Content)-1]
	start := f.offset(text, last.Line, last.Column)
	if start < 0 || last.Kind != yaml.ScalarNode {
		return -1, ""
	}
	length := scalarLength(text[start:f.end])
	if length < 0 {
		return -1, ""
	}
	return start + length, ", " + inList(names)
}

// scalarLength returns how long the scalar in brackets is with which a text begins,
// -1 if it does not end on its line.
func scalarLength(text string) int {
	line, _, _ := strings.Cut(text, "\n")
	switch line[0] {
	case '"':
		for i := 1; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return -1
	case '\'':
		for i := 1; i < len(line); i++ {
			switch {
			case line[i] != '\'':
			case i+1 < len(line) && line[i+1] == '\'':
				i++
			default:
				return i + 1
			}
		}
		return -1
	}
	if n := strings.Index(line, " #"); n >= 0 {
		line = line[:n]
	}
	if n := strings.IndexAny(line, ",]"); n >= 0 {
		line = line[:n]
	}
	return len(strings.TrimRight(line, " \t\r"))
}

// inLines returns what is to be inserted behind the last line of a list of an item
// a line.
func (f front) inLines(text string, list *yaml.Node, names []string) (at int, insert string) {
	last := list.Content[len(list.Content)-1]
	at = f.offset(text, last.Line, last.Column)
	if at < 0 {
		return -1, ""
	}
	begin := strings.LastIndexByte(text[:at], '\n') + 1
	dash := text[begin:at]
	if strings.Trim(dash, " -") != "" || !strings.Contains(dash, "-") {
		return -1, ""
	}
	var b strings.Builder
	for _, name := range names {
		b.WriteString(dash + corpus.InList(name) + f.newline)
	}
	return lineEnd(text, at), b.String()
}

func inList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = corpus.InList(name)
	}
	return strings.Join(quoted, ", ")
}

// keys is a mapping as its nodes: key, value, key, value.
type keys []*yaml.Node

func keysOf(front string) (keys, error) {
	var doc yaml.Node
	if err := yaml.Load([]byte(front), &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, errForm
	}
	return doc.Content[0].Content, nil
}

// find returns a key and its value, nil if it is not there.
func (k keys) find(name string) (key, value *yaml.Node) {
	for i := 0; i+1 < len(k); i += 2 {
		if k[i].Value == name {
			return k[i], k[i+1]
		}
	}
	return nil, nil
}

// names returns the aliases.
func (k keys) names() []string {
	_, value := k.find("aliases")
	if value == nil {
		return nil
	}
	var names []string
	for _, item := range value.Content {
		names = append(names, item.Value)
	}
	return names
}

// A scalar is what a node says, without where.
type scalar struct {
	kind       yaml.Kind
	tag, value string
}

// others returns what all keys but the aliases say, in their order.
func (k keys) others() []scalar {
	var all []scalar
	var add func(n *yaml.Node)
	add = func(n *yaml.Node) {
		all = append(all, scalar{n.Kind, n.Tag, n.Value})
		for _, c := range n.Content {
			add(c)
		}
	}
	for i := 0; i+1 < len(k); i += 2 {
		if k[i].Value != "aliases" {
			add(k[i])
			add(k[i+1])
		}
	}
	return all
}
