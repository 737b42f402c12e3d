package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/phrase"
)

func TestTongue(t *testing.T) {
	for _, tt := range []struct{ pages, words, want string }{
		{"en", "", ""},
		{"en", "en-GB", ""},
		{"en", "English", ""},
		{"en", "de-AT", ` lang="de-AT"`},
		{"en", "fa", ` lang="fa" dir="rtl"`},
		{"fa", "ar", ` lang="ar"`},
		{"fa", "en-GB", ` lang="en-GB" dir="ltr"`},
		{"az", "az-Arab", ` lang="az-Arab" dir="rtl"`},
		{"en", `x" onclick="y`, ""},
	} {
		p := &plan{c: &corpus.Corpus{Site: corpus.Site{Language: tt.pages}}, direction: phrase.Direction(tt.pages)}
		if got := string(p.tongue(tt.words)); got != tt.want {
			t.Errorf("pages in %s, words in %q: %q, want %q", tt.pages, tt.words, got, tt.want)
		}
	}
}

// A digest is in the language of the pages; its headline, its quotations and
// the names in it are the report's own.
func TestDigestOfAnotherLanguage(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("people/mehrdad.md", "---\ntitle: Mehrdad Azargoun\naliases: [آذرگون]\n---\n")
	write("articles/report-a.md", `---
title: انبار پنبه در آتش
text: digest
original: {file: a.txt, sha256: `+strings.Repeat("0", 64)+`, language: fa}
---

“آتش از سقف آغاز شد،” said آذرگون, the chief. He called it «یک شب بلند آذرگون» & left. ^p1
`)
	p := planOf(t, dir, func(s *corpus.Site) { s.Language = "en" })
	page := p.article(0).Data.(*Article)
	if page.Tongue != "" {
		t.Errorf("the digest's text says it is%s", page.Tongue)
	}
	if want := `<bdi lang="fa" dir="rtl">انبار پنبه در آتش</bdi>`; string(page.Headline) != want {
		t.Errorf("headline %s, want %s", page.Headline, want)
	}
	const name = ` data-entity="people/mehrdad" dir="rtl"`
	for _, want := range []string{
		`“<bdi lang="fa" dir="rtl">آتش از سقف آغاز شد،</bdi>” said <a class="person" href="../people/mehrdad.html"` + name +
			` id="m-people-mehrdad-1">آذرگون</a>, the chief.`,
		`«<bdi lang="fa" dir="rtl">یک شب بلند <span` + name + ` id="m-people-mehrdad-2">آذرگون</span></bdi>» &amp; left.`,
	} {
		if !strings.Contains(string(page.Body), want) {
			t.Errorf("the text is\n%s\nwant in it\n%s", page.Body, want)
		}
	}
	if got, want := page.Quoted[0].Quotes[0].Text, `<bdi lang="fa" dir="rtl">آتش از سقف آغاز شد</bdi>`; string(got) != want {
		t.Errorf("quotation %s, want %s", got, want)
	}
}
