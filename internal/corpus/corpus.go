// Package corpus loads an explainer's content folder into domain types and
// writes pages in the same format. It is the first stage of the build; package
// link finds mentions in what it returns.
package corpus

import (
	"time"

	"collate/internal/diag"
	"collate/internal/markdown"
)

// A Kind is one of the folders of a content folder, and so the first part of
// a page's ID and of its URL.
type Kind string

// The kinds of page, in the order in which a site lists them.
const (
	Articles      Kind = "articles"
	People        Kind = "people"
	Places        Kind = "places"
	Organisations Kind = "organisations"
	Events        Kind = "events"
	Claims        Kind = "claims"
)

// EntityKinds are the kinds whose pages reports mention, in listing order.
func EntityKinds() []Kind { return []Kind{People, Places, Organisations} }

// One returns the word for one page of the kind: "person", "place",
// "organisation" or "event"; "" for the other kinds.
func (k Kind) One() string {
	switch k {
	case People:
		return "person"
	case Places:
		return "place"
	case Organisations:
		return "organisation"
	case Events:
		return "event"
	}
	return ""
}

// An ID names a page: its kind and its slug, "people/jane-doe". The story's
// ID is "index".
type ID string

// Story is the ID of index.md.
const Story ID = "index"

// A Corpus is everything a content folder holds, checked: every reference in
// it resolves, but for citations, which package cite resolves.
type Corpus struct {
	Site          Site
	Story         *Page      // nil if there is no index.md
	Articles      []*Article // by slug
	People        []*Entity  // by slug, as the next two
	Places        []*Entity
	Organisations []*Entity
	Events        []*Event // by slug, as the next
	Claims        []*Claim
}

// Site is what site.yaml says of the whole explainer.
type Site struct {
	Title    string
	BaseURL  string // absolute, ends in a slash; "" if not given
	Language string // BCP 47, "en" if not given
	Zones    []Zone // at least one; UTC if none is given
	Ignore   []Ignored
	Edition  time.Time // the edition's date, zero if not given

	Corrections []Erratum // the newest first, those of a day in the order of the file

	LanguagePos diag.Pos  // of the language
	EditionPos  diag.Pos  // of the edition
	Odd         diag.List // as of a page
}

// A Zone is a time zone in which the site shows its times.
type Zone struct {
	Name     string // IANA name, "Asia/Baghdad"
	Label    string // what readers see, "Baghdad"
	Location *time.Location
}

// Ignored is a name that stands for no entity, and why.
type Ignored struct {
	Name, Why string
	Pos       diag.Pos
}

// An Erratum is an entry of the log of corrections: what an edition said wrong.
type Erratum struct {
	Date When // a day or a time
	Page ID   // where it stood
	Text string

	Pos diag.Pos // of the page
}

// A Page is what every content file has.
type Page struct {
	ID     ID
	Kind   Kind // "" for the story
	Slug   string
	Title  string
	Draft  bool
	Pos    diag.Pos // of the title in the front matter
	File   string   // path as the user would type it, "content/people/x.md"
	Source string   // the whole file, its accents composed (NFC)
	Front  string   // its front matter, from the opening --- on
	Body   *markdown.Doc
	Odd    diag.List // warnings: words that look like others

	Standfirst    string // story and articles
	StandfirstPos diag.Pos
}

// An Article is one report.
type Article struct {
	Page
	Label      string // "Report A", unless it was typed
	Letter     string // "A": the label's last word, used in citations
	Supplied   bool   // the title is ours (it stands in brackets)
	Publisher  string
	Byline     []string
	Credit     string // "Additional reporting by …"
	Date       When   // zero if the copy has none
	URL        string
	Digest     bool // text: digest
	Original   *Original
	Speakers   []Correction
	Paragraphs []Paragraph // in the order of the file

	labelPos   diag.Pos // of the label in the front matter
	unlabelled bool     // none was typed
	refs       []pending
}

// A Correction is an editor's word on who says a quotation of an article.
type Correction struct {
	Quote     string // its words, or the first of them
	Paragraph string // "p7", where alone it is meant; "" for all quotations that begin so
	Says      string // as typed: "people/jane-doe", "a senior official", "nobody"
	Speaker   ID     // the page that Says names, "" if it is words
	Pos       diag.Pos
	SaysPos   diag.Pos
}

