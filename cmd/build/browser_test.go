package main_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"collate/internal/search"
)

// TestBrowser runs everything that only a real browser can show in one
// Chromium. Without one it is skipped, or fails if COLLATE_BROWSER=required.
func TestBrowser(t *testing.T) {
	b := startBrowser(t)
	t.Run("search", func(t *testing.T) { testSearch(t, b) })
	t.Run("search in shards", func(t *testing.T) { testShards(t, b) })
	t.Run("fold", func(t *testing.T) { testFold(t, b) })
	t.Run("preview", func(t *testing.T) { testPreview(t, b) })
	t.Run("from right to left", func(t *testing.T) { testRTL(t, b) })

	dir := buildSite(t)
	t.Run("from disk", func(t *testing.T) { testFromDisk(t, b, dir) })
	t.Run("search from disk", func(t *testing.T) { testSearchFromDisk(t, b, dir) })
	t.Run("under a sub-path", func(t *testing.T) { testSubPath(t, b, dir) })
	t.Run("without scripts", func(t *testing.T) { testWithoutScripts(t, b, dir) })
	t.Run("320 px wide", func(t *testing.T) { testNarrow(t, b, dir) })
	t.Run("previews of the site", func(t *testing.T) { testSitePreviews(t, b, dir) })
	t.Run("copied links", func(t *testing.T) { testCopy(t, b, dir) })
	t.Run("the reader’s zone", func(t *testing.T) { testZones(t, b, dir) })
	t.Run("the part that is read", func(t *testing.T) { testWhereAmI(t, b, dir) })
	t.Run("targets", func(t *testing.T) { testTargets(t, b, dir) })
	t.Run("two reports side by side", func(t *testing.T) { testCompare(t, b, dir) })
	t.Run("all on one page", func(t *testing.T) { testDossier(t, b, dir) })
}

// onePageOfEachKind lists pages of the real site, relative to its root.
var onePageOfEachKind = []string{
	"index.html", "articles/index.html", "articles/report-d.html", "people/index.html", "people/qassem-soleimani.html",
	"places/index.html", "places/ain-al-asad.html", "organisations/index.html", "organisations/pentagon.html",
	"timeline.html", "quotations.html", "map.html", "search.html", "method.html", "data.html", "404.html",
	"source/people/qassem-soleimani.html", "claims/index.html", "claims/how-many-missiles.html",
	"compare/report-c--report-d.html", "dossier.html",
}

// --- search.js on invented documents

