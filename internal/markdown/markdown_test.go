package markdown

import (
	"fmt"
	"html"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"

	"collate/internal/attack"
)

func TestParseText(t *testing.T) {
	for _, tt := range []struct {
		name, in, text, id string
	}{
		{"plain", "The harbour burned.", "The harbour burned.", ""},
		{"block id", "The harbour burned. ^p7", "The harbour burned.", "p7"},
		{"block id after a citation", "It burned. [@report-a, ¶ 1] ^p2", "It burned.", "p2"},
		{"no id: a power", "x ^2 and more", "x ^2 and more", ""},
		{"no id: upper case", "see ^P7", "see ^P7", ""},
		{"id alone", "^p7", "", "p7"},
		{"soft break", "Jane\nDoe spoke.", "Jane Doe spoke.", ""},
		{"emphasis", "*Jane* **Doe**", "Jane Doe", ""},
		{"escape and entity", `A \*star\* &amp; a &lt;b&gt;`, "A *star* & a <b>", ""},
		{"code keeps its signs", "`a &amp; b`", "a &amp; b", ""},
		{"raw HTML", "a <b>bold</b> word", "a bold word", ""},
		{"citation takes the space before it", "It burned [@report-a, ¶ 1]. Then rain.", "It burned. Then rain.", ""},
		{"citation after the full stop", "It burned. [@report-a, ¶ 1] Then rain.", "It burned. Then rain.", ""},
		{"citation on its own line", "It burned.\n[@report-a, ¶ 1]\nThen rain.", "It burned. Then rain.", ""},
		{"citation over two lines", "It burned. [@report-a,\n¶ 1] Then rain. ^p1", "It burned. Then rain.", "p1"},
		{"citation that nothing closes", "It burned. [@report-a, ¶ 1\nThen rain.", "It burned. Then rain.", ""},
		{"citation inside a link", "It [burned [@report-a, ¶ 1]](x.html).", "It burned.", ""},
		{"wikilink over two lines", "> [[people/jane-doe|Jane\n> Doe]] spoke. ^p1", "Jane Doe spoke.", "p1"},
		{"wikilink that nothing closes", "[[people/jane-doe|Jane spoke.", "[[people/jane-doe|Jane spoke.", ""},
		{"brackets without text", "[[]], [[ ]], [[x|]], [[!]], [[x|&#32;]]", "[[]], [[ ]], [[x|]], [[!]], [[x| ]]", ""},
		{"wikilink", "[[people/jane-doe|Jane]] spoke.", "Jane spoke.", ""},
		{"wikilink without text", "[[people/jane-doe]]", "people/jane-doe", ""},
		{"no mention", "in [[!Washington]] terms", "in Washington terms", ""},
		{"ordinary link", "[a [page]](https://example.org)", "a [page]", ""},
		{"brackets", "condemn[s] this", "condemn[s] this", ""},
	} {
		doc := Parse(tt.in, 1)
		if len(doc.Blocks) != 1 {
			t.Errorf("%s: %d blocks, want 1", tt.name, len(doc.Blocks))
			continue
		}
		if b := doc.Blocks[0]; b.Text != tt.text || b.ID != tt.id {
			t.Errorf("%s: text %q, id %q; want %q, %q", tt.name, b.Text, b.ID, tt.text, tt.id)
		}
	}
}

