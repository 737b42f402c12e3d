package starter

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTitleOf(t *testing.T) {
	for _, tt := range []struct{ dir, want string }{
		{"/srv/harbour-fire", "Harbour fire"},
		{"/srv/harbour_fire-2019/", "Harbour fire"},
		{"/srv/élan vital", "Élan vital"},
		{"/srv/2019", "An explainer"},
		{"/", "An explainer"},
	} {
		if got := titleOf(tt.dir); got != tt.want {
			t.Errorf("titleOf(%q) = %q, want %q", tt.dir, got, tt.want)
		}
	}
}

// Actions are those that the project's own workflow runs, and the program is made
// of the revision that wrote the file.
func TestWorkflow(t *testing.T) {
	own, err := os.ReadFile("../../.github/workflows/pages.yml")
	if err != nil {
		t.Fatal(err)
	}
	uses := regexp.MustCompile(`uses: (.*)`)
	var text string
	for _, f := range plan("Fire", Options{Content: "content", Revision: "0123abc"}) {
		if f.Path == ".github/workflows/pages.yml" {
			text = string(f.data)
		}
	}
	for _, m := range uses.FindAllString(text, -1) {
		if !strings.Contains(string(own), m) {
			t.Errorf("%s is not in the project's own workflow", m)
		}
	}
	if !strings.Contains(text, "\n          ref: 0123abc\n") || strings.Contains(text, "{revision}") {
		t.Errorf("the revision is not in\n%s", text)
	}
}

// What cannot be written leaves nothing behind, and what somebody else has put in
// its place in the meantime stays.
func TestMakeOrNothing(t *testing.T) {
	dir := t.TempDir()
	list := plan("Fire", Options{Content: "content"})
	last := list[len(list)-1].Path
	if last != "public/.gitignore" {
		t.Fatal(last)
	}
	if err := os.MkdirAll(filepath.Join(dir, "new", "public"), 0o755); err != nil {
		t.Fatal(err)
	}
	theirs := filepath.Join(dir, "new", "public", ".gitignore")
	if err := os.WriteFile(theirs, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(filepath.Join(dir, "new"), list); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Error(err)
	}
	var left []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			left = append(left, name)
		}
		return err
	})
	if err != nil || !slices.Equal(left, []string{theirs}) {
		t.Errorf("left: %v, %v", left, err)
	}
	if data, _ := os.ReadFile(theirs); string(data) != "theirs" {
		t.Errorf("theirs is %q", data)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "new"))
	if err != nil || len(entries) != 1 {
		t.Errorf("folders left: %v, %v", entries, err)
	}
}

func TestMakeNoLinkLeadsOut(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "content")); err != nil {
		t.Skip(err)
	}
	if _, err := Make(dir, Options{Content: "content"}); err == nil {
		t.Error("it wrote through a link")
	}
	entries, err := os.ReadDir(outside)
	if err != nil || len(entries) > 0 {
		t.Errorf("written outside: %v, %v", entries, err)
	}
}

func FuzzMake(f *testing.F) {
	for _, title := range []string{"Fire", "Fire: 2019", "[[x]]", "\u202e", "-", "{title}", "'\"", "a\nb", "---"} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		dir := filepath.Join(t.TempDir(), "new")
		made, err := Make(dir, Options{Content: "content", Title: title, DryRun: true})
		if err == nil && len(made) != 11 {
			t.Errorf("%q: %d files", title, len(made))
		}
		if _, statErr := os.Stat(dir); statErr == nil {
			t.Error("a dry run wrote")
		}
	})
}
