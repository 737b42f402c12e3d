package main_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"collate/internal/exchange/rules"
)

// A shape is what a site has that no text adds to: elements with their attributes, by
// file ending, and scripts that are the program's own.
type shape struct {
	has     map[string]bool
	scripts map[string]bool // lines
}

// shapeOf returns the shape of a site made from harmless words, and of what pages have
// besides for words in other letters.
func shapeOf(t *testing.T, out string) shape {
	t.Helper()
	s := shape{has: map[string]bool{}, scripts: map[string]bool{}}
	for name, data := range filesIn(t, out) {
		s.each(t, name, data, func(what string) { s.has[what] = true })
		if path.Ext(name) == ".js" {
			for line := range strings.Lines(string(data)) {
				s.scripts[line] = true
			}
		}
	}
	for _, what := range []string{"bdi", "bdi lang", "bdi dir", "a dir", "span lang", "span dir", "mark", "ins", "del"} {
		s.has[".html "+what] = true
	}
	return s
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// each calls see for every element and every attribute of a file, with the value where it
// decides what the element does, and returns the tree of a page.
func (s shape) each(t *testing.T, name string, data []byte, see func(what string)) (doc *html.Node) {
	t.Helper()
	switch ext := path.Ext(name); ext {
	case ".html":
		var err error
		if doc, err = html.Parse(bytes.NewReader(data)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for n := range doc.Descendants() {
			switch n.Type {
			case html.ElementNode:
				see(ext + " " + strings.TrimSpace(n.Namespace+" "+n.Data))
				for _, a := range n.Attr {
					see(ext + " " + n.Data + " " + a.Key + decisive(n.Data, a.Key, a.Val))
				}
			case html.CommentNode, html.DoctypeNode:
				see(ext + " <!" + n.Data)
			}
		}
	case ".xml", ".svg":
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				see(ext + " " + token.Name.Local)
				for _, a := range token.Attr {
					see(ext + " " + token.Name.Local + " " + a.Name.Local)
				}
			case xml.Directive, xml.Comment, xml.ProcInst:
				see(ext + fmt.Sprintf(" %T", token))
			}
		}
	}
	return doc
}

// decisive returns the value of an attribute if the page's own elements have few.
func decisive(element, key, value string) string {
	switch {
	case key == "rel", key == "http-equiv", key == "type", element == "script" && key == "src":
		return "=" + strings.TrimLeft(value, "./")
	case key == "content" && strings.HasPrefix(value, "default-src"):
		return "=" + value
	}
	return ""
}

// addresses are the attributes that a browser may follow.
var addresses = []string{"href", "src", "action", "formaction", "poster", "data", "cite", "background", "srcset", "xlink:href", "ping", "manifest"}

// hold fails the test if a site has what the shape has not.
func (s shape) hold(t *testing.T, out string) {
	t.Helper()
	files := filesIn(t, out)
	if len(files) < 50 {
		t.Fatalf("%d files", len(files))
	}
	for name, data := range files {
		doc := s.each(t, name, data, func(what string) {
			if !s.has[what] {
				t.Errorf("%s has %q", name, what)
			}
		})
		switch path.Ext(name) {
		case ".html":
			holdAddresses(t, name, doc)
		case ".js":
			s.holdScript(t, name, string(data))
		case ".json", ".geojson", ".webmanifest":
			switch name {
			case "data/entities.ftm.json":
				things, broken := rules.FollowTheMoney(data)
				holdRules(t, name, things, broken)
				continue
			case "data/reports.csl.json":
				items, broken := rules.CSL(data)
				holdRules(t, name, items, broken)
			case "data/datapackage.json":
				resources, broken := rules.Package(data)
				holdRules(t, name, resources, broken)
			case "data/timeline.json":
				slides, broken := rules.Timeline(data)
				holdRules(t, name, slides, broken)
			}
			if !json.Valid(data) {
				t.Errorf("%s is no JSON", name)
			}
		case ".csv":
			holdCells(t, name, data)
		case ".xml":
			if name == "data/register.xml" {
				names, broken := rules.TEI(data)
				holdRules(t, name, names, broken)
			}
		case ".bib":
			entries, broken := rules.BibTeX(data)
			holdRules(t, name, entries, broken)
		case ".jsonld":
			annotations, broken := rules.Annotations(data)
			holdRules(t, name, annotations, broken)
		case ".ics":
			events, broken := rules.Calendar(data)
			holdRules(t, name, events, broken)
			for _, e := range events {
				if !strings.HasPrefix(e["URL"], "https://example.org/explainer/timeline.html#") {
					t.Errorf("%s has the address %.100q", name, e["URL"])
				}
			}
		case ".txt":
			if name == "data/beacon.txt" {
				links, broken := rules.Beacon(data)
				holdRules(t, name, links, broken)
				continue
			}
			if want := "User-agent: *\nAllow: /\n\nSitemap: https://example.org/explainer/sitemap.xml\n"; string(data) != want {
				t.Errorf("%s is %q", name, data)
			}
		}
	}
}

