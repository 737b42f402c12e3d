package pipeline

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"collate/internal/cite"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/testcorpus"
	"collate/internal/xref"
	"collate/scale/archive"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	log.SetupLogging("warn", "text")
	os.Exit(m.Run())
}

// Everything that the pipeline makes of 1,000 generated reports is what the
// build makes of them on one machine.
func TestSameAsTheBuild(t *testing.T) {
	const reports, shards, with = 1000, 3, 20
	dir, build := t.TempDir(), buildCommand(t)
	content := filepath.Join(dir, "content")
	writeFolder(t, content, testcorpus.FS(reports))
	archived := shard(t, os.DirFS(content), nil, filepath.Join(dir, "in", "all"), 5)
	opt := Options{
		Input: archived + "-reports-*.jsonl", Entities: archived + "-entities.zip",
		Output: filepath.Join(dir, "out", "all"), Shards: shards, With: with,
	}
	counted := run(t, opt)
	if want := fmt.Sprintf("lines read: %d", reports); !slices.Contains(counted, want) {
		t.Errorf("counted %q, not %q", counted, want)
	}

	t.Run("lines", func(t *testing.T) {
		want := map[string][]string{}
		inspected := output(t, build, "inspect", "--json", "--content", content)
		for _, l := range articlesIn(inspected) {
			var a struct{ ID string }
			if err := json.Unmarshal([]byte(l), &a); err != nil {
				t.Fatal(err)
			}
			add(want, opt, Lines, a.ID, l)
		}
		same(t, opt, Lines, want)
	})
	t.Run("pages", func(t *testing.T) {
		want := map[string][]string{}
		names, err := filepath.Glob(filepath.Join(content, "articles", "*.md"))
		if err != nil || len(names) != reports {
			t.Fatalf("%d articles, %v", len(names), err)
		}
		for _, name := range names {
			page, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			slug := strings.TrimSuffix(filepath.Base(name), ".md")
			add(want, opt, Pages, slug, rowOf(slug, archive.Report{Slug: slug, Page: string(page)}).Line)
		}
		same(t, opt, Pages, want)
	})
	t.Run("index", func(t *testing.T) {
		mentions, entities := indexOf(t, content, opt)
		same(t, opt, Mentions, mentions)
		same(t, opt, Entities, entities)
	})
	t.Run("rejected", func(t *testing.T) { same(t, opt, Rejected, map[string][]string{}) })
	t.Run("data of the site", func(t *testing.T) {
		output(t, build, "--quiet", "--content", content, "--out", filepath.Join(dir, "public"))
		compareData(t, opt, filepath.Join(dir, "public", "data"))
	})
	t.Run("a slice is a site", func(t *testing.T) {
		out := output(t, build, "--content", slice(t, opt, dir), "--out", filepath.Join(dir, "event"))
		if !strings.Contains(out, " reports, ") {
			t.Errorf("build of a slice says %q", out)
		}
	})
}

// indexOf returns the index that package xref makes of a content folder.
func indexOf(t *testing.T, content string, opt Options) (mentions, entities map[string][]string) {
	t.Helper()
	c, err := corpus.Load(os.DirFS(content), content)
	if err != nil {
		t.Fatal(err)
	}
	found, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cites, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	x := xref.Build(c, c.Events, found, cites, nil)
	mentions, entities = map[string][]string{}, map[string][]string{}
	type ofEntity struct {
		key, shard, line string
	}
	var rows []ofEntity
	for _, kind := range corpus.EntityKinds() {
		for _, e := range c.Entities(kind) {
			for _, in := range x.ByArticle(e.ID) {
				a := archive.Appearance{Entity: e.ID, Report: in.Article.Slug, Mentions: in.Mentions}
				for _, b := range in.Backlinks {
					s := archive.Sentence{Paragraph: in.Article.Paragraphs[b.Paragraph].ID, Start: b.Start, End: b.End}
					for _, m := range b.Mentions {
						s.Mentions = append(s.Mentions, [2]int{int(m.Start), int(m.End)})
					}
					a.Sentences = append(a.Sentences, s)
				}
				rows = append(rows, ofEntity{string(e.ID) + "\x00" + a.Report, a.Report, rowOf("", a).Line})
			}
			one := archive.Entity{
				ID: e.ID, Name: e.Title, Mentions: x.Count(e.ID), Reports: x.Reports(e.ID), With: []archive.With{},
			}
			beside := x.With(e.ID)
			for _, n := range beside[:min(len(beside), opt.With)] {
				one.With = append(one.With, archive.With{Entity: n.Entity.ID, Name: n.Entity.Title, Paragraphs: n.N})
			}
			add(entities, opt, Entities, string(e.ID), rowOf("", one).Line)
		}
	}
	slices.SortFunc(rows, func(a, b ofEntity) int { return strings.Compare(a.key, b.key) })
	for _, r := range rows {
		add(mentions, opt, Mentions, r.shard, r.line)
	}
	for _, lines := range entities {
		slices.Sort(lines) // they begin with their IDs
	}
	return mentions, entities
}

