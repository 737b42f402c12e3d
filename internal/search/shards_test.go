package search

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// unrice is what shards.js does to a code.
func unrice(code string, of int) []int32 {
	var bits []int
	for _, c := range code[1:] {
		n := strings.IndexRune(digits, c)
		for i := 5; i >= 0; i-- {
			bits = append(bits, n>>i&1)
		}
	}
	head := strings.IndexByte(digits, code[0])
	k, set := head&31, make([]bool, of)
	doc := -1
	for {
		gap := 0
		for len(bits) > 0 && bits[0] == 1 {
			gap++
			bits = bits[1:]
		}
		if len(bits) == 0 {
			break
		}
		bits = bits[1:]
		for range k {
			gap = gap*2 + bits[0]
			bits = bits[1:]
		}
		doc += gap + 1
		set[doc] = true
	}
	var list []int32
	for i, is := range set {
		if is != (head > 31) {
			list = append(list, int32(i))
		}
	}
	return list
}

func coded(list []int32, of int) string { return string((&rice{of: of}).append(nil, list)) }

func TestRice(t *testing.T) {
	for _, tt := range []struct {
		list []int32
		of   int
		want string
	}{
		{nil, 4, "A"},                 // no bits
		{[]int32{0, 1, 2, 3}, 4, "g"}, // all but none
		{[]int32{1}, 3, "Bf"},         // k = 1: no one, a zero, the bit 1; four ones to fill
		{[]int32{0, 3}, 6, "BJ"},      // k = 1: 0 0 for the first, 1 0 0 for a gap of 2, a one to fill: 001001
	} {
		got := coded(tt.list, tt.of)
		if got != tt.want {
			t.Errorf("coded(%v, %d) = %q, want %q", tt.list, tt.of, got, tt.want)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		of := 1 + r.IntN(3000)
		often := r.Float64() * r.Float64()
		var list []int32
		for i := range of {
			if r.Float64() < often {
				list = append(list, int32(i))
			}
		}
		code := coded(list, of)
		if got := unrice(code, of); !slices.Equal(got, list) {
			t.Fatalf("%d documents of %d come back as %d", len(list), of, len(got))
		}
		decoded := newSet(of)
		decoded.decode(code, of)
		if got := decoded.appendTo(nil); !slices.Equal(got, list) {
			t.Fatalf("%d documents of %d are decoded to %d", len(list), of, len(got))
		}
	}
}

// shards collects what a packer hands on.
type shards []shard

func (all *shards) add(s shard) { *all = append(*all, shard{s.from, slices.Clone(s.data)}) }

// filesOf returns the files of an index that is made in so many parts.
func filesOf(x *Index, parts int) []File {
	var files []File
	for part := range parts {
		for f := range x.Files(part, parts) {
			files = append(files, File{f.Path, slices.Clone(f.Data)})
		}
	}
	return files
}

func TestOrder(t *testing.T) {
	sorted := []string{"", "a", "a*", "a+", "ab", "b", "é", "\U0001d400", "\ufb01"} // as JavaScript sorts
	for i, a := range sorted {
		for j, b := range sorted {
			if got := order(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("order(%q, %q) = %d", a, b, got)
			}
		}
	}
}

// TestPack holds that a reader who looks for a term in the last shard that does
// not begin after it finds it there.
func TestPack(t *testing.T) {
	var list []entry
	for i := range 3000 {
		list = append(list, entry{term: Fold(fmt.Sprintf("w%d é%d", i%7, i)), code: strings.Repeat("A", i%50)})
	}
	list = append(list, entry{term: "x", code: strings.Repeat("A", 9000)}) // alone
	slices.SortFunc(list, func(a, b entry) int { return order(a.term, b.term) })
	var shards shards
	p := packer{most: 2000, emit: shards.add}
	for _, e := range list {
		p.add(e)
	}
	p.flush()
	if len(shards) < 30 {
		t.Fatalf("only %d shards", len(shards))
	}
	entries := entriesOf(shards)
	for _, e := range list {
		last := 0
		for i, s := range shards {
			if order(s.from, e.term) <= 0 {
				last = i
			}
		}
		if !slices.Contains(entries[last], e) {
			t.Fatalf("%q is not in shard %d, from %q", e.term, last, shards[last].from)
		}
		if size := len(shards[last].data) - len(shardHead+shardTail); size > 2000 && len(entries[last]) > 1 {
			t.Errorf("shard %d has %d bytes and more than one term", last, size)
		}
	}
}

// TestIndexCutsOnlyWhatIsLong holds that a small index is what Script makes.
func TestIndexCutsOnlyWhatIsLong(t *testing.T) {
	docs := []Document{
		{Kind: Person, Title: "Jane Doe", Page: "people/jane-doe.html"},
		{Kind: Paragraph, Title: "Report A ¶1", Page: "articles/report-a.html", Fragment: "p1", Text: "Smoke rose."},
		{Kind: Paragraph, Title: "Report A ¶2", Page: "articles/report-a.html", Fragment: "p2", Text: "It was dark."},
	}
	one, err := Script(docs)
	if err != nil {
		t.Fatal(err)
	}
	small, err := New(docs, Paragraphs{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if files := filesOf(small, 1); len(files) != 1 || files[0].Path != IndexPath || string(files[0].Data) != string(one) {
		t.Errorf("a small index is %q", files)
	}
	if files := filesOf(small, 2); len(files) != 1 {
		t.Errorf("in two parts it is %q", files)
	}
	large, err := New(docs, Paragraphs{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	files := filesOf(large, 1)
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	want := []string{"search/p0.js", "search/w0.js", "search/pairs.js", "search/names.js", IndexPath, "search/d0.js", "search/d1.js"}
	if !slices.Equal(paths, want) {
		t.Errorf("files %q, want %q", paths, want)
	}
	if inParts := filesOf(large, 4); !reflect.DeepEqual(inParts, files) {
		t.Errorf("in four parts %q, in one %q", inParts, files)
	}
	for range large.Files(0, 1) {
		break // no more is made
	}
	cut, err := New(docs[:1], Paragraphs{N: 2, From: func(from, to int) iter.Seq[Document] {
		return slices.Values(docs[1:][from:to])
	}}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if lazily := filesOf(cut, 3); !reflect.DeepEqual(lazily, files) {
		t.Errorf("of paragraphs made as they are asked for %q, want %q", lazily, files)
	}
	if _, err := New([]Document{{Kind: kinds}}, Paragraphs{}, 10); err == nil {
		t.Error("a document of an unknown kind is taken")
	}
}
