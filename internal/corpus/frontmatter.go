package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"collate/internal/diag"
	"collate/internal/spoof"
)

// A file is one content file: its front matter still as YAML, and the line on
// which its body begins.
type file struct {
	name     string // as the user would type it
	source   string
	front    string    // from the opening --- on, so that lines are the file's; of site.yaml all
	lines    []int     // where the lines of front begin, as YAML counts them; nil until a position is wanted
	known    place     // in front, the last that was wanted; after it, others are found sooner
	escapes  bool      // there are signs that stand for others: YAML's \ or HTML's &
	odd      diag.List // words that look like others
	body     string
	bodyLine int

	counted, breaks, lineStart int // how far at counted, how many lines end there, and where the last begins
}

// A place is a line and a column as YAML counts them, and the offset there.
type place struct{ line, column, offset int }

// What one value of the front matter may be, so that what pages say of it, and
// how often, is bounded.
const (
	maxText  = 4 << 10 // bytes
	maxItems = 10_000  // of a list
	maxHeld  = 500     // of what is held against each other: answers, accounts
	maxNames = 1000    // of an entity
)

// tooMany reports whether a list has too many items.
func (d *decoder) tooMany(n *yaml.Node, most int) bool {
	if len(n.Content) <= most {
		return false
	}
	d.add(n.Content[most], "take some out", "a list has more than %d items", most)
	return true
}

const bom = "\ufeff" // which some editors begin a file with

// split cuts a file at the lines "---" around its front matter, and reports
// whether it could.
func split(name, source string, errs *diag.List) (f file, ok bool) {
	f = file{name: name, source: source}
	text := strings.TrimPrefix(source, bom)
	if !f.readable(errs) {
		return f, false
	}
	opening, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(opening, " \r") != "---" {
		errs.Add(f.start(), "begin the file with a line ---, the keys, and another line ---", "no front matter")
		return f, false
	}
	for line, at := 2, 0; at <= len(rest); line++ {
		end := strings.IndexByte(rest[at:], '\n')
		if end < 0 {
			end = len(rest) - at
		}
		if strings.TrimRight(rest[at:at+end], " \r") == "---" {
			f.front = text[:len(opening)+1+at]
			f.body = rest[min(at+end+1, len(rest)):]
			f.bodyLine = line + 1
			return f, true
		}
		at += end + 1
	}
	errs.Add(f.start(), "put a line --- after its last key", "the front matter has no end")
	return f, false
}

// start returns where what the whole file lacks is reported.
func (f *file) start() diag.Pos { return diag.Pos{File: f.name, Line: 1, Col: 1} }

// at returns the position of an offset into the source. It goes on counting
// where it was asked last.
func (f *file) at(offset int) diag.Pos {
	if offset < f.counted {
		f.counted, f.breaks, f.lineStart = 0, 0, 0
	}
	passed := f.source[f.counted:offset]
	if n := strings.LastIndexByte(passed, '\n'); n >= 0 {
		f.breaks += strings.Count(passed, "\n")
		f.lineStart = f.counted + n + 1
	}
	f.counted = offset
	return diag.Pos{File: f.name, Line: 1 + f.breaks, Col: 1 + offset - f.lineStart}
}

// mostSigns is how many hidden signs of a text are reported.
const mostSigns = 20

// readable reports the first byte that is not UTF-8, and signs that nobody sees,
// and notes whether there may be others, written as escapes. It returns false if
// there is no reading the file.
func (f *file) readable(errs *diag.List) bool {
	if mistake := diag.NotUTF8(f.name, f.source); mistake != nil {
		*errs = append(*errs, *mistake)
		return false
	}
	f.escapes = strings.ContainsAny(f.source, `\&`)
	text := strings.TrimPrefix(f.source, bom)
	ok := true
	for _, s := range spoof.Hidden(text, mostSigns) {
		errs.Add(f.at(len(f.source)-len(text)+s.At), deleteIt, "%s", s.What)
		r, _ := utf8.DecodeRuneInString(text[s.At:])
		ok = ok && !unicode.IsControl(r) && r != '\ufffe' && r != '\uffff' // which YAML refuses
	}
	return ok
}

