package search

import (
	"cmp"
	_ "embed" // shards.js
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"collate/internal/jsontext"
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
	wordsSize = 12_000 // a shard of words, but for a word that needs more alone
	pairsSize = 32_000 // a shard of pairs of words, likewise
	heavySize = 16_000 // beginnings of words with more have a list of their own
	linesSize = 8_000  // a block of documents with a line of text at most, on average
	textsSize = 16_000 // a block of quotations or paragraphs, likewise
	namesSize = 60_000 // the list of names' words
)

//go:embed shards.js
var shardsJS []byte

// An Index is documents whose scripts can be made.
type Index struct {
	docs   documents
	size   int  // bytes in one script, about
	one    bool // search-index.js holds them all
	blocks [kinds]blocks
}

// New returns the index for docs and paragraphs. It is the one script that
// Script makes, if that has about most bytes at most, else one that leads to
// shards in the folder search/. Its errors are those of Script.
func New(docs []Document, paragraphs Paragraphs, most int) (*Index, error) {
	sorted, err := byKind(docs)
	if err != nil {
		return nil, err
	}
	all := documents{given: sorted, more: paragraphs.From, to: len(sorted) + paragraphs.N}
	sizes, n, err := all.sizes()
	if err != nil {
		return nil, err
	}
	whole := 0
	for _, size := range sizes {
		whole += size
	}
	return &Index{all, whole, whole <= most, blocksOf(sizes, n)}, nil
}

// Files makes the files of one part of the index, from 0, of so many, that can
// be made at the same time or one after the other. The first has all files but
// the blocks of documents, and takes the longest. The data of a file holds
// until the next is asked for.
func (x *Index) Files(part, of int) iter.Seq[File] {
	return func(yield func(File) bool) {
		wanted := true
		emit := func(f File) { wanted = wanted && yield(f) }
		switch {
		case part == 0 && x.one:
			emit(File{IndexPath, script(x.docs)})
		case part == 0:
			x.terms(emit)
			if of == 1 {
				x.blockFiles(0, 1, emit)
			}
		case !x.one:
			x.blockFiles(part-1, of-1, emit)
		}
	}
}

// terms makes the shards of terms and what leads to them and to the blocks.
func (x *Index) terms(emit func(File)) {
	pairs, words := directory{name: "p", usual: pairsSize, emit: emit}, directory{name: "w", usual: wordsSize, emit: emit}
	newCoder(x.docs, x.size).pack(
		&packer{most: pairsSize, emit: pairs.add},
		&packer{most: wordsSize, emit: words.add},
	)
	ofPairs, ofWords, ofNames := pairs.String(), words.String(), nameWords(x.docs)
	var firsts, inBlocks []string // of each kind: its first document; its first block, how many a block has, and kB
	for _, b := range x.blocks {
		firsts = append(firsts, strconv.Itoa(b.from))
		inBlocks = append(inBlocks, fmt.Sprintf("[%d,%d,%d]", b.first, b.each, b.size/1000))
	}
	index := fmt.Appendf(slices.Clip(shardsJS),
		"collateSearch.shards([%s,%d], [%s], {w: %d, p: %d, pairs: %d, names: %d}, %s)\n",
		strings.Join(firsts, ","), x.docs.to, strings.Join(inBlocks, ","),
		wordsSize/1000, pairsSize/1000, len(ofPairs)/1000+1, len(ofNames)/1000+1, quoted(ofWords))
	emit(File{"search/pairs.js", fmt.Appendf(nil, "collateSearch.pairs(%s)\n", quoted(ofPairs))})
	emit(File{"search/names.js", fmt.Appendf(nil, `collateSearch({"names":%s})`+"\n", quoted(ofNames))})
	emit(File{IndexPath, index})
}

// quoted is s as a string of a script.
func quoted(s string) []byte { return jsontext.AppendString(nil, s) }