func searchPage(t *testing.T) string {
	t.Helper()
	script, err := search.Script([]search.Document{
		{
			Kind: search.Person, Title: "Zoë Müller", Names: []string{"Mueller"}, URL: "people/zoe-muller.html",
			Note: "harbour master", Text: "Zoë Müller keeps the harbour and saw the smoke first.",
		},
		{Kind: search.Person, Title: "Karim Sulayman", Names: []string{"Suleiman"}, URL: "people/karim-sulayman.html"},
		{Kind: search.Person, Title: "Jane Doe", URL: "people/jane-doe.html", Text: "Works with Müller."},
		{Kind: search.Place, Title: "Ayn al-Hasa", Names: []string{"Al Hasa"}, URL: "places/ayn-al-hasa.html"},
		{Kind: search.Quotation, Title: "Kim Poe", URL: "quotations.html#kim-poe-the-lamp-went-out", Text: "The lamp went out."},
		{Kind: search.Report, Title: "Smoke over the harbour", Names: []string{"Report A"}, URL: "articles/report-a.html"},
		{Kind: search.Paragraph, Title: "Report A ¶1", URL: "articles/report-a.html#p1", Text: "Smoke rose at night."},
		{
			Kind: search.Paragraph, Title: "Report A ¶2", URL: "articles/report-a.html#p2",
			Text: strings.Repeat("Nothing else happened. ", 30) +
				"Then Zoe\u0308 Müller’s <b>smoke</b> alarm rang, the U.S. office said.",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	copyFile(t, "testdata/browser/search.html", filepath.Join(dir, "search.html"))
	copyFile(t, "../../static/search.js", filepath.Join(dir, "search.js"))
	if err := os.WriteFile(filepath.Join(dir, "search-index.js"), script, 0o644); err != nil {
		t.Fatal(err)
	}
	return fileURL(dir)
}

// A result is what the reader sees of one line of the search results.
type result struct {
	Group, Title, Href, Text string
	Marks                    []string
}

const readResults = `[...document.querySelectorAll('#search-results li')].map((li) => ({
	Group: li.closest('section').querySelector('h2').textContent, Title: li.querySelector('a').textContent,
	Href: li.querySelector('a').getAttribute('href'), Text: li.textContent,
	Marks: [...li.querySelectorAll('mark')].map((m) => m.textContent)}))`

func testSearch(t *testing.T, b *browser) {
	root := searchPage(t)
	for _, tt := range []struct {
		query  string
		want   []string // group and address of each result
		status string
	}{
		{
			"zoe",
			[]string{"People 1: people/zoe-muller.html", "Paragraphs 1: articles/report-a.html#p2"},
			"2 results for “zoe”",
		},
		// What else its bearer's name is printed as is found too, after it.
		{"MUELLER", []string{
			"People 2: people/zoe-muller.html", "People 2: people/jane-doe.html", "Paragraphs 1: articles/report-a.html#p2",
		}, "1 result for “MUELLER”; 2 results printed “muller”"},
		{"al-hasa", []string{"Places 1: places/ayn-al-hasa.html"}, "1 result for “al-hasa”"},
		{"alhasa", []string{"Places 1: places/ayn-al-hasa.html"}, "1 result for “alhasa”"},
		{"‘Ayn al", []string{"Places 1: places/ayn-al-hasa.html"}, "1 result for “‘Ayn al”"},
		{"us office", []string{"Paragraphs 1: articles/report-a.html#p2"}, "1 result for “us office”"},
		// A name comes before a mention of it, and kinds with a fitting name before kinds without.
		{"müll", []string{
			"People 2: people/zoe-muller.html", "People 2: people/jane-doe.html", "Paragraphs 1: articles/report-a.html#p2",
		}, "3 results for “müll”"},
		{"smoke", []string{
			"Reports 1: articles/report-a.html", "Paragraphs 2: articles/report-a.html#p1",
			"Paragraphs 2: articles/report-a.html#p2", "People 1: people/zoe-muller.html",
		}, "4 results for “smoke”"},
		{"lamp", []string{"Quotations 1: quotations.html#kim-poe-the-lamp-went-out"}, "1 result for “lamp”"},
		{"poe lamp", []string{"Quotations 1: quotations.html#kim-poe-the-lamp-went-out"}, "1 result for “poe lamp”"},
		{"kim poe", nil, "Nothing found for “kim poe”. Everything is listed A–Z below."},
		// Slips and other transliterations.
		{
			"Sulaiman",
			[]string{"People 1: people/karim-sulayman.html"},
			"Nothing found for “Sulaiman”; 1 result printed “suleiman”. Everything is listed A–Z below.",
		},
		{
			"soleymaan",
			[]string{"People 1: people/karim-sulayman.html"},
			"Nothing found for “soleymaan”; 1 result printed “suleiman”. Everything is listed A–Z below.",
		},
		{
			"Mulelr",
			[]string{
				"People 2: people/zoe-muller.html", "People 2: people/jane-doe.html", "Paragraphs 1: articles/report-a.html#p2",
			},
			"Nothing found for “Mulelr”; 3 results printed “mueller”, “muller”. Everything is listed A–Z below.",
		},
		{
			"soleymaan biography",
			[]string{"Nearest names 1: people/karim-sulayman.html"},
			"Nothing found for “soleymaan biography”; 1 name like it. Everything is listed A–Z below.",
		},
		{
			"office Mueller Karim Suleiman",
			[]string{"Nearest names 2: people/zoe-muller.html", "Nearest names 2: people/karim-sulayman.html"},
			"Nothing found for “office Mueller Karim Suleiman”; 2 names like it. Everything is listed A–Z below.",
		},
		// A name in the query comes after the paragraphs that have all its words.
		{
			"office Zoe Muller",
			[]string{"Paragraphs 1: articles/report-a.html#p2", "Nearest names 1: people/zoe-muller.html"},
			"1 result for “office Zoe Muller”; 1 name like it",
		},
		{"xyzzy", nil, "Nothing found for “xyzzy”. Everything is listed A–Z below."},
		{"—", nil, ""},
	} {
		t.Run(tt.query, func(t *testing.T) {
			p := b.tab(t, root)
			p.open("search.html#q=" + url.QueryEscape(tt.query))
			p.wait(`document.getElementById('search-status').textContent !== '' || ` + strconv.FormatBool(tt.status == ""))
			var got []string
			for _, r := range evaluate[[]result](p, readResults) {
				got = append(got, r.Group+": "+r.Href)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("results\n got %q\nwant %q", got, tt.want)
			}
			if status := evaluate[string](p, `document.getElementById('search-status').textContent`); status != tt.status {
				t.Errorf("status %q, want %q", status, tt.status)
			}
		})
	}
	t.Run("typed", func(t *testing.T) { testTyping(t, b, root) })
	t.Run("index missing", func(t *testing.T) {
		dir := t.TempDir()
		copyFile(t, "testdata/browser/search.html", filepath.Join(dir, "search.html"))
		copyFile(t, "../../static/search.js", filepath.Join(dir, "search.js"))
		p := b.tab(t, fileURL(dir))
		p.open("search.html#q=smoke")
		p.wait(`document.getElementById('search-status').textContent.startsWith('The index did not load')`)
		p.forgive() // the failed request is what this is about
	})
}

func testTyping(t *testing.T, b *browser, root string) {
	p := b.tab(t, root)
	p.open("search.html")
	if n := evaluate[int](p, `document.scripts.length`); n != 1 {
		t.Errorf("%d scripts before the field is used, want search.js alone", n)
	}
	p.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent("muller smoke"))
	p.wait(`document.querySelector('#search-results li')`)
	got := evaluate[[]result](p, readResults)
	// Both words stand in the paragraph, one only in the name: the paragraph comes first.
	if len(got) != 2 || got[0].Href != "articles/report-a.html#p2" || got[1].Href != "people/zoe-muller.html" {
		t.Fatalf("got %+v", got)
	}
	const end = " Then Zoe\u0308 Müller’s <b>smoke</b> alarm rang, the U.S. office said."
	text := got[0].Text
	if !strings.HasPrefix(text, "Report A ¶2… ") || !strings.HasSuffix(text, end) || len(text) > 300 {
		t.Errorf("the words around the hit are %q", text)
	}
	if marks := got[0].Marks; !slices.Equal(marks, []string{"Müller", "smoke"}) {
		t.Errorf("marked %q", marks)
	}
	if loc := evaluate[string](p, `location.hash`); loc != "#q=muller%20smoke" {
		t.Errorf("the address ends in %q", loc)
	}
	// One Tab further is the first result; Enter in the field goes nowhere.
	p.do(chromedp.KeyEvent("\r"), chromedp.KeyEvent("\t"))
	if href := evaluate[string](p, `document.activeElement.getAttribute('href')`); href != "articles/report-a.html#p2" {
		t.Errorf("Tab after the field leads to %q", href)
	}
}

// --- a large index, in shards

// manyDocuments invents the documents of a site of some hundred reports. Its
// few words stand in many paragraphs, as in a site of thousands of pages.
func manyDocuments() []search.Document {
	r := rand.New(rand.NewPCG(3, 4))
	pick := func(list []string) string { return list[min(r.IntN(len(list)), r.IntN(len(list)))] }
	given := []string{"Ada", "Bruno", "Carla", "Dmitri", "Édith", "Farid", "Greta", "Hugo"}
	family := []string{"Norstrand", "Norstad", "Velasko", "Quillan", "Ostberg", "Tamsin", "Ruiz", "Zorn"}
	words := strings.Fields("the of a harbour fire report council smoke night was seen said and officials harbours firemen later alarm")
	var docs []search.Document
	for i := range 64 {
		name := given[i%8] + " " + family[i/8]
		docs = append(docs, search.Document{
			Kind: search.Person, Title: name, Names: []string{family[i/8], name[:1] + ". " + family[i/8]},
			URL: fmt.Sprintf("people/p%d.html", i), Note: pick([]string{"mayor", "witness", "council member"}),
		})
	}
	for i := range 300 {
		path := fmt.Sprintf("articles/a%d.html", i)
		docs = append(docs, search.Document{
			Kind: search.Report, Title: capitalised(pick(words)) + " " + pick(words) + " " + pick(words), URL: path,
			Names: []string{fmt.Sprintf("Report %d", i)}, Note: "Harbour Post",
		})
		for n := range 10 {
			var text []string
			for range 12 {
				if r.IntN(12) == 0 {
					text = append(text, docs[min(r.IntN(64), r.IntN(64))].Title)
				}
				text = append(text, pick(words))
			}
			docs = append(docs, search.Document{
				Kind: search.Paragraph, Title: fmt.Sprintf("Report %d ¶%d", i, n+1), URL: fmt.Sprintf("%s#p%d", path, n+1),
				Text: strings.Join(text, " "),
			})
		}
	}
	return docs
}

func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// testShards holds what is found in shards against what is found in one script,
// from disk and under a sub-path.
func testShards(t *testing.T, b *browser) {
	folder := func(most int) string {
		dir := t.TempDir()
		copyFile(t, "testdata/browser/search.html", filepath.Join(dir, "search.html"))
		copyFile(t, "../../static/search.js", filepath.Join(dir, "search.js"))
		files, err := search.Files(manyDocuments(), most)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			name := filepath.Join(dir, filepath.FromSlash(f.Path))
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, f.Data, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	whole, shards := b.tab(t, fileURL(folder(1<<30))), folder(0)
	whole.open("search.html#q=xyzzy")
	// What the first eight of each group lead to, and the line above. The nearest
	// names are not all known to shards.
	const read = `({Status: document.getElementById('search-status').textContent.replace(/; \d+ names? like it/, ''),
		Found: [...document.querySelectorAll('#search-results section')].filter((s) => !/^Nearest/.test(s.textContent)).map((s) => s.querySelector('h2').textContent + ': ' +
			[...s.querySelectorAll('a')].slice(0, 8).map((a) => a.getAttribute('href')).join(' '))})`
	type found struct {
		Status string
		Found  []string
	}
	ask := func(p *tab, query string) found {
		t.Helper()
		arg, err := json.Marshal(query)
		if err != nil {
			t.Fatal(err)
		}
		p.wait(`document.getElementById('search-status').textContent`)
		p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('q').value = ` + string(arg) + `;
			document.getElementById('q').dispatchEvent(new Event('input')); undefined`))
		p.wait(`/^(?!Searching)./.test(document.getElementById('search-status').textContent)`)
		return evaluate[found](p, read)
	}
	compare := func(t *testing.T, p *tab, queries ...string) {
		p.open("search.html#q=xyzzy")
		for _, query := range queries {
			want, got := ask(whole, query), ask(p, query)
			if got.Status != want.Status || !slices.Equal(got.Found, want.Found) {
				t.Errorf("%s\n got %q\nwant %q", query, got, want)
			}
		}
	}
	t.Run("from disk", func(t *testing.T) {
		p := b.tab(t, fileURL(shards))
		compare(t, p, "Greta Zorn", "norst", "report 17", "greta mayor", "the", "harbour fire", "smoke of the night",
			"fire ada norstrand", "Velasco", "xyzzy", "harbour")
		p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#search-results button').click()`))
		p.wait(`document.querySelectorAll('#search-results section:first-child a').length === 32`)
	})
	t.Run("under a sub-path", func(t *testing.T) {
		compare(t, b.tab(t, serve(t, shards)), "A. Quillan", "officials seen later", "ostburg")
	})
}

