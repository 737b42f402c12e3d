package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const themes = "examples/themes/"

// buildThemed builds the invented example in a theme of the examples.
func buildThemed(t *testing.T, theme string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	cmd := exec.Command("build", "--quiet", "--base-url", "https://example.org/explainer/", "--out", out, "--cache", t.TempDir(),
		"--content", "examples/hathersby-flood/content", "--static", themes+theme+"/static")
	cmd.Dir = "../.."
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, msg)
	}
	return out
}

// testTheme holds the example theme, which is small, against the rules of our own
// looks: in both schemes, in forced colours and on paper. With COLLATE_LONG=1 all
// kinds of page are, and by axe-core too.
func testTheme(t *testing.T, b *browser) {
	const theme, most = "harbour", 60 // lines
	css, err := os.ReadFile("../../" + themes + theme + "/static/theme.css")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(css, []byte("\n")); n >= most {
		t.Errorf("the theme has %d lines, want fewer than %d", n, most)
	}
	root := serve(t, buildThemed(t, theme))
	pages := []string{"index.html", "claims/index.html", "timeline.html", "articles/report-b.html"}
	axe, err := os.ReadFile(os.Getenv("COLLATE_AXE"))
	judged := err == nil && long()
	if long() {
		pages = append(pages, "claims/how-many-died.html", "quotations.html", "map.html", "articles/index.html",
			"people/teodor-valcik.html", "places/collowmere-dam.html", "source/people/teodor-valcik.html", "404.html")
	}
	for _, path := range pages {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, root)
			p.open(path)
			p.load("looks.js")
			if judged {
				p.run(string(axe))
			}
			for _, tt := range []struct {
				look
				band string // the colour behind the header, "" in forced colours
			}{
				{look{Scheme: "light", Width: 320}, "rgb(11, 60, 77)"},
				{look{Scheme: "dark", Width: 1280}, "rgb(6, 36, 47)"},
				{look{Scheme: "light", Width: 1280}, "rgb(11, 60, 77)"},
				{look{Scheme: "dark", Forced: true, Width: 768}, ""},
			} {
				p.show(tt.look)
				p.rules(tt.look, "contrast", "sideways")
				if body := evaluate[float64](p, `looks.body()`); body < 7 {
					t.Errorf("%v: the text stands out by %.2f:1, want 7:1", tt.look, body)
				}
				if tt.band != "" {
					p.want(`getComputedStyle(document.querySelector('header')).backgroundColor`, tt.band)
				}
				if judged && !tt.Forced {
					for _, wrong := range p.axe(`{}`) {
						t.Errorf("%v: %s", tt.look, wrong)
					}
				}
			}
			p.run(`looks.remember()`)
			l := look{Media: "print", Scheme: "dark", Width: 680}
			p.show(l)
			p.rules(l, "contrast", "sideways", "lost", "controls", "addresses")
		})
	}
}
