package site

import (
	"strings"
	"testing"

	"collate/internal/corpus"
)

func TestRelative(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{"index.html", "people/jane-doe.html", "people/jane-doe.html"},
		{"people/jane-doe.html", "index.html", "../index.html"},
		{"people/jane-doe.html", "people/john-roe.html", "john-roe.html"},
		{"people/jane-doe.html", "places/harbour.html", "../places/harbour.html"},
		{"source/people/jane-doe.html", "people/jane-doe.html", "../../people/jane-doe.html"},
		{"source/people/jane-doe.html", "source/index.html", "../index.html"},
		{"places/a.html", "places-of-note.html", "../places-of-note.html"},
		{"index.html", "index.html", "index.html"},
		{"a/b/c/d/e/f.html", "index.html", "../../../../../index.html"},
	} {
		if up, rest := relative(tt.from, tt.to); up+rest != tt.want {
			t.Errorf("relative(%q, %q) = %q, %q, want %q", tt.from, tt.to, up, rest, tt.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, tt := range []struct {
		at             address
		path, fragment string
		want           string
	}{
		{address{path: "people/jane-doe.html"}, "articles/report-a.html", "p7", "../articles/report-a.html#p7"},
		{address{path: "timeline.html"}, "timeline.html", "fire", "#fire"},
		{address{path: "timeline.html"}, "timeline.html", "", "timeline.html"},
		{address{path: "places/harbour.html"}, "places/quay.html", "", "quay.html"},
		{address{path: "people/jane-doe/2.html"}, "people/jane-doe.html", "", "../jane-doe.html"},
		{address{path: "source/people/jane-doe.html"}, "data.html", "", "../../data.html"},
		{address{path: "a/b/c/d/e/f.html"}, "data.html", "", "../../../../../data.html"},
		{address{path: "404.html", root: "/fire/"}, "index.html", "", "/fire/index.html"},
		{address{path: "404.html", root: "/"}, "404.html", "x", "/404.html#x"},
	} {
		if got := tt.at.to(tt.path, tt.fragment); got != tt.want {
			t.Errorf("from %q: to(%q, %q) = %q, want %q", tt.at.path, tt.path, tt.fragment, got, tt.want)
		}
		if got, want := tt.at.file(ups+tt.path), tt.at.to(tt.path, ""); got != want {
			t.Errorf("from %q: file(ups + %q) = %q, want %q", tt.at.path, tt.path, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	var j joiner
	long := strings.Repeat("long", 1000)
	var got []string
	for range 300 { // more than what shares memory
		got = append(got, j.join("a", "", "b"), j.join(), j.join(long, "c"))
	}
	for i := range got {
		if want := []string{"ab", "", long + "c"}[i%3]; got[i] != want {
			t.Fatalf("text %d is %q, want %q", i, got[i], want)
		}
	}
}

func TestPagePath(t *testing.T) {
	for _, tt := range []struct {
		id             corpus.ID
		path, fragment string
	}{
		{corpus.Story, "index.html", ""},
		{"people/jane-doe", "people/jane-doe.html", ""},
		{"articles/report-a", "articles/report-a.html", ""},
		{"events/fire", "timeline.html", "fire"},
	} {
		if path, fragment := pagePath(tt.id); path != tt.path || fragment != tt.fragment {
			t.Errorf("pagePath(%q) = %q, %q, want %q, %q", tt.id, path, fragment, tt.path, tt.fragment)
		}
	}
}

func TestCiteID(t *testing.T) {
	story := &corpus.Page{ID: corpus.Story}
	event := &corpus.Page{ID: "events/fire", Kind: corpus.Events, Slug: "fire"}
	for _, tt := range []struct {
		page          *corpus.Page
		block, i, ref int
		want          string
	}{
		{story, 0, 0, 0, "c1-1"},
		{story, 4, 1, 2, "c5-2-3"},
		{event, 0, 0, 0, "fire-c1-1"},
		{event, -1, 1, 0, "fire-a2"},
	} {
		if got := citeID(tt.page, tt.block, tt.i, tt.ref); got != tt.want {
			t.Errorf("citeID(%s, %d, %d, %d) = %q, want %q", tt.page.ID, tt.block, tt.i, tt.ref, got, tt.want)
		}
	}
}

func TestRootOf(t *testing.T) {
	for base, want := range map[string]string{
		"":                                 "/",
		"https://example.org/":             "/",
		"https://example.org/a/b/":         "/a/b/",
		"http://localhost:8080/explainer/": "/explainer/",
	} {
		if got := rootOf(base); got != want {
			t.Errorf("rootOf(%q) = %q, want %q", base, got, want)
		}
	}
}
