package linkcheck

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/diag"
)

// check returns the messages for a site made of pairs of path and text.
func check(base string, pairs ...string) string {
	err := checkAll(New(base), func(add func(path string, data []byte)) {
		for i := 0; i < len(pairs); i += 2 {
			add(pairs[i], []byte(pairs[i+1]))
		}
	})
	if err != nil {
		return err.Error()
	}
	return ""
}

// checkAll adds the files that each hands on, and returns what is wrong.
func checkAll(c *Checker, each func(add func(path string, data []byte))) error {
	each(c.Add)
	return c.Err(func(look func(path string, data []byte)) error {
		each(look)
		return nil
	})
}

// The page under test is people/a.html; around it stands a small site.
func checkPage(base, html string) string {
	return check(base, "index.html", `<h1 id=top-of-it>`, "people/index.html", "", "people/a.html", html,
		"people/b.html", `<p id="p9"><p id="zoë"><p id="a&amp;b">`, "style.css", "", "data.json", "{}",
		"map.svg", `<svg><g id="marks"/></svg>`)
}

func TestLinks(t *testing.T) {
	for _, tt := range []struct{ html, want string }{
		// What is right.
		{`<a href="b.html">`, ""},
		{`<a href="b.html#p9">`, ""},
		{`<a href="../index.html#top-of-it">`, ""},
		{`<A HREF = ' b.html '>`, ""},
		{`<a href=b.html#p9>x</a>`, ""},
		{`<a href="b.html?q=1#p9">`, ""},
		{`<a href="?q=1">`, ""},
		{`<a href="#"><a href="#top"><a href="#Top">`, ""},
		{`<a href="b.html#zo%C3%AB"><a href="b.html#zoë"><a href="b.html#a&amp;b">`, ""},
		{`<a href="%62.html">`, ""},
		{`<a href="b.html#:~:text=word">`, ""},
		{`<a href="https://example.org/x"><a href="mailto:a@example.org"><img src="data:image/png;base64,AA">`, ""},
		{`<svg><a xlink:href="b.html"/><use href="../map.svg#marks"/></svg>`, ""},
		{`<img srcset="../style.css 1x, ../data.json 2x">`, ""},
		{`<a href="../data.json#any">`, ""},
		{`<label for="q"><input id="q" aria-describedby="h1 h2"><p id=h1><p id=h2>`, ""},
		{`<path id=h fill="url(#h)" stroke="red">`, ""},
		// What is no link at all.
		{`<!-- <a href="gone.html"> -->`, ""},
		{`<script>let a = '<a href="gone.html">' </script>`, ""},
		{`<textarea><a href="gone.html"></textarea>`, ""},
		{`<!doctype html><?xml href="gone.html"?>`, ""},
		{`a < b href="gone.html"`, ""},
		{`<template><p id="x"></template><p id="x">`, ""},
		{`<p data-href="gone.html" title="href='gone.html'">`, ""},
		// What is wrong.
		{`<a href="gone.html">`, `1:10: links to gone.html, which does not exist`},
		{"<p>\n <a\n  href=\"gone.html\">", `3:9: links to gone.html, which does not exist`},
		{`<a href="index.htm">`, `1:10: links to index.htm, which does not exist (did you mean "people/index.html"?)`},
		{`<a href="b.html#p99">`, `1:10: links to #p99, an id that people/b.html does not have`},
		{`<a href="#p9">`, `1:10: links to #p9, an id that people/a.html does not have`},
		{`<svg><use href="../map.svg#dots"/></svg>`, `1:17: links to #dots, an id that map.svg does not have`},
		{`<path fill="url(#hatch)">`, `1:17: links to #hatch, an id that people/a.html does not have`},
		{`<a href="">`, `1:10: has an empty link`},
		{`<a href>`, ""},
		{`<a href="../people/">`, `1:10: links to ../people/, a folder (name its index.html)`},
		{`<a href=".">`, `1:10: links to ., a folder (name its index.html)`},
		{`<a href="b.html/">`, `1:10: links to b.html/, which does not exist`},
		{`<a href="../../x.html">`, `1:10: links to ../../x.html, which is outside the site`},
		{`<a href="/index.html">`, `1:10: links to /index.html by its absolute path` +
			` (links within the site are relative and name a file)`},
		{`<a href="//example.org/">`, `1:10: links to //example.org/, which has no scheme (begin it with https:)`},
		{`<a href="JavaScript:x()">`, `1:10: links to a script: JavaScript:x()`},
		{`<img src="../x.png" srcset="../y.png 2x, ../z.png">`, `1:11: links to ../x.png, which does not exist
people/a.html:1:29: links to ../y.png, which does not exist
people/a.html:1:42: links to ../z.png, which does not exist`},
		{`<p id="x"><b id="x">`, `1:18: the id "x" is given twice`},
		{`<p id="a&amp;b"><b id="a&#38;b">`, `1:24: the id "a&b" is given twice`},
		{`<p aria-labelledby="x y" id=x>`, `1:23: refers to the id "y", which the page does not have`},
		{`<script src="x.js"></script><a href="gone.html">`, `1:14: links to x.js, which does not exist
people/a.html:1:38: links to gone.html, which does not exist`},
		{`<a href="./../people//b.html#p9"><a href="../people/../people/b.html">`, ""},
		{`<a href="b.html?q=1#p99">`, `1:10: links to #p99, an id that people/b.html does not have`},
		{`<a href="?q=1#p99">`, `1:10: links to #p99, an id that people/a.html does not have`},
		{`<a href="b.html#p9:~:text=p9"><p id="x:~:y"><a href="#x:~:y">`, `1:54: links to #x, an id that people/a.html does not have`},
		{`<a href="gone.html#"><a href="gone.html#x&amp;y">`, `1:10: links to gone.html#, which does not exist
people/a.html:1:31: links to gone.html#x&y, which does not exist`},
		{`<a href="gone.html`, `1:10: has an empty link`}, // the quotation mark is never closed
		{`</><A/HREF=gone.html>`, `1:12: links to gone.html, which does not exist`},
		{`<title></titles><a href="x"></title><a href="gone.html">`, `1:46: links to gone.html, which does not exist`},
	} {
		want := tt.want
		if want != "" {
			want = "people/a.html:" + want
		}
		got := checkPage("", tt.html)
		// A hint is worth a test of its own, above, but not in every row.
		if !strings.Contains(want, "(did") {
			got = cutHints(got)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s\n(-want +got):\n%s", tt.html, d)
		}
	}
}

