package importer

import (
	"fmt"
	"strings"
	"testing"

	"collate/internal/fingerprint"
)

// The fingerprint that import keeps is that of the original, under the ids
// that its paragraphs have on the page, whatever stands on the page.
func TestFingerprints(t *testing.T) {
	const (
		one  = "The watchman saw the first smoke above the northern quay at a quarter past nine."
		two  = "Four engines came over the bridge, and their crews pumped water until the morning."
		raw  = "Fire at the quay\n\n" + one + "\n\n" + two + "\n"
		kept = "articles/report-a.md"
	)
	page := func(text, body string) Page {
		return Page{kept, []byte("---\ntitle: x\ntext: " + text + "\noriginal:\n  file: 1.txt\n  sha256: " + checksum([]byte(raw)) + "\n---\n\n" + body)}
	}
	file := func(sum string, ids ...int) string {
		f := fingerprint.Print{Article: "report-a", SHA256: sum}
		for i, id := range ids {
			f.Paragraphs = append(f.Paragraphs, fingerprint.Shingle(id, []string{one, two}[i]))
		}
		return string(fingerprint.Format([]fingerprint.Print{f}))
	}
	sum := checksum([]byte(raw))
	for _, tt := range []struct {
		name string
		have []Page
		opt  Options
		want string // of the file; "" if it is not written
	}{
		{"new", nil, Options{}, file(sum, 1, 2)},
		{"kept, edited", []Page{page("full", strings.Replace(two, "Four", "Five", 1)+" ^p3\n\nMine. ^p4\n")}, Options{}, file(sum, 5, 3)},
		{"kept, a digest", []Page{page("digest", "Smoke was seen. ^p7\n\nIt was put out. ^p4\n")}, Options{}, file(sum, 7, 4)},
		{"kept, a digest of other paragraphs", []Page{page("digest", "Smoke was seen, and put out. ^p7\n")}, Options{}, file(sum, 1, 2)},
		{"kept, and its fingerprint", []Page{page("full", "Mine. ^p4\n"), {fingerprint.File, []byte(file(sum, 8, 9))}}, Options{}, ""},
		{"another original's", []Page{page("full", one+" ^p1\n"), {fingerprint.File, []byte(file(checksum([]byte("x")), 8, 9))}}, Options{}, file(sum, 1, 2)},
		{"forced", []Page{page("full", one+" ^p3\n"), {fingerprint.File, []byte(file(sum, 8, 9))}}, Options{Force: true}, file(sum, 3, 4)},
		{"damaged", []Page{page("full", one+" ^p1\n"), {fingerprint.File, []byte("<<<<<<< ours\n")}}, Options{}, file(sum, 1, 2)},
		{"of a page that went", []Page{{fingerprint.File, []byte(strings.Replace(file(sum, 1), "report-a", "report-b", 1))}}, Options{}, file(sum, 1, 2)},
	} {
		tt.opt.NoDrafts = true
		_, pages, err := Plan(t.Context(), []Source{{File: "1.txt", Raw: []byte(raw)}}, tt.have, tt.opt)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		got := ""
		for _, p := range pages {
			if p.Path == fingerprint.File {
				got = string(p.Data)
			}
		}
		if got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// A heading is no paragraph, and mark-up no word.
func TestFingerprintOfMarkdown(t *testing.T) {
	raw := "# Fire\n\n## Smoke\n\nThe *watchman* saw [smoke](https://example.org/nine/words/in/a/row) above the quay at a **quarter** past nine.\n"
	_, pages, err := Plan(t.Context(), []Source{{File: "1.md", Raw: []byte(raw)}}, nil, Options{NoDrafts: true})
	if err != nil {
		t.Fatal(err)
	}
	prints, err := fingerprint.Parse(pages[0].Data, "")
	if err != nil || len(prints) != 1 {
		t.Fatalf("%v, %v", prints, err)
	}
	want := fingerprint.Shingle(1, "The watchman saw smoke above the quay at a quarter past nine.")
	if got := prints[0].Paragraphs; len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
}
