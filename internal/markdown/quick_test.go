package markdown

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What may be read without goldmark, in chunks, and what only as a whole. Most
// would not be read right if they were taken for simpler than they are.
var (
	simple = []string{
		"", "\n\n", "One line.", "One line,\nand another.\n", "A.\n\n\nB. ^p2\n",
		"## The background\n\nIt burned.", "# A\nB\n## C\n\n\n", "> Quoted. ^p3\n\n> Ä, *twice*\n# b",
		"See [the records](https://example.org/r/7?a=b#c_d) *now*. [b](http://c)! [d](https://e.f/), [é](https://h) ^p1", "*All* of it", "It *burned* there, *twice*.",
		"(*Maria*)\n\n*Bo*", "Stop! He did! *Now*! Yes!\nAnd! on", "2019 was dry\n2020 too", "*Zoë*, “quote” – 5", "a^b ^p7\nc",
		"x ^p1", "\u00a0a\u00a0\n\u2028b", "### *é b*\n",
	}
	inChunks = []string{
		"*a", "a*", "a*b*", "*a*b", "*a\nb*", "*a*\nb", "*a *b* c*", "5 * 6", "> a\nb\n# C\n> d", "> - a\n\n> b", "> # a\n# b\n",
		"a `b`", "[a](b) c\n\n[[a]]\n\n[@a, ¶ 1]", "[a][b]", "a & b", "a\\*b", "a_b_", "a|b", "# a #\n\nb", "# \nb", "#  a", "# [[a]]\n\n# b",
		"a ", "a  \nb", "a\tb", "a\r\nb", "a <!-- b --> ^p1\nc <i>d</i>", "a <!-- b\n\nc --> d", "[a\n\nb](c)", "a ![a](https://b)", "a! [b](https://c)", "[a ](https://b)", "[a](https://b)\nc", "[*a*](https://b)", "*a [b](https://c)*",
		"[a](https://b \"c\")", "[a](https://b&c)", "[a](https://b(c))", "[@a](https://b)", "[a](https://é)", "[a](https://b\nc)", "[a!](https://b)",
		"> a [b](https://c) `d`",
	}
	asWhole = []string{
		"- a", "* a", "**a**", "* * *", "*_a*", "1. a", "12) a", "    a", " a", "a\n b", "a\n---", "a\n===", "```\na\n```", "~~a~~",
		"<!-- a -->", "| a |\n|---|", "a|b\n:-|:-", "#a", "#", "####### a", "+ a", "!", "^p1", "<b@c.de>", "***", "a\n- b\n\n  c", "![a](https://b)", "*[a](https://b)*", "[a]\n\n[a]: b",
	}
)

func TestQuick(t *testing.T) {
	for _, tt := range []struct {
		list        []string
		quick, tree bool
	}{
		{simple, true, false},
		{inChunks, true, true},
		{asWhole, false, false},
	} {
		for _, in := range tt.list {
			var p docParser
			p.begin(in, 1)
			if quick, tree := p.quick(), p.bytes != nil; quick != tt.quick || quick && tree != tt.tree {
				t.Errorf("%q: quick %v, with a tree %v; want %v, %v", in, quick, tree, tt.quick, tt.tree)
			}
			sameBothWays(t, in)
		}
	}
}

// FuzzQuick holds what quick makes against what one tree of the whole gives.
func FuzzQuick(f *testing.F) {
	for _, in := range slices.Concat(simple, inChunks, asWhole) {
		f.Add(in)
	}
	f.Fuzz(sameBothWays)
}

func sameBothWays(t *testing.T, in string) {
	if !utf8.ValidString(in) {
		t.Skip()
	}
	var quick, slow docParser
	quick.begin(in, 3)
	if !quick.quick() {
		return
	}
	slow.begin(in, 3)
	slow.tree(0, len(in))
	got, want := quick.end(), slow.end()
	for i := range got.Blocks {
		b := &got.Blocks[i]
		if b.plain && strings.ContainsAny(b.Text, "&<>") {
			t.Errorf("%q is said to be plain", b.Text)
		}
		b.plain = false // which no tree says
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("of %q quick makes\n%+v\n%q\n%v\n%v, not\n%+v\n%q\n%v\n%v",
			in, got.Blocks, got.html, got.pieces, got.URLs, want.Blocks, want.html, want.pieces, want.URLs)
	}
}
