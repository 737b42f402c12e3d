package main_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// testAxe has axe-core judge every kind of page, narrow and in the light; in both
// schemes, narrow as well as wide, if COLLATE_LONG=1. Colours are also held by testLooks.
// COLLATE_AXE names its axe.min.js, which is no part of this repository; without
// it the test is skipped.
func testAxe(t *testing.T, b *browser, dir string) {
	file := os.Getenv("COLLATE_AXE")
	if file == "" {
		t.Skip("COLLATE_AXE names no axe.min.js of axe-core")
	}
	script, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root := serve(t, dir)
	for _, path := range append(onePageOfEachKind, "search.html#q=missiles") {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, root)
			p.open(path)
			if strings.Contains(path, "#q=") {
				p.wait(`document.querySelector('#search-results mark')`)
			}
			p.run(string(script)) // by the debugger: the page's policy for scripts stays as it is
			const all, ofColours = `{}`, `{runOnly: ['color-contrast', 'link-in-text-block']}`
			for _, tt := range []struct {
				look
				rules string
				often bool // not only if COLLATE_LONG=1
			}{
				{look{Scheme: "light", Width: 320}, all, true},
				{look{Scheme: "dark", Width: 1280}, ofColours, false}, // all else is as in the light
				{look{Scheme: "light", Width: 1280}, all, false},
				{look{Scheme: "dark", Width: 320}, ofColours, false},
			} {
				if !tt.often && !long() {
					continue
				}
				p.show(tt.look)
				for _, wrong := range p.axe(tt.rules) {
					t.Errorf("%v: %s", tt.look, wrong)
				}
			}
		})
	}
}

// axe returns what axe-core finds wrong with the tab's page, a line each.
func (p *tab) axe(options string) []string {
	p.t.Helper()
	found, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`axe.run(document, {...`+options+`,
		rules: {'target-size': {enabled: !`+options+`.runOnly}}, resultTypes: ['violations'],
	}).then(({passes, violations}) => !passes.length ? ['nothing was held against a rule'] : violations
		.map((v) => v.id + ' in ' + v.nodes.length + ': ' + v.nodes[0].html.slice(0, 200) + ' ' + v.nodes[0].failureSummary))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return found
}
