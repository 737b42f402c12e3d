package site

import (
	"strings"
	"testing"

	"collate/internal/corpus"
	"collate/internal/markdown"
)

func TestWholeID(t *testing.T) {
	for _, tt := range []struct{ path, fragment, want string }{
		{"index.html", "", "story"},
		{"index.html", "c1-1", "story"},
		{"people/index.html", "", "people"},
		{"people/jane-doe.html", "", "people-jane-doe"},
		{"articles/report-a.html", "", "articles-report-a"},
		{"articles/report-a.html", "p7", "articles-report-a_p7"},
		{"claims/index.html", "", "claims"},
		{"claims/boats.html", "", "claims-boats"},
		{"timeline.html", "", "timeline"},
		{"timeline.html", "fire", "events-fire"},
		{"timeline.html", "sources_", "events-sources_"},
		{"quotations.html", "", "quotations"},
		{"quotations.html", "jane-doe-it-burned", "said-jane-doe-it-burned"},
		{"dossier.html", "people", "people"},
		{"map.html", "at-porto", ""},
		{"source/people/jane-doe.html", "", ""},
		{"source/people/jane-doe.md", "", ""},
		{"compare/a--b.html", "", ""},
		{"method.html", "", ""},
	} {
		if got := wholeID(tt.path, tt.fragment); got != tt.want {
			t.Errorf("wholeID(%q, %q) = %q, want %q", tt.path, tt.fragment, got, tt.want)
		}
	}
}

// TestWholeLevels: a text's headings on the page that holds everything are
// under the heading that stands for its own page.
func TestWholeLevels(t *testing.T) {
	for kind, want := range map[corpus.Kind]string{
		"": "3 4", corpus.People: "4 5", corpus.Events: "4 5", corpus.Articles: "4 5",
	} {
		body := markdown.Parse("## A\n\n### B\n", 1)
		id := corpus.Story
		if kind != "" {
			id = corpus.ID(string(kind) + "/x")
		}
		page := &corpus.Page{ID: id, Kind: kind, Body: body}
		text := string((&sheet{whole: true}).relevelled(page, body.HTML(markdown.Hooks{})))
		var got []string
		for _, tag := range strings.Split(text, "</h")[1:] {
			got = append(got, tag[:1])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: levels %q, want %s", kind, got, want)
		}
	}
}
