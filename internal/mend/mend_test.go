package mend

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestAliases(t *testing.T) {
	page := func(front string) string { return "---\n" + front + "---\nText, aliases: [x].\n" }
	for _, tt := range []struct {
		name, in, want string
		add            []string
	}{
		{"no aliases", page("title: Zoë\nrole: chief\n"), page("title: Zoë\naliases: [Zoe]\nrole: chief\n"), []string{"Zoe"}},
		{"in brackets", page("title: Zoë\naliases: [Z, 'it''s', \"a ] b\"] # two\n"), page("title: Zoë\naliases: [Z, 'it''s', \"a ] b\", Zoe] # two\n"), []string{"Zoe"}},
		{"in brackets, plain", page("title: Zoë\naliases: [Zö M.] # two\n"), page("title: Zoë\naliases: [Zö M., Zoe, Zo] # two\n"), []string{"Zoe", "Zo"}},
		{"over lines", page("title: Zoë\naliases: [\n  Z, # one\n  Y # two\n  ]\n"), page("title: Zoë\naliases: [\n  Z, # one\n  Y, Zoe # two\n  ]\n"), []string{"Zoe"}},
		{"a line each", page("title: Zoë\naliases:\n  - Z # by herself\n  # no more\nrole: chief\n"), page("title: Zoë\naliases:\n  - Z # by herself\n  - Zoe\n  # no more\nrole: chief\n"), []string{"Zoe"}},
		{"not indented", page("aliases:\n- Z\ntitle: Zoë\n"), page("aliases:\n- Z\n- Zoe\ntitle: Zoë\n"), []string{"Zoe"}},
		{"empty brackets", page("title: Zoë\naliases: []\n"), page("title: Zoë\naliases: [Zoe]\n"), []string{"Zoe"}},
		{"needs quotes", page("title: Zoë\n"), page("title: Zoë\naliases: [\"Zoe: chief\", \"No\"]\n"), []string{"Zoe: chief", "No"}},
		{"there already", page("title: Zoë\naliases: [Zoe]\n"), page("title: Zoë\naliases: [Zoe]\n"), []string{"Zoe"}},
		{"Windows", "\ufeff---\r\ntitle: Zoë\r\n---\r\nText.\r\n", "\ufeff---\r\ntitle: Zoë\r\naliases: [Zoe]\r\n---\r\nText.\r\n", []string{"Zoe"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Aliases(tt.in, tt.add)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if again, err := Aliases(got, tt.add); err != nil || again != got {
				t.Errorf("twice: %q, %v", again, err)
			}
		})
	}
}

// TestAliasesLeft names forms in which something else might change.
func TestAliasesLeft(t *testing.T) {
	for _, front := range []string{
		"title: >\n  Zoë\n  Müller\n", "title: Zoë\naliases:\n", "title: Zoë\naliases: Z\n", "title: Zoë\naliases:\n  - >\n    Z\n    Y\n",
		"- Zoë\n", "", "title: [\n",
	} {
		if got, err := Aliases("---\n"+front+"---\n", []string{"Zoe"}); err == nil {
			t.Errorf("%q became %q", front, got)
		}
	}
	if _, err := Aliases("title: Zoë\n", []string{"Zoe"}); err == nil {
		t.Error("a text without front matter was mended")
	}
}

func TestIDs(t *testing.T) {
	const front = "---\ntitle: Fire\n---\n"
	for _, tt := range []struct {
		name, in, want string
		last           int
		ids            []string
	}{
		{"all have", "One. ^p1\n\nTwo. ^p2\n", "One. ^p1\n\nTwo. ^p2\n", 0, nil},
		{"none has", "One.\n\nTwo.\n", "One.\n\nTwo.\n", 0, nil},
		{"one", "One. ^p1\n\nTwo,\nand more.  \n\n## Head\n\nThree. ^p4\n", "One. ^p1\n\nTwo,\nand more. ^p5\n\n## Head\n\nThree. ^p4\n", 0, []string{"p5"}},
		{"given before", "One. ^p1\n\nTwo.", "One. ^p1\n\nTwo. ^p10", 9, []string{"p10"}},
		{"a list", "One. ^p1\n\n- Two.\n- Three *now*.\n", "One. ^p1\n\n- Two. ^p2\n- Three *now*. ^p3\n", 0, []string{"p2", "p3"}},
		{"a table", "One. ^p1\n\n| a | b |\n| - | - |\n| c | d ^p2 |\n\nTwo.\n", "One. ^p1\n\n| a | b |\n| - | - |\n| c | d ^p2 |\n\nTwo. ^p3\n", 0, []string{"p3"}},
		{"twice the same", "One. ^p1\n\nTwo. ^p1\n\nThree.\n", "One. ^p1\n\nTwo. ^p1\n\nThree.\n", 0, nil},
		{"no id", "One. ^p1\n\nTwo. ^x\n\nThree.\n", "One. ^p1\n\nTwo. ^x\n\nThree.\n", 0, nil},
		{"Windows", "One. ^p1\r\n\r\nTwo.\r\n", "One. ^p1\r\n\r\nTwo. ^p2\r\n", 0, []string{"p2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ids := IDs(front+tt.in, tt.last)
			if diff := cmp.Diff(front+tt.want, got); diff != "" || !slices.Equal(ids, tt.ids) {
				t.Error(diff, ids)
			}
			if again, more := IDs(got, tt.last); again != got || more != nil {
				t.Errorf("twice: %q, %q", again, more)
			}
		})
	}
}