// holdAddresses fails the test if a page has a link to anything but the web, mail and
// itself, a script of its own, or structured data that is no JSON.
func holdAddresses(t *testing.T, name string, doc *html.Node) {
	t.Helper()
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				t.Errorf("%s: <%s %s=%.100q>", name, n.Data, a.Key, a.Val)
			}
			if !slices.Contains(addresses, a.Key) {
				continue
			}
			u, err := url.Parse(a.Val)
			if err != nil || u.Scheme != "" && u.Scheme != "https" || u.Host != "" && u.Host != "example.org" && u.Host != "example.com" && u.Host != "www.wikidata.org" {
				t.Errorf("%s: <%s %s=%.100q> (%v)", name, n.Data, a.Key, a.Val, err)
			}
		}
		if n.FirstChild == nil {
			continue
		}
		text := n.FirstChild.Data
		if n.Data == "pre" && n.Parent.Data == "dd" && !(text[0] == '@' && balanced(text) || json.Valid([]byte(text))) {
			t.Errorf("%s: a citation in a format that is broken: %s", name, text)
		}
		if n.Data != "script" {
			continue
		}
		if !json.Valid([]byte(text)) || strings.ContainsAny(text, "<>&") {
			t.Errorf("%s: a script that is no data: %.200q", name, text)
		}
	}
}

// holdScript fails the test if a script is neither one of the program's own, line by line,
// nor a call with data alone.
func (s shape) holdScript(t *testing.T, name, text string) {
	t.Helper()
	if own, err := os.ReadFile("../../static/" + name); err == nil && string(own) == text {
		return
	}
	for line := range strings.Lines(text) {
		call, data, ok := strings.Cut(strings.TrimSpace(line), "(")
		if ok && strings.HasPrefix(call, "collateSearch") && !strings.ContainsAny(call, " =;") &&
			json.Valid([]byte("["+unquotedKeys.ReplaceAllString(strings.TrimSuffix(data, ")"), `"$1":`)+"]")) {
			continue
		}
		if !s.scripts[line] && !slices.Contains(shardScript(t), line) {
			t.Errorf("%s: %.200q", name, line)
		}
	}
}

// unquotedKeys are those of the directory of a large index.
var unquotedKeys = regexp.MustCompile(`\b(w|p|pairs|names): `)

// shardScript returns the lines of the script that large indexes begin with.
func shardScript(t *testing.T) []string {
	t.Helper()
	own, err := os.ReadFile("../../internal/search/shards.js")
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(strings.Lines(string(own)))
}

// holdRules fails the test if what is for other programs breaks a rule of its format, or has
// fewer entries than were typed.
func holdRules[T any](t *testing.T, name string, entries []T, broken rules.Broken) {
	t.Helper()
	for _, b := range broken {
		t.Errorf("%s: %.300s", name, b)
	}
	if len(entries) < 3 {
		t.Errorf("%s has %d entries", name, len(entries))
	}
}

// holdCells fails the test if a program for spreadsheets takes a cell for a formula, with
// commas or with semicolons between cells.
func holdCells(t *testing.T, name string, data []byte) {
	t.Helper()
	for _, comma := range ",;" {
		r := csv.NewReader(bytes.NewReader(data))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, comma == ';', -1
		records, err := r.ReadAll()
		if err != nil || len(records) < 2 {
			t.Errorf("%s: %d records, %v", name, len(records), err)
		}
		for _, record := range records {
			for _, cell := range record {
				if cell = strings.TrimLeft(cell, " "); cell != "" && strings.ContainsAny(cell[:1], "=+-@") || strings.HasPrefix(cell, "＝") {
					t.Errorf("%s: the cell %.100q", name, cell)
				}
			}
		}
	}
}

