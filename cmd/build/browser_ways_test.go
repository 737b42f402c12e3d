package main_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func testFromDisk(t *testing.T, b *browser, dir string) {
	p := b.tab(t, fileURL(dir))
	p.open("index.html")
	name := evaluate[string](p, `document.querySelector('main a.person[data-entity]').dataset.entity`)
	p.follow(`document.querySelector('main a.person[data-entity]')`)
	p.want(`location.pathname`, filepath.ToSlash(filepath.Join(dir, name+".html")))
	p.want(`document.querySelector('nav').contains(document.querySelector('h1')) + ''`, "false")

	p.follow(`document.querySelector('.mentions .where')`)
	if path := evaluate[string](p, `location.pathname`); !strings.Contains(path, "/articles/report-") {
		t.Fatalf("a mention of %s leads to %s", name, path)
	}
	p.want(inView, "in view")
	if n := evaluate[int](p, fmt.Sprintf(`document.querySelector(':target').closest('p, blockquote, li')
		.querySelectorAll('[data-entity=%q]').length`, name)); n == 0 {
		t.Errorf("%s does not mention %s", evaluate[string](p, `location.href`), name)
	}
	// A citation of the story leads to its source, that to the paragraph, and there is a way back.
	p.open("index.html")
	p.follow(`document.querySelector('main a.cite')`)
	p.want(inView, "in view")
	p.follow(`document.querySelector(':target a.back')`)
	p.want(inView, "in view")
	p.follow(`document.querySelector('.sources a.where')`)
	p.want(inView, "in view")

	// An event's title is not covered by the day, which stays at the top.
	p.open("timeline.html")
	p.open("timeline.html#" + evaluate[string](p, `document.querySelector('.days > li:nth-child(2) .events > li').id`))
	p.want(`(() => { const r = document.querySelector(':target h3').getBoundingClientRect();
		return document.elementFromPoint(r.left + 2, r.top + 2).tagName; })()`, "H3")
}

// inView says whether the element that the address names is on the screen.
const inView = `(() => {
	const e = document.querySelector(':target');
	if (!e) return 'no element has the id of ' + location.href;
	const r = e.getBoundingClientRect();
	return r.height && r.bottom > 0 && r.top < innerHeight ? 'in view' : 'out of view: ' + r.top + ' to ' + r.bottom;
})()`

// testSubPath opens every page under /explainer/, as GitHub Pages serves a
// project, and looks that each link of each page leads somewhere.
func testSubPath(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	p := b.tab(t, root)

	type page struct{ IDs, Links []string }
	pages := map[string]page{}
	queue := []string{"index.html"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if _, seen := pages[path]; seen {
			continue
		}
		p.open(path)
		got := evaluate[page](p, `({
			IDs: [...document.querySelectorAll('[id]')].map((e) => e.id),
			Links: [...document.querySelectorAll('a[href]')].map((a) => new URL(a.getAttribute('href'), document.baseURI).href)})`)
		pages[path] = got
		if m := evaluate[string](p, `document.querySelector('link[rel="manifest"]').href`); m != root+"manifest.webmanifest" {
			t.Errorf("%s has the manifest %s", path, m)
		}
		for _, link := range got.Links {
			if rest, ours := strings.CutPrefix(link, root); ours {
				target, _, _ := strings.Cut(rest, "#")
				if strings.HasSuffix(target, ".html") {
					queue = append(queue, target)
				}
			}
		}
	}
	if len(pages) < 30 {
		t.Errorf("only %d pages can be reached", len(pages))
	}
	for path, page := range pages {
		for _, link := range page.Links {
			rest, ours := strings.CutPrefix(link, root)
			if !ours {
				if strings.HasPrefix(link, "http://127.0.0.1") {
					t.Errorf("%s: %s leads out of the sub-path", path, link)
				}
				continue
			}
			target, fragment, _ := strings.Cut(rest, "#")
			if !strings.HasSuffix(target, ".html") {
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(target))); err != nil || target == "" {
					t.Errorf("%s: %s leads to no file", path, link)
				}
				continue
			}
			if fragment, _ = url.PathUnescape(fragment); fragment != "" && !slices.Contains(pages[target].IDs, fragment) {
				t.Errorf("%s: %s has no such place", path, link)
			}
		}
	}
	// An address that is not there, at any depth, shows the 404 page with its style and links.
	p.open("people/no/such/page.html")
	p.want(`getComputedStyle(document.documentElement).backgroundColor === 'rgba(0, 0, 0, 0)' ? 'unstyled' : 'styled'`, "styled")
	p.follow(`document.querySelector('main a[href]')`)
	p.forgive() // the status was meant to be 404
}

func testWithoutScripts(t *testing.T, b *browser, dir string) {
	with, without := b.tab(t, fileURL(dir)), b.tab(t, fileURL(dir))
	with.inZone("Asia/Baghdad") // in which all times are shown, so that none is added
	without.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		off := emulation.SetScriptExecutionDisabledParams{Value: true}
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, off)
		return err
	}))
	for _, path := range onePageOfEachKind {
		if path == "404.html" {
			continue // its links are absolute: from disk it has no scripts in any case
		}
		part := "main"
		if path == "search.html" {
			part = "#a-z" // the field works by script only and is shown by script only
		}
		read := func(p *tab) string {
			p.open(path)
			return evaluate[string](p, fmt.Sprintf(`document.querySelector(%q).innerText`, part))
		}
		shown, kept := read(with), read(without)
		if kept != shown || len(kept) < 50 {
			t.Errorf("%s: %d bytes of text with scripts, %d without", path, len(shown), len(kept))
		}
		if path == "search.html" && evaluate[bool](without, `document.getElementById('q').checkVisibility()`) {
			t.Error("the search field is shown where it cannot work")
		}
	}
}
