package site

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"collate/internal/cite"
	"collate/internal/collate"
	"collate/internal/corpus"
	"collate/internal/link"
	"collate/internal/phrase"
	"collate/internal/xref"
)

// sites are explainers whose pages the tests of heads read: the one that is
// shipped, an invented one, and two that lack things.
func sites(t *testing.T) map[string]*plan {
	t.Helper()
	all := map[string]*plan{}
	for name, folder := range map[string]string{"shipped": "../../content", "invented": "../render/testdata/site"} {
		all[name] = planOf(t, folder, func(*corpus.Site) {})
	}
	all["without an address"] = planOf(t, "../render/testdata/site", func(s *corpus.Site) { s.BaseURL = "" })
	all["without an edition"] = planOf(t, "../render/testdata/site", func(s *corpus.Site) { s.Edition = corpus.Site{}.Edition })
	return all
}

func english(t testing.TB) *phrase.Book {
	t.Helper()
	words, err := phrase.Read("en", "templates", os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func planOf(t *testing.T, folder string, change func(*corpus.Site)) *plan {
	t.Helper()
	return newPlan(indexOf(t, os.DirFS(folder), change), Options{Words: english(t)})
}

func indexOf(t *testing.T, fsys fs.FS, change func(*corpus.Site)) *xref.Index {
	t.Helper()
	c, err := corpus.Load(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	change(&c.Site)
	mentions, err := link.Find(c)
	if err != nil {
		t.Fatal(err)
	}
	cites, err := cite.Resolve(c)
	if err != nil {
		t.Fatal(err)
	}
	events, err := collate.Timeline(c)
	if err != nil {
		t.Fatal(err)
	}
	return xref.Build(c, events, mentions, cites, nil)
}

// pagesIn and filesIn return what the parts of a site make.
func pagesIn(p *plan) []Page {
	var pages []Page
	s := Plan(p.x, p.options)
	for _, part := range s.Parts {
		made := part()
		write(made)
		pages = append(pages, made.Pages...)
	}
	return append(pages, s.Rest().Pages...)
}

// write does with the files of a part what a build does: the page on the data
// says what they are when they have been written.
func write(made Made) {
	if made.Files == nil {
		return
	}
	for f := range made.Files {
		if f.Write != nil {
			_ = f.Write(io.Discard) // which takes everything
		}
	}
}

func filesIn(p *plan) []File {
	var files []File
	s := Plan(p.x, p.options)
	for _, part := range append(s.Parts, s.Rest) {
		made := part()
		if made.Files == nil {
			continue
		}
		for f := range made.Files {
			files = append(files, File{Path: f.Path, Data: bytes.Clone(f.Data)})
		}
	}
	return files
}

// frames returns the frames of all pages by path.
func (p *plan) frames() map[string]Frame {
	frames := map[string]Frame{}
	for _, page := range pagesIn(p) {
		frame, ok := reflect.TypeAssert[Frame](reflect.ValueOf(page.Data).Elem().FieldByName("Frame"))
		if !ok {
			panic(page.Path + " has no frame")
		}
		frames[page.Path] = frame
	}
	return frames
}

// A class is a type of schema.org: the type above it, and the properties that
// this site uses of it with what their values may be. They were read from
// https://schema.org/TYPE as the npm package schema-dts 2.1.0, which is made
// from the definitions there, has them.
type class struct {
	above      string
	properties string // "name:Text author:Person|Organization"
}

var vocabulary = map[string]class{
	"Thing": {
		"", "name:Text description:Text url:URL image:URL alternateName:Text sameAs:URL mainEntityOfPage:URL",
	},
	"CreativeWork": {
		"Thing", "headline:Text text:Text inLanguage:Language datePublished:Date|DateTime encodingFormat:Text " +
			"publisher:Organization|Person author:Organization|Person citation:CreativeWork mainEntity:Thing " +
			"isPartOf:CreativeWork isBasedOn:CreativeWork hasPart:CreativeWork mentions:Thing temporalCoverage:Text",
	},
	"Article":        {"CreativeWork", "wordCount:Integer"},
	"NewsArticle":    {"Article", ""},
	"WebPage":        {"CreativeWork", ""},
	"AboutPage":      {"WebPage", ""},
	"CollectionPage": {"WebPage", ""},
	"ProfilePage":    {"WebPage", ""},
	"WebSite":        {"CreativeWork", ""},
	"Claim":          {"CreativeWork", "appearance:CreativeWork"},
	"Quotation":      {"CreativeWork", "spokenByCharacter:Organization|Person"},
	"Dataset":        {"CreativeWork", "distribution:DataDownload"},
	"MediaObject":    {"CreativeWork", "contentUrl:URL contentSize:Text"},
	"DataDownload":   {"MediaObject", ""},

	"Person":             {"Thing", "jobTitle:Text memberOf:Organization"},
	"Organization":       {"Thing", "parentOrganization:Organization"},
	"Place":              {"Thing", "geo:GeoCoordinates containedInPlace:Place"},
	"AdministrativeArea": {"Place", ""},
	"City":               {"AdministrativeArea", ""},
	"Country":            {"AdministrativeArea", ""},
	"Event":              {"Thing", "startDate:Date|DateTime location:Place"},

	"GeoCoordinates": {"Thing", "latitude:Number longitude:Number"},
	"ItemList":       {"Thing", "itemListElement:ListItem numberOfItems:Integer"},
	"BreadcrumbList": {"ItemList", ""},
	// An item may be a URL: developers.google.com/search/docs/appearance/structured-data/breadcrumb.
	"ListItem": {"Thing", "position:Integer item:Thing|URL"},
}

// required are the properties without which something of a type says nothing.
// One of those with a stroke between is enough.
var required = map[string]string{
	"Article": "headline description", "NewsArticle": "name|headline", "Person": "name", "Organization": "name",
	"Place": "name", "City": "name", "Country": "name", "Event": "name", "Claim": "name text appearance",
	"Quotation": "text citation", "GeoCoordinates": "latitude longitude", "ListItem": "position item|name",
	"BreadcrumbList": "itemListElement", "ItemList": "numberOfItems", "Dataset": "name description",
	"DataDownload": "contentUrl encodingFormat contentSize", "WebSite": "name", "WebPage": "name",
	"CollectionPage": "name description", "ProfilePage": "mainEntity",
}

func isA(typ, above string) bool {
	for typ != "" && typ != above {
		typ = vocabulary[typ].above
	}
	return typ != ""
}

// rangeOf returns what the values of a type's property may be, nil if it has no
// such property.
func rangeOf(typ, property string) []string {
	for ; typ != ""; typ = vocabulary[typ].above {
		for p := range strings.FieldsSeq(vocabulary[typ].properties) {
			if name, values, _ := strings.Cut(p, ":"); name == property {
				return strings.Split(values, "|")
			}
		}
	}
	return nil
}

var literals = map[string]*regexp.Regexp{
	"URL":      regexp.MustCompile(`^https?://[^/\s]+/\S*$`),
	"Date":     regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`),
	"DateTime": regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d$`),
	"Language": regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]+)*$`),
	"Text":     regexp.MustCompile(`\S`),
}

// A checker holds the JSON-LD of a page against the vocabulary.
type checker struct {
	t     *testing.T
	where string
}

func (c checker) node(v any, path string) {
	node, ok := v.(map[string]any)
	if !ok {
		c.t.Errorf("%s: %s is %v, want an object", c.where, path, v)
		return
	}
	typ, _ := node["@type"].(string)
	if _, known := vocabulary[typ]; !known {
		c.t.Errorf("%s: %s has the type %q", c.where, path, typ)
		return
	}
	for property, value := range node {
		if property == "@type" || property == "@context" && path == "" {
			continue
		}
		values, many := value.([]any)
		if !many {
			values = []any{value}
		}
		if len(values) == 0 {
			c.t.Errorf("%s: %s.%s is empty", c.where, path, property)
		}
		for _, v := range values {
			c.value(typ, property, v, path+"."+property)
		}
	}
	for group := range strings.FieldsSeq(required[typ]) {
		if !slices.ContainsFunc(strings.Split(group, "|"), func(p string) bool { return node[p] != nil }) {
			c.t.Errorf("%s: %s, a %s, has no %s", c.where, path, typ, group)
		}
	}
}

func (c checker) value(typ, property string, v any, path string) {
	allowed := rangeOf(typ, property)
	if allowed == nil {
		c.t.Errorf("%s: schema.org’s %s has no %s", c.where, typ, property)
		return
	}
	switch v := v.(type) {
	case map[string]any:
		is, _ := v["@type"].(string)
		if !slices.ContainsFunc(allowed, func(a string) bool { return isA(is, a) }) {
			c.t.Errorf("%s: %s is a %s, want %v", c.where, path, is, allowed)
		}
		c.node(v, path)
	case float64:
		whole := v == float64(int(v)) && v > 0
		if !slices.Contains(allowed, "Number") && (!slices.Contains(allowed, "Integer") || !whole) {
			c.t.Errorf("%s: %s is %v, want %v", c.where, path, v, allowed)
		}
	case string:
		fits := func(a string) bool { return literals[a] != nil && literals[a].MatchString(v) }
		if !slices.ContainsFunc(allowed, fits) {
			c.t.Errorf("%s: %s is %q, want %v", c.where, path, v, allowed)
		}
	default:
		c.t.Errorf("%s: %s is %v", c.where, path, v)
	}
}

// typesOf returns what kinds of page are to be, by the beginnings of their
// paths, the longest first.
var typesOf = []struct{ path, typ string }{
	{"articles/index.html", "CollectionPage"},
	{"claims/index.html", "CollectionPage"},
	{"people/index.html", "CollectionPage"},
	{"places/index.html", "CollectionPage"},
	{"organisations/index.html", "CollectionPage"},
	{"index.html", "Article"},
	{"people/", "ProfilePage"},
	{"places/", "WebPage"},
	{"organisations/", "WebPage"},
	{"claims/", "WebPage"},
	{"timeline.html", "CollectionPage"},
	{"map.html", "CollectionPage"},
	{"quotations.html", "CollectionPage"},
	{"data.html", "Dataset"},
	{"method.html", "AboutPage"},
}

func TestSchema(t *testing.T) {
	for name, p := range sites(t) {
		frames := p.frames()
		for _, path := range slices.Sorted(maps.Keys(frames)) {
			f := frames[path]
			where := name + ": " + path
			text := string(f.Schema)
			if strings.Contains(text, "<") || !utf8.ValidString(text) {
				t.Errorf("%s: not safe in a script element: %s", where, text)
			}
			var top map[string]any
			if err := json.Unmarshal([]byte(text), &top); err != nil {
				t.Errorf("%s: %v", where, err)
				continue
			}
			if top["@context"] != "https://schema.org" {
				t.Errorf("%s: the context is %v", where, top["@context"])
			}
			nodes, isGraph := top["@graph"].([]any)
			if !isGraph {
				nodes = []any{top}
			}
			for i := range nodes {
				checker{t, where}.node(nodes[i], "")
			}
			first, _ := nodes[0].(map[string]any)
			for _, want := range typesOf {
				if strings.HasPrefix(path, want.path) {
					if first["@type"] != want.typ {
						t.Errorf("%s is a %v, want %s", where, first["@type"], want.typ)
					}
					break
				}
			}
			if p.base == "" {
				continue
			}
			if first["url"] != p.base+path {
				t.Errorf("%s: the address is %v", where, first["url"])
			}
			checkTrail(t, where, p, f, path, nodes)
		}
	}
}

// checkTrail: every page that search engines may list says where it stands, but
// the first, which describes the site.
func checkTrail(t *testing.T, where string, p *plan, f Frame, path string, nodes []any) {
	t.Helper()
	if f.NoIndex && !f.Draft {
		if len(nodes) != 1 {
			t.Errorf("%s: %d nodes for a page that is not listed", where, len(nodes))
		}
		return
	}
	if len(nodes) != 2 {
		t.Fatalf("%s: %d nodes, want 2", where, len(nodes))
	}
	second, _ := nodes[1].(map[string]any)
	if path == storyPath {
		if second["@type"] != "WebSite" || second["url"] != p.base {
			t.Errorf("%s: %v, want the site", where, second)
		}
		return
	}
	items, _ := second["itemListElement"].([]any)
	want := 2
	if strings.Contains(path, "/") && !strings.HasSuffix(path, "/index.html") {
		want = 3
	}
	if second["@type"] != "BreadcrumbList" || len(items) != want {
		t.Errorf("%s: %d steps lead there, want %d: %v", where, len(items), want, second)
		return
	}
	for i, item := range items {
		if step, _ := item.(map[string]any); step["position"] != float64(i+1) {
			t.Errorf("%s: step %d has the position %v", where, i+1, step["position"])
		}
	}
	if last, _ := items[len(items)-1].(map[string]any); last["item"] != p.base+path {
		t.Errorf("%s: the last step leads to %v", where, last["item"])
	}
}

// TestSchemaSays holds what pages say against what the invented site says.
func TestSchemaSays(t *testing.T) {
	p := sites(t)["invented"]
	frames := p.frames()
	for _, tt := range []struct {
		path     string
		has, not []string
	}{
		{
			"people/jane-doe.html",
			[]string{
				`"mainEntity":{"@type":"Person","name":"Jane Doe"`, `"jobTitle":"keeper of the lighthouse"`,
				`"memberOf":[{"@type":"Organization","name":"Harbour Board","url":"https://example.org/fire/organisations/harbour-board.html"}]`,
			},
			nil,
		},
		{"places/lighthouse.html", []string{`"@type":"Place","name":"The Lighthouse"`, `"geo":{"@type":"GeoCoordinates","latitude":`, `"containedInPlace":{"@type":`}, nil},
		{"claims/boats-burned.html", []string{`"@type":"Claim"`, `"appearance":[{"@type":"NewsArticle"`}, []string{"ClaimReview", "reviewRating"}},
		{"quotations.html", []string{`"@type":"Quotation","text":"`, `"spokenByCharacter":{"@type":"Person","name":"Jane Doe"`}, nil},
		{"timeline.html", []string{`"@type":"Event","name":"`, `"location":[{"@type":`}, []string{"organizer", "endDate"}},
		{"data.html", []string{`"encodingFormat":"text/csv","contentUrl":"https://example.org/fire/data/mentions.csv"`}, []string{"license", "creator"}},
		{"index.html", []string{`"datePublished":"2019-05-20"`, `"@type":"WebSite"`}, nil},
	} {
		text := string(frames[tt.path].Schema)
		for _, want := range tt.has {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s:\n%s", tt.path, want, text)
			}
		}
		for _, never := range tt.not {
			if strings.Contains(text, never) {
				t.Errorf("%s has %s", tt.path, never)
			}
		}
	}
	if text := string(sites(t)["without an edition"].frames()["index.html"].Schema); strings.Contains(text, `"@type":"Article","headline":"The fire at the old harbour","datePublished"`) {
		t.Errorf("without an edition the story has a date: %s", text)
	}
}

func TestISOStart(t *testing.T) {
	for _, tt := range []struct{ raw, want string }{
		{"2020-01-08T01:30+03:00", "2020-01-08T01:30+03:00"},
		{"2020-01-07T23:50-05:00", "2020-01-07T23:50-05:00"},
		{"2020-01-08T01:30+03:00~", "2020-01-08"},
		{"2020-01-08T01:20+03:00/2020-01-08T01:50+03:00", "2020-01-08"},
		{"2020-01-07T23:20+03:00/2020-01-08T01:50+03:00", "2020-01"},
		{"2019-12-31T23:20+03:00/2020-01-01T01:50+03:00", ""},
		{"2020-01-08", "2020-01-08"},
		{"2020-01-08~", ""},
		{"2018-12", "2018-12"},
		{"2003", "2003"},
		{"2018-07/2020-01", ""}, // once between them, and not from one to the other
		{"2018-07/2018-09", "2018"},
		{"unknown", ""},
	} {
		w, err := corpus.ParseWhen(tt.raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := isoStart(w); got != tt.want {
			t.Errorf("isoStart(%s) = %q, want %q", tt.raw, got, tt.want)
		}
	}
}

// TestDescriptions: every page says what it is, no two the same, in as many
// letters as search engines show.
func TestDescriptions(t *testing.T) {
	for name, p := range sites(t) {
		frames := p.frames()
		seen := map[string]string{}
		for _, path := range slices.Sorted(maps.Keys(frames)) {
			d := frames[path].Description
			if n := utf8.RuneCountInString(d); n < 50 || n > 160 {
				t.Errorf("%s: %s is described in %d letters: %q", name, path, n, d)
			}
			if other := seen[d]; other != "" {
				t.Errorf("%s: %s and %s have one description: %q", name, path, other, d)
			}
			seen[d] = path
		}
	}
}

func TestDescribe(t *testing.T) {
	p := &plan{words: english(t), c: &corpus.Corpus{Site: corpus.Site{Title: "Fire"}}}
	long := strings.Repeat("word ", 31) + "last." // 160 letters
	for _, tt := range []struct {
		texts []string
		want  string
	}{
		{[]string{"Jane Doe."}, "Jane Doe. Part of “Fire”, to which no report has been added yet."},
		{[]string{long}, long},
		{[]string{long, "More."}, long},
		{[]string{"x" + long}, "x" + strings.TrimSpace(strings.Repeat("word ", 31)) + " …"},
		{[]string{long[:140] + "end.", "Twenty more letters.", "Fits."}, long[:140] + "end. Fits."},
		{[]string{strings.Repeat("w", 200)}, strings.Repeat("w", 158) + " …"},
	} {
		if got := p.describe(tt.texts[0], tt.texts[1:]...); got != tt.want {
			t.Errorf("describe(%q) = %q, want %q", tt.texts, got, tt.want)
		}
	}
}

func TestLocale(t *testing.T) {
	for tag, want := range map[string]string{"en": "en_US", "en-GB": "en_GB", "de": "de_DE", "pt-PT": "pt_PT", "zh-Hant": "zh_TW", "": "", "x!": ""} {
		if got := locale(tag); got != want {
			t.Errorf("locale(%q) = %q, want %q", tag, got, want)
		}
	}
}
