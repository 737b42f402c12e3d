package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// madeUp invents the documents of a site of some reports, of 20 paragraphs
// with 32 words each: a few words in most of them and most in a few, as in
// news. The same number gives the same documents.
func madeUp(reports int) []Document {
	r := rand.New(rand.NewPCG(1851, uint64(reports)))
	words := make([]string, 2000)
	for i := range words {
		for range 2 + r.IntN(3) {
			words[i] += string("bdfgklmnprst"[r.IntN(12)]) + string("aeiou"[r.IntN(5)])
		}
	}
	zipf := rand.NewZipf(r, 1.2, 8, uint64(len(words)-1))
	say := func(n int) string {
		said := make([]string, n)
		for i := range said {
			said[i] = words[zipf.Uint64()]
		}
		return strings.ToUpper(said[0][:1]) + strings.Join(said, " ")[1:]
	}
	var docs []Document
	for i := range reports / 5 {
		name := say(1) + " " + say(1)
		docs = append(docs, Document{
			Kind: Person, Title: name, Names: []string{strings.Fields(name)[1], "Dr " + name},
			Page: fmt.Sprintf("people/p%d.html", i), Note: say(1),
		})
	}
	for i := range reports {
		page := fmt.Sprintf("articles/a%05d-%s.html", i, strings.ReplaceAll(say(6), " ", "-"))
		docs = append(docs, Document{
			Kind: Report, Title: say(6), Names: []string{fmt.Sprintf("Report %d", i)}, Page: page, Note: "Harbour Post",
		})
		for n := range 20 {
			docs = append(docs, Document{
				Kind: Paragraph, Title: fmt.Sprintf("Report %d ¶%d", i, n+1), Page: page, Fragment: fmt.Sprintf("p%d", n+1),
				Text: say(14) + ", " + say(17) + " d’été.",
			})
		}
	}
	return docs
}

// TestTerms holds the terms of shards to what the documents say, found without any index.
func TestTerms(t *testing.T) {
	docs, err := byKind(madeUp(200))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[int32]bool{}
	has := func(term string, doc int) {
		if want[term] == nil {
			want[term] = map[int32]bool{}
		}
		want[term][int32(doc)] = true
	}
	for i, d := range docs {
		if d.Kind != Paragraph {
			for _, name := range append([]string{d.Title}, d.Names...) {
				words := strings.Fields(Fold(name))
				for _, w := range words {
					has(w+"+", i)
				}
				has("="+strings.Join(words, " "), i)
				if len(words) > 1 {
					has(strings.Join(words, "")+",", i)
				}
			}
		}
		words := strings.Fields(Fold(d.Note + " " + d.Text))
		for n, w := range words {
			has(w, i)
			if n > 0 {
				has("_"+words[n-1]+" "+w, i)
			}
		}
	}

	var pairs, words shards
	newCoder(documents{given: docs, to: len(docs)}, 1).pack(&packer{most: pairsSize, emit: pairs.add}, &packer{most: wordsSize, emit: words.add})
	found, begun := 0, map[byte]int{}
	for _, shards := range [][]shard{pairs, words} {
		last := ""
		for _, e := range slices.Concat(entriesOf(shards)...) {
			if order(last, e.term) >= 0 {
				t.Errorf("%q stands before %q", last, e.term)
			}
			last = e.term
			docsOf, begins, tag := want[e.term], e.term[:len(e.term)-1], e.term[len(e.term)-1]
			if tag == '*' || tag == '-' {
				docsOf = longer(want, begins, tag == '-')
				begun[tag]++
			} else {
				found++
			}
			got := unrice(e.code, len(docs))
			if len(got) != len(docsOf) || slices.ContainsFunc(got, func(d int32) bool { return !docsOf[d] }) {
				t.Errorf("%q: %d documents, want %d", e.term, len(got), len(docsOf))
			}
		}
	}
	if found != len(want) || begun['*'] == 0 || begun['-'] == 0 {
		t.Errorf("%d terms of %d, and %d and %d beginnings", found, len(want), begun['*'], begun['-'])
	}
}

// FuzzOneLine holds OneLine to what it is a short way to.
func FuzzOneLine(f *testing.F) {
	for r := range rune(0x10000) {
		if unicode.IsSpace(r) {
			f.Add("a" + string(r) + "b")
		}
	}
	for _, s := range []string{"", " ", " a", "a ", "a b", "a  b", "a \xc2 b", "\u201ca\u201d \u201cb"} {
		for n := range 10 {
			f.Add(strings.Repeat("x", n) + s)
			f.Add(strings.Repeat("x", n) + s + "and so on")
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := OneLine(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("OneLine(%q) = %q, want %q", s, got, want)
		}
	})
}

