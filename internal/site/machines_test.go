package site

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"collate/internal/card"
	"collate/internal/corpus"
)

func fileOf(p *plan, path string) []byte {
	for _, f := range filesIn(p) {
		if f.Path == path {
			return f.Data
		}
	}
	return nil
}

// atom is a feed as a reader meets it.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	atomPart
	Entries []atomPart `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomPart struct {
	IDs     []string   `xml:"http://www.w3.org/2005/Atom id"`
	Titles  []string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string   `xml:"http://www.w3.org/2005/Atom updated"`
	Summary []string   `xml:"http://www.w3.org/2005/Atom summary"`
	Authors []string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Icons   []string   `xml:"http://www.w3.org/2005/Atom icon"`
	Links   []atomLink `xml:"http://www.w3.org/2005/Atom link"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// check returns what RFC 4287 does not allow of a feed or an entry.
func (p *atomPart) check(base string) []string {
	var wrong []string
	one := func(section, what string, values []string) {
		if len(values) != 1 || strings.TrimSpace(values[0]) == "" {
			wrong = append(wrong, fmt.Sprintf("%d of %s, want one (%s)", len(values), what, section))
		}
	}
	one("4.2.6", "id", p.IDs)
	one("4.2.14", "title", p.Titles)
	one("4.2.15", "updated", p.Updated)
	for _, u := range p.Updated {
		if _, err := time.Parse(time.RFC3339, u); err != nil {
			wrong = append(wrong, "updated is "+u+" (3.3)")
		}
	}
	seen := map[atomLink]bool{}
	alternates := 0
	for _, l := range p.Links {
		if !strings.HasPrefix(l.Href, base) {
			wrong = append(wrong, "links to "+l.Href)
		}
		if key := (atomLink{Rel: l.Rel, Type: l.Type}); seen[key] {
			wrong = append(wrong, "two links of one relation and type (4.1.1)")
		} else {
			seen[key] = true
		}
		if l.Rel == "alternate" {
			alternates++
		}
	}
	if alternates != 1 {
		wrong = append(wrong, fmt.Sprintf("%d alternates (4.1.2)", alternates))
	}
	return wrong
}

