package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"collate/internal/attack"
)

// testAttacks opens pages full of attacks, as they are and without their policy for
// scripts, which is never all that keeps one from running: some pages of one site, all of
// all sites if COLLATE_LONG=1. An exception, a message on the console and a request to
// elsewhere fail the test, as in every tab.
func testAttacks(t *testing.T, b *browser) {
	sites := attackedSites()
	if !long() {
		sites = sites[:1]
	} else {
		sites = append(sites[:6:6], sites[len(sites)-2:]...) // the rest are short texts, as in the last two
	}
	pages, searches := 0, 0
	for _, site := range sites {
		out := build(t, site.write(t, false))
		open := withoutPolicy(t, out)
		paths := []string{
			"index.html", "articles/report-1.html", "timeline.html", "claims/index.html", "map.html", "method.html",
		}
		compared, err := filepath.Glob(filepath.Join(out, "compare", "*--*.html"))
		if err != nil || len(compared) == 0 {
			t.Fatalf("no two reports are compared: %v", err)
		}
		paths = append(paths, "compare/"+filepath.Base(compared[0]))
		if long() {
			paths = pagesIn(t, out)
		}
		for i, dir := range []string{open, out} {
			p := b.tab(t, serve(t, dir))
			p.noDialogs()
			for j, path := range paths {
				if dir == out && j%4 > 0 && !long() {
					continue
				}
				pages++
				p.open(path)
				p.touchAll()
				p.want(ran, "nothing")
				if t.Failed() {
					t.Fatalf("%s, with its policy: %v", path, dir == out)
				}
			}
			p.open("people/person-1.html")
			p.hover(`document.querySelector('main a[data-entity], main a.cite')`)
			p.wait(cardOpen)
			p.want(ran, "nothing")
			if i == 0 {
				searches += p.searchAttacks()
			}
		}
	}
	t.Logf("%d sites, %d pages, %d searches", len(sites), pages, searches)
}

// ran says what an attack has left behind.
const ran = `typeof pwned !== 'undefined' ? 'pwned is ' + pwned : ({}).pwned ? 'all objects are pwned' :
	document.querySelector('[onclick], [onerror], [onload], iframe, object, embed, base, form[action^=j]') ? 'an element' : 'nothing'`

// noDialogs makes dialogs of later pages what an attack leaves behind: they would hold
// the test up.
func (p *tab) noDialogs() {
	p.t.Helper()
	const script = `for (const f of ['alert', 'confirm', 'prompt', 'print']) window[f] = () => { window.pwned = f; };`
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

// touchAll sends every element of the page what a reader would, and scripts wait for.
func (p *tab) touchAll() {
	p.t.Helper()
	p.run(`for (const e of document.querySelectorAll('*')) for (const name of
		['mouseover', 'pointerenter', 'focus', 'toggle', 'error', 'load'])
		if (e !== document.documentElement) e.dispatchEvent(new Event(name))`)
}

// searchAttacks looks for attacks, by the address and by typing, and returns how many.
func (p *tab) searchAttacks() int {
	p.t.Helper()
	var queries []string
	texts := attack.Texts()
	for _, c := range attack.Contexts() {
		if list := texts[c]; long() {
			queries = append(queries, list...)
		} else if c == attack.HTML || c == attack.Script {
			queries = append(queries, list[len(list)/2])
		}
	}
	queries = append(queries, "%", "%E0%A4%A", "\ufffd", "constructor", "__proto__", "toString valueOf", "$& $1 {n} {query}", strings.Repeat("a ", 200))
	p.open("search.html?q=%3Cimg%20src=x%20onerror=pwned(1)%3E")
	p.wait(`document.getElementById('search-status').textContent`)
	p.want(ran, "nothing")
	p.open("search.html#q=%E0%A4%A")
	for chunk := range slices.Chunk(queries, 3) {
		p.run(fmt.Sprintf(`(async () => {
			document.body.removeAttribute('data-wrong');
			const wrong = [], field = document.getElementById('q'), status = document.getElementById('search-status');
			const pause = () => new Promise((done) => setTimeout(done));
			for (const q of %s) {
				field.value = q;
				field.dispatchEvent(new Event('input'));
				await pause();
				if (field.value !== q) wrong.push('the field has ' + field.value);
				location.hash = '#q=' + encodeURIComponent(q + ' ');
				await pause();
				if (document.querySelector('#search-results :not(section, h2, span, ul, li, a, mark, p, button)')) wrong.push('an element by ' + q);
				if (typeof pwned !== 'undefined') wrong.push(q);
			}
			document.body.dataset.wrong = wrong.join('\\n');
		})()`, asJSON(p.t, chunk)))
		p.wait(`'wrong' in document.body.dataset`)
		p.want(`document.body.dataset.wrong`, "")
	}
	p.want(ran, "nothing")
	return len(queries)
}

// withoutPolicy returns a copy of a site whose pages have no policy for scripts.
func withoutPolicy(t *testing.T, out string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "open")
	if err := os.CopyFS(dir, os.DirFS(out)); err != nil {
		t.Fatal(err)
	}
	for _, name := range pagesIn(t, out) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		before, rest, ok := bytes.Cut(data, []byte(`<meta http-equiv="Content-Security-Policy"`))
		_, behind, closed := bytes.Cut(rest, []byte(">"))
		if !ok || !closed {
			t.Fatalf("%s has no policy", name)
		}
		if err := os.WriteFile(filepath.Join(dir, name), append(before, behind...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// pagesIn lists the pages of a site.
func pagesIn(t *testing.T, out string) []string {
	t.Helper()
	var paths []string
	err := fs.WalkDir(os.DirFS(out), ".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".html") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
