package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// testRTL: pages in a language that is written from right to left are the
// mirror image of others, and each report keeps its own direction.
func testRTL(t *testing.T, b *browser) {
	dir := buildPersian(t, "fa")
	p := b.tab(t, fileURL(dir))
	for _, path := range []string{
		"index.html", "articles/report-a.html", "articles/report-c.html", "articles/index.html",
		"people/mehrdad-azargoun.html", "people/index.html", "timeline.html", "claims/index.html", "claims/how-many-hurt.html",
		"quotations.html", "search.html", "compare/report-a--report-c.html", "dossier.html", "data.html", "source/files.html",
		"source/articles/report-a.html",
	} {
		p.open(path)
		for _, width := range []int64{320, 1280} {
			p.do(chromedp.EmulateViewport(width, 800))
			// Where lines begin is the right: content that is too wide would stick out on the left.
			if over := evaluate[[]string](p, `(() => {
				const e = document.scrollingElement;
				return e.scrollWidth <= e.clientWidth ? [] : [...document.querySelectorAll('body *')]
					.filter((e) => e.getBoundingClientRect().left < -1).slice(0, 3)
					.map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40));
			})()`); len(over) > 0 {
				t.Errorf("%s scrolls sideways at %d px: %q", path, width, over)
			}
			p.want(`(() => {
				const list = document.querySelector('header nav ul'), first = list.firstElementChild;
				const gap = list.getBoundingClientRect().right - first.getBoundingClientRect().right;
				return Math.abs(gap) < 1 ? 'at the right edge' : gap + ' px from it';
			})()`, "at the right edge")
		}
	}
	const paragraph = `(({ direction, textAlign }) => direction + ' ' + textAlign)(getComputedStyle(document.querySelector('#p1')))`
	p.open("articles/report-a.html")
	p.want(paragraph, "rtl start")
	p.open("articles/report-c.html")
	p.want(paragraph, "ltr start")
	// Numbers stand before what they count: on the right of it.
	p.open("people/mehrdad-azargoun.html")
	p.want(`(() => {
		const li = document.querySelector('.mentions li'), where = li.querySelector('.where').getBoundingClientRect();
		return where.left > li.querySelector('mark').getBoundingClientRect().right - 1 ? 'before the sentence' : 'in it';
	})()`, "before the sentence")
	p.want(`(() => {
		const [glyph, word] = [...document.querySelector('.kind').children].map((e) => e.getBoundingClientRect());
		return glyph.left - word.right > 4 ? 'before the word' : 'not before it';
	})()`, "before the word")
	// A card stands under its link, from where that begins.
	p.open("index.html")
	p.hover(`document.querySelector('main .text a[data-entity]')`)
	p.wait(cardOpen)
	p.want(`(() => {
		const a = document.querySelector('main .text a[data-entity]').getBoundingClientRect();
		const gap = document.getElementById('card').getBoundingClientRect().right - a.right;
		return Math.abs(gap) < 1 ? 'from the right' : gap + ' px off';
	})()`, "from the right")
	// What a result quotes of an English report is English.
	p.open("search.html#q=roof")
	p.wait(`document.querySelector('.results p')`)
	p.want(`(() => {
		const p = document.querySelector('.results p'), range = document.createRange();
		range.selectNodeContents(p);
		const left = Math.abs(range.getBoundingClientRect().left - p.getBoundingClientRect().left) < 1;
		return p.lang + (left ? ' from the left' : ' from the right');
	})()`, "en-GB from the left")

	english := b.tab(t, fileURL(buildPersian(t, "en")))
	english.open("articles/report-a.html")
	english.want(paragraph, "rtl start")
	english.want(fmt.Sprintf(`%s + ' ' + document.documentElement.dir`, `getComputedStyle(document.body).direction`), "ltr ")
	english.want(`(() => {
		const p = document.querySelector('#p1'), range = document.createRange();
		range.selectNodeContents(p.firstChild);
		return Math.abs(range.getClientRects()[0].right - p.getBoundingClientRect().right) < 1 ? 'from the right' : 'from the left';
	})()`, "from the right")
	english.open("articles/report-c.html")
	english.want(paragraph, "ltr start")
}
