package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"collate/internal/diag"
	"collate/internal/worklist"
)

// aListOfAll is an item of each rule, two alike, and signs that forms escape.
func aListOfAll(t *testing.T) worklist.List {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a b.md")
	if err := os.WriteFile(file, []byte("one\nZoë, Jane\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var l worklist.List
	for _, r := range worklist.Rules() {
		l = append(l, worklist.Item{
			Rule: r.ID, Pos: diag.Pos{File: filepath.ToSlash(file), Line: 2, Col: 7}, Text: "50% of\x1b “it”", Mend: "a, b", About: r.ID,
		})
	}
	return append(l, l[len(l)-1], worklist.Item{Rule: worklist.MissingPhrase, Pos: diag.Pos{File: "content/site.yaml"}, Text: "no"})
}

// TestSARIF holds what is printed to the published rules: by hand what code
// scanning asks for, and the schema where COLLATE_SARIF names it.
func TestSARIF(t *testing.T) {
	list := aListOfAll(t)
	t.Chdir(filepath.Dir(list[0].Pos.File))
	var out bytes.Buffer
	if err := printSARIF(&out, list, sources{filepath.Dir(list[0].Pos.File)}); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name  string
					Rules []struct {
						ID                   string
						ShortDescription     struct{ Text string }
						DefaultConfiguration struct{ Level string }
					}
				}
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn int }
					}
				}
				PartialFingerprints map[string]string
			}
		}
	}
	d := json.NewDecoder(bytes.NewReader(out.Bytes()))
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].Tool.Driver.Name != "Collate" {
		t.Fatalf("no log of one run: %s", out.String())
	}
	run, prints := log.Runs[0], map[string]bool{}
	for _, r := range run.Tool.Driver.Rules {
		if r.ID == "" || r.ShortDescription.Text == "" || !regexp.MustCompile("^(error|warning|note)$").MatchString(r.DefaultConfiguration.Level) {
			t.Errorf("a rule is not whole: %+v", r)
		}
	}
	for _, r := range run.Results {
		where := r.Locations[0].PhysicalLocation
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Message.Text == "" || where.Region.StartLine < 1 {
			t.Errorf("a result is not whole: %+v", r)
		}
		if uri := where.ArtifactLocation.URI; uri != "a%20b.md" && uri != "content/site.yaml" {
			t.Errorf("the address %q", uri)
		}
		hash := r.PartialFingerprints["primaryLocationLineHash"]
		if !regexp.MustCompile(`^[0-9a-f]{16}:[1-9]$`).MatchString(hash) || prints[hash] {
			t.Errorf("the fingerprint %q", hash)
		}
		prints[hash] = true
	}
	// "Zoë, J": seven bytes before the J but six characters; columns count from 1.
	if region := run.Results[0].Locations[0].PhysicalLocation.Region; region.StartColumn != 6 || region.StartLine != 2 {
		t.Errorf("the region %+v, want 2:6", region)
	}
	if len(run.Results) != len(list) {
		t.Errorf("%d results, want %d", len(run.Results), len(list))
	}
	againstSchema(t, out.Bytes())
}

// againstSchema holds a log against the schema of SARIF 2.1.0, which npm's
// @microsoft/jest-sarif has; it is no part of this repository.
func againstSchema(t *testing.T, log []byte) {
	t.Helper()
	file := os.Getenv("COLLATE_SARIF")
	if file == "" {
		t.Log("COLLATE_SARIF names no schema of SARIF: held by hand alone")
		return
	}
	schema, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
	// And the schema would see a mistake.
	wrong, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(string(log), `"startLine": 2`, `"startLine": 0`)))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(wrong) == nil {
		t.Error("the schema takes a line 0")
	}
}

// TestCheckJSON holds the form that docs/check.md promises.
func TestCheckJSON(t *testing.T) {
	list := aListOfAll(t)
	var out bytes.Buffer
	if err := printJSON(&out, list); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Version int
		Counts  []map[string]any
		Items   []map[string]any
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != 1 || len(doc.Counts) != len(worklist.Rules()) || len(doc.Items) != len(list) {
		t.Errorf("version %d, %d counts, %d items", doc.Version, len(doc.Counts), len(doc.Items))
	}
	shape := func(m map[string]any) string {
		var s strings.Builder
		for _, key := range []string{"rule", "level", "heading", "count", "file", "line", "column", "text", "mend", "fixable", "fingerprint"} {
			if v, ok := m[key]; ok {
				fmt.Fprintf(&s, " %s:%T", key, v)
			}
		}
		return fmt.Sprint(len(m), s.String())
	}
	for _, tt := range []struct{ got, want string }{
		{shape(doc.Counts[0]), "4 rule:string level:string heading:string count:float64"},
		{shape(doc.Items[0]), "9 rule:string level:string file:string line:float64 column:float64 text:string mend:string fixable:bool fingerprint:string"},
		{shape(doc.Items[len(list)-1]), "6 rule:string level:string file:string text:string fixable:bool fingerprint:string"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

// TestAnnotations holds the commands of a workflow, which have escapes of their
// own.
func TestAnnotations(t *testing.T) {
	var out bytes.Buffer
	err := printAnnotations(&out, worklist.List{
		{Rule: worklist.Mistake, Pos: diag.Pos{File: "a,b:c%.md", Line: 3}, Text: "50%: a\nb", Mend: "c"},
		{Rule: worklist.SilentAnswer, Pos: diag.Pos{File: "x"}, Text: "::error::y"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := "::error file=a%2Cb%3Ac%25.md,line=3,title=mistake::50%25: a\\n" + "b (c)\n::notice file=x,title=silent-answer::::error::y\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}
