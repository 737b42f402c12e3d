// Package starter makes what a new explainer begins with: the folders, what
// holds for the site, a story with the questions to answer, and what publishes
// it. It stands before the flow, as package importer does: a person fills in what
// it writes.
package starter

import (
	"cmp"
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"collate/internal/corpus"
	"collate/internal/diag"
	"collate/internal/phrase"
	"collate/internal/tree"
)

//go:embed files
var files embed.FS

// Options say what to write.
type Options struct {
	Content  string // path of the content folder below that of the explainer, with slashes
	Title    string // the explainer's; "" for one made of the folder's name
	Revision string // of the program, for the workflow that makes it; "" if it is not known
	DryRun   bool   // report, and write nothing
}

// A File is what was written, or was there.
type File struct {
	Path  string // below the folder, with slashes; one that ends in a slash is a folder
	There bool   // it was there before, and was left as it is
	data  []byte
}

// Make makes an explainer in dir, which need not exist, and says of each file
// and folder whether it was there. Nothing that is there is changed. The error
// is a diag.List; then nothing is written.
func Make(dir string, opt Options) ([]File, error) {
	var errs diag.List
	if inside := contentAbove(dir, opt.Content); inside != "" {
		errs.Add(diag.Pos{File: dir}, "run it in "+filepath.Dir(inside),
			"this is in the content folder of an explainer already")
		return nil, errs
	}
	title := cmp.Or(strings.Join(strings.Fields(opt.Title), " "), titleOf(dir))
	planned := plan(title, opt)
	if err := loads(planned, opt.Content); err != nil {
		errs.Add(diag.Pos{File: "--title"}, "choose another", "the pages cannot have this title: %s", firstOf(err))
		return nil, errs
	}
	if err := look(dir, opt.Content, planned); err != nil {
		return nil, err
	}
	if opt.DryRun {
		return planned, nil
	}
	return planned, write(dir, planned)
}

// plan returns the files and folders of an explainer, sorted.
func plan(title string, opt Options) []File {
	revision := cmp.Or(opt.Revision, "main")
	read := func(name string, with ...string) []byte {
		data, err := files.ReadFile("files/" + name)
		if err != nil {
			panic(err) // it is embedded
		}
		return []byte(strings.NewReplacer(with...).Replace(string(data)))
	}
	in := func(name string) string { return path.Join(opt.Content, name) }
	list := []File{
		{Path: in("site.yaml"), data: read("site.yaml", "{title}", corpus.Scalar(title))},
		{Path: in("index.md"), data: read("index.md", "{title}", corpus.Scalar(cmp.Or(withoutFigures(title), untitled)))},
		{Path: ".gitignore", data: read("gitignore")},
		{Path: "public/.gitignore", data: read("public-gitignore")},
		{Path: ".github/workflows/pages.yml", data: read("pages.yml", "{revision}", revision)},
	}
	for _, name := range folderNames() {
		list = append(list, File{Path: in(name) + "/"})
	}
	slices.SortFunc(list, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

// folderNames are the folders of a content folder.
func folderNames() []string {
	names := []string{string(corpus.Articles), string(corpus.Events), string(corpus.Claims)}
	for _, kind := range corpus.EntityKinds() {
		names = append(names, string(kind))
	}
	return names
}

// untitled is the title of a story whose folder has no name to make one of.
const untitled = "An explainer"

// titleOf returns a title made of a folder's name: "Harbour fire" of
// "harbour-fire". Figures are left out: a title may have none that no report has.
func titleOf(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return untitled
	}
	words := strings.FieldsFunc(filepath.Base(abs), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	return cmp.Or(phrase.Capital(withoutFigures(strings.Join(words, " "))), untitled)
}

// withoutFigures returns a text without the words that have digits in them.
func withoutFigures(text string) string {
	hasDigit := func(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) }
	return strings.Join(slices.DeleteFunc(strings.Fields(text), hasDigit), " ")
}

// loads returns why the pages would not load.
func loads(list []File, content string) error {
	pages := map[string][]byte{}
	for _, f := range list {
		if name, ok := strings.CutPrefix(f.Path, content+"/"); ok && f.data != nil {
			pages[name] = f.data
		}
	}
	_, err := corpus.Load(tree.With(nil, pages), content)
	return err
}

func firstOf(err error) string {
	if list := (diag.List{}); errors.As(err, &list) && len(list) > 0 {
		return list[0].Msg
	}
	return err.Error()
}

// contentAbove returns the content folder of an explainer that a folder is, or
// is in; "" if there is none.
func contentAbove(dir, content string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		if filepath.Base(abs) == path.Base(content) {
			for _, name := range []string{"site.yaml", "index.md", "articles"} {
				if _, err := os.Stat(filepath.Join(abs, name)); err == nil {
					return abs
				}
			}
		}
		up := filepath.Dir(abs)
		if up == abs {
			return ""
		}
		abs = up
	}
}

