package phrase

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"collate/internal/diag"
	"collate/internal/tree"
)

const folder = "languages"

// maxFile is how many bytes the file of a language may have, ten times what ours
// have.
const maxFile = 1 << 20

// source is the language that every other is made from: it has each phrase.
const source = "en"

func fileOf(language string) string { return path.Join(folder, language+".yaml") }

// Read returns the phrases of a language, a BCP 47 tag: those of its own file,
// "de-AT.yaml", then of the file of the tag without its last part, "de.yaml".
// What a file of an earlier folder says takes the place of what later ones say
// under the same key. name is how the first folder is called in messages.
// Mistakes in the files are reported together as a diag.List; a language that
// has no file is an *Unknown.
func Read(tag, name string, folders ...fs.FS) (*Book, error) {
	r := reader{folders: folders, name: strings.TrimSuffix(name, "/")}
	english := r.read(source, nil)
	if english == nil {
		r.list.Add(diag.Pos{File: path.Join(r.name, fileOf(source))}, "", "no such file")
		return nil, r.list.Err()
	}
	own, phrases := "", map[string]phrase{}
	for t := tag; t != ""; t = parent(t) {
		found := english
		if t != source {
			found = r.read(t, english)
		}
		if found == nil {
			continue
		}
		own = cmp.Or(own, t)
		for key, p := range found {
			if !has(phrases, key) {
				phrases[key] = p
			}
		}
	}
	if own == "" {
		if err := r.list.Err(); err != nil {
			return nil, err
		}
		return nil, &Unknown{Language: tag, Folder: path.Join(r.name, folder), Have: r.languages()}
	}
	b := &Book{Language: own, File: path.Join(r.name, fileOf(own)), tag: language.Make(own), phrases: maps.Clone(english)}
	for key := range english {
		if p, ok := phrases[key]; ok {
			b.phrases[key] = p
		} else {
			b.Missing = append(b.Missing, key)
		}
	}
	slices.Sort(b.Missing)
	return b, r.list.Err()
}

// An Unknown is the error of a language that has no file.
type Unknown struct {
	Language string   // as it was asked for
	Folder   string   // where a file would have to be: "templates/languages"
	Have     []string // the languages there are, sorted
}

// Error names the language.
func (u *Unknown) Error() string {
	return fmt.Sprintf("there are no words in %q for the pages", u.Language)
}

// Hint says what to do.
func (u *Unknown) Hint() string {
	last := len(u.Have) - 1
	have := u.Have[last]
	if last > 0 {
		have = strings.Join(u.Have[:last], ", ") + " and " + have
	}
	return fmt.Sprintf(
		"there are %s; for another write %s/%s.yaml, in which each line that is missing is taken from en.yaml",
		have, u.Folder, base(u.Language))
}

// parent returns a tag without its last part: "de-AT" gives "de", "de" gives "".
func parent(tag string) string { return tag[:max(0, strings.LastIndexByte(tag, '-'))] }

func base(tag string) string {
	first, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(first)
}

type reader struct {
	folders []fs.FS
	name    string
	list    diag.List
}

// languages lists those that have a file.
func (r *reader) languages() []string {
	var have []string
	for _, f := range r.folders {
		names, _ := fs.Glob(f, folder+"/*.yaml")
		for _, n := range names {
			have = append(have, strings.TrimSuffix(path.Base(n), ".yaml"))
		}
	}
	slices.Sort(have)
	return slices.Compact(have)
}

// read returns the phrases of a language's files, nil if it has none. Only
// keys and names of values that english has are right, all if it is nil.
func (r *reader) read(language string, english map[string]phrase) map[string]phrase {
	var phrases map[string]phrase
	for i, f := range slices.Backward(r.folders) {
		file := path.Join(r.name, fileOf(language))
		src, err := tree.ReadFile(f, fileOf(language), maxFile)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if large, ok := errors.AsType[tree.TooLarge](err); ok {
			r.list.Add(diag.Pos{File: file}, "a line a phrase is enough", "%v", large)
			continue
		}
		if err != nil {
			reason := err
			if pathError, ok := errors.AsType[*fs.PathError](err); ok {
				reason = pathError.Err
			}
			r.list.Add(diag.Pos{File: file}, "put a file there that can be read, or nothing", "cannot be read: %s", reason)
			continue
		}
		known := english
		if language == source && i < len(r.folders)-1 {
			known = phrases // the user's English changes what there is
		}
		p := parser{
			file: file, source: src, lines: bytes.SplitAfter(src, []byte("\n")),
			known: known, keys: slices.Sorted(maps.Keys(known)), phrases: map[string]phrase{}, list: &r.list,
		}
		p.parse()
		if phrases == nil {
			phrases = map[string]phrase{}
		}
		maps.Copy(phrases, p.phrases)
	}
	return phrases
}

