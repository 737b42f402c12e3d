package main_test

import (
	"strings"
	"testing"
)

// looks lists how pages are shown on screens.
var looks = []look{
	{Scheme: "light", Width: 320},
	{Scheme: "dark", Width: 320},
	{Scheme: "dark", Forced: true, Width: 320},
	{Scheme: "light", Width: 768},
	{Scheme: "dark", Width: 768},
	{Scheme: "light", Forced: true, Width: 768},
	{Scheme: "light", Width: 1280},
	{Scheme: "dark", Width: 1280},
	{Scheme: "dark", Forced: true, Width: 1280},
}

// testLooks holds what is seen against rules: every text stands out from what
// is behind it, nothing is cut off and no page scrolls sideways. On paper, a
// page has all that it has on a screen, black on white in either scheme, nothing
// that is of no use there, and the addresses of sources. Of each width one look is
// taken, all three if COLLATE_LONG=1.
func testLooks(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	for _, path := range append(onePageOfEachKind, "search.html#q=missiles") {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, root)
			p.open(path)
			if strings.Contains(path, "#q=") {
				p.wait(`document.querySelector('#search-results mark')`)
			}
			p.load("looks.js")
			for i, l := range looks {
				if i%4 > 0 && !long() {
					continue
				}
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
			p.run(`looks.remember()`)
			for _, scheme := range []string{"light", "dark"} {
				l := look{Media: "print", Scheme: scheme, Width: 680} // 18 cm
				p.show(l)
				p.rules(l, "contrast", "sideways", "lost", "controls", "addresses")
			}
			if path, _, _ := strings.Cut(path, "#"); path != "404.html" {
				p.want(`document.querySelector('footer .paper').innerText`, "https://example.org/explainer/"+path)
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
