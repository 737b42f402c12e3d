package corpus

import (
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"collate/internal/diag"
)

const quoteIt = "put a value with a colon, a # or quotation marks in it into quotes"

// A complaint is what the YAML parser says of a mistake, and what an editor is
// told instead.
type complaint struct {
	context, message string // substrings of the parser's own words
	before           string // what the file has where it is reported
	atContext        bool   // report where the construct began, not where the parser gave up
	msg, hint        string
}

const (
	noAnchors  = "YAML's anchors and aliases are not read"
	tab        = "a tab stands where spaces are wanted"
	withSpaces = "indent with spaces"

	deleteIt = "delete it"
)

// complaints are tried in this order.
var complaints = []complaint{
	{
		context: "quoted scalar", message: "end of stream", atContext: true,
		msg: "this quotation mark has no partner", hint: "close it at the end of the value",
	},
	{
		context: "flow sequence", atContext: true, before: "[",
		msg: "this [ has no ]", hint: "close the list, or put a text that begins with [ into quotes",
	},
	{
		context: "flow mapping", atContext: true, before: "{",
		msg: "this { has no }", hint: "close it, or put a text that begins with { into quotes",
	},
	{message: "cannot start any token", before: "\t", msg: tab, hint: withSpaces},
	{message: "tab", msg: tab, hint: withSpaces},
	{
		message: "mapping values are not allowed",
		msg:     "a colon makes no key here",
		hint:    "put a value with a colon in it into quotes; begin keys at the left margin",
	},
	{message: "cannot start any token", msg: "no value begins with this character", hint: "put the value into quotes"},
	{
		message: "unknown anchor",
		msg:     noAnchors, hint: "write the value out; put a text that begins with * into quotes",
	},
	{context: "anchor", atContext: true, msg: noAnchors, hint: "put a text that begins with & into quotes"},
	{context: "alias", atContext: true, msg: noAnchors, hint: "put a text that begins with * into quotes"},
	{
		message: "expected key",
		msg:     "this belongs to no key",
		hint:    "put a value with a colon, a # or quotation marks in it into quotes; indent the items of a list alike",
	},
	{context: "flow node", msg: "a value is missing here", hint: quoteIt},
	{message: "max depth", msg: "too many brackets inside brackets", hint: "put a text that begins with [ into quotes"},
}

// syntax reports an error of the YAML parser. Its own words speak of tokens
// and scalars, so the common ones are replaced.
func (d *decoder) syntax(err error) {
	load, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		d.errs.Add(d.file.start(), quoteIt, "this is not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
		return
	}
	front := d.file.front
	if i := documentMark(front); i > 0 {
		d.errs.Add(d.file.inFront(i), "delete the line, or indent it",
			"a line that begins with --- or ... ends the YAML here")
		return
	}
	for _, c := range complaints {
		mark := load.Mark
		if c.atContext {
			mark = load.ContextMark
		}
		at := d.file.offset(mark.Line, mark.Column)
		if strings.Contains(load.ContextMsg, c.context) && strings.Contains(load.Message, c.message) &&
			strings.HasPrefix(front[at:], c.before) {
			d.errs.Add(d.file.inFront(at), c.hint, "%s", c.msg)
			return
		}
	}
	d.errs.Add(d.file.mark(load.Mark.Line, load.Mark.Column), quoteIt, "this is not YAML: %s", load.Message)
}

// documentMark returns the offset of the first line but the opening one that
// YAML takes for the border of a document, or 0.
func documentMark(front string) int {
	i := 0
	for line := range strings.Lines(front) {
		if i > 0 && len(line) >= 3 && strings.ContainsAny(line[3:min(4, len(line))], " \t\r\n") &&
			(line[:3] == "---" || line[:3] == "...") {
			return i
		}
		i += len(line)
	}
	return 0
}

// mark turns a position as YAML counts it into one in the file.
func (f *file) mark(line, column int) diag.Pos { return f.inFront(f.offset(line, column)) }

// offset turns a position as YAML counts it, in characters, and in lines that
// more than a line feed ends, into an offset into the front matter.
func (f *file) offset(line, column int) int {
	if f.lines == nil {
		f.lines = make([]int, 0, strings.Count(f.front, "\n")+1)
		for i := 0; i < len(f.front); i += lineLength(f.front[i:]) {
			f.lines = append(f.lines, i)
		}
	}
	if max(line, 1) > len(f.lines) {
		return len(f.front)
	}
	i, before := f.lines[max(line, 1)-1], 1
	if k := f.known; k.line == line && k.column <= column {
		i, before = k.offset, k.column
	}
	f.known = place{line, column, i}
	for ; column > before && i < len(f.front) && f.front[i] != '\n'; column-- {
		_, size := utf8.DecodeRuneInString(f.front[i:])
		i += size
	}
	f.known.offset = i
	return i
}

// lineLength returns the length of the first line of s as YAML sees it, with
// what ends it.
func lineLength(s string) int {
	for i, r := range s {
		switch r {
		case '\r':
			if strings.HasPrefix(s[i:], "\r\n") {
				return i + len("\r\n")
			}
			return i + len("\r")
		case '\n', '\u0085', '\u2028', '\u2029':
			return i + utf8.RuneLen(r)
		}
	}
	return len(s)
}

// inFront returns the position of an offset into the front matter. At the end
// of the front matter that is the end of its last line.
func (f *file) inFront(offset int) diag.Pos {
	if n := len(f.front); offset >= n && n > 0 {
		offset = n
		if f.front[n-1] == '\n' {
			offset--
		}
	}
	return f.at(len(f.source) - len(strings.TrimPrefix(f.source, bom)) + offset)
}
