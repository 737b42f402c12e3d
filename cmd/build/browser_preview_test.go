package main_test

import (
	"fmt"
	"path/filepath"
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

// testSitePreviews opens cards of the site's pages by key, by mouse and by
// touch. No card asks for anything that the page did not bring.
func testSitePreviews(t *testing.T, b *browser, dir string) {
	const name, cite = "main a[data-entity]", "main a.cite"
	for _, tt := range []struct{ path, sel string }{
		{"index.html", name},
		{"index.html", cite},
		{"articles/report-d.html", name}, // reports cite nothing
		{"people/qassem-soleimani.html", name},
		{"people/qassem-soleimani.html", cite},
		{"places/ain-al-asad.html", cite},
		{"organisations/pentagon.html", name},
		{"timeline.html", cite},
		{"quotations.html", name},
		{"claims/how-many-missiles.html", cite},
		{"compare/report-c--report-d.html", name},
		{"dossier.html", cite},
	} {
		link := fmt.Sprintf(`document.querySelector(%q)`, tt.sel)
		t.Run("keyboard: "+tt.path+" "+tt.sel, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.open(tt.path)
			before := p.requests()
			// From the link before it, so that the focus comes by keyboard.
			p.run(`{ const all = [...document.querySelectorAll('a[href], button, [tabindex="0"]')];
				all[all.indexOf(` + link + `) - 1].focus(); }`)
			p.tabs(1)
			p.want(`document.activeElement === `+link+` ? 'there' : document.activeElement.outerHTML`, "there")
			p.wait(cardOpen)
			p.cardSays()
			p.do(chromedp.KeyEvent(kb.Escape))
			p.wait(cardClosed)
			p.want(`document.activeElement === `+link+` ? 'there' : document.activeElement.outerHTML`, "there")
			if n := p.requests() - before; n > 0 {
				t.Errorf("the card asked for %d files", n)
			}
			href := evaluate[string](p, link+`.href`)
			p.do(chromedp.KeyEvent("\r"))
			p.wait(fmt.Sprintf(`location.href === %q`, href))
		})
	}
	for _, path := range []string{"index.html", "timeline.html"} {
		const link = `document.querySelector('main a.cite')`
		t.Run("mouse: "+path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.open(path)
			before := p.requests()
			at := p.hover(link)
			p.wait(cardOpen)
			p.cardSays()
			p.want(`document.getElementById('card').contains(document.elementFromPoint(...(() => {
				const r = document.getElementById('card').getBoundingClientRect();
				return [r.left + r.width / 2, r.top + r.height / 2]; })())) ? 'above all' : 'covered'`, "above all")
			p.do(chromedp.MouseClickXY(5, 5)) // a press elsewhere
			p.wait(cardClosed)
			if n := p.requests() - before; n > 0 {
				t.Errorf("the card asked for %d files", n)
			}
			p.want(`location.hash`, "")
			href := evaluate[string](p, link+`.href`)
			p.do(chromedp.MouseClickXY(at[0], at[1]))
			p.wait(fmt.Sprintf(`location.href === %q`, href))
		})
		t.Run("touch: "+path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.do(chromedp.EmulateViewport(360, 640, chromedp.EmulateMobile, chromedp.EmulateTouch))
			p.open(path)
			before := p.requests()
			const sheet = cardOpen + ` && document.getElementById('card').matches('.sheet')`
			at := p.middle(link)
			tap := chromedp.TapXY(at[0], at[1])
			p.do(tap)
			p.wait(sheet)
			p.cardSays()
			p.do(chromedp.KeyEvent(kb.Escape))
			p.wait(cardClosed)
			p.do(tap)
			p.wait(sheet)
			p.do(tap) // again: the sheet is still that of the link, which is not followed
			p.stays(sheet+` && location.hash === ''`, 400*time.Millisecond)
			p.do(chromedp.TapXY(2, 40)) // elsewhere
			p.wait(cardClosed)
			p.want(`location.hash`, "")
			if n := p.requests() - before; n > 0 {
				t.Errorf("the sheet asked for %d files", n)
			}
			p.do(tap)
			p.wait(sheet)
			href := evaluate[string](p, `document.querySelector('#card a').href`)
			at = p.middle(`document.querySelector('#card a')`)
			p.do(chromedp.TapXY(at[0], at[1]))
			p.wait(fmt.Sprintf(`location.href === %q && document.readyState === 'complete'`, href))
			p.want(inView, "in view")
			// A name leads to its page at once.
			p.open(path)
			const named = `document.querySelector('main p a.person, main li a.person')`
			href = evaluate[string](p, named+`.href`)
			at = p.middle(named)
			p.do(chromedp.TapXY(at[0], at[1]))
			p.wait(fmt.Sprintf(`location.href === %q`, href))
		})
	}
}

// cardSays fails the test unless the open card has text that can be read.
func (p *tab) cardSays() {
	p.t.Helper()
	if text := evaluate[string](p, `document.getElementById('card').innerText`); len(text) < 5 {
		p.t.Errorf("the card says %q", text)
	}
	p.load("looks.js")
	for _, scheme := range []string{"dark", "light"} {
		p.show(look{Scheme: scheme})
		for _, wrong := range evaluate[[]string](p, `looks.contrast(document.getElementById('card'))`) {
			p.t.Errorf("%s: %s", scheme, wrong)
		}
	}
}
