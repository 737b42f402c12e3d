package importer

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func cleanFile(t *testing.T, name string) ([]byte, Draft) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Clean(raw, name)
	if err != nil {
		t.Fatal(err)
	}
	return raw, d
}

func TestCleanFrontPage(t *testing.T) {
	raw, d := cleanFile(t, "front-page.txt")
	checkWords(t, "front-page.txt", raw, &d)
	want := Draft{
		Title:      "Harbour fire: Two boats lost as night watch battles flames at the old quay",
		Standfirst: "Firefighters say ‘all is under control’ as the town counts the cost",
		Byline:     []string{"Ann Lee", "Bo Holm"},
		Credit:     "Additional reporting by the Eastport Courier",
		Date:       "2019-05-03T15:14-04:00",
		Paragraphs: []string{
			"PORT AMBER — A fire destroyed two boats at the old quay early on Friday, the fire service said, and closed the " +
				"harbour to all traffic.",
			"It was out by noon.",
			"“We were there within ten minutes,” Chief Carl Vale said. “The wind did the rest, and nobody could have stopped it.”",
			"## What is known so far",
			"The ferry Ada, built in 1962, burnt to the waterline & sank at about 1.30am, the harbour office said in a statement.",
			"The harbour office expects to open the quay again on Monday, when the wrecks have been lifted by a crane from Eastport.",
		},
		Words: 26 + 5 + 21 + 5 + 22 + 22,
		Cuts: []Cut{
			{"navigation", "1-4", 7},
			{"page header", "6", 2},
			{"read time", "15", 3},
			{"share links", "16-18", 3},
			{"photo caption", "19", 16},
			{"advertisement", "25", 1},
			{"newsletter", "29", 14},
			{"related link", "35", 8},
			{"photo caption", "37", 13},
			{"tag list", "43", 4},
			{"related stories", "45-49", 34},
			{"site notice", "51", 7},
		},
		Moved: []Cut{
			{"title", "8", 14}, {"standfirst", "10", 12}, {"byline", "12", 11}, {"date", "14", 8}, {"credit", "41", 6},
		},
		Found: []Found{
			{"title", "line 8"}, {"standfirst", "line 10"}, {"byline", "line 12"}, {"credit", "line 41"}, {"date", "line 14"},
		},
	}
	if diff := cmp.Diff(want, d, exported); diff != "" {
		t.Errorf("front-page.txt, want -, got +:\n%s", diff)
	}
}

// What a report says of ids and of signs that nobody sees stays what it says, and
// is no order to the build.
func TestMarksAreText(t *testing.T) {
	const start, end = "He wrote it down at the harbour as ", ", and the fire was out by ten in the evening."
	for _, tt := range []struct{ name, in, want string }{
		{"a.html", "x ^p7 and y^p8", `x \^p7 and y\^p8`},
		{"a.html", "<code>^p7</code>", "`^p7`"},
		{"a.html", "&amp;#x202E; and &amp;zwj;", `\&#x202E; and \&zwj;`},
		{"a.html", "a&#x202E;b", "ab"},
		{"a.txt", "x ^p7 and ^pq", `x \^p7 and ^pq`},
		{"a.txt", "a&#x202E;b &amp;#x202E;", `ab \&#x202E;`},
		{"a.md", "x ^p7 and `^p8` and \\^p9 and \\\\^p6", "x \\^p7 and `^p8` and \\^p9 and \\\\\\^p6"},
		{"a.md", "a&#x202E;b&#8238;c&rlm;d `&#x202E;` \\&#x202E;", "abcd `&#x202E;` \\&#x202E;"},
		{"a.md", "AT&T &amp; Söhne &#8217;", "AT&T &amp; Söhne &#8217;"},
	} {
		text := start + tt.in + end
		if tt.name == "a.html" {
			text = "<article><h1>Fire at the harbour</h1><p>" + text + "</p></article>"
		} else {
			text = "Fire at the harbour\n\n" + text + "\n"
		}
		d, err := Clean([]byte(text), tt.name)
		if err != nil || len(d.Paragraphs) == 0 {
			t.Errorf("%s, %s: %v", tt.name, tt.in, err)
			continue
		}
		if got, want := d.Paragraphs[len(d.Paragraphs)-1], start+tt.want+end; got != want {
			t.Errorf("%s, %s: %s, want %s", tt.name, tt.in, got, want)
		}
	}
}

