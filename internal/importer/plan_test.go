package importer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"collate/internal/fingerprint"
)

const (
	fireOne = "Fire at the harbour\n\nBy Ann Lee\n\n" +
		"The fire was seen first by Carl Vale, who told the harbour office of it at once.\n"
	fireTwo = "Harbour burns\n\n" +
		"The watchman Carl Vale said on Friday that nobody could have stopped the fire in the harbour.\n"
)

func TestImport(t *testing.T) {
	raw, content := t.TempDir(), filepath.Join(t.TempDir(), "content")
	put := func(name, text string) {
		file := filepath.Join(raw, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("2.txt", fireTwo)
	put("sub/1.txt", fireOne)
	put("3.txt", "\x00\x01\x02")
	put("4.txt", fireOne) // the bytes of 1.txt
	put("notes.pdf", "not a report")
	put(".hidden.txt", fireOne)

	report, err := Import(t.Context(), []string{raw}, content, Options{})
	if err == nil || !strings.Contains(err.Error(), "3.txt") || !strings.Contains(err.Error(), "same bytes") {
		t.Errorf("error %v, want 3.txt and 4.txt named", err)
	}
	if got := statuses(report); got != "1.txt:new 2.txt:new 3.txt:refused 4.txt:refused" {
		t.Error(got)
	}
	page := filepath.Join(content, "articles", "report-a.md")
	const want = `---
title: Fire at the harbour
label: Report A
byline: [Ann Lee]
text: full
original:
  file: 1.txt
  sha256: `
	got, _ := os.ReadFile(page)
	if !strings.HasPrefix(string(got), want) || !strings.HasSuffix(string(got), "---\n\nThe fire was seen first by Carl Vale, "+
		"who told the harbour office of it at once. ^p1\n") {
		t.Errorf("report-a.md:\n%s", got)
	}
	draft, err := os.ReadFile(filepath.Join(content, "people", "carl-vale.md"))
	const wantDraft = "---\ntitle: Carl Vale\nsort: Vale, Carl\nrole: watchman\ndraft: true\n---\n\n" +
		"Named by the reports. [@report-a, ¶ 1; @report-b, ¶ 1]\n"
	if string(draft) != wantDraft {
		t.Errorf("carl-vale.md: %v\n%s", err, draft)
	}

	// An edit is kept; --force writes over it.
	if err := os.WriteFile(page, append(got, "More. ^p2\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	put("0.txt", "A third one\n\n"+
		"It rained on Friday, and on Saturday it rained again, all over the harbour and the town.\n")
	report, err = Import(t.Context(), []string{raw}, content, Options{})
	if got := statuses(report); got != "0.txt:new 1.txt:kept 2.txt:unchanged 3.txt:refused 4.txt:refused" {
		t.Errorf("%s, %v", got, err)
	}
	if report.Files[0].Target != "articles/report-c.md" {
		t.Errorf("a new file became %s, want the next free letter", report.Files[0].Target)
	}
	report, _ = Import(t.Context(), []string{raw}, content, Options{Force: true, NoDrafts: true})
	if got := statuses(report); !strings.Contains(got, "1.txt:replaced") {
		t.Error(got)
	}
	if now, _ := os.ReadFile(page); string(now) != string(got) {
		t.Error("--force did not restore report-a.md")
	}
	if left, _ := filepath.Glob(filepath.Join(content, stageName)); len(left) > 0 {
		t.Errorf("temporary files are left: %q", left)
	}
}

func statuses(r Report) string {
	var list []string
	for _, f := range r.Files {
		list = append(list, filepath.Base(f.File)+":"+string(f.Status))
	}
	return strings.Join(list, " ")
}

func TestImportMissing(t *testing.T) {
	_, err := Import(t.Context(), []string{"testdata/nothing.txt"}, t.TempDir(), Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "testdata/nothing.txt: cannot be read: no such file") {
		t.Error(err)
	}
}

func TestPlanDrafts(t *testing.T) {
	sources := []Source{{File: "1.txt", Raw: []byte(fireOne)}, {File: "2.txt", Raw: []byte(fireTwo)}}
	for _, tt := range []struct {
		name     string
		existing []Page
		opt      Options
		want     int
	}{
		{"new", nil, Options{}, 1},
		{"turned off", nil, Options{NoDrafts: true}, 0},
		{"known", nil, Options{Known: []string{"Carl Vale"}}, 0},
		{"has a page", []Page{{"people/vale.md", []byte("---\ntitle: Carl Vale\n---\n")}}, Options{}, 0},
		{"is an alias", []Page{{"people/v.md", []byte("---\ntitle: V\naliases: [Vale]\n---\n")}}, Options{}, 0},
	} {
		report, _, err := Plan(t.Context(), sources, tt.existing, tt.opt)
		if err != nil || len(report.Drafts) != tt.want {
			t.Errorf("%s: %v, %v; want %d", tt.name, report.Drafts, err, tt.want)
		}
	}
}

// A place in the capitals of a dateline is the place that is printed as usual.
func TestPlanDraftsDatelines(t *testing.T) {
	sources := []Source{
		{File: "1.txt", Raw: []byte("Fire\n\nPORT AMBER (Wire) – It burnt on Monday, and people near Port Amber saw the smoke until the evening came.\n")},
		{File: "2.txt", Raw: []byte("Smoke\n\nPORT AMBER (Wire) – It burnt on Tuesday, and ferries left Port Amber without anybody on board that day.\n")},
	}
	_, pages, err := Plan(t.Context(), sources, nil, Options{})
	const want = "---\ntitle: Port Amber\naliases: [PORT AMBER]\ndraft: true\n---\n\n" +
		"Named by the reports. [@report-a, ¶ 1; @report-b, ¶ 1]\n"
	at := slices.IndexFunc(pages, func(p Page) bool { return p.Path == "places/port-amber.md" })
	if err != nil || at < 0 || string(pages[at].Data) != want {
		t.Errorf("%v, page %d of %v", err, at, pages)
	}
}

func TestPlanKeepsSlug(t *testing.T) {
	existing := []Page{
		{"articles/first.md", []byte("---\ntitle: x\noriginal:\n  file: 2.txt\n---\n")},
		{"articles/report-a.md", []byte("---\ntitle: [broken\noriginal:\n  file: 3.txt\n---\n")},
	}
	sources := []Source{
		{File: "b/2.txt", Raw: []byte(fireTwo)},
		{File: "a/1.txt", Raw: []byte(fireOne)},
		{File: "3.txt", Raw: []byte("Rain.\n\nIt rained.")},
	}
	report, _, _ := Plan(t.Context(), sources, existing, Options{Force: true})
	var got []string
	for _, f := range report.Files {
		got = append(got, f.Target)
	}
	if want := []string{"articles/report-b.md", "articles/first.md", "articles/report-a.md"}; !slices.Equal(got, want) {
		t.Errorf("targets %q, want %q", got, want)
	}
}

func TestPlanRefuses(t *testing.T) {
	page := func(raw, file string) Page {
		return Page{"articles/report-a.md", []byte("---\ntitle: x\noriginal:\n  file: " + file + "\n  sha256: " +
			checksum([]byte(raw)) + "\n---\n\nIt burnt. ^p1\n")}
	}
	for _, tt := range []struct {
		name string
		have Page
		want string
	}{
		{"file changed", page(fireTwo, "1.txt"), "has changed since articles/report-a.md was made of it"},
		{"file renamed", page(fireOne, "old.txt"), "articles/report-a.md was made of the same bytes, then called old.txt"},
	} {
		report, pages, err := Plan(t.Context(), []Source{{File: "raw/1.txt", Raw: []byte(fireOne)}}, []Page{tt.have}, Options{})
		if err == nil || !strings.HasPrefix(err.Error(), "raw/1.txt: "+tt.want) || !strings.Contains(err.Error(), " (") {
			t.Errorf("%s: %v, want %q and a hint", tt.name, err, tt.want)
		}
		if len(pages) > 0 || statuses(report) != "1.txt:refused" {
			t.Errorf("%s: pages %v, %s", tt.name, pages, statuses(report))
		}
	}
}

// A page is left as it is while its original is, whoever wrote it and however
// these rules would read the original today.
func TestPlanKeeps(t *testing.T) {
	sources := []Source{{File: "raw/1.txt", Raw: []byte(fireOne)}}
	for _, text := range []string{"full", "digest"} {
		have := Page{"articles/report-a.md", []byte("---\ntitle: x\ntext: " + text + "\noriginal:\n  file: 1.txt\n  sha256: " +
			checksum([]byte(fireOne)) + "\n---\n\nIt burnt, said Carl Vale. ^p4\n")}
		report, pages, err := Plan(t.Context(), sources, []Page{have}, Options{})
		pages = slices.DeleteFunc(pages, func(p Page) bool { return p.Path == fingerprint.File }) // see TestFingerprints
		if err != nil || len(pages) > 0 || statuses(report) != "1.txt:kept" || report.Files[0].Words != 5 {
			t.Errorf("%s: pages %v, %s, %v", text, pages, statuses(report), err)
		}
	}
}

// An interrupted import writes nothing.
func TestImportStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	content := filepath.Join(t.TempDir(), "content")
	if _, err := Import(ctx, []string{"testdata/front-page.txt"}, content, Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := os.Stat(content); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("content was made: %v", err)
	}
}

func TestImportOfContent(t *testing.T) {
	content := t.TempDir()
	if _, err := Import(t.Context(), []string{"testdata/front-page.txt"}, content, Options{}); err != nil {
		t.Fatal(err)
	}
	_, err := Import(t.Context(), []string{filepath.Join(content, "articles")}, content, Options{})
	if err == nil || !strings.Contains(err.Error(), "report-a.md: cannot be read: it is a page of the content folder already") {
		t.Error(err)
	}
}

// A page that cannot be written leaves the others as they were, too.
func TestImportWritesAllOrNothing(t *testing.T) {
	content := t.TempDir()
	if err := os.WriteFile(filepath.Join(content, "people"), nil, 0o644); err != nil { // a file where a folder must be
		t.Fatal(err)
	}
	err := writeAll(content, []Page{{"articles/report-a.md", []byte("a")}, {"people/carl-vale.md", []byte("b")}}, nil)
	if err == nil || !strings.Contains(err.Error(), filepath.Join("people", "carl-vale.md")+": cannot be written: ") {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(content, "articles", "*")); len(left) > 0 {
		t.Errorf("written: %q", left)
	}
	if left, _ := filepath.Glob(filepath.Join(content, ".*")); len(left) > 0 {
		t.Errorf("the stage is left: %q", left)
	}
}

// A folder may be a link, and so may be the files in it, as long as none leads
// out; a device is not read.
func TestImportFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	folder, link := filepath.Join(dir, "folder"), filepath.Join(dir, "link")
	for _, err := range []error{
		os.Mkdir(folder, 0o755), os.WriteFile(filepath.Join(folder, "fire"), []byte(fireOne), 0o644),
		os.Symlink("fire", filepath.Join(folder, "1.txt")), os.Symlink(folder, link),
		os.Symlink(os.DevNull, filepath.Join(folder, "2.txt")),
	} {
		if err != nil {
			t.Skip(err) // a system without links
		}
	}
	report, err := Import(t.Context(), []string{link}, filepath.Join(dir, "content"), Options{NoDrafts: true})
	if got := statuses(report); got != "1.txt:new 2.txt:refused" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestLetters(t *testing.T) {
	for n, want := range map[int]string{0: "a", 25: "z", 26: "aa", 51: "az", 52: "ba", 701: "zz", 702: "aaa"} {
		if got := letters(n); got != want {
			t.Errorf("letters(%d) = %q, want %q", n, got, want)
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	text, err := os.ReadFile("testdata/front-page.txt")
	if err != nil {
		b.Fatal(err)
	}
	var sources []Source
	for i := range 1000 {
		sources = append(sources, Source{File: letters(i) + ".txt", Raw: slices.Concat(text, []byte(letters(i)))})
	}
	for b.Loop() {
		if _, _, err := Plan(b.Context(), sources, nil, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