func TestFeed(t *testing.T) {
	for name, p := range sites(t) {
		data := fileOf(p, feedPath)
		if p.base == "" {
			if data != nil {
				t.Errorf("%s: there is a feed", name)
			}
			continue
		}
		var f atom
		if err := xml.Unmarshal(data, &f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, wrong := range f.check(p.base) {
			t.Errorf("%s: the feed: %s", name, wrong)
		}
		self := slices.ContainsFunc(f.Links, func(l atomLink) bool {
			return l.Rel == "self" && l.Href == p.base+feedPath && l.Type == "application/atom+xml"
		})
		if !self {
			t.Errorf("%s: the feed does not name itself (4.1.1)", name)
		}
		if len(f.Authors) != 1 { // else each entry must have one (4.1.2)
			t.Errorf("%s: authors %q", name, f.Authors)
		}
		ids := map[string]bool{}
		for i := range f.Entries {
			e := &f.Entries[i]
			for _, wrong := range e.check(p.base) {
				t.Errorf("%s: entry %q: %s", name, e.Titles, wrong)
			}
			if len(e.Summary) != 1 || e.Summary[0] == "" {
				t.Errorf("%s: entry %q has the summaries %q", name, e.Titles, e.Summary)
			}
			if ids[e.IDs[0]] {
				t.Errorf("%s: two entries have the id %s (4.1.1)", name, e.IDs[0])
			}
			ids[e.IDs[0]] = true
		}
		if want := 1 + len(p.x.Claims()) + len(p.articles) + len(p.moments); len(f.Entries) != want {
			t.Errorf("%s: %d entries, want %d", name, len(f.Entries), want)
		}
	}
}

// TestFeedIDs: a new edition is a new entry; what it is made of keeps its ids.
func TestFeedIDs(t *testing.T) {
	ids := func(day int) []string {
		p := sites(t)["invented"]
		p.c.Site.Edition = time.Date(2019, 5, day, 0, 0, 0, 0, time.UTC)
		var f atom
		if err := xml.Unmarshal(fileOf(p, feedPath), &f); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, e := range f.Entries {
			list = append(list, e.IDs[0])
		}
		return list
	}
	before, after := ids(20), ids(21)
	if before[0] != "https://example.org/fire/index.html?edition=2019-05-20" || before[0] == after[0] {
		t.Errorf("the editions have the ids %s and %s", before[0], after[0])
	}
	if !slices.Equal(before[1:], after[1:]) {
		t.Errorf("ids were\n%q, are\n%q", before[1:], after[1:])
	}
}

// TestManifest: what the manifest names is there, in the size it gives.
func TestManifest(t *testing.T) {
	p := sites(t)["without an address"]
	var m struct {
		Name  string `json:"name"`
		Start string `json:"start_url"`
		Theme string `json:"theme_color"`
		Icons []struct{ Src, Type, Sizes, Purpose string }
	}
	if err := json.Unmarshal(fileOf(p, manifestPath), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "The fire at the old harbour" || m.Start != "index.html" || m.Theme != "#1d3b5c" {
		t.Errorf("the manifest is %+v", m)
	}
	sizes := map[string]bool{}
	for _, i := range m.Icons {
		data, err := os.ReadFile("../../static/" + i.Src)
		if err != nil {
			t.Errorf("icon %s: %v", i.Src, err)
			continue
		}
		sizes[i.Sizes] = true
		// A PNG's width and height are the bytes from 16 on.
		if i.Type == "image/png" {
			if got := fmt.Sprintf("%dx%d", int(data[18])<<8|int(data[19]), int(data[22])<<8|int(data[23])); got != i.Sizes {
				t.Errorf("icon %s is %s, the manifest says %s", i.Src, got, i.Sizes)
			}
		}
	}
	if !sizes["192x192"] || !sizes["512x512"] {
		t.Errorf("icons of the sizes %v", slices.Sorted(maps.Keys(sizes)))
	}
}

// TestPictures: each page names a picture that is made, and each picture is
// named.
func TestPictures(t *testing.T) {
	for name, p := range sites(t) {
		made := map[string]bool{}
		for _, f := range filesIn(p) {
			if strings.HasSuffix(f.Path, ".png") {
				made[f.Path] = true
				if len(f.Data) > 60<<10 {
					t.Errorf("%s: %s has %d bytes", name, f.Path, len(f.Data))
				}
			}
		}
		named := map[string]bool{}
		for path, f := range p.frames() {
			picture := strings.TrimPrefix(f.Picture, p.base)
			if f.Picture != "" && !made[picture] {
				t.Errorf("%s: %s names %s, which is not made", name, path, picture)
			}
			named[picture] = true
			switch own := ownPicturePath(path); {
			case p.base == "":
				if f.Picture != "" || f.PictureText != "" {
					t.Errorf("%s: %s names a picture without an address", name, path)
				}
			case f.NoIndex, path == storyPath:
				if picture != picturePath {
					t.Errorf("%s: %s shows %s", name, path, picture)
				}
			case picture != own || !strings.Contains(f.PictureText, f.Heading):
				t.Errorf("%s: %s shows %s, which says %q", name, path, picture, f.PictureText)
			}
		}
		for path := range made {
			if !named[path] {
				t.Errorf("%s: no page shows %s", name, path)
			}
		}
	}
}

func TestPictureSays(t *testing.T) {
	p := sites(t)["invented"]
	pages := map[string]*card.Card{}
	for _, page := range pagesIn(p) {
		pages[page.Path] = page.Data.(framed).framed().drawn
	}
	const site = "The fire at the old harbour"
	for path, want := range map[string]card.Card{
		"people/jane-doe.html":     {Kicker: "Person", Title: "Jane Doe", Note: "Keeper of the lighthouse", Site: site},
		"places/lighthouse.html":   {Kicker: "Place", Title: "The Lighthouse", Note: "Building", Site: site},
		"people/index.html":        {Kicker: "Two reports compared", Title: "People", Note: "Two people", Site: site},
		"claims/boats-burned.html": {Kicker: "Claim", Title: "How many boats burned?", Note: "One report only: 1 of 2 reports", Site: site},
	} {
		if got := pages[path]; got == nil || *got != want {
			t.Errorf("%s: the picture says %+v, want %+v", path, got, want)
		}
	}
}

// TestChoosePictures: of many pages, those have a picture of their own that most
// reports speak of.
func TestChoosePictures(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "base_url: https://example.org/\n")
	const others = 310
	names := make([]string, others)
	for i := range others {
		names[i] = fmt.Sprintf("Doe%03d", i)
		write(fmt.Sprintf("people/p%03d.md", i), "---\ntitle: "+names[i]+"\n---\n")
	}
	write("people/z-often.md", "---\ntitle: Zoe\n---\n")
	write("articles/r1.md", "---\ntitle: One\n---\n\nZoe met "+strings.Join(names, ", ")+".\n")
	write("articles/r2.md", "---\ntitle: Two\n---\n\nZoe left.\n")
	write("claims/left.md", "---\nquestion: Did Zoe leave?\nkind: yes-no\nanswers:\n"+
		"  - {value: \"yes\", says: the report itself, cite: \"@r2, ¶ 1\"}\n---\n")
	p := planOf(t, dir, func(*corpus.Site) {})
	if n := len(p.pictured); n != picturesMost {
		t.Errorf("%d pages have a picture, want %d", n, picturesMost)
	}
	for id, want := range map[corpus.ID]bool{
		"claims/left": true, "people/z-often": true, "people/p000": true, // named as often as the next, which stand behind it
		"people/p297": true, "people/p298": false, "articles/r1": false,
	} {
		if p.pictured[id] != want {
			t.Errorf("%s: picture of its own is %t, want %t", id, p.pictured[id], want)
		}
	}
	frames := p.frames()
	for path, want := range map[string]string{
		"people/p298.html": "og.png", "articles/r1.html": "og.png", "people/p297.html": "og/people/p297.png",
		"people/index.html": "og/people/index.png",
	} {
		if got := frames[path].Picture; got != "https://example.org/"+want {
			t.Errorf("%s shows %s, want %s", path, got, want)
		}
	}
}