// FuzzNextBlank holds nextBlank to a search byte by byte, and sums to what is
// summed up: short texts have the same only if they are.
func FuzzNextBlank(f *testing.F) {
	for n := range 20 {
		f.Add(strings.Repeat("é", n), "b c")
		f.Add(strings.Repeat("!", n), "\xa0 ")
	}
	f.Fuzz(func(t *testing.T, before, behind string) {
		_, want := nextBlank(strings.ReplaceAll(before, " ", "_"), 0)
		text := before + " " + behind
		for from := range len(text) + 1 {
			to, _ := nextBlank(text, from)
			if n := strings.IndexByte(text[from:]+" ", ' '); to != from+n {
				t.Errorf("nextBlank(%q, %d) = %d, want %d", text, from, to, from+n)
			}
		}
		if _, sum := nextBlank(behind+" "+strings.ReplaceAll(before, " ", "_")+" "+behind, len(behind)+1); sum != want {
			t.Errorf("the sum of %q depends on where it stands", before)
		}
		a, b := before[:min(8, len(before), len(behind))], behind[:min(8, len(before), len(behind))]
		if _, sum := nextBlank(b, 0); a != b && !strings.Contains(a+b, " ") {
			if _, same := nextBlank(a, 0); same == sum {
				t.Errorf("%q and %q have the same sum", a, b)
			}
		}
	})
}

// BenchmarkIndex makes the scripts of 100 and of 1,000 reports.
func BenchmarkIndex(b *testing.B) {
	for _, reports := range []int{100, 1000} {
		docs := madeUp(reports)
		b.Run(strconv.Itoa(reports), func(b *testing.B) {
			b.ReportAllocs()
			files, size := 0, 0
			for b.Loop() {
				index, err := New(docs, Paragraphs{}, 0)
				if err != nil {
					b.Fatal(err)
				}
				files, size = 0, 0
				for f := range index.Files(0, 1) {
					files++
					size += len(f.Data)
				}
			}
			b.ReportMetric(float64(files), "files")
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

func BenchmarkFold(b *testing.B) {
	docs := madeUp(10)
	size := 0
	for i := range docs {
		size += len(docs[i].Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			Fold(docs[i].Text)
		}
	}
}

// entriesOf reads shards as shards.js does.
func entriesOf(shards []shard) [][]entry {
	all := make([][]entry, len(shards))
	for i, s := range shards {
		text := strings.TrimSuffix(strings.TrimPrefix(string(s.data), shardHead), shardTail)
		var term []rune
		for e := range strings.SplitSeq(text, "|") {
			rest, code, _ := strings.Cut(e[1:], ":")
			term = append(term[:strings.IndexByte(digits, e[0])], []rune(rest)...)
			all[i] = append(all[i], entry{string(term), code})
		}
	}
	return all
}

// longer returns who has a longer word that begins so, in a text or in a name.
func longer(want map[string]map[int32]bool, begins string, inName bool) map[int32]bool {
	docs := map[int32]bool{}
	for term, list := range want {
		rest, ok := strings.CutPrefix(term, begins)
		named := strings.HasSuffix(rest, "+") || strings.HasSuffix(rest, ",")
		if ok && named == inName && strings.TrimSuffix(rest, "+") != "" {
			for d := range list {
				docs[d] = true
			}
		}
	}
	return docs
}

// TestLongWords would make tens of thousands of files if each beginning of a
// word became a term.
func TestLongWords(t *testing.T) {
	word := strings.Repeat("a", 60_000)
	var docs []Document
	for i := range 10 {
		docs = append(docs, Document{Kind: Quotation, Title: "Kim Poe", Page: "a.html", Text: word + strings.Repeat("ä", i)})
	}
	x, err := New(docs, Paragraphs{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for range x.Files(0, 1) {
		files++
	}
	if files > 20 {
		t.Errorf("%d files, want one for each document and a few", files)
	}
	for _, tt := range []struct{ word, want string }{
		{"fire", "fire"},
		{strings.Repeat("a", 100), strings.Repeat("a", 100)},
		{strings.Repeat("a", 101), strings.Repeat("a", 100)},
		{strings.Repeat("火", 101), strings.Repeat("火", 100)},
	} {
		if got := beginning(tt.word); got != tt.want {
			t.Errorf("beginning(%q) = %q", tt.word, got)
		}
	}
}