// compareData holds the index against the files that the site offers.
func compareData(t *testing.T, opt Options, data string) {
	t.Helper()
	in, err := os.Open(filepath.Join(data, "mentions.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, r := range records[1:] { // report, paragraph, start, end, printed, entity
		want = append(want, strings.Join([]string{r[5], r[0], r[1], r[2], r[3]}, " "))
	}
	for l := range lines(t, opt, Mentions) {
		var a archive.Appearance
		if err := json.Unmarshal([]byte(l), &a); err != nil {
			t.Fatal(err)
		}
		for _, s := range a.Sentences {
			for _, m := range s.Mentions {
				got = append(got, strings.Join([]string{
					string(a.Entity), a.Report, s.Paragraph, strconv.Itoa(m[0]), strconv.Itoa(m[1]),
				}, " "))
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if len(want) < 10_000 || !slices.Equal(got, want) {
		t.Errorf("%d mentions in the index and %d in mentions.csv, or others", len(got), len(want))
	}

	var site struct {
		People, Places []struct {
			ID       corpus.ID
			Mentions int
			Reports  []corpus.ID
		}
	}
	text, err := os.ReadFile(filepath.Join(data, "explainer.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &site); err != nil {
		t.Fatal(err)
	}
	counts := map[corpus.ID][2]int{}
	for l := range lines(t, opt, Entities) {
		var e archive.Entity
		if err := json.Unmarshal([]byte(l), &e); err != nil {
			t.Fatal(err)
		}
		counts[e.ID] = [2]int{e.Mentions, e.Reports}
	}
	for _, e := range slices.Concat(site.People, site.Places) {
		if want := [2]int{e.Mentions, len(e.Reports)}; counts[e.ID] != want {
			t.Errorf("%s: %v mentions and reports in the index, %v in explainer.json", e.ID, counts[e.ID], want)
		}
	}
	if len(counts) != len(site.People)+len(site.Places) {
		t.Errorf("%d entities in the index, %d in explainer.json", len(counts), len(site.People)+len(site.Places))
	}
}

// slice takes the reports that mention the entity most often mentioned out of
// the archive.
func slice(t *testing.T, opt Options, dir string) string {
	t.Helper()
	most := archive.Entity{}
	for l := range lines(t, opt, Entities) {
		var e archive.Entity
		if err := json.Unmarshal([]byte(l), &e); err != nil {
			t.Fatal(err)
		}
		if e.Mentions > most.Mentions {
			most = e
		}
	}
	zip, err := os.ReadFile(opt.Entities)
	if err != nil {
		t.Fatal(err)
	}
	table, err := archive.ReadEntities(zip)
	if err != nil {
		t.Fatal(err)
	}
	s := archive.Slice{Entities: []corpus.ID{most.ID}}
	to := filepath.Join(dir, "slice")
	reports, _, err := s.Cut(files(t, opt, Pages), files(t, opt, Mentions), table, to)
	if err != nil {
		t.Fatal(err)
	}
	if reports != most.Reports {
		t.Errorf("the slice has %d reports, and %d mention %s", reports, most.Reports, most.ID)
	}
	return to
}

// Raw reports give what `build inspect --json` prints of their files.
func TestRawReports(t *testing.T) {
	dir, build := t.TempDir(), buildCommand(t)
	content, raw := filepath.Join(dir, "content"), filepath.Join(dir, "raw")
	writeFolder(t, content, testcorpus.FS(60))
	names, err := filepath.Glob(filepath.Join(content, "articles", "*.md"))
	if err != nil || len(names) != 60 {
		t.Fatalf("%d articles, %v", len(names), err)
	}
	for i, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(page), "\n---\n\n")
		slug, ending := strings.TrimSuffix(filepath.Base(name), ".md"), ".txt"
		text := "Report number " + strconv.Itoa(i) + " on the harbour\n\nBy Ann Lee\n\n2019-05-03\n\n" + body
		switch i % 3 {
		case 1:
			ending = ".html"
			text = "<!doctype html><html><head><title>Report</title></head><body><article><h1>Report on the harbour</h1><p>" +
				strings.ReplaceAll(body, "\n\n", "</p><p>") + "</p></article></body></html>"
		case 2: // windows-1252
			text = strings.NewReplacer("é", "\xe9", "ö", "\xf6", "ü", "\xfc", "ø", "\xf8", "å", "\xe5").Replace(text) + "\n\nCaf\xe9.\n"
		}
		writeFile(t, filepath.Join(raw, slug+ending), text)
	}
	archived := shard(t, os.DirFS(content), os.DirFS(raw), filepath.Join(dir, "in", "raw"), 2)
	opt := Options{
		Input: archived + "-reports-*.jsonl", Entities: archived + "-entities.zip",
		Output: filepath.Join(dir, "out", "raw"), Shards: 2, With: 5,
	}
	run(t, opt)
	want := map[string][]string{}
	for _, l := range articlesIn(output(t, build, "inspect", "--json", "--content", content, raw)) {
		var a struct{ ID string }
		if err := json.Unmarshal([]byte(l), &a); err != nil {
			t.Fatal(err)
		}
		add(want, opt, Lines, a.ID, l)
	}
	same(t, opt, Lines, want)
	same(t, opt, Rejected, map[string][]string{})
}

// Other files of the same reports, in another order, give the same bytes.
func TestSameBytesHoweverSharded(t *testing.T) {
	dir := t.TempDir()
	content := testcorpus.FS(40)
	var outputs []map[string]string
	for _, shards := range []int{1, 7} {
		at := filepath.Join(dir, strconv.Itoa(shards))
		archived := shard(t, content, nil, filepath.Join(at, "in"), shards)
		opt := Options{
			Input: archived + "-reports-*.jsonl", Entities: archived + "-entities.zip",
			Output: filepath.Join(at, "out"), Shards: 2, With: 3,
		}
		run(t, opt)
		all := map[string]string{}
		for _, kind := range []string{Pages, Lines, Mentions, Entities, Rejected} {
			for _, name := range files(t, opt, kind) {
				all[filepath.Base(name)] = readText(t, name)
			}
		}
		outputs = append(outputs, all)
	}
	if len(outputs[0]) != 10 || !maps.Equal(outputs[0], outputs[1]) {
		t.Errorf("%d and %d files, or others", len(outputs[0]), len(outputs[1]))
	}
}

func TestBadLines(t *testing.T) {
	dir := t.TempDir()
	page := func(slug, text string) string {
		return rowOf("", archive.Report{Slug: slug, Page: "---\ntitle: Fire\n---\n" + text + "\n"}).Line
	}
	a := strings.Join([]string{
		"\ufeff" + page("good", "Boris Quist spoke."),
		"", "   ",
		`{"slug": "cut`,
		`[1, 2]`,
		`{"slug": "x", "page": "caf` + "\xe9" + `"}`,
		strings.Repeat("x", archive.MaxLine+1),
		page("../../etc/passwd", "No."),
		`{"slug": "both", "page": "a", "text": "b"}`,
		`{"slug": "none", "id": 7}`,
		`{"slug": "nameless", "text": "b"}`,
		page("twice", "The first.") + "\r",
		`{"slug": "key", "page": "---\ntitel: X\n---\nText.\n"}`,
		`{"slug": "binary", "file": "a.txt", "data": "` + base64.StdEncoding.EncodeToString([]byte("\x00\x01\x02\x00\xff\xfe\x00\x00")) + `"}`,
		`{"slug": "blank", "file": "a.html", "text": " "}`,
		page("index", "An index."),
		page("last", "No line's end."),
	}, "\n")
	writeFile(t, filepath.Join(dir, "in-a.jsonl"), a)
	writeFile(t, filepath.Join(dir, "in-b.jsonl"), page("twice", "The second.")+"\n"+page("twice", "The third.")+"\n")
	writeFile(t, filepath.Join(dir, "in-c.jsonl"), "")
	content := os.DirFS(filepath.Join(dir, "content"))
	writeFile(t, filepath.Join(dir, "content", "people", "boris-quist.md"), "---\ntitle: Boris Quist\n---\n")
	zip := &bytes.Buffer{}
	if err := archive.PackEntities(zip, content); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "entities.zip"), zip.String())
	opt := Options{
		Input: filepath.Join(dir, "in-*.jsonl"), Entities: filepath.Join(dir, "entities.zip"),
		Output: filepath.Join(dir, "out"), Shards: 2, With: 3,
	}
	counted := run(t, opt)
	if !slices.Contains(counted, "lines read: 17") || !slices.Contains(counted, "lines rejected: 14") {
		t.Errorf("counted %q", counted)
	}
	var slugs []string
	for l := range lines(t, opt, Lines) {
		var a struct{ ID string }
		if err := json.Unmarshal([]byte(l), &a); err != nil {
			t.Fatal(err)
		}
		slugs = append(slugs, a.ID)
	}
	slices.Sort(slugs)
	if want := []string{"good", "last", "twice"}; !slices.Equal(slugs, want) {
		t.Errorf("lines of %q, want %q", slugs, want)
	}
	got := map[string]string{}
	for l := range lines(t, opt, Rejected) {
		var r archive.Rejected
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		got[r.At] = r.Slug + ": " + r.Reason
	}
	const noSlug = `is no slug; `
	for at, want := range map[string]string{
		"in-a.jsonl:4":  `: the line is no report: unexpected end of JSON input`,
		"in-a.jsonl:5":  `: the line is no report: json: cannot unmarshal array into Go value of type archive.Report`,
		"in-a.jsonl:6":  `: the line is not UTF-8: put what is in another encoding into “data”, in base64`,
		"in-a.jsonl:7":  `: the line is longer than 16 MB`,
		"in-a.jsonl:8":  `../../etc/passwd: "../../etc/passwd" ` + noSlug + `"etc-passwd" would be one`,
		"in-a.jsonl:9":  `both: a report has one of “page”, “text” and “data”, and this has 2`,
		"in-a.jsonl:10": `none: a report has one of “page”, “text” and “data”, and this has 0`,
		"in-a.jsonl:11": `nameless: a raw report needs “file”, whose ending says how it is read`,
		"in-a.jsonl:13": `key: articles/key.md:1:1: an article needs the key "title" (add title: …)` + "\n" +
			`articles/key.md:2:1: an article has no key "titel" (did you mean "title"?)`,
		"in-a.jsonl:14": `binary: not text: it holds NUL bytes`,
		"in-a.jsonl:15": `blank: empty file`,
		"in-a.jsonl:16": `index: "index" ` + noSlug + `"page" would be one`,
		"in-b.jsonl:1":  `twice: the slug stands at in-a.jsonl:12 too, which is taken`,
		"in-b.jsonl:2":  `twice: the slug stands at in-a.jsonl:12 too, which is taken`,
	} {
		if got[at] != want {
			t.Errorf("%s: %q, want %q", at, got[at], want)
		}
		delete(got, at)
	}
	for at, reason := range got {
		t.Errorf("%s: %q was not to be rejected", at, reason)
	}
	for _, name := range files(t, opt, Pages) {
		if strings.Contains(readText(t, name), "The second") {
			t.Error("the second of two reports was taken")
		}
	}
}

// What cannot be started says why.
func TestBuildRefuses(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "no.zip"), "no zip")
	for _, tt := range []struct {
		opt  Options
		want string
	}{
		{Options{}, "at least one shard"},
		{Options{Shards: 1, With: 1}, "an input, the entities and an output are needed"},
		{Options{"x://in", "no.zip", "out", 1, 1}, `file system scheme "x" not registered`},
		{Options{"in", "no.zip", "x://out", 1, 1}, `file system scheme "x" not registered`},
		{Options{"in", filepath.Join(dir, "none.zip"), "out", 1, 1}, "read the entities: "},
		{Options{"in", filepath.Join(dir, "no.zip"), "out", 1, 1}, "the entities are no ZIP file"},
	} {
		_, s := beam.NewPipelineWithRoot()
		if err := Build(t.Context(), s, tt.opt); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v, want %q", tt.opt, err, tt.want)
		}
	}
	changed := table{File: filepath.Join(dir, "no.zip"), Sum: "another"}
	if err := changed.Setup(t.Context()); err == nil || !strings.Contains(err.Error(), "has changed since the job began") {
		t.Errorf("a table that has changed: %v", err)
	}
}

