package search

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/parallel"
)

// An entry is a term of the index and the code of the documents that have it.
// The terms are, for a folded word w
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
type entry struct{ term, code string }

func (e entry) size() int { return len(e.term) + len(e.code) }

// stop stands after the words of each document.
const stop = math.MaxUint32

// A reading is what a run of documents says.
type reading struct {
	first   int       // its first document
	text    []uint32  // the words of notes and texts, by number, and a stop after each document's
	words   numbered  // of notes and texts
	printed printed   // what stands between two blanks of a text
	folded  []uint32  // the words of all that, by number
	names   numbered  // the terms that are made of names
	bearers [][]int32 // the documents of each of these
	buf     []byte    // reused
}

// read reads documents, which are about so many bytes.
func read(docs documents, size int) *reading {
	const word = 7 // bytes, with its blank and its share of what is no text
	r := &reading{
		first: docs.from, text: make([]uint32, 0, size/word),
		words: newNumbered(), printed: newPrinted(), names: newNumbered(),
	}
	for i, d := range docs.all() {
		r.named(d, int32(i)) //nolint:gosec // fewer than 2³¹ documents fit into memory
		r.says(d.Note)
		r.says(d.Text)
		r.text = append(r.text, stop)
	}
	return r
}

// says adds the words of a text, as search.js would find them. What stands
// between two blanks is folded the first time that it is met.
func (r *reading) says(text string) {
	for from := 0; from < len(text); {
		to, sum := nextBlank(text, from)
		at := r.printed.find(text[from:to], sum)
		if at.text == "" && from < to {
			r.printed.add(at, r.fold(text[from:to], sum))
		}
		if words := r.folded[at.from:at.to]; len(words) == 1 { // as nearly always
			r.text = append(r.text, words[0])
		} else {
			r.text = append(r.text, words...)
		}
		from = to + 1
	}
}

// fold numbers the words of a text.
func (r *reading) fold(text string, sum uint64) slot {
	from := len(r.folded)
	for word := range strings.FieldsSeq(Fold(text)) {
		r.folded = append(r.folded, r.words.number([]byte(beginning(word))))
	}
	return slot{text, sum, uint32(from), uint32(len(r.folded))} //nolint:gosec // fewer than 2³² words fit into memory
}

// named adds the terms of a document's names.
func (r *reading) named(d *Document, doc int32) {
	switch {
	case d.Kind == Quotation: // of which the title is the speaker
		r.wordsOfName(Fold(d.Title), doc)
	case d.Kind < Quotation:
		_, keys := otherNames(d)
		for _, key := range append(keys, Fold(d.Title)) {
			r.name(key, doc)
		}
	}
}

// beginning returns what is kept of a word: all, but of one that is longer than
// words are. Each of its beginnings may become a term.
func beginning(word string) string {
	const most = 100 // letters
	if len(word) <= most {
		return word
	}
	n := 0
	for i := range word {
		if n++; n > most {
			return word[:i]
		}
	}
	return word
}

// name adds the terms of a folded name.
func (r *reading) name(key string, doc int32) {
	if key == "" {
		return
	}
	r.wordsOfName(key, doc)
	r.has(append(append(r.buf[:0], '='), key...), doc)
	if strings.Contains(key, " ") {
		r.has(append(append(r.buf[:0], beginning(strings.ReplaceAll(key, " ", ""))...), ','), doc)
	}
}

func (r *reading) wordsOfName(key string, doc int32) {
	for w := range strings.FieldsSeq(key) {
		r.has(append(append(r.buf[:0], beginning(w)...), '+'), doc)
	}
}

// has adds a document to those of a term, which stands in buf.
func (r *reading) has(term []byte, doc int32) {
	r.buf = term
	i := int(r.names.number(term))
	if i == len(r.bearers) {
		r.bearers = append(r.bearers, nil)
	}
	r.bearers[i] = once(r.bearers[i], doc)
}

// numbered are texts, numbered in the order met.
type numbered struct {
	list []string
	ids  map[string]uint32
}

func newNumbered() numbered { return numbered{ids: map[string]uint32{}} }

func (n *numbered) number(text []byte) uint32 {
	id, ok := n.ids[string(text)]
	if !ok {
		id = uint32(len(n.list)) //nolint:gosec // as in fold
		n.list = append(n.list, string(text))
		n.ids[n.list[id]] = id
	}
	return id
}