// look notes what is there, and returns what stands in the way.
func look(dir, content string, list []File) error {
	var errs diag.List
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		errs.Add(diag.Pos{File: dir}, "name a folder, or one that does not exist yet", "this is a file")
		return errs
	}
	foreign(&errs, dir, content)
	for i := range list {
		f := &list[i]
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.Path)))
		switch isFolder := f.data == nil; {
		case err != nil:
			if at := fileAbove(dir, f.Path); at != "" {
				errs.Add(diag.Pos{File: filepath.Join(dir, at)}, otherwise, "this is a file, and a folder is wanted")
			}
		case info.IsDir() != isFolder:
			is, wanted := "folder", "file"
			if isFolder {
				is, wanted = wanted, is
			}
			errs.Add(diag.Pos{File: filepath.Join(dir, filepath.FromSlash(f.Path))}, otherwise,
				"this is a %s, and a %s is wanted", is, wanted)
		default:
			f.There = true
		}
	}
	return errs.Sorted().Err()
}

// otherwise is what to do about something that stands in the way.
const otherwise = "move it away, or choose another folder"

// fileAbove returns the path of a file that stands where one of the folders above
// a path is to be; "" if there is none.
func fileAbove(dir, name string) string {
	for at := path.Dir(strings.TrimSuffix(name, "/")); at != "." && at != "/"; at = path.Dir(at) {
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(at))); err == nil && !info.IsDir() {
			return filepath.FromSlash(at)
		}
	}
	return ""
}

// foreign adds what the content folder has that no explainer has: it is that of
// another program.
func foreign(errs *diag.List, dir, content string) {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(content)))
	if err != nil {
		return // it is not there, or look says what is in its place
	}
	known := append(folderNames(), "site.yaml", "index.md")
	for _, e := range entries {
		name := e.Name()
		page := e.IsDir() || strings.EqualFold(path.Ext(name), ".md")
		if !page || slices.Contains(known, name) || strings.HasPrefix(name, ".") {
			continue
		}
		errs.Add(diag.Pos{File: filepath.Join(dir, filepath.FromSlash(content), name)},
			"choose another folder, or name another content folder with --content",
			"this is of another program: no explainer has it in its content folder")
	}
}

// write writes what is not there. If that fails, it takes away again what it
// wrote.
func write(dir string, list []File) (err error) {
	var made []string
	defer func() {
		if err == nil {
			return
		}
		for _, name := range slices.Backward(made) {
			_ = os.Remove(name) // a folder in which somebody else has put something stays
		}
	}()
	if err := folders(dir, &made); err != nil {
		return cannotWrite(dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return cannotWrite(dir, err)
	}
	defer root.Close() // what is in it was closed
	for _, f := range list {
		if f.There {
			continue
		}
		if err := f.write(root, dir, &made); err != nil {
			return cannotWrite(filepath.Join(dir, filepath.FromSlash(f.Path)), err)
		}
	}
	return nil
}

// folders makes a folder and those above it, and notes which were not there.
func folders(dir string, made *[]string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if up := filepath.Dir(dir); up != dir {
		if err := folders(up, made); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	*made = append(*made, dir)
	return nil
}

// write writes one file or folder that is not there, and notes what was made.
func (f *File) write(root *os.Root, dir string, made *[]string) error {
	name := strings.TrimSuffix(f.Path, "/")
	folder := path.Dir(name)
	if f.data == nil {
		folder = name
	}
	at := ""
	for part := range strings.SplitSeq(folder, "/") {
		if at = path.Join(at, part); at == "." {
			continue
		}
		switch err := root.Mkdir(at, 0o755); {
		case err == nil:
			*made = append(*made, filepath.Join(dir, filepath.FromSlash(at)))
		case !errors.Is(err, fs.ErrExist):
			return err
		}
	}
	if f.data == nil {
		return nil
	}
	out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	*made = append(*made, filepath.Join(dir, filepath.FromSlash(name)))
	_, err = out.Write(f.data)
	return errors.Join(err, out.Close())
}

func cannotWrite(file string, err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return diag.List{{
		Pos: diag.Pos{File: file}, Msg: "cannot be written: " + err.Error(),
		Hint: "nothing was written: look at the folder's permissions and the disk's space",
	}}
}