// A shard that is written again, as after a failure, is the same file, and
// nothing else is left.
func TestWriteAgain(t *testing.T) {
	dir := t.TempDir()
	f := writeFn{Prefix: filepath.Join(dir, "out"), Kind: Lines, Shards: 1}
	for _, order := range [][]Row{{{"b", "2"}, {"a", "1"}, {}}, {{}, {"a", "1"}, {"b", "2"}}} {
		next := func(r *Row) bool {
			if len(order) == 0 {
				return false
			}
			*r, order = order[0], order[1:]
			return true
		}
		if err := f.ProcessElement(t.Context(), 0, next); err != nil {
			t.Fatal(err)
		}
		if got := readText(t, filepath.Join(dir, "out-lines-00000-of-00001.jsonl")); got != "1\n2\n" {
			t.Errorf("wrote %q", got)
		}
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) != 1 {
		t.Errorf("%v, %v are left", names, err)
	}
}

// buildCommand builds the command of the main module.
func buildCommand(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "build")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", bin, "./cmd/build")
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return bin
}

// output runs a command in an empty folder, so that it takes the templates of
// the program.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = t.TempDir()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", filepath.Base(name), args, err, &stderr)
	}
	return string(out)
}

// articlesIn returns the articles of what inspect prints.
func articlesIn(inspected string) []string {
	inspected = strings.TrimPrefix(inspected, "{\"articles\": [\n")
	return strings.Split(strings.TrimSuffix(inspected, "\n]}\n"), ",\n")
}

