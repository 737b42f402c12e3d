package render

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"collate/internal/site"
)

// pagesOf returns the pages of an explainer whose content is given by file.
func pagesOf(t *testing.T, content map[string]string) []File {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range content {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files, err := everything(templates(t), plan(t, fsys, site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return onlyPages(files)
}

// onlyPages leaves out the files that have no template.
func onlyPages(files []File) []File {
	return slices.DeleteFunc(files, func(f File) bool { return !strings.HasSuffix(f.Path, ".html") })
}

// reports returns so many reports, all of which name Jane Doe.
func reports(n int) map[string]string {
	files := map[string]string{"people/jane-doe.md": "---\ntitle: Jane Doe\n---\n"}
	for i := range n {
		files[fmt.Sprintf("articles/r%d.md", i+1)] = fmt.Sprintf("---\ntitle: Fire %d\n---\n\nJane Doe ran.\n", i+1)
	}
	return files
}

// and returns the files with more of them.
func and(files map[string]string, more ...string) map[string]string {
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = more[i+1]
	}
	return files
}

// places returns so many places, all at one point.
func places(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("places/spot%d.md", i)] = fmt.Sprintf("---\ntitle: Spot %03d\n"+
			"coordinates: {lat: 1, lon: 2}\n---\n", i)
	}
	return files
}

func account(hour int) string {
	return fmt.Sprintf("\n  - {printed: at %d, when: \"2019-05-03T%02d:00Z\", cite: \"@r1, ¶ 1\"}", hour, hour)
}

