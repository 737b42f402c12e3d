package corpus

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// documented reads the keys of each table of docs/content.md, by heading; a
// required key has a ● behind it.
func documented(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]string{}
	row := regexp.MustCompile("^\\| `([a-z_0-9]+)`( ●)? \\|")
	heading := ""
	for line := range strings.SplitSeq(string(text), "\n") {
		if h, ok := strings.CutPrefix(line, "#"); ok {
			heading = strings.TrimSpace(strings.TrimLeft(h, "#"))
		}
		if m := row.FindStringSubmatch(line); m != nil {
			tables[heading] = append(tables[heading], m[1]+m[2])
		}
	}
	return tables
}

func TestEveryKeyIsDocumented(t *testing.T) {
	got := map[string][]string{}
	add := func(heading string, keys []key) {
		for _, k := range keys {
			name := k.name
			if k.required {
				name += " ●"
			}
			got[heading] = append(got[heading], name)
		}
	}
	add("site.yaml", siteKeys(&Site{}))
	add("site.yaml: zones", zoneKeys(&Zone{}))
	add("site.yaml: ignore", ignoreKeys(&Ignored{}))
	add("site.yaml: corrections", erratumKeys(&Erratum{}))
	add("index.md", storyKeys(&Page{}))
	add("articles/", articleKeys(&Article{}))
	add("articles/: speakers", correctionKeys(&Correction{}))
	add("articles/: original", originalKeys(&Original{}))
	add("articles/: original: found", foundKeys(&Original{}))
	add("articles/: original: cut", cutKeys(&Cut{}))
	for _, kind := range EntityKinds() {
		add(string(kind)+"/", entityKeys(&Entity{Page: Page{Kind: kind}}))
	}
	add("places/: coordinates", coordinateKeys(&Coordinates{}))
	add("events/", eventKeys(&Event{}))
	add("events/: accounts", accountKeys(&Account{}))
	add("claims/", claimKeys(&Claim{}))
	add("claims/: answers", answerKeys(&Answer{}))
	if diff := cmp.Diff(got, documented(t)); diff != "" {
		t.Errorf("docs/content.md differs from the program (-program +docs):\n%s", diff)
	}
}

// The examples are one content folder: each code block after a line that names
// its file.
func TestExamplesLoad(t *testing.T) {
	text, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	// Named in the text, without an example of their own.
	examples := folder(
		"places/oslo.md", "---\ntitle: Oslo\n---\n",
		"organisations/harbour-office.md", "---\ntitle: Harbour Office\n---\n",
	)
	example := regexp.MustCompile("(?ms)^`content/([^`]+)`[^\n]*:\n\n```[a-z]+\n(.*?)^```$")
	for _, m := range example.FindAllSubmatch(text, -1) {
		examples[string(m[1])] = &fstest.MapFile{Data: m[2]}
	}
	if len(examples) != 2+10 {
		t.Errorf("%d examples, want 10: site, story, two reports, two events and one of each other kind", len(examples)-2)
	}
	c, err := Load(examples, "content")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Articles[1].Label + ", " + c.Articles[1].Text(1); got != "Report B, Doe was seen on the quay." {
		t.Errorf("the second report is %s", got)
	}
}
