package main_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	cardOpen   = `!!document.querySelector('#card:popover-open')`
	cardClosed = `!document.querySelector('#card:popover-open')`
	focused    = `document.activeElement.id`
)

func testPreview(t *testing.T, b *browser) {
	dir := t.TempDir()
	for from, to := range map[string]string{
		"testdata/browser/preview.html": "preview.html", "testdata/browser/search.html": "search.html",
		"../../static/preview.js": "preview.js", "../../static/search.js": "search.js", "../../static/style.css": "style.css",
	} {
		copyFile(t, from, filepath.Join(dir, to))
	}
	root := fileURL(dir)

	t.Run("keyboard on a name", func(t *testing.T) {
		p := b.tab(t, root)
		p.open("preview.html")
		p.do(chromedp.KeyEvent("\t\t"))
		p.want(focused, "name")
		p.wait(cardOpen)
		p.want(`document.getElementById('card').textContent`, "Jane Doeharbour master2 mentions in 1 of 2 reports")
		p.want(`document.getElementById('card').role`, "tooltip")
		p.want(`document.activeElement.getAttribute('aria-describedby')`, "card")
		p.do(chromedp.KeyEvent(kb.Escape))
		p.wait(cardClosed)
		p.stays(cardClosed, 600*time.Millisecond)
		p.want(focused, "name")
		p.want(`document.activeElement.hasAttribute('aria-describedby') ? 'yes' : 'no'`, "no")
	})
	t.Run("keyboard on a citation", func(t *testing.T) {
		p := b.tab(t, root)
		p.open("preview.html")
		p.do(chromedp.KeyEvent("\t\t\t"))
		p.want(focused, "c1-1")
		p.wait(cardOpen)
		p.want(`document.getElementById('card').textContent`, "Report A, Harbour PostDoe saw “a red light”.A ¶2")
		p.want(`document.getElementById('card').role`, "dialog")
		p.want(`document.getElementById('card').ariaLabel`, "Report A, Harbour Post")
		p.do(chromedp.KeyEvent("\t"))
		p.want(`document.activeElement.closest('#card') && document.activeElement.getAttribute('href')`,
			root+"search.html#p2")
		p.stays(cardOpen, 500*time.Millisecond)
		p.do(chromedp.KeyEvent(kb.Escape))
		p.wait(cardClosed)
		p.want(focused, "c1-1")
		p.stays(cardClosed, 600*time.Millisecond)
		p.do(chromedp.KeyEvent("\t")) // no trap
		p.want(focused, "cardless")
		p.stays(cardClosed, 600*time.Millisecond)
	})
	t.Run("Tab through card and on", func(t *testing.T) {
		p := b.tab(t, root)
		p.open("preview.html")
		p.do(chromedp.KeyEvent("\t\t\t"))
		p.wait(cardOpen)
		p.do(chromedp.KeyEvent("\t\t"))
		p.want(focused, "cardless")
		p.wait(cardClosed)
	})
	t.Run("mouse", func(t *testing.T) {
		p := b.tab(t, root)
		p.open("preview.html")
		p.hover(`document.getElementById('name')`)
		p.stays(cardClosed, 200*time.Millisecond)
		p.wait(cardOpen)
		p.want(`(() => { const l = document.getElementById('name').getBoundingClientRect(),
			c = document.getElementById('card').getBoundingClientRect();
			const under = c.top >= l.bottom && c.top < l.bottom + 8 && Math.abs(c.left - l.left) < 2;
			return under ? 'under' : [l.bottom, c.top, c.left] + '';
		})()`, "under")
		p.hover(`document.getElementById('card')`)
		p.stays(cardOpen, 700*time.Millisecond)
		p.hover(`document.querySelector('h1')`)
		p.wait(cardClosed)
		p.hover(`document.getElementById('c1-1')`)
		p.wait(cardOpen)
		p.do(chromedp.KeyEvent(kb.Escape))
		p.wait(cardClosed)
		p.hover(`document.getElementById('cardless')`)
		p.stays(cardClosed, 700*time.Millisecond)
	})
	t.Run("touch", func(t *testing.T) {
		p := b.tab(t, root)
		p.do(chromedp.EmulateViewport(360, 640, chromedp.EmulateMobile, chromedp.EmulateTouch))
		p.open("preview.html")
		p.do(chromedp.Tap("#c1-1"))
		p.wait(cardOpen)
		p.want(`location.hash`, "")
		p.want(`document.getElementById('card').className`, "card sheet")
		p.want(`(() => { const c = document.getElementById('card').getBoundingClientRect();
			return [c.left, c.right, c.bottom].map(Math.round) + ''; })()`, "0,360,640")
		p.want(`document.activeElement.textContent`, "Close")
		p.do(chromedp.Tap("#card button"))
		p.wait(cardClosed)
		p.do(chromedp.Tap("#name"))
		p.wait(`location.pathname.endsWith('search.html')`)
	})
}

func testSitePreviews(t *testing.T, b *browser, dir string) {
	for _, path := range []string{"index.html", "articles/report-d.html", "people/qassem-soleimani.html"} {
		for _, kind := range []string{"a[data-entity]", "a.cite"} {
			p := b.tab(t, fileURL(dir))
			p.open(path)
			sel := "main " + kind
			if evaluate[int](p, fmt.Sprintf(`document.querySelectorAll(%q).length`, sel)) == 0 {
				if kind == "a.cite" && strings.HasPrefix(path, "articles/") {
					continue // reports cite nothing
				}
				t.Errorf("%s has no %s", path, sel)
				continue
			}
			// From the link before it, so that the focus comes by keyboard.
			p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
				const all = [...document.querySelectorAll('a[href], button, [tabindex="0"]')];
				all[all.indexOf(document.querySelector(%q)) - 1].focus();
			})()`, sel)), chromedp.KeyEvent("\t"))
			p.want(fmt.Sprintf(`(() => { const a = document.activeElement;
				return a === document.querySelector(%q) ? 'there' : a.outerHTML; })()`, sel), "there")
			p.wait(cardOpen)
			if text := evaluate[string](p, `document.getElementById('card').innerText`); len(text) < 5 {
				t.Errorf("%s: the card of the first %s says %q", path, kind, text)
			}
			p.do(chromedp.KeyEvent(kb.Escape))
			p.wait(cardClosed)
		}
	}
}