func TestParseMarks(t *testing.T) {
	b := Parse("One [@a, ¶ 1; @b, ¶ 2] two\n[[people/x|Zoë]] three `code` [link](y.md).", 10).Blocks[0]
	if want := "One two Zoë three code link."; b.Text != want {
		t.Fatalf("text %q, want %q", b.Text, want)
	}
	// Columns are bytes: "[[" of the second line is at 1, its target at 3.
	if diff := cmp.Diff([]Cite{{At: 3, Raw: "@a, ¶ 1; @b, ¶ 2", Line: 10, Col: 6}}, b.Cites); diff != "" {
		t.Errorf("citations (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]WikiLink{{Range: Range{8, 12}, Target: "people/x", Line: 11, Col: 3}}, b.Links); diff != "" {
		t.Errorf("wikilinks (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Range{{19, 23}, {24, 28}}, b.Fixed); diff != "" {
		t.Errorf("fixed (-want +got):\n%s", diff)
	}
}

func TestParseMarkPositions(t *testing.T) {
	doc := Parse("first\n\n[@a,\n¶ 1]\n\n<https://example.org> [@b\nend\n\n| h |\n|---|\n| [[people/x\\|X]] |\n", 3)
	var got []string
	for _, b := range doc.Blocks {
		line, col := b.Pos(0)
		got = append(got, fmt.Sprintf("%d %d:%d %s", b.Line, line, col, b.Text))
		for _, c := range b.Cites {
			got = append(got, fmt.Sprintf("- %s %d:%d %v", c.Raw, c.Line, c.Col, c.Open))
		}
		for _, l := range b.Links {
			got = append(got, fmt.Sprintf("- %s %d:%d", l.Target, l.Line, l.Col))
		}
	}
	want := []string{
		"3 3:1 first",
		"5 5:0 ", "- @a, ¶ 1 5:2 false",
		"8 8:2 https://example.org end", "- @b 8:24 true",
		"11 11:3 h",
		"13 13:15 X", "- people/x 13:5",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
}

func TestPos(t *testing.T) {
	b := Parse("> first\n> *second* third", 5).Blocks[0]
	for _, tt := range []struct {
		at        string
		line, col int
	}{{"first", 5, 3}, {"second", 6, 4}, {"third", 6, 12}} {
		line, col := b.Pos(strings.Index(b.Text, tt.at))
		if line != tt.line || col != tt.col {
			t.Errorf("%s at %d:%d, want %d:%d", tt.at, line, col, tt.line, tt.col)
		}
	}
}

func TestBlocks(t *testing.T) {
	doc := Parse("## Head\n\npara\n\n- one\n- two\n\n> quote\n\n| a | b |\n|---|---|\n| c | d |\n\n    code\n", 1)
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprintf("%d%d%s", b.Kind, b.Level, b.Text))
	}
	want := []string{"12Head", "00para", "00one", "00two", "00quote", "00a", "00b", "00c", "00d"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestHTML(t *testing.T) {
	mark := func(find string) Hooks {
		return Hooks{
			Spans: func(int) []Span {
				return []Span{{Range: Range{4, 4 + len(find)}, Open: "<i>", ID: " id", Close: "</i>"}}
			},
			Cite:  func(_, i int) string { return fmt.Sprintf("(%d)", i) },
			Attrs: func(b int) string { return fmt.Sprintf(" id=%d", b) },
		}
	}
	for _, tt := range []struct {
		name, in, want string
		hooks          Hooks
	}{
		{"span", "the name & so", "<p id=0>the <i id>name</i> &amp; so</p>\n", mark("name")},
		{"span across a line", "the na\nme so", "<p id=0>the <i id>na</i>\n<i>me</i> so</p>\n", mark("na me")},
		{"span across emphasis", "the na*me so*", "<p id=0>the <i id>na</i><em><i>me</i> so</em></p>\n", mark("name")},
		{"citations", "the [@a, ¶ 1] b [@c, ¶ 2]", "<p id=0>the(0) <i id>b</i>(1)</p>\n", mark("b")},
		{"span over a citation", "abc *d* [@a, ¶ 1] e", "<p id=0>abc <em><i id>d</i></em>(0)<i> e</i></p>\n", mark("d e")},
		{"citation in a link", "the [b [@a, ¶ 1]](c.html) d", "<p id=0>the <a href=\"c.html\"><i id>b</i></a>(0) d</p>\n", mark("b")},
		{"block id", "the end ^p1", "<p id=0>the <i id>end</i></p>\n", mark("end")},
		{"raw HTML", "a <script>alert(1)</script> b", "<p>a alert(1) b</p>\n", Hooks{}},
		{"HTML block", "<div onclick=x>\n\nb", "<p>b</p>\n", Hooks{}},
		{"hostile link", "[a](javascript:alert(1))", "<p><a href=\"\">a</a></p>\n", Hooks{}},
		{"picture", "![Smoke](http://example.org/x.png)", "<p>Smoke</p>\n", Hooks{}},
		{"tight list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", Hooks{}},
		{"entity", "&lt;b&gt; \\*", "<p>&lt;b&gt; *</p>\n", Hooks{}},
		{
			"escapes and references read once", "\\&lt; &amp;lt; &#38;lt; &#38;#1; &amp;#x202e; \\\\&gt; &copy &&copy; a&b;c\\d &",
			"<p>&amp;lt; &amp;lt; &amp;lt; &amp;#1; &amp;#x202e; \\&gt; &amp;copy &amp;© a&amp;b;c\\d &amp;</p>\n",
			Hooks{},
		},
		{
			"in addresses and titles", `[a](javascript&#38;colon;x?b=\&c&amp;lt; "d\"&quot;&amp;lt;<i>\&gt;")`,
			"<p><a href=\"javascript&amp;colon;x?b=&amp;c&amp;lt;\" title=\"d&quot;&quot;&amp;lt;&lt;i&gt;&amp;gt;\">a</a></p>\n",
			Hooks{},
		},
		{"address", "<https://example.org/a?b=1&c=2>", "<p><a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a></p>\n", Hooks{}},
		{"address in a link", "[a *<https://b.c>*](d)", "<p><a href=\"d\">a <em>https://b.c</em></a></p>\n", Hooks{}},
		{"table", "| a |\n|---|\n| b |", "<table>\n<thead>\n<tr>\n<th>a</th></tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td></tr>\n</tbody>\n</table>\n", Hooks{}},
	} {
		if got := Parse(tt.in, 1).HTML(tt.hooks); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestHighlight(t *testing.T) {
	got := Highlight("# <Title>\n", "markdown")
	if !strings.Contains(got, "&lt;Title&gt;") || !strings.Contains(got, `class="c-`) {
		t.Errorf("Highlight = %q", got)
	}
}

func TestTokens(t *testing.T) {
	src := "# Head\n## Sub\nPlain, 3 * 4, said [[people/x|Jane]]. [@a, ¶ 1;\n@b, ¶ 2] ^p1\n\n" +
		"- *em* and **strong**, `[@c]`\n10. [see](x.html)\n> quoted \\[@d]\n<!-- note\n-->\n```\n*code*\n```\nsnake_case_word ^\n"
	tokens := contentTokens(src)
	var got []string
	for _, token := range tokens {
		if token.Type != chroma.Text {
			got = append(got, token.Type.String()+" "+strings.TrimSpace(token.Value))
		}
	}
	if all := joined(tokens); all != src {
		t.Errorf("the tokens are\n%s\nof\n%s", all, src)
	}
	want := []string{
		"GenericHeading # Head", "GenericSubheading ## Sub", "NameTag [[people/x|Jane]]", "NameEntity [@a, ¶ 1;\n@b, ¶ 2]", "Comment ^p1",
		"Keyword -", "GenericEmph *em*", "GenericStrong **strong**", "LiteralStringBacktick `[@c]`",
		"Keyword 10.", "NameTag see", "NameAttribute x.html", "Keyword >", "CommentMultiline <!-- note\n-->",
		"LiteralStringBacktick ```\n*code*\n```",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// BenchmarkParse parses one long paragraph with a citation a sentence. A longer
// one takes in proportion.
func BenchmarkParse(b *testing.B) {
	text := strings.Repeat("It burned, said [[people/jane-doe|Jane]]. [@report-a, ¶ 1]\n", 5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(text, 1)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"a [@b, ¶ 1] ^p1", "[[people/x|X]] & *y*\nz", "> q ^p2\n\n- a\n- b [[!c]]", "| a\\|b |\n|--|\n| [[x\\|y]] |",
		"[@", "[[", "[[|]]", "![a][b]\n\n[b]: c", "a&#0;b", "\x00 ^x", "<a@b.c> <!-- x --> `` ` ``", "[a [@b] c](d)",
		"> [@a,\n> ¶ 1] [[x|y\n> z]]", "[a <https://b.c> *[@d]*](e)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			t.Skip()
		}
		doc := Parse(in, 1)
		for i := range doc.Blocks {
			b := &doc.Blocks[i]
			for _, r := range append(links(b), b.Fixed...) {
				if r.Start < 0 || r.Start > r.End || r.End > len(b.Text) {
					t.Fatalf("range %v outside of %q", r, b.Text)
				}
			}
			at := 0
			for _, p := range b.pieces() {
				start, end := int(p.start), int(p.end)
				if start < at && start != end || end > len(b.Text) {
					t.Fatalf("piece %v after %d in %q", p, at, b.Text)
				}
				at = max(at, end)
			}
			b.Pos(len(b.Text))
		}
		spans := func(block int) []Span {
			n := len(doc.Blocks[block].Text)
			if n/3 == n/2 {
				return nil
			}
			return []Span{{Range: Range{n / 3, n / 2}, Open: "<u>", Close: "</u>"}}
		}
		out := doc.HTML(Hooks{Spans: spans, Cite: func(block, i int) string {
			return "<a" + doc.Blocks[block].Cites[i].Raw[:0] + "></a>"
		}})
		for i, link := range strings.Split(out, "<a") {
			if i > 0 && !strings.Contains(link, "</a>") {
				t.Fatalf("a link in a link: %q", out)
			}
		}
		if strings.Contains(out, "<u></u>") {
			t.Fatalf("a span around nothing: %q", out)
		}
		if strings.Count(out, "<u>") != strings.Count(out, "</u>") {
			t.Fatalf("unbalanced spans: %q", out)
		}
	})
}

func links(b *Block) (rs []Range) {
	for _, l := range b.Links {
		rs = append(rs, l.Range)
	}
	return rs
}

func TestURLsAndHTML(t *testing.T) {
	doc := Parse("See [x](a.html) and **[y](javascript:b)**,\n<https://example.org/> ![](c.png) <b>z</b>.\n\n"+
		"| [t](d.html) |\n|---|\n\n<div>\n\n<!-- a note -->\n\nInline <!-- note --> too [u](v&amp;w 'an &amp;').\n", 5)
	want := []URL{
		{Text: "a.html", Pos: Pos{5, 5}},
		{Text: "javascript:b", Pos: Pos{5, 23}, Drops: true},
		{Text: "https://example.org/", Pos: Pos{6, 1}},
		{Text: "c.png", Pos: Pos{6, 24}},
		{Text: "d.html", Pos: Pos{8, 3}},
		{Text: "v&w", Title: "an &", Pos: Pos{15, 26}},
	}
	if diff := cmp.Diff(want, doc.URLs); diff != "" {
		t.Errorf("URLs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Pos{{6, 35}, {6, 39}, {11, 1}}, doc.Raw); diff != "" {
		t.Errorf("Raw (-want +got):\n%s", diff)
	}
}

// TestAddresses holds which addresses are left out: those of links and pictures as
// they are written, and of links in angle brackets.
func TestAddresses(t *testing.T) {
	for _, address := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "javascript\\:alert(1)",
		"java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)",
		"vbscript:x", "livescript:x", "mocha:x", "data:text/html,x", "data:image/png;base64,AA", "data:image/svg+xml,x", "file:///etc/passwd",
		"blob:https://example.org/x", "filesystem:https://example.org/x", "about:blank", "view-source:https://example.org/", "feed:javascript:x",
		"jar:https://example.org!/x", "ftp://example.org/", "tel:1", "sms:1", "intent:x#Intent;end", "ms-word:ofe|u|https://example.org/x.docx",
		"ws://example.org/", "chrome://settings/", "x-made-up:1", "javascript&#58;1", "ht-tp://example.org", "http&#x9;s://example.org/",
		"//example.org/", "///example.org/", "/\\example.org/", "\\\\example.org", "&bsol;&bsol;example.org", "https:example.org", "https:/example.org", "https:///example.org/",
		"https:\\\\example.org", "https://good.example@evil.example/", "https://good.example:pw@evil.example/", "https://good.example&#64;evil.example/",
		"https://good.example\\@evil.example/", "https://evil.example%00.good.example/", "https://[::1", "https://a b/",
	} {
		for _, src := range []string{"[a](" + address + ")", "[a](<" + address + ">)", "[a][b]\n\n[b]: " + address, "![a](" + address + ")", "<" + html.UnescapeString(address) + ">"} {
			doc := Parse(src, 1)
			if len(doc.URLs) == 0 {
				if out := doc.HTML(Hooks{}); strings.Contains(out, "href") || strings.Contains(out, "src") {
					t.Errorf("%s: %s", src, out)
				}
				continue // it is no link
			}
			out := doc.HTML(Hooks{})
			if !doc.URLs[0].Drops || strings.Contains(strings.ReplaceAll(out, `href=""`, ""), "href") || strings.Contains(out, "src") {
				t.Errorf("%s: %+v, %s", src, doc.URLs, out)
			}
		}
	}
	for _, address := range []string{
		"https://example.org/?a=b&c=d#e", "HTTP://example.org", "https://example.org:8080/@x", "https://bücher.example/", "mailto:a@example.org?subject=x",
		"a.html", "../a.html#p1", "#p1", "?x=a:b", "a/b:c.html", "./a:b.html", "",
	} {
		if doc := Parse("[a](<"+address+">)", 1); len(doc.URLs) != 1 || doc.URLs[0].Drops {
			t.Errorf("%q: %+v", address, doc.URLs)
		}
	}
	const quick = "[a](https://good.example@evil.example/)"
	if doc := Parse(quick, 1); len(doc.URLs) != 1 || !doc.URLs[0].Drops {
		t.Errorf("%s: %+v", quick, doc.URLs)
	}
}

// TestAttacks holds the HTML of attacks, as they are in all the places of a text, to the
// elements and attributes that Markdown has.
func TestAttacks(t *testing.T) {
	usual := map[string]bool{}
	for name := range strings.FieldsSeq("html head body p em strong del code pre a ul ol li blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr th td hr br " +
		"a/href a/title code/class ol/start") {
		usual[name] = true
	}
	n := 0
	for _, list := range attack.Texts() {
		for i, s := range list {
			if i%25 > 0 && os.Getenv("COLLATE_LONG") != "1" {
				continue
			}
			for _, form := range []string{"@", "# @", "[x](@)", "[@](x)", "![@](x)", "[x](y \"@\")", "[x]: @\n\n[x]", "| @ |\n|---|\n| @ |", "``` @\nx\n```", "~~~\n@\n~~~", "`@`", "- @\n\n  @", "> @", "<@>", "*@*"} {
				n++
				src := strings.ReplaceAll(form, "@", s)
				doc := Parse(src, 1)
				tree, err := xhtml.Parse(strings.NewReader(doc.HTML(Hooks{})))
				if err != nil {
					t.Fatal(err)
				}
				for e := range tree.Descendants() {
					if e.Type != xhtml.ElementNode {
						continue
					}
					if !usual[e.Data] {
						t.Errorf("%q has <%s>", src, e.Data)
					}
					for _, a := range e.Attr {
						if !usual[e.Data+"/"+a.Key] || a.Key == "class" && !strings.HasPrefix(a.Val, "language-") {
							t.Errorf("%q has <%s %s=%q>", src, e.Data, a.Key, a.Val)
						}
						if a.Key == "href" && !isAddress(a.Val) {
							t.Errorf("%q leads to %q", src, a.Val)
						}
					}
				}
			}
		}
	}
	t.Logf("%d texts", n)
}

func TestNotes(t *testing.T) {
	doc := Parse("One 3. [@x, ¶ 1] <!-- derived: why\nnot --> Two<b>!</b><!--c-->. Three\n<!-- derived: end -->\n\n"+
		"Four. <!-- d --> ^p1\n\n<!-- alone -->\n", 5)
	for i, want := range []struct{ text, id, notes string }{
		{"One 3. Two!. Three", "", "[{6 derived: why not 5 19} {11 c 6 20} {18 derived: end 7 1}]"},
		{"Four.", "p1", "[{5 d 9 7} {5 alone 11 1}]"},
	} {
		b := doc.Blocks[i]
		if got := fmt.Sprint(b.Notes); b.Text != want.text || b.ID != want.id || got != want.notes {
			t.Errorf("block %d: %q %q %s, want %q %q %s", i, b.Text, b.ID, got, want.text, want.id, want.notes)
		}
	}
	const want = "<p>One 3. Two!. Three</p>\n<p>Four.</p>\n"
	if got := doc.HTML(Hooks{}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
