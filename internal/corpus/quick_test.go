package corpus

import (
	"io/fs"
	"os"
	"testing"

	"go.yaml.in/yaml/v4"

	"collate/internal/diag"
	"collate/internal/testcorpus"
)

// sameNode compares two nodes by all that decoders look at.
func sameNode(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Value != b.Value || a.Line != b.Line || a.Column != b.Column || a.Anchor != b.Anchor ||
		a.Style&yaml.FlowStyle != b.Style&yaml.FlowStyle || (a.Tag == "!!null") != (b.Tag == "!!null") ||
		len(a.Content) != len(b.Content) {
		return false
	}
	for i := range a.Content {
		if !sameNode(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}

// holdQuick holds quickFront against the YAML parser. It reports whether the
// former knows the text.
func holdQuick(t *testing.T, front string) bool {
	t.Helper()
	quick := quickFront(front)
	if quick == nil {
		return false
	}
	var doc yaml.Node
	switch err := yaml.Load([]byte(front), &doc); {
	case err != nil:
		t.Errorf("%q was read, but it is wrong: %v", front, err)
	case !sameNode(quick, doc.Content[0]):
		t.Errorf("%q is read otherwise than the YAML parser reads it", front)
	}
	return true
}

func TestQuickFront(t *testing.T) {
	for _, tt := range []struct {
		front string
		quick bool
	}{
		{"---\ntitle: Fire at 5 o’clock, or not\ndate: 2020-01-08T01:30Z\n", true},
		{"---\ntitle: \"é: “a”\"\naliases: [\"É\", x y,-1]\nwithin: north-sea\n", true},
		{"---\ntitle: A \"b\" {c} [d],#e f:g\ncoordinates: {lat: 1.5, lon: -2 }\n", true},
		{"---\ntitle: null\n", false},
		{"---\ntitle:\n", false},
		{"---\ntitle: a: b\n", false},
		{"---\ntitle: a # b\n", false},
		{"---\ntitle: \"a\\\"b\"\n", false},
		{"---\ntitle: 'a'\n", false},
		{"---\ntitle: >\n  a\n", false},
		{"---\naliases:\n  - a\n", false},
		{"---\naliases: [a, [b]]\n", false},
		{"---\naliases: [a, b\n", false},
		{"---\naliases: [a, b] c\n", false},
		{"---\naliases: [a, null ]\n", false},
		{"---\naliases: []\n", false},
		{"---\ntitle: &a b\n", false},
		{"---\n", false},
	} {
		if got := holdQuick(t, tt.front); got != tt.quick {
			t.Errorf("%q is read: %v, want %v", tt.front, got, tt.quick)
		}
	}
}

func TestQuickFrontOfFolders(t *testing.T) {
	for _, folder := range []struct {
		name string
		fsys fs.FS
		left int // at most left to the YAML parser, in hundredths
	}{
		{"made up", testcorpus.FS(50), 0},
		{"shipped", os.DirFS("../../content"), 60},
	} {
		names, err := fs.Glob(folder.fsys, "*/*.md")
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no files, %v", folder.name, err)
		}
		left := 0
		for _, name := range names {
			source, err := fs.ReadFile(folder.fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			var mistakes diag.List
			f, ok := split(name, string(source), &mistakes)
			if !ok {
				t.Fatal(mistakes)
			}
			if !holdQuick(t, f.front) {
				left++
			}
		}
		if 100*left > folder.left*len(names) {
			t.Errorf("%s: %d of %d are left to the YAML parser", folder.name, left, len(names))
		}
	}
}

func FuzzQuickFront(f *testing.F) {
	for _, s := range []string{
		"title: a b\ndate: 2020-01-08", "aliases: [\"a\", b c, -1]", "coordinates: {lat: 1, lon: 2}",
		"a: b: c", "a: b #c", "a: ‘b’", "a: b\na: c", "a: b \n\n", "a: [b,\n c]", "a: -", "a: ~", "a: b\n c", "a: b:c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, front string) {
		var mistakes diag.List
		if (&file{source: front}).readable(&mistakes); mistakes == nil { // else nothing is made of it
			holdQuick(t, "---\n"+front+"\n")
		}
	})
}