// readAll reads all documents, on all cores, and returns the words of their
// notes and texts in order, by whose places the readings name them.
func readAll(docs documents, size int) ([]*reading, []string) {
	readings := make([]*reading, runtime.GOMAXPROCS(0))
	parallel.Each(len(readings), func(i int) {
		readings[i] = read(docs.part(i*docs.to/len(readings), (i+1)*docs.to/len(readings)), size/len(readings))
	})
	var words []string
	for _, r := range readings {
		words = append(words, r.words.list...)
	}
	slices.SortFunc(words, order)
	words = slices.Compact(words)
	parallel.Each(len(readings), func(i int) { readings[i].renumber(words) })
	return readings, words
}

// renumber names words by their places in a sorted list.
func (r *reading) renumber(sorted []string) {
	places := make([]uint32, len(r.words.list))
	for i, w := range r.words.list {
		place, _ := slices.BinarySearchFunc(sorted, w, order)
		places[i] = uint32(place) //nolint:gosec // as in fold
	}
	for i, id := range r.text {
		if id != stop {
			r.text[i] = places[id]
		}
	}
	r.words, r.printed, r.folded = numbered{}, printed{}, nil
}

// A coder makes the entries of readings.
type coder struct {
	readings []*reading
	words    []string // sorted
	docs     int      // how many documents there are
	starts   []int    // how many times words before a word stand in the texts
}

// newCoder reads documents, which are about so many bytes.
func newCoder(docs documents, size int) *coder {
	c := &coder{docs: docs.to}
	c.readings, c.words = readAll(docs, size)
	starts := make([]int, len(c.words)+1)
	for _, r := range c.readings {
		for _, w := range r.text {
			if w != stop {
				starts[w+1]++
			}
		}
	}
	c.starts = starts
	for i := range c.words {
		c.starts[i+1] += c.starts[i]
	}
	return c
}

// pack packs pairs and all other terms, sorted.
func (c *coder) pack(pairs, words *packer) {
	names := c.nameEntries()
	var texts []entry // that are not packed yet
	at := make([]spanCoder, runtime.GOMAXPROCS(0))
	for i := range at {
		at[i] = spanCoder{
			coder: c, rice: rice{of: c.docs}, begin: beginnings{rice: rice{of: c.docs}}, count: make([]int32, len(c.words)),
		}
	}
	for spans := range slices.Chunk(c.spans(), len(at)) {
		parallel.Each(len(spans), func(i int) { at[i].code(spans[i]) })
		for i := range spans {
			texts = append(texts, at[i].ofWords...)
			for _, e := range at[i].ofPairs {
				pairs.add(e)
			}
		}
		texts, names = c.packLetters(words, &at[0].begin, texts, names)
	}
	c.readings = nil // large, and no longer needed
	c.packWords(words, &at[0].begin, texts, names)
	pairs.flush()
	words.flush()
}

// packLetters packs the terms of notes, texts and names but for those that begin
// with the letter of the last of texts, of which more are to come, and returns
// these. So not all codes are held at once.
func (c *coder) packLetters(words *packer, begin *beginnings, texts, names []entry) (laterTexts, laterNames []entry) {
	last := texts[len(texts)-1].term
	_, size := utf8.DecodeRuneInString(last)
	from := func(e entry, letter string) int { return order(e.term, letter) }
	i, _ := slices.BinarySearchFunc(texts, last[:size], from)
	j, _ := slices.BinarySearchFunc(names, last[:size], from)
	c.packWords(words, begin, texts[:i], names[:j])
	return slices.Clone(texts[i:]), names[j:]
}

func (c *coder) packWords(words *packer, begin *beginnings, texts, names []entry) {
	for _, e := range begin.with(merge(texts, names), 0) {
		words.add(e)
	}
}

// nameEntries returns the terms that are made of names, sorted.
func (c *coder) nameEntries() []entry {
	all := c.readings[0] // nearly all, since names come first
	for _, r := range c.readings[1:] {
		for i, term := range r.names.list {
			for _, doc := range r.bearers[i] {
				all.has([]byte(term), doc)
			}
		}
	}
	entries, code := make([]entry, len(all.bearers)), rice{of: c.docs}
	for i, docs := range all.bearers {
		all.buf = code.append(all.buf[:0], docs)
		entries[i] = entry{all.names.list[i], string(all.buf)}
	}
	for _, r := range c.readings {
		r.names, r.bearers = numbered{}, nil
	}
	slices.SortFunc(entries, func(a, b entry) int { return order(a.term, b.term) })
	return entries
}