// --- the fold of search.js and that of package search

func testFold(t *testing.T, b *browser) {
	p := b.tab(t, searchPage(t))
	p.open("search.html")
	var table [][2]string
	data, err := os.ReadFile("../../internal/search/testdata/fold.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	// And every letter, figure, mark, sign and space that Go's Unicode tables
	// know, each between two letters.
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf) {
			s := "a" + string(r) + "b"
			table = append(table, [2]string{s, search.Fold(s)})
		}
	}
	for part := range slices.Chunk(table, 20_000) {
		arg, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		differing := evaluate[[][]string](p, string(arg)+
			`.map(([s, want]) => [s, want, collateSearch.fold(s)]).filter(([, want, got]) => want !== got)`)
		for _, d := range differing[:min(len(differing), 10)] {
			t.Errorf("%+q: Go folds it to %+q, search.js to %+q", d[0], d[1], d[2])
		}
	}
}

// --- preview.js on an invented page

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

// --- the real site

// buildSite builds the site of this repository into a new folder. The command
// is this test binary itself, which TestMain puts into the PATH as build.
func buildSite(t *testing.T) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	cmd := exec.Command("build", "--quiet", "--base-url", "https://example.org/explainer/", "--out", out)
	cmd.Dir = "../.."
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, msg)
	}
	return out
}

