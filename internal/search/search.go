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
// with kind a place in [Kinds], trailing empty fields left out, and documents
// in the order they were given within their kind. It works from disk, where
// fetching JSON does not. Calling collateSearch again adds documents.
//
// # Large indexes
//
// An index that is too long for one script is cut into shards, which lie in
// the folder search/; search-index.js then holds shards.js and a directory.
// All are classic scripts, loaded by script elements as a query needs them:
//
//	d0.js …    documents, so many in each, as collateSearch({"at":first, "docs":[…]})
//	w0.js …    which documents have a word, or words that begin with it
//	p0.js …    which documents have two words side by side
//	pairs.js   in which p*.js pairs stand; w*.js are listed in search-index.js
//	names.js   the words of names, for other spellings
//
// shards.js (collateSearch.find) reckons from w*.js and p*.js how well each
// document fits, as rank in search.js does, and loads the first eight of each
// kind; search.js ranks and shows those, with the numbers of all. What a query
// fetches is held under 200 kB: if need be, the commonest of its words are left
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
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
)

// A Kind is what a document is; results are grouped by it.
type Kind string

// The kinds, in the order in which the results show them.
const (
	Person       Kind = "person"
	Place        Kind = "place"
	Organisation Kind = "organisation"
	Report       Kind = "report"
	Claim        Kind = "claim"
	Event        Kind = "event"
	Quotation    Kind = "quotation"
	Paragraph    Kind = "paragraph"
)

// Kinds returns all kinds in the order of the results. A document's kind is
// written into the index as its place in this list.
func Kinds() []Kind {
	return []Kind{Person, Place, Organisation, Report, Claim, Event, Quotation, Paragraph}
}

// A Document is one thing that a search can lead to.
type Document struct {
	Kind  Kind
	Title string   // what the result's link says: "Qassem Soleimani", "Report D ¶7"
	Names []string // other names and spellings that must find it; a report's label
	URL   string   // relative to the site's root, with a fragment: "articles/report-d.html#p7"
	Note  string   // one short line beside the title: a role, a kind of place, an outlet; searched too
	Text  string   // plain text, searched and shown around the hit; one line, a paragraph or a profile

	// Language is that of the text, or of a report's title, if it is not that of
	// the pages: a tag as HTML has it, "fa".
	Language string
}

// Script returns the text of search-index.js for docs. Documents are ordered
// by kind and, within a kind, stay as given. It returns an error that names
// each document which could not be found or shown: one with an unknown kind, no
// title, or a URL that is empty, absolute or outside the site.
func Script(docs []Document) ([]byte, error) {
	_, rows, err := encode(docs)
	if err != nil {
		return nil, err
	}
	return script(rows), nil
}

func script(rows [][]byte) []byte {
	return slices.Concat([]byte(`collateSearch({"docs":[`), bytes.Join(rows, []byte(",")), []byte("]})\n"))
}

// encode returns the documents sorted by kind, and each as the index holds it.
func encode(docs []Document) (sorted []Document, rows [][]byte, err error) {
	kinds := Kinds()
	var errs []error
	for i, d := range docs {
		if err := check(d, kinds); err != nil {
			errs = append(errs, fmt.Errorf("search document %d (%q): %w", i, d.Title, err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, nil, err
	}
	sorted = slices.Clone(docs)
	slices.SortStableFunc(sorted, func(a, b Document) int { return place(a.Kind) - place(b.Kind) })
	rows = make([][]byte, len(sorted))
	for i, d := range sorted {
		rows[i] = []byte(asJSON(row(place(d.Kind), d))) // a file of its own: nothing in it can end a script element
	}
	return sorted, rows, nil
}

// row is d as the index holds it, cut after its last field that says something.
func row(kind int, d Document) []any {
	names := otherNames(d)
	r := []any{kind, oneLine(d.Title), d.URL, names, oneLine(d.Note), oneLine(d.Text), d.Language}
	for len(r) > 4 && r[len(r)-1] == "" {
		r = r[:len(r)-1]
	}
	if len(r) == 4 && len(names) == 0 {
		r = r[:3]
	}
	return r
}

// otherNames returns d's names without those that fold to nothing, to the
// title or to a name before them. It is never nil, since the index holds a list.
func otherNames(d Document) []string {
	names := []string{}
	seen := []string{"", Fold(d.Title)}
	for _, name := range d.Names {
		if folded := Fold(name); !slices.Contains(seen, folded) {
			seen = append(seen, folded)
			names = append(names, oneLine(name))
		}
	}
	return names
}

func check(d Document, kinds []Kind) error {
	switch {
	case !slices.Contains(kinds, d.Kind):
		return fmt.Errorf("unknown kind %q", d.Kind)
	case strings.TrimSpace(d.Title) == "":
		return errors.New("no title")
	case d.URL == "":
		return errors.New("no URL")
	}
	u, err := url.Parse(d.URL)
	if err != nil || u.Scheme != "" || u.Host != "" || !fs.ValidPath(u.Path) {
		return fmt.Errorf("URL %q is not relative to the site's root", d.URL)
	}
	return nil
}

// oneLine is s with every run of white space made one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
