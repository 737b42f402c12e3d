package drafting

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/corpus"
	"collate/internal/diag"
)

func content() fstest.MapFS {
	return fstest.MapFS{
		"articles/report-a.md": {Data: []byte("---\ntitle: Fire\ndate: 2019-05-03T08:00+02:00\n---\n" +
			"Forty-two boats burned at about 1.30am on Friday, the Harbour Board said. ^p1\n\n" +
			"Jane Doe, the harbour master of Oslo, saw it. Doe wept. Ann Doe slept. ^p2\n\n" +
			"The Boat Owners' Association (BOA) wants 5,000 lamps. ^p3\n")},
		"articles/report-b.md": {Data: []byte("---\ntitle: More fire\ndate: 2019-05-04\n---\n" +
			"More than a dozen boats burned in Oslo, and 12 boats sank. ^p1\n\nJane Doe was seen. BOA is angry. ^p2\n")},
	}
}

func TestMake(t *testing.T) {
	for _, tt := range []struct {
		name string
		opt  Options
		want []string // in the page
		not  string
	}{
		{"a person", Options{Kind: corpus.People, Name: "Jane  Doe"}, []string{
			"title: Jane Doe\n", "sort: \"Doe, Jane\"\n", "role: harbour master of Oslo # as in A ¶2\n",
			"[@report-a, ¶ 2; @report-b, ¶ 2] -->",
		}, "aliases"},
		{"a city of the list", Options{Kind: corpus.Places, Name: "Oslo"}, []string{
			"coordinates: {lat: 59.9186, lon: 10.748, source: ", "precision: city}",
		}, "role"},
		{"an organisation with its letters", Options{Kind: corpus.Organisations, Name: "Boat Owners' Association"}, []string{
			"draft: true\n",
		}, "role"},
		{"a claim, of each report the likest figures", Options{Kind: corpus.Claims, Name: "How many boats burned?"}, []string{
			"unit: boats\n", `{value: forty-two, says: the report itself, cite: "@report-a, ¶ 1"}`, "value: more than a dozen",
		}, "lamps"},
		{"an event", Options{Kind: corpus.Events, Name: "The boats burn"}, []string{
			"when: 2019-05-03T01:30+02:00~ #", `printed: about 1.30am on Friday, when: 2019-05-03T01:30+02:00~, cite: "@report-a, ¶ 1"`,
		}, "report-b"},
	} {
		d, err := Make(content(), "content", tt.opt)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(string(d.Data), want) {
				t.Errorf("%s: no %q in\n%s", tt.name, want, d.Data)
			}
		}
		if strings.Contains(string(d.Data), tt.not) {
			t.Errorf("%s: %q in\n%s", tt.name, tt.not, d.Data)
		}
	}
}

func TestRefused(t *testing.T) {
	two := content()
	two["people/jane-doe.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Jane Doe\naliases: [Harbour Jane]\n---\n")}
	two["claims/boats.md"] = &fstest.MapFile{Data: []byte("---\nquestion: How many boats burned?\nkind: count\n" +
		"answers:\n  - {value: \"12\", says: nobody, cite: \"@report-b, ¶ 1\"}\n---\n")}
	broken := content()
	broken["people/x.md"] = &fstest.MapFile{Data: []byte("---\nname: X\n---\n")}
	for _, tt := range []struct {
		fsys fstest.MapFS
		opt  Options
		want string
	}{
		{two, Options{Kind: corpus.People, Name: "Jane Doe"}, "content/people/jane-doe.md: is there already"},
		{two, Options{Kind: corpus.Organisations, Name: "harbour Jane"}, `is a name of people/jane-doe already`},
		{two, Options{Kind: corpus.Claims, Name: "how many boats burned?"}, "claims/boats asks this already"},
		{two, Options{Kind: corpus.Claims, Name: "How many boats burned ?"}, "claims/boats asks this already"},
		{content(), Options{Kind: corpus.People, Name: "Doe"}, `for several: "Ann Doe", "Jane Doe"`},
		{content(), Options{Kind: corpus.People, Name: "Jane Do"}, `did you mean "Jane Doe"?`},
		{content(), Options{Kind: corpus.Claims, Name: "Who saw it?"}, "what they count: boats, lamps"},
		{content(), Options{Kind: corpus.Claims, Name: "When did the moon rise?"}, "no report gives a time"},
		{content(), Options{Kind: corpus.Events, Name: "The moon rises"}, "times are given in A ¶1"},
		{content(), Options{Kind: corpus.Events, Name: "…"}, "a file cannot be called after"},
		{broken, Options{Kind: corpus.People, Name: "Ann Doe"}, `content/people/x.md:2:1: `},
	} {
		_, err := Make(tt.fsys, "content", tt.opt)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: %v, want %q", tt.opt.Kind, tt.opt.Name, err, tt.want)
		}
		if list := (diag.List{}); err != nil && !errors.As(err, &list) {
			t.Errorf("%q: %T", tt.opt.Name, err)
		}
	}
}

func TestWriteNeverOver(t *testing.T) {
	dir := t.TempDir()
	d := Draft{Path: "people/jane.md", Data: []byte("new")}
	if err := Write(dir, d); err != nil {
		t.Fatal(err)
	}
	d.Data = []byte("newer")
	if err := Write(dir, d); err == nil || !strings.Contains(err.Error(), "file exists") {
		t.Error(err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "people", "jane.md")); string(data) != "new" {
		t.Errorf("%q", data)
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "places")); err == nil {
		if err := Write(dir, Draft{Path: "places/oslo.md"}); err == nil {
			t.Error("it wrote through a link")
		}
	}
}

// Whatever it is asked for, what it makes builds.
func FuzzMake(f *testing.F) {
	for _, s := range []string{"Jane Doe", "How many boats burned?", "boats [@x]", "-->", "\u202e", "When: 1.30am", "Oslo #", "lamps", "12 boats"} {
		for kind := range byte(5) {
			f.Add(s, kind)
		}
	}
	all := []corpus.Kind{corpus.People, corpus.Places, corpus.Organisations, corpus.Events, corpus.Claims}
	f.Fuzz(func(t *testing.T, name string, kind byte) {
		fsys := content()
		d, err := Make(fsys, "content", Options{Kind: all[int(kind)%len(all)], Name: name, Anyway: true})
		if err != nil {
			return
		}
		fsys[d.Path] = &fstest.MapFile{Data: d.Data}
		if _, _, err := load(fsys, "content"); err != nil {
			t.Errorf("%q: %v\n%s", name, err, d.Data)
		}
	})
}
