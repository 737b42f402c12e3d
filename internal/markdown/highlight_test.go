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

// chromasPre is what Highlight returned for Markdown if chroma read the front
// matter and wrote the page, but for elements around lines and blanks.
func chromasPre(tb testing.TB, src string) string {
	tb.Helper()
	head, body := cutFront(src)
	tokens, ok := chromaTokens(head, "yaml")
	if !ok {
		tb.Fatal("chroma knows no YAML")
	}
	var b strings.Builder
	f := chtml.New(chtml.WithClasses(true), chtml.ClassPrefix(classPrefix), chtml.PreventSurroundingPre(true))
	tokens = append(tokens, contentTokens(body)...)
	for i := range tokens {
		if tokens[i].Type == chroma.TextWhitespace {
			tokens[i].Type = chroma.Text
		}
	}
	if err := f.Format(&b, styles.Get("github"), chroma.Literator(tokens...)); err != nil {
		tb.Fatal(err)
	}
	return `<pre class="c-chroma"><code>` + b.String() + `</code></pre>`
}

// TestHighlightIsChromas holds pages against those of chroma's own formatter
// and lexer, and counts the front matter that is left to that.
func TestHighlightIsChromas(t *testing.T) {
	for _, folder := range []struct {
		name string
		fsys fs.FS
		left int // files at most whose front matter is left to chroma
	}{
		{"shipped", os.DirFS("../../content"), 2},
		{"made up", testcorpus.FS(100), 0},
	} {
		files, left := 0, 0
		for src := range markdownFiles(t, folder.fsys) {
			files++
			if diff := cmp.Diff(chromasPre(t, src), Highlight(src, "markdown")); diff != "" {
				t.Errorf("%s: (-chroma +ours):\n%s", folder.name, diff)
			}
			head, _ := cutFront(src)
			if _, ok := frontTokens(head); !ok {
				left++
				t.Logf("%s: left to chroma:\n%s", folder.name, head)
			}
		}
		if files < 80 || left > folder.left {
			t.Errorf("%s: of %d files %d are left to chroma, want at most %d", folder.name, files, left, folder.left)
		}
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

// fronts are what front matter may hold, what is left to chroma among it.
var fronts = []string{
	"title: A - b\naliases: [\"A\", 'B', C]\nwhen: 2020-01-08T01:30+03:00/2020-01-08\n",
	"coordinates: {lat: 33.3, lon: -44, source: https://example.org/x}\n",
	"accounts:\n  - {printed: \"It’s <one>\", cite: \"@a, ¶ 2\"}\n  - printed: no\n    cite: n\n",
	"a: 2nd\nb: 12\nc: 1.5.2\nd: 5.\ne: 1e5\nf: 0x1F\ng: 7é\nh: yesé\ni: Ünder\nj: 3_4\nk: 1.5km\n",
	"a: >\n  folded\n  text\nb: |-\n  kept\nc: &x y\nd: *x\ne: !!str z\n",
	"a: b # c\n# d\ne: f // g\n// h\ni: 'it''s: not'\nj: \"k\\\"l\"\nm: \"n\": o\n",
	"- a: b\n-c: d\n? e\n: f\n---\n...\n%include x\n\t g: h \n--- i\n",
	"a: 2020-01-08 10:11:12Z\nb: 2020-01-089\nc: x2020-01-08\nd: no-1\ne: [1,2,-3]\nf: .5\ng: +1\n",
	"a:\u00a0b\nc: \u0661\u0662\n\"d\": e\n'f': g\nh: on\u200d\ni: @j {k}\nl:\n\n\nm: \"two\nlines\"\n",
}

func FuzzHighlightIsChromas(f *testing.F) {
	for _, s := range fronts {
		f.Add(s, "# a <b>\n- \"c\" [@d, ¶ 1] ^p1\n\n'e' & f")
	}
	f.Fuzz(func(t *testing.T, front, body string) {
		src := "---\n" + front + "\n---\n" + body
		if got, want := Highlight(src, "markdown"), chromasPre(t, src); got != want {
			t.Errorf("%q is\n%s\nwant\n%s", src, got, want)
		}
	})
}