// nameWords lists the words of names of people, places and organisations, each
// once, sorted; as many as there is room for, people's first.
func nameWords(docs documents) string {
	seen, size := map[string]bool{}, 0
	var list []string
	add := func(name string) {
		for w := range strings.FieldsSeq(Fold(name)) {
			if !seen[w] && size+len(w) < namesSize {
				seen[w] = true
				size += len(w) + 1
				list = append(list, w)
			}
		}
	}
	for _, d := range docs.all() {
		if d.Kind > Organisation {
			break
		}
		add(d.Title)
		for _, name := range d.Names {
			add(name)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// The blocks of one kind of documents.
type blocks struct {
	from, to int // its documents
	each     int // how many a block has, but the last
	first    int // the number of the first block
	size     int // bytes of a block, about
}

// end returns the number after that of the last block.
func (b blocks) end() int { return b.first + (b.to-b.from+b.each-1)/b.each }

// blocksOf cuts documents, so many of each kind and of about so many bytes, into
// blocks.
func blocksOf(sizes, n [kinds]int) [kinds]blocks {
	var all [kinds]blocks
	from, first := 0, 0
	for k := range kinds {
		to := from + n[k]
		most := linesSize
		if k >= Quotation {
			most = textsSize
		}
		each := max(1, (to-from)*most/max(1, sizes[k]))
		all[k] = blocks{from, to, each, first, most}
		from, first = to, all[k].end()
	}
	return all
}

// blockFiles makes a share of the blocks of documents.
func (x *Index) blockFiles(part, of int, emit func(File)) {
	var data []byte
	for _, b := range x.blocks {
		n := b.end() - b.first
		for i := part * n / of; i < (part+1)*n/of; i++ {
			data = b.append(data[:0], x.docs, i)
			emit(File{"search/d" + strconv.Itoa(b.first+i) + ".js", data})
		}
	}
}

// append appends the script of a block of one kind, counted from its first.
func (b blocks) append(dst []byte, docs documents, i int) []byte {
	from := b.from + i*b.each
	dst = append(dst, `collateSearch({"at":`...)
	dst = append(strconv.AppendInt(dst, int64(from), 10), `,"docs":[`...)
	return append(appendRows(dst, docs.part(from, min(from+b.each, b.to))), "]})\n"...)
}

// A directory hands on the shards of one kind, and says where each begins and,
// after a mark, how many kB it has if that is more than usual.
type directory struct {
	name  string // of the files, before their numbers
	usual int
	emit  func(File)
	list  []string
}

func (d *directory) add(s shard) {
	d.emit(File{"search/" + d.name + strconv.Itoa(len(d.list)) + ".js", s.data})
	from := s.from
	if len(s.data) > d.usual+1000 {
		from += "!" + strconv.Itoa(len(s.data)/1000+1)
	}
	d.list = append(d.list, from)
}

func (d *directory) String() string { return strings.Join(d.list, "|") }

// A shard is a run of terms.
type shard struct {
	from string // no term before it is less, none here is greater
	// data is the script: entries with a bar between, each how many letters are
	// those of the term before, as a digit, the others, a colon, the code.
	data []byte
}

const (
	shardHead = `collateSearch.words("`
	shardTail = "\")\n"
)

// A packer cuts sorted entries into shards. A term that fills one has it alone.
type packer struct {
	most int         // bytes of a shard's entries
	emit func(shard) // which may not keep the data
	text []byte      // the script of the shard at work, without its end
	from string      // where it begins
	last string      // the term added last
}

func (p *packer) add(e entry) {
	const signs = 3
	before := p.last
	if len(p.text)+e.size()+signs > len(shardHead)+p.most && p.last != "" {
		p.flush()
		p.from, before = between(p.last, e.term), ""
	}
	p.last = e.term
	shared, units := common(before, e.term)
	if len(p.text) == 0 {
		p.text = append(p.text, shardHead...)
	} else {
		p.text = append(p.text, '|')
	}
	p.text = append(p.text, digits[units])
	p.text = append(p.text, e.term[shared:]...) // letters and digits, which JSON has as they are
	p.text = append(p.text, ':')
	p.text = append(p.text, e.code...)
}

// flush ends a shard, if it has entries.
func (p *packer) flush() {
	if len(p.text) > 0 {
		p.emit(shard{p.from, append(p.text, shardTail...)})
		p.text = p.text[:0]
	}
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
	for n < min(len(a), len(b), len(digits)-2) && a[n] == b[n] && a[n] < utf8.RuneSelf {
		n++
	}
	units = n
	for _, r := range a[n:] {
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
