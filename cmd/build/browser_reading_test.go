package main_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// inZone gives the tab's next pages a time zone.
func (p *tab) inZone(name string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: name})
		return err
	}))
}

const announced = `document.querySelector('body > [role=status]').textContent`

func testCopy(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	t.Run("by keyboard", func(t *testing.T) {
		p := b.tab(t, root)
		p.open("articles/report-d.html#p2")
		p.do(chromedp.Evaluate[chromedp.Void](`(() => {
			const write = navigator.clipboard.writeText.bind(navigator.clipboard);
			navigator.clipboard.writeText = async (s) => { await write(s); window.copied = s; };
			document.querySelector('a.pin[href="#p6"]').focus();
		})()`),
			chromedp.KeyEvent("\t"))
		p.want(`document.activeElement.ariaLabel`, "Copy link to ¶6")
		p.do(chromedp.KeyEvent("\r"))
		p.wait(announced + ` === 'Link copied'`)
		p.want(`copied`, root+"articles/report-d.html#p6")
		p.want(`document.activeElement.ariaLabel`, "Copy link to ¶6")
	})
	t.Run("where the clipboard is closed", func(t *testing.T) {
		p := b.tab(t, root)
		p.open("articles/report-d.html")
		p.do(chromedp.Evaluate[chromedp.Void](`(() => {
			Object.defineProperty(navigator, 'clipboard', { value: undefined });
			document.addEventListener('copy', () => { window.copied = getSelection().toString(); });
		})()`), chromedp.Click(`#p3 .copy`))
		p.wait(announced + ` === 'Link copied'`)
		p.want(`copied`, root+"articles/report-d.html#p3")
		p.want(`document.activeElement.ariaLabel`, "Copy link to ¶3")
		p.want(`document.querySelectorAll('textarea').length + ''`, "0")
		p.do(chromedp.Evaluate[chromedp.Void](`document.execCommand = () => false`), chromedp.Click(`#p4 .copy`))
		p.wait(announced + ` === 'Not copied: ' + location.href + '#p4'`)
	})
	for _, want := range []struct{ path, button, link string }{
		{"timeline.html", "#strike-on-ain-al-asad > .times .copy", "timeline.html#strike-on-ain-al-asad"},
		{"quotations.html", "#ali-shamkhani-historic-nightmare > .made .copy", "quotations.html#ali-shamkhani-historic-nightmare"},
		{"people/mark-esper.html", "main > .made .copy", "people/mark-esper.html"},
		{"people/mark-esper.html", ".mentions li > .copy", "articles/report-a.html#m-people-mark-esper-1"},
		{"dossier.html", "#claims-how-many-missiles > .made .copy", "dossier.html#claims-how-many-missiles"},
	} {
		t.Run(want.link, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.open(want.path)
			p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
				Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (s) => { window.copied = s; } } });
				document.querySelector(%q).click();
			})()`, want.button)))
			p.wait(announced + ` === 'Link copied'`)
			p.want(`copied`, fileURL(dir)+want.link)
		})
	}
	t.Run("behind the sentence", func(t *testing.T) {
		p := b.tab(t, fileURL(dir))
		p.open("people/mark-esper.html")
		p.want(`[...document.querySelectorAll('.mentions li > .role')].filter((e) => !e.previousElementSibling.matches('.copy')).length + ''`, "0")
	})
	t.Run("24 px", func(t *testing.T) {
		p := b.tab(t, fileURL(dir))
		p.open("articles/report-d.html")
		p.want(`[...document.querySelectorAll('.copy')].filter((e) => e.offsetWidth < 24 || e.offsetHeight < 24).length + ''`, "0")
	})
	t.Run("size", func(t *testing.T) {
		const most = 8_000 // bytes; 4 KB as sent
		for _, name := range []string{"reading.js", "preview.js"} {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if info.Size() > most {
				t.Errorf("%s has %d bytes, more than %d", name, info.Size(), most)
			}
		}
	})
}

func testZones(t *testing.T, b *browser, dir string) {
	const strike = `document.querySelector('#strike-on-ain-al-asad > .times').innerText`
	const written = `![...document.querySelectorAll('.local')].some((e) => !e.textContent.trim())` // when the browser is idle
	for _, tt := range []struct{ zone, want string }{
		{"Europe/Oslo", "7 January, about 23:30 Oslo, your time"},
		{"Asia/Kathmandu", "8 January, about 04:15 "}, // 5:45 ahead; browsers spell the zone in two ways
		{"Asia/Baghdad", ""},
		{"Europe/Istanbul", ""}, // the same hours as Baghdad
		{"America/New_York", ""},
		{"Etc/UTC", ""},
	} {
		t.Run(tt.zone, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.inZone(tt.zone)
			p.open("timeline.html")
			p.wait(written)
			got := evaluate[string](p, strike)
			if tt.want == "" && strings.Contains(got, "your time") || !strings.Contains(got, tt.want) {
				t.Errorf("the strike’s times are %q, want %q", got, tt.want)
			}
			n := evaluate[int](p, `[...document.querySelectorAll('.local')].filter((e) => /NaN|Invalid/.test(e.textContent)).length`)
			if n > 0 {
				t.Errorf("%d times are none", n)
			}
		})
	}
	t.Run("two ends", func(t *testing.T) {
		p := b.tab(t, fileURL(dir))
		p.inZone("Europe/Oslo")
		p.open("index.html")
		p.wait(written)
		got := evaluate[[]string](p, `[...document.querySelectorAll('.when .local')].map((e) => e.textContent.trim())`)
		const claim = "7 January, 23:30–8 January, 03:30 Oslo, your time" // 01:30 to 05:30 in Baghdad
		if !slices.Contains(got, claim) {
			t.Errorf("the story’s list has %q, want among them %q", got, claim)
		}
		for _, s := range got {
			if !strings.HasSuffix(s, " Oslo, your time") {
				t.Errorf("%q", s)
			}
		}
		p.show(look{Media: "print", Scheme: "light"})
		p.want(`[...document.querySelectorAll('.local')].filter((e) => e.checkVisibility()).length + ''`, "0")
		p.want(`[...document.querySelectorAll('.copy')].filter((e) => e.checkVisibility()).length + ''`, "0")
	})
}

func testWhereAmI(t *testing.T, b *browser, dir string) {
	const current = `[...document.querySelectorAll('.jump [aria-current]')].map((a) => a.textContent).join()`
	for path, want := range map[string]string{
		"timeline.html": "Tuesday 7 January 2020", "people/donald-trump.html": "Every mention", "claims/index.html": "All agree",
		"dossier.html": "Places", "articles/report-d.html": "Whom it quotes",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.open(path)
			id := evaluate[string](p, fmt.Sprintf(
				`[...document.querySelectorAll('.jump a')].find((a) => a.textContent === %q).hash.slice(1)`, want))
			p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.getElementById(%q).scrollIntoView()`, id)))
			p.wait(fmt.Sprintf(`%s === %q`, current, want))
			p.want(`(() => { const r = document.querySelector('.jump [aria-current]').getBoundingClientRect();
				return r.top >= 0 && r.bottom <= innerHeight ? 'in view' : 'out of view: ' + r.top; })()`, "in view")
		})
	}
	// On a phone the list stands at the top and moves away with it.
	p := b.tab(t, fileURL(dir))
	p.do(chromedp.EmulateViewport(320, 640))
	p.open("timeline.html")
	p.want(`getComputedStyle(document.querySelector('.jump')).position`, "static")
	p.want(`(() => document.querySelector('.jump').getBoundingClientRect().bottom <
		document.querySelector('.days').getBoundingClientRect().top ? 'above' : 'beside')()`, "above")
}

