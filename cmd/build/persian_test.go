package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// buildPersian builds testdata/persian, an explainer from two reports in
// Persian and one in English, with pages in the language given.
func buildPersian(t *testing.T, language string) (out string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/persian")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "content/site.yaml")
	site, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	site = bytes.Replace(site, []byte("language: fa"), []byte("language: "+language), 1)
	if err := os.WriteFile(file, site, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("build", "--quiet", "--base-url", "https://example.org/explainer/", "--cache", t.TempDir())
	cmd.Dir = dir
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, msg)
	}
	return filepath.Join(dir, "public")
}

// TestPersian: names in Persian are found, and whatever is of another language
// than the pages says so.
func TestPersian(t *testing.T) {
	for language, pages := range map[string]map[string][]string{
		"fa": {
			"index.html": {
				`<html lang="fa" dir="rtl">`, `>رفتن به متن</a>`,
				`<li><span class="label">گزارش C</span> <a href="articles/report-c.html"><bdi lang="en-GB" dir="ltr">Cotton store burns in Narvan</bdi></a>`,
			},
			"articles/report-a.html": {
				`<article id="text">`,
				`انبار پنبهٔ <a class="place" href="../places/narvan.html" data-entity="places/narvan" id="m-places-narvan-1">بندر نارون</a> دیشب`,
				`به گفتهٔ <span data-entity="people/mehrdad-azargoun" id="m-people-mehrdad-azargoun-2">آذرگون</span> 12`,
			},
			"articles/report-c.html": {
				`<h1><bdi lang="en-GB" dir="ltr">Cotton store burns in Narvan</bdi></h1>`, `<article id="text" lang="en-GB" dir="ltr">`,
				`data-entity="places/narvan" id="m-places-narvan-1">Narvan</a>`,
			},
			"people/mehrdad-azargoun.html": {
				`<th scope="row"><bdi lang="en-GB" dir="ltr">Azargoun</bdi></th>`, `<th scope="row">سرهنگ آذرگون</th>`,
				`C ¶1</a> <bdi lang="en-GB" dir="ltr">A cotton store in the port of Narvan burned down on Tuesday night, said <mark>Mehrdad Azargoun</mark>`,
				`B ¶2</a> <mark>سرهنگ آذرگون</mark> شمار`,
			},
			"places/narvan.html": {`A ¶1</a> انبار پنبهٔ <mark>بندر نارون</mark> دیشب سوخت.</li>`}, // not the question after it
			"quotations.html":    {`<bdi lang="en-GB" dir="ltr">The roof went first</bdi>`, `آتش از سقف آغاز شد.`},
			"timeline.html":      {`<bdi lang="en-GB" dir="ltr">Tuesday night</bdi>`, `دیشب`},
			"claims/how-many-hurt.html": {
				`<bdi lang="en-GB" dir="ltr">Nine workers</bdi>`, `<span class="said"><bdi lang="en-GB" dir="ltr">“The roof went first,”`,
			},
			"dossier.html": {`<article lang="en-GB" dir="ltr">`},
			"compare/report-a--report-c.html": {
				`<p><bdi lang="en-GB" dir="ltr">Cotton store burns in Narvan</bdi></p>`, `<bdi lang="en-GB" dir="ltr">Tuesday night</bdi>`,
			},
			"search-index.js": {`"“The roof went first,” Azargoun said. Nine workers were hurt.","en-GB"]`},
		},
		"en": {
			"index.html": {
				`<html lang="en">`, `dir="rtl">مهرداد آذرگون</a>`,
			},
			"articles/report-a.html": {
				`<h1><bdi lang="fa" dir="rtl">انبار پنبه در آتش</bdi></h1>`, `<article id="text" lang="fa" dir="rtl">`,
			},
			"articles/report-c.html": {`<article id="text">`, `<h1>Cotton store burns in Narvan</h1>`},
			"quotations.html":        {`“<bdi lang="fa" dir="rtl">آتش از سقف آغاز شد.</bdi>”`},
			"search-index.js":        {`زخمی شدند.","fa"]`},
		},
	} {
		out := buildPersian(t, language)
		for name, texts := range pages {
			page, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Error(err)
			}
			for _, want := range texts {
				if !strings.Contains(string(page), want) {
					t.Errorf("%s: %s has no\n%s", language, name, want)
				}
			}
		}
	}
}