func TestCleanTranscript(t *testing.T) {
	_, d := cleanFile(t, "transcript.txt")
	if d.Title != "The night of the fire, told by those who saw it" || !slices.Equal(d.Byline, []string{"Dora Quill"}) {
		t.Errorf("title %q, byline %q", d.Title, d.Byline)
	}
	var ends []string // how each paragraph begins and ends
	for _, p := range d.Paragraphs {
		words := strings.Fields(p)
		ends = append(ends, words[0]+" "+words[1]+" … "+words[len(words)-1])
		if n := len(words); n < 25 {
			t.Errorf("a paragraph of %d words: %q", n, p)
		}
	}
	// 28 + 6 + 8 + 13 + 12 words; 18 + 16 + 29; 3 + 12 + 21 + 4 + 20, and 4 more.
	want := []string{"It began … end.", "The flames … quay.", "Nobody was … not."}
	if !slices.Equal(ends, want) {
		t.Errorf("paragraphs %q, want %q", ends, want)
	}
	all := strings.Join(d.Paragraphs, " ")
	for _, s := range []string{"in the harbour office", "to the long-boat and"} {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not in the text: hyphens at line ends", s)
		}
	}
	whats := []string{}
	for _, c := range d.Cuts {
		whats = append(whats, c.What)
	}
	if want := []string{"repeated headline", "tag list", "author box", "comment form"}; !slices.Equal(whats, want) {
		t.Errorf("cuts %q, want %q", whats, want)
	}
}

func TestCleanParagraphs(t *testing.T) {
	const a = "The fire at the old harbour began a little after one in the morning."
	const b = "Two boats burnt and sank before the fire service came from Eastport at three."
	const c = "The harbour office will open the quay on Monday, when both of the wrecks are to be lifted."
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"one a line, no blank lines", a + "\n" + b, []string{a, b}},
		{"CRLF", a + "\r\n\r\n" + b + "\r\n", []string{a, b}},
		{"hard-wrapped", "The fire at the old harbour began a little\nafter one in the morning.\n\nTwo boats burnt and sank before the\n" +
			"fire service came from Eastport at three.", []string{a, b}},
		{"control characters", a + "\x15\n\n\u0093" + b + "\u0094" + strings.Repeat(" ", 200), []string{a, "“" + b + "”"}},
		{"entities", strings.ReplaceAll(a, " ", "&nbsp;"), []string{a}},
		{"list", a + "\n- the ferry Ada\n- the tug Bo\n" + b, []string{a, "- the ferry Ada", "- the tug Bo", b}},
		{
			"marks of Markdown", a + "\n\n*Two* boats [[burnt]] and <b>sank</b> before the fire service came from Eastport_ at three.",
			[]string{a, `\*Two\* boats \[[burnt]] and \<b>sank\</b> before the fire service came from Eastport\_ at three.`},
		},
		{
			"number first", a + "\n\n3. boats burnt and sank before the fire service came from Eastport at three.",
			[]string{a, `3\. boats burnt and sank before the fire service came from Eastport at three.`},
		},
		{"pull quote", a + "\n\n“" + "Two boats burnt and sank before the fire service came" + "”\n\n" + b, []string{a, b}},
		{
			"brief without prose", "Fire at the old harbour\n\nTwo boats burnt.\n\nNobody was hurt.",
			[]string{"Two boats burnt.", "Nobody was hurt."},
		},
		{
			"comments cut", a + "\n\n" + b + "\n\n2 comments\n\nI saw it all from my window and it was terrible to look at, believe me.",
			[]string{a, b},
		},
		{"related on top is no end", "Related\n\nThe other fire\n\n" + a + "\n\n" + b, []string{a, b}},
		{
			"box of links in the middle", a + "\n\n" + b + "\n\nMost read\n\nA cat of Eastport\n\nTen recipes\n\n" + c + "\n\n" +
				"The office said so.\n\nNo ship may come in until then, nor leave.\n\nThe tug is to be sold.",
			[]string{a, b, c, "The office said so.", "No ship may come in until then, nor leave.", "The tug is to be sold."},
		},
		{"stories under it", a + "\n\n" + b + "\n\nMost read\n\nA cat of Eastport\n\nIt walked home over two hundred miles of road, and " +
			"slept.\n\nTen recipes\n\nTake an egg and a little salt, and do as your mother told you.", []string{a, b}},
		{"another story under it", a + "\n\n" + b + "\n\nUp next\n\nA cat of Eastport\n\nBy Dora Quill\n\nIt walked home over two " +
			"hundred miles of road, and slept.\n\nIts owner had moved in May.\n\nThe cat did not like that at all.", []string{a, b}},
		{"related in the middle", a + "\n\nRelated\n\nThe other fire of May\n\n" + b + "\n\n" + c, []string{a, b, c}},
	} {
		d, err := Clean([]byte(tt.text), "x.txt")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, d.Paragraphs); diff != "" {
			t.Errorf("%s: want -, got +:\n%s", tt.name, diff)
		}
	}
}

