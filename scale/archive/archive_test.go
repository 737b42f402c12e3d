package archive

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		line, raw, wrong string
	}{
		{`{"slug": "a", "page": "---\ntitle: A\n---\n"}`, "", ""},
		{`{"slug": "a", "file": "a.txt", "text": "Caf\u00e9", "desk": "foreign"}`, "Café", ""},
		{`{"slug": "a", "file": "a.txt", "data": "Q2Fm6Q=="}`, "Caf\xe9", ""},
		{`{"slug": "a", "file": "a.txt", "data": "not base64"}`, "", "the line is no report: illegal base64 data"},
		{`{"slug": "A b", "page": "x"}`, "", `"A b" is no slug; "a-b" would be one`},
		{`{"page": "x"}`, "", `"" is no slug; "page" would be one`},
		{`{"slug": "a", "page": "x", "data": "Q2Fm6Q=="}`, "", "and this has 2"},
		{"null", "", `"" is no slug`},
		{"", "", "the line is no report"},
	} {
		r, err := Parse([]byte(tt.line))
		switch {
		case tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)):
			t.Errorf("%s: %v, want %q", tt.line, err, tt.wrong)
		case tt.wrong == "" && (err != nil || string(r.Bytes()) != tt.raw):
			t.Errorf("%s: %q, %v", tt.line, r.Bytes(), err)
		}
	}
}

