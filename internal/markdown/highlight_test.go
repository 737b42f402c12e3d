package markdown

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	chtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/google/go-cmp/cmp"

	"collate"
	"collate/internal/testcorpus"
)

// chromasPre is what Highlight returned for Markdown if chroma wrote the page,
// but for elements around lines and blanks.
func chromasPre(tb testing.TB, src string) string {
	tb.Helper()
	head, body := cutFront(src)
	var b strings.Builder
	f := chtml.New(chtml.WithClasses(true), chtml.ClassPrefix(classPrefix), chtml.PreventSurroundingPre(true))
	if err := f.Format(&b, styles.Get("github"), chroma.Literator(append(frontTokens(head), contentTokens(body)...)...)); err != nil {
		tb.Fatal(err)
	}
	return `<pre class="c-chroma"><code>` + b.String() + `</code></pre>`
}

// TestHighlightIsChromas holds pages against those of chroma's own formatter.
func TestHighlightIsChromas(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"shipped": os.DirFS("../../content"), "made up": testcorpus.FS(100)} {
		files := 0
		for src := range markdownFiles(t, fsys) {
			files++
			if diff := cmp.Diff(chromasPre(t, src), Highlight(src, "markdown")); diff != "" {
				t.Errorf("%s: (-chroma +ours):\n%s", name, diff)
			}
		}
		if files < 80 {
			t.Errorf("%s: %d files, want at least 80", name, files)
		}
	}
}

// TestHighlightJSON holds what is told apart in JSON.
func TestHighlightJSON(t *testing.T) {
	got := Highlight(`{"a \"": ["b: {", -1.5e3, null], "c" :{}, "cut`, "json")
	got = regexp.MustCompile(`<span class="c-(nt|p)">([^<]*)</span>`).ReplaceAllString(got, "$1($2)")
	want := `<pre class="c-chroma"><code>p({)nt(&#34;a \&#34;&#34;)p(:) p([)&#34;b: {&#34;p(,) -1.5e3p(,) nullp(],) nt(&#34;c&#34;) p(:{},) &#34;cut</code></pre>`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFrontTokens holds what is told apart in front matter: k is a key, p
// punctuation, c a comment, n a line around it.
func TestFrontTokens(t *testing.T) {
	names := map[chroma.TokenType]string{chroma.NameTag: "k", chroma.Punctuation: "p", chroma.Comment: "c", chroma.NameNamespace: "n"}
	for _, tt := range []struct{ name, src, want string }{
		{"lines around it", "---\na: b\n---\n", "n(---)\nk(a)p(:) b\nn(---)\n"},
		{"a dash begins no line around it", "---a: b", "k(---a)p(:) b"},
		{"texts", "a: \"b: #c\"\nd: 'it''s: e'\n", "k(a)p(:) \"b: #c\"\nk(d)p(:) 'it''s: e'\n"},
		{"a colon, a number sign and a slash in a word", "a: https://b.org/#c:d\n", "k(a)p(:) https://b.org/#c:d\n"},
		{"comments", "# a: b\nc: d # e\nf: \"g\" #h\n", "c(# a: b)\nk(c)p(:) d c(# e)\nk(f)p(:) \"g\" c(#h)\n"},
		{"a key above its values", "a:\n  b:\r\n  - c\n", "k(a)p(:)\n  k(b)p(:)\r\n  - c\n"},
		{"keys in a list", "- - a: b\n  - 'c': d\n", "- - k(a)p(:) b\n  - k('c')p(:) d\n"},
		{"brackets", "a: {b: 1, c: [d, \"e]\"], f:}\n", "k(a)p(:) p({)k(b)p(:) 1p(,) k(c)p(:) p([)dp(,) \"e]\"p(],) k(f)p(:})\n"},
		{"brackets over lines", "a: [\n b, # c\n d]\n", "k(a)p(:) p([)\n bp(,) c(# c)\n dp(])\n"},
		{"brackets in a word", "a: b [c] {d}, e\n", "k(a)p(:) b [c] {d}, e\n"},
		{"lines of a text", "a: |-\n  b: c\n\n  # d\ne: f\n", "k(a)p(:) p(|)-\n  b: c\n\n  # d\nk(e)p(:) f\n"},
		{"lines of a text in a list", "- a: >\n    b: c\n  d: e\n", "- k(a)p(:) p(>)\n    b: c\n  k(d)p(:) e\n"},
		{"a text over lines", "a: \"b\n  c: \\\" d\"\ne: f", "k(a)p(:) \"b\n  c: \\\" d\"\nk(e)p(:) f"},
		{"a quotation mark that nothing closes", "a: \"b: c\nd: e\n", "k(a)p(:) \"b: c\nk(d)p(:) e\n"},
		{"anchors and types", "a: &x !!str b\nc: *x\n", "k(a)p(:) &x !!str b\nk(c)p(:) *x\n"},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, token := range frontTokens(tt.src) {
				if name := names[token.Type]; name != "" {
					got.WriteString(name + "(" + token.Value + ")")
				} else {
					got.WriteString(token.Value)
				}
			}
			if got.String() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), tt.want)
			}
		})
	}
}

// TestHighlightStyled holds the classes that have a rule against those that
// Highlight gives.
func TestHighlightStyled(t *testing.T) {
	css, err := fs.ReadFile(collate.Static(), "highlight.css")
	if err != nil {
		t.Fatal(err)
	}
	all := Highlight("---\ntitle: \"A\" # b\n---\n# C\n## D\n- *e* **f** ~~g~~ [h](i) [@j] ^k\n<!-- l -->\n", "markdown")
	var styled []string
	for _, class := range regexp.MustCompile(`\.(c-\w+)`).FindAllStringSubmatch(string(css), -1) {
		styled = append(styled, class[1])
		if class[1] != "c-chroma" && !strings.Contains(all, `<span class="`+class[1]+`">`) {
			t.Errorf("there is a rule for %s, which nothing has in\n%s", class[1], all)
		}
	}
	slices.Sort(styled)
	want := []string{"c-c", "c-chroma", "c-cm", "c-gd", "c-ge", "c-gh", "c-gs", "c-gu", "c-k", "c-na", "c-ni", "c-nn", "c-nt", "c-p"}
	if diff := cmp.Diff(want, slices.Compact(styled)); diff != "" {
		t.Errorf("classes with rules (-want +got):\n%s", diff)
	}
}

func markdownFiles(t *testing.T, fsys fs.FS) func(yield func(string) bool) {
	t.Helper()
	names, err := fs.Glob(fsys, "*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for _, name := range names {
			src, err := fs.ReadFile(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(string(src)) {
				return
			}
		}
	}
}