func cutHints(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		line, _, _ = strings.Cut(line, " (did you mean")
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestBase(t *testing.T) {
	const base = "https://example.org/site/"
	for _, tt := range []struct{ name, text, want string }{
		{"people/x.html", `<link rel="canonical" href="https://example.org/site/a.html">`, ""},
		{
			"people/x.html", `<link rel="canonical" href="https://example.org/site/gone.html">`,
			`1:29: links to https://example.org/site/gone.html, which does not exist`,
		},
		{
			"people/x.html", `<meta property="og:image" content="https://example.org/site/gone.png">`,
			`1:36: links to https://example.org/site/gone.png, which does not exist`,
		},
		{
			"people/x.html", `<script type="application/ld+json">{"url":"https://example.org/site/gone.html"}</script>`,
			`1:44: links to https://example.org/site/gone.html, which does not exist`,
		},
		{
			"people/x.html", `<a href="https://example.org/site/a.html">`,
			`1:10: links to https://example.org/site/a.html by its absolute address` +
				` (links within the site are relative and name a file)`,
		},
		{"people/x.html", `<a href="https://example.org/other/">`, ""},
		{"sitemap.xml", `<loc>https://example.org/site/a.html</loc><loc>https://example.org/site/</loc>`, ""},
		{
			"sitemap.xml", `<loc>https://example.org/site/b.html</loc>`,
			`1:6: links to https://example.org/site/b.html, which does not exist`,
		},
		{"feed.xml", `<link href="https://example.org/site/a.html#p1"/>`, ""},
		{"feed.xml", `<link href="https://example.org/site/a.html#p2"/>`, `1:13: links to #p2, an id that a.html does not have`},
		{
			"robots.txt", "Sitemap: https://example.org/site/sitemap.xml\n",
			`1:10: links to https://example.org/site/sitemap.xml, which does not exist`,
		},
		{"404.html", `<a href="/site/a.html"><link href="https://example.org/site/a.html"><a href="#x" id="x">`, ""},
		{"404.html", `<a href="https://example.org/site/a.html">`, ""},
		{"404.html", `<a href="/site/b.html">`, `1:10: links to /site/b.html, which does not exist`},
		{"404.html", `<a href="/a.html">`, `1:10: links to /a.html by its absolute path` +
			` (links within the site are relative and name a file)`},
		{"404.html", `<a href="a.html">`, `1:10: links to a.html, which leads nowhere when 404.html is shown` +
			` for an address in a folder (only its links are absolute)`},
	} {
		want := tt.want
		if want != "" {
			want = tt.name + ":" + want
		}
		if d := cmp.Diff(want, cutHints(check(base, "a.html", `<p id=p1>`, tt.name, tt.text))); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, d)
		}
	}
}