// escaped reports the first sign that nobody sees in what was written otherwise
// in the file, since readable reports the others, and notes words that look like
// others.
func (f *file) escaped(text string, at func(offset int) diag.Pos, errs *diag.List) {
	if f.escapes {
		for _, s := range spoof.Hidden(text, mostSigns) {
			if r, _ := utf8.DecodeRuneInString(text[s.At:]); !strings.ContainsRune(f.source, r) {
				errs.Add(at(s.At), deleteIt, "%s", s.What)
				break
			}
		}
	}
	for _, s := range spoof.Lookalikes(text) {
		f.odd.Add(at(s.At), "write it in one alphabet, if it is meant to be", "warning: %s", s.What)
	}
}

// A decoder turns one mapping of YAML into fields, and collects what is wrong
// with it.
type decoder struct {
	file *file
	errs *diag.List
}

func (d *decoder) pos(n *yaml.Node) diag.Pos {
	return d.file.mark(n.Line, n.Column)
}

func (d *decoder) add(n *yaml.Node, hint, format string, args ...any) {
	d.errs.Add(d.pos(n), hint, format, args...)
}

// front decodes the mapping that YAML text holds. Text without any key is an
// empty mapping.
func (d *decoder) front(text, what string, keys []key) {
	if n := quickFront(text); n != nil {
		d.mapping(n, what, keys)
		return
	}
	if isBlank(text) {
		d.mapping(nil, what, keys)
		return
	}
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc); err != nil {
		d.syntax(err)
		return
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		d.mapping(nil, what, keys)
		return
	}
	n := doc.Content[0]
	if n.Kind != yaml.MappingNode {
		d.add(n, "write one key a line: title: …", "a list of keys is wanted here")
		return
	}
	d.mapping(n, what, keys)
}

// isBlank reports whether YAML text holds nothing but comments.
func isBlank(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// A key is one key that a mapping may have.
type key struct {
	name     string
	required bool
	set      func(d *decoder, n *yaml.Node)
}

// ownersHint says which kinds of page have a key that stands on another, as
// in a draft that was moved; "" if none has.
func ownersHint(name string) string {
	var owners []string
	for _, o := range []struct {
		kind Kind
		keys []key
	}{
		{Articles, articleKeys(&Article{})},
		{People, entityKeys(&Entity{Page: Page{Kind: People}})},
		{Places, entityKeys(&Entity{Page: Page{Kind: Places}})},
		{Organisations, entityKeys(&Entity{Page: Page{Kind: Organisations}})},
		{Events, eventKeys(&Event{})},
		{Claims, claimKeys(&Claim{})},
	} {
		if slices.ContainsFunc(o.keys, func(k key) bool { return k.name == name }) {
			owners = append(owners, string(o.kind))
		}
	}
	if owners == nil {
		return ""
	}
	return "it is a key of " + strings.Join(owners, ", ") + ": take it out"
}

// mapping decodes a mapping. what names it in messages: "a person".
func (d *decoder) mapping(n *yaml.Node, what string, keys []key) {
	seen := make([]bool, len(keys))
	for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		j := slices.IndexFunc(keys, func(known key) bool { return known.name == k.Value })
		switch {
		case k.Kind != yaml.ScalarNode:
			d.add(k, "keys: "+strings.Join(namesOf(keys), ", "), "a key is wanted here")
		case j < 0:
			names := namesOf(keys)
			hint := cmp.Or(ownersHint(k.Value), diag.DidYouMean(k.Value, names), "keys: "+strings.Join(names, ", "))
			d.add(k, hint, "%s has no key %q", what, k.Value)
		case seen[j]:
			d.add(k, "keep one of the two", "the key %q stands here twice", k.Value)
		default:
			seen[j] = true
			d.value(k, v, keys[j])
		}
	}
	for i, k := range keys {
		if k.required && !seen[i] {
			d.errs.Add(d.start(n), fmt.Sprintf("add %s: …", k.name), "%s needs the key %q", what, k.name)
		}
	}
}

func namesOf(keys []key) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// value decodes the value of one key.
func (d *decoder) value(k, v *yaml.Node, as key) {
	switch {
	case v.Kind == yaml.AliasNode || v.Anchor != "":
		d.add(v, "write the value out", "YAML's anchors and aliases are not read")
	case isEmpty(v):
		if as.required {
			d.add(k, "", "%q is empty", k.Value)
		}
	default:
		as.set(d, v)
	}
}

