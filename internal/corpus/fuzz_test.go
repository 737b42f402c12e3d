package corpus

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"collate/internal/diag"
)

// positionsWithin holds mistakes against the text that they are in, unless
// composed it may be shorter or longer.
func positionsWithin(t *testing.T, err error, text string) {
	t.Helper()
	if strings.Contains(text, "\u0344") {
		return
	}
	var list diag.List
	if err != nil && !errors.As(err, &list) {
		t.Fatalf("%T", err)
	}
	lines := strings.Split(text, "\n")
	for _, e := range list {
		switch p := e.Pos; {
		case p.Line < 1 || p.Line > len(lines):
			t.Errorf("%v: the file has %d lines", e, len(lines))
		case p.Col < 1 || p.Col > len(lines[p.Line-1])+1:
			t.Errorf("%v: the line has %d bytes", e, len(lines[p.Line-1]))
		}
	}
}

// FuzzPage reads a whole file as each kind of page. What is right has a body
// whose blocks stand in the file.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: A\n---\n\nOne. ^p1\n\n> “Two,” she said. [@a, ¶ 1] ^p2\n",
		"\ufeff---\r\ntitle: A\r\ndate: 2019-05-03T08:00+02:00\r\n---\r\nOne.\r\n",
		"---\nquestion: A?\nkind: count\nanswers:\n- {value: 17 + 5, says: b, cite: \"@a, ¶ 1\"}\n---\n",
		"---\ntitle: A\nwhen: 2019-05-03/2019-05-04~\naccounts: [{printed: b, cite: \"@a\"}]\n---\n|a|b|\n|-|-|\n|c|d ^p1|\n",
		"---\ntitle: A\ncoordinates: {lat: 1e309, lon: -0, source: x}\n---\n[[b|c]] <!-- d --> [e](f \"g\") <i>\n",
		"---\ntitle: \"[A]\"\noriginal: {file: a, sha256: b, cut: [{what: c, lines: 3-1}]}\n---\n- a\n  - b\n",
		"---\n---\n", "---", "", "\x00", "\xff", "---\ntitle: \"\\u0000\"\n---\n",
	} {
		f.Add(s)
	}
	names := []string{"index.md", "articles/x.md", "people/x.md", "places/x.md", "organisations/x.md", "events/x.md", "claims/x.md"}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range names {
			c, err := Load(folder(name, text), "content")
			if err != nil {
				positionsWithin(t, err, text)
				continue
			}
			for _, p := range c.Pages() {
				lines := strings.Count(p.Source, "\n") + 1
				for i := range p.Body.Blocks {
					b := &p.Body.Blocks[i]
					if line, col := b.Pos(len(b.Text)); line < 1 || line > lines || col < 0 {
						t.Errorf("%s: a block at %d:%d of %d lines", name, line, col, lines)
					}
				}
			}
		}
	})
}

// FuzzSite reads a text as site.yaml.
func FuzzSite(f *testing.F) {
	for _, s := range []string{
		"title: A\nbase_url: https://example.org/a/\nlanguage: de-AT\nedition: 2019-05-05\n",
		"zones: [UTC, {name: Europe/Oslo, label: Oslo}]\nignore:\n- {name: A, why: b}\n",
		"zones: []", "zones: [Local]", "zones: [\"\"]", "base_url: http://[::1", "base_url: https://a@b/", "language: ../x", "- a", "a: &a [*a]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Load(folder("site.yaml", text, "articles/a.md", "---\ntitle: A\n---\nOne.\n"), "content")
		positionsWithin(t, err, text)
		if err != nil {
			return
		}
		s := c.Site
		if len(s.Zones) == 0 || s.Language == "" || s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") ||
			strings.ContainsAny(s.BaseURL+s.Language, " \"<>\n") {
			t.Errorf("%q is %+v", text, s)
		}
		for _, z := range s.Zones {
			if z.Location == nil || z.Name == "" {
				t.Errorf("%q has the zone %+v", text, z)
			}
		}
	})
}

// FuzzBaseURL gives any address: what is taken is one on the
// web, stays the same when it is given again, and is safe in an attribute.
func FuzzBaseURL(f *testing.F) {
	for _, s := range []string{
		"https://example.org/news", "http://example.org", "HTTPS://example.org//", "https://a@b/", "https://[::1]:80/", "https:///x",
		"javascript:alert(1)", "https://a/?b", "https://a//b", "https://a/\\b/", "https://a/#b", "https://a/%zz", "https://ä/ö", "https://a/\"><b>", " https://a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := BaseURL(raw)
		if got == "" {
			return
		}
		if again := BaseURL(got); again != got {
			t.Errorf("%q is %q, and that %q", raw, got, again)
		}
		if u, err := url.Parse(got); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || !strings.HasSuffix(got, "/") ||
			u.User != nil || strings.ContainsAny(got, "?# \"<>\n") || strings.HasPrefix(u.Path, "//") {
			t.Errorf("%q is %q", raw, got)
		}
	})
}
