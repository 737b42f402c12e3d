package main_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

func testNarrow(t *testing.T, b *browser, dir string) {
	p := b.tab(t, serve(t, dir))
	p.do(chromedp.EmulateViewport(320, 640))
	for _, path := range onePageOfEachKind {
		p.open(path)
		over := evaluate[[]string](p, `(() => {
			const wide = document.scrollingElement.scrollWidth > 320;
			return wide ? [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 321)
				.slice(0, 3).map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40)) : [];
		})()`)
		if len(over) > 0 {
			t.Errorf("%s scrolls sideways: %q", path, over)
		}
	}
}