func TestEscapedBase(t *testing.T) {
	got := check("https://example.org/%C3%BC/", "a.html", "", "404.html", `<a href="/%C3%BC/a.html"><a href="/%C3%BC/b.html">`)
	if want := "404.html:1:35: links to /%C3%BC/b.html, which does not exist"; cutHints(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWithoutBase(t *testing.T) {
	if got := check("", "a.html", "", "404.html", `<a href="/a.html"><a href="a.html">`); got != "" {
		t.Error(got)
	}
}

func TestOtherFiles(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{
			"css/style.css", `a { background: url("../a.png") } b { background: url( ../b.png ) }`,
			`css/style.css:1:56: links to ../b.png, which does not exist`,
		},
		{"style.css", `a { background: url(data:image/png;base64,AA) } b { background: url(`, ""},
		{"style.css", `a { fill: url(#dots) } b { fill: url("") }`, `style.css:1:39: has an empty link`},
		{
			"search-index.js", `collateSearch({"docs":[[0,"A","a.html"],[0,"B","b.html#x"],[1,"C"]]})`,
			`search-index.js:1:48: links to b.html#x, which does not exist`,
		},
		{
			"search-index.js", `collateSearch({"docs":[[0,"A","b.html"],[0,"B","b.html"]]})`,
			"search-index.js:1:31: links to b.html, which does not exist\nsearch-index.js:1:48: links to b.html, which does not exist",
		},
		{
			"search/d7.js", `collateSearch({"at":9,"docs":[[0,"B","c/d.html#x"]]})`,
			`search/d7.js:1:38: links to c/d.html#x, which does not exist`,
		},
		{
			"search-index.js", `collateSearch({"docs":[[0,"A, \"B\\","b\u002ehtml",["x","y"],{"z":[1,2]}],[0,"B","a.html"]],"of":["c","d","e"]})`,
			`search-index.js:1:38: links to b.html, which does not exist`,
		},
		{ // the addresses of a page after the first are fragments alone
			"search/d7.js", `collateSearch({"at":9,"docs":[[0,"A","a.html#x"],[0,"A","#y"],[0,"B","b.html#x"],[0,"B","#\u0079"]]})`,
			`search/d7.js:1:38: links to #x, an id that a.html does not have
search/d7.js:1:57: links to #y, an id that a.html does not have
search/d7.js:1:70: links to b.html#x, which does not exist
search/d7.js:1:89: links to b.html#y, which does not exist`,
		},
		{"search-index.js", `collateSearch(`, ""},
	} {
		if d := cmp.Diff(tt.want, cutHints(check("", "a.png", "", "a.html", "", tt.name, tt.text))); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, d)
		}
	}
}