// A parser reads one file.
type parser struct {
	file    string
	source  []byte
	lines   [][]byte          // of source
	known   map[string]phrase // nil if every key is right
	keys    []string          // of known, sorted
	phrases map[string]phrase
	list    *diag.List
}

func (p *parser) parse() {
	if mistake := diag.NotUTF8(p.file, string(p.source)); mistake != nil {
		p.list.Join(*mistake)
		return
	}
	if isBlank(p.source) {
		return
	}
	var doc yaml.Node
	if err := yaml.Load(p.source, &doc); err != nil {
		at, why := p.pos(1, 1), err.Error()
		if load, ok := errors.AsType[*yaml.LoadError](err); ok {
			at, why = p.pos(max(load.Mark.Line, 1), load.Mark.Column), load.Message
		}
		const hint = "indent with spaces, and put texts with signs in them into quotation marks"
		p.list.Add(at, hint, "this is not YAML: %s", strings.TrimPrefix(why, "yaml: "))
		return
	}
	if len(doc.Content) == 1 && !isNull(doc.Content[0]) {
		p.section("", doc.Content[0])
	}
}

// isBlank says whether YAML holds nothing but comments.
func isBlank(src []byte) bool {
	for line := range bytes.Lines(src) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

func (p *parser) at(n *yaml.Node) diag.Pos { return p.pos(n.Line, n.Column) }

// pos turns a position as YAML counts it, in characters, into one in bytes.
func (p *parser) pos(line, column int) diag.Pos {
	i := 0
	if line >= 1 && line <= len(p.lines) {
		for text := p.lines[line-1]; column > 1 && i < len(text); column-- {
			_, size := utf8.DecodeRune(text[i:])
			i += size
		}
	}
	return diag.Pos{File: p.file, Line: line, Col: i + max(column, 1)}
}

// isNull says whether a key has nothing behind it, which then counts as
// missing.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// section reads the keys of a mapping, which is a part of the file.
func (p *parser) section(prefix string, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		p.list.Add(p.at(n), "write key: text", "a phrase without a key")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		key := prefix + k.Value
		switch {
		case v.Kind == yaml.MappingNode && !isPlural(v) && !has(p.known, key):
			p.section(key+".", v)
		case p.known != nil && !has(p.known, key):
			p.unknown(key, k, v)
		case has(p.phrases, key):
			p.list.Add(p.at(k), "delete one of the two", "%s stands here twice", key)
		case !isNull(v):
			p.phrases[key] = p.phrase(key, v)
		}
	}
}

// unknown reports a key that is no phrase, unless it is a part of the file that
// is still empty.
func (p *parser) unknown(key string, k, v *yaml.Node) {
	inside := func(known string) bool { return strings.HasPrefix(known, key+".") }
	switch i := slices.IndexFunc(p.keys, inside); {
	case i < 0:
		p.list.Add(p.at(k), diag.DidYouMean(key, p.keys), "there is no phrase %q", key)
	case !isNull(v):
		p.list.Add(p.at(v), "write them under it, a line each, as en.yaml does",
			"%s is no phrase, but has phrases, such as %s", key, p.keys[i])
	}
}

func has(phrases map[string]phrase, key string) bool {
	_, ok := phrases[key]
	return ok
}

var pluralForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two,
	"few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// isPlural says whether a mapping's keys are all names of plural forms, other
// among them.
func isPlural(n *yaml.Node) bool {
	other := false
	for i := 0; i < len(n.Content); i += 2 {
		if _, ok := pluralForms[n.Content[i].Value]; !ok {
			return false
		}
		other = other || n.Content[i].Value == "other"
	}
	return other
}

func (p *parser) phrase(key string, n *yaml.Node) phrase {
	known := p.known[key]
	if known.list != nil && n.Kind != yaml.SequenceNode {
		p.list.Add(p.at(n), "write it as en.yaml does: [one, two]", "%s is not a list", key)
		return known
	}
	switch n.Kind {
	case yaml.SequenceNode:
		return phrase{list: p.items(key, n)}
	case yaml.MappingNode:
		other, forms := p.plural(key, n)
		return phrase{text: other, forms: forms, markup: known.markup}
	}
	return phrase{
		text:   p.text(key, n),
		markup: known.markup || p.known == nil && htmlMark.MatchString(n.Value),
	}
}

// htmlMark finds what makes a phrase of en.yaml HTML: a tag, or a reference to
// a character.
var htmlMark = regexp.MustCompile(`</?[a-z][^>]*>|&[a-z]+;`)

