package markdown

import (
	"strings"
	"testing"
)

// TestTooMuch holds texts that would take time or memory out of proportion
// against those that are just small enough. Were one of them parsed as the
// others are, the test would not end.
func TestTooMuch(t *testing.T) {
	re := strings.Repeat
	const inOne = "more than 1000 signs of markup stand in one paragraph"
	const deep = "quotations and lists stand more than 100 deep within each other here"
	const long = "a paragraph has more than 64 KB"
	const cells = "the tables have more than 20000 cells"
	for _, tt := range []struct {
		name, src string
		line, col int // 0 if nothing is too much
		msg       string
	}{
		{"nested >", "a\n\n" + re(">", 1e4) + " b", 3, 1, deep},
		{"nested > below others", "> a\n" + re(">", 101) + " b", 2, 1, deep},
		{"nested > of the most", re(">", 100) + " b", 0, 0, ""},
		{"nested -", re("- ", 1e4) + "b", 1, 1, deep},
		{"nested 1.", re("1. ", 1e4) + "b", 1, 1, deep},
		{"nested by blanks", "- a\n" + re(" ", 1e5) + "- b", 2, 1, deep},
		{"nested by tabs", "- a\n" + re("\t", 1e5) + "- b", 2, 1, deep},
		{"a long number", re("1", 1e4) + ". b", 0, 0, ""},
		{"emphasis", re("*a **b ", 1e3), 1, 3501, inOne},
		{"emphasis of the most", re("*a **b ", 499), 0, 0, ""},
		{"emphasis in many paragraphs", re("*a **b \n\n", 1e3), 0, 0, ""},
		{"closing emphasis", "a**b" + re("c* ", 1e4), 1, 3003, inOne},
		{"emphasis over lines", re("*a\n", 1e4), 1001, 1, inOne},
		{"open brackets", re("[", 2e4), 1, 1001, inOne},
		{"closing brackets", re("]", 2e4), 1, 1001, inOne},
		{"open addresses", re("[a](", 1100), 1, 2001, inOne},
		{"open titles", re("[a](b \"", 2e3) + "c", 1, 3501, inOne},
		{"open pictures", re("![", 1e4), 1, 2001, inOne},
		{"open citations", re("[@a", 1e4), 0, 0, ""},
		{"open code", re("`a``b", 1e4), 1, 7501, inOne},
		{"rising code", risingRuns(2000), 0, 0, ""},
		{"open comments", re("a <!-- ", 5e3), 1, 3503, inOne},
		{"a long paragraph", "a\n\n" + re("a ", 1<<16), 3, 1, long},
		{"a long paragraph of one word", re("a", 1<<20), 1, 1, long},
		{"a long paragraph of lines", re("a\n", 1<<16), 1, 1, long},
		{"a long paragraph with a mark", re("a", 1<<20) + "*b*", 1, 1, long},
		{"a long heading", "# " + re("a ", 1<<16), 1, 1, long},
		{"a long item", "- " + re("a ", 1<<16), 1, 3, long},
		{"many short paragraphs", re("a ^p1\n\n", 1<<14), 0, 0, ""},
		{"a wide table", re("|a", 1e4) + "\n" + re("|-", 1e4) + "\n" + re("|b\n", 10), 2, 1, cells},
		{"a wide table in a quotation", "> " + re("|a", 1e3) + "\n> " + re("|-", 1e3) + "\n" + re("> |b\n", 1e3), 2, 3, cells},
		{"many tables", re("|a|b|\n|-|-|\n\n", 1e4), 15002, 1, cells},
		{"a long table", "|a|b|\n|-|-|\n" + re("|c|d|\n", 9e3), 0, 0, ""},
		{"an address many times", "[a]: /" + re("b", 1<<15) + "\n\n" + re("[a] ", 400), 3, 509, "the addresses of the links have more than 4 MB"},
		{"a title many times", "[a]: /b \"" + re("c", 1<<15) + "\"\n\n" + re("[a] ", 400), 3, 509, "the addresses of the links have more than 4 MB"},
		{"many definitions", re("[a]: b\n", 1e5) + "\nc", 1001, 1, "more than 1000 addresses of links stand here in a row"},
		{"many definitions apart", re("[a]: b\n\n", 2e3) + "c", 0, 0, ""},
	} {
		doc := Parse(tt.src, 1)
		if tt.msg == "" {
			if len(doc.Excess) > 0 {
				t.Errorf("%s: %+v", tt.name, doc.Excess[0])
			}
			continue
		}
		if len(doc.Excess) != 1 {
			t.Errorf("%s: %d excesses, want 1: %v", tt.name, len(doc.Excess), doc.Excess)
			continue
		}
		if e := doc.Excess[0]; e.Line != tt.line || e.Col != tt.col || e.Msg != tt.msg || e.Hint == "" {
			t.Errorf("%s: %+v, want %d:%d: %s", tt.name, e, tt.line, tt.col, tt.msg)
		}
		if got := doc.HTML(Hooks{}); got != "" {
			t.Errorf("%s: the HTML has %d bytes", tt.name, len(got))
		}
	}
}

// risingRuns returns runs of backticks, each longer than the one before, in less
// than 64 KB.
func risingRuns(n int) string {
	var b strings.Builder
	for i := 1; i < n && b.Len()+i < MaxLeaf; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

func TestPositionsInLongTexts(t *testing.T) {
	long := source{text: strings.Repeat("a\n\nbcd\n", 1<<14), line: 3}
	for _, offset := range []int{0, 1, 2, 3, 5, 6, 7, 1 << 15, len(long.text) - 1, len(long.text)} {
		line, col := long.position(offset)
		before := long.text[:offset]
		if line != 3+strings.Count(before, "\n") || col != offset-strings.LastIndexByte(before, '\n') {
			t.Errorf("offset %d is at %d:%d", offset, line, col)
		}
	}
}