func TestErrorsAreSorted(t *testing.T) {
	got := check("", "b.html", `<a href="x">`, "a.html", "<a href=y>\n<a href=z>")
	want := `a.html:1:9: links to y, which does not exist
a.html:2:9: links to z, which does not exist
b.html:1:10: links to x, which does not exist`
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Files may come in any order, and several at once.
func TestAddAtOnce(t *testing.T) {
	const n = 200
	var want []string
	for i := range n {
		want = append(want, fmt.Sprintf("p/%03d.html:1:%d: links to #p%d, an id that p/%03d.html does not have",
			i, len(fmt.Sprintf(`<p id="p%d"><a href=""`, i)), i, (i+1)%n))
	}
	err := checkAll(New(""), func(add func(path string, data []byte)) {
		var g sync.WaitGroup
		for i := range n {
			g.Go(func() {
				add(fmt.Sprintf("p/%03d.html", i), fmt.Appendf(nil, `<p id="p%d"><a href="../p/%03d.html#p%d">`, i, (i+1)%n, i))
			})
		}
		g.Wait()
	})
	if d := cmp.Diff(strings.Join(want, "\n"), err.Error()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// The files of a site whose links are right are not made again for them,
// written as links usually are.
func TestOneLook(t *testing.T) {
	c := New("https://example.org/site/")
	for name, text := range map[string]string{
		"index.html": `<link rel="canonical" href="https://example.org/site/index.html"><a href="a/b.html#x"><a href="data.json">`,
		"a/b.html":   `<p id="x"><a href="../index.html"><a href="./c.html?q=1#y"><a href="%63.html"><a href="?q=1"><a href="../a/c.html#">`,
		"a/c.html":   `<p id="y"><a href="#y"><a href="../data.json#any"><a href="#top">`,
		"404.html":   `<a href="/site/a/c.html#y">`,
		"data.json":  `["https://example.org/site/", "https://example.org/site/a/b.html#x"]`,
		"xml.html":   `<pre>&lt;a&gt;https://example.org/site/a/b.html&lt;/a&gt;</pre>`,
	} {
		c.Add(name, []byte(text))
	}
	if err := c.Err(func(func(string, []byte)) error { return errors.New("made again") }); err != nil {
		t.Error(err)
	}
}

// Links that are neither right nor wrong until the files have been looked at
// again cost a second look, and only that.
func TestSecondLook(t *testing.T) {
	for _, tt := range []struct{ html, want string }{
		{`<p id="x"><a href="x/../b.html#x"><a href="b.html#top"><a href="b.html#%78">`, ""},
		{`<a href="b.html#x">`, "b.html:1:10: links to #x, an id that b.html does not have"},
	} {
		want := tt.want
		if got := cutHints(check("", "b.html", tt.html)); got != want {
			t.Errorf("%s: %s, want %s", tt.html, got, want)
		}
	}
	c := New("")
	c.Add("a.html", []byte(`<a href="gone.html">`))
	stopped := errors.New("stopped")
	if err := c.Err(func(func(string, []byte)) error { return stopped }); !errors.Is(err, stopped) {
		t.Errorf("error %v, want that of the second look", err)
	}
}

// Whatever the bytes are, reading them ends, and each position is in the file.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		`<a href="x.html#y">`, `<p id='`, `<script>`, `<!--`, `<a href`, `<a href=`, `<img srcset=", ,x 2x">`,
		`<template></template></template>`, `</`, `<`, `<a/href=x>`, `<a =x>`, "<a\x00href=\xff>", `<g fill="url(">`,
		`collateSearch({"docs":[[0,"A","a.html#x"],[0,"\"","b\u002ehtml"`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		err := checkAll(New("https://example.org/"), func(add func(path string, data []byte)) {
			for _, name := range []string{"a.html", "style.css", "search-index.js"} {
				add(name, []byte(text))
			}
		})
		mistakes, _ := err.(diag.List)
		last := strings.Count(text, "\n") + 1
		for _, m := range mistakes {
			if m.Pos.Line < 1 || m.Pos.Line > last || m.Pos.Col < 1 || m.Pos.Col > len(text)+1 {
				t.Errorf("a position outside the text: %v", m)
			}
		}
	})
}

