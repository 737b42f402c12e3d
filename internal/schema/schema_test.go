package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

var update = flag.Bool("update", false, "make the schemas anew")

// folders are the headings of docs/content.md, by kind.
var folders = map[string]string{
	"site": "site.yaml", "story": "index.md", "article": "articles/", "person": "people/", "place": "places/",
	"organisation": "organisations/", "event": "events/", "claim": "claims/",
}

// A row is one key of a table.
type row struct {
	key, is, meaning string
	required         bool
}

// tables reads the tables of docs/content.md, by heading.
func tables(t *testing.T) map[string][]row {
	t.Helper()
	text, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	all, heading := map[string][]row{}, ""
	form := regexp.MustCompile("^\\| `([a-z_0-9]+)`( ●)? \\| (.*?) \\| (.*?) ?\\|$")
	for line := range strings.SplitSeq(string(text), "\n") {
		if h, ok := strings.CutPrefix(line, "#"); ok {
			heading = strings.TrimSpace(strings.TrimLeft(h, "#"))
		}
		if m := form.FindStringSubmatch(line); m != nil {
			all[heading] = append(all[heading], row{m[1], m[3], m[4], m[2] != ""})
		}
	}
	return all
}

const slug = "^[a-z0-9]+(-[a-z0-9]+)*$"

// A node is a schema. Its fields are written in the order of their names.
type node map[string]any

// object is the schema of a mapping with the keys of a table.
func object(all map[string][]row, heading string) node {
	properties, required := node{}, []string{}
	for _, r := range all[heading] {
		properties[r.key] = value(all, heading, r)
		if r.required {
			required = append(required, r.key)
		}
	}
	n := node{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		n["required"] = required
	}
	return n
}

// value is the schema of one key's value. What the program reads as a text may
// look like a number or like true to YAML.
func value(all map[string][]row, heading string, r row) node {
	scalar := []string{"string", "number", "boolean"}
	inner := heading + ": " + r.key
	var n node
	switch {
	case r.is == "mapping":
		n = object(all, inner)
	case r.is == "list of slugs":
		n = node{"type": "array", "items": node{"type": "string", "pattern": slug}, "uniqueItems": true}
	case r.is == "list" && inner == "site.yaml: zones":
		n = node{"type": "array", "items": node{"anyOf": []node{{"type": "string"}, object(all, inner)}}}
	case r.is == "list" && all[inner] != nil:
		n = node{"type": "array", "items": object(all, inner)}
	case r.is == "list":
		n = node{"type": "array", "items": node{"type": scalar}}
	case r.is == "`true`, `false`":
		n = node{"type": "boolean"}
	case r.is == "number":
		n = node{"type": "number"}
	case r.is == "slug":
		n = node{"type": "string", "pattern": slug}
	case r.is == "page":
		n = node{"type": "string", "pattern": "^(story|[a-z]+/" + strings.Trim(slug, "^$") + ")$"}
	case r.is == "64 hex digits":
		n = node{"type": "string", "pattern": "^[0-9a-f]{64}$"}
	case r.is == "id":
		n = node{"type": "string", "pattern": "^p[1-9][0-9]*$"}
	case r.is == "`Q…`":
		n = node{"type": "string", "pattern": "^Q[1-9][0-9]*$"}
	case r.is == "address":
		n = node{"type": "string", "format": "uri", "pattern": "^https?://"}
	case strings.HasPrefix(r.is, "`"):
		n = node{"enum": strings.Split(strings.ReplaceAll(r.is, "`", ""), ", ")}
	case slices.Contains([]string{"citation", "BCP 47", "IANA name"}, r.is):
		n = node{"type": "string"}
	case slices.Contains([]string{"text", "page or text", "date", "time", "date or time"}, r.is):
		n = node{"type": scalar}
	default:
		n = node{"no schema for": r.is}
	}
	if !r.required { // the key may stand there without a value
		switch kind := n["type"].(type) {
		case string:
			n["type"] = []string{kind, "null"}
		case []string:
			n["type"] = append(kind, "null")
		default:
			n = node{"anyOf": []node{n, {"type": "null"}}}
		}
	}
	meaning := strings.TrimSpace(plain.Replace(link.ReplaceAllString(r.meaning, "$1")))
	if meaning != "" && meaning != "likewise" && meaning != "see below" {
		n["description"] = meaning
	}
	return n
}

var (
	link  = regexp.MustCompile(`\[([^\]]+)\]\([^)]+\)`)
	plain = strings.NewReplacer("`", "", "**", "")
)