func run(t *testing.T, opt Options) []string {
	t.Helper()
	p, s := beam.NewPipelineWithRoot()
	if err := Build(t.Context(), s, opt); err != nil {
		t.Fatal(err)
	}
	result, err := prism.Execute(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return Counts(result)
}

// shard writes an archive of a content folder, or of raw reports, and returns
// how the names of its files begin.
func shard(t *testing.T, content, raw fs.FS, prefix string, shards int) string {
	t.Helper()
	to, err := archive.Create(prefix, "reports", shards)
	if err != nil {
		t.Fatal(err)
	}
	if raw != nil {
		_, err = archive.FromRaw(raw, to)
	} else {
		_, err = archive.FromContent(content, to)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	var zip bytes.Buffer
	if err := archive.PackEntities(&zip, content); err != nil {
		t.Fatal(err)
	}
	writeFile(t, prefix+"-entities.zip", zip.String())
	return prefix
}

// add adds a line to the shard that it belongs in.
func add(to map[string][]string, opt Options, kind, key, line string) {
	name := archive.ShardName(opt.Output, kind, archive.ShardOf(key, opt.Shards), opt.Shards)
	to[name] = append(to[name], line)
}

// same compares each file of a kind with the lines wanted in it.
func same(t *testing.T, opt Options, kind string, want map[string][]string) {
	t.Helper()
	for _, name := range files(t, opt, kind) {
		got := strings.SplitAfter(readText(t, name), "\n")
		got = got[:len(got)-1] // what is behind the last line's end
		for i := range max(len(got), len(want[name])) {
			switch {
			case i >= len(got):
				t.Fatalf("%s ends before\n%s", filepath.Base(name), want[name][i])
			case i >= len(want[name]):
				t.Fatalf("%s goes on with\n%s", filepath.Base(name), got[i])
			case got[i] != want[name][i]+"\n":
				t.Fatalf("%s:%d:\n%s\nwant\n%s", filepath.Base(name), i+1, got[i], want[name][i])
			}
		}
	}
}

// files returns the files of a kind.
func files(t *testing.T, opt Options, kind string) []string {
	t.Helper()
	names, err := archive.Find(opt.Output, kind)
	if err != nil || len(names) != opt.Shards {
		t.Fatalf("%d files of %s, %v", len(names), kind, err)
	}
	return names
}

// lines goes through the lines of the files of a kind.
func lines(t *testing.T, opt Options, kind string) func(yield func(string) bool) {
	t.Helper()
	var all []string
	for _, name := range files(t, opt, kind) {
		all = append(all, strings.Split(strings.TrimSuffix(readText(t, name), "\n"), "\n")...)
	}
	return slices.Values(slices.DeleteFunc(all, func(l string) bool { return l == "" }))
}

func readText(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// writeFile writes a file, and its folder if need be.
func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeFolder(t *testing.T, dir string, files fs.FS) {
	t.Helper()
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
}