// serve serves a folder under /explainer/ as GitHub Pages does, and returns the
// address. Unlike http.FileServer it lets index.html keep its name.
func serve(t *testing.T, dir string) string {
	t.Helper()
	root := os.DirFS(dir)
	server := httptest.NewServer(http.StripPrefix("/explainer/", http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			name := r.URL.Path
			if name == "" {
				name = "index.html"
			}
			data, err := fs.ReadFile(root, name)
			w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
			if err != nil {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.WriteHeader(http.StatusNotFound)
				data, _ = fs.ReadFile(root, "404.html")
			}
			_, _ = w.Write(data)
		})))
	t.Cleanup(server.Close)
	return server.URL + "/explainer/"
}

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

// spellings lists what readers type, by the first result that they want. It is
// the same for another spelling as for the right one; "" wants no result.
var spellings = []struct {
	first   string
	queries []string
}{
	{"people/qassem-soleimani.html", []string{
		"Qassem Soleimani", "Qasem Suleimani", "Qasim Sulaymani", "Ghassem Soleymani", "Kassem Suleymani",
		"Ghasem Soleimany", "Qasem Soleimanie", "Sulaymani", "Soleymani", "Solaimani", "Souleimani", "Süleymani",
		"Qāsem Soleimānī", "SULEIMANI", "QASSIM SULAIMANI", "Soleimani, Qasim", "Q. Soleimani", "Q Sulaymani",
		"Soleimani’s", "Sulaymani's", "the Soleimanis", "Solemiani", "Soliemani", "Soleimni", "Solleimanni",
		"Boleimani", "oSleimani", "Solei mani", "qasemsulaymani", "Qassem Soliemani", "Qassam Soleimani",
		"General Soleimani", "General Suleymani", "Haj Qassem Soleimani", "Soleimani biography",
		"Sulaymani biography", "Kassim",
	}},
	{"places/ain-al-asad.html", []string{
		"Ain al-Asad", "Ayn al Asad", "‘Ayn al-Asad", "Ain al-Assad", "Al-Assad", "Assad", "al asaad", "Ain el-Asad",
		"Ayn el Assad", "Ein al-Asad", "Ain ul Asad", "alasad", "alassad", "ainalasad", "aynalassad", "al-Asad’s",
		"al-asad air base", "Ayn al-Asad air base", "al Assad base",
	}},
	{"places/erbil.html", []string{"Erbil", "Irbil", "Arbil", "ERBIL", "Erbill", "Ebril", "Erbil city"}},
	{"places/erbil-airport.html", []string{"Arbil airport", "Irbil air port"}},
	{"people/ali-khamenei.html", []string{
		"Khamenei", "Khameini", "Khamenai", "Khamanei", "Khāmene’ī", "Chamenei", "Hamenei", "Ali Khameini",
		"Aly Khamenei", "Khamenei Ali", "Ayatollah Khameini", "supreme leader Khamenei", "Ayatollah Ali Khamenei",
	}},
	{"organisations/kataib-hezbollah.html", []string{
		"Kataib Hezbollah", "Kata'ib Hezbollah", "Ketaeb Hezbollah", "Kata’ib Hizbullah", "Kataeb Hizballah",
		"Hizbollah", "Hisbollah", "Hezbolah", "Kata ib Hezbollah", "kataibhizbullah", "Hizb Allah",
	}},
	{"people/abu-mahdi-al-muhandis.html", []string{
		"Muhandis", "Mohandes", "al-Mohandis", "Abu Mehdi al-Mohandes", "Abou Mahdi el Mouhandis",
		"Abumahdi Muhandis", "Muhandsi",
	}},
	{"organisations/hashed-al-shaabi.html", []string{
		"Hashed al-Shaabi", "Hashd al-Shaabi", "Hashd al-Sha’bi", "Hashd ash-Shaabi", "Hachd al-Chaabi", "Hashd",
		"Hachd",
	}},
	{"people/mohammad-javad-zarif.html", []string{
		"Zarif Javad", "Jawad Zarif", "Mohammed Javad Zareef", "Muhammad Zarif", "M. J. Zarif", "MJ Zarif", "Zarrif",
		"Mohamad Jawad Zarif",
	}},
	{"people/ali-shamkhani.html", []string{"Shamkani", "Chamkhani", "Ali Shamkhany"}},
	{"people/hossein-salami.html", []string{"Hussein Salami", "Hosein Salamy"}},
	{"people/mark-esper.html", []string{"Marc Esper", "Esber", "defense secretary Esper"}},
	{"people/stephanie-grisham.html", []string{"Steph Grisham", "Stefanie Grisham", "Grissham"}},
	{"people/mike-pompeo.html", []string{"Mike Pompayo", "Pompoe"}},
	{"people/jonathan-hoffman.html", []string{"Jonathon Hofmann"}},
	{"people/dominic-raab.html", []string{"Dominik Rabb"}},
	{"people/ben-wallace.html", []string{"Ben Wallis"}},
	{"people/donald-trump.html", []string{"Donald Tump", "Donald J. Trump", "President Trump"}},
	{"places/qom.html", []string{"Qum", "Ghom"}},
	{"places/tehran.html", []string{"Teheran"}},
	{"places/baghdad.html", []string{"Bagdad"}},
	{"places/iraq.html", []string{"Irak"}},
	{"places/kuwait.html", []string{"Koweit"}},
	{"places/anbar.html", []string{"Al Anbar"}},
	{"places/white-house.html", []string{"Whitehouse"}},
	{"organisations/quds-force.html", []string{"Qods Force", "al-Ghods"}},
	{"organisations/islamic-revolutionary-guard-corps.html", []string{"Revolutionary Guadr", "I.R.G.C."}},
	{"organisations/pentagon.html", []string{"Pentagone", "the Pentagon"}},
	{"organisations/tasnim.html", []string{"Tazneem"}},
	{"organisations/isis.html", []string{"Da’ish"}},
	{"articles/report-e.html", []string{"Nicklas Predovich", "Nicholas Predovic"}},
	{"articles/report-c.html", []string{"Bell Trew", "Andrew Bunkombe"}},
	{"", []string{
		"banana", "xqzt", "pizza", "football", "qwerty", "Bashar", "Smith", "Napoleon Bonaparte", "Tolstoy", "zzzz",
		"1987", "aeiou", "orange", "computer", "election", "xylophone", "Beyoncé",
	}},
	{"quotations.html#iran-more-crushing-responses", []string{"crushing responses"}},
	{"quotations.html#mohammad-javad-zarif-iran-took-concluded-proportionate", []string{"cowardly armed attack"}},
	{
		"quotations.html#islamic-revolutionary-guard-corps-this-morning-courageous-fighters-of",
		[]string{"Operation Martyr Soleimani"},
	},
	{"quotations.html#ali-shamkhani-historic-nightmare", []string{"historic nightmare"}},
	{"articles/report-e.html#p7", []string{"Asian stock markets"}},
	{"articles/report-c.html#p7", []string{"stampede Soleimani"}},
	{"articles/report-a.html#p2", []string{"Ain al-Asad military base"}},
	{"articles/report-c.html#p25", []string{"Oval Office"}},
	{"articles/report-d.html#p14", []string{"fighter jets"}},
	{"quotations.html#ali-shamkhani-the-27-us-bases-that", []string{"medium range"}},
	{"articles/report-a.html#p5", []string{"elite Quds"}},
	{"articles/report-d.html#p11", []string{"Suleimani avenged", "Sulaymani avenged"}},
	{"quotations.html#pentagon-iran-launched-more-than-a", []string{"balistic misiles"}},
	{"articles/report-c.html#p30", []string{"Soleimany funeral"}},
}