// testTargets: what an address with a fragment leads to can be told from what
// is around it and read, and nothing covers its beginning.
func testTargets(t *testing.T, b *browser, dir string) {
	for _, path := range []string{
		"articles/report-d.html#p6", "articles/report-d.html#m-places-iran-3", "timeline.html#strike-on-erbil",
		"quotations.html#ali-shamkhani-historic-nightmare", "index.html#s-report-d-p2", "index.html#c2-1",
		"claims/index.html#all-agree", "claims/how-many-missiles.html#a2", "timeline.html#strike-on-erbil-a1",
		"dossier.html#articles-report-c_p4", "dossier.html#events-strike-on-erbil", "dossier.html#claims-how-many-missiles",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, fileURL(dir))
			p.open(path)
			p.wait(`document.readyState === 'complete'`)
			p.load("looks.js")
			if got := evaluate[string](p, inView); got != "in view" {
				t.Fatal(got)
			}
			if strings.HasPrefix(path, "index.html#c") { // a citation, which is given the focus
				p.stays(cardClosed, 600*time.Millisecond)
			}
			for _, l := range []look{{Scheme: "light"}, {Scheme: "dark"}, {Scheme: "dark", Forced: true}} {
				p.show(l)
				p.want(`(() => {
					const e = document.querySelector(':target'), s = getComputedStyle(e), forced = matchMedia('(forced-colors: active)').matches;
					const r = e.getClientRects()[0], top = document.elementFromPoint(r.left + 3, r.top + 3);
					const paper = getComputedStyle(document.documentElement).backgroundColor;
					if (forced ? s.outlineStyle === 'none' : [paper, 'rgba(0, 0, 0, 0)'].includes(s.backgroundColor)) return 'as all around';
					return e.contains(top) || top.contains(e) && !top.closest('.jump, .days h2') ? 'seen' : 'covered by ' + top.outerHTML;
				})()`, "seen")
				for _, wrong := range evaluate[[]string](p, `looks.contrast(document.querySelector(':target'))`) {
					t.Errorf("%v: %s", l, wrong)
				}
			}
		})
	}
}

