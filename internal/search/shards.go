package search

import (
	"bytes"
	"cmp"
	_ "embed" // shards.js
	"encoding/json"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A File is a script of the index.
type File struct {
	Path string // from the site's root
	Data []byte
}

// IndexPath is where search.js looks for the index.
const IndexPath = "search-index.js"

// The sizes of shards, in bytes. A query of one rare word needs one shard of
// words and a block for each few results; see docs/decisions/0020.
const (
	wordsSize = 8_000  // a shard of words, but for a word that needs more alone
	pairsSize = 12_000 // a shard of pairs of words, likewise
	heavySize = 12_000 // beginnings of words with more have a list of their own
	blockSize = 4_000  // a block of documents, on average
	namesSize = 60_000 // the list of names' words
)

//go:embed shards.js
var shardsJS []byte

// Files returns the scripts of the index for docs: the one that Script makes,
// if it has most bytes at most, else one that leads to shards in the folder
// search/. Its errors are those of Script.
func Files(docs []Document, most int) ([]File, error) {
	sorted, rows, err := encode(docs)
	if err != nil {
		return nil, err
	}
	size := 0
	for _, r := range rows {
		size += len(r) + 1
	}
	if size <= most {
		return []File{{IndexPath, script(rows)}}, nil
	}
	return shards(sorted, rows), nil
}

// shards makes the index of documents that are sorted by kind.
func shards(docs []Document, rows [][]byte) []File {
	x := newIndexer(len(docs))
	for i := range docs {
		x.document(i, &docs[i])
	}
	var files []File
	add := func(name, call string, arg any) {
		files = append(files, File{"search/" + name + ".js", []byte("collateSearch" + call + "(" + asJSON(arg) + ")\n")})
	}

	pairs, words := x.entries()
	for i, shard := range pairs {
		add("p"+strconv.Itoa(i), ".words", shard.text)
	}
	for i, shard := range words {
		add("w"+strconv.Itoa(i), ".words", shard.text)
	}
	ofPairs := directory(pairs, pairsSize)
	add("pairs", ".pairs", ofPairs)
	list := nameWords(docs)
	add("names", "", names{list})

	size := 0
	for _, r := range rows {
		size += len(r)
	}
	each := max(1, len(rows)*blockSize/max(1, size))
	for i := 0; i*each < len(rows); i++ {
		block := bytes.Join(rows[i*each:min(len(rows), i*each+each)], []byte(","))
		files = append(files, File{
			"search/d" + strconv.Itoa(i) + ".js",
			slices.Concat([]byte(`collateSearch({"at":`+strconv.Itoa(i*each)+`,"docs":[`), block, []byte("]})\n")),
		})
	}

	kinds := make([]int, 0, len(Kinds())+1) // the first document of each, and how many there are
	for _, k := range Kinds() {
		n := slices.IndexFunc(docs, func(d Document) bool { return place(d.Kind) >= place(k) })
		if n < 0 {
			n = len(docs)
		}
		kinds = append(kinds, n)
	}
	kinds = append(kinds, len(docs))
	call := fmt.Sprintf("collateSearch.shards(%s, %d, {pairs: %d, names: %d}, %s)\n",
		asJSON(kinds), each, len(ofPairs)/1000+1, len(list)/1000+1, asJSON(directory(words, wordsSize)))
	return append(files, File{IndexPath, slices.Concat(shardsJS, []byte(call))})
}

// directory says where each shard begins and, after a mark, how many kB it has
// if that is more than usual.
func directory(shards []shard, usual int) string {
	list := make([]string, len(shards))
	for i, s := range shards {
		list[i] = s.from
		if len(s.text) > usual+1000 {
			list[i] += "!" + strconv.Itoa(len(s.text)/1000+1)
		}
	}
	return strings.Join(list, "|")
}

// names is what search.js needs to find names in other spellings.
type names struct {
	Names string `json:"names"`
}

// nameWords lists the words of names of people, places and organisations, each
// once, sorted; as many as there is room for, people's first.
func nameWords(docs []Document) string {
	seen, size := map[string]bool{}, 0
	var list []string
	for i := range docs {
		if place(docs[i].Kind) > place(Organisation) {
			break
		}
		for _, name := range append([]string{docs[i].Title}, docs[i].Names...) {
			for w := range strings.FieldsSeq(Fold(name)) {
				if !seen[w] && size+len(w) < namesSize {
					seen[w] = true
					size += len(w) + 1
					list = append(list, w)
				}
			}
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// An entry is a term of the index and the documents that have it, coded. The
// terms are, for a folded word w
//
//	w     has it in its note or text
//	w+    has it in a name
//	w,    has a name of several words that are w when written as one
//	w*    has a longer word that begins with w in its note or text
//	w-    has w* in a name, or w, of a longer word
//	_v w  has v and w side by side in its note or text; and _v w* for longer words
//	=key  has key for a whole name
//
// w*, w- and _v w* stand only where the terms that begin so take more than
// heavySize bytes together: of others a reader of the index can make them.
type entry struct {
	term string
	docs []int32
	code string
}

// An indexer collects the terms of documents.
type indexer struct {
	docs  int
	ids   map[string]int32
	terms []string
	lists [][]int32 // by id
	pairs map[[2]int32]int32
	after [][]int32  // by number of the pair
	pair  [][2]int32 // the same
}

func newIndexer(docs int) *indexer {
	return &indexer{docs: docs, ids: map[string]int32{}, pairs: map[[2]int32]int32{}}
}

func (x *indexer) add(term string, doc int) int32 {
	id, ok := x.ids[term]
	if !ok {
		id = int32(len(x.terms)) //nolint:gosec // fewer than 2³¹ terms fit into memory
		x.ids[strings.Clone(term)] = id
		x.terms, x.lists = append(x.terms, strings.Clone(term)), append(x.lists, nil)
	}
	x.lists[id] = once(x.lists[id], doc)
	return id
}

// once appends a document to a list, if it is not its last.
func once(list []int32, doc int) []int32 {
	d := int32(doc) //nolint:gosec // as above
	if n := len(list); n > 0 && list[n-1] == d {
		return list
	}
	return append(list, d)
}

// document adds the terms of a document, as search.js would find them.
func (x *indexer) document(doc int, d *Document) {
	if place(d.Kind) <= place(Quotation) {
		keys := []string{Fold(d.Title)}
		if d.Kind != Quotation { // of which the title is the speaker
			for _, n := range otherNames(*d) {
				keys = append(keys, Fold(n))
			}
		}
		for _, key := range keys {
			words := strings.Fields(key)
			for _, w := range words {
				x.add(w+"+", doc)
			}
			if d.Kind != Quotation && key != "" {
				x.add("="+key, doc)
				if len(words) > 1 {
					x.add(strings.Join(words, "")+",", doc)
				}
			}
		}
	}
	last := int32(-1)
	for _, text := range []string{d.Note, d.Text} {
		for w := range strings.FieldsSeq(Fold(text)) {
			id := x.add(w, doc)
			if last >= 0 {
				x.beside([2]int32{last, id}, doc)
			}
			last = id
		}
	}
}

func (x *indexer) beside(pair [2]int32, doc int) {
	n, ok := x.pairs[pair]
	if !ok {
		n = int32(len(x.pair)) //nolint:gosec // as above
		x.pairs[pair] = n
		x.pair, x.after = append(x.pair, pair), append(x.after, nil)
	}
	x.after[n] = once(x.after[n], doc)
}

// entries returns the shards of pairs and those of all other terms.
func (x *indexer) entries() (pairs, words []shard) {
	ofWords, ofPairs := make([]entry, 0, len(x.terms)), make([]entry, 0, len(x.pair))
	for id, term := range x.terms {
		ofWords = append(ofWords, x.entry(term, x.lists[id]))
	}
	for n, p := range x.pair {
		ofPairs = append(ofPairs, x.entry("_"+x.terms[p[0]]+" "+x.terms[p[1]], x.after[n]))
	}
	return pack(x.withUnions(ofPairs), pairsSize), pack(x.withUnions(ofWords), wordsSize)
}

// withUnions sorts terms and adds w*, w- and _v w* to them.
func (x *indexer) withUnions(list []entry) []entry {
	byTerm := func(a, b entry) int { return order(a.term, b.term) }
	slices.SortFunc(list, byTerm)
	list = append(list, x.unions(list, 0)...)
	slices.SortFunc(list, byTerm)
	return list
}

func (x *indexer) entry(term string, docs []int32) entry {
	return entry{term, docs, rice(docs, x.docs)}
}

// unions makes w*, w- and _v w* of sorted terms that share their first at bytes.
func (x *indexer) unions(list []entry, at int) []entry {
	var made []entry
	for len(list) > 0 {
		if at >= len(list[0].term) {
			list = list[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(list[0].term[at:])
		begins := list[0].term[:at+n]
		end, size := 0, 0
		for end < len(list) && strings.HasPrefix(list[end].term, begins) {
			size += len(list[end].term) + len(list[end].code)
			end++
		}
		group := list[:end]
		list = list[end:]
		pairs := begins[0] == '_'
		if size <= heavySize || begins[0] == '=' || !unicode.IsLetter(r) && !unicode.IsNumber(r) && !pairs {
			continue
		}
		if _, second, _ := strings.Cut(begins, " "); !pairs || second != "" {
			text, name := x.union(group, begins)
			made = append(made, x.entry(begins+"*", text))
			if len(name) > 0 {
				made = append(made, x.entry(begins+"-", name))
			}
		}
		made = append(made, x.unions(group, at+n)...)
	}
	return made
}

// union returns the documents that have a longer word than begins in their text
// and in their names.
func (x *indexer) union(list []entry, begins string) (text, name []int32) {
	inText, inName := make([]bool, x.docs), make([]bool, x.docs)
	for _, e := range list {
		rest := e.term[len(begins):]
		has := inText
		if tag := e.term[len(e.term)-1]; tag == '+' || tag == ',' {
			has, rest = inName, strings.TrimSuffix(rest, "+")
		}
		if rest == "" {
			continue
		}
		for _, d := range e.docs {
			has[d] = true
		}
	}
	return numbers(inText), numbers(inName)
}

// numbers returns the indices of what is true.
func numbers(set []bool) []int32 {
	var list []int32
	for i, is := range set {
		if is {
			list = append(list, int32(i)) //nolint:gosec // as above
		}
	}
	return list
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"

// rice codes a sorted list of documents, of so many, in six bits a letter. The
// first letter is k, or k+32 if the list is of those that are not meant. The
// others hold, for each document, how many were left out before it: that
// number without its last k bits as so many ones and a zero, then its last k
// bits, highest first. Ones fill the last letter.
func rice(list []int32, of int) string {
	head := 0
	if len(list)*2 > of {
		rest := make([]bool, of)
		for _, d := range list {
			rest[d] = true
		}
		for i := range rest {
			rest[i] = !rest[i]
		}
		list, head = numbers(rest), 32
	}
	k := 0
	if len(list) > 0 { // the best k is near the logarithm of 0.69 of the mean gap
		k = max(0, bits.Len(uint(of)*69/100/uint(len(list)))-1) //nolint:gosec // not negative
	}
	out := []byte{digits[head+k]}
	letter, free := 0, 6
	bit := func(b int) {
		letter, free = letter<<1|b, free-1
		if free == 0 {
			out = append(out, digits[letter])
			letter, free = 0, 6
		}
	}
	last := -1
	for _, d := range list {
		gap := int(d) - last - 1
		last = int(d)
		for range gap >> k {
			bit(1)
		}
		bit(0)
		for i := k - 1; i >= 0; i-- {
			bit(gap >> i & 1)
		}
	}
	for free < 6 {
		bit(1)
	}
	return string(out)
}

// A shard is a run of terms.
type shard struct {
	from string // no term before it is less, none here is greater
	// text holds entries with a bar between: how many letters are those of the
	// term before, as a digit; the others, a colon, the code.
	text string
}

// pack cuts sorted entries into shards of most bytes. A term that fills one has it alone.
func pack(list []entry, most int) []shard {
	var all []shard
	var text strings.Builder
	from, last := "", ""
	flush := func() {
		if text.Len() > 0 {
			all = append(all, shard{from, text.String()})
			text.Reset()
		}
	}
	for i, e := range list {
		if size := len(e.term) + len(e.code) + 3; text.Len()+size > most {
			flush()
			if i > 0 {
				from = between(list[i-1].term, e.term)
			}
			last = ""
		}
		shared, units := common(last, e.term)
		if text.Len() > 0 {
			text.WriteByte('|')
		}
		text.WriteByte(digits[units])
		text.WriteString(e.term[shared:])
		text.WriteByte(':')
		text.WriteString(e.code)
		last = e.term
	}
	flush()
	return all
}

// between returns the shortest beginning of b that is greater than a, which is less than b.
func between(a, b string) string {
	n, _ := common(a, b)
	_, size := utf8.DecodeRuneInString(b[n:])
	return b[:n+size]
}

// common returns how many bytes two terms begin with in common, in whole
// characters, and how many units of UTF-16 these are, as many as a digit can tell.
func common(a, b string) (n, units int) {
	for _, r := range a {
		size := utf8.RuneLen(r)
		if !strings.HasPrefix(b[n:], a[n:n+size]) || units > len(digits)-3 {
			break
		}
		n += size
		units++
		if size == utf8.UTFMax {
			units++
		}
	}
	return n, units
}

// order compares terms as JavaScript does, by units of UTF-16.
func order(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return cmp.Compare(unit(a[i]), unit(b[i]))
		}
	}
	return cmp.Compare(len(a), len(b))
}

// unit sorts the first byte of a character: those of four bytes are surrogates
// in UTF-16, which come before U+E000.
func unit(b byte) int {
	if b >= 0xf0 {
		return 0xed<<8 + int(b)
	}
	return int(b) << 8
}

func place(k Kind) int { return slices.Index(Kinds(), k) }

// asJSON encodes strings and numbers.
func asJSON(v any) string {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("search: %v", err))
	}
	return strings.TrimSuffix(out.String(), "\n")
}