// holdTexts fails the test if what is for programs says another text than was typed, or a
// page's heading does.
func (a attacked) holdTexts(t *testing.T, out string) {
	t.Helper()
	read := func(name string) []byte {
		data, err := os.ReadFile(out + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var all struct {
		Title                         string
		Reports                       []struct{ Title, Publisher string }
		People, Places, Organisations []struct{ ID, Name, Role, Kind string }
		Events                        []struct{ ID, Title, Precision string }
		Claims                        []struct{ Question string }
	}
	if err := json.Unmarshal(read("data/explainer.json"), &all); err != nil {
		t.Fatal(err)
	}
	texts := map[string]int{}
	for _, r := range all.Reports {
		texts[r.Title]++
		texts[r.Publisher]++
	}
	for _, e := range slices.Concat(all.People, all.Places, all.Organisations) {
		texts[e.Name]++
		texts[e.Role]++
		texts[e.Kind]++
	}
	for _, e := range all.Events {
		texts[e.Title]++
		texts[e.Precision]++
	}
	for _, c := range all.Claims {
		texts[c.Question]++
	}
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(read("feed.xml"), &feed); err != nil {
		t.Fatal(err)
	}
	var titles strings.Builder
	for _, e := range feed.Entries {
		titles.WriteString(e.Title + "\n")
	}
	for i, value := range a.values {
		typed := func(kind string) string {
			return norm.NFC.String(strings.TrimSpace(fmt.Sprint(text(&attackedPage{value: value, kind: kind, i: i}))))
		}
		for kind, n := range map[string]int{"item": 5, "person": 2, "place": 2, "organisation": 2} {
			if got := texts[typed(kind)]; got != n {
				t.Errorf("explainer.json has %q %d times, want %d", typed(kind), got, n)
			}
		}
		if n := strings.Count(titles.String(), typed("item")); n < 3 {
			t.Errorf("the feed has %q %d times, want 3 at least", typed("item"), n)
		}
		if i == 0 {
			var manifest struct{ Name string }
			if err := json.Unmarshal(read("manifest.webmanifest"), &manifest); err != nil || manifest.Name != typed("item") || all.Title != typed("item") {
				t.Errorf("the site is called %q and %q, want %q (%v)", manifest.Name, all.Title, typed("item"), err)
			}
		}
		for page, want := range map[string]string{
			fmt.Sprintf("people/person-%d.html", i+1): typed("person"), fmt.Sprintf("places/place-%d.html", i+1): typed("place"),
			fmt.Sprintf("organisations/organisation-%d.html", i+1): typed("organisation"), fmt.Sprintf("articles/report-%d.html", i+1): typed("item"),
			fmt.Sprintf("claims/claim-%d.html", i+1): typed("item"),
		} {
			holdHeading(t, page, read(page), want)
		}
	}
}

// holdHeading fails the test unless a page's heading, its title and its structured data are
// called so.
func holdHeading(t *testing.T, name string, page []byte, want string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for n := range doc.Descendants() {
		switch {
		case n.Type != html.ElementNode || n.FirstChild == nil:
		case n.Data == "h1":
			seen["h1"] = strings.Contains(textIn(n), want)
		case n.Data == "title":
			seen["title"] = seen["title"] || strings.Contains(textIn(n), want)
		case n.Data == "script":
			var v any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			seen["JSON-LD"] = seen["JSON-LD"] || holds(v, want)
		}
	}
	for _, what := range []string{"h1", "title", "JSON-LD"} {
		if !seen[what] {
			t.Errorf("%s: the %s does not say %q", name, what, want)
		}
	}
}

// balanced reports whether all braces of a BibTeX entry close at its end, and not before.
func balanced(entry string) bool {
	depth := 0
	for i, c := range entry {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i == len(entry)-1
			}
		}
	}
	return false
}

func textIn(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// holds reports whether a value of JSON has a text in it.
func holds(v any, text string) bool {
	switch v := v.(type) {
	case string:
		return v == text
	case []any:
		return slices.ContainsFunc(v, func(one any) bool { return holds(one, text) })
	case map[string]any:
		for _, one := range v {
			if holds(one, text) {
				return true
			}
		}
	}
	return false
}
