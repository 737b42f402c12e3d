package markdown

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// TestTokensOfHostileText would not end if the time grew with the square of
// the length.
func TestTokensOfHostileText(t *testing.T) {
	const n = 1 << 17 // bytes
	for _, piece := range []string{
		"{", ",", "\"", "\"\n", "'", "'\n", "a: \"", "a: |\n ", ":", "a:", " #", "\\\"", "\"\\\"\n",
		"[", "[[", "[@", "[a](", "![", "*", "**", "_", "__a", "~~a", "`", "```\n", "~~~\n", "<!--", "^a", "\\", "#", "- ", "> ", "a", "\n",
	} {
		for _, end := range []string{"", "]", "]]", "\n]]", ")", "\n)", "-->"} {
			src := strings.Repeat(piece, n/len(piece)) + end
			if got := joined(contentTokens(src)); got != src {
				t.Errorf("%q and %q: the tokens joined have %d bytes, want %d", piece, end, len(got), len(src))
			}
			if got := joined(frontTokens(src)); got != src {
				t.Errorf("%q and %q: the tokens of front matter joined have %d bytes, want %d", piece, end, len(got), len(src))
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"# a\n- b [@c, ¶ 1] ^p1", "[[a|b]] **c** `d`", "---\na: [b, {\"c\": 'd'}] # e\n- f: |\n  g\n", "```\ne\n```\n<!-- f -->", "![g](h) ~~i~~ \\[ j_k_ _l_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if got := joined(contentTokens(src)); got != src {
			t.Errorf("the tokens of %q are %q", src, got)
		}
		if got := joined(frontTokens(src)); got != src {
			t.Errorf("the tokens of the front matter %q are %q", src, got)
		}
	})
}

func joined(tokens []chroma.Token) string {
	var b strings.Builder
	for _, token := range tokens {
		b.WriteString(token.Value)
	}
	return b.String()
}
