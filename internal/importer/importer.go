// Package importer makes clean Markdown pages of raw reports: text dumps,
// HTML and Markdown files. It stands before the flow, as the first half of
// `build import`: a person reads, corrects and commits what it writes, and
// the build starts from there.
//
// Clean reads one file, Plan lays out the pages of many without touching the
// disk, and Import does both ends of that with real files.
package importer

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"collate/internal/spoof"
)

// A Draft is what Clean makes of a raw file. Every word of a text file is in
// one of Paragraphs, Moved and Cuts.
type Draft struct {
	Title      string // in [brackets] if Supplied
	Supplied   bool   // the file has no headline: the title is its first words
	Standfirst string
	Publisher  string
	Byline     []string
	Credit     string // "Additional reporting by …"
	Date       string // ISO 8601: "2020-01-07T20:22Z", "2020-01-07", or ""
	URL        string

	// Paragraphs are the article's blocks as Markdown, none of them empty and
	// none with a line break but tables. Those that open with # are
	// sub-headings.
	Paragraphs []string
	Words      int // in Paragraphs; a word broken at a line's end is one

	Cuts     []Cut    // what was left out, in the order of the file
	Moved    []Cut    // what went into the fields above
	Warnings []string // what a person should look at

	Language string  // BCP 47, as a page of HTML declares it: "en-GB"; else ""
	Found    []Found // where the fields above were read, in the order of the front matter

	lines  []lineRange // of the paragraphs
	around []uint64    // hashes of the lines around the article, for sameSite
	sample []uint64    // see shingles
}

// A lineRange is where a paragraph stands in the raw file, from 1; 0 in HTML.
type lineRange struct{ first, last int }

// A Found tells where a field was read.
type Found struct {
	Field string // a key of an article's front matter, or "language"
	Where string // "JSON-LD", "Open Graph", "meta", "link", "time", "the page", "line 3"
}

// A Cut is a passage of the raw file that is in no paragraph.
type Cut struct {
	What  string // "comment form"
	Lines string // "14" or "14-17", from 1; "" for HTML, whose lines mean nothing
	Words int
}

const leftOutSigns = "left out signs that nobody sees, or that turn the order of others"

// The reasons for which Clean refuses a file.
var (
	ErrBinary = errors.New("not text")
	ErrEmpty  = errors.New("empty file")
	ErrNoBody = errors.New("no article text found")
	ErrTooBig = errors.New("too much for one report")
)

// What one file may have, so that reading it takes seconds and not hours, and
// the build takes the page that is made.
const (
	maxTags      = 400_000  // signs that may begin one; browsers' own pages have some thousand
	maxUnits     = 50_000   // paragraphs and lines, furniture included
	maxPage      = 2 << 20  // bytes of the page
	maxParagraph = 64 << 10 // bytes of one in it
)

// Clean makes an article of a raw file. The name's ending (.txt, .html, .htm,
// .md) says how to read it; a page of HTML is known by its first tag too. The
// same bytes always give the same Draft. The error is one of the above, with
// details.
func Clean(raw []byte, name string) (Draft, error) {
	html := isHTML(raw, name)
	text, warnings, err := decode(raw, html)
	if err != nil {
		return Draft{}, err
	}
	hidden := false
	text = stripHidden(text, &hidden)
	var d Draft
	switch {
	case html:
		d, err = cleanHTML(text, &hidden)
	case strings.EqualFold(filepath.Ext(name), ".md"):
		d, err = cleanMarkdown(text)
	default:
		d, err = cleanText(text, &hidden)
	}
	fields := []*string{&d.Title, &d.Standfirst, &d.Publisher, &d.Credit, &d.URL, &d.Language}
	for i := range d.Byline {
		fields = append(fields, &d.Byline[i])
	}
	for _, f := range fields { // JSON has escapes of its own
		*f = stripHidden(*f, &hidden)
	}
	if hidden {
		warnings = append(warnings, leftOutSigns)
	}
	d.Warnings = append(warnings, d.Warnings...)
	err = cmp.Or(err, d.tooBig())
	return refuseWall(d, err)
}

// stripHidden returns a text without what nobody sees and no text needs, and
// notes whether there was any.
func stripHidden(text string, found *bool) string {
	stripped := spoof.Strip(text)
	*found = *found || stripped != text
	return stripped
}

// tooBig returns why the build would not take the page, or nil.
func (d *Draft) tooBig() error {
	size := 0
	for _, p := range d.Paragraphs {
		size += len(p)
		if len(p) > maxParagraph && !strings.HasPrefix(p, "|") {
			return fmt.Errorf("%w: a paragraph has more than %d KB", ErrTooBig, maxParagraph>>10)
		}
	}
	if size > maxPage*9/10 { // there are ids and the front matter, too
		return fmt.Errorf("%w: the text has more than %.1f MB", ErrTooBig, float64(maxPage>>20)*0.9)
	}
	return nil
}

func isHTML(raw []byte, name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	head := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(raw[:min(len(raw), 512)]), "\ufeff"), " \t\r\n"))
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}

func cleanText(text string, hidden *bool) (Draft, error) {
	if strings.Contains(text, "&") {
		text = stripHidden(tidy(unescapeEntities(text)), hidden)
	}
	p := page{units: textUnits(text)}
	return p.draft()
}