func TestCleanEncodings(t *testing.T) {
	const text = "“Nobody was hurt,” said the café’s owner, who saw the fire from the quay at night."
	utf16 := func(order string) []byte {
		var b []byte
		for _, r := range order + text {
			if order == "\ufeff" {
				b = append(b, byte(r), byte(r>>8))
			} else {
				b = append(b, byte(r>>8), byte(r))
			}
		}
		return b
	}
	latin := strings.NewReplacer("“", "\x93", "”", "\x94", "’", "\x92", "é", "\xe9").Replace(text)
	for _, tt := range []struct {
		name     string
		raw      []byte
		warnings int
	}{
		{"UTF-8", []byte(text), 0},
		{"byte order mark", []byte("\ufeff" + text), 0},
		{"accents as signs of their own", []byte(strings.ReplaceAll(text, "é", "e\u0301")), 0},
		{"UTF-16LE", utf16("\ufeff"), 0},
		{"UTF-16BE without a mark", utf16(""), 1},
		{"windows-1252", []byte(latin), 1},
	} {
		d, err := Clean(tt.raw, "x.txt")
		if err != nil || len(d.Paragraphs) != 1 || d.Paragraphs[0] != text {
			t.Errorf("%s: %q, %v", tt.name, d.Paragraphs, err)
		}
		if got := len(d.Warnings) - 1; got != tt.warnings { // one says that there is no headline
			t.Errorf("%s: warnings %q, want %d about the encoding", tt.name, d.Warnings, tt.warnings)
		}
	}
}

func TestCleanRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, raw string
		want      error
	}{
		{"empty", "", ErrEmpty},
		{"blank", " \n\n\t", ErrEmpty},
		{"binary", "PNG\x00\x01\x02\x00IHDR\x00\x00text", ErrBinary},
		{"control characters", "\x01\x02\x03\x04 text", ErrBinary},
		{"PDF", "%PDF-1.7\n1 0 obj", ErrBinary},
		{"rich text", `{\rtf1\ansi A fire.}`, ErrBinary},
		{"only a headline", "Fire at the old harbour\n", ErrNoBody},
		{"only a headline, twice", "Fire at the old harbour\n\nFire at the old harbour", ErrNoBody},
		{"cookie wall", "We use cookies\n\nAccept all\n\nManage cookies", ErrNoBody},
		{"password page", "Sign in\n\nForgot password\n\nRemember me", ErrNoBody},
	} {
		if _, err := Clean([]byte(tt.raw), "x.txt"); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

const pageHTML = `<!doctype html><html><head><title>Fire at the old harbour | Amber Herald</title>
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Fire at the old harbour",
"author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Holm"}],"datePublished":"2019-05-03T02:15:00+0200",
"publisher":{"name":"Amber Herald"},"url":"https://herald.example/fire"}]}</script></head><body class="has-sidebar">
<nav><a href="/">Home</a></nav><main><article><h1>Fire at the old harbour</h1><p class="byline">By Ann Lee and Bo Holm</p>
<figure><img src="x.jpg" alt=""><figcaption>Smoke over the quay</figcaption></figure>
<p>A fire destroyed <em>two boats</em> at the harbour of <a href="/amber">Amber</a> on Friday, the fire service said.</p>
<p>“Nobody was hurt,” said Carl Vale, who leads the harbour’s night watch and lives nearby.</p>
<h2>What burnt</h2><ul><li>the ferry Ada</li><li>a tug</li></ul>
<blockquote><p>We saw the flames from the bridge, and we ran as fast as we could to the boats.</p></blockquote>
<table><tr><th>Boat</th><th>Built</th></tr><tr><td>Ada</td><td>1962</td></tr></table>
<p>Advertisement</p>
<p>The harbour office expects to open the quay again on Monday, when the wrecks are lifted [[sic]].</p>
<div class="relatedStories"><h3>Related</h3><p>Another story of the harbour and of all its boats, long ago.</p></div>
</article></main><div id="comments"><h3>2 comments</h3><p>I saw it, and it was terrible to look at, believe me.</p></div>
<footer>© 2019</footer></body></html>`

func TestCleanHTML(t *testing.T) {
	d, err := Clean([]byte(pageHTML), "fire.html")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"A fire destroyed *two boats* at the harbour of [Amber](https://herald.example/amber) on Friday, the fire service said.",
		"“Nobody was hurt,” said Carl Vale, who leads the harbour’s night watch and lives nearby.",
		"## What burnt", "- the ferry Ada", "- a tug",
		"> We saw the flames from the bridge, and we ran as fast as we could to the boats.",
		"| Boat | Built |\n|------|-------|\n| Ada  | 1962  |",
		`The harbour office expects to open the quay again on Monday, when the wrecks are lifted \[\[sic]].`,
	}
	if diff := cmp.Diff(want, d.Paragraphs); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if d.Title != "Fire at the old harbour" || d.Publisher != "Amber Herald" || d.Date != "2019-05-03T02:15+02:00" ||
		d.URL != "https://herald.example/fire" || !slices.Equal(d.Byline, []string{"Ann Lee", "Bo Holm"}) {
		t.Errorf("front matter: %q %q %q %q %q", d.Title, d.Publisher, d.Date, d.URL, d.Byline)
	}
}

