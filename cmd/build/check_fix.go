package main

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"collate/internal/importer"
	"collate/internal/mend"
	"collate/internal/worklist"
)

// fix does what is safe, or shows what that would be, and prints what is left. What
// is written was checked first: where it would bring a mistake, it is left.
func (cmd checkCommand) fix(s *session) error {
	m := mending{session: s}
	if err := m.ids(); err != nil {
		return err
	}
	left, err := m.aliases()
	if err != nil {
		return err
	}
	if cmd.DryRun {
		for _, f := range m.files {
			name := path.Join(s.flags.Content, f.Path)
			if _, err := s.stdout.Write(diff.Diff("a/"+name, f.Before, "b/"+name, f.After)); err != nil {
				return err
			}
		}
		return nil
	}
	if err := mend.Write(filepath.FromSlash(s.flags.Content), m.files); err != nil {
		return err
	}
	if !s.flags.Quiet {
		slices.Sort(m.done)
		for _, line := range m.done {
			fmt.Fprintln(s.stdout, line)
		}
		if len(m.done) == 0 {
			fmt.Fprintln(s.stdout, "nothing could be mended without you")
		}
		fmt.Fprintln(s.stdout)
	}
	return cmd.print(s, left)
}

// A mending is what is done to a content folder, before it is written.
type mending struct {
	*session
	files []mend.File // sorted by path
	done  []string    // what it says of that, a line each
}

// put takes a file as it is to be; before is as it is on the disk.
func (m *mending) put(name string, before, after []byte) {
	byPath := func(f mend.File, name string) int { return strings.Compare(f.Path, name) }
	at, found := slices.BinarySearchFunc(m.files, name, byPath)
	if found {
		m.files[at].After = after
		return
	}
	m.files = slices.Insert(m.files, at, mend.File{Path: name, Before: before, After: after})
}

// ids gives ids to paragraphs of articles in which others have them: numbers that
// no paragraph ever had, as far as import remembers, and that nothing cites.
func (m *mending) ids() error {
	folder := folderFS(m.flags.Content)
	last, err := importer.LastIDs(filepath.FromSlash(m.flags.Content))
	if err != nil {
		return err
	}
	names, _ := fs.Glob(folder, "*/*.md") // a folder that cannot be read is a mistake that the build finds
	names = append(names, "index.md")
	texts := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			continue // likewise
		}
		texts[name] = string(data)
		for slug, n := range mend.LastCited(texts[name]) {
			last[slug] = max(last[slug], n)
		}
	}
	for _, name := range names {
		kind, base := path.Split(name)
		if kind != "articles/" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
			continue
		}
		mended, ids := mend.IDs(texts[name], last[strings.TrimSuffix(base, ".md")])
		if len(ids) > 0 {
			m.put(name, []byte(texts[name]), []byte(mended))
			m.done = append(m.done, fmt.Sprintf("%s: gave %s %s", path.Join(m.flags.Content, name),
				count(len(ids), "paragraph an id,", "paragraphs ids,"), strings.Join(ids, " ")))
		}
	}
	return nil
}

// aliases adds names to pages that can be nobody else's, and returns what is left
// to do then.
func (m *mending) aliases() (*checked, error) {
	left, err := m.checked()
	if err != nil || left.wrong != nil {
		return left, err
	}
	then, err := m.withAliases(left)
	if err != nil || then == nil {
		return left, err
	}
	return then, nil
}

// withAliases adds the names, and returns what is left to do then; nil if none was
// added.
func (m *mending) withAliases(left *checked) (*checked, error) {
	before := mending{m.session, slices.Clone(m.files), slices.Clone(m.done)}
	for _, i := range left.list {
		if i.Aliases == nil {
			continue
		}
		if err := m.alias(i.Aliases); err != nil {
			fmt.Fprintf(m.stderr, "%s: left alone: %v\n", i.Aliases.File, err)
		}
	}
	if len(m.done) == len(before.done) {
		return nil, nil
	}
	then, err := m.checked()
	if err != nil || then.wrong == nil {
		return then, err
	}
	first := then.list[0].Diag()
	fmt.Fprintf(m.stderr, "no alias was added: then this would be a mistake: %s\n", first.Error())
	m.files, m.done = before.files, before.done
	return nil, nil
}

// alias adds names to a page.
func (m *mending) alias(a *worklist.Aliases) error {
	name := strings.TrimPrefix(strings.TrimPrefix(a.File, m.flags.Content), "/")
	before, err := fs.ReadFile(folderFS(m.flags.Content), name)
	if err != nil {
		return err
	}
	now, err := fs.ReadFile(mend.Over(folderFS(m.flags.Content), m.files), name)
	if err != nil {
		return err
	}
	mended, err := mend.Aliases(string(now), a.Names)
	if err != nil || mended == string(now) {
		return err
	}
	m.put(name, before, []byte(mended))
	for _, alias := range a.Names {
		m.done = append(m.done, fmt.Sprintf("%s: added the alias “%s”", a.File, alias))
	}
	return nil
}

// checked checks the content as it is to be.
func (m *mending) checked() (*checked, error) {
	s := &session{
		Context: m.Context, flags: m.flags, stdout: m.stdout, stderr: m.stderr, start: m.start, at: m.at,
		kept: &kept{}, mended: m.files,
	}
	return s.checked()
}