// Nobody is what a Correction says of words that nobody is quoted with.
const Nobody = "nobody"

// An Original is the raw file that an article was imported from.
type Original struct {
	File   string
	SHA256 string   // hex
	Pos    diag.Pos // of the checksum

	Language string  // BCP 47, as the original declares it, or ""
	Found    []Found // where import read the article's fields, in the order of the front matter
	Cut      []Cut   // in the order of the file
}

// A Found is where in the original a field of the front matter was read.
type Found struct {
	Field string // "title"
	Where string // "JSON-LD", "line 3"
}

// A Cut is a passage of the original that import left out.
type Cut struct {
	What  string // "comment form"
	Lines string // "14" or "14-17", from 1
	Words int
}

// A Paragraph is one citable paragraph of an article: any leaf block with
// text but headings.
type Paragraph struct {
	ID    string // "p7": its anchor on the page
	N     int    // 7: the number in a citation
	Block int    // index into Body.Blocks
}

// An Alias is a name by which reports print an entity.
type Alias struct {
	Text string
	Pos  diag.Pos
}

// An Entity is a person, a place or an organisation.
type Entity struct {
	Page
	Sort          string  // key of alphabetical lists; for people usually the surname first
	Names         []Alias // the title first, then the aliases in the file's order, no name twice
	Role          string  // people: who this is, in a line
	RolePos       diag.Pos
	What          string // places, organisations: front matter `kind`
	Organisations []ID   // people
	Within        ID     // places: "" at the top
	PartOf        ID     // organisations
	Wikidata      string // "Q…"
	Coordinates   *Coordinates

	refs []pending
}

// Coordinates say where a place is.
type Coordinates struct {
	Lat       float64 // degrees north, WGS 84, -90 to 90
	Lon       float64 // degrees east, WGS 84, -180 to 180
	Source    string  // where Lat and Lon were read
	Precision string  // "site", "city", "country": what the point stands for
}

// An Event is a dated happening.
type Event struct {
	Page
	When                          When
	Precision                     string // in words, "about", "early hours"; may be ""
	PrecisionPos                  diag.Pos
	Places, People, Organisations []ID
	After, Before                 []Neighbour
	Accounts                      []Account

	refs []pending
}

// A Neighbour is an event that another is said to come after or before.
type Neighbour struct {
	Event ID
	Pos   diag.Pos
}

// A Form is the kind of answers that a claim has.
type Form string

// The forms of answers.
const (
	CountForm    Form = "count"
	TimeForm     Form = "time"
	DistanceForm Form = "distance"
	YesNoForm    Form = "yes-no"
	TextForm     Form = "text"
)

// A Claim is a question that the reports answer, which is its title.
type Claim struct {
	Page
	Form    Form
	Unit    string // count: what is counted, may be ""; distance: "km" or "mi"; else ""
	Several bool   // text: different answers can hold together
	Events  []ID
	Answers []Answer // in the order of the file, at least one

	refs       []pending
	unitPos    diag.Pos
	severalPos diag.Pos
}

// An Answer is what somebody says, in the paragraphs of one report or several.
type Answer struct {
	Value  string // as typed
	Amount Amount // what a count or, in km, a distance comes to
	When   When   // what a time comes to, never unknown
	Yes    bool   // of a yes-no

	Printed string // the report's own words, "" where Value is them
	Says    string // who says so, as typed
	Speaker ID     // the page that Says names, "" if it is words
	Origin  string // whom it comes from, as typed, where that is another than who says it: a page or words
	Of      string // the narrower scope that the answer is about, "" for the whole question
	Cite    string // as an Account's
	Note    string

	Pos                                                               diag.Pos
	ValuePos, PrintedPos, SaysPos, OriginPos, OfPos, CitePos, NotePos diag.Pos
}

// An Account is how one report dates an event.
type Account struct {
	Printed string // the report's own words
	When    When   // zero if not given
	Cite    string // "@report-d, ¶ 2", as typed; package cite resolves it

	PrintedPos, CitePos diag.Pos
}
