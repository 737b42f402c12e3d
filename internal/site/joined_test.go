package site

import (
	"testing"

	"collate/internal/corpus"
	"collate/internal/xref"
)

// A report with many sentences is cut into pieces; those that come to one page
// have one heading there, whose id stands once.
func TestJoined(t *testing.T) {
	a, b := &corpus.Article{}, &corpus.Article{}
	whole := xref.ByArticle{Article: a, Backlinks: make([]xref.Backlink, 250)}
	got := joined(append(inPieces([]xref.ByArticle{whole}), xref.ByArticle{Article: b}))
	if len(got) != 2 || got[0].Article != a || len(got[0].Backlinks) != 250 || got[1].Article != b {
		t.Errorf("%d reports, the first with %d sentences", len(got), len(got[0].Backlinks))
	}
}
