package render

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/phrase"
	"collate/internal/site"
	"collate/internal/xref"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// plan loads and plans the explainer in a folder.
func plan(t testing.TB, fsys fstest.MapFS, o site.Options) *site.Site {
	t.Helper()
	o.Words = english(t)
	return site.Plan(index(t, fsys), o)
}

// index loads and indexes the explainer in a folder.
func index(t testing.TB, fsys fstest.MapFS) *xref.Index {
	t.Helper()
	c, err := corpus.Load(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	mentions, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cites, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	events, err := collate.Timeline(c)
	if err != nil {
		t.Fatal(err)
	}
	return xref.Build(c, events, mentions, cites, nil)
}

// everything returns the files of a site, sorted by path.
func everything(t *Templates, s *site.Site) ([]File, error) {
	var mu sync.Mutex
	var files []File
	err := Site(t, s, func(f File) error {
		var data bytes.Buffer
		if err := f.CopyTo(&data); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		files = append(files, File{Path: f.Path, Data: data.Bytes()})
		return nil
	})
	return sorted(files), err
}

// invented is the explainer in testdata/site, in memory so that a test can
// change it.
func invented(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	root := os.DirFS("testdata/site")
	files, err := Static("static", noneWhole, root)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

func english(t testing.TB) *phrase.Book {
	t.Helper()
	words, err := phrase.Read("en", "templates", os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func templates(t testing.TB) *Templates {
	t.Helper()
	parsed, err := Parse("templates", english(t), os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

var gates = site.Options{
	Quotations: cite.Quotes{{Verdict: cite.Exact}, {Verdict: cite.NotCheckable}, {Verdict: cite.Exact}},
	Facts:      cite.Facts{Sentences: 1, Held: 12},
}

// TestGolden holds a page of every template, and the files without one,
// against testdata/golden. Read the diff after -update like code.
func TestGolden(t *testing.T) {
	files, err := everything(templates(t), plan(t, invented(t), gates))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"index.html", "articles/index.html", "articles/report-a.html", "articles/report-b.html", "people/index.html",
		"people/jane-doe.html", "places/lighthouse.html", "organisations/harbour-board.html", "timeline.html", "quotations.html", "map.html",
		"claims/index.html", "claims/boats-burned.html", "claims/when-the-alarm-came.html",
		"claims/who-raised-the-alarm.html",
		"compare/report-a--report-b.html", "dossier.html",
		"search.html", "method.html", "data.html", "404.html", "source/files.html", "source/events/alarm.html",
		"feed.xml", "sitemap.xml", "robots.txt", "manifest.webmanifest", "data/mentions.csv", "data/explainer.json", "data/places.geojson", "data/claims.csv",
		"data/events.ics", "data/entities.ftm.json", "data/annotations.jsonld",
		"data/reports.bib", "data/reports.csl.json", "data/timeline.json", "data/beacon.txt",
		"data/entities.csv", "data/register.xml", "data/datapackage.json", "data/explainer.schema.json",
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, content(files, name)) })
	}
}

// Each page says what made it, if that is known.
func TestGenerator(t *testing.T) {
	files, err := everything(templates(t), plan(t, invented(t), site.Options{Generator: "Collate v1.2.3 <&>"}))
	if err != nil {
		t.Fatal(err)
	}
	const want = `<meta name="generator" content="Collate v1.2.3 &lt;&amp;&gt;">`
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".html") && strings.Count(string(f.Data), want) != 1 {
			t.Errorf("%s does not have %s", f.Path, want)
		}
	}
}

// TestFigures holds a timeline whose hours are drawn, with accounts that clash,
// against testdata/golden.
func TestFigures(t *testing.T) {
	fsys := invented(t)
	fsys["events/siren.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A siren <sounds> & stops\n" +
		"when: 2019-05-03T22:10+01:00\naccounts:\n" +
		"  - {printed: in the evening, when: \"2019-05-03T19:00+01:00/2019-05-03T21:30+01:00\", cite: \"@report-a, ¶ 1\"}\n" +
		"  - {printed: at ten past ten, when: \"2019-05-03T22:10+01:00\", cite: \"@report-b, ¶ 2\"}\n---\n")}
	files, err := everything(templates(t), plan(t, fsys, site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "figures_timeline.html", content(files, "timeline.html"))
}