func testSearchFromDisk(t *testing.T, b *browser, dir string) {
	p := b.tab(t, fileURL(dir))
	p.open("search.html")
	p.do(chromedp.Focus("#q"), chromedp.KeyEvent("Sulaymani"))
	p.wait(`document.querySelector('#search-results a')`)
	for _, tt := range spellings {
		for _, query := range tt.queries {
			arg, err := json.Marshal(query)
			if err != nil {
				t.Fatal(err)
			}
			got := evaluate[struct{ First, Status string }](p, `(() => {
				document.getElementById('q').value = `+string(arg)+`;
				document.getElementById('q').dispatchEvent(new Event('input'));
				const first = document.querySelector('#search-results a');
				return {First: first ? first.getAttribute('href') : '',
					Status: document.getElementById('search-status').textContent};
			})()`)
			if got.First != tt.first {
				t.Errorf("%q leads to %q first, want %q (%s)", query, got.First, tt.first, got.Status)
			}
			if inexact := strings.Contains(got.Status, "printed “") || strings.Contains(got.Status, "like it"); got.First != "" &&
				!inexact && !strings.Contains(got.Status, "for “"+query+"”") {
				t.Errorf("%q: the status does not say why there are results: %s", query, got.Status)
			}
		}
	}
	t.Run("to the page", func(t *testing.T) {
		p := b.tab(t, fileURL(dir))
		p.open("search.html")
		p.do(chromedp.Focus("#q"), chromedp.KeyEvent("Ghassem Soleymani"))
		p.wait(`document.querySelector('#search-results a')`)
		p.want(`document.getElementById('search-status').role`, "status")
		p.follow(`document.querySelector('#search-results a')`)
		p.want(`document.querySelector('h1').textContent`, "Qassem Soleimani")
	})
	t.Run("size", func(t *testing.T) {
		const most = 12_000 // bytes that the search page may load before the reader searches
		info, err := os.Stat(filepath.Join(dir, "search.js"))
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > most {
			t.Errorf("search.js has %d bytes, more than %d", info.Size(), most)
		}
	})
	t.Run("to the paragraph", func(t *testing.T) {
		p := b.tab(t, fileURL(dir))
		p.open("search.html#q=missiles")
		p.wait(`document.querySelector('#search-results a[href*="#p"]')`)
		p.follow(`document.querySelector('#search-results a[href*="#p"]')`)
		p.want(inView, "in view")
	})
}

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

