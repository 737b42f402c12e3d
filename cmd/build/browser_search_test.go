package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"

	"collate/internal/search"
)

// longWord has more letters than the index keeps of one in shards.
var longWord = strings.Repeat("abcdefghij", 14)

func searchPage(t *testing.T) string {
	t.Helper()
	script, err := search.Script([]search.Document{
		{Kind: search.Paragraph, Title: "Report B ¶1", Page: "articles/report-b.html", Fragment: "p1", Text: "It said " + longWord + "."},
		{
			Kind: search.Person, Title: "Zoë Müller", Names: []string{"Mueller"}, Page: "people/zoe-muller.html",
			Note: "harbour master", Text: "Zoë Müller keeps the harbour and saw the smoke first.",
		},
		{Kind: search.Person, Title: "Karim Sulayman", Names: []string{"Suleiman"}, Page: "people/karim-sulayman.html"},
		{Kind: search.Person, Title: "Jane Doe", Page: "people/jane-doe.html", Text: "Works with Müller."},
		{Kind: search.Place, Title: "Ayn al-Hasa", Names: []string{"Al Hasa"}, Page: "places/ayn-al-hasa.html"},
		{Kind: search.Quotation, Title: "Kim Poe", Page: "quotations.html", Fragment: "kim-poe-the-lamp-went-out", Text: "The lamp went out."},
		{Kind: search.Report, Title: "Smoke over the harbour", Names: []string{"Report A"}, Page: "articles/report-a.html"},
		{Kind: search.Paragraph, Title: "Report A ¶1", Page: "articles/report-a.html", Fragment: "p1", Text: "Smoke rose at night."},
		{
			Kind: search.Paragraph, Title: "Report A ¶2", Page: "articles/report-a.html", Fragment: "p2",
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
		// Of long queries the first twelve words count, and of long words the beginning.
		{
			"nothing else happened then zoe muller smoke alarm rang the US office xyzzy",
			[]string{"Paragraphs 1: articles/report-a.html#p2", "Nearest names 1: people/zoe-muller.html"},
			"1 result for “nothing else happened then zoe muller smoke alarm rang the US office xyzzy”; 1 name like it",
		},
		{
			strings.Repeat("smoke ", 33) + "rose xyzzy",
			[]string{"Paragraphs 1: articles/report-a.html#p1"},
			"1 result for “" + strings.Repeat("smoke ", 33) + "ro”",
		},
		{longWord, []string{"Paragraphs 1: articles/report-b.html#p1"}, "1 result for “" + longWord + "”"},
		{"xyzzy", nil, "Nothing found for “xyzzy”. Everything is listed A–Z below."},
		{"—", nil, ""},
	} {
		t.Run(tt.query, func(t *testing.T) {
			t.Parallel()
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
			Page: fmt.Sprintf("people/p%d.html", i), Note: pick([]string{"mayor", "witness", "council member"}),
		})
	}
	for i := range 300 {
		path := fmt.Sprintf("articles/a%d.html", i)
		docs = append(docs, search.Document{
			Kind: search.Report, Title: capitalised(pick(words)) + " " + pick(words) + " " + pick(words), Page: path,
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
				Kind: search.Paragraph, Title: fmt.Sprintf("Report %d ¶%d", i, n+1), Page: path, Fragment: fmt.Sprintf("p%d", n+1),
				Text: strings.Join(text, " "),
			})
		}
	}
	return append(docs, search.Document{
		Kind: search.Paragraph, Title: "Report X ¶1", Page: "articles/x.html", Fragment: "p1", Text: "It said " + longWord + ".",
	})
}

func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// testShards holds what is found in shards against what is found in one script,
// from disk and under a sub-path.
func testShards(t *testing.T, b *browser) {
	folder := func(most int) string {
		dir := t.TempDir()
		copyFile(t, "testdata/browser/search.html", filepath.Join(dir, "search.html"))
		copyFile(t, "../../static/search.js", filepath.Join(dir, "search.js"))
		index, err := search.New(manyDocuments(), search.Paragraphs{}, most)
		if err != nil {
			t.Fatal(err)
		}
		for f := range index.Files(0, 1) {
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
		compare(t, b.tab(t, serve(t, shards)), "A. Quillan", "officials seen later", "ostburg", longWord)
	})
}

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
	var queries []string
	for _, tt := range spellings {
		queries = append(queries, tt.queries...)
	}
	type answer struct{ First, Status string }
	answers := evaluate[[]answer](p, asJSON(t, queries)+`.map((query) => {
		document.getElementById('q').value = query;
		document.getElementById('q').dispatchEvent(new Event('input'));
		return {First: document.querySelector('#search-results a')?.getAttribute('href') ?? '',
			Status: document.getElementById('search-status').textContent};
	})`)
	for _, tt := range spellings {
		for _, query := range tt.queries {
			got := answers[0]
			answers = answers[1:]
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
		const most = 12_500 // bytes that the search page may load before the reader searches
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
