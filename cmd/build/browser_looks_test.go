package main_test

import (
	"strings"
	"testing"
)

// looks lists how pages are shown on screens.
func looks() []look {
	var all []look
	for _, width := range []int64{320, 768, 1280} {
		all = append(all, look{Scheme: "light", Width: width}, look{Scheme: "dark", Width: width},
			look{Scheme: "light", Forced: true, Width: width}, look{Scheme: "dark", Forced: true, Width: width})
	}
	return all
}

// testLooks holds what is seen against rules: every text stands out from what
// is behind it, nothing is cut off and no page scrolls sideways.
func testLooks(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	for _, path := range append(onePageOfEachKind, "search.html#q=missiles", "timeline.html#strike-on-erbil") {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, root)
			p.open(path)
			if strings.Contains(path, "#q=") {
				p.wait(`document.querySelector('#search-results mark')`)
			}
			p.load("looks.js")
			for _, l := range looks() {
				p.show(l)
				p.rules(l, "contrast", "sideways")
				body := evaluate[float64](p, `looks.body()`)
				if body < 7 {
					t.Errorf("%v: the text stands out by %.2f:1, want 7:1", l, body)
				}
				paper := evaluate[float64](p, `looks.paper()`)
				if dark := paper < 0.1; dark != (l.Scheme == "dark") || !dark && paper < 0.8 {
					t.Errorf("%v: the paper's luminance is %.2f", l, paper)
				}
			}
		})
	}
}

// rules fails the test for every line that the named functions of looks.js return.
func (p *tab) rules(l look, names ...string) {
	p.t.Helper()
	for _, name := range names {
		for _, wrong := range evaluate[[]string](p, `looks.`+name+`()`) {
			p.t.Errorf("%v: %s: %s", l, name, wrong)
		}
	}
}

// testPaper: a page on A4 has all that it has on a screen, black on white in
// either scheme, nothing that is of no use there, and the addresses of sources.
func testPaper(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	for _, path := range onePageOfEachKind {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, root)
			p.open(path)
			p.load("looks.js")
			p.show(look{Scheme: "light", Width: 1280})
			p.run(`looks.remember()`)
			for _, scheme := range []string{"light", "dark"} {
				l := look{Media: "print", Scheme: scheme, Width: 680} // 18 cm
				p.show(l)
				p.rules(l, "contrast", "sideways", "lost", "controls", "addresses")
			}
			if path != "404.html" {
				p.want(`document.querySelector('footer .paper').innerText`, `https://example.org/explainer/`+path)
			}
		})
	}
}