// TestOtherContent holds sentences that depend on how much of something there
// is, or on what is left out, against content that is not ours.
func TestOtherContent(t *testing.T) {
	const event = "---\ntitle: Alarm\nwhen: 2019-05-03\n"
	for _, tt := range []struct {
		name, page string
		files      map[string]string
		has, not   []string
	}{
		{
			"no report", "index.html",
			map[string]string{"people/jane-doe.md": "---\ntitle: Jane Doe\n---\n"},
			[]string{"Drawn without a report so far.", "Made without a report so far."},
			[]string{"no reports", "one report"},
		},
		{
			"nobody names her", "people/jane-doe.html",
			map[string]string{"people/jane-doe.md": "---\ntitle: Jane Doe\n---\n"},
			[]string{"Not named in the reports", "No report names this person."},
			[]string{"As printed"},
		},
		{
			"one report", "index.html", reports(1),
			[]string{`name="description" content="What one report says. Part of “An explainer”, made from one report."`, "Drawn from one report."},
			[]string{"one report say,"},
		},
		{"no other report", "articles/r1.html", reports(1), nil, []string{"Only here", "No other report"}},
		{
			"all reports", "people/jane-doe.html", reports(12),
			[]string{"12 mentions in 12 of 12 reports", ">L</a>"},
			[]string{"not mention"},
		},
		{
			"a key to letters", "index.html", reports(12),
			[]string{"The reports by letter", `<span class="letter">L</span>`},
			nil,
		},
		{
			"letters beyond Z", "index.html", reports(28),
			[]string{"All 28 reports", "Report Z"},
			[]string{"The reports by letter", "Report AA"},
		},
		{"letters beyond Z, listed", "articles/index.html", reports(28), []string{"Report AB", "28 reports were read"}, nil},
		{
			"silent by letter", "people/lee-roe.html",
			and(reports(3), "people/lee-roe.md", "---\ntitle: Lee Roe\n---\n",
				"articles/r4.md", "---\ntitle: X\n---\n\nLee Roe.\n"),
			[]string{"Reports A, B and C do not mention this person."},
			nil,
		},
		{
			"silent by name", "people/lee-roe.html",
			and(reports(1), "people/lee-roe.md", "---\ntitle: Lee Roe\n---\n",
				"articles/x.md", "---\ntitle: X\nlabel: The Evening Gull\n---\n\nIt burned.\n",
				"articles/y.md", "---\ntitle: Y\nlabel: Report Y\n---\n\nLee Roe.\n"),
			[]string{"Report A and The Evening Gull do not mention this person."},
			nil,
		},
		{
			"three accounts", "timeline.html", and(reports(1), "events/alarm.md",
				event+"accounts:"+account(1)+account(2)+account(3)+"\n---\n"),
			[]string{"Accounts of one event give times that clash; each account is shown."},
			[]string{"both"},
		},
		{
			"accounts by letter, one against itself", "timeline.html", and(reports(2), "events/alarm.md",
				event+"accounts:"+account(1)+strings.Replace(account(2), "@r1", "@r2", 1)+
					"\n  - {printed: ran, when: 2019-05-01, cite: \"@r2, ¶ 1\"}\n---\n"),
			[]string{
				`<strong class="state">Accounts clash.</strong> As printed:`,
				`A ¶1</a>]</span> <strong class="state">clashes with B</strong>`,
				`B ¶1</a>]</span> <strong class="state">clashes with A and itself</strong>`,
			},
			[]string{"Accounts overlap", "with B and"},
		},
		{
			"accounts that agree", "timeline.html", and(reports(2), "events/alarm.md",
				event+"accounts:"+account(1)+strings.Replace(account(1), "@r1", "@r2", 1)+"\n---\n"),
			[]string{"<strong>Accounts agree.</strong> As printed:", "No two accounts of an event give times that clash."},
			[]string{`class="state"`, "clashes with"},
		},
		{
			"times unknown, placed within a day, between days and nowhere", "timeline.html",
			and(reports(1),
				"events/a.md", "---\ntitle: A\nwhen: 2019-05-02\n---\n", "events/b.md", event+"\n---\n",
				"events/c.md", "---\ntitle: C\nwhen: unknown\nafter: [b]\nbefore: [d]\n---\n",
				"events/d.md", "---\ntitle: D\nwhen: 2019-05-03T23:00Z\n---\n",
				"events/e.md", "---\ntitle: E\nwhen: unknown\nbefore: [b]\n---\n",
				"events/f.md", "---\ntitle: F\nwhen: unknown\n---\n",
			),
			[]string{
				`<h2 id="on-unknown">Time unknown</h2>
<ol class="events">
<li id="e"><h3>E</h3>
<ul class="times">
<li>time unknown</li>
<li>before <a href="#b">Alarm</a></li>
</ul>`, `<li>after <a href="#b">Alarm</a></li>
<li>before <a href="#d">D</a></li>`, `<h2 id="on-unknown-2">Time unknown</h2>
<ol class="events">
<li id="f">`,
			},
			[]string{`id="on-unknown-3"`, `id="on-2019-05-03-2"`},
		},
		{
			"a day that a report puts behind the next", "timeline.html",
			and(reports(1), "events/a.md", "---\ntitle: A\nwhen: 2019-05-02\nafter: [b]\n---\n",
				"events/b.md", "---\ntitle: B\nwhen: 2019-05-03T01:30Z\n---\n", "events/c.md", "---\ntitle: C\nwhen: 2019-05-03T02:00Z\n---\n"),
			[]string{`<h2 id="on-2019-05-03">`, `<time datetime="2019-05-02">2 May 2019</time>`},
			[]string{"Thursday"},
		},
		{
			"an event without text", "timeline.html", and(reports(1), "events/alarm.md", event+"draft: true\n---\n"),
			[]string{"<strong>Draft.</strong>"},
			[]string{`<div class="text">`},
		},
		{
			"cut without lines", "articles/r1.html",
			map[string]string{"articles/r1.md": "---\ntitle: X\noriginal: {file: a.txt, sha256: " + strings.Repeat("0", 64) +
				", cut: [{what: a form}, {what: a box, lines: \"3\"}, {what: a list, words: 2}]}\n---\n\nIt burned.\n"},
			[]string{"<li>a form</li>", `<li>a box <span class="role">line 3</span></li>`, `<span class="role">2 words</span>`},
			[]string{"0 words<", "line ,"},
		},
		{
			"one citing page, twice", "articles/r1.html", and(reports(1), "events/alarm.md",
				event+"accounts:"+account(1)+"\n---\n\nIt rang. [@r1, ¶ 1]\n", "events/bell.md",
				event+"\n---\n\nIt rang. [@r1, ¶ 1]\n"),
			[]string{`<a href="../timeline.html#alarm-c1-1">Timeline: Alarm</a> · <a href="../timeline.html#bell-c1-1">`},
			[]string{"#alarm-a1"},
		},
		{
			"method without originals", "method.html", reports(1),
			[]string{"it knows nothing beyond its reports."},
			[]string{"checksum", "re-told"},
		},
		{
			"a digest beside full texts", "method.html",
			and(reports(2), "articles/x.md", "---\ntitle: X\ntext: digest\n---\n\nIt burned.\n"),
			[]string{"<p>Some reports’ own text is not reprinted."},
			nil,
		},
		{
			"one digest alone", "method.html",
			map[string]string{"articles/x.md": "---\ntitle: X\ntext: digest\n---\n\nIt burned.\n"},
			[]string{"<p>The report’s own text is not reprinted."},
			nil,
		},
		{
			"accents among the letters", "search.html",
			and(reports(1), "places/a.md", "---\ntitle: Évora\n---\n", "places/b.md", "---\ntitle: Elvas\n---\n",
				"places/c.md", "---\ntitle: Faro\naliases: [Al Faro, al-Faro]\n---\n"),
			[]string{`id="a-z-e"`, ">Al Faro</a>"},
			[]string{`id="a-z-é"`, ">al-Faro</a>"},
		},
		{
			"more places than a map can hold", "map.html",
			and(places(102), "articles/a.md", "---\ntitle: A\n---\n\nSpot 007 burned.\n"),
			[]string{
				`<li id="at-spot7" value="1">`, `value="100"`, "The places named most",
				`not drawn: <a class="place" href="places/spot100.html" data-entity="places/spot100">Spot 100`,
			},
			[]string{`value="101"`, "All places"},
		},
		{
			"a place that is not drawn", "places/spot101.html", places(102),
			[]string{"As the crow flies", "0.0\u00a0km"},
			[]string{"on the map</a>"},
		},
		{
			"a source that only begins like an address", "places/a.html",
			map[string]string{"places/a.md": "---\ntitle: A\ncoordinates: {lat: 1, lon: 2, source: \"https://good.example@evil.example/\"}\n---\n"},
			[]string{"https://good.example@evil.example/"},
			[]string{`href="https://good`},
		},
		{
			"poles and date line", "places/south.html",
			map[string]string{
				"places/south.md": "---\ntitle: South Pole\ncoordinates: {lat: -90, lon: 0}\n---\n",
				"places/north.md": "---\ntitle: North Pole\ncoordinates: {lat: 90, lon: 180}\n---\n",
				"places/west.md":  "---\ntitle: West\ncoordinates: {lat: 0, lon: -180}\n---\n",
			},
			[]string{"90.0000° S, 0.0000° E", "20,000\u00a0km", "10,000\u00a0km"},
			nil,
		},
		{
			"no more reports side by side than twelve", "articles/index.html", reports(13),
			nil,
			[]string{"side by side", "compare/"},
		},
		{
			"twelve side by side", "compare/r1--r12.html", reports(12),
			[]string{"<h1>Report A and Report D</h1>", "no questions that both answer; no quotations that both have; one name in both"},
			[]string{`id="times"`, `id="alone"`},
		},
		{
			"twelve to choose from", "articles/r2.html", reports(12),
			[]string{
				`<a href="../compare/r1--r2.html" aria-label="Side by side with Report A">`,
				`<a href="../compare/r12--r2.html" aria-label="Side by side with Report D">`,
			},
			[]string{"r2--r2.", "r2--r12.html"},
		},
		{
			"accounts side by side", "compare/r1--r2.html", and(reports(2), "events/alarm.md",
				event+"accounts:"+account(1)+strings.Replace(account(2), "@r1", "@r2", 1)+"\n---\n",
				"events/bell.md", strings.Replace(event, "Alarm", "Bell", 1)+"accounts:"+account(1)+"\n---\n"),
			[]string{
				`<a href="../timeline.html#alarm">Alarm</a> <span class="role state">Accounts clash</span>`,
				`<p>“at 1” <span class="says"><time datetime="2019-05-03T01:00Z">3 May, 01:00</time> ` +
					`<span class="zone">UTC</span> <a href="../articles/r1.html#p1">¶1</a></span></p>`,
				"<h3>Report A alone gives a time", `<a href="../timeline.html#bell">Bell</a>`,
			},
			[]string{"Report B alone gives"},
		},
		{
			"as much as one page can hold", "method.html", reports(40),
			[]string{`<a href="dossier.html">The whole explainer on one page</a>`},
			[]string{"more than 40"},
		},
		{
			"more than one page can hold", "method.html", reports(41),
			[]string{"The whole explainer does not stand on one page: it has more than 40 reports."},
			[]string{"dossier.html"},
		},
		{
			"drafts on one page", "dossier.html",
			and(reports(1), "index.md", "---\ntitle: Fire\n---\n\nJane Doe ran.\n",
				"people/jane-doe.md", "---\ntitle: Jane Doe\ndraft: true\n---\n\nJane Doe ran.\n"),
			[]string{
				`<section id="people-jane-doe"><h3>Jane Doe</h3>` + "\n" + `<p class="note"><strong>Draft.</strong>`,
				`<div class="text"><p>Jane Doe ran.</p>`, // no link to where it stands
				`<a class="person" href="#people-jane-doe" data-entity="people/jane-doe">Jane Doe</a> ran.`,
			},
			[]string{`<h2 id="story">The story</h2>` + "\n<p class"},
		},
		{
			"slugs that look like others’ paragraphs", "dossier.html",
			and(reports(1), "articles/r1-p1.md", "---\ntitle: X\n---\n\nIt burned.\n"),
			[]string{`<p id="articles-r1_p1">`, `id="articles-r1-p1">`, `<p id="articles-r1-p1_p1">`},
			nil,
		},
		{
			"typed links on one page", "dossier.html",
			and(reports(1), "index.md", "---\ntitle: Fire\n---\n\n## What burned\n\n[a](#what-burned) [b](people/jane-doe.html#profile) "+
				"[c](articles/r1.html#p1) [d](articles/r1.html#original) [e](map.html?x=1) [f](https://example.org/x#y)\n",
				"people/jane-doe.md", "---\ntitle: Jane Doe\n---\n\n[g](../index.html) [h](../data/explainer.json) "+
					"[i](../timeline.html#alarm) [j](../timeline.html#sources) [k](jane-doe.html)\n",
				"events/alarm.md", event+"---\n\n[l](data.html)\n"),
			[]string{
				`href="#story">a<`, `href="#people-jane-doe">b<`, `href="#articles-r1_p1">c<`, `href="#articles-r1">d<`,
				`href="map.html?x=1">e<`, `href="https://example.org/x#y">f<`, `href="#story">g<`,
				`href="data/explainer.json">h<`, `href="#events-alarm">i<`, `href="#timeline">j<`,
				`href="#people-jane-doe">k<`, `href="data.html">l<`,
			},
			nil,
		},
		{
			"who else is there", "people/jane-doe.html",
			and(reports(0), "people/lee-roe.md", "---\ntitle: Lee Roe\n---\n", "articles/a.md",
				"---\ntitle: X\n---\n\nJane Doe ran. Lee Roe and Lee Roe ran. Jane Doe fell.\n\nJane Doe sat.\n"),
			[]string{`fell. <span class="role">also here: <a class="person" href="lee-roe.html" ` +
				`data-entity="people/lee-roe">Lee Roe</a></span></li>`},
			[]string{"ran. <span", "sat. <span"},
		},
		{
			"hostile words", "index.html",
			map[string]string{"index.md": "---\ntitle: 'A \"<b>&amp;</b>'\nstandfirst: </script>\n---\n\n" +
				"\\<script>alert(1)\\</script> `<b>`\n"},
			[]string{"&lt;b&gt;&amp;amp;&lt;/b&gt;</h1>", "&lt;script&gt;alert(1)&lt;/script&gt; <code>&lt;b&gt;</code>"},
			[]string{"<b>", "alert(1)</script>", "javascript:", "</script></p>"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := string(content(pagesOf(t, tt.files), tt.page))
			for _, s := range tt.has {
				if !strings.Contains(page, s) {
					t.Errorf("%s lacks %q", tt.page, s)
				}
			}
			for _, s := range tt.not {
				if strings.Contains(page, s) {
					t.Errorf("%s holds %q", tt.page, s)
				}
			}
			if t.Failed() {
				t.Log(page)
			}
		})
	}
}