func testCompare(t *testing.T, b *browser, dir string) {
	p := b.tab(t, fileURL(dir))
	p.open("articles/report-c.html")
	p.follow(`document.querySelector('.facts a[aria-label="Side by side with Report A"]')`)
	p.want(`document.querySelector('h1').textContent`, "Report A and Report C")
	p.follow(`document.querySelector('.claims td a[href*="report-c.html#p"]')`)
	p.want(inView, "in view")
	p.open("articles/index.html")
	p.follow(`document.querySelector('a[aria-label^="Report E and Report B"]')`)
	p.want(`document.querySelector('h1').textContent`, "Report B and Report E")
	// On a phone each value has its report’s name beside it.
	p.do(chromedp.EmulateViewport(320, 640))
	p.want(`[...document.querySelectorAll('.claims td')].filter((e) => !e.querySelector('.label').checkVisibility()).length + ''`, "0")
	p.want(`[...document.querySelectorAll('.claims thead')].filter((e) => e.checkVisibility()).length + ''`, "0")
}

func testDossier(t *testing.T, b *browser, dir string) {
	p := b.tab(t, fileURL(dir))
	p.open("method.html")
	p.follow(`document.querySelector('main a[href="dossier.html"]')`)
	p.follow(`document.querySelector('.text a.cite')`)
	p.want(inView, "in view")
	p.want(`document.querySelector(':target').closest('.report') ? 'a report’s paragraph' : location.hash`, "a report’s paragraph")
	// All that leaves the page is the method, and what is not of the site.
	p.want(`[...new Set([...document.querySelectorAll('main a')].map((a) => a.getAttribute('href'))
		.filter((h) => !h.startsWith('#') && !h.startsWith('https:')))].sort().join()`, "method.html")
	// A citation’s card has the paragraph, and its link leads there.
	p.open("dossier.html")
	p.hover(`document.querySelector('.text a.cite')`)
	p.wait(cardOpen)
	text := evaluate[string](p, `document.getElementById('card').innerText`)
	if !strings.Contains(text, "Report ") || len(text) < 80 {
		t.Errorf("the card says %q", text)
	}
	p.follow(`document.querySelector('#card a')`)
	p.wait(cardClosed)
	p.want(inView, "in view")
	// On paper: no controls, numbers at the paragraphs, each part on a page of its own.
	p.show(look{Media: "print", Scheme: "light"})
	p.want(`[...document.querySelectorAll('nav, button, header ul, .citation')].filter((e) => e.checkVisibility()).length + ''`, "0")
	p.want(`[...document.querySelectorAll('article .pin')].filter((e) => !e.checkVisibility()).length + ''`, "0")
	p.want(`getComputedStyle(document.querySelector('.dossier > section:nth-of-type(2)')).breakBefore`, "page")
	p.want(`document.scrollingElement.scrollWidth <= innerWidth ? 'fits' : 'too wide'`, "fits")
}
