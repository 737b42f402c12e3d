package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collate/internal/importer"
)

func TestImportJSON(t *testing.T) {
	report := importer.Report{
		Files: []importer.Result{
			{
				File: "raw/a.txt", Target: "articles/report-a.md", Status: importer.New, Title: "Fire <at> “quay”",
				Byline: []string{"Ann Lee"}, Date: "2019-05-03", Words: 12, CutWords: 3,
				Cuts: []importer.Cut{{What: "share links", Lines: "4-5", Words: 3}}, Warnings: []string{"no headline"},
			},
			{File: "raw/b.txt", Status: importer.Refused, Reason: "empty file"},
		},
		Drafts: []importer.Result{{Target: "people/ann-lee.md", Title: "Ann Lee", Status: importer.New}},
	}
	var out bytes.Buffer
	if err := printImportJSON(&out, report, nil); err != nil {
		t.Fatal(err)
	}
	var got any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v in\n%s", err, out.Bytes())
	}
	none := []any{}
	want := map[string]any{
		"files": []any{
			map[string]any{
				"file": "raw/a.txt", "target": "articles/report-a.md", "status": "new", "title": "Fire <at> “quay”",
				"byline": []any{"Ann Lee"}, "date": "2019-05-03", "words": 12.0, "warnings": []any{"no headline"},
				"cuts": []any{map[string]any{"what": "share links", "lines": "4-5", "words": 3.0}},
			},
			map[string]any{
				"file": "raw/b.txt", "target": "", "status": "refused", "title": "", "byline": none, "date": "", "words": 0.0,
				"warnings": none, "cuts": none, "error": "empty file",
			},
		},
		"drafts": []any{map[string]any{"target": "people/ann-lee.md", "title": "Ann Lee"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}
