package sitediff

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestText(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		want       []string
	}{
		{"empty", "", nil},
		{"the main part", "<header>Menu</header><main><h1>Fire</h1><p>Two <b>sheds</b>\n burned.</p></main><footer>Made</footer>", []string{"Fire", "Two sheds burned."}},
		{"no main part", "<p>One</p><p>Two", []string{"One", "Two"}},
		{"a list", "<main><ul><li>a<li>b</ul>", []string{"a", "b"}},
		{"a table", "<main><tr><th>A</th><td>1</td></tr></main>", []string{"A", "1"}},
		{"what is not read", "<main>a<script>b</script><style>c</style><svg><text>d</text></svg><template>e</template></main>", []string{"a"}},
		{"references", "<main>&lt;b&gt; &amp;amp; ü&nbsp;x</main>", []string{"<b> &amp; ü x"}},
		{"an end too many", "<main></svg>a</main>", []string{"a"}},
	} {
		got, err := Text(strings.NewReader(tt.page))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func page(text string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("<header>" + text + "</header><main><p>" + text + "</p><p>Same.</p></main>")}
}

func TestCompare(t *testing.T) {
	before := fstest.MapFS{
		"index.html": page("Two sheds."), "people/a.html": page("A"), "people/gone.html": page("B"), "dossier.html": page("A"),
		"source/people/a.html": page("A"), "style.css": {Data: []byte("a")}, ".collate-stage/x.html": page("A"),
	}
	now := fstest.MapFS{
		"index.html": page("Three sheds."), "people/a.html": page("A"), "people/new.html": page("C"), "dossier.html": page("B"),
		"source/people/a.html": page("B"), "style.css": {Data: []byte("b")},
	}
	now["people/a.html"] = &fstest.MapFile{Data: []byte("<header>Other</header><main><p>A</p><p>Same.</p></main>")}
	got, err := Compare(before, now)
	if err != nil {
		t.Fatal(err)
	}
	want := []Page{
		{"people/new.html", Added, nil},
		{"people/gone.html", Gone, nil},
		{"index.html", Changed, []Line{{false, "Two sheds."}, {true, "Three sheds."}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	const markdown = "**Pages: 1 new, 1 gone, 1 changed**\n\nnew:\n\n- `people/new.html`\n\ngone:\n\n- `people/gone.html`\n" +
		"\n`index.html`\n\n```diff\n- Two sheds.\n+ Three sheds.\n```\n"
	if diff := cmp.Diff(markdown, Markdown(got)); diff != "" {
		t.Error(diff)
	}
	const plain = "Pages: 1 new, 1 gone, 1 changed\n\nnew:\n\n- people/new.html\n\ngone:\n\n- people/gone.html\n" +
		"\nindex.html\n\n- Two sheds.\n+ Three sheds.\n"
	if diff := cmp.Diff(plain, Plain(got)); diff != "" {
		t.Error(diff)
	}
	if got, err := Compare(before, before); got != nil || err != nil || Markdown(got) != "No page reads differently.\n" {
		t.Error("the same:", got, err)
	}
}

// outside returns what of Markdown stands in no block of code.
func outside(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	in := false
	for line := range strings.Lines(text) {
		switch {
		case in && line == "```\n":
			in = false
		case in && !strings.HasPrefix(line, "+ ") && !strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "  and "):
			t.Errorf("in a block: %q", line)
		case !in && line == "```diff\n":
			in = true
		case !in:
			b.WriteString(line)
		}
	}
	if in {
		t.Error("a block has no end")
	}
	return b.String()
}

// Nothing that a page or its name says is markup, mentions anybody or gets long.
func TestHostile(t *testing.T) {
	const evil = "```\n@everyone <img src=x> [a](javascript:b) \u202e\x1b[31m `x` **b**\n```\n~~~\n    - a"
	changed := Page{"people/`@all` <b>\n# x.html", Changed, nil}
	for range 30 {
		changed.Text = append(changed.Text, Line{true, evil}, Line{false, strings.Repeat("ä", 1000)})
	}
	pages := []Page{{"@all.html", Added, nil}}
	for range 60 {
		pages = append(pages, Page{"a\n``x.html", Gone, nil})
	}
	for range 500 {
		pages = append(pages, changed)
	}
	text := Markdown(pages)
	if len(text) > 65_536 {
		t.Errorf("%d bytes", len(text))
	}
	rest := outside(t, text)
	for _, sign := range []string{"@", "<", "[", "#", "\u202e", "\x1b", "``", "*b*"} {
		if strings.Contains(rest, sign) {
			t.Errorf("%q stands outside of code", sign)
		}
	}
	for _, want := range []string{"  and 50 lines more\n", "- and 10 more\n", " …\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if !strings.HasSuffix(text, " more\n") || strings.Contains(Plain(pages), "\x1b") {
		t.Error("the end, or a terminal's command")
	}
}

// FuzzMarkdown: whatever a page says stays in its block.
func FuzzMarkdown(f *testing.F) {
	f.Add("<main><p>```\n@x", "a.html")
	f.Fuzz(func(t *testing.T, source, name string) {
		lines, err := Text(strings.NewReader(source))
		if err != nil {
			t.Skip(err)
		}
		p := Page{Path: name, How: Changed}
		for _, line := range lines {
			p.Text = append(p.Text, Line{true, line})
		}
		if rest := outside(t, Markdown([]Page{p})); strings.ContainsAny(rest, "@<[#") {
			t.Errorf("%q", rest)
		}
	})
}