// items reads a list, which is as long as the English one; but numbers go in
// words as far as a language likes.
func (p *parser) items(key string, n *yaml.Node) []string {
	list := []string{}
	for _, item := range n.Content {
		if item.Kind != yaml.ScalarNode {
			p.list.Add(p.at(item), "write the text in quotation marks", "%s has something in it that is not a text", key)
		}
		list = append(list, item.Value)
	}
	switch want := p.known[key].list; {
	case p.known == nil || key == "numbers.words":
	case want == nil:
		p.list.Add(p.at(n), "write it without [brackets]", "%s is not a list", key)
	case len(want) != len(list):
		p.list.Add(p.at(n), "write as many as en.yaml has", "%s has %d texts, and needs %d", key, len(list), len(want))
	}
	return list
}

// plural reads the forms of a phrase: other, and those besides.
func (p *parser) plural(key string, n *yaml.Node) (other text, forms map[plural.Form]text) {
	forms = map[plural.Form]text{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		form, ok := pluralForms[k.Value]
		if !ok {
			p.list.Add(p.at(k), "the forms are zero, one, two, few, many and other", "%s has no form %q", key, k.Value)
			continue
		}
		forms[form] = p.text(key, v)
	}
	other, ok := forms[plural.Other]
	if !ok {
		p.list.Add(p.at(n), "write other: and the text for all other numbers", "%s has no form other", key)
	}
	if p.known != nil && !slices.Contains(p.known[key].names(), "n") {
		p.list.Add(p.at(n), "write one text", "%s has no number {n} that forms could depend on", key)
	}
	delete(forms, plural.Other)
	return other, forms
}

// text splits a phrase into its pieces.
func (p *parser) text(key string, n *yaml.Node) text {
	if n.Kind != yaml.ScalarNode {
		p.list.Add(p.at(n), "write the text in quotation marks", "%s is not a text", key)
		return nil
	}
	var t text
	for rest := n.Value; rest != ""; {
		before, after, open := strings.Cut(rest, "{")
		if before != "" {
			t = append(t, piece{letters: before})
		}
		if !open {
			break
		}
		inside, tail, closed := strings.Cut(after, "}")
		if !closed {
			p.list.Add(p.at(n), "values stand in {braces}", "%s has a { without a }", key)
			break
		}
		name, as, _ := strings.Cut(inside, ":")
		if name == "" {
			p.list.Add(p.at(n), "write the name of a value into them, or delete them", "%s has {braces} without a name", key)
		}
		if !slices.Contains([]string{"", "words", "Words", "list"}, as) {
			p.list.Add(p.at(n), "write {n}, {n:words}, {n:Words} or {names:list}",
				"{%s} in %s says not how to write it", inside, key)
		}
		t = append(t, piece{name: name, as: as})
		rest = tail
	}
	p.checkNames(key, n, t)
	return t
}

// checkNames reports values that the English phrase has not, or not as a list,
// and HTML other than its own.
func (p *parser) checkNames(key string, n *yaml.Node, t text) {
	if p.known == nil {
		return
	}
	known := p.known[key]
	have := known.names()
	for _, piece := range t {
		switch {
		case piece.name == "":
		case !slices.Contains(have, piece.name):
			hint := "it has none"
			if len(have) > 0 {
				hint = "it has {" + strings.Join(have, "}, {") + "}"
			}
			p.list.Add(p.at(n), hint, "%s has no value {%s}", key, piece.name)
		case known.lists(piece.name) && piece.as != "list":
			p.list.Add(p.at(n), "write {"+piece.name+":list}", "{%s} in %s is a list", piece.name, key)
		case !known.lists(piece.name) && piece.as == "list":
			p.list.Add(p.at(n), "write {"+piece.name+"}", "{%s} in %s is not a list", piece.name, key)
		}
	}
	if !known.markup {
		return
	}
	want, got := tags(known.text), tags(t)
	if !slices.Equal(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))) {
		hint := "it has none there"
		if want != nil {
			hint = "keep " + strings.Join(want, " ")
		}
		p.list.Add(p.at(n), hint, "%s has other HTML than in en.yaml", key)
	}
}

// tags lists the HTML tags of a text in order.
func tags(t text) []string { return htmlTag.FindAllString(t.open(), -1) }

var htmlTag = regexp.MustCompile(`<[^>]*>`)

// lists says whether a value of a phrase is a list.
func (p phrase) lists(name string) bool {
	for _, t := range p.texts() {
		for _, piece := range t {
			if piece.name == name && piece.as == "list" {
				return true
			}
		}
	}
	return false
}

// texts returns a phrase in all its forms.
func (p phrase) texts() []text { return append(slices.Collect(maps.Values(p.forms)), p.text) }

// names lists the values of a phrase, sorted, each once; n is among those of a
// phrase with plural forms.
func (p phrase) names() []string {
	var names []string
	if len(p.forms) > 0 {
		names = append(names, "n")
	}
	for _, t := range p.texts() {
		for _, piece := range t {
			if piece.name != "" {
				names = append(names, piece.name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