// TestSchemas makes the schemas of docs/content.md, and holds the files to that.
func TestSchemas(t *testing.T) {
	all := tables(t)
	for kind, heading := range folders {
		n := object(all, heading)
		n["$schema"] = "http://json-schema.org/draft-07/schema#"
		n["title"] = "Collate: " + heading
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(n); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "no schema for") {
			t.Errorf("%s: a form that is not known:\n%s", kind, b.String())
		}
		if *update {
			if err := os.WriteFile(kind+".json", b.Bytes(), 0o644); err != nil { //nolint:gosec // as all of the tree
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(b.String(), string(Of(kind))); diff != "" {
			t.Errorf("%s.json is not what docs/content.md says (-docs +file; -update makes it anew):\n%s", kind, diff)
		}
	}
	if len(Kinds()) != len(folders) || Of("recipe") != nil {
		t.Errorf("kinds: %v", Kinds())
	}
}

// compiled returns a schema that can be asked.
func compiled(t *testing.T, kind string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Of(kind)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(kind, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(kind)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// holds returns what a schema says of YAML.
func holds(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	return s.Validate(asJSON(n.Content[0]))
}

// asJSON returns what editors make of YAML: dates are texts.
func asJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asJSON(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, asJSON(item))
		}
		return list
	}
	if n.Tag == "!!timestamp" {
		return n.Value
	}
	var v any
	if err := n.Decode(&v); err != nil {
		return n.Value
	}
	return v
}

// TestShippedContent holds all content of this repository, which builds, against
// the schemas.
func TestShippedContent(t *testing.T) {
	n := 0
	for kind, heading := range folders {
		s := compiled(t, kind)
		pattern := "../../content/" + heading
		if strings.HasSuffix(heading, "/") {
			pattern += "*.md"
		}
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			front := string(text)
			if filepath.Ext(name) == ".md" {
				_, front, _ = strings.Cut(front, "---\n")
				front, _, _ = strings.Cut(front, "\n---")
			}
			if err := holds(t, s, front); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			n++
		}
	}
	if n < 100 {
		t.Errorf("only %d files", n)
	}
}

// TestRefused holds the schemas against front matter that the build does not take
// either, and some that it takes.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		kind, text string
		ok         bool
	}{
		{"person", "title: Jane Doe\naliases: [Doe, 007]\nwikidata: Q42", true},
		{"person", "title: 50\nrole:\naliases:", true},
		{"person", "title:", false},
		{"article", "title: Fire\ntext:\noriginal:", true},
		{"person", "aliases: [Doe]", false},
		{"person", "title: Jane Doe\nalias: Doe", false},
		{"person", "title: Jane Doe\naliases: Doe", false},
		{"person", "title: Jane Doe\nwikidata: 42", false},
		{"person", "title: Jane Doe\norganisations: [Harbour Office]", false},
		{"person", "title: Jane Doe\ndraft: maybe", false},
		{"place", "title: Oslo\ncoordinates: {lat: 59.9, lon: 10.7}", true},
		{"place", "title: Oslo\ncoordinates: {lat: 59.9}", false},
		{"place", "title: Oslo\ncoordinates: [59.9, 10.7]", false},
		{"article", "title: Fire\ndate: 2019-05-03\ntext: digest", true},
		{"article", "title: Fire\ntext: half", false},
		{"article", "title: Fire\nurl: ftp://example.org", false},
		{"article", "title: Fire\noriginal: {file: a.txt}", false},
		{"event", "title: Fire\nwhen: 2019", true},
		{"event", "title: Fire", false},
		{"event", "title: Fire\nwhen: 2019\naccounts: [{printed: noon}]", false},
		{"claim", "question: How many?\nkind: count\nanswers: [{value: 22, says: a, cite: \"@report-a\"}]", true},
		{"claim", "question: How many?\nkind: sum\nanswers: []", false},
		{"claim", "question: How many?\nkind: count\nanswers: [{value: 22, says: a}]", false},
		{"site", "zones: [UTC, {name: Europe/Oslo, label: Oslo}]\nlanguage: de", true},
		{"site", "zones: [{label: Oslo}]", false},
		{"site", "ignore: [{name: Article 51}]", false},
		{"site", "corrections: [{date: 2019-05-05, page: story, text: a}, {date: 2019-05-05, page: people/j-d, text: b}]", true},
		{"site", "corrections: [{date: 2019-05-05, page: Jane Doe, text: a}]", false},
		{"site", "corrections: [{date: 2019-05-05, page: story}]", false},
		{"story", "title: Fire\nstandfirst: A shed burned.", true},
		{"story", "standfirst: A shed burned.", false},
	} {
		if err := holds(t, compiled(t, tt.kind), tt.text); (err == nil) != tt.ok {
			t.Errorf("%s: %q: %v, want ok to be %v", tt.kind, tt.text, err, tt.ok)
		}
	}
}