func content(files []File, path string) []byte {
	for _, f := range files {
		if f.Path == path {
			return f.Data
		}
	}
	return nil
}

// golden compares got with a golden file, without maps, which package svgmap
// tests.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if got == nil {
		t.Fatalf("the site has no %s", name)
	}
	got = without(got, `<svg xmlns="http://www.w3.org/2000/svg" class="map"`)
	file := filepath.Join("testdata", "golden", strings.ReplaceAll(name, "/", "_"))
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("line %d is\n\t%s\nwant\n\t%s\n(go test ./internal/render -update, then read the diff)", i+1, a[i], b[i])
		}
	}
	t.Fatalf("%d lines, want %d (go test ./internal/render -update, then read the diff)", len(a), len(b))
}

// without returns a page without the drawings that begin so.
func without(page []byte, opening string) []byte {
	for {
		before, rest, found := bytes.Cut(page, []byte(opening))
		if !found {
			return page
		}
		_, after, _ := bytes.Cut(rest, []byte("</svg>"))
		page = slices.Concat(before, []byte("[map]"), after)
	}
}

// TestEmptyParts builds explainers that lack things, and looks for what must
// then not be there.
func TestEmptyParts(t *testing.T) {
	for _, tt := range []struct {
		name    string
		keep    []string // files and folders of the invented site
		missing []string // pages that must not exist
		absent  []string // must not stand on the first page
	}{
		{
			"one report alone",
			[]string{"articles/report-b.md"},
			[]string{
				"people/index.html", "places/index.html", "organisations/index.html", "timeline.html", "map.html", "claims/index.html", "claims/boats-burned.html", "claims/when-the-alarm-came.html",
				"claims/who-raised-the-alarm.html", "feed.xml",
				"sitemap.xml",
			},
			[]string{
				"people/", "places/", "timeline.html", "map.html", "claims/index.html", "claims/boats-burned.html", "claims/when-the-alarm-came.html",
				"claims/who-raised-the-alarm.html", "canonical", "feed.xml", "og:image", "Sources",
			},
		},
		{
			"no events",
			[]string{"site.yaml", "articles", "people", "places", "organisations"},
			[]string{"timeline.html"},
			[]string{"timeline.html", "In order of time"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := invented(t)
			for name := range fsys {
				if !slices.ContainsFunc(tt.keep, func(k string) bool { return name == k || strings.HasPrefix(name, k+"/") }) {
					delete(fsys, name)
				}
			}
			files, err := everything(templates(t), plan(t, fsys, site.Options{}))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range tt.missing {
				if content(files, name) != nil {
					t.Errorf("%s exists", name)
				}
			}
			first := string(content(files, "index.html"))
			for _, s := range tt.absent {
				if strings.Contains(first, s) {
					t.Errorf("index.html holds %q", s)
				}
			}
		})
	}
}

// TestMarks counts: an entity's page has one mark element for each of its
// mentions, and each leads to that mention's id or the one before it.
func TestMarks(t *testing.T) {
	files, err := everything(templates(t), plan(t, invented(t), site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"people/jane-doe.html":             5, // Jane Doe ×2, Doe ×2, J. Doe
		"people/rui-faro.html":             1,
		"places/porto-velho.html":          2,
		"organisations/harbour-board.html": 3,
	} {
		if got := strings.Count(string(content(files, path)), "<mark>"); got != want {
			t.Errorf("%s has %d marks, want %d", path, got, want)
		}
	}
	report := string(content(files, "articles/report-a.html"))
	for _, n := range []string{"1", "2", "3", "4"} {
		if strings.Count(report, ` id="m-people-jane-doe-`+n+`"`) != 1 {
			t.Errorf("report-a.html has not one mention %s of Jane Doe", n)
		}
	}
	link := `<a class="person" href="../people/jane-doe.html" data-entity="people/jane-doe" id=`
	if n := strings.Count(report, link); n != 2 {
		t.Errorf("report-a.html links Jane Doe %d times in its text, want 2: once a paragraph", n)
	}
}

// TestTwice: two builds give equal bytes, whatever the order of the work.
func TestTwice(t *testing.T) {
	a, err := everything(templates(t), plan(t, invented(t), site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	b, err := everything(templates(t), plan(t, invented(t), site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(a, b, func(a, b File) bool { return a.Path == b.Path && bytes.Equal(a.Data, b.Data) }) {
		t.Error("two builds differ")
	}
}