// A span is a run of words, from one to before another.
type span struct{ from, to uint32 }

// spans cuts the words into runs that stand about as often in the texts, so
// that the work on each takes a bounded part of the memory.
func (c *coder) spans() []span {
	const least, parts = 1 << 20, 16
	most := max(least, c.starts[len(c.words)]/parts)
	var spans []span
	from := 0
	for to := range len(c.words) + 1 {
		if to == len(c.words) && to > from || to > from && c.starts[to+1]-c.starts[from] > most {
			spans = append(spans, span{uint32(from), uint32(to)}) //nolint:gosec // as in fold
			from = to
		}
	}
	return spans
}

// An occurrence is one of a word in a text.
type occurrence struct {
	doc   int32
	after uint32 // the word that follows, or stop
}

// A spanCoder makes the entries of one span after the other. What it holds is
// reused.
type spanCoder struct {
	*coder
	ofWords []entry // of the span, sorted
	ofPairs []entry // of its words and what follows them, sorted

	rice  rice
	begin beginnings
	all   []occurrence // of the span's words
	count []int32      // of each word that follows one: how many times, then where its documents end; else 0
	after []uint32     // the words that follow one, sorted
	docs  []int32
	terms []byte
	codes []byte
}

// code makes the entries of a span.
func (c *spanCoder) code(s span) {
	c.collect(s)
	c.ofWords, c.ofPairs = c.ofWords[:0], c.ofPairs[:0]
	for w := s.from; w < s.to; w++ {
		of := c.all[c.starts[w]-c.starts[s.from] : c.starts[w+1]-c.starts[s.from]]
		docs := c.docs[:0]
		for _, o := range of {
			docs = once(docs, o.doc)
		}
		c.docs = docs
		c.codes = c.rice.append(c.codes[:0], docs)
		c.ofWords = append(c.ofWords, entry{c.words[w], string(c.codes)})
		c.pairs(c.words[w], of)
	}
}

// collect lists the occurrences of a span's words, by word, then in the order
// of the texts.
func (c *spanCoder) collect(s span) {
	n := c.starts[s.to] - c.starts[s.from]
	c.all = slices.Grow(c.all[:0], n)[:n]
	all, next := c.all, make([]int, s.to-s.from)
	for i := range next {
		next[i] = c.starts[int(s.from)+i] - c.starts[s.from]
	}
	for _, r := range c.readings {
		doc := int32(r.first) //nolint:gosec // as in read
		for i, w := range r.text {
			if at := w - s.from; at < uint32(len(next)) { //nolint:gosec // as in fold; greater than all, too, where w is less
				all[next[at]] = occurrence{doc, r.text[i+1]}
				next[at]++
			} else if w == stop {
				doc++
			}
		}
	}
}

// once appends a document to a list, if it is not its last.
func once(list []int32, doc int32) []int32 {
	if n := len(list); n > 0 && list[n-1] == doc {
		return list
	}
	return append(list, doc)
}

// pairs adds the entries of a word and each that follows it.
func (c *spanCoder) pairs(word string, of []occurrence) {
	c.byNext(of)
	c.terms, c.codes = c.terms[:0], c.codes[:0]
	from := len(c.ofPairs)
	ends := make([][2]int, len(c.after))
	first := int32(0)
	for i, w := range c.after {
		end := c.count[w]
		c.count[w] = 0
		c.codes = c.rice.append(c.codes, slices.Compact(c.docs[first:end]))
		first = end
		c.terms = append(append(append(append(c.terms, '_'), word...), ' '), c.words[w]...)
		ends[i] = [2]int{len(c.terms), len(c.codes)}
	}
	terms, codes, last := string(c.terms), string(c.codes), [2]int{}
	for _, end := range ends {
		c.ofPairs = append(c.ofPairs, entry{terms[last[0]:end[0]], codes[last[1]:end[1]]})
		last = end
	}
	if len(terms)+len(codes) > heavySize {
		list := c.begin.with(c.ofPairs[from:], len("_")+len(word)+len(" "))
		c.ofPairs = append(c.ofPairs[:from], list...)
	}
}