// --- the browser

// A browser is a running Chromium.
type browser struct{ ctx context.Context }

func startBrowser(t *testing.T) *browser {
	t.Helper()
	path := chromium()
	if path == "" {
		const none = "no chromium, chromium-browser or google-chrome in the PATH"
		if os.Getenv("COLLATE_BROWSER") == "required" {
			t.Fatal(none + ", and COLLATE_BROWSER=required")
		}
		t.Skip(none + ": the tests in a browser are left out")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.WindowSize(1280, 800),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &browser{ctx}
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// A tab is one page of a browser. Whatever goes wrong in it, be it an error on
// the console, an exception, a request that fails or one that leaves the site,
// fails the test at its end.
type tab struct {
	t    *testing.T
	ctx  context.Context
	root string // of the site, with a slash at its end

	mu       sync.Mutex
	problems []string
	urls     map[network.RequestID]string
}

func (b *browser) tab(t *testing.T, root string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancelTimeout)
	p := &tab{t: t, ctx: ctx, root: root, urls: map[network.RequestID]string{}}
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			t.Error(problem)
		}
	})
	return p
}

func (p *tab) listen(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	note := func(format string, args ...any) { p.problems = append(p.problems, fmt.Sprintf(format, args...)) }
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		p.urls[ev.RequestID] = ev.Request.URL
		if u := ev.Request.URL; !strings.HasPrefix(u, p.root) && !strings.HasPrefix(u, "data:") && u != "about:blank" {
			note("asked for %s, which is not of the site", u)
		}
	case *network.EventLoadingFailed:
		if !ev.Canceled {
			note("%s: %s", p.urls[ev.RequestID], ev.ErrorText)
		}
	case *network.EventResponseReceived:
		if ev.Response.Status >= 400 {
			note("%s: status %d", ev.Response.URL, ev.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		note("exception at %s:%d: %s", ev.ExceptionDetails.URL, ev.ExceptionDetails.LineNumber+1, ev.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		note("console: %s", ev.Type)
	case *log.EventEntryAdded:
		note("%s: %s (%s)", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL)
	}
}

// forgive forgets what went wrong so far.
func (p *tab) forgive() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = nil
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// open loads a page of the site.
func (p *tab) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.root + path))
}

