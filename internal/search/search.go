// Package search makes the index that the search page reads: package site
// lists the documents, search writes search-index.js, static/search.js looks
// things up in it. It knows neither the corpus nor HTML.
//
// # The index
//
// search-index.js, in the site's root, is a classic script of one statement:
//
//	collateSearch({"docs":[[kind, title, url, [names…], note, text, language], …]})
//
// with kind a [Kind], trailing empty fields left out, and documents in the
// order they were given within their kind. A url that begins with # is of the
// page that the document before is of. It works from disk, where fetching JSON
// does not. Calling collateSearch again adds documents.
//
// # Large indexes
//
// An index that is too long for one script is cut into shards, which lie in
// the folder search/; search-index.js then holds shards.js and a directory.
// All are classic scripts, loaded by script elements as a query needs them:
//
//	d0.js …    documents of one kind, so many in each, as collateSearch({"at":first, "docs":[…]})
//	w0.js …    which documents have a word, or words that begin with it
//	p0.js …    which documents have two words side by side
//	pairs.js   in which p*.js pairs stand; w*.js are listed in search-index.js
//	names.js   the words of names, for other spellings
//
// shards.js (collateSearch.find) reckons from w*.js and p*.js how well each
// document fits, as rank in search.js does, and loads the first eight of each
// kind; search.js ranks and shows those, with the numbers of all. What a query
// fetches is held under 400 kB: if need be, the commonest of its words are left
// out, which the status line says, or fewer results are shown at first.
//
// The first eight are those of the undivided index, but for: phrases of three
// words and more, where a paragraph with each two of them side by side counts
// as one with all; names in other spellings, which are sought among people,
// places and organisations alone, not among words of reports' titles; and
// nearest names, of which only bearers of a word of the query are known.
//
// # What the page must hold
//
// No page names search-index.js: static/search.js (classic, deferred, on
// search.html only) adds the script element when the reader first enters the
// field, or at once when the address holds a query (search.html#q=word or ?q=word).
//
//	<div id="search" data-root="" data-words="…" hidden>
//	  <form role="search" action="search.html">
//	    <label for="q">Search …</label> <input id="q" name="q" type="search" autocomplete="off">
//	  </form>
//	  <p id="search-status" role="status"></p>
//	  <div id="search-results"></div>
//	</div>
//	<section id="a-z">…</section>
//	<script defer src="search.js"></script>
//
// data-root is the way to the site's root ("" on a page of the root), data-words
// what the script says, as JSON: groups, the headings of [Kinds] and of nearest
// names, and phrases, by key and then by the plural form of {n}, as
// Intl.PluralRules calls it for the language of the page. search.js
// takes the hidden attribute away, so that nobody without scripts meets a field
// that does nothing; it touches nothing outside #search. It fills
// #search-results with
//
//	<section><h2>People <span class="n">2</span></h2>
//	<ul class="results"><li><a href="people/x.html">Name, <mark>hit</mark> marked</a>
//	<span class="role">note; also other names that fit</span><p>… words around the <mark>hit</mark> …</p></li></ul>
//	<button type="button">Show 12 more</button></section>
//
// # Order
//
// All words of a query must begin words of one document. Persons come first,
// then places, organisations, reports, claims, events, quotations, paragraphs; within a kind first
// who bears the whole name, then who has the words in a name, then who has a
// name beside words of the note ("General Doe"), then who is spoken of. Kinds
// in which no name fits give way to quotations and paragraphs.
//
// # Spellings
//
// A word that begins no word of the index stands for the names' words nearest
// to it by sound, and for any word that sounds the same; one that does also
// stands for the other spellings that its bearers have (Soleimani, Suleimani).
// How far apart two words sound is an edit distance, in which a letter moved to
// the next place is one change. Ways to write a sound (q, k, gh; z, s; sh, ch;
// doubled letters) are one, and vowels, y and h weigh a third of a consonant, as
// in package link, whose distance has a cost for each pair of sounds. A name is
// near up to 0.3 of the word's weight: one consonant in four, or most vowels.
//
// What is found in another spelling comes after what is found as typed, in its
// kind. When no person, place or organisation is named by any spelling, the
// names that are near the query as a whole (run together) or stand in it beside
// other words follow the paragraphs as "Nearest names". The status line counts
// each of these and says which spellings they print.
//
// # Folding
//
// [Fold] decides what counts as the same word. search.js has the same function
// as collateSearch.fold; cmd/build's browser test holds the two together over
// testdata/fold.json and over every letter of Unicode.
package search

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"collate/internal/jsontext"
)

// A Kind is what a document is; results are grouped by it. The index holds it
// as a number.
type Kind uint8

// The kinds, in the order in which the results show them.
const (
	Person Kind = iota
	Place
	Organisation
	Report
	Claim
	Event
	Quotation
	Paragraph
	kinds // how many there are
)

// A Document is one thing that a search can lead to.
type Document struct {
	Kind     Kind
	Title    string   // what the result's link says: "Qassem Soleimani", "Report D ¶7"
	Names    []string // other names and spellings that must find it; a report's label
	Page     string   // its path from the site's root: "articles/report-d.html"
	Fragment string   // where on the page: "p7"; "" is the page
	Note     string   // one short line beside the title: a role, a kind of place, an outlet; searched too
	Text     string   // plain text, searched and shown around the hit; one line, a paragraph or a profile

	// Language is that of the text, or of a report's title, if it is not that of
	// the pages: a tag as HTML has it, "fa".
	Language string
}

