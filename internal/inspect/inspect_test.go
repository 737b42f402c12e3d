package inspect_test

import (
	"testing"
	"testing/fstest"

	"collate/internal/corpus"
	"collate/internal/importer"
	"collate/internal/inspect"
	"collate/internal/link"
)

const raw = `Fire at the old harbour

By Ann Lee

2019-05-03

A fire broke out at the old harbour on Friday, Boris Quist, the harbour master, told reporters there in the evening.

"Forty boats burned," Quist said. "Nobody was hurt, and that is what matters to all of us here tonight."
`

// A raw report, and the page that import makes of it, have the same in them.
func TestDraftAndItsPage(t *testing.T) {
	people := fstest.MapFS{"people/boris-quist.md": {Data: []byte("---\ntitle: Boris Quist\n---\n")}}
	c, err := corpus.Load(people, "content")
	if err != nil {
		t.Fatal(err)
	}
	l, err := link.New(c)
	if err != nil {
		t.Fatal(err)
	}
	d, err := importer.Clean([]byte(raw), "fire.txt")
	if err != nil {
		t.Fatal(err)
	}
	ofDraft := inspect.OfDraft("reports/fire.txt", &d, l)
	page, err := d.Page("report-a", importer.Source{File: "reports/fire.txt", Raw: []byte(raw)})
	if err != nil {
		t.Fatal(err)
	}
	a, err := corpus.ParseArticle("report-a", string(page))
	if err != nil {
		t.Fatal(err)
	}
	ofPage := inspect.OfArticle(a, l)
	if draft, page := string(ofDraft.JSON()), string(ofPage.JSON()); draft != page {
		t.Errorf("of the draft:\n%s\nof its page:\n%s", draft, page)
	}
	if got := ofPage.Linked(); len(got) != 2 || got[1].N != 2 || got[1].Block != 1 {
		t.Errorf("linked: %+v", got)
	}
	if got := ofPage.Quotes; len(got) != 2 || got[0].Entity == nil || *got[0].Entity != "boris-quist" {
		t.Errorf("quotes: %+v", got)
	}
}