// TestIDs gives headings and events the names of parts of their pages.
func TestIDs(t *testing.T) {
	const words = "## People\n\n## Sources\n\n## Cards\n\n## Names\n\n## A\n\n## A\n\n## A 2\n\n## …\n\n## …\n\n" +
		"Jane Doe ran. [@r1, ¶ 1]\n"
	files := and(reports(2), "index.md", "---\ntitle: Fire\n---\n\n"+words,
		"people/jane-doe.md", "---\ntitle: Jane Doe\n---\n\n"+words)
	for _, slug := range []string{"main", "sources", "card", "cards", "alarm"} {
		files["events/"+slug+".md"] = "---\ntitle: Alarm " + slug + "\nwhen: 2019-05-03\npeople: [jane-doe]\n---\n\n" + words
	}
	pages := pagesOf(t, files)
	for _, f := range pages {
		for _, id := range repeated(f.Data) {
			t.Errorf("%s: id %q twice", f.Path, id)
		}
	}
	for page, want := range map[string]string{
		"index.html":           `<h2 id="people-2">People</h2>`,
		"people/jane-doe.html": `<a href="../timeline.html#sources_">Alarm sources</a>`,
		"timeline.html":        `<li id="alarm">`,
	} {
		if !bytes.Contains(content(pages, page), []byte(want)) {
			t.Errorf("%s lacks %s", page, want)
		}
	}
}