func TestLastCited(t *testing.T) {
	got := LastCited("It burned. [@report-a, ¶ 3, ¶ 5–12; @report-b,\n¶ 2] In 2020.\ncite: '@report-b, ¶ 4' # of 1914\n")
	if diff := cmp.Diff(map[string]int{"report-a": 12, "report-b": 4}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzMend(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: Zoë\naliases: [A, \"b\"]\n---\nOne. ^p1\n\nTwo.\n", "---\naliases:\n- a\n- b # c\ntitle: x\n---\n- One ^p3\n- Two\n",
		"---\r\ntitle: 'x'\r\n---\r\n| a |\r\n|-|\r\n| b ^p1 |\r\n\r\n> c\r\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		names := []string{"Zoe Muller", "O'Neil, \"Jo\""}
		if mended, err := Aliases(text, names); err == nil {
			if again, err := Aliases(mended, names); err != nil || again != mended {
				t.Errorf("aliases: %q, then %q, %v", mended, again, err)
			}
			if rest := withoutInserted(text, mended); rest != "" {
				t.Errorf("aliases: %q lost %q", mended, rest)
			}
		}
		mended, ids := IDs(text, 7)
		if again, more := IDs(mended, 7); again != mended || more != nil {
			t.Errorf("ids: %q, then %q", mended, again)
		}
		if strings.Count(mended, "\n") != strings.Count(text, "\n") || len(ids) == 0 && mended != text {
			t.Errorf("ids: %q became %q", text, mended)
		}
	})
}

// withoutInserted returns what of a text is not found in another, in its order.
func withoutInserted(text, mended string) string {
	for i := 0; i < len(mended) && text != ""; i++ {
		if mended[i] == text[0] {
			text = text[1:]
		}
	}
	return text
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	put("a.md", "a")
	put("b.md", "b")
	files := []File{{"a.md", []byte("a"), []byte("A")}, {"b.md", []byte("b"), []byte("B")}}
	if err := Write(dir, files); err != nil || read("a.md") != "A" || read("b.md") != "B" {
		t.Fatalf("%v: %s%s", err, read("a.md"), read("b.md"))
	}
	if info, err := os.Stat(filepath.Join(dir, "a.md")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}

	// One that somebody else has written to leaves all as they are.
	put("a.md", "a")
	if err := Write(dir, files); err == nil || !strings.Contains(err.Error(), "b.md: cannot be written: somebody else") {
		t.Errorf("a file that is another: %v", err)
	}
	if read("a.md") != "a" {
		t.Error("the other file was written")
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if strings.HasSuffix(n.Name(), stageEnd) {
			t.Errorf("%s is left", n.Name())
		}
	}

	// No link is followed, in the folder or out of it.
	if err := os.Symlink("a.md", filepath.Join(dir, "l.md")); err != nil {
		t.Skip(err)
	}
	if err := Write(dir, []File{{"l.md", []byte("a"), []byte("A")}}); err == nil || read("a.md") != "a" {
		t.Errorf("a link was followed: %v", err)
	}
	if err := Write(dir, []File{{"../x.md", nil, nil}}); err == nil {
		t.Error("a path leads out")
	}
}

func TestOver(t *testing.T) {
	folder := fstest.MapFS{"a.md": {Data: []byte("a")}, "b.md": {Data: []byte("b")}}
	if err := fstest.TestFS(folder, "a.md", "b.md"); err != nil {
		t.Fatal(err)
	}
	over := Over(folder, []File{{Path: "a.md", After: []byte("AAA")}})
	for name, want := range map[string]string{"a.md": "AAA", "b.md": "b"} {
		f, err := over.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 10)
		n, _ := f.Read(buf)
		if got := string(buf[:n]); got != want {
			t.Errorf("%s has %q, want %q", name, got, want)
		}
		if err := errors.Join(f.Close()); err != nil {
			t.Error(err)
		}
	}
}