// TestHidden takes out what nobody sees, however a page writes it, and links to what
// is no page. A later build takes the rest.
func TestHidden(t *testing.T) {
	const raw = `<html lang="en"><head><title>x</title><script type="application/ld+json">{"@type":"NewsArticle",
"headline":"Fire \u202eat the old\u200b harbour","author":{"name":"Ann \u2067Lee"},"publisher":{"name":"Amber\ufeff Herald\u0007"}}</script></head><body><article>
<p>&#x202e;</p><p>A fire de&shy;stroyed two boats at the har` + "\u202e" + `bour on Friday, <a href="https://good.example@evil.example/">the fire service</a> said.</p>
<p>“Nobody&#xe0041; was hurt,” <a href="javascript&colon;x">said</a> Carl <a href="https:x">Vale</a>, who leads the harbour’s night watch and <a href="data:text/html,x">lives nearby</a>.</p>
<p>The harbour office می` + "\u200c" + `خواهم expects to open the quay again on Monday, when the wrecks are lifted &lt;b&gt; by <a href="tel:1">two cranes</a>.</p>
</article></body></html>`
	d, err := Clean([]byte(raw), "fire.html")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"A fire destroyed two boats at the harbour on Friday, the fire service said.",
		"“Nobody was hurt,” said Carl Vale, who leads the harbour’s night watch and lives nearby.",
		"The harbour office می\u200cخواهم expects to open the quay again on Monday, when the wrecks are lifted &lt;b&gt; by two cranes.",
	}
	if diff := cmp.Diff(want, d.Paragraphs); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if d.Title != "Fire at the old harbour" || d.Publisher != "Amber Herald" || !slices.Equal(d.Byline, []string{"Ann Lee"}) {
		t.Errorf("front matter: %q %q %q", d.Title, d.Publisher, d.Byline)
	}
	if !slices.Equal(d.Warnings, []string{"left out signs that nobody sees, or that turn the order of others"}) {
		t.Errorf("warnings: %q", d.Warnings)
	}
	for _, text := range []string{
		"Fire at the harbour\n\nA fire destroyed two\u2066 boats at the harbour on Friday, the fire service said.\n",
		"Fire at the harbour\n\nA fire destroyed two&#x2066; boats at the harbour on Friday, the fire service said.\n",
	} {
		d, err := Clean([]byte(text), "fire.txt")
		if err != nil || len(d.Warnings) != 1 || d.Paragraphs[0] != want[0][:len("A fire destroyed two boats at the harbour on Friday, the fire service said.")] {
			t.Errorf("%q: %q, %q, %v", text, d.Paragraphs, d.Warnings, err)
		}
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"Tuesday 07 January 2020 20:22 GMT", "2020-01-07T20:22Z"},
		{"January 7, 2020 3:14 PM EDT", "2020-01-07T15:14-04:00"},
		{"Published 12:05 a.m. ET July 4, 2021", "2021-07-04T00:05-04:00"},
		{"Jan. 7, 2020, 9 p.m. PT", "2020-01-07T21:00-08:00"},
		{"7th of May 2019 • 14.05 CEST", "2019-05-07T14:05+02:00"},
		{"2019-05-03T02:15:00+02:00", "2019-05-03T02:15+02:00"},
		{"2019-05-03T02:15:00.000Z", "2019-05-03T02:15Z"},
		{"3 May 2019 14:05", "2019-05-03"},
		{"30 February 2019", ""},
		{"07/01/2020", ""}, // January or July: nobody can say
		{"19.05.2021, 14:20", "2021-05-19"},
		{"3.5.2019", "2019-05-03"}, // with points the day is first
		{"19/05/2021", "2021-05-19"},
		{"05/19/2021", "2021-05-19"},
		{"5/5/2021", "2021-05-05"},
		{"2021/03/04 18:30 JST", "2021-03-04T18:30+09:00"},
		{"2021年3月4日", "2021-03-04"},
		{"31.04.2021", ""},
		{"version 10.12.1", ""},
		{"in May", ""},
	} {
		if got := dateIn(tt.line).iso; got != tt.want {
			t.Errorf("dateIn(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestBylines(t *testing.T) {
	for _, tt := range []struct {
		line string
		is   bool
		want []string
	}{
		{"By Ann Lee and Bo Holm", true, []string{"Ann Lee", "Bo Holm"}},
		{"By Ann Lee and", true, []string{"Ann Lee"}},
		{"By ANN LEE, Harbour Correspondent", true, []string{"Ann Lee"}},
		{"By Ann Lee, Bo de la Cruz & Dora Quill in Eastport", true, []string{"Ann Lee", "Bo de la Cruz", "Dora Quill"}},
		{"Written by Ann Lee | 3 May 2019", true, []string{"Ann Lee"}},
		{"By Reuters", true, []string{"Reuters"}},
		{"By ANN LEE/ Staff Writer", true, []string{"Ann Lee"}},
		{"By Ann Lee ann.lee@herald.example", true, []string{"Ann Lee"}},
		{"Posted on May 3, 2019 by Ann Lee", true, []string{"Ann Lee"}},
		{"By Ann Lee @annlee", true, []string{"Ann Lee"}},
		{"Von Jutta Kern", true, []string{"Jutta Kern"}},
		{"Von Mainz came nobody", false, nil},
		{"The fire of May 3, 2019 by the old quay", false, nil},
		{"By Monday the quay was open", false, nil},
		{"By their own hand", false, nil},
		{"By far the worst fire", false, nil},
	} {
		u := newUnit(tt.line, 1, 1)
		if got := isByline(&u); got != tt.is {
			t.Errorf("isByline(%q) = %t", tt.line, got)
		}
		if got := namesIn(tt.line); tt.is && !slices.Equal(got, tt.want) {
			t.Errorf("namesIn(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

// again cleans the page that a draft gives.
func again(t *testing.T, d *Draft) Draft {
	t.Helper()
	ids, _ := keepIDs(nil, d.Paragraphs, 0)
	page, err := render(d, ids, "Report A", &Source{File: "x.txt"})
	if err != nil {
		t.Fatal(err)
	}
	twice, err := Clean(page, "report-a.md")
	if err != nil {
		t.Fatalf("%v in\n%s", err, page)
	}
	return twice
}

func TestCleanIsIdempotent(t *testing.T) {
	for _, name := range []string{"front-page.txt", "transcript.txt"} {
		_, d := cleanFile(t, name)
		twice := again(t, &d)
		d.Moved, d.Warnings = nil, nil // no page keeps them
		if diff := cmp.Diff(d, twice, exported); diff != "" {
			t.Errorf("%s: once -, twice +:\n%s", name, diff)
		}
		// Nor do the rules for text find anything in clean text.
		clean, err := Clean([]byte(d.Title+"\n\nBy "+d.Byline[0]+"\n\n"+strings.Join(d.Paragraphs, "\n\n")), "x.txt")
		if err != nil || len(clean.Cuts) > 0 || len(clean.Paragraphs) != len(d.Paragraphs) {
			t.Errorf("%s: clean text lost %v, %v", name, clean.Cuts, err)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add([]byte("Title\n\nTitle\n\nBy A B\n\nA fire, 3 May 2019.\n\nLeave a Reply"), "x.txt")
	f.Add([]byte(pageHTML), "x.html")
	f.Add([]byte("---\ntitle: x\n---\n# Head\n\n- a\n- b ^p3\n\n| a | b |\n|--|--|\n| c | d |"), "x.md")
	f.Add([]byte("# Head\n\n| a | b |\n|--|--|"), "x.md") // a table without a row for the id
	f.Add([]byte("- a\n\n| a | b |\n|--|--|\n|"), "x.md") // nor a table whose one row is empty
	f.Add([]byte("|b\v|\n|"), "x.md")                     // nor this
	f.Add([]byte("|b | b |\n |\n|--|--|"), "x.md")        // and what is no table
	f.Add([]byte("\xff\xfea\x00b\x00"), "x.txt")
	f.Add([]byte(strings.Repeat("a fire\t", 50)+"\x15"), "x.txt") // a control character in the title
	f.Add([]byte("t\n\n^p3\n\n1. ]"), "x.txt")                    // a sub-heading that looks like an id
	f.Add([]byte("&gt;"), "x.html")                               // an entity that our own page keeps
	f.Add([]byte("a-\nb\n\n“c *d* [[e]] ^p3\n\n1. x\n\n#y &amp; \\"), "x.txt")
	f.Fuzz(func(t *testing.T, raw []byte, name string) {
		d, err := Clean(raw, name)
		if err != nil {
			return
		}
		for _, p := range d.Paragraphs {
			if strings.TrimSpace(p) == "" || strings.Contains(p, "\n\n") {
				t.Fatalf("paragraph %q", p)
			}
		}
		if d.Title == "" {
			t.Fatal("no title")
		}
		twice := again(t, &d)
		for i, p := range d.Paragraphs { // an id shifts the last cell's padding
			d.Paragraphs[i] = strings.ReplaceAll(strings.Join(strings.Fields(p), " "), " |", "|")
		}
		for i, p := range twice.Paragraphs {
			twice.Paragraphs[i] = strings.ReplaceAll(strings.Join(strings.Fields(p), " "), " |", "|")
		}
		if !slices.Equal(twice.Paragraphs, d.Paragraphs) {
			t.Fatalf("once %q, twice %q", d.Paragraphs, twice.Paragraphs)
		}
	})
}

// exported compares drafts by what others see of them.
var exported = cmpopts.IgnoreUnexported(Draft{})

// A sentence of the article may hold the words of a stock phrase.
func TestSentencesAreNoFurniture(t *testing.T) {
	for _, s := range []string{
		"The harbour minister was criticised on Monday for making a donation of £5,000 to the company in the spring.",
		"The coastguard site uses cookies to follow its readers, a court in Port Amber found in the spring of last year.",
		"More: it was not the first time this year that a ferry had gone aground there, the watchman said on Friday.",
	} {
		if u := newUnit(s, 1, 1); stockPart(&u) != nil {
			t.Errorf("%q is taken for %s", s, stockPart(&u).what)
		}
	}
	for _, s := range []string{
		"We use cookies to give you the best experience of our site, and by going on you agree to this use of them.",
		"© 2019 Amber Herald. All rights reserved. No part of this page may be printed without leave of the editor.",
		"Sign up for our newsletter and get the stories of the morning in your inbox, before all others, every single day.",
	} {
		if u := newUnit(s, 1, 1); stockPart(&u) == nil {
			t.Errorf("%q is not taken for furniture", s)
		}
	}
}

// What a page of HTML declares counts where its bytes are no UTF-8.
func TestDeclaredEncoding(t *testing.T) {
	const head = `<html><head><meta charset="windows-1257"><title>x</title></head><body><p>`
	raw := []byte(head + "Kelto kapitonas pasak\xeb, kad kit\xe0 savait\xe6 uostas bus atidarytas visiems laivams be apribojim\xf8.</p>")
	d, err := Clean(raw, "x.html")
	const want = "Kelto kapitonas pasakė, kad kitą savaitę uostas bus atidarytas visiems laivams be apribojimų."
	if err != nil || !slices.Equal(d.Paragraphs, []string{want}) || len(d.Warnings) > 0 {
		t.Errorf("%q, %q, %v", d.Paragraphs, d.Warnings, err)
	}
}

// A heading inside a link in a list is the item's text.
func TestHeadingInItem(t *testing.T) {
	d, err := Clean([]byte(`<html><body><article><h1>Fire</h1><p>`+wreck+`</p><ul><li><a href="https://x.example/"><h2>Two boats</h2></a> `+
		`burnt at the quay on Friday.</li><li>Nobody was hurt, the watchman said.</li></ul></article></body></html>`), "x.html")
	if err != nil || !slices.Contains(d.Paragraphs, "- [Two boats](https://x.example/) burnt at the quay on Friday.") {
		t.Errorf("%q, %v", d.Paragraphs, err)
	}
}