func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

// start returns where a missing key is reported: where the mapping begins,
// and for a whole file its first line.
func (d *decoder) start(n *yaml.Node) diag.Pos {
	if n == nil || n.Style&yaml.FlowStyle == 0 && n.Column == 1 {
		return d.file.start()
	}
	return d.pos(n)
}

// scalar returns the value of a node that is neither a list nor a mapping.
func (d *decoder) scalar(n *yaml.Node) (string, bool) {
	if n.Kind == yaml.ScalarNode {
		return d.line(n), true
	}
	thing, bracket := "list", "["
	if n.Kind == yaml.MappingNode {
		thing, bracket = "mapping", "{"
	}
	hint := "write one value on the key's line"
	if n.Style&yaml.FlowStyle != 0 {
		hint = "put a text that begins with " + bracket + " into quotes"
	}
	d.add(n, hint, "one value is wanted here, not a %s", thing)
	return "", false
}

// line returns the text of a scalar on one line. YAML's escapes can write signs
// that nobody sees, which no page may hold.
func (d *decoder) line(n *yaml.Node) string {
	text := n.Value
	if len(text) > maxText {
		d.add(n, "write less here, and the rest below the front matter", "a value has more than %d KB", maxText>>10)
		return ""
	}
	d.file.escaped(text, func(int) diag.Pos { return d.pos(n) }, d.errs)
	if strings.ContainsAny(text, "\n\r\t") {
		text = blanks.Replace(text)
	}
	return strings.TrimSpace(text)
}

// blanks makes one of each break of a line and each tab.
var blanks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// The setters below return the set function of a key.

func text(dst *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if s, ok := d.scalar(n); ok {
			*dst = s
		}
	}
}

// prose reads a text of the explainer's own, in which no markup is read.
func prose(dst *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		text(dst)(d, n)
		if strings.Contains(*dst, "[@") || strings.Contains(*dst, "[[") {
			d.add(n, "write it below the front matter", "no citation and no link can stand here")
		}
	}
}

// texts reads a list of texts, each with its position.
func texts(dst *[]Alias, example string) func(*decoder, *yaml.Node) {
	return textsUpTo(maxItems, dst, example)
}

func textsUpTo(most int, dst *[]Alias, example string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			d.add(n, "write "+example, "a list is wanted here")
			return
		}
		if d.tooMany(n, most) {
			return
		}
		for _, item := range n.Content {
			if item.Kind != yaml.ScalarNode || isEmpty(item) {
				d.add(item, "write "+example, "a text is wanted here")
				continue
			}
			*dst = append(*dst, Alias{Text: d.line(item), Pos: d.pos(item)})
		}
	}
}

func number(dst *float64) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			d.add(n, "write it with digits and a point: 59.9", "%q is no number", s)
			return
		}
		*dst = f
	}
}

// count reads a whole number that is not negative.
func count(dst *int) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		i, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			d.add(n, "write it with digits: 12", "%q is no whole number", s)
			return
		}
		*dst = int(i)
	}
}

func yes(dst *bool) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var s string
		oneOf(&s, "true", "false")(d, n)
		*dst = s == "true"
	}
}

func oneOf(dst *string, values ...string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		switch {
		case ok && slices.Contains(values, s):
			*dst = s
		case ok:
			d.add(n, "write "+strings.Join(values, " or "), "%q is not known here", s)
		}
	}
}

func when(dst *When) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		w, err := ParseWhen(s)
		if err != nil {
			if e, ok := errors.AsType[*whenError](err); ok {
				d.add(n, e.hint, "%s", e.msg)
			}
			return
		}
		*dst = w
	}
}

// positioned calls set and notes where the value stands.
func positioned(dst *diag.Pos, set func(*decoder, *yaml.Node)) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		*dst = d.pos(n)
		set(d, n)
	}
}

// list reads a list of mappings, so many at most.
func list(what, example string, most int, item func(n *yaml.Node) []key) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			d.add(n, "write "+example, "a list is wanted here")
			return
		}
		if d.tooMany(n, most) {
			return
		}
		for _, m := range n.Content {
			if m.Kind != yaml.MappingNode {
				d.add(m, "write "+example, "%s is wanted here", what)
				continue
			}
			d.mapping(m, what, item(m))
		}
	}
}
