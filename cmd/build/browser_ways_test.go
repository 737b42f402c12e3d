package main_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// testFromDisk follows links from page to page, all of them files.
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

// testSubPath opens every kind of page under /explainer/, as GitHub Pages
// serves a project, and looks that each link of each page leads somewhere, and
// that each page can be reached from the first.
func testSubPath(t *testing.T, b *browser, dir string) {
	root := serve(t, dir)
	var paths []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".html") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) < 30 {
		t.Fatalf("only %d pages (%v)", len(paths), err)
	}
	p := b.tab(t, root)
	for _, path := range onePageOfEachKind {
		p.open(path)
		manifest := root + "manifest.webmanifest"
		if plain(path) {
			manifest = "none" // a script links it
		}
		p.want(`document.querySelector('link[rel="manifest"]')?.href ?? 'none'`, manifest)
	}
	type page struct{ IDs, Links []string }
	pages := make([]page, len(paths))
	for i, path := range paths {
		pages[i].IDs, pages[i].Links = idsAndLinks(t, filepath.Join(dir, filepath.FromSlash(path)), root+path)
	}
	ids, next := map[string][]string{}, map[string][]string{}
	for i, path := range paths {
		ids[path] = pages[i].IDs
	}
	for i, path := range paths {
		for _, link := range pages[i].Links {
			rest, ours := strings.CutPrefix(link, root)
			if !ours {
				if strings.HasPrefix(link, "http://127.0.0.1") {
					t.Errorf("%s: %s leads out of the sub-path", path, link)
				}
				continue
			}
			target, fragment, _ := strings.Cut(rest, "#")
			next[path] = append(next[path], target)
			if !strings.HasSuffix(target, ".html") {
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(target))); err != nil || target == "" {
					t.Errorf("%s: %s leads to no file", path, link)
				}
				continue
			}
			if fragment, _ = url.PathUnescape(fragment); ids[target] == nil || fragment != "" && !slices.Contains(ids[target], fragment) {
				t.Errorf("%s: %s leads nowhere", path, link)
			}
		}
	}
	reached := map[string]bool{"404.html": true}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		if !reached[queue[0]] {
			reached[queue[0]] = true
			queue = append(queue, next[queue[0]]...)
		}
	}
	for _, path := range paths {
		if !reached[path] {
			t.Errorf("%s: no way leads there from index.html", path)
		}
	}
	// An address that is not there, at any depth, shows the 404 page with its style and links.
	p.open("people/no/such/page.html")
	p.want(`getComputedStyle(document.documentElement).backgroundColor === 'rgba(0, 0, 0, 0)' ? 'unstyled' : 'styled'`, "styled")
	p.follow(`document.querySelector('main a[href]')`)
	p.forgive() // the status was meant to be 404
}

// testWithoutScripts: every kind of page works as a file, with scripts and
// without: its text is the same, and no control does nothing.
func testWithoutScripts(t *testing.T, b *browser, dir string) {
	served := serve(t, dir)
	for _, path := range onePageOfEachKind {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			root := fileURL(dir)
			if path == "404.html" {
				root = served // its links are absolute
			}
			with, without := b.tab(t, root), b.tab(t, root)
			with.inZone("Asia/Baghdad") // in which all times are shown, so that none is added
			without.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
				off := emulation.SetScriptExecutionDisabledParams{Value: true}
				_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, off)
				return err
			}))
			part := "main"
			if path == "search.html" {
				part = "#a-z" // the field works by script only and is shown by script only
			}
			read := func(p *tab) string {
				p.open(path)
				return evaluate[string](p, fmt.Sprintf(`document.querySelector(%q).innerText.replace(/\s+/g, ' ')`, part))
			}
			shown, kept := read(with), read(without)
			for _, p := range []*tab{with, without} {
				p.want(`getComputedStyle(document.documentElement).backgroundColor === 'rgba(0, 0, 0, 0)' ? 'unstyled' : 'styled'`, "styled")
			}
			if plain(path) {
				with.want(`document.querySelectorAll('script[src]').length + ''`, "0")
			} else {
				with.want(`document.getElementById('card') ? 'scripts run' : 'no script ran'`, "scripts run")
			}
			for _, link := range evaluate[[]string](with, `[...new Set([...document.links].map((a) => a.href.split('#')[0]))]`) {
				if u, err := url.Parse(link); err != nil {
					t.Error(err)
				} else if u.Scheme == "file" {
					if info, err := os.Stat(filepath.FromSlash(u.Path)); err != nil || info.IsDir() {
						t.Errorf("%s leads to no file", link)
					}
				}
			}
			if kept != shown || len(kept) < 50 {
				t.Errorf("%d bytes of text with scripts, %d without", len(shown), len(kept))
			}
			without.want(`[...document.querySelectorAll('button, input, form, [role=status]')].filter((e) => e.checkVisibility())
				.map((e) => e.outerHTML).join()`, "")
			if path == "search.html" {
				with.want(`document.getElementById('q').checkVisibility() + ''`, "true")
			}
		})
	}
}

// idsAndLinks returns the ids of an HTML file, and its links as from an address.
func idsAndLinks(t *testing.T, file, address string) (ids, links []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := goquery.NewDocumentFromReader(f)
	if err != nil {
		t.Fatal(err)
	}
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids = append(ids, s.AttrOr("id", "")) })
	doc.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		link, err := base.Parse(s.AttrOr("href", ""))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			return
		}
		links = append(links, link.String())
	})
	return ids, links
}
