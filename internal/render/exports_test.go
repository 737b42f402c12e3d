package render

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"collate/internal/corpus"
	"collate/internal/exchange/rules"
	"collate/internal/importer"
	"collate/internal/site"
)

// folder reads a folder into memory.
func folder(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	files, err := Static(name, func(string) bool { return true }, os.DirFS(name))
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// TestExports holds the files for other programs, of the invented explainer and of the one in
// this repository, to the rules of their formats, and each address of the site in them to
// a page with that fragment.
func TestExports(t *testing.T) {
	for name, content := range map[string]fstest.MapFS{"invented": invented(t), "shipped": folder(t, "../../content")} {
		t.Run(name, func(t *testing.T) {
			files, err := everything(templates(t), plan(t, content, site.Options{}))
			if err != nil {
				t.Fatal(err)
			}
			pages := map[string]string{}
			for _, f := range files {
				pages[f.Path] = string(f.Data)
			}
			base := regexp.MustCompile(`"url": "([^"]+)"`).FindStringSubmatch(pages["data/explainer.json"])[1]
			_, broken := rules.Calendar([]byte(pages["data/events.ics"]))
			hold(t, "events.ics", broken)
			_, broken = rules.FollowTheMoney([]byte(pages["data/entities.ftm.json"]))
			hold(t, "entities.ftm.json", broken)
			_, broken = rules.BibTeX([]byte(pages["data/reports.bib"]))
			hold(t, "reports.bib", broken)
			_, broken = rules.CSL([]byte(pages["data/reports.csl.json"]))
			hold(t, "reports.csl.json", broken)
			_, broken = rules.Timeline([]byte(pages["data/timeline.json"]))
			hold(t, "timeline.json", broken)
			_, broken = rules.TEI([]byte(pages["data/register.xml"]))
			hold(t, "register.xml", broken)
			resources, broken := rules.Package([]byte(pages["data/datapackage.json"]))
			hold(t, "datapackage.json", broken)
			holdResources(t, resources, pages)
			holdSchema(t, pages)
			links, broken := rules.Beacon([]byte(pages["data/beacon.txt"]))
			hold(t, "beacon.txt", broken)
			for _, link := range links {
				if pages[link[1]] == "" {
					t.Errorf("beacon.txt: no page %s", link[1])
				}
			}
			annotations, broken := rules.Annotations([]byte(pages["data/annotations.jsonld"]))
			hold(t, "annotations.jsonld", broken)
			holdPassages(t, annotations, pages, base)
			holdLinks(t, pages, base)
		})
	}
}

func hold(t *testing.T, name string, broken rules.Broken) {
	t.Helper()
	for _, b := range broken {
		t.Errorf("%s: %s", name, b)
	}
}

// holdLinks fails the test if a file of data has an address of the site that leads nowhere.
func holdLinks(t *testing.T, pages map[string]string, base string) {
	t.Helper()
	own := regexp.MustCompile(regexp.QuoteMeta(base) + `([^"#\s|<>\\]*)(?:#([^"\s|<>\\]*))?`)
	n := 0
	for name, text := range pages {
		if !strings.HasPrefix(name, "data/") {
			continue
		}
		for _, m := range own.FindAllStringSubmatch(strings.ReplaceAll(text, "\r\n ", ""), -1) {
			n++
			page, ok := pages[m[1]]
			if m[1] != "" && !ok || m[2] != "" && strings.HasSuffix(m[1], ".html") && !strings.Contains(page, ` id="`+m[2]+`"`) {
				t.Errorf("%s: %s leads nowhere", name, m[0])
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d addresses", n)
	}
}

// holdPassages fails the test unless each annotation's selectors find the same words on the
// page as it is rendered.
func holdPassages(t *testing.T, annotations []rules.Annotation, pages map[string]string, base string) {
	t.Helper()
	texts := map[string]map[string]string{} // of the elements with ids, by page
	of := func(page string) map[string]string {
		if texts[page] == nil {
			texts[page] = map[string]string{}
			doc, err := html.Parse(strings.NewReader(pages[page]))
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				for _, a := range n.Attr {
					if a.Key == "id" {
						texts[page][a.Val] = textOf(n)
					}
				}
			}
		}
		return texts[page]
	}
	words := 0
	for _, a := range annotations {
		page := of(strings.TrimPrefix(a.Target.Source, base))
		for _, s := range a.Target.Selector {
			switch s.Type {
			case "TextQuoteSelector":
				if text := s.Prefix + *s.Exact + s.Suffix; !strings.Contains(page["text"], text) {
					t.Errorf("%s: %s does not say %q", a.ID, a.Target.Source, text)
				}
			case "FragmentSelector":
				text := []rune(page[s.Value])
				if s.RefinedBy == nil {
					if len(text) == 0 {
						t.Errorf("%s: %s has no paragraph %s", a.ID, a.Target.Source, s.Value)
					}
					continue
				}
				start, end := *s.RefinedBy.Start, *s.RefinedBy.End
				if exact := a.Target.Selector[0].Exact; end > len(text) || exact != nil && string(text[start:end]) != *exact {
					t.Errorf("%s: %d to %d of %q", a.ID, start, end, string(text))
				}
				words++
			}
		}
	}
	if words < 15 {
		t.Errorf("only %d passages", words)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// holdResources fails the test unless a package describes every other file of data, as it is.
func holdResources(t *testing.T, resources []rules.Resource, pages map[string]string) {
	t.Helper()
	described := map[string]bool{"data/datapackage.json": true}
	for _, r := range resources {
		text := pages["data/"+r.Path]
		described["data/"+r.Path] = true
		if r.Bytes != len(text) {
			t.Errorf("%s has %d bytes, not %d", r.Path, len(text), r.Bytes)
		}
		if r.Schema == nil {
			continue
		}
		var names []string
		for _, field := range r.Schema.Fields {
			names = append(names, field.Name)
		}
		if head, _, _ := strings.Cut(text, "\n"); head != strings.Join(names, ",") {
			t.Errorf("%s has the columns %s, not %s", r.Path, head, names)
		}
	}
	for name := range pages {
		if strings.HasPrefix(name, "data/") && !described[name] {
			t.Errorf("datapackage.json does not describe %s", name)
		}
		if strings.HasPrefix(name, "data/") && !strings.Contains(pages["data.html"], `href="`+name+`"`) {
			t.Errorf("data.html does not link %s", name)
		}
	}
}

// holdSchema fails the test unless explainer.json is valid by its JSON Schema, and would not
// be with a key more or one less.
func holdSchema(t *testing.T, pages map[string]string) {
	t.Helper()
	read := func(text string) any {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("explainer.schema.json", read(pages["data/explainer.schema.json"])); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("explainer.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	text := pages["data/explainer.json"]
	if err := schema.Validate(read(text)); err != nil {
		t.Error(err)
	}
	for old, wrong := range map[string]string{
		`"title": "`: `"titel": "`, `"mentions": `: `"mentioned": `, `"lat": `: `"lat": "x", "lot": `, `"id": "people/`: `"id": "/`,
		`"verdict": "`: `"verdict": 1, "v": "`, `"start": "`: `"start": "x`,
	} {
		if err := schema.Validate(read(strings.Replace(text, old, wrong, 1))); err == nil {
			t.Errorf("with %s for %s explainer.json is still valid", wrong, old)
		}
	}
}

// TestListsComeBack imports the people, places and organisations of the explainer in this
// repository from each list of them that is given out: the same entities are read from
// the pages.
func TestListsComeBack(t *testing.T) {
	content := folder(t, "../../content")
	files, err := everything(templates(t), plan(t, content, site.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	want, err := corpus.Load(content, "content")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimPrefix(f.Path, "data/")
		if name != "entities.csv" && name != "entities.ftm.json" && name != "register.xml" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			done, pages, err := importer.PlanLists([]importer.Source{{File: name, Raw: f.Data}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(done.Pages) != 56 || len(done.Warnings) != 0 {
				t.Errorf("%d entries, %v", len(done.Pages), done.Warnings)
			}
			fsys := fstest.MapFS{}
			for _, page := range pages {
				fsys[page.Path] = &fstest.MapFile{Data: page.Data}
			}
			got, err := corpus.Load(fsys, "content")
			if err != nil {
				t.Fatal(err)
			}
			for _, kind := range corpus.EntityKinds() {
				given, read := facts(want.Entities(kind)), facts(got.Entities(kind))
				if strings.HasSuffix(name, ".ftm.json") { // which has no key of sorting
					for i := range given {
						given[i].Sort, read[i].Sort = "", ""
					}
				}
				if diff := cmp.Diff(given, read); diff != "" {
					t.Errorf("%s (-given out +read in):\n%s", kind, diff)
				}
			}
		})
	}
}

// A fact is what a list has of an entity.
type fact struct {
	ID                                corpus.ID
	Title, Sort, Role, What, Wikidata string
	Names                             []string
	Organisations                     []corpus.ID
	Within, PartOf                    corpus.ID
	Coordinates                       *corpus.Coordinates
}

func facts(list []*corpus.Entity) []fact {
	var all []fact
	for _, e := range list {
		f := fact{
			ID: e.ID, Title: e.Title, Sort: e.Sort, Role: e.Role, What: e.What, Wikidata: e.Wikidata, Organisations: e.Organisations,
			Within: e.Within, PartOf: e.PartOf, Coordinates: e.Coordinates,
		}
		for _, n := range e.Names {
			f.Names = append(f.Names, n.Text)
		}
		all = append(all, f)
	}
	return all
}