// Script returns the text of search-index.js for docs. Documents are ordered
// by kind and, within a kind, stay as given. It returns an error that names
// each document which could not be found or shown: one with an unknown kind, no
// title, or a page that is empty, absolute or outside the site.
func Script(docs []Document) ([]byte, error) {
	sorted, err := byKind(docs)
	if err != nil {
		return nil, err
	}
	return script(documents{given: sorted, to: len(sorted)}), nil
}

func script(docs documents) []byte {
	return append(appendRows([]byte(`collateSearch({"docs":[`), docs), "]})\n"...)
}

// byKind checks the documents and sorts them by kind.
func byKind(docs []Document) ([]*Document, error) {
	var errs []error
	var at [kinds + 1]int
	for i := range docs {
		if err := check(&docs[i], ""); err != nil {
			errs = append(errs, fmt.Errorf("search document %d (%q): %w", i, docs[i].Title, err))
			continue
		}
		at[docs[i].Kind+1]++
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for k := range kinds {
		at[k+1] += at[k]
	}
	sorted := make([]*Document, len(docs))
	for i := range docs {
		k := docs[i].Kind
		sorted[at[k]] = &docs[i]
		at[k]++
	}
	return sorted, nil
}

// check returns what keeps a document from being found or shown; known is a page
// of which it was seen before that it is one, or "".
func check(d *Document, known string) error {
	switch {
	case d.Kind >= kinds:
		return fmt.Errorf("unknown kind %d", d.Kind)
	case strings.TrimSpace(d.Title) == "":
		return errors.New("no title")
	case d.Page == known && known != "":
		return nil
	case !fs.ValidPath(d.Page) || d.Page == "." || strings.ContainsAny(d.Page, ":?#"):
		return fmt.Errorf("%q is not the path of a page", d.Page)
	}
	return nil
}

// appendRows appends documents as the index holds them.
func appendRows(dst []byte, docs documents) []byte {
	page := ""
	for i, d := range docs.all() {
		if i > docs.from {
			dst = append(dst, ',')
		}
		dst = appendRow(dst, d, page)
		page = d.Page
	}
	return dst
}

// appendRow appends a document, cut after its last field that says something;
// page is that of the document before. A row stands in a file of its own:
// nothing in it can end a script element.
func appendRow(dst []byte, d *Document, page string) []byte {
	dst = strconv.AppendUint(append(dst, '['), uint64(d.Kind), 10)
	dst = appendField(dst, OneLine(d.Title))
	switch {
	case d.Fragment == "":
		dst = appendField(dst, d.Page)
	case d.Page == page:
		dst = appendField(dst, "#"+d.Fragment)
	default:
		dst = appendField(dst, d.Page+"#"+d.Fragment)
	}
	names, _ := otherNames(d)
	rest := []string{OneLine(d.Note), OneLine(d.Text), d.Language}
	for len(rest) > 0 && rest[len(rest)-1] == "" {
		rest = rest[:len(rest)-1]
	}
	if len(names)+len(rest) > 0 {
		dst = append(dst, ",["...)
		for i, name := range names {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = jsontext.AppendString(dst, OneLine(name))
		}
		dst = append(dst, ']')
	}
	for _, field := range rest {
		dst = appendField(dst, field)
	}
	return append(dst, ']')
}

func appendField(dst []byte, s string) []byte { return jsontext.AppendString(append(dst, ','), s) }

// otherNames returns d's names without those that fold to nothing, to the
// title or to a name before them, and to what the others fold.
func otherNames(d *Document) (names, keys []string) {
	if len(d.Names) == 0 {
		return nil, nil
	}
	title := Fold(d.Title)
	for _, name := range d.Names {
		if key := Fold(name); key != "" && key != title && !slices.Contains(keys, key) {
			names, keys = append(names, name), append(keys, key)
		}
	}
	return names, keys
}

// OneLine returns s with every run of white space made one space, and none at
// its ends.
func OneLine(s string) string {
	i := inOneLine(s)
	before := byte(1) // as after a space
	if i > 0 {
		before = space[s[i-1]]
	}
	for ; i < len(s); i++ {
		c := space[s[i]]
		if before+c > 1 {
			if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
				return strings.Join(strings.Fields(s), " ")
			}
		}
		before = c
	}
	return strings.TrimSuffix(s, " ")
}

// inOneLine returns how many bytes s begins with, by eights, that are printable
// ASCII without a space at the beginning or two side by side.
func inOneLine(s string) int {
	n, before := 0, uint64(0x80) // as after a space
	for ; n+8 <= len(s); n += 8 {
		eight := eightOf(s[n : n+8])
		// The highest bit of each byte tells: whether it is less than a blank, 0x7f or not ASCII, and whether it is a blank.
		odd, spaces := eight|(eight-' '*inEach)|(eight+inEach), ^(eight^' '*inEach+0x7f*inEach)&highest
		if (odd|spaces&(spaces<<8|before))&highest != 0 {
			break
		}
		before = spaces >> 56
	}
	return n
}

// space has 1 for a space and 2 for each byte with which other white space
// begins in UTF-8, so that two side by side are at least 2 wherever a text may
// not be one line.
var space = func() (table [256]byte) {
	for _, some := range unicode.White_Space.R16 { // which are all
		for r := rune(some.Lo); r <= rune(some.Hi); r += rune(some.Stride) {
			table[string(r)[0]] = 2
		}
	}
	table[' '] = 1
	return table
}()
