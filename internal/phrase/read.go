package phrase

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"collate/internal/diag"
)

const folder = "languages"

// source is the language that every other is made from: it has each phrase.
const source = "en"

func fileOf(language string) string { return path.Join(folder, language+".yaml") }

// Read returns the phrases of a language, a BCP 47 tag: those of its own file,
// "de-AT.yaml", or of the file of the tag without its last part, "de.yaml".
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
	own := source
	phrases := english
	for t := tag; t != source; t = parent(t) {
		if t == "" {
			if base(tag) != source {
				return nil, &Unknown{Language: tag, Folder: path.Join(r.name, folder), Have: r.languages()}
			}
			break
		}
		if found := r.read(t, english); found != nil {
			own, phrases = t, found
			break
		}
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
	return fmt.Sprintf("there are %s; for another write %s/%s.yaml, in which each line that is missing is taken from en.yaml",
		strings.Join(u.Have, " and "), u.Folder, base(u.Language))
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
		src, err := fs.ReadFile(f, fileOf(language))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			r.list.Add(diag.Pos{File: file}, "", "cannot be read")
			continue
		}
		known := english
		if language == source && i < len(r.folders)-1 {
			known = phrases // the user's English changes what there is
		}
		p := parser{file: file, known: known, phrases: map[string]phrase{}, list: &r.list}
		p.parse(src)
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
	known   map[string]phrase // nil if every key is right
	phrases map[string]phrase
	list    *diag.List
}

func (p *parser) parse(src []byte) {
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		p.list.Add(diag.Pos{File: p.file}, "mend the YAML", "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return
	}
	if len(doc.Content) == 1 {
		p.section("", doc.Content[0])
	}
}

func (p *parser) at(n *yaml.Node) diag.Pos {
	return diag.Pos{File: p.file, Line: n.Line, Col: n.Column}
}

// section reads the keys of a mapping, which is a part of the file or the
// plural forms of a phrase.
func (p *parser) section(prefix string, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		p.list.Add(p.at(n), "write key: text", "a phrase without a key")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		key := prefix + k.Value
		switch {
		case v.Kind == yaml.MappingNode && !isPlural(v):
			p.section(key+".", v)
		case p.known != nil && !has(p.known, key):
			p.list.Add(p.at(k), diag.DidYouMean(key, slices.Collect(maps.Keys(p.known))), "there is no phrase %q", key)
		default:
			p.phrases[key] = p.phrase(key, v)
		}
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
	if p.known[key].list != nil && n.Kind != yaml.SequenceNode {
		p.list.Add(p.at(n), "write it as en.yaml does: [one, two]", "%s is not a list", key)
		return p.known[key]
	}
	switch n.Kind {
	case yaml.SequenceNode:
		var list []string
		for _, item := range n.Content {
			list = append(list, item.Value)
		}
		if want := p.known[key]; p.known != nil && (want.list == nil || key != "numbers.words" && len(want.list) != len(list)) {
			p.list.Add(p.at(n), "write as many as en.yaml has", "%s is not the list it has to be", key)
		}
		return phrase{list: list}
	case yaml.MappingNode:
		forms := map[plural.Form]text{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			forms[pluralForms[n.Content[i].Value]] = p.text(key, n.Content[i+1])
		}
		return phrase{forms: forms}
	}
	return phrase{forms: map[plural.Form]text{plural.Other: p.text(key, n)}}
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
		if !slices.Contains([]string{"", "words", "Words", "list"}, as) {
			p.list.Add(p.at(n), "write {n}, {n:words}, {n:Words} or {names:list}", "{%s} in %s says not how to write it", inside, key)
		}
		t = append(t, piece{name: name, as: as})
		rest = tail
	}
	p.checkNames(key, n, t)
	return t
}

// checkNames reports values that the English phrase has not.
func (p *parser) checkNames(key string, n *yaml.Node, t text) {
	if p.known == nil {
		return
	}
	have := p.known[key].names()
	for _, piece := range t {
		if piece.name != "" && !slices.Contains(have, piece.name) {
			hint := "it has none"
			if len(have) > 0 {
				hint = "it has {" + strings.Join(have, "}, {") + "}"
			}
			p.list.Add(p.at(n), hint, "%s has no value {%s}", key, piece.name)
		}
	}
}

// names lists the values of a phrase, sorted, each once; n is among those of a
// phrase with plural forms.
func (p phrase) names() []string {
	var names []string
	if len(p.forms) > 1 {
		names = append(names, "n")
	}
	for _, t := range p.forms {
		for _, piece := range t {
			if piece.name != "" {
				names = append(names, piece.name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