// evaluate returns the value of a JavaScript expression.
func evaluate[T any](p *tab, js string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		p.t.Fatalf("%v\nin %.200s", err, js)
	}
	return v
}

// want fails the test unless the JavaScript expression has the value want.
func (p *tab) want(js, want string) {
	p.t.Helper()
	if got := evaluate[string](p, js); got != want {
		p.t.Errorf("%s\n got %q\nwant %q", js, got, want)
	}
}

// wait waits until the JavaScript expression is true, for ten seconds at most.
func (p *tab) wait(js string) {
	p.t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+js+")"))
		if err == nil && ok {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("%s does not come true (%v)", js, err)
		}
	}
}

// stays fails the test if the JavaScript expression becomes false within d.
func (p *tab) stays(js string, d time.Duration) {
	p.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !evaluate[bool](p, js) {
			p.t.Errorf("%s did not stay true", js)
			return
		}
	}
}

// follow clicks the link that the JavaScript expression names and waits until
// the browser is where it leads.
func (p *tab) follow(js string) {
	p.t.Helper()
	href := evaluate[string](p, fmt.Sprintf(`(() => { const a = %s; setTimeout(() => a.click()); return a.href; })()`, js))
	p.wait(fmt.Sprintf(`location.href === %q && document.readyState === 'complete'`, href))
}

// hover moves the mouse onto the element that js names, scrolled into view.
func (p *tab) hover(js string) {
	p.t.Helper()
	at := evaluate[[]float64](p, fmt.Sprintf(`(() => { const e = %s; e.scrollIntoView({block: 'center'});
		const r = e.getBoundingClientRect();
		return [r.left + Math.min(r.width, 60) / 2, r.top + r.height / 2]; })()`, js))
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
}

// fileURL is the address of a folder on disk, with a slash at its end.
func fileURL(dir string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
