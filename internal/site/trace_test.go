package site

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"collate/internal/corpus"
)

// Of the parts that are made of one content file each, those are made again
// that show what was changed, and no others.
func TestKeep(t *testing.T) {
	const all = "all"
	for _, tt := range []struct{ name, file, old, new, want string }{
		{"nothing", "index.md", "", "", ""},
		{
			"a word of a report: whom it mentions", "articles/report-b.md", "by boat", "by ship",
			"articles/report-b organisations/harbour-board people/jane-doe people/rui-faro places/ilha-nova places/porto-velho source/articles/report-b.html",
		},
		{
			"a name more: who shows its preview, too", "articles/report-b.md", "came by boat", "came to the Lighthouse by boat",
			"articles/report-a articles/report-b map.html organisations/harbour-board people/jane-doe people/rui-faro " +
				"places/ilha-nova places/lighthouse places/porto-velho source/articles/report-b.html",
		},
		{
			"a profile's words", "people/jane-doe.md", "raised the alarm", "gave the alarm",
			"people/jane-doe source/people/jane-doe.html",
		},
		{
			"a profile's citations: the report, too", "people/jane-doe.md", "; @report-b, ¶ 2", "",
			"articles/report-b people/jane-doe source/people/jane-doe.html",
		},
		{"a profile's front matter", "people/jane-doe.md", "role: keeper", "role: warden", all},
		{"below what looks like its end", "people/rui-faro.md", "\n---x", "\n---y", all},
		{"a report's front matter", "articles/report-a.md", "The Evening Gull", "The Morning Gull", all},
		{"the story", "index.md", "Porto Velho", "the Lighthouse", all},
		{"a claim", "claims/boats-burned.md", "How many boats", "How many ships", all},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := inMemory(t, "../render/testdata/site")
			fsys["people/rui-faro.md"].Data = []byte("---\ntitle: Rui Faro\nrole: \"mayor\n---x of the town\"\n---\n")
			before := made(t, fsys)
			file := fsys[tt.file]
			text := strings.Replace(string(file.Data), tt.old, tt.new, 1)
			if text == string(file.Data) && tt.old != "" {
				t.Fatalf("%s has no %q", tt.file, tt.old)
			}
			file.Data = []byte(text)
			s := planned(t, fsys)
			names := map[string]bool{}
			for _, part := range s.named {
				names[part.name] = true
			}
			parts := len(s.Parts)
			kept := s.Keep(before)
			if got, want := len(s.Parts), parts-len(kept); got != want {
				t.Errorf("%d parts are left, want %d", got, want)
			}
			for _, trace := range kept {
				delete(names, trace.Name)
			}
			var again []string
			for name := range names {
				again = append(again, name)
			}
			slices.Sort(again)
			want := tt.want
			if want == all {
				want = strings.Join(again, " ")
				if len(kept) > 0 {
					t.Errorf("%d parts are kept, want none", len(kept))
				}
			}
			if diff := cmp.Diff(want, strings.Join(again, " ")); diff != "" {
				t.Errorf("made again (-want +got):\n%s", diff)
			}
		})
	}
}

// What was kept counts for the files that list and picture the pages.
func TestKeepLists(t *testing.T) {
	fsys := inMemory(t, "../render/testdata/site")
	all, some := planned(t, fsys), planned(t, fsys)
	some.Keep(made(t, fsys))
	rest := func(s *Site) []File {
		writeAll(s)
		return slices.Collect(s.Rest().Files)
	}
	if diff := cmp.Diff(rest(all), rest(some)); diff != "" {
		t.Errorf("with all made, and with some kept (-all +some):\n%s", diff)
	}
	if got, want := len(some.Traces()), len(all.Traces()); got != want {
		t.Errorf("%d traces, want %d", got, want)
	}
}

// made returns the traces of a site of which all is made.
func made(t *testing.T, fsys fs.FS) []Trace {
	t.Helper()
	s := planned(t, fsys)
	writeAll(s)
	return s.Traces()
}

// writeAll makes the parts of a site.
func writeAll(s *Site) {
	for _, part := range s.Parts {
		write(part())
	}
}

func planned(t *testing.T, fsys fs.FS) *Site {
	t.Helper()
	x := indexOf(t, fsys, func(*corpus.Site) {})
	return Plan(x, Options{Words: english(t), Before: "the program"})
}

func inMemory(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	fsys := os.DirFS(folder)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		m[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
