package render

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"collate/internal/diag"
	"collate/internal/phrase"
	"collate/internal/portable"
	"collate/internal/spoof"
	"collate/internal/tmpl"
	"collate/internal/tree"
)

// Templates are the templates of all kinds of page. They are safe for
// concurrent use.
type Templates struct {
	name string // of the folder, as the user types it, for messages
	sets map[string]*set
}

// A set is a page's template with all that it calls.
type set struct {
	whole   func() *template.Template // for html/template to execute
	compile func(of reflect.Type) *tmpl.Template

	once sync.Once
	fast *tmpl.Template // nil if package tmpl cannot do it
}

// compiled returns what executes the pages of a set, whose data are all of one
// type; nil if package tmpl cannot do it.
func (s *set) compiled(data any) *tmpl.Template {
	s.once.Do(func() { s.fast = s.compile(reflect.TypeOf(data)) })
	return s.fast
}

// Parse reads base.html, partials/*.html and the pages' templates. A file is
// taken from the first of the folders that has it, so what a user keeps under
// a name takes the place of what comes with the program. Their words come from
// the book. name is how the first folder is called in messages. All templates that do not parse are
// reported, as a diag.List, and if a user has templates, all that they name and
// their data lack.
func Parse(name string, words *phrase.Book, folders ...fs.FS) (*Templates, error) {
	t := &Templates{name: strings.TrimSuffix(name, "/"), sets: map[string]*set{}}
	pages, err := listTemplates(folders, ".")
	if err != nil {
		return nil, err
	}
	partials, err := listTemplates(folders, "partials")
	if err != nil {
		return nil, err
	}
	var list diag.List
	texts := map[string]string{}
	s := newShared(words.Funcs())
	for _, file := range slices.Concat([]string{baseFile}, partials) {
		src, err := t.parse(s.set, folders, file)
		list.Join(err)
		s.sources = append(s.sources, src)
		texts[file] = src.text
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	ownMain := s.set.Lookup(mainName) != nil
	sets := map[string]*template.Template{}
	for _, file := range pages {
		if file == baseFile {
			continue
		}
		page := s.empty()
		src, err := t.parse(page, folders, file)
		if err != nil {
			list.Join(err)
			continue
		}
		if page.Lookup(mainName) == nil && !ownMain {
			list.Add(diag.Pos{File: t.name + "/" + file}, `begin it with {{define "main"}}`, `the template defines no "main"`)
		}
		t.sets[file] = s.of(page, src)
		sets[file] = page
		texts[file] = src.text
	}
	if len(list) == 0 && hasOwn(folders) {
		list = t.unknownFields(s, sets, texts)
	}
	return t, list.Err()
}

const (
	baseFile = "base.html"
	baseName = "base" // what it defines
	mainName = "main" // what pages define, and base calls
)

// A source is a file of templates.
type source struct{ file, text string }

// shared is what the templates of all pages have in common.
type shared struct {
	funcs   template.FuncMap
	sources []source
	set     *template.Template // of the sources
	base    func() *tmpl.Outer // nil if package tmpl cannot do it
}

func newShared(funcs template.FuncMap) *shared {
	s := &shared{funcs: funcs}
	s.set = s.empty()
	s.base = sync.OnceValue(func() *tmpl.Outer {
		base, _ := tmpl.Around(s.set, baseName, mainName, funcs)
		return base
	})
	return s
}

func (s *shared) empty() *template.Template {
	return template.New("").Option("missingkey=error").Funcs(s.funcs)
}

// whole parses what is shared and a page again.
func (s *shared) whole(page source) *template.Template {
	t := s.empty()
	for _, src := range append(slices.Clip(s.sources), page) {
		template.Must(t.New(src.file).Parse(src.text)) // as it did before
	}
	return t
}

// of returns the set of a page, whose own templates have been parsed.
func (s *shared) of(page *template.Template, src source) *set {
	return &set{
		whole: sync.OnceValue(func() *template.Template { return s.whole(src) }),
		compile: func(of reflect.Type) *tmpl.Template {
			if base := s.base(); base != nil {
				if fast, err := base.With(page, of); err == nil {
					return fast
				}
			}
			fast, _ := tmpl.Compile(s.whole(src), baseName, of, s.funcs)
			return fast
		},
	}
}

// maxTemplate is how many bytes a file of templates may have: what stands in
// others takes of the stack while it is parsed, of which Go has 1 GB.
const maxTemplate = 1 << 20

// maxDefined is how many templates a page's may be: html/template looks at each
// again for each.
const maxDefined = 1000

// parse adds a file's templates to a set under the file's name, so that
// messages name it.
func (t *Templates) parse(set *template.Template, folders []fs.FS, file string) (source, error) {
	text, err := read(folders, file)
	if _, ok := errors.AsType[tree.TooLarge](err); ok {
		return source{}, diag.Error{
			Pos: diag.Pos{File: t.name + "/" + file}, Hint: "cut it into several",
			Msg: fmt.Sprintf("the template has more than %d MB", maxTemplate>>20),
		}
	}
	if err != nil {
		return source{}, diag.Error{Pos: diag.Pos{File: t.name + "/" + file}, Msg: "read template: " + cause(err)}
	}
	src := source{file, string(text)}
	if _, err := set.New(file).Parse(src.text); err != nil {
		return source{}, t.positioned(err, file)
	}
	if n := len(set.Templates()); n > maxDefined {
		return source{}, diag.Error{
			Pos: diag.Pos{File: t.name + "/" + file}, Hint: "define fewer",
			Msg: fmt.Sprintf("more than %d templates are defined up to here", maxDefined),
		}
	}
	return src, nil
}

// cause is what went wrong with a file whose name the message has already.
func cause(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// read returns a template from the first folder that has it.
func read(folders []fs.FS, file string) ([]byte, error) {
	for _, f := range folders {
		src, err := tree.ReadFile(f, file, maxTemplate)
		if !errors.Is(err, fs.ErrNotExist) {
			return src, err
		}
	}
	return nil, fs.ErrNotExist
}

// listTemplates lists the templates of a folder, sorted, each once.
func listTemplates(folders []fs.FS, dir string) ([]string, error) {
	var list []string
	for _, f := range folders {
		entries, err := fs.ReadDir(f, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			if !e.IsDir() && path.Ext(e.Name()) == ".html" && !aside(e.Name()) {
				list = append(list, path.Join(dir, e.Name()))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// aside reports whether a file is hidden, or one that an editor keeps beside
// what it edits: x~, #x#, .#x, .x.swp.
func aside(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

// WellKnown is the one folder of static files that is copied though it is hidden:
// standards have browsers and programs look there, for security.txt and others.
const WellKnown = ".well-known"

// leftOut reports whether what stands at a path among static files is not copied:
// it is aside, and neither WellKnown nor what has GitHub Pages copy all files.
func leftOut(file string, d fs.DirEntry) bool {
	switch file {
	case ".":
		return false
	case WellKnown:
		return !d.IsDir()
	case ".nojekyll":
		return d.IsDir()
	}
	return aside(d.Name())
}

// LeftOut lists what Static leaves out of a folder: the paths of files and, with a
// slash, of folders with all that is in them; sorted.
func LeftOut(folder fs.FS) []string {
	var list []string
	_ = fs.WalkDir(folder, ".", func(file string, d fs.DirEntry, err error) error { // what cannot be read, Static reports
		switch {
		case d == nil || !leftOut(file, d):
			return nil
		case d.IsDir():
			list = append(list, file+"/")
			return fs.SkipDir
		}
		list = append(list, file)
		return nil
	})
	slices.Sort(list)
	return list
}

// Static returns the files of the folders as they are, sorted by path; of
// files with one name that of the first folder. What LeftOut lists is left out.
// name is how the first folder is called in messages. What cannot be read, or not
// be called so on every system, is reported as a diag.List. Of a large file the
// bytes are read when it is written, unless whole, which is told its path, wants
// to have them.
func Static(name string, whole func(file string) bool, folders ...fs.FS) ([]File, error) {
	var files []File
	names := names{folder: name, seen: map[string]string{}}
	for _, f := range folders {
		_ = fs.WalkDir(f, ".", func(file string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && file == ".":
				return nil // a user need not have the folder
			case d != nil && leftOut(file, d):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case file != "." && !names.add(file):
				return nil
			case err == nil && d.IsDir():
				return nil
			}
			var read File
			if err == nil {
				read, err = staticFile(name, f, file, whole(file))
			}
			if err != nil {
				names.wrong = append(names.wrong, unreadStatic(name, file, err))
				return nil
			}
			files = append(files, read)
			return nil
		})
		names.own = true
	}
	return sorted(files), names.wrong.Err()
}

// staticFile reads a static file, or leaves that until it is written.
func staticFile(name string, f fs.FS, file string, whole bool) (File, error) {
	const (
		large = 1 << 20   // bytes of a file that is not held
		most  = 100 << 20 // of one that is looked into
	)
	info, err := fs.Stat(f, file)
	if err != nil {
		return File{}, err
	}
	if whole || info.Size() <= large || !info.Mode().IsRegular() {
		data, err := tree.ReadFile(f, file, most)
		return File{Path: file, Data: data}, err
	}
	return File{Path: file, Write: func(w io.Writer) error {
		opened, err := f.Open(file)
		if err != nil {
			return unreadStatic(name, file, err)
		}
		defer opened.Close() //nolint:errcheck // it was only read
		if _, err := io.Copy(w, &reader{opened, name, file}); err != nil {
			return fmt.Errorf("copy %s: %w", path.Join(name, file), err)
		}
		return nil
	}}, nil
}

// A reader reads a static file, and says so if it cannot.
type reader struct {
	io.Reader
	name, file string
}

func (r *reader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = unreadStatic(r.name, r.file, err)
	}
	return n, err
}

func unreadStatic(name, file string, err error) diag.Error {
	e := diag.Error{
		Pos: diag.Pos{File: path.Join(name, file)}, Msg: "cannot be read: " + cause(err),
		Hint: "static files are copied as they are; a link must lead to a file in the folder",
	}
	if _, ok := errors.AsType[tree.TooLarge](err); ok {
		e.Hint = "it is looked into for links: cut it into several"
	}
	return e
}

// names are those of static files and their folders, the user's before the
// program's own.
type names struct {
	folder string
	own    bool              // those that are added now are the program's
	seen   map[string]string // paths, by what they are on disks that see no case
	wrong  diag.List
}

// add takes a path, and reports whether it can be one everywhere.
func (n *names) add(file string) bool {
	const hint = "rename it: sites are edited and published on other systems, too"
	at := diag.Pos{File: path.Join(n.folder, file)}
	if wrong := portable.Wrong(path.Base(file)); wrong != "" {
		n.wrong.Add(at, hint, "%s", wrong)
		return false
	}
	if hidden := spoof.Hidden(path.Base(file), 1); hidden != nil {
		n.wrong.Add(at, "take it out of the name", "%s", hidden[0].What)
		return false
	}
	folded := portable.Fold(file)
	twin, ok := n.seen[folded]
	switch {
	case !ok:
		n.seen[folded] = file
	case twin != file && n.own:
		n.wrong.Add(diag.Pos{File: path.Join(n.folder, twin)}, hint,
			"on some disks this is one file with the program's %s", file)
	case twin != file:
		n.wrong.Add(at, hint, "on some disks this is one file with %s", path.Join(n.folder, twin))
	}
	return true
}

// sorted sorts files by path and keeps the first of each name.
func sorted(files []File) []File {
	slices.SortStableFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(files, func(a, b File) bool { return a.Path == b.Path })
}