// byNext lists the words that follow, sorted, and the documents of each, one
// after the other; count says where they end.
func (c *spanCoder) byNext(of []occurrence) {
	after, count := c.after[:0], c.count
	for _, o := range of {
		if o.after != stop {
			if count[o.after] == 0 {
				after = append(after, o.after)
			}
			count[o.after]++
		}
	}
	slices.Sort(after)
	at := int32(0)
	for _, w := range after {
		at, count[w] = at+count[w], at
	}
	docs := slices.Grow(c.docs[:0], int(at))[:at]
	for _, o := range of {
		if o.after != stop {
			docs[count[o.after]] = o.doc
			count[o.after]++
		}
	}
	c.after, c.docs = after, docs
}

// beginnings makes the terms for heavy beginnings of words. What it holds is
// reused.
type beginnings struct {
	rice rice
	made []entry
	sets []set
	list []int32
	code []byte
}

// A union is the documents of some entries. Those of one are not made before
// others come: what its code is, is known.
type union struct {
	docs set    // nil if they are not made
	code string // "" if it is not known, or if there are none
}

func (u union) empty() bool { return u.docs == nil && u.code == "" }

// with adds w*, w- and _v w* to sorted terms, which share their first at bytes.
func (b *beginnings) with(list []entry, at int) []entry {
	b.made = b.made[:0]
	b.of(list, at, nil, nil)
	slices.SortFunc(b.made, func(a, b entry) int { return order(a.term, b.term) })
	return merge(list, b.made)
}

// of makes the terms of sorted entries that share their first at bytes, and
// adds to text and name, unless they are nil, who has one of them there.
func (b *beginnings) of(list []entry, at int, text, name *union) {
	for len(list) > 0 {
		r, n := utf8.DecodeRuneInString(list[0].term[at:])
		begins := list[0].term[:at+n]
		end, size := 0, 0
		for end < len(list) && strings.HasPrefix(list[end].term, begins) {
			size += list[end].size()
			end++
		}
		group := list[:end]
		list = list[end:]
		if size > heavySize && (unicode.IsLetter(r) || unicode.IsNumber(r)) {
			b.begun(group, begins, text, name)
			continue
		}
		for _, e := range group {
			b.add(e, text, name)
		}
	}
}

// begun makes the terms of a beginning from the entries that have it.
func (b *beginnings) begun(group []entry, begins string, text, name *union) {
	for len(group) > 0 && strings.TrimSuffix(group[0].term, "+") == begins { // no longer word
		b.add(group[0], text, name)
		group = group[1:]
	}
	var inText, inName union
	b.of(group, len(begins), &inText, &inName)
	b.make(begins+"*", &inText)
	if !inName.empty() {
		b.make(begins+"-", &inName)
	}
	b.join(text, inText)
	b.join(name, inName)
}

// make adds a term for documents.
func (b *beginnings) make(term string, u *union) {
	if u.code == "" && u.docs != nil {
		b.list = u.docs.appendTo(b.list[:0])
		b.code = b.rice.append(b.code[:0], b.list)
		u.code = string(b.code)
	}
	b.made = append(b.made, entry{term, cmp.Or(u.code, codeOfNone)})
}

// add adds the documents of an entry.
func (b *beginnings) add(e entry, text, name *union) {
	to := text
	if tag := e.term[len(e.term)-1]; tag == '+' || tag == ',' {
		to = name
	}
	b.join(to, union{code: e.code})
}

// join adds documents, whose code is known, to others, unless that is nil.
func (b *beginnings) join(u *union, more union) {
	switch {
	case u == nil || more.empty():
		b.free(more)
	case u.empty():
		*u = more
	default:
		if u.docs == nil {
			u.docs = b.set()
			u.docs.decode(u.code, b.rice.of)
		}
		if more.docs == nil {
			u.docs.decode(more.code, b.rice.of)
		} else {
			u.docs.join(more.docs)
		}
		u.code = ""
		b.free(more)
	}
}

// set returns an empty set.
func (b *beginnings) set() set {
	n := len(b.sets)
	if n == 0 {
		return newSet(b.rice.of)
	}
	s := b.sets[n-1]
	b.sets = b.sets[:n-1]
	clear(s)
	return s
}

// free keeps the set of documents, if they are made, for others.
func (b *beginnings) free(u union) {
	if u.docs != nil {
		b.sets = append(b.sets, u.docs)
	}
}

// merge joins two sorted lists of entries.
func merge(a, b []entry) []entry {
	if len(b) == 0 {
		return a
	}
	all := make([]entry, 0, len(a)+len(b))
	for _, e := range b {
		for len(a) > 0 && order(a[0].term, e.term) < 0 {
			all, a = append(all, a[0]), a[1:]
		}
		all = append(all, e)
	}
	return append(all, a...)
}
