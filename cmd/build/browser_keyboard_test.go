package main_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// testKeyboard walks through every kind of page with Tab alone.
func testKeyboard(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	for _, path := range onePageOfEachKind {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, root)
			p.open(path)
			p.load("walk.js")
			// First comes the way past the head; it is seen once it has the focus.
			p.do(chromedp.KeyEvent("\t"))
			p.want(`document.activeElement.className + ' ' + document.activeElement.hash`, "skip #main")
			p.want(`document.activeElement.getBoundingClientRect().left >= 0 ? 'in view' : 'out of view'`, "in view")
			// Then everything else, once each, in the order of the page, to its end.
			most, end := 60, 20 // stops; of a longer page the beginning and the end are walked
			if long() {
				most, end = 120, 40
			}
			n := evaluate[int](p, `walk.expected().length`)
			p.tabs(min(n, most) - 1)
			if n > most {
				p.run(fmt.Sprintf(`walk.from(%d)`, n-end))
				p.tabs(end)
			}
			for range 20 { // that went through cards, which open where the focus stays for long
				if evaluate[int](p, `walk.left()`) == 0 {
					break
				}
				p.tabs(1)
			}
			for _, wrong := range evaluate[[]string](p, `walk.result()`) {
				t.Error(wrong)
			}
			p.do(chromedp.KeyEvent("\t"))
			p.want(`document.activeElement.localName`, "body") // the browser's own controls come next
			// Back from the end, and past the head.
			p.do(chromedp.KeyEvent("\t", chromedp.KeyModifiers(chromedp.ModifierShift)))
			p.want(`document.activeElement === walk.expected().at(-1) ? 'the last' : document.activeElement.outerHTML`, "the last")
			p.open(path)
			p.load("walk.js")
			p.do(chromedp.KeyEvent("\t\r"))
			p.wait(`location.hash === '#main'`)
			p.want(`document.activeElement.id`, "main")
			p.do(chromedp.KeyEvent("\t"))
			p.want(`document.activeElement === walk.expected().find((e) => e.closest('main')) ? 'the first of main' : document.activeElement.outerHTML`,
				"the first of main")
		})
	}
}

// tabs presses Tab n times.
func (p *tab) tabs(n int) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(strings.Repeat("\t", n)))
}