// Whatever is read as a report is the same when written and read again.
func FuzzParse(f *testing.F) {
	for _, line := range []string{`{"slug": "a", "page": "<p>"}`, `{"slug":"a","file":"b","data":"Q2Fm6Q=="}`, "{", "\xff"} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		once, err := Parse(line)
		if err != nil {
			return
		}
		again, err := Line(once)
		if err != nil || strings.Contains(again, "\n") {
			t.Fatalf("%q: %v", again, err)
		}
		twice, err := Parse([]byte(again))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRawKeepsEveryByte(t *testing.T) {
	for _, raw := range []string{"plain", "caf\xe9", "\ufeffmark", "nul\x00", "a\u2028b"} {
		line, err := Line(Raw("a", "a.txt", []byte(raw)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := Parse([]byte(line))
		if err != nil || string(r.Bytes()) != raw {
			t.Errorf("%q: %q, %v", raw, r.Bytes(), err)
		}
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", MaxLine)
	broken := errors.New("broken")
	type read struct {
		n    int
		text string
		err  error
	}
	for _, tt := range []struct {
		in   io.Reader
		want []read
		err  error
	}{
		{strings.NewReader(""), nil, nil},
		{strings.NewReader("\n \r\n"), nil, nil},
		{strings.NewReader("\ufeffa\r\n\nb"), []read{{1, "a", nil}, {3, "b", nil}}, nil},
		{strings.NewReader("a\n" + long + "x\nb\n"), []read{{1, "a", nil}, {2, "", ErrLong}, {3, "b", nil}}, nil},
		{strings.NewReader(long), []read{{1, long, nil}}, nil},
		{iotest.OneByteReader(strings.NewReader("a\nb\n")), []read{{1, "a", nil}, {2, "b", nil}}, nil},
		{io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), []read{{1, "a", nil}}, broken},
	} {
		var got []read
		err := Lines(tt.in, func(n int, line []byte, err error) error {
			got = append(got, read{n, string(line), err})
			return nil
		})
		if !errors.Is(err, tt.err) || !slices.Equal(got, tt.want) {
			t.Errorf("%d lines, %v; want %d, %v", len(got), err, len(tt.want), tt.err)
		}
	}
}

func TestFindAndCreate(t *testing.T) {
	prefix := filepath.Join(t.TempDir(), "in", "all")
	if _, err := Find(prefix, "reports"); err == nil || !strings.HasSuffix(err.Error(), "all-reports-00000-of-00001.jsonl is there") {
		t.Errorf("no files: %v", err)
	}
	for _, shards := range []int{2, 2} { // writing over is allowed
		s, err := Create(prefix, "reports", shards)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.Write("a", "<é>"), s.Close()); err != nil {
			t.Fatal(err)
		}
	}
	names, err := Find(prefix, "reports")
	if err != nil || len(names) != 2 {
		t.Errorf("%q, %v", names, err)
	}
	text, err := os.ReadFile(ShardName(prefix, "reports", ShardOf("a", 2), 2))
	if err != nil || string(text) != "\"<é>\"\n" {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := Create(prefix, "reports", 3); err == nil || !strings.Contains(err.Error(), "of another number of files") {
		t.Errorf("two sets: %v", err)
	}
	if err := os.Remove(names[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := Find(prefix, "reports"); err == nil || !strings.Contains(err.Error(), "are these files of several jobs?") {
		t.Errorf("one of two: %v", err)
	}
}

func TestFromRaw(t *testing.T) {
	folder := fstest.MapFS{
		"a_1.txt": {Data: []byte("one")}, "sub/b.HTML": {Data: []byte("<p>two")},
		".hidden/c.txt": {Data: []byte("no")}, ".d.txt": {Data: []byte("no")}, "e.pdf": {Data: []byte("no")},
	}
	prefix := filepath.Join(t.TempDir(), "raw")
	s, err := Create(prefix, "reports", 1)
	if err != nil {
		t.Fatal(err)
	}
	n, err := FromRaw(folder, s)
	if err := errors.Join(err, s.Close()); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	want := `{"slug":"a-1","file":"a_1.txt","text":"one"}` + "\n" + `{"slug":"sub-b","file":"b.HTML","text":"<p>two"}` + "\n"
	text, err := os.ReadFile(ShardName(prefix, "reports", 0, 1))
	if err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
	folder["a-1.md"] = &fstest.MapFile{Data: []byte("again")}
	if s, err = Create(prefix, "reports", 1); err != nil {
		t.Fatal(err)
	}
	_, err = FromRaw(folder, s)
	if want := `a-1.md and a_1.txt would both be "a-1": rename one`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	_ = s.Close()
}

// A slice has the reports asked for, and the entities that these mention with
// what their pages refer to, and no other.
func TestCut(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml":                     {Data: []byte("title: All\n")},
		"people/ann-lee.md":             {Data: []byte("---\ntitle: Ann Lee\norganisations: [port]\n---\nShe is named. [@fire, ¶ 1]\n")},
		"people/bo-quist.md":            {Data: []byte("---\ntitle: Bo Quist\n---\nHe works here.\n")},
		"organisations/port.md":         {Data: []byte("---\ntitle: Port Authority\npart_of: ministry\n---\n")},
		"organisations/ministry.md":     {Data: []byte("---\ntitle: Ministry of Ports\n---\n")},
		"places/elsewhere.md":           {Data: []byte("---\ntitle: Elsewhere\n---\n")},
		"articles/fire.md":              {Data: []byte("---\ntitle: Fire\ndate: 2019-05-03\n---\nAnn Lee saw it.\n")},
		"articles/flood.md":             {Data: []byte("---\ntitle: Flood\ndate: 2019-05-04T23:30Z\n---\nAnn Lee and Bo Quist saw it.\n")},
		"articles/undated.md":           {Data: []byte("---\ntitle: Undated\n---\nBo Quist was in Elsewhere.\n")},
		"articles/_set-aside/ignore.md": {Data: []byte("no")},
	}
	dir := t.TempDir()
	pages, mentions, table := index(t, content, filepath.Join(dir, "all"))
	day := func(d int) time.Time { return time.Date(2019, 5, d, 0, 0, 0, 0, time.UTC) }
	for name, tt := range map[string]struct {
		s    Slice
		want string
	}{
		"slug":     {Slice{Slugs: []string{"undated"}}, "articles/undated.md people/bo-quist.md places/elsewhere.md site.yaml"},
		"entity":   {Slice{Entities: []corpus.ID{"people/bo-quist"}}, "articles/flood.md articles/undated.md organisations/ministry.md organisations/port.md people/ann-lee.md people/bo-quist.md places/elsewhere.md site.yaml"},
		"entities": {Slice{Entities: []corpus.ID{"people/bo-quist", "people/ann-lee", "people/ann-lee"}}, "articles/flood.md organisations/ministry.md organisations/port.md people/ann-lee.md people/bo-quist.md site.yaml"},
		"to":       {Slice{To: day(3)}, "articles/fire.md organisations/ministry.md organisations/port.md people/ann-lee.md site.yaml"},
		"days":     {Slice{From: day(4), To: day(4)}, "articles/flood.md organisations/ministry.md organisations/port.md people/ann-lee.md people/bo-quist.md site.yaml"},
		"nothing":  {Slice{}, "site.yaml"},
	} {
		to := filepath.Join(dir, name)
		if _, _, err := tt.s.Cut(pages, mentions, table, to); err != nil {
			t.Fatal(err)
		}
		var got []string
		err := fs.WalkDir(os.DirFS(to), ".", func(name string, d fs.DirEntry, err error) error {
			if !d.IsDir() {
				got = append(got, name)
			}
			return err
		})
		if text := strings.Join(got, " "); err != nil || text != tt.want {
			t.Errorf("%s: %s, %v; want %s", name, text, err, tt.want)
		}
	}
	ann, err := os.ReadFile(filepath.Join(dir, "entity", "people", "ann-lee.md"))
	if want := "---\ntitle: Ann Lee\norganisations: [port]\n---\n"; err != nil || string(ann) != want {
		t.Errorf("%q, %v, want %q: the report that the text cites may be elsewhere", ann, err, want)
	}
	for want, s := range map[string]Slice{
		`the archive has no report "none"`:        {Slugs: []string{"none"}},
		`the archive has no entity "people/none"`: {Entities: []corpus.ID{"people/none"}},
	} {
		if _, _, err := s.Cut(pages, mentions, table, filepath.Join(t.TempDir(), "x")); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	bad := filepath.Join(dir, "bad.jsonl")
	if err := os.WriteFile(bad, []byte("{\"slug\": \"../../x\", \"page\": \"---\\ntitle: X\\n---\\nText.\\n\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	outside := Slice{Slugs: []string{"../../x"}}
	if _, _, err := outside.Cut([]string{bad}, mentions, table, filepath.Join(dir, "outside")); err == nil ||
		!strings.Contains(err.Error(), "bad.jsonl:1: articles/../../x.md: the name is the page's address") {
		t.Errorf("a slug that leads out of the folder: %v", err)
	}
	all := Slice{To: day(30)}
	if _, _, err := all.Cut(pages, mentions, table, filepath.Join(dir, "entity")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder that is there: %v", err)
	}
}

// index makes of a content folder what the pipeline does.
func index(t *testing.T, content fs.FS, prefix string) (pages, mentions []string, table *Entities) {
	t.Helper()
	var zip bytes.Buffer
	if err := PackEntities(&zip, content); err != nil {
		t.Fatal(err)
	}
	table, err := ReadEntities(zip.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	p, err := Create(prefix, "pages", 2)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Create(prefix, "mentions", 2)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FromContent(content, p); err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(content, "articles/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		page, err := fs.ReadFile(content, name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := corpus.ParseArticle(strings.TrimSuffix(filepath.Base(name), ".md"), string(page))
		if err != nil {
			t.Fatal(err)
		}
		linked, _ := table.Linker.In("", a.Body)
		appearances, _ := Index(a, linked)
		for _, one := range appearances {
			if err := m.Write(a.Slug, one); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(p.Close(), m.Close()); err != nil {
		t.Fatal(err)
	}
	if pages, err = Find(prefix, "pages"); err != nil {
		t.Fatal(err)
	}
	if mentions, err = Find(prefix, "mentions"); err != nil {
		t.Fatal(err)
	}
	return pages, mentions, table
}