// What was found out about a link holds for other pages only as far as it leads to
// the same from them.
func TestSameLinkOnOtherPages(t *testing.T) {
	for _, tt := range []struct{ base, first, second, want string }{
		{"https://example.org/", "index.html", "404.html", // which is right where the first is
			`404.html:1:27: links to b.html, which leads nowhere when 404.html is shown for an address in a folder (only its links are absolute)`},
		{"", "index.html", "people/a.html", `people/a.html:1:27: links to b.html, which does not exist (did you mean "people/a.html"?)`},
		{"", "people/a.html", "index.html", `people/a.html:1:27: links to b.html, which does not exist (did you mean "people/a.html"?)`},
		{"", "index.html", "c.html", ""},
	} {
		text := `<p id="x"></p>   <a href="b.html">`
		got := check(tt.base, tt.first, text, tt.second, text, "b.html", "")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s, then %s:\n%s", tt.first, tt.second, diff)
		}
	}
	got := check("", "a.html", `<p id="x"><a href="&#35;x"><a href="gone.html">`, "b.html", `<a href="&#35;x"><a href="gone.html">`)
	want := `a.html:1:37: links to gone.html, which does not exist (did you mean "a.html"?)
b.html:1:10: links to #x, an id that b.html does not have
b.html:1:27: links to gone.html, which does not exist (did you mean "a.html"?)`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A site of 13,000 pages of some 11 kB, each with 80 links and 60 ids.
func BenchmarkAdd(b *testing.B) {
	const n = 13000
	pages := make([][]byte, n)
	var size int64
	for i := range n {
		var w bytes.Buffer
		for j := range 80 {
			fmt.Fprintf(&w, `<li id="p%d"><a href="../people/%d.html#p%d">A name that is not long</a> `, j, (i+j*j)%n, j)
			w.WriteString(`and a line of text that is about as long as they are in reports.`)
		}
		pages[i] = w.Bytes()
		size += int64(w.Len())
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		c := New("https://example.org/")
		for i, data := range pages {
			c.Add(fmt.Sprintf("people/%d.html", i), data)
		}
		if err := c.Err(nil); err != nil {
			b.Fatal(err)
		}
	}
}

// A file that was kept has the ids that it had, and of its links those that are
// given are looked at.
func TestKeep(t *testing.T) {
	const kept = "people/a.html"
	last := New("")
	last.Add(kept, []byte(`<p id="x">`))
	for _, tt := range []struct{ page, link, want string }{
		{`<p id="y"><a href="people/a.html#x">`, "../index.html#y", ""},
		{`<p>`, "#gone", ""}, // on the page itself, which is as it was
		{`<p>`, "https://example.org/", ""},
		{`<a href="people/a.html#y">`, "#x", "index.html:1:10: links to #y, an id that people/a.html does not have"},
		{`<p id="z">`, "../index.html#y", "people/a.html:1:20: links to #y, an id that index.html does not have"},
	} {
		c := New("")
		c.Add("index.html", []byte(tt.page))
		c.Keep(kept, last.Files()[kept], []string{tt.link})
		got := ""
		err := c.Err(func(look func(path string, data []byte)) error {
			look("index.html", []byte(tt.page))
			look(kept, []byte(`<p id="x"><a href="`+tt.link+`">`))
			return nil
		})
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s and a link to %q: %q, want %q", tt.page, tt.link, got, tt.want)
		}
	}
}

// A link to an id beyond ASCII is right at the first look.
func TestFirstLook(t *testing.T) {
	c := New("")
	c.Add("a.html", []byte(`<a href="b.html#gr%C3%B6%C3%9Fe">`))
	c.Add("b.html", []byte(`<p id="größe">`))
	if c.Wrong() {
		t.Error("a link to an escaped id needs a second look")
	}
}

// A file that is added takes the place, and the ids, of one that was kept; one
// that is dropped leaves none.
func TestReplaced(t *testing.T) {
	last := New("")
	last.Add("data.html", []byte(`<p id="claims">`))
	kept := func() *Checker {
		c := New("")
		c.Add("a.html", []byte(`<a href="data.html#claims">`))
		c.Keep("data.html", last.Files()["data.html"], []string{"a.html"})
		if c.Wrong() {
			t.Error("the id of a file that was kept is missing")
		}
		return c
	}
	c := kept()
	c.Add("data.html", []byte(`<p id="people">`))
	if !c.Wrong() {
		t.Error("an id of the file that was there before still counts")
	}
	c = kept()
	c.Drop("data.html")
	if !c.Wrong() {
		t.Error("a file that was dropped still counts")
	}
}
