package tree

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWith(t *testing.T) {
	under := fstest.MapFS{"people/kim.md": {Data: []byte("Kim")}, "index.md": {Data: []byte("old")}}
	both := With(under, map[string][]byte{
		"people/jane.md": []byte("Jane"), "places/oslo.md": []byte("Oslo"), "index.md": []byte("new"),
	})
	for _, tt := range []struct{ folder, want string }{
		{".", "index.md people/ places/"},
		{"people", "jane.md kim.md"},
		{"places", "oslo.md"},
	} {
		entries, err := fs.ReadDir(both, tt.folder)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, e := range entries {
			name := e.Name()
			if e.IsDir() {
				name += "/"
			}
			list = append(list, name)
		}
		if got := strings.Join(list, " "); got != tt.want {
			t.Errorf("%s holds %q, want %q", tt.folder, got, tt.want)
		}
	}
	for _, tt := range []struct{ file, want string }{
		{"index.md", "new"}, {"people/kim.md", "Kim"}, {"places/oslo.md", "Oslo"},
	} {
		data, err := fs.ReadFile(both, tt.file)
		if err != nil || string(data) != tt.want {
			t.Errorf("%s: %q, %v", tt.file, data, err)
		}
		info, err := fs.Stat(both, tt.file)
		if err != nil || info.Size() != int64(len(tt.want)) || info.IsDir() {
			t.Errorf("%s: %v, %v", tt.file, info, err)
		}
	}
	if info, err := fs.Stat(both, "places"); err != nil || !info.IsDir() {
		t.Errorf("places: %v, %v", info, err)
	}
	if _, err := fs.ReadDir(With(nil, nil), "people"); err != nil {
		t.Error(err) // nothing is in it
	}
	if _, err := fs.ReadFile(With(nil, nil), "index.md"); err == nil {
		t.Error("an empty tree has a file")
	}
}