var idAttr = regexp.MustCompile(` id="([^"{}]+)"`)

// repeated returns the ids that a page gives more than once. Those inside the
// template element of the cards are none of the page's.
func repeated(page []byte) []string {
	var ids, twice []string
	body, _, _ := bytes.Cut(page, []byte("<template"))
	for _, m := range idAttr.FindAllSubmatch(body, -1) {
		id := string(m[1])
		if slices.Contains(ids, id) {
			twice = append(twice, id)
		}
		ids = append(ids, id)
	}
	if slices.Contains(ids, "cards") {
		twice = append(twice, "cards") // where preview.js looks for them
	}
	return twice
}

// TestReserved: no id that a template gives, on a page where texts and events
// have ids of their own, is left to them.
func TestReserved(t *testing.T) {
	for _, name := range []string{
		"base.html", "story.html", "entity.html", "timeline.html", "partials/sources.html", "partials/moments.html",
		"partials/entity-link.html", "partials/reports.html",
	} {
		source, err := os.ReadFile("../../templates/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range idAttr.FindAllSubmatch(source, -1) {
			id := string(m[1])
			pages := pagesOf(t, map[string]string{"index.md": "---\ntitle: Fire\n---\n\n## " + id + "\n"})
			if !bytes.Contains(content(pages, "index.html"), []byte(`<h2 id="`+id+`-2">`)) {
				t.Errorf("%s has the id %q, which a heading can have too", name, id)
			}
		}
	}
}
